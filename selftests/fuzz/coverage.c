// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel ran, by KCOV, in the counters that libFuzzer looks at.
 */
#include <fcntl.h>
#include <linux/kcov.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "table.h"

#define AREA_WORDS	(1u << 17)
#define NUM_PCS		(1u << 16)
#define NUM_ANSWERS	(1u << 12)
#define COUNTERS	__attribute__((section("__libfuzzer_extra_counters")))

static uint8_t pcs[NUM_PCS] COUNTERS;
static uint8_t answers[NUM_ANSWERS] COUNTERS;
static uint8_t seen_pc[NUM_PCS * 4], seen_answer[NUM_ANSWERS];
static unsigned int num_pcs, num_answers;

/* The main thread's and the second one's. */
static uint64_t *areas[2];
/* What was run, and not in which order: fewer inputs cover it. */
static bool coarse;

static uint64_t *open_area(void)
{
	int fd = open("/sys/kernel/debug/kcov", O_RDWR | O_CLOEXEC);
	void *area;

	if (fd < 0)
		return NULL;
	if (ioctl(fd, KCOV_INIT_TRACE, (unsigned long)AREA_WORDS))
		fuzz_die("KCOV_INIT_TRACE");
	area = mmap(NULL, AREA_WORDS * sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (area == MAP_FAILED || ioctl(fd, KCOV_ENABLE, KCOV_TRACE_PC))
		fuzz_die("KCOV_ENABLE");
	/* Out of the way of the descriptors that inputs have. */
	fcntl(fd, F_DUPFD_CLOEXEC, 500);
	close(fd);
	return area;
}

void fuzz_coverage_open(void)
{
	coarse = getenv("FUZZ_COARSE");
	areas[0] = open_area();
}

void fuzz_coverage_open_second(void)
{
	if (areas[0])
		areas[1] = open_area();
}

void fuzz_coverage_begin(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(areas); i++) {
		if (areas[i])
			__atomic_store_n(&areas[i][0], 0, __ATOMIC_RELAXED);
	}
}

static void count(uint8_t *counter)
{
	if (*counter < 8 && !coarse)
		++*counter;
	else if (coarse)
		*counter = 1;
}

static void collect(const uint64_t *area)
{
	uint64_t i, n = __atomic_load_n(&area[0], __ATOMIC_RELAXED), before = 0, hash;

	for (i = 1; i <= n && i < AREA_WORDS; i++) {
		hash = area[i] * 0x9e3779b97f4a7c15ull;
		if (!seen_pc[hash >> 46]) {
			seen_pc[hash >> 46] = 1;
			num_pcs++;
		}
		count(&pcs[(coarse ? hash : hash ^ before) >> 48]);
		before = hash >> 1;
	}
}

void fuzz_coverage_end(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(areas); i++) {
		if (areas[i])
			collect(areas[i]);
	}
}

void fuzz_coverage_answer(unsigned int nr, long status)
{
	uint32_t hash = (nr * 0x9e3779b1u + (uint32_t)status) * 0x85ebca6bu >> 20;

	if (!seen_answer[hash]) {
		seen_answer[hash] = 1;
		num_answers++;
	}
	count(&answers[hash]);
}

/* Places in the kernel, or, where it can't tell, different answers. */
unsigned int fuzz_coverage(void)
{
	return areas[0] ? num_pcs : num_answers;
}
