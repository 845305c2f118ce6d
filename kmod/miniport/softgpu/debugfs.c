// SPDX-License-Identifier: GPL-2.0-only
/*
 * debugfs: softgpu/NAME/segmentN has the bytes of a segment as the GPU sees them. The files are
 * there while the adapter is live.
 */
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "softgpu.h"

static struct dentry *root;

/* What is left of a page from @pos on, no more than @count bytes; through a copy of it. */
static ssize_t read_page(struct softgpu_memory *memory, void *copy, char __user *buf, size_t count,
			 u64 pos)
{
	size_t offset = offset_in_page(pos);

	count = min_t(size_t, count, PAGE_SIZE - offset);
	if (!softgpu_memory_snapshot(memory, pos >> PAGE_SHIFT, copy))
		return -ENODEV;
	return copy_to_user(buf, copy + offset, count) ? -EFAULT : count;
}

static ssize_t read_pages(struct softgpu_memory *memory, void *copy, char __user *buf,
			  size_t count, u64 pos)
{
	size_t done = 0;
	ssize_t ret;

	while (done < count) {
		ret = read_page(memory, copy, buf + done, count - done, pos + done);
		if (ret < 0)
			return done ?: ret;
		done += ret;
		if (fatal_signal_pending(current))
			break;
		cond_resched();
	}
	return done;
}

static ssize_t segment_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct softgpu_memory *memory = file_inode(file)->i_private;
	u64 size = memory->num_pages << PAGE_SHIFT;
	void *copy;
	ssize_t ret;

	if (*ppos < 0)
		return -EINVAL;
	if (*ppos >= size)
		return 0;
	copy = (void *)__get_free_page(GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	ret = read_pages(memory, copy, buf, min_t(u64, count, size - *ppos), *ppos);
	free_page((unsigned long)copy);
	if (ret > 0)
		*ppos += ret;
	return ret;
}

static loff_t segment_llseek(struct file *file, loff_t offset, int whence)
{
	struct softgpu_memory *memory = file_inode(file)->i_private;

	return fixed_size_llseek(file, offset, whence, memory->num_pages << PAGE_SHIFT);
}

static const struct file_operations segment_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = segment_read,
	.llseek = segment_llseek,
};

void softgpu_debugfs_init(void)
{
	root = debugfs_create_dir("softgpu", NULL);
}

void softgpu_debugfs_exit(void)
{
	debugfs_remove(root);
}

/**
 * softgpu_debugfs_add() - show a live adapter
 * @sg: the adapter
 */
void softgpu_debugfs_add(struct softgpu *sg)
{
	char name[sizeof("segment") + 10];
	u32 i;

	sg->debugfs = debugfs_create_dir(config_item_name(&sg->group.cg_item), root);
	for (i = 0; i < sg->config.num_segments; i++) {
		snprintf(name, sizeof(name), "segment%u", i + 1);
		debugfs_create_file(name, 0400, sg->debugfs, &sg->memory[i], &segment_fops);
	}
}

/**
 * softgpu_debugfs_remove() - hide an adapter, after the reads that are on their way
 * @sg: the adapter
 */
void softgpu_debugfs_remove(struct softgpu *sg)
{
	debugfs_remove(sg->debugfs);
	sg->debugfs = NULL;
}
