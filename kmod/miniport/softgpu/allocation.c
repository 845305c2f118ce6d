// SPDX-License-Identifier: GPL-2.0-only
/*
 * The allocation DDIs. An allocation is one small object that remembers its
 * description; an open needs none, its cookie is the allocation's.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "softgpu.h"

static struct kmem_cache *allocation_cache;

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
	struct softgpu_allocation *allocation;
	struct softgpu_layout layout;
	int ret;

	if (info->private_driver_data_size < sizeof(*desc))
		return -EINVAL;
	ret = softgpu_describe_desc(sg, desc, &layout, &placement);
	if (ret)
		return ret;
	if (!placement->set)
		return -DXGK_ENOVIDEOMEMORY;

	allocation = kmem_cache_alloc(allocation_cache, GFP_KERNEL);
	if (!allocation)
		return -ENOMEM;
	allocation->width = min_t(u64, desc->width, U32_MAX);
	allocation->height = desc->height;
	allocation->format = desc->format;
	allocation->samples = desc->samples;

	info->size = layout.total_size;
	info->alignment = layout.alignment;
	info->supported_segment_set = placement->set;
	memcpy(info->preferred_segment, placement->preferred, sizeof(info->preferred_segment));
	info->flags = placement->flags;
	info->allocation_priority = softgpu_placement_priority(desc);
	info->hallocation = allocation;
	return 0;
}

/**
 * softgpu_create_allocation() - see struct dxgk_driver
 * @sg: the adapter
 * @arg: arguments
 *
 * A resource is no object of its own; its cookie is the adapter, so that a wrong one is noticed.
 *
 * Return: 0, -EINVAL, -ENOMEM or -DXGK_ENOVIDEOMEMORY.
 */
int softgpu_create_allocation(struct softgpu *sg, struct dxgkarg_createallocation *arg)
{
	u32 i;
	int ret;

	for (i = 0; i < arg->num_allocations; i++) {
		ret = create_one(sg, &arg->allocation_info[i]);
		if (ret)
			goto err_free;
	}
	atomic_add(arg->num_allocations, &sg->counts.allocations);
	if (arg->flags & DXGK_CREATEALLOCATION_RESOURCE && !arg->hresource) {
		arg->hresource = sg;
		atomic_inc(&sg->counts.resources);
	}
	return 0;

err_free:
	while (i--)
		kmem_cache_free(allocation_cache, arg->allocation_info[i].hallocation);
	return ret;
}

void softgpu_destroy_allocation(struct softgpu *sg, const struct dxgkarg_destroyallocation *arg)
{
	u32 i;

	for (i = 0; i < arg->num_allocations; i++) {
		if (!WARN_ON_ONCE(!arg->allocation_list[i]))
			kmem_cache_free(allocation_cache, arg->allocation_list[i]);
	}
	atomic_sub(arg->num_allocations, &sg->counts.allocations);
	if (arg->flags & DXGK_DESTROYALLOCATION_RESOURCE) {
		WARN_ON_ONCE(arg->hresource != sg);
		atomic_dec(&sg->counts.resources);
	}
}

/* Take back one allocation that dxgkrnl won't learn of. */
void softgpu_drop_allocation(struct softgpu *sg, void *hallocation)
{
	kmem_cache_free(allocation_cache, hallocation);
	atomic_dec(&sg->counts.allocations);
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
	atomic_sub(arg->num_allocations, &sg->counts.opens);
}

void softgpu_describe_allocation(struct dxgkarg_describeallocation *arg)
{
	const struct softgpu_allocation *allocation = arg->hallocation;

	arg->width = allocation->width;
	arg->height = allocation->height;
	arg->format = softgpu_d3dddi_format(allocation->format);
	arg->multisample_count = allocation->samples;
}

int softgpu_allocation_init(void)
{
	allocation_cache = KMEM_CACHE(softgpu_allocation, SLAB_ACCOUNT);
	return allocation_cache ? 0 : -ENOMEM;
}

void softgpu_allocation_exit(void)
{
	kmem_cache_destroy(allocation_cache);
}
