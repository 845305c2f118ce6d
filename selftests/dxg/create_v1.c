// SPDX-License-Identifier: GPL-2.0
/*
 * D3DKMTCreateAllocation, whose elements have 40 bytes and, in code like the documented examples,
 * Flags that nobody has set.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

TEST_F(dxg, outputs)
{
	struct create create, before;

	create_init_v1(&create, self->device);
	before = create;
	EXPECT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(self->device + 0x40, create.info1.allocation);
	EXPECT_EQ(4096, create.desc.total_size);
	before.args.global_share = 0;
	before.args.flags |= D3DKMT_CREATEALLOCATIONFLAGS_ZEROED;
	before.info1.allocation = create.info1.allocation;
	EXPECT_EQ(0, memcmp(&before.args, &create.args, sizeof(before.args)));
	/* All of the union: nothing behind the narrow struct changes. */
	EXPECT_EQ(0, memcmp(&before.info, &create.info, sizeof(before.info)));
}

/* An uninitialised Flags member has no effect, whatever it holds. */
TEST_F(dxg, flags_of_any_fill)
{
	static const uint32_t fills[] = { 0, 0xaaaaaaaa, 0xfefefefe, 0xcdcdcdcd, 0xfffffffe,
					  0x00000002, 0xfffffffc };
	struct create create;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fills); i++) {
		create_init_v1(&create, self->device);
		create.info1.flags = fills[i];
		create.info1.vid_pn_source_id = fills[i];
		create.info1.pad0 = fills[i];
		create.info1.pad1 = fills[i];
		EXPECT_EQ(0, create_call(self->fd, &create)) {
			TH_LOG("flags %#x", fills[i]);
		}
		EXPECT_EQ(fills[i], create.info1.flags);
		EXPECT_EQ(fills[i], create.info1.vid_pn_source_id);
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, create.info1.allocation));
	}
}

/* The array is walked in steps of 40 bytes, up to its end and no further. */
TEST_F(dxg, stride)
{
	enum { N = 1024 };
	struct softgpu_allocation_desc *descs = mem_edge(N * sizeof(*descs));
	struct d3dddi_allocationinfo *infos = mem_edge(N * sizeof(*infos));
	struct create create;
	uint32_t i;

	create_init_v1(&create, self->device);
	create.args.num_allocations = N;
	create.args.allocation_info = (uintptr_t)infos;
	for (i = 0; i < N; i++) {
		descs[i] = create.desc;
		descs[i].width = 4096 + i;
		infos[i] = create.info1;
		infos[i].private_driver_data = (uintptr_t)&descs[i];
	}
	EXPECT_EQ(0, create_call(self->fd, &create));
	for (i = 0; i < N; i++) {
		ASSERT_EQ(self->device + (i + 1) * 0x40, infos[i].allocation);
		ASSERT_EQ(4096 + i, descs[i].total_size);
		ASSERT_EQ((uintptr_t)&descs[i], infos[i].private_driver_data);
		ASSERT_EQ(sizeof(descs[i]), infos[i].private_driver_data_size);
	}
}

TEST_F(dxg, array_faults)
{
	struct d3dddi_allocationinfo *info;
	struct create create;
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		create_init_v1(&create, self->device);
		create.args.allocation_info = mem_bad[i];
		EXPECT_EQ(mem_bad[i] ? -EFAULT : STATUS_INVALID_PARAMETER,
			  create_call(self->fd, &create)) {
			TH_LOG("at %llx", (unsigned long long)mem_bad[i]);
		}
	}
	create_init_v1(&create, self->device);
	info = mem_torn(&create.info1, sizeof(*info) - 1);
	create.args.allocation_info = (uintptr_t)info;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
	info = mem_torn(&create.info1, sizeof(*info));
	ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ));
	create.args.allocation_info = (uintptr_t)info;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
	EXPECT_EQ(POISON32, info->allocation);
	ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ | PROT_WRITE));
	EXPECT_EQ(0, create_call(self->fd, &create));
	/* The failures consumed no handle. */
	EXPECT_EQ(self->device + 0x40, info->allocation);
}

/* What a v1 call made, any call destroys, and resources take allocations of both kinds. */
TEST_F(dxg, mixes_with_v2)
{
	struct create create;
	uint32_t resource;

	create_init_v1(&create, self->device);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	EXPECT_EQ(0, create_call(self->fd, &create));
	resource = create.args.resource;
	EXPECT_EQ(self->device + 0x40, resource);
	create_init(&create, self->device);
	create.args.resource = resource;
	EXPECT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, create.info.allocation));
	create_init_v1(&create, self->device);
	create.args.resource = resource;
	EXPECT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy(self->fd, self->device, create.info1.allocation));
}

TEST_HARNESS_MAIN
