# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What the rig's scripts have in common: where things lie, progress lines,
# packages of the host, and Debian's archive through an apt root of our own.
# To be sourced by bash with "set -euo pipefail".
#
# shellcheck disable=SC2034 # variables of those who source this

REPO=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
VM=$REPO/selftests/vm
BUILD=$(realpath -m "${BUILD:-$REPO/build}")
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/dxgkrnl
LOGS=$BUILD/logs
mkdir -p "$LOGS"

# A make that calls these scripts has another job server than those that they call, whose
# warning of it would be taken for a compiler's.
unset MAKEFLAGS MFLAGS

# The outermost script's start, so that every line of a run counts from there.
export DXG_STARTED=${DXG_STARTED:-$(date +%s)}

step()
{
	printf '== %s (%d s)\n' "$*" $(($(date +%s) - DXG_STARTED)) >&2
}

die()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit "${DIE_STATUS:-1}"
}

# logged NAME COMMAND...: the command's output goes to a log file, and to the
# terminal only when it fails.
logged()
{
	local log=$LOGS/$1.log
	shift
	if ! "$@" >"$log" 2>&1 </dev/null; then
		tail -n 25 "$log" >&2
		die "failed: $* (whole log: $log)"
	fi
}

as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo -n "$@"
	else
		die "must be root to run: $*"
	fi
}

apt_install()
{
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		-o DPkg::Lock::Timeout=300 "$@"
}

# need PACKAGE...: install those of the packages that the host lacks.
need()
{
	local p missing=()
	for p; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] ||
			missing+=("$p")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	step "installing ${missing[*]}"
	# The host's package lists may be absent or older than the archive.
	if ! apt_install "${missing[@]}" >"$LOGS/apt.log" 2>&1 </dev/null; then
		logged apt-update as_root apt-get update -o DPkg::Lock::Timeout=300
		logged apt apt_install "${missing[@]}"
	fi
}

# The mirror that this host uses: host_mirror main|security
host_mirror()
{
	# shellcheck disable=SC2016 # $(...) are apt's fields
	apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
		awk -v want="$1" '
			$1 ~ /-security$|\/updates$/ { if (want == "security") { print $2; exit } next }
			$1 ~ /^(bookworm|trixie|forky|sid|oldstable|stable|testing|unstable)$/ {
				if (want == "main") { print $2; exit } }'
}

# apt_root SUITE[-backports]: make (or refresh) an apt root that knows only that
# release of Debian, and set APT to the options that use it. Nothing outside of
# the root is read but the host's apt.conf.
apt_root()
{
	local root=$BUILD/apt/$1 suite=${1%-backports} main security
	local signed=/usr/share/keyrings/debian-archive-keyring.gpg

	APT=(-o "Dir::State=$root/state" -o "Dir::State::status=$root/status"
		-o "Dir::Cache=$root/cache" -o "Dir::Etc::sourcelist=$root/sources.list"
		-o "Dir::Etc::sourceparts=/dev/null" -o "Dir::Etc::preferences=/dev/null"
		-o "Dir::Etc::preferencesparts=/dev/null" -o "APT::Architecture=amd64"
		-o "APT::Architectures=amd64" -o "APT::Sandbox::User=root"
		-o "Acquire::Languages=none" -o "Acquire::Retries=3")
	[ "$1" = "$suite" ] || APT+=(-o "APT::Default-Release=$1")
	main=$(host_mirror main)
	[ -n "$main" ] || die "apt on this host knows no Debian mirror (apt-get indextargets)"
	security=$(host_mirror security)
	mkdir -p "$root"/{state/lists/partial,cache/archives/partial}
	: >>"$root/status"
	{
		echo "deb [signed-by=$signed] $main $suite main"
		echo "deb [signed-by=$signed] $main $suite-updates main"
		[ "$1" = "$suite" ] || echo "deb [signed-by=$signed] $main $1 main"
		[ -z "$security" ] || echo "deb [signed-by=$signed] $security $suite-security main"
	} >"$root/sources.$$"
	# Several scripts may run at once; one of them refreshes.
	exec 8>"$root/lock"
	flock 8
	if ! cmp -s "$root/sources.$$" "$root/sources.list" ||
	   [ -z "$(find "$root/fresh" -mmin -1200 2>/dev/null)" ]; then
		cp "$root/sources.$$" "$root/sources.list"
		# Without the network, what was there last time has to do.
		(logged "apt-$1" apt-get "${APT[@]}" update) || [ -e "$root/fresh" ] || exit 1
		touch "$root/fresh"
	fi
	rm "$root/sources.$$"
	exec 8>&-
}

# apt_version PACKAGE: the version that the apt root offers
apt_version()
{
	apt-cache "${APT[@]}" policy "$1" | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

# apt_unpack DIR PACKAGE[=VERSION]...: download the packages and unpack them
# below DIR; nothing is installed.
apt_unpack()
{
	local dir=$1 debs
	shift
	debs=$(mktemp -d -p "$BUILD")
	(cd "$debs" && logged apt-download apt-get "${APT[@]}" download "$@")
	mkdir -p "$dir"
	for deb in "$debs"/*.deb; do
		dpkg-deb -x "$deb" "$dir"
	done
	rm -r "$debs"
}
