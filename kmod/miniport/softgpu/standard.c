// SPDX-License-Identifier: GPL-2.0-only
/*
 * Standard allocations: dxgkrnl wants a surface and asks for private data that makes one.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "softgpu.h"

#define FOURCC(a, b, c, d) ((a) | (b) << 8 | (c) << 16 | (d) << 24)

/*
 * D3DDDIFORMAT (d3dukmdt.h) and ours; of several that we treat alike, describe answers the first.
 */
static const struct {
	u32 d3dddi;
	enum softgpu_format format;
} format_map[] = {
	{ 50, SOFTGPU_FORMAT_R8 },		/* L8 */
	{ 28, SOFTGPU_FORMAT_R8 },		/* A8 */
	{ 111, SOFTGPU_FORMAT_R16F },		/* R16F */
	{ 114, SOFTGPU_FORMAT_R32F },		/* R32F */
	{ 32, SOFTGPU_FORMAT_RGBA8 },		/* A8B8G8R8 */
	{ 33, SOFTGPU_FORMAT_RGBA8 },		/* X8B8G8R8 */
	{ 21, SOFTGPU_FORMAT_BGRA8 },		/* A8R8G8B8 */
	{ 22, SOFTGPU_FORMAT_BGRA8 },		/* X8R8G8B8 */
	{ 31, SOFTGPU_FORMAT_RGB10A2 },		/* A2B10G10R10 */
	{ 113, SOFTGPU_FORMAT_RGBA16F },	/* A16B16G16R16F */
	{ 116, SOFTGPU_FORMAT_RGBA32F },	/* A32B32G32R32F */
	{ 75, SOFTGPU_FORMAT_D24S8 },		/* D24S8 */
	{ 82, SOFTGPU_FORMAT_D32F },		/* D32F_LOCKABLE */
	{ FOURCC('N', 'V', '1', '2'), SOFTGPU_FORMAT_NV12 },
	{ FOURCC('D', 'X', 'T', '1'), SOFTGPU_FORMAT_BC1 },
	{ FOURCC('D', 'X', 'T', '3'), SOFTGPU_FORMAT_BC2 },
	{ FOURCC('D', 'X', 'T', '5'), SOFTGPU_FORMAT_BC3 },
};

/**
 * softgpu_d3dddi_format() - D3DDDIFORMAT of a format
 * @format: enum softgpu_format
 *
 * Return: 0 (unknown) for buffers and for formats that came after D3DDDIFORMAT.
 */
u32 softgpu_d3dddi_format(u32 format)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(format_map); i++) {
		if (format_map[i].format == format)
			return format_map[i].d3dddi;
	}
	return 0;
}

static u32 format_from_d3dddi(u32 d3dddi)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(format_map); i++) {
		if (format_map[i].d3dddi == d3dddi)
			return format_map[i].format;
	}
	return SOFTGPU_FORMAT_UNKNOWN;
}

/* Who reads and writes a GDI surface, from the page of D3DKMDT_GDISURFACETYPE. */
static int gdi_access(enum dxgk_gdisurface_type type, struct softgpu_allocation_desc *desc)
{
	const u32 read_write = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE;

	switch (type) {
	case DXGK_GDISURFACE_TEXTURE:
	case DXGK_GDISURFACE_STAGING:
	case DXGK_GDISURFACE_LOOKUPTABLE:
		return 0;
	case DXGK_GDISURFACE_TEXTURE_CPUVISIBLE:
		desc->cpu_access = SOFTGPU_CPU_ACCESS_WRITE;
		return 0;
	case DXGK_GDISURFACE_STAGING_CPUVISIBLE:
		desc->cpu_access = read_write;
		return 0;
	case DXGK_GDISURFACE_EXISTINGSYSMEM:
	case DXGK_GDISURFACE_TEXTURE_CROSSADAPTER:
		desc->cpu_access = read_write;
		desc->usage = SOFTGPU_USAGE_CROSS_ADAPTER | SOFTGPU_USAGE_SHARED;
		return 0;
	default:
		return -EINVAL;
	}
}

/*
 * Without a format a surface is bytes; GDI surfaces are linear, the user of one has only its
 * pitch.
 */
static int gdi_desc(const struct dxgk_gdisurfacedata *gdi, struct softgpu_allocation_desc *desc)
{
	*desc = (struct softgpu_allocation_desc) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(*desc),
		.kind = SOFTGPU_KIND_RAW,
		.width = gdi->width,
		.height = gdi->height,
		.depth = 1,
		.mip_levels = 1,
		.array_size = 1,
		.samples = 1,
	};
	if (gdi->format) {
		desc->kind = SOFTGPU_KIND_TEXTURE;
		desc->dimension = SOFTGPU_DIMENSION_2D;
		desc->format = format_from_d3dddi(gdi->format);
	}
	return gdi_access(gdi->type, desc);
}

/**
 * softgpu_get_standard_allocation() - see struct dxgk_driver
 * @sg: the adapter
 * @arg: arguments
 *
 * Return: 0, or -EINVAL for a surface that softgpu can't make.
 */
int softgpu_get_standard_allocation(struct softgpu *sg,
				    struct dxgkarg_getstandardallocationdriverdata *arg)
{
	struct softgpu_allocation_desc desc;
	const struct softgpu_placement *placement;
	struct softgpu_layout layout;
	int ret;

	if (arg->type != DXGK_STANDARDALLOCATION_GDISURFACE)
		return -EINVAL;
	ret = gdi_desc(&arg->gdi_surface, &desc);
	if (ret)
		return ret;
	ret = softgpu_describe_desc(sg, &desc, &layout, &placement);
	if (ret)
		return ret;

	if (!arg->allocation_private_driver_data) {
		arg->allocation_private_driver_data_size = sizeof(desc);
		arg->resource_private_driver_data_size = 0;
		return 0;
	}
	if (arg->allocation_private_driver_data_size < sizeof(desc))
		return -EINVAL;
	memcpy(arg->allocation_private_driver_data, &desc, sizeof(desc));
	arg->gdi_surface.pitch = layout.pitch;
	return 0;
}
