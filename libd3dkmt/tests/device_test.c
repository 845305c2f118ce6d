// SPDX-License-Identifier: MIT
/*
 * device_test.c - the descriptor: opening, fork(), numbers that get lost
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../src/internal.h"
#include "fake_kernel.h"
#include "tap.h"

#define THREADS	16

/* How many times a signal comes first. */
static int signals;

/* Closing an adapter is a command that always works; the handle says what to answer. */
static int answer(unsigned int cmd, void *arg)
{
	const D3DKMT_CLOSEADAPTER *args = arg;

	if (cmd != DXG_CLOSE_ADAPTER)
		return -ENOTTY;
	if (signals) {
		signals--;
		return -EINTR;
	}

	return (int)args->hAdapter;
}

static NTSTATUS call(int result)
{
	D3DKMT_CLOSEADAPTER args = { .hAdapter = (D3DKMT_HANDLE)result };

	return D3DKMTCloseAdapter(&args);
}

static int open_descriptors(void)
{
	int fd, n = 0;

	for (fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

/* The number of the library's descriptor: the only one on the device. */
static int find_fd(void)
{
	struct stat device, st;
	int fd;

	stat(FAKE_DEVICE, &device);
	for (fd = 3; fd < 256; fd++) {
		if (!fstat(fd, &st) && S_ISCHR(st.st_mode) && st.st_rdev == device.st_rdev)
			return fd;
	}
	return -1;
}

static void test_missing(void)
{
	setenv(DXG_DEVICE_ENV, "/nonexistent/dxg", 1);
	errno = 1234;
	is(call(0), STATUS_UNSUCCESSFUL, "no device");
	is(errno, 1234, "errno is left as it was");
	is(D3DKMTCloseAdapter(NULL), STATUS_INVALID_PARAMETER, "NULL comes before that");

	setenv(DXG_DEVICE_ENV, FAKE_DEVICE, 1);
	is(call(0), STATUS_SUCCESS, "the next call tries again");
	is(fake_opens, 1, "it opened the device");
	is(call(0), STATUS_SUCCESS, "a call after that");
	is(fake_opens, 1, "it did not");
	is(fcntl(find_fd(), F_GETFD), FD_CLOEXEC, "the descriptor is closed by exec()");
	is(fcntl(find_fd(), F_GETFL) & O_ACCMODE, O_RDWR, "it is for reading and writing");
}

static void test_answers(void)
{
	D3DKMT_DESTROYDEVICE unknown = { 0 };
	int fds = open_descriptors();

	is(call(STATUS_PENDING), STATUS_PENDING, "STATUS_PENDING");
	is(call(STATUS_GRAPHICS_NO_VIDEO_MEMORY), STATUS_GRAPHICS_NO_VIDEO_MEMORY,
	   "a status without an errno");
	is(call(-ENOMEM), STATUS_NO_MEMORY, "an errno");
	is(call(-EBADF), STATUS_INVALID_HANDLE, "EBADF from the kernel");
	is(fake_opens, 1, "which is no reason to open the device again");
	is(D3DKMTDestroyDevice(&unknown), STATUS_UNSUCCESSFUL, "an unknown command");
	is(open_descriptors(), fds, "no descriptor is left from it");

	errno = 1234;
	call(-ENOMEM);
	D3DKMTDestroyDevice(&unknown);
	is(errno, 1234, "errno is left as it was");
}

/* Runs in a child; exits with the line number of what is wrong. */
#define CHECK(cond)	do { if (!(cond)) _exit(__LINE__ % 256 ? __LINE__ % 256 : 1); } while (0)

static void child(int parents_fd)
{
	int opens = fake_opens, calls = fake_calls;
	D3DKMT_DESTROYDEVICE unknown = { 0 };

	/* Not a function that libdxg reopens for. */
	CHECK(D3DKMTDestroyDevice(&unknown) == STATUS_UNSUCCESSFUL);
	CHECK(call(0) == STATUS_SUCCESS);
	CHECK(fake_opens > opens);
	CHECK(fake_calls > calls);
	CHECK(fcntl(parents_fd, F_GETFD) >= 0);
	opens = fake_opens;
	CHECK(call(STATUS_PENDING) == STATUS_PENDING);
	CHECK(fake_opens == opens);
	_exit(0);
}

static int wait_for(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

static void test_signals(void)
{
	int calls = fake_calls;

	signals = 3;
	is(call(0), STATUS_SUCCESS, "a command that signals interrupt is sent again");
	is(fake_calls, calls + 4, "as often as it takes");
}

static void test_fork(void)
{
	int fd = find_fd(), opens = fake_opens;
	pid_t pid;

	pid = fork();
	if (!pid)
		child(fd);
	is(wait_for(pid), 0, "a child after fork() has a descriptor of its own");

	pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
	if (!pid)
		child(fd);
	is(wait_for(pid), 0, "and one after a bare clone()");

	/* A child that reuses the inherited number for a file of its own. */
	pid = fork();
	if (!pid) {
		struct stat st;

		close(fd);
		CHECK(open("/dev/zero", O_RDONLY) == fd);
		CHECK(call(0) == STATUS_SUCCESS);
		CHECK(!fstat(fd, &st) && S_ISCHR(st.st_mode) && find_fd() != fd);
		D3DKMTCloseDxCoreDevice();
		CHECK(fcntl(fd, F_GETFD) >= 0);
		_exit(0);
	}
	is(wait_for(pid), 0, "a file at the inherited number is left alone");

	/* A grandchild. */
	pid = fork();
	if (!pid) {
		CHECK(call(0) == STATUS_SUCCESS);
		pid = fork();
		if (!pid)
			child(fd);
		_exit(wait_for(pid));
	}
	is(wait_for(pid), 0, "a grandchild");

	is(call(0), STATUS_SUCCESS, "the parent goes on");
	is(fake_opens, opens, "on its old descriptor");
}

/* The application closes the library's descriptor and has a file at its number. */
static int take_number(const char *path, int flags)
{
	int fd = find_fd(), other = open(path, flags);

	dup2(other, fd);
	close(other);
	return fd;
}

static void test_lost_number(void)
{
	int fd;

	close(find_fd());
	is(call(0), STATUS_SUCCESS, "the application closed the descriptor");

	fd = take_number("/dev/zero", O_RDONLY);
	is(call(0), STATUS_SUCCESS, "the application has another device at its number");
	ok(fcntl(fd, F_GETFD) >= 0, "which stays open");
	close(fd);

	fd = take_number("/", O_RDONLY | O_PATH);
	is(call(STATUS_PENDING), STATUS_PENDING, "the application has a path at its number");
	ok(fcntl(fd, F_GETFD) >= 0, "which stays open");
	close(fd);
}

static void test_close(void)
{
	int fds = open_descriptors(), opens = fake_opens, fd;

	D3DKMTCloseDxCoreDevice();
	is(open_descriptors(), fds - 1, "D3DKMTCloseDxCoreDevice() closes");
	D3DKMTCloseDxCoreDevice();
	is(open_descriptors(), fds - 1, "twice does nothing");
	is(call(0), STATUS_SUCCESS, "the next call opens");
	is(fake_opens, opens + 1, "once");

	fd = take_number("/dev/zero", O_RDONLY);
	D3DKMTCloseDxCoreDevice();
	ok(fcntl(fd, F_GETFD) >= 0, "a file of the application at its number stays open");
	close(fd);
}

static void test_read_only(void)
{
	D3DKMTCloseDxCoreDevice();
	fake_read_only = 1;
	is(call(0), STATUS_SUCCESS, "a device that may only be read");
	is(fcntl(find_fd(), F_GETFL) & O_ACCMODE, O_RDONLY, "is opened so");
	fake_read_only = 0;
	D3DKMTCloseDxCoreDevice();
}

static void test_low_numbers(void)
{
	int saved = dup(STDIN_FILENO);

	close(STDIN_FILENO);
	is(call(0), STATUS_SUCCESS, "a call without standard input");
	is(fcntl(STDIN_FILENO, F_GETFD), -1, "the device is not standard input");
	ok(find_fd() > STDERR_FILENO, "but at a number above");
	dup2(saved, STDIN_FILENO);
	close(saved);
	D3DKMTCloseDxCoreDevice();
}

static pthread_barrier_t barrier;

static void *racer(void *good)
{
	pthread_barrier_wait(&barrier);
	*(bool *)good = call(0) == STATUS_SUCCESS;
	return NULL;
}

static void test_threads(void)
{
	int fds = open_descriptors(), round, i;
	pthread_t threads[THREADS];
	bool good[THREADS], all = true, one = true;

	for (round = 0; round < 50; round++) {
		pthread_barrier_init(&barrier, NULL, THREADS);
		for (i = 0; i < THREADS; i++)
			pthread_create(&threads[i], NULL, racer, &good[i]);
		for (i = 0; i < THREADS; i++) {
			pthread_join(threads[i], NULL);
			all &= good[i];
		}
		one &= open_descriptors() == fds + 1;
		D3DKMTCloseDxCoreDevice();
		pthread_barrier_destroy(&barrier);
	}
	ok(all, "first calls of %d threads at once, %d times", THREADS, round);
	ok(one, "leave one descriptor open");
}

int main(void)
{
	fake_kernel = answer;
	test_missing();
	test_answers();
	test_signals();
	test_fork();
	test_lost_number();
	test_close();
	test_read_only();
	test_low_numbers();
	test_threads();
	return tap_done();
}
