// SPDX-License-Identifier: GPL-2.0
/*
 * Sharing a resource through the library, between devices and between processes.
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "library.h"

#define RUNTIME_DATA	"runtime data"
#define RESOURCE_DATA	"of the resource"

/* A shared resource with one allocation; hGlobalShare tells how it is shared. */
static NTSTATUS create_shared(D3DKMT_HANDLE device, bool nt, D3DKMT_CREATEALLOCATION *args)
{
	struct softgpu_allocation_desc desc = lib_raw(20480);
	D3DDDI_ALLOCATIONINFO2 info;

	memset(&info, 0, sizeof(info));
	info.pPrivateDriverData = &desc;
	info.PrivateDriverDataSize = sizeof(desc);
	memset(args, 0, sizeof(*args));
	args->hDevice = device;
	args->pPrivateRuntimeData = RUNTIME_DATA;
	args->PrivateRuntimeDataSize = sizeof(RUNTIME_DATA);
	args->pPrivateDriverData = RESOURCE_DATA;
	args->PrivateDriverDataSize = sizeof(RESOURCE_DATA);
	args->NumAllocations = 1;
	args->pAllocationInfo2 = &info;
	args->Flags.CreateResource = 1;
	args->Flags.CreateShared = 1;
	args->Flags.NtSecuritySharing = nt;
	return D3DKMTCreateAllocation2(args);
}

/* What an open gets. */
struct opened {
	char runtime[sizeof(RUNTIME_DATA)];
	char resource[sizeof(RESOURCE_DATA)];
	struct softgpu_allocation_desc desc;
	D3DKMT_HANDLE handle;
	D3DKMT_HANDLE allocation;
	const void *private_data;
};

static bool is_right(const struct opened *o)
{
	return o->handle && o->allocation && !strcmp(o->runtime, RUNTIME_DATA) &&
	       !strcmp(o->resource, RESOURCE_DATA) && o->desc.total_size == 20480 &&
	       o->private_data == &o->desc;
}

static NTSTATUS open_by_nt_handle(D3DKMT_HANDLE device, HANDLE nt, struct opened *o)
{
	D3DKMT_OPENRESOURCEFROMNTHANDLE args;
	D3DDDI_OPENALLOCATIONINFO2 info;
	NTSTATUS status;

	memset(o, 0, sizeof(*o));
	memset(&info, 0, sizeof(info));
	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.hNtHandle = nt;
	args.NumAllocations = 1;
	args.pOpenAllocationInfo2 = &info;
	args.pPrivateRuntimeData = o->runtime;
	args.PrivateRuntimeDataSize = sizeof(o->runtime);
	args.pResourcePrivateDriverData = o->resource;
	args.ResourcePrivateDriverDataSize = sizeof(o->resource);
	args.pTotalPrivateDriverDataBuffer = &o->desc;
	args.TotalPrivateDriverDataBufferSize = sizeof(o->desc);
	status = D3DKMTOpenResourceFromNtHandle(&args);
	o->handle = args.hResource;
	o->allocation = info.hAllocation;
	o->private_data = info.pPrivateDriverData;
	return status;
}

static NTSTATUS share(D3DKMT_HANDLE resource, DWORD access, HANDLE *nt)
{
	return D3DKMTShareObjects(1, &resource, NULL, access, nt);
}

TEST_F(lib, nt_handle)
{
	D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE query;
	D3DKMT_GETSHAREDRESOURCEADAPTERLUID luid;
	D3DKMT_CREATEALLOCATION create;
	HANDLE nt = NULL;
	struct opened o;

	ASSERT_EQ(STATUS_SUCCESS, create_shared(self->device, true, &create));
	EXPECT_EQ(0, create.hGlobalShare);
	ASSERT_EQ(STATUS_SUCCESS, share(create.hResource, SHARED_ALLOCATION_ALL_ACCESS, &nt));
	ASSERT_LT(0, (long)nt);

	memset(&query, 0, sizeof(query));
	query.hDevice = self->device;
	query.hNtHandle = nt;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTQueryResourceInfoFromNtHandle(&query));
	EXPECT_EQ(1, query.NumAllocations);
	EXPECT_EQ(sizeof(RUNTIME_DATA), query.PrivateRuntimeDataSize);
	EXPECT_EQ(sizeof(RESOURCE_DATA), query.ResourcePrivateDriverDataSize);
	EXPECT_EQ(sizeof(o.desc), query.TotalPrivateDriverDataSize);

	ASSERT_EQ(STATUS_SUCCESS, open_by_nt_handle(lib_create_device(self->adapter), nt, &o));
	EXPECT_TRUE(is_right(&o));

	memset(&luid, 0, sizeof(luid));
	luid.hNtHandle = nt;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTGetSharedResourceAdapterLuid(&luid));
	EXPECT_NE(0, luid.AdapterLuid.LowPart);

	close((int)(long)nt);
	EXPECT_EQ(STATUS_INVALID_HANDLE, open_by_nt_handle(self->device, nt, &o));
}

static bool open_global(D3DKMT_OPENRESOURCE *args, struct opened *o, bool v1)
{
	D3DDDI_OPENALLOCATIONINFO2 info2;
	D3DDDI_OPENALLOCATIONINFO info;

	memset(o, 0, sizeof(*o));
	memset(&info, 0, sizeof(info));
	memset(&info2, 0, sizeof(info2));
	if (v1)
		args->pOpenAllocationInfo = &info;
	else
		args->pOpenAllocationInfo2 = &info2;
	args->pPrivateRuntimeData = o->runtime;
	args->PrivateRuntimeDataSize = sizeof(o->runtime);
	args->pResourcePrivateDriverData = o->resource;
	args->ResourcePrivateDriverDataSize = sizeof(o->resource);
	args->pTotalPrivateDriverDataBuffer = &o->desc;
	args->TotalPrivateDriverDataBufferSize = sizeof(o->desc);
	if (v1 ? D3DKMTOpenResource(args) : D3DKMTOpenResource2(args))
		return false;
	o->handle = args->hResource;
	o->allocation = v1 ? info.hAllocation : info2.hAllocation;
	o->private_data = v1 ? info.pPrivateDriverData : info2.pPrivateDriverData;
	return is_right(o);
}

TEST_F(lib, global_handle)
{
	D3DKMT_QUERYRESOURCEINFO query;
	D3DKMT_CREATEALLOCATION create;
	D3DKMT_OPENRESOURCE args;
	struct opened o;

	ASSERT_EQ(STATUS_SUCCESS, create_shared(self->device, false, &create));
	EXPECT_NE(0, create.hGlobalShare);

	memset(&query, 0, sizeof(query));
	query.hDevice = self->device;
	query.hGlobalShare = create.hGlobalShare;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTQueryResourceInfo(&query));
	EXPECT_EQ(1, query.NumAllocations);

	memset(&args, 0, sizeof(args));
	args.hDevice = self->device;
	args.hGlobalShare = create.hGlobalShare;
	args.NumAllocations = 1;
	EXPECT_TRUE(open_global(&args, &o, false));
	EXPECT_TRUE(open_global(&args, &o, true));

	args.hGlobalShare = create.hResource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTOpenResource2(&args));
}

static int receive(int sock)
{
	char byte, control[CMSG_SPACE(sizeof(int))];
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
			      .msg_controllen = sizeof(control) };
	int fd;

	if (recvmsg(sock, &msg, 0) != 1 || !CMSG_FIRSTHDR(&msg))
		return -1;
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(fd));
	return fd;
}

static bool send_fd(int sock, int fd)
{
	char byte = 0, control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { &byte, 1 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control,
			      .msg_controllen = sizeof(control) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&msg);

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(head), &fd, sizeof(fd));
	return sendmsg(sock, &msg, 0) == 1;
}

/* The child works when its parent has given up everything. */
static int open_in_child(int sock)
{
	D3DKMT_HANDLE device = lib_create_device(lib_first_adapter());
	int fd = receive(sock);
	struct opened o;
	char byte;

	if (fd < 0 || read(sock, &byte, 1) != 1)
		return 1;
	if (open_by_nt_handle(device, (HANDLE)(long)fd, &o))
		return 2;
	return is_right(&o) ? 0 : 3;
}

TEST_F(lib, another_process_opens_what_its_maker_has_given_up)
{
	D3DKMT_CREATEALLOCATION create;
	int socks[2], status;
	HANDLE nt = NULL;
	pid_t pid;

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, socks));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(open_in_child(socks[1]));

	ASSERT_EQ(STATUS_SUCCESS, create_shared(self->device, true, &create));
	ASSERT_EQ(STATUS_SUCCESS, share(create.hResource, SHARED_ALLOCATION_ALL_ACCESS, &nt));
	ASSERT_TRUE(send_fd(socks[0], (int)(long)nt));
	close((int)(long)nt);
	D3DKMTCloseDxCoreDevice();
	ASSERT_EQ(1, write(socks[0], "", 1));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	close(socks[0]);
	close(socks[1]);
}

TEST_HARNESS_MAIN
