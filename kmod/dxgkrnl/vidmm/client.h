/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Clients: processes as an adapter's video memory sees them, and what each may use of it.
 */
#ifndef DXGK_VIDMM_CLIENT_H
#define DXGK_VIDMM_CLIENT_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/rbtree.h>

#include "vidmm/vidmm.h"

struct vidmm_process;

/* Places among an allocation's preferred segments; the last is for a segment that is none. */
#define VIDMM_NUM_PREFERENCES	(DXGK_MAX_PREFERENCES + 1)

/**
 * struct vidmm_client_segment - what a client has in a segment
 * @required: Its allocations that must be resident, in the order in which they yield.
 * @resident: Bytes in use.
 * @num_resident: Allocations.
 * @by_preference: The same by how much they prefer it.
 * @offered: Of which bytes that were offered.
 * @shared: Of which bytes that others may open, too.
 * @bytes_evicted: That were moved out so far.
 */
struct vidmm_client_segment {
	struct rb_root_cached required;
	u64 resident;
	u32 num_resident;
	struct vidmm_counter by_preference[VIDMM_NUM_PREFERENCES];
	u64 offered;
	u64 shared;
	u64 bytes_evicted;
};

/**
 * struct vidmm_client - a process on an adapter
 * @ref: Keeps the memory: one of @members, one of each place.
 * @link: In vidmm.clients; not without members.
 * @vidmm: The adapter's.
 * @process: Whose, to find it; not used otherwise.
 * @pid: Its id as the initial namespace has it, to show.
 * @members: Adapter handles and devices that the process has.
 * @usage: Bytes in use that it requires, by group; these are what the budget is for.
 * @reservation: Bytes that it has reserved, by group.
 * @segments: As many as the adapter has, segment 1 first.
 *
 * Protected by vidmm.lock where not constant.
 */
struct vidmm_client {
	struct kref ref;
	struct list_head link;
	struct vidmm *vidmm;
	const struct vidmm_process *process;
	pid_t pid;
	u32 members;
	u64 usage[VIDMM_NUM_GROUPS];
	u64 reservation[VIDMM_NUM_GROUPS];
	struct vidmm_client_segment segments[];
};

/**
 * struct vidmm_budget - what a client is told of a group, in bytes
 * @budget: What it may use now.
 * @usage: What of it is there, also if it does not require that any more.
 * @reservation: What it has reserved.
 * @available: What it may reserve at most.
 */
struct vidmm_budget {
	u64 budget;
	u64 usage;
	u64 reservation;
	u64 available;
};

struct vidmm_client *vidmm_client_join(struct vidmm *vidmm, const struct vidmm_process *process);
void vidmm_client_leave(struct vidmm_client *client);
void vidmm_client_put(struct vidmm_client *client);

u64 vidmm_budget_of(const struct vidmm_group_state *group, u64 reservation, u32 sharers);
u64 vidmm_client_budget(const struct vidmm_client *client, enum vidmm_group group);
bool vidmm_client_is_over_budget(const struct vidmm_client *client,
				 const struct vidmm_client *newcomer, enum vidmm_group group);
void vidmm_client_charge(struct vidmm_client *client, enum vidmm_group group, u64 size);
void vidmm_client_uncharge(struct vidmm_client *client, enum vidmm_group group, u64 size);

void vidmm_query_budget(struct vidmm_client *client, enum vidmm_group group,
			struct vidmm_budget *budget);
int vidmm_change_reservation(struct vidmm_client *client, enum vidmm_group group, u64 size);
u64 vidmm_client_bytes_over_budget(struct vidmm_client *client);

#endif
