// SPDX-License-Identifier: MIT
/*
 * thunks.c - the functions that are one command of the kernel and nothing else
 */
#include "internal.h"

/* ---- Adapters ---- */

NTSTATUS D3DKMTEnumAdapters2(const D3DKMT_ENUMADAPTERS2 *args)
{
	return dxg_call(ENUM_ADAPTERS2, args);
}

NTSTATUS D3DKMTEnumAdapters3(D3DKMT_ENUMADAPTERS3 *args)
{
	return dxg_call(ENUM_ADAPTERS3, args);
}

NTSTATUS D3DKMTOpenAdapterFromLuid(const D3DKMT_OPENADAPTERFROMLUID *args)
{
	return dxg_call(OPEN_ADAPTER_FROM_LUID, args);
}

NTSTATUS D3DKMTCloseAdapter(const D3DKMT_CLOSEADAPTER *args)
{
	return dxg_call(CLOSE_ADAPTER, args);
}

NTSTATUS D3DKMTQueryVideoMemoryInfo(D3DKMT_QUERYVIDEOMEMORYINFO *args)
{
	return dxg_call(QUERY_VIDEO_MEMORY_INFO, args);
}

NTSTATUS D3DKMTChangeVideoMemoryReservation(const D3DKMT_CHANGEVIDEOMEMORYRESERVATION *args)
{
	return dxg_call(CHANGE_VIDEO_MEMORY_RESERVATION, args);
}

NTSTATUS D3DKMTQueryClockCalibration(D3DKMT_QUERYCLOCKCALIBRATION *args)
{
	return dxg_call(QUERY_CLOCK_CALIBRATION, args);
}

NTSTATUS D3DKMTFlushHeapTransitions(D3DKMT_FLUSHHEAPTRANSITIONS *args)
{
	return dxg_call(FLUSH_HEAP_TRANSITIONS, args);
}

NTSTATUS D3DKMTEscape(const D3DKMT_ESCAPE *args)
{
	return dxg_call(ESCAPE, args);
}

/* ---- Devices ---- */

NTSTATUS D3DKMTCreateDevice(D3DKMT_CREATEDEVICE *args)
{
	return dxg_call(CREATE_DEVICE, args);
}

NTSTATUS D3DKMTDestroyDevice(const D3DKMT_DESTROYDEVICE *args)
{
	return dxg_call(DESTROY_DEVICE, args);
}

NTSTATUS D3DKMTGetDeviceState(D3DKMT_GETDEVICESTATE *args)
{
	return dxg_call(GET_DEVICE_STATE, args);
}

NTSTATUS D3DKMTMarkDeviceAsError(D3DKMT_MARKDEVICEASERROR *args)
{
	return dxg_call(MARK_DEVICE_AS_ERROR, args);
}

/* ---- Allocations ---- */

NTSTATUS D3DKMTCreateAllocation2(D3DKMT_CREATEALLOCATION *args)
{
	return dxg_call(CREATE_ALLOCATION2, args);
}

NTSTATUS D3DKMTCreateAllocation(D3DKMT_CREATEALLOCATION *args)
{
	return dxg_call(CREATE_ALLOCATION, args);
}

NTSTATUS D3DKMTDestroyAllocation2(const D3DKMT_DESTROYALLOCATION2 *args)
{
	return dxg_call(DESTROY_ALLOCATION2, args);
}

NTSTATUS D3DKMTSetAllocationPriority(const D3DKMT_SETALLOCATIONPRIORITY *args)
{
	return dxg_call(SET_ALLOCATION_PRIORITY, args);
}

NTSTATUS D3DKMTGetAllocationPriority(const D3DKMT_GETALLOCATIONPRIORITY *args)
{
	return dxg_call(GET_ALLOCATION_PRIORITY, args);
}

NTSTATUS D3DKMTQueryAllocationResidency(const D3DKMT_QUERYALLOCATIONRESIDENCY *args)
{
	return dxg_call(QUERY_ALLOCATION_RESIDENCY, args);
}

NTSTATUS D3DKMTUpdateAllocationProperty(D3DDDI_UPDATEALLOCPROPERTY *args)
{
	return dxg_call(UPDATE_ALLOCATION_PROPERTY, args);
}

NTSTATUS D3DKMTOfferAllocations(const D3DKMT_OFFERALLOCATIONS *args)
{
	return dxg_call(OFFER_ALLOCATIONS, args);
}

NTSTATUS D3DKMTReclaimAllocations2(D3DKMT_RECLAIMALLOCATIONS2 *args)
{
	return dxg_call(RECLAIM_ALLOCATIONS2, args);
}

NTSTATUS D3DKMTLock2(D3DKMT_LOCK2 *args)
{
	return dxg_call(LOCK2, args);
}

NTSTATUS D3DKMTUnlock2(const D3DKMT_UNLOCK2 *args)
{
	return dxg_call(UNLOCK2, args);
}

NTSTATUS D3DKMTInvalidateCache(const D3DKMT_INVALIDATECACHE *args)
{
	return dxg_call(INVALIDATE_CACHE, args);
}

/* ---- Sharing ---- */

NTSTATUS D3DKMTQueryResourceInfoFromNtHandle(D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE *args)
{
	return dxg_call(QUERY_RESOURCE_INFO_FROM_NT_HANDLE, args);
}

NTSTATUS D3DKMTOpenResourceFromNtHandle(D3DKMT_OPENRESOURCEFROMNTHANDLE *args)
{
	return dxg_call(OPEN_RESOURCE_FROM_NT_HANDLE, args);
}

NTSTATUS D3DKMTQueryResourceInfo(D3DKMT_QUERYRESOURCEINFO *args)
{
	return dxg_call(QUERY_RESOURCE_INFO, args);
}

NTSTATUS D3DKMTOpenResource2(D3DKMT_OPENRESOURCE *args)
{
	return dxg_call(OPEN_RESOURCE, args);
}

NTSTATUS D3DKMTGetSharedResourceAdapterLuid(D3DKMT_GETSHAREDRESOURCEADAPTERLUID *args)
{
	return dxg_call(GET_SHARED_RESOURCE_ADAPTER_LUID, args);
}

NTSTATUS D3DKMTShareObjectWithHost(D3DKMT_SHAREOBJECTWITHHOST *args)
{
	return dxg_call(SHARE_OBJECT_WITH_HOST, args);
}

/* ---- Residency and GPU addresses ---- */

NTSTATUS D3DKMTCreatePagingQueue(D3DKMT_CREATEPAGINGQUEUE *args)
{
	return dxg_call(CREATE_PAGING_QUEUE, args);
}

NTSTATUS D3DKMTDestroyPagingQueue(D3DDDI_DESTROYPAGINGQUEUE *args)
{
	return dxg_call(DESTROY_PAGING_QUEUE, args);
}

NTSTATUS D3DKMTMakeResident(D3DDDI_MAKERESIDENT *args)
{
	return dxg_call(MAKE_RESIDENT, args);
}

NTSTATUS D3DKMTEvict(D3DKMT_EVICT *args)
{
	return dxg_call(EVICT, args);
}

NTSTATUS D3DKMTReserveGpuVirtualAddress(D3DDDI_RESERVEGPUVIRTUALADDRESS *args)
{
	return dxg_call(RESERVE_GPU_VIRTUAL_ADDRESS, args);
}

NTSTATUS D3DKMTMapGpuVirtualAddress(D3DDDI_MAPGPUVIRTUALADDRESS *args)
{
	return dxg_call(MAP_GPU_VIRTUAL_ADDRESS, args);
}

NTSTATUS D3DKMTUpdateGpuVirtualAddress(const D3DKMT_UPDATEGPUVIRTUALADDRESS *args)
{
	return dxg_call(UPDATE_GPU_VIRTUAL_ADDRESS, args);
}

NTSTATUS D3DKMTFreeGpuVirtualAddress(const D3DKMT_FREEGPUVIRTUALADDRESS *args)
{
	return dxg_call(FREE_GPU_VIRTUAL_ADDRESS, args);
}

/* ---- Contexts and submission ---- */

NTSTATUS D3DKMTCreateContext(D3DKMT_CREATECONTEXT *args)
{
	return dxg_call(CREATE_CONTEXT, args);
}

NTSTATUS D3DKMTCreateContextVirtual(D3DKMT_CREATECONTEXTVIRTUAL *args)
{
	return dxg_call(CREATE_CONTEXT_VIRTUAL, args);
}

NTSTATUS D3DKMTDestroyContext(const D3DKMT_DESTROYCONTEXT *args)
{
	return dxg_call(DESTROY_CONTEXT, args);
}

NTSTATUS D3DKMTCreateHwContext(D3DKMT_CREATEHWCONTEXT *args)
{
	return dxg_call(CREATE_HW_CONTEXT, args);
}

NTSTATUS D3DKMTDestroyHwContext(const D3DKMT_DESTROYHWCONTEXT *args)
{
	return dxg_call(DESTROY_HW_CONTEXT, args);
}

NTSTATUS D3DKMTCreateHwQueue(D3DKMT_CREATEHWQUEUE *args)
{
	return dxg_call(CREATE_HW_QUEUE, args);
}

NTSTATUS D3DKMTDestroyHwQueue(const D3DKMT_DESTROYHWQUEUE *args)
{
	return dxg_call(DESTROY_HW_QUEUE, args);
}

NTSTATUS D3DKMTRender(D3DKMT_RENDER *args)
{
	return dxg_call(RENDER, args);
}

NTSTATUS D3DKMTSubmitCommand(const D3DKMT_SUBMITCOMMAND *args)
{
	return dxg_call(SUBMIT_COMMAND, args);
}

NTSTATUS D3DKMTSubmitCommandToHwQueue(const D3DKMT_SUBMITCOMMANDTOHWQUEUE *args)
{
	return dxg_call(SUBMIT_COMMAND_TO_HW_QUEUE, args);
}

NTSTATUS D3DKMTSubmitSignalSyncObjectsToHwQueue(const D3DKMT_SUBMITSIGNALSYNCOBJECTSTOHWQUEUE *args)
{
	return dxg_call(SUBMIT_SIGNAL_SYNC_OBJECTS_TO_HW_QUEUE, args);
}

NTSTATUS
D3DKMTSubmitWaitForSyncObjectsToHwQueue(const D3DKMT_SUBMITWAITFORSYNCOBJECTSTOHWQUEUE *args)
{
	return dxg_call(SUBMIT_WAIT_FOR_SYNC_OBJECTS_TO_HW_QUEUE, args);
}

NTSTATUS D3DKMTSetContextSchedulingPriority(const D3DKMT_SETCONTEXTSCHEDULINGPRIORITY *args)
{
	return dxg_call(SET_CONTEXT_SCHEDULING_PRIORITY, args);
}

NTSTATUS D3DKMTGetContextSchedulingPriority(D3DKMT_GETCONTEXTSCHEDULINGPRIORITY *args)
{
	return dxg_call(GET_CONTEXT_SCHEDULING_PRIORITY, args);
}

NTSTATUS
D3DKMTSetContextInProcessSchedulingPriority(const D3DKMT_SETCONTEXTINPROCESSSCHEDULINGPRIORITY *arg)
{
	return dxg_call(SET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY, arg);
}

NTSTATUS
D3DKMTGetContextInProcessSchedulingPriority(D3DKMT_GETCONTEXTINPROCESSSCHEDULINGPRIORITY *args)
{
	return dxg_call(GET_CONTEXT_IN_PROCESS_SCHEDULING_PRIORITY, args);
}

/* ---- Synchronization ---- */

NTSTATUS D3DKMTCreateSynchronizationObject2(D3DKMT_CREATESYNCHRONIZATIONOBJECT2 *args)
{
	return dxg_call(CREATE_SYNCHRONIZATION_OBJECT2, args);
}

NTSTATUS D3DKMTDestroySynchronizationObject(const D3DKMT_DESTROYSYNCHRONIZATIONOBJECT *args)
{
	return dxg_call(DESTROY_SYNCHRONIZATION_OBJECT, args);
}

NTSTATUS D3DKMTOpenSynchronizationObject(D3DKMT_OPENSYNCHRONIZATIONOBJECT *args)
{
	return dxg_call(OPEN_SYNCHRONIZATION_OBJECT, args);
}

NTSTATUS D3DKMTOpenSyncObjectFromNtHandle2(D3DKMT_OPENSYNCOBJECTFROMNTHANDLE2 *args)
{
	return dxg_call(OPEN_SYNC_OBJECT_FROM_NT_HANDLE2, args);
}

NTSTATUS D3DKMTSignalSynchronizationObject2(const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2 *args)
{
	return dxg_call(SIGNAL_SYNCHRONIZATION_OBJECT2, args);
}

NTSTATUS
D3DKMTSignalSynchronizationObjectFromCpu(const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMCPU *args)
{
	return dxg_call(SIGNAL_SYNCHRONIZATION_OBJECT_FROM_CPU, args);
}

NTSTATUS
D3DKMTSignalSynchronizationObjectFromGpu(const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU *args)
{
	return dxg_call(SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU, args);
}

NTSTATUS
D3DKMTSignalSynchronizationObjectFromGpu2(const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU2 *args)
{
	return dxg_call(SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU2, args);
}

NTSTATUS D3DKMTWaitForSynchronizationObject2(const D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2 *args)
{
	return dxg_call(WAIT_FOR_SYNCHRONIZATION_OBJECT2, args);
}

NTSTATUS
D3DKMTWaitForSynchronizationObjectFromCpu(const D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU *args)
{
	return dxg_call(WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, args);
}

NTSTATUS
D3DKMTWaitForSynchronizationObjectFromGpu(const D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMGPU *args)
{
	return dxg_call(WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_GPU, args);
}

NTSTATUS D3DKMTCreateSyncFile(D3DKMT_CREATESYNCFILE *args)
{
	return dxg_call(CREATE_SYNC_FILE, args);
}
