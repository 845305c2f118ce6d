// SPDX-License-Identifier: GPL-2.0-only
#include "vidmm/client.h"
#include "vidmm/map.h"
#include "vidmm/place.h"

static enum vidmm_range_state state_of(const struct vidmm_place *place)
{
	/* No list of those that may leave has it. */
	if (!place->tree)
		return VIDMM_RANGE_PINNED;
	if (place->offer)
		return VIDMM_RANGE_OFFERED;
	return place->charged ? VIDMM_RANGE_REQUIRED : VIDMM_RANGE_UNNEEDED;
}

static void describe(const struct vidmm_place *place, struct vidmm_range *range)
{
	range->offset = vidmm_place_offset(place);
	range->size = place->node.size << PAGE_SHIFT;
	range->alloc = place->alloc;
	range->pid = place->client->pid;
	range->priority = place->priority;
	range->state = state_of(place);
}

/**
 * vidmm_map_read - a part of a segment's ranges as they are now
 * @vidmm: The adapter's, kept by the caller.
 * @segment_id: The segment.
 * @from: Where the part begins, in bytes: 0, then @map->next.
 * @map: Out.
 *
 * Parts are of different moments, so what moves in between is seen twice or not at all.
 *
 * Context: any in which vidmm.lock may be taken; holds it for as long as one part takes.
 */
void vidmm_map_read(struct vidmm *vidmm, u32 segment_id, u64 from, struct vidmm_map *map)
{
	struct vidmm_segment *segment = &vidmm->segments[segment_id - 1];
	struct drm_mm_node *node;

	map->num = 0;
	map->next = 0;
	spin_lock(&vidmm->lock);
	map->resident = segment->resident;
	drm_mm_for_each_node_in_range(node, &segment->ranges, from >> PAGE_SHIFT,
				      segment->size >> PAGE_SHIFT) {
		if (map->num == VIDMM_MAP_RANGES) {
			map->next = node->start << PAGE_SHIFT;
			break;
		}
		describe(container_of(node, struct vidmm_place, node), &map->ranges[map->num++]);
	}
	spin_unlock(&vidmm->lock);
}
