#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""ioctls.py HEADER SOURCE - which ioctls there are, and which are carried out, in reST

HEADER is uapi/misc/d3dkmthk.h, SOURCE the file with dxgkrnl's ioctl table. Each
command of the header must be in the table exactly once and the other way round;
a difference is an error.
"""

import re
import sys

NAMES = re.compile(r"^#define\s+D3DKMT_IOC_(\w+)\s[\s\\]*D3DKMT_IOC\(", re.M)
COMMAND = re.compile(
	r"^#define\s+D3DKMT_IOC_(\w+)\s[\s\\]*D3DKMT_IOC\((0x[0-9a-f]+),\s*struct (\w+)\)", re.M)
ENTRY = re.compile(r"^\t(IOCTL|NOT_SUPPORTED)\((\w+)(?:,\s*\w+)?\),", re.M)


def read(path):
	with open(path, encoding="utf-8") as file:
		return file.read()


def commands(header):
	"""{name: (number, struct)}"""
	found = {name: (int(number, 16), struct) for name, number, struct in COMMAND.findall(header)}
	if found.keys() != set(NAMES.findall(header)):
		sys.exit("a D3DKMT_IOC_ in the header is not understood")
	return found


def entries(source):
	"""{name: carried out}"""
	found = ENTRY.findall(source)
	if len(found) != len({name for _, name in found}):
		sys.exit("the ioctl table has a command twice")
	return {name: kind == "IOCTL" for kind, name in found}


# Commands whose function has another name
FUNCTIONS = {"OPEN_RESOURCE": "D3DKMTOpenResource2", "SHARE_OBJECTS_INTERNAL": "D3DKMTShareObjects"}


def function(name):
	"""CREATE_ALLOCATION2 is D3DKMTCreateAllocation2"""
	if name in FUNCTIONS:
		return FUNCTIONS[name]
	return "D3DKMT" + "".join(word.capitalize() for word in name.split("_"))


def table(rows):
	"""Rows of cells as a simple reST table, the first row being the heading."""
	widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
	rule = "  ".join("=" * width for width in widths)
	lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
		 for row in rows]
	return "\n".join([rule, lines[0], rule, *lines[1:], rule])


def main():
	header, source = map(read, sys.argv[1:3])
	known, done = commands(header), entries(source)
	for name in sorted(known.keys() ^ done.keys()):
		sys.exit(f"D3DKMT_IOC_{name} is only in " + ("the header" if name in known else "the table"))
	rows = [("Number", "Command", "Argument", "Answer")]
	for name, (number, struct) in sorted(known.items(), key=lambda item: item[1][0]):
		rows.append((f"0x{number:02x}", function(name), f"struct {struct}",
			     "carried out" if done[name] else "NOT_SUPPORTED"))
	carried_out = sum(done.values())
	print(".. SPDX-License-Identifier: GPL-2.0")
	print(".. Made by Documentation/tools/ioctls.py from the header and the source; don't edit.\n")
	print(f"Of {len(known)} commands {carried_out} are carried out; the others answer "
	      "STATUS_NOT_SUPPORTED.\n")
	print(table(rows))


main()
