/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Paging queues of a device.
 */
#ifndef DXGK_OBJECTS_PAGING_QUEUE_H
#define DXGK_OBJECTS_PAGING_QUEUE_H

#include <linux/list.h>

#include "objects/object.h"
#include "vidsch/queue.h"

struct dxgk_device;
struct dxgk_fence;
struct dxgk_process;

/* Paging queues of a device. */
#define DXGK_MAX_PAGING_QUEUES	64u

/**
 * struct dxgk_paging_queue - a paging queue
 * @obj: Its head.
 * @device: Of which it is. Constant.
 * @link: In the device's list, under its lock.
 * @vidsch: Its packets.
 * @fence: Whose values they reach, with a reference. Constant.
 */
struct dxgk_paging_queue {
	struct dxgk_object obj;
	struct dxgk_device *device;
	struct list_head link;
	struct vidsch_queue vidsch;
	struct dxgk_fence *fence;
};

static inline struct dxgk_paging_queue *to_dxgk_paging_queue(struct dxgk_object *obj)
{
	return container_of(obj, struct dxgk_paging_queue, obj);
}

struct dxgk_paging_queue *dxgk_paging_queue_new(struct dxgk_device *device);
void dxgk_paging_queue_discard(struct dxgk_paging_queue *queue);

struct dxgk_paging_queue *dxgk_paging_queue_lookup(struct dxgk_process *process, u32 handle);
struct dxgk_paging_queue *dxgk_paging_queue_lookup_active(struct dxgk_process *process,
							  u32 handle);
void dxgk_paging_queue_put(struct dxgk_paging_queue *queue);

int dxgk_paging_queue_destroy(struct dxgk_process *process, u32 handle);
void dxgk_paging_queues_destroy_all(struct dxgk_device *device);

#endif
