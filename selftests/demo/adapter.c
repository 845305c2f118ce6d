// SPDX-License-Identifier: GPL-2.0
/*
 * The adapter that the scenes use, and its memory segments.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"

/* softgpu keeps each adapter's shape where it can be changed, too. */
#define SEGMENTS_FILE	"/sys/kernel/config/softgpu/default/segments"

static void close_adapter(D3DKMT_HANDLE handle)
{
	D3DKMT_CLOSEADAPTER args = { .hAdapter = handle };

	D3DKMTCloseAdapter(&args);
}

/* The first adapter is used; its handle is as good as any other. */
static bool open_first_adapter(struct demo *demo)
{
	D3DKMT_ADAPTERINFO infos[MAX_ENUM_ADAPTERS];
	D3DKMT_ENUMADAPTERS2 args = { .NumAdapters = ARRAY_SIZE(infos) };
	ULONG i;

	args.pAdapters = infos;
	if (!NT_SUCCESS(D3DKMTEnumAdapters2(&args)) || !args.NumAdapters)
		return false;
	demo->adapter = infos[0].hAdapter;
	demo->luid = infos[0].AdapterLuid;
	for (i = 1; i < args.NumAdapters; i++)
		close_adapter(infos[i].hAdapter);
	return true;
}

/* Is it softgpu, whose private data the scenes speak? */
static bool ask_softgpu(struct demo *demo)
{
	struct softgpu_info info = { 0 };
	D3DKMT_QUERYADAPTERINFO args = {
		.hAdapter = demo->adapter,
		.Type = KMTQAITYPE_UMDRIVERPRIVATE,
	};

	args.pPrivateDriverData = &info;
	args.PrivateDriverDataSize = sizeof(info);
	if (!NT_SUCCESS(D3DKMTQueryAdapterInfo(&args)) || info.magic != SOFTGPU_MAGIC)
		return false;
	demo->num_segments = info.num_segments;
	return true;
}

/**
 * demo_open() - open the first adapter and make a device on it
 * @demo: out
 *
 * Return: false if there is no softgpu, which is also said on the screen.
 */
bool demo_open(struct demo *demo)
{
	D3DKMT_CREATEDEVICE create = { 0 };

	memset(demo, 0, sizeof(*demo));
	if (!open_first_adapter(demo))
		return check(false, "there is an adapter");
	if (!ask_softgpu(demo))
		return check(false, "the first adapter is softgpu's");
	create.hAdapter = demo->adapter;
	if (!NT_SUCCESS(D3DKMTCreateDevice(&create)))
		return check(false, "D3DKMTCreateDevice()");
	demo->device = create.hDevice;
	return true;
}

/**
 * demo_close() - give all back, the library's descriptor too
 * @demo: from demo_open(), even if that failed
 */
void demo_close(struct demo *demo)
{
	D3DKMT_DESTROYDEVICE destroy = { .hDevice = demo->device };

	if (demo->device)
		check_status(STATUS_SUCCESS, D3DKMTDestroyDevice(&destroy),
			     "D3DKMTDestroyDevice() of the device with all that is left on it");
	free(demo->memory);
	if (demo->adapter)
		close_adapter(demo->adapter);
	D3DKMTCloseDxCoreDevice();
}

static uint64_t group_budget(const struct demo *demo, D3DKMT_MEMORY_SEGMENT_GROUP group)
{
	D3DKMT_QUERYVIDEOMEMORYINFO args = { 0 };

	args.hAdapter = demo->adapter;
	args.MemorySegmentGroup = group;
	return NT_SUCCESS(D3DKMTQueryVideoMemoryInfo(&args)) ? args.Budget : 0;
}

void scene_segments(struct demo *demo)
{
	uint64_t groups[2] = { 0 }, size;
	uint32_t num = 0;
	char line[256];
	FILE *file;

	title("The adapter's memory segments, between which a miniport chooses");
	file = fopen(SEGMENTS_FILE, "r");
	if (!file) {
		check(false, "softgpu says in %s what it has", SEGMENTS_FILE);
		return;
	}
	printf("  %-8s %-9s %10s   %-9s %s\n", "Segment", "Kind", "Size", "CPU", "Group");
	while (fgets(line, sizeof(line), file) && sscanf(line, "%" SCNu64, &size) == 1) {
		bool aperture = strstr(line, "aperture");
		bool visible = aperture || strstr(line, "cpu_visible");

		printf("  %7u  %-10s %10s   %-9s %s\n", ++num, aperture ? "aperture" : "memory",
		       size_text(size), visible ? "visible" : "-",
		       aperture ? "non-local" : "local");
		groups[aperture] += size;
	}
	fclose(file);
	putchar('\n');
	check(num == demo->num_segments, "the miniport tells its user-mode driver of %u segments",
	      demo->num_segments);
	check(groups[0] && groups[0] == group_budget(demo, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL) &&
	      groups[1] == group_budget(demo, D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL),
	      "D3DKMTQueryVideoMemoryInfo(): budgets of %s local and %s non-local memory",
	      size_text(groups[0]), size_text(groups[1]));
}
