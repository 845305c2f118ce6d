// SPDX-License-Identifier: GPL-2.0
/*
 * User memory that takes its time, or changes while a call runs: sharing, opening, locking,
 * priorities.
 */
#include "lock.h"
#include "share.h"
#include "uffd_call.h"

/* Both forms of the open write in these places. */
static void *put_infos(struct call *call)
{
	const struct d3dddi_openallocationinfo2 infos[2] = { };

	return put(call, 2, infos, sizeof(infos), sizeof(infos[1]));
}

static void *put_descs(struct call *call)
{
	const struct softgpu_allocation_desc desc[2] = { };

	return put(call, 4, desc, sizeof(desc), sizeof(desc[1]));
}

static void *put_runtime_data(struct call *call)
{
	const char data[sizeof(SHARE_RUNTIME_DATA)] = { };

	return put(call, 6, data, sizeof(data), 4);
}

/* Behind the runtime data. */
static void *resource_data(struct call *call)
{
	return call->uffd.area + 7 * call->uffd.page_size + 64;
}

static const struct d3dddi_openallocationinfo2 *opened_infos(struct call *call)
{
	return (void *)(call->uffd.area + 3 * call->uffd.page_size -
			sizeof(struct d3dddi_openallocationinfo2));
}

static void setup_open_nt(struct call *call)
{
	struct d3dkmt_openresourcefromnthandle args = {
		.device = call->device,
		.num_allocations = 2,
		.open_allocation_info2 = (uintptr_t)put_infos(call),
		.private_runtime_data_size = sizeof(SHARE_RUNTIME_DATA),
		.private_runtime_data = (uintptr_t)put_runtime_data(call),
		.resource_private_driver_data_size = sizeof(SHARE_RESOURCE_DATA),
		.resource_private_driver_data = (uintptr_t)resource_data(call),
		.total_private_driver_data_buffer_size = 2 * sizeof(struct softgpu_allocation_desc),
		.total_private_driver_data_buffer = (uintptr_t)put_descs(call),
	};
	struct share share = { };

	if (share_create(call->fd, call->device, SHARE_NT_FLAGS, &share))
		abort();
	call->nt_handle = share_fd(call->fd, share.resource, GENERIC_ALL);
	args.nt_handle = call->nt_handle;
	put_args(call, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &args);
}

static void setup_open_global(struct call *call)
{
	struct d3dkmt_openresource args = {
		.device = call->device,
		.num_allocations = 2,
		.open_allocation_info2 = (uintptr_t)put_infos(call),
		.private_runtime_data_size = sizeof(SHARE_RUNTIME_DATA),
		.private_runtime_data = (uintptr_t)put_runtime_data(call),
		.resource_private_driver_data_size = sizeof(SHARE_RESOURCE_DATA),
		.resource_private_driver_data = (uintptr_t)resource_data(call),
		.total_private_driver_data_buffer_size = 2 * sizeof(struct softgpu_allocation_desc),
		.total_private_driver_data_buffer = (uintptr_t)put_descs(call),
	};
	struct share share = { };

	if (share_create(call->fd, call->device, SHARE_FLAGS, &share))
		abort();
	args.global_share = share.global_share;
	put_args(call, D3DKMT_IOC_OPEN_RESOURCE, &args);
}

static bool opened(struct call *call, uint32_t resource)
{
	const struct d3dddi_openallocationinfo2 *infos = opened_infos(call);
	void *p;

	return !memcmp(resource_data(call), SHARE_RESOURCE_DATA, sizeof(SHARE_RESOURCE_DATA)) &&
	       !dxg_lock(call->fd, call->device, infos[0].allocation, &p) &&
	       !dxg_lock(call->fd, call->device, infos[1].allocation, &p) &&
	       !dxg_destroy_resource(call->fd, call->device, resource);
}

/*
 * No handle stays in user memory: a resource's is what it was, what was put in its place meanwhile,
 * or 0.
 */
static bool not_opened(struct call *call, uint32_t resource)
{
	const struct d3dddi_openallocationinfo2 *infos = opened_infos(call);

	return (!resource || resource == GARBAGE * 0x01010101u) && !infos[0].allocation &&
	       !infos[1].allocation;
}

static bool check_open_nt(struct call *call)
{
	const struct d3dkmt_openresourcefromnthandle *args = args_of(call);

	return opened(call, args->resource);
}

static bool undone_open_nt(struct call *call)
{
	const struct d3dkmt_openresourcefromnthandle *args = args_of(call);

	return not_opened(call, args->resource);
}

static bool check_open_global(struct call *call)
{
	const struct d3dkmt_openresource *args = args_of(call);

	return opened(call, args->resource);
}

static bool undone_open_global(struct call *call)
{
	const struct d3dkmt_openresource *args = args_of(call);

	return not_opened(call, args->resource);
}

static void setup_share(struct call *call)
{
	/* A 64-bit OBJECT_ATTRIBUTES that says nothing. */
	const uint64_t attributes[6] = { 48 }, none = ~0ull;
	struct d3dkmt_shareobjects args = {
		.object_count = 1,
		.object_attributes = (uintptr_t)put(call, 4, attributes, sizeof(attributes), 40),
		.desired_access = GENERIC_ALL,
		.shared_nt_handle = (uintptr_t)put(call, 6, &none, sizeof(none), 0),
	};
	struct share share = { };

	if (share_create(call->fd, call->device, SHARE_NT_FLAGS, &share))
		abort();
	args.object_handle_array = (uintptr_t)put(call, 2, &share.resource, 4, 0);
	put_args(call, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args);
}

static int64_t *shared_nt_handle(struct call *call)
{
	return (void *)(call->uffd.area + 7 * call->uffd.page_size - sizeof(uint64_t));
}

/* Takes the descriptor, so that it is closed at the end. */
static bool check_share(struct call *call)
{
	call->nt_handle = *shared_nt_handle(call);
	return call->nt_handle >= 0 && !share_query_nt(call->fd, call->device, call->nt_handle);
}

static bool undone_share(struct call *call)
{
	return *shared_nt_handle(call) == -1;
}

static void setup_lock(struct call *call)
{
	struct d3dkmt_lock2 args = { .device = call->device };

	if (dxg_create_raw(call->fd, call->device, 4096, &args.allocation))
		abort();
	call->list[0] = args.allocation;
	put_args(call, D3DKMT_IOC_LOCK2, &args);
}

static void setup_lock_again(struct call *call)
{
	void *p;

	setup_lock(call);
	if (dxg_lock(call->fd, call->device, call->list[0], &p))
		abort();
}

static bool check_lock(struct call *call)
{
	const struct d3dkmt_lock2 *args = args_of(call);

	return !dxg_poke((void *)(uintptr_t)args->data) &&
	       !dxg_unlock(call->fd, call->device, call->list[0]);
}

static bool undone_lock(struct call *call)
{
	return dxg_unlock(call->fd, call->device, call->list[0]) == STATUS_INVALID_PARAMETER;
}

static bool undone_lock_again(struct call *call)
{
	return !dxg_unlock(call->fd, call->device, call->list[0]) && undone_lock(call);
}

#define PRIORITY	0x50000000u

static void setup_priority(struct call *call)
{
	const uint32_t priorities[4] = { PRIORITY, PRIORITY, PRIORITY, PRIORITY };
	struct d3dkmt_setallocationpriority args = {
		.device = call->device,
		.allocation_count = ARRAY_SIZE(call->list),
		.priorities = (uintptr_t)put(call, 4, priorities, sizeof(priorities), 8),
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(call->list); i++)
		dxg_create_raw(call->fd, call->device, 4096, &call->list[i]);
	args.allocation_list = (uintptr_t)put(call, 2, call->list, sizeof(call->list), 8);
	put_args(call, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &args);
}

static bool check_priority(struct call *call)
{
	uint32_t priorities[4] = { };
	struct d3dkmt_getallocationpriority args = {
		.device = call->device,
		.allocation_list = (uintptr_t)call->list,
		.allocation_count = ARRAY_SIZE(call->list),
		.priorities = (uintptr_t)priorities,
	};
	size_t i;

	if (dxg_call(call->fd, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, &args))
		return false;
	for (i = 0; i < ARRAY_SIZE(priorities); i++) {
		if (priorities[i] != PRIORITY)
			return false;
	}
	return true;
}

FIXTURE_VARIANT_ADD(gpu, open_resource_from_nt_handle) {
	.setup = setup_open_nt, .check = check_open_nt, .undone = undone_open_nt,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, open_resource) {
	.setup = setup_open_global, .check = check_open_global, .undone = undone_open_global,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, share_objects) {
	.setup = setup_share, .check = check_share, .undone = undone_share,
	.pages_read = 0x37, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, lock2) {
	.setup = setup_lock, .check = check_lock, .undone = undone_lock,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, lock2_again) {
	.setup = setup_lock_again, .check = check_lock, .undone = undone_lock_again,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, set_allocation_priority) {
	.setup = setup_priority, .check = check_priority,
	.pages_read = 0x3f, .pages_late = 0x30, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

TEST_HARNESS_MAIN
