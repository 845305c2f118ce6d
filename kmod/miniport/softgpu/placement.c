// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which segments may hold an allocation, and which are best. The rules only depend on who
 * accesses it, so each adapter works them out once, at start.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "softgpu.h"

/* Kinds of segment, as placement sees them. */
enum kind {
	NONE,
	LOCAL_HIDDEN,
	LOCAL_VISIBLE,
	APERTURE,
	KINDS,
};

/*
 * By class, the kinds of segment in order of preference; others may not hold it. Reads of video
 * memory across a bus are slow, so readback starts with system memory; writes are not, so upload
 * ends there.
 */
static const struct {
	enum kind order[KINDS];
	u32 flags;
} rules[SOFTGPU_PLACE_COUNT] = {
	[SOFTGPU_PLACE_GPU] = {
		{ LOCAL_HIDDEN, LOCAL_VISIBLE, APERTURE },
		0,
	},
	[SOFTGPU_PLACE_UPLOAD] = {
		{ LOCAL_VISIBLE, APERTURE },
		DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE,
	},
	[SOFTGPU_PLACE_READBACK] = {
		{ APERTURE, LOCAL_VISIBLE },
		DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE | DXGK_ALLOCATIONINFOFLAGS_CACHED,
	},
	[SOFTGPU_PLACE_SYSTEM] = {
		{ APERTURE },
		DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE,
	},
};

static enum kind kind_of(const struct dxgk_segmentdescriptor *segment)
{
	if (segment->flags & DXGK_SEGMENTFLAGS_APERTURE)
		return APERTURE;
	if (segment->flags & DXGK_SEGMENTFLAGS_CPU_VISIBLE)
		return LOCAL_VISIBLE;
	return LOCAL_HIDDEN;
}

/* Segments of one kind are equally good; the lower id is the first. */
static void placement_add(struct softgpu_placement *p, u32 *n, enum kind kind,
			  const struct dxgk_segmentdescriptor *segments, u32 num_segments)
{
	u32 i;

	for (i = 0; i < num_segments; i++) {
		if (kind_of(&segments[i]) != kind)
			continue;
		p->set |= DXGK_SEGMENT_BIT(i + 1);
		if (*n < DXGK_MAX_PREFERENCES)
			p->preferred[(*n)++].segment_id = i + 1;
	}
}

/**
 * softgpu_placement_init() - work out the placement of every class
 * @placement: SOFTGPU_PLACE_COUNT results
 * @segments: the adapter's segments
 * @num_segments: entries of @segments
 */
void softgpu_placement_init(struct softgpu_placement *placement,
			    const struct dxgk_segmentdescriptor *segments, u32 num_segments)
{
	u32 class, i, n;

	for (class = 0; class < SOFTGPU_PLACE_COUNT; class++) {
		struct softgpu_placement *p = &placement[class];

		memset(p, 0, sizeof(*p));
		p->flags = rules[class].flags;
		n = 0;
		for (i = 0; rules[class].order[i] != NONE; i++)
			placement_add(p, &n, rules[class].order[i], segments, num_segments);
	}
}

/**
 * softgpu_placement_class() - the class of an allocation
 * @desc: a description that softgpu_layout() accepted
 */
enum softgpu_placement_class softgpu_placement_class(const struct softgpu_allocation_desc *desc)
{
	if (desc->usage & SOFTGPU_USAGE_CROSS_ADAPTER)
		return SOFTGPU_PLACE_SYSTEM;
	if (desc->cpu_access & SOFTGPU_CPU_ACCESS_READ)
		return SOFTGPU_PLACE_READBACK;
	if (desc->cpu_access & SOFTGPU_CPU_ACCESS_WRITE)
		return SOFTGPU_PLACE_UPLOAD;
	return SOFTGPU_PLACE_GPU;
}

/**
 * softgpu_placement_priority() - the first residency priority of an allocation
 * @desc: a description that softgpu_layout() accepted
 */
u32 softgpu_placement_priority(const struct softgpu_allocation_desc *desc)
{
	const u32 written = SOFTGPU_USAGE_RENDER_TARGET | SOFTGPU_USAGE_DEPTH_STENCIL |
			    SOFTGPU_USAGE_UNORDERED_ACCESS | SOFTGPU_USAGE_PRESENT;

	if (desc->usage & written)
		return DXGK_ALLOCATIONPRIORITY_HIGH;
	return DXGK_ALLOCATIONPRIORITY_NORMAL;
}
