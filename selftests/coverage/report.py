#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""report OBJECTS DATA PLAIN [--missing] - line and branch coverage of the modules.

OBJECTS is the folder that the modules were built in for the debug kernel (their
.gcno), DATA what the machine's gcov folder held (.gcda), PLAIN the same modules
built without UBSAN. Prints a table of files and ends with the sums. What counts
is written in Documentation/testing.rst.

--missing: also each line and branch that wasn't taken and isn't on the list of
what can't be (unreachable.txt).
"""

import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
REPO = os.path.dirname(os.path.dirname(HERE))
LINES, BRANCHES = 95.0, 85.0	# per cent, of all files together

# Branches that a macro of the kernel's brings along, or that are never to be taken.
MACROS = re.compile(r"\b(WARN(_ON)?(_ONCE)?|BUG_ON|lockdep_\w+|trace_\w+|TRACE_EVENT|this_cpu_\w+"
		    r"|static_branch_\w+|might_\w+|cond_resched\w*|\w+_ratelimited|\w+_once"
		    r"|roundup_pow_of_two)\(")


class Line:
	def __init__(self):
		self.count = 0
		self.branches = []

	def add(self, count, branches, header):
		self.count += count
		if not branches:
			return
		if not self.branches:
			self.branches = list(branches)
		elif len(branches) % len(self.branches) == 0 and \
				(header or len(branches) == len(self.branches)):
			for i, taken in enumerate(branches):
				self.branches[i % len(self.branches)] += taken
		elif header and len(self.branches) % len(branches) == 0:
			self.fold(len(branches))
			self.add(0, branches, header)
		elif not header and len(branches) > len(self.branches):
			self.branches = list(branches)

	def fold(self, size):
		"""A header's function has a copy of its branches wherever it is inlined."""
		old, self.branches = self.branches, [0] * size
		for i, taken in enumerate(old):
			self.branches[i % size] += taken


def gcov(note, data):
	"""What gcov says of one object, as JSON."""
	with tempfile.TemporaryDirectory() as folder:
		shutil.copy(note, folder + "/object.gcno")
		if data:
			shutil.copy(data, folder + "/object.gcda")
		out = subprocess.run(["gcov", "-b", "-j", "-t", "object.gcno"], cwd=folder,
				     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
	return json.loads(out.stdout)


def find(folder, suffix):
	"""Files below any "src" in a folder, by their path below it."""
	found = {}
	for path, _, names in os.walk(folder):
		for name in names:
			full = os.path.join(path, name)
			if name.endswith(suffix) and "/src/" in full:
				found[full.partition("/src/")[2][:-len(suffix)]] = full
	return found


def gather(objects, data):
	"""{file: {number: Line}} of the modules' source files."""
	files = collections.defaultdict(lambda: collections.defaultdict(Line))
	notes = find(objects, ".gcno")
	counts = find(data, ".gcda") if data else {}
	if data and not set(notes) & set(counts):
		sys.exit("report: no object has data")
	# The KUnit module's copies only add to what the modules have.
	for name in sorted(notes, key=lambda name: (not name.startswith("kmod/"), name)):
		if name.endswith(".mod"):
			continue
		for file in gcov(notes[name], counts.get(name))["files"]:
			path = os.path.normpath(file["file"]).partition("/src/")[2]
			if not path.startswith("kmod/"):
				continue
			for line in file["lines"]:
				files[path][line["line_number"]].add(
					line["count"], [b["count"] for b in line["branches"]],
					path.endswith(".h"))
	return files


def unreachable():
	"""[(file, text of the line)], each with a reason."""
	with open(HERE + "/unreachable.txt", encoding="utf-8") as file:
		for row in file:
			if row.strip() and not row.startswith("#"):
				path, text, _ = (part.strip() for part in row.split("\t", 2))
				yield path, text


def branches_of(line, plain, text):
	"""(taken, all) of a line, without what UBSAN and the macros added."""
	if not line.branches or MACROS.search(text):
		return 0, 0
	total, taken = len(line.branches), sum(1 for count in line.branches if count)
	added = max(0, total - len(plain.branches)) // 2
	total -= 2 * added
	if line.count:
		taken -= added
	# UBSAN may move a branch to a line of its own.
	return min(max(0, taken), total), total


class Report:
	def __init__(self, missing):
		self.missing = missing
		self.sums = [0, 0, 0, 0]
		self.cant = set(unreachable())
		self.used = set()

	def file(self, path, lines, plain):
		with open(os.path.join(REPO, path), encoding="utf-8") as file:
			text = file.read().splitlines()
		sums = [0, 0, 0, 0]
		gaps = []
		for number in sorted(lines):
			line, words = lines[number], text[number - 1].strip()
			taken, branches = branches_of(line, plain[number], words)
			for i, n in enumerate((bool(line.count), 1, taken, branches)):
				sums[i] += n
			if line.count and taken == branches:
				continue
			if (path, words) in self.cant:
				self.used.add((path, words))
				continue
			what = "no line" if not line.count else f"{branches - taken} of {branches}"
			gaps.append(f"    {number:5} {what:9} {words}")
		self.sums = [a + b for a, b in zip(self.sums, sums)]
		print(f"  {path:<44} {percent(*sums[:2])} {percent(*sums[2:])}")
		if self.missing:
			print(*gaps, sep="\n", end="\n" if gaps else "")

	def verdict(self):
		stale = self.cant - self.used
		for path, words in sorted(stale):
			print(f"unreachable.txt: was reached, or isn't there: {path}: {words}")
		lines = 100 * self.sums[0] / self.sums[1]
		branches = 100 * self.sums[2] / self.sums[3]
		print(f"  {'all':<44} {percent(*self.sums[:2])} {percent(*self.sums[2:])}")
		print(f"coverage: {lines:.2f} % lines, {branches:.2f} % branches")
		return not stale and lines >= LINES and branches >= BRANCHES


def percent(part, whole):
	share = f"{100 * part / whole:6.2f} %" if whole else "     -  "
	return f"{share} of {whole:4}"


def main():
	parser = argparse.ArgumentParser()
	parser.add_argument("objects")
	parser.add_argument("data")
	parser.add_argument("plain")
	parser.add_argument("--missing", action="store_true")
	args = parser.parse_args()
	files = gather(args.objects, args.data)
	plain = gather(args.plain, None)
	report = Report(args.missing)
	print(f"  {'file':<44} {'lines':<16} branches")
	for path in sorted(files):
		report.file(path, files[path], plain[path])
	return 0 if report.verdict() else 1


sys.exit(main())
