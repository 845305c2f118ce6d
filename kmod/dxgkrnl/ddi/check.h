/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Checks of a miniport's answers. Pure functions: each returns NULL, or the name of the first field
 * that breaks a rule.
 */
#ifndef DXGK_DDI_CHECK_H
#define DXGK_DDI_CHECK_H

#include <dxgk/driver.h>

struct vidmm;

const char *dxgk_check_driver_caps(const struct dxgk_drivercaps *caps);
const char *dxgk_check_segments(const struct dxgk_segmentdescriptor *desc, u32 num);
const char *dxgk_check_node_metadata(const struct dxgkarg_getnodemetadata *arg);
const char *dxgk_check_allocation_info(const struct vidmm *vidmm,
				       const struct dxgk_allocationinfo *info);
bool dxgk_check_standard_data(const struct dxgkarg_getstandardallocationdriverdata *asked,
			      const struct dxgkarg_getstandardallocationdriverdata *answer);

#endif
