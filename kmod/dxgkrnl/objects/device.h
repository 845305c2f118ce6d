/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Devices: a process's work on an adapter.
 */
#ifndef DXGK_OBJECTS_DEVICE_H
#define DXGK_OBJECTS_DEVICE_H

#include <linux/list.h>
#include <linux/mutex.h>

#include "objects/object.h"
#include "vidsch/fence.h"

struct dxgk_adapter;
struct dxgk_global_allocation;
struct dxgk_process;
struct vidmm_client;

/**
 * struct dxgk_device - one device
 * @obj: Its head.
 * @process: Whose it is. The process runs its devices down before it goes.
 * @adapter: With a reference.
 * @client: The process on the adapter's memory.
 * @adapter_link: In the adapter's list, under the adapter's lock.
 * @hdevice: The miniport's cookie, or NULL.
 * @ddi_created: The miniport knows the device. Changed inside an adapter section, or by the
 *	removal.
 * @reset_count: Of the adapter, when the device was made.
 * @in_error: The client has marked the device as being in error.
 * @vidsch: Its fences, and the waits for them.
 * @residency_lock: Protects how often each allocation is required, so that a call counts for all
 *	of its allocations or for none. Taken outside reservations, inside an adapter section.
 * @lock: Protects @allocations, @resources, each resource's list of allocations, and
 *	@paging_queues.
 * @allocations: Those that belong to no resource.
 * @resources: All resources.
 * @paging_queues: All paging queues.
 * @num_paging_queues: How many.
 * @spares: Objects of allocations that have ended, for the next ones; under @lock.
 * @num_spares: How many. Changed under @lock.
 *
 * Everything of a device is used only under a reference to it: who holds the last one knows that no
 * call is using an allocation or resource.
 */
struct dxgk_device {
	struct dxgk_object obj;
	struct dxgk_process *process;
	struct dxgk_adapter *adapter;
	struct vidmm_client *client;
	struct list_head adapter_link;
	void *hdevice;
	bool ddi_created;
	int reset_count;
	bool in_error;
	struct vidsch_device vidsch;
	struct mutex residency_lock;	/* dxgk_allocation.resident */
	struct mutex lock;	/* allocations, resources, paging_queues */
	struct list_head allocations;
	struct list_head resources;
	struct list_head paging_queues;
	u32 num_paging_queues;
	struct dxgk_global_allocation *spares;
	u32 num_spares;
};

static inline struct dxgk_device *to_dxgk_device(struct dxgk_object *obj)
{
	return container_of(obj, struct dxgk_device, obj);
}

struct dxgk_device *dxgk_device_new(struct dxgk_process *process, struct dxgk_adapter *adapter,
				    u32 flags);
void dxgk_device_rundown(struct dxgk_device *device);

/**
 * dxgk_device_put - drop a reference; the last one takes all that the device has with it
 * @device: The device.
 *
 * Context: process context, no lock held; calls the miniport.
 */
static inline void dxgk_device_put(struct dxgk_device *device)
{
	if (refcount_dec_and_test(&device->obj.users))
		dxgk_device_rundown(device);
}

struct dxgk_device *dxgk_device_lookup(struct dxgk_process *process, u32 handle);
struct dxgk_device *dxgk_device_lookup_active(struct dxgk_process *process, u32 handle);
bool dxgk_device_is_lost(const struct dxgk_device *device);
void dxgk_device_set_error(struct dxgk_device *device);
void dxgk_device_close(struct dxgk_device *device);

/* For the removal, inside which nobody else uses the lists. */
void dxgk_device_close_allocations(struct dxgk_device *device);
void dxgk_device_destroy_allocations(struct dxgk_device *device);
void dxgk_device_stop(struct dxgk_device *device);

#endif
