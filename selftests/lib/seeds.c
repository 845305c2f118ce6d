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
	void *memory = aligned_alloc(PAGE, 4 * PAGE);

	ASSERT_NE(0, (uintptr_t)memory);
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  CreateExistingSysMem(self->device, memory, 4 * PAGE));
	free(memory);
}

TEST_HARNESS_MAIN
