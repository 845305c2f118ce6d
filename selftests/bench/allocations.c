// SPDX-License-Identifier: GPL-2.0
/*
 * Creating and destroying, one at a time and many in a call.
 */
#include "bench.h"

/* Calls that are made ready once, so that what is counted is the kernel's work. */
struct calls {
	int fd;
	struct softgpu_allocation_desc desc[BENCH_BATCH];
	struct d3dddi_allocationinfo2 infos[BENCH_BATCH];
	struct d3dkmt_createallocation create;
	struct d3dkmt_destroyallocation2 destroy;
	uint32_t handles[BENCH_BATCH];
	unsigned int count;
};

static void make_ready(struct calls *calls, const struct bench_dxg *dxg, unsigned int count)
{
	unsigned int i;

	memset(calls, 0, sizeof(*calls));
	calls->fd = dxg->fd;
	calls->count = count;
	for (i = 0; i < count; i++) {
		calls->desc[i] = dxg_raw(4096);
		calls->infos[i].private_driver_data = (uintptr_t)&calls->desc[i];
		calls->infos[i].private_driver_data_size = sizeof(calls->desc[i]);
	}
	calls->create = (struct d3dkmt_createallocation) {
		.device = dxg->device,
		.num_allocations = count,
		.allocation_info2 = (uintptr_t)calls->infos,
	};
	calls->destroy = (struct d3dkmt_destroyallocation2) {
		.device = dxg->device,
		.allocation_list = (uintptr_t)calls->handles,
		.allocation_count = count,
	};
}

static bool create(struct calls *calls)
{
	unsigned int i;

	if (ioctl(calls->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &calls->create))
		return false;
	for (i = 0; i < calls->count; i++)
		calls->handles[i] = calls->infos[i].allocation;
	return true;
}

static bool create_destroy(void *ctx, unsigned int n)
{
	struct calls *calls = ctx;

	while (n--) {
		if (!create(calls) || ioctl(calls->fd, D3DKMT_IOC_DESTROY_ALLOCATION2,
					    &calls->destroy))
			return false;
	}
	return true;
}

static struct calls calls;

void bench_allocations(const struct bench_dxg *dxg)
{
	static const unsigned int counts[] = { 1, 4, 16, 64, 256, BENCH_BATCH };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		char key[32];
		struct bench_op op = { .key = key, .run = create_destroy, .per = counts[i] };

		snprintf(key, sizeof(key), "create_destroy_%u", counts[i]);
		make_ready(&calls, dxg, counts[i]);
		bench_measure(&op, &calls);
	}
}

void bench_create_among(const struct bench_dxg *dxg, unsigned int live)
{
	char key[48];
	struct bench_op op = { .key = key, .run = create_destroy };

	snprintf(key, sizeof(key), "live_%u_create_destroy", live);
	make_ready(&calls, dxg, 1);
	bench_measure(&op, &calls);
}

bool bench_create_many(const struct bench_dxg *dxg, uint32_t *handles, unsigned int n)
{
	unsigned int i, now;

	for (i = 0; i < n; i += now) {
		now = n - i < BENCH_BATCH ? n - i : BENCH_BATCH;
		make_ready(&calls, dxg, now);
		if (!create(&calls))
			return false;
		memcpy(handles + i, calls.handles, now * sizeof(*handles));
	}
	return true;
}

bool bench_destroy_many(const struct bench_dxg *dxg, uint32_t *handles, unsigned int n)
{
	unsigned int i, now;

	for (i = 0; i < n; i += now) {
		now = n - i < BENCH_BATCH ? n - i : BENCH_BATCH;
		if (dxg_destroy_list(dxg->fd, dxg->device, handles + i, now))
			return false;
	}
	return true;
}
