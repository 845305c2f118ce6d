# SPDX-License-Identifier: GPL-2.0
"""How Windows' names and types become those of the uapi header, and where the
headers differ from that or have what the tables lack."""

import re

# Words that the rule would cut in two.
WORDS = {"VSync": "Vsync"}

# Members that don't exist on the wire.
DROPPED = {
	("D3DKMT_CREATEDEVICE", "pAdapter"):
		"a kernel pointer of the Windows kernel's own callers",
}

# Member paths whose name isn't the one that the rule gives.
RENAMED = {
	("D3DDDI_SYNCHRONIZATIONOBJECTINFO2", "Reserved.Reserved"): "reserved",
	("D3DDDI_PATCHLOCATIONLIST", "Value"): "slot_id",
	# These differ from a pointer of the same struct by the prefix alone.
	("D3DKMT_CREATECONTEXT", "CommandBuffer"): "command_buffer_gpu_virtual_address",
	("D3DKMT_RENDER", "NewCommandBuffer"): "new_command_buffer_gpu_virtual_address",
}

# Bits whose macro isn't the one that the rule gives.
RENAMED_BITS = {
	("D3DDDICB_SIGNALFLAGS", "DXGK_SIGNAL_FLAG_INTERNAL0"): "INTERNAL0",
}

# Sets of bits whose macros would not fit a line.
RENAMED_SETS = {
	"D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_POWER_FLAGS":
		"D3DKMT_QUERYSTATISTICS_SEGMENT_POWER_FLAGS",
	"D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION_SEGMENT_PROPERTIES":
		"D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES",
}

# Bits that have no macro.
DROPPED_BITS = {
	("DXGK_FAULT_ERROR_CODE", "IsDeviceSpecificCodeReservedBit"):
		"the same bit as IsDeviceSpecificCode",
}

# Types of the tables that the uapi header shows as plain integers. A WCHAR is the
# 4-byte wchar_t of Linux in the tables and UTF-16 on the wire, so structs that
# hold one are smaller there: these are the only layouts that aren't the tables'.
SCALARS = {
	"UINT": "__u32", "UINT32": "__u32", "ULONG": "__u32", "DWORD": "__u32",
	"BOOL": "__u32", "D3DKMT_HANDLE": "__u32", "INT": "__s32", "LONG": "__s32",
	"D3DDDI_VIDEO_PRESENT_SOURCE_ID": "__u32", "D3DDDI_VIDEO_PRESENT_TARGET_ID": "__u32",
	"BOOLEAN": "__u8", "UCHAR": "__u8", "BYTE": "__u8",
	"WCHAR": "__u16",
	"UINT64": "__aligned_u64", "ULONGLONG": "__aligned_u64", "LONGLONG": "__aligned_u64",
	"LARGE_INTEGER": "__aligned_u64", "HANDLE": "__aligned_u64", "PVOID": "__aligned_u64",
	"ULONG_PTR": "__aligned_u64", "D3DKMT_SIZE_T": "__aligned_u64", "SIZE_T": "__aligned_u64",
	"D3DGPU_VIRTUAL_ADDRESS": "__aligned_u64", "D3DGPU_SIZE_T": "__aligned_u64",
}
# Types of the tables that are pointers without a *.
POINTERS = ("HANDLE", "HDC", "HWND", "PVOID", "LPVOID", "PCWSTR", "PLARGE_INTEGER")
SIZES = {"__u8": 1, "__u16": 2, "__u32": 4, "__s32": 4, "__aligned_u64": 8}

# Arrays of one element that stand for a value of any length: in the uapi header
# they fill the union that they are in, which changes no layout.
ARRAY_LENGTHS = {
	("D3DDDI_QUERYREGISTRY_INFO", "OutputString"): 4,
	("D3DDDI_QUERYREGISTRY_INFO", "OutputBinary"): 8,
}

# Table structs with another name in the uapi header.
STRUCT_NAMES = {"LUID": "d3dkmt_luid"}

# Structs that no argument struct leads to: payloads behind untyped pointers.
PAYLOADS = (
	"D3DKMT_ADAPTERTYPE", "D3DKMT_QUERY_DEVICE_IDS", "D3DKMT_ADAPTERADDRESS",
	"D3DKMT_DRIVER_DESCRIPTION", "D3DKMT_WDDM_2_7_CAPS", "D3DKMT_SEGMENTSIZEINFO",
	"D3DKMT_SEGMENTGROUPSIZEINFO", "D3DKMT_NODEMETADATA", "D3DKMT_ADAPTERREGISTRYINFO",
	"D3DKMT_QUERY_ADAPTER_UNIQUE_GUID", "D3DDDI_QUERYREGISTRY_INFO",
	"D3DKMT_UMDFILENAMEINFO",
)
# Enums that no member is typed with.
PAYLOAD_ENUMS = (
	"DXGK_GENERAL_ERROR_CODE", "D3DKMT_DRIVERVERSION",
	"D3DKMT_QUERYSTATISTICS_ALLOCATION_PRIORITY_CLASS",
	"D3DKMT_QUERYRESULT_PREEMPTION_ATTEMPT_RESULT",
	"D3DKMT_QUERYSTATISTICS_DMA_PACKET_TYPE", "D3DKMT_QUERYSTATISTICS_QUEUE_PACKET_TYPE",
)

# Calls of our own: number, function, argument struct.
OWN_IOCTLS = (
	(0x80, "D3DKMTCreateAllocation", "D3DKMT_CREATEALLOCATION"),
	(0x81, "D3DKMTLock2At", "D3DKMT_LOCK2"),
)

# Macros and enums of the uapi header that the tables lack.
UAPI_EXTRA_MACROS = {
	"_UAPI_MISC_D3DKMTHK_H": "include guard",
	"D3DKMT_IOC_TYPE": "part of the command words, which are asserted whole",
	"D3DKMT_IOC": "part of the command words, which are asserted whole",
	"D3DDDI_MAX_BROADCAST_CONTEXT": "a limit; the tables have no macros",
	"D3DDDI_MAX_WRITTEN_PRIMARIES": "a limit; the tables have no macros",
	"D3DDDI_MAX_OBJECT_WAITED_ON": "a limit; the tables have no macros",
	"D3DDDI_MAX_OBJECT_SIGNALED": "a limit; the tables have no macros",
	"D3DKMT_MAX_OBJECTS_PER_HANDLE": "a limit; the tables have no macros",
	"D3DDDI_ID_UNINITIALIZED": "a constant; the tables have no macros",
	"D3DDDI_ID_NOTAPPLICABLE": "a constant; the tables have no macros",
	"D3DDDI_ALLOCATIONPRIORITY_MINIMUM": "a constant; the tables have no macros",
	"D3DDDI_ALLOCATIONPRIORITY_LOW": "a constant; the tables have no macros",
	"D3DDDI_ALLOCATIONPRIORITY_NORMAL": "a constant; the tables have no macros",
	"D3DDDI_ALLOCATIONPRIORITY_HIGH": "a constant; the tables have no macros",
	"D3DDDI_ALLOCATIONPRIORITY_MAXIMUM": "a constant; the tables have no macros",
	"SHARED_ALLOCATION_WRITE": "an access right; the tables have no macros",
	"SHARED_ALLOCATION_ALL_ACCESS": "an access right; the tables have no macros",
}
UAPI_EXTRA_ENUMS = {
	"dxgk_engine_type": "the tables lack it; values of Microsoft's page DXGK_ENGINE_TYPE",
}

# Types of the library's headers that the tables lack.
LIB_EXTRA = {
	"DXGK_ENGINE_TYPE": "the tables lack it; values of Microsoft's page DXGK_ENGINE_TYPE",
	"GUID": "a plain type of Windows, not one of the interface",
	"LARGE_INTEGER": "a plain type of Windows, not one of the interface",
}


def snake(name):
	for word, better in WORDS.items():
		name = name.replace(word, better)
	name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
	name = re.sub(r"(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
	return name.strip("_").lower()


def member_name(name):
	return snake(re.sub(r"^(ph|pp|h|p|b)(?=[A-Z])", "", name))


def struct_name(name):
	return STRUCT_NAMES.get(name, name.lower())


def ioctl_name(function):
	name = function.removeprefix("D3DKMT")
	return "D3DKMT_IOC_" + snake(name).upper()


def is_alignment(name):
	"""Members that only align their neighbours."""
	last = name.rsplit(".", 1)[-1]
	return last.endswith("_Align") or last.startswith("AlignUnionTo64")
