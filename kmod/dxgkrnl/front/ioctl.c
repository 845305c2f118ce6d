// SPDX-License-Identifier: GPL-2.0-only
#include <linux/build_bug.h>
#include <linux/err.h>
#include <linux/nospec.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "front/usercopy.h"
#include "objects/process.h"

struct dxgk_ioctl_desc {
	unsigned int cmd;
	dxgk_ioctl_fn fn;
};

/* Room for the argument struct of every call that is carried out: the large ones. */
union dxgk_ioctl_args {
	struct d3dkmt_createallocation create_allocation;
	struct d3dkmt_openresourcefromnthandle open_resource_from_nt_handle;
	struct d3dkmt_querystatistics query_statistics;
};

#define NR(name)	_IOC_NR(D3DKMT_IOC_##name)
#define FITS(name) \
	(BUILD_BUG_ON_ZERO(_IOC_SIZE(D3DKMT_IOC_##name) > sizeof(union dxgk_ioctl_args)) + \
	 BUILD_BUG_ON_ZERO(_IOC_SIZE(D3DKMT_IOC_##name) % sizeof(u32)))
#define IOCTL(name, handler) \
	[NR(name)] = { .cmd = D3DKMT_IOC_##name + FITS(name), .fn = handler }
/* A command of the interface that this driver does not carry out. */
#define NOT_SUPPORTED(name) \
	[NR(name)] = { .cmd = D3DKMT_IOC_##name }

/* The WSL numbers, 0x01 up, and our own, 0x80 up. */
static const struct dxgk_ioctl_desc ioctls[] = {
	IOCTL(OPEN_ADAPTER_FROM_LUID, dxgk_ioctl_open_adapter_from_luid),
	IOCTL(CREATE_DEVICE, dxgk_ioctl_create_device),
	NOT_SUPPORTED(CREATE_CONTEXT),
	NOT_SUPPORTED(CREATE_CONTEXT_VIRTUAL),
	NOT_SUPPORTED(DESTROY_CONTEXT),
	IOCTL(CREATE_ALLOCATION2, dxgk_ioctl_create_allocation2),
	IOCTL(CREATE_PAGING_QUEUE, dxgk_ioctl_create_paging_queue),
	NOT_SUPPORTED(RESERVE_GPU_VIRTUAL_ADDRESS),
	IOCTL(QUERY_ADAPTER_INFO, dxgk_ioctl_query_adapter_info),
	IOCTL(QUERY_VIDEO_MEMORY_INFO, dxgk_ioctl_query_video_memory_info),
	IOCTL(MAKE_RESIDENT, dxgk_ioctl_make_resident),
	NOT_SUPPORTED(MAP_GPU_VIRTUAL_ADDRESS),
	IOCTL(ESCAPE, dxgk_ioctl_escape),
	IOCTL(GET_DEVICE_STATE, dxgk_ioctl_get_device_state),
	NOT_SUPPORTED(SUBMIT_COMMAND),
	NOT_SUPPORTED(CREATE_SYNCHRONIZATION_OBJECT2),
	NOT_SUPPORTED(SIGNAL_SYNCHRONIZATION_OBJECT2),
	NOT_SUPPORTED(WAIT_FOR_SYNCHRONIZATION_OBJECT2),
	IOCTL(DESTROY_ALLOCATION2, dxgk_ioctl_destroy_allocation2),
	IOCTL(ENUM_ADAPTERS2, dxgk_ioctl_enum_adapters2),
	IOCTL(CLOSE_ADAPTER, dxgk_ioctl_close_adapter),
	IOCTL(CHANGE_VIDEO_MEMORY_RESERVATION, dxgk_ioctl_change_video_memory_reservation),
	NOT_SUPPORTED(CREATE_HW_CONTEXT),
	NOT_SUPPORTED(CREATE_HW_QUEUE),
	IOCTL(DESTROY_DEVICE, dxgk_ioctl_destroy_device),
	NOT_SUPPORTED(DESTROY_HW_CONTEXT),
	NOT_SUPPORTED(DESTROY_HW_QUEUE),
	IOCTL(DESTROY_PAGING_QUEUE, dxgk_ioctl_destroy_paging_queue),
	NOT_SUPPORTED(DESTROY_SYNCHRONIZATION_OBJECT),
	IOCTL(EVICT, dxgk_ioctl_evict),
	NOT_SUPPORTED(FLUSH_HEAP_TRANSITIONS),
	NOT_SUPPORTED(FREE_GPU_VIRTUAL_ADDRESS),
	NOT_SUPPORTED(GET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY),
	NOT_SUPPORTED(GET_CONTEXT_SCHEDULING_PRIORITY),
	IOCTL(GET_SHARED_RESOURCE_ADAPTER_LUID, dxgk_ioctl_get_shared_resource_adapter_luid),
	NOT_SUPPORTED(INVALIDATE_CACHE),
	IOCTL(LOCK2, dxgk_ioctl_lock2),
	IOCTL(MARK_DEVICE_AS_ERROR, dxgk_ioctl_mark_device_as_error),
	IOCTL(OFFER_ALLOCATIONS, dxgk_ioctl_offer_allocations),
	IOCTL(OPEN_RESOURCE, dxgk_ioctl_open_resource),
	NOT_SUPPORTED(OPEN_SYNCHRONIZATION_OBJECT),
	IOCTL(QUERY_ALLOCATION_RESIDENCY, dxgk_ioctl_query_allocation_residency),
	IOCTL(QUERY_RESOURCE_INFO, dxgk_ioctl_query_resource_info),
	IOCTL(RECLAIM_ALLOCATIONS2, dxgk_ioctl_reclaim_allocations2),
	NOT_SUPPORTED(RENDER),
	IOCTL(SET_ALLOCATION_PRIORITY, dxgk_ioctl_set_allocation_priority),
	NOT_SUPPORTED(SET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY),
	NOT_SUPPORTED(SET_CONTEXT_SCHEDULING_PRIORITY),
	NOT_SUPPORTED(SIGNAL_SYNCHRONIZATION_OBJECT_FROM_CPU),
	NOT_SUPPORTED(SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU),
	NOT_SUPPORTED(SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU2),
	NOT_SUPPORTED(SUBMIT_COMMAND_TO_HW_QUEUE),
	NOT_SUPPORTED(SUBMIT_SIGNAL_SYNC_OBJECTS_TO_HW_QUEUE),
	NOT_SUPPORTED(SUBMIT_WAIT_FOR_SYNC_OBJECTS_TO_HW_QUEUE),
	IOCTL(UNLOCK2, dxgk_ioctl_unlock2),
	IOCTL(UPDATE_ALLOCATION_PROPERTY, dxgk_ioctl_update_allocation_property),
	NOT_SUPPORTED(UPDATE_GPU_VIRTUAL_ADDRESS),
	IOCTL(WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
	      dxgk_ioctl_wait_for_synchronization_object_from_cpu),
	NOT_SUPPORTED(WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_GPU),
	IOCTL(GET_ALLOCATION_PRIORITY, dxgk_ioctl_get_allocation_priority),
	NOT_SUPPORTED(QUERY_CLOCK_CALIBRATION),
	IOCTL(ENUM_ADAPTERS3, dxgk_ioctl_enum_adapters3),
	IOCTL(SHARE_OBJECTS_INTERNAL, dxgk_ioctl_share_objects),
	NOT_SUPPORTED(OPEN_SYNC_OBJECT_FROM_NT_HANDLE2),
	IOCTL(QUERY_RESOURCE_INFO_FROM_NT_HANDLE,
	      dxgk_ioctl_query_resource_info_from_nt_handle),
	IOCTL(OPEN_RESOURCE_FROM_NT_HANDLE, dxgk_ioctl_open_resource_from_nt_handle),
	IOCTL(QUERY_STATISTICS, dxgk_ioctl_query_statistics),
	NOT_SUPPORTED(SHARE_OBJECT_WITH_HOST),
	NOT_SUPPORTED(CREATE_SYNC_FILE),
	IOCTL(CREATE_ALLOCATION, dxgk_ioctl_create_allocation),
	IOCTL(LOCK2_AT, dxgk_ioctl_lock2_at),
	IOCTL(GET_WRITE_WATCH, dxgk_ioctl_get_write_watch),
};

static const struct dxgk_ioctl_desc *find_ioctl(unsigned int cmd)
{
	unsigned int nr = _IOC_NR(cmd);

	if (nr >= ARRAY_SIZE(ioctls))
		return NULL;
	nr = array_index_nospec(nr, ARRAY_SIZE(ioctls));
	/* The whole command counts: direction, size and type, too. An empty slot is 0. */
	return ioctls[nr].cmd == cmd && cmd ? &ioctls[nr] : NULL;
}

/**
 * dxgk_ioctl - every call of the interface
 * @file: The caller's descriptor.
 * @cmd: D3DKMT_IOC_*.
 * @arg: Address of the argument struct.
 *
 * Return: See dxgk_status_to_user(). -ENOTTY for an unknown command, and for everything from a
 * process other than the one that opened the descriptor: libdxg then opens its own.
 */
long dxgk_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct dxgk_client *client = file->private_data;
	const struct dxgk_ioctl_desc *desc = find_ioctl(cmd);
	void __user *user = (void __user *)arg;
	struct dxgk_process *process;
	union dxgk_ioctl_args args __uninitialized;

	if (!desc || !dxgk_client_is_current(client))
		return -ENOTTY;
	if (!desc->fn)
		return -DXGK_ENOTSUPPORTED;
	if (dxgk_copy_words_in(&args, user, _IOC_SIZE(cmd)))
		return -EFAULT;
	process = dxgk_client_process(client);
	if (IS_ERR(process))
		return PTR_ERR(process);
	return dxgk_status_to_user(desc->fn(process, &args, user));
}
