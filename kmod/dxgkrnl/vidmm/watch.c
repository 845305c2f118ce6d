// SPDX-License-Identifier: GPL-2.0-only
/*
 * Views of a watched allocation begin read-only; the fault of the first write to a page notes it.
 * Only a reset makes views read-only again.
 */
#include <linux/bitops.h>
#include <linux/mm.h>

#include "gfp.h"
#include "vidmm/vidmm.h"
#include "vidmm/view.h"
#include "vidmm/watch.h"

/**
 * vidmm_watch_prepare_view - make room for what the faults note
 * @alloc: With its reservation locked.
 *
 * Return: 0 or -ENOMEM.
 */
int vidmm_watch_prepare_view(struct vidmm_alloc *alloc)
{
	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (!alloc->write_watch || alloc->written)
		return 0;
	alloc->written = kvcalloc(BITS_TO_LONGS(vidmm_alloc_num_pages(alloc)), sizeof(long),
				  DXGK_GFP_CLIENT);
	return alloc->written ? 0 : -ENOMEM;
}

/**
 * vidmm_watch_note - a page becomes writable in a view
 * @alloc: It has a view, and its reservation is locked until the page table has changed: a reset in
 *	between would be of no effect.
 * @index: The page.
 */
void vidmm_watch_note(struct vidmm_alloc *alloc, unsigned long index)
{
	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	set_bit(index, alloc->written);
}

void vidmm_watch_fini(struct vidmm_alloc *alloc)
{
	kvfree(alloc->written);
}

/**
 * vidmm_watch_collect - which pages were written
 * @alloc: A watched allocation.
 * @first: In: where to begin. Out: where to go on.
 * @end: One more than the last page.
 * @reset: Forget them, and notice the next write.
 * @pages: Out: indices of written pages, in order.
 * @max: Room in @pages.
 *
 * A write before the call is reported by it; one during a call that resets, by it or by the next.
 *
 * Return: How many.
 */
u32 vidmm_watch_collect(struct vidmm_alloc *alloc, unsigned long *first, unsigned long end,
			bool reset, u64 *pages, u32 max)
{
	unsigned long index = *first;
	u32 n = 0;

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	if (!alloc->written)
		index = end;
	for (; index < end && n < max; index++) {
		index = find_next_bit(alloc->written, end, index);
		if (index >= end)
			break;
		pages[n++] = index;
		if (reset)
			clear_bit(index, alloc->written);
	}
	/* After the bits: a write that a view still allows has been counted just now. */
	if (reset && n)
		vidmm_views_zap(alloc);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	*first = index;
	return n;
}

/**
 * vidmm_watch_give_back - undo a reset that the client didn't hear of
 * @alloc: The allocation.
 * @pages: From vidmm_watch_collect().
 * @n: How many.
 */
void vidmm_watch_give_back(struct vidmm_alloc *alloc, const u64 *pages, u32 n)
{
	while (n-- > 0)
		set_bit(pages[n], alloc->written);
}
