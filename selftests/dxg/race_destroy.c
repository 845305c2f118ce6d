// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that destroy the same thing at the same moment: exactly one of them does.
 */
#include <pthread.h>

#include "fixture.h"
#include "process.h"

#define ROUNDS		40
#define MAX_THREADS	8
#define LIST		8

struct race;
typedef int (*destroy_fn)(struct race *race, int thread);

/* What the threads fight for in a round. */
struct race {
	pthread_barrier_t barrier;
	destroy_fn destroy;
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint32_t resource;
	uint32_t allocations[LIST];
	int ret[MAX_THREADS];
};

struct racer {
	struct race *race;
	int index;
	pthread_t thread;
};

static void *run_racer(void *data)
{
	struct racer *racer = data;
	struct race *race = racer->race;

	pthread_barrier_wait(&race->barrier);
	race->ret[racer->index] = race->destroy(race, racer->index);
	return NULL;
}

/* Let @n threads destroy at once. */
static void run_race(struct race *race, int n)
{
	struct racer racers[MAX_THREADS];
	int i;

	pthread_barrier_init(&race->barrier, NULL, n);
	for (i = 0; i < n; i++) {
		racers[i].race = race;
		racers[i].index = i;
		if (pthread_create(&racers[i].thread, NULL, run_racer, &racers[i]))
			abort();
	}
	for (i = 0; i < n; i++)
		pthread_join(racers[i].thread, NULL);
	pthread_barrier_destroy(&race->barrier);
}

static int count_results(const struct race *race, int n, int status)
{
	int i, count = 0;

	for (i = 0; i < n; i++)
		count += race->ret[i] == status;
	return count;
}

static int destroy_allocation(struct race *race, int thread)
{
	(void)thread;
	return dxg_destroy(race->fd, race->device, race->allocations[0]);
}

static int destroy_resource(struct race *race, int thread)
{
	(void)thread;
	return dxg_destroy_resource(race->fd, race->device, race->resource);
}

static int destroy_device(struct race *race, int thread)
{
	(void)thread;
	return dxg_destroy_device(race->fd, race->device);
}

static int close_adapter(struct race *race, int thread)
{
	(void)thread;
	return dxg_close_adapter(race->fd, race->adapter);
}

static int destroy_list_either_way(struct race *race, int thread)
{
	uint32_t list[LIST];
	int i;

	for (i = 0; i < LIST; i++)
		list[i] = race->allocations[thread & 1 ? LIST - 1 - i : i];
	return dxg_destroy_list(race->fd, race->device, list, LIST);
}

static int destroy_resource_or_list(struct race *race, int thread)
{
	if (thread & 1)
		return destroy_resource(race, thread);
	return dxg_destroy_list(race->fd, race->device, race->allocations, LIST);
}

static int destroy_device_or_allocation(struct race *race, int thread)
{
	return thread & 1 ? destroy_device(race, thread) : destroy_allocation(race, thread);
}

FIXTURE_VARIANT(dxg) {
	int threads;
};

FIXTURE_VARIANT_ADD(dxg, two_threads) {
	.threads = 2,
};

FIXTURE_VARIANT_ADD(dxg, eight_threads) {
	.threads = 8,
};

/* All but one lose, and a loser's status is that of a handle that names nothing. */
#define EXPECT_ONE_WINNER(race)									\
	do {											\
		EXPECT_EQ(1, count_results(race, variant->threads, 0));				\
		EXPECT_EQ(variant->threads - 1, count_results(race, variant->threads,		\
							      STATUS_INVALID_PARAMETER));	\
	} while (0)

TEST_F(dxg, wsl_b_threads_destroy_one_allocation)
{
	struct race race = { .fd = self->fd, .device = self->device,
			     .destroy = destroy_allocation };
	int i;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &race.allocations[0]));
		run_race(&race, variant->threads);
		EXPECT_ONE_WINNER(&race);
	}
}

TEST_F(dxg, threads_destroy_one_resource)
{
	struct race race = { .fd = self->fd, .device = self->device, .destroy = destroy_resource };
	int i;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &race.resource,
						 race.allocations, LIST));
		run_race(&race, variant->threads);
		EXPECT_ONE_WINNER(&race);
	}
	EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
}

TEST_F(dxg, threads_destroy_one_device)
{
	struct race race = { .fd = self->fd, .destroy = destroy_device };
	int i;

	for (i = 0; i < ROUNDS; i++) {
		race.device = dxg_create_device(self->fd, self->adapter);
		ASSERT_EQ(0, dxg_create_raw(self->fd, race.device, 4096, &race.allocations[0]));
		ASSERT_EQ(0, dxg_create_resource(self->fd, race.device, &race.resource,
						 race.allocations, LIST));
		run_race(&race, variant->threads);
		EXPECT_ONE_WINNER(&race);
	}
	EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
}

TEST_F(dxg, threads_close_one_adapter)
{
	struct race race = { .fd = self->fd, .destroy = close_adapter };
	int i;

	for (i = 0; i < ROUNDS; i++) {
		race.adapter = dxg_first_adapter(self->fd);
		ASSERT_NE(0, race.adapter);
		run_race(&race, variant->threads);
		EXPECT_ONE_WINNER(&race);
	}
}

/* A list is destroyed whole or not at all, also when another one has the same handles. */
TEST_F(dxg, wsl_b_threads_destroy_the_same_list)
{
	struct race race = { .fd = self->fd, .device = self->device,
			     .destroy = destroy_list_either_way };
	int i, j;

	for (i = 0; i < ROUNDS; i++) {
		for (j = 0; j < LIST; j++)
			ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096,
						    &race.allocations[j]));
		run_race(&race, variant->threads);
		EXPECT_ONE_WINNER(&race);
	}
	EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
}

/* The resource goes whatever happens to the list; each allocation ends once. */
TEST_F(dxg, resource_against_its_allocations)
{
	struct race race = { .fd = self->fd, .device = self->device,
			     .destroy = destroy_resource_or_list };
	int i, j, lists, resources;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &race.resource,
						 race.allocations, LIST));
		run_race(&race, variant->threads);
		for (j = lists = resources = 0; j < variant->threads; j++) {
			resources += j & 1 && !race.ret[j];
			lists += !(j & 1) && !race.ret[j];
			if (race.ret[j])
				EXPECT_EQ(STATUS_INVALID_PARAMETER, race.ret[j]);
		}
		EXPECT_EQ(1, resources);
		EXPECT_GE(1, lists);
		EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
		EXPECT_EQ(self->before.n[DXG_COUNT_RESOURCES], dxg_count(DXG_COUNT_RESOURCES));
	}
}

TEST_F(dxg, device_against_its_allocation)
{
	struct race race = { .fd = self->fd, .destroy = destroy_device_or_allocation };
	int i, j, devices, allocations;

	for (i = 0; i < ROUNDS; i++) {
		race.device = dxg_create_device(self->fd, self->adapter);
		ASSERT_EQ(0, dxg_create_raw(self->fd, race.device, 4096, &race.allocations[0]));
		run_race(&race, variant->threads);
		for (j = devices = allocations = 0; j < variant->threads; j++) {
			devices += j & 1 && !race.ret[j];
			allocations += !(j & 1) && !race.ret[j];
			if (race.ret[j])
				EXPECT_EQ(STATUS_INVALID_PARAMETER, race.ret[j]);
		}
		EXPECT_EQ(1, devices);
		EXPECT_GE(1, allocations);
		EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
	}
}

/* Not a race: one thread that names the same thing twice. Nothing of the list is destroyed. */
TEST_F(dxg, wsl_b_same_handle_twice_in_a_list)
{
	uint32_t list[3];

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[0]));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[1]));
	list[2] = list[0];
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_list(self->fd, self->device, list, 3));
	EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS] + 2,
		  dxg_count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, list, 2));
	EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
}

/* A name that is gone never names something newer, which after 64 reuses it does at WSL. */
TEST_F(dxg, wsl_b_stale_handle_names_nothing_new)
{
	uint32_t stale, allocation;
	int i;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &stale));
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, stale));
	for (i = 0; i < 2000; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
		ASSERT_NE(stale, allocation);
		ASSERT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, stale));
		ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	}
}

TEST_HARNESS_MAIN
