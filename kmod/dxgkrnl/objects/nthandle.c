// SPDX-License-Identifier: GPL-2.0-only
#include <linux/anon_inodes.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/limits.h>
#include <linux/module.h>

#include <dxgk/status.h>

#include "objects/nthandle.h"
#include "objects/share.h"

#define GENERIC_READ		0x80000000u
#define GENERIC_WRITE		0x40000000u
#define GENERIC_ALL		0x10000000u
#define MAXIMUM_ALLOWED		0x02000000u

static int nt_handle_release(struct inode *inode, struct file *file)
{
	dxgk_share_put(file->private_data);
	return 0;
}

static const struct file_operations nt_handle_fops = {
	.owner = THIS_MODULE,
	.release = nt_handle_release,
};

/* The rights that @desired asks for, of which @allowed may be had. */
static u32 map_access(u32 desired, u32 allowed)
{
	u32 access = desired & (DXGK_ACCESS_READ | DXGK_ACCESS_WRITE);

	if (desired & MAXIMUM_ALLOWED)
		access |= allowed;
	if (desired & GENERIC_ALL)
		access |= DXGK_ACCESS_READ | DXGK_ACCESS_WRITE;
	if (desired & GENERIC_READ)
		access |= DXGK_ACCESS_READ;
	if (desired & GENERIC_WRITE)
		access |= DXGK_ACCESS_READ | DXGK_ACCESS_WRITE;
	return access;
}

/* The rights are the descriptor's open mode, which no call can change afterwards. */
static int to_open_mode(u32 access)
{
	if (!(access & DXGK_ACCESS_READ))
		return access & DXGK_ACCESS_WRITE ? O_WRONLY : O_ACCMODE;
	return access & DXGK_ACCESS_WRITE ? O_RDWR : O_RDONLY;
}

static u32 from_file_mode(fmode_t mode)
{
	return (mode & FMODE_READ ? DXGK_ACCESS_READ : 0) |
	       (mode & FMODE_WRITE ? DXGK_ACCESS_WRITE : 0);
}

/**
 * dxgk_nt_handle_new - a file that holds a share
 * @share: The share; the file takes a reference of its own.
 * @desired_access: What the client asked for; generic rights are mapped.
 * @read_only: The client itself may not write, so it can't give that right to others.
 *
 * Return: The file, for fd_install() or fput(), or ERR_PTR: -EACCES for a right that the client
 * doesn't have, or what making a file returned.
 */
struct file *dxgk_nt_handle_new(struct dxgk_share *share, u32 desired_access, bool read_only)
{
	u32 allowed = DXGK_ACCESS_READ | (read_only ? 0 : DXGK_ACCESS_WRITE);
	u32 access = map_access(desired_access, allowed);
	struct file *file;

	if (access & ~allowed)
		return ERR_PTR(-EACCES);
	file = anon_inode_getfile("[dxgresource]", &nt_handle_fops, share, to_open_mode(access));
	if (!IS_ERR(file))
		refcount_inc(&share->obj.users);
	return file;
}

/**
 * dxgk_nt_handle_share - the share that a client's NT handle holds
 * @nt_handle: A descriptor of the caller's, as the client gave it.
 * @access: Out: DXGK_ACCESS_*.
 *
 * Return: The share with a reference, or ERR_PTR(-DXGK_EINVALIDHANDLE) for a descriptor that is
 * closed or of another kind.
 */
struct dxgk_share *dxgk_nt_handle_share(u64 nt_handle, u32 *access)
{
	struct dxgk_share *share = ERR_PTR(-DXGK_EINVALIDHANDLE);
	struct file *file;

	if (nt_handle > INT_MAX)
		return share;
	file = fget(nt_handle);
	if (!file)
		return share;
	if (file->f_op == &nt_handle_fops) {
		share = file->private_data;
		refcount_inc(&share->obj.users);
		*access = from_file_mode(file->f_mode);
	}
	fput(file);
	return share;
}

/**
 * dxgk_nt_handle_readable_share - the share of an NT handle that gives the right to read
 * @nt_handle: As for dxgk_nt_handle_share().
 * @access: As there.
 *
 * Return: As there; ERR_PTR(-EACCES) without the right.
 */
struct dxgk_share *dxgk_nt_handle_readable_share(u64 nt_handle, u32 *access)
{
	struct dxgk_share *share = dxgk_nt_handle_share(nt_handle, access);

	if (!IS_ERR(share) && !(*access & DXGK_ACCESS_READ)) {
		dxgk_share_put(share);
		return ERR_PTR(-EACCES);
	}
	return share;
}
