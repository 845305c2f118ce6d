/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Adapters: one per instance of a miniport, and a process's opens of them.
 */
#ifndef DXGK_OBJECTS_ADAPTER_H
#define DXGK_OBJECTS_ADAPTER_H

#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/ratelimit.h>
#include <linux/srcu.h>
#include <linux/workqueue.h>

#include <dxgk/driver.h>

#include "objects/lives.h"
#include "objects/object.h"
#include "vidmm/vidmm.h"

struct dxgk_handle_table;
struct dxgk_process;
struct vidmm_client;

/**
 * struct dxgk_adapter - one adapter
 * @ref: Keeps the memory.
 * @link: In the registry's list, under the registry's lock; not when the adapter has gone.
 * @luid: Never used again while the module is loaded.
 * @driver: The miniport's callbacks; may be called only inside dxgk_adapter_enter(), or by the
 *	removal.
 * @drvdata: The miniport's own.
 * @caps: What it said at start; constant.
 * @vidmm: Its video memory.
 * @lives: Counts its allocations. Constant.
 * @faults: How many lines of the log its miniport's faults may take.
 * @srcu: Sections in which the adapter is known to be there. Never inside one: a user copy, page
 *	pinning, a wait for a fence.
 * @gone: Set once, before the removal waits for the sections to end.
 * @drained: Completed when the removal has closed and destroyed all that the miniport knew.
 * @reset_count: How often the adapter was reset. A device from before a reset is removed.
 * @reset_work: Ends the waits of the devices from before.
 * @lock: Protects @devices and @shares.
 * @devices: All devices, of all processes.
 * @shares: All shared resources.
 */
struct dxgk_adapter {
	struct kref ref;
	struct list_head link;
	u64 luid;
	const struct dxgk_driver *driver;
	void *drvdata;
	struct dxgk_drivercaps caps;
	struct vidmm vidmm;
	struct dxgk_lives __percpu *lives;
	struct ratelimit_state faults;
	struct srcu_struct srcu;
	bool gone;
	struct completion drained;
	atomic_t reset_count;
	struct work_struct reset_work;
	struct mutex lock;	/* devices, shares */
	struct list_head devices;
	struct list_head shares;
};

/**
 * struct dxgk_adapter_open - a process's handle of an adapter
 * @obj: Its head.
 * @adapter: With a reference.
 * @client: The process on the adapter's memory.
 *
 * Devices don't need it: they outlive the handle with which they were made.
 */
struct dxgk_adapter_open {
	struct dxgk_object obj;
	struct dxgk_adapter *adapter;
	struct vidmm_client *client;
};

static inline struct dxgk_adapter_open *to_dxgk_adapter_open(struct dxgk_object *obj)
{
	return container_of(obj, struct dxgk_adapter_open, obj);
}

/**
 * dxgk_adapter_enter - begin a section in which the adapter is there
 * @adapter: The adapter, kept by a reference.
 * @idx: Out: for dxgk_adapter_exit().
 *
 * Until dxgk_adapter_exit() the miniport's callbacks may be called, and the removal waits. The
 * shape is that of drm_dev_enter().
 *
 * Return: false, without a section, if the adapter has gone.
 */
static inline bool dxgk_adapter_enter(struct dxgk_adapter *adapter, int *idx)
{
	*idx = srcu_read_lock(&adapter->srcu);
	if (likely(!READ_ONCE(adapter->gone))) {
		/* Sparse can't follow what is acquired only if the answer is yes. */
		__release(&adapter->srcu);
		return true;
	}
	srcu_read_unlock(&adapter->srcu, *idx);
	return false;
}

/**
 * dxgk_adapter_exit - end a section
 * @adapter: The adapter.
 * @idx: From the function that began it.
 */
static inline void dxgk_adapter_exit(struct dxgk_adapter *adapter, int idx)
{
	__acquire(&adapter->srcu);
	srcu_read_unlock(&adapter->srcu, idx);
}

bool dxgk_adapter_enter_or_drained(struct dxgk_adapter *adapter, int *idx);

static inline bool dxgk_adapter_is_gone(const struct dxgk_adapter *adapter)
{
	return READ_ONCE(adapter->gone);
}

void dxgk_adapter_get(struct dxgk_adapter *adapter);
void dxgk_adapter_put(struct dxgk_adapter *adapter);

struct dxgk_adapter *dxgk_adapter_find(u64 luid);
struct dxgk_adapter **dxgk_adapters_snapshot(bool compute_only, u32 *count);
void dxgk_adapters_snapshot_free(struct dxgk_adapter **adapters, u32 count);

struct dxgk_adapter_open *dxgk_adapter_open_new(struct dxgk_process *process,
						struct dxgk_adapter *adapter);
void dxgk_adapter_open_put(struct dxgk_adapter_open *open);
struct dxgk_adapter *dxgk_adapter_lookup(struct dxgk_handle_table *handles, u32 handle);

#endif
