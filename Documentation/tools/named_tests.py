#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""named_tests.py PAGE SELFTESTS - do the tests that a page names exist?

After a line "Test" the page says in indented lines "program: test, test; program: test",
or "none" and why.
"""

import os
import re
import sys

ENTRY = re.compile(r"^Test\n((?:\t.*\n)+)", re.M)


def main():
	page, selftests = sys.argv[1:3]
	with open(page, encoding="utf-8") as file:
		entries = ENTRY.findall(file.read())
	missing = []
	for entry in entries:
		text = " ".join(entry.split())
		if text.startswith("none"):
			continue
		for part in text.split(";"):
			program, names = part.strip().split(": ")
			path = os.path.join(selftests, program + ".c")
			if not os.path.exists(path):
				missing.append(program)
				continue
			with open(path, encoding="utf-8") as file:
				source = file.read()
			missing += [f"{program}: {name}" for name in names.split(", ")
				    if not re.search(rf"^TEST(_F)?\((\w+, )?{name}\)", source, re.M)]
	for name in missing:
		print(f"{page}: there is no test {name}")
	if missing or not entries:
		sys.exit(1)


main()
