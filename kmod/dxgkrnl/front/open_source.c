// SPDX-License-Identifier: GPL-2.0-only
#include <dxgk/status.h>

#include "front/open_source.h"
#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/share.h"

/*
 * Another adapter's miniport would not understand the share's data: it describes the memory itself,
 * as a standard allocation.
 */
static int find_foreign_source(struct dxgk_adapter *adapter, struct dxgk_open_source *source)
{
	const struct dxgk_share *share = source->share;
	int err;

	if (!share->cross_adapter || share->num_allocations != 1)
		return -EINVAL;
	if (!(adapter->caps.flags & DXGK_DRIVERCAPS_CROSS_ADAPTER_RESOURCE))
		return -DXGK_ENOTSUPPORTED;
	source->foreign = true;
	err = dxgk_standard_data_get(adapter, share->allocations[0]->vidmm.size,
				     &source->standard);
	source->resource_data = source->standard.resource;
	source->resource_size = source->standard.resource_size;
	source->total_size = source->standard.allocation_size;
	return err;
}

/**
 * dxgk_open_source_find - what a device gets of a share
 * @source: Out; for dxgk_open_source_free(), also on failure.
 * @device: Where the resource is to be opened.
 * @share: The resource; the caller keeps it for as long as @source.
 *
 * Return: 0; -EINVAL if the resource can't be opened on that device's adapter; -DXGK_ENOTSUPPORTED
 * if the adapter can't share with others; what the miniport returned.
 */
int dxgk_open_source_find(struct dxgk_open_source *source, const struct dxgk_device *device,
			  const struct dxgk_share *share)
{
	*source = (struct dxgk_open_source) {
		.share = share,
		.resource_data = share->private_data,
		.resource_size = share->private_data_size,
		.total_size = share->total_private_data_size,
	};
	if (device->adapter == share->adapter)
		return 0;
	return find_foreign_source(device->adapter, source);
}

void dxgk_open_source_free(struct dxgk_open_source *source)
{
	dxgk_standard_data_free(&source->standard);
}

/* The private data of allocation @i. */
const void *dxgk_open_source_data(const struct dxgk_open_source *source, u32 i, u32 *size)
{
	const struct dxgk_global_allocation *global = source->share->allocations[i];

	*size = source->foreign ? source->standard.allocation_size : global->private_data_size;
	return source->foreign ? source->standard.allocation : global->private_data;
}
