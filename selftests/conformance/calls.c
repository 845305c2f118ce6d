// SPDX-License-Identifier: GPL-2.0
/*
 * The calls that rows are about, each with arguments that succeed.
 */
#include "conformance.h"

/* Enough for the private data of any of the shared resources. */
#define TOTAL_SIZE	sizeof(((struct image *)0)->total)

static void fill_create(struct world *world, struct image *image)
{
	D3DKMT_CREATEALLOCATION *create = &image->create;

	create->hDevice = world_value(world, SYM_DEVICE);
	create->hGlobalShare = POISON;
	create->NumAllocations = 1;
	create->hPrivateRuntimeResourceHandle_Align = 0xdeadbeef;
}

static void base_raw(struct world *world, struct image *image)
{
	unsigned int i;

	fill_create(world, image);
	image->create.AlignUnionTo64_2 = (uintptr_t)image->info;
	for (i = 0; i < 2; i++) {
		describe_raw(&image->desc[i], (i + 1) * PAGE);
		image->info[i].hAllocation = POISON;
		image->info[i].pPrivateDriverData_Align = (uintptr_t)&image->desc[i];
		image->info[i].PrivateDriverDataSize = sizeof(image->desc[i]);
	}
}

static void base_raw2(struct world *world, struct image *image)
{
	unsigned int i;

	fill_create(world, image);
	image->create.AlignUnionTo64_2 = (uintptr_t)image->info2;
	for (i = 0; i < 2; i++) {
		describe_raw(&image->desc[i], (i + 1) * PAGE);
		image->info2[i].hAllocation = POISON;
		image->info2[i].pPrivateDriverData_Align = (uintptr_t)&image->desc[i];
		image->info2[i].PrivateDriverDataSize = sizeof(image->desc[i]);
	}
}

/*
 * A standard allocation over existing memory, without the flags that make it a shared resource;
 * rows in whose setting these are needed add them.
 */
static void fill_standard(struct world *world, struct image *image)
{
	UINT flags = STANDARD_ALLOCATION | EXISTING_SYS_MEM;

	fill_create(world, image);
	image->standard.Type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
	image->standard.ExistingHeapData.Size = HEAP;
	image->create.AlignUnionTo64_1 = (uintptr_t)&image->standard;
	memcpy(&image->create.Flags, &flags, sizeof(flags));
}

static void base_standard(struct world *world, struct image *image)
{
	fill_standard(world, image);
	image->create.AlignUnionTo64_2 = (uintptr_t)image->info;
	image->info[0].hAllocation = POISON;
	image->info[0].pSystemMem_Align = world_value(world, SYM_PAGES);
}

static void base_standard2(struct world *world, struct image *image)
{
	fill_standard(world, image);
	image->create.AlignUnionTo64_2 = (uintptr_t)image->info2;
	image->info2[0].hAllocation = POISON;
	image->info2[0].pSystemMem_hSection_Align = world_value(world, SYM_PAGES);
}

static NTSTATUS run_create(struct image *image)
{
	return D3DKMTCreateAllocation(&image->create);
}

static NTSTATUS run_create2(struct image *image)
{
	return D3DKMTCreateAllocation2(&image->create);
}

const struct call create_raw = { "CreateAllocation", base_raw, run_create };
const struct call create2_raw = { "CreateAllocation2", base_raw2, run_create2 };
const struct call create_standard = { "CreateAllocation", base_standard, run_create };
const struct call create2_standard = { "CreateAllocation2", base_standard2, run_create2 };

static NTSTATUS run_create_null(struct image *image)
{
	(void)image;
	return D3DKMTCreateAllocation(NULL);
}

static NTSTATUS run_create2_null(struct image *image)
{
	(void)image;
	return D3DKMTCreateAllocation2(NULL);
}

/* An address where nobody has memory. */
#define WILD ((D3DKMT_CREATEALLOCATION *)16)

static NTSTATUS run_create_wild(struct image *image)
{
	(void)image;
	return D3DKMTCreateAllocation(WILD);
}

static NTSTATUS run_create2_wild(struct image *image)
{
	(void)image;
	return D3DKMTCreateAllocation2(WILD);
}

const struct call create_null = { "CreateAllocation", base_raw, run_create_null };
const struct call create2_null = { "CreateAllocation2", base_raw2, run_create2_null };
const struct call create_wild = { "CreateAllocation", base_raw, run_create_wild };
const struct call create2_wild = { "CreateAllocation2", base_raw2, run_create2_wild };

static void base_destroy(struct world *world, struct image *image)
{
	image->destroy.hDevice = world_value(world, SYM_DEVICE);
	image->destroy.phAllocationList_Align = (uintptr_t)image->list;
	image->destroy.AllocationCount = 1;
	image->list[0] = world_value(world, SYM_ALLOCATION);
}

static NTSTATUS run_destroy(struct image *image)
{
	D3DKMT_DESTROYALLOCATION args = {
		.hDevice = image->destroy.hDevice,
		.hResource = image->destroy.hResource,
		.AllocationCount = image->destroy.AllocationCount,
	};

	args.phAllocationList_Align = image->destroy.phAllocationList_Align;
	return D3DKMTDestroyAllocation(&args);
}

static NTSTATUS run_destroy2(struct image *image)
{
	return D3DKMTDestroyAllocation2(&image->destroy);
}

const struct call destroy = { "DestroyAllocation", base_destroy, run_destroy };
const struct call destroy2 = { "DestroyAllocation2", base_destroy, run_destroy2 };

/* The device that asks and opens is the second one. */
static void base_query(struct world *world, struct image *image)
{
	image->query.hGlobalShare = world_value(world, SYM_GLOBAL);
	image->query.hDevice = world_value(world, SYM_DEVICE2);
	image->query.PrivateRuntimeDataSize = POISON;
	image->query.TotalPrivateDriverDataSize = POISON;
	image->query.ResourcePrivateDriverDataSize = POISON;
	image->query.NumAllocations = POISON;
}

static NTSTATUS run_query(struct image *image)
{
	return D3DKMTQueryResourceInfo(&image->query);
}

static void base_query_nt(struct world *world, struct image *image)
{
	image->query_nt.hNtHandle_Align = world_value(world, SYM_NT);
	image->query_nt.hDevice = world_value(world, SYM_DEVICE2);
	image->query_nt.PrivateRuntimeDataSize = POISON;
	image->query_nt.TotalPrivateDriverDataSize = POISON;
	image->query_nt.ResourcePrivateDriverDataSize = POISON;
	image->query_nt.NumAllocations = POISON;
}

static NTSTATUS run_query_nt(struct image *image)
{
	return D3DKMTQueryResourceInfoFromNtHandle(&image->query_nt);
}

const struct call query = { "QueryResourceInfo", base_query, run_query };
const struct call query_nt = { "QueryResourceInfoFromNtHandle", base_query_nt, run_query_nt };

static void fill_open(struct world *world, struct image *image)
{
	image->open.hGlobalShare = world_value(world, SYM_GLOBAL);
	image->open.hDevice = world_value(world, SYM_DEVICE2);
	image->open.NumAllocations = 1;
	image->open.pPrivateRuntimeData_Align = (uintptr_t)image->runtime;
	image->open.PrivateRuntimeDataSize = 4;
	image->open.pResourcePrivateDriverData_Align = (uintptr_t)image->resource_data;
	image->open.pTotalPrivateDriverDataBuffer_Align = (uintptr_t)image->total;
	image->open.TotalPrivateDriverDataBufferSize = TOTAL_SIZE;
	image->open.hResource = POISON;
	memset(image->resource_data, 0xcd, sizeof(image->resource_data));
}

static void base_open(struct world *world, struct image *image)
{
	fill_open(world, image);
	image->open.AlignUnionTo64 = (uintptr_t)image->open_info;
	image->open_info[0].hAllocation = POISON;
	image->open_info[0].pPrivateDriverData_Align = (uintptr_t)image->desc;
	image->open_info[0].PrivateDriverDataSize = sizeof(image->desc[0]);
	memset(image->desc, 0xcd, sizeof(image->desc));
}

static void base_open2(struct world *world, struct image *image)
{
	fill_open(world, image);
	image->open.AlignUnionTo64 = (uintptr_t)image->open_info2;
	image->open_info2[0].hAllocation = POISON;
	image->open_info2[0].pPrivateDriverData_Align = (uintptr_t)image->desc;
	image->open_info2[0].PrivateDriverDataSize = sizeof(image->desc[0]);
	memset(image->desc, 0xcd, sizeof(image->desc));
}

static NTSTATUS run_open(struct image *image)
{
	return D3DKMTOpenResource(&image->open);
}

static NTSTATUS run_open2(struct image *image)
{
	return D3DKMTOpenResource2(&image->open);
}

const struct call open_resource = { "OpenResource", base_open, run_open };
const struct call open_resource2 = { "OpenResource2", base_open2, run_open2 };

static void fill_open_nt(struct world *world, struct image *image)
{
	image->open_nt.hDevice = world_value(world, SYM_DEVICE2);
	image->open_nt.pOpenAllocationInfo2_Align = (uintptr_t)image->open_info2;
	image->open_nt.pPrivateRuntimeData_Align = (uintptr_t)image->runtime;
	image->open_nt.pResourcePrivateDriverData_Align = (uintptr_t)image->resource_data;
	image->open_nt.pTotalPrivateDriverDataBuffer_Align = (uintptr_t)image->total;
	image->open_nt.hResource = POISON;
	image->open_nt.hKeyedMutex = POISON;
	image->open_nt.hSyncObject = POISON;
	image->open_info2[0].hAllocation = POISON;
	image->open_info2[1].hAllocation = POISON;
	memset(image->resource_data, 0xcd, sizeof(image->resource_data));
}

static void base_open_nt(struct world *world, struct image *image)
{
	fill_open_nt(world, image);
	image->open_nt.hNtHandle_Align = world_value(world, SYM_NT);
	image->open_nt.NumAllocations = 1;
	image->open_nt.PrivateRuntimeDataSize = 4;
	image->open_nt.TotalPrivateDriverDataBufferSize = sizeof(image->desc[0]);
}

static void base_open_nt_pair(struct world *world, struct image *image)
{
	fill_open_nt(world, image);
	image->open_nt.hNtHandle_Align = world_value(world, SYM_NT_PAIR);
	image->open_nt.NumAllocations = 2;
	image->open_nt.PrivateRuntimeDataSize = 4;
	image->open_nt.ResourcePrivateDriverDataSize = sizeof(image->short_data);
	image->open_nt.TotalPrivateDriverDataBufferSize = TOTAL_SIZE;
}

static NTSTATUS run_open_nt(struct image *image)
{
	return D3DKMTOpenResourceFromNtHandle(&image->open_nt);
}

const struct call open_nt = { "OpenResourceFromNtHandle", base_open_nt, run_open_nt };
const struct call open_nt_pair = { "OpenResourceFromNtHandle", base_open_nt_pair, run_open_nt };

static void base_share(struct world *world, struct image *image)
{
	image->share.ObjectCount = 1;
	image->share.ObjectHandleArray_Align = (uintptr_t)image->list;
	image->share.DesiredAccess = SHARED_ALLOCATION_ALL_ACCESS;
	image->share.pSharedNtHandle_Align = (uintptr_t)&image->nt_handle;
	image->list[0] = world_value(world, SYM_NT_RESOURCE);
	image->nt_handle = ~0ull;
}

static NTSTATUS run_share(struct image *image)
{
	const D3DKMT_SHAREOBJECTS *share = &image->share;

	return D3DKMTShareObjects(share->ObjectCount, share->ObjectHandleArray,
				  share->pObjectAttributes, share->DesiredAccess,
				  share->pSharedNtHandle);
}

const struct call share_objects = { "ShareObjects", base_share, run_share };

static void base_luid(struct world *world, struct image *image)
{
	image->luid.hGlobalShare = world_value(world, SYM_GLOBAL);
	image->luid.AdapterLuid.LowPart = POISON;
}

static void base_luid_nt(struct world *world, struct image *image)
{
	image->luid.hNtHandle_Align = world_value(world, SYM_NT);
	image->luid.AdapterLuid.LowPart = POISON;
}

static NTSTATUS run_luid(struct image *image)
{
	return D3DKMTGetSharedResourceAdapterLuid(&image->luid);
}

const struct call adapter_luid = { "GetSharedResourceAdapterLuid", base_luid, run_luid };
const struct call adapter_luid_nt = { "GetSharedResourceAdapterLuid", base_luid_nt, run_luid };

static void base_set_priority(struct world *world, struct image *image)
{
	image->set_priority.hDevice = world_value(world, SYM_DEVICE);
	image->set_priority.phAllocationList_Align = (uintptr_t)image->list;
	image->set_priority.AllocationCount = 1;
	image->set_priority.pPriorities_Align = (uintptr_t)image->priorities;
	image->list[0] = world_value(world, SYM_ALLOCATION);
	image->priorities[0] = D3DDDI_ALLOCATIONPRIORITY_HIGH;
	image->priorities[1] = D3DDDI_ALLOCATIONPRIORITY_LOW;
}

static NTSTATUS run_set_priority(struct image *image)
{
	return D3DKMTSetAllocationPriority(&image->set_priority);
}

static void base_get_priority(struct world *world, struct image *image)
{
	image->get_priority.hDevice = world_value(world, SYM_DEVICE);
	image->get_priority.phAllocationList_Align = (uintptr_t)image->list;
	image->get_priority.AllocationCount = 1;
	image->get_priority.pPriorities_Align = (uintptr_t)image->priorities;
	image->list[0] = world_value(world, SYM_ALLOCATION);
	image->priorities[0] = POISON;
	image->priorities[1] = POISON;
}

static NTSTATUS run_get_priority(struct image *image)
{
	return D3DKMTGetAllocationPriority(&image->get_priority);
}

static void base_residency(struct world *world, struct image *image)
{
	image->residency.hDevice = world_value(world, SYM_DEVICE);
	image->residency.phAllocationList_Align = (uintptr_t)image->list;
	image->residency.AllocationCount = 1;
	image->residency.pResidencyStatus_Align = (uintptr_t)image->statuses;
	image->list[0] = world_value(world, SYM_ALLOCATION);
	memset(image->statuses, 0xcd, sizeof(image->statuses));
}

static NTSTATUS run_residency(struct image *image)
{
	return D3DKMTQueryAllocationResidency(&image->residency);
}

const struct call set_priority = { "SetAllocationPriority", base_set_priority, run_set_priority };
const struct call get_priority = { "GetAllocationPriority", base_get_priority, run_get_priority };
const struct call query_residency = {
	"QueryAllocationResidency", base_residency, run_residency,
};
