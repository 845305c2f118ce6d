/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Error numbers inside the kernel for the NTSTATUS values that the interface speaks.
 *
 * Between the layers, and between dxgkrnl and a miniport, every status is a negative errno, so that
 * IS_ERR() and the usual idioms work. Statuses that libdxg's errno table knows use that errno; the
 * others get a private number above the standard ones. kmod/dxgkrnl/front/status.c turns the
 * private numbers into raw NTSTATUS values at the one exit to user space.
 */
#ifndef DXGK_STATUS_H
#define DXGK_STATUS_H

#include <linux/errno.h>

/*
 * Standard numbers under the name of the status that a client sees. -EPERM is what the table maps
 * to STATUS_NOT_SUPPORTED, and -EBADF to STATUS_INVALID_HANDLE; the names keep that readable.
 */
#define DXGK_ENOTSUPPORTED	EPERM
#define DXGK_EINVALIDHANDLE	EBADF
#define DXGK_EBUFFERTOOSMALL	EOVERFLOW
#define DXGK_EDEVICEREMOVED	ENODEV

/* Private numbers: no libdxg errno maps to these statuses. */
#define DXGK_ENOVIDEOMEMORY	600	/* STATUS_GRAPHICS_NO_VIDEO_MEMORY */
#define DXGK_EALLOCINVALID	601	/* STATUS_GRAPHICS_ALLOCATION_INVALID */
#define DXGK_EDRIVERMISMATCH	602	/* STATUS_GRAPHICS_DRIVER_MISMATCH */
#define DXGK_EINTOVERFLOW	603	/* STATUS_INTEGER_OVERFLOW */
#define DXGK_EILLEGALINSN	604	/* STATUS_ILLEGAL_INSTRUCTION */
#define DXGK_EPRIVILEGEDINSN	605	/* STATUS_PRIVILEGED_INSTRUCTION */
#define DXGK_ETOOMANYREFS	606	/* STATUS_GRAPHICS_TOO_MANY_REFERENCES */
#define DXGK_ECANTEVICTPINNED	607	/* STATUS_GRAPHICS_CANT_EVICT_PINNED_ALLOCATION */
#define DXGK_EALLOCCLOSED	608	/* STATUS_GRAPHICS_ALLOCATION_CLOSED */
#define DXGK_EUNSUCCESSFUL	609	/* STATUS_UNSUCCESSFUL */
#define DXGK_EPRIVATE_FIRST	DXGK_ENOVIDEOMEMORY
#define DXGK_EPRIVATE_LAST	DXGK_EUNSUCCESSFUL

#endif
