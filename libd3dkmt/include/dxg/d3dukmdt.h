/* SPDX-License-Identifier: MIT */
/*
 * d3dukmdt.h - types that user-mode drivers and the kernel share (D3DDDI_*)
 *
 * Of the comments on members: "in" is read by the kernel, "out" is written by it.
 */
#ifndef _DXG_D3DUKMDT_H
#define _DXG_D3DUKMDT_H

#include <dxg/dxgtypes.h>

/* One allocation of a D3DKMTCreateAllocation() call. */
typedef struct _D3DDDI_ALLOCATIONINFO {
	D3DKMT_HANDLE hAllocation;		/* out */
	D3DKMT_PTR(const VOID *, pSystemMem);	/* in: memory of the caller, or NULL */
	/* in/out: describes the allocation to the miniport */
	D3DKMT_PTR(VOID *, pPrivateDriverData);
	UINT PrivateDriverDataSize;		/* in: bytes */
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId; /* in: for a Primary */
	union {
		__extension__ struct {
			UINT Primary : 1; /* in: a desktop surface */
			UINT Stereo : 1; /* in: a stereo Primary */
			UINT Reserved : 30; /* 0 */
		};
		UINT Value;
	} Flags;
} D3DDDI_ALLOCATIONINFO;

/* One allocation of a D3DKMTCreateAllocation2() call. */
typedef struct _D3DDDI_ALLOCATIONINFO2 {
	D3DKMT_HANDLE hAllocation;		/* out */
	__extension__ union {
		D3DKMT_ALIGN64 UINT64 pSystemMem_hSection_Align;
		HANDLE hSection;		/* in: with ExistingSection */
		const VOID *pSystemMem;		/* in: memory of the caller, or NULL */
	};
	/* in/out: describes the allocation to the miniport */
	D3DKMT_PTR(VOID *, pPrivateDriverData);
	UINT PrivateDriverDataSize;		/* in: bytes */
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId; /* in: for a Primary */
	union {
		__extension__ struct {
			UINT Primary : 1; /* in: a desktop surface */
			UINT Stereo : 1; /* in: a stereo Primary */
			UINT OverridePriority : 1; /* in: Priority is given */
			UINT Reserved : 29; /* 0 */
		};
		UINT Value;
	} Flags;
	D3DGPU_VIRTUAL_ADDRESS GpuVirtualAddress; /* out: 0, map it yourself */
	__extension__ union {
		/* in: D3DDDI_ALLOCATIONPRIORITY_*, with OverridePriority */
		UINT Priority;
		D3DKMT_ALIGN64 ULONG_PTR Unused;
	};
	D3DKMT_ALIGN64 ULONG_PTR Reserved[5];	/* 0 */
} D3DDDI_ALLOCATIONINFO2;

/* When memory of a destroyed allocation may be given to others. */
typedef struct _D3DDDICB_DESTROYALLOCATION2FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT AssumeNotInUse : 1; /* do not wait for work that may use it */
			UINT SynchronousDestroy : 1; /* return when the memory is free */
			UINT Reserved : 29;	/* 0 */
			UINT SystemUseOnly : 1;	/* kernel only */
		};
		UINT Value;
	};
} D3DDDICB_DESTROYALLOCATION2FLAGS;

/* One allocation of an opened resource. */
typedef struct _D3DDDI_OPENALLOCATIONINFO {
	D3DKMT_HANDLE hAllocation;		/* out */
	D3DKMT_PTR(const VOID *, pPrivateDriverData); /* out: points into the buffer of the call */
	UINT PrivateDriverDataSize;		/* out: bytes */
} D3DDDI_OPENALLOCATIONINFO;

/* One allocation of an opened resource. */
typedef struct _D3DDDI_OPENALLOCATIONINFO2 {
	D3DKMT_HANDLE hAllocation;		/* out */
	D3DKMT_PTR(const VOID *, pPrivateDriverData); /* out: points into the buffer of the call */
	UINT PrivateDriverDataSize;		/* out: bytes */
	D3DGPU_VIRTUAL_ADDRESS GpuVirtualAddress; /* out: 0 */
	D3DKMT_ALIGN64 ULONG_PTR Reserved[6];
} D3DDDI_OPENALLOCATIONINFO2;

typedef struct _D3DDDI_MAKERESIDENT_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT CantTrimFurther : 1; /* go over the budget if need be */
			/* failure puts the device in error; needs CantTrimFurther */
			UINT MustSucceed : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DDDI_MAKERESIDENT_FLAGS;

/*
 * Argument of D3DKMTMakeResident().
 *
 * Residency is counted: each success needs its own D3DKMTEvict().
 */
typedef struct _D3DDDI_MAKERESIDENT {
	D3DKMT_HANDLE hPagingQueue;		/* in */
	/* in: elements of the list; out: how many were made resident */
	UINT NumAllocations;
	D3DKMT_PTR(const D3DKMT_HANDLE *, AllocationList); /* in */
	D3DKMT_PTR(const UINT *, PriorityList);	/* in: ignored */
	D3DDDI_MAKERESIDENT_FLAGS Flags;	/* in */
	D3DKMT_ALIGN64 UINT64 PagingFenceValue;	/* out: wait for it after STATUS_PENDING */
	D3DKMT_ALIGN64 UINT64 NumBytesToTrim;	/* out: after STATUS_NO_MEMORY, bytes over budget */
} D3DDDI_MAKERESIDENT;

typedef struct _D3DDDI_EVICT_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT EvictOnlyIfNecessary : 1; /* keep it until the memory is needed */
			UINT NotWrittenTo : 1;	/* the contents in system memory are still good */
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DDDI_EVICT_FLAGS;

/* What became of an offered allocation. */
typedef enum _D3DDDI_RECLAIM_RESULT {
	D3DDDI_RECLAIM_RESULT_OK = 0,		/* the contents are still there */
	D3DDDI_RECLAIM_RESULT_DISCARDED = 1,	/* the contents are lost */
	D3DDDI_RECLAIM_RESULT_NOT_COMMITTED = 2, /* lost for good: destroy it */
} D3DDDI_RECLAIM_RESULT;

/* Up to five segments (numbered from 1; 0 ends the list), best first. */
typedef struct _D3DDDI_SEGMENTPREFERENCE {
	__extension__ union {
		__extension__ struct {
			UINT SegmentId0 : 5;
			UINT Direction0 : 1;
			UINT SegmentId1 : 5;
			UINT Direction1 : 1;
			UINT SegmentId2 : 5;
			UINT Direction2 : 1;
			UINT SegmentId3 : 5;
			UINT Direction3 : 1;
			UINT SegmentId4 : 5;
			UINT Direction4 : 1;
			UINT Reserved : 2;
		};
		UINT Value;
	};
} D3DDDI_SEGMENTPREFERENCE;

typedef struct _D3DDDI_UPDATEALLOCPROPERTY_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT AccessedPhysically : 1;
			UINT Unmoveable : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DDDI_UPDATEALLOCPROPERTY_FLAGS;

/* Argument of D3DKMTUpdateAllocationProperty(). */
typedef struct _D3DDDI_UPDATEALLOCPROPERTY {
	D3DKMT_HANDLE hPagingQueue;		/* in */
	D3DKMT_HANDLE hAllocation;		/* in */
	UINT SupportedSegmentSet;		/* in: bit n-1 for segment n */
	D3DDDI_SEGMENTPREFERENCE PreferredSegment; /* in */
	D3DDDI_UPDATEALLOCPROPERTY_FLAGS Flags;	/* in */
	D3DKMT_ALIGN64 UINT64 PagingFenceValue;	/* out: wait for it after STATUS_PENDING */
	__extension__ union {
		__extension__ struct {
			UINT SetAccessedPhysically : 1;
			UINT SetSupportedSegmentSet : 1;
			UINT SetPreferredSegment : 1;
			UINT SetUnmoveable : 1;
			UINT Reserved : 28;
		};
		UINT PropertyMaskValue;		/* in: which of the above change */
	};
} D3DDDI_UPDATEALLOCPROPERTY;

typedef struct _D3DDDICB_LOCK2FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} D3DDDICB_LOCK2FLAGS;

typedef struct _D3DDDICB_LOCKFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT ReadOnly : 1;
			UINT WriteOnly : 1;
			UINT DonotWait : 1;
			UINT IgnoreSync : 1;
			UINT LockEntire : 1;
			UINT DonotEvict : 1;
			UINT AcquireAperture : 1;
			UINT Discard : 1;
			UINT NoExistingReference : 1;
			UINT UseAlternateVA : 1;
			UINT IgnoreReadSync : 1;
			UINT Reserved : 21;
		};
		UINT Value;
	};
} D3DDDICB_LOCKFLAGS;

/* What the GPU meets at a reserved address that nothing is mapped to. */
typedef enum _D3DDDIGPUVIRTUALADDRESS_RESERVATION_TYPE {
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_ACCESS = 0, /* a fault */
	D3DDDIGPUVIRTUALADDRESS_RESERVE_ZERO = 1, /* zeroes; writes are dropped */
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_COMMIT = 2, /* not for user mode */
} D3DDDIGPUVIRTUALADDRESS_RESERVATION_TYPE;

/*
 * Argument of D3DKMTReserveGpuVirtualAddress().
 *
 * Addresses and Size are multiples of 64 KiB. Where BaseAddress is given, the
 * limits are ignored.
 */
typedef struct _D3DDDI_RESERVEGPUVIRTUALADDRESS {
	__extension__ union {
		D3DKMT_HANDLE hPagingQueue;	/* in: or */
		D3DKMT_HANDLE hAdapter;		/* in */
	};
	D3DGPU_VIRTUAL_ADDRESS BaseAddress;	/* in: or 0 */
	D3DGPU_VIRTUAL_ADDRESS MinimumAddress;	/* in */
	D3DGPU_VIRTUAL_ADDRESS MaximumAddress;	/* in: 0 for no limit */
	D3DGPU_SIZE_T Size;			/* in: bytes */
	__extension__ union {
		D3DDDIGPUVIRTUALADDRESS_RESERVATION_TYPE ReservationType; /* in */
		UINT Reserved0;
	};
	__extension__ union {
		D3DKMT_ALIGN64 UINT64 DriverProtection; /* in */
		D3DKMT_ALIGN64 UINT64 Reserved1;
	};
	D3DGPU_VIRTUAL_ADDRESS VirtualAddress;	/* out */
	__extension__ union {
		D3DKMT_ALIGN64 UINT64 PagingFenceValue; /* out */
		D3DKMT_ALIGN64 UINT64 Reserved2;
	};
} D3DDDI_RESERVEGPUVIRTUALADDRESS;

/* What the GPU may do at an address, besides reading. */
typedef struct _D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE {
	__extension__ union {
		__extension__ struct {
			UINT64 Write : 1;
			UINT64 Execute : 1;
			UINT64 Zero : 1;	/* reads are zeroes, writes are dropped */
			UINT64 NoAccess : 1;	/* a fault */
			UINT64 SystemUseOnly : 1; /* kernel only */
			UINT64 Reserved : 59;
		};
		D3DKMT_ALIGN64 UINT64 Value;
	};
} D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE;

/*
 * Argument of D3DKMTMapGpuVirtualAddress().
 *
 * Offsets and sizes are in pages of 4 KiB. Where BaseAddress is given, the
 * limits are ignored.
 */
typedef struct _D3DDDI_MAPGPUVIRTUALADDRESS {
	D3DKMT_HANDLE hPagingQueue;		/* in */
	D3DGPU_VIRTUAL_ADDRESS BaseAddress;	/* in: or 0 */
	D3DGPU_VIRTUAL_ADDRESS MinimumAddress;	/* in */
	D3DGPU_VIRTUAL_ADDRESS MaximumAddress;	/* in: 0 for no limit */
	D3DKMT_HANDLE hAllocation;		/* in: 0 with Protection Zero or NoAccess */
	D3DGPU_SIZE_T OffsetInPages;		/* in: into the allocation */
	D3DGPU_SIZE_T SizeInPages;		/* in */
	D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE Protection; /* in */
	D3DKMT_ALIGN64 UINT64 DriverProtection;	/* in */
	UINT Reserved0;				/* 0 */
	D3DKMT_ALIGN64 UINT64 Reserved1;	/* 0 */
	D3DGPU_VIRTUAL_ADDRESS VirtualAddress;	/* out */
	D3DKMT_ALIGN64 UINT64 PagingFenceValue;	/* out: wait for it after STATUS_PENDING */
} D3DDDI_MAPGPUVIRTUALADDRESS;

typedef enum _D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION_TYPE {
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP = 0,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_UNMAP = 1,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_COPY = 2,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP_PROTECT = 3,
} D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION_TYPE;

/* One change, in bytes (multiples of 4 KiB). */
typedef struct _D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION {
	D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION_TYPE OperationType;
	__extension__ union {
		struct {
			D3DGPU_VIRTUAL_ADDRESS BaseAddress;
			D3DGPU_SIZE_T SizeInBytes;
			D3DKMT_HANDLE hAllocation;
			D3DGPU_SIZE_T AllocationOffsetInBytes;
			D3DGPU_SIZE_T AllocationSizeInBytes;
		} Map;
		struct {
			D3DGPU_VIRTUAL_ADDRESS BaseAddress;
			D3DGPU_SIZE_T SizeInBytes;
			D3DKMT_HANDLE hAllocation;
			D3DGPU_SIZE_T AllocationOffsetInBytes;
			D3DGPU_SIZE_T AllocationSizeInBytes;
			D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE Protection;
			D3DKMT_ALIGN64 UINT64 DriverProtection;
		} MapProtect;
		struct {
			D3DGPU_VIRTUAL_ADDRESS BaseAddress;
			D3DGPU_SIZE_T SizeInBytes;
			D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE Protection;
		} Unmap;
		struct {
			D3DGPU_VIRTUAL_ADDRESS SourceAddress;
			D3DGPU_SIZE_T SizeInBytes;
			D3DGPU_VIRTUAL_ADDRESS DestAddress;
		} Copy;
	};
} D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION;

typedef struct _D3DDDI_DESTROYPAGINGQUEUE {
	D3DKMT_HANDLE hPagingQueue;
} D3DDDI_DESTROYPAGINGQUEUE;

/* Kinds of synchronization object. */
typedef enum _D3DDDI_SYNCHRONIZATIONOBJECT_TYPE {
	D3DDDI_SYNCHRONIZATION_MUTEX = 1,	/* binary, owned by a context */
	D3DDDI_SEMAPHORE = 2,			/* counting */
	D3DDDI_FENCE = 3,			/* 64-bit value, waited on by contexts */
	D3DDDI_CPU_NOTIFICATION = 4,		/* an event (on Linux: an eventfd) */
	D3DDDI_MONITORED_FENCE = 5,		/* 64-bit value that CPU and GPU can read */
	D3DDDI_PERIODIC_MONITORED_FENCE = 6,	/* as above, signalled by a display */
	D3DDDI_SYNCHRONIZATION_TYPE_LIMIT = 7,
} D3DDDI_SYNCHRONIZATIONOBJECT_TYPE;

typedef struct _D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT Shared : 1;
			UINT NtSecuritySharing : 1;
			UINT CrossAdapter : 1;
			UINT TopOfPipeline : 1;
			UINT NoSignal : 1;
			UINT NoWait : 1;
			UINT NoSignalMaxValueOnTdr : 1;
			UINT NoGPUAccess : 1;
			UINT SignalByKmd : 1;
			UINT Reserved : 22;
			UINT Reserved0 : 1;
		};
		UINT Value;
	};
} D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS;

/* What kind of synchronization object, and its first state. */
typedef struct _D3DDDI_SYNCHRONIZATIONOBJECTINFO2 {
	D3DDDI_SYNCHRONIZATIONOBJECT_TYPE Type;
	D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS Flags;
	__extension__ union {
		struct {
			BOOL InitialState;
		} SynchronizationMutex;
		struct {
			UINT MaxCount;
			UINT InitialCount;
		} Semaphore;
		struct {
			D3DKMT_ALIGN64 UINT64 FenceValue;
		} Fence;
		struct {
			D3DKMT_PTR(HANDLE, Event);
		} CPUNotification;
		struct {
			D3DKMT_ALIGN64 UINT64 InitialFenceValue;
			D3DKMT_PTR(VOID *, FenceValueCPUVirtualAddress);
			D3DGPU_VIRTUAL_ADDRESS FenceValueGPUVirtualAddress;
			UINT EngineAffinity;
			UINT Padding;
		} MonitoredFence;
		struct {
			D3DKMT_HANDLE hAdapter;
			D3DDDI_VIDEO_PRESENT_TARGET_ID VidPnTargetId;
			D3DKMT_ALIGN64 UINT64 Time;
			D3DKMT_PTR(VOID *, FenceValueCPUVirtualAddress);
			D3DGPU_VIRTUAL_ADDRESS FenceValueGPUVirtualAddress;
			UINT EngineAffinity;
			UINT Padding;
		} PeriodicMonitoredFence;
		struct {
			D3DKMT_ALIGN64 UINT64 Reserved[8];
		} Reserved;
	};
	D3DKMT_HANDLE SharedHandle;
} D3DDDI_SYNCHRONIZATIONOBJECTINFO2;

/* Priority of a paging queue among those of its device. */
typedef enum _D3DDDI_PAGINGQUEUE_PRIORITY {
	D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL = -1,
	D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL = 0,
	D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL = 1,
} D3DDDI_PAGINGQUEUE_PRIORITY;

/* Pixel formats. */
typedef enum _D3DDDIFORMAT {
	D3DDDIFMT_UNKNOWN = 0,
	D3DDDIFMT_R8G8B8 = 20,
	D3DDDIFMT_A8R8G8B8 = 21,
	D3DDDIFMT_X8R8G8B8 = 22,
	D3DDDIFMT_R5G6B5 = 23,
	D3DDDIFMT_X1R5G5B5 = 24,
	D3DDDIFMT_A1R5G5B5 = 25,
	D3DDDIFMT_A4R4G4B4 = 26,
	D3DDDIFMT_R3G3B2 = 27,
	D3DDDIFMT_A8 = 28,
	D3DDDIFMT_A8R3G3B2 = 29,
	D3DDDIFMT_X4R4G4B4 = 30,
	D3DDDIFMT_A2B10G10R10 = 31,
	D3DDDIFMT_A8B8G8R8 = 32,
	D3DDDIFMT_X8B8G8R8 = 33,
	D3DDDIFMT_G16R16 = 34,
	D3DDDIFMT_A2R10G10B10 = 35,
	D3DDDIFMT_A16B16G16R16 = 36,
	D3DDDIFMT_A8P8 = 40,
	D3DDDIFMT_P8 = 41,
	D3DDDIFMT_L8 = 50,
	D3DDDIFMT_A8L8 = 51,
	D3DDDIFMT_A4L4 = 52,
	D3DDDIFMT_V8U8 = 60,
	D3DDDIFMT_L6V5U5 = 61,
	D3DDDIFMT_X8L8V8U8 = 62,
	D3DDDIFMT_Q8W8V8U8 = 63,
	D3DDDIFMT_V16U16 = 64,
	D3DDDIFMT_W11V11U10 = 65,
	D3DDDIFMT_A2W10V10U10 = 67,
	D3DDDIFMT_UYVY = 0x59565955,
	D3DDDIFMT_R8G8_B8G8 = 0x47424752,
	D3DDDIFMT_YUY2 = 0x32595559,
	D3DDDIFMT_G8R8_G8B8 = 0x42475247,
	D3DDDIFMT_DXT1 = 0x31545844,
	D3DDDIFMT_DXT2 = 0x32545844,
	D3DDDIFMT_DXT3 = 0x33545844,
	D3DDDIFMT_DXT4 = 0x34545844,
	D3DDDIFMT_DXT5 = 0x35545844,
	D3DDDIFMT_D16_LOCKABLE = 70,
	D3DDDIFMT_D32 = 71,
	D3DDDIFMT_D15S1 = 73,
	D3DDDIFMT_D24S8 = 75,
	D3DDDIFMT_D24X8 = 77,
	D3DDDIFMT_D24X4S4 = 79,
	D3DDDIFMT_D16 = 80,
	D3DDDIFMT_D32F_LOCKABLE = 82,
	D3DDDIFMT_D24FS8 = 83,
	D3DDDIFMT_D32_LOCKABLE = 84,
	D3DDDIFMT_S8_LOCKABLE = 85,
	D3DDDIFMT_S1D15 = 72,
	D3DDDIFMT_S8D24 = 74,
	D3DDDIFMT_X8D24 = 76,
	D3DDDIFMT_X4S4D24 = 78,
	D3DDDIFMT_L16 = 81,
	D3DDDIFMT_G8R8 = 91,
	D3DDDIFMT_R8 = 92,
	D3DDDIFMT_VERTEXDATA = 100,
	D3DDDIFMT_INDEX16 = 101,
	D3DDDIFMT_INDEX32 = 102,
	D3DDDIFMT_Q16W16V16U16 = 110,
	D3DDDIFMT_MULTI2_ARGB8 = 0x3154454d,
	D3DDDIFMT_R16F = 111,
	D3DDDIFMT_G16R16F = 112,
	D3DDDIFMT_A16B16G16R16F = 113,
	D3DDDIFMT_R32F = 114,
	D3DDDIFMT_G32R32F = 115,
	D3DDDIFMT_A32B32G32R32F = 116,
	D3DDDIFMT_CxV8U8 = 117,
	D3DDDIFMT_A1 = 118,
	D3DDDIFMT_A2B10G10R10_XR_BIAS = 119,
	D3DDDIFMT_DXVACOMPBUFFER_BASE = 150,
	D3DDDIFMT_PICTUREPARAMSDATA = 150,
	D3DDDIFMT_MACROBLOCKDATA = 151,
	D3DDDIFMT_RESIDUALDIFFERENCEDATA = 152,
	D3DDDIFMT_DEBLOCKINGDATA = 153,
	D3DDDIFMT_INVERSEQUANTIZATIONDATA = 154,
	D3DDDIFMT_SLICECONTROLDATA = 155,
	D3DDDIFMT_BITSTREAMDATA = 156,
	D3DDDIFMT_MOTIONVECTORBUFFER = 157,
	D3DDDIFMT_FILMGRAINBUFFER = 158,
	D3DDDIFMT_DXVA_RESERVED9 = 159,
	D3DDDIFMT_DXVA_RESERVED10 = 160,
	D3DDDIFMT_DXVA_RESERVED11 = 161,
	D3DDDIFMT_DXVA_RESERVED12 = 162,
	D3DDDIFMT_DXVA_RESERVED13 = 163,
	D3DDDIFMT_DXVA_RESERVED14 = 164,
	D3DDDIFMT_DXVA_RESERVED15 = 165,
	D3DDDIFMT_DXVA_RESERVED16 = 166,
	D3DDDIFMT_DXVA_RESERVED17 = 167,
	D3DDDIFMT_DXVA_RESERVED18 = 168,
	D3DDDIFMT_DXVA_RESERVED19 = 169,
	D3DDDIFMT_DXVA_RESERVED20 = 170,
	D3DDDIFMT_DXVA_RESERVED21 = 171,
	D3DDDIFMT_DXVA_RESERVED22 = 172,
	D3DDDIFMT_DXVA_RESERVED23 = 173,
	D3DDDIFMT_DXVA_RESERVED24 = 174,
	D3DDDIFMT_DXVA_RESERVED25 = 175,
	D3DDDIFMT_DXVA_RESERVED26 = 176,
	D3DDDIFMT_DXVA_RESERVED27 = 177,
	D3DDDIFMT_DXVA_RESERVED28 = 178,
	D3DDDIFMT_DXVA_RESERVED29 = 179,
	D3DDDIFMT_DXVA_RESERVED30 = 180,
	D3DDDIFMT_DXVA_RESERVED31 = 181,
	D3DDDIFMT_DXVACOMPBUFFER_MAX = 181,
	D3DDDIFMT_BINARYBUFFER = 199,
	D3DDDIFMT_FORCE_UINT = 0x7fffffff,
} D3DDDIFORMAT;

typedef enum _D3DDDI_DRIVERESCAPETYPE {
	D3DDDI_DRIVERESCAPETYPE_TRANSLATEALLOCATIONHANDLE = 0,
	D3DDDI_DRIVERESCAPETYPE_TRANSLATERESOURCEHANDLE = 1,
	D3DDDI_DRIVERESCAPETYPE_CPUEVENTUSAGE = 2,
	D3DDDI_DRIVERESCAPETYPE_MAX = 3,
} D3DDDI_DRIVERESCAPETYPE;

/* How the registry query went; the call itself succeeds in all cases. */
typedef enum _D3DDDI_QUERYREGISTRY_STATUS {
	D3DDDI_QUERYREGISTRY_STATUS_SUCCESS = 0,
	/* ask again with OutputValueSize more bytes */
	D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW = 1,
	D3DDDI_QUERYREGISTRY_STATUS_FAIL = 2,
	D3DDDI_QUERYREGISTRY_STATUS_MAX = 3,
} D3DDDI_QUERYREGISTRY_STATUS;

/* Which key or path KMTQAITYPE_QUERYREGISTRY asks for. */
typedef enum _D3DDDI_QUERYREGISTRY_TYPE {
	D3DDDI_QUERYREGISTRY_SERVICEKEY = 0,	/* a value of the driver's service */
	D3DDDI_QUERYREGISTRY_ADAPTERKEY = 1,	/* a value of the adapter */
	D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH = 2, /* folder of the driver's user-mode files */
	D3DDDI_QUERYREGISTRY_DRIVERIMAGEPATH = 3, /* path of the kernel driver */
	D3DDDI_QUERYREGISTRY_MAX = 4,
} D3DDDI_QUERYREGISTRY_TYPE;

typedef enum _D3DDDI_ROTATION {
	D3DDDI_ROTATION_IDENTITY = 1,
	D3DDDI_ROTATION_90 = 2,
	D3DDDI_ROTATION_180 = 3,
	D3DDDI_ROTATION_270 = 4,
} D3DDDI_ROTATION;

typedef enum _D3DDDI_VIDEO_SIGNAL_SCANLINE_ORDERING {
	D3DDDI_VSSLO_UNINITIALIZED = 0,
	D3DDDI_VSSLO_PROGRESSIVE = 1,
	D3DDDI_VSSLO_INTERLACED_UPPERFIELDFIRST = 2,
	D3DDDI_VSSLO_INTERLACED_LOWERFIELDFIRST = 3,
	D3DDDI_VSSLO_OTHER = 255,
} D3DDDI_VIDEO_SIGNAL_SCANLINE_ORDERING;

typedef struct _D3DDDI_TRIMRESIDENCYSET_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT PeriodicTrim : 1;
			UINT RestartPeriodicTrim : 1;
			UINT TrimToBudget : 1;
			UINT Reserved : 29;
		};
		UINT Value;
	};
} D3DDDI_TRIMRESIDENCYSET_FLAGS;

typedef struct _D3DDDICB_SIGNALFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT SignalAtSubmission : 1;
			UINT EnqueueCpuEvent : 1;
			UINT AllowFenceRewind : 1;
			UINT Reserved : 28;
			UINT DXGK_SIGNAL_FLAG_INTERNAL0 : 1;
		};
		UINT Value;
	};
} D3DDDICB_SIGNALFLAGS;

typedef struct _D3DDDI_ALLOCATIONLIST {
	D3DKMT_HANDLE hAllocation;
	__extension__ union {
		__extension__ struct {
			UINT WriteOperation : 1;
			UINT DoNotRetireInstance : 1;
			UINT OfferPriority : 3;
			UINT Reserved : 27;
		};
		UINT Value;
	};
} D3DDDI_ALLOCATIONLIST;

typedef struct _D3DDDI_CREATECONTEXTFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT NullRendering : 1;
			UINT InitialData : 1;
			UINT DisableGpuTimeout : 1;
			UINT SynchronizationOnly : 1;
			UINT HwQueueSupported : 1;
			UINT NoKmdAccess : 1;
			UINT Reserved : 26;
		};
		UINT Value;
	};
} D3DDDI_CREATECONTEXTFLAGS;

typedef struct _D3DDDI_CREATEHWCONTEXTFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} D3DDDI_CREATEHWCONTEXTFLAGS;

typedef struct _D3DDDI_CREATEHWQUEUEFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT DisableGpuTimeout : 1;
			UINT NoBroadcastSignal : 1;
			UINT NoBroadcastWait : 1;
			UINT NoKmdAccess : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DDDI_CREATEHWQUEUEFLAGS;

typedef struct _D3DDDI_DRIVERESCAPE_CPUEVENTUSAGE {
	D3DDDI_DRIVERESCAPETYPE EscapeType;
	D3DKMT_HANDLE hSyncObject;
	D3DKMT_ALIGN64 UINT64 hKmdCpuEvent;
	UINT Usage[8];
} D3DDDI_DRIVERESCAPE_CPUEVENTUSAGE;

typedef struct _D3DDDI_DRIVERESCAPE_TRANSLATEALLOCATIONEHANDLE {
	D3DDDI_DRIVERESCAPETYPE EscapeType;
	D3DKMT_HANDLE hAllocation;
} D3DDDI_DRIVERESCAPE_TRANSLATEALLOCATIONEHANDLE;

typedef struct _D3DDDI_DRIVERESCAPE_TRANSLATERESOURCEHANDLE {
	D3DDDI_DRIVERESCAPETYPE EscapeType;
	D3DKMT_HANDLE hResource;
} D3DDDI_DRIVERESCAPE_TRANSLATERESOURCEHANDLE;

/* How an escape is to be carried out. */
typedef struct _D3DDDI_ESCAPEFLAGS {
	__extension__ union {
		__extension__ struct {
			UINT HardwareAccess : 1; /* it touches the hardware */
			UINT DeviceStatusQuery : 1;
			UINT ChangeFrameLatency : 1;
			UINT NoAdapterSynchronization : 1; /* need not wait for others */
			UINT Reserved : 1;
			UINT VirtualMachineData : 1;
			UINT DriverKnownEscape : 1; /* begins with a D3DDDI_DRIVERESCAPETYPE */
			UINT DriverCommonEscape : 1;
			UINT Reserved2 : 24;
		};
		UINT Value;
	};
} D3DDDI_ESCAPEFLAGS;

typedef struct _D3DDDI_PATCHLOCATIONLIST {
	UINT AllocationIndex;
	__extension__ union {
		__extension__ struct {
			UINT SlotId : 24;
			UINT Reserved : 8;
		};
		UINT Value;
	};
	UINT DriverId;
	UINT AllocationOffset;
	UINT PatchOffset;
	UINT SplitOffset;
} D3DDDI_PATCHLOCATIONLIST;

typedef struct _D3DDDI_QUERYREGISTRY_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT TranslatePath : 1;
			UINT MutableValue : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DDDI_QUERYREGISTRY_FLAGS;

/*
 * KMTQAITYPE_QUERYREGISTRY.
 *
 * Ask first with just this struct: where the value does not fit, Status is
 * BUFFER_OVERFLOW and OutputValueSize says how many bytes to add.
 */
typedef struct _D3DDDI_QUERYREGISTRY_INFO {
	D3DDDI_QUERYREGISTRY_TYPE QueryType;	/* in */
	D3DDDI_QUERYREGISTRY_FLAGS QueryFlags;	/* in */
	WCHAR ValueName[MAX_PATH];		/* in: for SERVICEKEY and ADAPTERKEY */
	ULONG ValueType;			/* in/out: a REG_* type */
	ULONG PhysicalAdapterIndex;		/* in: from 0 */
	ULONG OutputValueSize;			/* out: bytes */
	D3DDDI_QUERYREGISTRY_STATUS Status;	/* out */
	__extension__ union {
		DWORD OutputDword;		/* out */
		D3DKMT_ALIGN64 UINT64 OutputQword; /* out */
		WCHAR OutputString[1];		/* out: goes on behind the struct */
		BYTE OutputBinary[1];		/* out: goes on behind the struct */
	};
} D3DDDI_QUERYREGISTRY_INFO;

typedef struct _D3DDDI_RATIONAL {
	UINT Numerator;
	UINT Denominator;
} D3DDDI_RATIONAL;

typedef struct _D3DDDI_SYNCHRONIZATIONOBJECTINFO {
	D3DDDI_SYNCHRONIZATIONOBJECT_TYPE Type;
	__extension__ union {
		struct {
			BOOL InitialState;
		} SynchronizationMutex;
		struct {
			UINT MaxCount;
			UINT InitialCount;
		} Semaphore;
		struct {
			UINT Reserved[16];
		} Reserved;
	};
} D3DDDI_SYNCHRONIZATIONOBJECTINFO;

typedef struct _D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS {
	__extension__ union {
		__extension__ struct {
			UINT WaitAny : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS;

#endif /* _DXG_D3DUKMDT_H */
