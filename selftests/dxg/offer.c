// SPDX-License-Identifier: GPL-2.0
/*
 * OfferAllocations: whose contents may be discarded, in which order they are, and who may not be
 * offered.
 */
#include "lock.h"
#include "mem.h"
#include "share.h"
#include "vram_fixture.h"

#define LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define LOW	D3DKMT_OFFER_PRIORITY_LOW
#define NORMAL	D3DKMT_OFFER_PRIORITY_NORMAL
#define HIGH	D3DKMT_OFFER_PRIORITY_HIGH
#define AUTO	D3DKMT_OFFER_PRIORITY_AUTO
#define OK	D3DDDI_RECLAIM_RESULT_OK
#define DISCARDED	D3DDDI_RECLAIM_RESULT_DISCARDED

static int offer_call(const struct dxg_pager *queue, const uint32_t *list,
		      const uint32_t *resources, uint32_t n, uint32_t priority, uint32_t flags)
{
	struct d3dkmt_offerallocations args = {
		.device = queue->device,
		.handle_list = (uintptr_t)list,
		.resources = (uintptr_t)resources,
		.num_allocations = n,
		.priority = priority,
		.flags = flags,
	};

	return dxg_call(queue->fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &args);
}

TEST_F(vram, bad_arguments)
{
	uint32_t a, resource, members[2], foreign, list[2], device2, flags;
	static const uint32_t bad[] = { 0, 5, 6, 0x100, 0x80000000, ~0u };
	struct dxg_pager q2;
	size_t i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	device2 = dxg_create_device(self->q.fd, self->q.adapter);
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_create_resource(self->q.fd, self->q.device, &resource, members, 2));
	ASSERT_EQ(0, dxg_create_raw(self->q.fd, device2, 4096, &foreign));

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer_one(&self->q, a, bad[i]));
	for (flags = 4; flags; flags <<= 1) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  offer_call(&self->q, &a, NULL, 1, LOW, flags));
	}
	/* Exactly one list. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, offer_call(&self->q, NULL, NULL, 1, LOW, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, offer_call(&self->q, &a, &resource, 1, LOW, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, offer_call(&self->q, &a, NULL, 0, LOW, 0));
	/* Of what it should be. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, offer_call(&self->q, &resource, NULL, 1, LOW, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, offer_call(&self->q, NULL, &a, 1, LOW, 0));
	list[0] = a;
	list[1] = foreign;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer(&self->q, list, 2, LOW));
	list[1] = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer(&self->q, list, 2, LOW));
	q2 = self->q;
	q2.device = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer_one(&q2, a, LOW));
	/* None of all that has offered the good one. */
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
}

/* Both flags are hints that change no answer. */
TEST_F(vram, flags_are_taken)
{
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	EXPECT_EQ(0, offer_call(&self->q, &a[0], NULL, 1, LOW,
				D3DKMT_OFFER_FLAGS_OFFER_IMMEDIATELY));
	EXPECT_EQ(0, offer_call(&self->q, &a[1], NULL, 1, HIGH,
				D3DKMT_OFFER_FLAGS_ALLOW_DECOMMIT));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[0]));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

TEST_F(vram, offered_is_out_of_use)
{
	uint32_t a, list[2];
	void *p;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, list, 2));
	a = list[0];
	EXPECT_EQ(0, dxg_offer_one(&self->q, a, NORMAL));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_lock(self->q.fd, self->q.device, a, &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, &a, 1, 0, NULL));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_make_resident(&self->q, list, 2, 0, NULL));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, list[1]));
	/* Twice is once. */
	EXPECT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	EXPECT_EQ(0, dxg_offer(&self->q, list, 2, LOW));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
	/* What is offered can be destroyed. */
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, list[1]));
}

TEST_F(vram, locked_is_not_offered)
{
	uint32_t a[2];
	void *p;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[1], &p));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[1], &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer(&self->q, a, 2, LOW));
	ASSERT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a[1]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer(&self->q, a, 2, LOW));
	ASSERT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a[1]));
	/* The first wasn't, either. */
	EXPECT_EQ(0, dxg_check_contents(&self->q, a[0], MIB, 1));
	EXPECT_EQ(0, dxg_offer(&self->q, a, 2, LOW));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[0]));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[1]));
}

/* A pointer of before is worth nothing while its allocation is offered, and something after. */
TEST_F(vram, pointer_of_what_is_offered_is_sigbus)
{
	uint8_t *p, *again;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a, &p));
	EXPECT_TRUE(dxg_filled(p, MIB, 1));
	ASSERT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	if (dxg_is_mapped(p))
		EXPECT_EQ(SIGBUS, dxg_touch(p));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a, &again));
	EXPECT_EQ(p, again);
	EXPECT_TRUE(dxg_filled(again, MIB, 1));
}

TEST_F(vram, shared_with_others_is_not_offered)
{
	struct share share;
	struct dxg_pager q2;
	struct share_open o;
	int nt;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_pager_create(self->q.fd, self->q.adapter,
				      dxg_create_device(self->q.fd, self->q.adapter), &q2));
	ASSERT_EQ(0, share_create(self->q.fd, self->q.device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->q.fd, share.resource, GENERIC_ALL);
	ASSERT_EQ(0, share_open_nt(self->q.fd, q2.device, nt, &o));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer_one(&self->q, share.allocations[0], LOW));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  offer_call(&self->q, NULL, &share.resource, 1, LOW, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_offer_one(&q2, o.infos[0].allocation, LOW));
	close(nt);
}

/* A resource is all of its allocations. */
TEST_F(vram, by_resource)
{
	uint32_t resource, members[3], i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_create_resource(self->q.fd, self->q.device, &resource, members, 3));
	EXPECT_EQ(0, offer_call(&self->q, NULL, &resource, 1, LOW, 0));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_make_resident(&self->q, &members[i], 1, 0, NULL));
	}
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, members[1]));
	EXPECT_EQ(0, dxg_resident_one(&self->q, members[1]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_make_resident(&self->q, &members[0], 1, 0, NULL));
}

/* As long as nobody needs the room, nothing is lost. */
TEST_F(vram, nothing_is_lost_without_need)
{
	uint32_t a[4];
	int i;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	EXPECT_EQ(0, dxg_offer(&self->q, a, 4, LOW));
	for (i = 0; i < 4; i++)
		EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[i]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
}

/* Make room for one more allocation; it is evicted and destroyed before anybody looks. */
static int need_one(const struct dxg_pager *queue, uint64_t seed, uint32_t *allocation)
{
	int ret = dxg_create_filled(queue, MIB, seed, allocation);

	return ret ?: dxg_resident_one(queue, *allocation);
}

/* Offered ones go first, by their offer's priority, though they are required and important. */
TEST_F(vram, in_the_order_of_offer_priorities)
{
	static const uint32_t priorities[] = { HIGH, LOW, NORMAL };
	static const int order[] = { 1, 2, 0 };
	uint32_t a[4], more[3];
	int i, k;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, dxg_set_priority(&self->q, a[i], 0xc8000000));
		EXPECT_EQ(0, dxg_offer_one(&self->q, a[i], priorities[i]));
	}
	/* Not required, but not offered: after them. */
	EXPECT_EQ(0, dxg_set_priority(&self->q, a[3], 1));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[3], LAZILY));
	for (k = 0; k < 3; k++) {
		EXPECT_EQ(0, need_one(&self->q, 10 + k, &more[k]));
		/* That many have gone, in this order. */
		for (i = 0; i < 3; i++) {
			EXPECT_EQ(i <= k ? NOT_RESIDENT : IN_MEMORY,
				  dxg_residency(&self->q, a[order[i]]));
		}
		EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[3]));
	}
	EXPECT_TRUE(vram_intact(&self->q, MIB, 10, more, 3));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a[3], MIB, 4));
	EXPECT_EQ(0, dxg_evict(&self->q, more, 3, 0));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(DISCARDED, dxg_reclaim_one(&self->q, a[i]));
		EXPECT_EQ(0, dxg_check_zero(&self->q, a[i], MIB));
	}
}

/* Offering again changes the priority of the offer. */
TEST_F(vram, the_last_offer_counts)
{
	uint32_t a[4], more;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_offer_one(&self->q, a[0], LOW));
	EXPECT_EQ(0, dxg_offer_one(&self->q, a[1], NORMAL));
	EXPECT_EQ(0, dxg_offer_one(&self->q, a[0], HIGH));
	EXPECT_EQ(0, need_one(&self->q, 10, &more));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
}

/* AUTO goes by the allocation's own priority: of two, the less important goes. */
TEST_F(vram, automatic_priority)
{
	uint32_t a[4], more;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
	EXPECT_EQ(0, dxg_set_priority(&self->q, a[0], 0xc8000000));
	EXPECT_EQ(0, dxg_set_priority(&self->q, a[1], 0x28000000));
	EXPECT_EQ(0, dxg_offer(&self->q, a, 2, AUTO));
	EXPECT_EQ(0, need_one(&self->q, 10, &more));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[1]));
	EXPECT_EQ(OK, dxg_reclaim_one(&self->q, a[0]));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a[0], MIB, 1));
}

TEST_F(vram, offered_and_then_removed)
{
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[0]));
	EXPECT_EQ(0, dxg_offer(&self->q, a, 2, LOW));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_reclaim_one(&self->q, a[0]));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_offer_one(&self->q, a[0], LOW));
}

TEST_HARNESS_MAIN
