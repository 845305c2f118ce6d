// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/slab.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/paging_queue.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "vidmm/client.h"

/**
 * dxgk_device_new - a device, without a handle yet
 * @process: Whose.
 * @adapter: On what; the device takes a reference of its own.
 * @flags: DXGK_CREATEDEVICE_*.
 *
 * Return: The device with the reference that its handle will have, or ERR_PTR: -ENODEV, -ENOMEM.
 */
struct dxgk_device *dxgk_device_new(struct dxgk_process *process, struct dxgk_adapter *adapter,
				    u32 flags)
{
	struct dxgk_device *device = kzalloc(sizeof(*device), DXGK_GFP_CLIENT);
	int err = -ENODEV, idx;

	if (!device)
		return ERR_PTR(-ENOMEM);
	dxgk_object_init(&device->obj, DXGK_OBJECT_DEVICE);
	device->process = process;
	device->adapter = adapter;
	mutex_init(&device->residency_lock);
	mutex_init(&device->lock);
	INIT_LIST_HEAD(&device->allocations);
	INIT_LIST_HEAD(&device->resources);
	INIT_LIST_HEAD(&device->paging_queues);
	vidsch_device_init(&device->vidsch);
	device->reset_count = atomic_read(&adapter->reset_count);

	device->client = vidmm_client_join(&adapter->vidmm, &process->vidmm);
	if (!device->client) {
		err = -ENOMEM;
		goto free;
	}
	if (!dxgk_adapter_enter(adapter, &idx))
		goto leave;
	err = dxgk_ddi_create_device(adapter, flags, &device->hdevice);
	if (err) {
		dxgk_adapter_exit(adapter, idx);
		goto leave;
	}
	device->ddi_created = true;
	mutex_lock(&adapter->lock);
	list_add_tail(&device->adapter_link, &adapter->devices);
	mutex_unlock(&adapter->lock);
	dxgk_adapter_exit(adapter, idx);

	dxgk_adapter_get(adapter);
	dxgk_count_add(DXGK_COUNT_DEVICE, 1);
	return device;

leave:
	vidmm_client_leave(device->client);
free:
	kfree(device);
	return ERR_PTR(err);
}

/**
 * dxgk_device_rundown - nobody uses a device any more: take all that it has with it
 * @device: The device.
 */
void dxgk_device_rundown(struct dxgk_device *device)
{
	struct dxgk_adapter *adapter = device->adapter;
	bool entered;
	int idx;

	dxgk_paging_queues_destroy_all(device);
	dxgk_resources_destroy_all(device);
	dxgk_allocations_destroy_list(device, &device->allocations);

	entered = dxgk_adapter_enter_or_drained(adapter, &idx);
	dxgk_device_stop(device);
	mutex_lock(&adapter->lock);
	list_del(&device->adapter_link);
	mutex_unlock(&adapter->lock);
	if (entered)
		dxgk_adapter_exit(adapter, idx);
	vidmm_client_leave(device->client);
	dxgk_adapter_put(adapter);
	dxgk_count_sub(DXGK_COUNT_DEVICE, 1);
	dxgk_allocation_free_spares(device);
	kfree(device);
}

/**
 * dxgk_device_lookup - the device that a handle names, in whatever state
 * @process: The caller.
 * @handle: The handle.
 *
 * Return: The device with a reference, or NULL.
 */
struct dxgk_device *dxgk_device_lookup(struct dxgk_process *process, u32 handle)
{
	struct dxgk_object *obj = dxgk_handle_lookup(&process->handles, handle, DXGK_OBJECT_DEVICE);

	return obj ? to_dxgk_device(obj) : NULL;
}

/**
 * dxgk_device_lookup_active - the device that a handle names, if calls on it can succeed
 * @process: The caller.
 * @handle: The handle.
 *
 * Return: The device with a reference, or ERR_PTR: -EINVAL for a bad handle, -ENODEV for a device
 * that is lost.
 */
struct dxgk_device *dxgk_device_lookup_active(struct dxgk_process *process, u32 handle)
{
	struct dxgk_device *device = dxgk_device_lookup(process, handle);

	if (!device)
		return ERR_PTR(-EINVAL);
	if (dxgk_device_is_lost(device)) {
		dxgk_device_put(device);
		return ERR_PTR(-DXGK_EDEVICEREMOVED);
	}
	return device;
}

/**
 * dxgk_device_is_lost - whether calls on a device answer DEVICE_REMOVED
 * @device: The device.
 *
 * Because the adapter has gone or was reset, or the client marked the device as being in error.
 * Only destroy and close still work.
 */
bool dxgk_device_is_lost(const struct dxgk_device *device)
{
	return dxgk_adapter_is_gone(device->adapter) || READ_ONCE(device->in_error) ||
	       device->reset_count != atomic_read(&device->adapter->reset_count);
}

/**
 * dxgk_device_set_error - the device is lost from now on
 * @device: The device, kept by the caller. Waits for its fences end.
 */
void dxgk_device_set_error(struct dxgk_device *device)
{
	WRITE_ONCE(device->in_error, true);
	vidsch_device_lose(&device->vidsch);
}

/**
 * dxgk_device_close - its client destroys the device
 * @device: Claimed by the caller, whose reference is consumed. Calls in flight keep it until they
 *	end, and those that wait for fences end now.
 *
 * Context: as dxgk_device_put().
 */
void dxgk_device_close(struct dxgk_device *device)
{
	vidsch_device_close(&device->vidsch);
	dxgk_device_put(device);
}

/**
 * dxgk_device_close_allocations - removal, first pass: close what a device has opened
 * @device: The device.
 */
void dxgk_device_close_allocations(struct dxgk_device *device)
{
	struct dxgk_resource *resource;

	mutex_lock(&device->lock);
	list_for_each_entry(resource, &device->resources, link)
		dxgk_allocations_close(device, &resource->allocations);
	dxgk_allocations_close(device, &device->allocations);
	mutex_unlock(&device->lock);
}

/**
 * dxgk_device_destroy_allocations - removal, second pass: destroy what is closed on every device
 * @device: The device.
 */
void dxgk_device_destroy_allocations(struct dxgk_device *device)
{
	struct dxgk_resource *resource;

	mutex_lock(&device->lock);
	list_for_each_entry(resource, &device->resources, link) {
		dxgk_allocations_destroy(device->adapter, resource, &resource->allocations);
		dxgk_resource_ddi_destroy(resource);
	}
	dxgk_allocations_destroy(device->adapter, NULL, &device->allocations);
	mutex_unlock(&device->lock);
}

/**
 * dxgk_device_stop - have the miniport forget a device; once
 * @device: The device, whose opens are closed.
 *
 * Context: inside an adapter section, or the removal.
 */
void dxgk_device_stop(struct dxgk_device *device)
{
	if (!device->ddi_created)
		return;
	device->ddi_created = false;
	dxgk_ddi_destroy_device(device->adapter, device->hdevice);
}
