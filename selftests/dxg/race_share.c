// SPDX-License-Identifier: GPL-2.0
/*
 * Shares, and views of memory, that end while others use them: whoever comes too late is told so,
 * whoever comes in time has all of it.
 */
#include <pthread.h>
#include <signal.h>

#include "gpu_fixture.h"
#include "lock.h"
#include "process.h"
#include "share.h"

#define ROUNDS	60

/* A thread that goes on until it is told to stop. */
struct user {
	int fd;
	uint32_t device;
	uint32_t resource;
	uint32_t allocation;
	int nt;
	bool stop;
	int started;
	int good;
	int bad;
	pthread_t thread;
};

static void user_start(struct user *user, void *(*fn)(void *data))
{
	if (pthread_create(&user->thread, NULL, fn, user))
		abort();
	while (!__atomic_load_n(&user->started, __ATOMIC_SEQ_CST))
		sched_yield();
}

static void user_stop(struct user *user)
{
	__atomic_store_n(&user->stop, true, __ATOMIC_SEQ_CST);
	pthread_join(user->thread, NULL);
}

static bool user_goes_on(struct user *user)
{
	__atomic_store_n(&user->started, 1, __ATOMIC_SEQ_CST);
	return !__atomic_load_n(&user->stop, __ATOMIC_SEQ_CST);
}

/* An open is whole, and stays so when all others let go of the share. */
static bool opened_whole(int fd, uint32_t device, struct share_open *o, uint32_t resource)
{
	uint8_t *p, *q;

	return !dxg_lock(fd, device, o->infos[0].allocation, &p) &&
	       !dxg_lock(fd, device, o->infos[1].allocation, &q) &&
	       !dxg_poke(p) && !dxg_poke(q + SHARE_SIZE1 - 1) &&
	       !dxg_destroy_resource(fd, device, resource);
}

/* The resource that is now the one to share may be destroyed at any moment. */
static void *shares_and_opens(void *data)
{
	struct user *user = data;
	struct share_open o;
	int nt;

	while (user_goes_on(user)) {
		nt = share_fd(user->fd, __atomic_load_n(&user->resource, __ATOMIC_SEQ_CST),
			      GENERIC_ALL);
		if (nt < 0) {
			user->bad += nt != STATUS_INVALID_PARAMETER;
			continue;
		}
		user->bad += share_open_nt(user->fd, user->device, nt, &o) ||
			     !opened_whole(user->fd, user->device, &o, o.nt.resource);
		close(nt);
		user->good++;
	}
	return NULL;
}

TEST_F_TIMEOUT(gpu, shared_and_opened_while_it_is_destroyed, 120)
{
	struct user users[2] = { { .fd = self->fd }, { .fd = self->fd } };
	struct share share;
	int i, j;

	for (j = 0; j < 2; j++) {
		users[j].device = dxg_create_device(self->fd, self->adapter);
		user_start(&users[j], shares_and_opens);
	}
	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
		for (j = 0; j < 2; j++)
			__atomic_store_n(&users[j].resource, share.resource, __ATOMIC_SEQ_CST);
		usleep(i % 8 * 300);
		EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	}
	for (j = 0; j < 2; j++) {
		user_stop(&users[j]);
		EXPECT_EQ(0, users[j].bad);
		EXPECT_LT(0, users[j].good);
	}
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
}

static void *opens_once(void *data)
{
	struct user *user = data;
	struct share_open o;
	int ret;

	user_goes_on(user);
	ret = share_open_nt(user->fd, user->device, user->nt, &o);
	if (ret)
		user->bad = ret != STATUS_INVALID_HANDLE;
	else
		user->bad = !opened_whole(user->fd, user->device, &o, o.nt.resource);
	return NULL;
}

/* Nothing but the descriptor holds the share, and it is closed during an open. */
TEST_F_TIMEOUT(gpu, last_nt_handle_closed_during_an_open, 120)
{
	struct share share;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		struct user user = { .fd = self->fd, .device = self->device };

		ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
		user.nt = share_fd(self->fd, share.resource, GENERIC_ALL);
		ASSERT_LE(0, user.nt);
		ASSERT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
		user_start(&user, opens_once);
		usleep(i % 10 * 20);
		EXPECT_EQ(0, close(user.nt));
		user_stop(&user);
		EXPECT_EQ(0, user.bad);
		ASSERT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
	}
}

struct creator {
	uint64_t luid;
	uint32_t *global_share;
	unsigned int lifetime_us;
};

static void creates_and_exits(void *data)
{
	struct creator *creator = data;
	int fd = dxg_open();
	uint32_t device = dxg_create_device(fd, dxg_adapter_by_luid(fd, creator->luid));
	struct share share;

	dxg_check(!share_create(fd, device, SHARE_FLAGS, &share));
	__atomic_store_n(creator->global_share, share.global_share, __ATOMIC_SEQ_CST);
	usleep(creator->lifetime_us);
}

/* The process whose resource it was goes while others open it by its global handle. */
TEST_F_TIMEOUT(gpu, creator_exits_while_another_process_opens, 120)
{
	struct creator creator = {
		.luid = self->gpu.luid,
		.global_share = dxg_shared(sizeof(*creator.global_share)),
	};
	struct share_open o;
	int i, ret, opened = 0;
	uint32_t name;
	pid_t pid;

	for (i = 0; i < 20; i++) {
		*creator.global_share = 0;
		creator.lifetime_us = i * 500;
		pid = dxg_fork(creates_and_exits, &creator);
		do {
			name = __atomic_load_n(creator.global_share, __ATOMIC_SEQ_CST);
		} while (!name && !usleep(100));
		for (;;) {
			ret = share_open_global(self->fd, self->device, name, &o);
			if (ret)
				break;
			EXPECT_TRUE(opened_whole(self->fd, self->device, &o, o.global.resource));
			opened++;
		}
		EXPECT_EQ(STATUS_INVALID_PARAMETER, ret);
		EXPECT_TRUE(dxg_reap(pid));
		EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
		EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS],
			  dxg_count(DXG_COUNT_ALLOCATIONS));
	}
	EXPECT_LT(0, opened);
}

/* Open until the adapter has gone. */
static void *opens_until_removal(void *data)
{
	struct user *user = data;
	struct share_open o;
	int ret;

	while (user_goes_on(user)) {
		ret = share_open_nt(user->fd, user->device, user->nt, &o);
		if (ret == STATUS_DEVICE_REMOVED)
			break;
		user->bad += !!ret;
		dxg_destroy_resource(user->fd, user->device, o.nt.resource);
		user->good += !ret;
	}
	return NULL;
}

/* Only a descriptor holds the share when the adapter goes, apart from opens that come and go. */
TEST_F_TIMEOUT(gpu, adapter_removed_while_only_a_descriptor_holds_the_share, 120)
{
	struct share share;
	int i;

	for (i = 0; i < 10; i++) {
		struct user users[2] = { { .fd = self->fd }, { .fd = self->fd } };
		int j, nt;

		ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
		nt = share_fd(self->fd, share.resource, GENERIC_ALL);
		ASSERT_LE(0, nt);
		ASSERT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
		for (j = 0; j < 2; j++) {
			users[j].nt = nt;
			users[j].device = dxg_create_device(self->fd, self->adapter);
			user_start(&users[j], opens_until_removal);
		}
		usleep(i * 300);
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
		EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
		for (j = 0; j < 2; j++) {
			pthread_join(users[j].thread, NULL);
			EXPECT_EQ(0, users[j].bad);
		}
		EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, dxg_count(DXG_COUNT_SHARES));
		close(nt);
		EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));

		close(self->fd);
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
		self->fd = dxg_open();
		self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		self->device = dxg_create_device(self->fd, self->adapter);
		ASSERT_NE(0, self->device);
	}
}

/* What a lock gave may be gone when it is touched, but is never somebody else's. */
static void *locks_and_unlocks(void *data)
{
	struct user *user = data;
	int ret, signal;
	void *p;

	while (user_goes_on(user)) {
		uint32_t allocation = __atomic_load_n(&user->allocation, __ATOMIC_SEQ_CST);

		ret = dxg_lock(user->fd, user->device, allocation, &p);
		if (ret) {
			user->bad += ret != STATUS_INVALID_PARAMETER &&
				     ret != STATUS_DEVICE_REMOVED;
			continue;
		}
		signal = dxg_touch(p);
		user->bad += signal && signal != SIGSEGV && signal != SIGBUS;
		ret = dxg_unlock(user->fd, user->device, allocation);
		user->bad += ret && ret != STATUS_INVALID_PARAMETER;
		user->good++;
	}
	return NULL;
}

TEST_F_TIMEOUT(gpu, locked_and_unlocked_while_it_is_destroyed, 120)
{
	struct user users[2] = { { .fd = self->fd, .device = self->device },
				 { .fd = self->fd, .device = self->device } };
	uint32_t allocation;
	int i, j;

	for (j = 0; j < 2; j++)
		user_start(&users[j], locks_and_unlocks);
	for (i = 0; i < 3 * ROUNDS; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 16384, &allocation));
		for (j = 0; j < 2; j++)
			__atomic_store_n(&users[j].allocation, allocation, __ATOMIC_SEQ_CST);
		usleep(i % 8 * 100);
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	}
	for (j = 0; j < 2; j++) {
		user_stop(&users[j]);
		EXPECT_EQ(0, users[j].bad);
		EXPECT_LT(0, users[j].good);
	}
	EXPECT_EQ(self->before.n[DXG_COUNT_VIEWS], dxg_count(DXG_COUNT_VIEWS));
}

TEST_F_TIMEOUT(gpu, locked_and_unlocked_while_the_adapter_goes, 120)
{
	int i, j;

	for (i = 0; i < 10; i++) {
		struct user users[2] = { { .fd = self->fd, .device = self->device },
					 { .fd = self->fd, .device = self->device } };
		uint32_t allocation;

		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 16384, &allocation));
		for (j = 0; j < 2; j++) {
			users[j].allocation = allocation;
			user_start(&users[j], locks_and_unlocks);
		}
		usleep(i * 300);
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
		EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
		usleep(1000);
		for (j = 0; j < 2; j++) {
			user_stop(&users[j]);
			EXPECT_EQ(0, users[j].bad);
		}
		/* Every lock was unlocked. */
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_unlock(self->fd, self->device, allocation));

		close(self->fd);
		EXPECT_EQ(self->before.n[DXG_COUNT_VIEWS], dxg_count(DXG_COUNT_VIEWS));
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
		self->fd = dxg_open();
		self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		self->device = dxg_create_device(self->fd, self->adapter);
		ASSERT_NE(0, self->device);
	}
}

TEST_HARNESS_MAIN
