// SPDX-License-Identifier: GPL-2.0-only
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/string.h>

#include <dxgk/status.h>

#include "vidmm/vidmm.h"

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
 * vidmm_alloc_init - take over a miniport's description of an allocation
 * @alloc: Zeroed.
 * @vidmm: The adapter's.
 * @info: Checked by the DDI layer.
 *
 * Nothing is placed, no page allocated: creating overcommits freely.
 *
 * Return: 0, or -DXGK_ENOVIDEOMEMORY if it is larger than every segment of its set.
 */
int vidmm_alloc_init(struct vidmm_alloc *alloc, const struct vidmm *vidmm,
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
 * @alloc: After vidmm_alloc_init().
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
 * vidmm_alloc_fini - give back what backs an allocation
 * @alloc: The miniport knows it no more, and nothing maps it.
 */
void vidmm_alloc_fini(struct vidmm_alloc *alloc)
{
	if (alloc->pin)
		vidmm_unpin(alloc->pin);
	if (alloc->section)
		fput(alloc->section);
}
