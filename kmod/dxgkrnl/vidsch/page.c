// SPDX-License-Identifier: GPL-2.0-only
/*
 * The mapping is read-only for good, isn't inherited by a child of fork(), and keeps the page: what
 * a client has mapped shows the fence's last value after the fence has gone, and nothing else ever.
 * The kernel writes to the page and never reads it.
 */
#include <linux/anon_inodes.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/sizes.h>
#include <linux/slab.h>

#include "compat.h"
#include "gfp.h"
#include "vidsch/page.h"

/**
 * struct vidsch_page - the page of a fence
 * @ref: Keeps it: one of the fence, one of each VMA.
 * @value: The page, which begins with the value.
 * @addr: Where the VMA is; 0 if there is none, because the client has unmapped it. Changed under
 *	mmap_lock held for writing.
 */
struct vidsch_page {
	struct kref ref;
	u64 *value;
	unsigned long addr;
};

/**
 * vidsch_page_new - a page that shows the value 0
 *
 * Return: The page for vidsch_page_put(), or NULL without memory.
 */
struct vidsch_page *vidsch_page_new(void)
{
	struct vidsch_page *page = kzalloc(sizeof(*page), DXGK_GFP_CLIENT);

	if (!page)
		return NULL;
	kref_init(&page->ref);
	page->value = (u64 *)get_zeroed_page(DXGK_GFP_CLIENT);
	if (page->value)
		return page;
	kfree(page);
	return NULL;
}

static void page_release(struct kref *ref)
{
	struct vidsch_page *page = container_of(ref, struct vidsch_page, ref);

	free_page((unsigned long)page->value);
	kfree(page);
}

/**
 * vidsch_page_put - the fence goes
 * @page: Its page. The client's mapping keeps it.
 */
void vidsch_page_put(struct vidsch_page *page)
{
	kref_put(&page->ref, page_release);
}

/**
 * vidsch_page_write - show a value
 * @page: The page.
 * @value: The value. Who reads it sees all that was written before.
 *
 * Context: any.
 */
void vidsch_page_write(struct vidsch_page *page, u64 value)
{
	/* Pairs with the client's load. */
	smp_store_release(page->value, value);
}

static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct vidsch_page *page = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(virt_to_page(page->value)));
}

/* A VMA is copied only to be moved, since VM_DONTCOPY keeps it from fork. */
static void page_vma_open(struct vm_area_struct *vma)
{
	struct vidsch_page *page = vma->vm_private_data;

	kref_get(&page->ref);
}

static int page_vma_mremap(struct vm_area_struct *vma)
{
	struct vidsch_page *page = vma->vm_private_data;

	WRITE_ONCE(page->addr, vma->vm_start);
	return 0;
}

static void page_vma_close(struct vm_area_struct *vma)
{
	struct vidsch_page *page = vma->vm_private_data;

	/* Not what mremap() leaves behind. */
	if (page->addr == vma->vm_start)
		WRITE_ONCE(page->addr, 0);
	vidsch_page_put(page);
}

static const struct vm_operations_struct page_vm_ops = {
	.open = page_vma_open,
	.close = page_vma_close,
	.mremap = page_vma_mremap,
	.fault = page_fault,
};

/*
 * No descriptor ever refers to the file, but its mapping reaches user space, and remap_file_pages()
 * would map it again. Therefore it can be mapped once.
 */
static int page_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vidsch_page *page = file->private_data;

	if (!page || !(vma->vm_flags & VM_SHARED))
		return -ENODEV;
	file->private_data = NULL;
	dxgk_vm_flags_mod(vma, VM_IO | VM_PFNMAP | VM_DONTCOPY | VM_DONTEXPAND | VM_DONTDUMP,
			  VM_MAYWRITE | VM_EXEC | VM_MAYEXEC);
	vma->vm_ops = &page_vm_ops;
	vma->vm_private_data = page;
	kref_get(&page->ref);
	WRITE_ONCE(page->addr, vma->vm_start);
	return 0;
}

static const struct file_operations page_file_fops = {
	.owner = THIS_MODULE,
	.mmap = page_file_mmap,
};

/*
 * Whether the caller's cgroup has room for a file and its VMA, for which the core would rather kill
 * than do without. What is charged here and given back, the core's charge finds.
 */
static bool has_headroom(void)
{
	void *some = kmalloc(SZ_1K, DXGK_GFP_CLIENT);
	bool has = some;

	kfree(some);
	return has;
}

/**
 * vidsch_page_map - map the page into the caller's memory; once
 * @page: The page.
 * @addr: Out: where.
 *
 * Context: process context, no lock held; takes mmap_lock.
 * Return: 0; -ENOMEM; -EINTR if the caller is dying.
 */
int vidsch_page_map(struct vidsch_page *page, unsigned long *addr)
{
	struct file *file;

	if (!has_headroom())
		return -ENOMEM;
	file = anon_inode_getfile("[dxgfence]", &page_file_fops, page, O_RDWR);
	if (IS_ERR(file))
		return -ENOMEM;
	*addr = vm_mmap(file, 0, PAGE_SIZE, PROT_READ, MAP_SHARED, 0);
	/* The mapping keeps it. */
	fput(file);
	if (!IS_ERR_VALUE(*addr))
		return 0;
	return *addr == (unsigned long)-EINTR ? -EINTR : -ENOMEM;
}

/**
 * vidsch_page_unmap - unmap the page, if it is still where we know it to be
 * @page: The page, whether mapped or not.
 *
 * A client that unmaps it in the same moment and maps something else there loses that: a module
 * can't unmap under mmap_lock.
 *
 * Context: the process that has it, no lock held; takes mmap_lock.
 */
void vidsch_page_unmap(struct vidsch_page *page)
{
	unsigned long addr;

	mmap_read_lock(current->mm);
	addr = page->addr;
	mmap_read_unlock(current->mm);
	if (addr)
		vm_munmap(addr, PAGE_SIZE);
}
