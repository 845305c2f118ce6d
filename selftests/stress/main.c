// SPDX-License-Identifier: GPL-2.0
/*
 * stress [--seconds N] [--workers N] [--no-modules] [--seed N]
 *
 * Rounds of half a minute: processes work, and are killed at random; adapters come and go. After
 * each round nothing may be left, and the modules are loaded anew. Nothing else may use them.
 * Ends with "stress: N operations, N processes killed, N removals, N failures".
 */
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "process.h"
#include "stress.h"

#define MAX_WORKERS	64
#define ROUND_S		30
/* A process that is killed goes within this time, and one that isn't does something. */
#define PATIENCE_S	120

struct shared *shared;

static unsigned int num_workers = 6, seconds = 60;
static bool modules = true;
static struct rng rng = { .state = 1 };
static uint64_t killed;

void fail(const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	/* The same may come thousands of times. */
	if (__atomic_add_fetch(&shared->failures, 1, __ATOMIC_RELAXED) <= 20)
		dprintf(STDOUT_FILENO, "FAILED: process %d: %s\n", getpid(), text);
}

uint32_t rng_next(struct rng *r)
{
	r->state ^= r->state << 13;
	r->state ^= r->state >> 7;
	r->state ^= r->state << 17;
	return r->state >> 16;
}

uint32_t rng_below(struct rng *r, uint32_t n)
{
	return rng_next(r) % n;
}

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static bool move_fd(int fd, int to)
{
	bool ok = fd >= 0 && dup2(fd, to) == to;

	close(fd);
	return ok;
}

/* Nobody may wait for a descriptor to come, nor for room to send one. */
static bool shared_create(void)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, pair) ||
	    !move_fd(pair[0], SEND_FD) || !move_fd(pair[1], RECEIVE_FD) ||
	    !move_fd(memfd_create("stress", 0), SHARED_FD))
		return false;
	return !ftruncate(SHARED_FD, sizeof(*shared));
}

static bool shared_map(void)
{
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, SHARED_FD, 0);
	return shared != MAP_FAILED;
}

/* NT handles that nobody took hold their resources. */
static void drain(void)
{
	int nt;

	while ((nt = dxg_recv_fd(RECEIVE_FD)) >= 0)
		close(nt);
}

static pid_t start_worker(unsigned int index)
{
	uint64_t seed = (uint64_t)rng_next(&rng) << 32 | (rng_next(&rng) | 1);
	pid_t pid = fork();

	if (!pid)
		worker_run(index, seed);
	return pid;
}

static pid_t start_adapters(void)
{
	uint64_t seed = rng_next(&rng) | 1;
	pid_t pid = fork();

	if (!pid)
		adapters_run(seed, modules);
	return pid;
}

/* Wait for a process to end of itself or by our hand; false if it hangs. */
static bool reap(pid_t pid, const char *who, bool may_be_killed)
{
	double end = now() + PATIENCE_S;
	int status;

	while (waitpid(pid, &status, WNOHANG) != pid) {
		if (now() > end) {
			fail("%s, process %d, doesn't end", who, pid);
			return false;
		}
		usleep(5000);
	}
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return true;
	if (may_be_killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return true;
	fail("%s ended with status %#x", who, status);
	return true;
}

static void replace_worker(pid_t *pid, unsigned int index, bool kill_it)
{
	if (kill_it) {
		kill(*pid, SIGKILL);
		killed++;
	}
	if (reap(*pid, "a worker", kill_it))
		*pid = start_worker(index);
	else
		*pid = -1;
}

/* Replace those that have ended; kill one. */
static void look_after(pid_t *pids)
{
	siginfo_t info;
	unsigned int i;

	for (i = 0; i < num_workers; i++) {
		info.si_pid = 0;
		if (pids[i] > 0 && !waitid(P_PID, pids[i], &info, WEXITED | WNOHANG | WNOWAIT) &&
		    info.si_pid)
			replace_worker(&pids[i], i, false);
	}
	i = rng_below(&rng, num_workers);
	if (pids[i] > 0 && !rng_below(&rng, 2))
		replace_worker(&pids[i], i, true);
}

/* A worker that lives but does nothing hangs in some call. */
static void end_round(pid_t *pids, pid_t adapters)
{
	unsigned int i;

	__atomic_store_n(&shared->stop, 1, __ATOMIC_SEQ_CST);
	for (i = 0; i < num_workers; i++) {
		if (pids[i] > 0 && !reap(pids[i], "a worker that was to end", false))
			kill(pids[i], SIGKILL);
	}
	reap(adapters, "the process with the adapters", false);
	drain();
}

static void round_of(double length, const struct dxg_counts *before)
{
	double end = now() + length;
	pid_t pids[MAX_WORKERS], adapters;
	unsigned int i;

	shared->stop = 0;
	adapters = start_adapters();
	for (i = 0; i < num_workers; i++)
		pids[i] = start_worker(i);
	while (now() < end) {
		usleep(10000 + rng_below(&rng, 200000));
		look_after(pids);
	}
	end_round(pids, adapters);
	if (!dxg_counts_settle(before))
		fail("something is left");
	if (modules && !modules_reload())
		fail("the modules can't be unloaded or loaded");
}

static bool options(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "seconds", required_argument, NULL, 's' },
		{ "workers", required_argument, NULL, 'w' },
		{ "no-modules", no_argument, NULL, 'n' },
		{ "seed", required_argument, NULL, 'r' },
		{ },
	};
	int c;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		switch (c) {
		case 's':
			seconds = atoi(optarg);
			break;
		case 'w':
			num_workers = atoi(optarg);
			break;
		case 'n':
			modules = false;
			break;
		case 'r':
			rng.state = strtoull(optarg, NULL, 0) | 1;
			break;
		default:
			return false;
		}
	}
	return optind == argc && seconds && num_workers && num_workers <= MAX_WORKERS;
}

int main(int argc, char **argv)
{
	struct dxg_counts before;
	double end;

	if (argc == 4 && !strcmp(argv[1], "--worker")) {
		if (!shared_map())
			return 1;
		worker_run(atoi(argv[2]), strtoull(argv[3], NULL, 10));
	}
	if (!options(argc, argv)) {
		fputs("usage: stress [--seconds N] [--workers N] [--no-modules] [--seed N]\n",
		      stderr);
		return 2;
	}
	if (!shared_create() || !shared_map() || dxg_counts_read(&before)) {
		perror("stress");
		return 2;
	}
	end = now() + seconds;
	while (now() < end)
		round_of(end - now() < ROUND_S ? end - now() : ROUND_S, &before);
	printf("%llu calls did something, %llu bytes were as they should be\n",
	       (unsigned long long)shared->succeeded, (unsigned long long)shared->checked);
	printf("stress: %llu operations, %llu processes killed, %llu removals, %llu failures\n",
	       (unsigned long long)shared->operations, (unsigned long long)killed,
	       (unsigned long long)shared->removals, (unsigned long long)shared->failures);
	return shared->failures != 0;
}
