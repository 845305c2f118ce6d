// SPDX-License-Identifier: GPL-2.0
/*
 * A descriptor that is passed to another process by a socket: useless there, but its close counts.
 */
#include <sys/mman.h>
#include <sys/socket.h>

#include "commands.h"
#include "fixture.h"
#include "process.h"

#define PATTERN 0x5a

/* What sender and receiver agree on. The receiver starts before the sender opens anything. */
struct receiver {
	int sock[2];
	int received;
	int close_now;
	int closed;
	int end_now;
	void *address;
	size_t size;
};

static bool every_command_is_enotty(int fd)
{
	uint64_t args[128] = { };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(dxg_commands); i++) {
		if (dxg_call(fd, dxg_commands[i], args) != -ENOTTY)
			return false;
	}
	return true;
}

static void receive(void *data)
{
	struct receiver *receiver = data;
	char *memory = NULL;
	size_t i;
	int fd;

	fd = dxg_recv_fd(receiver->sock[1]);
	dxg_check(fd >= 0);
	if (receiver->address) {
		memory = mmap(receiver->address, receiver->size, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
		dxg_check(memory == receiver->address);
		memset(memory, PATTERN, receiver->size);
	}
	dxg_check(every_command_is_enotty(fd));
	dxg_event_set(receiver->received);
	dxg_check(dxg_event_wait(receiver->close_now));
	dxg_check(!close(fd));
	for (i = 0; memory && i < receiver->size; i++)
		dxg_check(memory[i] == PATTERN);
	dxg_event_set(receiver->closed);
	dxg_check(dxg_event_wait(receiver->end_now));
}

static void receiver_init(struct receiver *receiver)
{
	memset(receiver, 0, sizeof(*receiver));
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, receiver->sock))
		abort();
	receiver->received = dxg_event();
	receiver->close_now = dxg_event();
	receiver->closed = dxg_event();
	receiver->end_now = dxg_event();
}

/* Descriptors of the test itself would be inherited, so there is no fixture that opens one. */
FIXTURE(passfd) {
	struct dxg_counts before;
	struct receiver receiver;
	int fd;
	uint32_t device;
	pid_t pid;
};

FIXTURE_SETUP(passfd)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	receiver_init(&self->receiver);
}

FIXTURE_TEARDOWN(passfd)
{
	dxg_event_set(self->receiver.close_now);
	dxg_event_set(self->receiver.end_now);
	EXPECT_TRUE(dxg_reap(self->pid));
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

typedef FIXTURE_DATA(passfd) passfd_data;

static bool open_device(passfd_data *self)
{
	self->fd = dxg_open();
	self->device = dxg_create_device(self->fd, dxg_first_adapter(self->fd));
	return self->device;
}

TEST_F(passfd, receiver_gets_enotty_and_sender_is_unaffected)
{
	struct dxg_counts open;
	uint32_t allocation;

	self->pid = dxg_fork(receive, &self->receiver);
	ASSERT_TRUE(open_device(self));
	ASSERT_EQ(0, dxg_counts_read(&open));
	ASSERT_TRUE(dxg_send_fd(self->receiver.sock[0], self->fd));
	ASSERT_TRUE(dxg_event_wait(self->receiver.received));
	EXPECT_TRUE(dxg_counts_settle(&open));
	dxg_event_set(self->receiver.close_now);
	ASSERT_TRUE(dxg_event_wait(self->receiver.closed));
	EXPECT_TRUE(dxg_counts_settle(&open));
	EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	close(self->fd);
}

TEST_F(passfd, receivers_close_is_the_last_one)
{
	struct dxg_counts open;
	uint32_t allocation;

	self->pid = dxg_fork(receive, &self->receiver);
	ASSERT_TRUE(open_device(self));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_EQ(0, dxg_counts_read(&open));
	ASSERT_TRUE(dxg_send_fd(self->receiver.sock[0], self->fd));
	ASSERT_TRUE(dxg_event_wait(self->receiver.received));
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&open));
	dxg_event_set(self->receiver.close_now);
	ASSERT_TRUE(dxg_event_wait(self->receiver.closed));
	/* The sender lives on, with nothing. */
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* The WSL driver unmaps by address in whatever process closes last. */
TEST_F(passfd, wsl_b_last_close_elsewhere_unmaps_nothing)
{
	size_t size = 16 * sysconf(_SC_PAGESIZE), i;
	char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct softgpu_allocation_desc desc = dxg_raw(size);
	struct d3dddi_allocationinfo2 info = {
		.system_mem = (uintptr_t)memory,
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};

	ASSERT_NE(MAP_FAILED, memory);
	memset(memory, PATTERN, size);
	self->receiver.address = memory;
	self->receiver.size = size;
	self->pid = dxg_fork(receive, &self->receiver);
	ASSERT_TRUE(open_device(self));
	create.device = self->device;
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_LT(0, dxg_count(DXG_COUNT_PINNED_PAGES));
	ASSERT_TRUE(dxg_send_fd(self->receiver.sock[0], self->fd));
	ASSERT_TRUE(dxg_event_wait(self->receiver.received));
	close(self->fd);
	dxg_event_set(self->receiver.close_now);
	/* The receiver has looked at its own memory before it says so. */
	ASSERT_TRUE(dxg_event_wait(self->receiver.closed));
	EXPECT_TRUE(dxg_counts_settle(&self->before));
	for (i = 0; i < size; i++)
		ASSERT_EQ(PATTERN, memory[i]);
}

/* A descriptor that is in a socket when nobody can receive it any more. */
TEST_F(passfd, descriptor_lost_in_a_socket)
{
	int sock[2];

	self->pid = dxg_fork(receive, &self->receiver);
	ASSERT_TRUE(open_device(self));
	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sock));
	ASSERT_TRUE(dxg_send_fd(sock[0], self->fd));
	close(self->fd);
	EXPECT_NE(self->before.n[DXG_COUNT_DEVICES], dxg_count(DXG_COUNT_DEVICES));
	close(sock[0]);
	close(sock[1]);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
	/* For the waiting receiver. */
	ASSERT_TRUE(open_device(self));
	ASSERT_TRUE(dxg_send_fd(self->receiver.sock[0], self->fd));
	close(self->fd);
}

/* A descriptor that comes back to its process by a socket works as before. */
TEST_F(passfd, descriptor_passed_to_oneself)
{
	uint32_t allocation;
	int sock[2], back;

	self->pid = dxg_fork(receive, &self->receiver);
	ASSERT_TRUE(open_device(self));
	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sock));
	ASSERT_TRUE(dxg_send_fd(sock[0], self->fd));
	back = dxg_recv_fd(sock[1]);
	ASSERT_LE(0, back);
	ASSERT_TRUE(dxg_send_fd(self->receiver.sock[0], self->fd));
	close(self->fd);
	EXPECT_EQ(0, dxg_create_raw(back, self->device, 4096, &allocation));
	EXPECT_EQ(0, dxg_destroy(back, self->device, allocation));
	close(back);
	close(sock[0]);
	close(sock[1]);
}

TEST_HARNESS_MAIN
