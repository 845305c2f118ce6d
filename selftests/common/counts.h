/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel counts. Needs no header of the interface, so tests of ioctls and of the library
 * share it.
 */
#ifndef SELFTESTS_COUNTS_H
#define SELFTESTS_COUNTS_H

#include <stdbool.h>

/* Live objects as debugfs dxgkrnl/objects tells. */
enum dxg_count {
	DXG_COUNT_PROCESSES,
	DXG_COUNT_ADAPTERS,
	DXG_COUNT_ADAPTER_OPENS,
	DXG_COUNT_DEVICES,
	DXG_COUNT_RESOURCES,
	DXG_COUNT_ALLOCATIONS,
	DXG_COUNT_SHARES,
	DXG_COUNT_PAGING_QUEUES,
	DXG_COUNT_FENCES,
	DXG_COUNT_HANDLES,
	DXG_COUNT_PINNED_PAGES,
	DXG_COUNT_STORES,
	DXG_COUNT_VIEWS,
	DXG_NUM_COUNTS,
};

struct dxg_counts {
	long n[DXG_NUM_COUNTS];
};

extern const char *const dxg_count_names[DXG_NUM_COUNTS];

int dxg_counts_read(struct dxg_counts *counts);
/* Wait for the counts to be those of @before; if they stay others, says which, and is false. */
bool dxg_counts_settle(const struct dxg_counts *before);

#endif
