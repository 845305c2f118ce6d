// SPDX-License-Identifier: GPL-2.0
/*
 * Which node the library opens: /dev/dxg, or what D3DKMT_DEVICE says, and what it does with an
 * application that takes its descriptor away.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "library.h"

#define NODE	"/dev/dxg-under-another-name"

/* The status of a library's first call, with D3DKMT_DEVICE set. */
static NTSTATUS first_call(const char *device)
{
	D3DKMT_ENUMADAPTERS2 args;

	memset(&args, 0, sizeof(args));
	D3DKMTCloseDxCoreDevice();
	setenv("D3DKMT_DEVICE", device, 1);
	return D3DKMTEnumAdapters2(&args);
}

FIXTURE(node) {
	struct dxg_counts before;
};

FIXTURE_SETUP(node)
{
	struct stat st;

	unsetenv("D3DKMT_DEVICE");
	if (stat("/dev/dxg", &st))
		SKIP(return, "the node has another name here");
	unlink(NODE);
	ASSERT_EQ(0, mknod(NODE, S_IFCHR | 0666, st.st_rdev));
	ASSERT_EQ(0, dxg_counts_read(&self->before));
}

FIXTURE_TEARDOWN(node)
{
	D3DKMTCloseDxCoreDevice();
	unlink(NODE);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

TEST_F(node, is_what_the_variable_says)
{
	EXPECT_EQ(STATUS_SUCCESS, first_call(NODE));
	EXPECT_EQ(STATUS_UNSUCCESSFUL, first_call("/dev/there-is-no-such-node"));
	EXPECT_EQ(STATUS_SUCCESS, first_call(""));
}

TEST_F(node, that_is_something_else_answers_no_call)
{
	EXPECT_FALSE(NT_SUCCESS(first_call("/dev/null")));
	EXPECT_FALSE(NT_SUCCESS(first_call("/")));
	EXPECT_EQ(STATUS_SUCCESS, first_call(NODE));
}

/* A mode without write permission is enough: the driver doesn't ask for it. */
TEST_F(node, may_be_read_only)
{
	pid_t pid;
	int status;

	ASSERT_EQ(0, chmod(NODE, 0444));
	pid = fork();
	ASSERT_LE(0, pid);
	if (!pid)
		_exit(setuid(65534) || first_call(NODE));
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
}

TEST_F(node, is_opened_again_when_its_descriptor_is_lost)
{
	struct dxg_counts now;
	int fd;

	ASSERT_NE(0, lib_first_adapter());
	/* A program that closes all that it doesn't know; the process keeps nothing open then. */
	for (fd = 3; fd < 64; fd++)
		close(fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
	EXPECT_NE(0, lib_first_adapter());
	ASSERT_EQ(0, dxg_counts_read(&now));
	EXPECT_EQ(self->before.n[DXG_COUNT_ADAPTER_OPENS] + 1, now.n[DXG_COUNT_ADAPTER_OPENS]);
}

TEST_F(node, is_left_alone_when_another_file_has_its_number)
{
	char byte;
	int fd, mine;

	ASSERT_NE(0, lib_first_adapter());
	for (fd = 3; fd < 64; fd++)
		close(fd);
	mine = open("/dev/zero", O_RDONLY);
	ASSERT_EQ(3, mine);
	EXPECT_NE(0, lib_first_adapter());
	D3DKMTCloseDxCoreDevice();
	EXPECT_EQ(1, read(mine, &byte, 1));
	close(mine);
}

TEST_HARNESS_MAIN
