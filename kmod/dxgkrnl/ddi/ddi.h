/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The only code that calls a miniport. Each wrapper checks the answer, so what the callers see is
 * within the rules of dxgk/driver.h.
 *
 * Every wrapper that takes an adapter runs inside dxgk_adapter_enter(), or during start or removal.
 */
#ifndef DXGK_DDI_DDI_H
#define DXGK_DDI_DDI_H

#include <dxgk/driver.h>

struct vidmm;

int dxgk_ddi_check_driver(const struct dxgk_driver *driver);

int dxgk_ddi_start_device(struct dxgk_adapter *adapter);
void dxgk_ddi_stop_device(struct dxgk_adapter *adapter);
int dxgk_ddi_query_driver_caps(struct dxgk_adapter *adapter, struct dxgk_drivercaps *caps);
int dxgk_ddi_query_segments(struct dxgk_adapter *adapter, struct vidmm *vidmm);
int dxgk_ddi_query_private(struct dxgk_adapter *adapter, u32 type, void *data, u32 size);
int dxgk_ddi_get_node_metadata(struct dxgk_adapter *adapter, u32 node,
			       struct dxgkarg_getnodemetadata *arg);

int dxgk_ddi_create_device(struct dxgk_adapter *adapter, u32 flags, void **hdevice);
void dxgk_ddi_destroy_device(struct dxgk_adapter *adapter, void *hdevice);
int dxgk_ddi_escape(struct dxgk_adapter *adapter, struct dxgkarg_escape *arg);

int dxgk_ddi_create_allocations(struct dxgk_adapter *adapter,
				struct dxgkarg_createallocation *arg, u64 exact_size);
void dxgk_ddi_destroy_allocations(struct dxgk_adapter *adapter, void *hresource, void **allocations,
				  u32 n, u32 flags);
int dxgk_ddi_open_allocations(struct dxgk_adapter *adapter, struct dxgkarg_openallocation *arg);
int dxgk_ddi_describe_allocation(struct dxgk_adapter *adapter, void *hallocation,
				 struct dxgkarg_describeallocation *arg);
int dxgk_ddi_get_standard_data(struct dxgk_adapter *adapter,
			       struct dxgkarg_getstandardallocationdriverdata *arg);
void dxgk_ddi_close_allocations(struct dxgk_adapter *adapter, void *hdevice, void **cookies, u32 n);

#endif
