// SPDX-License-Identifier: GPL-2.0
/*
 * Every function that doesn't share, as a program that does everything right calls it.
 */
#include "library.h"

TEST_F(lib, three_enumerations_agree)
{
	D3DKMT_ADAPTERINFO infos2[MAX_ENUM_ADAPTERS], infos3[MAX_ENUM_ADAPTERS];
	D3DKMT_ENUMADAPTERS2 enum2 = { .NumAdapters = MAX_ENUM_ADAPTERS };
	D3DKMT_ENUMADAPTERS3 enum3 = { .NumAdapters = MAX_ENUM_ADAPTERS };
	D3DKMT_ENUMADAPTERS enum1;
	D3DKMT_HANDLE adapter;

	memset(&enum1, 0, sizeof(enum1));
	enum2.pAdapters = infos2;
	enum3.pAdapters = infos3;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTEnumAdapters(&enum1));
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTEnumAdapters2(&enum2));
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTEnumAdapters3(&enum3));
	EXPECT_EQ(enum1.NumAdapters, enum2.NumAdapters);
	EXPECT_EQ(enum1.NumAdapters, enum3.NumAdapters);
	EXPECT_EQ(0, memcmp(&enum1.Adapters[0].AdapterLuid, &infos2[0].AdapterLuid, sizeof(LUID)));
	EXPECT_EQ(0, memcmp(&enum1.Adapters[0].AdapterLuid, &infos3[0].AdapterLuid, sizeof(LUID)));
	/* Each gives handles of its own. */
	EXPECT_NE(enum1.Adapters[0].hAdapter, infos2[0].hAdapter);
	EXPECT_NE(infos2[0].hAdapter, infos3[0].hAdapter);

	adapter = lib_open_adapter(infos2[0].AdapterLuid);
	EXPECT_NE(0, adapter);
	lib_close_adapter(adapter);
}

TEST_F(lib, device_state)
{
	D3DKMT_MARKDEVICEASERROR mark = { .hDevice = self->device };
	D3DKMT_GETDEVICESTATE state;

	memset(&state, 0, sizeof(state));
	state.hDevice = self->device;
	state.StateType = D3DKMT_DEVICESTATE_EXECUTION;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTGetDeviceState(&state));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, state.ExecutionState);

	mark.Reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTMarkDeviceAsError(&mark));
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTGetDeviceState(&state));
	EXPECT_NE(D3DKMT_DEVICEEXECUTION_ACTIVE, state.ExecutionState);
}

TEST_F(lib, devices_outlive_the_adapter_handle)
{
	D3DKMT_DESTROYDEVICE destroy = { .hDevice = self->device };
	D3DKMT_HANDLE allocation;

	lib_close_adapter(self->adapter);
	EXPECT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &allocation));
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTDestroyDevice(&destroy));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTDestroyDevice(&destroy));
}

TEST_F(lib, memory_sizes)
{
	D3DKMT_QUERYVIDEOMEMORYINFO memory;
	D3DKMT_SEGMENTGROUPSIZEINFO groups = { 0 };
	D3DKMT_SEGMENTSIZEINFO sizes;

	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_GETSEGMENTSIZE, &sizes,
					    sizeof(sizes)));
	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_GETSEGMENTGROUPSIZE, &groups,
					    sizeof(groups)));
	memset(&memory, 0, sizeof(memory));
	memory.hAdapter = self->adapter;
	memory.MemorySegmentGroup = D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTQueryVideoMemoryInfo(&memory));
	EXPECT_EQ(512ull << 20, sizes.DedicatedVideoMemorySize);
	EXPECT_EQ(512ull << 20, groups.LocalMemory);
	EXPECT_LE(memory.Budget, groups.LocalMemory);
}

TEST_F(lib, escape_reaches_the_miniport)
{
	struct softgpu_escape_describe describe = {
		.head = {
			.magic = SOFTGPU_MAGIC,
			.version = SOFTGPU_VERSION,
			.command = SOFTGPU_ESCAPE_DESCRIBE,
			.size = sizeof(describe),
		},
		.desc = lib_raw(12345),
	};
	D3DKMT_ESCAPE escape;

	memset(&escape, 0, sizeof(escape));
	escape.hAdapter = self->adapter;
	escape.hDevice = self->device;
	escape.Type = D3DKMT_ESCAPE_DRIVERPRIVATE;
	escape.pPrivateDriverData = &describe;
	escape.PrivateDriverDataSize = sizeof(describe);
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTEscape(&escape));
	EXPECT_LE(12345, describe.desc.total_size);

	describe.desc.kind = 99;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTEscape(&escape));
}

TEST_F(lib, first_versions_of_create_and_destroy)
{
	struct softgpu_allocation_desc descs[3] = { lib_raw(4096), lib_raw(8192), lib_raw(12288) };
	D3DDDI_ALLOCATIONINFO infos[3];
	D3DKMT_HANDLE handles[3];
	D3DKMT_CREATEALLOCATION create;
	D3DKMT_DESTROYALLOCATION destroy;
	int i;

	memset(infos, 0, sizeof(infos));
	for (i = 0; i < 3; i++) {
		infos[i].pPrivateDriverData = &descs[i];
		infos[i].PrivateDriverDataSize = sizeof(descs[i]);
	}
	memset(&create, 0, sizeof(create));
	create.hDevice = self->device;
	create.Flags.CreateResource = 1;
	create.NumAllocations = 3;
	create.pAllocationInfo = infos;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTCreateAllocation(&create));
	EXPECT_NE(0, create.hResource);
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(create.hResource + (i + 1) * 0x40, infos[i].hAllocation);
		EXPECT_EQ((i + 1) * 4096, descs[i].total_size);
		handles[i] = infos[i].hAllocation;
	}

	memset(&destroy, 0, sizeof(destroy));
	destroy.hDevice = self->device;
	destroy.phAllocationList = handles;
	destroy.AllocationCount = 3;
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTDestroyAllocation(&destroy));
	/* The resource is still there. */
	destroy.phAllocationList = NULL;
	destroy.AllocationCount = 0;
	destroy.hResource = create.hResource;
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTDestroyAllocation(&destroy));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTDestroyAllocation(&destroy));
}

TEST_F(lib, priorities_and_residency)
{
	D3DKMT_ALLOCATIONRESIDENCYSTATUS residency = 0;
	D3DKMT_QUERYALLOCATIONRESIDENCY query;
	UINT priority = D3DDDI_ALLOCATIONPRIORITY_HIGH, read_back = 0;
	D3DKMT_SETALLOCATIONPRIORITY set;
	D3DKMT_GETALLOCATIONPRIORITY get;
	D3DKMT_HANDLE allocation;

	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &allocation));
	memset(&set, 0, sizeof(set));
	set.hDevice = self->device;
	set.phAllocationList = &allocation;
	set.AllocationCount = 1;
	set.pPriorities = &priority;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTSetAllocationPriority(&set));

	memset(&get, 0, sizeof(get));
	get.hDevice = self->device;
	get.phAllocationList = &allocation;
	get.AllocationCount = 1;
	get.pPriorities = &read_back;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTGetAllocationPriority(&get));
	EXPECT_EQ(priority, read_back);

	memset(&query, 0, sizeof(query));
	query.hDevice = self->device;
	query.phAllocationList = &allocation;
	query.AllocationCount = 1;
	query.pResidencyStatus = &residency;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTQueryAllocationResidency(&query));
	EXPECT_EQ(D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT, residency);
}

TEST_HARNESS_MAIN
