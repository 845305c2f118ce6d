// SPDX-License-Identifier: GPL-2.0
/*
 * What softgpu makes of an allocation's private data: every row of the table that its arithmetic is
 * checked by on the host, put to the kernel.
 */
#include "create.h"
#include "gpu.h"
#include "kselftest_harness.h"

#include "../softgpu/layout_cases.h"

FIXTURE(layout) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t device;
};

/* Segments that have room for the largest. */
FIXTURE_SETUP(layout)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "layout"));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "segments",
				      "32G cpu_visible\n32G\n32G aperture\n"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	self->device = dxg_create_device(self->fd, dxg_adapter_by_luid(self->fd, self->gpu.luid));
	ASSERT_NE(0, self->device);
}

FIXTURE_TEARDOWN(layout)
{
	close(self->fd);
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

static int create_described(int fd, uint32_t device, const struct softgpu_allocation_desc *desc,
			    struct create *create)
{
	create_init(create, device);
	create->desc = *desc;
	return create_call(fd, create);
}

TEST_F(layout, what_the_miniport_answers)
{
	struct create create;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		const struct good *row = &good[i];

		EXPECT_EQ(0, create_described(self->fd, self->device, &row->desc, &create))
			TH_LOG("%s", row->name);
		EXPECT_EQ(row->want.total_size, create.desc.total_size) TH_LOG("%s", row->name);
		EXPECT_EQ(row->want.slice_pitch, create.desc.slice_pitch) TH_LOG("%s", row->name);
		EXPECT_EQ(row->want.pitch, create.desc.pitch) TH_LOG("%s", row->name);
		EXPECT_EQ(row->want.alignment, create.desc.alignment) TH_LOG("%s", row->name);
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, create.info.allocation));
	}
}

TEST_F(layout, what_it_refuses)
{
	struct create create;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		const struct bad *row = &bad[i];

		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  create_described(self->fd, self->device, &row->desc, &create))
			TH_LOG("%s", row->name);
	}
}

TEST_HARNESS_MAIN
