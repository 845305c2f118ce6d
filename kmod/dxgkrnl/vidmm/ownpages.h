/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pages of a backing's own.
 */
#ifndef DXGK_VIDMM_OWNPAGES_H
#define DXGK_VIDMM_OWNPAGES_H

#include <linux/types.h>

struct mem_cgroup;
struct vidmm_backing;

bool vidmm_own_pages_alloc(struct vidmm_backing *backing, struct mem_cgroup *memcg);
void vidmm_own_pages_free(struct vidmm_backing *backing);

#endif
