#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Loading and unloading: the modules' parameters, what keeps them loaded, what is
# left when they go, and both again and again under load. Afterwards they are
# loaded as before.
set -uo pipefail

ROUNDS=${ROUNDS:-100}
CONFIG=/sys/kernel/config/softgpu
OBJECTS=/sys/kernel/debug/dxgkrnl/objects
clients=()
tests=0 failures=0

skip_all()
{
	echo "TAP version 13"
	echo "1..0 # SKIP $*"
	exit 4
}

# result STATUS NAME: one line of TAP
result()
{
	tests=$((tests + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tests $2"
	else
		echo "not ok $tests $2"
		failures=$((failures + 1))
	fi
}

# check NAME COMMAND...: the command is the test
check()
{
	local name=$1
	shift
	"$@"
	result $? "$name"
}

say()
{
	echo "# $*"
	return 1
}

loaded()
{
	grep -q "^$1 " /proc/modules
}

# How many of a kind of object there are
objects()
{
	sed -n "s/^$1 //p" "$OBJECTS"
}

# Client processes come and go, so the core is busy only most of the time
unload_core()
{
	local i
	for ((i = 0; i < 1000; i++)); do
		rmmod dxgkrnl 2>/dev/null && return
	done
	say "dxgkrnl stays in use"
}

unload()
{
	if loaded softgpu; then
		rmmod softgpu || return
	fi
	! loaded dxgkrnl || unload_core
}

load()
{
	modprobe dxgkrnl "$@" && modprobe softgpu
}

# --- the tests ---

core_is_kept_by_miniport()
{
	! rmmod dxgkrnl 2>/dev/null || return
	loaded dxgkrnl && loaded softgpu
}

core_is_kept_by_descriptor()
{
	local fd ret
	exec {fd}<>/dev/dxg || return
	rmmod softgpu || return
	! rmmod dxgkrnl 2>/dev/null
	ret=$?
	exec {fd}>&-
	[ $ret = 0 ] && unload_core && load
}

miniport_is_kept_by_directory()
{
	local ret
	mkdir $CONFIG/kept || return
	! rmmod softgpu 2>/dev/null
	ret=$?
	rmdir $CONFIG/kept || return
	[ $ret = 0 ] && rmmod softgpu && modprobe softgpu
}

nothing_is_left()
{
	unload || return
	[ ! -e /dev/dxg ] || say "the node is left" || return
	[ ! -e $CONFIG ] || say "softgpu's directory is left" || return
	[ ! -e /sys/kernel/debug/dxgkrnl ] || say "the debugfs directory is left" || return
	! grep -q dxgk_ /proc/slabinfo 2>/dev/null || say "a slab cache is left" || return
	load
}

no_default_adapter()
{
	rmmod softgpu && modprobe softgpu default_adapter=0 || return
	[ "$(objects adapters)" = 0 ] || say "$(objects adapters) adapters" || return
	[ ! -e $CONFIG/default ] || say "a default adapter" || return
	rmmod softgpu && modprobe softgpu && [ "$(objects adapters)" = 1 ]
}

# node_is PATH MODE
node_is()
{
	[ -c "$1" ] || say "no $1" || return
	[ "$(stat -c %a "$1")" = "$2" ] || say "mode $(stat -c %a "$1"), not $2"
}

default_node()
{
	node_is /dev/dxg 666
}

other_node()
{
	unload && load node_name=other_dxg node_mode=0600 || return
	node_is /dev/other_dxg 600 || return
	[ ! -e /dev/dxg ] || say "/dev/dxg as well" || return
	[ "$(cat /sys/module/dxgkrnl/parameters/node_name)" = other_dxg ] || return
	unload && [ ! -e /dev/other_dxg ] && load
}

# refused PARAMETER...: the core does not load with them
refused()
{
	unload || return
	if modprobe dxgkrnl "$@" 2>/dev/null; then
		say "loaded with $*"
		return
	fi
	! loaded dxgkrnl && load
}

# The default adapter goes from under clients that use it
miniport_goes_and_comes_back_in_use()
{
	local i
	for ((i = 0; i < ROUNDS; i++)); do
		rmmod softgpu && modprobe softgpu || say "round $i" || return
	done
}

both_go_and_come_back_in_use()
{
	local i
	for ((i = 0; i < ROUNDS; i++)); do
		unload && load || say "round $i" || return
	done
}

start_clients()
{
	local i
	for i in 1 2; do
		./concurrent --load &
		clients+=($!)
	done
}

# They must still run: a call that answered what it may not ends a client
stop_clients()
{
	local pid ret=0
	for pid in "${clients[@]}"; do
		kill -0 "$pid" 2>/dev/null || say "client $pid has ended" || ret=1
		kill -9 "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	clients=()
	return $ret
}

counts_are_zero()
{
	local i
	for ((i = 0; i < 500; i++)); do
		awk '$1 == "adapters" ? $2 != 1 : $2 != 0 { bad = 1 } END { exit bad }' \
			$OBJECTS && return
		sleep 0.01
	done
	sed 's/^/# /' $OBJECTS
	return 1
}

if ! loaded dxgkrnl || ! loaded softgpu; then
	skip_all "dxgkrnl and softgpu are not loaded as modules"
fi
modprobe softgpu 2>/dev/null || skip_all "modprobe does not find the modules"
[ "$(id -u)" = 0 ] || skip_all "only root unloads modules"

echo "TAP version 13"
echo "1..15"
check "the core is kept by its miniport" core_is_kept_by_miniport
check "the core is kept by a descriptor" core_is_kept_by_descriptor
check "softgpu is kept by a directory" miniport_is_kept_by_directory
check "nothing is left after unloading" nothing_is_left
check "softgpu without its default adapter" no_default_adapter
check "the node's default name and mode" default_node
check "node_name and node_mode" other_node
check "an empty node_name is refused" refused node_name=
check "a node_mode that is none is refused" refused node_mode=01777
start_clients
check "wsl_b: softgpu goes and comes back $ROUNDS times in use" miniport_goes_and_comes_back_in_use
check "the clients met nothing unexpected" stop_clients
check "nothing is left of them" counts_are_zero
start_clients
check "both go and come back $ROUNDS times under load" both_go_and_come_back_in_use
check "the clients met nothing unexpected" stop_clients
check "nothing is left of them" counts_are_zero
[ $failures = 0 ]
