/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the benchmark share: counting instructions, and the operations' form.
 *
 * The machine runs with instruction counting, so the time stamp counter is a clock that counts the
 * instructions of the machine's only processor: those of the program, of the kernel on its behalf,
 * and of whatever work the kernel does later.
 */
#ifndef SELFTESTS_BENCH_H
#define SELFTESTS_BENCH_H

#include <stdbool.h>
#include <stdint.h>

#include "dxg.h"

/**
 * struct bench_op - an operation to measure
 * @key: Its name in the results.
 * @run: Do it @n times, and say whether it worked; counted.
 * @reset: Undo what the @n left; not counted. May be NULL.
 * @per: How many operations one counts for; 0 is 1.
 * @max: No more at a time; 0 is no limit.
 */
struct bench_op {
	const char *key;
	bool (*run)(void *ctx, unsigned int n);
	void (*reset)(void *ctx, unsigned int n);
	unsigned int per;
	unsigned int max;
};

/* Instructions of a window of measurement. */
extern uint64_t bench_window;

/* Learn what the time stamp counter counts; false if it doesn't count instructions. */
bool bench_calibrate(void);
/* Instructions since the machine was switched on. */
double bench_instructions(void);

/* Measure, print, and give the instructions of one operation; 0 if it doesn't work here. */
double bench_measure(const struct bench_op *op, void *ctx);
/* Print a result, and the same for what isn't to be had. */
void bench_result(const char *key, double value);
void bench_missing(const char *key, const char *why);

/* Write one byte of each page, and make sure that all of them were zero. */
bool bench_touch(void *p, size_t size);

/* A process's adapter and device. */
struct bench_dxg {
	int fd;
	uint32_t adapter;
	uint32_t device;
};

bool bench_dxg_open(struct bench_dxg *dxg);

/* The parts. */
void bench_floor(const struct bench_dxg *dxg);
void bench_peers(void);
void bench_allocations(const struct bench_dxg *dxg);
void bench_views(const struct bench_dxg *dxg);
void bench_queries(const struct bench_dxg *dxg);
void bench_share(const struct bench_dxg *dxg);
void bench_residency(const struct bench_dxg *dxg);
void bench_growth(const struct bench_dxg *dxg, unsigned int max_live);
void bench_memory(const struct bench_dxg *dxg);
int bench_scaling(unsigned int rounds);

/* Live allocations of a page each, made and destroyed in calls of 1024. */
#define BENCH_BATCH	1024u
bool bench_create_many(const struct bench_dxg *dxg, uint32_t *handles, unsigned int n);
bool bench_destroy_many(const struct bench_dxg *dxg, uint32_t *handles, unsigned int n);

/* The same operations under names that say how many allocations are alive. */
void bench_create_among(const struct bench_dxg *dxg, unsigned int live);
void bench_query_among(const struct bench_dxg *dxg, uint32_t allocation, unsigned int live);
void bench_place_among(const struct bench_dxg *dxg, unsigned int live);
/* Make as many resident as there is room for; an operation that places looks among them. */
void bench_place_many(const struct bench_dxg *dxg, const uint32_t *handles, unsigned int n);

#endif
