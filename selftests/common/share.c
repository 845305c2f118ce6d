// SPDX-License-Identifier: GPL-2.0
#include "mem.h"
#include "share.h"

int share_create(int fd, uint32_t device, uint32_t flags, struct share *share)
{
	struct softgpu_allocation_desc desc[2] = { dxg_raw(SHARE_SIZE0), dxg_raw(SHARE_SIZE1) };
	struct d3dddi_allocationinfo2 infos[2] = {
		{ .private_driver_data = (uintptr_t)&desc[0],
		  .private_driver_data_size = sizeof(desc[0]) },
		{ .private_driver_data = (uintptr_t)&desc[1],
		  .private_driver_data_size = sizeof(desc[1]) },
	};
	struct d3dkmt_createallocation create = {
		.device = device,
		.global_share = POISON32,
		.private_runtime_data = (uintptr_t)SHARE_RUNTIME_DATA,
		.private_runtime_data_size = sizeof(SHARE_RUNTIME_DATA),
		.private_driver_data = (uintptr_t)SHARE_RESOURCE_DATA,
		.private_driver_data_size = sizeof(SHARE_RESOURCE_DATA),
		.num_allocations = 2,
		.allocation_info2 = (uintptr_t)infos,
		.flags = flags,
	};
	int ret;

	desc[0].cpu_access = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE;
	desc[1].cpu_access = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE;
	ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
	if (ret)
		return ret;
	share->resource = create.resource;
	share->global_share = create.global_share;
	share->allocations[0] = infos[0].allocation;
	share->allocations[1] = infos[1].allocation;
	return 0;
}

int share_fd(int fd, uint32_t resource, uint32_t access)
{
	uint64_t nt_handle = ~0ull;
	struct d3dkmt_shareobjects args = {
		.object_count = 1,
		.object_handle_array = (uintptr_t)&resource,
		.desired_access = access,
		.shared_nt_handle = (uintptr_t)&nt_handle,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args);

	return ret ? ret : (int)nt_handle;
}

void share_open_nt_init(struct share_open *open, uint32_t device, int nt_handle)
{
	memset(open, POISON, sizeof(*open));
	open->nt = (struct d3dkmt_openresourcefromnthandle) {
		.device = device,
		.nt_handle = nt_handle,
		.num_allocations = 2,
		.open_allocation_info2 = (uintptr_t)open->infos,
		.private_runtime_data_size = sizeof(open->runtime),
		.private_runtime_data = (uintptr_t)open->runtime,
		.resource_private_driver_data_size = sizeof(open->resource),
		.resource_private_driver_data = (uintptr_t)open->resource,
		.total_private_driver_data_buffer_size = sizeof(open->desc),
		.total_private_driver_data_buffer = (uintptr_t)open->desc,
		.resource = POISON32,
		.keyed_mutex = POISON32,
		.sync_object = POISON32,
	};
}

void share_open_global_init(struct share_open *open, uint32_t device, uint32_t global_share)
{
	memset(open, POISON, sizeof(*open));
	open->global = (struct d3dkmt_openresource) {
		.device = device,
		.global_share = global_share,
		.num_allocations = 2,
		.open_allocation_info2 = (uintptr_t)open->infos,
		.private_runtime_data = (uintptr_t)open->runtime,
		.private_runtime_data_size = sizeof(open->runtime),
		.resource_private_driver_data = (uintptr_t)open->resource,
		.resource_private_driver_data_size = sizeof(open->resource),
		.total_private_driver_data_buffer = (uintptr_t)open->desc,
		.total_private_driver_data_buffer_size = sizeof(open->desc),
		.resource = POISON32,
	};
}

int share_open_nt(int fd, uint32_t device, int nt_handle, struct share_open *open)
{
	share_open_nt_init(open, device, nt_handle);
	return dxg_call(fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &open->nt);
}

int share_open_global(int fd, uint32_t device, uint32_t global_share, struct share_open *open)
{
	share_open_global_init(open, device, global_share);
	return dxg_call(fd, D3DKMT_IOC_OPEN_RESOURCE, &open->global);
}

int share_query_nt(int fd, uint32_t device, int nt_handle)
{
	struct d3dkmt_queryresourceinfofromnthandle args = {
		.device = device,
		.nt_handle = nt_handle,
	};

	return dxg_call(fd, D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE, &args);
}

int share_query_global(int fd, uint32_t device, uint32_t global_share)
{
	struct d3dkmt_queryresourceinfo args = {
		.device = device,
		.global_share = global_share,
	};

	return dxg_call(fd, D3DKMT_IOC_QUERY_RESOURCE_INFO, &args);
}

char dxg_set_parameter(const char *name, char value)
{
	char path[96], old = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/sys/module/dxgkrnl/parameters/%s", name);
	f = fopen(path, "re");
	if (!f)
		return 0;
	old = (char)fgetc(f);
	fclose(f);
	f = fopen(path, "we");
	if (!f)
		return 0;
	fputc(value, f);
	return fclose(f) ? 0 : old;
}
