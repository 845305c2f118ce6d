// SPDX-License-Identifier: GPL-2.0
/*
 * Paging queues and waits through the library.
 */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "event.h"
#include "library.h"

static NTSTATUS create_queue(D3DKMT_HANDLE device, D3DKMT_CREATEPAGINGQUEUE *args)
{
	memset(args, 0, sizeof(*args));
	args->hDevice = device;
	args->Priority = D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL;
	return D3DKMTCreatePagingQueue(args);
}

static NTSTATUS destroy_queue(D3DKMT_HANDLE queue)
{
	D3DDDI_DESTROYPAGINGQUEUE args = { .hPagingQueue = queue };

	return D3DKMTDestroyPagingQueue(&args);
}

static NTSTATUS wait_for(D3DKMT_HANDLE device, D3DKMT_HANDLE fence, UINT64 value, int event)
{
	D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.ObjectCount = 1;
	args.ObjectHandleArray = &fence;
	args.FenceValueArray = &value;
	args.hAsyncEvent = (HANDLE)(uintptr_t)event;
	return D3DKMTWaitForSynchronizationObjectFromCpu(&args);
}

TEST_F(lib, queue_and_its_fence)
{
	D3DKMT_CREATEPAGINGQUEUE queue;
	int event = dxg_event();

	ASSERT_EQ(STATUS_SUCCESS, create_queue(self->device, &queue));
	EXPECT_NE(0, queue.hPagingQueue);
	EXPECT_NE(0, queue.hSyncObject);
	EXPECT_EQ(0, *(volatile UINT64 *)queue.FenceValueCPUVirtualAddress);
	EXPECT_EQ(STATUS_SUCCESS, wait_for(self->device, queue.hSyncObject, 0, 0));
	EXPECT_EQ(STATUS_SUCCESS, wait_for(self->device, queue.hSyncObject, 1, event));
	EXPECT_EQ(0, dxg_event_count(event));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  wait_for(self->device, queue.hPagingQueue, 0, 0));
	EXPECT_EQ(STATUS_INVALID_HANDLE, wait_for(self->device, queue.hSyncObject, 0, 9999));
	EXPECT_EQ(STATUS_SUCCESS, destroy_queue(queue.hPagingQueue));
	EXPECT_EQ(1, dxg_event_count(event));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, destroy_queue(queue.hPagingQueue));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, wait_for(self->device, queue.hSyncObject, 0, 0));
}

struct waiter {
	D3DKMT_HANDLE device;
	D3DKMT_HANDLE fence;
	NTSTATUS status;
	int tid;
	int started;
	int handled;
};

static struct waiter waiter;

static void *wait_in_call(void *unused)
{
	(void)unused;
	waiter.tid = gettid();
	dxg_event_set(waiter.started);
	waiter.status = wait_for(waiter.device, waiter.fence, 1, 0);
	return NULL;
}

static void on_signal(int signal)
{
	(void)signal;
	dxg_event_set(waiter.handled);
}

/* Windows knows no signals: a wait lasts until it is over. */
TEST_F(lib, signals_do_not_end_a_wait)
{
	struct sigaction action = { .sa_handler = on_signal };
	D3DKMT_CREATEPAGINGQUEUE queue;
	pthread_t thread;
	int i;

	ASSERT_EQ(STATUS_SUCCESS, create_queue(self->device, &queue));
	waiter.device = self->device;
	waiter.fence = queue.hSyncObject;
	waiter.started = dxg_event();
	waiter.handled = dxg_event();
	ASSERT_EQ(0, sigaction(SIGUSR1, &action, NULL));
	ASSERT_EQ(0, pthread_create(&thread, NULL, wait_in_call, NULL));
	ASSERT_TRUE(dxg_event_wait(waiter.started));
	for (i = 0; i < 3; i++) {
		ASSERT_TRUE(dxg_sleeps_in_ioctl(getpid(), waiter.tid));
		ASSERT_EQ(0, pthread_kill(thread, SIGUSR1));
		EXPECT_TRUE(dxg_event_wait(waiter.handled));
	}
	ASSERT_TRUE(dxg_sleeps_in_ioctl(getpid(), waiter.tid));
	EXPECT_EQ(STATUS_SUCCESS, destroy_queue(queue.hPagingQueue));
	pthread_join(thread, NULL);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, waiter.status);
}

TEST_HARNESS_MAIN
