/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The private contract between softgpu, the software miniport, and its user-mode drivers: what
 * goes into the PrivateDriverData of an allocation, of an escape and of a UMDRIVERPRIVATE query.
 *
 * All structs have the same layout in 32-bit and 64-bit programs. Members named reserved must be
 * 0 on input. Documentation/softgpu.rst has the rules by which softgpu computes its answers.
 */
#ifndef _UAPI_MISC_SOFTGPU_H
#define _UAPI_MISC_SOFTGPU_H

#include <linux/types.h>

/* "SGPU", the first member of every struct of this file. */
#define SOFTGPU_MAGIC			0x55504753u

/* The version of every struct of this file; softgpu refuses any other. */
#define SOFTGPU_VERSION			1u

/* Limits, in texels where not said otherwise. */
#define SOFTGPU_MAX_DIMENSION		16384u	/* width and height of 1D, 2D and cube */
#define SOFTGPU_MAX_DIMENSION_3D	2048u	/* width, height and depth of 3D */
#define SOFTGPU_MAX_ARRAY_SIZE		2048u	/* layers, or faces of cubes */
#define SOFTGPU_MAX_SAMPLES		16u
#define SOFTGPU_MAX_TOTAL_SIZE		(16ull << 30)	/* bytes of one allocation */

/**
 * enum softgpu_kind - what an allocation is
 * @SOFTGPU_KIND_TEXTURE: An image of any dimension with mip levels, layers and samples.
 * @SOFTGPU_KIND_BUFFER: Bytes that the GPU knows the use of.
 * @SOFTGPU_KIND_SWAP_CHAIN: One back buffer: a 2D image that can be presented.
 * @SOFTGPU_KIND_RAW: A range of bytes of which softgpu knows no more than the length.
 */
enum softgpu_kind {
	SOFTGPU_KIND_TEXTURE = 1,
	SOFTGPU_KIND_BUFFER = 2,
	SOFTGPU_KIND_SWAP_CHAIN = 3,
	SOFTGPU_KIND_RAW = 4,
};

/**
 * enum softgpu_dimension - the shape of a texture
 * @SOFTGPU_DIMENSION_NONE: Buffers and raw ranges.
 * @SOFTGPU_DIMENSION_1D: Height and depth are 1.
 * @SOFTGPU_DIMENSION_2D: Depth is 1.
 * @SOFTGPU_DIMENSION_3D: One layer; depth halves with each mip level.
 * @SOFTGPU_DIMENSION_CUBE: Square; array_size counts faces, six per cube.
 */
enum softgpu_dimension {
	SOFTGPU_DIMENSION_NONE = 0,
	SOFTGPU_DIMENSION_1D = 1,
	SOFTGPU_DIMENSION_2D = 2,
	SOFTGPU_DIMENSION_3D = 3,
	SOFTGPU_DIMENSION_CUBE = 4,
};

/**
 * enum softgpu_format - the texel formats
 * @SOFTGPU_FORMAT_UNKNOWN: Buffers and raw ranges.
 * @SOFTGPU_FORMAT_R8: 8 bits, one channel.
 * @SOFTGPU_FORMAT_R16F: 16 bits, one channel.
 * @SOFTGPU_FORMAT_R32F: 32 bits, one channel.
 * @SOFTGPU_FORMAT_RGBA8: 32 bits, red in the lowest byte.
 * @SOFTGPU_FORMAT_BGRA8: 32 bits, blue in the lowest byte.
 * @SOFTGPU_FORMAT_RGB10A2: 32 bits.
 * @SOFTGPU_FORMAT_RGBA16F: 64 bits.
 * @SOFTGPU_FORMAT_RGBA32F: 128 bits.
 * @SOFTGPU_FORMAT_D24S8: 32 bits, depth and stencil.
 * @SOFTGPU_FORMAT_D32F: 32 bits, depth.
 * @SOFTGPU_FORMAT_NV12: A plane of 8-bit luma, then a half by half plane of 16-bit chroma pairs.
 * @SOFTGPU_FORMAT_BC1: 4 by 4 texels in 8 bytes.
 * @SOFTGPU_FORMAT_BC2: 4 by 4 texels in 16 bytes.
 * @SOFTGPU_FORMAT_BC3: 4 by 4 texels in 16 bytes.
 * @SOFTGPU_FORMAT_BC4: 4 by 4 texels in 8 bytes.
 * @SOFTGPU_FORMAT_BC5: 4 by 4 texels in 16 bytes.
 * @SOFTGPU_FORMAT_BC6H: 4 by 4 texels in 16 bytes.
 * @SOFTGPU_FORMAT_BC7: 4 by 4 texels in 16 bytes.
 * @SOFTGPU_FORMAT_COUNT: One more than the last format.
 */
enum softgpu_format {
	SOFTGPU_FORMAT_UNKNOWN = 0,
	SOFTGPU_FORMAT_R8 = 1,
	SOFTGPU_FORMAT_R16F = 2,
	SOFTGPU_FORMAT_R32F = 3,
	SOFTGPU_FORMAT_RGBA8 = 4,
	SOFTGPU_FORMAT_BGRA8 = 5,
	SOFTGPU_FORMAT_RGB10A2 = 6,
	SOFTGPU_FORMAT_RGBA16F = 7,
	SOFTGPU_FORMAT_RGBA32F = 8,
	SOFTGPU_FORMAT_D24S8 = 9,
	SOFTGPU_FORMAT_D32F = 10,
	SOFTGPU_FORMAT_NV12 = 11,
	SOFTGPU_FORMAT_BC1 = 12,
	SOFTGPU_FORMAT_BC2 = 13,
	SOFTGPU_FORMAT_BC3 = 14,
	SOFTGPU_FORMAT_BC4 = 15,
	SOFTGPU_FORMAT_BC5 = 16,
	SOFTGPU_FORMAT_BC6H = 17,
	SOFTGPU_FORMAT_BC7 = 18,
	SOFTGPU_FORMAT_COUNT,
};

/**
 * enum softgpu_layout_type - the order of texels in memory
 * @SOFTGPU_LAYOUT_LINEAR: Row after row. The only one for 1D textures, buffers and raw ranges, and
 *	for whatever the CPU or another adapter reads or writes.
 * @SOFTGPU_LAYOUT_TILED: Tiles of 4 KiB. The only one for multisampled textures.
 */
enum softgpu_layout_type {
	SOFTGPU_LAYOUT_LINEAR = 0,
	SOFTGPU_LAYOUT_TILED = 1,
};

/* What the GPU does with an allocation. */
#define SOFTGPU_USAGE_SHADER_RESOURCE	(1u << 0)
#define SOFTGPU_USAGE_RENDER_TARGET	(1u << 1)
#define SOFTGPU_USAGE_DEPTH_STENCIL	(1u << 2)
#define SOFTGPU_USAGE_UNORDERED_ACCESS	(1u << 3)
#define SOFTGPU_USAGE_PRESENT		(1u << 4)	/* of swap chains, of all of them */
#define SOFTGPU_USAGE_VERTEX_BUFFER	(1u << 5)
#define SOFTGPU_USAGE_INDEX_BUFFER	(1u << 6)
#define SOFTGPU_USAGE_CONSTANT_BUFFER	(1u << 7)
#define SOFTGPU_USAGE_SHARED		(1u << 8)	/* other processes open it */
#define SOFTGPU_USAGE_CROSS_ADAPTER	(1u << 9)	/* other adapters open it */
#define SOFTGPU_USAGE_VALID		0x3ffu

/* What the CPU does with an allocation. */
#define SOFTGPU_CPU_ACCESS_READ		(1u << 0)
#define SOFTGPU_CPU_ACCESS_WRITE	(1u << 1)
#define SOFTGPU_CPU_ACCESS_VALID	0x3u

/**
 * struct softgpu_allocation_desc - private data of one allocation
 * @magic: In: SOFTGPU_MAGIC.
 * @version: In: SOFTGPU_VERSION.
 * @size: In: sizeof(struct softgpu_allocation_desc). The private data may be longer; what follows
 *	belongs to the user-mode driver, softgpu leaves it alone.
 * @kind: In: enum softgpu_kind.
 * @dimension: In: enum softgpu_dimension; swap chains are 2D.
 * @format: In: enum softgpu_format.
 * @layout: In: enum softgpu_layout_type.
 * @usage: In: SOFTGPU_USAGE_*.
 * @cpu_access: In: SOFTGPU_CPU_ACCESS_*; 0 keeps the CPU out.
 * @height: In: texels; 1 for buffers and raw ranges.
 * @width: In: texels; bytes for buffers and raw ranges.
 * @depth: In: texels; 1 if not 3D.
 * @mip_levels: In: 1 up to a full chain.
 * @array_size: In: layers, 1 if there is no array; 2 for a stereo swap chain.
 * @samples: In: 1, 2, 4, 8 or 16 per texel.
 * @reserved: In: 0.
 * @total_size: Out: bytes.
 * @slice_pitch: Out: bytes from one depth slice of mip level 0 to the next, all planes of NV12; for
 *	buffers and raw ranges the total size.
 * @pitch: Out: bytes from one row of texels (of blocks for BC formats) of mip level 0 to the next;
 *	of the padded row if tiled; 0 for buffers and raw ranges.
 * @alignment: Out: bytes.
 * @supported_segment_set: Out: the segments that may hold it; bit 0 is segment 1.
 * @preferred_segment: Out: id of the segment it goes to if there is room.
 * @reserved_out: Out: 0.
 *
 * Create-allocation's private data, per allocation; the answers are written back to the client
 * and are part of what later openers see. What the out members hold on input doesn't matter.
 */
struct softgpu_allocation_desc {
	__u32 magic;
	__u32 version;
	__u32 size;
	__u32 kind;
	__u32 dimension;
	__u32 format;
	__u32 layout;
	__u32 usage;
	__u32 cpu_access;
	__u32 height;
	__aligned_u64 width;
	__u32 depth;
	__u32 mip_levels;
	__u32 array_size;
	__u32 samples;
	__u32 reserved[4];
	__aligned_u64 total_size;
	__aligned_u64 slice_pitch;
	__u32 pitch;
	__u32 alignment;
	__u32 supported_segment_set;
	__u32 preferred_segment;
	__u32 reserved_out[4];
};

/**
 * struct softgpu_info - what this softgpu can do
 * @magic: Out: SOFTGPU_MAGIC.
 * @version: Out: SOFTGPU_VERSION.
 * @size: Out: sizeof(struct softgpu_info).
 * @num_segments: Out: memory segments of the adapter.
 * @format_mask: Out: bit n is set if enum softgpu_format n can be created.
 * @max_total_size: Out: SOFTGPU_MAX_TOTAL_SIZE.
 * @max_dimension: Out: SOFTGPU_MAX_DIMENSION.
 * @max_dimension_3d: Out: SOFTGPU_MAX_DIMENSION_3D.
 * @max_array_size: Out: SOFTGPU_MAX_ARRAY_SIZE.
 * @max_samples: Out: SOFTGPU_MAX_SAMPLES.
 * @reserved: Out: 0.
 *
 * The answer to KMTQAITYPE_UMDRIVERPRIVATE, whose buffer must have room for it; the input is
 * ignored and bytes beyond the struct are left alone.
 */
struct softgpu_info {
	__u32 magic;
	__u32 version;
	__u32 size;
	__u32 num_segments;
	__aligned_u64 format_mask;
	__aligned_u64 max_total_size;
	__u32 max_dimension;
	__u32 max_dimension_3d;
	__u32 max_array_size;
	__u32 max_samples;
	__u32 reserved[4];
};

/**
 * enum softgpu_escape_command - the escapes
 * @SOFTGPU_ESCAPE_GET_INFO: struct softgpu_escape_info.
 * @SOFTGPU_ESCAPE_DESCRIBE: struct softgpu_escape_describe: what an allocation with this private
 *	data would get; nothing is created.
 */
enum softgpu_escape_command {
	SOFTGPU_ESCAPE_GET_INFO = 1,
	SOFTGPU_ESCAPE_DESCRIBE = 2,
};

/**
 * struct softgpu_escape - the head of every escape's private data
 * @magic: In: SOFTGPU_MAGIC.
 * @version: In: SOFTGPU_VERSION.
 * @command: In: enum softgpu_escape_command.
 * @size: In: bytes of the command's struct, this head included; the private data may be longer.
 */
struct softgpu_escape {
	__u32 magic;
	__u32 version;
	__u32 command;
	__u32 size;
};

/**
 * struct softgpu_escape_info - SOFTGPU_ESCAPE_GET_INFO
 * @head: In.
 * @info: Out.
 */
struct softgpu_escape_info {
	struct softgpu_escape head;
	struct softgpu_info info;
};

/**
 * struct softgpu_escape_describe - SOFTGPU_ESCAPE_DESCRIBE
 * @head: In.
 * @desc: In and out, as for a creation.
 *
 * The escape's status is the one that creating the allocation would answer for its private data.
 */
struct softgpu_escape_describe {
	struct softgpu_escape head;
	struct softgpu_allocation_desc desc;
};

#endif
