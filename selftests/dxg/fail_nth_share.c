// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps over sharing: a resource is created, given a name or a descriptor, and opened on
 * other devices and another adapter.
 */
#include "create.h"
#include "fail_nth_fixture.h"
#include "mem.h"
#include "share.h"

/* What a run has made; 0 or -1 for what it hasn't. */
static struct {
	struct dxg_softgpu gpu;
	uint32_t device;
	struct share share;
	struct share_open open;
	int nt;
	uint32_t opened;
} made;

/* A device of an adapter on which the resource is opened. */
static int other_device(struct fail_world *world, uint32_t adapter)
{
	memset(&made.share, 0, sizeof(made.share));
	made.nt = -1;
	made.opened = 0;
	made.device = dxg_create_device(world->fd, adapter);
	return made.device ? 0 : -ENODEV;
}

static int prepare_device(struct fail_world *world)
{
	return other_device(world, world->adapter);
}

/* What is made is used, what isn't has left no handle. */
static bool clean_up(struct fail_world *world, int status)
{
	bool ok = true;

	if (made.nt >= 0)
		close(made.nt);
	if (made.opened)
		ok &= !dxg_destroy_resource(world->fd, made.device, made.opened);
	else if (status)
		ok &= !made.open.nt.resource || made.open.nt.resource == POISON32;
	if (made.share.resource)
		ok &= !dxg_destroy_resource(world->fd, world->device, made.share.resource);
	return !dxg_destroy_device(world->fd, made.device) && ok;
}

static int run_nt(struct fail_world *world)
{
	int ret;

	memset(&made.open, POISON, sizeof(made.open));
	ret = share_create(world->fd, world->device, SHARE_NT_FLAGS, &made.share);
	if (ret)
		return ret;
	made.nt = share_fd(world->fd, made.share.resource, GENERIC_ALL);
	if (made.nt < 0)
		return made.nt;
	ret = share_query_nt(world->fd, made.device, made.nt);
	ret = ret ?: share_open_nt(world->fd, made.device, made.nt, &made.open);
	if (!ret)
		made.opened = made.open.nt.resource;
	return ret;
}

static const struct fail_sequence share_by_nt_handle = {
	.name = "share by NT handle, query, open",
	.prepare = prepare_device,
	.run = run_nt,
	.clean_up = clean_up,
};

static int run_global(struct fail_world *world)
{
	int ret;

	memset(&made.open, POISON, sizeof(made.open));
	ret = share_create(world->fd, world->device, SHARE_FLAGS, &made.share);
	ret = ret ?: share_query_global(world->fd, made.device, made.share.global_share);
	ret = ret ?: share_open_global(world->fd, made.device, made.share.global_share,
				       &made.open);
	if (!ret)
		made.opened = made.open.global.resource;
	return ret;
}

static bool clean_up_global(struct fail_world *world, int status)
{
	bool ok = made.opened || made.open.global.resource == POISON32 ||
		  !made.open.global.resource;

	/* clean_up() looks at the other struct's. */
	made.open.nt.resource = 0;
	return clean_up(world, status) && ok;
}

static const struct fail_sequence share_by_global_handle = {
	.name = "share by global handle, query, open",
	.prepare = prepare_device,
	.run = run_global,
	.clean_up = clean_up_global,
};

/* The last open goes in the run, after its creator's. */
static int run_close(struct fail_world *world)
{
	int ret = run_nt(world);

	if (ret)
		return ret;
	close(made.nt);
	made.nt = -1;
	ret = dxg_destroy_resource(world->fd, world->device, made.share.resource);
	if (ret)
		return ret;
	made.share.resource = 0;
	ret = dxg_destroy_resource(world->fd, made.device, made.opened);
	if (!ret)
		made.opened = 0;
	return ret;
}

static const struct fail_sequence share_and_close = {
	.name = "share, open, destroy both",
	.prepare = prepare_device,
	.run = run_close,
	.clean_up = clean_up,
};

/* A cross-adapter resource, opened where another miniport describes it. */
static int prepare_other_adapter(struct fail_world *world)
{
	uint32_t adapter;
	int ret;

	if (!dxg_softgpu_add(&made.gpu, "other") || !dxg_softgpu_live(&made.gpu, true))
		return -ENODEV;
	adapter = dxg_adapter_by_luid(world->fd, made.gpu.luid);
	ret = other_device(world, adapter);
	return ret ?: dxg_close_adapter(world->fd, adapter);
}

static int create_cross_adapter(struct fail_world *world)
{
	struct create create;
	int ret;

	create_init(&create, world->device);
	create.desc.usage = SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER;
	create.args.flags = SHARE_NT_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER;
	ret = create_call(world->fd, &create);
	if (!ret)
		made.share.resource = create.args.resource;
	return ret;
}

/* Ask for the sizes, then open with them. */
static int open_elsewhere(struct fail_world *world)
{
	static unsigned char data[4096];
	struct d3dkmt_queryresourceinfofromnthandle query = {
		.device = made.device,
		.nt_handle = made.nt,
	};
	int ret = dxg_call(world->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE, &query);

	if (ret)
		return ret;
	share_open_nt_init(&made.open, made.device, made.nt);
	made.open.nt.num_allocations = query.num_allocations;
	made.open.nt.private_runtime_data_size = query.private_runtime_data_size;
	made.open.nt.resource_private_driver_data = (uintptr_t)data;
	made.open.nt.resource_private_driver_data_size = query.resource_private_driver_data_size;
	return dxg_call(world->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &made.open.nt);
}

static int get_luid(struct fail_world *world)
{
	struct d3dkmt_getsharedresourceadapterluid args = { .nt_handle = made.nt };
	int ret = dxg_call(world->fd, D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, &args);

	if (ret)
		return ret;
	return args.adapter_luid.low_part == (uint32_t)world->gpu.luid ? 0 : -EBADMSG;
}

static int run_cross_adapter(struct fail_world *world)
{
	int ret;

	memset(&made.open, POISON, sizeof(made.open));
	ret = create_cross_adapter(world);
	if (ret)
		return ret;
	made.nt = share_fd(world->fd, made.share.resource, GENERIC_ALL);
	if (made.nt < 0)
		return made.nt;
	ret = get_luid(world);
	ret = ret ?: open_elsewhere(world);
	if (!ret)
		made.opened = made.open.nt.resource;
	return ret;
}

static bool clean_up_cross_adapter(struct fail_world *world, int status)
{
	bool ok = clean_up(world, status) && dxg_gpu_is_idle(&made.gpu);

	dxg_softgpu_remove(&made.gpu);
	return ok;
}

static const struct fail_sequence share_across_adapters = {
	.name = "share with another adapter",
	.prepare = prepare_other_adapter,
	.run = run_cross_adapter,
	.clean_up = clean_up_cross_adapter,
};

/* The same with the other miniport failing. */
static const struct fail_sequence share_with_other_adapter = {
	.name = "share with another adapter, whose miniport fails",
	.prepare = prepare_other_adapter,
	.run = run_cross_adapter,
	.clean_up = clean_up_cross_adapter,
	.gpu = &made.gpu,
};

FIXTURE_VARIANT_ADD(fail, share_by_nt_handle) { .sequence = &share_by_nt_handle };
FIXTURE_VARIANT_ADD(fail, share_by_global_handle) { .sequence = &share_by_global_handle };
FIXTURE_VARIANT_ADD(fail, share_and_close) { .sequence = &share_and_close };
FIXTURE_VARIANT_ADD(fail, share_across_adapters) { .sequence = &share_across_adapters };
FIXTURE_VARIANT_ADD(fail, share_with_other_adapter) { .sequence = &share_with_other_adapter };

TEST_HARNESS_MAIN
