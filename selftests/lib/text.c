// SPDX-License-Identifier: GPL-2.0
/*
 * Text, which is UTF-8 in the miniport, UTF-16 on the wire and wchar_t in the program.
 */
#include <stdlib.h>
#include <wchar.h>

#include "library.h"

/* One, two, three and four bytes of UTF-8; the last is a pair in UTF-16. */
#define NAME_UTF8	"GPU \xc3\xbc \xe2\x82\xac \xf0\x9f\x8e\xae"
#define NAME_WIDE	L"GPU \u00fc \u20ac \U0001f3ae"
#define PATH_UTF8	"/usr/lib/softgpu/\xf0\x9f\x8e\xae"
#define PATH_WIDE	L"/usr/lib/softgpu/\U0001f3ae"

FIXTURE(text) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	D3DKMT_HANDLE adapter;
};

FIXTURE_SETUP(text)
{
	LUID luid;

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "lib_text"));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "description", NAME_UTF8));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "driver_store_path", PATH_UTF8));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	luid.LowPart = (ULONG)self->gpu.luid;
	luid.HighPart = (LONG)(self->gpu.luid >> 32);
	self->adapter = lib_open_adapter(luid);
	ASSERT_NE(0, self->adapter);
}

FIXTURE_TEARDOWN(text)
{
	D3DKMTCloseDxCoreDevice();
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

TEST_F(text, description)
{
	static D3DKMT_DRIVER_DESCRIPTION description;

	memset(&description, 0xcc, sizeof(description));
	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_DRIVER_DESCRIPTION,
					    &description, sizeof(description)));
	EXPECT_EQ(0, wcscmp(NAME_WIDE, description.DriverDescription));
	/* The rest of the array says nothing of what was there. */
	EXPECT_EQ(0, description.DriverDescription[4095]);
}

TEST_F(text, registry_info)
{
	static D3DKMT_ADAPTERREGISTRYINFO info;

	memset(&info, 0xcc, sizeof(info));
	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_ADAPTERREGISTRYINFO, &info,
					    sizeof(info)));
	EXPECT_EQ(0, wcscmp(NAME_WIDE, info.AdapterString));
}

TEST_F(text, guid_is_in_its_written_form)
{
	D3DKMT_QUERY_ADAPTER_UNIQUE_GUID guid;

	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID,
					    &guid, sizeof(guid)));
	EXPECT_EQ(38, wcslen(guid.AdapterUniqueGUID));
	EXPECT_EQ(L'{', guid.AdapterUniqueGUID[0]);
	EXPECT_EQ(L'}', guid.AdapterUniqueGUID[37]);
}

TEST_F(text, of_another_size_is_refused)
{
	static D3DKMT_DRIVER_DESCRIPTION description;

	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  lib_query(self->adapter, KMTQAITYPE_DRIVER_DESCRIPTION, &description,
			    sizeof(description) - 1));
}

/* Ask for the size, then for the text, as user-mode drivers look for their files. */
TEST_F(text, driver_store_path_in_two_steps)
{
	D3DDDI_QUERYREGISTRY_INFO small, *info;
	size_t size;

	memset(&small, 0, sizeof(small));
	small.QueryType = D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH;
	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_QUERYREGISTRY, &small,
					    sizeof(small)));
	ASSERT_EQ(D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW, small.Status);
	ASSERT_LE(wcslen(PATH_WIDE) * sizeof(WCHAR), small.OutputValueSize);

	size = sizeof(*info) + small.OutputValueSize;
	info = calloc(1, size);
	info->QueryType = D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH;
	ASSERT_EQ(STATUS_SUCCESS, lib_query(self->adapter, KMTQAITYPE_QUERYREGISTRY, info, size));
	ASSERT_EQ(D3DDDI_QUERYREGISTRY_STATUS_SUCCESS, info->Status);
	EXPECT_EQ(0, wcsncmp(PATH_WIDE, info->OutputString, wcslen(PATH_WIDE)));
	free(info);
}

TEST_HARNESS_MAIN
