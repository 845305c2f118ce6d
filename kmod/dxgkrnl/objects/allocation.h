/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Allocations: what an adapter has (global), and each device's open of it, which a handle names.
 */
#ifndef DXGK_OBJECTS_ALLOCATION_H
#define DXGK_OBJECTS_ALLOCATION_H

#include <linux/list.h>

#include <dxgk/allocation.h>

#include "objects/object.h"
#include "vidmm/vidmm.h"

struct dxgk_adapter;
struct dxgk_device;
struct dxgk_global_allocation;
struct dxgk_resource;

/**
 * struct dxgk_allocation - a device's open of an allocation
 * @obj: Its head.
 * @ddi_opened: The miniport knows this open. Changed inside an adapter section, or by the removal.
 * @device: Whose; the device runs its allocations down before it goes.
 * @resource: With a reference; NULL for a standalone allocation.
 * @global: What is open, with one of its opens.
 * @link: In the resource's list, or the device's, under the device's lock.
 * @hdevice_allocation: The miniport's cookie of this open.
 */
struct dxgk_allocation {
	struct dxgk_object obj;
	bool ddi_opened;
	struct dxgk_device *device;
	struct dxgk_resource *resource;
	struct dxgk_global_allocation *global;
	struct list_head link;
	void *hdevice_allocation;
};

/**
 * struct dxgk_global_allocation - an allocation of an adapter
 * @opens: Device allocations that exist. The last one to go ends it.
 * @ddi_created: The miniport knows it. Changed inside an adapter section, or by the removal.
 * @hallocation: The miniport's cookie.
 * @vidmm: Its memory.
 * @first: The creator's open; part of this object, so that an unshared allocation is one object.
 */
struct dxgk_global_allocation {
	refcount_t opens;
	bool ddi_created;
	void *hallocation;
	struct vidmm_alloc vidmm;
	struct dxgk_allocation first;
};

static inline struct dxgk_allocation *to_dxgk_allocation(struct dxgk_object *obj)
{
	return container_of(obj, struct dxgk_allocation, obj);
}

/**
 * struct dxgk_allocation_batch - allocations to create in one go
 * @device: Where; the caller holds a reference.
 * @resource: What they belong to, or NULL; the caller holds a reference.
 * @private_data: The resource's private data for the miniport, or NULL.
 * @private_data_size: Its bytes.
 * @num: How many allocations.
 * @info: In: private data; out: the miniport's answer.
 * @system_memory: For each allocation the address of the caller's memory that backs it; or NULL.
 * @read_only: The caller's memory is only read.
 * @allocs: Out: the allocations, each with the reference that its handle will have.
 */
struct dxgk_allocation_batch {
	struct dxgk_device *device;
	struct dxgk_resource *resource;
	const void *private_data;
	u32 private_data_size;
	u32 num;
	struct dxgk_allocationinfo *info;
	const u64 *system_memory;
	bool read_only;
	struct dxgk_allocation **allocs;
};

int dxgk_allocations_create(struct dxgk_allocation_batch *batch);
void dxgk_allocations_put(struct dxgk_allocation **allocs, u32 n);
void dxgk_allocations_destroy_list(struct dxgk_device *device, struct list_head *list);

/* For the removal, inside which nobody else uses the lists. */
void dxgk_allocations_close(struct dxgk_device *device, struct list_head *list);
void dxgk_allocations_destroy(struct dxgk_adapter *adapter, struct dxgk_resource *resource,
			      struct list_head *list);

int dxgk_allocation_cache_init(void);
void dxgk_allocation_cache_exit(void);

#endif
