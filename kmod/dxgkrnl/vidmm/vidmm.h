/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * VidMm, the video memory manager: segments, and what an allocation is to them. Knows no handle and
 * no ioctl.
 */
#ifndef DXGK_VIDMM_VIDMM_H
#define DXGK_VIDMM_VIDMM_H

#include <linux/compiler.h>
#include <linux/dma-resv.h>
#include <linux/types.h>

#include <dxgk/allocation.h>
#include <dxgk/segment.h>

struct file;
struct page;
struct vidmm_backing;
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
 * @memory: Whose memory it shows: its own, or that of an allocation of another adapter. @pin,
 *	@section,
 *	@backing and @resv are used there. Constant once there is a handle.
 * @write_watch: Note which pages the CPU writes. Constant once there is a handle.
 * @dead: The adapter has gone; views fault. Protected by @resv.
 * @pin: The client's own memory that backs it, or NULL. Constant once there is a handle.
 * @section: The client's memory file that backs it, or NULL. Constant once there is a handle.
 * @backing: Its pages of a store or of @section, from the first need on. Set under @resv, then
 *	constant.
 * @written: A bit for each page, if @write_watch, from the first view on. Set under @resv, then
 *	constant.
 * @views: Windows onto it in processes' memory. Protected by @resv.
 * @resv: Protects where the contents are and who sees them. Locked inside mmap_lock (the fault),
 *	never across a user copy, page pinning or vm_mmap().
 */
struct vidmm_alloc {
	u64 size;
	u32 alignment;
	u32 segment_set;
	u32 eviction_set;
	u32 flags;
	u32 priority;
	struct dxgk_segmentpreference preferred[DXGK_MAX_PREFERENCES];
	bool write_watch;
	bool dead;
	struct vidmm_alloc *memory;
	struct vidmm_pin *pin;
	struct file *section;
	struct vidmm_backing *backing;
	unsigned long *written;
	struct hlist_head views;
	struct dma_resv resv;
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

void vidmm_alloc_init(struct vidmm_alloc *alloc);
int vidmm_alloc_describe(struct vidmm_alloc *alloc, const struct vidmm *vidmm,
			 const struct dxgk_allocationinfo *info);
int vidmm_alloc_contiguous(struct vidmm_alloc *alloc, const struct vidmm *vidmm);
void vidmm_alloc_kill(struct vidmm_alloc *alloc);
void vidmm_alloc_fini(struct vidmm_alloc *alloc);

/* What protects the contents, and who sees them. */
static inline struct dma_resv *vidmm_alloc_resv(struct vidmm_alloc *alloc)
{
	return &alloc->memory->resv;
}

void vidmm_alloc_set_origin(struct vidmm_alloc *alloc, struct vidmm_alloc *origin);
bool vidmm_alloc_is_writable(const struct vidmm_alloc *alloc);
unsigned long vidmm_alloc_num_pages(const struct vidmm_alloc *alloc);
u32 vidmm_alloc_page_offset(const struct vidmm_alloc *alloc);
struct page *vidmm_alloc_page(struct vidmm_alloc *alloc, unsigned long index, bool read);

struct file *vidmm_section_get(u64 fd, u64 size, bool read_only);

#endif
