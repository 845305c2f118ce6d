// SPDX-License-Identifier: GPL-2.0-only
#include "vidmm/statistics.h"
#include "vidmm/store.h"
#include "vidmm/view.h"

/**
 * vidmm_segment_statistics - how a segment is used
 * @vidmm: The adapter's.
 * @segment_id: The segment.
 * @statistics: Out.
 */
void vidmm_segment_statistics(struct vidmm *vidmm, u32 segment_id,
			      struct vidmm_segment_statistics *statistics)
{
	const struct vidmm_segment *segment = &vidmm->segments[segment_id - 1];

	spin_lock(&vidmm->lock);
	statistics->resident.count = segment->num_resident;
	statistics->resident.bytes = segment->resident;
	statistics->bytes_evicted = segment->bytes_evicted;
	memcpy(statistics->bytes_evicted_by_class, segment->bytes_evicted_by_class,
	       sizeof(statistics->bytes_evicted_by_class));
	spin_unlock(&vidmm->lock);
}

static void copy_client(const struct vidmm_client *client, u32 segment_id,
			struct vidmm_client_statistics *statistics)
{
	const struct vidmm_client_segment *own = &client->segments[segment_id - 1];

	lockdep_assert_held(&client->vidmm->lock);
	statistics->resident.count = own->num_resident;
	statistics->resident.bytes = own->resident;
	memcpy(statistics->by_preference, own->by_preference, sizeof(statistics->by_preference));
	statistics->offered = own->offered;
	statistics->shared = own->shared;
	statistics->bytes_evicted = own->bytes_evicted;
}

/**
 * vidmm_client_statistics - what a process has in a segment
 * @client: The process on the adapter.
 * @segment_id: The segment.
 * @statistics: Out.
 */
void vidmm_client_statistics(struct vidmm_client *client, u32 segment_id,
			     struct vidmm_client_statistics *statistics)
{
	spin_lock(&client->vidmm->lock);
	copy_client(client, segment_id, statistics);
	spin_unlock(&client->vidmm->lock);
}

/**
 * vidmm_process_segment_statistics - the same for a process that may not have the adapter open
 * @vidmm: The adapter's.
 * @process: The process.
 * @segment_id: The segment.
 * @statistics: Out, if it has.
 *
 * Return: whether it has.
 */
bool vidmm_process_segment_statistics(struct vidmm *vidmm, const struct vidmm_process *process,
				      u32 segment_id, struct vidmm_client_statistics *statistics)
{
	struct vidmm_client *client;
	bool found = false;

	spin_lock(&vidmm->lock);
	list_for_each_entry(client, &vidmm->clients, link) {
		if (client->process != process)
			continue;
		copy_client(client, segment_id, statistics);
		found = true;
		break;
	}
	spin_unlock(&vidmm->lock);
	return found;
}

/**
 * vidmm_adapter_statistics - what was moved so far
 * @vidmm: The adapter's.
 * @statistics: Out.
 */
void vidmm_adapter_statistics(struct vidmm *vidmm, struct vidmm_adapter_statistics *statistics)
{
	spin_lock(&vidmm->lock);
	statistics->transfers = vidmm->transfers;
	statistics->evicted = vidmm->evicted;
	statistics->migrated = vidmm->migrated;
	spin_unlock(&vidmm->lock);
}

/**
 * vidmm_process_statistics - system memory of a process's allocations
 * @process: The process.
 * @statistics: Out.
 *
 * Memory that the client brought itself, pages or a file, is not among it.
 *
 * Context: sleeps; waits while a view is being mapped.
 */
void vidmm_process_statistics(struct vidmm_process *process,
			      struct vidmm_process_statistics *statistics)
{
	*statistics = (struct vidmm_process_statistics) { };
	mutex_lock(&process->lock);
	if (process->store)
		vidmm_store_statistics(process->store, statistics);
	mutex_unlock(&process->lock);
}
