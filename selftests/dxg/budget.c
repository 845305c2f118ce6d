// SPDX-License-Identifier: GPL-2.0
/*
 * Budgets: a process's reservation first, then equal shares of the rest among those who use
 * something. The sum is never more than there is.
 */
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "remote.h"
#include "vram_fixture.h"

#define LOCAL		D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define NON_LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL
#define LAZILY		D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define OTHERS		3

/* Steps of other processes. */
static int64_t do_create(const struct dxg_pager *q, uint64_t *args)
{
	uint32_t allocation;
	int ret = dxg_create_filled(q, args[0], args[1], &allocation);

	args[0] = allocation;
	return ret;
}

static int64_t do_resident(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_resident_one(q, args[0]);
}

static int64_t do_evict(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_evict_one(q, args[0], args[1]);
}

static int64_t do_reserve(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_reserve(q, LOCAL, args[0]);
}

static int64_t do_check(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_check_contents(q, args[0], args[1], args[2]);
}

/* 0: budget, 1: usage, 2: reservation, 3: available */
static int64_t do_info(const struct dxg_pager *q, uint64_t *args)
{
	struct d3dkmt_queryvideomemoryinfo info;
	int ret = dxg_memory_info(q, args[0], &info);

	args[0] = info.budget;
	args[1] = info.current_usage;
	args[2] = info.current_reservation;
	args[3] = info.available_for_reservation;
	return ret;
}

/* In segment 1 or nowhere. */
static int64_t do_restrict(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_restrict(q, args[0], SEGMENT(1));
}

static uint64_t create_and_use(struct dxg_remote *remote, uint64_t size, uint64_t seed)
{
	uint64_t args[DXG_REMOTE_ARGS] = { size, seed };

	if (dxg_remote_call(remote, do_create, args) || dxg_remote_call(remote, do_resident, args))
		return 0;
	return args[0];
}

static int64_t call1(struct dxg_remote *remote, dxg_remote_fn fn, uint64_t arg)
{
	uint64_t args[DXG_REMOTE_ARGS] = { arg };

	return dxg_remote_call(remote, fn, args);
}

static uint64_t info_of(struct dxg_remote *remote, unsigned int which)
{
	uint64_t args[DXG_REMOTE_ARGS] = { LOCAL };

	return dxg_remote_call(remote, do_info, args) ? ~0ull : args[which];
}

#define budget_of(remote)	info_of(remote, 0)
#define usage_of(remote)	info_of(remote, 1)
#define reservation_of(remote)	info_of(remote, 2)
#define available_of(remote)	info_of(remote, 3)

/* The others have gone, and what they had. */
static bool only_one_process(vram_data *self)
{
	return dxg_count_becomes(DXG_COUNT_PROCESSES, self->before.n[DXG_COUNT_PROCESSES] + 1);
}

TEST_F(vram, alone)
{
	struct d3dkmt_queryvideomemoryinfo info;
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, "8M cpu_visible, 16M aperture"));
	ASSERT_TRUE(vram_create(&self->q, 2 * MIB, 1, a, 2));
	EXPECT_EQ(8 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(16 * MIB, dxg_budget(&self->q, NON_LOCAL));
	EXPECT_EQ(0, dxg_resident(&self->q, a, 2));
	ASSERT_EQ(0, dxg_memory_info(&self->q, LOCAL, &info));
	EXPECT_EQ(8 * MIB, info.budget);
	EXPECT_EQ(4 * MIB, info.current_usage);
	EXPECT_EQ(0, info.current_reservation);
	EXPECT_EQ(8 * MIB, info.available_for_reservation);
	/* What is only kept while nobody needs the room is used all the same. */
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], LAZILY));
	EXPECT_EQ(4 * MIB, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[1], 0));
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a[0]));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
}

TEST_F(vram, reservations)
{
	struct d3dkmt_queryvideomemoryinfo info;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible, 16M aperture"));
	EXPECT_EQ(0, dxg_reserve(&self->q, LOCAL, 3 * MIB));
	ASSERT_EQ(0, dxg_memory_info(&self->q, LOCAL, &info));
	EXPECT_EQ(8 * MIB, info.budget);
	EXPECT_EQ(3 * MIB, info.current_reservation);
	EXPECT_EQ(0, info.current_usage);
	/* A group of its own. */
	ASSERT_EQ(0, dxg_memory_info(&self->q, NON_LOCAL, &info));
	EXPECT_EQ(0, info.current_reservation);
	/* Not more than there is; all of it; none. What is refused changes nothing. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_reserve(&self->q, LOCAL, 8 * MIB + 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_reserve(&self->q, LOCAL, ~0ull));
	ASSERT_EQ(0, dxg_memory_info(&self->q, LOCAL, &info));
	EXPECT_EQ(3 * MIB, info.current_reservation);
	EXPECT_EQ(0, dxg_reserve(&self->q, LOCAL, 8 * MIB));
	EXPECT_EQ(0, dxg_reserve(&self->q, NON_LOCAL, 16 * MIB));
	EXPECT_EQ(0, dxg_reserve(&self->q, LOCAL, 0));
	ASSERT_EQ(0, dxg_memory_info(&self->q, LOCAL, &info));
	EXPECT_EQ(0, info.current_reservation);
}

TEST_F_TIMEOUT(vram, bad_arguments, 120)
{
	struct d3dkmt_changevideomemoryreservation args, good;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	good = (struct d3dkmt_changevideomemoryreservation) {
		.adapter = self->q.adapter, .reservation = MIB,
	};
	args = good;
	args.process = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
	args = good;
	args.memory_segment_group = 2;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
	args = good;
	args.physical_adapter_index = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
	args = good;
	args.adapter = self->q.device;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
	/* A group without segments has nothing to reserve. */
	args = good;
	args.memory_segment_group = NON_LOCAL;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
	args.reservation = 0;
	EXPECT_EQ(0, dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
	EXPECT_EQ(0, dxg_call(self->q.fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &good));
}

/* What one reserves another can't, and gets none of it while it is reserved. */
TEST_F(vram, reservations_of_others)
{
	struct d3dkmt_queryvideomemoryinfo info;
	struct dxg_remote other;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	ASSERT_TRUE(dxg_remote_start(&other, &self->gpu));
	EXPECT_EQ(0, call1(&other, do_reserve, 5 * MIB));
	ASSERT_EQ(0, dxg_memory_info(&self->q, LOCAL, &info));
	EXPECT_EQ(3 * MIB, info.available_for_reservation);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_reserve(&self->q, LOCAL, 3 * MIB + 4096));
	EXPECT_EQ(0, dxg_reserve(&self->q, LOCAL, 3 * MIB));
	EXPECT_EQ(3 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(5 * MIB, budget_of(&other));
	/* One's own counts as available to oneself. */
	EXPECT_EQ(5 * MIB, available_of(&other));
	EXPECT_EQ(0, call1(&other, do_reserve, 4 * MIB));
	EXPECT_EQ(0, call1(&other, do_reserve, 5 * MIB));
	/* They go with the process. */
	EXPECT_TRUE(dxg_remote_end(&other));
	ASSERT_TRUE(only_one_process(self));
	EXPECT_EQ(8 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(0, dxg_reserve(&self->q, LOCAL, 8 * MIB));
}

/* ... and with the last handle of the adapter and its devices. */
TEST_F(vram, reservations_go_with_the_handles)
{
	struct dxg_remote other;
	struct dxg_pager q = { };

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	ASSERT_TRUE(dxg_remote_start(&other, &self->gpu));
	EXPECT_EQ(0, dxg_reserve(&self->q, LOCAL, 5 * MIB));
	EXPECT_EQ(3 * MIB, available_of(&other));
	EXPECT_EQ(0, dxg_pager_destroy(&self->q));
	EXPECT_EQ(0, dxg_destroy_device(self->q.fd, self->q.device));
	EXPECT_EQ(3 * MIB, available_of(&other));
	EXPECT_EQ(0, dxg_close_adapter(self->q.fd, self->q.adapter));
	EXPECT_EQ(8 * MIB, available_of(&other));
	q.fd = self->q.fd;
	q.adapter = dxg_adapter_by_luid(q.fd, self->gpu.luid);
	EXPECT_EQ(8 * MIB, dxg_budget(&q, LOCAL));
	EXPECT_TRUE(dxg_remote_end(&other));
}

/* Shares are equal, and lent out while nobody uses them. */
TEST_F_TIMEOUT(vram, equal_shares, 120)
{
	struct dxg_remote others[OTHERS];
	uint32_t a;
	int i;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	for (i = 0; i < OTHERS; i++)
		ASSERT_TRUE(dxg_remote_start(&others[i], &self->gpu));
	/* Nobody uses anything: each would be the only one. */
	EXPECT_EQ(8 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(8 * MIB, budget_of(&others[0]));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(8 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(4 * MIB, budget_of(&others[0]));
	EXPECT_NE(0, create_and_use(&others[0], MIB, 10));
	EXPECT_EQ(4 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(4 * MIB, budget_of(&others[0]));
	EXPECT_NE(0, create_and_use(&others[1], MIB, 11));
	EXPECT_NE(0, create_and_use(&others[2], MIB, 12));
	EXPECT_EQ(2 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(2 * MIB, budget_of(&others[0]));
	EXPECT_EQ(2 * MIB, budget_of(&others[2]));
	/* Reservations come first: 4 MiB, and a quarter of the rest for each. */
	EXPECT_EQ(0, call1(&others[0], do_reserve, 4 * MIB));
	EXPECT_EQ(5 * MIB, budget_of(&others[0]));
	EXPECT_EQ(MIB, budget_of(&others[1]));
	EXPECT_EQ(MIB, dxg_budget(&self->q, LOCAL));
	for (i = 0; i < OTHERS; i++)
		EXPECT_TRUE(dxg_remote_end(&others[i]));
	ASSERT_TRUE(only_one_process(self));
	EXPECT_EQ(8 * MIB, dxg_budget(&self->q, LOCAL));
}

/* Whatever happens: no budget below its reservation, and the sum is never beyond the group. */
TEST_F_TIMEOUT(vram, invariants, 120)
{
	struct dxg_remote others[OTHERS];
	uint64_t allocations[OTHERS] = { };
	unsigned int seed = 1;
	int step, i;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	for (i = 0; i < OTHERS; i++)
		ASSERT_TRUE(dxg_remote_start(&others[i], &self->gpu));
	for (step = 0; step < 120; step++) {
		uint64_t args[DXG_REMOTE_ARGS] = { }, sum = 0, reserved = 0;

		i = rand_r(&seed) % OTHERS;
		if (rand_r(&seed) % 2) {
			args[0] = rand_r(&seed) % (4 * MIB);
			dxg_remote_call(&others[i], do_reserve, args);
		} else if (allocations[i]) {
			args[0] = allocations[i];
			EXPECT_EQ(0, dxg_remote_call(&others[i], do_evict, args));
			allocations[i] = 0;
		} else {
			allocations[i] = create_and_use(&others[i], 64 * KIB, step + 1);
		}
		for (i = 0; i < OTHERS; i++) {
			uint64_t all[DXG_REMOTE_ARGS] = { LOCAL };

			ASSERT_EQ(0, dxg_remote_call(&others[i], do_info, all));
			EXPECT_LE(all[2], all[0]);
			EXPECT_LE(all[2], all[3]);
			EXPECT_EQ(allocations[i] ? 64 * KIB : 0, all[1]);
			reserved += all[2];
			/* Of who uses nothing it is only what it would be. */
			if (all[1] || all[2])
				sum += all[0];
		}
		EXPECT_GE(8 * MIB, sum);
		EXPECT_GE(8 * MIB, reserved);
	}
	for (i = 0; i < OTHERS; i++)
		EXPECT_TRUE(dxg_remote_end(&others[i]));
}

/*
 * One process has everything, and could be in another segment, too. A newcomer that couldn't gets
 * the half that is its budget with its first calls, and the first one's contents are moved.
 */
TEST_F_TIMEOUT(vram, a_newcomer_gets_its_share, 120)
{
	struct dxg_remote other;
	uint64_t theirs[2], args[DXG_REMOTE_ARGS];
	uint32_t a[4], gone = 0;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible, 16M aperture"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(4 * MIB, dxg_usage(&self->q, LOCAL));
	ASSERT_TRUE(dxg_remote_start(&other, &self->gpu));
	EXPECT_EQ(2 * MIB, budget_of(&other));
	for (i = 0; i < 2; i++) {
		uint64_t step[DXG_REMOTE_ARGS] = { MIB, 10 + i };

		ASSERT_EQ(0, dxg_remote_call(&other, do_create, step));
		theirs[i] = step[0];
		EXPECT_EQ(0, dxg_remote_call(&other, do_restrict, step));
		EXPECT_EQ(0, dxg_remote_call(&other, do_resident, step));
	}
	EXPECT_EQ(2 * MIB, usage_of(&other));
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, NON_LOCAL));
	/* They are required, so they are resident, though elsewhere. */
	for (i = 0; i < 4; i++) {
		EXPECT_NE(NOT_RESIDENT, dxg_residency(&self->q, a[i]));
		gone += dxg_residency(&self->q, a[i]) == IN_APERTURE;
	}
	EXPECT_EQ(2, gone);
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
	for (i = 0; i < 2; i++) {
		args[0] = theirs[i];
		args[1] = MIB;
		args[2] = 10 + i;
		EXPECT_EQ(0, dxg_remote_call(&other, do_check, args));
	}
	EXPECT_TRUE(dxg_remote_end(&other));
}

/* Who is within its budget doesn't yield to who is beyond its own. */
TEST_F(vram, beyond_the_budget)
{
	struct d3dkmt_queryvideomemoryinfo info;
	uint64_t args[DXG_REMOTE_ARGS];
	struct dxg_resident out;
	struct dxg_remote other;
	uint64_t theirs;
	uint32_t a[3];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 3));
	ASSERT_TRUE(dxg_remote_start(&other, &self->gpu));
	theirs = create_and_use(&other, MIB, 10);
	ASSERT_NE(0, theirs);
	EXPECT_EQ(0, dxg_resident(&self->q, a, 2));
	ASSERT_EQ(0, dxg_memory_info(&self->q, LOCAL, &info));
	EXPECT_EQ(2 * MIB, info.budget);
	EXPECT_EQ(2 * MIB, info.current_usage);
	/* There is room for a third, but no budget. */
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_make_resident(&self->q, &a[2], 1, 0, &out));
	EXPECT_EQ(MIB, out.bytes_to_trim);
	EXPECT_LE(0, dxg_make_resident(&self->q, &a[2], 1,
				       D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER, NULL));
	EXPECT_EQ(3 * MIB, dxg_usage(&self->q, LOCAL));
	args[0] = theirs;
	args[1] = MIB;
	args[2] = 10;
	EXPECT_EQ(0, dxg_remote_call(&other, do_check, args));
	EXPECT_EQ(MIB, usage_of(&other));
	EXPECT_EQ(0, reservation_of(&other));
	EXPECT_TRUE(dxg_remote_end(&other));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 3));
}

/* A process that dies leaves the others what it had. */
TEST_F(vram, the_dead_have_no_budget)
{
	struct dxg_remote other;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 3 * MIB, 1, &a, 1));
	ASSERT_TRUE(dxg_remote_start(&other, &self->gpu));
	EXPECT_NE(0, create_and_use(&other, 2 * MIB, 10));
	EXPECT_EQ(0, call1(&other, do_reserve, 2 * MIB));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, a));
	EXPECT_TRUE(dxg_kill(other.pid));
	close(other.socket);
	ASSERT_TRUE(only_one_process(self));
	EXPECT_EQ(4 * MIB, dxg_budget(&self->q, LOCAL));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, 3 * MIB, 1));
}

TEST_HARNESS_MAIN
