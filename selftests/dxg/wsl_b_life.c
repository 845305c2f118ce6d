// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that end and adapters that go: what WSL's driver leaves behind, or stumbles over.
 * Documentation/wsl-differences.rst lists all such tests.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "create.h"
#include "gpu_fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "share.h"

#define ROUNDS	50
#define SIZE	(4 * mem_page_size())

/* A process of the tests, and how it is to end. */
struct life {
	uint64_t luid;
	int ready;
	int go_on;
};

static int life_open(const struct life *life, uint32_t *device)
{
	int fd = dxg_open();

	*device = dxg_create_device(fd, dxg_adapter_by_luid(fd, life->luid));
	dxg_check(*device);
	return fd;
}

static void creates_while_it_is_killed(void *data)
{
	struct life *life = data;
	uint32_t device, resource, allocations[4];
	int fd = life_open(life, &device);

	dxg_event_set(life->ready);
	dxg_create_resource(fd, device, &resource, allocations, 4);
}

/* WSL's driver waits for the host, is interrupted, and forgets what the host has made. */
TEST_F(gpu, wsl_b_killed_call_leaks_nothing)
{
	static const char *const rules[] = {
		"create_device delay=200 n=1", "create_allocation delay=200",
		"open_allocation delay=200",
	};
	struct life life = { .luid = self->gpu.luid, .ready = dxg_event() };
	struct dxg_counts before;
	struct dxg_gpu_stats stats;
	pid_t pid;
	size_t i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		pid = dxg_fork(creates_while_it_is_killed, &life);
		/* It can't say when it is in create_device, its first call but one. */
		if (i)
			ASSERT_TRUE(dxg_event_wait(life.ready));
		usleep(50000);
		dxg_kill(pid);
		EXPECT_TRUE(dxg_counts_settle(&before));
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
		EXPECT_EQ(1, stats.devices);
		EXPECT_EQ(0, stats.resources);
		EXPECT_EQ(0, stats.allocations);
		EXPECT_EQ(0, stats.opens);
	}
}

static void ends_with_all_open(void *data)
{
	struct life *life = data;
	uint32_t device, second, resource, allocation, list[8];
	struct share share;
	struct share_open open;
	struct create create;
	int fd, nt;
	void *p;

	fd = life_open(life, &device);
	life_open(life, &second);
	dxg_check(!dxg_create_resource(fd, device, &resource, list, 8));
	dxg_check(dxg_create_locked(fd, device, SIZE, &allocation, &p));
	memset(p, 1, SIZE);
	create_init(&create, device);
	create.info.system_mem = (uintptr_t)mem_pages(4096);
	dxg_check(!create_call(fd, &create));
	dxg_check(!share_create(fd, device, SHARE_NT_FLAGS, &share));
	nt = share_fd(fd, share.resource, GENERIC_ALL);
	dxg_check(!share_open_nt(fd, second, nt, &open));
	dxg_check(!share_create(fd, device, SHARE_FLAGS, &share));
	dxg_check(!share_open_global(fd, second, share.global_share, &open));
	dxg_event_set(life->ready);
	dxg_check(dxg_event_wait(life->go_on));
}

/* WSL's kernel has died in the destruction of a device that its process left behind. */
TEST_F(gpu, wsl_b_process_ends_with_all_open)
{
	struct life life = { .luid = self->gpu.luid, .ready = dxg_event(), .go_on = dxg_event() };
	struct dxg_counts before;
	int how;
	pid_t pid;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (how = 0; how < 4; how++) {
		pid = dxg_fork(ends_with_all_open, &life);
		ASSERT_TRUE(dxg_event_wait(life.ready));
		if (how & 2)
			ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
		if (how & 1) {
			ASSERT_TRUE(dxg_kill(pid));
		} else {
			dxg_event_set(life.go_on);
			ASSERT_TRUE(dxg_reap(pid));
		}
		EXPECT_TRUE(dxg_counts_settle(&before));
	}
}

/*
 * The adapter is pulled out by another process than that whose mappings there are. WSL's driver
 * leaves out the allocations of resources, and unmaps in whatever process runs.
 */
TEST_F(gpu, wsl_b_removal_reaches_the_mappings_of_others)
{
	char *mine = mem_pages(SIZE), *p, *q;
	uint32_t resource, list[2];
	pid_t pid;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, list, 2));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, list[0], &p));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, list[1], &q));
	*p = 1;
	memset(mine, POISON, SIZE);
	pid = fork();
	if (!pid)
		_exit(!dxg_softgpu_live(&self->gpu, false) ||
		      !mem_is(mine, POISON, SIZE));
	EXPECT_TRUE(dxg_reap(pid));
	EXPECT_EQ(SIGBUS, dxg_touch(p));
	EXPECT_EQ(SIGBUS, dxg_poke(p));
	EXPECT_EQ(SIGBUS, dxg_touch(q));
	EXPECT_TRUE(mem_is(mine, POISON, SIZE));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_FALSE(dxg_is_mapped(p));
	EXPECT_FALSE(dxg_is_mapped(q));
}

/* Threads of a process that opens and closes adapters and makes devices on them. */
struct opener {
	const gpu_data *self;
	int wrong;
	bool stop;
	pthread_t thread;
};

static void *open_and_close(void *data)
{
	struct opener *opener = data;
	const gpu_data *self = opener->self;
	uint32_t adapter, device, allocation;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		device = dxg_create_device(self->fd, adapter);
		if (dxg_close_adapter(self->fd, adapter) ||
		    dxg_create_raw(self->fd, device, 4096, &allocation) ||
		    dxg_destroy_device(self->fd, device))
			opener->wrong++;
	}
	return NULL;
}

/*
 * Closing an adapter destroys the process's devices on it in WSL, and the driver walks their list
 * without its lock, while other threads make more.
 */
TEST_F(gpu, wsl_b_close_adapter_against_create_device)
{
	struct opener openers[6];
	struct dxg_counts before, after;
	size_t i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(openers); i++) {
		openers[i] = (struct opener){ .self = self };
		ASSERT_EQ(0, pthread_create(&openers[i].thread, NULL, open_and_close,
					    &openers[i]));
	}
	for (i = 0; i < ARRAY_SIZE(openers); i++) {
		pthread_join(openers[i].thread, NULL);
		EXPECT_EQ(0, openers[i].wrong);
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(after)));
	/* The first device has nothing to do with them. */
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, self->device));
}

/* Lists adapters in arrays that have room for exactly as many as there were a moment ago. */
static void *enumerate(void *data)
{
	struct opener *opener = data;
	struct d3dkmt_enumadapters2 count, list;
	uint32_t i;
	int ret;

	while (!__atomic_load_n(&opener->stop, __ATOMIC_SEQ_CST)) {
		struct d3dkmt_adapterinfo infos[64];
		uint32_t room;

		count = (struct d3dkmt_enumadapters2){ };
		if (dxg_call(opener->self->fd, D3DKMT_IOC_ENUM_ADAPTERS2, &count))
			return (void *)1;
		room = count.num_adapters;
		memset(infos, POISON, sizeof(infos));
		list = (struct d3dkmt_enumadapters2){
			.num_adapters = room,
			.adapters = (uintptr_t)infos,
		};
		ret = dxg_call(opener->self->fd, D3DKMT_IOC_ENUM_ADAPTERS2, &list);
		if (!mem_is(&infos[ret ? 0 : room], POISON,
			    sizeof(infos) - (ret ? 0 : room) * sizeof(infos[0])))
			return (void *)2;
		if (ret && (ret != STATUS_BUFFER_TOO_SMALL || list.num_adapters <= room))
			return (void *)3;
		for (i = 0; !ret && i < list.num_adapters; i++) {
			if (dxg_close_adapter(opener->self->fd, infos[i].adapter))
				return (void *)4;
		}
	}
	return NULL;
}

/*
 * WSL's driver counts the adapters, then opens as many as it finds in a second pass, into an array
 * for the first number.
 */
TEST_F(gpu, wsl_b_adapters_come_while_they_are_listed)
{
	struct opener openers[3];
	struct dxg_softgpu more[2];
	size_t i, j;
	void *ret;

	for (i = 0; i < ARRAY_SIZE(openers); i++) {
		openers[i] = (struct opener){ .self = self };
		ASSERT_EQ(0, pthread_create(&openers[i].thread, NULL, enumerate, &openers[i]));
	}
	for (i = 0; i < ROUNDS; i++) {
		for (j = 0; j < ARRAY_SIZE(more); j++) {
			EXPECT_TRUE(dxg_softgpu_add(&more[j], j ? "more" : "some"));
			EXPECT_TRUE(dxg_softgpu_live(&more[j], true));
		}
		for (j = 0; j < ARRAY_SIZE(more); j++)
			dxg_softgpu_remove(&more[j]);
	}
	for (i = 0; i < ARRAY_SIZE(openers); i++) {
		__atomic_store_n(&openers[i].stop, true, __ATOMIC_SEQ_CST);
		pthread_join(openers[i].thread, &ret);
		EXPECT_EQ(NULL, ret);
	}
}

TEST_HARNESS_MAIN
