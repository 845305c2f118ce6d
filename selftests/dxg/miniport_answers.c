// SPDX-License-Identifier: GPL-2.0
/*
 * A miniport that answers nonsense, in one field of one callback at a time: one line in the kernel
 * log that names driver, callback and field; the call undone; nothing left, here or at the
 * miniport.
 */
#include "gpu_fixture.h"
#include "kmsg.h"
#include "process.h"

/* One answer of a miniport. */
struct bad_answer {
	const char *callback;	/* as the rules of fault injection name it */
	const char *field;
	const char *value;
	const char *logged;	/* callback and field in the log; NULL if the rule's */
};

static const struct bad_answer bad_allocations[] = {
	{ "create_allocation", "hallocation", "0", NULL },
	{ "create_allocation", "size", "0", NULL },
	{ "create_allocation", "size", "0xffffffffffffffff", NULL },
	{ "create_allocation", "size", "0xfffffffffffff001", NULL },
	{ "create_allocation", "pitch_aligned_size", "1", NULL },
	{ "create_allocation", "pitch_aligned_size", "4095", NULL },
	{ "create_allocation", "alignment", "3", NULL },
	{ "create_allocation", "alignment", "0x18000", NULL },
	{ "create_allocation", "alignment", "0xffffffff", NULL },
	{ "create_allocation", "supported_segment_set", "0", NULL },
	{ "create_allocation", "supported_segment_set", "0x8", NULL },
	{ "create_allocation", "supported_segment_set", "0xffffffff", NULL },
	{ "create_allocation", "preferred_segment0", "4",
	  "create_allocation: bad preferred_segment" },
	{ "create_allocation", "preferred_segment0", "32",
	  "create_allocation: bad preferred_segment" },
	{ "create_allocation", "preferred_segment0", "255",
	  "create_allocation: bad preferred_segment" },
	{ "create_allocation", "eviction_segment_set", "1", NULL },
	{ "create_allocation", "eviction_segment_set", "0x80000000", NULL },
	{ "create_allocation", "flags", "0x80000000", NULL },
	{ "create_allocation", "flags", "2", NULL },		/* without CPU_VISIBLE */
	{ "create_allocation", "flags", "0xb", NULL },		/* two kinds of memory */
	{ "create_allocation", "flags", "0x10001", NULL },	/* without ACCESSED_PHYSICALLY */
	{ "create_allocation", "allocation_priority", "0", NULL },
	{ "create_allocation", "physical_adapter_index", "1", NULL },
	{ "open_allocation", "hdevice_allocation", "0", NULL },
};

static const struct bad_answer bad_starts[] = {
	{ "query_driver_caps", "flags", "0x80000000", "query_adapter_info: bad flags" },
	{ "query_driver_caps", "flags", "0x41", "query_adapter_info: bad flags" },
	{ "query_driver_caps", "wddm_version", "0", "query_adapter_info: bad wddm_version" },
	{ "query_driver_caps", "wddm_version", "4000", "query_adapter_info: bad wddm_version" },
	{ "query_driver_caps", "num_nodes", "0", "query_adapter_info: bad num_nodes" },
	{ "query_driver_caps", "num_nodes", "33", "query_adapter_info: bad num_nodes" },
	{ "query_driver_caps", "description", "0", "query_adapter_info: bad description" },
	{ "query_driver_caps", "description", "65", "query_adapter_info: bad description" },
	{ "query_driver_caps", "driver_store_path", "65",
	  "query_adapter_info: bad driver_store_path" },
	{ "query_segment_count", "nb_segment", "0", "query_adapter_info: bad nb_segment" },
	{ "query_segment_count", "nb_segment", "32", "query_adapter_info: bad nb_segment" },
	{ "query_segment_count", "nb_segment", "0xffffffff", "query_adapter_info: bad nb_segment" },
	{ "query_segment", "flags", "2", "query_adapter_info: bad flags" },
	{ "query_segment", "flags", "0xc0000000", "query_adapter_info: bad flags" },
	{ "query_segment", "flags", "5", "query_adapter_info: bad flags" },
	{ "query_segment", "size", "0", "query_adapter_info: bad size" },
	{ "query_segment", "size", "4097", "query_adapter_info: bad size" },
	{ "query_segment", "base_address", "1", "query_adapter_info: bad base_address" },
	{ "query_segment", "base_address", "0xfffffffffffff000",
	  "query_adapter_info: bad base_address" },
	{ "query_segment", "base_address", "0x10000000", "query_adapter_info: bad base_address" },
	{ "query_segment", "commit_limit", "4096", "query_adapter_info: bad commit_limit" },
};

static bool inject(gpu_data *self, const struct bad_answer *bad, unsigned int index)
{
	char rule[160];

	snprintf(rule, sizeof(rule), "%s field=%s value=%s index=%u n=1", bad->callback, bad->field,
		 bad->value, index);
	return dxg_gpu_inject(&self->gpu, rule);
}

/* The line that the log must have. */
static const char *line_of(const struct bad_answer *bad)
{
	static char line[160];

	if (bad->logged)
		snprintf(line, sizeof(line), "softgpu: %s", bad->logged);
	else
		snprintf(line, sizeof(line), "softgpu: %s: bad %s", bad->callback, bad->field);
	return line;
}

#define EXPECT_ONE_LINE(kmsg, expected, bad)							\
	do {											\
		char line[256];									\
												\
		EXPECT_EQ(1, dxg_kmsg_lines(kmsg, line, sizeof(line)))				\
			TH_LOG("%s=%s", (bad)->field, (bad)->value);				\
		EXPECT_NE(NULL, strstr(line, expected))						\
			TH_LOG("%s=%s: '%s' is not in '%s'", (bad)->field, (bad)->value,	\
			       expected, line);							\
	} while (0)

#define EXPECT_UNDONE(before, stats)								\
	do {											\
		struct dxg_gpu_stats after;							\
												\
		EXPECT_TRUE(dxg_counts_settle(before));						\
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &after));					\
		EXPECT_EQ(0, memcmp(stats, &after, sizeof(after)));				\
	} while (0)

TEST_F(gpu, bad_allocation)
{
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	int kmsg = dxg_kmsg_open();
	uint32_t allocation;
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; i < ARRAY_SIZE(bad_allocations); i++) {
		const struct bad_answer *bad = &bad_allocations[i];

		ASSERT_TRUE(gpu_next_fault(self, i));
		ASSERT_TRUE(inject(self, bad, 0));
		EXPECT_EQ(STATUS_GRAPHICS_ALLOCATION_INVALID,
			  dxg_create_raw(self->fd, self->device, 4096, &allocation))
			TH_LOG("%s=%s", bad->field, bad->value);
		EXPECT_ONE_LINE(kmsg, line_of(bad), bad);
		EXPECT_UNDONE(&before, &stats);
	}
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	close(kmsg);
}

/* The last of several, in a resource: what was right is undone with what was wrong. */
TEST_F(gpu, bad_allocation_among_good_ones)
{
	static const struct bad_answer some[] = {
		{ "create_allocation", "hallocation", "0", NULL },
		{ "create_allocation", "size", "0", NULL },
		{ "create_allocation", "flags", "0x80000000", NULL },
		{ "open_allocation", "hdevice_allocation", "0", NULL },
	};
	uint32_t resource, allocations[8];
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	int kmsg = dxg_kmsg_open();
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; i < 3 * ARRAY_SIZE(some); i++) {
		const struct bad_answer *bad = &some[i / 3];
		static const unsigned int index[] = { 0, 3, 7 };

		ASSERT_TRUE(gpu_next_fault(self, i));
		ASSERT_TRUE(inject(self, bad, index[i % 3]));
		EXPECT_EQ(STATUS_GRAPHICS_ALLOCATION_INVALID,
			  dxg_create_resource(self->fd, self->device, &resource, allocations, 8));
		EXPECT_ONE_LINE(kmsg, line_of(bad), bad);
		EXPECT_UNDONE(&before, &stats);
	}
	close(kmsg);
}

TEST_F(gpu, bad_start)
{
	int kmsg = dxg_kmsg_open();
	struct dxg_softgpu other;
	struct dxg_counts before;
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(bad_starts); i++) {
		const struct bad_answer *bad = &bad_starts[i];
		char rule[160];

		ASSERT_TRUE(dxg_softgpu_add(&other, "other"));
		snprintf(rule, sizeof(rule), "%s field=%s value=%s", bad->callback, bad->field,
			 bad->value);
		ASSERT_TRUE(dxg_gpu_inject(&other, rule));
		EXPECT_FALSE(dxg_softgpu_live(&other, true))
			TH_LOG("%s %s=%s", bad->callback, bad->field, bad->value);
		EXPECT_ONE_LINE(kmsg, line_of(bad), bad);
		EXPECT_EQ(before.n[DXG_COUNT_ADAPTERS], dxg_count(DXG_COUNT_ADAPTERS));
		/* The fault gone, the same adapter starts. */
		ASSERT_TRUE(dxg_gpu_inject(&other, NULL));
		EXPECT_TRUE(dxg_softgpu_live(&other, true));
		dxg_softgpu_remove(&other);
	}
	EXPECT_TRUE(dxg_counts_settle(&before));
	close(kmsg);
}

TEST_F(gpu, failing_start)
{
	static const char *const silent[] = {
		"start_device fail error=EIO", "start_device fail error=ENOMEM",
		"query_driver_caps fail error=ENOMEM", "query_segment_count fail error=EINVAL",
		"query_segment fail error=ENOMEM",
	};
	static const char *const faults[] = {
		"start_device fail error=1", "start_device fail error=-9999",
		"query_driver_caps fail error=1", "query_segment fail error=EIO",
	};
	int kmsg = dxg_kmsg_open();
	struct dxg_softgpu other;
	char line[256];
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_TRUE(dxg_softgpu_add(&other, "other"));
	for (i = 0; i < ARRAY_SIZE(silent); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&other, silent[i]));
		EXPECT_FALSE(dxg_softgpu_live(&other, true));
		EXPECT_EQ(0, dxg_kmsg_lines(kmsg, line, sizeof(line)))
			TH_LOG("the kernel said: %s", line);
	}
	for (i = 0; i < ARRAY_SIZE(faults); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&other, faults[i]));
		EXPECT_FALSE(dxg_softgpu_live(&other, true));
		EXPECT_EQ(1, dxg_kmsg_lines(kmsg, line, sizeof(line)));
		EXPECT_NE(NULL, strstr(line, "bad return value"));
	}
	dxg_softgpu_remove(&other);
	close(kmsg);
}

TEST_F(gpu, bad_device)
{
	static const struct bad_answer bad = { "create_device", "hdevice", "0", NULL };
	int kmsg = dxg_kmsg_open();
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	struct d3dkmt_createdevice create = { .adapter = self->adapter };

	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	ASSERT_TRUE(inject(self, &bad, 0));
	EXPECT_EQ(STATUS_UNSUCCESSFUL, dxg_call(self->fd, D3DKMT_IOC_CREATE_DEVICE, &create));
	EXPECT_EQ(0, create.device);
	EXPECT_ONE_LINE(kmsg, line_of(&bad), &bad);
	EXPECT_UNDONE(&before, &stats);
	close(kmsg);
}

TEST_F(gpu, bad_node_metadata)
{
	static const struct bad_answer bads[] = {
		{ "get_node_metadata", "friendly_name", "65", NULL },
		{ "get_node_metadata", "engine_type", "9", NULL },
		{ "get_node_metadata", "engine_type", "0xffffffff", NULL },
	};
	struct d3dkmt_nodemetadata metadata = { };
	struct d3dkmt_queryadapterinfo query = {
		.adapter = self->adapter,
		.type = KMTQAITYPE_NODEMETADATA,
		.private_driver_data = (uintptr_t)&metadata,
		.private_driver_data_size = sizeof(metadata),
	};
	int kmsg = dxg_kmsg_open();
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bads); i++) {
		ASSERT_TRUE(inject(self, &bads[i], 0));
		EXPECT_EQ(STATUS_UNSUCCESSFUL,
			  dxg_call(self->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query));
		EXPECT_ONE_LINE(kmsg, line_of(&bads[i]), &bads[i]);
	}
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query));
	close(kmsg);
}

/* Too large for every segment of its set is no fault of anybody's: no line. */
TEST_F(gpu, larger_than_every_segment)
{
	static const struct {
		uint64_t size;
		const char *rules;
	} cases[] = {
		/* softgpu's own answer: anywhere, but nowhere is so much */
		{ 1 << 30, NULL },
		/* fits, but not where it may be */
		{ 300 << 20, "create_allocation field=preferred_segment0 value=0\n"
			     "create_allocation field=supported_segment_set value=1" },
		{ 4096, "create_allocation field=size value=0x20000001" },
		{ 4096, "create_allocation field=size value=0x7ffffffffffff000" },
	};
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	int kmsg = dxg_kmsg_open();
	uint32_t allocation;
	char line[256];
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, cases[i].rules));
		EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY,
			  dxg_create_raw(self->fd, self->device, cases[i].size, &allocation))
			TH_LOG("case %zu", i);
		EXPECT_EQ(0, dxg_kmsg_lines(kmsg, line, sizeof(line)))
			TH_LOG("the kernel said: %s", line);
		EXPECT_UNDONE(&before, &stats);
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 512 << 20, &allocation));
	close(kmsg);
}

/* A client can repeat a miniport's fault at will: that doesn't flood the log. */
TEST_F(gpu, faults_are_rate_limited)
{
	int kmsg = dxg_kmsg_open(), lines, i;
	struct dxg_softgpu other;
	uint32_t allocation;
	char line[256];

	ASSERT_LE(0, kmsg);
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "create_allocation field=size value=0"));
	for (i = 0; i < 500; i++)
		ASSERT_EQ(STATUS_GRAPHICS_ALLOCATION_INVALID,
			  dxg_create_raw(self->fd, self->device, 4096, &allocation));
	lines = dxg_kmsg_lines(kmsg, line, sizeof(line));
	EXPECT_LE(1, lines);
	EXPECT_GT(100, lines);
	/* Nor does it hide what is wrong with another adapter. */
	ASSERT_TRUE(dxg_softgpu_add(&other, "other"));
	ASSERT_TRUE(dxg_gpu_inject(&other, "query_segment field=size value=0"));
	EXPECT_FALSE(dxg_softgpu_live(&other, true));
	EXPECT_EQ(1, dxg_kmsg_lines(kmsg, line, sizeof(line)));
	EXPECT_NE(NULL, strstr(line, "softgpu: query_adapter_info: bad size"));
	dxg_softgpu_remove(&other);
	close(kmsg);
}

TEST_HARNESS_MAIN
