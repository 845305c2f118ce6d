// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>

#include "ddi/ddi.h"
#include "objects/adapter.h"
#include "objects/standard.h"

static int get_sizes(struct dxgk_adapter *adapter, u64 size, struct dxgk_standard_data *data,
		     struct dxgkarg_getstandardallocationdriverdata *arg)
{
	int err;

	/* Existing memory is a surface of one row, as wide as there are bytes. */
	arg->type = DXGK_STANDARDALLOCATION_GDISURFACE;
	arg->gdi_surface.width = size;
	arg->gdi_surface.height = 1;
	arg->gdi_surface.type = DXGK_GDISURFACE_TEXTURE_CROSSADAPTER;
	err = dxgk_ddi_get_standard_data(adapter, arg);
	if (err)
		return err;
	data->allocation_size = arg->allocation_private_driver_data_size;
	data->resource_size = arg->resource_private_driver_data_size;
	if (data->allocation_size)
		data->allocation = kvzalloc(data->allocation_size, DXGK_GFP_CLIENT);
	if (data->resource_size)
		data->resource = kvzalloc(data->resource_size, DXGK_GFP_CLIENT);
	if ((data->allocation_size && !data->allocation) ||
	    (data->resource_size && !data->resource))
		return -ENOMEM;
	return 0;
}

/**
 * dxgk_standard_data_get - have the miniport describe existing memory in its own terms
 * @adapter: The adapter.
 * @size: Bytes of the memory.
 * @data: Out; for dxgk_standard_data_free(), also on failure.
 *
 * Asks twice, for the sizes and for the data, of a GDI surface that may be shared across adapters
 * (D3DKMT_CREATEALLOCATIONFLAGS, ExistingSysMem).
 *
 * Return: 0; -ENODEV if the adapter has gone; -ENOMEM; what the miniport returned;
 * -DXGK_EALLOCINVALID for a bad answer.
 */
int dxgk_standard_data_get(struct dxgk_adapter *adapter, u64 size, struct dxgk_standard_data *data)
{
	struct dxgkarg_getstandardallocationdriverdata arg = { };
	int err, idx;

	*data = (struct dxgk_standard_data) { };
	if (!dxgk_adapter_enter(adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = get_sizes(adapter, size, data, &arg);
	if (!err) {
		arg.allocation_private_driver_data = data->allocation;
		arg.resource_private_driver_data = data->resource;
		err = dxgk_ddi_get_standard_data(adapter, &arg);
	}
	dxgk_adapter_exit(adapter, idx);
	return err;
}

/**
 * dxgk_standard_data_free - give back what dxgk_standard_data_get() gave
 * @data: Also if it failed, or zeroed.
 */
void dxgk_standard_data_free(struct dxgk_standard_data *data)
{
	kvfree(data->allocation);
	kvfree(data->resource);
}
