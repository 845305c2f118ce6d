// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps over creating and destroying allocations.
 */
#include "create.h"
#include "fail_nth_fixture.h"
#include "mem.h"
#include "share.h"

#define FLAG(name)	D3DKMT_CREATEALLOCATIONFLAGS_##name
#define STANDARD	(SHARE_FLAGS | FLAG(CROSS_ADAPTER) | FLAG(STANDARD_ALLOCATION))

/* More than one call of the miniport describes or opens. */
#define MANY		40
/* More than the kernel has room for without allocating. */
#define LIST		12

#define LARGE_BLOB	(128u << 10)

/* What a call created: one struct create's, or a batch's. */
static struct create one;
static struct {
	struct softgpu_allocation_desc descs[MANY];
	struct d3dddi_allocationinfo2 infos[MANY];
	uint32_t handles[MANY];
	struct d3dkmt_createallocation args;
} batch;

static unsigned char blob[LARGE_BLOB];

static bool is_no_handle(uint32_t handle)
{
	return !handle || handle == POISON32;
}

static int run_one(struct fail_world *world)
{
	return create_call(world->fd, &one);
}

static bool clean_up_one(struct fail_world *world, int status)
{
	uint32_t handle = one.v1 ? one.info1.allocation : one.info.allocation;

	if (status)
		return is_no_handle(handle) && is_no_handle(one.args.resource) &&
		       is_no_handle(one.args.global_share);
	if (one.args.resource)
		return !dxg_destroy_resource(world->fd, world->device, one.args.resource);
	return !dxg_destroy(world->fd, world->device, handle);
}

static int prepare_v2(struct fail_world *world)
{
	create_init(&one, world->device);
	return 0;
}

static const struct fail_sequence create = {
	.name = "create one",
	.prepare = prepare_v2,
	.run = run_one,
	.clean_up = clean_up_one,
};

static int prepare_v1(struct fail_world *world)
{
	create_init_v1(&one, world->device);
	return 0;
}

static const struct fail_sequence create_v1 = {
	.name = "create one by the first form",
	.prepare = prepare_v1,
	.run = run_one,
	.clean_up = clean_up_one,
};

/* Buffers that don't fit into the call's inline memory, one of them of many pages. */
static int prepare_blobs(struct fail_world *world)
{
	create_init(&one, world->device);
	one.args.flags = FLAG(CREATE_RESOURCE);
	one.args.private_runtime_data = (uintptr_t)blob;
	one.args.private_runtime_data_size = sizeof(blob);
	one.args.private_driver_data = (uintptr_t)blob;
	one.args.private_driver_data_size = 1000;
	return 0;
}

static const struct fail_sequence create_with_blobs = {
	.name = "create with large private data",
	.prepare = prepare_blobs,
	.run = run_one,
	.clean_up = clean_up_one,
};

static int prepare_system_memory(struct fail_world *world)
{
	create_init(&one, world->device);
	one.desc.width = FAIL_MEMORY_SIZE;
	one.info.system_mem = (uintptr_t)world->memory;
	return 0;
}

static const struct fail_sequence create_over_memory = {
	.name = "create over the caller's memory",
	.prepare = prepare_system_memory,
	.run = run_one,
	.clean_up = clean_up_one,
};

static void standard_init(struct fail_world *world, uint32_t flags, uint64_t memory)
{
	create_init(&one, world->device);
	one.info.private_driver_data = 0;
	one.info.private_driver_data_size = 0;
	one.info.system_mem = memory;
	one.standard.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
	one.standard.existing_heap_data.size = FAIL_MEMORY_SIZE;
	one.args.standard_allocation = (uintptr_t)&one.standard;
	one.args.flags = STANDARD | flags;
}

static int prepare_heap(struct fail_world *world)
{
	standard_init(world, FLAG(EXISTING_SYS_MEM), (uintptr_t)world->memory);
	return 0;
}

static const struct fail_sequence create_standard_heap = {
	.name = "create a standard allocation over the caller's memory",
	.prepare = prepare_heap,
	.run = run_one,
	.clean_up = clean_up_one,
};

static int prepare_section(struct fail_world *world)
{
	standard_init(world, FLAG(EXISTING_SECTION), world->section);
	return 0;
}

static const struct fail_sequence create_standard_section = {
	.name = "create a standard allocation over a memory file",
	.prepare = prepare_section,
	.run = run_one,
	.clean_up = clean_up_one,
};

static int prepare_batch(struct fail_world *world, uint32_t n, uint32_t flags)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		batch.descs[i] = dxg_raw(4096);
		batch.infos[i] = (struct d3dddi_allocationinfo2) {
			.allocation = POISON32,
			.private_driver_data = (uintptr_t)&batch.descs[i],
			.private_driver_data_size = sizeof(batch.descs[i]),
		};
	}
	batch.args = (struct d3dkmt_createallocation) {
		.device = world->device,
		.flags = flags,
		.num_allocations = n,
		.allocation_info2 = (uintptr_t)batch.infos,
	};
	return 0;
}

static int run_batch(struct fail_world *world)
{
	int ret = dxg_call(world->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &batch.args);
	uint32_t i;

	for (i = 0; i < batch.args.num_allocations; i++)
		batch.handles[i] = batch.infos[i].allocation;
	return ret;
}

static bool clean_up_batch(struct fail_world *world, int status)
{
	uint32_t i;

	for (i = 0; status && i < batch.args.num_allocations; i++) {
		if (!is_no_handle(batch.handles[i]))
			return false;
	}
	if (status)
		return !batch.args.resource;
	if (batch.args.resource)
		return !dxg_destroy_resource(world->fd, world->device, batch.args.resource);
	return !dxg_destroy_list(world->fd, world->device, batch.handles,
				 batch.args.num_allocations);
}

static int prepare_three(struct fail_world *world)
{
	return prepare_batch(world, 3, FLAG(CREATE_RESOURCE));
}

static const struct fail_sequence create_three = {
	.name = "create a resource of three",
	.prepare = prepare_three,
	.run = run_batch,
	.clean_up = clean_up_batch,
};

static int prepare_many(struct fail_world *world)
{
	return prepare_batch(world, MANY, FLAG(CREATE_RESOURCE));
}

static const struct fail_sequence create_many = {
	.name = "create a resource of forty",
	.prepare = prepare_many,
	.run = run_batch,
	.clean_up = clean_up_batch,
};

/* A resource that gets its allocations later. */
static int prepare_addition(struct fail_world *world)
{
	uint32_t resource;
	int ret = dxg_create_resource(world->fd, world->device, &resource, NULL, 0);

	prepare_batch(world, 3, 0);
	batch.args.resource = resource;
	return ret;
}

static bool clean_up_addition(struct fail_world *world, int status)
{
	uint32_t i;

	for (i = 0; status && i < batch.args.num_allocations; i++) {
		if (!is_no_handle(batch.handles[i]))
			return false;
	}
	return !dxg_destroy_resource(world->fd, world->device, batch.args.resource);
}

static const struct fail_sequence create_in_resource = {
	.name = "create in a resource that exists",
	.prepare = prepare_addition,
	.run = run_batch,
	.clean_up = clean_up_addition,
};

static int prepare_list(struct fail_world *world)
{
	prepare_batch(world, LIST, 0);
	return run_batch(world);
}

static int run_destroy_list(struct fail_world *world)
{
	return dxg_destroy_list(world->fd, world->device, batch.handles, LIST);
}

/* All are gone, or none is. */
static bool clean_up_destroy_list(struct fail_world *world, int status)
{
	int expected = status ? 0 : STATUS_INVALID_PARAMETER;

	return dxg_destroy_list(world->fd, world->device, batch.handles, LIST) == expected;
}

static const struct fail_sequence destroy_list = {
	.name = "destroy a list",
	.prepare = prepare_list,
	.run = run_destroy_list,
	.clean_up = clean_up_destroy_list,
};

static int prepare_resource(struct fail_world *world)
{
	prepare_many(world);
	return run_batch(world);
}

static int run_destroy_resource(struct fail_world *world)
{
	return dxg_destroy_resource(world->fd, world->device, batch.args.resource);
}

static bool clean_up_destroy_resource(struct fail_world *world, int status)
{
	int expected = status ? 0 : STATUS_INVALID_PARAMETER;

	return run_destroy_resource(world) == expected;
}

static const struct fail_sequence destroy_resource = {
	.name = "destroy a resource",
	.prepare = prepare_resource,
	.run = run_destroy_resource,
	.clean_up = clean_up_destroy_resource,
};

/* Destroying must not need memory: what can't be destroyed can't be freed. */
static int prepare_memory(struct fail_world *world)
{
	int ret = prepare_heap(world);

	return ret ?: run_one(world);
}

static int run_destroy_memory(struct fail_world *world)
{
	return dxg_destroy_resource(world->fd, world->device, one.args.resource);
}

static bool clean_up_destroy_memory(struct fail_world *world, int status)
{
	int expected = status ? 0 : STATUS_INVALID_PARAMETER;

	return run_destroy_memory(world) == expected;
}

static const struct fail_sequence destroy_standard_heap = {
	.name = "destroy a standard allocation over the caller's memory",
	.prepare = prepare_memory,
	.run = run_destroy_memory,
	.clean_up = clean_up_destroy_memory,
};

static int set_priorities(struct fail_world *world, const uint32_t *priorities)
{
	struct d3dkmt_setallocationpriority args = {
		.device = world->device,
		.allocation_list = (uintptr_t)batch.handles,
		.allocation_count = LIST,
		.priorities = (uintptr_t)priorities,
	};

	return dxg_call(world->fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &args);
}

static int get_values(struct fail_world *world, unsigned long cmd, uint32_t *values)
{
	struct d3dkmt_getallocationpriority args = {
		.device = world->device,
		.allocation_list = (uintptr_t)batch.handles,
		.allocation_count = LIST,
		.priorities = (uintptr_t)values,
	};

	return dxg_call(world->fd, cmd, &args);
}

static int run_properties(struct fail_world *world)
{
	uint32_t priorities[LIST], values[LIST], i;
	int ret;

	for (i = 0; i < LIST; i++)
		priorities[i] = D3DDDI_ALLOCATIONPRIORITY_HIGH;
	ret = set_priorities(world, priorities);
	ret = ret ?: get_values(world, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, values);
	if (!ret && memcmp(priorities, values, sizeof(values)))
		return -EBADMSG;
	return ret ?: get_values(world, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, values);
}

static bool clean_up_list(struct fail_world *world, int status)
{
	(void)status;
	return !run_destroy_list(world);
}

static const struct fail_sequence properties = {
	.name = "priorities and residency of a list",
	.prepare = prepare_list,
	.run = run_properties,
	.clean_up = clean_up_list,
};

FIXTURE_VARIANT_ADD(fail, create) { .sequence = &create };
FIXTURE_VARIANT_ADD(fail, create_v1) { .sequence = &create_v1 };
FIXTURE_VARIANT_ADD(fail, create_with_blobs) { .sequence = &create_with_blobs };
FIXTURE_VARIANT_ADD(fail, create_over_memory) { .sequence = &create_over_memory };
FIXTURE_VARIANT_ADD(fail, create_standard_heap) { .sequence = &create_standard_heap };
FIXTURE_VARIANT_ADD(fail, create_standard_section) { .sequence = &create_standard_section };
FIXTURE_VARIANT_ADD(fail, create_three) { .sequence = &create_three };
FIXTURE_VARIANT_ADD(fail, create_many) { .sequence = &create_many };
FIXTURE_VARIANT_ADD(fail, create_in_resource) { .sequence = &create_in_resource };
FIXTURE_VARIANT_ADD(fail, destroy_list) { .sequence = &destroy_list };
FIXTURE_VARIANT_ADD(fail, destroy_resource) { .sequence = &destroy_resource };
FIXTURE_VARIANT_ADD(fail, destroy_standard_heap) { .sequence = &destroy_standard_heap };
FIXTURE_VARIANT_ADD(fail, properties) { .sequence = &properties };

TEST_HARNESS_MAIN
