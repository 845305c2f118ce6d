// SPDX-License-Identifier: GPL-2.0-only
/*
 * What can be had of allocations when memory is short: contents that were offered, copies of what
 * is in a memory segment, and, of the rest, that pages may be swapped out.
 *
 * Backings that have something to give are on a list, which is one for each cgroup, so that a
 * cgroup's limit takes from those who reach it.
 */
#include <linux/list_lru.h>
#include <linux/mm.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

#include "compat.h"
#include "gfp.h"
#include "trace.h"
#include "vidmm/place.h"
#include "vidmm/shrinker.h"
#include "vidmm/store.h"
#include "vidmm/vidmm.h"
#include "vidmm/view.h"

/* What one backing counts for: they are of many pages, and reclaim counts small things. */
#define WEIGHT		64ul

/* Taken from the list at a time. */
#define BATCH		8

static struct list_lru lru;
static struct shrinker *shrinker;
static struct kmem_cache *backing_cache;

/* A backing that the list of its cgroup can have. */
struct vidmm_backing *vidmm_backing_alloc(void)
{
	struct vidmm_backing *backing = kmem_cache_alloc_lru(backing_cache, &lru,
							     DXGK_GFP_CLIENT | __GFP_ZERO);

	if (backing)
		INIT_LIST_HEAD(&backing->lru);
	return backing;
}

void vidmm_backing_dealloc(struct vidmm_backing *backing)
{
	kmem_cache_free(backing_cache, backing);
}

/**
 * vidmm_lru_add - a backing has something to give
 * @backing: The backing.
 *
 * Context: the allocation's reservation is locked, under which alone the list changes.
 */
void vidmm_lru_add(struct vidmm_backing *backing)
{
	if (list_empty(&backing->lru))
		dxgk_list_lru_add(&lru, &backing->lru);
}

/**
 * vidmm_lru_remove - a backing goes
 * @backing: The backing. Nobody finds it afterwards.
 */
void vidmm_lru_remove(struct vidmm_backing *backing)
{
	dxgk_list_lru_del(&lru, &backing->lru);
}

/* Allocations that are to give something, each with its reservation locked and a reference. */
struct givers {
	bool contents_only;	/* which commitments count, not pages */
	struct vidmm_alloc *allocs[BATCH];
	u32 n;
};

/* Nobody needs the pages' contents: they were offered, or are in a memory segment, too. */
static bool contents_may_go(const struct vidmm_backing *backing)
{
	const struct vidmm_alloc *alloc = backing->alloc;

	return backing->store && (alloc->offer || (alloc->place && alloc->copy_valid));
}

/* Take an allocation that nobody is using from the list. Under the list's lock. */
static enum lru_status take_one(DXGK_LRU_WALK_ARGS)
{
	struct vidmm_backing *backing = container_of(item, struct vidmm_backing, lru);
	struct givers *givers = arg;

	if (givers->n == BATCH)
		return LRU_SKIP;
	if (!dma_resv_trylock(&backing->alloc->resv))
		return LRU_ROTATE;
	if (givers->contents_only && !contents_may_go(backing)) {
		dma_resv_unlock(&backing->alloc->resv);
		return LRU_ROTATE;
	}
	kref_get(&backing->alloc->ref);
	givers->allocs[givers->n++] = backing->alloc;
	list_lru_isolate(list, item);
	return LRU_REMOVED;
}

/* Return: pages that were given back, or may be swapped now. */
static unsigned long shrink_one(struct vidmm_alloc *alloc)
{
	struct vidmm_backing *backing = alloc->backing;
	unsigned long freed;

	/* It has just ended. */
	if (!backing)
		return 0;
	if (backing->mapped || !dma_resv_test_signaled(&alloc->resv, DMA_RESV_USAGE_BOOKKEEP)) {
		vidmm_lru_add(backing);
		return 0;
	}
	if (!vidmm_alloc_is_in_memory_segment(alloc))
		vidmm_views_zap(alloc);
	if (!contents_may_go(backing)) {
		freed = vidmm_backing_release(backing);
		if (backing->num_held)
			vidmm_lru_add(backing);
		return freed;
	}
	freed = backing->committed ? backing->num_pages : 0;
	alloc->copy_valid = false;
	if (alloc->offer && !alloc->place && freed) {
		alloc->discarded = true;
		trace_discard_allocation(alloc);
	}
	vidmm_backing_decommit(backing);
	return freed;
}

/* Return: pages. */
static unsigned long shrink_givers(struct givers *givers)
{
	unsigned long freed = 0;
	u32 i;

	for (i = 0; i < givers->n; i++) {
		freed += shrink_one(givers->allocs[i]);
		dma_resv_unlock(&givers->allocs[i]->resv);
		vidmm_alloc_put(givers->allocs[i]);
	}
	return freed;
}

/**
 * vidmm_give_up_contents - have contents go that nobody needs
 * @num_pages: How many pages of them.
 *
 * Context: any in which a file's pages may be freed. Doesn't wait for allocations that are in use.
 * Return: Pages that aren't committed any more.
 */
unsigned long vidmm_give_up_contents(unsigned long num_pages)
{
	struct givers givers = { .contents_only = true };
	unsigned long freed = 0, left = list_lru_count(&lru);

	while (freed < num_pages && left) {
		givers.n = 0;
		list_lru_walk(&lru, take_one, &givers, BATCH);
		freed += shrink_givers(&givers);
		left -= min_t(unsigned long, left, BATCH);
	}
	return freed;
}

static unsigned long count_objects(struct shrinker *shrinker, struct shrink_control *sc)
{
	/* Old kernels may ask before there is a list. */
	if (!lru.node)
		return SHRINK_EMPTY;
	return list_lru_shrink_count(&lru, sc) * WEIGHT ?: SHRINK_EMPTY;
}

static unsigned long scan_objects(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long left = DIV_ROUND_UP(sc->nr_to_scan, WEIGHT), freed = 0, n;
	struct givers givers = { };

	/* Freeing a file's pages is a file system's work. */
	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	for (; left; left -= n) {
		n = min_t(unsigned long, left, BATCH);
		givers.n = 0;
		sc->nr_to_scan = n;
		list_lru_shrink_walk(&lru, sc, take_one, &givers);
		if (!givers.n)
			break;
		freed += shrink_givers(&givers);
	}
	return freed ?: SHRINK_STOP;
}

int __init vidmm_shrinker_init(void)
{
	backing_cache = kmem_cache_create("dxgk_backing", sizeof(struct vidmm_backing), 0,
					  SLAB_ACCOUNT, NULL);
	if (!backing_cache)
		return -ENOMEM;
	shrinker = dxgk_shrinker_register(&lru, count_objects, scan_objects);
	if (shrinker)
		return 0;
	kmem_cache_destroy(backing_cache);
	return -ENOMEM;
}

void vidmm_shrinker_exit(void)
{
	dxgk_shrinker_unregister(shrinker);
	list_lru_destroy(&lru);
	kmem_cache_destroy(backing_cache);
}
