// SPDX-License-Identifier: GPL-2.0-only
/*
 * A client's own memory as an allocation's backing: pinned for as long as the allocation lives.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/user.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>

#include "compat.h"
#include "gfp.h"
#include "objects/counts.h"
#include "vidmm/pin.h"

/* Charge pages to a user against RLIMIT_MEMLOCK, as io_uring does. */
static int charge_user(struct user_struct *user, unsigned long num_pages)
{
	unsigned long limit, now, new;

	if (capable(CAP_IPC_LOCK)) {
		atomic_long_add(num_pages, &user->locked_vm);
		return 0;
	}
	limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	now = atomic_long_read(&user->locked_vm);
	do {
		new = now + num_pages;
		if (new < now || new > limit)
			return -ENOMEM;
	} while (!atomic_long_try_cmpxchg(&user->locked_vm, &now, new));
	return 0;
}

/*
 * The range must lie in one mapping that is memory: not our own views or a device's, and no file
 * but shmem and hugetlb. Finds also how a read-only pin has to be taken.
 */
static int check_mapping(u64 start, u64 end, bool read_only, unsigned int *gup_flags)
{
	struct vm_area_struct *vma;
	int err = -EINVAL;

	mmap_read_lock(current->mm);
	vma = vma_lookup(current->mm, start);
	if (!vma || end > vma->vm_end || vma->vm_flags & (VM_IO | VM_PFNMAP))
		goto out;
	/* A forced fault doesn't ask whether the client itself may read its memory. */
	if (!(vma->vm_flags & (read_only ? VM_READ : VM_WRITE)))
		goto out;
	/*
	 * Before 6.2 a read-only long-term pin of a private mapping may end up on a page that
	 * copy-on-write replaces; a forced write fault makes the page the mapping's own.
	 */
	*gup_flags = FOLL_LONGTERM;
	if (!read_only)
		*gup_flags |= FOLL_WRITE;
	else if (!(vma->vm_flags & VM_SHARED))
		*gup_flags |= FOLL_WRITE | FOLL_FORCE;
	err = 0;
out:
	mmap_read_unlock(current->mm);
	return err;
}

/*
 * A file's pages may not be pinned: their filesystem expects to see every write. The mapping may
 * have changed since check_mapping(), so the pages themselves say what they are.
 */
static bool page_may_be_pinned(struct page *page)
{
	struct address_space *mapping;

	if (PageHuge(page) || PageAnon(page))
		return true;
	mapping = folio_mapping(page_folio(page));
	return mapping && shmem_mapping(mapping);
}

static int pin_pages(struct vidmm_pin *pin, u64 start, unsigned int gup_flags)
{
	unsigned long i, done = 0;
	int n;

	while (done < pin->num_pages) {
		if (fatal_signal_pending(current))
			goto undo;
		n = pin_user_pages_fast(start + (done << PAGE_SHIFT),
					min_t(unsigned long, pin->num_pages - done, 1024),
					gup_flags, pin->pages + done);
		if (n <= 0)
			goto undo;
		for (i = done, done += n; i < done; i++) {
			if (!page_may_be_pinned(pin->pages[i]))
				goto undo;
		}
		cond_resched();
	}
	return 0;

undo:
	unpin_user_pages(pin->pages, done);
	return -EINVAL;
}

/**
 * vidmm_pin - pin a range of the caller's memory
 * @address: First byte; need not be page aligned.
 * @size: Bytes, not 0.
 * @read_only: The allocation never writes to it.
 *
 * Context: the process whose memory it is, no lock held; faults pages in.
 * Return: The pin, or ERR_PTR: -EINVAL if the range is not memory that may be pinned, -ENOMEM
 * without memory or beyond RLIMIT_MEMLOCK.
 */
struct vidmm_pin *vidmm_pin(u64 address, u64 size, bool read_only)
{
	u64 start = address & PAGE_MASK, end;
	unsigned int gup_flags;
	struct vidmm_pin *pin;
	int err;

	if (check_add_overflow(address, size, &end) || end > TASK_SIZE)
		return ERR_PTR(-EINVAL);
	end = PAGE_ALIGN(end);
	err = check_mapping(start, end, read_only, &gup_flags);
	if (err)
		return ERR_PTR(err);

	pin = kzalloc(sizeof(*pin), DXGK_GFP_CLIENT);
	if (!pin)
		return ERR_PTR(-ENOMEM);
	pin->num_pages = (end - start) >> PAGE_SHIFT;
	pin->offset = address - start;
	pin->writable = !read_only;
	pin->user = get_uid(current_user());
	err = charge_user(pin->user, pin->num_pages);
	if (err)
		goto put_user;
	err = -ENOMEM;
	pin->pages = kvmalloc_array(pin->num_pages, sizeof(*pin->pages), DXGK_GFP_CLIENT);
	if (!pin->pages)
		goto uncharge;
	err = pin_pages(pin, start, gup_flags);
	if (err)
		goto free_pages;
	dxgk_count_add(DXGK_COUNT_PINNED_PAGE, pin->num_pages);
	return pin;

free_pages:
	kvfree(pin->pages);
uncharge:
	atomic_long_sub(pin->num_pages, &pin->user->locked_vm);
put_user:
	free_uid(pin->user);
	kfree(pin);
	return ERR_PTR(err);
}

/**
 * vidmm_unpin - give pinned memory back
 * @pin: From vidmm_pin().
 */
void vidmm_unpin(struct vidmm_pin *pin)
{
	unpin_user_pages_dirty_lock(pin->pages, pin->num_pages, pin->writable);
	dxgk_count_sub(DXGK_COUNT_PINNED_PAGE, pin->num_pages);
	kvfree(pin->pages);
	atomic_long_sub(pin->num_pages, &pin->user->locked_vm);
	free_uid(pin->user);
	kfree(pin);
}
