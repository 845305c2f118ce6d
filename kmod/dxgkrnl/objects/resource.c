// SPDX-License-Identifier: GPL-2.0-only
#include <linux/slab.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/counts.h"
#include "objects/device.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "objects/share.h"

/**
 * dxgk_resource_new - an empty resource, without a handle yet
 * @device: Where; the caller holds a reference to it.
 *
 * Return: The resource with the reference that its handle will have, or NULL without memory.
 */
struct dxgk_resource *dxgk_resource_new(struct dxgk_device *device)
{
	struct dxgk_resource *resource = kzalloc(sizeof(*resource), DXGK_GFP_CLIENT);

	if (!resource)
		return NULL;
	dxgk_object_init(&resource->obj, DXGK_OBJECT_RESOURCE);
	resource->device = device;
	INIT_LIST_HEAD(&resource->allocations);
	mutex_init(&resource->create_lock);
	mutex_lock(&device->lock);
	list_add_tail(&resource->link, &device->resources);
	mutex_unlock(&device->lock);
	dxgk_count_add(DXGK_COUNT_RESOURCE, 1);
	return resource;
}

/* Whether a shared resource belongs to another adapter than the device on which it is open. */
bool dxgk_resource_is_foreign(const struct dxgk_resource *resource)
{
	return resource->share && resource->share->adapter != resource->device->adapter;
}

/**
 * dxgk_resource_hresource - the miniport's cookie of a resource
 * @resource: The resource, or NULL.
 */
void *dxgk_resource_hresource(const struct dxgk_resource *resource)
{
	if (!resource)
		return NULL;
	return resource->share && !dxgk_resource_is_foreign(resource) ?
		resource->share->hresource : resource->hresource;
}

/**
 * dxgk_resource_ddi_destroy - have the miniport forget a resource that is not shared; once
 * @resource: The resource, whose allocations are gone.
 *
 * Context: inside an adapter section, or the removal.
 */
void dxgk_resource_ddi_destroy(struct dxgk_resource *resource)
{
	if (!resource->ddi_known)
		return;
	resource->ddi_known = false;
	dxgk_ddi_destroy_allocations(resource->device->adapter, resource->hresource, NULL, 0,
				     DXGK_DESTROYALLOCATION_RESOURCE);
}

/**
 * dxgk_resource_put - drop a reference; the last one ends the resource
 * @resource: The resource. Its allocations are gone when the last reference goes.
 */
void dxgk_resource_put(struct dxgk_resource *resource)
{
	struct dxgk_device *device = resource->device;
	bool entered;
	int idx;

	if (!refcount_dec_and_test(&resource->obj.users))
		return;
	entered = dxgk_adapter_enter_or_drained(device->adapter, &idx);
	dxgk_resource_ddi_destroy(resource);
	mutex_lock(&device->lock);
	list_del(&resource->link);
	mutex_unlock(&device->lock);
	if (entered)
		dxgk_adapter_exit(device->adapter, idx);
	if (resource->share)
		dxgk_share_put(resource->share);
	dxgk_count_sub(DXGK_COUNT_RESOURCE, 1);
	kfree(resource);
}

/**
 * dxgk_resource_destroy - destroy a resource with all its allocations
 * @resource: Claimed by the caller, whose reference is consumed.
 */
void dxgk_resource_destroy(struct dxgk_resource *resource)
{
	dxgk_allocations_destroy_list(resource->device, &resource->allocations);
	dxgk_resource_put(resource);
}

/* Device rundown: no call is using a resource. */
void dxgk_resources_destroy_all(struct dxgk_device *device)
{
	struct dxgk_resource *resource, *next;

	/* Nobody else changes the list any more, and what ends takes the lock itself. */
	list_for_each_entry_safe(resource, next, &device->resources, link) {
		refcount_inc(&resource->obj.users);
		dxgk_allocations_destroy_list(device, &resource->allocations);
		/* Not if it was destroyed while a call was adding an allocation that kept it. */
		if (dxgk_object_claim(&device->process->handles, &resource->obj))
			dxgk_resource_put(resource);
		dxgk_resource_put(resource);
	}
}

struct resource_match {
	const struct dxgk_device *device;
	bool of_other_device;
};

static bool resource_is_of_device(const struct dxgk_object *obj, void *data)
{
	struct resource_match *match = data;

	match->of_other_device =
		container_of(obj, struct dxgk_resource, obj)->device != match->device;
	return !match->of_other_device;
}

/**
 * dxgk_resource_lookup - the resource that a handle names on a device
 * @device: The device.
 * @handle: The handle.
 *
 * Return: The resource with a reference, or ERR_PTR: -DXGK_EINVALIDHANDLE if the handle names no
 * resource, -EINVAL if it names one of another device.
 */
struct dxgk_resource *dxgk_resource_lookup(struct dxgk_device *device, u32 handle)
{
	struct resource_match match = { .device = device };
	struct dxgk_object *obj;

	obj = dxgk_handle_lookup_if(&device->process->handles, handle, DXGK_OBJECT_RESOURCE,
				    resource_is_of_device, &match);
	if (obj)
		return to_dxgk_resource(obj);
	return ERR_PTR(match.of_other_device ? -EINVAL : -DXGK_EINVALIDHANDLE);
}
