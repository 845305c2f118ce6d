/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of tests about video memory: an adapter whose segments each test chooses.
 */
#ifndef SELFTESTS_VRAM_FIXTURE_H
#define SELFTESTS_VRAM_FIXTURE_H

#include "gpu.h"
#include "kselftest_harness.h"
#include "residency.h"

/* @q has the descriptor, the adapter and the device, too. */
FIXTURE(vram) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	struct dxg_pager q;
};

typedef FIXTURE_DATA(vram) vram_data;

FIXTURE_SETUP(vram)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "vram"));
	self->q.fd = -1;
}

FIXTURE_TEARDOWN(vram)
{
	dxg_gpu_inject(&self->gpu, NULL);
	if (self->q.fd >= 0)
		close(self->q.fd);
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* Open what is plugged in. */
static inline bool vram_open(const struct dxg_softgpu *gpu, struct dxg_pager *queue)
{
	int fd = dxg_open();
	uint32_t adapter = dxg_adapter_by_luid(fd, gpu->luid);
	uint32_t device = dxg_create_device(fd, adapter);

	return device && !dxg_pager_create(fd, adapter, device, queue);
}

/* Plug in an adapter with those segments, and open it. */
static inline bool vram_start(vram_data *self, const char *segments)
{
	return dxg_softgpu_write(&self->gpu, "segments", segments) &&
	       dxg_softgpu_live(&self->gpu, true) && vram_open(&self->gpu, &self->q);
}

/* @n allocations of @size bytes; number i is filled with seed @seed + i. */
static inline bool vram_create(const struct dxg_pager *queue, uint64_t size, uint64_t seed,
			       uint32_t *allocations, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		if (dxg_create_filled(queue, size, seed + i, &allocations[i]))
			return false;
	}
	return true;
}

/*
 * The same for one that may be in any segment, in those first that the CPU doesn't see, and can be
 * locked nevertheless; softgpu makes none by itself.
 */
static inline bool vram_create_anywhere(vram_data *self, uint64_t size, uint64_t seed,
					uint32_t *allocation)
{
	struct softgpu_allocation_desc desc = dxg_upload(size);
	bool ok;

	desc.cpu_access = 0;
	/* DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE */
	ok = dxg_gpu_inject(&self->gpu, "create_allocation field=flags value=1") &&
	     !dxg_create_desc(self->q.fd, self->q.device, desc, allocation);
	return dxg_gpu_inject(&self->gpu, NULL) && ok &&
	       !dxg_write_contents(&self->q, *allocation, size, seed);
}

/* Whether they still are. */
static inline bool vram_intact(const struct dxg_pager *queue, uint64_t size, uint64_t seed,
			       const uint32_t *allocations, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		int ret = dxg_check_contents(queue, allocations[i], size, seed + i);

		if (!ret)
			continue;
		fprintf(stderr, "# allocation %u: %s (%#x)\n", i,
			ret == 1 ? "other contents" : "can't be locked", ret);
		return false;
	}
	return true;
}

#endif
