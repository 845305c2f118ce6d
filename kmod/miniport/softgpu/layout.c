// SPDX-License-Identifier: GPL-2.0-only
/*
 * From a description of an allocation to its size in memory. The rules are in
 * Documentation/softgpu.rst; Direct3D's are the model for what may be combined and for linear
 * layouts.
 */
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/nospec.h>
#include <linux/overflow.h>
#include <linux/sizes.h>

#include "layout.h"

#define LINEAR_PITCH_ALIGN		256
#define CROSS_ADAPTER_PITCH_ALIGN	128
#define CROSS_ADAPTER_HEIGHT_ALIGN	4
#define SUBRESOURCE_ALIGN		512
#define CONSTANT_BUFFER_ALIGN		256
#define TILE_SHIFT			12

#define USAGE_BUFFER \
	(SOFTGPU_USAGE_SHADER_RESOURCE | SOFTGPU_USAGE_UNORDERED_ACCESS | \
	 SOFTGPU_USAGE_VERTEX_BUFFER | SOFTGPU_USAGE_INDEX_BUFFER | \
	 SOFTGPU_USAGE_CONSTANT_BUFFER | SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER)
#define USAGE_RAW	(SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER)
#define USAGE_SAMPLED \
	(SOFTGPU_USAGE_SHADER_RESOURCE | SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER)
#define USAGE_COLOR \
	(USAGE_SAMPLED | SOFTGPU_USAGE_RENDER_TARGET | SOFTGPU_USAGE_UNORDERED_ACCESS)
#define USAGE_DISPLAY	(USAGE_COLOR | SOFTGPU_USAGE_PRESENT)
#define USAGE_DEPTH	(USAGE_SAMPLED | SOFTGPU_USAGE_DEPTH_STENCIL)

#define DIM_1D		BIT(SOFTGPU_DIMENSION_1D)
#define DIM_2D		BIT(SOFTGPU_DIMENSION_2D)
#define DIM_3D		BIT(SOFTGPU_DIMENSION_3D)
#define DIM_CUBE	BIT(SOFTGPU_DIMENSION_CUBE)
#define DIM_ALL		(DIM_1D | DIM_2D | DIM_3D | DIM_CUBE)

/* A format as the layout sees it; NV12's second plane is handled by name. */
struct format {
	u8 block_bytes;
	u8 block_shift;	/* a block is this power of two texels wide and high */
	u8 dimensions;
	bool multisample;
	u16 usage;
};

#define COLOR(bytes)	{ bytes, 0, DIM_ALL, true, USAGE_COLOR }
#define DISPLAY(bytes)	{ bytes, 0, DIM_ALL, true, USAGE_DISPLAY }
#define DEPTH(bytes)	{ bytes, 0, DIM_1D | DIM_2D | DIM_CUBE, true, USAGE_DEPTH }
#define BLOCK(bytes)	{ bytes, 2, DIM_2D | DIM_3D | DIM_CUBE, false, USAGE_SAMPLED }

static const struct format formats[SOFTGPU_FORMAT_COUNT] = {
	[SOFTGPU_FORMAT_R8] = COLOR(1),
	[SOFTGPU_FORMAT_R16F] = COLOR(2),
	[SOFTGPU_FORMAT_R32F] = COLOR(4),
	[SOFTGPU_FORMAT_RGBA8] = DISPLAY(4),
	[SOFTGPU_FORMAT_BGRA8] = DISPLAY(4),
	[SOFTGPU_FORMAT_RGB10A2] = DISPLAY(4),
	[SOFTGPU_FORMAT_RGBA16F] = DISPLAY(8),
	[SOFTGPU_FORMAT_RGBA32F] = COLOR(16),
	[SOFTGPU_FORMAT_D24S8] = DEPTH(4),
	[SOFTGPU_FORMAT_D32F] = DEPTH(4),
	[SOFTGPU_FORMAT_NV12] = { 1, 0, DIM_2D, false, USAGE_SAMPLED },
	[SOFTGPU_FORMAT_BC1] = BLOCK(8),
	[SOFTGPU_FORMAT_BC2] = BLOCK(16),
	[SOFTGPU_FORMAT_BC3] = BLOCK(16),
	[SOFTGPU_FORMAT_BC4] = BLOCK(8),
	[SOFTGPU_FORMAT_BC5] = BLOCK(16),
	[SOFTGPU_FORMAT_BC6H] = BLOCK(16),
	[SOFTGPU_FORMAT_BC7] = BLOCK(16),
};

u64 softgpu_format_mask(void)
{
	return GENMASK_ULL(SOFTGPU_FORMAT_COUNT - 1, SOFTGPU_FORMAT_R8);
}

/* Bytes and shape of what padding works on: a texel with all its samples, or a block. */
struct element {
	u32 bytes;
	u32 tile_width;		/* elements */
	u32 tile_height;
	u32 tile_depth;
};

/*
 * A tile has 4 KiB; its 2^n elements are spread evenly over the axes, the first axes get the
 * rest.
 */
static struct element element_of(const struct softgpu_allocation_desc *d, u32 block_bytes)
{
	struct element e = { .bytes = block_bytes * d->samples };
	u32 n = TILE_SHIFT - ilog2(e.bytes);
	u32 depth = d->dimension == SOFTGPU_DIMENSION_3D ? n / 3 : 0;
	u32 height = (n - depth) / 2;

	e.tile_depth = 1u << depth;
	e.tile_height = 1u << height;
	e.tile_width = 1u << (n - depth - height);
	return e;
}

/* One mip level of one layer of one plane, padded. */
struct level {
	u32 pitch;
	u64 slice_pitch;
	u64 bytes;
};

/*
 * Nothing here can overflow: validation has bounded the three sizes by 16384, 16384 and 1, or by
 * 2048 each, and an element has at most 256 bytes.
 */
static struct level level_of(const struct softgpu_allocation_desc *d, const struct element *e,
			     u32 width, u32 height, u32 depth)
{
	struct level level;

	if (d->layout == SOFTGPU_LAYOUT_TILED) {
		level.pitch = ALIGN(width, e->tile_width) * e->bytes;
		height = ALIGN(height, e->tile_height);
		depth = ALIGN(depth, e->tile_depth);
	} else if (d->usage & SOFTGPU_USAGE_CROSS_ADAPTER) {
		level.pitch = ALIGN(width * e->bytes, CROSS_ADAPTER_PITCH_ALIGN);
		height = ALIGN(height, CROSS_ADAPTER_HEIGHT_ALIGN);
	} else {
		level.pitch = ALIGN(width * e->bytes, LINEAR_PITCH_ALIGN);
	}
	level.slice_pitch = (u64)level.pitch * height;
	level.bytes = level.slice_pitch * depth;
	return level;
}

/* 4 KiB while that wastes less than the larger alignments save in translation. */
static u32 alignment_of(u64 total_size, u32 samples)
{
	if (samples > 1)
		return total_size > SZ_4M ? SZ_4M : SZ_64K;
	return total_size > SZ_64K ? SZ_64K : SZ_4K;
}

static int finish(struct softgpu_layout *layout, u32 samples)
{
	if (layout->total_size > SOFTGPU_MAX_TOTAL_SIZE)
		return -EINVAL;
	layout->alignment = alignment_of(layout->total_size, samples);
	return 0;
}

static int layout_nv12(const struct softgpu_allocation_desc *d, struct softgpu_layout *layout)
{
	struct element luma = element_of(d, 1);
	struct element chroma = element_of(d, 2);
	u32 width = d->width;
	struct level y, uv;
	u64 layer;

	/* The chroma plane has half as many elements of twice the bytes in half as many rows. */
	y = level_of(d, &luma, width, d->height, 1);
	uv = level_of(d, &chroma, width / 2, d->height / 2, 1);
	layout->pitch = y.pitch;
	layout->slice_pitch = y.bytes + uv.bytes;
	layer = ALIGN(layout->slice_pitch, SUBRESOURCE_ALIGN);
	if (check_mul_overflow(layer, (u64)d->array_size, &layout->total_size))
		return -EINVAL;
	return finish(layout, 1);
}

static int layout_texture(const struct softgpu_allocation_desc *d, const struct format *f,
			  struct softgpu_layout *layout)
{
	struct element e = element_of(d, f->block_bytes);
	u32 round = (1u << f->block_shift) - 1;
	u32 width = d->width, height = d->height, depth = d->depth;
	u64 layer = 0;
	u32 i;

	for (i = 0; i < d->mip_levels; i++) {
		struct level level = level_of(d, &e, (width + round) >> f->block_shift,
					      (height + round) >> f->block_shift, depth);

		if (i == 0) {
			layout->pitch = level.pitch;
			layout->slice_pitch = level.slice_pitch;
		}
		if (check_add_overflow(layer, ALIGN(level.bytes, (u64)SUBRESOURCE_ALIGN), &layer))
			return -EINVAL;
		width = max(width / 2, 1u);
		height = max(height / 2, 1u);
		depth = max(depth / 2, 1u);
	}
	if (check_mul_overflow(layer, (u64)d->array_size, &layout->total_size))
		return -EINVAL;
	return finish(layout, d->samples);
}

static int layout_bytes(const struct softgpu_allocation_desc *d, u32 usage,
			struct softgpu_layout *layout)
{
	if (d->dimension != SOFTGPU_DIMENSION_NONE || d->format != SOFTGPU_FORMAT_UNKNOWN ||
	    d->layout != SOFTGPU_LAYOUT_LINEAR)
		return -EINVAL;
	if (d->height != 1 || d->depth != 1 || d->mip_levels != 1 || d->array_size != 1 ||
	    d->samples != 1)
		return -EINVAL;
	if (d->usage & ~usage)
		return -EINVAL;
	if (d->width == 0 || d->width > SOFTGPU_MAX_TOTAL_SIZE)
		return -EINVAL;

	layout->total_size = d->width;
	if (d->usage & SOFTGPU_USAGE_CONSTANT_BUFFER)
		layout->total_size = ALIGN(d->width, (u64)CONSTANT_BUFFER_ALIGN);
	layout->slice_pitch = layout->total_size;
	layout->pitch = 0;
	return finish(layout, 1);
}

static bool size_ok(const struct softgpu_allocation_desc *d)
{
	u32 max_size = SOFTGPU_MAX_DIMENSION;

	if (d->width == 0 || d->height == 0 || d->depth == 0 || d->array_size == 0)
		return false;

	switch (d->dimension) {
	case SOFTGPU_DIMENSION_1D:
		if (d->height != 1 || d->depth != 1 || d->layout != SOFTGPU_LAYOUT_LINEAR)
			return false;
		break;
	case SOFTGPU_DIMENSION_2D:
		if (d->depth != 1)
			return false;
		break;
	case SOFTGPU_DIMENSION_3D:
		max_size = SOFTGPU_MAX_DIMENSION_3D;
		if (d->depth > max_size || d->array_size != 1)
			return false;
		break;
	case SOFTGPU_DIMENSION_CUBE:
		if (d->width != d->height || d->depth != 1 || d->array_size % 6)
			return false;
		break;
	default:
		return false;
	}
	return d->width <= max_size && d->height <= max_size &&
	       d->array_size <= SOFTGPU_MAX_ARRAY_SIZE;
}

/* After size_ok(). */
static bool mips_ok(const struct softgpu_allocation_desc *d)
{
	u32 largest = max3((u32)d->width, d->height, d->depth);

	if (d->mip_levels == 0 || d->mip_levels > ilog2(largest) + 1u)
		return false;
	return d->format != SOFTGPU_FORMAT_NV12 ||
	       (d->mip_levels == 1 && d->width % 2 == 0 && d->height % 2 == 0);
}

static bool samples_ok(const struct softgpu_allocation_desc *d, const struct format *f)
{
	if (d->samples == 1)
		return true;
	if (!is_power_of_2(d->samples) || d->samples > SOFTGPU_MAX_SAMPLES || !f->multisample)
		return false;
	if (d->dimension != SOFTGPU_DIMENSION_2D || d->mip_levels != 1 ||
	    d->layout != SOFTGPU_LAYOUT_TILED)
		return false;
	if (d->usage & SOFTGPU_USAGE_UNORDERED_ACCESS)
		return false;
	return d->usage & (SOFTGPU_USAGE_RENDER_TARGET | SOFTGPU_USAGE_DEPTH_STENCIL);
}

static bool usage_ok(const struct softgpu_allocation_desc *d, const struct format *f)
{
	if (d->usage & ~(u32)f->usage)
		return false;
	/* The CPU and other adapters know no tiles. */
	if (d->layout == SOFTGPU_LAYOUT_TILED &&
	    (d->cpu_access || d->usage & SOFTGPU_USAGE_CROSS_ADAPTER))
		return false;
	if (d->kind != SOFTGPU_KIND_SWAP_CHAIN)
		return !(d->usage & SOFTGPU_USAGE_PRESENT);

	return d->usage & SOFTGPU_USAGE_PRESENT && !d->cpu_access && d->array_size <= 2 &&
	       d->dimension == SOFTGPU_DIMENSION_2D && d->mip_levels == 1 && d->samples == 1;
}

static int layout_image(const struct softgpu_allocation_desc *d, struct softgpu_layout *layout)
{
	const struct format *f;

	if (d->format == SOFTGPU_FORMAT_UNKNOWN || d->format >= SOFTGPU_FORMAT_COUNT ||
	    d->layout > SOFTGPU_LAYOUT_TILED)
		return -EINVAL;
	f = &formats[array_index_nospec(d->format, SOFTGPU_FORMAT_COUNT)];
	if (!size_ok(d) || !(f->dimensions & BIT(d->dimension)))
		return -EINVAL;
	if (!mips_ok(d) || !samples_ok(d, f) || !usage_ok(d, f))
		return -EINVAL;

	if (d->format == SOFTGPU_FORMAT_NV12)
		return layout_nv12(d, layout);
	return layout_texture(d, f, layout);
}

/**
 * softgpu_layout() - compute the layout of an allocation
 * @desc: the client's description, its answer members not read
 * @layout: result, complete on success
 *
 * Context: any.
 * Return: 0, or -EINVAL for what softgpu doesn't understand or can't do.
 */
int softgpu_layout(const struct softgpu_allocation_desc *desc, struct softgpu_layout *layout)
{
	const u32 *reserved = desc->reserved;

	if (desc->magic != SOFTGPU_MAGIC || desc->version != SOFTGPU_VERSION ||
	    desc->size != sizeof(*desc))
		return -EINVAL;
	if (reserved[0] | reserved[1] | reserved[2] | reserved[3])
		return -EINVAL;
	if (desc->usage & ~SOFTGPU_USAGE_VALID || desc->cpu_access & ~SOFTGPU_CPU_ACCESS_VALID)
		return -EINVAL;

	switch (desc->kind) {
	case SOFTGPU_KIND_TEXTURE:
	case SOFTGPU_KIND_SWAP_CHAIN:
		return layout_image(desc, layout);
	case SOFTGPU_KIND_BUFFER:
		return layout_bytes(desc, USAGE_BUFFER, layout);
	case SOFTGPU_KIND_RAW:
		return layout_bytes(desc, USAGE_RAW, layout);
	default:
		return -EINVAL;
	}
}
