// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/eventfd.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/device.h"
#include "objects/fence.h"
#include "objects/process.h"

/**
 * struct wait_call - what a call waits for
 * @n: How many fences.
 * @handles: Their handles.
 * @values: What each has to reach.
 * @points: The fences themselves, each with a reference, and the values.
 */
struct wait_call {
	u32 n;
	u32 handles[VIDSCH_MAX_POINTS];
	u64 values[VIDSCH_MAX_POINTS];
	struct vidsch_point points[VIDSCH_MAX_POINTS];
};

static struct wait_call *copy_in(const struct d3dkmt_waitforsynchronizationobjectfromcpu *in)
{
	struct wait_call *call;

	call = kmalloc(sizeof(*call), DXGK_GFP_CLIENT);
	if (!call)
		return ERR_PTR(-ENOMEM);
	call->n = in->object_count;
	if (!copy_from_user(call->handles, u64_to_user_ptr(in->object_handle_array),
			    call->n * sizeof(*call->handles)) &&
	    !copy_from_user(call->values, u64_to_user_ptr(in->fence_value_array),
			    call->n * sizeof(*call->values)))
		return call;
	kfree(call);
	return ERR_PTR(-EFAULT);
}

static void put_fences(struct wait_call *call, u32 n)
{
	while (n-- > 0)
		dxgk_fence_put(container_of(call->points[n].fence, struct dxgk_fence, vidsch));
}

static int find_fences(struct dxgk_device *device, struct wait_call *call)
{
	struct dxgk_fence *fence;
	u32 i;

	for (i = 0; i < call->n; i++) {
		fence = dxgk_fence_lookup(device, call->handles[i]);
		if (!fence) {
			put_fences(call, i);
			return -EINVAL;
		}
		call->points[i].fence = &fence->vidsch;
		call->points[i].value = call->values[i];
	}
	return 0;
}

/* The event that a descriptor of the caller's stands for. */
static struct eventfd_ctx *event_get(u64 fd)
{
	struct eventfd_ctx *event = fd > INT_MAX ? NULL : eventfd_ctx_fdget(fd);

	return IS_ERR_OR_NULL(event) ? ERR_PTR(-DXGK_EINVALIDHANDLE) : event;
}

static int wait_on_device(struct dxgk_device *device, struct wait_call *call, bool any, u64 fd)
{
	struct eventfd_ctx *event = NULL;
	int err;

	if (fd) {
		event = event_get(fd);
		if (IS_ERR(event))
			return PTR_ERR(event);
	}
	err = find_fences(device, call);
	if (err) {
		if (event)
			eventfd_ctx_put(event);
		return err;
	}
	if (event)
		err = vidsch_wait_event(&device->vidsch, call->points, call->n, any, event);
	else
		err = vidsch_wait(&device->vidsch, call->points, call->n, any);
	put_fences(call, call->n);
	return err;
}

/* D3DKMTWaitForSynchronizationObjectFromCpu */
int dxgk_ioctl_wait_for_synchronization_object_from_cpu(struct dxgk_process *process, void *args,
							void __user *user)
{
	const struct d3dkmt_waitforsynchronizationobjectfromcpu *in = args;
	bool any = in->flags & D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY;
	struct dxgk_device *device;
	struct wait_call *call;
	int err;

	if (in->flags & D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_RESERVED_MASK ||
	    !in->object_count || in->object_count > VIDSCH_MAX_POINTS)
		return -EINVAL;
	call = copy_in(in);
	if (IS_ERR(call))
		return PTR_ERR(call);
	device = dxgk_device_lookup_active(process, in->device);
	if (IS_ERR(device)) {
		err = PTR_ERR(device);
		goto free;
	}
	err = wait_on_device(device, call, any, in->async_event);
	dxgk_device_put(device);
free:
	kfree(call);
	return err;
}
