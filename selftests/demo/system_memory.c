// SPDX-License-Identifier: GPL-2.0
/*
 * The second documented example of D3DKMTCreateAllocation: a resource with one allocation, whose
 * memory the program has allocated itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"

#define BYTES	KIB(64)
#define PAGE	KIB(4)

static NTSTATUS create_resource(const struct demo *demo, struct softgpu_allocation_desc *desc,
				D3DKMT_HANDLE *resource, D3DKMT_HANDLE *allocation)
{
	D3DDDI_ALLOCATIONINFO info;
	D3DKMT_CREATEALLOCATION args;
	NTSTATUS status;

	memset(&info, 0, sizeof(info));
	info.pSystemMem = demo->memory;
	info.pPrivateDriverData = desc;
	info.PrivateDriverDataSize = sizeof(*desc);

	memset(&args, 0, sizeof(args));
	args.hDevice = demo->device;
	args.Flags.CreateResource = 1;
	args.NumAllocations = 1;
	args.pAllocationInfo = &info;
	status = D3DKMTCreateAllocation(&args);

	*resource = args.hResource;
	*allocation = info.hAllocation;
	return status;
}

static void show(const struct demo *demo)
{
	struct softgpu_allocation_desc desc =
		describe_bytes(SOFTGPU_KIND_RAW, BYTES, SOFTGPU_CPU_ACCESS_READ);
	long pinned = counts_now().n[COUNT_PINNED_PAGES];
	D3DKMT_HANDLE resource, allocation;
	NTSTATUS status;

	status = create_resource(demo, &desc, &resource, &allocation);
	if (!NT_SUCCESS(status)) {
		check_status(STATUS_SUCCESS, status, "D3DKMTCreateAllocation()");
		return;
	}
	answers_head();
	answers_row("64 KiB that the program has", allocation, &desc);
	putchar('\n');
	check(resource && allocation, "D3DKMTCreateAllocation() made resource 0x%08x with it",
	      resource);
	pinned = counts_now().n[COUNT_PINNED_PAGES] - pinned;
	check(pinned == (long)(BYTES / PAGE), "the program's %ld pages are pinned", pinned);
}

void scene_system_memory(struct demo *demo)
{
	title("A resource over memory of the program: the second documented example");
	demo->memory = aligned_alloc(PAGE, BYTES);
	if (demo->memory)
		show(demo);
	else
		check(false, "out of memory");
}
