// SPDX-License-Identifier: GPL-2.0
/*
 * The sample of the miniport guide: loaded, used through the library, and pulled out.
 */
#include <stdlib.h>
#include <wchar.h>

#include "library.h"

#define DESCRIPTION	L"dxgk sample adapter"

static bool is_sample(D3DKMT_HANDLE adapter)
{
	static D3DKMT_DRIVER_DESCRIPTION description;

	return !lib_query(adapter, KMTQAITYPE_DRIVER_DESCRIPTION, &description,
			  sizeof(description)) &&
	       !wcscmp(description.DriverDescription, DESCRIPTION);
}

/* The one handle that is kept is the sample's; 0 if it isn't there. */
static D3DKMT_HANDLE open_sample(void)
{
	D3DKMT_ADAPTERINFO infos[MAX_ENUM_ADAPTERS];
	D3DKMT_ENUMADAPTERS2 args = { .NumAdapters = MAX_ENUM_ADAPTERS };
	D3DKMT_HANDLE found = 0;
	ULONG i;

	args.pAdapters = infos;
	if (!NT_SUCCESS(D3DKMTEnumAdapters2(&args)))
		return 0;
	for (i = 0; i < args.NumAdapters; i++) {
		if (!found && is_sample(infos[i].hAdapter))
			found = infos[i].hAdapter;
		else
			lib_close_adapter(infos[i].hAdapter);
	}
	return found;
}

/* The sample's private data is the size. */
static NTSTATUS create(D3DKMT_HANDLE device, UINT64 bytes, D3DKMT_HANDLE *allocation)
{
	D3DDDI_ALLOCATIONINFO2 info;
	D3DKMT_CREATEALLOCATION args;
	NTSTATUS status;

	memset(&info, 0, sizeof(info));
	info.pPrivateDriverData = &bytes;
	info.PrivateDriverDataSize = sizeof(bytes);
	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.NumAllocations = 1;
	args.pAllocationInfo2 = &info;
	status = D3DKMTCreateAllocation2(&args);
	*allocation = info.hAllocation;
	return status;
}

FIXTURE(sample) {
	struct dxg_counts before;
};

FIXTURE_SETUP(sample)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	if (system("modprobe dxgk_sample 2>/dev/null"))
		SKIP(return, "modprobe knows no dxgk_sample");
}

FIXTURE_TEARDOWN(sample)
{
	D3DKMTCloseDxCoreDevice();
	EXPECT_EQ(0, system("rmmod dxgk_sample"));
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

TEST_F(sample, creates_an_allocation)
{
	D3DKMT_HANDLE adapter = open_sample(), device, allocation;

	ASSERT_NE(0, adapter);
	device = lib_create_device(adapter);
	ASSERT_NE(0, device);
	ASSERT_EQ(STATUS_SUCCESS, create(device, 12345, &allocation));
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(device, allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create(device, 0, &allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create(device, 65ull << 20, &allocation));
}

/* Unloading the module is pulling the adapter out, whoever uses it. */
TEST_F(sample, may_be_unloaded_while_it_is_used)
{
	D3DKMT_HANDLE adapter = open_sample(), device, allocation, other;

	ASSERT_NE(0, adapter);
	device = lib_create_device(adapter);
	ASSERT_EQ(STATUS_SUCCESS, create(device, 4096, &allocation));
	ASSERT_EQ(0, system("rmmod dxgk_sample"));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, create(device, 4096, &other));
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(device, allocation));
	D3DKMTCloseDxCoreDevice();
	ASSERT_EQ(0, system("modprobe dxgk_sample"));
}

TEST_HARNESS_MAIN
