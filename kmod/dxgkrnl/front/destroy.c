// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/usercopy.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "objects/resource.h"

/*
 * Which allocations a list may have: of one device, and all of one resource or of none. A shared
 * resource goes as a whole.
 */
struct list_match {
	const struct dxgk_device *device;
	const struct dxgk_resource *resource;
	bool have_first;
};

static bool allocation_matches(const struct dxgk_object *obj, void *data)
{
	const struct dxgk_allocation *alloc = container_of(obj, struct dxgk_allocation, obj);
	struct list_match *match = data;

	if (alloc->device != match->device || (alloc->resource && alloc->resource->share))
		return false;
	if (!match->have_first) {
		match->have_first = true;
		match->resource = alloc->resource;
	}
	return alloc->resource == match->resource;
}

static bool resource_matches(const struct dxgk_object *obj, void *data)
{
	return container_of(obj, struct dxgk_resource, obj)->device == data;
}

static int destroy_resource(struct dxgk_device *device, u32 handle)
{
	struct dxgk_object *obj;
	int err;

	err = dxgk_handles_claim(&device->process->handles, &handle, 1, DXGK_OBJECT_RESOURCE,
				 resource_matches, device, &obj);
	if (err)
		return err;
	dxgk_resource_destroy(to_dxgk_resource(obj));
	return 0;
}

/* Destroy @n allocations whose handles were copied; @objs has room for them. */
static int destroy_claimed(struct dxgk_device *device, const u32 *handles,
			   struct dxgk_object **objs, u32 n)
{
	struct list_match match = { .device = device };
	int err;

	err = dxgk_handles_claim(&device->process->handles, handles, n, DXGK_OBJECT_ALLOCATION,
				 allocation_matches, &match, objs);
	if (err)
		return err;
	/* An allocation begins with its object, so the array can change its type in place. */
	BUILD_BUG_ON(offsetof(struct dxgk_allocation, obj));
	dxgk_allocations_put((struct dxgk_allocation **)objs, n);
	return 0;
}

static int destroy_list(struct dxgk_device *device, u32 *handles, u32 n)
{
	struct dxgk_object **objs, *few[16] __uninitialized;
	int err;

	if (n <= ARRAY_SIZE(few))
		return destroy_claimed(device, handles, few, n);
	objs = kvmalloc_array(n, sizeof(*objs), DXGK_GFP_CLIENT);
	if (!objs)
		return -ENOMEM;
	err = destroy_claimed(device, handles, objs, n);
	kvfree(objs);
	return err;
}

/* Works on lost devices, too. */
static int destroy(struct dxgk_process *process, const struct d3dkmt_destroyallocation2 *in,
		   u32 *handles)
{
	struct dxgk_device *device = dxgk_device_lookup(process, in->device);
	int err = 0;

	if (!device)
		return -EINVAL;
	if (in->resource)
		err = destroy_resource(device, in->resource);
	else if (in->allocation_count)
		err = destroy_list(device, handles, in->allocation_count);
	dxgk_device_put(device);
	return err;
}

/*
 * D3DKMTDestroyAllocation2: a resource with all its allocations, or a list. Neither is nothing to
 * do (observed). Nothing here is in use by a GPU, so the two hints on that change nothing: the
 * memory is reclaimed when the call returns.
 */
int dxgk_ioctl_destroy_allocation2(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_destroyallocation2 *in = args;
	u32 few[16] __uninitialized, *handles;
	size_t size;
	int err;

	if (in->flags & ~(D3DDDICB_DESTROYALLOCATION2FLAGS_ASSUME_NOT_IN_USE |
			  D3DDDICB_DESTROYALLOCATION2FLAGS_SYNCHRONOUS_DESTROY))
		return -EINVAL;
	if (in->resource && in->allocation_list)
		return -EINVAL;
	if (in->resource || !in->allocation_count)
		return destroy(process, in, NULL);
	if (!in->allocation_list || in->allocation_count > DXGK_MAX_ALLOCATIONS)
		return -EINVAL;

	size = in->allocation_count * sizeof(*handles);
	if (size <= sizeof(few)) {
		err = dxgk_copy_words_in(few, u64_to_user_ptr(in->allocation_list), size);
		return err ?: destroy(process, in, few);
	}
	handles = kmalloc(size, DXGK_GFP_CLIENT);
	if (!handles)
		return -ENOMEM;
	if (copy_from_user(handles, u64_to_user_ptr(in->allocation_list), size))
		err = -EFAULT;
	else
		err = destroy(process, in, handles);
	kfree(handles);
	return err;
}
