// SPDX-License-Identifier: GPL-2.0
/*
 * /proc/PID/fdinfo: the keys that tools know from DRM's drivers.
 */
#include <sys/wait.h>

#include "told_fixture.h"

static uint64_t usage(told_data *self)
{
	struct d3dkmt_queryvideomemoryinfo info = { .adapter = self->adapter };

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info) ?
	       ~0ull : info.current_usage;
}

TEST_F(told, keys_of_a_process)
{
	uint32_t allocation;
	char text[64];

	ASSERT_TRUE(told_fdinfo_text(self->fd, "drm-driver", text, sizeof(text)));
	EXPECT_STREQ("dxgkrnl", text);
	EXPECT_TRUE(told_fdinfo_text(self->fd, "drm-client-id", text, sizeof(text)));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-resident-vram1"));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-resident-vram2"));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-resident-gtt3"));
	EXPECT_EQ(-1, told_fdinfo(self->fd, "drm-resident-gtt4"));

	allocation = told_new(self, MIB);
	ASSERT_NE(0, allocation);
	ASSERT_NE(0, told_new(self, MIB));
	EXPECT_EQ(2 * MIB, usage(self));
	EXPECT_EQ(usage(self), told_fdinfo(self->fd, "drm-total-vram1"));
	EXPECT_EQ(usage(self), told_fdinfo(self->fd, "drm-resident-vram1"));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-shared-vram1"));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-purgeable-vram1"));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-active-vram1"));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-total-system"));

	ASSERT_EQ(0, dxg_offer_one(&self->pager, allocation, D3DKMT_OFFER_PRIORITY_LOW));
	EXPECT_EQ(MIB, told_fdinfo(self->fd, "drm-purgeable-vram1"));
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-purgeable-vram1"));
	EXPECT_EQ(MIB, told_fdinfo(self->fd, "drm-total-vram1"));
}

TEST_F(told, system_memory)
{
	uint32_t allocation = told_new(self, MIB);

	ASSERT_NE(0, allocation);
	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, 0));
	EXPECT_EQ(0, told_fdinfo(self->fd, "drm-total-vram1"));
	EXPECT_EQ(MIB, told_fdinfo(self->fd, "drm-total-system"));
	EXPECT_EQ(MIB, told_fdinfo(self->fd, "drm-resident-system"));
}

/* Who has more than one adapter open sees which is which. */
TEST_F(told, several_adapters)
{
	struct dxg_softgpu other;
	char key[64];
	uint32_t adapter;

	ASSERT_NE(0, told_new(self, MIB));
	ASSERT_TRUE(dxg_softgpu_add(&other, "other"));
	ASSERT_TRUE(dxg_softgpu_live(&other, true));
	adapter = dxg_adapter_by_luid(self->fd, other.luid);
	ASSERT_NE(0, adapter);
	snprintf(key, sizeof(key), "drm-resident-luid%llx-vram1",
		 (unsigned long long)self->gpu.luid);
	EXPECT_EQ(MIB, told_fdinfo(self->fd, key));
	snprintf(key, sizeof(key), "drm-resident-luid%llx-vram1", (unsigned long long)other.luid);
	EXPECT_EQ(0, told_fdinfo(self->fd, key));
	EXPECT_EQ(-1, told_fdinfo(self->fd, "drm-resident-vram1"));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, adapter));
	EXPECT_EQ(MIB, told_fdinfo(self->fd, "drm-resident-vram1"));
	dxg_softgpu_remove(&other);
}

TEST_F(told, descriptors)
{
	char text[64], same[64];
	int fd, status;
	pid_t pid;

	ASSERT_NE(0, told_new(self, MIB));
	ASSERT_TRUE(told_fdinfo_text(self->fd, "drm-client-id", text, sizeof(text)));
	/* No call yet. */
	fd = dxg_open();
	EXPECT_TRUE(told_fdinfo_text(fd, "drm-driver", same, sizeof(same)));
	EXPECT_FALSE(told_fdinfo_text(fd, "drm-client-id", same, sizeof(same)));
	EXPECT_EQ(-1, told_fdinfo(fd, "drm-total-system"));
	/* Another one of the same process. */
	EXPECT_NE(0, dxg_adapter_by_luid(fd, self->gpu.luid));
	EXPECT_TRUE(told_fdinfo_text(fd, "drm-client-id", same, sizeof(same)));
	EXPECT_STREQ(text, same);
	EXPECT_EQ(MIB, told_fdinfo(fd, "drm-total-vram1"));
	close(fd);
	/* It tells of the process that opened it, whoever has it. */
	pid = fork();
	if (!pid) {
		fd = dxg_open();
		_exit(!(told_fdinfo(self->fd, "drm-total-vram1") == (int64_t)MIB &&
			dxg_adapter_by_luid(fd, self->gpu.luid) &&
			told_fdinfo(fd, "drm-total-vram1") == 0));
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
}

TEST_HARNESS_MAIN
