// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about D3DKMTDestroyAllocation and D3DKMTDestroyAllocation2.
 */
#include "conformance.h"
#include "counts.h"

#define RESOURCE_FORM(r)	SYM(destroy.hResource, r), SET(destroy.phAllocationList_Align, 0)
#define FLAGS(flags)		SET(destroy.Flags, flags)
#define LIST2(a, b)		SYM(list[0], a), SYM(list[1], b), SET(destroy.AllocationCount, 2)

#define ASSUME_NOT_IN_USE	0x1
#define SYNCHRONOUS_DESTROY	0x2
#define SYSTEM_USE_ONLY		0x80000000

static bool members_are_gone(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	(void)image;
	return destroy_one(device, world_value(world, SYM_MEMBER)) == INVALID &&
	       destroy_one(device, world_value(world, SYM_MEMBER_B)) == INVALID;
}

/* Releasing all allocations doesn't release the resource, which takes a second call. */
static bool resource_is_left(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	(void)image;
	return !destroy_resource(device, world_value(world, SYM_RESOURCE)) &&
	       destroy_resource(device, world_value(world, SYM_RESOURCE)) == INVALID;
}

/* The failed call destroyed none of its list. */
static bool both_are_left(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	(void)image;
	return !destroy_one(device, world_value(world, SYM_ALLOCATION)) &&
	       !destroy_one(device, world_value(world, SYM_ALLOCATION_B));
}

static bool allocation_is_gone(struct world *world, struct image *image)
{
	(void)image;
	return destroy_one(world_value(world, SYM_DEVICE),
			   world_value(world, SYM_ALLOCATION)) == INVALID;
}

static long allocations_before;

static bool count_allocations(struct world *world, struct image *image)
{
	struct dxg_counts counts;

	(void)world;
	(void)image;
	/* The next handle is found out with one that comes and goes. */
	if (dxg_counts_read(&counts))
		return false;
	allocations_before = counts.n[DXG_COUNT_ALLOCATIONS];
	return true;
}

static bool memory_is_reclaimed(struct world *world, struct image *image)
{
	struct dxg_counts counts;

	(void)world;
	(void)image;
	return !dxg_counts_read(&counts) &&
	       counts.n[DXG_COUNT_ALLOCATIONS] == allocations_before - 1;
}

static bool share_is_left(struct world *world, struct image *image)
{
	D3DKMT_HANDLE resource;

	(void)image;
	return !open_shared(world_value(world, SYM_DEVICE2), world_value(world, SYM_NT), &resource);
}

static const struct row rows[] = {
	/* ns-d3dkmthk-_d3dkmt_destroyallocation2, ns-d3dkmthk-_d3dkmt_destroyallocation */
	{ "2.1/1a", "a resource", &destroy2, OK, BOTH,
	  { RESOURCE_FORM(RESOURCE), SET(destroy.AllocationCount, 0) },
	  .after = members_are_gone },
	{ "2.1/1b", "a resource, AllocationCount is ignored", &destroy2, OK, BOTH,
	  { RESOURCE_FORM(RESOURCE), SET(destroy.AllocationCount, 7) },
	  .after = members_are_gone },
	{ "2.1/1c", "a resource", &destroy, OK, BOTH, { RESOURCE_FORM(RESOURCE) },
	  .after = members_are_gone },
	{ "2.1/2a", "a resource and a list", &destroy2, INVALID, BOTH,
	  { SYM(destroy.hResource, RESOURCE) }, .after = both_are_left },
	{ "2.1/2b", "a resource and a list that isn't counted", &destroy, INVALID, BOTH,
	  { SYM(destroy.hResource, RESOURCE), SET(destroy.AllocationCount, 0) },
	  .after = both_are_left },
	{ "2.1/3a", "a list of standalone allocations", &destroy2, OK, BOTH,
	  { LIST2(ALLOCATION, ALLOCATION_B) }, .after = allocation_is_gone },
	{ "2.1/3b", "a list of standalone allocations", &destroy, OK, BOTH,
	  { LIST2(ALLOCATION, ALLOCATION_B) }, .after = allocation_is_gone },
	{ "2.1/4", "all allocations of a resource, one by one", &destroy2, OK, BOTH,
	  { LIST2(MEMBER, MEMBER_B) }, .after = resource_is_left },
	{ "2.1/5a", "a standalone allocation and a resource's", &destroy2, INVALID, BOTH,
	  { LIST2(ALLOCATION, MEMBER) }, .after = both_are_left },
	{ "2.1/5b", "a resource's allocation and a standalone", &destroy2, INVALID, BOTH,
	  { LIST2(MEMBER, ALLOCATION) }, .after = both_are_left },
	{ "2.1/6", "allocations of two resources", &destroy2, INVALID, BOTH,
	  { LIST2(MEMBER, OTHER_MEMBER) }, .after = resource_is_left },
	{ "2.1/7", "one allocation of a resource", &destroy2, OK, BOTH, { SYM(list[0], MEMBER) },
	  .after = resource_is_left },

	/* ns-d3dukmdt-_d3dddicb_destroyallocation2flags */
	{ "2.1/8", "AssumeNotInUse", &destroy2, OK, BOTH, { FLAGS(ASSUME_NOT_IN_USE) },
	  .after = allocation_is_gone },
	{ "2.1/9", "SynchronousDestroy", &destroy2, OK, BOTH, { FLAGS(SYNCHRONOUS_DESTROY) },
	  .before = count_allocations, .after = memory_is_reclaimed },
	{ "2.1/10", "both flags, a resource", &destroy2, OK, BOTH,
	  { FLAGS(ASSUME_NOT_IN_USE | SYNCHRONOUS_DESTROY), RESOURCE_FORM(RESOURCE) },
	  .after = members_are_gone },
	{ "2.1/11", "SystemUseOnly", &destroy2, INVALID, BOTH, { FLAGS(SYSTEM_USE_ONLY) },
	  .after = both_are_left },
	{ "2.1/12", "a reserved flag", &destroy2, INVALID, BOTH, { FLAGS(4) },
	  .after = both_are_left },
	{ "2.1/13", "no flag, as the first version", &destroy2, OK, BOTH, { FLAGS(0) },
	  .after = allocation_is_gone },

	/* Statuses: validation */
	{ "2.1/14a", "a list that has one twice", &destroy2, INVALID, BOTH,
	  { LIST2(ALLOCATION, ALLOCATION) }, .after = both_are_left },
	{ "2.1/14b", "hDevice 0", &destroy2, INVALID, BOTH, { SET(destroy.hDevice, 0) },
	  .after = both_are_left },
	{ "2.1/14c", "a destroyed allocation", &destroy2, INVALID, BOTH,
	  { LIST2(ALLOCATION, STALE_ALLOCATION) }, .after = both_are_left },
	{ "2.1/14d", "an allocation of another device", &destroy2, INVALID, BOTH,
	  { LIST2(ALLOCATION, ALLOCATION2) }, .after = both_are_left },
	{ "2.1/14e", "a resource in the list", &destroy2, INVALID, BOTH,
	  { SYM(list[0], RESOURCE) }, .after = resource_is_left },
	{ "2.1/14f", "an allocation as hResource", &destroy2, INVALID, BOTH,
	  { RESOURCE_FORM(ALLOCATION) }, .after = both_are_left },
	{ "2.1/14g", "a destroyed resource", &destroy2, INVALID, BOTH,
	  { RESOURCE_FORM(STALE_RESOURCE) } },
	{ "2.1/14h", "a list that can't be read", &destroy2, INVALID, BOTH,
	  { SET(destroy.phAllocationList_Align, 16) }, .after = both_are_left },
	{ "2.1/14i", "AllocationCount 0xffffffff", &destroy2, INVALID, BOTH,
	  { SET(destroy.AllocationCount, 0xffffffff) }, .after = both_are_left },
	{ "2.1/15", "an allocation of a removed adapter", &destroy2, OK, BOTH,
	  { SYM(destroy.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_ALLOCATION) } },

	/* nc-d3dkmddi-dxgkddi_createallocation: the adapter's, not the device's */
	{ "2.1/16", "the creator's half of a shared resource", &destroy2, OK, BOTH,
	  { RESOURCE_FORM(NT_RESOURCE) }, .after = share_is_left },
	{ "2.1/17", "the opener's half of a shared resource", &destroy2, OK, BOTH,
	  { RESOURCE_FORM(NT_OPENED), SYM(destroy.hDevice, DEVICE2) }, .after = share_is_left },
};

SOURCE(documented_destroy, "documented: destroying (2.1)", rows);
