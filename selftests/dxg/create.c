// SPDX-License-Identifier: GPL-2.0
/*
 * Creating allocations: what works, and what comes back.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

/* All members but the outputs are what they were. */
static void check_inputs(struct __test_metadata *_metadata, struct create *create,
			 const struct create *before)
{
	struct d3dkmt_createallocation args = before->args;
	struct d3dddi_allocationinfo2 info = before->info;

	args.resource = create->args.resource;
	args.global_share = 0;
	args.flags |= D3DKMT_CREATEALLOCATIONFLAGS_ZEROED;
	EXPECT_EQ(0, memcmp(&args, &create->args, sizeof(args)));
	info.allocation = create->info.allocation;
	EXPECT_EQ(0, memcmp(&info, &create->info, sizeof(info)));
}

/* What softgpu says of a raw page that the CPU reads and writes. */
static void check_desc(struct __test_metadata *_metadata,
		       const struct softgpu_allocation_desc *desc)
{
	EXPECT_EQ(4096, desc->total_size);
	EXPECT_EQ(4096, desc->slice_pitch);
	EXPECT_EQ(0, desc->pitch);
	EXPECT_NE(0, desc->alignment);
	EXPECT_EQ(0, desc->alignment & (desc->alignment - 1));
	EXPECT_NE(0, desc->supported_segment_set);
	EXPECT_EQ(0, desc->supported_segment_set & ~7u);
	EXPECT_NE(0, desc->supported_segment_set & 1u << (desc->preferred_segment - 1));
	EXPECT_TRUE(mem_is(desc->reserved_out, 0, sizeof(desc->reserved_out)));
}

TEST_F(dxg, standalone)
{
	struct create create, before;

	create_init(&create, self->device);
	before = create;
	EXPECT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(self->device + 0x40, create.info.allocation);
	EXPECT_EQ(0, create.args.resource);
	check_inputs(_metadata, &create, &before);
	check_desc(_metadata, &create.desc);
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, create.info.allocation));
}

TEST_F(dxg, with_resource)
{
	struct create create, before;

	create_init(&create, self->device);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	before = create;
	EXPECT_EQ(0, create_call(self->fd, &create));
	/* The resource has its handle before its allocations have theirs. */
	EXPECT_EQ(self->device + 0x40, create.args.resource);
	EXPECT_EQ(self->device + 0x80, create.info.allocation);
	check_inputs(_metadata, &create, &before);
	check_desc(_metadata, &create.desc);
}

/* Data of the runtime and of the resource is read, and never written. */
TEST_F(dxg, call_level_data)
{
	unsigned char *runtime = mem_edge(100), *driver = mem_edge(77);
	struct create create, before;

	create_init(&create, self->device);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	create.args.private_runtime_data = (uintptr_t)runtime;
	create.args.private_runtime_data_size = 100;
	create.args.private_driver_data = (uintptr_t)driver;
	create.args.private_driver_data_size = 77;
	ASSERT_TRUE(mem_protect(runtime, 100, PROT_READ));
	ASSERT_TRUE(mem_protect(driver, 77, PROT_READ));
	before = create;
	EXPECT_EQ(0, create_call(self->fd, &create));
	check_inputs(_metadata, &create, &before);

	/* Also without a resource (observed on Windows). */
	create_init(&create, self->device);
	create.args.private_runtime_data = (uintptr_t)runtime;
	create.args.private_runtime_data_size = 4;
	EXPECT_EQ(0, create_call(self->fd, &create));
}

/* The driver's data may be longer than what the miniport writes; the rest stays. */
TEST_F(dxg, longer_private_data)
{
	struct {
		struct softgpu_allocation_desc desc;
		unsigned char own[1000];
	} data;
	struct create create;

	create_init(&create, self->device);
	memset(&data, POISON, sizeof(data));
	data.desc = create.desc;
	create.info.private_driver_data = (uintptr_t)&data;
	create.info.private_driver_data_size = sizeof(data);
	EXPECT_EQ(0, create_call(self->fd, &create));
	check_desc(_metadata, &data.desc);
	EXPECT_TRUE(mem_is(data.own, POISON, sizeof(data.own)));
	EXPECT_EQ(sizeof(data), create.info.private_driver_data_size);
}

/* Data of the size that the client gave is written, and not a byte behind it. */
TEST_F(dxg, wsl_b_private_data_write_back_is_bounded)
{
	struct softgpu_allocation_desc *desc = mem_edge(sizeof(*desc));
	struct create create;

	create_init(&create, self->device);
	*desc = create.desc;
	create.info.private_driver_data = (uintptr_t)desc;
	EXPECT_EQ(0, create_call(self->fd, &create));
	check_desc(_metadata, desc);
}

/*
 * A primary is never cached, whoever reads it: softgpu must not answer what dxgkrnl refuses, with a
 * line in the log that any client could cause.
 */
TEST_F(dxg, primary)
{
	struct create create;
	uint32_t access;

	for (access = 0; access < 4; access++) {
		create_init(&create, self->device);
		create.desc.cpu_access = access;
		create.info.flags = D3DDDI_ALLOCATIONINFO2_FLAGS_PRIMARY;
		EXPECT_EQ(0, create_call(self->fd, &create)) {
			TH_LOG("access %u", access);
		}
		create.info.flags |= D3DDDI_ALLOCATIONINFO2_FLAGS_STEREO;
		EXPECT_EQ(0, create_call(self->fd, &create));
	}
}

/* The members of an element that only some flags give a meaning are ignored without these. */
TEST_F(dxg, ignored_members)
{
	struct create create, before;

	create_init(&create, self->device);
	create.info.vid_pn_source_id = POISON32;
	create.info.priority = 0x50000000;
	create.info.pad0 = POISON32;
	create.info.pad1 = POISON32;
	create.args.pad0 = POISON32;
	create.args.pad1 = POISON32;
	create.args.pad2 = POISON32;
	before = create;
	EXPECT_EQ(0, create_call(self->fd, &create));
	check_inputs(_metadata, &create, &before);
}

/* What the miniport refuses leaves everything as it was. */
TEST_F(dxg, miniport_refuses)
{
	uint32_t next = dxg_next_handle(self->fd, self->device), i;
	struct dxg_counts counts, after;
	struct create create, before;

	ASSERT_EQ(0, dxg_counts_read(&counts));
	for (i = 0; i < 6; i++) {
		create_init(&create, self->device);
		create.args.flags = i & 1 ? D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE : 0;
		if (i < 2)
			create.desc.magic++;
		else if (i < 4)
			create.info.private_driver_data_size--;
		else
			create.desc.reserved[3] = 1;
		before = create;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create)) {
			TH_LOG("%u", i);
		}
		EXPECT_EQ(0, memcmp(&before.desc, &create.desc, sizeof(before.desc)));
		EXPECT_EQ(POISON32, create.info.allocation);
		EXPECT_EQ(0, create.args.resource);
		EXPECT_EQ(POISON32, create.args.global_share);
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&counts, &after, sizeof(counts)));
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device));
}

/*
 * Sizes: one that fills its largest segment, one that fits nowhere, one that softgpu has no numbers
 * for.
 */
TEST_F(dxg, size_and_segments)
{
	struct create create;

	create_init(&create, self->device);
	create.desc.width = 512ull << 20;
	EXPECT_EQ(0, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.desc.width = (512ull << 20) + 1;
	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY, create_call(self->fd, &create));
	EXPECT_EQ(POISON32, create.info.allocation);
	create_init(&create, self->device);
	create.desc.width = SOFTGPU_MAX_TOTAL_SIZE + 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.desc.width = ~0ull;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.desc.width = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
}

TEST_HARNESS_MAIN
