// SPDX-License-Identifier: GPL-2.0-only
/*
 * A packet stands for what a call has had VidMm begin: it has the dma_fence of the last operation.
 * The operations are the engine's business; the queue only tells the client when they are over, by
 * values of its fence, one packet after the other.
 *
 * Lock order: the lock of a dma_fence, vidsch_device.lock. A callback comes with the first.
 */
#include <linux/dma-fence.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "gfp.h"
#include "trace.h"
#include "vidsch/fence.h"
#include "vidsch/queue.h"

/**
 * struct vidsch_packet - a packet
 * @cb: On @fence.
 * @fence: What it waits for, with a reference; NULL when that has signaled.
 * @queue: Where it is. Constant.
 * @value: What the queue's fence reaches with it. Constant.
 * @type: What it stands for. Constant.
 * @link: In the queue's list.
 *
 * @fence and @link are protected by the device's lock.
 */
struct vidsch_packet {
	struct dma_fence_cb cb;
	struct dma_fence *fence;
	struct vidsch_queue *queue;
	u64 value;
	enum vidsch_packet_type type;
	struct list_head link;
};

/**
 * vidsch_packet_new - a packet for vidsch_queue_submit(), which then can't fail
 * @type: What it stands for.
 *
 * Return: The packet, or NULL without memory.
 */
struct vidsch_packet *vidsch_packet_new(enum vidsch_packet_type type)
{
	struct vidsch_packet *packet = kzalloc(sizeof(*packet), DXGK_GFP_CLIENT);

	if (packet)
		packet->type = type;
	return packet;
}

/**
 * vidsch_packet_free - free a packet that was not submitted
 * @packet: The packet, or NULL.
 */
void vidsch_packet_free(struct vidsch_packet *packet)
{
	kfree(packet);
}

void vidsch_queue_init(struct vidsch_queue *queue, struct vidsch_fence *fence)
{
	queue->fence = fence;
	queue->last_value = 0;
	queue->abandoned = false;
	INIT_LIST_HEAD(&queue->packets);
}

/* Complete the packets that have none before them that is not. */
static void complete_packets(struct vidsch_queue *queue)
{
	struct vidsch_packet *packet, *next;
	u64 value = 0;

	lockdep_assert_held(&queue->fence->device->lock);
	list_for_each_entry_safe(packet, next, &queue->packets, link) {
		if (packet->fence)
			break;
		value = packet->value;
		trace_paging_queue_packet_stop(queue, packet, value, packet->type);
		list_del(&packet->link);
		kfree(packet);
	}
	if (value)
		vidsch_fence_advance(queue->fence, value);
	if (list_empty(&queue->packets))
		wake_up_all(&queue->fence->device->idle);
}

/* What a packet waits for has signaled. */
static void packet_signaled(struct vidsch_packet *packet)
{
	struct vidsch_queue *queue = packet->queue;
	struct vidsch_device *device = queue->fence->device;
	struct dma_fence *fence = NULL;
	unsigned long flags;

	spin_lock_irqsave(&device->lock, flags);
	if (!queue->abandoned) {
		fence = packet->fence;
		packet->fence = NULL;
		complete_packets(queue);
	}
	spin_unlock_irqrestore(&device->lock, flags);
	/* Not the last reference: who signals has one. */
	dma_fence_put(fence);
}

static void packet_callback(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	packet_signaled(container_of(cb, struct vidsch_packet, cb));
}

static struct vidsch_packet *last_packet(struct vidsch_queue *queue)
{
	if (list_empty(&queue->packets))
		return NULL;
	return list_last_entry(&queue->packets, struct vidsch_packet, link);
}

/* Whether a packet waits for that fence, or for a later one of the same engine. */
static bool waits_for(const struct vidsch_packet *packet, struct dma_fence *fence)
{
	return packet && packet->fence && packet->fence->context == fence->context &&
	       !dma_fence_is_later(fence, packet->fence);
}

/**
 * vidsch_queue_submit - queue a packet
 * @queue: The queue, kept by the caller.
 * @packet: From vidsch_packet_new(); consumed.
 * @fence: What the packet waits for, or NULL.
 * @value: Out: what the queue's fence reaches when @fence has signaled and all packets that were
 *	queued before are complete.
 *
 * If the last packet waits for as much, that one is enough. So a queue never has more packets than
 * there are operations in flight, however often it is asked for them.
 *
 * Context: process context, or any in which @fence's lock and the device's may be taken.
 * Return: false if @fence is NULL or has signaled: there is nothing to wait for, and no value.
 */
bool vidsch_queue_submit(struct vidsch_queue *queue, struct vidsch_packet *packet,
			 struct dma_fence *fence, u64 *value)
{
	struct vidsch_device *device = queue->fence->device;
	unsigned long flags;

	if (!fence || dma_fence_is_signaled(fence)) {
		vidsch_packet_free(packet);
		return false;
	}
	spin_lock_irqsave(&device->lock, flags);
	if (waits_for(last_packet(queue), fence)) {
		*value = queue->last_value;
		spin_unlock_irqrestore(&device->lock, flags);
		vidsch_packet_free(packet);
		return true;
	}
	packet->fence = dma_fence_get(fence);
	packet->queue = queue;
	*value = packet->value = ++queue->last_value;
	list_add_tail(&packet->link, &queue->packets);
	trace_paging_queue_packet_start(queue, packet, packet->value, packet->type);
	spin_unlock_irqrestore(&device->lock, flags);
	/* Nobody completes the packet before this. */
	if (dma_fence_add_callback(fence, &packet->cb, packet_callback))
		packet_signaled(packet);
	return true;
}

static bool is_idle(struct vidsch_queue *queue)
{
	struct vidsch_device *device = queue->fence->device;
	unsigned long flags;
	bool idle;

	spin_lock_irqsave(&device->lock, flags);
	idle = list_empty(&queue->packets) || device->error;
	spin_unlock_irqrestore(&device->lock, flags);
	return idle;
}

/**
 * vidsch_queue_wait_idle - wait until all packets are complete
 * @queue: The queue, kept by the caller.
 *
 * Doesn't wait for those of a device that is lost or destroyed, nor when the caller is dying.
 *
 * Context: process context, no lock held.
 */
void vidsch_queue_wait_idle(struct vidsch_queue *queue)
{
	wait_event_killable(queue->fence->device->idle, is_idle(queue));
}

/**
 * vidsch_queue_fini - the queue goes
 * @queue: The queue, to which nobody submits any more. Its packets are never complete, but what
 *	they stand for goes on.
 *
 * Context: process context, no lock held.
 */
void vidsch_queue_fini(struct vidsch_queue *queue)
{
	struct vidsch_device *device = queue->fence->device;
	struct vidsch_packet *packet, *next;
	unsigned long flags;

	/* From now on a callback leaves the list alone. */
	spin_lock_irqsave(&device->lock, flags);
	queue->abandoned = true;
	spin_unlock_irqrestore(&device->lock, flags);
	list_for_each_entry_safe(packet, next, &queue->packets, link) {
		/* If there is nothing to remove, it waits for a callback that is running. */
		if (packet->fence)
			dma_fence_remove_callback(packet->fence, &packet->cb);
		dma_fence_put(packet->fence);
		kfree(packet);
	}
}
