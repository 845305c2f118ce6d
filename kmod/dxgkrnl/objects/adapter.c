// SPDX-License-Identifier: GPL-2.0-only
#include <linux/slab.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/handle.h"
#include "objects/process.h"
#include "objects/share.h"
#include "vidmm/client.h"

static DEFINE_MUTEX(registry_lock);
/* Protected by registry_lock. */
static LIST_HEAD(registry);
static u64 last_luid;

/**
 * dxgk_adapter_enter_or_drained - begin to free something that the miniport may know
 * @adapter: The adapter, kept by a reference.
 * @idx: Out: for dxgk_adapter_exit(), if a section began.
 *
 * If the adapter has gone, waits until the removal has told the miniport of the end of everything;
 * the lists of the adapter and its devices are then left to their users. The removal waits for no
 * client, so this wait is short.
 *
 * Return: true inside a section; false, without one, if the removal is over.
 */
bool dxgk_adapter_enter_or_drained(struct dxgk_adapter *adapter, int *idx)
{
	if (dxgk_adapter_enter(adapter, idx))
		return true;
	wait_for_completion(&adapter->drained);
	return false;
}

static void dxgk_adapter_release(struct kref *ref)
{
	struct dxgk_adapter *adapter = container_of(ref, struct dxgk_adapter, ref);

	WARN_ON(!list_empty(&adapter->devices) || !list_empty(&adapter->shares));
	vidmm_fini(&adapter->vidmm);
	cleanup_srcu_struct(&adapter->srcu);
	free_percpu(adapter->lives);
	dxgk_count_sub(DXGK_COUNT_ADAPTER, 1);
	kfree(adapter);
}

/**
 * dxgk_adapter_get - keep an adapter's memory
 * @adapter: The adapter, kept by another reference. Says nothing on whether it has gone.
 */
void dxgk_adapter_get(struct dxgk_adapter *adapter)
{
	kref_get(&adapter->ref);
}

/**
 * dxgk_adapter_put - drop a reference
 * @adapter: The adapter.
 *
 * Context: process context, outside of the adapter's sections.
 */
void dxgk_adapter_put(struct dxgk_adapter *adapter)
{
	kref_put(&adapter->ref, dxgk_adapter_release);
}

/**
 * dxgk_adapter_find - the adapter of a LUID
 * @luid: The LUID.
 *
 * Return: The adapter with a reference, or NULL.
 */
struct dxgk_adapter *dxgk_adapter_find(u64 luid)
{
	struct dxgk_adapter *adapter, *found = NULL;

	mutex_lock(&registry_lock);
	list_for_each_entry(adapter, &registry, link) {
		if (adapter->luid != luid)
			continue;
		dxgk_adapter_get(adapter);
		found = adapter;
		break;
	}
	mutex_unlock(&registry_lock);
	return found;
}

/**
 * dxgk_adapters_snapshot - all adapters at this moment
 * @compute_only: With those that only compute.
 * @count: Out: how many.
 *
 * Return: An array of references for dxgk_adapters_snapshot_free(), or ERR_PTR(-ENOMEM).
 */
struct dxgk_adapter **dxgk_adapters_snapshot(bool compute_only, u32 *count)
{
	struct dxgk_adapter **adapters, *adapter;
	u32 n = 0;

	mutex_lock(&registry_lock);
	list_for_each_entry(adapter, &registry, link)
		n++;
	adapters = kcalloc(max(n, 1u), sizeof(*adapters), DXGK_GFP_CLIENT);
	if (!adapters) {
		mutex_unlock(&registry_lock);
		return ERR_PTR(-ENOMEM);
	}
	n = 0;
	list_for_each_entry(adapter, &registry, link) {
		if (adapter->caps.flags & DXGK_DRIVERCAPS_COMPUTE_ONLY && !compute_only)
			continue;
		dxgk_adapter_get(adapter);
		adapters[n++] = adapter;
	}
	mutex_unlock(&registry_lock);
	*count = n;
	return adapters;
}

/**
 * dxgk_adapters_snapshot_free - drop what dxgk_adapters_snapshot() gave
 * @adapters: The array.
 * @count: How many.
 */
void dxgk_adapters_snapshot_free(struct dxgk_adapter **adapters, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++)
		dxgk_adapter_put(adapters[i]);
	kfree(adapters);
}

/**
 * dxgk_adapter_open_new - an open of an adapter, without a handle yet
 * @process: Whose it will be.
 * @adapter: The adapter; the open takes a reference of its own.
 *
 * Return: The open with the reference that its handle will have, or NULL without memory.
 */
struct dxgk_adapter_open *dxgk_adapter_open_new(struct dxgk_process *process,
						struct dxgk_adapter *adapter)
{
	struct dxgk_adapter_open *open = kzalloc(sizeof(*open), DXGK_GFP_CLIENT);

	if (!open)
		return NULL;
	open->client = vidmm_client_join(&adapter->vidmm, &process->vidmm);
	if (!open->client) {
		kfree(open);
		return NULL;
	}
	dxgk_object_init(&open->obj, DXGK_OBJECT_ADAPTER);
	dxgk_adapter_get(adapter);
	open->adapter = adapter;
	dxgk_count_add(DXGK_COUNT_ADAPTER_OPEN, 1);
	return open;
}

/**
 * dxgk_adapter_open_put - drop a reference; the last one frees the open
 * @open: The open. Devices that were made with it stay.
 */
void dxgk_adapter_open_put(struct dxgk_adapter_open *open)
{
	if (!refcount_dec_and_test(&open->obj.users))
		return;
	vidmm_client_leave(open->client);
	dxgk_adapter_put(open->adapter);
	dxgk_count_sub(DXGK_COUNT_ADAPTER_OPEN, 1);
	kfree(open);
}

/**
 * dxgk_adapter_lookup - the adapter that a handle names
 * @handles: The caller's handles.
 * @handle: The handle.
 *
 * Return: The adapter with a reference, NULL for a bad handle. It may have gone.
 */
struct dxgk_adapter *dxgk_adapter_lookup(struct dxgk_handle_table *handles, u32 handle)
{
	struct dxgk_object *obj = dxgk_handle_lookup(handles, handle, DXGK_OBJECT_ADAPTER);
	struct dxgk_adapter *adapter;

	if (!obj)
		return NULL;
	adapter = to_dxgk_adapter_open(obj)->adapter;
	dxgk_adapter_get(adapter);
	dxgk_adapter_open_put(to_dxgk_adapter_open(obj));
	return adapter;
}

/* Have the waits end of all devices that are lost. */
static void dxgk_adapter_lose_devices(struct dxgk_adapter *adapter)
{
	struct dxgk_device *device;

	mutex_lock(&adapter->lock);
	list_for_each_entry(device, &adapter->devices, adapter_link) {
		if (dxgk_device_is_lost(device))
			vidsch_device_lose(&device->vidsch);
		cond_resched();
	}
	mutex_unlock(&adapter->lock);
}

static void dxgk_adapter_reset_work(struct work_struct *work)
{
	dxgk_adapter_lose_devices(container_of(work, struct dxgk_adapter, reset_work));
}

/* Bring the miniport up and learn what it is. */
static int dxgk_adapter_start(struct dxgk_adapter *adapter)
{
	int err = dxgk_ddi_start_device(adapter);

	if (err)
		return err;
	err = dxgk_ddi_query_driver_caps(adapter, &adapter->caps);
	if (err)
		goto stop;
	err = dxgk_ddi_query_segments(adapter, &adapter->vidmm);
	if (err)
		goto stop;
	return 0;

stop:
	dxgk_ddi_stop_device(adapter);
	return err;
}

/**
 * dxgk_adapter_register - add an adapter
 * @driver: The callbacks; must stay until dxgk_adapter_unregister() has returned.
 * @drvdata: The miniport's own, for dxgk_adapter_drvdata().
 *
 * Starts the adapter (AddDevice and StartDevice of WDDM) and makes it visible to clients. Its LUID
 * is new.
 *
 * Context: process context, no lock held that a callback takes.
 * Return: The adapter, or ERR_PTR: -EINVAL for an incomplete table or a bad answer, -ENOMEM, or
 * what start_device returned.
 */
struct dxgk_adapter *dxgk_adapter_register(const struct dxgk_driver *driver, void *drvdata)
{
	struct dxgk_adapter *adapter;
	int err;

	err = dxgk_ddi_check_driver(driver);
	if (err)
		return ERR_PTR(err);
	adapter = kzalloc(sizeof(*adapter), GFP_KERNEL);
	if (!adapter)
		return ERR_PTR(-ENOMEM);
	err = -ENOMEM;
	adapter->lives = alloc_percpu(struct dxgk_lives);
	if (!adapter->lives)
		goto free;
	err = init_srcu_struct(&adapter->srcu);
	if (err)
		goto free_lives;
	kref_init(&adapter->ref);
	ratelimit_state_init(&adapter->faults, DEFAULT_RATELIMIT_INTERVAL,
			     DEFAULT_RATELIMIT_BURST);
	init_completion(&adapter->drained);
	mutex_init(&adapter->lock);
	INIT_LIST_HEAD(&adapter->devices);
	INIT_LIST_HEAD(&adapter->shares);
	INIT_WORK(&adapter->reset_work, dxgk_adapter_reset_work);
	adapter->driver = driver;
	adapter->drvdata = drvdata;
	err = dxgk_adapter_start(adapter);
	if (err)
		goto cleanup_srcu;

	dxgk_count_add(DXGK_COUNT_ADAPTER, 1);
	mutex_lock(&registry_lock);
	adapter->luid = ++last_luid;
	list_add_tail(&adapter->link, &registry);
	mutex_unlock(&registry_lock);
	return adapter;

cleanup_srcu:
	cancel_work_sync(&adapter->reset_work);
	cleanup_srcu_struct(&adapter->srcu);
free_lives:
	free_percpu(adapter->lives);
free:
	kfree(adapter);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_DXGK(dxgk_adapter_register);

/* Tell the miniport that everything goes: opens first, then what was opened, then the devices. */
static void dxgk_adapter_drain(struct dxgk_adapter *adapter)
{
	struct dxgk_device *device;
	struct dxgk_share *share;

	mutex_lock(&adapter->lock);
	list_for_each_entry(device, &adapter->devices, adapter_link)
		dxgk_device_close_allocations(device);
	list_for_each_entry(device, &adapter->devices, adapter_link)
		dxgk_device_destroy_allocations(device);
	list_for_each_entry(share, &adapter->shares, adapter_link) {
		dxgk_globals_ddi_destroy(adapter, share->hresource, share->allocations,
					 share->num_allocations);
		dxgk_share_ddi_destroy(share);
	}
	list_for_each_entry(device, &adapter->devices, adapter_link)
		dxgk_device_stop(device);
	mutex_unlock(&adapter->lock);
}

/**
 * dxgk_adapter_unregister - remove an adapter, whatever clients do with it
 * @adapter: From dxgk_adapter_register(); the miniport may not use it afterwards.
 *
 * Surprise removal: clients' later calls answer STATUS_DEVICE_REMOVED, except destroy and close,
 * which still work. Waits for callbacks in flight and for the paging engine, then calls close,
 * destroy and stop for all that lives. No callback runs after this has returned.
 *
 * Context: process context, no lock held that a callback takes.
 */
void dxgk_adapter_unregister(struct dxgk_adapter *adapter)
{
	mutex_lock(&registry_lock);
	list_del(&adapter->link);
	mutex_unlock(&registry_lock);

	WRITE_ONCE(adapter->gone, true);
	dxgk_ddi_cancel_command(adapter);
	synchronize_srcu(&adapter->srcu);
	cancel_work_sync(&adapter->reset_work);
	dxgk_adapter_lose_devices(adapter);
	dxgk_paging_engine_stop(&adapter->vidmm.engine);
	dxgk_adapter_drain(adapter);
	dxgk_ddi_stop_device(adapter);
	complete_all(&adapter->drained);
	dxgk_adapter_put(adapter);
}
EXPORT_SYMBOL_DXGK(dxgk_adapter_unregister);

/**
 * dxgk_adapter_reset - the adapter has lost its state and goes on
 * @adapter: The adapter.
 *
 * All devices of before are removed: their calls answer STATUS_DEVICE_REMOVED, except destroy and
 * close, and what waits for their fences is told soon. New devices work.
 *
 * Context: any.
 */
void dxgk_adapter_reset(struct dxgk_adapter *adapter)
{
	int idx;

	atomic_inc(&adapter->reset_count);
	/* The removal tells them itself. */
	if (!dxgk_adapter_enter(adapter, &idx))
		return;
	schedule_work(&adapter->reset_work);
	dxgk_adapter_exit(adapter, idx);
}
EXPORT_SYMBOL_DXGK(dxgk_adapter_reset);

/**
 * dxgk_adapter_drvdata - what the miniport gave to dxgk_adapter_register()
 * @adapter: The adapter.
 */
void *dxgk_adapter_drvdata(const struct dxgk_adapter *adapter)
{
	return adapter->drvdata;
}
EXPORT_SYMBOL_DXGK(dxgk_adapter_drvdata);

/**
 * dxgk_adapter_luid - the adapter's LUID, low part in the low 32 bits
 * @adapter: The adapter.
 */
u64 dxgk_adapter_luid(const struct dxgk_adapter *adapter)
{
	return adapter->luid;
}
EXPORT_SYMBOL_DXGK(dxgk_adapter_luid);
