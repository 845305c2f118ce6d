// SPDX-License-Identifier: GPL-2.0
/*
 * Creating many allocations in one call: all or none.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

#define MAX 1024

FIXTURE(batch) {
	struct dxg_counts before;
	int fd;
	uint32_t adapter, device;
	struct softgpu_allocation_desc *descs;
	struct d3dddi_allocationinfo2 *infos;
	struct d3dkmt_createallocation args;
};

typedef FIXTURE_DATA(batch) batch_data;

FIXTURE_SETUP(batch)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_first_adapter(self->fd);
	self->device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device);
	/* Two pages and more of room behind the last element, for arrays that begin later. */
	self->descs = mem_pages((MAX + 1) * sizeof(*self->descs));
	self->infos = mem_pages((MAX + 1) * sizeof(*self->infos));
}

FIXTURE_TEARDOWN(batch)
{
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

static void fill(batch_data *self, uint32_t n)
{
	uint32_t i;

	for (i = 0; i <= MAX; i++) {
		self->descs[i] = dxg_raw(4096 + i);
		self->descs[i].total_size = POISON64;
		self->infos[i] = (struct d3dddi_allocationinfo2) {
			.allocation = POISON32,
			.private_driver_data = (uintptr_t)&self->descs[i],
			.private_driver_data_size = sizeof(self->descs[i]),
		};
	}
	self->args = (struct d3dkmt_createallocation) {
		.device = self->device,
		.global_share = POISON32,
		.num_allocations = n,
		.allocation_info2 = (uintptr_t)self->infos,
	};
}

static int call(batch_data *self)
{
	return dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &self->args);
}

/* Every element of user memory is as fill() left it. */
static bool untouched(batch_data *self)
{
	uint32_t i;

	for (i = 0; i <= MAX; i++) {
		if (self->infos[i].allocation != POISON32 ||
		    self->descs[i].total_size != POISON64)
			return false;
	}
	return self->args.global_share == POISON32 && !self->args.resource;
}

/* Handles follow each other in the order of the array, and each element got its own answer. */
static void check_created(struct __test_metadata *_metadata, batch_data *self,
			  uint32_t first, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		ASSERT_EQ(first + i * 0x40, self->infos[i].allocation);
		ASSERT_EQ(4096 + i, self->descs[i].total_size);
	}
	for (; i <= MAX; i++) {
		ASSERT_EQ(POISON32, self->infos[i].allocation);
		ASSERT_EQ(POISON64, self->descs[i].total_size);
	}
}

TEST_F(batch, sizes_of_batches)
{
	static const uint32_t sizes[] = { 1, 2, 31, 32, 33, 511, 512, 1023, MAX };
	uint32_t next = self->device + 0x40, handles[MAX], i, n;
	struct dxg_counts before, after;
	size_t k;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (k = 0; k < ARRAY_SIZE(sizes); k++) {
		n = sizes[k];
		fill(self, n);
		ASSERT_EQ(0, call(self));
		check_created(_metadata, self, next, n);
		next += n * 0x40;
		ASSERT_EQ(0, dxg_counts_read(&after));
		EXPECT_EQ(before.n[DXG_COUNT_ALLOCATIONS] + n, after.n[DXG_COUNT_ALLOCATIONS]);
		for (i = 0; i < n; i++)
			handles[i] = self->infos[i].allocation;
		ASSERT_EQ(0, dxg_destroy_list(self->fd, self->device, handles, n));
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
}

TEST_F(batch, one_too_many)
{
	fill(self, MAX + 1);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, call(self));
	EXPECT_TRUE(untouched(self));
	self->args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, call(self));
	EXPECT_TRUE(untouched(self));
}

TEST_F(batch, in_a_resource)
{
	fill(self, MAX);
	self->args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
	ASSERT_EQ(0, call(self));
	EXPECT_EQ(self->device + 0x40, self->args.resource);
	check_created(_metadata, self, self->device + 0x80, MAX);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, self->args.resource));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_destroy(self->fd, self->device, self->infos[MAX - 1].allocation));
}

/*
 * One element in the middle that the miniport, or a rule, refuses: none is created, nothing
 * written.
 */
TEST_F(batch, one_bad_element)
{
	static const uint32_t where[] = { 0, 1, 500, MAX - 1 };
	struct dxg_counts before, after;
	unsigned int i, how;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(where); i++) {
		for (how = 0; how < 6; how++) {
			int status = STATUS_INVALID_PARAMETER;

			fill(self, MAX);
			switch (how) {
			case 0:
				self->descs[where[i]].magic = 0;
				break;
			case 1:
				self->infos[where[i]].flags = 8;
				break;
			case 2:
				self->infos[where[i]].reserved[4] = 1;
				break;
			case 3:
				self->infos[where[i]].private_driver_data_size = 0;
				break;
			case 4:
				self->infos[where[i]].private_driver_data = mem_bad[4];
				status = -EFAULT;
				break;
			case 5:
				/* fits no segment: known only after the miniport has made it */
				self->descs[where[i]].width = 1ull << 30;
				status = STATUS_GRAPHICS_NO_VIDEO_MEMORY;
				break;
			}
			EXPECT_EQ(status, call(self)) {
				TH_LOG("element %u, case %u", where[i], how);
			}
			EXPECT_TRUE(untouched(self)) {
				TH_LOG("element %u, case %u", where[i], how);
			}
		}
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	/* No handle was consumed. */
	fill(self, 1);
	EXPECT_EQ(0, call(self));
	EXPECT_EQ(self->device + 0x40, self->infos[0].allocation);
}

/* After a failure that came when handles had been written, nobody finds one. */
static void expect_undone(struct __test_metadata *_metadata, batch_data *self,
			  const struct dxg_counts *before, uint32_t n)
{
	struct dxg_counts after;
	uint32_t i, handle;

	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(before, &after, sizeof(after)));
	EXPECT_EQ(0, self->args.resource);
	for (i = 0; i < n; i++) {
		handle = self->infos[i].allocation;
		ASSERT_TRUE(!handle || handle == POISON32) {
			TH_LOG("element %u has %#x", i, handle);
		}
	}
	for (i = 0; i <= n; i++)
		ASSERT_EQ(STATUS_INVALID_PARAMETER,
			  dxg_destroy(self->fd, self->device, self->device + 0x40 * (i + 1)));
}

/*
 * The page with the 500th element can't be written, or its private data can't. WSL's driver leaves
 * the handles of dead allocations in user memory, and its rollback mixes up two indices.
 */
TEST_F(batch, wsl_b_fault_in_the_middle)
{
	struct dxg_counts before;
	unsigned int how;
	void *bad;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (how = 0; how < 4; how++) {
		fill(self, MAX);
		if (how & 2)
			self->args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
		bad = how & 1 ? (void *)&self->descs[500] : (void *)&self->infos[500];
		ASSERT_TRUE(mem_protect(bad, 1, PROT_READ));
		EXPECT_EQ(-EFAULT, call(self));
		expect_undone(_metadata, self, &before, MAX);
		/* What came before the fault was written, and has been taken back. */
		EXPECT_EQ(0, self->infos[0].allocation);
		EXPECT_EQ(0, self->infos[400].allocation);
		ASSERT_TRUE(mem_protect(bad, 1, PROT_READ | PROT_WRITE));
	}
	fill(self, 1);
	EXPECT_EQ(0, call(self));
	EXPECT_EQ(self->device + 0x40, self->infos[0].allocation);
}

/* The array ends in the middle of its last element, or at its end. */
TEST_F(batch, array_at_the_end_of_memory)
{
	size_t size = MAX * sizeof(*self->infos);
	struct d3dddi_allocationinfo2 *infos;

	fill(self, MAX);
	infos = mem_torn(self->infos, size - 1);
	self->args.allocation_info2 = (uintptr_t)infos;
	EXPECT_EQ(-EFAULT, call(self));
	EXPECT_EQ(0, memcmp(infos, self->infos, size - 1));
	EXPECT_TRUE(untouched(self));
	infos = mem_torn(self->infos, size);
	self->args.allocation_info2 = (uintptr_t)infos;
	EXPECT_EQ(0, call(self));
	EXPECT_EQ(self->device + 0x40 * MAX, infos[MAX - 1].allocation);
}

/* Two elements may have the same private data: each is answered, the last one stays. */
TEST_F(batch, shared_private_data)
{
	fill(self, 2);
	self->infos[1].private_driver_data = self->infos[0].private_driver_data;
	EXPECT_EQ(0, call(self));
	EXPECT_EQ(4096, self->descs[0].total_size);
	EXPECT_EQ(POISON64, self->descs[1].total_size);
	EXPECT_EQ(self->infos[0].allocation + 0x40, self->infos[1].allocation);
}

TEST_HARNESS_MAIN
