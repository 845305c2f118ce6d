// SPDX-License-Identifier: GPL-2.0
/*
 * Paging queues, fences and waits: what WSL's driver gets wrong.
 * Documentation/wsl-differences.rst lists all such tests.
 */
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>

#include "gpu_fixture.h"
#include "lock.h"
#include "process.h"
#include "queue.h"

/* In WSL a process can write there that its work is done, also what others wait for. */
TEST_F(gpu, wsl_b_fence_pages_are_read_only)
{
	struct dxg_queue queue;
	void *p;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	p = (void *)queue.value;
	EXPECT_EQ(0, dxg_touch(p));
	EXPECT_EQ(SIGSEGV, dxg_poke(p));
	EXPECT_EQ(-1, mprotect(p, 4096, PROT_READ | PROT_WRITE));
	EXPECT_EQ(EACCES, errno);
	EXPECT_EQ(-1, mprotect(p, 4096, PROT_READ | PROT_EXEC));
	EXPECT_EQ(0, dxg_touch(p));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

/* The handle of a queue's fence has no object in WSL, and any handle is taken for a fence. */
TEST_F(gpu, wsl_b_a_fence_is_a_fence)
{
	struct d3dkmt_destroysynchronizationobject destroy;
	struct dxg_queue queue, none;
	uint32_t allocation;
	size_t i;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	const uint32_t others[] = {
		0, self->adapter, self->device, allocation, queue.queue, queue.fence + 1,
		queue.fence + 0x40, queue.fence ^ 0xc0000000,
	};

	for (i = 0; i < ARRAY_SIZE(others); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_wait(self->fd, self->device, others[i], 0)) {
			TH_LOG("%#x", others[i]);
		}
	}
	none = queue;
	none.queue = queue.fence;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_queue_destroy(self->fd, &none));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, queue.fence));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, queue.fence));
	/* The queue's fence goes with its queue, and by no other call. */
	destroy.sync_object = queue.fence;
	EXPECT_NE(0, dxg_call(self->fd, D3DKMT_IOC_DESTROY_SYNCHRONIZATION_OBJECT, &destroy));
	EXPECT_EQ(0, dxg_wait(self->fd, self->device, queue.fence, 0));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_wait(self->fd, self->device, queue.fence, 0));
}

/*
 * Lists of fences: WSL's driver reads beyond a struct on its stack for some lengths, and writes
 * beyond the end of a message for others.
 */
TEST_F(gpu, wsl_b_lists_of_fences)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	static uint64_t values[DXG_MAX_POINTS + 1];
	static uint32_t fences[DXG_MAX_POINTS + 1];
	struct dxg_queue queue;
	uint32_t n;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	for (n = 0; n < ARRAY_SIZE(fences); n++)
		fences[n] = queue.fence;
	for (n = 1; n <= DXG_MAX_POINTS; n++) {
		args = dxg_wait_args(self->device, fences, values, n);
		EXPECT_EQ(0, dxg_call(self->fd,
				      D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, &args));
		/* Each is looked up, the last one, too. */
		fences[n - 1] = self->device;
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_call(self->fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
				   &args));
		fences[n - 1] = queue.fence;
	}
	const uint32_t bad[] = { 0, DXG_MAX_POINTS + 1, 131072, 0x20000001, 0xffffffff };

	for (n = 0; n < ARRAY_SIZE(bad); n++) {
		args = dxg_wait_args(self->device, fences, values, bad[n]);
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_call(self->fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
				   &args)) {
			TH_LOG("%u", bad[n]);
		}
	}
}

/* In WSL who waits when the adapter goes waits for ever. */
TEST_F(gpu, wsl_b_waits_end_with_the_adapter)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	int event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	struct dxg_waiter waiter;
	struct dxg_queue queue;
	uint64_t value = 1000;

	ASSERT_LE(0, event);
	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	args = dxg_wait_args(self->device, &queue.fence, &value, 1);
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	EXPECT_EQ(0, dxg_wait_event(self->fd, self->device, queue.fence, value, event));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_waiter_end(&waiter));
	EXPECT_TRUE(dxg_event_wait(event));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	close(event);
}

static void waits_and_is_killed(void *data)
{
	uint64_t luid = *(uint64_t *)data, value = 1;
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_queue queue;
	uint32_t device;
	int fd = dxg_open();

	device = dxg_create_device(fd, dxg_adapter_by_luid(fd, luid));
	dxg_check(!dxg_queue_create(fd, device, &queue));
	args = dxg_wait_args(device, &queue.fence, &value, 1);
	dxg_call(fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, &args);
}

/* A wait that is interrupted stays with the host in WSL. */
TEST_F(gpu, wsl_b_a_killed_wait_leaves_nothing)
{
	struct dxg_counts before;
	pid_t pid;

	ASSERT_EQ(0, dxg_counts_read(&before));
	pid = dxg_fork(waits_and_is_killed, &self->gpu.luid);
	ASSERT_TRUE(dxg_count_becomes(DXG_COUNT_FENCES, before.n[DXG_COUNT_FENCES] + 1));
	EXPECT_TRUE(dxg_sleeps_in_ioctl(pid, pid));
	EXPECT_TRUE(dxg_kill(pid));
	EXPECT_TRUE(dxg_counts_settle(&before));
}

TEST_HARNESS_MAIN
