// SPDX-License-Identifier: GPL-2.0
/*
 * What Windows is on record to answer to sharing by NT handle, as far as resources go; see
 * observed_create.c.
 */
#include <unistd.h>

#include "conformance.h"

#define DESC_SIZE	sizeof(struct softgpu_allocation_desc)

static bool close_nt(struct world *world, struct image *image)
{
	D3DKMT_HANDLE resource;
	NTSTATUS status = open_shared(world_value(world, SYM_DEVICE2), image->nt_handle, &resource);

	close((int)image->nt_handle);
	return !status;
}

static bool buffers_are_written(struct world *world, struct image *image)
{
	struct softgpu_allocation_desc desc;

	(void)world;
	memcpy(&desc, image->total, sizeof(desc));
	return !memcmp(image->runtime, "abc", 4) && desc.magic == SOFTGPU_MAGIC;
}

/* All local handles go first. */
static bool destroy_locals(struct world *world, struct image *image)
{
	(void)image;
	return !destroy_resource(world_value(world, SYM_DEVICE),
				 world_value(world, SYM_NT_RESOURCE));
}

#define THREE(a, b, c)	SYM(list[0], a), SYM(list[1], b), SYM(list[2], c), \
			SET(share.ObjectCount, 3)

static const struct row rows[] = {
	{ "3065", "an allocation of an unshared resource", &share_objects, INVALID, BOTH,
	  { SYM(list[0], MEMBER) } },
	{ "3067", "an unshared resource", &share_objects, INVALID, BOTH,
	  { SYM(list[0], RESOURCE) } },
	{ "3085", "an allocation of a resource with CreateShared", &share_objects, INVALID, BOTH,
	  { SYM(list[0], SHARED_MEMBER) } },
	{ "3087", "a resource with CreateShared", &share_objects, INVALID, BOTH,
	  { SYM(list[0], SHARED) } },
	{ "3105", "an allocation of a resource with NtSecuritySharing", &share_objects, INVALID,
	  BOTH, { SYM(list[0], NT_MEMBER) } },
	{ "3107", "a resource with NtSecuritySharing", &share_objects, OK, BOTH, { },
	  { NOT(nt_handle, 0), BELOW(nt_handle, 0x40000000) }, .after = close_nt },
	{ "3135", "no buffer, sizes poisoned", &query_nt, OK, BOTH, { },
	  { IS(query_nt.PrivateRuntimeDataSize, 4), NOT(query_nt.TotalPrivateDriverDataSize, 0),
	    BELOW(query_nt.TotalPrivateDriverDataSize, 0x1000),
	    IS(query_nt.ResourcePrivateDriverDataSize, 0), IS(query_nt.NumAllocations, 1) } },
	{ "3146", "a buffer of size 0", &query_nt, OK, BOTH,
	  { AT(query_nt.pPrivateRuntimeData_Align, runtime),
	    SET(query_nt.PrivateRuntimeDataSize, 0) },
	  { IS(query_nt.PrivateRuntimeDataSize, 4), SAME(runtime[0]) } },
	{ "3312", "a buffer of size 0x100", &query_nt, OK, BOTH,
	  { AT(query_nt.pPrivateRuntimeData_Align, runtime),
	    SET(query_nt.PrivateRuntimeDataSize, 0x100) },
	  { IS(query_nt.PrivateRuntimeDataSize, 4), SAME(runtime[0]) } },
	{ "3166", "exact sizes", &open_nt, OK, BOTH, { },
	  { NEXT(open_nt.hResource, 1), NEXT(open_info2[0].hAllocation, 2),
	    IS(open_nt.hKeyedMutex, 0), IS(open_nt.hSyncObject, 0),
	    IS(open_nt.KeyedMutexPrivateRuntimeDataSize, 0),
	    NOT(open_info2[0].PrivateDriverDataSize, 0) }, .after = buffers_are_written },
	{ "3189", "pOpenAllocationInfo2 NULL", &open_nt, INVALID, BOTH,
	  { SET(open_nt.pOpenAllocationInfo2_Align, 0) } },
	{ "3194", "no allocations", &open_nt, INVALID, BOTH, { SET(open_nt.NumAllocations, 0) } },
	{ "3199", "pPrivateRuntimeData NULL", &open_nt, INVALID, BOTH,
	  { SET(open_nt.pPrivateRuntimeData_Align, 0) } },
	{ "3204", "PrivateRuntimeDataSize too large by 1", &open_nt, INVALID, BOTH,
	  { SET(open_nt.PrivateRuntimeDataSize, 5) } },
	{ "3209", "pTotalPrivateDriverDataBuffer NULL", &open_nt, INVALID, BOTH,
	  { SET(open_nt.pTotalPrivateDriverDataBuffer_Align, 0) } },
	{ "3214", "TotalPrivateDriverDataBufferSize too small by 1", &open_nt, NO_MEMORY, BOTH,
	  { SET(open_nt.TotalPrivateDriverDataBufferSize, DESC_SIZE - 1) } },
	{ "3238", "a resource three times", &share_objects, INVALID, BOTH,
	  { THREE(NT_RESOURCE, NT_RESOURCE, NT_RESOURCE) } },
	{ "3260", "four objects", &share_objects, INVALID, BOTH,
	  { THREE(NT_RESOURCE, NT_RESOURCE, NT_RESOURCE), SYM(list[3], NT_RESOURCE),
	    SET(share.ObjectCount, 4) } },
	{ "3278 query", "all local handles gone", &query_nt, OK, BOTH, { },
	  { IS(query_nt.PrivateRuntimeDataSize, 4), IS(query_nt.NumAllocations, 1) },
	  .before = destroy_locals },
	{ "3278 open", "all local handles gone", &open_nt, OK, BOTH, { },
	  { NEXT(open_nt.hResource, 1), NEXT(open_info2[0].hAllocation, 2) },
	  .before = destroy_locals },
	{ "2922 query", "hNtHandle NULL", &query_nt, BAD_HANDLE, BOTH,
	  { SET(query_nt.hNtHandle_Align, 0) } },
	{ "2983 query", "hNtHandle closed", &query_nt, BAD_HANDLE, BOTH,
	  { SYM(query_nt.hNtHandle_Align, NT_CLOSED) } },
	{ "2983 open", "hNtHandle closed", &open_nt, BAD_HANDLE, BOTH,
	  { SYM(open_nt.hNtHandle_Align, NT_CLOSED) } },
	{ "4 foreign", "hNtHandle of another kind", &open_nt, BAD_HANDLE, BOTH,
	  { SYM(open_nt.hNtHandle_Align, NT_OTHER_KIND) } },
	{ "4 negative", "hNtHandle -1", &open_nt, BAD_HANDLE, BOTH,
	  { SET(open_nt.hNtHandle_Align, ~0ull) } },
};

SOURCE(observed_share, "observed: sharing by NT handle", rows);
