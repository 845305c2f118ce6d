// SPDX-License-Identifier: GPL-2.0
/*
 * A resource that is opened on another adapter: the same memory, described by that adapter's
 * miniport.
 */
#include "fixture.h"
#include "lock.h"

#define GENERIC_ALL	0x10000000u
#define FLAGS		(D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE | \
			 D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED | \
			 D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING | \
			 D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER)
#define SIZE		0x3000

FIXTURE(cross) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t device, other_device;
	uint32_t resource, allocation;
	int nt;
};

/* A shared resource over SIZE bytes on the first adapter. */
static int create(int fd, uint32_t device, uint32_t flags, uint32_t *resource, uint32_t *allocation)
{
	struct softgpu_allocation_desc desc = dxg_raw(SIZE);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation args = {
		.device = device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = flags,
	};
	int ret;

	desc.usage = SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER;
	ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &args);
	*resource = args.resource;
	*allocation = info.allocation;
	return ret;
}

static int share(int fd, uint32_t resource)
{
	uint64_t nt = ~0ull;
	struct d3dkmt_shareobjects args = {
		.object_count = 1,
		.object_handle_array = (uintptr_t)&resource,
		.desired_access = GENERIC_ALL,
		.shared_nt_handle = (uintptr_t)&nt,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args);

	return ret ? ret : (int)nt;
}

FIXTURE_SETUP(cross)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "cross"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->device = dxg_create_device(self->fd, dxg_first_adapter(self->fd));
	self->other_device = dxg_create_device(self->fd,
					       dxg_adapter_by_luid(self->fd, self->gpu.luid));
	ASSERT_NE(0, self->device);
	ASSERT_NE(0, self->other_device);
	ASSERT_EQ(0, create(self->fd, self->device, FLAGS, &self->resource, &self->allocation));
	self->nt = share(self->fd, self->resource);
	ASSERT_LE(0, self->nt);
}

FIXTURE_TEARDOWN(cross)
{
	close(self->nt);
	close(self->fd);
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

struct opened {
	struct d3dddi_openallocationinfo2 info;
	char resource_data[256];
	struct softgpu_allocation_desc desc;
	struct d3dkmt_openresourcefromnthandle args;
};

/* Ask for the sizes, then open with them. */
static int open_there(int fd, uint32_t device, int nt, struct opened *o)
{
	struct d3dkmt_queryresourceinfofromnthandle query = { .device = device, .nt_handle = nt };
	int ret = dxg_call(fd, D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE, &query);

	if (ret)
		return ret;
	memset(o, 0, sizeof(*o));
	if (query.resource_private_driver_data_size > sizeof(o->resource_data) ||
	    query.total_private_driver_data_size != sizeof(o->desc) || query.num_allocations != 1)
		return -E2BIG;
	o->args = (struct d3dkmt_openresourcefromnthandle) {
		.device = device,
		.nt_handle = nt,
		.num_allocations = 1,
		.open_allocation_info2 = (uintptr_t)&o->info,
		.resource_private_driver_data_size = query.resource_private_driver_data_size,
		.resource_private_driver_data = (uintptr_t)o->resource_data,
		.total_private_driver_data_buffer_size = sizeof(o->desc),
		.total_private_driver_data_buffer = (uintptr_t)&o->desc,
	};
	return dxg_call(fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &o->args);
}

static char *lock(int fd, uint32_t device, uint32_t allocation)
{
	char *data;

	return dxg_lock(fd, device, allocation, &data) ? NULL : data;
}

TEST_F(cross, both_adapters_see_the_same_memory)
{
	struct opened o;
	char *here, *there;

	here = lock(self->fd, self->device, self->allocation);
	ASSERT_NE(NULL, here);
	strcpy(here + SIZE - 16, "written here");
	ASSERT_EQ(0, open_there(self->fd, self->other_device, self->nt, &o));
	/* The other miniport describes memory of that size in its own words. */
	EXPECT_EQ(SIZE, o.desc.total_size);
	there = lock(self->fd, self->other_device, o.info.allocation);
	ASSERT_NE(NULL, there);
	EXPECT_NE(here, there);
	EXPECT_STREQ("written here", there + SIZE - 16);
	strcpy(there, "written there");
	EXPECT_STREQ("written there", here);
}

TEST_F(cross, memory_outlives_the_creators_adapter)
{
	struct d3dkmt_destroyallocation2 destroy = {
		.device = self->device, .resource = self->resource,
	};
	struct opened o;
	char *there;

	ASSERT_EQ(0, open_there(self->fd, self->other_device, self->nt, &o));
	there = lock(self->fd, self->other_device, o.info.allocation);
	ASSERT_NE(NULL, there);
	strcpy(there, "still here");
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &destroy));
	EXPECT_STREQ("still here", there);
}

TEST_F(cross, removal_of_the_openers_adapter)
{
	struct opened o;
	char *here;

	here = lock(self->fd, self->device, self->allocation);
	ASSERT_NE(NULL, here);
	ASSERT_EQ(0, open_there(self->fd, self->other_device, self->nt, &o));
	ASSERT_NE(NULL, lock(self->fd, self->other_device, o.info.allocation));
	EXPECT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED,
		  open_there(self->fd, self->other_device, self->nt, &o));
	strcpy(here, "not affected");
	EXPECT_STREQ("not affected", here);
}

TEST_F(cross, only_a_cross_adapter_resource_opens_elsewhere)
{
	uint32_t resource, allocation;
	struct opened o;
	int nt;

	ASSERT_EQ(0, create(self->fd, self->device,
			    FLAGS & ~D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER, &resource,
			    &allocation));
	nt = share(self->fd, resource);
	ASSERT_LE(0, nt);
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  open_there(self->fd, self->other_device, nt, &o));
	close(nt);
}

TEST_F(cross, members_of_the_other_half_go_as_a_whole)
{
	struct d3dkmt_destroyallocation2 destroy = { .device = self->other_device };
	struct opened o;

	ASSERT_EQ(0, open_there(self->fd, self->other_device, self->nt, &o));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy(self->fd, self->other_device, o.info.allocation));
	destroy.resource = o.args.resource;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &destroy));
	EXPECT_NE(NULL, lock(self->fd, self->device, self->allocation));
}

TEST_HARNESS_MAIN
