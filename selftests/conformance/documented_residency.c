// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about paging queues, residency, budgets, and waiting.
 */
#include <unistd.h>

#include "conformance.h"

#define LIST2(a, b, member)	SYM(list[0], a), SYM(list[1], b), SET(member, 2)
#define NORMAL_QUEUE		D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL

/* Flags by value. */
#define CANT_TRIM_FURTHER	1
#define MUST_SUCCEED		2
#define ONLY_IF_NECESSARY	1
#define NOT_WRITTEN_TO		2
#define WAIT_ANY		1

static D3DKMT_ALLOCATIONRESIDENCYSTATUS residency_of(struct world *world, enum symbol allocation)
{
	D3DKMT_QUERYALLOCATIONRESIDENCY args;
	D3DKMT_HANDLE handle = world_value(world, allocation);
	D3DKMT_ALLOCATIONRESIDENCYSTATUS status = 0;

	memset(&args, 0, sizeof(args));
	args.hDevice = world_value(world, SYM_DEVICE);
	args.phAllocationList_Align = (uintptr_t)&handle;
	args.AllocationCount = 1;
	args.pResidencyStatus_Align = (uintptr_t)&status;
	return D3DKMTQueryAllocationResidency(&args) ? 0 : status;
}

static bool is_resident(struct world *world, enum symbol allocation)
{
	D3DKMT_ALLOCATIONRESIDENCYSTATUS status = residency_of(world, allocation);

	return status && status != D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT;
}

/* How often MakeResident has counted; it is evicted afterwards. */
static unsigned int times_required(struct world *world, enum symbol device, enum symbol allocation)
{
	unsigned int n = 0;

	while (!evict_one(world_value(world, device), world_value(world, allocation)))
		n++;
	return n;
}

static bool resident_once(struct world *world, struct image *image)
{
	(void)image;
	return is_resident(world, SYM_ALLOCATION) &&
	       times_required(world, SYM_DEVICE, SYM_ALLOCATION) == 1;
}

static bool both_resident(struct world *world, struct image *image)
{
	return resident_once(world, image) && is_resident(world, SYM_ALLOCATION_B) &&
	       times_required(world, SYM_DEVICE, SYM_ALLOCATION_B) == 1;
}

static bool resident_twice(struct world *world, struct image *image)
{
	(void)image;
	return is_resident(world, SYM_RESIDENT) &&
	       times_required(world, SYM_DEVICE, SYM_RESIDENT) == 2;
}

static bool not_required(struct world *world, struct image *image)
{
	(void)image;
	return !times_required(world, SYM_DEVICE, SYM_ALLOCATION);
}

static bool gpu_not_required(struct world *world, struct image *image)
{
	(void)image;
	return !times_required(world, SYM_GPU_DEVICE, SYM_GPU_ALLOCATION);
}

static int execution_state(D3DKMT_HANDLE device)
{
	D3DKMT_GETDEVICESTATE args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.StateType = D3DKMT_DEVICESTATE_EXECUTION;
	return D3DKMTGetDeviceState(&args) ? -1 : (int)args.ExecutionState;
}

static bool gpu_device_is_in_error(struct world *world, struct image *image)
{
	(void)image;
	return execution_state(world_value(world, SYM_GPU_DEVICE)) !=
	       D3DKMT_DEVICEEXECUTION_ACTIVE;
}

static bool evicted(struct world *world, struct image *image)
{
	(void)image;
	return !is_resident(world, SYM_RESIDENT) &&
	       !times_required(world, SYM_DEVICE, SYM_RESIDENT);
}

/* Nobody requires it, and it is still there. */
static bool kept(struct world *world, struct image *image)
{
	(void)image;
	return is_resident(world, SYM_RESIDENT) &&
	       !times_required(world, SYM_DEVICE, SYM_RESIDENT);
}

static bool still_required(struct world *world, struct image *image)
{
	(void)image;
	return is_resident(world, SYM_RESIDENT) &&
	       times_required(world, SYM_DEVICE, SYM_RESIDENT) == 1;
}

static bool require_again(struct world *world, struct image *image)
{
	(void)image;
	return !make_one_resident(world_value(world, SYM_QUEUE), world_value(world, SYM_DEVICE),
				  world_value(world, SYM_FENCE), world_value(world, SYM_RESIDENT));
}

/* Its fence is there, shows 0, and isn't written to by the client. */
static bool queue_works(struct world *world, struct image *image)
{
	const D3DKMT_CREATEPAGINGQUEUE *queue = &image->create_queue;
	const volatile UINT64 *value =
		(void *)(uintptr_t)queue->FenceValueCPUVirtualAddress_Align;

	return !*value &&
	       !finish(world_value(world, SYM_DEVICE), queue->hSyncObject, STATUS_PENDING, 0) &&
	       !make_one_resident(queue->hPagingQueue, world_value(world, SYM_DEVICE),
				  queue->hSyncObject, world_value(world, SYM_ALLOCATION));
}

static bool queue_is_gone(struct world *world, struct image *image)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE);

	(void)image;
	return finish(device, world_value(world, SYM_FENCE), STATUS_PENDING, 0) == INVALID &&
	       make_one_resident(world_value(world, SYM_QUEUE), device, 0,
				 world_value(world, SYM_ALLOCATION)) == INVALID;
}

static bool reservation_is(struct world *world, uint64_t bytes)
{
	D3DKMT_QUERYVIDEOMEMORYINFO args;

	memset(&args, 0, sizeof(args));
	args.hAdapter = world_value(world, SYM_ADAPTER);
	return !D3DKMTQueryVideoMemoryInfo(&args) && args.CurrentReservation == bytes;
}

static bool page_is_reserved(struct world *world, struct image *image)
{
	(void)image;
	return reservation_is(world, PAGE);
}

static bool nothing_is_reserved(struct world *world, struct image *image)
{
	(void)image;
	return reservation_is(world, 0);
}

static bool event_is_signaled(struct world *world, struct image *image)
{
	uint64_t count;

	(void)image;
	return read((int)world_value(world, SYM_EVENT), &count, sizeof(count)) == sizeof(count) &&
	       count == 1;
}

#define NO_ROOM		.inject = "build_paging_buffer fail error=ENOMEM"
#define GPU_QUEUE	SYM(make_resident.hPagingQueue, GPU_QUEUE), SYM(list[0], GPU_ALLOCATION)

static const struct row rows[] = {
	/* ns-d3dkmthk-_d3dkmt_createpagingqueue, device-paging-queues */
	{ "2.12/1a", "normal priority", &create_queue, OK, BOTH, { },
	  { LOCAL(create_queue.hPagingQueue), LOCAL(create_queue.hSyncObject),
	    NOT(create_queue.FenceValueCPUVirtualAddress_Align, 0) }, .after = queue_works },
	{ "2.12/1b", "below normal", &create_queue, OK, BOTH,
	  { SET(create_queue.Priority, NORMAL_QUEUE - 1) }, .after = queue_works },
	{ "2.12/1c", "above normal", &create_queue, OK, BOTH,
	  { SET(create_queue.Priority, NORMAL_QUEUE + 1) }, .after = queue_works },
	{ "2.12/1d", "a second one", &create_queue, OK, BOTH, { SYM(list[0], QUEUE) },
	  .after = queue_works },
	{ "2.12/2a", "a priority above them", &create_queue, INVALID, BOTH,
	  { SET(create_queue.Priority, NORMAL_QUEUE + 2) } },
	{ "2.12/2b", "a priority below them", &create_queue, INVALID, BOTH,
	  { SET(create_queue.Priority, NORMAL_QUEUE - 2) } },
	{ "2.12/2c", "a physical adapter that isn't there", &create_queue, INVALID, BOTH,
	  { SET(create_queue.PhysicalAdapterIndex, 1) } },
	{ "2.12/2d", "hDevice 0", &create_queue, INVALID, BOTH, { SET(create_queue.hDevice, 0) } },
	{ "2.12/2e", "hDevice is an adapter", &create_queue, INVALID, BOTH,
	  { SYM(create_queue.hDevice, ADAPTER) } },
	{ "2.12/2f", "a destroyed device", &create_queue, INVALID, BOTH,
	  { SYM(create_queue.hDevice, STALE_DEVICE) } },
	{ "2.12/2g", "adapter removed", &create_queue, REMOVED, BOTH,
	  { SYM(create_queue.hDevice, REMOVED_DEVICE) } },
	{ "2.12/2h", "a device in error", &create_queue, REMOVED, BOTH,
	  { SYM(create_queue.hDevice, ERROR_DEVICE) } },
	{ "2.12/2i", "adapter reset", &create_queue, REMOVED, BOTH,
	  { SYM(create_queue.hDevice, RESET_DEVICE) } },
	/* ns-d3dkmthk-_d3dddi_destroypagingqueue */
	{ "2.12/3a", "queue, fence and mapping go", &destroy_queue, OK, BOTH, { },
	  .after = queue_is_gone },
	{ "2.12/3b", "a destroyed queue", &destroy_queue, INVALID, BOTH,
	  { SYM(destroy_queue.hPagingQueue, STALE_QUEUE) } },
	{ "2.12/3c", "a queue's fence", &destroy_queue, INVALID, BOTH,
	  { SYM(destroy_queue.hPagingQueue, FENCE) } },
	{ "2.12/3d", "0", &destroy_queue, INVALID, BOTH, { SET(destroy_queue.hPagingQueue, 0) } },
	{ "2.12/3e", "adapter removed", &destroy_queue, OK, BOTH,
	  { SYM(destroy_queue.hPagingQueue, REMOVED_QUEUE) } },
	/* context-monitoring, WaitForSynchronizationObjectFromCpu */
	{ "2.12/4a", "a value that was reached", &wait_cpu, OK, BOTH, { } },
	{ "2.12/4b", "a fence twice", &wait_cpu, OK, BOTH, { SET(wait.ObjectCount, 2) } },
	{ "2.12/4c", "any of two, of which one was reached", &wait_cpu, OK, BOTH,
	  { SET(wait.ObjectCount, 2), SET(values[1], 1000), SET(wait.Flags, WAIT_ANY) } },
	{ "2.12/4d", "by event", &wait_cpu, OK, BOTH, { SYM(wait.hAsyncEvent_Align, EVENT) },
	  .after = event_is_signaled },
	{ "2.12/4e", "an event that is none", &wait_cpu, BAD_HANDLE, BOTH,
	  { SYM(wait.hAsyncEvent_Align, NT_OTHER_KIND) } },
	{ "2.12/4f", "a closed event", &wait_cpu, BAD_HANDLE, BOTH,
	  { SYM(wait.hAsyncEvent_Align, NT_CLOSED) } },
	{ "2.12/4g", "no object", &wait_cpu, INVALID, BOTH, { SET(wait.ObjectCount, 0) } },
	{ "2.12/4h", "an undefined flag", &wait_cpu, INVALID, BOTH, { SET(wait.Flags, 2) } },
	{ "2.12/4i", "a queue instead of its fence", &wait_cpu, INVALID, BOTH,
	  { SYM(list[0], QUEUE) } },
	{ "2.12/4j", "another device's fence", &wait_cpu, INVALID, BOTH, { SYM(list[0], FENCE2) } },
	{ "2.12/4k", "a destroyed fence", &wait_cpu, INVALID, BOTH,
	  { SYM(list[0], STALE_FENCE) } },
	{ "2.12/4l", "adapter removed", &wait_cpu, REMOVED, BOTH,
	  { SYM(wait.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_FENCE) } },

	/* ns-d3dukmdt-_d3dddi_makeresident, nc-d3dumddi-pfnd3dddi_makeresidentcb */
	{ "2.5/1a", "an allocation", &make_resident, OK, BOTH, { },
	  { IS(make_resident.NumAllocations, 1) }, .after = resident_once },
	{ "2.5/1b", "two", &make_resident, OK, BOTH,
	  { LIST2(ALLOCATION, ALLOCATION_B, make_resident.NumAllocations) },
	  { IS(make_resident.NumAllocations, 2) }, .after = both_resident },
	{ "2.5/1c", "PriorityList is ignored", &make_resident, OK, BOTH,
	  { SYM(make_resident.PriorityList_Align, UNMAPPED) }, .after = resident_once },
	{ "2.5/1d", "once more: as many evictions", &make_resident, OK, BOTH,
	  { SYM(list[0], RESIDENT) }, .after = resident_twice },
	{ "2.5/1e", "CantTrimFurther", &make_resident, OK, BOTH,
	  { SET(make_resident.Flags, CANT_TRIM_FURTHER) }, .after = resident_once },
	{ "2.5/1f", "CantTrimFurther and MustSucceed", &make_resident, OK, BOTH,
	  { SET(make_resident.Flags, CANT_TRIM_FURTHER | MUST_SUCCEED) },
	  .after = resident_once },
	{ "2.5/2a", "MustSucceed alone", &make_resident, INVALID, BOTH,
	  { SET(make_resident.Flags, MUST_SUCCEED) }, .after = not_required },
	{ "2.5/2b", "an undefined flag", &make_resident, INVALID, BOTH,
	  { SET(make_resident.Flags, 4) }, .after = not_required },
	{ "2.5/3a", "not of the queue's device", &make_resident, INVALID, BOTH,
	  { SYM(list[0], ALLOCATION2) } },
	{ "2.5/3b", "the same by another device's queue", &make_resident, INVALID, BOTH,
	  { SYM(make_resident.hPagingQueue, QUEUE2) }, .after = not_required },
	{ "2.5/3c", "the second destroyed: none", &make_resident, INVALID, BOTH,
	  { LIST2(ALLOCATION, STALE_ALLOCATION, make_resident.NumAllocations) },
	  .after = not_required },
	{ "2.5/3d", "the second offered: none", &make_resident, INVALID, BOTH,
	  { LIST2(ALLOCATION, OFFERED, make_resident.NumAllocations) }, .after = not_required },
	{ "2.5/3e", "a resource in the list", &make_resident, INVALID, BOTH,
	  { SYM(list[0], RESOURCE) } },
	{ "2.5/3f", "an empty list", &make_resident, INVALID, BOTH,
	  { SET(make_resident.NumAllocations, 0) } },
	{ "2.5/3g", "AllocationList NULL", &make_resident, INVALID, BOTH,
	  { SET(make_resident.AllocationList_Align, 0) } },
	{ "2.5/3h", "more than can be listed", &make_resident, INVALID, BOTH,
	  { SYM(make_resident.AllocationList_Align, MANY_LIST),
	    SET(make_resident.NumAllocations, 10241) }, .after = not_required },
	{ "2.5/4a", "hPagingQueue 0", &make_resident, INVALID, BOTH,
	  { SET(make_resident.hPagingQueue, 0) } },
	{ "2.5/4b", "the device instead of a queue", &make_resident, INVALID, BOTH,
	  { SYM(make_resident.hPagingQueue, DEVICE) } },
	{ "2.5/4c", "a destroyed queue", &make_resident, INVALID, BOTH,
	  { SYM(make_resident.hPagingQueue, STALE_QUEUE) } },
	{ "2.5/4d", "adapter removed", &make_resident, REMOVED, BOTH,
	  { SYM(make_resident.hPagingQueue, REMOVED_QUEUE), SYM(list[0], REMOVED_ALLOCATION) } },
	{ "2.5/4e", "a device in error", &make_resident, REMOVED, BOTH,
	  { SYM(make_resident.hPagingQueue, ERROR_QUEUE) } },
	{ "2.5/5a", "no memory: nothing is counted", &make_resident, NO_MEMORY, BOTH,
	  { GPU_QUEUE }, .after = gpu_not_required, NO_ROOM },
	{ "2.5/5b", "no memory, but must succeed: the device is in error", &make_resident,
	  NO_MEMORY, BOTH,
	  { GPU_QUEUE, SET(make_resident.Flags, CANT_TRIM_FURTHER | MUST_SUCCEED) },
	  .after = gpu_device_is_in_error, NO_ROOM },
	/* ns-d3dkmthk-_d3dkmt_evict, nc-d3dumddi-pfnd3dddi_evictcb */
	{ "2.5/6a", "an allocation", &evict, OK, BOTH, { }, { IS(evict.NumBytesToTrim, 0) },
	  .after = evicted },
	{ "2.5/6b", "EvictOnlyIfNecessary", &evict, OK, BOTH,
	  { SET(evict.Flags, ONLY_IF_NECESSARY) }, .after = kept },
	{ "2.5/6c", "NotWrittenTo", &evict, OK, BOTH, { SET(evict.Flags, NOT_WRITTEN_TO) },
	  .after = evicted },
	{ "2.5/6d", "one of two requirements", &evict, OK, BOTH, { }, .before = require_again,
	  .after = still_required },
	{ "2.5/7a", "what isn't required", &evict, INVALID, BOTH, { SYM(list[0], ALLOCATION) } },
	{ "2.5/7b", "the second isn't: none", &evict, INVALID, BOTH,
	  { LIST2(RESIDENT, ALLOCATION, evict.NumAllocations) }, .after = still_required },
	{ "2.5/7c", "twice in a list, required once", &evict, INVALID, BOTH,
	  { LIST2(RESIDENT, RESIDENT, evict.NumAllocations) }, .after = still_required },
	{ "2.5/7d", "another device's", &evict, INVALID, BOTH, { SYM(list[0], ALLOCATION2) } },
	{ "2.5/7e", "an undefined flag", &evict, INVALID, BOTH, { SET(evict.Flags, 4) },
	  .after = still_required },
	{ "2.5/7f", "an empty list", &evict, INVALID, BOTH, { SET(evict.NumAllocations, 0) } },
	{ "2.5/7g", "adapter removed", &evict, REMOVED, BOTH,
	  { SYM(evict.hDevice, REMOVED_DEVICE), SYM(list[0], REMOVED_ALLOCATION) } },

	/* ns-d3dkmthk-_d3dkmt_queryvideomemoryinfo, idxgiadapter3-queryvideomemoryinfo */
	{ "2.6/1a", "local memory", &memory_info, OK, BOTH, { },
	  { NOT(memory.Budget, 0), IS(memory.CurrentUsage, 0), IS(memory.CurrentReservation, 0),
	    NOT(memory.AvailableForReservation, 0) } },
	{ "2.6/1b", "what is resident is used", &memory_info, OK, BOTH, { SYM(list[0], RESIDENT) },
	  { NOT(memory.Budget, 0), IS(memory.CurrentUsage, PAGE) } },
	{ "2.6/1c", "non-local memory", &memory_info, OK, BOTH,
	  { SET(memory.MemorySegmentGroup, 1) },
	  { NOT(memory.Budget, 0), IS(memory.CurrentUsage, 0) } },
	{ "2.6/2a", "a group that doesn't exist", &memory_info, INVALID, BOTH,
	  { SET(memory.MemorySegmentGroup, 2) } },
	{ "2.6/2b", "a physical adapter that isn't there", &memory_info, INVALID, BOTH,
	  { SET(memory.PhysicalAdapterIndex, 1) } },
	{ "2.6/2c", "hAdapter 0", &memory_info, INVALID, BOTH, { SET(memory.hAdapter, 0) } },
	{ "2.6/2d", "hAdapter is a device", &memory_info, INVALID, BOTH,
	  { SYM(memory.hAdapter, DEVICE) } },
	/* ns-d3dkmthk-_d3dkmt_changevideomemoryreservation */
	{ "2.6/3a", "a page", &reserve, OK, BOTH, { }, .after = page_is_reserved },
	{ "2.6/3b", "nothing", &reserve, OK, BOTH, { SET(reserve.Reservation, 0) },
	  .after = nothing_is_reserved },
	{ "2.6/3c", "more than is available", &reserve, INVALID, BOTH,
	  { SET(reserve.Reservation, 1ull << 40) }, .after = nothing_is_reserved },
	{ "2.6/3d", "a group that doesn't exist", &reserve, INVALID, BOTH,
	  { SET(reserve.MemorySegmentGroup, 2) }, .after = nothing_is_reserved },
	{ "2.6/3e", "a physical adapter that isn't there", &reserve, INVALID, BOTH,
	  { SET(reserve.PhysicalAdapterIndex, 1) }, .after = nothing_is_reserved },
	{ "2.6/3f", "hAdapter 0", &reserve, INVALID, BOTH, { SET(reserve.hAdapter, 0) },
	  .after = nothing_is_reserved },
};

SOURCE(documented_residency, "documented: residency, budgets, queues (2.5, 2.6, 2.12)", rows);
