// SPDX-License-Identifier: GPL-2.0-only
/*
 * A view is the mapping of one open of an allocation. It is made by the first lock and stays when
 * the last lock has gone, because clients lock the same allocation again and again; it goes with
 * the open.
 *
 * The page tables are filled by faults only (viewfault.c), so that contents may move while a client
 * holds a pointer to them.
 *
 * Lock order: vidmm_process.lock, mmap_lock, vidmm_view.lock, the allocation's reservation.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>

#include <dxgk/status.h>

#include "compat.h"
#include "gfp.h"
#include "objects/counts.h"
#include "vidmm/pin.h"
#include "vidmm/place.h"
#include "vidmm/store.h"
#include "vidmm/vidmm.h"
#include "vidmm/view.h"
#include "vidmm/viewdata.h"
#include "vidmm/viewfile.h"
#include "vidmm/watch.h"

/* Locks that may be held at a time. */
#define MAX_LOCKS	0xffff

/* Of vidmm_view.locks while the view is being moved, which only an unlocked one can be. */
#define LOCKS_MOVING	INT_MIN
/* The same while the contents are where the CPU can't see them, or were offered. */
#define LOCKS_BARRED	(INT_MIN / 2)

static void view_release(struct kref *ref)
{
	struct vidmm_view *view = container_of(ref, struct vidmm_view, ref);

	fput(view->file);
	dxgk_count_sub(DXGK_COUNT_VIEW, 1);
	kfree(view);
}

void vidmm_view_put(struct vidmm_view *view)
{
	kref_put(&view->ref, view_release);
}

static void view_zap(struct vidmm_view *view)
{
	unmap_mapping_pages(view->file->f_mapping, view->first, view->num_pages, true);
}

/**
 * vidmm_views_zap - have every view fault before it shows anything again
 * @alloc: With its reservation locked. Includes the views of allocations that show its memory.
 */
void vidmm_views_zap(struct vidmm_alloc *alloc)
{
	struct vidmm_view *view;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	hlist_for_each_entry(view, &alloc->memory->views, link)
		view_zap(view);
}

/**
 * vidmm_views_bar - let nobody lock an allocation
 * @alloc: With its reservation locked.
 *
 * Return: false, with nothing changed, if somebody has it locked.
 */
bool vidmm_views_bar(struct vidmm_alloc *alloc)
{
	struct vidmm_view *view;
	int locks;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	hlist_for_each_entry(view, &alloc->memory->views, link) {
		locks = atomic_cmpxchg(&view->locks, 0, LOCKS_BARRED);
		if (locks && locks != LOCKS_BARRED) {
			vidmm_views_unbar(alloc);
			return false;
		}
	}
	return true;
}

/**
 * vidmm_views_unbar - let an allocation be locked again
 * @alloc: With its reservation locked. Nothing happens if there is still a reason against it.
 */
void vidmm_views_unbar(struct vidmm_alloc *alloc)
{
	struct vidmm_view *view;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (!vidmm_alloc_is_visible(alloc))
		return;
	hlist_for_each_entry(view, &alloc->memory->views, link)
		atomic_cmpxchg(&view->locks, LOCKS_BARRED, 0);
}

/*
 * Unmap a view, if it is still where we know it to be. In the process that has it. A client that
 * unmaps it in the same moment and maps something else there loses that: a module can't unmap under
 * mmap_lock.
 */
static int unmap_own(struct vidmm_view *view)
{
	unsigned long addr = READ_ONCE(view->addr);

	return addr ? vm_munmap(addr, view->num_pages << PAGE_SHIFT) : 0;
}

/**
 * vidmm_view_close - the open of an allocation goes
 * @view: Its view.
 * @own_process: The caller is a thread of the process that has it in view. Others leave the
 *	addresses alone, where an access is SIGBUS from now on.
 *
 * Context: process context, no lock held; takes mmap_lock if @own_process.
 */
void vidmm_view_close(struct vidmm_view *view, bool own_process)
{
	struct vidmm_alloc *alloc = view->alloc;

	down_write(&view->lock);
	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	view->alloc = NULL;
	hlist_del(&view->link);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	up_write(&view->lock);
	/* A fault that is in flight is over, or it sees that there is nothing. */
	if (own_process)
		unmap_own(view);
	/* There is still a VMA, or the client is just moving it. */
	if (READ_ONCE(view->addr))
		view_zap(view);
	vidmm_view_put(view);
}

static int set_up_store(struct vidmm_process *process)
{
	struct vidmm_store *store;

	lockdep_assert_held(&process->lock);
	if (process->store)
		return 0;
	store = vidmm_store_new();
	if (IS_ERR(store))
		return PTR_ERR(store);
	/* Pairs with the acquire of vidmm_process_store(). */
	smp_store_release(&process->store, store);
	return 0;
}

/**
 * vidmm_process_store - where the contents of a process's allocations are
 * @process: The caller's.
 *
 * Return: The store, which stays until vidmm_process_fini(); ERR_PTR: -ENOMEM, -EINTR if the caller
 * is dying.
 */
struct vidmm_store *vidmm_process_store(struct vidmm_process *process)
{
	/* Pairs with the release of set_up_store(). */
	struct vidmm_store *store = smp_load_acquire(&process->store);
	int err;

	if (likely(store))
		return store;
	if (mutex_lock_killable(&process->lock))
		return ERR_PTR(-EINTR);
	err = set_up_store(process);
	store = process->store;
	mutex_unlock(&process->lock);
	return err ? ERR_PTR(err) : store;
}

static int process_set_up(struct vidmm_process *process, const struct vidmm_alloc *alloc)
{
	lockdep_assert_held(&process->lock);
	if (!process->views) {
		struct file *views = vidmm_viewfile_new();

		if (IS_ERR(views))
			return PTR_ERR(views);
		process->views = views;
	}
	if (!alloc->memory->pin && !alloc->memory->section)
		return set_up_store(process);
	return 0;
}

/* Make sure that there is memory to see. */
static int back(struct vidmm_process *process, struct vidmm_alloc *alloc)
{
	int err;

	dma_resv_assert_held(vidmm_alloc_resv(alloc));
	if (alloc->dead)
		return -DXGK_EDEVICEREMOVED;
	if (alloc->offer || alloc->lost)
		return -EINVAL;
	if (!vidmm_alloc_is_visible(alloc))
		return -EBUSY;
	err = vidmm_alloc_back(alloc, process->store);
	if (err || alloc->memory->pin || vidmm_alloc_is_in_memory_segment(alloc->memory))
		return err;
	return vidmm_backing_prepare_view(alloc->memory->backing);
}

/* Why a view is barred, if it still is. */
static int check_barred(struct vidmm_view *view)
{
	struct vidmm_alloc *alloc = view->alloc;
	int err = 0;

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	if (atomic_read(&view->locks) == LOCKS_BARRED)
		err = alloc->offer || alloc->lost ? -EINVAL : -EBUSY;
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	return err;
}

static struct vidmm_view *view_alloc(void)
{
	struct vidmm_view *view = kzalloc(sizeof(*view), DXGK_GFP_CLIENT);

	if (!view)
		return NULL;
	kref_init(&view->ref);
	init_rwsem(&view->lock);
	return view;
}

static struct vidmm_view *view_new(struct vidmm_process *process, const struct vidmm_lock *lock)
{
	struct vidmm_alloc *alloc = lock->alloc;
	struct vidmm_view *view;
	int err;

	if (vidmm_alloc_num_pages(alloc) > 1ul << VIDMM_VIEW_SHIFT)
		return ERR_PTR(-ENOMEM);
	err = process_set_up(process, alloc);
	if (err)
		return ERR_PTR(err);
	view = view_alloc();
	if (!view)
		return ERR_PTR(-ENOMEM);
	view->writable = lock->writable && vidmm_alloc_is_writable(alloc);
	view->watched = alloc->write_watch;
	view->alloc = alloc;
	view->first = (pgoff_t)lock->key << VIDMM_VIEW_SHIFT;
	view->num_pages = vidmm_alloc_num_pages(alloc);
	view->offset = vidmm_alloc_page_offset(alloc);

	dma_resv_lock(vidmm_alloc_resv(alloc), NULL);
	err = back(process, alloc);
	if (!err)
		err = vidmm_watch_prepare_view(alloc);
	if (!err)
		hlist_add_head(&view->link, &alloc->memory->views);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	if (err) {
		kfree(view);
		return ERR_PTR(err);
	}
	view->file = get_file(process->views);
	dxgk_count_add(DXGK_COUNT_VIEW, 1);
	return view;
}

/* Put a view that isn't mapped into the process's memory. */
static int view_map(struct vidmm_view *view, unsigned long fixed)
{
	unsigned long addr, len = view->num_pages << PAGE_SHIFT;

	if (fixed && (len > TASK_SIZE || fixed > TASK_SIZE - len))
		return -EINVAL;
	addr = vidmm_viewfile_mmap(view->file, view, fixed, len, view->writable,
				   (u64)view->first << PAGE_SHIFT);
	if (!IS_ERR_VALUE(addr))
		return 0;
	if (addr == (unsigned long)-EINTR)
		return -EINTR;
	return fixed && addr != (unsigned long)-ENOMEM ? -EINVAL : -ENOMEM;
}

/* Bring a view to where the client wants it. */
static int view_move(struct vidmm_view *view, unsigned long fixed)
{
	int err;

	if (!fixed)
		return READ_ONCE(view->addr) ? 0 : view_map(view, 0);
	if (READ_ONCE(view->addr) == fixed)
		return 0;
	err = check_barred(view);
	if (err)
		return err;
	if (atomic_cmpxchg(&view->locks, 0, LOCKS_MOVING))
		return -EINVAL;
	err = unmap_own(view);
	if (!err)
		err = view_map(view, fixed);
	atomic_set(&view->locks, 0);
	return err;
}

/*
 * Count a lock of a view and tell where it is.
 *
 * Return: 0; -ETOOMANYREFS; -EAGAIN if it has to be mapped first.
 */
static int view_lock(struct vidmm_view *view, unsigned long *addr)
{
	int locks;

	if (!atomic_inc_unless_negative(&view->locks))
		return -EAGAIN;
	locks = atomic_read(&view->locks);
	*addr = READ_ONCE(view->addr);
	if (likely(*addr && locks <= MAX_LOCKS)) {
		*addr += view->offset;
		return 0;
	}
	atomic_dec(&view->locks);
	return *addr ? -DXGK_ETOOMANYREFS : -EAGAIN;
}

static int lock_slowly(struct vidmm_process *process, const struct vidmm_lock *lock,
		       unsigned long *addr)
{
	struct vidmm_view *view = *lock->slot;
	int err;

	lockdep_assert_held(&process->lock);
	if (!view) {
		view = view_new(process, lock);
		if (IS_ERR(view))
			return PTR_ERR(view);
		/* Pairs with the acquire of who locks without the process's lock. */
		smp_store_release(lock->slot, view);
	}
	do {
		err = view_move(view, lock->fixed);
		if (!err)
			err = view_lock(view, addr);
		if (err == -EAGAIN)
			err = check_barred(view) ?: -EAGAIN;
		/* Another thread has unmapped it already. */
	} while (err == -EAGAIN && !fatal_signal_pending(current));
	return err == -EAGAIN ? -EINTR : err;
}

/**
 * vidmm_lock - lock an allocation for the CPU
 * @process: The caller's.
 * @lock: What and how.
 * @addr: Out: where the caller finds the contents.
 *
 * Locks nest; until the last is gone, all get the same address, unless the client moves the
 * mapping. One that is mapped already takes no lock here. All memory is committed by the first
 * lock.
 *
 * Context: the process, no lock held; takes mmap_lock.
 * Return: 0; -ENOMEM; -EINVAL if @lock->fixed can't be used, or the allocation was offered; -EBUSY
 * if the contents must leave a segment that the CPU doesn't see first; -DXGK_EDEVICEREMOVED;
 * -DXGK_ETOOMANYREFS; -EINTR if the caller is dying.
 */
int vidmm_lock(struct vidmm_process *process, const struct vidmm_lock *lock, unsigned long *addr)
{
	/* Pairs with the release of who published it. */
	struct vidmm_view *view = smp_load_acquire(lock->slot);
	int err = -EAGAIN;

	if (likely(view && !lock->fixed))
		err = view_lock(view, addr);
	if (likely(err != -EAGAIN))
		return err;
	if (mutex_lock_killable(&process->lock))
		return -EINTR;
	err = lock_slowly(process, lock, addr);
	mutex_unlock(&process->lock);
	return err;
}

/**
 * vidmm_unlock - give one lock back
 * @view: The open's view, or NULL.
 *
 * The mapping stays for the next lock.
 *
 * Return: 0, or -EINVAL if it isn't locked.
 */
int vidmm_unlock(struct vidmm_view *view)
{
	return view && atomic_dec_if_positive(&view->locks) >= 0 ? 0 : -EINVAL;
}

void vidmm_process_init(struct vidmm_process *process)
{
	mutex_init(&process->lock);
}

/**
 * vidmm_process_fini - a process has no allocations any more
 * @process: What it has; may be used again afterwards.
 *
 * Its views' VMAs and what others share with it keep the file and the store.
 */
void vidmm_process_fini(struct vidmm_process *process)
{
	mutex_lock(&process->lock);
	if (process->views)
		fput(process->views);
	process->views = NULL;
	if (process->store)
		vidmm_store_put(process->store);
	process->store = NULL;
	mutex_unlock(&process->lock);
}

/*
 * Tell lockdep of the order, and that memory is allocated under each of these locks, before a
 * machine that is short of memory would find out.
 */
void __init vidmm_view_prime_lockdep(void)
{
	static struct vidmm_process process;
	static struct vidmm_alloc alloc;
	struct vidmm_view *view;

	if (!IS_ENABLED(CONFIG_LOCKDEP) || !current->mm)
		return;
	view = view_alloc();
	if (!view)
		return;
	vidmm_process_init(&process);
	vidmm_alloc_init(&alloc);
	mutex_lock(&process.lock);
	mmap_read_lock(current->mm);
	down_read(&view->lock);
	dma_resv_lock(vidmm_alloc_resv(&alloc), NULL);
	fs_reclaim_acquire(GFP_KERNEL);
	fs_reclaim_release(GFP_KERNEL);
	dma_resv_unlock(vidmm_alloc_resv(&alloc));
	up_read(&view->lock);
	mmap_read_unlock(current->mm);
	mutex_unlock(&process.lock);
	dma_resv_fini(&alloc.resv);
	kfree(view);
}
