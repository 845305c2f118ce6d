// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which range of a segment an allocation gets, and who leaves when there is none. Those that may
 * have to leave are in trees, in the order in which they go: the segment's tree has what nobody
 * requires to be there, a client's tree what it does, which only yields if the client uses more
 * than its budget.
 *
 * All that looks for something is done under vidmm.lock, and takes a time that grows only with the
 * logarithm of the number of allocations.
 */
#include <linux/build_bug.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include <dxgk/status.h>

#include "gfp.h"
#include "objects/counts.h"
#include "trace.h"
#include "vidmm/client.h"
#include "vidmm/place.h"

/* Candidates of a tree that are looked at, if others are using them. */
#define MAX_LOOKS	256

/* Contents that are wanted again leave after all that were offered. */
#define NOT_OFFERED_RANK	(VIDMM_OFFER_HIGH + 1)

/**
 * vidmm_place_new - a place that is nowhere yet
 * @vidmm: The adapter's.
 * @alloc: Whose it will be.
 * @client: On whose behalf.
 * @hallocation: The miniport's cookie, or NULL.
 *
 * Return: The place, or NULL without memory.
 */
struct vidmm_place *vidmm_place_new(struct vidmm *vidmm, struct vidmm_alloc *alloc,
				    struct vidmm_client *client, void *hallocation)
{
	struct vidmm_place *place = kzalloc(sizeof(*place), DXGK_GFP_CLIENT);

	if (!place)
		return NULL;
	kref_get(&client->ref);
	place->vidmm = vidmm;
	place->alloc = alloc;
	place->client = client;
	place->hallocation = hallocation;
	dxgk_count_add(DXGK_COUNT_PLACE, 1);
	return place;
}

/* Context: no spin lock held; the place is nowhere. */
void vidmm_place_free(struct vidmm_place *place)
{
	vidmm_client_put(place->client);
	dxgk_count_sub(DXGK_COUNT_PLACE, 1);
	kfree(place);
}

static u8 leaving_rank(const struct vidmm_place *place)
{
	return place->offer ?: NOT_OFFERED_RANK;
}

static bool leaves_before(struct rb_node *node, const struct rb_node *other)
{
	const struct vidmm_place *a = rb_entry(node, struct vidmm_place, link);
	const struct vidmm_place *b = rb_entry(other, struct vidmm_place, link);

	if (leaving_rank(a) != leaving_rank(b))
		return leaving_rank(a) < leaving_rank(b);
	if (a->priority != b->priority)
		return a->priority < b->priority;
	return a->age < b->age;
}

static void take_out(struct vidmm_place *place)
{
	if (place->tree)
		rb_erase_cached(&place->link, place->tree);
	place->tree = NULL;
}

static struct rb_root_cached *tree_for(struct vidmm_place *place)
{
	const u32 pinned = DXGK_ALLOCATIONINFOFLAGS_OVERLAY | DXGK_ALLOCATIONINFOFLAGS_CAPTURE;

	if (place->alloc->flags & pinned)
		return NULL;
	if (place->charged)
		return &place->client->segments[place->segment_id - 1].required;
	return &vidmm_place_segment(place)->unneeded;
}

static void set_offer(struct vidmm_place *place, u8 offer)
{
	struct vidmm_client_segment *own = &place->client->segments[place->segment_id - 1];

	if (offer && !place->offer)
		own->offered += place->alloc->size;
	else if (!offer && place->offer)
		own->offered -= place->alloc->size;
	place->offer = offer;
}

/**
 * vidmm_place_update - put a place where its allocation's state says that it belongs
 * @place: In a segment; @place->alloc->place or to be that.
 *
 * To be called when the allocation is required or not any more, was offered or reclaimed, or has
 * another priority.
 */
void vidmm_place_update(struct vidmm_place *place)
{
	const struct vidmm_alloc *alloc = place->alloc;
	bool charge = alloc->required && !alloc->offer;
	enum vidmm_group group = vidmm_place_segment(place)->group;

	lockdep_assert_held(&place->vidmm->lock);
	if (charge && !place->charged)
		vidmm_client_charge(place->client, group, alloc->size);
	else if (!charge && place->charged)
		vidmm_client_uncharge(place->client, group, alloc->size);
	take_out(place);
	place->charged = charge;
	set_offer(place, alloc->offer);
	place->priority = READ_ONCE(alloc->priority);
	place->age = ++place->vidmm->age;
	place->tree = tree_for(place);
	if (place->tree)
		rb_add_cached(&place->link, place->tree, leaves_before);
}

/* The same for an allocation that has a place, with its reservation locked. */
void vidmm_alloc_update_place(struct vidmm_alloc *alloc)
{
	struct vidmm *vidmm = alloc->place->vidmm;

	spin_lock(&vidmm->lock);
	vidmm_place_update(alloc->place);
	spin_unlock(&vidmm->lock);
}

/*
 * The smallest hole that is large enough, or the highest. For an alignment that it doesn't happen
 * to have, a hole that is large enough for any start is cut; looking at every hole could take long.
 */
static int insert_node(struct vidmm_segment *segment, struct drm_mm_node *node, u64 pages,
		       u64 alignment, bool from_end)
{
	enum drm_mm_insert_mode mode = from_end ? DRM_MM_INSERT_HIGHEST :
						  DRM_MM_INSERT_BEST | DRM_MM_INSERT_ONCE;
	u64 start;
	int err;

	err = drm_mm_insert_node_generic(&segment->ranges, node, pages, alignment, 0, mode);
	if (!err || alignment <= 1)
		return err;
	err = drm_mm_insert_node_generic(&segment->ranges, node, pages + alignment - 1, 0, 0,
					 mode);
	if (err)
		return err;
	start = from_end ? ALIGN_DOWN(node->start + alignment - 1, alignment) :
			   ALIGN(node->start, alignment);
	drm_mm_remove_node(node);
	node->start = start;
	node->size = pages;
	return drm_mm_reserve_node(&segment->ranges, node);
}

static u8 preference_of(const struct vidmm_alloc *alloc, u32 segment_id)
{
	u8 i;

	for (i = 0; i < DXGK_MAX_PREFERENCES && alloc->preferred[i].segment_id; i++) {
		if (alloc->preferred[i].segment_id == segment_id)
			return i;
	}
	return DXGK_MAX_PREFERENCES;
}

static void count_in(struct vidmm_place *place, bool in)
{
	struct vidmm_client_segment *own = &place->client->segments[place->segment_id - 1];
	struct vidmm_counter *preference = &own->by_preference[place->preference];
	struct vidmm_segment *segment = vidmm_place_segment(place);
	u64 size = place->alloc->size;

	segment->resident += in ? size : -size;
	segment->num_resident += in ? 1 : -1;
	own->resident += in ? size : -size;
	own->num_resident += in ? 1 : -1;
	if (place->alloc->shared)
		own->shared += in ? size : -size;
	preference->bytes += in ? size : -size;
	preference->count += in ? 1 : -1;
	trace_total_bytes_resident_in_segment(place->vidmm, place->segment_id);
}

/**
 * vidmm_place_insert - find a range
 * @place: Nowhere.
 * @segment_id: In which segment.
 * @from_end: As high as possible.
 *
 * Context: vidmm.lock held, as for the other functions here.
 * Return: 0, or -ENOSPC.
 */
int vidmm_place_insert(struct vidmm_place *place, u32 segment_id, bool from_end)
{
	struct vidmm_segment *segment = &place->vidmm->segments[segment_id - 1];
	const struct vidmm_alloc *alloc = place->alloc;
	int err;

	lockdep_assert_held(&place->vidmm->lock);
	if (segment->resident + alloc->size > segment->commit_limit)
		return -ENOSPC;
	err = insert_node(segment, &place->node, alloc->size >> PAGE_SHIFT,
			  alloc->alignment >> PAGE_SHIFT, from_end);
	if (err)
		return err;
	place->segment_id = segment_id;
	place->preference = preference_of(alloc, segment_id);
	count_in(place, true);
	return 0;
}

/* Give a range back. */
void vidmm_place_remove(struct vidmm_place *place)
{
	enum vidmm_group group = vidmm_place_segment(place)->group;

	lockdep_assert_held(&place->vidmm->lock);
	take_out(place);
	if (place->charged)
		vidmm_client_uncharge(place->client, group, place->alloc->size);
	place->charged = false;
	set_offer(place, VIDMM_NOT_OFFERED);
	count_in(place, false);
	drm_mm_remove_node(&place->node);
}

/* Lock a candidate, if nobody uses it. */
static bool take_candidate(struct vidmm_alloc *alloc)
{
	if (!dma_resv_trylock(vidmm_alloc_resv(alloc)))
		return false;
	kref_get(&alloc->ref);
	return true;
}

static bool take_for(struct vidmm_alloc *alloc, struct vidmm_victims *found)
{
	if (!take_candidate(alloc)) {
		found->busy = found->busy ?: alloc;
		return false;
	}
	found->allocs[found->n++] = alloc;
	return true;
}

/* So many that together they are as large as what is missing below the commit limit. */
static void collect_bytes(struct vidmm_segment *segment, u64 missing, struct vidmm_victims *found)
{
	struct vidmm_place *candidate;
	struct rb_node *node;
	u32 looks = 0;
	u64 bytes = 0;

	for (node = rb_first_cached(&segment->unneeded);
	     node && found->n < VIDMM_MAX_VICTIMS && looks < MAX_LOOKS && bytes < missing;
	     node = rb_next(node), looks++) {
		candidate = rb_entry(node, struct vidmm_place, link);
		if (!take_for(candidate->alloc, found))
			continue;
		bytes += candidate->alloc->size;
	}
}

/* Return: whether they are enough. */
static bool collect_range(struct vidmm_segment *segment, struct drm_mm_scan *scan,
			  struct vidmm_victims *found)
{
	struct vidmm_place *candidate;
	struct rb_node *node;
	u32 looks = 0;

	for (node = rb_first_cached(&segment->unneeded);
	     node && found->n < VIDMM_MAX_VICTIMS && looks < MAX_LOOKS;
	     node = rb_next(node), looks++) {
		candidate = rb_entry(node, struct vidmm_place, link);
		if (!take_for(candidate->alloc, found))
			continue;
		if (drm_mm_scan_add_block(scan, &candidate->node))
			return true;
	}
	return false;
}

/* Which of them make the room. The scan has to be undone backwards. */
static u64 finish_scan(struct drm_mm_scan *scan, const struct vidmm_victims *found, bool enough)
{
	u64 needed = 0;
	u32 i;

	BUILD_BUG_ON(BITS_PER_TYPE(needed) < VIDMM_MAX_VICTIMS);
	for (i = found->n; i-- > 0;) {
		if (drm_mm_scan_remove_block(scan, &found->allocs[i]->place->node))
			needed |= BIT_ULL(i);
	}
	/* If they are too few all go, and the search goes on. */
	return enough ? needed : ~0ull;
}

/**
 * vidmm_find_victims - who leaves, of those that nobody requires
 * @place: For whom; nowhere.
 * @segment_id: In which segment.
 * @from_end: Room is wanted as high as possible.
 * @victims: Out.
 *
 * The first to go are chosen, until what they leave is large enough in one piece; of them those
 * stay that don't help with that. With no more than a few at a time, it may take several rounds.
 */
void vidmm_find_victims(struct vidmm_place *place, u32 segment_id, bool from_end,
			struct vidmm_victims *victims)
{
	struct vidmm_segment *segment = &place->vidmm->segments[segment_id - 1];
	const struct vidmm_alloc *alloc = place->alloc;
	struct drm_mm_scan scan;
	bool enough;

	lockdep_assert_held(&place->vidmm->lock);
	victims->n = 0;
	victims->busy = NULL;
	if (segment->resident + alloc->size > segment->commit_limit) {
		collect_bytes(segment, segment->resident + alloc->size - segment->commit_limit,
			      victims);
		victims->leaving = ~0ull;
	} else {
		drm_mm_scan_init(&scan, &segment->ranges, alloc->size >> PAGE_SHIFT,
				 alloc->alignment >> PAGE_SHIFT, 0,
				 from_end ? DRM_MM_INSERT_HIGH : DRM_MM_INSERT_BEST);
		enough = collect_range(segment, &scan, victims);
		victims->leaving = finish_scan(&scan, victims, enough);
	}
	if (victims->n)
		victims->busy = NULL;
	else if (victims->busy)
		kref_get(&victims->busy->ref);
}

/* The first of a client's that yields, and nobody uses. */
static struct vidmm_alloc *first_yielding(struct vidmm_client *client, u32 segment_id, u64 after)
{
	struct vidmm_place *candidate;
	struct rb_node *node;
	u32 looks = 0;

	for (node = rb_first_cached(&client->segments[segment_id - 1].required);
	     node && looks < MAX_LOOKS; node = rb_next(node), looks++) {
		candidate = rb_entry(node, struct vidmm_place, link);
		/* It has been tried. */
		if (candidate->age > after)
			continue;
		if (take_candidate(candidate->alloc))
			return candidate->alloc;
	}
	return NULL;
}

/**
 * vidmm_find_yielding - an allocation of a process that uses more than its budget
 * @vidmm: The adapter's.
 * @segment_id: In which segment.
 * @newcomer: For which process, which doesn't yield itself.
 * @after: Only those that have been there since vidmm.age was this.
 *
 * Return: The allocation with its reservation locked and a reference, or NULL.
 */
struct vidmm_alloc *vidmm_find_yielding(struct vidmm *vidmm, u32 segment_id,
					const struct vidmm_client *newcomer, u64 after)
{
	enum vidmm_group group = vidmm->segments[segment_id - 1].group;
	struct vidmm_client *client;
	struct vidmm_alloc *alloc;

	lockdep_assert_held(&vidmm->lock);
	list_for_each_entry(client, &vidmm->clients, link) {
		if (client == newcomer || !vidmm_client_is_over_budget(client, newcomer, group))
			continue;
		alloc = first_yielding(client, segment_id, after);
		if (alloc)
			return alloc;
	}
	return NULL;
}
