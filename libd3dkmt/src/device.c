// SPDX-License-Identifier: MIT
/*
 * device.c - the library's descriptor of /dev/dxg
 *
 * The kernel answers ENOTTY to every command on a descriptor that was opened
 * by another address space. A child after fork() therefore needs a descriptor
 * of its own. Its number is kept in a page that the kernel clears in the child
 * (MADV_WIPEONFORK), so that the child finds "not open yet". That follows the
 * kernel's own rule, one descriptor for one address space, where the other ways
 * do not: pthread_atfork() does not see a bare clone(), and comparing getpid()
 * costs a system call in each call and takes a vfork() child, which runs in its
 * parent's memory, for a new process.
 *
 * The inherited descriptor is left open: the application may have closed it and
 * used its number for a file of its own, and nothing tells the two apart with
 * certainty. It is closed by exec().
 *
 * The number can also be lost in the parent, to an application that closes what
 * it does not know. Then the command ends up at a closed descriptor (EBADF) or
 * at another file (ENOTTY), and is sent again on a new descriptor. The old
 * number is not closed here either.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

/**
 * struct dxg_state - all state of the library
 * @fd: the descriptor + 1; 0 where it is not open
 * @rdev: the device number of what it was opened on
 */
struct dxg_state {
	atomic_int fd;
	atomic_uint rdev;
};

static struct dxg_state *_Atomic wiped_on_fork;

/* Without a page, a child is told by ENOTTY that it needs a descriptor. */
static struct dxg_state fallback;

static struct dxg_state *map_state(void)
{
	size_t size = sysconf(_SC_PAGESIZE);
	struct dxg_state *page, *other = NULL;

	page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return &fallback;

	/* Kernels before 4.14 can't; see above for what happens then. */
	madvise(page, size, MADV_WIPEONFORK);

	if (atomic_compare_exchange_strong(&wiped_on_fork, &other, page))
		return page;

	munmap(page, size);
	return other;
}

static struct dxg_state *get_state(void)
{
	struct dxg_state *state = atomic_load_explicit(&wiped_on_fork, memory_order_acquire);

	return state ? state : map_state();
}

static const char *device_path(void)
{
	const char *path = secure_getenv(DXG_DEVICE_ENV);

	return path && *path ? path : DXG_DEVICE;
}

/* Keep away from 0 to 2, which programs give a new meaning without looking. */
static int move_up(int fd)
{
	int up;

	if (fd > STDERR_FILENO)
		return fd;

	up = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return up;
}

static int open_device(void)
{
	const char *path = device_path();
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd < 0 && (errno == EACCES || errno == EPERM || errno == EROFS))
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	return fd < 0 ? fd : move_up(fd);
}

static unsigned int device_number(int fd)
{
	struct stat st;

	if (fstat(fd, &st) || !S_ISCHR(st.st_mode))
		return 0;

	return (unsigned int)st.st_rdev;
}

/* Is the number still that of the device, or did the application take it? */
static bool is_device(const struct dxg_state *state, int fd)
{
	unsigned int rdev = device_number(fd);

	return rdev && rdev == atomic_load(&state->rdev);
}

/* Put @fd in the place of @old (numbers + 1); what is there now stays where it is another. */
static bool install(struct dxg_state *state, int *old, int fd)
{
	atomic_store(&state->rdev, device_number(fd));
	return atomic_compare_exchange_strong(&state->fd, old, fd + 1);
}

/* Without a lock: a fork() in another thread could leave it taken for good. */
static int get_fd(struct dxg_state *state)
{
	int current = atomic_load(&state->fd);
	int fd;

	if (current)
		return current - 1;

	fd = open_device();
	if (fd < 0)
		return fd;

	if (install(state, &current, fd))
		return fd;

	/* Another thread was faster. */
	close(fd);
	return current - 1;
}

/*
 * A wait for a fence is the one command that a signal can end, which is no status of the interface:
 * a caller that didn't ask for it must not see it.
 */
static int send(int fd, unsigned int cmd, void *args)
{
	int ret;

	do {
		ret = ioctl(fd, cmd, args);
	} while (ret == -1 && errno == EINTR);

	return ret;
}

/* The answer on @old was EBADF or ENOTTY: from the device itself, or from something else? */
static int call_again(struct dxg_state *state, int old, unsigned int cmd, void *args)
{
	int current = old + 1;
	int fd, ret, err;

	/* A descriptor in the argument was bad, not ours. */
	if (errno == EBADF && is_device(state, old))
		return -1;

	fd = open_device();
	if (fd < 0) {
		errno = ENOTTY;
		return -1;
	}

	ret = send(fd, cmd, args);
	err = errno;

	/* An unknown command is one on any descriptor. */
	if ((ret == -1 && err == ENOTTY) || !install(state, &current, fd))
		close(fd);

	errno = err;
	return ret;
}

/**
 * dxg_ioctl() - send a command to the device, which is opened where need be
 * @cmd: the command
 * @args: its argument
 *
 * errno is left as it was.
 *
 * Return: the status; STATUS_INVALID_PARAMETER where @args is NULL,
 * STATUS_UNSUCCESSFUL where the device can't be opened.
 */
NTSTATUS dxg_ioctl(unsigned int cmd, void *args)
{
	int saved_errno = errno;
	struct dxg_state *state;
	NTSTATUS status;
	int fd, ret;

	if (!args)
		return STATUS_INVALID_PARAMETER;

	state = get_state();
	fd = get_fd(state);
	if (fd < 0) {
		errno = saved_errno;
		return STATUS_UNSUCCESSFUL;
	}

	ret = send(fd, cmd, args);
	if (ret == -1 && (errno == ENOTTY || errno == EBADF))
		ret = call_again(state, fd, cmd, args);

	status = dxg_status(ret, errno);
	errno = saved_errno;
	return status;
}

VOID D3DKMTCloseDxCoreDevice(void)
{
	struct dxg_state *state = get_state();
	int saved_errno = errno;
	int fd = atomic_exchange(&state->fd, 0) - 1;

	if (fd >= 0 && is_device(state, fd))
		close(fd);

	errno = saved_errno;
}
