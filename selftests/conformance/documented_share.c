// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about D3DKMTShareObjects, as far as resources go.
 */
#include <fcntl.h>
#include <unistd.h>

#include "conformance.h"

#define ARRAY2(a, b)	SYM(list[0], a), SYM(list[1], b), SET(share.ObjectCount, 2)
#define ACCESS(access)	SET(share.DesiredAccess, access)

#define GENERIC_READ	0x80000000
#define GENERIC_WRITE	0x40000000
#define GENERIC_ALL	0x10000000
#define MAXIMUM_ALLOWED	0x02000000

/* Every handle that the row's call made is closed here. */
static NTSTATUS open_and_close(struct world *world, struct image *image)
{
	D3DKMT_HANDLE resource;
	NTSTATUS status = open_shared(world_value(world, SYM_DEVICE2), image->nt_handle, &resource);

	close((int)image->nt_handle);
	return status;
}

static bool opens(struct world *world, struct image *image)
{
	return open_and_close(world, image) == STATUS_SUCCESS;
}

static bool is_inaccessible(struct world *world, struct image *image)
{
	return open_and_close(world, image) == STATUS_ACCESS_DENIED;
}

static bool closes_on_exec(struct world *world, struct image *image)
{
	return fcntl((int)image->nt_handle, F_GETFD) == FD_CLOEXEC && opens(world, image);
}

/* OBJECT_ATTRIBUTES that say nothing. */
static bool empty_attributes(struct world *world, struct image *image)
{
	(void)world;
	image->attributes[0] = sizeof(image->attributes);
	image->share.pObjectAttributes_Align = (uintptr_t)image->attributes;
	return true;
}

static bool named_attributes(struct world *world, struct image *image)
{
	empty_attributes(world, image);
	image->attributes[2] = (uintptr_t)image->runtime;
	return true;
}

static const struct row rows[] = {
	/* nf-d3dkmthk-d3dkmtshareobjects */
	{ "2.3/1a", "no object", &share_objects, INVALID, BOTH, { SET(share.ObjectCount, 0) } },
	{ "2.3/1b", "four objects", &share_objects, INVALID, BOTH, { SET(share.ObjectCount, 4) } },
	{ "2.3/1c", "0xffffffff objects", &share_objects, INVALID, BOTH,
	  { SET(share.ObjectCount, ~0u) } },
	{ "2.3/2a", "a resource", &share_objects, OK, BOTH, { },
	  { BELOW(nt_handle, 0x40000000), NOT(nt_handle, 0) }, .after = opens },
	{ "2.3/2b", "an allocation of it", &share_objects, INVALID, BOTH,
	  { SYM(list[0], NT_MEMBER) },
	  .decision = "an allocation is shared by its resource, as Windows is on record",
	  .source_says = "STATUS_SUCCESS" },
	{ "2.3/2c", "two resources", &share_objects, INVALID, BOTH,
	  { ARRAY2(NT_RESOURCE, NT_RESOURCE) } },
	{ "2.3/2d", "a device", &share_objects, INVALID, BOTH, { SYM(list[0], DEVICE) } },
	{ "2.3/2e", "a handle that names nothing", &share_objects, INVALID, BOTH,
	  { SET(list[0], POISON) } },
	{ "2.3/3a", "a resource that isn't shared", &share_objects, INVALID, BOTH,
	  { SYM(list[0], RESOURCE) } },
	{ "2.3/3b", "a resource without NtSecuritySharing", &share_objects, INVALID, BOTH,
	  { SYM(list[0], SHARED) } },
	{ "2.3/4a", "pObjectAttributes NULL", &share_objects, OK, BOTH, { },
	  { NOT(nt_handle, ~0ull) }, .after = closes_on_exec },
	{ "2.3/4b", "attributes without a name", &share_objects, OK, BOTH, { },
	  { NOT(nt_handle, ~0ull) }, .before = empty_attributes, .after = opens },
	{ "2.3/4c", "attributes with a name", &share_objects, UNSUPPORTED, BOTH, { },
	  .before = named_attributes,
	  .decision = "an NT handle is a descriptor, which can't have a name",
	  .source_says = "STATUS_SUCCESS" },
	{ "2.3/4d", "attributes that can't be read", &share_objects, INVALID, BOTH,
	  { SET(share.pObjectAttributes_Align, 16) } },
	{ "2.3/5a", "STANDARD_RIGHTS_READ", &share_objects, OK, BOTH,
	  { ACCESS(STANDARD_RIGHTS_READ) }, .after = opens },
	{ "2.3/5b", "SHARED_ALLOCATION_WRITE without STANDARD_RIGHTS_READ", &share_objects, OK,
	  BOTH, { ACCESS(SHARED_ALLOCATION_WRITE) }, .after = is_inaccessible },
	{ "2.3/5c", "no rights", &share_objects, OK, BOTH, { ACCESS(0) },
	  .after = is_inaccessible },
	{ "2.3/5d", "SHARED_ALLOCATION_ALL_ACCESS", &share_objects, OK, BOTH,
	  { ACCESS(SHARED_ALLOCATION_ALL_ACCESS) }, .after = opens },
	{ "2.3/5e", "GENERIC_ALL", &share_objects, OK, BOTH, { ACCESS(GENERIC_ALL) },
	  .after = opens },
	{ "2.3/5f", "GENERIC_READ", &share_objects, OK, BOTH, { ACCESS(GENERIC_READ) },
	  .after = opens },
	{ "2.3/5g", "GENERIC_WRITE", &share_objects, OK, BOTH, { ACCESS(GENERIC_WRITE) },
	  .after = opens },
	{ "2.3/5h", "MAXIMUM_ALLOWED", &share_objects, OK, BOTH, { ACCESS(MAXIMUM_ALLOWED) },
	  .after = opens },
	{ "2.3/6a", "no right to read", &query_nt, DENIED, BOTH,
	  { SYM(query_nt.hNtHandle_Align, NT_WRITE) } },
	{ "2.3/6b", "no right to read", &open_nt, DENIED, BOTH,
	  { SYM(open_nt.hNtHandle_Align, NT_WRITE) } },
	{ "2.3/6c", "the right to read", &open_nt, OK, BOTH,
	  { SYM(open_nt.hNtHandle_Align, NT_READ) },
	  { NEXT(open_nt.hResource, 1), NEXT(open_info2[0].hAllocation, 2) } },
	{ "2.3/7", "a resource that was opened", &share_objects, OK, BOTH,
	  { SYM(list[0], NT_OPENED) }, .after = opens },
	{ "2.3/8a", "hObjects NULL", &share_objects, INVALID, BOTH,
	  { SET(share.ObjectHandleArray_Align, 0) } },
	{ "2.3/8b", "hObjects unreadable", &share_objects, INVALID, BOTH,
	  { SET(share.ObjectHandleArray_Align, 16) } },
	{ "2.3/8c", "phSharedNtHandle NULL", &share_objects, INVALID, BOTH,
	  { SET(share.pSharedNtHandle_Align, 0) } },
};

SOURCE(documented_share, "documented: sharing (2.3)", rows);
