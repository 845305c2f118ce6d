// SPDX-License-Identifier: GPL-2.0
/*
 * VidMm against a model of it: random operations, of which every answer is compared with that of a
 * few arrays. One segment of equal places, so that holes play no role; what they do is tested in
 * placement.c.
 *
 * The seed is printed; VIDMM_SEED=number repeats a run, VIDMM_STEPS=number changes its length.
 */
#include <time.h>

#include "lock.h"
#include "mem.h"
#include "remote.h"
#include "vram_fixture.h"

#define LOCAL		D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define LAZILY		D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define CLEAN		D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO
#define CANT_TRIM	D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER

#define PLACE		(64 * KIB)
#define PLACES		8
#define SEGMENT_TEXT	"512K cpu_visible"
#define GROUP		(PLACES * PLACE)
#define ALLOCATIONS	20	/* of each client */
#define LIST		4	/* at most in one call */
#define CLIENTS		2

/* An allocation as it should be. */
struct allocation {
	uint32_t handle;
	uint32_t count;
	uint32_t offered;	/* the priority of the offer, or 0 */
	uint32_t priority;
	uint64_t seed;		/* of its contents; 0 for zeros */
	bool resident;
	bool lost;		/* discarded while it is offered */
	bool written;		/* since it was made resident */
};

struct client {
	struct dxg_remote *remote;	/* or this process */
	const struct dxg_pager *queue;
	uint64_t reservation;
	struct allocation allocations[ALLOCATIONS];
};

static struct model {
	struct client clients[CLIENTS];
	unsigned int num_clients;
	unsigned int step;
	unsigned int state;	/* of the random numbers */
	uint64_t next_seed;
	unsigned int done, refused, evicted;
	char what[160];
} m;

static unsigned int any(unsigned int n)
{
	return rand_r(&m.state) / 7 % n;
}

#define fail(...) (fprintf(stderr, "# step %u, %s: ", m.step, m.what), \
		   fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), false)

/* --- calls, by whichever process --- */

/* args of a list: 0: n and out-value, 1: flags and other answers, 2...: handles and results */
static void get_list(const uint64_t *args, uint32_t *list)
{
	uint32_t i;

	for (i = 0; i < args[0]; i++)
		list[i] = args[2 + i];
}

static int64_t do_create(const struct dxg_pager *q, uint64_t *args)
{
	uint32_t handle;
	int ret = dxg_create_desc(q->fd, q->device, dxg_upload(PLACE), &handle);

	args[0] = handle;
	return ret;
}

static int64_t do_destroy(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_destroy(q->fd, q->device, args[0]);
}

static int64_t do_write(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_write_contents(q, args[0], PLACE, args[1]);
}

static int64_t do_check(const struct dxg_pager *q, uint64_t *args)
{
	return args[1] ? dxg_check_contents(q, args[0], PLACE, args[1]) :
			 dxg_check_zero(q, args[0], PLACE);
}

static int64_t do_resident(const struct dxg_pager *q, uint64_t *args)
{
	struct dxg_resident out;
	uint32_t list[LIST];
	int ret;

	get_list(args, list);
	ret = dxg_make_resident(q, list, args[0], args[1], &out);
	args[0] = out.num_allocations;
	args[1] = out.bytes_to_trim;
	if (ret == STATUS_PENDING && !dxg_pager_wait(q, out.value))
		return -EIO;
	return ret;
}

static int64_t do_evict(const struct dxg_pager *q, uint64_t *args)
{
	uint32_t list[LIST];

	get_list(args, list);
	return dxg_evict_trim(q, list, args[0], args[1], &args[1]);
}

static int64_t do_offer(const struct dxg_pager *q, uint64_t *args)
{
	uint32_t list[LIST];

	get_list(args, list);
	return dxg_offer(q, list, args[0], args[1]);
}

static int64_t do_reclaim(const struct dxg_pager *q, uint64_t *args)
{
	uint32_t list[LIST], results[LIST], i;
	int ret;

	get_list(args, list);
	ret = dxg_reclaim(q, list, args[0], results);
	for (i = 0; i < args[0]; i++)
		args[2 + i] = results[i];
	return ret;
}

static int64_t do_set_priority(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_set_priority(q, args[0], args[1]);
}

static int64_t do_reserve(const struct dxg_pager *q, uint64_t *args)
{
	return dxg_reserve(q, LOCAL, args[0]);
}

static int64_t do_info(const struct dxg_pager *q, uint64_t *args)
{
	struct d3dkmt_queryvideomemoryinfo info;
	int ret = dxg_memory_info(q, LOCAL, &info);

	args[0] = info.budget;
	args[1] = info.current_usage;
	args[2] = info.current_reservation;
	args[3] = info.available_for_reservation;
	return ret;
}

/* args: 0: n, 1...: handles, two in one; out: a bit each, whether it is resident */
static int64_t do_residency(const struct dxg_pager *q, uint64_t *args)
{
	uint32_t list[ALLOCATIONS], status[ALLOCATIONS], n = args[0], i;
	struct d3dkmt_queryallocationresidency query = {
		.device = q->device,
		.allocation_list = (uintptr_t)list,
		.allocation_count = n,
		.residency_status = (uintptr_t)status,
	};
	int ret;

	for (i = 0; i < n; i++)
		list[i] = args[1 + i / 2] >> (i % 2 ? 32 : 0);
	ret = dxg_call(q->fd, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, &query);
	args[0] = 0;
	for (i = 0; i < n; i++) {
		if (status[i] == IN_MEMORY)
			args[0] |= 1u << i;
		else if (status[i] != NOT_RESIDENT)
			return -EIO;
	}
	return ret;
}

static int64_t call(const struct client *c, dxg_remote_fn fn, uint64_t *args)
{
	return c->remote ? dxg_remote_call(c->remote, fn, args) : fn(c->queue, args);
}

/* --- the model --- */

static bool is_required(const struct allocation *a)
{
	return a->count && !a->offered;
}

static uint64_t usage_of(const struct client *c)
{
	uint64_t places = 0;
	int i;

	for (i = 0; i < ALLOCATIONS; i++)
		places += c->allocations[i].resident;
	return places * PLACE;
}

/* A process has a share as long as it requires something, or has reserved. */
static bool is_active(const struct client *c)
{
	bool active = c->reservation;
	int i;

	for (i = 0; i < ALLOCATIONS; i++)
		active |= c->allocations[i].resident && is_required(&c->allocations[i]);
	return active;
}

/* Reservation, and an equal share of what nobody has reserved. */
static uint64_t budget_of(const struct client *who)
{
	uint64_t reserved = 0, active = 0;
	unsigned int i;

	for (i = 0; i < m.num_clients; i++) {
		const struct client *c = &m.clients[i];

		reserved += c->reservation;
		active += c == who || is_active(c);
	}
	return who->reservation + (GROUP - reserved) / active;
}

static unsigned int free_places(void)
{
	uint64_t used = 0;
	unsigned int i;

	for (i = 0; i < m.num_clients; i++)
		used += usage_of(&m.clients[i]);
	return PLACES - used / PLACE;
}

/* The offered go first, in the order of their offers; then by priority. 0: it doesn't go. */
static uint64_t victim_key(const struct allocation *a)
{
	if (!a->resident || is_required(a))
		return 0;
	return a->offered ?: 1ull << 32 | a->priority;
}

/* --- comparing --- */

/* What the kernel says is resident, now. */
static bool residency_now(bool (*now)[ALLOCATIONS])
{
	unsigned int i, k;

	for (i = 0; i < m.num_clients; i++) {
		uint64_t args[DXG_REMOTE_ARGS] = { ALLOCATIONS };

		for (k = 0; k < ALLOCATIONS; k++)
			args[1 + k / 2] |= (uint64_t)m.clients[i].allocations[k].handle <<
					   (k % 2 ? 32 : 0);
		if (call(&m.clients[i], do_residency, args))
			return fail("residency can't be asked for");
		for (k = 0; k < ALLOCATIONS; k++)
			now[i][k] = args[0] >> k & 1;
	}
	return true;
}

static bool residency_agrees(void)
{
	bool now[CLIENTS][ALLOCATIONS];
	unsigned int i, k;

	if (!residency_now(now))
		return false;
	for (i = 0; i < m.num_clients; i++) {
		for (k = 0; k < ALLOCATIONS; k++) {
			if (now[i][k] != m.clients[i].allocations[k].resident)
				return fail("client %u's allocation %u is%s resident", i, k,
					    now[i][k] ? "" : " not");
		}
	}
	return true;
}

static void leaves(struct allocation *a)
{
	a->resident = false;
	a->lost |= a->offered;
	m.evicted++;
}

/*
 * Who has gone since, of those that may: exactly @wanted, and nobody before one who should have
 * gone sooner. @kept aren't candidates.
 */
static bool take_victims(unsigned int wanted, struct allocation *const *kept, unsigned int num_kept)
{
	uint64_t most = 0, least = ~0ull, key;
	bool now[CLIENTS][ALLOCATIONS];
	unsigned int i, k, n, gone = 0;

	if (!residency_now(now))
		return false;
	for (i = 0; i < m.num_clients; i++) {
		for (k = 0; k < ALLOCATIONS; k++) {
			struct allocation *a = &m.clients[i].allocations[k];

			for (n = 0; n < num_kept && kept[n] != a; n++)
				;
			key = n < num_kept ? 0 : victim_key(a);
			if (!key)
				continue;
			if (now[i][k]) {
				if (key < least)
					least = key;
				continue;
			}
			if (key > most)
				most = key;
			gone++;
			leaves(a);
		}
	}
	if (gone != wanted)
		return fail("%u had to go, and %u went", wanted, gone);
	if (most > least)
		return fail("one of key %#llx went before one of %#llx",
			    (unsigned long long)most, (unsigned long long)least);
	return true;
}

/* What failed may have made room before it did: who isn't required may have gone. */
static bool take_any(void)
{
	bool now[CLIENTS][ALLOCATIONS];
	unsigned int i, k;

	if (!residency_now(now))
		return false;
	for (i = 0; i < m.num_clients; i++) {
		for (k = 0; k < ALLOCATIONS; k++) {
			struct allocation *a = &m.clients[i].allocations[k];

			if (victim_key(a) && !now[i][k])
				leaves(a);
		}
	}
	return true;
}

static bool memory_info_agrees(const struct client *c)
{
	uint64_t args[DXG_REMOTE_ARGS] = { }, others = 0;
	unsigned int i;

	for (i = 0; i < m.num_clients; i++) {
		if (&m.clients[i] != c)
			others += m.clients[i].reservation;
	}
	if (call(c, do_info, args))
		return fail("memory can't be asked for");
	if (args[0] != budget_of(c) || args[1] != usage_of(c) || args[2] != c->reservation ||
	    args[3] != GROUP - others)
		return fail("budget %llu (%llu), usage %llu (%llu), reserved %llu (%llu)",
			    (unsigned long long)args[0], (unsigned long long)budget_of(c),
			    (unsigned long long)args[1], (unsigned long long)usage_of(c),
			    (unsigned long long)args[2], (unsigned long long)c->reservation);
	return true;
}

/* --- operations --- */

/* Some of a client's allocations; with @distinct, none twice. */
static unsigned int pick(struct client *c, struct allocation **list, bool distinct)
{
	unsigned int n = 1 + any(LIST), i, k;

	for (i = 0; i < n; i++) {
		list[i] = &c->allocations[any(ALLOCATIONS)];
		for (k = 0; distinct && k < i; k++) {
			if (list[k] == list[i])
				return i;
		}
	}
	return n;
}

static void put_list(uint64_t *args, struct allocation *const *list, unsigned int n,
		     uint64_t flags)
{
	unsigned int i;

	args[0] = n;
	args[1] = flags;
	for (i = 0; i < n; i++)
		args[2 + i] = list[i]->handle;
}

/*
 * What it takes to have a list resident, or those of it that are required, if they are reclaimed.
 * The budget is looked at for each that has to be brought in.
 */
struct need {
	unsigned int places;	/* for those that aren't there */
	unsigned int victims;	/* of the others that have to go */
	unsigned int missing;	/* places that can't be had */
	bool no_budget;
	uint64_t over_budget;	/* bytes, with the whole list */
	uint64_t least_trim;	/* bytes, without those that are there and behind the failure */
};

static bool is_wanted(const struct allocation *a, bool reclaim)
{
	return a->count || !reclaim;
}

/* Whether it is among them. */
static bool is_in(const struct allocation *a, struct allocation *const *list, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n && list[i] != a; i++)
		;
	return i < n;
}

/* Places that could be had from those that nobody requires. */
static unsigned int candidates(struct allocation *const *list, unsigned int n, bool reclaim)
{
	unsigned int i, k, found = 0;

	for (i = 0; i < m.num_clients; i++) {
		for (k = 0; k < ALLOCATIONS; k++) {
			const struct allocation *a = &m.clients[i].allocations[k];

			if (!is_in(a, list, n))
				found += !!victim_key(a);
			else if (!is_wanted(a, reclaim))
				found += a->resident;
		}
	}
	return found;
}

static struct need needed(const struct client *c, struct allocation *const *list, unsigned int n,
			  bool reclaim)
{
	uint64_t charged = 0, budget = budget_of(c);
	unsigned int possible = candidates(list, n, reclaim), i;
	struct need need = { };

	for (i = 0; i < ALLOCATIONS; i++)
		charged += is_required(&c->allocations[i]) * PLACE;
	/* Those that are there come first when they are reclaimed, and cost nothing. */
	for (i = 0; i < n; i++) {
		if (!is_in(list[i], list, i) && !is_required(list[i]) && list[i]->resident &&
		    is_wanted(list[i], reclaim) && reclaim)
			charged += PLACE;
	}
	for (i = 0; i < n; i++) {
		if (is_in(list[i], list, i) || is_required(list[i]) ||
		    !is_wanted(list[i], reclaim) || (list[i]->resident && reclaim))
			continue;
		charged += PLACE;
		if (list[i]->resident)
			continue;
		need.places++;
		if (need.no_budget)
			need.least_trim += PLACE;
		else if (charged > budget)
			need.least_trim = charged - budget;
		need.no_budget |= charged > budget;
	}
	if (charged > budget)
		need.over_budget = charged - budget;
	if (need.places > free_places())
		need.victims = need.places - free_places();
	if (need.victims > possible)
		need.missing = need.victims - possible;
	return need;
}

static bool do_step_resident(struct client *c)
{
	uint64_t args[DXG_REMOTE_ARGS], flags = any(8) ? 0 : CANT_TRIM;
	struct allocation *list[LIST];
	unsigned int n = pick(c, list, false), i, k;
	struct need need = needed(c, list, n, false);
	bool offered = false, distinct = true, fits;
	int64_t ret;

	for (i = 0; i < n; i++) {
		offered |= list[i]->offered;
		for (k = 0; k < i; k++)
			distinct &= list[k] != list[i];
	}
	put_list(args, list, n, flags);
	snprintf(m.what, sizeof(m.what), "MakeResident of %u, flags %#x", n, (int)flags);
	ret = call(c, do_resident, args);
	if (offered) {
		m.refused++;
		return ret == STATUS_INVALID_PARAMETER || fail("offered, and %#x", (int)ret);
	}
	fits = !need.missing && (flags || !need.no_budget);
	if (!fits) {
		m.refused++;
		if (ret != STATUS_NO_MEMORY)
			return fail("%#x, but no room: %llu over the budget, %u places missing",
				    (int)ret, (unsigned long long)need.over_budget, need.missing);
		if (args[0] || !args[1])
			return fail("%llu made resident, %llu to trim",
				    (unsigned long long)args[0], (unsigned long long)args[1]);
		/* No more than what has to go, but for those that are in the list twice. */
		if (distinct && !need.missing && args[1] > need.over_budget)
			return fail("%llu to trim, but only %llu are over the budget",
				    (unsigned long long)args[1],
				    (unsigned long long)need.over_budget);
		if (distinct && !need.missing && args[1] < need.least_trim)
			return fail("only %llu to trim of %llu", (unsigned long long)args[1],
				    (unsigned long long)need.least_trim);
		/* Without room it is at least what found none. */
		if (flags && args[1] < PLACE)
			return fail("only %llu to trim", (unsigned long long)args[1]);
		return take_any();
	}
	/* Whether something is still on its way depends on how quick the engine was. */
	if (ret && ret != STATUS_PENDING)
		return fail("%#x, but %u places are needed", (int)ret, need.places);
	if (args[0] != n)
		return fail("%llu of %u", (unsigned long long)args[0], n);
	for (i = 0; i < n; i++) {
		list[i]->count++;
		if (!list[i]->resident)
			list[i]->written = false;
	}
	if (!take_victims(need.victims, list, n))
		return false;
	for (i = 0; i < n; i++)
		list[i]->resident = true;
	return true;
}

static bool do_step_evict(struct client *c)
{
	uint64_t args[DXG_REMOTE_ARGS], flags = any(2) ? LAZILY : 0;
	struct allocation *list[LIST];
	unsigned int n = pick(c, list, false), i, k;
	bool valid = true, clean = true;
	int64_t ret;

	for (i = 0; i < n; i++) {
		unsigned int times = 0;

		/* What evicting something offered means is nowhere said. */
		if (list[i]->offered)
			return true;
		for (k = 0; k < n; k++)
			times += list[k] == list[i];
		valid &= times <= list[i]->count;
		clean &= !list[i]->written;
	}
	if (clean && any(2))
		flags |= CLEAN;
	put_list(args, list, n, flags);
	snprintf(m.what, sizeof(m.what), "Evict of %u, flags %#x", n, (int)flags);
	ret = call(c, do_evict, args);
	if (!valid) {
		m.refused++;
		return ret == STATUS_INVALID_PARAMETER || fail("below zero, and %#x", (int)ret);
	}
	if (ret)
		return fail("%#x", (int)ret);
	for (i = 0; i < n; i++) {
		if (!--list[i]->count && !(flags & LAZILY))
			leaves(list[i]);
	}
	return true;
}

/* The order that a client leaves to VidMm follows from the residency priority. */
static unsigned int auto_offer(const struct allocation *a)
{
	if (a->priority < 0x78000000)
		return D3DKMT_OFFER_PRIORITY_LOW;
	return a->priority < 0xa0000000 ? D3DKMT_OFFER_PRIORITY_NORMAL :
					  D3DKMT_OFFER_PRIORITY_HIGH;
}

static bool do_step_offer(struct client *c)
{
	unsigned int priority = 1 + any(D3DKMT_OFFER_PRIORITY_AUTO), n, i;
	struct allocation *list[LIST];
	uint64_t args[DXG_REMOTE_ARGS];
	int64_t ret;

	n = pick(c, list, true);
	put_list(args, list, n, priority);
	snprintf(m.what, sizeof(m.what), "OfferAllocations of %u, priority %u", n, priority);
	ret = call(c, do_offer, args);
	if (ret)
		return fail("%#x", (int)ret);
	for (i = 0; i < n; i++)
		list[i]->offered = priority == D3DKMT_OFFER_PRIORITY_AUTO ?
				   auto_offer(list[i]) : priority;
	return true;
}

/*
 * What was to be reclaimed is offered again. Whoever of it was there, and wasn't required, may have
 * gone meanwhile, as one that isn't offered: with its contents.
 */
static bool take_failed_reclaim(struct allocation *const *list, unsigned int n)
{
	bool now[CLIENTS][ALLOCATIONS];
	unsigned int i, k;

	if (!residency_now(now))
		return false;
	for (i = 0; i < m.num_clients; i++) {
		for (k = 0; k < ALLOCATIONS; k++) {
			struct allocation *a = &m.clients[i].allocations[k];

			if (!is_in(a, list, n) || now[i][k] || !a->resident || a->count)
				continue;
			a->resident = false;
			m.evicted++;
		}
	}
	return take_any();
}

static bool do_step_reclaim(struct client *c)
{
	struct allocation *list[LIST], *kept[LIST] = { };
	unsigned int n = pick(c, list, true), num_kept = 0, i;
	struct need need = needed(c, list, n, true);
	uint64_t args[DXG_REMOTE_ARGS];
	int64_t ret;

	put_list(args, list, n, 0);
	snprintf(m.what, sizeof(m.what), "ReclaimAllocations2 of %u, %u to come back", n,
		 need.places);
	ret = call(c, do_reclaim, args);
	/* It isn't the budget that counts, but only what there is. */
	if (need.missing) {
		m.refused++;
		if (ret != STATUS_NO_MEMORY)
			return fail("%#x without %u places", (int)ret, need.missing);
		return take_failed_reclaim(list, n);
	}
	if (ret)
		return fail("%#x", (int)ret);
	for (i = 0; i < n; i++) {
		unsigned int expected = list[i]->lost ? D3DDDI_RECLAIM_RESULT_DISCARDED :
							D3DDDI_RECLAIM_RESULT_OK;

		if (args[2 + i] != expected)
			return fail("result %u is %u, not %u", i, (int)args[2 + i], expected);
		if (list[i]->lost)
			list[i]->seed = 0;
		list[i]->lost = false;
		list[i]->offered = 0;
		if (list[i]->count)
			kept[num_kept++] = list[i];
	}
	if (!take_victims(need.victims, kept, num_kept))
		return false;
	for (i = 0; i < n; i++) {
		if (!list[i]->count || list[i]->resident)
			continue;
		list[i]->resident = true;
		list[i]->written = true;
	}
	return true;
}

static bool do_step_write(struct client *c)
{
	struct allocation *a = &c->allocations[any(ALLOCATIONS)];
	uint64_t args[DXG_REMOTE_ARGS] = { a->handle, m.next_seed++ };
	int64_t ret = call(c, do_write, args);

	snprintf(m.what, sizeof(m.what), "writing");
	if (a->offered) {
		m.refused++;
		return ret == STATUS_INVALID_PARAMETER || fail("offered, and %#x", (int)ret);
	}
	a->seed = args[1];
	a->written = true;
	return !ret || fail("%#x", (int)ret);
}

static bool do_step_check(struct client *c)
{
	struct allocation *a = &c->allocations[any(ALLOCATIONS)];
	uint64_t args[DXG_REMOTE_ARGS] = { a->handle, a->seed };
	int64_t ret = call(c, do_check, args);

	snprintf(m.what, sizeof(m.what), "reading");
	if (a->offered) {
		m.refused++;
		return ret == STATUS_INVALID_PARAMETER || fail("offered, and %#x", (int)ret);
	}
	return !ret || fail("%s (%#x), seed %llu", ret == 1 ? "other contents" : "can't be locked",
			    (int)ret, (unsigned long long)a->seed);
}

static bool do_step_priority(struct client *c)
{
	struct allocation *a = &c->allocations[any(ALLOCATIONS)];
	uint64_t args[DXG_REMOTE_ARGS];
	int64_t ret;

	a->priority = 1 + any(0xc8000000);
	args[0] = a->handle;
	args[1] = a->priority;
	snprintf(m.what, sizeof(m.what), "SetAllocationPriority of %#x", a->priority);
	ret = call(c, do_set_priority, args);
	return !ret || fail("%#x", (int)ret);
}

static bool create(struct client *c, struct allocation *a)
{
	uint64_t args[DXG_REMOTE_ARGS] = { };
	int64_t ret = call(c, do_create, args);

	if (ret)
		return fail("%#x", (int)ret);
	*a = (struct allocation) { .handle = args[0], .priority = 1 + any(0xc8000000) };
	args[1] = a->priority;
	return !call(c, do_set_priority, args) || fail("no priority");
}

static bool do_step_replace(struct client *c)
{
	struct allocation *a = &c->allocations[any(ALLOCATIONS)];
	uint64_t args[DXG_REMOTE_ARGS] = { a->handle };
	int64_t ret = call(c, do_destroy, args);

	snprintf(m.what, sizeof(m.what), "destroying one and creating another");
	if (ret)
		return fail("%#x", (int)ret);
	return create(c, a);
}

static bool do_step_reserve(struct client *c)
{
	uint64_t bytes = any(5) ? any(GROUP / 2) : 0, others = 0;
	uint64_t args[DXG_REMOTE_ARGS] = { bytes };
	unsigned int i;
	int64_t ret;

	for (i = 0; i < m.num_clients; i++) {
		if (&m.clients[i] != c)
			others += m.clients[i].reservation;
	}
	snprintf(m.what, sizeof(m.what), "reserving %llu", (unsigned long long)bytes);
	ret = call(c, do_reserve, args);
	if (bytes > GROUP - others) {
		m.refused++;
		return ret == STATUS_INVALID_PARAMETER || fail("%#x", (int)ret);
	}
	c->reservation = bytes;
	return !ret || fail("%#x", (int)ret);
}

static const struct {
	bool (*step)(struct client *c);
	unsigned int weight;
} steps[] = {
	{ do_step_resident, 30 },
	{ do_step_evict, 24 },
	{ do_step_offer, 8 },
	{ do_step_reclaim, 10 },
	{ do_step_write, 12 },
	{ do_step_check, 20 },
	{ do_step_priority, 8 },
	{ do_step_replace, 3 },
	{ do_step_reserve, 2 },
};

static bool one_step(void)
{
	struct client *c = &m.clients[any(m.num_clients)];
	unsigned int total = 0, i, which;

	for (i = 0; i < ARRAY_SIZE(steps); i++)
		total += steps[i].weight;
	which = any(total);
	for (i = 0; which >= steps[i].weight; i++)
		which -= steps[i].weight;
	m.done++;
	return steps[i].step(c) && residency_agrees() && memory_info_agrees(c);
}

static unsigned int setting(const char *name, unsigned int otherwise)
{
	const char *text = getenv(name);

	return text && *text ? strtoul(text, NULL, 0) : otherwise;
}

static bool run(vram_data *self, unsigned int num_clients, unsigned int num_steps)
{
	static struct dxg_remote other;
	unsigned int seed = setting("VIDMM_SEED", time(NULL)), i, k;
	bool ok = true;

	memset(&m, 0, sizeof(m));
	m.state = seed;
	m.next_seed = 1;
	m.num_clients = num_clients;
	m.clients[0].queue = &self->q;
	if (num_clients > 1) {
		if (!dxg_remote_start(&other, &self->gpu))
			return false;
		m.clients[1].remote = &other;
	}
	num_steps = setting("VIDMM_STEPS", num_steps);
	snprintf(m.what, sizeof(m.what), "creating");
	for (i = 0; ok && i < num_clients; i++) {
		for (k = 0; ok && k < ALLOCATIONS; k++)
			ok = create(&m.clients[i], &m.clients[i].allocations[k]);
	}
	for (m.step = 1; ok && m.step <= num_steps; m.step++)
		ok = one_step();
	printf("# VIDMM_SEED=%u: %u steps, %u refused, %u evicted\n", seed, m.done, m.refused,
	       m.evicted);
	if (!ok)
		fprintf(stderr, "# VIDMM_SEED=%u\n", seed);
	if (num_clients > 1)
		ok &= dxg_remote_end(&other);
	/* A run in which nothing happens proves nothing. */
	return ok && (num_steps < 1000 || m.evicted > num_steps / 100);
}

TEST_F_TIMEOUT(vram, one_process, 300)
{
	ASSERT_TRUE(vram_start(self, SEGMENT_TEXT));
	EXPECT_TRUE(run(self, 1, 2500));
}

TEST_F_TIMEOUT(vram, two_processes, 300)
{
	ASSERT_TRUE(vram_start(self, SEGMENT_TEXT));
	EXPECT_TRUE(run(self, 2, 2500));
}

TEST_HARNESS_MAIN
