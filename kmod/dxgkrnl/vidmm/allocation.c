// SPDX-License-Identifier: GPL-2.0-only
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/string.h>

#include <dxgk/status.h>

#include "vidmm/pin.h"
#include "vidmm/store.h"
#include "vidmm/vidmm.h"
#include "vidmm/view.h"
#include "vidmm/watch.h"

/* Whether some segment of the set is large enough. */
static bool fits_somewhere(const struct vidmm *vidmm, u32 set, u64 size)
{
	u32 i;

	for (i = 0; i < vidmm->num_segments; i++) {
		const struct vidmm_segment *segment = &vidmm->segments[i];

		if (set & DXGK_SEGMENT_BIT(i + 1) &&
		    size <= min(segment->size, segment->commit_limit))
			return true;
	}
	return false;
}

/**
 * vidmm_alloc_init - an allocation of which nothing is known yet
 * @alloc: Zeroed.
 */
void vidmm_alloc_init(struct vidmm_alloc *alloc)
{
	dma_resv_init(&alloc->resv);
	alloc->memory = alloc;
}

/**
 * vidmm_alloc_describe - take over a miniport's description of an allocation
 * @alloc: Initialised.
 * @vidmm: The adapter's.
 * @info: Checked by the DDI layer.
 *
 * Nothing is placed, no page allocated: creating overcommits freely.
 *
 * Return: 0, or -DXGK_ENOVIDEOMEMORY if it is larger than every segment of its set.
 */
int vidmm_alloc_describe(struct vidmm_alloc *alloc, const struct vidmm *vidmm,
			 const struct dxgk_allocationinfo *info)
{
	alloc->size = PAGE_ALIGN(info->size);
	alloc->alignment = max_t(u32, info->alignment, PAGE_SIZE);
	alloc->segment_set = info->supported_segment_set;
	alloc->eviction_set = info->eviction_segment_set;
	alloc->flags = info->flags;
	alloc->priority = info->allocation_priority;
	memcpy(alloc->preferred, info->preferred_segment, sizeof(alloc->preferred));
	return fits_somewhere(vidmm, alloc->segment_set, alloc->size) ? 0 : -DXGK_ENOVIDEOMEMORY;
}

/* An allocation is resident only while a device needs it to be, which none does. */
u32 vidmm_get_residency(const struct vidmm_alloc *alloc)
{
	return VIDMM_NOT_RESIDENT;
}

/**
 * vidmm_alloc_contiguous - keep an allocation where its addresses are contiguous
 * @alloc: After vidmm_alloc_describe().
 * @vidmm: The adapter's.
 *
 * A memory segment holds an allocation in one piece; an aperture's pages lie anywhere.
 *
 * Return: 0, -EINVAL if it can be in no memory segment, -DXGK_ENOVIDEOMEMORY if it fits into none.
 */
int vidmm_alloc_contiguous(struct vidmm_alloc *alloc, const struct vidmm *vidmm)
{
	u32 i, n = 0;

	alloc->segment_set &= ~vidmm->aperture_set;
	if (!alloc->segment_set)
		return -EINVAL;
	for (i = 0; i < DXGK_MAX_PREFERENCES && alloc->preferred[i].segment_id; i++) {
		if (alloc->segment_set & DXGK_SEGMENT_BIT(alloc->preferred[i].segment_id))
			alloc->preferred[n++] = alloc->preferred[i];
	}
	for (; n < DXGK_MAX_PREFERENCES; n++)
		alloc->preferred[n].segment_id = 0;
	return fits_somewhere(vidmm, alloc->segment_set, alloc->size) ? 0 : -DXGK_ENOVIDEOMEMORY;
}

/**
 * vidmm_alloc_kill - the adapter goes: what a process has in view is gone with it
 * @alloc: The allocation. Its views stay, and accesses through them are SIGBUS.
 */
void vidmm_alloc_kill(struct vidmm_alloc *alloc)
{
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	alloc->dead = true;
	vidmm_views_zap(alloc);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
}

/**
 * vidmm_alloc_fini - give back what backs an allocation
 * @alloc: The miniport knows it no more, and it has no views.
 */
void vidmm_alloc_fini(struct vidmm_alloc *alloc)
{
	WARN_ON(!hlist_empty(&alloc->views));
	if (alloc->backing)
		vidmm_backing_free(alloc->backing);
	if (alloc->pin)
		vidmm_unpin(alloc->pin);
	if (alloc->section)
		fput(alloc->section);
	vidmm_watch_fini(alloc);
	dma_resv_fini(&alloc->resv);
}

/**
 * vidmm_alloc_set_origin - have an allocation show another one's memory
 * @alloc: Described, and not seen by anybody yet.
 * @origin: The other one, of any adapter; kept by the caller for as long as @alloc has views.
 */
void vidmm_alloc_set_origin(struct vidmm_alloc *alloc, struct vidmm_alloc *origin)
{
	alloc->memory = origin->memory;
}

/**
 * vidmm_alloc_is_writable - whether the memory itself may be written
 * @alloc: The allocation.
 */
bool vidmm_alloc_is_writable(const struct vidmm_alloc *alloc)
{
	return !alloc->memory->pin || alloc->memory->pin->writable;
}

/**
 * vidmm_alloc_num_pages - how many pages a view has
 * @alloc: The allocation.
 *
 * A client's own memory need not begin at a page, and may then touch one more.
 */
unsigned long vidmm_alloc_num_pages(const struct vidmm_alloc *alloc)
{
	const struct vidmm_alloc *memory = alloc->memory;

	return memory->pin ? memory->pin->num_pages : memory->size >> PAGE_SHIFT;
}

/**
 * vidmm_alloc_page_offset - where in a view's first page the contents begin
 * @alloc: The allocation.
 */
u32 vidmm_alloc_page_offset(const struct vidmm_alloc *alloc)
{
	return alloc->memory->pin ? alloc->memory->pin->offset : 0;
}

/**
 * vidmm_alloc_page - where a page of an allocation is
 * @alloc: Committed, with its reservation locked.
 * @index: Which page.
 * @read: Read it in if it was swapped out.
 *
 * Return: The page; it stays while the reservation is locked or a view shows it. NULL if it is not
 * there.
 */
struct page *vidmm_alloc_page(struct vidmm_alloc *alloc, unsigned long index, bool read)
{
	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (alloc->memory->pin)
		return alloc->memory->pin->pages[index];
	return vidmm_backing_page(alloc->memory->backing, index, read);
}
