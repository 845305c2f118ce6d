// SPDX-License-Identifier: GPL-2.0-only
#include <linux/limits.h>
#include <linux/sched.h>

#include <dxgk/status.h>

#include "vidsch/fence.h"
#include "vidsch/page.h"

void vidsch_device_init(struct vidsch_device *device)
{
	spin_lock_init(&device->lock);
	INIT_LIST_HEAD(&device->fences);
	init_waitqueue_head(&device->idle);
}

/**
 * vidsch_device_lose - nothing that the device was given to do will be done
 * @device: The device: its adapter has gone or was reset, or it is in error.
 *
 * All fences show the highest value, as those of Windows do when a device is removed. Waits end
 * with -DXGK_EDEVICEREMOVED, and their events are signaled.
 *
 * Context: any.
 */
void vidsch_device_lose(struct vidsch_device *device)
{
	struct vidsch_fence *fence;
	unsigned long flags;

	spin_lock_irqsave(&device->lock, flags);
	if (device->error)
		goto unlock;
	device->error = -DXGK_EDEVICEREMOVED;
	list_for_each_entry(fence, &device->fences, link) {
		fence->value = U64_MAX;
		vidsch_page_write(fence->page, U64_MAX);
		vidsch_waits_fail(fence, -DXGK_EDEVICEREMOVED);
	}
	wake_up_all(&device->idle);
unlock:
	spin_unlock_irqrestore(&device->lock, flags);
}

/**
 * vidsch_device_close - the client destroys the device
 * @device: The device. Waits, which keep it, end with -EINVAL; there can be no more.
 */
void vidsch_device_close(struct vidsch_device *device)
{
	struct vidsch_fence *fence;
	unsigned long flags;

	spin_lock_irqsave(&device->lock, flags);
	if (!device->error)
		device->error = -EINVAL;
	list_for_each_entry(fence, &device->fences, link)
		vidsch_waits_fail(fence, device->error);
	wake_up_all(&device->idle);
	spin_unlock_irqrestore(&device->lock, flags);
}

/**
 * vidsch_fence_init - a fence whose value is 0
 * @fence: The fence, for vidsch_fence_end() and vidsch_fence_fini().
 * @device: Whose.
 *
 * Return: 0; -ENOMEM; -DXGK_EDEVICEREMOVED or -EINVAL if the device was lost or closed meanwhile.
 */
int vidsch_fence_init(struct vidsch_fence *fence, struct vidsch_device *device)
{
	unsigned long flags;
	int err;

	fence->device = device;
	fence->value = 0;
	fence->error = 0;
	INIT_LIST_HEAD(&fence->waits);
	fence->page = vidsch_page_new();
	if (!fence->page)
		return -ENOMEM;
	spin_lock_irqsave(&device->lock, flags);
	err = device->error;
	if (!err)
		list_add_tail(&fence->link, &device->fences);
	spin_unlock_irqrestore(&device->lock, flags);
	if (err)
		vidsch_page_put(fence->page);
	return err;
}

/**
 * vidsch_fence_map - show the value to the caller; once
 * @fence: The fence.
 * @addr: Out: where the value is in the caller's memory.
 *
 * Context, Return: As vidsch_page_map().
 */
int vidsch_fence_map(struct vidsch_fence *fence, unsigned long *addr)
{
	return vidsch_page_map(fence->page, addr);
}

/**
 * vidsch_fence_advance - the fence has reached a value
 * @fence: The fence.
 * @value: Higher than before. Has no effect on a fence that has ended or that is lost.
 *
 * Context: any, under the device's lock.
 */
void vidsch_fence_advance(struct vidsch_fence *fence, u64 value)
{
	lockdep_assert_held(&fence->device->lock);
	if (fence->error || fence->device->error)
		return;
	fence->value = value;
	vidsch_page_write(fence->page, value);
	vidsch_waits_reached(fence);
}

/**
 * vidsch_fence_end - the client destroys the fence
 * @fence: The fence. Waits end with -EINVAL.
 * @own_process: The caller is a thread of the process that has it mapped, and the mapping goes.
 *	Others leave it alone.
 *
 * Context: process context, no lock held; takes mmap_lock if @own_process.
 */
void vidsch_fence_end(struct vidsch_fence *fence, bool own_process)
{
	struct vidsch_device *device = fence->device;
	unsigned long flags;

	spin_lock_irqsave(&device->lock, flags);
	fence->error = -EINVAL;
	list_del(&fence->link);
	vidsch_waits_fail(fence, -EINVAL);
	spin_unlock_irqrestore(&device->lock, flags);
	if (own_process)
		vidsch_page_unmap(fence->page);
}

/* Nobody refers to the fence, which has ended. */
void vidsch_fence_fini(struct vidsch_fence *fence)
{
	vidsch_page_put(fence->page);
}
