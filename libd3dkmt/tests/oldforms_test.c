// SPDX-License-Identifier: MIT
/*
 * oldforms_test.c - first versions of functions, and ShareObjects
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../src/internal.h"
#include "fake_kernel.h"
#include "tap.h"

#define ADAPTERS	20

static unsigned int closed;
static unsigned char seen[1024];
static unsigned int seen_nr;

static int enum_adapters(D3DKMT_ENUMADAPTERS2 *args)
{
	UINT i;

	for (i = 0; args->pAdapters && i < ADAPTERS; i++)
		args->pAdapters[i].hAdapter = 100 + i;
	args->NumAdapters = ADAPTERS;
	return 0;
}

static int open_resource(D3DKMT_OPENRESOURCE *args)
{
	UINT i;

	if (args->NumAllocations != 2 || !args->pOpenAllocationInfo2)
		return -EINVAL;

	for (i = 0; i < 2; i++) {
		args->pOpenAllocationInfo2[i].hAllocation = 10 + i;
		args->pOpenAllocationInfo2[i].PrivateDriverDataSize = 20 + i;
		args->pOpenAllocationInfo2[i].pPrivateDriverData = seen + i;
		args->pOpenAllocationInfo2[i].GpuVirtualAddress = ~0ull;
	}
	args->hResource = 30;
	args->TotalPrivateDriverDataBufferSize = 40;
	return 0;
}

static int answer(unsigned int cmd, void *args)
{
	seen_nr = _IOC_NR(cmd);
	memcpy(seen, args, _IOC_SIZE(cmd));

	switch (cmd) {
	case DXG_ENUM_ADAPTERS2:
		return enum_adapters(args);
	case DXG_CLOSE_ADAPTER:
		closed++;
		return 0;
	case DXG_OPEN_RESOURCE:
		return open_resource(args);
	case DXG_CREATE_SYNCHRONIZATION_OBJECT2:
		((D3DKMT_CREATESYNCHRONIZATIONOBJECT2 *)args)->hSyncObject = 50;
		return 0;
	case DXG_SHARE_OBJECTS_INTERNAL:
		*(UINT64 *)((D3DKMT_SHAREOBJECTS *)args)->pSharedNtHandle = 60;
		return 0;
	default:
		return 0;
	}
}

static void test_allocations(void)
{
	D3DKMT_HANDLE list[2] = { 1, 2 };
	D3DKMT_DESTROYALLOCATION destroy = {
		.hDevice = 3, .hResource = 4, .phAllocationList = list, .AllocationCount = 2,
	};
	const D3DKMT_DESTROYALLOCATION2 *destroy2 = (const void *)seen;
	D3DKMT_CREATEALLOCATION create = { .hDevice = 3 };

	is(D3DKMTDestroyAllocation(&destroy), STATUS_SUCCESS, "DestroyAllocation");
	is(seen_nr, 0x13, "is DestroyAllocation2");
	ok(destroy2->hDevice == 3 && destroy2->hResource == 4 && destroy2->AllocationCount == 2 &&
	   destroy2->phAllocationList == list, "with the same members");
	is(destroy2->Flags.Value, 0, "and no flags");

	is(D3DKMTCreateAllocation2(&create), STATUS_SUCCESS, "CreateAllocation2");
	is(seen_nr, 0x06, "is number 6");
	is(D3DKMTCreateAllocation(&create), STATUS_SUCCESS, "CreateAllocation");
	is(seen_nr, 0x80, "has a number of its own");
	ok(!memcmp(seen, &create, sizeof(create)), "and the argument as it is");
}

static void test_adapters(void)
{
	struct {
		D3DKMT_ENUMADAPTERS args;
		UINT guard;
	} buf = { .guard = 0x5a5a5a5a };

	is(D3DKMTEnumAdapters(&buf.args), STATUS_SUCCESS, "EnumAdapters");
	is(buf.args.NumAdapters, MAX_ENUM_ADAPTERS, "lists as many as there is room for");
	is(buf.args.Adapters[15].hAdapter, 115, "up to the last");
	is(closed, ADAPTERS - MAX_ENUM_ADAPTERS, "and closes the others");
	is(buf.guard, 0x5a5a5a5a, "nothing written behind it");
}

static void test_open(void)
{
	D3DDDI_OPENALLOCATIONINFO infos[3];
	D3DKMT_OPENRESOURCE open = { .NumAllocations = 2, .pOpenAllocationInfo = infos };

	memset(infos, 0x5a, sizeof(infos));
	is(D3DKMTOpenResource(&open), STATUS_SUCCESS, "OpenResource");
	ok(infos[0].hAllocation == 10 && infos[1].hAllocation == 11, "its handles");
	ok(infos[1].PrivateDriverDataSize == 21 && infos[1].pPrivateDriverData == seen + 1,
	   "its private data");
	is(infos[2].hAllocation, 0x5a5a5a5a, "nothing written behind them");
	ok(open.hResource == 30 && open.TotalPrivateDriverDataBufferSize == 40,
	   "the other outputs");
	ok(open.pOpenAllocationInfo == infos, "the array's address is as it was");

	open.NumAllocations = 3;
	is(D3DKMTOpenResource(&open), STATUS_INVALID_PARAMETER, "a count that is refused");
	open.NumAllocations = ~0u;
	is(D3DKMTOpenResource(&open), STATUS_INVALID_PARAMETER, "a wild count");
	open.NumAllocations = 2;
	open.AlignUnionTo64 = 0;
	is(D3DKMTOpenResource(&open), STATUS_INVALID_PARAMETER, "no array");
}

static void test_sync(void)
{
	const D3DKMT_CREATESYNCHRONIZATIONOBJECT2 *create2 = (const void *)seen;
	const D3DKMT_SIGNALSYNCHRONIZATIONOBJECT2 *signal2 = (const void *)seen;
	D3DKMT_CREATESYNCHRONIZATIONOBJECT create = { .hDevice = 1 };
	D3DKMT_SIGNALSYNCHRONIZATIONOBJECT signal = { .hContext = 2, .ObjectCount = 1 };
	D3DKMT_WAITFORSYNCHRONIZATIONOBJECT wait = { .hContext = 2, .ObjectCount = 1 };

	create.Info.Type = D3DDDI_SEMAPHORE;
	create.Info.Semaphore.MaxCount = 5;
	create.Info.Semaphore.InitialCount = 4;
	is(D3DKMTCreateSynchronizationObject(&create), STATUS_SUCCESS, "a semaphore");
	ok(create2->Info.Semaphore.MaxCount == 5 && create2->Info.Semaphore.InitialCount == 4 &&
	   create2->Info.Flags.Value == 0, "its members");
	is(create.hSyncObject, 50, "its handle");

	create.Info.Type = D3DDDI_SYNCHRONIZATION_MUTEX;
	create.Info.SynchronizationMutex.InitialState = TRUE;
	is(D3DKMTCreateSynchronizationObject(&create), STATUS_SUCCESS, "a mutex");
	ok(create2->Info.SynchronizationMutex.InitialState, "its member");

	create.Info.Type = D3DDDI_MONITORED_FENCE;
	is(D3DKMTCreateSynchronizationObject(&create), STATUS_INVALID_PARAMETER, "a fence");

	signal.ObjectHandleArray[31] = 7;
	signal.Flags.SignalAtSubmission = 1;
	is(D3DKMTSignalSynchronizationObject(&signal), STATUS_SUCCESS, "a signal");
	ok(signal2->ObjectHandleArray[31] == 7 && signal2->Flags.SignalAtSubmission &&
	   !signal2->BroadcastContextCount, "its members");
	is(D3DKMTWaitForSynchronizationObject(&wait), STATUS_SUCCESS, "a wait");
	is(seen_nr, 0x12, "is WaitForSynchronizationObject2");
}

static void test_share(void)
{
	D3DKMT_HANDLE object = 1;
	HANDLE handles[2] = { NULL, (HANDLE)0x5a5a };

	is(D3DKMTShareObjects(1, &object, NULL, 0, handles), STATUS_SUCCESS, "ShareObjects");
	is((uintptr_t)handles[0], 60, "its handle");
	is((uintptr_t)handles[1], 0x5a5a, "nothing written behind it");
	is(D3DKMTShareObjects(1, NULL, NULL, 0, handles), STATUS_INVALID_PARAMETER, "no objects");
	is(D3DKMTShareObjects(1, &object, NULL, 0, NULL), STATUS_INVALID_PARAMETER,
	   "nowhere to put the handle");
}

int main(void)
{
	setenv(DXG_DEVICE_ENV, FAKE_DEVICE, 1);
	fake_kernel = answer;
	test_allocations();
	test_adapters();
	test_open();
	test_sync();
	test_share();
	return tap_done();
}
