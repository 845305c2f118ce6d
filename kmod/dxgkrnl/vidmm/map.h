/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is where: the ranges of a segment, to show them.
 */
#ifndef DXGK_VIDMM_MAP_H
#define DXGK_VIDMM_MAP_H

#include "vidmm/vidmm.h"

/* Ranges that are looked at under one hold of the lock. */
#define VIDMM_MAP_RANGES	64

/* Why a range may be taken from its allocation, or not. */
enum vidmm_range_state {
	VIDMM_RANGE_REQUIRED,
	VIDMM_RANGE_UNNEEDED,
	VIDMM_RANGE_OFFERED,
	VIDMM_RANGE_PINNED,
};

/**
 * struct vidmm_range - a range that is in use
 * @offset: In the segment, in bytes.
 * @size: Bytes.
 * @alloc: Whose; to name it only, since it may be gone.
 * @pid: On behalf of which process, as the initial namespace has it.
 * @priority: The residency priority.
 * @state: What stands between it and the next one.
 */
struct vidmm_range {
	u64 offset;
	u64 size;
	const struct vidmm_alloc *alloc;
	pid_t pid;
	u32 priority;
	enum vidmm_range_state state;
};

/**
 * struct vidmm_map - a part of a segment
 * @resident: Bytes in use of all the segment.
 * @num: Entries of @ranges.
 * @next: Where the next part begins; 0 if there is none.
 * @ranges: In the order of addresses.
 */
struct vidmm_map {
	u64 resident;
	u32 num;
	u64 next;
	struct vidmm_range ranges[VIDMM_MAP_RANGES];
};

void vidmm_map_read(struct vidmm *vidmm, u32 segment_id, u64 from, struct vidmm_map *map);

#endif
