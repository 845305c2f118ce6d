/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Monitored fences: 64-bit values that only grow, which clients see in their memory and wait for.
 */
#ifndef DXGK_VIDSCH_FENCE_H
#define DXGK_VIDSCH_FENCE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

struct eventfd_ctx;
struct vidsch_page;

/* Fences that one wait may be for, and waits of a device by event that may be pending. */
#define VIDSCH_MAX_POINTS	64u
#define VIDSCH_MAX_EVENTS	1024u

/**
 * struct vidsch_device - the scheduler's part of a device
 * @lock: Protects this, and all queues, fences and waits of the device. Taken in interrupts, inside
 *	a dma_fence's lock.
 * @error: Why nothing can be waited for any more; 0 as long as it can.
 * @num_events: Waits by event that are pending.
 * @fences: All fences.
 * @idle: Woken when a queue has no packets any more, or @error is set.
 */
struct vidsch_device {
	spinlock_t lock;	/* see above */
	int error;
	u32 num_events;
	struct list_head fences;
	wait_queue_head_t idle;
};

/**
 * struct vidsch_fence - a fence
 * @device: Whose. Constant.
 * @link: Among the device's, until the fence has ended.
 * @value: What it has reached. The page is not asked.
 * @error: What waits for it answer when it has ended, else 0.
 * @waits: Points that wait for it, the lowest value first.
 * @page: Where the client sees the value. Constant.
 */
struct vidsch_fence {
	struct vidsch_device *device;
	struct list_head link;
	u64 value;
	int error;
	struct list_head waits;
	struct vidsch_page *page;
};

/**
 * struct vidsch_point - what can be waited for
 * @fence: The fence.
 * @value: Its value, or any above.
 */
struct vidsch_point {
	struct vidsch_fence *fence;
	u64 value;
};

void vidsch_device_init(struct vidsch_device *device);
void vidsch_device_lose(struct vidsch_device *device);
void vidsch_device_close(struct vidsch_device *device);

int vidsch_fence_init(struct vidsch_fence *fence, struct vidsch_device *device);
int vidsch_fence_map(struct vidsch_fence *fence, unsigned long *addr);
void vidsch_fence_advance(struct vidsch_fence *fence, u64 value);
void vidsch_fence_end(struct vidsch_fence *fence, bool own_process);
void vidsch_fence_fini(struct vidsch_fence *fence);

/* wait.c */
int vidsch_wait(struct vidsch_device *device, const struct vidsch_point *points, u32 n, bool any);
int vidsch_wait_event(struct vidsch_device *device, const struct vidsch_point *points, u32 n,
		      bool any, struct eventfd_ctx *event);

/* For the fences. */
void vidsch_waits_reached(struct vidsch_fence *fence);
void vidsch_waits_fail(struct vidsch_fence *fence, int error);

#endif
