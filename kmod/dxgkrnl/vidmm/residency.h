/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Residency: what devices require to be where the GPU reaches it.
 */
#ifndef DXGK_VIDMM_RESIDENCY_H
#define DXGK_VIDMM_RESIDENCY_H

#include "vidmm/vidmm.h"

struct vidmm_client;

/**
 * struct vidmm_request - what one call wants to have resident
 * @vidmm: The adapter's.
 * @client: Who asks.
 * @store: The process's.
 * @over_budget: More than the budget is all right, if there is room.
 * @bytes_to_trim: Out: how much would have to go for what could not be had. 0 before.
 * @busy: An allocation that has to leave, and which somebody uses; with a reference. NULL between
 *	calls.
 * @fence: Out: when all is there; with a reference, NULL if it is already.
 */
struct vidmm_request {
	struct vidmm *vidmm;
	struct vidmm_client *client;
	struct vidmm_store *store;
	bool over_budget;
	u64 bytes_to_trim;
	struct vidmm_alloc *busy;
	struct dma_fence *fence;
};

/**
 * struct vidmm_properties - what a client may change of an allocation
 * @segment_set: Where it may be.
 * @preferred: In order.
 * @accessed_physically: As the flag of struct dxgk_allocationinfo.
 */
struct vidmm_properties {
	u32 segment_set;
	struct dxgk_segmentpreference preferred[DXGK_MAX_PREFERENCES];
	bool accessed_physically;
};

/**
 * struct vidmm_reclaimed - what an allocation was before it was reclaimed
 * @offer: enum vidmm_offer.
 * @may_decommit: As in struct vidmm_alloc.
 * @had_place: It was in a segment.
 * @result: enum d3dddi_reclaim_result.
 */
struct vidmm_reclaimed {
	u8 offer;
	bool may_decommit;
	bool had_place;
	u8 result;
};

int vidmm_make_resident(struct vidmm_request *request, struct vidmm_alloc *alloc,
			void *hallocation);
int vidmm_require_again(struct vidmm_request *request, struct vidmm_alloc *alloc,
			void *hallocation);
void vidmm_unrequire(struct vidmm_alloc *alloc, u32 count);
void vidmm_evict(struct vidmm_alloc *alloc, u32 count, bool only_if_necessary, bool not_written);
int vidmm_make_visible(struct vidmm_alloc *alloc);

int vidmm_offer(struct vidmm_alloc *alloc, enum vidmm_offer offer, bool may_decommit);
int vidmm_reclaim(struct vidmm_alloc *alloc, struct vidmm_reclaimed *reclaimed);
void vidmm_offer_again(struct vidmm_alloc *alloc, const struct vidmm_reclaimed *reclaimed);

void vidmm_get_properties(struct vidmm_alloc *alloc, struct vidmm_properties *properties);
int vidmm_set_properties(struct vidmm_request *request, struct vidmm_alloc *alloc,
			 const struct vidmm_properties *properties);

#endif
