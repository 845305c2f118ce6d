/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Backing store: the system memory that allocations have of their own, swappable and charged to the
 * process that made the store.
 */
#ifndef DXGK_VIDMM_STORE_H
#define DXGK_VIDMM_STORE_H

#include <linux/types.h>

#include <drm/drm_mm.h>

struct file;
struct page;
struct vidmm_store;

/**
 * struct vidmm_backing - an allocation's pages in system memory: a range of a store, or a client's
 * file
 * @store: With a reference; it stays although the process that made it may be gone. NULL if the
 *	pages are the client's.
 * @node: The range, in pages of the store's file.
 * @file: What has the pages; with a reference if they are the client's.
 * @first: The first page in it.
 * @num_pages: How many.
 * @committed: All pages of the range exist, in memory or swap.
 * @pages: Pages that views show, each with a reference, so that it is not swapped out; NULL for the
 *	others. No array before the first view.
 *
 * @committed and @pages are protected by the allocation's reservation, the others are constant.
 */
struct vidmm_backing {
	struct vidmm_store *store;
	struct drm_mm_node node;
	struct file *file;
	pgoff_t first;
	unsigned long num_pages;
	bool committed;
	struct page **pages;
};

struct vidmm_store *vidmm_store_new(void);
void vidmm_store_put(struct vidmm_store *store);

struct vidmm_backing *vidmm_backing_new(struct vidmm_store *store, unsigned long num_pages);
struct vidmm_backing *vidmm_backing_new_section(struct file *file, unsigned long num_pages);
void vidmm_backing_free(struct vidmm_backing *backing);
int vidmm_backing_prepare_view(struct vidmm_backing *backing);
struct page *vidmm_backing_page(struct vidmm_backing *backing, unsigned long index, bool read);

#endif
