/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls that page, and how they answer while paging goes on.
 */
#ifndef DXGK_FRONT_PENDING_H
#define DXGK_FRONT_PENDING_H

#include <linux/types.h>

#include "vidsch/queue.h"

struct dma_fence;
struct dxgk_device;
struct dxgk_paging_queue;
struct vidmm_request;

#define DXGK_STATUS_PENDING	0x103

int dxgk_request_init(struct vidmm_request *request, struct dxgk_device *device);
int dxgk_pend(struct dxgk_paging_queue *queue, enum vidsch_packet_type type,
	      struct dma_fence *fence, u64 *value);

#endif
