// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched.h>
#include <linux/slab.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/handle.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "trace.h"
#include "objects/share.h"
#include "vidmm/paging.h"
#include "vidmm/residency.h"
#include "vidmm/view.h"

/* What is told to the miniport, or taken from a list, at a time; bounds the arrays on the stack. */
#define MAX_BATCH	DXGK_MAX_DDI_BATCH

static struct kmem_cache *allocation_cache;

/* Nobody looks at it any more, not even for something to evict. */
static void allocation_release(struct vidmm_alloc *alloc)
{
	kmem_cache_free(allocation_cache,
			container_of(alloc, struct dxgk_global_allocation, vidmm));
}

int __init dxgk_allocation_cache_init(void)
{
	vidmm_set_release(allocation_release);
	allocation_cache = kmem_cache_create("dxgk_allocation",
					     sizeof(struct dxgk_global_allocation), 0,
					     SLAB_ACCOUNT, NULL);
	return allocation_cache ? 0 : -ENOMEM;
}

void dxgk_allocation_cache_exit(void)
{
	kmem_cache_destroy(allocation_cache);
}

static void allocation_init(struct dxgk_allocation *alloc, struct dxgk_global_allocation *global,
			    struct dxgk_device *device, struct dxgk_resource *resource,
			    bool read_only)
{
	dxgk_object_init(&alloc->obj, DXGK_OBJECT_ALLOCATION);
	alloc->read_only = read_only;
	alloc->device = device;
	alloc->global = global;
	alloc->resource = resource;
	if (resource)
		refcount_inc(&resource->obj.users);
	dxgk_count_add(DXGK_COUNT_ALLOCATION, 1);
}

/*
 * Charging an object to a memory cgroup, and giving the charge back, is a good part of what a short
 * life costs. So a device keeps a few objects that have ended for those that begin. A sanitizer has
 * to see the end of each.
 */
#define MAX_SPARES	(IS_ENABLED(CONFIG_KASAN) ? 0 : MAX_BATCH)

/* Up to @n of the device's spare objects. Says how many. */
static u32 take_spares(struct dxgk_device *device, void **objects, u32 n)
{
	struct dxgk_global_allocation *global;
	u32 taken = 0;

	if (!READ_ONCE(device->num_spares))
		return 0;
	mutex_lock(&device->lock);
	while (taken < n && device->spares) {
		global = device->spares;
		device->spares = global->next_spare;
		device->num_spares--;
		objects[taken++] = global;
	}
	mutex_unlock(&device->lock);
	return taken;
}

/* Give objects back that have ended; the device keeps some. */
static void free_objects(struct dxgk_device *device, struct dxgk_global_allocation **globals, u32 n)
{
	if (n && READ_ONCE(device->num_spares) < MAX_SPARES) {
		mutex_lock(&device->lock);
		while (n && device->num_spares < MAX_SPARES) {
			globals[--n]->next_spare = device->spares;
			device->spares = globals[n];
			device->num_spares++;
		}
		mutex_unlock(&device->lock);
	}
	if (n)
		kmem_cache_free_bulk(allocation_cache, n, (void **)globals);
}

/**
 * dxgk_allocation_free_spares - free the objects that a device keeps
 * @device: Nobody uses it any more.
 */
void dxgk_allocation_free_spares(struct dxgk_device *device)
{
	struct dxgk_global_allocation *global;

	while ((global = device->spares)) {
		device->spares = global->next_spare;
		kmem_cache_free(allocation_cache, global);
	}
}

/* Memory for up to MAX_BATCH allocations, of any content. */
static bool allocate_objects(struct dxgk_device *device, void **objects, u32 n)
{
	u32 have = take_spares(device, objects, n);

	if (have == n || kmem_cache_alloc_bulk(allocation_cache, DXGK_GFP_CLIENT, n - have,
					       objects + have))
		return true;
	if (have)
		free_objects(device, (struct dxgk_global_allocation **)objects, have);
	return false;
}

/**
 * dxgk_allocations_new - new allocations with their creator's opens, without handles yet
 * @device: Where.
 * @resource: What they belong to, or NULL.
 * @read_only: The client may not write to them.
 * @allocs: Out: the creator's opens, each with the reference that its handle will have.
 * @n: How many.
 *
 * The miniport does not know them, and no list has them: dxgk_allocations_discard() would free
 * them.
 *
 * Return: 0, or -ENOMEM with none left.
 */
int dxgk_allocations_new(struct dxgk_device *device, struct dxgk_resource *resource,
			 bool read_only, struct dxgk_allocation **allocs, u32 n)
{
	struct dxgk_global_allocation *global;
	u32 i, now;

	for (i = 0; i < n;) {
		/* The array has the objects' addresses first, then those of the opens in them. */
		now = min_t(u32, n - i, MAX_BATCH);
		if (!allocate_objects(device, (void **)&allocs[i], now)) {
			dxgk_allocations_discard(allocs, i);
			return -ENOMEM;
		}
		for (; now; now--, i++) {
			global = (void *)allocs[i];
			memset(global, 0, sizeof(*global));
			refcount_set(&global->opens, 1);
			vidmm_alloc_init(&global->vidmm);
			allocation_init(&global->first, global, device, resource, read_only);
			allocs[i] = &global->first;
		}
	}
	return 0;
}

/**
 * dxgk_allocation_new_open - a further open of an allocation, without a handle yet
 * @global: What is opened; kept by its share.
 * @resource: The device's half of the shared resource, in whose list the open is put.
 * @read_only: The client may not write to it.
 *
 * Return: The open with the reference that its handle will have, or NULL without memory.
 */
struct dxgk_allocation *dxgk_allocation_new_open(struct dxgk_global_allocation *global,
						 struct dxgk_resource *resource, bool read_only)
{
	struct dxgk_allocation *alloc = kzalloc(sizeof(*alloc), DXGK_GFP_CLIENT);

	if (!alloc)
		return NULL;
	refcount_inc(&global->opens);
	allocation_init(alloc, global, resource->device, resource, read_only);
	mutex_lock(&resource->device->lock);
	list_add_tail(&alloc->link, &resource->allocations);
	mutex_unlock(&resource->device->lock);
	return alloc;
}

/* All but its memory, which is the caller's unless who looks for something to evict holds it. */
static bool global_fini(struct dxgk_global_allocation *global)
{
	trace_adapter_allocation_stop(&global->vidmm);
	vidmm_alloc_fini(&global->vidmm);
	kvfree(global->private_data);
	return vidmm_alloc_put_kept(&global->vidmm);
}

static void global_free(struct dxgk_global_allocation *global)
{
	if (global_fini(global))
		kmem_cache_free(allocation_cache, global);
}

/* Free an open that the miniport does not know and no list has; not what was open. */
static void allocation_free(struct dxgk_allocation *alloc)
{
	struct dxgk_global_allocation *global = alloc->global;

	trace_device_allocation_stop(alloc);
	if (alloc->view)
		vidmm_view_close(alloc->view, dxgk_process_is_current(alloc->device->process));
	if (alloc->resource)
		dxgk_resource_put(alloc->resource);
	dxgk_count_sub(DXGK_COUNT_ALLOCATION, 1);
	if (alloc != &global->first)
		kfree(alloc);
}

/* Free what dxgk_allocations_new() made, if nothing has come of it. */
void dxgk_allocations_discard(struct dxgk_allocation **allocs, u32 n)
{
	while (n-- > 0) {
		struct dxgk_global_allocation *global = allocs[n]->global;

		allocation_free(allocs[n]);
		global_free(global);
	}
}

/* Close the miniport's opens of up to MAX_BATCH allocations of a device. */
static void ddi_close(struct dxgk_device *device, struct dxgk_allocation **allocs, u32 n)
{
	void *cookies[MAX_BATCH] __uninitialized;
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

/* Have the miniport destroy allocations that nobody has open, as far as it knows them. */
void dxgk_globals_ddi_destroy(struct dxgk_adapter *adapter, void *hresource,
			      struct dxgk_global_allocation **globals, u32 n)
{
	void *cookies[MAX_BATCH] __uninitialized;
	u32 i, num = 0;

	for (i = 0; i < n; i++) {
		if (globals[i]->ddi_created)
			cookies[num++] = globals[i]->hallocation;
		globals[i]->ddi_created = false;
		if (num < MAX_BATCH && i < n - 1)
			continue;
		if (num)
			dxgk_ddi_destroy_allocations(adapter, hresource, cookies, num, 0);
		num = 0;
	}
}

/**
 * dxgk_globals_close - drop one open of each of some allocations
 * @adapter: Whose they are.
 * @hresource: The miniport's cookie of their resource, or NULL.
 * @globals: The allocations. Those whose last open it was are moved to the front.
 * @n: How many.
 *
 * The last open goes inside a section, so that the removal finds each allocation either still open
 * or already destroyed. What led the removal to it must go inside the same section.
 *
 * Context: process context, after dxgk_adapter_enter_or_drained(), no lock held; calls the
 * miniport.
 * Return: How many have ended, for dxgk_globals_free().
 */
u32 dxgk_globals_close(struct dxgk_adapter *adapter, void *hresource,
		       struct dxgk_global_allocation **globals, u32 n)
{
	u32 i, ended = 0;
	u64 bytes = 0;

	for (i = 0; i < n; i++) {
		if (!refcount_dec_and_test(&globals[i]->opens))
			continue;
		vidmm_retire(&globals[i]->vidmm);
		bytes += globals[i]->vidmm.size;
		globals[ended++] = globals[i];
	}
	/* All of one resource, or of none. */
	if (ended)
		dxgk_lives_add(adapter->lives, globals[0]->vidmm.shared ?
			       DXGK_LIFE_DESTROYED_SHARED : DXGK_LIFE_DESTROYED_NON_SHARED,
			       ended, bytes);
	dxgk_globals_ddi_destroy(adapter, hresource, globals, ended);
	return ended;
}

/**
 * dxgk_globals_free - free allocations that have ended
 * @globals: As dxgk_globals_close() left them.
 * @n: What it returned.
 *
 * Context: process context, outside of adapter sections: gives memory back, which may take long.
 */
void dxgk_globals_free(struct dxgk_global_allocation **globals, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		global_free(globals[i]);
}

/* A device's requirements go with its open. What nobody else has open, is not worth moving. */
static void end_residency(struct dxgk_allocation *alloc, bool entered)
{
	struct dxgk_global_allocation *global = alloc->global;

	if (!alloc->resident)
		return;
	if (entered && refcount_read(&global->opens) > 1)
		vidmm_evict(&global->vidmm, alloc->resident, false, false);
	else
		vidmm_unrequire(&global->vidmm, alloc->resident);
	alloc->resident = 0;
}

/**
 * dxgk_allocations_end - nobody has a reference to some allocations any more: they go
 * @allocs: Of one device and resource.
 * @n: How many, at most DXGK_MAX_DDI_BATCH.
 */
void dxgk_allocations_end(struct dxgk_allocation **allocs, u32 n)
{
	struct dxgk_global_allocation *globals[MAX_BATCH] __uninitialized;
	struct dxgk_device *device = allocs[0]->device;
	struct dxgk_adapter *adapter = device->adapter;
	u32 i, ended, kept = 0;
	u64 bytes = 0;
	bool entered;
	int idx;

	entered = dxgk_adapter_enter_or_drained(adapter, &idx);
	ddi_close(device, allocs, n);
	mutex_lock(&device->lock);
	for (i = 0; i < n; i++) {
		globals[i] = allocs[i]->global;
		bytes += globals[i]->vidmm.size;
		list_del(&allocs[i]->link);
	}
	mutex_unlock(&device->lock);
	dxgk_lives_add(adapter->lives, DXGK_LIFE_CLOSED, n, bytes);
	for (i = 0; i < n; i++)
		end_residency(allocs[i], entered);
	ended = dxgk_globals_close(adapter, dxgk_resource_hresource(allocs[0]->resource), globals,
				   n);
	if (entered)
		dxgk_adapter_exit(adapter, idx);
	/* The creator's open is part of the global allocation, which therefore goes last. */
	for (i = 0; i < n; i++)
		allocation_free(allocs[i]);
	for (i = 0; i < ended; i++) {
		if (global_fini(globals[i]))
			globals[kept++] = globals[i];
	}
	free_objects(device, globals, kept);
}

static bool allocation_is_of_device(const struct dxgk_object *obj, void *device)
{
	return container_of(obj, struct dxgk_allocation, obj)->device == device;
}

/**
 * dxgk_allocation_lookup - the allocation that a handle names on a device
 * @device: The device.
 * @handle: The handle.
 *
 * Return: The allocation with a reference, or NULL.
 */
struct dxgk_allocation *dxgk_allocation_lookup(struct dxgk_device *device, u32 handle)
{
	struct dxgk_object *obj;

	obj = dxgk_handle_lookup_if(&device->process->handles, handle, DXGK_OBJECT_ALLOCATION,
				    allocation_is_of_device, device);
	return obj ? to_dxgk_allocation(obj) : NULL;
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
	struct dxgk_allocation *ended[MAX_BATCH] __uninitialized;
	u32 i, num = 0;

	for (i = 0; i < n; i++) {
		if (!refcount_dec_and_test(&allocs[i]->obj.users))
			continue;
		ended[num++] = allocs[i];
		if (num < MAX_BATCH)
			continue;
		dxgk_allocations_end(ended, num);
		num = 0;
	}
	if (num)
		dxgk_allocations_end(ended, num);
}

/**
 * dxgk_allocations_destroy_list - destroy all of a resource's or device's allocations
 * @device: The device.
 * @list: The list.
 *
 * Those that another thread is destroying are left to it, and those of a call in flight to that
 * call.
 */
void dxgk_allocations_destroy_list(struct dxgk_device *device, struct list_head *list)
{
	struct dxgk_allocation *allocs[MAX_BATCH] __uninitialized, *alloc;
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
		cond_resched();
	} while (n == MAX_BATCH);
}

void dxgk_allocations_close(struct dxgk_device *device, struct list_head *list)
{
	struct dxgk_allocation *alloc;

	list_for_each_entry(alloc, list, link) {
		vidmm_alloc_kill(&alloc->global->vidmm);
		ddi_close(device, &alloc, 1);
		cond_resched();
	}
}

void dxgk_allocations_destroy(struct dxgk_adapter *adapter, struct dxgk_resource *resource,
			      struct list_head *list)
{
	struct dxgk_allocation *alloc;

	list_for_each_entry(alloc, list, link) {
		dxgk_globals_ddi_destroy(adapter, dxgk_resource_hresource(resource), &alloc->global,
					 1);
		cond_resched();
	}
}
