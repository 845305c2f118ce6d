// SPDX-License-Identifier: GPL-2.0
/*
 * Handles: what WSL's driver leaves to the host, which looks up most of them, and what its table
 * has stumbled over. Documentation/wsl-differences.rst lists all such tests.
 */
#include "create.h"
#include "gpu_fixture.h"
#include "lock.h"
#include "queue.h"
#include "residency.h"
#include "share.h"

#define N	5

/* Calls with a list of allocations; each gives the status. */
static int set_priorities(gpu_data *self, const uint32_t *list, uint32_t n)
{
	uint32_t priorities[N] = { };
	struct d3dkmt_setallocationpriority args = {
		.device = self->device,
		.allocation_list = (uintptr_t)list,
		.allocation_count = n,
		.priorities = (uintptr_t)priorities,
	};
	uint32_t i;

	for (i = 0; i < n; i++)
		priorities[i] = D3DDDI_ALLOCATIONPRIORITY_HIGH;
	return dxg_call(self->fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &args);
}

static int get_priorities(gpu_data *self, const uint32_t *list, uint32_t n)
{
	uint32_t priorities[N];
	struct d3dkmt_getallocationpriority args = {
		.device = self->device,
		.allocation_list = (uintptr_t)list,
		.allocation_count = n,
		.priorities = (uintptr_t)priorities,
	};

	return dxg_call(self->fd, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, &args);
}

static int query_residency(gpu_data *self, const uint32_t *list, uint32_t n)
{
	uint32_t status[N];
	struct d3dkmt_queryallocationresidency args = {
		.device = self->device,
		.allocation_list = (uintptr_t)list,
		.allocation_count = n,
		.residency_status = (uintptr_t)status,
	};

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, &args);
}

/* Of the device; what a list is made resident by. */
static struct dxg_pager pager;
static uint32_t pager_allocation;

static int make_resident(gpu_data *self, const uint32_t *list, uint32_t n)
{
	(void)self;
	return dxg_resident(&pager, list, n);
}

static int evict(gpu_data *self, const uint32_t *list, uint32_t n)
{
	(void)self;
	return dxg_evict(&pager, list, n, 0);
}

static int offer(gpu_data *self, const uint32_t *list, uint32_t n)
{
	(void)self;
	return dxg_offer(&pager, list, n, D3DKMT_OFFER_PRIORITY_NORMAL);
}

static int reclaim(gpu_data *self, const uint32_t *list, uint32_t n)
{
	uint32_t results[N];

	(void)self;
	return dxg_reclaim(&pager, list, n, results);
}

static int destroy(gpu_data *self, const uint32_t *list, uint32_t n)
{
	return dxg_destroy_list(self->fd, self->device, list, n);
}

static const struct list_call {
	const char *name;
	int (*fn)(gpu_data *self, const uint32_t *list, uint32_t n);
} list_calls[] = {
	{ "SetAllocationPriority", set_priorities },
	{ "GetAllocationPriority", get_priorities },
	{ "QueryAllocationResidency", query_residency },
	{ "MakeResident", make_resident },
	{ "Evict", evict },
	{ "OfferAllocations", offer },
	{ "ReclaimAllocations2", reclaim },
	{ "DestroyAllocation2", destroy },
};

/* What stands in a list where an allocation of the device should be. */
TEST_F(gpu, wsl_b_every_handle_of_a_list_is_looked_up)
{
	uint32_t other = dxg_create_device(self->fd, self->adapter);
	uint32_t list[N], bad[6], good;
	size_t call, b, at;

	for (at = 0; at < N; at++)
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[at]));
	ASSERT_EQ(0, dxg_create_raw(self->fd, other, 4096, &bad[0]));	/* of another device */
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &bad[1]));
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, bad[1]));	/* stale */
	bad[2] = 0;
	bad[3] = self->device;			/* of another type */
	bad[4] = list[0] + 1;			/* with low bits */
	bad[5] = list[0] ^ 0xc0000000;		/* of another generation */
	ASSERT_EQ(0, dxg_pager_create(self->fd, self->adapter, self->device, &pager));

	for (call = 0; call < ARRAY_SIZE(list_calls); call++) {
		for (b = 0; b < ARRAY_SIZE(bad) * N; b++) {
			at = b % N;
			good = list[at];
			list[at] = bad[b / N];
			EXPECT_EQ(STATUS_INVALID_PARAMETER, list_calls[call].fn(self, list, N)) {
				TH_LOG("%s, %#x at %zu", list_calls[call].name, bad[b / N], at);
			}
			list[at] = good;
		}
		EXPECT_EQ(0, list_calls[call].fn(self, list, N));
	}
}

/* A list with one handle that is wrong does nothing for the others, in whatever order they are. */
TEST_F(gpu, wsl_b_a_list_is_taken_as_a_whole)
{
	uint32_t list[N], i, at;

	for (i = 0; i < N; i++)
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[i]));
	ASSERT_EQ(0, dxg_pager_create(self->fd, self->adapter, self->device, &pager));
	for (at = 0; at < N; at++) {
		uint32_t torn[N];

		memcpy(torn, list, sizeof(torn));
		torn[at] = pager.handle;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_resident(&pager, torn, N));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&pager, list[N - 1], 0));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, offer(self, torn, N));
		/* Nothing was offered, so all can be made resident. */
		ASSERT_EQ(0, dxg_resident(&pager, list, N));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&pager, torn, N, 0));
		/* All were left resident, once each. */
		EXPECT_EQ(0, dxg_evict(&pager, list, N, 0));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict(&pager, list, N, 0));
		ASSERT_EQ(0, offer(self, list, N));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, reclaim(self, torn, N));
		for (i = 0; i < N; i++)
			EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_resident_one(&pager, list[i]));
		EXPECT_EQ(0, reclaim(self, list, N));
	}
}

/* An object of each type, in the place of each other type. */
struct object {
	uint32_t handle;
	enum { ADAPTER, DEVICE, RESOURCE, ALLOCATION, QUEUE, FENCE } type;
};

/* Calls with one handle; each gives the status. */
static int as_adapter(gpu_data *self, uint32_t handle)
{
	struct d3dkmt_queryvideomemoryinfo info = { .adapter = handle };

	return dxg_call(self->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info);
}

static int as_adapter_of_device(gpu_data *self, uint32_t handle)
{
	struct d3dkmt_createdevice create = { .adapter = handle };
	int ret = dxg_call(self->fd, D3DKMT_IOC_CREATE_DEVICE, &create);

	return ret ?: dxg_destroy_device(self->fd, create.device);
}

static int as_device_of_escape(gpu_data *self, uint32_t handle)
{
	return dxg_escape_info(self->fd, self->adapter, handle);
}

static int as_device(gpu_data *self, uint32_t handle)
{
	int ret = dxg_execution_state(self->fd, handle);

	return ret < 0 ? ret : 0;
}

static int as_device_of_list(gpu_data *self, uint32_t handle)
{
	struct d3dkmt_destroyallocation2 args = { .device = handle };

	return dxg_call(self->fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &args);
}

static int as_shared_object(gpu_data *self, uint32_t handle)
{
	int nt = share_fd(self->fd, handle, GENERIC_ALL);

	if (nt < 0)
		return nt;
	close(nt);
	return 0;
}

static int as_locked_allocation(gpu_data *self, uint32_t handle)
{
	void *p;
	int ret = dxg_lock(self->fd, self->device, handle, &p);

	return ret ?: dxg_unlock(self->fd, self->device, handle);
}

static int as_queue(gpu_data *self, uint32_t handle)
{
	const struct dxg_pager other = { .fd = self->fd, .handle = handle };
	uint32_t result;

	return dxg_reclaim(&other, &pager_allocation, 1, &result);
}

static int as_queue_of_a_property(gpu_data *self, uint32_t handle)
{
	const struct dxg_pager other = { .fd = self->fd, .handle = handle };
	struct d3dddi_updateallocproperty args = {
		.allocation = pager_allocation,
		.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_ACCESSED_PHYSICALLY,
	};

	return dxg_update_property(&other, &args);
}

static int as_offered_resource(gpu_data *self, uint32_t handle)
{
	struct d3dkmt_offerallocations args = {
		.device = self->device,
		.resources = (uintptr_t)&handle,
		.num_allocations = 1,
		.priority = D3DKMT_OFFER_PRIORITY_LOW,
	};
	struct d3dkmt_reclaimallocations2 back = {
		.paging_queue = pager.handle,
		.num_allocations = 1,
		.resources = (uintptr_t)&handle,
	};
	int ret = dxg_call(self->fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &args);

	return ret ?: dxg_call(self->fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &back);
}

static int as_fence(gpu_data *self, uint32_t handle)
{
	return dxg_wait(self->fd, self->device, handle, 0);
}

static const struct type_call {
	const char *name;
	int type;
	int (*fn)(gpu_data *self, uint32_t handle);
} type_calls[] = {
	{ "QueryVideoMemoryInfo", ADAPTER, as_adapter },
	{ "CreateDevice", ADAPTER, as_adapter_of_device },
	{ "Escape", DEVICE, as_device_of_escape },
	{ "GetDeviceState", DEVICE, as_device },
	{ "DestroyAllocation2", DEVICE, as_device_of_list },
	{ "ShareObjects", RESOURCE, as_shared_object },
	{ "Lock2", ALLOCATION, as_locked_allocation },
	{ "ReclaimAllocations2", QUEUE, as_queue },
	{ "UpdateAllocationProperty", QUEUE, as_queue_of_a_property },
	{ "WaitForSynchronizationObjectFromCpu", FENCE, as_fence },
};

/*
 * WSL's driver has two tables for handles, puts entries without an object into one of them, and
 * looks some handles up whatever their type.
 */
TEST_F(gpu, wsl_b_a_handle_has_one_type)
{
	struct share share;
	uint32_t resource;
	size_t call, i;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, &pager_allocation, 1));
	ASSERT_EQ(0, dxg_pager_create(self->fd, self->adapter, self->device, &pager));
	const struct object objects[] = {
		{ self->adapter, ADAPTER },
		{ self->device, DEVICE },
		{ share.resource, RESOURCE },
		{ share.allocations[0], ALLOCATION },
		{ pager.handle, QUEUE },
		{ pager.sync_object, FENCE },
	};

	for (call = 0; call < ARRAY_SIZE(type_calls); call++) {
		for (i = 0; i < ARRAY_SIZE(objects); i++) {
			bool right = (int)objects[i].type == type_calls[call].type;

			EXPECT_EQ(right ? 0 : STATUS_INVALID_PARAMETER,
				  type_calls[call].fn(self, objects[i].handle)) {
				TH_LOG("%s of %#x", type_calls[call].name, objects[i].handle);
			}
		}
	}
	/* Not of the shared one, either, which others may use. */
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, as_offered_resource(self, objects[i].handle));
	EXPECT_EQ(0, as_offered_resource(self, resource));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_close_adapter(self->fd, self->device));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy_device(self->fd, self->adapter));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy_resource(self->fd, self->device, share.allocations[0]));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_destroy(self->fd, self->device, share.resource));
}

/* In what order the handles of several pieces of the table are given back. */
static uint32_t nth(uint32_t order, uint32_t i, uint32_t n)
{
	switch (order) {
	case 0:
		return i;
	case 1:
		return n - 1 - i;
	default:
		return i % 2 ? n / 2 + i / 2 : i / 2;
	}
}

/* Freeing the last handle of a full table has brought WSL's kernel down. */
TEST_F(gpu, wsl_b_the_table_is_filled_and_emptied)
{
	enum { MANY = 2048 };
	static uint32_t list[MANY];
	uint32_t order, i, adapter, allocation;

	for (order = 0; order < 3; order++) {
		for (i = 0; i < MANY; i++)
			ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[i]));
		for (i = 0; i < MANY; i++) {
			allocation = list[nth(order, i, MANY)];
			ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
		}
	}
	/* And not one is left. */
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_EQ(0, dxg_close_adapter(self->fd, self->adapter));
	adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	EXPECT_EQ(list[MANY - 1] + 0x40, adapter);
}

TEST_HARNESS_MAIN
