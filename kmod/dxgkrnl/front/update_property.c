// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitfield.h>
#include <linux/dma-fence.h>
#include <linux/err.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "ddi/paging.h"
#include "front/front.h"
#include "front/pending.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/paging_queue.h"
#include "objects/process.h"
#include "vidmm/residency.h"

/* D3DDDI_SEGMENTPREFERENCE: five times a segment's number and whether from its end. */
#define PREFERENCE_BITS		6
#define PREFERENCE_ID		GENMASK(4, 0)
#define PREFERENCE_FROM_END	BIT(5)

static void unpack_preferences(u32 packed, struct dxgk_segmentpreference *preferred)
{
	u32 i, n = 0, one;

	memset(preferred, 0, DXGK_MAX_PREFERENCES * sizeof(*preferred));
	for (i = 0; i < DXGK_MAX_PREFERENCES; i++) {
		one = packed >> (i * PREFERENCE_BITS);
		if (!(one & PREFERENCE_ID))
			break;
		preferred[n].segment_id = one & PREFERENCE_ID;
		preferred[n++].from_end = one & PREFERENCE_FROM_END;
	}
}

/* Whether the properties make sense on the adapter. */
static bool are_valid(const struct vidmm *vidmm, const struct vidmm_properties *properties)
{
	u32 i;

	if (!properties->segment_set ||
	    properties->segment_set & ~GENMASK(vidmm->num_segments - 1, 0))
		return false;
	for (i = 0; i < DXGK_MAX_PREFERENCES && properties->preferred[i].segment_id; i++) {
		if (!(properties->segment_set &
		      DXGK_SEGMENT_BIT(properties->preferred[i].segment_id)))
			return false;
	}
	return true;
}

static void change(struct vidmm_properties *properties, const struct d3dddi_updateallocproperty *in)
{
	if (in->property_mask_value & D3DDDI_UPDATEALLOCPROPERTY_SET_ACCESSED_PHYSICALLY)
		properties->accessed_physically =
			in->flags & D3DDDI_UPDATEALLOCPROPERTY_FLAGS_ACCESSED_PHYSICALLY;
	if (in->property_mask_value & D3DDDI_UPDATEALLOCPROPERTY_SET_SUPPORTED_SEGMENT_SET)
		properties->segment_set = in->supported_segment_set;
	if (in->property_mask_value & D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT)
		unpack_preferences(in->preferred_segment, properties->preferred);
}

static int ask_miniport(struct dxgk_adapter *adapter, struct dxgk_allocation *alloc,
			const struct vidmm_properties *properties)
{
	struct dxgkarg_validateupdateallocproperty arg = {
		.hallocation = alloc->global->hallocation,
		.supported_segment_set = properties->segment_set,
		.accessed_physically = properties->accessed_physically,
	};

	memcpy(arg.preferred_segment, properties->preferred, sizeof(arg.preferred_segment));
	return alloc->global->ddi_created ? dxgk_ddi_validate_update(adapter, &arg) : 0;
}

/* Inside an adapter section. */
static int update(struct vidmm_request *request, struct dxgk_allocation *alloc,
		  const struct d3dddi_updateallocproperty *in)
{
	struct vidmm_alloc *vidmm = &alloc->global->vidmm;
	struct vidmm_properties properties;
	int err;

	vidmm_get_properties(vidmm, &properties);
	change(&properties, in);
	if (!are_valid(request->vidmm, &properties))
		return -EINVAL;
	err = ask_miniport(alloc->device->adapter, alloc, &properties);
	return err ?: vidmm_set_properties(request, vidmm, &properties);
}

static int update_allocation(struct dxgk_paging_queue *queue, struct dxgk_allocation *alloc,
			     const struct d3dddi_updateallocproperty *in,
			     struct d3dddi_updateallocproperty __user *user)
{
	struct vidmm_request request = { };
	u64 value = 0;
	int err, ret, idx;

	err = dxgk_request_init(&request, queue->device);
	if (err)
		return err;
	if (!dxgk_adapter_enter(queue->device->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = update(&request, alloc, in);
	dxgk_adapter_exit(queue->device->adapter, idx);
	if (err) {
		dma_fence_put(request.fence);
		return err;
	}
	ret = dxgk_pend(queue, VIDSCH_PACKET_UPDATE_PROPERTY, request.fence, &value);
	return put_user(value, &user->paging_fence_value) ? -EFAULT : ret;
}

static bool mask_is_valid(const struct d3dddi_updateallocproperty *in)
{
	return in->property_mask_value &&
	       !(in->property_mask_value & D3DDDI_UPDATEALLOCPROPERTY_RESERVED_MASK) &&
	       !(in->flags & D3DDDI_UPDATEALLOCPROPERTY_FLAGS_RESERVED_MASK) &&
	       !(in->preferred_segment & D3DDDI_SEGMENTPREFERENCE_RESERVED_MASK);
}

int dxgk_ioctl_update_allocation_property(struct dxgk_process *process, void *args,
					  void __user *user)
{
	const struct d3dddi_updateallocproperty *in = args;
	struct dxgk_paging_queue *queue;
	struct dxgk_allocation *alloc;
	int err = -EINVAL;

	if (!mask_is_valid(in))
		return -EINVAL;
	if (in->property_mask_value & D3DDDI_UPDATEALLOCPROPERTY_SET_UNMOVEABLE)
		return -DXGK_ENOTSUPPORTED;
	queue = dxgk_paging_queue_lookup_active(process, in->paging_queue);
	if (IS_ERR(queue))
		return PTR_ERR(queue);
	alloc = dxgk_allocation_lookup(queue->device, in->allocation);
	if (alloc) {
		err = update_allocation(queue, alloc, in, user);
		dxgk_allocations_put(&alloc, 1);
	}
	dxgk_paging_queue_put(queue);
	return err;
}
