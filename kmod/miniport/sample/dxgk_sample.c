// SPDX-License-Identifier: GPL-2.0-only
/*
 * The smallest useful miniport: it describes allocations and does nothing else. An allocation's
 * private data is a u64, its size in bytes; all of them live in one segment of system memory.
 */
#include <linux/err.h>
#include <linux/module.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <dxgk/driver.h>

#define SEGMENT_SIZE	SZ_64M

/* What the miniport knows of an allocation; its address is the cookie that dxgkrnl hands back. */
struct sample_allocation {
	u64 size;
};

static int sample_driver_caps(struct dxgk_drivercaps *caps)
{
	caps->flags = DXGK_DRIVERCAPS_RENDER | DXGK_DRIVERCAPS_SOFTWARE_DEVICE;
	caps->wddm_version = 2700;
	caps->bus_number = ~0u;
	caps->device_number = ~0u;
	caps->function_number = ~0u;
	caps->num_nodes = 1;
	strscpy(caps->description, "dxgk sample adapter", sizeof(caps->description));
	return 0;
}

/* Asked twice: first how many segments there are, then what they are. */
static int sample_segments(struct dxgk_querysegmentout *out)
{
	if (out->segment_descriptor) {
		out->segment_descriptor[0].flags = DXGK_SEGMENTFLAGS_APERTURE |
						   DXGK_SEGMENTFLAGS_CACHE_COHERENT;
		out->segment_descriptor[0].size = SEGMENT_SIZE;
	}
	out->nb_segment = 1;
	return 0;
}

static int sample_query_adapter_info(struct dxgk_adapter *adapter,
				     struct dxgkarg_queryadapterinfo *arg)
{
	switch (arg->type) {
	case DXGKQAITYPE_DRIVERCAPS:
		return sample_driver_caps(arg->driver_caps);
	case DXGKQAITYPE_QUERYSEGMENT:
		return sample_segments(arg->segments);
	default:
		return -DXGK_ENOTSUPPORTED;
	}
}

static int sample_create_one(struct dxgk_allocationinfo *info)
{
	struct sample_allocation *allocation;

	if (info->private_driver_data_size != sizeof(allocation->size))
		return -EINVAL;
	allocation = kzalloc(sizeof(*allocation), GFP_KERNEL_ACCOUNT);
	if (!allocation)
		return -ENOMEM;
	memcpy(&allocation->size, info->private_driver_data, sizeof(allocation->size));
	if (!allocation->size || allocation->size > SEGMENT_SIZE) {
		kfree(allocation);
		return -EINVAL;
	}

	info->size = allocation->size;
	info->supported_segment_set = DXGK_SEGMENT_BIT(1);
	info->preferred_segment[0].segment_id = 1;
	info->flags = DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE;
	info->hallocation = allocation;
	return 0;
}

/* All or nothing: on error, dxgkrnl destroys none of them. */
static int sample_create_allocation(struct dxgk_adapter *adapter,
				    struct dxgkarg_createallocation *arg)
{
	u32 i;
	int ret;

	for (i = 0; i < arg->num_allocations; i++) {
		ret = sample_create_one(&arg->allocation_info[i]);
		if (ret)
			goto err_free;
	}
	return 0;

err_free:
	while (i--)
		kfree(arg->allocation_info[i].hallocation);
	return ret;
}

static void sample_destroy_allocation(struct dxgk_adapter *adapter,
				      const struct dxgkarg_destroyallocation *arg)
{
	u32 i;

	for (i = 0; i < arg->num_allocations; i++)
		kfree(arg->allocation_list[i]);
}

static const struct dxgk_driver sample_driver = {
	.name = "dxgk_sample",
	.dxgkddi_query_adapter_info = sample_query_adapter_info,
	.dxgkddi_create_allocation = sample_create_allocation,
	.dxgkddi_destroy_allocation = sample_destroy_allocation,
};

static struct dxgk_adapter *sample_adapter;

static int __init sample_init(void)
{
	sample_adapter = dxgk_adapter_register(&sample_driver, NULL);
	return PTR_ERR_OR_ZERO(sample_adapter);
}

static void __exit sample_exit(void)
{
	dxgk_adapter_unregister(sample_adapter);
}

module_init(sample_init);
module_exit(sample_exit);

MODULE_DESCRIPTION("Sample miniport for dxgkrnl");
MODULE_AUTHOR("The dxgkrnl authors");
MODULE_LICENSE("GPL");
DXGK_MODULE_IMPORT_NS();
