// SPDX-License-Identifier: MIT
/*
 * query.c - queries whose answers hold text
 *
 * Text is UTF-16 on the kernel's side and wchar_t on the program's, so these
 * answers are shorter there; each is converted by way of a buffer.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "wire.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Types of registry values, from Windows' winnt.h */
#define REG_SZ		1
#define REG_EXPAND_SZ	2
#define REG_MULTI_SZ	7

/* More than the kernel takes; keeps a wild size from asking for all memory. */
#define MAX_QUERY_SIZE	(1u << 20)

/**
 * struct text_type - an answer that holds text
 * @type: the question
 * @size: bytes of the program's struct
 * @fields: what is in it, in order and without gaps, up to a 0: bytes that are
 *	the same on both sides (positive), or characters of text (negative)
 */
struct text_type {
	KMTQUERYADAPTERINFOTYPE type;
	UINT size;
	int fields[5];
};

static const struct text_type text_types[] = {
	{ KMTQAITYPE_UMDRIVERNAME, sizeof(D3DKMT_UMDFILENAMEINFO), { 4, -260 } },
	{ KMTQAITYPE_UMOPENGLINFO, sizeof(D3DKMT_OPENGLINFO), { -260, 8 } },
	{ KMTQAITYPE_ADAPTERREGISTRYINFO, sizeof(D3DKMT_ADAPTERREGISTRYINFO),
	  { -260, -260, -260, -260 } },
	{ KMTQAITYPE_ADAPTERREGISTRYINFO_RENDER, sizeof(D3DKMT_ADAPTERREGISTRYINFO),
	  { -260, -260, -260, -260 } },
	{ KMTQAITYPE_DLIST_DRIVER_NAME, sizeof(D3DKMT_DLIST_DRIVER_NAME), { -260 } },
	{ KMTQAITYPE_NODEMETADATA, sizeof(D3DKMT_NODEMETADATA), { 8, -32, 6 } },
	{ KMTQAITYPE_CPDRIVERNAME, sizeof(D3DKMT_CPDRIVERNAME), { -260 } },
	{ KMTQAITYPE_MIRACASTCOMPANIONDRIVERNAME, sizeof(D3DKMT_MIRACASTCOMPANIONDRIVERNAME),
	  { -260 } },
	{ KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID, sizeof(D3DKMT_QUERY_ADAPTER_UNIQUE_GUID),
	  { -40 } },
	{ KMTQUITYPE_GPUVERSION, sizeof(D3DKMT_GPUVERSION), { 4, -32, -32 } },
	{ KMTQAITYPE_DRIVER_DESCRIPTION, sizeof(D3DKMT_DRIVER_DESCRIPTION), { -4096 } },
	{ KMTQAITYPE_DRIVER_DESCRIPTION_RENDER, sizeof(D3DKMT_DRIVER_DESCRIPTION), { -4096 } },
	{ KMTQAITYPE_DISPLAY_UMDRIVERNAME, sizeof(D3DKMT_DISPLAY_UMD_FILENAMEINFO),
	  { 4, -260 } },
};

static const struct text_type *find_text_type(KMTQUERYADAPTERINFOTYPE type)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(text_types); i++) {
		if (text_types[i].type == type)
			return &text_types[i];
	}

	return NULL;
}

static UINT wire_size(const struct text_type *type)
{
	const int *field;
	UINT size = 0;

	for (field = type->fields; *field; field++)
		size += *field > 0 ? (UINT)*field : -*field * sizeof(uint16_t);

	return size;
}

/* Questions are numbers; text is only in answers. */
static void to_wire(const struct text_type *type, char *wire, const char *wide)
{
	const int *field;

	for (field = type->fields; *field; field++) {
		if (*field > 0) {
			memcpy(wire, wide, *field);
			wire += *field;
			wide += *field;
		} else {
			wire += -*field * sizeof(uint16_t);
			wide += -*field * sizeof(WCHAR);
		}
	}
}

static void to_wide(const struct text_type *type, char *wide, const char *wire)
{
	const int *field;

	for (field = type->fields; *field; field++) {
		if (*field > 0) {
			memcpy(wide, wire, *field);
			wire += *field;
			wide += *field;
		} else {
			dxg_text_to_wide((WCHAR *)wide, -*field, (const uint16_t *)wire, -*field);
			wire += -*field * sizeof(uint16_t);
			wide += -*field * sizeof(WCHAR);
		}
	}
}

static NTSTATUS query_wire(const D3DKMT_QUERYADAPTERINFO *args, void *wire, UINT size)
{
	D3DKMT_QUERYADAPTERINFO wire_args = { .hAdapter = args->hAdapter, .Type = args->Type };

	wire_args.pPrivateDriverData_Align = (uintptr_t)wire;
	wire_args.PrivateDriverDataSize = size;

	return dxg_call(QUERY_ADAPTER_INFO, &wire_args);
}

static NTSTATUS query_text(const D3DKMT_QUERYADAPTERINFO *args, const struct text_type *type)
{
	UINT size = wire_size(type);
	NTSTATUS status;
	char *wire;

	if (!args->pPrivateDriverData || args->PrivateDriverDataSize != type->size)
		return STATUS_INVALID_PARAMETER;

	wire = calloc(1, size);
	if (!wire)
		return STATUS_NO_MEMORY;

	to_wire(type, wire, args->pPrivateDriverData);
	status = query_wire(args, wire, size);
	if (NT_SUCCESS(status))
		to_wide(type, args->pPrivateDriverData, wire);

	free(wire);
	return status;
}

static int is_text(const struct wire_queryregistry *wire)
{
	if (wire->query_type == D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH ||
	    wire->query_type == D3DDDI_QUERYREGISTRY_DRIVERIMAGEPATH)
		return 1;

	return wire->value_type == REG_SZ || wire->value_type == REG_EXPAND_SZ ||
	       wire->value_type == REG_MULTI_SZ;
}

/* The value did not fit: say how many bytes it takes here. */
static void registry_overflow(D3DDDI_QUERYREGISTRY_INFO *info, UINT size)
{
	info->Status = D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW;
	info->OutputValueSize = size;
}

/*
 * A REG_MULTI_SZ is several texts, so the size counts and not the first 0;
 * surrogates become one character, which leaves room at the end.
 */
static void registry_text(D3DDDI_QUERYREGISTRY_INFO *info, UINT room, const uint16_t *text,
			  UINT units)
{
	WCHAR *out = (WCHAR *)((char *)info + offsetof(D3DDDI_QUERYREGISTRY_INFO, OutputString));
	UINT i = 0, n = 0, used;

	if (room < units * sizeof(WCHAR)) {
		registry_overflow(info, units * sizeof(WCHAR));
		return;
	}

	while (i < units) {
		WCHAR c[3] = { 0 };

		used = i + 1 < units && text[i] >> 10 == 0x36 && text[i + 1] >> 10 == 0x37 ? 2 : 1;
		dxg_text_to_wide(c, ARRAY_SIZE(c), text + i, used);
		out[n++] = c[0];
		i += used;
	}

	info->OutputValueSize = n * sizeof(WCHAR);
	if ((n + 1) * sizeof(WCHAR) <= room)
		out[n] = 0;
}

static void registry_answer(D3DDDI_QUERYREGISTRY_INFO *info, UINT room,
			    const struct wire_queryregistry *wire, UINT wire_room)
{
	const void *value = (const char *)wire + offsetof(struct wire_queryregistry, output);
	void *output = (char *)info + offsetof(D3DDDI_QUERYREGISTRY_INFO, OutputBinary);
	UINT size = wire->output_value_size;

	info->ValueType = wire->value_type;
	info->Status = (D3DDDI_QUERYREGISTRY_STATUS)wire->status;
	info->OutputValueSize = size;

	if (wire->status == D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW) {
		if (is_text(wire))
			info->OutputValueSize = size / sizeof(uint16_t) * sizeof(WCHAR);
		return;
	}
	if (wire->status != D3DDDI_QUERYREGISTRY_STATUS_SUCCESS)
		return;

	if (size > wire_room)
		size = wire_room;
	if (is_text(wire))
		registry_text(info, room, value, size / sizeof(uint16_t));
	else
		memcpy(output, value, size);
}

static NTSTATUS query_registry(const D3DKMT_QUERYADAPTERINFO *args)
{
	D3DDDI_QUERYREGISTRY_INFO *info = args->pPrivateDriverData;
	UINT extra = args->PrivateDriverDataSize - sizeof(*info);
	struct wire_queryregistry *wire;
	NTSTATUS status;
	UINT size, room;

	if (!info || args->PrivateDriverDataSize < sizeof(*info) || extra > MAX_QUERY_SIZE)
		return STATUS_INVALID_PARAMETER;

	/* As many bytes for the value as the program has; text takes half of them. */
	size = sizeof(*wire) + extra;
	room = sizeof(wire->output) + extra;
	wire = calloc(1, size);
	if (!wire)
		return STATUS_NO_MEMORY;

	wire->query_type = info->QueryType;
	wire->query_flags = info->QueryFlags.Value;
	wire->value_type = info->ValueType;
	wire->physical_adapter_index = info->PhysicalAdapterIndex;
	if (dxg_text_to_wire(wire->value_name, ARRAY_SIZE(wire->value_name), info->ValueName,
			     ARRAY_SIZE(info->ValueName)) >= ARRAY_SIZE(wire->value_name)) {
		status = STATUS_INVALID_PARAMETER;
		goto out_free;
	}

	status = query_wire(args, wire, size);
	if (NT_SUCCESS(status))
		registry_answer(info, room, wire, room);

out_free:
	free(wire);
	return status;
}

NTSTATUS D3DKMTQueryAdapterInfo(const D3DKMT_QUERYADAPTERINFO *args)
{
	const struct text_type *type;

	if (!args)
		return STATUS_INVALID_PARAMETER;

	if (args->Type == KMTQAITYPE_QUERYREGISTRY)
		return query_registry(args);

	/* Its text is behind a pointer in the struct, where nothing can convert it. */
	if (args->Type == KMTQAITYPE_PHYSICALADAPTERPNPKEY)
		return STATUS_NOT_SUPPORTED;

	type = find_text_type(args->Type);
	if (type)
		return query_text(args, type);

	return dxg_call(QUERY_ADAPTER_INFO, args);
}

NTSTATUS D3DKMTQueryStatistics(const D3DKMT_QUERYSTATISTICS *args)
{
	D3DKMT_GPUVERSION *version;
	struct wire_gpuversion wire;
	NTSTATUS status;

	status = dxg_call(QUERY_STATISTICS, args);
	if (!NT_SUCCESS(status) || args->Type != D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER)
		return status;

	/* The only answer with text; it is at the end, where there is room for it to grow. */
	version = &((D3DKMT_QUERYSTATISTICS *)args)->QueryResult.PhysAdapterInformation.GpuVersion;
	memcpy(&wire, version, sizeof(wire));
	version->PhysicalAdapterIndex = wire.physical_adapter_index;
	dxg_text_to_wide(version->BiosVersion, ARRAY_SIZE(version->BiosVersion),
			 wire.bios_version, ARRAY_SIZE(wire.bios_version));
	dxg_text_to_wide(version->GpuArchitecture, ARRAY_SIZE(version->GpuArchitecture),
			 wire.gpu_architecture, ARRAY_SIZE(wire.gpu_architecture));

	return status;
}
