// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding room, and moving there. An allocation is put into the first segment of its set, in order
 * of preference, that has room, or gets it when those leave that nobody requires, and then
 * processes yield that use more than their budgets.
 *
 * All that can fail is done here, in the caller's context. One reservation is locked for the
 * allocation that needs room; those of who has to leave are only tried.
 */
#include <linux/err.h>
#include <linux/minmax.h>
#include <linux/sched/signal.h>

#include "trace.h"
#include "vidmm/client.h"
#include "vidmm/paging.h"
#include "vidmm/place.h"
#include "vidmm/residency.h"
#include "vidmm/room.h"
#include "vidmm/view.h"

/* Failures of others to leave that end a search. */
#define MAX_FAILURES	8

/**
 * struct room - a search for room
 * @request: Who asks; NULL if what is charged already moves.
 * @place: For what.
 * @segment_id: Where.
 * @from_end: As high as possible.
 * @visible: Only where the CPU sees it.
 */
struct room {
	struct vidmm_request *request;
	struct vidmm_place *place;
	u32 segment_id;
	bool from_end;
	bool visible;
};

/* Whether the budget allows for it. vidmm.lock is held. */
static bool admit(struct room *room)
{
	struct vidmm *vidmm = room->place->vidmm;
	enum vidmm_group group = vidmm->segments[room->segment_id - 1].group;
	struct vidmm_request *request = room->request;
	struct vidmm_client *client;
	u64 wanted, budget;

	if (!request)
		return true;
	client = request->client;
	wanted = client->usage[group] + room->place->alloc->size;
	budget = request->over_budget ? vidmm->groups[group].size :
					vidmm_client_budget(client, group);
	if (wanted <= budget)
		return true;
	request->bytes_to_trim = max(request->bytes_to_trim, wanted - budget);
	return false;
}

/* Have the chosen ones leave, and let go of all. Return: whether any has left. */
static bool evict_victims(struct vidmm_victims *victims)
{
	bool any = false;
	u32 i;

	for (i = 0; i < victims->n; i++) {
		struct vidmm_alloc *victim = victims->allocs[i];

		if (victims->leaving & BIT_ULL(i)) {
			if (!vidmm_page_out_or_discard(victim))
				any = true;
			else
				/* So that others are tried first. */
				vidmm_alloc_update_place(victim);
		}
		dma_resv_unlock(vidmm_alloc_resv(victim));
		vidmm_alloc_put(victim);
	}
	return any;
}

/*
 * One attempt to put the place into the segment. Return: 0; -ENOSPC, with victims if there are any;
 * -EDQUOT if the budget doesn't allow it.
 */
static int try_segment(struct room *room, struct vidmm_victims *victims)
{
	struct vidmm_place *place = room->place;
	int err = -EDQUOT;

	spin_lock(&place->vidmm->lock);
	if (admit(room))
		err = vidmm_place_insert(place, room->segment_id, room->from_end);
	/* Charged at once, so that nobody else is admitted for the same bytes. */
	if (!err)
		vidmm_place_update(place);
	if (err == -ENOSPC && victims)
		vidmm_find_victims(place, room->segment_id, room->from_end, victims);
	spin_unlock(&place->vidmm->lock);
	return err;
}

/*
 * Put the place into the segment, at the cost of those that nobody requires. Return: 0; -ENOSPC;
 * -EDQUOT; -EBUSY if one that would have to leave is in use.
 */
static int put_by_evicting(struct room *room)
{
	struct vidmm_victims victims;
	u32 failures = 0;
	int err;

	while (failures < MAX_FAILURES && !fatal_signal_pending(current)) {
		err = try_segment(room, &victims);
		if (err != -ENOSPC)
			return err;
		if (victims.n) {
			failures += !evict_victims(&victims);
			continue;
		}
		if (!victims.busy)
			return -ENOSPC;
		if (room->request && !room->request->busy) {
			room->request->busy = victims.busy;
			return -EBUSY;
		}
		vidmm_alloc_put(victims.busy);
		return -ENOSPC;
	}
	return -ENOSPC;
}

/* Whether an allocation may be in a segment now. */
static bool may_be_in(struct vidmm_alloc *alloc, const struct vidmm *vidmm, u32 segment_id,
		      bool visible)
{
	u32 set = alloc->segment_set;

	if (alloc->system_only)
		set &= vidmm->aperture_set;
	if (!(set & DXGK_SEGMENT_BIT(segment_id)))
		return false;
	if ((vidmm->aperture_set | vidmm->cpu_visible_set) & DXGK_SEGMENT_BIT(segment_id))
		return true;
	/* Nobody may look while it is where the CPU can't see it. */
	return !visible && vidmm_views_bar(alloc);
}

/* The n-th segment to try, preferred ones first; 0 if there are no more. */
static u32 nth_segment(const struct vidmm_alloc *alloc, const struct vidmm *vidmm, u32 n,
		       bool *from_end)
{
	u32 i, preferred = 0;

	*from_end = alloc->flags & DXGK_ALLOCATIONINFOFLAGS_FROM_END_OF_SEGMENT;
	for (i = 0; i < DXGK_MAX_PREFERENCES && alloc->preferred[i].segment_id; i++) {
		if (i == n) {
			*from_end |= alloc->preferred[i].from_end;
			return alloc->preferred[i].segment_id;
		}
		preferred |= DXGK_SEGMENT_BIT(alloc->preferred[i].segment_id);
	}
	n -= i;
	for (i = 1; i <= vidmm->num_segments; i++) {
		if (!(preferred & DXGK_SEGMENT_BIT(i)) && !n--)
			return i;
	}
	return 0;
}

/* Have one allocation of a process over its budget move out of the segment. */
static bool have_one_yield(struct room *room, u64 since)
{
	struct vidmm *vidmm = room->place->vidmm;
	struct vidmm_alloc *alloc;

	spin_lock(&vidmm->lock);
	alloc = vidmm_find_yielding(vidmm, room->segment_id, room->place->client, since);
	spin_unlock(&vidmm->lock);
	if (!alloc)
		return false;
	if (vidmm_move(alloc, VIDMM_EFFORT_NONE, false) && alloc->place)
		vidmm_alloc_update_place(alloc);
	dma_resv_unlock(vidmm_alloc_resv(alloc));
	vidmm_alloc_put(alloc);
	return true;
}

/* As put_by_evicting(), at the cost of processes over their budgets, too. */
static int put_by_yielding(struct room *room)
{
	u64 since = READ_ONCE(room->place->vidmm->age);
	int err;

	do {
		err = put_by_evicting(room);
	} while (err == -ENOSPC && have_one_yield(room, since) && !fatal_signal_pending(current));
	return err;
}

static int put(struct room *room, enum vidmm_effort effort)
{
	switch (effort) {
	case VIDMM_EFFORT_EVICT:
		return put_by_evicting(room);
	case VIDMM_EFFORT_YIELD:
		return put_by_yielding(room);
	default:
		return try_segment(room, NULL);
	}
}

/* Put a place into some segment but @except. Return: 0; -ENOSPC, -EDQUOT or -EBUSY. */
static int find_room(struct room *room, enum vidmm_effort effort, u32 except)
{
	struct vidmm_alloc *alloc = room->place->alloc;
	struct vidmm *vidmm = room->place->vidmm;
	int err, result = -ENOSPC;
	u32 n;

	for (n = 0; (room->segment_id = nth_segment(alloc, vidmm, n, &room->from_end)); n++) {
		if (room->segment_id == except ||
		    !may_be_in(alloc, vidmm, room->segment_id, room->visible))
			continue;
		err = put(room, effort);
		if (!err)
			return 0;
		result = err;
		if (err == -EBUSY)
			break;
	}
	vidmm_views_unbar(alloc);
	return result;
}

/* The place that was found is the allocation's. */
static void settle(struct vidmm_place *place)
{
	struct vidmm_alloc *alloc = place->alloc;

	spin_lock(&place->vidmm->lock);
	alloc->place = place;
	vidmm_place_update(place);
	spin_unlock(&place->vidmm->lock);
	vidmm_views_unbar(alloc);
}

static void abandon(struct vidmm_place *place)
{
	spin_lock(&place->vidmm->lock);
	vidmm_place_remove(place);
	spin_unlock(&place->vidmm->lock);
	vidmm_place_free(place);
}

/* By way of system memory. Return: 0; or an error, with contents where they were, or there. */
static int copy_to(struct vidmm_alloc *alloc, struct vidmm_place *to)
{
	int err = vidmm_copy_out(alloc->place);

	if (err)
		return err;
	err = vidmm_copy_in(to);
	/* Its range is still its own, but the way back may fail, too. */
	if (err && vidmm_copy_in(alloc->place))
		vidmm_has_left(alloc);
	return err;
}

/*
 * Move contents to a new place that has a range. Return: 0; or an error, with the new place freed
 * and contents where they were; or in system memory, and no place at all, if they can't go back.
 */
static int move_to(struct vidmm_alloc *alloc, struct vidmm_place *to)
{
	bool was_resident = vidmm_get_residency(alloc) != VIDMM_NOT_RESIDENT;
	struct vidmm_place *from = alloc->place;
	int err = copy_to(alloc, to);

	if (err) {
		abandon(to);
		/* Back where it was, it was away for nobody but the CPU. */
		if (was_resident && alloc->place)
			vidmm_stays_resident(alloc);
		vidmm_views_unbar(alloc);
		return err;
	}
	spin_lock(&from->vidmm->lock);
	from->vidmm->migrated.count++;
	from->vidmm->migrated.bytes += alloc->size;
	vidmm_place_remove(from);
	spin_unlock(&from->vidmm->lock);
	settle(to);
	if (was_resident)
		vidmm_stays_resident(alloc);
	trace_page_in_allocation(alloc, to);
	vidmm_place_free(from);
	return 0;
}

/**
 * vidmm_move - move an allocation to another segment of its set
 * @alloc: It has a place.
 * @effort: How far to go to get room.
 * @visible: Only where the CPU sees it.
 *
 * Context: the reservation is locked, inside an adapter section; sleeps.
 * Return: 0; -ENOMEM without room or memory, or another error of paging, with the allocation where
 * it was; or without a place, if it couldn't go back.
 */
int vidmm_move(struct vidmm_alloc *alloc, enum vidmm_effort effort, bool visible)
{
	struct vidmm_place *from = alloc->place;
	struct room room = { .visible = visible };

	room.place = vidmm_place_new(from->vidmm, alloc, from->client, from->hallocation);
	if (!room.place)
		return -ENOMEM;
	if (find_room(&room, effort, from->segment_id)) {
		vidmm_place_free(room.place);
		return -ENOMEM;
	}
	return move_to(alloc, room.place);
}

/**
 * vidmm_may_stay - whether an allocation may be where it is
 * @alloc: It has a place. Its reservation is locked.
 */
bool vidmm_may_stay(struct vidmm_alloc *alloc)
{
	return may_be_in(alloc, alloc->place->vidmm, alloc->place->segment_id, false);
}

/**
 * vidmm_page_in - bring an allocation that is in system memory to where the GPU reaches it
 * @request: The call's.
 * @alloc: The allocation.
 * @hallocation: The miniport's cookie, or NULL.
 *
 * Context: as vidmm_move().
 * Return: 0; -ENOMEM without room or memory; -EBUSY with @request->busy, when the caller is to help
 * and to try again; another error of paging.
 */
int vidmm_page_in(struct vidmm_request *request, struct vidmm_alloc *alloc, void *hallocation)
{
	struct room room = { .request = request };
	int err;

	err = vidmm_alloc_back(alloc, request->store);
	if (err)
		return err;
	room.place = vidmm_place_new(request->vidmm, alloc, request->client, hallocation);
	if (!room.place)
		return -ENOMEM;
	err = find_room(&room, VIDMM_EFFORT_YIELD, 0);
	if (err == -ENOSPC)
		request->bytes_to_trim = max(request->bytes_to_trim, alloc->size);
	if (err)
		goto free;
	err = vidmm_copy_in(room.place);
	if (err) {
		spin_lock(&request->vidmm->lock);
		vidmm_place_remove(room.place);
		spin_unlock(&request->vidmm->lock);
		goto free;
	}
	settle(room.place);
	trace_page_in_allocation(alloc, room.place);
	return 0;

free:
	vidmm_place_free(room.place);
	vidmm_views_unbar(alloc);
	return err == -ENOSPC || err == -EDQUOT ? -ENOMEM : err;
}
