// SPDX-License-Identifier: GPL-2.0
/*
 * WriteWatch: which pages a client has written.
 */
#include <pthread.h>
#include <sys/mman.h>

#include "create.h"
#include "fixture.h"
#include "lock.h"
#include "mem.h"

#define PAGES	64
#define SIZE	(PAGES * mem_page_size())

FIXTURE(watch) {
	struct dxg_counts before;
	int fd;
	uint32_t device;
	uint32_t allocation;
	uint8_t *p;
	uint64_t offsets[PAGES + 1];
};

FIXTURE_SETUP(watch)
{
	struct create create;

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->device = dxg_create_device(self->fd, dxg_first_adapter(self->fd));
	create_init(&create, self->device);
	create.desc = dxg_raw(SIZE);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_WRITE_WATCH;
	ASSERT_EQ(0, create_call(self->fd, &create));
	self->allocation = create.info.allocation;
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &self->p));
}

FIXTURE_TEARDOWN(watch)
{
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

#define ARGS(max, how)						\
	{							\
		.device = self->device,				\
		.allocation = self->allocation,			\
		.flags = how,					\
		.size = SIZE,					\
		.offsets = (uintptr_t)self->offsets,		\
		.count = max,					\
	}

#define RESET	D3DKMT_GETWRITEWATCH_RESET

/* How many pages are reported, or the negative status. */
static int get(int fd, struct d3dkmt_getwritewatch args)
{
	int ret = dxg_call(fd, D3DKMT_IOC_GET_WRITE_WATCH, &args);

	if (!ret && args.granularity != mem_page_size())
		return -1000;
	return ret ? ret : (int)args.count;
}

#define GET(max, how)	get(self->fd, (struct d3dkmt_getwritewatch)ARGS(max, how))

TEST_F(watch, only_what_is_written)
{
	EXPECT_EQ(0, GET(PAGES, 0));
	EXPECT_TRUE(mem_is(self->p, 0, SIZE));
	EXPECT_EQ(0, GET(PAGES, 0));
	self->p[3 * mem_page_size()] = 1;
	self->p[40 * mem_page_size() + 17] = 1;
	self->p[SIZE - 1] = 1;
	ASSERT_EQ(3, GET(PAGES, 0));
	EXPECT_EQ(3 * mem_page_size(), self->offsets[0]);
	EXPECT_EQ(40 * mem_page_size(), self->offsets[1]);
	EXPECT_EQ(SIZE - mem_page_size(), self->offsets[2]);
}

TEST_F(watch, reset_forgets_and_notices_again)
{
	self->p[0] = 1;
	self->p[mem_page_size()] = 1;
	EXPECT_EQ(2, GET(PAGES, RESET));
	EXPECT_EQ(0, GET(PAGES, 0));
	EXPECT_EQ(1, self->p[0]);
	EXPECT_EQ(0, GET(PAGES, 0));
	self->p[0] = 2;
	ASSERT_EQ(1, GET(PAGES, RESET));
	EXPECT_EQ(0, self->offsets[0]);
}

TEST_F(watch, a_short_array_resets_what_it_tells)
{
	memset(self->p, 1, 5 * mem_page_size());
	EXPECT_EQ(2, GET(2, RESET));
	ASSERT_EQ(3, GET(PAGES, RESET));
	EXPECT_EQ(2 * mem_page_size(), self->offsets[0]);
	EXPECT_EQ(0, GET(0, RESET));
}

TEST_F(watch, a_range)
{
	struct d3dkmt_getwritewatch args = ARGS(PAGES, 0);

	memset(self->p, 1, SIZE);
	args.offset = 2 * mem_page_size() + 1;
	args.size = mem_page_size();
	ASSERT_EQ(2, get(self->fd, args));
	EXPECT_EQ(2 * mem_page_size(), self->offsets[0]);
	EXPECT_EQ(3 * mem_page_size(), self->offsets[1]);
}

TEST_F(watch, bad_arguments)
{
	const struct {
		uint64_t offset, size;
	} bad[] = {
		{ 0, 0 }, { 0, SIZE + 1 }, { 1, SIZE }, { SIZE, 1 }, { ~0ull, 1 }, { 1, ~0ull },
	};
	struct d3dkmt_getwritewatch args = ARGS(PAGES, 0);
	uint32_t other;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		args.offset = bad[i].offset;
		args.size = bad[i].size;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, get(self->fd, args));
	}
	for (i = 1; i < 32; i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, GET(PAGES, 1u << i));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, SIZE, &other));
	self->allocation = other;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, GET(PAGES, 0));
	self->allocation = self->device;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, GET(PAGES, 0));
}

TEST_F(watch, what_could_not_be_told_is_told_the_next_time)
{
	struct d3dkmt_getwritewatch args = ARGS(PAGES, RESET);

	memset(self->p, 1, SIZE);
	args.offsets = 8;
	EXPECT_EQ(-EFAULT, get(self->fd, args));
	EXPECT_EQ(PAGES, GET(PAGES, RESET));
}

struct writer {
	uint8_t *p;
	uint32_t written;
};

static void *write_all_the_time(void *data)
{
	struct writer *w = data;
	uint32_t i;

	for (i = 1; i <= 200000; i++) {
		__atomic_store_n((uint32_t *)w->p, i, __ATOMIC_SEQ_CST);
		__atomic_store_n(&w->written, i, __ATOMIC_SEQ_CST);
	}
	return NULL;
}

/* A write that comes after a report is in a later one. */
TEST_F(watch, no_write_is_lost)
{
	struct writer w = { .p = self->p };
	uint32_t seen = 0, now;
	pthread_t thread;

	ASSERT_EQ(0, pthread_create(&thread, NULL, write_all_the_time, &w));
	do {
		now = __atomic_load_n(&w.written, __ATOMIC_SEQ_CST);
		if (GET(PAGES, RESET) > 0)
			seen = __atomic_load_n((uint32_t *)w.p, __ATOMIC_SEQ_CST);
		ASSERT_LE(now, seen);
	} while (now < 200000);
	pthread_join(thread, NULL);
}

TEST_HARNESS_MAIN
