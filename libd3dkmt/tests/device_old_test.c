// SPDX-License-Identifier: MIT
/*
 * device_old_test.c - device_test.c on a kernel without MADV_WIPEONFORK
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>

#include "device_test.c"

int madvise(void *addr, size_t len, int advice);

int madvise(void *addr, size_t len, int advice)
{
	(void)addr;
	(void)len;
	(void)advice;
	errno = EINVAL;
	return -1;
}
