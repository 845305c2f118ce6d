/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The examples of Microsoft's page on D3DKMTCreateAllocation, as printed there, with only the
 * declarations that they need. checkpatch has no say in how they are written.
 */
#ifndef SELFTESTS_DOCUMENTED_EXAMPLES_H
#define SELFTESTS_DOCUMENTED_EXAMPLES_H

#include <stdlib.h>
#include <string.h>

#include <dxg/d3dkmthk.h>

typedef LONG HRESULT;
typedef D3DKMT_CREATESTANDARDALLOCATION D3DKMDT_CREATESTANDARDALLOCATION;

#define S_OK		((HRESULT)0)
#define E_FAIL		((HRESULT)0x80004005)
#define E_OUTOFMEMORY	((HRESULT)0x8007000e)

/* Windows' NULL also stands for a handle. */
#undef NULL
#define NULL 0

static PFND3DKMT_CREATEALLOCATION pfnKTCreateAllocation = D3DKMTCreateAllocation;

/* Not aligned to pages, as plain allocators answer; freed by the test. */
static void *system_memory;

static void *MemAlloc(UINT size)
{
	system_memory = malloc(size);
	return system_memory;
}

static void MemFree(void *memory)
{
	free(memory);
	system_memory = NULL;
}

static D3DKMT_HANDLE CreateStandAloneAllocation(D3DKMT_HANDLE hDevice, VOID* pPrivateAllocationInfo, UINT Size)
{
    D3DKMT_CREATEALLOCATION CreateAllocation;
    D3DDDI_ALLOCATIONINFO AllocationInfo;

    memset(&CreateAllocation, 0, sizeof(CreateAllocation));
    CreateAllocation.hDevice = hDevice;
    CreateAllocation.NumAllocations = 1;
    CreateAllocation.pAllocationInfo = &AllocationInfo;

    AllocationInfo.hAllocation = NULL;
    AllocationInfo.pSystemMem = NULL;  // Vidmem allocation
    AllocationInfo.pPrivateDriverData = pPrivateAllocationInfo;  // Contains format, size, and so on.
    AllocationInfo.PrivateDriverDataSize = Size;

    if (NT_SUCCESS((*pfnKTCreateAllocation)(&CreateAllocation))) {
        return AllocationInfo.hAllocation;
    }
    return 0;
}

static HRESULT CreateSysmemResource(D3DKMT_HANDLE hDevice,
                             UINT AllocationSize,
                             VOID* pResourceData,
                             UINT ResourceDataSize,
                             VOID* pAllocationData,
                             UINT AllocationDataSize,
                             D3DKMT_HANDLE* phResource,
                             D3DKMT_HANDLE* phAllocation)
{
    D3DKMT_CREATEALLOCATION CreateAllocation;
    D3DDDI_ALLOCATIONINFO AllocationInfo;
    VOID* pSysMem;

    *phResource = NULL;
    *phAllocation = NULL;

    // For a sysmem allocation, preallocate the memory.
    pSysMem = MemAlloc(AllocationSize);
    if (pSysMem == NULL) {
        return E_OUTOFMEMORY;
    }

    memset(&CreateAllocation, 0, sizeof(CreateAllocation));
    CreateAllocation.hDevice = hDevice;
    CreateAllocation.Flags.CreateResource = TRUE;
    CreateAllocation.pPrivateDriverData = pResourceData;
    CreateAllocation.PrivateDriverDataSize = ResourceDataSize;
    CreateAllocation.NumAllocations = 1;
    CreateAllocation.pAllocationInfo = &AllocationInfo;

    AllocationInfo.hAllocation = NULL;
    AllocationInfo.pSystemMem = pSysMem;
    AllocationInfo.pPrivateDriverData = pAllocationData;
    AllocationInfo.PrivateDriverDataSize = AllocationDataSize;

    if (NT_SUCCESS((*pfnKTCreateAllocation)(&CreateAllocation))) {
        *phResource = CreateAllocation.hResource;
        *phAllocation = AllocationInfo.hAllocation;
        return S_OK;
    }
    MemFree(pSysMem);
    return E_FAIL;
}

static NTSTATUS CreateExistingSysMem(D3DKMT_HANDLE SomeDevice, VOID *SomeValidPageAlignedSysMem,
				     D3DKMT_SIZE_T SizeOfSystemMemBuffer)
{
    const UINT SomeVidPnSourceId = 0;
    NTSTATUS ntStatus;

    D3DDDI_ALLOCATIONINFO2 AllocInfo = {};
    AllocInfo.pSystemMem = SomeValidPageAlignedSysMem;
    AllocInfo.VidPnSourceId = SomeVidPnSourceId;

    D3DKMDT_CREATESTANDARDALLOCATION StandardAlloc = {};
    StandardAlloc.Type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
    StandardAlloc.ExistingHeapData.Size = SizeOfSystemMemBuffer; // Multiple of PAGE SIZE

    D3DKMT_CREATEALLOCATION CreateAlloc = {};
    CreateAlloc.hDevice = SomeDevice;
    CreateAlloc.NumAllocations = 1;
    CreateAlloc.pAllocationInfo2 = &AllocInfo;
    CreateAlloc.pStandardAllocation = &StandardAlloc;
    CreateAlloc.Flags.ExistingSysMem = TRUE;

    ntStatus = D3DKMTCreateAllocation(&CreateAlloc);
    return ntStatus;
}

#endif
