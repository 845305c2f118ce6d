// SPDX-License-Identifier: GPL-2.0
/*
 * Calls, what they say, and what WSL lacks. Documentation/wsl-differences.rst lists all such tests.
 */
#include "create.h"
#include "gpu_fixture.h"
#include "kmsg.h"
#include "lock.h"
#include "mem.h"
#include "share.h"

/*
 * Calls with which WSL's driver does harm, and which need a GPU that executes commands. There is
 * none, so they aren't carried out, whatever their handles are.
 */
static const unsigned int need_a_gpu[] = {
	D3DKMT_IOC_CREATE_HW_QUEUE,			/* loses a fault */
	D3DKMT_IOC_FLUSH_HEAP_TRANSITIONS,		/* tells the host's handle */
	D3DKMT_IOC_INVALIDATE_CACHE,			/* takes no lock of the adapter */
	D3DKMT_IOC_SIGNAL_SYNCHRONIZATION_OBJECT_FROM_GPU2,	/* unchecked count */
	D3DKMT_IOC_SUBMIT_SIGNAL_SYNC_OBJECTS_TO_HW_QUEUE,	/* reads a handle twice */
	D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT2,	/* reads beyond its struct */
	D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_GPU,	/* the same */
	D3DKMT_IOC_SUBMIT_COMMAND,			/* loses its error */
	D3DKMT_IOC_CREATE_SYNC_FILE,			/* takes any handle for a fence */
};

TEST_F(gpu, wsl_b_calls_that_need_a_gpu_do_nothing)
{
	uint32_t args[256], copy[256];
	const uint32_t handles[] = { 0, self->adapter, self->device, ~0u };
	struct dxg_counts before, after;
	size_t i, j, k;

	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < ARRAY_SIZE(need_a_gpu); i++) {
		for (j = 0; j < ARRAY_SIZE(handles); j++) {
			for (k = 0; k < ARRAY_SIZE(args); k++)
				args[k] = handles[j];
			memcpy(copy, args, sizeof(args));
			EXPECT_EQ(STATUS_NOT_SUPPORTED, dxg_call(self->fd, need_a_gpu[i], args)) {
				TH_LOG("nr 0x%02x", (int)_IOC_NR(need_a_gpu[i]));
			}
			EXPECT_EQ(0, memcmp(copy, args, sizeof(args)));
		}
	}
	ASSERT_EQ(0, dxg_counts_read(&after));
	EXPECT_EQ(0, memcmp(&before, &after, sizeof(after)));
}

/* Later WSL drivers have more numbers; their first answer to a fault is a positive number. */
TEST_F(gpu, wsl_b_later_numbers_are_no_calls)
{
	char args[128] = { };
	unsigned int nr, size;

	for (nr = 0x46; nr < 0x80; nr++) {
		for (size = 4; size <= sizeof(args); size += 4) {
			EXPECT_EQ(-ENOTTY, dxg_call(self->fd, _IOC(3, 'G', nr, size), args));
			EXPECT_EQ(-ENOTTY, dxg_call(self->fd, _IOC(3, 'G', nr, size), NULL));
		}
	}
}

/* Failures of each kind that a program can bring about. */
static void fail_in_every_way(gpu_data *self)
{
	struct create create;
	uint32_t allocation;
	void *p;

	dxg_create_raw(self->fd, self->device, 1ull << 40, &allocation);
	dxg_create_raw(self->fd, self->device, 0, &allocation);
	dxg_create_raw(self->fd, self->adapter, 4096, &allocation);
	create_init(&create, self->device);
	create.info.system_mem = 0x1000;
	create_call(self->fd, &create);
	create_init(&create, self->device);
	create.info.private_driver_data = 1;
	create_call(self->fd, &create);
	dxg_lock(self->fd, self->device, self->device, &p);
	dxg_unlock(self->fd, self->device, 0x40000000);
	dxg_destroy(self->fd, self->device, ~0u);
	dxg_destroy_device(self->fd, 0);
	dxg_close_adapter(self->fd, self->device);
	dxg_adapter_by_luid(self->fd, ~0ull);
	dxg_escape_info(self->fd, 0, 0);
	share_fd(self->fd, self->device, GENERIC_ALL);
	share_query_nt(self->fd, self->device, 0);
	share_query_global(self->fd, self->device, 2);
}

/* WSL's log is full of errors of programs, which are taken for the cause of other things. */
TEST_F(gpu, wsl_b_errors_of_programs_print_nothing)
{
	static const char *const rules[] = {
		"create_allocation fail error=ENOMEM", "open_allocation fail error=EINVAL",
		"create_allocation fail error=ENOVIDEOMEMORY",
	};
	int kmsg = dxg_kmsg_open();
	char line[256];
	size_t i;

	ASSERT_LE(0, kmsg);
	fail_in_every_way(self);
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i]));
		fail_in_every_way(self);
	}
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	fail_in_every_way(self);
	EXPECT_EQ(0, dxg_kmsg_lines(kmsg, line, sizeof(line))) {
		TH_LOG("%s", line);
	}
	close(kmsg);
}

/* What is printed, a miniport's fault, can't be made to fill the log. */
TEST_F(gpu, wsl_b_the_log_is_limited)
{
	enum { FAULTS = 300 };
	int kmsg = dxg_kmsg_open(), lines, i;
	uint32_t allocation;
	char line[256];

	ASSERT_LE(0, kmsg);
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "create_allocation fail error=1"));
	for (i = 0; i < FAULTS; i++)
		ASSERT_EQ(STATUS_GRAPHICS_ALLOCATION_INVALID,
			  dxg_create_raw(self->fd, self->device, 4096, &allocation));
	lines = dxg_kmsg_lines(kmsg, line, sizeof(line));
	EXPECT_LT(0, lines);
	EXPECT_GT(FAULTS, lines);
	close(kmsg);
}

/* D3DKMTCreateAllocation, which WSL has not, beside D3DKMTCreateAllocation2. */
TEST_F(gpu, wsl_b_first_form_of_create)
{
	struct create create;

	create_init_v1(&create, self->device);
	EXPECT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(self->device + 0x40, create.info1.allocation);
	EXPECT_EQ(4096, create.desc.total_size);
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, create.info1.allocation));
}

/* Global handles, which name nothing in WSL. */
TEST_F(gpu, wsl_b_global_handles)
{
	uint32_t other = dxg_create_device(self->fd, self->adapter);
	struct share_open open;
	struct share share;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_FLAGS, &share));
	EXPECT_NE(0, share.global_share);
	EXPECT_EQ(0, share_query_global(self->fd, other, share.global_share));
	EXPECT_EQ(0, share_open_global(self->fd, other, share.global_share, &open));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, other, open.global.resource));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  share_query_global(self->fd, other, share.global_share));
}

/* The CPU reads and writes what the miniport wants in video memory. */
TEST_F(gpu, wsl_b_cpu_maps_video_memory)
{
	struct create create;
	uint32_t allocation;
	char *p;

	create_init(&create, self->device);
	create.desc.width = 1 << 20;
	create.desc.cpu_access = SOFTGPU_CPU_ACCESS_WRITE;
	ASSERT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(1, create.desc.preferred_segment);
	allocation = create.info.allocation;
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, allocation, &p));
	memset(p, POISON, 1 << 20);
	EXPECT_TRUE(mem_is(p, POISON, 1 << 20));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, allocation));
}

TEST_HARNESS_MAIN
