// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments of queries, opens and shares: exact sizes, pointers that lead nowhere, large resources.
 * A failed open leaves nothing.
 */
#include <fcntl.h>
#include <sys/resource.h>

#include "fixture.h"
#include "mem.h"
#include "share.h"

FIXTURE(args) {
	struct dxg_counts before;
	int fd, nt;
	uint32_t adapter;
	uint32_t device, device2;
	struct share share, global;
};

typedef FIXTURE_DATA(args) args_data;

FIXTURE_SETUP(args)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	self->adapter = dxg_first_adapter(self->fd);
	self->device = dxg_create_device(self->fd, self->adapter);
	self->device2 = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device2);
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &self->share));
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_FLAGS, &self->global));
	self->nt = share_fd(self->fd, self->share.resource, GENERIC_ALL);
	ASSERT_LE(0, self->nt);
}

FIXTURE_TEARDOWN(args)
{
	close(self->nt);
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* The members of an open that both forms have. */
struct open_members {
	uint32_t *num_allocations;
	__u64 *infos;
	uint32_t *runtime_size;
	__u64 *runtime;
	uint32_t *resource_size;
	__u64 *resource;
	uint32_t *total_size;
	__u64 *total;
};

static struct open_members members(struct share_open *o, bool global)
{
#define MEMBERS(s) (struct open_members) { \
		&(s).num_allocations, &(s).open_allocation_info2, \
		&(s).private_runtime_data_size, &(s).private_runtime_data, \
		&(s).resource_private_driver_data_size, &(s).resource_private_driver_data, \
		&(s).total_private_driver_data_buffer_size, \
		&(s).total_private_driver_data_buffer, \
	}
	return global ? MEMBERS(o->global) : MEMBERS(o->nt);
#undef MEMBERS
}

static void open_init(args_data *self, struct share_open *o, bool global)
{
	if (global)
		share_open_global_init(o, self->device2, self->global.global_share);
	else
		share_open_nt_init(o, self->device2, self->nt);
}

static int open_call(args_data *self, struct share_open *o, bool global)
{
	return global ? dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE, &o->global) :
			dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &o->nt);
}

static uint32_t opened_resource(const struct share_open *o, bool global)
{
	return global ? o->global.resource : o->nt.resource;
}

/* The open fails with @status, and nothing is left of it. */
static void expect_no_open(struct __test_metadata *_metadata, args_data *self,
			   struct share_open *o, bool global, int status, const char *what)
{
	struct dxg_counts counts, after;
	uint32_t resource;

	dxg_counts_read(&counts);
	EXPECT_EQ(status, open_call(self, o, global)) {
		TH_LOG("%s, %s", what, global ? "global handle" : "NT handle");
	}
	dxg_counts_read(&after);
	EXPECT_EQ(0, memcmp(&counts, &after, sizeof(counts))) {
		TH_LOG("%s: something is left", what);
	}
	resource = opened_resource(o, global);
	EXPECT_TRUE(resource == POISON32 || !resource);
	EXPECT_TRUE(o->infos[0].allocation == POISON32 || !o->infos[0].allocation);
	EXPECT_TRUE(o->infos[1].allocation == POISON32 || !o->infos[1].allocation);
}

/* Runtime and resource data exactly, room for the allocations' data at least (observed). */
TEST_F(args, open_sizes)
{
	struct open_members m;
	struct share_open o;
	int global, delta;

	for (global = 0; global < 2; global++) {
		for (delta = -1; delta <= 1; delta += 2) {
			open_init(self, &o, global);
			m = members(&o, global);
			*m.runtime_size += delta;
			expect_no_open(_metadata, self, &o, global, STATUS_INVALID_PARAMETER,
				       "runtime data");
			open_init(self, &o, global);
			*m.resource_size += delta;
			expect_no_open(_metadata, self, &o, global, STATUS_INVALID_PARAMETER,
				       "resource data");
			open_init(self, &o, global);
			*m.num_allocations += delta;
			expect_no_open(_metadata, self, &o, global, STATUS_INVALID_PARAMETER,
				       "allocations");
		}
		open_init(self, &o, global);
		*m.num_allocations = 0;
		expect_no_open(_metadata, self, &o, global, STATUS_INVALID_PARAMETER, "none");
		open_init(self, &o, global);
		*m.total_size -= 1;
		expect_no_open(_metadata, self, &o, global, STATUS_NO_MEMORY, "total");
		open_init(self, &o, global);
		*m.total_size = 0;
		expect_no_open(_metadata, self, &o, global, STATUS_NO_MEMORY, "total 0");
		open_init(self, &o, global);
		*m.total_size = ~0u;
		EXPECT_EQ(0, open_call(self, &o, global));
		EXPECT_EQ(sizeof(o.desc), *m.total_size);
	}
}

TEST_F(args, open_pointers)
{
	struct open_members m;
	struct share_open o;
	__u64 *pointers[4];
	size_t i, j;
	int global;

	for (global = 0; global < 2; global++) {
		m = members(&o, global);
		pointers[0] = m.infos;
		pointers[1] = m.runtime;
		pointers[2] = m.resource;
		pointers[3] = m.total;
		for (i = 0; i < ARRAY_SIZE(pointers); i++) {
			for (j = 0; j < mem_num_bad; j++) {
				open_init(self, &o, global);
				*pointers[i] = mem_bad[j];
				expect_no_open(_metadata, self, &o, global,
					       mem_bad[j] ? -EFAULT : STATUS_INVALID_PARAMETER,
					       "a bad pointer");
			}
		}
	}
	EXPECT_EQ(0, share_open_nt(self->fd, self->device2, self->nt, &o));
}

/* Buffers that end too early: the open was nearly through. */
TEST_F(args, wsl_b_fault_while_an_open_is_written)
{
	struct open_members m;
	struct share_open o;
	int global;

	for (global = 0; global < 2; global++) {
		open_init(self, &o, global);
		m = members(&o, global);
		/* The second element is out of reach. */
		*m.infos = (uintptr_t)mem_edge(sizeof(o.infos[0]));
		expect_no_open(_metadata, self, &o, global, -EFAULT, "infos");
		EXPECT_EQ(0, *(uint32_t *)(uintptr_t)*m.infos);
		/* As is the second's private data. */
		open_init(self, &o, global);
		*m.total = (uintptr_t)mem_edge(sizeof(o.desc[0]));
		expect_no_open(_metadata, self, &o, global, -EFAULT, "total");
		EXPECT_EQ(0, o.infos[0].allocation);
	}
}

/* The outputs' struct may only be read, so not even the resource's handle can be written. */
TEST_F(args, open_struct_may_only_be_read)
{
	struct d3dkmt_openresourcefromnthandle *nt = mem_pages(4096);
	struct d3dkmt_openresource *global;
	struct dxg_counts counts, after;
	struct share_open o;

	open_init(self, &o, false);
	*nt = o.nt;
	ASSERT_TRUE(mem_protect(nt, 4096, PROT_READ));
	dxg_counts_read(&counts);
	EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, nt));

	global = mem_pages(4096);
	open_init(self, &o, true);
	*global = o.global;
	ASSERT_TRUE(mem_protect(global, 4096, PROT_READ));
	EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE, global));
	EXPECT_EQ(0, o.infos[0].allocation);
	EXPECT_EQ(0, o.infos[1].allocation);
	dxg_counts_read(&after);
	EXPECT_EQ(0, memcmp(&counts, &after, sizeof(counts)));
}

TEST_F(args, keyed_mutex_data)
{
	struct share_open o;
	char data[20];

	open_init(self, &o, false);
	o.nt.keyed_mutex_private_runtime_data_size = sizeof(data);
	expect_no_open(_metadata, self, &o, false, STATUS_INVALID_PARAMETER, "no buffer");
	/* With one, nothing is copied, for no mutex was shared. */
	open_init(self, &o, false);
	memset(data, POISON, sizeof(data));
	o.nt.keyed_mutex_private_runtime_data = (uintptr_t)data;
	o.nt.keyed_mutex_private_runtime_data_size = sizeof(data);
	EXPECT_EQ(0, open_call(self, &o, false));
	EXPECT_EQ(0, o.nt.keyed_mutex);
	EXPECT_EQ(0, o.nt.sync_object);
	EXPECT_EQ(0, o.nt.keyed_mutex_private_runtime_data_size);
	EXPECT_TRUE(mem_is(data, POISON, sizeof(data)));
}

TEST_F(args, query_sizes)
{
	struct d3dkmt_queryresourceinfofromnthandle nt;
	struct d3dkmt_queryresourceinfo global;
	char runtime[64];

	memset(runtime, POISON, sizeof(runtime));
	memset(&nt, POISON, sizeof(nt));
	nt.device = self->device2;
	nt.nt_handle = self->nt;
	nt.private_runtime_data = (uintptr_t)runtime;
	nt.private_runtime_data_size = sizeof(runtime);
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE, &nt));
	EXPECT_EQ(sizeof(SHARE_RUNTIME_DATA), nt.private_runtime_data_size);
	EXPECT_EQ(sizeof(SHARE_RESOURCE_DATA), nt.resource_private_driver_data_size);
	EXPECT_EQ(2 * sizeof(struct softgpu_allocation_desc), nt.total_private_driver_data_size);
	EXPECT_EQ(2, nt.num_allocations);
	EXPECT_EQ((uintptr_t)runtime, nt.private_runtime_data);

	memset(&global, POISON, sizeof(global));
	global.device = self->device2;
	global.global_share = self->global.global_share;
	/* The buffer is never looked at. */
	global.private_runtime_data = 16;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO, &global));
	EXPECT_EQ(sizeof(SHARE_RUNTIME_DATA), global.private_runtime_data_size);
	EXPECT_EQ(sizeof(SHARE_RESOURCE_DATA), global.resource_private_driver_data_size);
	EXPECT_EQ(2, global.num_allocations);
	EXPECT_TRUE(mem_is(runtime, POISON, sizeof(runtime)));
}

TEST_F(args, bad_handles)
{
	const uint32_t names[] = {
		0, 1, 2, 0x1eadbec2, self->global.resource, self->share.resource,
		self->global.global_share ^ 1, self->global.global_share ^ 2,
		self->global.global_share + 0x40, self->global.global_share ^ 0xc0000000,
	};
	const uint32_t devices[] = { 0, 0x1eadbec0, self->adapter, self->share.resource };
	struct share_open o;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct d3dkmt_getsharedresourceadapterluid luid = { .global_share = names[i] };

		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  share_query_global(self->fd, self->device2, names[i])) {
			TH_LOG("%#x", names[i]);
		}
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  share_open_global(self->fd, self->device2, names[i], &o));
		/* 0 says that the NT handle counts, which 0 isn't. */
		EXPECT_EQ(names[i] ? STATUS_INVALID_PARAMETER : STATUS_INVALID_HANDLE,
			  dxg_call(self->fd, D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, &luid));
	}
	for (i = 0; i < ARRAY_SIZE(devices); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER, share_query_nt(self->fd, devices[i], self->nt));
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  share_open_nt(self->fd, devices[i], self->nt, &o));
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  share_open_global(self->fd, devices[i], self->global.global_share, &o));
	}
	EXPECT_EQ(STATUS_INVALID_HANDLE, share_query_nt(self->fd, self->device2, self->fd));
	EXPECT_EQ(STATUS_INVALID_HANDLE, share_query_nt(self->fd, self->device2, 1000));
	EXPECT_EQ(STATUS_INVALID_HANDLE, share_query_nt(self->fd, self->device2, -1));
}

TEST_F(args, share_arguments)
{
	uint64_t nt = POISON64;
	uint32_t handles[4] = { self->share.resource, self->share.resource,
				self->share.resource, self->share.resource };
	struct d3dkmt_shareobjects args = {
		.object_handle_array = (uintptr_t)handles,
		.desired_access = GENERIC_ALL,
		.shared_nt_handle = (uintptr_t)&nt,
	};
	const uint32_t counts[] = { 0, 2, 3, 4, ~0u };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		args.object_count = counts[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_call(self->fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args));
	}
	args.object_count = 1;
	for (i = 0; i < mem_num_bad; i++) {
		args.object_handle_array = mem_bad[i];
		EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args));
	}
	EXPECT_EQ(POISON64, nt);
}

/* The handle can't be written: no descriptor stays behind. */
TEST_F(args, wsl_b_failed_share_leaves_nothing)
{
	uint32_t resource = self->share.resource;
	struct d3dkmt_shareobjects args = {
		.object_count = 1,
		.object_handle_array = (uintptr_t)&resource,
		.desired_access = GENERIC_ALL,
	};
	struct rlimit limit, none;
	int lowest = dup(0), nt;
	size_t i;

	close(lowest);
	for (i = 0; i < mem_num_bad; i++) {
		args.shared_nt_handle = mem_bad[i];
		EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args));
	}
	nt = share_fd(self->fd, resource, GENERIC_ALL);
	EXPECT_EQ(lowest, nt);
	close(nt);
	/* No descriptor is left for the process. */
	ASSERT_EQ(0, getrlimit(RLIMIT_NOFILE, &limit));
	none = limit;
	none.rlim_cur = lowest;
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &none));
	EXPECT_EQ(STATUS_NO_MEMORY, share_fd(self->fd, resource, GENERIC_ALL));
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &limit));
	nt = share_fd(self->fd, resource, GENERIC_ALL);
	EXPECT_EQ(lowest, nt);
	EXPECT_EQ(0, share_query_nt(self->fd, self->device2, nt));
	close(nt);
	/* All these came and went, and the share is as it was. */
	EXPECT_EQ(0, share_query_nt(self->fd, self->device2, self->nt));
}

/* A shared resource of @n allocations, with private data if @data. */
static int create_many(int fd, uint32_t device, uint32_t n, bool data, uint32_t *resource)
{
	struct softgpu_allocation_desc *desc = calloc(n, sizeof(*desc));
	struct d3dddi_allocationinfo2 *infos = calloc(n, sizeof(*infos));
	struct d3dkmt_createallocation create = {
		.device = device,
		.num_allocations = n,
		.allocation_info2 = (uintptr_t)infos,
		.flags = SHARE_NT_FLAGS,
	};
	uint32_t i;
	int ret;

	for (i = 0; i < n; i++) {
		desc[i] = dxg_raw(4096);
		infos[i].private_driver_data = data ? (uintptr_t)&desc[i] : 0;
		infos[i].private_driver_data_size = data ? sizeof(*desc) : 0;
	}
	ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
	*resource = create.resource;
	free(infos);
	free(desc);
	return ret;
}

/* As many allocations as there can be; WSL loses those that come after the first without data. */
TEST_F(args, wsl_b_open_has_every_allocation)
{
	const uint32_t n = 1024;
	struct softgpu_allocation_desc *desc = calloc(n, sizeof(*desc));
	struct d3dddi_openallocationinfo2 *infos = calloc(n, sizeof(*infos));
	struct d3dkmt_openresourcefromnthandle open = {
		.device = self->device2,
		.num_allocations = n,
		.open_allocation_info2 = (uintptr_t)infos,
		.total_private_driver_data_buffer = (uintptr_t)desc,
		.total_private_driver_data_buffer_size = n * sizeof(*desc),
	};
	uint32_t resource, i;
	int nt;

	ASSERT_EQ(0, create_many(self->fd, self->device, n, true, &resource));
	nt = share_fd(self->fd, resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	open.nt_handle = nt;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &open));
	for (i = 0; i < n; i++) {
		ASSERT_EQ(open.resource + (i + 1) * 0x40, infos[i].allocation);
		ASSERT_EQ((uintptr_t)&desc[i], infos[i].private_driver_data);
		ASSERT_EQ(sizeof(*desc), infos[i].private_driver_data_size);
		ASSERT_EQ(4096, desc[i].total_size);
	}
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device2, open.resource));
	close(nt);
	free(infos);
	free(desc);
}

/* A resource without allocations has nothing that could be opened. */
TEST_F(args, share_without_allocations)
{
	struct share_open o;
	uint32_t resource;
	int nt;

	ASSERT_EQ(0, create_many(self->fd, self->device, 0, false, &resource));
	nt = share_fd(self->fd, resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(0, share_query_nt(self->fd, self->device2, nt));
	share_open_nt_init(&o, self->device2, nt);
	o.nt.num_allocations = 0;
	o.nt.private_runtime_data_size = 0;
	o.nt.resource_private_driver_data_size = 0;
	expect_no_open(_metadata, self, &o, false, STATUS_INVALID_PARAMETER, "empty");
	close(nt);
}

/*
 * WSL adds to a shared resource until it is first shared, queried or opened, and stumbles over what
 * was added. Here nothing can be added at any time.
 */
TEST_F(args, wsl_b_add_before_the_first_share)
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
	uint32_t resource;
	int nt;

	ASSERT_EQ(0, create_many(self->fd, self->device, 1, true, &resource));
	create.resource = resource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	nt = share_fd(self->fd, resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(0, share_query_nt(self->fd, self->device2, nt));
	close(nt);
}

/* Openers get what the miniport left, not what the creator gave. */
TEST_F(args, wsl_b_openers_see_the_miniports_data)
{
	struct share_open o;

	ASSERT_EQ(0, share_open_nt(self->fd, self->device2, self->nt, &o));
	EXPECT_EQ(SHARE_SIZE0, o.desc[0].total_size);
	EXPECT_NE(0, o.desc[0].supported_segment_set);
	EXPECT_EQ(SHARE_SIZE1, o.desc[1].total_size);
}

TEST_HARNESS_MAIN
