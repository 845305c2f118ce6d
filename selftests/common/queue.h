/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Paging queues, and waiting for their fences.
 */
#ifndef SELFTESTS_QUEUE_H
#define SELFTESTS_QUEUE_H

#include <pthread.h>

#include "dxg.h"

/* As many as a device may have, a wait may be for, and waits by event of a device may pend. */
#define DXG_MAX_QUEUES		64u
#define DXG_MAX_POINTS		64u
#define DXG_MAX_EVENTS		1024u

struct dxg_queue {
	uint32_t queue;
	uint32_t fence;
	volatile uint64_t *value;
};

/* Return the call's status; all is 0 on failure. */
int dxg_queue_create(int fd, uint32_t device, struct dxg_queue *queue);
int dxg_queue_destroy(int fd, const struct dxg_queue *queue);

/* A device that the client gives up. */
int dxg_mark_error(int fd, uint32_t device);

/* Wait in the call for one fence, or have the eventfd signaled; returns its status. */
int dxg_wait(int fd, uint32_t device, uint32_t fence, uint64_t value);
int dxg_wait_event(int fd, uint32_t device, uint32_t fence, uint64_t value, int event);

/* Everything that a wait can be. */
struct d3dkmt_waitforsynchronizationobjectfromcpu dxg_wait_args(uint32_t device,
								const uint32_t *fences,
								const uint64_t *values,
								uint32_t n);

/* A thread that waits in the kernel. */
struct dxg_waiter {
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	int fd;
	int tid;
	int ret;
	int started;
	pthread_t thread;
};

/* Start a call, and come back when it sleeps; false if it ended, or doesn't get there. */
bool dxg_waiter_start(struct dxg_waiter *waiter, int fd,
		      const struct d3dkmt_waitforsynchronizationobjectfromcpu *args);
/* The status of a call that ends; -ETIMEDOUT if it doesn't. */
int dxg_waiter_end(struct dxg_waiter *waiter);

#endif
