// SPDX-License-Identifier: GPL-2.0-only
/*
 * The page tables of a view are filled by faults, a window at a time. They hold PFNs and no
 * references: what a view may show is kept by the backing.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>

#include "compat.h"
#include "vidmm/place.h"
#include "vidmm/shrinker.h"
#include "vidmm/store.h"
#include "vidmm/vidmm.h"
#include "vidmm/viewdata.h"
#include "vidmm/viewfile.h"
#include "vidmm/watch.h"

/* Pages that one fault maps, if they are in memory; a power of two. */
#define FAULT_PAGES	16ul

/**
 * struct window - the part of a view that one fault maps
 * @vma: Where.
 * @pages: The system pages of the window; NULL for those that aren't in memory.
 * @first: The first page, in the view.
 * @num_pages: How many; at most FAULT_PAGES.
 * @addr: Where the first page is mapped.
 */
struct window {
	struct vm_area_struct *vma;
	struct page **pages;
	pgoff_t first;
	unsigned long num_pages;
	unsigned long addr;
};

static struct window window_around(const struct vidmm_view *view, const struct vm_fault *vmf)
{
	pgoff_t first = max(vmf->pgoff & ~(FAULT_PAGES - 1), view->first);
	pgoff_t end = min((vmf->pgoff | (FAULT_PAGES - 1)) + 1, view->first + view->num_pages);

	return (struct window) {
		.vma = vmf->vma,
		.first = first - view->first,
		.num_pages = end - first,
		.addr = vmf->address - ((vmf->pgoff - first) << PAGE_SHIFT),
	};
}

/*
 * Map what is around the page at @asked, which is mapped. Pages of a segment may be device memory,
 * of which the core keeps the caching attributes.
 */
static void map_segment_pages(struct vidmm_view *view, const struct window *window,
			      unsigned long asked)
{
	unsigned long i, pfn, addr = window->addr;

	for (i = 0; i < window->num_pages; i++, addr += PAGE_SIZE) {
		if (addr == asked || !vidmm_alloc_pfn(view->alloc, window->first + i, false, &pfn))
			continue;
		if (vmf_insert_pfn_prot(window->vma, addr, pfn, window->vma->vm_page_prot) !=
		    VM_FAULT_NOPAGE)
			return;
	}
}

static int map_page(pte_t *pte, unsigned long addr, void *data)
{
	const struct window *window = data;
	struct page *page = window->pages[(addr - window->addr) >> PAGE_SHIFT];

	if (page && pte_none(ptep_get(pte)))
		set_pte_at(window->vma->vm_mm, addr, pte,
			   pte_mkspecial(pfn_pte(page_to_pfn(page), window->vma->vm_page_prot)));
	return 0;
}

/*
 * Pages of RAM have no caching attributes to look up, which would cost more than all else here:
 * their entries are set together.
 */
static bool map_system_pages(struct vidmm_view *view, struct window *window)
{
	window->pages = vidmm_alloc_pages_in_memory(view->alloc, window->first, window->num_pages);
	return window->pages &&
	       !apply_to_page_range(window->vma->vm_mm, window->addr,
				    window->num_pages << PAGE_SHIFT, map_page, window);
}

/*
 * How the page that was asked for is mapped. The VMA's own protection lets nobody write to a
 * watched allocation (because of ->pfn_mkwrite), so a write gets the page only here, once noted.
 */
static pgprot_t page_protection(struct vidmm_view *view, struct vm_fault *vmf)
{
	if (!view->watched || !(vmf->flags & FAULT_FLAG_WRITE))
		return vmf->vma->vm_page_prot;
	vidmm_watch_note(view->alloc, vmf->pgoff - view->first);
	/* It replaces the read-only entry, which a reset may meanwhile have made anew. */
	if (vmf->flags & FAULT_FLAG_MKWRITE)
		unmap_mapping_pages(view->file->f_mapping, vmf->pgoff, 1, true);
	return vm_get_page_prot(vmf->vma->vm_flags);
}

/* Map the page that was asked for, and what is in memory around it. */
static bool map_window(struct vidmm_view *view, struct vm_fault *vmf)
{
	bool in_segment = vidmm_alloc_is_in_memory_segment(view->alloc->memory);
	struct window window = window_around(view, vmf);
	unsigned long pfn;

	if (!vidmm_alloc_pfn(view->alloc, vmf->pgoff - view->first, true, &pfn))
		return false;
	if ((in_segment || view->watched) &&
	    vmf_insert_pfn_prot(vmf->vma, vmf->address, pfn, page_protection(view, vmf)) !=
	    VM_FAULT_NOPAGE)
		return false;
	if (!in_segment)
		return map_system_pages(view, &window);
	map_segment_pages(view, &window, vmf->address);
	return true;
}

static vm_fault_t fault_reserved(struct vidmm_view *view, struct vm_fault *vmf)
{
	struct vidmm_alloc *alloc = view->alloc;

	if (alloc->dead || !vidmm_alloc_is_visible(alloc))
		return VM_FAULT_SIGBUS;
	/* Not VM_FAULT_OOM, which would have the OOM killer choose somebody and then try again. */
	if (!map_window(view, vmf))
		return VM_FAULT_SIGBUS;
	if (alloc->memory->backing)
		vidmm_lru_add(alloc->memory->backing);
	/* Who may write, may have. */
	if (view->writable)
		alloc->memory->copy_valid = false;
	return VM_FAULT_NOPAGE;
}

/*
 * Paging may take long, and mmap_lock shouldn't be held meanwhile: let go of it, wait, and have the
 * fault come again. Consumes the hold of @view->lock.
 */
static vm_fault_t wait_and_retry(struct vidmm_view *view, struct vm_fault *vmf)
{
	struct dma_resv *resv = vidmm_alloc_resv(view->alloc);

	if (!(vmf->flags & FAULT_FLAG_RETRY_NOWAIT)) {
		/* The VMA may go with mmap_lock, and its reference with it. */
		kref_get(&view->ref);
		mmap_read_unlock(vmf->vma->vm_mm);
		if (!dma_resv_lock_interruptible(resv, NULL))
			dma_resv_unlock(resv);
		dma_resv_wait_timeout(resv, DMA_RESV_USAGE_KERNEL, true, MAX_SCHEDULE_TIMEOUT);
		up_read(&view->lock);
		vidmm_view_put(view);
	} else {
		up_read(&view->lock);
	}
	return VM_FAULT_RETRY;
}

/* Whether the reservation could be locked at once, and nothing moves the contents. */
static bool trylock_settled(struct dma_resv *resv)
{
	if (!dma_resv_trylock(resv))
		return false;
	if (dma_resv_test_signaled(resv, DMA_RESV_USAGE_KERNEL))
		return true;
	dma_resv_unlock(resv);
	return false;
}

/* The same with waiting. Return: 0, or a negative errno for a signal. */
static int lock_settled(struct dma_resv *resv)
{
	long err = dma_resv_lock_interruptible(resv, NULL);

	while (!err && !dma_resv_test_signaled(resv, DMA_RESV_USAGE_KERNEL)) {
		dma_resv_unlock(resv);
		err = dma_resv_wait_timeout(resv, DMA_RESV_USAGE_KERNEL, true,
					    MAX_SCHEDULE_TIMEOUT);
		err = err < 0 ? err : dma_resv_lock_interruptible(resv, NULL);
	}
	return err;
}

static vm_fault_t view_fault(struct vm_fault *vmf)
{
	struct vidmm_view *view = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	struct dma_resv *resv;

	down_read(&view->lock);
	if (!view->alloc)
		goto unlock;
	resv = vidmm_alloc_resv(view->alloc);
	if (!trylock_settled(resv)) {
		/* The core doesn't let ->pfn_mkwrite ask for that. */
		if (fault_flag_allow_retry_first(vmf->flags) &&
		    !(vmf->flags & FAULT_FLAG_MKWRITE))
			return wait_and_retry(view, vmf);
		ret = VM_FAULT_NOPAGE;
		if (lock_settled(resv))
			goto unlock;
	}
	ret = fault_reserved(view, vmf);
	dma_resv_unlock(resv);
unlock:
	up_read(&view->lock);
	return ret;
}

/* A VMA is copied only to be moved, since VM_DONTCOPY keeps it from fork. */
static void view_vma_open(struct vm_area_struct *vma)
{
	struct vidmm_view *view = vma->vm_private_data;

	kref_get(&view->ref);
}

static int view_vma_mremap(struct vm_area_struct *vma)
{
	struct vidmm_view *view = vma->vm_private_data;

	WRITE_ONCE(view->addr, vma->vm_start);
	return 0;
}

static void view_vma_close(struct vm_area_struct *vma)
{
	struct vidmm_view *view = vma->vm_private_data;

	/* Not what mremap() leaves behind. */
	if (view->addr == vma->vm_start)
		WRITE_ONCE(view->addr, 0);
	vidmm_view_put(view);
}

/* There is one address to remember, so a view is mapped whole or not at all. */
static int view_vma_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static const struct vm_operations_struct view_vm_ops = {
	.open = view_vma_open,
	.close = view_vma_close,
	.mremap = view_vma_mremap,
	.may_split = view_vma_may_split,
	.fault = view_fault,
};

static const struct vm_operations_struct watched_view_vm_ops = {
	.open = view_vma_open,
	.close = view_vma_close,
	.mremap = view_vma_mremap,
	.may_split = view_vma_may_split,
	.fault = view_fault,
	.pfn_mkwrite = view_fault,
};

void vidmm_view_set_up_vma(struct vidmm_view *view, struct vm_area_struct *vma)
{
	/* Not mmap_assert_write_locked(): with CONFIG_DEBUG_VM it needs what modules do not get. */
	lockdep_assert_held_write(&vma->vm_mm->mmap_lock);
	dxgk_vm_flags_mod(vma, VM_IO | VM_PFNMAP | VM_DONTCOPY | VM_DONTEXPAND | VM_DONTDUMP,
			  view->writable ? 0 : VM_MAYWRITE);
	vma->vm_ops = view->watched ? &watched_view_vm_ops : &view_vm_ops;
	vma->vm_private_data = view;
	kref_get(&view->ref);
	WRITE_ONCE(view->addr, vma->vm_start);
}
