/* SPDX-License-Identifier: MIT */
/*
 * d3dkmtapi.h - the D3DKMT functions
 *
 * Every function returns STATUS_INVALID_PARAMETER for a NULL argument, and
 * STATUS_UNSUCCESSFUL where /dev/dxg can not be opened. Every function may be
 * called from any thread. A child after fork() has none of its parent's
 * handles; its calls work on a descriptor of its own.
 *
 * Functions that the kernel does not implement answer what it answers:
 * STATUS_NOT_SUPPORTED. Those marked so never reach it.
 *
 * The device is /dev/dxg, or what the environment variable D3DKMT_DEVICE names
 * (which set-user-ID programs ignore).
 */
#ifndef _DXG_D3DKMTAPI_H
#define _DXG_D3DKMTAPI_H

#include <dxg/d3dkmthk.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Adapters ---- */

/**
 * D3DKMTEnumAdapters2() - list and open the adapters
 * @args: where the list goes; pAdapters may be NULL to learn the count
 *
 * Adapters that only compute are left out; see D3DKMTEnumAdapters3(). Every
 * hAdapter in the list is to be closed by the caller.
 *
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL where NumAdapters is less than
 * there are, and nothing is opened; STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY;
 * STATUS_UNSUCCESSFUL where there is no /dev/dxg.
 */
NTSTATUS APIENTRY D3DKMTEnumAdapters2(const D3DKMT_ENUMADAPTERS2 *args);

/**
 * D3DKMTEnumAdapters3() - list and open the adapters of a filter
 * @args: the filter and where the list goes
 *
 * Return: as D3DKMTEnumAdapters2().
 */
NTSTATUS APIENTRY D3DKMTEnumAdapters3(D3DKMT_ENUMADAPTERS3 *args);

/**
 * D3DKMTEnumAdapters() - list and open up to 16 adapters
 * @args: where the list goes
 *
 * The library answers it by way of D3DKMTEnumAdapters2(); adapters after the 16th
 * are left out.
 *
 * Return: as D3DKMTEnumAdapters2().
 */
NTSTATUS APIENTRY D3DKMTEnumAdapters(const D3DKMT_ENUMADAPTERS *args);

/**
 * D3DKMTOpenAdapterFromLuid() - open the adapter that has a LUID
 * @args: the LUID; receives the handle
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER where no adapter has it.
 */
NTSTATUS APIENTRY D3DKMTOpenAdapterFromLuid(const D3DKMT_OPENADAPTERFROMLUID *args);

/**
 * D3DKMTCloseAdapter() - close an adapter handle
 * @args: the handle
 *
 * Devices that were made from it stay.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 */
NTSTATUS APIENTRY D3DKMTCloseAdapter(const D3DKMT_CLOSEADAPTER *args);

/**
 * D3DKMTQueryAdapterInfo() - ask an adapter about itself
 * @args: the question; its buffer receives the answer
 *
 * Text goes to and from the kernel as UTF-16; here it is wchar_t. Where Type has
 * text in its struct, PrivateDriverDataSize must be exactly the struct's size
 * (QUERYREGISTRY: at least), and text that is as long as its array comes back cut
 * short by one, so that it always ends in 0.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for an unknown type or a size
 * that does not fit it; STATUS_NOT_SUPPORTED; STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTQueryAdapterInfo(const D3DKMT_QUERYADAPTERINFO *args);

/**
 * D3DKMTQueryVideoMemoryInfo() - budget and usage of a process
 * @args: adapter and segment group; receives the figures
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTQueryVideoMemoryInfo(D3DKMT_QUERYVIDEOMEMORYINFO *args);

/** D3DKMTChangeVideoMemoryReservation() - say how much video memory is needed at least */
NTSTATUS APIENTRY D3DKMTChangeVideoMemoryReservation(
	const D3DKMT_CHANGEVIDEOMEMORYRESERVATION *args);

/**
 * D3DKMTQueryStatistics() - what an adapter, segment, node or process has done
 * @args: what is asked; QueryResult receives the answer
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NOT_SUPPORTED.
 */
NTSTATUS APIENTRY D3DKMTQueryStatistics(const D3DKMT_QUERYSTATISTICS *args);

/** D3DKMTQueryClockCalibration() - GPU clock and CPU clock at one moment */
NTSTATUS APIENTRY D3DKMTQueryClockCalibration(D3DKMT_QUERYCLOCKCALIBRATION *args);

/** D3DKMTFlushHeapTransitions() - wait until memory that changes hands has done so */
NTSTATUS APIENTRY D3DKMTFlushHeapTransitions(D3DKMT_FLUSHHEAPTRANSITIONS *args);

/**
 * D3DKMTSetStablePowerState() - keep the GPU's clock constant, for measuring
 * @args: the adapter and whether
 *
 * Nothing changes clocks here: STATUS_SUCCESS without an effect.
 */
NTSTATUS APIENTRY D3DKMTSetStablePowerState(const D3DKMT_SETSTABLEPOWERSTATE *args);

/**
 * D3DKMTEscape() - talk to the miniport
 * @args: the adapter and the buffer, which is read and written
 *
 * What the buffer means is between the program and the miniport.
 *
 * Return: what the miniport answers; STATUS_INVALID_PARAMETER;
 * STATUS_NOT_SUPPORTED for escapes of other types; STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTEscape(const D3DKMT_ESCAPE *args);

/* ---- Devices ---- */

/**
 * D3DKMTCreateDevice() - make a device on an adapter
 * @args: the adapter; receives the device
 *
 * All allocations, contexts and queues are made on a device. It outlives the
 * adapter handle that it was made from.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY;
 * STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTCreateDevice(D3DKMT_CREATEDEVICE *args);

/**
 * D3DKMTDestroyDevice() - destroy a device and all that was made on it
 * @args: the device
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 */
NTSTATUS APIENTRY D3DKMTDestroyDevice(const D3DKMT_DESTROYDEVICE *args);

/**
 * D3DKMTGetDeviceState() - ask how a device is doing
 * @args: the device and what is asked; receives the answer
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTGetDeviceState(D3DKMT_GETDEVICESTATE *args);

/**
 * D3DKMTMarkDeviceAsError() - put a device in error
 * @args: the device and why
 *
 * Calls on it answer STATUS_DEVICE_REMOVED from then on; it can be destroyed.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 */
NTSTATUS APIENTRY D3DKMTMarkDeviceAsError(D3DKMT_MARKDEVICEASERROR *args);

/* ---- Allocations ---- */

/**
 * D3DKMTCreateAllocation2() - create allocations, or add them to a resource
 * @args: what to create; its array (pAllocationInfo2) receives the handles
 *
 * Each allocation's private data says to the miniport what it is: a texture, a
 * buffer. The miniport answers with size, alignment and the memory segments that
 * it may live in, and may write to the private data. All are created or none.
 *
 * Creating takes no memory yet; memory comes with the first need. To share a
 * resource, set CreateResource, CreateShared and NtSecuritySharing and call
 * D3DKMTShareObjects(): global handles can be guessed by any process and are only
 * there for old programs.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_INVALID_HANDLE where
 * hResource names no resource; STATUS_NO_MEMORY; STATUS_GRAPHICS_NO_VIDEO_MEMORY
 * where an allocation is larger than every segment that it may live in;
 * STATUS_GRAPHICS_ALLOCATION_INVALID where the miniport answered nonsense;
 * STATUS_NOT_SUPPORTED; STATUS_DEVICE_REMOVED; or what the miniport answered.
 */
NTSTATUS APIENTRY D3DKMTCreateAllocation2(D3DKMT_CREATEALLOCATION *args);

/**
 * D3DKMTCreateAllocation() - the old form of D3DKMTCreateAllocation2()
 * @args: what to create; its array (pAllocationInfo) receives the handles
 *
 * New code calls D3DKMTCreateAllocation2(). This one reads an array of the shorter
 * D3DDDI_ALLOCATIONINFO, is not known to other systems that have a /dev/dxg, and
 * ignores the reserved bits of Flags.
 *
 * Return: as D3DKMTCreateAllocation2().
 */
NTSTATUS APIENTRY D3DKMTCreateAllocation(D3DKMT_CREATEALLOCATION *args);

/**
 * D3DKMTDestroyAllocation2() - destroy a resource, or allocations
 * @args: the resource or the list, and when their memory is needed back
 *
 * A list is destroyed as a whole or not at all. A resource whose allocations have
 * all been destroyed one by one is still there.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, also for a handle that is in
 * the list twice.
 */
NTSTATUS APIENTRY D3DKMTDestroyAllocation2(const D3DKMT_DESTROYALLOCATION2 *args);

/**
 * D3DKMTDestroyAllocation() - destroy a resource, or allocations
 * @args: the resource or the list
 *
 * The same as D3DKMTDestroyAllocation2() with Flags 0.
 *
 * Return: as D3DKMTDestroyAllocation2().
 */
NTSTATUS APIENTRY D3DKMTDestroyAllocation(const D3DKMT_DESTROYALLOCATION *args);

/** D3DKMTSetAllocationPriority() - say which allocations should stay resident */
NTSTATUS APIENTRY D3DKMTSetAllocationPriority(const D3DKMT_SETALLOCATIONPRIORITY *args);

/** D3DKMTGetAllocationPriority() - read what D3DKMTSetAllocationPriority() set */
NTSTATUS APIENTRY D3DKMTGetAllocationPriority(const D3DKMT_GETALLOCATIONPRIORITY *args);

/** D3DKMTQueryAllocationResidency() - ask where allocations are */
NTSTATUS APIENTRY D3DKMTQueryAllocationResidency(const D3DKMT_QUERYALLOCATIONRESIDENCY *args);

/** D3DKMTUpdateAllocationProperty() - change the segments that an allocation may live in */
NTSTATUS APIENTRY D3DKMTUpdateAllocationProperty(D3DDDI_UPDATEALLOCPROPERTY *args);

/** D3DKMTOfferAllocations() - allow contents to be discarded */
NTSTATUS APIENTRY D3DKMTOfferAllocations(const D3DKMT_OFFERALLOCATIONS *args);

/** D3DKMTReclaimAllocations2() - take an offer back and learn what was lost */
NTSTATUS APIENTRY D3DKMTReclaimAllocations2(D3DKMT_RECLAIMALLOCATIONS2 *args);

/**
 * D3DKMTLock2() - get a CPU address for an allocation
 * @args: the allocation; receives the address
 *
 * The address stays valid, wherever the allocation moves, until D3DKMTUnlock2().
 * Nothing waits for the GPU.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY;
 * STATUS_NOT_SUPPORTED; STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTLock2(D3DKMT_LOCK2 *args);

/** D3DKMTUnlock2() - give up the CPU address of D3DKMTLock2() */
NTSTATUS APIENTRY D3DKMTUnlock2(const D3DKMT_UNLOCK2 *args);

/**
 * D3DKMTLock() - the old form of D3DKMTLock2()
 * @args: the allocation and how to lock it; receives the address of its start
 *
 * The whole allocation is locked, also where a list of pages is given; nothing
 * waits, so the flags about waiting have no effect. New code calls
 * D3DKMTLock2().
 *
 * Return: as D3DKMTLock2(); STATUS_INVALID_PARAMETER for flags that exclude each
 * other, a page list with LockEntire, or neither; STATUS_NOT_SUPPORTED for what
 * D3DKMTLock2() can't express: AcquireAperture, Discard, NoExistingReference,
 * UseAlternateVA.
 */
NTSTATUS APIENTRY D3DKMTLock(D3DKMT_LOCK *args);

/**
 * D3DKMTUnlock() - give up the CPU addresses of some allocations of a device
 * @args: the allocations
 *
 * Return: STATUS_SUCCESS; the first failure, after all have been tried.
 */
NTSTATUS APIENTRY D3DKMTUnlock(const D3DKMT_UNLOCK *args);

/** D3DKMTInvalidateCache() - make writes of CPU and GPU visible to each other */
NTSTATUS APIENTRY D3DKMTInvalidateCache(const D3DKMT_INVALIDATECACHE *args);

/* ---- Sharing ---- */

/**
 * D3DKMTShareObjects() - make an NT handle for a resource or synchronization object
 * @cObjects: how many objects, 1 to D3DKMT_MAX_OBJECTS_PER_HANDLE
 * @hObjects: their handles; all made with NtSecuritySharing
 * @pObjectAttributes: NULL
 * @dwDesiredAccess: what openers may do, SHARED_ALLOCATION_* or D3DDDI_SYNC_OBJECT_*
 * @phSharedNtHandle: receives the NT handle: a file descriptor
 *
 * The descriptor keeps the object alive and is passed to other processes as any
 * descriptor is (SCM_RIGHTS). It is closed with close().
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY.
 */
NTSTATUS APIENTRY D3DKMTShareObjects(
	UINT cObjects, const D3DKMT_HANDLE *hObjects, POBJECT_ATTRIBUTES pObjectAttributes,
	DWORD dwDesiredAccess, HANDLE *phSharedNtHandle);

/**
 * D3DKMTQueryResourceInfoFromNtHandle() - sizes that an open needs
 * @args: device and NT handle; receives the sizes
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER.
 */
NTSTATUS APIENTRY D3DKMTQueryResourceInfoFromNtHandle(D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE *args);

/**
 * D3DKMTOpenResourceFromNtHandle() - open a shared resource
 * @args: device, NT handle and buffers of the sizes that the query answered
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER;
 * STATUS_NO_MEMORY.
 */
NTSTATUS APIENTRY D3DKMTOpenResourceFromNtHandle(D3DKMT_OPENRESOURCEFROMNTHANDLE *args);

/** D3DKMTQueryResourceInfo() - sizes that an open by global handle needs */
NTSTATUS APIENTRY D3DKMTQueryResourceInfo(D3DKMT_QUERYRESOURCEINFO *args);

/** D3DKMTOpenResource2() - open a resource by its global handle (pOpenAllocationInfo2) */
NTSTATUS APIENTRY D3DKMTOpenResource2(D3DKMT_OPENRESOURCE *args);

/**
 * D3DKMTOpenResource() - the old form of D3DKMTOpenResource2() (pOpenAllocationInfo)
 * @args: device, global handle and buffers of the sizes that the query answered
 *
 * New code shares by NT handle; see D3DKMTOpenResourceFromNtHandle().
 */
NTSTATUS APIENTRY D3DKMTOpenResource(D3DKMT_OPENRESOURCE *args);

/** D3DKMTGetSharedResourceAdapterLuid() - which adapter a shared resource is on */
NTSTATUS APIENTRY D3DKMTGetSharedResourceAdapterLuid(D3DKMT_GETSHAREDRESOURCEADAPTERLUID *args);

/** D3DKMTShareObjectWithHost() - share with the host of a virtual machine */
NTSTATUS APIENTRY D3DKMTShareObjectWithHost(D3DKMT_SHAREOBJECTWITHHOST *args);

/** D3DKMTOpenNtHandleFromName() - STATUS_NOT_SUPPORTED */
NTSTATUS APIENTRY D3DKMTOpenNtHandleFromName(D3DKMT_OPENNTHANDLEFROMNAME *args);

/* ---- Residency and GPU addresses ---- */

/** D3DKMTCreatePagingQueue() - make a queue of paging work, with a fence that counts it */
NTSTATUS APIENTRY D3DKMTCreatePagingQueue(D3DKMT_CREATEPAGINGQUEUE *args);

/** D3DKMTDestroyPagingQueue() - wait for its work, then destroy a paging queue */
NTSTATUS APIENTRY D3DKMTDestroyPagingQueue(D3DDDI_DESTROYPAGINGQUEUE *args);

/**
 * D3DKMTMakeResident() - bring allocations to where the GPU reaches them
 * @args: paging queue and allocations
 *
 * Return: STATUS_SUCCESS; STATUS_PENDING, then wait for PagingFenceValue;
 * STATUS_NO_MEMORY where it would exceed the budget by NumBytesToTrim;
 * STATUS_INVALID_PARAMETER; STATUS_DEVICE_REMOVED.
 */
NTSTATUS APIENTRY D3DKMTMakeResident(D3DDDI_MAKERESIDENT *args);

/** D3DKMTEvict() - take back D3DKMTMakeResident() */
NTSTATUS APIENTRY D3DKMTEvict(D3DKMT_EVICT *args);

/** D3DKMTReserveGpuVirtualAddress() - set a range of GPU addresses aside */
NTSTATUS APIENTRY D3DKMTReserveGpuVirtualAddress(D3DDDI_RESERVEGPUVIRTUALADDRESS *args);

/** D3DKMTMapGpuVirtualAddress() - give an allocation a GPU address */
NTSTATUS APIENTRY D3DKMTMapGpuVirtualAddress(D3DDDI_MAPGPUVIRTUALADDRESS *args);

/** D3DKMTUpdateGpuVirtualAddress() - change mappings in a reserved range */
NTSTATUS APIENTRY D3DKMTUpdateGpuVirtualAddress(const D3DKMT_UPDATEGPUVIRTUALADDRESS *args);

/** D3DKMTFreeGpuVirtualAddress() - free a range of GPU addresses */
NTSTATUS APIENTRY D3DKMTFreeGpuVirtualAddress(const D3DKMT_FREEGPUVIRTUALADDRESS *args);

/* ---- Contexts and submission ---- */

/** D3DKMTCreateContext() - make a context on an engine without virtual addresses */
NTSTATUS APIENTRY D3DKMTCreateContext(D3DKMT_CREATECONTEXT *args);

/** D3DKMTCreateContextVirtual() - make a context, a stream of work on one engine */
NTSTATUS APIENTRY D3DKMTCreateContextVirtual(D3DKMT_CREATECONTEXTVIRTUAL *args);

/** D3DKMTDestroyContext() - destroy a context of either kind */
NTSTATUS APIENTRY D3DKMTDestroyContext(const D3DKMT_DESTROYCONTEXT *args);

/** D3DKMTCreateHwContext() - make a context that the hardware schedules */
NTSTATUS APIENTRY D3DKMTCreateHwContext(D3DKMT_CREATEHWCONTEXT *args);

/** D3DKMTDestroyHwContext() - destroy it */
NTSTATUS APIENTRY D3DKMTDestroyHwContext(const D3DKMT_DESTROYHWCONTEXT *args);

/** D3DKMTCreateHwQueue() - make a queue that the hardware schedules */
NTSTATUS APIENTRY D3DKMTCreateHwQueue(D3DKMT_CREATEHWQUEUE *args);

/** D3DKMTDestroyHwQueue() - destroy it */
NTSTATUS APIENTRY D3DKMTDestroyHwQueue(const D3DKMT_DESTROYHWQUEUE *args);

/** D3DKMTRender() - submit to a context without virtual addresses */
NTSTATUS APIENTRY D3DKMTRender(D3DKMT_RENDER *args);

/** D3DKMTSubmitCommand() - submit a command buffer */
NTSTATUS APIENTRY D3DKMTSubmitCommand(const D3DKMT_SUBMITCOMMAND *args);

/** D3DKMTSubmitCommandToHwQueue() - submit a command buffer to a hardware queue */
NTSTATUS APIENTRY D3DKMTSubmitCommandToHwQueue(const D3DKMT_SUBMITCOMMANDTOHWQUEUE *args);

/** D3DKMTSubmitSignalSyncObjectsToHwQueue() - queue signals */
NTSTATUS APIENTRY D3DKMTSubmitSignalSyncObjectsToHwQueue(
	const D3DKMT_SUBMITSIGNALSYNCOBJECTSTOHWQUEUE *args);

/** D3DKMTSubmitWaitForSyncObjectsToHwQueue() - queue waits */
NTSTATUS APIENTRY D3DKMTSubmitWaitForSyncObjectsToHwQueue(
	const D3DKMT_SUBMITWAITFORSYNCOBJECTSTOHWQUEUE *args);

/** D3DKMTSetContextSchedulingPriority() - priority among all contexts */
NTSTATUS APIENTRY D3DKMTSetContextSchedulingPriority(
	const D3DKMT_SETCONTEXTSCHEDULINGPRIORITY *args);

/** D3DKMTGetContextSchedulingPriority() - read it */
NTSTATUS APIENTRY D3DKMTGetContextSchedulingPriority(D3DKMT_GETCONTEXTSCHEDULINGPRIORITY *args);

/** D3DKMTSetContextInProcessSchedulingPriority() - priority among the process's contexts */
NTSTATUS APIENTRY D3DKMTSetContextInProcessSchedulingPriority(
	const D3DKMT_SETCONTEXTINPROCESSSCHEDULINGPRIORITY *args);

/** D3DKMTGetContextInProcessSchedulingPriority() - read it */
NTSTATUS APIENTRY D3DKMTGetContextInProcessSchedulingPriority(
	D3DKMT_GETCONTEXTINPROCESSSCHEDULINGPRIORITY *args);

/** D3DKMTPresent() - STATUS_NOT_SUPPORTED: there are no displays */
NTSTATUS APIENTRY D3DKMTPresent(D3DKMT_PRESENT *args);

/** D3DKMTSubmitPresentToHwQueue() - STATUS_NOT_SUPPORTED */
NTSTATUS APIENTRY D3DKMTSubmitPresentToHwQueue(D3DKMT_SUBMITPRESENTTOHWQUEUE *args);

/** D3DKMTSetQueuedLimit() - STATUS_NOT_SUPPORTED */
NTSTATUS APIENTRY D3DKMTSetQueuedLimit(const D3DKMT_SETQUEUEDLIMIT *args);

/** D3DKMTGetMultisampleMethodList() - STATUS_NOT_SUPPORTED */
NTSTATUS APIENTRY D3DKMTGetMultisampleMethodList(D3DKMT_GETMULTISAMPLEMETHODLIST *args);

/** D3DKMTSetDisplayPrivateDriverFormat() - STATUS_NOT_SUPPORTED */
NTSTATUS APIENTRY D3DKMTSetDisplayPrivateDriverFormat(
	const D3DKMT_SETDISPLAYPRIVATEDRIVERFORMAT *args);

/* ---- Synchronization ---- */

/** D3DKMTCreateSynchronizationObject2() - make a synchronization object */
NTSTATUS APIENTRY D3DKMTCreateSynchronizationObject2(D3DKMT_CREATESYNCHRONIZATIONOBJECT2 *args);

/**
 * D3DKMTCreateSynchronizationObject() - make a mutex or a semaphore
 * @args: the device and which; receives the handle
 *
 * The old form of D3DKMTCreateSynchronizationObject2(); other types are
 * STATUS_INVALID_PARAMETER.
 */
NTSTATUS APIENTRY D3DKMTCreateSynchronizationObject(D3DKMT_CREATESYNCHRONIZATIONOBJECT *args);

/** D3DKMTDestroySynchronizationObject() - destroy a synchronization object */
NTSTATUS APIENTRY D3DKMTDestroySynchronizationObject(
	const D3DKMT_DESTROYSYNCHRONIZATIONOBJECT *args);

/** D3DKMTOpenSynchronizationObject() - open one by its global handle */
NTSTATUS APIENTRY D3DKMTOpenSynchronizationObject(D3DKMT_OPENSYNCHRONIZATIONOBJECT *args);

/** D3DKMTOpenSyncObjectFromNtHandle2() - open one by its NT handle */
NTSTATUS APIENTRY D3DKMTOpenSyncObjectFromNtHandle2(D3DKMT_OPENSYNCOBJECTFROMNTHANDLE2 *args);

/** D3DKMTOpenSyncObjectNtHandleFromName() - STATUS_NOT_SUPPORTED */
NTSTATUS APIENTRY D3DKMTOpenSyncObjectNtHandleFromName(D3DKMT_OPENSYNCOBJECTNTHANDLEFROMNAME *args);

/** D3DKMTSignalSynchronizationObject() - the old form of ...2, for one context */
NTSTATUS APIENTRY D3DKMTSignalSynchronizationObject(const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT *args);

/** D3DKMTSignalSynchronizationObject2() - queue signals on contexts */
NTSTATUS APIENTRY D3DKMTSignalSynchronizationObject2(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2 *args);

/** D3DKMTSignalSynchronizationObjectFromCpu() - signal monitored fences now */
NTSTATUS APIENTRY D3DKMTSignalSynchronizationObjectFromCpu(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMCPU *args);

/** D3DKMTSignalSynchronizationObjectFromGpu() - queue signals on one context */
NTSTATUS APIENTRY D3DKMTSignalSynchronizationObjectFromGpu(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU *args);

/** D3DKMTSignalSynchronizationObjectFromGpu2() - queue signals on several contexts */
NTSTATUS APIENTRY D3DKMTSignalSynchronizationObjectFromGpu2(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU2 *args);

/** D3DKMTWaitForSynchronizationObject() - the old form of ...2 */
NTSTATUS APIENTRY D3DKMTWaitForSynchronizationObject(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECT *args);

/** D3DKMTWaitForSynchronizationObject2() - queue waits on a context */
NTSTATUS APIENTRY D3DKMTWaitForSynchronizationObject2(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2 *args);

/** D3DKMTWaitForSynchronizationObjectFromCpu() - wait here, or have an eventfd signalled */
NTSTATUS APIENTRY D3DKMTWaitForSynchronizationObjectFromCpu(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU *args);

/** D3DKMTWaitForSynchronizationObjectFromGpu() - queue waits on a context */
NTSTATUS APIENTRY D3DKMTWaitForSynchronizationObjectFromGpu(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMGPU *args);

/** D3DKMTCreateSyncFile() - a Linux sync_file that a value of a monitored fence signals */
NTSTATUS APIENTRY D3DKMTCreateSyncFile(D3DKMT_CREATESYNCFILE *args);

/* ---- Keyed mutexes and protected sessions: STATUS_NOT_SUPPORTED ---- */

NTSTATUS APIENTRY D3DKMTCreateKeyedMutex2(D3DKMT_CREATEKEYEDMUTEX2 *args);
NTSTATUS APIENTRY D3DKMTOpenKeyedMutex2(D3DKMT_OPENKEYEDMUTEX2 *args);
NTSTATUS APIENTRY D3DKMTAcquireKeyedMutex2(D3DKMT_ACQUIREKEYEDMUTEX2 *args);
NTSTATUS APIENTRY D3DKMTReleaseKeyedMutex2(D3DKMT_RELEASEKEYEDMUTEX2 *args);
NTSTATUS APIENTRY D3DKMTDestroyKeyedMutex(const D3DKMT_DESTROYKEYEDMUTEX *args);
NTSTATUS APIENTRY D3DKMTCreateProtectedSession(D3DKMT_CREATEPROTECTEDSESSION *args);
NTSTATUS APIENTRY D3DKMTDestroyProtectedSession(D3DKMT_DESTROYPROTECTEDSESSION *args);
NTSTATUS APIENTRY D3DKMTOpenProtectedSessionFromNtHandle(
	D3DKMT_OPENPROTECTEDSESSIONFROMNTHANDLE *args);
NTSTATUS APIENTRY D3DKMTQueryProtectedSessionInfoFromNtHandle(
	D3DKMT_QUERYPROTECTEDSESSIONINFOFROMNTHANDLE *args);
NTSTATUS APIENTRY D3DKMTQueryProtectedSessionStatus(D3DKMT_QUERYPROTECTEDSESSIONSTATUS *args);

/* ---- The library itself ---- */

/**
 * D3DKMTCloseDxCoreDevice() - close the library's descriptor of /dev/dxg
 *
 * The next call opens it again. Closing the last descriptor ends the process's use
 * of the adapters: its handles are gone. No other call may be under way.
 */
VOID APIENTRY D3DKMTCloseDxCoreDevice(void);

/* ---- Types of pointers to them, for programs that use dlsym() ---- */

typedef NTSTATUS (APIENTRY *PFND3DKMT_ENUMADAPTERS2)(const D3DKMT_ENUMADAPTERS2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_ENUMADAPTERS3)(D3DKMT_ENUMADAPTERS3 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_ENUMADAPTERS)(const D3DKMT_ENUMADAPTERS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENADAPTERFROMLUID)(const D3DKMT_OPENADAPTERFROMLUID *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CLOSEADAPTER)(const D3DKMT_CLOSEADAPTER *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYADAPTERINFO)(const D3DKMT_QUERYADAPTERINFO *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYVIDEOMEMORYINFO)(D3DKMT_QUERYVIDEOMEMORYINFO *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CHANGEVIDEOMEMORYRESERVATION)(
	const D3DKMT_CHANGEVIDEOMEMORYRESERVATION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYSTATISTICS)(const D3DKMT_QUERYSTATISTICS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYCLOCKCALIBRATION)(D3DKMT_QUERYCLOCKCALIBRATION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_FLUSHHEAPTRANSITIONS)(D3DKMT_FLUSHHEAPTRANSITIONS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SETSTABLEPOWERSTATE)(const D3DKMT_SETSTABLEPOWERSTATE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_ESCAPE)(const D3DKMT_ESCAPE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEDEVICE)(D3DKMT_CREATEDEVICE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYDEVICE)(const D3DKMT_DESTROYDEVICE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_GETDEVICESTATE)(D3DKMT_GETDEVICESTATE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_MARKDEVICEASERROR)(D3DKMT_MARKDEVICEASERROR *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEALLOCATION2)(D3DKMT_CREATEALLOCATION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEALLOCATION)(D3DKMT_CREATEALLOCATION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYALLOCATION2)(const D3DKMT_DESTROYALLOCATION2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYALLOCATION)(const D3DKMT_DESTROYALLOCATION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SETALLOCATIONPRIORITY)(const D3DKMT_SETALLOCATIONPRIORITY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_GETALLOCATIONPRIORITY)(const D3DKMT_GETALLOCATIONPRIORITY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYALLOCATIONRESIDENCY)(
	const D3DKMT_QUERYALLOCATIONRESIDENCY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_UPDATEALLOCATIONPROPERTY)(D3DDDI_UPDATEALLOCPROPERTY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OFFERALLOCATIONS)(const D3DKMT_OFFERALLOCATIONS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_RECLAIMALLOCATIONS2)(D3DKMT_RECLAIMALLOCATIONS2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_LOCK2)(D3DKMT_LOCK2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_UNLOCK2)(const D3DKMT_UNLOCK2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_LOCK)(D3DKMT_LOCK *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_UNLOCK)(const D3DKMT_UNLOCK *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_INVALIDATECACHE)(const D3DKMT_INVALIDATECACHE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SHAREOBJECTS)(
	UINT cObjects, const D3DKMT_HANDLE *hObjects, POBJECT_ATTRIBUTES pObjectAttributes,
	DWORD dwDesiredAccess, HANDLE *phSharedNtHandle);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYRESOURCEINFOFROMNTHANDLE)(
	D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENRESOURCEFROMNTHANDLE)(D3DKMT_OPENRESOURCEFROMNTHANDLE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYRESOURCEINFO)(D3DKMT_QUERYRESOURCEINFO *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENRESOURCE2)(D3DKMT_OPENRESOURCE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENRESOURCE)(D3DKMT_OPENRESOURCE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_GETSHAREDRESOURCEADAPTERLUID)(
	D3DKMT_GETSHAREDRESOURCEADAPTERLUID *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SHAREOBJECTWITHHOST)(D3DKMT_SHAREOBJECTWITHHOST *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENNTHANDLEFROMNAME)(D3DKMT_OPENNTHANDLEFROMNAME *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEPAGINGQUEUE)(D3DKMT_CREATEPAGINGQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYPAGINGQUEUE)(D3DDDI_DESTROYPAGINGQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_MAKERESIDENT)(D3DDDI_MAKERESIDENT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_EVICT)(D3DKMT_EVICT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_RESERVEGPUVIRTUALADDRESS)(D3DDDI_RESERVEGPUVIRTUALADDRESS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_MAPGPUVIRTUALADDRESS)(D3DDDI_MAPGPUVIRTUALADDRESS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_UPDATEGPUVIRTUALADDRESS)(
	const D3DKMT_UPDATEGPUVIRTUALADDRESS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_FREEGPUVIRTUALADDRESS)(const D3DKMT_FREEGPUVIRTUALADDRESS *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATECONTEXT)(D3DKMT_CREATECONTEXT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATECONTEXTVIRTUAL)(D3DKMT_CREATECONTEXTVIRTUAL *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYCONTEXT)(const D3DKMT_DESTROYCONTEXT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEHWCONTEXT)(D3DKMT_CREATEHWCONTEXT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYHWCONTEXT)(const D3DKMT_DESTROYHWCONTEXT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEHWQUEUE)(D3DKMT_CREATEHWQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYHWQUEUE)(const D3DKMT_DESTROYHWQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_RENDER)(D3DKMT_RENDER *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SUBMITCOMMAND)(const D3DKMT_SUBMITCOMMAND *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SUBMITCOMMANDTOHWQUEUE)(
	const D3DKMT_SUBMITCOMMANDTOHWQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SUBMITSIGNALSYNCOBJECTSTOHWQUEUE)(
	const D3DKMT_SUBMITSIGNALSYNCOBJECTSTOHWQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SUBMITWAITFORSYNCOBJECTSTOHWQUEUE)(
	const D3DKMT_SUBMITWAITFORSYNCOBJECTSTOHWQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SETCONTEXTSCHEDULINGPRIORITY)(
	const D3DKMT_SETCONTEXTSCHEDULINGPRIORITY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_GETCONTEXTSCHEDULINGPRIORITY)(
	D3DKMT_GETCONTEXTSCHEDULINGPRIORITY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SETCONTEXTINPROCESSSCHEDULINGPRIORITY)(
	const D3DKMT_SETCONTEXTINPROCESSSCHEDULINGPRIORITY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_GETCONTEXTINPROCESSSCHEDULINGPRIORITY)(
	D3DKMT_GETCONTEXTINPROCESSSCHEDULINGPRIORITY *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_PRESENT)(D3DKMT_PRESENT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SUBMITPRESENTTOHWQUEUE)(D3DKMT_SUBMITPRESENTTOHWQUEUE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SETQUEUEDLIMIT)(const D3DKMT_SETQUEUEDLIMIT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_GETMULTISAMPLEMETHODLIST)(D3DKMT_GETMULTISAMPLEMETHODLIST *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SETDISPLAYPRIVATEDRIVERFORMAT)(
	const D3DKMT_SETDISPLAYPRIVATEDRIVERFORMAT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATESYNCHRONIZATIONOBJECT2)(
	D3DKMT_CREATESYNCHRONIZATIONOBJECT2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATESYNCHRONIZATIONOBJECT)(
	D3DKMT_CREATESYNCHRONIZATIONOBJECT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYSYNCHRONIZATIONOBJECT)(
	const D3DKMT_DESTROYSYNCHRONIZATIONOBJECT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENSYNCHRONIZATIONOBJECT)(
	D3DKMT_OPENSYNCHRONIZATIONOBJECT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENSYNCOBJECTFROMNTHANDLE2)(
	D3DKMT_OPENSYNCOBJECTFROMNTHANDLE2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENSYNCOBJECTNTHANDLEFROMNAME)(
	D3DKMT_OPENSYNCOBJECTNTHANDLEFROMNAME *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SIGNALSYNCHRONIZATIONOBJECT)(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SIGNALSYNCHRONIZATIONOBJECT2)(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMCPU)(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMCPU *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU)(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU2)(
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECTFROMGPU2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_WAITFORSYNCHRONIZATIONOBJECT)(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECT *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_WAITFORSYNCHRONIZATIONOBJECT2)(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU)(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMGPU)(
	const D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMGPU *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATESYNCFILE)(D3DKMT_CREATESYNCFILE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEKEYEDMUTEX2)(D3DKMT_CREATEKEYEDMUTEX2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENKEYEDMUTEX2)(D3DKMT_OPENKEYEDMUTEX2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_ACQUIREKEYEDMUTEX2)(D3DKMT_ACQUIREKEYEDMUTEX2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_RELEASEKEYEDMUTEX2)(D3DKMT_RELEASEKEYEDMUTEX2 *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYKEYEDMUTEX)(const D3DKMT_DESTROYKEYEDMUTEX *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_CREATEPROTECTEDSESSION)(D3DKMT_CREATEPROTECTEDSESSION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_DESTROYPROTECTEDSESSION)(D3DKMT_DESTROYPROTECTEDSESSION *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_OPENPROTECTEDSESSIONFROMNTHANDLE)(
	D3DKMT_OPENPROTECTEDSESSIONFROMNTHANDLE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYPROTECTEDSESSIONINFOFROMNTHANDLE)(
	D3DKMT_QUERYPROTECTEDSESSIONINFOFROMNTHANDLE *);
typedef NTSTATUS (APIENTRY *PFND3DKMT_QUERYPROTECTEDSESSIONSTATUS)(
	D3DKMT_QUERYPROTECTEDSESSIONSTATUS *);
typedef VOID (APIENTRY *PFND3DKMT_CLOSEDXCOREDEVICE)(void);

#ifdef __cplusplus
}
#endif

#endif /* _DXG_D3DKMTAPI_H */
