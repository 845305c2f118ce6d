// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps over paging queues and waits.
 */
#include "fail_nth_fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "queue.h"

/* What a run has made. */
static struct {
	int fd;
	uint32_t device;
	struct dxg_queue queue;
	int event;
} made;

/* Where the page was unmapped, its address may stay behind: munmap() needs memory, too. */
static void unmap_leftover(void)
{
	if (made.queue.value && dxg_is_mapped((void *)made.queue.value))
		munmap((void *)made.queue.value, mem_page_size());
	made.queue.value = NULL;
}

static int run_create(struct fail_world *world)
{
	return dxg_queue_create(world->fd, world->device, &made.queue);
}

/* Made as a whole, or not at all. */
static bool clean_up_queue(struct fail_world *world, int status)
{
	bool ok = status ? true : !*made.queue.value && !dxg_queue_destroy(world->fd, &made.queue);

	unmap_leftover();
	return ok;
}

static const struct fail_sequence create = {
	.name = "creating a paging queue",
	.run = run_create,
	.clean_up = clean_up_queue,
};

static int run_destroy(struct fail_world *world)
{
	return dxg_queue_destroy(world->fd, &made.queue);
}

/* Destroying can't fail for want of memory, except that the call is never read. */
static bool clean_up_destroy(struct fail_world *world, int status)
{
	bool ok = !status || (status == -EFAULT && !run_destroy(world));

	unmap_leftover();
	return ok;
}

static const struct fail_sequence destroy = {
	.name = "destroying a paging queue",
	.prepare = run_create,
	.run = run_destroy,
	.clean_up = clean_up_destroy,
};

static int run_wait(struct fail_world *world)
{
	return dxg_wait(world->fd, world->device, made.queue.fence, 0);
}

static bool clean_up_wait(struct fail_world *world, int status)
{
	(void)status;
	return clean_up_queue(world, 0);
}

static const struct fail_sequence wait_reached = {
	.name = "a wait that is over",
	.prepare = run_create,
	.run = run_wait,
	.clean_up = clean_up_wait,
};

static int prepare_event(struct fail_world *world)
{
	made.event = dxg_event();
	return run_create(world);
}

static int run_wait_event(struct fail_world *world)
{
	return dxg_wait_event(world->fd, world->device, made.queue.fence, 1, made.event);
}

/* The event is signaled once if the call has taken it, and never if it has failed. */
static bool clean_up_event(struct fail_world *world, int status)
{
	bool ok = !dxg_event_count(made.event) && clean_up_queue(world, 0) &&
		  dxg_event_count(made.event) == !status;

	close(made.event);
	return ok;
}

static const struct fail_sequence wait_event = {
	.name = "a wait by event",
	.prepare = prepare_event,
	.run = run_wait_event,
	.clean_up = clean_up_event,
};

/* A process from its beginning to its end, with a queue that nobody destroys. */
static int run_process(struct fail_world *world)
{
	struct d3dkmt_createdevice device = { };
	int ret;

	made.fd = dxg_open();
	if (made.fd < 0)
		return -errno;
	device.adapter = dxg_adapter_by_luid(made.fd, world->gpu.luid);
	ret = device.adapter ? dxg_call(made.fd, D3DKMT_IOC_CREATE_DEVICE, &device) :
			       /* The call behind it has no status to tell. */
			       STATUS_NO_MEMORY;
	if (!ret)
		ret = dxg_queue_create(made.fd, device.device, &made.queue);
	close(made.fd);
	return ret;
}

static bool clean_up_process(struct fail_world *world, int status)
{
	(void)world;
	(void)status;
	unmap_leftover();
	return true;
}

static const struct fail_sequence process = {
	.name = "a process with a queue",
	.alone = true,
	.run = run_process,
	.clean_up = clean_up_process,
};

FIXTURE_VARIANT_ADD(fail, create) { .sequence = &create };
FIXTURE_VARIANT_ADD(fail, destroy) { .sequence = &destroy };
FIXTURE_VARIANT_ADD(fail, wait_reached) { .sequence = &wait_reached };
FIXTURE_VARIANT_ADD(fail, wait_event) { .sequence = &wait_event };
FIXTURE_VARIANT_ADD(fail, process) { .sequence = &process };

TEST_HARNESS_MAIN
