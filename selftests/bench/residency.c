// SPDX-License-Identifier: GPL-2.0
/*
 * Residency: calls for what is resident already, and what it costs to move contents between
 * segments.
 */
#include "bench.h"
#include "lock.h"

#define PAGED_SIZE	(16u << 20)

struct residency {
	const struct bench_dxg *dxg;
	uint32_t fence;
	uint32_t allocation;
	struct d3dddi_makeresident make;
	struct d3dkmt_evict evict;
};

/* Asleep: who looks at the fence's page in a loop takes the only processor from the engine. */
static bool wait_for_fence(const struct residency *r)
{
	struct d3dkmt_waitforsynchronizationobjectfromcpu wait = {
		.device = r->dxg->device,
		.object_count = 1,
		.object_handle_array = (uintptr_t)&r->fence,
		.fence_value_array = (uintptr_t)&r->make.paging_fence_value,
	};

	return !ioctl(r->dxg->fd, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, &wait);
}

static bool make_resident(struct residency *r)
{
	int ret;

	r->make.num_allocations = 1;
	ret = ioctl(r->dxg->fd, D3DKMT_IOC_MAKE_RESIDENT, &r->make);
	return ret == STATUS_PENDING ? wait_for_fence(r) : !ret;
}

static bool evict(struct residency *r)
{
	return !ioctl(r->dxg->fd, D3DKMT_IOC_EVICT, &r->evict);
}

static bool run_make_resident(void *ctx, unsigned int n)
{
	while (n--) {
		if (!make_resident(ctx))
			return false;
	}
	return true;
}

static bool run_evict(void *ctx, unsigned int n)
{
	while (n--) {
		if (!evict(ctx))
			return false;
	}
	return true;
}

static void reset_make_resident(void *ctx, unsigned int n)
{
	run_evict(ctx, n);
}

static void reset_evict(void *ctx, unsigned int n)
{
	run_make_resident(ctx, n);
}

/* References are taken beforehand, as many as a window can need. */
#define MAX_EVICTS	20000u

/* One that the CPU reads is made for system memory, another one for the adapter's own. */
static bool create(struct residency *r, uint64_t size, uint32_t cpu_access)
{
	struct softgpu_allocation_desc desc = dxg_raw(size);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = r->dxg->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};

	desc.cpu_access = cpu_access;
	if (dxg_call(r->dxg->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create))
		return false;
	r->allocation = info.allocation;
	return true;
}

static bool make_ready(struct residency *r, const struct bench_dxg *dxg, uint64_t size,
		       uint32_t cpu_access)
{
	struct d3dkmt_createpagingqueue queue = { .device = dxg->device };

	if (dxg_call(dxg->fd, D3DKMT_IOC_CREATE_PAGING_QUEUE, &queue))
		return false;
	*r = (struct residency) {
		.dxg = dxg,
		.fence = queue.sync_object,
		.make = {
			.paging_queue = queue.paging_queue,
			.allocation_list = (uintptr_t)&r->allocation,
		},
		.evict = {
			.device = dxg->device,
			.num_allocations = 1,
			.allocation_list = (uintptr_t)&r->allocation,
		},
	};
	return create(r, size, cpu_access);
}

static void end(struct residency *r)
{
	struct d3dddi_destroypagingqueue destroy = { .paging_queue = r->make.paging_queue };

	dxg_destroy(r->dxg->fd, r->dxg->device, r->allocation);
	dxg_call(r->dxg->fd, D3DKMT_IOC_DESTROY_PAGING_QUEUE, &destroy);
}

static void measure_calls(const struct bench_dxg *dxg)
{
	static const struct bench_op make_op = {
		.key = "make_resident", .run = run_make_resident, .reset = reset_make_resident,
	};
	static const struct bench_op evict_op = {
		.key = "evict", .run = run_evict, .reset = reset_evict, .max = MAX_EVICTS,
	};
	struct residency r;

	if (!make_ready(&r, dxg, 4096, SOFTGPU_CPU_ACCESS_READ) || !make_resident(&r)) {
		bench_missing(make_op.key, "the call is refused");
		bench_missing(evict_op.key, "the call is refused");
		return;
	}
	bench_measure(&make_op, &r);
	run_make_resident(&r, MAX_EVICTS);
	bench_measure(&evict_op, &r);
	end(&r);
}

static uint32_t residency_of(const struct residency *r)
{
	uint32_t status = 0;
	struct d3dkmt_queryallocationresidency query = {
		.device = r->dxg->device,
		.allocation_list = (uintptr_t)&r->allocation,
		.allocation_count = 1,
		.residency_status = (uintptr_t)&status,
	};

	dxg_call(r->dxg->fd, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, &query);
	return status;
}

/*
 * Instructions of a move in and out, @n of each. The contents are out when the CPU sees them in
 * system memory.
 */
static bool move(struct residency *r, unsigned int n, const volatile char *contents, double *in,
		 double *out)
{
	double start;

	for (*in = *out = 0; n--; *out += bench_instructions() - start) {
		start = bench_instructions();
		if (!make_resident(r))
			return false;
		*in += bench_instructions() - start;
		start = bench_instructions();
		if (!evict(r) || !*contents)
			return false;
	}
	return true;
}

static void measure_paging(const struct bench_dxg *dxg)
{
	const unsigned int n = 8;
	struct residency r;
	double in, out;
	void *p;

	if (!make_ready(&r, dxg, PAGED_SIZE, SOFTGPU_CPU_ACCESS_WRITE) ||
	    dxg_lock(dxg->fd, dxg->device, r.allocation, &p) || !bench_touch(p, PAGED_SIZE) ||
	    !move(&r, 2, p, &in, &out)) {
		bench_missing("page_in_16m", "the call is refused");
		bench_missing("page_out_16m", "the call is refused");
		return;
	}
	if (residency_of(&r) != D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT) {
		bench_missing("page_in_16m", "evict leaves it where it is");
		bench_missing("page_out_16m", "evict leaves it where it is");
	} else if (move(&r, n, p, &in, &out)) {
		bench_result("page_in_16m", in / n);
		bench_result("page_out_16m", out / n);
	}
	end(&r);
}

void bench_residency(const struct bench_dxg *dxg)
{
	measure_calls(dxg);
	measure_paging(dxg);
}

static bool run_place(void *ctx, unsigned int n)
{
	struct residency *r = ctx;

	while (n--) {
		if (dxg_create_raw(r->dxg->fd, r->dxg->device, 4096, &r->allocation) ||
		    !make_resident(r) ||
		    dxg_destroy(r->dxg->fd, r->dxg->device, r->allocation))
			return false;
	}
	return true;
}

void bench_place_among(const struct bench_dxg *dxg, unsigned int live)
{
	char key[48];
	struct bench_op op = { .key = key, .run = run_place };
	struct residency r;

	snprintf(key, sizeof(key), "live_%u_place", live);
	if (!make_ready(&r, dxg, 4096, SOFTGPU_CPU_ACCESS_READ)) {
		bench_missing(key, "the call is refused");
		return;
	}
	dxg_destroy(dxg->fd, dxg->device, r.allocation);
	bench_measure(&op, &r);
	end(&r);
}

/* Half of what the default adapter's budget allows for, in pages. */
#define MAX_PLACED	65536u

void bench_place_many(const struct bench_dxg *dxg, const uint32_t *handles, unsigned int n)
{
	struct d3dkmt_createpagingqueue queue = { .device = dxg->device };
	struct d3dddi_destroypagingqueue destroy = { };
	struct d3dddi_makeresident make;
	unsigned int i, now;

	if (dxg_call(dxg->fd, D3DKMT_IOC_CREATE_PAGING_QUEUE, &queue))
		return;
	if (n > MAX_PLACED)
		n = MAX_PLACED;
	for (i = 0; i < n; i += now) {
		now = n - i < BENCH_BATCH ? n - i : BENCH_BATCH;
		make = (struct d3dddi_makeresident) {
			.paging_queue = queue.paging_queue,
			.num_allocations = now,
			.allocation_list = (uintptr_t)(handles + i),
		};
		if (dxg_call(dxg->fd, D3DKMT_IOC_MAKE_RESIDENT, &make) < 0)
			break;
	}
	destroy.paging_queue = queue.paging_queue;
	dxg_call(dxg->fd, D3DKMT_IOC_DESTROY_PAGING_QUEUE, &destroy);
}
