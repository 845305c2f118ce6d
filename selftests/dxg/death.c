// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that die: whatever they were doing, and whoever still holds their descriptor, all that
 * they had goes at once.
 */
#include <pthread.h>
#include <sys/socket.h>

#include "gpu_fixture.h"
#include "process.h"
#include "uffd.h"

#define ROUNDS	20

/* A process that makes things and then waits to be killed. */
struct victim {
	int sock[2];
	int ready;
	uint64_t luid;
	uint64_t *shared;
};

static void victim_init(struct victim *victim, uint64_t luid)
{
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, victim->sock))
		abort();
	victim->ready = dxg_event();
	victim->luid = luid;
	victim->shared = dxg_shared(sizeof(*victim->shared));
}

static int victim_open(const struct victim *victim, uint32_t *adapter, uint32_t *device)
{
	int fd = dxg_open();

	*adapter = dxg_adapter_by_luid(fd, victim->luid);
	*device = dxg_create_device(fd, *adapter);
	dxg_check(*device);
	return fd;
}

static void sends_its_descriptor(void *data)
{
	struct victim *victim = data;
	uint32_t adapter, device, resource, allocations[8];
	void *memory = aligned_alloc(4096, 4096);
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.system_mem = (uintptr_t)memory,
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};
	int fd = victim_open(victim, &adapter, &device);

	create.device = device;
	dxg_check(!dxg_create_resource(fd, device, &resource, allocations, 8));
	dxg_check(!dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	dxg_check(dxg_send_fd(victim->sock[1], fd));
	dxg_event_wait(dxg_event());
}

TEST_F(gpu, killed_while_another_process_holds_the_descriptor)
{
	struct dxg_counts before, now;
	struct dxg_gpu_stats stats;
	struct victim victim;
	pid_t pid;
	int fd;

	victim_init(&victim, self->gpu.luid);
	ASSERT_EQ(0, dxg_counts_read(&before));
	pid = dxg_fork(sends_its_descriptor, &victim);
	fd = dxg_recv_fd(victim.sock[0]);
	ASSERT_LE(0, fd);
	EXPECT_EQ(before.n[DXG_COUNT_ALLOCATIONS] + 9, dxg_count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(before.n[DXG_COUNT_PINNED_PAGES] + 1, dxg_count(DXG_COUNT_PINNED_PAGES));
	ASSERT_TRUE(dxg_kill(pid));

	/* No wait here: when a process is gone, so is what it had, its name for it excepted. */
	ASSERT_EQ(0, dxg_counts_read(&now));
	now.n[DXG_COUNT_PROCESSES]--;
	EXPECT_EQ(0, memcmp(&before, &now, sizeof(now)));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(1, stats.devices);
	EXPECT_EQ(0, stats.allocations);
	EXPECT_EQ(-ENOTTY, dxg_execution_state(fd, self->device));
	close(fd);
	EXPECT_TRUE(dxg_counts_settle(&before));
}

static void *creates_and_destroys(void *data)
{
	struct victim *victim = data;
	uint32_t adapter, device, resource, allocations[8];
	int fd = victim_open(victim, &adapter, &device);

	for (;;) {
		dxg_check(!dxg_create_resource(fd, device, &resource, allocations, 8));
		dxg_check(!dxg_destroy_resource(fd, device, resource));
		__atomic_add_fetch(victim->shared, 1, __ATOMIC_SEQ_CST);
	}
	return NULL;
}

static void keeps_calling(void *data)
{
	pthread_t threads[3];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(threads); i++)
		dxg_check(!pthread_create(&threads[i], NULL, creates_and_destroys, data));
	pthread_join(threads[0], NULL);
}

TEST_F(gpu, killed_in_the_middle_of_calls)
{
	struct victim victim;
	struct dxg_counts before;
	pid_t pid;
	int i;

	victim_init(&victim, self->gpu.luid);
	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ROUNDS; i++) {
		*victim.shared = 0;
		pid = dxg_fork(keeps_calling, &victim);
		/* A different moment each time. */
		while (__atomic_load_n(victim.shared, __ATOMIC_SEQ_CST) < 1u + i * 3)
			usleep(100);
		ASSERT_TRUE(dxg_kill(pid));
	}
	EXPECT_TRUE(dxg_counts_settle(&before));
}

static void creates_once(void *data)
{
	struct victim *victim = data;
	uint32_t adapter, device, resource, allocations[8];
	int fd = victim_open(victim, &adapter, &device);

	dxg_event_set(victim->ready);
	dxg_create_resource(fd, device, &resource, allocations, 8);
}

/*
 * The miniport takes its time, and is not interrupted; the call is then undone by nobody but
 * itself.
 */
TEST_F(gpu, killed_while_the_miniport_works)
{
	static const char *const rules[] = {
		"create_allocation delay=300", "open_allocation delay=300",
	};
	struct victim victim;
	struct dxg_counts before;
	pid_t pid;
	size_t i;

	victim_init(&victim, self->gpu.luid);
	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		pid = dxg_fork(creates_once, &victim);
		ASSERT_TRUE(dxg_event_wait(victim.ready));
		usleep(50000);
		dxg_kill(pid);
		EXPECT_TRUE(dxg_counts_settle(&before));
	}
}

static void never_ends(struct dxg_uffd *uffd, unsigned int page, bool write)
{
	struct victim *victim = uffd->data;

	(void)page;
	(void)write;
	dxg_event_set(victim->ready);
	pause();
}

/* The array, or with *shared the private data, is on a page that never comes. */
static void hangs_in_a_fault(void *data)
{
	struct victim *victim = data;
	struct dxg_uffd uffd = { .on_fault = never_ends, .data = victim };
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data_size = sizeof(struct softgpu_allocation_desc),
	};
	struct d3dkmt_createallocation create = {
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};
	uint32_t adapter, allocation;
	int fd = victim_open(victim, &adapter, &create.device);

	dxg_check(dxg_uffd_start(&uffd));
	dxg_check(!dxg_create_raw(fd, create.device, 4096, &allocation));
	info.private_driver_data = (uintptr_t)dxg_uffd_page(&uffd, 0);
	if (!*victim->shared)
		create.allocation_info2 = (uintptr_t)dxg_uffd_page(&uffd, 0);
	dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
}

/* What the kernel has to write is on a page that never comes: the objects exist already. */
static void hangs_in_copy_out(void *data)
{
	struct victim *victim = data;
	struct dxg_uffd uffd = { .on_fault = never_ends, .data = victim };
	struct d3dkmt_enumadapters2 enum2 = { .num_adapters = 64 };
	uint32_t adapter, device;
	int fd = victim_open(victim, &adapter, &device);

	dxg_check(dxg_uffd_start(&uffd));
	enum2.adapters = (uintptr_t)dxg_uffd_page(&uffd, 0);
	dxg_call(fd, D3DKMT_IOC_ENUM_ADAPTERS2, &enum2);
}

TEST_F(gpu, killed_while_a_call_waits_for_a_page)
{
	struct victim victim;
	struct dxg_counts before;
	struct dxg_uffd probe = { };
	pid_t pid;
	int i;

	if (!dxg_uffd_start(&probe))
		SKIP(return, "no userfaultfd");
	dxg_uffd_stop(&probe);
	victim_init(&victim, self->gpu.luid);
	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < 3; i++) {
		*victim.shared = i;
		pid = dxg_fork(i < 2 ? hangs_in_a_fault : hangs_in_copy_out, &victim);
		ASSERT_TRUE(dxg_event_wait(victim.ready));
		ASSERT_TRUE(dxg_kill(pid));
		EXPECT_TRUE(dxg_counts_settle(&before));
	}
}

static void dies_with_a_dead_adapter(void *data)
{
	struct victim *victim = data;
	uint32_t adapter, device, resource, allocations[8];
	int fd = victim_open(victim, &adapter, &device);

	dxg_check(!dxg_create_resource(fd, device, &resource, allocations, 8));
	dxg_event_set(victim->ready);
	dxg_event_wait(dxg_event());
}

TEST_F(gpu, killed_after_the_adapter_has_gone)
{
	struct victim victim;
	struct dxg_counts before;
	pid_t pid;

	victim_init(&victim, self->gpu.luid);
	ASSERT_EQ(0, dxg_counts_read(&before));
	pid = dxg_fork(dies_with_a_dead_adapter, &victim);
	ASSERT_TRUE(dxg_event_wait(victim.ready));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	ASSERT_TRUE(dxg_kill(pid));
	EXPECT_TRUE(dxg_counts_settle(&before));
}

static void *opens_and_ends(void *data)
{
	struct victim *victim = data;
	uint32_t adapter, *device = (uint32_t *)victim->shared;

	return (void *)(intptr_t)victim_open(victim, &adapter, device);
}

/* Nothing belongs to a thread. */
TEST_F(gpu, thread_that_opened_ends)
{
	struct victim victim;
	uint32_t allocation, *device;
	pthread_t thread;
	void *fd;

	victim_init(&victim, self->gpu.luid);
	device = (uint32_t *)victim.shared;
	ASSERT_EQ(0, pthread_create(&thread, NULL, opens_and_ends, &victim));
	pthread_join(thread, &fd);
	EXPECT_EQ(0, dxg_create_raw((intptr_t)fd, *device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, *device, allocation));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, *device));
	close((intptr_t)fd);
}

TEST_HARNESS_MAIN
