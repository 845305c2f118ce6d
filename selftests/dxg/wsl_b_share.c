// SPDX-License-Identifier: GPL-2.0
/*
 * Sharing: how WSL's driver gets its counts and its answers wrong.
 * Documentation/wsl-differences.rst lists all such tests.
 */
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/resource.h>

#include "gpu_fixture.h"
#include "mem.h"
#include "process.h"
#include "share.h"

/*
 * A share that fails halfway: WSL's driver drops a count that it never took, and later shares of
 * the object lead nowhere.
 */
TEST_F(gpu, wsl_b_share_works_after_one_that_failed)
{
	uint32_t other = dxg_create_device(self->fd, self->adapter);
	struct d3dkmt_shareobjects args = {
		.object_count = 1,
		.desired_access = GENERIC_ALL,
	};
	struct share_open open;
	struct share share;
	int nt, i;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	args.object_handle_array = (uintptr_t)&share.resource;
	for (i = 0; i < 3; i++)
		EXPECT_EQ(-EFAULT, dxg_call(self->fd, D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, &args));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	EXPECT_EQ(0, share_open_nt(self->fd, other, nt, &open));
	EXPECT_EQ(0, close(nt));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, other, open.nt.resource));
}

/* In WSL that is STATUS_UNSUCCESSFUL, by way of an errno for owners of robust locks. */
TEST_F(gpu, wsl_b_no_descriptor_is_no_memory)
{
	struct rlimit limit, none;
	struct share share;
	int lowest = dup(0);

	close(lowest);
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	ASSERT_EQ(0, getrlimit(RLIMIT_NOFILE, &limit));
	none = limit;
	none.rlim_cur = lowest;
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &none));
	EXPECT_EQ(STATUS_NO_MEMORY, share_fd(self->fd, share.resource, GENERIC_ALL));
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &limit));
	EXPECT_EQ(1, dxg_count(DXG_COUNT_SHARES) - self->before.n[DXG_COUNT_SHARES]);
}

/*
 * The miniport has no memory when the resource is opened: WSL's driver says that an argument was
 * wrong, or that all went well.
 */
TEST_F(gpu, wsl_b_no_memory_is_no_wrong_argument)
{
	uint32_t other = dxg_create_device(self->fd, self->adapter);
	struct share_open open;
	struct share share;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "open_allocation fail error=ENOMEM"));
	EXPECT_EQ(STATUS_NO_MEMORY, share_open_nt(self->fd, other, nt, &open));
	EXPECT_EQ(POISON32, open.nt.resource);
	EXPECT_EQ(POISON32, open.infos[0].allocation);
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, NULL));
	EXPECT_EQ(0, share_open_nt(self->fd, other, nt, &open));
	close(nt);
}

/* Files of every kind in the place of an NT handle; WSL's driver believes some of them. */
TEST_F(gpu, wsl_b_other_files_are_no_nt_handles)
{
	int pipes[2], files[5];
	struct share_open opened;
	size_t i;

	ASSERT_EQ(0, pipe(pipes));
	files[0] = pipes[0];
	files[1] = eventfd(0, 0);
	files[2] = self->fd;
	files[3] = open("/dev/null", O_RDWR);
	files[4] = open("/", O_PATH);
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		ASSERT_LE(0, files[i]);
		EXPECT_EQ(STATUS_INVALID_HANDLE, share_query_nt(self->fd, self->device, files[i]));
		EXPECT_EQ(STATUS_INVALID_HANDLE,
			  share_open_nt(self->fd, self->device, files[i], &opened));
	}
}

TEST_HARNESS_MAIN
