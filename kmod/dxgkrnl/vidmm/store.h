/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Backing store: the system memory that allocations have of their own, swappable and charged to the
 * process that made the store.
 */
#ifndef DXGK_VIDMM_STORE_H
#define DXGK_VIDMM_STORE_H

#include <linux/list.h>
#include <linux/types.h>

#include <drm/drm_mm.h>

struct file;
struct page;
struct vidmm_alloc;
struct vidmm_store;
struct vidmm_process_statistics;

/**
 * struct vidmm_backing - an allocation's pages in system memory: a range of a store, or a client's
 * file
 * @alloc: Whose; the backing goes before it.
 * @store: With a reference; it stays although the process that made it may be gone. NULL if the
 *	pages are the client's.
 * @node: The range, in pages of the store's file; not allocated as long as there is no need.
 * @file: What has the pages; with a reference if they are the client's.
 * @first: The first page in it.
 * @num_pages: How many.
 * @committed: All pages of the range exist, in memory or swap.
 * @own: They are the backing's own, and none is in the file.
 * @mapped: Apertures that show the pages, which therefore stay.
 * @num_held: Entries of @pages that aren't NULL.
 * @pages: Pages in use, each with a reference, so that it is not swapped out, or the backing's
 *	own; NULL for the others. No array before the first need.
 * @lru: Among those that can give memory back. Protected by the shrinker's lock.
 *
 * The allocation's reservation protects what is not constant.
 */
struct vidmm_backing {
	struct vidmm_alloc *alloc;
	struct vidmm_store *store;
	struct drm_mm_node node;
	struct file *file;
	pgoff_t first;
	unsigned long num_pages;
	bool committed;
	bool own;
	u32 mapped;
	unsigned long num_held;
	struct page **pages;
	struct list_head lru;
};

struct vidmm_store *vidmm_store_new(void);
void vidmm_store_put(struct vidmm_store *store);
void vidmm_store_statistics(struct vidmm_store *store,
			    struct vidmm_process_statistics *statistics);

struct vidmm_backing *vidmm_backing_new(struct vidmm_alloc *alloc, struct vidmm_store *store);
void vidmm_backing_free(struct vidmm_backing *backing);
int vidmm_backing_prepare_view(struct vidmm_backing *backing);
int vidmm_backing_hold(struct vidmm_backing *backing);
unsigned long vidmm_backing_release(struct vidmm_backing *backing);
void vidmm_backing_decommit(struct vidmm_backing *backing);
struct page *vidmm_backing_page(struct vidmm_backing *backing, unsigned long index, bool read);

#endif
