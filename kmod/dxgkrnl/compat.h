/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between the kernels that the module builds for, 6.1 to 7.x; nothing else does.
 */
#ifndef DXGK_COMPAT_H
#define DXGK_COMPAT_H

#include <linux/version.h>

#endif
