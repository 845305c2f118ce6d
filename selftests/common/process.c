// SPDX-License-Identifier: GPL-2.0
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "process.h"

#define WAIT_MS		20000
#define POLL_US		10000

pid_t dxg_fork(dxg_child_fn fn, void *data)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (!pid) {
		fn(data);
		_exit(0);
	}
	return pid;
}

bool dxg_reap(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return false;
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

bool dxg_kill(pid_t pid)
{
	int status;

	if (pid <= 0 || kill(pid, SIGKILL) || waitpid(pid, &status, 0) != pid)
		return false;
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

void dxg_check_at(bool ok, const char *file, int line, const char *what)
{
	if (ok)
		return;
	dprintf(STDERR_FILENO, "# %s:%d: in a child: %s\n", file, line, what);
	_exit(1);
}

bool dxg_send_fd(int sock, int fd)
{
	char control[CMSG_SPACE(sizeof(fd))] = { }, byte = 0;
	struct iovec iov = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	return sendmsg(sock, &msg, 0) == 1;
}

int dxg_recv_fd(int sock)
{
	int fd = -1;
	char control[CMSG_SPACE(sizeof(fd))] = { }, byte;
	struct iovec iov = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg;

	if (recvmsg(sock, &msg, MSG_CMSG_CLOEXEC) != 1)
		return -1;
	cmsg = CMSG_FIRSTHDR(&msg);
	if (cmsg && cmsg->cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(cmsg), sizeof(fd));
	return fd;
}

long dxg_count(enum dxg_count kind)
{
	struct dxg_counts counts;

	return dxg_counts_read(&counts) ? -1 : counts.n[kind];
}

bool dxg_count_becomes(enum dxg_count kind, long value)
{
	int tries;

	for (tries = 0; tries < WAIT_MS * 1000 / POLL_US; tries++) {
		if (dxg_count(kind) == value)
			return true;
		usleep(POLL_US);
	}
	fprintf(stderr, "# %s: %ld, not %ld\n", dxg_count_names[kind], dxg_count(kind), value);
	return false;
}

void *dxg_shared(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}
