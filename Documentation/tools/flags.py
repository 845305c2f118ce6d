#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""flags.py PAGE HEADER TESTS - is the page of allocation flags complete and true?

It has to have each flag of the header, with its bit, and name for each tests that exist in
the file TESTS, whose tests are all named.
"""

import re
import sys

ENTRY = re.compile(r"^   \* - (\w+)\n     - (0x[0-9a-f]+)\n((?:     .*\n)+)", re.M)
NAMES = re.compile(r"^ +Test: (.*)$", re.M)
FLAG = re.compile(r"^#define\s+D3DKMT_CREATEALLOCATIONFLAGS_(\w+?)(?:_MASK)?\s[\s\\]*"
		  r"(?:\(1u << (\d+)\)|(0x[0-9a-f]+)u)", re.M)
TEST = re.compile(r"^TEST_F\(\w+, (\w+)\)", re.M)


def read(path):
	with open(path, encoding="utf-8") as file:
		return file.read()


def snake(name):
	return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def main():
	page, header, tests = sys.argv[1:4]
	flags = {name: 1 << int(bit) if bit else int(mask, 16)
		 for name, bit, mask in FLAG.findall(read(header))}
	entries = {snake(name): (int(bit, 16), NAMES.findall(text))
		   for name, bit, text in ENTRY.findall(read(page))}
	complaints = [f"{name} has no entry" for name in flags if name not in entries]
	complaints += [f"{name} is no flag, or not this bit" for name, (bit, _) in entries.items()
		       if flags.get(name) != bit]
	named = [test for _, lines in entries.values() for line in lines
		 for test in line.split(", ")]
	complaints += [f"{name} names no test" for name, (_, lines) in entries.items() if not lines]
	complaints += [f"{test} is in one only: this page or {tests}"
		       for test in sorted(set(named) ^ set(TEST.findall(read(tests))))]
	for complaint in complaints:
		print(f"{page}: {complaint}")
	if complaints or not flags:
		sys.exit(1)


main()
