/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * VidMm, the video memory manager: segments, and what an allocation is to them. Knows no handle and
 * no ioctl.
 */
#ifndef DXGK_VIDMM_VIDMM_H
#define DXGK_VIDMM_VIDMM_H

#include <linux/compiler.h>
#include <linux/dma-resv.h>
#include <linux/kref.h>
#include <linux/rbtree.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <drm/drm_mm.h>

#include <dxgk/allocation.h>
#include <dxgk/segment.h>

#include "ddi/paging.h"

struct file;
struct page;
struct vidmm_backing;
struct vidmm_pin;
struct vidmm_place;
struct vidmm_store;

/* Budgets are per group of segments (D3DKMT_MEMORY_SEGMENT_GROUP). */
enum vidmm_group {
	VIDMM_GROUP_LOCAL,
	VIDMM_GROUP_NON_LOCAL,
	VIDMM_NUM_GROUPS,
};

/* Classes of residency priorities, for statistics. */
#define VIDMM_NUM_PRIORITY_CLASSES	5

/**
 * struct vidmm_counter - counts allocations, and their bytes
 * @count: How many.
 * @bytes: How many bytes.
 */
struct vidmm_counter {
	u32 count;
	u64 bytes;
};

/**
 * struct vidmm_segment - one segment
 * @flags: DXGK_SEGMENTFLAGS_*. Constant, as the next four.
 * @group: The budget group it counts for.
 * @base: First address in the GPU's view.
 * @size: Bytes.
 * @commit_limit: Bytes that may be committed at a time.
 * @ranges: What is in use, in pages.
 * @unneeded: Allocations that nobody requires to be here, the first to leave first.
 * @resident: Bytes in use.
 * @num_resident: Allocations that are here.
 * @bytes_evicted: That were moved out so far, in all.
 * @bytes_evicted_by_class: The same by class of priority.
 */
struct vidmm_segment {
	u32 flags;
	enum vidmm_group group;
	u64 base;
	u64 size;
	u64 commit_limit;
	struct drm_mm ranges;
	struct rb_root_cached unneeded;
	u64 resident;
	u32 num_resident;
	u64 bytes_evicted;
	u64 bytes_evicted_by_class[VIDMM_NUM_PRIORITY_CLASSES];
};

/**
 * struct vidmm_group_state - a budget group of an adapter
 * @size: Bytes of its segments' commit limits. Constant.
 * @reserved: Of which processes have reserved so many.
 * @orphaned: Of which processes that have ended left so many in use.
 * @num_active: Processes that share the rest.
 */
struct vidmm_group_state {
	u64 size;
	u64 reserved;
	u64 orphaned;
	u32 num_active;
};

/**
 * struct vidmm_transfers - bytes that were paged so far
 * @filled: New contents.
 * @discarded: Contents that nobody needed.
 * @mapped: Into aperture segments.
 * @unmapped: From aperture segments.
 * @paged_in: From system memory to memory segments.
 * @paged_out: The other way.
 */
struct vidmm_transfers {
	u64 filled;
	u64 discarded;
	u64 mapped;
	u64 unmapped;
	u64 paged_in;
	u64 paged_out;
};

/**
 * struct vidmm - the video memory of an adapter
 * @engine: What carries paging out.
 * @num_segments: Valid entries of @segments. Constant after start, as the next two.
 * @aperture_set: DXGK_SEGMENT_BIT() of each aperture segment.
 * @cpu_visible_set: The same of each memory segment that the CPU sees.
 * @lock: Protects all that isn't constant, here, in segments, in places and in clients, but for
 *	what those say. Nothing is locked inside, and reservations are only tried.
 * @age: Counts placements and evictions, to tell what is older.
 * @groups: Budget groups.
 * @transfers: What was paged.
 * @evicted: Allocations that left a segment for system memory, or lost their contents.
 * @migrated: Allocations that moved from a segment to another.
 * @clients: Processes that have the adapter open.
 * @segments: Segment 1 first.
 */
struct vidmm {
	struct dxgk_paging_engine engine;
	u32 num_segments;
	u32 aperture_set;
	u32 cpu_visible_set;
	spinlock_t lock;	/* see above */
	u64 age;
	struct vidmm_group_state groups[VIDMM_NUM_GROUPS];
	struct vidmm_transfers transfers;
	struct vidmm_counter evicted;
	struct vidmm_counter migrated;
	struct list_head clients;
	struct vidmm_segment segments[DXGK_MAX_SEGMENTS];
};

/* Whether offered contents may go, and in which order; larger ones go later. */
enum vidmm_offer {
	VIDMM_NOT_OFFERED,
	VIDMM_OFFER_LOW,
	VIDMM_OFFER_NORMAL,
	VIDMM_OFFER_HIGH,
};

/**
 * struct vidmm_alloc - an allocation as VidMm sees it
 * @size: Bytes, a multiple of the page size.
 * @ref: Keeps the object for who looks for something to evict.
 * @alignment: Bytes, a power of two, at least a page.
 * @segment_set: Where it may be. With @preferred and @flags protected by @resv once there is a
 *	handle.
 * @eviction_set: Aperture segments to evict through; 0 is straight to system memory.
 * @flags: DXGK_ALLOCATIONINFOFLAGS_*.
 * @priority: Residency priority; read and written without a lock.
 * @required: How often devices have asked for it to be resident. Protected by @resv.
 * @preferred: In order; segment_id 0 ends the list.
 * @write_watch: Note which pages the CPU writes. Constant once there is a handle.
 * @system_only: Its memory is not the adapter's to move; only apertures can show it. Constant once
 *	there is a handle.
 * @shared: Other devices may open it. Constant once there is a handle.
 * @dead: The adapter has gone; views fault. Protected by @resv, as what follows.
 * @lost: Its memory was given up for good; nothing but destroying it is left.
 * @discarded: Contents were lost while they were offered.
 * @may_decommit: Offered with the memory that backs it.
 * @copy_valid: The backing pages have what was paged in.
 * @not_written: A device says that contents are as they were then.
 * @offer: enum vidmm_offer.
 * @residency: enum vidmm_residency, 0 for none. Changed as paging completes, under the engine's
 *	lock; read without a lock.
 * @last_operation: Counts paging operations on it. Changed under @resv and the engine's lock.
 * @place: Where it is, or will be when @moving is signaled; NULL is system memory. Changes also
 *	under vidmm.lock.
 * @moving: The last paging operation on it; NULL if that is known to be over.
 * @memory: Whose memory it shows: its own, or that of an allocation of another adapter. @pin,
 *	@section, @backing and @resv are used there. Constant once there is a handle.
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
	struct kref ref;
	u32 alignment;
	u32 segment_set;
	u32 eviction_set;
	u32 flags;
	u32 priority;
	u32 required;
	struct dxgk_segmentpreference preferred[DXGK_MAX_PREFERENCES];
	bool write_watch : 1;
	bool system_only : 1;
	bool shared : 1;
	bool dead;
	bool lost;
	bool discarded;
	bool may_decommit;
	bool copy_valid;
	bool not_written;
	u8 offer;
	u8 residency;
	u32 last_operation;
	struct vidmm_place *place;
	struct dma_fence *moving;
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

int vidmm_init(struct vidmm *vidmm, struct dxgk_adapter *adapter,
	       const struct dxgk_segmentdescriptor *desc, u32 num);
void vidmm_fini(struct vidmm *vidmm);
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

void vidmm_set_priority(struct vidmm *vidmm, struct vidmm_alloc *alloc, u32 priority);

static inline u32 vidmm_get_priority(const struct vidmm_alloc *alloc)
{
	return READ_ONCE(alloc->priority);
}

static inline u32 vidmm_get_residency(const struct vidmm_alloc *alloc)
{
	return READ_ONCE(alloc->residency) ?: VIDMM_NOT_RESIDENT;
}

/* Also if the memory is lost, because it was. Without a lock, it may change. */
static inline bool vidmm_is_offered(const struct vidmm_alloc *alloc)
{
	return READ_ONCE(alloc->offer) || READ_ONCE(alloc->lost);
}

void vidmm_alloc_init(struct vidmm_alloc *alloc);
int vidmm_alloc_describe(struct vidmm_alloc *alloc, const struct vidmm *vidmm,
			 const struct dxgk_allocationinfo *info);
int vidmm_alloc_contiguous(struct vidmm_alloc *alloc, const struct vidmm *vidmm);
void vidmm_alloc_kill(struct vidmm_alloc *alloc);
void vidmm_alloc_fini(struct vidmm_alloc *alloc);
void vidmm_set_release(void (*release)(struct vidmm_alloc *alloc));
void vidmm_alloc_put(struct vidmm_alloc *alloc);
bool vidmm_alloc_put_kept(struct vidmm_alloc *alloc);

/* What protects the contents, and who sees them. */
static inline struct dma_resv *vidmm_alloc_resv(struct vidmm_alloc *alloc)
{
	return &alloc->memory->resv;
}

void vidmm_alloc_set_pin(struct vidmm_alloc *alloc, struct vidmm_pin *pin);
void vidmm_alloc_set_section(struct vidmm_alloc *alloc, struct file *section);
void vidmm_alloc_set_origin(struct vidmm_alloc *alloc, struct vidmm_alloc *origin);
bool vidmm_alloc_is_writable(const struct vidmm_alloc *alloc);
unsigned long vidmm_alloc_num_pages(const struct vidmm_alloc *alloc);
u32 vidmm_alloc_page_offset(const struct vidmm_alloc *alloc);
int vidmm_alloc_back(struct vidmm_alloc *alloc, struct vidmm_store *store);
bool vidmm_alloc_is_visible(const struct vidmm_alloc *alloc);
bool vidmm_alloc_pfn(struct vidmm_alloc *alloc, unsigned long index, bool read,
		     unsigned long *pfn);
struct page **vidmm_alloc_pages_in_memory(struct vidmm_alloc *alloc, unsigned long first,
					  unsigned long num_pages);

struct file *vidmm_section_get(u64 fd, u64 size, bool read_only);

#endif
