// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "ddi/ddi.h"
#include "front/front.h"
#include "objects/adapter.h"
#include "objects/device.h"
#include "objects/process.h"

/* D3DDDI_DRIVERESCAPETYPE */
enum {
	TRANSLATE_ALLOCATION_HANDLE = 0,
	TRANSLATE_RESOURCE_HANDLE = 1,
};

/*
 * Escapes that every driver knows begin with their type. The two translations ask for a handle that
 * a host would understand; there is no host, so what the client has is right already.
 */
static int known_escape(const void *data, u32 size)
{
	u32 type;

	if (size < sizeof(type))
		return -EINVAL;
	memcpy(&type, data, sizeof(type));
	switch (type) {
	case TRANSLATE_ALLOCATION_HANDLE:
	case TRANSLATE_RESOURCE_HANDLE:
		return 0;
	default:
		return -DXGK_ENOTSUPPORTED;
	}
}

static int driver_escape(struct dxgk_adapter *adapter, struct dxgk_device *device, u32 flags,
			 void *data, u32 size)
{
	struct dxgkarg_escape arg = {
		.hdevice = device ? device->hdevice : NULL,
		.flags = flags,
		.private_driver_data = data,
		.private_driver_data_size = size,
	};
	int err, idx;

	if (!dxgk_adapter_enter(adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = dxgk_ddi_escape(adapter, &arg);
	dxgk_adapter_exit(adapter, idx);
	return err;
}

/* The handles are checked and the buffer is copied in. */
static int escape(struct dxgk_adapter *adapter, struct dxgk_device *device,
		  const struct d3dkmt_escape *in)
{
	void *data = dxgk_blob_copy_in(in->private_driver_data, in->private_driver_data_size);
	int err;

	if (IS_ERR(data))
		return PTR_ERR(data);
	if (in->flags & D3DDDI_ESCAPEFLAGS_DRIVER_KNOWN_ESCAPE)
		err = known_escape(data, in->private_driver_data_size);
	else
		err = driver_escape(adapter, device, in->flags, data,
				    in->private_driver_data_size);
	if (!err && data && copy_to_user(u64_to_user_ptr(in->private_driver_data), data,
					 in->private_driver_data_size))
		err = -EFAULT;
	kvfree(data);
	return err;
}

int dxgk_ioctl_escape(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_escape *in = args;
	struct dxgk_device *device = NULL;
	struct dxgk_adapter *adapter;
	int err;

	/* There are no contexts, and the reserved flags have no meaning. */
	if (in->flags & D3DDDI_ESCAPEFLAGS_RESERVED_MASK || in->context)
		return -EINVAL;
	if (in->type != D3DKMT_ESCAPE_DRIVERPRIVATE)
		return -DXGK_ENOTSUPPORTED;
	adapter = dxgk_adapter_lookup(&process->handles, in->adapter);
	if (!adapter)
		return -EINVAL;
	err = -DXGK_EDEVICEREMOVED;
	if (dxgk_adapter_is_gone(adapter))
		goto put_adapter;
	if (in->device) {
		device = dxgk_device_lookup_active(process, in->device);
		if (IS_ERR(device)) {
			err = PTR_ERR(device);
			goto put_adapter;
		}
		err = -EINVAL;
		if (device->adapter != adapter)
			goto put_device;
	}
	err = escape(adapter, device, in);
put_device:
	if (device)
		dxgk_device_put(device);
put_adapter:
	dxgk_adapter_put(adapter);
	return err;
}
