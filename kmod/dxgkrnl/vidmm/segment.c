// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/sizes.h>

#include "vidmm/vidmm.h"

static enum vidmm_group segment_group(u32 flags)
{
	if (flags & DXGK_SEGMENTFLAGS_LOCAL_BUDGET_GROUP)
		return VIDMM_GROUP_LOCAL;
	if (flags & (DXGK_SEGMENTFLAGS_NON_LOCAL_BUDGET_GROUP | DXGK_SEGMENTFLAGS_APERTURE))
		return VIDMM_GROUP_NON_LOCAL;
	return VIDMM_GROUP_LOCAL;
}

/**
 * vidmm_init - take over a miniport's segments
 * @vidmm: Zeroed.
 * @adapter: Whose.
 * @desc: Checked by the DDI layer; segment 1 first.
 * @num: Entries, at most DXGK_MAX_SEGMENTS.
 *
 * Return: 0, or -EINVAL if the sizes of a group overflow.
 */
int vidmm_init(struct vidmm *vidmm, struct dxgk_adapter *adapter,
	       const struct dxgk_segmentdescriptor *desc, u32 num)
{
	bool visible = dxgk_ddi_can_show_segments(adapter);
	u32 i;

	dxgk_paging_engine_init(&vidmm->engine, adapter);
	spin_lock_init(&vidmm->lock);
	INIT_LIST_HEAD(&vidmm->clients);

	for (i = 0; i < num; i++) {
		struct vidmm_segment *segment = &vidmm->segments[i];

		segment->flags = desc[i].flags;
		segment->group = segment_group(desc[i].flags);
		segment->base = desc[i].base_address;
		segment->size = desc[i].size;
		segment->commit_limit = desc[i].commit_limit ?: desc[i].size;
		if (check_add_overflow(vidmm->groups[segment->group].size, segment->commit_limit,
				       &vidmm->groups[segment->group].size))
			return -EINVAL;
		segment->unneeded = RB_ROOT_CACHED;
		if (segment->flags & DXGK_SEGMENTFLAGS_APERTURE)
			vidmm->aperture_set |= DXGK_SEGMENT_BIT(i + 1);
		if (segment->flags & DXGK_SEGMENTFLAGS_CPU_VISIBLE && visible)
			vidmm->cpu_visible_set |= DXGK_SEGMENT_BIT(i + 1);
	}
	for (i = 0; i < num; i++)
		drm_mm_init(&vidmm->segments[i].ranges, 0, vidmm->segments[i].size >> PAGE_SHIFT);
	vidmm->num_segments = num;
	return 0;
}

/**
 * vidmm_fini - nothing is left in the segments
 * @vidmm: As vidmm_init() left it, or zeroed.
 */
void vidmm_fini(struct vidmm *vidmm)
{
	u32 i;

	WARN_ON(!list_empty(&vidmm->clients));
	for (i = 0; i < vidmm->num_segments; i++)
		drm_mm_takedown(&vidmm->segments[i].ranges);
}

/**
 * vidmm_query_sizes - what applications are told of an adapter's memory
 * @vidmm: The adapter's.
 * @sizes: Out.
 *
 * Half of the machine's memory, at least 64 MiB, is for graphics; memory segments that were carved
 * out of system memory and the aperture segments share it. Source: "Calculating graphics memory".
 */
void vidmm_query_sizes(const struct vidmm *vidmm, struct vidmm_sizes *sizes)
{
	u64 system = max_t(u64, (u64)totalram_pages() << PAGE_SHIFT >> 1, SZ_64M);
	u64 aperture = 0;
	u32 i;

	memset(sizes, 0, sizeof(*sizes));
	for (i = 0; i < vidmm->num_segments; i++) {
		const struct vidmm_segment *segment = &vidmm->segments[i];

		if (segment->flags & DXGK_SEGMENTFLAGS_APERTURE)
			aperture += segment->commit_limit;
		else if (segment->flags & DXGK_SEGMENTFLAGS_POPULATED_FROM_SYSTEM_MEMORY)
			sizes->dedicated_system += segment->size;
		else
			sizes->dedicated_video += segment->size;
	}
	sizes->dedicated_system = min(sizes->dedicated_system, system);
	sizes->shared_system = min(aperture, system - sizes->dedicated_system);
}
