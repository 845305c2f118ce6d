// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opening a shared resource. The forms by global handle and by NT handle differ in their structs
 * only.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/open_source.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/nthandle.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "objects/share.h"
#include "trace.h"

/* What an open gives: the union of both structs, with the share that they name. */
struct open_request {
	struct dxgk_share *share;
	u32 access;
	u32 num_allocations;
	u64 infos;
	u64 runtime_data;
	u32 runtime_size;
	u64 resource_data;
	u32 resource_size;
	u64 total_buffer;
	u32 total_size;
};

/* What an open has made. The usual one is of one allocation, and needs no memory for the arrays. */
struct open_result {
	struct dxgk_resource *resource;
	struct dxgk_allocation **allocs;
	u32 *handles;	/* the resource's first */
	struct {
		struct dxgk_allocation *alloc;
		u32 handles[2];
	} one;
};

/*
 * Runtime and resource data must be asked for with their exact sizes; the buffer for the
 * allocations' data may be larger, and too small a one is STATUS_NO_MEMORY (observed).
 */
static int check_sizes(const struct open_request *req, const struct dxgk_open_source *source)
{
	const struct dxgk_share *share = req->share;

	if (!req->num_allocations || req->num_allocations != share->num_allocations || !req->infos)
		return -EINVAL;
	if (req->runtime_size != share->runtime_data_size ||
	    req->resource_size != source->resource_size)
		return -EINVAL;
	if ((req->runtime_size && !req->runtime_data) ||
	    (req->resource_size && !req->resource_data) ||
	    (source->total_size && !req->total_buffer))
		return -EINVAL;
	return req->total_size < source->total_size ? -ENOMEM : 0;
}

/* Write one element of the array, and its part of the packed private data at *@data. */
static int copy_out_info(const struct open_request *req, const struct dxgk_open_source *source,
			 u32 i, u64 *data, u32 handle)
{
	struct d3dddi_openallocationinfo2 __user *info =
		(struct d3dddi_openallocationinfo2 __user *)u64_to_user_ptr(req->infos) + i;
	const void *blob;
	u32 size;

	blob = dxgk_open_source_data(source, i, &size);
	if (size && copy_to_user(u64_to_user_ptr(*data), blob, size))
		return -EFAULT;
	if (put_user(handle, &info->allocation) ||
	    put_user(size ? *data : 0, &info->private_driver_data) ||
	    put_user(size, &info->private_driver_data_size) ||
	    put_user(0, &info->gpu_virtual_address))
		return -EFAULT;
	*data += size;
	return 0;
}

static int copy_out(const struct open_request *req, const struct dxgk_open_source *source,
		    const struct open_result *result)
{
	const struct dxgk_share *share = req->share;
	u64 data = req->total_buffer;
	int err;
	u32 i;

	if (share->runtime_data_size &&
	    copy_to_user(u64_to_user_ptr(req->runtime_data), share->runtime_data,
			 share->runtime_data_size))
		return -EFAULT;
	if (source->resource_size &&
	    copy_to_user(u64_to_user_ptr(req->resource_data), source->resource_data,
			 source->resource_size))
		return -EFAULT;
	for (i = 0; i < share->num_allocations; i++) {
		err = copy_out_info(req, source, i, &data, result->handles[i + 1]);
		if (err)
			return err;
	}
	return 0;
}

/* Take handles back that were written but not published. */
static void zero_out(const struct open_request *req)
{
	struct d3dddi_openallocationinfo2 __user *info = u64_to_user_ptr(req->infos);
	u32 i;

	for (i = 0; i < req->num_allocations; i++) {
		if (put_user(0, &info[i].allocation))
			return;
	}
}

/* An allocation on the opener's own adapter that shows the share's memory. */
static int create_foreign(struct dxgk_resource *resource, const struct dxgk_open_source *source,
			  bool read_only, struct dxgk_allocation **allocs)
{
	struct vidmm_alloc *origin = &source->share->allocations[0]->vidmm;
	struct dxgk_allocationinfo info = {
		.private_driver_data = source->standard.allocation,
		.private_driver_data_size = source->standard.allocation_size,
	};
	struct dxgk_allocation_batch batch = {
		.device = resource->device,
		.resource = resource,
		.private_data = source->standard.resource,
		.private_data_size = source->standard.resource_size,
		.num = 1,
		.info = &info,
		.existing_size = origin->size,
		.origin = origin,
		.read_only = read_only,
		.allocs = allocs,
	};

	return dxgk_allocations_create(&batch);
}

/* The device's half of the resource, and its opens of the allocations. */
static int open_objects(struct dxgk_device *device, const struct open_request *req,
			const struct dxgk_open_source *source, struct open_result *result)
{
	bool read_only = req->share->read_only || !(req->access & DXGK_ACCESS_WRITE);
	int err;

	result->resource = dxgk_resource_new(device);
	if (!result->resource)
		return -ENOMEM;
	refcount_inc(&req->share->obj.users);
	result->resource->share = req->share;
	result->resource->read_only = !(req->access & DXGK_ACCESS_WRITE);
	err = source->foreign ?
		create_foreign(result->resource, source, read_only, result->allocs) :
		dxgk_allocations_open(result->resource, read_only, result->allocs);
	if (err)
		dxgk_resource_put(result->resource);
	return err;
}

static int publish(struct dxgk_device *device, const struct open_request *req,
		   const struct open_result *result)
{
	struct dxgk_handle_table *handles = &device->process->handles;
	int idx;
	u32 i;

	if (!dxgk_adapter_enter(device->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	dxgk_handle_publish(handles, result->handles[0], &result->resource->obj);
	for (i = 0; i < req->num_allocations; i++) {
		trace_device_allocation(result->allocs[i], result->handles[i + 1]);
		dxgk_handle_publish(handles, result->handles[i + 1], &result->allocs[i]->obj);
	}
	dxgk_adapter_exit(device->adapter, idx);
	return 0;
}

/* The objects exist: tell the client their handles, then make these valid. */
static int hand_out(struct dxgk_device *device, const struct open_request *req,
		    const struct dxgk_open_source *source, const struct open_result *result,
		    u32 __user *out_resource, u32 __user *out_total)
{
	struct dxgk_handle_table *handles = &device->process->handles;
	u32 n = req->num_allocations + 1;
	int err;

	err = dxgk_handles_reserve(handles, result->handles, n);
	if (err)
		return err;
	err = copy_out(req, source, result);
	if (!err && (put_user(result->handles[0], out_resource) ||
		     put_user(source->total_size, out_total)))
		err = -EFAULT;
	if (!err)
		err = publish(device, req, result);
	if (err) {
		zero_out(req);
		put_user(0, out_resource);
		dxgk_handles_cancel(handles, result->handles, n);
	}
	return err;
}

static int alloc_arrays(struct open_result *result, u32 n)
{
	result->allocs = &result->one.alloc;
	result->handles = result->one.handles;
	if (n == 1)
		return 0;
	result->allocs = kvmalloc_array(n, sizeof(*result->allocs), DXGK_GFP_CLIENT);
	result->handles = kvmalloc_array(n + 1, sizeof(*result->handles), DXGK_GFP_CLIENT);
	return result->allocs && result->handles ? 0 : -ENOMEM;
}

static void free_arrays(struct open_result *result, u32 n)
{
	if (n == 1)
		return;
	kvfree(result->allocs);
	kvfree(result->handles);
}

static int open_from_source(struct dxgk_device *device, const struct open_request *req,
			    const struct dxgk_open_source *source, u32 __user *out_resource,
			    u32 __user *out_total)
{
	u32 n = req->num_allocations;
	struct open_result result;
	int err;

	err = check_sizes(req, source);
	if (err)
		return err;
	err = alloc_arrays(&result, n);
	if (err)
		goto free;
	err = open_objects(device, req, source, &result);
	if (err)
		goto free;
	err = hand_out(device, req, source, &result, out_resource, out_total);
	if (err) {
		dxgk_allocations_put(result.allocs, n);
		dxgk_resource_put(result.resource);
	}
free:
	free_arrays(&result, n);
	return err;
}

static int open_on_device(struct dxgk_device *device, const struct open_request *req,
			  u32 __user *out_resource, u32 __user *out_total)
{
	struct dxgk_open_source source;
	int err = dxgk_open_source_find(&source, device, req->share);

	if (!err)
		err = open_from_source(device, req, &source, out_resource, out_total);
	dxgk_open_source_free(&source);
	return err;
}

static int open_resource(struct dxgk_process *process, u32 device_handle,
			 const struct open_request *req, u32 __user *out_resource,
			 u32 __user *out_total)
{
	struct dxgk_device *device = dxgk_device_lookup_active(process, device_handle);
	int err;

	if (IS_ERR(device))
		return PTR_ERR(device);
	err = open_on_device(device, req, out_resource, out_total);
	dxgk_device_put(device);
	return err;
}

/* D3DKMTOpenResource2; the library's D3DKMTOpenResource converts to it. */
int dxgk_ioctl_open_resource(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_openresource *in = args;
	struct d3dkmt_openresource __user *out = user;
	struct open_request req = {
		.access = DXGK_ACCESS_READ | DXGK_ACCESS_WRITE,
		.num_allocations = in->num_allocations,
		.infos = in->open_allocation_info2,
		.runtime_data = in->private_runtime_data,
		.runtime_size = in->private_runtime_data_size,
		.resource_data = in->resource_private_driver_data,
		.resource_size = in->resource_private_driver_data_size,
		.total_buffer = in->total_private_driver_data_buffer,
		.total_size = in->total_private_driver_data_buffer_size,
	};
	int err;

	req.share = dxgk_share_lookup(in->global_share);
	if (IS_ERR(req.share))
		return PTR_ERR(req.share);
	err = open_resource(process, in->device, &req, &out->resource,
			    &out->total_private_driver_data_buffer_size);
	dxgk_share_put(req.share);
	return err;
}

/* An NT handle here never carries a keyed mutex or a synchronization object. */
static int no_other_objects(struct d3dkmt_openresourcefromnthandle __user *out)
{
	return put_user(0, &out->keyed_mutex) || put_user(0, &out->sync_object) ||
	       put_user(0, &out->keyed_mutex_private_runtime_data_size) ? -EFAULT : 0;
}

int dxgk_ioctl_open_resource_from_nt_handle(struct dxgk_process *process, void *args,
					    void __user *user)
{
	struct d3dkmt_openresourcefromnthandle *in = args;
	struct d3dkmt_openresourcefromnthandle __user *out = user;
	struct open_request req = {
		.num_allocations = in->num_allocations,
		.infos = in->open_allocation_info2,
		.runtime_data = in->private_runtime_data,
		.runtime_size = in->private_runtime_data_size,
		.resource_data = in->resource_private_driver_data,
		.resource_size = in->resource_private_driver_data_size,
		.total_buffer = in->total_private_driver_data_buffer,
		.total_size = in->total_private_driver_data_buffer_size,
	};
	int err;

	if (!in->keyed_mutex_private_runtime_data && in->keyed_mutex_private_runtime_data_size)
		return -EINVAL;
	req.share = dxgk_nt_handle_readable_share(in->nt_handle, &req.access);
	if (IS_ERR(req.share))
		return PTR_ERR(req.share);
	err = no_other_objects(out);
	if (!err)
		err = open_resource(process, in->device, &req, &out->resource,
				    &out->total_private_driver_data_buffer_size);
	dxgk_share_put(req.share);
	return err;
}
