// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages of a backing's own, outside the store's file. What is small and short-lived gets them: a
 * page of shmem costs several times as much to make and to free as to clear. They can't be swapped
 * out; under memory pressure the store moves their contents to its file, where they can.
 */
#include <linux/atomic.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>

#include "gfp.h"
#include "vidmm/ownpages.h"
#include "vidmm/store.h"

/* What a backing of this kind has at most: moving it takes as much for a moment. */
#define OWN_PAGES_MAX	64ul

/* Of all backings. */
static atomic_long_t num_own;

/* A bound for what can't be swapped out at once. */
static bool charge(unsigned long num_pages)
{
	if (atomic_long_add_return(num_pages, &num_own) <= totalram_pages() / 16)
		return true;
	atomic_long_sub(num_pages, &num_own);
	return false;
}

/* Whoever needs memory more than speed gets none here. */
static struct page *alloc_chunk(unsigned int order)
{
	gfp_t gfp = GFP_KERNEL_ACCOUNT | __GFP_ZERO | __GFP_NORETRY | __GFP_NOWARN;
	struct page *page;

	if (order)
		gfp &= ~__GFP_DIRECT_RECLAIM;
	page = alloc_pages(gfp, order);
	if (!page)
		return NULL;
	set_page_private(page, order);
	mod_node_page_state(page_pgdat(page), NR_KERNEL_MISC_RECLAIMABLE, 1 << order);
	return page;
}

static void free_chunk(struct page *page, unsigned int order)
{
	set_page_private(page, 0);
	mod_node_page_state(page_pgdat(page), NR_KERNEL_MISC_RECLAIMABLE, -(1 << order));
	__free_pages(page, order);
}

static void free_chunks(struct vidmm_backing *backing)
{
	unsigned long i, n;
	unsigned int order;

	for (i = 0; i < backing->num_held; i += n) {
		order = page_private(backing->pages[i]);
		n = 1ul << order;
		free_chunk(backing->pages[i], order);
		memset(&backing->pages[i], 0, n * sizeof(*backing->pages));
	}
	backing->num_held = 0;
}

/* The largest chunk that there is, of what is still needed. */
static bool add_chunk(struct vidmm_backing *backing)
{
	unsigned int order = ilog2(backing->num_pages - backing->num_held);
	struct page *page = alloc_chunk(order);
	unsigned long i;

	while (!page && order)
		page = alloc_chunk(--order);
	if (!page)
		return false;
	for (i = 0; i < 1ul << order; i++)
		backing->pages[backing->num_held++] = page + i;
	return true;
}

/**
 * vidmm_own_pages_alloc - give a backing pages of its own, which are zero
 * @backing: Has an array for its pages, but no pages.
 * @memcg: Who is charged.
 *
 * Context: the allocation's reservation is locked; sleeps.
 * Return: false if it is too large, or if memory isn't plentiful: then the file is the place.
 */
bool vidmm_own_pages_alloc(struct vidmm_backing *backing, struct mem_cgroup *memcg)
{
	struct mem_cgroup *old;

	if (backing->num_pages > OWN_PAGES_MAX || !charge(backing->num_pages))
		return false;
	old = set_active_memcg(memcg);
	while (backing->num_held < backing->num_pages && add_chunk(backing))
		;
	set_active_memcg(old);
	backing->own = backing->num_held == backing->num_pages;
	if (!backing->own) {
		free_chunks(backing);
		atomic_long_sub(backing->num_pages, &num_own);
	}
	return backing->own;
}

/**
 * vidmm_own_pages_free - free a backing's own pages
 * @backing: Has them, and nothing shows them.
 */
void vidmm_own_pages_free(struct vidmm_backing *backing)
{
	free_chunks(backing);
	atomic_long_sub(backing->num_pages, &num_own);
	backing->own = false;
}
