// SPDX-License-Identifier: GPL-2.0
/*
 * Where allocations are put: the order of segments, alignment, ends, holes. softgpu shows the bytes
 * of its segments, and each test finds its patterns there.
 */
#include "create.h"
#include "lock.h"
#include "mem.h"
#include "vram_fixture.h"

#define LOCAL		D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define NON_LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL
#define LAZILY		D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define FROM_END	D3DDDI_SEGMENTPREFERENCE_DIRECTION0

#define FROM_END_OF_SEGMENT	(1u << 6)	/* of a miniport's description */
#define CPU_VISIBLE		(1u << 0)

static int prefer(const struct dxg_pager *queue, uint32_t allocation, uint32_t preferred)
{
	struct d3dddi_updateallocproperty args = {
		.allocation = allocation,
		.preferred_segment = preferred,
		.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT,
	};

	return dxg_update_property(queue, &args);
}

/* The next segment of the set when one is full, by id. */
TEST_F(vram, one_segment_after_the_other)
{
	uint32_t a[7];
	int i;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible, 2M cpu_visible, 2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 7));
	for (i = 0; i < 6; i++) {
		EXPECT_EQ(0, dxg_resident_one(&self->q, a[i]));
		EXPECT_LE(0, dxg_segment_find(&self->gpu, 1 + i / 2, 1 + i));
	}
	EXPECT_EQ(6 * MIB, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, a[6]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 7));
}

TEST_F(vram, the_preferred_one_first)
{
	const uint32_t three_then_two = 3 | 2 << D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID1_SHIFT;
	static const uint32_t where[] = { 3, 3, 2, 2, 1 };
	uint32_t a[5];
	int i;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible, 2M cpu_visible, 2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 5));
	for (i = 0; i < 5; i++) {
		ASSERT_EQ(0, prefer(&self->q, a[i], three_then_two));
		EXPECT_EQ(0, dxg_resident_one(&self->q, a[i]));
		EXPECT_LE(0, dxg_segment_find(&self->gpu, where[i], 1 + i));
	}
}

/* What isn't required makes room in the preferred segment, before another is taken. */
TEST_F(vram, the_unneeded_make_room_in_the_preferred_one)
{
	uint32_t a[3];

	ASSERT_TRUE(vram_start(self, "2M cpu_visible, 2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 3));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[1], LAZILY));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[2]));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, 1, 3));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 3));
}

TEST_F(vram, too_large_for_the_first)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible, 4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 2 * MIB, 1, &a, 1));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 2, 1));
	EXPECT_TRUE(dxg_segment_has(&self->gpu, 2, 0, 2 * MIB, 1));
}

TEST_F(vram, from_the_end)
{
	uint32_t a[3];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 64 * KIB, 1, a, 3));
	ASSERT_EQ(0, prefer(&self->q, a[1], 1 | FROM_END));
	ASSERT_EQ(0, prefer(&self->q, a[2], 1 | FROM_END));
	EXPECT_EQ(0, dxg_resident(&self->q, a, 3));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	EXPECT_EQ(4 * MIB - 64 * KIB, dxg_segment_find(&self->gpu, 1, 2));
	EXPECT_EQ(4 * MIB - 128 * KIB, dxg_segment_find(&self->gpu, 1, 3));
	/* An odd size ends at the end, too, as far as its alignment lets it. */
	EXPECT_EQ(0, dxg_evict(&self->q, a, 3, 0));
	ASSERT_TRUE(vram_create(&self->q, 68 * KIB, 9, a, 1));
	ASSERT_EQ(0, prefer(&self->q, a[0], 1 | FROM_END));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[0]));
	EXPECT_EQ(4 * MIB - 128 * KIB, dxg_segment_find(&self->gpu, 1, 9));
}

TEST_F(vram, a_miniport_wants_it_at_the_end)
{
	char rule[96];
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	snprintf(rule, sizeof(rule), "create_allocation field=flags value=%u",
		 FROM_END_OF_SEGMENT | CPU_VISIBLE);
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rule));
	ASSERT_TRUE(vram_create(&self->q, 64 * KIB, 1, &a, 1));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(4 * MIB - 64 * KIB, dxg_segment_find(&self->gpu, 1, 1));
}

TEST_F_TIMEOUT(vram, every_alignment, 120)
{
	uint32_t small, a, shift;
	char rule[96];
	int64_t at;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 4 * KIB, 99, &small, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, small));
	for (shift = 12; shift <= 22; shift++) {
		snprintf(rule, sizeof(rule), "create_allocation field=alignment value=%u",
			 1u << shift);
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rule));
		ASSERT_TRUE(vram_create(&self->q, 12 * KIB, shift, &a, 1));
		EXPECT_EQ(0, dxg_resident_one(&self->q, a));
		at = dxg_segment_find(&self->gpu, 1, shift);
		EXPECT_LT(0, at);
		EXPECT_EQ(0, at & ((1u << shift) - 1));
		/* The same at the upper end. */
		EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
		ASSERT_EQ(0, prefer(&self->q, a, 1 | FROM_END));
		EXPECT_EQ(0, dxg_resident_one(&self->q, a));
		at = dxg_segment_find(&self->gpu, 1, shift);
		EXPECT_LT(0, at);
		EXPECT_EQ(0, at & ((1u << shift) - 1));
		EXPECT_EQ(0, dxg_check_contents(&self->q, a, 12 * KIB, shift));
		EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a));
	}
}

/* Each of the free ranges is too small, but somebody stands between two who isn't required. */
TEST_F(vram, who_stands_between_two_holes)
{
	uint32_t a[4], big;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_TRUE(vram_create(&self->q, 3 * MIB, 10, &big, 1));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	EXPECT_EQ(2 * MIB, dxg_segment_find(&self->gpu, 1, 3));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[2], 0));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[1], LAZILY));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(0, dxg_resident_one(&self->q, big));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[3]));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 10));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
	EXPECT_EQ(0, dxg_check_contents(&self->q, big, 3 * MIB, 10));
}

/* Only as many as must go, go: of four that may, two neighbours. */
TEST_F(vram, no_more_than_necessary)
{
	uint32_t a[4], big, gone = 0;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_TRUE(vram_create(&self->q, 2 * MIB, 10, &big, 1));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_evict(&self->q, a, 4, LAZILY));
	EXPECT_EQ(0, dxg_resident_one(&self->q, big));
	for (i = 0; i < 4; i++)
		gone += dxg_residency(&self->q, a[i]) == NOT_RESIDENT;
	EXPECT_EQ(2, gone);
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
}

/*
 * There is room enough, but not in one piece, and who is in the way is required: either it is moved
 * or the call fails as a whole; nobody loses anything.
 */
TEST_F(vram, the_required_stand_in_the_way)
{
	uint32_t a[4], big;
	struct dxg_resident out;
	int ret;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_TRUE(vram_create(&self->q, 2 * MIB, 10, &big, 1));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[2], 0));
	ret = dxg_make_resident(&self->q, &big, 1, 0, &out);
	if (ret == STATUS_NO_MEMORY) {
		EXPECT_EQ(0, out.num_allocations);
		EXPECT_LE(MIB, out.bytes_to_trim);
		EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, big));
	} else {
		EXPECT_TRUE(!ret || dxg_pager_wait(&self->q, out.value));
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, big));
	}
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[3]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
	EXPECT_EQ(0, dxg_check_contents(&self->q, big, 2 * MIB, 10));
}

/* An aperture redirects to system memory: the GPU and the CPU see the same pages. */
TEST_F(vram, an_aperture)
{
	uint32_t a;
	int64_t at;
	void *p;

	ASSERT_TRUE(vram_start(self, "4M aperture"));
	ASSERT_EQ(0, dxg_create_raw(self->q.fd, self->q.device, MIB, &a));
	ASSERT_EQ(0, dxg_write_contents(&self->q, a, MIB, 1));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(IN_APERTURE, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(MIB, dxg_usage(&self->q, NON_LOCAL));
	at = dxg_segment_find(&self->gpu, 1, 1);
	ASSERT_LE(0, at);
	EXPECT_TRUE(dxg_segment_has(&self->gpu, 1, at, MIB, 1));
	/* What the CPU writes, the GPU sees. */
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a, &p));
	dxg_fill(p, MIB, 2);
	EXPECT_TRUE(dxg_segment_has(&self->gpu, 1, at, MIB, 2));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_TRUE(dxg_gpu_engine_settles(&self->gpu));
	EXPECT_EQ(-1, dxg_segment_find(&self->gpu, 1, 2));
	EXPECT_TRUE(dxg_filled(p, MIB, 2));
}

TEST_F(vram, more_than_an_aperture_holds)
{
	uint32_t a[6];
	int i;

	ASSERT_TRUE(vram_start(self, "4M aperture"));
	for (i = 0; i < 6; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->q.fd, self->q.device, MIB, &a[i]));
		ASSERT_EQ(0, dxg_write_contents(&self->q, a[i], MIB, 1 + i));
	}
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, a[4]));
	EXPECT_EQ(0, dxg_evict(&self->q, a, 2, LAZILY));
	EXPECT_EQ(0, dxg_resident(&self->q, &a[4], 2));
	for (i = 0; i < 6; i++)
		EXPECT_EQ(i < 2 ? NOT_RESIDENT : IN_APERTURE, dxg_residency(&self->q, a[i]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 6));
}

/* No more of an aperture is in use at a time than its limit says. */
TEST_F(vram, an_apertures_commit_limit)
{
	uint32_t a[3];
	int i;

	ASSERT_TRUE(vram_start(self, "8M aperture commit_limit=2M"));
	for (i = 0; i < 3; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->q.fd, self->q.device, MIB, &a[i]));
		ASSERT_EQ(0, dxg_write_contents(&self->q, a[i], MIB, 1 + i));
	}
	EXPECT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, a[2]));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], LAZILY));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[2]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 3));
}

/* Memory first, then the aperture, as its private data says; the group it counts for follows. */
TEST_F(vram, memory_that_overflows_into_an_aperture)
{
	uint32_t a[4];

	ASSERT_TRUE(vram_start(self, "2M cpu_visible, 8M aperture"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	EXPECT_EQ(0, dxg_resident(&self->q, a, 2));
	/* The local budget is used up, but the set has more. */
	EXPECT_EQ(0, dxg_resident(&self->q, &a[2], 2));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(IN_APERTURE, dxg_residency(&self->q, a[2]));
	EXPECT_EQ(IN_APERTURE, dxg_residency(&self->q, a[3]));
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, NON_LOCAL));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
}

/* What the CPU writes to a resident allocation is in the segment at once. */
TEST_F(vram, the_cpu_writes_into_the_segment)
{
	uint32_t a;
	int64_t at;
	void *p;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 256 * KIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	at = dxg_segment_find(&self->gpu, 1, 1);
	ASSERT_LE(0, at);
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a, &p));
	dxg_fill(p, 256 * KIB, 2);
	EXPECT_TRUE(dxg_segment_has(&self->gpu, 1, at, 256 * KIB, 2));
}

/* All sizes, until it is full, and all is where it should be. */
TEST_F_TIMEOUT(vram, filled_to_the_brim, 120)
{
	uint64_t left = 2 * MIB, sizes[80];
	uint32_t a[80], n, i;
	int64_t at;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	/* A page, two pages, and so on: as much as needs no more alignment than that. */
	for (n = 0; left; n++) {
		ASSERT_GT(ARRAY_SIZE(a), n);
		sizes[n] = (1 + n % 16) * 4 * KIB;
		if (sizes[n] > left)
			sizes[n] = left;
		ASSERT_TRUE(vram_create(&self->q, sizes[n], 1 + n, &a[n], 1));
		ASSERT_EQ(0, dxg_resident_one(&self->q, a[n]));
		left -= sizes[n];
	}
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, LOCAL));
	for (i = 0; i < n; i++) {
		at = dxg_segment_find(&self->gpu, 1, 1 + i);
		EXPECT_LE(0, at);
		EXPECT_TRUE(dxg_segment_has(&self->gpu, 1, at, sizes[i], 1 + i));
		EXPECT_EQ(0, dxg_check_contents(&self->q, a[i], sizes[i], 1 + i));
	}
}

TEST_HARNESS_MAIN
