// SPDX-License-Identifier: GPL-2.0-only
/*
 * Creating allocations: the miniport describes them, VidMm takes them over, the device opens them.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/mm.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/open.h"
#include "objects/resource.h"
#include "objects/share.h"
#include "trace.h"
#include "vidmm/pin.h"

/* Ask the miniport what the private data means. */
static int call_create(struct dxgk_allocation_batch *batch)
{
	struct dxgk_resource *resource = batch->resource;
	struct dxgkarg_createallocation arg = {
		.private_driver_data = batch->private_data,
		.private_driver_data_size = batch->private_data_size,
		.num_allocations = batch->num,
		.allocation_info = batch->info,
	};
	void **hresource;
	bool in_share;
	int err;

	if (!resource)
		return dxgk_ddi_create_allocations(batch->device->adapter, &arg,
						   batch->existing_size);

	in_share = resource->share && !dxgk_resource_is_foreign(resource);
	hresource = in_share ? &resource->share->hresource : &resource->hresource;
	mutex_lock(&resource->create_lock);
	arg.flags = DXGK_CREATEALLOCATION_RESOURCE;
	arg.hresource = *hresource;
	err = dxgk_ddi_create_allocations(batch->device->adapter, &arg, batch->existing_size);
	/* Also an answer that was refused may have made the miniport's half of the resource. */
	if (!err || arg.hresource != *hresource) {
		*hresource = arg.hresource;
		if (in_share)
			resource->share->ddi_known = true;
		else
			resource->ddi_known = true;
	}
	mutex_unlock(&resource->create_lock);
	return err;
}

/*
 * An allocation of which the miniport hears nothing: memory that is there already, which the GPU
 * sees through an aperture.
 */
static int describe_unknown(struct dxgk_allocation_batch *batch)
{
	u32 apertures = batch->device->adapter->vidmm.aperture_set;

	if (!apertures)
		return -DXGK_ENOTSUPPORTED;
	batch->info->size = batch->existing_size;
	batch->info->supported_segment_set = apertures;
	batch->info->flags = DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE |
			     DXGK_ALLOCATIONINFOFLAGS_CACHED;
	batch->info->allocation_priority = DXGK_ALLOCATIONPRIORITY_NORMAL;
	return 0;
}

/* VidMm's half of a new allocation. */
static int init_memory(struct dxgk_allocation_batch *batch, u32 i)
{
	const struct vidmm *vidmm = &batch->device->adapter->vidmm;
	struct vidmm_alloc *alloc = &batch->allocs[i]->global->vidmm;
	int err = vidmm_alloc_describe(alloc, vidmm, &batch->info[i]);

	alloc->write_watch = batch->write_watch;
	/* Other adapters can't reach this one's segments. */
	alloc->system_only = batch->resource && batch->resource->share &&
			     batch->resource->share->cross_adapter;
	if (!err && batch->contiguous)
		err = vidmm_alloc_contiguous(alloc, vidmm);
	return err;
}

/*
 * Describe the allocations, and put them where the removal finds them. Inside an adapter section.
 * They are on a list afterwards unless the miniport refused them.
 */
static int describe(struct dxgk_allocation_batch *batch, bool *listed)
{
	struct dxgk_device *device = batch->device;
	struct list_head *list = batch->resource ? &batch->resource->allocations :
						   &device->allocations;
	int err, placed = 0;
	u64 bytes = 0;
	u32 i;

	err = batch->no_kmd_access ? describe_unknown(batch) : call_create(batch);
	*listed = !err;
	if (err)
		return err;

	mutex_lock(&device->lock);
	for (i = 0; i < batch->num; i++) {
		struct dxgk_global_allocation *global = batch->allocs[i]->global;

		global->hallocation = batch->info[i].hallocation;
		global->ddi_created = !batch->no_kmd_access;
		err = init_memory(batch, i);
		placed = placed ?: err;
		bytes += global->vidmm.size;
		batch->allocs[i]->private_runtime_resource_handle =
			batch->private_runtime_resource_handle;
		list_add_tail(&batch->allocs[i]->link, list);
	}
	mutex_unlock(&device->lock);
	dxgk_lives_add(device->adapter->lives, DXGK_LIFE_CREATED, batch->num, bytes);
	dxgk_lives_add(device->adapter->lives, DXGK_LIFE_OPENED, batch->num, bytes);
	return placed;
}

/* Give the one allocation the memory that another one, or a file, has already, if any. */
static void attach_memory(struct dxgk_allocation_batch *batch)
{
	if (batch->origin)
		vidmm_alloc_set_origin(&batch->allocs[0]->global->vidmm, batch->origin);
	if (batch->section)
		vidmm_alloc_set_section(&batch->allocs[0]->global->vidmm, batch->section);
}

/* Give the allocations the client's memory. */
static int pin_memory(struct dxgk_allocation_batch *batch)
{
	u32 i;

	for (i = 0; i < batch->num; i++) {
		struct vidmm_pin *pin;

		if (!batch->system_memory[i])
			continue;
		pin = vidmm_pin(batch->system_memory[i],
				batch->existing_size ?: batch->info[i].size, batch->read_only);
		if (IS_ERR(pin))
			return PTR_ERR(pin);
		vidmm_alloc_set_pin(&batch->allocs[i]->global->vidmm, pin);
	}
	return 0;
}

/* Tell the miniport of the creator's opens. Inside an adapter section. */
static int call_open(struct dxgk_allocation_batch *batch)
{
	struct dxgk_open_batch open __uninitialized;
	u32 i, n;
	int err;

	if (batch->no_kmd_access)
		return 0;
	open.arg.private_driver_data = batch->private_data;
	open.arg.private_driver_data_size = batch->private_data_size;
	open.arg.flags = DXGK_OPENALLOCATION_CREATE;
	open.arg.num_allocations = 0;
	for (i = 0; i < batch->num; i++) {
		const struct dxgk_allocationinfo *info = &batch->info[i];

		n = open.arg.num_allocations++;
		open.info[n].hallocation = info->hallocation;
		open.info[n].private_driver_data = info->private_driver_data;
		open.info[n].private_driver_data_size = info->private_driver_data_size;
		if (n + 1 < DXGK_MAX_DDI_BATCH && i + 1 < batch->num)
			continue;
		err = dxgk_open_batch(batch->device, &open, &batch->allocs[i - n]);
		if (err)
			return err;
		open.arg.num_allocations = 0;
	}
	return 0;
}

static int open_for_creator(struct dxgk_allocation_batch *batch)
{
	struct dxgk_adapter *adapter = batch->device->adapter;
	int err, idx;

	if (!dxgk_adapter_enter(adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = call_open(batch);
	dxgk_adapter_exit(adapter, idx);
	return err;
}

/**
 * dxgk_global_describe - what an allocation looks like as a surface
 * @adapter: Whose it is.
 * @global: The allocation, kept by one of its opens.
 * @surface: Out: zeros if the miniport doesn't know, or the adapter has gone.
 *
 * Only the miniport knows, so an event that tells it asks.
 */
void dxgk_global_describe(struct dxgk_adapter *adapter, const struct dxgk_global_allocation *global,
			  struct dxgkarg_describeallocation *surface)
{
	int err = -ENODEV, idx;

	*surface = (struct dxgkarg_describeallocation) { };
	if (!dxgk_adapter_enter(adapter, &idx))
		return;
	if (global->ddi_created)
		err = dxgk_ddi_describe_allocation(adapter, global->hallocation, surface);
	dxgk_adapter_exit(adapter, idx);
	if (err)
		*surface = (struct dxgkarg_describeallocation) { };
}

static void trace_one(struct dxgk_adapter *adapter, const struct dxgk_global_allocation *global)
{
	struct dxgkarg_describeallocation surface;

	dxgk_global_describe(adapter, global, &surface);
	trace_adapter_allocation(adapter, global, &surface);
}

static void trace_allocations(const struct dxgk_allocation_batch *batch)
{
	u32 i;

	for (i = 0; trace_adapter_allocation_enabled() && i < batch->num; i++)
		trace_one(batch->device->adapter, batch->allocs[i]->global);
}

/**
 * dxgk_allocations_create - create allocations, without handles yet
 * @batch: What to create; on success the caller owns a reference to each of @batch->allocs.
 *
 * All or nothing: on failure the miniport has heard of the end of all that it made.
 *
 * Context: process context, no lock held; calls the miniport and pins the caller's memory.
 * Return: 0; -ENODEV if the adapter has gone; -ENOMEM; -DXGK_ENOVIDEOMEMORY; -EINVAL for memory
 * that can't be pinned; what the miniport returned, and -DXGK_EALLOCINVALID for a bad answer of it.
 */
int dxgk_allocations_create(struct dxgk_allocation_batch *batch)
{
	struct dxgk_adapter *adapter = batch->device->adapter;
	bool listed = false;
	int err, idx;

	err = dxgk_allocations_new(batch->device, batch->resource, batch->read_only,
				   batch->allocs, batch->num);
	if (err)
		return err;
	err = -DXGK_EDEVICEREMOVED;
	if (dxgk_adapter_enter(adapter, &idx)) {
		err = describe(batch, &listed);
		if (!err)
			attach_memory(batch);
		if (!err && !batch->system_memory)
			err = call_open(batch);
		dxgk_adapter_exit(adapter, idx);
	}
	/* Pinning faults pages in, so it happens outside. */
	if (!err && batch->system_memory) {
		err = pin_memory(batch);
		if (!err)
			err = open_for_creator(batch);
	}
	if (!err) {
		trace_allocations(batch);
		return 0;
	}
	if (listed)
		dxgk_allocations_put(batch->allocs, batch->num);
	else
		dxgk_allocations_discard(batch->allocs, batch->num);
	return err;
}

static int share_allocations(struct dxgk_allocation_batch *batch)
{
	struct dxgk_share *share = batch->resource->share;
	u32 i;

	for (i = 0; i < batch->num; i++) {
		const struct dxgk_allocationinfo *info = &batch->info[i];
		struct dxgk_global_allocation *global = batch->allocs[i]->global;

		if (info->private_driver_data_size) {
			global->private_data = kvmalloc(info->private_driver_data_size,
							DXGK_GFP_CLIENT);
			if (!global->private_data)
				return -ENOMEM;
			memcpy(global->private_data, info->private_driver_data,
			       info->private_driver_data_size);
		}
		global->private_data_size = info->private_driver_data_size;
		share->total_private_data_size += info->private_driver_data_size;
		global->vidmm.shared = true;
		refcount_inc(&global->opens);
		share->allocations[share->num_allocations] = global;
		/* Who tells of what lives may see the share already, and looks at whole entries. */
		smp_store_release(&share->num_allocations, share->num_allocations + 1);
	}
	return 0;
}

/**
 * dxgk_allocations_share - give new allocations to the share of their resource
 * @batch: Just created, and shared; the share has room for them.
 *
 * Keeps the private data as create left them, for openers. Inside a section, because the removal
 * looks at the share's array.
 *
 * Return: 0, -ENODEV if the adapter has gone, or -ENOMEM. What was given by then, the share keeps.
 */
int dxgk_allocations_share(struct dxgk_allocation_batch *batch)
{
	struct dxgk_adapter *adapter = batch->device->adapter;
	int err, idx;

	if (!dxgk_adapter_enter(adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = share_allocations(batch);
	dxgk_adapter_exit(adapter, idx);
	return err;
}
