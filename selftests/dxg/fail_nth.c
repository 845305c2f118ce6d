// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps over adapters, devices, queries and handles: whichever allocation or user copy
 * fails, the call says so, and nothing remains of it.
 */
#include <fcntl.h>

#include "fail_nth_fixture.h"
#include "mem.h"

/* Handles of a chunk of the process's table. */
#define CHUNK	512

#define MAX_HANDLES	8

/* What a run has made. */
struct made {
	int fd;
	uint32_t adapters[MAX_HANDLES];
	uint32_t num_adapters;
	uint32_t device;
	uint32_t resource;
};

static struct made made;

static int forget(struct fail_world *world)
{
	(void)world;
	memset(&made, 0, sizeof(made));
	made.fd = -1;
	return 0;
}

static int open_node(void)
{
	made.fd = dxg_open();
	return made.fd < 0 ? -errno : 0;
}

static int open_by_luid(int fd, uint64_t luid, uint32_t *adapter)
{
	struct d3dkmt_openadapterfromluid args = {
		.adapter_luid = { .low_part = luid, .high_part = luid >> 32 },
	};
	int ret = dxg_call(fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &args);

	*adapter = args.adapter;
	return ret;
}

static int enumerate(int fd)
{
	struct d3dkmt_adapterinfo infos[MAX_HANDLES] = { };
	struct d3dkmt_enumadapters3 args = {
		.filter = D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_COMPUTE_ONLY,
		.num_adapters = ARRAY_SIZE(infos),
		.adapters = (uintptr_t)infos,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_ENUM_ADAPTERS3, &args);
	uint32_t i;

	for (i = 0; i < ARRAY_SIZE(infos); i++) {
		made.adapters[i] = infos[i].adapter;
		made.num_adapters += !!infos[i].adapter;
	}
	return ret;
}

static int create_device(int fd, uint32_t adapter)
{
	struct d3dkmt_createdevice args = { .adapter = adapter };
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_DEVICE, &args);

	made.device = args.device;
	return ret;
}

/* A call that fails leaves no handle, and one that doesn't, one that works. */
static bool close_all(int fd)
{
	bool ok = !made.device || !dxg_destroy_device(fd, made.device);
	uint32_t i;

	for (i = 0; i < made.num_adapters; i++)
		ok &= made.adapters[i] && !dxg_close_adapter(fd, made.adapters[i]);
	return ok;
}

static int run_open(struct fail_world *world)
{
	int ret = open_node();

	(void)world;
	ret = ret ?: enumerate(made.fd);
	return ret ?: create_device(made.fd, made.adapters[0]);
}

static bool clean_up_open(struct fail_world *world, int status)
{
	bool ok = made.fd >= 0 ? close_all(made.fd) : status;

	(void)world;
	if (made.fd >= 0)
		close(made.fd);
	return ok;
}

static const struct fail_sequence open_enumerate_device = {
	.name = "open, enumerate, device",
	.alone = true,
	.prepare = forget,
	.run = run_open,
	.clean_up = clean_up_open,
};

/* Everything goes with the descriptor. */
static int run_close(struct fail_world *world)
{
	int ret = run_open(world);

	if (made.fd >= 0)
		close(made.fd);
	return ret;
}

static bool clean_up_nothing(struct fail_world *world, int status)
{
	(void)world;
	(void)status;
	return true;
}

static const struct fail_sequence close_descriptor = {
	.name = "open, enumerate, device, close",
	.alone = true,
	.prepare = forget,
	.run = run_close,
	.clean_up = clean_up_nothing,
};

static int run_luid(struct fail_world *world)
{
	int ret = open_by_luid(world->fd, world->gpu.luid, &made.adapters[0]);

	if (ret)
		return ret;
	made.num_adapters = 1;
	return create_device(world->fd, made.adapters[0]);
}

static bool clean_up_luid(struct fail_world *world, int status)
{
	(void)status;
	return close_all(world->fd);
}

static const struct fail_sequence open_by_luid_device = {
	.name = "open by LUID, device",
	.prepare = forget,
	.run = run_luid,
	.clean_up = clean_up_luid,
};

static int destroy_what_was_made(struct fail_world *world)
{
	int ret = dxg_destroy_device(world->fd, made.device);

	if (ret)
		return ret;
	made.device = 0;
	ret = dxg_close_adapter(world->fd, made.adapters[0]);
	if (!ret)
		made.num_adapters = 0;
	return ret;
}

static int prepare_luid(struct fail_world *world)
{
	forget(world);
	return run_luid(world);
}

static const struct fail_sequence destroy_device = {
	.name = "destroy device, close adapter",
	.prepare = prepare_luid,
	.run = destroy_what_was_made,
	.clean_up = clean_up_luid,
};

/* One resource of so many allocations that the chunk's last handle is the next. */
static int fill_chunk(int fd, uint32_t device, uint32_t n)
{
	static struct d3dddi_allocationinfo2 infos[CHUNK];
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dkmt_createallocation args = {
		.device = device,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
		.num_allocations = n,
		.allocation_info2 = (uintptr_t)infos,
	};
	uint32_t i;
	int ret;

	for (i = 0; i < n; i++) {
		infos[i] = (struct d3dddi_allocationinfo2) {
			.private_driver_data = (uintptr_t)&desc,
			.private_driver_data_size = sizeof(desc),
		};
	}
	ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &args);
	made.resource = args.resource;
	return ret;
}

static int prepare_full_chunk(struct fail_world *world)
{
	uint32_t adapter;
	int ret;

	forget(world);
	ret = open_node() ?: open_by_luid(made.fd, world->gpu.luid, &adapter);
	ret = ret ?: create_device(made.fd, adapter);
	/* The adapter, the device, the resource and all but two of the rest. */
	return ret ?: fill_chunk(made.fd, made.device, CHUNK - 5);
}

static int run_grow(struct fail_world *world)
{
	int ret = 0;

	while (!ret && made.num_adapters < 4) {
		ret = open_by_luid(made.fd, world->gpu.luid,
				   &made.adapters[made.num_adapters]);
		made.num_adapters += !ret;
	}
	return ret;
}

/* The handles of before are what they were. */
static bool clean_up_grow(struct fail_world *world, int status)
{
	bool ok = !dxg_destroy_resource(made.fd, made.device, made.resource);

	(void)world;
	(void)status;
	ok &= close_all(made.fd);
	close(made.fd);
	return ok;
}

static const struct fail_sequence handle_table_grows = {
	.name = "handle table grows",
	.alone = true,
	.prepare = prepare_full_chunk,
	.run = run_grow,
	.clean_up = clean_up_grow,
};

/* Every way in which a query is answered, with a payload that is larger than a page. */
static int run_queries(struct fail_world *world)
{
	static const uint32_t types[] = {
		KMTQAITYPE_UMDRIVERPRIVATE, KMTQAITYPE_ADAPTERTYPE,
		KMTQAITYPE_ADAPTERREGISTRYINFO, KMTQAITYPE_NODEMETADATA, KMTQAITYPE_QUERYREGISTRY,
		KMTQAITYPE_GETSEGMENTGROUPSIZE, KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID,
	};
	static unsigned char data[16384];
	struct d3dkmt_queryadapterinfo args = {
		.adapter = world->adapter,
		.private_driver_data = (uintptr_t)data,
		.private_driver_data_size = sizeof(data),
	};
	size_t i;
	int ret;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		memset(data, 0, sizeof(data));
		args.type = types[i];
		ret = dxg_call(world->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &args);
		if (ret)
			return ret;
	}
	return 0;
}

static const struct fail_sequence query_adapter_info = {
	.name = "query adapter info",
	.run = run_queries,
	.clean_up = clean_up_nothing,
};

static int query_video_memory(struct fail_world *world)
{
	struct d3dkmt_queryvideomemoryinfo args = { .adapter = world->adapter };

	return dxg_call(world->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &args);
}

static int mark_as_error(int fd, uint32_t device)
{
	struct d3dkmt_markdeviceaserror args = {
		.device = device,
		.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};

	return dxg_call(fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &args);
}

static int run_state(struct fail_world *world)
{
	int ret = query_video_memory(world);

	if (ret)
		return ret;
	ret = dxg_execution_state(world->fd, made.device);
	return ret == D3DKMT_DEVICEEXECUTION_ACTIVE ? mark_as_error(world->fd, made.device) : ret;
}

static bool clean_up_state(struct fail_world *world, int status)
{
	int expected = status ? D3DKMT_DEVICEEXECUTION_ACTIVE : D3DKMT_DEVICEEXECUTION_RESET;
	bool ok = dxg_execution_state(world->fd, made.device) == expected;

	return close_all(world->fd) && ok;
}

static const struct fail_sequence device_state = {
	.name = "video memory info, device state, mark as error",
	.prepare = prepare_luid,
	.run = run_state,
	.clean_up = clean_up_state,
};

static int run_escape(struct fail_world *world)
{
	int ret = dxg_escape_info(world->fd, world->adapter, 0);

	return ret ?: dxg_escape_info(world->fd, world->adapter, world->device);
}

static const struct fail_sequence escape = {
	.name = "escape",
	.run = run_escape,
	.clean_up = clean_up_nothing,
};

/* An adapter comes and goes. */
static struct dxg_softgpu other;

static int run_adapter(struct fail_world *world)
{
	(void)world;
	/* Neither says more than that it failed. */
	if (!dxg_softgpu_add(&other, "other"))
		return -errno;
	return dxg_softgpu_write(&other, "live", "1") ? 0 : -errno;
}

static bool clean_up_adapter(struct fail_world *world, int status)
{
	(void)world;
	(void)status;
	return !rmdir(other.path) || errno == ENOENT;
}

static const struct fail_sequence adapter_starts = {
	.name = "adapter starts",
	.run = run_adapter,
	.clean_up = clean_up_adapter,
};

static int run_removal(struct fail_world *world)
{
	(void)world;
	return rmdir(other.path) ? -errno : 0;
}

static const struct fail_sequence adapter_is_removed = {
	.name = "adapter is removed",
	.prepare = run_adapter,
	.run = run_removal,
	.clean_up = clean_up_adapter,
};

static int prepare_configuration(struct fail_world *world)
{
	(void)world;
	return dxg_softgpu_add(&other, "other") ? 0 : -errno;
}

static int run_configuration(struct fail_world *world)
{
	static const char *const attributes[][2] = {
		{ "segments", "64M cpu_visible\n128M aperture\n" },
		{ "nodes", "3d copy" },
		{ "description", "Something else" },
		{ "inject", "create_allocation field=size value=0 n=1000" },
		{ "live", "1" },
		{ "reset", "1" },
	};
	size_t i;

	(void)world;
	for (i = 0; i < ARRAY_SIZE(attributes); i++) {
		if (!dxg_softgpu_write(&other, attributes[i][0], attributes[i][1]))
			return -errno;
	}
	return 0;
}

static const struct fail_sequence adapter_is_configured = {
	.name = "adapter is configured, starts, is reset",
	.prepare = prepare_configuration,
	.run = run_configuration,
	.clean_up = clean_up_adapter,
	.gpu = &other,
};

FIXTURE_VARIANT_ADD(fail, open_enumerate_device) { .sequence = &open_enumerate_device };
FIXTURE_VARIANT_ADD(fail, close_descriptor) { .sequence = &close_descriptor };
FIXTURE_VARIANT_ADD(fail, open_by_luid_device) { .sequence = &open_by_luid_device };
FIXTURE_VARIANT_ADD(fail, destroy_device) { .sequence = &destroy_device };
FIXTURE_VARIANT_ADD(fail, handle_table_grows) { .sequence = &handle_table_grows };
FIXTURE_VARIANT_ADD(fail, query_adapter_info) { .sequence = &query_adapter_info };
FIXTURE_VARIANT_ADD(fail, device_state) { .sequence = &device_state };
FIXTURE_VARIANT_ADD(fail, escape) { .sequence = &escape };
FIXTURE_VARIANT_ADD(fail, adapter_starts) { .sequence = &adapter_starts };
FIXTURE_VARIANT_ADD(fail, adapter_is_configured) { .sequence = &adapter_is_configured };
FIXTURE_VARIANT_ADD(fail, adapter_is_removed) { .sequence = &adapter_is_removed };

TEST_HARNESS_MAIN
