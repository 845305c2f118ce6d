// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/slab.h>

#include "objects/counts.h"
#include "objects/device.h"
#include "objects/fence.h"
#include "objects/process.h"

/**
 * dxgk_fence_new - a fence whose value is 0, without a handle yet
 * @device: Where; the caller holds a reference to it.
 *
 * Return: The fence with the reference that its handle will have, or ERR_PTR: -ENOMEM,
 * -DXGK_EDEVICEREMOVED, -EINVAL if the device was destroyed meanwhile.
 */
struct dxgk_fence *dxgk_fence_new(struct dxgk_device *device)
{
	struct dxgk_fence *fence = kzalloc(sizeof(*fence), DXGK_GFP_CLIENT);
	int err;

	if (!fence)
		return ERR_PTR(-ENOMEM);
	dxgk_object_init(&fence->obj, DXGK_OBJECT_FENCE);
	fence->device = device;
	err = vidsch_fence_init(&fence->vidsch, &device->vidsch);
	if (err) {
		kfree(fence);
		return ERR_PTR(err);
	}
	dxgk_count_add(DXGK_COUNT_FENCE, 1);
	return fence;
}

static bool fence_is_of_device(const struct dxgk_object *obj, void *device)
{
	return container_of(obj, struct dxgk_fence, obj)->device == device;
}

/**
 * dxgk_fence_lookup - the fence that a handle names on a device
 * @device: The device.
 * @handle: The handle.
 *
 * Return: The fence with a reference, or NULL.
 */
struct dxgk_fence *dxgk_fence_lookup(struct dxgk_device *device, u32 handle)
{
	struct dxgk_object *obj;

	obj = dxgk_handle_lookup_if(&device->process->handles, handle, DXGK_OBJECT_FENCE,
				    fence_is_of_device, device);
	return obj ? to_dxgk_fence(obj) : NULL;
}

/**
 * dxgk_fence_put - drop a reference
 * @fence: The fence, which has ended when the last one goes.
 */
void dxgk_fence_put(struct dxgk_fence *fence)
{
	if (!refcount_dec_and_test(&fence->obj.users))
		return;
	vidsch_fence_fini(&fence->vidsch);
	dxgk_count_sub(DXGK_COUNT_FENCE, 1);
	kfree(fence);
}

/**
 * dxgk_fence_destroy - end a fence: its handle, its mapping, the waits for it
 * @fence: The fence, published or not, which nobody else ends. The reference of its handle is
 *	dropped.
 *
 * Context: process context, no lock held; takes mmap_lock.
 */
void dxgk_fence_destroy(struct dxgk_fence *fence)
{
	struct dxgk_process *process = fence->device->process;

	dxgk_object_claim(&process->handles, &fence->obj);
	vidsch_fence_end(&fence->vidsch, dxgk_process_is_current(process));
	dxgk_fence_put(fence);
}
