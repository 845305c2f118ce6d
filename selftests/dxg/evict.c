// SPDX-License-Identifier: GPL-2.0
/*
 * Evict: at once or when there is need, with contents or without, and what it answers.
 */
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "vram_fixture.h"

#define LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define CLEAN	D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO

TEST_F(vram, only_if_necessary)
{
	uint32_t a[5];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 5));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_evict(&self->q, a, 2, LAZILY));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(4 * MIB, dxg_usage(&self->q, LOCAL));
	/* It is no longer on the list, though it is still there. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[0], 0));
	/* Taken up again where it is: nothing to do. */
	EXPECT_EQ(0, dxg_make_resident(&self->q, &a[1], 1, 0, NULL));
	/* Somebody needs room: of the two that could go, one was taken up again. */
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[4]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[4]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 5));
}

/* What a flag says counts at the last eviction. */
TEST_F(vram, the_last_eviction_decides)
{
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], LAZILY));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[1], 0));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[1], LAZILY));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

TEST_F(vram, below_zero)
{
	uint32_t a[2], list[4];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[0], 0));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[1]));
	/* Counted with duplicates, and before anything changes. */
	list[0] = a[1];
	list[1] = a[0];
	list[2] = a[1];
	list[3] = a[1];
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, list, 4, 0));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(0, dxg_evict(&self->q, list, 3, 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[1], 0));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

TEST_F_TIMEOUT(vram, bad_arguments, 120)
{
	uint32_t a, foreign, device2, list[2], flags;
	struct dxg_pager q2;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	device2 = dxg_create_device(self->q.fd, self->q.adapter);
	ASSERT_EQ(0, dxg_pager_create(self->q.fd, self->q.adapter, device2, &q2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_TRUE(vram_create(&q2, MIB, 2, &foreign, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_EQ(0, dxg_resident_one(&q2, foreign));

	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, &a, 0, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, NULL, 1, 0));
	for (flags = 4; flags; flags <<= 1)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a, flags));
	list[0] = a;
	list[1] = foreign;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, list, 2, 0));
	list[1] = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, list, 2, 0));
	list[1] = self->q.handle;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, list, 2, 0));
	q2.device = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&q2, foreign, 0));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
}

TEST_F(vram, locked_pointers_stay_good)
{
	uint32_t a[2];
	uint8_t *p, *q;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[0], &p));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	/* Locked where it is now. */
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[1], &q));
	EXPECT_TRUE(dxg_filled(p, MIB, 1));
	dxg_fill(p, MIB, 3);
	dxg_fill(q, MIB, 4);
	EXPECT_EQ(0, dxg_evict(&self->q, a, 2, 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_TRUE(dxg_filled(p, MIB, 3));
	EXPECT_TRUE(dxg_filled(q, MIB, 4));
	dxg_fill(p, MIB, 5);
	EXPECT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_TRUE(dxg_filled(p, MIB, 5));
	EXPECT_TRUE(dxg_filled(q, MIB, 4));
	EXPECT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a[0]));
	EXPECT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a[1]));
}

/* Nobody has written to it: the contents are those that it came with. */
TEST_F(vram, not_written_to_keeps_what_it_came_with)
{
	uint32_t a[5];
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 5));
	for (i = 0; i < 3; i++) {
		ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
		EXPECT_EQ(0, dxg_evict(&self->q, a, 4, CLEAN));
		EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
		EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
	}
	/* Both flags: it stays, and leaves without a transfer when there is need. */
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_evict(&self->q, a, 4, CLEAN | LAZILY));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[4]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 5));
}

/* Written by the CPU after it was made resident, and the client doesn't claim otherwise. */
TEST_F(vram, written_contents_survive_the_clean_copy)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, CLEAN));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_write_contents(&self->q, a, MIB, 2));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 2));
	/* The copy that is clean now is the new one. */
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, CLEAN));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 2));
}

struct newcomer {
	const struct dxg_softgpu *gpu;
	int ready, done;
};

static void reserve_all(void *data)
{
	struct newcomer *n = data;
	struct dxg_pager q;

	dxg_check(vram_open(n->gpu, &q));
	dxg_check(!dxg_reserve(&q, LOCAL, 4 * MIB));
	dxg_event_set(n->ready);
	dxg_check(dxg_event_wait(n->done));
}

/* Who is over the budget is told by each eviction how much is still to go. */
TEST_F(vram, bytes_to_trim)
{
	struct newcomer n = { .gpu = &self->gpu, .ready = dxg_event(), .done = dxg_event() };
	uint32_t a[4];
	uint64_t trim;
	pid_t pid;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_evict_trim(&self->q, a, 1, 0, &trim));
	EXPECT_EQ(0, trim);
	/* Another process reserves all: what this one has is beyond its budget of nothing. */
	pid = dxg_fork(reserve_all, &n);
	ASSERT_TRUE(dxg_event_wait(n.ready));
	EXPECT_EQ(0, dxg_budget(&self->q, LOCAL));
	for (i = 1; i < 4; i++) {
		EXPECT_EQ(0, dxg_evict_trim(&self->q, &a[i], 1, 0, &trim));
		EXPECT_EQ((3 - i) * MIB, trim);
	}
	dxg_event_set(n.done);
	EXPECT_TRUE(dxg_reap(pid));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
}

/* Many that go and come through a small segment. */
TEST_F_TIMEOUT(vram, eight_times_the_segment, 120)
{
	uint32_t a[32];
	int i, round;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 32));
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 32; i++) {
			ASSERT_EQ(0, dxg_resident_one(&self->q, a[i]));
			EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[i]));
			EXPECT_EQ(0, dxg_evict_one(&self->q, a[i], i % 3 ? LAZILY : 0));
		}
		EXPECT_GE(4 * MIB, dxg_usage(&self->q, LOCAL));
		EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 32));
	}
}

TEST_HARNESS_MAIN
