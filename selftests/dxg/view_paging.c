// SPDX-License-Identifier: GPL-2.0
/*
 * CPU views while contents move: the address stays, and what is read there is what was written.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

#include "lock.h"
#include "mem.h"
#include "process.h"
#include "vram_fixture.h"

#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define LOW	D3DKMT_OFFER_PRIORITY_LOW

static void *locked(const struct dxg_pager *queue, uint32_t allocation)
{
	void *p;

	return dxg_lock(queue->fd, queue->device, allocation, &p) ? NULL : p;
}

TEST_F_TIMEOUT(vram, the_address_stays, 120)
{
	uint32_t a[6];
	void *p[6];
	int i, round;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible, 2M aperture"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 6));
	for (i = 0; i < 6; i++) {
		p[i] = locked(&self->q, a[i]);
		ASSERT_NE(NULL, p[i]);
	}
	for (round = 0; round < 4; round++) {
		for (i = 0; i < 6; i++) {
			ASSERT_EQ(0, dxg_resident_one(&self->q, a[i]));
			EXPECT_TRUE(dxg_filled(p[i], MIB, 1 + i + 10 * round));
			/* Written where it is now, and taken along. */
			dxg_fill(p[i], MIB, 1 + i + 10 * (round + 1));
			EXPECT_EQ(0, dxg_evict_one(&self->q, a[i], LAZILY));
		}
		for (i = 0; i < 6; i++) {
			EXPECT_TRUE(dxg_filled(p[i], MIB, 1 + i + 10 * (round + 1)));
			EXPECT_EQ(p[i], locked(&self->q, a[i]));
			EXPECT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a[i]));
		}
	}
}

TEST_F(vram, through_offer_and_reclaim)
{
	uint32_t a;
	void *p;
	int i;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	p = locked(&self->q, a);
	ASSERT_NE(NULL, p);
	for (i = 0; i < 3; i++) {
		ASSERT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a));
		ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
		EXPECT_EQ(D3DDDI_RECLAIM_RESULT_OK, dxg_reclaim_one(&self->q, a));
		EXPECT_EQ(p, locked(&self->q, a));
		EXPECT_TRUE(dxg_filled(p, MIB, 1));
		ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	}
}

/* A discarded one has its address, too, and zeros. */
TEST_F(vram, through_a_discard)
{
	uint32_t a, b;
	void *p;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_TRUE(vram_create(&self->q, MIB, 2, &b, 1));
	p = locked(&self->q, a);
	ASSERT_NE(NULL, p);
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_TRUE(dxg_filled(p, MIB, 1));
	ASSERT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a));
	ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
	ASSERT_EQ(0, dxg_resident_one(&self->q, b));
	EXPECT_EQ(0, dxg_evict_one(&self->q, b, 0));
	EXPECT_EQ(D3DDDI_RECLAIM_RESULT_DISCARDED, dxg_reclaim_one(&self->q, a));
	EXPECT_EQ(p, locked(&self->q, a));
	EXPECT_TRUE(mem_is(p, 0, MIB));
	EXPECT_EQ(0, dxg_check_contents(&self->q, b, MIB, 2));
}

struct child {
	void *p;
	void *moved;
};

static void child_has_nothing(void *data)
{
	struct child *child = data;

	dxg_check(dxg_touch(child->p) == SIGSEGV);
	dxg_check(dxg_poke(child->p) == SIGSEGV);
}

/* A child has no view, wherever the contents are. */
TEST_F(vram, fork)
{
	struct child child;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	child.p = locked(&self->q, a);
	ASSERT_NE(NULL, child.p);
	EXPECT_TRUE(dxg_reap(dxg_fork(child_has_nothing, &child)));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_TRUE(dxg_filled(child.p, MIB, 1));
	EXPECT_TRUE(dxg_reap(dxg_fork(child_has_nothing, &child)));
	EXPECT_TRUE(dxg_filled(child.p, MIB, 1));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_TRUE(dxg_reap(dxg_fork(child_has_nothing, &child)));
	EXPECT_TRUE(dxg_filled(child.p, MIB, 1));
}

/* Moved by the client, it shows the same, wherever that is. */
TEST_F(vram, mremap)
{
	void *p, *room;
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	p = locked(&self->q, a);
	ASSERT_NE(NULL, p);
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_TRUE(dxg_filled(p, MIB, 1));
	room = mem_pages(MIB);
	if (mremap(p, MIB, MIB, MREMAP_MAYMOVE | MREMAP_FIXED, room) == MAP_FAILED)
		SKIP(return, "views can't be moved");
	EXPECT_TRUE(dxg_filled(room, MIB, 1));
	EXPECT_EQ(SIGSEGV, dxg_touch(p));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_TRUE(dxg_filled(room, MIB, 1));
	dxg_fill(room, MIB, 2);
	EXPECT_EQ(room, locked(&self->q, a));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_TRUE(dxg_filled(room, MIB, 2));
}

TEST_F(vram, removal_is_sigbus)
{
	uint32_t a[2];
	void *p[2];
	int i;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	for (i = 0; i < 2; i++) {
		p[i] = locked(&self->q, a[i]);
		ASSERT_NE(NULL, p[i]);
	}
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[0]));
	EXPECT_TRUE(dxg_filled(p[0], MIB, 1));
	EXPECT_TRUE(dxg_filled(p[1], MIB, 2));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	for (i = 0; i < 2; i++) {
		EXPECT_EQ(SIGBUS, dxg_touch(p[i]));
		EXPECT_EQ(SIGBUS, dxg_poke((char *)p[i] + MIB - 1));
		EXPECT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a[i]));
	}
}

/* Threads that count in every page of an allocation, through one pointer, while it is moved. */
struct counter {
	uint64_t *p;
	uint64_t size;
	uint64_t count;
	unsigned int offset;
	bool stop, failed;
	pthread_t thread;
};

#define PAGE_WORDS	(4096 / sizeof(uint64_t))

static void *count(void *data)
{
	struct counter *counter = data;
	uint64_t i;

	while (!__atomic_load_n(&counter->stop, __ATOMIC_RELAXED)) {
		for (i = counter->offset; i < counter->size / 8; i += PAGE_WORDS) {
			volatile uint64_t *word = counter->p + i;

			if (*word != counter->count)
				counter->failed = true;
			*word = counter->count + 1;
		}
		counter->count++;
	}
	return NULL;
}

static void counter_start(struct counter *counter, void *p, uint64_t size, unsigned int offset)
{
	*counter = (struct counter) { .p = p, .size = size, .offset = offset };
	if (pthread_create(&counter->thread, NULL, count, counter))
		abort();
}

/* Nothing that was written was lost. */
static bool counter_stop(struct counter *counter)
{
	__atomic_store_n(&counter->stop, true, __ATOMIC_RELAXED);
	pthread_join(counter->thread, NULL);
	return !counter->failed && counter->count;
}

TEST_F_TIMEOUT(vram, written_while_it_moves, 120)
{
	struct counter counters[2];
	uint32_t a, b;
	int i;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible, 1M cpu_visible, 1M aperture"));
	ASSERT_EQ(0, dxg_create_desc(self->q.fd, self->q.device, dxg_upload(512 * KIB), &a));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &b, 1));
	counter_start(&counters[0], locked(&self->q, a), 512 * KIB, 0);
	counter_start(&counters[1], locked(&self->q, a), 512 * KIB, 9);
	for (i = 0; i < 60; i++) {
		ASSERT_EQ(0, dxg_resident_one(&self->q, a));
		ASSERT_EQ(0, dxg_restrict(&self->q, a, SEGMENT(1 + i % 3)));
		EXPECT_EQ(0, dxg_evict_one(&self->q, a, i % 4 ? 0 : LAZILY));
		if (i % 4)
			continue;
		/* Somebody else needs the place. */
		ASSERT_EQ(0, dxg_restrict(&self->q, b, SEGMENT(1 + i % 3)));
		ASSERT_EQ(0, dxg_resident_one(&self->q, b));
		EXPECT_EQ(0, dxg_evict_one(&self->q, b, 0));
	}
	EXPECT_TRUE(counter_stop(&counters[0]));
	EXPECT_TRUE(counter_stop(&counters[1]));
	EXPECT_EQ(0, dxg_check_contents(&self->q, b, MIB, 1));
}

/* A fault waits for the contents to arrive, and for nothing else. */
TEST_F(vram, faults_while_the_engine_is_slow)
{
	uint32_t a;
	void *p;
	int i;

	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "20"));
	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	p = locked(&self->q, a);
	ASSERT_NE(NULL, p);
	for (i = 0; i < 5; i++) {
		struct dxg_resident out;
		int ret = dxg_make_resident(&self->q, &a, 1, 0, &out);

		EXPECT_TRUE(ret == 0 || ret == STATUS_PENDING);
		/* On its way there. */
		EXPECT_TRUE(dxg_filled(p, MIB, 1 + i));
		dxg_fill(p, MIB, 2 + i);
		EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
		/* And on its way back. */
		EXPECT_TRUE(dxg_filled(p, MIB, 2 + i));
	}
}

/* A view goes while its contents move. */
TEST_F(vram, unlocked_and_destroyed_on_the_way)
{
	uint32_t a;
	void *p;
	int i;

	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "5"));
	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	for (i = 0; i < 10; i++) {
		ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
		p = locked(&self->q, a);
		ASSERT_NE(NULL, p);
		EXPECT_LE(0, dxg_make_resident(&self->q, &a, 1, 0, NULL));
		if (i % 2)
			EXPECT_EQ(0, dxg_unlock(self->q.fd, self->q.device, a));
		EXPECT_EQ(0, dxg_destroy(self->q.fd, self->q.device, a));
		EXPECT_FALSE(dxg_is_mapped(p));
	}
	EXPECT_EQ(0, dxg_usage(&self->q, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL));
}

TEST_HARNESS_MAIN
