/* SPDX-License-Identifier: MIT */
/*
 * internal.h - what the files of the library share
 */
#ifndef _LIBD3DKMT_INTERNAL_H
#define _LIBD3DKMT_INTERNAL_H

#include <stdint.h>

#include "commands.h"

/* The library is built with hidden visibility: what the public header declares is exported. */
#pragma GCC visibility push(default)
#include <dxg/d3dkmthk.h>
#pragma GCC visibility pop

#define DXG_DEVICE	"/dev/dxg"
#define DXG_DEVICE_ENV	"D3DKMT_DEVICE"

/**
 * dxg_call() - send a command to the kernel
 * @name: which one, as in commands.h
 * @args: pointer to its argument
 *
 * Return: the status. Nothing is sent where @args is NULL.
 */
#define dxg_call(name, args)								\
	({										\
		_Static_assert(sizeof(*(args)) == _IOC_SIZE(DXG_##name), #name);	\
		dxg_ioctl(DXG_##name, (void *)(args));					\
	})

NTSTATUS dxg_ioctl(unsigned int cmd, void *args);
NTSTATUS dxg_status(int ret, int err);

size_t dxg_text_to_wide(WCHAR *dst, size_t dst_len, const uint16_t *src, size_t src_len);
size_t dxg_text_to_wire(uint16_t *dst, size_t dst_len, const WCHAR *src, size_t src_len);

#endif /* _LIBD3DKMT_INTERNAL_H */
