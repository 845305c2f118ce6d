// SPDX-License-Identifier: GPL-2.0
/*
 * Private data: what softgpu understands, and what it almost understands.
 */
#include <string.h>

#include "fuzz.h"
#include "table.h"

#define CPU_RW	(SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE)

struct preset {
	uint8_t kind, dimension, format, layout;
	uint16_t usage;
	uint8_t cpu_access, samples;
	uint32_t width, height, depth, mip_levels, array_size;
};

#define RAW(bytes, use) \
	{ SOFTGPU_KIND_RAW, 0, 0, 0, use, CPU_RW, 1, bytes, 1, 1, 1, 1 }
#define BUFFER(bytes, use) \
	{ SOFTGPU_KIND_BUFFER, 0, 0, 0, SOFTGPU_USAGE_##use, SOFTGPU_CPU_ACCESS_WRITE, 1, bytes, \
	  1, 1, 1, 1 }
#define TEXTURE(dim, fmt, order, use, cpu, n, w, h, d, mips, layers) \
	{ SOFTGPU_KIND_TEXTURE, SOFTGPU_DIMENSION_##dim, SOFTGPU_FORMAT_##fmt, \
	  SOFTGPU_LAYOUT_##order, use, cpu, n, w, h, d, mips, layers }

static const struct preset presets[] = {
	RAW(4096, 0),
	RAW(65536, 0),
	RAW(300000, SOFTGPU_USAGE_SHARED),
	RAW(1 << 20, 0),
	RAW(8192, SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER),
	BUFFER(10000, VERTEX_BUFFER),
	BUFFER(100, CONSTANT_BUFFER),
	TEXTURE(2D, RGBA8, LINEAR, SOFTGPU_USAGE_RENDER_TARGET, CPU_RW, 1, 64, 64, 1, 1, 1),
	TEXTURE(2D, RGBA16F, TILED, SOFTGPU_USAGE_SHADER_RESOURCE, 0, 1, 100, 60, 1, 7, 2),
	TEXTURE(2D, BGRA8, TILED, SOFTGPU_USAGE_RENDER_TARGET, 0, 4, 64, 64, 1, 1, 1),
	TEXTURE(2D, D24S8, TILED, SOFTGPU_USAGE_DEPTH_STENCIL, 0, 1, 128, 128, 1, 1, 1),
	TEXTURE(2D, NV12, LINEAR, SOFTGPU_USAGE_SHADER_RESOURCE, CPU_RW, 1, 64, 32, 1, 1, 1),
	TEXTURE(2D, BC7, LINEAR, SOFTGPU_USAGE_SHADER_RESOURCE, CPU_RW, 1, 130, 66, 1, 8, 1),
	TEXTURE(3D, R32F, TILED, SOFTGPU_USAGE_UNORDERED_ACCESS, 0, 1, 32, 32, 32, 6, 1),
	TEXTURE(CUBE, R8, LINEAR, SOFTGPU_USAGE_SHADER_RESOURCE, 0, 1, 64, 64, 1, 7, 12),
	TEXTURE(1D, RGBA32F, LINEAR, SOFTGPU_USAGE_SHADER_RESOURCE, CPU_RW, 1, 256, 1, 1, 9, 3),
	TEXTURE(2D, RGBA8, LINEAR, SOFTGPU_USAGE_SHARED | SOFTGPU_USAGE_CROSS_ADAPTER, CPU_RW, 1,
		64, 64, 1, 1, 1),
	{ SOFTGPU_KIND_SWAP_CHAIN, SOFTGPU_DIMENSION_2D, SOFTGPU_FORMAT_BGRA8,
	  SOFTGPU_LAYOUT_LINEAR, SOFTGPU_USAGE_PRESENT | SOFTGPU_USAGE_RENDER_TARGET, 0, 1,
	  320, 200, 1, 1, 1 },
};

static uint32_t scaled(uint32_t usual, uint8_t code)
{
	if (!code)
		return usual;
	return code & 0x80 ? 1u << (code & 0x1f) : usual * code;
}

/* Of @shape: preset, width, height, CPU access, usage, and one member that gets another value. */
static void describe(const uint8_t *shape, struct softgpu_allocation_desc *desc)
{
	const struct preset *p = &presets[shape[0] % ARRAY_SIZE(presets)];
	uint32_t value;

	*desc = (struct softgpu_allocation_desc) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(*desc),
		.kind = p->kind,
		.dimension = p->dimension,
		.format = p->format,
		.layout = p->layout,
		.usage = p->usage ^ (shape[4] | (shape[5] & 3u) << 8),
		.cpu_access = shape[3] ? shape[3] & 7 : p->cpu_access,
		.height = scaled(p->height, shape[2]),
		.width = scaled(p->width, shape[1]),
		.depth = p->depth,
		.mip_levels = p->mip_levels,
		.array_size = p->array_size,
		.samples = p->samples,
	};
	if (!shape[6])
		return;
	memcpy(&value, shape + 7, sizeof(value));
	memcpy((uint8_t *)desc + (shape[6] - 1) % (sizeof(*desc) / 4) * 4, &value, sizeof(value));
}

static void escape(const uint8_t *shape, struct softgpu_escape_describe *escape)
{
	escape->head.magic = SOFTGPU_MAGIC;
	escape->head.version = SOFTGPU_VERSION;
	escape->head.command = shape[0] & 1 ? SOFTGPU_ESCAPE_DESCRIBE : SOFTGPU_ESCAPE_GET_INFO;
	escape->head.size = shape[0] & 1 ? sizeof(*escape) : sizeof(struct softgpu_escape_info);
	if (shape[0] & 0x80)
		memcpy((uint8_t *)escape + (shape[0] & 0x1c) % 16, shape + 7, 4);
	describe((const uint8_t[SHAPE_BYTES]){ shape[1], shape[2], shape[3], shape[4], shape[5],
		 shape[6] }, &escape->desc);
}

size_t fuzz_data_size(uint64_t what)
{
	switch (what) {
	case DATA_ALLOCATION:
		return sizeof(struct softgpu_allocation_desc);
	case DATA_ESCAPE:
		return sizeof(struct softgpu_escape_describe);
	case DATA_QUERY:
		return 2048;
	default:
		return 16;
	}
}

void fuzz_data_fill(uint64_t what, const uint8_t *shape, void *data, size_t size)
{
	union {
		struct softgpu_allocation_desc desc;
		struct softgpu_escape_describe escape;
		uint32_t words[SHAPE_BYTES];
	} u = { };
	unsigned int i;

	if (what == DATA_ALLOCATION) {
		describe(shape, &u.desc);
	} else if (what == DATA_ESCAPE) {
		escape(shape, &u.escape);
	} else {
		for (i = 0; i < SHAPE_BYTES; i++)
			u.words[i] = shape[i] & 0x80 ? shape[i] * 0x01010101u : shape[i];
	}
	memcpy(data, &u, size < sizeof(u) ? size : sizeof(u));
}
