// SPDX-License-Identifier: MIT
/*
 * header_check.c - the public header in C and C++; compiled and linked, not run
 */
#include <string.h>

#include <dxg/d3dkmthk.h>

/* In 32-bit programs too. */
#ifdef __cplusplus
#define SIZE(type, size)	static_assert(sizeof(type) == (size), #type)
#elif __STDC_VERSION__ >= 201112L
#define SIZE(type, size)	_Static_assert(sizeof(type) == (size), #type)
#else
#define SIZE(type, size)	extern char check_##type[sizeof(type) == (size) ? 1 : -1]
#endif

SIZE(D3DKMT_CREATEALLOCATION, 72);
SIZE(D3DDDI_ALLOCATIONINFO, 40);
SIZE(D3DDDI_ALLOCATIONINFO2, 96);
SIZE(D3DKMT_QUERYSTATISTICS, 808);
SIZE(D3DKMT_OPENRESOURCEFROMNTHANDLE, 104);
SIZE(D3DKMT_VIDMM_ESCAPE, 1088);
SIZE(D3DKMT_NODEMETADATA, 142);
SIZE(D3DDDI_QUERYREGISTRY_INFO, 1072);

static NTSTATUS create(D3DKMT_HANDLE device, D3DKMT_HANDLE *allocation)
{
	D3DKMT_CREATEALLOCATION args;
	D3DDDI_ALLOCATIONINFO2 info;
	NTSTATUS status;

	memset(&args, 0, sizeof(args));
	memset(&info, 0, sizeof(info));
	info.Flags.Primary = FALSE;
	info.pSystemMem = NULL;
	args.hDevice = device;
	args.NumAllocations = 1;
	args.pAllocationInfo2 = &info;
	args.Flags.CreateResource = TRUE;
	status = D3DKMTCreateAllocation2(&args);
	if (NT_SUCCESS(status))
		*allocation = info.hAllocation;
	return status;
}

int main(void)
{
	PFND3DKMT_CREATEDEVICE create_device = D3DKMTCreateDevice;
	D3DKMT_HANDLE allocation;

	return create(0, &allocation) == STATUS_SUCCESS && create_device;
}
