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

FIXTURE_SETUP(gpu)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "test"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	ASSERT_NE(0, self->adapter);
	self->device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device);
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
