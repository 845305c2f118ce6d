/* SPDX-License-Identifier: MIT */
/*
 * d3dkmthk.h - the D3DKMT interface: graphics kernel thunks
 *
 * This is the header to include; it brings all others of <dxg/> with it. It works
 * in C99 and C++, alone or after <wsl/winadapter.h>. Names and layouts are the
 * documented ones of Windows. It can not be used in one file with the kernel's
 * <misc/d3dkmthk.h>, whose enum constants have the same names.
 *
 * Of the comments on members: "in" is read by the kernel, "out" is written by it.
 */
#ifndef _DXG_D3DKMTHK_H
#define _DXG_D3DKMTHK_H

#include <dxg/d3dkmdt.h>
#include <dxg/d3dukmdt.h>
#include <dxg/ntstatus.h>

/* Displays and presenting are not part of this interface. */
typedef struct _D3DKMT_PRESENT D3DKMT_PRESENT;
typedef struct _D3DKMT_SUBMITPRESENTTOHWQUEUE D3DKMT_SUBMITPRESENTTOHWQUEUE;

/* What D3DKMTQueryAdapterInfo() asks for; the comments name the type of the answer. */
typedef enum _KMTQUERYADAPTERINFOTYPE {
	KMTQAITYPE_UMDRIVERPRIVATE = 0,		/* the miniport's own struct */
	KMTQAITYPE_UMDRIVERNAME = 1,		/* D3DKMT_UMDFILENAMEINFO */
	KMTQAITYPE_UMOPENGLINFO = 2,		/* D3DKMT_OPENGLINFO */
	KMTQAITYPE_GETSEGMENTSIZE = 3,		/* D3DKMT_SEGMENTSIZEINFO */
	KMTQAITYPE_ADAPTERGUID = 4,		/* GUID */
	KMTQAITYPE_FLIPQUEUEINFO = 5,		/* D3DKMT_FLIPQUEUEINFO */
	KMTQAITYPE_ADAPTERADDRESS = 6,		/* D3DKMT_ADAPTERADDRESS */
	KMTQAITYPE_SETWORKINGSETINFO = 7,	/* D3DKMT_WORKINGSETINFO */
	KMTQAITYPE_ADAPTERREGISTRYINFO = 8,	/* D3DKMT_ADAPTERREGISTRYINFO */
	KMTQAITYPE_CURRENTDISPLAYMODE = 9,	/* D3DKMT_CURRENTDISPLAYMODE */
	KMTQAITYPE_MODELIST = 10,
	KMTQAITYPE_CHECKDRIVERUPDATESTATUS = 11, /* BOOL */
	KMTQAITYPE_VIRTUALADDRESSINFO = 12,	/* D3DKMT_VIRTUALADDRESSINFO */
	KMTQAITYPE_DRIVERVERSION = 13,		/* D3DKMT_DRIVERVERSION */
	KMTQAITYPE_ADAPTERTYPE = 15,		/* D3DKMT_ADAPTERTYPE */
	KMTQAITYPE_OUTPUTDUPLCONTEXTSCOUNT = 16, /* D3DKMT_OUTPUTDUPLCONTEXTSCOUNT */
	KMTQAITYPE_WDDM_1_2_CAPS = 17,		/* D3DKMT_WDDM_1_2_CAPS */
	KMTQAITYPE_UMD_DRIVER_VERSION = 18,	/* D3DKMT_UMD_DRIVER_VERSION */
	KMTQAITYPE_DIRECTFLIP_SUPPORT = 19,	/* D3DKMT_DIRECTFLIP_SUPPORT */
	KMTQAITYPE_MULTIPLANEOVERLAY_SUPPORT = 20, /* D3DKMT_MULTIPLANEOVERLAY_SUPPORT */
	KMTQAITYPE_DLIST_DRIVER_NAME = 21,	/* D3DKMT_DLIST_DRIVER_NAME */
	KMTQAITYPE_WDDM_1_3_CAPS = 22,		/* D3DKMT_WDDM_1_3_CAPS */
	KMTQAITYPE_MULTIPLANEOVERLAY_HUD_SUPPORT = 23, /* D3DKMT_MULTIPLANEOVERLAY_HUD_SUPPORT */
	KMTQAITYPE_WDDM_2_0_CAPS = 24,		/* D3DKMT_WDDM_2_0_CAPS */
	KMTQAITYPE_NODEMETADATA = 25,		/* D3DKMT_NODEMETADATA */
	KMTQAITYPE_CPDRIVERNAME = 26,		/* D3DKMT_CPDRIVERNAME */
	KMTQAITYPE_XBOX = 27,			/* D3DKMT_XBOX */
	KMTQAITYPE_INDEPENDENTFLIP_SUPPORT = 28, /* D3DKMT_INDEPENDENTFLIP_SUPPORT */
	KMTQAITYPE_MIRACASTCOMPANIONDRIVERNAME = 29, /* D3DKMT_MIRACASTCOMPANIONDRIVERNAME */
	KMTQAITYPE_PHYSICALADAPTERCOUNT = 30,	/* D3DKMT_PHYSICAL_ADAPTER_COUNT */
	KMTQAITYPE_PHYSICALADAPTERDEVICEIDS = 31, /* D3DKMT_QUERY_DEVICE_IDS */
	KMTQAITYPE_DRIVERCAPS_EXT = 32,		/* D3DKMT_DRIVERCAPS_EXT */
	KMTQAITYPE_QUERY_MIRACAST_DRIVER_TYPE = 33, /* D3DKMT_QUERY_MIRACAST_DRIVER_TYPE */
	KMTQAITYPE_QUERY_GPUMMU_CAPS = 34,	/* D3DKMT_QUERY_GPUMMU_CAPS */
	/* D3DKMT_MULTIPLANEOVERLAY_DECODE_SUPPORT */
	KMTQAITYPE_QUERY_MULTIPLANEOVERLAY_DECODE_SUPPORT = 35,
	KMTQAITYPE_QUERY_HW_PROTECTION_TEARDOWN_COUNT = 36, /* UINT */
	/* D3DKMT_ISBADDRIVERFORHWPROTECTIONDISABLED */
	KMTQAITYPE_QUERY_ISBADDRIVERFORHWPROTECTIONDISABLED = 37,
	KMTQAITYPE_MULTIPLANEOVERLAY_SECONDARY_SUPPORT = 38,
	KMTQAITYPE_INDEPENDENTFLIP_SECONDARY_SUPPORT = 39,
	KMTQAITYPE_PANELFITTER_SUPPORT = 40,
	KMTQAITYPE_PHYSICALADAPTERPNPKEY = 41,	/* D3DKMT_QUERY_PHYSICAL_ADAPTER_PNP_KEY */
	KMTQAITYPE_GETSEGMENTGROUPSIZE = 42,	/* D3DKMT_SEGMENTGROUPSIZEINFO */
	KMTQAITYPE_MPO3DDI_SUPPORT = 43,
	KMTQAITYPE_HWDRM_SUPPORT = 44,
	KMTQAITYPE_MPOKERNELCAPS_SUPPORT = 45,
	KMTQAITYPE_MULTIPLANEOVERLAY_STRETCH_SUPPORT = 46,
	KMTQAITYPE_GET_DEVICE_VIDPN_OWNERSHIP_INFO = 47,
	KMTQAITYPE_QUERYREGISTRY = 48,		/* D3DDDI_QUERYREGISTRY_INFO */
	KMTQAITYPE_KMD_DRIVER_VERSION = 49,	/* D3DKMT_KMD_DRIVER_VERSION */
	KMTQAITYPE_BLOCKLIST_KERNEL = 50,	/* D3DKMT_BLOCKLIST_INFO */
	KMTQAITYPE_BLOCKLIST_RUNTIME = 51,	/* D3DKMT_BLOCKLIST_INFO */
	KMTQAITYPE_ADAPTERGUID_RENDER = 52,	/* GUID */
	KMTQAITYPE_ADAPTERADDRESS_RENDER = 53,	/* D3DKMT_ADAPTERADDRESS */
	KMTQAITYPE_ADAPTERREGISTRYINFO_RENDER = 54, /* D3DKMT_ADAPTERREGISTRYINFO */
	KMTQAITYPE_CHECKDRIVERUPDATESTATUS_RENDER = 55, /* BOOL */
	KMTQAITYPE_DRIVERVERSION_RENDER = 56,	/* D3DKMT_DRIVERVERSION */
	KMTQAITYPE_ADAPTERTYPE_RENDER = 57,	/* D3DKMT_ADAPTERTYPE */
	KMTQAITYPE_WDDM_1_2_CAPS_RENDER = 58,	/* D3DKMT_WDDM_1_2_CAPS */
	KMTQAITYPE_WDDM_1_3_CAPS_RENDER = 59,	/* D3DKMT_WDDM_1_3_CAPS */
	KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID = 60, /* D3DKMT_QUERY_ADAPTER_UNIQUE_GUID */
	KMTQAITYPE_NODEPERFDATA = 61,		/* D3DKMT_NODE_PERFDATA */
	KMTQAITYPE_ADAPTERPERFDATA = 62,	/* D3DKMT_ADAPTER_PERFDATA */
	KMTQAITYPE_ADAPTERPERFDATA_CAPS = 63,	/* D3DKMT_ADAPTER_PERFDATACAPS */
	KMTQUITYPE_GPUVERSION = 64,		/* D3DKMT_GPUVERSION (the name is spelt so) */
	KMTQAITYPE_DRIVER_DESCRIPTION = 65,	/* D3DKMT_DRIVER_DESCRIPTION */
	KMTQAITYPE_DRIVER_DESCRIPTION_RENDER = 66, /* D3DKMT_DRIVER_DESCRIPTION */
	KMTQAITYPE_SCANOUT_CAPS = 67,		/* D3DKMT_QUERY_SCANOUT_CAPS */
	KMTQAITYPE_DISPLAY_UMDRIVERNAME = 71,	/* D3DKMT_DISPLAY_UMD_FILENAMEINFO */
	KMTQAITYPE_PARAVIRTUALIZATION_RENDER = 68, /* D3DKMT_PARAVIRTUALIZATION */
	KMTQAITYPE_SERVICENAME = 69,
	KMTQAITYPE_WDDM_2_7_CAPS = 70,		/* D3DKMT_WDDM_2_7_CAPS */
	KMTQAITYPE_TRACKEDWORKLOAD_SUPPORT = 72, /* D3DKMT_TRACKEDWORKLOAD_SUPPORT */
	KMTQAITYPE_HYBRID_DLIST_DLL_SUPPORT = 73, /* D3DKMT_HYBRID_DLIST_DLL_SUPPORT */
	KMTQAITYPE_DISPLAY_CAPS = 74,		/* D3DKMT_DISPLAY_CAPS */
	KMTQAITYPE_WDDM_2_9_CAPS = 75,		/* D3DKMT_WDDM_2_9_CAPS */
	KMTQAITYPE_CROSSADAPTERRESOURCE_SUPPORT = 76, /* D3DKMT_CROSSADAPTERRESOURCE_SUPPORT */
	KMTQAITYPE_WDDM_3_0_CAPS = 77,		/* D3DKMT_WDDM_3_0_CAPS */
} KMTQUERYADAPTERINFOTYPE;

/* One adapter, as D3DKMTEnumAdapters2() and its like list it. */
typedef struct _D3DKMT_ADAPTERINFO {
	D3DKMT_HANDLE hAdapter;			/* out: close it with D3DKMTCloseAdapter() */
	LUID AdapterLuid;			/* out: names the adapter until it goes away */
	ULONG NumOfSources;			/* out: display outputs; 0 here */
	BOOL bPrecisePresentRegionsPreferred;	/* out: for presenting */
} D3DKMT_ADAPTERINFO;

/* Argument of D3DKMTEnumAdapters(), which lists 16 adapters at most. */
typedef struct _D3DKMT_ENUMADAPTERS {
	ULONG NumAdapters;			/* out */
	D3DKMT_ADAPTERINFO Adapters[MAX_ENUM_ADAPTERS]; /* out */
} D3DKMT_ENUMADAPTERS;

/* Argument of D3DKMTEnumAdapters2(). Call it with pAdapters NULL first to learn the count. */
typedef struct _D3DKMT_ENUMADAPTERS2 {
	/* in: elements of pAdapters; out: how many were written */
	ULONG NumAdapters;
	D3DKMT_PTR(D3DKMT_ADAPTERINFO *, pAdapters); /* out: may be NULL */
} D3DKMT_ENUMADAPTERS2;

/* Adapters that are left out unless they are asked for. */
typedef struct _D3DKMT_ENUMADAPTERS_FILTER {
	__extension__ union {
		__extension__ struct {
			ULONGLONG IncludeComputeOnly : 1;
			ULONGLONG IncludeDisplayOnly : 1;
			ULONGLONG Reserved : 62;
		};
		D3DKMT_ALIGN64 ULONGLONG Value;
	};
} D3DKMT_ENUMADAPTERS_FILTER;

/* Argument of D3DKMTEnumAdapters3(): D3DKMT_ENUMADAPTERS2 with a filter. */
typedef struct _D3DKMT_ENUMADAPTERS3 {
	D3DKMT_ENUMADAPTERS_FILTER Filter;	/* in */
	/* in: elements of pAdapters; out: how many were written */
	ULONG NumAdapters;
	D3DKMT_PTR(D3DKMT_ADAPTERINFO *, pAdapters); /* out: may be NULL */
} D3DKMT_ENUMADAPTERS3;

/* Argument of D3DKMTOpenAdapterFromLuid(). */
typedef struct _D3DKMT_OPENADAPTERFROMLUID {
	LUID AdapterLuid;			/* in */
	D3DKMT_HANDLE hAdapter;			/* out: close it with D3DKMTCloseAdapter() */
} D3DKMT_OPENADAPTERFROMLUID;

/* Argument of D3DKMTCloseAdapter(). Devices made from the handle live on. */
typedef struct _D3DKMT_CLOSEADAPTER {
	D3DKMT_HANDLE hAdapter;
} D3DKMT_CLOSEADAPTER;

/*
 * Argument of D3DKMTQueryAdapterInfo().
 *
 * For the types whose answer holds text, PrivateDriverDataSize must be exactly
 * the size of the struct (QUERYREGISTRY: at least).
 */
typedef struct _D3DKMT_QUERYADAPTERINFO {
	D3DKMT_HANDLE hAdapter;			/* in */
	KMTQUERYADAPTERINFOTYPE Type;		/* in: what is asked for */
	D3DKMT_PTR(VOID *, pPrivateDriverData);	/* in/out: the struct that belongs to Type */
	UINT PrivateDriverDataSize;		/* in: its size in bytes */
} D3DKMT_QUERYADAPTERINFO;

/* Argument of D3DKMTQueryVideoMemoryInfo(): budget and usage of a process, in bytes. */
typedef struct _D3DKMT_QUERYVIDEOMEMORYINFO {
	D3DKMT_PTR(HANDLE, hProcess);		/* in: NULL for the calling process */
	D3DKMT_HANDLE hAdapter;			/* in */
	D3DKMT_MEMORY_SEGMENT_GROUP MemorySegmentGroup; /* in */
	D3DKMT_ALIGN64 UINT64 Budget;		/* out: what the process should stay below */
	D3DKMT_ALIGN64 UINT64 CurrentUsage;	/* out: what it uses */
	D3DKMT_ALIGN64 UINT64 CurrentReservation; /* out: what it has reserved */
	D3DKMT_ALIGN64 UINT64 AvailableForReservation; /* out: what it may reserve */
	UINT PhysicalAdapterIndex;		/* in: from 0 */
} D3DKMT_QUERYVIDEOMEMORYINFO;

/* Argument of D3DKMTChangeVideoMemoryReservation(). */
typedef struct _D3DKMT_CHANGEVIDEOMEMORYRESERVATION {
	D3DKMT_PTR(HANDLE, hProcess);		/* in: NULL for the calling process */
	D3DKMT_HANDLE hAdapter;			/* in */
	D3DKMT_MEMORY_SEGMENT_GROUP MemorySegmentGroup; /* in */
	D3DKMT_ALIGN64 UINT64 Reservation;	/* in: bytes, up to AvailableForReservation */
	UINT PhysicalAdapterIndex;		/* in: from 0 */
} D3DKMT_CHANGEVIDEOMEMORYRESERVATION;

typedef struct _D3DKMT_QUERYCLOCKCALIBRATION {
	D3DKMT_HANDLE hAdapter;
	UINT32 NodeOrdinal;
	UINT32 PhysicalAdapterIndex;
	DXGK_GPUCLOCKDATA ClockData;
} D3DKMT_QUERYCLOCKCALIBRATION;

typedef struct _D3DKMT_FLUSHHEAPTRANSITIONS {
	D3DKMT_HANDLE hAdapter;
} D3DKMT_FLUSHHEAPTRANSITIONS;

typedef struct _D3DKMT_SETSTABLEPOWERSTATE {
	D3DKMT_HANDLE hAdapter;
	BOOL Enabled;
} D3DKMT_SETSTABLEPOWERSTATE;

/* Who an escape is for: the miniport (DRIVERPRIVATE) or a part of the graphics kernel. */
typedef enum _D3DKMT_ESCAPETYPE {
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
} D3DKMT_ESCAPETYPE;

/*
 * Argument of D3DKMTEscape(): a private conversation with the miniport, or a
 * request to a part of the graphics kernel.
 */
typedef struct _D3DKMT_ESCAPE {
	D3DKMT_HANDLE hAdapter;			/* in */
	D3DKMT_HANDLE hDevice;			/* in: optional */
	D3DKMT_ESCAPETYPE Type;			/* in: who it is for */
	D3DDDI_ESCAPEFLAGS Flags;		/* in */
	D3DKMT_PTR(VOID *, pPrivateDriverData);	/* in/out */
	UINT PrivateDriverDataSize;		/* in: bytes */
	D3DKMT_HANDLE hContext;			/* in: optional */
} D3DKMT_ESCAPE;

/* Kinds of device. */
typedef struct _D3DKMT_CREATEDEVICEFLAGS {
	/* may not allocate more than there is video memory */
	UINT LegacyMode : 1;
	UINT RequestVSync : 1;			/* wants vertical blank interrupts */
	UINT DisableGpuTimeout : 1;		/* its work may run for any time */
	UINT Reserved : 29;
} D3DKMT_CREATEDEVICEFLAGS;

/*
 * Argument of D3DKMTCreateDevice().
 *
 * The command buffer and lists belong to the old, physically addressed kind of
 * context; they are neither read nor written.
 */
typedef struct _D3DKMT_CREATEDEVICE {
	__extension__ union {
		D3DKMT_HANDLE hAdapter;		/* in: may be closed afterwards */
		VOID *pAdapter;			/* kernel only */
		D3DKMT_ALIGN64 UINT64 pAdapter_Align;
	};
	D3DKMT_CREATEDEVICEFLAGS Flags;		/* in */
	D3DKMT_HANDLE hDevice;			/* out */
	D3DKMT_PTR(VOID *, pCommandBuffer);
	UINT CommandBufferSize;
	D3DKMT_PTR(D3DDDI_ALLOCATIONLIST *, pAllocationList);
	UINT AllocationListSize;
	D3DKMT_PTR(D3DDDI_PATCHLOCATIONLIST *, pPatchLocationList);
	UINT PatchLocationListSize;
} D3DKMT_CREATEDEVICE;

/* Argument of D3DKMTDestroyDevice(): all that was made on the device goes with it. */
typedef struct _D3DKMT_DESTROYDEVICE {
	D3DKMT_HANDLE hDevice;
} D3DKMT_DESTROYDEVICE;

/* What D3DKMTGetDeviceState() asks for. */
typedef enum _D3DKMT_DEVICESTATE_TYPE {
	D3DKMT_DEVICESTATE_EXECUTION = 1,	/* ExecutionState */
	D3DKMT_DEVICESTATE_PRESENT = 2,		/* PresentState */
	D3DKMT_DEVICESTATE_RESET = 3,		/* ResetState */
	D3DKMT_DEVICESTATE_PRESENT_DWM = 4,	/* PresentStateDWM */
	D3DKMT_DEVICESTATE_PAGE_FAULT = 5,	/* PageFaultState */
	D3DKMT_DEVICESTATE_PRESENT_QUEUE = 6,	/* PresentQueueState */
} D3DKMT_DEVICESTATE_TYPE;

/* How a device is doing; anything but ACTIVE means that it takes no more work. */
typedef enum _D3DKMT_DEVICEEXECUTION_STATE {
	D3DKMT_DEVICEEXECUTION_ACTIVE = 1,	/* takes work */
	D3DKMT_DEVICEEXECUTION_RESET = 2,	/* the adapter was reset or removed */
	D3DKMT_DEVICEEXECUTION_HUNG = 3,	/* was taken off for hanging */
	D3DKMT_DEVICEEXECUTION_STOPPED = 4,	/* the adapter was stopped */
	D3DKMT_DEVICEEXECUTION_ERROR_OUTOFMEMORY = 5, /* ran out of memory */
	D3DKMT_DEVICEEXECUTION_ERROR_DMAFAULT = 6, /* a command buffer was bad */
	/* the GPU met an address with nothing behind it */
	D3DKMT_DEVICEEXECUTION_ERROR_DMAPAGEFAULT = 7,
} D3DKMT_DEVICEEXECUTION_STATE;

typedef struct _D3DKMT_PRESENT_STATS {
	UINT PresentCount;
	UINT PresentRefreshCount;
	UINT SyncRefreshCount;
	D3DKMT_ALIGN64 LARGE_INTEGER SyncQPCTime;
	D3DKMT_ALIGN64 LARGE_INTEGER SyncGPUTime;
} D3DKMT_PRESENT_STATS;

typedef struct _D3DKMT_DEVICEPRESENT_STATE {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DKMT_PRESENT_STATS PresentStats;
} D3DKMT_DEVICEPRESENT_STATE;

typedef struct _D3DKMT_DEVICERESET_STATE {
	__extension__ union {
		__extension__ struct {
			UINT DesktopSwitched : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} D3DKMT_DEVICERESET_STATE;

typedef struct _D3DKMT_PRESENT_STATS_DWM {
	UINT PresentCount;
	UINT PresentRefreshCount;
	D3DKMT_ALIGN64 LARGE_INTEGER PresentQPCTime;
	UINT SyncRefreshCount;
	D3DKMT_ALIGN64 LARGE_INTEGER SyncQPCTime;
	UINT CustomPresentDuration;
} D3DKMT_PRESENT_STATS_DWM;

typedef struct _D3DKMT_DEVICEPRESENT_STATE_DWM {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DKMT_PRESENT_STATS_DWM PresentStatsDWM;
} D3DKMT_DEVICEPRESENT_STATE_DWM;

typedef struct _D3DKMT_DEVICEPAGEFAULT_STATE {
	D3DKMT_ALIGN64 UINT64 FaultedPrimitiveAPISequenceNumber;
	DXGK_RENDER_PIPELINE_STAGE FaultedPipelineStage;
	UINT FaultedBindTableEntry;
	DXGK_PAGE_FAULT_FLAGS PageFaultFlags;
	DXGK_FAULT_ERROR_CODE FaultErrorCode;
	D3DGPU_VIRTUAL_ADDRESS FaultedVirtualAddress;
} D3DKMT_DEVICEPAGEFAULT_STATE;

typedef struct _D3DKMT_DEVICEPRESENT_QUEUE_STATE {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	BOOLEAN bQueuedPresentLimitReached;
} D3DKMT_DEVICEPRESENT_QUEUE_STATE;

/* Argument of D3DKMTGetDeviceState(). */
typedef struct _D3DKMT_GETDEVICESTATE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_DEVICESTATE_TYPE StateType;	/* in: which member of the union */
	__extension__ union {
		D3DKMT_DEVICEEXECUTION_STATE ExecutionState;
		D3DKMT_DEVICEPRESENT_STATE PresentState;
		D3DKMT_DEVICERESET_STATE ResetState;
		D3DKMT_DEVICEPRESENT_STATE_DWM PresentStateDWM;
		D3DKMT_DEVICEPAGEFAULT_STATE PageFaultState;
		D3DKMT_DEVICEPRESENT_QUEUE_STATE PresentQueueState;
	};
} D3DKMT_GETDEVICESTATE;

__extension__ typedef enum _D3DKMT_DEVICE_ERROR_REASON {
	D3DKMT_DEVICE_ERROR_REASON_GENERIC = 0x80000000,
	D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR = 0x80000006,
} D3DKMT_DEVICE_ERROR_REASON;

/* Argument of D3DKMTMarkDeviceAsError(). */
typedef struct _D3DKMT_MARKDEVICEASERROR {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_DEVICE_ERROR_REASON Reason;	/* in */
} D3DKMT_MARKDEVICEASERROR;

/* Kinds of allocation that need no private driver data. */
typedef enum _D3DKMT_STANDARDALLOCATIONTYPE {
	/* system memory that the caller already has */
	D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP = 1,
	D3DKMT_STANDARDALLOCATIONTYPE_INTERNALBACKINGSTORE = 2, /* not for user mode */
	D3DKMT_STANDARDALLOCATIONTYPE_MAX = 3,
} D3DKMT_STANDARDALLOCATIONTYPE;

typedef struct _D3DKMT_STANDARDALLOCATION_EXISTINGHEAP {
	D3DKMT_SIZE_T Size;			/* in: bytes, a multiple of the page size */
} D3DKMT_STANDARDALLOCATION_EXISTINGHEAP;

typedef struct _D3DKMT_CREATESTANDARDALLOCATIONFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} D3DKMT_CREATESTANDARDALLOCATIONFLAGS;

/* Describes an allocation that needs no private driver data. */
typedef struct _D3DKMT_CREATESTANDARDALLOCATION {
	D3DKMT_STANDARDALLOCATIONTYPE Type;	/* in */
	D3DKMT_STANDARDALLOCATION_EXISTINGHEAP ExistingHeapData; /* in: for EXISTINGHEAP */
	D3DKMT_CREATESTANDARDALLOCATIONFLAGS Flags; /* in: 0 */
} D3DKMT_CREATESTANDARDALLOCATION;

/*
 * How to create. Bits marked "kernel only" are refused from user mode.
 *
 * Not shared: neither CreateShared nor NtSecuritySharing. Shared by a global
 * handle: CreateShared. Shared by an NT handle: both.
 */
typedef struct _D3DKMT_CREATEALLOCATIONFLAGS {
	UINT CreateResource : 1;		/* make a resource that holds the allocations */
	UINT CreateShared : 1;			/* others may open it; needs CreateResource */
	UINT NonSecure : 1;			/* secure and other processes may open it */
	UINT CreateProtected : 1;		/* kernel only */
	UINT RestrictSharedAccess : 1;		/* shared with restrictions */
	/* the memory is at pSystemMem; needs StandardAllocation */
	UINT ExistingSysMem : 1;
	UINT NtSecuritySharing : 1;		/* shared by NT handle, without a global one */
	UINT ReadOnly : 1;			/* only read by the GPU */
	UINT CreateWriteCombined : 1;		/* kernel only */
	UINT CreateCached : 1;			/* kernel only */
	UINT SwapChainBackBuffer : 1;		/* a back buffer of a swap chain */
	UINT CrossAdapter : 1;			/* shared with other adapters */
	UINT OpenCrossAdapter : 1;		/* kernel only */
	UINT PartialSharedCreation : 1;
	UINT Zeroed : 1;			/* out: the contents are zeroes */
	UINT WriteWatch : 1;			/* keep track of which pages are written */
	UINT StandardAllocation : 1;		/* described by pStandardAllocation */
	/* the memory is hSection; needs StandardAllocation */
	UINT ExistingSection : 1;
	UINT AllowNotZeroed : 1;		/* the contents need not be zeroes */
	UINT PhysicallyContiguous : 1;		/* in one piece of physical memory */
	UINT NoKmdAccess : 1;			/* the miniport is not told of it */
	UINT SharedDisplayable : 1;		/* shared and may be shown */
	UINT Reserved : 10;			/* 0 */
} D3DKMT_CREATEALLOCATIONFLAGS;

/*
 * Argument of D3DKMTCreateAllocation2() and D3DKMTCreateAllocation().
 *
 * The two differ in the array: CreateAllocation2 reads pAllocationInfo2, of 96
 * bytes an element, CreateAllocation reads pAllocationInfo, of 40.
 *
 * NumAllocations may be 0 with CreateResource: a resource that allocations are
 * added to later, by calls that give hResource. Nothing can be added to a
 * resource that is shared.
 */
typedef struct _D3DKMT_CREATEALLOCATION {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	/* in: the resource to add to, or 0; out: with CreateResource, the new one */
	D3DKMT_HANDLE hResource;
	/* out: with CreateShared and without NtSecuritySharing */
	D3DKMT_HANDLE hGlobalShare;
	D3DKMT_PTR(const VOID *, pPrivateRuntimeData); /* in: optional, kept with the resource */
	UINT PrivateRuntimeDataSize;		/* in: bytes */
	__extension__ union {
		/* in: with StandardAllocation */
		D3DKMT_CREATESTANDARDALLOCATION *pStandardAllocation;
		/* in: optional, for the miniport, for the resource */
		const VOID *pPrivateDriverData;
		D3DKMT_ALIGN64 UINT64 AlignUnionTo64_1;
	};
	UINT PrivateDriverDataSize;		/* in: bytes */
	UINT NumAllocations;			/* in: elements of the array */
	__extension__ union {
		D3DDDI_ALLOCATIONINFO *pAllocationInfo; /* in/out: D3DKMTCreateAllocation() */
		D3DDDI_ALLOCATIONINFO2 *pAllocationInfo2; /* in/out: D3DKMTCreateAllocation2() */
		D3DKMT_ALIGN64 UINT64 AlignUnionTo64_2;
	};
	D3DKMT_CREATEALLOCATIONFLAGS Flags;	/* in */
	D3DKMT_PTR(HANDLE, hPrivateRuntimeResourceHandle); /* in: any value, for tracing only */
} D3DKMT_CREATEALLOCATION;

/*
 * Argument of D3DKMTDestroyAllocation(): a resource with all its allocations
 * (hResource), or a list of allocations.
 */
typedef struct _D3DKMT_DESTROYALLOCATION {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hResource;		/* in: or 0 */
	D3DKMT_PTR(const D3DKMT_HANDLE *, phAllocationList); /* in: NULL with hResource */
	UINT AllocationCount;			/* in: elements of the list */
} D3DKMT_DESTROYALLOCATION;

/*
 * Argument of D3DKMTDestroyAllocation2(): a resource with all its allocations
 * (hResource), or a list of allocations.
 */
typedef struct _D3DKMT_DESTROYALLOCATION2 {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hResource;		/* in: or 0 */
	D3DKMT_PTR(const D3DKMT_HANDLE *, phAllocationList); /* in: NULL with hResource */
	UINT AllocationCount;			/* in: elements of the list */
	D3DDDICB_DESTROYALLOCATION2FLAGS Flags;	/* in */
} D3DKMT_DESTROYALLOCATION2;

/*
 * Argument of D3DKMTSetAllocationPriority(): one priority for a resource, or
 * one for each allocation of a list.
 */
typedef struct _D3DKMT_SETALLOCATIONPRIORITY {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hResource;		/* in: or 0 */
	D3DKMT_PTR(const D3DKMT_HANDLE *, phAllocationList); /* in: NULL with hResource */
	UINT AllocationCount;			/* in: 0 with hResource */
	D3DKMT_PTR(const UINT *, pPriorities);	/* in: D3DDDI_ALLOCATIONPRIORITY_* */
} D3DKMT_SETALLOCATIONPRIORITY;

/* Argument of D3DKMTGetAllocationPriority(); as D3DKMT_SETALLOCATIONPRIORITY. */
typedef struct _D3DKMT_GETALLOCATIONPRIORITY {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hResource;		/* in: or 0 */
	D3DKMT_PTR(const D3DKMT_HANDLE *, phAllocationList); /* in: NULL with hResource */
	UINT AllocationCount;			/* in: 0 with hResource */
	D3DKMT_PTR(UINT *, pPriorities);	/* out */
} D3DKMT_GETALLOCATIONPRIORITY;

/* Where an allocation is: the lower, the nearer to the GPU. */
typedef enum _D3DKMT_ALLOCATIONRESIDENCYSTATUS {
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINGPUMEMORY = 1, /* in a memory segment */
	/* in system memory that the GPU reaches */
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINSHAREDMEMORY = 2,
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT = 3, /* the GPU can not reach it now */
} D3DKMT_ALLOCATIONRESIDENCYSTATUS;

/*
 * Argument of D3DKMTQueryAllocationResidency(): one status for a resource (its
 * worst), or one for each allocation of a list.
 */
typedef struct _D3DKMT_QUERYALLOCATIONRESIDENCY {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hResource;		/* in: or 0 */
	D3DKMT_PTR(const D3DKMT_HANDLE *, phAllocationList); /* in: NULL with hResource */
	UINT AllocationCount;			/* in: 0 with hResource */
	D3DKMT_PTR(D3DKMT_ALLOCATIONRESIDENCYSTATUS *, pResidencyStatus); /* out */
} D3DKMT_QUERYALLOCATIONRESIDENCY;

/* Argument of D3DKMTEvict(): takes back D3DKMTMakeResident(). */
typedef struct _D3DKMT_EVICT {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	UINT NumAllocations;			/* in */
	D3DKMT_PTR(const D3DKMT_HANDLE *, AllocationList); /* in */
	D3DDDI_EVICT_FLAGS Flags;		/* in */
	D3DKMT_ALIGN64 UINT64 NumBytesToTrim;	/* out: bytes over budget */
} D3DKMT_EVICT;

/* Which offered allocations are discarded first: LOW before NORMAL before HIGH. */
typedef enum _D3DKMT_OFFER_PRIORITY {
	D3DKMT_OFFER_PRIORITY_LOW = 1,
	D3DKMT_OFFER_PRIORITY_NORMAL = 2,
	D3DKMT_OFFER_PRIORITY_HIGH = 3,
	D3DKMT_OFFER_PRIORITY_AUTO = 4,
} D3DKMT_OFFER_PRIORITY;

typedef struct _D3DKMT_OFFER_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT OfferImmediately : 1; /* not after the work that is queued */
			UINT AllowDecommit : 1;	/* the memory itself may be taken as well */
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DKMT_OFFER_FLAGS;

/*
 * Argument of D3DKMTOfferAllocations(): contents that may be discarded.
 *
 * Exactly one of pResources and HandleList is given.
 */
typedef struct _D3DKMT_OFFERALLOCATIONS {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_PTR(D3DKMT_HANDLE *, pResources); /* in: or NULL */
	D3DKMT_PTR(const D3DKMT_HANDLE *, HandleList); /* in: allocations, or NULL */
	UINT NumAllocations;			/* in: elements of the one given */
	D3DKMT_OFFER_PRIORITY Priority;		/* in */
	D3DKMT_OFFER_FLAGS Flags;		/* in */
} D3DKMT_OFFERALLOCATIONS;

/* Argument of the old form of D3DKMTReclaimAllocations2(). */
typedef struct _D3DKMT_RECLAIMALLOCATIONS {
	D3DKMT_HANDLE hDevice;
	D3DKMT_PTR(D3DKMT_HANDLE *, pResources);
	D3DKMT_PTR(const D3DKMT_HANDLE *, HandleList);
	D3DKMT_PTR(BOOL *, pDiscarded);
	UINT NumAllocations;
} D3DKMT_RECLAIMALLOCATIONS;

/*
 * Argument of D3DKMTReclaimAllocations2(): takes back an offer.
 *
 * Exactly one of pResources and HandleList is given.
 */
typedef struct _D3DKMT_RECLAIMALLOCATIONS2 {
	D3DKMT_HANDLE hPagingQueue;		/* in */
	UINT NumAllocations;			/* in: elements of the list given */
	D3DKMT_PTR(D3DKMT_HANDLE *, pResources); /* in: or NULL */
	D3DKMT_PTR(const D3DKMT_HANDLE *, HandleList); /* in: allocations, or NULL */
	__extension__ union {
		BOOL *pDiscarded;		/* out: or NULL */
		D3DDDI_RECLAIM_RESULT *pResults; /* out: or NULL */
		D3DKMT_ALIGN64 UINT64 AlignUnionTo64;
	};
	D3DKMT_ALIGN64 UINT64 PagingFenceValue;	/* out: wait for it before the GPU uses them */
} D3DKMT_RECLAIMALLOCATIONS2;

/* Argument of D3DKMTLock2(): a CPU address for an allocation. */
typedef struct _D3DKMT_LOCK2 {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hAllocation;		/* in */
	D3DDDICB_LOCK2FLAGS Flags;		/* in: 0 */
	D3DKMT_PTR(PVOID, pData);		/* out: stays valid until D3DKMTUnlock2() */
} D3DKMT_LOCK2;

/* Argument of D3DKMTUnlock2(). */
typedef struct _D3DKMT_UNLOCK2 {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hAllocation;		/* in */
} D3DKMT_UNLOCK2;

/* Argument of D3DKMTLock(), the old form of D3DKMTLock2(). */
typedef struct _D3DKMT_LOCK {
	D3DKMT_HANDLE hDevice;
	D3DKMT_HANDLE hAllocation;
	UINT PrivateDriverData;
	UINT NumPages;
	D3DKMT_PTR(const UINT *, pPages);
	D3DKMT_PTR(VOID *, pData);
	D3DDDICB_LOCKFLAGS Flags;
	D3DGPU_VIRTUAL_ADDRESS GpuVirtualAddress;
} D3DKMT_LOCK;

/* Argument of D3DKMTUnlock(). */
typedef struct _D3DKMT_UNLOCK {
	D3DKMT_HANDLE hDevice;
	UINT NumAllocations;
	D3DKMT_PTR(const D3DKMT_HANDLE *, phAllocations);
} D3DKMT_UNLOCK;

/* Argument of D3DKMTInvalidateCache(); bytes of an allocation. */
typedef struct _D3DKMT_INVALIDATECACHE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hAllocation;		/* in */
	D3DKMT_SIZE_T Offset;			/* in */
	D3DKMT_SIZE_T Length;			/* in */
} D3DKMT_INVALIDATECACHE;

/*
 * What D3DKMTShareObjects() sends to the kernel. Programs call the function,
 * which takes the members as arguments.
 */
typedef struct _D3DKMT_SHAREOBJECTS {
	UINT ObjectCount;			/* in */
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray); /* in */
	D3DKMT_PTR(PVOID, pObjectAttributes);	/* in: NULL */
	/* in: SHARED_ALLOCATION_* or D3DDDI_SYNC_OBJECT_* */
	DWORD DesiredAccess;
	D3DKMT_PTR(HANDLE *, pSharedNtHandle);	/* out: 64 bits */
} D3DKMT_SHAREOBJECTS;

/*
 * Argument of D3DKMTQueryResourceInfoFromNtHandle(): how large the buffers of an open must be.
 */
typedef struct _D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_PTR(HANDLE, hNtHandle);		/* in */
	D3DKMT_PTR(VOID *, pPrivateRuntimeData); /* in: NULL */
	UINT PrivateRuntimeDataSize;		/* out: bytes */
	UINT TotalPrivateDriverDataSize;	/* out: bytes, of all allocations together */
	UINT ResourcePrivateDriverDataSize;	/* out: bytes */
	UINT NumAllocations;			/* out */
} D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE;

/*
 * Argument of D3DKMTOpenResourceFromNtHandle().
 *
 * Sizes and NumAllocations are those that D3DKMTQueryResourceInfoFromNtHandle()
 * answered.
 */
typedef struct _D3DKMT_OPENRESOURCEFROMNTHANDLE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_PTR(HANDLE, hNtHandle);		/* in */
	UINT NumAllocations;			/* in */
	D3DKMT_PTR(D3DDDI_OPENALLOCATIONINFO2 *, pOpenAllocationInfo2); /* out */
	UINT PrivateRuntimeDataSize;		/* in: bytes */
	D3DKMT_PTR(VOID *, pPrivateRuntimeData); /* out */
	UINT ResourcePrivateDriverDataSize;	/* in: bytes */
	D3DKMT_PTR(VOID *, pResourcePrivateDriverData); /* out */
	UINT TotalPrivateDriverDataBufferSize;	/* in/out: bytes */
	/* out: private data of all allocations */
	D3DKMT_PTR(VOID *, pTotalPrivateDriverDataBuffer);
	D3DKMT_HANDLE hResource;		/* out */
	D3DKMT_HANDLE hKeyedMutex;		/* out: 0 where none was shared */
	D3DKMT_PTR(VOID *, pKeyedMutexPrivateRuntimeData); /* out */
	UINT KeyedMutexPrivateRuntimeDataSize;	/* in/out: bytes */
	D3DKMT_HANDLE hSyncObject;		/* out: 0 where none was shared */
} D3DKMT_OPENRESOURCEFROMNTHANDLE;

/* Argument of D3DKMTQueryResourceInfo(): how large the buffers of an open must be. */
typedef struct _D3DKMT_QUERYRESOURCEINFO {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hGlobalShare;		/* in */
	D3DKMT_PTR(VOID *, pPrivateRuntimeData); /* in: NULL */
	UINT PrivateRuntimeDataSize;		/* out: bytes */
	UINT TotalPrivateDriverDataSize;	/* out: bytes, of all allocations together */
	UINT ResourcePrivateDriverDataSize;	/* out: bytes */
	UINT NumAllocations;			/* out */
} D3DKMT_QUERYRESOURCEINFO;

/*
 * Argument of D3DKMTOpenResource() (array of D3DDDI_OPENALLOCATIONINFO) and
 * D3DKMTOpenResource2() (array of D3DDDI_OPENALLOCATIONINFO2).
 *
 * Sizes and NumAllocations are those that D3DKMTQueryResourceInfo() answered.
 */
typedef struct _D3DKMT_OPENRESOURCE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hGlobalShare;		/* in */
	UINT NumAllocations;			/* in */
	__extension__ union {
		D3DDDI_OPENALLOCATIONINFO *pOpenAllocationInfo; /* out: D3DKMTOpenResource() */
		D3DDDI_OPENALLOCATIONINFO2 *pOpenAllocationInfo2; /* out: D3DKMTOpenResource2() */
		D3DKMT_ALIGN64 UINT64 AlignUnionTo64;
	};
	D3DKMT_PTR(VOID *, pPrivateRuntimeData); /* out */
	UINT PrivateRuntimeDataSize;		/* in: bytes */
	D3DKMT_PTR(VOID *, pResourcePrivateDriverData); /* out */
	UINT ResourcePrivateDriverDataSize;	/* in: bytes */
	/* out: private data of all allocations */
	D3DKMT_PTR(VOID *, pTotalPrivateDriverDataBuffer);
	UINT TotalPrivateDriverDataBufferSize;	/* in/out: bytes */
	D3DKMT_HANDLE hResource;		/* out */
} D3DKMT_OPENRESOURCE;

/* Argument of D3DKMTGetSharedResourceAdapterLuid(); one of the two handles is given. */
typedef struct _D3DKMT_GETSHAREDRESOURCEADAPTERLUID {
	D3DKMT_HANDLE hGlobalShare;		/* in: or */
	D3DKMT_PTR(HANDLE, hNtHandle);		/* in */
	LUID AdapterLuid;			/* out */
} D3DKMT_GETSHAREDRESOURCEADAPTERLUID;

typedef struct _D3DKMT_SHAREOBJECTWITHHOST {
	D3DKMT_HANDLE hDevice;
	D3DKMT_HANDLE hObject;
	D3DKMT_ALIGN64 UINT64 Reserved;
	D3DKMT_ALIGN64 UINT64 hVailProcessNtHandle;
} D3DKMT_SHAREOBJECTWITHHOST;

typedef struct _D3DKMT_OPENNTHANDLEFROMNAME {
	DWORD dwDesiredAccess;
	D3DKMT_PTR(OBJECT_ATTRIBUTES *, pObjAttrib);
	D3DKMT_PTR(HANDLE, hNtHandle);
} D3DKMT_OPENNTHANDLEFROMNAME;

typedef struct _D3DKMT_CONFIGURESHAREDRESOURCE {
	D3DKMT_HANDLE hDevice;
	D3DKMT_HANDLE hResource;
	BOOLEAN IsDwm;
	D3DKMT_PTR(HANDLE, hProcess);
	BOOLEAN AllowAccess;
} D3DKMT_CONFIGURESHAREDRESOURCE;

typedef struct _D3DKMT_CHECKSHAREDRESOURCEACCESS {
	D3DKMT_HANDLE hResource;
	UINT ClientPid;
} D3DKMT_CHECKSHAREDRESOURCEACCESS;

/* What a trim callback is called with. */
typedef struct _D3DKMT_TRIMNOTIFICATION {
	D3DKMT_PTR(VOID *, Context);		/* as registered */
	D3DDDI_TRIMRESIDENCYSET_FLAGS Flags;
	D3DKMT_ALIGN64 UINT64 NumBytesToTrim;	/* with TrimToBudget */
} D3DKMT_TRIMNOTIFICATION;

typedef VOID (APIENTRY *PFND3DKMT_TRIMNOTIFICATIONCALLBACK)(D3DKMT_TRIMNOTIFICATION *);

/* What a budget callback is called with. */
typedef struct _D3DKMT_BUDGETCHANGENOTIFICATION {
	D3DKMT_PTR(VOID *, Context);		/* as registered */
	D3DKMT_ALIGN64 UINT64 Budget;		/* bytes */
} D3DKMT_BUDGETCHANGENOTIFICATION;

typedef VOID (APIENTRY *PFND3DKMT_BUDGETCHANGENOTIFICATIONCALLBACK)(D3DKMT_BUDGETCHANGENOTIFICATION *);

typedef struct _D3DKMT_QUERYPROCESSOFFERINFO {
	ULONG cbSize;
	D3DKMT_PTR(HANDLE, hProcess);
	D3DKMT_ALIGN64 UINT64 DecommitUniqueness;
	D3DKMT_ALIGN64 UINT64 DecommittableBytes;
} D3DKMT_QUERYPROCESSOFFERINFO;

typedef struct _D3DKMT_REGISTERBUDGETCHANGENOTIFICATION {
	D3DKMT_HANDLE hDevice;
	D3DKMT_PTR(PFND3DKMT_BUDGETCHANGENOTIFICATIONCALLBACK, Callback);
	D3DKMT_PTR(VOID *, Context);
	D3DKMT_PTR(VOID *, Handle);
} D3DKMT_REGISTERBUDGETCHANGENOTIFICATION;

typedef struct _D3DKMT_REGISTERTRIMNOTIFICATION {
	LUID AdapterLuid;
	D3DKMT_HANDLE hDevice;
	D3DKMT_PTR(PFND3DKMT_TRIMNOTIFICATIONCALLBACK, Callback);
	D3DKMT_PTR(VOID *, Context);
	D3DKMT_PTR(VOID *, Handle);
} D3DKMT_REGISTERTRIMNOTIFICATION;

typedef struct _D3DKMT_TRIMPROCESSCOMMITMENT_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT Lazy : 1;
			UINT OnlyRepurposed : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DKMT_TRIMPROCESSCOMMITMENT_FLAGS;

typedef struct _D3DKMT_TRIMPROCESSCOMMITMENT {
	ULONG cbSize;
	D3DKMT_PTR(HANDLE, hProcess);
	D3DKMT_TRIMPROCESSCOMMITMENT_FLAGS Flags;
	D3DKMT_ALIGN64 UINT64 DecommitRequested;
	D3DKMT_ALIGN64 UINT64 NumBytesDecommitted;
} D3DKMT_TRIMPROCESSCOMMITMENT;

typedef struct _D3DKMT_UNREGISTERBUDGETCHANGENOTIFICATION {
	D3DKMT_PTR(VOID *, Handle);
} D3DKMT_UNREGISTERBUDGETCHANGENOTIFICATION;

typedef struct _D3DKMT_UNREGISTERTRIMNOTIFICATION {
	D3DKMT_PTR(VOID *, Handle);
	D3DKMT_PTR(PFND3DKMT_TRIMNOTIFICATIONCALLBACK, Callback);
} D3DKMT_UNREGISTERTRIMNOTIFICATION;

#include <dxg/d3dkmtsched.h>
#include <dxg/d3dkmtqai.h>
#include <dxg/d3dkmtstats.h>
#include <dxg/d3dkmtescape.h>
#include <dxg/d3dkmtapi.h>

#endif /* _DXG_D3DKMTHK_H */
