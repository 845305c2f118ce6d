// SPDX-License-Identifier: GPL-2.0
/*
 * Sharing a resource of one allocation by a descriptor: share, open on another device, close.
 */
#include "share.h"

#include "bench.h"

struct sharing {
	int fd;
	uint32_t resource;
	uint64_t nt_handle;
	struct d3dkmt_shareobjects share;
	struct d3dddi_openallocationinfo2 info;
	struct softgpu_allocation_desc desc;
	struct d3dkmt_openresourcefromnthandle open;
	struct d3dkmt_destroyallocation2 destroy;
};

static bool run_share(void *ctx, unsigned int n)
{
	struct sharing *sharing = ctx;

	while (n--) {
		if (ioctl(sharing->fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &sharing->share))
			return false;
		sharing->open.nt_handle = sharing->nt_handle;
		sharing->open.total_private_driver_data_buffer_size = sizeof(sharing->desc);
		if (ioctl(sharing->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &sharing->open))
			return false;
		sharing->destroy.resource = sharing->open.resource;
		if (ioctl(sharing->fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &sharing->destroy))
			return false;
		close((int)sharing->nt_handle);
	}
	return true;
}

static bool create_shared(const struct bench_dxg *dxg, uint32_t *resource)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = dxg->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = SHARE_NT_FLAGS,
	};

	if (dxg_call(dxg->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create))
		return false;
	*resource = create.resource;
	return true;
}

void bench_share(const struct bench_dxg *dxg)
{
	static const struct bench_op op = { .key = "share_open_close", .run = run_share };
	uint32_t device = dxg_create_device(dxg->fd, dxg->adapter);
	struct sharing sharing = {
		.fd = dxg->fd,
		.share = {
			.object_count = 1,
			.object_handle_array = (uintptr_t)&sharing.resource,
			.desired_access = GENERIC_ALL,
			.shared_nt_handle = (uintptr_t)&sharing.nt_handle,
		},
		.open = {
			.device = device,
			.num_allocations = 1,
			.open_allocation_info2 = (uintptr_t)&sharing.info,
			.total_private_driver_data_buffer = (uintptr_t)&sharing.desc,
		},
		.destroy = { .device = device },
	};

	if (!create_shared(dxg, &sharing.resource)) {
		bench_missing(op.key, "nothing can be shared");
		return;
	}
	bench_measure(&op, &sharing);
	dxg_destroy_resource(dxg->fd, dxg->device, sharing.resource);
	dxg_destroy_device(dxg->fd, device);
}
