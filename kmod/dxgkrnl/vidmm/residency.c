// SPDX-License-Identifier: GPL-2.0-only
/*
 * What devices require to be where the GPU reaches it, and what else decides where an allocation
 * may be.
 */
#include <linux/err.h>
#include <linux/sched/signal.h>
#include <linux/string.h>

#include <dxgk/status.h>

#include "trace.h"
#include "vidmm/paging.h"
#include "vidmm/place.h"
#include "vidmm/residency.h"
#include "vidmm/room.h"

/* The request is complete when this allocation is where it has to be, too. */
static void add_fence(struct vidmm_request *request, struct vidmm_alloc *alloc)
{
	if (!alloc->moving || !vidmm_is_paging(alloc) ||
	    (request->fence && !dma_fence_is_later(alloc->moving, request->fence)))
		return;
	dma_fence_put(request->fence);
	request->fence = dma_fence_get(alloc->moving);
}

static int require(struct vidmm_request *request, struct vidmm_alloc *alloc, void *hallocation)
{
	int err;

	if (alloc->dead)
		return -DXGK_EDEVICEREMOVED;
	if (alloc->offer || alloc->lost || alloc->required == U32_MAX)
		return -EINVAL;
	/* It counts as required while it gets its place, so that it is charged. */
	if (!alloc->required++ && alloc->place)
		vidmm_alloc_update_place(alloc);
	if (!alloc->place) {
		err = vidmm_page_in(request, alloc, hallocation);
		if (err) {
			alloc->required--;
			return err;
		}
	}
	add_fence(request, alloc);
	return 0;
}

/*
 * Somebody used what has to leave: wait for that with nothing locked, have it leave, and let the
 * caller try again.
 */
static bool help_busy(struct vidmm_request *request)
{
	struct vidmm_alloc *busy = request->busy;

	request->busy = NULL;
	dma_resv_lock(vidmm_alloc_resv(busy), NULL);
	if (busy->place && !busy->place->charged && !busy->dead)
		vidmm_page_out_or_discard(busy);
	dma_resv_unlock(vidmm_alloc_resv(busy));
	vidmm_alloc_put(busy);
	return !fatal_signal_pending(current);
}

/**
 * vidmm_require_again - bring back what devices require still
 * @request: The call's.
 * @alloc: The allocation.
 * @hallocation: The miniport's cookie, or NULL.
 *
 * Context: as vidmm_make_resident().
 * Return: As vidmm_make_resident().
 */
int vidmm_require_again(struct vidmm_request *request, struct vidmm_alloc *alloc, void *hallocation)
{
	int err;

	do {
		err = 0;
		dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
		if (alloc->required && !alloc->place && !vidmm_is_offered(alloc) && !alloc->dead)
			err = vidmm_page_in(request, alloc, hallocation);
		if (!err)
			add_fence(request, alloc);
		dma_resv_unlock(vidmm_alloc_resv(alloc));
	} while (request->busy && help_busy(request));
	return err == -EBUSY ? -EINTR : err;
}

/**
 * vidmm_make_resident - a device requires an allocation
 * @request: The call's.
 * @alloc: The allocation.
 * @hallocation: The miniport's cookie, or NULL.
 *
 * Context: inside an adapter section, no reservation held; sleeps, and waits for the engine if that
 * has no room for more.
 * Return: 0, for vidmm_unrequire() or vidmm_evict(); -ENOMEM without room or memory;
 * -EINVAL if it was offered; -EINTR if the caller is dying; -DXGK_EDEVICEREMOVED.
 */
int vidmm_make_resident(struct vidmm_request *request, struct vidmm_alloc *alloc, void *hallocation)
{
	int err;

	do {
		dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
		err = require(request, alloc, hallocation);
		dma_resv_unlock(vidmm_alloc_resv(alloc));
	} while (request->busy && help_busy(request));
	if (err == -EBUSY)
		err = -EINTR;
	trace_vidmm_make_resident(alloc, alloc->required, err);
	return err;
}

/**
 * vidmm_unrequire - requirements end, and the allocation may stay until its room is needed
 * @alloc: The allocation.
 * @count: How many.
 */
void vidmm_unrequire(struct vidmm_alloc *alloc, u32 count)
{
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	alloc->required -= count;
	if (!alloc->required && alloc->place)
		vidmm_alloc_update_place(alloc);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
}

/**
 * vidmm_evict - a device doesn't require an allocation any more
 * @alloc: The allocation.
 * @count: How often it did.
 * @only_if_necessary: It may stay until its room is needed.
 * @not_written: Contents are as when it was made resident.
 *
 * Without memory for its contents, it stays, too.
 *
 * Context: inside an adapter section, no reservation held; sleeps.
 */
void vidmm_evict(struct vidmm_alloc *alloc, u32 count, bool only_if_necessary, bool not_written)
{
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	alloc->required -= count;
	alloc->not_written |= not_written;
	if (!alloc->required && alloc->place && !alloc->dead && !alloc->offer) {
		if (only_if_necessary || vidmm_page_out(alloc))
			vidmm_alloc_update_place(alloc);
	}
	trace_vidmm_evict(alloc, alloc->required, 0);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
}

/**
 * vidmm_make_visible - bring an allocation to where the CPU sees it
 * @alloc: The allocation, which is about to be locked.
 *
 * If it is required and no other segment has room, it is out of the GPU's reach until it is made
 * resident again.
 *
 * Context: inside an adapter section, no reservation held; sleeps.
 * Return: 0; -ENOMEM, -EINTR or another error of paging.
 */
int vidmm_make_visible(struct vidmm_alloc *alloc)
{
	int err = 0;

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	if (alloc->place && !alloc->dead && !alloc->offer && !vidmm_alloc_is_visible(alloc)) {
		bool moved = alloc->required && !vidmm_move(alloc, VIDMM_EFFORT_NONE, true);

		if (!moved && alloc->place)
			err = vidmm_page_out(alloc);
	}
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	return err;
}

/* Where the allocation has to go by its new properties, if it has a place that they exclude. */
static int obey_properties(struct vidmm_request *request, struct vidmm_alloc *alloc)
{
	int err;

	if (!alloc->place || vidmm_may_stay(alloc))
		return 0;
	/* Reclaiming brings back what is required. */
	if (!alloc->required || alloc->offer)
		return vidmm_page_out(alloc);
	err = vidmm_move(alloc, VIDMM_EFFORT_EVICT, false);
	if (!err)
		add_fence(request, alloc);
	return err;
}

static void apply(struct vidmm_alloc *alloc, const struct vidmm_properties *properties)
{
	alloc->segment_set = properties->segment_set;
	memcpy(alloc->preferred, properties->preferred, sizeof(alloc->preferred));
	alloc->flags &= ~DXGK_ALLOCATIONINFOFLAGS_ACCESSED_PHYSICALLY;
	if (properties->accessed_physically)
		alloc->flags |= DXGK_ALLOCATIONINFOFLAGS_ACCESSED_PHYSICALLY;
}

static void get_properties(const struct vidmm_alloc *alloc, struct vidmm_properties *properties)
{
	properties->segment_set = alloc->segment_set;
	memcpy(properties->preferred, alloc->preferred, sizeof(alloc->preferred));
	properties->accessed_physically =
		alloc->flags & DXGK_ALLOCATIONINFOFLAGS_ACCESSED_PHYSICALLY;
}

/**
 * vidmm_get_properties - what can be changed of an allocation
 * @alloc: The allocation.
 * @properties: Out.
 */
void vidmm_get_properties(struct vidmm_alloc *alloc, struct vidmm_properties *properties)
{
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	get_properties(alloc, properties);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
}

/**
 * vidmm_set_properties - change where an allocation may be
 * @request: The call's.
 * @alloc: The allocation.
 * @properties: Within the adapter's segments, and approved by the miniport.
 *
 * It moves at once if it is where it may not be.
 *
 * Context: inside an adapter section, no reservation held; sleeps.
 * Return: 0; an error of paging, with nothing changed, except that an allocation which can neither
 * move nor stay is out of the GPU's reach until it is made resident again.
 */
int vidmm_set_properties(struct vidmm_request *request, struct vidmm_alloc *alloc,
			 const struct vidmm_properties *properties)
{
	struct vidmm_properties old;
	int err = -DXGK_EDEVICEREMOVED;

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	if (!alloc->dead) {
		get_properties(alloc, &old);
		apply(alloc, properties);
		err = obey_properties(request, alloc);
		if (err)
			apply(alloc, &old);
	}
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	return err;
}

/**
 * vidmm_set_priority - set a residency priority
 * @vidmm: The adapter's.
 * @alloc: The allocation.
 * @priority: The priority, which is valid.
 */
void vidmm_set_priority(struct vidmm *vidmm, struct vidmm_alloc *alloc, u32 priority)
{
	spin_lock(&vidmm->lock);
	WRITE_ONCE(alloc->priority, priority);
	if (alloc->place)
		vidmm_place_update(alloc->place);
	spin_unlock(&vidmm->lock);
	trace_set_allocation_priority(alloc, priority);
}
