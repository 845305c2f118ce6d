// SPDX-License-Identifier: GPL-2.0
/*
 * Creating and destroying allocations: what works.
 */
#include "fixture.h"

/* The first example of D3DKMTCreateAllocation's page: a standalone allocation in video memory. */
TEST_F(dxg, standalone)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.global_share = 0x1eadbeed,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.private_runtime_resource_handle = 0x1234567812345678,
	};

	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(self->device + 0x40, info.allocation);
	EXPECT_EQ(0, create.resource);
	EXPECT_EQ(0, create.global_share);
	EXPECT_EQ(0x1234567812345678, create.private_runtime_resource_handle);
	EXPECT_EQ(4096, desc.total_size);
	EXPECT_NE(0, desc.supported_segment_set);

	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, info.allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, info.allocation));
}

TEST_HARNESS_MAIN
