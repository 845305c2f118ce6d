// SPDX-License-Identifier: GPL-2.0
/*
 * QueryAdapterInfo: what each type answers, against an adapter whose every trait was chosen by the
 * test.
 */
#include "fixture.h"
#include "mem.h"

FIXTURE(query) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	int fd;
	uint32_t adapter;
	/* Room for every payload, poisoned. */
	union {
		uint32_t u32;
		struct d3dkmt_segmentsizeinfo sizes;
		struct d3dkmt_segmentgroupsizeinfo group_sizes;
		struct d3dkmt_adapteraddress address;
		struct d3dkmt_adapterregistryinfo registry_info;
		struct d3dkmt_nodemetadata node;
		struct d3dkmt_query_device_ids ids;
		struct d3dkmt_query_adapter_unique_guid guid;
		struct d3dkmt_driver_description description;
		struct softgpu_info info;
		unsigned char bytes[16384];
	} data;
};

typedef FIXTURE_DATA(query) query_data;

static const char *const traits[][2] = {
	{ "caps", "render software_device detachable hw_sch_supported hw_sch_enabled" },
	{ "nodes", "3d copy video_decode" },
	{ "segments", "3G cpu_visible\n64M populated_from_system_memory\n128M aperture\n" },
	/* Two, three and four bytes of UTF-8; the last is a pair of surrogates. */
	{ "description", "Gr\xc3\xa4\xe2\x82\xac\xf0\x9d\x84\x9e" },
	{ "wddm_version", "2700" },
	{ "vendor_id", "0x1234" },
	{ "device_id", "0x5678" },
	{ "subvendor_id", "0x9abc" },
	{ "subsystem_id", "0xdef0" },
	{ "revision_id", "0x42" },
	{ "bus_number", "0x17" },
	{ "device_number", "0x1f" },
	{ "function_number", "0x7" },
	{ "unique_guid", "01234567-89ab-cdef-0123-456789abcdef" },
};

static const uint16_t description[] = { 'G', 'r', 0xe4, 0x20ac, 0xd834, 0xdd1e, 0 };

FIXTURE_SETUP(query)
{
	size_t i;

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "query"));
	for (i = 0; i < ARRAY_SIZE(traits); i++) {
		ASSERT_TRUE(dxg_softgpu_write(&self->gpu, traits[i][0], traits[i][1])) {
			TH_LOG("%s", traits[i][0]);
		}
	}
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	ASSERT_NE(0, self->adapter);
	memset(&self->data, POISON, sizeof(self->data));
}

FIXTURE_TEARDOWN(query)
{
	close(self->fd);
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

static int query(query_data *self, uint32_t type, uint32_t size)
{
	struct d3dkmt_queryadapterinfo query = {
		.adapter = self->adapter,
		.type = type,
		.private_driver_data = (uintptr_t)&self->data,
		.private_driver_data_size = size,
	};

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query);
}

/*
 * Ask with a payload one byte too small, which changes nothing, with the right size, and with a
 * larger one, whose surplus stays as it is. What went in is what the payload began with.
 */
static void ask(struct __test_metadata *_metadata, query_data *self, uint32_t type,
		uint32_t size, uint32_t in)
{
	memset(&self->data, POISON, sizeof(self->data));
	self->data.u32 = in;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, type, size - 1)) {
		TH_LOG("type %u", type);
	}
	EXPECT_EQ(in, self->data.u32);
	EXPECT_TRUE(mem_is(self->data.bytes + 4, POISON, sizeof(self->data) - 4));
	EXPECT_EQ(0, query(self, type, sizeof(self->data))) {
		TH_LOG("type %u", type);
	}
	EXPECT_TRUE(mem_is(self->data.bytes + size, POISON, sizeof(self->data) - size)) {
		TH_LOG("type %u", type);
	}
	memset(&self->data, POISON, sizeof(self->data));
	self->data.u32 = in;
	EXPECT_EQ(0, query(self, type, size)) {
		TH_LOG("type %u", type);
	}
	EXPECT_TRUE(mem_is(self->data.bytes + size, POISON, sizeof(self->data) - size));
}

/* The string and a zero, and nothing but zeros behind. */
static void check_utf16(struct __test_metadata *_metadata, const uint16_t *seen, size_t len,
			const uint16_t *expected, size_t expected_len)
{
	EXPECT_EQ(0, memcmp(seen, expected, expected_len * sizeof(*seen)));
	EXPECT_TRUE(mem_is(seen + expected_len, 0, (len - expected_len) * sizeof(*seen)));
}

static void check_ascii(struct __test_metadata *_metadata, const uint16_t *seen, size_t len,
			const char *expected)
{
	uint16_t wide[256];
	size_t i;

	for (i = 0; i <= strlen(expected); i++)
		wide[i] = expected[i];
	check_utf16(_metadata, seen, len, wide, i);
}

TEST_F(query, adapter_type)
{
	uint32_t expected = D3DKMT_ADAPTERTYPE_RENDER_SUPPORTED |
			    D3DKMT_ADAPTERTYPE_SOFTWARE_DEVICE | D3DKMT_ADAPTERTYPE_DETACHABLE;

	ask(_metadata, self, KMTQAITYPE_ADAPTERTYPE, 4, POISON32);
	EXPECT_EQ(expected, self->data.u32);
	ask(_metadata, self, KMTQAITYPE_ADAPTERTYPE_RENDER, 4, POISON32);
	EXPECT_EQ(expected, self->data.u32);
}

/* WSL's driver changes four bytes of the payload without a look at its size. */
TEST_F(query, wsl_b_adapter_type_size)
{
	uint32_t size, i;

	for (size = 1; size < 4; size++) {
		for (i = 0; i < 2; i++) {
			uint32_t type = i ? KMTQAITYPE_ADAPTERTYPE_RENDER : KMTQAITYPE_ADAPTERTYPE;

			EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, type, size));
		}
	}
	EXPECT_TRUE(mem_is(&self->data, POISON, sizeof(self->data)));
}

TEST_F(query, physical_adapters)
{
	ask(_metadata, self, KMTQAITYPE_PHYSICALADAPTERCOUNT, 4, POISON32);
	EXPECT_EQ(1, self->data.u32);

	ask(_metadata, self, KMTQAITYPE_PHYSICALADAPTERDEVICEIDS, sizeof(self->data.ids), 0);
	EXPECT_EQ(0, self->data.ids.physical_adapter_index);
	EXPECT_EQ(0x1234, self->data.ids.device_ids.vendor_id);
	EXPECT_EQ(0x5678, self->data.ids.device_ids.device_id);
	EXPECT_EQ(0x9abc, self->data.ids.device_ids.sub_vendor_id);
	EXPECT_EQ(0xdef0, self->data.ids.device_ids.sub_system_id);
	EXPECT_EQ(0x42, self->data.ids.device_ids.revision_id);
	EXPECT_EQ(1, self->data.ids.device_ids.bus_type);

	self->data.ids.physical_adapter_index = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  query(self, KMTQAITYPE_PHYSICALADAPTERDEVICEIDS, sizeof(self->data.ids)));
}

TEST_F(query, address)
{
	static const uint32_t types[] = { KMTQAITYPE_ADAPTERADDRESS,
					  KMTQAITYPE_ADAPTERADDRESS_RENDER };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		ask(_metadata, self, types[i], sizeof(self->data.address), POISON32);
		EXPECT_EQ(0x17, self->data.address.bus_number);
		EXPECT_EQ(0x1f, self->data.address.device_number);
		EXPECT_EQ(7, self->data.address.function_number);
	}
}

TEST_F(query, driver_version)
{
	ask(_metadata, self, KMTQAITYPE_DRIVERVERSION, 4, POISON32);
	EXPECT_EQ(2700, self->data.u32);
	ask(_metadata, self, KMTQAITYPE_DRIVERVERSION_RENDER, 4, POISON32);
	EXPECT_EQ(2700, self->data.u32);
}

TEST_F(query, wddm_2_7_caps)
{
	ask(_metadata, self, KMTQAITYPE_WDDM_2_7_CAPS, 4, POISON32);
	EXPECT_EQ(D3DKMT_WDDM_2_7_CAPS_HW_SCH_SUPPORTED | D3DKMT_WDDM_2_7_CAPS_HW_SCH_ENABLED,
		  self->data.u32);
}

TEST_F(query, description_is_utf16)
{
	static const uint32_t types[] = { KMTQAITYPE_DRIVER_DESCRIPTION,
					  KMTQAITYPE_DRIVER_DESCRIPTION_RENDER };
	struct d3dkmt_driver_description *answer = &self->data.description;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		ask(_metadata, self, types[i], sizeof(*answer), POISON32);
		check_utf16(_metadata, answer->driver_description,
			    ARRAY_SIZE(answer->driver_description), description,
			    ARRAY_SIZE(description));
	}
}

TEST_F(query, registry_info_is_utf16)
{
	static const uint32_t types[] = { KMTQAITYPE_ADAPTERREGISTRYINFO,
					  KMTQAITYPE_ADAPTERREGISTRYINFO_RENDER };
	struct d3dkmt_adapterregistryinfo *answer = &self->data.registry_info;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		ask(_metadata, self, types[i], sizeof(*answer), POISON32);
		check_utf16(_metadata, answer->adapter_string, ARRAY_SIZE(answer->adapter_string),
			    description, ARRAY_SIZE(description));
		check_utf16(_metadata, answer->chip_type, ARRAY_SIZE(answer->chip_type),
			    description, ARRAY_SIZE(description));
		EXPECT_TRUE(mem_is(answer->bios_string, 0, sizeof(answer->bios_string)));
		EXPECT_TRUE(mem_is(answer->dac_type, 0, sizeof(answer->dac_type)));
	}
}

TEST_F(query, unique_guid_is_utf16)
{
	struct d3dkmt_query_adapter_unique_guid *answer = &self->data.guid;

	ask(_metadata, self, KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID, sizeof(*answer), POISON32);
	check_ascii(_metadata, answer->adapter_unique_guid,
		    ARRAY_SIZE(answer->adapter_unique_guid),
		    "{01234567-89AB-CDEF-0123-456789ABCDEF}");
}

/* Half of the machine's memory, at least 64 MiB, is for graphics. */
static uint64_t graphics_memory(void)
{
	uint64_t half = (uint64_t)sysconf(_SC_PHYS_PAGES) * mem_page_size() / 2;

	return half < 64 << 20 ? 64 << 20 : half;
}

TEST_F(query, segment_sizes)
{
	uint64_t dedicated_system = 64 << 20, shared = 128 << 20;

	if (shared > graphics_memory() - dedicated_system)
		shared = graphics_memory() - dedicated_system;
	ask(_metadata, self, KMTQAITYPE_GETSEGMENTSIZE, sizeof(self->data.sizes), POISON32);
	EXPECT_EQ(3ull << 30, self->data.sizes.dedicated_video_memory_size);
	EXPECT_EQ(dedicated_system, self->data.sizes.dedicated_system_memory_size);
	EXPECT_EQ(shared, self->data.sizes.shared_system_memory_size);

	ask(_metadata, self, KMTQAITYPE_GETSEGMENTGROUPSIZE, sizeof(self->data.group_sizes), 0);
	EXPECT_EQ(3ull << 30, self->data.group_sizes.legacy_info.dedicated_video_memory_size);
	EXPECT_EQ(dedicated_system,
		  self->data.group_sizes.legacy_info.dedicated_system_memory_size);
	EXPECT_EQ(shared, self->data.group_sizes.legacy_info.shared_system_memory_size);
	EXPECT_EQ((3ull << 30) + dedicated_system, self->data.group_sizes.local_memory);
	EXPECT_EQ(128ull << 20, self->data.group_sizes.non_local_memory);
	EXPECT_EQ(0, self->data.group_sizes.non_budget_memory);

	self->data.group_sizes.physical_adapter_index = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self, KMTQAITYPE_GETSEGMENTGROUPSIZE,
						  sizeof(self->data.group_sizes)));
}

TEST_F(query, node_metadata)
{
	static const struct {
		uint32_t engine;
		const char *name;
	} nodes[] = {
		{ DXGK_ENGINE_TYPE_3D, "3D" },
		{ DXGK_ENGINE_TYPE_COPY, "Copy" },
		{ DXGK_ENGINE_TYPE_VIDEO_DECODE, "Video Decode" },
	};
	static const uint32_t bad[] = { 3, 4, 0xffff, 0x10000, 0x80000000, 0xffff0000, 0xffffffff };
	struct dxgk_nodemetadata *answer = &self->data.node.node_data;
	uint32_t i;

	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		uint16_t name[ARRAY_SIZE(answer->friendly_name)];

		ask(_metadata, self, KMTQAITYPE_NODEMETADATA, sizeof(self->data.node), i);
		EXPECT_EQ(i, self->data.node.node_ordinal_and_adapter_index);
		EXPECT_EQ(nodes[i].engine, answer->engine_type);
		memcpy(name, answer->friendly_name, sizeof(name));
		check_ascii(_metadata, name, ARRAY_SIZE(name), nodes[i].name);
		EXPECT_EQ(0, answer->flags);
		EXPECT_EQ(0, answer->gpu_mmu_supported);
		EXPECT_EQ(0, answer->io_mmu_supported);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		self->data.node.node_ordinal_and_adapter_index = bad[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  query(self, KMTQAITYPE_NODEMETADATA, sizeof(self->data.node))) {
			TH_LOG("ordinal %#x", bad[i]);
		}
	}
}

/*
 * The payload of UMDRIVERPRIVATE, and its size, are between the miniport and its user-mode driver.
 */
TEST_F(query, private)
{
	ask(_metadata, self, KMTQAITYPE_UMDRIVERPRIVATE, sizeof(self->data.info), POISON32);
	EXPECT_EQ(SOFTGPU_MAGIC, self->data.info.magic);
	EXPECT_EQ(SOFTGPU_VERSION, self->data.info.version);
	EXPECT_EQ(sizeof(self->data.info), self->data.info.size);
	EXPECT_EQ(3, self->data.info.num_segments);
	EXPECT_EQ(SOFTGPU_MAX_TOTAL_SIZE, self->data.info.max_total_size);
}

/* Types that the interface defines but an adapter without a display has no answer to. */
TEST_F(query, not_supported)
{
	static const uint32_t types[] = {
		KMTQAITYPE_UMDRIVERNAME, KMTQAITYPE_UMOPENGLINFO, KMTQAITYPE_ADAPTERGUID,
		KMTQAITYPE_FLIPQUEUEINFO, KMTQAITYPE_SETWORKINGSETINFO,
		KMTQAITYPE_CURRENTDISPLAYMODE, KMTQAITYPE_MODELIST, 14,
		KMTQAITYPE_PARAVIRTUALIZATION_RENDER, KMTQAITYPE_DISPLAY_CAPS,
		KMTQAITYPE_WDDM_3_0_CAPS,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		EXPECT_EQ(STATUS_NOT_SUPPORTED, query(self, types[i], 64)) {
			TH_LOG("type %u", types[i]);
		}
	}
	EXPECT_TRUE(mem_is(&self->data, POISON, sizeof(self->data)));
}

TEST_HARNESS_MAIN
