// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include "objects/counts.h"

DEFINE_PER_CPU(long [DXGK_NUM_COUNTS], dxgk_counts);

static const char *const dxgk_count_names[DXGK_NUM_COUNTS] = {
	[DXGK_COUNT_PROCESS] = "processes",
	[DXGK_COUNT_ADAPTER] = "adapters",
	[DXGK_COUNT_ADAPTER_OPEN] = "adapter_opens",
	[DXGK_COUNT_DEVICE] = "devices",
	[DXGK_COUNT_RESOURCE] = "resources",
	[DXGK_COUNT_ALLOCATION] = "allocations",
	[DXGK_COUNT_SHARE] = "shares",
	[DXGK_COUNT_PAGING_QUEUE] = "paging_queues",
	[DXGK_COUNT_FENCE] = "fences",
	[DXGK_COUNT_HANDLE] = "handles",
	[DXGK_COUNT_PINNED_PAGE] = "pinned_pages",
	[DXGK_COUNT_STORE] = "stores",
	[DXGK_COUNT_VIEW] = "views",
	[DXGK_COUNT_PLACE] = "places",
};

static long dxgk_count_read(enum dxgk_count kind)
{
	long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu(dxgk_counts, cpu)[kind];
	return sum;
}

static int objects_show(struct seq_file *m, void *unused)
{
	int kind;

	for (kind = 0; kind < DXGK_NUM_COUNTS; kind++)
		seq_printf(m, "%s %ld\n", dxgk_count_names[kind], dxgk_count_read(kind));
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(objects);

void dxgk_counts_debugfs_init(struct dentry *root)
{
	debugfs_create_file("objects", 0444, root, NULL, &objects_fops);
}
