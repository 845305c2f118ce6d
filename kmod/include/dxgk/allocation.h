/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a miniport describes allocations: the arguments of the allocation DDIs.
 */
#ifndef DXGK_ALLOCATION_H
#define DXGK_ALLOCATION_H

#include <dxgk/segment.h>

/* Most allocations that one call of open, close or destroy has. Create has up to 1024. */
#define DXGK_MAX_DDI_BATCH	32

/* Residency priorities (D3DDDI_ALLOCATIONPRIORITY_*); values from 1 to the maximum are legal. */
#define DXGK_ALLOCATIONPRIORITY_MINIMUM	0x28000000
#define DXGK_ALLOCATIONPRIORITY_LOW	0x50000000
#define DXGK_ALLOCATIONPRIORITY_NORMAL	0x78000000
#define DXGK_ALLOCATIONPRIORITY_HIGH	0xa0000000
#define DXGK_ALLOCATIONPRIORITY_MAXIMUM	0xc8000000

/* Flags of struct dxgk_allocationinfo (DXGK_ALLOCATIONINFOFLAGS_WDDM2_0). */
#define DXGK_ALLOCATIONINFOFLAGS_CPU_VISIBLE		BIT(0)
#define DXGK_ALLOCATIONINFOFLAGS_PERMANENT_SYS_MEM	BIT(1)	/* needs CPU_VISIBLE */
#define DXGK_ALLOCATIONINFOFLAGS_CACHED			BIT(2)	/* needs CPU_VISIBLE */
#define DXGK_ALLOCATIONINFOFLAGS_PROTECTED		BIT(3)	/* not with 1, 4, 5 */
#define DXGK_ALLOCATIONINFOFLAGS_EXISTING_SYS_MEM	BIT(4)	/* not with 1, 3, 5 */
#define DXGK_ALLOCATIONINFOFLAGS_EXISTING_KERNEL_SYS_MEM BIT(5)	/* not with 1, 3, 4 */
#define DXGK_ALLOCATIONINFOFLAGS_FROM_END_OF_SEGMENT	BIT(6)
#define DXGK_ALLOCATIONINFOFLAGS_OVERLAY		BIT(8)	/* pinned while placed */
#define DXGK_ALLOCATIONINFOFLAGS_CAPTURE		BIT(9)	/* pinned while placed */
#define DXGK_ALLOCATIONINFOFLAGS_HISTORY_BUFFER		BIT(14)	/* needs CPU_VISIBLE */
#define DXGK_ALLOCATIONINFOFLAGS_ACCESSED_PHYSICALLY	BIT(15)
#define DXGK_ALLOCATIONINFOFLAGS_EXPLICIT_RESIDENCY_NOTIFICATION BIT(16) /* needs 15 */
#define DXGK_ALLOCATIONINFOFLAGS_VALID	(0x37f | BIT(14) | BIT(15) | BIT(16))

/**
 * struct dxgk_allocationinfo - one allocation, from the client's private data to VidMm's terms
 * @private_driver_data: In: the kernel's copy of the client's data, or NULL. The miniport may write
 *	to it during create; the client and every later opener then see what it wrote.
 * @private_driver_data_size: In: bytes.
 * @primary: In: the surface is to be displayed; PERMANENT_SYS_MEM, CACHED, PROTECTED and the two
 *	EXISTING flags are then not allowed.
 * @size: Out: bytes, not 0; rounded up to pages by the caller.
 * @pitch_aligned_size: Out: 0, or at least @size.
 * @alignment: Out: bytes, a power of two; 0 means one page.
 * @preferred_segment: Out: in order of preference; only members of @supported_segment_set.
 * @supported_segment_set: Out: DXGK_SEGMENT_BIT() of each segment that may hold the allocation; not
 *	empty, only segments that exist. (The write set of WDDM 1; version 2 has no separate read
 *	set.)
 * @eviction_segment_set: Out: aperture segments only; 0 evicts straight to system memory.
 * @flags: Out: DXGK_ALLOCATIONINFOFLAGS_*.
 * @allocation_priority: Out: first residency priority; DXGK_ALLOCATIONPRIORITY_NORMAL on entry.
 * @physical_adapter_index: Out: 0 on adapters of one physical adapter.
 * @hallocation: Out: the miniport's cookie, handed back by the other DDIs; not NULL.
 *
 * Everything but the private data is zero on entry where not said otherwise. Source:
 * DXGK_ALLOCATIONINFO.
 */
struct dxgk_allocationinfo {
	void *private_driver_data;
	u32 private_driver_data_size;
	bool primary;
	u32 alignment;
	u64 size;
	u64 pitch_aligned_size;
	struct dxgk_segmentpreference preferred_segment[DXGK_MAX_PREFERENCES];
	u32 supported_segment_set;
	u32 eviction_segment_set;
	u32 flags;
	u32 allocation_priority;
	u32 physical_adapter_index;
	void *hallocation;
};

/* Flags of struct dxgkarg_createallocation and dxgkarg_destroyallocation. */
#define DXGK_CREATEALLOCATION_RESOURCE		BIT(0)	/* the allocations belong to a resource */
#define DXGK_DESTROYALLOCATION_RESOURCE		BIT(0)	/* hresource itself goes, too */

/**
 * struct dxgkarg_createallocation - arguments of dxgkddi_create_allocation
 * @private_driver_data: In: the call's (resource's) private data, or NULL; read only.
 * @private_driver_data_size: In: bytes.
 * @num_allocations: In: entries of @allocation_info, 1 to 1024.
 * @allocation_info: In and out.
 * @hresource: In and out: the miniport's cookie of the resource; NULL for a new one, as left by the
 *	last call when allocations are added to an existing one. Not used for standalone
 *	allocations.
 * @flags: In: DXGK_CREATEALLOCATION_*.
 */
struct dxgkarg_createallocation {
	const void *private_driver_data;
	u32 private_driver_data_size;
	u32 num_allocations;
	struct dxgk_allocationinfo *allocation_info;
	void *hresource;
	u32 flags;
};

/**
 * struct dxgkarg_destroyallocation - arguments of dxgkddi_destroy_allocation
 * @hresource: The miniport's cookie of the resource, NULL for standalone allocations.
 * @num_allocations: Entries of @allocation_list; may be 0 with DXGK_DESTROYALLOCATION_RESOURCE.
 * @allocation_list: The miniport's cookies.
 * @flags: DXGK_DESTROYALLOCATION_*. A resource's last call has the flag and comes after its
 *	allocations are gone.
 */
struct dxgkarg_destroyallocation {
	void *hresource;
	u32 num_allocations;
	void *const *allocation_list;
	u32 flags;
};

/* Flags of struct dxgkarg_openallocation. */
#define DXGK_OPENALLOCATION_CREATE		BIT(0)	/* the creator's own open */
#define DXGK_OPENALLOCATION_READ_ONLY		BIT(1)	/* the share gave no write access */

/**
 * struct dxgk_openallocationinfo - one allocation to open on a device
 * @hallocation: In: the miniport's cookie from create.
 * @private_driver_data: In: as create left it. May be written only with DXGK_OPENALLOCATION_CREATE.
 * @private_driver_data_size: In: bytes.
 * @hdevice_allocation: Out: the miniport's cookie of this open; not NULL.
 */
struct dxgk_openallocationinfo {
	void *hallocation;
	void *private_driver_data;
	u32 private_driver_data_size;
	void *hdevice_allocation;
};

/**
 * struct dxgkarg_openallocation - arguments of dxgkddi_open_allocation
 * @hdevice: In: the miniport's cookie of the device, NULL if it has no create_device callback.
 * @private_driver_data: In: the resource's private data, read only, or NULL.
 * @private_driver_data_size: In: bytes.
 * @num_allocations: In: entries of @open_allocation.
 * @open_allocation: In and out.
 * @flags: In: DXGK_OPENALLOCATION_*.
 */
struct dxgkarg_openallocation {
	void *hdevice;
	const void *private_driver_data;
	u32 private_driver_data_size;
	u32 num_allocations;
	struct dxgk_openallocationinfo *open_allocation;
	u32 flags;
};

/**
 * struct dxgkarg_closeallocation - arguments of dxgkddi_close_allocation
 * @hdevice: The miniport's cookie of the device, or NULL.
 * @num_allocations: Entries of @open_handle_list.
 * @open_handle_list: Cookies from open.
 */
struct dxgkarg_closeallocation {
	void *hdevice;
	u32 num_allocations;
	void *const *open_handle_list;
};

/**
 * struct dxgkarg_describeallocation - arguments of dxgkddi_describe_allocation
 * @hallocation: In: the miniport's cookie from create.
 * @width: Out: pixels; bytes for a buffer.
 * @height: Out: rows, 1 for a buffer.
 * @format: Out: D3DDDIFORMAT, 0 (unknown) for a buffer.
 * @multisample_count: Out: samples per pixel, at least 1.
 */
struct dxgkarg_describeallocation {
	void *hallocation;
	u32 width;
	u32 height;
	u32 format;
	u32 multisample_count;
};

/*
 * Standard allocations that dxgkrnl asks a miniport to describe (D3DKMDT_STANDARDALLOCATION_TYPE).
 */
enum dxgk_standardallocation_type {
	DXGK_STANDARDALLOCATION_SHAREDPRIMARYSURFACE = 1,
	DXGK_STANDARDALLOCATION_SHADOWSURFACE = 2,
	DXGK_STANDARDALLOCATION_STAGINGSURFACE = 3,
	DXGK_STANDARDALLOCATION_GDISURFACE = 4,
};

/* Kinds of GDI surface (D3DKMDT_GDISURFACETYPE). */
enum dxgk_gdisurface_type {
	DXGK_GDISURFACE_TEXTURE = 1,
	DXGK_GDISURFACE_STAGING_CPUVISIBLE = 2,
	DXGK_GDISURFACE_STAGING = 3,
	DXGK_GDISURFACE_LOOKUPTABLE = 4,
	DXGK_GDISURFACE_EXISTINGSYSMEM = 5,
	DXGK_GDISURFACE_TEXTURE_CPUVISIBLE = 6,
	DXGK_GDISURFACE_TEXTURE_CROSSADAPTER = 7,
};

/**
 * struct dxgk_gdisurfacedata - a GDI surface to describe (D3DKMDT_GDISURFACEDATA)
 * @width: In: pixels; bytes when @format is 0.
 * @height: In: rows.
 * @format: In: D3DDDIFORMAT; 0 is unformatted memory.
 * @type: In: enum dxgk_gdisurface_type.
 * @pitch: Out, by the call that fills the data: bytes per row.
 */
struct dxgk_gdisurfacedata {
	u64 width;
	u32 height;
	u32 format;
	enum dxgk_gdisurface_type type;
	u32 pitch;
};

/**
 * struct dxgkarg_getstandardallocationdriverdata - private data for a standard allocation
 * @type: In: DXGK_STANDARDALLOCATION_GDISURFACE; a miniport answers the others with -EINVAL if it
 *	has no use for them.
 * @gdi_surface: In and out.
 * @allocation_private_driver_data: In: buffer, or NULL in the first call, which asks for sizes.
 * @allocation_private_driver_data_size: In: bytes of the buffer. Out in the first call: bytes
 *	needed.
 * @resource_private_driver_data: As above, for the resource.
 * @resource_private_driver_data_size: As above. The two sizes may not both be 0.
 */
struct dxgkarg_getstandardallocationdriverdata {
	enum dxgk_standardallocation_type type;
	struct dxgk_gdisurfacedata gdi_surface;
	void *allocation_private_driver_data;
	u32 allocation_private_driver_data_size;
	void *resource_private_driver_data;
	u32 resource_private_driver_data_size;
};

#endif
