// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a miniport may answer: each rule is broken alone, by a change to a right answer, and the
 * field's name comes back.
 */
#include <kunit/test.h>
#include <linux/module.h>

#include "ddi/check.c"

static void expect_field(struct kunit *test, const char *name, const char *field, const char *bad)
{
	if (!bad)
		KUNIT_EXPECT_NULL_MSG(test, field, "%s: %s", name, field);
	else
		KUNIT_EXPECT_STREQ_MSG(test, field ?: "(good)", bad, "%s", name);
}

static struct dxgk_drivercaps good_caps(void)
{
	return (struct dxgk_drivercaps){
		.wddm_version = 2700, .num_nodes = 1, .description = "adapter",
	};
}

static void driver_caps(struct kunit *test)
{
	static const struct {
		const char *name;
		u32 flags, wddm_version, num_nodes;
		const char *bad;
	} rows[] = {
		{ "plain", 0, 2700, 1 },
		{ "all flags", DXGK_DRIVERCAPS_VALID, 2700, 1 },
		{ "first unknown flag", DXGK_DRIVERCAPS_VALID + 1, 2700, 1, "flags" },
		{ "last unknown flag", 1u << 31, 2700, 1, "flags" },
		{ "scheduling", DXGK_DRIVERCAPS_HW_SCH_SUPPORTED, 2700, 1 },
		{ "enabled, not supported", DXGK_DRIVERCAPS_HW_SCH_ENABLED, 2700, 1, "flags" },
		{ "WDDM 1.3", 0, 1999, 1, "wddm_version" },
		{ "WDDM 2.0", 0, 2000, 1 },
		{ "WDDM 3.9", 0, 3999, 1 },
		{ "WDDM 4", 0, 4000, 1, "wddm_version" },
		{ "no nodes", 0, 2700, 0, "num_nodes" },
		{ "most nodes", 0, 2700, DXGK_MAX_NODES },
		{ "too many nodes", 0, 2700, DXGK_MAX_NODES + 1, "num_nodes" },
	};
	struct dxgk_drivercaps caps;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		caps = good_caps();
		caps.flags = rows[i].flags;
		caps.wddm_version = rows[i].wddm_version;
		caps.num_nodes = rows[i].num_nodes;
		expect_field(test, rows[i].name, dxgk_check_driver_caps(&caps), rows[i].bad);
	}
}

static void driver_caps_texts(struct kunit *test)
{
	struct dxgk_drivercaps caps = good_caps();

	caps.description[0] = 0;
	expect_field(test, "no name", dxgk_check_driver_caps(&caps), "description");
	memset(caps.description, 'x', sizeof(caps.description));
	expect_field(test, "endless name", dxgk_check_driver_caps(&caps), "description");
	caps.description[sizeof(caps.description) - 1] = 0;
	expect_field(test, "longest name", dxgk_check_driver_caps(&caps), NULL);
	memset(caps.driver_store_path, '/', sizeof(caps.driver_store_path));
	expect_field(test, "endless path", dxgk_check_driver_caps(&caps), "driver_store_path");
	caps.driver_store_path[sizeof(caps.driver_store_path) - 1] = 0;
	expect_field(test, "longest path", dxgk_check_driver_caps(&caps), NULL);
}

#define SEG(name)	DXGK_SEGMENTFLAGS_##name
#define MB		0x100000ull
#define ODD		0x800ull

static void one_segment(struct kunit *test)
{
	static const struct {
		const char *name;
		struct dxgk_segmentdescriptor desc;
		const char *bad;
	} rows[] = {
		{ "memory", { 0, 0, MB } },
		{ "visible", { SEG(CPU_VISIBLE), 0, MB } },
		{ "from system memory", { SEG(POPULATED_FROM_SYSTEM_MEMORY), 0, MB } },
		{ "aperture", { SEG(APERTURE), 0, MB } },
		{ "coherent aperture", { SEG(APERTURE) | SEG(CACHE_COHERENT), 0, MB } },
		{ "coherent memory", { SEG(CACHE_COHERENT), 0, MB }, "flags" },
		{ "visible aperture", { SEG(APERTURE) | SEG(CPU_VISIBLE), 0, MB }, "flags" },
		{ "aperture from system memory",
		  { SEG(APERTURE) | SEG(POPULATED_FROM_SYSTEM_MEMORY), 0, MB }, "flags" },
		{ "unknown flag", { 2, 0, MB }, "flags" },
		{ "local group", { SEG(LOCAL_BUDGET_GROUP), 0, MB } },
		{ "non-local group", { SEG(NON_LOCAL_BUDGET_GROUP), 0, MB } },
		{ "both groups", { SEG(LOCAL_BUDGET_GROUP) | SEG(NON_LOCAL_BUDGET_GROUP), 0, MB },
		  "flags" },
		{ "no size", { 0, 0, 0 }, "size" },
		{ "half a page", { 0, 0, ODD }, "size" },
		{ "base in a page", { 0, ODD, MB }, "base_address" },
		{ "up to the last page", { 0, -MB - PAGE_SIZE, MB } },
		{ "up to the end", { 0, -MB, MB }, "base_address" },
		{ "beyond the end", { 0, -PAGE_SIZE, MB }, "base_address" },
		{ "memory's limit is its size", { 0, 0, MB, MB } },
		{ "memory with less", { 0, 0, MB, MB / 2 }, "commit_limit" },
		{ "memory with more", { 0, 0, MB, 2 * MB }, "commit_limit" },
		{ "aperture with less", { SEG(APERTURE), 0, MB, PAGE_SIZE } },
		{ "aperture with all", { SEG(APERTURE), 0, MB, MB } },
		{ "aperture with more", { SEG(APERTURE), 0, MB, MB + 1 }, "commit_limit" },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		expect_field(test, rows[i].name, dxgk_check_segments(&rows[i].desc, 1),
			     rows[i].bad);
}

static void segments_dont_overlap(struct kunit *test)
{
	static const struct {
		const char *name;
		u64 base, size;
		const char *bad;
	} rows[] = {
		{ "before", 0, 4 * MB },
		{ "one page too far", 0, 4 * MB + PAGE_SIZE, "base_address" },
		{ "the same", 4 * MB, MB, "base_address" },
		{ "around", 0, 16 * MB, "base_address" },
		{ "within", 4 * MB + PAGE_SIZE, PAGE_SIZE, "base_address" },
		{ "last page", 5 * MB - PAGE_SIZE, MB, "base_address" },
		{ "after", 5 * MB, MB },
	};
	struct dxgk_segmentdescriptor desc[3] = {
		{ .base_address = 64 * MB, .size = MB },
		{ .base_address = 4 * MB, .size = MB },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		desc[2].base_address = rows[i].base;
		desc[2].size = rows[i].size;
		expect_field(test, rows[i].name, dxgk_check_segments(desc, 3), rows[i].bad);
	}
}

static void node_metadata(struct kunit *test)
{
	struct dxgkarg_getnodemetadata arg = { .engine_type = DXGK_ENGINE_TYPE_MAX - 1 };

	expect_field(test, "last engine", dxgk_check_node_metadata(&arg), NULL);
	arg.engine_type++;
	expect_field(test, "no engine", dxgk_check_node_metadata(&arg), "engine_type");
	arg.engine_type = 0;
	memset(arg.friendly_name, 'x', sizeof(arg.friendly_name));
	expect_field(test, "endless name", dxgk_check_node_metadata(&arg), "friendly_name");
	arg.friendly_name[sizeof(arg.friendly_name) - 1] = 0;
	expect_field(test, "longest name", dxgk_check_node_metadata(&arg), NULL);
}

/* An adapter with a memory segment, two aperture segments and another memory segment */
static const struct vidmm vidmm = { .num_segments = 4, .aperture_set = 0x6 };

static struct dxgk_allocationinfo good_info(void)
{
	return (struct dxgk_allocationinfo){
		.size = 1, .supported_segment_set = 0xf, .hallocation = (void *)&vidmm,
		.allocation_priority = DXGK_ALLOCATIONPRIORITY_NORMAL,
	};
}

static void allocation_info(struct kunit *test)
{
#define ROW(name, bad, ...)	\
	{ struct dxgk_allocationinfo info = good_info(); \
	  __VA_ARGS__; \
	  expect_field(test, name, dxgk_check_allocation_info(&vidmm, &info), bad); }

	ROW("plain", NULL);
	ROW("no cookie", "hallocation", info.hallocation = NULL);
	ROW("no size", "size", info.size = 0);
	ROW("largest", NULL, info.size = -(u64)PAGE_SIZE);
	ROW("too large to be rounded", "size", info.size = -(u64)PAGE_SIZE + 1);
	ROW("pitch", NULL, info.pitch_aligned_size = 1);
	ROW("pitch too small", "pitch_aligned_size", info.size = 2; info.pitch_aligned_size = 1);
	ROW("alignment 1", NULL, info.alignment = 1);
	ROW("largest alignment", NULL, info.alignment = 1u << 31);
	ROW("odd alignment", "alignment", info.alignment = 3 << 12);
	ROW("no segment", "supported_segment_set", info.supported_segment_set = 0);
	ROW("segment 5", "supported_segment_set", info.supported_segment_set = 0x10);
	ROW("segment 32", "supported_segment_set", info.supported_segment_set |= 1u << 31);
	ROW("evicted through both", NULL, info.eviction_segment_set = 0x6);
	ROW("evicted to memory", "eviction_segment_set", info.eviction_segment_set = 0x8);
	ROW("lowest priority", NULL, info.allocation_priority = 1);
	ROW("no priority", "allocation_priority", info.allocation_priority = 0);
	ROW("highest priority", NULL,
	    info.allocation_priority = DXGK_ALLOCATIONPRIORITY_MAXIMUM);
	ROW("above", "allocation_priority",
	    info.allocation_priority = DXGK_ALLOCATIONPRIORITY_MAXIMUM + 1);
	ROW("another adapter", "physical_adapter_index", info.physical_adapter_index = 1);
#undef ROW
}

static void allocation_preferences(struct kunit *test)
{
	static const struct {
		const char *name;
		u32 set;
		u8 ids[DXGK_MAX_PREFERENCES];
		const char *bad;
	} rows[] = {
		{ "none", 0xf, { } },
		{ "all", 0xf, { 4, 3, 2, 1 } },
		{ "five", 0xf, { 4, 3, 2, 1, 4 } },
		{ "not in the set", 0x7, { 1, 4 }, "preferred_segment" },
		{ "no such segment", 0xf, { 5 }, "preferred_segment" },
		{ "no such id", 0xf, { 255 }, "preferred_segment" },
		{ "first id that no set has", 0xf, { 32 }, "preferred_segment" },
		{ "fifth is bad", 0xf, { 1, 1, 1, 1, 5 }, "preferred_segment" },
		{ "bad after the end", 0xf, { 1, 0, 5 } },
	};
	struct dxgk_allocationinfo info;
	u32 i, k;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		info = good_info();
		info.supported_segment_set = rows[i].set;
		for (k = 0; k < DXGK_MAX_PREFERENCES; k++)
			info.preferred_segment[k].segment_id = rows[i].ids[k];
		expect_field(test, rows[i].name, dxgk_check_allocation_info(&vidmm, &info),
			     rows[i].bad);
	}
}

#define ALLOC(name)	DXGK_ALLOCATIONINFOFLAGS_##name
#define VISIBLE		ALLOC(CPU_VISIBLE)

static void allocation_flags(struct kunit *test)
{
	static const struct {
		const char *name;
		u32 flags;
		bool bad, bad_primary;
	} rows[] = {
		{ "none", 0 },
		{ "visible", VISIBLE },
		{ "cached", VISIBLE | ALLOC(CACHED), false, true },
		{ "cached, invisible", ALLOC(CACHED), true, true },
		{ "permanent", VISIBLE | ALLOC(PERMANENT_SYS_MEM), false, true },
		{ "permanent, invisible", ALLOC(PERMANENT_SYS_MEM), true, true },
		{ "history", VISIBLE | ALLOC(HISTORY_BUFFER) },
		{ "history, invisible", ALLOC(HISTORY_BUFFER), true, true },
		{ "protected", ALLOC(PROTECTED), false, true },
		{ "sysmem", ALLOC(EXISTING_SYS_MEM), false, true },
		{ "kernel's", ALLOC(EXISTING_KERNEL_SYS_MEM), false, true },
		{ "protected sysmem", ALLOC(PROTECTED) | ALLOC(EXISTING_SYS_MEM), true, true },
		{ "two kinds", ALLOC(EXISTING_KERNEL_SYS_MEM) | ALLOC(EXISTING_SYS_MEM), true,
		  true },
		{ "permanent, protected",
		  VISIBLE | ALLOC(PERMANENT_SYS_MEM) | ALLOC(PROTECTED), true, true },
		{ "from the end", ALLOC(FROM_END_OF_SEGMENT) },
		{ "overlay", ALLOC(OVERLAY) | ALLOC(CAPTURE) },
		{ "physical", ALLOC(ACCESSED_PHYSICALLY) },
		{ "notified", ALLOC(ACCESSED_PHYSICALLY) |
		  ALLOC(EXPLICIT_RESIDENCY_NOTIFICATION) },
		{ "notified only", ALLOC(EXPLICIT_RESIDENCY_NOTIFICATION), true, true },
		{ "bit 7", 1u << 7, true, true },
		{ "bit 10", 1u << 10, true, true },
		{ "bit 17", 1u << 17, true, true },
		{ "bit 31", 1u << 31, true, true },
	};
	struct dxgk_allocationinfo info;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		info = good_info();
		info.flags = rows[i].flags;
		expect_field(test, rows[i].name, dxgk_check_allocation_info(&vidmm, &info),
			     rows[i].bad ? "flags" : NULL);
		info.primary = true;
		expect_field(test, rows[i].name, dxgk_check_allocation_info(&vidmm, &info),
			     rows[i].bad_primary ? "flags" : NULL);
	}
}

static void standard_data(struct kunit *test)
{
	static const struct {
		const char *name;
		bool buffers;
		u32 allocation, resource;
		bool good;
	} rows[] = {
		{ "both sizes", false, 8, 8, true },
		{ "allocation's", false, 8, 0, true },
		{ "resource's", false, 0, 8, true },
		{ "none", false, 0, 0, false },
		{ "largest", false, MAX_STANDARD_DATA, MAX_STANDARD_DATA, true },
		{ "allocation's too large", false, MAX_STANDARD_DATA + 1, 8, false },
		{ "resource's too large", false, 8, MAX_STANDARD_DATA + 1, false },
		{ "filled", true, 16, 32, true },
		{ "allocation's changed", true, 17, 32, false },
		{ "resource's changed", true, 16, 31, false },
	};
	struct dxgkarg_getstandardallocationdriverdata asked = { }, answer = { };
	char buffer[1];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		answer.allocation_private_driver_data_size = rows[i].allocation;
		answer.resource_private_driver_data_size = rows[i].resource;
		asked.allocation_private_driver_data_size = rows[i].buffers ? 16 : 0;
		asked.resource_private_driver_data_size = rows[i].buffers ? 32 : 0;
		asked.allocation_private_driver_data = rows[i].buffers ? buffer : NULL;
		asked.resource_private_driver_data = NULL;
		KUNIT_EXPECT_EQ_MSG(test, dxgk_check_standard_data(&asked, &answer), rows[i].good,
				    "%s", rows[i].name);
		swap(asked.allocation_private_driver_data, asked.resource_private_driver_data);
		KUNIT_EXPECT_EQ_MSG(test, dxgk_check_standard_data(&asked, &answer), rows[i].good,
				    "%s", rows[i].name);
	}
}

static struct kunit_case check_cases[] = {
	KUNIT_CASE(driver_caps),
	KUNIT_CASE(driver_caps_texts),
	KUNIT_CASE(one_segment),
	KUNIT_CASE(segments_dont_overlap),
	KUNIT_CASE(node_metadata),
	KUNIT_CASE(allocation_info),
	KUNIT_CASE(allocation_preferences),
	KUNIT_CASE(allocation_flags),
	KUNIT_CASE(standard_data),
	{ }
};

static struct kunit_suite check_suite = {
	.name = "dxgk_check",
	.test_cases = check_cases,
};

kunit_test_suite(check_suite);
