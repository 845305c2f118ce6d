// SPDX-License-Identifier: GPL-2.0
/*
 * A process that does random things until it is killed, ends, or becomes another by exec().
 */
#include <pthread.h>

#include "stress.h"

static struct worker self;

static void *thread_run(void *data)
{
	struct thread *t = data;

	t->fd = dxg_open();
	if (t->fd < 0) {
		fail("the node can't be opened: %s", strerror(errno));
		return NULL;
	}
	while (!stopped() && t->fd >= 0) {
		operate(t);
		/* Some end of themselves, in the middle of what the others do. */
		if (!rng_below(&t->rng, 4000))
			_exit(0);
	}
	return NULL;
}

/* The same again, with an mm of its own: what it had goes. */
static void become_another(uint64_t seed)
{
	char index[16], number[32];

	snprintf(index, sizeof(index), "%u", self.index);
	snprintf(number, sizeof(number), "%llu", (unsigned long long)seed);
	execl("/proc/self/exe", "stress", "--worker", index, number, NULL);
	fail("exec: %s", strerror(errno));
}

static void *exec_later(void *data)
{
	struct rng rng = { .state = *(uint64_t *)data };

	usleep(200000 + rng_below(&rng, 1000000));
	if (!stopped() && !rng_below(&rng, 2))
		become_another(rng_next(&rng) + 1);
	return NULL;
}

void worker_run(unsigned int index, uint64_t seed)
{
	struct thread threads[THREADS] = { };
	struct rng rng = { .state = seed };
	pthread_t ids[THREADS], later;
	int i;

	self.index = index;
	guard_init();
	for (i = 0; i < THREADS; i++) {
		threads[i].worker = &self;
		threads[i].rng.state = (uint64_t)rng_next(&rng) << 32 | (rng_next(&rng) | 1);
		if (pthread_create(&ids[i], NULL, thread_run, &threads[i])) {
			fail("no thread: %s", strerror(errno));
			_exit(1);
		}
	}
	if (!pthread_create(&later, NULL, exec_later, &seed))
		pthread_detach(later);
	for (i = 0; i < THREADS; i++)
		pthread_join(ids[i], NULL);
	_exit(0);
}
