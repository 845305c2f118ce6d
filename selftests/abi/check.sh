#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# check.sh OUTPUT-FOLDER - compile the two public headers, alone and with the
# asserts of their layout, in each language and word size. Speaks TAP.
set -euo pipefail

cd "$(dirname "$0")"
out=$1
uapi=../../uapi
lib=../../libd3dkmt/include
read -ra cc <<<"${CC:-gcc}"
read -ra cxx <<<"${CXX:-g++}"
count=0
failures=0

mkdir -p "$out"
log=$out/log

pass()
{
	count=$((count + 1))
	echo "ok $count $1"
}

skip()
{
	count=$((count + 1))
	echo "ok $count $1 # SKIP $2"
}

fail()
{
	count=$((count + 1))
	failures=$((failures + 1))
	head -n 40 "$log" | sed 's/^/# /'
	echo "not ok $count $1"
}

# verdict NAME COMMAND... - one test, which passes when the command succeeds
verdict()
{
	local name=$1

	shift
	if "$@" >"$log" 2>&1; then
		pass "$name"
	else
		fail "$name"
	fi
}

# compile LANGUAGE BITS ARGUMENT... - as strictly as the language allows
compile()
{
	local language=$1 bits=$2

	shift 2
	if [ "$language" = c11 ]; then
		"${cc[@]}" "-m$bits" -std=c11 -Wall -Wextra -pedantic -Werror -x c "$@"
	else
		"${cxx[@]}" "-m$bits" -std=c++17 -Wall -Wextra -pedantic -Werror -x c++ "$@"
	fi
}

check_uapi()
{
	local how="$1, $2 bits"

	# What the compiler pads would reach programs uninitialised: all of it has a name
	verdict "uapi header alone, nothing padded: $how" \
		compile "$1" "$2" -I "$uapi" -Wpadded -fsyntax-only "$out/uapi_alone.c"
	verdict "uapi layout: $how" \
		compile "$1" "$2" -I "$uapi" -fsyntax-only uapi_asserts.c
}

check_lib()
{
	local how="$1, $2 bits"

	verdict "library header alone: $how" \
		compile "$1" "$2" -I "$lib" -fsyntax-only "$out/lib_alone.c"
	if [ "$1" != c11 ]; then
		verdict "library layout: $how" \
			compile "$1" "$2" -I "$lib" -fsyntax-only lib_asserts.c
		return
	fi
	rm -f "$out/lib_asserts"
	verdict "library layout: $how" \
		compile "$1" "$2" -I "$lib" -o "$out/lib_asserts" lib_asserts.c
	verdict "library bit fields: $how" "$out/lib_asserts"
}

check_after_winadapter()
{
	local name="library layout after <wsl/winadapter.h>"
	local compiler=("${cxx[@]}" -std=c++17 -isystem /usr/include/wsl/stubs)

	if ! "${compiler[@]}" -x c++ -include wsl/winadapter.h -E /dev/null >/dev/null 2>&1; then
		skip "$name" "no such header (package directx-headers-dev)"
		return
	fi
	verdict "$name" "${compiler[@]}" -Wall -Werror -I "$lib" -include wsl/winadapter.h \
		-fsyntax-only -x c++ lib_asserts.c
}

check_kernel_doc()
{
	local name="uapi header has kernel-doc for everything"
	local script=${KERNEL_DOC:-}

	[ -n "$script" ] || script=$(find /usr/lib/linux-kbuild-*/scripts \
		/lib/modules/*/build/scripts -name kernel-doc 2>/dev/null | head -n 1) || true
	if [ -z "$script" ]; then
		skip "$name" "no kernel-doc script (package linux-kbuild)"
		return
	fi
	verdict "$name" "$script" -none -Werror "$uapi/misc/d3dkmthk.h"
}

echo '#include <misc/d3dkmthk.h>' >"$out/uapi_alone.c"
echo '#include <dxg/d3dkmthk.h>' >"$out/lib_alone.c"
echo 'int main(void) { return 0; }' >"$out/empty.c"

echo "TAP version 13"
for bits in 64 32; do
	for language in c11 c++17; do
		if ! compile "$language" "$bits" -o "$out/empty" "$out/empty.c" 2>/dev/null; then
			skip "headers: $language, $bits bits" \
				"no such compiler (packages gcc-multilib, g++-multilib)"
			continue
		fi
		check_uapi "$language" "$bits"
		check_lib "$language" "$bits"
	done
done
check_after_winadapter
check_kernel_doc
echo "1..$count"
exit $((failures > 0))
