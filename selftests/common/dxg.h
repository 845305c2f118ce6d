/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests of the ioctl interface share: calls, live-object counts, and a process with an
 * adapter and a device.
 */
#ifndef SELFTESTS_DXG_H
#define SELFTESTS_DXG_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <misc/d3dkmthk.h>
#include <misc/softgpu.h>

#include "counts.h"
#include "softgpu_adapter.h"

/* Statuses that have no errno arrive as the ioctl's return value. */
#define STATUS_PENDING				0x103
#define STATUS_GRAPHICS_NO_VIDEO_MEMORY		((int)0xc01e0100)
#define STATUS_GRAPHICS_ALLOCATION_INVALID	((int)0xc01e0106)
#define STATUS_GRAPHICS_TOO_MANY_REFERENCES	((int)0xc01e0103)
#define STATUS_GRAPHICS_DRIVER_MISMATCH		((int)0xc01e0009)
#define STATUS_ILLEGAL_INSTRUCTION		((int)0xc000001d)
#define STATUS_PRIVILEGED_INSTRUCTION		((int)0xc0000096)
#define STATUS_INTEGER_OVERFLOW			((int)0xc0000095)
#define STATUS_UNSUCCESSFUL			((int)0xc0000001)

/* Statuses that have one; dxg_call() returns the negative number. */
#define STATUS_INVALID_PARAMETER	(-EINVAL)
#define STATUS_NO_MEMORY		(-ENOMEM)
#define STATUS_DEVICE_REMOVED		(-ENODEV)
#define STATUS_INVALID_HANDLE		(-EBADF)
#define STATUS_NOT_SUPPORTED		(-EPERM)
#define STATUS_BUFFER_TOO_SMALL		(-EOVERFLOW)
#define STATUS_ACCESS_DENIED		(-EACCES)

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int dxg_open(void);
const char *dxg_node(void);

/* An ioctl: 0 or positive, -errno, or a raw NTSTATUS. */
int dxg_call(int fd, unsigned long cmd, void *arg);

/* The first adapter, by EnumAdapters2; 0 if there is none. */
uint32_t dxg_first_adapter(int fd);
uint32_t dxg_adapter_by_luid(int fd, uint64_t luid);
uint32_t dxg_create_device(int fd, uint32_t adapter);

/* softgpu's description of @size bytes of raw memory. */
struct softgpu_allocation_desc dxg_raw(uint64_t size);

/* Create one standalone allocation, as described or of @size bytes; returns the status. */
int dxg_create_desc(int fd, uint32_t device, struct softgpu_allocation_desc desc,
		    uint32_t *allocation);
int dxg_create_raw(int fd, uint32_t device, uint64_t size, uint32_t *allocation);
int dxg_destroy(int fd, uint32_t device, uint32_t allocation);

/* Lists of allocations, resources, devices, adapter handles. */
int dxg_destroy_list(int fd, uint32_t device, const uint32_t *allocations, uint32_t n);
int dxg_destroy_resource(int fd, uint32_t device, uint32_t resource);
int dxg_destroy_device(int fd, uint32_t device);
int dxg_close_adapter(int fd, uint32_t adapter);

/* A resource with @n allocations of a page each, which may be 0 and NULL; returns its status. */
int dxg_create_resource(int fd, uint32_t device, uint32_t *resource, uint32_t *allocations,
			uint32_t n);

/*
 * The handle that the process's next object will have, found out by making and destroying one: a
 * handle is not given out again, the next one is always the one behind it. 0 on failure.
 */
uint32_t dxg_next_handle(int fd, uint32_t device);

#endif
