// SPDX-License-Identifier: GPL-2.0-only
/*
 * One shmem file per process holds the contents of all its allocations that are in system memory.
 * Each has a range of it, but only from the first need on; ranges are packed, so the file's index
 * stays flat. A file per allocation would cost more memory and time, and count against
 * the system's limit of files. Small allocations have pages of their own at first (ownpages.c),
 * whose contents move to the file when memory is short.
 */
#include <linux/atomic.h>
#include <linux/blk_types.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/highmem.h>
#include <linux/memcontrol.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/swap.h>

#include "compat.h"
#include "gfp.h"
#include "objects/counts.h"
#include "vidmm/ownpages.h"
#include "vidmm/shrinker.h"
#include "vidmm/statistics.h"
#include "vidmm/store.h"
#include "vidmm/vidmm.h"

/* As long as a file can be. Nothing is reserved for it. */
#define STORE_PAGES	((u64)MAX_LFS_FILESIZE >> PAGE_SHIFT)

/* Commit looks for signals and at what memory is left this often. */
#define COMMIT_PAGES	256ul

/**
 * struct vidmm_store - the store of a process
 * @ref: One of the process, one of each range.
 * @file: The pages.
 * @memcg: Who is charged for them: the cgroup in which the process was when it first needed memory.
 * @lock: Protects @ranges. Nothing is locked inside; memory is not allocated inside.
 * @ranges: What is in use, in pages.
 * @used: How many pages all backings have, whether they exist or not.
 * @own_pages: How many there are outside the file.
 */
struct vidmm_store {
	struct kref ref;
	struct file *file;
	struct mem_cgroup *memcg;
	struct mutex lock;	/* ranges */
	struct drm_mm ranges;
	atomic_long_t used;
	atomic_long_t own_pages;
};

/* Pages that are committed, of all stores. */
static atomic_long_t committed_pages;

/**
 * vidmm_store_new - an empty store, charged to the caller
 *
 * Return: The store with a reference, or ERR_PTR(-ENOMEM).
 */
struct vidmm_store *vidmm_store_new(void)
{
	struct vidmm_store *store = kzalloc(sizeof(*store), DXGK_GFP_CLIENT);
	struct file *file;

	if (!store)
		return ERR_PTR(-ENOMEM);
	file = shmem_file_setup("dxgk_store", STORE_PAGES << PAGE_SHIFT, DXGK_SHMEM_NORESERVE);
	if (IS_ERR(file)) {
		kfree(store);
		return ERR_PTR(-ENOMEM);
	}
	kref_init(&store->ref);
	store->file = file;
	store->memcg = get_mem_cgroup_from_mm(current->mm);
	mutex_init(&store->lock);
	drm_mm_init(&store->ranges, 0, STORE_PAGES);
	dxgk_count_add(DXGK_COUNT_STORE, 1);
	return store;
}

static void store_release(struct kref *ref)
{
	struct vidmm_store *store = container_of(ref, struct vidmm_store, ref);

	drm_mm_takedown(&store->ranges);
	mem_cgroup_put(store->memcg);
	fput(store->file);
	dxgk_count_sub(DXGK_COUNT_STORE, 1);
	kfree(store);
}

void vidmm_store_put(struct vidmm_store *store)
{
	kref_put(&store->ref, store_release);
}

/**
 * vidmm_store_statistics - how large a store is
 * @store: The store.
 * @statistics: Out.
 */
void vidmm_store_statistics(struct vidmm_store *store,
			    struct vidmm_process_statistics *statistics)
{
	const struct inode *inode = file_inode(store->file);
	u64 own;

	statistics->reserved = (u64)atomic_long_read(&store->used) << PAGE_SHIFT;
	own = (u64)atomic_long_read(&store->own_pages) << PAGE_SHIFT;
	statistics->committed = own + ((u64)READ_ONCE(inode->i_blocks) << SECTOR_SHIFT);
	statistics->resident = own + ((u64)READ_ONCE(inode->i_mapping->nrpages) << PAGE_SHIFT);
}

static void set_store(struct vidmm_backing *backing, struct vidmm_store *store)
{
	kref_get(&store->ref);
	atomic_long_add(backing->num_pages, &store->used);
	backing->store = store;
	backing->file = store->file;
}

/* Take a range of the file, unless the backing has one. */
static int take_range(struct vidmm_backing *backing)
{
	struct vidmm_store *store = backing->store;
	int err;

	if (drm_mm_node_allocated(&backing->node))
		return 0;
	mutex_lock(&store->lock);
	err = drm_mm_insert_node(&store->ranges, &backing->node, backing->num_pages);
	mutex_unlock(&store->lock);
	backing->first = backing->node.start;
	return err ? -ENOMEM : 0;
}

/**
 * vidmm_backing_new - where an allocation's contents are while they are in system memory
 * @alloc: The allocation; not one of pinned memory.
 * @store: Of which to take a range, unless the allocation has a client's file.
 *
 * No page is allocated. Contents that were never written are zero.
 *
 * Return: The backing, or ERR_PTR(-ENOMEM).
 */
struct vidmm_backing *vidmm_backing_new(struct vidmm_alloc *alloc, struct vidmm_store *store)
{
	struct vidmm_backing *backing = vidmm_backing_alloc();

	if (!backing)
		return ERR_PTR(-ENOMEM);
	backing->alloc = alloc;
	backing->num_pages = vidmm_alloc_num_pages(alloc);
	if (alloc->section)
		backing->file = get_file(alloc->section);
	else
		set_store(backing, store);
	return backing;
}

/*
 * The pages of a store are in no process's resident set, so the OOM killer would shoot at others
 * for them: it must not come to that. A reserve stays for everybody else.
 */
static bool memory_is_available(unsigned long num_pages)
{
	long available = si_mem_available() + get_nr_swap_pages() - totalram_pages() / 16;

	return (long)num_pages <= available;
}

/*
 * Half of the machine's memory is for graphics, as applications are told, and as much more as can
 * be swapped out.
 */
static int reserve_commitment(unsigned long num_pages)
{
	long limit = totalram_pages() / 2 + get_nr_swap_pages();

	if (!memory_is_available(num_pages))
		return -ENOMEM;
	if (atomic_long_add_return(num_pages, &committed_pages) <= limit)
		return 0;
	atomic_long_sub(num_pages, &committed_pages);
	return -ENOMEM;
}

/* A page with a reference; from swap, or new and zero, if need be. NULL without memory. */
static struct page *read_page(struct vidmm_backing *backing, unsigned long index)
{
	struct address_space *mapping = backing->file->f_mapping;
	struct mem_cgroup *old;
	struct page *page;

	/* A limit is an error, not a reason to kill. */
	old = set_active_memcg(backing->store ? backing->store->memcg : NULL);
	page = shmem_read_mapping_page_gfp(mapping, backing->first + index,
					   mapping_gfp_mask(mapping) | __GFP_RETRY_MAYFAIL |
					   __GFP_NOWARN);
	set_active_memcg(old);
	return IS_ERR(page) ? NULL : page;
}

/* Free the contents of the first pages of a range. */
static void truncate_range(struct vidmm_backing *backing, unsigned long num_pages)
{
	loff_t start = (loff_t)backing->first << PAGE_SHIFT;

	if (num_pages)
		shmem_truncate_range(file_inode(backing->file), start,
				     start + ((loff_t)num_pages << PAGE_SHIFT) - 1);
}

static void drop_own_pages(struct vidmm_backing *backing)
{
	vidmm_own_pages_free(backing);
	atomic_long_sub(backing->num_pages, &backing->store->own_pages);
}

/* Move contents from pages of the backing's own to the file: all, or none without memory. */
static void move_to_file(struct vidmm_backing *backing)
{
	struct page *page;
	unsigned long i;

	if (take_range(backing))
		return;
	for (i = 0; i < backing->num_pages; i++) {
		page = read_page(backing, i);
		if (!page) {
			truncate_range(backing, i);
			return;
		}
		copy_highpage(page, backing->pages[i]);
		set_page_dirty(page);
		put_page(page);
	}
	drop_own_pages(backing);
}

static void put_pages(struct vidmm_backing *backing)
{
	unsigned long i;

	for (i = 0; backing->num_held && i < backing->num_pages; i++) {
		if (!backing->pages[i])
			continue;
		put_page(backing->pages[i]);
		backing->pages[i] = NULL;
		if (!(--backing->num_held % COMMIT_PAGES))
			cond_resched();
	}
}

/**
 * vidmm_backing_release - have pages be swapped out again
 * @backing: Nothing maps it, and no paging operation is in flight.
 *
 * Context: the allocation's reservation is locked.
 * Return: How many pages can be swapped now that couldn't.
 */
unsigned long vidmm_backing_release(struct vidmm_backing *backing)
{
	unsigned long held = backing->num_held;

	if (!backing->own)
		put_pages(backing);
	else if (get_nr_swap_pages() > 0)
		move_to_file(backing);
	return held - backing->num_held;
}

/**
 * vidmm_backing_decommit - give up the contents of a range of a store
 * @backing: As for vidmm_backing_release(). They are zero afterwards.
 */
void vidmm_backing_decommit(struct vidmm_backing *backing)
{
	if (!backing->committed)
		return;
	if (backing->own) {
		drop_own_pages(backing);
	} else {
		put_pages(backing);
		truncate_range(backing, backing->num_pages);
	}
	atomic_long_sub(backing->num_pages, &committed_pages);
	backing->committed = false;
}

static void range_free(struct vidmm_backing *backing)
{
	struct vidmm_store *store = backing->store;

	vidmm_backing_decommit(backing);
	if (drm_mm_node_allocated(&backing->node)) {
		mutex_lock(&store->lock);
		drm_mm_remove_node(&backing->node);
		mutex_unlock(&store->lock);
	}
	atomic_long_sub(backing->num_pages, &store->used);
	vidmm_store_put(store);
}

/* The client's file keeps its contents. */
static void file_free(struct vidmm_backing *backing)
{
	put_pages(backing);
	fput(backing->file);
}

/**
 * vidmm_backing_free - give pages back; a range of a store loses its contents
 * @backing: Nothing maps it.
 */
void vidmm_backing_free(struct vidmm_backing *backing)
{
	vidmm_lru_remove(backing);
	if (backing->store)
		range_free(backing);
	else
		file_free(backing);
	kvfree(backing->pages);
	vidmm_backing_dealloc(backing);
}

/*
 * A page with a reference if it is in memory now. The lock makes sure that it isn't on its way out:
 * from then on the reference keeps it.
 */
static struct page *find_page(struct vidmm_backing *backing, unsigned long index)
{
	struct address_space *mapping = backing->file->f_mapping;
	struct folio *folio = dxgk_filemap_get_folio(mapping, backing->first + index);
	struct page *page = NULL;

	if (!folio)
		return NULL;
	if (folio_trylock(folio)) {
		if (folio->mapping == mapping && folio_test_uptodate(folio))
			page = folio_file_page(folio, backing->first + index);
		if (page && PageHWPoison(page))
			page = NULL;
		folio_unlock(folio);
	}
	if (!page)
		folio_put(folio);
	return page;
}

static int commit_pages(struct vidmm_backing *backing, unsigned long *done)
{
	struct page *page;

	for (*done = 0; *done < backing->num_pages; ++*done) {
		if (!(*done % COMMIT_PAGES)) {
			if (fatal_signal_pending(current))
				return -EINTR;
			if (!memory_is_available(min(backing->num_pages - *done, COMMIT_PAGES)))
				return -ENOMEM;
			cond_resched();
		}
		page = read_page(backing, *done);
		if (!page)
			return -ENOMEM;
		/*
		 * A clean page would be dropped instead of swapped out. And who writes through a
		 * view is not seen later.
		 */
		set_page_dirty(page);
		put_page(page);
	}
	return 0;
}

/* All or nothing. */
static int commit(struct vidmm_backing *backing)
{
	unsigned long done;
	int err;

	err = reserve_commitment(backing->num_pages);
	/* Contents that are not needed here count, too. */
	if (err && vidmm_give_up_contents(backing->num_pages))
		err = reserve_commitment(backing->num_pages);
	if (err)
		return err;
	if (vidmm_own_pages_alloc(backing, backing->store->memcg)) {
		atomic_long_add(backing->num_pages, &backing->store->own_pages);
		vidmm_lru_add(backing);
		backing->committed = true;
		return 0;
	}
	done = 0;
	err = take_range(backing) ?: commit_pages(backing, &done);
	if (err) {
		truncate_range(backing, done);
		atomic_long_sub(backing->num_pages, &committed_pages);
		return err;
	}
	backing->committed = true;
	return 0;
}

/**
 * vidmm_backing_prepare_view - make sure that a view's faults find pages
 * @backing: The pages.
 *
 * Those of a store all exist afterwards, so that only swapping in can make a fault fail. A client's
 * file is as it is.
 *
 * Context: the allocation's reservation is locked; sleeps.
 * Return: 0; -ENOMEM if the machine or the store's cgroup can't spare so much; -EINTR if the caller
 * is dying. No page remains allocated on failure.
 */
int vidmm_backing_prepare_view(struct vidmm_backing *backing)
{
	if (!backing->pages)
		backing->pages = kvcalloc(backing->num_pages, sizeof(*backing->pages),
					  DXGK_GFP_CLIENT);
	if (!backing->pages)
		return -ENOMEM;
	return backing->store && !backing->committed ? commit(backing) : 0;
}

/**
 * vidmm_backing_page - a page in use
 * @backing: After vidmm_backing_prepare_view().
 * @index: Which page of it.
 * @read: Read it in if it was swapped out.
 *
 * Context: the allocation's reservation is locked.
 * Return: The page, which stays in memory until vidmm_backing_release(); NULL if it is not there,
 * or without memory to read it in.
 */
struct page *vidmm_backing_page(struct vidmm_backing *backing, unsigned long index, bool read)
{
	struct page *page = backing->pages[index];

	if (page)
		return page;
	page = find_page(backing, index);
	if (!page && read)
		page = read_page(backing, index);
	if (page) {
		/* It may have been read from swap, and is clean then. */
		set_page_dirty(page);
		backing->pages[index] = page;
		backing->num_held++;
	}
	return page;
}

/**
 * vidmm_backing_hold - have all pages in memory, in @backing->pages
 * @backing: The pages.
 *
 * Context: the allocation's reservation is locked; sleeps.
 * Return: As vidmm_backing_prepare_view().
 */
int vidmm_backing_hold(struct vidmm_backing *backing)
{
	unsigned long i;
	int err;

	err = vidmm_backing_prepare_view(backing);
	if (err)
		return err;
	for (i = 0; backing->num_held < backing->num_pages && i < backing->num_pages; i++) {
		if (!vidmm_backing_page(backing, i, true))
			return fatal_signal_pending(current) ? -EINTR : -ENOMEM;
		if (!(i % COMMIT_PAGES))
			cond_resched();
	}
	vidmm_lru_add(backing);
	return 0;
}
