// SPDX-License-Identifier: GPL-2.0
/*
 * Create calls whose pointers lead nowhere.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

/* The call faults; nothing is made, no handle consumed, none left in user memory. */
static void expect_fault(struct __test_metadata *_metadata, dxg_data *self,
			 struct create *create, const char *what)
{
	uint32_t next = dxg_next_handle(self->fd, self->device);
	struct dxg_counts before, after;

	EXPECT_EQ(0, dxg_counts_read(&before));
	EXPECT_EQ(-EFAULT, create_call(self->fd, create)) {
		TH_LOG("%s", what);
	}
	EXPECT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before))) {
		TH_LOG("%s", what);
	}
	EXPECT_EQ(0, create->args.resource);
	EXPECT_TRUE(!create->info.allocation || create->info.allocation == POISON32) {
		TH_LOG("%s", what);
	}
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device)) {
		TH_LOG("%s", what);
	}
}

TEST_F(dxg, array)
{
	struct d3dddi_allocationinfo2 *info;
	struct create create;
	size_t i;

	for (i = 1; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.args.allocation_info2 = mem_bad[i];
		expect_fault(_metadata, self, &create, "array");
	}
	for (i = 1; i < sizeof(*info); i += 5) {
		create_init(&create, self->device);
		create.args.allocation_info2 = (uintptr_t)mem_torn(&create.info, i);
		expect_fault(_metadata, self, &create, "torn array");
	}
	create_init(&create, self->device);
	info = mem_torn(&create.info, sizeof(*info));
	ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ));
	create.args.allocation_info2 = (uintptr_t)info;
	expect_fault(_metadata, self, &create, "read-only array");
	EXPECT_EQ(POISON32, info->allocation);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	expect_fault(_metadata, self, &create, "read-only array of a resource");
	EXPECT_EQ(POISON32, info->allocation);
}

TEST_F(dxg, private_data)
{
	struct softgpu_allocation_desc *desc;
	struct create create;
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.info.private_driver_data = mem_bad[i];
		expect_fault(_metadata, self, &create, "private data");
		EXPECT_EQ(POISON32, create.info.allocation);
	}
	create_init(&create, self->device);
	create.info.private_driver_data =
		(uintptr_t)mem_torn(&create.desc, sizeof(create.desc) - 1);
	expect_fault(_metadata, self, &create, "torn private data");

	desc = mem_torn(&create.desc, sizeof(*desc));
	ASSERT_TRUE(mem_protect(desc, sizeof(*desc), PROT_READ));
	create.info.private_driver_data = (uintptr_t)desc;
	expect_fault(_metadata, self, &create, "read-only private data");
	EXPECT_EQ(0, memcmp(desc, &create.desc, sizeof(*desc)));
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	expect_fault(_metadata, self, &create, "read-only private data in a resource");
}

TEST_F(dxg, resource_private_data)
{
	struct create create;
	char data[64];
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
		create.args.private_driver_data = mem_bad[i];
		create.args.private_driver_data_size = 16;
		expect_fault(_metadata, self, &create, "resource's data");
		EXPECT_EQ(POISON32, create.info.allocation);
	}
	memset(data, 0, sizeof(data));
	create.args.private_driver_data = (uintptr_t)mem_torn(data, sizeof(data));
	create.args.private_driver_data_size = sizeof(data) + 1;
	expect_fault(_metadata, self, &create, "torn resource's data");
	create.args.private_driver_data_size--;
	EXPECT_EQ(0, create_call(self->fd, &create));
}

/* What openers will be given: at WSL a fault there is not what the client gets to know. */
TEST_F(dxg, wsl_b_runtime_data)
{
	struct create create;
	char data[64] = { };
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE |
				    D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED;
		create.args.private_runtime_data = mem_bad[i];
		create.args.private_runtime_data_size = 16;
		expect_fault(_metadata, self, &create, "runtime's data");
		EXPECT_EQ(POISON32, create.info.allocation);
	}
	create.args.private_runtime_data = (uintptr_t)mem_torn(data, sizeof(data));
	create.args.private_runtime_data_size = sizeof(data) + 1;
	expect_fault(_metadata, self, &create, "torn runtime's data");
	create.args.private_runtime_data_size--;
	EXPECT_EQ(0, create_call(self->fd, &create));
}

/* Buffers whose address and size wrap around. */
TEST_F(dxg, wrapping_buffers)
{
	struct create create;

	create_init(&create, self->device);
	create.info.private_driver_data = ~0ull - 15;
	create.info.private_driver_data_size = 128 << 10;
	expect_fault(_metadata, self, &create, "private data");
	create_init(&create, self->device);
	create.args.private_driver_data = ~0ull - 15;
	create.args.private_driver_data_size = 128 << 10;
	expect_fault(_metadata, self, &create, "resource's data");
	create_init(&create, self->device);
	create.args.num_allocations = 1024;
	create.args.allocation_info2 = ~0ull - 15;
	expect_fault(_metadata, self, &create, "array");
}

/*
 * The argument struct is written member by member; where only its handles can't be, the page before
 * them being writable, all is undone, too.
 */
TEST_F(dxg, struct_becomes_read_only)
{
	size_t page = mem_page_size();
	struct d3dkmt_createallocation *args;
	struct create create;
	char *memory;
	int i;

	for (i = 0; i < 2; i++) {
		create_init(&create, self->device);
		create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
		/*
		 * The page boundary lies before the resource's handle, or before the global one's.
		 */
		memory = mem_pages(2 * page);
		args = (void *)(memory + page - (i ? 8 : 4));
		*args = create.args;
		ASSERT_TRUE(mem_protect(memory + page, 1, PROT_READ));
		EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, args));
		EXPECT_EQ(0, args->resource);
		EXPECT_EQ(POISON32, args->global_share);
		EXPECT_TRUE(!create.info.allocation || create.info.allocation == POISON32);
		EXPECT_EQ(self->device + 0x40 * (2 * i + 1),
			  dxg_next_handle(self->fd, self->device) - 0x40);
		EXPECT_EQ(self->device + 0x40 * (2 * i + 2),
			  dxg_next_handle(self->fd, self->device) - 0x40);
	}
}

TEST_HARNESS_MAIN
