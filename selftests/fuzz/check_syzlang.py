#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""check_syzlang.py COMMITTED MADE - is the syzkaller description what the table makes, does it
follow the language's grammar as far as it uses it, is everything defined that it names, and has
each command's argument the size that the command says? Prints TAP."""

import re
import sys

BASE = {"int8": 1, "int16": 2, "int32": 4, "int64": 8, "vma64": 8}
# Of syzkaller's own descriptions
KNOWN = {"fd": 4, "fd_event": 4, "AT_FDCWD": 0, "O_RDWR": 0}
WORDS = {"define", "incdir", "include", "meta", "resource"}
TOKEN = re.compile(r'\s*(0x[0-9a-f]+|\d+|[a-z_]\w*|"[^"]*"|[][,:])', re.I)


class Bad(Exception):
	pass


class Description:
	def __init__(self, text):
		self.resources, self.flags, self.structs, self.calls = {}, set(), {}, []
		self.sizes = {}
		block = None
		for number, line in enumerate(text.splitlines(), 1):
			try:
				block = self.line(line, block)
			except Bad as bad:
				raise Bad(f"line {number}: {bad}: {line}") from None
		if block is not None:
			raise Bad("a block is not closed")

	def line(self, line, block):
		if block is not None:
			return self.member(line, block)
		if not line or line.startswith("#"):
			return None
		if m := re.fullmatch(r"resource (\w+)\[(\w+)\](: \w+)?", line):
			self.define(m[1], self.resources, m[2])
		elif m := re.fullmatch(r"(\w+) = (0x[0-9a-f]+(, 0x[0-9a-f]+)*)", line):
			self.flags.add(m[1])
		elif m := re.fullmatch(r"(\w+) ([{[])", line):
			self.define(m[1], self.structs, (m[2], []))
			return m[1]
		elif m := re.fullmatch(r"(\w+\$\w+)\((.*)\)( \w+)?", line):
			self.calls.append((m[1], m[2]))
		else:
			raise Bad("not understood")
		return None

	def define(self, name, where, value):
		if name in self.resources or name in self.structs:
			raise Bad(f"{name} twice")
		where[name] = value

	def member(self, line, block):
		kind, members = self.structs[block]
		if line == ("} [packed]" if kind == "{" else "]"):
			if not members:
				raise Bad("empty")
			return None
		m = re.fullmatch(r"\t(\w+)\t([^\t]+?)(\t\((in|out|inout)\))?", line)
		if not m:
			raise Bad("no member")
		if m[1] in (name for name, _ in members) or m[1] in WORDS:
			raise Bad(f"bad name {m[1]}")
		members.append((m[1], self.parse(m[2])))
		return block

	@staticmethod
	def parse(text):
		"""A type as (name, [options]), where options are types, too."""
		tokens, at = [], 0
		while at < len(text):
			m = TOKEN.match(text, at)
			if not m:
				raise Bad("bad character")
			tokens.append(m[1])
			at = m.end()

		def one():
			name, options = tokens.pop(0), []
			if not re.match(r"[\w\"]", name):
				raise Bad("bad type")
			if tokens and tokens[0] == ":":
				tokens.pop(0)
				return (name + ":" + tokens.pop(0), [])
			while tokens and tokens[0] == "[" or options and tokens and tokens[0] == ",":
				tokens.pop(0)
				options.append(one())
			if options:
				if not tokens or tokens.pop(0) != "]":
					raise Bad("no ]")
			return (name, options)

		found = one()
		if tokens:
			raise Bad("more than a type")
		return found

	def size(self, kind, siblings=()):
		"""Bytes of a type; complains of what isn't defined."""
		name, options = kind
		if name in BASE:
			return BASE[name]
		if name in ("ptr", "ptr64"):
			if options[0][0] not in ("in", "out", "inout"):
				raise Bad(f"no direction: {kind}")
			if options[1][0] != "string":
				self.element(options[1])
			return 8
		if name in ("len", "bytesize"):
			if options[0][0] not in siblings:
				raise Bad(f"{name} of what isn't there: {options[0][0]}")
			return BASE[options[1][0]]
		if name == "flags":
			if options[0][0] not in self.flags:
				raise Bad(f"no flags {options[0][0]}")
			return BASE[options[1][0]]
		if name == "const":
			return BASE[options[1][0]]
		if name == "array":
			return self.element(kind)
		if name in self.resources:
			base = self.resources[name]
			return BASE.get(base) or KNOWN[base]
		if name in self.structs:
			return self.struct_size(name)
		if name in KNOWN:
			return KNOWN[name]
		raise Bad(f"not defined: {name}")

	def element(self, kind):
		name, options = kind
		if name != "array":
			return self.size(kind)
		one = self.size(options[0])
		return one * int(options[1][0], 0) if len(options) > 1 else 0

	def struct_size(self, name):
		if name not in self.sizes:
			kind, members = self.structs[name]
			names = [member for member, _ in members]
			sizes = [self.size(t, names) for _, t in members]
			if kind == "[" and len(set(sizes)) != 1:
				raise Bad(f"{name}: members of {sizes} bytes")
			self.sizes[name] = sum(sizes) if kind == "{" else sizes[0]
		return self.sizes[name]

	def check_call(self, call):
		name, text = call
		args = [self.parse(arg.split(None, 1)[1]) for arg in re.split(r", (?=\w+ \w)", text)]
		if not name.startswith("ioctl$"):
			return
		if len(args) != 3 or args[0][0] not in self.resources or args[1][0] != "const":
			raise Bad(f"{name}: arguments")
		cmd, struct = int(args[1][1][0][0], 0), args[2][1][1][0]
		if self.struct_size(struct) != cmd >> 16 & 0x3fff:
			raise Bad(f"{name}: {struct} has {self.struct_size(struct)} bytes, "
				  f"the command {cmd >> 16 & 0x3fff}")


def main():
	committed, made = (open(path, encoding="ascii").read() for path in sys.argv[1:3])
	results = [("up to date", committed == made, "make -C selftests/fuzz syzlang")]
	try:
		description = Description(committed)
		results.append(("grammar", True, ""))
		for call in description.calls:
			try:
				description.check_call(call)
				results.append((call[0], True, ""))
			except (Bad, KeyError, IndexError) as bad:
				results.append((call[0], False, bad))
		for name in description.structs:
			try:
				description.struct_size(name)
				results.append((name, True, ""))
			except (Bad, KeyError, IndexError) as bad:
				results.append((name, False, bad))
	except Bad as bad:
		results.append(("grammar", False, bad))
	print(f"1..{len(results)}")
	for number, (name, good, why) in enumerate(results, 1):
		print(f"{'ok' if good else 'not ok'} {number} {name}" + ("" if good else f" # {why}"))
	return not all(good for _, good, _ in results)


sys.exit(main())
