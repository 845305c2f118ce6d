// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps where others have to leave: whatever can't be had, contents stay what they were, and
 * what failed works the next time.
 */
#include "fail_nth_fixture.h"
#include "residency.h"

#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define SIZE	(256 * KIB)
#define SEED	77

/* The first is full with two; the third takes more. */
#define SEGMENTS	"512K cpu_visible, 4M, 16M aperture"

/* Two that fill the segment, and two that want to be there. */
static struct {
	struct dxg_pager q;
	uint32_t old[2];
	uint32_t new[2];
	uint64_t value;	/* when the run's paging is over */
} made;

/* Each run has a device of its own. */
static int prepare_queue(struct fail_world *world)
{
	uint32_t device = dxg_create_device(world->fd, world->adapter);

	memset(&made, 0, sizeof(made));
	made.q.device = device;
	return device ? dxg_pager_create(world->fd, world->adapter, device, &made.q) : -ENODEV;
}

static int prepare_allocations(struct fail_world *world)
{
	int ret = prepare_queue(world), i;

	for (i = 0; !ret && i < 2; i++) {
		ret = dxg_create_filled(&made.q, SIZE, SEED + i, &made.old[i]);
		ret = ret ?: dxg_create_filled(&made.q, SIZE, SEED + 2 + i, &made.new[i]);
	}
	return ret;
}

static bool contents_are_whole(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (dxg_check_contents(&made.q, made.old[i], SIZE, SEED + i) ||
		    dxg_check_contents(&made.q, made.new[i], SIZE, SEED + 2 + i))
			return false;
	}
	return true;
}

static bool clean_up(struct fail_world *world, int status)
{
	bool ok = contents_are_whole();

	(void)status;
	return !dxg_destroy_device(world->fd, made.q.device) && ok;
}

/* --- residency --- */

static int run_resident(struct fail_world *world)
{
	struct dxg_resident out = { };
	int ret = dxg_make_resident(&made.q, made.new, 2, 0, &out);

	(void)world;
	made.value = ret == STATUS_PENDING ? out.value : 0;
	return ret == STATUS_PENDING ? 0 : ret;
}

/* All or nothing, and afterwards it works. */
static bool clean_up_resident(struct fail_world *world, int status)
{
	bool ok = dxg_pager_wait(&made.q, made.value);

	ok &= (dxg_residency(&made.q, made.new[0]) == NOT_RESIDENT) == !!status;
	ok &= (dxg_residency(&made.q, made.new[1]) == NOT_RESIDENT) == !!status;
	ok &= !dxg_resident(&made.q, made.new, 2);
	return clean_up(world, status) && ok;
}

/* Where there is room only if somebody goes. */
static int prepare_full(struct fail_world *world)
{
	int ret = prepare_allocations(world);

	ret = ret ?: dxg_resident(&made.q, made.old, 2);
	return ret ?: dxg_evict(&made.q, made.old, 2, LAZILY);
}

static const struct fail_sequence resident_by_eviction = {
	.name = "MakeResident with eviction",
	.segments = SEGMENTS,
	.prepare = prepare_full,
	.run = run_resident,
	.clean_up = clean_up_resident,
};

static int prepare_resident(struct fail_world *world)
{
	int ret = prepare_allocations(world);

	return ret ?: dxg_resident(&made.q, made.old, 2);
}

static int run_evict(struct fail_world *world)
{
	(void)world;
	return dxg_evict(&made.q, made.old, 2, 0);
}

/* Evicting can't fail for want of memory: it stays where it is until there is some. */
static bool clean_up_evict(struct fail_world *world, int status)
{
	bool ok = !status || status == -EFAULT;

	return clean_up(world, status) && ok;
}

static const struct fail_sequence evict = {
	.name = "Evict",
	.segments = SEGMENTS,
	.prepare = prepare_resident,
	.run = run_evict,
	.clean_up = clean_up_evict,
};

/* --- offers --- */

static int run_offer(struct fail_world *world)
{
	uint32_t results[2];
	int ret = dxg_offer(&made.q, made.old, 2, D3DKMT_OFFER_PRIORITY_LOW);

	(void)world;
	return ret ?: dxg_reclaim(&made.q, made.old, 2, results);
}

static bool clean_up_offer(struct fail_world *world, int status)
{
	uint32_t results[2];
	bool ok = !dxg_reclaim(&made.q, made.old, 2, results);

	/* Nobody needed their room. */
	ok &= results[0] == D3DDDI_RECLAIM_RESULT_OK && results[1] == D3DDDI_RECLAIM_RESULT_OK;
	return clean_up(world, status) && ok;
}

static const struct fail_sequence offer = {
	.name = "OfferAllocations and ReclaimAllocations2",
	.segments = SEGMENTS,
	.prepare = prepare_resident,
	.run = run_offer,
	.clean_up = clean_up_offer,
};

/* --- properties --- */

/* Segments 1 and 3 may hold it; it is moved from the one to the other. */
static int run_move(struct fail_world *world)
{
	struct d3dddi_updateallocproperty args = {
		.allocation = made.old[0],
		.supported_segment_set = SEGMENT(3),
		.preferred_segment = 3,
		.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_SUPPORTED_SEGMENT_SET |
				       D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT,
	};
	int ret = dxg_update_property(&made.q, &args);

	(void)world;
	made.value = ret == STATUS_PENDING ? args.paging_fence_value : 0;
	return ret == STATUS_PENDING ? 0 : ret;
}

static bool clean_up_move(struct fail_world *world, int status)
{
	bool ok = dxg_pager_wait(&made.q, made.value) &&
		  dxg_residency(&made.q, made.old[0]) != NOT_RESIDENT;

	ok &= !dxg_restrict(&made.q, made.old[0], SEGMENT(3));
	ok &= dxg_residency(&made.q, made.old[0]) == IN_APERTURE;
	return clean_up(world, status) && ok;
}

static const struct fail_sequence move = {
	.name = "UpdateAllocationProperty",
	.segments = SEGMENTS,
	.prepare = prepare_resident,
	.run = run_move,
	.clean_up = clean_up_move,
};

FIXTURE_VARIANT_ADD(fail, resident_by_eviction) { .sequence = &resident_by_eviction };
FIXTURE_VARIANT_ADD(fail, evict) { .sequence = &evict };
FIXTURE_VARIANT_ADD(fail, offer) { .sequence = &offer };
FIXTURE_VARIANT_ADD(fail, move) { .sequence = &move };

TEST_HARNESS_MAIN
