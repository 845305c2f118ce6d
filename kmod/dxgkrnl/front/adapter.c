// SPDX-License-Identifier: GPL-2.0-only
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/adapter.h"
#include "objects/process.h"

int dxgk_ioctl_open_adapter_from_luid(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_openadapterfromluid *in = args;
	struct d3dkmt_openadapterfromluid __user *out = user;
	struct dxgk_adapter_open *open;
	struct dxgk_adapter *adapter;
	u32 handle;
	int err;

	adapter = dxgk_adapter_find(dxgk_luid_to_u64(&in->adapter_luid));
	if (!adapter)
		return -EINVAL;
	open = dxgk_adapter_open_new(process, adapter);
	dxgk_adapter_put(adapter);
	if (!open)
		return -ENOMEM;
	err = dxgk_handles_reserve(&process->handles, &handle, 1);
	if (err)
		goto put;
	if (put_user(handle, &out->adapter)) {
		err = -EFAULT;
		goto cancel;
	}
	dxgk_handle_publish(&process->handles, handle, &open->obj);
	return 0;

cancel:
	dxgk_handles_cancel(&process->handles, &handle, 1);
put:
	dxgk_adapter_open_put(open);
	return err;
}

int dxgk_ioctl_close_adapter(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_closeadapter *in = args;
	struct dxgk_object *obj;
	int err;

	err = dxgk_handles_claim(&process->handles, &in->adapter, 1, DXGK_OBJECT_ADAPTER, NULL,
				 NULL, &obj);
	if (err)
		return err;
	dxgk_adapter_open_put(to_dxgk_adapter_open(obj));
	return 0;
}

/* What an enumeration opens: parallel arrays of @count entries. */
struct adapter_list {
	u32 count;
	struct dxgk_adapter **adapters;
	struct dxgk_adapter_open **opens;
	u32 *handles;
	struct d3dkmt_adapterinfo *infos;
};

static void adapter_list_free(struct adapter_list *list)
{
	u32 i;

	/* Opens that have a handle are no longer in the list. */
	for (i = 0; list->opens && i < list->count; i++) {
		if (list->opens[i])
			dxgk_adapter_open_put(list->opens[i]);
	}
	kfree(list->opens);
	kfree(list->handles);
	kfree(list->infos);
	dxgk_adapters_snapshot_free(list->adapters, list->count);
}

static int adapter_list_open(struct dxgk_process *process, struct adapter_list *list)
{
	u32 i;

	list->opens = kcalloc(list->count, sizeof(*list->opens), DXGK_GFP_CLIENT);
	list->handles = kcalloc(list->count, sizeof(*list->handles), DXGK_GFP_CLIENT);
	list->infos = kcalloc(list->count, sizeof(*list->infos), DXGK_GFP_CLIENT);
	if (!list->opens || !list->handles || !list->infos)
		return -ENOMEM;
	for (i = 0; i < list->count; i++) {
		list->opens[i] = dxgk_adapter_open_new(process, list->adapters[i]);
		if (!list->opens[i])
			return -ENOMEM;
	}
	return 0;
}

/* Take handles back that were written but not published. */
static void adapter_list_zero_out(const struct adapter_list *list,
				  struct d3dkmt_adapterinfo __user *out)
{
	u32 i;

	for (i = 0; i < list->count; i++) {
		if (put_user(0, &out[i].adapter))
			return;
	}
}

/* Give each open a handle and tell the client; all or nothing. */
static int adapter_list_publish(struct dxgk_process *process, struct adapter_list *list,
				struct d3dkmt_adapterinfo __user *out, u32 __user *out_count)
{
	int err;
	u32 i;

	err = dxgk_handles_reserve(&process->handles, list->handles, list->count);
	if (err)
		return err;
	for (i = 0; i < list->count; i++) {
		u64 luid = list->adapters[i]->luid;

		list->infos[i].adapter = list->handles[i];
		list->infos[i].adapter_luid.low_part = lower_32_bits(luid);
		list->infos[i].adapter_luid.high_part = upper_32_bits(luid);
	}
	if (copy_to_user(out, list->infos, list->count * sizeof(*out)) ||
	    put_user(list->count, out_count)) {
		adapter_list_zero_out(list, out);
		dxgk_handles_cancel(&process->handles, list->handles, list->count);
		return -EFAULT;
	}
	for (i = 0; i < list->count; i++) {
		dxgk_handle_publish(&process->handles, list->handles[i], &list->opens[i]->obj);
		list->opens[i] = NULL;
	}
	return 0;
}

/*
 * Without an array, or with room for none: count only. With too little room the count is written,
 * and nothing is opened.
 */
static int enum_adapters(struct dxgk_process *process, bool compute_only, u32 room, u64 array,
			 u32 __user *out_count)
{
	struct adapter_list list = { };
	int err;

	list.adapters = dxgk_adapters_snapshot(compute_only, &list.count);
	if (IS_ERR(list.adapters))
		return PTR_ERR(list.adapters);
	if (!array || room < list.count || !list.count) {
		err = put_user(list.count, out_count);
		if (!err && array && room < list.count)
			err = -DXGK_EBUFFERTOOSMALL;
		goto free;
	}
	err = adapter_list_open(process, &list);
	if (!err)
		err = adapter_list_publish(process, &list, u64_to_user_ptr(array), out_count);
free:
	adapter_list_free(&list);
	return err;
}

int dxgk_ioctl_enum_adapters2(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_enumadapters2 *in = args;
	struct d3dkmt_enumadapters2 __user *out = user;

	return enum_adapters(process, false, in->num_adapters, in->adapters, &out->num_adapters);
}

int dxgk_ioctl_enum_adapters3(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_enumadapters3 *in = args;
	struct d3dkmt_enumadapters3 __user *out = user;

	if (in->filter & ~(u64)(D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_COMPUTE_ONLY |
				D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_DISPLAY_ONLY))
		return -EINVAL;
	return enum_adapters(process,
			     in->filter & D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_COMPUTE_ONLY,
			     in->num_adapters, in->num_adapters ? in->adapters : 0,
			     &out->num_adapters);
}
