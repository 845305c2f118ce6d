/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Standard allocations: those that dxgkrnl itself describes to the miniport.
 */
#ifndef DXGK_OBJECTS_STANDARD_H
#define DXGK_OBJECTS_STANDARD_H

#include <linux/types.h>

struct dxgk_adapter;

/**
 * struct dxgk_standard_data - the miniport's private data for a standard allocation
 * @allocation: Per allocation, or NULL.
 * @allocation_size: Its bytes.
 * @resource: Per resource, or NULL.
 * @resource_size: Its bytes.
 */
struct dxgk_standard_data {
	void *allocation;
	u32 allocation_size;
	void *resource;
	u32 resource_size;
};

int dxgk_standard_data_get(struct dxgk_adapter *adapter, u64 size,
			   struct dxgk_standard_data *data);
void dxgk_standard_data_free(struct dxgk_standard_data *data);

#endif
