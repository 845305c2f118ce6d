// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/slab.h>

#include <dxgk/status.h>

#include "objects/counts.h"
#include "objects/device.h"
#include "objects/fence.h"
#include "objects/paging_queue.h"
#include "objects/process.h"

/* Put a queue in its device's list, if there is room. */
static bool queue_add(struct dxgk_device *device, struct dxgk_paging_queue *queue)
{
	bool added;

	mutex_lock(&device->lock);
	added = device->num_paging_queues < DXGK_MAX_PAGING_QUEUES;
	if (added) {
		device->num_paging_queues++;
		list_add_tail(&queue->link, &device->paging_queues);
	}
	mutex_unlock(&device->lock);
	return added;
}

/**
 * dxgk_paging_queue_new - a paging queue with its fence, without handles yet
 * @device: Where; the caller holds a reference to it.
 *
 * Return: The queue with the reference that its handle will have, or ERR_PTR: -ENOMEM, also if the
 * device has DXGK_MAX_PAGING_QUEUES, or as dxgk_fence_new().
 */
struct dxgk_paging_queue *dxgk_paging_queue_new(struct dxgk_device *device)
{
	struct dxgk_paging_queue *queue = kzalloc(sizeof(*queue), DXGK_GFP_CLIENT);
	int err;

	if (!queue)
		return ERR_PTR(-ENOMEM);
	dxgk_object_init(&queue->obj, DXGK_OBJECT_PAGING_QUEUE);
	queue->device = device;
	queue->fence = dxgk_fence_new(device);
	if (IS_ERR(queue->fence)) {
		err = PTR_ERR(queue->fence);
		goto free;
	}
	/* Packets may outlive the fence's handle. */
	refcount_inc(&queue->fence->obj.users);
	vidsch_queue_init(&queue->vidsch, &queue->fence->vidsch);
	err = -ENOMEM;
	if (!queue_add(device, queue))
		goto destroy_fence;
	dxgk_count_add(DXGK_COUNT_PAGING_QUEUE, 1);
	return queue;

destroy_fence:
	dxgk_fence_destroy(queue->fence);
	dxgk_fence_put(queue->fence);
free:
	kfree(queue);
	return ERR_PTR(err);
}

/* Drop a reference to the queue alone. */
static void queue_put(struct dxgk_paging_queue *queue)
{
	struct dxgk_device *device = queue->device;

	if (!refcount_dec_and_test(&queue->obj.users))
		return;
	mutex_lock(&device->lock);
	device->num_paging_queues--;
	list_del(&queue->link);
	mutex_unlock(&device->lock);
	vidsch_queue_fini(&queue->vidsch);
	dxgk_fence_put(queue->fence);
	dxgk_count_sub(DXGK_COUNT_PAGING_QUEUE, 1);
	kfree(queue);
}

/**
 * dxgk_paging_queue_discard - end a queue and its fence
 * @queue: Claimed by the caller, or not published. The reference of its handle is dropped.
 *
 * Context: process context, no lock held, a reference to the device; takes mmap_lock.
 */
void dxgk_paging_queue_discard(struct dxgk_paging_queue *queue)
{
	dxgk_fence_destroy(queue->fence);
	queue_put(queue);
}

/* A queue that is in the table has a device, which may be running down. */
static bool get_device(const struct dxgk_object *obj, void *unused)
{
	struct dxgk_device *device = container_of(obj, struct dxgk_paging_queue, obj)->device;

	return refcount_inc_not_zero(&device->obj.users);
}

/**
 * dxgk_paging_queue_lookup - the paging queue that a handle names, on a device in whatever state
 * @process: The caller.
 * @handle: The handle.
 *
 * Return: The queue with a reference to it and one to its device, or NULL.
 */
struct dxgk_paging_queue *dxgk_paging_queue_lookup(struct dxgk_process *process, u32 handle)
{
	struct dxgk_object *obj;

	obj = dxgk_handle_lookup_if(&process->handles, handle, DXGK_OBJECT_PAGING_QUEUE,
				    get_device, NULL);
	return obj ? to_dxgk_paging_queue(obj) : NULL;
}

/**
 * dxgk_paging_queue_lookup_active - the queue that a handle names, if calls on it can succeed
 * @process: The caller.
 * @handle: The handle.
 *
 * Return: The queue with a reference to it and one to its device, or ERR_PTR: -EINVAL for a bad
 * handle, -DXGK_EDEVICEREMOVED for a device that is lost.
 */
struct dxgk_paging_queue *dxgk_paging_queue_lookup_active(struct dxgk_process *process, u32 handle)
{
	struct dxgk_paging_queue *queue = dxgk_paging_queue_lookup(process, handle);

	if (!queue)
		return ERR_PTR(-EINVAL);
	if (dxgk_device_is_lost(queue->device)) {
		dxgk_paging_queue_put(queue);
		return ERR_PTR(-DXGK_EDEVICEREMOVED);
	}
	return queue;
}

/**
 * dxgk_paging_queue_put - drop what a lookup took
 * @queue: The queue.
 *
 * Context: as dxgk_device_put().
 */
void dxgk_paging_queue_put(struct dxgk_paging_queue *queue)
{
	struct dxgk_device *device = queue->device;

	queue_put(queue);
	dxgk_device_put(device);
}

/**
 * dxgk_paging_queue_destroy - a client destroys a paging queue
 * @process: The caller.
 * @handle: The queue's handle.
 *
 * Waits until the queue's packets are complete; a caller that is killed ends the wait.
 *
 * Context: process context, no lock held; takes mmap_lock.
 * Return: 0, or -EINVAL for a bad handle.
 */
int dxgk_paging_queue_destroy(struct dxgk_process *process, u32 handle)
{
	struct dxgk_paging_queue *queue = dxgk_paging_queue_lookup(process, handle);
	bool claimed;

	if (!queue)
		return -EINVAL;
	claimed = dxgk_object_claim(&process->handles, &queue->obj);
	if (claimed) {
		vidsch_queue_wait_idle(&queue->vidsch);
		dxgk_paging_queue_discard(queue);
	}
	dxgk_paging_queue_put(queue);
	return claimed ? 0 : -EINVAL;
}

/* Device rundown: no call is using a queue. */
void dxgk_paging_queues_destroy_all(struct dxgk_device *device)
{
	struct dxgk_paging_queue *queue, *next;

	/* Nobody else changes the list any more, and what ends takes the lock itself. */
	list_for_each_entry_safe(queue, next, &device->paging_queues, link) {
		dxgk_object_claim(&device->process->handles, &queue->obj);
		dxgk_paging_queue_discard(queue);
	}
}
