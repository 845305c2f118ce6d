// SPDX-License-Identifier: GPL-2.0-only
/*
 * dxgkrnl: the D3DKMT interface on a misc device.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>

#include "front/front.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/fdinfo.h"
#include "objects/process.h"
#include "objects/rundown.h"
#include "objects/segments.h"
#include "objects/share.h"
#include "vidmm/shrinker.h"
#include "vidmm/view.h"

static char *node_name = "dxg";
module_param(node_name, charp, 0444);
MODULE_PARM_DESC(node_name,
		 "Name of the device node in /dev (default dxg; some programs take /dev/dxg for WSL)");

static ushort node_mode = 0666;
module_param(node_mode, ushort, 0444);
MODULE_PARM_DESC(node_mode, "Permissions of the device node (default 0666)");

static struct dentry *debugfs_root;

static int dxgk_open(struct inode *inode, struct file *file)
{
	/* Handles belong to a process; a kernel thread is none. */
	if (!current->mm)
		return -EINVAL;
	file->private_data = dxgk_client_new(current->mm);
	if (!file->private_data)
		return -ENOMEM;
	return stream_open(inode, file);
}

static int dxgk_release(struct inode *inode, struct file *file)
{
	dxgk_client_free(file->private_data);
	return 0;
}

static const struct file_operations dxgk_fops = {
	.owner = THIS_MODULE,
	.open = dxgk_open,
	.release = dxgk_release,
	.unlocked_ioctl = dxgk_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.show_fdinfo = dxgk_show_fdinfo,
};

static struct miscdevice dxgk_miscdev = {
	.minor = MISC_DYNAMIC_MINOR,
	.fops = &dxgk_fops,
};

static int __init dxgkrnl_init(void)
{
	int err;

	if (!node_name[0] || node_mode & ~0777) {
		pr_err("node_name must not be empty, node_mode at most 0777\n");
		return -EINVAL;
	}
	err = dxgk_allocation_cache_init();
	if (err)
		return err;
	err = vidmm_shrinker_init();
	if (err)
		goto cache_exit;
	dxgk_shares_init();
	vidmm_view_prime_lockdep();
	dxgk_miscdev.name = node_name;
	dxgk_miscdev.mode = node_mode;
	err = misc_register(&dxgk_miscdev);
	if (err)
		goto shares_exit;
	debugfs_root = debugfs_create_dir(KBUILD_MODNAME, NULL);
	dxgk_counts_debugfs_init(debugfs_root);
	dxgk_segments_debugfs_init(debugfs_root);
	return 0;

shares_exit:
	dxgk_shares_exit();
	vidmm_shrinker_exit();
cache_exit:
	dxgk_allocation_cache_exit();
	return err;
}

static void __exit dxgkrnl_exit(void)
{
	debugfs_remove_recursive(debugfs_root);
	misc_deregister(&dxgk_miscdev);
	dxgk_rundown_exit();
	/* Processes whose last descriptor is closed are freed after a grace period, by our code. */
	mmu_notifier_synchronize();
	dxgk_shares_exit();
	vidmm_shrinker_exit();
	dxgk_allocation_cache_exit();
}

module_init(dxgkrnl_init);
module_exit(dxgkrnl_exit);

MODULE_AUTHOR("The dxgkrnl for Linux developers");
MODULE_DESCRIPTION("D3DKMT video memory interface (/dev/dxg)");
MODULE_LICENSE("GPL");
