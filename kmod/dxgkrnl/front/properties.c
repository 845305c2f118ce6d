// SPDX-License-Identifier: GPL-2.0-only
/*
 * What clients set and ask of allocations: priority and residency.
 */
#include <linux/err.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/selection.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "objects/resource.h"

static int set_priorities(struct dxgk_selection *sel)
{
	struct vidmm *vidmm = &sel->device->adapter->vidmm;
	struct dxgk_allocation *alloc;
	u32 i;

	for (i = 0; i < sel->n; i++) {
		if (!vidmm_priority_is_valid(sel->values[i]))
			return -EINVAL;
	}
	for (i = 0; !sel->resource && i < sel->n; i++)
		vidmm_set_priority(vidmm, &sel->allocs[i]->global->vidmm, sel->values[i]);
	if (!sel->resource)
		return 0;
	mutex_lock(&sel->device->lock);
	list_for_each_entry(alloc, &sel->resource->allocations, link)
		vidmm_set_priority(vidmm, &alloc->global->vidmm, sel->values[0]);
	mutex_unlock(&sel->device->lock);
	return 0;
}

int dxgk_ioctl_set_allocation_priority(struct dxgk_process *process, void *args,
				       void __user *user)
{
	struct d3dkmt_setallocationpriority *in = args;
	struct dxgk_selection sel __uninitialized;
	int err;

	err = dxgk_select(process, in->device, in->resource, in->allocation_list,
			  in->allocation_count, &sel);
	if (err)
		return err;
	err = dxgk_selection_copy_in(&sel, in->priorities);
	if (!err)
		err = set_priorities(&sel);
	dxgk_selection_put(&sel);
	return err;
}

/* @get of each allocation of a list, or the largest of a resource's; a resource must have some. */
static int get_values(struct dxgk_selection *sel, u32 (*get)(const struct vidmm_alloc *alloc))
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
	struct dxgk_selection sel __uninitialized;
	int err;

	err = dxgk_select(process, in->device, in->resource, in->allocation_list,
			  in->allocation_count, &sel);
	if (err)
		return err;
	err = get_values(&sel, get);
	if (!err)
		err = dxgk_selection_copy_out(&sel, in->priorities);
	dxgk_selection_put(&sel);
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
