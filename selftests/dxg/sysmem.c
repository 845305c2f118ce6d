// SPDX-License-Identifier: GPL-2.0
/*
 * Allocations in the caller's own memory, the form without a standard allocation: the pages stay
 * pinned as long as the allocation lives.
 */
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "create.h"
#include "gpu_fixture.h"
#include "mem.h"

#define PAGE 4096ul

static long pinned(void)
{
	struct dxg_counts counts;

	return dxg_counts_read(&counts) ? -1 : counts.n[DXG_COUNT_PINNED_PAGES];
}

static void init(struct create *create, uint32_t device, const void *memory, uint64_t size)
{
	create_init(create, device);
	create->desc.width = size;
	create->info.system_mem = (uintptr_t)memory;
}

/* Create over @memory; the handle, or the negative status. */
static int64_t pin(int fd, uint32_t device, const void *memory, uint64_t size, uint32_t flags)
{
	struct create create;
	int ret;

	init(&create, device, memory, size);
	create.args.flags = flags;
	ret = create_call(fd, &create);
	return ret ? ret : (int64_t)create.info.allocation;
}

/* The memory is taken: @pages are pinned, and no longer than the allocation lives. */
static void expect_pinned(struct __test_metadata *_metadata, gpu_data *self,
			  const void *memory, uint64_t size, uint32_t flags, long pages)
{
	int64_t allocation = pin(self->fd, self->device, memory, size, flags);

	EXPECT_LT(0, allocation);
	EXPECT_EQ(pages, pinned());
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(0, pinned());
}

static void expect_refused(struct __test_metadata *_metadata, gpu_data *self,
			   const void *memory, uint64_t size, uint32_t flags)
{
	struct dxg_counts before, after;

	EXPECT_EQ(0, dxg_counts_read(&before));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, pin(self->fd, self->device, memory, size, flags)) {
		TH_LOG("%p, %llu bytes", memory, (unsigned long long)size);
	}
	EXPECT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
}

TEST_F(gpu, pages)
{
	char *memory = mem_pages(64 * PAGE);

	expect_pinned(_metadata, self, memory, PAGE, 0, 1);
	expect_pinned(_metadata, self, memory, 64 * PAGE, 0, 64);
	/*
	 * Addresses and sizes that are no multiple of a page, like the pages' own examples have
	 * them.
	 */
	expect_pinned(_metadata, self, memory, 1, 0, 1);
	expect_pinned(_metadata, self, memory + PAGE - 1, 1, 0, 1);
	expect_pinned(_metadata, self, memory + PAGE - 1, 2, 0, 2);
	expect_pinned(_metadata, self, memory + 0x123, PAGE, 0, 2);
	expect_pinned(_metadata, self, memory + 8, 64 * PAGE - 8, 0, 64);
}

/* Ends: an allocation lies wholly inside one mapping. */
TEST_F(gpu, bounds)
{
	char *memory = mem_edge(4 * PAGE), *hole, *two;
	size_t i;

	expect_pinned(_metadata, self, memory, 4 * PAGE, 0, 4);
	expect_refused(_metadata, self, memory, 4 * PAGE + 1, 0);
	expect_refused(_metadata, self, memory + 1, 4 * PAGE, 0);
	expect_refused(_metadata, self, memory - 1, PAGE, 0);
	expect_refused(_metadata, self, memory - PAGE, PAGE, 0);
	for (i = 1; i < mem_num_bad; i++) {
		struct create create;

		init(&create, self->device, NULL, PAGE);
		create.info.system_mem = mem_bad[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create)) {
			TH_LOG("at %llx", (unsigned long long)mem_bad[i]);
		}
	}

	hole = mem_pages(3 * PAGE);
	ASSERT_EQ(0, munmap(hole + PAGE, PAGE));
	expect_refused(_metadata, self, hole, 3 * PAGE, 0);
	/* Two mappings with nothing between them are still two. */
	two = mem_pages(2 * PAGE);
	ASSERT_EQ(0, munmap(two + PAGE, PAGE));
	ASSERT_EQ(two + PAGE, mmap(two + PAGE, PAGE, PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
	expect_refused(_metadata, self, two, 2 * PAGE, 0);
	EXPECT_EQ(0, pinned());
}

TEST_F(gpu, protection)
{
	uint32_t read_only = D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY;
	char *memory = mem_pages(4 * PAGE);

	memory[0] = 1;
	expect_pinned(_metadata, self, memory, 4 * PAGE, read_only, 4);
	ASSERT_TRUE(mem_protect(memory, 4 * PAGE, PROT_READ));
	expect_refused(_metadata, self, memory, 4 * PAGE, 0);
	expect_pinned(_metadata, self, memory, 4 * PAGE, read_only, 4);
	ASSERT_TRUE(mem_protect(memory, 4 * PAGE, PROT_NONE));
	expect_refused(_metadata, self, memory, 4 * PAGE, 0);
	expect_refused(_metadata, self, memory, 4 * PAGE, read_only);
}

/* The pages behind a private mapping of a file are the caller's own once they are pinned. */
TEST_F(gpu, private_file_mapping)
{
	int file = open("/proc/self/exe", O_RDONLY);
	char *memory = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);

	ASSERT_NE(MAP_FAILED, memory);
	expect_pinned(_metadata, self, memory, 2 * PAGE, 0, 2);
	expect_pinned(_metadata, self, memory, 2 * PAGE, D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY, 2);
	close(file);
}

TEST_F(gpu, shared_memory)
{
	int file = memfd_create("sysmem", 0);
	char *memory;

	memory = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, memory);
	expect_pinned(_metadata, self, memory, 4 * PAGE, 0, 4);

	ASSERT_EQ(0, ftruncate(file, 2 * PAGE));
	memory = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	ASSERT_NE(MAP_FAILED, memory);
	expect_pinned(_metadata, self, memory, 2 * PAGE, 0, 2);
	/* The mapping goes on behind the end of the file, its memory doesn't. */
	expect_refused(_metadata, self, memory, 3 * PAGE, 0);
	close(file);
}

/* A filesystem that isn't made of shared memory wants to see writes to its pages. */
TEST_F(gpu, shared_file_mapping)
{
	char dir[] = "/tmp/sysmemXXXXXX", path[64];
	char *memory;
	int file;

	ASSERT_NE(NULL, mkdtemp(dir));
	ASSERT_EQ(0, mount("none", dir, "ramfs", 0, NULL));
	snprintf(path, sizeof(path), "%s/file", dir);
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	EXPECT_LE(0, file);
	EXPECT_EQ(0, ftruncate(file, 2 * PAGE));
	memory = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	close(file);
	EXPECT_NE(MAP_FAILED, memory);
	if (memory != MAP_FAILED) {
		memory[0] = 1;
		expect_refused(_metadata, self, memory, 2 * PAGE, 0);
		expect_refused(_metadata, self, memory, 2 * PAGE,
			       D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY);
		munmap(memory, 2 * PAGE);
	}
	EXPECT_EQ(0, umount(dir));
	rmdir(dir);
}

/* Pages that are no memory of this process: the kernel's time page is a mapping of page frames. */
TEST_F(gpu, wsl_b_special_mapping)
{
	unsigned long start = 0;
	char line[256];
	FILE *maps = fopen("/proc/self/maps", "r");

	ASSERT_NE(NULL, maps);
	while (fgets(line, sizeof(line), maps)) {
		if (strstr(line, "[vvar]"))
			start = strtoul(line, NULL, 16);
	}
	fclose(maps);
	if (!start)
		SKIP(return, "no vvar page here");
	expect_refused(_metadata, self, (void *)start, PAGE,
		       D3DKMT_CREATEALLOCATIONFLAGS_READ_ONLY);
}

/* Of a list, those elements are pinned that have memory of the caller's. */
TEST_F(gpu, mixed_list)
{
	char *memory = mem_pages(4 * PAGE);
	struct softgpu_allocation_desc desc = dxg_raw(PAGE);
	struct d3dddi_allocationinfo2 infos[3];
	struct d3dkmt_createallocation args = {
		.device = self->device,
		.num_allocations = 3,
		.allocation_info2 = (uintptr_t)infos,
	};
	uint32_t which, i, handles[3];

	for (which = 0; which < 8; which++) {
		memset(infos, 0, sizeof(infos));
		for (i = 0; i < 3; i++) {
			infos[i].private_driver_data = (uintptr_t)&desc;
			infos[i].private_driver_data_size = sizeof(desc);
			if (which & 1 << i)
				infos[i].system_mem = (uintptr_t)memory + i * PAGE;
		}
		EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &args));
		EXPECT_EQ(__builtin_popcount(which), pinned());
		for (i = 0; i < 3; i++)
			handles[i] = infos[i].allocation;
		EXPECT_EQ(0, dxg_destroy_list(self->fd, self->device, handles, 3));
		EXPECT_EQ(0, pinned());
	}
	/* The last one's can't be pinned: the others are given back. */
	infos[2].system_mem = (uintptr_t)memory + 4 * PAGE - 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &args));
	EXPECT_EQ(0, pinned());
}

/* The same memory may back several allocations; each pins it. */
TEST_F(gpu, twice)
{
	char *memory = mem_pages(2 * PAGE);
	int64_t first = pin(self->fd, self->device, memory, 2 * PAGE, 0);
	int64_t second = pin(self->fd, self->device, memory, PAGE, 0);

	EXPECT_LT(0, first);
	EXPECT_LT(0, second);
	EXPECT_EQ(3, pinned());
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, first));
	EXPECT_EQ(1, pinned());
	EXPECT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_EQ(0, pinned());
}

/* Pins don't depend on the mapping, and end with the descriptor at the latest. */
TEST_F(gpu, outlives_its_mapping)
{
	char *memory = mem_pages(8 * PAGE);

	EXPECT_LT(0, pin(self->fd, self->device, memory, 8 * PAGE, 0));
	ASSERT_EQ(0, munmap(memory, 8 * PAGE));
	EXPECT_EQ(8, pinned());
	close(self->fd);
	EXPECT_EQ(0, pinned());
}

/* Failures after the pages were pinned give them back. */
TEST_F(gpu, undone)
{
	char *memory = mem_pages(8 * PAGE);
	struct d3dddi_allocationinfo2 *info;
	struct create create;

	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "open_allocation fail error=ENOMEM"));
	EXPECT_EQ(STATUS_NO_MEMORY, pin(self->fd, self->device, memory, 8 * PAGE, 0));
	EXPECT_EQ(0, pinned());
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));

	init(&create, self->device, memory, 8 * PAGE);
	info = mem_torn(&create.info, sizeof(*info));
	ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ));
	create.args.allocation_info2 = (uintptr_t)info;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
	EXPECT_EQ(0, pinned());
	expect_pinned(_metadata, self, memory, 8 * PAGE, 0, 8);
}

/* The form of D3DKMTCreateAllocation, with and without a resource. */
TEST_F(gpu, v1)
{
	char *memory = mem_pages(4 * PAGE);
	struct create create;
	int i;

	for (i = 0; i < 2; i++) {
		create_init_v1(&create, self->device);
		create.args.flags = i ? D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE : 0;
		create.desc.width = 3 * PAGE;
		create.info1.system_mem = (uintptr_t)memory + 64;
		EXPECT_EQ(0, create_call(self->fd, &create));
		EXPECT_EQ(4, pinned());
		EXPECT_EQ((uintptr_t)memory + 64, create.info1.system_mem);
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, create.info1.allocation));
		EXPECT_EQ(0, pinned());
	}
}

TEST_HARNESS_MAIN
