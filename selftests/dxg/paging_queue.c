// SPDX-License-Identifier: GPL-2.0
/*
 * Paging queues as objects: their two handles, the page with the fence's value, bounds. What waits
 * for them is in wait.c.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "create.h"
#include "fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "queue.h"

static int create(dxg_data *self, struct d3dkmt_createpagingqueue *args)
{
	return dxg_call(self->fd, D3DKMT_IOC_CREATE_PAGING_QUEUE, args);
}

TEST_F(dxg, created_and_destroyed)
{
	struct d3dkmt_createpagingqueue args;
	struct dxg_queue queue;
	int32_t priority;

	for (priority = D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL;
	     priority <= D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL; priority++) {
		memset(&args, POISON, sizeof(args));
		args.device = self->device;
		args.priority = priority;
		args.physical_adapter_index = 0;
		ASSERT_EQ(0, create(self, &args));
		EXPECT_EQ(self->device, args.device);
		EXPECT_EQ((uint32_t)priority, args.priority);
		EXPECT_EQ(0, args.physical_adapter_index);
		/* Consecutive handles, the queue's first. */
		EXPECT_EQ(args.paging_queue + 0x40, args.sync_object);
		EXPECT_EQ(self->before.n[DXG_COUNT_PAGING_QUEUES] + 1,
			  dxg_count(DXG_COUNT_PAGING_QUEUES));
		EXPECT_EQ(self->before.n[DXG_COUNT_FENCES] + 1, dxg_count(DXG_COUNT_FENCES));
		queue.queue = args.paging_queue;
		queue.value = (void *)(uintptr_t)args.fence_value_cpu_virtual_address;
		EXPECT_EQ(0, *queue.value);
		EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
		EXPECT_EQ(self->before.n[DXG_COUNT_PAGING_QUEUES],
			  dxg_count(DXG_COUNT_PAGING_QUEUES));
		EXPECT_EQ(self->before.n[DXG_COUNT_FENCES], dxg_count(DXG_COUNT_FENCES));
		EXPECT_FALSE(dxg_is_mapped((void *)queue.value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_queue_destroy(self->fd, &queue));
	}
}

static const struct {
	const char *what;
	uint32_t priority;
	uint32_t physical_adapter;
} bad[] = {
	{ "priority -2", -2u, 0 },
	{ "priority 2", 2, 0 },
	{ "the lowest priority", 0x80000000, 0 },
	{ "the highest priority", 0x7fffffff, 0 },
	{ "the second physical adapter", 0, 1 },
	{ "the last physical adapter", 0, ~0u },
};

/* Nothing is written, and nothing is made: the next handle is the one it would have been. */
static void expect_refused(struct __test_metadata *_metadata, dxg_data *self,
			   const struct d3dkmt_createpagingqueue *in, const char *what)
{
	struct d3dkmt_createpagingqueue args = *in;
	struct dxg_counts before, after;
	uint32_t next;

	args.paging_queue = POISON32;
	args.sync_object = POISON32;
	args.fence_value_cpu_virtual_address = POISON64;
	next = dxg_next_handle(self->fd, self->device) + 0x40;
	EXPECT_EQ(0, dxg_counts_read(&before));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create(self, &args)) {
		TH_LOG("%s", what);
	}
	EXPECT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	EXPECT_EQ(POISON32, args.paging_queue);
	EXPECT_EQ(POISON32, args.sync_object);
	EXPECT_EQ(POISON64, args.fence_value_cpu_virtual_address);
	EXPECT_EQ(next, dxg_next_handle(self->fd, self->device));
}

TEST_F(dxg, bad_arguments_of_create)
{
	struct d3dkmt_createpagingqueue args;
	uint32_t allocation, stale;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		memset(&args, 0, sizeof(args));
		args.device = self->device;
		args.priority = bad[i].priority;
		args.physical_adapter_index = bad[i].physical_adapter;
		expect_refused(_metadata, self, &args, bad[i].what);
	}
	memset(&args, 0, sizeof(args));
	expect_refused(_metadata, self, &args, "no device");
	args.device = self->adapter;
	expect_refused(_metadata, self, &args, "an adapter for a device");
	args.device = self->device + 1;
	expect_refused(_metadata, self, &args, "junk in the handle");
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	args.device = allocation;
	expect_refused(_metadata, self, &args, "an allocation for a device");
	stale = dxg_create_device(self->fd, self->adapter);
	ASSERT_EQ(0, dxg_destroy_device(self->fd, stale));
	args.device = stale;
	expect_refused(_metadata, self, &args, "a device that is gone");
}

TEST_F(dxg, bad_handles_of_destroy)
{
	struct dxg_queue queue, wrong;
	uint32_t allocation;
	size_t i;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	const uint32_t handles[] = {
		0, queue.fence, self->device, self->adapter, allocation, queue.queue | 1,
		queue.queue ^ 0x80000000, ~0u,
	};

	for (i = 0; i < ARRAY_SIZE(handles); i++) {
		wrong.queue = handles[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_queue_destroy(self->fd, &wrong));
	}
	/* Nor is the queue anything else. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, queue.fence));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, queue.queue));
	EXPECT_EQ(0, *queue.value);
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

/* A handle names something in its own process only. */
static void destroy_inherited(void *data)
{
	const struct dxg_queue *queue = data;
	int fd = dxg_open();

	dxg_check(dxg_create_device(fd, dxg_first_adapter(fd)));
	dxg_check(dxg_queue_destroy(fd, queue) == STATUS_INVALID_PARAMETER);
	dxg_check(!close(fd));
}

TEST_F(dxg, not_of_other_processes)
{
	struct dxg_queue queue;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	EXPECT_TRUE(dxg_reap(dxg_fork(destroy_inherited, &queue)));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

TEST_F(dxg, bounded_for_each_device)
{
	struct dxg_queue queues[DXG_MAX_QUEUES], one_more;
	uint32_t second = dxg_create_device(self->fd, self->adapter);
	struct dxg_counts before, after;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(queues); i++)
		ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queues[i]));
	EXPECT_EQ(0, dxg_counts_read(&before));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_queue_create(self->fd, self->device, &one_more));
	EXPECT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	EXPECT_EQ(0, dxg_queue_create(self->fd, second, &one_more));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queues[5]));
	EXPECT_EQ(0, dxg_queue_create(self->fd, self->device, &queues[5]));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_queue_create(self->fd, self->device, &one_more));
}

/* A queue that nobody destroyed goes with its device. */
TEST_F(dxg, gone_with_the_device)
{
	uint32_t device = dxg_create_device(self->fd, self->adapter);
	struct dxg_queue queues[3];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(queues); i++)
		ASSERT_EQ(0, dxg_queue_create(self->fd, device, &queues[i]));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, device));
	for (i = 0; i < ARRAY_SIZE(queues); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_queue_destroy(self->fd, &queues[i]));
		EXPECT_FALSE(dxg_is_mapped((void *)queues[i].value));
	}
	EXPECT_EQ(self->before.n[DXG_COUNT_FENCES], dxg_count(DXG_COUNT_FENCES));
}

/* What is unmapped is not the child's copy: it has none. */
static void look(void *data)
{
	const struct dxg_queue *queue = data;

	dxg_check(dxg_touch((void *)queue->value) == SIGSEGV);
	dxg_check(!dxg_is_mapped((void *)queue->value));
}

TEST_F(dxg, child_has_no_mapping)
{
	struct dxg_queue queue;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	EXPECT_EQ(0, dxg_touch((void *)queue.value));
	EXPECT_TRUE(dxg_reap(dxg_fork(look, &queue)));
	EXPECT_EQ(0, dxg_touch((void *)queue.value));
}

TEST_F(dxg, last_close_unmaps)
{
	struct dxg_queue queue;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	EXPECT_EQ(0, close(self->fd));
	EXPECT_FALSE(dxg_is_mapped((void *)queue.value));
	self->fd = dxg_open();
}

/* The client can't write to the page in any way, and the page can't be made anything else. */
TEST_F(dxg, value_is_read_only)
{
	size_t page = mem_page_size();
	struct dxg_queue queue;
	uint64_t one = 1;
	void *p;
	int mem;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	p = (void *)queue.value;
	EXPECT_EQ(0, (uintptr_t)p % page);
	EXPECT_EQ(SIGSEGV, dxg_poke(p));
	EXPECT_EQ(-1, mprotect(p, page, PROT_READ | PROT_WRITE));
	EXPECT_EQ(-1, mprotect(p, page, PROT_READ | PROT_EXEC));
	mem = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
	ASSERT_LE(0, mem);
	EXPECT_EQ(-1, pwrite(mem, &one, sizeof(one), (off_t)(uintptr_t)p));
	close(mem);
	/* As the target of a system call. */
	mem = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	EXPECT_GT(1, read(mem, p, sizeof(one)));
	close(mem);
	EXPECT_EQ(-1, madvise(p, page, MADV_DOFORK));
	EXPECT_TRUE(mem_is(p, 0, page));
}

/* As the struct of a call whose outputs would be written to it. */
TEST_F(dxg, value_is_no_place_for_outputs)
{
	struct dxg_queue queue;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	EXPECT_GT(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_DEVICE, (void *)queue.value));
	EXPECT_GT(0, dxg_call(self->fd, D3DKMT_IOC_ENUM_ADAPTERS2, (void *)queue.value));
	EXPECT_TRUE(mem_is((void *)queue.value, 0, mem_page_size()));
}

/* The page is no memory that an allocation can be made of. */
TEST_F(dxg, value_is_not_the_clients_memory)
{
	struct dxg_queue queue;
	struct create args;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	create_init(&args, self->device);
	args.info.system_mem = (uintptr_t)queue.value;
	args.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM |
			  D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &args));
}

static void *map_at(void *p)
{
	return mmap(p, mem_page_size(), PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | (p ? MAP_FIXED : 0), -1, 0);
}

/* What the client has put in the mapping's place is the client's. */
TEST_F(dxg, replaced_mapping_is_left_alone)
{
	struct dxg_queue queue;
	char *p;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	p = map_at((void *)queue.value);
	ASSERT_EQ(p, (char *)queue.value);
	*p = 'x';
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_EQ('x', *p);
}

TEST_F(dxg, moved_mapping_is_followed)
{
	size_t page = mem_page_size();
	struct dxg_queue queue;
	void *old, *place = map_at(NULL);

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	old = (void *)queue.value;
	/* Neither larger, nor a second time. */
	EXPECT_EQ(MAP_FAILED, mremap(old, page, 2 * page, MREMAP_MAYMOVE));
	EXPECT_EQ(MAP_FAILED, mremap(old, 0, page, MREMAP_MAYMOVE));
	ASSERT_EQ(place, mremap(old, page, page, MREMAP_MAYMOVE | MREMAP_FIXED, place));
	EXPECT_EQ(old, map_at(old));
	EXPECT_EQ(0, *(volatile uint64_t *)place);
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_FALSE(dxg_is_mapped(place));
	EXPECT_EQ(0, dxg_touch(old));
}

TEST_F(dxg, unmapped_mapping_is_not_missed)
{
	struct dxg_queue queue;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	ASSERT_EQ(0, munmap((void *)queue.value, mem_page_size()));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

/* The file behind the mapping reaches nobody else. */
TEST_F(dxg, file_of_the_mapping_is_not_for_others)
{
	size_t page = mem_page_size();
	struct dxg_queue queue;
	uintptr_t start;
	char path[96];

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	start = (uintptr_t)queue.value;
	snprintf(path, sizeof(path), "/proc/self/map_files/%lx-%lx", (unsigned long)start,
		 (unsigned long)(start + page));
	EXPECT_EQ(0, access("/proc/self/map_files", F_OK));
	EXPECT_EQ(-1, open(path, O_RDONLY | O_CLOEXEC));
	/* This unmaps what it is to map anew. */
	EXPECT_EQ(-1, syscall(SYS_remap_file_pages, (void *)queue.value, page, 0, 0, 0));
	EXPECT_EQ(SIGSEGV, dxg_touch((void *)queue.value));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

/* No room for the mapping: the call leaves nothing behind, and works when there is room. */
static void create_without_room(void *unused)
{
	struct rlimit limit = { .rlim_cur = 0, .rlim_max = RLIM_INFINITY };
	struct dxg_counts before, after;
	struct dxg_queue queue;
	uint32_t device, next;
	int fd = dxg_open();

	(void)unused;
	device = dxg_create_device(fd, dxg_first_adapter(fd));
	next = dxg_next_handle(fd, device) + 0x40;
	dxg_check(!dxg_counts_read(&before));
	dxg_check(!setrlimit(RLIMIT_AS, &limit));
	dxg_check(dxg_queue_create(fd, device, &queue) == STATUS_NO_MEMORY);
	limit.rlim_cur = RLIM_INFINITY;
	dxg_check(!setrlimit(RLIMIT_AS, &limit));
	dxg_check(!dxg_counts_read(&after));
	dxg_check(!memcmp(&before, &after, sizeof(before)));
	dxg_check(dxg_next_handle(fd, device) == next);
	dxg_check(!dxg_queue_create(fd, device, &queue));
	dxg_check(!close(fd));
}

TEST_F(dxg, no_room_for_the_mapping)
{
	EXPECT_TRUE(dxg_reap(dxg_fork(create_without_room, NULL)));
}

TEST_HARNESS_MAIN
