// SPDX-License-Identifier: GPL-2.0
/*
 * Two processes and one resource: what the first writes, the second reads.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "demo.h"

#define BYTES		KIB(64)
#define MESSAGE		"written by the first process"
#define RUNTIME_DATA	"runtime data"

/* What the second process found out, as it tells the first. */
struct report {
	NTSTATUS open_status;
	NTSTATUS lock_status;
	D3DKMT_HANDLE allocation;
	uint64_t total_size;
	char runtime_data[sizeof(RUNTIME_DATA)];
	char message[sizeof(MESSAGE)];
};

static NTSTATUS create_shared(const struct demo *demo, D3DKMT_HANDLE *resource,
			      D3DKMT_HANDLE *allocation)
{
	struct softgpu_allocation_desc desc =
		describe_bytes(SOFTGPU_KIND_RAW, BYTES,
			       SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE);
	D3DDDI_ALLOCATIONINFO2 info = { .hAllocation = 0 };
	D3DKMT_CREATEALLOCATION args = { .hDevice = demo->device, .NumAllocations = 1 };
	NTSTATUS status;

	desc.usage = SOFTGPU_USAGE_SHARED;
	info.pPrivateDriverData = &desc;
	info.PrivateDriverDataSize = sizeof(desc);
	args.pPrivateRuntimeData = RUNTIME_DATA;
	args.PrivateRuntimeDataSize = sizeof(RUNTIME_DATA);
	args.pAllocationInfo2 = &info;
	args.Flags.CreateResource = 1;
	args.Flags.CreateShared = 1;
	args.Flags.NtSecuritySharing = 1;
	status = D3DKMTCreateAllocation2(&args);
	*resource = args.hResource;
	*allocation = info.hAllocation;
	return status;
}

static NTSTATUS lock(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation, void **address)
{
	D3DKMT_LOCK2 args = { .hDevice = device, .hAllocation = allocation };
	NTSTATUS status = D3DKMTLock2(&args);

	*address = args.pData;
	return status;
}

/* The second process's side: open by the descriptor, and read. */
static void open_and_read(D3DKMT_HANDLE device, HANDLE nt_handle, struct report *report)
{
	D3DKMT_OPENRESOURCEFROMNTHANDLE args = { .hDevice = device, .NumAllocations = 1 };
	D3DDDI_OPENALLOCATIONINFO2 info = { .hAllocation = 0 };
	struct softgpu_allocation_desc desc;
	void *address;

	args.hNtHandle = nt_handle;
	args.pOpenAllocationInfo2 = &info;
	args.pPrivateRuntimeData = report->runtime_data;
	args.PrivateRuntimeDataSize = sizeof(report->runtime_data);
	args.pTotalPrivateDriverDataBuffer = &desc;
	args.TotalPrivateDriverDataBufferSize = sizeof(desc);
	report->open_status = D3DKMTOpenResourceFromNtHandle(&args);
	if (!NT_SUCCESS(report->open_status))
		return;
	report->allocation = info.hAllocation;
	report->total_size = desc.total_size;
	report->lock_status = lock(device, info.hAllocation, &address);
	if (NT_SUCCESS(report->lock_status))
		memcpy(report->message, address, sizeof(report->message));
}

/* A process has handles of its own, so the second one opens the adapter for itself. */
static void second_process(LUID luid, HANDLE nt_handle, int pipe_fd)
{
	struct report report = { .open_status = STATUS_UNSUCCESSFUL };
	D3DKMT_OPENADAPTERFROMLUID adapter = { .AdapterLuid = luid };
	D3DKMT_CREATEDEVICE device = { .hDevice = 0 };

	report.lock_status = STATUS_UNSUCCESSFUL;
	if (NT_SUCCESS(D3DKMTOpenAdapterFromLuid(&adapter))) {
		device.hAdapter = adapter.hAdapter;
		if (NT_SUCCESS(D3DKMTCreateDevice(&device)))
			open_and_read(device.hDevice, nt_handle, &report);
	}
	_exit(write(pipe_fd, &report, sizeof(report)) != sizeof(report));
}

static bool run_second_process(const struct demo *demo, HANDLE nt_handle, struct report *report)
{
	int fds[2], status;
	ssize_t len;
	pid_t pid;

	if (pipe(fds))
		return false;
	pid = fork();
	if (!pid)
		second_process(demo->luid, nt_handle, fds[1]);
	close(fds[1]);
	len = read(fds[0], report, sizeof(*report));
	close(fds[0]);
	return pid > 0 && waitpid(pid, &status, 0) == pid && !status && len == sizeof(*report);
}

static void show(const struct demo *demo, HANDLE nt_handle)
{
	struct report report = { .message = "" };
	struct counts before = counts_now();

	if (!run_second_process(demo, nt_handle, &report)) {
		check(false, "there is a second process");
		return;
	}
	check_status(STATUS_SUCCESS, report.open_status,
		     "in another process, D3DKMTOpenResourceFromNtHandle()");
	check(report.allocation && report.total_size == BYTES &&
	      !strcmp(report.runtime_data, RUNTIME_DATA),
	      "it gets an allocation of %s with the private data of the first",
	      size_text(report.total_size));
	check(NT_SUCCESS(report.lock_status) && !strcmp(report.message, MESSAGE),
	      "there, too, D3DKMTLock2(); it reads \"%s\"", report.message);
	check(counts_become(&before), "when it has ended, nothing of it is left");
}

void scene_share(struct demo *demo)
{
	D3DKMT_HANDLE resource, allocation;
	HANDLE nt_handle = NULL;
	void *address;

	title("A resource that another process opens by a descriptor");
	if (!check_status(STATUS_SUCCESS, create_shared(demo, &resource, &allocation),
			  "D3DKMTCreateAllocation2() of a shared resource"))
		return;
	if (!check(NT_SUCCESS(lock(demo->device, allocation, &address)),
		   "D3DKMTLock2() gives the CPU an address, to which this process writes"))
		return;
	memcpy(address, MESSAGE, sizeof(MESSAGE));
	if (!check_status(STATUS_SUCCESS,
			  D3DKMTShareObjects(1, &resource, NULL, SHARED_ALLOCATION_ALL_ACCESS,
					     &nt_handle),
			  "D3DKMTShareObjects() makes a descriptor"))
		return;
	show(demo, nt_handle);
	close((int)(intptr_t)nt_handle);
}
