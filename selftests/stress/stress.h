/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stress program: many processes do all that can be done, on adapters that come and go, and are
 * killed at any moment.
 */
#ifndef SELFTESTS_STRESS_H
#define SELFTESTS_STRESS_H

#include "dxg.h"

#define ADAPTERS	4	/* that come and go, the default one included */
#define NAMES		16	/* global handles that are known to all */
#define THREADS		3	/* of a worker */
#define POOL		32	/* handles of a type that a worker's threads share */

/* Descriptors that exec() leaves open, and that a worker finds there. */
#define SHARED_FD	100	/* the memory with struct shared */
#define SEND_FD		101	/* NT handles on their way to whoever comes first */
#define RECEIVE_FD	102

/**
 * struct shared - what all processes of a run share
 * @operations: Calls, and accesses to memory, that were made.
 * @succeeded: Of them, calls that did something.
 * @checked: Bytes that were looked at, and were right.
 * @removals: Adapters that have gone.
 * @failures: What must not have happened; each was printed.
 * @stop: The round is over.
 * @luids: Of the adapters; may be stale.
 * @names: Global handles; may be stale.
 */
struct shared {
	uint64_t operations;
	uint64_t succeeded;
	uint64_t checked;
	uint64_t removals;
	uint64_t failures;
	int stop;
	uint64_t luids[ADAPTERS];
	uint32_t names[NAMES];
};

extern struct shared *shared;

/* Print, and count a failure. */
void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

struct rng {
	uint64_t state;
};

uint32_t rng_next(struct rng *rng);
/* 0 to @n - 1 */
uint32_t rng_below(struct rng *rng, uint32_t n);

static inline bool stopped(void)
{
	return __atomic_load_n(&shared->stop, __ATOMIC_RELAXED);
}

/* What the threads of a process know of its handles; each may be gone already. */
enum pool_type {
	POOL_ADAPTER,
	POOL_DEVICE,
	POOL_RESOURCE,
	POOL_ALLOCATION,
	POOL_QUEUE,
	POOL_TYPES,
};

struct worker {
	unsigned int index;
	uint32_t pool[POOL_TYPES][POOL];
	uint32_t device_of[POOL];	/* of the allocation in the same place */
};

/* A device and memory of one thread alone, which nobody else may change. */
struct own {
	uint32_t adapter;
	uint32_t device;
	uint32_t queue;
	uint32_t allocation;
	uint32_t *contents;
	size_t words;
	uint32_t seed;
};

struct thread {
	struct worker *worker;
	struct rng rng;
	int fd;
	struct own own;
};

/* Count an operation; false, after saying so, if its status is none that it may have. */
bool sensible(const char *operation, int status);

/* One random operation. */
void operate(struct thread *t);

/* own.c: contents that are checked */
void own_operate(struct thread *t);
void own_drop(struct thread *t);

/* paging.c: residency, offers, reservations */
void page_operate(struct thread *t);

/* shares.c: resources that pass from process to process */
void share_operate(struct thread *t);

/* guard.c: accesses that may fault */
void guard_init(void);
enum guarded { GUARD_RIGHT, GUARD_WRONG, GUARD_FAULT };
/* Write words that are made from a seed; look whether they are there. */
enum guarded guard_fill(uint32_t *p, size_t words, uint32_t seed);
enum guarded guard_check(uint32_t *p, size_t words, uint32_t seed);
/* Whether every byte is 0 or @byte; and make them so. */
enum guarded guard_check_bytes(uint8_t *p, size_t size, uint8_t byte);
enum guarded guard_fill_bytes(uint8_t *p, size_t size, uint8_t byte);

/* worker.c: runs until it is killed, or has had enough */
void worker_run(unsigned int index, uint64_t seed) __attribute__((noreturn));

/* adapters.c: adapters that come and go until the round is over, the modules, too, if @modules */
void adapters_run(uint64_t seed, bool modules) __attribute__((noreturn));
/* Unload both modules, and load them again. */
bool modules_reload(void);

#endif
