// SPDX-License-Identifier: GPL-2.0
/*
 * bench [--short] [--only NAME] | bench --scaling [--short] - what a call costs
 *
 * Runs inside the test machine, started by selftests/bench/run, which judges what it prints: a
 * line for each result, its name and its value.
 */
#include <math.h>
#include <sys/stat.h>
#include <x86intrin.h>

#include "bench.h"

#define WINDOW		40000000u
#define SHORT_WINDOW	10000000u
#define NUM_WINDOWS	3

uint64_t bench_window = WINDOW;
/* Measure nothing but this one. */
static const char *only;
static double ticks_per_instruction;

/* For the profiler outside (profile/count.c): instructions that do nothing else. */
#define BENCH_MARK(which) \
	asm volatile(".byte 0x0f, 0x1f, 0x80, " #which ", 0x64, 0x78, 0x67" : : : "memory")

/* 2 * @n instructions, and the few around. */
static void spin(unsigned long n)
{
	asm volatile("1: dec %0; jnz 1b" : "+r"(n) : : "cc");
}

bool bench_calibrate(void)
{
	uint64_t start, took, least = UINT64_MAX;
	unsigned int i;

	/* Short, so that the least has no interrupt in it. */
	for (i = 0; i < 50; i++) {
		start = __rdtsc();
		spin(50000);
		took = __rdtsc() - start;
		if (took < least)
			least = took;
	}
	ticks_per_instruction = rint((double)least / 100000);
	return ticks_per_instruction >= 1 &&
	       fabs((double)least / 100000 - ticks_per_instruction) < 0.01;
}

double bench_instructions(void)
{
	return (double)__rdtsc() / ticks_per_instruction;
}

void bench_result(const char *key, double value)
{
	printf("%s %.2f\n", key, value);
	fflush(stdout);
}

void bench_missing(const char *key, const char *why)
{
	printf("%s - %s\n", key, why);
	fflush(stdout);
}

/* Instructions of @n times the operation; negative if it doesn't work. */
static double window(const struct bench_op *op, void *ctx, unsigned int n, bool counted)
{
	double start = bench_instructions(), took;
	bool ok;

	if (counted)
		BENCH_MARK(1);
	ok = op->run(ctx, n);
	if (counted)
		BENCH_MARK(2);
	took = bench_instructions() - start;
	if (!ok)
		return -1;
	if (op->reset)
		op->reset(ctx, n);
	return took;
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* How often the operation fits into a window. The first few warm caches up. */
static unsigned int fit(const struct bench_op *op, void *ctx)
{
	unsigned int max = op->max ? op->max : 1000000, n;
	double took = window(op, ctx, 2, false);

	if (took >= 0)
		took = window(op, ctx, 2, false);
	if (took < 0)
		return 0;
	n = (unsigned int)((double)bench_window / (took / 2));
	return n < 2 ? 2 : n < max ? n : max;
}

/*
 * What an operation leaves to be done later (memory freed after an RCU grace period, queued work)
 * is done some milliseconds later, in the windows that follow. The one before the first is there
 * so that each has as much of it from its predecessor as it leaves to its successor.
 */
double bench_measure(const struct bench_op *op, void *ctx)
{
	double took[NUM_WINDOWS], per;
	unsigned int i, n;

	if (only && strcmp(only, op->key))
		return 0;
	n = fit(op, ctx);
	if (!n || window(op, ctx, n, false) < 0) {
		bench_missing(op->key, "the call is refused");
		return 0;
	}
	for (i = 0; i < NUM_WINDOWS; i++) {
		took[i] = window(op, ctx, n, true);
		if (took[i] < 0) {
			bench_missing(op->key, "the call fails");
			return 0;
		}
	}
	qsort(took, NUM_WINDOWS, sizeof(took[0]), compare);
	if (only)
		bench_result("profiled", (double)n * NUM_WINDOWS * (op->per ? op->per : 1));
	per = took[NUM_WINDOWS / 2] / n / (op->per ? op->per : 1);
	bench_result(op->key, per);
	return per;
}

bool bench_touch(void *p, size_t size)
{
	volatile char *byte = p;
	size_t i;
	char sum = 0;

	for (i = 0; i < size; i += 4096) {
		sum |= byte[i + 64];
		byte[i] = 1;
	}
	return !sum;
}

bool bench_dxg_open(struct bench_dxg *dxg)
{
	dxg->fd = dxg_open();
	if (dxg->fd < 0)
		return false;
	dxg->adapter = dxg_first_adapter(dxg->fd);
	dxg->device = dxg_create_device(dxg->fd, dxg->adapter);
	return dxg->device;
}

/* Users' processes are in a cgroup. Memory that is charged costs more than memory that isn't. */
static bool enter_cgroup(void)
{
	FILE *f;

	if (mkdir("/sys/fs/cgroup/bench", 0755) && errno != EEXIST)
		return false;
	f = fopen("/sys/fs/cgroup/bench/cgroup.procs", "we");
	if (!f)
		return false;
	fprintf(f, "%d\n", getpid());
	return !fclose(f) && !access("/sys/fs/cgroup/bench/memory.current", R_OK);
}

static int complain(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	return 1;
}

int main(int argc, char **argv)
{
	bool quick = false, scaling = false;
	struct bench_dxg dxg;
	int i;

	for (i = 1; i < argc; i++) {
		quick |= !strcmp(argv[i], "--short");
		scaling |= !strcmp(argv[i], "--scaling");
		if (!strcmp(argv[i], "--only"))
			only = argv[i + 1];
	}
	if (!enter_cgroup())
		return complain("no memory cgroup");
	if (scaling)
		return bench_scaling(quick ? 8 : 40);
	if (!bench_calibrate())
		return complain("the machine doesn't count instructions");
	if (!bench_dxg_open(&dxg))
		return complain("no adapter");
	if (quick)
		bench_window = SHORT_WINDOW;

	bench_floor(&dxg);
	bench_peers();
	bench_allocations(&dxg);
	bench_views(&dxg);
	bench_queries(&dxg);
	bench_share(&dxg);
	bench_residency(&dxg);
	if (only)
		return 0;
	bench_memory(&dxg);
	bench_growth(&dxg, quick ? 100000 : 1000000);
	return 0;
}
