// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/file.h>
#include <linux/mm.h>

#include "front/create.h"
#include "front/front.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "objects/share.h"
#include "objects/standard.h"
#include "trace.h"

#define FLAG(name)	D3DKMT_CREATEALLOCATIONFLAGS_##name

/*
 * Flags whose promise nothing here can keep: there are no displays, no partial creation, and no
 * process that would be restricted.
 */
#define UNSUPPORTED_FLAGS	(FLAG(RESTRICT_SHARED_ACCESS) | FLAG(PARTIAL_SHARED_CREATION) | \
				 FLAG(SHARED_DISPLAYABLE))

static int check_supported(const struct dxgk_create *create, const struct dxgk_device *device)
{
	if (dxgk_create_has_flag(create, UNSUPPORTED_FLAGS))
		return -DXGK_ENOTSUPPORTED;
	if (dxgk_create_has_flag(create, FLAG(CROSS_ADAPTER)) &&
	    !(device->adapter->caps.flags & DXGK_DRIVERCAPS_CROSS_ADAPTER_RESOURCE))
		return -DXGK_ENOTSUPPORTED;
	/* The client's pages lie where they lie. */
	if (dxgk_create_has_flag(create, FLAG(PHYSICALLY_CONTIGUOUS)) && create->system_memory)
		return -EINVAL;
	/* Who opens it on another adapter has views that note nothing here. */
	if (dxgk_create_has_flag(create, FLAG(WRITE_WATCH)) &&
	    dxgk_create_has_flag(create, FLAG(CROSS_ADAPTER)))
		return -DXGK_ENOTSUPPORTED;
	/* Without the miniport only a standard allocation says how large it is. */
	if (dxgk_create_has_flag(create, FLAG(NO_KMD_ACCESS)) &&
	    !dxgk_create_has_flag(create, FLAG(STANDARD_ALLOCATION)))
		return -DXGK_ENOTSUPPORTED;
	return 0;
}

/* The resource that the allocations will belong to: a new one, an existing one, or none (NULL). */
static struct dxgk_resource *find_resource(struct dxgk_device *device,
					   const struct dxgk_create *create)
{
	bool is_new = dxgk_create_has_flag(create, FLAG(CREATE_RESOURCE));
	struct dxgk_resource *resource;

	if (!create->args->resource) {
		if (!is_new)
			return NULL;
		return dxgk_resource_new(device) ?: ERR_PTR(-ENOMEM);
	}
	resource = dxgk_resource_lookup(device, create->args->resource);
	if (IS_ERR(resource))
		return resource;
	/* Nothing is added to a shared resource, and no existing memory to an existing resource. */
	if (!is_new && !resource->share &&
	    !dxgk_create_has_flag(create, FLAG(STANDARD_ALLOCATION)))
		return resource;
	dxgk_resource_put(resource);
	return ERR_PTR(-EINVAL);
}

/* Bytes of a buffer for somebody who outlives the call; NULL for none. */
static int keep_blob(void **kept, const void *blob, u32 size)
{
	if (!size)
		return 0;
	*kept = kvmalloc(size, DXGK_GFP_CLIENT);
	if (!*kept)
		return -ENOMEM;
	memcpy(*kept, blob, size);
	return 0;
}

/* Give a new resource its global half, with what openers will be given. */
static int make_shared(struct dxgk_create *create, struct dxgk_resource *resource)
{
	struct dxgk_share *share = dxgk_share_new(resource->device->adapter,
						  create->args->num_allocations);
	int err;

	if (!share)
		return -ENOMEM;
	resource->share = share;
	share->nt_security = dxgk_create_has_flag(create, FLAG(NT_SECURITY_SHARING));
	share->read_only = dxgk_create_has_flag(create, FLAG(READ_ONLY));
	share->cross_adapter = dxgk_create_has_flag(create, FLAG(CROSS_ADAPTER));
	err = keep_blob(&share->runtime_data, create->runtime_data,
			create->args->private_runtime_data_size);
	if (err)
		return err;
	share->runtime_data_size = create->args->private_runtime_data_size;
	err = keep_blob(&share->private_data, create->private_data, create->private_data_size);
	if (err)
		return err;
	share->private_data_size = create->private_data_size;
	if (share->nt_security)
		return 0;
	return dxgk_share_reserve_name(share, &create->global_share);
}

static void publish_allocations(struct dxgk_create *create, struct dxgk_handle_table *handles)
{
	u32 i, n = create->args->num_allocations;

	/* The events come first: a published allocation may be destroyed at any moment. */
	for (i = 0; trace_device_allocation_enabled() && i < n; i++)
		trace_device_allocation(create->allocs[i], *dxgk_create_handle(create, i));
	/* An allocation begins with its object. */
	BUILD_BUG_ON(offsetof(struct dxgk_allocation, obj));
	dxgk_handles_publish(handles, dxgk_create_handle(create, 0),
			     (struct dxgk_object **)create->allocs, n);
}

/* Let the handles name their objects; fails only because the adapter has gone. */
static int publish(struct dxgk_create *create, struct dxgk_device *device,
		   struct dxgk_resource *new_resource)
{
	struct dxgk_handle_table *handles = &device->process->handles;
	int idx;

	if (!dxgk_adapter_enter(device->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	if (new_resource) {
		refcount_inc(&new_resource->obj.users);
		dxgk_handle_publish(handles, create->handles[0], &new_resource->obj);
	}
	publish_allocations(create, handles);
	if (create->global_share)
		dxgk_share_publish_name(new_resource->share, create->global_share);
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

/* Priorities that the client gives take the place of the miniport's. */
static void override_priorities(struct dxgk_create *create, struct vidmm *vidmm)
{
	u32 i;

	for (i = 0; i < create->args->num_allocations; i++) {
		const struct d3dddi_allocationinfo2 *info = &create->infos[i];

		if (info->flags & D3DDDI_ALLOCATIONINFO2_FLAGS_OVERRIDE_PRIORITY)
			vidmm_set_priority(vidmm, &create->allocs[i]->global->vidmm,
					   info->priority);
	}
}

static int create_allocations(struct dxgk_create *create, struct dxgk_allocation_batch *batch)
{
	int err;

	if (!batch->num)
		return 0;
	err = dxgk_allocations_create(batch);
	if (err)
		return err;
	override_priorities(create, &batch->device->adapter->vidmm);
	if (batch->resource && batch->resource->share) {
		err = dxgk_allocations_share(batch);
		if (err)
			dxgk_allocations_put(batch->allocs, batch->num);
	}
	return err;
}

/* The resource is found or made; the client gets its handles. */
static int create_in_resource(struct dxgk_create *create, struct dxgk_allocation_batch *batch,
			      struct d3dkmt_createallocation __user *user)
{
	bool is_new = dxgk_create_has_flag(create, FLAG(CREATE_RESOURCE));
	int err = 0;

	if (dxgk_create_has_flag(create, FLAG(CREATE_SHARED)))
		err = make_shared(create, batch->resource);
	if (!err)
		err = create_allocations(create, batch);
	if (!err) {
		err = hand_out(create, batch->device, is_new ? batch->resource : NULL, user);
		if (err && batch->num)
			dxgk_allocations_put(batch->allocs, batch->num);
	}
	if (err && create->global_share)
		dxgk_share_cancel_name(create->global_share);
	return err;
}

/* The private data and existing memory, if any, are at hand. */
static int create_with_memory(struct dxgk_create *create, struct dxgk_device *device,
			      struct file *section, struct d3dkmt_createallocation __user *user)
{
	struct dxgk_allocation_batch batch = {
		.device = device,
		.private_data = create->private_data,
		.private_data_size = create->private_data_size,
		.num = create->args->num_allocations,
		.info = create->ddi_infos,
		.system_memory = section ? NULL : create->system_memory,
		.section = section,
		.contiguous = dxgk_create_has_flag(create, FLAG(PHYSICALLY_CONTIGUOUS)),
		.no_kmd_access = dxgk_create_has_flag(create, FLAG(NO_KMD_ACCESS)),
		.read_only = dxgk_create_has_flag(create, FLAG(READ_ONLY)),
		.write_watch = dxgk_create_has_flag(create, FLAG(WRITE_WATCH)),
		.private_runtime_resource_handle = create->args->private_runtime_resource_handle,
		.allocs = create->allocs,
	};
	int err;

	if (dxgk_create_has_flag(create, FLAG(STANDARD_ALLOCATION)))
		batch.existing_size = create->standard.existing_heap_data.size;
	batch.resource = find_resource(device, create);
	if (IS_ERR(batch.resource))
		return PTR_ERR(batch.resource);
	err = create_in_resource(create, &batch, user);
	if (batch.resource)
		dxgk_resource_put(batch.resource);
	return err;
}

/* A standard allocation: the private data come from the miniport, the memory from the client. */
static int create_standard(struct dxgk_create *create, struct dxgk_device *device,
			   struct d3dkmt_createallocation __user *user)
{
	u64 size = create->standard.existing_heap_data.size;
	struct dxgk_standard_data data = { };
	struct file *section = NULL;
	int err = 0;

	if (!dxgk_create_has_flag(create, FLAG(NO_KMD_ACCESS)))
		err = dxgk_standard_data_get(device->adapter, size, &data);
	if (err)
		goto free;
	if (dxgk_create_has_flag(create, FLAG(EXISTING_SECTION))) {
		section = vidmm_section_get(create->infos->section, size,
					    dxgk_create_has_flag(create, FLAG(READ_ONLY)));
		err = PTR_ERR_OR_ZERO(section);
		if (err)
			goto free;
	}
	create->private_data = data.resource;
	create->private_data_size = data.resource_size;
	create->ddi_infos->private_driver_data = data.allocation;
	create->ddi_infos->private_driver_data_size = data.allocation_size;
	err = create_with_memory(create, device, section, user);
	/* The allocation has a reference of its own. */
	if (section)
		fput(section);
free:
	dxgk_standard_data_free(&data);
	return err;
}

static int create_on_device(struct dxgk_create *create, struct dxgk_device *device,
			    struct d3dkmt_createallocation __user *user)
{
	int err = check_supported(create, device);

	if (err)
		return err;
	if (dxgk_create_has_flag(create, FLAG(STANDARD_ALLOCATION)))
		return create_standard(create, device, user);
	return create_with_memory(create, device, NULL, user);
}

/*
 * D3DKMTCreateAllocation(2): copy once, check, find the device, have the miniport describe the
 * allocations, give VidMm the description, open them for the device, copy out, publish. A failure
 * at any step undoes all before it.
 */
static int create_allocation(struct dxgk_process *process,
			     const struct d3dkmt_createallocation *args, bool v1,
			     struct d3dkmt_createallocation __user *user)
{
	struct dxgk_create create __uninitialized;
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
