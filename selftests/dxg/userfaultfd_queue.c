// SPDX-License-Identifier: GPL-2.0
/*
 * User memory that takes its time, or changes while a call runs: paging queues and waits.
 */
#include "queue.h"
#include "uffd_call.h"

static void setup_create(struct call *call)
{
	const struct d3dkmt_createpagingqueue args = { .device = call->device };

	put_args(call, D3DKMT_IOC_CREATE_PAGING_QUEUE, &args);
}

static bool check_create(struct call *call)
{
	const struct d3dkmt_createpagingqueue *args = args_of(call);
	const struct dxg_queue queue = { .queue = args->paging_queue };
	const uint64_t *value = (void *)(uintptr_t)args->fence_value_cpu_virtual_address;

	return !*value && !dxg_wait(call->fd, call->device, args->sync_object, 0) &&
	       !dxg_queue_destroy(call->fd, &queue);
}

/* Of four queues. */
static void setup_wait(struct call *call)
{
	const uint64_t values[4] = { };
	struct d3dkmt_waitforsynchronizationobjectfromcpu args = {
		.device = call->device,
		.object_count = ARRAY_SIZE(call->list),
		.fence_value_array = (uintptr_t)put(call, 4, values, sizeof(values), 16),
	};
	struct dxg_queue queue;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(call->list); i++) {
		if (dxg_queue_create(call->fd, call->device, &queue))
			abort();
		call->list[i] = queue.fence;
	}
	args.object_handle_array = (uintptr_t)put(call, 2, call->list, sizeof(call->list), 8);
	put_args(call, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, &args);
}

static bool check_wait(struct call *call)
{
	(void)call;
	return true;
}

FIXTURE_VARIANT_ADD(gpu, create_paging_queue) {
	.setup = setup_create, .check = check_create,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, wait) {
	.setup = setup_wait, .check = check_wait,
	.pages_read = 0x3f, .removed = STATUS_DEVICE_REMOVED,
};

TEST_HARNESS_MAIN
