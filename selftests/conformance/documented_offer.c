// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about offers, and about properties that change.
 */
#include "conformance.h"

#define LIST2(a, b, member)	SYM(list[0], a), SYM(list[1], b), SET(member, 2)
#define PRIORITY(value)		SET(offer.Priority, D3DKMT_OFFER_PRIORITY_##value)
#define OFFER_RESOURCE(r)	SYM(list[0], r), SET(offer.HandleList_Align, 0), \
				AT(offer.pResources_Align, list)
#define RECLAIM_RESOURCE(r)	SYM(list[0], r), SET(reclaim.HandleList_Align, 0), \
				AT(reclaim.pResources_Align, list)
#define RESULT_OK		D3DDDI_RECLAIM_RESULT_OK

/* D3DKMT_OFFER_FLAGS and D3DDDI_UPDATEALLOCPROPERTY.PropertyMaskValue by value. */
#define OFFER_IMMEDIATELY	1
#define ALLOW_DECOMMIT		2
#define SEGMENT_SET		2
#define PREFERRED		4
#define UNMOVEABLE		8
#define CHANGES(mask)		SET(update.PropertyMaskValue, mask)

/* Whether MakeResident takes it, which it does of what isn't offered. */
static bool is_usable(struct world *world, enum symbol allocation)
{
	return !make_one_resident(world_value(world, SYM_QUEUE), world_value(world, SYM_DEVICE),
				  world_value(world, SYM_FENCE), world_value(world, allocation));
}

static bool is_offered(struct world *world, struct image *image)
{
	(void)image;
	return !is_usable(world, SYM_ALLOCATION);
}

static bool members_are_offered(struct world *world, struct image *image)
{
	(void)image;
	return !is_usable(world, SYM_MEMBER) && !is_usable(world, SYM_MEMBER_B) &&
	       is_usable(world, SYM_OTHER_MEMBER);
}

static bool is_not_offered(struct world *world, struct image *image)
{
	(void)image;
	return is_usable(world, SYM_ALLOCATION);
}

static bool is_back(struct world *world, struct image *image)
{
	(void)image;
	return is_usable(world, SYM_OFFERED);
}

static bool is_still_offered(struct world *world, struct image *image)
{
	(void)image;
	return !is_usable(world, SYM_OFFERED);
}

#define REFUSES		.inject = "validate_update_allocation_property fail error=EINVAL"

static const struct row rows[] = {
	/* ns-d3dkmthk-_d3dkmt_offerallocations, offer-and-reclaim-changes */
	{ "2.7/1a", "LOW", &offer, OK, BOTH, { PRIORITY(LOW) }, .after = is_offered },
	{ "2.7/1b", "NORMAL", &offer, OK, BOTH, { PRIORITY(NORMAL) }, .after = is_offered },
	{ "2.7/1c", "HIGH", &offer, OK, BOTH, { PRIORITY(HIGH) }, .after = is_offered },
	{ "2.7/1d", "AUTO", &offer, OK, BOTH, { PRIORITY(AUTO) }, .after = is_offered },
	{ "2.7/1e", "a resource: all it has", &offer, OK, BOTH, { OFFER_RESOURCE(RESOURCE) },
	  .after = members_are_offered },
	{ "2.7/1f", "OfferImmediately", &offer, OK, BOTH, { SET(offer.Flags, OFFER_IMMEDIATELY) },
	  .after = is_offered },
	{ "2.7/1g", "AllowDecommit", &offer, OK, BOTH, { SET(offer.Flags, ALLOW_DECOMMIT) },
	  .after = is_offered },
	{ "2.7/1h", "offered once more", &offer, OK, BOTH, { SYM(list[0], OFFERED) },
	  .after = is_still_offered },
	{ "2.7/1i", "what is resident", &offer, OK, BOTH, { SYM(list[0], RESIDENT) } },
	{ "2.7/2a", "no priority", &offer, INVALID, BOTH, { SET(offer.Priority, 0) },
	  .after = is_not_offered },
	{ "2.7/2b", "a priority above AUTO", &offer, INVALID, BOTH, { SET(offer.Priority, 5) },
	  .after = is_not_offered },
	{ "2.7/2c", "an undefined flag", &offer, INVALID, BOTH, { SET(offer.Flags, 4) },
	  .after = is_not_offered },
	{ "2.7/3a", "both lists", &offer, INVALID, BOTH, { AT(offer.pResources_Align, list) },
	  .after = is_not_offered },
	{ "2.7/3b", "neither list", &offer, INVALID, BOTH, { SET(offer.HandleList_Align, 0) } },
	{ "2.7/3c", "an empty list", &offer, INVALID, BOTH, { SET(offer.NumAllocations, 0) } },
	{ "2.7/3d", "the second destroyed: none", &offer, INVALID, BOTH,
	  { LIST2(ALLOCATION, STALE_ALLOCATION, offer.NumAllocations) },
	  .after = is_not_offered },
	{ "2.7/3e", "another device's", &offer, INVALID, BOTH, { SYM(list[0], ALLOCATION2) } },
	{ "2.7/3f", "an allocation for a resource", &offer, INVALID, BOTH,
	  { OFFER_RESOURCE(ALLOCATION) }, .after = is_not_offered },
	{ "2.7/3g", "a resource for an allocation", &offer, INVALID, BOTH,
	  { SYM(list[0], RESOURCE) } },
	{ "2.7/3h", "what others have open", &offer, INVALID, BOTH,
	  { SYM(list[0], SHARED_MEMBER) } },
	{ "2.7/4a", "adapter removed", &offer, REMOVED, BOTH,
	  { SYM(offer.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_ALLOCATION) } },
	{ "2.7/4b", "a device in error", &offer, REMOVED, BOTH,
	  { SYM(offer.hDevice, ERROR_DEVICE) } },
	{ "2.7/4c", "hDevice 0", &offer, INVALID, BOTH, { SET(offer.hDevice, 0) } },
	/* ns-d3dkmthk-_d3dkmt_reclaimallocations2 */
	{ "2.7/5a", "contents that are there", &reclaim, OK, BOTH, { },
	  { IS(results[0], RESULT_OK), SAME(results[1]) }, .after = is_back },
	{ "2.7/5b", "without results", &reclaim, OK, BOTH, { SET(reclaim.AlignUnionTo64, 0) },
	  { SAME(results[0]) }, .after = is_back },
	{ "2.7/5c", "what wasn't offered", &reclaim, OK, BOTH, { SYM(list[0], ALLOCATION) },
	  { IS(results[0], RESULT_OK) }, .after = is_not_offered },
	{ "2.7/5d", "a resource: one result", &reclaim, OK, BOTH,
	  { RECLAIM_RESOURCE(OFFERED_RESOURCE) },
	  { IS(results[0], RESULT_OK), SAME(results[1]) } },
	{ "2.7/6a", "both lists", &reclaim, INVALID, BOTH, { AT(reclaim.pResources_Align, list) },
	  .after = is_still_offered },
	{ "2.7/6b", "neither list", &reclaim, INVALID, BOTH,
	  { SET(reclaim.HandleList_Align, 0) } },
	{ "2.7/6c", "an empty list", &reclaim, INVALID, BOTH,
	  { SET(reclaim.NumAllocations, 0) } },
	{ "2.7/6d", "the second destroyed: none", &reclaim, INVALID, BOTH,
	  { LIST2(OFFERED, STALE_ALLOCATION, reclaim.NumAllocations) },
	  .after = is_still_offered },
	{ "2.7/6e", "another device's queue", &reclaim, INVALID, BOTH,
	  { SYM(reclaim.hPagingQueue, QUEUE2) }, .after = is_still_offered },
	{ "2.7/6f", "the device instead of a queue", &reclaim, INVALID, BOTH,
	  { SYM(reclaim.hPagingQueue, DEVICE) }, .after = is_still_offered },
	{ "2.7/6g", "adapter removed", &reclaim, REMOVED, BOTH,
	  { SYM(reclaim.hPagingQueue, REMOVED_QUEUE), SYM(list[0], REMOVED_ALLOCATION) } },

	/* ns-d3dukmdt-_d3dddi_updateallocproperty */
	{ "2.10/1a", "what it is already", &update_property, OK, BOTH, { } },
	{ "2.10/1b", "a set and a preference in it", &update_property, OK, BOTH,
	  { CHANGES(SEGMENT_SET | PREFERRED), SET(update.SupportedSegmentSet, 1),
	    SET(update.PreferredSegment, 1) }, .after = is_not_offered },
	{ "2.10/1c", "of what is resident, which moves", &update_property, OK, BOTH,
	  { SYM(update.hAllocation, RESIDENT), CHANGES(SEGMENT_SET | PREFERRED),
	    SET(update.SupportedSegmentSet, 1), SET(update.PreferredSegment, 1) } },
	{ "2.10/2a", "no property", &update_property, INVALID, BOTH, { CHANGES(0) } },
	{ "2.10/2b", "a property that doesn't exist", &update_property, INVALID, BOTH,
	  { CHANGES(16) } },
	{ "2.10/2c", "Unmoveable", &update_property, UNSUPPORTED, BOTH, { CHANGES(UNMOVEABLE) } },
	{ "2.10/2d", "no segment", &update_property, INVALID, BOTH, { CHANGES(SEGMENT_SET) } },
	{ "2.10/2e", "a segment that doesn't exist", &update_property, INVALID, BOTH,
	  { CHANGES(SEGMENT_SET), SET(update.SupportedSegmentSet, 1 << 20) } },
	{ "2.10/2f", "a preference for one that isn't in the set", &update_property, INVALID, BOTH,
	  { CHANGES(SEGMENT_SET | PREFERRED), SET(update.SupportedSegmentSet, 1),
	    SET(update.PreferredSegment, 2) } },
	{ "2.10/2g", "the miniport refuses", &update_property, INVALID, BOTH,
	  { SYM(update.hPagingQueue, GPU_QUEUE), SYM(update.hAllocation, GPU_ALLOCATION) },
	  REFUSES },
	{ "2.10/3a", "another device's allocation", &update_property, INVALID, BOTH,
	  { SYM(update.hAllocation, ALLOCATION2) } },
	{ "2.10/3b", "a destroyed allocation", &update_property, INVALID, BOTH,
	  { SYM(update.hAllocation, STALE_ALLOCATION) } },
	{ "2.10/3c", "hPagingQueue 0", &update_property, INVALID, BOTH,
	  { SET(update.hPagingQueue, 0) } },
	{ "2.10/3d", "adapter removed", &update_property, REMOVED, BOTH,
	  { SYM(update.hPagingQueue, REMOVED_QUEUE),
	    SYM(update.hAllocation, REMOVED_ALLOCATION) } },
};

SOURCE(documented_offer, "documented: offers and properties (2.7, 2.10)", rows);
