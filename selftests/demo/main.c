// SPDX-License-Identifier: GPL-2.0
/*
 * demo - what the driver does, for somebody who sees it for the first time
 *
 * Exits with 0 if everything that it shows is as it should be.
 */
#include <stdio.h>

#include "demo.h"

static void (* const scenes[])(struct demo *demo) = {
	scene_segments,
	scene_standalone,
	scene_system_memory,
	scene_batch,
	scene_share,
	scene_refused,
	scene_paging,
};

int main(void)
{
	struct counts before;
	struct demo demo;
	size_t i;

	/* The rest may be shown while it comes, also through a pipe. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (demo_open(&demo)) {
		for (i = 0; i < ARRAY_SIZE(scenes); i++)
			scenes[i](&demo);
	}
	before = counts_now();
	title("The end: everything is closed");
	demo_close(&demo);
	counts_finish(&before);
	printf("\n%s\n", all_held() ? "All as it should be." : "Something is WRONG; see above.");
	return all_held() ? 0 : 1;
}
