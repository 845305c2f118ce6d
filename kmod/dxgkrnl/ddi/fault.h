/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Miniports' faults: what the wrappers do about a bad answer.
 */
#ifndef DXGK_DDI_FAULT_H
#define DXGK_DDI_FAULT_H

#include <linux/compiler.h>
#include <linux/types.h>

struct dxgk_adapter;

/*
 * Whether there may be one more line about a fault of this adapter's miniport. Clients can repeat
 * it at will, so lines are rate limited; by adapter, as one's faults must not hide another's.
 * Context: any.
 */
bool dxgk_ddi_may_report(struct dxgk_adapter *adapter);

/* The miniport broke a rule. The line names what an author needs to find the fault. */
void dxgk_ddi_report_fault(struct dxgk_adapter *adapter, const char *callback, const char *field);

int dxgk_ddi_check_error(struct dxgk_adapter *adapter, const char *callback, int ret,
			 const int *allowed, int fault);

/* A callback may return 0 or one of @allowed; anything else is a fault and becomes @fault. */
static inline int dxgk_ddi_check_return(struct dxgk_adapter *adapter, const char *callback, int ret,
					const int *allowed, int fault)
{
	return likely(!ret) ? 0 : dxgk_ddi_check_error(adapter, callback, ret, allowed, fault);
}

#endif
