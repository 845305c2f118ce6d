/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Miniports' faults: what the wrappers do about a bad answer.
 */
#ifndef DXGK_DDI_FAULT_H
#define DXGK_DDI_FAULT_H

#include <linux/compiler.h>

struct dxgk_adapter;

/*
 * The miniport broke a rule. The line names what an author needs to find the fault; clients can
 * repeat it at will, so it is rate limited.
 */
void dxgk_ddi_report_fault(const struct dxgk_adapter *adapter, const char *callback,
			   const char *field);

int dxgk_ddi_check_error(const struct dxgk_adapter *adapter, const char *callback, int ret,
			 const int *allowed, int fault);

/* A callback may return 0 or one of @allowed; anything else is a fault and becomes @fault. */
static inline int dxgk_ddi_check_return(const struct dxgk_adapter *adapter, const char *callback,
					int ret, const int *allowed, int fault)
{
	return likely(!ret) ? 0 : dxgk_ddi_check_error(adapter, callback, ret, allowed, fault);
}

#endif
