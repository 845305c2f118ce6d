# SPDX-License-Identifier: GPL-2.0
"""A first text of declarations that the uapi header lacks."""

from layout import bit_macros
from rules import SIZES, ioctl_name, struct_name


def draft_bits(prefix, size, bits):
	def text(name, value):
		if name.endswith("_SHIFT"):
			return str(value)
		return f"0x{value:08x}u" if size == 4 else f"0x{value:x}ull"

	return [f"#define {n}\t{text(n, v)}" for n, v in bit_macros(prefix, bits)]


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
			out.extend(f"\t\t{f.declaration};" for f in slot)
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


def draft(wire, header):
	"""Declarations of all that wire has and the header doesn't declare."""
	out = []
	for name, values in wire.enum_values():
		if name.lower() in header.enums or set(values) <= header.macros:
			continue
		if max(values.values()) > 0x7fffffff:	# an enumerator is an int
			out.extend(f"#define {k}\t0x{v:08x}u" for k, v in values.items())
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
