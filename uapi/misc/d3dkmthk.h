/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The ioctl interface of /dev/dxg: the D3DKMT calls of Windows' display
 * driver model (WDDM) on Linux.
 */
#ifndef _UAPI_MISC_D3DKMTHK_H
#define _UAPI_MISC_D3DKMTHK_H

#include <linux/ioctl.h>
#include <linux/types.h>

/**
 * DOC: The /dev/dxg interface
 *
 * The D3DKMT calls of Windows, the thunks by which a user-mode graphics driver
 * talks to its kernel-mode half, as ioctls. Each D3DKMT function is one ioctl
 * of type 'G' on a file of the dxg character device. Its argument is one
 * struct, which is both input and output.
 *
 * Programs normally call the D3DKMT functions of a library and never see this
 * header, which describes what travels between such a library and the kernel.
 *
 * Command words
 *  The kernel compares the whole command word: number, direction and size. A
 *  word that it doesn't know answers ENOTTY. So does every call from a process
 *  whose memory isn't the one that opened the file, such as a fork child or
 *  the receiver of a passed descriptor: such a process opens the device for
 *  itself.
 *
 * Own numbers
 *  Numbers up to 0x7f belong to the interface of the Windows Subsystem for
 *  Linux, which this one is compatible with. Calls of Windows that it lacks
 *  have numbers from 0x80.
 */

/**
 * DOC: Layout and naming
 *
 * Every struct has the same layout for 32- and 64-bit programs. It is that of
 * 64-bit Windows, except for strings.
 *
 * Names are those of Windows in lower case. A struct's name loses nothing:
 * D3DKMT_CREATEALLOCATION is struct d3dkmt_createallocation. A member's name
 * loses its prefix (h, p, ph, pp or b) and is written in snake case:
 * hPrivateRuntimeResourceHandle is private_runtime_resource_handle. Where a
 * member's name follows another way, its description says so. Enum constants
 * keep their names.
 *
 * Pointers, handles of Windows (HANDLE), sizes and addresses are 64-bit
 * integers; the upper half of a pointer of a 32-bit program is 0. Enums and
 * booleans (BOOL) are 32-bit integers; a boolean is 0 or 1. Time stamps and
 * counters that are signed 64-bit integers in Windows are unsigned here.
 *
 * A set of bit fields is one integer, called flags where Windows has no better
 * name, with a macro for each bit: CreateShared of D3DKMT_CREATEALLOCATIONFLAGS
 * is D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED. A field of several bits has a
 * mask and a shift. The bits that Windows reserves are in a RESERVED_MASK.
 *
 * The members pad0, pad1 ... make the compiler's padding visible. The kernel
 * ignores them on input, and they mean nothing on output.
 *
 * In the descriptions, [in] is read by the kernel, [out] is written by it, and
 * [in, out] is both. What is [out] is written on success; a description says
 * where more is promised. Members that are reserved must be 0, unless a
 * description says that they are ignored.
 */

/**
 * DOC: Strings
 *
 * Strings are UTF-16 in the machine's byte order, as arrays of __u16 that end
 * with a 0 unless they fill the array. The library shows its callers 4-byte
 * wchar_t, so the structs with strings in them are smaller here than there:
 * struct d3dkmt_driver_description has 8192 bytes here and 16384 there. Sizes
 * that travel with such structs count the bytes that are on the wire.
 */

/**
 * DOC: Statuses
 *
 * The result of a call is an NTSTATUS of Windows. It comes back in one of three
 * ways:
 *
 * 0 or a positive number
 *  Success. Positive is 0x103 (STATUS_PENDING), where a call says so: the work
 *  was queued, and a fence tells when it is done.
 *
 * -1 and errno
 *  A failure whose status has an errno of its own:
 *
 *  - EINVAL: STATUS_INVALID_PARAMETER (0xC000000D)
 *  - ENOMEM: STATUS_NO_MEMORY (0xC0000017)
 *  - ENODEV: STATUS_DEVICE_REMOVED (0xC00002B6)
 *  - EOVERFLOW: STATUS_BUFFER_TOO_SMALL (0xC0000023)
 *  - EACCES: STATUS_ACCESS_DENIED (0xC0000022)
 *  - EPERM: STATUS_NOT_SUPPORTED (0xC00000BB)
 *  - EBADF: STATUS_INVALID_HANDLE (0xC0000008)
 *  - EINPROGRESS: STATUS_GRAPHICS_ALLOCATION_BUSY (0xC01E0102)
 *  - EPROTOTYPE: STATUS_OBJECT_TYPE_MISMATCH (0xC0000024)
 *  - ENOENT: STATUS_OBJECT_NAME_INVALID (0xC0000033)
 *  - EEXIST: STATUS_OBJECT_NAME_COLLISION (0xC0000035)
 *  - EAGAIN: STATUS_TIMEOUT (0x00000102)
 *  - EOPNOTSUPP: STATUS_ILLEGAL_INSTRUCTION (0xC000001D)
 *
 *  EFAULT says that memory of the caller couldn't be read or written, which
 *  Windows answers with STATUS_INVALID_PARAMETER. ENOTTY is no status; see
 *  above.
 *
 * another negative number
 *  The NTSTATUS itself, such as 0xC01E0100 (STATUS_GRAPHICS_NO_VIDEO_MEMORY)
 *  as a signed int. The C library hands it on unchanged, because only -4095 to
 *  -1 become an errno. A program therefore compares the result of ioctl() with
 *  -1 before it looks at errno, and never just with 0.
 *
 * A call that fails has had no effect, and has left no valid handle in the
 * caller's memory.
 */

/**
 * DOC: Handles
 *
 * A handle of an object (D3DKMT_HANDLE) is a __u32. It names the object for the
 * process that made it, through all descriptors of that process.
 *
 * Local handles have 0 in the lower six bits and something else than 0 in the
 * upper two. A new handle, of whichever type, is the one before it + 0x40; one
 * that was freed comes back only after all others were used. 0 is no handle.
 * All types of object share one space, and a handle is checked for its type.
 *
 * A global handle is a weak name of a shared object, for all processes. Its
 * lower six bits are 2. It can be guessed, and exists for old programs; new
 * ones share by NT handle.
 *
 * An NT handle is a file descriptor here, in a 64-bit member. It keeps the
 * shared object alive, and is passed to other processes as descriptors are.
 */

/**
 * DOC: Limits of one call
 *
 * What a call copies out of the caller's memory is bounded: 128 KiB, inclusive,
 * for each block of private data, 1 MiB for all that one call copies, and 1024
 * allocations for each call that creates or destroys them. More is
 * STATUS_INVALID_PARAMETER.
 */

/* The most contexts that one submission or signal is broadcast to. */
#define D3DDDI_MAX_BROADCAST_CONTEXT	64
/* The most primaries that one submission may say it writes. */
#define D3DDDI_MAX_WRITTEN_PRIMARIES	16
/* The most objects that D3DKMTWaitForSynchronizationObject2 waits for. */
#define D3DDDI_MAX_OBJECT_WAITED_ON	32
/* The most objects that D3DKMTSignalSynchronizationObject2 signals. */
#define D3DDDI_MAX_OBJECT_SIGNALED	32
/* The most objects that one NT handle holds. */
#define D3DKMT_MAX_OBJECTS_PER_HANDLE	3
/* The video present source of what isn't a primary. */
#define D3DDDI_ID_UNINITIALIZED		0xffffffffu
#define D3DDDI_ID_NOTAPPLICABLE		0

/*
 * Adapters
 */

/**
 * struct d3dkmt_luid - names an adapter while the system runs
 * @low_part: lower 32 bits
 * @high_part: upper 32 bits, signed
 *
 * LUID of Windows. It is unique until the next boot and isn't used twice.
 */
struct d3dkmt_luid {
	__u32 low_part;
	__s32 high_part;
};

/**
 * struct d3dkmt_adapterinfo - one adapter of an enumeration
 * @adapter: [out] new handle of the adapter; close it with D3DKMT_IOC_CLOSE_ADAPTER
 * @adapter_luid: [out] what D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID opens it by
 * @num_of_sources: [out] number of its display sources, 0 when it only renders
 * @precise_present_regions_preferred: [out] BOOL: presenting is cheaper with exact regions
 */
struct d3dkmt_adapterinfo {
	__u32 adapter;
	struct d3dkmt_luid adapter_luid;
	__u32 num_of_sources;
	__u32 precise_present_regions_preferred;
};

/**
 * struct d3dkmt_enumadapters2 - argument of D3DKMT_IOC_ENUM_ADAPTERS2
 * @num_adapters: [in, out] elements of @adapters; then the number of adapters, which is
 *   written with STATUS_BUFFER_TOO_SMALL, too
 * @pad0: padding
 * @adapters: [in] pointer to an array of struct d3dkmt_adapterinfo, or 0
 *
 * D3DKMTEnumAdapters2 opens every adapter that renders or displays; adapters
 * that only compute are left out. With @adapters 0 it opens nothing and just
 * counts. With too few elements it answers STATUS_BUFFER_TOO_SMALL and opens
 * nothing, either.
 */
struct d3dkmt_enumadapters2 {
	__u32 num_adapters;
	__u32 pad0;
	__aligned_u64 adapters;
};

/**
 * DOC: Filter of EnumAdapters3 (D3DKMT_ENUMADAPTERS_FILTER)
 *
 * INCLUDE_COMPUTE_ONLY
 *  adapters that only compute, too
 * INCLUDE_DISPLAY_ONLY
 *  adapters that only display, too
 */
#define D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_COMPUTE_ONLY	0x1ull
#define D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_DISPLAY_ONLY	0x2ull
#define D3DKMT_ENUMADAPTERS_FILTER_RESERVED_MASK	0xfffffffffffffffcull

/**
 * struct d3dkmt_enumadapters3 - argument of D3DKMT_IOC_ENUM_ADAPTERS3
 * @filter: [in] D3DKMT_ENUMADAPTERS_FILTER_*
 * @num_adapters: [in, out] as in struct d3dkmt_enumadapters2
 * @pad0: padding
 * @adapters: [in] pointer to an array of struct d3dkmt_adapterinfo, or 0
 *
 * D3DKMTEnumAdapters3 is D3DKMTEnumAdapters2 with a filter, and just counts
 * with @num_adapters 0, too.
 */
struct d3dkmt_enumadapters3 {
	__aligned_u64 filter;
	__u32 num_adapters;
	__u32 pad0;
	__aligned_u64 adapters;
};

/**
 * struct d3dkmt_openadapterfromluid - argument of D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID
 * @adapter_luid: [in] the adapter
 * @adapter: [out] new handle of it
 */
struct d3dkmt_openadapterfromluid {
	struct d3dkmt_luid adapter_luid;
	__u32 adapter;
};

/**
 * struct d3dkmt_closeadapter - argument of D3DKMT_IOC_CLOSE_ADAPTER
 * @adapter: [in] handle to close
 *
 * D3DKMTCloseAdapter. Devices that were made from the handle stay.
 */
struct d3dkmt_closeadapter {
	__u32 adapter;
};

/*
 * Querying an adapter
 */

/**
 * enum kmtqueryadapterinfotype - what D3DKMTQueryAdapterInfo asks for
 * @KMTQAITYPE_UMDRIVERPRIVATE: data that the miniport and its user-mode driver agree on
 * @KMTQAITYPE_UMDRIVERNAME: path of a user-mode driver, struct d3dkmt_umdfilenameinfo
 * @KMTQAITYPE_UMOPENGLINFO: the OpenGL driver
 * @KMTQAITYPE_GETSEGMENTSIZE: sizes of memory, struct d3dkmt_segmentsizeinfo
 * @KMTQAITYPE_ADAPTERGUID: GUID of the adapter's device interface
 * @KMTQAITYPE_FLIPQUEUEINFO: limits of queued flips
 * @KMTQAITYPE_ADAPTERADDRESS: place on its bus, struct d3dkmt_adapteraddress
 * @KMTQAITYPE_SETWORKINGSETINFO: sets limits of working sets
 * @KMTQAITYPE_ADAPTERREGISTRYINFO: strings for people, struct d3dkmt_adapterregistryinfo
 * @KMTQAITYPE_CURRENTDISPLAYMODE: the display mode of a source
 * @KMTQAITYPE_MODELIST: all display modes of a source
 * @KMTQAITYPE_CHECKDRIVERUPDATESTATUS: BOOL: the driver is being replaced
 * @KMTQAITYPE_VIRTUALADDRESSINFO: sizes of GPU virtual addresses
 * @KMTQAITYPE_DRIVERVERSION: the driver model, a __u32 of enum d3dkmt_driverversion
 * @KMTQAITYPE_ADAPTERTYPE: what the adapter is, struct d3dkmt_adaptertype
 * @KMTQAITYPE_OUTPUTDUPLCONTEXTSCOUNT: number of desktop duplications
 * @KMTQAITYPE_WDDM_1_2_CAPS: capabilities of WDDM 1.2
 * @KMTQAITYPE_UMD_DRIVER_VERSION: version of the user-mode driver
 * @KMTQAITYPE_DIRECTFLIP_SUPPORT: BOOL: direct flips work
 * @KMTQAITYPE_MULTIPLANEOVERLAY_SUPPORT: BOOL: multiplane overlays work
 * @KMTQAITYPE_DLIST_DRIVER_NAME: path of the hybrid display-list driver
 * @KMTQAITYPE_WDDM_1_3_CAPS: capabilities of WDDM 1.3
 * @KMTQAITYPE_MULTIPLANEOVERLAY_HUD_SUPPORT: multiplane overlays for a head-up display
 * @KMTQAITYPE_WDDM_2_0_CAPS: capabilities of WDDM 2.0
 * @KMTQAITYPE_NODEMETADATA: describes an engine, struct d3dkmt_nodemetadata
 * @KMTQAITYPE_CPDRIVERNAME: path of the content-protection driver
 * @KMTQAITYPE_XBOX: BOOL: the adapter is a console's
 * @KMTQAITYPE_INDEPENDENTFLIP_SUPPORT: BOOL: independent flips work
 * @KMTQAITYPE_MIRACASTCOMPANIONDRIVERNAME: path of the Miracast driver
 * @KMTQAITYPE_PHYSICALADAPTERCOUNT: number of physical adapters, a __u32
 * @KMTQAITYPE_PHYSICALADAPTERDEVICEIDS: PCI ids, struct d3dkmt_query_device_ids
 * @KMTQAITYPE_DRIVERCAPS_EXT: further capabilities of the driver
 * @KMTQAITYPE_QUERY_MIRACAST_DRIVER_TYPE: kind of Miracast driver
 * @KMTQAITYPE_QUERY_GPUMMU_CAPS: capabilities of the GPU's page tables
 * @KMTQAITYPE_QUERY_MULTIPLANEOVERLAY_DECODE_SUPPORT: multiplane overlays of decoded video
 * @KMTQAITYPE_QUERY_HW_PROTECTION_TEARDOWN_COUNT: how often hardware protection was torn down
 * @KMTQAITYPE_QUERY_ISBADDRIVERFORHWPROTECTIONDISABLED: hardware protection is off for a bad
 *   driver
 * @KMTQAITYPE_MULTIPLANEOVERLAY_SECONDARY_SUPPORT: multiplane overlays on secondary displays
 * @KMTQAITYPE_INDEPENDENTFLIP_SECONDARY_SUPPORT: independent flips on secondary displays
 * @KMTQAITYPE_PANELFITTER_SUPPORT: the panel fitter scales
 * @KMTQAITYPE_PHYSICALADAPTERPNPKEY: registry key of a physical adapter
 * @KMTQAITYPE_GETSEGMENTGROUPSIZE: sizes by segment group, struct d3dkmt_segmentgroupsizeinfo
 * @KMTQAITYPE_MPO3DDI_SUPPORT: BOOL: the third multiplane overlay interface works
 * @KMTQAITYPE_HWDRM_SUPPORT: BOOL: hardware content protection works
 * @KMTQAITYPE_MPOKERNELCAPS_SUPPORT: BOOL: the kernel reports multiplane overlay capabilities
 * @KMTQAITYPE_MULTIPLANEOVERLAY_STRETCH_SUPPORT: scaling factors of multiplane overlays
 * @KMTQAITYPE_GET_DEVICE_VIDPN_OWNERSHIP_INFO: whether a device owns a display source
 * @KMTQAITYPE_QUERYREGISTRY: settings and paths of the driver, struct
 *   d3dddi_queryregistry_info
 * @KMTQAITYPE_KMD_DRIVER_VERSION: version of the kernel-mode driver
 * @KMTQAITYPE_BLOCKLIST_KERNEL: the kernel's list of blocked drivers
 * @KMTQAITYPE_BLOCKLIST_RUNTIME: the runtime's list of blocked drivers
 * @KMTQAITYPE_ADAPTERGUID_RENDER: as KMTQAITYPE_ADAPTERGUID, of the rendering adapter
 * @KMTQAITYPE_ADAPTERADDRESS_RENDER: as KMTQAITYPE_ADAPTERADDRESS, of the rendering adapter
 * @KMTQAITYPE_ADAPTERREGISTRYINFO_RENDER: as KMTQAITYPE_ADAPTERREGISTRYINFO, of the rendering
 *   adapter
 * @KMTQAITYPE_CHECKDRIVERUPDATESTATUS_RENDER: as KMTQAITYPE_CHECKDRIVERUPDATESTATUS, of the
 *   rendering adapter
 * @KMTQAITYPE_DRIVERVERSION_RENDER: as KMTQAITYPE_DRIVERVERSION, of the rendering adapter
 * @KMTQAITYPE_ADAPTERTYPE_RENDER: as KMTQAITYPE_ADAPTERTYPE, of the rendering adapter
 * @KMTQAITYPE_WDDM_1_2_CAPS_RENDER: as KMTQAITYPE_WDDM_1_2_CAPS, of the rendering adapter
 * @KMTQAITYPE_WDDM_1_3_CAPS_RENDER: as KMTQAITYPE_WDDM_1_3_CAPS, of the rendering adapter
 * @KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID: the adapter's own GUID, struct
 *   d3dkmt_query_adapter_unique_guid
 * @KMTQAITYPE_NODEPERFDATA: clocks and voltage of an engine, struct d3dkmt_node_perfdata
 * @KMTQAITYPE_ADAPTERPERFDATA: clocks, fan and temperature, struct d3dkmt_adapter_perfdata
 * @KMTQAITYPE_ADAPTERPERFDATA_CAPS: limits of them, struct d3dkmt_adapter_perfdatacaps
 * @KMTQUITYPE_GPUVERSION: names of the BIOS and the architecture, struct d3dkmt_gpuversion
 * @KMTQAITYPE_DRIVER_DESCRIPTION: name of the adapter, struct d3dkmt_driver_description
 * @KMTQAITYPE_DRIVER_DESCRIPTION_RENDER: as KMTQAITYPE_DRIVER_DESCRIPTION, of the rendering
 *   adapter
 * @KMTQAITYPE_SCANOUT_CAPS: capabilities of display controllers
 * @KMTQAITYPE_DISPLAY_UMDRIVERNAME: path of a display user-mode driver
 * @KMTQAITYPE_PARAVIRTUALIZATION_RENDER: how the adapter is virtualised
 * @KMTQAITYPE_SERVICENAME: name of the driver's service
 * @KMTQAITYPE_WDDM_2_7_CAPS: capabilities of WDDM 2.7, struct d3dkmt_wddm_2_7_caps
 * @KMTQAITYPE_TRACKEDWORKLOAD_SUPPORT: tracked workloads work
 * @KMTQAITYPE_HYBRID_DLIST_DLL_SUPPORT: BOOL: the display-list driver is a library
 * @KMTQAITYPE_DISPLAY_CAPS: capabilities of displays
 * @KMTQAITYPE_WDDM_2_9_CAPS: capabilities of WDDM 2.9
 * @KMTQAITYPE_CROSSADAPTERRESOURCE_SUPPORT: tier of cross-adapter resources
 * @KMTQAITYPE_WDDM_3_0_CAPS: capabilities of WDDM 3.0
 */
enum kmtqueryadapterinfotype {
	KMTQAITYPE_UMDRIVERPRIVATE = 0,
	KMTQAITYPE_UMDRIVERNAME = 1,
	KMTQAITYPE_UMOPENGLINFO = 2,
	KMTQAITYPE_GETSEGMENTSIZE = 3,
	KMTQAITYPE_ADAPTERGUID = 4,
	KMTQAITYPE_FLIPQUEUEINFO = 5,
	KMTQAITYPE_ADAPTERADDRESS = 6,
	KMTQAITYPE_SETWORKINGSETINFO = 7,
	KMTQAITYPE_ADAPTERREGISTRYINFO = 8,
	KMTQAITYPE_CURRENTDISPLAYMODE = 9,
	KMTQAITYPE_MODELIST = 10,
	KMTQAITYPE_CHECKDRIVERUPDATESTATUS = 11,
	KMTQAITYPE_VIRTUALADDRESSINFO = 12,
	KMTQAITYPE_DRIVERVERSION = 13,
	KMTQAITYPE_ADAPTERTYPE = 15,
	KMTQAITYPE_OUTPUTDUPLCONTEXTSCOUNT = 16,
	KMTQAITYPE_WDDM_1_2_CAPS = 17,
	KMTQAITYPE_UMD_DRIVER_VERSION = 18,
	KMTQAITYPE_DIRECTFLIP_SUPPORT = 19,
	KMTQAITYPE_MULTIPLANEOVERLAY_SUPPORT = 20,
	KMTQAITYPE_DLIST_DRIVER_NAME = 21,
	KMTQAITYPE_WDDM_1_3_CAPS = 22,
	KMTQAITYPE_MULTIPLANEOVERLAY_HUD_SUPPORT = 23,
	KMTQAITYPE_WDDM_2_0_CAPS = 24,
	KMTQAITYPE_NODEMETADATA = 25,
	KMTQAITYPE_CPDRIVERNAME = 26,
	KMTQAITYPE_XBOX = 27,
	KMTQAITYPE_INDEPENDENTFLIP_SUPPORT = 28,
	KMTQAITYPE_MIRACASTCOMPANIONDRIVERNAME = 29,
	KMTQAITYPE_PHYSICALADAPTERCOUNT = 30,
	KMTQAITYPE_PHYSICALADAPTERDEVICEIDS = 31,
	KMTQAITYPE_DRIVERCAPS_EXT = 32,
	KMTQAITYPE_QUERY_MIRACAST_DRIVER_TYPE = 33,
	KMTQAITYPE_QUERY_GPUMMU_CAPS = 34,
	KMTQAITYPE_QUERY_MULTIPLANEOVERLAY_DECODE_SUPPORT = 35,
	KMTQAITYPE_QUERY_HW_PROTECTION_TEARDOWN_COUNT = 36,
	KMTQAITYPE_QUERY_ISBADDRIVERFORHWPROTECTIONDISABLED = 37,
	KMTQAITYPE_MULTIPLANEOVERLAY_SECONDARY_SUPPORT = 38,
	KMTQAITYPE_INDEPENDENTFLIP_SECONDARY_SUPPORT = 39,
	KMTQAITYPE_PANELFITTER_SUPPORT = 40,
	KMTQAITYPE_PHYSICALADAPTERPNPKEY = 41,
	KMTQAITYPE_GETSEGMENTGROUPSIZE = 42,
	KMTQAITYPE_MPO3DDI_SUPPORT = 43,
	KMTQAITYPE_HWDRM_SUPPORT = 44,
	KMTQAITYPE_MPOKERNELCAPS_SUPPORT = 45,
	KMTQAITYPE_MULTIPLANEOVERLAY_STRETCH_SUPPORT = 46,
	KMTQAITYPE_GET_DEVICE_VIDPN_OWNERSHIP_INFO = 47,
	KMTQAITYPE_QUERYREGISTRY = 48,
	KMTQAITYPE_KMD_DRIVER_VERSION = 49,
	KMTQAITYPE_BLOCKLIST_KERNEL = 50,
	KMTQAITYPE_BLOCKLIST_RUNTIME = 51,
	KMTQAITYPE_ADAPTERGUID_RENDER = 52,
	KMTQAITYPE_ADAPTERADDRESS_RENDER = 53,
	KMTQAITYPE_ADAPTERREGISTRYINFO_RENDER = 54,
	KMTQAITYPE_CHECKDRIVERUPDATESTATUS_RENDER = 55,
	KMTQAITYPE_DRIVERVERSION_RENDER = 56,
	KMTQAITYPE_ADAPTERTYPE_RENDER = 57,
	KMTQAITYPE_WDDM_1_2_CAPS_RENDER = 58,
	KMTQAITYPE_WDDM_1_3_CAPS_RENDER = 59,
	KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID = 60,
	KMTQAITYPE_NODEPERFDATA = 61,
	KMTQAITYPE_ADAPTERPERFDATA = 62,
	KMTQAITYPE_ADAPTERPERFDATA_CAPS = 63,
	KMTQUITYPE_GPUVERSION = 64,
	KMTQAITYPE_DRIVER_DESCRIPTION = 65,
	KMTQAITYPE_DRIVER_DESCRIPTION_RENDER = 66,
	KMTQAITYPE_SCANOUT_CAPS = 67,
	KMTQAITYPE_DISPLAY_UMDRIVERNAME = 71,
	KMTQAITYPE_PARAVIRTUALIZATION_RENDER = 68,
	KMTQAITYPE_SERVICENAME = 69,
	KMTQAITYPE_WDDM_2_7_CAPS = 70,
	KMTQAITYPE_TRACKEDWORKLOAD_SUPPORT = 72,
	KMTQAITYPE_HYBRID_DLIST_DLL_SUPPORT = 73,
	KMTQAITYPE_DISPLAY_CAPS = 74,
	KMTQAITYPE_WDDM_2_9_CAPS = 75,
	KMTQAITYPE_CROSSADAPTERRESOURCE_SUPPORT = 76,
	KMTQAITYPE_WDDM_3_0_CAPS = 77,
};

/**
 * struct d3dkmt_queryadapterinfo - argument of D3DKMT_IOC_QUERY_ADAPTER_INFO
 * @adapter: [in] handle of the adapter
 * @type: [in] enum kmtqueryadapterinfotype
 * @private_driver_data: [in] pointer to what @type asks for; read and written
 * @private_driver_data_size: [in] its size in bytes, from 1 to 128 KiB
 * @pad0: padding
 *
 * D3DKMTQueryAdapterInfo. What @private_driver_data points to may be larger
 * than the struct that @type says. KMTQAITYPE_UMDRIVERPRIVATE, and types beyond
 * enum kmtqueryadapterinfotype, are for the miniport to answer.
 */
struct d3dkmt_queryadapterinfo {
	__u32 adapter;
	__u32 type;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad0;
};

/**
 * DOC: What an adapter is (D3DKMT_ADAPTERTYPE)
 *
 * RENDER_SUPPORTED
 *  it renders
 * DISPLAY_SUPPORTED
 *  it has display outputs
 * SOFTWARE_DEVICE
 *  it isn't hardware
 * POST_DEVICE
 *  the firmware started it as the boot display
 * HYBRID_DISCRETE
 *  the discrete one of a hybrid pair
 * HYBRID_INTEGRATED
 *  the integrated one of a hybrid pair
 * INDIRECT_DISPLAY_DEVICE
 *  its displays are indirect
 * PARAVIRTUALIZED
 *  it is a host's adapter, seen from a virtual machine
 * ACG_SUPPORTED
 *  its user-mode driver works where code can't be generated
 * SUPPORT_SET_TIMINGS_FROM_VID_PN
 *  display timings are set from a video present network
 * DETACHABLE
 *  it can be unplugged
 * COMPUTE_ONLY
 *  it computes and neither renders nor displays
 * PROTOTYPE
 *  it isn't a product
 * RUNTIME_POWER_MANAGEMENT
 *  it is powered down when idle
 */
#define D3DKMT_ADAPTERTYPE_RENDER_SUPPORTED			0x00000001u
#define D3DKMT_ADAPTERTYPE_DISPLAY_SUPPORTED			0x00000002u
#define D3DKMT_ADAPTERTYPE_SOFTWARE_DEVICE			0x00000004u
#define D3DKMT_ADAPTERTYPE_POST_DEVICE				0x00000008u
#define D3DKMT_ADAPTERTYPE_HYBRID_DISCRETE			0x00000010u
#define D3DKMT_ADAPTERTYPE_HYBRID_INTEGRATED			0x00000020u
#define D3DKMT_ADAPTERTYPE_INDIRECT_DISPLAY_DEVICE		0x00000040u
#define D3DKMT_ADAPTERTYPE_PARAVIRTUALIZED			0x00000080u
#define D3DKMT_ADAPTERTYPE_ACG_SUPPORTED			0x00000100u
#define D3DKMT_ADAPTERTYPE_SUPPORT_SET_TIMINGS_FROM_VID_PN	0x00000200u
#define D3DKMT_ADAPTERTYPE_DETACHABLE				0x00000400u
#define D3DKMT_ADAPTERTYPE_COMPUTE_ONLY				0x00000800u
#define D3DKMT_ADAPTERTYPE_PROTOTYPE				0x00001000u
#define D3DKMT_ADAPTERTYPE_RUNTIME_POWER_MANAGEMENT		0x00002000u
#define D3DKMT_ADAPTERTYPE_RESERVED_MASK			0xffffc000u

/**
 * struct d3dkmt_adaptertype - payload of KMTQAITYPE_ADAPTERTYPE
 * @flags: [out] D3DKMT_ADAPTERTYPE_* (Value)
 */
struct d3dkmt_adaptertype {
	__u32 flags;
};

/**
 * struct d3dkmt_device_ids - PCI ids of a physical adapter
 * @vendor_id: PCI vendor (VendorID)
 * @device_id: PCI device (DeviceID)
 * @sub_vendor_id: PCI subsystem vendor (SubVendorID)
 * @sub_system_id: PCI subsystem (SubSystemID)
 * @revision_id: PCI revision (RevisionID)
 * @bus_type: kind of bus: 1 for PCI, 0 for none
 */
struct d3dkmt_device_ids {
	__u32 vendor_id;
	__u32 device_id;
	__u32 sub_vendor_id;
	__u32 sub_system_id;
	__u32 revision_id;
	__u32 bus_type;
};

/**
 * struct d3dkmt_query_device_ids - payload of KMTQAITYPE_PHYSICALADAPTERDEVICEIDS
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @device_ids: [out] its ids
 */
struct d3dkmt_query_device_ids {
	__u32 physical_adapter_index;
	struct d3dkmt_device_ids device_ids;
};

/**
 * struct d3dkmt_adapteraddress - payload of KMTQAITYPE_ADAPTERADDRESS
 * @bus_number: [out] PCI bus
 * @device_number: [out] PCI device
 * @function_number: [out] PCI function
 */
struct d3dkmt_adapteraddress {
	__u32 bus_number;
	__u32 device_number;
	__u32 function_number;
};

/**
 * enum d3dkmt_driverversion - driver models
 * @KMT_DRIVERVERSION_WDDM_1_0: WDDM 1.0
 * @KMT_DRIVERVERSION_WDDM_1_1_PRERELEASE: WDDM 1.1 before its release
 * @KMT_DRIVERVERSION_WDDM_1_1: WDDM 1.1
 * @KMT_DRIVERVERSION_WDDM_1_2: WDDM 1.2
 * @KMT_DRIVERVERSION_WDDM_1_3: WDDM 1.3
 * @KMT_DRIVERVERSION_WDDM_2_0: WDDM 2.0
 * @KMT_DRIVERVERSION_WDDM_2_1: WDDM 2.1
 * @KMT_DRIVERVERSION_WDDM_2_2: WDDM 2.2
 * @KMT_DRIVERVERSION_WDDM_2_3: WDDM 2.3
 * @KMT_DRIVERVERSION_WDDM_2_4: WDDM 2.4
 * @KMT_DRIVERVERSION_WDDM_2_5: WDDM 2.5
 * @KMT_DRIVERVERSION_WDDM_2_6: WDDM 2.6
 * @KMT_DRIVERVERSION_WDDM_2_7: WDDM 2.7
 * @KMT_DRIVERVERSION_WDDM_2_8: WDDM 2.8
 * @KMT_DRIVERVERSION_WDDM_2_9: WDDM 2.9
 * @KMT_DRIVERVERSION_WDDM_3_0: WDDM 3.0
 *
 * Payload of KMTQAITYPE_DRIVERVERSION. Later models go on in the same way:
 * 1000 times the model's version.
 */
enum d3dkmt_driverversion {
	KMT_DRIVERVERSION_WDDM_1_0 = 1000,
	KMT_DRIVERVERSION_WDDM_1_1_PRERELEASE = 1102,
	KMT_DRIVERVERSION_WDDM_1_1 = 1105,
	KMT_DRIVERVERSION_WDDM_1_2 = 1200,
	KMT_DRIVERVERSION_WDDM_1_3 = 1300,
	KMT_DRIVERVERSION_WDDM_2_0 = 2000,
	KMT_DRIVERVERSION_WDDM_2_1 = 2100,
	KMT_DRIVERVERSION_WDDM_2_2 = 2200,
	KMT_DRIVERVERSION_WDDM_2_3 = 2300,
	KMT_DRIVERVERSION_WDDM_2_4 = 2400,
	KMT_DRIVERVERSION_WDDM_2_5 = 2500,
	KMT_DRIVERVERSION_WDDM_2_6 = 2600,
	KMT_DRIVERVERSION_WDDM_2_7 = 2700,
	KMT_DRIVERVERSION_WDDM_2_8 = 2800,
	KMT_DRIVERVERSION_WDDM_2_9 = 2900,
	KMT_DRIVERVERSION_WDDM_3_0 = 3000,
};

/**
 * struct d3dkmt_driver_description - payload of KMTQAITYPE_DRIVER_DESCRIPTION
 * @driver_description: [out] name of the adapter for people, UTF-16
 */
struct d3dkmt_driver_description {
	__u16 driver_description[4096];
};

/**
 * DOC: Capabilities of WDDM 2.7 (D3DKMT_WDDM_2_7_CAPS)
 *
 * HW_SCH_SUPPORTED
 *  the hardware can schedule
 * HW_SCH_ENABLED
 *  the hardware does schedule
 * HW_SCH_ENABLED_BY_DEFAULT
 *  it does unless the user says otherwise
 * INDEPENDENT_VID_PN_VSYNC_CONTROL
 *  each display source has its own vertical sync
 */
#define D3DKMT_WDDM_2_7_CAPS_HW_SCH_SUPPORTED			0x00000001u
#define D3DKMT_WDDM_2_7_CAPS_HW_SCH_ENABLED			0x00000002u
#define D3DKMT_WDDM_2_7_CAPS_HW_SCH_ENABLED_BY_DEFAULT		0x00000004u
#define D3DKMT_WDDM_2_7_CAPS_INDEPENDENT_VID_PN_VSYNC_CONTROL	0x00000008u
#define D3DKMT_WDDM_2_7_CAPS_RESERVED_MASK			0xfffffff0u

/**
 * struct d3dkmt_wddm_2_7_caps - payload of KMTQAITYPE_WDDM_2_7_CAPS
 * @flags: [out] D3DKMT_WDDM_2_7_CAPS_* (Value)
 */
struct d3dkmt_wddm_2_7_caps {
	__u32 flags;
};

/**
 * struct d3dkmt_segmentsizeinfo - payload of KMTQAITYPE_GETSEGMENTSIZE
 * @dedicated_video_memory_size: [out] bytes of the adapter's own memory
 * @dedicated_system_memory_size: [out] bytes of system memory that only the adapter uses
 * @shared_system_memory_size: [out] bytes of system memory that the adapter may share
 */
struct d3dkmt_segmentsizeinfo {
	__aligned_u64 dedicated_video_memory_size;
	__aligned_u64 dedicated_system_memory_size;
	__aligned_u64 shared_system_memory_size;
};

/**
 * struct d3dkmt_segmentgroupsizeinfo - payload of KMTQAITYPE_GETSEGMENTGROUPSIZE
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @pad0: padding
 * @legacy_info: [out] what KMTQAITYPE_GETSEGMENTSIZE answers
 * @local_memory: [out] bytes of D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL
 * @non_local_memory: [out] bytes of D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL
 * @non_budget_memory: [out] bytes of segments that no budget counts
 */
struct d3dkmt_segmentgroupsizeinfo {
	__u32 physical_adapter_index;
	__u32 pad0;
	struct d3dkmt_segmentsizeinfo legacy_info;
	__aligned_u64 local_memory;
	__aligned_u64 non_local_memory;
	__aligned_u64 non_budget_memory;
};

/**
 * enum dxgk_engine_type - what an engine does
 * @DXGK_ENGINE_TYPE_OTHER: something else
 * @DXGK_ENGINE_TYPE_3D: draws and computes
 * @DXGK_ENGINE_TYPE_VIDEO_DECODE: decodes video
 * @DXGK_ENGINE_TYPE_VIDEO_ENCODE: encodes video
 * @DXGK_ENGINE_TYPE_VIDEO_PROCESSING: processes video
 * @DXGK_ENGINE_TYPE_SCENE_ASSEMBLY: assembles scenes of the desktop
 * @DXGK_ENGINE_TYPE_COPY: copies
 * @DXGK_ENGINE_TYPE_OVERLAY: overlays
 * @DXGK_ENGINE_TYPE_CRYPTO: encrypts and decrypts
 * @DXGK_ENGINE_TYPE_MAX: number of the above
 */
enum dxgk_engine_type {
	DXGK_ENGINE_TYPE_OTHER = 0,
	DXGK_ENGINE_TYPE_3D = 1,
	DXGK_ENGINE_TYPE_VIDEO_DECODE = 2,
	DXGK_ENGINE_TYPE_VIDEO_ENCODE = 3,
	DXGK_ENGINE_TYPE_VIDEO_PROCESSING = 4,
	DXGK_ENGINE_TYPE_SCENE_ASSEMBLY = 5,
	DXGK_ENGINE_TYPE_COPY = 6,
	DXGK_ENGINE_TYPE_OVERLAY = 7,
	DXGK_ENGINE_TYPE_CRYPTO = 8,
	DXGK_ENGINE_TYPE_MAX = 9,
};

/**
 * DOC: Flags of an engine (DXGK_NODEMETADATA_FLAGS)
 *
 * CONTEXT_SCHEDULING_SUPPORTED
 *  the engine's contexts are scheduled by hardware
 * RING_BUFFER_FENCE_RELEASE
 *  fences are released from the ring buffer
 * SUPPORT_TRACKED_WORKLOAD
 *  workloads are tracked
 * MAX_IN_FLIGHT_HW_QUEUE_BUFFERS
 *  most buffers in flight of a hardware queue
 */
#define DXGK_NODEMETADATA_FLAGS_CONTEXT_SCHEDULING_SUPPORTED		0x00000001u
#define DXGK_NODEMETADATA_FLAGS_RING_BUFFER_FENCE_RELEASE		0x00000002u
#define DXGK_NODEMETADATA_FLAGS_SUPPORT_TRACKED_WORKLOAD		0x00000004u
#define DXGK_NODEMETADATA_FLAGS_MAX_IN_FLIGHT_HW_QUEUE_BUFFERS_SHIFT	16
#define DXGK_NODEMETADATA_FLAGS_MAX_IN_FLIGHT_HW_QUEUE_BUFFERS_MASK	0xffff0000u
#define DXGK_NODEMETADATA_FLAGS_RESERVED_MASK				0x0000fff8u

/**
 * struct dxgk_nodemetadata - describes an engine
 * @engine_type: enum dxgk_engine_type
 * @friendly_name: name for people of a DXGK_ENGINE_TYPE_OTHER, UTF-16
 * @flags: DXGK_NODEMETADATA_FLAGS_*
 * @gpu_mmu_supported: BOOLEAN: the engine translates addresses by the GPU's page tables
 * @io_mmu_supported: BOOLEAN: the engine translates addresses by the IOMMU
 */
struct dxgk_nodemetadata {
	__u32 engine_type;
	__u16 friendly_name[32];
	__u32 flags;
	__u8 gpu_mmu_supported;
	__u8 io_mmu_supported;
} __attribute__((packed));

/**
 * struct d3dkmt_nodemetadata - payload of KMTQAITYPE_NODEMETADATA
 * @node_ordinal_and_adapter_index: [in] engine in the lower 16 bits, physical adapter in the
 *   upper ones
 * @node_data: [out] the engine
 */
struct d3dkmt_nodemetadata {
	__u32 node_ordinal_and_adapter_index;
	struct dxgk_nodemetadata node_data;
} __attribute__((packed));

/**
 * struct d3dkmt_adapterregistryinfo - payload of KMTQAITYPE_ADAPTERREGISTRYINFO
 * @adapter_string: [out] name of the adapter, UTF-16
 * @bios_string: [out] name of its BIOS, UTF-16
 * @dac_type: [out] kind of its digital-analog converter, UTF-16
 * @chip_type: [out] name of its chip, UTF-16
 */
struct d3dkmt_adapterregistryinfo {
	__u16 adapter_string[260];
	__u16 bios_string[260];
	__u16 dac_type[260];
	__u16 chip_type[260];
};

/**
 * struct d3dkmt_query_adapter_unique_guid - payload of KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID
 * @adapter_unique_guid: [out] GUID in braces, UTF-16 (AdapterUniqueGUID)
 */
struct d3dkmt_query_adapter_unique_guid {
	__u16 adapter_unique_guid[40];
};

/**
 * enum d3dddi_queryregistry_type - what KMTQAITYPE_QUERYREGISTRY reads
 * @D3DDDI_QUERYREGISTRY_SERVICEKEY: a value of the driver's service
 * @D3DDDI_QUERYREGISTRY_ADAPTERKEY: a value of the adapter
 * @D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH: folder of the driver's files
 * @D3DDDI_QUERYREGISTRY_DRIVERIMAGEPATH: path of the kernel-mode driver
 * @D3DDDI_QUERYREGISTRY_MAX: number of the above
 */
enum d3dddi_queryregistry_type {
	D3DDDI_QUERYREGISTRY_SERVICEKEY = 0,
	D3DDDI_QUERYREGISTRY_ADAPTERKEY = 1,
	D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH = 2,
	D3DDDI_QUERYREGISTRY_DRIVERIMAGEPATH = 3,
	D3DDDI_QUERYREGISTRY_MAX = 4,
};

/**
 * enum d3dddi_queryregistry_status - how reading it went
 * @D3DDDI_QUERYREGISTRY_STATUS_SUCCESS: the value was written
 * @D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW: the value doesn't fit; its size was written
 * @D3DDDI_QUERYREGISTRY_STATUS_FAIL: there is no such value
 * @D3DDDI_QUERYREGISTRY_STATUS_MAX: number of the above
 */
enum d3dddi_queryregistry_status {
	D3DDDI_QUERYREGISTRY_STATUS_SUCCESS = 0,
	D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW = 1,
	D3DDDI_QUERYREGISTRY_STATUS_FAIL = 2,
	D3DDDI_QUERYREGISTRY_STATUS_MAX = 3,
};

/**
 * DOC: QueryFlags (D3DDDI_QUERYREGISTRY_FLAGS)
 *
 * TRANSLATE_PATH
 *  give the path as the caller's system sees it
 * MUTABLE_VALUE
 *  the value is one that may change while the system runs
 */
#define D3DDDI_QUERYREGISTRY_FLAGS_TRANSLATE_PATH	0x00000001u
#define D3DDDI_QUERYREGISTRY_FLAGS_MUTABLE_VALUE	0x00000002u
#define D3DDDI_QUERYREGISTRY_FLAGS_RESERVED_MASK	0xfffffffcu

/**
 * struct d3dddi_queryregistry_info - payload of KMTQAITYPE_QUERYREGISTRY
 * @query_type: [in] enum d3dddi_queryregistry_type
 * @query_flags: [in] D3DDDI_QUERYREGISTRY_FLAGS_*
 * @value_name: [in] name of a SERVICEKEY or ADAPTERKEY value, UTF-16
 * @value_type: [in] type of the registry's value
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @output_value_size: [out] bytes of the value
 * @status: [out] enum d3dddi_queryregistry_status
 * @output_dword: [out] a 32-bit value
 * @output_qword: [out] a 64-bit value
 * @output_string: [out] the beginning of a string, UTF-16
 * @output_binary: [out] the beginning of other data
 *
 * Strings and data go on behind the struct. A caller that doesn't know the
 * value's size asks twice: first with a payload of just this struct, which
 * answers BUFFER_OVERFLOW and the size, then with one of the struct's size
 * plus @output_value_size. Both calls succeed.
 */
struct d3dddi_queryregistry_info {
	__u32 query_type;
	__u32 query_flags;
	__u16 value_name[260];
	__u32 value_type;
	__u32 physical_adapter_index;
	__u32 output_value_size;
	__u32 status;
	union {
		__u32 output_dword;
		__aligned_u64 output_qword;
		__u16 output_string[4];
		__u8 output_binary[8];
	};
};

/**
 * enum kmtumdversion - which user-mode driver KMTQAITYPE_UMDRIVERNAME names
 * @KMTUMDVERSION_DX9: Direct3D 9
 * @KMTUMDVERSION_DX10: Direct3D 10
 * @KMTUMDVERSION_DX11: Direct3D 11
 * @KMTUMDVERSION_DX12: Direct3D 12
 * @NUM_KMTUMDVERSIONS: number of the above
 */
enum kmtumdversion {
	KMTUMDVERSION_DX9 = 0,
	KMTUMDVERSION_DX10 = 1,
	KMTUMDVERSION_DX11 = 2,
	KMTUMDVERSION_DX12 = 3,
	NUM_KMTUMDVERSIONS = 4,
};

/**
 * struct d3dkmt_umdfilenameinfo - payload of KMTQAITYPE_UMDRIVERNAME
 * @version: [in] enum kmtumdversion
 * @umd_file_name: [out] path of the driver, UTF-16
 */
struct d3dkmt_umdfilenameinfo {
	__u32 version;
	__u16 umd_file_name[260];
};

/*
 * Devices
 */

/**
 * DOC: Flags of a new device (D3DKMT_CREATEDEVICEFLAGS)
 *
 * LEGACY_MODE
 *  never allocate more than the adapter's segments hold
 * REQUEST_VSYNC
 *  wait for the vertical blank when presenting
 * DISABLE_GPU_TIMEOUT
 *  don't reset the adapter when work takes long
 */
#define D3DKMT_CREATEDEVICEFLAGS_LEGACY_MODE		0x00000001u
#define D3DKMT_CREATEDEVICEFLAGS_REQUEST_VSYNC		0x00000002u
#define D3DKMT_CREATEDEVICEFLAGS_DISABLE_GPU_TIMEOUT	0x00000004u
#define D3DKMT_CREATEDEVICEFLAGS_RESERVED_MASK		0xfffffff8u

/**
 * struct d3dkmt_createdevice - argument of D3DKMT_IOC_CREATE_DEVICE
 * @adapter: [in] handle of the adapter (hAdapter)
 * @pad0: padding
 * @flags: [in] D3DKMT_CREATEDEVICEFLAGS_*
 * @device: [out] handle of the new device
 * @command_buffer: [out] unused by drivers with contexts, 0 (pCommandBuffer)
 * @command_buffer_size: [out] unused, 0
 * @pad1: padding
 * @allocation_list: [out] unused, 0
 * @allocation_list_size: [out] unused, 0
 * @pad2: padding
 * @patch_location_list: [out] unused, 0
 * @patch_location_list_size: [out] unused, 0
 * @pad3: padding
 *
 * D3DKMTCreateDevice. The device outlives the adapter's handle.
 */
struct d3dkmt_createdevice {
	__u32 adapter;
	__u32 pad0;
	__u32 flags;
	__u32 device;
	__aligned_u64 command_buffer;
	__u32 command_buffer_size;
	__u32 pad1;
	__aligned_u64 allocation_list;
	__u32 allocation_list_size;
	__u32 pad2;
	__aligned_u64 patch_location_list;
	__u32 patch_location_list_size;
	__u32 pad3;
};

/**
 * struct d3dkmt_destroydevice - argument of D3DKMT_IOC_DESTROY_DEVICE
 * @device: [in] handle of the device
 *
 * D3DKMTDestroyDevice destroys everything that belongs to the device, too.
 */
struct d3dkmt_destroydevice {
	__u32 device;
};

/**
 * enum d3dkmt_devicestate_type - what D3DKMTGetDeviceState asks for
 * @D3DKMT_DEVICESTATE_EXECUTION: whether the device works
 * @D3DKMT_DEVICESTATE_PRESENT: counts of presents
 * @D3DKMT_DEVICESTATE_RESET: what happened to the display
 * @D3DKMT_DEVICESTATE_PRESENT_DWM: counts of presents by a compositor
 * @D3DKMT_DEVICESTATE_PAGE_FAULT: the page fault that stopped the device
 * @D3DKMT_DEVICESTATE_PRESENT_QUEUE: whether the queue of presents is full
 */
enum d3dkmt_devicestate_type {
	D3DKMT_DEVICESTATE_EXECUTION = 1,
	D3DKMT_DEVICESTATE_PRESENT = 2,
	D3DKMT_DEVICESTATE_RESET = 3,
	D3DKMT_DEVICESTATE_PRESENT_DWM = 4,
	D3DKMT_DEVICESTATE_PAGE_FAULT = 5,
	D3DKMT_DEVICESTATE_PRESENT_QUEUE = 6,
};

/**
 * enum d3dkmt_deviceexecution_state - whether a device works
 * @D3DKMT_DEVICEEXECUTION_ACTIVE: it does
 * @D3DKMT_DEVICEEXECUTION_RESET: it was reset, or marked as in error
 * @D3DKMT_DEVICEEXECUTION_HUNG: the GPU hung, and this device was the cause
 * @D3DKMT_DEVICEEXECUTION_STOPPED: its adapter has stopped or gone
 * @D3DKMT_DEVICEEXECUTION_ERROR_OUTOFMEMORY: what it needs couldn't be made resident
 * @D3DKMT_DEVICEEXECUTION_ERROR_DMAFAULT: its commands caused a fault
 * @D3DKMT_DEVICEEXECUTION_ERROR_DMAPAGEFAULT: its commands caused a page fault
 */
enum d3dkmt_deviceexecution_state {
	D3DKMT_DEVICEEXECUTION_ACTIVE = 1,
	D3DKMT_DEVICEEXECUTION_RESET = 2,
	D3DKMT_DEVICEEXECUTION_HUNG = 3,
	D3DKMT_DEVICEEXECUTION_STOPPED = 4,
	D3DKMT_DEVICEEXECUTION_ERROR_OUTOFMEMORY = 5,
	D3DKMT_DEVICEEXECUTION_ERROR_DMAFAULT = 6,
	D3DKMT_DEVICEEXECUTION_ERROR_DMAPAGEFAULT = 7,
};

/**
 * DOC: What happened to the display (D3DKMT_DEVICERESET_STATE)
 *
 * DESKTOP_SWITCHED
 *  another desktop was switched to
 */
#define D3DKMT_DEVICERESET_STATE_DESKTOP_SWITCHED	0x00000001u
#define D3DKMT_DEVICERESET_STATE_RESERVED_MASK		0xfffffffeu

/**
 * struct d3dkmt_present_stats - counts of presents
 * @present_count: presents queued so far
 * @present_refresh_count: refreshes until the last present
 * @sync_refresh_count: refreshes until the last vertical blank
 * @pad0: padding
 * @sync_qpc_time: performance counter at the last vertical blank (SyncQPCTime)
 * @sync_gpu_time: GPU's clock at the last vertical blank (SyncGPUTime)
 */
struct d3dkmt_present_stats {
	__u32 present_count;
	__u32 present_refresh_count;
	__u32 sync_refresh_count;
	__u32 pad0;
	__aligned_u64 sync_qpc_time;
	__aligned_u64 sync_gpu_time;
};

/**
 * struct d3dkmt_devicepresent_state - payload of D3DKMT_DEVICESTATE_PRESENT
 * @vid_pn_source_id: [in] display source
 * @pad0: padding
 * @present_stats: [out] its counts
 */
struct d3dkmt_devicepresent_state {
	__u32 vid_pn_source_id;
	__u32 pad0;
	struct d3dkmt_present_stats present_stats;
};

/**
 * struct d3dkmt_present_stats_dwm - counts of presents by a compositor
 * @present_count: presents queued so far
 * @present_refresh_count: refreshes until the last present
 * @present_qpc_time: performance counter at the last present (PresentQPCTime)
 * @sync_refresh_count: refreshes until the last vertical blank
 * @pad0: padding
 * @sync_qpc_time: performance counter at the last vertical blank (SyncQPCTime)
 * @custom_present_duration: length of a frame that was asked for, in 100 ns, or 0
 * @pad1: padding
 */
struct d3dkmt_present_stats_dwm {
	__u32 present_count;
	__u32 present_refresh_count;
	__aligned_u64 present_qpc_time;
	__u32 sync_refresh_count;
	__u32 pad0;
	__aligned_u64 sync_qpc_time;
	__u32 custom_present_duration;
	__u32 pad1;
};

/**
 * struct d3dkmt_devicepresent_state_dwm - payload of D3DKMT_DEVICESTATE_PRESENT_DWM
 * @vid_pn_source_id: [in] display source
 * @pad0: padding
 * @present_stats_dwm: [out] its counts
 */
struct d3dkmt_devicepresent_state_dwm {
	__u32 vid_pn_source_id;
	__u32 pad0;
	struct d3dkmt_present_stats_dwm present_stats_dwm;
};

/**
 * enum dxgk_render_pipeline_stage - where in the pipeline a fault happened
 * @DXGK_RENDER_PIPELINE_STAGE_UNKNOWN: not known
 * @DXGK_RENDER_PIPELINE_STAGE_INPUT_ASSEMBLER: input assembler
 * @DXGK_RENDER_PIPELINE_STAGE_VERTEX_SHADER: vertex shader
 * @DXGK_RENDER_PIPELINE_STAGE_GEOMETRY_SHADER: geometry shader
 * @DXGK_RENDER_PIPELINE_STAGE_STREAM_OUTPUT: stream output
 * @DXGK_RENDER_PIPELINE_STAGE_RASTERIZER: rasterizer
 * @DXGK_RENDER_PIPELINE_STAGE_PIXEL_SHADER: pixel shader
 * @DXGK_RENDER_PIPELINE_STAGE_OUTPUT_MERGER: output merger
 */
enum dxgk_render_pipeline_stage {
	DXGK_RENDER_PIPELINE_STAGE_UNKNOWN = 0,
	DXGK_RENDER_PIPELINE_STAGE_INPUT_ASSEMBLER = 1,
	DXGK_RENDER_PIPELINE_STAGE_VERTEX_SHADER = 2,
	DXGK_RENDER_PIPELINE_STAGE_GEOMETRY_SHADER = 3,
	DXGK_RENDER_PIPELINE_STAGE_STREAM_OUTPUT = 4,
	DXGK_RENDER_PIPELINE_STAGE_RASTERIZER = 5,
	DXGK_RENDER_PIPELINE_STAGE_PIXEL_SHADER = 6,
	DXGK_RENDER_PIPELINE_STAGE_OUTPUT_MERGER = 7,
};

/**
 * enum dxgk_page_fault_flags - flags of a page fault, combined by or
 * @DXGK_PAGE_FAULT_WRITE: it was a write
 * @DXGK_PAGE_FAULT_FENCE_INVALID: the fence of the faulting work isn't known
 * @DXGK_PAGE_FAULT_ADAPTER_RESET_REQUIRED: only a reset of the adapter helps
 * @DXGK_PAGE_FAULT_ENGINE_RESET_REQUIRED: a reset of the engine helps
 * @DXGK_PAGE_FAULT_FATAL_HARDWARE_ERROR: the hardware failed
 * @DXGK_PAGE_FAULT_IOMMU: the IOMMU reported it
 * @DXGK_PAGE_FAULT_HW_CONTEXT_VALID: the context is known
 * @DXGK_PAGE_FAULT_PROCESS_HANDLE_VALID: the process is known
 */
enum dxgk_page_fault_flags {
	DXGK_PAGE_FAULT_WRITE = 1,
	DXGK_PAGE_FAULT_FENCE_INVALID = 2,
	DXGK_PAGE_FAULT_ADAPTER_RESET_REQUIRED = 4,
	DXGK_PAGE_FAULT_ENGINE_RESET_REQUIRED = 8,
	DXGK_PAGE_FAULT_FATAL_HARDWARE_ERROR = 16,
	DXGK_PAGE_FAULT_IOMMU = 32,
	DXGK_PAGE_FAULT_HW_CONTEXT_VALID = 64,
	DXGK_PAGE_FAULT_PROCESS_HANDLE_VALID = 128,
};

/**
 * enum dxgk_general_error_code - errors that aren't the hardware's own
 * @DXGK_GENERAL_ERROR_PAGE_FAULT: a page fault
 * @DXGK_GENERAL_ERROR_INVALID_INSTRUCTION: an instruction that the GPU doesn't know
 */
enum dxgk_general_error_code {
	DXGK_GENERAL_ERROR_PAGE_FAULT = 0,
	DXGK_GENERAL_ERROR_INVALID_INSTRUCTION = 1,
};

/**
 * DOC: Code of a fault (DXGK_FAULT_ERROR_CODE)
 *
 * IS_DEVICE_SPECIFIC_CODE
 *  the code is DEVICE_SPECIFIC_CODE, else GENERAL_ERROR_CODE
 * GENERAL_ERROR_CODE
 *  enum dxgk_general_error_code
 * DEVICE_SPECIFIC_CODE
 *  a code of the hardware
 */
#define DXGK_FAULT_ERROR_CODE_IS_DEVICE_SPECIFIC_CODE		0x00000001u
#define DXGK_FAULT_ERROR_CODE_GENERAL_ERROR_CODE_SHIFT		1
#define DXGK_FAULT_ERROR_CODE_GENERAL_ERROR_CODE_MASK		0xfffffffeu
#define DXGK_FAULT_ERROR_CODE_DEVICE_SPECIFIC_CODE_SHIFT	1
#define DXGK_FAULT_ERROR_CODE_DEVICE_SPECIFIC_CODE_MASK		0xfffffffeu

/**
 * struct d3dkmt_devicepagefault_state - payload of D3DKMT_DEVICESTATE_PAGE_FAULT
 * @faulted_primitive_api_sequence_number: [out] number of the draw or dispatch, 0 when not
 *   known
 * @faulted_pipeline_stage: [out] enum dxgk_render_pipeline_stage
 * @faulted_bind_table_entry: [out] index of the view that was used
 * @page_fault_flags: [out] enum dxgk_page_fault_flags, combined
 * @fault_error_code: [out] DXGK_FAULT_ERROR_CODE_*
 * @faulted_virtual_address: [out] GPU virtual address, 0 when not known
 */
struct d3dkmt_devicepagefault_state {
	__aligned_u64 faulted_primitive_api_sequence_number;
	__u32 faulted_pipeline_stage;
	__u32 faulted_bind_table_entry;
	__u32 page_fault_flags;
	__u32 fault_error_code;
	__aligned_u64 faulted_virtual_address;
};

/**
 * struct d3dkmt_devicepresent_queue_state - payload of D3DKMT_DEVICESTATE_PRESENT_QUEUE
 * @vid_pn_source_id: [in] display source
 * @queued_present_limit_reached: [out] BOOLEAN: the next present would wait
 * @pad0: padding
 */
struct d3dkmt_devicepresent_queue_state {
	__u32 vid_pn_source_id;
	__u8 queued_present_limit_reached;
	__u8 pad0[3];
};

/**
 * struct d3dkmt_getdevicestate - argument of D3DKMT_IOC_GET_DEVICE_STATE
 * @device: [in] handle of the device
 * @state_type: [in] enum d3dkmt_devicestate_type; selects one of the following
 * @execution_state: [out] enum d3dkmt_deviceexecution_state
 * @present_state: [in, out] counts of presents
 * @reset_state: [out] D3DKMT_DEVICERESET_STATE_*
 * @present_state_dwm: [in, out] counts of presents by a compositor
 * @page_fault_state: [out] the fault that stopped the device
 * @present_queue_state: [in, out] whether the queue is full
 *
 * D3DKMTGetDeviceState. It works on devices that are in error, too, as long as
 * their adapter is there.
 */
struct d3dkmt_getdevicestate {
	__u32 device;
	__u32 state_type;
	union {
		__u32 execution_state;
		struct d3dkmt_devicepresent_state present_state;
		__u32 reset_state;
		struct d3dkmt_devicepresent_state_dwm present_state_dwm;
		struct d3dkmt_devicepagefault_state page_fault_state;
		struct d3dkmt_devicepresent_queue_state present_queue_state;
	};
};

/**
 * DOC: Reasons to give up a device (D3DKMT_DEVICE_ERROR_REASON)
 *
 * D3DKMT_DEVICE_ERROR_REASON_GENERIC
 *  no special one
 * D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR
 *  the user-mode driver found itself in error
 */
#define D3DKMT_DEVICE_ERROR_REASON_GENERIC	0x80000000u
#define D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR	0x80000006u

/**
 * struct d3dkmt_markdeviceaserror - argument of D3DKMT_IOC_MARK_DEVICE_AS_ERROR
 * @device: [in] handle of the device
 * @reason: [in] D3DKMT_DEVICE_ERROR_REASON_*
 *
 * D3DKMTMarkDeviceAsError puts a device in error: from then on calls on it
 * answer STATUS_DEVICE_REMOVED, except those that destroy and
 * D3DKMTGetDeviceState.
 */
struct d3dkmt_markdeviceaserror {
	__u32 device;
	__u32 reason;
};

/*
 * Creating and destroying allocations
 */

/**
 * DOC: Flags of new allocations (D3DKMT_CREATEALLOCATIONFLAGS)
 *
 * CREATE_RESOURCE
 *  make a resource that the allocations belong to
 * CREATE_SHARED
 *  the resource can be opened by other devices; needs CREATE_RESOURCE
 * NON_SECURE
 *  secure and other processes may open it
 * CREATE_PROTECTED
 *  not for programs; refused
 * RESTRICT_SHARED_ACCESS
 *  not every process may open it
 * EXISTING_SYS_MEM
 *  the memory is the caller's own, at system_mem; needs STANDARD_ALLOCATION
 * NT_SECURITY_SHARING
 *  share by NT handle, without a global one; needs CREATE_SHARED
 * READ_ONLY
 *  the memory is only read
 * CREATE_WRITE_COMBINED
 *  not for programs; refused
 * CREATE_CACHED
 *  not for programs; refused
 * SWAP_CHAIN_BACK_BUFFER
 *  the allocation is a back buffer of a swap chain
 * CROSS_ADAPTER
 *  other adapters can open it: one linear allocation in shared system memory; needs
 *  CREATE_SHARED
 * OPEN_CROSS_ADAPTER
 *  not for programs; refused
 * PARTIAL_SHARED_CREATION
 *  only some of the allocations are shared
 * ZEROED
 *  [out] the memory is all zero
 * WRITE_WATCH
 *  record which pages the CPU writes
 * STANDARD_ALLOCATION
 *  standard_allocation describes it instead of private data; needs exactly one of
 *  EXISTING_SYS_MEM and EXISTING_SECTION, besides CREATE_SHARED and CROSS_ADAPTER
 * EXISTING_SECTION
 *  the memory is that of section; needs STANDARD_ALLOCATION
 * ALLOW_NOT_ZEROED
 *  the memory needn't be zero
 * PHYSICALLY_CONTIGUOUS
 *  the memory has to be contiguous for the GPU
 * NO_KMD_ACCESS
 *  the miniport isn't told of it
 * SHARED_DISPLAYABLE
 *  it is shared and may be displayed
 */
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE		0x00000001u
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED		0x00000002u
#define D3DKMT_CREATEALLOCATIONFLAGS_NON_SECURE			0x00000004u
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_PROTECTED		0x00000008u
#define D3DKMT_CREATEALLOCATIONFLAGS_RESTRICT_SHARED_ACCESS	0x00000010u
#define D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM		0x00000020u
#define D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING	0x00000040u
#define D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY			0x00000080u
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_WRITE_COMBINED	0x00000100u
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_CACHED		0x00000200u
#define D3DKMT_CREATEALLOCATIONFLAGS_SWAP_CHAIN_BACK_BUFFER	0x00000400u
#define D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER		0x00000800u
#define D3DKMT_CREATEALLOCATIONFLAGS_OPEN_CROSS_ADAPTER		0x00001000u
#define D3DKMT_CREATEALLOCATIONFLAGS_PARTIAL_SHARED_CREATION	0x00002000u
#define D3DKMT_CREATEALLOCATIONFLAGS_ZEROED			0x00004000u
#define D3DKMT_CREATEALLOCATIONFLAGS_WRITE_WATCH		0x00008000u
#define D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION	0x00010000u
#define D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SECTION		0x00020000u
#define D3DKMT_CREATEALLOCATIONFLAGS_ALLOW_NOT_ZEROED		0x00040000u
#define D3DKMT_CREATEALLOCATIONFLAGS_PHYSICALLY_CONTIGUOUS	0x00080000u
#define D3DKMT_CREATEALLOCATIONFLAGS_NO_KMD_ACCESS		0x00100000u
#define D3DKMT_CREATEALLOCATIONFLAGS_SHARED_DISPLAYABLE		0x00200000u
#define D3DKMT_CREATEALLOCATIONFLAGS_RESERVED_MASK		0xffc00000u

/**
 * struct d3dkmt_createallocation - argument of D3DKMT_IOC_CREATE_ALLOCATION2 and _CREATE_ALLOCATION
 * @device: [in] handle of the device that will own the allocations
 * @resource: [in, out] 0, or the handle of an unshared resource of @device that the
 *   allocations are added to; the new resource with CREATE_RESOURCE. With CREATE_RESOURCE it
 *   must be 0 on input
 * @global_share: [out] global handle of a resource that is made with CREATE_SHARED and
 *   without NT_SECURITY_SHARING; else 0
 * @pad0: padding
 * @private_runtime_data: [in] pointer to data that is kept with the resource for whoever
 *   opens it, or 0
 * @private_runtime_data_size: [in] its size in bytes
 * @pad1: padding
 * @standard_allocation: [in] with STANDARD_ALLOCATION: pointer to struct
 *   d3dkmt_createstandardallocation
 * @private_driver_data: [in] else: pointer to data for the miniport about all of the
 *   allocations, or 0
 * @private_driver_data_size: [in] bytes at @private_driver_data; 0 with STANDARD_ALLOCATION
 * @num_allocations: [in] elements of the array that follows, up to 1024. With
 *   CREATE_RESOURCE it may be 0, with STANDARD_ALLOCATION and CROSS_ADAPTER it is 1
 * @allocation_info: [in] for D3DKMT_IOC_CREATE_ALLOCATION: pointer to an array of struct
 *   d3dddi_allocationinfo
 * @allocation_info2: [in] for D3DKMT_IOC_CREATE_ALLOCATION2: pointer to an array of struct
 *   d3dddi_allocationinfo2
 * @flags: [in, out] D3DKMT_CREATEALLOCATIONFLAGS_*
 * @pad2: padding
 * @private_runtime_resource_handle: [in] a number of the caller's that shows up in traces
 *
 * D3DKMTCreateAllocation2 and D3DKMTCreateAllocation. The caller's private
 * data tells the miniport what the allocations are; from it the miniport
 * computes their sizes and where they may be. Either all of the allocations
 * are made or none.
 *
 * The elements of the array are updated in place. New programs use
 * D3DKMTCreateAllocation2 and share by NT handle.
 */
struct d3dkmt_createallocation {
	__u32 device;
	__u32 resource;
	__u32 global_share;
	__u32 pad0;
	__aligned_u64 private_runtime_data;
	__u32 private_runtime_data_size;
	__u32 pad1;
	union {
		__aligned_u64 standard_allocation;
		__aligned_u64 private_driver_data;
	};
	__u32 private_driver_data_size;
	__u32 num_allocations;
	union {
		__aligned_u64 allocation_info;
		__aligned_u64 allocation_info2;
	};
	__u32 flags;
	__u32 pad2;
	__aligned_u64 private_runtime_resource_handle;
};

/**
 * DOC: Flags of one new allocation (Flags of D3DDDI_ALLOCATIONINFO)
 *
 * PRIMARY
 *  it can be displayed by vid_pn_source_id
 * STEREO
 *  it has a left and a right half; needs PRIMARY
 */
#define D3DDDI_ALLOCATIONINFO_FLAGS_PRIMARY		0x00000001u
#define D3DDDI_ALLOCATIONINFO_FLAGS_STEREO		0x00000002u
#define D3DDDI_ALLOCATIONINFO_FLAGS_RESERVED_MASK	0xfffffffcu

/**
 * struct d3dddi_allocationinfo - one new allocation of D3DKMT_IOC_CREATE_ALLOCATION
 * @allocation: [out] handle of the allocation
 * @pad0: padding
 * @system_mem: [in] address of the caller's memory that backs it, or 0
 * @private_driver_data: [in, out] pointer to data for the miniport about this allocation,
 *   which may answer in it, or 0
 * @private_driver_data_size: [in] its size in bytes
 * @vid_pn_source_id: [in] display source of a primary; else ignored
 * @flags: [in] D3DDDI_ALLOCATIONINFO_FLAGS_*. Other bits are ignored, and so is STEREO
 *   without PRIMARY
 * @pad1: padding
 *
 * See struct d3dddi_allocationinfo2 for @system_mem.
 */
struct d3dddi_allocationinfo {
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 system_mem;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 vid_pn_source_id;
	__u32 flags;
	__u32 pad1;
};

/**
 * DOC: Flags of one new allocation (Flags of D3DDDI_ALLOCATIONINFO2)
 *
 * PRIMARY
 *  it can be displayed by vid_pn_source_id
 * STEREO
 *  it has a left and a right half; needs PRIMARY
 * OVERRIDE_PRIORITY
 *  priority is used in place of the miniport's
 */
#define D3DDDI_ALLOCATIONINFO2_FLAGS_PRIMARY		0x00000001u
#define D3DDDI_ALLOCATIONINFO2_FLAGS_STEREO		0x00000002u
#define D3DDDI_ALLOCATIONINFO2_FLAGS_OVERRIDE_PRIORITY	0x00000004u
#define D3DDDI_ALLOCATIONINFO2_FLAGS_RESERVED_MASK	0xfffffff8u

/**
 * struct d3dddi_allocationinfo2 - one new allocation of D3DKMT_IOC_CREATE_ALLOCATION2
 * @allocation: [out] handle of the allocation
 * @pad0: padding
 * @section: [in] with EXISTING_SECTION: file descriptor of the memory that backs it
 *   (hSection)
 * @system_mem: [in] else: address of the caller's memory that backs it, or 0
 * @private_driver_data: [in, out] pointer to data for the miniport about this allocation,
 *   which may answer in it, or 0
 * @private_driver_data_size: [in] its size in bytes; it isn't changed
 * @vid_pn_source_id: [in] display source of a primary; else ignored
 * @flags: [in] D3DDDI_ALLOCATIONINFO2_FLAGS_*
 * @pad1: padding
 * @gpu_virtual_address: [out] 0; addresses are given by D3DKMT_IOC_MAP_GPU_VIRTUAL_ADDRESS
 * @priority: [in] with OVERRIDE_PRIORITY: D3DDDI_ALLOCATIONPRIORITY_*, not 0; else ignored
 * @unused: fills the union (Unused)
 * @reserved: must be 0
 *
 * @system_mem is a multiple of the page size. The memory is as long as the
 * standard allocation or, without one, as the miniport's size of this
 * allocation; it lies within one mapping of the caller's, and stays pinned
 * while the allocation lives. A view of another allocation is refused.
 */
struct d3dddi_allocationinfo2 {
	__u32 allocation;
	__u32 pad0;
	union {
		__aligned_u64 section;
		__aligned_u64 system_mem;
	};
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 vid_pn_source_id;
	__u32 flags;
	__u32 pad1;
	__aligned_u64 gpu_virtual_address;
	union {
		__u32 priority;
		__aligned_u64 unused;
	};
	__aligned_u64 reserved[5];
};

/* Priorities of allocations. Values between them are valid, 0 isn't. */
#define D3DDDI_ALLOCATIONPRIORITY_MINIMUM	0x28000000u
#define D3DDDI_ALLOCATIONPRIORITY_LOW		0x50000000u
#define D3DDDI_ALLOCATIONPRIORITY_NORMAL	0x78000000u
#define D3DDDI_ALLOCATIONPRIORITY_HIGH		0xa0000000u
#define D3DDDI_ALLOCATIONPRIORITY_MAXIMUM	0xc8000000u

/**
 * enum d3dkmt_standardallocationtype - kinds of standard allocations
 * @D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP: memory that exists already
 * @D3DKMT_STANDARDALLOCATIONTYPE_INTERNALBACKINGSTORE: memory of the kernel; not for programs
 * @D3DKMT_STANDARDALLOCATIONTYPE_MAX: end of the above
 */
enum d3dkmt_standardallocationtype {
	D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP = 1,
	D3DKMT_STANDARDALLOCATIONTYPE_INTERNALBACKINGSTORE = 2,
	D3DKMT_STANDARDALLOCATIONTYPE_MAX = 3,
};

/**
 * DOC: Flags of a standard allocation (D3DKMT_CREATESTANDARDALLOCATIONFLAGS)
 *
 * There are none so far.
 */
#define D3DKMT_CREATESTANDARDALLOCATIONFLAGS_RESERVED_MASK	0xffffffffu

/**
 * struct d3dkmt_standardallocation_existingheap - memory that exists already
 * @size: its size in bytes, a multiple of the page size and not 0
 */
struct d3dkmt_standardallocation_existingheap {
	__aligned_u64 size;
};

/**
 * struct d3dkmt_createstandardallocation - an allocation that needs no private data
 * @type: [in] D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP
 * @pad0: padding
 * @existing_heap_data: [in] the memory
 * @flags: [in] must be 0
 * @pad1: padding
 */
struct d3dkmt_createstandardallocation {
	__u32 type;
	__u32 pad0;
	struct d3dkmt_standardallocation_existingheap existing_heap_data;
	__u32 flags;
	__u32 pad1;
};

/**
 * DOC: Flags of destroying (D3DDDICB_DESTROYALLOCATION2FLAGS)
 *
 * ASSUME_NOT_IN_USE
 *  commands that were queued before don't use it; destroy it now
 * SYNCHRONOUS_DESTROY
 *  return when the memory is free again
 * SYSTEM_USE_ONLY
 *  not for programs; refused
 */
#define D3DDDICB_DESTROYALLOCATION2FLAGS_ASSUME_NOT_IN_USE	0x00000001u
#define D3DDDICB_DESTROYALLOCATION2FLAGS_SYNCHRONOUS_DESTROY	0x00000002u
#define D3DDDICB_DESTROYALLOCATION2FLAGS_SYSTEM_USE_ONLY	0x80000000u
#define D3DDDICB_DESTROYALLOCATION2FLAGS_RESERVED_MASK		0x7ffffffcu

/**
 * struct d3dkmt_destroyallocation2 - argument of D3DKMT_IOC_DESTROY_ALLOCATION2
 * @device: [in] handle of the device that the allocations are of
 * @resource: [in] handle of a resource to destroy with all of its allocations, or 0
 * @allocation_list: [in] with @resource 0: pointer to an array of handles of allocations to
 *   destroy; else 0 (phAllocationList)
 * @allocation_count: [in] its elements, up to 1024; ignored with a resource. 0 with @resource
 *   0 does nothing
 * @flags: [in] D3DDDICB_DESTROYALLOCATION2FLAGS_*
 *
 * D3DKMTDestroyAllocation2. If one of the list belongs to a resource, all
 * have to belong to it; the resource itself stays, even when it has become
 * empty. A list that holds a handle twice is refused as a whole.
 */
struct d3dkmt_destroyallocation2 {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 flags;
};

/*
 * Sharing
 */

/* Access to a shared resource, for struct d3dkmt_shareobjects. */
#define SHARED_ALLOCATION_WRITE		0x1u
#define SHARED_ALLOCATION_ALL_ACCESS	0xf0001u

/**
 * struct d3dkmt_shareobjects - argument of D3DKMT_IOC_SHARE_OBJECTS_INTERNAL
 * @object_count: [in] elements of @object_handle_array, from 1 to
 *   D3DKMT_MAX_OBJECTS_PER_HANDLE
 * @pad0: padding
 * @object_handle_array: [in] pointer to an array of handles: a resource, a synchronization
 *   object, or a resource, its keyed mutex and a synchronization object
 * @object_attributes: [in] Windows' OBJECT_ATTRIBUTES; ignored (pObjectAttributes)
 * @desired_access: [in] what those who open it may do, SHARED_ALLOCATION_*; without
 *   SHARED_ALLOCATION_WRITE, resources are opened for reading only
 * @pad1: padding
 * @shared_nt_handle: [out] pointer to a __u64 that the new file descriptor is written to
 *   (pSharedNtHandle)
 *
 * D3DKMTShareObjects. The objects must have been made with NT_SECURITY_SHARING.
 * The descriptor has its close-on-exec flag set.
 */
struct d3dkmt_shareobjects {
	__u32 object_count;
	__u32 pad0;
	__aligned_u64 object_handle_array;
	__aligned_u64 object_attributes;
	__u32 desired_access;
	__u32 pad1;
	__aligned_u64 shared_nt_handle;
};

/**
 * struct d3dkmt_getsharedresourceadapterluid - argument of
 *   D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID
 * @global_share: [in] global handle of the resource, or 0
 * @pad0: padding
 * @nt_handle: [in] with @global_share 0: file descriptor of the resource (hNtHandle)
 * @adapter_luid: [out] the adapter that it is on
 */
struct d3dkmt_getsharedresourceadapterluid {
	__u32 global_share;
	__u32 pad0;
	__aligned_u64 nt_handle;
	struct d3dkmt_luid adapter_luid;
};

/**
 * struct d3dkmt_queryresourceinfo - argument of D3DKMT_IOC_QUERY_RESOURCE_INFO
 * @device: [in] handle of a device of the resource's adapter
 * @global_share: [in] global handle of the resource
 * @private_runtime_data: [in] ignored; the data comes with opening
 * @private_runtime_data_size: [out] bytes of its private runtime data
 * @total_private_driver_data_size: [out] bytes of the private data of all of its allocations
 * @resource_private_driver_data_size: [out] bytes of its own private driver data
 * @num_allocations: [out] number of its allocations
 *
 * D3DKMTQueryResourceInfo. It says how large the buffers for
 * D3DKMT_IOC_OPEN_RESOURCE have to be.
 */
struct d3dkmt_queryresourceinfo {
	__u32 device;
	__u32 global_share;
	__aligned_u64 private_runtime_data;
	__u32 private_runtime_data_size;
	__u32 total_private_driver_data_size;
	__u32 resource_private_driver_data_size;
	__u32 num_allocations;
};

/**
 * struct d3dkmt_queryresourceinfofromnthandle - argument of
 *   D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE
 * @device: [in] handle of a device
 * @pad0: padding
 * @nt_handle: [in] file descriptor of the resource (hNtHandle)
 * @private_runtime_data: [in] ignored; the data comes with opening
 * @private_runtime_data_size: [out] bytes of its private runtime data
 * @total_private_driver_data_size: [out] bytes of the private data of all of its allocations
 * @resource_private_driver_data_size: [out] bytes of its own private driver data
 * @num_allocations: [out] number of its allocations
 *
 * D3DKMTQueryResourceInfoFromNtHandle, see struct d3dkmt_queryresourceinfo.
 */
struct d3dkmt_queryresourceinfofromnthandle {
	__u32 device;
	__u32 pad0;
	__aligned_u64 nt_handle;
	__aligned_u64 private_runtime_data;
	__u32 private_runtime_data_size;
	__u32 total_private_driver_data_size;
	__u32 resource_private_driver_data_size;
	__u32 num_allocations;
};

/**
 * struct d3dddi_openallocationinfo - one allocation that was opened, first form
 * @allocation: [out] handle of the allocation
 * @pad0: padding
 * @private_driver_data: [out] where its private data begins in the caller's buffer
 * @private_driver_data_size: [out] bytes of it
 * @pad1: padding
 *
 * Libraries show it to their callers; on the wire it is always struct
 * d3dddi_openallocationinfo2.
 */
struct d3dddi_openallocationinfo {
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad1;
};

/**
 * struct d3dddi_openallocationinfo2 - one allocation that was opened
 * @allocation: [out] handle of the allocation
 * @pad0: padding
 * @private_driver_data: [out] where its private data begins in the caller's buffer
 * @private_driver_data_size: [out] bytes of it
 * @pad1: padding
 * @gpu_virtual_address: [out] 0; addresses are given by D3DKMT_IOC_MAP_GPU_VIRTUAL_ADDRESS
 * @reserved: [out] 0
 */
struct d3dddi_openallocationinfo2 {
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad1;
	__aligned_u64 gpu_virtual_address;
	__aligned_u64 reserved[6];
};

/**
 * struct d3dkmt_openresource - argument of D3DKMT_IOC_OPEN_RESOURCE
 * @device: [in] handle of the device that will own what is opened
 * @global_share: [in] global handle of the resource
 * @num_allocations: [in] elements of the array that follows; exactly as many as the resource
 *   has
 * @pad0: padding
 * @open_allocation_info: unused on the wire
 * @open_allocation_info2: [in] pointer to an array of struct d3dddi_openallocationinfo2 that
 *   is written
 * @private_runtime_data: [in] pointer to a buffer for the runtime data
 * @private_runtime_data_size: [in] its size in bytes, exactly that of the data
 * @pad1: padding
 * @resource_private_driver_data: [in] pointer to a buffer for the resource's driver data
 * @resource_private_driver_data_size: [in] its size in bytes, exactly that of the data
 * @pad2: padding
 * @total_private_driver_data_buffer: [in] pointer to a buffer for the allocations' driver
 *   data
 * @total_private_driver_data_buffer_size: [in, out] its size in bytes; then those that were
 *   written
 * @resource: [out] new handle of the resource
 *
 * D3DKMTOpenResource and D3DKMTOpenResource2. The driver data is what the
 * miniport left when the resource was created.
 */
struct d3dkmt_openresource {
	__u32 device;
	__u32 global_share;
	__u32 num_allocations;
	__u32 pad0;
	union {
		__aligned_u64 open_allocation_info;
		__aligned_u64 open_allocation_info2;
	};
	__aligned_u64 private_runtime_data;
	__u32 private_runtime_data_size;
	__u32 pad1;
	__aligned_u64 resource_private_driver_data;
	__u32 resource_private_driver_data_size;
	__u32 pad2;
	__aligned_u64 total_private_driver_data_buffer;
	__u32 total_private_driver_data_buffer_size;
	__u32 resource;
};

/**
 * struct d3dkmt_openresourcefromnthandle - argument of D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE
 * @device: [in] handle of the device that will own what is opened
 * @pad0: padding
 * @nt_handle: [in] file descriptor of the resource (hNtHandle)
 * @num_allocations: [in] elements of @open_allocation_info2; exactly as many as the resource
 *   has
 * @pad1: padding
 * @open_allocation_info2: [in] pointer to an array of struct d3dddi_openallocationinfo2 that
 *   is written
 * @private_runtime_data_size: [in, out] bytes at @private_runtime_data, exactly those of the
 *   data
 * @pad2: padding
 * @private_runtime_data: [in] pointer to a buffer for the runtime data
 * @resource_private_driver_data_size: [in, out] bytes at @resource_private_driver_data,
 *   exactly those of the data
 * @pad3: padding
 * @resource_private_driver_data: [in] pointer to a buffer for the resource's driver data
 * @total_private_driver_data_buffer_size: [in, out] bytes at
 *   @total_private_driver_data_buffer; then those that were written
 * @pad4: padding
 * @total_private_driver_data_buffer: [in] pointer to a buffer for the allocations' driver
 *   data
 * @resource: [out] new handle of the resource
 * @keyed_mutex: [out] new handle of the keyed mutex, or 0
 * @keyed_mutex_private_runtime_data: [in] pointer to a buffer for the keyed mutex's data, or
 *   0
 * @keyed_mutex_private_runtime_data_size: [in, out] its size in bytes, 0 when it is 0; then
 *   that of the data
 * @sync_object: [out] new handle of the synchronization object, or 0
 *
 * D3DKMTOpenResourceFromNtHandle.
 */
struct d3dkmt_openresourcefromnthandle {
	__u32 device;
	__u32 pad0;
	__aligned_u64 nt_handle;
	__u32 num_allocations;
	__u32 pad1;
	__aligned_u64 open_allocation_info2;
	__u32 private_runtime_data_size;
	__u32 pad2;
	__aligned_u64 private_runtime_data;
	__u32 resource_private_driver_data_size;
	__u32 pad3;
	__aligned_u64 resource_private_driver_data;
	__u32 total_private_driver_data_buffer_size;
	__u32 pad4;
	__aligned_u64 total_private_driver_data_buffer;
	__u32 resource;
	__u32 keyed_mutex;
	__aligned_u64 keyed_mutex_private_runtime_data;
	__u32 keyed_mutex_private_runtime_data_size;
	__u32 sync_object;
};

/**
 * struct d3dkmt_shareobjectwithhost - argument of D3DKMT_IOC_SHARE_OBJECT_WITH_HOST
 * @device: [in] handle of the device
 * @object: [in] handle of the object
 * @reserved: must be 0
 * @vail_process_nt_handle: [out] handle in the host (hVailProcessNtHandle)
 *
 * D3DKMTShareObjectWithHost. It has a meaning in a virtual machine only.
 */
struct d3dkmt_shareobjectwithhost {
	__u32 device;
	__u32 object;
	__aligned_u64 reserved;
	__aligned_u64 vail_process_nt_handle;
};

/*
 * Using allocations
 */

/**
 * DOC: Flags of D3DKMTLock2 (D3DDDICB_LOCK2FLAGS)
 *
 * There are none so far.
 */
#define D3DDDICB_LOCK2FLAGS_RESERVED_MASK	0xffffffffu

/**
 * struct d3dkmt_lock2 - argument of D3DKMT_IOC_LOCK2
 * @device: [in] handle of the device
 * @allocation: [in] handle of the allocation
 * @flags: [in] must be 0
 * @pad0: padding
 * @data: [out] address of the allocation in the caller's memory (pData); of
 *	D3DKMT_IOC_LOCK2_AT [in] where it shall be, page aligned
 *
 * D3DKMTLock2. The address stays valid, wherever the contents move to, until
 * the last of as many calls of D3DKMT_IOC_UNLOCK2. It doesn't wait for the
 * GPU.
 *
 * D3DKMT_IOC_LOCK2_AT, which Windows lacks, maps the allocation where the
 * caller wants it. Nothing may be mapped there, and the allocation may not be
 * locked at another address. It is for callers that have another idea of the
 * address space than this process, such as emulators.
 */
struct d3dkmt_lock2 {
	__u32 device;
	__u32 allocation;
	__u32 flags;
	__u32 pad0;
	__aligned_u64 data;
};

/**
 * struct d3dkmt_unlock2 - argument of D3DKMT_IOC_UNLOCK2
 * @device: [in] handle of the device
 * @allocation: [in] handle of an allocation that is locked
 */
struct d3dkmt_unlock2 {
	__u32 device;
	__u32 allocation;
};

/* Flags of D3DKMT_IOC_GET_WRITE_WATCH. */
#define D3DKMT_GETWRITEWATCH_RESET	0x00000001u	/* forget what is reported */

/**
 * struct d3dkmt_getwritewatch - argument of D3DKMT_IOC_GET_WRITE_WATCH
 * @device: [in] handle of the device
 * @allocation: [in] handle of an allocation that was created with WriteWatch
 * @flags: [in] D3DKMT_GETWRITEWATCH_*
 * @granularity: [out] bytes of a page
 * @offset: [in] where the range begins, in bytes
 * @size: [in] bytes of the range, not 0; it ends within the allocation
 * @offsets: [out] array of __u64: where written pages begin, in bytes from the
 *	allocation's beginning, in ascending order
 * @count: [in] elements of @offsets; [out] how many were written to
 * @pad0: padding
 *
 * Which pages of an allocation the CPU has written through D3DKMTLock2 since it
 * was created or they were last reset. Windows has no such call for
 * allocations; it is modelled on GetWriteWatch. Pages that did not fit into the
 * array are not reset; call again from the last one on. What a client writes to
 * memory of its own that backs the allocation, without a lock, is not seen.
 */
struct d3dkmt_getwritewatch {
	__u32 device;
	__u32 allocation;
	__u32 flags;
	__u32 granularity;
	__aligned_u64 offset;
	__aligned_u64 size;
	__aligned_u64 offsets;
	__u32 count;
	__u32 pad0;
};

/**
 * struct d3dkmt_invalidatecache - argument of D3DKMT_IOC_INVALIDATE_CACHE
 * @device: [in] handle of the device
 * @allocation: [in] handle of the allocation
 * @offset: [in] where the range begins, in bytes
 * @length: [in] bytes of the range; it ends within the allocation
 *
 * D3DKMTInvalidateCache makes a range the same for the CPU and for a GPU that
 * doesn't see the CPU's caches: after the CPU wrote, and before it reads.
 */
struct d3dkmt_invalidatecache {
	__u32 device;
	__u32 allocation;
	__aligned_u64 offset;
	__aligned_u64 length;
};

/**
 * struct d3dkmt_setallocationpriority - argument of D3DKMT_IOC_SET_ALLOCATION_PRIORITY
 * @device: [in] handle of the device
 * @resource: [in] handle of a resource, for all of its allocations, or 0
 * @allocation_list: [in] with @resource 0: pointer to an array of handles of allocations;
 *   else 0 (phAllocationList)
 * @allocation_count: [in] elements of @allocation_list; 0 with a resource
 * @pad0: padding
 * @priorities: [in] pointer to a __u32 for each allocation, or to one for the resource:
 *   D3DDDI_ALLOCATIONPRIORITY_* (pPriorities)
 *
 * D3DKMTSetAllocationPriority. The higher an allocation's priority, the more
 * likely it stays resident, and where the miniport prefers it.
 */
struct d3dkmt_setallocationpriority {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 pad0;
	__aligned_u64 priorities;
};

/**
 * struct d3dkmt_getallocationpriority - argument of D3DKMT_IOC_GET_ALLOCATION_PRIORITY
 * @device: [in] handle of the device
 * @resource: [in] handle of a resource, or 0
 * @allocation_list: [in] with @resource 0: pointer to an array of handles of allocations;
 *   else 0 (phAllocationList)
 * @allocation_count: [in] elements of @allocation_list; 0 with a resource
 * @pad0: padding
 * @priorities: [out] pointer to a __u32 for each allocation, or to one for the resource
 *   (pPriorities)
 */
struct d3dkmt_getallocationpriority {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 pad0;
	__aligned_u64 priorities;
};

/**
 * enum d3dkmt_allocationresidencystatus - where an allocation is
 * @D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINGPUMEMORY: in a memory segment
 * @D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINSHAREDMEMORY: in system memory that the GPU
 *   reaches
 * @D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT: where the GPU doesn't reach it
 */
enum d3dkmt_allocationresidencystatus {
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINGPUMEMORY = 1,
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINSHAREDMEMORY = 2,
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT = 3,
};

/**
 * struct d3dkmt_queryallocationresidency - argument of D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY
 * @device: [in] handle of the device
 * @resource: [in] handle of a resource, or 0
 * @allocation_list: [in] with @resource 0: pointer to an array of handles of allocations;
 *   else 0 (phAllocationList)
 * @allocation_count: [in] elements of @allocation_list; 0 with a resource
 * @pad0: padding
 * @residency_status: [out] pointer to a __u32 of enum d3dkmt_allocationresidencystatus for
 *   each allocation, or to one for the resource (pResidencyStatus)
 *
 * D3DKMTQueryAllocationResidency. The status of a resource is the greatest of
 * its allocations'.
 */
struct d3dkmt_queryallocationresidency {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 pad0;
	__aligned_u64 residency_status;
};

/**
 * DOC: Preferred segments (D3DDDI_SEGMENTPREFERENCE)
 *
 * SEGMENT_ID0
 *  the segment preferred most, from 1; 0 is no preference
 * DIRECTION0
 *  place it from the segment's end
 * SEGMENT_ID1
 *  the second
 * DIRECTION1
 *  place it from the segment's end
 * SEGMENT_ID2
 *  the third
 * DIRECTION2
 *  place it from the segment's end
 * SEGMENT_ID3
 *  the fourth
 * DIRECTION3
 *  place it from the segment's end
 * SEGMENT_ID4
 *  the fifth
 * DIRECTION4
 *  place it from the segment's end
 */
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID0_SHIFT	0
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID0_MASK	0x0000001fu
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION0		0x00000020u
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID1_SHIFT	6
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID1_MASK	0x000007c0u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION1		0x00000800u
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID2_SHIFT	12
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID2_MASK	0x0001f000u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION2		0x00020000u
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID3_SHIFT	18
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID3_MASK	0x007c0000u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION3		0x00800000u
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID4_SHIFT	24
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID4_MASK	0x1f000000u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION4		0x20000000u
#define D3DDDI_SEGMENTPREFERENCE_RESERVED_MASK		0xc0000000u

/**
 * DOC: Properties of an allocation (D3DDDI_UPDATEALLOCPROPERTY_FLAGS)
 *
 * ACCESSED_PHYSICALLY
 *  the GPU uses it by physical address, too
 * UNMOVEABLE
 *  it stays where it is
 */
#define D3DDDI_UPDATEALLOCPROPERTY_FLAGS_ACCESSED_PHYSICALLY	0x00000001u
#define D3DDDI_UPDATEALLOCPROPERTY_FLAGS_UNMOVEABLE		0x00000002u
#define D3DDDI_UPDATEALLOCPROPERTY_FLAGS_RESERVED_MASK		0xfffffffcu

/**
 * DOC: Which properties to change (PropertyMask of D3DDDI_UPDATEALLOCPROPERTY)
 *
 * SET_ACCESSED_PHYSICALLY
 *  flags' ACCESSED_PHYSICALLY
 * SET_SUPPORTED_SEGMENT_SET
 *  supported_segment_set
 * SET_PREFERRED_SEGMENT
 *  preferred_segment
 * SET_UNMOVEABLE
 *  flags' UNMOVEABLE
 */
#define D3DDDI_UPDATEALLOCPROPERTY_SET_ACCESSED_PHYSICALLY	0x00000001u
#define D3DDDI_UPDATEALLOCPROPERTY_SET_SUPPORTED_SEGMENT_SET	0x00000002u
#define D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT	0x00000004u
#define D3DDDI_UPDATEALLOCPROPERTY_SET_UNMOVEABLE		0x00000008u
#define D3DDDI_UPDATEALLOCPROPERTY_RESERVED_MASK		0xfffffff0u

/**
 * struct d3dddi_updateallocproperty - argument of D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY
 * @paging_queue: [in] handle of the paging queue that does it
 * @allocation: [in] handle of the allocation
 * @supported_segment_set: [in] segments that it may be in; bit 0 is segment 1
 * @preferred_segment: [in] D3DDDI_SEGMENTPREFERENCE_*
 * @flags: [in] D3DDDI_UPDATEALLOCPROPERTY_FLAGS_*
 * @pad0: padding
 * @paging_fence_value: [out] with STATUS_PENDING: value of the queue's fence when it is done
 * @property_mask_value: [in] D3DDDI_UPDATEALLOCPROPERTY_SET_* (PropertyMaskValue)
 * @pad1: padding
 *
 * D3DKMTUpdateAllocationProperty.
 */
struct d3dddi_updateallocproperty {
	__u32 paging_queue;
	__u32 allocation;
	__u32 supported_segment_set;
	__u32 preferred_segment;
	__u32 flags;
	__u32 pad0;
	__aligned_u64 paging_fence_value;
	__u32 property_mask_value;
	__u32 pad1;
};

/**
 * enum d3dkmt_offer_priority - in which order offered allocations are discarded
 * @D3DKMT_OFFER_PRIORITY_LOW: first
 * @D3DKMT_OFFER_PRIORITY_NORMAL: after the low ones
 * @D3DKMT_OFFER_PRIORITY_HIGH: last
 * @D3DKMT_OFFER_PRIORITY_AUTO: by the priority of the allocation
 */
enum d3dkmt_offer_priority {
	D3DKMT_OFFER_PRIORITY_LOW = 1,
	D3DKMT_OFFER_PRIORITY_NORMAL = 2,
	D3DKMT_OFFER_PRIORITY_HIGH = 3,
	D3DKMT_OFFER_PRIORITY_AUTO = 4,
};

/**
 * DOC: Flags of offering (D3DKMT_OFFER_FLAGS)
 *
 * OFFER_IMMEDIATELY
 *  don't wait for work that was submitted before
 * ALLOW_DECOMMIT
 *  the memory that backs it may go, too
 */
#define D3DKMT_OFFER_FLAGS_OFFER_IMMEDIATELY	0x00000001u
#define D3DKMT_OFFER_FLAGS_ALLOW_DECOMMIT	0x00000002u
#define D3DKMT_OFFER_FLAGS_RESERVED_MASK	0xfffffffcu

/**
 * struct d3dkmt_offerallocations - argument of D3DKMT_IOC_OFFER_ALLOCATIONS
 * @device: [in] handle of the device
 * @pad0: padding
 * @resources: [in] pointer to an array of handles of resources, or 0 (pResources)
 * @handle_list: [in] pointer to an array of handles of allocations, or 0 (HandleList)
 * @num_allocations: [in] elements of the one that isn't 0
 * @priority: [in] enum d3dkmt_offer_priority
 * @flags: [in] D3DKMT_OFFER_FLAGS_*
 * @pad1: padding
 *
 * D3DKMTOfferAllocations lets the kernel discard contents when it needs the
 * memory. Until they are reclaimed, they can't be locked or used by the GPU.
 */
struct d3dkmt_offerallocations {
	__u32 device;
	__u32 pad0;
	__aligned_u64 resources;
	__aligned_u64 handle_list;
	__u32 num_allocations;
	__u32 priority;
	__u32 flags;
	__u32 pad1;
};

/**
 * enum d3dddi_reclaim_result - what became of an offered allocation
 * @D3DDDI_RECLAIM_RESULT_OK: its contents are there
 * @D3DDDI_RECLAIM_RESULT_DISCARDED: its contents are lost
 * @D3DDDI_RECLAIM_RESULT_NOT_COMMITTED: its memory is lost; it can only be destroyed
 */
enum d3dddi_reclaim_result {
	D3DDDI_RECLAIM_RESULT_OK = 0,
	D3DDDI_RECLAIM_RESULT_DISCARDED = 1,
	D3DDDI_RECLAIM_RESULT_NOT_COMMITTED = 2,
};

/**
 * struct d3dkmt_reclaimallocations2 - argument of D3DKMT_IOC_RECLAIM_ALLOCATIONS2
 * @paging_queue: [in] handle of a paging queue
 * @num_allocations: [in] elements of the array that isn't 0
 * @resources: [in] pointer to an array of handles of resources, or 0 (pResources)
 * @handle_list: [in] pointer to an array of handles of allocations, or 0 (HandleList)
 * @discarded: [out] pointer to a __u32 BOOL for each: contents are lost; or 0 (pDiscarded)
 * @results: [out] pointer to a __u32 of enum d3dddi_reclaim_result for each, or 0 (pResults)
 * @paging_fence_value: [out] with STATUS_PENDING: value of the queue's fence when they are
 *   resident again
 *
 * D3DKMTReclaimAllocations2. The kernel writes enum d3dddi_reclaim_result,
 * which is a BOOL to those who look at @discarded.
 */
struct d3dkmt_reclaimallocations2 {
	__u32 paging_queue;
	__u32 num_allocations;
	__aligned_u64 resources;
	__aligned_u64 handle_list;
	union {
		__aligned_u64 discarded;
		__aligned_u64 results;
	};
	__aligned_u64 paging_fence_value;
};

/**
 * struct d3dkmt_flushheaptransitions - argument of D3DKMT_IOC_FLUSH_HEAP_TRANSITIONS
 * @adapter: [in] handle of the adapter
 *
 * D3DKMTFlushHeapTransitions.
 */
struct d3dkmt_flushheaptransitions {
	__u32 adapter;
};

/*
 * Paging queues, residency and budgets
 */

/**
 * enum d3dddi_pagingqueue_priority - priorities of paging queues
 * @D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL: after the others
 * @D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL: the usual one
 * @D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL: before the others
 */
enum d3dddi_pagingqueue_priority {
	D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL = -1,
	D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL = 0,
	D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL = 1,
};

/**
 * struct d3dkmt_createpagingqueue - argument of D3DKMT_IOC_CREATE_PAGING_QUEUE
 * @device: [in] handle of the device
 * @priority: [in] enum d3dddi_pagingqueue_priority
 * @paging_queue: [out] handle of the queue
 * @sync_object: [out] handle of the queue's fence
 * @fence_value_cpu_virtual_address: [out] address of the fence's value, a __u64, in the
 *   caller's memory; read only
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @pad0: padding
 *
 * D3DKMTCreatePagingQueue. The fence's value begins at 0 and grows with each
 * operation that the queue has done; it is the highest value once the device is
 * lost. Operations are carried out in the order in which they come, whatever the
 * priority. A device has at most 64 queues (STATUS_NO_MEMORY).
 */
struct d3dkmt_createpagingqueue {
	__u32 device;
	__u32 priority;
	__u32 paging_queue;
	__u32 sync_object;
	__aligned_u64 fence_value_cpu_virtual_address;
	__u32 physical_adapter_index;
	__u32 pad0;
};

/**
 * struct d3dddi_destroypagingqueue - argument of D3DKMT_IOC_DESTROY_PAGING_QUEUE
 * @paging_queue: [in] handle of the queue
 *
 * D3DKMTDestroyPagingQueue waits for the queue's operations, and destroys its
 * fence and the mapping of the fence's value. What still waits for the fence
 * ends with STATUS_INVALID_PARAMETER.
 */
struct d3dddi_destroypagingqueue {
	__u32 paging_queue;
};

/**
 * DOC: Flags of MakeResident (D3DDDI_MAKERESIDENT_FLAGS)
 *
 * CANT_TRIM_FURTHER
 *  succeed even over the budget
 * MUST_SUCCEED
 *  a failure puts the device in error; needs CANT_TRIM_FURTHER
 */
#define D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER	0x00000001u
#define D3DDDI_MAKERESIDENT_FLAGS_MUST_SUCCEED		0x00000002u
#define D3DDDI_MAKERESIDENT_FLAGS_RESERVED_MASK		0xfffffffcu

/**
 * struct d3dddi_makeresident - argument of D3DKMT_IOC_MAKE_RESIDENT
 * @paging_queue: [in] handle of the paging queue that does it
 * @num_allocations: [in, out] elements of @allocation_list; then how many were made resident
 * @allocation_list: [in] pointer to an array of handles of allocations of the queue's device
 * @priority_list: [in] ignored
 * @flags: [in] D3DDDI_MAKERESIDENT_FLAGS_*
 * @pad0: padding
 * @paging_fence_value: [out] with STATUS_PENDING: value of the queue's fence when they are
 *   resident
 * @num_bytes_to_trim: [out] with STATUS_NO_MEMORY: bytes that are over the budget; written on
 *   that failure, too
 *
 * D3DKMTMakeResident. Each call counts: as many calls of D3DKMT_IOC_EVICT end
 * it. When it fails, it counts for none of them.
 */
struct d3dddi_makeresident {
	__u32 paging_queue;
	__u32 num_allocations;
	__aligned_u64 allocation_list;
	__aligned_u64 priority_list;
	__u32 flags;
	__u32 pad0;
	__aligned_u64 paging_fence_value;
	__aligned_u64 num_bytes_to_trim;
};

/**
 * DOC: Flags of Evict (D3DDDI_EVICT_FLAGS)
 *
 * EVICT_ONLY_IF_NECESSARY
 *  stay until someone else needs the memory
 * NOT_WRITTEN_TO
 *  the contents are as they were when it was made resident
 */
#define D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY	0x00000001u
#define D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO		0x00000002u
#define D3DDDI_EVICT_FLAGS_RESERVED_MASK		0xfffffffcu

/**
 * struct d3dkmt_evict - argument of D3DKMT_IOC_EVICT
 * @device: [in] handle of the device
 * @num_allocations: [in] elements of @allocation_list
 * @allocation_list: [in] pointer to an array of handles of allocations of the device
 * @flags: [in] D3DDDI_EVICT_FLAGS_*
 * @pad0: padding
 * @num_bytes_to_trim: [out] bytes that the process is over its budget still
 *
 * D3DKMTEvict.
 */
struct d3dkmt_evict {
	__u32 device;
	__u32 num_allocations;
	__aligned_u64 allocation_list;
	__u32 flags;
	__u32 pad0;
	__aligned_u64 num_bytes_to_trim;
};

/**
 * enum d3dkmt_memory_segment_group - groups of segments that have a budget
 * @D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL: memory of the adapter
 * @D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL: system memory that the adapter uses
 */
enum d3dkmt_memory_segment_group {
	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL = 0,
	D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL = 1,
};

/**
 * struct d3dkmt_queryvideomemoryinfo - argument of D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO
 * @process: [in] must be 0, the caller; Windows takes other processes' handles (hProcess)
 * @adapter: [in] handle of the adapter
 * @memory_segment_group: [in] enum d3dkmt_memory_segment_group
 * @budget: [out] bytes that the process may use at present
 * @current_usage: [out] bytes that it uses
 * @current_reservation: [out] bytes that it has reserved
 * @available_for_reservation: [out] bytes that it can reserve at most
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @pad0: padding
 *
 * D3DKMTQueryVideoMemoryInfo.
 */
struct d3dkmt_queryvideomemoryinfo {
	__aligned_u64 process;
	__u32 adapter;
	__u32 memory_segment_group;
	__aligned_u64 budget;
	__aligned_u64 current_usage;
	__aligned_u64 current_reservation;
	__aligned_u64 available_for_reservation;
	__u32 physical_adapter_index;
	__u32 pad0;
};

/**
 * struct d3dkmt_changevideomemoryreservation - argument of
 *   D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION
 * @process: [in] must be 0, the caller; Windows takes other processes' handles (hProcess)
 * @adapter: [in] handle of the adapter
 * @memory_segment_group: [in] enum d3dkmt_memory_segment_group
 * @reservation: [in] bytes to reserve, from 0 to available_for_reservation
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @pad0: padding
 *
 * D3DKMTChangeVideoMemoryReservation.
 */
struct d3dkmt_changevideomemoryreservation {
	__aligned_u64 process;
	__u32 adapter;
	__u32 memory_segment_group;
	__aligned_u64 reservation;
	__u32 physical_adapter_index;
	__u32 pad0;
};

/*
 * GPU virtual addresses
 */

/**
 * enum d3dddigpuvirtualaddress_reservation_type - what a reserved range does when it is used
 * @D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_ACCESS: it faults
 * @D3DDDIGPUVIRTUALADDRESS_RESERVE_ZERO: it reads 0, and what is written is lost
 * @D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_COMMIT: not for programs
 */
enum d3dddigpuvirtualaddress_reservation_type {
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_ACCESS = 0,
	D3DDDIGPUVIRTUALADDRESS_RESERVE_ZERO = 1,
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_COMMIT = 2,
};

/**
 * DOC: Protection of GPU addresses (D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE)
 *
 * WRITE
 *  it can be written, besides read
 * EXECUTE
 *  it can be executed
 * ZERO
 *  it reads 0, and what is written is lost; without an allocation
 * NO_ACCESS
 *  it faults; without an allocation
 * SYSTEM_USE_ONLY
 *  not for programs; refused
 */
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_WRITE		0x1ull
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_EXECUTE		0x2ull
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_ZERO		0x4ull
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_NO_ACCESS	0x8ull
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_SYSTEM_USE_ONLY	0x10ull
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_RESERVED_MASK	0xffffffffffffffe0ull

/**
 * struct d3dddi_reservegpuvirtualaddress - argument of D3DKMT_IOC_RESERVE_GPU_VIRTUAL_ADDRESS
 * @paging_queue: [in] handle of a paging queue, or
 * @adapter: [in] handle of the adapter
 * @pad0: padding
 * @base_address: [in] where to reserve, a multiple of 64 KiB; 0 leaves it to the kernel
 * @minimum_address: [in] lowest address when @base_address is 0, a multiple of 64 KiB
 * @maximum_address: [in] end of the highest one when @base_address is 0, a multiple of 64
 *   KiB; 0 is the end of the address space
 * @size: [in] bytes, a multiple of 64 KiB
 * @reservation_type: [in] enum d3dddigpuvirtualaddress_reservation_type
 * @reserved0: the same bits, under their name where they are reserved
 * @pad1: padding
 * @driver_protection: [in] bits for the miniport's page tables
 * @reserved1: the same bits, under their name where they are reserved
 * @virtual_address: [out] the range's address
 * @paging_fence_value: [out] value of the queue's fence when it is done; 0, it is
 * @reserved2: the same bits, under their name where they are reserved
 *
 * D3DKMTReserveGpuVirtualAddress.
 */
struct d3dddi_reservegpuvirtualaddress {
	union {
		__u32 paging_queue;
		__u32 adapter;
	};
	__u32 pad0;
	__aligned_u64 base_address;
	__aligned_u64 minimum_address;
	__aligned_u64 maximum_address;
	__aligned_u64 size;
	union {
		__u32 reservation_type;
		__u32 reserved0;
	};
	__u32 pad1;
	union {
		__aligned_u64 driver_protection;
		__aligned_u64 reserved1;
	};
	__aligned_u64 virtual_address;
	union {
		__aligned_u64 paging_fence_value;
		__aligned_u64 reserved2;
	};
};

/**
 * struct d3dddi_mapgpuvirtualaddress - argument of D3DKMT_IOC_MAP_GPU_VIRTUAL_ADDRESS
 * @paging_queue: [in] handle of the paging queue that does it
 * @pad0: padding
 * @base_address: [in] where to map, a multiple of 4 KiB; 0 leaves it to the kernel
 * @minimum_address: [in] lowest address when @base_address is 0
 * @maximum_address: [in] end of the highest one when @base_address is 0; 0 is the end of the
 *   address space
 * @allocation: [in] handle of the allocation; 0 with ZERO and NO_ACCESS
 * @pad1: padding
 * @offset_in_pages: [in] where in the allocation, in pages of 4 KiB
 * @size_in_pages: [in] length, in pages of 4 KiB
 * @protection: [in] D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_*
 * @driver_protection: [in] bits for the miniport's page tables
 * @reserved0: must be 0
 * @pad2: padding
 * @reserved1: must be 0
 * @virtual_address: [out] where it is mapped
 * @paging_fence_value: [out] value of the queue's fence when it is done; 0, it is
 *
 * D3DKMTMapGpuVirtualAddress.
 */
struct d3dddi_mapgpuvirtualaddress {
	__u32 paging_queue;
	__u32 pad0;
	__aligned_u64 base_address;
	__aligned_u64 minimum_address;
	__aligned_u64 maximum_address;
	__u32 allocation;
	__u32 pad1;
	__aligned_u64 offset_in_pages;
	__aligned_u64 size_in_pages;
	__aligned_u64 protection;
	__aligned_u64 driver_protection;
	__u32 reserved0;
	__u32 pad2;
	__aligned_u64 reserved1;
	__aligned_u64 virtual_address;
	__aligned_u64 paging_fence_value;
};

/**
 * struct d3dkmt_freegpuvirtualaddress - argument of D3DKMT_IOC_FREE_GPU_VIRTUAL_ADDRESS
 * @adapter: [in] handle of the adapter
 * @pad0: padding
 * @base_address: [in] where the range begins, a multiple of 4 KiB
 * @size: [in] bytes, a multiple of 4 KiB
 *
 * D3DKMTFreeGpuVirtualAddress.
 */
struct d3dkmt_freegpuvirtualaddress {
	__u32 adapter;
	__u32 pad0;
	__aligned_u64 base_address;
	__aligned_u64 size;
};

/**
 * enum d3dddi_updategpuvirtualaddress_operation_type - what to do with a range
 * @D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP: map an allocation, readable and writable
 * @D3DDDI_UPDATEGPUVIRTUALADDRESS_UNMAP: unmap
 * @D3DDDI_UPDATEGPUVIRTUALADDRESS_COPY: map what another range maps
 * @D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP_PROTECT: map an allocation with a protection
 */
enum d3dddi_updategpuvirtualaddress_operation_type {
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP = 0,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_UNMAP = 1,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_COPY = 2,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP_PROTECT = 3,
};

/**
 * struct d3dddi_updategpuvirtualaddress_operation_map - map an allocation
 * @base_address: where the range begins
 * @size_in_bytes: bytes of the range
 * @allocation: handle of the allocation
 * @pad0: padding
 * @allocation_offset_in_bytes: where in the allocation
 * @allocation_size_in_bytes: bytes of the allocation that are mapped again and again; 0, all
 *   of the range
 *
 * Map of D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION. Addresses, offsets and
 * sizes are multiples of 4 KiB.
 */
struct d3dddi_updategpuvirtualaddress_operation_map {
	__aligned_u64 base_address;
	__aligned_u64 size_in_bytes;
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 allocation_offset_in_bytes;
	__aligned_u64 allocation_size_in_bytes;
};

/**
 * struct d3dddi_updategpuvirtualaddress_operation_map_protect - map, protected
 * @base_address: where the range begins
 * @size_in_bytes: bytes of the range
 * @allocation: handle of the allocation
 * @pad0: padding
 * @allocation_offset_in_bytes: where in the allocation
 * @allocation_size_in_bytes: bytes of the allocation that are mapped again and again; 0, all
 *   of the range
 * @protection: D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_*
 * @driver_protection: bits for the miniport's page tables
 *
 * MapProtect of D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION.
 */
struct d3dddi_updategpuvirtualaddress_operation_map_protect {
	__aligned_u64 base_address;
	__aligned_u64 size_in_bytes;
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 allocation_offset_in_bytes;
	__aligned_u64 allocation_size_in_bytes;
	__aligned_u64 protection;
	__aligned_u64 driver_protection;
};

/**
 * struct d3dddi_updategpuvirtualaddress_operation_unmap - unmap a range
 * @base_address: where the range begins
 * @size_in_bytes: bytes of the range
 * @protection: what it does from then on: ZERO or NO_ACCESS
 *
 * Unmap of D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION.
 */
struct d3dddi_updategpuvirtualaddress_operation_unmap {
	__aligned_u64 base_address;
	__aligned_u64 size_in_bytes;
	__aligned_u64 protection;
};

/**
 * struct d3dddi_updategpuvirtualaddress_operation_copy - copy mappings
 * @source_address: the range that is copied from
 * @size_in_bytes: bytes of both ranges
 * @dest_address: the range that then maps the same
 *
 * Copy of D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION.
 */
struct d3dddi_updategpuvirtualaddress_operation_copy {
	__aligned_u64 source_address;
	__aligned_u64 size_in_bytes;
	__aligned_u64 dest_address;
};

/**
 * struct d3dddi_updategpuvirtualaddress_operation - one step of UpdateGpuVirtualAddress
 * @operation_type: enum d3dddi_updategpuvirtualaddress_operation_type; selects one of the
 *   following
 * @pad0: padding
 * @map: map an allocation
 * @map_protect: map an allocation with a protection
 * @unmap: unmap
 * @copy: map what another range maps
 */
struct d3dddi_updategpuvirtualaddress_operation {
	__u32 operation_type;
	__u32 pad0;
	union {
		struct d3dddi_updategpuvirtualaddress_operation_map map;
		struct d3dddi_updategpuvirtualaddress_operation_map_protect map_protect;
		struct d3dddi_updategpuvirtualaddress_operation_unmap unmap;
		struct d3dddi_updategpuvirtualaddress_operation_copy copy;
	};
};

/**
 * DOC: Flags of UpdateGpuVirtualAddress
 *
 * DO_NOT_WAIT
 *  don't wait for the fence first
 */
#define D3DKMT_UPDATEGPUVIRTUALADDRESS_FLAGS_DO_NOT_WAIT	0x00000001u
#define D3DKMT_UPDATEGPUVIRTUALADDRESS_FLAGS_RESERVED_MASK	0xfffffffeu

/**
 * struct d3dkmt_updategpuvirtualaddress - argument of D3DKMT_IOC_UPDATE_GPU_VIRTUAL_ADDRESS
 * @device: [in] handle of the device
 * @context: [in] handle of the context that it is ordered with
 * @fence_object: [in] handle of a monitored fence
 * @num_operations: [in] elements of @operations
 * @operations: [in] pointer to an array of struct d3dddi_updategpuvirtualaddress_operation,
 *   done in its order
 * @reserved0: must be 0
 * @reserved1: must be 0
 * @fence_value: [in] value of the fence to wait for; this + 1 is signaled when it is done
 * @flags: [in] D3DKMT_UPDATEGPUVIRTUALADDRESS_FLAGS_*
 * @pad0: padding
 *
 * D3DKMTUpdateGpuVirtualAddress.
 */
struct d3dkmt_updategpuvirtualaddress {
	__u32 device;
	__u32 context;
	__u32 fence_object;
	__u32 num_operations;
	__aligned_u64 operations;
	__aligned_u64 reserved0;
	__aligned_u64 reserved1;
	__aligned_u64 fence_value;
	__u32 flags;
	__u32 pad0;
};

/*
 * Contexts and submission
 */

/**
 * enum d3dkmt_clienthint - what kind of program makes a context
 * @D3DKMT_CLIENTHINT_UNKNOWN: not known
 * @D3DKMT_CLIENTHINT_OPENGL: OpenGL
 * @D3DKMT_CLIENTHINT_CDD: the canonical display driver
 * @D3DKMT_CLIENTHINT_OPENCL: OpenCL
 * @D3DKMT_CLIENTHINT_VULKAN: Vulkan
 * @D3DKMT_CLIENTHINT_CUDA: CUDA
 * @D3DKMT_CLIENTHINT_RESERVED: reserved
 * @D3DKMT_CLIENTHINT_DX7: Direct3D 7
 * @D3DKMT_CLIENTHINT_DX8: Direct3D 8
 * @D3DKMT_CLIENTHINT_DX9: Direct3D 9
 * @D3DKMT_CLIENTHINT_DX10: Direct3D 10
 * @D3DKMT_CLIENTHINT_DX11: Direct3D 11
 * @D3DKMT_CLIENTHINT_DX12: Direct3D 12
 * @D3DKMT_CLIENTHINT_9ON12: Direct3D 9 on 12
 * @D3DKMT_CLIENTHINT_11ON12: Direct3D 11 on 12
 * @D3DKMT_CLIENTHINT_MFT_ENCODE: a video encoder
 * @D3DKMT_CLIENTHINT_GLON12: OpenGL on Direct3D 12
 * @D3DKMT_CLIENTHINT_CLON12: OpenCL on Direct3D 12
 * @D3DKMT_CLIENTHINT_DML_TENSORFLOW: TensorFlow on DirectML
 * @D3DKMT_CLIENTHINT_ONEAPI_LEVEL0: oneAPI Level Zero
 * @D3DKMT_CLIENTHINT_MAX: end of the above
 */
enum d3dkmt_clienthint {
	D3DKMT_CLIENTHINT_UNKNOWN = 0,
	D3DKMT_CLIENTHINT_OPENGL = 1,
	D3DKMT_CLIENTHINT_CDD = 2,
	D3DKMT_CLIENTHINT_OPENCL = 3,
	D3DKMT_CLIENTHINT_VULKAN = 4,
	D3DKMT_CLIENTHINT_CUDA = 5,
	D3DKMT_CLIENTHINT_RESERVED = 6,
	D3DKMT_CLIENTHINT_DX7 = 7,
	D3DKMT_CLIENTHINT_DX8 = 8,
	D3DKMT_CLIENTHINT_DX9 = 9,
	D3DKMT_CLIENTHINT_DX10 = 10,
	D3DKMT_CLIENTHINT_DX11 = 11,
	D3DKMT_CLIENTHINT_DX12 = 12,
	D3DKMT_CLIENTHINT_9ON12 = 13,
	D3DKMT_CLIENTHINT_11ON12 = 14,
	D3DKMT_CLIENTHINT_MFT_ENCODE = 15,
	D3DKMT_CLIENTHINT_GLON12 = 16,
	D3DKMT_CLIENTHINT_CLON12 = 17,
	D3DKMT_CLIENTHINT_DML_TENSORFLOW = 18,
	D3DKMT_CLIENTHINT_ONEAPI_LEVEL0 = 19,
	D3DKMT_CLIENTHINT_MAX = 20,
};

/**
 * DOC: Flags of a new context (D3DDDI_CREATECONTEXTFLAGS)
 *
 * NULL_RENDERING
 *  its commands aren't executed
 * INITIAL_DATA
 *  it only loads initial data
 * DISABLE_GPU_TIMEOUT
 *  don't reset the adapter when its work takes long
 * SYNCHRONIZATION_ONLY
 *  it only waits and signals
 * HW_QUEUE_SUPPORTED
 *  hardware queues are made in it
 * NO_KMD_ACCESS
 *  the miniport doesn't look at its commands
 */
#define D3DDDI_CREATECONTEXTFLAGS_NULL_RENDERING	0x00000001u
#define D3DDDI_CREATECONTEXTFLAGS_INITIAL_DATA		0x00000002u
#define D3DDDI_CREATECONTEXTFLAGS_DISABLE_GPU_TIMEOUT	0x00000004u
#define D3DDDI_CREATECONTEXTFLAGS_SYNCHRONIZATION_ONLY	0x00000008u
#define D3DDDI_CREATECONTEXTFLAGS_HW_QUEUE_SUPPORTED	0x00000010u
#define D3DDDI_CREATECONTEXTFLAGS_NO_KMD_ACCESS		0x00000020u
#define D3DDDI_CREATECONTEXTFLAGS_RESERVED_MASK		0xffffffc0u

/**
 * struct d3dddi_allocationlist - an allocation that commands use
 * @allocation: handle of the allocation
 * @flags: D3DDDI_ALLOCATIONLIST_* (Value)
 */
struct d3dddi_allocationlist {
	__u32 allocation;
	__u32 flags;
};

/**
 * DOC: How commands use an allocation (D3DDDI_ALLOCATIONLIST)
 *
 * WRITE_OPERATION
 *  they write it
 * DO_NOT_RETIRE_INSTANCE
 *  they need the same memory again
 * OFFER_PRIORITY
 *  enum d3dkmt_offer_priority, when the allocation is offered after them
 */
#define D3DDDI_ALLOCATIONLIST_WRITE_OPERATION		0x00000001u
#define D3DDDI_ALLOCATIONLIST_DO_NOT_RETIRE_INSTANCE	0x00000002u
#define D3DDDI_ALLOCATIONLIST_OFFER_PRIORITY_SHIFT	2
#define D3DDDI_ALLOCATIONLIST_OFFER_PRIORITY_MASK	0x0000001cu
#define D3DDDI_ALLOCATIONLIST_RESERVED_MASK		0xffffffe0u

/**
 * struct d3dddi_patchlocationlist - a place in commands that holds an address
 * @allocation_index: index of the allocation in the allocation list
 * @slot_id: D3DDDI_PATCHLOCATIONLIST_SLOT_ID_* (Value, with SlotId)
 * @driver_id: a number of the driver's
 * @allocation_offset: offset in the allocation, in bytes
 * @patch_offset: offset of the place in the commands, in bytes
 * @split_offset: offset in the commands where they can be split, in bytes
 */
struct d3dddi_patchlocationlist {
	__u32 allocation_index;
	__u32 slot_id;
	__u32 driver_id;
	__u32 allocation_offset;
	__u32 patch_offset;
	__u32 split_offset;
};

/**
 * DOC: Slots of patch locations (D3DDDI_PATCHLOCATIONLIST)
 *
 * SLOT_ID
 *  number of the slot, up to the miniport's limit
 */
#define D3DDDI_PATCHLOCATIONLIST_SLOT_ID_SHIFT	0
#define D3DDDI_PATCHLOCATIONLIST_SLOT_ID_MASK	0x00ffffffu
#define D3DDDI_PATCHLOCATIONLIST_RESERVED_MASK	0xff000000u

/**
 * struct d3dkmt_createcontext - argument of D3DKMT_IOC_CREATE_CONTEXT
 * @device: [in] handle of the device
 * @node_ordinal: [in] engine that the context runs on
 * @engine_affinity: [in] which engines of the node, a bit each
 * @flags: [in] D3DDDI_CREATECONTEXTFLAGS_*
 * @private_driver_data: [in, out] pointer to data for the miniport, or 0
 * @private_driver_data_size: [in] its size in bytes
 * @client_hint: [in] enum d3dkmt_clienthint
 * @context: [out] handle of the context
 * @pad0: padding
 * @command_buffer: [out] address of the command buffer (pCommandBuffer)
 * @command_buffer_size: [out] its size in bytes
 * @pad1: padding
 * @allocation_list: [out] address of an array of struct d3dddi_allocationlist
 * @allocation_list_size: [out] its elements
 * @pad2: padding
 * @patch_location_list: [out] address of an array of struct d3dddi_patchlocationlist
 * @patch_location_list_size: [out] its elements
 * @pad3: padding
 * @command_buffer_gpu_virtual_address: [out] where the GPU sees the command buffer
 *   (CommandBuffer)
 *
 * D3DKMTCreateContext, for engines that use physical addresses.
 */
struct d3dkmt_createcontext {
	__u32 device;
	__u32 node_ordinal;
	__u32 engine_affinity;
	__u32 flags;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 client_hint;
	__u32 context;
	__u32 pad0;
	__aligned_u64 command_buffer;
	__u32 command_buffer_size;
	__u32 pad1;
	__aligned_u64 allocation_list;
	__u32 allocation_list_size;
	__u32 pad2;
	__aligned_u64 patch_location_list;
	__u32 patch_location_list_size;
	__u32 pad3;
	__aligned_u64 command_buffer_gpu_virtual_address;
};

/**
 * struct d3dkmt_createcontextvirtual - argument of D3DKMT_IOC_CREATE_CONTEXT_VIRTUAL
 * @device: [in] handle of the device
 * @node_ordinal: [in] engine that the context runs on
 * @engine_affinity: [in] which engines of the node, a bit each
 * @flags: [in] D3DDDI_CREATECONTEXTFLAGS_*
 * @private_driver_data: [in, out] pointer to data for the miniport, or 0
 * @private_driver_data_size: [in] its size in bytes
 * @client_hint: [in] enum d3dkmt_clienthint
 * @context: [out] handle of the context
 * @pad0: padding
 *
 * D3DKMTCreateContextVirtual, for engines that use GPU virtual addresses.
 */
struct d3dkmt_createcontextvirtual {
	__u32 device;
	__u32 node_ordinal;
	__u32 engine_affinity;
	__u32 flags;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 client_hint;
	__u32 context;
	__u32 pad0;
};

/**
 * struct d3dkmt_destroycontext - argument of D3DKMT_IOC_DESTROY_CONTEXT
 * @context: [in] handle of the context
 */
struct d3dkmt_destroycontext {
	__u32 context;
};

/**
 * struct d3dkmt_getcontextschedulingpriority - argument of
 *   D3DKMT_IOC_GET_CONTEXT_SCHEDULING_PRIORITY
 * @context: [in] handle of the context
 * @priority: [out] its priority among all contexts, from -7 to 7
 */
struct d3dkmt_getcontextschedulingpriority {
	__u32 context;
	__s32 priority;
};

/**
 * struct d3dkmt_setcontextschedulingpriority - argument of
 *   D3DKMT_IOC_SET_CONTEXT_SCHEDULING_PRIORITY
 * @context: [in] handle of the context
 * @priority: [in] its priority among all contexts, from -7 to 7
 */
struct d3dkmt_setcontextschedulingpriority {
	__u32 context;
	__s32 priority;
};

/**
 * struct d3dkmt_getcontextinprocessschedulingpriority - argument of
 *   D3DKMT_IOC_GET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY
 * @context: [in] handle of the context
 * @priority: [out] its priority among those of its process, from -7 to 7
 */
struct d3dkmt_getcontextinprocessschedulingpriority {
	__u32 context;
	__s32 priority;
};

/**
 * struct d3dkmt_setcontextinprocessschedulingpriority - argument of
 *   D3DKMT_IOC_SET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY
 * @context: [in] handle of the context
 * @priority: [in] its priority among those of its process, from -7 to 7
 */
struct d3dkmt_setcontextinprocessschedulingpriority {
	__u32 context;
	__s32 priority;
};

/**
 * DOC: Flags of Render (D3DKMT_RENDERFLAGS)
 *
 * RESIZE_COMMAND_BUFFER
 *  the next command buffer has new_command_buffer_size
 * RESIZE_ALLOCATION_LIST
 *  the next allocation list has new_allocation_list_size
 * RESIZE_PATCH_LOCATION_LIST
 *  the next patch location list has new_patch_location_list_size
 * NULL_RENDERING
 *  the commands aren't executed
 * PRESENT_REDIRECTED
 *  the commands present to a compositor
 * RENDER_KM
 *  not for programs
 * RENDER_KM_READBACK
 *  not for programs
 */
#define D3DKMT_RENDERFLAGS_RESIZE_COMMAND_BUFFER	0x00000001u
#define D3DKMT_RENDERFLAGS_RESIZE_ALLOCATION_LIST	0x00000002u
#define D3DKMT_RENDERFLAGS_RESIZE_PATCH_LOCATION_LIST	0x00000004u
#define D3DKMT_RENDERFLAGS_NULL_RENDERING		0x00000008u
#define D3DKMT_RENDERFLAGS_PRESENT_REDIRECTED		0x00000010u
#define D3DKMT_RENDERFLAGS_RENDER_KM			0x00000020u
#define D3DKMT_RENDERFLAGS_RENDER_KM_READBACK		0x00000040u
#define D3DKMT_RENDERFLAGS_RESERVED_MASK		0xffffff80u

/**
 * struct d3dkmt_render - argument of D3DKMT_IOC_RENDER
 * @device: [in] handle of the device, or
 * @context: [in] handle of the context
 * @command_offset: [in] where the commands begin in the command buffer, in bytes
 * @command_length: [in] bytes of the commands
 * @allocation_count: [in] elements of the allocation list
 * @patch_location_count: [in] elements of the patch location list
 * @pad0: padding
 * @new_command_buffer: [out] address of the next command buffer (pNewCommandBuffer)
 * @new_command_buffer_size: [in, out] its size in bytes
 * @pad1: padding
 * @new_allocation_list: [out] address of the next allocation list
 * @new_allocation_list_size: [in, out] its elements
 * @pad2: padding
 * @new_patch_location_list: [out] address of the next patch location list
 * @new_patch_location_list_size: [in, out] its elements
 * @flags: [in] D3DKMT_RENDERFLAGS_*
 * @present_history_token: [in] token of a present
 * @broadcast_context_count: [in] elements of @broadcast_context
 * @broadcast_context: [in] further contexts that run the commands
 * @queued_buffer_count: [out] command buffers that are queued
 * @new_command_buffer_gpu_virtual_address: [out] where the GPU sees the next command buffer
 *   (NewCommandBuffer)
 * @private_driver_data: [in] pointer to data for the miniport, or 0
 * @private_driver_data_size: [in] its size in bytes
 * @pad3: padding
 *
 * D3DKMTRender, for contexts of D3DKMT_IOC_CREATE_CONTEXT.
 */
struct d3dkmt_render {
	union {
		__u32 device;
		__u32 context;
	};
	__u32 command_offset;
	__u32 command_length;
	__u32 allocation_count;
	__u32 patch_location_count;
	__u32 pad0;
	__aligned_u64 new_command_buffer;
	__u32 new_command_buffer_size;
	__u32 pad1;
	__aligned_u64 new_allocation_list;
	__u32 new_allocation_list_size;
	__u32 pad2;
	__aligned_u64 new_patch_location_list;
	__u32 new_patch_location_list_size;
	__u32 flags;
	__aligned_u64 present_history_token;
	__u32 broadcast_context_count;
	__u32 broadcast_context[64];
	__u32 queued_buffer_count;
	__aligned_u64 new_command_buffer_gpu_virtual_address;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad3;
};

/**
 * DOC: Flags of SubmitCommand (D3DKMT_SUBMITCOMMANDFLAGS)
 *
 * NULL_RENDERING
 *  the commands aren't executed
 * PRESENT_REDIRECTED
 *  the commands present to a compositor
 * NO_KMD_ACCESS
 *  the miniport doesn't look at the commands
 */
#define D3DKMT_SUBMITCOMMANDFLAGS_NULL_RENDERING	0x00000001u
#define D3DKMT_SUBMITCOMMANDFLAGS_PRESENT_REDIRECTED	0x00000002u
#define D3DKMT_SUBMITCOMMANDFLAGS_NO_KMD_ACCESS		0x00000004u
#define D3DKMT_SUBMITCOMMANDFLAGS_RESERVED_MASK		0xfffffff8u

/**
 * struct d3dkmt_submitcommand - argument of D3DKMT_IOC_SUBMIT_COMMAND
 * @commands: [in] GPU virtual address of the commands
 * @command_length: [in] bytes of the commands
 * @flags: [in] D3DKMT_SUBMITCOMMANDFLAGS_*
 * @present_history_token: [in] token of a present
 * @broadcast_context_count: [in] elements of @broadcast_context, from 1 to 64
 * @broadcast_context: [in] handles of the contexts that run the commands
 * @pad0: padding
 * @private_driver_data: [in] pointer to data for the miniport, or 0
 * @private_driver_data_size: [in] its size in bytes
 * @num_primaries: [in] elements of @written_primaries, up to 16
 * @written_primaries: [in] handles of primaries that the commands write
 * @num_history_buffers: [in] elements of @history_buffer_array
 * @pad1: padding
 * @history_buffer_array: [in] pointer to an array of handles of history buffers
 *
 * D3DKMTSubmitCommand, for contexts of D3DKMT_IOC_CREATE_CONTEXT_VIRTUAL.
 */
struct d3dkmt_submitcommand {
	__aligned_u64 commands;
	__u32 command_length;
	__u32 flags;
	__aligned_u64 present_history_token;
	__u32 broadcast_context_count;
	__u32 broadcast_context[64];
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 num_primaries;
	__u32 written_primaries[16];
	__u32 num_history_buffers;
	__u32 pad1;
	__aligned_u64 history_buffer_array;
};

/**
 * DOC: Flags of a new hardware context (D3DDDI_CREATEHWCONTEXTFLAGS)
 *
 * There are none so far.
 */
#define D3DDDI_CREATEHWCONTEXTFLAGS_RESERVED_MASK	0xffffffffu

/**
 * struct d3dkmt_createhwcontext - argument of D3DKMT_IOC_CREATE_HW_CONTEXT
 * @device: [in] handle of the device
 * @node_ordinal: [in] engine that the context runs on
 * @engine_affinity: [in] which engines of the node, a bit each
 * @flags: [in] must be 0
 * @private_driver_data_size: [in] bytes at @private_driver_data
 * @pad0: padding
 * @private_driver_data: [in, out] pointer to data for the miniport, or 0
 * @hw_context: [out] handle of the context (hHwContext)
 * @pad1: padding
 */
struct d3dkmt_createhwcontext {
	__u32 device;
	__u32 node_ordinal;
	__u32 engine_affinity;
	__u32 flags;
	__u32 private_driver_data_size;
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 hw_context;
	__u32 pad1;
};

/**
 * struct d3dkmt_destroyhwcontext - argument of D3DKMT_IOC_DESTROY_HW_CONTEXT
 * @hw_context: [in] handle of the context (hHwContext)
 */
struct d3dkmt_destroyhwcontext {
	__u32 hw_context;
};

/**
 * DOC: Flags of a new hardware queue (D3DDDI_CREATEHWQUEUEFLAGS)
 *
 * DISABLE_GPU_TIMEOUT
 *  don't reset the adapter when its work takes long
 * NO_BROADCAST_SIGNAL
 *  it takes no part in broadcast signals
 * NO_BROADCAST_WAIT
 *  it takes no part in broadcast waits
 * NO_KMD_ACCESS
 *  the miniport doesn't look at its commands
 */
#define D3DDDI_CREATEHWQUEUEFLAGS_DISABLE_GPU_TIMEOUT	0x00000001u
#define D3DDDI_CREATEHWQUEUEFLAGS_NO_BROADCAST_SIGNAL	0x00000002u
#define D3DDDI_CREATEHWQUEUEFLAGS_NO_BROADCAST_WAIT	0x00000004u
#define D3DDDI_CREATEHWQUEUEFLAGS_NO_KMD_ACCESS		0x00000008u
#define D3DDDI_CREATEHWQUEUEFLAGS_RESERVED_MASK		0xfffffff0u

/**
 * struct d3dkmt_createhwqueue - argument of D3DKMT_IOC_CREATE_HW_QUEUE
 * @hw_context: [in] handle of the context (hHwContext)
 * @flags: [in] D3DDDI_CREATEHWQUEUEFLAGS_*
 * @private_driver_data_size: [in] bytes at @private_driver_data
 * @pad0: padding
 * @private_driver_data: [in, out] pointer to data for the miniport, or 0
 * @hw_queue: [out] handle of the queue (hHwQueue)
 * @hw_queue_progress_fence: [out] handle of the fence that counts what it has done
 * @hw_queue_progress_fence_cpu_virtual_address: [out] address of the fence's value, a __u64,
 *   in the caller's memory; read only
 * @hw_queue_progress_fence_gpu_virtual_address: [out] where the GPU sees it
 *
 * D3DKMTCreateHwQueue.
 */
struct d3dkmt_createhwqueue {
	__u32 hw_context;
	__u32 flags;
	__u32 private_driver_data_size;
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 hw_queue;
	__u32 hw_queue_progress_fence;
	__aligned_u64 hw_queue_progress_fence_cpu_virtual_address;
	__aligned_u64 hw_queue_progress_fence_gpu_virtual_address;
};

/**
 * struct d3dkmt_destroyhwqueue - argument of D3DKMT_IOC_DESTROY_HW_QUEUE
 * @hw_queue: [in] handle of the queue (hHwQueue)
 */
struct d3dkmt_destroyhwqueue {
	__u32 hw_queue;
};

/**
 * struct d3dkmt_submitcommandtohwqueue - argument of D3DKMT_IOC_SUBMIT_COMMAND_TO_HW_QUEUE
 * @hw_queue: [in] handle of the queue (hHwQueue)
 * @pad0: padding
 * @hw_queue_progress_fence_id: [in] value of the progress fence when the commands are done
 * @command_buffer: [in] GPU virtual address of the commands
 * @command_length: [in] bytes of the commands
 * @private_driver_data_size: [in] bytes at @private_driver_data
 * @private_driver_data: [in] pointer to data for the miniport, or 0
 * @num_primaries: [in] elements of @written_primaries
 * @pad1: padding
 * @written_primaries: [in] pointer to an array of handles of primaries that the commands
 *   write
 *
 * D3DKMTSubmitCommandToHwQueue.
 */
struct d3dkmt_submitcommandtohwqueue {
	__u32 hw_queue;
	__u32 pad0;
	__aligned_u64 hw_queue_progress_fence_id;
	__aligned_u64 command_buffer;
	__u32 command_length;
	__u32 private_driver_data_size;
	__aligned_u64 private_driver_data;
	__u32 num_primaries;
	__u32 pad1;
	__aligned_u64 written_primaries;
};

/*
 * Synchronization objects
 */

/**
 * enum d3dddi_synchronizationobject_type - kinds of synchronization objects
 * @D3DDDI_SYNCHRONIZATION_MUTEX: a mutex
 * @D3DDDI_SEMAPHORE: a semaphore
 * @D3DDDI_FENCE: a fence that the kernel advances
 * @D3DDDI_CPU_NOTIFICATION: an event that the GPU signals
 * @D3DDDI_MONITORED_FENCE: a fence whose value lies in memory
 * @D3DDDI_PERIODIC_MONITORED_FENCE: a fence that a display advances
 * @D3DDDI_SYNCHRONIZATION_TYPE_LIMIT: end of the above
 */
enum d3dddi_synchronizationobject_type {
	D3DDDI_SYNCHRONIZATION_MUTEX = 1,
	D3DDDI_SEMAPHORE = 2,
	D3DDDI_FENCE = 3,
	D3DDDI_CPU_NOTIFICATION = 4,
	D3DDDI_MONITORED_FENCE = 5,
	D3DDDI_PERIODIC_MONITORED_FENCE = 6,
	D3DDDI_SYNCHRONIZATION_TYPE_LIMIT = 7,
};

/**
 * DOC: Flags of synchronization objects (D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS)
 *
 * SHARED
 *  it can be opened by other devices
 * NT_SECURITY_SHARING
 *  share by NT handle, without a global one; needs SHARED
 * CROSS_ADAPTER
 *  other adapters can open it
 * TOP_OF_PIPELINE
 *  signal when the commands before it begin, not when they are done
 * NO_SIGNAL
 *  this device can't signal it
 * NO_WAIT
 *  this device can't wait for it; not with NO_SIGNAL
 * NO_SIGNAL_MAX_VALUE_ON_TDR
 *  keep its value when the adapter is reset
 * NO_GPU_ACCESS
 *  the GPU doesn't use it
 * SIGNAL_BY_KMD
 *  the miniport signals it
 */
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_SHARED			0x00000001u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NT_SECURITY_SHARING		0x00000002u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_CROSS_ADAPTER		0x00000004u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_TOP_OF_PIPELINE		0x00000008u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_SIGNAL			0x00000010u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_WAIT			0x00000020u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_SIGNAL_MAX_VALUE_ON_TDR	0x00000040u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_GPU_ACCESS		0x00000080u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_SIGNAL_BY_KMD		0x00000100u
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_RESERVED_MASK		0xfffffe00u

/**
 * struct d3dddi_synchronizationobjectinfo2_synchronization_mutex - a mutex
 * @initial_state: BOOL: it belongs to its maker at first
 *
 * SynchronizationMutex of D3DDDI_SYNCHRONIZATIONOBJECTINFO2.
 */
struct d3dddi_synchronizationobjectinfo2_synchronization_mutex {
	__u32 initial_state;
};

/**
 * struct d3dddi_synchronizationobjectinfo2_semaphore - a semaphore
 * @max_count: the highest count
 * @initial_count: the first count
 *
 * Semaphore of D3DDDI_SYNCHRONIZATIONOBJECTINFO2.
 */
struct d3dddi_synchronizationobjectinfo2_semaphore {
	__u32 max_count;
	__u32 initial_count;
};

/**
 * struct d3dddi_synchronizationobjectinfo2_fence - a fence that the kernel advances
 * @fence_value: the first value
 *
 * Fence of D3DDDI_SYNCHRONIZATIONOBJECTINFO2.
 */
struct d3dddi_synchronizationobjectinfo2_fence {
	__aligned_u64 fence_value;
};

/**
 * struct d3dddi_synchronizationobjectinfo2_cpu_notification - an event that the GPU signals
 * @event: file descriptor of an eventfd
 *
 * CPUNotification of D3DDDI_SYNCHRONIZATIONOBJECTINFO2.
 */
struct d3dddi_synchronizationobjectinfo2_cpu_notification {
	__aligned_u64 event;
};

/**
 * struct d3dddi_synchronizationobjectinfo2_monitored_fence - a fence whose value lies in memory
 * @initial_fence_value: [in] the first value
 * @fence_value_cpu_virtual_address: [out] address of the value, a __u64, in the caller's
 *   memory
 * @fence_value_gpu_virtual_address: [out] where the GPU sees it
 * @engine_affinity: [in] physical adapters that use it, a bit each; 0, all of them
 * @padding: ignored (Padding)
 *
 * MonitoredFence of D3DDDI_SYNCHRONIZATIONOBJECTINFO2.
 */
struct d3dddi_synchronizationobjectinfo2_monitored_fence {
	__aligned_u64 initial_fence_value;
	__aligned_u64 fence_value_cpu_virtual_address;
	__aligned_u64 fence_value_gpu_virtual_address;
	__u32 engine_affinity;
	__u32 padding;
};

/**
 * struct d3dddi_synchronizationobjectinfo2_periodic_monitored_fence - a fence that a display
 *   advances
 * @adapter: [in] handle of the adapter with the display
 * @vid_pn_target_id: [in] display
 * @time: [in] when in each frame, as an offset from the vertical blank in 100 ns
 * @fence_value_cpu_virtual_address: [out] address of the value, a __u64, in the caller's
 *   memory
 * @fence_value_gpu_virtual_address: [out] where the GPU sees it
 * @engine_affinity: [in] physical adapters that use it, a bit each; 0, all of them
 * @padding: ignored (Padding)
 *
 * PeriodicMonitoredFence of D3DDDI_SYNCHRONIZATIONOBJECTINFO2.
 */
struct d3dddi_synchronizationobjectinfo2_periodic_monitored_fence {
	__u32 adapter;
	__u32 vid_pn_target_id;
	__aligned_u64 time;
	__aligned_u64 fence_value_cpu_virtual_address;
	__aligned_u64 fence_value_gpu_virtual_address;
	__u32 engine_affinity;
	__u32 padding;
};

/**
 * struct d3dddi_synchronizationobjectinfo2 - describes a synchronization object
 * @type: [in] enum d3dddi_synchronizationobject_type; selects one of the following
 * @flags: [in] D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_*
 * @synchronization_mutex: a mutex
 * @semaphore: a semaphore
 * @fence: a fence that the kernel advances
 * @cpu_notification: an event that the GPU signals (CPUNotification)
 * @monitored_fence: a fence whose value lies in memory
 * @periodic_monitored_fence: a fence that a display advances
 * @reserved: fills the union (Reserved.Reserved)
 * @shared_handle: [out] global handle of an object that is made with SHARED and without
 *   NT_SECURITY_SHARING; else 0
 * @pad0: padding
 */
struct d3dddi_synchronizationobjectinfo2 {
	__u32 type;
	__u32 flags;
	union {
		struct d3dddi_synchronizationobjectinfo2_synchronization_mutex
			synchronization_mutex;
		struct d3dddi_synchronizationobjectinfo2_semaphore semaphore;
		struct d3dddi_synchronizationobjectinfo2_fence fence;
		struct d3dddi_synchronizationobjectinfo2_cpu_notification cpu_notification;
		struct d3dddi_synchronizationobjectinfo2_monitored_fence monitored_fence;
		struct d3dddi_synchronizationobjectinfo2_periodic_monitored_fence
			periodic_monitored_fence;
		__aligned_u64 reserved[8];
	};
	__u32 shared_handle;
	__u32 pad0;
};

/**
 * struct d3dkmt_createsynchronizationobject2 - argument of
 *   D3DKMT_IOC_CREATE_SYNCHRONIZATION_OBJECT2
 * @device: [in] handle of the device
 * @pad0: padding
 * @info: [in, out] what to make
 * @sync_object: [out] handle of the object
 * @pad1: padding
 */
struct d3dkmt_createsynchronizationobject2 {
	__u32 device;
	__u32 pad0;
	struct d3dddi_synchronizationobjectinfo2 info;
	__u32 sync_object;
	__u32 pad1;
};

/**
 * struct d3dkmt_destroysynchronizationobject - argument of
 *   D3DKMT_IOC_DESTROY_SYNCHRONIZATION_OBJECT
 * @sync_object: [in] handle of the object
 */
struct d3dkmt_destroysynchronizationobject {
	__u32 sync_object;
};

/**
 * struct d3dkmt_opensynchronizationobject - argument of D3DKMT_IOC_OPEN_SYNCHRONIZATION_OBJECT
 * @shared_handle: [in] global handle of the object
 * @sync_object: [out] new handle of it
 * @reserved: must be 0
 */
struct d3dkmt_opensynchronizationobject {
	__u32 shared_handle;
	__u32 sync_object;
	__aligned_u64 reserved[8];
};

/**
 * struct d3dkmt_opensyncobjectfromnthandle2_monitored_fence - a monitored fence that was opened
 * @fence_value_cpu_virtual_address: [out] address of the value, a __u64, in the caller's
 *   memory
 * @fence_value_gpu_virtual_address: [out] where the GPU sees it
 * @engine_affinity: [in] physical adapters that use it, a bit each; 0, all of them
 * @pad0: padding
 *
 * MonitoredFence of D3DKMT_OPENSYNCOBJECTFROMNTHANDLE2.
 */
struct d3dkmt_opensyncobjectfromnthandle2_monitored_fence {
	__aligned_u64 fence_value_cpu_virtual_address;
	__aligned_u64 fence_value_gpu_virtual_address;
	__u32 engine_affinity;
	__u32 pad0;
};

/**
 * struct d3dkmt_opensyncobjectfromnthandle2 - argument of
 *   D3DKMT_IOC_OPEN_SYNC_OBJECT_FROM_NT_HANDLE2
 * @nt_handle: [in] file descriptor of the object (hNtHandle)
 * @device: [in] handle of the device that will own what is opened
 * @flags: [in] D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_*
 * @sync_object: [out] new handle of the object
 * @pad0: padding
 * @monitored_fence: [in, out] for a monitored fence
 * @reserved: fills the union (Reserved)
 */
struct d3dkmt_opensyncobjectfromnthandle2 {
	__aligned_u64 nt_handle;
	__u32 device;
	__u32 flags;
	__u32 sync_object;
	__u32 pad0;
	union {
		struct d3dkmt_opensyncobjectfromnthandle2_monitored_fence monitored_fence;
		__aligned_u64 reserved[8];
	};
};

/**
 * DOC: Flags of signaling (D3DDDICB_SIGNALFLAGS)
 *
 * SIGNAL_AT_SUBMISSION
 *  signal when the commands are handed to the GPU, not when they are done
 * ENQUEUE_CPU_EVENT
 *  signal an eventfd of the caller's instead of objects
 * ALLOW_FENCE_REWIND
 *  the value may be lower than the present one
 * INTERNAL0
 *  not for programs (DXGK_SIGNAL_FLAG_INTERNAL0)
 */
#define D3DDDICB_SIGNALFLAGS_SIGNAL_AT_SUBMISSION	0x00000001u
#define D3DDDICB_SIGNALFLAGS_ENQUEUE_CPU_EVENT		0x00000002u
#define D3DDDICB_SIGNALFLAGS_ALLOW_FENCE_REWIND		0x00000004u
#define D3DDDICB_SIGNALFLAGS_INTERNAL0			0x80000000u
#define D3DDDICB_SIGNALFLAGS_RESERVED_MASK		0x7ffffff8u

/**
 * struct d3dkmt_signalsynchronizationobject2_fence - value to signal
 * @fence_value: the value
 *
 * Fence of D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2.
 */
struct d3dkmt_signalsynchronizationobject2_fence {
	__aligned_u64 fence_value;
};

/**
 * struct d3dkmt_signalsynchronizationobject2 - argument of
 *   D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT2
 * @context: [in] handle of the context whose commands come first
 * @object_count: [in] elements of @object_handle_array, up to 32
 * @object_handle_array: [in] handles of the objects
 * @flags: [in] D3DDDICB_SIGNALFLAGS_*
 * @broadcast_context_count: [in] elements of @broadcast_context, up to 64
 * @broadcast_context: [in] handles of further contexts whose commands come first
 * @fence: [in] for fences: the value
 * @cpu_event_handle: [in] with ENQUEUE_CPU_EVENT: file descriptor of an eventfd
 * @reserved: fills the union (Reserved)
 */
struct d3dkmt_signalsynchronizationobject2 {
	__u32 context;
	__u32 object_count;
	__u32 object_handle_array[32];
	__u32 flags;
	__u32 broadcast_context_count;
	__u32 broadcast_context[64];
	union {
		struct d3dkmt_signalsynchronizationobject2_fence fence;
		__aligned_u64 cpu_event_handle;
		__aligned_u64 reserved[8];
	};
};

/**
 * struct d3dkmt_waitforsynchronizationobject2_fence - value to wait for
 * @fence_value: the value
 *
 * Fence of D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2.
 */
struct d3dkmt_waitforsynchronizationobject2_fence {
	__aligned_u64 fence_value;
};

/**
 * struct d3dkmt_waitforsynchronizationobject2 - argument of
 *   D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT2
 * @context: [in] handle of the context that waits
 * @object_count: [in] elements of @object_handle_array, from 1 to 32
 * @object_handle_array: [in] handles of the objects
 * @fence: [in] for fences: the value
 * @reserved: fills the union (Reserved)
 */
struct d3dkmt_waitforsynchronizationobject2 {
	__u32 context;
	__u32 object_count;
	__u32 object_handle_array[32];
	union {
		struct d3dkmt_waitforsynchronizationobject2_fence fence;
		__aligned_u64 reserved[8];
	};
};

/**
 * struct d3dkmt_signalsynchronizationobjectfromcpu - argument of
 *   D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_CPU
 * @device: [in] handle of the device
 * @object_count: [in] elements of both arrays, from 1
 * @object_handle_array: [in] pointer to an array of handles of monitored fences
 * @fence_value_array: [in] pointer to a __u64 for each, its new value
 * @flags: [in] D3DDDICB_SIGNALFLAGS_*
 * @pad0: padding
 */
struct d3dkmt_signalsynchronizationobjectfromcpu {
	__u32 device;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
	__u32 flags;
	__u32 pad0;
};

/**
 * struct d3dkmt_waitforsynchronizationobjectfromcpu - argument of
 *   D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU
 * @device: [in] handle of the device
 * @object_count: [in] elements of both arrays, 1 to 64
 * @object_handle_array: [in] pointer to an array of handles of monitored fences of the device
 * @fence_value_array: [in] pointer to a __u64 for each, the value to wait for
 * @async_event: [in] file descriptor of an eventfd that is signaled then; 0 waits in the call
 *   (hAsyncEvent)
 * @flags: [in] D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_*
 * @pad0: padding
 *
 * D3DKMTWaitForSynchronizationObjectFromCpu. Waits until all fences have their
 * values, or one of them has. The only command that a signal can end (EINTR).
 * When the device is lost or destroyed, or a fence is, a wait in the call ends
 * with STATUS_DEVICE_REMOVED or STATUS_INVALID_PARAMETER, and events are
 * signaled, too. At most 1024 waits by event of a device can be pending
 * (STATUS_NO_MEMORY).
 */
struct d3dkmt_waitforsynchronizationobjectfromcpu {
	__u32 device;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
	__aligned_u64 async_event;
	__u32 flags;
	__u32 pad0;
};

/**
 * DOC: Flags of waiting (D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS)
 *
 * WAIT_ANY
 *  one of the fences is enough
 */
#define D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY	0x00000001u
#define D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_RESERVED_MASK	0xfffffffeu

/**
 * struct d3dkmt_signalsynchronizationobjectfromgpu - argument of
 *   D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU
 * @context: [in] handle of the context whose commands come first
 * @object_count: [in] elements of both arrays, from 1
 * @object_handle_array: [in] pointer to an array of handles of objects
 * @monitored_fence_value_array: [in] pointer to a __u64 for each, its new value
 * @reserved: fills the union (Reserved)
 */
struct d3dkmt_signalsynchronizationobjectfromgpu {
	__u32 context;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	union {
		__aligned_u64 monitored_fence_value_array;
		__aligned_u64 reserved[8];
	};
};

/**
 * struct d3dkmt_signalsynchronizationobjectfromgpu2 - argument of
 *   D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU2
 * @object_count: [in] elements of @object_handle_array; 0 with ENQUEUE_CPU_EVENT
 * @pad0: padding
 * @object_handle_array: [in] pointer to an array of handles of objects
 * @flags: [in] D3DDDICB_SIGNALFLAGS_*
 * @broadcast_context_count: [in] elements of @broadcast_context_array, from 1
 * @broadcast_context_array: [in] pointer to an array of handles of contexts whose commands
 *   come first
 * @fence_value: [in] for fences that the kernel advances: their value
 * @cpu_event_handle: [in] with ENQUEUE_CPU_EVENT: file descriptor of an eventfd
 * @monitored_fence_value_array: [in] for monitored fences: pointer to a __u64 for each, its
 *   new value
 * @reserved: fills the union (Reserved)
 */
struct d3dkmt_signalsynchronizationobjectfromgpu2 {
	__u32 object_count;
	__u32 pad0;
	__aligned_u64 object_handle_array;
	__u32 flags;
	__u32 broadcast_context_count;
	__aligned_u64 broadcast_context_array;
	union {
		__aligned_u64 fence_value;
		__aligned_u64 cpu_event_handle;
		__aligned_u64 monitored_fence_value_array;
		__aligned_u64 reserved[8];
	};
};

/**
 * struct d3dkmt_waitforsynchronizationobjectfromgpu - argument of
 *   D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_GPU
 * @context: [in] handle of the context that waits
 * @object_count: [in] elements of the arrays, from 1
 * @object_handle_array: [in] pointer to an array of handles of objects, all of one type
 * @monitored_fence_value_array: [in] for monitored fences: pointer to a __u64 for each, the
 *   value to wait for
 * @fence_value: [in] for fences that the kernel advances: their value
 * @reserved: fills the union (Reserved)
 */
struct d3dkmt_waitforsynchronizationobjectfromgpu {
	__u32 context;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	union {
		__aligned_u64 monitored_fence_value_array;
		__aligned_u64 fence_value;
		__aligned_u64 reserved[8];
	};
};

/**
 * struct d3dkmt_submitsignalsyncobjectstohwqueue - argument of
 *   D3DKMT_IOC_SUBMIT_SIGNAL_SYNC_OBJECTS_TO_HW_QUEUE
 * @flags: [in] D3DDDICB_SIGNALFLAGS_*
 * @broadcast_hw_queue_count: [in] elements of @broadcast_hw_queue_array, from 1 to 64
 * @broadcast_hw_queue_array: [in] pointer to an array of handles of queues whose commands
 *   come first
 * @object_count: [in] elements of both arrays that follow, from 1 to 32
 * @pad0: padding
 * @object_handle_array: [in] pointer to an array of handles of monitored fences
 * @fence_value_array: [in] pointer to a __u64 for each, its new value
 */
struct d3dkmt_submitsignalsyncobjectstohwqueue {
	__u32 flags;
	__u32 broadcast_hw_queue_count;
	__aligned_u64 broadcast_hw_queue_array;
	__u32 object_count;
	__u32 pad0;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
};

/**
 * struct d3dkmt_submitwaitforsyncobjectstohwqueue - argument of
 *   D3DKMT_IOC_SUBMIT_WAIT_FOR_SYNC_OBJECTS_TO_HW_QUEUE
 * @hw_queue: [in] handle of the queue that waits (hHwQueue)
 * @object_count: [in] elements of both arrays, from 1 to 32
 * @object_handle_array: [in] pointer to an array of handles of monitored fences
 * @fence_value_array: [in] pointer to a __u64 for each, the value to wait for
 */
struct d3dkmt_submitwaitforsyncobjectstohwqueue {
	__u32 hw_queue;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
};

/**
 * struct d3dkmt_createsyncfile - argument of D3DKMT_IOC_CREATE_SYNC_FILE
 * @device: [in] handle of the device
 * @monitored_fence: [in] handle of a monitored fence (hMonitoredFence)
 * @fence_value: [in] value that signals the file
 * @sync_file: [out] file descriptor of a new sync_file (hSyncFile)
 */
struct d3dkmt_createsyncfile {
	__u32 device;
	__u32 monitored_fence;
	__aligned_u64 fence_value;
	__aligned_u64 sync_file;
};

/*
 * Statistics
 */

/**
 * enum d3dkmt_querystatistics_type - what D3DKMTQueryStatistics asks for
 * @D3DKMT_QUERYSTATISTICS_ADAPTER: an adapter
 * @D3DKMT_QUERYSTATISTICS_PROCESS: a process
 * @D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER: a process on an adapter
 * @D3DKMT_QUERYSTATISTICS_SEGMENT: a segment
 * @D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT: a process in a segment
 * @D3DKMT_QUERYSTATISTICS_NODE: an engine
 * @D3DKMT_QUERYSTATISTICS_PROCESS_NODE: a process on an engine
 * @D3DKMT_QUERYSTATISTICS_VIDPNSOURCE: a display source
 * @D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE: a process on a display source
 * @D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP: a process in a segment group
 * @D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER: a physical adapter
 */
enum d3dkmt_querystatistics_type {
	D3DKMT_QUERYSTATISTICS_ADAPTER = 0,
	D3DKMT_QUERYSTATISTICS_PROCESS = 1,
	D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER = 2,
	D3DKMT_QUERYSTATISTICS_SEGMENT = 3,
	D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT = 4,
	D3DKMT_QUERYSTATISTICS_NODE = 5,
	D3DKMT_QUERYSTATISTICS_PROCESS_NODE = 6,
	D3DKMT_QUERYSTATISTICS_VIDPNSOURCE = 7,
	D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE = 8,
	D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP = 9,
	D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER = 10,
};

/**
 * struct d3dkmt_querystatistics_counter - counts things and their bytes
 * @count: how many
 * @pad0: padding
 * @bytes: how many bytes
 */
struct d3dkmt_querystatistics_counter {
	__u32 count;
	__u32 pad0;
	__aligned_u64 bytes;
};

/**
 * struct d3dkmt_querystatstics_reference_dma_buffer - allocations of submitted command buffers
 * @nb_call: buffers
 * @nb_allocations_referenced: allocations they used
 * @max_nb_allocations_referenced: the most that one used
 * @nb_null_reference: empty entries of allocation lists (NbNULLReference)
 * @nb_write_reference: uses that wrote
 * @nb_renamed_allocations_referenced: uses of renamed allocations
 * @nb_iteration_searching_renamed_allocation: steps of looking for a renamed allocation
 * @nb_locked_allocation_referenced: uses of locked allocations
 * @nb_allocation_with_valid_prepatching_info_referenced: uses whose address was known already
 * @nb_allocation_with_invalid_prepatching_info_referenced: uses whose address had changed
 * @nb_dma_buffer_successfully_pre_patched: buffers that needed no patching
 *   (NbDMABufferSuccessfullyPrePatched)
 * @nb_primaries_references_overflow: buffers that used too many primaries
 * @nb_allocation_with_non_preferred_resources: uses outside of the preferred segment
 * @nb_allocation_inserted_in_migration_table: uses that asked for migration
 */
struct d3dkmt_querystatstics_reference_dma_buffer {
	__u32 nb_call;
	__u32 nb_allocations_referenced;
	__u32 max_nb_allocations_referenced;
	__u32 nb_null_reference;
	__u32 nb_write_reference;
	__u32 nb_renamed_allocations_referenced;
	__u32 nb_iteration_searching_renamed_allocation;
	__u32 nb_locked_allocation_referenced;
	__u32 nb_allocation_with_valid_prepatching_info_referenced;
	__u32 nb_allocation_with_invalid_prepatching_info_referenced;
	__u32 nb_dma_buffer_successfully_pre_patched;
	__u32 nb_primaries_references_overflow;
	__u32 nb_allocation_with_non_preferred_resources;
	__u32 nb_allocation_inserted_in_migration_table;
};

/**
 * struct d3dkmt_querystatstics_renaming - renaming of allocations that are locked with discard
 * @nb_allocations_renamed: allocations that were renamed
 * @nb_allocations_shrinked: allocations whose instances became fewer
 * @nb_renamed_buffer: instances
 * @max_renaming_list_length: the most instances of one allocation
 * @nb_failures_due_to_renaming_limit: failures at the limit of instances
 * @nb_failures_due_to_create_allocation: failures to create an instance
 * @nb_failures_due_to_open_allocation: failures to open an instance
 * @nb_failures_due_to_low_resource: failures for lack of memory
 * @nb_failures_due_to_non_retired_limit: failures as too many were in use
 */
struct d3dkmt_querystatstics_renaming {
	__u32 nb_allocations_renamed;
	__u32 nb_allocations_shrinked;
	__u32 nb_renamed_buffer;
	__u32 max_renaming_list_length;
	__u32 nb_failures_due_to_renaming_limit;
	__u32 nb_failures_due_to_create_allocation;
	__u32 nb_failures_due_to_open_allocation;
	__u32 nb_failures_due_to_low_resource;
	__u32 nb_failures_due_to_non_retired_limit;
};

/**
 * struct d3dkmt_querystatstics_prepration - making command buffers ready
 * @broadcast_stall: waits of one context for another's
 * @nb_dma_prepared: buffers made ready (NbDMAPrepared)
 * @nb_dma_prepared_long_path: those that needed paging (NbDMAPreparedLongPath)
 * @immediate_highest_preparation_pass: the most passes that one took
 * @allocations_trimmed: allocations trimmed for it
 */
struct d3dkmt_querystatstics_prepration {
	__u32 broadcast_stall;
	__u32 nb_dma_prepared;
	__u32 nb_dma_prepared_long_path;
	__u32 immediate_highest_preparation_pass;
	struct d3dkmt_querystatistics_counter allocations_trimmed;
};

/**
 * struct d3dkmt_querystatstics_paging_fault - allocations that had to be paged
 * @faults: allocations that were used and not there
 * @faults_first_time_access: those used for the first time
 * @faults_reclaimed: those that had been offered
 * @faults_migration: those that migrated
 * @faults_incorrect_resource: those in a segment that couldn't be used
 * @faults_lost_content: those whose contents were lost
 * @faults_evicted: those that had been evicted
 * @allocations_mem_reset: allocations whose backing pages were reset (AllocationsMEM_RESET)
 * @allocations_unreset_success: those that got them back
 * @allocations_unreset_fail: those that lost them
 * @allocations_unreset_success_read: those that got them back for reading
 * @allocations_unreset_fail_read: those that lost them, when they were read
 * @evictions: allocations that were evicted
 * @evictions_due_to_preparation: to make room for commands
 * @evictions_due_to_lock: as they were locked
 * @evictions_due_to_close: as they were closed
 * @evictions_due_to_purge: as a segment was emptied
 * @evictions_due_to_suspend_cpu_access: as the CPU's access was suspended
 *   (EvictionsDueToSuspendCPUAccess)
 */
struct d3dkmt_querystatstics_paging_fault {
	struct d3dkmt_querystatistics_counter faults;
	struct d3dkmt_querystatistics_counter faults_first_time_access;
	struct d3dkmt_querystatistics_counter faults_reclaimed;
	struct d3dkmt_querystatistics_counter faults_migration;
	struct d3dkmt_querystatistics_counter faults_incorrect_resource;
	struct d3dkmt_querystatistics_counter faults_lost_content;
	struct d3dkmt_querystatistics_counter faults_evicted;
	struct d3dkmt_querystatistics_counter allocations_mem_reset;
	struct d3dkmt_querystatistics_counter allocations_unreset_success;
	struct d3dkmt_querystatistics_counter allocations_unreset_fail;
	__u32 allocations_unreset_success_read;
	__u32 allocations_unreset_fail_read;
	struct d3dkmt_querystatistics_counter evictions;
	struct d3dkmt_querystatistics_counter evictions_due_to_preparation;
	struct d3dkmt_querystatistics_counter evictions_due_to_lock;
	struct d3dkmt_querystatistics_counter evictions_due_to_close;
	struct d3dkmt_querystatistics_counter evictions_due_to_purge;
	struct d3dkmt_querystatistics_counter evictions_due_to_suspend_cpu_access;
};

/**
 * struct d3dkmt_querystatstics_paging_transfer - bytes that were paged
 * @bytes_filled: filled with a pattern
 * @bytes_discarded: discarded
 * @bytes_mapped_into_aperture: mapped into an aperture
 * @bytes_unmapped_from_aperture: unmapped from an aperture
 * @bytes_transferred_from_mdl_to_memory: from system memory to a memory segment
 * @bytes_transferred_from_memory_to_mdl: from a memory segment to system memory
 * @bytes_transferred_from_aperture_to_memory: from an aperture to a memory segment
 * @bytes_transferred_from_memory_to_aperture: from a memory segment to an aperture
 */
struct d3dkmt_querystatstics_paging_transfer {
	__aligned_u64 bytes_filled;
	__aligned_u64 bytes_discarded;
	__aligned_u64 bytes_mapped_into_aperture;
	__aligned_u64 bytes_unmapped_from_aperture;
	__aligned_u64 bytes_transferred_from_mdl_to_memory;
	__aligned_u64 bytes_transferred_from_memory_to_mdl;
	__aligned_u64 bytes_transferred_from_aperture_to_memory;
	__aligned_u64 bytes_transferred_from_memory_to_aperture;
};

/**
 * struct d3dkmt_querystatstics_swizzling_range - ranges that unswizzle for the CPU
 * @nb_ranges_acquired: acquired
 * @nb_ranges_released: released
 */
struct d3dkmt_querystatstics_swizzling_range {
	__u32 nb_ranges_acquired;
	__u32 nb_ranges_released;
};

/**
 * struct d3dkmt_querystatstics_locks - locks of allocations
 * @nb_locks: locks
 * @nb_locks_wait_flag: those that waited
 * @nb_locks_discard_flag: those that discarded the contents
 * @nb_locks_no_overwrite: those that promised not to overwrite
 * @nb_locks_no_read_sync: those that didn't wait for readers
 * @nb_locks_linearization: those of swizzled allocations
 * @nb_complex_locks: those that had to page
 */
struct d3dkmt_querystatstics_locks {
	__u32 nb_locks;
	__u32 nb_locks_wait_flag;
	__u32 nb_locks_discard_flag;
	__u32 nb_locks_no_overwrite;
	__u32 nb_locks_no_read_sync;
	__u32 nb_locks_linearization;
	__u32 nb_complex_locks;
};

/**
 * struct d3dkmt_querystatstics_allocations - lives of allocations
 * @created: created
 * @destroyed: destroyed
 * @opened: opened
 * @closed: closed
 * @migrated_success: migrated to another segment
 * @migrated_fail: failed to migrate
 * @migrated_abandoned: given up while migrating
 */
struct d3dkmt_querystatstics_allocations {
	struct d3dkmt_querystatistics_counter created;
	struct d3dkmt_querystatistics_counter destroyed;
	struct d3dkmt_querystatistics_counter opened;
	struct d3dkmt_querystatistics_counter closed;
	struct d3dkmt_querystatistics_counter migrated_success;
	struct d3dkmt_querystatistics_counter migrated_fail;
	struct d3dkmt_querystatistics_counter migrated_abandoned;
};

/**
 * struct d3dkmt_querystatstics_terminations - ends of allocations
 * @terminated_shared: shared ones that nobody holds open any more
 * @terminated_non_shared: others that nobody holds open any more
 * @destroyed_shared: shared ones that are gone
 * @destroyed_non_shared: others that are gone
 */
struct d3dkmt_querystatstics_terminations {
	struct d3dkmt_querystatistics_counter terminated_shared;
	struct d3dkmt_querystatistics_counter terminated_non_shared;
	struct d3dkmt_querystatistics_counter destroyed_shared;
	struct d3dkmt_querystatistics_counter destroyed_non_shared;
};

/**
 * DOC: Flags of an adapter (D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS)
 *
 * NUMBER_OF_MEMORY_GROUPS
 *  number of its segment groups
 * SUPPORTS_DEMOTION
 *  allocations are demoted to other segments under pressure
 */
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_NUMBER_OF_MEMORY_GROUPS_SHIFT	0
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_NUMBER_OF_MEMORY_GROUPS_MASK	0x3ull
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_SUPPORTS_DEMOTION		0x4ull
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_RESERVED_MASK	0xfffffffffffffff8ull

/**
 * struct d3dkmt_querystatistics_adapter_information - answer to D3DKMT_QUERYSTATISTICS_ADAPTER
 * @nb_segments: number of segments
 * @node_count: number of engines
 * @vid_pn_source_count: number of display sources
 * @vsync_enabled: displays wait for the vertical blank (VSyncEnabled)
 * @tdr_detected_count: times that the GPU hung
 * @pad0: padding
 * @zero_length_dma_buffers: command buffers without commands, signed in Windows
 * @restarted_period: periods of measuring that were started anew
 * @reference_dma_buffer: allocations of submitted command buffers
 * @renaming: renaming of allocations
 * @pad1: padding
 * @preparation: making command buffers ready
 * @paging_fault: allocations that had to be paged
 * @paging_transfer: bytes that were paged
 * @swizzling_range: ranges that unswizzle
 * @locks: locks of allocations
 * @pad2: padding
 * @allocations: lives of allocations
 * @terminations: ends of allocations
 * @flags: D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_*
 * @reserved: 0
 */
struct d3dkmt_querystatistics_adapter_information {
	__u32 nb_segments;
	__u32 node_count;
	__u32 vid_pn_source_count;
	__u32 vsync_enabled;
	__u32 tdr_detected_count;
	__u32 pad0;
	__aligned_u64 zero_length_dma_buffers;
	__aligned_u64 restarted_period;
	struct d3dkmt_querystatstics_reference_dma_buffer reference_dma_buffer;
	struct d3dkmt_querystatstics_renaming renaming;
	__u32 pad1;
	struct d3dkmt_querystatstics_prepration preparation;
	struct d3dkmt_querystatstics_paging_fault paging_fault;
	struct d3dkmt_querystatstics_paging_transfer paging_transfer;
	struct d3dkmt_querystatstics_swizzling_range swizzling_range;
	struct d3dkmt_querystatstics_locks locks;
	__u32 pad2;
	struct d3dkmt_querystatstics_allocations allocations;
	struct d3dkmt_querystatstics_terminations terminations;
	__aligned_u64 flags;
	__aligned_u64 reserved[7];
};

/**
 * struct d3dkmt_adapter_perfdata - payload of KMTQAITYPE_ADAPTERPERFDATA
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @pad0: padding
 * @memory_frequency: [out] clock of the memory in Hz
 * @max_memory_frequency: [out] its highest value without overclocking
 * @max_memory_frequency_oc: [out] its highest value (MaxMemoryFrequencyOC)
 * @memory_bandwidth: [out] bytes that the memory transferred
 * @pcie_bandwidth: [out] bytes that the bus transferred (PCIEBandwidth)
 * @fan_rpm: [out] turns of the fan in a minute (FanRPM)
 * @power: [out] power as a tenth of a percent of the limit
 * @temperature: [out] tenths of a degree Celsius
 * @power_state_override: [out] the power state was set by hand
 * @pad1: padding
 */
struct d3dkmt_adapter_perfdata {
	__u32 physical_adapter_index;
	__u32 pad0;
	__aligned_u64 memory_frequency;
	__aligned_u64 max_memory_frequency;
	__aligned_u64 max_memory_frequency_oc;
	__aligned_u64 memory_bandwidth;
	__aligned_u64 pcie_bandwidth;
	__u32 fan_rpm;
	__u32 power;
	__u32 temperature;
	__u8 power_state_override;
	__u8 pad1[3];
};

/**
 * struct d3dkmt_adapter_perfdatacaps - payload of KMTQAITYPE_ADAPTERPERFDATA_CAPS
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @pad0: padding
 * @max_memory_bandwidth: [out] highest memory_bandwidth in a second
 * @max_pcie_bandwidth: [out] highest pcie_bandwidth in a second (MaxPCIEBandwidth)
 * @max_fan_rpm: [out] highest fan_rpm (MaxFanRPM)
 * @temperature_max: [out] temperature that damages the adapter
 * @temperature_warning: [out] temperature at which it slows down
 * @pad1: padding
 */
struct d3dkmt_adapter_perfdatacaps {
	__u32 physical_adapter_index;
	__u32 pad0;
	__aligned_u64 max_memory_bandwidth;
	__aligned_u64 max_pcie_bandwidth;
	__u32 max_fan_rpm;
	__u32 temperature_max;
	__u32 temperature_warning;
	__u32 pad1;
};

/**
 * struct d3dkmt_gpuversion - payload of KMTQUITYPE_GPUVERSION
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @bios_version: [out] version of the BIOS, UTF-16
 * @gpu_architecture: [out] name of the architecture, UTF-16
 */
struct d3dkmt_gpuversion {
	__u32 physical_adapter_index;
	__u16 bios_version[32];
	__u16 gpu_architecture[32];
};

/**
 * struct d3dkmt_querystatistics_physical_adapter_information - answer to
 *   D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER
 * @adapter_perf_data: clocks, fan and temperature
 * @adapter_perf_data_caps: limits of them
 * @gpu_version: names of the BIOS and the architecture
 * @pad0: padding
 */
struct d3dkmt_querystatistics_physical_adapter_information {
	struct d3dkmt_adapter_perfdata adapter_perf_data;
	struct d3dkmt_adapter_perfdatacaps adapter_perf_data_caps;
	struct d3dkmt_gpuversion gpu_version;
	__u32 pad0;
};

/**
 * struct d3dkmt_querystatistics_memory - allocations of a segment
 * @total_bytes_evicted: bytes evicted from it so far
 * @allocs_committed: allocations that may be in it
 * @allocs_resident: allocations that are in it
 */
struct d3dkmt_querystatistics_memory {
	__aligned_u64 total_bytes_evicted;
	__u32 allocs_committed;
	__u32 allocs_resident;
};

/**
 * DOC: What keeps a segment's contents (PowerFlags)
 *
 * PRESERVED_DURING_STANDBY
 *  standby does
 * PRESERVED_DURING_HIBERNATE
 *  hibernation does
 * PARTIALLY_PRESERVED_DURING_HIBERNATE
 *  hibernation does, in parts
 */
#define D3DKMT_QUERYSTATISTICS_SEGMENT_POWER_FLAGS_PRESERVED_DURING_STANDBY		0x1ull
#define D3DKMT_QUERYSTATISTICS_SEGMENT_POWER_FLAGS_PRESERVED_DURING_HIBERNATE		0x2ull
#define D3DKMT_QUERYSTATISTICS_SEGMENT_POWER_FLAGS_PARTIALLY_PRESERVED_DURING_HIBERNATE	0x4ull
#define D3DKMT_QUERYSTATISTICS_SEGMENT_POWER_FLAGS_RESERVED_MASK	0xfffffffffffffff8ull

/**
 * DOC: What a segment is (SegmentProperties)
 *
 * SYSTEM_MEMORY
 *  it stands for system memory
 * POPULATED_BY_RESERVED_DDR_BY_FIRMWARE
 *  the firmware set its memory aside
 */
#define D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES_SYSTEM_MEMORY				0x1ull
#define D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES_POPULATED_BY_RESERVED_DDR_BY_FIRMWARE	0x2ull
#define D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES_RESERVED_MASK	0xfffffffffffffffcull

/**
 * struct d3dkmt_querystatistics_segment_information - answer to D3DKMT_QUERYSTATISTICS_SEGMENT
 * @commit_limit: bytes that may be committed to it
 * @bytes_committed: bytes that are
 * @bytes_resident: bytes of allocations that are in it
 * @memory: allocations of it
 * @aperture: BOOL: it is an aperture
 * @pad0: padding
 * @total_bytes_evicted_by_priority: bytes evicted so far, for each enum
 *   d3dkmt_querystatistics_allocation_priority_class
 * @system_memory_end_address: end of the system memory that it is part of, or 0
 * @power_flags: D3DKMT_QUERYSTATISTICS_SEGMENT_POWER_FLAGS_*
 * @segment_properties: D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES_*
 * @reserved: 0
 */
struct d3dkmt_querystatistics_segment_information {
	__aligned_u64 commit_limit;
	__aligned_u64 bytes_committed;
	__aligned_u64 bytes_resident;
	struct d3dkmt_querystatistics_memory memory;
	__u32 aperture;
	__u32 pad0;
	__aligned_u64 total_bytes_evicted_by_priority[5];
	__aligned_u64 system_memory_end_address;
	__aligned_u64 power_flags;
	__aligned_u64 segment_properties;
	__aligned_u64 reserved[5];
};

/**
 * enum d3dkmt_querystatistics_allocation_priority_class - classes of allocation priorities
 * @D3DKMT_AllocationPriorityClassMinimum: below low
 * @D3DKMT_AllocationPriorityClassLow: low
 * @D3DKMT_AllocationPriorityClassNormal: normal
 * @D3DKMT_AllocationPriorityClassHigh: high
 * @D3DKMT_AllocationPriorityClassMaximum: maximum
 * @D3DKMT_MaxAllocationPriorityClass: number of the above
 */
enum d3dkmt_querystatistics_allocation_priority_class {
	D3DKMT_AllocationPriorityClassMinimum = 0,
	D3DKMT_AllocationPriorityClassLow = 1,
	D3DKMT_AllocationPriorityClassNormal = 2,
	D3DKMT_AllocationPriorityClassHigh = 3,
	D3DKMT_AllocationPriorityClassMaximum = 4,
	D3DKMT_MaxAllocationPriorityClass = 5,
};

/**
 * enum d3dkmt_queryresult_preemption_attempt_result - index of
 *   d3dkmt_querystatistics_preemption_information
 * @D3DKMT_PreemptionAttempt: attempts to preempt
 * @D3DKMT_PreemptionAttemptSuccess: those that did
 * @D3DKMT_PreemptionAttemptMissNoCommand: nothing was running
 * @D3DKMT_PreemptionAttemptMissNotEnabled: preemption was off
 * @D3DKMT_PreemptionAttemptMissNextFence: the next fence was about to come
 * @D3DKMT_PreemptionAttemptMissPagingCommand: paging was running
 * @D3DKMT_PreemptionAttemptMissSplittedCommand: a split command was running
 * @D3DKMT_PreemptionAttemptMissFenceCommand: a fence command was running
 * @D3DKMT_PreemptionAttemptMissRenderPendingFlip: a flip was waited for
 * @D3DKMT_PreemptionAttemptMissNotMakingProgress: what ran made no progress
 * @D3DKMT_PreemptionAttemptMissLessPriority: what ran had a higher priority
 * @D3DKMT_PreemptionAttemptMissRemainingQuantum: what ran had time left
 * @D3DKMT_PreemptionAttemptMissRemainingPreemptionQuantum: what ran couldn't be preempted
 *   again so soon
 * @D3DKMT_PreemptionAttemptMissAlreadyPreempting: it was being preempted already
 * @D3DKMT_PreemptionAttemptMissGlobalBlock: everything was blocked
 * @D3DKMT_PreemptionAttemptMissAlreadyRunning: it was running already
 * @D3DKMT_PreemptionAttemptStatisticsMax: number of the above
 */
enum d3dkmt_queryresult_preemption_attempt_result {
	D3DKMT_PreemptionAttempt = 0,
	D3DKMT_PreemptionAttemptSuccess = 1,
	D3DKMT_PreemptionAttemptMissNoCommand = 2,
	D3DKMT_PreemptionAttemptMissNotEnabled = 3,
	D3DKMT_PreemptionAttemptMissNextFence = 4,
	D3DKMT_PreemptionAttemptMissPagingCommand = 5,
	D3DKMT_PreemptionAttemptMissSplittedCommand = 6,
	D3DKMT_PreemptionAttemptMissFenceCommand = 7,
	D3DKMT_PreemptionAttemptMissRenderPendingFlip = 8,
	D3DKMT_PreemptionAttemptMissNotMakingProgress = 9,
	D3DKMT_PreemptionAttemptMissLessPriority = 10,
	D3DKMT_PreemptionAttemptMissRemainingQuantum = 11,
	D3DKMT_PreemptionAttemptMissRemainingPreemptionQuantum = 12,
	D3DKMT_PreemptionAttemptMissAlreadyPreempting = 13,
	D3DKMT_PreemptionAttemptMissGlobalBlock = 14,
	D3DKMT_PreemptionAttemptMissAlreadyRunning = 15,
	D3DKMT_PreemptionAttemptStatisticsMax = 16,
};

/**
 * struct d3dkmt_querystatistics_preemption_information - attempts to preempt
 * @preemption_counter: a count for each enum d3dkmt_queryresult_preemption_attempt_result
 */
struct d3dkmt_querystatistics_preemption_information {
	__u32 preemption_counter[16];
};

/**
 * enum d3dkmt_querystatistics_queue_packet_type - kinds of packets in a context's queue
 * @D3DKMT_RenderCommandBuffer: commands
 * @D3DKMT_DeferredCommandBuffer: commands that wait for something
 * @D3DKMT_SystemCommandBuffer: commands of the kernel
 * @D3DKMT_MmIoFlipCommandBuffer: a flip
 * @D3DKMT_WaitCommandBuffer: a wait
 * @D3DKMT_SignalCommandBuffer: a signal
 * @D3DKMT_DeviceCommandBuffer: something for the device
 * @D3DKMT_SoftwareCommandBuffer: something for the CPU
 * @D3DKMT_QueuePacketTypeMax: number of the above
 */
enum d3dkmt_querystatistics_queue_packet_type {
	D3DKMT_RenderCommandBuffer = 0,
	D3DKMT_DeferredCommandBuffer = 1,
	D3DKMT_SystemCommandBuffer = 2,
	D3DKMT_MmIoFlipCommandBuffer = 3,
	D3DKMT_WaitCommandBuffer = 4,
	D3DKMT_SignalCommandBuffer = 5,
	D3DKMT_DeviceCommandBuffer = 6,
	D3DKMT_SoftwareCommandBuffer = 7,
	D3DKMT_QueuePacketTypeMax = 8,
};

/**
 * enum d3dkmt_querystatistics_dma_packet_type - kinds of packets that an engine runs
 * @D3DKMT_ClientRenderBuffer: commands of a program
 * @D3DKMT_ClientPagingBuffer: paging for a program
 * @D3DKMT_SystemPagingBuffer: paging for the kernel
 * @D3DKMT_SystemPreemptionBuffer: preemption
 * @D3DKMT_DmaPacketTypeMax: number of the above
 */
enum d3dkmt_querystatistics_dma_packet_type {
	D3DKMT_ClientRenderBuffer = 0,
	D3DKMT_ClientPagingBuffer = 1,
	D3DKMT_SystemPagingBuffer = 2,
	D3DKMT_SystemPreemptionBuffer = 3,
	D3DKMT_DmaPacketTypeMax = 4,
};

/**
 * struct d3dkmt_querystatistics_queue_packet_type_information - packets of one kind in queues
 * @packet_submited: submitted
 * @packet_completed: done
 */
struct d3dkmt_querystatistics_queue_packet_type_information {
	__u32 packet_submited;
	__u32 packet_completed;
};

/**
 * struct d3dkmt_querystatistics_dma_packet_type_information - packets of one kind on engines
 * @packet_submited: submitted
 * @packet_completed: done
 * @packet_preempted: preempted
 * @packet_faulted: failed
 */
struct d3dkmt_querystatistics_dma_packet_type_information {
	__u32 packet_submited;
	__u32 packet_completed;
	__u32 packet_preempted;
	__u32 packet_faulted;
};

/**
 * struct d3dkmt_querystatistics_packet_information - packets by kind
 * @queue_packet: for each enum d3dkmt_querystatistics_queue_packet_type
 * @dma_packet: for each enum d3dkmt_querystatistics_dma_packet_type
 */
struct d3dkmt_querystatistics_packet_information {
	struct d3dkmt_querystatistics_queue_packet_type_information queue_packet[8];
	struct d3dkmt_querystatistics_dma_packet_type_information dma_packet[4];
};

/**
 * struct d3dkmt_querystatistics_process_node_information - answer to
 *   D3DKMT_QUERYSTATISTICS_PROCESS_NODE
 * @running_time: time on the engine, in 100 ns
 * @context_switch: switches of contexts
 * @preemption_statistics: attempts to preempt
 * @packet_statistics: packets by kind
 * @pad0: padding
 * @reserved: 0
 */
struct d3dkmt_querystatistics_process_node_information {
	__aligned_u64 running_time;
	__u32 context_switch;
	struct d3dkmt_querystatistics_preemption_information preemption_statistics;
	struct d3dkmt_querystatistics_packet_information packet_statistics;
	__u32 pad0;
	__aligned_u64 reserved[8];
};

/**
 * struct d3dkmt_node_perfdata - payload of KMTQAITYPE_NODEPERFDATA
 * @node_ordinal: [in] engine
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @frequency: [out] clock of the engine in Hz
 * @max_frequency: [out] its highest value without overclocking
 * @max_frequency_oc: [out] its highest value (MaxFrequencyOC)
 * @voltage: [out] its voltage in mV
 * @voltage_max: [out] the highest voltage without overclocking
 * @voltage_max_oc: [out] the highest voltage (VoltageMaxOC)
 * @pad0: padding
 * @max_transition_latency: [out] longest time to change its state, in 100 ns
 */
struct d3dkmt_node_perfdata {
	__u32 node_ordinal;
	__u32 physical_adapter_index;
	__aligned_u64 frequency;
	__aligned_u64 max_frequency;
	__aligned_u64 max_frequency_oc;
	__u32 voltage;
	__u32 voltage_max;
	__u32 voltage_max_oc;
	__u32 pad0;
	__aligned_u64 max_transition_latency;
};

/**
 * struct d3dkmt_querystatistics_node_information - answer to D3DKMT_QUERYSTATISTICS_NODE
 * @global_information: what all programs did
 * @system_information: what the kernel did
 * @node_perf_data: clocks and voltage
 * @reserved: 0
 * @pad0: padding
 */
struct d3dkmt_querystatistics_node_information {
	struct d3dkmt_querystatistics_process_node_information global_information;
	struct d3dkmt_querystatistics_process_node_information system_information;
	struct d3dkmt_node_perfdata node_perf_data;
	__u32 reserved[3];
	__u32 pad0;
};

/**
 * struct d3dkmt_querystatistics_process_vidpnsource_information - answer to
 *   D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE
 * @frame: frames that were shown
 * @cancelled_frame: frames that weren't
 * @queued_present: presents that wait
 * @padding: 0 (Padding)
 * @is_vsync_enabled: BOOL: presents wait for the vertical blank (IsVSyncEnabled)
 * @vsync_on_total_time_ms: milliseconds with the vertical blank on (VSyncOnTotalTimeMs)
 * @vsync_off_keep_phase_total_time_ms: milliseconds off with its phase kept
 *   (VSyncOffKeepPhaseTotalTimeMs)
 * @vsync_off_no_phase_total_time_ms: milliseconds off without (VSyncOffNoPhaseTotalTimeMs)
 * @reserved: 0
 */
struct d3dkmt_querystatistics_process_vidpnsource_information {
	__u32 frame;
	__u32 cancelled_frame;
	__u32 queued_present;
	__u32 padding;
	__aligned_u64 is_vsync_enabled;
	__aligned_u64 vsync_on_total_time_ms;
	__aligned_u64 vsync_off_keep_phase_total_time_ms;
	__aligned_u64 vsync_off_no_phase_total_time_ms;
	__aligned_u64 reserved[4];
};

/**
 * struct d3dkmt_querystatistics_vidpnsource_information - answer to
 *   D3DKMT_QUERYSTATISTICS_VIDPNSOURCE
 * @global_information: what all programs did
 * @system_information: what the kernel did
 * @reserved: 0
 */
struct d3dkmt_querystatistics_vidpnsource_information {
	struct d3dkmt_querystatistics_process_vidpnsource_information global_information;
	struct d3dkmt_querystatistics_process_vidpnsource_information system_information;
	__aligned_u64 reserved[8];
};

/**
 * struct d3dkmt_querystatistics_system_memory - system memory of a process' allocations
 * @bytes_allocated: bytes in use
 * @bytes_reserved: bytes reserved
 * @small_allocation_blocks: blocks of small allocations
 * @large_allocation_blocks: blocks of large ones
 * @write_combined_bytes_allocated: bytes in use, write-combined
 * @write_combined_bytes_reserved: bytes reserved, write-combined
 * @cached_bytes_allocated: bytes in use, cached
 * @cached_bytes_reserved: bytes reserved, cached
 * @section_bytes_allocated: bytes in use, in sections
 * @section_bytes_reserved: bytes reserved, in sections
 * @bytes_zeroed: bytes that were zeroed
 */
struct d3dkmt_querystatistics_system_memory {
	__aligned_u64 bytes_allocated;
	__aligned_u64 bytes_reserved;
	__u32 small_allocation_blocks;
	__u32 large_allocation_blocks;
	__aligned_u64 write_combined_bytes_allocated;
	__aligned_u64 write_combined_bytes_reserved;
	__aligned_u64 cached_bytes_allocated;
	__aligned_u64 cached_bytes_reserved;
	__aligned_u64 section_bytes_allocated;
	__aligned_u64 section_bytes_reserved;
	__aligned_u64 bytes_zeroed;
};

/**
 * struct d3dkmt_querystatistics_process_information - answer to D3DKMT_QUERYSTATISTICS_PROCESS
 * @node_count: number of engines
 * @vid_pn_source_count: number of display sources
 * @system_memory: system memory of its allocations
 * @reserved: 0
 */
struct d3dkmt_querystatistics_process_information {
	__u32 node_count;
	__u32 vid_pn_source_count;
	struct d3dkmt_querystatistics_system_memory system_memory;
	__aligned_u64 reserved[7];
};

/**
 * struct d3dkmt_querystatistics_dma_buffer - command buffers of a process
 * @size: their number and bytes
 * @allocation_list_bytes: bytes of their allocation lists
 * @patch_location_list_bytes: bytes of their patch location lists
 */
struct d3dkmt_querystatistics_dma_buffer {
	struct d3dkmt_querystatistics_counter size;
	__u32 allocation_list_bytes;
	__u32 patch_location_list_bytes;
};

/**
 * struct d3dkmt_querystatistics_commitment_data - what a process has committed
 * @total_bytes_evicted_from_process: bytes of it evicted so far
 * @bytes_by_segment_preference: bytes by the place of their segment among the preferred ones
 */
struct d3dkmt_querystatistics_commitment_data {
	__aligned_u64 total_bytes_evicted_from_process;
	__aligned_u64 bytes_by_segment_preference[5];
};

/**
 * struct d3dkmt_querystatistics_policy - how a process' allocations are placed
 * @prefer_aperture_for_read: bytes that are read and prefer an aperture, by priority class
 * @prefer_aperture: bytes that prefer an aperture, by priority class
 * @mem_reset_on_paging: backing pages are reset when an allocation is paged in
 * @remove_pages_from_working_set_on_paging: they leave the working set then
 * @migration_enabled: allocations migrate
 */
struct d3dkmt_querystatistics_policy {
	__aligned_u64 prefer_aperture_for_read[5];
	__aligned_u64 prefer_aperture[5];
	__aligned_u64 mem_reset_on_paging;
	__aligned_u64 remove_pages_from_working_set_on_paging;
	__aligned_u64 migration_enabled;
};

/**
 * struct d3dkmt_querystatistics_process_interference_counters - how often others got in the way
 * @interference_count: counts by severity
 */
struct d3dkmt_querystatistics_process_interference_counters {
	__aligned_u64 interference_count[9];
};

/**
 * struct d3dkmt_querystatistics_process_adapter_information - answer to
 *   D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER
 * @nb_segments: number of segments
 * @node_count: number of engines
 * @vid_pn_source_count: number of display sources
 * @virtual_memory_usage: bytes of addresses in use
 * @dma_buffer: command buffers
 * @commitment_data: what it has committed
 * @policy: how its allocations are placed (_Policy)
 * @process_interference_counters: how often others got in the way
 * @client_hint: enum d3dkmt_clienthint
 * @pad0: padding
 */
struct d3dkmt_querystatistics_process_adapter_information {
	__u32 nb_segments;
	__u32 node_count;
	__u32 vid_pn_source_count;
	__u32 virtual_memory_usage;
	struct d3dkmt_querystatistics_dma_buffer dma_buffer;
	struct d3dkmt_querystatistics_commitment_data commitment_data;
	struct d3dkmt_querystatistics_policy policy;
	struct d3dkmt_querystatistics_process_interference_counters process_interference_counters;
	__u32 client_hint;
	__u32 pad0;
};

/**
 * struct d3dkmt_querystatistics_video_memory - a process' allocations in a segment
 * @allocs_committed: allocations that may be in it
 * @pad0: padding
 * @allocs_resident_in_p: allocations in it, by its place among their preferred ones
 * @allocs_resident_in_non_preferred: allocations in it that don't prefer it
 * @total_bytes_evicted_due_to_preparation: bytes evicted so far to make room for commands
 */
struct d3dkmt_querystatistics_video_memory {
	__u32 allocs_committed;
	__u32 pad0;
	struct d3dkmt_querystatistics_counter allocs_resident_in_p[5];
	struct d3dkmt_querystatistics_counter allocs_resident_in_non_preferred;
	__aligned_u64 total_bytes_evicted_due_to_preparation;
};

/**
 * struct d3dkmt_querystatistics_process_segment_policy - how a segment is used for a process
 * @use_mru: what was used most recently is evicted first (UseMRU)
 */
struct d3dkmt_querystatistics_process_segment_policy {
	__aligned_u64 use_mru;
};

/**
 * struct d3dkmt_querystatistics_process_segment_information - answer to
 *   D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT
 * @bytes_committed: bytes that it has committed to the segment
 * @maximum_working_set: the most that it is let use, in bytes
 * @minimum_working_set: what it is left under pressure, in bytes
 * @nb_referenced_allocation_evicted_in_period: allocations in use that were evicted lately
 * @padding: 0 (Padding)
 * @video_memory: its allocations in the segment
 * @policy: how the segment is used for it (_Policy)
 * @reserved: 0
 */
struct d3dkmt_querystatistics_process_segment_information {
	__aligned_u64 bytes_committed;
	__aligned_u64 maximum_working_set;
	__aligned_u64 minimum_working_set;
	__u32 nb_referenced_allocation_evicted_in_period;
	__u32 padding;
	struct d3dkmt_querystatistics_video_memory video_memory;
	struct d3dkmt_querystatistics_process_segment_policy policy;
	__aligned_u64 reserved[8];
};

/**
 * struct d3dkmt_querystatistics_process_segment_group_information - answer to
 *   D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP
 * @budget: bytes that it may use
 * @requested: bytes that it wants resident
 * @usage: bytes that it uses
 * @demoted: bytes that had to go elsewhere, for each enum
 *   d3dkmt_querystatistics_allocation_priority_class
 */
struct d3dkmt_querystatistics_process_segment_group_information {
	__aligned_u64 budget;
	__aligned_u64 requested;
	__aligned_u64 usage;
	__aligned_u64 demoted[5];
};

/**
 * struct d3dkmt_querystatistics_result - answer of D3DKMTQueryStatistics
 * @adapter_information: to D3DKMT_QUERYSTATISTICS_ADAPTER
 * @phys_adapter_information: to D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER
 * @segment_information: to D3DKMT_QUERYSTATISTICS_SEGMENT
 * @node_information: to D3DKMT_QUERYSTATISTICS_NODE
 * @vid_pn_source_information: to D3DKMT_QUERYSTATISTICS_VIDPNSOURCE
 * @process_information: to D3DKMT_QUERYSTATISTICS_PROCESS
 * @process_adapter_information: to D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER
 * @process_segment_information: to D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT
 * @process_node_information: to D3DKMT_QUERYSTATISTICS_PROCESS_NODE
 * @process_vid_pn_source_information: to D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE
 * @process_segment_group_information: to D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP
 */
struct d3dkmt_querystatistics_result {
	union {
		struct d3dkmt_querystatistics_adapter_information adapter_information;
		struct d3dkmt_querystatistics_physical_adapter_information phys_adapter_information;
		struct d3dkmt_querystatistics_segment_information segment_information;
		struct d3dkmt_querystatistics_node_information node_information;
		struct d3dkmt_querystatistics_vidpnsource_information vid_pn_source_information;
		struct d3dkmt_querystatistics_process_information process_information;
		struct d3dkmt_querystatistics_process_adapter_information
			process_adapter_information;
		struct d3dkmt_querystatistics_process_segment_information
			process_segment_information;
		struct d3dkmt_querystatistics_process_node_information process_node_information;
		struct d3dkmt_querystatistics_process_vidpnsource_information
			process_vid_pn_source_information;
		struct d3dkmt_querystatistics_process_segment_group_information
			process_segment_group_information;
	};
};

/**
 * struct d3dkmt_querystatistics_query_segment - which segment
 * @segment_id: index of the segment, from 0
 */
struct d3dkmt_querystatistics_query_segment {
	__u32 segment_id;
};

/**
 * struct d3dkmt_querystatistics_query_node - which engine
 * @node_id: index of the engine, from 0
 */
struct d3dkmt_querystatistics_query_node {
	__u32 node_id;
};

/**
 * struct d3dkmt_querystatistics_query_vidpnsource - which display source
 * @vid_pn_source_id: index of the display source, from 0
 */
struct d3dkmt_querystatistics_query_vidpnsource {
	__u32 vid_pn_source_id;
};

/**
 * struct d3dkmt_querystatistics_query_physical_adapter - which physical adapter
 * @physical_adapter_index: physical adapter of a linked one, from 0
 */
struct d3dkmt_querystatistics_query_physical_adapter {
	__u32 physical_adapter_index;
};

/**
 * struct d3dkmt_querystatistics - argument of D3DKMT_IOC_QUERY_STATISTICS
 * @type: [in] enum d3dkmt_querystatistics_type; says which of the following are used
 * @adapter_luid: [in] the adapter
 * @pad0: padding
 * @process: [in] id of the process (hProcess); 0, the caller
 * @query_result: [out] the answer
 * @query_segment: [in] with D3DKMT_QUERYSTATISTICS_SEGMENT
 * @query_process_segment: [in] with D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT
 * @query_process_segment_group: [in] with D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP: enum
 *   d3dkmt_memory_segment_group
 * @query_node: [in] with D3DKMT_QUERYSTATISTICS_NODE
 * @query_process_node: [in] with D3DKMT_QUERYSTATISTICS_PROCESS_NODE
 * @query_vid_pn_source: [in] with D3DKMT_QUERYSTATISTICS_VIDPNSOURCE
 * @query_process_vid_pn_source: [in] with D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE
 * @query_phys_adapter: [in] with D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER
 * @pad1: padding
 *
 * D3DKMTQueryStatistics.
 */
struct d3dkmt_querystatistics {
	__u32 type;
	struct d3dkmt_luid adapter_luid;
	__u32 pad0;
	__aligned_u64 process;
	struct d3dkmt_querystatistics_result query_result;
	union {
		struct d3dkmt_querystatistics_query_segment query_segment;
		struct d3dkmt_querystatistics_query_segment query_process_segment;
		__u32 query_process_segment_group;
		struct d3dkmt_querystatistics_query_node query_node;
		struct d3dkmt_querystatistics_query_node query_process_node;
		struct d3dkmt_querystatistics_query_vidpnsource query_vid_pn_source;
		struct d3dkmt_querystatistics_query_vidpnsource query_process_vid_pn_source;
		struct d3dkmt_querystatistics_query_physical_adapter query_phys_adapter;
	};
	__u32 pad1;
};

/**
 * DOC: Flags of clocks (DXGK_GPUCLOCKDATA_FLAGS)
 *
 * CONTEXT_MANAGEMENT_PROCESSOR
 *  the clock is that of the processor that manages contexts
 */
#define DXGK_GPUCLOCKDATA_FLAGS_CONTEXT_MANAGEMENT_PROCESSOR	0x00000001u
#define DXGK_GPUCLOCKDATA_FLAGS_RESERVED_MASK			0xfffffffeu

/**
 * struct dxgk_gpuclockdata - clocks of a GPU and of the CPU
 * @gpu_frequency: steps of the GPU's clock in a second
 * @gpu_clock_counter: the GPU's clock
 * @cpu_clock_counter: the CPU's clock at the same moment
 * @flags: DXGK_GPUCLOCKDATA_FLAGS_*
 *
 * Its 64-bit members are aligned to 4 bytes.
 */
struct dxgk_gpuclockdata {
	__u64 gpu_frequency;
	__u64 gpu_clock_counter;
	__u64 cpu_clock_counter;
	__u32 flags;
} __attribute__((packed, aligned(4)));

/**
 * struct d3dkmt_queryclockcalibration - argument of D3DKMT_IOC_QUERY_CLOCK_CALIBRATION
 * @adapter: [in] handle of the adapter
 * @node_ordinal: [in] engine
 * @physical_adapter_index: [in] physical adapter of a linked one, from 0
 * @clock_data: [out] the clocks
 *
 * D3DKMTQueryClockCalibration.
 */
struct d3dkmt_queryclockcalibration {
	__u32 adapter;
	__u32 node_ordinal;
	__u32 physical_adapter_index;
	struct dxgk_gpuclockdata clock_data;
};

/*
 * Escapes
 */

/**
 * enum d3dkmt_escapetype - for whom an escape is
 * @D3DKMT_ESCAPE_DRIVERPRIVATE: the miniport
 * @D3DKMT_ESCAPE_VIDMM: the memory manager
 * @D3DKMT_ESCAPE_TDRDBGCTRL: hang detection
 * @D3DKMT_ESCAPE_VIDSCH: the scheduler
 * @D3DKMT_ESCAPE_DEVICE: devices
 * @D3DKMT_ESCAPE_DMM: display modes
 * @D3DKMT_ESCAPE_DEBUG_SNAPSHOT: snapshots for debugging
 * @D3DKMT_ESCAPE_DRT_TEST: tests
 * @D3DKMT_ESCAPE_DIAGNOSTICS: diagnostics
 * @D3DKMT_ESCAPE_OUTPUTDUPL_SNAPSHOT: snapshots of desktop duplication
 * @D3DKMT_ESCAPE_OUTPUTDUPL_DIAGNOSTICS: diagnostics of desktop duplication
 * @D3DKMT_ESCAPE_BDD_PNP: plugging of the basic display driver
 * @D3DKMT_ESCAPE_BDD_FALLBACK: falling back to the basic display driver
 * @D3DKMT_ESCAPE_ACTIVATE_SPECIFIC_DIAG: switches diagnostics
 * @D3DKMT_ESCAPE_MODES_PRUNED_OUT: display modes that were dropped
 * @D3DKMT_ESCAPE_WHQL_INFO: data for certification
 * @D3DKMT_ESCAPE_BRIGHTNESS: brightness
 * @D3DKMT_ESCAPE_EDID_CACHE: EDIDs that were kept
 * @D3DKMT_ESCAPE_MIRACAST_DISPLAY_REQUEST: requests of Miracast displays
 * @D3DKMT_ESCAPE_HISTORY_BUFFER_STATUS: history buffers
 * @D3DKMT_ESCAPE_MIRACAST_ADAPTER_DIAG_INFO: diagnostics of Miracast
 * @D3DKMT_ESCAPE_FORCE_BDDFALLBACK_HEADLESS: falling back without a display
 * @D3DKMT_ESCAPE_REQUEST_MACHINE_CRASH: a crash of the machine
 * @D3DKMT_ESCAPE_SOFTGPU_ENABLE_DISABLE_HMD: a head-mounted display of a software adapter
 * @D3DKMT_ESCAPE_PROCESS_VERIFIER_OPTION: checks of a process
 * @D3DKMT_ESCAPE_ADAPTER_VERIFIER_OPTION: checks of an adapter
 * @D3DKMT_ESCAPE_IDD_REQUEST: indirect displays
 * @D3DKMT_ESCAPE_DOD_SET_DIRTYRECT_MODE: dirty rectangles of display-only drivers
 * @D3DKMT_ESCAPE_LOG_CODEPOINT_PACKET: logs a code point
 * @D3DKMT_ESCAPE_LOG_USERMODE_DAIG_PACKET: logs a diagnostic packet
 * @D3DKMT_ESCAPE_GET_EXTERNAL_DIAGNOSTICS: reads diagnostics from outside
 * @D3DKMT_ESCAPE_GET_DISPLAY_CONFIGURATIONS: display configurations
 * @D3DKMT_ESCAPE_QUERY_IOMMU_STATUS: the IOMMU
 * @D3DKMT_ESCAPE_CCD_DATABASE: database of display configurations
 * @D3DKMT_ESCAPE_QUERY_DMA_REMAPPING_STATUS: DMA remapping
 * @D3DKMT_ESCAPE_WIN32K_START: first of the window manager's
 * @D3DKMT_ESCAPE_WIN32K_HIP_DEVICE_INFO: the window manager: hot-plugged displays
 * @D3DKMT_ESCAPE_WIN32K_QUERY_CD_ROTATION_BLOCK: the window manager: rotation
 * @D3DKMT_ESCAPE_WIN32K_DPI_INFO: the window manager: resolution
 * @D3DKMT_ESCAPE_WIN32K_PRESENTER_VIEW_INFO: the window manager: presenters
 * @D3DKMT_ESCAPE_WIN32K_SYSTEM_DPI: the window manager: resolution of the system
 * @D3DKMT_ESCAPE_WIN32K_BDD_FALLBACK: the window manager: falling back
 * @D3DKMT_ESCAPE_WIN32K_DDA_TEST_CTL: the window manager: tests
 * @D3DKMT_ESCAPE_WIN32K_USER_DETECTED_BLACK_SCREEN: the window manager: a black screen
 * @D3DKMT_ESCAPE_WIN32K_DISPBROKER_TEST: the window manager: tests of the display broker
 * @D3DKMT_ESCAPE_WIN32K_COLOR_PROFILE_INFO: the window manager: colour profiles
 * @D3DKMT_ESCAPE_WIN32K_SET_DIMMED_STATE: the window manager: dimming
 * @D3DKMT_ESCAPE_WIN32K_SPECIALIZED_DISPLAY_TEST: the window manager: special displays
 */
enum d3dkmt_escapetype {
	D3DKMT_ESCAPE_DRIVERPRIVATE = 0,
	D3DKMT_ESCAPE_VIDMM = 1,
	D3DKMT_ESCAPE_TDRDBGCTRL = 2,
	D3DKMT_ESCAPE_VIDSCH = 3,
	D3DKMT_ESCAPE_DEVICE = 4,
	D3DKMT_ESCAPE_DMM = 5,
	D3DKMT_ESCAPE_DEBUG_SNAPSHOT = 6,
	D3DKMT_ESCAPE_DRT_TEST = 8,
	D3DKMT_ESCAPE_DIAGNOSTICS = 9,
	D3DKMT_ESCAPE_OUTPUTDUPL_SNAPSHOT = 10,
	D3DKMT_ESCAPE_OUTPUTDUPL_DIAGNOSTICS = 11,
	D3DKMT_ESCAPE_BDD_PNP = 12,
	D3DKMT_ESCAPE_BDD_FALLBACK = 13,
	D3DKMT_ESCAPE_ACTIVATE_SPECIFIC_DIAG = 14,
	D3DKMT_ESCAPE_MODES_PRUNED_OUT = 15,
	D3DKMT_ESCAPE_WHQL_INFO = 16,
	D3DKMT_ESCAPE_BRIGHTNESS = 17,
	D3DKMT_ESCAPE_EDID_CACHE = 18,
	D3DKMT_ESCAPE_MIRACAST_DISPLAY_REQUEST = 20,
	D3DKMT_ESCAPE_HISTORY_BUFFER_STATUS = 21,
	D3DKMT_ESCAPE_MIRACAST_ADAPTER_DIAG_INFO = 23,
	D3DKMT_ESCAPE_FORCE_BDDFALLBACK_HEADLESS = 24,
	D3DKMT_ESCAPE_REQUEST_MACHINE_CRASH = 25,
	D3DKMT_ESCAPE_SOFTGPU_ENABLE_DISABLE_HMD = 27,
	D3DKMT_ESCAPE_PROCESS_VERIFIER_OPTION = 28,
	D3DKMT_ESCAPE_ADAPTER_VERIFIER_OPTION = 29,
	D3DKMT_ESCAPE_IDD_REQUEST = 30,
	D3DKMT_ESCAPE_DOD_SET_DIRTYRECT_MODE = 31,
	D3DKMT_ESCAPE_LOG_CODEPOINT_PACKET = 32,
	D3DKMT_ESCAPE_LOG_USERMODE_DAIG_PACKET = 33,
	D3DKMT_ESCAPE_GET_EXTERNAL_DIAGNOSTICS = 34,
	D3DKMT_ESCAPE_GET_DISPLAY_CONFIGURATIONS = 36,
	D3DKMT_ESCAPE_QUERY_IOMMU_STATUS = 37,
	D3DKMT_ESCAPE_CCD_DATABASE = 38,
	D3DKMT_ESCAPE_QUERY_DMA_REMAPPING_STATUS = 39,
	D3DKMT_ESCAPE_WIN32K_START = 1024,
	D3DKMT_ESCAPE_WIN32K_HIP_DEVICE_INFO = 1024,
	D3DKMT_ESCAPE_WIN32K_QUERY_CD_ROTATION_BLOCK = 1025,
	D3DKMT_ESCAPE_WIN32K_DPI_INFO = 1026,
	D3DKMT_ESCAPE_WIN32K_PRESENTER_VIEW_INFO = 1027,
	D3DKMT_ESCAPE_WIN32K_SYSTEM_DPI = 1028,
	D3DKMT_ESCAPE_WIN32K_BDD_FALLBACK = 1029,
	D3DKMT_ESCAPE_WIN32K_DDA_TEST_CTL = 1030,
	D3DKMT_ESCAPE_WIN32K_USER_DETECTED_BLACK_SCREEN = 1031,
	D3DKMT_ESCAPE_WIN32K_DISPBROKER_TEST = 1035,
	D3DKMT_ESCAPE_WIN32K_COLOR_PROFILE_INFO = 1036,
	D3DKMT_ESCAPE_WIN32K_SET_DIMMED_STATE = 1037,
	D3DKMT_ESCAPE_WIN32K_SPECIALIZED_DISPLAY_TEST = 1038,
};

/**
 * DOC: Flags of escapes (D3DDDI_ESCAPEFLAGS)
 *
 * HARDWARE_ACCESS
 *  the miniport touches the hardware; the adapter is idle meanwhile
 * DEVICE_STATUS_QUERY
 *  asks for the state of the device
 * CHANGE_FRAME_LATENCY
 *  changes how many frames are queued
 * NO_ADAPTER_SYNCHRONIZATION
 *  don't wait for other calls on the adapter
 * VIRTUAL_MACHINE_DATA
 *  the data is for the host of a virtual machine
 * DRIVER_KNOWN_ESCAPE
 *  the data has a form that is known to all drivers
 * DRIVER_COMMON_ESCAPE
 *  the data has a form that drivers of one kind know
 */
#define D3DDDI_ESCAPEFLAGS_HARDWARE_ACCESS		0x00000001u
#define D3DDDI_ESCAPEFLAGS_DEVICE_STATUS_QUERY		0x00000002u
#define D3DDDI_ESCAPEFLAGS_CHANGE_FRAME_LATENCY		0x00000004u
#define D3DDDI_ESCAPEFLAGS_NO_ADAPTER_SYNCHRONIZATION	0x00000008u
#define D3DDDI_ESCAPEFLAGS_VIRTUAL_MACHINE_DATA		0x00000020u
#define D3DDDI_ESCAPEFLAGS_DRIVER_KNOWN_ESCAPE		0x00000040u
#define D3DDDI_ESCAPEFLAGS_DRIVER_COMMON_ESCAPE		0x00000080u
#define D3DDDI_ESCAPEFLAGS_RESERVED_MASK		0xffffff10u

/**
 * struct d3dkmt_escape - argument of D3DKMT_IOC_ESCAPE
 * @adapter: [in] handle of the adapter
 * @device: [in] handle of a device, or 0
 * @type: [in] enum d3dkmt_escapetype
 * @flags: [in] D3DDDI_ESCAPEFLAGS_*
 * @private_driver_data: [in, out] pointer to the data
 * @private_driver_data_size: [in] its size in bytes, up to 128 KiB
 * @context: [in] handle of a context, or 0
 *
 * D3DKMTEscape exchanges data with the miniport, in a form that only the
 * miniport and its user-mode driver know.
 */
struct d3dkmt_escape {
	__u32 adapter;
	__u32 device;
	__u32 type;
	__u32 flags;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 context;
};

/*
 * Commands
 */

/**
 * DOC: Commands
 *
 * Each is named after its function: D3DKMTCreateAllocation2 is
 * D3DKMT_IOC_CREATE_ALLOCATION2.
 */
#define D3DKMT_IOC_TYPE	'G'
#define D3DKMT_IOC(nr, type)	_IOWR(D3DKMT_IOC_TYPE, nr, type)

#define D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID \
	D3DKMT_IOC(0x01, struct d3dkmt_openadapterfromluid)
#define D3DKMT_IOC_CREATE_DEVICE			D3DKMT_IOC(0x02, struct d3dkmt_createdevice)
#define D3DKMT_IOC_CREATE_CONTEXT \
	D3DKMT_IOC(0x03, struct d3dkmt_createcontext)
#define D3DKMT_IOC_CREATE_CONTEXT_VIRTUAL \
	D3DKMT_IOC(0x04, struct d3dkmt_createcontextvirtual)
#define D3DKMT_IOC_DESTROY_CONTEXT \
	D3DKMT_IOC(0x05, struct d3dkmt_destroycontext)
#define D3DKMT_IOC_CREATE_ALLOCATION2 \
	D3DKMT_IOC(0x06, struct d3dkmt_createallocation)
#define D3DKMT_IOC_CREATE_PAGING_QUEUE \
	D3DKMT_IOC(0x07, struct d3dkmt_createpagingqueue)
#define D3DKMT_IOC_RESERVE_GPU_VIRTUAL_ADDRESS \
	D3DKMT_IOC(0x08, struct d3dddi_reservegpuvirtualaddress)
#define D3DKMT_IOC_QUERY_ADAPTER_INFO \
	D3DKMT_IOC(0x09, struct d3dkmt_queryadapterinfo)
#define D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO \
	D3DKMT_IOC(0x0a, struct d3dkmt_queryvideomemoryinfo)
#define D3DKMT_IOC_MAKE_RESIDENT			D3DKMT_IOC(0x0b, struct d3dddi_makeresident)
#define D3DKMT_IOC_MAP_GPU_VIRTUAL_ADDRESS \
	D3DKMT_IOC(0x0c, struct d3dddi_mapgpuvirtualaddress)
#define D3DKMT_IOC_ESCAPE				D3DKMT_IOC(0x0d, struct d3dkmt_escape)
#define D3DKMT_IOC_GET_DEVICE_STATE \
	D3DKMT_IOC(0x0e, struct d3dkmt_getdevicestate)
#define D3DKMT_IOC_SUBMIT_COMMAND \
	D3DKMT_IOC(0x0f, struct d3dkmt_submitcommand)
#define D3DKMT_IOC_CREATE_SYNCHRONIZATION_OBJECT2 \
	D3DKMT_IOC(0x10, struct d3dkmt_createsynchronizationobject2)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT2 \
	D3DKMT_IOC(0x11, struct d3dkmt_signalsynchronizationobject2)
#define D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT2 \
	D3DKMT_IOC(0x12, struct d3dkmt_waitforsynchronizationobject2)
#define D3DKMT_IOC_DESTROY_ALLOCATION2 \
	D3DKMT_IOC(0x13, struct d3dkmt_destroyallocation2)
#define D3DKMT_IOC_ENUM_ADAPTERS2 \
	D3DKMT_IOC(0x14, struct d3dkmt_enumadapters2)
#define D3DKMT_IOC_CLOSE_ADAPTER			D3DKMT_IOC(0x15, struct d3dkmt_closeadapter)
#define D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION \
	D3DKMT_IOC(0x16, struct d3dkmt_changevideomemoryreservation)
#define D3DKMT_IOC_CREATE_HW_CONTEXT \
	D3DKMT_IOC(0x17, struct d3dkmt_createhwcontext)
#define D3DKMT_IOC_CREATE_HW_QUEUE \
	D3DKMT_IOC(0x18, struct d3dkmt_createhwqueue)
#define D3DKMT_IOC_DESTROY_DEVICE \
	D3DKMT_IOC(0x19, struct d3dkmt_destroydevice)
#define D3DKMT_IOC_DESTROY_HW_CONTEXT \
	D3DKMT_IOC(0x1a, struct d3dkmt_destroyhwcontext)
#define D3DKMT_IOC_DESTROY_HW_QUEUE \
	D3DKMT_IOC(0x1b, struct d3dkmt_destroyhwqueue)
#define D3DKMT_IOC_DESTROY_PAGING_QUEUE \
	D3DKMT_IOC(0x1c, struct d3dddi_destroypagingqueue)
#define D3DKMT_IOC_DESTROY_SYNCHRONIZATION_OBJECT \
	D3DKMT_IOC(0x1d, struct d3dkmt_destroysynchronizationobject)
#define D3DKMT_IOC_EVICT				D3DKMT_IOC(0x1e, struct d3dkmt_evict)
#define D3DKMT_IOC_FLUSH_HEAP_TRANSITIONS \
	D3DKMT_IOC(0x1f, struct d3dkmt_flushheaptransitions)
#define D3DKMT_IOC_FREE_GPU_VIRTUAL_ADDRESS \
	D3DKMT_IOC(0x20, struct d3dkmt_freegpuvirtualaddress)
#define D3DKMT_IOC_GET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY \
	D3DKMT_IOC(0x21, struct d3dkmt_getcontextinprocessschedulingpriority)
#define D3DKMT_IOC_GET_CONTEXT_SCHEDULING_PRIORITY \
	D3DKMT_IOC(0x22, struct d3dkmt_getcontextschedulingpriority)
#define D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID \
	D3DKMT_IOC(0x23, struct d3dkmt_getsharedresourceadapterluid)
#define D3DKMT_IOC_INVALIDATE_CACHE \
	D3DKMT_IOC(0x24, struct d3dkmt_invalidatecache)
#define D3DKMT_IOC_LOCK2				D3DKMT_IOC(0x25, struct d3dkmt_lock2)
#define D3DKMT_IOC_MARK_DEVICE_AS_ERROR \
	D3DKMT_IOC(0x26, struct d3dkmt_markdeviceaserror)
#define D3DKMT_IOC_OFFER_ALLOCATIONS \
	D3DKMT_IOC(0x27, struct d3dkmt_offerallocations)
#define D3DKMT_IOC_OPEN_RESOURCE			D3DKMT_IOC(0x28, struct d3dkmt_openresource)
#define D3DKMT_IOC_OPEN_SYNCHRONIZATION_OBJECT \
	D3DKMT_IOC(0x29, struct d3dkmt_opensynchronizationobject)
#define D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY \
	D3DKMT_IOC(0x2a, struct d3dkmt_queryallocationresidency)
#define D3DKMT_IOC_QUERY_RESOURCE_INFO \
	D3DKMT_IOC(0x2b, struct d3dkmt_queryresourceinfo)
#define D3DKMT_IOC_RECLAIM_ALLOCATIONS2 \
	D3DKMT_IOC(0x2c, struct d3dkmt_reclaimallocations2)
#define D3DKMT_IOC_RENDER				D3DKMT_IOC(0x2d, struct d3dkmt_render)
#define D3DKMT_IOC_SET_ALLOCATION_PRIORITY \
	D3DKMT_IOC(0x2e, struct d3dkmt_setallocationpriority)
#define D3DKMT_IOC_SET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY \
	D3DKMT_IOC(0x2f, struct d3dkmt_setcontextinprocessschedulingpriority)
#define D3DKMT_IOC_SET_CONTEXT_SCHEDULING_PRIORITY \
	D3DKMT_IOC(0x30, struct d3dkmt_setcontextschedulingpriority)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_CPU \
	D3DKMT_IOC(0x31, struct d3dkmt_signalsynchronizationobjectfromcpu)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU \
	D3DKMT_IOC(0x32, struct d3dkmt_signalsynchronizationobjectfromgpu)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU2 \
	D3DKMT_IOC(0x33, struct d3dkmt_signalsynchronizationobjectfromgpu2)
#define D3DKMT_IOC_SUBMIT_COMMAND_TO_HW_QUEUE \
	D3DKMT_IOC(0x34, struct d3dkmt_submitcommandtohwqueue)
#define D3DKMT_IOC_SUBMIT_SIGNAL_SYNC_OBJECTS_TO_HW_QUEUE \
	D3DKMT_IOC(0x35, struct d3dkmt_submitsignalsyncobjectstohwqueue)
#define D3DKMT_IOC_SUBMIT_WAIT_FOR_SYNC_OBJECTS_TO_HW_QUEUE \
	D3DKMT_IOC(0x36, struct d3dkmt_submitwaitforsyncobjectstohwqueue)
#define D3DKMT_IOC_UNLOCK2				D3DKMT_IOC(0x37, struct d3dkmt_unlock2)
#define D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY \
	D3DKMT_IOC(0x38, struct d3dddi_updateallocproperty)
#define D3DKMT_IOC_UPDATE_GPU_VIRTUAL_ADDRESS \
	D3DKMT_IOC(0x39, struct d3dkmt_updategpuvirtualaddress)
#define D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU \
	D3DKMT_IOC(0x3a, struct d3dkmt_waitforsynchronizationobjectfromcpu)
#define D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_GPU \
	D3DKMT_IOC(0x3b, struct d3dkmt_waitforsynchronizationobjectfromgpu)
#define D3DKMT_IOC_GET_ALLOCATION_PRIORITY \
	D3DKMT_IOC(0x3c, struct d3dkmt_getallocationpriority)
#define D3DKMT_IOC_QUERY_CLOCK_CALIBRATION \
	D3DKMT_IOC(0x3d, struct d3dkmt_queryclockcalibration)
#define D3DKMT_IOC_ENUM_ADAPTERS3 \
	D3DKMT_IOC(0x3e, struct d3dkmt_enumadapters3)
#define D3DKMT_IOC_SHARE_OBJECTS_INTERNAL		D3DKMT_IOC(0x3f, struct d3dkmt_shareobjects)
#define D3DKMT_IOC_OPEN_SYNC_OBJECT_FROM_NT_HANDLE2 \
	D3DKMT_IOC(0x40, struct d3dkmt_opensyncobjectfromnthandle2)
#define D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE \
	D3DKMT_IOC(0x41, struct d3dkmt_queryresourceinfofromnthandle)
#define D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE \
	D3DKMT_IOC(0x42, struct d3dkmt_openresourcefromnthandle)
#define D3DKMT_IOC_QUERY_STATISTICS \
	D3DKMT_IOC(0x43, struct d3dkmt_querystatistics)
#define D3DKMT_IOC_SHARE_OBJECT_WITH_HOST \
	D3DKMT_IOC(0x44, struct d3dkmt_shareobjectwithhost)
#define D3DKMT_IOC_CREATE_SYNC_FILE \
	D3DKMT_IOC(0x45, struct d3dkmt_createsyncfile)

/* Own numbers: calls of Windows that the Windows Subsystem for Linux lacks. */
#define D3DKMT_IOC_CREATE_ALLOCATION \
	D3DKMT_IOC(0x80, struct d3dkmt_createallocation)
#define D3DKMT_IOC_LOCK2_AT				D3DKMT_IOC(0x81, struct d3dkmt_lock2)
#define D3DKMT_IOC_GET_WRITE_WATCH \
	D3DKMT_IOC(0x82, struct d3dkmt_getwritewatch)

#endif /* _UAPI_MISC_D3DKMTHK_H */
