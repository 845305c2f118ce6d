// SPDX-License-Identifier: GPL-2.0
/*
 * Destroying allocations: lists, and what is no list.
 */
#include "fixture.h"
#include "mem.h"

#define MAX 1024

static int call(int fd, uint32_t device, uint32_t resource, uint64_t list, uint32_t n,
		uint32_t flags)
{
	struct d3dkmt_destroyallocation2 args = {
		.device = device,
		.resource = resource,
		.allocation_list = list,
		.allocation_count = n,
		.flags = flags,
	};

	return dxg_call(fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &args);
}

static long allocations(void)
{
	struct dxg_counts counts;

	return dxg_counts_read(&counts) ? -1 : counts.n[DXG_COUNT_ALLOCATIONS];
}

static bool create_many(int fd, uint32_t device, uint32_t *handles, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (dxg_create_raw(fd, device, 4096, &handles[i]))
			return false;
	}
	return true;
}

/* Nothing to do is done (observed on Windows; WSL's driver refuses). */
TEST_F(dxg, nothing)
{
	uint32_t handle = POISON32;
	size_t i;

	EXPECT_EQ(0, call(self->fd, self->device, 0, 0, 0, 0));
	EXPECT_EQ(0, call(self->fd, self->device, 0, (uintptr_t)&handle, 0, 0));
	for (i = 0; i < mem_num_bad; i++)
		EXPECT_EQ(0, call(self->fd, self->device, 0, mem_bad[i], 0, 0));
	/* But not on a device that isn't there. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, call(self->fd, 0, 0, 0, 0, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, call(self->fd, self->adapter, 0, 0, 0, 0));
}

TEST_F(dxg, flags)
{
	uint32_t handle;
	unsigned int bit;

	for (bit = 0; bit < 32; bit++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &handle));
		EXPECT_EQ(bit < 2 ? 0 : STATUS_INVALID_PARAMETER,
			  call(self->fd, self->device, 0, (uintptr_t)&handle, 1, 1u << bit)) {
			TH_LOG("bit %u", bit);
		}
		EXPECT_EQ(bit < 2 ? 0 : 1, allocations());
		EXPECT_EQ(bit < 2 ? STATUS_INVALID_PARAMETER : 0,
			  dxg_destroy(self->fd, self->device, handle));
	}
}

/* A list of any length, in any order; the list itself is only read. */
TEST_F(dxg, lists)
{
	static const uint32_t lengths[] = { 1, 2, 15, 16, 17, 31, 32, 33, 64, 100 };
	uint32_t handles[100], *list, i, n, swap;
	size_t k;

	for (k = 0; k < ARRAY_SIZE(lengths); k++) {
		n = lengths[k];
		ASSERT_TRUE(create_many(self->fd, self->device, handles, n));
		for (i = 0; i < n / 2; i++) {
			swap = handles[i];
			handles[i] = handles[(i * 7 + 3) % n];
			handles[(i * 7 + 3) % n] = swap;
		}
		list = mem_torn(handles, n * sizeof(*list));
		ASSERT_TRUE(mem_protect(list, n * sizeof(*list), PROT_READ));
		EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, list, n)) {
			TH_LOG("%u", n);
		}
		EXPECT_EQ(0, allocations());
		EXPECT_EQ(0, memcmp(list, handles, n * sizeof(*list)));
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_destroy_list(self->fd, self->device, list, n));
	}
}

TEST_F(dxg, counts)
{
	static const uint32_t counts[] = { MAX + 1, 0x10000, 0x3fffffff, 0x40000000, 0x40000001,
					   0x80000000, 0xffffffff };
	uint32_t *handles = mem_pages((MAX + 1) * sizeof(*handles));
	size_t i;

	ASSERT_TRUE(create_many(self->fd, self->device, handles, MAX + 1));
	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_destroy_list(self->fd, self->device, handles, counts[i])) {
			TH_LOG("%u", counts[i]);
		}
	}
	EXPECT_EQ(MAX + 1, allocations());
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, handles, MAX));
	EXPECT_EQ(1, allocations());
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, handles + MAX, 1));
}

TEST_F(dxg, list_faults)
{
	uint32_t handles[40], *list;
	size_t i, n;

	ASSERT_TRUE(create_many(self->fd, self->device, handles, 40));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_list(self->fd, self->device, NULL, 1));
	for (n = 1; n <= 40; n += 39) {
		for (i = 1; i < mem_num_bad; i++)
			EXPECT_EQ(-EFAULT, call(self->fd, self->device, 0, mem_bad[i], n, 0));
		list = mem_torn(handles, n * sizeof(*list) - 1);
		EXPECT_EQ(-EFAULT, dxg_destroy_list(self->fd, self->device, list, n));
	}
	EXPECT_EQ(40, allocations());
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, handles, 40));
}

/*
 * WSL's driver frees an allocation twice that is in the list twice. Here the list is refused as a
 * whole, wherever the two are, and nothing of it is destroyed.
 */
TEST_F(dxg, wsl_b_duplicates)
{
	static const uint32_t places[][3] = {
		/* length, and the two that are the same */
		{ 2, 0, 1 }, { 3, 0, 2 }, { 16, 0, 15 }, { 17, 0, 16 }, { 64, 31, 32 },
		{ 100, 98, 99 }, { 100, 0, 99 },
	};
	uint32_t handles[100], list[100];
	size_t i;

	ASSERT_TRUE(create_many(self->fd, self->device, handles, 100));
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		memcpy(list, handles, sizeof(list));
		list[places[i][2]] = list[places[i][1]];
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_destroy_list(self->fd, self->device, list, places[i][0]));
		EXPECT_EQ(100, allocations());
	}
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, handles, 100));
	EXPECT_EQ(0, allocations());
}

/* One bad handle, at either end or in the middle, and none is destroyed. */
TEST_F(dxg, one_bad_handle)
{
	uint32_t handles[40], list[40], stale, resource, other, foreign;
	size_t i, k;

	ASSERT_TRUE(create_many(self->fd, self->device, handles, 40));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &stale));
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, stale));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, NULL, 0));
	other = dxg_create_device(self->fd, self->adapter);
	ASSERT_EQ(0, dxg_create_raw(self->fd, other, 4096, &foreign));
	{
		const uint32_t bad[] = { 0, stale, resource, self->device, self->adapter, foreign,
					 handles[0] + 1, handles[0] + 0x3f,
					 handles[0] ^ 0xc0000000, ~0u };
		static const size_t places[] = { 0, 1, 15, 16, 20, 39 };

		for (i = 0; i < ARRAY_SIZE(bad); i++) {
			for (k = 0; k < ARRAY_SIZE(places); k++) {
				memcpy(list, handles, sizeof(list));
				list[places[k]] = bad[i];
				EXPECT_EQ(STATUS_INVALID_PARAMETER,
					  dxg_destroy_list(self->fd, self->device, list, 40)) {
					TH_LOG("%#x at %zu", bad[i], places[k]);
				}
				EXPECT_EQ(41, allocations());
			}
		}
	}
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, handles, 40));
}

/* All of a list belong to the same resource, or none of them belongs to one. */
TEST_F(dxg, mixed_resources)
{
	uint32_t alone[2], first[2], second[2], resources[2], list[2];
	const uint32_t *groups[] = { alone, first, second };
	size_t i, k;

	ASSERT_TRUE(create_many(self->fd, self->device, alone, 2));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resources[0], first, 2));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resources[1], second, 2));
	for (i = 0; i < ARRAY_SIZE(groups); i++) {
		for (k = 0; k < ARRAY_SIZE(groups); k++) {
			if (i == k)
				continue;
			list[0] = groups[i][0];
			list[1] = groups[k][1];
			EXPECT_EQ(STATUS_INVALID_PARAMETER,
				  dxg_destroy_list(self->fd, self->device, list, 2));
			EXPECT_EQ(6, allocations());
		}
	}
	for (i = 0; i < ARRAY_SIZE(groups); i++)
		EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, groups[i], 2));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resources[0]));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resources[1]));
}

/* A resource and a list are not named at once; the count beside a resource doesn't matter. */
TEST_F(dxg, resource_or_list)
{
	uint32_t resource, handles[2];

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, handles, 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, call(self->fd, self->device, resource,
						 (uintptr_t)handles, 2, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, call(self->fd, self->device, resource,
						 (uintptr_t)handles, 0, 0));
	EXPECT_EQ(2, allocations());
	EXPECT_EQ(0, call(self->fd, self->device, resource, 0, ~0u, 0));
	EXPECT_EQ(0, allocations());
}

/* Something else under a resource's name. */
TEST_F(dxg, bad_resource)
{
	uint32_t resource, allocation;
	size_t i;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &allocation, 1));
	{
		const uint32_t bad[] = { self->device, self->adapter, allocation, resource + 1,
					 resource + 0x20, resource ^ 0xc0000000, ~0u };

		for (i = 0; i < ARRAY_SIZE(bad); i++)
			EXPECT_EQ(STATUS_INVALID_PARAMETER,
				  dxg_destroy_resource(self->fd, self->device, bad[i]));
	}
	EXPECT_EQ(1, allocations());
}

TEST_HARNESS_MAIN
