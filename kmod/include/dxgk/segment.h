/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory segments as a miniport reports them.
 */
#ifndef DXGK_SEGMENT_H
#define DXGK_SEGMENT_H

#include <linux/bits.h>
#include <linux/types.h>

/*
 * A segment set is a mask of 32 bits whose bit 0 is segment 1; id 0 is the implicit system segment.
 */
#define DXGK_MAX_SEGMENTS	31
#define DXGK_SEGMENT_BIT(id)	BIT((id) - 1)

/* Flags of struct dxgk_segmentdescriptor (DXGK_SEGMENTFLAGS). */
#define DXGK_SEGMENTFLAGS_APERTURE			BIT(0)	/* redirects to system pages */
#define DXGK_SEGMENTFLAGS_CPU_VISIBLE			BIT(2)	/* memory segments only */
#define DXGK_SEGMENTFLAGS_CACHE_COHERENT		BIT(4)	/* aperture segments only */
#define DXGK_SEGMENTFLAGS_POPULATED_FROM_SYSTEM_MEMORY	BIT(6)	/* memory segments only */
#define DXGK_SEGMENTFLAGS_LOCAL_BUDGET_GROUP		BIT(30)	/* overrides the default group */
#define DXGK_SEGMENTFLAGS_NON_LOCAL_BUDGET_GROUP	BIT(31)	/* overrides the default group */
#define DXGK_SEGMENTFLAGS_VALID \
	(DXGK_SEGMENTFLAGS_APERTURE | DXGK_SEGMENTFLAGS_CPU_VISIBLE | \
	 DXGK_SEGMENTFLAGS_CACHE_COHERENT | DXGK_SEGMENTFLAGS_POPULATED_FROM_SYSTEM_MEMORY | \
	 DXGK_SEGMENTFLAGS_LOCAL_BUDGET_GROUP | DXGK_SEGMENTFLAGS_NON_LOCAL_BUDGET_GROUP)

/**
 * struct dxgk_segmentdescriptor - one memory segment of an adapter (DXGK_SEGMENTDESCRIPTOR4)
 * @flags: DXGK_SEGMENTFLAGS_*. By default memory segments are in the local budget group and
 *	aperture segments in the non-local one.
 * @base_address: Address of the first byte in the GPU's view; page aligned.
 * @size: Bytes; a multiple of the page size, not 0.
 * @commit_limit: Aperture segments: bytes that may be committed at a time, at most @size; 0 means
 *	@size. Memory segments: 0 or @size.
 *
 * Segments do not overlap, and the set that start reports never changes. Source:
 * DXGK_SEGMENTDESCRIPTOR4, "Using memory segments to describe the GPU address space".
 */
struct dxgk_segmentdescriptor {
	u32 flags;
	u64 base_address;
	u64 size;
	u64 commit_limit;
};

/* Up to five preferred segments per allocation (DXGK_SEGMENTPREFERENCE). */
#define DXGK_MAX_PREFERENCES	5

/**
 * struct dxgk_segmentpreference - a preferred segment
 * @segment_id: 1-based id of a segment in the allocation's supported set; 0 ends the list.
 * @from_end: Place from the end of the segment; otherwise VidMm chooses the end.
 */
struct dxgk_segmentpreference {
	u8 segment_id;
	bool from_end;
};

#endif
