/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fault sweeps: a sequence of calls is run with the first allocation or user copy of the kernel
 * failing, then with the second, until one run needs no more of them than were let through. And
 * with the first, second, ... call of each callback of the miniport failing, in each way in which
 * it may and in some in which it may not. After each run all must be as it was before.
 */
#ifndef SELFTESTS_FAIL_NTH_H
#define SELFTESTS_FAIL_NTH_H

#include "gpu.h"

/*
 * What sequences run on: an adapter of their own, and a process that has it open and has something
 * to lose.
 */
struct fail_world {
	struct dxg_softgpu gpu;
	int fail_nth;
	int kmsg;
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint8_t *contents;
	uint8_t *memory;	/* FAIL_MEMORY_SIZE bytes that existing memory is made of */
	int section;		/* a memory file of as many */
	bool lost;		/* the adapter has failed in this run, and lost its devices */
};

#define FAIL_MEMORY_SIZE	(16u << 12)

/* What a sequence returns that got a SIGBUS; no call does. */
#define STATUS_BUS_ERROR	(-ERANGE)

/**
 * struct fail_sequence - what is swept
 * @name: For the report.
 * @segments: What the world's adapter has; NULL for the usual ones.
 * @alone: The world's descriptor is closed, so that the process has no objects before.
 * @prepare: Before each run; what isn't to fail. Returns a status. May be NULL.
 * @run: The calls. Returns the status of the first that failed, after which it ends.
 * @clean_up: After each run, undo what it has done; gets the run's status, and returns whether all
 *	is as it should be after it.
 * @gpu: The adapter whose miniport fails; NULL for the world's. It exists after @prepare. Only its
 *	own one fails in ways that lose its devices.
 * @paging: A letter for each paging operation of a run: 't' if the client is told when the miniport
 *	refuses it, '-' if not. NULL if either is all right.
 */
struct fail_sequence {
	const char *name;
	const char *segments;
	bool alone;
	int (*prepare)(struct fail_world *world);
	int (*run)(struct fail_world *world);
	bool (*clean_up)(struct fail_world *world, int status);
	const struct dxg_softgpu *gpu;
	const char *paging;
};

/* What a run must not change. */
struct fail_baseline {
	struct dxg_counts counts;
	struct dxg_gpu_stats stats;
};

/* Whether this kernel lets allocations fail on demand; it is then set up to do so. */
bool fail_nth_is_available(void);

/* @segments: As in struct fail_sequence. */
bool fail_world_open(struct fail_world *world, const char *segments);
void fail_world_close(struct fail_world *world);

/* Before the first run; false if something is wrong. */
bool fail_begin(struct fail_world *world, const struct fail_sequence *sequence,
		struct fail_baseline *base);
/* Says what is otherwise; the log may have @max_lines more. */
bool fail_is_as_before(const struct fail_world *world, const struct fail_baseline *base,
		       int max_lines);

/*
 * Sweep, and print how many faults were injected; false, after saying why, if a fault had a
 * consequence that it must not have.
 */
bool fail_nth_sweep(struct fail_world *world, const struct fail_sequence *sequence);

/* The same with the miniport's answers. */
bool fail_miniport_sweep(struct fail_world *world, const struct fail_sequence *sequence);

/* Whether that is what a call answers which wanted memory, or something of the client's. */
bool fail_nth_is_sensible(int status);

#endif
