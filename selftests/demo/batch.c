// SPDX-License-Identifier: GPL-2.0
/*
 * As many allocations as one call takes.
 */
#include <string.h>

#include "demo.h"

#define NUM	1024u
#define BYTES	KIB(4)

/* Each new handle of a process is the one before it and 0x40. */
#define HANDLE_STEP	0x40

static D3DDDI_ALLOCATIONINFO2 infos[NUM];
static struct softgpu_allocation_desc descs[NUM];
static D3DKMT_HANDLE handles[NUM];

static NTSTATUS create(const struct demo *demo)
{
	D3DKMT_CREATEALLOCATION args = { .hDevice = demo->device, .NumAllocations = NUM };
	NTSTATUS status;
	uint32_t i;

	for (i = 0; i < NUM; i++) {
		descs[i] = describe_bytes(SOFTGPU_KIND_BUFFER, BYTES, 0);
		memset(&infos[i], 0, sizeof(infos[i]));
		infos[i].pPrivateDriverData = &descs[i];
		infos[i].PrivateDriverDataSize = sizeof(descs[i]);
	}
	args.pAllocationInfo2 = infos;
	status = D3DKMTCreateAllocation2(&args);
	for (i = 0; i < NUM; i++)
		handles[i] = infos[i].hAllocation;
	return status;
}

static NTSTATUS destroy(const struct demo *demo)
{
	D3DKMT_DESTROYALLOCATION2 args = { .hDevice = demo->device, .AllocationCount = NUM };

	args.phAllocationList = handles;
	return D3DKMTDestroyAllocation2(&args);
}

void scene_batch(struct demo *demo)
{
	long before = counts_now().n[COUNT_ALLOCATIONS], now;
	bool described = true, in_order = true;
	uint32_t i;

	title("1024 allocations in one call");
	if (!check_status(STATUS_SUCCESS, create(demo), "D3DKMTCreateAllocation2() of 1024"))
		return;
	for (i = 0; i < NUM; i++) {
		described &= descs[i].total_size == BYTES && descs[i].supported_segment_set;
		in_order &= handles[i] == handles[0] + i * HANDLE_STEP;
	}
	check(described, "the miniport described each one");
	check(handles[0] && in_order, "handles 0x%08x to 0x%08x", handles[0], handles[NUM - 1]);
	now = counts_now().n[COUNT_ALLOCATIONS];
	check(now - before == (long)NUM, "the kernel counts %ld allocations more", now - before);
	check_status(STATUS_SUCCESS, destroy(demo), "D3DKMTDestroyAllocation2() of all of them");
	check_status(STATUS_INVALID_PARAMETER, destroy(demo), "the same once more");
}
