/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The private driver data that an opener of a shared resource gets.
 */
#ifndef DXGK_FRONT_OPEN_SOURCE_H
#define DXGK_FRONT_OPEN_SOURCE_H

#include <linux/types.h>

#include "objects/standard.h"

struct dxgk_device;
struct dxgk_share;

/**
 * struct dxgk_open_source - the private driver data that an opener gets
 * @share: Whose.
 * @foreign: The opener's adapter is another one, so the data are those of its own miniport.
 * @standard: These data.
 * @resource_data: Per resource, or NULL.
 * @resource_size: Its bytes.
 * @total_size: Bytes of all allocations' data.
 */
struct dxgk_open_source {
	const struct dxgk_share *share;
	bool foreign;
	struct dxgk_standard_data standard;
	const void *resource_data;
	u32 resource_size;
	u32 total_size;
};

int dxgk_open_source_find(struct dxgk_open_source *source, const struct dxgk_device *device,
			  const struct dxgk_share *share);
void dxgk_open_source_free(struct dxgk_open_source *source);
const void *dxgk_open_source_data(const struct dxgk_open_source *source, u32 i, u32 *size);

#endif
