// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opening allocations on a device: its creator's, and those of a shared resource.
 */
#include <linux/minmax.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/open.h"
#include "objects/resource.h"
#include "objects/share.h"

/**
 * dxgk_open_batch - have the miniport open some allocations on a device
 * @device: The device.
 * @open: What to open, at most DXGK_MAX_DDI_BATCH.
 * @allocs: The opens, which get the miniport's cookies.
 *
 * Context: inside an adapter section.
 * Return: As dxgk_ddi_open_allocations().
 */
int dxgk_open_batch(struct dxgk_device *device, struct dxgk_open_batch *open,
		    struct dxgk_allocation **allocs)
{
	int err;
	u32 i;

	open->arg.hdevice = device->hdevice;
	open->arg.open_allocation = open->info;
	err = dxgk_ddi_open_allocations(device->adapter, &open->arg);
	if (err)
		return err;
	for (i = 0; i < open->arg.num_allocations; i++) {
		allocs[i]->hdevice_allocation = open->info[i].hdevice_allocation;
		allocs[i]->ddi_opened = true;
	}
	return 0;
}

/*
 * Tell the miniport of a device's opens of a shared resource, unless it was created without its
 * knowledge (NoKmdAccess). Inside an adapter section.
 */
static int open_shared(struct dxgk_resource *resource, bool read_only,
		       struct dxgk_allocation **allocs)
{
	struct dxgk_share *share = resource->share;
	struct dxgk_open_batch open __uninitialized;
	u32 i, j, n;
	int err;

	if (!share->ddi_known)
		return 0;
	open.arg.private_driver_data = share->private_data;
	open.arg.private_driver_data_size = share->private_data_size;
	open.arg.flags = read_only ? DXGK_OPENALLOCATION_READ_ONLY : 0;
	for (i = 0; i < share->num_allocations; i += n) {
		n = min_t(u32, share->num_allocations - i, DXGK_MAX_DDI_BATCH);
		open.arg.num_allocations = n;
		for (j = 0; j < n; j++) {
			struct dxgk_global_allocation *global = share->allocations[i + j];

			open.info[j].hallocation = global->hallocation;
			open.info[j].private_driver_data = global->private_data;
			open.info[j].private_driver_data_size = global->private_data_size;
		}
		err = dxgk_open_batch(resource->device, &open, &allocs[i]);
		if (err)
			return err;
	}
	return 0;
}

/**
 * dxgk_allocations_open - open the allocations of a shared resource on a device
 * @resource: The device's new half of it.
 * @read_only: The client may not write to them.
 * @allocs: Out: an allocation for each of the share's, with the reference that its handle will
 *	have.
 *
 * Context: process context, no lock held; calls the miniport.
 * Return: 0, with nothing opened otherwise: -ENODEV, -ENOMEM, what the miniport returned,
 * -DXGK_EALLOCINVALID for a bad answer.
 */
int dxgk_allocations_open(struct dxgk_resource *resource, bool read_only,
			  struct dxgk_allocation **allocs)
{
	struct dxgk_share *share = resource->share;
	int err = -ENOMEM, idx;
	u64 bytes = 0;
	u32 n;

	for (n = 0; n < share->num_allocations; n++) {
		allocs[n] = dxgk_allocation_new_open(share->allocations[n], resource, read_only);
		if (!allocs[n])
			break;
		bytes += share->allocations[n]->vidmm.size;
	}
	dxgk_lives_add(share->adapter->lives, DXGK_LIFE_OPENED, n, bytes);
	if (n < share->num_allocations)
		goto put;
	err = -DXGK_EDEVICEREMOVED;
	if (!dxgk_adapter_enter(share->adapter, &idx))
		goto put;
	err = open_shared(resource, read_only, allocs);
	dxgk_adapter_exit(share->adapter, idx);
	if (!err)
		return 0;
put:
	if (n)
		dxgk_allocations_put(allocs, n);
	return err;
}
