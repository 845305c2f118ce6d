/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What everything that a handle can name has in common.
 */
#ifndef DXGK_OBJECTS_OBJECT_H
#define DXGK_OBJECTS_OBJECT_H

#include <linux/refcount.h>
#include <linux/types.h>

#include "gfp.h"

enum dxgk_object_type {
	DXGK_OBJECT_ADAPTER = 1,	/* struct dxgk_adapter_open */
	DXGK_OBJECT_DEVICE,
	DXGK_OBJECT_RESOURCE,
	DXGK_OBJECT_ALLOCATION,
	DXGK_OBJECT_SHARE,
	DXGK_OBJECT_PAGING_QUEUE,
	DXGK_OBJECT_FENCE,
};

/**
 * struct dxgk_object - the head of an object with a handle
 * @users: Keeps the object usable: one for the handle, one for each call in flight that looked it
 *	up, and what an object's own file adds. Who drops the last one runs the object down, in
 *	process context.
 * @handle: The published handle, or 0. Written by publish and remove, under the table's lock.
 * @type: enum dxgk_object_type. Constant.
 * @claimed: Somebody has won the right to destroy the object; lookups no longer find it. Protected
 *	by the handle table's lock.
 */
struct dxgk_object {
	refcount_t users;
	u32 handle;
	u8 type;
	bool claimed;
};

static inline void dxgk_object_init(struct dxgk_object *obj, enum dxgk_object_type type)
{
	refcount_set(&obj->users, 1);
	obj->handle = 0;
	obj->type = type;
	obj->claimed = false;
}

#endif
