/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Live objects by kind. Tests read them (debugfs dxgkrnl/objects) to prove that nothing is left.
 */
#ifndef DXGK_OBJECTS_COUNTS_H
#define DXGK_OBJECTS_COUNTS_H

#include <linux/percpu.h>

struct dentry;

enum dxgk_count {
	DXGK_COUNT_PROCESS,
	DXGK_COUNT_ADAPTER,
	DXGK_COUNT_ADAPTER_OPEN,
	DXGK_COUNT_DEVICE,
	DXGK_COUNT_RESOURCE,
	DXGK_COUNT_ALLOCATION,
	DXGK_COUNT_SHARE,
	DXGK_COUNT_PAGING_QUEUE,
	DXGK_COUNT_FENCE,
	DXGK_COUNT_HANDLE,
	DXGK_COUNT_PINNED_PAGE,
	DXGK_COUNT_STORE,
	DXGK_COUNT_VIEW,
	DXGK_COUNT_PLACE,
	DXGK_NUM_COUNTS,
};

/* Per CPU: an object may be counted down on another CPU than up, so only the sum has a meaning. */
DECLARE_PER_CPU(long [DXGK_NUM_COUNTS], dxgk_counts);

static inline void dxgk_count_add(enum dxgk_count kind, long n)
{
	this_cpu_add(dxgk_counts[kind], n);
}

static inline void dxgk_count_sub(enum dxgk_count kind, long n)
{
	this_cpu_sub(dxgk_counts[kind], n);
}

void dxgk_counts_debugfs_init(struct dentry *root);

#endif
