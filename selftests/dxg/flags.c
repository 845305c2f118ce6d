// SPDX-License-Identifier: GPL-2.0
/*
 * Each flag of D3DKMT_CREATEALLOCATIONFLAGS by itself: what it does, or how it is refused.
 * Combinations are in create_rules.c and standard.c, the reasons in
 * Documentation/allocation-flags.rst.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>

#include "create.h"
#include "gpu_fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "share.h"

#define PAGE	4096u
#define SIZE	(16 * PAGE)

#define FLAG(name)	D3DKMT_CREATEALLOCATIONFLAGS_##name
#define STANDARD	(SHARE_FLAGS | FLAG(CROSS_ADAPTER) | FLAG(STANDARD_ALLOCATION))

typedef FIXTURE_DATA(gpu) gpu_data;

static struct create call;

/* A raw allocation that the CPU can reach, with @flags. */
static int create_with(gpu_data *self, uint32_t flags)
{
	create_init(&call, self->device);
	call.desc.width = SIZE;
	call.desc.cpu_access = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE;
	call.args.flags = flags;
	return create_call(self->fd, &call);
}

/* A standard allocation over @memory, which is an address or a descriptor. */
static int create_standard(gpu_data *self, uint32_t flags, uint64_t memory)
{
	create_init(&call, self->device);
	call.info.private_driver_data = 0;
	call.info.private_driver_data_size = 0;
	call.info.system_mem = memory;
	call.standard.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
	call.standard.existing_heap_data.size = SIZE;
	call.args.standard_allocation = (uintptr_t)&call.standard;
	call.args.flags = flags;
	return create_call(self->fd, &call);
}

static int section(void)
{
	int fd = memfd_create("section", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0 || ftruncate(fd, SIZE) || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK))
		return -1;
	return fd;
}

static uint8_t *lock(gpu_data *self)
{
	uint8_t *p = NULL;

	dxg_lock(self->fd, self->device, call.info.allocation, &p);
	return p;
}

TEST_F(gpu, create_resource)
{
	ASSERT_EQ(0, create_with(self, 0));
	EXPECT_EQ(0, call.args.resource);
	ASSERT_EQ(0, create_with(self, FLAG(CREATE_RESOURCE)));
	EXPECT_EQ(call.args.resource + 0x40, call.info.allocation);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, call.args.resource));
}

TEST_F(gpu, create_shared)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(CREATE_SHARED)));
	ASSERT_EQ(0, create_with(self, SHARE_FLAGS));
	EXPECT_EQ(0, share_query_global(self->fd, self->device, call.args.global_share));
}

/* There are no secure processes, so every resource can be opened by those that aren't. */
TEST_F(gpu, non_secure)
{
	ASSERT_EQ(0, create_with(self, FLAG(NON_SECURE)));
	ASSERT_EQ(0, create_with(self, SHARE_FLAGS | FLAG(NON_SECURE)));
	EXPECT_EQ(0, share_query_global(self->fd, self->device, call.args.global_share));
}

TEST_F(gpu, create_protected)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(CREATE_PROTECTED)));
}

TEST_F(gpu, restrict_shared_access)
{
	EXPECT_EQ(STATUS_NOT_SUPPORTED, create_with(self, FLAG(RESTRICT_SHARED_ACCESS)));
	EXPECT_EQ(STATUS_NOT_SUPPORTED,
		  create_with(self, SHARE_NT_FLAGS | FLAG(RESTRICT_SHARED_ACCESS)));
}

TEST_F(gpu, existing_sys_mem)
{
	uint8_t *memory = mem_pages(SIZE), *p;

	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(EXISTING_SYS_MEM)));
	memset(memory, 0x5a, SIZE);
	ASSERT_EQ(0, create_standard(self, STANDARD | FLAG(EXISTING_SYS_MEM), (uintptr_t)memory));
	p = lock(self);
	ASSERT_NE(NULL, p);
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
}

TEST_F(gpu, nt_security_sharing)
{
	int nt;

	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(NT_SECURITY_SHARING)));
	ASSERT_EQ(0, create_with(self, SHARE_NT_FLAGS));
	EXPECT_EQ(0, call.args.global_share);
	nt = share_fd(self->fd, call.args.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	close(nt);
}

/* Nobody writes: not through the creator's view, and not through an opener's with every right. */
TEST_F(gpu, read_only)
{
	uint8_t *p;

	ASSERT_EQ(0, create_with(self, 0));
	p = lock(self);
	ASSERT_NE(NULL, p);
	EXPECT_EQ(0, dxg_poke(p));
	ASSERT_EQ(0, create_with(self, FLAG(READ_ONLY)));
	p = lock(self);
	ASSERT_NE(NULL, p);
	EXPECT_EQ(0, dxg_touch(p));
	EXPECT_EQ(SIGSEGV, dxg_poke(p));
	EXPECT_EQ(-1, mprotect(p, PAGE, PROT_READ | PROT_WRITE));
}

TEST_F(gpu, create_write_combined)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(CREATE_WRITE_COMBINED)));
}

TEST_F(gpu, create_cached)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(CREATE_CACHED)));
}

/* A name of what it is for, which comes back. */
TEST_F(gpu, swap_chain_back_buffer)
{
	ASSERT_EQ(0, create_with(self, FLAG(SWAP_CHAIN_BACK_BUFFER)));
	EXPECT_EQ(FLAG(SWAP_CHAIN_BACK_BUFFER) | FLAG(ZEROED), call.args.flags);
	EXPECT_EQ(0, create_with(self, SHARE_NT_FLAGS | FLAG(SWAP_CHAIN_BACK_BUFFER)));
}

/* One allocation, shared, on an adapter that has such resources. */
TEST_F(gpu, cross_adapter)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(CROSS_ADAPTER)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  create_with(self, FLAG(CREATE_RESOURCE) | FLAG(CROSS_ADAPTER)));
	EXPECT_EQ(0, create_with(self, SHARE_FLAGS | FLAG(CROSS_ADAPTER)));
	EXPECT_EQ(0, create_with(self, SHARE_NT_FLAGS | FLAG(CROSS_ADAPTER)));
}

TEST_F(gpu, cross_adapter_needs_the_adapters_cap)
{
	uint8_t *memory = mem_pages(SIZE);

	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "caps", "render software_device"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->device = dxg_create_device(self->fd,
					 dxg_adapter_by_luid(self->fd, self->gpu.luid));
	ASSERT_NE(0, self->device);
	EXPECT_EQ(STATUS_NOT_SUPPORTED, create_with(self, SHARE_FLAGS | FLAG(CROSS_ADAPTER)));
	EXPECT_EQ(STATUS_NOT_SUPPORTED,
		  create_standard(self, STANDARD | FLAG(EXISTING_SYS_MEM), (uintptr_t)memory));
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
	EXPECT_EQ(0, create_with(self, SHARE_FLAGS));
}

TEST_F(gpu, open_cross_adapter)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(OPEN_CROSS_ADAPTER)));
}

TEST_F(gpu, partial_shared_creation)
{
	EXPECT_EQ(STATUS_NOT_SUPPORTED, create_with(self, FLAG(PARTIAL_SHARED_CREATION)));
}

/* An output: set where the memory is new, whatever it was. */
TEST_F(gpu, zeroed)
{
	const uint32_t existing = STANDARD | FLAG(EXISTING_SYS_MEM);
	uint8_t *memory = mem_pages(SIZE), *p;

	ASSERT_EQ(0, create_with(self, 0));
	EXPECT_EQ(FLAG(ZEROED), call.args.flags);
	ASSERT_EQ(0, create_with(self, FLAG(ZEROED)));
	EXPECT_EQ(FLAG(ZEROED), call.args.flags);
	p = lock(self);
	ASSERT_NE(NULL, p);
	EXPECT_TRUE(mem_is(p, 0, SIZE));
	memset(memory, 0x5a, SIZE);
	ASSERT_EQ(0, create_standard(self, existing | FLAG(ZEROED), (uintptr_t)memory));
	EXPECT_EQ(existing, call.args.flags);
	EXPECT_TRUE(mem_is(memory, 0x5a, SIZE));
}

/* Its pages are watched; lock2_watch.c has the details. */
TEST_F(gpu, write_watch)
{
	uint64_t written[2] = { POISON64, POISON64 };
	struct d3dkmt_getwritewatch watch = {
		.device = self->device,
		.size = SIZE,
		.offsets = (uintptr_t)written,
		.count = ARRAY_SIZE(written),
	};
	uint8_t *p;

	ASSERT_EQ(0, create_with(self, FLAG(WRITE_WATCH)));
	p = lock(self);
	ASSERT_NE(NULL, p);
	p[3 * PAGE] = 1;
	watch.allocation = call.info.allocation;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_GET_WRITE_WATCH, &watch));
	EXPECT_EQ(1, watch.count);
	EXPECT_EQ(3 * PAGE, written[0]);
	/* Another adapter's views would note nothing. */
	EXPECT_EQ(STATUS_NOT_SUPPORTED,
		  create_with(self, SHARE_FLAGS | FLAG(CROSS_ADAPTER) | FLAG(WRITE_WATCH)));
}

TEST_F(gpu, standard_allocation)
{
	uint8_t *memory = mem_pages(SIZE);

	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(STANDARD_ALLOCATION)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_standard(self, STANDARD, (uintptr_t)memory));
	EXPECT_EQ(0, create_standard(self, STANDARD | FLAG(EXISTING_SYS_MEM), (uintptr_t)memory));
}

TEST_F(gpu, existing_section)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, FLAG(EXISTING_SECTION)));
	EXPECT_EQ(0, create_standard(self, STANDARD | FLAG(EXISTING_SECTION), section()));
}

/* Accepted, and zeroed all the same: others' contents are nobody's business. */
TEST_F(gpu, allow_not_zeroed)
{
	uint8_t *p;
	int i;

	for (i = 0; i < 4; i++) {
		ASSERT_EQ(0, create_with(self, FLAG(ALLOW_NOT_ZEROED)));
		EXPECT_EQ(FLAG(ALLOW_NOT_ZEROED) | FLAG(ZEROED), call.args.flags);
		p = lock(self);
		ASSERT_NE(NULL, p);
		EXPECT_TRUE(mem_is(p, 0, SIZE));
		memset(p, 0xa5, SIZE);
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, call.info.allocation));
	}
}

/* In memory segments only; not in an aperture, nor where the client's pages happen to be. */
TEST_F(gpu, physically_contiguous)
{
	const uint32_t flag = FLAG(PHYSICALLY_CONTIGUOUS);
	uint8_t *memory = mem_pages(SIZE);

	EXPECT_EQ(0, create_with(self, flag));
	/* Larger than every memory segment, though not than the aperture. */
	create_init(&call, self->device);
	call.desc.width = 400ull << 20;
	EXPECT_EQ(0, create_call(self->fd, &call));
	create_init(&call, self->device);
	call.desc.width = 400ull << 20;
	call.args.flags = flag;
	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY, create_call(self->fd, &call));

	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  create_standard(self, STANDARD | FLAG(EXISTING_SYS_MEM) | flag,
				  (uintptr_t)memory));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  create_standard(self, STANDARD | FLAG(EXISTING_SECTION) | flag, section()));
	create_init(&call, self->device);
	call.info.system_mem = (uintptr_t)memory;
	call.args.flags = flag;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &call));
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
}

/* Size and place come from the standard allocation, the only form that has them. */
TEST_F(gpu, no_kmd_access)
{
	uint8_t *memory = mem_pages(SIZE);
	struct dxg_gpu_stats stats;

	EXPECT_EQ(STATUS_NOT_SUPPORTED, create_with(self, FLAG(NO_KMD_ACCESS)));
	EXPECT_EQ(0, create_standard(self, STANDARD | FLAG(EXISTING_SYS_MEM) | FLAG(NO_KMD_ACCESS),
				     (uintptr_t)memory));
	EXPECT_EQ(0, create_standard(self, STANDARD | FLAG(EXISTING_SECTION) |
				     FLAG(NO_KMD_ACCESS), section()));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(0, stats.allocations);
}

TEST_F(gpu, shared_displayable)
{
	EXPECT_EQ(STATUS_NOT_SUPPORTED, create_with(self, FLAG(SHARED_DISPLAYABLE)));
	EXPECT_EQ(STATUS_NOT_SUPPORTED,
		  create_with(self, SHARE_NT_FLAGS | FLAG(SHARED_DISPLAYABLE)));
}

TEST_F(gpu, reserved)
{
	unsigned int bit;

	for (bit = 22; bit < 32; bit++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_with(self, 1u << bit));
}

TEST_HARNESS_MAIN
