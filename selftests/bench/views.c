// SPDX-License-Identifier: GPL-2.0
/*
 * The CPU's views: from creation to the last byte, and locking what is mapped already.
 */
#include "bench.h"

struct view {
	const struct bench_dxg *dxg;
	struct softgpu_allocation_desc desc;
	struct d3dddi_allocationinfo2 info;
	struct d3dkmt_createallocation create;
	struct d3dkmt_lock2 lock;
	struct d3dkmt_unlock2 unlock;
	struct d3dkmt_destroyallocation2 destroy;
	uint32_t allocation;
	size_t size;
};

static void make_ready(struct view *view, const struct bench_dxg *dxg, size_t size)
{
	*view = (struct view) {
		.dxg = dxg,
		.desc = dxg_raw(size),
		.size = size,
		.info = {
			.private_driver_data = (uintptr_t)&view->desc,
			.private_driver_data_size = sizeof(view->desc),
		},
		.create = {
			.device = dxg->device,
			.num_allocations = 1,
			.allocation_info2 = (uintptr_t)&view->info,
		},
		.lock = { .device = dxg->device },
		.unlock = { .device = dxg->device },
		.destroy = {
			.device = dxg->device,
			.allocation_list = (uintptr_t)&view->allocation,
			.allocation_count = 1,
		},
	};
}

static bool create(struct view *view)
{
	if (ioctl(view->dxg->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &view->create))
		return false;
	view->allocation = view->info.allocation;
	view->lock.allocation = view->allocation;
	view->unlock.allocation = view->allocation;
	return true;
}

static bool whole_life(void *ctx, unsigned int n)
{
	struct view *view = ctx;
	int fd = view->dxg->fd;

	while (n--) {
		if (!create(view) || ioctl(fd, D3DKMT_IOC_LOCK2, &view->lock) ||
		    !bench_touch((void *)(uintptr_t)view->lock.data, view->size) ||
		    ioctl(fd, D3DKMT_IOC_UNLOCK2, &view->unlock) ||
		    ioctl(fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &view->destroy))
			return false;
	}
	return true;
}

static bool lock(void *ctx, unsigned int n)
{
	struct view *view = ctx;

	while (n--) {
		if (ioctl(view->dxg->fd, D3DKMT_IOC_LOCK2, &view->lock))
			return false;
	}
	return true;
}

static bool unlock(void *ctx, unsigned int n)
{
	struct view *view = ctx;

	while (n--) {
		if (ioctl(view->dxg->fd, D3DKMT_IOC_UNLOCK2, &view->unlock))
			return false;
	}
	return true;
}

static void reset_lock(void *ctx, unsigned int n)
{
	unlock(ctx, n);
}

/* Locks are taken beforehand, as many as a window can need. */
#define MAX_UNLOCKS	20000u

static void reset_unlock(void *ctx, unsigned int n)
{
	lock(ctx, n);
}

static void measure_locks(const struct bench_dxg *dxg)
{
	static const struct bench_op lock_op = {
		.key = "lock2", .run = lock, .reset = reset_lock,
	};
	static const struct bench_op unlock_op = {
		.key = "unlock2", .run = unlock, .reset = reset_unlock, .max = MAX_UNLOCKS,
	};
	struct view view;

	make_ready(&view, dxg, 65536);
	if (!create(&view) || !lock(&view, 1)) {
		bench_missing("lock2", "the call is refused");
		bench_missing("unlock2", "the call is refused");
		return;
	}
	bench_measure(&lock_op, &view);
	lock(&view, MAX_UNLOCKS);
	bench_measure(&unlock_op, &view);
	dxg_destroy(dxg->fd, dxg->device, view.allocation);
}

void bench_views(const struct bench_dxg *dxg)
{
	static const size_t sizes[] = { 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216 };
	struct view view;
	unsigned int i;
	char key[32];

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		struct bench_op op = { .key = key, .run = whole_life };

		snprintf(key, sizeof(key), "touch_%zu", sizes[i]);
		make_ready(&view, dxg, sizes[i]);
		bench_measure(&op, &view);
	}
	measure_locks(dxg);
}
