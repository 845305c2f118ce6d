// SPDX-License-Identifier: MIT
/*
 * status_test.c - results of ioctl() and the statuses that they stand for
 */
#include <errno.h>

#include "../src/internal.h"
#include "tap.h"

static const struct {
	int err;
	NTSTATUS status;
	const char *name;
} table[] = {
	{ EINVAL, STATUS_INVALID_PARAMETER, "EINVAL" },
	{ EFAULT, STATUS_INVALID_PARAMETER, "EFAULT" },
	{ ENOMEM, STATUS_NO_MEMORY, "ENOMEM" },
	{ ENODEV, STATUS_DEVICE_REMOVED, "ENODEV" },
	{ EOVERFLOW, STATUS_BUFFER_TOO_SMALL, "EOVERFLOW" },
	{ EACCES, STATUS_ACCESS_DENIED, "EACCES" },
	{ EPERM, STATUS_NOT_SUPPORTED, "EPERM" },
	{ ENOSYS, STATUS_NOT_SUPPORTED, "ENOSYS" },
	{ EBADF, STATUS_INVALID_HANDLE, "EBADF" },
	{ EINPROGRESS, STATUS_GRAPHICS_ALLOCATION_BUSY, "EINPROGRESS" },
	{ EPROTOTYPE, STATUS_OBJECT_TYPE_MISMATCH, "EPROTOTYPE" },
	{ ENOENT, STATUS_OBJECT_NAME_INVALID, "ENOENT" },
	{ EEXIST, STATUS_OBJECT_NAME_COLLISION, "EEXIST" },
	{ EAGAIN, STATUS_TIMEOUT, "EAGAIN" },
	{ EOPNOTSUPP, STATUS_ILLEGAL_INSTRUCTION, "EOPNOTSUPP" },
	{ ENOTTY, STATUS_UNSUCCESSFUL, "ENOTTY" },
	{ EINTR, STATUS_UNSUCCESSFUL, "EINTR" },
	{ EBUSY, STATUS_UNSUCCESSFUL, "EBUSY" },
	{ 0, STATUS_UNSUCCESSFUL, "-1 without errno" },
	{ 4095, STATUS_UNSUCCESSFUL, "an unknown errno" },
};

/* Statuses that the kernel returns as they are. */
static const NTSTATUS raw[] = {
	STATUS_SUCCESS, STATUS_PENDING, STATUS_TIMEOUT, STATUS_ABANDONED,
	STATUS_GRAPHICS_NO_VIDEO_MEMORY, STATUS_GRAPHICS_ALLOCATION_INVALID,
	STATUS_INVALID_PARAMETER, STATUS_GRAPHICS_DRIVER_MISMATCH, -4096,
};

int main(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++)
		is(dxg_status(-1, table[i].err), table[i].status, "%s", table[i].name);

	for (i = 0; i < ARRAY_SIZE(raw); i++)
		is(dxg_status(raw[i], EINVAL), raw[i], "0x%08x as it is", (unsigned int)raw[i]);

	ok(NT_SUCCESS(STATUS_PENDING), "STATUS_PENDING is a success");
	ok(!NT_SUCCESS(STATUS_GRAPHICS_NO_VIDEO_MEMORY), "NO_VIDEO_MEMORY is none");
	is((UINT)STATUS_GRAPHICS_NO_VIDEO_MEMORY, 0xc01e0100, "value of NO_VIDEO_MEMORY");
	is(STATUS_NO_VIDEO_MEMORY, STATUS_GRAPHICS_NO_VIDEO_MEMORY, "the same by its old name");

	return tap_done();
}
