// SPDX-License-Identifier: GPL-2.0
/*
 * A process has so many handles and no more, whatever they name. Others go on, and so does the
 * process when it has given some back.
 */
#include "consume.h"
#include "gpu_fixture.h"
#include "process.h"

#define PARAMETER	"/sys/module/dxgkrnl/parameters/max_handles"
#define LIMIT		64

FIXTURE_VARIANT(gpu) {
	const struct consumable *what;
	unsigned int handles;	/* that one takes */
};

FIXTURE_VARIANT_ADD(gpu, opens) { &consume_opens, 1 };
FIXTURE_VARIANT_ADD(gpu, devices) { &consume_devices, 1 };
FIXTURE_VARIANT_ADD(gpu, resources) { &consume_resources, 1 };
FIXTURE_VARIANT_ADD(gpu, allocations) { &consume_allocations, 1 };
FIXTURE_VARIANT_ADD(gpu, batches) { &consume_batches, 17 };
FIXTURE_VARIANT_ADD(gpu, shares) { &consume_shares, 2 };
FIXTURE_VARIANT_ADD(gpu, shared_opens) { &consume_shared_opens, 3 };

/* What a child does, and how it and the test wait for each other. */
struct limited {
	const struct consumable *what;
	unsigned int handles;
	uint64_t luid;
	int full;
	int go_on;
};

static void takes_all(void *data)
{
	struct limited *limited = data;
	struct consumer consumer;
	unsigned int n, had;

	/* What it has then: an open, two devices, a resource with two allocations. */
	consumer_open(&consumer, limited->luid);
	dxg_check(consume_all(&consumer, limited->what, LIMIT, &n) == STATUS_NO_MEMORY);
	dxg_check(n == (LIMIT - 6) / limited->handles);
	had = n;
	/* All else fails alike. */
	while (!consume_opens.one(&consumer))
		;
	dxg_check(limited->what->one(&consumer) == STATUS_NO_MEMORY);
	dxg_event_set(limited->full);
	dxg_check(dxg_event_wait(limited->go_on));
	/* What goes makes room. */
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.device));
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.other_device));
	dxg_check(!consume_devices.one(&consumer));
	dxg_check(had);
}

TEST_F(gpu, handles_of_a_process)
{
	struct limited limited = {
		.what = variant->what,
		.handles = variant->handles,
		.luid = self->gpu.luid,
		.full = dxg_event(),
		.go_on = dxg_event(),
	};
	long long old = dxg_set_number(PARAMETER, LIMIT);
	bool is_full;
	pid_t pid;

	ASSERT_LT(0, old);
	pid = dxg_fork(takes_all, &limited);
	is_full = dxg_event_wait(limited.full);
	EXPECT_EQ(LIMIT, dxg_set_number(PARAMETER, old));
	EXPECT_TRUE(is_full);
	EXPECT_TRUE(consume_others_go_on(self->gpu.luid));
	EXPECT_NE(0, dxg_create_device(self->fd, self->adapter));
	dxg_event_set(limited.go_on);
	EXPECT_TRUE(dxg_reap(pid));
}

TEST_HARNESS_MAIN
