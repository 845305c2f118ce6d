// SPDX-License-Identifier: GPL-2.0-only
/*
 * The allocation DDIs. softgpu keeps no object for an allocation: what it has to know later, to
 * describe it, fits into the cookie. An open has the cookie of its allocation.
 */
#include <linux/build_bug.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "softgpu.h"

#define COOKIE_TAG	0x2a

/**
 * union cookie - what softgpu has to know of an allocation
 * @tag: COOKIE_TAG, so that the cookie is not NULL and a foreign one is noticed
 * @class: enum softgpu_placement_class
 * @format: enum softgpu_format
 * @samples: per texel
 * @height_less_1: texels; 16384 of them just fit
 * @width: texels, or bytes of a buffer, U32_MAX if there are more
 * @pointer: as dxgkrnl sees it
 */
union cookie {
	struct {
		u64 tag : 6;
		u64 class : 2;
		u64 format : 5;
		u64 samples : 5;
		u64 height_less_1 : 14;
		u64 width : 32;
	};
	void *pointer;
};

static_assert(sizeof(union cookie) == sizeof(void *));
static_assert(SOFTGPU_PLACE_COUNT <= 4);
static_assert(SOFTGPU_FORMAT_COUNT <= 32 && SOFTGPU_MAX_SAMPLES < 32);
static_assert(SOFTGPU_MAX_DIMENSION <= 1 << 14);

static void *make_cookie(const struct softgpu_allocation_desc *desc)
{
	union cookie cookie = {
		.tag = COOKIE_TAG,
		.class = softgpu_placement_class(desc),
		.format = desc->format,
		.samples = desc->samples,
		.height_less_1 = desc->height - 1,
		.width = min_t(u64, desc->width, U32_MAX),
	};

	return cookie.pointer;
}

static union cookie check_cookie(void *pointer)
{
	union cookie cookie = { .pointer = pointer };

	WARN_ON_ONCE(cookie.tag != COOKIE_TAG);
	return cookie;
}

/**
 * softgpu_describe_desc() - answer a client's description
 * @sg: the adapter
 * @desc: the kernel's copy; the answer is written to its out members
 * @layout: result
 * @placement: result
 *
 * An adapter that has no segment for it answers with an empty set; only creating it fails.
 *
 * Return: 0, or -EINVAL for what softgpu doesn't understand.
 */
int softgpu_describe_desc(struct softgpu *sg, struct softgpu_allocation_desc *desc,
			  struct softgpu_layout *layout,
			  const struct softgpu_placement **placement)
{
	const struct softgpu_placement *p;
	int ret;

	ret = softgpu_layout(desc, layout);
	if (ret)
		return ret;
	p = &sg->placement[softgpu_placement_class(desc)];
	desc->total_size = layout->total_size;
	desc->slice_pitch = layout->slice_pitch;
	desc->pitch = layout->pitch;
	desc->alignment = layout->alignment;
	desc->supported_segment_set = p->set;
	desc->preferred_segment = p->preferred[0].segment_id;
	memset(desc->reserved_out, 0, sizeof(desc->reserved_out));
	*placement = p;
	return 0;
}

static int create_one(struct softgpu *sg, struct dxgk_allocationinfo *info)
{
	struct softgpu_allocation_desc *desc = info->private_driver_data;
	const struct softgpu_placement *placement;
	struct softgpu_layout layout;
	int ret;

	if (info->private_driver_data_size < sizeof(*desc))
		return -EINVAL;
	ret = softgpu_describe_desc(sg, desc, &layout, &placement);
	if (ret)
		return ret;
	if (!placement->set)
		return -DXGK_ENOVIDEOMEMORY;

	info->size = layout.total_size;
	info->alignment = layout.alignment;
	info->supported_segment_set = placement->set;
	memcpy(info->preferred_segment, placement->preferred, sizeof(info->preferred_segment));
	info->flags = placement->flags;
	/*
	 * Nobody reads back what is displayed often enough to be worth a cache that has to be
	 * flushed.
	 */
	if (info->primary)
		info->flags &= ~DXGK_ALLOCATIONINFOFLAGS_CACHED;
	info->allocation_priority = softgpu_placement_priority(desc);
	info->hallocation = make_cookie(desc);
	return 0;
}

/**
 * softgpu_create_allocation() - see struct dxgk_driver
 * @sg: the adapter
 * @arg: arguments
 *
 * A resource is no object of its own; its cookie is the adapter, so that a wrong one is noticed.
 *
 * Return: 0, -EINVAL or -DXGK_ENOVIDEOMEMORY.
 */
int softgpu_create_allocation(struct softgpu *sg, struct dxgkarg_createallocation *arg)
{
	u32 i;
	int ret;

	for (i = 0; i < arg->num_allocations; i++) {
		ret = create_one(sg, &arg->allocation_info[i]);
		if (ret)
			return ret;
	}
	atomic_add(arg->num_allocations, &sg->counts.allocations);
	if (arg->flags & DXGK_CREATEALLOCATION_RESOURCE && !arg->hresource) {
		arg->hresource = sg;
		atomic_inc(&sg->counts.resources);
	}
	return 0;
}

void softgpu_destroy_allocation(struct softgpu *sg, const struct dxgkarg_destroyallocation *arg)
{
	u32 i;

	for (i = 0; i < arg->num_allocations; i++)
		check_cookie(arg->allocation_list[i]);
	atomic_sub(arg->num_allocations, &sg->counts.allocations);
	if (arg->flags & DXGK_DESTROYALLOCATION_RESOURCE) {
		WARN_ON_ONCE(arg->hresource != sg);
		atomic_dec(&sg->counts.resources);
	}
}

void softgpu_open_allocation(struct softgpu *sg, struct dxgkarg_openallocation *arg)
{
	u32 i;

	for (i = 0; i < arg->num_allocations; i++)
		arg->open_allocation[i].hdevice_allocation = arg->open_allocation[i].hallocation;
	atomic_add(arg->num_allocations, &sg->counts.opens);
}

void softgpu_close_allocation(struct softgpu *sg, const struct dxgkarg_closeallocation *arg)
{
	u32 i;

	for (i = 0; i < arg->num_allocations; i++)
		check_cookie(arg->open_handle_list[i]);
	atomic_sub(arg->num_allocations, &sg->counts.opens);
}

void softgpu_describe_allocation(struct dxgkarg_describeallocation *arg)
{
	union cookie cookie = check_cookie(arg->hallocation);

	arg->width = cookie.width;
	arg->height = cookie.height_less_1 + 1;
	arg->format = softgpu_d3dddi_format(cookie.format);
	arg->multisample_count = cookie.samples;
}

/**
 * softgpu_check_allocation() - see that dxgkrnl names an allocation of softgpu's
 * @hallocation: the cookie, or NULL for one that softgpu was not told of
 */
void softgpu_check_allocation(void *hallocation)
{
	if (hallocation)
		check_cookie(hallocation);
}

/**
 * softgpu_validate_update() - see struct dxgk_driver
 * @sg: the adapter
 * @arg: arguments
 *
 * Who accesses an allocation doesn't change, so the segments that it was created for are all that
 * it can be in.
 *
 * Return: 0 or -EINVAL.
 */
int softgpu_validate_update(struct softgpu *sg,
			    const struct dxgkarg_validateupdateallocproperty *arg)
{
	union cookie cookie = check_cookie(arg->hallocation);

	return arg->supported_segment_set & ~sg->placement[cookie.class].set ? -EINVAL : 0;
}
