/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Paging: what a miniport's engine does to move contents between segments and system memory.
 */
#ifndef DXGK_PAGING_H
#define DXGK_PAGING_H

#include <linux/types.h>

#include <dxgk/segment.h>

struct dxgk_paging;
struct page;

/**
 * enum dxgk_buildpagingbuffer_operation - what an engine can be asked to do
 * @DXGK_OPERATION_TRANSFER: Copy from source to destination, one of which is system memory and the
 *	other in a memory segment. If the source is in the segment, nobody needs it afterwards.
 * @DXGK_OPERATION_FILL: Fill the destination, which is in a memory segment.
 * @DXGK_OPERATION_DISCARD_CONTENT: The contents of the source, in a memory segment, are not needed
 *	any more.
 * @DXGK_OPERATION_MAP_APERTURE_SEGMENT: Have the destination, in an aperture segment, redirect to
 *	the source's pages. These stay until they are unmapped, or dxgkddi_cancel_command is called.
 * @DXGK_OPERATION_UNMAP_APERTURE_SEGMENT: Have the source, in an aperture segment, redirect to
 *	nothing.
 *
 * Source: DXGK_BUILDPAGINGBUFFER_OPERATION.
 */
enum dxgk_buildpagingbuffer_operation {
	DXGK_OPERATION_TRANSFER = 0,
	DXGK_OPERATION_FILL = 1,
	DXGK_OPERATION_DISCARD_CONTENT = 2,
	DXGK_OPERATION_MAP_APERTURE_SEGMENT = 5,
	DXGK_OPERATION_UNMAP_APERTURE_SEGMENT = 6,
};

/**
 * struct dxgk_pagingrange - where contents are
 * @segment_id: The segment; 0 is system memory.
 * @offset: Bytes from the segment's start; not for system memory.
 * @pages: System memory: the pages, in order. They stay until the operation is complete.
 */
struct dxgk_pagingrange {
	u32 segment_id;
	u64 offset;
	struct page *const *pages;
};

/**
 * struct dxgkarg_buildpagingbuffer - arguments of dxgkddi_build_paging_buffer
 * @paging: For dxgk_paging_complete(). The only member that is valid after the callback has
 *	returned, but for what @source.pages and @destination.pages point to.
 * @operation: What to do.
 * @hallocation: Whose contents: the miniport's cookie, which is not destroyed before the operation
 *	is complete. NULL for an allocation that the miniport was not told of.
 * @size: Bytes; a multiple of the page size.
 * @source: From where.
 * @destination: To where.
 * @fill_pattern: DXGK_OPERATION_FILL: with what.
 */
struct dxgkarg_buildpagingbuffer {
	struct dxgk_paging *paging;
	enum dxgk_buildpagingbuffer_operation operation;
	void *hallocation;
	u64 size;
	struct dxgk_pagingrange source;
	struct dxgk_pagingrange destination;
	u32 fill_pattern;
};

/**
 * struct dxgkarg_validateupdateallocproperty - arguments of
 *	dxgkddi_validate_update_allocation_property
 * @hallocation: In: the miniport's cookie.
 * @supported_segment_set: In: where it may be from now on; only segments that exist.
 * @preferred_segment: In: what it prefers from now on.
 * @accessed_physically: In: as DXGK_ALLOCATIONINFOFLAGS_ACCESSED_PHYSICALLY.
 */
struct dxgkarg_validateupdateallocproperty {
	void *hallocation;
	u32 supported_segment_set;
	struct dxgk_segmentpreference preferred_segment[DXGK_MAX_PREFERENCES];
	bool accessed_physically;
};

void dxgk_paging_complete(struct dxgk_paging *paging, int error);

#endif
