// SPDX-License-Identifier: GPL-2.0
/*
 * A process ends, and its miniport takes its time to destroy what the process had: that is between
 * the two of them. The WSL driver waits under a lock that every open, close and enumeration needs.
 */
#include <signal.h>
#include <sys/wait.h>

#include "gpu_fixture.h"
#include "process.h"

struct victim {
	uint64_t luid;
	int ready;
};

static void has_a_device(void *data)
{
	struct victim *victim = data;
	int fd = dxg_open();
	uint32_t resource, allocations[8];
	uint32_t device = dxg_create_device(fd, dxg_adapter_by_luid(fd, victim->luid));

	dxg_check(!dxg_create_resource(fd, device, &resource, allocations, 8));
	dxg_event_set(victim->ready);
	dxg_event_wait(dxg_event());
}

/* All that takes part in the list of processes and adapters. */
static void opens_enumerates_and_closes(void *data)
{
	const uint64_t *luid = data;
	int fd = dxg_open();
	uint32_t adapter, device, allocation;

	dxg_check(fd >= 0);
	dxg_check(dxg_first_adapter(fd));
	adapter = dxg_adapter_by_luid(fd, *luid);
	device = dxg_create_device(fd, adapter);
	dxg_check(device);
	dxg_check(!dxg_create_raw(fd, device, 4096, &allocation));
	dxg_check(!dxg_destroy(fd, device, allocation));
	dxg_check(!dxg_destroy_device(fd, device));
	dxg_check(!dxg_close_adapter(fd, adapter));
	dxg_check(!close(fd));
}

/* Kill the process; it is then in the miniport. */
static void kill_slowly(pid_t pid)
{
	kill(pid, SIGKILL);
	usleep(200000);
}

TEST_F_TIMEOUT(gpu, wsl_b_slow_end_of_a_process_blocks_nobody, 60)
{
	struct victim victim = { .luid = self->gpu.luid, .ready = dxg_event() };
	pid_t pid = dxg_fork(has_a_device, &victim);
	uint32_t allocation;
	int i;

	ASSERT_TRUE(dxg_event_wait(victim.ready));
	/* Of the first device that ends only, which is the process's. */
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "destroy_device delay=8000 n=1"));
	kill_slowly(pid);
	for (i = 0; i < 3; i++)
		EXPECT_TRUE(dxg_reap(dxg_fork(opens_enumerates_and_closes, &victim.luid)));
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_NE(0, dxg_first_adapter(self->fd));
	/* All that happened while it was ending. */
	EXPECT_EQ(0, waitpid(pid, NULL, WNOHANG));
	EXPECT_EQ(pid, waitpid(pid, NULL, 0));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
}

TEST_HARNESS_MAIN
