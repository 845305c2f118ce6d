// SPDX-License-Identifier: GPL-2.0
/*
 * Two threads on two processors, each with a device of its own: how much more they do than one,
 * by the clock, in rounds by turns with the same for getppid, so that whatever else the host does
 * meets both.
 */
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>

#include "bench.h"

#define ROUND_NS	60000000ull

struct worker {
	struct bench_dxg dxg;
	pthread_barrier_t *barrier;
	bool (*once)(struct worker *worker);
	unsigned int cpu;
	bool pair;
	bool failed;
	double rate;
	uint32_t allocation;
	struct softgpu_allocation_desc desc;
	struct d3dddi_allocationinfo2 info;
	struct d3dkmt_createallocation create;
	struct d3dkmt_destroyallocation2 destroy;
};

static uint64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ull + ts.tv_nsec;
}

static bool getppid_once(struct worker *worker)
{
	(void)worker;
	syscall(SYS_getppid);
	return true;
}

static bool create_once(struct worker *worker)
{
	if (ioctl(worker->dxg.fd, D3DKMT_IOC_CREATE_ALLOCATION2, &worker->create))
		return false;
	worker->allocation = worker->info.allocation;
	return !ioctl(worker->dxg.fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &worker->destroy);
}

static void *work(void *arg)
{
	struct worker *worker = arg;
	cpu_set_t set;
	uint64_t start, end;
	unsigned long n = 0;
	unsigned int i;

	CPU_ZERO(&set);
	CPU_SET(worker->cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
	if (worker->pair)
		pthread_barrier_wait(worker->barrier);
	start = now();
	do {
		for (i = 0; i < 64; i++)
			worker->failed |= !worker->once(worker);
		n += i;
		end = now();
	} while (end - start < ROUND_NS);
	worker->rate = (double)n / (double)(end - start);
	return NULL;
}

static void make_ready(struct worker *worker, const struct bench_dxg *dxg, unsigned int cpu,
		       pthread_barrier_t *barrier)
{
	*worker = (struct worker) {
		.dxg = *dxg,
		.barrier = barrier,
		.cpu = cpu,
		.desc = dxg_raw(4096),
		.info = {
			.private_driver_data = (uintptr_t)&worker->desc,
			.private_driver_data_size = sizeof(worker->desc),
		},
	};
	worker->dxg.device = dxg_create_device(dxg->fd, dxg->adapter);
	worker->create = (struct d3dkmt_createallocation) {
		.device = worker->dxg.device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&worker->info,
	};
	worker->destroy = (struct d3dkmt_destroyallocation2) {
		.device = worker->dxg.device,
		.allocation_list = (uintptr_t)&worker->allocation,
		.allocation_count = 1,
	};
}

/* The rate of the first @n workers together. */
static double rate(struct worker *workers, unsigned int n, bool (*once)(struct worker *worker))
{
	pthread_t threads[2];
	double sum = 0;
	unsigned int i;

	for (i = 0; i < n; i++) {
		workers[i].once = once;
		workers[i].pair = n > 1;
		if (pthread_create(&threads[i], NULL, work, &workers[i]))
			exit(1);
	}
	for (i = 0; i < n; i++) {
		pthread_join(threads[i], NULL);
		sum += workers[i].rate;
	}
	return sum;
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double median(double *values, unsigned int n)
{
	qsort(values, n, sizeof(*values), compare);
	return values[n / 2];
}

int bench_scaling(unsigned int rounds)
{
	double floor[64], create[64], ratio[64];
	pthread_barrier_t barrier;
	struct worker workers[2];
	struct bench_dxg dxg;
	unsigned int i;

	if (!bench_dxg_open(&dxg) || rounds > ARRAY_SIZE(ratio))
		return 1;
	pthread_barrier_init(&barrier, NULL, 2);
	for (i = 0; i < 2; i++)
		make_ready(&workers[i], &dxg, i, &barrier);
	for (i = 0; i < rounds; i++) {
		double floor1 = rate(workers, 1, getppid_once);
		double create1 = rate(workers, 1, create_once);

		floor[i] = rate(workers, 2, getppid_once) / floor1;
		create[i] = rate(workers, 2, create_once) / create1;
		ratio[i] = create[i] / floor[i];
	}
	if (workers[0].failed || workers[1].failed) {
		bench_missing("scaling", "the call fails");
		return 0;
	}
	bench_result("scaling_getppid", median(floor, rounds));
	bench_result("scaling_create_destroy", median(create, rounds));
	bench_result("scaling", median(ratio, rounds));
	return 0;
}
