// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "vidmm/residency.h"
#include "vidmm/view.h"

/* Lock an allocation; one that the CPU can't see where it is moves first. */
static int lock_visible(struct dxgk_process *process, struct dxgk_allocation *alloc,
			const struct vidmm_lock *lock, unsigned long *addr)
{
	struct dxgk_adapter *adapter = alloc->device->adapter;
	int err, idx;

	while ((err = vidmm_lock(&process->vidmm, lock, addr)) == -EBUSY) {
		if (!dxgk_adapter_enter(adapter, &idx))
			return -DXGK_EDEVICEREMOVED;
		err = vidmm_make_visible(lock->alloc);
		dxgk_adapter_exit(adapter, idx);
		if (err || fatal_signal_pending(current))
			return err ?: -EINTR;
	}
	return err;
}

/* Lock, and tell the client where; a client that can't be told has not locked it. */
static int lock_and_tell(struct dxgk_process *process, struct dxgk_allocation *alloc,
			 const struct d3dkmt_lock2 *in, unsigned long fixed,
			 struct d3dkmt_lock2 __user *user)
{
	struct vidmm_lock lock = {
		.alloc = &alloc->global->vidmm,
		.slot = &alloc->view,
		.key = dxgk_handle_index(in->allocation),
		.writable = !alloc->read_only,
		.fixed = fixed,
	};
	unsigned long addr;
	int err;

	if (!(lock.alloc->flags & DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE))
		return -EINVAL;
	err = lock_visible(process, alloc, &lock, &addr);
	if (err)
		return err;
	if (likely(!put_user((u64)addr, &user->data)))
		return 0;
	vidmm_unlock(alloc->view);
	return -EFAULT;
}

static int lock2(struct dxgk_process *process, const struct d3dkmt_lock2 *in, unsigned long fixed,
		 struct d3dkmt_lock2 __user *user)
{
	struct dxgk_allocation *alloc;
	struct dxgk_device *device;
	int err = -EINVAL;

	if (in->flags)
		return -EINVAL;
	device = dxgk_device_lookup_active(process, in->device);
	if (IS_ERR(device))
		return PTR_ERR(device);
	alloc = dxgk_allocation_lookup(device, in->allocation);
	if (alloc) {
		err = lock_and_tell(process, alloc, in, fixed, user);
		dxgk_allocation_put(alloc);
	}
	dxgk_device_put(device);
	return err;
}

/*
 * D3DKMTLock2. Waits for nobody: what the GPU is doing with the allocation is the client's to know
 * (pfnD3dddiLock2Cb).
 */
int dxgk_ioctl_lock2(struct dxgk_process *process, void *args, void __user *user)
{
	return lock2(process, args, 0, user);
}

/* The same at an address that the client chose. */
int dxgk_ioctl_lock2_at(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dkmt_lock2 *in = args;

	if (!in->data || !PAGE_ALIGNED(in->data) || in->data >= TASK_SIZE)
		return -EINVAL;
	return lock2(process, in, in->data, user);
}

/* D3DKMTUnlock2. Works on lost devices, too. */
int dxgk_ioctl_unlock2(struct dxgk_process *process, void *args, void __user *user)
{
	const struct d3dkmt_unlock2 *in = args;
	struct dxgk_device *device = dxgk_device_lookup(process, in->device);
	struct dxgk_allocation *alloc;
	int err = -EINVAL;

	if (!device)
		return -EINVAL;
	alloc = dxgk_allocation_lookup(device, in->allocation);
	if (alloc) {
		/* Pairs with the release of who published it. */
		err = vidmm_unlock(smp_load_acquire(&alloc->view));
		dxgk_allocation_put(alloc);
	}
	dxgk_device_put(device);
	return err;
}
