// SPDX-License-Identifier: MIT
/*
 * fake_kernel.c - stands in for /dev/dxg; see fake_kernel.h
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_kernel.h"

#define MAX_FDS	1024

fake_handler fake_kernel;
int fake_opens, fake_calls, fake_read_only;

/* Who opened the device at a number, and which file that was then. */
static struct {
	pid_t pid;
	ino_t ino;
} owners[MAX_FDS];

static int do_open(const char *path, int flags)
{
	struct stat st;
	int fd;

	if (fake_read_only && (flags & O_ACCMODE) != O_RDONLY) {
		errno = EACCES;
		return -1;
	}

	fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0);
	if (fd >= 0 && fd < MAX_FDS && !strcmp(path, FAKE_DEVICE) && !fstat(fd, &st)) {
		owners[fd].pid = getpid();
		owners[fd].ino = st.st_ino;
		__atomic_fetch_add(&fake_opens, 1, __ATOMIC_SEQ_CST);
	}
	return fd;
}

int open(const char *path, int flags, ...)
{
	return do_open(path, flags);
}

/* What open() is called in programs with 64-bit file offsets. */
int open64(const char *path, int flags, ...)
{
	return do_open(path, flags);
}

int ioctl(int fd, unsigned long request, ...)
{
	struct stat st;
	va_list ap;
	void *args;
	int ret;

	va_start(ap, request);
	args = va_arg(ap, void *);
	va_end(ap);

	if (fstat(fd, &st)) {
		errno = EBADF;
		return -1;
	}
	if (!S_ISCHR(st.st_mode) || fd >= MAX_FDS || owners[fd].ino != st.st_ino ||
	    owners[fd].pid != getpid()) {
		errno = ENOTTY;
		return -1;
	}

	__atomic_fetch_add(&fake_calls, 1, __ATOMIC_SEQ_CST);
	ret = fake_kernel((unsigned int)request, args);
	if (ret < 0 && ret >= -4095) {
		errno = -ret;
		return -1;
	}
	return ret;
}
