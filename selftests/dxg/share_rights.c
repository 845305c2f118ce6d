// SPDX-License-Identifier: GPL-2.0
/*
 * What an opener of a share may do with it: give on no more than it was given, and open what no
 * miniport has heard of.
 */
#include <fcntl.h>
#include <sys/mman.h>

#include "fixture.h"
#include "kmsg.h"

#define GENERIC_WRITE		0x40000000u
#define GENERIC_ALL		0x10000000u
#define MAXIMUM_ALLOWED		0x02000000u
#define STANDARD_RIGHTS_READ	0x00020000u

#define NT_FLAGS	(D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE | \
			 D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED | \
			 D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING)

/* A shared resource of one page. */
static int create_shared(int fd, uint32_t device, uint32_t *resource)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = NT_FLAGS,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);

	*resource = create.resource;
	return ret;
}

/* The same over @memory, and the miniport hears nothing of it. */
static int create_unknown(int fd, uint32_t device, void *memory, uint32_t *resource)
{
	struct d3dkmt_createstandardallocation standard = {
		.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP,
		.existing_heap_data.size = 4096,
	};
	struct d3dddi_allocationinfo2 info = { .system_mem = (uintptr_t)memory };
	struct d3dkmt_createallocation create = {
		.device = device,
		.standard_allocation = (uintptr_t)&standard,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = NT_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER |
			 D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION |
			 D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM |
			 D3DKMT_CREATEALLOCATIONFLAGS_NO_KMD_ACCESS,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);

	*resource = create.resource;
	return ret;
}

static int share(int fd, uint32_t resource, uint32_t access)
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

static int open_nt(int fd, uint32_t device, int nt_handle, uint32_t *resource)
{
	struct softgpu_allocation_desc desc;
	struct d3dddi_openallocationinfo2 info;
	struct d3dkmt_openresourcefromnthandle args = {
		.device = device,
		.nt_handle = nt_handle,
		.num_allocations = 1,
		.open_allocation_info2 = (uintptr_t)&info,
		.total_private_driver_data_buffer = (uintptr_t)&desc,
		.total_private_driver_data_buffer_size = sizeof(desc),
	};
	int ret = dxg_call(fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &args);

	*resource = args.resource;
	return ret;
}

/* A resource that this process has opened by a descriptor with those rights. */
static int reopen(int fd, uint32_t device, uint32_t access, uint32_t *resource)
{
	uint32_t own;
	int ret = create_shared(fd, device, &own);
	int nt;

	if (ret)
		return ret;
	nt = share(fd, own, access);
	if (nt < 0)
		return nt;
	ret = open_nt(fd, device, nt, resource);
	close(nt);
	return ret;
}

TEST_F(dxg, reader_gives_no_right_to_write)
{
	uint32_t resource, again;
	int nt;

	ASSERT_EQ(0, reopen(self->fd, self->device, STANDARD_RIGHTS_READ, &resource));
	EXPECT_EQ(STATUS_ACCESS_DENIED, share(self->fd, resource, GENERIC_ALL));
	EXPECT_EQ(STATUS_ACCESS_DENIED, share(self->fd, resource, GENERIC_WRITE));
	EXPECT_EQ(STATUS_ACCESS_DENIED, share(self->fd, resource, SHARED_ALLOCATION_WRITE));

	nt = share(self->fd, resource, STANDARD_RIGHTS_READ);
	ASSERT_LE(0, nt);
	close(nt);
	/* As much as the reader has, which others can't make more of, either. */
	nt = share(self->fd, resource, MAXIMUM_ALLOWED);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, open_nt(self->fd, self->device, nt, &again));
	EXPECT_EQ(STATUS_ACCESS_DENIED, share(self->fd, again, GENERIC_WRITE));
	close(nt);
}

TEST_F(dxg, writer_gives_what_it_has)
{
	uint32_t resource, again;
	int nt;

	ASSERT_EQ(0, reopen(self->fd, self->device, GENERIC_WRITE, &resource));
	nt = share(self->fd, resource, MAXIMUM_ALLOWED);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, open_nt(self->fd, self->device, nt, &again));
	close(nt);
	nt = share(self->fd, again, GENERIC_ALL);
	EXPECT_LE(0, nt);
	close(nt);
}

/* Nobody has to be told what a descriptor is good for. */
TEST_F(dxg, rights_are_the_open_mode)
{
	static const struct {
		uint32_t access;
		int mode;
	} cases[] = {
		{ STANDARD_RIGHTS_READ, O_RDONLY },
		{ GENERIC_ALL, O_RDWR },
		{ MAXIMUM_ALLOWED, O_RDWR },
		{ SHARED_ALLOCATION_WRITE, O_WRONLY },
		{ 0, O_ACCMODE },
	};
	uint32_t resource, opened;
	unsigned int i;

	ASSERT_EQ(0, create_shared(self->fd, self->device, &resource));
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		int nt = share(self->fd, resource, cases[i].access);
		bool readable = cases[i].mode == O_RDONLY || cases[i].mode == O_RDWR;

		ASSERT_LE(0, nt);
		EXPECT_EQ(cases[i].mode, fcntl(nt, F_GETFL) & O_ACCMODE) TH_LOG("case %u", i);
		EXPECT_EQ(readable ? 0 : STATUS_ACCESS_DENIED,
			  open_nt(self->fd, self->device, nt, &opened)) TH_LOG("case %u", i);
		close(nt);
	}
}

/* The miniport knows no such allocation, so it must not be asked to open it. */
TEST_F(dxg, opener_of_what_the_miniport_does_not_know)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int log = dxg_kmsg_open(), nt;
	uint32_t resource, opened;
	char line[256];

	ASSERT_NE(MAP_FAILED, memory);
	ASSERT_EQ(0, create_unknown(self->fd, self->device, memory, &resource));
	nt = share(self->fd, resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, open_nt(self->fd, self->device, nt, &opened));
	close(nt);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, opened));
	EXPECT_EQ(0, dxg_kmsg_lines(log, line, sizeof(line))) TH_LOG("%s", line);
	close(log);
}

TEST_HARNESS_MAIN
