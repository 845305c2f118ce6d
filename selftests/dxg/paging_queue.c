// SPDX-License-Identifier: GPL-2.0
/*
 * Paging queues as objects: their two handles, the page with the fence's value, bounds. What waits
 * for them is in wait.c.
 */
#include <limits.h>

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

TEST_HARNESS_MAIN
