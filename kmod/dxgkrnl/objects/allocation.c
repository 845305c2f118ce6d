// SPDX-License-Identifier: GPL-2.0-only
#include <linux/slab.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/handle.h"
#include "objects/process.h"
#include "objects/resource.h"

/* What is told to the miniport, or taken from a list, at a time; bounds the arrays on the stack. */
#define MAX_BATCH	DXGK_MAX_DDI_BATCH

static struct kmem_cache *allocation_cache;

int dxgk_allocation_cache_init(void)
{
	allocation_cache = kmem_cache_create("dxgk_allocation",
					     sizeof(struct dxgk_global_allocation), 0,
					     SLAB_ACCOUNT, NULL);
	return allocation_cache ? 0 : -ENOMEM;
}

void dxgk_allocation_cache_exit(void)
{
	kmem_cache_destroy(allocation_cache);
}

static struct dxgk_allocation *allocation_new(struct dxgk_device *device,
					      struct dxgk_resource *resource)
{
	struct dxgk_global_allocation *global = kmem_cache_zalloc(allocation_cache, GFP_KERNEL);
	struct dxgk_allocation *alloc;

	if (!global)
		return NULL;
	refcount_set(&global->opens, 1);
	alloc = &global->first;
	dxgk_object_init(&alloc->obj, DXGK_OBJECT_ALLOCATION);
	alloc->device = device;
	alloc->global = global;
	alloc->resource = resource;
	if (resource)
		refcount_inc(&resource->obj.users);
	dxgk_count_add(DXGK_COUNT_ALLOCATION, 1);
	return alloc;
}

/* Free an allocation that the miniport does not know and no list has. */
static void allocation_free(struct dxgk_allocation *alloc)
{
	struct dxgk_global_allocation *global = alloc->global;

	if (alloc->resource)
		dxgk_resource_put(alloc->resource);
	dxgk_count_sub(DXGK_COUNT_ALLOCATION, 1);
	if (!refcount_dec_and_test(&global->opens))
		return;
	vidmm_alloc_fini(&global->vidmm);
	kmem_cache_free(allocation_cache, global);
}

/* Close the miniport's opens of up to MAX_BATCH allocations of a device. */
static void ddi_close(struct dxgk_device *device, struct dxgk_allocation **allocs, u32 n)
{
	void *cookies[MAX_BATCH];
	u32 i, num = 0;

	for (i = 0; i < n; i++) {
		if (!allocs[i]->ddi_opened)
			continue;
		allocs[i]->ddi_opened = false;
		cookies[num++] = allocs[i]->hdevice_allocation;
	}
	if (num)
		dxgk_ddi_close_allocations(device->adapter, device->hdevice, cookies, num);
}

/* Have the miniport destroy up to MAX_BATCH allocations that nobody has open. */
static void ddi_destroy(struct dxgk_adapter *adapter, struct dxgk_resource *resource,
			struct dxgk_allocation **allocs, u32 n)
{
	void *cookies[MAX_BATCH];
	u32 i, num = 0;

	for (i = 0; i < n; i++) {
		struct dxgk_global_allocation *global = allocs[i]->global;

		if (!global->ddi_created)
			continue;
		global->ddi_created = false;
		cookies[num++] = global->hallocation;
	}
	if (num)
		dxgk_ddi_destroy_allocations(adapter, resource ? resource->hresource : NULL,
					     cookies, num, 0);
}

/* Up to MAX_BATCH allocations of one device and resource of which nobody has a reference any more. */
static void allocations_end(struct dxgk_allocation **allocs, u32 n)
{
	struct dxgk_device *device = allocs[0]->device;
	bool entered;
	int idx;
	u32 i;

	entered = dxgk_adapter_enter(device->adapter, &idx);
	if (entered) {
		ddi_close(device, allocs, n);
		ddi_destroy(device->adapter, allocs[0]->resource, allocs, n);
	} else {
		dxgk_adapter_wait_drained(device->adapter);
	}
	mutex_lock(&device->lock);
	for (i = 0; i < n; i++)
		list_del(&allocs[i]->link);
	mutex_unlock(&device->lock);
	if (entered)
		dxgk_adapter_exit(device->adapter, idx);
	for (i = 0; i < n; i++)
		allocation_free(allocs[i]);
}

/**
 * dxgk_allocations_put - drop a reference to each of some allocations
 * @allocs: Of one device, and of one resource or none.
 * @n: How many.
 *
 * Those whose last reference it was end.
 *
 * Context: process context, no lock held; calls the miniport.
 */
void dxgk_allocations_put(struct dxgk_allocation **allocs, u32 n)
{
	struct dxgk_allocation *ended[MAX_BATCH];
	u32 i, num = 0;

	for (i = 0; i < n; i++) {
		if (!refcount_dec_and_test(&allocs[i]->obj.users))
			continue;
		ended[num++] = allocs[i];
		if (num < MAX_BATCH)
			continue;
		allocations_end(ended, num);
		num = 0;
	}
	if (num)
		allocations_end(ended, num);
}

/**
 * dxgk_allocations_destroy_list - destroy all of a resource's or device's allocations
 * @device: The device.
 * @list: The list.
 *
 * Those that another thread is destroying are left to it, and those of a call in flight to that call.
 */
void dxgk_allocations_destroy_list(struct dxgk_device *device, struct list_head *list)
{
	struct dxgk_allocation *allocs[MAX_BATCH], *alloc;
	u32 n;

	do {
		n = 0;
		mutex_lock(&device->lock);
		list_for_each_entry(alloc, list, link) {
			if (!dxgk_object_claim(&device->process->handles, &alloc->obj))
				continue;
			allocs[n++] = alloc;
			if (n == MAX_BATCH)
				break;
		}
		mutex_unlock(&device->lock);
		if (n)
			dxgk_allocations_put(allocs, n);
	} while (n == MAX_BATCH);
}

/* Call @fn for the allocations of a list, MAX_BATCH at a time. */
#define for_each_batch(list, call)						\
	do {									\
		struct dxgk_allocation *batch[MAX_BATCH], *pos;			\
		u32 n = 0;							\
										\
		list_for_each_entry(pos, list, link) {				\
			batch[n++] = pos;					\
			if (n < MAX_BATCH)					\
				continue;					\
			call;							\
			n = 0;							\
		}								\
		if (n)								\
			call;							\
	} while (0)

void dxgk_allocations_close(struct dxgk_device *device, struct list_head *list)
{
	for_each_batch(list, ddi_close(device, batch, n));
}

void dxgk_allocations_destroy(struct dxgk_adapter *adapter, struct dxgk_resource *resource,
			      struct list_head *list)
{
	for_each_batch(list, ddi_destroy(adapter, resource, batch, n));
}

static int allocate_objects(struct dxgk_allocation_batch *batch)
{
	u32 i;

	for (i = 0; i < batch->num; i++) {
		batch->allocs[i] = allocation_new(batch->device, batch->resource);
		if (!batch->allocs[i])
			goto free;
	}
	return 0;

free:
	while (i-- > 0)
		allocation_free(batch->allocs[i]);
	return -ENOMEM;
}

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
	int err;

	if (!resource)
		return dxgk_ddi_create_allocations(batch->device->adapter, &arg);

	mutex_lock(&resource->create_lock);
	arg.flags = DXGK_CREATEALLOCATION_RESOURCE;
	arg.hresource = resource->hresource;
	err = dxgk_ddi_create_allocations(batch->device->adapter, &arg);
	/* Also an answer that was refused may have made the miniport's half of the resource. */
	if (!err || arg.hresource != resource->hresource) {
		resource->hresource = arg.hresource;
		resource->ddi_known = true;
	}
	mutex_unlock(&resource->create_lock);
	return err;
}

/* Describe the allocations, and put them where the removal finds them. Inside an adapter section. */
static int describe(struct dxgk_allocation_batch *batch)
{
	struct dxgk_device *device = batch->device;
	struct list_head *list = batch->resource ? &batch->resource->allocations :
						   &device->allocations;
	int err, placed = 0;
	u32 i;

	err = call_create(batch);
	if (err)
		return err;

	mutex_lock(&device->lock);
	for (i = 0; i < batch->num; i++) {
		struct dxgk_global_allocation *global = batch->allocs[i]->global;

		global->hallocation = batch->info[i].hallocation;
		global->ddi_created = true;
		err = vidmm_alloc_init(&global->vidmm, &device->adapter->vidmm, &batch->info[i]);
		placed = placed ?: err;
		list_add_tail(&batch->allocs[i]->link, list);
	}
	mutex_unlock(&device->lock);
	return placed;
}

static int pin_system_memory(struct dxgk_allocation_batch *batch)
{
	u32 i;

	for (i = 0; i < batch->num; i++) {
		struct vidmm_pin *pin = vidmm_pin(batch->system_memory[i], batch->info[i].size,
						  batch->read_only);

		if (IS_ERR(pin))
			return PTR_ERR(pin);
		batch->allocs[i]->global->vidmm.pin = pin;
	}
	return 0;
}

/* Open the allocations for the device. Inside an adapter section. */
static int open_for_creator(struct dxgk_allocation_batch *batch)
{
	void *cookies[MAX_BATCH];
	u32 i, j, n;
	int err;

	for (i = 0; i < batch->num; i += n) {
		n = min_t(u32, batch->num - i, MAX_BATCH);
		err = dxgk_ddi_open_allocations(batch->device->adapter, batch->device->hdevice,
						batch->private_data, batch->private_data_size,
						&batch->info[i], n, DXGK_OPENALLOCATION_CREATE,
						cookies);
		if (err)
			return err;
		for (j = 0; j < n; j++) {
			batch->allocs[i + j]->hdevice_allocation = cookies[j];
			batch->allocs[i + j]->ddi_opened = true;
		}
	}
	return 0;
}

/**
 * dxgk_allocations_create - create allocations, without handles yet
 * @batch: What to create; on success the caller owns a reference to each of @batch->allocs.
 *
 * All or nothing: on failure the miniport has heard of the end of all that it made.
 *
 * Context: process context, no lock held; calls the miniport and pins the caller's memory.
 * Return: 0; -ENODEV if the adapter has gone; -ENOMEM; -DXGK_ENOVIDEOMEMORY; -EINVAL for memory that
 * can't be pinned; what the miniport returned, and -DXGK_EALLOCINVALID for a bad answer of it.
 */
int dxgk_allocations_create(struct dxgk_allocation_batch *batch)
{
	struct dxgk_adapter *adapter = batch->device->adapter;
	int err, idx;
	u32 i;

	err = allocate_objects(batch);
	if (err)
		return err;
	if (!dxgk_adapter_enter(adapter, &idx)) {
		err = -DXGK_EDEVICEREMOVED;
		goto free_objects;
	}
	err = describe(batch);
	if (err && !batch->allocs[0]->global->ddi_created) {
		dxgk_adapter_exit(adapter, idx);
		goto free_objects;
	}
	if (!err && batch->system_memory) {
		dxgk_adapter_exit(adapter, idx);
		err = pin_system_memory(batch);
		if (err)
			goto put;
		if (!dxgk_adapter_enter(adapter, &idx)) {
			err = -DXGK_EDEVICEREMOVED;
			goto put;
		}
	}
	if (!err)
		err = open_for_creator(batch);
	dxgk_adapter_exit(adapter, idx);
	if (!err)
		return 0;
put:
	dxgk_allocations_put(batch->allocs, batch->num);
	return err;

free_objects:
	for (i = 0; i < batch->num; i++)
		allocation_free(batch->allocs[i]);
	return err;
}
