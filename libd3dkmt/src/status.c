// SPDX-License-Identifier: MIT
/*
 * status.c - from an ioctl's result to an NTSTATUS
 */
#include <errno.h>

#include "internal.h"

/**
 * dxg_status() - the status that an ioctl's result stands for
 * @ret: what ioctl() returned
 * @err: errno, where @ret is -1
 *
 * The kernel returns successes (0, STATUS_PENDING) and the statuses that have
 * no errno (as STATUS_GRAPHICS_NO_VIDEO_MEMORY) as they are. libc takes only
 * -1 to -4095 for errors, and no status lies there.
 *
 * Return: the status.
 */
NTSTATUS dxg_status(int ret, int err)
{
	if (ret != -1)
		return ret;

	switch (err) {
	case EINVAL:
	case EFAULT:
		return STATUS_INVALID_PARAMETER;
	case ENOMEM:
		return STATUS_NO_MEMORY;
	case ENODEV:
		return STATUS_DEVICE_REMOVED;
	case EOVERFLOW:
		return STATUS_BUFFER_TOO_SMALL;
	case EACCES:
		return STATUS_ACCESS_DENIED;
	case EPERM:
	case ENOSYS:
		return STATUS_NOT_SUPPORTED;
	case EBADF:
		return STATUS_INVALID_HANDLE;
	case EINPROGRESS:
		return STATUS_GRAPHICS_ALLOCATION_BUSY;
	case EPROTOTYPE:
		return STATUS_OBJECT_TYPE_MISMATCH;
	case ENOENT:
		return STATUS_OBJECT_NAME_INVALID;
	case EEXIST:
		return STATUS_OBJECT_NAME_COLLISION;
	case EAGAIN:
		return STATUS_TIMEOUT;
	case EOPNOTSUPP:
		return STATUS_ILLEGAL_INSTRUCTION;
	default:
		return STATUS_UNSUCCESSFUL;
	}
}
