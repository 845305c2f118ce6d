// SPDX-License-Identifier: GPL-2.0
/*
 * Waiting for fences from the CPU, in the call or by an event: what is reached, what never will be,
 * and everything that ends a wait.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>

#include "gpu_fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "queue.h"

#define NEVER	UINT64_MAX

static int wait_call(int fd, struct d3dkmt_waitforsynchronizationobjectfromcpu *args)
{
	return dxg_call(fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, args);
}

/* A queue whose fence is 0 for as long as nothing is done. */
static struct dxg_queue new_queue(int fd, uint32_t device)
{
	struct dxg_queue queue;

	if (dxg_queue_create(fd, device, &queue))
		abort();
	return queue;
}

TEST_F(gpu, reached_value_needs_no_wait)
{
	struct dxg_queue queue = new_queue(self->fd, self->device);
	int event = eventfd(0, EFD_CLOEXEC);

	EXPECT_EQ(0, dxg_wait(self->fd, self->device, queue.fence, 0));
	EXPECT_EQ(0, dxg_wait_event(self->fd, self->device, queue.fence, 0, event));
	EXPECT_EQ(1, dxg_event_count(event));
	EXPECT_EQ(0, dxg_event_count(event));
}

TEST_F(gpu, all_or_any)
{
	uint32_t fences[DXG_MAX_POINTS];
	uint64_t values[DXG_MAX_POINTS];
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	int event = eventfd(0, EFD_CLOEXEC);
	uint32_t i;

	for (i = 0; i < DXG_MAX_POINTS; i++) {
		fences[i] = new_queue(self->fd, self->device).fence;
		values[i] = 0;
	}
	args = dxg_wait_args(self->device, fences, values, DXG_MAX_POINTS);
	EXPECT_EQ(0, wait_call(self->fd, &args));
	args.flags = D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY;
	EXPECT_EQ(0, wait_call(self->fd, &args));
	/* One is enough for any, and one too few for all. */
	for (i = 0; i < DXG_MAX_POINTS - 1; i++)
		values[i] = 1;
	EXPECT_EQ(0, wait_call(self->fd, &args));
	args.async_event = event;
	EXPECT_EQ(0, wait_call(self->fd, &args));
	EXPECT_EQ(1, dxg_event_count(event));
	args.flags = 0;
	EXPECT_EQ(0, wait_call(self->fd, &args));
	EXPECT_EQ(0, dxg_event_count(event));
	values[DXG_MAX_POINTS - 1] = 1;
	args.flags = D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY;
	EXPECT_EQ(0, wait_call(self->fd, &args));
	EXPECT_EQ(0, dxg_event_count(event));
	close(event);
}

/* The same fence more than once is as good as the highest of its values. */
TEST_F(gpu, one_fence_several_times)
{
	struct dxg_queue queue = new_queue(self->fd, self->device);
	const uint32_t fences[] = { queue.fence, queue.fence, queue.fence };
	uint64_t values[] = { 0, 0, 0 };
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	int event = eventfd(0, EFD_CLOEXEC);
	struct dxg_waiter waiter;

	args = dxg_wait_args(self->device, fences, values, 3);
	EXPECT_EQ(0, wait_call(self->fd, &args));
	values[0] = 2;
	values[1] = 1;
	values[2] = 2;
	args.async_event = event;
	EXPECT_EQ(0, wait_call(self->fd, &args));
	args.async_event = 0;
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	EXPECT_EQ(0, dxg_event_count(event));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_waiter_end(&waiter));
	EXPECT_EQ(1, dxg_event_count(event));
}

/* What ends a wait that nothing else would end. */

struct end {
	const char *what;
	bool (*end)(gpu_data *self, struct dxg_queue *queue);
	int status;		/* of the wait */
	int later;		/* of a further one */
	bool lost;		/* the fence shows that nothing will be done any more */
};

static bool end_by_queue(gpu_data *self, struct dxg_queue *queue)
{
	return !dxg_queue_destroy(self->fd, queue);
}

static bool end_by_device(gpu_data *self, struct dxg_queue *queue)
{
	(void)queue;
	return !dxg_destroy_device(self->fd, self->device);
}

static bool end_by_error(gpu_data *self, struct dxg_queue *queue)
{
	(void)queue;
	return !dxg_mark_error(self->fd, self->device);
}

static bool end_by_reset(gpu_data *self, struct dxg_queue *queue)
{
	(void)queue;
	return dxg_softgpu_write(&self->gpu, "reset", "1");
}

static bool end_by_removal(gpu_data *self, struct dxg_queue *queue)
{
	(void)queue;
	return dxg_softgpu_live(&self->gpu, false);
}

static const struct end ends[] = {
	{ "its queue is destroyed", end_by_queue, STATUS_INVALID_PARAMETER,
	  STATUS_INVALID_PARAMETER, false },
	{ "its device is destroyed", end_by_device, STATUS_INVALID_PARAMETER,
	  STATUS_INVALID_PARAMETER, false },
	{ "the device is in error", end_by_error, STATUS_DEVICE_REMOVED, STATUS_DEVICE_REMOVED,
	  true },
	{ "the adapter is reset", end_by_reset, STATUS_DEVICE_REMOVED, STATUS_DEVICE_REMOVED,
	  true },
	{ "the adapter goes", end_by_removal, STATUS_DEVICE_REMOVED, STATUS_DEVICE_REMOVED, true },
};

static bool value_becomes(const struct dxg_queue *queue, uint64_t value)
{
	int tries;

	for (tries = 0; tries < 2000 && *queue->value != value; tries++)
		usleep(10000);
	return *queue->value == value;
}

/* Waits for all, for any, and by event, on two queues of which the second is what counts. */
static void expect_end(struct __test_metadata *_metadata, gpu_data *self, const struct end *end)
{
	struct dxg_queue idle = new_queue(self->fd, self->device);
	struct dxg_queue queue = new_queue(self->fd, self->device);
	const uint32_t fences[] = { idle.fence, queue.fence };
	const uint64_t values[] = { 7, NEVER };
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_waiter all, any;
	int event = dxg_event();

	TH_LOG("when %s", end->what);
	args = dxg_wait_args(self->device, fences, values, 2);
	ASSERT_TRUE(dxg_waiter_start(&all, self->fd, &args));
	args.async_event = event;
	ASSERT_EQ(0, wait_call(self->fd, &args));
	args.flags = D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY;
	ASSERT_EQ(0, wait_call(self->fd, &args));
	args.async_event = 0;
	ASSERT_TRUE(dxg_waiter_start(&any, self->fd, &args));
	/* Nobody else waits for that. */
	EXPECT_EQ(0, dxg_wait(self->fd, self->device, queue.fence, 0));

	ASSERT_TRUE(end->end(self, &queue));
	EXPECT_EQ(end->status, dxg_waiter_end(&all));
	EXPECT_EQ(end->status, dxg_waiter_end(&any));
	EXPECT_TRUE(dxg_event_wait(event));
	EXPECT_TRUE(dxg_event_wait(event));
	EXPECT_EQ(0, dxg_event_count(event));
	EXPECT_EQ(end->later, dxg_wait(self->fd, self->device, queue.fence, NEVER));
	EXPECT_EQ(end->later, dxg_wait(self->fd, self->device, queue.fence, 0));
	if (end->lost) {
		EXPECT_TRUE(value_becomes(&queue, UINT64_MAX));
		EXPECT_TRUE(value_becomes(&idle, UINT64_MAX));
		/* What is left can be destroyed. */
		EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
		EXPECT_EQ(STATUS_DEVICE_REMOVED,
			  dxg_queue_create(self->fd, self->device, &queue));
	}
	close(event);
}

TEST_F(gpu, ends_with_the_queue)
{
	expect_end(_metadata, self, &ends[0]);
}

TEST_F(gpu, ends_with_the_device)
{
	expect_end(_metadata, self, &ends[1]);
}

TEST_F(gpu, ends_with_an_error)
{
	expect_end(_metadata, self, &ends[2]);
}

TEST_F(gpu, ends_with_a_reset)
{
	expect_end(_metadata, self, &ends[3]);
}

TEST_F(gpu, ends_with_the_adapter)
{
	expect_end(_metadata, self, &ends[4]);
}

/* An error of a device is no other device's, and a reset not that of a device that came later. */
TEST_F(gpu, others_wait_on)
{
	uint32_t second = dxg_create_device(self->fd, self->adapter), third;
	struct dxg_queue queue = new_queue(self->fd, self->device);
	struct dxg_queue other = new_queue(self->fd, second), late;
	int event = eventfd(0, EFD_CLOEXEC);

	ASSERT_EQ(0, dxg_wait_event(self->fd, second, other.fence, 1, event));
	EXPECT_EQ(0, dxg_mark_error(self->fd, self->device));
	EXPECT_TRUE(value_becomes(&queue, UINT64_MAX));
	EXPECT_EQ(0, *other.value);
	EXPECT_EQ(0, dxg_event_count(event));

	EXPECT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	third = dxg_create_device(self->fd, self->adapter);
	late = new_queue(self->fd, third);
	EXPECT_TRUE(value_becomes(&other, UINT64_MAX));
	EXPECT_EQ(1, dxg_event_count(event));
	EXPECT_EQ(0, *late.value);
	EXPECT_EQ(0, dxg_wait(self->fd, third, late.fence, 0));
	close(event);
}

/* A wait in the call is the one thing that any signal ends, unless its handler restarts calls. */

static volatile sig_atomic_t handled;

static void on_signal(int signal)
{
	(void)signal;
	handled = 1;
}

static void catch(int flags)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = flags };

	handled = 0;
	if (sigaction(SIGUSR1, &action, NULL))
		abort();
}

TEST_F(gpu, signal_ends_a_wait)
{
	struct dxg_queue queue = new_queue(self->fd, self->device);
	const uint64_t value = 1;
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_waiter waiter;

	args = dxg_wait_args(self->device, &queue.fence, &value, 1);
	catch(0);
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	ASSERT_EQ(0, pthread_kill(waiter.thread, SIGUSR1));
	EXPECT_EQ(-EINTR, dxg_waiter_end(&waiter));
	EXPECT_EQ(1, handled);
	/* Nothing of the wait is left. */
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

TEST_F(gpu, wait_goes_on_after_a_signal)
{
	struct dxg_queue queue = new_queue(self->fd, self->device);
	const uint64_t value = 1;
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_waiter waiter;

	args = dxg_wait_args(self->device, &queue.fence, &value, 1);
	catch(SA_RESTART);
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	ASSERT_EQ(0, pthread_kill(waiter.thread, SIGUSR1));
	while (!handled)
		usleep(1000);
	EXPECT_TRUE(dxg_sleeps_in_ioctl(getpid(), waiter.tid));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_waiter_end(&waiter));
}

/* Processes that end while they wait. */

struct child {
	uint64_t luid;
	int event;
	bool by_event;
};

static void wait_forever(void *data)
{
	struct child *child = data;
	uint32_t device;
	struct dxg_queue queue;
	int fd = dxg_open();

	device = dxg_create_device(fd, dxg_adapter_by_luid(fd, child->luid));
	dxg_check(!dxg_queue_create(fd, device, &queue));
	if (child->by_event)
		dxg_check(!dxg_wait_event(fd, device, queue.fence, 1, child->event));
	else
		dxg_check(!dxg_wait(fd, device, queue.fence, 1));
}

TEST_F(gpu, killed_while_it_waits)
{
	struct child child = { .luid = self->gpu.luid };
	pid_t pid = dxg_fork(wait_forever, &child);

	EXPECT_TRUE(dxg_sleeps_in_ioctl(pid, pid));
	EXPECT_TRUE(dxg_kill(pid));
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_PAGING_QUEUES,
				      self->before.n[DXG_COUNT_PAGING_QUEUES]));
}

/* Somebody else may have the event: it must not wait for ever. */
TEST_F(gpu, event_is_signaled_when_the_process_ends)
{
	struct child child = { .luid = self->gpu.luid, .event = dxg_event(), .by_event = true };

	EXPECT_TRUE(dxg_reap(dxg_fork(wait_forever, &child)));
	EXPECT_TRUE(dxg_event_wait(child.event));
	EXPECT_EQ(0, dxg_event_count(child.event));
	close(child.event);
}

TEST_F(gpu, event_closed_before_it_is_signaled)
{
	struct dxg_queue queue = new_queue(self->fd, self->device);
	int event = dxg_event();

	ASSERT_EQ(0, dxg_wait_event(self->fd, self->device, queue.fence, 1, event));
	EXPECT_EQ(0, close(event));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
}

TEST_F(gpu, events_are_bounded_for_each_device)
{
	uint32_t second = dxg_create_device(self->fd, self->adapter);
	struct dxg_queue queue = new_queue(self->fd, self->device);
	struct dxg_queue other = new_queue(self->fd, self->device);
	struct dxg_queue elsewhere = new_queue(self->fd, second);
	int event = eventfd(0, EFD_CLOEXEC), last = eventfd(0, EFD_CLOEXEC);
	uint32_t i;

	for (i = 0; i < DXG_MAX_EVENTS; i++)
		ASSERT_EQ(0, dxg_wait_event(self->fd, self->device, queue.fence, i + 1, event));
	EXPECT_EQ(STATUS_NO_MEMORY,
		  dxg_wait_event(self->fd, self->device, other.fence, 1, last));
	/* What is reached doesn't pend, and a wait in the call is not by event. */
	EXPECT_EQ(0, dxg_event_count(last));
	EXPECT_EQ(0, dxg_wait_event(self->fd, self->device, other.fence, 0, last));
	EXPECT_EQ(1, dxg_event_count(last));
	EXPECT_EQ(0, dxg_wait(self->fd, self->device, other.fence, 0));
	EXPECT_EQ(0, dxg_wait_event(self->fd, second, elsewhere.fence, 1, last));

	EXPECT_EQ(0, dxg_event_count(event));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_EQ(DXG_MAX_EVENTS, dxg_event_count(event));
	EXPECT_EQ(0, dxg_wait_event(self->fd, self->device, other.fence, 1, last));
	close(event);
	close(last);
}

/* Bad arguments, each of which breaks one thing of a wait that would be over at once. */

enum { FD_CLOSED = -1000, FD_OTHER_KIND, FD_DEVICE };

static const struct {
	const char *what;
	uint32_t count;
	uint32_t flags;
	int64_t event;
	int status;
} bad[] = {
	{ "no fence", 0, 0, 0, STATUS_INVALID_PARAMETER },
	{ "too many fences", DXG_MAX_POINTS + 1, 0, 0, STATUS_INVALID_PARAMETER },
	{ "no end of fences", ~0u, 0, 0, STATUS_INVALID_PARAMETER },
	{ "a reserved flag", 1, 2, 0, STATUS_INVALID_PARAMETER },
	{ "the last reserved flag", 1, 0x80000000, 0, STATUS_INVALID_PARAMETER },
	{ "a negative event", 1, 0, -1, STATUS_INVALID_HANDLE },
	{ "an event beyond descriptors", 1, 0, 1ll << 32, STATUS_INVALID_HANDLE },
	{ "a closed event", 1, 0, FD_CLOSED, STATUS_INVALID_HANDLE },
	{ "an event that is none", 1, 0, FD_OTHER_KIND, STATUS_INVALID_HANDLE },
	{ "the device node for an event", 1, 0, FD_DEVICE, STATUS_INVALID_HANDLE },
};

static uint64_t event_of(gpu_data *self, int64_t event)
{
	int fd;

	switch (event) {
	case FD_CLOSED:
		fd = dxg_event();
		close(fd);
		return fd;
	case FD_OTHER_KIND:
		return open("/dev/null", O_RDWR | O_CLOEXEC);
	case FD_DEVICE:
		return self->fd;
	default:
		return event;
	}
}

TEST_F(gpu, bad_arguments)
{
	uint32_t fences[DXG_MAX_POINTS + 1];
	uint64_t values[DXG_MAX_POINTS + 1] = { };
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fences); i++)
		fences[i] = i ? fences[0] : new_queue(self->fd, self->device).fence;
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		args = dxg_wait_args(self->device, fences, values, bad[i].count);
		args.flags = bad[i].flags;
		args.async_event = event_of(self, bad[i].event);
		EXPECT_EQ(bad[i].status, wait_call(self->fd, &args)) {
			TH_LOG("%s", bad[i].what);
		}
	}
	args = dxg_wait_args(self->device, fences, values, DXG_MAX_POINTS);
	EXPECT_EQ(0, wait_call(self->fd, &args));
}

TEST_F(gpu, bad_handles)
{
	uint32_t second = dxg_create_device(self->fd, self->adapter);
	struct dxg_queue queue = new_queue(self->fd, self->device);
	struct dxg_queue gone = new_queue(self->fd, self->device);
	uint32_t fences[] = { queue.fence, queue.fence, queue.fence };
	const uint64_t values[] = { 0, 0, 0 };
	const uint32_t devices[] = { 0, self->adapter, queue.queue, second, self->device | 1 };
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	int event = dxg_event();
	size_t i;

	ASSERT_EQ(0, dxg_queue_destroy(self->fd, &gone));
	const uint32_t handles[] = {
		0, queue.queue, self->device, gone.fence, queue.fence | 2, ~0u,
		new_queue(self->fd, second).fence,
	};

	for (i = 0; i < ARRAY_SIZE(devices); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_wait(self->fd, devices[i], queue.fence, 0));
	/* Wherever it is in the list, and even if any of the others is enough. */
	for (i = 0; i < ARRAY_SIZE(handles) * ARRAY_SIZE(fences); i++) {
		fences[i % 3] = handles[i / 3];
		args = dxg_wait_args(self->device, fences, values, 3);
		EXPECT_EQ(STATUS_INVALID_PARAMETER, wait_call(self->fd, &args));
		args.flags = D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY;
		args.async_event = event;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, wait_call(self->fd, &args));
		fences[i % 3] = queue.fence;
	}
	EXPECT_EQ(0, dxg_event_count(event));
	args = dxg_wait_args(self->device, fences, values, 3);
	EXPECT_EQ(0, wait_call(self->fd, &args));
}

/* Arrays at bad addresses, and arrays that end where memory ends. */
TEST_F(gpu, bad_addresses)
{
	struct dxg_queue queue = new_queue(self->fd, self->device);
	const uint32_t fences[] = { queue.fence, queue.fence };
	const uint64_t values[] = { 0, 0 };
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		args = dxg_wait_args(self->device, fences, values, 2);
		args.object_handle_array = mem_bad[i];
		EXPECT_EQ(-EFAULT, wait_call(self->fd, &args));
		args = dxg_wait_args(self->device, fences, values, 2);
		args.fence_value_array = mem_bad[i];
		EXPECT_EQ(-EFAULT, wait_call(self->fd, &args));
	}
	args = dxg_wait_args(self->device, mem_torn(fences, sizeof(fences) - 1), values, 2);
	EXPECT_EQ(-EFAULT, wait_call(self->fd, &args));
	args = dxg_wait_args(self->device, fences, mem_torn(values, sizeof(values) - 1), 2);
	EXPECT_EQ(-EFAULT, wait_call(self->fd, &args));
	args = dxg_wait_args(self->device, mem_torn(fences, sizeof(fences)),
			     mem_torn(values, sizeof(values)), 2);
	EXPECT_EQ(0, wait_call(self->fd, &args));
}

/* Who waits holds nothing that others need. */
TEST_F(gpu, waiting_blocks_nobody)
{
	struct dxg_queue queue = new_queue(self->fd, self->device), other;
	const uint64_t value = 1;
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_waiter waiter;
	uint32_t allocation;
	void *p;

	args = dxg_wait_args(self->device, &queue.fence, &value, 1);
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	EXPECT_TRUE(dxg_create_locked(self->fd, self->device, 4096, &allocation, &p));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(0, dxg_queue_create(self->fd, self->device, &other));
	EXPECT_EQ(0, dxg_wait(self->fd, self->device, other.fence, 0));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &other));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, self->adapter));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_waiter_end(&waiter));
}

TEST_HARNESS_MAIN
