// SPDX-License-Identifier: GPL-2.0-only
/*
 * Placement: which range is taken, who has to leave for one and in which order, and who never.
 */
#include <kunit/test.h>

#include "vidmm/client.h"

/* Tracepoints are the driver's. */
#define DXGK_TRACE_H
static void trace_total_bytes_resident_in_segment(const struct vidmm *vidmm, u32 segment_id)
{
}

#include "vidmm/place.c"

#define MAX_PAGES	256

/* A segment, a process, and allocations in the segment, each with its place. */
struct stage {
	struct vidmm *vidmm;
	struct vidmm_client *client;
	struct vidmm_alloc allocs[MAX_PAGES];
	u32 num;
};

static struct stage *new_stage(struct kunit *test, u64 pages, u64 limit)
{
	/* Only apertures have a limit of their own. */
	const struct dxgk_segmentdescriptor desc = {
		limit ? DXGK_SEGMENTFLAGS_APERTURE : 0, 0, pages * PAGE_SIZE, limit * PAGE_SIZE,
	};
	struct stage *stage = kunit_kzalloc(test, sizeof(*stage), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, stage);
	stage->vidmm = kunit_kzalloc(test, sizeof(*stage->vidmm), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, stage->vidmm);
	KUNIT_ASSERT_EQ(test, vidmm_init(stage->vidmm, NULL, &desc, 1), 0);
	stage->client = vidmm_client_join(stage->vidmm, (void *)16);
	KUNIT_ASSERT_NOT_NULL(test, stage->client);
	return stage;
}

/* Whatever was put there is taken out again; then nothing may be left. */
static void end_stage(struct kunit *test, struct stage *stage)
{
	struct vidmm_segment *segment = &stage->vidmm->segments[0];
	struct vidmm_alloc *alloc;
	u32 i;

	for (i = 0; i < stage->num; i++) {
		alloc = &stage->allocs[i];
		if (alloc->place) {
			spin_lock(&stage->vidmm->lock);
			vidmm_place_remove(alloc->place);
			spin_unlock(&stage->vidmm->lock);
			vidmm_place_free(alloc->place);
		}
		KUNIT_EXPECT_EQ(test, kref_read(&alloc->ref), 1u);
		dma_resv_fini(&alloc->resv);
	}
	KUNIT_EXPECT_EQ(test, segment->resident, 0ull);
	KUNIT_EXPECT_EQ(test, segment->num_resident, 0u);
	KUNIT_EXPECT_EQ(test, stage->client->segments[0].resident, 0ull);
	KUNIT_EXPECT_EQ(test, stage->client->segments[0].num_resident, 0u);
	KUNIT_EXPECT_EQ(test, stage->client->usage[VIDMM_GROUP_LOCAL], 0ull);
	KUNIT_EXPECT_TRUE(test, RB_EMPTY_ROOT(&segment->unneeded.rb_root));
	KUNIT_EXPECT_TRUE(test, RB_EMPTY_ROOT(&stage->client->segments[0].required.rb_root));
	KUNIT_EXPECT_TRUE(test, drm_mm_clean(&segment->ranges));
	vidmm_client_leave(stage->client);
	vidmm_fini(stage->vidmm);
}

static struct vidmm_alloc *new_alloc(struct kunit *test, struct stage *stage, u64 pages,
				     u32 alignment)
{
	struct vidmm_alloc *alloc = &stage->allocs[stage->num++];

	KUNIT_ASSERT_LE(test, stage->num, (u32)MAX_PAGES);
	alloc->size = pages * PAGE_SIZE;
	alloc->alignment = (alignment ?: 1) * PAGE_SIZE;
	alloc->priority = DXGK_ALLOCATIONPRIORITY_NORMAL;
	alloc->memory = alloc;
	kref_init(&alloc->ref);
	dma_resv_init(&alloc->resv);
	alloc->place = vidmm_place_new(stage->vidmm, alloc, stage->client, NULL);
	KUNIT_ASSERT_NOT_NULL(test, alloc->place);
	return alloc;
}

/* Page where it got its range, or -1; it has no place then. */
static s64 insert(struct stage *stage, struct vidmm_alloc *alloc, bool from_end)
{
	s64 page = -1;

	spin_lock(&stage->vidmm->lock);
	if (!vidmm_place_insert(alloc->place, 1, from_end)) {
		vidmm_place_update(alloc->place);
		page = alloc->place->node.start;
	}
	spin_unlock(&stage->vidmm->lock);
	if (page < 0) {
		vidmm_place_free(alloc->place);
		alloc->place = NULL;
	}
	return page;
}

static struct vidmm_victims *new_victims(struct kunit *test)
{
	struct vidmm_victims *victims = kunit_kzalloc(test, sizeof(*victims), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, victims);
	return victims;
}

static s64 put(struct kunit *test, struct stage *stage, u64 pages, u32 alignment, bool from_end)
{
	return insert(stage, new_alloc(test, stage, pages, alignment), from_end);
}

static void take(struct stage *stage, u32 i)
{
	struct vidmm_place *place = stage->allocs[i].place;

	spin_lock(&stage->vidmm->lock);
	vidmm_place_remove(place);
	spin_unlock(&stage->vidmm->lock);
	stage->allocs[i].place = NULL;
	vidmm_place_free(place);
}

static void the_smallest_hole_is_taken(struct kunit *test)
{
	static const u32 pages[] = { 8, 4, 16, 4, 6, 26 };
	struct stage *stage = new_stage(test, 64, 0);
	u32 i;

	for (i = 0; i < ARRAY_SIZE(pages); i++)
		KUNIT_EXPECT_GE(test, put(test, stage, pages[i], 0, false), 0ll);
	KUNIT_EXPECT_EQ(test, put(test, stage, 1, 0, false), -1ll);
	KUNIT_EXPECT_EQ(test, stage->vidmm->segments[0].resident, 64ull * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, stage->vidmm->segments[0].num_resident, 6u);
	/* Holes of 8, 16 and 6 pages */
	for (i = 0; i < 6; i += 2)
		take(stage, i);
	KUNIT_EXPECT_EQ(test, stage->client->segments[0].num_resident, 3u);
	KUNIT_EXPECT_EQ(test, put(test, stage, 17, 0, false), -1ll);
	/* Only if each takes the smallest one there is room for all of these. */
	KUNIT_EXPECT_GE(test, put(test, stage, 6, 0, false), 0ll);
	KUNIT_EXPECT_GE(test, put(test, stage, 7, 0, false), 0ll);
	KUNIT_EXPECT_GE(test, put(test, stage, 16, 0, false), 0ll);
	KUNIT_EXPECT_GE(test, put(test, stage, 1, 0, false), 0ll);
	KUNIT_EXPECT_EQ(test, put(test, stage, 1, 0, false), -1ll);
	end_stage(test, stage);
}

static void ends_and_alignments(struct kunit *test)
{
	static const struct {
		const char *name;
		u64 used;	/* pages at the start that are not free */
		u64 pages;
		u32 alignment;
		bool from_end;
		s64 page;
	} rows[] = {
		{ "highest", 0, 3, 1, true, 61 },
		{ "highest, aligned", 0, 3, 8, true, 56 },
		{ "highest, just so", 0, 8, 8, true, 56 },
		{ "all", 0, 64, 64, false, 0 },
		{ "all, from the end", 0, 64, 64, true, 0 },
		{ "aligned after a page", 1, 8, 8, false, 8 },
		{ "no aligned place", 1, 64 - 8, 16, false, -1 },
		{ "only one aligned place", 1, 32, 32, false, 32 },
		{ "the same from the end", 1, 32, 32, true, 32 },
		{ "too large", 0, 65, 1, false, -1 },
		{ "alignment above the size", 1, 1, 128, false, -1 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct stage *stage = new_stage(test, 64, 0);
		s64 page;

		if (rows[i].used)
			KUNIT_EXPECT_EQ(test, put(test, stage, rows[i].used, 0, false), 0ll);
		page = put(test, stage, rows[i].pages, rows[i].alignment, rows[i].from_end);
		KUNIT_EXPECT_EQ_MSG(test, page, rows[i].page, "%s", rows[i].name);
		end_stage(test, stage);
	}
}

/* The hole that fits best has no aligned start: a larger one is cut. */
static void another_hole_is_cut(struct kunit *test)
{
	static const u32 holes[][2] = { { 8, 20 }, { 20, 8 } };
	static const s64 page[] = { 16, 8 };
	struct stage *stage;
	u32 end;

	for (end = 0; end < 2; end++) {
		stage = new_stage(test, 40, 0);
		put(test, stage, 1, 0, false);
		put(test, stage, holes[end][0], 0, false);
		put(test, stage, 1, 0, false);
		put(test, stage, holes[end][1], 0, false);
		put(test, stage, 10, 0, false);
		take(stage, 1);
		take(stage, 3);
		KUNIT_EXPECT_EQ(test, put(test, stage, 8, 8, end), page[end]);
		end_stage(test, stage);
	}
}

static void the_limit_counts_bytes(struct kunit *test)
{
	struct stage *stage = new_stage(test, 64, 8);

	KUNIT_EXPECT_GE(test, put(test, stage, 5, 0, false), 0ll);
	KUNIT_EXPECT_EQ(test, put(test, stage, 4, 0, false), -1ll);
	KUNIT_EXPECT_GE(test, put(test, stage, 3, 0, false), 0ll);
	KUNIT_EXPECT_EQ(test, put(test, stage, 1, 0, false), -1ll);
	end_stage(test, stage);
}

/* Who would leave for an allocation, all unlocked again; returns how many. */
static u32 search(struct stage *stage, struct vidmm_alloc *alloc, struct vidmm_victims *victims)
{
	u32 i;

	spin_lock(&stage->vidmm->lock);
	vidmm_find_victims(alloc->place, 1, false, victims);
	spin_unlock(&stage->vidmm->lock);
	for (i = 0; i < victims->n; i++) {
		dma_resv_unlock(&victims->allocs[i]->resv);
		refcount_dec(&victims->allocs[i]->ref.refcount);
	}
	if (victims->busy)
		refcount_dec(&victims->busy->ref.refcount);
	return victims->n;
}

static u32 index_of(struct stage *stage, struct vidmm_alloc *alloc)
{
	return alloc - stage->allocs;
}

static void they_leave_in_order(struct kunit *test)
{
	/* In the order in which they go: offered ones first, then by priority, then by age */
	static const struct {
		u8 offer;
		u32 priority;
	} order[] = {
		{ VIDMM_OFFER_LOW, DXGK_ALLOCATIONPRIORITY_MAXIMUM },
		{ VIDMM_OFFER_NORMAL, DXGK_ALLOCATIONPRIORITY_LOW },
		{ VIDMM_OFFER_NORMAL, DXGK_ALLOCATIONPRIORITY_HIGH },
		{ VIDMM_OFFER_HIGH, DXGK_ALLOCATIONPRIORITY_MINIMUM },
		{ VIDMM_NOT_OFFERED, 1 },
		{ VIDMM_NOT_OFFERED, DXGK_ALLOCATIONPRIORITY_NORMAL },
		{ VIDMM_NOT_OFFERED, DXGK_ALLOCATIONPRIORITY_NORMAL },
		{ VIDMM_NOT_OFFERED, DXGK_ALLOCATIONPRIORITY_MAXIMUM },
	};
	/* Put there in another order; the fifth and sixth are told apart by age. */
	static const u32 shuffled[] = { 5, 7, 2, 6, 0, 4, 1, 3 };
	struct vidmm_victims *victims = new_victims(test);
	struct vidmm_alloc *asker;
	struct stage *stage = new_stage(test, ARRAY_SIZE(order), 0);
	u32 i;

	for (i = 0; i < ARRAY_SIZE(order); i++) {
		struct vidmm_alloc *alloc = new_alloc(test, stage, 1, 0);

		alloc->offer = order[shuffled[i]].offer;
		alloc->priority = order[shuffled[i]].priority;
		KUNIT_ASSERT_GE(test, insert(stage, alloc, false), 0ll);
	}
	asker = new_alloc(test, stage, 1, 0);
	for (i = 0; i < ARRAY_SIZE(order); i++) {
		KUNIT_ASSERT_EQ(test, search(stage, asker, victims), 1u);
		KUNIT_EXPECT_TRUE(test, victims->leaving & 1);
		KUNIT_EXPECT_EQ(test, shuffled[index_of(stage, victims->allocs[0])], i);
		/* It goes; somebody who is needed takes its page. */
		take(stage, index_of(stage, victims->allocs[0]));
		new_alloc(test, stage, 1, 0)->required = 1;
		KUNIT_ASSERT_GE(test, insert(stage, &stage->allocs[stage->num - 1], false), 0ll);
	}
	KUNIT_EXPECT_EQ(test, search(stage, asker, victims), 0u);
	vidmm_place_free(asker->place);
	asker->place = NULL;
	end_stage(test, stage);
}

static void some_never_leave(struct kunit *test)
{
	struct vidmm_victims *victims = new_victims(test);
	struct vidmm_alloc *asker;
	struct stage *stage = new_stage(test, 5, 0);
	u32 i;

	for (i = 0; i < 5; i++)
		new_alloc(test, stage, 1, 0);
	stage->allocs[0].flags = DXGK_ALLOCATIONINFOFLAGS_OVERLAY;
	stage->allocs[1].flags = DXGK_ALLOCATIONINFOFLAGS_CAPTURE;
	stage->allocs[2].required = 1;
	stage->allocs[4].required = 1;
	stage->allocs[4].offer = VIDMM_OFFER_LOW;
	for (i = 0; i < 5; i++)
		KUNIT_ASSERT_GE(test, insert(stage, &stage->allocs[i], false), 0ll);
	KUNIT_EXPECT_EQ(test, stage->client->usage[VIDMM_GROUP_LOCAL], (u64)PAGE_SIZE);
	asker = new_alloc(test, stage, 1, 0);
	/* In use, and so passed by. The next is required, but was offered. */
	KUNIT_ASSERT_TRUE(test, dma_resv_trylock(&stage->allocs[3].resv));
	KUNIT_ASSERT_EQ(test, search(stage, asker, victims), 1u);
	KUNIT_EXPECT_PTR_EQ(test, victims->allocs[0], &stage->allocs[4]);
	take(stage, 4);
	KUNIT_ASSERT_GE(test, insert(stage, asker, false), 0ll);
	asker = new_alloc(test, stage, 1, 0);
	stage->allocs[5].required = 1;
	vidmm_alloc_update_place(&stage->allocs[5]);
	KUNIT_EXPECT_EQ(test, search(stage, asker, victims), 0u);
	KUNIT_EXPECT_PTR_EQ(test, victims->busy, &stage->allocs[3]);
	dma_resv_unlock(&stage->allocs[3].resv);
	KUNIT_ASSERT_EQ(test, search(stage, asker, victims), 1u);
	KUNIT_EXPECT_PTR_EQ(test, victims->allocs[0], &stage->allocs[3]);
	vidmm_place_free(asker->place);
	asker->place = NULL;
	end_stage(test, stage);
}

/* Of many small ones, so many go that there is room in one piece, in at most a few rounds. */
static void room_is_made_in_one_piece(struct kunit *test)
{
	const u32 pages = 160, wanted = 100;
	struct vidmm_victims *victims = new_victims(test);
	struct vidmm_alloc *asker;
	struct stage *stage = new_stage(test, pages, 0);
	u32 i, n, rounds = 0, left = pages;

	for (i = 0; i < pages; i++)
		KUNIT_ASSERT_GE(test, put(test, stage, 1, 0, false), 0ll);
	/* Those at even pages are used last. */
	for (i = 0; i < pages; i += 2)
		vidmm_alloc_update_place(&stage->allocs[i]);
	asker = new_alloc(test, stage, wanted, 4);
	for (;;) {
		spin_lock(&stage->vidmm->lock);
		n = vidmm_place_insert(asker->place, 1, false);
		spin_unlock(&stage->vidmm->lock);
		if (!n)
			break;
		n = search(stage, asker, victims);
		KUNIT_ASSERT_NE(test, n, 0u);
		KUNIT_ASSERT_NE(test, victims->leaving, 0ull);
		for (i = 0; i < n; i++) {
			if (!(victims->leaving & BIT_ULL(i)))
				continue;
			take(stage, index_of(stage, victims->allocs[i]));
			left--;
		}
		KUNIT_ASSERT_LT(test, ++rounds, 10u);
	}
	KUNIT_EXPECT_EQ(test, asker->place->node.start % 4, 0ull);
	KUNIT_EXPECT_LE(test, left, pages - wanted);
	end_stage(test, stage);
}

/* Who isn't in the way stays: room is there, only not in one piece. */
static void who_doesnt_help_stays(struct kunit *test)
{
	/* A single page and a block of six that nobody needs; what is between them is needed. */
	static const struct {
		u32 pages, required;
	} rows[] = { { 1, 0 }, { 1, 1 }, { 6, 0 }, { 1, 1 }, { 3, 1 }, { 1, 1 }, { 3, 1 } };
	struct vidmm_victims *victims = new_victims(test);
	struct stage *stage = new_stage(test, 16, 0);
	struct vidmm_alloc *asker;
	u32 i, n, gone = 0;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		new_alloc(test, stage, rows[i].pages, 0)->required = rows[i].required;
		KUNIT_ASSERT_GE(test, insert(stage, &stage->allocs[i], false), 0ll);
	}
	/* Two holes of three pages */
	take(stage, 4);
	take(stage, 6);
	asker = new_alloc(test, stage, 4, 0);
	n = search(stage, asker, victims);
	KUNIT_EXPECT_EQ(test, n, 2u);
	for (i = 0; i < n; i++) {
		if (victims->leaving & BIT_ULL(i))
			gone |= BIT(index_of(stage, victims->allocs[i]));
	}
	KUNIT_EXPECT_EQ(test, gone, (u32)BIT(2));
	vidmm_place_free(asker->place);
	asker->place = NULL;
	end_stage(test, stage);
}

static void below_a_limit_bytes_are_enough(struct kunit *test)
{
	struct vidmm_victims *victims = new_victims(test);
	struct vidmm_alloc *asker;
	struct stage *stage = new_stage(test, 64, 8);
	u32 i;

	for (i = 0; i < 8; i++)
		KUNIT_ASSERT_GE(test, put(test, stage, 1, 0, false), 0ll);
	asker = new_alloc(test, stage, 3, 0);
	KUNIT_EXPECT_EQ(test, search(stage, asker, victims), 3u);
	KUNIT_EXPECT_EQ(test, victims->leaving & 7, 7ull);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_PTR_EQ(test, victims->allocs[i], &stage->allocs[i]);
	vidmm_place_free(asker->place);
	asker->place = NULL;
	end_stage(test, stage);
}

static struct vidmm_alloc *yielding(struct stage *stage, const struct vidmm_client *newcomer,
				    u64 after)
{
	struct vidmm_alloc *alloc;

	spin_lock(&stage->vidmm->lock);
	alloc = vidmm_find_yielding(stage->vidmm, 1, newcomer, after);
	spin_unlock(&stage->vidmm->lock);
	if (alloc) {
		dma_resv_unlock(&alloc->resv);
		refcount_dec(&alloc->ref.refcount);
	}
	return alloc;
}

/* Who uses more than its budget yields, its least important first; nobody else does. */
static void who_is_over_budget_yields(struct kunit *test)
{
	struct stage *stage = new_stage(test, 8, 0);
	struct vidmm_client *other = vidmm_client_join(stage->vidmm, (void *)32);
	u64 before;
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, other);
	for (i = 0; i < 6; i++) {
		struct vidmm_alloc *alloc = new_alloc(test, stage, 1, 0);

		alloc->required = 1;
		alloc->priority = i == 4 ? DXGK_ALLOCATIONPRIORITY_LOW : alloc->priority;
		KUNIT_ASSERT_GE(test, insert(stage, alloc, false), 0ll);
	}
	KUNIT_EXPECT_NULL(test, yielding(stage, stage->client, U64_MAX));
	KUNIT_EXPECT_PTR_EQ(test, yielding(stage, other, U64_MAX), &stage->allocs[4]);
	/* In use: the oldest of the rest. What has come since doesn't count. */
	KUNIT_ASSERT_TRUE(test, dma_resv_trylock(&stage->allocs[4].resv));
	KUNIT_EXPECT_PTR_EQ(test, yielding(stage, other, U64_MAX), &stage->allocs[0]);
	before = stage->vidmm->age;
	vidmm_alloc_update_place(&stage->allocs[0]);
	KUNIT_EXPECT_PTR_EQ(test, yielding(stage, other, before), &stage->allocs[1]);
	KUNIT_EXPECT_NULL(test, yielding(stage, other, 0));
	dma_resv_unlock(&stage->allocs[4].resv);
	/* Half is its budget when the other comes. */
	take(stage, 4);
	take(stage, 5);
	KUNIT_EXPECT_NULL(test, yielding(stage, other, U64_MAX));
	vidmm_client_leave(other);
	end_stage(test, stage);
}

static struct kunit_case place_cases[] = {
	KUNIT_CASE(the_smallest_hole_is_taken),
	KUNIT_CASE(ends_and_alignments),
	KUNIT_CASE(another_hole_is_cut),
	KUNIT_CASE(the_limit_counts_bytes),
	KUNIT_CASE(they_leave_in_order),
	KUNIT_CASE(some_never_leave),
	KUNIT_CASE(room_is_made_in_one_piece),
	KUNIT_CASE(who_doesnt_help_stays),
	KUNIT_CASE(below_a_limit_bytes_are_enough),
	KUNIT_CASE(who_is_over_budget_yields),
	{ }
};

static struct kunit_suite place_suite = {
	.name = "dxgk_place",
	.test_cases = place_cases,
};

kunit_test_suite(place_suite);
