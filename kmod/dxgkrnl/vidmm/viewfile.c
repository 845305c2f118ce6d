// SPDX-License-Identifier: GPL-2.0-only
/*
 * A file per process with an inode, and so an address space, of its own: unmapping an allocation
 * looks only at this process's views, and a mapping keeps this file open, not the process's
 * descriptor of the device, whose last close must end the process's objects.
 *
 * No descriptor ever refers to it, but its mappings reach user space, and remap_file_pages() would
 * map other parts of it. Therefore ->mmap obeys only a thread that is inside vidmm_viewfile_mmap().
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/pseudo_fs.h>
#include <linux/slab.h>

#include "gfp.h"
#include "vidmm/viewfile.h"

#define VIEW_FS_MAGIC	0x64786776

/**
 * struct viewfile - private data of the file
 * @mapper: The thread that is mapping a view, or NULL; only that thread finds itself here.
 * @view: What it maps.
 */
struct viewfile {
	struct task_struct *mapper;
	struct vidmm_view *view;
};

/* Only while there are files, because a mount would keep the module from being unloaded. */
static struct vfsmount *view_mnt;
static int view_mnt_count;

static int view_init_fs_context(struct fs_context *fc)
{
	if (!init_pseudo(fc, VIEW_FS_MAGIC))
		return -ENOMEM;
	fc->s_iflags |= SB_I_NOEXEC;
	return 0;
}

static struct file_system_type view_fs = {
	.name = "dxgk_view",
	.owner = THIS_MODULE,
	.init_fs_context = view_init_fs_context,
	.kill_sb = kill_anon_super,
};

static int viewfile_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct viewfile *vf = file->private_data;

	if (READ_ONCE(vf->mapper) != current || !(vma->vm_flags & VM_SHARED))
		return -ENODEV;
	vidmm_view_set_up_vma(vf->view, vma);
	return 0;
}

static int viewfile_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	simple_release_fs(&view_mnt, &view_mnt_count);
	return 0;
}

static const struct file_operations viewfile_fops = {
	.owner = THIS_MODULE,
	.mmap = viewfile_mmap,
	.release = viewfile_release,
};

static struct file *new_file(struct viewfile *vf)
{
	struct inode *inode = alloc_anon_inode(view_mnt->mnt_sb);
	struct file *file;

	if (IS_ERR(inode))
		return ERR_CAST(inode);
	/* The file's last put gives this back. */
	__module_get(THIS_MODULE);
	file = alloc_file_pseudo(inode, view_mnt, "dxgk_view", O_RDWR, &viewfile_fops);
	if (IS_ERR(file)) {
		module_put(THIS_MODULE);
		iput(inode);
		return file;
	}
	file->private_data = vf;
	return file;
}

/**
 * vidmm_viewfile_new - a file for the views of a process
 *
 * Return: The file, or ERR_PTR(-ENOMEM).
 */
struct file *vidmm_viewfile_new(void)
{
	struct viewfile *vf = kzalloc(sizeof(*vf), DXGK_GFP_CLIENT);
	struct file *file;

	if (!vf)
		return ERR_PTR(-ENOMEM);
	if (simple_pin_fs(&view_fs, &view_mnt, &view_mnt_count))
		goto free;
	file = new_file(vf);
	if (!IS_ERR(file))
		return file;
	simple_release_fs(&view_mnt, &view_mnt_count);
free:
	kfree(vf);
	return ERR_PTR(-ENOMEM);
}

/**
 * vidmm_viewfile_mmap - map a view into the caller's memory
 * @file: The process's file.
 * @view: What ->mmap shall set up.
 * @addr: Where, if nothing is there; 0 is anywhere.
 * @len: Bytes.
 * @writable: Not only for reading.
 * @offset: Where in the file.
 *
 * Context: one caller at a time for a file; takes mmap_lock.
 * Return: The address, or an error as mmap() has it.
 */
unsigned long vidmm_viewfile_mmap(struct file *file, struct vidmm_view *view, unsigned long addr,
				  unsigned long len, bool writable, u64 offset)
{
	unsigned long prot = writable ? PROT_READ | PROT_WRITE : PROT_READ;
	unsigned long flags = addr ? MAP_SHARED | MAP_FIXED_NOREPLACE : MAP_SHARED;
	struct viewfile *vf = file->private_data;

	vf->view = view;
	WRITE_ONCE(vf->mapper, current);
	addr = vm_mmap(file, addr, len, prot, flags, offset);
	WRITE_ONCE(vf->mapper, NULL);
	vf->view = NULL;
	return addr;
}
