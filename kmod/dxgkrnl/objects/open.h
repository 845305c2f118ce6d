/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Opening allocations on a device, for what creates or opens them.
 */
#ifndef DXGK_OBJECTS_OPEN_H
#define DXGK_OBJECTS_OPEN_H

#include <dxgk/allocation.h>

struct dxgk_allocation;
struct dxgk_device;

/**
 * struct dxgk_open_batch - what one call of open_allocation gives the miniport
 * @arg: The argument; dxgk_open_batch() fills in the device and the array.
 * @info: The array.
 */
struct dxgk_open_batch {
	struct dxgkarg_openallocation arg;
	struct dxgk_openallocationinfo info[DXGK_MAX_DDI_BATCH];
};

int dxgk_open_batch(struct dxgk_device *device, struct dxgk_open_batch *open,
		    struct dxgk_allocation **allocs);

#endif
