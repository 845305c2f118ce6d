// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/adapter.h"
#include "objects/device.h"
#include "objects/process.h"

int dxgk_ioctl_create_device(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_createdevice *in = args;
	struct d3dkmt_createdevice __user *out = user;
	struct dxgk_adapter *adapter;
	struct dxgk_device *device;
	u32 handle;
	int err;

	if (in->flags & D3DKMT_CREATEDEVICEFLAGS_RESERVED_MASK)
		return -EINVAL;
	adapter = dxgk_adapter_lookup(&process->handles, in->adapter);
	if (!adapter)
		return -EINVAL;
	device = dxgk_device_new(process, adapter, in->flags & DXGK_CREATEDEVICE_LEGACY_MODE);
	dxgk_adapter_put(adapter);
	if (IS_ERR(device))
		return PTR_ERR(device);
	err = dxgk_handles_reserve(&process->handles, &handle, 1);
	if (err)
		goto put;
	if (put_user(handle, &out->device)) {
		err = -EFAULT;
		goto cancel;
	}
	dxgk_handle_publish(&process->handles, handle, &device->obj);
	return 0;

cancel:
	dxgk_handles_cancel(&process->handles, &handle, 1);
put:
	dxgk_device_put(device);
	return err;
}

int dxgk_ioctl_destroy_device(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_destroydevice *in = args;
	struct dxgk_object *obj;
	int err;

	err = dxgk_handles_claim(&process->handles, &in->device, 1, DXGK_OBJECT_DEVICE, NULL,
				 NULL, &obj);
	if (err)
		return err;
	dxgk_device_close(to_dxgk_device(obj));
	return 0;
}

/* What the device's state of that type is; all but the execution state have nothing to report. */
static int device_state(const struct dxgk_device *device, struct d3dkmt_getdevicestate *state)
{
	switch (state->state_type) {
	case D3DKMT_DEVICESTATE_EXECUTION:
		state->execution_state = dxgk_device_is_lost(device) ?
			D3DKMT_DEVICEEXECUTION_RESET : D3DKMT_DEVICEEXECUTION_ACTIVE;
		return 0;
	case D3DKMT_DEVICESTATE_RESET:
		state->reset_state = 0;
		return 0;
	case D3DKMT_DEVICESTATE_PAGE_FAULT:
		memset(&state->page_fault_state, 0, sizeof(state->page_fault_state));
		return 0;
	case D3DKMT_DEVICESTATE_PRESENT:
	case D3DKMT_DEVICESTATE_PRESENT_DWM:
	case D3DKMT_DEVICESTATE_PRESENT_QUEUE:
		return -DXGK_ENOTSUPPORTED;
	default:
		return -EINVAL;
	}
}

/*
 * Works on a device that was reset or is in error, because this is how a client finds out; only
 * after the adapter's removal is there nothing left to ask.
 */
int dxgk_ioctl_get_device_state(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_getdevicestate *state = args;
	struct dxgk_device *device = dxgk_device_lookup(process, state->device);
	int err;

	if (!device)
		return -EINVAL;
	err = dxgk_adapter_is_gone(device->adapter) ? -DXGK_EDEVICEREMOVED :
						      device_state(device, state);
	dxgk_device_put(device);
	if (err)
		return err;
	return copy_to_user(user, state, sizeof(*state)) ? -EFAULT : 0;
}

int dxgk_ioctl_mark_device_as_error(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_markdeviceaserror *in = args;
	struct dxgk_device *device;

	if (in->reason != D3DKMT_DEVICE_ERROR_REASON_GENERIC &&
	    in->reason != D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR)
		return -EINVAL;
	device = dxgk_device_lookup_active(process, in->device);
	if (IS_ERR(device))
		return PTR_ERR(device);
	dxgk_device_set_error(device);
	dxgk_device_put(device);
	return 0;
}
