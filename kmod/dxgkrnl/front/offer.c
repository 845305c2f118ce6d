// SPDX-License-Identifier: GPL-2.0-only
/*
 * Offering and reclaiming, of allocations or of all that resources have.
 */
#include <linux/dma-fence.h>
#include <linux/err.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/pending.h"
#include "front/selection.h"
#include "gfp.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/paging_queue.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "vidmm/residency.h"

static int select_either(struct dxgk_device *device, u64 resources, u64 allocations, u32 count,
			 struct dxgk_selection *sel)
{
	if (!resources == !allocations)
		return -EINVAL;
	return resources ? dxgk_select_resources(device, resources, count, sel) :
			   dxgk_select_on(device, allocations, count, sel);
}

/* The order of leaving that a client leaves to VidMm. */
static enum vidmm_offer by_priority(u32 priority)
{
	if (priority < DXGK_ALLOCATIONPRIORITY_NORMAL)
		return VIDMM_OFFER_LOW;
	return priority < DXGK_ALLOCATIONPRIORITY_HIGH ? VIDMM_OFFER_NORMAL : VIDMM_OFFER_HIGH;
}

static int offer_one(struct dxgk_allocation *alloc, const struct d3dkmt_offerallocations *in)
{
	struct vidmm_alloc *vidmm = &alloc->global->vidmm;
	enum vidmm_offer offer = in->priority == D3DKMT_OFFER_PRIORITY_AUTO ?
				 by_priority(vidmm_get_priority(vidmm)) : in->priority;

	/* Others may be using it. Its share, if there is one, is an open, too. */
	if (refcount_read(&alloc->global->opens) != 1)
		return -EINVAL;
	return vidmm_offer(vidmm, offer, in->flags & D3DKMT_OFFER_FLAGS_ALLOW_DECOMMIT);
}

/* All or nothing. Inside an adapter section. */
static int offer_all(struct dxgk_selection *sel, const struct d3dkmt_offerallocations *in,
		     struct vidmm_reclaimed *before)
{
	int err = 0;
	u32 i;

	for (i = 0; i < sel->n && !err; i++) {
		before[i].offer = READ_ONCE(sel->allocs[i]->global->vidmm.offer);
		err = offer_one(sel->allocs[i], in);
	}
	if (!err)
		return 0;
	/* Not the last, which failed, and not what was offered before. */
	while (--i > 0) {
		if (!before[i - 1].offer)
			vidmm_reclaim(&sel->allocs[i - 1]->global->vidmm, &before[i - 1]);
	}
	return err;
}

static int offer(struct dxgk_selection *sel, const struct d3dkmt_offerallocations *in)
{
	struct vidmm_reclaimed *before = kvmalloc_array(sel->n, sizeof(*before), DXGK_GFP_CLIENT);
	int err = -DXGK_EDEVICEREMOVED, idx;

	if (!before)
		return -ENOMEM;
	if (dxgk_adapter_enter(sel->device->adapter, &idx)) {
		err = offer_all(sel, in, before);
		dxgk_adapter_exit(sel->device->adapter, idx);
	}
	kvfree(before);
	return err;
}

int dxgk_ioctl_offer_allocations(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dkmt_offerallocations *in = args;
	struct dxgk_selection sel;
	struct dxgk_device *device;
	int err;

	if (in->flags & D3DKMT_OFFER_FLAGS_RESERVED_MASK ||
	    in->priority < D3DKMT_OFFER_PRIORITY_LOW || in->priority > D3DKMT_OFFER_PRIORITY_AUTO)
		return -EINVAL;
	device = dxgk_device_lookup_active(process, in->device);
	if (IS_ERR(device))
		return PTR_ERR(device);
	err = select_either(device, in->resources, in->handle_list, in->num_allocations, &sel);
	if (!err) {
		err = offer(&sel, in);
		dxgk_selection_put(&sel);
	}
	dxgk_device_put(device);
	return err;
}

/* Take all back, and have resident what has to be; all or nothing. Inside an adapter section. */
static int reclaim_all(struct vidmm_request *request, struct dxgk_selection *sel,
		       struct vidmm_reclaimed *reclaimed)
{
	struct dxgk_global_allocation *global;
	int err = 0;
	u32 i;

	for (i = 0; i < sel->n; i++) {
		global = sel->allocs[i]->global;
		err = vidmm_reclaim(&global->vidmm, &reclaimed[i]);
		if (err)
			goto undo;
		sel->values[i] = reclaimed[i].result;
	}
	for (i = 0; i < sel->n && !err; i++) {
		global = sel->allocs[i]->global;
		err = vidmm_require_again(request, &global->vidmm, global->hallocation);
	}
	if (!err)
		return 0;
	i = sel->n;
undo:
	while (i-- > 0)
		vidmm_offer_again(&sel->allocs[i]->global->vidmm, &reclaimed[i]);
	return err;
}

static int reclaim(struct vidmm_request *request, struct dxgk_selection *sel)
{
	struct vidmm_reclaimed *reclaimed = kvmalloc_array(sel->n, sizeof(*reclaimed),
							   DXGK_GFP_CLIENT);
	int err = -DXGK_EDEVICEREMOVED, idx;

	if (!reclaimed)
		return -ENOMEM;
	if (dxgk_adapter_enter(sel->device->adapter, &idx)) {
		err = reclaim_all(request, sel, reclaimed);
		dxgk_adapter_exit(sel->device->adapter, idx);
	}
	kvfree(reclaimed);
	return err;
}

/* A resource's result is the worst of its allocations'. */
static int tell_resources(const struct dxgk_selection *sel, u32 __user *results)
{
	u32 *worst = kvcalloc(sel->num_owners, sizeof(*worst), DXGK_GFP_CLIENT);
	int err = 0;
	u32 i;

	if (!worst)
		return -ENOMEM;
	for (i = 0; i < sel->n; i++)
		worst[sel->owners[i]] = max(worst[sel->owners[i]], sel->values[i]);
	if (copy_to_user(results, worst, sel->num_owners * sizeof(*worst)))
		err = -EFAULT;
	kvfree(worst);
	return err;
}

static int tell_results(struct dxgk_selection *sel, const struct d3dkmt_reclaimallocations2 *in)
{
	if (!in->results)
		return 0;
	if (in->resources)
		return tell_resources(sel, u64_to_user_ptr(in->results));
	return copy_to_user(u64_to_user_ptr(in->results), sel->values,
			    sel->n * sizeof(*sel->values)) ? -EFAULT : 0;
}

static int reclaim_selection(struct dxgk_paging_queue *queue, struct dxgk_selection *sel,
			     const struct d3dkmt_reclaimallocations2 *in,
			     struct d3dkmt_reclaimallocations2 __user *user)
{
	struct vidmm_request request = { .over_budget = true };
	u64 value = 0;
	int err, ret;

	err = dxgk_request_init(&request, queue->device);
	if (!err)
		err = reclaim(&request, sel);
	if (err) {
		dma_fence_put(request.fence);
		return err;
	}
	ret = dxgk_pend(queue, VIDSCH_PACKET_RECLAIM, request.fence, &value);
	err = tell_results(sel, in);
	if (!err && put_user(value, &user->paging_fence_value))
		err = -EFAULT;
	return err ?: ret;
}

int dxgk_ioctl_reclaim_allocations2(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dkmt_reclaimallocations2 *in = args;
	struct dxgk_paging_queue *queue;
	struct dxgk_selection sel;
	int err;

	queue = dxgk_paging_queue_lookup_active(process, in->paging_queue);
	if (IS_ERR(queue))
		return PTR_ERR(queue);
	err = select_either(queue->device, in->resources, in->handle_list, in->num_allocations,
			    &sel);
	if (!err) {
		err = reclaim_selection(queue, &sel, in, user);
		dxgk_selection_put(&sel);
	}
	dxgk_paging_queue_put(queue);
	return err;
}
