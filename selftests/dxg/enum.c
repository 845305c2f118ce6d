// SPDX-License-Identifier: GPL-2.0
/*
 * Finding, opening and closing adapters. The fixture has two more than the machine: one that
 * renders and one that only computes.
 */
#include "fixture.h"
#include "mem.h"

#define MAX_ADAPTERS 16

FIXTURE(adapters) {
	struct dxg_counts before;
	struct dxg_softgpu render;
	struct dxg_softgpu compute;
	struct d3dkmt_adapterinfo infos[MAX_ADAPTERS];
	int fd;
	uint32_t n;
};

typedef FIXTURE_DATA(adapters) adapters_data;

/* EnumAdapters3 with everything, which has EnumAdapters2's arguments but for the filter. */
static int enumerate(int fd, bool compute, uint32_t *n, struct d3dkmt_adapterinfo *infos)
{
	struct d3dkmt_enumadapters2 enum2 = {
		.num_adapters = *n,
		.adapters = (uintptr_t)infos,
	};
	struct d3dkmt_enumadapters3 enum3 = {
		.filter = D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_COMPUTE_ONLY,
		.num_adapters = *n,
		.adapters = (uintptr_t)infos,
	};
	int ret;

	if (compute) {
		ret = dxg_call(fd, D3DKMT_IOC_ENUM_ADAPTERS3, &enum3);
		*n = enum3.num_adapters;
	} else {
		ret = dxg_call(fd, D3DKMT_IOC_ENUM_ADAPTERS2, &enum2);
		*n = enum2.num_adapters;
	}
	return ret;
}

static uint64_t luid_of(const struct d3dkmt_adapterinfo *info)
{
	return (uint64_t)(uint32_t)info->adapter_luid.high_part << 32 | info->adapter_luid.low_part;
}

static bool has_luid(const struct d3dkmt_adapterinfo *infos, uint32_t n, uint64_t luid)
{
	uint32_t i, found = 0;

	for (i = 0; i < n; i++)
		found += luid_of(&infos[i]) == luid;
	return found == 1;
}

static long opens(void)
{
	struct dxg_counts counts;

	return dxg_counts_read(&counts) ? -1 : counts.n[DXG_COUNT_ADAPTER_OPENS];
}

FIXTURE_SETUP(adapters)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->render, "enum-render"));
	ASSERT_TRUE(dxg_softgpu_live(&self->render, true));
	ASSERT_TRUE(dxg_softgpu_add(&self->compute, "enum-compute"));
	ASSERT_TRUE(dxg_softgpu_write(&self->compute, "caps",
				      "render software_device compute_only"));
	ASSERT_TRUE(dxg_softgpu_live(&self->compute, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, enumerate(self->fd, true, &self->n, NULL));
	ASSERT_LE(3, self->n);
	ASSERT_GE(MAX_ADAPTERS, self->n);
	memset(self->infos, POISON, sizeof(self->infos));
}

FIXTURE_TEARDOWN(adapters)
{
	close(self->fd);
	dxg_softgpu_remove(&self->compute);
	dxg_softgpu_remove(&self->render);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* Without an array both calls count, whatever room the caller says there is, and open nothing. */
TEST_F(adapters, counting_opens_nothing)
{
	static const uint32_t room[] = { 0, 1, 64, 65, 0x10000, 0x7fffffff, 0xffffffff };
	uint32_t n;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(room); i++) {
		n = room[i];
		EXPECT_EQ(0, enumerate(self->fd, true, &n, NULL));
		EXPECT_EQ(self->n, n);
		n = room[i];
		EXPECT_EQ(0, enumerate(self->fd, false, &n, NULL));
		EXPECT_EQ(self->n - 1, n);
	}
	/*
	 * EnumAdapters3 with room for none counts, too; EnumAdapters2 takes it as too little room.
	 */
	n = 0;
	EXPECT_EQ(0, enumerate(self->fd, true, &n, self->infos));
	EXPECT_EQ(self->n, n);
	n = 0;
	EXPECT_EQ(STATUS_BUFFER_TOO_SMALL, enumerate(self->fd, false, &n, self->infos));
	EXPECT_EQ(self->n - 1, n);
	EXPECT_EQ(0, opens());
	EXPECT_TRUE(mem_is(self->infos, POISON, sizeof(self->infos)));
}

/* The array is filled as far as there are adapters, each opened under a handle of its own. */
static void check_enumeration(struct __test_metadata *_metadata, adapters_data *self,
			      bool compute, uint32_t room)
{
	uint32_t i, expected = compute ? self->n : self->n - 1, n = room;
	struct d3dkmt_adapterinfo *infos = self->infos;

	memset(infos, POISON, sizeof(self->infos));
	EXPECT_EQ(0, enumerate(self->fd, compute, &n, infos));
	ASSERT_EQ(expected, n);
	EXPECT_EQ(expected, opens());
	for (i = 0; i < n; i++) {
		EXPECT_NE(0, infos[i].adapter & 0xc0000000);
		EXPECT_EQ(0, infos[i].adapter & 0x3f);
		EXPECT_EQ(infos[0].adapter + 0x40 * i, infos[i].adapter);
		EXPECT_TRUE(has_luid(infos, n, luid_of(&infos[i])));
		EXPECT_EQ(0, infos[i].num_of_sources);
		EXPECT_EQ(0, infos[i].precise_present_regions_preferred);
	}
	EXPECT_TRUE(has_luid(infos, n, self->render.luid));
	EXPECT_EQ(compute, has_luid(infos, n, self->compute.luid));
	EXPECT_TRUE(mem_is(&infos[n], POISON, sizeof(self->infos) - n * sizeof(*infos)));
	for (i = 0; i < n; i++)
		EXPECT_EQ(0, dxg_close_adapter(self->fd, infos[i].adapter));
	EXPECT_EQ(0, opens());
}

TEST_F(adapters, enumerates_renderers)
{
	check_enumeration(_metadata, self, false, self->n - 1);
	check_enumeration(_metadata, self, false, MAX_ADAPTERS);
	/* A room of which the size in bytes doesn't fit into 32 bits. */
	check_enumeration(_metadata, self, false, 0xffffffff);
	check_enumeration(_metadata, self, false, 0x0ccccccd);
}

TEST_F(adapters, enumerates_compute_only)
{
	check_enumeration(_metadata, self, true, self->n);
	check_enumeration(_metadata, self, true, MAX_ADAPTERS);
	check_enumeration(_metadata, self, true, 0xffffffff);
}

/* EnumAdapters3 without the filter is EnumAdapters2; softgpu has no adapter that only displays. */
TEST_F(adapters, filter)
{
	struct d3dkmt_enumadapters3 enum3 = { };
	unsigned int bit;

	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_ENUM_ADAPTERS3, &enum3));
	EXPECT_EQ(self->n - 1, enum3.num_adapters);
	enum3.filter = D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_DISPLAY_ONLY;
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_ENUM_ADAPTERS3, &enum3));
	EXPECT_EQ(self->n - 1, enum3.num_adapters);
	for (bit = 2; bit < 64; bit++) {
		enum3.filter = 1ull << bit;
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_call(self->fd, D3DKMT_IOC_ENUM_ADAPTERS3, &enum3)) {
			TH_LOG("bit %u", bit);
		}
	}
}

/* Too little room: the count is written and nothing opened. WSL's driver leaves the count alone. */
TEST_F(adapters, wsl_b_enum2_small_buffer)
{
	uint32_t n = self->n - 2;

	EXPECT_EQ(STATUS_BUFFER_TOO_SMALL, enumerate(self->fd, false, &n, self->infos));
	EXPECT_EQ(self->n - 1, n);
	EXPECT_TRUE(mem_is(self->infos, POISON, sizeof(self->infos)));
	EXPECT_EQ(0, opens());
}

/* WSL's driver writes behind its array, answers 0, and keeps what it opened. */
TEST_F(adapters, wsl_b_enum3_small_buffer)
{
	uint32_t n = self->n - 1;

	EXPECT_EQ(STATUS_BUFFER_TOO_SMALL, enumerate(self->fd, true, &n, self->infos));
	EXPECT_EQ(self->n, n);
	EXPECT_TRUE(mem_is(self->infos, POISON, sizeof(self->infos)));
	EXPECT_EQ(0, opens());
}

/* An array that can't be written, wholly or from its last entry on: nothing is opened. */
TEST_F(adapters, array_faults)
{
	size_t i, size = self->n * sizeof(self->infos[0]);
	struct d3dkmt_adapterinfo *infos;
	uint32_t n;

	for (i = 0; i < mem_num_bad; i++) {
		struct d3dkmt_enumadapters2 enum2 = {
			.num_adapters = MAX_ADAPTERS,
			.adapters = mem_bad[i],
		};
		struct d3dkmt_enumadapters3 enum3 = {
			.num_adapters = MAX_ADAPTERS,
			.adapters = mem_bad[i],
		};

		if (!mem_bad[i])
			continue;
		EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_ENUM_ADAPTERS2, &enum2)) {
			TH_LOG("at %llx", (unsigned long long)mem_bad[i]);
		}
		EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_ENUM_ADAPTERS3, &enum3));
	}
	infos = mem_edge(size - 1);
	n = self->n;
	EXPECT_EQ(-EFAULT, enumerate(self->fd, true, &n, infos));
	infos = mem_edge(size);
	ASSERT_TRUE(mem_protect(infos, size, PROT_READ));
	n = self->n;
	EXPECT_EQ(-EFAULT, enumerate(self->fd, true, &n, infos));
	EXPECT_EQ(0, opens());

	/* And as long as there is room for what is there, the array may end. */
	ASSERT_TRUE(mem_protect(infos, size, PROT_READ | PROT_WRITE));
	n = MAX_ADAPTERS;
	EXPECT_EQ(0, enumerate(self->fd, true, &n, infos));
	/* The failures before consumed no handle: these are the process's first. */
	EXPECT_EQ(0x40000000, infos[0].adapter);
}

TEST_F(adapters, open_from_luid)
{
	struct d3dkmt_openadapterfromluid open = {
		.adapter_luid = {
			.low_part = self->render.luid,
			.high_part = self->render.luid >> 32,
		},
		.adapter = POISON32,
	};
	uint32_t first;

	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &open));
	first = open.adapter;
	EXPECT_EQ(0x40000000, first);
	EXPECT_EQ((uint32_t)self->render.luid, open.adapter_luid.low_part);
	EXPECT_EQ(self->render.luid >> 32, open.adapter_luid.high_part);

	/* Each open is its own, and what the handle member held plays no part. */
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &open));
	EXPECT_EQ(first + 0x40, open.adapter);
	EXPECT_EQ(2, opens());
	EXPECT_EQ(0, dxg_close_adapter(self->fd, first));
	EXPECT_NE(0, dxg_create_device(self->fd, open.adapter));
	EXPECT_EQ(0, dxg_adapter_by_luid(self->fd, 0));
	/* An adapter that only computes is left out of lists, but can be opened. */
	EXPECT_NE(0, dxg_adapter_by_luid(self->fd, self->compute.luid));
}

/* WSL's driver answers 0 to a LUID that it doesn't know when the handle member isn't 0. */
TEST_F(adapters, wsl_b_unknown_luid)
{
	static const uint32_t handles[] = { 0, 0x40000000, POISON32 };
	struct d3dkmt_openadapterfromluid open;
	unsigned int bit;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(handles); i++) {
		for (bit = 32; bit < 64; bit++) {
			uint64_t luid = self->render.luid ^ 1ull << bit;

			open = (struct d3dkmt_openadapterfromluid) {
				.adapter_luid = { .low_part = luid, .high_part = luid >> 32 },
				.adapter = handles[i],
			};
			EXPECT_EQ(STATUS_INVALID_PARAMETER,
				  dxg_call(self->fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &open)) {
				TH_LOG("bit %u", bit);
			}
			EXPECT_EQ(handles[i], open.adapter);
		}
	}
	EXPECT_EQ(0, opens());
}

/* A LUID is never used again, and one of an adapter that has gone opens nothing. */
TEST_F(adapters, luids_are_not_reused)
{
	uint64_t first = self->render.luid;

	ASSERT_TRUE(dxg_softgpu_live(&self->render, false));
	EXPECT_EQ(0, dxg_adapter_by_luid(self->fd, first));
	ASSERT_TRUE(dxg_softgpu_live(&self->render, true));
	EXPECT_NE(first, self->render.luid);
	EXPECT_EQ(0, dxg_adapter_by_luid(self->fd, first));
	EXPECT_NE(0, dxg_adapter_by_luid(self->fd, self->render.luid));
}

/* A device lives on without the handle that it was made from. */
TEST_F(adapters, close_leaves_devices)
{
	uint32_t adapter = dxg_adapter_by_luid(self->fd, self->render.luid), device, allocation;

	ASSERT_NE(0, adapter);
	device = dxg_create_device(self->fd, adapter);
	ASSERT_NE(0, device);
	EXPECT_EQ(0, dxg_close_adapter(self->fd, adapter));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_close_adapter(self->fd, adapter));
	EXPECT_EQ(0, dxg_create_device(self->fd, adapter));
	EXPECT_EQ(0, dxg_create_raw(self->fd, device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, device));
}

TEST_HARNESS_MAIN
