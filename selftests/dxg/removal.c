// SPDX-License-Identifier: GPL-2.0
/*
 * Surprise removal: the adapter goes while clients use it. It goes at once, their calls answer
 * DEVICE_REMOVED, and what they have can still be closed.
 */
#include <pthread.h>

#include "gpu_fixture.h"
#include "process.h"

#define ROUNDS 20

static bool remove_by_live(struct dxg_softgpu *gpu)
{
	return dxg_softgpu_live(gpu, false);
}

static bool remove_by_rmdir(struct dxg_softgpu *gpu)
{
	return !rmdir(gpu->path);
}

FIXTURE_VARIANT(gpu) {
	bool (*remove)(struct dxg_softgpu *gpu);
};

FIXTURE_VARIANT_ADD(gpu, by_live) {
	.remove = remove_by_live,
};

FIXTURE_VARIANT_ADD(gpu, by_rmdir) {
	.remove = remove_by_rmdir,
};

/* The fixture's teardown asks the directory for its counts. */
static void put_back(gpu_data *self)
{
	if (access(self->gpu.path, F_OK))
		dxg_softgpu_add(&self->gpu, "test");
}

static int query_memory(int fd, uint32_t adapter)
{
	struct d3dkmt_queryvideomemoryinfo info = { .adapter = adapter };

	return dxg_call(fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info);
}

static int mark(int fd, uint32_t device)
{
	struct d3dkmt_markdeviceaserror args = {
		.device = device,
		.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};

	return dxg_call(fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &args);
}

static int create_device(int fd, uint32_t adapter)
{
	struct d3dkmt_createdevice create = { .adapter = adapter };

	return dxg_call(fd, D3DKMT_IOC_CREATE_DEVICE, &create);
}

TEST_F(gpu, later_calls_answer_device_removed)
{
	uint32_t allocation, other;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_TRUE(variant->remove(&self->gpu));

	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_query_version(self->fd, self->adapter));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, query_memory(self->fd, self->adapter));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_escape_info(self->fd, self->adapter, 0));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, create_device(self->fd, self->adapter));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_escape_info(self->fd, self->adapter, self->device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_execution_state(self->fd, self->device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, mark(self->fd, self->device));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_create_raw(self->fd, self->device, 4096, &other));
	EXPECT_EQ(STATUS_DEVICE_REMOVED,
		  dxg_create_resource(self->fd, self->device, &other, NULL, 0));
	/* The name is gone: a handle that was open is the only way to it. */
	EXPECT_EQ(0, dxg_adapter_by_luid(self->fd, self->gpu.luid));
	put_back(self);
}

TEST_F(gpu, bad_handles_are_bad_all_the_same)
{
	uint32_t other;

	ASSERT_TRUE(variant->remove(&self->gpu));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_query_version(self->fd, self->adapter + 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_create_raw(self->fd, self->adapter, 4096, &other));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, self->device));
	put_back(self);
}

/* What the miniport knew it has been told of; what is left are names. */
TEST_F(gpu, everything_can_still_be_closed)
{
	uint32_t standalone, resource, inner[8], second, adapter;

	adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	second = dxg_create_device(self->fd, adapter);
	ASSERT_NE(0, second);
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &standalone));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, inner, 8));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	ASSERT_TRUE(variant->remove(&self->gpu));

	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, standalone));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, inner[3]));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, resource));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, inner[0]));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, second));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, adapter));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, self->adapter));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_close_adapter(self->fd, self->adapter));
	EXPECT_EQ(self->before.n[DXG_COUNT_HANDLES], dxg_count(DXG_COUNT_HANDLES));
	put_back(self);
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_ADAPTERS, self->before.n[DXG_COUNT_ADAPTERS]));
}

/* Nothing is closed by hand: the descriptor's end has to do. */
TEST_F(gpu, descriptor_closed_after_removal)
{
	uint32_t resource, inner[8];

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, inner, 8));
	ASSERT_TRUE(variant->remove(&self->gpu));
	EXPECT_EQ(0, close(self->fd));
	EXPECT_EQ(self->before.n[DXG_COUNT_ALLOCATIONS], dxg_count(DXG_COUNT_ALLOCATIONS));
	EXPECT_EQ(self->before.n[DXG_COUNT_DEVICES], dxg_count(DXG_COUNT_DEVICES));
	EXPECT_EQ(self->before.n[DXG_COUNT_HANDLES], dxg_count(DXG_COUNT_HANDLES));
	put_back(self);
	self->fd = -1;
}

/* The next adapter in the same place is another one: nothing of the old one comes back to life. */
TEST_F(gpu, next_adapter_is_a_new_one)
{
	uint64_t old_luid = self->gpu.luid;
	uint32_t adapter, device, allocation;

	ASSERT_TRUE(variant->remove(&self->gpu));
	put_back(self);
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	EXPECT_NE(old_luid, self->gpu.luid);
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_query_version(self->fd, self->adapter));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_execution_state(self->fd, self->device));
	adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	ASSERT_NE(0, adapter);
	device = dxg_create_device(self->fd, adapter);
	EXPECT_EQ(0, dxg_create_raw(self->fd, device, 4096, &allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_escape_info(self->fd, adapter, allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, device, allocation));
}

/* Threads that do all there is to do until the adapter is gone. */
struct client {
	const struct dxg_softgpu *gpu;
	int fd;
	int rounds;
	int bad;
	pthread_t thread;
};

/* Statuses of calls that meet the removal; the adapter can't be opened any more after it. */
static bool is_removed(struct client *client, int status)
{
	if (!status)
		return false;
	if (status != STATUS_DEVICE_REMOVED) {
		fprintf(stderr, "# a call answered %d\n", status);
		client->bad++;
	}
	return true;
}

static void *use_until_removed(void *data)
{
	struct client *client = data;
	uint32_t adapter, device, resource, allocation, inner[8];
	int status;

	adapter = dxg_adapter_by_luid(client->fd, client->gpu->luid);
	for (;;) {
		struct d3dkmt_createdevice create = { .adapter = adapter };

		status = dxg_call(client->fd, D3DKMT_IOC_CREATE_DEVICE, &create);
		if (is_removed(client, status))
			break;
		device = create.device;
		status = dxg_create_raw(client->fd, device, 4096, &allocation);
		if (!status)
			client->bad += !!dxg_destroy(client->fd, device, allocation);
		if (!is_removed(client, status))
			status = dxg_create_resource(client->fd, device, &resource, inner, 8);
		if (!is_removed(client, status))
			status = dxg_escape_info(client->fd, adapter, device);
		/* Without the resource's own end, every other time. */
		if (!is_removed(client, status) && client->rounds & 1)
			client->bad += !!dxg_destroy_resource(client->fd, device, resource);
		client->bad += !!dxg_destroy_device(client->fd, device);
		__atomic_add_fetch(&client->rounds, 1, __ATOMIC_SEQ_CST);
		if (status)
			break;
	}
	client->bad += !!dxg_close_adapter(client->fd, adapter);
	return NULL;
}

TEST_F_TIMEOUT(gpu, removed_in_the_middle_of_calls, 120)
{
	struct client clients[4];
	struct dxg_counts before;
	int i, j;

	for (i = 0; i < ROUNDS; i++) {
		ASSERT_EQ(0, dxg_counts_read(&before));
		for (j = 0; j < 4; j++) {
			clients[j] = (struct client) { .gpu = &self->gpu, .fd = self->fd };
			ASSERT_EQ(0, pthread_create(&clients[j].thread, NULL, use_until_removed,
						    &clients[j]));
		}
		for (j = 0; j < 4; j++) {
			while (!__atomic_load_n(&clients[j].rounds, __ATOMIC_SEQ_CST))
				sched_yield();
		}
		ASSERT_TRUE(variant->remove(&self->gpu));
		for (j = 0; j < 4; j++) {
			pthread_join(clients[j].thread, NULL);
			EXPECT_EQ(0, clients[j].bad);
		}
		EXPECT_EQ(before.n[DXG_COUNT_HANDLES], dxg_count(DXG_COUNT_HANDLES));
		put_back(self);
		EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	}
}

/* The miniport is in the middle of a callback: the removal waits for it, and the call is undone. */
TEST_F(gpu, removed_while_the_miniport_works)
{
	static const char *const rules[] = {
		"create_allocation delay=300 n=1", "open_allocation delay=300 n=1",
		"create_device delay=300 n=1", "escape delay=300 n=1",
	};
	struct client client;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		client = (struct client) { .gpu = &self->gpu, .fd = self->fd };
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		ASSERT_EQ(0, pthread_create(&client.thread, NULL, use_until_removed, &client));
		usleep(100000);
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
		EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
		pthread_join(client.thread, NULL);
		EXPECT_EQ(0, client.bad);
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	}
	ASSERT_TRUE(variant->remove(&self->gpu));
	put_back(self);
}

/* The other adapters, and their clients, have nothing to do with it. */
TEST_F(gpu, other_adapters_go_on)
{
	struct dxg_softgpu other;
	uint32_t adapter, device, allocation;

	ASSERT_TRUE(dxg_softgpu_add(&other, "other"));
	ASSERT_TRUE(dxg_softgpu_live(&other, true));
	adapter = dxg_adapter_by_luid(self->fd, other.luid);
	device = dxg_create_device(self->fd, adapter);
	ASSERT_NE(0, device);
	ASSERT_TRUE(variant->remove(&self->gpu));
	EXPECT_EQ(0, dxg_query_version(self->fd, adapter));
	EXPECT_EQ(D3DKMT_DEVICEEXECUTION_ACTIVE, dxg_execution_state(self->fd, device));
	EXPECT_EQ(0, dxg_create_raw(self->fd, device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy_device(self->fd, device));
	dxg_softgpu_remove(&other);
	put_back(self);
}

TEST_HARNESS_MAIN
