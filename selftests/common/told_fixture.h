/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of tests of what is told of memory: an adapter with segments of 16 MiB, 8 MiB and an
 * aperture of 32 MiB, of which nothing is in use, and a paging queue.
 */
#ifndef SELFTESTS_TOLD_FIXTURE_H
#define SELFTESTS_TOLD_FIXTURE_H

#include "told.h"
#include "kselftest_harness.h"
#include "residency.h"

FIXTURE(told) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t adapter;
	uint32_t device;
	struct dxg_pager pager;
	struct told_segment segment;
};

typedef FIXTURE_DATA(told) told_data;

FIXTURE_SETUP(told)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "told"));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "segments",
				      "16M cpu_visible, 8M, 32M aperture"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	ASSERT_NE(0, self->adapter);
	self->device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device);
	ASSERT_EQ(0, dxg_pager_create(self->fd, self->adapter, self->device, &self->pager));
}

FIXTURE_TEARDOWN(told)
{
	close(self->fd);
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* @size bytes of video memory, resident when this returns; 0 on failure. */
static inline uint32_t told_new(told_data *self, uint64_t size)
{
	uint32_t allocation;
	/* Raw memory would be for reading, and go to system memory. */
	int ret = dxg_create_desc(self->fd, self->device, dxg_upload(size), &allocation);

	ret = ret ?: dxg_resident_one(&self->pager, allocation);
	if (!ret)
		return allocation;
	fprintf(stderr, "# can't make it resident: %#x\n", ret);
	return 0;
}

#endif
