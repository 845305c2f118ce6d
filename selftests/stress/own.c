// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of one thread alone. Whatever happens to others, its contents stay until the device is
 * lost; what was never written is zero.
 */
#include <sys/mman.h>

#include "lock.h"
#include "stress.h"

void own_drop(struct thread *t)
{
	struct own *own = &t->own;

	if (own->device)
		sensible("DestroyDevice", dxg_destroy_device(t->fd, own->device));
	if (own->adapter)
		sensible("CloseAdapter", dxg_close_adapter(t->fd, own->adapter));
	memset(own, 0, sizeof(*own));
}

static void make_queue(struct thread *t)
{
	struct d3dkmt_createpagingqueue args = { .device = t->own.device };

	if (!dxg_call(t->fd, D3DKMT_IOC_CREATE_PAGING_QUEUE, &args))
		t->own.queue = args.paging_queue;
}

static void make(struct thread *t)
{
	uint64_t luid = shared->luids[rng_below(&t->rng, ADAPTERS)];
	struct own *own = &t->own;
	int status;

	own->adapter = dxg_adapter_by_luid(t->fd, luid);
	own->device = own->adapter ? dxg_create_device(t->fd, own->adapter) : 0;
	if (!own->device) {
		own_drop(t);
		return;
	}
	make_queue(t);
	own->words = (1 + rng_below(&t->rng, 32)) << 10;
	status = dxg_create_raw(t->fd, own->device, own->words * 4, &own->allocation);
	if (sensible("CreateAllocation2", status) && !status)
		status = dxg_lock(t->fd, own->device, own->allocation, &own->contents);
	if (status || !sensible("Lock2", status)) {
		own_drop(t);
		return;
	}
	if (guard_check_bytes((void *)own->contents, own->words * 4, 0) == GUARD_WRONG)
		fail("new memory isn't zero");
	own->seed = rng_next(&t->rng);
	if (guard_fill(own->contents, own->words, own->seed) != GUARD_RIGHT)
		own_drop(t);
}

static bool is_lost(struct thread *t)
{
	struct d3dkmt_getdevicestate state = {
		.device = t->own.device,
		.state_type = D3DKMT_DEVICESTATE_EXECUTION,
	};

	return dxg_call(t->fd, D3DKMT_IOC_GET_DEVICE_STATE, &state) ||
	       state.execution_state != D3DKMT_DEVICEEXECUTION_ACTIVE;
}

static void check(struct thread *t)
{
	struct own *own = &t->own;
	enum guarded result = guard_check(own->contents, own->words, own->seed);

	if (result == GUARD_RIGHT) {
		__atomic_add_fetch(&shared->checked, own->words * 4, __ATOMIC_RELAXED);
		return;
	}
	if (!is_lost(t))
		fail("%s of a device that is active", result == GUARD_WRONG ? "other contents" :
									     "no contents");
	own_drop(t);
}

static void refill(struct thread *t)
{
	struct own *own = &t->own;

	check(t);
	if (!own->device)
		return;
	own->seed = rng_next(&t->rng);
	guard_fill(own->contents, own->words, own->seed);
}

/* The address stays when the lock goes, and comes again with the next. */
static void relock(struct thread *t)
{
	struct own *own = &t->own;
	uint32_t *p;
	int status;

	sensible("Unlock2", dxg_unlock(t->fd, own->device, own->allocation));
	status = dxg_lock(t->fd, own->device, own->allocation, &p);
	if (!sensible("Lock2", status) || status) {
		own_drop(t);
		return;
	}
	if (p != own->contents)
		fail("locked at another address");
	check(t);
}

static void move(struct thread *t)
{
	struct own *own = &t->own;
	uint32_t *p = mremap(own->contents, own->words * 4, own->words * 4, MREMAP_MAYMOVE);

	if (p != MAP_FAILED)
		own->contents = p;
	check(t);
}

static void evict(struct thread *t)
{
	struct d3dkmt_evict args = {
		.device = t->own.device,
		.num_allocations = 1,
		.allocation_list = (uintptr_t)&t->own.allocation,
	};

	sensible("Evict", dxg_call(t->fd, D3DKMT_IOC_EVICT, &args));
	check(t);
}

static void make_resident(struct thread *t)
{
	struct d3dddi_makeresident args = {
		.paging_queue = t->own.queue,
		.num_allocations = 1,
		.allocation_list = (uintptr_t)&t->own.allocation,
	};

	sensible("MakeResident", dxg_call(t->fd, D3DKMT_IOC_MAKE_RESIDENT, &args));
	check(t);
}

/* Nothing looks at it between the offer and the end of the reclaim, and it may be lost. */
static void offer_and_reclaim(struct thread *t)
{
	struct own *own = &t->own;
	struct d3dkmt_offerallocations offer = {
		.device = own->device,
		.handle_list = (uintptr_t)&own->allocation,
		.num_allocations = 1,
		.priority = 1 + rng_below(&t->rng, 3),
	};
	uint32_t result = 0;
	struct d3dkmt_reclaimallocations2 reclaim = {
		.paging_queue = own->queue,
		.num_allocations = 1,
		.handle_list = (uintptr_t)&own->allocation,
		.results = (uintptr_t)&result,
	};
	int status;

	/* What is locked can't be offered. */
	sensible("Unlock2", dxg_unlock(t->fd, own->device, own->allocation));
	status = dxg_call(t->fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &offer);
	if (sensible("OfferAllocations", status) && !status) {
		status = dxg_call(t->fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &reclaim);
		sensible("ReclaimAllocations2", status);
	}
	if (status < 0 && status != STATUS_NOT_SUPPORTED && status != STATUS_INVALID_PARAMETER) {
		own_drop(t);
		return;
	}
	if (dxg_lock(t->fd, own->device, own->allocation, &own->contents)) {
		own_drop(t);
		return;
	}
	if (result)
		guard_fill(own->contents, own->words, own->seed);
	check(t);
}

void own_operate(struct thread *t)
{
	static void (*const operations[])(struct thread *t) = {
		check, check, refill, relock, move, evict, make_resident, offer_and_reclaim,
		own_drop,
	};

	if (!t->own.device)
		make(t);
	else
		operations[rng_below(&t->rng, ARRAY_SIZE(operations))](t);
}
