// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/handle.h"
#include "objects/nameuser.h"
#include "objects/share.h"

static bool global_shares_any_user;
module_param(global_shares_any_user, bool, 0644);
MODULE_PARM_DESC(global_shares_any_user,
		 "Let every user open resources that are shared by global handle (default N)");

/* Global handles of resources. The low bits tell them from local handles. */
#define GLOBAL_HANDLE_TAG	2
static struct dxgk_handle_table names;

void dxgk_shares_init(void)
{
	dxgk_handle_table_init(&names, GLOBAL_HANDLE_TAG);
}

void dxgk_shares_exit(void)
{
	dxgk_handle_table_fini(&names);
}

/**
 * dxgk_share_new - a share without allocations
 * @adapter: Where; the share takes a reference of its own.
 * @num_allocations: Room for them; fixed.
 *
 * Return: The share with a reference for the caller, or NULL without memory.
 */
struct dxgk_share *dxgk_share_new(struct dxgk_adapter *adapter, u32 num_allocations)
{
	struct dxgk_share *share = kvzalloc(struct_size(share, allocations, num_allocations),
					    DXGK_GFP_CLIENT);

	if (!share)
		return NULL;
	dxgk_object_init(&share->obj, DXGK_OBJECT_SHARE);
	dxgk_adapter_get(adapter);
	share->adapter = adapter;
	share->creator = get_current_cred();
	mutex_lock(&adapter->lock);
	list_add_tail(&share->adapter_link, &adapter->shares);
	mutex_unlock(&adapter->lock);
	dxgk_count_add(DXGK_COUNT_SHARE, 1);
	return share;
}

/**
 * dxgk_share_ddi_destroy - have the miniport forget a shared resource; once
 * @share: Its share, whose allocations are gone.
 *
 * Context: inside an adapter section, or the removal.
 */
void dxgk_share_ddi_destroy(struct dxgk_share *share)
{
	if (!share->ddi_known)
		return;
	share->ddi_known = false;
	dxgk_ddi_destroy_allocations(share->adapter, share->hresource, NULL, 0,
				     DXGK_DESTROYALLOCATION_RESOURCE);
}

/* Nobody has the resource open or could open it any more: its memory goes. */
static void share_end(struct dxgk_share *share)
{
	struct dxgk_adapter *adapter = share->adapter;
	bool entered;
	u32 ended;
	int idx;

	/*
	 * All in one section: once its allocations have ended, the removal must not find the share.
	 */
	entered = dxgk_adapter_enter_or_drained(adapter, &idx);
	ended = dxgk_globals_close(adapter, share->hresource, share->allocations,
				   share->num_allocations);
	dxgk_share_ddi_destroy(share);
	mutex_lock(&adapter->lock);
	list_del(&share->adapter_link);
	mutex_unlock(&adapter->lock);
	if (entered)
		dxgk_adapter_exit(adapter, idx);
	dxgk_globals_free(share->allocations, ended);
	if (share->name_user)
		dxgk_name_uncharge(share->name_user);
	put_cred(share->creator);
	dxgk_adapter_put(adapter);
	kvfree(share->private_data);
	kvfree(share->runtime_data);
	kvfree(share);
	dxgk_count_sub(DXGK_COUNT_SHARE, 1);
}

/**
 * dxgk_share_put - drop a reference; the last one takes the memory with it
 * @share: The share.
 *
 * Context: process context, no lock held; calls the miniport.
 */
void dxgk_share_put(struct dxgk_share *share)
{
	if (!refcount_dec_and_test(&share->obj.users))
		return;
	dxgk_object_claim(&names, &share->obj);
	share_end(share);
}

/**
 * dxgk_share_reserve_name - take a global handle that nobody can look up yet
 * @share: What it will name; it holds no reference.
 * @handle: Out: for dxgk_share_publish_name() or dxgk_share_cancel_name().
 *
 * The creator's user is charged until the share ends.
 *
 * Return: 0, or -ENOMEM without memory or if the user has too many.
 */
int dxgk_share_reserve_name(struct dxgk_share *share, u32 *handle)
{
	share->name_user = dxgk_name_charge(share->creator->euid);
	if (!share->name_user)
		return -ENOMEM;
	return dxgk_handles_reserve(&names, handle, 1);
}

/**
 * dxgk_share_cancel_name - give back a global handle that was not published
 * @handle: From dxgk_share_reserve_name().
 */
void dxgk_share_cancel_name(u32 handle)
{
	dxgk_handles_cancel(&names, &handle, 1);
}

/**
 * dxgk_share_publish_name - let a global handle name its share, until that ends
 * @share: The share.
 * @handle: From dxgk_share_reserve_name().
 */
void dxgk_share_publish_name(struct dxgk_share *share, u32 handle)
{
	dxgk_handle_publish(&names, handle, &share->obj);
}

/*
 * Anybody can guess a global handle, so only the creator's own user may use it, in the same user
 * namespace.
 */
static bool may_open(const struct dxgk_share *share)
{
	return READ_ONCE(global_shares_any_user) ||
	       (uid_eq(share->creator->euid, current_euid()) &&
		share->creator->user_ns == current_user_ns());
}

/**
 * dxgk_share_lookup - the share that a global handle names
 * @handle: The handle.
 *
 * Return: The share with a reference, or ERR_PTR: -EINVAL for a bad handle, -EACCES for another
 * user's.
 */
struct dxgk_share *dxgk_share_lookup(u32 handle)
{
	struct dxgk_object *obj = dxgk_handle_lookup(&names, handle, DXGK_OBJECT_SHARE);
	struct dxgk_share *share;

	if (!obj)
		return ERR_PTR(-EINVAL);
	share = container_of(obj, struct dxgk_share, obj);
	if (may_open(share))
		return share;
	dxgk_share_put(share);
	return ERR_PTR(-EACCES);
}
