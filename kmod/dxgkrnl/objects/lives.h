/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How many allocations an adapter has seen begin and end.
 */
#ifndef DXGK_OBJECTS_LIVES_H
#define DXGK_OBJECTS_LIVES_H

#include <linux/percpu.h>

#include "vidmm/vidmm.h"

/* A device's open, its creator's included, is opened and closed; what is opened ends once. */
enum dxgk_life {
	DXGK_LIFE_CREATED,
	DXGK_LIFE_OPENED,
	DXGK_LIFE_CLOSED,
	DXGK_LIFE_DESTROYED_SHARED,
	DXGK_LIFE_DESTROYED_NON_SHARED,
	DXGK_NUM_LIVES,
};

/**
 * struct dxgk_lives - the counters, of one CPU
 * @counters: Allocations, by enum dxgk_life. Only the sum over all CPUs has a meaning.
 */
struct dxgk_lives {
	struct vidmm_counter counters[DXGK_NUM_LIVES];
};

/**
 * dxgk_lives_add - count allocations; once for all of a call
 * @lives: The adapter's.
 * @life: What has happened to them.
 * @count: How many.
 * @bytes: Of how many bytes together.
 */
static inline void dxgk_lives_add(struct dxgk_lives __percpu *lives, enum dxgk_life life, u32 count,
				  u64 bytes)
{
	this_cpu_add(lives->counters[life].count, count);
	this_cpu_add(lives->counters[life].bytes, bytes);
}

struct vidmm_counter dxgk_lives_read(struct dxgk_lives __percpu *lives, enum dxgk_life life);

#endif
