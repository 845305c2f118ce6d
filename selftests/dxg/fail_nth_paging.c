// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps over paging queues, residency, offers and waits.
 */
#include "fail_nth_fixture.h"
#include "lock.h"
#include "mem.h"
#include "queue.h"

#define SIZE	(16u << 12)

/* What is there before a run, and what a run has made. */
static struct {
	uint32_t device;
	uint32_t allocations[2];
	struct dxg_queue queue;
} made;

/* Pending is no failure; what was begun is waited for. */
static int finished(struct fail_world *world, int status, uint64_t fence)
{
	if (status != STATUS_PENDING)
		return status;
	return dxg_wait(world->fd, made.device, made.queue.fence, fence);
}

static int prepare_device(struct fail_world *world)
{
	memset(&made, 0, sizeof(made));
	made.device = dxg_create_device(world->fd, world->adapter);
	return made.device ? 0 : -ENODEV;
}

static int prepare_queue(struct fail_world *world)
{
	int i, ret = prepare_device(world);

	for (i = 0; !ret && i < 2; i++)
		ret = dxg_create_raw(world->fd, made.device, SIZE, &made.allocations[i]);
	return ret ?: dxg_queue_create(world->fd, made.device, &made.queue);
}

static bool clean_up(struct fail_world *world, int status)
{
	(void)status;
	return !dxg_destroy_device(world->fd, made.device);
}

static int run_queue(struct fail_world *world)
{
	int ret = dxg_queue_create(world->fd, made.device, &made.queue);

	if (ret)
		return ret;
	ret = dxg_wait(world->fd, made.device, made.queue.fence, 0);
	return ret ?: dxg_queue_destroy(world->fd, &made.queue);
}

static const struct fail_sequence queue = {
	.name = "create a paging queue, wait, destroy it",
	.prepare = prepare_device,
	.run = run_queue,
	.clean_up = clean_up,
};

static int make_resident(struct fail_world *world)
{
	struct d3dddi_makeresident args = {
		.paging_queue = made.queue.queue,
		.num_allocations = ARRAY_SIZE(made.allocations),
		.allocation_list = (uintptr_t)made.allocations,
	};
	int ret = dxg_call(world->fd, D3DKMT_IOC_MAKE_RESIDENT, &args);

	return finished(world, ret, args.paging_fence_value);
}

static int evict(struct fail_world *world)
{
	struct d3dkmt_evict args = {
		.device = made.device,
		.num_allocations = ARRAY_SIZE(made.allocations),
		.allocation_list = (uintptr_t)made.allocations,
	};

	return dxg_call(world->fd, D3DKMT_IOC_EVICT, &args);
}

static int run_residency(struct fail_world *world)
{
	int ret = make_resident(world);

	return ret ?: evict(world);
}

static const struct fail_sequence residency = {
	.name = "make resident, evict",
	.prepare = prepare_queue,
	.run = run_residency,
	.clean_up = clean_up,
};

static int offer(struct fail_world *world)
{
	struct d3dkmt_offerallocations args = {
		.device = made.device,
		.handle_list = (uintptr_t)made.allocations,
		.num_allocations = ARRAY_SIZE(made.allocations),
		.priority = D3DKMT_OFFER_PRIORITY_NORMAL,
	};

	return dxg_call(world->fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &args);
}

static int run_offer(struct fail_world *world)
{
	uint32_t results[ARRAY_SIZE(made.allocations)];
	struct d3dkmt_reclaimallocations2 args = {
		.paging_queue = made.queue.queue,
		.num_allocations = ARRAY_SIZE(made.allocations),
		.handle_list = (uintptr_t)made.allocations,
		.results = (uintptr_t)results,
	};
	int ret = offer(world);

	if (ret)
		return ret;
	ret = dxg_call(world->fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &args);
	return finished(world, ret, args.paging_fence_value);
}

static const struct fail_sequence offers = {
	.name = "offer, reclaim",
	.prepare = prepare_queue,
	.run = run_offer,
	.clean_up = clean_up,
};

FIXTURE_VARIANT_ADD(fail, queue) { .sequence = &queue };
FIXTURE_VARIANT_ADD(fail, residency) { .sequence = &residency };
FIXTURE_VARIANT_ADD(fail, offers) { .sequence = &offers };

TEST_HARNESS_MAIN
