// SPDX-License-Identifier: GPL-2.0
/*
 * Resources that pass from process to process, by descriptor and by global handle. All write the
 * same into them, so that anything else is memory of somebody else's.
 */
#include "lock.h"
#include "process.h"
#include "share.h"
#include "stress.h"

#define BYTE	0x53

static void use_memory(struct thread *t, uint32_t device, uint32_t allocation)
{
	uint8_t *p;
	int status = dxg_lock(t->fd, device, allocation, &p);

	if (!sensible("Lock2", status) || status)
		return;
	if (guard_check_bytes(p, SHARE_SIZE0, BYTE) == GUARD_WRONG)
		fail("a share has contents that nobody wrote");
	guard_fill_bytes(p, SHARE_SIZE0, BYTE);
}

/* Make one, and give it away, or let it be. */
static void create(struct thread *t)
{
	bool global = rng_below(&t->rng, 2);
	struct share share;
	int status, nt;

	if (!t->own.device)
		return;
	status = share_create(t->fd, t->own.device, global ? SHARE_FLAGS : SHARE_NT_FLAGS, &share);
	if (!sensible("CreateAllocation2", status) || status)
		return;
	use_memory(t, t->own.device, share.allocations[0]);
	if (global) {
		shared->names[rng_below(&t->rng, NAMES)] = share.global_share;
		t->worker->pool[POOL_RESOURCE][rng_below(&t->rng, POOL)] = share.resource;
		return;
	}
	nt = share_fd(t->fd, share.resource, GENERIC_ALL);
	if (nt >= 0) {
		dxg_send_fd(SEND_FD, nt);
		close(nt);
	} else {
		sensible("ShareObjects", nt);
	}
	if (rng_below(&t->rng, 2))
		sensible("DestroyAllocation2",
			 dxg_destroy_resource(t->fd, t->own.device, share.resource));
}

/* A device on the adapter of a share; with what was opened on it, it goes again. */
static void open_on_new_device(struct thread *t, uint64_t luid, int nt, uint32_t name)
{
	uint32_t adapter = dxg_adapter_by_luid(t->fd, luid);
	uint32_t device = adapter ? dxg_create_device(t->fd, adapter) : 0;
	struct share_open open;
	int status;

	if (device) {
		status = nt >= 0 ? share_open_nt(t->fd, device, nt, &open) :
				   share_open_global(t->fd, device, name, &open);
		if (sensible("OpenResource", status) && !status)
			use_memory(t, device, open.infos[0].allocation);
		sensible("DestroyDevice", dxg_destroy_device(t->fd, device));
	}
	if (adapter)
		sensible("CloseAdapter", dxg_close_adapter(t->fd, adapter));
}

static void open_share(struct thread *t, int nt, uint32_t name)
{
	struct d3dkmt_getsharedresourceadapterluid args = {
		.global_share = name,
		.nt_handle = nt >= 0 ? nt : 0,
	};
	int status = dxg_call(t->fd, D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, &args);

	if (!sensible("GetSharedResourceAdapterLuid", status) || status)
		return;
	open_on_new_device(t, (uint64_t)(uint32_t)args.adapter_luid.high_part << 32 |
			      args.adapter_luid.low_part, nt, name);
}

static void receive(struct thread *t)
{
	int nt = dxg_recv_fd(RECEIVE_FD);

	if (nt < 0)
		return;
	open_share(t, nt, 0);
	if (rng_below(&t->rng, 2))
		dxg_send_fd(SEND_FD, nt);
	close(nt);
}

void share_operate(struct thread *t)
{
	switch (rng_below(&t->rng, 3)) {
	case 0:
		create(t);
		break;
	case 1:
		receive(t);
		break;
	default:
		open_share(t, -1, shared->names[rng_below(&t->rng, NAMES)]);
	}
}
