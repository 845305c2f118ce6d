// SPDX-License-Identifier: GPL-2.0
/*
 * Sharing resources: by descriptor (NT handle) and by global handle.
 */
#include <fcntl.h>

#include "fixture.h"
#include "share.h"

TEST_F(dxg, nt_handle_gives_a_second_device_the_whole_resource)
{
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct share shared;
	struct share_open o;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &shared));
	EXPECT_EQ(0, shared.global_share);
	nt = share_fd(self->fd, shared.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(FD_CLOEXEC, fcntl(nt, F_GETFD));

	ASSERT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	EXPECT_EQ(shared.allocations[1] + 0x40, o.nt.resource);
	EXPECT_EQ(o.nt.resource + 0x40, o.infos[0].allocation);
	EXPECT_EQ(o.nt.resource + 0x80, o.infos[1].allocation);
	EXPECT_EQ(0, o.nt.keyed_mutex);
	EXPECT_EQ(0, o.nt.sync_object);
	EXPECT_STREQ(SHARE_RUNTIME_DATA, o.runtime);
	EXPECT_STREQ(SHARE_RESOURCE_DATA, o.resource);
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
	struct share shared;
	struct share_open o;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &shared));
	nt = share_fd(self->fd, shared.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	close(self->fd);
	dxg_counts_read(&with);
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, with.n[DXG_COUNT_SHARES]);

	self->fd = dxg_open();
	self->adapter = dxg_first_adapter(self->fd);
	self->device = dxg_create_device(self->fd, self->adapter);
	EXPECT_EQ(0, share_open_nt(self->fd, self->device, nt, &o));
	close(nt);
	close(self->fd);
	self->fd = -1;
	dxg_counts_read(&without);
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], without.n[DXG_COUNT_SHARES]);
}

TEST_F(dxg, access_rights_are_enforced)
{
	struct share shared;
	struct share_open o;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &shared));
	nt = share_fd(self->fd, shared.resource, SHARED_ALLOCATION_WRITE);
	ASSERT_LE(0, nt);
	EXPECT_EQ(STATUS_ACCESS_DENIED, share_open_nt(self->fd, self->device, nt, &o));
	close(nt);
	nt = share_fd(self->fd, shared.resource, STANDARD_RIGHTS_READ);
	EXPECT_EQ(0, share_open_nt(self->fd, self->device, nt, &o));
	close(nt);
	EXPECT_EQ(STATUS_INVALID_HANDLE, share_open_nt(self->fd, self->device, nt, &o));
	EXPECT_EQ(STATUS_INVALID_HANDLE, share_open_nt(self->fd, self->device, self->fd, &o));
}

TEST_F(dxg, global_share)
{
	struct share shared;
	struct d3dkmt_queryresourceinfo query = { .device = self->device };
	struct share_open o = { };
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

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_FLAGS, &shared));
	EXPECT_EQ(2, shared.global_share & 0x3f);
	EXPECT_NE(0, shared.global_share & 0xc0000000);
	/* Only a resource that was made for it has NT handles. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER, share_fd(self->fd, shared.resource, GENERIC_ALL));

	query.global_share = shared.global_share;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO, &query));
	EXPECT_EQ(sizeof(SHARE_RUNTIME_DATA), query.private_runtime_data_size);
	EXPECT_EQ(sizeof(SHARE_RESOURCE_DATA), query.resource_private_driver_data_size);
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
	struct share shared;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &shared));
	create.resource = shared.resource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy(self->fd, self->device, shared.allocations[0]));
}

TEST_HARNESS_MAIN
