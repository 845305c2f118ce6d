# SPDX-License-Identifier: GPL-2.0
"""The tables of Windows' layouts, and the layouts on the wire made from them."""

import re
from collections import OrderedDict
from dataclasses import dataclass, field

from rules import (ARRAY_LENGTHS, DROPPED, DROPPED_BITS, OWN_IOCTLS, PAYLOAD_ENUMS, PAYLOADS,
		   RENAMED, RENAMED_BITS, RENAMED_SETS, SCALARS, SIZES, is_alignment, member_name, snake,
		   struct_name)


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
			self.sizes[f[0]] = int(f[1])
			numbers = (int(x) if x else None for x in f[3:7])
			self.structs.setdefault(f[0], []).append(Row(f[2], *numbers, f[7]))
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
	"""A member, where it is in the tables and where on the wire."""
	name: str
	ctype: str
	count: int
	table_offset: int
	table_size: int
	size: int
	align: int
	offset: int = 0

	@property
	def declaration(self):
		return f"{self.ctype} {self.name}" + (f"[{self.count}]" if self.count else "")


@dataclass
class Struct:
	"""A struct on the wire: slots of fields, which overlap within a slot."""
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
		self.enums = OrderedDict()	# an ordered set of names
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
		word = Field("flags", self._word(size), 0, 0, size, size, size)
		cname = struct_name(name)
		self.structs[cname] = Struct(cname, size, size, False, [[word]])

	def _need_bits(self, name):
		bits = [Bit(r.name, r.bit, r.bits) for r in self.tables.structs[name]
			if r.bit is not None and (name, r.name) not in DROPPED_BITS]
		self.bits[name] = (self.tables.sizes[name], bits)

	@staticmethod
	def _word(size):
		return {1: "__u8", 4: "__u32", 8: "__aligned_u64"}[size]

	def _layout(self, win, cname, rows, base, table_size, todo):
		"""Make a Struct of rows, whose table offsets start at base."""
		struct = Struct(cname)
		fields = self._fields(win, cname, rows, todo)
		self._slots(struct, fields, base, base + table_size)
		return struct

	def _fields(self, win, cname, rows, todo):
		"""Fields of one level: plain members, flags words, nested structs."""
		rows = [r for r in rows
			if not is_alignment(r.name) and (win, r.name) not in DROPPED]
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
					out.append(self._group(win, cname, head, groups[head],
							       todo))
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
			bits = [Bit(r.name.split(".", 1)[1], r.bit - first, r.bits) for r in bits]
			self.bits[prefix] = (size, bits)
			return Field(member_name(head), self._word(size), 0, first // 8, size,
				     size, size)
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
		return Field(member_name(head), f"struct {inner_name}", 0, start, end - start,
			     nested.size, nested.align)

	def _plain(self, win, r, loose_bits, todo):
		base = re.sub(r"\s*\[\d+\]", "", r.type)
		count = re.search(r"\[(\d+)\]", r.type)
		count = int(count.group(1)) if count else 0
		count = ARRAY_LENGTHS.get((win, r.name), count)
		name = RENAMED.get((win, r.name), member_name(r.name.rsplit(".", 1)[-1]))
		bits = [Bit(b.name, b.bit - r.offset * 8, b.bits) for b in loose_bits
			if r.offset * 8 <= b.bit < (r.offset + r.size) * 8]
		if bits:
			self.bits[win] = (r.size, bits)
			if r.name == "Value" and (win, r.name) not in RENAMED:
				name = "flags"
		if base.endswith("*"):
			ctype = self._pointer(base, todo)
		elif base in SCALARS:
			ctype = SCALARS[base]
		elif self.tables.is_bits(base):
			self._need_bits(base)
			ctype = self._word(self.tables.sizes[base])
		elif base in self.tables.structs:
			self.need(base)
			inner = self.structs[struct_name(base)]
			return Field(name, f"struct {inner.name}", count, r.offset, r.size,
				     inner.size * (count or 1), inner.align)
		else:
			self.enums.setdefault(base)
			ctype = "__u32"
		size = SIZES[ctype]
		return Field(name, ctype, count, r.offset, r.size,
			     size * (count or 1), size)

	def _pointer(self, base, todo):
		"""A pointer is an integer, but what it points to is in the header, too."""
		for word in re.findall(r"\w+", base):
			if word in self.tables.enums:
				self.enums.setdefault(word)
			todo.append(word)
		return "__aligned_u64"

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


def bit_macros(prefix, bits):
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
