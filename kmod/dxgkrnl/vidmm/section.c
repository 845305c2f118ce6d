// SPDX-License-Identifier: GPL-2.0-only
/*
 * A client's memory file (memfd) as an allocation's backing: read on demand, not pinned.
 */
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/limits.h>
#include <linux/shmem_fs.h>

#include <dxgk/status.h>

#include "vidmm/vidmm.h"

/*
 * The file must never become shorter than the allocation, and one that can't be written, now or by
 * a later mapping, backs only an allocation that is read only.
 */
static int check_section(struct file *file, u64 size, bool read_only)
{
	struct inode *inode = file_inode(file);
	unsigned int seals = READ_ONCE(SHMEM_I(inode)->seals);

	if (!(seals & F_SEAL_SHRINK) || i_size_read(inode) < size)
		return -EINVAL;
	if (read_only)
		return 0;
	if (!(file->f_mode & FMODE_WRITE) || seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE))
		return -EINVAL;
	return 0;
}

/**
 * vidmm_section_get - the memory file that a client's descriptor names
 * @fd: The descriptor, as the client gave it.
 * @size: Bytes that the allocation needs, from the file's start.
 * @read_only: The allocation never writes to it.
 *
 * Return: The file with a reference, or ERR_PTR: -DXGK_EINVALIDHANDLE for a descriptor that is
 * closed or no memory file; -EINVAL if the file is too short, may shrink, or can't be written.
 */
struct file *vidmm_section_get(u64 fd, u64 size, bool read_only)
{
	struct file *file = fd <= INT_MAX ? fget(fd) : NULL;
	int err = -DXGK_EINVALIDHANDLE;

	if (!file)
		return ERR_PTR(err);
	if (shmem_mapping(file->f_mapping))
		err = check_section(file, size, read_only);
	if (!err)
		return file;
	fput(file);
	return ERR_PTR(err);
}
