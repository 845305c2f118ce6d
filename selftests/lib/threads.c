// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that use the library at once, from the first call on.
 */
#include <pthread.h>

#include "library.h"

#define THREADS	8
#define ROUNDS	50

static pthread_barrier_t barrier;

/* A thread's own device, made by a library that may not have its descriptor yet. */
static void *work(void *data)
{
	D3DKMT_HANDLE adapter, device, allocation;
	int i, *failures = data;

	pthread_barrier_wait(&barrier);
	adapter = lib_first_adapter();
	device = lib_create_device(adapter);
	for (i = 0; i < ROUNDS; i++) {
		if (lib_create(device, 4096, &allocation) || lib_destroy(device, allocation))
			++*failures;
	}
	lib_close_adapter(adapter);
	return NULL;
}

static int run(void *(*start)(void *))
{
	pthread_t threads[THREADS];
	int failures[THREADS] = { 0 }, sum = 0, i;

	pthread_barrier_init(&barrier, NULL, THREADS);
	for (i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, start, &failures[i]);
	for (i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		sum += failures[i];
	}
	pthread_barrier_destroy(&barrier);
	return sum;
}

TEST(first_calls_of_threads_at_once)
{
	struct dxg_counts before, now;
	int i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < 5; i++) {
		EXPECT_EQ(0, run(work));
		ASSERT_EQ(0, dxg_counts_read(&now));
		EXPECT_EQ(before.n[DXG_COUNT_PROCESSES] + 1, now.n[DXG_COUNT_PROCESSES]);
		EXPECT_EQ(before.n[DXG_COUNT_DEVICES] + THREADS, now.n[DXG_COUNT_DEVICES]);
		D3DKMTCloseDxCoreDevice();
		EXPECT_TRUE(dxg_counts_settle(&before));
	}
}

static D3DKMT_HANDLE shared_device, shared_allocation;
static int winners;

static void *destroy(void *data)
{
	(void)data;
	pthread_barrier_wait(&barrier);
	if (lib_destroy(shared_device, shared_allocation) == STATUS_SUCCESS)
		__atomic_add_fetch(&winners, 1, __ATOMIC_RELAXED);
	return NULL;
}

TEST_F(lib, one_thread_destroys_an_allocation)
{
	int i;

	shared_device = self->device;
	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &shared_allocation));
		winners = 0;
		run(destroy);
		ASSERT_EQ(1, winners);
	}
}

TEST_HARNESS_MAIN
