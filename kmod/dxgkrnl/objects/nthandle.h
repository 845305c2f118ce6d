/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * NT handles: descriptors that hold a share.
 */
#ifndef DXGK_OBJECTS_NTHANDLE_H
#define DXGK_OBJECTS_NTHANDLE_H

#include <linux/fs.h>

struct dxgk_share;

/* Access rights of a shared resource, after generic rights have been mapped. */
#define DXGK_ACCESS_READ	0x00020000u	/* STANDARD_RIGHTS_READ: without it nothing works */
#define DXGK_ACCESS_WRITE	0x00000001u	/* SHARED_ALLOCATION_WRITE */

struct file *dxgk_nt_handle_new(struct dxgk_share *share, u32 desired_access, bool read_only);
struct dxgk_share *dxgk_nt_handle_share(u64 nt_handle, u32 *access);
struct dxgk_share *dxgk_nt_handle_readable_share(u64 nt_handle, u32 *access);

#endif
