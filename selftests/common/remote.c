// SPDX-License-Identifier: GPL-2.0
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "process.h"
#include "remote.h"

/* A function is at the same address in a child. */
struct request {
	dxg_remote_fn fn;
	bool end;	/* other processes keep copies of the socket open */
	uint64_t args[DXG_REMOTE_ARGS];
	int64_t ret;
};

static bool open_queue(const struct dxg_softgpu *gpu, struct dxg_pager *queue)
{
	int fd = dxg_open();
	uint32_t adapter = dxg_adapter_by_luid(fd, gpu->luid);
	uint32_t device = dxg_create_device(fd, adapter);

	return device && !dxg_pager_create(fd, adapter, device, queue);
}

static void serve(int socket, const struct dxg_softgpu *gpu)
{
	struct request request;
	struct dxg_pager queue;

	dxg_check(open_queue(gpu, &queue));
	while (read(socket, &request, sizeof(request)) == sizeof(request) && !request.end) {
		request.ret = request.fn ? request.fn(&queue, request.args) : 0;
		dxg_check(write(socket, &request, sizeof(request)) == sizeof(request));
	}
	dxg_check(!close(queue.fd));
	_exit(0);
}

bool dxg_remote_start(struct dxg_remote *remote, const struct dxg_softgpu *gpu)
{
	int sockets[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets))
		return false;
	fflush(NULL);
	remote->pid = fork();
	if (!remote->pid) {
		close(sockets[0]);
		serve(sockets[1], gpu);
	}
	close(sockets[1]);
	remote->socket = sockets[0];
	/* Once it has answered, it has opened all. */
	return remote->pid > 0 && !dxg_remote_call(remote, NULL, NULL);
}

int64_t dxg_remote_call(struct dxg_remote *remote, dxg_remote_fn fn, uint64_t *args)
{
	struct request request = { .fn = fn };

	if (args)
		memcpy(request.args, args, sizeof(request.args));
	if (send(remote->socket, &request, sizeof(request), MSG_NOSIGNAL) != sizeof(request) ||
	    read(remote->socket, &request, sizeof(request)) != sizeof(request))
		return INT64_MIN;
	if (args)
		memcpy(args, request.args, sizeof(request.args));
	return request.ret;
}

bool dxg_remote_end(struct dxg_remote *remote)
{
	struct request request = { .end = true };

	send(remote->socket, &request, sizeof(request), MSG_NOSIGNAL);
	close(remote->socket);
	return dxg_reap(remote->pid);
}
