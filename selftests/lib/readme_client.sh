#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# README.md's first program prints what README.md says that it prints.
cd "$(dirname "$0")" || exit 1
if [ -n "$D3DKMT_DEVICE" ] || [ ! -e /dev/dxg ]; then
	echo "# the node has another name here"
	exit 4
fi
./readme_client >/tmp/readme_client.now || exit 1
diff readme_client.out /tmp/readme_client.now
