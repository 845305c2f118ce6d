/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Paging queues: packets that are complete in the order in which they came.
 */
#ifndef DXGK_VIDSCH_QUEUE_H
#define DXGK_VIDSCH_QUEUE_H

#include <linux/list.h>
#include <linux/types.h>

struct dma_fence;
struct vidsch_fence;
struct vidsch_packet;

/* What a packet stands for; for who traces. */
enum vidsch_packet_type {
	VIDSCH_PACKET_MAKE_RESIDENT,
	VIDSCH_PACKET_RECLAIM,
	VIDSCH_PACKET_UPDATE_PROPERTY,
};

/**
 * struct vidsch_queue - a paging queue
 * @fence: Tells which packets are complete. Constant.
 * @last_value: Of the last packet.
 * @packets: Those that are not complete, in order.
 * @abandoned: Nobody waits for the packets any more; they stay where they are.
 *
 * All but @fence are protected by the device's lock.
 */
struct vidsch_queue {
	struct vidsch_fence *fence;
	u64 last_value;
	struct list_head packets;
	bool abandoned;
};

struct vidsch_packet *vidsch_packet_new(enum vidsch_packet_type type);
void vidsch_packet_free(struct vidsch_packet *packet);

void vidsch_queue_init(struct vidsch_queue *queue, struct vidsch_fence *fence);
bool vidsch_queue_submit(struct vidsch_queue *queue, struct vidsch_packet *packet,
			 struct dma_fence *fence, u64 *value);
void vidsch_queue_wait_idle(struct vidsch_queue *queue);
void vidsch_queue_fini(struct vidsch_queue *queue);

#endif
