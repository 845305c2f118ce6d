/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Room in segments: finding it, and moving contents there.
 */
#ifndef DXGK_VIDMM_ROOM_H
#define DXGK_VIDMM_ROOM_H

#include <linux/types.h>

struct vidmm_alloc;
struct vidmm_request;

/* How far somebody goes to get room. */
enum vidmm_effort {
	VIDMM_EFFORT_NONE,	/* take what is free */
	VIDMM_EFFORT_EVICT,	/* have those leave that nobody requires */
	VIDMM_EFFORT_YIELD,	/* have those move that use more than their budgets */
};

int vidmm_page_in(struct vidmm_request *request, struct vidmm_alloc *alloc, void *hallocation);
int vidmm_move(struct vidmm_alloc *alloc, enum vidmm_effort effort, bool visible);
bool vidmm_may_stay(struct vidmm_alloc *alloc);

#endif
