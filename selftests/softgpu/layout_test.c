// SPDX-License-Identifier: GPL-2.0
/*
 * softgpu's layout arithmetic against the table, with sanitizers. dxg/layout.c puts the same
 * descriptions to the kernel.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "layout_cases.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

static unsigned int count, failed;

static void report(bool ok, const char *what, const char *name)
{
	count++;
	failed += !ok;
	printf("%s %u %s: %s\n", ok ? "ok" : "not ok", count, what, name);
}

static void test_good(const struct good *t)
{
	struct softgpu_layout got;
	bool ok;

	memset(&got, 0xa5, sizeof(got));
	ok = !softgpu_layout(&t->desc, &got) && got.total_size == t->want.total_size &&
	     got.slice_pitch == t->want.slice_pitch && got.pitch == t->want.pitch &&
	     got.alignment == t->want.alignment;
	if (!ok)
		printf("# total %" PRIu64 ", slice %" PRIu64 ", pitch %u, align %u\n",
		       (uint64_t)got.total_size, (uint64_t)got.slice_pitch, got.pitch,
		       got.alignment);
	report(ok, "layout", t->name);
}

static void test_bad(const struct bad *t)
{
	struct softgpu_layout got;

	report(softgpu_layout(&t->desc, &got) == -EINVAL, "refused", t->name);
}

/* The answer members may hold anything on input. */
static void test_out_members(void)
{
	struct softgpu_allocation_desc desc = TEX2D(4, 4, RGBA8);
	struct softgpu_layout got;

	memset(&desc.total_size, 0xff,
	       sizeof(desc) - offsetof(struct softgpu_allocation_desc, total_size));
	report(!softgpu_layout(&desc, &got), "layout", "junk in the answer members");
}

/* The mask has the formats that can be created, and no other. */
static void test_format_mask(void)
{
	struct softgpu_layout got;
	u64 mask = 0;
	u32 format;

	for (format = 0; format < 64; format++) {
		struct softgpu_allocation_desc desc = TEX2D(4, 4, RGBA8, .format = format);

		if (!softgpu_layout(&desc, &got))
			mask |= 1ull << format;
	}
	report(mask == softgpu_format_mask(), "format mask", "what can be created");
}

int main(void)
{
	size_t i;

	printf("TAP version 13\n1..%zu\n", ARRAY_SIZE(good) + ARRAY_SIZE(bad) + 2);
	for (i = 0; i < ARRAY_SIZE(good); i++)
		test_good(&good[i]);
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		test_bad(&bad[i]);
	test_out_members();
	test_format_mask();
	printf("# %u passed, %u failed\n", count - failed, failed);
	return failed ? 1 : 0;
}
