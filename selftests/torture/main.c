// SPDX-License-Identifier: GPL-2.0
/*
 * torture [SECONDS [SEED]] - run the workers, kill one now and then, and see what is left
 *
 * The last line is "torture: N bytes verified, N mismatches, N evictions". Fails on a mismatch, on
 * an answer that can't be right, on a worker that hangs, and if anything is left at the end.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "process.h"
#include "torture.h"

#define HANGS_S		60

struct totals *totals;
const struct dxg_softgpu *torture_gpu;

static struct dxg_softgpu gpu;
static pid_t pids[WORKERS];
static unsigned int random_state;
static unsigned long killed, died;

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* All of them can be locked, also those that go where the CPU doesn't see them. */
static bool plug_in(void)
{
	torture_gpu = &gpu;
	return dxg_softgpu_add(&gpu, "torture") &&
	       dxg_softgpu_write(&gpu, "segments", SEGMENTS) &&
	       dxg_softgpu_live(&gpu, true) &&
	       dxg_gpu_inject(&gpu, "create_allocation field=flags value=1");
}

static void start(unsigned int number)
{
	unsigned int seed = rand_r(&random_state);

	fflush(NULL);
	pids[number] = fork();
	if (!pids[number]) {
		/* Its children are its own to look after. */
		signal(SIGTERM, SIG_DFL);
		worker_run(number, seed);
	}
}

static void reap(unsigned int number, bool expected)
{
	int status;

	if (waitpid(pids[number], &status, 0) != pids[number])
		abort();
	pids[number] = 0;
	if (!expected || (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)) {
		died++;
		fprintf(stderr, "# worker %u ended with status %#x\n", number, status);
	}
}

/* One that dies in the middle of whatever it does, and another in its place. */
static void replace_one(void)
{
	unsigned int number = rand_r(&random_state) / 7 % WORKERS;

	kill(pids[number], SIGKILL);
	reap(number, true);
	killed++;
	start(number);
}

/* Those that end of themselves are not well. */
static void look_after(void)
{
	siginfo_t info = { };
	unsigned int i;

	for (i = 0; i < WORKERS; i++) {
		info.si_pid = 0;
		if (waitid(P_PID, pids[i], &info, WEXITED | WNOHANG | WNOWAIT) || !info.si_pid)
			continue;
		reap(i, false);
		start(i);
	}
}

static void end_all(void)
{
	double until = now() + HANGS_S;
	unsigned int i;
	int status;

	__atomic_store_n(&totals->stop, true, __ATOMIC_RELAXED);
	for (i = 0; i < WORKERS; i++) {
		while (!waitpid(pids[i], &status, WNOHANG) && now() < until)
			usleep(10000);
		if (now() >= until) {
			fprintf(stderr, "# worker %u doesn't end\n", i);
			kill(pids[i], SIGKILL);
			waitpid(pids[i], &status, 0);
			died++;
		} else if (status) {
			fprintf(stderr, "# worker %u ended with status %#x\n", i, status);
			died++;
		}
	}
}

/* Every count but that of the adapters, which were there before. */
static bool nothing_is_left(void)
{
	char name[64], left[256];
	long value;
	int tries;

	for (tries = 0; tries < 2000; tries++) {
		FILE *f = fopen("/sys/kernel/debug/dxgkrnl/objects", "r");
		bool clean = f;

		while (f && fscanf(f, "%63s %ld", name, &value) == 2) {
			if (!value || !strcmp(name, "adapters"))
				continue;
			clean = false;
			snprintf(left, sizeof(left), "%s %ld", name, value);
		}
		if (f)
			fclose(f);
		if (clean)
			return true;
		usleep(10000);
	}
	fprintf(stderr, "# left: %s\n", left);
	return false;
}

int main(int argc, char **argv)
{
	double seconds = argc > 1 ? atof(argv[1]) : 60, until = now() + seconds, kill_at;
	long long evictions;
	bool clean;
	int i;

	random_state = argc > 2 ? strtoul(argv[2], NULL, 0) : (unsigned long)time(NULL);
	printf("torture: %.0f seconds, seed %u\n", seconds, random_state);
	totals = dxg_shared(sizeof(*totals));
	if (!totals || !plug_in()) {
		fprintf(stderr, "# no adapter can be made\n");
		return 1;
	}
	for (i = 0; i < WORKERS; i++)
		start(i);
	kill_at = now() + 5;
	while (now() < until) {
		usleep(100000);
		look_after();
		if (now() < kill_at)
			continue;
		replace_one();
		kill_at = now() + 1 + rand_r(&random_state) % 4;
	}
	end_all();
	evictions = dxg_gpu_stat(&gpu, "paging_out") + dxg_gpu_stat(&gpu, "paging_unmapped");
	dxg_gpu_inject(&gpu, NULL);
	clean = nothing_is_left() && dxg_gpu_is_idle(&gpu);
	dxg_softgpu_remove(&gpu);
	printf("%llu steps, %llu children, %lu workers killed, %lu died, %llu wrong answers%s\n",
	       (unsigned long long)totals->steps, (unsigned long long)totals->children, killed,
	       died, (unsigned long long)totals->unexpected, clean ? "" : ", something is left");
	printf("torture: %llu bytes verified, %llu mismatches, %lld evictions\n",
	       (unsigned long long)totals->verified, (unsigned long long)totals->mismatches,
	       evictions);
	return totals->mismatches || totals->unexpected || died || !clean || !totals->verified ||
	       evictions <= 0;
}
