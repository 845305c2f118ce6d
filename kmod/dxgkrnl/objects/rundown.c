// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who begins to trace is told what lives: when one of the events is enabled, a work item walks all
 * adapters. It waits a little, because usually all events are enabled, one after the other.
 */
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/resource.h"
#include "objects/rundown.h"
#include "objects/share.h"
#include "trace.h"
#include "vidmm/map.h"

#define DELAY	msecs_to_jiffies(50)

static void tell_segment(struct dxgk_adapter *adapter, u32 segment_id, struct vidmm_map *map)
{
	u64 from = 0;
	u32 i;

	trace_report_segment(adapter, segment_id);
	do {
		vidmm_map_read(&adapter->vidmm, segment_id, from, map);
		for (i = 0; i < map->num; i++)
			trace_report_committed_allocation(adapter, segment_id, &map->ranges[i]);
		from = map->next;
		cond_resched();
	} while (from);
}

static void tell_global(struct dxgk_adapter *adapter, const struct dxgk_global_allocation *global)
{
	struct dxgkarg_describeallocation surface;

	dxgk_global_describe(adapter, global, &surface);
	trace_adapter_allocation_dcstart(adapter, global, &surface);
}

static void tell_allocations(struct dxgk_device *device, struct list_head *list)
{
	struct dxgk_allocation *alloc;
	u32 handle, resident;

	lockdep_assert_held(&device->lock);
	list_for_each_entry(alloc, list, link) {
		handle = READ_ONCE(alloc->obj.handle);
		/* It is still being made, and will be told of by the call. */
		if (!handle)
			continue;
		/* Shares tell of those that they have. */
		if (!alloc->global->vidmm.shared)
			tell_global(device->adapter, alloc->global);
		trace_device_allocation_dcstart(alloc, handle);
		resident = READ_ONCE(alloc->resident);
		if (resident)
			trace_vidmm_make_resident_dcstart(&alloc->global->vidmm, resident, 0);
	}
}

static void tell_device(struct dxgk_device *device)
{
	struct dxgk_resource *resource;

	mutex_lock(&device->lock);
	tell_allocations(device, &device->allocations);
	list_for_each_entry(resource, &device->resources, link)
		tell_allocations(device, &resource->allocations);
	mutex_unlock(&device->lock);
}

static void tell_share(const struct dxgk_share *share)
{
	/* It may be in the making. */
	u32 i, n = smp_load_acquire(&share->num_allocations);

	for (i = 0; i < n; i++)
		tell_global(share->adapter, share->allocations[i]);
}

/* Nobody needs to have them open: an NT handle keeps them, too. */
static void tell_shares(struct dxgk_adapter *adapter)
{
	struct dxgk_share *share, *last = NULL;

	mutex_lock(&adapter->lock);
	list_for_each_entry(share, &adapter->shares, adapter_link) {
		if (!refcount_inc_not_zero(&share->obj.users))
			continue;
		mutex_unlock(&adapter->lock);
		/* This one stays in the list, where the walk goes on. */
		if (last)
			dxgk_share_put(last);
		last = share;
		tell_share(share);
		cond_resched();
		mutex_lock(&adapter->lock);
	}
	mutex_unlock(&adapter->lock);
	if (last)
		dxgk_share_put(last);
}

static void tell_adapter(struct dxgk_adapter *adapter, struct vidmm_map *map)
{
	struct dxgk_device *device;
	u32 id;

	for (id = 1; id <= adapter->vidmm.num_segments; id++)
		tell_segment(adapter, id, map);
	tell_shares(adapter);
	mutex_lock(&adapter->lock);
	list_for_each_entry(device, &adapter->devices, adapter_link) {
		tell_device(device);
		cond_resched();
	}
	mutex_unlock(&adapter->lock);
}

static void rundown(struct work_struct *work)
{
	struct vidmm_map *map = kmalloc(sizeof(*map), GFP_KERNEL);
	struct dxgk_adapter **adapters;
	u32 i, num;

	if (!map)
		return;
	adapters = dxgk_adapters_snapshot(true, &num);
	if (!IS_ERR(adapters)) {
		for (i = 0; i < num; i++)
			tell_adapter(adapters[i], map);
		dxgk_adapters_snapshot_free(adapters, num);
	}
	kfree(map);
}

static DECLARE_DELAYED_WORK(rundown_work, rundown);

static DEFINE_SPINLOCK(stop_lock);
/* Protected by stop_lock. */
static bool stopped;

/* An event is enabled. Context: tracing's locks are held. */
int dxgk_rundown_begin(void)
{
	spin_lock(&stop_lock);
	if (!stopped)
		mod_delayed_work(system_wq, &rundown_work, DELAY);
	spin_unlock(&stop_lock);
	return 0;
}

/* The module goes; whoever begins to trace until it has gone is told nothing. */
void dxgk_rundown_exit(void)
{
	spin_lock(&stop_lock);
	stopped = true;
	spin_unlock(&stop_lock);
	cancel_delayed_work_sync(&rundown_work);
}
