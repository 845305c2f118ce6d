/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Descriptions of allocations, and what softgpu makes of them. The expected values were worked out
 * by hand from the rules in Documentation/softgpu.rst; the comments show how.
 */
#ifndef SELFTESTS_LAYOUT_CASES_H
#define SELFTESTS_LAYOUT_CASES_H

#include <stdint.h>

#include <misc/softgpu.h>

/* Members after a macro's override its own, on purpose, here and where it is used. */
#pragma GCC diagnostic ignored "-Woverride-init"

#define KiB		1024ull
#define MiB		(1024 * KiB)
#define GiB		(1024 * MiB)

#define F(name)		SOFTGPU_FORMAT_##name
#define USE(name)	SOFTGPU_USAGE_##name

#define HEAD \
	.magic = SOFTGPU_MAGIC, .version = SOFTGPU_VERSION, \
	.size = sizeof(struct softgpu_allocation_desc)
#define ONES	.depth = 1, .mip_levels = 1, .array_size = 1, .samples = 1

/* Descriptions; members after the macro override its own. */
#define TEX2D(w, h, f, ...) \
	{ HEAD, .kind = SOFTGPU_KIND_TEXTURE, .dimension = SOFTGPU_DIMENSION_2D, ONES, \
	  .width = (w), .height = (h), .format = F(f), ##__VA_ARGS__ }
#define TEX1D(w, f, ...) TEX2D(w, 1, f, .dimension = SOFTGPU_DIMENSION_1D, ##__VA_ARGS__)
#define TEX3D(w, h, d, f, ...) \
	TEX2D(w, h, f, .dimension = SOFTGPU_DIMENSION_3D, .depth = (d), ##__VA_ARGS__)
#define CUBE(w, faces, f, ...) \
	TEX2D(w, w, f, .dimension = SOFTGPU_DIMENSION_CUBE, .array_size = (faces), ##__VA_ARGS__)
#define SWAP(w, h, f, ...) \
	TEX2D(w, h, f, .kind = SOFTGPU_KIND_SWAP_CHAIN, .usage = USE(PRESENT), ##__VA_ARGS__)
#define BUFFER(bytes, ...) \
	{ HEAD, .kind = SOFTGPU_KIND_BUFFER, ONES, .width = (bytes), .height = 1, ##__VA_ARGS__ }
#define RAW(bytes, ...)	BUFFER(bytes, .kind = SOFTGPU_KIND_RAW, ##__VA_ARGS__)
#define TILED		.layout = SOFTGPU_LAYOUT_TILED

struct good {
	const char *name;
	struct softgpu_allocation_desc desc;
	struct {
		uint64_t total_size;
		uint64_t slice_pitch;
		uint32_t pitch;
		uint32_t alignment;
	} want;
};

static const struct good good[] = {
	/* Bytes as they are, constant buffers in 256-byte units. */
	{ "buffer of 1 byte", BUFFER(1), { 1, 1, 0, 4096 } },
	{ "buffer of 64 KiB", BUFFER(64 * KiB), { 65536, 65536, 0, 4096 } },
	{ "buffer of 64 KiB + 1", BUFFER(64 * KiB + 1), { 65537, 65537, 0, 65536 } },
	{ "constant buffer of 1 byte", BUFFER(1, .usage = USE(CONSTANT_BUFFER)),
	  { 256, 256, 0, 4096 } },
	{ "constant buffer of 257 bytes", BUFFER(257, .usage = USE(CONSTANT_BUFFER)),
	  { 512, 512, 0, 4096 } },
	{ "buffer of all usages",
	  BUFFER(4096, .usage = USE(SHADER_RESOURCE) | USE(UNORDERED_ACCESS) | USE(VERTEX_BUFFER) |
		 USE(INDEX_BUFFER) | USE(CONSTANT_BUFFER) | USE(SHARED) | USE(CROSS_ADAPTER),
		 .cpu_access = SOFTGPU_CPU_ACCESS_VALID),
	  { 4096, 4096, 0, 4096 } },
	{ "largest buffer", BUFFER(16 * GiB), { 17179869184, 17179869184, 0, 65536 } },
	{ "raw range of 5 GiB + 3", RAW(5 * GiB + 3), { 5368709123, 5368709123, 0, 65536 } },
	{ "raw range for other adapters", RAW(4096, .usage = USE(CROSS_ADAPTER) | USE(SHARED)),
	  { 4096, 4096, 0, 4096 } },

	/* Linear: rows in 256-byte units, subresources in 512-byte units. */
	{ "1D, 1 texel", TEX1D(1, R8), { 512, 256, 256, 4096 } },
	{ "1D, largest", TEX1D(16384, RGBA32F), { 262144, 262144, 262144, 65536 } },
	/* 100*4=400 -> 512; 50*4, 25*4 -> 256 -> 512 each: 512+512+512 */
	{ "1D, 3 mips", TEX1D(100, R32F, .mip_levels = 3), { 1536, 512, 512, 4096 } },
	/* 3 layers of 256 -> 512 */
	{ "1D array", TEX1D(64, RGBA8, .array_size = 3), { 1536, 256, 256, 4096 } },
	/* 1920*4 = 7680 = 30*256; *1080 */
	{ "2D, 1920x1080 RGBA8", TEX2D(1920, 1080, RGBA8), { 8294400, 8294400, 7680, 65536 } },
	/* 1366*4 = 5464 -> 5632; *768 = 4325376 */
	{ "2D, 1366x768 BGRA8", TEX2D(1366, 768, BGRA8), { 4325376, 4325376, 5632, 65536 } },
	/* 100*8 = 800 -> 1024; *3 = 3072 */
	{ "2D, 100x3 RGBA16F", TEX2D(100, 3, RGBA16F), { 3072, 3072, 1024, 4096 } },
	/* 17 -> 256; *5 = 1280 -> 1536 */
	{ "2D, 17x5 R8", TEX2D(17, 5, R8), { 1536, 1280, 256, 4096 } },
	/*
	 * 256x256: 1024*256 = 262144; 512*128 = 65536; 256*64 = 16384; then 256-byte rows of 32,
	 * 16, 8, 4, 2, 1 rows: 8192, 4096, 2048, 1024, 512, 256 -> 512
	 */
	{ "2D, full mip chain", TEX2D(256, 256, RGBA8, .mip_levels = 9),
	  { 262144 + 65536 + 16384 + 8192 + 4096 + 2048 + 1024 + 512 + 512, 262144, 1024, 65536 } },
	/* (4 rows of 256 = 1024) + (2 rows = 512), 5 layers */
	{ "2D array with mips", TEX2D(4, 4, RGBA8, .mip_levels = 2, .array_size = 5),
	  { 7680, 1024, 256, 4096 } },
	{ "2D, largest", TEX2D(16384, 16384, RGBA32F), { 4 * GiB, 4 * GiB, 262144, 65536 } },
	{ "2D, exactly 16 GiB", TEX2D(16384, 16384, RGBA32F, .array_size = 4),
	  { 16 * GiB, 4 * GiB, 262144, 65536 } },
	/* 640*4 = 2560 = 10*256; *480 */
	{ "D24S8", TEX2D(640, 480, D24S8, .usage = USE(DEPTH_STENCIL)),
	  { 1228800, 1228800, 2560, 65536 } },

	/* Linear for other adapters: rows in 128-byte units, height in units of 4. */
	/* 33*4 = 132 -> 256; 5 -> 8 rows: 2048 */
	{ "cross adapter 33x5", TEX2D(33, 5, BGRA8, .usage = USE(CROSS_ADAPTER)),
	  { 2048, 2048, 256, 4096 } },
	/* 32*4 = 128; 4 rows: 512 */
	{ "cross adapter 32x4", TEX2D(32, 4, BGRA8, .usage = USE(CROSS_ADAPTER)),
	  { 512, 512, 128, 4096 } },

	/* Blocks of 4x4 texels. */
	/* 64 blocks * 8 = 512; 64 rows */
	{ "BC1 256x256", TEX2D(256, 256, BC1), { 32768, 32768, 512, 4096 } },
	{ "BC4 256x256", TEX2D(256, 256, BC4), { 32768, 32768, 512, 4096 } },
	/* 64 * 16 = 1024; 64 rows */
	{ "BC2 256x256", TEX2D(256, 256, BC2), { 65536, 65536, 1024, 4096 } },
	{ "BC3 256x256", TEX2D(256, 256, BC3), { 65536, 65536, 1024, 4096 } },
	{ "BC5 256x256", TEX2D(256, 256, BC5), { 65536, 65536, 1024, 4096 } },
	{ "BC6H 256x256", TEX2D(256, 256, BC6H), { 65536, 65536, 1024, 4096 } },
	{ "BC7 256x256", TEX2D(256, 256, BC7), { 65536, 65536, 1024, 4096 } },
	/* 10x6 texels are 3x2 blocks: 48 -> 256; 2 rows */
	{ "BC7 10x6", TEX2D(10, 6, BC7), { 512, 512, 256, 4096 } },
	/* 16x16: 4 rows of 256; 8x8: 2 rows; 4x4, 2x2, 1x1: 1 row -> 512 each */
	{ "BC1 with mips below a block", TEX2D(16, 16, BC1, .mip_levels = 5),
	  { 1024 + 512 + 3 * 512, 1024, 256, 4096 } },

	/* Luma rows, then half as many chroma rows of the same pitch. */
	/* 1920 -> 2048; *1080 = 2211840; + 2048*540 = 1105920 */
	{ "NV12 1920x1080", TEX2D(1920, 1080, NV12), { 3317760, 3317760, 2048, 65536 } },
	/* 256*2 + 256*1 = 768 -> 1024, two layers */
	{ "NV12 2x2, 2 layers", TEX2D(2, 2, NV12, .array_size = 2), { 2048, 768, 256, 4096 } },
	/* luma tile 64x64: 128*128 = 16384; chroma tile 64x32 of 2 bytes, 50x50: 128*64 = 8192 */
	{ "NV12 tiled 100x100", TEX2D(100, 100, NV12, TILED), { 24576, 24576, 128, 4096 } },

	/* 3D: one image per slice, depth halves, too. */
	/* 32*4 -> 256 *32 = 8192 a slice; *32 */
	{ "3D 32x32x32 RGBA8", TEX3D(32, 32, 32, RGBA8), { 262144, 8192, 256, 65536 } },
	/* 8 slices of 2048 (256*8); 4 of 1024; 2 of 512; 1 of 256 -> 512 */
	{ "3D full mip chain", TEX3D(8, 8, 8, R8, .mip_levels = 4),
	  { 16384 + 4096 + 1024 + 512, 2048, 256, 4096 } },
	/* deepest side rules the chain: 1x1x4: 256*4, 256*2, 256 -> 512 */
	{ "3D 1x1x4, 3 mips", TEX3D(1, 1, 4, R8, .mip_levels = 3), { 2048, 256, 256, 4096 } },
	{ "3D largest", TEX3D(2048, 2048, 2048, R8), { 8 * GiB, 4 * MiB, 2048, 65536 } },
	/* 2x2 blocks of 16 -> 256; 2 rows; 8 slices */
	{ "3D BC7", TEX3D(8, 8, 8, BC7), { 4096, 512, 256, 4096 } },

	/* Cubes: six faces each. */
	{ "cube 64 RGBA8", CUBE(64, 6, RGBA8), { 98304, 16384, 256, 65536 } },
	/* 64*256 + 32*256 = 24576; 12 faces */
	{ "cube array with mips", CUBE(64, 12, RGBA8, .mip_levels = 2),
	  { 294912, 16384, 256, 65536 } },
	{ "cube of BC7", CUBE(16, 6, BC7), { 6144, 1024, 256, 4096 } },
	/* 2046 is the most that divides by 6 */
	{ "cube array, most faces", CUBE(1, 2046, R8), { 2046 * 512, 256, 256, 65536 } },

	/* Tiles of 4 KiB: 2D 64x64, 64x32, 32x32, 32x16, 16x16 elements of 1 to 16 bytes. */
	{ "tiled R8, 1x1", TEX2D(1, 1, R8, TILED), { 4096, 4096, 64, 4096 } },
	{ "tiled R16F, 65x33", TEX2D(65, 33, R16F, TILED), { 16384, 16384, 256, 4096 } },
	{ "tiled RGBA8, 32x32", TEX2D(32, 32, RGBA8, TILED), { 4096, 4096, 128, 4096 } },
	{ "tiled RGBA8, 33x33", TEX2D(33, 33, RGBA8, TILED), { 16384, 16384, 256, 4096 } },
	{ "tiled RGBA16F, 33x17", TEX2D(33, 17, RGBA16F, TILED), { 16384, 16384, 512, 4096 } },
	{ "tiled RGBA32F, 17x1", TEX2D(17, 1, RGBA32F, TILED), { 8192, 8192, 512, 4096 } },
	/* 1080 -> 1088 rows of 1920*4 */
	{ "tiled 1920x1080", TEX2D(1920, 1080, RGBA8, TILED), { 8355840, 8355840, 7680, 65536 } },
	/* 64x64: 2x2 tiles; then one tile each for 32 down to 1 */
	{ "tiled full mip chain", TEX2D(64, 64, RGBA8, TILED, .mip_levels = 7),
	  { 16384 + 6 * 4096, 16384, 256, 4096 } },
	/* 64x64 blocks of 8 bytes in tiles of 32x16: 512 * 64 */
	{ "tiled BC1 256x256", TEX2D(256, 256, BC1, TILED), { 32768, 32768, 512, 4096 } },
	/* 3D tiles: 16x16x16 of 1 byte, 16x8x8 of 4, 8x8x4 of 16 */
	{ "tiled 3D R8, 17x1x1", TEX3D(17, 1, 1, R8, TILED), { 8192, 512, 32, 4096 } },
	{ "tiled 3D RGBA8, 16x8x9", TEX3D(16, 8, 9, RGBA8, TILED), { 8192, 512, 64, 4096 } },
	{ "tiled 3D RGBA32F, 8x8x4", TEX3D(8, 8, 4, RGBA32F, TILED), { 4096, 1024, 128, 4096 } },

	/* Samples widen the element: 4 of 4 bytes are 16, in tiles of 16x16. */
	{ "4 samples 16x16", TEX2D(16, 16, RGBA8, TILED, .samples = 4, .usage = USE(RENDER_TARGET)),
	  { 4096, 4096, 256, 65536 } },
	/* 16 of 16 bytes are 256, in tiles of 4x4 */
	{ "16 samples 5x4",
	  TEX2D(5, 4, RGBA32F, TILED, .samples = 16, .usage = USE(RENDER_TARGET)),
	  { 8192, 8192, 2048, 65536 } },
	/* 1920 = 120*16, 1080 -> 1088: 1920*16*1088 */
	{ "4 samples 1920x1080",
	  TEX2D(1920, 1080, D24S8, TILED, .samples = 4, .usage = USE(DEPTH_STENCIL)),
	  { 33423360, 33423360, 30720, 4 * MiB } },
	{ "2 samples, exactly 4 MiB",
	  TEX2D(1024, 512, RGBA8, TILED, .samples = 2, .usage = USE(RENDER_TARGET)),
	  { 4194304, 4194304, 8192, 65536 } },

	{ "swap chain 1920x1080", SWAP(1920, 1080, BGRA8), { 8294400, 8294400, 7680, 65536 } },
	{ "stereo swap chain", SWAP(64, 64, RGBA16F, .array_size = 2),
	  { 65536, 32768, 512, 4096 } },
	{ "tiled swap chain that is drawn to",
	  SWAP(32, 32, RGB10A2, TILED, .usage = USE(PRESENT) | USE(RENDER_TARGET)),
	  { 4096, 4096, 128, 4096 } },
};

struct bad {
	const char *name;
	struct softgpu_allocation_desc desc;
};

static const struct bad bad[] = {
	{ "magic", TEX2D(4, 4, RGBA8, .magic = 0) },
	{ "version 0", TEX2D(4, 4, RGBA8, .version = 0) },
	{ "version 2", TEX2D(4, 4, RGBA8, .version = 2) },
	{ "size one less", TEX2D(4, 4, RGBA8, .size = 127) },
	{ "size one more", TEX2D(4, 4, RGBA8, .size = 129) },
	{ "kind 0", TEX2D(4, 4, RGBA8, .kind = 0) },
	{ "kind 5", TEX2D(4, 4, RGBA8, .kind = 5) },
	{ "reserved[0]", TEX2D(4, 4, RGBA8, .reserved = { 1, 0, 0, 0 }) },
	{ "reserved[3]", TEX2D(4, 4, RGBA8, .reserved = { 0, 0, 0, 1 }) },
	{ "usage bit 10", TEX2D(4, 4, RGBA8, .usage = 1 << 10) },
	{ "CPU access bit 2", TEX2D(4, 4, RGBA8, .cpu_access = 4) },
	{ "dimension none", TEX2D(4, 4, RGBA8, .dimension = SOFTGPU_DIMENSION_NONE) },
	{ "dimension 5", TEX2D(4, 4, RGBA8, .dimension = 5) },
	{ "dimension 2^32-1", TEX2D(4, 4, RGBA8, .dimension = ~0u) },
	{ "format unknown", TEX2D(4, 4, UNKNOWN) },
	{ "format one too many", TEX2D(4, 4, COUNT) },
	{ "format 2^32-1", TEX2D(4, 4, RGBA8, .format = ~0u) },
	{ "layout 2", TEX2D(4, 4, RGBA8, .layout = 2) },
	{ "width 0", TEX2D(0, 4, RGBA8) },
	{ "height 0", TEX2D(4, 0, RGBA8) },
	{ "depth 0", TEX2D(4, 4, RGBA8, .depth = 0) },
	{ "array size 0", TEX2D(4, 4, RGBA8, .array_size = 0) },
	{ "mip levels 0", TEX2D(4, 4, RGBA8, .mip_levels = 0) },
	{ "samples 0", TEX2D(4, 4, RGBA8, .samples = 0) },
	{ "width over the limit", TEX2D(16385, 4, RGBA8) },
	{ "width 2^32 + 4", TEX2D((1ull << 32) + 4, 4, RGBA8) },
	{ "width 2^64-1", TEX2D(~0ull, 4, RGBA8) },
	{ "height over the limit", TEX2D(4, 16385, RGBA8) },
	{ "height 2^32-1", TEX2D(4, ~0u, RGBA8) },
	{ "array over the limit", TEX2D(4, 4, RGBA8, .array_size = 2049) },
	{ "array 2^32-1", TEX2D(4, 4, RGBA8, .array_size = ~0u) },
	{ "mip levels over the chain", TEX2D(256, 256, RGBA8, .mip_levels = 10) },
	{ "mip levels 2^32-1", TEX2D(256, 256, RGBA8, .mip_levels = ~0u) },
	{ "2D with depth", TEX2D(4, 4, RGBA8, .depth = 2) },
	{ "1D with height", TEX1D(4, RGBA8, .height = 2) },
	{ "1D with depth", TEX1D(4, RGBA8, .depth = 2) },
	{ "1D tiled", TEX1D(4, RGBA8, TILED) },
	{ "1D of blocks", TEX1D(4, BC1) },
	{ "3D width over the limit", TEX3D(2049, 1, 1, R8) },
	{ "3D height over the limit", TEX3D(1, 2049, 1, R8) },
	{ "3D depth over the limit", TEX3D(1, 1, 2049, R8) },
	{ "3D depth 2^32-1", TEX3D(1, 1, ~0u, R8) },
	{ "3D array", TEX3D(4, 4, 4, R8, .array_size = 2) },
	{ "3D depth buffer", TEX3D(4, 4, 4, D24S8) },
	{ "3D over 16 GiB", TEX3D(2048, 2048, 2048, RGBA8) },
	{ "cube of 5 faces", CUBE(4, 5, RGBA8) },
	{ "cube not square", CUBE(4, 6, RGBA8, .height = 8) },
	{ "cube with depth", CUBE(4, 6, RGBA8, .depth = 2) },
	{ "cube array over the limit", CUBE(4, 2052, RGBA8) },
	{ "2D over 16 GiB", TEX2D(16384, 16384, RGBA32F, .array_size = 5) },
	{ "2D over 16 GiB by its mips",
	  TEX2D(16384, 16384, RGBA32F, .array_size = 4, .mip_levels = 2) },
	{ "2D, the most of everything",
	  TEX2D(16384, 16384, RGBA32F, .array_size = 2048, .mip_levels = 15) },
	{ "NV12 of odd width", TEX2D(3, 4, NV12) },
	{ "NV12 of odd height", TEX2D(4, 3, NV12) },
	{ "NV12 with mips", TEX2D(4, 4, NV12, .mip_levels = 2) },
	{ "NV12 3D", TEX3D(4, 4, 4, NV12) },
	{ "NV12 cube", CUBE(4, 6, NV12) },
	{ "NV12 over 16 GiB", TEX2D(16384, 16384, NV12, .array_size = 2048) },
	{ "NV12 multisampled",
	  TEX2D(4, 4, NV12, TILED, .samples = 2, .usage = USE(RENDER_TARGET)) },
	{ "3 samples", TEX2D(4, 4, RGBA8, TILED, .samples = 3, .usage = USE(RENDER_TARGET)) },
	{ "32 samples", TEX2D(4, 4, RGBA8, TILED, .samples = 32, .usage = USE(RENDER_TARGET)) },
	{ "2^31 samples",
	  TEX2D(4, 4, RGBA8, TILED, .samples = 1u << 31, .usage = USE(RENDER_TARGET)) },
	{ "multisampled linear", TEX2D(4, 4, RGBA8, .samples = 4, .usage = USE(RENDER_TARGET)) },
	{ "multisampled with mips",
	  TEX2D(4, 4, RGBA8, TILED, .samples = 4, .mip_levels = 2, .usage = USE(RENDER_TARGET)) },
	{ "multisampled, not drawn to", TEX2D(4, 4, RGBA8, TILED, .samples = 4) },
	{ "multisampled unordered access",
	  TEX2D(4, 4, RGBA8, TILED, .samples = 4,
		.usage = USE(RENDER_TARGET) | USE(UNORDERED_ACCESS)) },
	{ "multisampled 3D",
	  TEX3D(4, 4, 4, RGBA8, TILED, .samples = 4, .usage = USE(RENDER_TARGET)) },
	{ "multisampled blocks", TEX2D(4, 4, BC1, TILED, .samples = 4) },
	{ "tiled with CPU access", TEX2D(4, 4, RGBA8, TILED, .cpu_access = 1) },
	{ "tiled for other adapters", TEX2D(4, 4, RGBA8, TILED, .usage = USE(CROSS_ADAPTER)) },
	{ "blocks drawn to", TEX2D(4, 4, BC7, .usage = USE(RENDER_TARGET)) },
	{ "blocks, unordered access", TEX2D(4, 4, BC7, .usage = USE(UNORDERED_ACCESS)) },
	{ "color as depth", TEX2D(4, 4, RGBA8, .usage = USE(DEPTH_STENCIL)) },
	{ "depth as color", TEX2D(4, 4, D32F, .usage = USE(RENDER_TARGET)) },
	{ "texture as vertices", TEX2D(4, 4, RGBA8, .usage = USE(VERTEX_BUFFER)) },
	{ "texture that is presented", TEX2D(4, 4, RGBA8, .usage = USE(PRESENT)) },
	{ "swap chain that is not presented", SWAP(4, 4, RGBA8, .usage = 0) },
	{ "swap chain of a format without display", SWAP(4, 4, R8) },
	{ "swap chain of blocks", SWAP(4, 4, BC1) },
	{ "swap chain with mips", SWAP(4, 4, RGBA8, .mip_levels = 2) },
	{ "swap chain of 3 layers", SWAP(4, 4, RGBA8, .array_size = 3) },
	{ "swap chain in 3D", SWAP(4, 4, RGBA8, .dimension = SOFTGPU_DIMENSION_3D) },
	{ "swap chain with CPU access", SWAP(4, 4, RGBA8, .cpu_access = 1) },
	{ "multisampled swap chain",
	  SWAP(4, 4, RGBA8, TILED, .samples = 4, .usage = USE(PRESENT) | USE(RENDER_TARGET)) },
	{ "empty buffer", BUFFER(0) },
	{ "buffer of 16 GiB + 1", BUFFER(16 * GiB + 1) },
	{ "buffer of 2^64-1", BUFFER(~0ull, .usage = USE(CONSTANT_BUFFER)) },
	{ "buffer with height", BUFFER(4, .height = 2) },
	{ "buffer without height", BUFFER(4, .height = 0) },
	{ "buffer with depth", BUFFER(4, .depth = 2) },
	{ "buffer with mips", BUFFER(4, .mip_levels = 2) },
	{ "buffer with layers", BUFFER(4, .array_size = 2) },
	{ "buffer with samples", BUFFER(4, .samples = 2) },
	{ "buffer with dimension", BUFFER(4, .dimension = SOFTGPU_DIMENSION_1D) },
	{ "buffer with format", BUFFER(4, .format = F(R8)) },
	{ "tiled buffer", BUFFER(4, TILED) },
	{ "buffer drawn to", BUFFER(4, .usage = USE(RENDER_TARGET)) },
	{ "empty raw range", RAW(0) },
	{ "raw range with a use", RAW(4, .usage = USE(SHADER_RESOURCE)) },
};

#endif
