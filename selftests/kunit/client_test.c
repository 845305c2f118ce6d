// SPDX-License-Identifier: GPL-2.0-only
/*
 * Budgets: who may use how much, and that what is given never is more than there is.
 */
#include <kunit/test.h>
#include <linux/prandom.h>
#include <linux/sizes.h>

#include "vidmm/client.h"

/* Tracepoints are the driver's. */
#define DXGK_TRACE_H
static void trace_process_usage_change(const struct vidmm_client *client, u32 group, u64 old,
				       u64 new)
{
}

static bool trace_process_budget_change_enabled(void)
{
	return true;
}

#define PROCESS(n)	((const struct vidmm_process *)((n) * 16ul))
#define MAX_PROCESSES	8

/* The budgets that were told, by process, and how often that before wasn't the one told last. */
static struct {
	u64 budgets[MAX_PROCESSES];
	u32 wrong;
} heard;

static void trace_process_budget_change(const struct vidmm_client *client, u32 group, u64 old,
					u64 new)
{
	unsigned long process = (unsigned long)client->process / 16 % MAX_PROCESSES;

	if (group != VIDMM_GROUP_LOCAL)
		return;
	heard.wrong += heard.budgets[process] != old;
	heard.budgets[process] = new;
}

#include "vidmm/client.c"

#define LOCAL		VIDMM_GROUP_LOCAL

static struct vidmm *new_vidmm(struct kunit *test, u64 size)
{
	const struct dxgk_segmentdescriptor desc[] = {
		{ 0, 0, size }, { DXGK_SEGMENTFLAGS_APERTURE, 1ull << 40, size },
	};
	struct vidmm *vidmm = kunit_kzalloc(test, sizeof(*vidmm), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, vidmm);
	KUNIT_ASSERT_EQ(test, vidmm_init(vidmm, NULL, desc, 2), 0);
	return vidmm;
}

static struct vidmm_client *join(struct kunit *test, struct vidmm *vidmm, unsigned long n)
{
	struct vidmm_client *client = vidmm_client_join(vidmm, PROCESS(n));

	KUNIT_ASSERT_NOT_NULL(test, client);
	return client;
}

static void charge(struct vidmm_client *client, s64 size)
{
	spin_lock(&client->vidmm->lock);
	if (size > 0)
		vidmm_client_charge(client, LOCAL, size);
	else
		vidmm_client_uncharge(client, LOCAL, -size);
	spin_unlock(&client->vidmm->lock);
}

static u64 budget(struct vidmm_client *client)
{
	struct vidmm_budget budget;

	vidmm_query_budget(client, LOCAL, &budget);
	return budget.budget;
}

static void what_is_left_is_shared(struct kunit *test)
{
	static const struct {
		const char *name;
		struct vidmm_group_state group;
		u64 reservation;
		u32 sharers;
		u64 budget;
	} rows[] = {
		{ "alone", { 1000 }, 0, 1, 1000 },
		{ "one of two", { 1000 }, 0, 2, 500 },
		{ "one of three, rounded down", { 1000 }, 0, 3, 333 },
		{ "nobody", { 1000 }, 0, 0, 1000 },
		{ "it has reserved", { 1000, 100 }, 100, 2, 550 },
		{ "others have reserved", { 1000, 100 }, 0, 2, 450 },
		{ "the dead have some", { 1000, 0, 400 }, 0, 1, 600 },
		{ "both", { 1000, 100, 400 }, 100, 2, 350 },
		{ "all is reserved", { 1000, 1000 }, 0, 2, 0 },
		{ "all is reserved, by it", { 1000, 1000 }, 1000, 1, 1000 },
		{ "more is taken than there is", { 1000, 800, 400 }, 800, 1, 800 },
		{ "no memory", { 0 }, 0, 1, 0 },
		{ "as much as there can be", { U64_MAX }, 0, 1, U64_MAX },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test, vidmm_budget_of(&rows[i].group, rows[i].reservation,
							  rows[i].sharers),
				    rows[i].budget, "%s", rows[i].name);
}

static void a_process_is_one_client(struct kunit *test)
{
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *a = join(test, vidmm, 1), *b = join(test, vidmm, 2);

	KUNIT_EXPECT_PTR_EQ(test, join(test, vidmm, 1), a);
	KUNIT_EXPECT_PTR_NE(test, a, b);
	vidmm_client_leave(a);
	KUNIT_EXPECT_PTR_EQ(test, join(test, vidmm, 1), a);
	vidmm_client_leave(a);
	vidmm_client_leave(b);
	vidmm_client_leave(a);
	KUNIT_EXPECT_TRUE(test, list_empty(&vidmm->clients));
	vidmm_fini(vidmm);
}

static void use_makes_active(struct kunit *test)
{
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *a = join(test, vidmm, 1), *b = join(test, vidmm, 2);

	charge(a, PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, budget(a), (u64)SZ_1M);
	charge(b, PAGE_SIZE);
	charge(b, PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 2u);
	KUNIT_EXPECT_EQ(test, budget(a), (u64)SZ_512K);
	charge(b, -(s64)PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, budget(a), (u64)SZ_512K);
	charge(b, -(s64)PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, budget(a), (u64)SZ_1M);
	charge(a, -(s64)PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 0u);
	KUNIT_EXPECT_EQ(test, vidmm->groups[!LOCAL].num_active, 0u);
	vidmm_client_leave(a);
	vidmm_client_leave(b);
	vidmm_fini(vidmm);
}

static void over_budget(struct kunit *test)
{
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *a = join(test, vidmm, 1), *b = join(test, vidmm, 2);

	charge(a, SZ_1M);
	KUNIT_EXPECT_FALSE(test, vidmm_client_is_over_budget(a, a, LOCAL));
	KUNIT_EXPECT_EQ(test, vidmm_client_bytes_over_budget(a), 0ull);
	/* Who comes gets half of it, and more so when it is there. */
	KUNIT_EXPECT_TRUE(test, vidmm_client_is_over_budget(a, b, LOCAL));
	charge(b, PAGE_SIZE);
	KUNIT_EXPECT_TRUE(test, vidmm_client_is_over_budget(a, b, LOCAL));
	KUNIT_EXPECT_TRUE(test, vidmm_client_is_over_budget(a, a, LOCAL));
	KUNIT_EXPECT_FALSE(test, vidmm_client_is_over_budget(a, b, !LOCAL));
	KUNIT_EXPECT_FALSE(test, vidmm_client_is_over_budget(b, a, LOCAL));
	KUNIT_EXPECT_EQ(test, vidmm_client_bytes_over_budget(a), (u64)SZ_512K);
	charge(a, -(s64)SZ_512K);
	KUNIT_EXPECT_FALSE(test, vidmm_client_is_over_budget(a, b, LOCAL));
	charge(a, -(s64)SZ_512K);
	charge(b, -(s64)PAGE_SIZE);
	vidmm_client_leave(a);
	vidmm_client_leave(b);
	vidmm_fini(vidmm);
}

static void reservations(struct kunit *test)
{
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *a = join(test, vidmm, 1), *b = join(test, vidmm, 2);
	struct vidmm_budget told;

	KUNIT_EXPECT_EQ(test, vidmm_change_reservation(a, LOCAL, SZ_1M + 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, vidmm_change_reservation(a, LOCAL, SZ_512K), 0);
	KUNIT_EXPECT_EQ(test, vidmm_change_reservation(b, LOCAL, SZ_512K + 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, vidmm_change_reservation(b, LOCAL, SZ_512K), 0);
	/* Its own counts for what is available: it is replaced. */
	vidmm_query_budget(a, LOCAL, &told);
	KUNIT_EXPECT_EQ(test, told.available, (u64)SZ_512K);
	KUNIT_EXPECT_EQ(test, told.reservation, (u64)SZ_512K);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 2u);
	KUNIT_EXPECT_EQ(test, vidmm_change_reservation(a, LOCAL, 0), 0);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 1u);
	KUNIT_EXPECT_EQ(test, vidmm_change_reservation(b, LOCAL, SZ_1M), 0);
	KUNIT_EXPECT_EQ(test, budget(a), 0ull);
	KUNIT_EXPECT_EQ(test, budget(b), (u64)SZ_1M);
	/* They go with the process. */
	vidmm_client_leave(b);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].reserved, 0ull);
	KUNIT_EXPECT_EQ(test, budget(a), (u64)SZ_1M);
	vidmm_client_leave(a);
	vidmm_fini(vidmm);
}

/* What a dead process still uses is nobody's to have, until it is given back. */
static void the_dead_hold_what_they_use(struct kunit *test)
{
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *a = join(test, vidmm, 1), *b = join(test, vidmm, 2);

	charge(a, SZ_256K);
	kref_get(&a->ref);
	vidmm_client_leave(a);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 0u);
	KUNIT_EXPECT_EQ(test, budget(b), (u64)SZ_1M - SZ_256K);
	charge(a, SZ_256K);
	KUNIT_EXPECT_EQ(test, budget(b), (u64)SZ_512K);
	charge(a, -(s64)SZ_512K);
	KUNIT_EXPECT_EQ(test, budget(b), (u64)SZ_1M);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 0u);
	vidmm_client_put(a);
	vidmm_client_leave(b);
	vidmm_fini(vidmm);
}

static void what_is_there_counts_by_group(struct kunit *test)
{
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *a = join(test, vidmm, 1);
	struct vidmm_budget told;

	a->segments[0].resident = SZ_64K;
	a->segments[1].resident = SZ_4K;
	vidmm_query_budget(a, LOCAL, &told);
	KUNIT_EXPECT_EQ(test, told.usage, (u64)SZ_64K);
	vidmm_query_budget(a, !LOCAL, &told);
	KUNIT_EXPECT_EQ(test, told.usage, (u64)SZ_4K);
	vidmm_client_leave(a);
	vidmm_fini(vidmm);
}

/*
 * Whatever they do: the budgets of those who are active are together at most the group, and who
 * listens knows them.
 */
static void budgets_are_never_more_than_all(struct kunit *test)
{
	enum { NUM = 5, STEPS = 2000 };
	struct vidmm *vidmm = new_vidmm(test, SZ_1M);
	struct vidmm_client *clients[NUM];
	struct rnd_state random;
	u32 i, k, active;
	u64 sum;

	prandom_seed_state(&random, 7);
	for (i = 0; i < NUM; i++)
		clients[i] = join(test, vidmm, i + 1);
	for (i = 0; i < NUM; i++)
		heard.budgets[i + 1] = budget(clients[i]);
	heard.wrong = 0;
	for (k = 0; k < STEPS; k++) {
		struct vidmm_client *client = clients[prandom_u32_state(&random) % NUM];
		u32 size = prandom_u32_state(&random) % SZ_256K;

		switch (prandom_u32_state(&random) % 3) {
		case 0:
			charge(client, 1 + size);
			break;
		case 1:
			if (client->usage[LOCAL])
				charge(client, -(s64)client->usage[LOCAL]);
			break;
		default:
			vidmm_change_reservation(client, LOCAL, size);
		}
		for (i = 0, sum = 0, active = 0; i < NUM; i++) {
			KUNIT_ASSERT_EQ(test, heard.budgets[i + 1], budget(clients[i]));
			if (!is_active(clients[i], LOCAL))
				continue;
			active++;
			sum += budget(clients[i]);
		}
		KUNIT_ASSERT_EQ(test, vidmm->groups[LOCAL].num_active, active);
		KUNIT_ASSERT_LE(test, sum, (u64)SZ_1M);
	}
	KUNIT_EXPECT_EQ(test, heard.wrong, 0u);
	for (i = 0; i < NUM; i++) {
		if (clients[i]->usage[LOCAL])
			charge(clients[i], -(s64)clients[i]->usage[LOCAL]);
		vidmm_client_leave(clients[i]);
	}
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].reserved, 0ull);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].num_active, 0u);
	KUNIT_EXPECT_EQ(test, vidmm->groups[LOCAL].orphaned, 0ull);
	vidmm_fini(vidmm);
}

static struct kunit_case client_cases[] = {
	KUNIT_CASE(what_is_left_is_shared),
	KUNIT_CASE(a_process_is_one_client),
	KUNIT_CASE(use_makes_active),
	KUNIT_CASE(over_budget),
	KUNIT_CASE(reservations),
	KUNIT_CASE(the_dead_hold_what_they_use),
	KUNIT_CASE(what_is_there_counts_by_group),
	KUNIT_CASE(budgets_are_never_more_than_all),
	{ }
};

static struct kunit_suite client_suite = {
	.name = "dxgk_client",
	.test_cases = client_cases,
};

kunit_test_suite(client_suite);
