// SPDX-License-Identifier: GPL-2.0
/*
 * Sweeps over the miniport's answers when contents move: each paging operation refused in every
 * way, or failing in the hardware, and page frames that don't exist. Calls fail as a whole, or
 * don't, and no byte is lost; only hardware that fails loses contents, with the device.
 */
#include <signal.h>

#include "fail_miniport_fixture.h"
#include "lock.h"
#include "mem.h"
#include "vram_fixture.h"

#define SIZE	(128 * KIB)
#define SEED	1

#define NOT_WRITTEN	D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO
#define LAZILY		D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define LOW		D3DKMT_OFFER_PRIORITY_LOW

/* What is there before a run: an adapter of its own, whose devices may be lost. */
static struct {
	struct dxg_softgpu gpu;
	struct dxg_pager q;
	uint32_t a[2];
	void *p;
} made;

static int prepare(struct fail_world *world, const char *segments)
{
	uint32_t adapter;

	memset(&made, 0, sizeof(made));
	if (!dxg_softgpu_add(&made.gpu, "paging") ||
	    !dxg_softgpu_write(&made.gpu, "segments", segments) ||
	    !dxg_softgpu_live(&made.gpu, true))
		return -ENODEV;
	adapter = dxg_adapter_by_luid(world->fd, made.gpu.luid);
	return dxg_pager_create(world->fd, adapter, dxg_create_device(world->fd, adapter), &made.q);
}

/* The same, with allocations that have known contents. */
static int prepare_filled(struct fail_world *world, const char *segments, uint32_t n)
{
	int ret = prepare(world, segments);

	return ret ?: !vram_create(&made.q, SIZE, SEED, made.a, n);
}

/* All that was asked for has been carried out, so that each operation is counted. */
static int settled(int ret)
{
	dxg_gpu_engine_settles(&made.gpu);
	return ret;
}

/* Hardware that has failed: the device is of no use any more. It is told so a little later. */
static bool is_lost(void)
{
	int tries;

	for (tries = 0; tries < 2000; tries++) {
		if (dxg_execution_state(made.q.fd, made.q.device) != D3DKMT_DEVICEEXECUTION_ACTIVE)
			break;
		usleep(10000);
	}
	return dxg_resident_one(&made.q, made.a[0]) == STATUS_DEVICE_REMOVED;
}

static bool remove_gpu(void)
{
	bool ok = dxg_gpu_engine_settles(&made.gpu) &&
		  !dxg_destroy_device(made.q.fd, made.q.device) &&
		  !dxg_close_adapter(made.q.fd, made.q.adapter) && dxg_gpu_is_idle(&made.gpu);

	dxg_softgpu_remove(&made.gpu);
	return ok;
}

/* @ok: what has to be so on a device that works. */
static bool clean_up(struct fail_world *world, bool ok)
{
	if (world->lost)
		ok = is_lost();
	else if (!ok)
		fprintf(stderr, "# residency %d and %d\n", dxg_residency(&made.q, made.a[0]),
			dxg_residency(&made.q, made.a[1]));
	return remove_gpu() && ok;
}

/* An allocation is there, with its contents, and MakeResident has counted or it hasn't. */
static bool intact(uint32_t i, bool required)
{
	return !dxg_check_contents(&made.q, made.a[i], SIZE, SEED + i) &&
	       dxg_evict_one(&made.q, made.a[i], LAZILY) ==
	       (required ? 0 : STATUS_INVALID_PARAMETER);
}

/* Zeros are made where they go, and brought from there. */
static int prepare_new(struct fail_world *world)
{
	int ret = prepare(world, "1M cpu_visible");

	return ret ?: dxg_create_desc(made.q.fd, made.q.device, dxg_upload(SIZE), &made.a[0]);
}

static int run_in_and_out(struct fail_world *world)
{
	int ret = dxg_resident_one(&made.q, made.a[0]);

	(void)world;
	return settled(ret ?: dxg_evict_one(&made.q, made.a[0], 0));
}

static bool clean_up_new(struct fail_world *world, int status)
{
	bool ok = world->lost || (!dxg_check_zero(&made.q, made.a[0], SIZE) &&
				  dxg_evict_one(&made.q, made.a[0], 0) == STATUS_INVALID_PARAMETER);

	(void)status;
	return clean_up(world, ok);
}

static const struct fail_sequence filling = {
	.name = "filling and evicting",
	.prepare = prepare_new,
	.run = run_in_and_out,
	.clean_up = clean_up_new,
	.gpu = &made.gpu,
	.paging = "t-",
};

static int prepare_contents(struct fail_world *world)
{
	return prepare_filled(world, "1M cpu_visible", 1);
}

static int run_transfers(struct fail_world *world)
{
	int ret = dxg_resident_one(&made.q, made.a[0]);

	ret = ret ?: dxg_evict_one(&made.q, made.a[0], NOT_WRITTEN);
	return ret ?: run_in_and_out(world);
}

static bool clean_up_one(struct fail_world *world, int status)
{
	(void)status;
	return clean_up(world, world->lost || intact(0, false));
}

static const struct fail_sequence transfers = {
	.name = "in, discarded, in and out",
	.prepare = prepare_contents,
	.run = run_transfers,
	.clean_up = clean_up_one,
	.gpu = &made.gpu,
	.paging = "t-t-",
};

static int prepare_aperture(struct fail_world *world)
{
	return prepare_filled(world, "1M aperture", 1);
}

static const struct fail_sequence aperture = {
	.name = "mapping into an aperture and unmapping",
	.prepare = prepare_aperture,
	.run = run_in_and_out,
	.clean_up = clean_up_one,
	.gpu = &made.gpu,
	.paging = "t-",
};

/* Room for one of two, which the first has. */
static int prepare_full(struct fail_world *world)
{
	int ret = prepare_filled(world, "128K cpu_visible", 2);

	ret = ret ?: dxg_resident_one(&made.q, made.a[0]);
	return settled(ret ?: dxg_evict_one(&made.q, made.a[0], LAZILY));
}

static int run_second(struct fail_world *world)
{
	(void)world;
	return settled(dxg_resident_one(&made.q, made.a[1]));
}

static bool clean_up_second(struct fail_world *world, int status)
{
	return clean_up(world, world->lost || (intact(0, false) && intact(1, !status)));
}

static const struct fail_sequence eviction = {
	.name = "evicting another",
	.prepare = prepare_full,
	.run = run_second,
	.clean_up = clean_up_second,
	.gpu = &made.gpu,
	.paging = "-t",
};

static int prepare_offered(struct fail_world *world)
{
	int ret = prepare_filled(world, "128K cpu_visible", 2);

	ret = ret ?: dxg_resident_one(&made.q, made.a[0]);
	return settled(ret ?: dxg_offer_one(&made.q, made.a[0], LOW));
}

/* The second takes the room of the first, whose contents are lost, and which then takes it back. */
static int run_offered(struct fail_world *world)
{
	int ret = run_second(world);

	ret = ret ?: dxg_evict_one(&made.q, made.a[1], LAZILY);
	if (!ret)
		ret = dxg_reclaim_one(&made.q, made.a[0]);
	return settled(ret == D3DDDI_RECLAIM_RESULT_DISCARDED ? 0 : ret);
}

/* Nothing else of the first can be seen than all, or zeros. */
static bool clean_up_offered(struct fail_world *world, int status)
{
	bool ok = true;

	if (world->lost)
		return clean_up(world, true);
	if (status)
		ok = dxg_reclaim_one(&made.q, made.a[0]) >= 0;
	ok = ok && (!dxg_check_contents(&made.q, made.a[0], SIZE, SEED) ||
		    !dxg_check_zero(&made.q, made.a[0], SIZE));
	return clean_up(world, ok && intact(1, false));
}

static const struct fail_sequence discard = {
	.name = "discarding what was offered, and reclaiming",
	.prepare = prepare_offered,
	.run = run_offered,
	.clean_up = clean_up_offered,
	.gpu = &made.gpu,
	.paging = "-t-t",
};

static int prepare_in_aperture(struct fail_world *world)
{
	int ret = prepare_aperture(world);

	return settled(ret ?: dxg_resident_one(&made.q, made.a[0]));
}

static int run_offer(struct fail_world *world)
{
	int ret = dxg_offer_one(&made.q, made.a[0], LOW);

	(void)world;
	return settled(ret ?: dxg_reclaim_one(&made.q, made.a[0]));
}

static bool clean_up_offer(struct fail_world *world, int status)
{
	bool ok = world->lost || !status || !dxg_reclaim_one(&made.q, made.a[0]);

	return clean_up(world, ok && (world->lost || intact(0, true)));
}

static const struct fail_sequence offer = {
	.name = "offering and reclaiming what an aperture shows",
	.prepare = prepare_in_aperture,
	.run = run_offer,
	.clean_up = clean_up_offer,
	.gpu = &made.gpu,
	.paging = "tt",
};

static int prepare_two_places(struct fail_world *world)
{
	int ret = prepare_filled(world, "1M cpu_visible, 1M aperture", 1);

	return settled(ret ?: dxg_resident_one(&made.q, made.a[0]));
}

static int run_move(struct fail_world *world)
{
	int ret = dxg_restrict(&made.q, made.a[0], SEGMENT(2));

	(void)world;
	return settled(ret ?: dxg_restrict(&made.q, made.a[0], SEGMENT(1)));
}

/* It is in one of the two, and wherever that is, resident. */
static bool clean_up_move(struct fail_world *world, int status)
{
	(void)status;
	return clean_up(world, world->lost || (dxg_residency(&made.q, made.a[0]) != NOT_RESIDENT &&
					       intact(0, true)));
}

static const struct fail_sequence move = {
	.name = "moving to another segment and back",
	.prepare = prepare_two_places,
	.run = run_move,
	.clean_up = clean_up_move,
	.gpu = &made.gpu,
	.paging = "tttt",
};

/* What the CPU doesn't see; softgpu makes none by itself that can be locked. */
static int prepare_hidden(struct fail_world *world)
{
	struct softgpu_allocation_desc desc = dxg_upload(SIZE);
	int ret = prepare(world, "1M");

	desc.cpu_access = 0;
	/* DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE */
	dxg_gpu_inject(&made.gpu, "create_allocation field=flags value=1");
	ret = ret ?: dxg_create_desc(made.q.fd, made.q.device, desc, &made.a[0]);
	dxg_gpu_inject(&made.gpu, NULL);
	ret = ret ?: dxg_write_contents(&made.q, made.a[0], SIZE, SEED);
	return settled(ret ?: dxg_resident_one(&made.q, made.a[0]));
}

static int run_lock(struct fail_world *world)
{
	int ret = dxg_lock(made.q.fd, made.q.device, made.a[0], &made.p);

	(void)world;
	return settled(ret ?: dxg_unlock(made.q.fd, made.q.device, made.a[0]));
}

static bool clean_up_required(struct fail_world *world, int status)
{
	(void)status;
	return clean_up(world, world->lost || intact(0, true));
}

static const struct fail_sequence lock_hidden = {
	.name = "locking what the CPU doesn't see",
	.prepare = prepare_hidden,
	.run = run_lock,
	.clean_up = clean_up_required,
	.gpu = &made.gpu,
	.paging = "t",
};

/* Contents that have left are where a lock finds them, and nothing needs to move for that. */
static int run_lock_evicted(struct fail_world *world)
{
	int ret = dxg_evict_one(&made.q, made.a[0], 0);

	return ret ?: run_lock(world);
}

static int prepare_resident(struct fail_world *world)
{
	int ret = prepare_contents(world);

	return settled(ret ?: dxg_resident_one(&made.q, made.a[0]));
}

static const struct fail_sequence lock_evicted = {
	.name = "evicting and locking",
	.prepare = prepare_resident,
	.run = run_lock_evicted,
	.clean_up = clean_up_one,
	.gpu = &made.gpu,
	.paging = "-",
};

static int run_destroy(struct fail_world *world)
{
	(void)world;
	return settled(dxg_destroy(made.q.fd, made.q.device, made.a[0]));
}

static bool clean_up_destroyed(struct fail_world *world, int status)
{
	(void)status;
	return clean_up(world, true);
}

static const struct fail_sequence destroy = {
	.name = "destroying what an aperture shows",
	.prepare = prepare_in_aperture,
	.run = run_destroy,
	.clean_up = clean_up_destroyed,
	.gpu = &made.gpu,
	.paging = "-",
};

/* One page, which is asked for when it is touched, and again with those around it. */
static int prepare_view(struct fail_world *world)
{
	int ret = prepare(world, "1M cpu_visible");

	ret = ret ?: dxg_create_filled(&made.q, 4096, SEED, &made.a[0]);
	ret = ret ?: dxg_resident_one(&made.q, made.a[0]);
	return settled(ret ?: dxg_lock(made.q.fd, made.q.device, made.a[0], &made.p));
}

static int run_touch(struct fail_world *world)
{
	(void)world;
	return dxg_poke(made.p) ? STATUS_BUS_ERROR : 0;
}

static bool clean_up_view(struct fail_world *world, int status)
{
	(void)status;
	return clean_up(world, !dxg_touch(made.p) && dxg_filled(made.p, 4096, SEED));
}

static const struct fail_sequence touch = {
	.name = "touching a view of video memory",
	.prepare = prepare_view,
	.run = run_touch,
	.clean_up = clean_up_view,
	.gpu = &made.gpu,
	.paging = "",
};

FIXTURE_VARIANT_ADD(fail, filling) { .sequence = &filling };
FIXTURE_VARIANT_ADD(fail, transfers) { .sequence = &transfers };
FIXTURE_VARIANT_ADD(fail, aperture) { .sequence = &aperture };
FIXTURE_VARIANT_ADD(fail, eviction) { .sequence = &eviction };
FIXTURE_VARIANT_ADD(fail, discard) { .sequence = &discard };
FIXTURE_VARIANT_ADD(fail, offer) { .sequence = &offer };
FIXTURE_VARIANT_ADD(fail, move) { .sequence = &move };
FIXTURE_VARIANT_ADD(fail, lock_hidden) { .sequence = &lock_hidden };
FIXTURE_VARIANT_ADD(fail, lock_evicted) { .sequence = &lock_evicted };
FIXTURE_VARIANT_ADD(fail, destroy) { .sequence = &destroy };
FIXTURE_VARIANT_ADD(fail, touch) { .sequence = &touch };

/* There, and back, and both refused: it is in system memory, as if it had been evicted. */
TEST_F(vram, neither_there_nor_back)
{
	uint32_t a;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible, 1M aperture"));
	ASSERT_TRUE(vram_create(&self->q, SIZE, SEED, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "build_paging_buffer fail error=ENOMEM n=2\n"
					       "build_paging_buffer fail error=ENOMEM n=3"));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_restrict(&self->q, a, SEGMENT(2)));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, SIZE, SEED));
	/* It may be where it might be before, and who requires it says so again. */
	EXPECT_EQ(0, dxg_resident_one(&self->q, a));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, SIZE, SEED));
}

/* An engine that always wants to be asked again: patience ends. */
TEST_F_TIMEOUT(vram, busy_for_ever, 120)
{
	static const char *const rules[] = {
		"build_paging_buffer fail error=EBUSY", "build_paging_buffer fail error=EAGAIN",
	};
	uint32_t a;
	size_t i;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, SIZE, SEED, &a, 1));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		EXPECT_EQ(STATUS_UNSUCCESSFUL, dxg_resident_one(&self->q, a));
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
		EXPECT_EQ(0, dxg_resident_one(&self->q, a));
		EXPECT_EQ(0, dxg_evict_one(&self->q, a, 0));
		EXPECT_EQ(0, dxg_check_contents(&self->q, a, SIZE, SEED));
	}
}

/* The page frames of a whole view don't exist, and then they do. */
TEST_F(vram, no_page_frames)
{
	uint32_t a;
	size_t i;
	char *p;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, SIZE, SEED, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a, &p));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "get_segment_pfn field=pfn value=0"));
	for (i = 0; i < SIZE; i += 4096)
		EXPECT_EQ(SIGBUS, i % 8192 ? dxg_touch(p + i) : dxg_poke(p + i));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_TRUE(dxg_filled(p, SIZE, SEED));
}

/* The adapter goes, and the miniport takes its time to have the engine end. */
TEST_F(vram, slow_to_cancel)
{
	uint32_t a[2];
	void *p;

	ASSERT_TRUE(vram_start(self, "1M cpu_visible, 1M aperture"));
	ASSERT_TRUE(vram_create(&self->q, SIZE, SEED, a, 2));
	ASSERT_EQ(0, dxg_lock(self->q.fd, self->q.device, a[0], &p));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "60000"));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "cancel_command delay=300"));
	EXPECT_EQ(STATUS_PENDING, dxg_make_resident(&self->q, a, 2, 0, NULL));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(SIGBUS, dxg_touch(p));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_resident_one(&self->q, a[0]));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "0"));
}

TEST_HARNESS_MAIN
