// SPDX-License-Identifier: GPL-2.0
/*
 * Creating allocations: what WSL's driver gets wrong when a creation fails or asks for nonsense.
 * Documentation/wsl-differences.rst lists all such tests.
 */
#include <pthread.h>

#include "create.h"
#include "gpu_fixture.h"
#include "mem.h"

#define ROUNDS	200

/*
 * The handle of the resource can't be written, when the miniport has made it already. WSL's driver
 * tells the host to undo the allocations, but names no resource.
 */
TEST_F(gpu, wsl_b_failed_create_leaves_no_resource)
{
	struct dxg_gpu_stats stats;
	struct d3dkmt_createallocation *args = mem_pages(sizeof(*args));
	struct create create;

	create_init(&create, self->device);
	*args = create.args;
	args->flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	ASSERT_TRUE(mem_protect(args, sizeof(*args), PROT_READ));
	EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, args));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(1, stats.devices);
	EXPECT_EQ(0, stats.resources);
	EXPECT_EQ(0, stats.allocations);
	EXPECT_EQ(0, stats.opens);
	EXPECT_TRUE(!create.info.allocation || create.info.allocation == POISON32);
}

/* How much of the client's memory is pinned, the host alone decides in WSL. */
TEST_F(gpu, wsl_b_pin_ends_with_the_clients_memory)
{
	char *memory = mem_edge(4096);
	struct dxg_counts before, after;
	struct create create;

	ASSERT_EQ(0, dxg_counts_read(&before));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "create_allocation field=size value=0x100000"));
	create_init(&create, self->device);
	create.info.system_mem = (uintptr_t)memory;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(after)));

	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	create_init(&create, self->device);
	create.info.system_mem = (uintptr_t)memory;
	EXPECT_EQ(0, create_call(self->fd, &create));
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(before.n[DXG_COUNT_PINNED_PAGES] + 1, after.n[DXG_COUNT_PINNED_PAGES]);
}

/* Threads on one device: some create, others fail to at each stage of the call. */
struct creator {
	const gpu_data *self;
	int (*create)(const struct creator *creator, uint32_t *allocation);
	const struct softgpu_allocation_desc *read_only_desc;
	uint32_t resource;
	int expected;
	int wrong;
	pthread_t thread;
};

static int create_well(const struct creator *creator, uint32_t *allocation)
{
	struct create create;
	int ret;

	create_init(&create, creator->self->device);
	create.args.resource = creator->resource;
	ret = create_call(creator->self->fd, &create);
	*allocation = create.info.allocation;
	return ret;
}

static int create_refused(const struct creator *creator, uint32_t *allocation)
{
	struct create create;

	(void)allocation;
	create_init(&create, creator->self->device);
	create.args.resource = creator->resource;
	create.desc.width = 0;
	return create_call(creator->self->fd, &create);
}

static int create_not_pinned(const struct creator *creator, uint32_t *allocation)
{
	struct create create;

	(void)allocation;
	create_init(&create, creator->self->device);
	create.args.resource = creator->resource;
	create.info.system_mem = 4096;
	return create_call(creator->self->fd, &create);
}

/* Fails last of all, when the objects are on their lists and have handles. */
static int create_not_written(const struct creator *creator, uint32_t *allocation)
{
	struct create create;

	(void)allocation;
	create_init(&create, creator->self->device);
	create.args.resource = creator->resource;
	create.info.private_driver_data = (uintptr_t)creator->read_only_desc;
	return create_call(creator->self->fd, &create);
}

static void *keep_creating(void *data)
{
	struct creator *creator = data;
	uint32_t allocation;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if (creator->create(creator, &allocation) != creator->expected)
			creator->wrong++;
		else if (!creator->expected &&
			 dxg_destroy(creator->self->fd, creator->self->device, allocation))
			creator->wrong++;
	}
	return NULL;
}

static int create_all(const gpu_data *self, uint32_t resource)
{
	struct creator creators[] = {
		{ .create = create_well },
		{ .create = create_well },
		{ .create = create_refused, .expected = STATUS_INVALID_PARAMETER },
		{ .create = create_not_pinned, .expected = STATUS_INVALID_PARAMETER },
		{ .create = create_not_written, .expected = -EFAULT },
		{ .create = create_not_written, .expected = -EFAULT },
	};
	struct softgpu_allocation_desc *desc = mem_pages(sizeof(*desc));
	int wrong = 0;
	size_t i;

	*desc = dxg_raw(4096);
	if (!mem_protect(desc, sizeof(*desc), PROT_READ))
		return -1;
	for (i = 0; i < ARRAY_SIZE(creators); i++) {
		creators[i].self = self;
		creators[i].read_only_desc = desc;
		creators[i].resource = resource;
		if (pthread_create(&creators[i].thread, NULL, keep_creating, &creators[i]))
			abort();
	}
	for (i = 0; i < ARRAY_SIZE(creators); i++) {
		pthread_join(creators[i].thread, NULL);
		wrong += creators[i].wrong;
	}
	return wrong;
}

/*
 * WSL's driver takes what it undoes off the lists of the device and the resource without their
 * lock.
 */
TEST_F_TIMEOUT(gpu, wsl_b_undoing_spares_the_lists, 120)
{
	struct dxg_counts before, after;
	struct dxg_gpu_stats stats;
	uint32_t resource;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, NULL, 0));
	ASSERT_EQ(0, dxg_counts_read(&before));
	EXPECT_EQ(0, create_all(self, 0));
	EXPECT_EQ(0, create_all(self, resource));
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(after)));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(0, stats.allocations);
}

/*
 * Sizes without a buffer, and buffers without a size. Such input has crashed the host, which found
 * nothing where private data should have been.
 */
TEST_F(gpu, wsl_b_nothing_where_data_should_be)
{
	struct dxg_gpu_stats stats;
	struct create create;

	create_init(&create, self->device);
	create.info.private_driver_data = 0;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.info.private_driver_data_size = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.info.private_driver_data = 0;
	create.info.private_driver_data_size = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.info.private_driver_data_size = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.args.private_driver_data_size = 16;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.args.private_runtime_data_size = 16;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.args.allocation_info = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create_init(&create, self->device);
	create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION |
			    D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(0, stats.allocations);
}

/* In WSL one errno has many causes, and whatever the host refuses is a buffer too small. */
TEST_F(gpu, wsl_b_causes_are_told_apart)
{
	static const struct {
		const char *rule;
		int status;
	} causes[] = {
		{ "create_allocation fail error=EINVAL", STATUS_INVALID_PARAMETER },
		{ "create_allocation fail error=ENOMEM", STATUS_NO_MEMORY },
		{ "create_allocation fail error=ENOVIDEOMEMORY", STATUS_GRAPHICS_NO_VIDEO_MEMORY },
		{ "create_allocation fail error=EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH },
		{ "create_allocation field=supported_segment_set value=0",
		  STATUS_GRAPHICS_ALLOCATION_INVALID },
		{ "open_allocation fail error=ENOMEM", STATUS_NO_MEMORY },
		{ "open_allocation fail error=EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH },
	};
	uint32_t allocation;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(causes); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, causes[i].rule));
		EXPECT_EQ(causes[i].status,
			  dxg_create_raw(self->fd, self->device, 4096, &allocation)) {
			TH_LOG("%s", causes[i].rule);
		}
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY,
		  dxg_create_raw(self->fd, self->device, 1ull << 33, &allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_create_raw(self->fd, 0, 4096, &allocation));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED,
		  dxg_create_raw(self->fd, self->device, 4096, &allocation));
}

TEST_HARNESS_MAIN
