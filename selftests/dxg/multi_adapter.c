// SPDX-License-Identifier: GPL-2.0
/*
 * One process with devices on two adapters: what belongs to one is not taken for the other's.
 */
#include "gpu_fixture.h"
#include "process.h"

#define PER_ADAPTER 16

struct second {
	struct dxg_softgpu gpu;
	uint32_t adapter;
	uint32_t device;
};

/* A second adapter, half as large, and a device on it. */
static bool second_open(struct second *second, int fd)
{
	if (!dxg_softgpu_add(&second->gpu, "second") ||
	    !dxg_softgpu_write(&second->gpu, "segments", "128M cpu_visible\n") ||
	    !dxg_softgpu_write(&second->gpu, "description", "the second adapter\n") ||
	    !dxg_softgpu_live(&second->gpu, true))
		return false;
	second->adapter = dxg_adapter_by_luid(fd, second->gpu.luid);
	second->device = dxg_create_device(fd, second->adapter);
	return second->device;
}

TEST_F(gpu, allocations_on_each)
{
	uint32_t first[PER_ADAPTER], other[PER_ADAPTER];
	struct dxg_gpu_stats stats;
	struct second second;
	int i;

	ASSERT_TRUE(second_open(&second, self->fd));
	/* In turns, so that their handles lie between each other. */
	for (i = 0; i < PER_ADAPTER; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &first[i]));
		ASSERT_EQ(0, dxg_create_raw(self->fd, second.device, 4096, &other[i]));
	}
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(PER_ADAPTER, stats.allocations);
	ASSERT_TRUE(dxg_gpu_stats(&second.gpu, &stats));
	EXPECT_EQ(PER_ADAPTER, stats.allocations);

	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, other[0]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, second.device, first[0]));
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, first, PER_ADAPTER));
	ASSERT_TRUE(dxg_gpu_stats(&second.gpu, &stats));
	EXPECT_EQ(PER_ADAPTER, stats.allocations);
	EXPECT_EQ(0, dxg_destroy_list(self->fd, second.device, other, PER_ADAPTER));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, second.device));
	dxg_softgpu_remove(&second.gpu);
}

/* A list that has one of each is refused whole. */
TEST_F(gpu, list_of_both_adapters)
{
	struct second second;
	uint32_t list[2];

	ASSERT_TRUE(second_open(&second, self->fd));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[0]));
	ASSERT_EQ(0, dxg_create_raw(self->fd, second.device, 4096, &list[1]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_list(self->fd, self->device, list, 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_list(self->fd, second.device, list, 2));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, list[0]));
	EXPECT_EQ(0, dxg_destroy(self->fd, second.device, list[1]));
	dxg_softgpu_remove(&second.gpu);
}

TEST_F(gpu, resource_of_the_other_adapter)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};
	struct second second;
	uint32_t resource;

	ASSERT_TRUE(second_open(&second, self->fd));
	ASSERT_EQ(0, dxg_create_resource(self->fd, second.device, &resource, NULL, 0));
	create.device = self->device;
	create.resource = resource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, second.device, resource));
	dxg_softgpu_remove(&second.gpu);
}

/* The miniport would take the cookie of a device that it has not made for one of its own. */
TEST_F(gpu, wsl_b_escape_with_a_device_of_the_other_adapter)
{
	struct second second;

	ASSERT_TRUE(second_open(&second, self->fd));
	EXPECT_EQ(0, dxg_escape_info(self->fd, self->adapter, self->device));
	EXPECT_EQ(0, dxg_escape_info(self->fd, second.adapter, second.device));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_escape_info(self->fd, self->adapter, second.device));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_escape_info(self->fd, second.adapter, self->device));
	dxg_softgpu_remove(&second.gpu);
}

/* Each is asked about itself. */
TEST_F(gpu, memory_is_the_adapters_own)
{
	struct d3dkmt_queryvideomemoryinfo info = { };
	struct second second;
	uint32_t allocation;

	ASSERT_TRUE(second_open(&second, self->fd));
	info.adapter = self->adapter;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info));
	EXPECT_EQ(512 << 20, info.budget);
	info.adapter = second.adapter;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info));
	EXPECT_EQ(128 << 20, info.budget);
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 200 << 20, &allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY,
		  dxg_create_raw(self->fd, second.device, 200 << 20, &allocation));
	dxg_softgpu_remove(&second.gpu);
}

TEST_HARNESS_MAIN
