/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests of the library share: a process with an adapter and a device, through the library
 * alone.
 */
#ifndef SELFTESTS_LIBRARY_H
#define SELFTESTS_LIBRARY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <dxg/d3dkmthk.h>
#include <misc/softgpu.h>

#include "counts.h"
#include "softgpu_adapter.h"
#include "kselftest_harness.h"

static inline struct softgpu_allocation_desc lib_raw(uint64_t bytes)
{
	return (struct softgpu_allocation_desc) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(struct softgpu_allocation_desc),
		.kind = SOFTGPU_KIND_RAW,
		.width = bytes,
		.cpu_access = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE,
		.height = 1,
		.depth = 1,
		.mip_levels = 1,
		.array_size = 1,
		.samples = 1,
	};
}

static inline D3DKMT_HANDLE lib_open_adapter(LUID luid)
{
	D3DKMT_OPENADAPTERFROMLUID args = { .AdapterLuid = luid };

	return NT_SUCCESS(D3DKMTOpenAdapterFromLuid(&args)) ? args.hAdapter : 0;
}

static inline void lib_close_adapter(D3DKMT_HANDLE adapter)
{
	D3DKMT_CLOSEADAPTER args = { .hAdapter = adapter };

	D3DKMTCloseAdapter(&args);
}

/* The first adapter, or 0. */
static inline D3DKMT_HANDLE lib_first_adapter(void)
{
	D3DKMT_ADAPTERINFO infos[MAX_ENUM_ADAPTERS];
	D3DKMT_ENUMADAPTERS2 args = { .NumAdapters = MAX_ENUM_ADAPTERS };
	ULONG i;

	args.pAdapters = infos;
	if (!NT_SUCCESS(D3DKMTEnumAdapters2(&args)) || !args.NumAdapters)
		return 0;
	for (i = 1; i < args.NumAdapters; i++)
		lib_close_adapter(infos[i].hAdapter);
	return infos[0].hAdapter;
}

static inline D3DKMT_HANDLE lib_create_device(D3DKMT_HANDLE adapter)
{
	D3DKMT_CREATEDEVICE args;

	memset(&args, 0, sizeof(args));
	args.hAdapter = adapter;
	return NT_SUCCESS(D3DKMTCreateDevice(&args)) ? args.hDevice : 0;
}

/* A standalone allocation of @bytes. */
static inline NTSTATUS lib_create(D3DKMT_HANDLE device, uint64_t bytes, D3DKMT_HANDLE *allocation)
{
	struct softgpu_allocation_desc desc = lib_raw(bytes);
	D3DDDI_ALLOCATIONINFO2 info;
	D3DKMT_CREATEALLOCATION args;
	NTSTATUS status;

	memset(&info, 0, sizeof(info));
	info.pPrivateDriverData = &desc;
	info.PrivateDriverDataSize = sizeof(desc);
	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.NumAllocations = 1;
	args.pAllocationInfo2 = &info;
	status = D3DKMTCreateAllocation2(&args);
	*allocation = info.hAllocation;
	return status;
}

static inline NTSTATUS lib_destroy(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation)
{
	D3DKMT_DESTROYALLOCATION2 args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.phAllocationList = &allocation;
	args.AllocationCount = 1;
	return D3DKMTDestroyAllocation2(&args);
}

static inline NTSTATUS lib_query(D3DKMT_HANDLE adapter, KMTQUERYADAPTERINFOTYPE type, void *data,
				 size_t size)
{
	D3DKMT_QUERYADAPTERINFO args;

	memset(&args, 0, sizeof(args));
	args.hAdapter = adapter;
	args.Type = type;
	args.pPrivateDriverData = data;
	args.PrivateDriverDataSize = (UINT)size;
	return D3DKMTQueryAdapterInfo(&args);
}

FIXTURE(lib) {
	struct dxg_counts before;
	D3DKMT_HANDLE adapter;
	D3DKMT_HANDLE device;
};

FIXTURE_SETUP(lib)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->adapter = lib_first_adapter();
	ASSERT_NE(0, self->adapter);
	self->device = lib_create_device(self->adapter);
	ASSERT_NE(0, self->device);
}

FIXTURE_TEARDOWN(lib)
{
	D3DKMTCloseDxCoreDevice();
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

#endif
