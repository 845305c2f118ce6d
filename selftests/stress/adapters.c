// SPDX-License-Identifier: GPL-2.0
/*
 * Adapters, and the modules themselves, that come and go while they are used.
 */
#include <fcntl.h>
#include <sys/wait.h>

#include "gpu.h"
#include "stress.h"

/* Every that many changes the miniport's module goes, with all adapters. */
#define CHANGES_PER_MODULE	40

static struct dxg_softgpu gpus[ADAPTERS];

static bool run(const char *program, const char *module)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		execlp(program, program, module, NULL);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	       !WEXITSTATUS(status);
}

static void removed(unsigned int n)
{
	__atomic_add_fetch(&shared->removals, n, __ATOMIC_RELAXED);
}

static void default_adapter(void)
{
	snprintf(gpus[0].path, sizeof(gpus[0].path), "/sys/kernel/config/softgpu/default");
	dxg_softgpu_live(&gpus[0], true);
	shared->luids[0] = gpus[0].luid;
}

static void add(unsigned int i)
{
	char name[16];

	snprintf(name, sizeof(name), "stress%u", i);
	if (!dxg_softgpu_add(&gpus[i], name) || !dxg_softgpu_live(&gpus[i], true))
		fail("adapter %u can't be made", i);
	shared->luids[i] = gpus[i].luid;
}

static void add_all(void)
{
	unsigned int i;

	default_adapter();
	for (i = 1; i < ADAPTERS; i++)
		add(i);
}

static void remove_all(void)
{
	unsigned int i;

	for (i = 1; i < ADAPTERS; i++) {
		dxg_softgpu_remove(&gpus[i]);
		removed(1);
	}
}

static void unplug(unsigned int i)
{
	removed(1);
	if (!dxg_softgpu_live(&gpus[i], false) || !dxg_softgpu_live(&gpus[i], true))
		fail("adapter %u doesn't go or come", i);
	shared->luids[i] = gpus[i].luid;
}

static void remake(unsigned int i)
{
	if (!i) {
		unplug(i);
		return;
	}
	dxg_softgpu_remove(&gpus[i]);
	removed(1);
	add(i);
}

/* Answers that a miniport may give, and slow ones. */
static void misbehave(struct rng *rng, unsigned int i)
{
	static const char *const rules[] = {
		"create_allocation fail error=ENOMEM n=5", "open_allocation fail error=ENOMEM n=3",
		"create_device fail error=ENOMEM n=2", "create_allocation delay=3 n=4",
		"close_allocation delay=2 n=3", "destroy_allocation delay=2 n=2",
		"create_allocation fail error=ENOVIDEOMEMORY n=2", NULL,
	};

	dxg_gpu_inject(&gpus[i], rules[rng_below(rng, ARRAY_SIZE(rules))]);
}

static void reload_miniport(void)
{
	remove_all();
	removed(1);
	if (!run("rmmod", "softgpu") || !run("modprobe", "softgpu"))
		fail("softgpu can't be unloaded or loaded");
	add_all();
}

static void change(struct rng *rng)
{
	unsigned int i = rng_below(rng, ADAPTERS);

	switch (rng_below(rng, 4)) {
	case 0:
		unplug(i);
		break;
	case 1:
		remake(i);
		break;
	case 2:
		dxg_softgpu_write(&gpus[i], "reset", "1");
		break;
	default:
		misbehave(rng, i);
	}
}

void adapters_run(uint64_t seed, bool modules)
{
	struct rng rng = { .state = seed };

	add_all();
	while (!stopped()) {
		usleep(20000 + rng_below(&rng, 150000));
		if (modules && !rng_below(&rng, CHANGES_PER_MODULE))
			reload_miniport();
		else
			change(&rng);
	}
	dxg_gpu_inject(&gpus[0], NULL);
	remove_all();
	_exit(0);
}

bool modules_reload(void)
{
	return run("rmmod", "softgpu") && run("rmmod", "dxgkrnl") && run("modprobe", "dxgkrnl") &&
	       run("modprobe", "softgpu");
}
