// SPDX-License-Identifier: GPL-2.0
/*
 * Residency and what is told of memory: what WSL's driver gets wrong, most of which it leaves to
 * its host. Documentation/wsl-differences.rst lists all such tests.
 */
#include "create.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "vram_fixture.h"

#define LAZILY	D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY
#define LOW	D3DKMT_OFFER_PRIORITY_LOW

static bool slow_down(const struct dxg_softgpu *gpu, bool slow)
{
	return dxg_softgpu_write(gpu, "paging_delay_ms", slow ? "60000" : "0");
}

/* In WSL it is a success if results are told, as if there was nothing to wait for. */
TEST_F(vram, wsl_b_reclaim_is_pending)
{
	uint32_t a, i, result;

	ASSERT_TRUE(vram_start(self, "1M aperture"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, &a, 1));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a));
	for (i = 0; i < 2; i++) {
		struct d3dkmt_reclaimallocations2 args = {
			.paging_queue = self->q.handle,
			.num_allocations = 1,
			.handle_list = (uintptr_t)&a,
			.results = i ? (uintptr_t)&result : 0,
			.paging_fence_value = POISON64,
		};

		result = POISON32;
		ASSERT_EQ(0, dxg_offer_one(&self->q, a, LOW));
		ASSERT_TRUE(dxg_gpu_engine_settles(&self->gpu));
		ASSERT_TRUE(slow_down(&self->gpu, true));
		EXPECT_EQ(STATUS_PENDING,
			  dxg_call(self->q.fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &args));
		EXPECT_EQ(i ? D3DDDI_RECLAIM_RESULT_OK : POISON32, result);
		EXPECT_LT(*self->q.fence, args.paging_fence_value);
		ASSERT_TRUE(slow_down(&self->gpu, false));
		EXPECT_TRUE(dxg_pager_wait(&self->q, args.paging_fence_value));
		EXPECT_EQ(IN_APERTURE, dxg_residency(&self->q, a));
	}
	EXPECT_EQ(0, dxg_check_contents(&self->q, a, MIB, 1));
}

/* WSL writes nothing when the call has failed, so a program doesn't know how much to let go. */
TEST_F(vram, wsl_b_failed_make_resident_tells_how_much)
{
	struct dxg_resident out;
	uint32_t a[6];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 6));
	ASSERT_EQ(0, dxg_resident(&self->q, a, 3));
	EXPECT_EQ(STATUS_NO_MEMORY, dxg_make_resident(&self->q, &a[3], 3, 0, &out));
	EXPECT_EQ(0, out.num_allocations);
	EXPECT_EQ(2 * MIB, out.bytes_to_trim);
	EXPECT_EQ(0, dxg_evict(&self->q, a, 2, 0));
	EXPECT_EQ(0, dxg_resident(&self->q, &a[3], 3));
	EXPECT_TRUE(vram_intact(&self->q, MIB, 1, a, 6));
}

/* In WSL it may be "no memory" although there is some. Every byte can be had, again and again. */
TEST_F(vram, wsl_b_no_memory_is_only_when_there_is_none)
{
	static const uint32_t sizes[] = { 1, 2, 1, 4 };	/* of 256 KiB: the whole segment */
	uint32_t a[2][ARRAY_SIZE(sizes)], i, round;

	ASSERT_TRUE(vram_start(self, "2M cpu_visible"));
	for (round = 0; round < 2; round++) {
		for (i = 0; i < ARRAY_SIZE(sizes); i++) {
			ASSERT_EQ(0, dxg_create_filled(&self->q, sizes[i] * 256 * KIB,
						       1 + i + 10 * round, &a[round][i]));
		}
	}
	for (round = 0; round < 6; round++) {
		ASSERT_EQ(0, dxg_resident(&self->q, a[round % 2], ARRAY_SIZE(sizes)));
		EXPECT_EQ(2 * MIB, dxg_usage(&self->q, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL));
		EXPECT_EQ(0, dxg_evict(&self->q, a[round % 2], ARRAY_SIZE(sizes),
				       round < 3 ? LAZILY : 0));
	}
	for (round = 0; round < 2; round++) {
		for (i = 0; i < ARRAY_SIZE(sizes); i++)
			EXPECT_EQ(0, dxg_check_contents(&self->q, a[round][i],
							sizes[i] * 256 * KIB, 1 + i + 10 * round));
	}
}

/* The host's status of an eviction is lost in WSL. */
TEST_F(vram, wsl_b_evict_has_a_status)
{
	uint32_t a[2];

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	ASSERT_TRUE(vram_create(&self->q, MIB, 1, a, 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, a, 2, 0));
	ASSERT_EQ(0, dxg_resident_one(&self->q, a[0]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&self->q, a, 2, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&self->q, a[0], 0x80000000));
	EXPECT_EQ(IN_MEMORY, dxg_residency(&self->q, a[0]));
	EXPECT_EQ(0, dxg_evict_one(&self->q, a[0], 0));
	EXPECT_EQ(NOT_RESIDENT, dxg_residency(&self->q, a[0]));
}

static int ask(int fd, uint64_t luid, uint64_t process, struct d3dkmt_querystatistics *args)
{
	memset(args, POISON, sizeof(*args));
	args->type = D3DKMT_QUERYSTATISTICS_PROCESS;
	args->adapter_luid.low_part = luid;
	args->adapter_luid.high_part = luid >> 32;
	args->process = process;
	return dxg_call(fd, D3DKMT_IOC_QUERY_STATISTICS, args);
}

/* Success without an answer in WSL. */
TEST_F(vram, wsl_b_statistics_of_an_unknown_adapter)
{
	struct d3dkmt_querystatistics args;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	EXPECT_EQ(0, ask(self->q.fd, self->gpu.luid, 0, &args));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self->q.fd, 0, 0, &args));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self->q.fd, self->gpu.luid ^ 1ull << 32, 0, &args));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self->q.fd, ~0ull, 0, &args));
	EXPECT_TRUE(mem_is(&args.query_result, POISON, sizeof(args.query_result)));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self->q.fd, self->gpu.luid, 0, &args));
}

struct asked {
	uint64_t luid;
	int ready;
	int go_on;
};

static void is_asked_about(void *data)
{
	struct asked *asked = data;
	int fd = dxg_open();

	dxg_check(dxg_create_device(fd, dxg_adapter_by_luid(fd, asked->luid)));
	dxg_event_set(asked->ready);
	dxg_check(dxg_event_wait(asked->go_on));
}

/* In WSL every process is told of every other one, whoever's, in whatever namespace it is. */
TEST_F(vram, wsl_b_statistics_of_other_processes)
{
	struct d3dkmt_querystatistics args;
	struct asked asked;
	pid_t pid;

	ASSERT_TRUE(vram_start(self, "4M cpu_visible"));
	asked = (struct asked) { self->gpu.luid, dxg_event(), dxg_event() };
	pid = dxg_fork(is_asked_about, &asked);
	EXPECT_TRUE(dxg_event_wait(asked.ready));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self->q.fd, self->gpu.luid, pid, &args));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self->q.fd, self->gpu.luid, 1, &args));
	EXPECT_TRUE(mem_is(&args.query_result, POISON, sizeof(args.query_result)));
	dxg_event_set(asked.go_on);
	EXPECT_TRUE(dxg_reap(pid));
}

static void pauses(void *data)
{
	(void)data;
	pause();
}

/* In older WSL drivers a fork() made the GPU see pages that the program no longer wrote to. */
TEST_F(vram, wsl_b_fork_leaves_pinned_memory_alone)
{
	const uint64_t size = 64 * KIB;
	char *memory = mem_pages(size);
	struct create create;
	int64_t at;
	pid_t pid;

	ASSERT_TRUE(vram_start(self, "1M aperture"));
	dxg_fill(memory, size, 1);
	create_init(&create, self->q.device);
	create.desc.width = size;
	create.info.system_mem = (uintptr_t)memory;
	ASSERT_EQ(0, create_call(self->q.fd, &create));
	ASSERT_EQ(0, dxg_resident_one(&self->q, create.info.allocation));
	at = dxg_segment_find(&self->gpu, 1, 1);
	ASSERT_LE(0, at);
	pid = dxg_fork(pauses, NULL);
	dxg_fill(memory, size, 2);
	EXPECT_TRUE(dxg_segment_has(&self->gpu, 1, at, size, 2));
	EXPECT_TRUE(dxg_kill(pid));
	EXPECT_TRUE(dxg_filled(memory, size, 2));
	dxg_fill(memory, size, 3);
	EXPECT_TRUE(dxg_segment_has(&self->gpu, 1, at, size, 3));
}

TEST_HARNESS_MAIN
