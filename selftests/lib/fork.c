// SPDX-License-Identifier: GPL-2.0
/*
 * The library after fork(): a child has a descriptor and handles of its own, and takes nothing from
 * its parent.
 */
#include <sys/wait.h>
#include <unistd.h>

#include "library.h"

/* Exit statuses of a child: 0 is good. */
static int work_in_child(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation)
{
	D3DKMT_HANDLE mine, other;

	/* What the parent's handles name, they name only there. */
	if (lib_destroy(device, allocation) != STATUS_INVALID_PARAMETER)
		return 1;
	if (lib_create(device, 4096, &other) != STATUS_INVALID_PARAMETER)
		return 2;
	mine = lib_create_device(lib_first_adapter());
	if (!mine)
		return 3;
	if (lib_create(mine, 4096, &other))
		return 4;
	return lib_destroy(mine, other) ? 5 : 0;
}

static int reap(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

TEST_F(lib, child_and_parent_work_on)
{
	D3DKMT_HANDLE allocation, after;
	pid_t pid;

	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &allocation));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(work_in_child(self->device, allocation));
	EXPECT_EQ(0, reap(pid));

	EXPECT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &after));
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(self->device, allocation));
	EXPECT_EQ(STATUS_SUCCESS, lib_destroy(self->device, after));
}

TEST_F(lib, grandchild_works_too)
{
	pid_t pid = fork();

	ASSERT_LE(0, pid);
	if (!pid) {
		pid = fork();
		if (!pid)
			_exit(work_in_child(self->device, self->adapter));
		_exit(pid < 0 ? 9 : reap(pid));
	}
	EXPECT_EQ(0, reap(pid));
}

/* A vfork child runs in its parent's memory: for the kernel it is the parent. */
TEST_F(lib, vfork_child_shares_the_parents_handles)
{
	static NTSTATUS status = STATUS_UNSUCCESSFUL;
	D3DKMT_HANDLE allocation;
	pid_t pid;

	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &allocation));
	pid = vfork();
	ASSERT_LE(0, pid);
	if (!pid) {
		status = lib_destroy(self->device, allocation);
		_exit(0);
	}
	EXPECT_EQ(0, reap(pid));
	EXPECT_EQ(STATUS_SUCCESS, status);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, lib_destroy(self->device, allocation));
}

TEST_HARNESS_MAIN
