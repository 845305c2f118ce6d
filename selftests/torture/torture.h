/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The torture program: several processes fill an adapter's segments to several times their size,
 * and nobody ever reads anything but what was written.
 */
#ifndef SELFTESTS_TORTURE_H
#define SELFTESTS_TORTURE_H

#include <pthread.h>

#include "gpu.h"
#include "residency.h"

#define WORKERS		4
#define ALLOCATIONS	24	/* of each worker */
#define WATCHED		2	/* of them that are locked and verified all the time */
#define LARGEST		MIB

/* A third of what there is to hold. */
#define SEGMENTS	"12M cpu_visible, 4M, 8M aperture"

/* What all processes count; in memory that they share. */
struct totals {
	uint64_t verified;
	uint64_t mismatches;
	uint64_t unexpected;	/* statuses */
	uint64_t steps;
	uint64_t children;
	bool stop;
};

extern struct totals *totals;
extern const struct dxg_softgpu *torture_gpu;

struct torture_alloc {
	uint32_t handle;
	uint32_t count;
	uint64_t size;
	uint64_t seed;		/* of the contents; 0 for zeros */
	void *p;		/* where it is locked, or NULL */
	bool offered;
};

struct worker {
	unsigned int number;
	unsigned int random;
	struct dxg_pager q;
	struct torture_alloc allocations[ALLOCATIONS];
	pthread_t watcher;
};

/* A worker's process; runs until the totals say stop, or somebody kills it. */
void worker_run(unsigned int number, unsigned int seed);
/* In a child of a worker: open what the worker shares, verify it, and die of it, perhaps. */
void share_with_child(struct worker *w);

unsigned int worker_any(struct worker *w, unsigned int n);
/* Add to the totals; says on stderr what is wrong. */
void verify(struct worker *w, const void *p, uint64_t size, uint64_t seed, const char *what);
/* Whether a call answered what it may; counts if it didn't. */
bool expect(struct worker *w, const char *what, int ret, int allowed);
bool stopped(void);

#endif
