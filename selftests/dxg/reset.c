// SPDX-License-Identifier: GPL-2.0
/*
 * Devices that are lost without the adapter going: reset by the adapter, or given up by the client.
 */
#include "gpu_fixture.h"

static int mark(int fd, uint32_t device, uint32_t reason)
{
	struct d3dkmt_markdeviceaserror args = { .device = device, .reason = reason };

	return dxg_call(fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &args);
}

/* Everything on a lost device but asking for its state and destroying things. */
static void expect_lost(struct __test_metadata *_metadata, int fd, uint32_t adapter,
			uint32_t device, uint32_t resource, uint32_t allocation)
{
	uint32_t other;

	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, dxg_execution_state(fd, device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_create_raw(fd, device, 4096, &other));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_create_resource(fd, device, &other, NULL, 0));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_escape_info(fd, adapter, device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, mark(fd, device, D3DKMT_DEVICE_ERROR_REASON_GENERIC));
	EXPECT_EQ(0, dxg_destroy(fd, device, allocation));
	EXPECT_EQ(0, dxg_destroy_resource(fd, device, resource));
}

TEST_F(gpu, devices_of_before_are_lost_and_new_ones_work)
{
	uint32_t resource, allocation, inner, device;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &inner, 1));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, self->device));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	expect_lost(_metadata, self->fd, self->adapter, self->device, resource, allocation);
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));

	/* The adapter itself is as it was, its handle too. */
	EXPECT_EQ(0, dxg_query_version(self->fd, self->adapter));
	EXPECT_EQ(0, dxg_escape_info(self->fd, self->adapter, 0));
	device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, device);
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, device));
	EXPECT_EQ(0, dxg_create_raw(self->fd, device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, device, allocation));
}

/* A device from between two resets is lost, too: losing is for good. */
TEST_F(gpu, second_reset_brings_nothing_back)
{
	uint32_t between;

	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	between = dxg_create_device(self->fd, self->adapter);
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, dxg_execution_state(self->fd, self->device));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, dxg_execution_state(self->fd, between));
}

/* Nothing is undone by a reset: a client that closes everything as always ends with nothing. */
TEST_F(gpu, lost_device_closed_with_all_it_has)
{
	uint32_t resource, allocations[8];

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, allocations, 8));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
}

TEST_F(gpu, other_adapters_are_not_reset)
{
	struct dxg_softgpu other;
	uint32_t device;

	ASSERT_TRUE(dxg_softgpu_add(&other, "other"));
	ASSERT_TRUE(dxg_softgpu_live(&other, true));
	device = dxg_create_device(self->fd, dxg_adapter_by_luid(self->fd, other.luid));
	ASSERT_NE(0, device);
	ASSERT_TRUE(dxg_softgpu_write(&other, "reset", "1"));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, self->device));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, dxg_execution_state(self->fd, device));
	dxg_softgpu_remove(&other);
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_execution_state(self->fd, device));
}

TEST_F(gpu, marked_device_is_lost_and_others_are_not)
{
	uint32_t resource, allocation, inner, other;

	other = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, other);
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &inner, 1));
	EXPECT_EQ(0, mark(self->fd, self->device, D3DKMT_DEVICE_ERROR_REASON_GENERIC));
	expect_lost(_metadata, self->fd, self->adapter, self->device, resource, allocation);
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, other));
	EXPECT_EQ(0, mark(self->fd, other, D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, dxg_execution_state(self->fd, other));
}

TEST_F(gpu, marking_needs_a_reason_and_a_device)
{
	static const uint32_t reasons[] = { 0, 1, 0x80000001, 0x80000005, 0x80000007, ~0u };
	uint32_t bad[] = { 0, self->device + 1, self->device + 0x40, self->adapter, ~0u };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(reasons); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, mark(self->fd, self->device, reasons[i]));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  mark(self->fd, bad[i], D3DKMT_DEVICE_ERROR_REASON_GENERIC));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, self->device));
}

/* The device is its own: the handle of the adapter was needed only to make it. */
TEST_F(gpu, wsl_b_device_outlives_the_adapter_handle)
{
	uint32_t allocation;

	EXPECT_EQ(0, dxg_close_adapter(self->fd, self->adapter));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_query_version(self->fd, self->adapter));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, self->device));
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, dxg_execution_state(self->fd, self->device));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
}

TEST_HARNESS_MAIN
