// SPDX-License-Identifier: GPL-2.0
/*
 * Too little memory: contents are swapped, offered ones discarded, limits are NO_MEMORY, and nobody
 * is killed.
 */
#include <signal.h>
#include <sys/stat.h>
#include <sys/swap.h>

#include "file.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "vram_fixture.h"

#define LOW		D3DKMT_OFFER_PRIORITY_LOW
#define LAZILY		D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define CLEAN		D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO
#define CGROUP		"/sys/fs/cgroup/pressure"
#define DROP_CACHES	"/proc/sys/vm/drop_caches"

static bool drop_caches(void)
{
	int i;

	for (i = 0; i < 4; i++) {
		if (!file_write(DROP_CACHES, "2"))
			return false;
	}
	return true;
}

static bool cgroup_make(const char *max, const char *swap_max)
{
	return !mkdir(CGROUP, 0755) && file_write(CGROUP "/memory.max", max) &&
	       (file_write(CGROUP "/memory.swap.max", swap_max) ||
		access(CGROUP "/memory.swap.max", F_OK));
}

static bool cgroup_remove(void)
{
	int tries;

	/* Its last process may not be quite gone. */
	for (tries = 0; tries < 500; tries++) {
		if (!rmdir(CGROUP))
			return true;
		usleep(10000);
	}
	return false;
}

static void swap_off(void)
{
	swapoff("/dev/zram0");
	file_write("/sys/block/zram0/reset", "1");
}

/* Swap space on compressed memory. */
static bool swap_on(void)
{
	if (access("/sys/block/zram0", F_OK) && system("modprobe zram num_devices=1 2>/dev/null"))
		return false;
	file_write("/sys/block/zram0/reset", "1");
	if (!file_write("/sys/block/zram0/disksize", "256M") ||
	    system("mkswap /dev/zram0 >/dev/null 2>&1") || swapon("/dev/zram0", 0))
		return false;
	return true;
}

#define SIZE		(2 * MIB)

/* Who fills a cgroup: a few large allocations, or many small ones with pages of their own. */
struct filler {
	const struct dxg_softgpu *gpu;
	uint64_t size;
	uint32_t n;
};

#define MANY		512

static void *locked(const struct dxg_pager *queue, uint32_t allocation)
{
	void *p;

	dxg_check(!dxg_lock(queue->fd, queue->device, allocation, &p));
	return p;
}

static void fill_all(const struct filler *filler, struct dxg_pager *q, uint32_t *a, void **p)
{
	uint32_t i;

	dxg_check(file_write(CGROUP "/cgroup.procs", "0"));
	dxg_check(vram_open(filler->gpu, q));
	for (i = 0; i < filler->n; i++) {
		dxg_check(!dxg_create_desc(q->fd, q->device, dxg_upload(filler->size), &a[i]));
		p[i] = locked(q, a[i]);
		dxg_fill(p[i], filler->size, 1 + i);
	}
}

static void check_all(const struct filler *filler, void **p, uint64_t seed)
{
	uint32_t i;

	for (i = 0; i < filler->n; i++)
		dxg_check(dxg_filled(p[i], filler->size, seed + i));
}

static void swapped_child(void *data)
{
	const struct filler *filler = data;
	uint32_t a[MANY], i, round;
	struct dxg_pager q;
	void *p[MANY];

	fill_all(filler, &q, a, p);
	dxg_check(file_number(CGROUP "/memory.swap.current", NULL) > 8 * (long long)MIB);
	for (round = 0; round < 2; round++) {
		for (i = 0; i < filler->n; i++) {
			/* From swap to the segment and back, and read on the way. */
			dxg_check(!dxg_resident_one(&q, a[i]));
			dxg_check(dxg_filled(p[i], filler->size, 1 + i + MANY * round));
			dxg_fill(p[i], filler->size, 1 + i + MANY * (round + 1));
			dxg_check(!dxg_evict_one(&q, a[i], i % 2 ? 0 : LAZILY));
		}
	}
	check_all(filler, p, 1 + 2 * MANY);
}

/* Twice as much as the cgroup may have, in a child that is in it. */
TEST_F_TIMEOUT(vram, contents_are_swapped, 300)
{
	struct filler large = { &self->gpu, SIZE, 16 }, small = { &self->gpu, 64 * KIB, MANY };

	if (!swap_on())
		SKIP(return, "no swap device can be made");
	if (!cgroup_make("16M", "max")) {
		swap_off();
		SKIP(return, "no memory cgroup");
	}
	EXPECT_TRUE(vram_start(self, "8M cpu_visible"));
	EXPECT_TRUE(dxg_reap(dxg_fork(swapped_child, &large)));
	EXPECT_TRUE(dxg_reap(dxg_fork(swapped_child, &small)));
	EXPECT_EQ(0, file_number(CGROUP "/memory.events", "oom_kill "));
	EXPECT_TRUE(cgroup_remove());
	swap_off();
}

/* What isn't used is swapped when the system is short, and comes back as it was. */
static void reclaimed_child(void *data)
{
	const struct filler *filler = data;
	uint32_t a[MANY], i, some = filler->n / 4;
	struct dxg_pager q;
	void *p[MANY];

	fill_all(filler, &q, a, p);
	dxg_check(!dxg_resident(&q, a, some));
	/* The kernel has been told to give back as much as it can. */
	file_write(CGROUP "/memory.reclaim", "32M");
	dxg_check(file_number(CGROUP "/memory.swap.current", NULL) >= 4 * (long long)MIB);
	check_all(filler, p, 1);
	for (i = some; i < filler->n; i++)
		dxg_check(!dxg_resident_one(&q, a[i]) && !dxg_evict_one(&q, a[i], LAZILY));
	check_all(filler, p, 1);
}

TEST_F_TIMEOUT(vram, idle_contents_are_swapped, 120)
{
	struct filler large = { &self->gpu, SIZE, 8 }, small = { &self->gpu, 64 * KIB, 256 };

	if (!swap_on())
		SKIP(return, "no swap device can be made");
	if (!cgroup_make("max", "max") || access(CGROUP "/memory.reclaim", F_OK)) {
		cgroup_remove();
		swap_off();
		SKIP(return, "no memory cgroup that reclaims on demand");
	}
	EXPECT_TRUE(vram_start(self, "16M cpu_visible"));
	EXPECT_TRUE(dxg_reap(dxg_fork(reclaimed_child, &large)));
	EXPECT_TRUE(dxg_reap(dxg_fork(reclaimed_child, &small)));
	EXPECT_TRUE(cgroup_remove());
	swap_off();
}

/*
 * A limit without swap: video memory isn't charged, so that more fits into the segment than the
 * cgroup may have. When it has to leave, there is no place for it: it stays.
 */
#define LIMITED		16	/* of 2 MiB, in a cgroup of 16 MiB */

struct limited {
	const struct dxg_softgpu *gpu;
	int filled, go_on;
};

static void limited_child(void *data)
{
	struct limited *limited = data;
	uint32_t a[LIMITED];
	struct dxg_pager q;
	int i, n, stayed = 0;

	dxg_check(file_write(CGROUP "/cgroup.procs", "0"));
	dxg_check(vram_open(limited->gpu, &q));
	for (n = 0; n < LIMITED; n++) {
		int ret;

		dxg_check(!dxg_create_desc(q.fd, q.device, dxg_upload(SIZE), &a[n]));
		ret = dxg_resident_one(&q, a[n]) ?: dxg_write_contents(&q, a[n], SIZE, 1 + n);
		dxg_check(!ret || ret == STATUS_NO_MEMORY);
		if (ret)
			break;
	}
	/* At least as many as the limit has room for, however it counts. */
	dxg_check(n >= 4);
	dxg_event_set(limited->filled);
	dxg_check(dxg_event_wait(limited->go_on));
	for (i = 0; i < n; i++)
		dxg_check(!dxg_evict_one(&q, a[i], 0));
	for (i = 0; i < n; i++)
		stayed += dxg_residency(&q, a[i]) != NOT_RESIDENT;
	if (n == LIMITED)
		dxg_check(stayed >= n - 8);
	for (i = 0; i < n; i++) {
		int ret = dxg_check_contents(&q, a[i], SIZE, 1 + i);

		dxg_check(!ret || ret == STATUS_NO_MEMORY);
	}
	/* Each of them is intact, seen one at a time. */
	for (i = 0; i < n; i++) {
		dxg_check(!dxg_check_contents(&q, a[i], SIZE, 1 + i));
		dxg_check(!dxg_destroy(q.fd, q.device, a[i]));
	}
}

/* Somebody without a limit wants the same room, and gets what can be had. */
TEST_F_TIMEOUT(vram, a_limit_kills_nobody, 120)
{
	struct limited limited = {
		.gpu = &self->gpu, .filled = dxg_event(), .go_on = dxg_event(),
	};
	uint32_t mine[4];
	pid_t pid;
	int i;

	if (!cgroup_make("16M", "0"))
		SKIP(return, "no memory cgroup");
	ASSERT_TRUE(vram_start(self, "32M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, SIZE, 100, mine, 4));
	pid = dxg_fork(limited_child, &limited);
	EXPECT_TRUE(dxg_event_wait(limited.filled));
	for (i = 0; i < 4; i++) {
		int ret = dxg_resident_one(&self->q, mine[i]);

		EXPECT_TRUE(ret == 0 || ret == STATUS_NO_MEMORY);
	}
	dxg_event_set(limited.go_on);
	EXPECT_TRUE(dxg_reap(pid));
	EXPECT_TRUE(vram_intact(&self->q, SIZE, 100, mine, 4));
	EXPECT_EQ(0, file_number(CGROUP "/memory.events", "oom_kill "));
	EXPECT_TRUE(cgroup_remove());
}

/* Memory of the limit that the contents came back to: locked one by one, they fit. */
static void squeezed_child(void *gpu)
{
	uint32_t a[LIMITED], i, n = 0;
	struct dxg_pager q;

	dxg_check(file_write(CGROUP "/cgroup.procs", "0"));
	dxg_check(vram_open(gpu, &q));
	while (n < LIMITED) {
		int ret = dxg_create_filled(&q, SIZE, 1 + n, &a[n]);

		dxg_check(!ret || ret == STATUS_NO_MEMORY);
		if (ret)
			break;
		n++;
	}
	/* The cgroup is full; whatever is asked of it now fails as a whole, or works. */
	dxg_check(n >= 4 && n < LIMITED);
	for (i = 0; i < n; i++) {
		int ret = dxg_resident_one(&q, a[i]);

		dxg_check(!ret || ret == STATUS_NO_MEMORY);
		if (!ret)
			dxg_check(!dxg_evict_one(&q, a[i], 0));
	}
	for (i = 0; i < n; i++)
		dxg_check(!dxg_check_contents(&q, a[i], SIZE, 1 + i));
}

TEST_F_TIMEOUT(vram, a_full_cgroup_keeps_its_contents, 120)
{
	if (!cgroup_make("16M", "0"))
		SKIP(return, "no memory cgroup");
	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	EXPECT_TRUE(dxg_reap(dxg_fork(squeezed_child, &self->gpu)));
	EXPECT_EQ(0, file_number(CGROUP "/memory.events", "oom_kill "));
	EXPECT_TRUE(cgroup_remove());
}

/*
 * Offered with leave to decommit, discarded, and then the memory for it can't be had: all that can
 * be done with it is to destroy it.
 */
static void decommitted_child(void *gpu)
{
	struct d3dkmt_offerallocations offer = {
		.num_allocations = 1,
		.priority = LOW,
		.flags = D3DKMT_OFFER_FLAGS_ALLOW_DECOMMIT,
	};
	uint32_t a, b[LIMITED];
	struct dxg_pager q;
	int n, result;
	void *p;

	dxg_check(file_write(CGROUP "/cgroup.procs", "0"));
	dxg_check(vram_open(gpu, &q));
	dxg_check(!dxg_create_filled(&q, 4 * MIB, 1, &a));
	offer.device = q.device;
	offer.handle_list = (uintptr_t)&a;
	dxg_check(!dxg_call(q.fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &offer));
	dxg_check(drop_caches());
	/* Use up what the limit leaves. */
	for (n = 0; n < LIMITED; n++) {
		if (dxg_create_filled(&q, SIZE, 10 + n, &b[n]))
			break;
	}
	dxg_check(n < LIMITED);
	result = dxg_reclaim_one(&q, a);
	dxg_check(result == D3DDDI_RECLAIM_RESULT_NOT_COMMITTED);
	dxg_check(dxg_lock(q.fd, q.device, a, &p) == STATUS_INVALID_PARAMETER);
	dxg_check(dxg_make_resident(&q, &a, 1, 0, NULL) == STATUS_INVALID_PARAMETER);
	/* For good, though there is memory again. */
	dxg_check(!dxg_destroy_list(q.fd, q.device, b, n));
	dxg_check(dxg_reclaim_one(&q, a) == STATUS_INVALID_PARAMETER);
	dxg_check(dxg_lock(q.fd, q.device, a, &p) == STATUS_INVALID_PARAMETER);
	dxg_check(!dxg_destroy(q.fd, q.device, a));
}

TEST_F(vram, not_committed)
{
	if (!cgroup_make("16M", "0"))
		SKIP(return, "no memory cgroup");
	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	EXPECT_TRUE(dxg_reap(dxg_fork(decommitted_child, &self->gpu)));
	EXPECT_EQ(0, file_number(CGROUP "/memory.events", "oom_kill "));
	EXPECT_TRUE(cgroup_remove());
}

/* The system wants memory: what was offered goes, and nothing else. */
TEST_F(vram, the_shrinker_takes_only_what_it_may)
{
	uint32_t required[2], lazy[2], clean[2], offered[2];
	int i;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, required, 2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 11, lazy, 2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 21, clean, 2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 31, offered, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, required, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, lazy, 2));
	ASSERT_EQ(0, dxg_resident(&self->q, clean, 2));
	EXPECT_EQ(0, dxg_evict(&self->q, lazy, 2, LAZILY));
	EXPECT_EQ(0, dxg_evict(&self->q, &clean[1], 1, CLEAN));
	EXPECT_EQ(0, dxg_offer(&self->q, offered, 2, LOW));
	if (!drop_caches())
		SKIP(return, "no drop_caches");
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, required, 2));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 11, lazy, 2));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 21, clean, 2));
	for (i = 0; i < 2; i++) {
		EXPECT_EQ(D3DDDI_RECLAIM_RESULT_DISCARDED, dxg_reclaim_one(&self->q, offered[i]));
		EXPECT_EQ(0, dxg_check_zero(&self->q, offered[i], MIB));
	}
	/* A copy that was dropped isn't believed in: the promise is of no use then. */
	EXPECT_EQ(0, dxg_evict(&self->q, clean, 1, CLEAN));
	EXPECT_EQ(0, dxg_evict(&self->q, required, 2, CLEAN));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, required, 2));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 21, clean, 2));
}

/* Views, too, come back after their pages were taken away. */
TEST_F(vram, the_shrinker_and_views)
{
	uint32_t a[4];
	void *p[4];
	int i;

	ASSERT_TRUE(vram_start(self, "8M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	for (i = 0; i < 4; i++)
		ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[i], &p[i]));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
	for (i = 0; i < 4; i++)
		EXPECT_TRUE(dxg_filled(p[i], MIB, 1 + i));
	EXPECT_TRUE(drop_caches());
	for (i = 0; i < 4; i++) {
		EXPECT_TRUE(dxg_filled(p[i], MIB, 1 + i));
		dxg_fill(p[i], MIB, 11 + i);
	}
	EXPECT_TRUE(drop_caches());
	EXPECT_EQ(0, dxg_evict(&self->q, a, 2, 0));
	EXPECT_TRUE(drop_caches());
	for (i = 0; i < 4; i++)
		EXPECT_TRUE(dxg_filled(p[i], MIB, 11 + i));
}

TEST_HARNESS_MAIN
