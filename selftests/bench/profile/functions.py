#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""functions.py DIR - instructions by function, from DIR/counts and DIR/kallsyms."""
import bisect
import os
import sys


def main():
    folder = sys.argv[1]
    operations = 1.0
    symbols = []
    with open(os.path.join(folder, "results"), encoding="ascii") as lines:
        for line in lines:
            key, value = line.split()[:2]
            if key == "profiled":
                operations = float(value)
    with open(os.path.join(folder, "kallsyms"), encoding="ascii") as lines:
        for line in lines:
            address, kind, name, *module = line.split()
            if kind in "tTwW":
                symbols.append((int(address, 16), name + " ".join(module)))
    symbols.sort()
    starts = [start for start, _ in symbols]
    functions = {}
    with open(os.path.join(folder, "counts"), encoding="ascii") as lines:
        for line in lines:
            address, count = line.split()
            i = bisect.bisect_right(starts, int(address, 16)) - 1
            name = symbols[i][1] if i >= 0 else "(program)"
            functions[name] = functions.get(name, 0) + int(count)
    total = sum(functions.values())
    print(f"{total / operations:10.1f}  in all")
    for name, count in sorted(functions.items(), key=lambda item: -item[1]):
        if count / operations >= 0.5:
            print(f"{count / operations:10.1f}  {name}")


if __name__ == "__main__":
    main()
