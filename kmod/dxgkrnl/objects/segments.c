// SPDX-License-Identifier: GPL-2.0-only
/*
 * The live map of all adapters' segments, in debugfs: a line for each segment, then one for each
 * range that is in use. What seq_file shows at a time is a part of a segment, which is read under
 * one hold of its lock; the lines of a part are of one moment.
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/seq_file.h>

#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/segments.h"
#include "vidmm/map.h"

/**
 * struct cursor - how far a reader is
 * @adapters: All that there were at the beginning, each with a reference.
 * @num_adapters: Entries of @adapters.
 * @pos: How many parts have been shown.
 * @adapter: The adapter that is shown next.
 * @segment_id: Its segment.
 * @from: Where the part begins.
 * @map: The part.
 */
struct cursor {
	struct dxgk_adapter **adapters;
	u32 num_adapters;
	loff_t pos;
	u32 adapter;
	u32 segment_id;
	u64 from;
	struct vidmm_map map;
};

static void *current_part(struct cursor *cursor)
{
	return cursor->adapter < cursor->num_adapters ? cursor : NULL;
}

static void *segments_start(struct seq_file *m, loff_t *pos)
{
	struct cursor *cursor = m->private;

	if (!*pos) {
		cursor->pos = 0;
		cursor->adapter = 0;
		cursor->segment_id = 1;
		cursor->from = 0;
	}
	/* Reading goes on where it stopped; whoever seeks comes by the beginning. */
	return *pos == cursor->pos ? current_part(cursor) : NULL;
}

static void *segments_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct cursor *cursor = v;

	cursor->from = cursor->map.next;
	if (!cursor->from &&
	    ++cursor->segment_id > cursor->adapters[cursor->adapter]->vidmm.num_segments) {
		cursor->segment_id = 1;
		cursor->adapter++;
	}
	cursor->pos = ++*pos;
	return current_part(cursor);
}

static void segments_stop(struct seq_file *m, void *v)
{
}

static void show_segment(struct seq_file *m, const struct dxgk_adapter *adapter, u32 segment_id,
			 u64 resident)
{
	const struct vidmm_segment *segment = &adapter->vidmm.segments[segment_id - 1];

	seq_printf(m, "adapter %08x-%08x segment %u base %#llx size %llu commit_limit %llu resident %llu flags %#x\n",
		   upper_32_bits(adapter->luid), lower_32_bits(adapter->luid), segment_id,
		   segment->base, segment->size, segment->commit_limit, resident, segment->flags);
}

/* Allocations have the names that trace events give them. */
static void show_range(struct seq_file *m, const struct vidmm_range *range)
{
	static const char *const states[] = {
		[VIDMM_RANGE_REQUIRED] = "required",
		[VIDMM_RANGE_UNNEEDED] = "unneeded",
		[VIDMM_RANGE_OFFERED] = "offered",
		[VIDMM_RANGE_PINNED] = "pinned",
	};

	seq_printf(m, "  offset %#llx size %llu pid %d priority %#x state %s global_alloc 0x%p\n",
		   range->offset, range->size, range->pid, range->priority, states[range->state],
		   container_of(range->alloc, struct dxgk_global_allocation, vidmm));
}

static int segments_show(struct seq_file *m, void *v)
{
	struct cursor *cursor = v;
	struct dxgk_adapter *adapter = cursor->adapters[cursor->adapter];
	u32 i;

	vidmm_map_read(&adapter->vidmm, cursor->segment_id, cursor->from, &cursor->map);
	if (!cursor->from)
		show_segment(m, adapter, cursor->segment_id, cursor->map.resident);
	for (i = 0; i < cursor->map.num; i++)
		show_range(m, &cursor->map.ranges[i]);
	return 0;
}

static const struct seq_operations segments_ops = {
	.start = segments_start,
	.next = segments_next,
	.stop = segments_stop,
	.show = segments_show,
};

static int segments_open(struct inode *inode, struct file *file)
{
	struct cursor *cursor = __seq_open_private(file, &segments_ops, sizeof(*cursor));

	if (!cursor)
		return -ENOMEM;
	cursor->adapters = dxgk_adapters_snapshot(true, &cursor->num_adapters);
	if (!IS_ERR(cursor->adapters))
		return 0;
	seq_release_private(inode, file);
	return -ENOMEM;
}

static int segments_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;
	struct cursor *cursor = m->private;

	dxgk_adapters_snapshot_free(cursor->adapters, cursor->num_adapters);
	return seq_release_private(inode, file);
}

static const struct file_operations segments_fops = {
	.owner = THIS_MODULE,
	.open = segments_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = segments_release,
};

void dxgk_segments_debugfs_init(struct dentry *root)
{
	debugfs_create_file("segments", 0400, root, NULL, &segments_fops);
}
