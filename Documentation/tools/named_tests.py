#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""named_tests.py PAGE SELFTESTS - do the tests that the page of disagreements names exist?

After a line "Test" the page says in indented lines "program: test, test; program: test".
The tests of the conformance program are its rows, by their ids. Each row that is met
against a decision only has to be on the page.
"""

import glob
import os
import re
import sys

ENTRY = re.compile(r"^Test\n((?:\t.*\n)+)", re.M)
TEST = re.compile(r"^TEST(?:_F)?\((?:\w+, )?(\w+)\)", re.M)
ROW = re.compile(r'^\t\{ "([^"]+)", ', re.M)


def read(path):
	with open(path, encoding="utf-8") as file:
		return file.read()


def rows(source):
	"""(id, text) of each row of a conformance table"""
	starts = list(ROW.finditer(source)) + [None]
	for row, following in zip(starts, starts[1:]):
		yield row[1], source[row.start():following.start() if following else None]


def named(page):
	"""(program, test) of each that the page names"""
	for entry in ENTRY.findall(read(page)):
		for part in " ".join(entry.split()).split("; "):
			program, names = part.split(": ")
			yield from ((program, name) for name in names.split(", "))


def existing(selftests):
	"""({(program, test)}, those of them that the page must name)"""
	tests, decided = set(), set()
	for path in glob.glob(os.path.join(selftests, "*", "*.c")):
		program = os.path.relpath(path, selftests)[:-len(".c")]
		source = read(path)
		tests |= {(program, name) for name in TEST.findall(source)}
		for row, text in rows(source):
			tests.add((program, row))
			if ".decision" in text:
				decided.add((program, row))
	return tests, decided


def main():
	page, selftests = sys.argv[1:3]
	names = set(named(page))
	tests, decided = existing(selftests)
	for program, name in sorted(names - tests):
		print(f"{page}: there is no test {program}: {name}")
	for program, name in sorted(decided - names):
		print(f"{page}: {program}: {name} is met by decision, but isn't here")
	if not names or names - tests or decided - names:
		sys.exit(1)


main()
