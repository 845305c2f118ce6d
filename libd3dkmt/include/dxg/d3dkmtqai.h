/* SPDX-License-Identifier: MIT */
/*
 * d3dkmtqai.h - what D3DKMTQueryAdapterInfo() answers
 *
 * KMTQUERYADAPTERINFOTYPE in <dxg/d3dkmthk.h> says which type belongs to which
 * question. All members are written by the kernel, except where marked "in".
 */
#ifndef _DXG_D3DKMTQAI_H
#define _DXG_D3DKMTQAI_H

#include <dxg/d3dkmdt.h>
#include <dxg/d3dukmdt.h>

/* KMTQAITYPE_ADAPTERTYPE and _RENDER: what the adapter is. */
typedef struct _D3DKMT_ADAPTERTYPE {
	__extension__ union {
		__extension__ struct {
			UINT RenderSupported : 1; /* it can render */
			UINT DisplaySupported : 1; /* it has outputs */
			UINT SoftwareDevice : 1; /* it is no hardware */
			UINT PostDevice : 1;	/* the firmware used it */
			UINT HybridDiscrete : 1; /* the discrete one of two */
			UINT HybridIntegrated : 1; /* the integrated one of two */
			UINT IndirectDisplayDevice : 1; /* a display without a GPU */
			UINT Paravirtualized : 1; /* the GPU is in a host */
			UINT ACGSupported : 1;	/* its driver makes no code at run time */
			UINT SupportSetTimingsFromVidPn : 1;
			UINT Detachable : 1;	/* it may be unplugged */
			UINT ComputeOnly : 1;	/* it can not render */
			UINT Prototype : 1;	/* not for sale */
			UINT RuntimePowerManagement : 1;
			UINT Reserved : 18;
		};
		UINT Value;
	};
} D3DKMT_ADAPTERTYPE;

/* KMTQAITYPE_ADAPTERADDRESS: where the adapter sits on its bus. */
typedef struct _D3DKMT_ADAPTERADDRESS {
	UINT BusNumber;
	UINT DeviceNumber;
	UINT FunctionNumber;
} D3DKMT_ADAPTERADDRESS;

/* KMTQAITYPE_PHYSICALADAPTERCOUNT: physical adapters linked into this one. */
typedef struct _D3DKMT_PHYSICAL_ADAPTER_COUNT {
	UINT Count;
} D3DKMT_PHYSICAL_ADAPTER_COUNT;

/* PCI ids of a physical adapter. */
typedef struct _D3DKMT_DEVICE_IDS {
	UINT VendorID;
	UINT DeviceID;
	UINT SubVendorID;
	UINT SubSystemID;
	UINT RevisionID;
	UINT BusType;
} D3DKMT_DEVICE_IDS;

/* KMTQAITYPE_PHYSICALADAPTERDEVICEIDS. */
typedef struct _D3DKMT_QUERY_DEVICE_IDS {
	UINT PhysicalAdapterIndex;		/* in: from 0 */
	D3DKMT_DEVICE_IDS DeviceIds;		/* out */
} D3DKMT_QUERY_DEVICE_IDS;

/* The driver models that KMTQAITYPE_DRIVERVERSION answers: WDDM major * 1000 + minor * 100. */
typedef enum _D3DKMT_DRIVERVERSION {
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
} D3DKMT_DRIVERVERSION;

/* KMTQAITYPE_DRIVER_DESCRIPTION and _RENDER. */
typedef struct _D3DKMT_DRIVER_DESCRIPTION {
	WCHAR DriverDescription[4096];
} D3DKMT_DRIVER_DESCRIPTION;

/* KMTQAITYPE_ADAPTERREGISTRYINFO and _RENDER: names for people. */
typedef struct _D3DKMT_ADAPTERREGISTRYINFO {
	WCHAR AdapterString[MAX_PATH];
	WCHAR BiosString[MAX_PATH];
	WCHAR DacType[MAX_PATH];
	WCHAR ChipType[MAX_PATH];
} D3DKMT_ADAPTERREGISTRYINFO;

/* KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID, as text in braces. */
typedef struct _D3DKMT_QUERY_ADAPTER_UNIQUE_GUID {
	WCHAR AdapterUniqueGUID[40];
} D3DKMT_QUERY_ADAPTER_UNIQUE_GUID;

/* KMTQAITYPE_GETSEGMENTSIZE: the adapter's memory, in bytes. */
typedef struct _D3DKMT_SEGMENTSIZEINFO {
	D3DKMT_ALIGN64 ULONGLONG DedicatedVideoMemorySize; /* the adapter's own */
	D3DKMT_ALIGN64 ULONGLONG DedicatedSystemMemorySize; /* system memory set aside for it */
	D3DKMT_ALIGN64 ULONGLONG SharedSystemMemorySize; /* system memory it may use */
} D3DKMT_SEGMENTSIZEINFO;

/* KMTQAITYPE_GETSEGMENTGROUPSIZE: the adapter's memory by segment group, in bytes. */
typedef struct _D3DKMT_SEGMENTGROUPSIZEINFO {
	UINT32 PhysicalAdapterIndex;		/* in: from 0 */
	D3DKMT_SEGMENTSIZEINFO LegacyInfo;
	D3DKMT_ALIGN64 ULONGLONG LocalMemory;	/* group LOCAL */
	D3DKMT_ALIGN64 ULONGLONG NonLocalMemory; /* group NON_LOCAL */
	D3DKMT_ALIGN64 ULONGLONG NonBudgetMemory; /* in no group */
} D3DKMT_SEGMENTGROUPSIZEINFO;

/* KMTQAITYPE_NODEMETADATA: one engine of the adapter. */
typedef struct _D3DKMT_NODEMETADATA {
	UINT NodeOrdinalAndAdapterIndex;	/* in: node | physical adapter << 16 */
	DXGK_NODEMETADATA NodeData;		/* out */
} __attribute__((packed)) D3DKMT_NODEMETADATA;

typedef struct _D3DKMT_WDDM_1_2_CAPS {
	D3DKMDT_PREEMPTION_CAPS PreemptionCaps;
	__extension__ union {
		__extension__ struct {
			UINT SupportNonVGA : 1;
			UINT SupportSmoothRotation : 1;
			UINT SupportPerEngineTDR : 1;
			UINT SupportKernelModeCommandBuffer : 1;
			UINT SupportCCD : 1;
			UINT SupportSoftwareDeviceBitmaps : 1;
			UINT SupportGammaRamp : 1;
			UINT SupportHWCursor : 1;
			UINT SupportHWVSync : 1;
			UINT SupportSurpriseRemovalInHibernation : 1;
			UINT Reserved : 22;
		};
		UINT Value;
	};
} D3DKMT_WDDM_1_2_CAPS;

typedef struct _D3DKMT_WDDM_1_3_CAPS {
	__extension__ union {
		__extension__ struct {
			UINT SupportMiracast : 1;
			UINT IsHybridIntegratedGPU : 1;
			UINT IsHybridDiscreteGPU : 1;
			UINT SupportPowerManagementPStates : 1;
			UINT SupportVirtualModes : 1;
			UINT SupportCrossAdapterResource : 1;
			UINT Reserved : 26;
		};
		UINT Value;
	};
} D3DKMT_WDDM_1_3_CAPS;

typedef struct _D3DKMT_WDDM_2_0_CAPS {
	__extension__ union {
		__extension__ struct {
			UINT Support64BitAtomics : 1;
			UINT GpuMmuSupported : 1;
			UINT IoMmuSupported : 1;
			UINT FlipOverwriteSupported : 1;
			UINT SupportContextlessPresent : 1;
			UINT SupportSurpriseRemoval : 1;
			UINT Reserved : 26;
		};
		UINT Value;
	};
} D3DKMT_WDDM_2_0_CAPS;

/* KMTQAITYPE_WDDM_2_7_CAPS: hardware scheduling. */
typedef struct _D3DKMT_WDDM_2_7_CAPS {
	__extension__ union {
		__extension__ struct {
			UINT HwSchSupported : 1;
			UINT HwSchEnabled : 1;
			UINT HwSchEnabledByDefault : 1;
			UINT IndependentVidPnVSyncControl : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DKMT_WDDM_2_7_CAPS;

typedef struct _D3DKMT_WDDM_2_9_CAPS {
	__extension__ union {
		__extension__ struct {
			UINT HwSchSupportState : 2;
			UINT HwSchEnabled : 1;
			UINT SelfRefreshMemorySupported : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DKMT_WDDM_2_9_CAPS;

typedef struct _D3DKMT_WDDM_3_0_CAPS {
	__extension__ union {
		__extension__ struct {
			UINT HwFlipQueueSupportState : 2;
			UINT HwFlipQueueEnabled : 1;
			UINT DisplayableSupported : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DKMT_WDDM_3_0_CAPS;

typedef enum _KMTUMDVERSION {
	KMTUMDVERSION_DX9 = 0,
	KMTUMDVERSION_DX10 = 1,
	KMTUMDVERSION_DX11 = 2,
	KMTUMDVERSION_DX12 = 3,
	NUM_KMTUMDVERSIONS = 4,
} KMTUMDVERSION;

/* KMTQAITYPE_UMDRIVERNAME: file of the user-mode driver. */
typedef struct _D3DKMT_UMDFILENAMEINFO {
	KMTUMDVERSION Version;			/* in: for which Direct3D */
	WCHAR UmdFileName[MAX_PATH];		/* out */
} D3DKMT_UMDFILENAMEINFO;

/* KMTQAITYPE_UMOPENGLINFO: the driver's OpenGL part. */
typedef struct _D3DKMT_OPENGLINFO {
	WCHAR UmdOpenGlIcdFileName[MAX_PATH];
	ULONG Version;
	ULONG Flags;
} D3DKMT_OPENGLINFO;

typedef enum _D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER {
	D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER_NONE = 0,
	D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER_COPY = 1,
	D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER_TEXTURE = 2,
	D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER_SCANOUT = 3,
} D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER;

typedef enum _D3DKMT_MIRACAST_DRIVER_TYPE {
	D3DKMT_MIRACAST_DRIVER_NOT_SUPPORTED = 0,
	D3DKMT_MIRACAST_DRIVER_IHV = 1,
	D3DKMT_MIRACAST_DRIVER_MS = 2,
} D3DKMT_MIRACAST_DRIVER_TYPE;

typedef enum _D3DKMT_PNP_KEY_TYPE {
	D3DKMT_PNP_KEY_HARDWARE = 1,
	D3DKMT_PNP_KEY_SOFTWARE = 2,
} D3DKMT_PNP_KEY_TYPE;

typedef enum _KMT_DISPLAY_UMD_VERSION {
	KMT_DISPLAY_UMDVERSION_1 = 0,
	NUM_KMT_DISPLAY_UMDVERSIONS = 1,
} KMT_DISPLAY_UMD_VERSION;

typedef struct _D3DKMT_ADAPTER_PERFDATA {
	UINT32 PhysicalAdapterIndex;
	D3DKMT_ALIGN64 ULONGLONG MemoryFrequency;
	D3DKMT_ALIGN64 ULONGLONG MaxMemoryFrequency;
	D3DKMT_ALIGN64 ULONGLONG MaxMemoryFrequencyOC;
	D3DKMT_ALIGN64 ULONGLONG MemoryBandwidth;
	D3DKMT_ALIGN64 ULONGLONG PCIEBandwidth;
	ULONG FanRPM;
	ULONG Power;
	ULONG Temperature;
	UCHAR PowerStateOverride;
} D3DKMT_ADAPTER_PERFDATA;

typedef struct _D3DKMT_ADAPTER_PERFDATACAPS {
	UINT32 PhysicalAdapterIndex;
	D3DKMT_ALIGN64 ULONGLONG MaxMemoryBandwidth;
	D3DKMT_ALIGN64 ULONGLONG MaxPCIEBandwidth;
	ULONG MaxFanRPM;
	ULONG TemperatureMax;
	ULONG TemperatureWarning;
} D3DKMT_ADAPTER_PERFDATACAPS;

typedef struct _D3DKMT_BLOCKLIST_INFO {
	UINT Size;
	WCHAR BlockList[1];
} D3DKMT_BLOCKLIST_INFO;

typedef struct _D3DKMT_CPDRIVERNAME {
	WCHAR ContentProtectionFileName[MAX_PATH];
} D3DKMT_CPDRIVERNAME;

typedef struct _D3DKMT_CROSSADAPTERRESOURCE_SUPPORT {
	D3DKMT_CROSSADAPTERRESOURCE_SUPPORT_TIER SupportTier;
} D3DKMT_CROSSADAPTERRESOURCE_SUPPORT;

typedef struct _D3DKMT_DISPLAYMODE {
	UINT Width;
	UINT Height;
	D3DDDIFORMAT Format;
	UINT IntegerRefreshRate;
	D3DDDI_RATIONAL RefreshRate;
	D3DDDI_VIDEO_SIGNAL_SCANLINE_ORDERING ScanLineOrdering;
	D3DDDI_ROTATION DisplayOrientation;
	UINT DisplayFixedOutput;
	D3DKMDT_DISPLAYMODE_FLAGS Flags;
} D3DKMT_DISPLAYMODE;

typedef struct _D3DKMT_CURRENTDISPLAYMODE {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DKMT_DISPLAYMODE DisplayMode;
} D3DKMT_CURRENTDISPLAYMODE;

typedef struct _D3DKMT_DIRECTFLIP_SUPPORT {
	BOOL Supported;
} D3DKMT_DIRECTFLIP_SUPPORT;

typedef struct _D3DKMT_DISPLAY_CAPS {
	__extension__ union {
		__extension__ struct {
			UINT64 PreferPhysicallyContiguous : 1;
			UINT64 Reserved : 63;
		};
		D3DKMT_ALIGN64 UINT64 Value;
	};
} D3DKMT_DISPLAY_CAPS;

typedef struct _D3DKMT_DISPLAY_UMD_FILENAMEINFO {
	KMT_DISPLAY_UMD_VERSION Version;
	WCHAR UmdFileName[MAX_PATH];
} D3DKMT_DISPLAY_UMD_FILENAMEINFO;

typedef struct _D3DKMT_DLIST_DRIVER_NAME {
	WCHAR DListFileName[MAX_PATH];
} D3DKMT_DLIST_DRIVER_NAME;

typedef struct _D3DKMT_DRIVERCAPS_EXT {
	__extension__ union {
		__extension__ struct {
			UINT VirtualModeSupport : 1;
			UINT Usb4MonitorSupport : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DKMT_DRIVERCAPS_EXT;

typedef struct _D3DKMT_FLIPINFOFLAGS {
	UINT FlipInterval : 1;
	UINT Reserved : 31;
} D3DKMT_FLIPINFOFLAGS;

typedef struct _D3DKMT_FLIPQUEUEINFO {
	UINT MaxHardwareFlipQueueLength;
	UINT MaxSoftwareFlipQueueLength;
	D3DKMT_FLIPINFOFLAGS FlipFlags;
} D3DKMT_FLIPQUEUEINFO;

typedef struct _D3DKMT_GET_DEVICE_VIDPN_OWNERSHIP_INFO {
	D3DKMT_HANDLE hDevice;
	BOOLEAN bFailedDwmAcquireVidPn;
} D3DKMT_GET_DEVICE_VIDPN_OWNERSHIP_INFO;

typedef struct _D3DKMT_GPUMMU_CAPS {
	union {
		__extension__ struct {
			UINT ReadOnlyMemorySupported : 1;
			UINT NoExecuteMemorySupported : 1;
			UINT CacheCoherentMemorySupported : 1;
			UINT Reserved : 29;
		};
		UINT Value;
	} Flags;
	UINT VirtualAddressBitCount;
} D3DKMT_GPUMMU_CAPS;

typedef struct _D3DKMT_GPUVERSION {
	UINT32 PhysicalAdapterIndex;
	WCHAR BiosVersion[DXGK_MAX_METADATA_NAME_LENGTH];
	WCHAR GpuArchitecture[DXGK_MAX_METADATA_NAME_LENGTH];
} D3DKMT_GPUVERSION;

typedef struct _D3DKMT_HWDRM_SUPPORT {
	BOOLEAN Supported;
} D3DKMT_HWDRM_SUPPORT;

typedef struct _D3DKMT_HYBRID_DLIST_DLL_SUPPORT {
	BOOL Supported;
} D3DKMT_HYBRID_DLIST_DLL_SUPPORT;

typedef struct _D3DKMT_INDEPENDENTFLIP_SECONDARY_SUPPORT {
	BOOL Supported;
} D3DKMT_INDEPENDENTFLIP_SECONDARY_SUPPORT;

typedef struct _D3DKMT_INDEPENDENTFLIP_SUPPORT {
	BOOL Supported;
} D3DKMT_INDEPENDENTFLIP_SUPPORT;

typedef struct _D3DKMT_ISBADDRIVERFORHWPROTECTIONDISABLED {
	BOOL Disabled;
} D3DKMT_ISBADDRIVERFORHWPROTECTIONDISABLED;

typedef struct _D3DKMT_KMD_DRIVER_VERSION {
	D3DKMT_ALIGN64 LARGE_INTEGER DriverVersion;
} D3DKMT_KMD_DRIVER_VERSION;

typedef struct _D3DKMT_MIRACASTCOMPANIONDRIVERNAME {
	WCHAR MiracastCompanionDriverName[MAX_PATH];
} D3DKMT_MIRACASTCOMPANIONDRIVERNAME;

typedef struct _D3DKMT_MPO3DDI_SUPPORT {
	BOOL Supported;
} D3DKMT_MPO3DDI_SUPPORT;

typedef struct _D3DKMT_MPOKERNELCAPS_SUPPORT {
	BOOL Supported;
} D3DKMT_MPOKERNELCAPS_SUPPORT;

typedef struct _D3DKMT_MULTIPLANEOVERLAY_DECODE_SUPPORT {
	BOOL Supported;
} D3DKMT_MULTIPLANEOVERLAY_DECODE_SUPPORT;

typedef struct _D3DKMT_MULTIPLANEOVERLAY_HUD_SUPPORT {
	UINT VidPnSourceId;
	BOOL Update;
	BOOL KernelSupported;
	BOOL HudSupported;
} D3DKMT_MULTIPLANEOVERLAY_HUD_SUPPORT;

typedef struct _D3DKMT_MULTIPLANEOVERLAY_SECONDARY_SUPPORT {
	BOOL Supported;
} D3DKMT_MULTIPLANEOVERLAY_SECONDARY_SUPPORT;

typedef struct _D3DKMT_MULTIPLANEOVERLAY_STRETCH_SUPPORT {
	UINT VidPnSourceId;
	BOOL Update;
	BOOL Supported;
} D3DKMT_MULTIPLANEOVERLAY_STRETCH_SUPPORT;

typedef struct _D3DKMT_MULTIPLANEOVERLAY_SUPPORT {
	BOOL Supported;
} D3DKMT_MULTIPLANEOVERLAY_SUPPORT;

typedef struct _D3DKMT_NODE_PERFDATA {
	UINT32 NodeOrdinal;
	UINT32 PhysicalAdapterIndex;
	D3DKMT_ALIGN64 ULONGLONG Frequency;
	D3DKMT_ALIGN64 ULONGLONG MaxFrequency;
	D3DKMT_ALIGN64 ULONGLONG MaxFrequencyOC;
	ULONG Voltage;
	ULONG VoltageMax;
	ULONG VoltageMaxOC;
	D3DKMT_ALIGN64 ULONGLONG MaxTransitionLatency;
} D3DKMT_NODE_PERFDATA;

typedef struct _D3DKMT_OUTPUTDUPLCONTEXTSCOUNT {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	UINT OutputDuplicationCount;
} D3DKMT_OUTPUTDUPLCONTEXTSCOUNT;

typedef struct _D3DKMT_PANELFITTER_SUPPORT {
	BOOL Supported;
} D3DKMT_PANELFITTER_SUPPORT;

typedef struct _D3DKMT_PARAVIRTUALIZATION {
	BOOLEAN SecureContainer;
} D3DKMT_PARAVIRTUALIZATION;

typedef struct _D3DKMT_QUERY_GPUMMU_CAPS {
	UINT PhysicalAdapterIndex;
	D3DKMT_GPUMMU_CAPS Caps;
} D3DKMT_QUERY_GPUMMU_CAPS;

typedef struct _D3DKMT_QUERY_MIRACAST_DRIVER_TYPE {
	D3DKMT_MIRACAST_DRIVER_TYPE MiracastDriverType;
} D3DKMT_QUERY_MIRACAST_DRIVER_TYPE;

typedef struct _D3DKMT_QUERY_PHYSICAL_ADAPTER_PNP_KEY {
	UINT PhysicalAdapterIndex;
	D3DKMT_PNP_KEY_TYPE PnPKeyType;
	D3DKMT_PTR(WCHAR *, pDest);
	D3DKMT_PTR(UINT *, pCchDest);
} D3DKMT_QUERY_PHYSICAL_ADAPTER_PNP_KEY;

typedef struct _D3DKMT_QUERY_SCANOUT_CAPS {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	UINT Caps;
} D3DKMT_QUERY_SCANOUT_CAPS;

typedef struct _D3DKMT_TRACKEDWORKLOAD_SUPPORT {
	UINT PhysicalAdapterIndex;
	DXGK_ENGINE_TYPE EngineType;
	BOOL Support;
} D3DKMT_TRACKEDWORKLOAD_SUPPORT;

typedef struct _D3DKMT_UMD_DRIVER_VERSION {
	D3DKMT_ALIGN64 LARGE_INTEGER DriverVersion;
} D3DKMT_UMD_DRIVER_VERSION;

typedef struct _D3DKMT_VIRTUALADDRESSFLAGS {
	UINT VirtualAddressSupported : 1;
	UINT Reserved : 31;
} D3DKMT_VIRTUALADDRESSFLAGS;

typedef struct _D3DKMT_VIRTUALADDRESSINFO {
	D3DKMT_VIRTUALADDRESSFLAGS VirtualAddressFlags;
} D3DKMT_VIRTUALADDRESSINFO;

typedef struct _D3DKMT_WORKINGSETFLAGS {
	UINT UseDefault : 1;
	UINT Reserved : 31;
} D3DKMT_WORKINGSETFLAGS;

typedef struct _D3DKMT_WORKINGSETINFO {
	D3DKMT_WORKINGSETFLAGS Flags;
	ULONG MinimumWorkingSetPercentile;
	ULONG MaximumWorkingSetPercentile;
} D3DKMT_WORKINGSETINFO;

typedef struct _D3DKMT_XBOX {
	BOOL IsXBOX;
} D3DKMT_XBOX;

#endif /* _DXG_D3DKMTQAI_H */
