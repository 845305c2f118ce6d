// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>

#include "front/create.h"
#include "front/front.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "objects/resource.h"

/* Flags that have an effect here, or ask for what always holds; the others are not supported. */
#define SUPPORTED_FLAGS	(D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE |		\
			 D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY |		\
			 D3DKMT_CREATEALLOCATIONFLAGS_SWAP_CHAIN_BACK_BUFFER |	\
			 D3DKMT_CREATEALLOCATIONFLAGS_ZEROED |			\
			 D3DKMT_CREATEALLOCATIONFLAGS_ALLOW_NOT_ZEROED)

/* The resource that the allocations will belong to: a new one, an existing one, or none (NULL). */
static struct dxgk_resource *find_resource(struct dxgk_device *device,
					   const struct d3dkmt_createallocation *args)
{
	bool create = args->flags & D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	struct dxgk_resource *resource;

	if (!args->resource) {
		if (!create)
			return NULL;
		return dxgk_resource_new(device) ?: ERR_PTR(-ENOMEM);
	}
	resource = dxgk_resource_lookup(device, args->resource);
	if (!IS_ERR(resource) && create) {
		dxgk_resource_put(resource);
		return ERR_PTR(-EINVAL);
	}
	return resource;
}

/* Let the handles name their objects; fails only because the adapter has gone. */
static int publish(struct dxgk_create *create, struct dxgk_device *device,
		   struct dxgk_resource *new_resource)
{
	struct dxgk_handle_table *handles = &device->process->handles;
	int idx;
	u32 i;

	if (!dxgk_adapter_enter(device->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	if (new_resource) {
		refcount_inc(&new_resource->obj.users);
		dxgk_handle_publish(handles, create->handles[0], &new_resource->obj);
	}
	for (i = 0; i < create->args->num_allocations; i++)
		dxgk_handle_publish(handles, *dxgk_create_handle(create, i), &create->allocs[i]->obj);
	dxgk_adapter_exit(device->adapter, idx);
	return 0;
}

/* The objects exist: tell the client their handles, then make these valid. */
static int hand_out(struct dxgk_create *create, struct dxgk_device *device,
		    struct dxgk_resource *new_resource,
		    struct d3dkmt_createallocation __user *user)
{
	u32 n = dxgk_create_num_handles(create);
	int err;

	err = dxgk_handles_reserve(&device->process->handles, create->handles, n);
	if (err)
		return err;
	err = dxgk_create_copy_out(create, user);
	if (!err)
		err = publish(create, device, new_resource);
	if (err) {
		dxgk_create_zero_out(create, user);
		dxgk_handles_cancel(&device->process->handles, create->handles, n);
	}
	return err;
}

static int create_allocations(struct dxgk_create *create, struct dxgk_device *device,
			      struct dxgk_resource *resource)
{
	struct dxgk_allocation_batch batch = {
		.device = device,
		.resource = resource,
		.private_data = create->private_data,
		.private_data_size = create->args->private_driver_data_size,
		.num = create->args->num_allocations,
		.info = create->ddi_infos,
		.system_memory = create->system_memory,
		.read_only = create->args->flags & D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY,
		.allocs = create->allocs,
	};

	return batch.num ? dxgk_allocations_create(&batch) : 0;
}

/* The arguments are copied and checked, and the device is found. */
static int create_on_device(struct dxgk_create *create, struct dxgk_device *device,
			    struct d3dkmt_createallocation __user *user)
{
	bool is_new = create->args->flags & D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	struct dxgk_resource *resource;
	int err;

	resource = find_resource(device, create->args);
	if (IS_ERR(resource))
		return PTR_ERR(resource);
	err = create_allocations(create, device, resource);
	if (err)
		goto put;
	err = hand_out(create, device, is_new ? resource : NULL, user);
	if (err && create->args->num_allocations)
		dxgk_allocations_put(create->allocs, create->args->num_allocations);
put:
	if (resource)
		dxgk_resource_put(resource);
	return err;
}

/*
 * D3DKMTCreateAllocation(2): copy once, check, find the device, have the miniport describe the
 * allocations, give VidMm the description, open them for the device, copy out, publish. A failure at any
 * step undoes all before it.
 */
static int create_allocation(struct dxgk_process *process,
			     const struct d3dkmt_createallocation *args, bool v1,
			     struct d3dkmt_createallocation __user *user)
{
	struct dxgk_create create;
	struct dxgk_device *device;
	int err;

	err = dxgk_create_copy_in(&create, args, v1);
	if (err)
		goto free;
	device = dxgk_device_lookup_active(process, args->device);
	if (IS_ERR(device)) {
		err = PTR_ERR(device);
		goto free;
	}
	if (args->flags & ~SUPPORTED_FLAGS)
		err = -DXGK_ENOTSUPPORTED;
	else
		err = create_on_device(&create, device, user);
	dxgk_device_put(device);
free:
	dxgk_create_free(&create);
	return err;
}

int dxgk_ioctl_create_allocation(struct dxgk_process *process, void *args, void __user *user)
{
	return create_allocation(process, args, true, user);
}

int dxgk_ioctl_create_allocation2(struct dxgk_process *process, void *args, void __user *user)
{
	return create_allocation(process, args, false, user);
}
