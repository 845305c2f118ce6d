// SPDX-License-Identifier: MIT
/*
 * oldforms.c - first versions of functions, expressed in the later ones
 *
 * The rule: what the old struct has goes to the member of the same name, what it
 * lacks is 0, and outputs come back the same way.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Far more than a resource can have; keeps a wild number from asking for all memory. */
#define MAX_OPEN_ALLOCATIONS	(1u << 20)

NTSTATUS D3DKMTDestroyAllocation(const D3DKMT_DESTROYALLOCATION *args)
{
	D3DKMT_DESTROYALLOCATION2 args2 = { 0 };

	if (!args)
		return STATUS_INVALID_PARAMETER;

	args2.hDevice = args->hDevice;
	args2.hResource = args->hResource;
	args2.phAllocationList_Align = args->phAllocationList_Align;
	args2.AllocationCount = args->AllocationCount;

	return D3DKMTDestroyAllocation2(&args2);
}

static void close_adapters(const D3DKMT_ADAPTERINFO *adapters, UINT count)
{
	UINT i;

	for (i = 0; i < count; i++) {
		D3DKMT_CLOSEADAPTER args = { .hAdapter = adapters[i].hAdapter };

		D3DKMTCloseAdapter(&args);
	}
}

NTSTATUS D3DKMTEnumAdapters(const D3DKMT_ENUMADAPTERS *args)
{
	D3DKMT_ENUMADAPTERS *out = (D3DKMT_ENUMADAPTERS *)args;
	D3DKMT_ENUMADAPTERS2 args2 = { 0 };
	D3DKMT_ADAPTERINFO *all;
	NTSTATUS status;
	UINT count;

	if (!args)
		return STATUS_INVALID_PARAMETER;

	status = D3DKMTEnumAdapters2(&args2);
	if (!NT_SUCCESS(status))
		return status;

	all = calloc(args2.NumAdapters ? args2.NumAdapters : 1, sizeof(*all));
	if (!all)
		return STATUS_NO_MEMORY;

	args2.pAdapters_Align = (uintptr_t)all;
	status = D3DKMTEnumAdapters2(&args2);
	if (NT_SUCCESS(status)) {
		count = args2.NumAdapters < MAX_ENUM_ADAPTERS ?
			args2.NumAdapters : MAX_ENUM_ADAPTERS;
		memcpy(out->Adapters, all, count * sizeof(*all));
		out->NumAdapters = count;
		close_adapters(all + count, args2.NumAdapters - count);
	}

	free(all);
	return status;
}

NTSTATUS D3DKMTOpenResource(D3DKMT_OPENRESOURCE *args)
{
	D3DDDI_OPENALLOCATIONINFO2 *infos2 = NULL;
	D3DDDI_OPENALLOCATIONINFO *infos;
	D3DKMT_OPENRESOURCE args2;
	NTSTATUS status;
	UINT i;

	if (!args || args->NumAllocations > MAX_OPEN_ALLOCATIONS)
		return STATUS_INVALID_PARAMETER;

	infos = args->pOpenAllocationInfo;
	if (infos) {
		infos2 = calloc(args->NumAllocations ? args->NumAllocations : 1, sizeof(*infos2));
		if (!infos2)
			return STATUS_NO_MEMORY;
	}

	args2 = *args;
	args2.AlignUnionTo64 = (uintptr_t)infos2;
	status = D3DKMTOpenResource2(&args2);
	if (!NT_SUCCESS(status))
		goto out_free;

	for (i = 0; infos && i < args->NumAllocations; i++) {
		infos[i].hAllocation = infos2[i].hAllocation;
		infos[i].pPrivateDriverData_Align = infos2[i].pPrivateDriverData_Align;
		infos[i].PrivateDriverDataSize = infos2[i].PrivateDriverDataSize;
	}
	args->PrivateRuntimeDataSize = args2.PrivateRuntimeDataSize;
	args->ResourcePrivateDriverDataSize = args2.ResourcePrivateDriverDataSize;
	args->TotalPrivateDriverDataBufferSize = args2.TotalPrivateDriverDataBufferSize;
	args->hResource = args2.hResource;

out_free:
	free(infos2);
	return status;
}

NTSTATUS D3DKMTCreateSynchronizationObject(D3DKMT_CREATESYNCHRONIZATIONOBJECT *args)
{
	D3DKMT_CREATESYNCHRONIZATIONOBJECT2 args2 = { 0 };
	NTSTATUS status;

	if (!args)
		return STATUS_INVALID_PARAMETER;

	args2.hDevice = args->hDevice;
	args2.Info.Type = args->Info.Type;
	switch (args->Info.Type) {
	case D3DDDI_SYNCHRONIZATION_MUTEX:
		args2.Info.SynchronizationMutex.InitialState =
			args->Info.SynchronizationMutex.InitialState;
		break;
	case D3DDDI_SEMAPHORE:
		args2.Info.Semaphore.MaxCount = args->Info.Semaphore.MaxCount;
		args2.Info.Semaphore.InitialCount = args->Info.Semaphore.InitialCount;
		break;
	default:
		return STATUS_INVALID_PARAMETER;
	}

	status = D3DKMTCreateSynchronizationObject2(&args2);
	if (NT_SUCCESS(status))
		args->hSyncObject = args2.hSyncObject;

	return status;
}

NTSTATUS D3DKMTWaitForSynchronizationObject(const D3DKMT_WAITFORSYNCHRONIZATIONOBJECT *args)
{
	D3DKMT_WAITFORSYNCHRONIZATIONOBJECT2 args2 = { 0 };

	if (!args)
		return STATUS_INVALID_PARAMETER;

	args2.hContext = args->hContext;
	args2.ObjectCount = args->ObjectCount;
	memcpy(args2.ObjectHandleArray, args->ObjectHandleArray, sizeof(args2.ObjectHandleArray));

	return D3DKMTWaitForSynchronizationObject2(&args2);
}

NTSTATUS D3DKMTSignalSynchronizationObject(const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT *args)
{
	D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2 args2 = { 0 };

	if (!args)
		return STATUS_INVALID_PARAMETER;

	args2.hContext = args->hContext;
	args2.ObjectCount = args->ObjectCount;
	memcpy(args2.ObjectHandleArray, args->ObjectHandleArray, sizeof(args2.ObjectHandleArray));
	args2.Flags = args->Flags;

	return D3DKMTSignalSynchronizationObject2(&args2);
}
