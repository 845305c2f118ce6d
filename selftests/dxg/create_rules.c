// SPDX-License-Identifier: GPL-2.0
/*
 * What a create call may ask for: flags, counts, and combinations of members.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

#define FLAG(name) D3DKMT_CREATEALLOCATIONFLAGS_##name
/* A standard allocation over existing memory, with all flags that it needs. */
#define STANDARD (FLAG(STANDARD_ALLOCATION) | FLAG(EXISTING_SYS_MEM) | FLAG(CREATE_RESOURCE) | \
		  FLAG(CREATE_SHARED) | FLAG(CROSS_ADAPTER))

/* The call fails with @status; nothing is made or written and no handle consumed. */
static void expect_refused(struct __test_metadata *_metadata, dxg_data *self,
			   struct create *create, int status, const char *what)
{
	uint32_t next = dxg_next_handle(self->fd, self->device);
	struct dxg_counts counts, after;
	struct create before = *create;

	EXPECT_EQ(0, dxg_counts_read(&counts));
	EXPECT_EQ(status, create_call(self->fd, create)) {
		TH_LOG("%s, flags %#x", what, create->args.flags);
	}
	EXPECT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&counts, &after, sizeof(counts)));
	EXPECT_EQ(0, memcmp(&before, create, sizeof(before))) {
		TH_LOG("%s, flags %#x", what, create->args.flags);
	}
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device)) {
		TH_LOG("%s, flags %#x", what, create->args.flags);
	}
}

TEST_F(dxg, flags_that_work)
{
	static const uint32_t flags[] = {
		0, FLAG(CREATE_RESOURCE), FLAG(READ_ONLY), FLAG(SWAP_CHAIN_BACK_BUFFER),
		FLAG(ALLOW_NOT_ZEROED), FLAG(CREATE_RESOURCE) | FLAG(SWAP_CHAIN_BACK_BUFFER),
	};
	struct create create;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		create_init(&create, self->device);
		create.args.flags = flags[i];
		EXPECT_EQ(0, create_call(self->fd, &create)) {
			TH_LOG("flags %#x", flags[i]);
		}
	}
}

TEST_F(dxg, flags_refused)
{
	static const struct {
		uint32_t flags;
		int status;
	} table[] = {
		/* not for programs */
		{ FLAG(CREATE_PROTECTED), STATUS_INVALID_PARAMETER },
		{ FLAG(CREATE_WRITE_COMBINED), STATUS_INVALID_PARAMETER },
		{ FLAG(CREATE_CACHED), STATUS_INVALID_PARAMETER },
		{ FLAG(OPEN_CROSS_ADAPTER), STATUS_INVALID_PARAMETER },
		/* without the flag that it needs */
		{ FLAG(CREATE_SHARED), STATUS_INVALID_PARAMETER },
		{ FLAG(NT_SECURITY_SHARING), STATUS_INVALID_PARAMETER },
		{ FLAG(NT_SECURITY_SHARING) | FLAG(CREATE_RESOURCE), STATUS_INVALID_PARAMETER },
		{ FLAG(CREATE_SHARED) | FLAG(NT_SECURITY_SHARING), STATUS_INVALID_PARAMETER },
		{ FLAG(CROSS_ADAPTER), STATUS_INVALID_PARAMETER },
		{ FLAG(CROSS_ADAPTER) | FLAG(CREATE_RESOURCE), STATUS_INVALID_PARAMETER },
		{ FLAG(EXISTING_SYS_MEM), STATUS_INVALID_PARAMETER },
		{ FLAG(EXISTING_SECTION), STATUS_INVALID_PARAMETER },
		{ FLAG(STANDARD_ALLOCATION), STATUS_INVALID_PARAMETER },
		{ STANDARD & ~FLAG(EXISTING_SYS_MEM), STATUS_INVALID_PARAMETER },
		{ STANDARD & ~FLAG(STANDARD_ALLOCATION), STATUS_INVALID_PARAMETER },
		{ STANDARD & ~FLAG(CREATE_SHARED), STATUS_INVALID_PARAMETER },
		{ STANDARD & ~FLAG(CROSS_ADAPTER), STATUS_INVALID_PARAMETER },
		{ STANDARD & ~FLAG(CREATE_RESOURCE), STATUS_INVALID_PARAMETER },
		/* two kinds of existing memory */
		{ STANDARD | FLAG(EXISTING_SECTION), STATUS_INVALID_PARAMETER },
		/* what can't be promised */
		{ FLAG(RESTRICT_SHARED_ACCESS), STATUS_NOT_SUPPORTED },
		{ FLAG(PARTIAL_SHARED_CREATION), STATUS_NOT_SUPPORTED },
		{ FLAG(SHARED_DISPLAYABLE), STATUS_NOT_SUPPORTED },
	};
	struct create create;
	unsigned int bit;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++) {
		create_init(&create, self->device);
		create.args.flags = table[i].flags;
		if (table[i].flags & FLAG(STANDARD_ALLOCATION))
			create.args.standard_allocation = (uintptr_t)&create.standard;
		expect_refused(_metadata, self, &create, table[i].status, "flags");
	}
	for (bit = 22; bit < 32; bit++) {
		create_init(&create, self->device);
		create.args.flags = 1u << bit;
		expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "reserved");
	}
}

/*
 * A validation failure comes before a missing ability: a reserved bit beside an unsupported flag.
 */
TEST_F(dxg, invalid_before_unsupported)
{
	struct create create;

	create_init(&create, self->device);
	create.args.flags = FLAG(RESTRICT_SHARED_ACCESS) | 1u << 31;
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "both");
}

TEST_F(dxg, zero_call)
{
	struct create create;

	memset(&create, 0, sizeof(create));
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "all zero");
	create.v1 = true;
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "all zero, v1");
}

/* Counts that no array has; the product with the element's size overflows for some. */
TEST_F(dxg, counts)
{
	static const uint32_t counts[] = { 0, 1025, 4096, 0x02aaaaab, 0x06666667, 0x7fffffff,
					   0x80000000, 0xffffffff };
	struct create create;
	size_t i, v1;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		for (v1 = 0; v1 < 2; v1++) {
			if (v1)
				create_init_v1(&create, self->device);
			else
				create_init(&create, self->device);
			create.args.num_allocations = counts[i];
			expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "count");
			/* With a resource, none is a number, but too many are too many. */
			if (!counts[i])
				continue;
			create.args.flags = FLAG(CREATE_RESOURCE);
			expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "count");
		}
	}
}

TEST_F(dxg, no_array)
{
	struct create create;

	create_init(&create, self->device);
	create.args.allocation_info2 = 0;
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "NULL array");
	create.args.flags = FLAG(CREATE_RESOURCE);
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "NULL array");
}

TEST_F(dxg, info_flags)
{
	struct create create;
	unsigned int bit;

	for (bit = 3; bit < 32; bit++) {
		create_init(&create, self->device);
		create.info.flags = 1u << bit;
		expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "info");
	}
	create_init(&create, self->device);
	create.info.flags = D3DDDI_ALLOCATIONINFO2_FLAGS_STEREO;
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "stereo");
	create_init(&create, self->device);
	create.info.flags = D3DDDI_ALLOCATIONINFO2_FLAGS_OVERRIDE_PRIORITY;
	expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "no priority");
	create.info.priority = 0x78000000;
	EXPECT_EQ(0, create_call(self->fd, &create));
}

TEST_F(dxg, info_reserved)
{
	struct create create;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(create.info.reserved); i++) {
		create_init(&create, self->device);
		create.info.reserved[i] = i & 1 ? 1 : 1ull << 63;
		expect_refused(_metadata, self, &create, STATUS_INVALID_PARAMETER, "reserved");
	}
}

/* Each rule of a standard allocation, beside a call whose other members are right. */
TEST_F(dxg, standard_refused)
{
	char *memory = mem_pages(0x10000);
	struct create create;
	unsigned int i;

	for (i = 0; i < 13; i++) {
		create_init(&create, self->device);
		create.args.flags = STANDARD;
		create.args.standard_allocation = (uintptr_t)&create.standard;
		create.standard.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
		create.standard.existing_heap_data.size = 0x10000;
		create.info.system_mem = (uintptr_t)memory;
		create.info.private_driver_data_size = 0;
		switch (i) {
		case 0:
			create.standard.type = 0;
			break;
		case 1:
			create.standard.type = 77;
			break;
		case 2:
			create.standard.existing_heap_data.size = 0;
			break;
		case 3:
			create.standard.existing_heap_data.size = 0x1100;
			break;
		case 4:
			create.standard.existing_heap_data.size = ~0ull;
			break;
		case 5:
			create.standard.flags = 1;
			break;
		case 6:
			create.standard.flags = 1u << 31;
			break;
		case 7:
			create.info.system_mem = 0;
			break;
		case 8:
			create.info.system_mem++;
			break;
		case 9:
			create.info.system_mem += 0x800;
			break;
		case 10:
			create.args.private_driver_data_size = 64;
			break;
		case 11:
			create.args.num_allocations = 2;
			break;
		case 12:
			create.args.standard_allocation = 0;
			break;
		}
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create)) {
			TH_LOG("rule %u", i);
		}
		EXPECT_EQ(POISON32, create.info.allocation);
	}
}

TEST_F(dxg, standard_pointer)
{
	struct create create;
	size_t i;

	for (i = 1; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.args.flags = STANDARD;
		create.args.standard_allocation = mem_bad[i];
		create.info.private_driver_data_size = 0;
		EXPECT_EQ(-EFAULT, create_call(self->fd, &create)) {
			TH_LOG("at %llx", (unsigned long long)mem_bad[i]);
		}
	}
}

TEST_HARNESS_MAIN
