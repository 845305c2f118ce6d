// SPDX-License-Identifier: GPL-2.0
#include <sys/syscall.h>
#include <time.h>

#include "event.h"
#include "queue.h"

#define WAIT_S	20

int dxg_queue_create(int fd, uint32_t device, struct dxg_queue *queue)
{
	struct d3dkmt_createpagingqueue create = { .device = device };
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_PAGING_QUEUE, &create);

	queue->queue = create.paging_queue;
	queue->fence = create.sync_object;
	queue->value = (void *)(uintptr_t)create.fence_value_cpu_virtual_address;
	return ret;
}

int dxg_queue_destroy(int fd, const struct dxg_queue *queue)
{
	struct d3dddi_destroypagingqueue destroy = { .paging_queue = queue->queue };

	return dxg_call(fd, D3DKMT_IOC_DESTROY_PAGING_QUEUE, &destroy);
}

int dxg_mark_error(int fd, uint32_t device)
{
	struct d3dkmt_markdeviceaserror args = {
		.device = device,
		.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};

	return dxg_call(fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &args);
}

struct d3dkmt_waitforsynchronizationobjectfromcpu dxg_wait_args(uint32_t device,
								const uint32_t *fences,
								const uint64_t *values,
								uint32_t n)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu args = {
		.device = device,
		.object_count = n,
		.object_handle_array = (uintptr_t)fences,
		.fence_value_array = (uintptr_t)values,
	};

	return args;
}

int dxg_wait_event(int fd, uint32_t device, uint32_t fence, uint64_t value, int event)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu args;

	args = dxg_wait_args(device, &fence, &value, 1);
	args.async_event = event;
	return dxg_call(fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, &args);
}

int dxg_wait(int fd, uint32_t device, uint32_t fence, uint64_t value)
{
	return dxg_wait_event(fd, device, fence, value, 0);
}

static void *wait_in_kernel(void *data)
{
	struct dxg_waiter *waiter = data;

	waiter->tid = syscall(SYS_gettid);
	dxg_event_set(waiter->started);
	waiter->ret = dxg_call(waiter->fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
			       &waiter->args);
	return NULL;
}

bool dxg_waiter_start(struct dxg_waiter *waiter, int fd,
		      const struct d3dkmt_waitforsynchronizationobjectfromcpu *args)
{
	waiter->args = *args;
	waiter->fd = fd;
	waiter->tid = 0;
	waiter->started = dxg_event();
	if (pthread_create(&waiter->thread, NULL, wait_in_kernel, waiter))
		abort();
	return dxg_event_wait(waiter->started) && dxg_sleeps_in_ioctl(getpid(), waiter->tid);
}

int dxg_waiter_end(struct dxg_waiter *waiter)
{
	struct timespec limit;

	clock_gettime(CLOCK_REALTIME, &limit);
	limit.tv_sec += WAIT_S;
	close(waiter->started);
	return pthread_timedjoin_np(waiter->thread, NULL, &limit) ? -ETIMEDOUT : waiter->ret;
}
