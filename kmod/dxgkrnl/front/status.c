// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/bug.h>
#include <linux/compiler.h>

#include "front/front.h"

/* NTSTATUS values, as clients see them; the index is the private errno. */
static const u32 private_status[] = {
	[DXGK_ENOVIDEOMEMORY - DXGK_EPRIVATE_FIRST] = 0xc01e0100,
	[DXGK_EALLOCINVALID - DXGK_EPRIVATE_FIRST] = 0xc01e0106,
	[DXGK_EDRIVERMISMATCH - DXGK_EPRIVATE_FIRST] = 0xc01e0009,
	[DXGK_EINTOVERFLOW - DXGK_EPRIVATE_FIRST] = 0xc0000095,
	[DXGK_EILLEGALINSN - DXGK_EPRIVATE_FIRST] = 0xc000001d,
	[DXGK_EPRIVILEGEDINSN - DXGK_EPRIVATE_FIRST] = 0xc0000096,
	[DXGK_ETOOMANYREFS - DXGK_EPRIVATE_FIRST] = 0xc01e0103,
	[DXGK_ECANTEVICTPINNED - DXGK_EPRIVATE_FIRST] = 0xc01e0109,
	[DXGK_EALLOCCLOSED - DXGK_EPRIVATE_FIRST] = 0xc01e0112,
	[DXGK_EUNSUCCESSFUL - DXGK_EPRIVATE_FIRST] = 0xc0000001,
};

/**
 * dxgk_private_status_to_user - the one place where a status leaves the kernel
 * @ret: What a handler returned.
 *
 * libc turns only -1 to -4095 into errno; a raw NTSTATUS lies far below and reaches the client as
 * the ioctl's return value, which libdxg passes on.
 *
 * Return: 0, a positive success, a negative errno, or a negative raw NTSTATUS.
 */
int dxgk_private_status_to_user(int ret)
{
	BUILD_BUG_ON(ARRAY_SIZE(private_status) != DXGK_EPRIVATE_LAST - DXGK_EPRIVATE_FIRST + 1);
	if (ret > -DXGK_EPRIVATE_FIRST || ret < -DXGK_EPRIVATE_LAST)
		return ret;
	return private_status[-ret - DXGK_EPRIVATE_FIRST];
}
