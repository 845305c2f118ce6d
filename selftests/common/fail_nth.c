// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <sys/mman.h>

#include "fail_nth.h"
#include "file.h"
#include "kmsg.h"
#include "lock.h"
#include "mem.h"

#define DEBUGFS		"/sys/kernel/debug/"

/* Nothing allocates as often; a sweep that gets here would never end. */
#define MAX_POINTS	5000

#define CONTENTS_SIZE	(4u << 12)
#define CONTENTS	0x5a
#define MEMORY		0xa5

bool fail_nth_is_available(void)
{
	/* What may wait, too; and no report of each: which one it was is found by its number. */
	static const char *const attributes[][2] = {
		{ DEBUGFS "failslab/ignore-gfp-wait", "N" },
		{ DEBUGFS "failslab/verbose", "0" },
		{ DEBUGFS "fail_page_alloc/ignore-gfp-wait", "N" },
		{ DEBUGFS "fail_page_alloc/ignore-gfp-highmem", "N" },
		{ DEBUGFS "fail_page_alloc/verbose", "0" },
		{ DEBUGFS "fail_usercopy/verbose", "0" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(attributes); i++) {
		if (!file_write(attributes[i][0], attributes[i][1]))
			return false;
	}
	return !access("/proc/thread-self/fail-nth", W_OK);
}

static void fail_nth_set(int fail_nth, unsigned int n)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", n);

	/* This very write may be what fails. */
	while (pwrite(fail_nth, text, len, 0) < 0 && errno == EFAULT)
		;
}

/* Let nothing fail any more; whether something has. */
static bool fail_nth_stop(int fail_nth)
{
	char text[16] = "";
	ssize_t len = pread(fail_nth, text, sizeof(text) - 1, 0);

	fail_nth_set(fail_nth, 0);
	/* If the read has failed, that was the one. */
	return len > 0 && !atoi(text);
}

bool fail_nth_is_sensible(int status)
{
	return status == 0 || status == STATUS_NO_MEMORY || status == -EFAULT;
}

static bool open_process(struct fail_world *world)
{
	uint32_t allocation;

	world->fd = dxg_open();
	if (world->fd < 0)
		return false;
	world->adapter = dxg_adapter_by_luid(world->fd, world->gpu.luid);
	world->device = dxg_create_device(world->fd, world->adapter);
	if (!world->device || !dxg_create_locked(world->fd, world->device, CONTENTS_SIZE,
						 &allocation, &world->contents))
		return false;
	memset(world->contents, CONTENTS, CONTENTS_SIZE);
	return true;
}

bool fail_world_open(struct fail_world *world, const char *segments)
{
	memset(world, 0, sizeof(*world));
	/* Not there without fault injection, which the miniport's answers don't need. */
	world->fail_nth = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	world->kmsg = dxg_kmsg_open();
	world->section = memfd_create("section", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	world->memory = mem_pages(FAIL_MEMORY_SIZE);
	memset(world->memory, MEMORY, FAIL_MEMORY_SIZE);
	return world->section >= 0 &&
	       !ftruncate(world->section, FAIL_MEMORY_SIZE) &&
	       !fcntl(world->section, F_ADD_SEALS, F_SEAL_SHRINK) &&
	       dxg_softgpu_add(&world->gpu, "fail") &&
	       (!segments || dxg_softgpu_write(&world->gpu, "segments", segments)) &&
	       dxg_softgpu_live(&world->gpu, true) &&
	       open_process(world);
}

void fail_world_close(struct fail_world *world)
{
	if (world->fd >= 0)
		close(world->fd);
	dxg_softgpu_remove(&world->gpu);
	close(world->section);
	close(world->kmsg);
	if (world->fail_nth >= 0)
		close(world->fail_nth);
}

static bool baseline_read(const struct fail_world *world, struct fail_baseline *base)
{
	return !dxg_counts_read(&base->counts) && dxg_gpu_stats(&world->gpu, &base->stats);
}

static bool others_are_intact(const struct fail_world *world)
{
	return mem_is(world->memory, MEMORY, FAIL_MEMORY_SIZE) &&
	       (world->fd < 0 || mem_is(world->contents, CONTENTS, CONTENTS_SIZE));
}

bool fail_is_as_before(const struct fail_world *world, const struct fail_baseline *base,
		       int max_lines)
{
	struct dxg_gpu_stats stats;
	char line[256];

	if (!dxg_counts_settle(&base->counts))
		return false;
	if (!dxg_gpu_stats(&world->gpu, &stats) || memcmp(&stats, &base->stats, sizeof(stats))) {
		fprintf(stderr, "# miniport: %d devices, %d resources, %d allocations, %d opens\n",
			stats.devices, stats.resources, stats.allocations, stats.opens);
		return false;
	}
	if (!others_are_intact(world)) {
		fprintf(stderr, "# contents of others have changed\n");
		return false;
	}
	if (dxg_kmsg_lines(world->kmsg, line, sizeof(line)) > max_lines) {
		fprintf(stderr, "# the log has: %s\n", line);
		return false;
	}
	return true;
}

/* One run. @injected: out: the n-th was reached. */
static bool run(struct fail_world *world, const struct fail_sequence *sequence,
		const struct fail_baseline *base, unsigned int n, bool *injected)
{
	int status = sequence->prepare ? sequence->prepare(world) : 0;
	bool ok = true;

	if (status) {
		fprintf(stderr, "# can't be prepared: %#x\n", status);
		return false;
	}
	fail_nth_set(world->fail_nth, n);
	status = sequence->run(world);
	*injected = fail_nth_stop(world->fail_nth);

	if (*injected ? !fail_nth_is_sensible(status) : status) {
		fprintf(stderr, "# status %#x\n", status);
		ok = false;
	}
	if (!sequence->clean_up(world, status)) {
		fprintf(stderr, "# not what it should be after status %#x\n", status);
		ok = false;
	}
	return fail_is_as_before(world, base, 0) && ok;
}

/* Objects of a process whose last descriptor was closed go a little later. */
static bool leave_alone(struct fail_world *world)
{
	struct dxg_counts counts;
	int tries;

	close(world->fd);
	world->fd = -1;
	for (tries = 0; tries < 500; tries++) {
		if (!dxg_counts_read(&counts) && !counts.n[DXG_COUNT_PROCESSES])
			return true;
		usleep(10000);
	}
	return false;
}

bool fail_begin(struct fail_world *world, const struct fail_sequence *sequence,
		struct fail_baseline *base)
{
	if (sequence->alone && !leave_alone(world))
		return false;
	return baseline_read(world, base);
}

bool fail_nth_sweep(struct fail_world *world, const struct fail_sequence *sequence)
{
	bool injected = true, ok = true;
	struct fail_baseline base;
	unsigned int n;

	if (!fail_begin(world, sequence, &base))
		return false;
	for (n = 1; ok && injected && n <= MAX_POINTS; n++)
		ok = run(world, sequence, &base, n, &injected);
	n--;
	if (!ok || injected) {
		fprintf(stderr, "# %s: failed with fault %u\n", sequence->name, n);
		return false;
	}
	printf("# %s: %u faults\n", sequence->name, n - 1);
	return true;
}
