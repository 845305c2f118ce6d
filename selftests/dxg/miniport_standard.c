// SPDX-License-Identifier: GPL-2.0
/*
 * A miniport that answers nonsense where it describes a standard allocation, for the creator or for
 * an opener on another adapter; and one that fails to open what another device created.
 */
#include "create.h"
#include "gpu_fixture.h"
#include "kmsg.h"
#include "mem.h"
#include "share.h"

#define CALLBACK	"get_standard_allocation_driver_data"

/* A rule, what the call then answers, and whether the log has a line about it. */
struct answer {
	const char *rule;
	int status;
	bool logged;
};

/* The callback is asked for sizes first, then for the data. */
static const struct answer answers[] = {
	{ CALLBACK " field=allocation_private_driver_data_size value=0 n=1",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=allocation_private_driver_data_size value=0x20001 n=1",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=allocation_private_driver_data_size value=0xffffffff n=1",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=resource_private_driver_data_size value=0x20001 n=1",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=resource_private_driver_data_size value=0xffffffff n=1",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=allocation_private_driver_data_size value=0 n=2",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=allocation_private_driver_data_size value=1 n=2",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=allocation_private_driver_data_size value=0x20000 n=2",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " field=resource_private_driver_data_size value=1 n=2",
	  STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " fail error=EINVAL", STATUS_INVALID_PARAMETER, false },
	{ CALLBACK " fail error=ENOMEM", STATUS_NO_MEMORY, false },
	{ CALLBACK " fail n=2 error=EINVAL", STATUS_INVALID_PARAMETER, false },
	{ CALLBACK " fail n=2 error=ENOMEM", STATUS_NO_MEMORY, false },
	{ CALLBACK " fail error=EIO", STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " fail error=1", STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " fail error=-9999", STATUS_GRAPHICS_ALLOCATION_INVALID, true },
	{ CALLBACK " fail n=2 error=1", STATUS_GRAPHICS_ALLOCATION_INVALID, true },
};

#define EXPECT_LINES(kmsg, answer)								\
	do {											\
		char line[256];									\
												\
		EXPECT_EQ((answer)->logged, dxg_kmsg_lines(kmsg, line, sizeof(line)))		\
			TH_LOG("%s: %s", (answer)->rule, line);					\
		if ((answer)->logged)								\
			EXPECT_NE(NULL, strstr(line, "softgpu: " CALLBACK ": bad "))		\
				TH_LOG("%s: %s", (answer)->rule, line);				\
	} while (0)

#define EXPECT_UNDONE(before, stats)								\
	do {											\
		struct dxg_gpu_stats after;							\
												\
		EXPECT_TRUE(dxg_counts_settle(before));						\
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &after));					\
		EXPECT_EQ(0, memcmp(stats, &after, sizeof(after)));				\
	} while (0)

/* A heap over @memory. */
static int create_standard(gpu_data *self, void *memory, size_t size)
{
	struct create create;
	int ret;

	create_init(&create, self->device);
	create.standard = (struct d3dkmt_createstandardallocation) {
		.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP,
		.existing_heap_data.size = size,
	};
	create.args.standard_allocation = (uintptr_t)&create.standard;
	create.args.flags = SHARE_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER |
			    D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION |
			    D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM;
	create.info.private_driver_data = 0;
	create.info.private_driver_data_size = 0;
	create.info.system_mem = (uintptr_t)memory;
	ret = create_call(self->fd, &create);
	if (ret && create.info.allocation && create.info.allocation != POISON32)
		return -EBADMSG;
	return ret;
}

TEST_F(gpu, creator)
{
	void *memory = mem_pages(65536);
	int kmsg = dxg_kmsg_open();
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; i < ARRAY_SIZE(answers); i++) {
		ASSERT_TRUE(gpu_next_fault(self, i));
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, answers[i].rule));
		EXPECT_EQ(answers[i].status, create_standard(self, memory, 65536))
			TH_LOG("%s", answers[i].rule);
		EXPECT_LINES(kmsg, &answers[i]);
		EXPECT_UNDONE(&before, &stats);
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, create_standard(self, memory, 65536));
	close(kmsg);
}

/* A resource of the first adapter, for others to open; the descriptor. */
static int cross_adapter_share(int fd)
{
	struct softgpu_allocation_desc desc = dxg_raw(65536);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = dxg_create_device(fd, dxg_first_adapter(fd)),
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = SHARE_NT_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER,
	};
	int ret;

	desc.usage = SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER;
	ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
	return ret ?: share_fd(fd, create.resource, GENERIC_ALL);
}

/* An open of one allocation that has no resource data, as softgpu describes what is foreign. */
static int open_foreign(gpu_data *self, int nt, struct share_open *o)
{
	share_open_nt_init(o, self->device, nt);
	o->nt.num_allocations = 1;
	o->nt.private_runtime_data_size = 0;
	o->nt.resource_private_driver_data_size = 0;
	o->nt.total_private_driver_data_buffer_size = sizeof(o->desc[0]);
	return dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &o->nt);
}

TEST_F(gpu, opener_on_another_adapter)
{
	int kmsg = dxg_kmsg_open(), nt = cross_adapter_share(self->fd);
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	struct share_open o;
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; i < ARRAY_SIZE(answers); i++) {
		ASSERT_TRUE(gpu_next_fault(self, 2 * i));
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, answers[i].rule));
		EXPECT_EQ(answers[i].status, share_query_nt(self->fd, self->device, nt))
			TH_LOG("%s", answers[i].rule);
		EXPECT_LINES(kmsg, &answers[i]);
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, answers[i].rule));
		EXPECT_EQ(answers[i].status, open_foreign(self, nt, &o))
			TH_LOG("%s", answers[i].rule);
		EXPECT_LINES(kmsg, &answers[i]);
		EXPECT_EQ(POISON32, o.infos[0].allocation);
		EXPECT_UNDONE(&before, &stats);
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, open_foreign(self, nt, &o));
	close(nt);
	close(kmsg);
}

/* The first or the second of the resource's allocations; the creator keeps what it has. */
TEST_F(gpu, wsl_b_opener_of_the_same_adapter)
{
	static const char *const rules[] = {
		"open_allocation field=hdevice_allocation value=0 index=0 n=1",
		"open_allocation field=hdevice_allocation value=0 index=1 n=1",
		"open_allocation fail error=1", "open_allocation fail error=-9999",
	};
	int kmsg = dxg_kmsg_open(), nt;
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	struct dxg_gpu_stats stats;
	struct dxg_counts before;
	struct share share;
	struct share_open o;
	char line[256];
	size_t i;

	ASSERT_LE(0, kmsg);
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		EXPECT_EQ(STATUS_GRAPHICS_ALLOCATION_INVALID,
			  share_open_nt(self->fd, device2, nt, &o))
			TH_LOG("%s", rules[i]);
		EXPECT_EQ(1, dxg_kmsg_lines(kmsg, line, sizeof(line)));
		EXPECT_NE(NULL, strstr(line, "softgpu: open_allocation: bad "))
			TH_LOG("%s: %s", rules[i], line);
		EXPECT_EQ(POISON32, o.infos[0].allocation);
		EXPECT_EQ(POISON32, o.infos[1].allocation);
		EXPECT_UNDONE(&before, &stats);
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	close(nt);
	close(kmsg);
}

TEST_HARNESS_MAIN
