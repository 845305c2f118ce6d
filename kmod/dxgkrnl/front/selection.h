/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The allocations that a call is about, named by a resource or by a list.
 */
#ifndef DXGK_FRONT_SELECTION_H
#define DXGK_FRONT_SELECTION_H

#include <linux/types.h>

struct dxgk_allocation;
struct dxgk_device;
struct dxgk_process;
struct dxgk_resource;

/* So many need no memory of their own. */
#define DXGK_SELECTION_FEW	8

/**
 * struct dxgk_selection - what a call is about
 * @device: Of all of them, with a reference.
 * @resource: With a reference; NULL for a list.
 * @n: Values that the call has: one for each allocation of a list, one for a resource.
 * @allocs: The list, each with a reference.
 * @values: One for each of @n.
 * @owners: If resources were listed: for each of @allocs which of them it is of; NULL otherwise.
 * @num_owners: How many were listed.
 * @few_allocs: Room for a short list.
 * @few_values: As above.
 */
struct dxgk_selection {
	struct dxgk_device *device;
	struct dxgk_resource *resource;
	u32 n;
	struct dxgk_allocation **allocs;
	u32 *values;
	u32 *owners;
	u32 num_owners;
	struct dxgk_allocation *few_allocs[DXGK_SELECTION_FEW];
	u32 few_values[DXGK_SELECTION_FEW];
};

int dxgk_select(struct dxgk_process *process, u32 device, u32 resource, u64 list, u32 count,
		struct dxgk_selection *sel);
int dxgk_select_on(struct dxgk_device *device, u64 list, u32 count, struct dxgk_selection *sel);
int dxgk_select_resources(struct dxgk_device *device, u64 list, u32 count,
			  struct dxgk_selection *sel);
int dxgk_selection_copy_in(struct dxgk_selection *sel, u64 list);
int dxgk_selection_copy_out(const struct dxgk_selection *sel, u64 list);
void dxgk_selection_put(struct dxgk_selection *sel);

#endif
