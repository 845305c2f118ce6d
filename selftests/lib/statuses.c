// SPDX-License-Identifier: GPL-2.0
/*
 * Each status that a call of this library can answer, by its name.
 */
#include "library.h"

#define BOGUS	0x1eadbec0u

TEST_F(lib, handles_that_name_nothing)
{
	D3DKMT_CLOSEADAPTER close_adapter = { .hAdapter = BOGUS };
	D3DKMT_DESTROYDEVICE destroy_device = { .hDevice = BOGUS };
	D3DKMT_HANDLE allocation;
	UINT version;

	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTCloseAdapter(&close_adapter));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTDestroyDevice(&destroy_device));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, lib_create(BOGUS, 4096, &allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, lib_destroy(self->device, BOGUS));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, lib_query(BOGUS, KMTQAITYPE_DRIVERVERSION, &version,
						      sizeof(version)));
	EXPECT_EQ(0, lib_open_adapter((LUID) { .LowPart = BOGUS }));
}

/* Only the resource's handle has a status of its own. */
TEST_F(lib, no_such_resource_is_invalid_handle)
{
	struct softgpu_allocation_desc desc = lib_raw(4096);
	D3DDDI_ALLOCATIONINFO2 info;
	D3DKMT_CREATEALLOCATION args;

	memset(&info, 0, sizeof(info));
	info.pPrivateDriverData = &desc;
	info.PrivateDriverDataSize = sizeof(desc);
	memset(&args, 0, sizeof(args));
	args.hDevice = self->device;
	args.hResource = BOGUS;
	args.NumAllocations = 1;
	args.pAllocationInfo2 = &info;
	EXPECT_EQ(STATUS_INVALID_HANDLE, D3DKMTCreateAllocation2(&args));
}

TEST_F(lib, larger_than_every_segment_is_no_video_memory)
{
	D3DKMT_HANDLE allocation;

	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY,
		  lib_create(self->device, 1ull << 30, &allocation));
	EXPECT_EQ(0, allocation);
}

TEST_F(lib, pointers_that_lead_nowhere_are_invalid_parameters)
{
	D3DKMT_CREATEALLOCATION args;

	memset(&args, 0, sizeof(args));
	args.hDevice = self->device;
	args.NumAllocations = 1;
	args.AlignUnionTo64_2 = 0x10;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTCreateAllocation2(&args));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTCreateAllocation(&args));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTCreateAllocation2(NULL));
}

TEST_F(lib, what_is_not_carried_out_is_not_supported)
{
	D3DKMT_CREATECONTEXTVIRTUAL context;

	memset(&context, 0, sizeof(context));
	context.hDevice = self->device;
	EXPECT_EQ(STATUS_NOT_SUPPORTED, D3DKMTCreateContextVirtual(&context));
}

TEST_F(lib, a_device_in_error_is_removed)
{
	D3DKMT_MARKDEVICEASERROR mark = { .hDevice = self->device };
	D3DKMT_HANDLE allocation, other;

	mark.Reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC;
	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &allocation));
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTMarkDeviceAsError(&mark));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, lib_create(self->device, 4096, &other));
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(self->device, allocation));
}

TEST_F(lib, a_pulled_out_adapter_is_removed)
{
	D3DKMT_HANDLE adapter, device, allocation, other;
	struct dxg_softgpu gpu;
	LUID luid;

	ASSERT_TRUE(dxg_softgpu_add(&gpu, "lib_statuses"));
	ASSERT_TRUE(dxg_softgpu_live(&gpu, true));
	luid.LowPart = (ULONG)gpu.luid;
	luid.HighPart = (LONG)(gpu.luid >> 32);
	adapter = lib_open_adapter(luid);
	ASSERT_NE(0, adapter);
	device = lib_create_device(adapter);
	ASSERT_NE(0, device);
	ASSERT_EQ(STATUS_SUCCESS, lib_create(device, 4096, &allocation));

	ASSERT_TRUE(dxg_softgpu_live(&gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, lib_create(device, 4096, &other));
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(device, allocation));
	lib_close_adapter(adapter);
	D3DKMTCloseDxCoreDevice();
	dxg_softgpu_remove(&gpu);
}

/* A miniport that answers nonsense: the client isn't to blame, and is told so. */
TEST_F(lib, a_bad_answer_is_allocation_invalid)
{
	D3DKMT_HANDLE adapter, device, allocation;
	struct dxg_softgpu gpu;
	LUID luid;

	ASSERT_TRUE(dxg_softgpu_add(&gpu, "lib_bad_answer"));
	ASSERT_TRUE(dxg_softgpu_live(&gpu, true));
	luid.LowPart = (ULONG)gpu.luid;
	luid.HighPart = (LONG)(gpu.luid >> 32);
	adapter = lib_open_adapter(luid);
	device = lib_create_device(adapter);
	ASSERT_NE(0, device);
	ASSERT_TRUE(dxg_softgpu_write(&gpu, "inject", "create_allocation field=size value=0\n"));
	EXPECT_EQ(STATUS_GRAPHICS_ALLOCATION_INVALID, lib_create(device, 4096, &allocation));
	D3DKMTCloseDxCoreDevice();
	dxg_softgpu_remove(&gpu);
}

TEST_HARNESS_MAIN
