# SPDX-License-Identifier: GPL-2.0
"""What the two public headers declare, as they are."""

import re

from layout import bit_macros
from rules import UAPI_EXTRA_ENUMS, UAPI_EXTRA_MACROS, ioctl_name


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
		known = {n for p, (_, b) in wire.bits.items() for n, _ in bit_macros(p, b)}
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
