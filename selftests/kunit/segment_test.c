// SPDX-License-Identifier: GPL-2.0-only
/*
 * Groups, sets and sizes that follow from a miniport's segments.
 */
#include <kunit/test.h>
#include <linux/module.h>

#include "vidmm/segment.c"

/* What asks the miniport in the driver: segments can be seen on every adapter but this. */
#define INVISIBLE	((struct dxgk_adapter *)8)

bool dxgk_ddi_can_show_segments(const struct dxgk_adapter *adapter)
{
	return adapter != INVISIBLE;
}

void dxgk_paging_engine_init(struct dxgk_paging_engine *engine, struct dxgk_adapter *adapter)
{
	engine->adapter = adapter;
}

#define SEG(name)	DXGK_SEGMENTFLAGS_##name
#define APERTURE	SEG(APERTURE)
#define CARVED		SEG(POPULATED_FROM_SYSTEM_MEMORY)

static struct vidmm *new_vidmm(struct kunit *test)
{
	struct vidmm *vidmm = kunit_kzalloc(test, sizeof(*vidmm), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, vidmm);
	return vidmm;
}

static u64 half_of_memory(void)
{
	return (u64)totalram_pages() * PAGE_SIZE / 2;
}

static void groups(struct kunit *test)
{
	static const struct {
		u32 flags;
		enum vidmm_group group;
	} rows[] = {
		{ 0, VIDMM_GROUP_LOCAL },
		{ SEG(CPU_VISIBLE), VIDMM_GROUP_LOCAL },
		{ CARVED, VIDMM_GROUP_LOCAL },
		{ APERTURE, VIDMM_GROUP_NON_LOCAL },
		{ APERTURE | SEG(LOCAL_BUDGET_GROUP), VIDMM_GROUP_LOCAL },
		{ APERTURE | SEG(NON_LOCAL_BUDGET_GROUP), VIDMM_GROUP_NON_LOCAL },
		{ SEG(LOCAL_BUDGET_GROUP), VIDMM_GROUP_LOCAL },
		{ SEG(NON_LOCAL_BUDGET_GROUP), VIDMM_GROUP_NON_LOCAL },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct dxgk_segmentdescriptor desc = { rows[i].flags, 0, SZ_1M };
		struct vidmm *vidmm = new_vidmm(test);

		KUNIT_EXPECT_EQ(test, vidmm_init(vidmm, NULL, &desc, 1), 0);
		KUNIT_EXPECT_EQ(test, vidmm->segments[0].group, rows[i].group);
		KUNIT_EXPECT_EQ(test, vidmm->groups[rows[i].group].size, (u64)SZ_1M);
		KUNIT_EXPECT_EQ(test, vidmm->groups[!rows[i].group].size, 0ull);
	}
}

static void sets_and_sums(struct kunit *test)
{
	static const struct dxgk_segmentdescriptor desc[] = {
		{ SEG(CPU_VISIBLE), SZ_1G, SZ_1M },
		{ APERTURE, 0, SZ_4M, SZ_2M },
		{ 0, SZ_2G, SZ_8M, SZ_8M },
		{ APERTURE, SZ_512M, SZ_16M },
	};
	struct vidmm *vidmm = new_vidmm(test);

	KUNIT_ASSERT_EQ(test, vidmm_init(vidmm, NULL, desc, ARRAY_SIZE(desc)), 0);
	KUNIT_EXPECT_EQ(test, vidmm->num_segments, 4u);
	KUNIT_EXPECT_EQ(test, vidmm->aperture_set, 0xau);
	KUNIT_EXPECT_EQ(test, vidmm->cpu_visible_set, 0x1u);
	KUNIT_EXPECT_EQ(test, vidmm->groups[VIDMM_GROUP_LOCAL].size, (u64)SZ_1M + SZ_8M);
	/* A limit counts in place of the size. */
	KUNIT_EXPECT_EQ(test, vidmm->groups[VIDMM_GROUP_NON_LOCAL].size, (u64)SZ_2M + SZ_16M);
	KUNIT_EXPECT_EQ(test, vidmm->segments[1].commit_limit, (u64)SZ_2M);
	KUNIT_EXPECT_EQ(test, vidmm->segments[3].commit_limit, (u64)SZ_16M);
	KUNIT_EXPECT_EQ(test, vidmm->segments[2].base, (u64)SZ_2G);
	KUNIT_EXPECT_EQ(test, vidmm->segments[2].size, (u64)SZ_8M);
	vidmm_fini(vidmm);

	vidmm = new_vidmm(test);
	KUNIT_ASSERT_EQ(test, vidmm_init(vidmm, INVISIBLE, desc, ARRAY_SIZE(desc)), 0);
	KUNIT_EXPECT_EQ(test, vidmm->cpu_visible_set, 0u);
	vidmm_fini(vidmm);
}

static void as_many_segments_as_there_may_be(struct kunit *test)
{
	struct dxgk_segmentdescriptor desc[DXGK_MAX_SEGMENTS];
	struct vidmm *vidmm = new_vidmm(test);
	u32 i;

	for (i = 0; i < DXGK_MAX_SEGMENTS; i++)
		desc[i] = (struct dxgk_segmentdescriptor){ APERTURE, i * SZ_1M, SZ_1M };
	KUNIT_ASSERT_EQ(test, vidmm_init(vidmm, NULL, desc, DXGK_MAX_SEGMENTS), 0);
	KUNIT_EXPECT_EQ(test, vidmm->aperture_set, 0x7fffffffu);
}

/* Sums of a group may not overflow; the groups don't add up with each other. */
static void sums_dont_overflow(struct kunit *test)
{
	struct dxgk_segmentdescriptor desc[2] = {
		{ 0, 0, 1ull << 63 },
		{ SEG(NON_LOCAL_BUDGET_GROUP), 1ull << 63, (1ull << 63) - PAGE_SIZE },
	};

	KUNIT_EXPECT_EQ(test, vidmm_init(new_vidmm(test), NULL, desc, 2), 0);
	desc[1].flags = 0;
	KUNIT_EXPECT_EQ(test, vidmm_init(new_vidmm(test), NULL, desc, 2), 0);
	desc[1].size = 1ull << 63;
	KUNIT_EXPECT_EQ(test, vidmm_init(new_vidmm(test), NULL, desc, 2), -EINVAL);
}

static struct vidmm_sizes sizes_of(struct kunit *test, const struct dxgk_segmentdescriptor *desc,
				   u32 num)
{
	struct vidmm *vidmm = new_vidmm(test);
	struct vidmm_sizes sizes;

	memset(&sizes, 0xff, sizeof(sizes));
	KUNIT_EXPECT_EQ(test, vidmm_init(vidmm, NULL, desc, num), 0);
	vidmm_query_sizes(vidmm, &sizes);
	return sizes;
}

static void sizes_by_kind(struct kunit *test)
{
	static const struct dxgk_segmentdescriptor desc[] = {
		{ 0, 0, SZ_1M }, { CARVED, SZ_1M, SZ_2M }, { APERTURE, SZ_4M, SZ_4M, SZ_1M },
		{ SEG(CPU_VISIBLE), SZ_8M, SZ_8M }, { APERTURE, SZ_16M, SZ_4M },
	};
	struct vidmm_sizes sizes = sizes_of(test, desc, ARRAY_SIZE(desc));

	KUNIT_EXPECT_EQ(test, sizes.dedicated_video, (u64)SZ_1M + SZ_8M);
	KUNIT_EXPECT_EQ(test, sizes.dedicated_system, (u64)SZ_2M);
	KUNIT_EXPECT_EQ(test, sizes.shared_system, (u64)SZ_1M + SZ_4M);
}

/* All that is system memory is at most half of the machine's, what is carved out of it first. */
static void system_memory_is_half_of_all(struct kunit *test)
{
	const u64 half = half_of_memory();
	struct dxgk_segmentdescriptor desc[] = {
		{ APERTURE, 0, PAGE_ALIGN(4 * half) },
		{ CARVED, PAGE_ALIGN(4 * half), SZ_1M },
	};
	struct vidmm_sizes sizes = sizes_of(test, desc, 2);

	/* Else the machine is too small for this test. */
	KUNIT_ASSERT_GT(test, half, (u64)SZ_64M);
	KUNIT_EXPECT_EQ(test, sizes.shared_system, half - SZ_1M);
	KUNIT_EXPECT_EQ(test, sizes.dedicated_system, (u64)SZ_1M);
	desc[1].size = PAGE_ALIGN(2 * half);
	sizes = sizes_of(test, desc, 2);
	KUNIT_EXPECT_EQ(test, sizes.shared_system, 0ull);
	KUNIT_EXPECT_EQ(test, sizes.dedicated_system, half);
	KUNIT_EXPECT_EQ(test, sizes.dedicated_video, 0ull);
}

static struct kunit_case segment_cases[] = {
	KUNIT_CASE(groups),
	KUNIT_CASE(sets_and_sums),
	KUNIT_CASE(as_many_segments_as_there_may_be),
	KUNIT_CASE(sums_dont_overflow),
	KUNIT_CASE(sizes_by_kind),
	KUNIT_CASE(system_memory_is_half_of_all),
	{ }
};

static struct kunit_suite segment_suite = {
	.name = "dxgk_segment",
	.test_cases = segment_cases,
};

kunit_test_suite(segment_suite);
