// SPDX-License-Identifier: GPL-2.0
/*
 * Shares of adapters that go, are reset, or aren't the opener's.
 */
#include "gpu_fixture.h"
#include "lock.h"
#include "process.h"
#include "share.h"

/* Everything is asked again after the adapter has gone, and then let go. */
TEST_F(gpu, adapter_is_removed_with_shares_open)
{
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct d3dkmt_getsharedresourceadapterluid luid = { };
	struct share share, global;
	struct share_open o, again;
	uint8_t *p;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_FLAGS, &global));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	ASSERT_EQ(0, dxg_lock(self->fd, device2, o.infos[0].allocation, &p));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));

	EXPECT_EQ(STATUS_DEVICE_REMOVED, share_query_nt(self->fd, device2, nt));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, share_open_nt(self->fd, device2, nt, &again));
	EXPECT_EQ(STATUS_DEVICE_REMOVED,
		  share_query_global(self->fd, device2, global.global_share));
	EXPECT_EQ(STATUS_DEVICE_REMOVED,
		  share_open_global(self->fd, device2, global.global_share, &again));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, share_fd(self->fd, share.resource, GENERIC_ALL));
	/* Where it was is still known. */
	luid.nt_handle = nt;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, &luid));
	EXPECT_EQ(self->gpu.luid,
		  (uint64_t)luid.adapter_luid.high_part << 32 | luid.adapter_luid.low_part);

	EXPECT_EQ(0, dxg_destroy_resource(self->fd, device2, o.nt.resource));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, global.resource));
	EXPECT_EQ(0, close(nt));
}

/* The descriptor is the last that is left of a removed adapter. */
TEST_F(gpu, descriptor_outlives_its_adapter)
{
	struct share share;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, dxg_count(DXG_COUNT_SHARES));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, dxg_count(DXG_COUNT_SHARES));
	close(nt);
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
}

/* WSL doesn't compare the adapters, and opens on one what lies on the other. */
TEST_F(gpu, wsl_b_open_on_another_adapter)
{
	uint32_t other = dxg_create_device(self->fd, dxg_first_adapter(self->fd));
	struct share share, global;
	struct share_open o;
	int nt;

	ASSERT_NE(0, other);
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_FLAGS, &global));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, share_open_nt(self->fd, other, nt, &o));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  share_open_global(self->fd, other, global.global_share, &o));
	close(nt);
}

TEST_F(gpu, device_in_error)
{
	struct d3dkmt_markdeviceaserror mark = {
		.device = self->device,
		.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct share share;
	struct share_open o;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &mark));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, share_query_nt(self->fd, self->device, nt));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, share_open_nt(self->fd, self->device, nt, &o));
	/* Others aren't concerned. */
	EXPECT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	close(nt);
}

/* The miniport refuses an open, then all of it goes again. */
TEST_F(gpu, wsl_b_failed_open_is_no_success)
{
	static const struct {
		const char *rule;
		int status;
	} table[] = {
		{ "open_allocation fail error=ENOMEM", STATUS_NO_MEMORY },
		{ "open_allocation fail error=EINVAL", STATUS_INVALID_PARAMETER },
		{ "open_allocation fail error=EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH },
	};
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct dxg_gpu_stats before, after;
	struct dxg_counts counts, counts2;
	struct share share;
	struct share_open o;
	size_t i;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &before));
	dxg_counts_read(&counts);
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, table[i].rule));
		EXPECT_EQ(table[i].status, share_open_nt(self->fd, device2, nt, &o));
	}
	dxg_counts_read(&counts2);
	EXPECT_EQ(0, memcmp(&counts, &counts2, sizeof(counts)));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	close(nt);
}

/* The miniport sees each device's opens once, and the allocations as long as anybody has them. */
TEST_F(gpu, what_the_miniport_sees)
{
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct dxg_gpu_stats stats;
	struct share share;
	struct share_open o;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(1, stats.resources);
	EXPECT_EQ(2, stats.allocations);
	EXPECT_EQ(4, stats.opens);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(2, stats.allocations);
	EXPECT_EQ(2, stats.opens);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, device2, o.nt.resource));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(2, stats.allocations);
	EXPECT_EQ(0, stats.opens);
	close(nt);
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(0, stats.resources);
	EXPECT_EQ(0, stats.allocations);
}

TEST_HARNESS_MAIN
