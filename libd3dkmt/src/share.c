// SPDX-License-Identifier: MIT
/*
 * share.c - sharing by NT handle
 */
#include "internal.h"

NTSTATUS D3DKMTShareObjects(UINT cObjects, const D3DKMT_HANDLE *hObjects,
			    POBJECT_ATTRIBUTES pObjectAttributes, DWORD dwDesiredAccess,
			    HANDLE *phSharedNtHandle)
{
	/* The kernel writes 64 bits, which a HANDLE need not have. */
	UINT64 handle = 0;
	D3DKMT_SHAREOBJECTS args = { .ObjectCount = cObjects, .DesiredAccess = dwDesiredAccess };
	NTSTATUS status;

	if (!hObjects || !phSharedNtHandle)
		return STATUS_INVALID_PARAMETER;

	args.ObjectHandleArray_Align = (uintptr_t)hObjects;
	args.pObjectAttributes_Align = (uintptr_t)pObjectAttributes;
	args.pSharedNtHandle_Align = (uintptr_t)&handle;

	status = dxg_call(SHARE_OBJECTS_INTERNAL, &args);
	if (NT_SUCCESS(status))
		*phSharedNtHandle = (HANDLE)(uintptr_t)handle;

	return status;
}
