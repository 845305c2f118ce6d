// SPDX-License-Identifier: GPL-2.0
/*
 * Which commands there are: the whole word counts, everything else is ENOTTY.
 */
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>

#include "commands.h"
#include "fixture.h"
#include "kmsg.h"

/* Calls that are carried out. */
static const unsigned int implemented[] = {
	D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, D3DKMT_IOC_CREATE_DEVICE,
	D3DKMT_IOC_CREATE_ALLOCATION2, D3DKMT_IOC_QUERY_ADAPTER_INFO,
	D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, D3DKMT_IOC_ESCAPE, D3DKMT_IOC_GET_DEVICE_STATE,
	D3DKMT_IOC_DESTROY_ALLOCATION2, D3DKMT_IOC_ENUM_ADAPTERS2, D3DKMT_IOC_CLOSE_ADAPTER,
	D3DKMT_IOC_DESTROY_DEVICE, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, D3DKMT_IOC_ENUM_ADAPTERS3,
	D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, D3DKMT_IOC_OPEN_RESOURCE,
	D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, D3DKMT_IOC_QUERY_RESOURCE_INFO,
	D3DKMT_IOC_SET_ALLOCATION_PRIORITY, D3DKMT_IOC_GET_ALLOCATION_PRIORITY,
	D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE,
	D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, D3DKMT_IOC_CREATE_ALLOCATION,
	D3DKMT_IOC_LOCK2, D3DKMT_IOC_LOCK2_AT, D3DKMT_IOC_UNLOCK2,
	D3DKMT_IOC_GET_WRITE_WATCH, D3DKMT_IOC_CREATE_PAGING_QUEUE,
	D3DKMT_IOC_DESTROY_PAGING_QUEUE, D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
	D3DKMT_IOC_MAKE_RESIDENT, D3DKMT_IOC_EVICT, D3DKMT_IOC_OFFER_ALLOCATIONS,
	D3DKMT_IOC_RECLAIM_ALLOCATIONS2, D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY,
	D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, D3DKMT_IOC_QUERY_STATISTICS,
};

/* The others answer STATUS_NOT_SUPPORTED. */
static bool is_implemented(unsigned int cmd)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(implemented); i++) {
		if (implemented[i] == cmd)
			return true;
	}
	return false;
}

/* Large enough for every argument struct. */
static char args[4096];

/* The numbers 0x01 to 0x45, one command each, and one of our own. */
TEST(table_is_complete)
{
	bool have[256] = { };
	unsigned int nr;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++) {
		EXPECT_FALSE(have[_IOC_NR(dxg_commands[i])]);
		have[_IOC_NR(dxg_commands[i])] = true;
	}
	for (nr = 0; nr < ARRAY_SIZE(have); nr++)
		EXPECT_EQ((nr >= 0x01 && nr <= 0x45) || (nr >= 0x80 && nr <= 0x82), have[nr]);
}

TEST_F(dxg, not_supported)
{
	char untouched[sizeof(args)];
	size_t i, calls = 0;

	memset(args, 0xcd, sizeof(args));
	memcpy(untouched, args, sizeof(args));
	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++) {
		if (is_implemented(dxg_commands[i]))
			continue;
		EXPECT_EQ(STATUS_NOT_SUPPORTED, dxg_call(self->fd, dxg_commands[i], args)) {
			TH_LOG("nr 0x%02x", (int)_IOC_NR(dxg_commands[i]));
		}
		EXPECT_EQ(STATUS_NOT_SUPPORTED, dxg_call(self->fd, dxg_commands[i], NULL));
		calls++;
	}
	EXPECT_EQ(72 - ARRAY_SIZE(implemented), calls);
	EXPECT_EQ(0, memcmp(args, untouched, sizeof(args)));
}

/* Numbers that name no call, whatever the rest of the command says. */
TEST_F(dxg, unknown_numbers)
{
	bool known[256] = { };
	unsigned int nr, size;
	size_t i;

	memset(args, 0, sizeof(args));
	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++)
		known[_IOC_NR(dxg_commands[i])] = true;
	for (nr = 0; nr < ARRAY_SIZE(known); nr++) {
		for (size = 0; size <= 128 && !known[nr]; size += 4) {
			EXPECT_EQ(-ENOTTY, dxg_call(self->fd,
						    _IOC(_IOC_READ | _IOC_WRITE, 'G', nr, size),
						    args)) {
				TH_LOG("nr 0x%02x size %u", nr, size);
			}
			EXPECT_EQ(-ENOTTY, dxg_call(self->fd, _IOC(_IOC_NONE, 'G', nr, size),
						    args));
		}
	}
	/* An empty slot of the table must not match the empty command. */
	EXPECT_EQ(-ENOTTY, dxg_call(self->fd, 0, args));
	EXPECT_EQ(-ENOTTY, dxg_call(self->fd, 0xffffffff, args));
}

/* A number that names a call, with another size, direction or type. */
TEST_F(dxg, whole_command_counts)
{
	static const int size_diff[] = { -8, -4, -1, 1, 4, 8, 4096 };
	unsigned int cmd, size, dir, nr;
	size_t i, j;

	memset(args, 0, sizeof(args));
	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++) {
		nr = _IOC_NR(dxg_commands[i]);
		size = _IOC_SIZE(dxg_commands[i]);
		for (j = 0; j < ARRAY_SIZE(size_diff); j++) {
			cmd = _IOC(_IOC_READ | _IOC_WRITE, 'G', nr, size + size_diff[j]);
			EXPECT_EQ(-ENOTTY, dxg_call(self->fd, cmd, args)) {
				TH_LOG("nr 0x%02x size %u", nr, size + size_diff[j]);
			}
		}
		for (dir = 0; dir < 3; dir++)
			EXPECT_EQ(-ENOTTY, dxg_call(self->fd, _IOC(dir, 'G', nr, size), args));
		EXPECT_EQ(-ENOTTY, dxg_call(self->fd, _IOC(3, 'H', nr, size), args));
		EXPECT_EQ(-ENOTTY, dxg_call(self->fd, _IOC(3, 0, nr, size), args));
	}
}

/* libdxg opens the node for reading; the mode is no permission. */
TEST_F(dxg, read_only_descriptor_is_enough)
{
	int fd = open(dxg_node(), O_RDONLY | O_CLOEXEC);
	uint32_t adapter, device, allocation;

	ASSERT_LE(0, fd);
	adapter = dxg_first_adapter(fd);
	EXPECT_NE(0, adapter);
	device = dxg_create_device(fd, adapter);
	EXPECT_NE(0, device);
	EXPECT_EQ(0, dxg_create_raw(fd, device, 4096, &allocation));
	close(fd);
}

/* There is nothing but ioctl. */
TEST_F(dxg, no_other_file_operations)
{
	struct pollfd poll_fd = { .fd = self->fd, .events = POLLIN | POLLOUT };
	char byte = 0;

	EXPECT_EQ(-1, read(self->fd, &byte, 1));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ(-1, write(self->fd, &byte, 1));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ(-1, lseek(self->fd, 0, SEEK_SET));
	EXPECT_EQ(ESPIPE, errno);
	EXPECT_EQ(MAP_FAILED, mmap(NULL, 4096, PROT_READ, MAP_SHARED, self->fd, 0));
	EXPECT_EQ(ENODEV, errno);
	/* A file without a poll operation is always ready. */
	EXPECT_EQ(1, poll(&poll_fd, 1, 0));
}

/* WSL's driver logs every error of a client. */
TEST_F(dxg, wsl_b_bad_commands_print_nothing)
{
	int kmsg = dxg_kmsg_open();
	char line[256];
	size_t i;

	ASSERT_LE(0, kmsg);
	memset(args, 0xff, sizeof(args));
	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++) {
		EXPECT_GT(0, dxg_call(self->fd, dxg_commands[i], args));
		EXPECT_GT(0, dxg_call(self->fd, dxg_commands[i], NULL));
		EXPECT_GT(0, dxg_call(self->fd, dxg_commands[i] ^ _IOC(0, 0, 0, 4), args));
	}
	EXPECT_EQ(0, dxg_kmsg_lines(kmsg, line, sizeof(line))) {
		TH_LOG("%s", line);
	}
	close(kmsg);
}

TEST_HARNESS_MAIN
