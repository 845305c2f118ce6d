// SPDX-License-Identifier: GPL-2.0-only
#include <linux/slab.h>

#include "objects/adapter.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/process.h"

static struct dxgk_process *to_process(struct mmu_notifier *mn)
{
	return container_of(mn, struct dxgk_process, mn);
}

static struct mmu_notifier *dxgk_process_alloc(struct mm_struct *mm)
{
	struct dxgk_process *process = kzalloc(sizeof(*process), GFP_KERNEL_ACCOUNT);

	if (!process)
		return ERR_PTR(-ENOMEM);
	dxgk_handle_table_init(&process->handles, 0);
	vidmm_process_init(&process->vidmm);
	mutex_init(&process->open_lock);
	dxgk_count_add(DXGK_COUNT_PROCESS, 1);
	return &process->mn;
}

static void dxgk_process_free(struct mmu_notifier *mn)
{
	struct dxgk_process *process = to_process(mn);

	dxgk_handle_table_fini(&process->handles);
	dxgk_count_sub(DXGK_COUNT_PROCESS, 1);
	kfree(process);
}

/* Destroy all that the process has. No call is in flight, and open_lock keeps new ones out. */
static void dxgk_process_rundown(struct dxgk_process *process)
{
	struct dxgk_handle_table *handles = &process->handles;
	struct dxgk_object *obj;
	u32 index;

	lockdep_assert_held(&process->open_lock);
	index = 0;
	while ((obj = dxgk_handle_claim_next(handles, DXGK_OBJECT_DEVICE, &index)))
		dxgk_device_put(to_dxgk_device(obj));
	index = 0;
	while ((obj = dxgk_handle_claim_next(handles, DXGK_OBJECT_ADAPTER, &index)))
		dxgk_adapter_open_put(to_dxgk_adapter_open(obj));
	vidmm_process_fini(&process->vidmm);
}

/*
 * The mm dies. Its threads are gone, so no call is in flight; a descriptor that another process
 * holds stays open but answers ENOTTY to everything.
 */
static void dxgk_process_mm_release(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct dxgk_process *process = to_process(mn);

	mutex_lock(&process->open_lock);
	dxgk_process_rundown(process);
	mutex_unlock(&process->open_lock);
}

static const struct mmu_notifier_ops dxgk_process_mn_ops = {
	.release = dxgk_process_mm_release,
	.alloc_notifier = dxgk_process_alloc,
	.free_notifier = dxgk_process_free,
};

/**
 * dxgk_process_open - the process of an mm, for one more descriptor
 * @mm: The caller's own mm.
 *
 * Found or created atomically: two threads that open at the same time get the same process.
 *
 * Return: The process, to be given back with dxgk_process_close(), or ERR_PTR: -ENOMEM, or
 * -ERESTARTNOINTR for a pending signal, after whose handler the call comes again by itself.
 */
struct dxgk_process *dxgk_process_open(struct mm_struct *mm)
{
	struct mmu_notifier *mn = mmu_notifier_get(&dxgk_process_mn_ops, mm);
	struct dxgk_process *process;

	/* A new notifier takes all locks of its mm, which any signal stops. */
	if (mn == ERR_PTR(-EINTR))
		return ERR_PTR(-ERESTARTNOINTR);
	if (IS_ERR(mn))
		return ERR_CAST(mn);
	process = to_process(mn);
	mutex_lock(&process->open_lock);
	process->opens++;
	mutex_unlock(&process->open_lock);
	return process;
}

/**
 * dxgk_process_close - a descriptor goes
 * @process: From dxgk_process_open().
 *
 * Context: any process; the last one destroys what the process has.
 */
void dxgk_process_close(struct dxgk_process *process)
{
	mutex_lock(&process->open_lock);
	if (--process->opens == 0)
		dxgk_process_rundown(process);
	mutex_unlock(&process->open_lock);
	mmu_notifier_put(&process->mn);
}
