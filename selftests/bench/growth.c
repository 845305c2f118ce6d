// SPDX-License-Identifier: GPL-2.0
/*
 * What changes with the number of live allocations: costs, which should not, and memory.
 */
#include "bench.h"

#define NUM_MEMORY	100000u

static void measure_among(const struct bench_dxg *dxg, uint32_t *handles, unsigned int live)
{
	if (!bench_create_many(dxg, handles, live)) {
		bench_missing("live", "no memory for so many");
		return;
	}
	bench_create_among(dxg, live);
	bench_query_among(dxg, handles[live / 2], live);
	bench_place_many(dxg, handles, live);
	bench_place_among(dxg, live);
	if (!bench_destroy_many(dxg, handles, live))
		bench_missing("live", "not all could be destroyed");
}

void bench_growth(const struct bench_dxg *dxg, unsigned int max_live)
{
	uint32_t *handles = calloc(max_live, sizeof(*handles));
	unsigned int live;

	for (live = 1000; handles && live <= max_live; live *= 10)
		measure_among(dxg, handles, live);
	free(handles);
}

/* A line of a file that says "name value" or "name: value kB". */
static double read_value(const char *path, const char *name)
{
	FILE *f = fopen(path, "re");
	char line[256];
	double value = 0;
	size_t len = strlen(name);

	while (f && fgets(line, sizeof(line), f)) {
		if (!strncmp(line, name, len) && (line[len] == ' ' || line[len] == ':'))
			value = strtod(line + len + 1, NULL);
	}
	if (f)
		fclose(f);
	return value;
}

/* What the machine has less, and what the cgroup is charged for. */
void bench_memory(const struct bench_dxg *dxg)
{
	uint32_t *handles = malloc(NUM_MEMORY * sizeof(*handles));
	double free_before, charged_before;

	if (!handles)
		return;
	memset(handles, 1, NUM_MEMORY * sizeof(*handles));
	/* So that slabs, tables and the program's own pages are there. */
	if (!bench_create_many(dxg, handles, BENCH_BATCH) ||
	    !bench_destroy_many(dxg, handles, BENCH_BATCH))
		return;
	free_before = read_value("/proc/meminfo", "MemFree") * 1024;
	charged_before = read_value("/sys/fs/cgroup/bench/memory.stat", "kernel");
	if (bench_create_many(dxg, handles, NUM_MEMORY)) {
		bench_result("memory_used", (free_before -
			     read_value("/proc/meminfo", "MemFree") * 1024) / NUM_MEMORY);
		bench_result("memory_charged",
			     (read_value("/sys/fs/cgroup/bench/memory.stat", "kernel") -
			      charged_before) / NUM_MEMORY);
		bench_destroy_many(dxg, handles, NUM_MEMORY);
	}
	free(handles);
}
