// SPDX-License-Identifier: GPL-2.0
/*
 * The calls about residency that rows are about, each with arguments that succeed. What they begin
 * is over when they return, so that a row has one status.
 */
#include "conformance.h"

static void base_create_queue(struct world *world, struct image *image)
{
	image->create_queue.hDevice = world_value(world, SYM_DEVICE);
	image->create_queue.hPagingQueue = POISON;
	image->create_queue.hSyncObject = POISON;
	image->create_queue.FenceValueCPUVirtualAddress_Align = POISON;
}

static NTSTATUS run_create_queue(struct image *image)
{
	return D3DKMTCreatePagingQueue(&image->create_queue);
}

static void base_destroy_queue(struct world *world, struct image *image)
{
	image->destroy_queue.hPagingQueue = world_value(world, SYM_QUEUE);
}

static NTSTATUS run_destroy_queue(struct image *image)
{
	return D3DKMTDestroyPagingQueue(&image->destroy_queue);
}

const struct call create_queue = { "CreatePagingQueue", base_create_queue, run_create_queue };
const struct call destroy_queue = { "DestroyPagingQueue", base_destroy_queue, run_destroy_queue };

/* What a call that pends is waited for by; those of another device are the row's. */
static void base_queue(struct world *world, struct image *image)
{
	image->device = world_value(world, SYM_DEVICE);
	image->fence = world_value(world, SYM_FENCE);
}

static void base_make_resident(struct world *world, struct image *image)
{
	base_queue(world, image);
	image->make_resident.hPagingQueue = world_value(world, SYM_QUEUE);
	image->make_resident.NumAllocations = 1;
	image->make_resident.AllocationList_Align = (uintptr_t)image->list;
	image->make_resident.NumBytesToTrim = POISON;
	image->list[0] = world_value(world, SYM_ALLOCATION);
}

static NTSTATUS run_make_resident(struct image *image)
{
	NTSTATUS status = D3DKMTMakeResident(&image->make_resident);

	return finish(image->device, image->fence, status, image->make_resident.PagingFenceValue);
}

static void base_evict(struct world *world, struct image *image)
{
	image->evict.hDevice = world_value(world, SYM_DEVICE);
	image->evict.NumAllocations = 1;
	image->evict.AllocationList_Align = (uintptr_t)image->list;
	image->evict.NumBytesToTrim = POISON;
	image->list[0] = world_value(world, SYM_RESIDENT);
}

static NTSTATUS run_evict(struct image *image)
{
	return D3DKMTEvict(&image->evict);
}

const struct call make_resident = { "MakeResident", base_make_resident, run_make_resident };
const struct call evict = { "Evict", base_evict, run_evict };

static void base_offer(struct world *world, struct image *image)
{
	image->offer.hDevice = world_value(world, SYM_DEVICE);
	image->offer.HandleList_Align = (uintptr_t)image->list;
	image->offer.NumAllocations = 1;
	image->offer.Priority = D3DKMT_OFFER_PRIORITY_NORMAL;
	image->list[0] = world_value(world, SYM_ALLOCATION);
}

static NTSTATUS run_offer(struct image *image)
{
	return D3DKMTOfferAllocations(&image->offer);
}

static void base_reclaim(struct world *world, struct image *image)
{
	base_queue(world, image);
	image->reclaim.hPagingQueue = world_value(world, SYM_QUEUE);
	image->reclaim.NumAllocations = 1;
	image->reclaim.HandleList_Align = (uintptr_t)image->list;
	image->reclaim.AlignUnionTo64 = (uintptr_t)image->results;
	image->list[0] = world_value(world, SYM_OFFERED);
	image->results[0] = POISON;
	image->results[1] = POISON;
}

static NTSTATUS run_reclaim(struct image *image)
{
	NTSTATUS status = D3DKMTReclaimAllocations2(&image->reclaim);

	return finish(image->device, image->fence, status, image->reclaim.PagingFenceValue);
}

const struct call offer = { "OfferAllocations", base_offer, run_offer };
const struct call reclaim = { "ReclaimAllocations2", base_reclaim, run_reclaim };

/* A property that stays as it is. */
static void base_update(struct world *world, struct image *image)
{
	base_queue(world, image);
	image->update.hPagingQueue = world_value(world, SYM_QUEUE);
	image->update.hAllocation = world_value(world, SYM_ALLOCATION);
	image->update.SetAccessedPhysically = 1;
}

static NTSTATUS run_update(struct image *image)
{
	NTSTATUS status = D3DKMTUpdateAllocationProperty(&image->update);

	return finish(image->device, image->fence, status, image->update.PagingFenceValue);
}

const struct call update_property = { "UpdateAllocationProperty", base_update, run_update };

static void base_memory(struct world *world, struct image *image)
{
	image->memory.hAdapter = world_value(world, SYM_ADAPTER);
	image->memory.MemorySegmentGroup = D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL;
	image->memory.CurrentUsage = POISON;
	image->memory.CurrentReservation = POISON;
}

static NTSTATUS run_memory(struct image *image)
{
	return D3DKMTQueryVideoMemoryInfo(&image->memory);
}

static void base_reserve(struct world *world, struct image *image)
{
	image->reserve.hAdapter = world_value(world, SYM_ADAPTER);
	image->reserve.MemorySegmentGroup = D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL;
	image->reserve.Reservation = PAGE;
}

static NTSTATUS run_reserve(struct image *image)
{
	return D3DKMTChangeVideoMemoryReservation(&image->reserve);
}

const struct call memory_info = { "QueryVideoMemoryInfo", base_memory, run_memory };
const struct call reserve = { "ChangeVideoMemoryReservation", base_reserve, run_reserve };

/* For a value that was reached when the fence was made. */
static void base_wait(struct world *world, struct image *image)
{
	image->wait.hDevice = world_value(world, SYM_DEVICE);
	image->wait.ObjectCount = 1;
	image->wait.ObjectHandleArray_Align = (uintptr_t)image->list;
	image->wait.FenceValueArray_Align = (uintptr_t)image->values;
	image->list[0] = world_value(world, SYM_FENCE);
	image->list[1] = world_value(world, SYM_FENCE);
}

static NTSTATUS run_wait(struct image *image)
{
	return D3DKMTWaitForSynchronizationObjectFromCpu(&image->wait);
}

const struct call wait_cpu = {
	"WaitForSynchronizationObjectFromCpu", base_wait, run_wait,
};
