// SPDX-License-Identifier: GPL-2.0
/*
 * Resources: groups of allocations, which live longer than these but not the other way round.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

static int add(int fd, uint32_t device, uint32_t resource, uint32_t flags, struct create *create)
{
	create_init(create, device);
	create->args.resource = resource;
	create->args.flags = flags;
	return create_call(fd, create);
}

static long count(enum dxg_count kind)
{
	struct dxg_counts counts;

	return dxg_counts_read(&counts) ? -1 : counts.n[kind];
}

TEST_F(dxg, empty)
{
	uint32_t resource;

	EXPECT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, NULL, 0));
	EXPECT_EQ(self->device + 0x40, resource);
	EXPECT_EQ(1, count(DXG_COUNT_RESOURCES));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, count(DXG_COUNT_RESOURCES));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy_resource(self->fd, self->device, resource));
}

/* Without allocations there is no array to look at. */
TEST_F(dxg, empty_ignores_array)
{
	struct create create;
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
		create.args.num_allocations = 0;
		create.args.allocation_info2 = mem_bad[i];
		EXPECT_EQ(0, create_call(self->fd, &create));
		EXPECT_NE(0, create.args.resource);
	}
}

TEST_F(dxg, survives_its_allocations)
{
	uint32_t resource, allocations[3];
	struct create create;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, allocations, 3));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocations[1]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, allocations[1]));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocations[0]));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocations[2]));
	EXPECT_EQ(1, count(DXG_COUNT_RESOURCES));
	EXPECT_EQ(0, add(self->fd, self->device, resource, 0, &create));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, count(DXG_COUNT_RESOURCES));
	EXPECT_EQ(0, count(DXG_COUNT_ALLOCATIONS));
}

TEST_F(dxg, takes_its_allocations_along)
{
	uint32_t resource, allocations[16], alone;
	size_t i;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &alone));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, allocations, 16));
	EXPECT_EQ(17, count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(1, count(DXG_COUNT_ALLOCATIONS));
	for (i = 0; i < ARRAY_SIZE(allocations); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_destroy(self->fd, self->device, allocations[i]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, alone));
}

/* At any time, to an empty one as to a full one; the caller's handle is not written. */
TEST_F(dxg, add_allocations)
{
	uint32_t resource, allocation, i;
	struct create create;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &allocation, 1));
	for (i = 0; i < 5; i++) {
		EXPECT_EQ(0, add(self->fd, self->device, resource, 0, &create));
		EXPECT_EQ(resource, create.args.resource);
		EXPECT_EQ(0, create.args.global_share);
		EXPECT_EQ(allocation + 0x40 * (i + 1), create.info.allocation);
		EXPECT_EQ(4096, create.desc.total_size);
	}
	EXPECT_EQ(6, count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(1, count(DXG_COUNT_RESOURCES));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, count(DXG_COUNT_ALLOCATIONS));
}

/*
 * A handle that names no resource is INVALID_HANDLE, with CREATE_RESOURCE and without (observed on
 * Windows). WSL's driver counts a reference on the missing object, or doesn't look at the handle at
 * all.
 */
TEST_F(dxg, wsl_b_bogus_resource)
{
	uint32_t resource, allocation, stale, i, next;
	struct create create;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &allocation, 1));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &stale, NULL, 0));
	ASSERT_EQ(0, dxg_destroy_resource(self->fd, self->device, stale));
	{
		const uint32_t bad[] = { 1, 0x1eadbeed, 0x40000000, self->adapter, self->device,
					 allocation, stale, stale + 0x40, resource + 1,
					 resource + 0x3f, resource ^ 0x80000000, ~0u };

		next = dxg_next_handle(self->fd, self->device);
		for (i = 0; i < ARRAY_SIZE(bad); i++) {
			EXPECT_EQ(STATUS_INVALID_HANDLE,
				  add(self->fd, self->device, bad[i], 0, &create)) {
				TH_LOG("%#x", bad[i]);
			}
			EXPECT_EQ(bad[i], create.args.resource);
			EXPECT_EQ(STATUS_INVALID_HANDLE,
				  add(self->fd, self->device, bad[i],
				      D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE, &create)) {
				TH_LOG("%#x", bad[i]);
			}
			EXPECT_EQ(bad[i], create.args.resource);
			EXPECT_EQ(POISON32, create.info.allocation);
		}
	}
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device));
	EXPECT_EQ(1, count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(1, count(DXG_COUNT_RESOURCES));
}

/* To make a resource and to add to one at the same time is a contradiction. */
TEST_F(dxg, create_in_a_resource)
{
	uint32_t resource, allocation;
	struct create create;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &allocation, 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  add(self->fd, self->device, resource,
		      D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE, &create));
	EXPECT_EQ(resource, create.args.resource);
	EXPECT_EQ(POISON32, create.info.allocation);
	EXPECT_EQ(1, count(DXG_COUNT_ALLOCATIONS));
	/* And to add nothing is nothing to do. */
	create_init(&create, self->device);
	create.args.resource = resource;
	create.args.num_allocations = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
}

TEST_F(dxg, of_another_device)
{
	uint32_t device = dxg_create_device(self->fd, self->adapter);
	uint32_t resource, allocation;
	struct create create;

	ASSERT_NE(0, device);
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &allocation, 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, add(self->fd, device, resource, 0, &create));
	EXPECT_EQ(POISON32, create.info.allocation);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_resource(self->fd, device, resource));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, device, allocation));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
}

/* A failure to add leaves the resource as it was. */
TEST_F(dxg, failed_add)
{
	uint32_t resource, allocation;
	struct create create;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &allocation, 1));
	create_init(&create, self->device);
	create.args.resource = resource;
	create.desc.magic = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.args.resource = resource;
	create.desc.width = 1ull << 30;
	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY, create_call(self->fd, &create));
	EXPECT_EQ(resource, create.args.resource);
	EXPECT_EQ(1, count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(1, count(DXG_COUNT_RESOURCES));
	EXPECT_EQ(0, add(self->fd, self->device, resource, 0, &create));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
}

TEST_HARNESS_MAIN
