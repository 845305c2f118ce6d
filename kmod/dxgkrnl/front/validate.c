// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>

#include "front/front.h"
#include "front/validate.h"
#include "vidmm/vidmm.h"

static bool windows_rules;
module_param(windows_rules, bool, 0644);
MODULE_PARM_DESC(windows_rules,
		 "Standard allocations need not be shared across adapters, as Windows is on record (default N)");

#define FLAG(name)	D3DKMT_CREATEALLOCATIONFLAGS_##name

/* Each @flag needs all of @needs. Source: D3DKMT_CREATEALLOCATIONFLAGS. */
static const struct {
	u32 flag, needs;
} flag_needs[] = {
	{ FLAG(CREATE_SHARED), FLAG(CREATE_RESOURCE) },
	{ FLAG(NT_SECURITY_SHARING), FLAG(CREATE_SHARED) },
	{ FLAG(CROSS_ADAPTER), FLAG(CREATE_SHARED) },
	{ FLAG(EXISTING_SYS_MEM), FLAG(STANDARD_ALLOCATION) },
	{ FLAG(EXISTING_SECTION), FLAG(STANDARD_ALLOCATION) },
};

/* Flags that user mode may not set. Source: D3DKMT_CREATEALLOCATIONFLAGS. */
#define KERNEL_ONLY_FLAGS	(FLAG(CREATE_PROTECTED) | FLAG(CREATE_WRITE_COMBINED) | \
				 FLAG(CREATE_CACHED) | FLAG(OPEN_CROSS_ADAPTER))

static bool flags_are_valid(u32 flags, enum dxgk_rules rules)
{
	u32 existing = flags & (FLAG(EXISTING_SYS_MEM) | FLAG(EXISTING_SECTION));
	u32 i;

	/* As in most calls. */
	if (!flags)
		return true;
	if (flags & (FLAG(RESERVED_MASK) | KERNEL_ONLY_FLAGS))
		return false;
	for (i = 0; i < ARRAY_SIZE(flag_needs); i++) {
		if (flags & flag_needs[i].flag && ~flags & flag_needs[i].needs)
			return false;
	}
	if (!(flags & FLAG(STANDARD_ALLOCATION)))
		return true;
	/* A standard allocation is over exactly one kind of existing memory. */
	if (!existing || existing == (FLAG(EXISTING_SYS_MEM) | FLAG(EXISTING_SECTION)))
		return false;
	return rules == DXGK_RULES_WINDOWS ||
	       (flags & FLAG(CREATE_SHARED) && flags & FLAG(CROSS_ADAPTER));
}

/* Which rules hold at this moment. */
enum dxgk_rules dxgk_rules(void)
{
	return READ_ONCE(windows_rules) ? DXGK_RULES_WINDOWS : DXGK_RULES_DOCUMENTED;
}

/**
 * dxgk_validate_create_args - the rules that the argument struct alone can break
 * @args: The copy.
 * @rules: Which source decides on standard allocations.
 *
 * Source: the pages of D3DKMTCreateAllocation and D3DKMT_CREATEALLOCATION.
 *
 * Return: 0 or -EINVAL.
 */
int dxgk_validate_create_args(const struct d3dkmt_createallocation *args, enum dxgk_rules rules)
{
	u32 flags = args->flags;

	if (!flags_are_valid(flags, rules))
		return -EINVAL;
	if (args->num_allocations > DXGK_MAX_ALLOCATIONS)
		return -EINVAL;
	/* A resource may begin without allocations; anything else would ask for nothing. */
	if (!args->num_allocations && !(flags & FLAG(CREATE_RESOURCE)))
		return -EINVAL;
	if (args->num_allocations && !args->allocation_info)
		return -EINVAL;
	if (flags & (FLAG(STANDARD_ALLOCATION) | FLAG(CROSS_ADAPTER)) && args->num_allocations != 1)
		return -EINVAL;
	if (args->private_runtime_data_size > DXGK_MAX_BLOB)
		return -EINVAL;
	if (flags & FLAG(STANDARD_ALLOCATION)) {
		/*
		 * The union holds the standard allocation, so there is no private data beside it.
		 */
		if (args->private_driver_data_size || !args->standard_allocation)
			return -EINVAL;
	} else if (args->private_driver_data_size > DXGK_MAX_BLOB) {
		return -EINVAL;
	}
	return 0;
}

/**
 * dxgk_validate_create_info - the rules of one element of the array
 * @info: The copy.
 * @v1: It came as a D3DDDI_ALLOCATIONINFO. Code like the documented examples leaves that struct's
 *	Flags uninitialised, so what has no meaning there is not looked at.
 *
 * Return: 0 or -EINVAL.
 */
int dxgk_validate_create_info(const struct d3dddi_allocationinfo2 *info, bool v1)
{
	u32 flags = info->flags, i;
	u64 reserved = 0;

	if (info->private_driver_data_size > DXGK_MAX_BLOB)
		return -EINVAL;
	if (v1)
		return 0;
	if (flags & D3DDDI_ALLOCATIONINFO2_FLAGS_RESERVED_MASK)
		return -EINVAL;
	if (flags & D3DDDI_ALLOCATIONINFO2_FLAGS_STEREO &&
	    !(flags & D3DDDI_ALLOCATIONINFO2_FLAGS_PRIMARY))
		return -EINVAL;
	if (flags & D3DDDI_ALLOCATIONINFO2_FLAGS_OVERRIDE_PRIORITY &&
	    !vidmm_priority_is_valid(info->priority))
		return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(info->reserved); i++)
		reserved |= info->reserved[i];
	return reserved ? -EINVAL : 0;
}

/**
 * dxgk_validate_standard - the rules of a standard allocation over existing memory
 * @args: The copy; dxgk_validate_create_args() has passed it.
 * @standard: The copy of what it points to.
 * @info: The one element of the array.
 *
 * Return: 0 or -EINVAL.
 */
int dxgk_validate_standard(const struct d3dkmt_createallocation *args,
			   const struct d3dkmt_createstandardallocation *standard,
			   const struct d3dddi_allocationinfo2 *info)
{
	u64 size = standard->existing_heap_data.size;

	if (standard->type != D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP || standard->flags)
		return -EINVAL;
	if (!size || !PAGE_ALIGNED(size))
		return -EINVAL;
	if (args->flags & FLAG(EXISTING_SYS_MEM) &&
	    (!info->system_mem || !PAGE_ALIGNED(info->system_mem)))
		return -EINVAL;
	return 0;
}
