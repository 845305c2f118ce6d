// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/process.h"
#include "vidmm/watch.h"

/* Pages that are looked at between two copies to the client. */
#define CHUNK	(PAGE_SIZE / sizeof(u64))

/* Tell of @n pages; a client that can't be told is told the next time. */
static int tell(struct vidmm_alloc *alloc, u64 *pages, u32 n, bool reset, u64 __user *user)
{
	u32 i, begin = vidmm_alloc_page_offset(alloc);

	/* A client's own memory may begin inside its first page. */
	for (i = 0; i < n; i++)
		pages[i] = pages[i] ? (pages[i] << PAGE_SHIFT) - begin : 0;
	if (!copy_to_user(user, pages, n * sizeof(*pages)))
		return 0;
	for (i = 0; i < n; i++)
		pages[i] = (pages[i] + begin) >> PAGE_SHIFT;
	if (reset)
		vidmm_watch_give_back(alloc, pages, n);
	return -EFAULT;
}

/* Tell of up to @args->count pages of the range; @args->count becomes how many there were. */
static int tell_all(struct vidmm_alloc *alloc, struct d3dkmt_getwritewatch *args, u64 *chunk)
{
	bool reset = args->flags & D3DKMT_GETWRITEWATCH_RESET;
	u64 __user *user = u64_to_user_ptr(args->offsets);
	u64 start = vidmm_alloc_page_offset(alloc) + args->offset;
	unsigned long first = start >> PAGE_SHIFT;
	unsigned long end = PAGE_ALIGN(start + args->size) >> PAGE_SHIFT;
	u32 n, done = 0;
	int err;

	while (done < args->count && first < end) {
		n = vidmm_watch_collect(alloc, &first, end, reset, chunk,
					min_t(u32, args->count - done, CHUNK));
		err = tell(alloc, chunk, n, reset, user + done);
		if (err)
			return err;
		done += n;
	}
	args->count = done;
	return 0;
}

static int get_write_watch(struct vidmm_alloc *alloc, struct d3dkmt_getwritewatch *args)
{
	u64 end, *chunk;
	int err;

	if (!alloc->write_watch || !args->size ||
	    check_add_overflow(args->offset, args->size, &end) || end > alloc->size)
		return -EINVAL;
	chunk = (u64 *)__get_free_page(DXGK_GFP_CLIENT);
	if (!chunk)
		return -ENOMEM;
	err = tell_all(alloc, args, chunk);
	free_page((unsigned long)chunk);
	return err;
}

/* Which pages the CPU has written, as GetWriteWatch() tells it of a Windows process's memory. */
int dxgk_ioctl_get_write_watch(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_getwritewatch __user *out = user;
	struct d3dkmt_getwritewatch *in = args;
	struct dxgk_allocation *alloc;
	struct dxgk_device *device;
	int err = -EINVAL;

	if (in->flags & ~D3DKMT_GETWRITEWATCH_RESET)
		return -EINVAL;
	/* Before anything is reset. */
	if (put_user(0, &out->count) || put_user((u32)PAGE_SIZE, &out->granularity))
		return -EFAULT;
	device = dxgk_device_lookup_active(process, in->device);
	if (IS_ERR(device))
		return PTR_ERR(device);
	alloc = dxgk_allocation_lookup(device, in->allocation);
	if (alloc) {
		err = get_write_watch(&alloc->global->vidmm, in);
		dxgk_allocations_put(&alloc, 1);
	}
	dxgk_device_put(device);
	if (err)
		return err;
	return put_user(in->count, &out->count) ? -EFAULT : 0;
}
