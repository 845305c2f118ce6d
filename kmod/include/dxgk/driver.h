/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The miniport interface: what a driver gives dxgkrnl, and what it may call.
 */
#ifndef DXGK_DRIVER_H
#define DXGK_DRIVER_H

#include <linux/types.h>
#include <linux/uuid.h>

#include <dxgk/allocation.h>
#include <dxgk/namespace.h>
#include <dxgk/paging.h>
#include <dxgk/segment.h>
#include <dxgk/status.h>

struct dxgk_adapter;

/* Flags of struct dxgk_drivercaps. */
#define DXGK_DRIVERCAPS_RENDER			BIT(0)	/* D3DKMT_ADAPTERTYPE.RenderSupported */
#define DXGK_DRIVERCAPS_SOFTWARE_DEVICE		BIT(1)
#define DXGK_DRIVERCAPS_COMPUTE_ONLY		BIT(2)	/* listed only for who asks for it */
#define DXGK_DRIVERCAPS_DETACHABLE		BIT(3)
#define DXGK_DRIVERCAPS_CROSS_ADAPTER_RESOURCE	BIT(4)
#define DXGK_DRIVERCAPS_HW_SCH_SUPPORTED	BIT(5)
#define DXGK_DRIVERCAPS_HW_SCH_ENABLED		BIT(6)	/* needs the one above */
#define DXGK_DRIVERCAPS_VALID			GENMASK(6, 0)

#define DXGK_MAX_NODES			32
#define DXGK_DESCRIPTION_LEN		128
#define DXGK_STORE_PATH_LEN		256

/**
 * struct dxgk_drivercaps - what an adapter is
 * @flags: DXGK_DRIVERCAPS_*.
 * @wddm_version: KMT_DRIVERVERSION_*: 2700 is WDDM 2.7. 2000 to 3999.
 * @vendor_id: PCI ids, also of an adapter that is no PCI device.
 * @device_id: As above.
 * @subvendor_id: As above.
 * @subsystem_id: As above.
 * @revision_id: As above.
 * @bus_number: PCI address, or ~0 for an adapter that has none.
 * @device_number: As above.
 * @function_number: As above.
 * @num_nodes: Engines, 1 to DXGK_MAX_NODES.
 * @description: The adapter's name, UTF-8, not empty.
 * @driver_store_path: Absolute path of the folder that holds the user-mode driver, UTF-8; may be
 *	empty.
 * @unique_guid: D3DKMT_QUERY_ADAPTER_UNIQUE_GUID; a null GUID has dxgkrnl make one.
 */
struct dxgk_drivercaps {
	u32 flags;
	u32 wddm_version;
	u32 vendor_id;
	u32 device_id;
	u32 subvendor_id;
	u32 subsystem_id;
	u32 revision_id;
	u32 bus_number;
	u32 device_number;
	u32 function_number;
	u32 num_nodes;
	char description[DXGK_DESCRIPTION_LEN];
	char driver_store_path[DXGK_STORE_PATH_LEN];
	guid_t unique_guid;
};

/**
 * struct dxgk_querysegmentout - the adapter's segments
 * @nb_segment: Out when @segment_descriptor is NULL: how many there are, 1 to DXGK_MAX_SEGMENTS. In
 *	otherwise: entries of the array.
 * @segment_descriptor: Out: segment 1 first.
 */
struct dxgk_querysegmentout {
	u32 nb_segment;
	struct dxgk_segmentdescriptor *segment_descriptor;
};

enum dxgk_queryadapterinfotype {
	DXGKQAITYPE_UMDRIVERPRIVATE = 0,
	DXGKQAITYPE_DRIVERCAPS = 1,
	DXGKQAITYPE_QUERYSEGMENT = 2,
};

/**
 * struct dxgkarg_queryadapterinfo - arguments of dxgkddi_query_adapter_info
 * @type: Which member of the union.
 * @driver_caps: DXGKQAITYPE_DRIVERCAPS: zeroed on entry. Asked once, at start.
 * @segments: DXGKQAITYPE_QUERYSEGMENT: asked twice at start, first for the count.
 * @umd_private: DXGKQAITYPE_UMDRIVERPRIVATE: a client's query; a private contract of the miniport
 *	and its user-mode driver.
 * @umd_private.type: The client's KMTQAITYPE: KMTQAITYPE_UMDRIVERPRIVATE, or one that dxgkrnl
 *	doesn't know.
 * @umd_private.data: The kernel's copy of the client's buffer, in and out.
 * @umd_private.size: Its bytes, 1 to 128 KiB.
 */
struct dxgkarg_queryadapterinfo {
	enum dxgk_queryadapterinfotype type;
	union {
		struct dxgk_drivercaps *driver_caps;
		struct dxgk_querysegmentout *segments;
		struct {
			u32 type;
			void *data;
			u32 size;
		} umd_private;
	};
};

/**
 * struct dxgkarg_getnodemetadata - what an engine is (DXGKARG_GETNODEMETADATA)
 * @engine_type: Out: DXGK_ENGINE_TYPE: 0 other, 1 3D, 2 video decode, 3 video encode, 4 video
 *	processing, 5 scene assembly, 6 copy, 7 overlay, 8 crypto.
 * @friendly_name: Out: UTF-8.
 * @gpu_mmu_supported: Out.
 * @io_mmu_supported: Out.
 */
struct dxgkarg_getnodemetadata {
	u32 engine_type;
	char friendly_name[32];
	bool gpu_mmu_supported;
	bool io_mmu_supported;
};

/* Flags of struct dxgkarg_escape: the client's D3DDDI_ESCAPEFLAGS. */
#define DXGK_ESCAPE_HARDWARE_ACCESS		BIT(0)

/**
 * struct dxgkarg_escape - a private message of a user-mode driver to its miniport
 * @hdevice: In: the miniport's cookie of the device that the client named, or NULL.
 * @flags: In: D3DDDI_ESCAPEFLAGS of the client.
 * @private_driver_data: In and out: the kernel's copy of the client's buffer, or NULL.
 * @private_driver_data_size: In: bytes, at most 128 KiB.
 */
struct dxgkarg_escape {
	void *hdevice;
	u32 flags;
	void *private_driver_data;
	u32 private_driver_data_size;
};

/* Flags of struct dxgkarg_createdevice: the client's D3DKMT_CREATEDEVICEFLAGS. */
#define DXGK_CREATEDEVICE_LEGACY_MODE		BIT(0)

/**
 * struct dxgkarg_createdevice - arguments of dxgkddi_create_device
 * @flags: In: DXGK_CREATEDEVICE_*.
 * @hdevice: Out: the miniport's cookie; not NULL.
 */
struct dxgkarg_createdevice {
	u32 flags;
	void *hdevice;
};

/**
 * struct dxgk_driver - a miniport's callback table
 *
 * Callbacks run in process context and may sleep and allocate with GFP_KERNEL, except for
 * dxgkddi_get_segment_pfn. dxgkrnl holds no lock of its own that another callback needs, so
 * callbacks run concurrently, also for one adapter (reentrancy level 0 of WDDM's threading model),
 * from dxgk_adapter_register() until dxgk_adapter_unregister() returns. No callback sees user
 * memory: buffers are the kernel's copies.
 *
 * A callback returns 0 or a negative errno of those that its text allows, DXGK_E* of dxgk/status.h
 * included. Any other value, and any answer outside the rules of the argument's members, is the
 * miniport's fault: dxgkrnl logs one rate-limited line that names driver, callback and field,
 * undoes the call and returns STATUS_GRAPHICS_ALLOCATION_INVALID (allocation DDIs) or
 * STATUS_UNSUCCESSFUL to the client. Names and duties are those of the WDDM DDI's DxgkDdi*
 * functions.
 *
 * Callbacks without "Optional" must be there.
 */
struct dxgk_driver {
	/** @name: Short name for messages and statistics. Static. */
	const char *name;

	/**
	 * @dxgkddi_start_device: Optional. First callback of an adapter: bring the hardware up.
	 * Any negative errno fails dxgk_adapter_register().
	 */
	int (*dxgkddi_start_device)(struct dxgk_adapter *adapter);

	/**
	 * @dxgkddi_stop_device: Optional. Last callback of an adapter that started. Every
	 * allocation and device has been closed and destroyed before.
	 */
	void (*dxgkddi_stop_device)(struct dxgk_adapter *adapter);

	/**
	 * @dxgkddi_query_adapter_info: Answers struct dxgkarg_queryadapterinfo.
	 * Errors: -EINVAL, -ENOMEM, -DXGK_ENOTSUPPORTED.
	 */
	int (*dxgkddi_query_adapter_info)(struct dxgk_adapter *adapter,
					  struct dxgkarg_queryadapterinfo *arg);

	/**
	 * @dxgkddi_get_node_metadata: Optional; without it nodes are of type "other".
	 * Errors: -EINVAL.
	 */
	int (*dxgkddi_get_node_metadata)(struct dxgk_adapter *adapter, u32 node,
					 struct dxgkarg_getnodemetadata *arg);

	/**
	 * @dxgkddi_create_device: Optional, together with @dxgkddi_destroy_device.
	 * Errors: -ENOMEM.
	 */
	int (*dxgkddi_create_device)(struct dxgk_adapter *adapter,
				     struct dxgkarg_createdevice *arg);

	/** @dxgkddi_destroy_device: The device's opens have been closed before. */
	void (*dxgkddi_destroy_device)(struct dxgk_adapter *adapter, void *hdevice);

	/**
	 * @dxgkddi_create_allocation: Translates private data into a description of each
	 * allocation. The objects belong to the adapter, not to a device. On error the miniport
	 * has undone what this call made. Errors: -EINVAL, -ENOMEM, -DXGK_EDRIVERMISMATCH,
	 * -DXGK_ENOVIDEOMEMORY.
	 */
	int (*dxgkddi_create_allocation)(struct dxgk_adapter *adapter,
					 struct dxgkarg_createallocation *arg);

	/**
	 * @dxgkddi_destroy_allocation: All opens have been closed before. At most
	 * DXGK_MAX_DDI_BATCH allocations a call. A resource's cookie goes in a call of its own,
	 * after the last of its allocations.
	 */
	void (*dxgkddi_destroy_allocation)(struct dxgk_adapter *adapter,
					   const struct dxgkarg_destroyallocation *arg);

	/**
	 * @dxgkddi_open_allocation: Optional, together with @dxgkddi_close_allocation. Once per
	 * device that uses the allocations, the creator's first; at most DXGK_MAX_DDI_BATCH
	 * allocations a call. On error the miniport has opened none of them. Errors: -EINVAL,
	 * -ENOMEM, -DXGK_EDRIVERMISMATCH.
	 */
	int (*dxgkddi_open_allocation)(struct dxgk_adapter *adapter,
				       struct dxgkarg_openallocation *arg);

	/** @dxgkddi_close_allocation: At most DXGK_MAX_DDI_BATCH allocations a call. */
	void (*dxgkddi_close_allocation)(struct dxgk_adapter *adapter,
					 const struct dxgkarg_closeallocation *arg);

	/**
	 * @dxgkddi_describe_allocation: Optional. What a surface looks like, as far as dxgkrnl
	 * needs to know for statistics and display. Errors: -EINVAL.
	 */
	int (*dxgkddi_describe_allocation)(struct dxgk_adapter *adapter,
					   struct dxgkarg_describeallocation *arg);

	/**
	 * @dxgkddi_get_standard_allocation_driver_data: Optional; without it standard allocations
	 * answer STATUS_NOT_SUPPORTED. Errors: -EINVAL, -ENOMEM.
	 */
	int (*dxgkddi_get_standard_allocation_driver_data)
		(struct dxgk_adapter *adapter,
		 struct dxgkarg_getstandardallocationdriverdata *arg);

	/**
	 * @dxgkddi_escape: Optional; without it driver-private escapes answer STATUS_NOT_SUPPORTED.
	 * Errors: -EINVAL, -ENOMEM, -DXGK_EDRIVERMISMATCH, -DXGK_EILLEGALINSN,
	 * -DXGK_EPRIVILEGEDINSN, -DXGK_ENOTSUPPORTED.
	 */
	int (*dxgkddi_escape)(struct dxgk_adapter *adapter, struct dxgkarg_escape *arg);

	/**
	 * @dxgkddi_build_paging_buffer: Optional; without it nothing can be made resident. Takes a
	 * paging operation on, and has the engine carry it out after those that it was given
	 * before; dxgk_paging_complete() tells that it is done, possibly before this returns. What
	 * it needs, it allocates here: once it has returned 0, an operation fails only because the
	 * hardware does. dxgkrnl calls it for one operation of an adapter at a time. Errors:
	 * -ENOMEM; -EBUSY if the engine's queue is full, after which dxgkrnl comes again when an
	 * operation has completed; -EAGAIN, after which it comes again soon.
	 */
	int (*dxgkddi_build_paging_buffer)(struct dxgk_adapter *adapter,
					   const struct dxgkarg_buildpagingbuffer *arg);

	/**
	 * @dxgkddi_cancel_command: Optional. The adapter goes: nobody needs the results of the
	 * operations that the engine has, and they complete as soon as they can.
	 */
	void (*dxgkddi_cancel_command)(struct dxgk_adapter *adapter);

	/**
	 * @dxgkddi_get_segment_pfn: Optional; without it the CPU sees no memory segment. Where the
	 * CPU finds a page of a CPU-visible memory segment that an allocation is in (the
	 * CpuTranslatedAddress of WDDM's segments): the number of a page frame that is mapped
	 * write-back, or 0 if the miniport has no such page. Called in a page fault: neither sleeps
	 * nor allocates. The answer stays true until the allocation has left, or the adapter has
	 * stopped.
	 */
	unsigned long (*dxgkddi_get_segment_pfn)(struct dxgk_adapter *adapter, u32 segment_id,
						 u64 offset);

	/**
	 * @dxgkddi_validate_update_allocation_property: Optional; without it any change within the
	 * adapter's segments is fine. Errors: -EINVAL.
	 */
	int (*dxgkddi_validate_update_allocation_property)
		(struct dxgk_adapter *adapter,
		 const struct dxgkarg_validateupdateallocproperty *arg);
};

struct dxgk_adapter *dxgk_adapter_register(const struct dxgk_driver *driver, void *drvdata);
void dxgk_adapter_unregister(struct dxgk_adapter *adapter);
void dxgk_adapter_reset(struct dxgk_adapter *adapter);
void *dxgk_adapter_drvdata(const struct dxgk_adapter *adapter);
u64 dxgk_adapter_luid(const struct dxgk_adapter *adapter);

#endif
