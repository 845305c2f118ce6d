// SPDX-License-Identifier: GPL-2.0
/*
 * Everything that can happen to a paging queue, at the same moment: it is made, destroyed twice,
 * waited for in both ways, and its device is destroyed, given up, reset or removed.
 */
#include <pthread.h>
#include <sys/eventfd.h>

#include "gpu_fixture.h"
#include "process.h"
#include "queue.h"

#define ROUNDS	40

struct race;

struct racer {
	struct race *race;
	void (*run)(struct racer *racer);
	int ret;
	pthread_t thread;
};

enum { DESTROY, DESTROY_TOO, WAIT, WAIT_EVENT, CREATE, DISTURB, NUM_RACERS };

struct race {
	struct racer racers[NUM_RACERS];
	pthread_barrier_t barrier;
	struct dxg_softgpu *gpu;
	int fd;
	int event;
	uint32_t device;
	struct dxg_queue queue;
	struct dxg_queue created;
};

static void destroy(struct racer *racer)
{
	racer->ret = dxg_queue_destroy(racer->race->fd, &racer->race->queue);
}

static void wait_in_call(struct racer *racer)
{
	struct race *race = racer->race;

	racer->ret = dxg_wait(race->fd, race->device, race->queue.fence, 1);
}

static void wait_by_event(struct racer *racer)
{
	struct race *race = racer->race;

	racer->ret = dxg_wait_event(race->fd, race->device, race->queue.fence, 1, race->event);
}

static void create(struct racer *racer)
{
	struct race *race = racer->race;

	racer->ret = dxg_queue_create(race->fd, race->device, &race->created);
	if (!racer->ret)
		racer->ret = dxg_wait(race->fd, race->device, race->created.fence, 0);
}

static void destroy_device(struct racer *racer)
{
	racer->ret = dxg_destroy_device(racer->race->fd, racer->race->device);
}

static void mark_error(struct racer *racer)
{
	racer->ret = dxg_mark_error(racer->race->fd, racer->race->device);
}

static void reset(struct racer *racer)
{
	racer->ret = dxg_softgpu_write(racer->race->gpu, "reset", "1") ? 0 : -EIO;
}

static void remove_adapter(struct racer *racer)
{
	racer->ret = dxg_softgpu_live(racer->race->gpu, false) ? 0 : -EIO;
}

static void nothing(struct racer *racer)
{
	racer->ret = 0;
}

static void *run(void *data)
{
	struct racer *racer = data;

	pthread_barrier_wait(&racer->race->barrier);
	racer->run(racer);
	return NULL;
}

static void run_race(struct race *race, void (*disturb)(struct racer *racer))
{
	static void (*const runs[NUM_RACERS])(struct racer *racer) = {
		destroy, destroy, wait_in_call, wait_by_event, create,
	};
	int i;

	pthread_barrier_init(&race->barrier, NULL, NUM_RACERS);
	for (i = 0; i < NUM_RACERS; i++) {
		race->racers[i].race = race;
		race->racers[i].run = i == DISTURB ? disturb : runs[i];
		if (pthread_create(&race->racers[i].thread, NULL, run, &race->racers[i]))
			abort();
	}
	for (i = 0; i < NUM_RACERS; i++)
		pthread_join(race->racers[i].thread, NULL);
	pthread_barrier_destroy(&race->barrier);
}

FIXTURE_VARIANT(gpu) {
	void (*disturb)(struct racer *racer);
	bool device_stays;
	int gone;	/* what a call answers that comes late */
};

FIXTURE_VARIANT_ADD(gpu, alone) {
	.disturb = nothing, .device_stays = true, .gone = STATUS_INVALID_PARAMETER,
};

FIXTURE_VARIANT_ADD(gpu, device_destroyed) {
	.disturb = destroy_device, .gone = STATUS_INVALID_PARAMETER,
};

FIXTURE_VARIANT_ADD(gpu, device_in_error) {
	.disturb = mark_error, .device_stays = true, .gone = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, adapter_reset) {
	.disturb = reset, .device_stays = true, .gone = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, adapter_removed) {
	.disturb = remove_adapter, .device_stays = true, .gone = STATUS_DEVICE_REMOVED,
};

static bool is_one_of(int status, int one, int other)
{
	return status == one || status == other;
}

TEST_F_TIMEOUT(gpu, race, 120)
{
	struct race race = { .gpu = &self->gpu, .fd = self->fd };
	uint32_t adapter;
	int i, ret;

	for (i = 0; i < ROUNDS; i++) {
		if (i && variant->disturb == remove_adapter)
			ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
		adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		race.device = dxg_create_device(self->fd, adapter);
		ASSERT_EQ(0, dxg_queue_create(self->fd, race.device, &race.queue));
		race.event = dxg_event();
		run_race(&race, variant->disturb);

		/* One destroys it, if the device doesn't take it along. */
		ret = race.racers[DESTROY].ret ?: race.racers[DESTROY_TOO].ret;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, ret);
		if (variant->device_stays)
			EXPECT_TRUE(!race.racers[DESTROY].ret || !race.racers[DESTROY_TOO].ret);
		EXPECT_TRUE(is_one_of(race.racers[WAIT].ret, STATUS_INVALID_PARAMETER,
				      variant->gone));
		ret = race.racers[WAIT_EVENT].ret;
		if (ret)
			EXPECT_TRUE(is_one_of(ret, STATUS_INVALID_PARAMETER, variant->gone));
		if (!ret)
			EXPECT_TRUE(dxg_event_wait(race.event));
		EXPECT_EQ(0, dxg_event_count(race.event));
		EXPECT_TRUE(is_one_of(race.racers[CREATE].ret, 0, variant->gone));
		EXPECT_EQ(0, race.racers[DISTURB].ret);
		if (variant->device_stays)
			EXPECT_EQ(0, dxg_destroy_device(self->fd, race.device));
		EXPECT_EQ(self->before.n[DXG_COUNT_FENCES], dxg_count(DXG_COUNT_FENCES));
		EXPECT_EQ(0, dxg_close_adapter(self->fd, adapter));
		close(race.event);
	}
}

TEST_HARNESS_MAIN
