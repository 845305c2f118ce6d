// SPDX-License-Identifier: GPL-2.0-only
/*
 * The callback table. Every entry is the DDI between the two points where faults are injected.
 */
#include "softgpu.h"

static int ddi_start_device(struct dxgk_adapter *adapter)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_START_DEVICE);

	if (!ret)
		softgpu_start_device(sg);
	return ret;
}

static void ddi_stop_device(struct dxgk_adapter *adapter)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	softgpu_inject_before(&sg->inject, SOFTGPU_DDI_STOP_DEVICE);
	softgpu_stop_device(sg);
}

static int query_driver_caps(struct softgpu *sg, struct dxgk_drivercaps *caps)
{
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_QUERY_DRIVER_CAPS);

	if (ret)
		return ret;
	*caps = sg->config.caps;
	softgpu_inject_after(sg, SOFTGPU_DDI_QUERY_DRIVER_CAPS, caps, 1);
	return 0;
}

static int query_segment_count(struct softgpu *sg, struct dxgk_querysegmentout *out)
{
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_QUERY_SEGMENT_COUNT);

	if (ret)
		return ret;
	out->nb_segment = sg->config.num_segments;
	softgpu_inject_after(sg, SOFTGPU_DDI_QUERY_SEGMENT_COUNT, out, 1);
	return 0;
}

static int query_segment(struct softgpu *sg, struct dxgk_querysegmentout *out)
{
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_QUERY_SEGMENT);

	if (ret)
		return ret;
	ret = softgpu_query_segment(sg, out);
	if (!ret)
		softgpu_inject_after(sg, SOFTGPU_DDI_QUERY_SEGMENT, out->segment_descriptor,
				     out->nb_segment);
	return ret;
}

static int query_umd_private(struct softgpu *sg, const struct dxgkarg_queryadapterinfo *arg)
{
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_QUERY_UMD_PRIVATE);

	if (ret)
		return ret;
	return softgpu_query_umd_private(sg, arg->umd_private.type, arg->umd_private.data,
					 arg->umd_private.size);
}

static int ddi_query_adapter_info(struct dxgk_adapter *adapter,
				  struct dxgkarg_queryadapterinfo *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	switch (arg->type) {
	case DXGKQAITYPE_DRIVERCAPS:
		return query_driver_caps(sg, arg->driver_caps);
	case DXGKQAITYPE_QUERYSEGMENT:
		if (!arg->segments->segment_descriptor)
			return query_segment_count(sg, arg->segments);
		return query_segment(sg, arg->segments);
	case DXGKQAITYPE_UMDRIVERPRIVATE:
		return query_umd_private(sg, arg);
	default:
		return -DXGK_ENOTSUPPORTED;
	}
}

static int ddi_get_node_metadata(struct dxgk_adapter *adapter, u32 node,
				 struct dxgkarg_getnodemetadata *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_GET_NODE_METADATA);

	if (ret)
		return ret;
	ret = softgpu_get_node_metadata(sg, node, arg);
	if (!ret)
		softgpu_inject_after(sg, SOFTGPU_DDI_GET_NODE_METADATA, arg, 1);
	return ret;
}

/* A device is no object of its own, its cookie is the adapter. */
static int ddi_create_device(struct dxgk_adapter *adapter, struct dxgkarg_createdevice *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_CREATE_DEVICE);

	if (ret)
		return ret;
	arg->hdevice = sg;
	atomic_inc(&sg->counts.devices);
	softgpu_inject_after(sg, SOFTGPU_DDI_CREATE_DEVICE, arg, 1);
	return 0;
}

static void ddi_destroy_device(struct dxgk_adapter *adapter, void *hdevice)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	softgpu_inject_before(&sg->inject, SOFTGPU_DDI_DESTROY_DEVICE);
	WARN_ON_ONCE(hdevice != sg);
	atomic_dec(&sg->counts.devices);
}

static int ddi_create_allocation(struct dxgk_adapter *adapter,
				 struct dxgkarg_createallocation *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_CREATE_ALLOCATION);

	if (ret)
		return ret;
	ret = softgpu_create_allocation(sg, arg);
	if (!ret)
		softgpu_inject_after(sg, SOFTGPU_DDI_CREATE_ALLOCATION, arg->allocation_info,
				     arg->num_allocations);
	return ret;
}

static void ddi_destroy_allocation(struct dxgk_adapter *adapter,
				   const struct dxgkarg_destroyallocation *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	softgpu_inject_before(&sg->inject, SOFTGPU_DDI_DESTROY_ALLOCATION);
	softgpu_destroy_allocation(sg, arg);
}

static int ddi_open_allocation(struct dxgk_adapter *adapter, struct dxgkarg_openallocation *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_OPEN_ALLOCATION);

	if (ret)
		return ret;
	softgpu_open_allocation(sg, arg);
	softgpu_inject_after(sg, SOFTGPU_DDI_OPEN_ALLOCATION, arg->open_allocation,
			     arg->num_allocations);
	return 0;
}

static void ddi_close_allocation(struct dxgk_adapter *adapter,
				 const struct dxgkarg_closeallocation *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	softgpu_inject_before(&sg->inject, SOFTGPU_DDI_CLOSE_ALLOCATION);
	softgpu_close_allocation(sg, arg);
}

static int ddi_describe_allocation(struct dxgk_adapter *adapter,
				   struct dxgkarg_describeallocation *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_DESCRIBE_ALLOCATION);

	if (ret)
		return ret;
	softgpu_describe_allocation(arg);
	softgpu_inject_after(sg, SOFTGPU_DDI_DESCRIBE_ALLOCATION, arg, 1);
	return 0;
}

static int ddi_get_standard_allocation(struct dxgk_adapter *adapter,
				       struct dxgkarg_getstandardallocationdriverdata *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_GET_STANDARD_ALLOCATION);

	if (ret)
		return ret;
	ret = softgpu_get_standard_allocation(sg, arg);
	if (!ret)
		softgpu_inject_after(sg, SOFTGPU_DDI_GET_STANDARD_ALLOCATION, arg, 1);
	return ret;
}

static int ddi_escape(struct dxgk_adapter *adapter, struct dxgkarg_escape *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_ESCAPE);

	return ret ?: softgpu_escape(sg, arg);
}

static int ddi_build_paging_buffer(struct dxgk_adapter *adapter,
				   const struct dxgkarg_buildpagingbuffer *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject, SOFTGPU_DDI_BUILD_PAGING_BUFFER);

	return ret ?: softgpu_build_paging_buffer(sg, arg);
}

static void ddi_cancel_command(struct dxgk_adapter *adapter)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);

	softgpu_inject_before(&sg->inject, SOFTGPU_DDI_CANCEL_COMMAND);
	softgpu_cancel_command(sg);
}

static unsigned long ddi_get_segment_pfn(struct dxgk_adapter *adapter, u32 segment_id, u64 offset)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	unsigned long pfn = softgpu_get_segment_pfn(sg, segment_id, offset);

	softgpu_inject_after(sg, SOFTGPU_DDI_GET_SEGMENT_PFN, &pfn, 1);
	return pfn;
}

static int ddi_validate_update(struct dxgk_adapter *adapter,
			       const struct dxgkarg_validateupdateallocproperty *arg)
{
	struct softgpu *sg = dxgk_adapter_drvdata(adapter);
	int ret = softgpu_inject_before(&sg->inject,
					SOFTGPU_DDI_VALIDATE_UPDATE_ALLOCATION_PROPERTY);

	return ret ?: softgpu_validate_update(sg, arg);
}

const struct dxgk_driver softgpu_driver = {
	.name = "softgpu",
	.dxgkddi_start_device = ddi_start_device,
	.dxgkddi_stop_device = ddi_stop_device,
	.dxgkddi_query_adapter_info = ddi_query_adapter_info,
	.dxgkddi_get_node_metadata = ddi_get_node_metadata,
	.dxgkddi_create_device = ddi_create_device,
	.dxgkddi_destroy_device = ddi_destroy_device,
	.dxgkddi_create_allocation = ddi_create_allocation,
	.dxgkddi_destroy_allocation = ddi_destroy_allocation,
	.dxgkddi_open_allocation = ddi_open_allocation,
	.dxgkddi_close_allocation = ddi_close_allocation,
	.dxgkddi_describe_allocation = ddi_describe_allocation,
	.dxgkddi_get_standard_allocation_driver_data = ddi_get_standard_allocation,
	.dxgkddi_escape = ddi_escape,
	.dxgkddi_build_paging_buffer = ddi_build_paging_buffer,
	.dxgkddi_cancel_command = ddi_cancel_command,
	.dxgkddi_get_segment_pfn = ddi_get_segment_pfn,
	.dxgkddi_validate_update_allocation_property = ddi_validate_update,
};
