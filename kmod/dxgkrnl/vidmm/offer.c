// SPDX-License-Identifier: GPL-2.0-only
/*
 * Offering and reclaiming: a client lets contents go that it could make anew, if somebody needs the
 * memory before it does.
 */
#include <linux/dma-resv.h>

#include <dxgk/status.h>

#include <misc/d3dkmthk.h>

#include "trace.h"
#include "vidmm/paging.h"
#include "vidmm/place.h"
#include "vidmm/residency.h"
#include "vidmm/shrinker.h"
#include "vidmm/store.h"
#include "vidmm/view.h"

static int offer_locked(struct vidmm_alloc *alloc, enum vidmm_offer offer, bool may_decommit)
{
	u8 before = alloc->offer;
	int err;

	if (alloc->dead)
		return -DXGK_EDEVICEREMOVED;
	/* What is not VidMm's to move is not the client's to offer. */
	if (alloc->lost || alloc->system_only)
		return -EINVAL;
	if (!before && !vidmm_views_bar(alloc))
		return -EINVAL;
	/* First, because leaving a segment ends what bars the views unless there is a reason. */
	alloc->offer = offer;
	/* Pages that an aperture shows can't go, so it doesn't show them any more. */
	if (alloc->place && vidmm_place_is_aperture(alloc->place)) {
		err = vidmm_page_out(alloc);
		if (err) {
			alloc->offer = before;
			vidmm_views_unbar(alloc);
			return err;
		}
	}
	alloc->may_decommit = may_decommit;
	vidmm_views_zap(alloc);
	if (alloc->place)
		vidmm_alloc_update_place(alloc);
	if (alloc->backing)
		vidmm_lru_add(alloc->backing);
	return 0;
}

/**
 * vidmm_offer - let an allocation's contents go if memory is needed
 * @alloc: The allocation.
 * @offer: In which order.
 * @may_decommit: With the memory that backs it.
 *
 * Context: inside an adapter section, no reservation held; sleeps.
 * Return: 0; -EINVAL if it is locked, or not VidMm's to give; -DXGK_EDEVICEREMOVED; an error of
 * paging.
 */
int vidmm_offer(struct vidmm_alloc *alloc, enum vidmm_offer offer, bool may_decommit)
{
	int err;

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	err = offer_locked(alloc, offer, may_decommit);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	if (!err)
		trace_offer_allocation(alloc, offer);
	return err;
}

/* Make what was lost new: zero, and as much committed as before. */
static int renew(struct vidmm_alloc *alloc)
{
	struct vidmm_backing *backing = alloc->backing;
	bool had_pages = backing && backing->pages;

	if (!backing)
		return 0;
	/* What is in the pages may still be on its way to a segment. */
	dma_resv_wait_timeout(&alloc->resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	vidmm_backing_decommit(backing);
	/* Who has looked at it may look again, without a fault that fails. */
	return had_pages ? vidmm_backing_prepare_view(backing) : 0;
}

static u32 take_back(struct vidmm_alloc *alloc)
{
	u32 result = D3DDDI_RECLAIM_RESULT_OK;

	alloc->offer = VIDMM_NOT_OFFERED;
	if (alloc->discarded) {
		alloc->discarded = false;
		alloc->copy_valid = false;
		result = D3DDDI_RECLAIM_RESULT_DISCARDED;
		if (renew(alloc) && alloc->may_decommit) {
			alloc->lost = true;
			result = D3DDDI_RECLAIM_RESULT_NOT_COMMITTED;
		}
	}
	if (alloc->place)
		vidmm_alloc_update_place(alloc);
	vidmm_views_unbar(alloc);
	return result;
}

/**
 * vidmm_reclaim - take an offered allocation back
 * @alloc: The allocation; nothing happens if it was not offered.
 * @reclaimed: Out: what it was, and what has become of it.
 *
 * Context: inside an adapter section, no reservation held; sleeps.
 * Return: 0; -EINVAL if its memory is lost; -DXGK_EDEVICEREMOVED.
 */
int vidmm_reclaim(struct vidmm_alloc *alloc, struct vidmm_reclaimed *reclaimed)
{
	int err = 0;

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	reclaimed->offer = alloc->offer;
	reclaimed->may_decommit = alloc->may_decommit;
	reclaimed->had_place = alloc->place;
	reclaimed->result = D3DDDI_RECLAIM_RESULT_OK;
	if (alloc->dead)
		err = -DXGK_EDEVICEREMOVED;
	else if (alloc->lost)
		err = -EINVAL;
	else if (alloc->offer)
		reclaimed->result = take_back(alloc);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	if (!err && reclaimed->offer)
		trace_reclaim_allocation(alloc, reclaimed->result);
	return err;
}

/**
 * vidmm_offer_again - undo vidmm_reclaim()
 * @alloc: The allocation.
 * @reclaimed: What that said. Memory that is lost stays so.
 */
void vidmm_offer_again(struct vidmm_alloc *alloc, const struct vidmm_reclaimed *reclaimed)
{
	if (!reclaimed->offer)
		return;
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	/* While the contents count; the GPU has had no time to write. */
	if (alloc->place && !reclaimed->had_place && !alloc->dead) {
		alloc->not_written = true;
		vidmm_page_out(alloc);
	}
	if (!offer_locked(alloc, reclaimed->offer, reclaimed->may_decommit))
		alloc->discarded |= reclaimed->result == D3DDDI_RECLAIM_RESULT_DISCARDED;
	dma_resv_unlock(vidmm_alloc_resv(alloc));
}
