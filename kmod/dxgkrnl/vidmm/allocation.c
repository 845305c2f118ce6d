// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/string.h>

#include <dxgk/status.h>

#include "ddi/paging.h"
#include "vidmm/paging.h"
#include "vidmm/pin.h"
#include "vidmm/place.h"
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
	kref_init(&alloc->ref);
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
	vidmm_retire(alloc);
	WRITE_ONCE(alloc->residency, VIDMM_NOT_RESIDENT);
}

/**
 * vidmm_alloc_fini - give back what backs an allocation
 * @alloc: The miniport knows it no more, and it has no views. Who looks for memory may hold a
 *	reference still.
 */
void vidmm_alloc_fini(struct vidmm_alloc *alloc)
{
	struct vidmm_backing *backing;

	WARN_ON(!hlist_empty(&alloc->views) || alloc->place);
	if (alloc->backing) {
		/* Operations of adapters that showed the memory, too. */
		dma_resv_wait_timeout(&alloc->resv, DMA_RESV_USAGE_BOOKKEEP, false,
				      MAX_SCHEDULE_TIMEOUT);
		dma_resv_lock(&alloc->resv, NULL);
		backing = alloc->backing;
		alloc->backing = NULL;
		dma_resv_unlock(&alloc->resv);
		vidmm_backing_free(backing);
	}
	dma_fence_put(alloc->moving);
	if (alloc->pin)
		vidmm_unpin(alloc->pin);
	if (alloc->section)
		fput(alloc->section);
	vidmm_watch_fini(alloc);
}

static void (*release_alloc)(struct vidmm_alloc *alloc);

/**
 * vidmm_set_release - who frees allocations
 * @release: Called with the last reference; the reservation has been finished.
 */
void __init vidmm_set_release(void (*release)(struct vidmm_alloc *alloc))
{
	release_alloc = release;
}

static void alloc_release(struct kref *ref)
{
	struct vidmm_alloc *alloc = container_of(ref, struct vidmm_alloc, ref);

	dma_resv_fini(&alloc->resv);
	release_alloc(alloc);
}

/**
 * vidmm_alloc_put - drop a reference
 * @alloc: After vidmm_alloc_fini(), or used by somebody else.
 *
 * Context: no spin lock held.
 */
void vidmm_alloc_put(struct vidmm_alloc *alloc)
{
	kref_put(&alloc->ref, alloc_release);
}

static void alloc_end(struct kref *ref)
{
	dma_resv_fini(&container_of(ref, struct vidmm_alloc, ref)->resv);
}

/**
 * vidmm_alloc_put_kept - drop the owner's reference, and keep the memory if it can be had
 * @alloc: After vidmm_alloc_fini().
 *
 * Return: true if it was the last one, and nobody frees the memory but the caller.
 */
bool vidmm_alloc_put_kept(struct vidmm_alloc *alloc)
{
	return kref_put(&alloc->ref, alloc_end);
}

/**
 * vidmm_alloc_set_origin - have an allocation show another one's memory
 * @alloc: Described, and not seen by anybody yet.
 * @origin: The other one, of any adapter; kept by the caller for as long as @alloc has views.
 */
void vidmm_alloc_set_origin(struct vidmm_alloc *alloc, struct vidmm_alloc *origin)
{
	alloc->memory = origin->memory;
	alloc->system_only = true;
}

/**
 * vidmm_alloc_set_pin - have a client's own memory back an allocation
 * @alloc: Described, and not seen by anybody yet.
 * @pin: The memory, which goes with the allocation. An aperture shows whole pages of it, of which
 *	there may be one more than the size needs.
 */
void vidmm_alloc_set_pin(struct vidmm_alloc *alloc, struct vidmm_pin *pin)
{
	alloc->pin = pin;
	alloc->size = max_t(u64, alloc->size, (u64)pin->num_pages << PAGE_SHIFT);
	alloc->system_only = true;
}

/**
 * vidmm_alloc_set_section - have a client's memory file back an allocation
 * @alloc: Described, and not seen by anybody yet.
 * @section: The file, of which the allocation takes a reference.
 */
void vidmm_alloc_set_section(struct vidmm_alloc *alloc, struct file *section)
{
	alloc->section = get_file(section);
	alloc->system_only = true;
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
 * vidmm_alloc_back - make sure that an allocation has where to be in system memory
 * @alloc: With its reservation locked.
 * @store: Of which to take it.
 *
 * Return: 0 or -ENOMEM.
 */
int vidmm_alloc_back(struct vidmm_alloc *alloc, struct vidmm_store *store)
{
	struct vidmm_alloc *memory = alloc->memory;
	struct vidmm_backing *backing;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (memory->pin || memory->backing)
		return 0;
	backing = vidmm_backing_new(memory, store);
	if (IS_ERR(backing))
		return PTR_ERR(backing);
	memory->backing = backing;
	return 0;
}

/**
 * vidmm_alloc_is_visible - whether the CPU may and can see the contents
 * @alloc: With its reservation locked.
 */
bool vidmm_alloc_is_visible(const struct vidmm_alloc *alloc)
{
	const struct vidmm_alloc *memory = alloc->memory;

	if (memory->offer || memory->lost)
		return false;
	if (!vidmm_alloc_is_in_memory_segment(memory))
		return true;
	return memory->place->vidmm->cpu_visible_set & DXGK_SEGMENT_BIT(memory->place->segment_id);
}

static bool segment_pfn(const struct vidmm_place *place, unsigned long index, unsigned long *pfn)
{
	*pfn = dxgk_ddi_get_segment_pfn(place->vidmm->engine.adapter, place->segment_id,
					vidmm_place_offset(place) + (index << PAGE_SHIFT));
	/* The miniport has nothing there. */
	return *pfn;
}

/**
 * vidmm_alloc_pfn - where the CPU finds a page of an allocation
 * @alloc: Visible and backed, with its reservation locked.
 * @index: Which page.
 * @read: Read it in if it was swapped out.
 * @pfn: Out: the page frame. What is there stays while the reservation is locked, or a view shows
 *	it that vidmm_views_zap() finds.
 *
 * Return: Whether it is there.
 */
bool vidmm_alloc_pfn(struct vidmm_alloc *alloc, unsigned long index, bool read, unsigned long *pfn)
{
	struct vidmm_alloc *memory = alloc->memory;
	struct page *page;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (vidmm_alloc_is_in_memory_segment(memory))
		return segment_pfn(memory->place, index, pfn);
	if (memory->pin) {
		page = memory->pin->pages[index];
	} else {
		/* The shrinker may have taken what the first lock committed, if it was offered. */
		if (!memory->backing || vidmm_backing_prepare_view(memory->backing))
			return false;
		page = vidmm_backing_page(memory->backing, index, read);
	}
	if (!page)
		return false;
	*pfn = page_to_pfn(page);
	return true;
}

/**
 * vidmm_alloc_pages_in_memory - the system pages of a part of an allocation
 * @alloc: As for vidmm_alloc_pfn(), and not in a memory segment.
 * @first: The first page of the part.
 * @num_pages: How many.
 *
 * Return: The pages; an entry is NULL if the page isn't in memory. NULL if none is. They stay as
 * vidmm_alloc_pfn() says.
 */
struct page **vidmm_alloc_pages_in_memory(struct vidmm_alloc *alloc, unsigned long first,
					  unsigned long num_pages)
{
	struct vidmm_backing *backing = alloc->memory->backing;
	unsigned long i;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (alloc->memory->pin)
		return alloc->memory->pin->pages + first;
	if (!backing || vidmm_backing_prepare_view(backing))
		return NULL;
	for (i = 0; !backing->own && i < num_pages; i++)
		vidmm_backing_page(backing, first + i, false);
	return backing->pages + first;
}
