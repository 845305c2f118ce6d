// SPDX-License-Identifier: GPL-2.0
/*
 * The mapping that Lock2 makes: what a client can do to it, and when it goes.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"

#define SIZE	(16 * mem_page_size())

FIXTURE(map) {
	struct dxg_counts before;
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint32_t allocation;
	uint8_t *p;
};

FIXTURE_SETUP(map)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_first_adapter(self->fd);
	self->device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device);
	ASSERT_TRUE(dxg_create_locked(self->fd, self->device, SIZE, &self->allocation, &self->p));
	memset(self->p, 0x5a, SIZE);
}

FIXTURE_TEARDOWN(map)
{
	if (self->fd >= 0)
		close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

TEST_F(map, mremap_takes_the_address_along)
{
	uint8_t *to = mem_pages(SIZE), *p;

	p = mremap(self->p, SIZE, SIZE, MREMAP_MAYMOVE | MREMAP_FIXED, to);
	ASSERT_EQ(to, p);
	EXPECT_EQ(SIGSEGV, dxg_touch(self->p));
	EXPECT_TRUE(mem_is(to, 0x5a, SIZE));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(to, p);
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, self->allocation));
	EXPECT_FALSE(dxg_is_mapped(to));
}

TEST_F(map, it_cannot_grow_shrink_or_be_doubled)
{
	size_t page = mem_page_size();

	EXPECT_EQ(MAP_FAILED, mremap(self->p, SIZE, 2 * SIZE, MREMAP_MAYMOVE));
	EXPECT_EQ(MAP_FAILED, mremap(self->p, SIZE, SIZE - page, 0));
	EXPECT_EQ(MAP_FAILED, mremap(self->p, 0, SIZE, MREMAP_MAYMOVE));
	EXPECT_EQ(MAP_FAILED, mremap(self->p, page, page, MREMAP_MAYMOVE | MREMAP_FIXED,
				     mem_pages(page)));
	EXPECT_TRUE(mem_is(self->p, 0x5a, SIZE));
}

TEST_F(map, it_is_unmapped_whole_or_not_at_all)
{
	size_t page = mem_page_size();
	uint8_t *p;

	EXPECT_EQ(-1, munmap(self->p, page));
	EXPECT_EQ(-1, munmap(self->p + SIZE - page, page));
	EXPECT_EQ(-1, munmap(self->p + page, page));
	EXPECT_EQ(-1, mprotect(self->p + page, page, PROT_READ));
	EXPECT_TRUE(mem_is(self->p, 0x5a, SIZE));

	EXPECT_EQ(0, munmap(self->p, SIZE));
	EXPECT_FALSE(dxg_is_mapped(self->p));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
}

/* WSL would unmap what the client has there now. */
TEST_F(map, wsl_b_destroy_leaves_alone_what_took_its_place)
{
	uint8_t *p;

	ASSERT_EQ(0, munmap(self->p, SIZE));
	p = mmap(self->p, SIZE, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	ASSERT_EQ(self->p, p);
	memset(p, 1, SIZE);
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, self->allocation));
	EXPECT_TRUE(mem_is(p, 1, SIZE));
}

/* remap_file_pages() would show another allocation, or what comes after the end of this one. */
TEST_F(map, other_parts_of_the_file_stay_out_of_reach)
{
	EXPECT_EQ(-1, syscall(SYS_remap_file_pages, self->p, SIZE, 0, 1, 0));
	EXPECT_EQ(-1, syscall(SYS_remap_file_pages, self->p, SIZE, 0, 1u << 27, 0));
	EXPECT_EQ(-1, syscall(SYS_remap_file_pages, self->p, SIZE, 0, 0, 0));
}

static void no_mapping(void *data)
{
	dxg_check(dxg_touch(data) == SIGSEGV);
	dxg_check(!dxg_is_mapped(data));
}

TEST_F(map, a_child_has_no_mapping)
{
	EXPECT_TRUE(dxg_reap(dxg_fork(no_mapping, self->p)));
	EXPECT_TRUE(mem_is(self->p, 0x5a, SIZE));
}

TEST_F(map, destroy_unmaps)
{
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, self->allocation));
	EXPECT_EQ(SIGSEGV, dxg_touch(self->p));
	EXPECT_FALSE(dxg_is_mapped(self->p));
}

TEST_F(map, destroying_the_device_unmaps)
{
	ASSERT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_FALSE(dxg_is_mapped(self->p));
}

TEST_F(map, the_last_close_unmaps)
{
	close(self->fd);
	self->fd = -1;
	EXPECT_FALSE(dxg_is_mapped(self->p));
}

struct pipe_child {
	int go;
	int done;
	int fd;
	void *p;
};

static void close_last(void *data)
{
	struct pipe_child *child = data;

	/* What the parent has in view is here, at the same address, something else. */
	dxg_check(mmap(child->p, SIZE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == child->p);
	memset(child->p, 3, SIZE);
	dxg_check(dxg_event_wait(child->go));
	close(child->fd);
	dxg_check(mem_is(child->p, 3, SIZE));
}

/* WSL unmaps the addresses in the process that happens to close last. */
TEST_F(map, wsl_b_last_close_in_a_child_unmaps_nothing_of_it)
{
	struct pipe_child child = { .go = dxg_event(), .fd = self->fd, .p = self->p };
	pid_t pid = dxg_fork(close_last, &child);

	close(self->fd);
	self->fd = -1;
	dxg_event_set(child.go);
	EXPECT_TRUE(dxg_reap(pid));
	/* Here the addresses remain, but nothing is there any more. */
	EXPECT_EQ(SIGBUS, dxg_touch(self->p));
	EXPECT_EQ(0, munmap(self->p, SIZE));
}

/* WSL: a kernel BUG, because the population came before the driver's own. */
TEST_F(map, wsl_b_mlockall_future)
{
	uint32_t allocation;
	uint8_t *p;

	ASSERT_EQ(0, mlockall(MCL_CURRENT | MCL_FUTURE));
	ASSERT_TRUE(dxg_create_locked(self->fd, self->device, SIZE, &allocation, &p));
	EXPECT_TRUE(mem_is(p, 0, SIZE));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	munlockall();
}

struct toucher {
	int fd;
	uint32_t device;
	uint32_t allocation;
	uint8_t *p;
	int bad;
	bool stop;
};

static void *touch_all_the_time(void *data)
{
	struct toucher *t = data;
	size_t i = 0;
	int signal;

	while (!__atomic_load_n(&t->stop, __ATOMIC_RELAXED)) {
		signal = dxg_touch(t->p + i++ % 16 * mem_page_size());
		if (signal != 0 && signal != SIGSEGV && signal != SIGBUS)
			t->bad++;
	}
	return NULL;
}

/* The same BUG of WSL, by another thread that touches the address while it is being mapped. */
TEST_F(map, wsl_b_touching_while_it_is_mapped_and_destroyed)
{
	struct toucher t = { .p = self->p };
	uint32_t allocation = self->allocation;
	pthread_t thread;
	uint8_t *p;
	int i;

	ASSERT_EQ(0, pthread_create(&thread, NULL, touch_all_the_time, &t));
	for (i = 0; i < 200; i++) {
		ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, SIZE, &allocation));
		ASSERT_EQ(0, dxg_lock(self->fd, self->device, allocation, &p));
	}
	__atomic_store_n(&t.stop, true, __ATOMIC_RELAXED);
	pthread_join(thread, NULL);
	EXPECT_EQ(0, t.bad);
}

static void *lock_all_the_time(void *data)
{
	struct toucher *t = data;
	void *p;
	int i;

	for (i = 0; i < 2000; i++) {
		if (dxg_lock(t->fd, t->device, t->allocation, &p) || dxg_touch(p) ||
		    dxg_unlock(t->fd, t->device, t->allocation))
			t->bad++;
	}
	return NULL;
}

TEST_F(map, two_threads_lock_for_the_first_time)
{
	struct toucher t = { .fd = self->fd, .device = self->device };
	pthread_t a, b;
	int i;

	for (i = 0; i < 4; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, SIZE, &t.allocation));
		ASSERT_EQ(0, pthread_create(&a, NULL, lock_all_the_time, &t));
		ASSERT_EQ(0, pthread_create(&b, NULL, lock_all_the_time, &t));
		pthread_join(a, NULL);
		pthread_join(b, NULL);
		EXPECT_EQ(0, t.bad);
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_unlock(self->fd, self->device, t.allocation));
	}
}

TEST_F(map, the_client_chooses_the_address)
{
	uint8_t *where = mem_pages(2 * SIZE), *p, *q;
	uint32_t allocation;

	ASSERT_EQ(0, munmap(where, 2 * SIZE));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, SIZE, &allocation));
	ASSERT_EQ(0, dxg_lock_at(self->fd, self->device, allocation, (uintptr_t)where, &p));
	EXPECT_EQ(where, p);
	memset(p, 7, SIZE);

	/* Any lock finds it there; another address is refused. */
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, allocation, &q));
	EXPECT_EQ(where, q);
	EXPECT_EQ(0, dxg_lock_at(self->fd, self->device, allocation, (uintptr_t)where, &q));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_lock_at(self->fd, self->device, allocation, (uintptr_t)where + SIZE, &q));

	/* Once unlocked, it moves. */
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, allocation));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, allocation));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, allocation));
	ASSERT_EQ(0, dxg_lock_at(self->fd, self->device, allocation, (uintptr_t)where + SIZE, &q));
	EXPECT_EQ(where + SIZE, q);
	EXPECT_TRUE(mem_is(q, 7, SIZE));
	EXPECT_FALSE(dxg_is_mapped(where));
}

TEST_F(map, bad_addresses)
{
	uintptr_t taken = (uintptr_t)mem_pages(SIZE);
	const uint64_t bad[] = {
		0, 1, taken, taken - SIZE + mem_page_size(), taken + 1, -(uint64_t)SIZE,
		1ull << 63, (1ull << 56) - mem_page_size(), taken | 1ull << 60,
	};
	uint32_t allocation;
	unsigned int i;
	void *p;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, SIZE, &allocation));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_lock_at(self->fd, self->device, allocation, bad[i], &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_unlock(self->fd, self->device, allocation));
	EXPECT_EQ(0, dxg_lock(self->fd, self->device, allocation, &p));
}

/* Its pages are not the kernel's to hand to others: pinning and remote access fail. */
TEST_F(map, it_is_no_memory_to_pin)
{
	struct softgpu_allocation_desc desc = dxg_raw(SIZE);
	struct d3dddi_allocationinfo2 info = {
		.system_mem = (uintptr_t)self->p,
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};

	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
}

/* System calls read and write it like any memory. */
TEST_F(map, system_calls_use_it)
{
	int pipe_fds[2];

	ASSERT_EQ(0, pipe(pipe_fds));
	EXPECT_EQ(100, write(pipe_fds[1], self->p, 100));
	EXPECT_EQ(100, read(pipe_fds[0], self->p + mem_page_size(), 100));
	close(pipe_fds[0]);
	close(pipe_fds[1]);
}

TEST_HARNESS_MAIN
