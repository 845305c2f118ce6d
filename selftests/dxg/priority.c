// SPDX-License-Identifier: GPL-2.0
/*
 * Residency priorities: who goes first when somebody has to.
 */
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "vram_fixture.h"

#define LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY

#define MINIMUM	0x28000000u
#define LOW	0x50000000u
#define NORMAL	0x78000000u
#define HIGH	0xa0000000u
#define MAXIMUM	0xc8000000u

/* Four that fill the segment and aren't required, and four that will need its room. */
struct stage {
	uint32_t old[4];
	uint32_t new[4];
};

static bool set_stage(vram_data *self, struct stage *stage, const uint32_t *priorities)
{
	int i;

	if (!vram_start(self, "4M cpu_visible") ||
	    !vram_create(&self->q, MIB, 1, stage->old, 4) ||
	    !vram_create(&self->q, MIB, 11, stage->new, 4) ||
	    dxg_resident(&self->q, stage->old, 4))
		return false;
	for (i = 0; i < 4; i++) {
		if (dxg_set_priority(&self->q, stage->old[i], priorities[i]) ||
		    dxg_evict_one(&self->q, stage->old[i], LAZILY))
			return false;
	}
	return true;
}

/* Need one place after the other; whether the old ones go in that order, and nobody else. */
static bool they_go_in_order(vram_data *self, const struct stage *stage, const int *order)
{
	int i, k;

	for (k = 0; k < 4; k++) {
		if (dxg_resident_one(&self->q, stage->new[k]))
			return false;
		for (i = 0; i < 4; i++) {
			int expected = i <= k ? NOT_RESIDENT : IN_MEMORY;

			if (dxg_residency(&self->q, stage->old[order[i]]) == expected)
				continue;
			fprintf(stderr, "# when %d have gone: allocation %d is misplaced\n",
				k + 1, order[i]);
			return false;
		}
	}
	return vram_intact(&self->q, MIB, 1, stage->old, 4) &&
	       vram_intact(&self->q, MIB, 11, stage->new, 4);
}

TEST_F(vram, the_least_important_first)
{
	static const uint32_t priorities[] = { HIGH, MINIMUM, MAXIMUM, NORMAL };
	static const int order[] = { 1, 3, 0, 2 };
	struct stage stage;

	ASSERT_TRUE(set_stage(self, &stage, priorities));
	EXPECT_TRUE(they_go_in_order(self, &stage, order));
}

/* One more than another is enough, and there is nothing special about the named ones. */
TEST_F(vram, by_one)
{
	static const uint32_t priorities[] = { NORMAL + 1, NORMAL, 2, 1 };
	static const int order[] = { 3, 2, 1, 0 };
	struct stage stage;

	ASSERT_TRUE(set_stage(self, &stage, priorities));
	EXPECT_TRUE(they_go_in_order(self, &stage, order));
}

TEST_F(vram, of_equals_the_oldest)
{
	static const uint32_t priorities[] = { NORMAL, NORMAL, NORMAL, NORMAL };
	static const int order[] = { 0, 1, 2, 3 };
	struct stage stage;

	ASSERT_TRUE(set_stage(self, &stage, priorities));
	EXPECT_TRUE(they_go_in_order(self, &stage, order));
}

/* A change counts at once. */
TEST_F(vram, a_change_of_mind)
{
	static const uint32_t priorities[] = { LOW, NORMAL, HIGH, MAXIMUM };
	static const int order[] = { 2, 1, 3, 0 };
	struct stage stage;

	ASSERT_TRUE(set_stage(self, &stage, priorities));
	EXPECT_EQ(0, dxg_set_priority(&self->q, stage.old[0], MAXIMUM));
	EXPECT_EQ(0, dxg_set_priority(&self->q, stage.old[2], MINIMUM));
	EXPECT_EQ(0, dxg_set_priority(&self->q, stage.old[3], HIGH));
	EXPECT_TRUE(they_go_in_order(self, &stage, order));
}

/* Nobody who is required goes, however unimportant. */
TEST_F(vram, the_required_stay)
{
	static const uint32_t priorities[] = { MINIMUM, MAXIMUM, MAXIMUM, MAXIMUM };
	struct stage stage;
	int i;

	ASSERT_TRUE(set_stage(self, &stage, priorities));
	ASSERT_EQ(0, dxg_resident_one(&self->q, stage.old[0]));
	for (i = 0; i < 3; i++)
		EXPECT_EQ(0, dxg_resident_one(&self->q, stage.new[i]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, stage.old[0]));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, stage.new[3]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, stage.old[0]));
}

/* The offered before all others. */
TEST_F(vram, the_offered_before_the_unimportant)
{
	static const uint32_t priorities[] = { MINIMUM, LOW, NORMAL, MAXIMUM };
	struct stage stage;

	ASSERT_TRUE(set_stage(self, &stage, priorities));
	ASSERT_EQ(0, dxg_offer_one(&self->q, stage.old[3], D3DKMT_OFFER_PRIORITY_HIGH));
	EXPECT_EQ(0, dxg_resident_one(&self->q, stage.new[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, stage.old[3]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, stage.old[0]));
	EXPECT_EQ(D3DDDI_RECLAIM_RESULT_DISCARDED, dxg_reclaim_one(&self->q, stage.old[3]));
}

/* A resource's priority is that of all of its allocations. */
TEST_F(vram, of_a_resource)
{
	uint32_t resource, members[2], a[3], more[2], high = HIGH;
	struct d3dkmt_setallocationpriority set = { .priorities = (uintptr_t)&high };

	ASSERT_TRUE(vram_start(self, "20K cpu_visible"));
	ASSERT_EQ(0, dxg_create_resource(self->q.fd, self->q.device, &resource, members, 2));
	ASSERT_TRUE(vram_create(&self->q, 4096, 1, a, 3));
	ASSERT_TRUE(vram_create(&self->q, 4096, 11, more, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, members, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 3));
	set.device = self->q.device;
	set.resource = resource;
	EXPECT_EQ(0, dxg_evict(&self->q, members, 2, LAZILY));
	EXPECT_EQ(0, dxg_evict(&self->q, a, 3, LAZILY));
	EXPECT_EQ(0, dxg_call(self->q.fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &set));
	EXPECT_EQ(0, dxg_resident(&self->q, more, 2));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, members[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, members[1]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[2]));
}

/* Another process's unimportant one goes before one's own important one. */
struct other {
	const struct dxg_softgpu *gpu;
	int ready, go_on, checked, done;
};

static void leave_two(void *data)
{
	struct other *other = data;
	struct dxg_pager q;
	uint32_t a[2];
	int i;

	dxg_check(vram_open(other->gpu, &q));
	dxg_check(vram_create(&q, MIB, 31, a, 2));
	dxg_check(!dxg_resident(&q, a, 2));
	for (i = 0; i < 2; i++) {
		dxg_check(!dxg_set_priority(&q, a[i], i ? MAXIMUM : MINIMUM));
		dxg_check(!dxg_evict_one(&q, a[i], LAZILY));
	}
	dxg_event_set(other->ready);
	dxg_check(dxg_event_wait(other->go_on));
	dxg_check(dxg_residency(&q, a[0]) == NOT_RESIDENT);
	dxg_check(dxg_residency(&q, a[1]) == IN_MEMORY);
	dxg_check(vram_intact(&q, MIB, 31, a, 2));
}

TEST_F(vram, across_processes)
{
	struct other other = {
		.gpu = &self->gpu, .ready = dxg_event(), .go_on = dxg_event(),
	};
	uint32_t a[3];
	pid_t pid;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 3));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_EQ(0, dxg_evict(&self->q, a, 2, LAZILY));
	pid = dxg_fork(leave_two, &other);
	ASSERT_TRUE(dxg_event_wait(other.ready));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[2]));
	dxg_event_set(other.go_on);
	EXPECT_TRUE(dxg_reap(pid));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 3));
}

TEST_HARNESS_MAIN
