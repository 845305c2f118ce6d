/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel tells of video memory: debugfs's map of the segments, QueryStatistics, fdinfo.
 */
#ifndef SELFTESTS_TOLD_H
#define SELFTESTS_TOLD_H

#include "gpu.h"

#define TOLD_SEGMENTS	"/sys/kernel/debug/dxgkrnl/segments"

/* One range of a segment, as debugfs has it. */
struct told_range {
	uint64_t offset;
	uint64_t size;
	int pid;
	uint32_t priority;
	char state[16];
	char global_alloc[24];
};

/* One segment. */
struct told_segment {
	uint64_t base;
	uint64_t size;
	uint64_t commit_limit;
	uint64_t resident;
	uint32_t flags;
	uint32_t num_ranges;
	struct told_range ranges[512];
};

/* False if the file has no such segment, or a line that isn't as it should be. */
bool told_segment(uint64_t luid, uint32_t segment_id, struct told_segment *segment);

/* The call with @poison all over but for what it is asked; its status. */
int told_statistics(int fd, uint64_t luid, uint32_t type, uint32_t index,
		    struct d3dkmt_querystatistics *args);

/* The bytes of a key of fdinfo, in KiB there; -1 if it isn't there. */
int64_t told_fdinfo(int fd, const char *key);
/* A key's text; false if it isn't there. */
bool told_fdinfo_text(int fd, const char *key, char *text, size_t size);

#endif
