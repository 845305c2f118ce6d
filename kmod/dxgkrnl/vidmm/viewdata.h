/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What locks, faults and the view file know of a view.
 */
#ifndef DXGK_VIDMM_VIEWDATA_H
#define DXGK_VIDMM_VIEWDATA_H

#include <linux/atomic.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/rwsem.h>

struct file;
struct vidmm_alloc;

/**
 * struct vidmm_view - a view
 * @ref: Keeps the memory: one of the open, one of each VMA.
 * @locks: How often it is locked. Changed without a lock, except that LOCKS_MOVING comes and goes
 *	under the process's lock, and LOCKS_BARRED under the allocation's reservation.
 * @writable: Constant.
 * @watched: Its faults note what is written. Constant.
 * @lock: Protects @alloc: who holds it for reading keeps the allocation. Held for writing only to
 *	end that, so that faults don't wait for each other here.
 * @alloc: What it shows; NULL when the open has gone.
 * @link: In the list of the allocation whose memory it shows, under the reservation.
 * @file: The process's view file, with a reference.
 * @first: The first page in it.
 * @num_pages: Pages.
 * @offset: Of the contents in the first page.
 * @addr: Where the VMA is; 0 if there is none, because the client has unmapped it. Changed under
 *	mmap_lock held for writing.
 */
struct vidmm_view {
	struct kref ref;
	atomic_t locks;
	bool writable;
	bool watched;
	struct rw_semaphore lock;
	struct vidmm_alloc *alloc;
	struct hlist_node link;
	struct file *file;
	pgoff_t first;
	unsigned long num_pages;
	u32 offset;
	unsigned long addr;
};

void vidmm_view_put(struct vidmm_view *view);

#endif
