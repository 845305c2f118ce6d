/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The ioctl interface of /dev/dxg: the WDDM kernel-mode thunks of
 * Windows (D3DKMT*) on Linux.
 */
#ifndef _UAPI_MISC_D3DKMTHK_H
#define _UAPI_MISC_D3DKMTHK_H

#include <linux/ioctl.h>
#include <linux/types.h>

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

enum d3dkmt_standardallocationtype {
	D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP = 1,
	D3DKMT_STANDARDALLOCATIONTYPE_INTERNALBACKINGSTORE = 2,
	D3DKMT_STANDARDALLOCATIONTYPE_MAX = 3,
};

enum d3dddi_pagingqueue_priority {
	D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL = -1,
	D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL = 0,
	D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL = 1,
};

enum d3dddigpuvirtualaddress_reservation_type {
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_ACCESS = 0,
	D3DDDIGPUVIRTUALADDRESS_RESERVE_ZERO = 1,
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_COMMIT = 2,
};

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

enum d3dkmt_memory_segment_group {
	D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL = 0,
	D3DKMT_MEMORY_SEGMENT_GROUP_NON_LOCAL = 1,
};

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

enum d3dkmt_devicestate_type {
	D3DKMT_DEVICESTATE_EXECUTION = 1,
	D3DKMT_DEVICESTATE_PRESENT = 2,
	D3DKMT_DEVICESTATE_RESET = 3,
	D3DKMT_DEVICESTATE_PRESENT_DWM = 4,
	D3DKMT_DEVICESTATE_PAGE_FAULT = 5,
	D3DKMT_DEVICESTATE_PRESENT_QUEUE = 6,
};

enum d3dkmt_deviceexecution_state {
	D3DKMT_DEVICEEXECUTION_ACTIVE = 1,
	D3DKMT_DEVICEEXECUTION_RESET = 2,
	D3DKMT_DEVICEEXECUTION_HUNG = 3,
	D3DKMT_DEVICEEXECUTION_STOPPED = 4,
	D3DKMT_DEVICEEXECUTION_ERROR_OUTOFMEMORY = 5,
	D3DKMT_DEVICEEXECUTION_ERROR_DMAFAULT = 6,
	D3DKMT_DEVICEEXECUTION_ERROR_DMAPAGEFAULT = 7,
};

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

enum d3dddi_synchronizationobject_type {
	D3DDDI_SYNCHRONIZATION_MUTEX = 1,
	D3DDDI_SEMAPHORE = 2,
	D3DDDI_FENCE = 3,
	D3DDDI_CPU_NOTIFICATION = 4,
	D3DDDI_MONITORED_FENCE = 5,
	D3DDDI_PERIODIC_MONITORED_FENCE = 6,
	D3DDDI_SYNCHRONIZATION_TYPE_LIMIT = 7,
};

#define D3DKMT_DEVICE_ERROR_REASON_GENERIC	0x80000000u
#define D3DKMT_DEVICE_ERROR_REASON_DRIVER_ERROR	0x80000006u

enum d3dkmt_offer_priority {
	D3DKMT_OFFER_PRIORITY_LOW = 1,
	D3DKMT_OFFER_PRIORITY_NORMAL = 2,
	D3DKMT_OFFER_PRIORITY_HIGH = 3,
	D3DKMT_OFFER_PRIORITY_AUTO = 4,
};

enum d3dkmt_allocationresidencystatus {
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINGPUMEMORY = 1,
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINSHAREDMEMORY = 2,
	D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT = 3,
};

enum d3dddi_reclaim_result {
	D3DDDI_RECLAIM_RESULT_OK = 0,
	D3DDDI_RECLAIM_RESULT_DISCARDED = 1,
	D3DDDI_RECLAIM_RESULT_NOT_COMMITTED = 2,
};

enum d3dddi_updategpuvirtualaddress_operation_type {
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP = 0,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_UNMAP = 1,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_COPY = 2,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP_PROTECT = 3,
};

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


enum d3dddi_queryregistry_type {
	D3DDDI_QUERYREGISTRY_SERVICEKEY = 0,
	D3DDDI_QUERYREGISTRY_ADAPTERKEY = 1,
	D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH = 2,
	D3DDDI_QUERYREGISTRY_DRIVERIMAGEPATH = 3,
	D3DDDI_QUERYREGISTRY_MAX = 4,
};

enum d3dddi_queryregistry_status {
	D3DDDI_QUERYREGISTRY_STATUS_SUCCESS = 0,
	D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW = 1,
	D3DDDI_QUERYREGISTRY_STATUS_FAIL = 2,
	D3DDDI_QUERYREGISTRY_STATUS_MAX = 3,
};

enum kmtumdversion {
	KMTUMDVERSION_DX9 = 0,
	KMTUMDVERSION_DX10 = 1,
	KMTUMDVERSION_DX11 = 2,
	KMTUMDVERSION_DX12 = 3,
	NUM_KMTUMDVERSIONS = 4,
};

enum dxgk_general_error_code {
	DXGK_GENERAL_ERROR_PAGE_FAULT = 0,
	DXGK_GENERAL_ERROR_INVALID_INSTRUCTION = 1,
};

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

enum d3dkmt_querystatistics_allocation_priority_class {
	D3DKMT_AllocationPriorityClassMinimum = 0,
	D3DKMT_AllocationPriorityClassLow = 1,
	D3DKMT_AllocationPriorityClassNormal = 2,
	D3DKMT_AllocationPriorityClassHigh = 3,
	D3DKMT_AllocationPriorityClassMaximum = 4,
	D3DKMT_MaxAllocationPriorityClass = 5,
};

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

enum d3dkmt_querystatistics_dma_packet_type {
	D3DKMT_ClientRenderBuffer = 0,
	D3DKMT_ClientPagingBuffer = 1,
	D3DKMT_SystemPagingBuffer = 2,
	D3DKMT_SystemPreemptionBuffer = 3,
	D3DKMT_DmaPacketTypeMax = 4,
};

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

#define D3DKMT_CREATEDEVICEFLAGS_LEGACY_MODE	(1u << 0)
#define D3DKMT_CREATEDEVICEFLAGS_REQUEST_VSYNC	(1u << 1)
#define D3DKMT_CREATEDEVICEFLAGS_DISABLE_GPU_TIMEOUT	(1u << 2)
#define D3DKMT_CREATEDEVICEFLAGS_RESERVED_MASK	0xfffffff8u

#define D3DDDI_ALLOCATIONLIST_WRITE_OPERATION	(1u << 0)
#define D3DDDI_ALLOCATIONLIST_DO_NOT_RETIRE_INSTANCE	(1u << 1)
#define D3DDDI_ALLOCATIONLIST_OFFER_PRIORITY_SHIFT	2
#define D3DDDI_ALLOCATIONLIST_OFFER_PRIORITY_MASK	0x1cu
#define D3DDDI_ALLOCATIONLIST_RESERVED_MASK	0xffffffe0u

#define D3DDDI_PATCHLOCATIONLIST_SLOT_ID_SHIFT	0
#define D3DDDI_PATCHLOCATIONLIST_SLOT_ID_MASK	0xffffffu
#define D3DDDI_PATCHLOCATIONLIST_RESERVED_MASK	0xff000000u

#define D3DDDI_CREATECONTEXTFLAGS_NULL_RENDERING	(1u << 0)
#define D3DDDI_CREATECONTEXTFLAGS_INITIAL_DATA	(1u << 1)
#define D3DDDI_CREATECONTEXTFLAGS_DISABLE_GPU_TIMEOUT	(1u << 2)
#define D3DDDI_CREATECONTEXTFLAGS_SYNCHRONIZATION_ONLY	(1u << 3)
#define D3DDDI_CREATECONTEXTFLAGS_HW_QUEUE_SUPPORTED	(1u << 4)
#define D3DDDI_CREATECONTEXTFLAGS_NO_KMD_ACCESS	(1u << 5)
#define D3DDDI_CREATECONTEXTFLAGS_RESERVED_MASK	0xffffffc0u

#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE	(1u << 0)
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED	(1u << 1)
#define D3DKMT_CREATEALLOCATIONFLAGS_NON_SECURE	(1u << 2)
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_PROTECTED	(1u << 3)
#define D3DKMT_CREATEALLOCATIONFLAGS_RESTRICT_SHARED_ACCESS	(1u << 4)
#define D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM	(1u << 5)
#define D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING	(1u << 6)
#define D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY	(1u << 7)
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_WRITE_COMBINED	(1u << 8)
#define D3DKMT_CREATEALLOCATIONFLAGS_CREATE_CACHED	(1u << 9)
#define D3DKMT_CREATEALLOCATIONFLAGS_SWAP_CHAIN_BACK_BUFFER	(1u << 10)
#define D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER	(1u << 11)
#define D3DKMT_CREATEALLOCATIONFLAGS_OPEN_CROSS_ADAPTER	(1u << 12)
#define D3DKMT_CREATEALLOCATIONFLAGS_PARTIAL_SHARED_CREATION	(1u << 13)
#define D3DKMT_CREATEALLOCATIONFLAGS_ZEROED	(1u << 14)
#define D3DKMT_CREATEALLOCATIONFLAGS_WRITE_WATCH	(1u << 15)
#define D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION	(1u << 16)
#define D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SECTION	(1u << 17)
#define D3DKMT_CREATEALLOCATIONFLAGS_ALLOW_NOT_ZEROED	(1u << 18)
#define D3DKMT_CREATEALLOCATIONFLAGS_PHYSICALLY_CONTIGUOUS	(1u << 19)
#define D3DKMT_CREATEALLOCATIONFLAGS_NO_KMD_ACCESS	(1u << 20)
#define D3DKMT_CREATEALLOCATIONFLAGS_SHARED_DISPLAYABLE	(1u << 21)
#define D3DKMT_CREATEALLOCATIONFLAGS_RESERVED_MASK	0xffc00000u

#define D3DKMT_CREATESTANDARDALLOCATIONFLAGS_RESERVED_MASK	0xffffffffu

#define D3DDDI_ALLOCATIONINFO_FLAGS_PRIMARY	(1u << 0)
#define D3DDDI_ALLOCATIONINFO_FLAGS_STEREO	(1u << 1)
#define D3DDDI_ALLOCATIONINFO_FLAGS_RESERVED_MASK	0xfffffffcu

#define D3DDDI_ALLOCATIONINFO2_FLAGS_PRIMARY	(1u << 0)
#define D3DDDI_ALLOCATIONINFO2_FLAGS_STEREO	(1u << 1)
#define D3DDDI_ALLOCATIONINFO2_FLAGS_OVERRIDE_PRIORITY	(1u << 2)
#define D3DDDI_ALLOCATIONINFO2_FLAGS_RESERVED_MASK	0xfffffff8u

#define D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER	(1u << 0)
#define D3DDDI_MAKERESIDENT_FLAGS_MUST_SUCCEED	(1u << 1)
#define D3DDDI_MAKERESIDENT_FLAGS_RESERVED_MASK	0xfffffffcu

#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_WRITE	(1ull << 0)
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_EXECUTE	(1ull << 1)
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_ZERO	(1ull << 2)
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_NO_ACCESS	(1ull << 3)
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_SYSTEM_USE_ONLY	(1ull << 4)
#define D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE_RESERVED_MASK	0xffffffffffffffe0ull

#define D3DDDI_ESCAPEFLAGS_HARDWARE_ACCESS	(1u << 0)
#define D3DDDI_ESCAPEFLAGS_DEVICE_STATUS_QUERY	(1u << 1)
#define D3DDDI_ESCAPEFLAGS_CHANGE_FRAME_LATENCY	(1u << 2)
#define D3DDDI_ESCAPEFLAGS_NO_ADAPTER_SYNCHRONIZATION	(1u << 3)
#define D3DDDI_ESCAPEFLAGS_VIRTUAL_MACHINE_DATA	(1u << 5)
#define D3DDDI_ESCAPEFLAGS_DRIVER_KNOWN_ESCAPE	(1u << 6)
#define D3DDDI_ESCAPEFLAGS_DRIVER_COMMON_ESCAPE	(1u << 7)
#define D3DDDI_ESCAPEFLAGS_RESERVED_MASK	0xffffff10u

#define D3DKMT_DEVICERESET_STATE_DESKTOP_SWITCHED	(1u << 0)
#define D3DKMT_DEVICERESET_STATE_RESERVED_MASK	0xfffffffeu

#define DXGK_FAULT_ERROR_CODE_IS_DEVICE_SPECIFIC_CODE	(1u << 0)
#define DXGK_FAULT_ERROR_CODE_GENERAL_ERROR_CODE_SHIFT	1
#define DXGK_FAULT_ERROR_CODE_GENERAL_ERROR_CODE_MASK	0xfffffffeu
#define DXGK_FAULT_ERROR_CODE_DEVICE_SPECIFIC_CODE_SHIFT	1
#define DXGK_FAULT_ERROR_CODE_DEVICE_SPECIFIC_CODE_MASK	0xfffffffeu

#define D3DKMT_SUBMITCOMMANDFLAGS_NULL_RENDERING	(1u << 0)
#define D3DKMT_SUBMITCOMMANDFLAGS_PRESENT_REDIRECTED	(1u << 1)
#define D3DKMT_SUBMITCOMMANDFLAGS_NO_KMD_ACCESS	(1u << 2)
#define D3DKMT_SUBMITCOMMANDFLAGS_RESERVED_MASK	0xfffffff8u

#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_SHARED	(1u << 0)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NT_SECURITY_SHARING	(1u << 1)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_CROSS_ADAPTER	(1u << 2)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_TOP_OF_PIPELINE	(1u << 3)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_SIGNAL	(1u << 4)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_WAIT	(1u << 5)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_SIGNAL_MAX_VALUE_ON_TDR	(1u << 6)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_NO_GPU_ACCESS	(1u << 7)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_SIGNAL_BY_KMD	(1u << 8)
#define D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS_RESERVED_MASK	0xfffffe00u

#define D3DDDICB_SIGNALFLAGS_SIGNAL_AT_SUBMISSION	(1u << 0)
#define D3DDDICB_SIGNALFLAGS_ENQUEUE_CPU_EVENT	(1u << 1)
#define D3DDDICB_SIGNALFLAGS_ALLOW_FENCE_REWIND	(1u << 2)
#define D3DDDICB_SIGNALFLAGS_INTERNAL0	(1u << 31)
#define D3DDDICB_SIGNALFLAGS_RESERVED_MASK	0x7ffffff8u

#define D3DDDICB_DESTROYALLOCATION2FLAGS_ASSUME_NOT_IN_USE	(1u << 0)
#define D3DDDICB_DESTROYALLOCATION2FLAGS_SYNCHRONOUS_DESTROY	(1u << 1)
#define D3DDDICB_DESTROYALLOCATION2FLAGS_SYSTEM_USE_ONLY	(1u << 31)
#define D3DDDICB_DESTROYALLOCATION2FLAGS_RESERVED_MASK	0x7ffffffcu

#define D3DDDI_CREATEHWCONTEXTFLAGS_RESERVED_MASK	0xffffffffu

#define D3DDDI_CREATEHWQUEUEFLAGS_DISABLE_GPU_TIMEOUT	(1u << 0)
#define D3DDDI_CREATEHWQUEUEFLAGS_NO_BROADCAST_SIGNAL	(1u << 1)
#define D3DDDI_CREATEHWQUEUEFLAGS_NO_BROADCAST_WAIT	(1u << 2)
#define D3DDDI_CREATEHWQUEUEFLAGS_NO_KMD_ACCESS	(1u << 3)
#define D3DDDI_CREATEHWQUEUEFLAGS_RESERVED_MASK	0xfffffff0u

#define D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY	(1u << 0)
#define D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO	(1u << 1)
#define D3DDDI_EVICT_FLAGS_RESERVED_MASK	0xfffffffcu

#define D3DDDICB_LOCK2FLAGS_RESERVED_MASK	0xffffffffu

#define D3DKMT_OFFER_FLAGS_OFFER_IMMEDIATELY	(1u << 0)
#define D3DKMT_OFFER_FLAGS_ALLOW_DECOMMIT	(1u << 1)
#define D3DKMT_OFFER_FLAGS_RESERVED_MASK	0xfffffffcu

#define D3DKMT_RENDERFLAGS_RESIZE_COMMAND_BUFFER	(1u << 0)
#define D3DKMT_RENDERFLAGS_RESIZE_ALLOCATION_LIST	(1u << 1)
#define D3DKMT_RENDERFLAGS_RESIZE_PATCH_LOCATION_LIST	(1u << 2)
#define D3DKMT_RENDERFLAGS_NULL_RENDERING	(1u << 3)
#define D3DKMT_RENDERFLAGS_PRESENT_REDIRECTED	(1u << 4)
#define D3DKMT_RENDERFLAGS_RENDER_KM	(1u << 5)
#define D3DKMT_RENDERFLAGS_RENDER_KM_READBACK	(1u << 6)
#define D3DKMT_RENDERFLAGS_RESERVED_MASK	0xffffff80u

#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID0_SHIFT	0
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID0_MASK	0x1fu
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION0	(1u << 5)
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID1_SHIFT	6
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID1_MASK	0x7c0u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION1	(1u << 11)
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID2_SHIFT	12
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID2_MASK	0x1f000u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION2	(1u << 17)
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID3_SHIFT	18
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID3_MASK	0x7c0000u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION3	(1u << 23)
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID4_SHIFT	24
#define D3DDDI_SEGMENTPREFERENCE_SEGMENT_ID4_MASK	0x1f000000u
#define D3DDDI_SEGMENTPREFERENCE_DIRECTION4	(1u << 29)
#define D3DDDI_SEGMENTPREFERENCE_RESERVED_MASK	0xc0000000u

#define D3DDDI_UPDATEALLOCPROPERTY_FLAGS_ACCESSED_PHYSICALLY	(1u << 0)
#define D3DDDI_UPDATEALLOCPROPERTY_FLAGS_UNMOVEABLE	(1u << 1)
#define D3DDDI_UPDATEALLOCPROPERTY_FLAGS_RESERVED_MASK	0xfffffffcu

#define D3DDDI_UPDATEALLOCPROPERTY_SET_ACCESSED_PHYSICALLY	(1u << 0)
#define D3DDDI_UPDATEALLOCPROPERTY_SET_SUPPORTED_SEGMENT_SET	(1u << 1)
#define D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT	(1u << 2)
#define D3DDDI_UPDATEALLOCPROPERTY_SET_UNMOVEABLE	(1u << 3)
#define D3DDDI_UPDATEALLOCPROPERTY_RESERVED_MASK	0xfffffff0u

#define D3DKMT_UPDATEGPUVIRTUALADDRESS_FLAGS_DO_NOT_WAIT	(1u << 0)
#define D3DKMT_UPDATEGPUVIRTUALADDRESS_FLAGS_RESERVED_MASK	0xfffffffeu

#define D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_WAIT_ANY	(1u << 0)
#define D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_RESERVED_MASK	0xfffffffeu

#define DXGK_GPUCLOCKDATA_FLAGS_CONTEXT_MANAGEMENT_PROCESSOR	(1u << 0)
#define DXGK_GPUCLOCKDATA_FLAGS_RESERVED_MASK	0xfffffffeu

#define D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_COMPUTE_ONLY	(1ull << 0)
#define D3DKMT_ENUMADAPTERS_FILTER_INCLUDE_DISPLAY_ONLY	(1ull << 1)
#define D3DKMT_ENUMADAPTERS_FILTER_RESERVED_MASK	0xfffffffffffffffcull

#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_NUMBER_OF_MEMORY_GROUPS_SHIFT	0
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_NUMBER_OF_MEMORY_GROUPS_MASK	0x3ull
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_SUPPORTS_DEMOTION	(1ull << 2)
#define D3DKMT_QUERYSTATISTICS_ADAPTER_INFORMATION_FLAGS_RESERVED_MASK	0xfffffffffffffff8ull

#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_POWER_FLAGS_PRESERVED_DURING_STANDBY	(1ull << 0)
#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_POWER_FLAGS_PRESERVED_DURING_HIBERNATE	(1ull << 1)
#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_POWER_FLAGS_PARTIALLY_PRESERVED_DURING_HIBERNATE	(1ull << 2)
#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_POWER_FLAGS_RESERVED_MASK	0xfffffffffffffff8ull

#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_SEGMENT_PROPERTIES_SYSTEM_MEMORY	(1ull << 0)
#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_SEGMENT_PROPERTIES_POPULATED_BY_RESERVED_DDR_BY_FIRMWARE	(1ull << 1)
#define D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_SEGMENT_PROPERTIES_RESERVED_MASK	0xfffffffffffffffcull

#define D3DKMT_ADAPTERTYPE_RENDER_SUPPORTED	(1u << 0)
#define D3DKMT_ADAPTERTYPE_DISPLAY_SUPPORTED	(1u << 1)
#define D3DKMT_ADAPTERTYPE_SOFTWARE_DEVICE	(1u << 2)
#define D3DKMT_ADAPTERTYPE_POST_DEVICE	(1u << 3)
#define D3DKMT_ADAPTERTYPE_HYBRID_DISCRETE	(1u << 4)
#define D3DKMT_ADAPTERTYPE_HYBRID_INTEGRATED	(1u << 5)
#define D3DKMT_ADAPTERTYPE_INDIRECT_DISPLAY_DEVICE	(1u << 6)
#define D3DKMT_ADAPTERTYPE_PARAVIRTUALIZED	(1u << 7)
#define D3DKMT_ADAPTERTYPE_ACG_SUPPORTED	(1u << 8)
#define D3DKMT_ADAPTERTYPE_SUPPORT_SET_TIMINGS_FROM_VID_PN	(1u << 9)
#define D3DKMT_ADAPTERTYPE_DETACHABLE	(1u << 10)
#define D3DKMT_ADAPTERTYPE_COMPUTE_ONLY	(1u << 11)
#define D3DKMT_ADAPTERTYPE_PROTOTYPE	(1u << 12)
#define D3DKMT_ADAPTERTYPE_RUNTIME_POWER_MANAGEMENT	(1u << 13)
#define D3DKMT_ADAPTERTYPE_RESERVED_MASK	0xffffc000u

#define D3DKMT_WDDM_2_7_CAPS_HW_SCH_SUPPORTED	(1u << 0)
#define D3DKMT_WDDM_2_7_CAPS_HW_SCH_ENABLED	(1u << 1)
#define D3DKMT_WDDM_2_7_CAPS_HW_SCH_ENABLED_BY_DEFAULT	(1u << 2)
#define D3DKMT_WDDM_2_7_CAPS_INDEPENDENT_VID_PN_VSYNC_CONTROL	(1u << 3)
#define D3DKMT_WDDM_2_7_CAPS_RESERVED_MASK	0xfffffff0u

#define DXGK_NODEMETADATA_FLAGS_CONTEXT_SCHEDULING_SUPPORTED	(1u << 0)
#define DXGK_NODEMETADATA_FLAGS_RING_BUFFER_FENCE_RELEASE	(1u << 1)
#define DXGK_NODEMETADATA_FLAGS_SUPPORT_TRACKED_WORKLOAD	(1u << 2)
#define DXGK_NODEMETADATA_FLAGS_MAX_IN_FLIGHT_HW_QUEUE_BUFFERS_SHIFT	16
#define DXGK_NODEMETADATA_FLAGS_MAX_IN_FLIGHT_HW_QUEUE_BUFFERS_MASK	0xffff0000u
#define DXGK_NODEMETADATA_FLAGS_RESERVED_MASK	0x0000fff8u

#define D3DDDI_QUERYREGISTRY_FLAGS_TRANSLATE_PATH	(1u << 0)
#define D3DDDI_QUERYREGISTRY_FLAGS_MUTABLE_VALUE	(1u << 1)
#define D3DDDI_QUERYREGISTRY_FLAGS_RESERVED_MASK	0xfffffffcu

struct d3dkmt_luid {
	__u32 low_part;
	__s32 high_part;
};

struct d3dkmt_openadapterfromluid {
	struct d3dkmt_luid adapter_luid;
	__u32 adapter;
};

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

struct d3dddi_allocationlist {
	__u32 allocation;
	__u32 flags;
};

struct d3dddi_patchlocationlist {
	__u32 allocation_index;
	__u32 slot_id;
	__u32 driver_id;
	__u32 allocation_offset;
	__u32 patch_offset;
	__u32 split_offset;
};

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

struct d3dkmt_destroycontext {
	__u32 context;
};

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

struct d3dkmt_standardallocation_existingheap {
	__aligned_u64 size;
};

struct d3dkmt_createstandardallocation {
	__u32 type;
	__u32 pad0;
	struct d3dkmt_standardallocation_existingheap existing_heap_data;
	__u32 flags;
	__u32 pad1;
};

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

struct d3dkmt_createpagingqueue {
	__u32 device;
	__u32 priority;
	__u32 paging_queue;
	__u32 sync_object;
	__aligned_u64 fence_value_cpu_virtual_address;
	__u32 physical_adapter_index;
	__u32 pad0;
};

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

struct d3dkmt_queryadapterinfo {
	__u32 adapter;
	__u32 type;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad0;
};

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

struct d3dkmt_escape {
	__u32 adapter;
	__u32 device;
	__u32 type;
	__u32 flags;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 context;
};

struct d3dkmt_present_stats {
	__u32 present_count;
	__u32 present_refresh_count;
	__u32 sync_refresh_count;
	__u32 pad0;
	__aligned_u64 sync_qpc_time;
	__aligned_u64 sync_gpu_time;
};

struct d3dkmt_devicepresent_state {
	__u32 vid_pn_source_id;
	__u32 pad0;
	struct d3dkmt_present_stats present_stats;
};

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

struct d3dkmt_devicepresent_state_dwm {
	__u32 vid_pn_source_id;
	__u32 pad0;
	struct d3dkmt_present_stats_dwm present_stats_dwm;
};

struct d3dkmt_devicepagefault_state {
	__aligned_u64 faulted_primitive_api_sequence_number;
	__u32 faulted_pipeline_stage;
	__u32 faulted_bind_table_entry;
	__u32 page_fault_flags;
	__u32 fault_error_code;
	__aligned_u64 faulted_virtual_address;
};

struct d3dkmt_devicepresent_queue_state {
	__u32 vid_pn_source_id;
	__u8 queued_present_limit_reached;
	__u8 pad0[3];
};

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

struct d3dddi_synchronizationobjectinfo2_synchronization_mutex {
	__u32 initial_state;
};

struct d3dddi_synchronizationobjectinfo2_semaphore {
	__u32 max_count;
	__u32 initial_count;
};

struct d3dddi_synchronizationobjectinfo2_fence {
	__aligned_u64 fence_value;
};

struct d3dddi_synchronizationobjectinfo2_cpu_notification {
	__aligned_u64 event;
};

struct d3dddi_synchronizationobjectinfo2_monitored_fence {
	__aligned_u64 initial_fence_value;
	__aligned_u64 fence_value_cpu_virtual_address;
	__aligned_u64 fence_value_gpu_virtual_address;
	__u32 engine_affinity;
	__u32 padding;
};

struct d3dddi_synchronizationobjectinfo2_periodic_monitored_fence {
	__u32 adapter;
	__u32 vid_pn_target_id;
	__aligned_u64 time;
	__aligned_u64 fence_value_cpu_virtual_address;
	__aligned_u64 fence_value_gpu_virtual_address;
	__u32 engine_affinity;
	__u32 padding;
};

struct d3dddi_synchronizationobjectinfo2 {
	__u32 type;
	__u32 flags;
	union {
		struct d3dddi_synchronizationobjectinfo2_synchronization_mutex synchronization_mutex;
		struct d3dddi_synchronizationobjectinfo2_semaphore semaphore;
		struct d3dddi_synchronizationobjectinfo2_fence fence;
		struct d3dddi_synchronizationobjectinfo2_cpu_notification cpu_notification;
		struct d3dddi_synchronizationobjectinfo2_monitored_fence monitored_fence;
		struct d3dddi_synchronizationobjectinfo2_periodic_monitored_fence periodic_monitored_fence;
		__aligned_u64 reserved[8];
	};
	__u32 shared_handle;
	__u32 pad0;
};

struct d3dkmt_createsynchronizationobject2 {
	__u32 device;
	__u32 pad0;
	struct d3dddi_synchronizationobjectinfo2 info;
	__u32 sync_object;
	__u32 pad1;
};

struct d3dkmt_signalsynchronizationobject2_fence {
	__aligned_u64 fence_value;
};

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

struct d3dkmt_waitforsynchronizationobject2_fence {
	__aligned_u64 fence_value;
};

struct d3dkmt_waitforsynchronizationobject2 {
	__u32 context;
	__u32 object_count;
	__u32 object_handle_array[32];
	union {
		struct d3dkmt_waitforsynchronizationobject2_fence fence;
		__aligned_u64 reserved[8];
	};
};

struct d3dkmt_destroyallocation2 {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 flags;
};

struct d3dkmt_enumadapters2 {
	__u32 num_adapters;
	__u32 pad0;
	__aligned_u64 adapters;
};

struct d3dkmt_adapterinfo {
	__u32 adapter;
	struct d3dkmt_luid adapter_luid;
	__u32 num_of_sources;
	__u32 precise_present_regions_preferred;
};

struct d3dkmt_closeadapter {
	__u32 adapter;
};

struct d3dkmt_changevideomemoryreservation {
	__aligned_u64 process;
	__u32 adapter;
	__u32 memory_segment_group;
	__aligned_u64 reservation;
	__u32 physical_adapter_index;
	__u32 pad0;
};

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

struct d3dkmt_destroydevice {
	__u32 device;
};

struct d3dkmt_destroyhwcontext {
	__u32 hw_context;
};

struct d3dkmt_destroyhwqueue {
	__u32 hw_queue;
};

struct d3dddi_destroypagingqueue {
	__u32 paging_queue;
};

struct d3dkmt_destroysynchronizationobject {
	__u32 sync_object;
};

struct d3dkmt_evict {
	__u32 device;
	__u32 num_allocations;
	__aligned_u64 allocation_list;
	__u32 flags;
	__u32 pad0;
	__aligned_u64 num_bytes_to_trim;
};

struct d3dkmt_flushheaptransitions {
	__u32 adapter;
};

struct d3dkmt_freegpuvirtualaddress {
	__u32 adapter;
	__u32 pad0;
	__aligned_u64 base_address;
	__aligned_u64 size;
};

struct d3dkmt_getcontextinprocessschedulingpriority {
	__u32 context;
	__s32 priority;
};

struct d3dkmt_getcontextschedulingpriority {
	__u32 context;
	__s32 priority;
};

struct d3dkmt_getsharedresourceadapterluid {
	__u32 global_share;
	__u32 pad0;
	__aligned_u64 nt_handle;
	struct d3dkmt_luid adapter_luid;
};

struct d3dkmt_invalidatecache {
	__u32 device;
	__u32 allocation;
	__aligned_u64 offset;
	__aligned_u64 length;
};

struct d3dkmt_lock2 {
	__u32 device;
	__u32 allocation;
	__u32 flags;
	__u32 pad0;
	__aligned_u64 data;
};

struct d3dkmt_markdeviceaserror {
	__u32 device;
	__u32 reason;
};

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

struct d3dddi_openallocationinfo {
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad1;
};

struct d3dddi_openallocationinfo2 {
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 private_driver_data;
	__u32 private_driver_data_size;
	__u32 pad1;
	__aligned_u64 gpu_virtual_address;
	__aligned_u64 reserved[6];
};

struct d3dkmt_opensynchronizationobject {
	__u32 shared_handle;
	__u32 sync_object;
	__aligned_u64 reserved[8];
};

struct d3dkmt_queryallocationresidency {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 pad0;
	__aligned_u64 residency_status;
};

struct d3dkmt_queryresourceinfo {
	__u32 device;
	__u32 global_share;
	__aligned_u64 private_runtime_data;
	__u32 private_runtime_data_size;
	__u32 total_private_driver_data_size;
	__u32 resource_private_driver_data_size;
	__u32 num_allocations;
};

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

struct d3dkmt_setallocationpriority {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 pad0;
	__aligned_u64 priorities;
};

struct d3dkmt_setcontextinprocessschedulingpriority {
	__u32 context;
	__s32 priority;
};

struct d3dkmt_setcontextschedulingpriority {
	__u32 context;
	__s32 priority;
};

struct d3dkmt_signalsynchronizationobjectfromcpu {
	__u32 device;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
	__u32 flags;
	__u32 pad0;
};

struct d3dkmt_signalsynchronizationobjectfromgpu {
	__u32 context;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	union {
		__aligned_u64 monitored_fence_value_array;
		__aligned_u64 reserved[8];
	};
};

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

struct d3dkmt_submitsignalsyncobjectstohwqueue {
	__u32 flags;
	__u32 broadcast_hw_queue_count;
	__aligned_u64 broadcast_hw_queue_array;
	__u32 object_count;
	__u32 pad0;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
};

struct d3dkmt_submitwaitforsyncobjectstohwqueue {
	__u32 hw_queue;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
};

struct d3dkmt_unlock2 {
	__u32 device;
	__u32 allocation;
};

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

struct d3dddi_updategpuvirtualaddress_operation_map {
	__aligned_u64 base_address;
	__aligned_u64 size_in_bytes;
	__u32 allocation;
	__u32 pad0;
	__aligned_u64 allocation_offset_in_bytes;
	__aligned_u64 allocation_size_in_bytes;
};

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

struct d3dddi_updategpuvirtualaddress_operation_unmap {
	__aligned_u64 base_address;
	__aligned_u64 size_in_bytes;
	__aligned_u64 protection;
};

struct d3dddi_updategpuvirtualaddress_operation_copy {
	__aligned_u64 source_address;
	__aligned_u64 size_in_bytes;
	__aligned_u64 dest_address;
};

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

struct d3dkmt_waitforsynchronizationobjectfromcpu {
	__u32 device;
	__u32 object_count;
	__aligned_u64 object_handle_array;
	__aligned_u64 fence_value_array;
	__aligned_u64 async_event;
	__u32 flags;
	__u32 pad0;
};

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

struct d3dkmt_getallocationpriority {
	__u32 device;
	__u32 resource;
	__aligned_u64 allocation_list;
	__u32 allocation_count;
	__u32 pad0;
	__aligned_u64 priorities;
};

struct dxgk_gpuclockdata {
	__u64 gpu_frequency;
	__u64 gpu_clock_counter;
	__u64 cpu_clock_counter;
	__u32 flags;
} __attribute__((packed, aligned(4)));

struct d3dkmt_queryclockcalibration {
	__u32 adapter;
	__u32 node_ordinal;
	__u32 physical_adapter_index;
	struct dxgk_gpuclockdata clock_data;
};

struct d3dkmt_enumadapters3 {
	__aligned_u64 filter;
	__u32 num_adapters;
	__u32 pad0;
	__aligned_u64 adapters;
};

struct d3dkmt_shareobjects {
	__u32 object_count;
	__u32 pad0;
	__aligned_u64 object_handle_array;
	__aligned_u64 object_attributes;
	__u32 desired_access;
	__u32 pad1;
	__aligned_u64 shared_nt_handle;
};

struct d3dkmt_opensyncobjectfromnthandle2_monitored_fence {
	__aligned_u64 fence_value_cpu_virtual_address;
	__aligned_u64 fence_value_gpu_virtual_address;
	__u32 engine_affinity;
	__u32 pad0;
};

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

struct d3dkmt_querystatistics_counter {
	__u32 count;
	__u32 pad0;
	__aligned_u64 bytes;
};

struct d3dkmt_querystatstics_prepration {
	__u32 broadcast_stall;
	__u32 nb_dma_prepared;
	__u32 nb_dma_prepared_long_path;
	__u32 immediate_highest_preparation_pass;
	struct d3dkmt_querystatistics_counter allocations_trimmed;
};

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

struct d3dkmt_querystatstics_swizzling_range {
	__u32 nb_ranges_acquired;
	__u32 nb_ranges_released;
};

struct d3dkmt_querystatstics_locks {
	__u32 nb_locks;
	__u32 nb_locks_wait_flag;
	__u32 nb_locks_discard_flag;
	__u32 nb_locks_no_overwrite;
	__u32 nb_locks_no_read_sync;
	__u32 nb_locks_linearization;
	__u32 nb_complex_locks;
};

struct d3dkmt_querystatstics_allocations {
	struct d3dkmt_querystatistics_counter created;
	struct d3dkmt_querystatistics_counter destroyed;
	struct d3dkmt_querystatistics_counter opened;
	struct d3dkmt_querystatistics_counter closed;
	struct d3dkmt_querystatistics_counter migrated_success;
	struct d3dkmt_querystatistics_counter migrated_fail;
	struct d3dkmt_querystatistics_counter migrated_abandoned;
};

struct d3dkmt_querystatstics_terminations {
	struct d3dkmt_querystatistics_counter terminated_shared;
	struct d3dkmt_querystatistics_counter terminated_non_shared;
	struct d3dkmt_querystatistics_counter destroyed_shared;
	struct d3dkmt_querystatistics_counter destroyed_non_shared;
};

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

struct d3dkmt_gpuversion {
	__u32 physical_adapter_index;
	__u16 bios_version[32];
	__u16 gpu_architecture[32];
};

struct d3dkmt_querystatistics_physical_adapter_information {
	struct d3dkmt_adapter_perfdata adapter_perf_data;
	struct d3dkmt_adapter_perfdatacaps adapter_perf_data_caps;
	struct d3dkmt_gpuversion gpu_version;
	__u32 pad0;
};

struct d3dkmt_querystatistics_memory {
	__aligned_u64 total_bytes_evicted;
	__u32 allocs_committed;
	__u32 allocs_resident;
};

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

struct d3dkmt_querystatistics_preemption_information {
	__u32 preemption_counter[16];
};

struct d3dkmt_querystatistics_queue_packet_type_information {
	__u32 packet_submited;
	__u32 packet_completed;
};

struct d3dkmt_querystatistics_dma_packet_type_information {
	__u32 packet_submited;
	__u32 packet_completed;
	__u32 packet_preempted;
	__u32 packet_faulted;
};

struct d3dkmt_querystatistics_packet_information {
	struct d3dkmt_querystatistics_queue_packet_type_information queue_packet[8];
	struct d3dkmt_querystatistics_dma_packet_type_information dma_packet[4];
};

struct d3dkmt_querystatistics_process_node_information {
	__aligned_u64 running_time;
	__u32 context_switch;
	struct d3dkmt_querystatistics_preemption_information preemption_statistics;
	struct d3dkmt_querystatistics_packet_information packet_statistics;
	__u32 pad0;
	__aligned_u64 reserved[8];
};

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

struct d3dkmt_querystatistics_node_information {
	struct d3dkmt_querystatistics_process_node_information global_information;
	struct d3dkmt_querystatistics_process_node_information system_information;
	struct d3dkmt_node_perfdata node_perf_data;
	__u32 reserved[3];
	__u32 pad0;
};

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

struct d3dkmt_querystatistics_vidpnsource_information {
	struct d3dkmt_querystatistics_process_vidpnsource_information global_information;
	struct d3dkmt_querystatistics_process_vidpnsource_information system_information;
	__aligned_u64 reserved[8];
};

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

struct d3dkmt_querystatistics_process_information {
	__u32 node_count;
	__u32 vid_pn_source_count;
	struct d3dkmt_querystatistics_system_memory system_memory;
	__aligned_u64 reserved[7];
};

struct d3dkmt_querystatistics_dma_buffer {
	struct d3dkmt_querystatistics_counter size;
	__u32 allocation_list_bytes;
	__u32 patch_location_list_bytes;
};

struct d3dkmt_querystatistics_commitment_data {
	__aligned_u64 total_bytes_evicted_from_process;
	__aligned_u64 bytes_by_segment_preference[5];
};

struct d3dkmt_querystatistics_policy {
	__aligned_u64 prefer_aperture_for_read[5];
	__aligned_u64 prefer_aperture[5];
	__aligned_u64 mem_reset_on_paging;
	__aligned_u64 remove_pages_from_working_set_on_paging;
	__aligned_u64 migration_enabled;
};

struct d3dkmt_querystatistics_process_interference_counters {
	__aligned_u64 interference_count[9];
};

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

struct d3dkmt_querystatistics_video_memory {
	__u32 allocs_committed;
	__u32 pad0;
	struct d3dkmt_querystatistics_counter allocs_resident_in_p[5];
	struct d3dkmt_querystatistics_counter allocs_resident_in_non_preferred;
	__aligned_u64 total_bytes_evicted_due_to_preparation;
};

struct d3dkmt_querystatistics_process_segment_policy {
	__aligned_u64 use_mru;
};

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

struct d3dkmt_querystatistics_process_segment_group_information {
	__aligned_u64 budget;
	__aligned_u64 requested;
	__aligned_u64 usage;
	__aligned_u64 demoted[5];
};

struct d3dkmt_querystatistics_result {
	union {
		struct d3dkmt_querystatistics_adapter_information adapter_information;
		struct d3dkmt_querystatistics_physical_adapter_information phys_adapter_information;
		struct d3dkmt_querystatistics_segment_information segment_information;
		struct d3dkmt_querystatistics_node_information node_information;
		struct d3dkmt_querystatistics_vidpnsource_information vid_pn_source_information;
		struct d3dkmt_querystatistics_process_information process_information;
		struct d3dkmt_querystatistics_process_adapter_information process_adapter_information;
		struct d3dkmt_querystatistics_process_segment_information process_segment_information;
		struct d3dkmt_querystatistics_process_node_information process_node_information;
		struct d3dkmt_querystatistics_process_vidpnsource_information process_vid_pn_source_information;
		struct d3dkmt_querystatistics_process_segment_group_information process_segment_group_information;
	};
};

struct d3dkmt_querystatistics_query_segment {
	__u32 segment_id;
};

struct d3dkmt_querystatistics_query_node {
	__u32 node_id;
};

struct d3dkmt_querystatistics_query_vidpnsource {
	__u32 vid_pn_source_id;
};

struct d3dkmt_querystatistics_query_physical_adapter {
	__u32 physical_adapter_index;
};

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

struct d3dkmt_shareobjectwithhost {
	__u32 device;
	__u32 object;
	__aligned_u64 reserved;
	__aligned_u64 vail_process_nt_handle;
};

struct d3dkmt_createsyncfile {
	__u32 device;
	__u32 monitored_fence;
	__aligned_u64 fence_value;
	__aligned_u64 sync_file;
};

struct d3dkmt_adaptertype {
	__u32 flags;
};

struct d3dkmt_device_ids {
	__u32 vendor_id;
	__u32 device_id;
	__u32 sub_vendor_id;
	__u32 sub_system_id;
	__u32 revision_id;
	__u32 bus_type;
};

struct d3dkmt_query_device_ids {
	__u32 physical_adapter_index;
	struct d3dkmt_device_ids device_ids;
};

struct d3dkmt_adapteraddress {
	__u32 bus_number;
	__u32 device_number;
	__u32 function_number;
};

struct d3dkmt_driver_description {
	__u16 driver_description[4096];
};

struct d3dkmt_wddm_2_7_caps {
	__u32 flags;
};

struct d3dkmt_segmentsizeinfo {
	__aligned_u64 dedicated_video_memory_size;
	__aligned_u64 dedicated_system_memory_size;
	__aligned_u64 shared_system_memory_size;
};

struct d3dkmt_segmentgroupsizeinfo {
	__u32 physical_adapter_index;
	__u32 pad0;
	struct d3dkmt_segmentsizeinfo legacy_info;
	__aligned_u64 local_memory;
	__aligned_u64 non_local_memory;
	__aligned_u64 non_budget_memory;
};

struct dxgk_nodemetadata {
	__u32 engine_type;
	__u16 friendly_name[32];
	__u32 flags;
	__u8 gpu_mmu_supported;
	__u8 io_mmu_supported;
} __attribute__((packed));

struct d3dkmt_nodemetadata {
	__u32 node_ordinal_and_adapter_index;
	struct dxgk_nodemetadata node_data;
} __attribute__((packed));

struct d3dkmt_adapterregistryinfo {
	__u16 adapter_string[260];
	__u16 bios_string[260];
	__u16 dac_type[260];
	__u16 chip_type[260];
};

struct d3dkmt_query_adapter_unique_guid {
	__u16 adapter_unique_guid[40];
};

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
		__u16 output_string[1];
		__u8 output_binary[1];
	};
};

struct d3dkmt_umdfilenameinfo {
	__u32 version;
	__u16 umd_file_name[260];
};

#define D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID	_IOWR('G', 0x01, struct d3dkmt_openadapterfromluid)
#define D3DKMT_IOC_CREATE_DEVICE	_IOWR('G', 0x02, struct d3dkmt_createdevice)
#define D3DKMT_IOC_CREATE_CONTEXT	_IOWR('G', 0x03, struct d3dkmt_createcontext)
#define D3DKMT_IOC_CREATE_CONTEXT_VIRTUAL	_IOWR('G', 0x04, struct d3dkmt_createcontextvirtual)
#define D3DKMT_IOC_DESTROY_CONTEXT	_IOWR('G', 0x05, struct d3dkmt_destroycontext)
#define D3DKMT_IOC_CREATE_ALLOCATION2	_IOWR('G', 0x06, struct d3dkmt_createallocation)
#define D3DKMT_IOC_CREATE_PAGING_QUEUE	_IOWR('G', 0x07, struct d3dkmt_createpagingqueue)
#define D3DKMT_IOC_RESERVE_GPU_VIRTUAL_ADDRESS	_IOWR('G', 0x08, struct d3dddi_reservegpuvirtualaddress)
#define D3DKMT_IOC_QUERY_ADAPTER_INFO	_IOWR('G', 0x09, struct d3dkmt_queryadapterinfo)
#define D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO	_IOWR('G', 0x0a, struct d3dkmt_queryvideomemoryinfo)
#define D3DKMT_IOC_MAKE_RESIDENT	_IOWR('G', 0x0b, struct d3dddi_makeresident)
#define D3DKMT_IOC_MAP_GPU_VIRTUAL_ADDRESS	_IOWR('G', 0x0c, struct d3dddi_mapgpuvirtualaddress)
#define D3DKMT_IOC_ESCAPE	_IOWR('G', 0x0d, struct d3dkmt_escape)
#define D3DKMT_IOC_GET_DEVICE_STATE	_IOWR('G', 0x0e, struct d3dkmt_getdevicestate)
#define D3DKMT_IOC_SUBMIT_COMMAND	_IOWR('G', 0x0f, struct d3dkmt_submitcommand)
#define D3DKMT_IOC_CREATE_SYNCHRONIZATION_OBJECT2	_IOWR('G', 0x10, struct d3dkmt_createsynchronizationobject2)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT2	_IOWR('G', 0x11, struct d3dkmt_signalsynchronizationobject2)
#define D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT2	_IOWR('G', 0x12, struct d3dkmt_waitforsynchronizationobject2)
#define D3DKMT_IOC_DESTROY_ALLOCATION2	_IOWR('G', 0x13, struct d3dkmt_destroyallocation2)
#define D3DKMT_IOC_ENUM_ADAPTERS2	_IOWR('G', 0x14, struct d3dkmt_enumadapters2)
#define D3DKMT_IOC_CLOSE_ADAPTER	_IOWR('G', 0x15, struct d3dkmt_closeadapter)
#define D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION	_IOWR('G', 0x16, struct d3dkmt_changevideomemoryreservation)
#define D3DKMT_IOC_CREATE_HW_CONTEXT	_IOWR('G', 0x17, struct d3dkmt_createhwcontext)
#define D3DKMT_IOC_CREATE_HW_QUEUE	_IOWR('G', 0x18, struct d3dkmt_createhwqueue)
#define D3DKMT_IOC_DESTROY_DEVICE	_IOWR('G', 0x19, struct d3dkmt_destroydevice)
#define D3DKMT_IOC_DESTROY_HW_CONTEXT	_IOWR('G', 0x1a, struct d3dkmt_destroyhwcontext)
#define D3DKMT_IOC_DESTROY_HW_QUEUE	_IOWR('G', 0x1b, struct d3dkmt_destroyhwqueue)
#define D3DKMT_IOC_DESTROY_PAGING_QUEUE	_IOWR('G', 0x1c, struct d3dddi_destroypagingqueue)
#define D3DKMT_IOC_DESTROY_SYNCHRONIZATION_OBJECT	_IOWR('G', 0x1d, struct d3dkmt_destroysynchronizationobject)
#define D3DKMT_IOC_EVICT	_IOWR('G', 0x1e, struct d3dkmt_evict)
#define D3DKMT_IOC_FLUSH_HEAP_TRANSITIONS	_IOWR('G', 0x1f, struct d3dkmt_flushheaptransitions)
#define D3DKMT_IOC_FREE_GPU_VIRTUAL_ADDRESS	_IOWR('G', 0x20, struct d3dkmt_freegpuvirtualaddress)
#define D3DKMT_IOC_GET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY	_IOWR('G', 0x21, struct d3dkmt_getcontextinprocessschedulingpriority)
#define D3DKMT_IOC_GET_CONTEXT_SCHEDULING_PRIORITY	_IOWR('G', 0x22, struct d3dkmt_getcontextschedulingpriority)
#define D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID	_IOWR('G', 0x23, struct d3dkmt_getsharedresourceadapterluid)
#define D3DKMT_IOC_INVALIDATE_CACHE	_IOWR('G', 0x24, struct d3dkmt_invalidatecache)
#define D3DKMT_IOC_LOCK2	_IOWR('G', 0x25, struct d3dkmt_lock2)
#define D3DKMT_IOC_MARK_DEVICE_AS_ERROR	_IOWR('G', 0x26, struct d3dkmt_markdeviceaserror)
#define D3DKMT_IOC_OFFER_ALLOCATIONS	_IOWR('G', 0x27, struct d3dkmt_offerallocations)
#define D3DKMT_IOC_OPEN_RESOURCE	_IOWR('G', 0x28, struct d3dkmt_openresource)
#define D3DKMT_IOC_OPEN_SYNCHRONIZATION_OBJECT	_IOWR('G', 0x29, struct d3dkmt_opensynchronizationobject)
#define D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY	_IOWR('G', 0x2a, struct d3dkmt_queryallocationresidency)
#define D3DKMT_IOC_QUERY_RESOURCE_INFO	_IOWR('G', 0x2b, struct d3dkmt_queryresourceinfo)
#define D3DKMT_IOC_RECLAIM_ALLOCATIONS2	_IOWR('G', 0x2c, struct d3dkmt_reclaimallocations2)
#define D3DKMT_IOC_RENDER	_IOWR('G', 0x2d, struct d3dkmt_render)
#define D3DKMT_IOC_SET_ALLOCATION_PRIORITY	_IOWR('G', 0x2e, struct d3dkmt_setallocationpriority)
#define D3DKMT_IOC_SET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY	_IOWR('G', 0x2f, struct d3dkmt_setcontextinprocessschedulingpriority)
#define D3DKMT_IOC_SET_CONTEXT_SCHEDULING_PRIORITY	_IOWR('G', 0x30, struct d3dkmt_setcontextschedulingpriority)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_CPU	_IOWR('G', 0x31, struct d3dkmt_signalsynchronizationobjectfromcpu)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU	_IOWR('G', 0x32, struct d3dkmt_signalsynchronizationobjectfromgpu)
#define D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU2	_IOWR('G', 0x33, struct d3dkmt_signalsynchronizationobjectfromgpu2)
#define D3DKMT_IOC_SUBMIT_COMMAND_TO_HW_QUEUE	_IOWR('G', 0x34, struct d3dkmt_submitcommandtohwqueue)
#define D3DKMT_IOC_SUBMIT_SIGNAL_SYNC_OBJECTS_TO_HW_QUEUE	_IOWR('G', 0x35, struct d3dkmt_submitsignalsyncobjectstohwqueue)
#define D3DKMT_IOC_SUBMIT_WAIT_FOR_SYNC_OBJECTS_TO_HW_QUEUE	_IOWR('G', 0x36, struct d3dkmt_submitwaitforsyncobjectstohwqueue)
#define D3DKMT_IOC_UNLOCK2	_IOWR('G', 0x37, struct d3dkmt_unlock2)
#define D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY	_IOWR('G', 0x38, struct d3dddi_updateallocproperty)
#define D3DKMT_IOC_UPDATE_GPU_VIRTUAL_ADDRESS	_IOWR('G', 0x39, struct d3dkmt_updategpuvirtualaddress)
#define D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU	_IOWR('G', 0x3a, struct d3dkmt_waitforsynchronizationobjectfromcpu)
#define D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_GPU	_IOWR('G', 0x3b, struct d3dkmt_waitforsynchronizationobjectfromgpu)
#define D3DKMT_IOC_GET_ALLOCATION_PRIORITY	_IOWR('G', 0x3c, struct d3dkmt_getallocationpriority)
#define D3DKMT_IOC_QUERY_CLOCK_CALIBRATION	_IOWR('G', 0x3d, struct d3dkmt_queryclockcalibration)
#define D3DKMT_IOC_ENUM_ADAPTERS3	_IOWR('G', 0x3e, struct d3dkmt_enumadapters3)
#define D3DKMT_IOC_SHARE_OBJECTS_INTERNAL	_IOWR('G', 0x3f, struct d3dkmt_shareobjects)
#define D3DKMT_IOC_OPEN_SYNC_OBJECT_FROM_NT_HANDLE2	_IOWR('G', 0x40, struct d3dkmt_opensyncobjectfromnthandle2)
#define D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE	_IOWR('G', 0x41, struct d3dkmt_queryresourceinfofromnthandle)
#define D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE	_IOWR('G', 0x42, struct d3dkmt_openresourcefromnthandle)
#define D3DKMT_IOC_QUERY_STATISTICS	_IOWR('G', 0x43, struct d3dkmt_querystatistics)
#define D3DKMT_IOC_SHARE_OBJECT_WITH_HOST	_IOWR('G', 0x44, struct d3dkmt_shareobjectwithhost)
#define D3DKMT_IOC_CREATE_SYNC_FILE	_IOWR('G', 0x45, struct d3dkmt_createsyncfile)
#define D3DKMT_IOC_CREATE_ALLOCATION	_IOWR('G', 0x80, struct d3dkmt_createallocation)
#endif /* _UAPI_MISC_D3DKMTHK_H */
