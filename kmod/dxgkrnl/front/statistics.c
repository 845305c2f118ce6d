// SPDX-License-Identifier: GPL-2.0-only
/*
 * QueryStatistics. What isn't known is 0: there are no display sources, no command buffers, and
 * nobody counts the time of engines.
 */
#include <linux/build_bug.h>
#include <linux/nospec.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/adapter.h"
#include "objects/process.h"
#include "vidmm/client.h"
#include "vidmm/statistics.h"

/**
 * struct dxgk_statistics - a call
 * @process: The caller, the only process that is told of.
 * @adapter: The adapter.
 * @index: Of a segment, a group, an engine or a physical adapter; from 0.
 * @client: The caller on the adapter's memory, if the type is about it.
 */
struct dxgk_statistics {
	struct dxgk_process *process;
	struct dxgk_adapter *adapter;
	u32 index;
	struct vidmm_client *client;
};

static void put_counter(struct d3dkmt_querystatistics_counter *out, struct vidmm_counter in)
{
	out->count = in.count;
	out->bytes = in.bytes;
}

/* What nobody has open ends at once: nothing is in use by a GPU. */
static void get_lives(struct dxgk_lives __percpu *lives,
		      struct d3dkmt_querystatistics_adapter_information *out)
{
	struct vidmm_counter shared = dxgk_lives_read(lives, DXGK_LIFE_DESTROYED_SHARED);
	struct vidmm_counter own = dxgk_lives_read(lives, DXGK_LIFE_DESTROYED_NON_SHARED);

	put_counter(&out->allocations.created, dxgk_lives_read(lives, DXGK_LIFE_CREATED));
	put_counter(&out->allocations.opened, dxgk_lives_read(lives, DXGK_LIFE_OPENED));
	put_counter(&out->allocations.closed, dxgk_lives_read(lives, DXGK_LIFE_CLOSED));
	put_counter(&out->terminations.terminated_shared, shared);
	put_counter(&out->terminations.terminated_non_shared, own);
	put_counter(&out->terminations.destroyed_shared, shared);
	put_counter(&out->terminations.destroyed_non_shared, own);
	own.count += shared.count;
	own.bytes += shared.bytes;
	put_counter(&out->allocations.destroyed, own);
}

static void get_adapter(const struct dxgk_statistics *query,
			struct d3dkmt_querystatistics_result *result)
{
	struct d3dkmt_querystatistics_adapter_information *out = &result->adapter_information;
	struct vidmm_adapter_statistics in;

	vidmm_adapter_statistics(&query->adapter->vidmm, &in);
	out->nb_segments = query->adapter->vidmm.num_segments;
	out->node_count = query->adapter->caps.num_nodes;
	put_counter(&out->paging_fault.evictions, in.evicted);
	get_lives(query->adapter->lives, out);
	put_counter(&out->allocations.migrated_success, in.migrated);
	out->paging_transfer.bytes_filled = in.transfers.filled;
	out->paging_transfer.bytes_discarded = in.transfers.discarded;
	out->paging_transfer.bytes_mapped_into_aperture = in.transfers.mapped;
	out->paging_transfer.bytes_unmapped_from_aperture = in.transfers.unmapped;
	out->paging_transfer.bytes_transferred_from_mdl_to_memory = in.transfers.paged_in;
	out->paging_transfer.bytes_transferred_from_memory_to_mdl = in.transfers.paged_out;
	out->flags = VIDMM_NUM_GROUPS <<
		     D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_NUMBER_OF_MEMORY_GROUPS_SHIFT;
}

static void get_physical_adapter(const struct dxgk_statistics *query,
				 struct d3dkmt_querystatistics_result *result)
{
	/* No clocks, no fan. */
}

static void get_segment(const struct dxgk_statistics *query,
			struct d3dkmt_querystatistics_result *result)
{
	struct d3dkmt_querystatistics_segment_information *out = &result->segment_information;
	const struct vidmm_segment *segment = &query->adapter->vidmm.segments[query->index];
	struct vidmm_segment_statistics in;

	vidmm_segment_statistics(&query->adapter->vidmm, query->index + 1, &in);
	out->commit_limit = segment->commit_limit;
	/* Nothing is committed to a segment before it is placed there. */
	out->bytes_committed = in.resident.bytes;
	out->bytes_resident = in.resident.bytes;
	out->memory.total_bytes_evicted = in.bytes_evicted;
	out->memory.allocs_committed = in.resident.count;
	out->memory.allocs_resident = in.resident.count;
	out->aperture = !!(segment->flags & DXGK_SEGMENTFLAGS_APERTURE);
	BUILD_BUG_ON(sizeof(out->total_bytes_evicted_by_priority) !=
		     sizeof(in.bytes_evicted_by_class));
	memcpy(out->total_bytes_evicted_by_priority, in.bytes_evicted_by_class,
	       sizeof(in.bytes_evicted_by_class));
	if (segment->flags & (DXGK_SEGMENTFLAGS_APERTURE |
			      DXGK_SEGMENTFLAGS_POPULATED_FROM_SYSTEM_MEMORY))
		out->segment_properties = D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES_SYSTEM_MEMORY;
}

static void get_node(const struct dxgk_statistics *query,
		     struct d3dkmt_querystatistics_result *result)
{
	result->node_information.node_perf_data.node_ordinal = query->index;
}

static void get_process_node(const struct dxgk_statistics *query,
			     struct d3dkmt_querystatistics_result *result)
{
	/* No engine runs anything for it. */
}

static void get_process(const struct dxgk_statistics *query,
			struct d3dkmt_querystatistics_result *result)
{
	struct d3dkmt_querystatistics_process_information *out = &result->process_information;
	struct vidmm_process_statistics in;

	vidmm_process_statistics(&query->process->vidmm, &in);
	out->node_count = query->adapter->caps.num_nodes;
	out->system_memory.bytes_allocated = in.committed;
	out->system_memory.bytes_reserved = in.reserved;
	out->system_memory.cached_bytes_allocated = in.committed;
	out->system_memory.cached_bytes_reserved = in.reserved;
}

static void get_process_adapter(const struct dxgk_statistics *query,
				struct d3dkmt_querystatistics_result *result)
{
	struct d3dkmt_querystatistics_process_adapter_information *out =
		&result->process_adapter_information;
	u64 *by_preference = out->commitment_data.bytes_by_segment_preference;
	struct vidmm_client_statistics in;
	u32 id, i;

	out->nb_segments = query->adapter->vidmm.num_segments;
	out->node_count = query->adapter->caps.num_nodes;
	for (id = 1; id <= out->nb_segments; id++) {
		vidmm_client_statistics(query->client, id, &in);
		out->commitment_data.total_bytes_evicted_from_process += in.bytes_evicted;
		for (i = 0; i < DXGK_MAX_PREFERENCES; i++)
			by_preference[i] += in.by_preference[i].bytes;
	}
}

static void get_process_segment(const struct dxgk_statistics *query,
				struct d3dkmt_querystatistics_result *result)
{
	struct d3dkmt_querystatistics_process_segment_information *out =
		&result->process_segment_information;
	struct d3dkmt_querystatistics_video_memory *memory = &out->video_memory;
	struct vidmm_client_statistics in;
	u32 i;

	vidmm_client_statistics(query->client, query->index + 1, &in);
	out->bytes_committed = in.resident.bytes;
	memory->allocs_committed = in.resident.count;
	BUILD_BUG_ON(ARRAY_SIZE(memory->allocs_resident_in_p) != DXGK_MAX_PREFERENCES);
	for (i = 0; i < DXGK_MAX_PREFERENCES; i++)
		put_counter(&memory->allocs_resident_in_p[i], in.by_preference[i]);
	put_counter(&memory->allocs_resident_in_non_preferred,
		    in.by_preference[DXGK_MAX_PREFERENCES]);
}

static void get_process_group(const struct dxgk_statistics *query,
			      struct d3dkmt_querystatistics_result *result)
{
	struct d3dkmt_querystatistics_process_segment_group_information *out =
		&result->process_segment_group_information;
	struct vidmm_budget in;

	vidmm_query_budget(query->client, query->index, &in);
	out->budget = in.budget;
	/* Who wants more than there is gets nothing: what is wanted is there. */
	out->requested = in.usage;
	out->usage = in.usage;
}

/* What bounds the index of a type. */
enum bound { NOTHING, SEGMENTS, GROUPS, NODES, PHYSICAL_ADAPTERS, DISPLAYS };

static const struct dxgk_statistics_desc {
	enum bound bound;
	bool needs_client;
	void (*get)(const struct dxgk_statistics *query,
		    struct d3dkmt_querystatistics_result *result);
} types[] = {
	[D3DKMT_QUERYSTATISTICS_ADAPTER] = { NOTHING, false, get_adapter },
	[D3DKMT_QUERYSTATISTICS_PROCESS] = { NOTHING, false, get_process },
	[D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER] = { NOTHING, true, get_process_adapter },
	[D3DKMT_QUERYSTATISTICS_SEGMENT] = { SEGMENTS, false, get_segment },
	[D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT] = { SEGMENTS, true, get_process_segment },
	[D3DKMT_QUERYSTATISTICS_NODE] = { NODES, false, get_node },
	[D3DKMT_QUERYSTATISTICS_PROCESS_NODE] = { NODES, false, get_process_node },
	[D3DKMT_QUERYSTATISTICS_VIDPNSOURCE] = { DISPLAYS },
	[D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE] = { DISPLAYS },
	[D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP] = { GROUPS, true, get_process_group },
	[D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER] = { PHYSICAL_ADAPTERS, false,
						      get_physical_adapter },
};

static bool index_is_valid(const struct dxgk_adapter *adapter, enum bound bound, u32 index)
{
	switch (bound) {
	case NOTHING:
		return true;
	case SEGMENTS:
		return index < adapter->vidmm.num_segments;
	case GROUPS:
		return index < VIDMM_NUM_GROUPS;
	case NODES:
		return index < adapter->caps.num_nodes;
	case PHYSICAL_ADAPTERS:
		return !index;
	case DISPLAYS:
		break;
	}
	return false;
}

/* Who has not opened the adapter is told what it would find. */
static int get(struct dxgk_statistics *query, const struct dxgk_statistics_desc *desc,
	       struct d3dkmt_querystatistics_result *result)
{
	if (!index_is_valid(query->adapter, desc->bound, query->index))
		return -EINVAL;
	memset(result, 0, sizeof(*result));
	if (desc->needs_client) {
		query->client = vidmm_client_join(&query->adapter->vidmm, &query->process->vidmm);
		if (!query->client)
			return -ENOMEM;
	}
	desc->get(query, result);
	if (query->client)
		vidmm_client_leave(query->client);
	return 0;
}

int dxgk_ioctl_query_statistics(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_querystatistics *in = args;
	struct d3dkmt_querystatistics __user *out = user;
	struct dxgk_statistics query = {
		.process = process,
		/* All members of the union are one number at the same place. */
		.index = in->query_segment.segment_id,
	};
	int err;

	if (in->type >= ARRAY_SIZE(types) || in->process)
		return -EINVAL;
	query.adapter = dxgk_adapter_find(dxgk_luid_to_u64(&in->adapter_luid));
	if (!query.adapter)
		return -EINVAL;
	err = get(&query, &types[array_index_nospec(in->type, ARRAY_SIZE(types))],
		  &in->query_result);
	dxgk_adapter_put(query.adapter);
	if (err)
		return err;
	return copy_to_user(&out->query_result, &in->query_result, sizeof(in->query_result)) ?
	       -EFAULT : 0;
}
