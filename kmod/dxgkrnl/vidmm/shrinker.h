/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Giving system memory back when the machine is short of it.
 */
#ifndef DXGK_VIDMM_SHRINKER_H
#define DXGK_VIDMM_SHRINKER_H

#include <linux/types.h>

struct vidmm_backing;

int vidmm_shrinker_init(void);
void vidmm_shrinker_exit(void);

struct vidmm_backing *vidmm_backing_alloc(void);
void vidmm_backing_dealloc(struct vidmm_backing *backing);

void vidmm_lru_add(struct vidmm_backing *backing);
void vidmm_lru_remove(struct vidmm_backing *backing);
unsigned long vidmm_give_up_contents(unsigned long num_pages);

#endif
