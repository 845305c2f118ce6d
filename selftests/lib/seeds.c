// SPDX-License-Identifier: GPL-2.0
/*
 * The documented examples do what their page says.
 */
#include "library.h"
#include "documented_examples.h"

#define PAGE	4096u

/*
 * The first two leave members of the array's element uninitialised, so the stack under them gets a
 * known filling first.
 */
static __attribute__((noinline)) void fill_stack(int byte)
{
	unsigned char area[4096];

	memset(area, byte, sizeof(area));
	asm volatile("" : : "r" (area) : "memory");
}

/* Which rules standard allocations are under; returns what it was. */
static char lib_set_windows_rules(char setting)
{
	static const char parameter[] = "/sys/module/dxgkrnl/parameters/windows_rules";
	FILE *f = fopen(parameter, "re");
	char old = 'N';

	if (f) {
		old = (char)fgetc(f);
		fclose(f);
	}
	f = fopen(parameter, "we");
	if (f) {
		fputc(setting, f);
		fclose(f);
	}
	return old;
}

FIXTURE_VARIANT(lib) {
	int filling;
};

FIXTURE_VARIANT_ADD(lib, zeroes) { .filling = 0x00 };
FIXTURE_VARIANT_ADD(lib, aa) { .filling = 0xaa };
FIXTURE_VARIANT_ADD(lib, fe) { .filling = 0xfe };

TEST_F(lib, standalone)
{
	struct softgpu_allocation_desc desc = lib_raw(3 * PAGE);
	D3DKMT_HANDLE allocation;

	fill_stack(variant->filling);
	allocation = CreateStandAloneAllocation(self->device, &desc, sizeof(desc));
	ASSERT_NE(0, allocation);
	EXPECT_EQ(3 * PAGE, desc.total_size);
	EXPECT_NE(0, desc.supported_segment_set);
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(self->device, allocation));
}

/* The element's flags themselves, whatever the compiler does with the stack. */
TEST_F(lib, standalone_with_filled_element)
{
	struct softgpu_allocation_desc desc = lib_raw(PAGE);
	D3DKMT_CREATEALLOCATION args;
	D3DDDI_ALLOCATIONINFO info;

	memset(&info, variant->filling, sizeof(info));
	info.hAllocation = 0;
	memset(&info.pSystemMem_Align, 0, sizeof(info.pSystemMem_Align));
	memset(&info.pPrivateDriverData_Align, 0, sizeof(info.pPrivateDriverData_Align));
	info.pPrivateDriverData = &desc;
	info.PrivateDriverDataSize = sizeof(desc);
	memset(&args, 0, sizeof(args));
	args.hDevice = self->device;
	args.NumAllocations = 1;
	args.pAllocationInfo = &info;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTCreateAllocation(&args));
	EXPECT_EQ(sizeof(desc), info.PrivateDriverDataSize);
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(self->device, info.hAllocation));
}

TEST_F(lib, system_memory_resource)
{
	struct softgpu_allocation_desc desc = lib_raw(5 * PAGE);
	unsigned char resource_data[24] = "of the resource";
	D3DKMT_HANDLE resource, allocation;
	D3DKMT_DESTROYALLOCATION2 destroy;
	struct dxg_counts counts;

	fill_stack(variant->filling);
	ASSERT_EQ(S_OK, CreateSysmemResource(self->device, 5 * PAGE, resource_data,
					     sizeof(resource_data), &desc, sizeof(desc), &resource,
					     &allocation));
	EXPECT_NE(0, resource);
	EXPECT_NE(0, allocation);
	EXPECT_EQ(5 * PAGE, desc.total_size);

	/* The pages that the memory touches are pinned, and no others. */
	ASSERT_EQ(0, dxg_counts_read(&counts));
	EXPECT_EQ((uintptr_t)system_memory % PAGE ? 6 : 5,
		  counts.n[DXG_COUNT_PINNED_PAGES] - self->before.n[DXG_COUNT_PINNED_PAGES]);

	memset(&destroy, 0, sizeof(destroy));
	destroy.hDevice = self->device;
	destroy.hResource = resource;
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTDestroyAllocation2(&destroy));
	MemFree(system_memory);
}

/* As printed it lacks what the same page demands: StandardAllocation and the flags that needs. */
TEST_F(lib, existing_system_memory_as_printed_is_refused)
{
	char setting = lib_set_windows_rules('N');
	void *memory = aligned_alloc(PAGE, 4 * PAGE);

	ASSERT_NE(0, (uintptr_t)memory);
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  CreateExistingSysMem(self->device, memory, 4 * PAGE));
	lib_set_windows_rules('Y');
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  CreateExistingSysMem(self->device, memory, 4 * PAGE));
	lib_set_windows_rules(setting);
	free(memory);
}

/*
 * The same call, with what the page's list of limitations adds to it, and by the function that
 * takes the elements that the example has.
 */
static NTSTATUS create_existing(D3DKMT_HANDLE device, void *memory, UINT64 size,
				D3DKMT_CREATEALLOCATIONFLAGS flags, D3DKMT_CREATEALLOCATION *args,
				D3DDDI_ALLOCATIONINFO2 *info)
{
	D3DKMT_CREATESTANDARDALLOCATION standard;

	memset(&standard, 0, sizeof(standard));
	memset(args, 0, sizeof(*args));
	memset(info, 0, sizeof(*info));
	info->pSystemMem = memory;
	standard.Type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
	standard.ExistingHeapData.Size = size;
	args->hDevice = device;
	args->NumAllocations = 1;
	args->pAllocationInfo2 = info;
	args->pStandardAllocation = &standard;
	args->Flags = flags;
	return D3DKMTCreateAllocation2(args);
}

/* Each flag that is missing in the example, and the rule that demands it. */
TEST_F(lib, existing_system_memory_with_the_flags_that_its_page_demands)
{
	/* The first limitation: existing memory only with StandardAllocation. */
	D3DKMT_CREATEALLOCATIONFLAGS flags = { .ExistingSysMem = 1, .StandardAllocation = 1 };
	void *memory = aligned_alloc(PAGE, 4 * PAGE);
	char setting = lib_set_windows_rules('N');
	D3DKMT_CREATEALLOCATION args;
	D3DDDI_ALLOCATIONINFO2 info;

	ASSERT_NE(0, (uintptr_t)memory);
	/* The fourth: StandardAllocation only with CreateShared and CrossAdapter. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  create_existing(self->device, memory, 4 * PAGE, flags, &args, &info));
	flags.CreateShared = 1;
	flags.CrossAdapter = 1;
	/* The struct's page: CreateShared only with CreateResource. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  create_existing(self->device, memory, 4 * PAGE, flags, &args, &info));
	flags.CreateResource = 1;
	ASSERT_EQ(STATUS_SUCCESS,
		  create_existing(self->device, memory, 4 * PAGE, flags, &args, &info));
	EXPECT_NE(0, args.hResource);
	EXPECT_NE(0, args.hGlobalShare);
	EXPECT_NE(0, info.hAllocation);

	/* With the rules that Windows is on record to have, the first flag is enough. */
	memset(&flags, 0, sizeof(flags));
	flags.ExistingSysMem = 1;
	flags.StandardAllocation = 1;
	lib_set_windows_rules('Y');
	EXPECT_EQ(STATUS_SUCCESS,
		  create_existing(self->device, memory, 4 * PAGE, flags, &args, &info));
	lib_set_windows_rules(setting);
	/* The pages stay pinned until the teardown, whatever becomes of the mapping. */
	free(memory);
}

TEST_HARNESS_MAIN
