/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * CPU views: windows onto allocations in a process's memory.
 */
#ifndef DXGK_VIDMM_VIEW_H
#define DXGK_VIDMM_VIEW_H

#include <linux/mutex.h>
#include <linux/types.h>

struct file;
struct vidmm_alloc;
struct vidmm_store;
struct vidmm_view;

/* Pages of the view file that each open of an allocation has; the largest view. */
#define VIDMM_VIEW_SHIFT	27

/**
 * struct vidmm_process - what a process has in VidMm; made at first need
 * @lock: Protects @views and @store, and lets one view be mapped at a time. Taken outside mmap_lock
 *	and reservations.
 * @views: The file of which its views are mappings, or NULL.
 * @store: Where the contents of its allocations are, or NULL.
 */
struct vidmm_process {
	struct mutex lock;	/* see above */
	struct file *views;
	struct vidmm_store *store;
};

/**
 * struct vidmm_lock - how to lock an allocation for the CPU
 * @alloc: The allocation.
 * @slot: The open's view; NULL before the first lock. Written here.
 * @key: A number that no other open of the process has, below 2^24.
 * @writable: Not only for reading.
 * @fixed: Where to put the view, page aligned; 0 leaves it to the kernel.
 */
struct vidmm_lock {
	struct vidmm_alloc *alloc;
	struct vidmm_view **slot;
	u32 key;
	bool writable;
	unsigned long fixed;
};

void vidmm_process_init(struct vidmm_process *process);
void vidmm_process_fini(struct vidmm_process *process);

int vidmm_lock(struct vidmm_process *process, const struct vidmm_lock *lock, unsigned long *addr);
int vidmm_unlock(struct vidmm_view *view);

struct vidmm_store *vidmm_process_store(struct vidmm_process *process);

void vidmm_views_zap(struct vidmm_alloc *alloc);
bool vidmm_views_bar(struct vidmm_alloc *alloc);
void vidmm_views_unbar(struct vidmm_alloc *alloc);
void vidmm_view_close(struct vidmm_view *view, bool own_process);

void vidmm_view_prime_lockdep(void);

#endif
