// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about D3DKMTCreateAllocation and D3DKMTCreateAllocation2, standard
 * allocations apart. The ids number the list of documented rules. Where the pages state a rule but
 * no status, it is the one that they give for validation, INVALID_PARAMETER.
 */
#include <sys/mman.h>

#include "conformance.h"

#define NEW_RESOURCE	SET(create.Flags, CREATE_RESOURCE)
#define FLAGS(flags)	SET(create.Flags, flags)
#define NO_RESOURCE	IS(create.hResource, 0)
#define NO_GLOBAL	IS(create.hGlobalShare, 0)

#define OBSERVED	"Windows is on record to answer otherwise"
#define UNINITIALISED	"the page's own examples leave these Flags uninitialised"

/* What the miniport wrote is what the client reads. */
static bool description_is_complete(struct world *world, struct image *image)
{
	(void)world;
	return image->desc[0].total_size == PAGE && image->desc[0].supported_segment_set &&
	       image->desc[0].alignment;
}

static bool both_are_destroyed(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	return !destroy_one(device, image->info2[0].hAllocation) &&
	       !destroy_one(device, image->info2[1].hAllocation);
}

/* The resource takes what was added with it. */
static bool joined_resource(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	return !destroy_resource(device, image->create.hResource) &&
	       destroy_one(device, image->info2[0].hAllocation) == INVALID;
}

static bool gpu_is_empty(struct world *world, struct image *image)
{
	(void)image;
	return world_gpu_is_empty(world);
}

/* The miniport's answer can't be written, so what it has made has to go again. */
static bool description_may_only_be_read(struct world *world, struct image *image)
{
	void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)world;
	if (page == MAP_FAILED)
		return false;
	describe_raw(page, PAGE);
	image->info2[0].pPrivateDriverData_Align = (uintptr_t)page;
	return !mprotect(page, PAGE, PROT_READ);
}

/* Far more than its segments hold: 8 of 200 MiB. */
static bool fill_video_memory(struct world *world, struct image *image)
{
	D3DKMT_HANDLE allocation;
	unsigned int i;

	(void)image;
	for (i = 0; i < 8; i++) {
		if (create_one(world_value(world, SYM_DEVICE), 200ull << 20, &allocation))
			return false;
	}
	return true;
}

/* An opener gets the private data as the creation left them. */
static bool opener_sees_description(struct world *world, struct image *image)
{
	struct softgpu_allocation_desc desc;

	memcpy(&desc, image->total, sizeof(desc));
	(void)world;
	return desc.magic == SOFTGPU_MAGIC && desc.total_size == PAGE && desc.supported_segment_set;
}

static const struct row rows[] = {
	/* nf-d3dkmthk-d3dkmtcreateallocation */
	{ "1.6/1a", "NULL", &create_null, INVALID, BOTH },
	{ "1.6/1b", "NULL", &create2_null, INVALID, BOTH },
	{ "1.6/1c", "an unreadable struct", &create_wild, INVALID, BOTH },
	{ "1.6/1d", "an unreadable struct", &create2_wild, INVALID, BOTH },
	{ "1.6/2a", "hDevice 0", &create2_raw, INVALID, BOTH, { SET(create.hDevice, 0) } },
	{ "1.6/2b", "hDevice that names nothing", &create2_raw, INVALID, BOTH,
	  { SET(create.hDevice, POISON) } },
	{ "1.6/2c", "hDevice destroyed", &create2_raw, INVALID, BOTH,
	  { SYM(create.hDevice, STALE_DEVICE) } },
	{ "1.6/2d", "hDevice is an adapter's handle", &create2_raw, INVALID, BOTH,
	  { SYM(create.hDevice, ADAPTER) } },
	{ "1.6/2e", "hDevice is an allocation's handle", &create_raw, INVALID, BOTH,
	  { SYM(create.hDevice, ALLOCATION) } },
	{ "1.6/3a", "adapter removed", &create2_raw, REMOVED, BOTH,
	  { SYM(create.hDevice, REMOVED_DEVICE) } },
	{ "1.6/3b", "adapter reset", &create2_raw, REMOVED, BOTH,
	  { SYM(create.hDevice, RESET_DEVICE) } },
	{ "1.6/3c", "device in error", &create2_raw, REMOVED, BOTH,
	  { SYM(create.hDevice, ERROR_DEVICE) } },
	{ "1.6/3d", "adapter removed", &create_raw, REMOVED, BOTH,
	  { SYM(create.hDevice, REMOVED_DEVICE) } },

	/* ns-d3dkmthk-_d3dkmt_createallocation */
	{ "1.6/4", "no allocations, CreateResource", &create2_raw, OK, BOTH,
	  { NEW_RESOURCE, SET(create.NumAllocations, 0) },
	  { NEXT(create.hResource, 1), NO_GLOBAL, SAME(info2[0].hAllocation) } },
	{ "1.6/5a", "no allocations, no resource", &create2_raw, INVALID, BOTH,
	  { SET(create.NumAllocations, 0) } },
	{ "1.6/5b", "no allocations, existing resource", &create2_raw, INVALID, BOTH,
	  { SET(create.NumAllocations, 0), SYM(create.hResource, RESOURCE) } },
	{ "1.6/6a", "pAllocationInfo NULL", &create_raw, INVALID, BOTH,
	  { SET(create.AlignUnionTo64_2, 0) } },
	{ "1.6/6b", "pAllocationInfo2 NULL", &create2_raw, INVALID, BOTH,
	  { SET(create.AlignUnionTo64_2, 0) } },
	{ "1.6/6c", "pAllocationInfo2 unreadable", &create2_raw, INVALID, BOTH,
	  { SET(create.AlignUnionTo64_2, 16) } },
	{ "1.6/7a", "NumAllocations 1025", &create2_raw, INVALID, BOTH,
	  { SET(create.NumAllocations, 1025) } },
	{ "1.6/7b", "NumAllocations 0xffffffff", &create2_raw, INVALID, BOTH,
	  { SET(create.NumAllocations, 0xffffffff) } },
	{ "1.6/7c", "NumAllocations whose array is 4 GiB + 96", &create2_raw, INVALID, BOTH,
	  { SET(create.NumAllocations, 0x2aaaaac) } },
	{ "1.6/7d", "private data of 128 KiB + 1", &create2_raw, INVALID, BOTH,
	  { SET(info2[0].PrivateDriverDataSize, 0x20001) } },
	{ "1.6/7e", "private data of more than 1 MiB in all", &create2_raw, INVALID, BOTH,
	  { SYM(create.AlignUnionTo64_2, BIG_ARRAY), SET(create.NumAllocations, 9) } },
	{ "1.6/7f", "runtime data of 0xffffffff bytes", &create2_raw, INVALID, BOTH,
	  { NEW_RESOURCE, SET(create.PrivateRuntimeDataSize, 0xffffffff) } },

	/* The page's first and second example */
	{ "1.6/8a", "standalone", &create_raw, OK, BOTH, { },
	  { NEXT(info[0].hAllocation, 1), NO_RESOURCE, NO_GLOBAL,
	    SAME(create.hPrivateRuntimeResourceHandle_Align), SAME(create.NumAllocations),
	    SAME(info[0].PrivateDriverDataSize) } },
	{ "1.6/8b", "standalone", &create2_raw, OK, BOTH, { },
	  { NEXT(info2[0].hAllocation, 1), NO_RESOURCE, NO_GLOBAL,
	    IS(info2[0].GpuVirtualAddress, 0), SAME(create.NumAllocations),
	    SAME(info2[0].PrivateDriverDataSize) } },
	{ "1.6/8c", "two standalone", &create2_raw, OK, BOTH, { SET(create.NumAllocations, 2) },
	  { NEXT(info2[0].hAllocation, 1), NEXT(info2[1].hAllocation, 2), NO_RESOURCE },
	  .after = both_are_destroyed },
	{ "1.6/9a", "CreateResource", &create_raw, OK, BOTH, { NEW_RESOURCE },
	  { NEXT(create.hResource, 1), NEXT(info[0].hAllocation, 2), NO_GLOBAL } },
	{ "1.6/9b", "CreateResource", &create2_raw, OK, BOTH, { NEW_RESOURCE },
	  { NEXT(create.hResource, 1), NEXT(info2[0].hAllocation, 2), NO_GLOBAL } },
	{ "1.6/9c", "CreateResource, pSystemMem", &create_raw, OK, BOTH,
	  { NEW_RESOURCE, SYM(info[0].pSystemMem_Align, PAGES) },
	  { NEXT(create.hResource, 1), NEXT(info[0].hAllocation, 2) } },
	{ "1.6/9d", "CreateResource, pSystemMem", &create2_raw, OK, BOTH,
	  { NEW_RESOURCE, SYM(info2[0].pSystemMem_hSection_Align, PAGES) },
	  { NEXT(create.hResource, 1), NEXT(info2[0].hAllocation, 2) } },
	{ "1.6/9e", "CreateResource, pSystemMem not page aligned", &create_raw, OK, BOTH,
	  { NEW_RESOURCE, SYM(info[0].pSystemMem_Align, UNALIGNED) },
	  { NEXT(create.hResource, 1), NEXT(info[0].hAllocation, 2) } },
	{ "1.6/9f", "CreateResource, pSystemMem where nothing is", &create_raw, INVALID, BOTH,
	  { NEW_RESOURCE, SYM(info[0].pSystemMem_Align, UNMAPPED) } },
	{ "1.6/9g", "CreateResource, resource data", &create2_raw, OK, BOTH,
	  { NEW_RESOURCE, AT(create.AlignUnionTo64_1, resource_data),
	    SET(create.PrivateDriverDataSize, 16) },
	  { NEXT(create.hResource, 1), SAME(create.PrivateDriverDataSize) } },
	{ "1.6/10", "CreateResource, hResource of a resource", &create2_raw, INVALID, BOTH,
	  { NEW_RESOURCE, SYM(create.hResource, RESOURCE) } },
	{ "1.6/11a", "added to a resource", &create2_raw, OK, BOTH,
	  { SYM(create.hResource, RESOURCE) },
	  { SAME(create.hResource), NEXT(info2[0].hAllocation, 1), NO_GLOBAL },
	  .after = joined_resource },
	{ "1.6/11b", "added to a resource without allocations", &create2_raw, OK, BOTH,
	  { SYM(create.hResource, EMPTY_RESOURCE) },
	  { SAME(create.hResource), NEXT(info2[0].hAllocation, 1) }, .after = joined_resource },
	{ "1.6/11c", "added to a resource", &create_raw, OK, BOTH,
	  { SYM(create.hResource, RESOURCE) },
	  { SAME(create.hResource), NEXT(info[0].hAllocation, 1) } },
	{ "1.6/12", "hResource of another device", &create2_raw, INVALID, BOTH,
	  { SYM(create.hResource, RESOURCE2) } },
	{ "1.6/13a", "hResource shared by global handle", &create2_raw, INVALID, BOTH,
	  { SYM(create.hResource, SHARED) } },
	{ "1.6/13b", "hResource shared by NT handle", &create2_raw, INVALID, BOTH,
	  { SYM(create.hResource, NT_RESOURCE) } },
	{ "1.6/13c", "hResource opened", &create2_raw, INVALID, BOTH,
	  { SYM(create.hResource, OPENED) } },
	{ "1.6/14", "hResource destroyed", &create2_raw, BAD_HANDLE, BOTH,
	  { SYM(create.hResource, STALE_RESOURCE) },
	  .decision = OBSERVED, .source_says = "STATUS_INVALID_PARAMETER" },
	{ "1.6/45a", "hResource names an allocation", &create2_raw, BAD_HANDLE, BOTH,
	  { SYM(create.hResource, ALLOCATION) },
	  .decision = OBSERVED, .source_says = "STATUS_INVALID_PARAMETER" },

	/* ns-d3dkmthk-_d3dkmt_createallocationflags */
	{ "1.6/15a", "CreateShared alone", &create2_raw, INVALID, BOTH, { FLAGS(CREATE_SHARED) } },
	{ "1.6/15b", "CreateShared alone", &create_raw, INVALID, BOTH, { FLAGS(CREATE_SHARED) } },
	{ "1.6/16a", "NtSecuritySharing, CreateResource", &create2_raw, INVALID, BOTH,
	  { FLAGS(CREATE_RESOURCE | NT_SECURITY_SHARING) } },
	{ "1.6/16b", "NtSecuritySharing alone", &create2_raw, INVALID, BOTH,
	  { FLAGS(NT_SECURITY_SHARING) } },
	{ "1.6/17", "CreateShared, CreateResource", &create2_raw, OK, BOTH,
	  { FLAGS(SHARED_FLAGS) },
	  { GLOBAL(create.hGlobalShare), NEXT(create.hResource, 1),
	    NEXT(info2[0].hAllocation, 2) } },
	{ "1.6/18", "with NtSecuritySharing", &create2_raw, OK, BOTH, { FLAGS(NT_FLAGS) },
	  { NO_GLOBAL, NEXT(create.hResource, 1), NEXT(info2[0].hAllocation, 2) } },
	{ "1.6/19a", "CreateProtected", &create2_raw, INVALID, BOTH, { FLAGS(CREATE_PROTECTED) } },
	{ "1.6/19b", "CreateWriteCombined", &create2_raw, INVALID, BOTH,
	  { FLAGS(CREATE_WRITE_COMBINED) } },
	{ "1.6/19c", "CreateCached", &create2_raw, INVALID, BOTH, { FLAGS(CREATE_CACHED) } },
	{ "1.6/19d", "OpenCrossAdapter", &create2_raw, INVALID, BOTH,
	  { FLAGS(OPEN_CROSS_ADAPTER) } },
	{ "1.6/20a", "reserved bit 22", &create2_raw, INVALID, BOTH, { FLAGS(1u << 22) } },
	{ "1.6/20b", "reserved bit 31", &create2_raw, INVALID, BOTH, { FLAGS(1u << 31) } },
	{ "1.6/20c", "all reserved bits", &create_raw, INVALID, BOTH, { FLAGS(0xffc00000) } },

	/* ns-d3dukmdt-_d3dddi_allocationinfo, ns-d3dukmdt-_d3dddi_allocationinfo2 */
	{ "1.6/36a", "Stereo without Primary", &create2_raw, INVALID, BOTH,
	  { SET(info2[0].Flags, 2) } },
	{ "1.6/36b", "Stereo without Primary", &create_raw, OK, BOTH, { SET(info[0].Flags, 2) },
	  { NEXT(info[0].hAllocation, 1) },
	  .decision = UNINITIALISED, .source_says = "STATUS_INVALID_PARAMETER" },
	{ "1.6/36c", "reserved Flags", &create2_raw, INVALID, BOTH, { SET(info2[0].Flags, 8) } },
	{ "1.6/36d", "reserved Flags", &create_raw, OK, BOTH, { SET(info[0].Flags, ~7u) },
	  { NEXT(info[0].hAllocation, 1) },
	  .decision = UNINITIALISED, .source_says = "STATUS_INVALID_PARAMETER" },
	{ "1.6/36e", "VidPnSourceId without Primary", &create2_raw, OK, BOTH,
	  { SET(info2[0].VidPnSourceId, POISON) }, { NEXT(info2[0].hAllocation, 1) } },
	{ "1.6/37a", "OverridePriority with Priority 0", &create2_raw, INVALID, BOTH,
	  { SET(info2[0].Flags, 4) } },
	{ "1.6/37b", "OverridePriority", &create2_raw, OK, BOTH,
	  { SET(info2[0].Flags, 4), SET(info2[0].Unused, D3DDDI_ALLOCATIONPRIORITY_HIGH) },
	  { NEXT(info2[0].hAllocation, 1) } },
	{ "1.6/37c", "Priority 0 without OverridePriority", &create2_raw, OK, BOTH,
	  { SET(info2[0].Unused, 0) }, { NEXT(info2[0].hAllocation, 1) } },
	{ "1.6/38a", "CrossAdapter, two allocations", &create2_raw, INVALID, BOTH,
	  { FLAGS(NT_FLAGS | CROSS_ADAPTER), SET(create.NumAllocations, 2) } },
	{ "1.6/38b", "CrossAdapter, not shared", &create2_raw, INVALID, BOTH,
	  { FLAGS(CREATE_RESOURCE | CROSS_ADAPTER) } },
	{ "1.6/38c", "CrossAdapter", &create2_raw, OK, BOTH, { FLAGS(NT_FLAGS | CROSS_ADAPTER) },
	  { NEXT(create.hResource, 1), NEXT(info2[0].hAllocation, 2) } },

	/* nc-d3dkmddi-dxgkddi_createallocation */
	{ "1.6/39a", "the miniport answers INVALID_PARAMETER", &create2_raw, INVALID, BOTH,
	  { SYM(create.hDevice, GPU_DEVICE) }, .inject = "create_allocation fail error=EINVAL",
	  .after = gpu_is_empty },
	{ "1.6/39b", "the miniport answers NO_MEMORY", &create2_raw, NO_MEMORY, BOTH,
	  { SYM(create.hDevice, GPU_DEVICE) }, .inject = "create_allocation fail error=ENOMEM",
	  .after = gpu_is_empty },
	{ "1.6/39c", "the miniport answers DRIVER_MISMATCH", &create2_raw, MISMATCH, BOTH,
	  { SYM(create.hDevice, GPU_DEVICE) },
	  .inject = "create_allocation fail error=EDRIVERMISMATCH", .after = gpu_is_empty },
	{ "1.6/39d", "private data that the miniport doesn't understand", &create2_raw, INVALID,
	  BOTH, { SET(desc[0].magic, 0) } },
	{ "1.6/40a", "the open fails", &create2_raw, NO_MEMORY, BOTH,
	  { SYM(create.hDevice, GPU_DEVICE), NEW_RESOURCE, SET(create.NumAllocations, 2) },
	  .inject = "open_allocation fail error=ENOMEM", .after = gpu_is_empty },
	{ "1.6/40b", "private data that can't be written back", &create2_raw, INVALID, BOTH,
	  { SYM(create.hDevice, GPU_DEVICE) }, .before = description_may_only_be_read,
	  .after = gpu_is_empty },
	{ "1.6/42", "larger than every segment", &create2_raw, NO_VIDEO_MEMORY, BOTH,
	  { SET(desc[0].width, 1ull << 30) } },
	{ "1.6/43", "video memory is full", &create2_raw, OK, BOTH,
	  { SET(desc[0].width, 200ull << 20) }, { NEXT(info2[0].hAllocation, 1) },
	  .before = fill_video_memory },
	{ "1.6/44a", "the miniport's part of the private data", &create_raw, OK, BOTH, { },
	  { LOCAL(info[0].hAllocation) }, .after = description_is_complete },
	{ "1.6/44b", "the miniport's part of the private data", &create2_raw, OK, BOTH, { },
	  { LOCAL(info2[0].hAllocation) }, .after = description_is_complete },
	{ "1.6/44c", "the same for an opener", &open_nt, OK, BOTH, { },
	  { IS(open_info2[0].PrivateDriverDataSize, sizeof(struct softgpu_allocation_desc)) },
	  .after = opener_sees_description },
	{ "1.6/45b", "hResource of another device", &destroy2, INVALID, BOTH,
	  { SYM(destroy.hResource, RESOURCE2), SET(destroy.phAllocationList_Align, 0) } },
	{ "1.6/45c", "hResource of another device", &set_priority, INVALID, BOTH,
	  { SYM(set_priority.hResource, RESOURCE2), SET(set_priority.phAllocationList_Align, 0),
	    SET(set_priority.AllocationCount, 0) } },
	{ "1.6/45d", "hResource of another device", &query_residency, INVALID, BOTH,
	  { SYM(residency.hResource, RESOURCE2), SET(residency.phAllocationList_Align, 0),
	    SET(residency.AllocationCount, 0) } },
};

SOURCE(documented_create, "documented: creating (1.6)", rows);
