// SPDX-License-Identifier: GPL-2.0
/*
 * The first documented example of D3DKMTCreateAllocation: a standalone allocation in video memory.
 */
#include <stdio.h>
#include <string.h>

#include "demo.h"

/**
 * struct row - one allocation
 * @what: in words
 * @desc: its private data
 * @size: what the miniport has to answer, by the rules of Documentation/softgpu.rst
 * @alignment: the same
 * @segment_set: the same
 * @preferred_segment: the same
 */
struct row {
	const char *what;
	struct softgpu_allocation_desc desc;
	uint64_t size;
	uint32_t alignment;
	uint32_t segment_set;
	uint32_t preferred_segment;
};

static bool is_as_expected(const struct row *row)
{
	return row->desc.total_size == row->size && row->desc.alignment == row->alignment &&
	       row->desc.supported_segment_set == row->segment_set &&
	       row->desc.preferred_segment == row->preferred_segment;
}

/* The miniport writes its answer into the private data. Returns 0 where the call fails. */
static D3DKMT_HANDLE create_standalone(const struct demo *demo,
				       struct softgpu_allocation_desc *desc)
{
	D3DDDI_ALLOCATIONINFO info;
	D3DKMT_CREATEALLOCATION args;

	memset(&info, 0, sizeof(info));
	info.pPrivateDriverData = desc;
	info.PrivateDriverDataSize = sizeof(*desc);

	memset(&args, 0, sizeof(args));
	args.hDevice = demo->device;
	args.NumAllocations = 1;
	args.pAllocationInfo = &info;
	return NT_SUCCESS(D3DKMTCreateAllocation(&args)) ? info.hAllocation : 0;
}

void scene_standalone(struct demo *demo)
{
	struct row rows[] = {
		{
			"texture 1920x1080 RGBA8",
			describe_texture(SOFTGPU_FORMAT_RGBA8, 1920, 1080),
			KIB(8160), KIB(64), 0x7, 2,
		}, {
			"texture 512x512 BC7",
			describe_texture(SOFTGPU_FORMAT_BC7, 512, 512),
			KIB(256), KIB(64), 0x7, 2,
		}, {
			"buffer that the CPU writes",
			describe_bytes(SOFTGPU_KIND_BUFFER, MIB(1), SOFTGPU_CPU_ACCESS_WRITE),
			MIB(1), KIB(64), 0x5, 1,
		}, {
			"buffer that the CPU reads",
			describe_bytes(SOFTGPU_KIND_BUFFER, KIB(16), SOFTGPU_CPU_ACCESS_READ),
			KIB(16), KIB(4), 0x5, 3,
		},
	};
	D3DKMT_HANDLE handle;
	bool created = true, expected = true;
	size_t i;

	title("Standalone allocations in video memory: the first documented example");
	answers_head();
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		handle = create_standalone(demo, &rows[i].desc);
		answers_row(rows[i].what, handle, &rows[i].desc);
		created &= handle != 0;
		expected &= is_as_expected(&rows[i]);
	}
	putchar('\n');
	check(created, "D3DKMTCreateAllocation() made each of them");
	check(expected, "the miniport chose sizes and segments by its documented rules");
}
