// SPDX-License-Identifier: GPL-2.0
/*
 * QueryVideoMemoryInfo: the group totals of an adapter.
 */
#include "fixture.h"
#include "mem.h"

static int query(int fd, uint32_t adapter, uint32_t group,
		 struct d3dkmt_queryvideomemoryinfo *info)
{
	memset(info, POISON, sizeof(*info));
	info->process = 0;
	info->adapter = adapter;
	info->memory_segment_group = group;
	info->physical_adapter_index = 0;
	return dxg_call(fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, info);
}

static void check_group(struct __test_metadata *_metadata, int fd, uint32_t adapter, uint32_t group,
			uint64_t size)
{
	struct d3dkmt_queryvideomemoryinfo info;

	EXPECT_EQ(0, query(fd, adapter, group, &info));
	EXPECT_EQ(size, info.budget);
	EXPECT_EQ(0, info.current_usage);
	EXPECT_EQ(0, info.current_reservation);
	EXPECT_EQ(size, info.available_for_reservation);
	/* What goes in comes back as it was. */
	EXPECT_EQ(0, info.process);
	EXPECT_EQ(adapter, info.adapter);
	EXPECT_EQ(group, info.memory_segment_group);
	EXPECT_EQ(0, info.physical_adapter_index);
	EXPECT_EQ(POISON32, info.pad0);
}

/* softgpu's default: 256 MiB and 256 MiB local, an aperture of 512 MiB. */
TEST_F(dxg, default_adapter)
{
	check_group(_metadata, self->fd, self->adapter, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL,
		    512ull << 20);
	check_group(_metadata, self->fd, self->adapter, D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL,
		    512ull << 20);
}

/* Segments can say which group they are of, and sizes beyond 4 GiB arrive whole. */
TEST_F(dxg, groups_of_segments)
{
	struct dxg_softgpu gpu;
	uint32_t adapter;

	ASSERT_TRUE(dxg_softgpu_add(&gpu, "vidmem"));
	ASSERT_TRUE(dxg_softgpu_write(&gpu, "segments", "5G cpu_visible\n"
							"64M non_local\n"
							"8G aperture\n"
							"16M aperture local\n"));
	ASSERT_TRUE(dxg_softgpu_live(&gpu, true));
	adapter = dxg_adapter_by_luid(self->fd, gpu.luid);
	check_group(_metadata, self->fd, adapter, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL,
		    (5ull << 30) + (16ull << 20));
	check_group(_metadata, self->fd, adapter, D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL,
		    (8ull << 30) + (64ull << 20));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, adapter));
	dxg_softgpu_remove(&gpu);
}

TEST_F(dxg, refused)
{
	struct d3dkmt_queryvideomemoryinfo info, before;
	static const struct {
		uint64_t process;
		uint32_t group, index;
	} bad[] = {
		{ .process = 1 },
		{ .process = 0x100000000 },
		{ .process = ~0ull },
		{ .group = 2 },
		{ .group = 0x7fffffff },
		{ .group = ~0u },
		{ .index = 1 },
		{ .index = ~0u },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		memset(&info, POISON, sizeof(info));
		info.process = bad[i].process;
		info.adapter = self->adapter;
		info.memory_segment_group = bad[i].group;
		info.physical_adapter_index = bad[i].index;
		before = info;
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_call(self->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info)) {
			TH_LOG("%zu", i);
		}
		EXPECT_EQ(0, memcmp(&before, &info, sizeof(info)));
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self->fd, 0, 0, &info));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self->fd, self->device, 0, &info));
	EXPECT_EQ(POISON64, info.budget);
}

TEST_HARNESS_MAIN
