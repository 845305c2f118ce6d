// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about asking for and opening a shared resource.
 */
#include "conformance.h"

#define DESC_SIZE	sizeof(struct softgpu_allocation_desc)
#define OBSERVED	"Windows is on record to answer otherwise"

static bool runtime_is(struct image *image)
{
	return !memcmp(image->runtime, "abc", 4);
}

static bool runtime_is_copied(struct world *world, struct image *image)
{
	(void)world;
	return runtime_is(image);
}

/* Runtime data, resource data, and each allocation's in its place. */
static bool pair_is_copied(struct world *world, struct image *image)
{
	struct softgpu_allocation_desc desc[2];

	(void)world;
	memcpy(desc, image->total, sizeof(desc));
	return runtime_is(image) && !memcmp(image->resource_data, "resourc", 8) &&
	       desc[0].total_size == PAGE && desc[1].total_size == PAGE;
}

static bool second_open_has_other_handles(struct world *world, struct image *image)
{
	D3DKMT_HANDLE resource;

	return !open_shared(world_value(world, SYM_DEVICE2), world_value(world, SYM_NT),
			    &resource) && resource != image->open_nt.hResource;
}

static bool original_is_left(struct world *world, struct image *image)
{
	(void)image;
	return !destroy_resource(world_value(world, SYM_DEVICE),
				 world_value(world, SYM_NT_RESOURCE));
}

/* As much private data as a call may have in all: 8 allocations of 128 KiB. */
static bool make_large_share(struct world *world, struct image *image)
{
	static struct softgpu_allocation_desc data[8][(128 << 10) / DESC_SIZE];
	D3DDDI_ALLOCATIONINFO2 infos[8];
	const UINT flags = SHARED_FLAGS;
	D3DKMT_CREATEALLOCATION args;
	unsigned int i;

	memset(&args, 0, sizeof(args));
	memset(infos, 0, sizeof(infos));
	args.hDevice = world_value(world, SYM_DEVICE);
	args.NumAllocations = 8;
	args.AlignUnionTo64_2 = (uintptr_t)infos;
	memcpy(&args.Flags, &flags, sizeof(flags));
	for (i = 0; i < 8; i++) {
		describe_raw(data[i], PAGE);
		infos[i].pPrivateDriverData_Align = (uintptr_t)data[i];
		infos[i].PrivateDriverDataSize = sizeof(data[i]);
	}
	if (D3DKMTCreateAllocation2(&args))
		return false;
	image->query.hGlobalShare = args.hGlobalShare;
	image->after[0] = sizeof(data);
	return true;
}

static bool total_is_exact(struct world *world, struct image *image)
{
	(void)world;
	return image->query.TotalPrivateDriverDataSize == image->after[0];
}

static const struct row rows[] = {
	/* ns-d3dkmthk-_d3dkmt_queryresourceinfo, nf-d3dkmthk-d3dkmtqueryresourceinfo */
	{ "2.2/1a", "no buffer", &query, OK, BOTH, { },
	  { IS(query.PrivateRuntimeDataSize, 4), IS(query.TotalPrivateDriverDataSize, DESC_SIZE),
	    IS(query.ResourcePrivateDriverDataSize, 0), IS(query.NumAllocations, 1),
	    SAME(query.hGlobalShare) } },
	{ "2.2/1b", "no buffer", &query_nt, OK, BOTH, { },
	  { IS(query_nt.PrivateRuntimeDataSize, 4),
	    IS(query_nt.TotalPrivateDriverDataSize, DESC_SIZE),
	    IS(query_nt.ResourcePrivateDriverDataSize, 0), IS(query_nt.NumAllocations, 1) } },
	{ "2.2/1c", "two allocations with resource data", &query_nt, OK, BOTH,
	  { SYM(query_nt.hNtHandle_Align, NT_PAIR) },
	  { IS(query_nt.PrivateRuntimeDataSize, 4),
	    IS(query_nt.TotalPrivateDriverDataSize, 2 * DESC_SIZE),
	    IS(query_nt.ResourcePrivateDriverDataSize, 8), IS(query_nt.NumAllocations, 2) } },
	{ "2.2/2a", "with a buffer", &query, OK, BOTH,
	  { AT(query.pPrivateRuntimeData_Align, runtime), SET(query.PrivateRuntimeDataSize, 16) },
	  { IS(query.PrivateRuntimeDataSize, 4), SAME(runtime[0]), SAME(runtime[1]) },
	  .decision = OBSERVED, .source_says = "a copy of the runtime data" },
	{ "2.2/2b", "with a buffer", &query_nt, OK, BOTH,
	  { AT(query_nt.pPrivateRuntimeData_Align, runtime),
	    SET(query_nt.PrivateRuntimeDataSize, 16) },
	  { IS(query_nt.PrivateRuntimeDataSize, 4), SAME(runtime[0]), SAME(runtime[1]) },
	  .decision = OBSERVED, .source_says = "a copy of the runtime data" },
	{ "2.2/3a", "adapter removed", &query, REMOVED, BOTH,
	  { SYM(query.hGlobalShare, REMOVED_GLOBAL), SYM(query.hDevice, REMOVED_DEVICE) } },
	{ "2.2/3b", "adapter removed", &query_nt, REMOVED, BOTH,
	  { SYM(query_nt.hNtHandle_Align, REMOVED_NT), SYM(query_nt.hDevice, REMOVED_DEVICE) } },
	{ "2.2/3c", "device in error", &query, REMOVED, BOTH,
	  { SYM(query.hDevice, ERROR_DEVICE) } },
	{ "2.2/4a", "hDevice 0", &query, INVALID, BOTH, { SET(query.hDevice, 0) } },
	{ "2.2/4b", "hGlobalShare 0", &query, INVALID, BOTH, { SET(query.hGlobalShare, 0) } },
	{ "2.2/4c", "hGlobalShare of a resource that is gone", &query, INVALID, BOTH,
	  { SYM(query.hGlobalShare, STALE_GLOBAL) } },
	{ "2.2/4d", "hDevice 0", &query_nt, INVALID, BOTH, { SET(query_nt.hDevice, 0) } },
	{ "2.2/5", "as much private data as there can be", &query, OK, BOTH, { },
	  { IS(query.NumAllocations, 8) }, .before = make_large_share, .after = total_is_exact,
	  .decision = "a call's private data are bounded, so their sum can't overflow",
	  .source_says = "STATUS_INTEGER_OVERFLOW beyond 4 GiB" },

	/* ns-d3dkmthk-_d3dkmt_openresource, ns-d3dkmthk-_d3dkmt_openresourcefromnthandle */
	{ "2.2/6a", "sizes as queried", &open_resource, OK, BOTH,
	  { SET(open.TotalPrivateDriverDataBufferSize, DESC_SIZE) },
	  { NEXT(open.hResource, 1), NEXT(open_info[0].hAllocation, 2),
	    AT(open_info[0].pPrivateDriverData_Align, total),
	    IS(open_info[0].PrivateDriverDataSize, DESC_SIZE),
	    IS(open.TotalPrivateDriverDataBufferSize, DESC_SIZE) }, .after = runtime_is_copied },
	{ "2.2/6b", "sizes as queried, reserved for system use", &open_resource2, OK, BOTH,
	  { SET(open.TotalPrivateDriverDataBufferSize, DESC_SIZE) },
	  { NEXT(open.hResource, 1), NEXT(open_info2[0].hAllocation, 2),
	    AT(open_info2[0].pPrivateDriverData_Align, total),
	    IS(open_info2[0].PrivateDriverDataSize, DESC_SIZE),
	    IS(open_info2[0].GpuVirtualAddress, 0) }, .after = runtime_is_copied },
	{ "2.2/6c", "two allocations with resource data", &open_nt_pair, OK, BOTH, { },
	  { NEXT(open_nt.hResource, 1), NEXT(open_info2[0].hAllocation, 2),
	    NEXT(open_info2[1].hAllocation, 3), AT(open_info2[0].pPrivateDriverData_Align, total),
	    AT(open_info2[1].pPrivateDriverData_Align, total[DESC_SIZE]),
	    IS(open_info2[1].PrivateDriverDataSize, DESC_SIZE),
	    IS(open_nt.TotalPrivateDriverDataBufferSize, 2 * DESC_SIZE) },
	  .after = pair_is_copied },
	{ "2.2/7a", "one allocation too few", &open_nt_pair, INVALID, BOTH,
	  { SET(open_nt.NumAllocations, 1) } },
	{ "2.2/7b", "one allocation too many", &open_nt, INVALID, BOTH,
	  { SET(open_nt.NumAllocations, 2) } },
	{ "2.2/7c", "one allocation too many", &open_resource, INVALID, BOTH,
	  { SET(open.NumAllocations, 2) } },
	{ "2.2/7d", "one allocation too many", &open_resource2, INVALID, BOTH,
	  { SET(open.NumAllocations, 2) } },
	{ "2.2/8", "a second open on the same device", &open_nt, OK, BOTH, { },
	  { NEXT(open_nt.hResource, 1) }, .after = second_open_has_other_handles },
	{ "2.2/9", "on the creator's own device", &open_nt, OK, BOTH,
	  { SYM(open_nt.hDevice, DEVICE) }, { NEXT(open_nt.hResource, 1) },
	  .after = original_is_left },
	{ "2.2/10", "no keyed mutex, no synchronization object", &open_nt, OK, BOTH, { },
	  { IS(open_nt.hKeyedMutex, 0), IS(open_nt.hSyncObject, 0),
	    IS(open_nt.KeyedMutexPrivateRuntimeDataSize, 0) } },
	{ "2.2/11", "KeyedMutexPrivateRuntimeDataSize without its buffer", &open_nt, INVALID, BOTH,
	  { SET(open_nt.KeyedMutexPrivateRuntimeDataSize, 4) } },
	{ "2.2/12", "a buffer that is larger than needed", &open_nt, OK, BOTH,
	  { SET(open_nt.TotalPrivateDriverDataBufferSize, 2048) },
	  { IS(open_nt.TotalPrivateDriverDataBufferSize, DESC_SIZE) } },
	{ "2.2/13", "a buffer that is too small", &open_nt, NO_MEMORY, BOTH,
	  { SET(open_nt.TotalPrivateDriverDataBufferSize, 0) }, .decision = OBSERVED,
	  .source_says = "STATUS_INVALID_PARAMETER or STATUS_BUFFER_TOO_SMALL" },
	{ "2.2/14a", "adapter removed", &open_nt, REMOVED, BOTH,
	  { SYM(open_nt.hDevice, REMOVED_DEVICE), SYM(open_nt.hNtHandle_Align, REMOVED_NT) } },
	{ "2.2/14b", "adapter removed", &open_resource2, REMOVED, BOTH,
	  { SYM(open.hDevice, REMOVED_DEVICE), SYM(open.hGlobalShare, REMOVED_GLOBAL) } },
	{ "2.2/14c", "a device of another adapter", &open_nt, INVALID, BOTH,
	  { SYM(open_nt.hDevice, GPU_DEVICE) } },
	{ "2.2/14d", "hDevice 0", &open_nt, INVALID, BOTH, { SET(open_nt.hDevice, 0) } },
	{ "2.2/14e", "an array that can't be written", &open_nt, INVALID, BOTH,
	  { SET(open_nt.pOpenAllocationInfo2_Align, 16) } },
	{ "2.2/14f", "runtime data that can't be written", &open_nt, INVALID, BOTH,
	  { SET(open_nt.pPrivateRuntimeData_Align, 16) } },
	{ "2.2/15", "whose creator is gone", &open_nt, OK, BOTH,
	  { SYM(open_nt.hNtHandle_Align, NT_ORPHAN) },
	  { NEXT(open_nt.hResource, 1), NEXT(open_info2[0].hAllocation, 2) } },

	/* nf-d3dkmthk-d3dkmtgetsharedresourceadapterluid */
	{ "2.2/16a", "of a global handle", &adapter_luid, OK, BOTH, { },
	  { NOT(luid.AdapterLuid.LowPart, POISON), SAME(luid.hGlobalShare) } },
	{ "2.2/16b", "of an NT handle", &adapter_luid_nt, OK, BOTH, { },
	  { NOT(luid.AdapterLuid.LowPart, POISON) } },
	{ "2.2/16c", "of a local handle", &adapter_luid, INVALID, BOTH,
	  { SYM(luid.hGlobalShare, SHARED) } },
	{ "2.2/16d", "of a closed NT handle", &adapter_luid_nt, BAD_HANDLE, BOTH,
	  { SYM(luid.hNtHandle_Align, NT_CLOSED) } },
};

SOURCE(documented_open, "documented: opening (2.2)", rows);
