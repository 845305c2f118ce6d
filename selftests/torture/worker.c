// SPDX-License-Identifier: GPL-2.0
/*
 * What a worker does, one random step after the other, while its other thread reads and writes what
 * is being moved.
 */
#include <signal.h>
#include <sys/wait.h>

#include "lock.h"
#include "mem.h"
#include "process.h"
#include "torture.h"

unsigned int worker_any(struct worker *w, unsigned int n)
{
	return rand_r(&w->random) / 7 % n;
}

bool stopped(void)
{
	return __atomic_load_n(&totals->stop, __ATOMIC_RELAXED);
}

static void add(uint64_t *total, uint64_t n)
{
	__atomic_add_fetch(total, n, __ATOMIC_RELAXED);
}

void verify(struct worker *w, const void *p, uint64_t size, uint64_t seed, const char *what)
{
	uint64_t wrong, first = 0;

	wrong = seed ? dxg_mismatches(p, size, seed, &first) : mem_is(p, 0, size) ? 0 : size;
	add(&totals->verified, size);
	if (!wrong)
		return;
	add(&totals->mismatches, wrong);
	fprintf(stderr, "# worker %u, %s of seed %#llx: %llu of %llu bytes are wrong, from %#llx on: %#llx\n",
		w->number, what, (unsigned long long)seed, (unsigned long long)wrong,
		(unsigned long long)size, (unsigned long long)first,
		(unsigned long long)((const uint64_t *)p)[first < size ? first / 8 : 0]);
}

bool expect(struct worker *w, const char *what, int ret, int allowed)
{
	if (!ret || ret == allowed)
		return !ret;
	add(&totals->unexpected, 1);
	fprintf(stderr, "# worker %u, %s: status %#x\n", w->number, what, ret);
	return false;
}

/* Seeds differ between workers, and from one to the next. */
static uint64_t new_seed(struct worker *w)
{
	return (uint64_t)(w->number + 1) << 32 | (uint32_t)rand_r(&w->random) | 1;
}

static bool lock(struct worker *w, struct torture_alloc *a)
{
	void *p;

	if (a->p)
		return true;
	if (!expect(w, "Lock2", dxg_lock(w->q.fd, w->q.device, a->handle, &p), STATUS_NO_MEMORY))
		return false;
	a->p = p;
	return true;
}

static void unlock(struct worker *w, struct torture_alloc *a)
{
	if (a->p)
		expect(w, "Unlock2", dxg_unlock(w->q.fd, w->q.device, a->handle), 0);
	a->p = NULL;
}

/* Every third may be in any segment, every third rather in the aperture, the rest in memory. */
static bool create(struct worker *w, struct torture_alloc *a, unsigned int kind)
{
	uint64_t size = LARGEST - worker_any(w, 16) * 64 * KIB;
	struct softgpu_allocation_desc desc = dxg_upload(size);

	if (kind % 3 == 1)
		desc.cpu_access |= SOFTGPU_CPU_ACCESS_READ;
	if (kind % 3 == 2)
		desc.cpu_access = 0;
	*a = (struct torture_alloc) { .size = size };
	return expect(w, "CreateAllocation2",
		      dxg_create_desc(w->q.fd, w->q.device, desc, &a->handle), 0);
}

/* --- steps --- */

static void step_verify(struct worker *w, struct torture_alloc *a)
{
	if (a->offered || !lock(w, a))
		return;
	verify(w, a->p, a->size, a->seed, "its own memory");
	if (worker_any(w, 3))
		unlock(w, a);
}

static void step_write(struct worker *w, struct torture_alloc *a)
{
	if (a->offered || !lock(w, a))
		return;
	a->seed = new_seed(w);
	dxg_fill(a->p, a->size, a->seed);
	if (worker_any(w, 3))
		unlock(w, a);
}

static void step_evict(struct worker *w, struct torture_alloc *a)
{
	uint32_t flags = worker_any(w, 2) ? D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY : 0;

	if (!a->count || a->offered)
		return;
	if (expect(w, "Evict", dxg_evict_one(&w->q, a->handle, flags), 0))
		a->count--;
}

static void step_resident(struct worker *w, struct torture_alloc *a)
{
	struct dxg_resident out;
	unsigned int i;
	int ret;

	if (a->offered)
		return;
	ret = dxg_make_resident(&w->q, &a->handle, 1,
				worker_any(w, 4) ? 0 : D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER,
				&out);
	if (ret == STATUS_PENDING && worker_any(w, 2) && !dxg_pager_wait(&w->q, out.value))
		expect(w, "waiting", -EIO, 0);
	if (ret == STATUS_PENDING || expect(w, "MakeResident", ret, STATUS_NO_MEMORY)) {
		a->count++;
		return;
	}
	/* As a well-behaved client does, let something go. */
	for (i = 0; i < 4; i++)
		step_evict(w, &w->allocations[worker_any(w, ALLOCATIONS)]);
}

static void step_offer(struct worker *w, struct torture_alloc *a)
{
	if (a->offered || a < &w->allocations[WATCHED])
		return;
	unlock(w, a);
	if (expect(w, "OfferAllocations",
		   dxg_offer_one(&w->q, a->handle, 1 + worker_any(w, 4)), 0))
		a->offered = true;
}

static void step_reclaim(struct worker *w, struct torture_alloc *a)
{
	uint32_t result;

	if (!a->offered ||
	    !expect(w, "ReclaimAllocations2", dxg_reclaim(&w->q, &a->handle, 1, &result),
		    STATUS_NO_MEMORY))
		return;
	a->offered = false;
	if (result == D3DDDI_RECLAIM_RESULT_DISCARDED)
		a->seed = 0;
	else
		expect(w, "the result of reclaiming", result, 0);
	step_verify(w, a);
}

static void step_priority(struct worker *w, struct torture_alloc *a)
{
	expect(w, "SetAllocationPriority",
	       dxg_set_priority(&w->q, a->handle, 1 + worker_any(w, 0xc8000000)), 0);
}

static void step_move(struct worker *w, struct torture_alloc *a)
{
	static const uint32_t sets[] = {
		SEGMENT(1), SEGMENT(3), SEGMENT(1) | SEGMENT(3), SEGMENT(2),
	};
	unsigned int which = worker_any(w, ARRAY_SIZE(sets));

	/* Only of the third kind may be in the one that the CPU doesn't see. */
	if (which == 3 && ((a - w->allocations) % 3 != 2 || a->p))
		return;
	expect(w, "UpdateAllocationProperty", dxg_restrict(&w->q, a->handle, sets[which]),
	       STATUS_NO_MEMORY);
}

static void step_replace(struct worker *w, struct torture_alloc *a)
{
	unsigned int number = a - w->allocations;

	if (number < WATCHED)
		return;
	expect(w, "DestroyAllocation2", dxg_destroy(w->q.fd, w->q.device, a->handle), 0);
	create(w, a, number);
}

/* A child has none of it, and the parent everything. */
static void step_fork(struct worker *w, struct torture_alloc *a)
{
	int status;
	pid_t pid;

	if (a->offered || !lock(w, a))
		return;
	pid = fork();
	if (!pid)
		_exit(dxg_touch(a->p) != SIGSEGV);
	__atomic_add_fetch(&totals->children, 1, __ATOMIC_RELAXED);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status)
		expect(w, "a child's access", -EIO, 0);
	verify(w, a->p, a->size, a->seed, "its own memory after a fork");
}

static void step_share(struct worker *w, struct torture_alloc *a)
{
	(void)a;
	share_with_child(w);
}

static const struct {
	void (*step)(struct worker *w, struct torture_alloc *a);
	unsigned int weight;
} steps[] = {
	{ step_verify, 12 },
	{ step_write, 8 },
	{ step_resident, 60 },
	{ step_evict, 54 },
	{ step_offer, 12 },
	{ step_reclaim, 18 },
	{ step_priority, 6 },
	{ step_move, 16 },
	{ step_replace, 3 },
	{ step_fork, 1 },
	{ step_share, 2 },
};

static void one_step(struct worker *w)
{
	struct torture_alloc *a = &w->allocations[worker_any(w, ALLOCATIONS)];
	unsigned int total = 0, i, which;

	for (i = 0; i < ARRAY_SIZE(steps); i++)
		total += steps[i].weight;
	which = worker_any(w, total);
	for (i = 0; which >= steps[i].weight; i++)
		which -= steps[i].weight;
	/* What is watched has its contents from the watcher. */
	if (a < &w->allocations[WATCHED] &&
	    (steps[i].step == step_verify || steps[i].step == step_write ||
	     steps[i].step == step_fork))
		return;
	steps[i].step(w, a);
	__atomic_add_fetch(&totals->steps, 1, __ATOMIC_RELAXED);
}

/* The watcher's thread: through one pointer, wherever the contents are. */
static void *watch(void *data)
{
	struct worker *w = data;
	unsigned int i = 0, random = w->random;

	while (!stopped()) {
		struct torture_alloc *a = &w->allocations[i++ % WATCHED];

		/* Not all the time, so that others move something. */
		usleep(50000);
		verify(w, a->p, a->size, a->seed, "watched memory");
		if (rand_r(&random) % 4 == 0) {
			a->seed = (uint64_t)(w->number + 1) << 40 | (uint32_t)rand_r(&random) | 1;
			dxg_fill(a->p, a->size, a->seed);
		}
	}
	return NULL;
}

static bool set_up(struct worker *w)
{
	uint32_t adapter, device, i;
	int fd = dxg_open();

	adapter = dxg_adapter_by_luid(fd, torture_gpu->luid);
	device = dxg_create_device(fd, adapter);
	if (!device || !expect(w, "CreatePagingQueue",
			       dxg_pager_create(fd, adapter, device, &w->q), 0))
		return expect(w, "opening", -EIO, 0);
	for (i = 0; i < ALLOCATIONS; i++) {
		if (!create(w, &w->allocations[i], i))
			return false;
	}
	for (i = 0; i < WATCHED; i++) {
		if (!lock(w, &w->allocations[i]))
			return false;
	}
	return !pthread_create(&w->watcher, NULL, watch, w);
}

void worker_run(unsigned int number, unsigned int seed)
{
	struct worker w = { .number = number, .random = seed };
	unsigned int i;

	if (!set_up(&w))
		_exit(1);
	while (!stopped())
		one_step(&w);
	pthread_join(w.watcher, NULL);
	/* A last look at everything that isn't lost. */
	for (i = 0; i < ALLOCATIONS; i++)
		step_verify(&w, &w.allocations[i]);
	close(w.q.fd);
	_exit(0);
}
