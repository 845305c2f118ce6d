// SPDX-License-Identifier: MIT
/*
 * query_test.c - D3DKMTQueryAdapterInfo() and D3DKMTQueryStatistics()
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "../src/internal.h"
#include "../src/wire.h"
#include "fake_kernel.h"
#include "tap.h"

#define ADAPTER		0x40000000
#define FIRST_TEXT	"first"
#define PATH		"/usr/lib/driver store"

/* What came in last. */
static UINT seen_size, seen_first;
static uint16_t seen_name[260];

/* What the registry query answers. */
static struct wire_queryregistry registry;
static unsigned char value[256];

static void put_text(uint16_t *dst, const char *text)
{
	while ((*dst++ = (unsigned char)*text++))
		;
}

/* The kernel's way: the value behind the struct's head, if there is room. */
static int answer_registry(struct wire_queryregistry *wire, UINT size)
{
	UINT room = size - offsetof(struct wire_queryregistry, output);

	memcpy(seen_name, wire->value_name, sizeof(seen_name));
	wire->value_type = registry.value_type;
	wire->output_value_size = registry.output_value_size;
	wire->status = D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW;
	if (room < registry.output_value_size)
		return 0;

	wire->status = registry.status;
	memcpy((char *)wire + offsetof(struct wire_queryregistry, output), value,
	       registry.output_value_size);
	return 0;
}

/* Fills the answer with text that says where in it each element is. */
static int answer(unsigned int cmd, void *arg)
{
	D3DKMT_QUERYADAPTERINFO *args = arg;
	unsigned char *data;
	UINT i;

	if (cmd != DXG_QUERY_ADAPTER_INFO)
		return -ENOTTY;
	if (args->hAdapter != ADAPTER)
		return -EINVAL;

	data = args->pPrivateDriverData;
	seen_size = args->PrivateDriverDataSize;
	memcpy(&seen_first, data, sizeof(seen_first));
	if (args->Type == KMTQAITYPE_QUERYREGISTRY)
		return answer_registry((void *)data, seen_size);

	for (i = 0; i < seen_size; i++)
		data[i] = i & 1 ? 0 : 'a' + i / 2 % 26;
	return 0;
}

static NTSTATUS query(KMTQUERYADAPTERINFOTYPE type, void *data, UINT size)
{
	D3DKMT_QUERYADAPTERINFO args = { .hAdapter = ADAPTER, .Type = type };

	args.pPrivateDriverData = data;
	args.PrivateDriverDataSize = size;
	return D3DKMTQueryAdapterInfo(&args);
}

/* An array that the kernel filled to the end, from its element @first on. */
static bool is_cut_text(const WCHAR *text, UINT len, UINT first)
{
	UINT i;

	for (i = 0; i + 1 < len; i++) {
		if (text[i] != (WCHAR)('a' + (first + i) % 26))
			return false;
	}
	return !text[i];
}

static void test_sizes(void)
{
	static const struct {
		KMTQUERYADAPTERINFOTYPE type;
		UINT size, wire;
		const char *name;
	} types[] = {
		{ KMTQAITYPE_UMDRIVERNAME, 1044, 524, "UMDRIVERNAME" },
		{ KMTQAITYPE_UMOPENGLINFO, 1048, 528, "UMOPENGLINFO" },
		{ KMTQAITYPE_ADAPTERREGISTRYINFO, 4160, 2080, "ADAPTERREGISTRYINFO" },
		{ KMTQAITYPE_ADAPTERREGISTRYINFO_RENDER, 4160, 2080,
		  "ADAPTERREGISTRYINFO_RENDER" },
		{ KMTQAITYPE_DLIST_DRIVER_NAME, 1040, 520, "DLIST_DRIVER_NAME" },
		{ KMTQAITYPE_NODEMETADATA, 142, 78, "NODEMETADATA" },
		{ KMTQAITYPE_CPDRIVERNAME, 1040, 520, "CPDRIVERNAME" },
		{ KMTQAITYPE_MIRACASTCOMPANIONDRIVERNAME, 1040, 520,
		  "MIRACASTCOMPANIONDRIVERNAME" },
		{ KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID, 160, 80, "QUERY_ADAPTER_UNIQUE_GUID" },
		{ KMTQUITYPE_GPUVERSION, 260, 132, "GPUVERSION" },
		{ KMTQAITYPE_DRIVER_DESCRIPTION, 16384, 8192, "DRIVER_DESCRIPTION" },
		{ KMTQAITYPE_DRIVER_DESCRIPTION_RENDER, 16384, 8192, "DRIVER_DESCRIPTION_RENDER" },
		{ KMTQAITYPE_DISPLAY_UMDRIVERNAME, 1044, 524, "DISPLAY_UMDRIVERNAME" },
	};
	static char buf[16384 + 4];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		UINT size = types[i].size;
		int calls;

		memset(buf, 0x5a, sizeof(buf));
		is(query(types[i].type, buf, size), STATUS_SUCCESS, "%s", types[i].name);
		is(seen_size, types[i].wire, "%s: bytes on the wire", types[i].name);
		ok(buf[size] == 0x5a, "%s: nothing written behind it", types[i].name);

		calls = fake_calls;
		is(query(types[i].type, buf, size - 1), STATUS_INVALID_PARAMETER,
		   "%s: one byte less", types[i].name);
		is(query(types[i].type, buf, size + 1), STATUS_INVALID_PARAMETER,
		   "%s: one byte more", types[i].name);
		is(query(types[i].type, buf, types[i].wire), STATUS_INVALID_PARAMETER,
		   "%s: the wire's size", types[i].name);
		is(query(types[i].type, NULL, size), STATUS_INVALID_PARAMETER,
		   "%s: no buffer", types[i].name);
		is(fake_calls, calls, "%s: the kernel was not asked", types[i].name);
	}
}

static void test_members(void)
{
	static D3DKMT_DRIVER_DESCRIPTION text;
	D3DKMT_UMDFILENAMEINFO umd = { .Version = KMTUMDVERSION_DX12 };
	D3DKMT_NODEMETADATA node = { .NodeOrdinalAndAdapterIndex = 7 };
	D3DKMT_ADAPTERREGISTRYINFO info;
	WCHAR name[DXGK_MAX_METADATA_NAME_LENGTH];
	UINT raw = 0;

	query(KMTQAITYPE_UMDRIVERNAME, &umd, sizeof(umd));
	is(seen_first, KMTUMDVERSION_DX12, "the question goes to the kernel");
	ok(is_cut_text(umd.UmdFileName, MAX_PATH, 2), "a full array is cut by one: file name");

	query(KMTQAITYPE_NODEMETADATA, &node, sizeof(node));
	is(seen_first, 7, "the node's number goes to the kernel");
	memcpy(name, node.NodeData.FriendlyName, sizeof(name));
	ok(is_cut_text(name, DXGK_MAX_METADATA_NAME_LENGTH, 4), "the node's name");
	is(node.NodeData.Flags.Value, 'k' << 0 | 'l' << 16, "the node's flags");
	is(node.NodeData.GpuMmuSupported, 'm', "the node's last but one byte");

	query(KMTQAITYPE_ADAPTERREGISTRYINFO, &info, sizeof(info));
	ok(is_cut_text(info.AdapterString, MAX_PATH, 0), "the first of four texts");
	ok(is_cut_text(info.ChipType, MAX_PATH, 780), "the last of four texts");

	query(KMTQAITYPE_DRIVER_DESCRIPTION, &text, sizeof(text));
	ok(is_cut_text(text.DriverDescription, 4096, 0), "the description");

	is(query(KMTQAITYPE_ADAPTERTYPE, &raw, sizeof(raw)), STATUS_SUCCESS, "a type without text");
	is(raw, 'a' | 'b' << 16, "its answer comes as it is");
	is(query(KMTQAITYPE_PHYSICALADAPTERPNPKEY, &raw, sizeof(raw)), STATUS_NOT_SUPPORTED,
	   "text behind a pointer");
}

static void test_failure(void)
{
	D3DKMT_UMDFILENAMEINFO before, umd;
	D3DKMT_QUERYADAPTERINFO args = {
		.hAdapter = 1, .Type = KMTQAITYPE_UMDRIVERNAME,
		.pPrivateDriverData = &umd, .PrivateDriverDataSize = sizeof(umd),
	};

	memset(&umd, 0x5a, sizeof(umd));
	before = umd;
	is(D3DKMTQueryAdapterInfo(&args), STATUS_INVALID_PARAMETER, "the kernel refuses");
	ok(!memcmp(&before, &umd, sizeof(umd)), "the buffer is as it was");
	is(D3DKMTQueryAdapterInfo(NULL), STATUS_INVALID_PARAMETER, "NULL");
}

static void test_registry_text(void)
{
	UINT need = sizeof(PATH) * sizeof(WCHAR);
	D3DDDI_QUERYREGISTRY_INFO *info;
	D3DDDI_QUERYREGISTRY_INFO first = { .QueryType = D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH };
	UINT size = sizeof(*info) + need;
	const WCHAR *out;

	memset(&registry, 0, sizeof(registry));
	registry.output_value_size = sizeof(PATH) * sizeof(uint16_t);
	put_text((uint16_t *)value, PATH);

	is(query(KMTQAITYPE_QUERYREGISTRY, &first, sizeof(first)), STATUS_SUCCESS, "first step");
	is(seen_size, sizeof(struct wire_queryregistry), "bytes on the wire");
	is(first.Status, D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW, "it does not fit");
	is(first.OutputValueSize, need, "bytes that it takes");

	info = calloc(1, size + 4);
	memset((char *)info + size, 0x5a, 4);
	info->QueryType = D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH;
	is(query(KMTQAITYPE_QUERYREGISTRY, info, size), STATUS_SUCCESS, "second step");
	is(info->Status, D3DDDI_QUERYREGISTRY_STATUS_SUCCESS, "it fits");
	is(info->OutputValueSize, need, "bytes that it took");
	out = (const WCHAR *)((char *)info + offsetof(D3DDDI_QUERYREGISTRY_INFO, OutputString));
	ok(!wcscmp(out, L"" PATH), "the path");
	ok(((char *)info)[size] == 0x5a, "nothing written behind it");

	/* Enough for the kernel's text, not for the program's. */
	is(query(KMTQAITYPE_QUERYREGISTRY, info, size - need / 2), STATUS_SUCCESS, "half the room");
	is(info->Status, D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW, "it does not fit");
	is(info->OutputValueSize, need, "bytes that it takes");
	free(info);
}

static void test_registry_values(void)
{
	D3DDDI_QUERYREGISTRY_INFO info = { .QueryType = D3DDDI_QUERYREGISTRY_ADAPTERKEY };
	uint16_t want[260] = { 0 };
	UINT i;

	wcscpy(info.ValueName, L"LogLevel");
	put_text(want, "LogLevel");
	memset(&registry, 0, sizeof(registry));
	registry.value_type = 4;
	registry.output_value_size = 4;
	memcpy(value, "\x12\x34\x56\x78", 4);
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, sizeof(info)), STATUS_SUCCESS, "a number");
	ok(!memcmp(want, seen_name, sizeof(want)), "its name in UTF-16");
	is(info.ValueType, 4, "its type");
	is(info.OutputValueSize, 4, "its size");
	is(info.OutputDword, 0x78563412, "the number");

	registry.value_type = 3;
	registry.output_value_size = 100;
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, sizeof(info)), STATUS_SUCCESS, "bytes");
	is(info.Status, D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW, "they don't fit");
	is(info.OutputValueSize, 100, "they take the same room on both sides");

	registry.output_value_size = 4;
	registry.status = D3DDDI_QUERYREGISTRY_STATUS_FAIL;
	info.OutputDword = 1;
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, sizeof(info)), STATUS_SUCCESS, "no such value");
	is(info.Status, D3DDDI_QUERYREGISTRY_STATUS_FAIL, "it says so");
	is(info.OutputDword, 1, "the output is as it was");

	for (i = 0; i < MAX_PATH; i++)
		info.ValueName[i] = 'x';
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, sizeof(info)), STATUS_INVALID_PARAMETER,
	   "a name without an end");
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, sizeof(info) - 1), STATUS_INVALID_PARAMETER,
	   "one byte too few");
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, 0), STATUS_INVALID_PARAMETER, "no bytes");
	is(query(KMTQAITYPE_QUERYREGISTRY, &info, ~0u), STATUS_INVALID_PARAMETER, "4 GiB");
	is(query(KMTQAITYPE_QUERYREGISTRY, NULL, sizeof(info)), STATUS_INVALID_PARAMETER,
	   "no buffer");
}

static int answer_statistics(unsigned int cmd, void *arg)
{
	D3DKMT_QUERYSTATISTICS *args = arg;
	struct wire_gpuversion wire = { .physical_adapter_index = 3 };

	if (cmd != DXG_QUERY_STATISTICS)
		return -ENOTTY;

	put_text(wire.bios_version, FIRST_TEXT);
	put_text(wire.gpu_architecture, "second");
	memcpy(&args->QueryResult.PhysAdapterInformation.GpuVersion, &wire, sizeof(wire));
	return 0;
}

static void test_statistics(void)
{
	static D3DKMT_QUERYSTATISTICS args = { .Type = D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER };
	const D3DKMT_GPUVERSION *version = &args.QueryResult.PhysAdapterInformation.GpuVersion;

	fake_kernel = answer_statistics;
	is(D3DKMTQueryStatistics(&args), STATUS_SUCCESS, "statistics with text");
	is(version->PhysicalAdapterIndex, 3, "the number before the text");
	ok(!wcscmp(version->BiosVersion, L"" FIRST_TEXT), "the first text");
	ok(!wcscmp(version->GpuArchitecture, L"second"), "the second text");
	is(D3DKMTQueryStatistics(NULL), STATUS_INVALID_PARAMETER, "NULL");
}

int main(void)
{
	setenv(DXG_DEVICE_ENV, FAKE_DEVICE, 1);
	fake_kernel = answer;
	test_sizes();
	test_members();
	test_failure();
	test_registry_text();
	test_registry_values();
	test_statistics();
	return tap_done();
}
