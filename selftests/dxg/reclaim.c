// SPDX-License-Identifier: GPL-2.0
/*
 * ReclaimAllocations2: what it says of the contents is what they are.
 */
#include <fcntl.h>

#include "lock.h"
#include "mem.h"
#include "vram_fixture.h"

#define LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define LOW	D3DKMT_OFFER_PRIORITY_LOW
#define HIGH	D3DKMT_OFFER_PRIORITY_HIGH
#define OK	D3DDDI_RECLAIM_RESULT_OK
#define DISCARDED	D3DDDI_RECLAIM_RESULT_DISCARDED

static int reclaim_call(const struct dxg_pager *queue, const uint32_t *list,
			const uint32_t *resources, uint32_t n, uint32_t *results)
{
	struct d3dkmt_reclaimallocations2 args = {
		.paging_queue = queue->handle,
		.handle_list = (uintptr_t)list,
		.resources = (uintptr_t)resources,
		.num_allocations = n,
		.results = (uintptr_t)results,
	};

	return dxg_call(queue->fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &args);
}

TEST_F(vram, bad_arguments)
{
	uint32_t a[2], resource, member, foreign, results[2], list[2], device2;
	struct dxg_pager q;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	device2 = dxg_create_device(self->q.fd, self->q.adapter);
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_create_resource(self->q.fd, self->q.device, &resource, &member, 1));
	ASSERT_EQ(0, dxg_create_raw(self->q.fd, device2, 4096, &foreign));
	ASSERT_EQ(0, dxg_offer(&self->q, a, 2, LOW));

	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, NULL, NULL, 1, results));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, a, &resource, 1, results));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, a, NULL, 0, results));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, &resource, NULL, 1, results));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, NULL, a, 1, results));
	list[0] = a[0];
	list[1] = foreign;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, list, NULL, 2, results));
	list[1] = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&self->q, list, NULL, 2, results));
	q = self->q;
	q.handle = q.device;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim_call(&q, a, NULL, 1, results));
	/* None of that has taken anything back. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, &a[0], 1, 0, NULL));
	EXPECT_EQ(0, dxg_reclaim(&self->q, a, 2, results));
	EXPECT_EQ(OK, results[0]);
	EXPECT_EQ(OK, results[1]);
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

TEST_F(vram, what_was_not_offered_is_there)
{
	uint32_t a[2], results[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[0]));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a[1], LOW));
	EXPECT_EQ(0, dxg_reclaim(&self->q, a, 2, results));
	EXPECT_EQ(OK, results[0]);
	EXPECT_EQ(OK, results[1]);
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

TEST_F(vram, results_need_not_be_told)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	EXPECT_EQ(0, reclaim_call(&self->q, &a, NULL, 1, NULL));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
}

TEST_F(vram, by_resource)
{
	uint32_t resource, members[3], result = POISON32, i;
	struct d3dkmt_offerallocations offer = { .num_allocations = 1, .priority = LOW };

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_create_resource(self->q.fd, self->q.device, &resource, members, 3));
	offer.device = self->q.device;
	offer.resources = (uintptr_t)&resource;
	ASSERT_EQ(0, dxg_call(self->q.fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &offer));
	EXPECT_EQ(0, reclaim_call(&self->q, NULL, &resource, 1, &result));
	EXPECT_EQ(OK, result);
	for (i = 0; i < 3; i++)
		EXPECT_EQ(0, dxg_resident_one(&self->q, members[i]));
}

/* Required and offered, it is where it was, and nothing has to be waited for. */
TEST_F(vram, resident_again_at_once)
{
	uint32_t a, result;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	EXPECT_EQ(0, reclaim_call(&self->q, &a, NULL, 1, &result));
	EXPECT_EQ(OK, result);
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
}

/* Required, offered and discarded: it is paged in again, with zeros. */
TEST_F(vram, discarded_comes_back_as_zeros)
{
	uint32_t a[4], b[2], results[2];
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_TRUE(vram_create(&self->q, MIB, 10, b, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	ASSERT_EQ(0, dxg_offer(&self->q, a, 2, LOW));
	ASSERT_EQ(0, dxg_resident(&self->q, b, 2));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(0, dxg_evict(&self->q, b, 2, 0));
	EXPECT_EQ(0, dxg_reclaim(&self->q, a, 2, results));
	for (i = 0; i < 2; i++) {
		EXPECT_EQ(DISCARDED, results[i]);
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[i]));
		EXPECT_EQ(0, dxg_check_zero(&self->q, a[i], MIB));
		EXPECT_EQ(0, dxg_write_contents(&self->q, a[i], MIB, 20 + i));
	}
	/* Only once is it news. */
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[0]));
	/* Its count was kept all the time. */
	EXPECT_EQ(0, dxg_evict(&self->q, a, 4, 0));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 20, a, 2));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 3, &a[2], 2));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 10, b, 2));
}

/* No room for what has to be resident again: nothing is taken back, and it works later. */
TEST_F(vram, no_room_leaves_all_offered)
{
	uint32_t a[4], b[2], idle, list[3], results[3];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_TRUE(vram_create(&self->q, MIB, 10, b, 2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 20, &idle, 1));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	ASSERT_EQ(0, dxg_offer(&self->q, a, 2, LOW));
	ASSERT_EQ(0, dxg_offer_one(&self->q, idle, LOW));
	ASSERT_EQ(0, dxg_resident(&self->q, b, 2));
	list[0] = idle;
	list[1] = a[0];
	list[2] = a[1];
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_reclaim(&self->q, list, 3, results));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, &idle, 1, 0, NULL));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, &a[0], 1, 0, NULL));
	EXPECT_EQ(0, dxg_evict(&self->q, b, 2, 0));
	EXPECT_EQ(0, dxg_reclaim(&self->q, list, 3, results));
	EXPECT_EQ(OK, results[0]);
	EXPECT_EQ(DISCARDED, results[1]);
	EXPECT_EQ(DISCARDED, results[2]);
	EXPECT_EQ(0, dxg_check_contents(&self->q, idle, MIB, 20));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 10, b, 2));
}

/* What memory the system has, it takes from the offered first. */
TEST_F(vram, the_system_takes_what_is_offered)
{
	int drop = open("/proc/sys/vm/drop_caches", O_WRONLY), i, discarded = 0;
	uint32_t a[4], b[2], results[4];

	if (drop < 0)
		SKIP(return, "no drop_caches");
	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_TRUE(vram_create(&self->q, MIB, 10, b, 2));
	ASSERT_EQ(0, dxg_resident_one(&self->q, b[0]));
	ASSERT_EQ(0, dxg_offer(&self->q, a, 4, HIGH));
	for (i = 0; i < 4; i++)
		EXPECT_EQ(1, write(drop, "2", 1));
	EXPECT_EQ(0, dxg_reclaim(&self->q, a, 4, results));
	for (i = 0; i < 4; i++) {
		/* What it says is what it is. */
		EXPECT_EQ(0, results[i] == OK ? dxg_check_contents(&self->q, a[i], MIB, 1 + i) :
						dxg_check_zero(&self->q, a[i], MIB));
		discarded += results[i] == DISCARDED;
	}
	EXPECT_EQ(4, discarded);
	/* Whatever is not offered is left alone. */
	EXPECT_TRUE(vram_intact(&self->q, MIB, 10, b, 2));
	close(drop);
}

/* The results can't be told: nothing is lost by that. */
TEST_F(vram, results_that_cannot_be_written)
{
	uint32_t a[2], results[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_offer(&self->q, a, 2, LOW));
	EXPECT_GT(0, reclaim_call(&self->q, a, NULL, 2, (void *)8));
	EXPECT_EQ(0, dxg_reclaim(&self->q, a, 2, results));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

TEST_HARNESS_MAIN
