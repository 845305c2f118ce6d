// SPDX-License-Identifier: GPL-2.0-only
/*
 * What devices require to be resident. A call counts for all of its allocations or for none.
 */
#include <linux/dma-fence.h>
#include <linux/err.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/pending.h"
#include "front/selection.h"
#include "front/usercopy.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/paging_queue.h"
#include "objects/process.h"
#include "trace.h"
#include "vidmm/client.h"
#include "vidmm/residency.h"

/* As if it had not been asked for. Inside an adapter section. */
static void unrequire(struct dxgk_allocation **allocs, u32 n)
{
	while (n-- > 0) {
		allocs[n]->resident--;
		vidmm_evict(&allocs[n]->global->vidmm, 1, false, false);
	}
}

/* What can't be resident is the client's mistake, however little room there is for the others. */
static bool any_offered(const struct dxgk_selection *sel)
{
	u32 i;

	for (i = 0; i < sel->n; i++) {
		if (vidmm_is_offered(&sel->allocs[i]->global->vidmm))
			return true;
	}
	return false;
}

/* What there is even less room for: bytes of those behind the one that failed, each once. */
static u64 bytes_behind(struct dxgk_selection *sel, u32 failed)
{
	struct dxgk_allocation *alloc;
	u64 bytes = 0;
	u32 i;

	sel->allocs[failed]->resident++;
	for (i = failed + 1; i < sel->n; i++) {
		alloc = sel->allocs[i];
		if (!alloc->resident++ && !READ_ONCE(alloc->global->vidmm.place))
			bytes += alloc->global->vidmm.size;
	}
	for (i = failed; i < sel->n; i++)
		sel->allocs[i]->resident--;
	return bytes;
}

static int require_all(struct vidmm_request *request, struct dxgk_selection *sel)
{
	struct dxgk_global_allocation *global;
	int err;
	u32 i;

	lockdep_assert_held(&sel->device->residency_lock);
	if (sel->n > 1 && any_offered(sel))
		return -EINVAL;
	for (i = 0; i < sel->n; i++) {
		global = sel->allocs[i]->global;
		err = vidmm_make_resident(request, &global->vidmm, global->hallocation);
		if (err)
			goto undo;
		sel->allocs[i]->resident++;
	}
	return 0;

undo:
	unrequire(sel->allocs, i);
	if (request->bytes_to_trim)
		request->bytes_to_trim += bytes_behind(sel, i);
	return err;
}

/* Inside an adapter section. */
static int make_resident(struct vidmm_request *request, struct dxgk_selection *sel)
{
	int err;

	mutex_lock(&sel->device->residency_lock);
	err = require_all(request, sel);
	mutex_unlock(&sel->device->residency_lock);
	return err;
}

/* The client wasn't told, so it isn't so. */
static void undo(struct dxgk_selection *sel)
{
	int idx;

	/* In what has gone, nothing is resident. */
	if (!dxgk_adapter_enter(sel->device->adapter, &idx))
		return;
	mutex_lock(&sel->device->residency_lock);
	unrequire(sel->allocs, sel->n);
	mutex_unlock(&sel->device->residency_lock);
	dxgk_adapter_exit(sel->device->adapter, idx);
}

/* What a call failed with, and how much would have to go. */
static int tell_failure(struct d3dddi_makeresident __user *user, u64 bytes_to_trim, int err)
{
	if (put_user(0, &user->num_allocations) ||
	    put_user(bytes_to_trim, &user->num_bytes_to_trim))
		return -EFAULT;
	return err;
}

static int make_selection_resident(struct dxgk_paging_queue *queue, struct dxgk_selection *sel,
				   struct d3dddi_makeresident *in,
				   struct d3dddi_makeresident __user *user)
{
	struct vidmm_request request = { };
	int err, ret, idx;

	err = dxgk_request_init(&request, queue->device);
	if (err)
		return err;
	request.over_budget = in->flags & D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER;
	if (!dxgk_adapter_enter(queue->device->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	trace_make_resident(queue, sel->n, in->flags);
	err = make_resident(&request, sel);
	dxgk_adapter_exit(queue->device->adapter, idx);
	if (err) {
		trace_make_resident_stop(queue, err, request.bytes_to_trim, 0);
		dma_fence_put(request.fence);
		if (in->flags & D3DDDI_MAKERESIDENT_FLAGS_MUST_SUCCEED)
			dxgk_device_set_error(queue->device);
		return err == -ENOMEM ? tell_failure(user, request.bytes_to_trim, err) : err;
	}
	in->paging_fence_value = 0;
	ret = request.fence ? dxgk_pend(queue, VIDSCH_PACKET_MAKE_RESIDENT, request.fence,
					&in->paging_fence_value) : 0;
	trace_make_resident_stop(queue, 0, 0, in->paging_fence_value);
	in->num_bytes_to_trim = 0;
	if (!dxgk_copy_words_out(user, in, sizeof(*in)))
		return ret;
	undo(sel);
	return -EFAULT;
}

int dxgk_ioctl_make_resident(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dddi_makeresident *in = args;
	struct dxgk_paging_queue *queue;
	struct dxgk_selection sel __uninitialized;
	int err;

	if (in->flags & D3DDDI_MAKERESIDENT_FLAGS_RESERVED_MASK ||
	    (in->flags & D3DDDI_MAKERESIDENT_FLAGS_MUST_SUCCEED &&
	     !(in->flags & D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER)))
		return -EINVAL;
	queue = dxgk_paging_queue_lookup_active(process, in->paging_queue);
	if (IS_ERR(queue))
		return PTR_ERR(queue);
	err = dxgk_select_on(queue->device, in->allocation_list, in->num_allocations, &sel);
	if (!err) {
		err = make_selection_resident(queue, &sel, in, user);
		dxgk_selection_put(&sel);
	}
	dxgk_paging_queue_put(queue);
	return err;
}

/* Nobody may give back more than was asked for; one that is listed twice counts twice. */
static int take_counts(struct dxgk_selection *sel)
{
	u32 i;

	lockdep_assert_held(&sel->device->residency_lock);
	for (i = 0; i < sel->n; i++) {
		if (!sel->allocs[i]->resident)
			break;
		sel->allocs[i]->resident--;
	}
	if (i == sel->n)
		return 0;
	while (i-- > 0)
		sel->allocs[i]->resident++;
	return -EINVAL;
}

static int evict(struct dxgk_selection *sel, u32 flags)
{
	bool only_if_necessary = flags & D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY;
	bool not_written = flags & D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO;
	int err, idx;
	u32 i;

	if (!dxgk_adapter_enter(sel->device->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	mutex_lock(&sel->device->residency_lock);
	err = take_counts(sel);
	for (i = 0; !err && i < sel->n; i++)
		vidmm_evict(&sel->allocs[i]->global->vidmm, 1, only_if_necessary,
			    not_written);
	mutex_unlock(&sel->device->residency_lock);
	dxgk_adapter_exit(sel->device->adapter, idx);
	return err;
}

int dxgk_ioctl_evict(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dkmt_evict *in = args;
	struct d3dkmt_evict __user *out = user;
	struct dxgk_selection sel __uninitialized;
	u64 bytes_to_trim;
	int err;

	if (in->flags & D3DDDI_EVICT_FLAGS_RESERVED_MASK)
		return -EINVAL;
	/* While nothing has happened yet: it can't be undone, since contents have left. */
	if (put_user(0, &out->num_bytes_to_trim))
		return -EFAULT;
	err = dxgk_select(process, in->device, 0, in->allocation_list, in->num_allocations, &sel);
	if (err)
		return err;
	err = evict(&sel, in->flags);
	bytes_to_trim = err ? 0 : vidmm_client_bytes_over_budget(sel.device->client);
	dxgk_selection_put(&sel);
	if (bytes_to_trim && put_user(bytes_to_trim, &out->num_bytes_to_trim))
		return -EFAULT;
	return err;
}
