// SPDX-License-Identifier: GPL-2.0
/*
 * User memory that takes its time, or changes while a call runs: residency, offers, and what is
 * asked about both.
 */
#include "mem.h"
#include "residency.h"
#include "uffd_call.h"

#define N		ARRAY_SIZE(((struct call *)NULL)->list)
#define PRIORITY	0x50000000u
#define RESULTS		4	/* the page on whose end results begin */

static struct dxg_pager q;

/* The call's allocations and a queue, with the list across the border of its pages. */
static uint64_t setup_list(struct call *call)
{
	size_t i;

	for (i = 0; i < N; i++) {
		if (dxg_create_raw(call->fd, call->device, 4096, &call->list[i]))
			abort();
	}
	if (dxg_pager_create(call->fd, call->adapter, call->device, &q))
		abort();
	return (uintptr_t)put(call, 2, call->list, sizeof(call->list), 8);
}

static uint64_t setup_resident(struct call *call)
{
	uint64_t list = setup_list(call);

	if (dxg_resident(&q, call->list, N))
		abort();
	return list;
}

/* Room for a word for each, two of them beyond the border. */
static uint64_t setup_results(struct call *call)
{
	const uint32_t none[N] = { POISON32, POISON32, POISON32, POISON32 };

	return (uintptr_t)put(call, RESULTS, none, sizeof(none), 8);
}

static bool results_are(struct call *call, uint32_t value)
{
	const uint32_t *results = (void *)(call->uffd.area + (RESULTS + 1) * call->uffd.page_size);
	size_t i;

	for (i = 0; i < N; i++) {
		if (results[(int)i - 2] != value)
			return false;
	}
	return !dxg_pager_destroy(&q);
}

/* What is resident already, so that it is over at once. */
static void setup_make_resident(struct call *call)
{
	struct d3dddi_makeresident args = {
		.num_allocations = N,
		.allocation_list = setup_resident(call),
	};

	args.paging_queue = q.handle;
	put_args(call, D3DKMT_IOC_MAKE_RESIDENT, &args);
}

/* It has counted for each. */
static bool check_make_resident(struct call *call)
{
	return !dxg_evict(&q, call->list, N, 0) && !dxg_evict(&q, call->list, N, 0) &&
	       dxg_evict_one(&q, call->list[0], 0) == STATUS_INVALID_PARAMETER &&
	       !dxg_pager_destroy(&q);
}

static void setup_evict(struct call *call)
{
	struct d3dkmt_evict args = {
		.device = call->device,
		.num_allocations = N,
		.allocation_list = setup_resident(call),
	};

	put_args(call, D3DKMT_IOC_EVICT, &args);
}

static bool check_evict(struct call *call)
{
	size_t i;

	for (i = 0; i < N; i++) {
		if (dxg_evict_one(&q, call->list[i], 0) != STATUS_INVALID_PARAMETER)
			return false;
	}
	return !dxg_pager_destroy(&q);
}

static void setup_offer(struct call *call)
{
	struct d3dkmt_offerallocations args = {
		.device = call->device,
		.handle_list = setup_list(call),
		.num_allocations = N,
		.priority = D3DKMT_OFFER_PRIORITY_NORMAL,
	};

	put_args(call, D3DKMT_IOC_OFFER_ALLOCATIONS, &args);
}

static bool check_offer(struct call *call)
{
	size_t i;

	for (i = 0; i < N; i++) {
		if (dxg_resident_one(&q, call->list[i]) != STATUS_INVALID_PARAMETER ||
		    dxg_reclaim_one(&q, call->list[i]) != D3DDDI_RECLAIM_RESULT_OK)
			return false;
	}
	return !dxg_pager_destroy(&q);
}

static void setup_reclaim(struct call *call)
{
	struct d3dkmt_reclaimallocations2 args = {
		.num_allocations = N,
		.handle_list = setup_list(call),
		.results = setup_results(call),
	};

	if (dxg_offer(&q, call->list, N, D3DKMT_OFFER_PRIORITY_NORMAL))
		abort();
	args.paging_queue = q.handle;
	put_args(call, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &args);
}

static bool check_reclaim(struct call *call)
{
	return !dxg_resident(&q, call->list, N) && results_are(call, D3DDDI_RECLAIM_RESULT_OK);
}

/* A property that stays what it is. */
static void setup_update(struct call *call)
{
	struct d3dddi_updateallocproperty args = {
		.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_ACCESSED_PHYSICALLY,
	};

	setup_list(call);
	args.paging_queue = q.handle;
	args.allocation = call->list[0];
	put_args(call, D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY, &args);
}

static bool check_update(struct call *call)
{
	return !dxg_resident_one(&q, call->list[0]) && !dxg_pager_destroy(&q);
}

static void setup_get_priority(struct call *call)
{
	struct d3dkmt_getallocationpriority args = {
		.device = call->device,
		.allocation_list = setup_list(call),
		.allocation_count = N,
		.priorities = setup_results(call),
	};
	size_t i;

	for (i = 0; i < N; i++)
		dxg_set_priority(&q, call->list[i], PRIORITY);
	put_args(call, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, &args);
}

static bool check_get_priority(struct call *call)
{
	return results_are(call, PRIORITY);
}

static void setup_query(struct call *call)
{
	struct d3dkmt_queryallocationresidency args = {
		.device = call->device,
		.allocation_list = setup_list(call),
		.allocation_count = N,
		.residency_status = setup_results(call),
	};

	put_args(call, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, &args);
}

static bool check_query(struct call *call)
{
	return results_are(call, D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT);
}

static void setup_reserve(struct call *call)
{
	struct d3dkmt_changevideomemoryreservation args = {
		.adapter = call->adapter,
		.reservation = MIB,
	};

	setup_list(call);
	put_args(call, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args);
}

static bool check_reserve(struct call *call)
{
	struct d3dkmt_queryvideomemoryinfo info;

	(void)call;
	return !dxg_memory_info(&q, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL, &info) &&
	       info.current_reservation == MIB && !dxg_pager_destroy(&q);
}

static void setup_statistics(struct call *call)
{
	struct d3dkmt_querystatistics args = {
		.type = D3DKMT_QUERYSTATISTICS_ADAPTER,
		.adapter_luid = { .low_part = call->luid, .high_part = call->luid >> 32 },
	};

	put_args(call, D3DKMT_IOC_QUERY_STATISTICS, &args);
}

static bool check_statistics(struct call *call)
{
	const struct d3dkmt_querystatistics *args = args_of(call);

	return args->query_result.adapter_information.nb_segments == 3;
}

FIXTURE_VARIANT_ADD(gpu, make_resident) {
	.setup = setup_make_resident, .check = check_make_resident,
	.pages_read = 0x0f, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, evict) {
	.setup = setup_evict, .check = check_evict,
	.pages_read = 0x0f, .removed = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, offer_allocations) {
	.setup = setup_offer, .check = check_offer,
	.pages_read = 0x0f, .removed = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, reclaim_allocations2) {
	.setup = setup_reclaim, .check = check_reclaim,
	.pages_read = 0x0f, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, update_allocation_property) {
	.setup = setup_update, .check = check_update,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, get_allocation_priority) {
	.setup = setup_get_priority, .check = check_get_priority,
	.pages_read = 0x0f, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, query_allocation_residency) {
	.setup = setup_query, .check = check_query,
	.pages_read = 0x0f, .removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, change_video_memory_reservation) {
	.setup = setup_reserve, .check = check_reserve,
	.pages_read = 0x03, .removed = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, query_statistics) {
	.setup = setup_statistics, .check = check_statistics,
	.pages_read = 0x03, .removed = STATUS_INVALID_PARAMETER, .written = 0,
};

TEST_HARNESS_MAIN
