// SPDX-License-Identifier: GPL-2.0-only
/*
 * Moving contents. An operation is given to the miniport's engine with all that it needs, so from
 * then on the allocation is as if it had been carried out: its range may be given to others, whose
 * operations come after it. Only the CPU has to wait for it, in the page fault.
 */
#include <linux/err.h>
#include <linux/minmax.h>

#include <dxgk/status.h>

#include "objects/adapter.h"
#include "trace.h"
#include "vidmm/client.h"
#include "vidmm/paging.h"
#include "vidmm/pin.h"
#include "vidmm/place.h"
#include "vidmm/shrinker.h"
#include "vidmm/store.h"
#include "vidmm/view.h"

/*
 * What the GPU can reach of it: something when it is there, nothing from when it begins to leave.
 * Under the engine's lock.
 */
static void set_residency(struct dxgk_paging *paging, enum vidmm_residency residency)
{
	struct vidmm_alloc *alloc = paging->data;

	if (alloc->last_operation == paging->tag)
		WRITE_ONCE(alloc->residency, residency);
}

static void in_gpu_memory(struct dxgk_paging *paging)
{
	set_residency(paging, VIDMM_RESIDENT_IN_GPU_MEMORY);
}

static void in_shared_memory(struct dxgk_paging *paging)
{
	set_residency(paging, VIDMM_RESIDENT_IN_SHARED_MEMORY);
}

/* A further operation begins. Return: the residency before. */
static u8 begin_operation(struct dxgk_paging_engine *engine, struct vidmm_alloc *alloc,
			  u8 residency)
{
	u8 before;

	spin_lock_irq(&engine->lock);
	alloc->last_operation++;
	before = alloc->residency;
	WRITE_ONCE(alloc->residency, residency);
	spin_unlock_irq(&engine->lock);
	return before;
}

/*
 * Have the engine do it. Who sees the contents waits for operations that move them, who wants to
 * free them for all.
 */
static int submit(struct vidmm_place *place, struct dxgkarg_buildpagingbuffer *arg,
		  void (*on_complete)(struct dxgk_paging *paging))
{
	bool moves = arg->operation == DXGK_OPERATION_TRANSFER ||
		     arg->operation == DXGK_OPERATION_FILL;
	struct vidmm_alloc *alloc = place->alloc;
	struct dxgk_paging *paging;
	u8 before;
	int err;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	arg->hallocation = place->hallocation;
	arg->size = alloc->size;
	err = dma_resv_reserve_fences(vidmm_alloc_resv(alloc), 1);
	if (err)
		return -ENOMEM;
	paging = dxgk_paging_new();
	if (!paging)
		return -ENOMEM;
	paging->on_complete = on_complete;
	paging->data = alloc;
	before = begin_operation(&place->vidmm->engine, alloc, VIDMM_NOT_RESIDENT);
	paging->tag = alloc->last_operation;
	err = dxgk_ddi_build_paging_buffer(&place->vidmm->engine, paging, arg);
	if (err) {
		begin_operation(&place->vidmm->engine, alloc, before);
		return err;
	}
	dma_resv_add_fence(vidmm_alloc_resv(alloc), &paging->fence,
			   moves ? DMA_RESV_USAGE_KERNEL : DMA_RESV_USAGE_BOOKKEEP);
	dma_fence_put(alloc->moving);
	alloc->moving = &paging->fence;
	return 0;
}

static void count_transfer(struct vidmm_place *place, size_t member)
{
	u64 *bytes = (void *)&place->vidmm->transfers + member;

	spin_lock(&place->vidmm->lock);
	*bytes += place->alloc->size;
	spin_unlock(&place->vidmm->lock);
}

#define COUNT(place, member) count_transfer(place, offsetof(struct vidmm_transfers, member))

static struct dxgk_pagingrange range_of(const struct vidmm_place *place)
{
	return (struct dxgk_pagingrange) {
		.segment_id = place->segment_id,
		.offset = vidmm_place_offset(place),
	};
}

/* Have the system pages in memory, from now until no aperture and no operation uses them. */
static int hold_pages(struct vidmm_alloc *alloc, struct dxgk_pagingrange *range)
{
	struct vidmm_alloc *memory = alloc->memory;
	int err;

	range->segment_id = 0;
	if (memory->pin) {
		range->pages = memory->pin->pages;
		return 0;
	}
	err = vidmm_backing_hold(memory->backing);
	range->pages = memory->backing->pages;
	return err;
}

static int map_aperture(struct vidmm_place *place)
{
	struct dxgkarg_buildpagingbuffer arg = {
		.operation = DXGK_OPERATION_MAP_APERTURE_SEGMENT,
		.destination = range_of(place),
	};
	int err;

	err = hold_pages(place->alloc, &arg.source);
	if (!err)
		err = submit(place, &arg, in_shared_memory);
	if (err)
		return err;
	if (place->alloc->memory->backing)
		place->alloc->memory->backing->mapped++;
	COUNT(place, mapped);
	return 0;
}

static void forget_mapping(struct vidmm_place *place)
{
	if (place->alloc->memory->backing)
		place->alloc->memory->backing->mapped--;
}

static int unmap_aperture(struct vidmm_place *place)
{
	struct dxgkarg_buildpagingbuffer arg = {
		.operation = DXGK_OPERATION_UNMAP_APERTURE_SEGMENT,
		.source = range_of(place),
	};
	int err = submit(place, &arg, NULL);

	if (err)
		return err;
	forget_mapping(place);
	COUNT(place, unmapped);
	return 0;
}

static int fill(struct vidmm_place *place)
{
	struct dxgkarg_buildpagingbuffer arg = {
		.operation = DXGK_OPERATION_FILL,
		.destination = range_of(place),
	};
	int err = submit(place, &arg, in_gpu_memory);

	if (!err)
		COUNT(place, filled);
	return err;
}

static int transfer_in(struct vidmm_place *place)
{
	struct dxgkarg_buildpagingbuffer arg = {
		.operation = DXGK_OPERATION_TRANSFER,
		.destination = range_of(place),
	};
	int err;

	err = hold_pages(place->alloc, &arg.source);
	if (!err)
		err = submit(place, &arg, in_gpu_memory);
	if (err)
		return err;
	place->alloc->copy_valid = true;
	COUNT(place, paged_in);
	return 0;
}

static int transfer_out(struct vidmm_place *place)
{
	struct dxgkarg_buildpagingbuffer arg = {
		.operation = DXGK_OPERATION_TRANSFER,
		.source = range_of(place),
	};
	int err;

	err = hold_pages(place->alloc, &arg.destination);
	if (!err)
		err = submit(place, &arg, NULL);
	if (err)
		return err;
	COUNT(place, paged_out);
	return 0;
}

static int discard(struct vidmm_place *place)
{
	struct dxgkarg_buildpagingbuffer arg = {
		.operation = DXGK_OPERATION_DISCARD_CONTENT,
		.source = range_of(place),
	};
	int err = submit(place, &arg, NULL);

	if (!err)
		COUNT(place, discarded);
	return err;
}

/**
 * vidmm_copy_in - bring an allocation's contents to a place
 * @place: A range of a segment. Its allocation has a backing, or a pin, and its contents are in
 *	system memory.
 *
 * Contents that never were are zero.
 *
 * Context: the reservation is locked, inside an adapter section; sleeps.
 * Return: 0; -ENOMEM; -EINTR if the caller is dying; -DXGK_EUNSUCCESSFUL.
 */
int vidmm_copy_in(struct vidmm_place *place)
{
	struct vidmm_alloc *alloc = place->alloc;
	int err;

	if (vidmm_place_is_aperture(place))
		return map_aperture(place);
	/* Who has the pages in view, sees the segment from now on. */
	vidmm_views_zap(alloc);
	alloc->not_written = false;
	err = alloc->backing->committed ? transfer_in(place) : fill(place);
	if (!err && alloc->backing->committed)
		vidmm_lru_add(alloc->backing);
	return err;
}

/**
 * vidmm_copy_out - bring an allocation's contents to system memory
 * @place: Where it is.
 *
 * What is known to be the same there isn't copied. What was offered is, as nobody said that it has
 * to go.
 *
 * Context: as vidmm_copy_in().
 * Return: As vidmm_copy_in(). On failure contents are where they were.
 */
int vidmm_copy_out(struct vidmm_place *place)
{
	struct vidmm_alloc *alloc = place->alloc;
	int err;

	if (vidmm_place_is_aperture(place))
		return unmap_aperture(place);
	vidmm_views_zap(alloc);
	if (alloc->copy_valid && alloc->not_written && alloc->backing->committed)
		err = discard(place);
	else
		err = transfer_out(place);
	if (!err)
		alloc->copy_valid = false;
	return err;
}

/**
 * vidmm_stays_resident - an allocation that the GPU could reach has moved, and still can be reached
 * @alloc: With its new place, its reservation locked.
 *
 * Operations that use it come behind those that move it.
 */
void vidmm_stays_resident(struct vidmm_alloc *alloc)
{
	begin_operation(&alloc->place->vidmm->engine, alloc,
			vidmm_place_is_aperture(alloc->place) ? VIDMM_RESIDENT_IN_SHARED_MEMORY :
								VIDMM_RESIDENT_IN_GPU_MEMORY);
}

static u32 priority_class(u32 priority)
{
	if (priority < DXGK_ALLOCATIONPRIORITY_LOW)
		return 0;
	if (priority < DXGK_ALLOCATIONPRIORITY_NORMAL)
		return 1;
	if (priority < DXGK_ALLOCATIONPRIORITY_HIGH)
		return 2;
	return priority < DXGK_ALLOCATIONPRIORITY_MAXIMUM ? 3 : 4;
}

/* The allocation has left its place. */
static void leave(struct vidmm_alloc *alloc, bool evicted)
{
	struct vidmm_place *place = alloc->place;
	struct vidmm_segment *segment = vidmm_place_segment(place);

	spin_lock(&place->vidmm->lock);
	if (evicted) {
		place->vidmm->evicted.count++;
		place->vidmm->evicted.bytes += alloc->size;
		segment->bytes_evicted += alloc->size;
		segment->bytes_evicted_by_class[priority_class(place->priority)] += alloc->size;
		place->client->segments[place->segment_id - 1].bytes_evicted += alloc->size;
	}
	vidmm_place_remove(place);
	alloc->place = NULL;
	spin_unlock(&place->vidmm->lock);
	vidmm_place_free(place);
	vidmm_views_unbar(alloc);
}

/**
 * vidmm_has_left - an allocation's contents are in system memory, and its place is free
 * @alloc: It has a place, of which vidmm_copy_out() has made nothing but a range.
 */
void vidmm_has_left(struct vidmm_alloc *alloc)
{
	trace_evict_allocation(alloc, alloc->place);
	leave(alloc, true);
	/* What the copy takes may be had, too. */
	if (alloc->offer && alloc->backing && alloc->backing->store)
		vidmm_lru_add(alloc->backing);
}

/**
 * vidmm_page_out - have an allocation leave its segment
 * @alloc: It has a place.
 *
 * Context: as vidmm_copy_in().
 * Return: As vidmm_copy_in(). On failure it stays.
 */
int vidmm_page_out(struct vidmm_alloc *alloc)
{
	int err = vidmm_copy_out(alloc->place);

	if (!err)
		vidmm_has_left(alloc);
	return err;
}

/**
 * vidmm_page_out_or_discard - have an allocation leave its segment for somebody who needs the room
 * @alloc: It has a place.
 *
 * Of what was offered, the contents are lost.
 *
 * Context: as vidmm_copy_in().
 * Return: As vidmm_copy_in(). On failure it stays.
 */
int vidmm_page_out_or_discard(struct vidmm_alloc *alloc)
{
	int err;

	/* An aperture's room can be had without the contents. */
	if (!alloc->offer || vidmm_place_is_aperture(alloc->place))
		return vidmm_page_out(alloc);
	err = discard(alloc->place);
	if (err)
		return err;
	alloc->copy_valid = false;
	alloc->discarded = true;
	trace_discard_allocation(alloc);
	vidmm_has_left(alloc);
	return 0;
}

/**
 * vidmm_is_paging - whether an operation on an allocation is in flight
 * @alloc: With its reservation locked.
 */
bool vidmm_is_paging(struct vidmm_alloc *alloc)
{
	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (!alloc->moving)
		return false;
	if (!dma_fence_is_signaled(alloc->moving))
		return true;
	dma_fence_put(alloc->moving);
	alloc->moving = NULL;
	return false;
}

/**
 * vidmm_retire - the miniport is about to forget an allocation
 * @alloc: Nobody has it open any more; or its adapter has gone, whose engine is idle.
 *
 * Context: inside an adapter section, or the removal; waits for the engine.
 */
void vidmm_retire(struct vidmm_alloc *alloc)
{
	struct dma_fence *moving;

	/* Most never had a place, and nobody but an evictor could look for one. */
	if (!READ_ONCE(alloc->place) && !READ_ONCE(alloc->moving))
		return;
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	if (alloc->place) {
		/* An engine that refuses has said so; what it shows is its own matter then. */
		if (vidmm_place_is_aperture(alloc->place) &&
		    (alloc->dead || unmap_aperture(alloc->place)))
			forget_mapping(alloc->place);
		leave(alloc, false);
	}
	moving = alloc->moving;
	alloc->moving = NULL;
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	if (moving)
		dma_fence_wait(moving, false);
	dma_fence_put(moving);
}
