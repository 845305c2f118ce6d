// SPDX-License-Identifier: GPL-2.0
/*
 * Lock2 and Unlock2: arguments, statuses, nesting, and what is in the memory.
 */
#include <signal.h>
#include <sys/mman.h>

#include "create.h"
#include "fixture.h"
#include "gpu.h"
#include "lock.h"
#include "mem.h"

#define SIZE	(64u << 10)

FIXTURE(lock2) {
	struct dxg_counts before;
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint32_t allocation;
};

FIXTURE_SETUP(lock2)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_first_adapter(self->fd);
	self->device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device);
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, SIZE, &self->allocation));
}

FIXTURE_TEARDOWN(lock2)
{
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

TEST_F(lock2, memory_is_zero_at_first_and_keeps_what_is_written)
{
	uint8_t *p;

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(0, (uintptr_t)p % mem_page_size());
	EXPECT_TRUE(mem_is(p, 0, SIZE));
	memset(p, 0x5a, SIZE);
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
}

/* A range of the store that was used by another allocation. */
TEST_F(lock2, memory_that_is_used_again_is_zero)
{
	uint32_t allocation;
	uint8_t *p;
	int i;

	for (i = 0; i < 8; i++) {
		ASSERT_TRUE(dxg_create_locked(self->fd, self->device, SIZE, &allocation, &p));
		ASSERT_TRUE(mem_is(p, 0, SIZE));
		memset(p, 0xa5, SIZE);
		ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	}
}

TEST_F(lock2, locks_nest_at_one_address)
{
	uint8_t *first, *p;
	int i;

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &first));
	for (i = 0; i < 100; i++) {
		ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
		ASSERT_EQ(first, p);
	}
	for (i = 0; i < 101; i++)
		ASSERT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_unlock(self->fd, self->device, self->allocation));
}

TEST_F(lock2, locks_are_bounded)
{
	unsigned int i;
	void *p;

	for (i = 0; i < 0xffff; i++)
		ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(STATUS_GRAPHICS_TOO_MANY_REFERENCES,
		  dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	EXPECT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(0, dxg_touch(p));
}

TEST_F(lock2, unlock_of_what_is_not_locked)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_unlock(self->fd, self->device, self->allocation));
}

/* The mapping is kept for the next lock. */
TEST_F(lock2, an_unlocked_allocation_is_locked_where_it_was)
{
	uint8_t *p, *q;

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	ASSERT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &q));
	EXPECT_EQ(p, q);
}

TEST_F(lock2, every_flag_is_reserved)
{
	int bit;

	for (bit = 0; bit < 32; bit++) {
		struct d3dkmt_lock2 lock = {
			.device = self->device,
			.allocation = self->allocation,
			.flags = 1u << bit,
		};

		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_call(self->fd, D3DKMT_IOC_LOCK2, &lock));
	}
}

TEST_F(lock2, bad_handles)
{
	const uint32_t bad[] = {
		0, ~0u, self->allocation | 1, self->allocation + 0x40000000, self->adapter,
		self->device + 0x4000,
	};
	uint32_t other = dxg_create_device(self->fd, self->adapter);
	unsigned int i;
	void *p;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_lock(self->fd, self->device, bad[i], &p));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_unlock(self->fd, self->device, bad[i]));
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_lock(self->fd, bad[i], self->allocation, &p));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_unlock(self->fd, bad[i], self->allocation));
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_lock(self->fd, self->device, self->device, &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_lock(self->fd, other, self->allocation, &p));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_unlock(self->fd, other, self->allocation));
}

/* WSL compares the allocation's device with nothing, and locks again without a valid device. */
TEST_F(lock2, wsl_b_locking_again_checks_the_device)
{
	void *p;

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_lock(self->fd, 0, self->allocation, &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_lock(self->fd, ~0u, self->allocation, &p));
}

/* WSL's host half of the lock stays. */
TEST_F(lock2, wsl_b_copy_out_fault_leaves_nothing_locked)
{
	struct d3dkmt_lock2 *lock = mem_pages(sizeof(*lock));
	void *p;

	*lock = (struct d3dkmt_lock2){ .device = self->device, .allocation = self->allocation };
	ASSERT_TRUE(mem_protect(lock, sizeof(*lock), PROT_READ));
	EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_LOCK2, lock));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_unlock(self->fd, self->device, self->allocation));

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_LOCK2, lock));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_unlock(self->fd, self->device, self->allocation));
}

TEST_F(lock2, only_what_the_miniport_lets_the_cpu_see)
{
	struct create create;
	void *p;

	create_init(&create, self->device);
	create.desc.cpu_access = 0;
	ASSERT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_lock(self->fd, self->device, create.info.allocation, &p));
}

TEST_F(lock2, read_only_allocation)
{
	struct create create;
	uint8_t *p;

	create_init(&create, self->device);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY;
	ASSERT_EQ(0, create_call(self->fd, &create));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, create.info.allocation, &p));
	EXPECT_EQ(0, dxg_touch(p));
	EXPECT_EQ(SIGSEGV, dxg_poke(p));
	EXPECT_EQ(-1, mprotect(p, mem_page_size(), PROT_READ | PROT_WRITE));
	EXPECT_EQ(EACCES, errno);
}

TEST_F(lock2, never_executable)
{
	uint8_t *p;

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(-1, mprotect(p, SIZE, PROT_READ | PROT_EXEC));
}

/* The second example of D3DKMTCreateAllocation's page: memory as malloc() gives it. */
TEST_F(lock2, existing_memory_is_the_same_memory)
{
	const size_t size = 3 * mem_page_size();
	uint8_t *mem = mem_pages(size + 2 * mem_page_size());
	uint8_t *mine = mem + mem_page_size() + 24, *p;
	struct create create;

	create_init(&create, self->device);
	create.desc = dxg_raw(size - mem_page_size());
	create.info.system_mem = (uintptr_t)mine;
	memset(mine, 0x11, size - mem_page_size());
	ASSERT_EQ(0, create_call(self->fd, &create));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, create.info.allocation, &p));
	EXPECT_EQ(24, (uintptr_t)p % mem_page_size());
	EXPECT_NE(mine, p);
	EXPECT_TRUE(mem_is(p, 0x11, size - mem_page_size()));
	p[1] = 0x22;
	EXPECT_EQ(0x22, mine[1]);
	mine[2] = 0x33;
	EXPECT_EQ(0x33, p[2]);

	/* The pages that it touches, and no other. */
	EXPECT_EQ(0, dxg_touch(p - 24));
	EXPECT_EQ(0, dxg_touch(p - 24 + size - 1));
	EXPECT_FALSE(dxg_is_mapped(p - 24 - 1) && !dxg_touch(p - 24 - 1));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, create.info.allocation));
}

TEST_F(lock2, device_in_error_can_only_unlock)
{
	struct d3dkmt_markdeviceaserror mark = {
		.device = self->device,
		.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};
	void *p;

	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->allocation, &p));
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &mark));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_lock(self->fd, self->device, self->allocation, &p));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, self->allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, self->allocation));
}

TEST_HARNESS_MAIN
