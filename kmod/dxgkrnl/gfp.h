/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DXGK_GFP_H
#define DXGK_GFP_H

#include <linux/gfp.h>
#include <linux/sizes.h>
#include <linux/slab.h>

/*
 * For memory that a client causes. Its cgroup is charged; a limit, or a machine without memory, is
 * an error of the call and no reason to kill; and a failure prints nothing.
 */
#define DXGK_GFP_CLIENT	(GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

/*
 * Whether the caller's cgroup has room for a file and its VMA, for which the core would rather kill
 * than do without. What is charged here and given back, the core's charge finds.
 */
static inline bool dxgk_gfp_has_headroom(void)
{
	void *some = kmalloc(SZ_1K, DXGK_GFP_CLIENT);
	bool has = some;

	kfree(some);
	return has;
}

#endif
