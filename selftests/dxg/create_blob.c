// SPDX-License-Identifier: GPL-2.0
/*
 * Bounds of what a create call makes the kernel copy: 128 KiB for one buffer, 1 MiB for all.
 */
#include "create.h"
#include "fixture.h"
#include "mem.h"

#define MAX_BLOB	(128u << 10)
#define MAX_CALL	(1u << 20)

/* A call with @n allocations whose private data has @size bytes each. */
struct batch {
	struct d3dddi_allocationinfo2 infos[16];
	struct d3dkmt_createallocation args;
	unsigned char *blobs;
};

static void batch_init(struct batch *batch, uint32_t device, uint32_t n, uint32_t size)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	uint32_t i;

	memset(batch, 0, sizeof(*batch));
	batch->blobs = mem_edge((size_t)n * size);
	for (i = 0; i < n; i++) {
		memcpy(batch->blobs + (size_t)i * size, &desc, sizeof(desc));
		batch->infos[i].allocation = POISON32;
		batch->infos[i].private_driver_data = (uintptr_t)batch->blobs + (size_t)i * size;
		batch->infos[i].private_driver_data_size = size;
	}
	batch->args.device = device;
	batch->args.num_allocations = n;
	batch->args.allocation_info2 = (uintptr_t)batch->infos;
}

static int batch_call(int fd, struct batch *batch)
{
	return dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &batch->args);
}

TEST_F(dxg, one_blob)
{
	struct batch batch;

	batch_init(&batch, self->device, 1, MAX_BLOB);
	EXPECT_EQ(0, batch_call(self->fd, &batch));
	EXPECT_EQ(self->device + 0x40, batch.infos[0].allocation);
	batch_init(&batch, self->device, 1, MAX_BLOB + 1);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, batch_call(self->fd, &batch));
	EXPECT_EQ(POISON32, batch.infos[0].allocation);
	/* The last of several. */
	batch_init(&batch, self->device, 3, 256);
	batch.infos[2].private_driver_data_size = MAX_BLOB + 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, batch_call(self->fd, &batch));
}

TEST_F(dxg, sum_of_blobs)
{
	unsigned char *extra = mem_edge(MAX_BLOB);
	struct batch batch;

	batch_init(&batch, self->device, 8, MAX_BLOB);
	EXPECT_EQ(0, batch_call(self->fd, &batch));
	batch_init(&batch, self->device, 9, MAX_BLOB);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, batch_call(self->fd, &batch));

	/* The resource's and the runtime's data count, too. */
	batch_init(&batch, self->device, 8, MAX_BLOB);
	batch.args.private_driver_data = (uintptr_t)extra;
	batch.args.private_driver_data_size = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, batch_call(self->fd, &batch));
	batch.args.private_driver_data_size = 0;
	batch.args.private_runtime_data = (uintptr_t)extra;
	batch.args.private_runtime_data_size = 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, batch_call(self->fd, &batch));
	batch_init(&batch, self->device, 6, MAX_BLOB);
	batch.args.private_driver_data = (uintptr_t)extra;
	batch.args.private_driver_data_size = MAX_BLOB;
	batch.args.private_runtime_data = (uintptr_t)extra;
	batch.args.private_runtime_data_size = MAX_BLOB;
	EXPECT_EQ(0, batch_call(self->fd, &batch));
	batch_init(&batch, self->device, 7, MAX_BLOB);
	batch.args.private_driver_data = (uintptr_t)extra;
	batch.args.private_driver_data_size = MAX_BLOB;
	batch.args.private_runtime_data = (uintptr_t)extra;
	batch.args.private_runtime_data_size = MAX_BLOB;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, batch_call(self->fd, &batch));
}

/*
 * Sizes whose sum doesn't fit into 32 bits. WSL's driver allocates up to 4 GiB for a size of the
 * runtime's or the resource's data.
 */
TEST_F(dxg, wsl_b_unbounded_sizes)
{
	static const uint32_t sizes[] = { MAX_BLOB + 1, MAX_CALL, 0x7fffffff, 0x80000000,
					  0xfffffff8, 0xffffffff };
	uint32_t next = dxg_next_handle(self->fd, self->device);
	struct dxg_counts before, after;
	struct create create;
	size_t i;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		unsigned int which;

		for (which = 1; which < 8; which++) {
			create_init(&create, self->device);
			create.args.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE;
			if (which & 1) {
				create.args.private_runtime_data = (uintptr_t)&create.desc;
				create.args.private_runtime_data_size = sizes[i];
			}
			if (which & 2) {
				create.args.private_driver_data = (uintptr_t)&create.desc;
				create.args.private_driver_data_size = sizes[i];
			}
			if (which & 4)
				create.info.private_driver_data_size = sizes[i];
			EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create)) {
				TH_LOG("%u bytes, %u", sizes[i], which);
			}
			EXPECT_EQ(POISON32, create.info.allocation);
		}
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(before)));
	EXPECT_EQ(next + 0x40, dxg_next_handle(self->fd, self->device));
}

/* Bounds come before memory: data that isn't there is no reason to read or allocate beyond them. */
TEST_F(dxg, size_is_checked_before_address)
{
	struct create create;

	create_init(&create, self->device);
	create.info.private_driver_data = mem_bad[mem_num_bad - 1];
	create.info.private_driver_data_size = MAX_BLOB + 1;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	create.info.private_driver_data_size = MAX_BLOB;
	EXPECT_EQ(-EFAULT, create_call(self->fd, &create));
}

/* The address of no data is not looked at. */
TEST_F(dxg, empty_buffers)
{
	struct create create;
	size_t i;

	for (i = 0; i < mem_num_bad; i++) {
		create_init(&create, self->device);
		create.args.private_runtime_data = mem_bad[i];
		create.args.private_driver_data = mem_bad[i];
		EXPECT_EQ(0, create_call(self->fd, &create));
		/* softgpu needs to know what it shall create. */
		create_init(&create, self->device);
		create.info.private_driver_data = mem_bad[i];
		create.info.private_driver_data_size = 0;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, create_call(self->fd, &create));
	}
}

TEST_HARNESS_MAIN
