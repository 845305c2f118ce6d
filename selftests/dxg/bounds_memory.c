// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's memory that a process causes is charged to its cgroup, whatever it is for. At the
 * limit its calls fail; nobody is killed, and others go on.
 */
#include <sys/mman.h>
#include <sys/stat.h>

#include "consume.h"
#include "file.h"
#include "gpu_fixture.h"
#include "process.h"

#define CGROUP	"/sys/fs/cgroup/bounds"
#define ROOM	(3ll << 20)

/* So many of the smallest take more than the room, if they are charged. */
#define MANY	200000

FIXTURE_VARIANT(gpu) {
	const struct consumable *what;
};

FIXTURE_VARIANT_ADD(gpu, opens) { &consume_opens };
FIXTURE_VARIANT_ADD(gpu, devices) { &consume_devices };
FIXTURE_VARIANT_ADD(gpu, resources) { &consume_resources };
FIXTURE_VARIANT_ADD(gpu, allocations) { &consume_allocations };
FIXTURE_VARIANT_ADD(gpu, batches) { &consume_batches };
FIXTURE_VARIANT_ADD(gpu, shares) { &consume_shares };
FIXTURE_VARIANT_ADD(gpu, global_shares) { &consume_global_shares };
FIXTURE_VARIANT_ADD(gpu, shared_opens) { &consume_shared_opens };
FIXTURE_VARIANT_ADD(gpu, mappings) { &consume_mappings };
FIXTURE_VARIANT_ADD(gpu, queues) { &consume_queues };
FIXTURE_VARIANT_ADD(gpu, waits) { &consume_waits };
FIXTURE_VARIANT_ADD(gpu, contents) { &consume_contents };

struct limited {
	const struct consumable *what;
	uint64_t luid;
	int full;
	int go_on;
};

static void takes_all(void *data)
{
	struct limited *limited = data;
	struct consumer consumer;
	unsigned int n;
	int status;

	dxg_check(file_write(CGROUP "/cgroup.procs", "0"));
	/* Its own memory is there before the limit is. */
	dxg_check(!mlockall(MCL_CURRENT));
	consumer_open(&consumer, limited->luid);
	dxg_check(!limited->what->one(&consumer));
	dxg_check(file_write_number(CGROUP "/memory.max",
				    file_number(CGROUP "/memory.current", NULL) + ROOM));
	status = consume_all(&consumer, limited->what, MANY, &n);
	dxg_event_set(limited->full);
	dxg_check(dxg_event_wait(limited->go_on));
	/* What goes makes room for the rest of this. */
	close(consumer.fd);
	dxg_check(status == STATUS_NO_MEMORY);
	dxg_check(n);
}

TEST_F_TIMEOUT(gpu, memory_of_a_cgroup, 240)
{
	struct limited limited = {
		.what = variant->what,
		.luid = self->gpu.luid,
		.full = dxg_event(),
		.go_on = dxg_event(),
	};
	pid_t pid;

	if (mkdir(CGROUP, 0755) && errno != EEXIST)
		SKIP(return, "no cgroups");
	if (file_number(CGROUP "/memory.current", NULL) < 0)
		SKIP(return, "no memory cgroup");
	pid = dxg_fork(takes_all, &limited);
	EXPECT_TRUE(dxg_event_wait(limited.full));
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
	dxg_event_set(limited.go_on);
	EXPECT_TRUE(dxg_reap(pid));
	EXPECT_EQ(0, file_number(CGROUP "/memory.events", "oom_kill "));
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_PROCESSES,
				      self->before.n[DXG_COUNT_PROCESSES] + 1));
	EXPECT_EQ(0, rmdir(CGROUP));
}

TEST_HARNESS_MAIN
