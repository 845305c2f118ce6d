// SPDX-License-Identifier: GPL-2.0
/*
 * What a process, or a user, can have of each thing that isn't a handle's: at the bound a call
 * fails, the process goes on with what it has, and another process finds nothing wrong.
 * Documentation/security.rst lists the bounds.
 */
#include <sys/resource.h>
#include <sys/stat.h>

#include "consume.h"
#include "create.h"
#include "gpu_fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "share.h"

#define MAX_GLOBAL_SHARES	"/sys/module/dxgkrnl/parameters/max_global_shares"
#define MAX_MAP_COUNT		"/proc/sys/vm/max_map_count"
#define NOBODY			65534
#define LIMIT			20

/* A child that comes to a bound, waits there, and goes on. */
struct limited {
	uint64_t luid;
	int full;
	int go_on;
};

#define expect_bound(fn)									\
	do {											\
		struct limited limited = { self->gpu.luid, dxg_event(), dxg_event() };		\
		pid_t pid = dxg_fork(fn, &limited);						\
												\
		EXPECT_TRUE(dxg_event_wait(limited.full));					\
		EXPECT_TRUE(consume_others_go_on(self->gpu.luid));				\
		dxg_event_set(limited.go_on);							\
		EXPECT_TRUE(dxg_reap(pid));							\
	} while (0)

static void wait_at_bound(struct limited *limited)
{
	dxg_event_set(limited->full);
	dxg_check(dxg_event_wait(limited->go_on));
}

static void limit_descriptors(unsigned int more)
{
	struct rlimit limit;
	int next = dup(0);

	dxg_check(next >= 0 && !getrlimit(RLIMIT_NOFILE, &limit));
	close(next);
	limit.rlim_cur = next + more;
	dxg_check(!setrlimit(RLIMIT_NOFILE, &limit));
}

static void opens_the_node(void *data)
{
	struct consumer consumer;
	int fds[LIMIT], i;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	limit_descriptors(LIMIT);
	for (i = 0; i < LIMIT; i++) {
		fds[i] = dxg_open();
		dxg_check(fds[i] >= 0);
	}
	dxg_check(dxg_open() == -1 && errno == EMFILE);
	wait_at_bound(data);
	dxg_check(!consume_allocations.one(&consumer));
	dxg_check(!close(fds[0]));
	dxg_check(dxg_open() >= 0);
}

TEST_F(gpu, descriptors)
{
	expect_bound(opens_the_node);
}

static void makes_nt_handles(void *data)
{
	struct consumer consumer;
	struct share share;
	int fds[LIMIT], i;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	dxg_check(!share_create(consumer.fd, consumer.device, SHARE_NT_FLAGS, &share));
	limit_descriptors(LIMIT);
	for (i = 0; i < LIMIT; i++) {
		fds[i] = share_fd(consumer.fd, share.resource, GENERIC_ALL);
		dxg_check(fds[i] >= 0);
	}
	dxg_check(share_fd(consumer.fd, share.resource, GENERIC_ALL) == STATUS_NO_MEMORY);
	wait_at_bound(data);
	dxg_check(!consume_allocations.one(&consumer));
	dxg_check(!close(fds[0]));
	dxg_check(share_fd(consumer.fd, share.resource, GENERIC_ALL) >= 0);
}

TEST_F(gpu, nt_handles)
{
	expect_bound(makes_nt_handles);
}

/* A second process of the same user finds the bound reached. */
static void same_user(void *data)
{
	struct consumer consumer;

	dxg_check(!setresuid(NOBODY, NOBODY, NOBODY));
	consumer_open(&consumer, *(uint64_t *)data);
	dxg_check(consume_global_shares.one(&consumer) == STATUS_NO_MEMORY);
	dxg_check(!consume_shares.one(&consumer));
}

static void takes_names(void *data)
{
	struct limited *limited = data;
	struct consumer consumer;
	unsigned int n;

	dxg_check(!setresuid(NOBODY, NOBODY, NOBODY));
	consumer_open(&consumer, limited->luid);
	dxg_check(consume_all(&consumer, &consume_global_shares, LIMIT + 1, &n) ==
		  STATUS_NO_MEMORY);
	dxg_check(n == LIMIT);
	dxg_check(!consume_shares.one(&consumer));
	dxg_check(dxg_reap(dxg_fork(same_user, &limited->luid)));
	wait_at_bound(data);
	/* All names of this user go with the device, and can be had again. */
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.device));
	consumer.device = consumer.other_device;
	dxg_check(consume_all(&consumer, &consume_global_shares, LIMIT + 1, &n) ==
		  STATUS_NO_MEMORY);
	dxg_check(n == LIMIT);
}

TEST_F(gpu, global_shares_of_a_user)
{
	long long old = dxg_set_number(MAX_GLOBAL_SHARES, LIMIT);
	struct stat st;

	ASSERT_LT(0, old);
	ASSERT_EQ(0, stat(dxg_node(), &st));
	ASSERT_EQ(0, chmod(dxg_node(), 0666));
	expect_bound(takes_names);
	EXPECT_EQ(LIMIT, dxg_set_number(MAX_GLOBAL_SHARES, 0));
	EXPECT_FALSE(consume_others_go_on(self->gpu.luid));
	EXPECT_EQ(0, dxg_set_number(MAX_GLOBAL_SHARES, old));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
	EXPECT_EQ(0, chmod(dxg_node(), st.st_mode & 07777));
}

static void maps_all(void *data)
{
	struct limited *limited = data;
	struct consumer consumer;
	unsigned int n;

	consumer_open(&consumer, limited->luid);
	dxg_check(consume_all(&consumer, &consume_mappings, 2000, &n) == STATUS_NO_MEMORY);
	dxg_check(n > 50);
	/* What can't be mapped can be made. */
	dxg_check(!consume_allocations.one(&consumer));
	wait_at_bound(data);
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.device));
	consumer.device = consumer.other_device;
	dxg_check(!consume_mappings.one(&consumer));
}

TEST_F(gpu, mappings)
{
	struct limited limited = { self->gpu.luid, dxg_event(), dxg_event() };
	long long old = dxg_set_number(MAX_MAP_COUNT, 400);
	bool is_full;
	pid_t pid;

	ASSERT_LT(0, old);
	pid = dxg_fork(maps_all, &limited);
	is_full = dxg_event_wait(limited.full);
	EXPECT_EQ(400, dxg_set_number(MAX_MAP_COUNT, old));
	EXPECT_TRUE(is_full);
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
	dxg_event_set(limited.go_on);
	EXPECT_TRUE(dxg_reap(pid));
}

static int pin(struct consumer *consumer, void *memory, uint32_t pages, uint32_t *allocation)
{
	struct create create;
	int ret;

	create_init(&create, consumer->device);
	create.desc.width = pages * 4096;
	create.info.system_mem = (uintptr_t)memory;
	ret = create_call(consumer->fd, &create);
	*allocation = create.info.allocation;
	return ret;
}

static void pins_all(void *data)
{
	struct rlimit limit = { LIMIT * 4096, LIMIT * 4096 };
	char *memory = mem_pages((LIMIT + 1) * 4096);
	struct consumer consumer;
	uint32_t first, none;

	dxg_check(!setrlimit(RLIMIT_MEMLOCK, &limit));
	dxg_check(!setresuid(NOBODY, NOBODY, NOBODY));
	consumer_open(&consumer, ((struct limited *)data)->luid);
	dxg_check(pin(&consumer, memory, LIMIT + 1, &none) == STATUS_NO_MEMORY);
	dxg_check(!pin(&consumer, memory, LIMIT, &first));
	dxg_check(pin(&consumer, memory, 1, &none) == STATUS_NO_MEMORY);
	wait_at_bound(data);
	dxg_check(!consume_allocations.one(&consumer));
	dxg_check(!dxg_destroy(consumer.fd, consumer.device, first));
	dxg_check(!pin(&consumer, memory, 1, &none));
}

TEST_F(gpu, pinned_memory)
{
	struct stat st;

	ASSERT_EQ(0, stat(dxg_node(), &st));
	ASSERT_EQ(0, chmod(dxg_node(), 0666));
	expect_bound(pins_all);
	EXPECT_EQ(0, chmod(dxg_node(), st.st_mode & 07777));
}

/* What a single call can make the kernel take over. */
TEST_F(gpu, private_data)
{
	static char data[(128 << 10) + 1];
	struct create create;
	unsigned int i;

	for (i = 0; i < 3; i++) {
		uint32_t *sizes[] = {
			&create.args.private_runtime_data_size,
			&create.args.private_driver_data_size,
			&create.info.private_driver_data_size,
		};

		create_init(&create, self->device);
		create.args.private_runtime_data = (uintptr_t)data;
		create.args.private_driver_data = (uintptr_t)data;
		*sizes[i] = sizeof(data);
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create)) {
			TH_LOG("size %u", i);
		}
	}
	create_init(&create, self->device);
	create.args.private_runtime_data = (uintptr_t)data;
	create.args.private_runtime_data_size = sizeof(data) - 1;
	EXPECT_EQ(0, create_call(self->fd, &create));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
}

TEST_F(gpu, private_data_of_a_call)
{
	static char data[9][128 << 10];
	struct d3dddi_allocationinfo2 infos[9] = { };
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = ARRAY_SIZE(infos),
		.allocation_info2 = (uintptr_t)infos,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		*(struct softgpu_allocation_desc *)data[i] = dxg_raw(4096);
		infos[i].private_driver_data = (uintptr_t)data[i];
		infos[i].private_driver_data_size = sizeof(data[i]);
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	create.num_allocations--;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
}

TEST_F(gpu, allocations_of_a_call)
{
	static struct d3dddi_allocationinfo2 infos[1025];
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = ARRAY_SIZE(infos),
		.allocation_info2 = (uintptr_t)infos,
	};
	static uint32_t list[1025];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		infos[i].private_driver_data = (uintptr_t)&desc;
		infos[i].private_driver_data_size = sizeof(desc);
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	create.num_allocations--;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	for (i = 0; i < create.num_allocations; i++)
		list[i] = infos[i].allocation;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy_list(self->fd, self->device, list, ARRAY_SIZE(list)));
	EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, list, create.num_allocations));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
}

/* No larger than the largest segment, wherever its memory would come from. */
TEST_F(gpu, size_of_an_allocation)
{
	uint32_t allocation;

	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY,
		  dxg_create_raw(self->fd, self->device, (512ull << 20) + 4096, &allocation));
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 512ull << 20, &allocation));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
}

TEST_F(gpu, locks_of_an_allocation)
{
	uint32_t allocation;
	unsigned int i;
	void *p;

	ASSERT_TRUE(dxg_create_locked(self->fd, self->device, 4096, &allocation, &p));
	for (i = 1; i < 0xffff; i++)
		ASSERT_EQ(0, dxg_lock(self->fd, self->device, allocation, &p));
	EXPECT_EQ(STATUS_GRAPHICS_TOO_MANY_REFERENCES,
		  dxg_lock(self->fd, self->device, allocation, &p));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, allocation));
	EXPECT_EQ(0, dxg_lock(self->fd, self->device, allocation, &p));
}

static void makes_queues(void *data)
{
	struct consumer consumer;
	struct dxg_queue one_more;
	unsigned int n;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	dxg_check(!consume_all(&consumer, &consume_queues, DXG_MAX_QUEUES, &n));
	dxg_check(dxg_queue_create(consumer.fd, consumer.queue_device, &one_more) ==
		  STATUS_NO_MEMORY);
	wait_at_bound(data);
	dxg_check(!dxg_wait(consumer.fd, consumer.queue_device, consumer.queue.fence, 0));
	dxg_check(!consume_queues.one(&consumer));
	dxg_check(!consume_residents.one(&consumer));
}

/* And as many fences: there is one for each queue, and no other. */
TEST_F(gpu, paging_queues_of_a_device)
{
	expect_bound(makes_queues);
}

static void waits_by_event(void *data)
{
	struct consumer consumer;
	unsigned int n;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	dxg_check(!consume_all(&consumer, &consume_waits, DXG_MAX_EVENTS, &n));
	dxg_check(dxg_wait_event(consumer.fd, consumer.wait_device, consumer.fence, 1,
				 consumer.event) == STATUS_NO_MEMORY);
	wait_at_bound(data);
	dxg_check(!dxg_wait(consumer.fd, consumer.wait_device, consumer.fence, 0));
	dxg_check(!consume_waits.one(&consumer));
	/* All of them end with the device. */
	dxg_check(!dxg_event_count(consumer.event));
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.wait_device));
}

TEST_F(gpu, pending_waits_of_a_device)
{
	expect_bound(waits_by_event);
}

/* In one call, of fences or of allocations, which may be the same one again and again. */
TEST_F(gpu, entries_of_a_list)
{
	enum { MANY = 10240 };
	static uint64_t values[DXG_MAX_POINTS + 1];
	static uint32_t list[MANY + 1], results[MANY + 1];
	uint32_t fences[DXG_MAX_POINTS + 1], i;
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_pager pager;

	ASSERT_EQ(0, dxg_pager_create(self->fd, self->adapter, self->device, &pager));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[0]));
	for (i = 1; i <= MANY; i++)
		list[i] = list[0];
	for (i = 0; i <= DXG_MAX_POINTS; i++)
		fences[i] = pager.sync_object;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_resident(&pager, list, MANY + 1));
	ASSERT_EQ(0, dxg_resident(&pager, list, MANY));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&pager, list, MANY + 1, 0));
	EXPECT_EQ(0, dxg_evict(&pager, list, MANY, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_offer(&pager, list, MANY + 1, D3DKMT_OFFER_PRIORITY_LOW));
	EXPECT_EQ(0, dxg_offer(&pager, list, MANY, D3DKMT_OFFER_PRIORITY_LOW));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_reclaim(&pager, list, MANY + 1, results));
	EXPECT_EQ(0, dxg_reclaim(&pager, list, MANY, results));
	for (i = 0; i < 2; i++) {
		args = dxg_wait_args(self->device, fences, values, DXG_MAX_POINTS + i);
		EXPECT_EQ(i ? STATUS_INVALID_PARAMETER : 0,
			  dxg_call(self->fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
				   &args));
	}
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
}

/* The same adapter with less memory, which a process can fill. The fixture's device has gone. */
static bool make_small(gpu_data *self)
{
	return dxg_softgpu_live(&self->gpu, false) &&
	       dxg_softgpu_write(&self->gpu, "segments", "4M cpu_visible, 32M aperture") &&
	       dxg_softgpu_live(&self->gpu, true);
}

static void takes_video_memory(void *data)
{
	struct consumer consumer;
	unsigned int n;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	/* Twice as much as there is in the first segment. */
	dxg_check(!consume_all(&consumer, &consume_residents, 128, &n));
	wait_at_bound(data);
	dxg_check(consume_all(&consumer, &consume_residents, 1000, &n) == STATUS_NO_MEMORY);
	/* What isn't required is as good as before. */
	dxg_check(!consume_allocations.one(&consumer));
	dxg_check(!consume_contents.one(&consumer));
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.device));
}

/* Who requires all gives up a share when another process comes. */
TEST_F(gpu, video_memory)
{
	ASSERT_TRUE(make_small(self));
	expect_bound(takes_video_memory);
}

static void reserves_all(void *data)
{
	const uint32_t local = D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL;
	struct d3dkmt_queryvideomemoryinfo info;
	struct consumer consumer;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	dxg_check(!consume_residents.one(&consumer));
	dxg_check(!dxg_memory_info(&consumer.pager, local, &info));
	dxg_check(dxg_reserve(&consumer.pager, local, info.available_for_reservation + 1) ==
		  STATUS_INVALID_PARAMETER);
	dxg_check(!dxg_reserve(&consumer.pager, local, info.available_for_reservation));
	wait_at_bound(data);
	dxg_check(!dxg_memory_info(&consumer.pager, local, &info));
	dxg_check(info.current_reservation == 4u << 20);
	dxg_check(!dxg_reserve(&consumer.pager, local, 0));
	dxg_check(!consume_residents.one(&consumer));
}

/* A reservation is a claim on what others don't use, and no right to keep them out. */
TEST_F(gpu, reservations)
{
	ASSERT_TRUE(make_small(self));
	expect_bound(reserves_all);
}

static void pages_endlessly(void *data)
{
	enum { CALLS = 20000 };
	struct dxg_resident out = { .value = 0 };
	struct consumer consumer;
	uint32_t allocation, i;

	consumer_open(&consumer, ((struct limited *)data)->luid);
	dxg_check(!consume_residents.one(&consumer));
	dxg_check(!dxg_create_desc(consumer.fd, consumer.device, dxg_upload(64 << 10),
				   &allocation));
	/* The test slows the engine down now. */
	wait_at_bound(data);
	for (i = 0; i < CALLS; i++)
		dxg_check(dxg_make_resident(&consumer.pager, &allocation, 1, 0, &out) ==
			  STATUS_PENDING);
	/* One operation, one value to wait for, and one packet. */
	dxg_check(out.value <= 2);
	for (i = 0; i < CALLS; i++)
		dxg_check(!dxg_evict_one(&consumer.pager, allocation,
					 D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY));
	/* Nor does it end while the engine is slow. */
	wait_at_bound(data);
}

/* What waits for the engine is as much as the engine has to do, however often it is asked for. */
TEST_F(gpu, pending_calls_of_a_queue)
{
	struct limited limited;
	pid_t pid;

	ASSERT_TRUE(make_small(self));
	limited = (struct limited) { self->gpu.luid, dxg_event(), dxg_event() };
	pid = dxg_fork(pages_endlessly, &limited);
	EXPECT_TRUE(dxg_event_wait(limited.full));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "60000"));
	dxg_event_set(limited.go_on);
	EXPECT_TRUE(dxg_event_wait(limited.full));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "0"));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
	dxg_event_set(limited.go_on);
	EXPECT_TRUE(dxg_reap(pid));
}

TEST_HARNESS_MAIN
