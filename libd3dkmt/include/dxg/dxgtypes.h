/* SPDX-License-Identifier: MIT */
/*
 * dxgtypes.h - the Windows types that the D3DKMT interface is written in
 *
 * Programs that also use the DirectX headers include <wsl/winadapter.h> before
 * any header of <dxg/>; its types are then used. Otherwise they are defined
 * here, with the same sizes.
 *
 * All structs of <dxg/> have one layout, that of 64-bit programs: pointers,
 * handles and 64-bit integers take 8 bytes and are aligned to 8, also in 32-bit
 * programs. These must therefore clear a struct before they fill it in; a
 * pointer only sets the low half of its 8 bytes.
 */
#ifndef _DXG_DXGTYPES_H
#define _DXG_DXGTYPES_H

#include <stddef.h>
#include <stdint.h>

/* winadapter.h has no include guard of its own, but this is always in it. */
#ifndef COM_NO_WINDOWS_H

typedef int8_t INT8;
typedef uint8_t UINT8, UCHAR, BYTE, BOOLEAN;
typedef int16_t INT16;
typedef uint16_t UINT16, USHORT, WORD;
typedef int32_t INT32, INT, LONG;
typedef uint32_t UINT32, UINT, ULONG, DWORD, BOOL;
typedef int64_t INT64, LONG64, LONGLONG;
typedef uint64_t UINT64, ULONG64, ULONGLONG, ULONG_PTR;
typedef size_t SIZE_T;
typedef wchar_t WCHAR;
typedef void VOID, *PVOID, *HANDLE;

typedef struct _LUID {
	ULONG LowPart;
	LONG HighPart;
} LUID;

typedef struct _GUID {
	uint32_t Data1;
	uint16_t Data2;
	uint16_t Data3;
	uint8_t Data4[8];
} GUID;

typedef union _LARGE_INTEGER {
	struct {
		uint32_t LowPart;
		uint32_t HighPart;
	} u;
	int64_t QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

#ifndef TRUE
#define TRUE 1u
#endif
#ifndef FALSE
#define FALSE 0u
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef MAX_PATH
#define MAX_PATH 260
#endif

#endif /* COM_NO_WINDOWS_H */

#ifndef APIENTRY
#define APIENTRY
#endif

typedef LONG NTSTATUS;

/* Names and access rights of NT objects have no counterpart on Linux. */
typedef struct _OBJECT_ATTRIBUTES OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;

/* D3DKMT_ALIGN64 - a member that is aligned to 8 bytes in 32-bit programs too */
#define D3DKMT_ALIGN64 __attribute__((aligned(8)))

/* D3DKMT_PTR - a pointer or HANDLE member that takes 8 bytes in 32-bit programs too */
#define D3DKMT_PTR(Type, Name)			\
	__extension__ union {			\
		D3DKMT_ALIGN64 UINT64 Name##_Align;	\
		Type Name;			\
	}

/* Names an object of this process, or (a global handle) a shared one; 0 names nothing. */
typedef UINT D3DKMT_HANDLE;

typedef D3DKMT_ALIGN64 UINT64 D3DKMT_SIZE_T;
typedef D3DKMT_ALIGN64 UINT64 D3DGPU_VIRTUAL_ADDRESS;
typedef D3DKMT_ALIGN64 UINT64 D3DGPU_SIZE_T;

typedef UINT D3DDDI_VIDEO_PRESENT_SOURCE_ID;
typedef UINT D3DDDI_VIDEO_PRESENT_TARGET_ID;

#define D3DDDI_ID_NOTAPPLICABLE		0u
#define D3DDDI_ID_UNINITIALIZED		(~0u)

#define D3DDDI_MAX_BROADCAST_CONTEXT	64
#define D3DDDI_MAX_OBJECT_WAITED_ON	32
#define D3DDDI_MAX_OBJECT_SIGNALED	32
#define D3DDDI_MAX_WRITTEN_PRIMARIES	16

#define D3DKMT_MAX_OBJECTS_PER_HANDLE	3
#define MAX_ENUM_ADAPTERS		16

/* Residency priorities; the values between are allowed as well. */
#define D3DDDI_ALLOCATIONPRIORITY_MINIMUM	0x28000000
#define D3DDDI_ALLOCATIONPRIORITY_LOW		0x50000000
#define D3DDDI_ALLOCATIONPRIORITY_NORMAL	0x78000000
#define D3DDDI_ALLOCATIONPRIORITY_HIGH		0xa0000000
#define D3DDDI_ALLOCATIONPRIORITY_MAXIMUM	0xc8000000

/* DesiredAccess of D3DKMTShareObjects() */
#ifndef STANDARD_RIGHTS_READ
#define STANDARD_RIGHTS_READ		0x00020000
#endif
#ifndef STANDARD_RIGHTS_REQUIRED
#define STANDARD_RIGHTS_REQUIRED	0x000f0000
#endif
#ifndef SYNCHRONIZE
#define SYNCHRONIZE			0x00100000
#endif
#define SHARED_ALLOCATION_WRITE		0x1
#define SHARED_ALLOCATION_ALL_ACCESS	(STANDARD_RIGHTS_REQUIRED | SHARED_ALLOCATION_WRITE)
#define D3DDDI_SYNC_OBJECT_WAIT		0x1
#define D3DDDI_SYNC_OBJECT_SIGNAL	0x2
#define D3DDDI_SYNC_OBJECT_ALL_ACCESS	(STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x3)

#endif /* _DXG_DXGTYPES_H */
