// SPDX-License-Identifier: GPL-2.0-only
/*
 * The rules of create-allocation, one row for each way to break one, and for each neighbour that
 * is allowed.
 */
#include <kunit/test.h>
#include <linux/module.h>

#include "front/validate.c"

#define RESOURCE	FLAG(CREATE_RESOURCE)
#define SHARED		(RESOURCE | FLAG(CREATE_SHARED))
#define CROSS		(SHARED | FLAG(CROSS_ADAPTER))
#define STANDARD	FLAG(STANDARD_ALLOCATION)
#define SYS_MEM		(STANDARD | FLAG(EXISTING_SYS_MEM))
#define SECTION		(STANDARD | FLAG(EXISTING_SECTION))

/* Who accepts it: neither, both, or only Windows' rules */
enum verdict { BAD, GOOD, WINDOWS };

struct args_case {
	const char *name;
	enum verdict verdict;
	u32 flags, num, driver_data, runtime_data;
	bool no_array, no_standard;
};

static const struct args_case args_cases[] = {
	{ "one allocation", GOOD, 0, 1 },
	{ "nothing", BAD, 0, 0 },
	{ "an empty resource", GOOD, RESOURCE, 0 },
	{ "an empty resource without array", GOOD, RESOURCE, 0, .no_array = true },
	{ "no array", BAD, 0, 1, .no_array = true },
	{ "most allocations", GOOD, 0, DXGK_MAX_ALLOCATIONS },
	{ "too many", BAD, 0, DXGK_MAX_ALLOCATIONS + 1 },
	{ "far too many", BAD, 0, U32_MAX },
	{ "most driver data", GOOD, 0, 1, .driver_data = DXGK_MAX_BLOB },
	{ "too much driver data", BAD, 0, 1, .driver_data = DXGK_MAX_BLOB + 1 },
	{ "most runtime data", GOOD, 0, 1, .runtime_data = DXGK_MAX_BLOB },
	{ "too much runtime data", BAD, 0, 1, .runtime_data = DXGK_MAX_BLOB + 1 },
	{ "shared", GOOD, SHARED, 1 },
	{ "shared, two", GOOD, SHARED, 2 },
	{ "shared without resource", BAD, FLAG(CREATE_SHARED), 1 },
	{ "nt sharing", GOOD, SHARED | FLAG(NT_SECURITY_SHARING), 1 },
	{ "nt sharing, not shared", BAD, RESOURCE | FLAG(NT_SECURITY_SHARING), 1 },
	{ "cross-adapter", GOOD, CROSS, 1 },
	{ "cross-adapter, two", BAD, CROSS, 2 },
	{ "cross-adapter, none", BAD, CROSS, 0 },
	{ "cross-adapter, not shared", BAD, RESOURCE | FLAG(CROSS_ADAPTER), 1 },
	{ "sysmem", WINDOWS, SYS_MEM, 1 },
	{ "sysmem, shared", WINDOWS, SYS_MEM | SHARED, 1 },
	{ "sysmem, cross-adapter", GOOD, SYS_MEM | CROSS, 1 },
	{ "sysmem, two", BAD, SYS_MEM | CROSS, 2 },
	{ "sysmem, none", BAD, SYS_MEM | CROSS, 0 },
	{ "sysmem with driver data", BAD, SYS_MEM | CROSS, 1, .driver_data = 1 },
	{ "sysmem without description", BAD, SYS_MEM | CROSS, 1, .no_standard = true },
	{ "sysmem, not standard", BAD, CROSS | FLAG(EXISTING_SYS_MEM), 1 },
	{ "section", WINDOWS, SECTION, 1 },
	{ "section, cross-adapter", GOOD, SECTION | CROSS, 1 },
	{ "section, not standard", BAD, CROSS | FLAG(EXISTING_SECTION), 1 },
	{ "both kinds of memory", BAD, SYS_MEM | SECTION | CROSS, 1 },
	{ "neither kind of memory", BAD, STANDARD | CROSS, 1 },
	{ "protected", BAD, FLAG(CREATE_PROTECTED), 1 },
	{ "write-combined", BAD, FLAG(CREATE_WRITE_COMBINED), 1 },
	{ "cached", BAD, FLAG(CREATE_CACHED), 1 },
	{ "opened cross-adapter", BAD, FLAG(OPEN_CROSS_ADAPTER), 1 },
	{ "lowest reserved flag", BAD, 1u << 22, 1 },
	{ "highest reserved flag", BAD, 1u << 31, 1 },
	{ "flags without a rule", GOOD, FLAG(NON_SECURE) | FLAG(RESTRICT_SHARED_ACCESS) |
	  FLAG(READ_ONLY) | FLAG(SWAP_CHAIN_BACK_BUFFER) | FLAG(PARTIAL_SHARED_CREATION) |
	  FLAG(ZEROED) | FLAG(WRITE_WATCH) | FLAG(ALLOW_NOT_ZEROED) |
	  FLAG(PHYSICALLY_CONTIGUOUS) | FLAG(NO_KMD_ACCESS) | FLAG(SHARED_DISPLAYABLE), 1 },
};

static void args_to_text(const struct args_case *c, char *text)
{
	strscpy(text, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(args, args_cases, args_to_text);

static void create_args(struct kunit *test)
{
	const struct args_case *c = test->param_value;
	struct d3dkmt_createallocation args = {
		.flags = c->flags,
		.num_allocations = c->num,
		.allocation_info = c->no_array ? 0 : 0x1000,
		.private_runtime_data_size = c->runtime_data,
		.private_driver_data = c->no_standard ? 0 : 0x2000,
		.private_driver_data_size = c->driver_data,
	};

	KUNIT_EXPECT_EQ(test, dxgk_validate_create_args(&args, DXGK_RULES_DOCUMENTED),
			c->verdict == GOOD ? 0 : -EINVAL);
	KUNIT_EXPECT_EQ(test, dxgk_validate_create_args(&args, DXGK_RULES_WINDOWS),
			c->verdict != BAD ? 0 : -EINVAL);
}

/* Alone, a flag is refused exactly if it is reserved, the kernel's, or needs another. */
static void each_flag_alone(struct kunit *test)
{
	const u32 refused = FLAG(RESERVED_MASK) | FLAG(CREATE_PROTECTED) |
			    FLAG(CREATE_WRITE_COMBINED) | FLAG(CREATE_CACHED) |
			    FLAG(OPEN_CROSS_ADAPTER) | FLAG(CREATE_SHARED) |
			    FLAG(NT_SECURITY_SHARING) | FLAG(CROSS_ADAPTER) |
			    FLAG(EXISTING_SYS_MEM) | FLAG(EXISTING_SECTION) |
			    FLAG(STANDARD_ALLOCATION);
	struct d3dkmt_createallocation args = { .num_allocations = 1, .allocation_info = 0x1000 };
	u32 i, rules;

	for (i = 0; i < 32; i++) {
		args.flags = 1u << i;
		for (rules = DXGK_RULES_DOCUMENTED; rules <= DXGK_RULES_WINDOWS; rules++)
			KUNIT_EXPECT_EQ_MSG(test, dxgk_validate_create_args(&args, rules),
					    refused & args.flags ? -EINVAL : 0, "bit %u", i);
	}
}

static void rules_follow_the_parameter(struct kunit *test)
{
	bool before = windows_rules;

	windows_rules = false;
	KUNIT_EXPECT_EQ(test, dxgk_rules(), DXGK_RULES_DOCUMENTED);
	windows_rules = true;
	KUNIT_EXPECT_EQ(test, dxgk_rules(), DXGK_RULES_WINDOWS);
	windows_rules = before;
}

#define INFO(name)	D3DDDI_ALLOCATIONINFO2_FLAGS_##name

struct info_case {
	const char *name;
	bool good, good_v1;
	u32 flags, priority, data, reserved;	/* index of the reserved word, from 1 */
};

static const struct info_case info_cases[] = {
	{ "nothing", true, true },
	{ "most data", true, true, .data = DXGK_MAX_BLOB },
	{ "too much data", false, false, .data = DXGK_MAX_BLOB + 1 },
	{ "primary", true, true, INFO(PRIMARY) },
	{ "stereo primary", true, true, INFO(PRIMARY) | INFO(STEREO) },
	{ "stereo", false, true, INFO(STEREO) },
	{ "lowest reserved flag", false, true, 8 },
	{ "highest reserved flag", false, true, 1u << 31 },
	{ "priority 0 that isn't used", true, true },
	{ "priority 0", false, true, INFO(OVERRIDE_PRIORITY), 0 },
	{ "priority 1", true, true, INFO(OVERRIDE_PRIORITY), 1 },
	{ "a priority between names", true, true, INFO(OVERRIDE_PRIORITY), 0x12345678 },
	{ "highest priority", true, true, INFO(OVERRIDE_PRIORITY),
	  D3DDDI_ALLOCATIONPRIORITY_MAXIMUM },
	{ "above the highest", false, true, INFO(OVERRIDE_PRIORITY),
	  D3DDDI_ALLOCATIONPRIORITY_MAXIMUM + 1 },
	{ "above, but not used", true, true, 0, D3DDDI_ALLOCATIONPRIORITY_MAXIMUM + 1 },
	{ "first reserved word", false, true, .reserved = 1 },
	{ "last reserved word", false, true, .reserved = 5 },
};

static void info_to_text(const struct info_case *c, char *text)
{
	strscpy(text, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(infos, info_cases, info_to_text);

static void create_info(struct kunit *test)
{
	const struct info_case *c = test->param_value;
	struct d3dddi_allocationinfo2 info = {
		.flags = c->flags,
		.priority = c->priority,
		.private_driver_data_size = c->data,
	};

	if (c->reserved)
		info.reserved[c->reserved - 1] = 1ull << 63;
	KUNIT_EXPECT_EQ(test, dxgk_validate_create_info(&info, false), c->good ? 0 : -EINVAL);
	KUNIT_EXPECT_EQ(test, dxgk_validate_create_info(&info, true), c->good_v1 ? 0 : -EINVAL);
}

struct standard_case {
	const char *name;
	bool good;
	u32 flags, type, standard_flags;
	u64 size, system_mem;
};

#define HEAP	D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP

static const struct standard_case standard_cases[] = {
	{ "a page of memory", true, SYS_MEM, HEAP, 0, PAGE_SIZE, PAGE_SIZE },
	{ "pages at the top", true, SYS_MEM, HEAP, 0, 2 * PAGE_SIZE, -2 * (s64)PAGE_SIZE },
	{ "huge", true, SYS_MEM, HEAP, 0, -(s64)PAGE_SIZE, PAGE_SIZE },
	{ "no memory", false, SYS_MEM, HEAP, 0, PAGE_SIZE, 0 },
	{ "memory at an odd place", false, SYS_MEM, HEAP, 0, PAGE_SIZE, PAGE_SIZE + 1 },
	{ "memory in the middle of a page", false, SYS_MEM, HEAP, 0, PAGE_SIZE, PAGE_SIZE / 2 },
	{ "no size", false, SYS_MEM, HEAP, 0, 0, PAGE_SIZE },
	{ "a byte", false, SYS_MEM, HEAP, 0, 1, PAGE_SIZE },
	{ "a page and a byte", false, SYS_MEM, HEAP, 0, PAGE_SIZE + 1, PAGE_SIZE },
	{ "another type", false, SYS_MEM, HEAP + 1, 0, PAGE_SIZE, PAGE_SIZE },
	{ "type 0", false, SYS_MEM, 0, 0, PAGE_SIZE, PAGE_SIZE },
	{ "flags", false, SYS_MEM, HEAP, 1, PAGE_SIZE, PAGE_SIZE },
	{ "highest flag", false, SYS_MEM, HEAP, 1u << 31, PAGE_SIZE, PAGE_SIZE },
	{ "section 3", true, SECTION, HEAP, 0, PAGE_SIZE, 3 },
	{ "section 0", true, SECTION, HEAP, 0, PAGE_SIZE, 0 },
	{ "section without size", false, SECTION, HEAP, 0, 0, 3 },
};

static void standard_to_text(const struct standard_case *c, char *text)
{
	strscpy(text, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(standards, standard_cases, standard_to_text);

static void standard(struct kunit *test)
{
	const struct standard_case *c = test->param_value;
	const struct d3dkmt_createallocation args = { .flags = c->flags };
	const struct d3dkmt_createstandardallocation standard = {
		.type = c->type,
		.existing_heap_data.size = c->size,
		.flags = c->standard_flags,
	};
	const struct d3dddi_allocationinfo2 info = { .system_mem = c->system_mem };

	KUNIT_EXPECT_EQ(test, dxgk_validate_standard(&args, &standard, &info),
			c->good ? 0 : -EINVAL);
}

static struct kunit_case validate_cases[] = {
	KUNIT_CASE_PARAM(create_args, args_gen_params),
	KUNIT_CASE(each_flag_alone),
	KUNIT_CASE(rules_follow_the_parameter),
	KUNIT_CASE_PARAM(create_info, infos_gen_params),
	KUNIT_CASE_PARAM(standard, standards_gen_params),
	{ }
};

static struct kunit_suite validate_suite = {
	.name = "dxgk_validate",
	.test_cases = validate_cases,
};

kunit_test_suite(validate_suite);
