/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Resources: groups of allocations on a device.
 */
#ifndef DXGK_OBJECTS_RESOURCE_H
#define DXGK_OBJECTS_RESOURCE_H

#include <linux/list.h>

#include "objects/object.h"

struct dxgk_device;
struct dxgk_share;

/**
 * struct dxgk_resource - one resource
 * @obj: Its head. Each of its allocations holds a reference, too.
 * @device: Where it is; the device runs its resources down before it goes.
 * @link: In the device's list, under the device's lock.
 * @allocations: Its allocations, under the device's lock.
 * @share: The global half of a shared resource, with a reference; NULL otherwise. Constant once the
 *	resource has a handle.
 * @hresource: The miniport's cookie, or NULL; a shared resource has it in @share, unless it was
 *	opened from another adapter. Changed inside an adapter section under @create_lock, or by the
 *	removal.
 * @read_only: It was opened without the right to write. Constant once the resource has a handle.
 * @ddi_known: The miniport has seen the resource, so it must hear of its end.
 * @create_lock: Calls that add allocations take turns, because each gives @hresource to the
 *	miniport.
 */
struct dxgk_resource {
	struct dxgk_object obj;
	struct dxgk_device *device;
	struct list_head link;
	struct list_head allocations;
	struct dxgk_share *share;
	void *hresource;
	bool read_only;
	bool ddi_known;
	struct mutex create_lock;	/* calls of create_allocation */
};

static inline struct dxgk_resource *to_dxgk_resource(struct dxgk_object *obj)
{
	return container_of(obj, struct dxgk_resource, obj);
}

struct dxgk_resource *dxgk_resource_new(struct dxgk_device *device);
void dxgk_resource_put(struct dxgk_resource *resource);
void dxgk_resource_destroy(struct dxgk_resource *resource);
void dxgk_resources_destroy_all(struct dxgk_device *device);
void dxgk_resource_ddi_destroy(struct dxgk_resource *resource);
bool dxgk_resource_is_foreign(const struct dxgk_resource *resource);
void *dxgk_resource_hresource(const struct dxgk_resource *resource);
struct dxgk_resource *dxgk_resource_lookup(struct dxgk_device *device, u32 handle);

#endif
