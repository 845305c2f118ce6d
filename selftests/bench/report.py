#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""report.py KERNEL DIR - judge DIR/results, print the table, write bench.json and bench.svg.

Each line of the results is a name and a value, or a name, "-" and why there is none.
"""
import json
import math
import os
import sys

# Operation, its result, what a user would take instead, the most that it may cost in comparison.
GOALS = [
    ("create + destroy, 4 KiB", "create_destroy_1", "vgem_create_close", 0.30),
    ("create + destroy, 4 KiB", "create_destroy_1", "qxl_create_close", 0.22),
    ("the same, 1024 in a call, each", "create_destroy_1024", "vgem_create_close", 0.12),
    ("create + lock + touch 64 KiB + destroy", "touch_65536", "vgem_touch", 0.25),
    ("create + lock + touch 64 KiB + destroy", "touch_65536", "qxl_touch", 1.0),
    ("Lock2 of what is mapped", "lock2", "ioctl_fail", 1.8),
    ("Unlock2 of what stays mapped", "unlock2", "ioctl_fail", 1.8),
    ("QueryAllocationResidency", "query_residency", "ioctl_fail", 2.0),
    ("GetAllocationPriority", "get_priority", "ioctl_fail", 2.0),
    ("QueryVideoMemoryInfo", "video_memory_info", "ioctl_fail", 2.0),
    ("MakeResident of what is resident", "make_resident", "ioctl_fail", 2.5),
    ("Evict of what stays resident", "evict", "ioctl_fail", 2.5),
    ("share by descriptor + open + close", "share_open_close", "vgem_prime", 0.6),
    ("page-in of 16 MiB", "page_in_16m", "memcpy_16m", 1.4),
    ("page-out of 16 MiB", "page_out_16m", "memcpy_16m", 1.4),
    ("create + destroy among {live}", "live_{n}_create_destroy", "live_1000_create_destroy", 1.10),
    ("GetAllocationPriority among {live}", "live_{n}_get_priority", "live_1000_get_priority",
     1.10),
    ("create + place + destroy among {live}", "live_{n}_place", "live_1000_place", 1.35),
]

# What has a goal that isn't a ratio of instructions: operation, result, unit, goal, at least.
FIGURES = [
    ("two threads' scaling, to getppid's", "scaling", "x", 0.95, True),
    ("kernel memory of a live allocation", "memory", "B", 384, False),
]

# For comparison only.
OTHERS = [
    ("getppid, the null system call", "getppid"),
    ("an ioctl that fails at once", "ioctl_fail"),
    ("DRM's GET_CAP", "drm_ioctl"),
    ("ntsync's EVENT_READ", "ntsync_event_read"),
    ("vgem create + close", "vgem_create_close"),
    ("vgem create + map + touch 64 KiB + close", "vgem_touch"),
    ("vgem PRIME export + import + close", "vgem_prime"),
    ("the same of a buffer that is exported already", "vgem_prime_again"),
    ("qxl create + close", "qxl_create_close"),
    ("qxl create + map + touch 64 KiB + close", "qxl_touch"),
    ("memfd create + close", "memfd_create_close"),
    ("memfd create + map + touch 64 KiB + close", "memfd_touch"),
    ("udmabuf create + close", "udmabuf_create_close"),
    ("system dma-heap create + close", "dma_heap_create_close"),
    ("system dma-heap create + map + touch 64 KiB", "dma_heap_touch"),
    ("memcpy of 16 MiB in the kernel", "memcpy_16m"),
]

COLOURS = ["#1f5fa8", "#b5481d", "#2c7a3f"]

NAMES = {key: name for name, key in OTHERS}


def read_results(path):
    results = {}
    missing = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            key, value, *why = line.split()
            if value == "-":
                missing[key] = " ".join(why)
            else:
                results[key] = float(value)
    if "memory_used" in results:
        results["memory"] = max(results["memory_used"], results["memory_charged"])
    return results, missing


def number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}"


def judge(results):
    rows = []
    # 1,000,000, or what a short run goes to
    most = max([n for n, _ in series(results, "live_", "_create_destroy")], default=0)
    for name, key, peer, limit in GOALS:
        name, key = name.format(live=f"{most:,}"), key.format(n=most)
        ours, theirs = results.get(key), results.get(peer)
        ratio = ours / theirs if ours and theirs else None
        met = None if ratio is None else ratio < limit if limit == 1.0 else ratio <= limit
        rows.append({"operation": name, "key": key, "unit": "instructions", "value": ours,
                     "peer": peer, "peer_value": theirs, "ratio": ratio, "goal": limit,
                     "met": met})
    for name, key, unit, limit, at_least in FIGURES:
        ours = results.get(key)
        met = None if ours is None else ours >= limit if at_least else ours <= limit
        rows.append({"operation": name, "key": key, "unit": unit, "value": ours, "peer": None,
                     "peer_value": None, "ratio": None, "goal": limit, "met": met,
                     "at_least": at_least})
    return rows


def goal_text(row):
    sign = ">=" if row.get("at_least") else "<=" if row["goal"] != 1.0 else "<"
    if row["peer"] is None:
        return f"{sign} {row['goal']:g} {row['unit']}"
    return f"{sign} {row['goal']:.2f}"


def table(rows, results):
    lines = [("operation", "cost", "peer", "its cost", "ratio", "goal", "")]
    for row in rows:
        peer = row["peer"] or ""
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        if peer.startswith("live_"):
            peer = "the same among 1,000"
        verdict = {True: "met", False: "missed", None: "not available"}[row["met"]]
        lines.append((row["operation"], number(row["value"]), NAMES.get(peer, peer),
                      number(row["peer_value"]) if peer else "", ratio, goal_text(row), verdict))
    lines.append(None)
    for name, key in OTHERS:
        if key in results:
            lines.append((name, number(results[key]), "", "", "", "", ""))
    widths = [max(len(line[i]) for line in lines if line) for i in range(7)]
    right = (1, 3, 4)
    for line in lines:
        cells = [cell.rjust(widths[i]) if i in right else cell.ljust(widths[i])
                 for i, cell in enumerate(line or [""] * 7)]
        print("  ".join(cells).rstrip())


def series(results, prefix, suffix=""):
    points = []
    for key, value in results.items():
        middle = key[len(prefix):len(key) - len(suffix)]
        if key.startswith(prefix) and key.endswith(suffix) and middle.isdigit():
            points.append((int(middle), value))
    return sorted(points)


def ticks(low, high):
    """The powers of ten that an axis shows."""
    exponent = math.ceil(math.log10(low) - 1e-9)
    while 10 ** exponent <= high * 1.0001:
        yield 10 ** exponent
        exponent += 1


def short(value):
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= limit:
            return f"{value / limit:g}{unit}"
    return f"{value:g}"


def panel(left, title, x_name, curves, marks):
    """Curves of points, and marks (name, x, y), both axes logarithmic."""
    xs = [x for _, points in curves for x, _ in points] + [x for _, x, _ in marks]
    ys = [y for _, points in curves for _, y in points] + [y for _, _, y in marks]
    if not xs:
        return []
    width, height, top = 320, 260, 50
    x_low, x_high = min(xs), max(max(xs), min(xs) * 10)
    y_low, y_high = 10 ** math.floor(math.log10(min(ys))), 10 ** math.ceil(math.log10(max(ys)))

    def place(x, y):
        return (left + width * math.log(x / x_low) / math.log(x_high / x_low),
                top + height - height * math.log(y / y_low) / math.log(y_high / y_low))

    out = [f'<text x="{left}" y="{top - 22}" font-weight="bold">{title}</text>',
           f'<text x="{left}" y="{top - 7}" class="small">instructions</text>',
           f'<text x="{left + width}" y="{top + height + 34}" class="small" '
           f'text-anchor="end">{x_name}</text>']
    for y in ticks(y_low, y_high):
        at = place(x_low, y)[1]
        out.append(f'<path class="grid" d="M{left} {at:.1f}h{width}"/>'
                   f'<text x="{left - 6}" y="{at + 4:.1f}" class="small" '
                   f'text-anchor="end">{short(y)}</text>')
    for x in ticks(x_low, x_high):
        at = place(x, y_low)[0]
        out.append(f'<path class="grid" d="M{at:.1f} {top}v{height}"/>'
                   f'<text x="{at:.1f}" y="{top + height + 16}" class="small" '
                   f'text-anchor="middle">{short(x)}</text>')
    for i, (name, points) in enumerate(curves):
        if not points:
            continue
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (place(*point) for point in points))
        out.append(f'<path class="curve" stroke="{COLOURS[i]}" d="M{path}"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{COLOURS[i]}"/>'
                for x, y in (place(*point) for point in points)]
        out.append(f'<text x="{left}" y="{top + height + 52 + 15 * i}" class="small" '
                   f'fill="{COLOURS[i]}">{name}</text>')
    for name, x, y in marks:
        x, y = place(x, y)
        out.append(f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="#777"/>'
                   f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" class="small" fill="#555" '
                   f'text-anchor="end">{name}</text>')
    return out


def plot(results):
    """How costs grow with the count and with the size, as SVG."""
    def mark(name, key, x):
        return [(name, x, results[key])] if key in results else []

    body = panel(60, "by the number in a call", "allocations in a call", [
        ("create + destroy, each", series(results, "create_destroy_")),
    ], mark("vgem", "vgem_create_close", 1.5) + mark("qxl", "qxl_create_close", 3) +
        mark("getppid", "getppid", 1.5))
    body += panel(460, "by the number alive", "live allocations", [
        ("create + destroy", series(results, "live_", "_create_destroy")),
        ("create + place + destroy", series(results, "live_", "_place")),
        ("GetAllocationPriority", series(results, "live_", "_get_priority")),
    ], [])
    body += panel(860, "by size", "bytes", [
        ("create + lock + touch + destroy", series(results, "touch_")),
    ], mark("vgem", "vgem_touch", 65536) + mark("qxl", "qxl_touch", 65536) +
        mark("memfd", "memfd_touch", 65536))
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" width="1220" height="410" '
        'font-family="sans-serif" font-size="13">',
        '<style>.small { font-size: 11px } .grid { stroke: #ddd } '
        '.curve { fill: none; stroke-width: 1.5 }</style>',
        '<rect width="1220" height="410" fill="#fff"/>', *body, "</svg>", ""])


def main():
    kernel, folder = sys.argv[1:]
    results, missing = read_results(os.path.join(folder, "results"))
    if "ioctl_fail" not in results:
        sys.exit("report.py: the benchmark measured nothing")
    rows = judge(results)
    table(rows, results)
    with open(os.path.join(folder, "bench.json"), "w", encoding="ascii") as out:
        json.dump({"kernel": kernel, "goals": rows, "results": results, "missing": missing},
                  out, indent=1)
        out.write("\n")
    with open(os.path.join(folder, "bench.svg"), "w", encoding="ascii") as out:
        out.write(plot(results))
    met = sum(1 for row in rows if row["met"])
    print(f"bench: {met} of {len(rows)} goals met")


if __name__ == "__main__":
    main()
