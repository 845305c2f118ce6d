// SPDX-License-Identifier: GPL-2.0
/*
 * The paging engine: what it is asked to do, and that dxgkrnl copes with one that is slow, busy, or
 * broken.
 */
#include <pthread.h>
#include <signal.h>

#include "lock.h"
#include "mem.h"
#include "process.h"
#include "vram_fixture.h"

#define LOCAL	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
#define CLEAN	D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO
#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define LOW	D3DKMT_OFFER_PRIORITY_LOW

/* What the engine has done since the last time. */
struct done {
	long long in, out, filled, discarded, mapped, unmapped, in_bytes, out_bytes;
};

static struct done total(const struct dxg_softgpu *gpu)
{
	return (struct done) {
		.in = dxg_gpu_stat(gpu, "paging_in"),
		.out = dxg_gpu_stat(gpu, "paging_out"),
		.filled = dxg_gpu_stat(gpu, "paging_filled"),
		.discarded = dxg_gpu_stat(gpu, "paging_discarded"),
		.mapped = dxg_gpu_stat(gpu, "paging_mapped"),
		.unmapped = dxg_gpu_stat(gpu, "paging_unmapped"),
		.in_bytes = dxg_gpu_stat(gpu, "paging_in_bytes"),
		.out_bytes = dxg_gpu_stat(gpu, "paging_out_bytes"),
	};
}

static bool slow_down(const struct dxg_softgpu *gpu, bool slow)
{
	return dxg_softgpu_write(gpu, "paging_delay_ms", slow ? "60000" : "0");
}

TEST_F(vram, transfers)
{
	struct done before, now;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	before = total(&self->gpu);
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	now = total(&self->gpu);
	EXPECT_LE(before.in + 1, now.in);
	EXPECT_EQ(before.in_bytes + (long long)MIB, now.in_bytes);
	EXPECT_EQ(before.out, now.out);
	EXPECT_EQ(0, dxg_write_contents(&self->q, a, MIB, 2));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_TRUE(dxg_gpu_engine_settles(&self->gpu));
	now = total(&self->gpu);
	EXPECT_EQ(before.out_bytes + (long long)MIB, now.out_bytes);
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 2));
}

/* Of what nobody has written to, zeros are made where it goes. */
TEST_F(vram, new_contents_are_filled)
{
	struct done before, now;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_create_desc(self->q.fd, self->q.device, dxg_upload(MIB), &a));
	before = total(&self->gpu);
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	now = total(&self->gpu);
	EXPECT_EQ(before.filled + 1, now.filled);
	EXPECT_EQ(before.in, now.in);
	EXPECT_EQ(0, dxg_check_zero(&self->q, a, MIB));
}

/* A copy that is still there makes the way back unnecessary. */
TEST_F(vram, not_written_to_needs_no_transfer)
{
	struct done before, now;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	before = total(&self->gpu);
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, CLEAN));
	EXPECT_TRUE(dxg_gpu_engine_settles(&self->gpu));
	now = total(&self->gpu);
	EXPECT_EQ(before.out, now.out);
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
}

TEST_F(vram, offered_contents_need_no_transfer)
{
	struct done before, now;
	uint32_t a, b;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_TRUE(vram_create(&self->q, MIB, 2, &b, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	before = total(&self->gpu);
	ASSERT_EQ(0, dxg_resident_one(&self->q, b));
	now = total(&self->gpu);
	EXPECT_EQ(before.out, now.out);
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
}

TEST_F(vram, an_aperture_is_mapped)
{
	struct done before, now;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M aperture"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	before = total(&self->gpu);
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	now = total(&self->gpu);
	EXPECT_LE(before.mapped + 1, now.mapped);
	EXPECT_EQ(before.in, now.in);
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_TRUE(dxg_gpu_engine_settles(&self->gpu));
	now = total(&self->gpu);
	EXPECT_LE(before.unmapped + 1, now.unmapped);
	EXPECT_EQ(before.out, now.out);
}

/* dxgkrnl's own account of the segments agrees with what is in them. */
TEST_F(vram, contents_are_where_debugfs_says)
{
	static const uint64_t sizes[] = { 68 * KIB, 256 * KIB, MIB, 4 * KIB, 132 * KIB, 64 * KIB };
	uint32_t a[ARRAY_SIZE(sizes)];
	int64_t at;
	size_t i;

	if (access("/sys/kernel/debug/dxgkrnl/segments", F_OK))
		SKIP(return, "no map of segments");
	ASSERT_TRUE(vram_start(self, "4M cpu_visible, 4M aperture"));
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		struct softgpu_allocation_desc desc = i % 2 ? dxg_raw(sizes[i]) :
							      dxg_upload(sizes[i]);

		ASSERT_EQ(0, dxg_create_desc(self->q.fd, self->q.device, desc, &a[i]));
		ASSERT_EQ(0, dxg_write_contents(&self->q, a[i], sizes[i], 1 + i));
	}
	ASSERT_EQ(0, dxg_resident(&self->q, a, ARRAY_SIZE(a)));
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		at = dxg_segment_map_find(&self->gpu, 1 + i % 2, sizes[i]);
		EXPECT_LE(0, at);
		EXPECT_TRUE(dxg_segment_has(&self->gpu, 1 + i % 2, at, sizes[i], 1 + i));
	}
	EXPECT_EQ(0, dxg_evict(&self->q, a, ARRAY_SIZE(a), 0));
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		EXPECT_EQ(-1, dxg_segment_map_find(&self->gpu, 1 + i % 2, sizes[i]));
}

/* Nobody waits for a slow engine who doesn't have to. */
TEST_F(vram, pending_until_it_is_done)
{
	uint32_t a[2], other;
	struct dxg_resident out;
	void *p;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_TRUE(vram_create(&self->q, MIB, 9, &other, 1));
	ASSERT_TRUE(slow_down(&self->gpu, true));
	EXPECT_EQ(STATUS_PENDING, dxg_make_resident(&self->q, &a[0], 1, 0, &out));
	EXPECT_GT(out.value, *self->q.fence);
	EXPECT_EQ(MIB, dxg_usage(&self->q, LOCAL));
	/* Others aren't held up, and neither is who asks again. */
	EXPECT_EQ(STATUS_PENDING, dxg_make_resident(&self->q, a, 2, 0, &out));
	EXPECT_GT(out.value, *self->q.fence);
	EXPECT_EQ(0, dxg_lock(self->q.fd, self->q.device, other, &p));
	EXPECT_TRUE(dxg_filled(p, MIB, 9));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], LAZILY));
	ASSERT_TRUE(slow_down(&self->gpu, false));
	EXPECT_TRUE(dxg_pager_wait(&self->q, out.value));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 2));
}

/* Everything that is on its way when its owner closes the door. */
TEST_F(vram, destroyed_while_pending)
{
	struct dxg_pager queue;
	uint32_t a[3];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_EQ(0, dxg_pager_create(self->q.fd, self->q.adapter, self->q.device, &queue));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 3));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "100"));
	EXPECT_EQ(STATUS_PENDING, dxg_make_resident(&queue, a, 3, 0, NULL));
	EXPECT_EQ(0, dxg_pager_destroy(&queue));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a[0]));
	/* Only then is its place free for others. */
	EXPECT_EQ(0, dxg_resident_one(&self->q, a[1]));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 2, &a[1], 2));
	EXPECT_EQ(0, dxg_destroy_device(self->q.fd, self->q.device));
	EXPECT_EQ(0, dxg_usage(&self->q, LOCAL));
}

struct dying {
	const struct dxg_softgpu *gpu;
	int pending;
};

static void die_with_pending(void *data)
{
	struct dying *dying = data;
	struct dxg_pager q;
	uint32_t a[3];

	dxg_check(vram_open(dying->gpu, &q));
	dxg_check(vram_create(&q, MIB, 1, a, 3));
	dxg_check(slow_down(dying->gpu, true));
	dxg_check(dxg_make_resident(&q, a, 3, 0, NULL) == STATUS_PENDING);
	dxg_event_set(dying->pending);
	pause();
}

TEST_F(vram, a_process_dies_while_pending)
{
	struct dying dying = { .gpu = &self->gpu, .pending = dxg_event() };
	uint32_t a;
	pid_t pid;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, 4 * MIB, 10, &a, 1));
	pid = dxg_fork(die_with_pending, &dying);
	EXPECT_TRUE(dxg_event_wait(dying.pending));
	kill(pid, SIGKILL);
	ASSERT_TRUE(slow_down(&self->gpu, false));
	EXPECT_FALSE(dxg_reap(pid));
	ASSERT_TRUE(dxg_count_becomes(DXG_COUNT_PROCESSES,
				      self->before.n[DXG_COUNT_PROCESSES] + 1));
	/* All the room is there again, with nothing of the dead in it. */
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, 4 * MIB, 10));
}

/* The adapter goes without waiting for operations whose results nobody will see. */
TEST_F(vram, removed_while_pending)
{
	uint32_t a[3];
	void *p;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible, 4M aperture"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 3));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[1], &p));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[2]));
	ASSERT_TRUE(slow_down(&self->gpu, true));
	EXPECT_EQ(STATUS_PENDING, dxg_make_resident(&self->q, a, 2, 0, NULL));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[2], 0));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(SIGBUS, dxg_touch(p));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_make_resident(&self->q, a, 1, 0, NULL));
	ASSERT_TRUE(slow_down(&self->gpu, false));
}

struct waiting {
	struct dxg_pager q;
	uint64_t value;
	int ret;
};

static void *wait_for_value(void *data)
{
	struct waiting *waiting = data;
	struct d3dkmt_waitforsynchronizationobjectfromcpu wait = {
		.device = waiting->q.device,
		.object_count = 1,
		.object_handle_array = (uintptr_t)&waiting->q.sync_object,
		.fence_value_array = (uintptr_t)&waiting->value,
	};

	waiting->ret = dxg_call(waiting->q.fd,
				D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, &wait);
	return NULL;
}

/* Who waits is told when there is nothing more to wait for. */
TEST_F(vram, removal_wakes_who_waits)
{
	struct waiting waiting;
	struct dxg_resident out;
	pthread_t thread;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_TRUE(slow_down(&self->gpu, true));
	ASSERT_EQ(STATUS_PENDING, dxg_make_resident(&self->q, &a, 1, 0, &out));
	waiting = (struct waiting) { .q = self->q, .value = out.value };
	ASSERT_EQ(0, pthread_create(&thread, NULL, wait_for_value, &waiting));
	usleep(100000);
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	pthread_join(thread, NULL);
	EXPECT_TRUE(!waiting.ret || waiting.ret == STATUS_DEVICE_REMOVED);
	ASSERT_TRUE(slow_down(&self->gpu, false));
}

/* One operation at a time, or an engine that wants to be asked again: it only takes longer. */
TEST_F_TIMEOUT(vram, busy, 120)
{
	static const char *const rules[] = {
		NULL,
		"build_paging_buffer fail error=EBUSY n=1",
		"build_paging_buffer fail error=EBUSY n=2",
		"build_paging_buffer fail error=EBUSY n=5",
		"build_paging_buffer fail error=EAGAIN n=1",
		"build_paging_buffer fail error=EAGAIN n=3",
	};
	uint32_t a[8];
	size_t i;

	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_queue_length", "1"));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "2"));
	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 8));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		ASSERT_EQ(0, dxg_resident(&self->q, a, 4));
		EXPECT_EQ(0, dxg_evict(&self->q, a, 4, LAZILY));
		/* In with four, and out with four. */
		ASSERT_EQ(0, dxg_resident(&self->q, &a[4], 4));
		EXPECT_EQ(0, dxg_evict(&self->q, &a[4], 4, 0));
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 8));
}

/* An engine without memory: the call fails as a whole. */
TEST_F_TIMEOUT(vram, no_memory, 120)
{
	uint32_t a[4];
	char rule[64];
	int n, ret;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 4));
	for (n = 1; n <= 6; n++) {
		ASSERT_EQ(0, dxg_resident(&self->q, a, 2));
		EXPECT_EQ(0, dxg_evict(&self->q, a, 2, LAZILY));
		snprintf(rule, sizeof(rule), "build_paging_buffer fail error=ENOMEM n=%d", n);
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rule));
		ret = dxg_resident(&self->q, &a[2], 2);
		EXPECT_TRUE(!ret || ret == STATUS_NO_MEMORY);
		if (ret) {
			EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[2], 0));
			EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[3], 0));
		} else {
			EXPECT_EQ(0, dxg_evict(&self->q, &a[2], 2, 0));
		}
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
		EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE,
			  dxg_execution_state(self->q.fd, self->q.device));
		EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 4));
	}
}

/* Hardware that fails: the adapter is reset, and who was on it has to begin anew. */
TEST_F(vram, broken)
{
	struct dxg_pager again;
	uint32_t a[2], b;
	int ret;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[0]));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "complete_paging fail error=EIO n=1"));
	/* The wait ends, however. */
	EXPECT_LE(0, dxg_make_resident(&self->q, &a[1], 1, 0, NULL));
	EXPECT_TRUE(dxg_gpu_engine_settles(&self->gpu));
	for (ret = 0; ret < 2000; ret++) {
		if (dxg_execution_state(self->q.fd, self->q.device) !=
		    D3DKMT_DEVICEEXECUTION_ACTIVE)
			break;
		usleep(10000);
	}
	EXPECT_NE(D3DKMT_DEVICEEXECUTION_ACTIVE,
		  dxg_execution_state(self->q.fd, self->q.device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_make_resident(&self->q, a, 1, 0, NULL));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(0, dxg_destroy_device(self->q.fd, self->q.device));
	/* A new device finds an adapter that works, and all of its room. */
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	ASSERT_TRUE(vram_open(&self->gpu, &again));
	ASSERT_EQ(0, dxg_create_filled(&again, 4 * MIB, 3, &b));
	EXPECT_EQ(0, dxg_resident_one(&again, b));
	EXPECT_EQ(0, dxg_check_contents(&again, b, 4 * MIB, 3));
	close(again.fd);
}

/* What is never resident never troubles the engine. */
TEST_F(vram, nothing_to_do)
{
	struct done before, now;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	before = total(&self->gpu);
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	EXPECT_EQ(D3DDDI_RECLAIM_RESULT_OK, dxg_reclaim_one(&self->q, a));
	EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a));
	now = total(&self->gpu);
	EXPECT_EQ(0, memcmp(&before, &now, sizeof(now)));
}

TEST_HARNESS_MAIN
