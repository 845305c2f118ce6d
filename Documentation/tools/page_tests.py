#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""page_tests.py PAGE SELFTESTS [PREFIX] - do a page and the tests that it names agree?

The page names tests as ``program: test``. Each must exist, in the program's source or in a header
of selftests/common that it includes; and each test whose name begins with PREFIX must be on the
page.
"""

import glob
import os
import re
import sys

NAMED = re.compile(r"``(\w+/\w+): (\w+)``")
TEST = re.compile(r"^TEST(?:_F)?(?:_TIMEOUT|_SIGNAL)?\((?:\w+, )?(\w+)", re.M)
INCLUDE = re.compile(r'^#include "(\w+\.h)"', re.M)


def read(path):
	with open(path, encoding="utf-8") as file:
		return file.read()


def tests_of(path, selftests):
	"""the tests of a source file and of the headers of selftests/common that it includes"""
	source = read(path)
	tests = set(TEST.findall(source))
	for header in INCLUDE.findall(source):
		header = os.path.join(selftests, "common", header)
		if os.path.exists(header):
			tests |= set(TEST.findall(read(header)))
	return tests


def main():
	page, selftests, prefix = (sys.argv[1:] + [None])[:3]
	named = set(NAMED.findall(read(page)))
	existing = {}
	for path in glob.glob(os.path.join(selftests, "*", "*.c")):
		program = os.path.relpath(path, selftests)[:-len(".c")]
		existing[program] = tests_of(path, selftests)

	missing = {(program, test) for program, test in named
		   if test not in existing.get(program, ())}
	unlisted = set()
	if prefix:
		unlisted = {test for tests in existing.values() for test in tests
			    if test.startswith(prefix)} - {test for _, test in named}
	for program, test in sorted(missing):
		print(f"{page}: there is no test {program}: {test}")
	for test in sorted(unlisted):
		print(f"{page}: {test} isn't here")
	if not named or missing or unlisted:
		sys.exit(1)


main()
