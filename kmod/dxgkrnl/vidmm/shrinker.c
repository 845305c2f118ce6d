// SPDX-License-Identifier: GPL-2.0-only
/*
 * What can be had of allocations when memory is short: contents that were offered, copies of what
 * is in a memory segment, and, of the rest, that pages may be swapped out.
 *
 * Backings that have something to give are on a list, the one that was used longest ago first.
 */
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/shrinker.h>

#include "compat.h"
#include "vidmm/place.h"
#include "vidmm/shrinker.h"
#include "vidmm/store.h"
#include "vidmm/vidmm.h"
#include "vidmm/view.h"

static DEFINE_SPINLOCK(lru_lock);
/* Both protected by lru_lock; the number is read without. */
static LIST_HEAD(lru);
static unsigned long lru_pages;

/**
 * vidmm_lru_add - a backing has something to give, and is in use now
 * @backing: The backing.
 */
void vidmm_lru_add(struct vidmm_backing *backing)
{
	spin_lock(&lru_lock);
	if (list_empty(&backing->lru))
		WRITE_ONCE(lru_pages, lru_pages + backing->num_pages);
	list_move_tail(&backing->lru, &lru);
	spin_unlock(&lru_lock);
}

static void lru_del(struct vidmm_backing *backing)
{
	lockdep_assert_held(&lru_lock);
	if (list_empty(&backing->lru))
		return;
	WRITE_ONCE(lru_pages, lru_pages - backing->num_pages);
	list_del_init(&backing->lru);
}

/**
 * vidmm_lru_remove - a backing goes
 * @backing: The backing. Nobody finds it afterwards.
 */
void vidmm_lru_remove(struct vidmm_backing *backing)
{
	spin_lock(&lru_lock);
	lru_del(backing);
	spin_unlock(&lru_lock);
}

/* The first on the list of which nobody is using the allocation, locked and with a reference. */
static struct vidmm_alloc *take_first(void)
{
	struct vidmm_backing *backing, *next;
	struct vidmm_alloc *alloc = NULL;
	int tries = 64;

	spin_lock(&lru_lock);
	list_for_each_entry_safe(backing, next, &lru, lru) {
		if (!tries--)
			break;
		if (!dma_resv_trylock(&backing->alloc->resv)) {
			list_move_tail(&backing->lru, &lru);
			continue;
		}
		alloc = backing->alloc;
		kref_get(&alloc->ref);
		lru_del(backing);
		break;
	}
	spin_unlock(&lru_lock);
	return alloc;
}

/* Nobody needs the pages' contents: they were offered, or are in a memory segment, too. */
static bool contents_may_go(const struct vidmm_alloc *alloc)
{
	return alloc->backing->store && (alloc->offer || (alloc->place && alloc->copy_valid));
}

/* Return: pages that were given back, or may be swapped now. */
static unsigned long shrink_one(struct vidmm_alloc *alloc)
{
	struct vidmm_backing *backing = alloc->backing;
	unsigned long freed;

	if (backing->mapped || !dma_resv_test_signaled(&alloc->resv, DMA_RESV_USAGE_BOOKKEEP)) {
		vidmm_lru_add(backing);
		return 0;
	}
	if (!vidmm_alloc_is_in_memory_segment(alloc))
		vidmm_views_zap(alloc);
	if (!contents_may_go(alloc)) {
		freed = backing->num_held;
		vidmm_backing_release(backing);
		return freed;
	}
	freed = backing->committed ? backing->num_pages : 0;
	alloc->copy_valid = false;
	if (alloc->offer && !alloc->place && freed)
		alloc->discarded = true;
	vidmm_backing_decommit(backing);
	return freed;
}

/**
 * vidmm_shrink - give memory back
 * @num_pages: How much.
 *
 * Context: any in which memory may be reclaimed. Doesn't wait for allocations that are in use.
 * Return: Pages that were given back, or may be swapped out now.
 */
unsigned long vidmm_shrink(unsigned long num_pages)
{
	unsigned long freed = 0, looked_at = 0;
	struct vidmm_alloc *alloc;

	while (freed < num_pages && looked_at < READ_ONCE(lru_pages) + num_pages) {
		alloc = take_first();
		if (!alloc)
			break;
		looked_at += alloc->backing->num_pages;
		freed += shrink_one(alloc);
		dma_resv_unlock(&alloc->resv);
		vidmm_alloc_put(alloc);
	}
	return freed;
}

static unsigned long count_objects(struct shrinker *shrinker, struct shrink_control *sc)
{
	return READ_ONCE(lru_pages) ?: SHRINK_EMPTY;
}

static unsigned long scan_objects(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long freed;

	/* Freeing a file's pages is a file system's work. */
	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	freed = vidmm_shrink(sc->nr_to_scan);
	return freed ?: SHRINK_STOP;
}

static struct shrinker *shrinker;

int __init vidmm_shrinker_init(void)
{
	shrinker = dxgk_shrinker_register(count_objects, scan_objects);
	return shrinker ? 0 : -ENOMEM;
}

void vidmm_shrinker_exit(void)
{
	dxgk_shrinker_unregister(shrinker);
}
