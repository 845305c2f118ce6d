/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * VidMm, the video memory manager: segments, and what an allocation is to them. Knows no handle and no
 * ioctl.
 */
#ifndef DXGK_VIDMM_VIDMM_H
#define DXGK_VIDMM_VIDMM_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <dxgk/allocation.h>
#include <dxgk/segment.h>

struct file;
struct vidmm_pin;

/* Budgets are per group of segments (D3DKMT_MEMORY_SEGMENT_GROUP). */
enum vidmm_group {
	VIDMM_GROUP_LOCAL,
	VIDMM_GROUP_NON_LOCAL,
	VIDMM_NUM_GROUPS,
};

/**
 * struct vidmm_segment - one segment
 * @flags: DXGK_SEGMENTFLAGS_*.
 * @group: The budget group it counts for.
 * @base: First address in the GPU's view.
 * @size: Bytes.
 * @commit_limit: Bytes that may be committed at a time.
 */
struct vidmm_segment {
	u32 flags;
	enum vidmm_group group;
	u64 base;
	u64 size;
	u64 commit_limit;
};

/**
 * struct vidmm - the video memory of an adapter; constant after start
 * @num_segments: Valid entries of @segments.
 * @aperture_set: DXGK_SEGMENT_BIT() of each aperture segment.
 * @cpu_visible_set: The same of each memory segment that the CPU sees.
 * @group_size: Bytes of each group's commit limits.
 * @segments: Segment 1 first.
 */
struct vidmm {
	u32 num_segments;
	u32 aperture_set;
	u32 cpu_visible_set;
	u64 group_size[VIDMM_NUM_GROUPS];
	struct vidmm_segment segments[DXGK_MAX_SEGMENTS];
};

/**
 * struct vidmm_alloc - an allocation as VidMm sees it
 * @size: Bytes, a multiple of the page size.
 * @alignment: Bytes, a power of two, at least a page.
 * @segment_set: Where it may be.
 * @eviction_set: Aperture segments to evict through; 0 is straight to system memory.
 * @flags: DXGK_ALLOCATIONINFOFLAGS_*.
 * @priority: Residency priority; read and written without a lock.
 * @preferred: In order; segment_id 0 ends the list.
 * @pin: The client's own memory that backs it, or NULL.
 * @section: The client's memory file that backs it, or NULL.
 */
struct vidmm_alloc {
	u64 size;
	u32 alignment;
	u32 segment_set;
	u32 eviction_set;
	u32 flags;
	u32 priority;
	struct dxgk_segmentpreference preferred[DXGK_MAX_PREFERENCES];
	struct vidmm_pin *pin;
	struct file *section;
};

/**
 * struct vidmm_sizes - memory sizes as applications ask for them, in bytes
 * @dedicated_video: Memory segments that are the adapter's own.
 * @dedicated_system: Memory segments that are carved out of system memory.
 * @shared_system: System memory that aperture segments can reach.
 */
struct vidmm_sizes {
	u64 dedicated_video;
	u64 dedicated_system;
	u64 shared_system;
};

int vidmm_init(struct vidmm *vidmm, const struct dxgk_segmentdescriptor *desc, u32 num);
void vidmm_query_sizes(const struct vidmm *vidmm, struct vidmm_sizes *sizes);

/* Where an allocation is, from the GPU's view (D3DKMT_ALLOCATIONRESIDENCYSTATUS). */
enum vidmm_residency {
	VIDMM_RESIDENT_IN_GPU_MEMORY = 1,
	VIDMM_RESIDENT_IN_SHARED_MEMORY = 2,
	VIDMM_NOT_RESIDENT = 3,
};

/* 0 is no priority, and nothing is above the maximum; values between the named ones are legal. */
static inline bool vidmm_priority_is_valid(u32 priority)
{
	return priority && priority <= DXGK_ALLOCATIONPRIORITY_MAXIMUM;
}

static inline void vidmm_set_priority(struct vidmm_alloc *alloc, u32 priority)
{
	WRITE_ONCE(alloc->priority, priority);
}

static inline u32 vidmm_get_priority(const struct vidmm_alloc *alloc)
{
	return READ_ONCE(alloc->priority);
}

u32 vidmm_get_residency(const struct vidmm_alloc *alloc);
int vidmm_alloc_init(struct vidmm_alloc *alloc, const struct vidmm *vidmm,
		     const struct dxgk_allocationinfo *info);
int vidmm_alloc_contiguous(struct vidmm_alloc *alloc, const struct vidmm *vidmm);
void vidmm_alloc_fini(struct vidmm_alloc *alloc);

struct vidmm_pin *vidmm_pin(u64 address, u64 size, bool read_only);
struct file *vidmm_section_get(u64 fd, u64 size, bool read_only);
void vidmm_unpin(struct vidmm_pin *pin);

#endif
