/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fences of a device.
 */
#ifndef DXGK_OBJECTS_FENCE_H
#define DXGK_OBJECTS_FENCE_H

#include "objects/object.h"
#include "vidsch/fence.h"

struct dxgk_device;

/**
 * struct dxgk_fence - a fence
 * @obj: Its head.
 * @device: Of which it is. Constant.
 * @vidsch: What it has reached and who waits for it.
 */
struct dxgk_fence {
	struct dxgk_object obj;
	struct dxgk_device *device;
	struct vidsch_fence vidsch;
};

static inline struct dxgk_fence *to_dxgk_fence(struct dxgk_object *obj)
{
	return container_of(obj, struct dxgk_fence, obj);
}

struct dxgk_fence *dxgk_fence_new(struct dxgk_device *device);
struct dxgk_fence *dxgk_fence_lookup(struct dxgk_device *device, u32 handle);
void dxgk_fence_put(struct dxgk_fence *fence);
void dxgk_fence_destroy(struct dxgk_fence *fence);

#endif
