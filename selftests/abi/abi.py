#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Check the two public headers against tables of the Windows layouts.

The tables are three files: structs.tsv (member, offset, size, bit, bits, type),
enums.tsv and ioctls.tsv.  They are not part of this project; what is generated
from them (uapi_asserts.c and lib_asserts.c) is, so that a build needs only a
compiler to prove that the layouts are right.

	abi.py check TABLES	generate the asserts and compare them with the files
	abi.py update TABLES	generate the asserts and write them
	abi.py draft TABLES	print declarations of what the uapi header lacks

This file is also the one place that says how a Windows name becomes a name of
the uapi header, and where a header has what the tables lack.
"""

import argparse
import re
import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
UAPI_HEADER = ROOT / "uapi/misc/d3dkmthk.h"
LIB_HEADERS = ROOT / "libd3dkmt/include/dxg"

# --- Where the uapi header differs from the mechanical rules ---------------

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

# Types of the tables that the uapi header shows as plain integers.
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
POINTERS = ("HANDLE", "HDC", "HWND", "PVOID", "LPVOID", "PCWSTR", "PLARGE_INTEGER")
SIZES = {"__u8": 1, "__u16": 2, "__u32": 4, "__s32": 4, "__aligned_u64": 8}

# A string on the wire is UTF-16; the tables show the 4-byte wchar_t of Linux.
WCHAR_TABLE, WCHAR_WIRE = 4, 2

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
PAYLOAD_ENUMS = ("DXGK_GENERAL_ERROR_CODE", "D3DKMT_DRIVERVERSION", "D3DKMT_QUERYSTATISTICS_ALLOCATION_PRIORITY_CLASS",
		 "D3DKMT_QUERYRESULT_PREEMPTION_ATTEMPT_RESULT",
		 "D3DKMT_QUERYSTATISTICS_DMA_PACKET_TYPE",
		 "D3DKMT_QUERYSTATISTICS_QUEUE_PACKET_TYPE")

# Calls of our own: number, function, argument struct.
OWN_IOCTLS = ((0x80, "D3DKMTCreateAllocation", "D3DKMT_CREATEALLOCATION"),)

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
	"GUID": "a type of the C library's counterpart on Windows",
	"LARGE_INTEGER": "a type of the C library's counterpart on Windows",
}


# --- The tables --------------------------------------------------------------

@dataclass
class Row:
	"""One line of structs.tsv: a member, or a bit field."""
	name: str
	offset: int
	size: int
	bit: int
	bits: int
	type: str


class Tables:
	"""The three tables, by name and in their order."""

	def __init__(self, folder):
		self.structs = OrderedDict()
		self.sizes = {}
		self.enums = OrderedDict()
		self.ioctls = []
		for f in self._lines(folder / "structs.tsv"):
			off, size, bit, bits = (int(x) if x else None for x in f[3:7])
			self.sizes[f[0]] = int(f[1])
			self.structs.setdefault(f[0], []).append(Row(f[2], off, size, bit, bits, f[7]))
		for f in self._lines(folder / "enums.tsv"):
			self.enums.setdefault(f[0], OrderedDict())[f[1]] = int(f[2])
		for f in self._lines(folder / "ioctls.tsv"):
			self.ioctls.append((int(f[0], 16), f[1], f[2], int(f[3]), int(f[4], 16)))

	@staticmethod
	def _lines(path):
		lines = path.read_text(encoding="utf-8").splitlines()[1:]
		return [line.split("\t") for line in lines if line]

	def is_bits(self, name):
		"""Does the struct consist of bit fields, and perhaps their Value?"""
		rows = self.structs.get(name, ())
		return any(r.bit is not None for r in rows) and \
			all(r.bit is not None or r.name == "Value" for r in rows)


# --- Names ---------------------------------------------------------------------

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


# --- The layout on the wire --------------------------------------------------

@dataclass
class Bit:
	"""One bit field of a flags word, counted from the word's start."""
	name: str
	bit: int
	bits: int

	@property
	def reserved(self):
		return re.fullmatch(r"Reserved\d*", self.name) is not None


@dataclass
class Field:
	"""A member on the wire; win is its Windows name, for the comment."""
	win: str
	name: str
	ctype: str
	count: int
	table_offset: int
	table_size: int
	size: int
	align: int
	bits: list = field(default_factory=list)
	offset: int = 0

	@property
	def declaration(self):
		return f"{self.ctype} {self.name}" + (f"[{self.count}]" if self.count else "")


@dataclass
class Struct:
	"""A struct on the wire: slots of fields, which overlap within a slot."""
	win: str
	name: str
	size: int = 0
	align: int = 1
	packed: bool = False
	slots: list = field(default_factory=list)

	@property
	def fields(self):
		return [f for slot in self.slots for f in slot]


class Wire:
	"""Every struct of the uapi header, made from the tables by the rules above."""

	def __init__(self, tables):
		self.tables = tables
		self.structs = OrderedDict()	# by C name; what is embedded comes first
		self.bits = OrderedDict()	# macro prefix -> (word size, [Bit])
		self.enums = OrderedDict()
		for _, _, name, _, _ in tables.ioctls:
			self.need(name)
		for name in PAYLOADS:
			self.need(name)
		for name in PAYLOAD_ENUMS:
			self.enums.setdefault(name)

	def enum_values(self):
		"""The enums that the header has, with their constants."""
		return [(n, self.tables.enums[n]) for n in self.enums if n in self.tables.enums]

	def ioctls(self):
		"""Number, function and struct of every ioctl, own ones last."""
		return [row[:3] for row in self.tables.ioctls] + list(OWN_IOCTLS)

	def need(self, name):
		"""Lay out a table struct and all that it leads to."""
		cname = struct_name(name)
		if cname in self.structs or name not in self.tables.structs:
			return
		if self.tables.is_bits(name):
			self._need_bits(name)
			if name in PAYLOADS:
				self._add_flags_struct(name)
			return
		todo = []
		struct = self._layout(name, cname, self.tables.structs[name],
				      0, self.tables.sizes[name], todo)
		self.structs[cname] = struct
		for other in todo:
			self.need(other)

	def _add_flags_struct(self, name):
		size = self.tables.sizes[name]
		word = Field("Value", "flags", self._word(size), 0, 0, size, size, size)
		cname = struct_name(name)
		self.structs[cname] = Struct(name, cname, size, size, False, [[word]])

	def _need_bits(self, name):
		rows = [r for r in self.tables.structs[name] if r.bit is not None]
		rows = [r for r in rows if (name, r.name) not in DROPPED_BITS]
		self.bits[name] = (self.tables.sizes[name], [Bit(r.name, r.bit, r.bits) for r in rows])

	@staticmethod
	def _word(size):
		return {1: "__u8", 4: "__u32", 8: "__aligned_u64"}[size]

	def _layout(self, win, cname, rows, base, table_size, todo):
		"""Make a Struct of rows, whose table offsets start at base."""
		struct = Struct(win, cname)
		fields = self._fields(win, cname, rows, todo)
		self._slots(struct, fields, base, base + table_size)
		return struct

	def _fields(self, win, cname, rows, todo):
		"""Fields of one level: plain members, flags words, nested structs."""
		rows = [r for r in rows if not is_alignment(r.name) and (win, r.name) not in DROPPED]
		groups = OrderedDict()
		loose_bits = [r for r in rows if r.bit is not None and "." not in r.name]
		for r in rows:
			if "." in r.name:
				groups.setdefault(r.name.split(".")[0], []).append(r)
		done, out = set(), []
		for r in rows:
			head = r.name.split(".")[0]
			if "." in r.name:
				if head not in done:
					done.add(head)
					out.append(self._group(win, cname, head, groups[head], todo))
			elif r.bit is None:
				out.append(self._plain(win, r, loose_bits, todo))
		return out

	def _group(self, win, cname, head, rows, todo):
		"""An inline struct of Windows: a flags word, a lone array or a struct."""
		if any(r.bit is not None for r in rows):
			bits = [r for r in rows if r.bit is not None]
			first = min(r.bit for r in bits)
			size = (max(r.bit + r.bits for r in bits) - first) // 8
			prefix = f"{win}_{snake(head).upper()}"
			prefix = RENAMED_SETS.get(prefix, prefix)
			self.bits[prefix] = (size, [Bit(r.name.split(".", 1)[1], r.bit - first, r.bits)
						    for r in bits])
			return Field(head, member_name(head), self._word(size), 0, first // 8, size,
				     size, size, self.bits[prefix][1])
		renamed = RENAMED.get((win, rows[0].name))
		if renamed and len(rows) == 1:
			f = self._plain(win, rows[0], (), todo)
			f.name = renamed
			return f
		start = min(r.offset for r in rows)
		end = max(r.offset + r.size for r in rows)
		inner = [Row(r.name.split(".", 1)[1], r.offset, r.size, r.bit, r.bits, r.type)
			 for r in rows]
		inner_name = f"{cname}_{member_name(head)}"
		align = max(min(r.size, 8) for r in inner if not r.name.startswith("Reserved"))
		nested = self._layout(f"{win}.{head}", inner_name, inner, start,
				      -(-(end - start) // align) * align, todo)
		self.structs[inner_name] = nested
		return Field(head, member_name(head), f"struct {inner_name}", 0, start, end - start,
			     nested.size, nested.align)

	def _plain(self, win, r, loose_bits, todo):
		base = re.sub(r"\s*\[\d+\]", "", r.type)
		count = re.search(r"\[(\d+)\]", r.type)
		count = int(count.group(1)) if count else 0
		name = RENAMED.get((win, r.name), member_name(r.name.rsplit(".", 1)[-1]))
		bits = [Bit(b.name, b.bit - r.offset * 8, b.bits) for b in loose_bits
			if r.offset * 8 <= b.bit < (r.offset + r.size) * 8]
		if bits:
			self.bits[win] = (r.size, bits)
			if r.name == "Value" and (win, r.name) not in RENAMED:
				name = "flags"
		if base.endswith("*"):
			for word in re.findall(r"\w+", base):
				if word != "D3DKMT_CREATEALLOCATION":
					todo.append(word)
			if "RESIDENCYSTATUS" in base or "RECLAIM_RESULT" in base:
				self.enums.setdefault(re.findall(r"\w+", base)[0])
			ctype = "__aligned_u64"
		elif base in SCALARS:
			ctype = SCALARS[base]
		elif self.tables.is_bits(base):
			self._need_bits(base)
			ctype = self._word(self.tables.sizes[base])
		elif base in self.tables.structs:
			self.need(base)
			inner = self.structs[struct_name(base)]
			return Field(r.name, name, f"struct {inner.name}", count, r.offset, r.size,
				     inner.size * (count or 1), inner.align)
		else:
			self.enums.setdefault(base)
			ctype = "__u32"
		size = SIZES[ctype]
		return Field(r.name, name, ctype, count, r.offset, r.size, size * (count or 1), size, bits)

	@staticmethod
	def _slots(struct, fields, start, end):
		"""Group overlapping fields, give wire offsets, size and packing."""
		fields = sorted(fields, key=lambda f: f.table_offset)	# stable
		slot_end = start
		for f in fields:
			if struct.slots and f.table_offset < slot_end:
				struct.slots[-1].append(f)
			else:
				struct.slots.append([f])
			slot_end = max(slot_end, f.table_offset + f.table_size)
		shrunk = any(f.size != f.table_size for f in fields)
		natural = max((f.align for f in fields), default=1)
		struct.packed = (end - start) % natural != 0 or \
			any((f.table_offset - start) % f.align for f in fields)
		struct.align = 1 if struct.packed else natural
		if struct.packed and (end - start) % 4 == 0:
			struct.align = 4
		for f in fields if struct.packed else ():
			f.ctype = f.ctype.replace("__aligned_u64", "__u64")
		pos = 0
		for slot in struct.slots:
			align = 1 if struct.packed else max(f.align for f in slot)
			pos = -(-pos // align) * align if shrunk else slot[0].table_offset - start
			for f in slot:
				f.offset = pos
			pos += max(f.size for f in slot)
		struct.size = -(-pos // struct.align) * struct.align if shrunk else end - start


# --- The draft of the uapi header ----------------------------------------------

def bit_macros(prefix, size, bits):
	"""Names and values of the macros of one set of bits."""
	out = []
	reserved = 0
	for b in bits:
		mask = ((1 << b.bits) - 1) << b.bit
		name = prefix + "_" + RENAMED_BITS.get((prefix, b.name), snake(b.name).upper())
		if b.reserved:
			reserved |= mask
		elif b.bits == 1:
			out.append((name, mask))
		else:
			out += [(name + "_SHIFT", b.bit), (name + "_MASK", mask)]
	if reserved:
		out.append((prefix + "_RESERVED_MASK", reserved))
	return out


def draft_bits(prefix, size, bits):
	def text(name, value):
		if name.endswith("_SHIFT"):
			return str(value)
		return f"0x{value:08x}u" if size == 4 else f"0x{value:x}ull"

	return [f"#define {n}\t{text(n, v)}" for n, v in bit_macros(prefix, size, bits)]


def draft_struct(struct):
	out = [f"struct {struct.name} {{"]
	pos, pads = 0, 0

	def pad_to(offset):
		nonlocal pos, pads
		gap = offset - pos
		if gap <= 0:
			return
		ctype = "__u32" if gap % 4 == 0 and pos % 4 == 0 else "__u8"
		n = gap // SIZES[ctype]
		out.append(f"\t{ctype} pad{pads}" + (f"[{n}];" if n > 1 else ";"))
		pads += 1
		pos = offset

	for slot in struct.slots:
		pad_to(slot[0].offset)
		if len(slot) == 1:
			out.append(f"\t{slot[0].declaration};")
		else:
			out.append("\tunion {")
			for f in slot:
				line = f"\t\t{f.declaration};"
				if len(line) + 14 > 100:
					line = line.replace(f" {f.name}", f"\n\t\t\t{f.name}")
				out.append(line)
			out.append("\t};")
		pos = slot[0].offset + max(f.size for f in slot)
		if len(slot) > 1:
			align = max(f.align for f in slot)
			pos = -(-pos // align) * align
	pad_to(struct.size)
	if struct.packed:
		extra = ", aligned(4)" if struct.align == 4 else ""
		out.append(f"}} __attribute__((packed{extra}));")
	else:
		out.append("};")
	return out


def draft(tables):
	"""Declarations of all that Wire has and the uapi header doesn't declare."""
	wire = Wire(tables)
	header = UapiHeader(UAPI_HEADER)
	out = []
	for name, values in wire.enum_values():
		if name.lower() in header.enums or set(values) <= header.macros:
			continue
		out.append(f"enum {name.lower()} {{")
		out.extend(f"\t{k} = {v}," for k, v in values.items())
		out.append("};\n")
	for prefix, (size, bits) in wire.bits.items():
		lines = draft_bits(prefix, size, bits)
		out.extend(line for line in lines if line.split()[1] not in header.macros)
	for struct in wire.structs.values():
		if struct.name not in header.structs:
			out.extend(draft_struct(struct) + [""])
	for nr, function, name in wire.ioctls():
		if ioctl_name(function) not in header.macros:
			out.append(f"#define {ioctl_name(function)}\t"
				   f"D3DKMT_IOC(0x{nr:02x}, struct {struct_name(name)})")
	return "\n".join(out) + "\n" if out else ""


# --- The headers as they are -----------------------------------------------------

class HeaderError(Exception):
	"""A header and the tables don't belong together."""


def read_header(path):
	text = path.read_text(encoding="utf-8")
	return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


class UapiHeader:
	"""What the uapi header declares: structs with members, enums, macros."""

	def __init__(self, path):
		text = read_header(path)
		self.structs = {}
		for m in re.finditer(r"^struct (\w+) \{(.*?)^\}", text, re.S | re.M):
			self.structs[m[1]] = re.findall(r"(\w+)(?:\[\d+\])?;", m[2])
		self.enums = {}
		for m in re.finditer(r"^enum (\w+) \{(.*?)^\}", text, re.S | re.M):
			self.enums[m[1]] = re.findall(r"(\w+)\s*=", m[2])
		self.macros = set(re.findall(r"^#define (\w+)", text, re.M))

	def check(self, wire):
		"""Refuse what no assert would cover."""
		errors = []
		for name, members in self.structs.items():
			if name not in wire.structs:
				errors.append(f"struct {name} is in no table")
				continue
			known = {f.name for f in wire.structs[name].fields}
			errors += [f"struct {name}: {m} is in no table" for m in members
				   if m not in known and not re.fullmatch(r"pad\d+", m)]
		values = dict(wire.enum_values())
		constants = {k for v in values.values() for k in v}
		for name, names in self.enums.items():
			if name not in UAPI_EXTRA_ENUMS:
				errors += [f"enum {name}: {k} is in no table" for k in names
					   if k not in constants]
		known = {n for p, (s, b) in wire.bits.items() for n, _ in bit_macros(p, s, b)}
		known |= {ioctl_name(function) for _, function, _ in wire.ioctls()}
		errors += [f"macro {m} is in no table" for m in
			   sorted(self.macros - known - constants - set(UAPI_EXTRA_MACROS))]
		if errors:
			raise HeaderError("uapi header: " + "; ".join(errors))


def lib_types(folder):
	"""Names of the structs and enums that the library's headers define."""
	names = []
	for path in sorted(folder.glob("*.h")):
		text = read_header(path)
		for m in re.finditer(r"\btypedef\s+(?:struct|union|enum)\s+(\w+)?\s*\{", text):
			depth, pos = 1, m.end()
			while depth:
				depth += {"{": 1, "}": -1}.get(text[pos], 0)
				pos += 1
			names.append(re.match(r"[^;]*?(\w+)\s*[,;]", text[pos:])[1])
	return names


# --- The asserts --------------------------------------------------------------------

HEAD = """// SPDX-License-Identifier: GPL-2.0
/*
 * {what}
 *
 * Generated by abi.py from the layouts of Windows' own headers; don't edit.
 */
#include {header}
#include "asserts.h"
"""


@dataclass
class Counts:
	"""What one file of asserts compares."""
	structs: int = 0
	members: int = 0
	bits: int = 0
	constants: int = 0
	commands: int = 0

	def __str__(self):
		return (f"{self.structs} structs, {self.members} members, {self.bits} bit fields, "
			f"{self.constants} enum constants, {self.commands} commands")


def assertion(macro, owner, *args):
	text = f"{macro}({owner}, " + ", ".join(map(str, args)) + ");"
	if len(text) > 90:
		text = text.replace(", ", ",\n\t\t", 1)
	return text


def uapi_asserts(tables):
	wire = Wire(tables)
	UapiHeader(UAPI_HEADER).check(wire)
	counts = Counts()
	out = [HEAD.format(what="The layout of the uapi header, <misc/d3dkmthk.h>.",
			   header="<misc/d3dkmthk.h>")]
	for struct in wire.structs.values():
		out.append(f"SIZE(struct {struct.name}, {struct.size});")
		counts.structs += 1
		for f in struct.fields:
			out.append(assertion("MEMBER", f"struct {struct.name}", f.name,
					     f.offset, f.size))
			counts.members += 1
		out.append("")
	for prefix, (size, bits) in wire.bits.items():
		for name, value in bit_macros(prefix, size, bits):
			out.append(f"VALUE({name}, 0x{value:x});")
		counts.bits += len(bits)
	out.append("")
	for _, values in wire.enum_values():
		for name, value in values.items():
			out.append(f"VALUE({name}, {value});")
			counts.constants += 1
	out.append("")
	words = {f: word for _, f, _, _, word in tables.ioctls}
	for nr, function, name in wire.ioctls():
		word = 0xc0004700 | tables.sizes[name] << 16 | nr
		if words.get(function, word) != word:
			raise HeaderError(f"the tables contradict each other about {function}")
		out.append(f"VALUE({ioctl_name(function)}, 0x{word:08x});")
		counts.commands += 1
	return "\n".join(out) + "\n", counts


def is_pointer(row):
	return row.type.endswith("*") or row.type.startswith("PFN") or row.type in POINTERS


def lib_asserts(tables):
	names = lib_types(LIB_HEADERS)
	unknown = [n for n in names if n not in tables.structs and n not in tables.enums
		   and n not in LIB_EXTRA]
	if unknown:
		raise HeaderError("library: in no table: " + ", ".join(unknown))
	counts = Counts()
	out = [HEAD.format(what="The layout of the library's header, <dxg/d3dkmthk.h>.",
			   header="<dxg/d3dkmthk.h>")]
	bits = []
	for name in names:
		if name in LIB_EXTRA:
			continue
		for constant, value in tables.enums.get(name, {}).items():
			out.append(f"VALUE({constant}, {value});")
			counts.constants += 1
		if name in tables.structs:
			counts.structs += 1
			out.append(f"SIZE({name}, {tables.sizes[name]});")
		for r in tables.structs.get(name, ()):
			if r.bit is not None:
				bits.append("\t" + assertion("BITS", name, r.name, r.bit, r.bits))
			elif is_pointer(r):
				out.append(assertion("POINTER", name, r.name, r.offset))
			else:
				out.append(assertion("MEMBER", name, r.name, r.offset, r.size))
			counts.members += r.bit is None
		out.append("")
	counts.bits = len(bits)
	out += ["#ifndef __cplusplus", "int main(void)", "{", "\tint bad = 0;", ""]
	out += bits
	out += ["", "\treturn !!bad;", "}", "#endif"]
	return "\n".join(out) + "\n", counts


def generate(tables, update):
	"""Compare the committed files with the tables, or rewrite them."""
	status = 0
	for name, make in (("uapi_asserts.c", uapi_asserts), ("lib_asserts.c", lib_asserts)):
		text, counts = make(tables)
		path = HERE / name
		if update:
			path.write_text(text, encoding="utf-8")
		same = path.exists() and path.read_text(encoding="utf-8") == text
		print(f"{name}: {counts}" + ("" if same else ": differs from the tables"))
		if not same:
			status = 1
	return status


def main():
	parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	parser.add_argument("command", choices=("check", "update", "draft"))
	parser.add_argument("tables", type=Path, help="folder of the tables")
	args = parser.parse_args()
	tables = Tables(args.tables)
	if args.command == "draft":
		sys.stdout.write(draft(tables))
		return 0
	try:
		return generate(tables, args.command == "update")
	except HeaderError as e:
		print(f"abi.py: {e}", file=sys.stderr)
		return 1


if __name__ == "__main__":
	sys.exit(main())
