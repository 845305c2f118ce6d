// SPDX-License-Identifier: GPL-2.0
/*
 * A video memory that is used twice over: what is resident, what has to go, and that contents stay
 * the same through the same pointers.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "demo.h"

/* An adapter of its own, small enough to fill quickly. */
#define ADAPTER		"/sys/kernel/config/softgpu/demo"
#define SEGMENTS	"32M cpu_visible"
#define SEGMENT		MIB(32)
#define EACH		MIB(4)
#define NUM		16
#define FIT		8

#define IMPORTANT	D3DDDI_ALLOCATIONPRIORITY_HIGH

struct paging {
	D3DKMT_HANDLE adapter;
	D3DKMT_HANDLE device;
	D3DKMT_HANDLE queue;
	D3DKMT_HANDLE fence;
	D3DKMT_HANDLE allocations[NUM];
	uint64_t *p[NUM];
	uint64_t seed[NUM];
};

static bool write_attribute(const char *name, const char *value)
{
	char path[128];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), ADAPTER "/%s", name);
	fd = open(path, O_WRONLY);
	if (fd < 0)
		return false;
	len = write(fd, value, strlen(value));
	close(fd);
	return len == (ssize_t)strlen(value);
}

static bool read_luid(LUID *luid)
{
	FILE *file = fopen(ADAPTER "/luid", "r");
	unsigned int high = 0, low = 0;
	bool ok = file && fscanf(file, "%x-%x", &high, &low) == 2;

	if (file)
		fclose(file);
	luid->HighPart = (LONG)high;
	luid->LowPart = low;
	return ok;
}

static bool plug_in(LUID *luid)
{
	mkdir(ADAPTER, 0755);
	return write_attribute("segments", SEGMENTS) && write_attribute("live", "1") &&
	       read_luid(luid);
}

static bool open_all(struct paging *paging)
{
	D3DKMT_OPENADAPTERFROMLUID adapter = { 0 };
	D3DKMT_CREATEPAGINGQUEUE queue = { 0 };
	D3DKMT_CREATEDEVICE device = { 0 };

	if (!plug_in(&adapter.AdapterLuid) || !NT_SUCCESS(D3DKMTOpenAdapterFromLuid(&adapter)))
		return false;
	paging->adapter = adapter.hAdapter;
	device.hAdapter = adapter.hAdapter;
	if (!NT_SUCCESS(D3DKMTCreateDevice(&device)))
		return false;
	paging->device = device.hDevice;
	queue.hDevice = device.hDevice;
	if (!NT_SUCCESS(D3DKMTCreatePagingQueue(&queue)))
		return false;
	paging->queue = queue.hPagingQueue;
	paging->fence = queue.hSyncObject;
	return true;
}

static void close_all(struct paging *paging)
{
	D3DKMT_DESTROYDEVICE device = { .hDevice = paging->device };
	D3DKMT_CLOSEADAPTER adapter = { .hAdapter = paging->adapter };

	D3DKMTDestroyDevice(&device);
	D3DKMTCloseAdapter(&adapter);
	rmdir(ADAPTER);
}

/* --- contents --- */

static void fill(struct paging *paging, int i, uint64_t seed)
{
	size_t word;

	for (word = 0; word < EACH / sizeof(uint64_t); word++)
		paging->p[i][word] = seed << 32 | word;
	paging->seed[i] = seed;
}

static int num_intact(const struct paging *paging)
{
	int i, intact = 0;
	size_t word;

	for (i = 0; i < NUM; i++) {
		uint64_t differ = 0;

		for (word = 0; word < EACH / sizeof(uint64_t); word++)
			differ |= paging->p[i][word] ^ (paging->seed[i] << 32 | word);
		intact += !differ;
	}
	return intact;
}

static bool create_one(struct paging *paging, int i)
{
	struct softgpu_allocation_desc desc =
		describe_bytes(SOFTGPU_KIND_RAW, EACH, SOFTGPU_CPU_ACCESS_WRITE);
	D3DDDI_ALLOCATIONINFO2 info = { .hAllocation = 0 };
	D3DKMT_CREATEALLOCATION create = { .hDevice = paging->device, .NumAllocations = 1 };
	D3DKMT_LOCK2 lock = { .hDevice = paging->device };

	info.pPrivateDriverData = &desc;
	info.PrivateDriverDataSize = sizeof(desc);
	create.pAllocationInfo2 = &info;
	if (!NT_SUCCESS(D3DKMTCreateAllocation2(&create)))
		return false;
	paging->allocations[i] = info.hAllocation;
	lock.hAllocation = info.hAllocation;
	if (!NT_SUCCESS(D3DKMTLock2(&lock)))
		return false;
	paging->p[i] = lock.pData;
	fill(paging, i, (uint64_t)i + 1);
	return true;
}

/* --- residency --- */

static NTSTATUS make_resident(struct paging *paging, int first, int num, UINT64 *to_trim)
{
	D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU wait = { .hDevice = paging->device };
	D3DDDI_MAKERESIDENT args = { .hPagingQueue = paging->queue };
	UINT64 value;
	NTSTATUS status;

	args.AllocationList = &paging->allocations[first];
	args.NumAllocations = (UINT)num;
	status = D3DKMTMakeResident(&args);
	*to_trim = args.NumBytesToTrim;
	if (status != STATUS_PENDING)
		return status;
	value = args.PagingFenceValue;
	wait.ObjectCount = 1;
	wait.ObjectHandleArray = &paging->fence;
	wait.FenceValueArray = &value;
	return D3DKMTWaitForSynchronizationObjectFromCpu(&wait);
}

static NTSTATUS evict_when_needed(struct paging *paging, int first, int num)
{
	D3DKMT_EVICT args = { .hDevice = paging->device };

	args.AllocationList = &paging->allocations[first];
	args.NumAllocations = (UINT)num;
	args.Flags.EvictOnlyIfNecessary = 1;
	return D3DKMTEvict(&args);
}

static void set_priority(struct paging *paging, int i, UINT priority)
{
	D3DKMT_SETALLOCATIONPRIORITY args = { .hDevice = paging->device, .AllocationCount = 1 };

	args.phAllocationList = &paging->allocations[i];
	args.pPriorities = &priority;
	D3DKMTSetAllocationPriority(&args);
}

/* One letter for each allocation: in the segment or not. Returns how many are. */
static int show_residency(const struct paging *paging, const char *when)
{
	D3DKMT_ALLOCATIONRESIDENCYSTATUS residency[NUM];
	D3DKMT_QUERYALLOCATIONRESIDENCY args = {
		.hDevice = paging->device, .AllocationCount = NUM,
	};
	char text[2 * NUM + 1];
	int i, resident = 0;

	args.phAllocationList = paging->allocations;
	args.pResidencyStatus = residency;
	if (!NT_SUCCESS(D3DKMTQueryAllocationResidency(&args)))
		return -1;
	for (i = 0; i < NUM; i++) {
		bool in = residency[i] == D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINGPUMEMORY;

		resident += in;
		text[2 * i] = in ? '#' : '.';
		text[2 * i + 1] = ' ';
	}
	text[2 * NUM] = 0;
	printf("  %-30s %s\n", when, text);
	return resident;
}

static uint64_t usage(const struct paging *paging, uint64_t *budget)
{
	D3DKMT_QUERYVIDEOMEMORYINFO args = { .hAdapter = paging->adapter };

	args.MemorySegmentGroup = D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL;
	if (!NT_SUCCESS(D3DKMTQueryVideoMemoryInfo(&args)))
		return 0;
	*budget = args.Budget;
	return args.CurrentUsage;
}

/* The picture, if the tool is there. */
static void draw(void)
{
	if (!system("d3dkmtinfo --help 2>/dev/null | grep -q -e --map")) {
		putchar('\n');
		fflush(stdout);
		if (system("d3dkmtinfo --map"))
			check(false, "d3dkmtinfo draws the segment");
		putchar('\n');
	}
}

static void show(struct paging *paging)
{
	uint64_t budget = 0, used;
	UINT64 to_trim = 0;
	NTSTATUS status;
	int first, second;

	printf("  %-30s %s\n", "in the segment (#) or not (.)", "1 2 3 4 5 6 7 8 9 ...");
	status = make_resident(paging, 0, FIT, &to_trim);
	first = show_residency(paging, "after MakeResident of 1 to 8");
	set_priority(paging, 1, IMPORTANT);
	set_priority(paging, 5, IMPORTANT);
	evict_when_needed(paging, 0, FIT);
	show_residency(paging, "after Evict, if necessary");
	check_status(STATUS_SUCCESS, make_resident(paging, FIT, FIT - 2, &to_trim),
		     "D3DKMTMakeResident() of 9 to 14, for which six have to go");
	second = show_residency(paging, "2 and 6 are more important");
	check(NT_SUCCESS(status) && first == FIT && second == FIT,
	      "the segment is full each time: %d and %d allocations", first, second);
	used = usage(paging, &budget);
	check(used == SEGMENT && budget == SEGMENT, "budget %s, usage %s", size_text(budget),
	      size_text(used));
	check_status(STATUS_NO_MEMORY, make_resident(paging, 0, 4, &to_trim),
		     "D3DKMTMakeResident() of four more, when only two are not needed");
	check(to_trim == 2 * EACH, "the answer says how much is too much: %s",
	      size_text(to_trim));
	fill(paging, 9, 100);
	fill(paging, 0, 101);
	draw();
	check(num_intact(paging) == NUM,
	      "every byte of %s is what was written, through the same pointers",
	      size_text(NUM * EACH));
}

void scene_paging(struct demo *demo)
{
	struct paging paging = { 0 };
	bool ok;
	int i;

	(void)demo;
	title("A segment of 32 MiB that is used twice over");
	ok = open_all(&paging);
	for (i = 0; ok && i < NUM; i++)
		ok = create_one(&paging, i);
	if (check(ok, "an adapter with 32 MiB, and 16 allocations of 4 MiB, all written to"))
		show(&paging);
	close_all(&paging);
}
