// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about priorities and residency of allocations.
 */
#include "conformance.h"

#define SET_RESOURCE(r)	SYM(set_priority.hResource, r), \
			SET(set_priority.phAllocationList_Align, 0), \
			SET(set_priority.AllocationCount, 0)
#define GET_RESOURCE(r)	SYM(get_priority.hResource, r), \
			SET(get_priority.phAllocationList_Align, 0), \
			SET(get_priority.AllocationCount, 0)
#define ASK_RESOURCE(r)	SYM(residency.hResource, r), SET(residency.phAllocationList_Align, 0), \
			SET(residency.AllocationCount, 0)
#define PRIORITY(value)	SET(priorities[0], value)
#define NOT_RESIDENT	D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT

static UINT priority_of(struct world *world, enum symbol allocation)
{
	D3DKMT_GETALLOCATIONPRIORITY args;
	D3DKMT_HANDLE handle = world_value(world, allocation);
	UINT priority = 0;

	memset(&args, 0, sizeof(args));
	args.hDevice = world_value(world, SYM_DEVICE);
	args.phAllocationList_Align = (uintptr_t)&handle;
	args.AllocationCount = 1;
	args.pPriorities_Align = (uintptr_t)&priority;
	return D3DKMTGetAllocationPriority(&args) ? 0 : priority;
}

/* The list form: each has its own. */
static bool allocation_has_priority(struct world *world, struct image *image)
{
	return priority_of(world, SYM_ALLOCATION) == image->priorities[0];
}

static bool both_have_priorities(struct world *world, struct image *image)
{
	return priority_of(world, SYM_ALLOCATION) == image->priorities[0] &&
	       priority_of(world, SYM_ALLOCATION_B) == image->priorities[1];
}

/* The resource form: all have the first, nobody else has. */
static bool members_have_priority(struct world *world, struct image *image)
{
	return priority_of(world, SYM_MEMBER) == image->priorities[0] &&
	       priority_of(world, SYM_MEMBER_B) == image->priorities[0] &&
	       priority_of(world, SYM_OTHER_MEMBER) == D3DDDI_ALLOCATIONPRIORITY_NORMAL;
}

/* A failed call changes none of its list. */
static bool priority_is_normal(struct world *world, struct image *image)
{
	(void)image;
	return priority_of(world, SYM_ALLOCATION) == D3DDDI_ALLOCATIONPRIORITY_NORMAL;
}

static bool set_member_priority(struct world *world, struct image *image)
{
	D3DKMT_SETALLOCATIONPRIORITY args;
	D3DKMT_HANDLE handle = world_value(world, SYM_MEMBER_B);
	UINT priority = D3DDDI_ALLOCATIONPRIORITY_MAXIMUM;

	(void)image;
	memset(&args, 0, sizeof(args));
	args.hDevice = world_value(world, SYM_DEVICE);
	args.phAllocationList_Align = (uintptr_t)&handle;
	args.AllocationCount = 1;
	args.pPriorities_Align = (uintptr_t)&priority;
	return !D3DKMTSetAllocationPriority(&args);
}

static bool created_with_priority(struct world *world, struct image *image)
{
	D3DKMT_GETALLOCATIONPRIORITY args;
	UINT priority = 0;

	memset(&args, 0, sizeof(args));
	args.hDevice = world_value(world, SYM_DEVICE);
	args.phAllocationList_Align = (uintptr_t)&image->info2[0].hAllocation;
	args.AllocationCount = 1;
	args.pPriorities_Align = (uintptr_t)&priority;
	return !D3DKMTGetAllocationPriority(&args) && priority == D3DDDI_ALLOCATIONPRIORITY_HIGH;
}

static const struct row rows[] = {
	/* ns-d3dkmthk-_d3dkmt_setallocationpriority, nc-d3dumddi-pfnd3dddi_setprioritycb */
	{ "2.8/1a", "a list of one", &set_priority, OK, BOTH, { },
	  .after = allocation_has_priority },
	{ "2.8/1b", "a list of two, one priority each", &set_priority, OK, BOTH,
	  { SYM(list[1], ALLOCATION_B), SET(set_priority.AllocationCount, 2) },
	  .after = both_have_priorities },
	{ "2.8/2", "a resource, the first priority for all", &set_priority, OK, BOTH,
	  { SET_RESOURCE(RESOURCE) }, .after = members_have_priority },
	{ "2.8/3a", "a resource with AllocationCount", &set_priority, INVALID, BOTH,
	  { SET_RESOURCE(RESOURCE), SET(set_priority.AllocationCount, 1) } },
	{ "2.8/3b", "a resource with a list", &set_priority, INVALID, BOTH,
	  { SYM(set_priority.hResource, RESOURCE), SET(set_priority.AllocationCount, 0) } },
	{ "2.8/3c", "neither", &set_priority, INVALID, BOTH,
	  { SET(set_priority.phAllocationList_Align, 0), SET(set_priority.AllocationCount, 0) } },
	{ "2.8/3d", "a count without a list", &set_priority, INVALID, BOTH,
	  { SET(set_priority.phAllocationList_Align, 0) } },
	{ "2.8/3e", "pPriorities NULL", &set_priority, INVALID, BOTH,
	  { SET(set_priority.pPriorities_Align, 0) }, .after = priority_is_normal },
	{ "2.8/4a", "MINIMUM", &set_priority, OK, BOTH,
	  { PRIORITY(D3DDDI_ALLOCATIONPRIORITY_MINIMUM) }, .after = allocation_has_priority },
	{ "2.8/4b", "LOW", &set_priority, OK, BOTH,
	  { PRIORITY(D3DDDI_ALLOCATIONPRIORITY_LOW) }, .after = allocation_has_priority },
	{ "2.8/4c", "NORMAL", &set_priority, OK, BOTH,
	  { PRIORITY(D3DDDI_ALLOCATIONPRIORITY_NORMAL) }, .after = allocation_has_priority },
	{ "2.8/4d", "HIGH", &set_priority, OK, BOTH,
	  { PRIORITY(D3DDDI_ALLOCATIONPRIORITY_HIGH) }, .after = allocation_has_priority },
	{ "2.8/4e", "MAXIMUM", &set_priority, OK, BOTH,
	  { PRIORITY(D3DDDI_ALLOCATIONPRIORITY_MAXIMUM) }, .after = allocation_has_priority },
	{ "2.8/4f", "slightly above NORMAL", &set_priority, OK, BOTH,
	  { PRIORITY(D3DDDI_ALLOCATIONPRIORITY_NORMAL + 1) }, .after = allocation_has_priority },
	{ "2.8/5a", "0", &set_priority, INVALID, BOTH, { PRIORITY(0) },
	  .after = priority_is_normal },
	{ "2.8/5b", "above MAXIMUM", &set_priority, INVALID, BOTH, { PRIORITY(0xc8000001) },
	  .after = priority_is_normal },
	{ "2.8/5c", "the second of a list 0", &set_priority, INVALID, BOTH,
	  { SYM(list[1], ALLOCATION_B), SET(set_priority.AllocationCount, 2),
	    SET(priorities[1], 0) }, .after = priority_is_normal },
	{ "2.8/6a", "adapter removed", &set_priority, REMOVED, BOTH,
	  { SYM(set_priority.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_ALLOCATION) } },
	{ "2.8/6b", "adapter removed", &get_priority, REMOVED, BOTH,
	  { SYM(get_priority.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_ALLOCATION) } },
	{ "2.8/7a", "hDevice 0", &set_priority, INVALID, BOTH, { SET(set_priority.hDevice, 0) } },
	{ "2.8/7b", "a destroyed allocation in the list", &set_priority, INVALID, BOTH,
	  { SYM(list[1], STALE_ALLOCATION), SET(set_priority.AllocationCount, 2) },
	  .after = priority_is_normal },
	{ "2.8/7c", "an allocation of another device", &set_priority, INVALID, BOTH,
	  { SYM(list[0], ALLOCATION2) } },
	{ "2.8/7d", "a destroyed resource", &set_priority, INVALID, BOTH,
	  { SET_RESOURCE(STALE_RESOURCE) } },
	{ "2.8/7e", "more than can be listed", &set_priority, INVALID, BOTH,
	  { SYM(set_priority.phAllocationList_Align, MANY_LIST),
	    SET(set_priority.AllocationCount, 10241) } },
	{ "2.8/8a", "a list of two", &get_priority, OK, BOTH,
	  { SYM(list[1], ALLOCATION_B), SET(get_priority.AllocationCount, 2) },
	  { IS(priorities[0], D3DDDI_ALLOCATIONPRIORITY_NORMAL),
	    IS(priorities[1], D3DDDI_ALLOCATIONPRIORITY_NORMAL), SAME(priorities[2]) } },
	{ "2.8/8b", "a resource: one answer, the highest", &get_priority, OK, BOTH,
	  { GET_RESOURCE(RESOURCE) },
	  { IS(priorities[0], D3DDDI_ALLOCATIONPRIORITY_MAXIMUM), SAME(priorities[1]) },
	  .before = set_member_priority },
	{ "2.8/8c", "pPriorities NULL", &get_priority, INVALID, BOTH,
	  { SET(get_priority.pPriorities_Align, 0) } },
	{ "2.8/8d", "a resource with a list", &get_priority, INVALID, BOTH,
	  { SYM(get_priority.hResource, RESOURCE) } },
	{ "2.8/9", "OverridePriority at creation", &create2_raw, OK, BOTH,
	  { SET(info2[0].Flags, 4), SET(info2[0].Unused, D3DDDI_ALLOCATIONPRIORITY_HIGH) },
	  { LOCAL(info2[0].hAllocation) }, .after = created_with_priority },

	/* ns-d3dkmthk-_d3dkmt_queryallocationresidency */
	{ "2.9/1a", "a list, never made resident", &query_residency, OK, BOTH, { },
	  { IS(statuses[0], NOT_RESIDENT), SAME(statuses[1]) } },
	{ "2.9/1b", "a list of two", &query_residency, OK, BOTH,
	  { SYM(list[1], MEMBER), SET(residency.AllocationCount, 2) },
	  { IS(statuses[0], NOT_RESIDENT), IS(statuses[1], NOT_RESIDENT), SAME(statuses[2]) } },
	{ "2.9/2", "a resource: one answer", &query_residency, OK, BOTH,
	  { ASK_RESOURCE(RESOURCE) }, { IS(statuses[0], NOT_RESIDENT), SAME(statuses[1]) } },
	{ "2.9/3a", "a resource with AllocationCount", &query_residency, INVALID, BOTH,
	  { ASK_RESOURCE(RESOURCE), SET(residency.AllocationCount, 1) } },
	{ "2.9/3b", "a resource with a list", &query_residency, INVALID, BOTH,
	  { SYM(residency.hResource, RESOURCE), SET(residency.AllocationCount, 0) } },
	{ "2.9/3c", "neither", &query_residency, INVALID, BOTH,
	  { SET(residency.phAllocationList_Align, 0), SET(residency.AllocationCount, 0) } },
	{ "2.9/3d", "pResidencyStatus NULL", &query_residency, INVALID, BOTH,
	  { SET(residency.pResidencyStatus_Align, 0) } },
	{ "2.9/4a", "adapter removed", &query_residency, REMOVED, BOTH,
	  { SYM(residency.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_ALLOCATION) } },
	{ "2.9/4b", "a destroyed allocation", &query_residency, INVALID, BOTH,
	  { SYM(list[0], STALE_ALLOCATION) } },
	{ "2.9/4c", "an allocation of another device", &query_residency, INVALID, BOTH,
	  { SYM(list[0], ALLOCATION2) } },
};

SOURCE(documented_properties, "documented: priorities and residency (2.8, 2.9)", rows);
