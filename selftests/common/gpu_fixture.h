/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of tests with an adapter of their own. Its teardown proves that nothing is left,
 * neither here nor at the miniport.
 */
#ifndef SELFTESTS_GPU_FIXTURE_H
#define SELFTESTS_GPU_FIXTURE_H

#include "gpu.h"
#include "kselftest_harness.h"

FIXTURE(gpu) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t adapter;
	uint32_t device;
};

typedef FIXTURE_DATA(gpu) gpu_data;

/* So many lines about the faults of an adapter's miniport are logged before some are left out. */
#define GPU_LOGGED_FAULTS	10

static inline bool gpu_begin(gpu_data *self)
{
	if (!dxg_softgpu_add(&self->gpu, "test") || !dxg_softgpu_live(&self->gpu, true))
		return false;
	self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	self->device = dxg_create_device(self->fd, self->adapter);
	return self->device;
}

/* Before the miniport's @nth fault, from 0: another adapter when the log has had enough of one. */
static inline bool gpu_next_fault(gpu_data *self, unsigned int nth)
{
	if (!nth || nth % GPU_LOGGED_FAULTS)
		return true;
	if (dxg_destroy_device(self->fd, self->device) ||
	    dxg_close_adapter(self->fd, self->adapter))
		return false;
	dxg_softgpu_remove(&self->gpu);
	return gpu_begin(self);
}

FIXTURE_SETUP(gpu)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	ASSERT_TRUE(gpu_begin(self));
}

FIXTURE_TEARDOWN(gpu)
{
	dxg_gpu_inject(&self->gpu, NULL);
	close(self->fd);
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

#endif
