// SPDX-License-Identifier: GPL-2.0
/*
 * A descriptor belongs to the memory of the process that opened it: fork children and programs
 * that were exec'ed have none of it, threads and vfork children have all.
 */
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "commands.h"
#include "fixture.h"
#include "process.h"

static bool every_command_is_enotty(int fd)
{
	uint64_t args[128] = { };
	bool all = true;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++) {
		if (dxg_call(fd, dxg_commands[i], args) == -ENOTTY)
			continue;
		dprintf(STDERR_FILENO, "# command %#lx is not ENOTTY\n", dxg_commands[i]);
		all = false;
	}
	return all;
}

/* What a child starts from. */
struct inherited {
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint32_t allocation;
};

static void child_tries_all(void *data)
{
	const struct inherited *in = data;

	dxg_check(every_command_is_enotty(in->fd));
}

TEST_F(dxg, child_gets_enotty_for_every_command)
{
	struct inherited in = { .fd = self->fd };

	EXPECT_TRUE(dxg_reap(dxg_fork(child_tries_all, &in)));
}

static void child_tries_handles(void *data)
{
	struct inherited *in = data;
	struct d3dkmt_closeadapter close_adapter = { .adapter = in->adapter };

	dxg_check(dxg_destroy(in->fd, in->device, in->allocation) == -ENOTTY);
	dxg_check(dxg_destroy_device(in->fd, in->device) == -ENOTTY);
	dxg_check(dxg_call(in->fd, D3DKMT_IOC_CLOSE_ADAPTER, &close_adapter) == -ENOTTY);
	dxg_check(!close(in->fd));
}

TEST_F(dxg, parent_is_unaffected_by_its_child)
{
	struct inherited in = {
		.fd = self->fd, .adapter = self->adapter, .device = self->device,
	};
	struct dxg_counts before;
	uint32_t allocation;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &in.allocation));
	ASSERT_EQ(0, dxg_counts_read(&before));
	EXPECT_TRUE(dxg_reap(dxg_fork(child_tries_handles, &in)));
	EXPECT_TRUE(dxg_counts_settle(&before));
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, in.allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
}

static void child_opens_its_own(void *data)
{
	struct inherited *in = data;
	uint32_t adapter, device, allocation;
	int fd = dxg_open();

	dxg_check(fd >= 0);
	/* A table of its own, which begins as every process's does. */
	adapter = dxg_first_adapter(fd);
	dxg_check(adapter == 0x40000000);
	device = dxg_create_device(fd, adapter);
	dxg_check(device);
	/* The parent's handles are not in it. */
	dxg_check(dxg_destroy(fd, device, in->allocation) == STATUS_INVALID_PARAMETER);
	dxg_check(dxg_create_raw(fd, in->allocation, 4096, &allocation) ==
		  STATUS_INVALID_PARAMETER);
	dxg_check(dxg_create_raw(fd, device, 4096, &allocation) == 0);
	/* And the descriptor that it was born with stays useless. */
	dxg_check(every_command_is_enotty(in->fd));
}

TEST_F(dxg, child_opens_its_own)
{
	struct inherited in = {
		.fd = self->fd, .adapter = self->adapter, .device = self->device,
	};
	uint32_t padding[8];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(padding); i++)
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &padding[i]));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &in.allocation));
	EXPECT_TRUE(dxg_reap(dxg_fork(child_opens_its_own, &in)));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, in.allocation));
}

struct holder {
	int fd;
	int close_now;
	int closed;
	int end_now;
};

static void child_holds_the_descriptor(void *data)
{
	struct holder *holder = data;

	dxg_check(dxg_event_wait(holder->close_now));
	dxg_check(!close(holder->fd));
	dxg_event_set(holder->closed);
	dxg_check(dxg_event_wait(holder->end_now));
}

/* The last close counts, wherever it is; it takes everything with it, while the parent lives on. */
TEST_F(dxg, childs_close_is_the_last_one)
{
	struct holder holder = { self->fd, dxg_event(), dxg_event(), dxg_event() };
	struct dxg_counts open;
	uint32_t allocation;
	pid_t pid;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_EQ(0, dxg_counts_read(&open));
	pid = dxg_fork(child_holds_the_descriptor, &holder);
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&open));
	dxg_event_set(holder.close_now);
	EXPECT_TRUE(dxg_event_wait(holder.closed));
	EXPECT_TRUE(dxg_counts_settle(&self->before));
	dxg_event_set(holder.end_now);
	EXPECT_TRUE(dxg_reap(pid));
	self->fd = -1;
}

static void child_closes(void *data)
{
	struct inherited *in = data;

	dxg_check(!close(in->fd));
}

/*
 * Memory of the parent's at the address where the child has its own is not confused: nothing is
 * undone by address in whichever process happens to close.
 */
TEST_F(dxg, wsl_b_close_in_child_leaves_memory_alone)
{
	size_t size = 16 * sysconf(_SC_PAGESIZE), i;
	char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct softgpu_allocation_desc desc = dxg_raw(size);
	struct d3dddi_allocationinfo2 info = {
		.system_mem = (uintptr_t)memory,
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};
	struct inherited in = { .fd = self->fd };

	ASSERT_NE(MAP_FAILED, memory);
	memset(memory, 0x5a, size);
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_TRUE(dxg_reap(dxg_fork(child_closes, &in)));
	for (i = 0; i < size; i++)
		ASSERT_EQ(0x5a, memory[i]);
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, info.allocation));
	memset(memory, 0x33, size);
}

TEST_F(dxg, vfork_child_shares_the_memory_and_may_call)
{
	int *ret = dxg_shared(sizeof(*ret)), status;
	pid_t pid;

	ASSERT_NE(NULL, ret);
	*ret = -1;
	pid = vfork();
	if (!pid) {
		*ret = dxg_destroy_device(self->fd, self->device);
		_exit(0);
	}
	ASSERT_LT(0, pid);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, *ret);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, self->device));
}

struct shares_memory {
	int fd;
	uint32_t device;
	uint32_t allocation;
	int ret;
};

static int create_in_shared_memory(void *data)
{
	struct shares_memory *in = data;

	in->ret = dxg_create_raw(in->fd, in->device, 4096, &in->allocation);
	return 0;
}

/* A process of its own with the same memory, as some sandboxes and language run-times make them. */
TEST_F(dxg, clone_vm_process_shares_the_memory_and_may_call)
{
	struct shares_memory in = { .fd = self->fd, .device = self->device, .ret = -1 };
	size_t size = 256 << 10;
	char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int status;
	pid_t pid;

	ASSERT_NE(MAP_FAILED, stack);
	pid = clone(create_in_shared_memory, stack + size, CLONE_VM | SIGCHLD, &in);
	ASSERT_LT(0, pid);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, in.ret);
	/* What it made is ours, and outlives it. */
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, in.allocation));
}

static void *create_in_thread(void *data)
{
	create_in_shared_memory(data);
	return NULL;
}

TEST_F(dxg, thread_may_call_and_its_end_changes_nothing)
{
	struct shares_memory in = { .fd = self->fd, .device = self->device, .ret = -1 };
	pthread_t thread;

	ASSERT_EQ(0, pthread_create(&thread, NULL, create_in_thread, &in));
	pthread_join(thread, NULL);
	EXPECT_EQ(0, in.ret);
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, in.allocation));
}

struct exec {
	int started;
	int proceed;
};

/* Open, make things, exec; the new program is exec_main() below. */
static void child_execs(void *data)
{
	struct exec *exec = data;
	uint32_t allocation;
	char numbers[3][16];
	int fd = dxg_open();

	dxg_check(!dxg_create_raw(fd, dxg_create_device(fd, dxg_first_adapter(fd)), 4096,
				  &allocation));
	dxg_check(!fcntl(fd, F_SETFD, 0));
	dxg_check(!fcntl(exec->started, F_SETFD, 0));
	dxg_check(!fcntl(exec->proceed, F_SETFD, 0));
	snprintf(numbers[0], sizeof(numbers[0]), "%d", fd);
	snprintf(numbers[1], sizeof(numbers[1]), "%d", exec->started);
	snprintf(numbers[2], sizeof(numbers[2]), "%d", exec->proceed);
	execl("/proc/self/exe", "fork", "--exec", numbers[0], numbers[1], numbers[2], NULL);
	dxg_check(!"exec");
}

static int exec_main(char **argv)
{
	int fd = atoi(argv[2]);

	dxg_check(every_command_is_enotty(fd));
	dxg_event_set(atoi(argv[3]));
	dxg_check(dxg_event_wait(atoi(argv[4])));
	dxg_check(every_command_is_enotty(fd));
	return 0;
}

TEST_F(dxg, wsl_b_exec_ends_what_a_kept_descriptor_had)
{
	struct exec exec = { dxg_event(), dxg_event() };
	struct dxg_counts before;
	pid_t pid;

	ASSERT_EQ(0, dxg_counts_read(&before));
	pid = dxg_fork(child_execs, &exec);
	ASSERT_TRUE(dxg_event_wait(exec.started));
	/*
	 * The descriptor is open, but the memory that it belonged to is gone, and all else with
	 * it.
	 */
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_DEVICES, before.n[DXG_COUNT_DEVICES]));
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_ALLOCATIONS, before.n[DXG_COUNT_ALLOCATIONS]));
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_HANDLES, before.n[DXG_COUNT_HANDLES]));
	EXPECT_EQ(before.n[DXG_COUNT_PROCESSES] + 1, dxg_count(DXG_COUNT_PROCESSES));
	dxg_event_set(exec.proceed);
	EXPECT_TRUE(dxg_reap(pid));
}

int main(int argc, char **argv)
{
	if (argc == 5 && !strcmp(argv[1], "--exec"))
		return exec_main(argv);
	return test_harness_run(argc, argv);
}
