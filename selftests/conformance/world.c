// SPDX-License-Identifier: GPL-2.0
/*
 * What the rows' symbols stand for: objects that are made when a row first names them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "conformance.h"
#include "softgpu_adapter.h"

struct world {
	uint64_t values[NUM_SYMBOLS];
	bool made[NUM_SYMBOLS];
	const char *inject;
	bool reset, removed;	/* what happened to the program's own adapter */
	int fds[16];
	unsigned int num_fds;
};

static struct dxg_softgpu gpu, plain;

void die_at(const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	printf("# %s:%d: ", file, line);
	vprintf(format, args);
	printf("\nBail out! a row can't be prepared\n");
	va_end(args);
	exit(1);
}

#define must(status) must_at(__FILE__, __LINE__, #status, status)
static void must_at(const char *file, int line, const char *what, NTSTATUS status)
{
	if (status)
		die_at(file, line, "%s: 0x%08x", what, (unsigned int)status);
}

void worlds_init(void)
{
	if (!dxg_softgpu_add(&gpu, "conformance") || !dxg_softgpu_live(&gpu, true))
		die("an adapter can't be made");
	if (!dxg_softgpu_add(&plain, "conformance_plain") ||
	    !dxg_softgpu_write(&plain, "caps", "render software_device") ||
	    !dxg_softgpu_live(&plain, true))
		die("a plain adapter can't be made");
}

void worlds_exit(void)
{
	dxg_softgpu_remove(&gpu);
	dxg_softgpu_remove(&plain);
}

void describe_raw(struct softgpu_allocation_desc *desc, uint64_t size)
{
	*desc = (struct softgpu_allocation_desc) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(*desc),
		.kind = SOFTGPU_KIND_RAW,
		.width = size,
		.height = 1,
		.depth = 1,
		.mip_levels = 1,
		.array_size = 1,
		.samples = 1,
	};
}

/*
 * Create @n allocations of @size bytes each. With runtime data of 4 bytes when they are shared, and
 * resource data when there are two.
 */
static NTSTATUS create(D3DKMT_HANDLE device, UINT flags, UINT n, uint64_t size,
		       D3DKMT_CREATEALLOCATION *args, D3DKMT_HANDLE *allocations)
{
	static const unsigned char runtime[4] = "abc", resource_data[8] = "resourc";
	struct softgpu_allocation_desc desc[2];
	D3DDDI_ALLOCATIONINFO2 infos[2];
	NTSTATUS status;
	UINT i;

	memset(args, 0, sizeof(*args));
	memset(infos, 0, sizeof(infos));
	args->hDevice = device;
	args->NumAllocations = n;
	args->AlignUnionTo64_2 = (uintptr_t)infos;
	memcpy(&args->Flags, &flags, sizeof(flags));
	if (flags & CREATE_SHARED) {
		args->pPrivateRuntimeData_Align = (uintptr_t)runtime;
		args->PrivateRuntimeDataSize = sizeof(runtime);
		if (n == 2) {
			args->AlignUnionTo64_1 = (uintptr_t)resource_data;
			args->PrivateDriverDataSize = sizeof(resource_data);
		}
	}
	for (i = 0; i < n; i++) {
		describe_raw(&desc[i], size);
		infos[i].pPrivateDriverData_Align = (uintptr_t)&desc[i];
		infos[i].PrivateDriverDataSize = sizeof(desc[i]);
	}
	status = D3DKMTCreateAllocation2(args);
	for (i = 0; i < n; i++)
		allocations[i] = infos[i].hAllocation;
	return status;
}

NTSTATUS create_one(D3DKMT_HANDLE device, uint64_t size, D3DKMT_HANDLE *allocation)
{
	D3DKMT_CREATEALLOCATION args;

	return create(device, 0, 1, size, &args, allocation);
}

NTSTATUS destroy_one(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation)
{
	D3DKMT_DESTROYALLOCATION2 args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.phAllocationList_Align = (uintptr_t)&allocation;
	args.AllocationCount = 1;
	return D3DKMTDestroyAllocation2(&args);
}

NTSTATUS destroy_resource(D3DKMT_HANDLE device, D3DKMT_HANDLE resource)
{
	D3DKMT_DESTROYALLOCATION2 args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.hResource = resource;
	return D3DKMTDestroyAllocation2(&args);
}

NTSTATUS open_shared(D3DKMT_HANDLE device, uint64_t nt_handle, D3DKMT_HANDLE *resource)
{
	D3DDDI_OPENALLOCATIONINFO2 info;
	D3DKMT_OPENRESOURCEFROMNTHANDLE args;
	unsigned char runtime[4], total[1024];
	NTSTATUS status;

	memset(&args, 0, sizeof(args));
	memset(&info, 0, sizeof(info));
	args.hDevice = device;
	args.hNtHandle_Align = nt_handle;
	args.NumAllocations = 1;
	args.pOpenAllocationInfo2_Align = (uintptr_t)&info;
	args.pPrivateRuntimeData_Align = (uintptr_t)runtime;
	args.PrivateRuntimeDataSize = sizeof(runtime);
	args.pTotalPrivateDriverDataBuffer_Align = (uintptr_t)total;
	args.TotalPrivateDriverDataBufferSize = sizeof(total);
	status = D3DKMTOpenResourceFromNtHandle(&args);
	*resource = args.hResource;
	return status;
}

NTSTATUS finish(D3DKMT_HANDLE device, D3DKMT_HANDLE fence, NTSTATUS status, uint64_t value)
{
	D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU args;

	if (status != STATUS_PENDING)
		return status;
	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.ObjectCount = 1;
	args.ObjectHandleArray_Align = (uintptr_t)&fence;
	args.FenceValueArray_Align = (uintptr_t)&value;
	return D3DKMTWaitForSynchronizationObjectFromCpu(&args);
}

NTSTATUS make_one_resident(D3DKMT_HANDLE queue, D3DKMT_HANDLE device, D3DKMT_HANDLE fence,
			   D3DKMT_HANDLE allocation)
{
	D3DDDI_MAKERESIDENT args;
	NTSTATUS status;

	memset(&args, 0, sizeof(args));
	args.hPagingQueue = queue;
	args.NumAllocations = 1;
	args.AllocationList_Align = (uintptr_t)&allocation;
	status = D3DKMTMakeResident(&args);
	return finish(device, fence, status, args.PagingFenceValue);
}

NTSTATUS evict_one(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation)
{
	D3DKMT_EVICT args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.NumAllocations = 1;
	args.AllocationList_Align = (uintptr_t)&allocation;
	return D3DKMTEvict(&args);
}

NTSTATUS offer_one(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation)
{
	D3DKMT_OFFERALLOCATIONS args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	args.HandleList_Align = (uintptr_t)&allocation;
	args.NumAllocations = 1;
	args.Priority = D3DKMT_OFFER_PRIORITY_NORMAL;
	return D3DKMTOfferAllocations(&args);
}

static void set(struct world *world, enum symbol symbol, uint64_t value)
{
	world->values[symbol] = value;
	world->made[symbol] = true;
}

static D3DKMT_HANDLE create_device(D3DKMT_HANDLE adapter)
{
	D3DKMT_CREATEDEVICE args;

	memset(&args, 0, sizeof(args));
	args.hAdapter = adapter;
	must(D3DKMTCreateDevice(&args));
	return args.hDevice;
}

static D3DKMT_HANDLE stale_device(D3DKMT_HANDLE adapter)
{
	D3DKMT_DESTROYDEVICE args = { .hDevice = create_device(adapter) };

	must(D3DKMTDestroyDevice(&args));
	return args.hDevice;
}

static D3DKMT_HANDLE error_device(D3DKMT_HANDLE adapter)
{
	D3DKMT_MARKDEVICEASERROR args = {
		.hDevice = create_device(adapter),
		.Reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};

	must(D3DKMTMarkDeviceAsError(&args));
	return args.hDevice;
}

/* A live adapter that isn't one of the program's own. */
static D3DKMT_HANDLE open_adapter(void)
{
	D3DKMT_ADAPTERINFO infos[MAX_ENUM_ADAPTERS];
	D3DKMT_ENUMADAPTERS2 args = { .NumAdapters = MAX_ENUM_ADAPTERS };
	ULONG i;

	args.pAdapters_Align = (uintptr_t)infos;
	must(D3DKMTEnumAdapters2(&args));
	for (i = 0; i < args.NumAdapters; i++) {
		if (infos[i].AdapterLuid.LowPart != (ULONG)gpu.luid &&
		    infos[i].AdapterLuid.LowPart != (ULONG)plain.luid)
			return infos[i].hAdapter;
	}
	die("no adapter");
}

static D3DKMT_HANDLE device_on(const struct dxg_softgpu *softgpu)
{
	D3DKMT_OPENADAPTERFROMLUID args = {
		.AdapterLuid = { (ULONG)softgpu->luid, (LONG)(softgpu->luid >> 32) },
	};

	must(D3DKMTOpenAdapterFromLuid(&args));
	return create_device(args.hAdapter);
}

static uint64_t keep_fd(struct world *world, int fd)
{
	if (fd < 0 || world->num_fds == ARRAY_SIZE(world->fds))
		die("descriptor: %s", strerror(errno));
	world->fds[world->num_fds++] = fd;
	return fd;
}

static uint64_t share(struct world *world, D3DKMT_HANDLE resource, DWORD access)
{
	HANDLE handle = NULL;

	must(D3DKMTShareObjects(1, &resource, NULL, access, &handle));
	return keep_fd(world, (int)(uintptr_t)handle);
}

static void make_allocations(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), allocation;

	must(create_one(device, PAGE, &allocation));
	set(world, SYM_ALLOCATION, allocation);
	must(create_one(device, PAGE, &allocation));
	set(world, SYM_ALLOCATION_B, allocation);
	must(create_one(device, PAGE, &allocation));
	must(destroy_one(device, allocation));
	set(world, SYM_STALE_ALLOCATION, allocation);
	must(create_one(world_value(world, SYM_DEVICE2), PAGE, &allocation));
	set(world, SYM_ALLOCATION2, allocation);
}

static void make_resource(struct world *world, enum symbol device, enum symbol resource,
			  enum symbol member, enum symbol member_b)
{
	D3DKMT_CREATEALLOCATION args;
	D3DKMT_HANDLE members[2];

	must(create(world_value(world, device), CREATE_RESOURCE, 2, PAGE, &args, members));
	set(world, resource, args.hResource);
	set(world, member, members[0]);
	if (member_b != member)
		set(world, member_b, members[1]);
}

static void make_resources(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), none;
	D3DKMT_CREATEALLOCATION args;

	make_resource(world, SYM_DEVICE, SYM_RESOURCE, SYM_MEMBER, SYM_MEMBER_B);
	make_resource(world, SYM_DEVICE, SYM_OTHER_RESOURCE, SYM_OTHER_MEMBER, SYM_OTHER_MEMBER);
	make_resource(world, SYM_DEVICE2, SYM_RESOURCE2, SYM_MEMBER2, SYM_MEMBER2);
	make_resource(world, SYM_DEVICE, SYM_STALE_RESOURCE, SYM_STALE_MEMBER, SYM_STALE_MEMBER);
	must(destroy_resource(device, world->values[SYM_STALE_RESOURCE]));
	must(create(device, CREATE_RESOURCE, 0, 0, &args, &none));
	set(world, SYM_EMPTY_RESOURCE, args.hResource);
}

static void make_shared(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), member;
	D3DKMT_CREATEALLOCATION args;
	D3DDDI_OPENALLOCATIONINFO2 info;
	D3DKMT_OPENRESOURCE open_args;
	unsigned char runtime[4], total[1024];

	must(create(device, SHARED_FLAGS, 1, PAGE, &args, &member));
	must(destroy_resource(device, args.hResource));
	set(world, SYM_STALE_GLOBAL, args.hGlobalShare);

	must(create(device, SHARED_FLAGS, 1, PAGE, &args, &member));
	set(world, SYM_SHARED, args.hResource);
	set(world, SYM_SHARED_MEMBER, member);
	set(world, SYM_GLOBAL, args.hGlobalShare);

	memset(&open_args, 0, sizeof(open_args));
	memset(&info, 0, sizeof(info));
	open_args.hDevice = device;
	open_args.hGlobalShare = args.hGlobalShare;
	open_args.NumAllocations = 1;
	open_args.AlignUnionTo64 = (uintptr_t)&info;
	open_args.pPrivateRuntimeData_Align = (uintptr_t)runtime;
	open_args.PrivateRuntimeDataSize = sizeof(runtime);
	open_args.pTotalPrivateDriverDataBuffer_Align = (uintptr_t)total;
	open_args.TotalPrivateDriverDataBufferSize = sizeof(total);
	must(D3DKMTOpenResource2(&open_args));
	set(world, SYM_OPENED, open_args.hResource);
	set(world, SYM_OPENED_MEMBER, info.hAllocation);
}

static void make_nt_orphan(struct world *world)
{
	D3DKMT_DESTROYDEVICE destroy_args = {
		.hDevice = create_device(world_value(world, SYM_ADAPTER)),
	};
	D3DKMT_CREATEALLOCATION args;
	D3DKMT_HANDLE member;

	must(create(destroy_args.hDevice, NT_FLAGS, 1, PAGE, &args, &member));
	set(world, SYM_NT_ORPHAN, share(world, args.hResource, SHARED_ALLOCATION_ALL_ACCESS));
	must(D3DKMTDestroyDevice(&destroy_args));
}

static void make_nt(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), members[2];
	D3DKMT_CREATEALLOCATION args;

	must(create(device, NT_FLAGS, 2, PAGE, &args, members));
	set(world, SYM_NT_PAIR, share(world, args.hResource, SHARED_ALLOCATION_ALL_ACCESS));
	must(create(device, NT_FLAGS, 1, PAGE, &args, members));
	set(world, SYM_NT_RESOURCE, args.hResource);
	set(world, SYM_NT_MEMBER, members[0]);
	set(world, SYM_NT, share(world, args.hResource, SHARED_ALLOCATION_ALL_ACCESS));
	set(world, SYM_NT_READ, share(world, args.hResource, STANDARD_RIGHTS_READ));
	set(world, SYM_NT_WRITE, share(world, args.hResource, SHARED_ALLOCATION_WRITE));
	make_nt_orphan(world);
}

static void make_nt_opened(struct world *world)
{
	D3DKMT_HANDLE resource;

	must(open_shared(world_value(world, SYM_DEVICE2), world_value(world, SYM_NT), &resource));
	set(world, SYM_NT_OPENED, resource);
}

static void make_bad_nt(struct world *world)
{
	set(world, SYM_NT_OTHER_KIND, keep_fd(world, open("/dev/null", O_RDWR | O_CLOEXEC)));
	/* Nothing of this program has so high a number. */
	set(world, SYM_NT_CLOSED, 1000);
}

/* A queue and, behind it, its fence. */
static void make_queue(struct world *world, D3DKMT_HANDLE device, enum symbol queue)
{
	D3DKMT_CREATEPAGINGQUEUE args;

	memset(&args, 0, sizeof(args));
	args.hDevice = device;
	must(D3DKMTCreatePagingQueue(&args));
	set(world, queue, args.hPagingQueue);
	set(world, queue + 1, args.hSyncObject);
}

static void make_stale_queue(struct world *world)
{
	D3DDDI_DESTROYPAGINGQUEUE args;

	make_queue(world, world_value(world, SYM_DEVICE), SYM_STALE_QUEUE);
	args.hPagingQueue = world->values[SYM_STALE_QUEUE];
	must(D3DKMTDestroyPagingQueue(&args));
}

static void make_error_queue(struct world *world)
{
	D3DKMT_MARKDEVICEASERROR args = { .Reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC };
	D3DKMT_CREATEPAGINGQUEUE queue;

	memset(&queue, 0, sizeof(queue));
	args.hDevice = create_device(world_value(world, SYM_ADAPTER));
	queue.hDevice = args.hDevice;
	must(D3DKMTCreatePagingQueue(&queue));
	must(D3DKMTMarkDeviceAsError(&args));
	set(world, SYM_ERROR_QUEUE, queue.hPagingQueue);
}

/* With rules in force that make paging fail, so that nothing is made resident here. */
static void make_gpu_queue(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_GPU_DEVICE), allocation;

	make_queue(world, device, SYM_GPU_QUEUE);
	must(create_one(device, PAGE, &allocation));
	set(world, SYM_GPU_ALLOCATION, allocation);
}

static void make_resident_one(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), allocation;

	must(create_one(device, PAGE, &allocation));
	must(make_one_resident(world_value(world, SYM_QUEUE), device,
			       world_value(world, SYM_FENCE), allocation));
	set(world, SYM_RESIDENT, allocation);
}

static void make_offered(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), allocation, members[2];
	D3DKMT_CREATEALLOCATION args;

	must(create_one(device, PAGE, &allocation));
	must(offer_one(device, allocation));
	set(world, SYM_OFFERED, allocation);
	must(create(device, CREATE_RESOURCE, 2, PAGE, &args, members));
	must(offer_one(device, members[0]));
	must(offer_one(device, members[1]));
	set(world, SYM_OFFERED_RESOURCE, args.hResource);
}

/* On the program's own adapter, which then goes. */
static void make_removed(struct world *world)
{
	D3DKMT_HANDLE device = device_on(&gpu), member;
	D3DKMT_CREATEALLOCATION args;

	must(create_one(device, PAGE, &member));
	set(world, SYM_REMOVED_ALLOCATION, member);
	make_queue(world, device, SYM_REMOVED_QUEUE);
	must(create(device, SHARED_FLAGS, 1, PAGE, &args, &member));
	set(world, SYM_REMOVED_GLOBAL, args.hGlobalShare);
	must(create(device, NT_FLAGS, 1, PAGE, &args, &member));
	set(world, SYM_REMOVED_NT, share(world, args.hResource, SHARED_ALLOCATION_ALL_ACCESS));
	set(world, SYM_REMOVED_DEVICE, device);
	if (!dxg_softgpu_live(&gpu, false))
		die("an adapter can't be pulled out");
	world->removed = true;
}

static void make_reset(struct world *world)
{
	set(world, SYM_RESET_DEVICE, device_on(&gpu));
	if (!dxg_softgpu_write(&gpu, "reset", "1"))
		die("an adapter can't be reset");
	world->reset = true;
}

static char *map(size_t size)
{
	char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		die("mmap: %s", strerror(errno));
	memset(p, 0x5a, size);
	return p;
}

/* None of these is unmapped: all are small. */
static void make_memory(struct world *world)
{
	char *p = map(3 * HEAP);

	set(world, SYM_PAGES, (uintptr_t)p);
	set(world, SYM_UNALIGNED, (uintptr_t)p + 64);
	munmap(p + HEAP + HEAP / 2, HEAP + HEAP / 2);
	set(world, SYM_HALF_MAPPED, (uintptr_t)p + HEAP);
	set(world, SYM_UNMAPPED, (uintptr_t)p + 2 * HEAP);
	p = map(HEAP);
	mprotect(p, HEAP, PROT_READ);
	set(world, SYM_READ_ONLY_PAGES, (uintptr_t)p);
}

/* Every process has one: the clock's page, which no struct page stands for. */
static void make_device_mapping(struct world *world)
{
	FILE *f = fopen("/proc/self/maps", "re");
	char line[256];

	while (f && fgets(line, sizeof(line), f)) {
		if (strstr(line, "[vvar"))
			set(world, SYM_DEVICE_MAPPING, strtoull(line, NULL, 16));
	}
	if (f)
		fclose(f);
}

static void make_locked(struct world *world)
{
	struct softgpu_allocation_desc desc;
	D3DKMT_CREATEALLOCATION args;
	D3DDDI_ALLOCATIONINFO2 info;
	D3DKMT_LOCK2 lock;

	memset(&args, 0, sizeof(args));
	memset(&info, 0, sizeof(info));
	memset(&lock, 0, sizeof(lock));
	describe_raw(&desc, HEAP);
	desc.cpu_access = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE;
	info.pPrivateDriverData_Align = (uintptr_t)&desc;
	info.PrivateDriverDataSize = sizeof(desc);
	args.hDevice = world_value(world, SYM_DEVICE);
	args.NumAllocations = 1;
	args.AlignUnionTo64_2 = (uintptr_t)&info;
	must(D3DKMTCreateAllocation2(&args));
	lock.hDevice = args.hDevice;
	lock.hAllocation = info.hAllocation;
	must(D3DKMTLock2(&lock));
	set(world, SYM_LOCKED, (uintptr_t)lock.pData);
}

static int memfd(off_t size)
{
	int fd = memfd_create("section", MFD_ALLOW_SEALING | MFD_CLOEXEC);

	if (fd < 0 || ftruncate(fd, size) || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK))
		die("a section: %s", strerror(errno));
	return fd;
}

static void make_sections(struct world *world)
{
	set(world, SYM_MEMFD, keep_fd(world, memfd(HEAP)));
	set(world, SYM_SHORT_MEMFD, keep_fd(world, memfd(HEAP - PAGE)));
}

/* More private data in all than a call may have, each of which is not too much. */
static void make_big_array(struct world *world)
{
	D3DDDI_ALLOCATIONINFO2 *infos = (void *)map(PAGE);
	char *data = map(128 << 10);
	unsigned int i;

	memset(infos, 0, PAGE);
	for (i = 0; i < 9; i++) {
		infos[i].pPrivateDriverData_Align = (uintptr_t)data;
		infos[i].PrivateDriverDataSize = 128 << 10;
	}
	set(world, SYM_BIG_ARRAY, (uintptr_t)infos);
}

static void make_many_list(struct world *world)
{
	D3DKMT_HANDLE *list = (void *)map(11 * PAGE), allocation;
	unsigned int i;

	allocation = world_value(world, SYM_ALLOCATION);
	for (i = 0; i < 11 * PAGE / sizeof(*list); i++)
		list[i] = allocation;
	set(world, SYM_MANY_LIST, (uintptr_t)list);
}

/* Make a symbol, with those that belong to it. */
static void make(struct world *world, enum symbol symbol)
{
	switch (symbol) {
	case SYM_ADAPTER:
		set(world, symbol, open_adapter());
		break;
	case SYM_DEVICE:
	case SYM_DEVICE2:
		set(world, symbol, create_device(world_value(world, SYM_ADAPTER)));
		break;
	case SYM_STALE_DEVICE:
		set(world, symbol, stale_device(world_value(world, SYM_ADAPTER)));
		break;
	case SYM_ERROR_DEVICE:
		set(world, symbol, error_device(world_value(world, SYM_ADAPTER)));
		break;
	case SYM_GPU_DEVICE:
		set(world, symbol, device_on(&gpu));
		break;
	case SYM_PLAIN_DEVICE:
		set(world, symbol, device_on(&plain));
		break;
	case SYM_RESET_DEVICE:
		make_reset(world);
		break;
	case SYM_REMOVED_DEVICE ... SYM_REMOVED_NT:
		make_removed(world);
		break;
	case SYM_ALLOCATION ... SYM_STALE_ALLOCATION:
		make_allocations(world);
		break;
	case SYM_RESOURCE ... SYM_STALE_MEMBER:
		make_resources(world);
		break;
	case SYM_QUEUE:
	case SYM_FENCE:
		make_queue(world, world_value(world, SYM_DEVICE), SYM_QUEUE);
		break;
	case SYM_QUEUE2:
	case SYM_FENCE2:
		make_queue(world, world_value(world, SYM_DEVICE2), SYM_QUEUE2);
		break;
	case SYM_STALE_QUEUE:
	case SYM_STALE_FENCE:
		make_stale_queue(world);
		break;
	case SYM_ERROR_QUEUE:
		make_error_queue(world);
		break;
	case SYM_GPU_QUEUE ... SYM_GPU_ALLOCATION:
		make_gpu_queue(world);
		break;
	case SYM_RESIDENT:
		make_resident_one(world);
		break;
	case SYM_OFFERED:
	case SYM_OFFERED_RESOURCE:
		make_offered(world);
		break;
	case SYM_EVENT:
		set(world, symbol, keep_fd(world, eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)));
		break;
	case SYM_SHARED ... SYM_OPENED_MEMBER:
		make_shared(world);
		break;
	case SYM_NT_OPENED:
		make_nt_opened(world);
		break;
	case SYM_NT_CLOSED:
	case SYM_NT_OTHER_KIND:
		make_bad_nt(world);
		break;
	case SYM_NT_RESOURCE:
	case SYM_NT_MEMBER:
	case SYM_NT ... SYM_NT_ORPHAN:
	case SYM_NT_PAIR:
		make_nt(world);
		break;
	case SYM_PAGES ... SYM_READ_ONLY_PAGES:
		make_memory(world);
		break;
	case SYM_DEVICE_MAPPING:
		make_device_mapping(world);
		break;
	case SYM_LOCKED:
		make_locked(world);
		break;
	case SYM_MEMFD:
	case SYM_SHORT_MEMFD:
		make_sections(world);
		break;
	case SYM_BIG_ARRAY:
		make_big_array(world);
		break;
	case SYM_MANY_LIST:
		make_many_list(world);
		break;
	case NUM_SYMBOLS:
		break;
	}
}

uint64_t world_value(struct world *world, enum symbol symbol)
{
	if (!world->made[symbol])
		make(world, symbol);
	if (!world->made[symbol])
		die("symbol %d can't be made", symbol);
	return world->values[symbol];
}

D3DKMT_HANDLE world_next_handle(struct world *world)
{
	D3DKMT_HANDLE device = world_value(world, SYM_DEVICE), allocation;

	must(create_one(device, PAGE, &allocation));
	must(destroy_one(device, allocation));
	return allocation + 0x40;
}

bool world_gpu_is_empty(struct world *world)
{
	int devices, resources, allocations, opens, n;
	char path[128];
	FILE *f;

	(void)world;
	snprintf(path, sizeof(path), "%s/stats", gpu.path);
	f = fopen(path, "re");
	if (!f)
		return false;
	n = fscanf(f, "devices %d resources %d allocations %d opens %d", &devices, &resources,
		   &allocations, &opens);
	fclose(f);
	return n == 4 && !resources && !allocations && !opens;
}

static void inject(const char *rule)
{
	char text[256];

	snprintf(text, sizeof(text), "clear\n%s", rule ? rule : "");
	if (!dxg_softgpu_write(&gpu, "inject", text))
		die("no such fault: %s", text);
}

struct world *world_new(const char *rule)
{
	struct world *world = calloc(1, sizeof(*world));

	if (!world)
		die("no memory");
	world->inject = rule;
	if (rule)
		inject(rule);
	return world;
}

void world_free(struct world *world)
{
	unsigned int i;

	for (i = 0; i < world->num_fds; i++)
		close(world->fds[i]);
	/* With the descriptor goes all that it has made. */
	D3DKMTCloseDxCoreDevice();
	if (world->inject)
		inject(NULL);
	if (world->reset && !dxg_softgpu_live(&gpu, false))
		die("an adapter can't be pulled out");
	if ((world->reset || world->removed) && !dxg_softgpu_live(&gpu, true))
		die("an adapter can't be plugged in");
	free(world);
}
