/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The file of which a process's views are mappings.
 */
#ifndef DXGK_VIDMM_VIEWFILE_H
#define DXGK_VIDMM_VIEWFILE_H

#include <linux/types.h>

struct file;
struct vidmm_view;
struct vm_area_struct;

struct file *vidmm_viewfile_new(void);
unsigned long vidmm_viewfile_mmap(struct file *file, struct vidmm_view *view, unsigned long addr,
				  unsigned long len, bool writable, u64 offset);

/* Called back by the file's ->mmap, with mmap_lock held for writing. */
void vidmm_view_set_up_vma(struct vidmm_view *view, struct vm_area_struct *vma);

#endif
