// SPDX-License-Identifier: GPL-2.0
/*
 * MakeResident: counts, statuses, what it costs of the budget, and contents that don't change.
 */
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "share.h"
#include "vram_fixture.h"

#define LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define CANT_TRIM	D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER
#define MUST_SUCCEED	D3DDDI_MAKERESIDENT_FLAGS_MUST_SUCCEED
#define MOST		10240

/* What a queue has made resident stays so without it. */
TEST_F(vram, a_queue_goes)
{
	struct dxg_pager queue;
	uint32_t allocation;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_pager_create(self->q.fd, self->q.adapter, self->q.device, &queue));
	ASSERT_TRUE(vram_create(&queue, MIB, 1, &allocation, 1));
	EXPECT_EQ(0, dxg_resident_one(&queue, allocation));
	EXPECT_EQ(0, dxg_pager_destroy(&queue));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&queue, &allocation, 1, 0, NULL));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, allocation));
	EXPECT_EQ(0, dxg_check_contents(&self->q, allocation, MIB, 1));
}

TEST_F(vram, contents_go_there_and_back)
{
	uint32_t allocation;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &allocation, 1));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, allocation));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, dxg_resident_one(&self->q, allocation));
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, allocation));
		EXPECT_EQ(MIB, dxg_usage(&self->q, LOCAL));
		EXPECT_TRUE(vram_intact(&self->q, MIB, 1 + i, &allocation, 1));
		EXPECT_EQ(0, dxg_evict_one(&self->q, allocation, 0));
		EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, allocation));
		EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
		EXPECT_TRUE(vram_intact(&self->q, MIB, 1 + i, &allocation, 1));
		EXPECT_EQ(0, dxg_write_contents(&self->q, allocation, MIB, 2 + i));
	}
}

TEST_F(vram, what_the_cpu_writes_meanwhile_is_kept)
{
	uint32_t allocation;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &allocation, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, allocation));
	EXPECT_EQ(0, dxg_write_contents(&self->q, allocation, MIB, 2));
	EXPECT_EQ(0, dxg_evict_one(&self->q, allocation, 0));
	EXPECT_EQ(0, dxg_check_contents(&self->q, allocation, MIB, 2));
}

TEST_F(vram, as_many_evictions_as_makeresidents)
{
	uint32_t a, twice[2];
	struct dxg_resident out;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	/* Nothing to do, and nothing to wait for. */
	EXPECT_EQ(0, dxg_make_resident(&self->q, &a, 1, 0, &out));
	EXPECT_EQ(1, out.num_allocations);
	twice[0] = a;
	twice[1] = a;
	EXPECT_EQ(0, dxg_make_resident(&self->q, twice, 2, 0, &out));
	EXPECT_EQ(2, out.num_allocations);
	EXPECT_EQ(MIB, dxg_usage(&self->q, LOCAL));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	}
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a, 0));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, &a, 1));
}

TEST_F(vram, twice_in_a_list_needs_room_once)
{
	struct dxg_resident out;
	uint32_t a, twice[2];
	int ret;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 3 * MIB, 1, &a, 1));
	twice[0] = a;
	twice[1] = a;
	ret = dxg_make_resident(&self->q, twice, 2, 0, &out);
	EXPECT_TRUE(ret == 0 || ret == STATUS_PENDING);
	EXPECT_EQ(2, out.num_allocations);
	EXPECT_EQ(0, dxg_evict(&self->q, twice, 2, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a, 0));
}

TEST_F(vram, values_are_reached_in_order)
{
	struct dxg_resident out;
	uint64_t last = 0;
	uint32_t a[4];
	int i, ret;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	for (i = 0; i < 4; i++) {
		ret = dxg_make_resident(&self->q, &a[i], 1, 0, &out);
		EXPECT_EQ(1, out.num_allocations);
		if (!ret)
			continue;
		EXPECT_EQ(STATUS_PENDING, ret);
		EXPECT_LT(last, out.value);
		last = out.value;
	}
	EXPECT_TRUE(dxg_pager_wait(&self->q, last));
	/* A queue of its own counts for itself. */
	EXPECT_LE(last, *self->q.fence);
	for (i = 0; i < 4; i++)
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[i]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
}

/* What MakeResident can't do it doesn't begin. */
TEST_F(vram, all_or_nothing)
{
	uint32_t a[4], list[3];
	struct dxg_resident out;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 3));
	ASSERT_TRUE(vram_create(&self->q, 2 * MIB, 4, &a[3], 1));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	/* One that is resident, one for which there is room, one for which there is none. */
	list[0] = a[0];
	list[1] = a[2];
	list[2] = a[3];
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_make_resident(&self->q, list, 3, 0, &out));
	EXPECT_EQ(0, out.num_allocations);
	EXPECT_EQ(MIB, out.bytes_to_trim);
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[2]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[3]));
	EXPECT_EQ(2 * MIB, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[2], 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[3], 0));
	/* The count of the first is still 1. */
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	/* And having trimmed that much, it works. */
	EXPECT_EQ(0, dxg_resident(&self->q, &list[1], 2));
	for (i = 1; i < 4; i++)
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[i]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 3));
	EXPECT_TRUE(vram_intact(&self->q, 2 * MIB, 4, &a[3], 1));
}

/* Another process that reserves, and waits. */
struct reserving {
	const struct dxg_softgpu *gpu;
	uint64_t bytes;
	int ready, done;
};

static void reserve(void *data)
{
	struct reserving *r = data;
	struct dxg_pager q;

	dxg_check(vram_open(r->gpu, &q));
	dxg_check(!dxg_reserve(&q, LOCAL, r->bytes));
	dxg_event_set(r->ready);
	dxg_check(dxg_event_wait(r->done));
}

/*
 * CantTrimFurther looks at the room, not at the budget: another process has reserved 3 MiB of
 * which it uses nothing, so that of the fourth each has half.
 */
TEST_F(vram, cant_trim_further_may_exceed_the_budget)
{
	struct reserving r = {
		.gpu = &self->gpu, .bytes = 3 * MIB, .ready = dxg_event(), .done = dxg_event(),
	};
	struct dxg_resident out;
	uint32_t a, big;
	pid_t pid;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 2 * MIB, 1, &a, 1));
	ASSERT_TRUE(vram_create(&self->q, 3 * MIB, 2, &big, 1));
	pid = dxg_fork(reserve, &r);
	ASSERT_TRUE(dxg_event_wait(r.ready));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_make_resident(&self->q, &a, 1, 0, &out));
	EXPECT_EQ(0, out.num_allocations);
	EXPECT_EQ(2 * MIB - MIB / 2, out.bytes_to_trim);
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_resident_flags(&self->q, &a, 1, CANT_TRIM));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	/* The room itself has an end. */
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_make_resident(&self->q, &big, 1, CANT_TRIM, &out));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	dxg_event_set(r.done);
	EXPECT_TRUE(dxg_reap(pid));
	EXPECT_TRUE(vram_intact(&self->q, 2 * MIB, 1, &a, 1));
}

TEST_F(vram, must_succeed_that_fails_loses_the_device)
{
	uint32_t a[2], ok;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 3 * MIB, 1, a, 2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 3, &ok, 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, &ok, 1, MUST_SUCCEED,
							      NULL));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE,
		  dxg_execution_state(self->q.fd, self->q.device));
	EXPECT_LE(0, dxg_make_resident(&self->q, &ok, 1, MUST_SUCCEED | CANT_TRIM, NULL));
	EXPECT_EQ(STATUS_NO_MEMORY,
		  dxg_make_resident(&self->q, a, 2, MUST_SUCCEED | CANT_TRIM, NULL));
	EXPECT_NE(D3DKMT_DEVICEEXECUTION_ACTIVE,
		  dxg_execution_state(self->q.fd, self->q.device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_make_resident(&self->q, &ok, 1, 0, NULL));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_evict_one(&self->q, ok, 0));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_offer_one(&self->q, ok, 1));
	/* It can be closed. */
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, ok));
	EXPECT_EQ(0, dxg_pager_destroy(&self->q));
	EXPECT_EQ(0, dxg_destroy_device(self->q.fd, self->q.device));
}

TEST_F_TIMEOUT(vram, bad_arguments, 120)
{
	static uint32_t many[MOST + 1];
	uint32_t device2, a, foreign, list[2];
	struct dxg_pager q;
	uint32_t flags;
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	device2 = dxg_create_device(self->q.fd, self->q.adapter);
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_create_raw(self->q.fd, device2, 4096, &foreign));

	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, &a, 0, 0, NULL));
	for (i = 0; i <= MOST; i++)
		many[i] = a;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_make_resident(&self->q, many, MOST + 1, 0, NULL));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, NULL, 1, 0, NULL));
	for (flags = 4; flags; flags <<= 1) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_make_resident(&self->q, &a, 1, flags, NULL));
	}
	/* Not an allocation; another device's; one that was. A good one before it stays out. */
	list[0] = a;
	list[1] = self->q.device;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, list, 2, 0, NULL));
	list[1] = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, list, 2, 0, NULL));
	list[1] = foreign;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, list, 2, 0, NULL));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, device2, foreign));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, list, 2, 0, NULL));
	/* Not a queue. */
	q = self->q;
	q.handle = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&q, &a, 1, 0, NULL));
	q.handle = q.device;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&q, &a, 1, 0, NULL));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
	/* As many as there may be is fine. */
	EXPECT_EQ(0, dxg_resident(&self->q, many, MOST));
	EXPECT_EQ(0, dxg_evict(&self->q, many, MOST, 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
}

/* The priority list is there for old clients; nobody looks at it. */
TEST_F(vram, priority_list_is_not_looked_at)
{
	struct d3dddi_makeresident args = { .priority_list = 1, .num_allocations = 1 };
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	args.paging_queue = self->q.handle;
	args.allocation_list = (uintptr_t)&a;
	EXPECT_LE(0, dxg_call(self->q.fd, D3DKMT_IOC_MAKE_RESIDENT, &args));
	EXPECT_EQ(1, args.num_allocations);
}

/* Whoever gets memory that another had gets zeros. */
TEST_F(vram, nobody_sees_what_was_there_before)
{
	uint32_t a[4], b[4];
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	ASSERT_EQ(0, dxg_destroy_list(self->q.fd, self->q.device, a, 4));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
	for (i = 0; i < 4; i++) {
		ASSERT_EQ(0, dxg_create_desc(self->q.fd, self->q.device, dxg_upload(MIB), &b[i]));
		EXPECT_EQ(0, dxg_resident_one(&self->q, b[i]));
		EXPECT_EQ(0, dxg_check_zero(&self->q, b[i], MIB));
		EXPECT_EQ(-1, dxg_segment_find(&self->gpu, 1, 1 + i));
	}
	EXPECT_EQ(0, dxg_evict(&self->q, b, 4, 0));
	for (i = 0; i < 4; i++)
		EXPECT_EQ(0, dxg_check_zero(&self->q, b[i], MIB));
}

TEST_F(vram, what_is_destroyed_needs_no_room)
{
	uint32_t a[2], device2;
	struct dxg_pager q2;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 3 * MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[0]));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, a[1]));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a[0]));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[1]));
	/* The same by destroying a whole device. */
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[1], 0));
	device2 = dxg_create_device(self->q.fd, self->q.adapter);
	ASSERT_EQ(0, dxg_pager_create(self->q.fd, self->q.adapter, device2, &q2));
	ASSERT_TRUE(vram_create(&q2, 3 * MIB, 9, a, 1));
	ASSERT_EQ(0, dxg_resident_one(&q2, a[0]));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_resident_one(&self->q, a[1]));
	EXPECT_EQ(0, dxg_destroy_device(self->q.fd, device2));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, 3 * MIB, 2, &a[1], 1));
}

/* Who has it open has a count of its own, and the last one lets it go. */
TEST_F(vram, a_shared_allocation_stays_for_each_device)
{
	struct dxg_pager q2;
	uint32_t shared2, all;
	struct share_open o;
	struct share share;
	int nt;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_pager_create(self->q.fd, self->q.adapter,
				      dxg_create_device(self->q.fd, self->q.adapter), &q2));
	ASSERT_EQ(0, share_create(self->q.fd, self->q.device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->q.fd, share.resource, GENERIC_ALL);
	ASSERT_EQ(0, share_open_nt(self->q.fd, q2.device, nt, &o));
	close(nt);
	shared2 = o.infos[1].allocation;
	ASSERT_EQ(0, dxg_write_contents(&self->q, share.allocations[1], SHARE_SIZE1, 1));

	EXPECT_EQ(0, dxg_resident_one(&self->q, share.allocations[1]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&q2, shared2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&q2, shared2, 0));
	EXPECT_EQ(0, dxg_resident_one(&q2, shared2));
	EXPECT_EQ(SHARE_SIZE1, dxg_usage(&self->q, LOCAL));
	EXPECT_EQ(0, dxg_evict_one(&self->q, share.allocations[1], 0));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, share.allocations[1]));
	EXPECT_EQ(0, dxg_check_contents(&q2, shared2, SHARE_SIZE1, 1));
	/* An open that goes takes its count with it: whoever needs the room gets it. */
	EXPECT_EQ(0, dxg_destroy_device(self->q.fd, q2.device));
	ASSERT_TRUE(vram_create(&self->q, 4 * MIB, 2, &all, 1));
	EXPECT_EQ(0, dxg_resident_one(&self->q, all));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, share.allocations[1]));
	EXPECT_EQ(0, dxg_check_contents(&self->q, share.allocations[1], SHARE_SIZE1, 1));
}

TEST_F(vram, what_was_reset_is_lost)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_make_resident(&self->q, &a, 1, 0, NULL));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a));
}

TEST_F(vram, removal_with_residents)
{
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_make_resident(&self->q, a, 1, 0, NULL));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_offer_one(&self->q, a[0], 1));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a[0]));
}

TEST_HARNESS_MAIN
