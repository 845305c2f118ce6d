/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is told of an adapter's memory and of a process's, each as of one moment.
 */
#ifndef DXGK_VIDMM_STATISTICS_H
#define DXGK_VIDMM_STATISTICS_H

#include "vidmm/client.h"
#include "vidmm/vidmm.h"

struct vidmm_process;

/**
 * struct vidmm_segment_statistics - how a segment is used
 * @resident: Allocations that are in it.
 * @bytes_evicted: That left it so far.
 * @bytes_evicted_by_class: The same by class of priority.
 */
struct vidmm_segment_statistics {
	struct vidmm_counter resident;
	u64 bytes_evicted;
	u64 bytes_evicted_by_class[VIDMM_NUM_PRIORITY_CLASSES];
};

/**
 * struct vidmm_client_statistics - what a process has in a segment
 * @resident: Its allocations there.
 * @by_preference: The same by how much they prefer it.
 * @offered: Bytes of those that are offered.
 * @shared: Bytes of those that others may open, too.
 * @bytes_evicted: That left it so far.
 */
struct vidmm_client_statistics {
	struct vidmm_counter resident;
	struct vidmm_counter by_preference[VIDMM_NUM_PREFERENCES];
	u64 offered;
	u64 shared;
	u64 bytes_evicted;
};

/**
 * struct vidmm_adapter_statistics - what was moved so far
 * @transfers: By kind of operation.
 * @evicted: Allocations that left their segments.
 * @migrated: Those that moved to another.
 */
struct vidmm_adapter_statistics {
	struct vidmm_transfers transfers;
	struct vidmm_counter evicted;
	struct vidmm_counter migrated;
};

/**
 * struct vidmm_process_statistics - system memory of a process's allocations, in bytes
 * @reserved: Set aside for contents; may be more than there is.
 * @committed: That exist, in memory or swap.
 * @resident: Of which in memory.
 */
struct vidmm_process_statistics {
	u64 reserved;
	u64 committed;
	u64 resident;
};

void vidmm_segment_statistics(struct vidmm *vidmm, u32 segment_id,
			      struct vidmm_segment_statistics *statistics);
void vidmm_client_statistics(struct vidmm_client *client, u32 segment_id,
			     struct vidmm_client_statistics *statistics);
bool vidmm_process_segment_statistics(struct vidmm *vidmm, const struct vidmm_process *process,
				      u32 segment_id, struct vidmm_client_statistics *statistics);
void vidmm_adapter_statistics(struct vidmm *vidmm, struct vidmm_adapter_statistics *statistics);
void vidmm_process_statistics(struct vidmm_process *process,
			      struct vidmm_process_statistics *statistics);

#endif
