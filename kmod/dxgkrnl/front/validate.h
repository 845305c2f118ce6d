/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The rules of create-allocation, as pure functions on the kernel's copy of the arguments.
 */
#ifndef DXGK_FRONT_VALIDATE_H
#define DXGK_FRONT_VALIDATE_H

#include <linux/types.h>

#include <misc/d3dkmthk.h>

/* Which of two sources decides what a standard allocation needs. */
enum dxgk_rules {
	/* CreateShared and CrossAdapter, as D3DKMTCreateAllocation's page says. */
	DXGK_RULES_DOCUMENTED,
	/* Neither, as Windows is on record to do (parameter windows_rules). */
	DXGK_RULES_WINDOWS,
};

enum dxgk_rules dxgk_rules(void);
int dxgk_validate_create_args(const struct d3dkmt_createallocation *args, enum dxgk_rules rules);
int dxgk_validate_create_info(const struct d3dddi_allocationinfo2 *info, bool v1);
int dxgk_validate_standard(const struct d3dkmt_createallocation *args,
			   const struct d3dkmt_createstandardallocation *standard,
			   const struct d3dddi_allocationinfo2 *info);

#endif
