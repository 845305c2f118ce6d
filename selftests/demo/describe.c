// SPDX-License-Identifier: GPL-2.0
/*
 * What a user-mode driver tells its miniport of an allocation, and what comes back.
 */
#include <stdio.h>

#include "demo.h"

/* describe_bytes() - a buffer or a raw range */
struct softgpu_allocation_desc describe_bytes(uint32_t kind, uint64_t bytes, uint32_t cpu_access)
{
	return (struct softgpu_allocation_desc) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(struct softgpu_allocation_desc),
		.kind = kind,
		.cpu_access = cpu_access,
		.width = bytes,
		.height = 1,
		.depth = 1,
		.mip_levels = 1,
		.array_size = 1,
		.samples = 1,
	};
}

/* describe_texture() - a tiled 2D texture that only the GPU touches */
struct softgpu_allocation_desc describe_texture(uint32_t format, uint32_t width, uint32_t height)
{
	struct softgpu_allocation_desc desc = describe_bytes(SOFTGPU_KIND_TEXTURE, width, 0);

	desc.dimension = SOFTGPU_DIMENSION_2D;
	desc.format = format;
	desc.layout = SOFTGPU_LAYOUT_TILED;
	desc.usage = SOFTGPU_USAGE_SHADER_RESOURCE;
	desc.height = height;
	return desc;
}

void answers_head(void)
{
	printf("  %-34s %-11s %9s %10s   %-9s %s\n", "Allocation", "Handle", "Size", "Alignment",
	       "Segments", "Preferred");
}

/* answers_row() - what the miniport answered, as it wrote it into the private data */
void answers_row(const char *what, D3DKMT_HANDLE handle,
		 const struct softgpu_allocation_desc *desc)
{
	printf("  %-34s 0x%08x  %9s %10s   %-9s %u\n", what, handle, size_text(desc->total_size),
	       size_text(desc->alignment), set_text(desc->supported_segment_set),
	       desc->preferred_segment);
}
