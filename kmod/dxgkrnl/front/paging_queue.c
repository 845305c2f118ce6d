// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/device.h"
#include "objects/fence.h"
#include "objects/paging_queue.h"
#include "objects/process.h"

enum { QUEUE, FENCE, NUM_HANDLES };

static bool priority_is_valid(s32 priority)
{
	return priority >= D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL &&
	       priority <= D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL;
}

static bool copy_out(struct d3dkmt_createpagingqueue __user *out, const u32 *handles,
		     unsigned long addr)
{
	return !put_user(handles[QUEUE], &out->paging_queue) &&
	       !put_user(handles[FENCE], &out->sync_object) &&
	       !put_user((u64)addr, &out->fence_value_cpu_virtual_address);
}

/* Give a new queue its mapping and its handles. */
static int publish(struct dxgk_process *process, struct dxgk_paging_queue *queue,
		   struct d3dkmt_createpagingqueue __user *out)
{
	u32 handles[NUM_HANDLES];
	unsigned long addr;
	int err;

	err = vidsch_fence_map(&queue->fence->vidsch, &addr);
	if (err)
		return err;
	err = dxgk_handles_reserve(&process->handles, handles, NUM_HANDLES);
	if (err)
		return err;
	if (!copy_out(out, handles, addr)) {
		dxgk_handles_cancel(&process->handles, handles, NUM_HANDLES);
		return -EFAULT;
	}
	/* Who destroys the queue finds the fence published. */
	dxgk_handle_publish(&process->handles, handles[FENCE], &queue->fence->obj);
	dxgk_handle_publish(&process->handles, handles[QUEUE], &queue->obj);
	return 0;
}

/*
 * D3DKMTCreatePagingQueue. An adapter carries operations out in the order in which they come, so
 * the priority has no effect.
 */
int dxgk_ioctl_create_paging_queue(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dkmt_createpagingqueue *in = args;
	struct dxgk_paging_queue *queue;
	struct dxgk_device *device;
	int err;

	if (!priority_is_valid(in->priority) || in->physical_adapter_index)
		return -EINVAL;
	device = dxgk_device_lookup_active(process, in->device);
	if (IS_ERR(device))
		return PTR_ERR(device);
	queue = dxgk_paging_queue_new(device);
	err = PTR_ERR_OR_ZERO(queue);
	if (!err) {
		err = publish(process, queue, user);
		if (err)
			dxgk_paging_queue_discard(queue);
	}
	dxgk_device_put(device);
	return err;
}

/* D3DKMTDestroyPagingQueue. Works on lost devices, too. */
int dxgk_ioctl_destroy_paging_queue(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dddi_destroypagingqueue *in = args;

	return dxgk_paging_queue_destroy(process, in->paging_queue);
}
