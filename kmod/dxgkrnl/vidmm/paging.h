/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Paging: moving contents between system memory and places.
 */
#ifndef DXGK_VIDMM_PAGING_H
#define DXGK_VIDMM_PAGING_H

#include "vidmm/vidmm.h"

int vidmm_copy_in(struct vidmm_place *place);
int vidmm_copy_out(struct vidmm_place *place);
void vidmm_has_left(struct vidmm_alloc *alloc);
int vidmm_page_out(struct vidmm_alloc *alloc);
int vidmm_page_out_or_discard(struct vidmm_alloc *alloc);
void vidmm_stays_resident(struct vidmm_alloc *alloc);
void vidmm_retire(struct vidmm_alloc *alloc);
bool vidmm_is_paging(struct vidmm_alloc *alloc);

#endif
