// SPDX-License-Identifier: GPL-2.0-only
/*
 * Budgets. What a group of segments has is divided anew whenever somebody asks: reservations first,
 * and what is left in equal parts among the processes that are active, which are those that use or
 * have reserved something. Who isn't active lends its part to the others, and gets it back by its
 * first paging operation: the others are then over their budgets, and yield.
 */
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/overflow.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "gfp.h"
#include "trace.h"
#include "vidmm/client.h"

static bool is_active(const struct vidmm_client *client, enum vidmm_group group)
{
	return client->usage[group] || client->reservation[group];
}

/**
 * vidmm_client_join - a process opens an adapter or makes a device on it
 * @vidmm: The adapter's.
 * @process: The process, which is the caller's.
 *
 * Return: The process's client, for vidmm_client_leave(); NULL without memory.
 */
struct vidmm_client *vidmm_client_join(struct vidmm *vidmm, const struct vidmm_process *process)
{
	struct vidmm_client *client, *new = NULL;

again:
	spin_lock(&vidmm->lock);
	list_for_each_entry(client, &vidmm->clients, link) {
		if (client->process == process)
			goto found;
	}
	client = new;
	new = NULL;
	if (client) {
		list_add_tail(&client->link, &vidmm->clients);
		goto found;
	}
	spin_unlock(&vidmm->lock);
	new = kvzalloc(struct_size(new, segments, vidmm->num_segments), DXGK_GFP_CLIENT);
	if (!new)
		return NULL;
	kref_init(&new->ref);
	new->vidmm = vidmm;
	new->process = process;
	new->pid = current->tgid;
	goto again;

found:
	client->members++;
	spin_unlock(&vidmm->lock);
	kvfree(new);
	return client;
}

/**
 * vidmm_budget_of - how much of a group is whose
 * @group: The group.
 * @reservation: What the process has reserved.
 * @sharers: How many processes share what isn't reserved, itself included.
 *
 * The sum of the budgets of all active processes is at most the group's size.
 */
u64 vidmm_budget_of(const struct vidmm_group_state *group, u64 reservation, u32 sharers)
{
	u64 taken = group->reserved + group->orphaned;
	u64 rest = group->size > taken ? group->size - taken : 0;

	return reservation + div_u64(rest, max(sharers, 1u));
}

/* How many share when this process becomes active, if it isn't. */
static u32 sharers_with(const struct vidmm_client *client, enum vidmm_group group)
{
	return client->vidmm->groups[group].num_active + !is_active(client, group);
}

/* Context: vidmm.lock held, as for the next three. Who isn't active is told what it would get. */
u64 vidmm_client_budget(const struct vidmm_client *client, enum vidmm_group group)
{
	return vidmm_budget_of(&client->vidmm->groups[group], client->reservation[group],
			       sharers_with(client, group));
}

/* Whether a process uses more than its budget is when another one wants its own. */
bool vidmm_client_is_over_budget(const struct vidmm_client *client,
				 const struct vidmm_client *newcomer, enum vidmm_group group)
{
	return client->usage[group] > vidmm_budget_of(&client->vidmm->groups[group],
						      client->reservation[group],
						      sharers_with(newcomer, group));
}

/**
 * struct division - how a group was divided, before that changes
 * @traced: Somebody wants to know; the rest isn't set otherwise.
 * @state: The group.
 * @own: The budget of who changes it.
 */
struct division {
	bool traced;
	struct vidmm_group_state state;
	u64 own;
};

static void begin_change(const struct vidmm_client *client, enum vidmm_group group,
			 struct division *before)
{
	before->traced = trace_process_budget_change_enabled();
	if (!before->traced)
		return;
	before->state = client->vidmm->groups[group];
	before->own = vidmm_client_budget(client, group);
}

/* Tell the budgets that are others now. Those of who is inactive are what they would get. */
static void end_change(const struct vidmm_client *client, enum vidmm_group group,
		       const struct division *before)
{
	const struct vidmm_client *other;
	u64 old, new;

	if (!before->traced)
		return;
	list_for_each_entry(other, &client->vidmm->clients, link) {
		old = vidmm_budget_of(&before->state, other->reservation[group],
				      before->state.num_active + !is_active(other, group));
		if (other == client)
			old = before->own;
		new = vidmm_client_budget(other, group);
		if (old != new)
			trace_process_budget_change(other, group, old, new);
	}
}

/* What the process still uses, others can't have. */
static void orphan(struct vidmm_client *client)
{
	struct division before __uninitialized;
	enum vidmm_group group;

	list_del(&client->link);
	for (group = 0; group < VIDMM_NUM_GROUPS; group++) {
		struct vidmm_group_state *state = &client->vidmm->groups[group];

		begin_change(client, group, &before);
		if (is_active(client, group))
			state->num_active--;
		state->reserved -= client->reservation[group];
		state->orphaned += client->usage[group];
		client->reservation[group] = 0;
		end_change(client, group, &before);
	}
}

/**
 * vidmm_client_leave - a process closes an adapter or destroys a device
 * @client: From vidmm_client_join(). Its reservations go with the last.
 */
void vidmm_client_leave(struct vidmm_client *client)
{
	bool last;

	spin_lock(&client->vidmm->lock);
	last = !--client->members;
	if (last)
		orphan(client);
	spin_unlock(&client->vidmm->lock);
	if (last)
		vidmm_client_put(client);
}

static void client_release(struct kref *ref)
{
	kvfree(container_of(ref, struct vidmm_client, ref));
}

/* Context: no spin lock held. */
void vidmm_client_put(struct vidmm_client *client)
{
	kref_put(&client->ref, client_release);
}

void vidmm_client_charge(struct vidmm_client *client, enum vidmm_group group, u64 size)
{
	struct vidmm_group_state *state = &client->vidmm->groups[group];
	struct division before __uninitialized;

	lockdep_assert_held(&client->vidmm->lock);
	begin_change(client, group, &before);
	if (!client->members)
		state->orphaned += size;
	else if (!is_active(client, group))
		state->num_active++;
	client->usage[group] += size;
	trace_process_usage_change(client, group, client->usage[group] - size,
				   client->usage[group]);
	end_change(client, group, &before);
}

void vidmm_client_uncharge(struct vidmm_client *client, enum vidmm_group group, u64 size)
{
	struct vidmm_group_state *state = &client->vidmm->groups[group];
	struct division before __uninitialized;

	lockdep_assert_held(&client->vidmm->lock);
	begin_change(client, group, &before);
	client->usage[group] -= size;
	if (!client->members)
		state->orphaned -= size;
	else if (!is_active(client, group))
		state->num_active--;
	trace_process_usage_change(client, group, client->usage[group] + size,
				   client->usage[group]);
	end_change(client, group, &before);
}

/* Every process may reserve what the others have not. */
static u64 available_for_reservation(const struct vidmm_client *client, enum vidmm_group group)
{
	const struct vidmm_group_state *state = &client->vidmm->groups[group];

	return state->size - (state->reserved - client->reservation[group]);
}

/* Bytes of a process that are in the group's segments, whether it requires them or not. */
static u64 resident_bytes(const struct vidmm_client *client, enum vidmm_group group)
{
	u64 bytes = 0;
	u32 i;

	for (i = 0; i < client->vidmm->num_segments; i++) {
		if (client->vidmm->segments[i].group == group)
			bytes += client->segments[i].resident;
	}
	return bytes;
}

/**
 * vidmm_query_budget - what a process is told of a group
 * @client: The process on the adapter.
 * @group: The group.
 * @budget: Out.
 */
void vidmm_query_budget(struct vidmm_client *client, enum vidmm_group group,
			struct vidmm_budget *budget)
{
	spin_lock(&client->vidmm->lock);
	budget->budget = vidmm_client_budget(client, group);
	budget->usage = resident_bytes(client, group);
	budget->reservation = client->reservation[group];
	budget->available = available_for_reservation(client, group);
	spin_unlock(&client->vidmm->lock);
}

/**
 * vidmm_change_reservation - reserve memory of a group for a process
 * @client: The process on the adapter.
 * @group: The group.
 * @size: Bytes, in place of what was reserved before.
 *
 * Return: 0, or -EINVAL if others have reserved too much for that.
 */
int vidmm_change_reservation(struct vidmm_client *client, enum vidmm_group group, u64 size)
{
	struct vidmm_group_state *state = &client->vidmm->groups[group];
	struct division before __uninitialized;
	bool was_active;
	int err = -EINVAL;

	spin_lock(&client->vidmm->lock);
	if (size <= available_for_reservation(client, group)) {
		begin_change(client, group, &before);
		was_active = is_active(client, group);
		state->reserved += size - client->reservation[group];
		client->reservation[group] = size;
		state->num_active += is_active(client, group) - was_active;
		end_change(client, group, &before);
		err = 0;
	}
	spin_unlock(&client->vidmm->lock);
	return err;
}

/**
 * vidmm_client_bytes_over_budget - how much a process should give up
 * @client: The process on the adapter.
 *
 * Return: Bytes, over all groups.
 */
u64 vidmm_client_bytes_over_budget(struct vidmm_client *client)
{
	enum vidmm_group group;
	u64 budget, over = 0;

	spin_lock(&client->vidmm->lock);
	for (group = 0; group < VIDMM_NUM_GROUPS; group++) {
		budget = vidmm_client_budget(client, group);
		if (client->usage[group] > budget)
			over += client->usage[group] - budget;
	}
	spin_unlock(&client->vidmm->lock);
	return over;
}
