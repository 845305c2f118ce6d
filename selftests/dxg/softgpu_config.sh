#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# softgpu_config.sh - shape softgpu adapters in configfs, plug them in and out, and see that what
# makes no sense is refused and changes nothing. Speaks TAP.
set -uo pipefail

root=/sys/kernel/config
subsys=$root/softgpu
debugfs=/sys/kernel/debug
name=config_test
dir=$subsys/$name
count=0
failures=0

# A name is one line, and not a long one
ok()
{
	local name=${1//$'\n'/, }
	count=$((count + 1))
	echo "ok $count ${name:0:80}"
}

not_ok()
{
	local name=${1//$'\n'/, }
	count=$((count + 1))
	failures=$((failures + 1))
	echo "not ok $count ${name:0:80}"
}

# put ATTRIBUTE TEXT: bash itself would write line by line, and each write is a store
put()
{
	cat <<<"$2" 2>/dev/null >"$dir/$1"
}

# is ATTRIBUTE TEXT
is()
{
	local got
	got=$(cat "$dir/$1")
	[ "$got" = "$2" ] || { echo "# $1 is: $got"; return 1; }
}

# keeps ATTRIBUTE WRITTEN READ: accepts a text and shows it in its own words
keeps()
{
	if put "$1" "$2" && is "$1" "$3"; then ok "$1: $2"; else not_ok "$1: $2"; fi
}

# refuses ATTRIBUTE TEXT: and stays as it was
refuses()
{
	local before
	before=$(cat "$dir/$1")
	if ! put "$1" "$2" && is "$1" "$before"; then
		ok "$1 refuses: $2"
	else
		not_ok "$1 refuses: $2"
	fi
}

check()
{
	local what=$1
	shift
	if "$@"; then ok "$what"; else not_ok "$what"; fi
}

fails()
{
	! "$@" 2>/dev/null
}

shape()
{
	keeps description "A name with spaces" "A name with spaces"
	refuses description "$(printf '%0128d' 0)"
	keeps driver_store_path /opt/umd /opt/umd
	keeps vendor_id 0x10de 0x10de
	keeps device_id 4660 0x1234
	refuses vendor_id 0x100000000
	refuses vendor_id nonsense
	keeps wddm_version 2700 2700
	keeps unique_guid 01234567-89ab-cdef-0123-456789abcdef \
		01234567-89ab-cdef-0123-456789abcdef
	refuses unique_guid 01234567
	keeps caps "compute_only render" "render compute_only"
	refuses caps "render nonsense"
	keeps nodes "copy 3d copy" "copy 3d copy"
	refuses nodes "3d nonsense"
	refuses nodes "$(printf 'copy %.0s' {1..33})"
	keeps segments $'64M cpu_visible\n\n1G  aperture commit_limit=512M' \
		$'67108864 cpu_visible\n1073741824 aperture commit_limit=536870912'
	keeps segments "1M cpu_visible, 2M" $'1048576 cpu_visible\n2097152'
	refuses segments "nonsense"
	refuses segments "64M nonsense"
	refuses segments "64M commit_limit=nonsense"
	refuses segments $'64M\nnonsense'
	refuses segments "$(printf '1M\n%.0s' {1..32})"
	keeps paging_delay_ms 60000 60000
	refuses paging_delay_ms 60001
	refuses paging_delay_ms -1
	keeps paging_delay_ms 0 0
	keeps paging_queue_length 16 16
	refuses paging_queue_length 0
	refuses paging_queue_length nonsense
}

# has_stats: every line is a name and a number, and all numbers are 0
has_stats()
{
	local name number left=0
	while read -r name number; do
		[ "$number" = 0 ] || { echo "# $name $number"; left=1; }
	done <"$dir/stats"
	[ $left = 0 ] && grep -q '^opens ' "$dir/stats" && grep -q '^paging_canceled ' "$dir/stats"
}

plug()
{
	local luid
	check "live: plugs in" put live 1
	check "live: twice is once" put live 1
	check "live reads 1" is live 1
	luid=$(cat "$dir/luid")
	check "luid has a value" test "$luid" != 00000000-00000000
	refuses description "while it is live"
	refuses segments 1M
	keeps paging_delay_ms 1 1
	keeps paging_queue_length 1024 1024
	check "nothing exists on it" has_stats
	check "reset" put reset 1
	check "reset wants a 1" fails put reset 0
	check "live: pulls out" put live 0
	check "luid is gone" fails cat "$dir/luid"
	check "no reset without an adapter" fails put reset 1
	check "live: plugs in again" put live 1
	check "a new life has a new LUID" fails is luid "$luid"
	check "softgpu can't be unloaded" fails rmmod softgpu
	check "rmdir pulls out" rmdir "$dir"
	check "mkdir makes another" mkdir "$dir"
	check "which isn't live" is live 0
	check "the default adapter stays" fails rmdir $subsys/default
}

# zeros FILE PAGE: what it has there
zeros()
{
	dd if="$1" bs=4096 skip="$2" count=1 2>/dev/null | cmp - <(head -c 4096 /dev/zero)
}

# Segments whose bytes nobody has written; of 4 TiB, so that nothing may depend on their size
bytes()
{
	local files=$debugfs/softgpu/$name
	put segments "4T, 1M cpu_visible, 64M aperture"
	check "no bytes before it is live" test ! -e "$files"
	check "a segment of 4 TiB: plugs in" put live 1
	check "three segments to read" test "$(echo "$files"/*)" = \
		"$files/segment1 $files/segment2 $files/segment3"
	check "root alone reads them" test "$(stat -c %a "$files/segment1")" = 400
	check "memory is zero" zeros "$files/segment1" 0
	check "its last page, too" zeros "$files/segment1" $(((4 << 40) / 4096 - 1))
	check "a segment ends where it ends" test "$(wc -c <"$files/segment2")" = 1048576
	check "an aperture that redirects to nothing is zero" zeros "$files/segment3" 1
	check "reading takes no memory" grep -qx 'memory_bytes 0' "$dir/stats"
	exec 5<"$files/segment1"
	put live 0
	check "no bytes after it was" test ! -e "$files"
	check "a file that is open ends, too" fails head -c 1 <&5
	exec 5<&-
}

inject()
{
	local rule
	for rule in nonsense "nonsense fail error=ENOMEM" create_allocation \
		"create_allocation fail" "create_allocation fail error=0" \
		"create_allocation fail error=NONSENSE" "create_allocation error=ENOMEM" \
		"destroy_allocation fail error=ENOMEM" "create_allocation field=size" \
		"create_allocation field=nonsense value=1" "create_allocation value=1" \
		"open_allocation field=size value=1" "create_allocation field=hallocation value=1" \
		"create_allocation delay=0" "create_allocation delay=60001" \
		"create_allocation fail error=EINVAL delay=1" \
		"create_allocation fail error=EINVAL field=size value=1" \
		"cancel_command fail error=EIO" "build_paging_buffer field=size value=1" \
		"complete_paging delay=60001" "get_segment_pfn delay=1" \
		"get_segment_pfn fail error=EIO" "get_segment_pfn field=pfn" \
		"start_device fail error=EIO index=1" "start_device fail error=EIO n=-1" \
		$'start_device fail error=EIO\nnonsense' "$(printf 'escape delay=1\n%.0s' {1..33})"; do
		refuses inject "$rule"
	done
	put inject "build_paging_buffer fail error=EBUSY
complete_paging fail error=EIO n=3
validate_update_allocation_property fail error=EINVAL
get_segment_pfn field=pfn value=0
cancel_command delay=5"
	check "rules about paging" is inject \
		"build_paging_buffer fail error=-16 n=0 # calls 0 hits 0
complete_paging fail error=-5 n=3 # calls 0 hits 0
validate_update_allocation_property fail error=-22 n=0 # calls 0 hits 0
get_segment_pfn field=pfn value=0x0 index=0 n=0 # calls 0 hits 0
cancel_command delay=5 n=0 # calls 0 hits 0"
	put inject $'clear\nstart_device fail error=EIO n=2 # a comment'
	put inject "query_segment field=size value=0x1000 index=1"
	check "rules read back" is inject "start_device fail error=-5 n=2 # calls 0 hits 0
query_segment field=size value=0x1000 index=1 n=0 # calls 0 hits 0"
	check "the first start is not the second" put live 1
	put live 0
	check "the second is" fails put live 1
	check "rules count" is inject "start_device fail error=-5 n=2 # calls 2 hits 1
query_segment field=size value=0x1000 index=1 n=0 # calls 1 hits 1"
	check "clear" put inject clear
	check "no rule is left" is inject ""
}

[ -d $subsys ] || mount -t configfs none $root 2>/dev/null
if [ ! -d $subsys ]; then
	echo "1..0 # SKIP softgpu is not loaded"
	exit 4
fi
[ ! -d $dir ] || rmdir $dir
[ -d $debugfs/softgpu ] || mount -t debugfs none $debugfs 2>/dev/null

mkdir $dir
shape
plug
bytes
inject
rmdir $dir
echo "1..$count"
[ $failures = 0 ]
