// SPDX-License-Identifier: GPL-2.0
/*
 * QueryAdapterInfo's QUERYREGISTRY: the path of the driver store, in two steps.
 */
#include "fixture.h"
#include "mem.h"

#define PATH		"/usr/lib/softgpu/driver"
#define PATH_BYTES	(sizeof(PATH) * sizeof(uint16_t))
#define HEAD		offsetof(struct d3dddi_queryregistry_info, output_string)

FIXTURE(registry) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t adapter;
	union {
		struct d3dddi_queryregistry_info info;
		unsigned char bytes[2048];
	} data;
};

typedef FIXTURE_DATA(registry) registry_data;

FIXTURE_SETUP(registry)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "registry"));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "driver_store_path", PATH));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	ASSERT_NE(0, self->adapter);
}

FIXTURE_TEARDOWN(registry)
{
	close(self->fd);
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

static void fill(registry_data *self, uint32_t type)
{
	memset(&self->data, POISON, sizeof(self->data));
	memset(&self->data, 0, HEAD);
	self->data.info.query_type = type;
	self->data.info.output_value_size = POISON32;
	self->data.info.status = POISON32;
}

static int query(registry_data *self, uint32_t adapter, uint32_t size)
{
	struct d3dkmt_queryadapterinfo query = {
		.adapter = adapter,
		.type = KMTQAITYPE_QUERYREGISTRY,
		.private_driver_data = (uintptr_t)&self->data,
		.private_driver_data_size = size,
	};

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query);
}

TEST_F(registry, two_steps)
{
	struct d3dddi_queryregistry_info *info = &self->data.info;
	uint16_t expected[sizeof(PATH)];
	size_t i;

	for (i = 0; i < sizeof(PATH); i++)
		expected[i] = PATH[i];

	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	EXPECT_EQ(0, query(self, self->adapter, sizeof(*info)));
	EXPECT_EQ(D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW, info->status);
	EXPECT_EQ(PATH_BYTES, info->output_value_size);
	EXPECT_TRUE(mem_is(self->data.bytes + HEAD, POISON, sizeof(self->data) - HEAD));

	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	EXPECT_EQ(0, query(self, self->adapter, sizeof(*info) + PATH_BYTES));
	EXPECT_EQ(D3DDDI_QUERYREGISTRY_STATUS_SUCCESS, info->status);
	EXPECT_EQ(PATH_BYTES, info->output_value_size);
	EXPECT_EQ(0, memcmp(info->output_string, expected, sizeof(expected)));
	EXPECT_TRUE(mem_is(self->data.bytes + HEAD + PATH_BYTES, POISON,
			   sizeof(self->data) - HEAD - PATH_BYTES));
}

/* The path fits exactly, or lacks its last byte. */
TEST_F(registry, exact_room)
{
	struct d3dddi_queryregistry_info *info = &self->data.info;

	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	EXPECT_EQ(0, query(self, self->adapter, HEAD + PATH_BYTES));
	EXPECT_EQ(D3DDDI_QUERYREGISTRY_STATUS_SUCCESS, info->status);
	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	EXPECT_EQ(0, query(self, self->adapter, HEAD + PATH_BYTES - 1));
	EXPECT_EQ(D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW, info->status);
	EXPECT_TRUE(mem_is(self->data.bytes + HEAD, POISON, sizeof(self->data) - HEAD));
}

/* There is no registry: the other keys have no value. */
TEST_F(registry, no_value)
{
	static const uint32_t types[] = {
		D3DDDI_QUERYREGISTRY_SERVICEKEY, D3DDDI_QUERYREGISTRY_ADAPTERKEY,
		D3DDDI_QUERYREGISTRY_DRIVERIMAGEPATH,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		fill(self, types[i]);
		EXPECT_EQ(0, query(self, self->adapter, sizeof(self->data)));
		EXPECT_EQ(D3DDDI_QUERYREGISTRY_STATUS_FAIL, self->data.info.status);
		EXPECT_EQ(0, self->data.info.output_value_size);
		EXPECT_TRUE(mem_is(self->data.bytes + HEAD, POISON, sizeof(self->data) - HEAD));
	}
}

/* Neither has an adapter whose driver has no store. */
TEST_F(registry, no_path)
{
	uint32_t adapter;

	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "driver_store_path", "\n"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	EXPECT_EQ(0, query(self, adapter, sizeof(self->data)));
	EXPECT_EQ(D3DDDI_QUERYREGISTRY_STATUS_FAIL, self->data.info.status);
	EXPECT_EQ(0, self->data.info.output_value_size);
}

TEST_F(registry, refused)
{
	struct d3dddi_queryregistry_info *info = &self->data.info;
	unsigned int bit;

	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, self->adapter, sizeof(*info) - 1));
	for (bit = 0; bit < 32; bit++) {
		fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
		info->query_flags = 1u << bit;
		EXPECT_EQ(bit < 2 ? 0 : STATUS_INVALID_PARAMETER,
			  query(self, self->adapter, sizeof(self->data)));
	}
	fill(self, D3DDDI_QUERYREGISTRY_MAX);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, self->adapter, sizeof(self->data)));
	fill(self, ~0u);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, self->adapter, sizeof(self->data)));
	fill(self, D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH);
	info->physical_adapter_index = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, self->adapter, sizeof(self->data)));
	EXPECT_EQ(POISON32, info->status);
}

TEST_HARNESS_MAIN
