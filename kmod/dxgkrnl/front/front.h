/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ioctl layer: copies user memory in once, checks the copy, acts, copies out, publishes
 * handles.
 *
 * A handler gets the kernel's copy of its argument struct and the user pointer, to which it writes
 * only the members that are outputs. It returns 0, a positive success status, or a negative errno,
 * private ones of dxgk/status.h included.
 */
#ifndef DXGK_FRONT_FRONT_H
#define DXGK_FRONT_FRONT_H

#include <linux/fs.h>
#include <linux/sizes.h>
#include <linux/types.h>

#include <dxgk/status.h>

#include <misc/d3dkmthk.h>

#include "gfp.h"

struct dxgk_process;

/* Bounds on what one call may make the kernel copy. */
#define DXGK_MAX_BLOB		((u32)SZ_128K)	/* one private-data buffer, inclusive */
#define DXGK_MAX_CALL_DATA	((u32)SZ_1M)	/* all buffers of a call */
#define DXGK_MAX_ALLOCATIONS	1024u		/* allocations of one create or destroy call */

typedef int (*dxgk_ioctl_fn)(struct dxgk_process *process, void *args, void __user *user);

long dxgk_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int dxgk_private_status_to_user(int ret);

/* What a call returns to user space; most have no private number. */
static inline int dxgk_status_to_user(int ret)
{
	return likely(ret > -DXGK_EPRIVATE_FIRST) ? ret : dxgk_private_status_to_user(ret);
}

static inline u64 dxgk_luid_to_u64(const struct d3dkmt_luid *luid)
{
	return (u64)(u32)luid->high_part << 32 | luid->low_part;
}

void *dxgk_blob_copy_in(u64 user, u32 size);

int dxgk_ioctl_open_adapter_from_luid(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_close_adapter(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_enum_adapters2(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_enum_adapters3(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_query_adapter_info(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_query_video_memory_info(struct dxgk_process *process, void *args,
				       void __user *user);
int dxgk_ioctl_create_device(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_destroy_device(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_get_device_state(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_mark_device_as_error(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_escape(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_create_allocation(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_create_allocation2(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_share_objects(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_get_shared_resource_adapter_luid(struct dxgk_process *process, void *args,
						void __user *user);
int dxgk_ioctl_query_resource_info(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_query_resource_info_from_nt_handle(struct dxgk_process *process, void *args,
						  void __user *user);
int dxgk_ioctl_open_resource(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_open_resource_from_nt_handle(struct dxgk_process *process, void *args,
					    void __user *user);
int dxgk_ioctl_set_allocation_priority(struct dxgk_process *process, void *args,
				       void __user *user);
int dxgk_ioctl_get_allocation_priority(struct dxgk_process *process, void *args,
				       void __user *user);
int dxgk_ioctl_query_allocation_residency(struct dxgk_process *process, void *args,
					  void __user *user);
int dxgk_ioctl_lock2(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_lock2_at(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_get_write_watch(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_create_paging_queue(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_destroy_paging_queue(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_wait_for_synchronization_object_from_cpu(struct dxgk_process *process, void *args,
							void __user *user);
int dxgk_ioctl_unlock2(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_destroy_allocation2(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_make_resident(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_evict(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_offer_allocations(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_reclaim_allocations2(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_update_allocation_property(struct dxgk_process *process, void *args,
					  void __user *user);
int dxgk_ioctl_query_statistics(struct dxgk_process *process, void *args, void __user *user);
int dxgk_ioctl_change_video_memory_reservation(struct dxgk_process *process, void *args,
					       void __user *user);

#endif
