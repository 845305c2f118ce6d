// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own counts of live objects, which show that nothing is left.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "demo.h"

#define COUNTS_FILE	"/sys/kernel/debug/dxgkrnl/objects"

static const char * const names[NUM_COUNTS] = {
	"processes", "adapter_opens", "devices", "resources", "allocations", "shares",
	"handles", "pinned_pages",
};

/* counts_now() - all counts; -1 for one that the kernel doesn't tell */
struct counts counts_now(void)
{
	struct counts counts;
	char name[32];
	long value;
	FILE *file;
	int i;

	for (i = 0; i < NUM_COUNTS; i++)
		counts.n[i] = -1;
	file = fopen(COUNTS_FILE, "r");
	if (!file)
		return counts;
	while (fscanf(file, "%31s %ld", name, &value) == 2) {
		for (i = 0; i < NUM_COUNTS; i++) {
			if (!strcmp(name, names[i]))
				counts.n[i] = value;
		}
	}
	fclose(file);
	return counts;
}

/**
 * counts_become() - wait until the counts are what they should be
 * @wanted: that
 *
 * A process is freed a little after its last descriptor.
 *
 * Return: false if they are still something else after five seconds.
 */
bool counts_become(const struct counts *wanted)
{
	struct counts now;
	int tries;

	for (tries = 0; tries < 500; tries++) {
		now = counts_now();
		if (!memcmp(&now, wanted, sizeof(now)))
			return true;
		usleep(10000);
	}
	return false;
}

/**
 * counts_finish() - wait for everything to be gone, and show that it is
 * @before: the counts of before everything was closed
 */
void counts_finish(const struct counts *before)
{
	const struct counts zero = { 0 };
	bool gone = counts_become(&zero);
	struct counts now = counts_now();
	int i;

	printf("\n  %-16s %10s %10s\n", "Live objects", "before", "now");
	for (i = 0; i < NUM_COUNTS; i++)
		printf("  %-16s %10ld %10ld\n", names[i], before->n[i], now.n[i]);
	putchar('\n');
	check(gone, "nothing is left");
}
