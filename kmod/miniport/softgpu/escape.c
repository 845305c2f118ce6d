// SPDX-License-Identifier: GPL-2.0-only
/*
 * The private conversation with a user-mode driver: escapes and UMDRIVERPRIVATE.
 */
#include <linux/errno.h>
#include <linux/string.h>

#include <misc/d3dkmthk.h>

#include "softgpu.h"

static void fill_info(struct softgpu *sg, struct softgpu_info *info)
{
	*info = (struct softgpu_info) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(*info),
		.num_segments = sg->config.num_segments,
		.format_mask = softgpu_format_mask(),
		.max_total_size = SOFTGPU_MAX_TOTAL_SIZE,
		.max_dimension = SOFTGPU_MAX_DIMENSION,
		.max_dimension_3d = SOFTGPU_MAX_DIMENSION_3D,
		.max_array_size = SOFTGPU_MAX_ARRAY_SIZE,
		.max_samples = SOFTGPU_MAX_SAMPLES,
	};
}

int softgpu_query_umd_private(struct softgpu *sg, u32 type, void *data, u32 size)
{
	if (type != KMTQAITYPE_UMDRIVERPRIVATE || size < sizeof(struct softgpu_info))
		return -EINVAL;
	fill_info(sg, data);
	return 0;
}

static int escape_get_info(struct softgpu *sg, struct softgpu_escape *head)
{
	struct softgpu_escape_info *escape = (struct softgpu_escape_info *)head;

	if (head->size != sizeof(*escape))
		return -EINVAL;
	fill_info(sg, &escape->info);
	return 0;
}

static int escape_describe(struct softgpu *sg, struct softgpu_escape *head)
{
	struct softgpu_escape_describe *escape = (struct softgpu_escape_describe *)head;
	const struct softgpu_placement *placement;
	struct softgpu_layout layout;

	if (head->size != sizeof(*escape))
		return -EINVAL;
	return softgpu_describe_desc(sg, &escape->desc, &layout, &placement);
}

int softgpu_escape(struct softgpu *sg, struct dxgkarg_escape *arg)
{
	struct softgpu_escape *head = arg->private_driver_data;

	if (arg->private_driver_data_size < sizeof(*head))
		return -EINVAL;
	if (head->magic != SOFTGPU_MAGIC || head->version != SOFTGPU_VERSION ||
	    head->size > arg->private_driver_data_size)
		return -EINVAL;

	switch (head->command) {
	case SOFTGPU_ESCAPE_GET_INFO:
		return escape_get_info(sg, head);
	case SOFTGPU_ESCAPE_DESCRIBE:
		return escape_describe(sg, head);
	default:
		return -EINVAL;
	}
}
