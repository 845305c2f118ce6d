// SPDX-License-Identifier: GPL-2.0
/*
 * Escapes: private data to the miniport and back.
 */
#include "gpu_fixture.h"
#include "mem.h"

#define MAX_BLOB (128 << 10)

struct call {
	struct softgpu_escape_info info;
	struct d3dkmt_escape args;
};

static void init(gpu_data *self, struct call *call)
{
	memset(call, POISON, sizeof(*call));
	call->info.head = (struct softgpu_escape) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.command = SOFTGPU_ESCAPE_GET_INFO,
		.size = sizeof(call->info),
	};
	call->args = (struct d3dkmt_escape) {
		.adapter = self->adapter,
		.type = D3DKMT_ESCAPE_DRIVERPRIVATE,
		.private_driver_data = (uintptr_t)&call->info,
		.private_driver_data_size = sizeof(call->info),
	};
}

static int escape(gpu_data *self, struct call *call)
{
	return dxg_call(self->fd, D3DKMT_IOC_ESCAPE, &call->args);
}

static bool untouched(const struct call *call)
{
	return mem_is(&call->info.info, POISON, sizeof(call->info.info));
}

TEST_F(gpu, works)
{
	struct d3dkmt_escape before;
	struct call call;
	int i;

	for (i = 0; i < 2; i++) {
		init(self, &call);
		call.args.device = i ? self->device : 0;
		before = call.args;
		EXPECT_EQ(0, escape(self, &call));
		EXPECT_EQ(0, memcmp(&before, &call.args, sizeof(before)));
		EXPECT_EQ(SOFTGPU_MAGIC, call.info.info.magic);
		EXPECT_EQ(sizeof(call.info.info), call.info.info.size);
		EXPECT_EQ(3, call.info.info.num_segments);
	}
}

TEST_F(gpu, handles)
{
	uint32_t other_adapter, other_device;
	struct dxg_counts before, after;
	struct call call;
	size_t i;

	other_adapter = dxg_first_adapter(self->fd);
	other_device = dxg_create_device(self->fd, other_adapter);
	ASSERT_NE(0, other_device);
	ASSERT_EQ(0, dxg_counts_read(&before));
	{
		const struct {
			uint32_t adapter, device, context;
		} bad[] = {
			{ 0, 0, 0 },
			{ self->device, 0, 0 },
			{ self->adapter + 2, 0, 0 },
			{ self->adapter, self->adapter, 0 },
			{ self->adapter, self->device + 1, 0 },
			{ self->adapter, ~0u, 0 },
			/* a device of another adapter */
			{ self->adapter, other_device, 0 },
			{ other_adapter, self->device, 0 },
			/* there are no contexts */
			{ self->adapter, self->device, 1 },
			{ self->adapter, 0, self->device },
		};

		for (i = 0; i < ARRAY_SIZE(bad); i++) {
			init(self, &call);
			call.args.adapter = bad[i].adapter;
			call.args.device = bad[i].device;
			call.args.context = bad[i].context;
			EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call)) {
				TH_LOG("%zu", i);
			}
			EXPECT_TRUE(untouched(&call));
		}
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
}

TEST_F(gpu, types_and_flags)
{
	static const uint32_t types[] = { 1, 2, 5, 25, 27, 1024, 0x7fffffff, ~0u };
	struct call call;
	unsigned int bit;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		init(self, &call);
		call.args.type = types[i];
		EXPECT_EQ(STATUS_NOT_SUPPORTED, escape(self, &call)) {
			TH_LOG("type %u", types[i]);
		}
		EXPECT_TRUE(untouched(&call));
	}
	for (bit = 0; bit < 32; bit++) {
		init(self, &call);
		call.args.flags = 1u << bit;
		if (call.args.flags & D3DDDI_ESCAPEFLAGS_RESERVED_MASK) {
			EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call)) {
				TH_LOG("bit %u", bit);
			}
			EXPECT_TRUE(untouched(&call));
		} else if (call.args.flags != D3DDDI_ESCAPEFLAGS_DRIVER_KNOWN_ESCAPE) {
			EXPECT_EQ(0, escape(self, &call)) {
				TH_LOG("bit %u", bit);
			}
		}
	}
}

/*
 * Escapes that begin with a type which every driver knows: the translations of handles are done by
 * nobody, because there is no host whose handles would be others.
 */
TEST_F(gpu, known_escapes)
{
	uint32_t data[16], size;
	struct call call;

	for (size = 0; size < 4; size++) {
		init(self, &call);
		call.args.flags = D3DDDI_ESCAPEFLAGS_DRIVER_KNOWN_ESCAPE;
		call.args.private_driver_data_size = size;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call));
	}
	for (data[0] = 0; data[0] < 2; data[0]++) {
		memset(data + 1, POISON, sizeof(data) - 4);
		init(self, &call);
		call.args.flags = D3DDDI_ESCAPEFLAGS_DRIVER_KNOWN_ESCAPE;
		call.args.private_driver_data = (uintptr_t)data;
		call.args.private_driver_data_size = data[0] ? sizeof(data) : 4;
		EXPECT_EQ(0, escape(self, &call));
		EXPECT_TRUE(mem_is(data + 1, POISON, sizeof(data) - 4));
	}
	data[0] = 2;
	EXPECT_EQ(STATUS_NOT_SUPPORTED, escape(self, &call));
}

TEST_F(gpu, sizes)
{
	static const uint32_t bad[] = { MAX_BLOB + 1, MAX_BLOB * 2, 0x7fffffff, 0x80000000, ~0u };
	unsigned char *data = mem_edge(MAX_BLOB + 1);
	struct call call;
	size_t i;

	/* The miniport gets all of the largest blob, and leaves what is behind its struct alone. */
	init(self, &call);
	memcpy(data, &call.info, sizeof(call.info));
	call.args.private_driver_data = (uintptr_t)data;
	call.args.private_driver_data_size = MAX_BLOB;
	EXPECT_EQ(0, escape(self, &call));
	EXPECT_EQ(0, memcmp(data + sizeof(struct softgpu_escape), &(uint32_t){ SOFTGPU_MAGIC }, 4));
	EXPECT_TRUE(mem_is(data + sizeof(call.info), POISON, MAX_BLOB + 1 - sizeof(call.info)));

	memcpy(data, &call.info, sizeof(call.info));
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		call.args.private_driver_data_size = bad[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call)) {
			TH_LOG("%u bytes", bad[i]);
		}
	}
	EXPECT_EQ(0, memcmp(data, &call.info, sizeof(call.info)));
	/* What softgpu refuses: nothing, and less than its header. */
	call.args.private_driver_data_size = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call));
	call.args.private_driver_data_size = sizeof(struct softgpu_escape) - 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call));
	/* A header that claims more than there is. */
	call.args.private_driver_data_size = sizeof(call.info) - 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, escape(self, &call));
}

TEST_F(gpu, buffer_faults)
{
	struct softgpu_escape_info *info = mem_edge(sizeof(*info));
	struct call call;
	size_t i;

	init(self, &call);
	*info = call.info;
	for (i = 0; i < mem_num_bad; i++) {
		call.args.private_driver_data = mem_bad[i];
		EXPECT_EQ(-EFAULT, escape(self, &call)) {
			TH_LOG("at %llx", (unsigned long long)mem_bad[i]);
		}
	}
	call.args.private_driver_data = (uintptr_t)info;
	call.args.private_driver_data_size = sizeof(*info) + 1;
	EXPECT_EQ(-EFAULT, escape(self, &call));
	call.args.private_driver_data_size = sizeof(*info);
	ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ));
	EXPECT_EQ(-EFAULT, escape(self, &call));
	EXPECT_EQ(0, memcmp(info, &call.info, sizeof(*info)));
	ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ | PROT_WRITE));
	EXPECT_EQ(0, escape(self, &call));
}

/*
 * The statuses that the page of DxgkDdiEscape lists arrive as they are, with the buffer unchanged.
 */
TEST_F(gpu, miniport_refuses)
{
	static const struct {
		const char *rule;
		int status;
	} rules[] = {
		{ "escape fail error=EINVAL", STATUS_INVALID_PARAMETER },
		{ "escape fail error=ENOMEM", STATUS_NO_MEMORY },
		{ "escape fail error=EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH },
		{ "escape fail error=EILLEGALINSN", STATUS_ILLEGAL_INSTRUCTION },
		{ "escape fail error=EPRIVILEGEDINSN", STATUS_PRIVILEGED_INSTRUCTION },
		{ "escape fail error=EPERM", STATUS_NOT_SUPPORTED },
	};
	struct call call;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i].rule));
		init(self, &call);
		EXPECT_EQ(rules[i].status, escape(self, &call)) {
			TH_LOG("%s", rules[i].rule);
		}
		EXPECT_TRUE(untouched(&call));
	}
}

TEST_HARNESS_MAIN
