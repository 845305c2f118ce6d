#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The KUnit suites (selftests/kunit), which run when their module is loaded.
# Where the kernel has no KUnit there are none.
set -uo pipefail

results=/sys/kernel/debug/kunit
[ -d "$results" ] || { echo "1..0 # SKIP the kernel has no KUnit"; exit 4; }
modprobe dxgk_kunit || { echo "not ok 1 dxgk_kunit can't be loaded"; exit 1; }
for suite in "$results"/dxgk_*/results; do
	cat "$suite"
done >/tmp/kunit
rmmod dxgk_kunit
# Each suite says that it is the first of one.
echo "1..$(grep -c '^ *# Subtest: dxgk_' /tmp/kunit)"
grep -vE '^(KTAP|1\.\.1$)' /tmp/kunit
grep -q '^ok' /tmp/kunit && ! grep -q '^ *not ok' /tmp/kunit
