/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DXGK_GFP_H
#define DXGK_GFP_H

#include <linux/gfp.h>

/*
 * For memory that a client causes. Its cgroup is charged; a limit, or a machine without memory, is
 * an error of the call and no reason to kill; and a failure prints nothing.
 */
#define DXGK_GFP_CLIENT	(GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

#endif
