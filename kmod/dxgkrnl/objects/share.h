/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The global half of a shared resource.
 */
#ifndef DXGK_OBJECTS_SHARE_H
#define DXGK_OBJECTS_SHARE_H

#include <linux/list.h>

#include "objects/object.h"

struct cred;
struct dxgk_adapter;
struct dxgk_global_allocation;
struct dxgk_name_user;

/**
 * struct dxgk_share - what the opens of a shared resource have in common
 * @obj: Its head. Users are each device's resource, each NT handle and calls in flight; the global
 *	handle is a weak name.
 * @adapter: With a reference.
 * @adapter_link: In the adapter's list, under the adapter's lock.
 * @creator: Who made it; whoever opens by global handle must be the same user.
 * @name_user: Who is charged for the global handle, or NULL if it has none.
 * @nt_security: Shared by NT handle only.
 * @read_only: The resource was created read only.
 * @cross_adapter: Devices of other adapters may open it; it has one allocation.
 * @hresource: The miniport's cookie, or NULL.
 * @ddi_known: The miniport knows the resource. Changed inside an adapter section, or by the
 *	removal.
 * @runtime_data: The runtime's private data, or NULL.
 * @runtime_data_size: Its bytes.
 * @private_data: The resource's private driver data, or NULL.
 * @private_data_size: Its bytes.
 * @total_private_data_size: Bytes of all allocations' private driver data.
 * @num_allocations: Entries of @allocations.
 * @allocations: Each with one of its opens.
 *
 * References no process, file or mm, so it lives on when its creator dies. Constant once the
 * creating call has published it, but for what is said otherwise: nothing is ever added to a shared
 * resource.
 */
struct dxgk_share {
	struct dxgk_object obj;
	struct dxgk_adapter *adapter;
	struct list_head adapter_link;
	const struct cred *creator;
	struct dxgk_name_user *name_user;
	bool nt_security;
	bool read_only;
	bool cross_adapter;
	bool ddi_known;
	void *hresource;
	void *runtime_data;
	u32 runtime_data_size;
	void *private_data;
	u32 private_data_size;
	u32 total_private_data_size;
	u32 num_allocations;
	struct dxgk_global_allocation *allocations[];
};

struct dxgk_share *dxgk_share_new(struct dxgk_adapter *adapter, u32 num_allocations);
void dxgk_share_put(struct dxgk_share *share);
int dxgk_share_reserve_name(struct dxgk_share *share, u32 *handle);
void dxgk_share_cancel_name(u32 handle);
void dxgk_share_publish_name(struct dxgk_share *share, u32 handle);
struct dxgk_share *dxgk_share_lookup(u32 handle);
void dxgk_share_ddi_destroy(struct dxgk_share *share);

void dxgk_shares_init(void);
void dxgk_shares_exit(void);

#endif
