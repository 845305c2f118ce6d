// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/selection.h"
#include "front/usercopy.h"
#include "gfp.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/resource.h"

/* Allocations that one call may name. */
#define MAX_LIST	10240u

static int allocate(struct dxgk_selection *sel, u32 n)
{
	sel->n = n;
	sel->owners = NULL;
	sel->allocs = sel->few_allocs;
	sel->values = sel->few_values;
	if (n <= DXGK_SELECTION_FEW)
		return 0;
	sel->allocs = kvmalloc_array(n, sizeof(*sel->allocs), DXGK_GFP_CLIENT);
	sel->values = kvmalloc_array(n, sizeof(*sel->values), DXGK_GFP_CLIENT);
	return sel->allocs && sel->values ? 0 : -ENOMEM;
}

static void release(struct dxgk_selection *sel)
{
	/* Then nothing else was allocated, either. */
	if (likely(sel->allocs == sel->few_allocs))
		return;
	kvfree(sel->allocs);
	kvfree(sel->values);
	kvfree(sel->owners);
}

/* One by one: a list may have allocations of different resources. */
static void put_allocations(struct dxgk_selection *sel, u32 n)
{
	while (n-- > 0)
		dxgk_allocation_put(sel->allocs[n]);
}

/* Look up the @sel->n handles in @sel->values. */
static int find_allocations(struct dxgk_selection *sel)
{
	u32 i;

	for (i = 0; i < sel->n; i++) {
		sel->allocs[i] = dxgk_allocation_lookup(sel->device, sel->values[i]);
		if (!sel->allocs[i])
			break;
	}
	if (i == sel->n)
		return 0;
	put_allocations(sel, i);
	return -EINVAL;
}

static int find_on_device(struct dxgk_selection *sel, u32 resource)
{
	if (!resource)
		return find_allocations(sel);
	sel->resource = dxgk_resource_lookup(sel->device, resource);
	return IS_ERR(sel->resource) ? -EINVAL : 0;
}

/**
 * dxgk_selection_copy_in - fill in a call's values
 * @sel: The selection.
 * @list: Address of as many values as it has.
 *
 * Return: 0 or -EFAULT.
 */
int dxgk_selection_copy_in(struct dxgk_selection *sel, u64 list)
{
	return dxgk_copy_in(sel->values, u64_to_user_ptr(list), sel->n * sizeof(*sel->values));
}

/**
 * dxgk_selection_copy_out - tell a call's values
 * @sel: The selection.
 * @list: Address where there is room for them.
 *
 * Return: 0 or -EFAULT.
 */
int dxgk_selection_copy_out(const struct dxgk_selection *sel, u64 list)
{
	return dxgk_copy_out(u64_to_user_ptr(list), sel->values, sel->n * sizeof(*sel->values));
}

/* Room for so many values, with the handles of a list in it. */
static int copy_list(struct dxgk_selection *sel, u64 list, u32 count)
{
	int err;

	if (!list || !count || count > MAX_LIST)
		return -EINVAL;
	err = allocate(sel, count);
	if (!err)
		err = dxgk_selection_copy_in(sel, list);
	if (err)
		release(sel);
	return err;
}

/**
 * dxgk_select - find the allocations that a call names by a resource or by a list
 * @process: The caller.
 * @device: Handle of their device.
 * @resource: Handle of the resource, or 0; then there must be no list.
 * @list: Address of an array of handles, or 0.
 * @count: Its entries.
 * @sel: Out: for dxgk_selection_put(). @sel->values has room for the call's values.
 *
 * Return: 0, -EINVAL, -EFAULT, -ENOMEM, -DXGK_EDEVICEREMOVED.
 */
int dxgk_select(struct dxgk_process *process, u32 device, u32 resource, u64 list, u32 count,
		struct dxgk_selection *sel)
{
	int err;

	if (resource && (list || count))
		return -EINVAL;
	sel->resource = NULL;
	err = resource ? allocate(sel, 1) : copy_list(sel, list, count);
	if (err)
		return err;
	sel->device = dxgk_device_lookup_active(process, device);
	if (IS_ERR(sel->device)) {
		err = PTR_ERR(sel->device);
		goto release;
	}
	err = find_on_device(sel, resource);
	if (!err)
		return 0;
	dxgk_device_put(sel->device);
release:
	release(sel);
	return err;
}

/**
 * dxgk_select_on - find the allocations of a list on a device that is known
 * @device: The device; the selection takes a reference of its own.
 * @list: Address of an array of handles.
 * @count: Its entries.
 * @sel: Out: for dxgk_selection_put().
 *
 * Return: 0, -EINVAL, -EFAULT, -ENOMEM.
 */
int dxgk_select_on(struct dxgk_device *device, u64 list, u32 count, struct dxgk_selection *sel)
{
	int err;

	sel->resource = NULL;
	err = copy_list(sel, list, count);
	if (err)
		return err;
	sel->device = device;
	err = find_allocations(sel);
	if (err) {
		release(sel);
		return err;
	}
	refcount_inc(&device->obj.users);
	return 0;
}

/* Put the allocations of the @owner-th resource behind those that are there. */
static int collect(struct dxgk_selection *sel, struct dxgk_resource *resource, u32 owner)
{
	struct dxgk_allocation *alloc;
	int err = 0;

	mutex_lock(&resource->device->lock);
	list_for_each_entry(alloc, &resource->allocations, link) {
		if (sel->n == MAX_LIST) {
			err = -EINVAL;
			break;
		}
		/* Those that are being destroyed are not there any more. */
		if (!refcount_inc_not_zero(&alloc->obj.users))
			continue;
		sel->owners[sel->n] = owner;
		sel->allocs[sel->n++] = alloc;
	}
	mutex_unlock(&resource->device->lock);
	return err;
}

static int collect_all(struct dxgk_device *device, const struct dxgk_selection *handles,
		       struct dxgk_selection *sel)
{
	struct dxgk_resource *resource;
	int err = 0;
	u32 i;

	sel->owners = kvmalloc_array(MAX_LIST, sizeof(*sel->owners), DXGK_GFP_CLIENT);
	if (!sel->owners)
		return -ENOMEM;
	sel->num_owners = handles->n;
	for (i = 0; i < handles->n && !err; i++) {
		resource = dxgk_resource_lookup(device, handles->values[i]);
		if (IS_ERR(resource))
			return -EINVAL;
		err = collect(sel, resource, i);
		dxgk_resource_put(resource);
	}
	return err;
}

/**
 * dxgk_select_resources - find the allocations of resources
 * @device: Their device; the selection takes a reference of its own.
 * @list: Address of an array of handles of resources.
 * @count: Its entries.
 * @sel: Out: for dxgk_selection_put(): all allocations of the resources. @sel->values has no
 *	meaning.
 *
 * Return: 0, -EINVAL, -EFAULT, -ENOMEM.
 */
int dxgk_select_resources(struct dxgk_device *device, u64 list, u32 count,
			  struct dxgk_selection *sel)
{
	struct dxgk_selection handles __uninitialized;
	int err;

	err = copy_list(&handles, list, count);
	if (err)
		return err;
	sel->resource = NULL;
	err = allocate(sel, MAX_LIST);
	sel->n = 0;
	if (!err)
		err = collect_all(device, &handles, sel);
	release(&handles);
	if (err) {
		put_allocations(sel, sel->n);
		release(sel);
		return err;
	}
	sel->device = device;
	refcount_inc(&device->obj.users);
	return 0;
}

void dxgk_selection_put(struct dxgk_selection *sel)
{
	if (sel->resource)
		dxgk_resource_put(sel->resource);
	else
		put_allocations(sel, sel->n);
	dxgk_device_put(sel->device);
	release(sel);
}
