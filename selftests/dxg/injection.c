// SPDX-License-Identifier: GPL-2.0
/*
 * Callbacks of the miniport that fail. A status that the interface allows reaches the client as it
 * is, and silently; any other return value is the miniport's fault, which is logged once.
 */
#include "gpu_fixture.h"
#include "kmsg.h"

#define BAD_RETURN "bad return value"

/* The call of a client that makes the callback be called. */
static int call_create(gpu_data *self)
{
	uint32_t allocation;

	return dxg_create_raw(self->fd, self->device, 4096, &allocation);
}

/* So many that the callback is called more than once. */
static int call_create_many(gpu_data *self)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 infos[100] = { };
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = ARRAY_SIZE(infos),
		.allocation_info2 = (uintptr_t)infos,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
	};
	size_t i;
	int ret;

	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		infos[i].private_driver_data = (uintptr_t)&desc;
		infos[i].private_driver_data_size = sizeof(desc);
	}
	ret = dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		if (ret && infos[i].allocation)
			return 1;
	}
	return ret && create.resource ? 1 : ret;
}

static int call_create_device(gpu_data *self)
{
	struct d3dkmt_createdevice create = { .adapter = self->adapter };

	return dxg_call(self->fd, D3DKMT_IOC_CREATE_DEVICE, &create);
}

static int call_escape(gpu_data *self)
{
	return dxg_escape_info(self->fd, self->adapter, self->device);
}

static int call_umd_private(gpu_data *self)
{
	struct softgpu_info info = { };
	struct d3dkmt_queryadapterinfo query = {
		.adapter = self->adapter,
		.type = KMTQAITYPE_UMDRIVERPRIVATE,
		.private_driver_data = (uintptr_t)&info,
		.private_driver_data_size = sizeof(info),
	};

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query);
}

static int call_node_metadata(gpu_data *self)
{
	struct d3dkmt_nodemetadata metadata = { };
	struct d3dkmt_queryadapterinfo query = {
		.adapter = self->adapter,
		.type = KMTQAITYPE_NODEMETADATA,
		.private_driver_data = (uintptr_t)&metadata,
		.private_driver_data_size = sizeof(metadata),
	};

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query);
}

typedef int (*call_fn)(gpu_data *self);

/* Statuses of an error that a callback may return. */
struct answer {
	const char *error;
	int status;
};

#define ANSWER_EINVAL		{ "EINVAL", STATUS_INVALID_PARAMETER }
#define ANSWER_ENOMEM		{ "ENOMEM", STATUS_NO_MEMORY }
#define ANSWER_MISMATCH		{ "EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH }
#define ANSWER_NOT_SUPPORTED	{ "EPERM", STATUS_NOT_SUPPORTED }

FIXTURE_VARIANT(gpu) {
	const char *callback;
	const char *logged;	/* its name in the log */
	call_fn call;
	int fault;		/* status of a return value that makes no sense */
	struct answer allowed[8];
	const char *forbidden[8];
};

FIXTURE_VARIANT_ADD(gpu, create_allocation) {
	.callback = "create_allocation",
	.logged = "create_allocation",
	.call = call_create,
	.fault = STATUS_GRAPHICS_ALLOCATION_INVALID,
	.allowed = { ANSWER_EINVAL, ANSWER_ENOMEM, ANSWER_MISMATCH,
		     { "ENOVIDEOMEMORY", STATUS_GRAPHICS_NO_VIDEO_MEMORY } },
	.forbidden = { "1", "-9999", "EIO", "EPERM", "ENODEV", "EILLEGALINSN", "2147483647" },
};

FIXTURE_VARIANT_ADD(gpu, create_resource) {
	.callback = "create_allocation",
	.logged = "create_allocation",
	.call = call_create_many,
	.fault = STATUS_GRAPHICS_ALLOCATION_INVALID,
	.allowed = { ANSWER_EINVAL, ANSWER_ENOMEM },
	.forbidden = { "1" },
};

FIXTURE_VARIANT_ADD(gpu, open_allocation) {
	.callback = "open_allocation",
	.logged = "open_allocation",
	.call = call_create,
	.fault = STATUS_GRAPHICS_ALLOCATION_INVALID,
	.allowed = { ANSWER_EINVAL, ANSWER_ENOMEM, ANSWER_MISMATCH },
	.forbidden = { "1", "-9999", "EIO", "ENOVIDEOMEMORY", "ENODEV" },
};

FIXTURE_VARIANT_ADD(gpu, create_device) {
	.callback = "create_device",
	.logged = "create_device",
	.call = call_create_device,
	.fault = STATUS_UNSUCCESSFUL,
	.allowed = { ANSWER_ENOMEM },
	.forbidden = { "1", "-9999", "EINVAL", "ENODEV" },
};

FIXTURE_VARIANT_ADD(gpu, escape) {
	.callback = "escape",
	.logged = "escape",
	.call = call_escape,
	.fault = STATUS_UNSUCCESSFUL,
	.allowed = { ANSWER_EINVAL, ANSWER_ENOMEM, ANSWER_MISMATCH, ANSWER_NOT_SUPPORTED,
		     { "EILLEGALINSN", STATUS_ILLEGAL_INSTRUCTION },
		     { "EPRIVILEGEDINSN", STATUS_PRIVILEGED_INSTRUCTION } },
	.forbidden = { "1", "259", "-9999", "EIO", "ENOVIDEOMEMORY" },
};

FIXTURE_VARIANT_ADD(gpu, query_umd_private) {
	.callback = "query_umd_private",
	.logged = "query_adapter_info",
	.call = call_umd_private,
	.fault = STATUS_UNSUCCESSFUL,
	.allowed = { ANSWER_EINVAL, ANSWER_ENOMEM, ANSWER_NOT_SUPPORTED },
	.forbidden = { "1", "-9999", "EIO", "ENODEV" },
};

FIXTURE_VARIANT_ADD(gpu, get_node_metadata) {
	.callback = "get_node_metadata",
	.logged = "get_node_metadata",
	.call = call_node_metadata,
	.fault = STATUS_UNSUCCESSFUL,
	.allowed = { ANSWER_EINVAL },
	.forbidden = { "1", "-9999", "ENOMEM" },
};

static bool fail_next(gpu_data *self, const char *callback, const char *error)
{
	char rule[128];

	snprintf(rule, sizeof(rule), "%s fail error=%s n=1", callback, error);
	return dxg_gpu_inject(&self->gpu, rule);
}

/* Neither here nor at the miniport is anything of the call left, and the next one works. */
#define EXPECT_UNDONE(before, stats)								\
	do {											\
		struct dxg_gpu_stats after;							\
												\
		EXPECT_TRUE(dxg_counts_settle(before));						\
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &after));					\
		EXPECT_EQ(0, memcmp(stats, &after, sizeof(after)));				\
	} while (0)

TEST_F(gpu, allowed_status_reaches_the_client)
{
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	int kmsg = dxg_kmsg_open(), i;
	char line[256];

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; variant->allowed[i].error; i++) {
		ASSERT_TRUE(fail_next(self, variant->callback, variant->allowed[i].error));
		EXPECT_EQ(variant->allowed[i].status, variant->call(self))
			TH_LOG("for %s", variant->allowed[i].error);
		EXPECT_UNDONE(&before, &stats);
	}
	EXPECT_LT(0, i);
	EXPECT_EQ(0, dxg_kmsg_lines(kmsg, line, sizeof(line)))
		TH_LOG("the kernel said: %s", line);
	EXPECT_EQ(0, variant->call(self));
	close(kmsg);
}

TEST_F(gpu, nonsense_is_the_miniports_fault)
{
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	int kmsg = dxg_kmsg_open(), i;
	char line[256], expected[128];

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	snprintf(expected, sizeof(expected), "softgpu: %s: " BAD_RETURN, variant->logged);
	for (i = 0; i < 8 && variant->forbidden[i]; i++) {
		ASSERT_TRUE(fail_next(self, variant->callback, variant->forbidden[i]));
		EXPECT_EQ(variant->fault, variant->call(self))
			TH_LOG("for %s", variant->forbidden[i]);
		EXPECT_EQ(1, dxg_kmsg_lines(kmsg, line, sizeof(line)))
			TH_LOG("for %s", variant->forbidden[i]);
		EXPECT_NE(NULL, strstr(line, expected))
			TH_LOG("the kernel said: %s", line);
		EXPECT_UNDONE(&before, &stats);
	}
	EXPECT_EQ(0, variant->call(self));
	close(kmsg);
}

TEST_HARNESS_MAIN
