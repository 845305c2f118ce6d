/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Places: ranges of segments that allocations have.
 */
#ifndef DXGK_VIDMM_PLACE_H
#define DXGK_VIDMM_PLACE_H

#include <linux/rbtree.h>

#include <drm/drm_mm.h>

#include "vidmm/vidmm.h"

struct vidmm_client;

/* Victims that are looked for at a time; each is a lock, of which lockdep counts at most 48. */
#define VIDMM_MAX_VICTIMS	32

/**
 * struct vidmm_place - where an allocation is
 * @node: The range, in pages.
 * @link: In @tree.
 * @tree: Among those that may have to leave, or NULL.
 * @vidmm: The adapter's. Constant, as the next four.
 * @alloc: Whose it is.
 * @client: On whose behalf; with a reference.
 * @hallocation: The miniport's cookie, or NULL.
 * @segment_id: The segment. Set when it is put there.
 * @charged: The client requires it.
 * @preference: The segment's place among those that the allocation preferred then.
 * @offer: Order in @tree: as it was put there.
 * @priority: As above.
 * @age: As above.
 *
 * The allocation's reservation and vidmm.lock both protect what is not constant: either is enough
 * to read.
 */
struct vidmm_place {
	struct drm_mm_node node;
	struct rb_node link;
	struct rb_root_cached *tree;
	struct vidmm *vidmm;
	struct vidmm_alloc *alloc;
	struct vidmm_client *client;
	void *hallocation;
	u32 segment_id;
	bool charged;
	u8 preference;
	u8 offer;
	u32 priority;
	u64 age;
};

static inline struct vidmm_segment *vidmm_place_segment(const struct vidmm_place *place)
{
	return &place->vidmm->segments[place->segment_id - 1];
}

static inline u64 vidmm_place_offset(const struct vidmm_place *place)
{
	return place->node.start << PAGE_SHIFT;
}

static inline bool vidmm_place_is_aperture(const struct vidmm_place *place)
{
	return vidmm_place_segment(place)->flags & DXGK_SEGMENTFLAGS_APERTURE;
}

/* Whether an allocation's contents are where only the miniport finds them. */
static inline bool vidmm_alloc_is_in_memory_segment(const struct vidmm_alloc *alloc)
{
	return alloc->place && !vidmm_place_is_aperture(alloc->place);
}

struct vidmm_place *vidmm_place_new(struct vidmm *vidmm, struct vidmm_alloc *alloc,
				    struct vidmm_client *client, void *hallocation);
void vidmm_place_free(struct vidmm_place *place);

int vidmm_place_insert(struct vidmm_place *place, u32 segment_id, bool from_end);
void vidmm_place_remove(struct vidmm_place *place);
void vidmm_place_update(struct vidmm_place *place);
void vidmm_alloc_update_place(struct vidmm_alloc *alloc);

/**
 * struct vidmm_victims - who leaves
 * @allocs: Allocations, each with its reservation locked and a reference.
 * @n: How many there are.
 * @leaving: A bit for each that is to leave.
 * @busy: Without any: one that could leave, if nobody used it; with a reference. Or NULL.
 */
struct vidmm_victims {
	struct vidmm_alloc *allocs[VIDMM_MAX_VICTIMS];
	u32 n;
	u64 leaving;
	struct vidmm_alloc *busy;
};

void vidmm_find_victims(struct vidmm_place *place, u32 segment_id, bool from_end,
			struct vidmm_victims *victims);
struct vidmm_alloc *vidmm_find_yielding(struct vidmm *vidmm, u32 segment_id,
					const struct vidmm_client *newcomer, u64 after);

#endif
