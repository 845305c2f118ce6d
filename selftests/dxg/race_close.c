// SPDX-License-Identifier: GPL-2.0
/*
 * Opens and closes that meet calls: a descriptor that is closed during a call, objects that are
 * destroyed while others are made in them, first opens and last closes at the same moment.
 */
#include <pthread.h>

#include "gpu_fixture.h"
#include "process.h"

#define ROUNDS	30
#define THREADS	8

/* A thread that makes allocations until it can't. */
struct creator {
	int fd;
	uint32_t device;
	uint32_t resource;
	bool once;
	int created;
	int ret;
	pthread_t thread;
};

static int add_to_resource(int fd, uint32_t device, uint32_t resource)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = device,
		.resource = resource,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};

	return dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
}

static void *create(void *data)
{
	struct creator *creator = data;

	do {
		creator->ret = add_to_resource(creator->fd, creator->device, creator->resource);
		if (!creator->ret)
			__atomic_add_fetch(&creator->created, 1, __ATOMIC_SEQ_CST);
	} while (!creator->ret && !creator->once);
	return NULL;
}

static void creators_start(struct creator *creators, int n, const struct creator *as)
{
	int i;

	for (i = 0; i < n; i++) {
		creators[i] = *as;
		if (pthread_create(&creators[i].thread, NULL, create, &creators[i]))
			abort();
	}
}

/* Every one of them has made something, so what comes next meets calls. */
static void creators_wait(struct creator *creators, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		while (!__atomic_load_n(&creators[i].created, __ATOMIC_SEQ_CST))
			sched_yield();
	}
}

static void creators_join(struct creator *creators, int n)
{
	int i;

	for (i = 0; i < n; i++)
		pthread_join(creators[i].thread, NULL);
}

TEST_F(gpu, device_destroyed_during_creates)
{
	struct creator creators[4], as = { .fd = self->fd };
	struct dxg_counts before;
	int i, j;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ROUNDS; i++) {
		as.device = dxg_create_device(self->fd, self->adapter);
		ASSERT_NE(0, as.device);
		creators_start(creators, 4, &as);
		creators_wait(creators, 4);
		EXPECT_EQ(0, dxg_destroy_device(self->fd, as.device));
		creators_join(creators, 4);
		for (j = 0; j < 4; j++)
			EXPECT_EQ(STATUS_INVALID_PARAMETER, creators[j].ret);
		/* Also what was made by a call that saw the device in its last moment. */
		ASSERT_TRUE(dxg_counts_settle(&before));
	}
}

TEST_F(gpu, resource_destroyed_while_allocations_are_added)
{
	struct creator creators[4], as = { .fd = self->fd, .device = self->device };
	struct dxg_gpu_stats stats;
	int i, j;

	for (i = 0; i < ROUNDS; i++) {
		as.device = dxg_create_device(self->fd, self->adapter);
		ASSERT_EQ(0, dxg_create_resource(self->fd, as.device, &as.resource, NULL, 0));
		creators_start(creators, 4, &as);
		creators_wait(creators, 4);
		EXPECT_EQ(0, dxg_destroy_resource(self->fd, as.device, as.resource));
		creators_join(creators, 4);
		for (j = 0; j < 4; j++)
			EXPECT_EQ(STATUS_INVALID_HANDLE, creators[j].ret);
		EXPECT_EQ(0, dxg_destroy_device(self->fd, as.device));
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
		EXPECT_EQ(0, stats.allocations);
		EXPECT_EQ(0, stats.resources);
	}
}

/* The call that runs keeps the descriptor; what it makes goes when it ends. */
TEST_F(gpu, descriptor_closed_during_a_call)
{
	struct creator creator, as = { .fd = self->fd, .device = self->device, .once = true };
	struct dxg_gpu_stats stats = { };

	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "open_allocation delay=500"));
	creators_start(&creator, 1, &as);
	/* The miniport has made it, and now takes its time to open it. */
	while (!stats.allocations)
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(0, close(self->fd));
	EXPECT_EQ(-EBADF, dxg_execution_state(self->fd, self->device));
	creators_join(&creator, 1);
	EXPECT_EQ(0, creator.ret);
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	EXPECT_EQ(self->before.n[DXG_COUNT_HANDLES], dxg_count(DXG_COUNT_HANDLES));
	self->fd = -1;
}

/*
 * The adapter's handle is needed only to begin: a device that is being made gets one all the same.
 */
TEST_F(gpu, adapter_closed_while_a_device_is_made)
{
	struct dxg_gpu_stats stats;
	uint32_t adapter;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		struct d3dkmt_createdevice device = { };

		adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		device.adapter = adapter;
		ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_DEVICE, &device));
		EXPECT_EQ(0, dxg_close_adapter(self->fd, adapter));
		EXPECT_EQ(0, add_to_resource(self->fd, device.device, 0));
		EXPECT_EQ(0, dxg_destroy_device(self->fd, device.device));
	}
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(1, stats.devices);
}

/* Threads of a process that has nothing open yet. */
struct first_opens {
	pthread_barrier_t barrier;
	int fds[THREADS];
	pthread_t threads[THREADS];
	int next;
};

static void *open_first(void *data)
{
	struct first_opens *opens = data;
	int i = __atomic_fetch_add(&opens->next, 1, __ATOMIC_SEQ_CST);

	pthread_barrier_wait(&opens->barrier);
	opens->fds[i] = dxg_open();
	/* The first call makes it one of the process's. */
	dxg_close_adapter(opens->fds[i], 0);
	return NULL;
}

static void race_first_opens(void *data)
{
	long processes = dxg_count(DXG_COUNT_PROCESSES);
	struct first_opens opens = { };
	uint32_t adapter;
	int i;

	(void)data;
	pthread_barrier_init(&opens.barrier, NULL, THREADS);
	for (i = 0; i < THREADS; i++)
		dxg_check(!pthread_create(&opens.threads[i], NULL, open_first, &opens));
	for (i = 0; i < THREADS; i++)
		pthread_join(opens.threads[i], NULL);
	dxg_check(dxg_count(DXG_COUNT_PROCESSES) == processes + 1);
	/* A handle that one descriptor gave is good on all of them. */
	adapter = dxg_first_adapter(opens.fds[0]);
	for (i = 0; i < THREADS; i++)
		dxg_check(!dxg_query_version(opens.fds[i], adapter));
	dxg_check(!dxg_close_adapter(opens.fds[THREADS - 1], adapter));
}

TEST_F(gpu, wsl_b_racing_first_opens_give_one_process)
{
	struct dxg_counts before;
	int i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ROUNDS; i++) {
		ASSERT_TRUE(dxg_reap(dxg_fork(race_first_opens, NULL)));
		/* The next round counts processes. */
		ASSERT_TRUE(dxg_counts_settle(&before));
	}
}

static void *open_and_close(void *data)
{
	uint32_t adapter;
	intptr_t bad = 0;
	int i, fd;

	(void)data;
	for (i = 0; i < 100; i++) {
		fd = dxg_open();
		adapter = dxg_first_adapter(fd);
		/* Another thread's last close can't have taken it: our descriptor is open. */
		bad += !!dxg_query_version(fd, adapter);
		close(fd);
	}
	return (void *)bad;
}

static void race_opens_and_closes(void *data)
{
	pthread_t threads[4];
	void *bad;
	int i;

	(void)data;
	for (i = 0; i < 4; i++)
		dxg_check(!pthread_create(&threads[i], NULL, open_and_close, NULL));
	for (i = 0; i < 4; i++) {
		pthread_join(threads[i], &bad);
		dxg_check(!bad);
	}
}

TEST_F(gpu, last_closes_meet_first_opens)
{
	struct dxg_counts before;

	ASSERT_EQ(0, dxg_counts_read(&before));
	EXPECT_TRUE(dxg_reap(dxg_fork(race_opens_and_closes, NULL)));
	EXPECT_TRUE(dxg_counts_settle(&before));
}

/* A second descriptor keeps everything; handles don't belong to the one that gave them. */
TEST_F(gpu, first_of_two_descriptors_closed)
{
	int second = dxg_open();
	uint32_t allocation;

	ASSERT_LE(0, second);
	EXPECT_EQ(0, close(self->fd));
	EXPECT_EQ(0, dxg_create_raw(second, self->device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(second, self->device, allocation));
	EXPECT_EQ(0, dxg_destroy_device(second, self->device));
	self->fd = second;
}

TEST_HARNESS_MAIN
