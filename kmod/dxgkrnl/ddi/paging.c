// SPDX-License-Identifier: GPL-2.0-only
/*
 * The miniport's engine carries operations out in the order in which it gets them, so each is a
 * point on one timeline: what a later operation does to a range happens after what an earlier one
 * did, whoever asked for them.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/build_bug.h>
#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "ddi/fault.h"
#include "ddi/paging.h"
#include "gfp.h"
#include "objects/adapter.h"

/* How often an operation is offered to a miniport that says "again", a millisecond apart. */
#define MAX_TRIES	2000

static const char *paging_driver_name(struct dma_fence *fence)
{
	return "dxgkrnl";
}

static const char *paging_timeline_name(struct dma_fence *fence)
{
	return "paging";
}

/* Without ->release, which means kfree(), because a fence may outlive the module. */
static_assert(!offsetof(struct dxgk_paging, fence));
static const struct dma_fence_ops paging_fence_ops = {
	.get_driver_name = paging_driver_name,
	.get_timeline_name = paging_timeline_name,
};

void dxgk_paging_engine_init(struct dxgk_paging_engine *engine, struct dxgk_adapter *adapter)
{
	engine->adapter = adapter;
	mutex_init(&engine->submit);
	spin_lock_init(&engine->lock);
	INIT_LIST_HEAD(&engine->in_flight);
	engine->context = dma_fence_context_alloc(1);
}

/* The oldest operation in flight, with a reference; or NULL. */
static struct dma_fence *oldest_in_flight(struct dxgk_paging_engine *engine)
{
	struct dxgk_paging *paging;
	struct dma_fence *fence = NULL;

	spin_lock_irq(&engine->lock);
	paging = list_first_entry_or_null(&engine->in_flight, struct dxgk_paging, link);
	if (paging)
		fence = dma_fence_get(&paging->fence);
	spin_unlock_irq(&engine->lock);
	return fence;
}

/**
 * dxgk_ddi_cancel_command - the adapter goes: what is in flight needs to complete, not to succeed
 * @adapter: The adapter, which is gone for clients.
 */
void dxgk_ddi_cancel_command(struct dxgk_adapter *adapter)
{
	if (adapter->driver->dxgkddi_cancel_command)
		adapter->driver->dxgkddi_cancel_command(adapter);
}

/**
 * dxgk_paging_engine_stop - wait until nothing is in flight
 * @engine: The engine, to which nobody submits any more.
 *
 * Context: process context, no lock held.
 */
void dxgk_paging_engine_stop(struct dxgk_paging_engine *engine)
{
	struct dma_fence *fence;

	while ((fence = oldest_in_flight(engine))) {
		dma_fence_wait(fence, false);
		dma_fence_put(fence);
	}
}

/**
 * dxgk_paging_new - an operation that is to be filled in
 *
 * In advance, so that submitting it doesn't fail for want of memory.
 *
 * Return: The operation, or NULL.
 */
struct dxgk_paging *dxgk_paging_new(void)
{
	return kzalloc(sizeof(struct dxgk_paging), DXGK_GFP_CLIENT);
}

/* Free an operation that was not submitted. */
void dxgk_paging_discard(struct dxgk_paging *paging)
{
	kfree(paging);
}

static void put_in_flight(struct dxgk_paging_engine *engine, struct dxgk_paging *paging,
			  bool in_flight)
{
	spin_lock_irq(&engine->lock);
	if (in_flight)
		list_add_tail(&paging->link, &engine->in_flight);
	else
		list_del(&paging->link);
	spin_unlock_irq(&engine->lock);
}

/* The engine's queue is full: wait for room, or a moment. */
static void wait_for_room(struct dxgk_paging_engine *engine, struct dxgk_paging *paging, int busy)
{
	struct dma_fence *fence = busy == -EBUSY ? oldest_in_flight(engine) : NULL;

	if (fence && fence != &paging->fence)
		dma_fence_wait(fence, false);
	else
		usleep_range(1000, 1500);
	dma_fence_put(fence);
}

static int offer_to_miniport(struct dxgk_paging_engine *engine, struct dxgk_paging *paging,
			     struct dxgkarg_buildpagingbuffer *arg)
{
	static const int errors[] = { ENOMEM, EBUSY, EAGAIN, 0 };
	struct dxgk_adapter *adapter = engine->adapter;
	int tries, err = -EAGAIN;

	for (tries = 0; tries < MAX_TRIES; tries++) {
		err = adapter->driver->dxgkddi_build_paging_buffer(adapter, arg);
		err = dxgk_ddi_check_return(adapter, "build_paging_buffer", err, errors,
					    -DXGK_EUNSUCCESSFUL);
		if (err != -EBUSY && err != -EAGAIN)
			return err;
		wait_for_room(engine, paging, err);
	}
	dxgk_ddi_report_fault(adapter, "build_paging_buffer", "patience");
	return -DXGK_EUNSUCCESSFUL;
}

/**
 * dxgk_ddi_build_paging_buffer - give an operation to the engine
 * @engine: The adapter's.
 * @paging: From dxgk_paging_new(). On success the caller has a reference to its fence; on failure
 *	it is freed.
 * @arg: What to do.
 *
 * Context: inside an adapter section; the engine goes on during a removal, so that waiting for it
 * here is safe.
 * Return: 0, -ENOMEM; -DXGK_EUNSUCCESSFUL for a miniport that doesn't answer by the rules.
 */
int dxgk_ddi_build_paging_buffer(struct dxgk_paging_engine *engine, struct dxgk_paging *paging,
				 struct dxgkarg_buildpagingbuffer *arg)
{
	int err;

	arg->paging = paging;
	paging->engine = engine;
	mutex_lock(&engine->submit);
	dma_fence_init(&paging->fence, &paging_fence_ops, &engine->lock, engine->context,
		       engine->seqno + 1);
	/* One reference is the caller's, the other goes with completion. */
	dma_fence_get(&paging->fence);
	put_in_flight(engine, paging, true);
	err = offer_to_miniport(engine, paging, arg);
	if (!err)
		engine->seqno++;
	else
		put_in_flight(engine, paging, false);
	mutex_unlock(&engine->submit);
	if (!err)
		return 0;
	dma_fence_put(&paging->fence);
	dma_fence_put(&paging->fence);
	return err;
}

/*
 * The hardware failed, so contents are lost, and nobody knows whose: everybody starts anew, as
 * after a hang.
 */
static void paging_failed(struct dxgk_paging *paging)
{
	dma_fence_set_error(&paging->fence, -EIO);
	dxgk_adapter_reset(paging->engine->adapter);
}

/* Under the engine's lock. */
static void complete_one(struct dxgk_paging *paging)
{
	list_del(&paging->link);
	if (paging->error)
		paging_failed(paging);
	if (paging->on_complete)
		paging->on_complete(paging);
	dma_fence_signal_locked(&paging->fence);
	dma_fence_put(&paging->fence);
}

/**
 * dxgk_paging_complete - an operation has been carried out
 * @paging: From struct dxgkarg_buildpagingbuffer; not to be used afterwards.
 * @error: 0, or a negative errno if the hardware failed. The contents are then lost, and the
 *	adapter counts as reset.
 *
 * Context: any, interrupts included.
 */
void dxgk_paging_complete(struct dxgk_paging *paging, int error)
{
	struct dxgk_paging_engine *engine = paging->engine;
	const char *name = engine->adapter->driver->name;
	/* Once the operation is complete, the adapter may go. */
	bool report = error && dxgk_ddi_may_report(engine->adapter);
	unsigned long flags;

	spin_lock_irqsave(&engine->lock, flags);
	paging->error = error;
	paging->complete = true;
	/* In order, even if the miniport should say it in another one. */
	while ((paging = list_first_entry_or_null(&engine->in_flight, struct dxgk_paging, link)) &&
	       paging->complete)
		complete_one(paging);
	spin_unlock_irqrestore(&engine->lock, flags);
	/* A console may be slow, and others want the lock. */
	if (report)
		pr_err("%s: paging failed with %d, the adapter is reset\n", name, error);
}
EXPORT_SYMBOL_DXGK(dxgk_paging_complete);

/* Whether the adapter's miniport can page at all. */
bool dxgk_ddi_can_page(const struct dxgk_adapter *adapter)
{
	return adapter->driver->dxgkddi_build_paging_buffer;
}

/* Whether the CPU sees the segments that are said to be CPU visible. */
bool dxgk_ddi_can_show_segments(const struct dxgk_adapter *adapter)
{
	return adapter->driver->dxgkddi_get_segment_pfn;
}

/* Whether the CPU can have such a page frame: a larger number in a page table is an oops. */
static bool pfn_is_possible(unsigned long pfn)
{
#ifdef CONFIG_X86
	return !(pfn >> (boot_cpu_data.x86_phys_bits - PAGE_SHIFT));
#else
	return PHYS_PFN(PFN_PHYS(pfn)) == pfn;
#endif
}

/**
 * dxgk_ddi_get_segment_pfn - where the CPU finds a page of a segment
 * @adapter: The adapter.
 * @segment_id: A CPU-visible memory segment.
 * @offset: Bytes.
 *
 * Context: a page fault. Outside of sections: the removal takes what it shows out of sight first,
 * under the reservation that the caller holds.
 * Return: The page frame; 0 if the miniport has none there.
 */
unsigned long dxgk_ddi_get_segment_pfn(struct dxgk_adapter *adapter, u32 segment_id, u64 offset)
{
	unsigned long pfn = adapter->driver->dxgkddi_get_segment_pfn(adapter, segment_id, offset);

	if (likely(pfn_is_possible(pfn)))
		return pfn;
	dxgk_ddi_report_fault(adapter, "get_segment_pfn", "PFN");
	return 0;
}

/**
 * dxgk_ddi_validate_update - whether a miniport agrees with new properties of an allocation
 * @adapter: The adapter.
 * @arg: The properties.
 *
 * Return: 0 or -EINVAL; -DXGK_EUNSUCCESSFUL for another answer.
 */
int dxgk_ddi_validate_update(struct dxgk_adapter *adapter,
			     const struct dxgkarg_validateupdateallocproperty *arg)
{
	static const int errors[] = { EINVAL, 0 };
	int err;

	if (!adapter->driver->dxgkddi_validate_update_allocation_property)
		return 0;
	err = adapter->driver->dxgkddi_validate_update_allocation_property(adapter, arg);
	return dxgk_ddi_check_return(adapter, "validate_update_allocation_property", err, errors,
				     -DXGK_EUNSUCCESSFUL);
}
