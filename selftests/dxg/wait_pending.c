// SPDX-License-Identifier: GPL-2.0
/*
 * Packets of paging queues that really pend: an engine that takes an hour for an operation, until
 * the test tells it to go on.
 */
#include <signal.h>
#include <sys/eventfd.h>

#include "gpu_fixture.h"
#include "lock.h"
#include "process.h"
#include "queue.h"

#define MAX_PACKETS	8

static bool hold(gpu_data *self)
{
	return dxg_softgpu_write(&self->gpu, "paging_delay_ms", "60000");
}

/* The operation that is being held ends at once, and so do all others. */
static bool go_on(gpu_data *self)
{
	return dxg_softgpu_write(&self->gpu, "paging_delay_ms", "0");
}

static int make_resident(int fd, const struct dxg_queue *queue, uint32_t allocation,
			 uint64_t *value)
{
	struct d3dddi_makeresident args = {
		.paging_queue = queue->queue,
		.num_allocations = 1,
		.allocation_list = (uintptr_t)&allocation,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_MAKE_RESIDENT, &args);

	*value = args.paging_fence_value;
	return ret;
}

/* An allocation with contents that have to be brought to the GPU, on its way there. */
static int begin(gpu_data *self, const struct dxg_queue *queue, uint64_t *value)
{
	uint32_t allocation;
	char *p;

	if (!dxg_create_locked(self->fd, self->device, 65536, &allocation, &p))
		return -EIO;
	*p = 1;
	return make_resident(self->fd, queue, allocation, value);
}

static struct d3dkmt_waitforsynchronizationobjectfromcpu wait_args(gpu_data *self,
								   const struct dxg_queue *queue,
								   const uint64_t *value)
{
	return dxg_wait_args(self->device, &queue->fence, value, 1);
}

TEST_F(gpu, values_are_reached_in_order)
{
	struct dxg_waiter waiters[MAX_PACKETS];
	uint64_t values[MAX_PACKETS], seen;
	int events[MAX_PACKETS];
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_queue queue;
	int i;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	ASSERT_TRUE(hold(self));
	for (i = 0; i < MAX_PACKETS; i++) {
		ASSERT_EQ(STATUS_PENDING, begin(self, &queue, &values[i]));
		EXPECT_EQ((uint64_t)i + 1, values[i]);
	}
	EXPECT_EQ(0, *queue.value);
	/* The last first: what waits for more comes behind what waits for less. */
	for (i = MAX_PACKETS - 1; i >= 0; i--) {
		events[i] = dxg_event();
		ASSERT_EQ(0, dxg_wait_event(self->fd, self->device, queue.fence, values[i],
					    events[i]));
		args = wait_args(self, &queue, &values[i]);
		ASSERT_TRUE(dxg_waiter_start(&waiters[i], self->fd, &args));
	}
	EXPECT_EQ(0, dxg_event_count(events[0]));

	ASSERT_TRUE(go_on(self));
	for (i = 0; i < MAX_PACKETS; i++) {
		EXPECT_EQ(0, dxg_waiter_end(&waiters[i]));
		seen = *queue.value;
		EXPECT_LE(values[i], seen);
		EXPECT_GE(MAX_PACKETS, seen);
		EXPECT_TRUE(dxg_event_wait(events[i]));
		EXPECT_EQ(0, dxg_event_count(events[i]));
		close(events[i]);
	}
	EXPECT_EQ(MAX_PACKETS, *queue.value);
	EXPECT_EQ(0, dxg_wait(self->fd, self->device, queue.fence, MAX_PACKETS));
}

/* Any and all, of two queues of which only one has something to do. */
TEST_F(gpu, any_and_all_of_two_queues)
{
	const uint32_t any_flag = D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY;
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_queue busy, idle;
	struct dxg_waiter all, any;
	uint64_t values[2] = { 0, 1 };
	uint32_t fences[2];
	int event = dxg_event();

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &busy));
	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &idle));
	fences[0] = busy.fence;
	fences[1] = idle.fence;
	ASSERT_TRUE(hold(self));
	ASSERT_EQ(STATUS_PENDING, begin(self, &busy, &values[0]));
	args = dxg_wait_args(self->device, fences, values, 2);
	ASSERT_TRUE(dxg_waiter_start(&all, self->fd, &args));
	args.flags = any_flag;
	ASSERT_TRUE(dxg_waiter_start(&any, self->fd, &args));
	args.async_event = event;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
			      &args));
	EXPECT_EQ(0, dxg_event_count(event));

	ASSERT_TRUE(go_on(self));
	EXPECT_EQ(0, dxg_waiter_end(&any));
	EXPECT_TRUE(dxg_event_wait(event));
	EXPECT_TRUE(dxg_sleeps_in_ioctl(getpid(), all.tid));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &idle));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_waiter_end(&all));
	EXPECT_EQ(0, dxg_event_count(event));
	close(event);
}

/* Destroying a queue waits for what it has to do, and what waits for that is told before. */

struct destroyer {
	gpu_data *self;
	struct dxg_queue queue;
	int ret;
	bool done;
	pthread_t thread;
};

static void *destroy(void *data)
{
	struct destroyer *destroyer = data;

	destroyer->ret = dxg_queue_destroy(destroyer->self->fd, &destroyer->queue);
	__atomic_store_n(&destroyer->done, true, __ATOMIC_SEQ_CST);
	return NULL;
}

TEST_F(gpu, destroying_waits_for_packets)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct destroyer destroyer = { .self = self };
	struct dxg_queue queue, one_more;
	struct dxg_waiter waiter;
	uint64_t value;
	long handles;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	destroyer.queue = queue;
	ASSERT_TRUE(hold(self));
	ASSERT_EQ(STATUS_PENDING, begin(self, &queue, &value));
	handles = dxg_count(DXG_COUNT_HANDLES);
	args = wait_args(self, &queue, &value);
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	ASSERT_EQ(0, pthread_create(&destroyer.thread, NULL, destroy, &destroyer));
	/* Its handle is what goes first, and the rest stays as long as there is something to do. */
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_HANDLES, handles - 1));
	/* It doesn't keep others from anything. */
	EXPECT_EQ(0, dxg_queue_create(self->fd, self->device, &one_more));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &one_more));
	EXPECT_FALSE(__atomic_load_n(&destroyer.done, __ATOMIC_SEQ_CST));
	EXPECT_EQ(0, *queue.value);

	ASSERT_TRUE(go_on(self));
	EXPECT_EQ(0, dxg_waiter_end(&waiter));
	pthread_join(destroyer.thread, NULL);
	EXPECT_EQ(0, destroyer.ret);
	EXPECT_FALSE(dxg_is_mapped((void *)queue.value));
}

/* What a device has left is not waited for when the adapter goes, the device or the process. */
TEST_F(gpu, removal_ends_pending_packets)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;
	struct dxg_waiter waiter;
	struct dxg_queue queue;
	uint64_t value, never = 1000;
	int event = dxg_event();

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	ASSERT_TRUE(hold(self));
	ASSERT_EQ(STATUS_PENDING, begin(self, &queue, &value));
	ASSERT_EQ(STATUS_PENDING, begin(self, &queue, &value));
	args = wait_args(self, &queue, &never);
	ASSERT_TRUE(dxg_waiter_start(&waiter, self->fd, &args));
	ASSERT_EQ(0, dxg_wait_event(self->fd, self->device, queue.fence, value, event));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_waiter_end(&waiter));
	EXPECT_TRUE(dxg_event_wait(event));
	EXPECT_EQ(UINT64_MAX, *queue.value);
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	close(event);
}

TEST_F(gpu, lost_queue_is_not_waited_for)
{
	struct dxg_queue queue;
	uint64_t value;

	ASSERT_EQ(0, dxg_queue_create(self->fd, self->device, &queue));
	ASSERT_TRUE(hold(self));
	ASSERT_EQ(STATUS_PENDING, begin(self, &queue, &value));
	ASSERT_EQ(0, dxg_mark_error(self->fd, self->device));
	EXPECT_EQ(0, dxg_queue_destroy(self->fd, &queue));
	EXPECT_TRUE(go_on(self));
}

/* A process that dies leaves nothing behind, whatever the engine still has to do. */
struct child {
	uint64_t luid;
	int begun;
};

static void begin_and_destroy(void *data)
{
	struct child *child = data;
	gpu_data self = { .fd = dxg_open() };
	struct dxg_queue queue;
	uint64_t value;

	self.device = dxg_create_device(self.fd, dxg_adapter_by_luid(self.fd, child->luid));
	dxg_check(!dxg_queue_create(self.fd, self.device, &queue));
	dxg_check(begin(&self, &queue, &value) == STATUS_PENDING);
	dxg_event_set(child->begun);
	dxg_queue_destroy(self.fd, &queue);
	dxg_check(false);
}

TEST_F(gpu, killed_while_packets_pend)
{
	struct child child = { .luid = self->gpu.luid, .begun = dxg_event() };
	pid_t pid;

	ASSERT_TRUE(hold(self));
	pid = dxg_fork(begin_and_destroy, &child);
	ASSERT_TRUE(dxg_event_wait(child.begun));
	ASSERT_EQ(0, kill(pid, SIGKILL));
	/* The allocation's memory may have to wait for the engine. */
	EXPECT_TRUE(go_on(self));
	EXPECT_TRUE(dxg_kill(pid));
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_PAGING_QUEUES,
				      self->before.n[DXG_COUNT_PAGING_QUEUES]));
	close(child.begun);
}

TEST_HARNESS_MAIN
