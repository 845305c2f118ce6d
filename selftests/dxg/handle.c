// SPDX-License-Identifier: GPL-2.0
/*
 * Handles: their values, and words that look like one.
 */
#include <stddef.h>
#include <sys/wait.h>

#include "create.h"
#include "fixture.h"

/* One object of each type, and what an allocation is destroyed on. */
struct objects {
	uint32_t adapter, device, resource, allocation;
};

FIXTURE(handle) {
	struct dxg_counts before;
	struct objects o;
	int fd;
};

FIXTURE_SETUP(handle)
{
	struct objects *o = &self->o;

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	o->adapter = dxg_first_adapter(self->fd);
	ASSERT_NE(0, o->adapter);
	o->device = dxg_create_device(self->fd, o->adapter);
	ASSERT_NE(0, o->device);
	ASSERT_EQ(0, dxg_create_resource(self->fd, o->device, &o->resource, &o->allocation, 1));
}

FIXTURE_TEARDOWN(handle)
{
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* Uses of a handle that change nothing when it is right; each gives the status. */
static int use_adapter(int fd, const struct objects *o)
{
	struct d3dkmt_queryvideomemoryinfo info = { .adapter = o->adapter };

	return dxg_call(fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info);
}

static int use_adapter_for_device(int fd, const struct objects *o)
{
	struct d3dkmt_createdevice create = { .adapter = o->adapter };
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_DEVICE, &create);

	return ret ? ret : dxg_destroy_device(fd, create.device);
}

static int use_device(int fd, const struct objects *o)
{
	struct d3dkmt_getdevicestate state = {
		.device = o->device,
		.state_type = D3DKMT_DEVICESTATE_EXECUTION,
	};

	return dxg_call(fd, D3DKMT_IOC_GET_DEVICE_STATE, &state);
}

static int use_device_for_create(int fd, const struct objects *o)
{
	uint32_t allocation;
	int ret = dxg_create_raw(fd, o->device, 4096, &allocation);

	return ret ? ret : dxg_destroy(fd, o->device, allocation);
}

static int use_device_for_destroy(int fd, const struct objects *o)
{
	struct d3dkmt_destroyallocation2 destroy = { .device = o->device };

	return dxg_call(fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &destroy);
}

static int use_resource(int fd, const struct objects *o)
{
	struct create create;
	int ret;

	create_init(&create, o->device);
	create.args.resource = o->resource;
	ret = create_call(fd, &create);
	return ret ? ret : dxg_destroy(fd, o->device, create.info.allocation);
}

static const struct use {
	const char *name;
	int (*fn)(int fd, const struct objects *o);
	size_t member;
	int bad;
} uses[] = {
	{ "QueryVideoMemoryInfo", use_adapter, offsetof(struct objects, adapter),
	  STATUS_INVALID_PARAMETER },
	{ "CreateDevice", use_adapter_for_device, offsetof(struct objects, adapter),
	  STATUS_INVALID_PARAMETER },
	{ "GetDeviceState", use_device, offsetof(struct objects, device),
	  STATUS_INVALID_PARAMETER },
	{ "CreateAllocation2", use_device_for_create, offsetof(struct objects, device),
	  STATUS_INVALID_PARAMETER },
	{ "DestroyAllocation2", use_device_for_destroy, offsetof(struct objects, device),
	  STATUS_INVALID_PARAMETER },
	{ "CreateAllocation2's resource", use_resource, offsetof(struct objects, resource),
	  STATUS_INVALID_HANDLE },
};

/* The use with its handle changed to @handle is refused. */
static void expect_bad(struct __test_metadata *_metadata, int fd, const struct objects *o,
		       const struct use *use, uint32_t handle)
{
	struct objects bad = *o;

	*(uint32_t *)((char *)&bad + use->member) = handle;
	EXPECT_EQ(use->bad, use->fn(fd, &bad)) {
		TH_LOG("%s with %#x", use->name, handle);
	}
}

static uint32_t right_handle(const struct objects *o, const struct use *use)
{
	return *(const uint32_t *)((const char *)o + use->member);
}

/* Locals have low bits 0 and one of the top two set, and any new one is the previous + 0x40. */
TEST_F(handle, values)
{
	struct objects *o = &self->o;
	uint32_t allocation, device;

	EXPECT_EQ(0x40000000, o->adapter);
	EXPECT_EQ(o->device + 0x40, o->resource);
	EXPECT_EQ(o->resource + 0x40, o->allocation);
	EXPECT_EQ(0, dxg_destroy(self->fd, o->device, o->allocation));
	/* A number that has become free isn't given out again. */
	EXPECT_EQ(0, dxg_create_raw(self->fd, o->device, 4096, &allocation));
	EXPECT_EQ(o->allocation + 0x40, allocation);
	device = dxg_create_device(self->fd, o->adapter);
	EXPECT_EQ(allocation + 0x40, device);
}

TEST_F(handle, right_ones_work)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(uses); i++) {
		EXPECT_EQ(0, uses[i].fn(self->fd, &self->o)) {
			TH_LOG("%s", uses[i].name);
		}
	}
}

/* WSL's driver ignores the six low bits, so that each handle has 63 other names. */
TEST_F(handle, wsl_b_low_bits_are_no_alias)
{
	uint32_t junk;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(uses); i++) {
		for (junk = 1; junk < 0x40; junk++)
			expect_bad(_metadata, self->fd, &self->o, &uses[i],
				   right_handle(&self->o, &uses[i]) | junk);
	}
}

/* No other bit is ignored, either: an index or a generation that isn't the handle's. */
TEST_F(handle, every_bit_counts)
{
	uint32_t handle, bit, top;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(uses); i++) {
		handle = right_handle(&self->o, &uses[i]);
		/* From 0x400 up: the bits below lead to the fixture's other objects. */
		for (bit = 10; bit < 32; bit++)
			expect_bad(_metadata, self->fd, &self->o, &uses[i], handle ^ 1u << bit);
		for (top = 0; top < 4; top++) {
			if (top != handle >> 30)
				expect_bad(_metadata, self->fd, &self->o, &uses[i],
					   (handle & 0x3fffffff) | top << 30);
		}
	}
}

/* 0 is no handle; where it means "none", as for a resource, that is tested elsewhere. */
TEST_F(handle, zero_and_nonsense)
{
	static const uint32_t nonsense[] = { 1, 2, 0x3fffffc0, 0x7fffffc0, 0x80000000, 0xbfffffc0,
					     0xffffffc0, 0xffffffff, 0x40000002 };
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(uses); i++) {
		if (uses[i].bad == STATUS_INVALID_PARAMETER)
			expect_bad(_metadata, self->fd, &self->o, &uses[i], 0);
		for (j = 0; j < ARRAY_SIZE(nonsense); j++)
			expect_bad(_metadata, self->fd, &self->o, &uses[i], nonsense[j]);
	}
}

TEST_F(handle, other_types)
{
	uint32_t *handles = (uint32_t *)&self->o;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(uses); i++) {
		for (j = 0; j < sizeof(self->o) / sizeof(*handles); j++) {
			if (handles[j] != right_handle(&self->o, &uses[i]))
				expect_bad(_metadata, self->fd, &self->o, &uses[i], handles[j]);
		}
	}
}

TEST_F(handle, stale)
{
	struct objects stale = self->o;
	size_t i;

	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->o.device, self->o.resource));
	EXPECT_EQ(STATUS_INVALID_HANDLE, use_resource(self->fd, &stale));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->o.device));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, self->o.adapter));
	for (i = 0; i < ARRAY_SIZE(uses); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, uses[i].fn(self->fd, &stale));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, stale.device));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_close_adapter(self->fd, stale.adapter));
}

/*
 * WSL's driver gives a number out again after 128 others, and tells its first two users apart at
 * best: a stale handle comes to name somebody else's object.
 */
TEST_F(handle, wsl_b_stale_handle_stays_stale)
{
	uint32_t stale = self->o.allocation, device = self->o.device, allocation, i;

	EXPECT_EQ(0, dxg_destroy(self->fd, device, stale));
	for (i = 0; i < 2000; i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, device, 4096, &allocation));
		ASSERT_NE(stale, allocation);
		ASSERT_EQ(0, dxg_destroy(self->fd, device, allocation));
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, device, stale));
}

/* Handles are per process: the same numbers name nothing in another one. */
TEST_F(handle, of_another_process)
{
	int status, fd;
	size_t i;
	pid_t pid;

	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid) {
		fd = dxg_open();
		for (i = 0; fd >= 0 && i < ARRAY_SIZE(uses); i++) {
			if (uses[i].fn(fd, &self->o) != STATUS_INVALID_PARAMETER)
				_exit(1);
		}
		_exit(fd < 0 ? 1 : 0);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(WIFEXITED(status) && !WEXITSTATUS(status));
	for (i = 0; i < ARRAY_SIZE(uses); i++)
		EXPECT_EQ(0, uses[i].fn(self->fd, &self->o));
}

/*
 * All descriptors of a process share one set of handles, which lives as long as the last of them.
 */
TEST_F(handle, shared_by_descriptors)
{
	int second = dxg_open();
	size_t i;

	ASSERT_LE(0, second);
	for (i = 0; i < ARRAY_SIZE(uses); i++)
		EXPECT_EQ(0, uses[i].fn(second, &self->o));
	close(self->fd);
	for (i = 0; i < ARRAY_SIZE(uses); i++)
		EXPECT_EQ(0, uses[i].fn(second, &self->o));
	close(second);
	self->fd = dxg_open();
	for (i = 0; i < ARRAY_SIZE(uses); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, uses[i].fn(self->fd, &self->o));
}

TEST_HARNESS_MAIN
