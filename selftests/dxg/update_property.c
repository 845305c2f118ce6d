// SPDX-License-Identifier: GPL-2.0
/*
 * UpdateAllocationProperty: where an allocation may be, and moving it when it is elsewhere.
 */
#include "lock.h"
#include "mem.h"
#include "vram_fixture.h"

#define PHYSICALLY	D3DDDI_UPDATEALLOCPROPERTY_SET_ACCESSED_PHYSICALLY
#define SET		D3DDDI_UPDATEALLOCPROPERTY_SET_SUPPORTED_SEGMENT_SET
#define PREFERRED	D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT
#define UNMOVEABLE	D3DDDI_UPDATEALLOCPROPERTY_SET_UNMOVEABLE
#define LOCAL		D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define NON_LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL

/* Two memory segments that the CPU sees, one that it doesn't, an aperture. */
#define SEGMENTS	"4M cpu_visible, 4M cpu_visible, 4M, 4M aperture"
#define SECOND		2
#define HIDDEN		3
#define APERTURE	4

static int update(const struct dxg_pager *queue, uint32_t allocation, uint32_t mask, uint32_t set,
		  uint32_t preferred)
{
	struct d3dddi_updateallocproperty args = {
		.allocation = allocation,
		.supported_segment_set = set,
		.preferred_segment = preferred,
		.property_mask_value = mask,
	};

	return dxg_update_property(queue, &args);
}

TEST_F_TIMEOUT(vram, bad_arguments, 120)
{
	struct d3dddi_updateallocproperty args;
	uint32_t a, bit, device2, foreign;
	struct dxg_pager q;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	device2 = dxg_create_device(self->q.fd, self->q.adapter);
	ASSERT_EQ(0, dxg_create_raw(self->q.fd, device2, 4096, &foreign));

	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, 0, SEGMENT(1), 1));
	for (bit = 0x10; bit; bit <<= 1) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  update(&self->q, a, SET | bit, SEGMENT(1), 1));
	}
	EXPECT_EQ(STATUS_NOT_SUPPORTED, update(&self->q, a, UNMOVEABLE, 0, 0));
	/* Nowhere, and where nothing is. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, SET | PREFERRED, 0, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, SET | PREFERRED, SEGMENT(5), 5));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  update(&self->q, a, SET | PREFERRED, SEGMENT(1) | SEGMENT(5), 1));
	/* Preferring what isn't in the set, by either. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, SET | PREFERRED, SEGMENT(1), 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, PREFERRED, 0, HIDDEN));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, PREFERRED, 0, 5));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, a, PREFERRED, 0, 0x40000001));
	/* Handles. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, 0, PREFERRED, 0, 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&self->q, foreign, PREFERRED, 0, 1));
	q = self->q;
	q.handle = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, update(&q, a, PREFERRED, 0, 1));
	/* Flags that don't exist, of a property that is set. */
	args = (struct d3dddi_updateallocproperty) {
		.allocation = a, .flags = 4, .property_mask_value = PHYSICALLY,
	};
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_update_property(&self->q, &args));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
}

TEST_F(vram, the_same_is_nothing_new)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(1)));
	EXPECT_EQ(0, update(&self->q, a, SET | PREFERRED, SEGMENT(1), 1));
	EXPECT_EQ(0, update(&self->q, a, SET, SEGMENT(1), 77));
	EXPECT_EQ(0, update(&self->q, a, PREFERRED, 77, 1));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
}

/* What isn't resident goes where it may be when it becomes so. */
TEST_F(vram, before_it_is_resident)
{
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	EXPECT_EQ(0, update(&self->q, a[0], SET | PREFERRED, SEGMENT(SECOND), SECOND));
	EXPECT_EQ(0, update(&self->q, a[1], PREFERRED, 0, SECOND));
	EXPECT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, SECOND, 1));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, SECOND, 2));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

/* What is where it may no longer be is moved. */
TEST_F_TIMEOUT(vram, it_is_moved, 120)
{
	static const uint32_t to[] = { SECOND, HIDDEN, APERTURE, 1 };
	uint32_t a;
	size_t i;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create_anywhere(self, MIB, 1, &a));
	ASSERT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(1)));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, 1, 1));
	for (i = 0; i < ARRAY_SIZE(to); i++) {
		ASSERT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(to[i])));
		EXPECT_LE(0, dxg_segment_find(&self->gpu, to[i], 1));
		EXPECT_EQ(to[i] == APERTURE ? IN_APERTURE : IN_MEMORY,
			  dxg_residency(&self->q, a));
		EXPECT_EQ(to[i] == APERTURE ? 0 : MIB, dxg_usage(&self->q, LOCAL));
		EXPECT_EQ(to[i] == APERTURE ? MIB : 0, dxg_usage(&self->q, NON_LOCAL));
	}
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
}

/* Nor is what was offered lost, or old, because it has to move. */
TEST_F(vram, offered_is_moved)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create_anywhere(self, MIB, 1, &a));
	ASSERT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(1)));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	/* The copy in system memory is not the same any more. */
	ASSERT_EQ(0, dxg_write_contents(&self->q, a, MIB, 2));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, D3DKMT_OFFER_PRIORITY_LOW));
	EXPECT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(SECOND)));
	EXPECT_EQ(D3DDDI_RECLAIM_RESULT_OK, dxg_reclaim_one(&self->q, a));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, SECOND, 2));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 2));
}

/* A preference alone moves nothing. */
TEST_F(vram, a_preference_is_no_must)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, update(&self->q, a, PREFERRED, 0, SECOND));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, SECOND, 1));
}

TEST_F(vram, no_room_there)
{
	uint32_t a, b[4];

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_TRUE(vram_create(&self->q, MIB, 10, b, 4));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	for (int i = 0; i < 4; i++)
		ASSERT_EQ(0, dxg_restrict(&self->q, b[i], SEGMENT(SECOND)));
	ASSERT_EQ(0, dxg_resident(&self->q, b, 4));
	EXPECT_EQ(STATUS_NO_MEMORY,
		  update(&self->q, a, SET | PREFERRED, SEGMENT(SECOND), SECOND));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	/* Nothing has changed: it comes back to where it was. */
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	/* Whoever isn't required there yields. */
	EXPECT_EQ(0, dxg_evict_one(&self->q, b[2], D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY));
	EXPECT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(SECOND)));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, SECOND, 1));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, b[2]));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 10, b, 4));
}

/* Larger than any segment of the new set: it could never be resident again. */
TEST_F(vram, too_large_for_the_new_set)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible, 4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 6 * MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_GT(0, update(&self->q, a, SET | PREFERRED, SEGMENT(2), 2));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, 6 * MIB, 1));
}

TEST_F(vram, the_miniport_has_a_say)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu,
				   "validate_update_allocation_property fail error=EINVAL"));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  update(&self->q, a, SET | PREFERRED, SEGMENT(SECOND), SECOND));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, dxg_segment_find(&self->gpu, 1, 1));
	EXPECT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(SECOND)));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, SECOND, 1));
}

/* Into the dark and back, with a pointer in hand. */
TEST_F(vram, locking_what_is_hidden_brings_it_to_light)
{
	uint32_t a;
	void *p;

	ASSERT_TRUE(vram_start(self, SEGMENTS));
	ASSERT_TRUE(vram_create_anywhere(self, MIB, 1, &a));
	ASSERT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(HIDDEN)));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, HIDDEN, 1));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a, &p));
	EXPECT_TRUE(dxg_filled(p, MIB, 1));
	dxg_fill(p, MIB, 2);
	EXPECT_TRUE(dxg_filled(p, MIB, 2));
	EXPECT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_LE(0, dxg_segment_find(&self->gpu, HIDDEN, 2));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 2));
}

TEST_HARNESS_MAIN
