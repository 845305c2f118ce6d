/* SPDX-License-Identifier: MIT */
/*
 * fake_kernel.h - stands in for /dev/dxg
 *
 * The programs that link it have an open() and an ioctl() of their own. A
 * descriptor that is opened on FAKE_DEVICE answers as the kernel's does: ENOTTY
 * to other processes than the one that opened it, and what the test's handler
 * says to its own.
 */
#ifndef _LIBD3DKMT_FAKE_KERNEL_H
#define _LIBD3DKMT_FAKE_KERNEL_H

/* A character device that is everywhere and does nothing. */
#define FAKE_DEVICE	"/dev/null"

/**
 * typedef fake_handler - answers a command
 * @cmd: the command
 * @args: its argument
 *
 * Return: what ioctl() returns; negative errno for -1 and errno.
 */
typedef int (*fake_handler)(unsigned int cmd, void *args);

extern fake_handler fake_kernel;

/* The device may only be opened for reading. */
extern int fake_read_only;

/* How many descriptors were opened, how many commands came, by this process. */
extern int fake_opens, fake_calls;

#endif /* _LIBD3DKMT_FAKE_KERNEL_H */
