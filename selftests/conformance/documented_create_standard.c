// SPDX-License-Identifier: GPL-2.0
/*
 * What Microsoft's pages say about standard allocations over existing memory. Rows that are for
 * both settings use the flags that either accepts.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/capability.h>

#include "conformance.h"

#define FLAGS(flags)	SET(create.Flags, flags)
#define HEAP_FLAGS	FLAGS(STANDARD_SHARED | EXISTING_SYS_MEM)
#define SECTION_FLAGS	FLAGS(STANDARD_SHARED | EXISTING_SECTION)
#define SECTION(s)	SYM(info2[0].pSystemMem_hSection_Align, s)
#define MEMORY(s)	SYM(info2[0].pSystemMem_hSection_Align, s)
#define NEW_HANDLES	NEXT(create.hResource, 1), NEXT(info2[0].hAllocation, 2)

static bool set_ipc_lock(bool on)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &head, data))
		return false;
	data[0].effective &= ~(1u << CAP_IPC_LOCK);
	if (on)
		data[0].effective |= 1u << CAP_IPC_LOCK;
	return !syscall(SYS_capset, &head, data);
}

static struct rlimit old_limit;

/* As a user without privileges, who may pin less than the heap. */
static bool limit_pins(struct world *world, struct image *image)
{
	struct rlimit limit = { .rlim_cur = HEAP - PAGE };

	(void)world;
	(void)image;
	if (getrlimit(RLIMIT_MEMLOCK, &old_limit))
		return false;
	limit.rlim_max = old_limit.rlim_max;
	return !setrlimit(RLIMIT_MEMLOCK, &limit) && set_ipc_lock(false);
}

static bool unlimit_pins(struct world *world, struct image *image)
{
	(void)world;
	(void)image;
	return set_ipc_lock(true) && !setrlimit(RLIMIT_MEMLOCK, &old_limit);
}

static const struct row rows[] = {
	/* nf-d3dkmthk-d3dkmtcreateallocation, argument limitations */
	{ "1.6/21a", "ExistingSysMem without StandardAllocation", &create2_standard, INVALID, BOTH,
	  { FLAGS(SHARED_FLAGS | CROSS_ADAPTER | EXISTING_SYS_MEM) } },
	{ "1.6/21b", "the page's third example as printed", &create_standard, INVALID, BOTH,
	  { FLAGS(EXISTING_SYS_MEM) } },
	{ "1.6/22", "StandardAllocation without existing memory", &create2_standard, INVALID, BOTH,
	  { FLAGS(STANDARD_SHARED) } },
	{ "1.6/23", "ExistingSysMem and ExistingSection", &create2_standard, INVALID, BOTH,
	  { FLAGS(STANDARD_SHARED | EXISTING_SYS_MEM | EXISTING_SECTION) } },
	{ "1.6/24", "ExistingSection without StandardAllocation", &create2_standard, INVALID, BOTH,
	  { FLAGS(SHARED_FLAGS | CROSS_ADAPTER | EXISTING_SECTION), SECTION(MEMFD) } },
	{ "1.6/25a", "without CreateShared", &create2_standard, INVALID, DOCUMENTED,
	  { FLAGS(CREATE_RESOURCE | STANDARD_ALLOCATION | EXISTING_SYS_MEM) } },
	{ "1.6/25b", "without CreateShared and CreateResource", &create2_standard, INVALID,
	  DOCUMENTED },
	{ "1.6/25c", "without CreateShared, with CrossAdapter", &create2_standard, INVALID, BOTH,
	  { FLAGS(CREATE_RESOURCE | CROSS_ADAPTER | STANDARD_ALLOCATION | EXISTING_SYS_MEM) } },
	{ "1.6/26", "without CrossAdapter", &create2_standard, INVALID, DOCUMENTED,
	  { FLAGS(SHARED_FLAGS | STANDARD_ALLOCATION | EXISTING_SYS_MEM) } },
	{ "1.6/26b", "ExistingSection without CrossAdapter", &create2_standard, INVALID, DOCUMENTED,
	  { FLAGS(SHARED_FLAGS | STANDARD_ALLOCATION | EXISTING_SECTION), SECTION(MEMFD) } },
	{ "1.6/27a", "no allocations", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(create.NumAllocations, 0) } },
	{ "1.6/27b", "two allocations", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(create.NumAllocations, 2) } },
	{ "1.6/27c", "two allocations, ExistingSection", &create2_standard, INVALID, BOTH,
	  { SECTION_FLAGS, SECTION(MEMFD), SET(create.NumAllocations, 2) } },
	{ "1.6/28a", "ExistingSysMem against a resource", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SYM(create.hResource, RESOURCE) } },
	{ "1.6/28b", "ExistingSection against a resource", &create2_standard, INVALID, BOTH,
	  { SECTION_FLAGS, SECTION(MEMFD), SYM(create.hResource, RESOURCE) } },
	{ "1.6/28c", "ExistingSysMem against a resource, without CreateResource",
	  &create2_standard, INVALID, WINDOWS, { SYM(create.hResource, RESOURCE) } },

	/* The memory; ns-d3dkmthk-_d3dkmt_createallocationflags */
	{ "1.6/29", "pSystemMem not page aligned", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, MEMORY(UNALIGNED) } },
	{ "1.6/30", "Size no multiple of the page size", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.ExistingHeapData.Size, HEAP - 1) } },
	{ "1.6/31", "Size 0", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.ExistingHeapData.Size, 0) } },
	{ "1.6/32a", "memory that isn't mapped", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, MEMORY(UNMAPPED) } },
	{ "1.6/32b", "memory whose second half isn't mapped", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, MEMORY(HALF_MAPPED) } },
	{ "1.6/32c", "an address of the kernel's", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(info2[0].pSystemMem_hSection_Align, 0xffff888000000000) } },
	{ "1.6/32d", "memory that wraps around", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(info2[0].pSystemMem_hSection_Align, 0xfffffffffffff000) } },
	{ "1.6/32e", "a Size that wraps around", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.ExistingHeapData.Size, 0xfffffffffffff000) } },
	{ "1.6/32f", "memory that may only be read", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, MEMORY(READ_ONLY_PAGES) } },
	{ "1.6/32g", "memory that may only be read, ReadOnly", &create2_standard, OK, BOTH,
	  { FLAGS(STANDARD_SHARED | EXISTING_SYS_MEM | READ_ONLY), MEMORY(READ_ONLY_PAGES) },
	  { NEW_HANDLES } },
	{ "1.6/32h", "pSystemMem NULL", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(info2[0].pSystemMem_hSection_Align, 0) } },
	{ "1.6/33a", "what an allocation's lock gave", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, MEMORY(LOCKED) } },
	{ "1.6/33b", "a mapping of a device's memory", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.ExistingHeapData.Size, PAGE), MEMORY(DEVICE_MAPPING) } },
	{ "1.6/34a", "hSection closed", &create2_standard, BAD_HANDLE, BOTH,
	  { SECTION_FLAGS, SECTION(NT_CLOSED) } },
	{ "1.6/34b", "hSection of another kind", &create2_standard, BAD_HANDLE, BOTH,
	  { SECTION_FLAGS, SECTION(NT_OTHER_KIND) } },
	{ "1.6/34c", "hSection smaller than Size", &create2_standard, INVALID, BOTH,
	  { SECTION_FLAGS, SECTION(SHORT_MEMFD) } },

	/* ns-d3dkmthk-_d3dkmt_createstandardallocation */
	{ "1.6/35a", "pStandardAllocation NULL", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(create.AlignUnionTo64_1, 0) } },
	{ "1.6/35b", "pStandardAllocation unreadable", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(create.AlignUnionTo64_1, 16) } },
	{ "1.6/35c", "Type 0", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.Type, 0) } },
	{ "1.6/35d", "Type 3", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.Type, 3) } },
	{ "1.6/35e", "Type INTERNALBACKINGSTORE", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.Type, 2) } },
	{ "1.6/35f", "Flags of the standard allocation", &create2_standard, INVALID, BOTH,
	  { HEAP_FLAGS, SET(standard.Flags, 1) } },

	{ "1.6/38d", "CrossAdapter where the adapter lacks it", &create2_standard, UNSUPPORTED,
	  BOTH, { HEAP_FLAGS, SYM(create.hDevice, PLAIN_DEVICE) } },

	/* What the rules leave: success */
	{ "1.6/S1", "ExistingSysMem with all flags", &create2_standard, OK, BOTH, { HEAP_FLAGS },
	  { NEW_HANDLES, GLOBAL(create.hGlobalShare) } },
	{ "1.6/S2", "ExistingSysMem with all flags and NtSecuritySharing", &create2_standard, OK,
	  BOTH, { FLAGS(STANDARD_SHARED | EXISTING_SYS_MEM | NT_SECURITY_SHARING) },
	  { NEW_HANDLES, IS(create.hGlobalShare, 0) } },
	{ "1.6/S3", "ExistingSection with all flags", &create2_standard, OK, BOTH,
	  { SECTION_FLAGS, SECTION(MEMFD) }, { NEW_HANDLES } },
	{ "1.6/S4", "ExistingSysMem with all flags", &create_standard, OK, BOTH, { HEAP_FLAGS },
	  { NEXT(create.hResource, 1), NEXT(info[0].hAllocation, 2) } },
	{ "1.6/41", "more than may be pinned", &create2_standard, NO_MEMORY, BOTH,
	  { HEAP_FLAGS, MEMORY(PAGES) }, .before = limit_pins, .after = unlimit_pins },
};

SOURCE(documented_create_standard, "documented: standard allocations (1.6)", rows);
