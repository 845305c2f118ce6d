// SPDX-License-Identifier: GPL-2.0
/*
 * The memory behind a lock: more than there is, more than a cgroup may have, more than 32 bits
 * count.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "file.h"
#include "fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"

#define MIB	(1ull << 20)
#define GIB	(1ull << 30)

/* An adapter whose aperture holds more than any machine of the tests has. */
FIXTURE(memory) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t device;
};

FIXTURE_SETUP(memory)
{
	uint32_t adapter;

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "memory"));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "segments", "256M cpu_visible\n64G aperture\n"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	self->device = dxg_create_device(self->fd, adapter);
	ASSERT_NE(0, self->device);
}

FIXTURE_TEARDOWN(memory)
{
	close(self->fd);
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

TEST_F(memory, more_than_the_machine_has_is_refused_at_once)
{
	long long kills = file_number("/proc/vmstat", "oom_kill ");
	uint32_t allocation, small;
	void *p;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 12 * GIB, &allocation));
	if (file_number("/proc/meminfo", "MemTotal:") > 11 << 20)
		SKIP(return, "the machine has enough");
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_lock(self->fd, self->device, allocation, &p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_unlock(self->fd, self->device, allocation));
	EXPECT_EQ(kills, file_number("/proc/vmstat", "oom_kill "));
	EXPECT_TRUE(dxg_create_locked(self->fd, self->device, MIB, &small, &p));
}

/* What several allocations commit together is bounded, too, and comes back. */
TEST_F_TIMEOUT(memory, commitment_is_bounded_and_given_back, 150)
{
	uint64_t quarter = file_number("/proc/meminfo", "MemTotal:") / 4 * 1024 & -MIB;
	long long kills = file_number("/proc/vmstat", "oom_kill ");
	uint32_t allocations[8];
	int i, n, status = 0;
	void *p;

	if (file_number("/proc/meminfo", "SwapTotal:") > 0)
		SKIP(return, "swap space makes more possible");
	if (quarter > 256 * MIB)
		quarter = 256 * MIB;
	for (n = 0; n < 8 && !status; n++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, quarter, &allocations[n]));
		status = dxg_lock(self->fd, self->device, allocations[n], &p);
	}
	if (status) {
		EXPECT_EQ(STATUS_NO_MEMORY, status);
		EXPECT_LT(1, n);
		ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocations[0]));
		EXPECT_EQ(0, dxg_lock(self->fd, self->device, allocations[n - 1], &p));
	}
	for (i = !!status; i < n; i++)
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocations[i]));
	EXPECT_EQ(kills, file_number("/proc/vmstat", "oom_kill "));
}

/* What can't be swapped as it is: pages that small allocations have of their own. */
TEST_F_TIMEOUT(memory, own_pages_are_bounded, 150)
{
	long long total = file_number("/proc/meminfo", "MemTotal:");
	long long own = file_number("/proc/meminfo", "KReclaimable:");
	long long shmem = file_number("/proc/meminfo", "Shmem:");
	uint32_t allocation;
	long long locked;
	void *p;

	if (total > 8 << 20)
		SKIP(return, "it takes an eighth of the machine");
	for (locked = 0; locked < total / 8; locked += 64) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 64 << 10, &allocation));
		ASSERT_EQ(0, dxg_lock(self->fd, self->device, allocation, &p));
	}
	/* Others use either, but not as much. */
	EXPECT_GT(total / 16 + total / 64, file_number("/proc/meminfo", "KReclaimable:") - own);
	EXPECT_LT(total / 32, file_number("/proc/meminfo", "KReclaimable:") - own);
	EXPECT_LT(total / 32, file_number("/proc/meminfo", "Shmem:") - shmem);
}

#define CGROUP	"/sys/fs/cgroup/lock2"

static void limited_child(void *luid)
{
	uint32_t device, big, small;
	uint8_t *p, *q;
	int fd;

	dxg_check(file_write(CGROUP "/cgroup.procs", "0"));
	fd = dxg_open();
	device = dxg_create_device(fd, dxg_adapter_by_luid(fd, *(uint64_t *)luid));
	dxg_check(dxg_create_locked(fd, device, 4 * MIB, &small, &q));
	memset(q, 1, 4 * MIB);
	dxg_check(file_number(CGROUP "/memory.current", NULL) >= (long long)(4 * MIB));
	dxg_check(!dxg_create_raw(fd, device, 64 * MIB, &big));
	dxg_check(dxg_lock(fd, device, big, &p) == STATUS_NO_MEMORY);
	/* Nothing of the attempt is left, and what was there is whole. */
	dxg_check(file_number(CGROUP "/memory.current", NULL) < (long long)(16 * MIB));
	dxg_check(mem_is(q, 1, 4 * MIB));
	dxg_check(dxg_create_locked(fd, device, 4 * MIB, &big, &p));
}

TEST_F(memory, a_cgroups_limit_is_no_memory_and_kills_nobody)
{
	if (mkdir(CGROUP, 0755) || !file_write(CGROUP "/memory.max", "32M"))
		SKIP(return, "no memory cgroup");
	EXPECT_TRUE(dxg_reap(dxg_fork(limited_child, &self->gpu.luid)));
	EXPECT_EQ(0, file_number(CGROUP "/memory.events", "oom_kill "));
	EXPECT_EQ(0, rmdir(CGROUP));
}

/*
 * WSL counts the bytes of a mapping in 32 bits. A sparse file needs the memory only of the pages
 * that are touched.
 */
TEST_F(memory, wsl_b_more_than_4_gib)
{
	const uint64_t size = 5 * GIB;
	const uint64_t offsets[] = { 0, GIB, 4 * GIB - 1, 4 * GIB, 4 * GIB + 12345, size - 1 };
	struct d3dddi_allocationinfo2 info = { };
	struct d3dkmt_createstandardallocation standard = {
		.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP,
		.existing_heap_data.size = size,
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.standard_allocation = (uintptr_t)&standard,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE |
			 D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED |
			 D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER |
			 D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION |
			 D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SECTION,
	};
	unsigned int i;
	uint8_t *p, byte;
	int memfd;

	memfd = memfd_create("lock2", MFD_ALLOW_SEALING);
	ASSERT_LE(0, memfd);
	ASSERT_EQ(0, ftruncate(memfd, size));
	ASSERT_EQ(0, fcntl(memfd, F_ADD_SEALS, F_SEAL_SHRINK));
	info.section = memfd;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, info.allocation, &p));
	for (i = 0; i < ARRAY_SIZE(offsets); i++)
		p[offsets[i]] = i + 1;
	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		EXPECT_EQ(i + 1, p[offsets[i]]);
		EXPECT_EQ(1, pread(memfd, &byte, 1, offsets[i]));
		EXPECT_EQ(i + 1, byte);
	}
	EXPECT_EQ(1, pwrite(memfd, "x", 1, 4 * GIB + 54321));
	EXPECT_EQ('x', p[4 * GIB + 54321]);
	close(memfd);
}

TEST_HARNESS_MAIN
