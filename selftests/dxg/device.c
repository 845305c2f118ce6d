// SPDX-License-Identifier: GPL-2.0
/*
 * Devices: creating, destroying, their state, and marking one as being in error.
 */
#include "fixture.h"
#include "gpu_fixture.h"
#include "mem.h"

static int create_device(int fd, uint32_t adapter, uint32_t flags, struct d3dkmt_createdevice *args)
{
	memset(args, POISON, sizeof(*args));
	args->adapter = adapter;
	args->flags = flags;
	return dxg_call(fd, D3DKMT_IOC_CREATE_DEVICE, args);
}

static int get_state(int fd, uint32_t device, uint32_t type, struct d3dkmt_getdevicestate *state)
{
	memset(state, POISON, sizeof(*state));
	state->device = device;
	state->state_type = type;
	return dxg_call(fd, D3DKMT_IOC_GET_DEVICE_STATE, state);
}

static int mark(int fd, uint32_t device, uint32_t reason)
{
	struct d3dkmt_markdeviceaserror args = { .device = device, .reason = reason };

	return dxg_call(fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &args);
}

/* The handle is all that is written; buffers and lists of the legacy model are not looked at. */
TEST_F(dxg, create)
{
	struct d3dkmt_createdevice args, expected;
	uint32_t flags, previous = self->device;

	for (flags = 0; flags < 8; flags++) {
		memset(&expected, POISON, sizeof(expected));
		expected.adapter = self->adapter;
		expected.flags = flags;
		expected.device = previous + 0x40;
		EXPECT_EQ(0, create_device(self->fd, self->adapter, flags, &args));
		EXPECT_EQ(0, memcmp(&expected, &args, sizeof(args)));
		previous = args.device;
	}
}

TEST_F(dxg, create_refused)
{
	uint32_t bad[] = { 0, self->device, self->adapter ^ 0xc0000000, self->adapter + 0x3f, ~0u };
	uint32_t next = dxg_next_handle(self->fd, self->device);
	struct d3dkmt_createdevice args;
	struct dxg_counts before, after;
	unsigned int bit;
	size_t i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (bit = 3; bit < 32; bit++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  create_device(self->fd, self->adapter, 1u << bit, &args)) {
			TH_LOG("bit %u", bit);
		}
		EXPECT_EQ(POISON32, args.device);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_device(self->fd, bad[i], 0, &args));
		EXPECT_EQ(POISON32, args.device);
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device));
}

/* WSL's driver answers 0, leaves the handle unwritten and loses the object when the host fails. */
TEST_F(gpu, wsl_b_miniport_fails)
{
	static const struct {
		const char *rule;
		int status;
	} rules[] = {
		{ "create_device fail error=ENOMEM", STATUS_NO_MEMORY },
	};
	uint32_t next = dxg_next_handle(self->fd, self->device);
	struct dxg_counts before, after;
	struct d3dkmt_createdevice args;
	struct dxg_gpu_stats stats;
	size_t i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i].rule));
		EXPECT_EQ(rules[i].status, create_device(self->fd, self->adapter, 0, &args));
		EXPECT_EQ(POISON32, args.device);
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(1, stats.devices);
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device));
}

/* All that the device has goes with it. */
TEST_F(dxg, destroy_takes_all)
{
	uint32_t device, resource, allocations[3], alone, i;
	struct dxg_counts before, after;

	ASSERT_EQ(0, dxg_counts_read(&before));
	device = dxg_create_device(self->fd, self->adapter);
	ASSERT_EQ(0, dxg_create_resource(self->fd, device, &resource, allocations, 3));
	ASSERT_EQ(0, dxg_create_raw(self->fd, device, 4096, &alone));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, device));
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));

	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, device));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, device, alone));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, alone));
	for (i = 0; i < 3; i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device,
								allocations[i]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy_resource(self->fd, self->device, resource));
}

TEST_F(dxg, destroy_refused)
{
	uint32_t bad[] = { 0, self->adapter, self->device + 0x40, self->device + 1,
			   self->device ^ 0x80000000, ~0u };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, bad[i]));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
}

TEST_F(dxg, states)
{
	struct d3dkmt_getdevicestate state;

	EXPECT_EQ(0, get_state(self->fd, self->device, D3DKMT_DEVICESTATE_EXECUTION, &state));
	EXPECT_EQ(self->device, state.device);
	EXPECT_EQ(D3DKMT_DEVICESTATE_EXECUTION, state.state_type);
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, state.execution_state);

	EXPECT_EQ(0, get_state(self->fd, self->device, D3DKMT_DEVICESTATE_RESET, &state));
	EXPECT_EQ(0, state.reset_state);

	EXPECT_EQ(0, get_state(self->fd, self->device, D3DKMT_DEVICESTATE_PAGE_FAULT, &state));
	EXPECT_TRUE(mem_is(&state.page_fault_state, 0, sizeof(state.page_fault_state)));
}

TEST_F(dxg, states_refused)
{
	static const struct {
		uint32_t type;
		int status;
	} types[] = {
		{ 0, STATUS_INVALID_PARAMETER },
		{ D3DKMT_DEVICESTATE_PRESENT, STATUS_NOT_SUPPORTED },
		{ D3DKMT_DEVICESTATE_PRESENT_DWM, STATUS_NOT_SUPPORTED },
		{ D3DKMT_DEVICESTATE_PRESENT_QUEUE, STATUS_NOT_SUPPORTED },
		{ 7, STATUS_INVALID_PARAMETER },
		{ 0x80000001, STATUS_INVALID_PARAMETER },
		{ ~0u, STATUS_INVALID_PARAMETER },
	};
	struct d3dkmt_getdevicestate state;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		EXPECT_EQ(types[i].status,
			  get_state(self->fd, self->device, types[i].type, &state)) {
			TH_LOG("type %u", types[i].type);
		}
		EXPECT_TRUE(mem_is((char *)&state + 8, POISON, sizeof(state) - 8));
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  get_state(self->fd, 0, D3DKMT_DEVICESTATE_EXECUTION, &state));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  get_state(self->fd, self->adapter, D3DKMT_DEVICESTATE_EXECUTION, &state));
}

/*
 * A device in error answers DEVICE_REMOVED to all but the calls that ask for its state or destroy.
 */
TEST_F(dxg, mark_as_error)
{
	uint32_t resource, allocations[2], device, allocation;
	struct d3dkmt_getdevicestate state;
	struct dxg_counts before, after;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, allocations, 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, mark(self->fd, self->device, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, mark(self->fd, self->device, 0x80000001));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, mark(self->fd, self->device, ~0u));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  mark(self->fd, self->adapter, D3DKMT_DEVICE_ERROR_REASON_GENERIC));
	EXPECT_EQ(0, get_state(self->fd, self->device, D3DKMT_DEVICESTATE_EXECUTION, &state));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, state.execution_state);

	EXPECT_EQ(0, mark(self->fd, self->device, D3DKMT_DEVICE_ERROR_REASON_GENERIC));
	EXPECT_EQ(0, get_state(self->fd, self->device, D3DKMT_DEVICESTATE_EXECUTION, &state));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_RESET, state.execution_state);
	ASSERT_EQ(0, dxg_counts_read(&before));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	EXPECT_EQ(STATUS_DEVICE_REMOVED,
		  mark(self->fd, self->device, D3DKMT_DEVICE_ERROR_REASON_GENERIC));
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocations[0]));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));

	/* The adapter and its other devices go on. */
	device = dxg_create_device(self->fd, self->adapter);
	EXPECT_NE(0, device);
	EXPECT_EQ(0, mark(self->fd, device, D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR));
	device = dxg_create_device(self->fd, self->adapter);
	EXPECT_EQ(0, dxg_create_raw(self->fd, device, 4096, &allocation));
}

TEST_HARNESS_MAIN
