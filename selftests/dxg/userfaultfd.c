// SPDX-License-Identifier: GPL-2.0
/*
 * User memory that takes its time, or changes while a call runs: the calls that make objects, end
 * them, or ask about them.
 */
#include "uffd_call.h"

static void setup_create(struct call *call, unsigned long cmd, const void *info, size_t size)
{
	const char resource_data[64] = { };
	struct d3dkmt_createallocation args = {
		.device = call->device,
		.private_driver_data = (uintptr_t)put(call, 4, resource_data, 64, 32),
		.private_driver_data_size = 64,
		.num_allocations = 1,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
	};

	args.allocation_info = (uintptr_t)put(call, 2, info, size, 8);
	put_args(call, cmd, &args);
}

static void setup_create2(struct call *call)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)put(call, 6, &desc, sizeof(desc), 64),
		.private_driver_data_size = sizeof(desc),
	};

	setup_create(call, D3DKMT_IOC_CREATE_ALLOCATION2, &info, sizeof(info));
}

static void setup_create1(struct call *call)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo info = {
		.private_driver_data = (uintptr_t)put(call, 6, &desc, sizeof(desc), 64),
		.private_driver_data_size = sizeof(desc),
	};

	setup_create(call, D3DKMT_IOC_CREATE_ALLOCATION, &info, sizeof(info));
}

static bool check_create(struct call *call)
{
	const struct d3dkmt_createallocation *args = args_of(call);
	const struct softgpu_allocation_desc *desc =
		(void *)(call->uffd.area + 7 * call->uffd.page_size - sizeof(*desc) + 64);

	return desc->magic == SOFTGPU_MAGIC && desc->total_size == 4096 &&
	       !dxg_destroy_resource(call->fd, call->device, args->resource);
}

static void setup_destroy(struct call *call)
{
	struct d3dkmt_destroyallocation2 args = {
		.device = call->device,
		.allocation_count = ARRAY_SIZE(call->list),
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(call->list); i++)
		dxg_create_raw(call->fd, call->device, 4096, &call->list[i]);
	args.allocation_list = (uintptr_t)put(call, 2, call->list, sizeof(call->list), 8);
	put_args(call, D3DKMT_IOC_DESTROY_ALLOCATION2, &args);
}

static bool check_destroy(struct call *call)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(call->list); i++) {
		if (!dxg_destroy(call->fd, call->device, call->list[i]))
			return false;
	}
	return true;
}

static void setup_escape(struct call *call)
{
	struct softgpu_escape_info info = {
		.head = {
			.magic = SOFTGPU_MAGIC,
			.version = SOFTGPU_VERSION,
			.command = SOFTGPU_ESCAPE_GET_INFO,
			.size = sizeof(info),
		},
	};
	struct d3dkmt_escape args = {
		.adapter = call->adapter,
		.device = call->device,
		.type = D3DKMT_ESCAPE_DRIVERPRIVATE,
		.private_driver_data = (uintptr_t)put(call, 2, &info, sizeof(info), 32),
		.private_driver_data_size = sizeof(info),
	};

	put_args(call, D3DKMT_IOC_ESCAPE, &args);
}

static bool check_escape(struct call *call)
{
	const struct softgpu_escape_info *info =
		(void *)(call->uffd.area + 3 * call->uffd.page_size - sizeof(*info) + 32);

	return info->head.magic == SOFTGPU_MAGIC && info->info.magic == SOFTGPU_MAGIC;
}

static void setup_query(struct call *call)
{
	struct softgpu_info info = { };
	struct d3dkmt_queryadapterinfo args = {
		.adapter = call->adapter,
		.type = KMTQAITYPE_UMDRIVERPRIVATE,
		.private_driver_data = (uintptr_t)put(call, 2, &info, sizeof(info), 32),
		.private_driver_data_size = sizeof(info),
	};

	put_args(call, D3DKMT_IOC_QUERY_ADAPTER_INFO, &args);
}

static bool check_query(struct call *call)
{
	const struct softgpu_info *info =
		(void *)(call->uffd.area + 3 * call->uffd.page_size - sizeof(*info) + 32);

	return info->magic == SOFTGPU_MAGIC;
}

static void setup_memory_info(struct call *call)
{
	struct d3dkmt_queryvideomemoryinfo args = { .adapter = call->adapter };

	put_args(call, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &args);
}

static bool check_memory_info(struct call *call)
{
	const struct d3dkmt_queryvideomemoryinfo *args = args_of(call);

	return args->budget && args->budget == args->available_for_reservation;
}

static void setup_enum(struct call *call)
{
	struct d3dkmt_adapterinfo infos[16] = { };
	struct d3dkmt_enumadapters2 args = {
		.num_adapters = ARRAY_SIZE(infos),
		.adapters = (uintptr_t)put(call, 2, infos, sizeof(infos), sizeof(infos) - 16),
	};

	put_args(call, D3DKMT_IOC_ENUM_ADAPTERS2, &args);
}

static bool check_enum(struct call *call)
{
	const struct d3dkmt_enumadapters2 *args = args_of(call);
	const struct d3dkmt_adapterinfo *infos =
		(void *)(call->uffd.area + 3 * call->uffd.page_size - 16);
	uint32_t i, closed = 0;

	for (i = 0; i < args->num_adapters && i < 16; i++)
		closed += !dxg_close_adapter(call->fd, infos[i].adapter);
	return closed && closed == args->num_adapters;
}

static void setup_open(struct call *call)
{
	struct d3dkmt_openadapterfromluid args = {
		.adapter_luid = { .low_part = call->luid, .high_part = call->luid >> 32 },
	};

	put_args(call, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &args);
}

static bool check_open(struct call *call)
{
	const struct d3dkmt_openadapterfromluid *args = args_of(call);

	return !dxg_close_adapter(call->fd, args->adapter);
}

static void setup_create_device(struct call *call)
{
	struct d3dkmt_createdevice args = { .adapter = call->adapter };

	put_args(call, D3DKMT_IOC_CREATE_DEVICE, &args);
}

static bool check_create_device(struct call *call)
{
	const struct d3dkmt_createdevice *args = args_of(call);

	return !dxg_destroy_device(call->fd, args->device);
}

static void setup_device_state(struct call *call)
{
	struct d3dkmt_getdevicestate args = {
		.device = call->device,
		.state_type = D3DKMT_DEVICESTATE_EXECUTION,
	};

	put_args(call, D3DKMT_IOC_GET_DEVICE_STATE, &args);
}

static bool check_device_state(struct call *call)
{
	const struct d3dkmt_getdevicestate *args = args_of(call);

	return args->execution_state == D3DKMT_DEVICEEXECUTION_ACTIVE;
}

FIXTURE_VARIANT_ADD(gpu, create_allocation2) {
	.setup = setup_create2, .check = check_create, .pages_read = 0xff,
	.removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, create_allocation) {
	.setup = setup_create1, .check = check_create, .pages_read = 0xff,
	.removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, destroy_allocation2) {
	.setup = setup_destroy, .check = check_destroy, .pages_read = 0x0f,
	.removed = 0, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, escape) {
	.setup = setup_escape, .check = check_escape, .pages_read = 0x0f,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, query_adapter_info) {
	.setup = setup_query, .check = check_query, .pages_read = 0x0f,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, query_video_memory_info) {
	.setup = setup_memory_info, .check = check_memory_info, .pages_read = 0x03,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, enum_adapters2) {
	.setup = setup_enum, .check = check_enum, .pages_read = 0x03,
	.removed = 0, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, open_adapter_from_luid) {
	.setup = setup_open, .check = check_open, .pages_read = 0x03,
	.removed = STATUS_INVALID_PARAMETER, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, create_device) {
	.setup = setup_create_device, .check = check_create_device, .pages_read = 0x03,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, get_device_state) {
	.setup = setup_device_state, .check = check_device_state, .pages_read = 0x03,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

TEST_HARNESS_MAIN
