// SPDX-License-Identifier: MIT
/*
 * d3dkmtinfo.c - show the adapters, their memory and their engines; and what is where in it
 */
#define _GNU_SOURCE
#include <argp.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dxg/d3dkmthk.h>

#include "map/map.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define MAX_NODES	64
#define MAX_SEGMENTS	32
#define TEXT_SIZE	512

/**
 * struct info - what is known of an adapter
 *
 * An adapter need not answer everything: each has_ member says whether what
 * follows it does. Numbers of @nodes and @segments are those that answered.
 */
struct info {
	LUID luid;
	char description[TEXT_SIZE];
	char guid[TEXT_SIZE];
	bool has_type;
	D3DKMT_ADAPTERTYPE type;
	bool has_ids;
	D3DKMT_DEVICE_IDS ids;
	bool has_address;
	D3DKMT_ADAPTERADDRESS address;
	bool has_version;
	UINT version;
	bool has_sizes;
	D3DKMT_SEGMENTSIZEINFO sizes;
	bool has_group_sizes;
	D3DKMT_SEGMENTGROUPSIZEINFO group_sizes;
	bool has_memory[2];
	D3DKMT_QUERYVIDEOMEMORYINFO memory[2];
	UINT num_nodes;
	DXGK_NODEMETADATA nodes[MAX_NODES];
	UINT num_segments;
	D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION segments[MAX_SEGMENTS];
};

static const char * const group_names[] = { "local", "non-local" };

/* ---- Asking ---- */

static bool query(D3DKMT_HANDLE adapter, KMTQUERYADAPTERINFOTYPE type, void *data, UINT size)
{
	D3DKMT_QUERYADAPTERINFO args = { .hAdapter = adapter, .Type = type };

	args.pPrivateDriverData = data;
	args.PrivateDriverDataSize = size;
	return NT_SUCCESS(D3DKMTQueryAdapterInfo(&args));
}

/* To UTF-8. Names come from drivers: what a terminal would act on becomes '?'. */
static void to_utf8(char *dst, size_t size, const WCHAR *src, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len && src[i] && n + 4 < size; i++) {
		unsigned int c = (unsigned int)src[i];

		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			c = '?';
		if (c < 0x80) {
			dst[n++] = (char)c;
			continue;
		}
		if (c >= 0x10000)
			dst[n++] = (char)(0xf0 | c >> 18);
		if (c >= 0x800)
			dst[n++] = (char)(c >= 0x10000 ? 0x80 | (c >> 12 & 0x3f) : 0xe0 | c >> 12);
		dst[n++] = (char)(c >= 0x800 ? 0x80 | (c >> 6 & 0x3f) : 0xc0 | c >> 6);
		dst[n++] = (char)(0x80 | (c & 0x3f));
	}
	dst[n] = 0;
}

static void ask_names(struct info *info, D3DKMT_HANDLE adapter)
{
	static D3DKMT_DRIVER_DESCRIPTION text;
	D3DKMT_QUERY_ADAPTER_UNIQUE_GUID guid = { 0 };

	if (query(adapter, KMTQAITYPE_DRIVER_DESCRIPTION, &text, sizeof(text)))
		to_utf8(info->description, sizeof(info->description), text.DriverDescription,
			ARRAY_SIZE(text.DriverDescription));
	if (query(adapter, KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID, &guid, sizeof(guid)))
		to_utf8(info->guid, sizeof(info->guid), guid.AdapterUniqueGUID,
			ARRAY_SIZE(guid.AdapterUniqueGUID));
}

static void ask_identity(struct info *info, D3DKMT_HANDLE adapter)
{
	D3DKMT_QUERY_DEVICE_IDS ids = { 0 };

	info->has_type = query(adapter, KMTQAITYPE_ADAPTERTYPE, &info->type, sizeof(info->type));
	info->has_ids = query(adapter, KMTQAITYPE_PHYSICALADAPTERDEVICEIDS, &ids, sizeof(ids));
	info->ids = ids.DeviceIds;
	/* An adapter that is on no bus has no number there. */
	info->has_address = query(adapter, KMTQAITYPE_ADAPTERADDRESS, &info->address,
				  sizeof(info->address)) && info->address.BusNumber != ~0u;
	info->has_version = query(adapter, KMTQAITYPE_DRIVERVERSION, &info->version,
				  sizeof(info->version));
}

static void ask_memory(struct info *info, D3DKMT_HANDLE adapter)
{
	UINT group;

	info->has_sizes = query(adapter, KMTQAITYPE_GETSEGMENTSIZE, &info->sizes,
				sizeof(info->sizes));
	info->has_group_sizes = query(adapter, KMTQAITYPE_GETSEGMENTGROUPSIZE, &info->group_sizes,
				      sizeof(info->group_sizes));

	for (group = 0; group < ARRAY_SIZE(group_names); group++) {
		D3DKMT_QUERYVIDEOMEMORYINFO *memory = &info->memory[group];

		memory->hAdapter = adapter;
		memory->MemorySegmentGroup = (D3DKMT_MEMORY_SEGMENT_GROUP)group;
		info->has_memory[group] = NT_SUCCESS(D3DKMTQueryVideoMemoryInfo(memory));
	}
}

static void ask_nodes(struct info *info, D3DKMT_HANDLE adapter)
{
	while (info->num_nodes < MAX_NODES) {
		D3DKMT_NODEMETADATA node = { .NodeOrdinalAndAdapterIndex = info->num_nodes };

		if (!query(adapter, KMTQAITYPE_NODEMETADATA, &node, sizeof(node)))
			return;
		info->nodes[info->num_nodes++] = node.NodeData;
	}
}

static void ask_segments(struct info *info)
{
	static D3DKMT_QUERYSTATISTICS args;
	UINT i, count;

	memset(&args, 0, sizeof(args));
	args.Type = D3DKMT_QUERYSTATISTICS_ADAPTER;
	args.AdapterLuid = info->luid;
	if (!NT_SUCCESS(D3DKMTQueryStatistics(&args)))
		return;

	count = args.QueryResult.AdapterInformation.NbSegments;
	for (i = 0; i < count && i < MAX_SEGMENTS; i++) {
		memset(&args, 0, sizeof(args));
		args.Type = D3DKMT_QUERYSTATISTICS_SEGMENT;
		args.AdapterLuid = info->luid;
		args.QuerySegment.SegmentId = i;
		if (!NT_SUCCESS(D3DKMTQueryStatistics(&args)))
			return;
		info->segments[info->num_segments++] = args.QueryResult.SegmentInformation;
	}
}

static void ask(struct info *info, const D3DKMT_ADAPTERINFO *adapter)
{
	D3DKMT_CLOSEADAPTER close_args = { .hAdapter = adapter->hAdapter };

	info->luid = adapter->AdapterLuid;
	ask_names(info, adapter->hAdapter);
	ask_identity(info, adapter->hAdapter);
	ask_memory(info, adapter->hAdapter);
	ask_nodes(info, adapter->hAdapter);
	ask_segments(info);
	D3DKMTCloseAdapter(&close_args);
}

static NTSTATUS list_adapters(D3DKMT_ADAPTERINFO **adapters, UINT *count)
{
	D3DKMT_ENUMADAPTERS3 args = { 0 };
	NTSTATUS status;

	args.Filter.IncludeComputeOnly = 1;
	args.Filter.IncludeDisplayOnly = 1;
	status = D3DKMTEnumAdapters3(&args);
	if (!NT_SUCCESS(status) || !args.NumAdapters)
		return status;

	args.pAdapters = calloc(args.NumAdapters, sizeof(*args.pAdapters));
	if (!args.pAdapters)
		return STATUS_NO_MEMORY;

	status = D3DKMTEnumAdapters3(&args);
	if (!NT_SUCCESS(status)) {
		free(args.pAdapters);
		return status;
	}

	*adapters = args.pAdapters;
	*count = args.NumAdapters;
	return status;
}

/* ---- Words for numbers ---- */

static const struct {
	UINT bit;
	const char *name;
} type_names[] = {
	{ 1u << 0, "render" }, { 1u << 1, "display" }, { 1u << 2, "software" },
	{ 1u << 3, "post" }, { 1u << 4, "hybrid-discrete" }, { 1u << 5, "hybrid-integrated" },
	{ 1u << 6, "indirect-display" }, { 1u << 7, "paravirtualized" }, { 1u << 8, "acg" },
	{ 1u << 9, "set-timings-from-vidpn" }, { 1u << 10, "detachable" },
	{ 1u << 11, "compute-only" }, { 1u << 12, "prototype" },
	{ 1u << 13, "runtime-power-management" },
};

static const char *engine_name(DXGK_ENGINE_TYPE type)
{
	static const char * const names[] = {
		"other", "3D", "video decode", "video encode", "video processing",
		"scene assembly", "copy", "overlay", "crypto",
	};

	return (unsigned int)type < ARRAY_SIZE(names) ? names[type] : "unknown";
}

static const char *address_translation(const DXGK_NODEMETADATA *node)
{
	if (node->GpuMmuSupported)
		return "GPU MMU";
	return node->IoMmuSupported ? "IOMMU" : "none";
}

static void luid_text(char *buf, size_t size, LUID luid)
{
	snprintf(buf, size, "%08x-%08x", (UINT)luid.HighPart, luid.LowPart);
}

/* The struct is packed, so its text is not where a WCHAR may be. */
static void node_name(char *buf, size_t size, const DXGK_NODEMETADATA *node)
{
	WCHAR name[DXGK_MAX_METADATA_NAME_LENGTH];

	memcpy(name, (const char *)node + offsetof(DXGK_NODEMETADATA, FriendlyName), sizeof(name));
	to_utf8(buf, size, name, ARRAY_SIZE(name));
}

static UINT64 group_size(const struct info *info, UINT group)
{
	if (group == D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL)
		return info->group_sizes.LocalMemory;
	return info->group_sizes.NonLocalMemory;
}

static const char *size_text(char *buf, size_t size, UINT64 bytes)
{
	static const char * const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	double value = (double)bytes;
	unsigned int unit = 0;

	while (value >= 1024 && unit + 1 < ARRAY_SIZE(units)) {
		value /= 1024;
		unit++;
	}
	snprintf(buf, size, unit ? "%.1f %s" : "%.0f %s", value, units[unit]);
	return buf;
}

/* ---- Text ---- */

#define MAX_COLUMNS	6
#define MAX_ROWS	(MAX_NODES + 1)
#define CELL_SIZE	64

/**
 * struct table - rows of cells that are printed in columns
 * @columns: how many
 * @rows: how many so far; the first is the heading
 * @right: bit n is set where column n is aligned to the right
 */
struct table {
	UINT columns;
	UINT rows;
	UINT right;
	char cells[MAX_ROWS][MAX_COLUMNS][CELL_SIZE];
};

static void table_row(struct table *table, ...)
{
	va_list args;
	UINT i;

	va_start(args, table);
	for (i = 0; i < table->columns; i++)
		snprintf(table->cells[table->rows][i], CELL_SIZE, "%s", va_arg(args, const char *));
	va_end(args);
	table->rows++;
}

/* Bytes that continue a character take no room. */
static int width(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

static void table_print(const struct table *table)
{
	int widths[MAX_COLUMNS] = { 0 };
	UINT row, col;

	for (row = 0; row < table->rows; row++) {
		for (col = 0; col < table->columns; col++) {
			if (width(table->cells[row][col]) > widths[col])
				widths[col] = width(table->cells[row][col]);
		}
	}

	putchar('\n');
	for (row = 0; row < table->rows; row++) {
		for (col = 0; col < table->columns; col++) {
			const char *cell = table->cells[row][col];
			int pad = widths[col] - width(cell);
			bool last = col + 1 == table->columns;

			if (table->right & 1u << col)
				printf("  %*s%s", pad, "", cell);
			else
				printf("  %s%*s", cell, last ? 0 : pad, "");
		}
		putchar('\n');
	}
}

static void text_identity(const struct info *info)
{
	const char *comma = "";
	char luid[32];
	UINT i;

	luid_text(luid, sizeof(luid), info->luid);
	printf("  LUID          %s\n", luid);
	if (*info->guid)
		printf("  GUID          %s\n", info->guid);
	if (info->has_ids)
		printf("  PCI id        %04x:%04x  subsystem %04x:%04x  revision %02x\n",
		       info->ids.VendorID, info->ids.DeviceID, info->ids.SubVendorID,
		       info->ids.SubSystemID, info->ids.RevisionID);
	if (info->has_address)
		printf("  Bus address   %02x:%02x.%x\n", info->address.BusNumber,
		       info->address.DeviceNumber, info->address.FunctionNumber);
	if (info->has_version)
		printf("  Driver model  WDDM %u.%u\n", info->version / 1000,
		       info->version % 1000 / 100);
	if (info->has_type) {
		printf("  Type          ");
		for (i = 0; i < ARRAY_SIZE(type_names); i++) {
			if (!(info->type.Value & type_names[i].bit))
				continue;
			printf("%s%s", comma, type_names[i].name);
			comma = ", ";
		}
		putchar('\n');
	}
}

static void text_memory(const struct info *info)
{
	static struct table table;
	char size[CELL_SIZE], used[CELL_SIZE], budget[CELL_SIZE], reserved[CELL_SIZE];
	UINT group;

	if (info->has_sizes) {
		printf("  Memory        %s dedicated video",
		       size_text(size, sizeof(size), info->sizes.DedicatedVideoMemorySize));
		printf(", %s dedicated system",
		       size_text(size, sizeof(size), info->sizes.DedicatedSystemMemorySize));
		printf(", %s shared\n",
		       size_text(size, sizeof(size), info->sizes.SharedSystemMemorySize));
	}

	if (!info->has_group_sizes && !info->has_memory[0] && !info->has_memory[1])
		return;

	table = (struct table){ .columns = 5, .right = 0x1e };
	table_row(&table, "Segment group", "Size", "Budget", "Used", "Reserved");
	for (group = 0; group < ARRAY_SIZE(group_names); group++) {
		const D3DKMT_QUERYVIDEOMEMORYINFO *memory = &info->memory[group];
		bool known = info->has_memory[group];

		size_text(size, sizeof(size), group_size(info, group));
		size_text(budget, sizeof(budget), memory->Budget);
		size_text(used, sizeof(used), memory->CurrentUsage);
		size_text(reserved, sizeof(reserved), memory->CurrentReservation);
		table_row(&table, group_names[group], info->has_group_sizes ? size : "-",
			  known ? budget : "-", known ? used : "-", known ? reserved : "-");
	}
	table_print(&table);
}

static void text_segments(const struct info *info)
{
	static struct table table;
	char number[16], limit[CELL_SIZE], committed[CELL_SIZE], resident[CELL_SIZE];
	UINT i;

	if (!info->num_segments)
		return;

	table = (struct table){ .columns = 5, .right = 0x1d };
	table_row(&table, "Segment", "Kind", "Commit limit", "Committed", "Resident");
	for (i = 0; i < info->num_segments; i++) {
		const D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION *segment = &info->segments[i];

		/* The statistics count from 0, everything else calls the first one 1. */
		snprintf(number, sizeof(number), "%u", i + 1);
		table_row(&table, number, segment->Aperture ? "aperture" : "memory",
			  size_text(limit, sizeof(limit), segment->CommitLimit),
			  size_text(committed, sizeof(committed), segment->BytesCommitted),
			  size_text(resident, sizeof(resident), segment->BytesResident));
	}
	table_print(&table);
}

static void text_nodes(const struct info *info)
{
	static struct table table;
	char number[16], name[CELL_SIZE];
	UINT i;

	if (!info->num_nodes)
		return;

	table = (struct table){ .columns = 4, .right = 0x1 };
	table_row(&table, "Node", "Engine", "Address translation", "Name");
	for (i = 0; i < info->num_nodes; i++) {
		const DXGK_NODEMETADATA *node = &info->nodes[i];

		node_name(name, sizeof(name), node);
		snprintf(number, sizeof(number), "%u", i);
		table_row(&table, number, engine_name(node->EngineType), address_translation(node),
			  name);
	}
	table_print(&table);
}

static void show_text(const struct info *info, UINT index)
{
	printf("%sAdapter %u: %s\n", index ? "\n" : "", index,
	       *info->description ? info->description : "(no description)");
	text_identity(info);
	text_memory(info);
	text_segments(info);
	text_nodes(info);
}

/* ---- JSON ---- */

static void json_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('"');
}

/* Members of an adapter, one a line. */
static void json_number(const char *name, UINT64 value)
{
	printf("      \"%s\": %llu,\n", name, (unsigned long long)value);
}

static void json_text(const char *name, const char *text)
{
	printf("      \"%s\": ", name);
	json_string(text);
	printf(",\n");
}

/* Members of a row, in one line. */
static void json_cell(const char *name, UINT64 value)
{
	printf(", \"%s\": %llu", name, (unsigned long long)value);
}

static void json_flag(const char *name, bool value)
{
	printf(", \"%s\": %s", name, value ? "true" : "false");
}

static void json_identity(const struct info *info)
{
	const char *comma = "";
	char luid[32];
	UINT i;

	luid_text(luid, sizeof(luid), info->luid);
	json_text("luid", luid);
	json_text("description", info->description);
	json_text("guid", info->guid);
	if (info->has_ids) {
		json_number("vendor_id", info->ids.VendorID);
		json_number("device_id", info->ids.DeviceID);
		json_number("subsystem_vendor_id", info->ids.SubVendorID);
		json_number("subsystem_id", info->ids.SubSystemID);
		json_number("revision", info->ids.RevisionID);
	}
	if (info->has_address) {
		json_number("bus", info->address.BusNumber);
		json_number("device", info->address.DeviceNumber);
		json_number("function", info->address.FunctionNumber);
	}
	if (info->has_version)
		json_number("driver_version", info->version);
	printf("      \"type\": [");
	for (i = 0; i < ARRAY_SIZE(type_names); i++) {
		if (!(info->type.Value & type_names[i].bit))
			continue;
		printf("%s\"%s\"", comma, type_names[i].name);
		comma = ", ";
	}
	printf("],\n");
}

static void json_memory(const struct info *info)
{
	UINT group;

	if (info->has_sizes) {
		json_number("dedicated_video_memory", info->sizes.DedicatedVideoMemorySize);
		json_number("dedicated_system_memory", info->sizes.DedicatedSystemMemorySize);
		json_number("shared_system_memory", info->sizes.SharedSystemMemorySize);
	}

	printf("      \"segment_groups\": [");
	for (group = 0; group < ARRAY_SIZE(group_names); group++) {
		const D3DKMT_QUERYVIDEOMEMORYINFO *memory = &info->memory[group];

		printf("%s\n        { \"group\": \"%s\"", group ? "," : "", group_names[group]);
		if (info->has_group_sizes)
			json_cell("size", group_size(info, group));
		if (info->has_memory[group]) {
			json_cell("budget", memory->Budget);
			json_cell("usage", memory->CurrentUsage);
			json_cell("reservation", memory->CurrentReservation);
		}
		printf(" }");
	}
	printf("\n      ],\n");
}

static void json_segments(const struct info *info)
{
	UINT i;

	printf("      \"segments\": [");
	for (i = 0; i < info->num_segments; i++) {
		const D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION *segment = &info->segments[i];

		printf("%s\n        { \"segment\": %u", i ? "," : "", i);
		json_flag("aperture", segment->Aperture);
		json_cell("commit_limit", segment->CommitLimit);
		json_cell("bytes_committed", segment->BytesCommitted);
		json_cell("bytes_resident", segment->BytesResident);
		printf(" }");
	}
	printf("%s],\n", i ? "\n      " : "");
}

static void json_nodes(const struct info *info)
{
	char name[TEXT_SIZE];
	UINT i;

	printf("      \"nodes\": [");
	for (i = 0; i < info->num_nodes; i++) {
		const DXGK_NODEMETADATA *node = &info->nodes[i];

		node_name(name, sizeof(name), node);
		printf("%s\n        { \"node\": %u", i ? "," : "", i);
		printf(", \"engine\": \"%s\"", engine_name(node->EngineType));
		json_flag("gpu_mmu", node->GpuMmuSupported);
		json_flag("io_mmu", node->IoMmuSupported);
		printf(", \"name\": ");
		json_string(name);
		printf(" }");
	}
	printf("%s]\n", i ? "\n      " : "");
}

static void show_json(const struct info *info, UINT index)
{
	printf("%s\n    {\n", index ? "," : "");
	json_identity(info);
	json_memory(info);
	json_segments(info);
	json_nodes(info);
	printf("    }");
}

/* ---- The program ---- */

/**
 * struct choices - what the command line says
 * @svg: file for a picture, or NULL
 * @segments: file that has the map
 */
struct choices {
	bool json;
	bool map;
	const char *svg;
	const char *segments;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct choices *choices = state->input;

	switch (key) {
	case 'j':
		choices->json = true;
		return 0;
	case 'm':
		choices->map = true;
		return 0;
	case 's':
		choices->svg = arg;
		return 0;
	case 'f':
		choices->segments = arg;
		return 0;
	case ARGP_KEY_ARG:
		argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_option options[] = {
	{ .name = "json", .key = 'j', .doc = "Print JSON; sizes are in bytes" },
	{ .name = "map", .key = 'm', .doc = "Draw the segments and whose allocations are in them" },
	{ .name = "svg", .key = 's', .arg = "FILE", .doc = "The same as a picture" },
	{ .name = "segments", .key = 'f', .arg = "FILE",
	  .doc = "What to draw, if not " MAP_FILE },
	{ 0 }
};

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Show graphics adapters, memory, engines.\vD3DKMT_DEVICE=PATH is another device. "
	       "--map and --svg need root's rights. NO_COLOR=1 leaves colours out.",
};

static int terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (columns && atoi(columns) > 0)
		return atoi(columns) < 1000 ? atoi(columns) : 1000;
	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
		return size.ws_col < 1000 ? size.ws_col : 1000;
	return 80;
}

static int draw_svg(const struct map *map, const char *path)
{
	FILE *out = fopen(path, "w");
	bool ok;

	if (!out)
		return -1;
	map_svg(map, out);
	ok = !ferror(out);
	return fclose(out) || !ok ? -1 : 0;
}

static int complain(const char *path)
{
	fprintf(stderr, "%s: %s: %s%s\n", program_invocation_short_name, path, strerror(errno),
		errno == EACCES ? "; the map is for root" :
		errno == ENOENT ? "; is dxgkrnl loaded, and debugfs mounted?" : "");
	return EXIT_FAILURE;
}

static int draw(const struct choices *choices)
{
	bool colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	FILE *in = fopen(choices->segments, "r");
	int status = EXIT_SUCCESS;
	struct map map;

	if (!in)
		return complain(choices->segments);
	if (map_read(&map, in))
		status = complain(choices->segments);
	else if (choices->map)
		map_text(&map, stdout, terminal_width(), colour);
	if (!status && choices->svg && draw_svg(&map, choices->svg))
		status = complain(choices->svg);
	map_free(&map);
	fclose(in);
	return status;
}

int main(int argc, char **argv)
{
	struct choices choices = { .segments = MAP_FILE };
	D3DKMT_ADAPTERINFO *adapters = NULL;
	NTSTATUS status;
	UINT i, count = 0;

	argp_parse(&argp, argc, argv, 0, NULL, &choices);
	if (choices.map || choices.svg)
		return draw(&choices);
	status = list_adapters(&adapters, &count);

	if (choices.json)
		printf("{\n  \"adapters\": [");
	for (i = 0; i < count; i++) {
		static struct info info;

		memset(&info, 0, sizeof(info));
		ask(&info, &adapters[i]);
		if (choices.json)
			show_json(&info, i);
		else
			show_text(&info, i);
	}
	if (choices.json)
		printf("%s]\n}\n", count ? "\n  " : "");
	free(adapters);

	if (count)
		return EXIT_SUCCESS;
	if (NT_SUCCESS(status))
		fprintf(stderr, "%s: there is no adapter\n", program_invocation_short_name);
	else if (status == STATUS_UNSUCCESSFUL)
		fprintf(stderr, "%s: can't open the device: is the dxgkrnl module loaded?\n",
			program_invocation_short_name);
	else
		fprintf(stderr, "%s: can't list the adapters: status 0x%08x\n",
			program_invocation_short_name, (UINT)status);
	return EXIT_FAILURE;
}
