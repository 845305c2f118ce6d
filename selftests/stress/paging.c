// SPDX-License-Identifier: GPL-2.0
/*
 * Residency, offers, budgets: calls on the handles that all threads of a process share.
 */
#include "stress.h"

static uint32_t any(struct thread *t, enum pool_type type)
{
	return __atomic_load_n(&t->worker->pool[type][rng_below(&t->rng, POOL)],
			       __ATOMIC_RELAXED);
}

static void create_queue(struct thread *t)
{
	struct d3dkmt_createpagingqueue args = { .device = any(t, POOL_DEVICE) };
	int status = dxg_call(t->fd, D3DKMT_IOC_CREATE_PAGING_QUEUE, &args);

	if (sensible("CreatePagingQueue", status) && !status)
		t->worker->pool[POOL_QUEUE][rng_below(&t->rng, POOL)] = args.paging_queue;
}

static void destroy_queue(struct thread *t)
{
	struct d3dddi_destroypagingqueue args = { .paging_queue = any(t, POOL_QUEUE) };

	sensible("DestroyPagingQueue", dxg_call(t->fd, D3DKMT_IOC_DESTROY_PAGING_QUEUE, &args));
}

static void make_resident(struct thread *t)
{
	uint32_t list[4], i;
	struct d3dddi_makeresident args = {
		.paging_queue = any(t, POOL_QUEUE),
		.num_allocations = 1 + rng_below(&t->rng, ARRAY_SIZE(list)),
		.allocation_list = (uintptr_t)list,
	};

	for (i = 0; i < ARRAY_SIZE(list); i++)
		list[i] = any(t, POOL_ALLOCATION);
	sensible("MakeResident", dxg_call(t->fd, D3DKMT_IOC_MAKE_RESIDENT, &args));
}

static void evict(struct thread *t)
{
	uint32_t allocation = any(t, POOL_ALLOCATION);
	struct d3dkmt_evict args = {
		.device = any(t, POOL_DEVICE),
		.num_allocations = 1,
		.allocation_list = (uintptr_t)&allocation,
	};

	sensible("Evict", dxg_call(t->fd, D3DKMT_IOC_EVICT, &args));
}

static void offer(struct thread *t)
{
	uint32_t allocation = any(t, POOL_ALLOCATION);
	struct d3dkmt_offerallocations args = {
		.device = any(t, POOL_DEVICE),
		.handle_list = (uintptr_t)&allocation,
		.num_allocations = 1,
		.priority = rng_below(&t->rng, 5),
	};

	sensible("OfferAllocations", dxg_call(t->fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &args));
}

static void reclaim(struct thread *t)
{
	uint32_t allocation = any(t, POOL_ALLOCATION), result;
	struct d3dkmt_reclaimallocations2 args = {
		.paging_queue = any(t, POOL_QUEUE),
		.num_allocations = 1,
		.handle_list = (uintptr_t)&allocation,
		.results = (uintptr_t)&result,
	};

	sensible("ReclaimAllocations2", dxg_call(t->fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &args));
}

static void update_property(struct thread *t)
{
	struct d3dddi_updateallocproperty args = {
		.paging_queue = any(t, POOL_QUEUE),
		.allocation = any(t, POOL_ALLOCATION),
		.supported_segment_set = 1 + rng_below(&t->rng, 7),
		.property_mask_value = 2,
	};

	sensible("UpdateAllocationProperty",
		 dxg_call(t->fd, D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY, &args));
}

static void reserve(struct thread *t)
{
	struct d3dkmt_changevideomemoryreservation args = {
		.adapter = any(t, POOL_ADAPTER),
		.memory_segment_group = rng_below(&t->rng, 2),
		.reservation = (uint64_t)rng_below(&t->rng, 64) << 20,
	};

	sensible("ChangeVideoMemoryReservation",
		 dxg_call(t->fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args));
}

static void query_residency(struct thread *t)
{
	uint32_t allocation = any(t, POOL_ALLOCATION), status;
	struct d3dkmt_queryallocationresidency args = {
		.device = any(t, POOL_DEVICE),
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
		.residency_status = (uintptr_t)&status,
	};

	sensible("QueryAllocationResidency",
		 dxg_call(t->fd, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, &args));
}

void page_operate(struct thread *t)
{
	static void (*const operations[])(struct thread *t) = {
		create_queue, create_queue, destroy_queue, make_resident, make_resident, evict,
		offer, reclaim, update_property, reserve, query_residency,
	};

	operations[rng_below(&t->rng, ARRAY_SIZE(operations))](t);
}
