/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From a description of an allocation to its size in memory: pure arithmetic, also built in user
 * space by selftests/softgpu.
 */
#ifndef SOFTGPU_LAYOUT_H
#define SOFTGPU_LAYOUT_H

#include <linux/types.h>

#include <misc/softgpu.h>

/**
 * struct softgpu_layout - where the texels of an allocation are
 * @total_size: Bytes.
 * @slice_pitch: Bytes from one depth slice of mip level 0 to the next.
 * @pitch: Bytes from one row of blocks of mip level 0 to the next; 0 for buffers and raw ranges.
 * @alignment: Bytes, a power of two.
 */
struct softgpu_layout {
	u64 total_size;
	u64 slice_pitch;
	u32 pitch;
	u32 alignment;
};

int softgpu_layout(const struct softgpu_allocation_desc *desc, struct softgpu_layout *layout);
u64 softgpu_format_mask(void);

#endif
