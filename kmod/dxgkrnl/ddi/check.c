// SPDX-License-Identifier: GPL-2.0-only
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/string.h>

#include <misc/d3dkmthk.h>

#include "ddi/check.h"
#include "vidmm/vidmm.h"

/* Whether a fixed array holds a string that ends. */
static bool is_terminated(const char *s, size_t size)
{
	return strnlen(s, size) < size;
}

const char *dxgk_check_driver_caps(const struct dxgk_drivercaps *caps)
{
	if (caps->flags & ~DXGK_DRIVERCAPS_VALID)
		return "flags";
	if (caps->flags & DXGK_DRIVERCAPS_HW_SCH_ENABLED &&
	    !(caps->flags & DXGK_DRIVERCAPS_HW_SCH_SUPPORTED))
		return "flags";
	if (caps->wddm_version < 2000 || caps->wddm_version > 3999)
		return "wddm_version";
	if (!caps->num_nodes || caps->num_nodes > DXGK_MAX_NODES)
		return "num_nodes";
	if (!caps->description[0] ||
	    !is_terminated(caps->description, sizeof(caps->description)))
		return "description";
	if (!is_terminated(caps->driver_store_path, sizeof(caps->driver_store_path)))
		return "driver_store_path";
	return NULL;
}

static const char *check_segment(const struct dxgk_segmentdescriptor *desc)
{
	bool aperture = desc->flags & DXGK_SEGMENTFLAGS_APERTURE;
	const u32 groups = DXGK_SEGMENTFLAGS_LOCAL_BUDGET_GROUP |
			   DXGK_SEGMENTFLAGS_NON_LOCAL_BUDGET_GROUP;
	u64 end;

	if (desc->flags & ~DXGK_SEGMENTFLAGS_VALID || (desc->flags & groups) == groups)
		return "flags";
	if (aperture && desc->flags & (DXGK_SEGMENTFLAGS_CPU_VISIBLE |
				       DXGK_SEGMENTFLAGS_POPULATED_FROM_SYSTEM_MEMORY))
		return "flags";
	if (!aperture && desc->flags & DXGK_SEGMENTFLAGS_CACHE_COHERENT)
		return "flags";
	if (!desc->size || !PAGE_ALIGNED(desc->size))
		return "size";
	if (!PAGE_ALIGNED(desc->base_address) ||
	    check_add_overflow(desc->base_address, desc->size, &end))
		return "base_address";
	if (desc->commit_limit && (aperture ? desc->commit_limit > desc->size :
					      desc->commit_limit != desc->size))
		return "commit_limit";
	return NULL;
}

static bool segments_overlap(const struct dxgk_segmentdescriptor *a,
			     const struct dxgk_segmentdescriptor *b)
{
	return a->base_address < b->base_address + b->size &&
	       b->base_address < a->base_address + a->size;
}

const char *dxgk_check_segments(const struct dxgk_segmentdescriptor *desc, u32 num)
{
	const char *bad;
	u32 i, j;

	for (i = 0; i < num; i++) {
		bad = check_segment(&desc[i]);
		if (bad)
			return bad;
		for (j = 0; j < i; j++) {
			if (segments_overlap(&desc[i], &desc[j]))
				return "base_address";
		}
	}
	return NULL;
}

const char *dxgk_check_node_metadata(const struct dxgkarg_getnodemetadata *arg)
{
	if (arg->engine_type >= DXGK_ENGINE_TYPE_MAX)
		return "engine_type";
	if (!is_terminated(arg->friendly_name, sizeof(arg->friendly_name)))
		return "friendly_name";
	return NULL;
}

/* Dependencies and exclusions of DXGK_ALLOCATIONINFOFLAGS_WDDM2_0. */
static bool flags_are_valid(u32 flags, bool primary)
{
	const u32 needs_cpu_visible = DXGK_ALLOCATIONINFOFLAGS_PERMANENT_SYS_MEM |
				      DXGK_ALLOCATIONINFOFLAGS_CACHED |
				      DXGK_ALLOCATIONINFOFLAGS_HISTORY_BUFFER;
	const u32 one_of = DXGK_ALLOCATIONINFOFLAGS_PERMANENT_SYS_MEM |
			   DXGK_ALLOCATIONINFOFLAGS_PROTECTED |
			   DXGK_ALLOCATIONINFOFLAGS_EXISTING_SYS_MEM |
			   DXGK_ALLOCATIONINFOFLAGS_EXISTING_KERNEL_SYS_MEM;

	if (flags & ~DXGK_ALLOCATIONINFOFLAGS_VALID)
		return false;
	if (primary && flags & (one_of | DXGK_ALLOCATIONINFOFLAGS_CACHED))
		return false;
	if (flags & needs_cpu_visible && !(flags & DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE))
		return false;
	if (flags & one_of && !is_power_of_2(flags & one_of))
		return false;
	return !(flags & DXGK_ALLOCATIONINFOFLAGS_EXPLICIT_RESIDENCY_NOTIFICATION) ||
	       flags & DXGK_ALLOCATIONINFOFLAGS_ACCESSED_PHYSICALLY;
}

/* Preferences may name only segments of the set. */
static bool preferences_are_valid(const struct dxgk_allocationinfo *info)
{
	u32 i;

	for (i = 0; i < DXGK_MAX_PREFERENCES; i++) {
		u8 id = info->preferred_segment[i].segment_id;

		if (!id)
			break;
		if (id > DXGK_MAX_SEGMENTS ||
		    !(info->supported_segment_set & DXGK_SEGMENT_BIT(id)))
			return false;
	}
	return true;
}

const char *dxgk_check_allocation_info(const struct vidmm *vidmm,
				       const struct dxgk_allocationinfo *info)
{
	u32 existing = GENMASK(vidmm->num_segments - 1, 0);

	if (!info->hallocation)
		return "hallocation";
	if (!info->size || PAGE_ALIGN(info->size) < info->size)
		return "size";
	if (info->pitch_aligned_size && info->pitch_aligned_size < info->size)
		return "pitch_aligned_size";
	if (info->alignment && !is_power_of_2(info->alignment))
		return "alignment";
	if (!info->supported_segment_set || info->supported_segment_set & ~existing)
		return "supported_segment_set";
	if (!preferences_are_valid(info))
		return "preferred_segment";
	if (info->eviction_segment_set & ~vidmm->aperture_set)
		return "eviction_segment_set";
	if (!flags_are_valid(info->flags, info->primary))
		return "flags";
	if (!vidmm_priority_is_valid(info->allocation_priority))
		return "allocation_priority";
	if (info->physical_adapter_index)
		return "physical_adapter_index";
	return NULL;
}

/* Largest private data that a standard allocation may need, as for a client's. */
#define MAX_STANDARD_DATA	(128u << 10)

/*
 * Without buffers, a miniport says how large they must be, not both empty; with them, it fills what
 * it was given.
 */
bool dxgk_check_standard_data(const struct dxgkarg_getstandardallocationdriverdata *asked,
			      const struct dxgkarg_getstandardallocationdriverdata *answer)
{
	u32 allocation = answer->allocation_private_driver_data_size;
	u32 resource = answer->resource_private_driver_data_size;

	if (asked->allocation_private_driver_data || asked->resource_private_driver_data)
		return allocation == asked->allocation_private_driver_data_size &&
		       resource == asked->resource_private_driver_data_size;
	return (allocation || resource) && allocation <= MAX_STANDARD_DATA &&
	       resource <= MAX_STANDARD_DATA;
}
