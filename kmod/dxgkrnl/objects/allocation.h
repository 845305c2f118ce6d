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
struct dxgk_share;
struct file;
struct vidmm_view;

/**
 * struct dxgk_allocation - a device's open of an allocation
 * @obj: Its head.
 * @ddi_opened: The miniport knows this open. Changed inside an adapter section, or by the removal.
 * @read_only: The client may not write to it. Constant once there is a handle.
 * @device: Whose; the device runs its allocations down before it goes.
 * @resource: With a reference; NULL for a standalone allocation.
 * @global: What is open, with one of its opens.
 * @link: In the resource's list, or the device's, under the device's lock.
 * @hdevice_allocation: The miniport's cookie of this open.
 * @view: Its CPU view, from the first lock on. See vidmm_lock().
 * @private_runtime_resource_handle: What the creator's runtime calls it, for events. Constant once
 *	there is a handle.
 * @resident: How often the device has asked for it to be resident. Changed under the device's
 *	residency_lock.
 */
struct dxgk_allocation {
	struct dxgk_object obj;
	bool ddi_opened;
	bool read_only;
	struct dxgk_device *device;
	struct dxgk_resource *resource;
	struct dxgk_global_allocation *global;
	struct list_head link;
	void *hdevice_allocation;
	struct vidmm_view *view;
	u64 private_runtime_resource_handle;
	u32 resident;
};

/**
 * struct dxgk_global_allocation - an allocation of an adapter
 * @opens: Device allocations that exist, and the share that has it. The last one to go ends it.
 * @ddi_created: The miniport knows it. Changed inside an adapter section, or by the removal.
 * @hallocation: The miniport's cookie.
 * @next_spare: The next of a device's spare objects, when this is one.
 * @private_data: What openers get: the private data as create left it. NULL if not shared.
 * @private_data_size: Its bytes.
 * @vidmm: Its memory.
 * @first: The creator's open; part of this object, so that an unshared allocation is one object.
 */
struct dxgk_global_allocation {
	refcount_t opens;
	bool ddi_created;
	union {
		void *hallocation;
		struct dxgk_global_allocation *next_spare;
	};
	void *private_data;
	u32 private_data_size;
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
 * @existing_size: Bytes of the memory that exists already for the one allocation, which the
 *	miniport's answer must be; 0 if it is the miniport's answer that counts.
 * @system_memory: For each allocation the address of the caller's memory that backs it, or 0; or
 *	NULL.
 * @section: The caller's memory file that backs the one allocation, which takes a reference; or
 *	NULL.
 * @origin: The memory of another adapter's allocation, which the one allocation shows; kept by the
 *	share of
 *	@resource. Or NULL.
 * @contiguous: The allocations must lie in one piece.
 * @no_kmd_access: The miniport hears nothing of the one allocation, which has @existing_size.
 * @read_only: The client may not write to the allocations.
 * @write_watch: Note which pages the CPU writes.
 * @private_runtime_resource_handle: As in struct dxgk_allocation.
 * @allocs: Out: the allocations, each with the reference that its handle will have.
 */
struct dxgk_allocation_batch {
	struct dxgk_device *device;
	struct dxgk_resource *resource;
	const void *private_data;
	u32 private_data_size;
	u32 num;
	struct dxgk_allocationinfo *info;
	u64 existing_size;
	const u64 *system_memory;
	struct file *section;
	struct vidmm_alloc *origin;
	bool contiguous;
	bool no_kmd_access;
	bool read_only;
	bool write_watch;
	u64 private_runtime_resource_handle;
	struct dxgk_allocation **allocs;
};

int dxgk_allocations_new(struct dxgk_device *device, struct dxgk_resource *resource,
			 bool read_only, struct dxgk_allocation **allocs, u32 n);
struct dxgk_allocation *dxgk_allocation_new_open(struct dxgk_global_allocation *global,
						 struct dxgk_resource *resource, bool read_only);
void dxgk_allocations_discard(struct dxgk_allocation **allocs, u32 n);
void dxgk_allocation_free_spares(struct dxgk_device *device);

int dxgk_allocations_create(struct dxgk_allocation_batch *batch);
int dxgk_allocations_share(struct dxgk_allocation_batch *batch);
int dxgk_allocations_open(struct dxgk_resource *resource, bool read_only,
			  struct dxgk_allocation **allocs);
struct dxgk_allocation *dxgk_allocation_lookup(struct dxgk_device *device, u32 handle);
void dxgk_allocations_put(struct dxgk_allocation **allocs, u32 n);
void dxgk_allocations_end(struct dxgk_allocation **allocs, u32 n);
void dxgk_allocations_destroy_list(struct dxgk_device *device, struct list_head *list);

/* Drop a reference to one, as dxgk_allocations_put() does. */
static inline void dxgk_allocation_put(struct dxgk_allocation *alloc)
{
	if (refcount_dec_and_test(&alloc->obj.users))
		dxgk_allocations_end(&alloc, 1);
}

void dxgk_global_describe(struct dxgk_adapter *adapter, const struct dxgk_global_allocation *global,
			  struct dxgkarg_describeallocation *surface);
u32 dxgk_globals_close(struct dxgk_adapter *adapter, void *hresource,
		       struct dxgk_global_allocation **globals, u32 n);
void dxgk_globals_free(struct dxgk_global_allocation **globals, u32 n);

/* For the removal, inside which nobody else uses the lists. */
void dxgk_globals_ddi_destroy(struct dxgk_adapter *adapter, void *hresource,
			      struct dxgk_global_allocation **globals, u32 n);
void dxgk_allocations_close(struct dxgk_device *device, struct list_head *list);
void dxgk_allocations_destroy(struct dxgk_adapter *adapter, struct dxgk_resource *resource,
			      struct list_head *list);

int dxgk_allocation_cache_init(void);
void dxgk_allocation_cache_exit(void);

#endif
