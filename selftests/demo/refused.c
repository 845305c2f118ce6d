// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that can not be carried out: each names its reason and leaves nothing behind.
 */
#include "demo.h"

static NTSTATUS create(const struct demo *demo, struct softgpu_allocation_desc *desc)
{
	D3DDDI_ALLOCATIONINFO2 info = { .hAllocation = 0 };
	D3DKMT_CREATEALLOCATION args = { .hDevice = demo->device, .NumAllocations = 1 };

	info.pPrivateDriverData = desc;
	info.PrivateDriverDataSize = sizeof(*desc);
	args.pAllocationInfo2 = &info;
	return D3DKMTCreateAllocation2(&args);
}

void scene_refused(struct demo *demo)
{
	struct softgpu_allocation_desc desc;

	title("Calls that are refused");
	desc = describe_bytes(SOFTGPU_KIND_BUFFER, MIB(1024), 0);
	check_status(STATUS_GRAPHICS_NO_VIDEO_MEMORY, create(demo, &desc),
		     "1 GiB, more than any segment has");

	desc = describe_texture(SOFTGPU_FORMAT_COUNT, 64, 64);
	check_status(STATUS_INVALID_PARAMETER, create(demo, &desc),
		     "a format that the miniport doesn't know");
}
