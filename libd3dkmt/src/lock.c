// SPDX-License-Identifier: MIT
/*
 * lock.c - the first versions of lock and unlock, expressed in the later ones
 */
#include "internal.h"

/* What the documented rules of the flags refuse. */
static int flags_are_valid(D3DDDICB_LOCKFLAGS flags)
{
	if (flags.Reserved || (flags.ReadOnly && flags.WriteOnly))
		return 0;
	if (flags.IgnoreSync && flags.AcquireAperture)
		return 0;
	return flags.AcquireAperture || !flags.UseAlternateVA;
}

/* With LockEntire there is no page list, without it there must be one. */
static int pages_are_valid(const D3DKMT_LOCK *args)
{
	if (args->Flags.LockEntire)
		return !args->NumPages && !args->pPages_Align;
	return args->NumPages && args->pPages_Align;
}

NTSTATUS D3DKMTLock(D3DKMT_LOCK *args)
{
	D3DKMT_LOCK2 args2 = { 0 };
	D3DDDICB_LOCKFLAGS flags;
	NTSTATUS status;

	if (!args || !flags_are_valid(args->Flags) || !pages_are_valid(args))
		return STATUS_INVALID_PARAMETER;
	flags = args->Flags;
	if (flags.AcquireAperture || flags.Discard || flags.NoExistingReference ||
	    flags.UseAlternateVA)
		return STATUS_NOT_SUPPORTED;

	args2.hDevice = args->hDevice;
	args2.hAllocation = args->hAllocation;
	status = D3DKMTLock2(&args2);
	if (NT_SUCCESS(status)) {
		args->pData_Align = args2.pData_Align;
		args->GpuVirtualAddress = 0;
	}

	return status;
}

NTSTATUS D3DKMTUnlock(const D3DKMT_UNLOCK *args)
{
	NTSTATUS first = STATUS_SUCCESS;
	UINT i;

	if (!args || !args->NumAllocations || !args->phAllocations_Align)
		return STATUS_INVALID_PARAMETER;

	for (i = 0; i < args->NumAllocations; i++) {
		D3DKMT_UNLOCK2 args2 = {
			.hDevice = args->hDevice,
			.hAllocation = args->phAllocations[i],
		};
		NTSTATUS status = D3DKMTUnlock2(&args2);

		if (!NT_SUCCESS(status) && NT_SUCCESS(first))
			first = status;
	}

	return first;
}
