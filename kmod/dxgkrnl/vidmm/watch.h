/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Write watch: which pages of an allocation the CPU has written through views.
 */
#ifndef DXGK_VIDMM_WATCH_H
#define DXGK_VIDMM_WATCH_H

#include <linux/types.h>

struct vidmm_alloc;

int vidmm_watch_prepare_view(struct vidmm_alloc *alloc);
void vidmm_watch_note(struct vidmm_alloc *alloc, unsigned long index);
void vidmm_watch_fini(struct vidmm_alloc *alloc);

u32 vidmm_watch_collect(struct vidmm_alloc *alloc, unsigned long *first, unsigned long end,
			bool reset, u64 *pages, u32 max);
void vidmm_watch_give_back(struct vidmm_alloc *alloc, const u64 *pages, u32 n);

#endif
