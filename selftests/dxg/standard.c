// SPDX-License-Identifier: GPL-2.0
/*
 * Standard allocations: over memory of the caller (ExistingSysMem) and over a memory file
 * (ExistingSection), under both sets of rules.
 */
#include <fcntl.h>
#include <sys/mman.h>

#include "create.h"
#include "gpu.h"
#include "kselftest_harness.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "share.h"

#define PAGE	4096u
#define SIZE	(16 * PAGE)

#define FLAG(name)	D3DKMT_CREATEALLOCATIONFLAGS_##name
/* What the documented rules want with every standard allocation. */
#define SHARED		(SHARE_FLAGS | FLAG(CROSS_ADAPTER))
#define HEAP		(SHARED | FLAG(STANDARD_ALLOCATION) | FLAG(EXISTING_SYS_MEM))
#define SECTION		(SHARED | FLAG(STANDARD_ALLOCATION) | FLAG(EXISTING_SECTION))

FIXTURE(standard) {
	struct dxg_counts before;
	struct dxg_softgpu gpu;
	char old_rules;
	int fd;
	uint32_t device;
	void *memory;
	struct create create;
};

typedef FIXTURE_DATA(standard) standard_data;

FIXTURE_VARIANT(standard) {
	char windows_rules;
};

FIXTURE_VARIANT_ADD(standard, documented) { .windows_rules = 'N' };
FIXTURE_VARIANT_ADD(standard, windows) { .windows_rules = 'Y' };

FIXTURE_SETUP(standard)
{
	self->old_rules = dxg_set_parameter("windows_rules", variant->windows_rules);
	ASSERT_NE(0, self->old_rules);
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(dxg_softgpu_add(&self->gpu, "test"));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->device = dxg_create_device(self->fd, dxg_adapter_by_luid(self->fd, self->gpu.luid));
	ASSERT_NE(0, self->device);
	self->memory = mem_pages(SIZE);
	ASSERT_NE(NULL, self->memory);
}

FIXTURE_TEARDOWN(standard)
{
	dxg_gpu_inject(&self->gpu, NULL);
	close(self->fd);
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	dxg_softgpu_remove(&self->gpu);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
	dxg_set_parameter("windows_rules", self->old_rules);
}

/* A complete call; @memory is an address or a descriptor. */
static struct create *standard_init(standard_data *self, uint32_t flags, uint64_t memory)
{
	struct create *create = &self->create;

	create_init(create, self->device);
	create->info.private_driver_data = 0;
	create->info.private_driver_data_size = 0;
	create->info.system_mem = memory;
	create->standard.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
	create->standard.existing_heap_data.size = SIZE;
	create->args.standard_allocation = (uintptr_t)&create->standard;
	create->args.flags = flags;
	return create;
}

static int standard_create(standard_data *self, uint32_t flags, uint64_t memory)
{
	return create_call(self->fd, standard_init(self, flags, memory));
}

static struct create *heap_init(standard_data *self)
{
	return standard_init(self, HEAP, (uintptr_t)self->memory);
}

static int memfd(off_t size, unsigned int seals)
{
	int fd = memfd_create("section", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0 || ftruncate(fd, size) || fcntl(fd, F_ADD_SEALS, seals))
		return -1;
	return fd;
}

/* The pages are pinned; the client's and the allocation's bytes are the same. */
TEST_F(standard, is_the_callers_memory)
{
	uint8_t *p;

	memset(self->memory, 0x5a, SIZE);
	ASSERT_EQ(0, create_call(self->fd, heap_init(self)));
	EXPECT_EQ(SIZE / PAGE, dxg_count(DXG_COUNT_PINNED_PAGES));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->create.info.allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
	memset(p, 0xa5, SIZE);
	EXPECT_TRUE(mem_is(self->memory, 0xa5, SIZE));
	/* Contents of existing memory aren't zeroed, and the flag that would say so is clear. */
	EXPECT_EQ(HEAP, self->create.args.flags);

	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, self->create.args.resource));
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
	EXPECT_TRUE(mem_is(self->memory, 0xa5, SIZE));
}

TEST_F(standard, is_the_callers_memory_file)
{
	int section = memfd(SIZE, F_SEAL_SHRINK);
	uint8_t *file = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, section, 0), *p;

	ASSERT_NE(MAP_FAILED, file);
	memset(file, 0x5a, SIZE);
	ASSERT_EQ(0, standard_create(self, SECTION, section));
	/* Its pages may be swapped. */
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
	/* The allocation has the file, not the descriptor. */
	EXPECT_EQ(0, close(section));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->create.info.allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
	memset(p, 0xa5, SIZE);
	EXPECT_TRUE(mem_is(file, 0xa5, SIZE));
	EXPECT_EQ(SECTION, self->create.args.flags);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, self->create.args.resource));
	EXPECT_TRUE(mem_is(file, 0xa5, SIZE));
}

/* The first argument limitation of D3DKMTCreateAllocation's page, and so on. */
TEST_F(standard, limit_1_existing_memory_and_standard_need_each_other)
{
	static const uint32_t flags[] = {
		HEAP & ~FLAG(STANDARD_ALLOCATION), SECTION & ~FLAG(STANDARD_ALLOCATION),
		HEAP & ~FLAG(EXISTING_SYS_MEM), FLAG(STANDARD_ALLOCATION),
		FLAG(EXISTING_SYS_MEM), FLAG(EXISTING_SECTION),
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(flags); i++)
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  standard_create(self, flags[i], (uintptr_t)self->memory));
}

TEST_F(standard, limit_2_one_allocation)
{
	static const uint32_t counts[] = { 0, 2, 1024, 1025, ~0u };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		heap_init(self)->args.num_allocations = counts[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	}
}

TEST_F(standard, limit_3_one_kind_of_existing_memory)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, HEAP | SECTION, (uintptr_t)self->memory));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, HEAP | SECTION, memfd(SIZE, F_SEAL_SHRINK)));
}

/* Where the rules differ: Windows wants neither flag. */
TEST_F(standard, limit_4_shared_and_cross_adapter)
{
	const int status = variant->windows_rules == 'Y' ? 0 : STATUS_INVALID_PARAMETER;
	const uint32_t plain = FLAG(STANDARD_ALLOCATION) | FLAG(EXISTING_SYS_MEM);
	static const uint32_t flags[] = {
		0, FLAG(CREATE_RESOURCE), SHARE_FLAGS, SHARE_NT_FLAGS,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		EXPECT_EQ(status, standard_create(self, plain | flags[i],
						  (uintptr_t)self->memory)) {
			TH_LOG("flags %#x", plain | flags[i]);
		}
	}
	/* CrossAdapter needs CreateShared under either. */
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, plain | FLAG(CROSS_ADAPTER), (uintptr_t)self->memory));
	EXPECT_EQ(0, standard_create(self, HEAP, (uintptr_t)self->memory));
	EXPECT_EQ(0, standard_create(self, HEAP | FLAG(NT_SECURITY_SHARING),
				     (uintptr_t)self->memory));
	EXPECT_EQ(0, self->create.args.global_share);
}

TEST_F(standard, limit_5_not_against_a_resource)
{
	uint32_t resource;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, NULL, 0));
	heap_init(self)->args.resource = resource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	self->create.args.flags = FLAG(STANDARD_ALLOCATION) | FLAG(EXISTING_SYS_MEM);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	standard_init(self, SECTION, memfd(SIZE, F_SEAL_SHRINK))->args.resource = resource;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
}

/* Whole pages only. */
TEST_F(standard, alignment_and_size)
{
	static const uint64_t sizes[] = { 0, 1, PAGE - 1, PAGE + 1, SIZE + 1, SIZE + PAGE,
					  1ull << 63, ~0ull, -(uint64_t)PAGE };
	static const uint32_t offsets[] = { 1, 8, 512, PAGE - 1 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		heap_init(self)->standard.existing_heap_data.size = sizes[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create)) {
			TH_LOG("size %#llx", (unsigned long long)sizes[i]);
		}
	}
	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		heap_init(self)->info.system_mem += offsets[i];
		self->create.standard.existing_heap_data.size = PAGE;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER, standard_create(self, HEAP, 0));
	heap_init(self)->standard.existing_heap_data.size = PAGE;
	EXPECT_EQ(0, create_call(self->fd, &self->create));
	EXPECT_EQ(1, dxg_count(DXG_COUNT_PINNED_PAGES));
}

TEST_F(standard, what_describes_it)
{
	static const uint32_t types[] = { 0, 2, 3, ~0u };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		heap_init(self)->standard.type = types[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	}
	heap_init(self)->standard.flags = 1u << 31;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	heap_init(self)->args.standard_allocation = 0;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
	for (i = 0; i < mem_num_bad; i++) {
		if (!mem_bad[i])
			continue;
		heap_init(self)->args.standard_allocation = mem_bad[i];
		EXPECT_EQ(-EFAULT, create_call(self->fd, &self->create));
	}
}

/* The element's private data aren't for the miniport, which describes the surface itself. */
TEST_F(standard, private_data)
{
	uint8_t data[6] = { 1, 2, 3, 4, 5, 6 };

	heap_init(self)->info.private_driver_data = (uintptr_t)data;
	self->create.info.private_driver_data_size = sizeof(data);
	EXPECT_EQ(0, create_call(self->fd, &self->create));
	EXPECT_EQ(6, self->create.info.private_driver_data_size);
	EXPECT_EQ(1, data[0]);
	EXPECT_EQ(6, data[5]);
	/* The union holds the description, so the call has none beside it. */
	heap_init(self)->args.private_driver_data_size = sizeof(self->create.standard);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &self->create));
}

/* A file that could become shorter would leave the allocation without memory. */
TEST_F(standard, section_must_not_shrink)
{
	EXPECT_EQ(STATUS_INVALID_PARAMETER, standard_create(self, SECTION, memfd(SIZE, 0)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, SECTION, memfd(SIZE, F_SEAL_GROW)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, SECTION, memfd(SIZE - PAGE, F_SEAL_SHRINK)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, SECTION, memfd(SIZE - 1, F_SEAL_SHRINK)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, SECTION, memfd(0, F_SEAL_SHRINK)));
	EXPECT_EQ(0, standard_create(self, SECTION, memfd(SIZE, F_SEAL_SHRINK)));
	EXPECT_EQ(0, standard_create(self, SECTION, memfd(2 * SIZE, F_SEAL_SHRINK | F_SEAL_GROW)));
	EXPECT_EQ(0, standard_create(self, SECTION,
				     memfd(SIZE, F_SEAL_SHRINK | F_SEAL_SEAL)));
}

/* What nobody may write needs ReadOnly. */
TEST_F(standard, section_that_may_only_be_read)
{
	static const unsigned int seals[] = { F_SEAL_WRITE, F_SEAL_FUTURE_WRITE };
	char path[32];
	int section, read_only;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(seals); i++) {
		section = memfd(SIZE, F_SEAL_SHRINK | seals[i]);
		ASSERT_LE(0, section);
		EXPECT_EQ(STATUS_INVALID_PARAMETER, standard_create(self, SECTION, section));
		EXPECT_EQ(0, standard_create(self, SECTION | FLAG(READ_ONLY), section));
	}
	section = memfd(SIZE, F_SEAL_SHRINK);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", section);
	read_only = open(path, O_RDONLY | O_CLOEXEC);
	ASSERT_LE(0, read_only);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, standard_create(self, SECTION, read_only));
	EXPECT_EQ(0, standard_create(self, SECTION | FLAG(READ_ONLY), read_only));
}

TEST_F(standard, section_of_another_kind)
{
	const uint64_t bad[] = { 1000, -1ull, 1ull << 31, 1ull << 32 | self->fd, self->fd,
				 open("/dev/null", O_RDWR), open("/proc/self/maps", O_RDONLY),
				 dxg_event() };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		EXPECT_EQ(STATUS_INVALID_HANDLE, standard_create(self, SECTION, bad[i])) {
			TH_LOG("descriptor %lld", (long long)bad[i]);
		}
	}
	/* A pointer is no descriptor, and a descriptor no pointer. */
	EXPECT_EQ(STATUS_INVALID_HANDLE, standard_create(self, SECTION, (uintptr_t)self->memory));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, HEAP, memfd(SIZE, F_SEAL_SHRINK)));
}

/* Memory that may only be read needs ReadOnly as well. */
TEST_F(standard, memory_that_may_only_be_read)
{
	ASSERT_EQ(0, mprotect(self->memory, SIZE, PROT_READ));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, heap_init(self)));
	EXPECT_EQ(0, standard_create(self, HEAP | FLAG(READ_ONLY), (uintptr_t)self->memory));
	ASSERT_EQ(0, mprotect(self->memory, SIZE, PROT_NONE));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  standard_create(self, HEAP | FLAG(READ_ONLY), (uintptr_t)self->memory));
}

/* The pages outlive their mapping, and the mapping's place may be used again. */
TEST_F(standard, memory_outlives_its_mapping)
{
	uint8_t *p;

	memset(self->memory, 0x5a, SIZE);
	ASSERT_EQ(0, create_call(self->fd, heap_init(self)));
	ASSERT_EQ(0, munmap(self->memory, SIZE));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, self->create.info.allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
}

/* The miniport isn't told of it; the size is the standard allocation's. */
TEST_F(standard, no_kmd_access)
{
	struct dxg_gpu_stats stats;

	ASSERT_EQ(0, standard_create(self, HEAP | FLAG(NO_KMD_ACCESS), (uintptr_t)self->memory));
	ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
	EXPECT_EQ(0, stats.allocations);
	EXPECT_EQ(0, stats.opens);
	EXPECT_EQ(SIZE / PAGE, dxg_count(DXG_COUNT_PINNED_PAGES));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, self->create.args.resource));
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
}

/* The miniport described nothing, so there are no private data, which WSL can not share at once. */
TEST_F(standard, wsl_b_share_without_private_data)
{
	struct d3dddi_openallocationinfo2 info = { .private_driver_data = POISON64 };
	struct d3dkmt_openresourcefromnthandle open = {
		.device = self->device,
		.num_allocations = 1,
		.open_allocation_info2 = (uintptr_t)&info,
	};
	uint8_t *p;
	int nt;

	ASSERT_EQ(0, standard_create(self, HEAP | SHARE_NT_FLAGS | FLAG(NO_KMD_ACCESS),
				     (uintptr_t)self->memory));
	nt = share_fd(self->fd, self->create.args.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(0, share_query_nt(self->fd, self->device, nt));
	open.nt_handle = nt;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, &open));
	EXPECT_EQ(0, info.private_driver_data);
	EXPECT_EQ(0, info.private_driver_data_size);
	memset(self->memory, 0x5a, SIZE);
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, info.allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
	close(nt);
}

TEST_F(standard, miniport_fails)
{
	static const struct {
		const char *rule;
		int status;
	} table[] = {
		{ "get_standard_allocation_driver_data fail error=ENOMEM", STATUS_NO_MEMORY },
		{ "get_standard_allocation_driver_data fail n=2 error=EINVAL",
		  STATUS_INVALID_PARAMETER },
		{ "create_allocation fail error=ENOVIDEOMEMORY",
		  STATUS_GRAPHICS_NO_VIDEO_MEMORY },
		{ "open_allocation fail error=ENOMEM", STATUS_NO_MEMORY },
	};
	int section = memfd(SIZE, F_SEAL_SHRINK);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, table[i].rule));
		EXPECT_EQ(table[i].status, create_call(self->fd, heap_init(self)));
		EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, table[i].rule));
		EXPECT_EQ(table[i].status, standard_create(self, SECTION, section));
	}
}

/* Nothing may be smaller or larger than it is said to be. */
TEST_F(standard, larger_than_every_segment)
{
	int section = memfd(1ll << 30, F_SEAL_SHRINK);

	standard_init(self, SECTION, section)->standard.existing_heap_data.size = 1ull << 30;
	EXPECT_EQ(STATUS_GRAPHICS_NO_VIDEO_MEMORY, create_call(self->fd, &self->create));
}

TEST_F(standard, removed)
{
	ASSERT_EQ(0, create_call(self->fd, heap_init(self)));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, create_call(self->fd, heap_init(self)));
}

/* Others get it by its share, with the memory of the one who made it. */
TEST_F(standard, is_opened_by_others)
{
	uint32_t adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
	uint32_t device2 = dxg_create_device(self->fd, adapter);
	struct d3dkmt_queryresourceinfo query = { .device = device2 };
	struct d3dddi_openallocationinfo2 info = { };
	struct softgpu_allocation_desc desc;
	struct d3dkmt_openresource open = {
		.device = device2,
		.num_allocations = 1,
		.open_allocation_info2 = (uintptr_t)&info,
		.total_private_driver_data_buffer = (uintptr_t)&desc,
		.total_private_driver_data_buffer_size = sizeof(desc),
	};
	uint8_t *p;

	memset(self->memory, 0x5a, SIZE);
	ASSERT_EQ(0, create_call(self->fd, heap_init(self)));
	query.global_share = self->create.args.global_share;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_QUERY_RESOURCE_INFO, &query));
	EXPECT_EQ(sizeof(desc), query.total_private_driver_data_size);
	EXPECT_EQ(0, query.resource_private_driver_data_size);
	open.global_share = self->create.args.global_share;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_OPEN_RESOURCE, &open));
	EXPECT_EQ(SIZE, desc.total_size);
	EXPECT_EQ(SOFTGPU_KIND_RAW, desc.kind);
	/* The creator goes, the memory stays. */
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, self->create.args.resource));
	EXPECT_EQ(SIZE / PAGE, dxg_count(DXG_COUNT_PINNED_PAGES));
	ASSERT_EQ(0, dxg_lock(self->fd, device2, info.allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SIZE));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, device2, open.resource));
	EXPECT_EQ(0, dxg_count(DXG_COUNT_PINNED_PAGES));
}

TEST_HARNESS_MAIN
