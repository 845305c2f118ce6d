// SPDX-License-Identifier: GPL-2.0-only
/*
 * What clients set and ask of allocations: priority and residency. All calls name their allocations
 * in the same way, by a resource or by a list.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "objects/resource.h"

/* Allocations that one call may name. */
#define MAX_LIST	10240u
/* So many need no memory of their own. */
#define FEW		8

/**
 * struct selection - what a call is about
 * @device: Of all of them, with a reference.
 * @resource: With a reference; NULL for a list.
 * @n: Values that the call has: one for each allocation of a list, one for a resource.
 * @allocs: The list, each with a reference.
 * @values: One for each of @n.
 * @few_allocs: Room for a short list.
 * @few_values: As above.
 */
struct selection {
	struct dxgk_device *device;
	struct dxgk_resource *resource;
	u32 n;
	struct dxgk_allocation **allocs;
	u32 *values;
	struct dxgk_allocation *few_allocs[FEW];
	u32 few_values[FEW];
};

/* Look up the @n handles in @sel->values. */
static int find_allocations(struct selection *sel)
{
	u32 i;

	for (i = 0; i < sel->n; i++) {
		sel->allocs[i] = dxgk_allocation_lookup(sel->device, sel->values[i]);
		if (!sel->allocs[i])
			break;
	}
	if (i == sel->n)
		return 0;
	while (i-- > 0)
		dxgk_allocations_put(&sel->allocs[i], 1);
	return -EINVAL;
}

static int allocate_selection(struct selection *sel)
{
	sel->allocs = sel->few_allocs;
	sel->values = sel->few_values;
	if (sel->n <= FEW)
		return 0;
	sel->allocs = kvmalloc_array(sel->n, sizeof(*sel->allocs), DXGK_GFP_CLIENT);
	sel->values = kvmalloc_array(sel->n, sizeof(*sel->values), DXGK_GFP_CLIENT);
	return sel->allocs && sel->values ? 0 : -ENOMEM;
}

static void free_selection(struct selection *sel)
{
	if (sel->n <= FEW)
		return;
	kvfree(sel->allocs);
	kvfree(sel->values);
}

static void put_selection(struct selection *sel)
{
	u32 i;

	/* One by one: the list may have allocations of different resources. */
	for (i = 0; !sel->resource && i < sel->n; i++)
		dxgk_allocations_put(&sel->allocs[i], 1);
	if (sel->resource)
		dxgk_resource_put(sel->resource);
	dxgk_device_put(sel->device);
	free_selection(sel);
}

static int find_on_device(struct selection *sel, u32 resource)
{
	if (!resource)
		return find_allocations(sel);
	sel->resource = dxgk_resource_lookup(sel->device, resource);
	return IS_ERR(sel->resource) ? -EINVAL : 0;
}

/*
 * Find what a call names. With a resource there must be no list, without one there must be. On
 * success
 * @sel->values has room for the call's values.
 */
static int select_allocations(struct dxgk_process *process, u32 device, u32 resource, u64 list,
			      u32 count, struct selection *sel)
{
	int err;

	if (resource ? list || count : !list || !count || count > MAX_LIST)
		return -EINVAL;
	sel->resource = NULL;
	sel->n = resource ? 1 : count;
	err = allocate_selection(sel);
	if (err)
		goto free;
	err = -EFAULT;
	if (!resource && copy_from_user(sel->values, u64_to_user_ptr(list),
					count * sizeof(*sel->values)))
		goto free;
	sel->device = dxgk_device_lookup_active(process, device);
	if (IS_ERR(sel->device)) {
		err = PTR_ERR(sel->device);
		goto free;
	}
	err = find_on_device(sel, resource);
	if (!err)
		return 0;
	dxgk_device_put(sel->device);
free:
	free_selection(sel);
	return err;
}

static int set_priorities(struct selection *sel)
{
	struct dxgk_allocation *alloc;
	u32 i;

	for (i = 0; i < sel->n; i++) {
		if (!vidmm_priority_is_valid(sel->values[i]))
			return -EINVAL;
	}
	for (i = 0; !sel->resource && i < sel->n; i++)
		vidmm_set_priority(&sel->allocs[i]->global->vidmm, sel->values[i]);
	if (!sel->resource)
		return 0;
	mutex_lock(&sel->device->lock);
	list_for_each_entry(alloc, &sel->resource->allocations, link)
		vidmm_set_priority(&alloc->global->vidmm, sel->values[0]);
	mutex_unlock(&sel->device->lock);
	return 0;
}

int dxgk_ioctl_set_allocation_priority(struct dxgk_process *process, void *args,
				       void __user *user)
{
	struct d3dkmt_setallocationpriority *in = args;
	struct selection sel;
	int err;

	err = select_allocations(process, in->device, in->resource, in->allocation_list,
				 in->allocation_count, &sel);
	if (err)
		return err;
	if (copy_from_user(sel.values, u64_to_user_ptr(in->priorities),
			   sel.n * sizeof(*sel.values)))
		err = -EFAULT;
	else
		err = set_priorities(&sel);
	put_selection(&sel);
	return err;
}

/* @get of each allocation of a list, or the largest of a resource's; a resource must have some. */
static int get_values(struct selection *sel, u32 (*get)(const struct vidmm_alloc *alloc))
{
	struct dxgk_allocation *alloc;
	u32 i;

	for (i = 0; !sel->resource && i < sel->n; i++)
		sel->values[i] = get(&sel->allocs[i]->global->vidmm);
	if (!sel->resource)
		return 0;
	sel->values[0] = 0;
	mutex_lock(&sel->device->lock);
	list_for_each_entry(alloc, &sel->resource->allocations, link)
		sel->values[0] = max(sel->values[0], get(&alloc->global->vidmm));
	mutex_unlock(&sel->device->lock);
	return sel->values[0] ? 0 : -EINVAL;
}

static int query(struct dxgk_process *process, const struct d3dkmt_getallocationpriority *in,
		 u32 (*get)(const struct vidmm_alloc *alloc))
{
	struct selection sel;
	int err;

	err = select_allocations(process, in->device, in->resource, in->allocation_list,
				 in->allocation_count, &sel);
	if (err)
		return err;
	err = get_values(&sel, get);
	if (!err && copy_to_user(u64_to_user_ptr(in->priorities), sel.values,
				 sel.n * sizeof(*sel.values)))
		err = -EFAULT;
	put_selection(&sel);
	return err;
}

int dxgk_ioctl_get_allocation_priority(struct dxgk_process *process, void *args,
				       void __user *user)
{
	return query(process, args, vidmm_get_priority);
}

/*
 * A resource is as resident as its least resident allocation, which the largest value says
 * (D3DKMTQueryAllocationResidency). Both structs are the same but for their last member's name.
 */
int dxgk_ioctl_query_allocation_residency(struct dxgk_process *process, void *args,
					  void __user *user)
{
	BUILD_BUG_ON(sizeof(struct d3dkmt_queryallocationresidency) !=
		     sizeof(struct d3dkmt_getallocationpriority));
	BUILD_BUG_ON(offsetof(struct d3dkmt_queryallocationresidency, residency_status) !=
		     offsetof(struct d3dkmt_getallocationpriority, priorities));
	return query(process, args, vidmm_get_residency);
}
