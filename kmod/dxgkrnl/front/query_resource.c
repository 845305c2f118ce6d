// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asking about a shared resource before it is opened. Windows gives sizes only, whether or not
 * there is a buffer for the runtime data (observed).
 */
#include <linux/err.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/open_source.h"
#include "objects/device.h"
#include "objects/nthandle.h"
#include "objects/process.h"
#include "objects/share.h"

/* The outputs, which stand in this order at the end of both structs. */
struct query_result {
	u32 runtime_size;
	u32 total_size;
	u32 resource_size;
	u32 num_allocations;
};

/* Consumes the reference to @share. */
static int query(struct dxgk_process *process, u32 device_handle, struct dxgk_share *share,
		 void __user *out)
{
	struct dxgk_device *device = dxgk_device_lookup_active(process, device_handle);
	struct dxgk_open_source source;
	struct query_result result;
	int err = PTR_ERR_OR_ZERO(device);

	if (err)
		goto put_share;
	err = dxgk_open_source_find(&source, device, share);
	dxgk_device_put(device);
	result.runtime_size = share->runtime_data_size;
	result.total_size = source.total_size;
	result.resource_size = source.resource_size;
	result.num_allocations = share->num_allocations;
	dxgk_open_source_free(&source);
put_share:
	dxgk_share_put(share);
	if (!err && copy_to_user(out, &result, sizeof(result)))
		err = -EFAULT;
	return err;
}

#define OUTPUTS_ARE_LAST(type)							\
	static_assert(offsetof(type, private_runtime_data_size) +		\
		      sizeof(struct query_result) == sizeof(type))

int dxgk_ioctl_query_resource_info(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_queryresourceinfo *in = args;
	struct d3dkmt_queryresourceinfo __user *out = user;
	struct dxgk_share *share = dxgk_share_lookup(in->global_share);

	OUTPUTS_ARE_LAST(struct d3dkmt_queryresourceinfo);
	if (IS_ERR(share))
		return PTR_ERR(share);
	return query(process, in->device, share, &out->private_runtime_data_size);
}

int dxgk_ioctl_query_resource_info_from_nt_handle(struct dxgk_process *process, void *args,
						  void __user *user)
{
	struct d3dkmt_queryresourceinfofromnthandle *in = args;
	struct d3dkmt_queryresourceinfofromnthandle __user *out = user;
	struct dxgk_share *share;
	u32 access;

	OUTPUTS_ARE_LAST(struct d3dkmt_queryresourceinfofromnthandle);
	share = dxgk_nt_handle_readable_share(in->nt_handle, &access);
	if (IS_ERR(share))
		return PTR_ERR(share);
	return query(process, in->device, share, &out->private_runtime_data_size);
}
