// SPDX-License-Identifier: GPL-2.0
/*
 * What Windows is on record to answer to creating and destroying: the expectations of Wine's tests
 * of D3DKMT, by whose lines the rows are named. Their baseline is a standard allocation that isn't
 * shared, which the documented rules refuse; rows that are for both settings add what those demand.
 */
#include "conformance.h"

#define FLAGS(flags)	SET(create.Flags, flags)
#define HEAP_FLAGS	(STANDARD_ALLOCATION | EXISTING_SYS_MEM)
#define BOTH_FLAGS	FLAGS(STANDARD_SHARED | EXISTING_SYS_MEM)

/* Private data that no miniport knows. */
#define SIX_BYTES(info)	AT(info[0].pPrivateDriverData_Align, short_data), \
			SET(info[0].PrivateDriverDataSize, 6)

static bool allocation_is_gone(struct world *world, struct image *image)
{
	return destroy_one(world_value(world, SYM_DEVICE), image->list[0]) == INVALID;
}

static bool resource_is_left_once(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	(void)image;
	return !destroy_resource(device, world_value(world, SYM_RESOURCE)) &&
	       destroy_resource(device, world_value(world, SYM_RESOURCE)) == INVALID;
}

static bool resource_is_gone(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	return destroy_resource(device, image->destroy.hResource) == INVALID;
}

static bool members_are_gone(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	(void)image;
	return destroy_one(device, world_value(world, SYM_MEMBER)) == INVALID;
}

static bool original_is_left(struct world *world, struct image *image)
{
	(void)image;
	return !destroy_resource(world_value(world, SYM_DEVICE), world_value(world, SYM_SHARED));
}

static bool device_and_adapter_close(struct world *world, struct image *image)
{
	D3DKMT_DESTROYDEVICE destroy_args = { .hDevice = world_value(world, SYM_DEVICE) };
	D3DKMT_CLOSEADAPTER close_args = { .hAdapter = world_value(world, SYM_ADAPTER) };

	(void)image;
	return !D3DKMTDestroyDevice(&destroy_args) && !D3DKMTCloseAdapter(&close_args);
}

static bool is_zeroed(struct world *world, struct image *image)
{
	(void)world;
	memset(&image->create, 0, sizeof(image->create));
	return true;
}

static const struct row rows[] = {
	{ "2396", "NULL", &create_null, INVALID, BOTH,
	  .decision = "a pointer that leads nowhere is an invalid parameter",
	  .source_says = "a crash" },
	{ "2400", "all zero", &create_standard, INVALID, BOTH, .before = is_zeroed },
	{ "2429", "the baseline", &create_standard, OK, WINDOWS, { },
	  { IS(create.hGlobalShare, 0), IS(create.hResource, 0), NEXT(info[0].hAllocation, 1),
	    SAME(create.hPrivateRuntimeResourceHandle_Align) } },
	{ "2429 documented", "the baseline", &create_standard, INVALID, DOCUMENTED,
	  .decision = "the page demands CreateShared and CrossAdapter",
	  .source_says = "STATUS_SUCCESS" },
	{ "2453", "the baseline", &create2_standard, OK, WINDOWS, { },
	  { IS(create.hGlobalShare, 0), IS(create.hResource, 0), NEXT(info2[0].hAllocation, 1),
	    SAME(create.hPrivateRuntimeResourceHandle_Align),
	    IS(create.PrivateRuntimeDataSize, 0), IS(create.PrivateDriverDataSize, 0),
	    IS(info2[0].PrivateDriverDataSize, 0) } },
	{ "2488", "private data of 6 bytes in the element", &create_standard, OK, WINDOWS,
	  { SIX_BYTES(info) }, { NEXT(info[0].hAllocation, 1) } },
	{ "2488 shared", "private data of 6 bytes in the element", &create_standard, OK, BOTH,
	  { BOTH_FLAGS, SIX_BYTES(info) }, { NEXT(info[0].hAllocation, 2), SAME(short_data) } },
	{ "2500", "runtime data of 4 bytes without a resource", &create_standard, OK, WINDOWS,
	  { AT(create.pPrivateRuntimeData_Align, runtime), SET(create.PrivateRuntimeDataSize, 4) },
	  { NEXT(info[0].hAllocation, 1) } },
	{ "2511", "PrivateDriverDataSize 64 of the call", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(create.PrivateDriverDataSize, 64) } },
	{ "2517", "hDevice 0", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(create.hDevice, 0) } },
	{ "2523", "hResource that names nothing", &create_standard, BAD_HANDLE, WINDOWS,
	  { SET(create.hResource, POISON) } },
	{ "2523 plain", "hResource that names nothing, no existing memory", &create_raw, BAD_HANDLE,
	  BOTH, { SET(create.hResource, POISON) } },
	{ "2529", "no allocations", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(create.NumAllocations, 0) } },
	{ "2535", "Type 0", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(standard.Type, 0) } },
	{ "2541", "pSystemMem NULL", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(info[0].pSystemMem_Align, 0) } },
	{ "2547", "two allocations", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(create.NumAllocations, 2) } },
	{ "2553", "Size no multiple of the page size", &create_standard, INVALID, BOTH,
	  { BOTH_FLAGS, SET(standard.ExistingHeapData.Size, 0x1100) } },
	{ "2559", "without ExistingSysMem", &create_standard, INVALID, BOTH,
	  { FLAGS(STANDARD_SHARED) } },
	{ "2559 unshared", "without ExistingSysMem", &create_standard, INVALID, BOTH,
	  { FLAGS(STANDARD_ALLOCATION) } },
	{ "2563", "without StandardAllocation, private data of 6 bytes", &create_standard, INVALID,
	  BOTH, { FLAGS(EXISTING_SYS_MEM), AT(create.AlignUnionTo64_1, short_data),
		  SET(create.PrivateDriverDataSize, 6) } },
	{ "2569", "CreateShared without CreateResource", &create_standard, INVALID, BOTH,
	  { FLAGS(HEAP_FLAGS | CREATE_SHARED) } },
	{ "2578", "CreateResource, hResource that names nothing", &create_standard, BAD_HANDLE,
	  WINDOWS, { FLAGS(HEAP_FLAGS | CREATE_RESOURCE), SET(create.hResource, POISON) } },
	{ "2578 plain", "CreateResource, hResource that names nothing, no existing memory",
	  &create_raw, BAD_HANDLE, BOTH,
	  { FLAGS(CREATE_RESOURCE), SET(create.hResource, POISON) } },
	{ "2581", "CreateResource", &create_standard, OK, WINDOWS,
	  { FLAGS(HEAP_FLAGS | CREATE_RESOURCE) },
	  { IS(create.hGlobalShare, 0), NEXT(create.hResource, 1), NEXT(info[0].hAllocation, 2),
	    SAME(create.hPrivateRuntimeResourceHandle_Align) } },
	{ "2581 plain", "CreateResource, no existing memory", &create_raw, OK, BOTH,
	  { FLAGS(CREATE_RESOURCE) },
	  { IS(create.hGlobalShare, 0), NEXT(create.hResource, 1), NEXT(info[0].hAllocation, 2),
	    SAME(create.hPrivateRuntimeResourceHandle_Align) } },
	{ "2613", "added to a resource", &create_standard, INVALID, BOTH,
	  { SYM(create.hResource, RESOURCE) } },
	{ "2632", "CreateResource without allocations", &create_standard, INVALID, BOTH,
	  { FLAGS(HEAP_FLAGS | CREATE_RESOURCE), SET(create.NumAllocations, 0) } },
	{ "2668", "CreateResource, CreateShared", &create_standard, OK, WINDOWS,
	  { FLAGS(HEAP_FLAGS | SHARED_FLAGS) },
	  { GLOBAL(create.hGlobalShare), NEXT(create.hResource, 1),
	    NEXT(info[0].hAllocation, 2) } },
	{ "2668 cross-adapter", "CreateResource, CreateShared, CrossAdapter", &create_standard, OK,
	  BOTH, { BOTH_FLAGS },
	  { GLOBAL(create.hGlobalShare), NEXT(create.hResource, 1),
	    NEXT(info[0].hAllocation, 2) } },
	{ "2781", "with NtSecuritySharing", &create_standard, OK, WINDOWS,
	  { FLAGS(HEAP_FLAGS | NT_FLAGS) },
	  { IS(create.hGlobalShare, 0), NEXT(create.hResource, 1),
	    NEXT(info[0].hAllocation, 2) } },
	{ "2781 cross-adapter", "with NtSecuritySharing and CrossAdapter", &create_standard, OK,
	  BOTH, { FLAGS(HEAP_FLAGS | NT_FLAGS | CROSS_ADAPTER) },
	  { IS(create.hGlobalShare, 0), NEXT(create.hResource, 1),
	    NEXT(info[0].hAllocation, 2) } },

	/* Destroying */
	{ "2437", "neither resource nor list", &destroy, OK, BOTH,
	  { SET(destroy.AllocationCount, 0), SET(destroy.phAllocationList_Align, 0) } },
	{ "2440", "a count without a list", &destroy, INVALID, BOTH,
	  { SET(destroy.phAllocationList_Align, 0) } },
	{ "2443", "an allocation", &destroy, OK, BOTH, .after = allocation_is_gone },
	{ "2446", "the same again", &destroy, INVALID, BOTH, { SYM(list[0], STALE_ALLOCATION) } },
	{ "2464", "an allocation of CreateAllocation2", &destroy, OK, BOTH,
	  .after = allocation_is_gone },
	{ "2480", "an allocation", &destroy2, OK, BOTH, .after = allocation_is_gone },
	{ "2589", "a resource's allocation", &destroy, OK, BOTH, { SYM(list[0], MEMBER) },
	  .after = resource_is_left_once },
	{ "2593", "a resource without allocations", &destroy, OK, BOTH,
	  { SYM(destroy.hResource, EMPTY_RESOURCE), SET(destroy.phAllocationList_Align, 0),
	    SET(destroy.AllocationCount, 0) }, .after = resource_is_gone },
	{ "2595", "a destroyed resource", &destroy, INVALID, BOTH,
	  { SYM(destroy.hResource, STALE_RESOURCE), SET(destroy.phAllocationList_Align, 0),
	    SET(destroy.AllocationCount, 0) } },
	{ "2620", "a resource with allocations", &destroy, OK, BOTH,
	  { SYM(destroy.hResource, RESOURCE), SET(destroy.phAllocationList_Align, 0),
	    SET(destroy.AllocationCount, 0) }, .after = members_are_gone },
	{ "2624", "an allocation of a destroyed resource", &destroy, INVALID, BOTH,
	  { SYM(list[0], STALE_MEMBER) } },
	{ "2727", "an opened resource", &destroy, OK, BOTH,
	  { SYM(destroy.hResource, OPENED), SET(destroy.phAllocationList_Align, 0),
	    SET(destroy.AllocationCount, 0) }, .after = original_is_left },
	{ "2767", "an opened resource", &destroy2, OK, BOTH,
	  { SYM(destroy.hResource, OPENED), SET(destroy.phAllocationList_Align, 0),
	    SET(destroy.AllocationCount, 0) }, .after = original_is_left },
	{ "2797", "device and adapter afterwards", &destroy, OK, BOTH,
	  .after = device_and_adapter_close },
};

SOURCE(observed_create, "observed: creating and destroying", rows);
