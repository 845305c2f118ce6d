// SPDX-License-Identifier: GPL-2.0
/*
 * An input is run: a process opens the node, an adapter and a device of each, then come the steps,
 * then all is closed.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"
#include "world.h"

#define MAX_STEPS	48
#define MAX_CHILDREN	8
#define ALARM_SIGNAL	(SIGRTMIN + 3)
#define ALARM_NS	(20 * 1000 * 1000)

static struct fuzz_world main_world, second_world;
static pid_t children[MAX_CHILDREN];
static unsigned int num_children;
static bool had_children;

static sem_t second_go, second_done;
static unsigned int second_steps;
static bool second_runs;

static __thread timer_t alarm_timer;
static __thread pid_t alarm_thread;

static void on_alarm(int signal)
{
	(void)signal;
}

/* Again and again, in case that the first comes before the call. */
void fuzz_alarm(bool on)
{
	struct itimerspec spec = {
		.it_value.tv_nsec = on ? ALARM_NS : 0,
		.it_interval.tv_nsec = on ? ALARM_NS : 0,
	};

	if (alarm_thread != syscall(SYS_gettid)) {
		struct sigevent event = {
			.sigev_notify = SIGEV_THREAD_ID,
			.sigev_signo = ALARM_SIGNAL,
			._sigev_un._tid = syscall(SYS_gettid),
		};

		/* Timers aren't inherited. */
		if (timer_create(CLOCK_MONOTONIC, &event, &alarm_timer))
			fuzz_die("timer_create");
		alarm_thread = syscall(SYS_gettid);
	}
	timer_settime(alarm_timer, 0, &spec, NULL);
}

static bool next_step(struct fuzz_world *w, uint8_t *op)
{
	uint8_t len;

	if (w->last - w->next < 2)
		return false;
	*op = *w->next++;
	len = *w->next++;
	w->p = w->next;
	w->next = w->last - w->next < len ? w->last : w->next + len;
	w->end = w->next;
	return true;
}

void fuzz_run_steps(struct fuzz_world *w, unsigned int most)
{
	const struct fuzz_call *call;
	uint8_t op;

	while (most-- && next_step(w, &op)) {
		call = fuzz_call_find(op);
		if (call)
			fuzz_run_call(w, call);
		else
			fuzz_run_op(w, op);
	}
}

/* --- the second thread --- */

/* Signals come at any time, of an alarm that was too late for its call. */
static void wait_for(sem_t *sem)
{
	while (sem_wait(sem) && errno == EINTR)
		;
}

static void *second_thread(void *unused)
{
	(void)unused;
	fuzz_coverage_open_second();
	sem_post(&second_done);
	for (;;) {
		wait_for(&second_go);
		fuzz_run_steps(&second_world, second_steps);
		sem_post(&second_done);
	}
	return NULL;
}

void fuzz_thread_make(void)
{
	struct sigaction action = { .sa_handler = on_alarm };
	pthread_t thread;

	sigaction(ALARM_SIGNAL, &action, NULL);
	fuzz_arena_make(&main_world.arena);
	fuzz_arena_make(&second_world.arena);
	sem_init(&second_go, 0, 0);
	sem_init(&second_done, 0, 0);
	if (pthread_create(&thread, NULL, second_thread, NULL))
		fuzz_die("pthread_create");
	wait_for(&second_done);
}

/* It knows what @w knows at this moment; what it makes itself, only it knows. */
void fuzz_thread_start(const struct fuzz_world *w, unsigned int steps)
{
	struct fuzz_arena arena = second_world.arena;

	fuzz_thread_wait();
	second_world = *w;
	second_world.arena = arena;
	second_world.num_ranges = 0;
	second_world.second = true;
	second_steps = steps;
	second_runs = true;
	sem_post(&second_go);
}

void fuzz_thread_wait(void)
{
	if (second_runs)
		wait_for(&second_done);
	second_runs = false;
}

/* --- children --- */

void fuzz_child_add(int pid)
{
	if (num_children == MAX_CHILDREN)
		fuzz_children_wait();
	children[num_children++] = pid;
	had_children = true;
}

void fuzz_children_wait(void)
{
	int status;

	while (num_children) {
		pid_t pid = children[--num_children];

		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
		if (WIFEXITED(status) && WEXITSTATUS(status) == 99)
			fuzz_defect("a child found a defect");
	}
}

/* --- beginning and end --- */

static void begin_device(struct fuzz_world *w, unsigned int i)
{
	struct d3dkmt_openadapterfromluid open_adapter = { };
	struct d3dkmt_createdevice create = { };
	uint64_t luid;

	if (!fuzz_gpu_luid(i, &luid))
		luid = 1 + i;
	memcpy(&open_adapter.adapter_luid, &luid, sizeof(luid));
	if (ioctl(w->fds[0], D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &open_adapter))
		return;
	fuzz_remember(w, TYPE_ADAPTER, open_adapter.adapter);
	create.adapter = open_adapter.adapter;
	if (!ioctl(w->fds[0], D3DKMT_IOC_CREATE_DEVICE, &create))
		fuzz_remember(w, TYPE_DEVICE, create.device);
}

static void begin(struct fuzz_world *w, const uint8_t *data, size_t size)
{
	unsigned int i;

	w->num_fds = 0;
	w->num_handles = 0;
	w->num_ranges = 0;
	memset(w->arena.base, 0, w->arena.most);
	w->arena.most = 0;
	w->next = data;
	w->last = data + size;
	w->second = false;
	w->forked = false;
	w->mixed = false;
	if (!fuzz_open_node(w))
		fuzz_die(fuzz_node());
	/* The first one is the newest, which plain choices mean. */
	for (i = NUM_ADAPTERS; i-- > 0;)
		begin_device(w, i);
}

/* Nothing but steps has mapped anything meanwhile, so all that a view may have been at can go. */
static void unmap(const struct fuzz_world *w)
{
	unsigned int i;

	for (i = 0; i < w->num_ranges; i++)
		munmap((void *)w->ranges[i].address, w->ranges[i].size);
}

static void end(struct fuzz_world *w, int first_fd)
{
	fuzz_fail_nth_off();
	fuzz_thread_wait();
	fuzz_children_wait();
	/* The fuzzer's own are at 500 and up. */
	syscall(SYS_close_range, first_fd, 499, 0);
	if (had_children)
		fuzz_watch_unmap_views();
	had_children = false;
	unmap(w);
	unmap(&second_world);
	second_world.num_ranges = 0;
	munmap(PLACES, NUM_PLACES * PLACE_SIZE);
	fuzz_memory_clean();
	fuzz_gpus_restore();
}

void fuzz_run_input(const uint8_t *data, size_t size)
{
	int first_fd = dup(0);

	if (first_fd < 0)
		fuzz_die("dup");
	close(first_fd);
	fuzz_watch_input(data, size);
	fuzz_coverage_begin();
	begin(&main_world, data, size);
	fuzz_run_steps(&main_world, MAX_STEPS);
	end(&main_world, first_fd);
	fuzz_coverage_end();
	fuzz_watch_check();
}
