/* SPDX-License-Identifier: MIT */
/*
 * d3dkmtsched.h - contexts, queues, submission and synchronization
 *
 * Of the comments on members: "in" is read by the kernel, "out" is written by it.
 */
#ifndef _DXG_D3DKMTSCHED_H
#define _DXG_D3DKMTSCHED_H

#include <dxg/d3dkmdt.h>
#include <dxg/d3dukmdt.h>

/* Argument of D3DKMTCreatePagingQueue(). */
typedef struct _D3DKMT_CREATEPAGINGQUEUE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DDDI_PAGINGQUEUE_PRIORITY Priority;	/* in */
	D3DKMT_HANDLE hPagingQueue;		/* out */
	D3DKMT_HANDLE hSyncObject;		/* out: its monitored fence */
	D3DKMT_PTR(VOID *, FenceValueCPUVirtualAddress); /* out: the fence's value, read only */
	UINT PhysicalAdapterIndex;		/* in: from 0 */
} D3DKMT_CREATEPAGINGQUEUE;

/* Argument of D3DKMTUpdateGpuVirtualAddress(): a list of changes to a reserved range. */
typedef struct _D3DKMT_UPDATEGPUVIRTUALADDRESS {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hContext;			/* in */
	D3DKMT_HANDLE hFenceObject;		/* in */
	UINT NumOperations;			/* in */
	D3DKMT_PTR(D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION *, Operations); /* in */
	D3DKMT_SIZE_T Reserved0;
	D3DKMT_ALIGN64 UINT64 Reserved1;
	D3DKMT_ALIGN64 UINT64 FenceValue;	/* in: waited for; + 1 is signalled */
	union {					/* in */
		__extension__ struct {
			UINT DoNotWait : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	} Flags;
} D3DKMT_UPDATEGPUVIRTUALADDRESS;

/* Argument of D3DKMTFreeGpuVirtualAddress(). */
typedef struct _D3DKMT_FREEGPUVIRTUALADDRESS {
	D3DKMT_HANDLE hAdapter;			/* in */
	D3DGPU_VIRTUAL_ADDRESS BaseAddress;	/* in */
	D3DGPU_SIZE_T Size;			/* in: bytes */
} D3DKMT_FREEGPUVIRTUALADDRESS;

/* What kind of client makes a context; a hint for the driver and for tools. */
typedef enum _D3DKMT_CLIENTHINT {
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
} D3DKMT_CLIENTHINT;

/* Argument of D3DKMTCreateContextVirtual(): a stream of work on one engine. */
typedef struct _D3DKMT_CREATECONTEXTVIRTUAL {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	UINT NodeOrdinal;			/* in: which node */
	UINT EngineAffinity;			/* in: bit per physical adapter */
	D3DDDI_CREATECONTEXTFLAGS Flags;	/* in */
	D3DKMT_PTR(VOID *, pPrivateDriverData);	/* in/out */
	UINT PrivateDriverDataSize;		/* in: bytes */
	D3DKMT_CLIENTHINT ClientHint;		/* in */
	D3DKMT_HANDLE hContext;			/* out */
} D3DKMT_CREATECONTEXTVIRTUAL;

/* Argument of D3DKMTCreateContext(), for engines without virtual addresses. */
typedef struct _D3DKMT_CREATECONTEXT {
	D3DKMT_HANDLE hDevice;
	UINT NodeOrdinal;
	UINT EngineAffinity;
	D3DDDI_CREATECONTEXTFLAGS Flags;
	D3DKMT_PTR(VOID *, pPrivateDriverData);
	UINT PrivateDriverDataSize;
	D3DKMT_CLIENTHINT ClientHint;
	D3DKMT_HANDLE hContext;
	D3DKMT_PTR(VOID *, pCommandBuffer);
	UINT CommandBufferSize;
	D3DKMT_PTR(D3DDDI_ALLOCATIONLIST *, pAllocationList);
	UINT AllocationListSize;
	D3DKMT_PTR(D3DDDI_PATCHLOCATIONLIST *, pPatchLocationList);
	UINT PatchLocationListSize;
	D3DGPU_VIRTUAL_ADDRESS CommandBuffer;
} D3DKMT_CREATECONTEXT;

typedef struct _D3DKMT_DESTROYCONTEXT {
	D3DKMT_HANDLE hContext;
} D3DKMT_DESTROYCONTEXT;

typedef struct _D3DKMT_SUBMITCOMMANDFLAGS {
	UINT NullRendering : 1;
	UINT PresentRedirected : 1;
	UINT NoKmdAccess : 1;
	UINT Reserved : 29;
} D3DKMT_SUBMITCOMMANDFLAGS;

/* Argument of D3DKMTSubmitCommand(): one command buffer to one or more contexts. */
typedef struct _D3DKMT_SUBMITCOMMAND {
	D3DGPU_VIRTUAL_ADDRESS Commands;	/* in */
	UINT CommandLength;			/* in: bytes */
	D3DKMT_SUBMITCOMMANDFLAGS Flags;	/* in */
	D3DKMT_ALIGN64 ULONGLONG PresentHistoryToken;
	UINT BroadcastContextCount;		/* in: 1 or more */
	D3DKMT_HANDLE BroadcastContext[D3DDDI_MAX_BROADCAST_CONTEXT]; /* in */
	D3DKMT_PTR(VOID *, pPrivateDriverData);	/* in */
	UINT PrivateDriverDataSize;		/* in: bytes */
	UINT NumPrimaries;			/* in */
	D3DKMT_HANDLE WrittenPrimaries[D3DDDI_MAX_WRITTEN_PRIMARIES]; /* in */
	UINT NumHistoryBuffers;			/* in */
	D3DKMT_PTR(D3DKMT_HANDLE *, HistoryBufferArray); /* in */
} D3DKMT_SUBMITCOMMAND;

typedef struct _D3DKMT_RENDERFLAGS {
	UINT ResizeCommandBuffer : 1;
	UINT ResizeAllocationList : 1;
	UINT ResizePatchLocationList : 1;
	UINT NullRendering : 1;
	UINT PresentRedirected : 1;
	UINT RenderKm : 1;
	UINT RenderKmReadback : 1;
	UINT Reserved : 25;
} D3DKMT_RENDERFLAGS;

typedef struct _D3DKMT_RENDER {
	__extension__ union {
		D3DKMT_HANDLE hDevice;
		D3DKMT_HANDLE hContext;
	};
	UINT CommandOffset;
	UINT CommandLength;
	UINT AllocationCount;
	UINT PatchLocationCount;
	D3DKMT_PTR(VOID *, pNewCommandBuffer);
	UINT NewCommandBufferSize;
	D3DKMT_PTR(D3DDDI_ALLOCATIONLIST *, pNewAllocationList);
	UINT NewAllocationListSize;
	D3DKMT_PTR(D3DDDI_PATCHLOCATIONLIST *, pNewPatchLocationList);
	UINT NewPatchLocationListSize;
	D3DKMT_RENDERFLAGS Flags;
	D3DKMT_ALIGN64 ULONGLONG PresentHistoryToken;
	ULONG BroadcastContextCount;
	D3DKMT_HANDLE BroadcastContext[D3DDDI_MAX_BROADCAST_CONTEXT];
	ULONG QueuedBufferCount;
	D3DGPU_VIRTUAL_ADDRESS NewCommandBuffer;
	D3DKMT_PTR(VOID *, pPrivateDriverData);
	UINT PrivateDriverDataSize;
} D3DKMT_RENDER;

typedef struct _D3DKMT_CREATEHWCONTEXT {
	D3DKMT_HANDLE hDevice;
	UINT NodeOrdinal;
	UINT EngineAffinity;
	D3DDDI_CREATEHWCONTEXTFLAGS Flags;
	UINT PrivateDriverDataSize;
	D3DKMT_PTR(VOID *, pPrivateDriverData);
	D3DKMT_HANDLE hHwContext;
} D3DKMT_CREATEHWCONTEXT;

typedef struct _D3DKMT_DESTROYHWCONTEXT {
	D3DKMT_HANDLE hHwContext;
} D3DKMT_DESTROYHWCONTEXT;

/* Argument of D3DKMTCreateHwQueue(): a queue that the hardware schedules. */
typedef struct _D3DKMT_CREATEHWQUEUE {
	D3DKMT_HANDLE hHwContext;		/* in */
	D3DDDI_CREATEHWQUEUEFLAGS Flags;	/* in */
	UINT PrivateDriverDataSize;		/* in: bytes */
	D3DKMT_PTR(VOID *, pPrivateDriverData);	/* in/out */
	D3DKMT_HANDLE hHwQueue;			/* out */
	D3DKMT_HANDLE hHwQueueProgressFence;	/* out */
	/* out: the fence's value, read only */
	D3DKMT_PTR(VOID *, HwQueueProgressFenceCPUVirtualAddress);
	D3DGPU_VIRTUAL_ADDRESS HwQueueProgressFenceGPUVirtualAddress; /* out */
} D3DKMT_CREATEHWQUEUE;

typedef struct _D3DKMT_DESTROYHWQUEUE {
	D3DKMT_HANDLE hHwQueue;
} D3DKMT_DESTROYHWQUEUE;

/* Argument of D3DKMTSubmitCommandToHwQueue(). */
typedef struct _D3DKMT_SUBMITCOMMANDTOHWQUEUE {
	D3DKMT_HANDLE hHwQueue;
	D3DKMT_ALIGN64 UINT64 HwQueueProgressFenceId;
	D3DGPU_VIRTUAL_ADDRESS CommandBuffer;
	UINT CommandLength;
	UINT PrivateDriverDataSize;
	D3DKMT_PTR(VOID *, pPrivateDriverData);
	UINT NumPrimaries;
	D3DKMT_PTR(const D3DKMT_HANDLE *, WrittenPrimaries);
} D3DKMT_SUBMITCOMMANDTOHWQUEUE;

typedef struct _D3DKMT_SUBMITSIGNALSYNCOBJECTSTOHWQUEUE {
	D3DDDICB_SIGNALFLAGS Flags;
	ULONG BroadcastHwQueueCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, BroadcastHwQueueArray);
	UINT ObjectCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray);
	D3DKMT_PTR(const UINT64 *, FenceValueArray);
} D3DKMT_SUBMITSIGNALSYNCOBJECTSTOHWQUEUE;

typedef struct _D3DKMT_SUBMITWAITFORSYNCOBJECTSTOHWQUEUE {
	D3DKMT_HANDLE hHwQueue;
	UINT ObjectCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray);
	D3DKMT_PTR(const UINT64 *, FenceValueArray);
} D3DKMT_SUBMITWAITFORSYNCOBJECTSTOHWQUEUE;

/* Priority classes of processes on the GPU. */
typedef enum _D3DKMT_SCHEDULINGPRIORITYCLASS {
	D3DKMT_SCHEDULINGPRIORITYCLASS_IDLE = 0,
	D3DKMT_SCHEDULINGPRIORITYCLASS_BELOW_NORMAL = 1,
	D3DKMT_SCHEDULINGPRIORITYCLASS_NORMAL = 2,
	D3DKMT_SCHEDULINGPRIORITYCLASS_ABOVE_NORMAL = 3,
	D3DKMT_SCHEDULINGPRIORITYCLASS_HIGH = 4,
	D3DKMT_SCHEDULINGPRIORITYCLASS_REALTIME = 5,
} D3DKMT_SCHEDULINGPRIORITYCLASS;

typedef struct _D3DKMT_SETCONTEXTSCHEDULINGPRIORITY {
	D3DKMT_HANDLE hContext;
	INT Priority;
} D3DKMT_SETCONTEXTSCHEDULINGPRIORITY;

typedef struct _D3DKMT_GETCONTEXTSCHEDULINGPRIORITY {
	D3DKMT_HANDLE hContext;
	INT Priority;
} D3DKMT_GETCONTEXTSCHEDULINGPRIORITY;

typedef struct _D3DKMT_SETCONTEXTINPROCESSSCHEDULINGPRIORITY {
	D3DKMT_HANDLE hContext;
	INT Priority;
} D3DKMT_SETCONTEXTINPROCESSSCHEDULINGPRIORITY;

typedef struct _D3DKMT_GETCONTEXTINPROCESSSCHEDULINGPRIORITY {
	D3DKMT_HANDLE hContext;
	INT Priority;
} D3DKMT_GETCONTEXTINPROCESSSCHEDULINGPRIORITY;

/* Argument of D3DKMTCreateSynchronizationObject2(). */
typedef struct _D3DKMT_CREATESYNCHRONIZATIONOBJECT2 {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DDDI_SYNCHRONIZATIONOBJECTINFO2 Info;	/* in/out */
	D3DKMT_HANDLE hSyncObject;		/* out */
} D3DKMT_CREATESYNCHRONIZATIONOBJECT2;

/* Argument of D3DKMTCreateSynchronizationObject(): a mutex or a semaphore. */
typedef struct _D3DKMT_CREATESYNCHRONIZATIONOBJECT {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DDDI_SYNCHRONIZATIONOBJECTINFO Info;	/* in */
	D3DKMT_HANDLE hSyncObject;		/* out */
} D3DKMT_CREATESYNCHRONIZATIONOBJECT;

typedef struct _D3DKMT_DESTROYSYNCHRONIZATIONOBJECT {
	D3DKMT_HANDLE hSyncObject;
} D3DKMT_DESTROYSYNCHRONIZATIONOBJECT;

typedef struct _D3DKMT_OPENSYNCHRONIZATIONOBJECT {
	D3DKMT_HANDLE hSharedHandle;
	D3DKMT_HANDLE hSyncObject;
	D3DKMT_ALIGN64 UINT64 Reserved[8];
} D3DKMT_OPENSYNCHRONIZATIONOBJECT;

typedef struct _D3DKMT_OPENSYNCOBJECTFROMNTHANDLE2 {
	D3DKMT_PTR(HANDLE, hNtHandle);
	D3DKMT_HANDLE hDevice;
	D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS Flags;
	D3DKMT_HANDLE hSyncObject;
	__extension__ union {
		struct {
			D3DKMT_PTR(VOID *, FenceValueCPUVirtualAddress);
			D3DGPU_VIRTUAL_ADDRESS FenceValueGPUVirtualAddress;
			UINT EngineAffinity;
		} MonitoredFence;
		D3DKMT_ALIGN64 UINT64 Reserved[8];
	};
} D3DKMT_OPENSYNCOBJECTFROMNTHANDLE2;

typedef enum _D3DKMT_PROTECTED_SESSION_STATUS {
	D3DKMT_PROTECTED_SESSION_STATUS_OK = 0,
	D3DKMT_PROTECTED_SESSION_STATUS_INVALID = 1,
} D3DKMT_PROTECTED_SESSION_STATUS;

/* What D3DKMTSetQueuedLimit() sets or gets. */
typedef enum _D3DKMT_QUEUEDLIMIT_TYPE {
	D3DKMT_SET_QUEUEDLIMIT_PRESENT = 1,
	D3DKMT_GET_QUEUEDLIMIT_PRESENT = 2,
} D3DKMT_QUEUEDLIMIT_TYPE;

typedef struct _D3DKMT_ACQUIREKEYEDMUTEX {
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_ALIGN64 UINT64 Key;
	D3DKMT_PTR(PLARGE_INTEGER, pTimeout);
	D3DKMT_ALIGN64 UINT64 FenceValue;
} D3DKMT_ACQUIREKEYEDMUTEX;

typedef struct _D3DKMT_ACQUIREKEYEDMUTEX2 {
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_ALIGN64 UINT64 Key;
	D3DKMT_PTR(PLARGE_INTEGER, pTimeout);
	D3DKMT_ALIGN64 UINT64 FenceValue;
	D3DKMT_PTR(VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
} D3DKMT_ACQUIREKEYEDMUTEX2;

typedef struct _D3DKMT_CREATEKEYEDMUTEX {
	D3DKMT_ALIGN64 UINT64 InitialValue;
	D3DKMT_HANDLE hSharedHandle;
	D3DKMT_HANDLE hKeyedMutex;
} D3DKMT_CREATEKEYEDMUTEX;

typedef struct _D3DKMT_CREATEKEYEDMUTEX2_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT NtSecuritySharing : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} D3DKMT_CREATEKEYEDMUTEX2_FLAGS;

typedef struct _D3DKMT_CREATEKEYEDMUTEX2 {
	D3DKMT_ALIGN64 UINT64 InitialValue;
	D3DKMT_HANDLE hSharedHandle;
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_PTR(VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
	D3DKMT_CREATEKEYEDMUTEX2_FLAGS Flags;
} D3DKMT_CREATEKEYEDMUTEX2;

typedef struct _D3DKMT_CREATEPROTECTEDSESSION {
	D3DKMT_HANDLE hDevice;
	D3DKMT_HANDLE hSyncObject;
	D3DKMT_PTR(const VOID *, pPrivateDriverData);
	UINT PrivateDriverDataSize;
	D3DKMT_PTR(const VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
	D3DKMT_HANDLE hHandle;
} D3DKMT_CREATEPROTECTEDSESSION;

/* Argument of D3DKMTCreateSyncFile(). */
typedef struct _D3DKMT_CREATESYNCFILE {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	D3DKMT_HANDLE hMonitoredFence;		/* in */
	D3DKMT_ALIGN64 UINT64 FenceValue;	/* in: signalled when the fence reaches it */
	D3DKMT_ALIGN64 UINT64 hSyncFile;	/* out: a file descriptor */
} D3DKMT_CREATESYNCFILE;

typedef struct _D3DKMT_DESTROYKEYEDMUTEX {
	D3DKMT_HANDLE hKeyedMutex;
} D3DKMT_DESTROYKEYEDMUTEX;

typedef struct _D3DKMT_DESTROYPROTECTEDSESSION {
	D3DKMT_HANDLE hHandle;
} D3DKMT_DESTROYPROTECTEDSESSION;

typedef struct _D3DKMT_MULTISAMPLEMETHOD {
	UINT NumSamples;
	UINT NumQualityLevels;
	UINT Reserved;
} D3DKMT_MULTISAMPLEMETHOD;

typedef struct _D3DKMT_GETMULTISAMPLEMETHODLIST {
	D3DKMT_HANDLE hAdapter;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	UINT Width;
	UINT Height;
	D3DDDIFORMAT Format;
	D3DKMT_PTR(D3DKMT_MULTISAMPLEMETHOD *, pMethodList);
	UINT MethodCount;
} D3DKMT_GETMULTISAMPLEMETHODLIST;

typedef struct _D3DKMT_OPENKEYEDMUTEX {
	D3DKMT_HANDLE hSharedHandle;
	D3DKMT_HANDLE hKeyedMutex;
} D3DKMT_OPENKEYEDMUTEX;

typedef struct _D3DKMT_OPENKEYEDMUTEX2 {
	D3DKMT_HANDLE hSharedHandle;
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_PTR(VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
} D3DKMT_OPENKEYEDMUTEX2;

typedef struct _D3DKMT_OPENKEYEDMUTEXFROMNTHANDLE {
	D3DKMT_PTR(HANDLE, hNtHandle);
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_PTR(VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
} D3DKMT_OPENKEYEDMUTEXFROMNTHANDLE;

typedef struct _D3DKMT_OPENPROTECTEDSESSIONFROMNTHANDLE {
	D3DKMT_PTR(HANDLE, hNtHandle);
	D3DKMT_HANDLE hHandle;
} D3DKMT_OPENPROTECTEDSESSIONFROMNTHANDLE;

typedef struct _D3DKMT_OPENSYNCOBJECTFROMNTHANDLE {
	D3DKMT_PTR(HANDLE, hNtHandle);
	D3DKMT_HANDLE hSyncObject;
} D3DKMT_OPENSYNCOBJECTFROMNTHANDLE;

typedef struct _D3DKMT_OPENSYNCOBJECTNTHANDLEFROMNAME {
	DWORD dwDesiredAccess;
	D3DKMT_PTR(OBJECT_ATTRIBUTES *, pObjAttrib);
	D3DKMT_PTR(HANDLE, hNtHandle);
} D3DKMT_OPENSYNCOBJECTNTHANDLEFROMNAME;

typedef struct _D3DKMT_QUERYPROTECTEDSESSIONINFOFROMNTHANDLE {
	D3DKMT_PTR(HANDLE, hNtHandle);
	D3DKMT_PTR(const VOID *, pPrivateDriverData);
	UINT PrivateDriverDataSize;
	D3DKMT_PTR(const VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
} D3DKMT_QUERYPROTECTEDSESSIONINFOFROMNTHANDLE;

typedef struct _D3DKMT_QUERYPROTECTEDSESSIONSTATUS {
	D3DKMT_HANDLE hHandle;
	D3DKMT_PROTECTED_SESSION_STATUS Status;
} D3DKMT_QUERYPROTECTEDSESSIONSTATUS;

typedef struct _D3DKMT_RELEASEKEYEDMUTEX {
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_ALIGN64 UINT64 Key;
	D3DKMT_ALIGN64 UINT64 FenceValue;
} D3DKMT_RELEASEKEYEDMUTEX;

typedef struct _D3DKMT_RELEASEKEYEDMUTEX2 {
	D3DKMT_HANDLE hKeyedMutex;
	D3DKMT_ALIGN64 UINT64 Key;
	D3DKMT_ALIGN64 UINT64 FenceValue;
	D3DKMT_PTR(VOID *, pPrivateRuntimeData);
	UINT PrivateRuntimeDataSize;
} D3DKMT_RELEASEKEYEDMUTEX2;

typedef struct _D3DKMT_SETDISPLAYPRIVATEDRIVERFORMAT {
	D3DKMT_HANDLE hDevice;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	UINT PrivateDriverFormatAttribute;
} D3DKMT_SETDISPLAYPRIVATEDRIVERFORMAT;

typedef struct _D3DKMT_SETQUEUEDLIMIT {
	D3DKMT_HANDLE hDevice;
	D3DKMT_QUEUEDLIMIT_TYPE Type;
	__extension__ union {
		UINT QueuedPresentLimit;
		D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	};
	UINT QueuedPendingFlipLimit;
} D3DKMT_SETQUEUEDLIMIT;

typedef struct _D3DKMT_SIGNALSYNCHRONIZATIONOBJECT {
	D3DKMT_HANDLE hContext;
	UINT ObjectCount;
	D3DKMT_HANDLE ObjectHandleArray[D3DDDI_MAX_OBJECT_SIGNALED];
	D3DDDICB_SIGNALFLAGS Flags;
} D3DKMT_SIGNALSYNCHRONIZATIONOBJECT;

typedef struct _D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2 {
	D3DKMT_HANDLE hContext;
	UINT ObjectCount;
	D3DKMT_HANDLE ObjectHandleArray[D3DDDI_MAX_OBJECT_SIGNALED];
	D3DDDICB_SIGNALFLAGS Flags;
	ULONG BroadcastContextCount;
	D3DKMT_HANDLE BroadcastContext[D3DDDI_MAX_BROADCAST_CONTEXT];
	__extension__ union {
		struct {
			D3DKMT_ALIGN64 UINT64 FenceValue;
		} Fence;
		D3DKMT_PTR(HANDLE, CpuEventHandle);
		D3DKMT_ALIGN64 UINT64 Reserved[8];
	};
} D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2;

typedef struct _D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMCPU {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	UINT ObjectCount;			/* in */
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray); /* in */
	D3DKMT_PTR(const UINT64 *, FenceValueArray); /* in */
	D3DDDICB_SIGNALFLAGS Flags;		/* in */
} D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMCPU;

typedef struct _D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU {
	D3DKMT_HANDLE hContext;
	UINT ObjectCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray);
	__extension__ union {
		D3DKMT_PTR(const UINT64 *, MonitoredFenceValueArray);
		D3DKMT_ALIGN64 UINT64 Reserved[8];
	};
} D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU;

typedef struct _D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU2 {
	UINT ObjectCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray);
	D3DDDICB_SIGNALFLAGS Flags;
	ULONG BroadcastContextCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, BroadcastContextArray);
	__extension__ union {
		D3DKMT_ALIGN64 UINT64 FenceValue;
		HANDLE CpuEventHandle;
		const UINT64 *MonitoredFenceValueArray;
		D3DKMT_ALIGN64 UINT64 Reserved[8];
	};
} D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU2;

typedef struct _D3DKMT_WAITFORIDLE {
	D3DKMT_HANDLE hDevice;
} D3DKMT_WAITFORIDLE;

typedef struct _D3DKMT_WAITFORSYNCHRONIZATIONOBJECT {
	D3DKMT_HANDLE hContext;
	UINT ObjectCount;
	D3DKMT_HANDLE ObjectHandleArray[D3DDDI_MAX_OBJECT_WAITED_ON];
} D3DKMT_WAITFORSYNCHRONIZATIONOBJECT;

typedef struct _D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2 {
	D3DKMT_HANDLE hContext;
	UINT ObjectCount;
	D3DKMT_HANDLE ObjectHandleArray[D3DDDI_MAX_OBJECT_WAITED_ON];
	__extension__ union {
		struct {
			D3DKMT_ALIGN64 UINT64 FenceValue;
		} Fence;
		D3DKMT_ALIGN64 UINT64 Reserved[8];
	};
} D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2;

typedef struct _D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU {
	D3DKMT_HANDLE hDevice;			/* in: the device */
	UINT ObjectCount;			/* in */
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray); /* in */
	D3DKMT_PTR(const UINT64 *, FenceValueArray); /* in */
	D3DKMT_PTR(HANDLE, hAsyncEvent);	/* in: an eventfd, or NULL to wait here */
	D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS Flags; /* in */
} D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU;

typedef struct _D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMGPU {
	D3DKMT_HANDLE hContext;
	UINT ObjectCount;
	D3DKMT_PTR(const D3DKMT_HANDLE *, ObjectHandleArray);
	__extension__ union {
		const UINT64 *MonitoredFenceValueArray;
		D3DKMT_ALIGN64 UINT64 FenceValue;
		D3DKMT_ALIGN64 UINT64 Reserved[8];
	};
} D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMGPU;

#endif /* _DXG_D3DKMTSCHED_H */
