// SPDX-License-Identifier: GPL-2.0
/*
 * Sharing resources: by descriptor (NT handle) and by global handle.
 */
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "fixture.h"

#define GENERIC_ALL		0x10000000u
#define STANDARD_RIGHTS_READ	0x00020000u

#define SHARED_FLAGS	(D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE | \
			 D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED)
#define NT_FLAGS	(SHARED_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING)

struct shared {
	uint32_t resource;
	uint32_t allocations[2];
	uint32_t global_share;
};

static const char runtime_data[] = "runtime";
static const char resource_data[] = "resource data";

/* A shared resource of two allocations with runtime and resource data. */
static int create_shared(int fd, uint32_t device, uint32_t flags, struct shared *shared)
{
	struct softgpu_allocation_desc desc[2] = { dxg_raw(4096), dxg_raw(65536) };
	struct d3dddi_allocationinfo2 infos[2] = {
		{ .private_driver_data = (uintptr_t)&desc[0],
		  .private_driver_data_size = sizeof(desc[0]) },
		{ .private_driver_data = (uintptr_t)&desc[1],
		  .private_driver_data_size = sizeof(desc[1]) },
	};
	struct d3dkmt_createallocation create = {
		.device = device,
		.global_share = 0x1eadbeed,
		.private_runtime_data = (uintptr_t)runtime_data,
		.private_runtime_data_size = sizeof(runtime_data),
		.private_driver_data = (uintptr_t)resource_data,
		.private_driver_data_size = sizeof(resource_data),
		.num_allocations = 2,
		.allocation_info2 = (uintptr_t)infos,
		.flags = flags,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);

	if (ret)
		return ret;
	shared->resource = create.resource;
	shared->global_share = create.global_share;
	shared->allocations[0] = infos[0].allocation;
	shared->allocations[1] = infos[1].allocation;
	return 0;
}

static int share_fd(int fd, uint32_t resource, uint32_t access)
{
	uint64_t nt_handle = ~0ull;
	struct d3dkmt_shareobjects share = {
		.object_count = 1,
		.object_handle_array = (uintptr_t)&resource,
		.desired_access = access,
		.shared_nt_handle = (uintptr_t)&nt_handle,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &share);

	return ret ? ret : (int)nt_handle;
}

struct opened {
	struct d3dddi_openallocationinfo2 infos[2];
	char runtime[sizeof(runtime_data)];
	char resource[sizeof(resource_data)];
	struct softgpu_allocation_desc desc[2];
	struct d3dkmt_openresourcefromnthandle args;
};

static int open_nt(int fd, uint32_t device, int nt_handle, struct opened *o)
{
	memset(o, 0xcd, sizeof(*o));
	o->args = (struct d3dkmt_openresourcefromnthandle) {
		.device = device,
		.nt_handle = nt_handle,
		.num_allocations = 2,
		.open_allocation_info2 = (uintptr_t)o->infos,
		.private_runtime_data_size = sizeof(o->runtime),
		.private_runtime_data = (uintptr_t)o->runtime,
		.resource_private_driver_data_size = sizeof(o->resource),
		.resource_private_driver_data = (uintptr_t)o->resource,
		.total_private_driver_data_buffer_size = sizeof(o->desc),
		.total_private_driver_data_buffer = (uintptr_t)o->desc,
		.keyed_mutex = 0x1eadbeed,
		.sync_object = 0x1eadbeed,
	};
	return dxg_call(fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &o->args);
}

TEST_F(dxg, nt_handle_gives_a_second_device_the_whole_resource)
{
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct shared shared;
	struct opened o;
	int nt;

	ASSERT_EQ(0, create_shared(self->fd, self->device, NT_FLAGS, &shared));
	EXPECT_EQ(0, shared.global_share);
	nt = share_fd(self->fd, shared.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(FD_CLOEXEC, fcntl(nt, F_GETFD));

	ASSERT_EQ(0, open_nt(self->fd, device2, nt, &o));
	EXPECT_EQ(shared.allocations[1] + 0x40, o.args.resource);
	EXPECT_EQ(o.args.resource + 0x40, o.infos[0].allocation);
	EXPECT_EQ(o.args.resource + 0x80, o.infos[1].allocation);
	EXPECT_EQ(0, o.args.keyed_mutex);
	EXPECT_EQ(0, o.args.sync_object);
	EXPECT_STREQ(runtime_data, o.runtime);
	EXPECT_STREQ(resource_data, o.resource);
	EXPECT_EQ((uintptr_t)&o.desc[0], o.infos[0].private_driver_data);
	EXPECT_EQ((uintptr_t)&o.desc[1], o.infos[1].private_driver_data);
	/* What the miniport wrote, not what the creator gave. */
	EXPECT_EQ(4096, o.desc[0].total_size);
	EXPECT_EQ(65536, o.desc[1].total_size);
	close(nt);
}

TEST_F(dxg, share_outlives_its_creator)
{
	struct dxg_counts with, without;
	struct shared shared;
	struct opened o;
	int nt;

	ASSERT_EQ(0, create_shared(self->fd, self->device, NT_FLAGS, &shared));
	nt = share_fd(self->fd, shared.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	close(self->fd);
	dxg_counts_read(&with);
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, with.n[DXG_COUNT_SHARES]);

	self->fd = dxg_open();
	self->adapter = dxg_first_adapter(self->fd);
	self->device = dxg_create_device(self->fd, self->adapter);
	EXPECT_EQ(0, open_nt(self->fd, self->device, nt, &o));
	close(nt);
	close(self->fd);
	self->fd = -1;
	dxg_counts_read(&without);
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], without.n[DXG_COUNT_SHARES]);
}

TEST_F(dxg, access_rights_are_enforced)
{
	struct shared shared;
	struct opened o;
	int nt;

	ASSERT_EQ(0, create_shared(self->fd, self->device, NT_FLAGS, &shared));
	nt = share_fd(self->fd, shared.resource, SHARED_ALLOCATION_WRITE);
	ASSERT_LE(0, nt);
	EXPECT_EQ(STATUS_ACCESS_DENIED, open_nt(self->fd, self->device, nt, &o));
	close(nt);
	nt = share_fd(self->fd, shared.resource, STANDARD_RIGHTS_READ);
	EXPECT_EQ(0, open_nt(self->fd, self->device, nt, &o));
	close(nt);
	EXPECT_EQ(STATUS_INVALID_HANDLE, open_nt(self->fd, self->device, nt, &o));
	EXPECT_EQ(STATUS_INVALID_HANDLE, open_nt(self->fd, self->device, self->fd, &o));
}

TEST_F(dxg, global_share)
{
	struct shared shared;
	struct d3dkmt_queryresourceinfo query = { .device = self->device };
	struct opened o = { };
	struct d3dkmt_openresource open_args = {
		.device = self->device,
		.num_allocations = 2,
		.open_allocation_info2 = (uintptr_t)o.infos,
		.private_runtime_data = (uintptr_t)o.runtime,
		.private_runtime_data_size = sizeof(o.runtime),
		.resource_private_driver_data = (uintptr_t)o.resource,
		.resource_private_driver_data_size = sizeof(o.resource),
		.total_private_driver_data_buffer = (uintptr_t)o.desc,
		.total_private_driver_data_buffer_size = sizeof(o.desc),
	};

	ASSERT_EQ(0, create_shared(self->fd, self->device, SHARED_FLAGS, &shared));
	EXPECT_EQ(2, shared.global_share & 0x3f);
	EXPECT_NE(0, shared.global_share & 0xc0000000);
	/* Only a resource that was made for it has NT handles. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, share_fd(self->fd, shared.resource, GENERIC_ALL));

	query.global_share = shared.global_share;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO, &query));
	EXPECT_EQ(sizeof(runtime_data), query.private_runtime_data_size);
	EXPECT_EQ(sizeof(resource_data), query.resource_private_driver_data_size);
	EXPECT_EQ(sizeof(o.desc), query.total_private_driver_data_size);
	EXPECT_EQ(2, query.num_allocations);

	open_args.global_share = shared.global_share;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE, &open_args));
	EXPECT_NE(0, open_args.resource);

	/* The name goes with the last open. */
	close(self->fd);
	self->fd = dxg_open();
	query.device = dxg_create_device(self->fd, dxg_first_adapter(self->fd));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO, &query));
}

TEST_F(dxg, nothing_is_added_to_a_shared_resource)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};
	struct shared shared;

	ASSERT_EQ(0, create_shared(self->fd, self->device, NT_FLAGS, &shared));
	create.resource = shared.resource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy(self->fd, self->device, shared.allocations[0]));
}

TEST_HARNESS_MAIN
