// SPDX-License-Identifier: GPL-2.0
/*
 * What Windows is on record to answer to queries and opens by global handle; see observed_create.c.
 */
#include "conformance.h"

#define DESC_SIZE	sizeof(struct softgpu_allocation_desc)

/* What happens to the buffers of an open. */
static bool buffers_are_right(struct image *image, const void *private_data)
{
	size_t i;

	for (i = 0; i < sizeof(image->resource_data); i++) {
		if (image->resource_data[i] != 0xcd)
			return false;
	}
	/* The element's own buffer is replaced, not written. */
	for (i = 0; i < sizeof(image->desc); i++) {
		if (((unsigned char *)image->desc)[i] != 0xcd)
			return false;
	}
	return !memcmp(image->runtime, "abc", 4) && private_data == image->total &&
	       ((struct softgpu_allocation_desc *)image->total)->magic == SOFTGPU_MAGIC;
}

static bool open_wrote_buffers(struct world *world, struct image *image)
{
	(void)world;
	return buffers_are_right(image, image->open_info[0].pPrivateDriverData);
}

static bool open2_wrote_buffers(struct world *world, struct image *image)
{
	(void)world;
	return buffers_are_right(image, image->open_info2[0].pPrivateDriverData);
}

static bool poison_runtime(struct world *world, struct image *image)
{
	(void)world;
	memset(image->runtime, 0xcd, sizeof(image->runtime));
	return true;
}

/* Graphics runtimes share textures with runtime data of 88 or 104 bytes. */
static bool share_texture(struct world *world, struct image *image, UINT runtime_size)
{
	static unsigned char runtime[128];
	D3DDDI_ALLOCATIONINFO2 info;
	D3DKMT_CREATEALLOCATION args;
	struct softgpu_allocation_desc desc;
	const UINT flags = SHARED_FLAGS;

	memset(&args, 0, sizeof(args));
	memset(&info, 0, sizeof(info));
	describe_raw(&desc, PAGE);
	info.pPrivateDriverData_Align = (uintptr_t)&desc;
	info.PrivateDriverDataSize = sizeof(desc);
	args.hDevice = world_value(world, SYM_DEVICE);
	args.pPrivateRuntimeData_Align = (uintptr_t)runtime;
	args.PrivateRuntimeDataSize = runtime_size;
	args.NumAllocations = 1;
	args.AlignUnionTo64_2 = (uintptr_t)&info;
	memcpy(&args.Flags, &flags, sizeof(flags));
	if (D3DKMTCreateAllocation2(&args))
		return false;
	image->query.hGlobalShare = args.hGlobalShare;
	image->query.pPrivateRuntimeData_Align = (uintptr_t)image->total;
	image->query.PrivateRuntimeDataSize = sizeof(image->total);
	return true;
}

static bool share_texture_0x58(struct world *world, struct image *image)
{
	return share_texture(world, image, 0x58);
}

static bool share_texture_0x68(struct world *world, struct image *image)
{
	return share_texture(world, image, 0x68);
}

static bool share_texture_0(struct world *world, struct image *image)
{
	return share_texture(world, image, 0);
}

static const struct row rows[] = {
	{ "2650", "hGlobalShare is a local handle", &query, INVALID, BOTH,
	  { SYM(query.hGlobalShare, SHARED) } },
	{ "2656", "hGlobalShare is a local handle", &open_resource, INVALID, BOTH,
	  { SYM(open.hGlobalShare, SHARED) } },
	{ "2681", "a buffer of 256 bytes for the runtime data", &query, OK, BOTH,
	  { AT(query.pPrivateRuntimeData_Align, runtime), SET(query.PrivateRuntimeDataSize, 256),
	    SET(query.ResourcePrivateDriverDataSize, 0) },
	  { IS(query.PrivateRuntimeDataSize, 4), NOT(query.TotalPrivateDriverDataSize, 0),
	    BELOW(query.TotalPrivateDriverDataSize, 0x1000),
	    IS(query.ResourcePrivateDriverDataSize, 0), IS(query.NumAllocations, 1),
	    SAME(runtime[0]), SAME(runtime[3]) }, .before = poison_runtime },
	{ "2709", "exact runtime size, large buffer", &open_resource, OK, BOTH, { },
	  { SAME(open.hGlobalShare), NEXT(open.hResource, 1), NEXT(open_info[0].hAllocation, 2),
	    NOT(open.TotalPrivateDriverDataBufferSize, 0),
	    BELOW(open.TotalPrivateDriverDataBufferSize, 0x1000),
	    NOT(open_info[0].PrivateDriverDataSize, 0),
	    BELOW(open_info[0].PrivateDriverDataSize, 0x400) },
	  .after = open_wrote_buffers },
	{ "2733", "no allocations", &open_resource, INVALID, BOTH,
	  { SET(open.NumAllocations, 0) } },
	{ "2739", "PrivateRuntimeDataSize too large by 1", &open_resource, INVALID, BOTH,
	  { SET(open.PrivateRuntimeDataSize, 5) } },
	{ "2739 small", "PrivateRuntimeDataSize too small by 1", &open_resource, INVALID, BOTH,
	  { SET(open.PrivateRuntimeDataSize, 3) } },
	{ "2743", "ResourcePrivateDriverDataSize too large by 1", &open_resource, INVALID, BOTH,
	  { SET(open.ResourcePrivateDriverDataSize, 1) } },
	{ "2752", "exact runtime size, large buffer", &open_resource2, OK, BOTH, { },
	  { SAME(open.hGlobalShare), NEXT(open.hResource, 1), NEXT(open_info2[0].hAllocation, 2),
	    NOT(open.TotalPrivateDriverDataBufferSize, 0),
	    BELOW(open.TotalPrivateDriverDataBufferSize, 0x1000),
	    NOT(open_info2[0].PrivateDriverDataSize, 0),
	    BELOW(open_info2[0].PrivateDriverDataSize, 0x400) },
	  .after = open2_wrote_buffers },
	{ "489 D3D9", "runtime data of 0x58 bytes", &query, OK, BOTH, { },
	  { IS(query.NumAllocations, 1), IS(query.PrivateRuntimeDataSize, 0x58), SAME(total[0]),
	    BELOW(query.TotalPrivateDriverDataSize, 0x4000),
	    BELOW(query.ResourcePrivateDriverDataSize, 0x4000) },
	  .before = share_texture_0x58 },
	{ "489 D3D11", "runtime data of 0x68 bytes", &query, OK, BOTH, { },
	  { IS(query.NumAllocations, 1), IS(query.PrivateRuntimeDataSize, 0x68), SAME(total[0]),
	    BELOW(query.TotalPrivateDriverDataSize, 0x4000),
	    BELOW(query.ResourcePrivateDriverDataSize, 0x4000) },
	  .before = share_texture_0x68 },
	{ "489 Vulkan", "no runtime data", &query, OK, BOTH, { },
	  { IS(query.NumAllocations, 1), IS(query.PrivateRuntimeDataSize, 0), SAME(total[0]) },
	  .before = share_texture_0 },
};

SOURCE(observed_open, "observed: opening by global handle", rows);
