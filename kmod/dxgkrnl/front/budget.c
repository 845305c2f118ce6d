// SPDX-License-Identifier: GPL-2.0-only
/*
 * Budgets of processes. A process's reservations live as long as it has the adapter open.
 */
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/adapter.h"
#include "objects/handle.h"
#include "objects/process.h"
#include "vidmm/client.h"

/* The open that a handle names, with a reference, if calls on its adapter can succeed. */
static struct dxgk_adapter_open *find_open(struct dxgk_process *process, u32 handle)
{
	struct dxgk_object *obj = dxgk_handle_lookup(&process->handles, handle,
						     DXGK_OBJECT_ADAPTER);
	struct dxgk_adapter_open *open;

	if (!obj)
		return ERR_PTR(-EINVAL);
	open = to_dxgk_adapter_open(obj);
	if (!dxgk_adapter_is_gone(open->adapter))
		return open;
	dxgk_adapter_open_put(open);
	return ERR_PTR(-DXGK_EDEVICEREMOVED);
}

int dxgk_ioctl_query_video_memory_info(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_queryvideomemoryinfo *info = args;
	struct dxgk_adapter_open *open;
	struct vidmm_budget budget;

	if (info->process || info->memory_segment_group >= VIDMM_NUM_GROUPS ||
	    info->physical_adapter_index)
		return -EINVAL;
	open = find_open(process, info->adapter);
	if (IS_ERR(open))
		return PTR_ERR(open);
	vidmm_query_budget(open->client, info->memory_segment_group, &budget);
	dxgk_adapter_open_put(open);
	info->budget = budget.budget;
	info->current_usage = budget.usage;
	info->current_reservation = budget.reservation;
	info->available_for_reservation = budget.available;
	return copy_to_user(user, info, sizeof(*info)) ? -EFAULT : 0;
}

int dxgk_ioctl_change_video_memory_reservation(struct dxgk_process *process, void *args,
					       void __user *user)
{
	const struct d3dkmt_changevideomemoryreservation *in = args;
	struct dxgk_adapter_open *open;
	int err;

	if (in->process || in->memory_segment_group >= VIDMM_NUM_GROUPS ||
	    in->physical_adapter_index)
		return -EINVAL;
	open = find_open(process, in->adapter);
	if (IS_ERR(open))
		return PTR_ERR(open);
	err = vidmm_change_reservation(open->client, in->memory_segment_group, in->reservation);
	dxgk_adapter_open_put(open);
	return err;
}
