// SPDX-License-Identifier: GPL-2.0-only
#include <linux/hashtable.h>
#include <linux/moduleparam.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>

#include "objects/adapter.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/process.h"

/* What an object takes is no memory of its process, at whom the OOM killer would look. */
static uint max_handles = 1 << 21;
module_param(max_handles, uint, 0644);
MODULE_PARM_DESC(max_handles,
		 "Handles that a process which opens the node may have at a time (default 2097152)");

static struct dxgk_process *to_process(struct mmu_notifier *mn)
{
	return container_of(mn, struct dxgk_process, mn);
}

static atomic64_t last_id;

static struct mmu_notifier *dxgk_process_alloc(struct mm_struct *mm)
{
	struct dxgk_process *process = kzalloc(sizeof(*process), DXGK_GFP_CLIENT);

	if (!process)
		return ERR_PTR(-ENOMEM);
	process->id = atomic64_inc_return(&last_id);
	dxgk_handle_table_init(&process->handles, 0);
	process->handles.max = min(READ_ONCE(max_handles), process->handles.max);
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

/*
 * The process of an mm, for one more descriptor. Found or created atomically: two threads that come
 * at the same time get the same process.
 */
static struct dxgk_process *process_open(struct mm_struct *mm)
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

/* A descriptor goes; the last one destroys what the process has. */
static void process_close(struct dxgk_process *process)
{
	mutex_lock(&process->open_lock);
	if (--process->opens == 0)
		dxgk_process_rundown(process);
	mutex_unlock(&process->open_lock);
	mmu_notifier_put(&process->mn);
}

/* Clients that have not joined their process, by mm. */
static DEFINE_HASHTABLE(unjoined, 8);
static DEFINE_SPINLOCK(unjoined_lock);

/**
 * dxgk_client_new - a descriptor is opened
 * @mm: The caller's own mm.
 *
 * Context: any lock of the caller may be held; waits for nobody.
 * Return: The client for dxgk_client_free(), or NULL without memory.
 */
struct dxgk_client *dxgk_client_new(struct mm_struct *mm)
{
	struct dxgk_client *client = kzalloc(sizeof(*client), DXGK_GFP_CLIENT);

	if (!client)
		return NULL;
	mmgrab(mm);
	client->mm = mm;
	spin_lock(&unjoined_lock);
	hash_add(unjoined, &client->link, (unsigned long)mm);
	spin_unlock(&unjoined_lock);
	return client;
}

/* @client has a place among its process's descriptors. */
static void client_join_locked(struct dxgk_client *client, struct dxgk_process *process)
{
	lockdep_assert_held(&unjoined_lock);
	hash_del(&client->link);
	/* Pairs with the acquire of dxgk_client_process(). */
	smp_store_release(&client->process, process);
}

/* Take @client out; its place goes to another client of its mm. False if there is none. */
static bool client_leave(struct dxgk_client *client)
{
	struct dxgk_client *heir;
	bool left = true;

	spin_lock(&unjoined_lock);
	if (!client->process) {
		hash_del(&client->link);
		goto unlock;
	}
	hash_for_each_possible(unjoined, heir, link, (unsigned long)client->mm) {
		if (heir->mm != client->mm)
			continue;
		client_join_locked(heir, client->process);
		goto unlock;
	}
	left = false;
unlock:
	spin_unlock(&unjoined_lock);
	return left;
}

/**
 * dxgk_client_free - the last reference to a descriptor goes
 * @client: From dxgk_client_new().
 *
 * Context: any process, no lock held; may destroy what the client's process has.
 */
void dxgk_client_free(struct dxgk_client *client)
{
	if (!client_leave(client))
		process_close(client->process);
	mmdrop(client->mm);
	kfree(client);
}

/**
 * dxgk_client_join - the first call on a descriptor
 * @client: Of the caller's own process.
 *
 * Return: The process, or ERR_PTR: -ENOMEM, or -ERESTARTNOINTR for a pending signal, after whose
 * handler the call comes again by itself.
 */
struct dxgk_process *dxgk_client_join(struct dxgk_client *client)
{
	struct dxgk_process *process = process_open(client->mm);
	bool joined;

	if (IS_ERR(process))
		return process;
	spin_lock(&unjoined_lock);
	joined = client->process;
	if (!joined)
		client_join_locked(client, process);
	spin_unlock(&unjoined_lock);
	/* Another thread was first, or a descriptor that went. It is the same process. */
	if (joined)
		process_close(process);
	return client->process;
}
