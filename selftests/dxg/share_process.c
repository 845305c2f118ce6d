// SPDX-License-Identifier: GPL-2.0
/*
 * Shares between processes and users: who may open them, and what holds their memory.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "fixture.h"
#include "lock.h"
#include "mem.h"
#include "process.h"
#include "share.h"

#define NOBODY	65534

/* Room for a child to say what it has made. */
struct told {
	int ready, go;		/* events */
	int sock;		/* the child's end */
	uint32_t global_share;
	int status[8];
};

static struct told *told_new(int *sock)
{
	struct told *told = dxg_shared(sizeof(*told));
	int pair[2];

	if (!told || socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, pair))
		return NULL;
	told->ready = dxg_event();
	told->go = dxg_event();
	told->sock = pair[1];
	*sock = pair[0];
	return told;
}

static uint32_t child_device(int fd)
{
	uint32_t device = dxg_create_device(fd, dxg_first_adapter(fd));

	dxg_check(device);
	return device;
}

/* Make a resource, fill its first allocation, share it both ways, wait to be killed. */
static void creator(void *data)
{
	struct told *told = data;
	int fd = dxg_open(), nt;
	uint32_t device = child_device(fd);
	struct share share;
	uint8_t *p;

	dxg_check(!share_create(fd, device, SHARE_FLAGS, &share));
	told->global_share = share.global_share;
	dxg_check(!share_create(fd, device, SHARE_NT_FLAGS, &share));
	dxg_check(!dxg_lock(fd, device, share.allocations[0], &p));
	memset(p, 0x5a, SHARE_SIZE0);
	nt = share_fd(fd, share.resource, GENERIC_ALL);
	dxg_check(nt >= 0);
	dxg_check(dxg_send_fd(told->sock, nt));
	close(nt);
	dxg_event_set(told->ready);
	dxg_event_wait(told->go);
}

/* The descriptor passes through a socket; the second process reads what the first wrote. */
TEST_F(dxg, descriptor_passes_to_another_process)
{
	struct share_open o;
	struct told *told;
	uint8_t *p;
	pid_t pid;
	int sock, nt;

	told = told_new(&sock);
	ASSERT_NE(NULL, told);
	pid = dxg_fork(creator, told);
	nt = dxg_recv_fd(sock);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, share_open_nt(self->fd, self->device, nt, &o));
	ASSERT_TRUE(dxg_event_wait(told->ready));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, o.infos[0].allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SHARE_SIZE0));
	close(nt);
	dxg_event_set(told->go);
	EXPECT_TRUE(dxg_reap(pid));
}

/* A killed creator takes what only it held: its global share. What was passed on stays. */
TEST_F(dxg, share_outlives_a_killed_creator)
{
	struct share_open o;
	struct told *told;
	uint8_t *p;
	pid_t pid;
	int sock, nt;

	told = told_new(&sock);
	ASSERT_NE(NULL, told);
	pid = dxg_fork(creator, told);
	nt = dxg_recv_fd(sock);
	ASSERT_LE(0, nt);
	ASSERT_TRUE(dxg_event_wait(told->ready));
	ASSERT_EQ(0, share_query_global(self->fd, self->device, told->global_share));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 2, dxg_count(DXG_COUNT_SHARES));
	ASSERT_TRUE(dxg_kill(pid));

	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_SHARES, self->before.n[DXG_COUNT_SHARES] + 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  share_query_global(self->fd, self->device, told->global_share));
	ASSERT_EQ(0, share_query_nt(self->fd, self->device, nt));
	ASSERT_EQ(0, share_open_nt(self->fd, self->device, nt, &o));
	ASSERT_EQ(0, dxg_lock(self->fd, self->device, o.infos[0].allocation, &p));
	EXPECT_TRUE(mem_is(p, 0x5a, SHARE_SIZE0));
	EXPECT_EQ(0, close(nt));
	/* The open alone holds it now. */
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, dxg_count(DXG_COUNT_SHARES));
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, o.nt.resource));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
}

static void holder(void *data)
{
	struct told *told = data;
	int nt = dxg_recv_fd(told->sock);

	dxg_check(nt >= 0);
	dxg_event_set(told->ready);
	dxg_event_wait(told->go);
}

/* A process that never opened the device holds a share by its descriptor; its death frees it. */
TEST_F(dxg, death_of_the_last_holder_frees_the_memory)
{
	struct share share;
	struct told *told;
	int sock, nt;
	pid_t pid;

	told = told_new(&sock);
	ASSERT_NE(NULL, told);
	pid = dxg_fork(holder, told);
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_TRUE(dxg_send_fd(sock, nt));
	ASSERT_TRUE(dxg_event_wait(told->ready));
	close(nt);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, dxg_count(DXG_COUNT_SHARES));
	EXPECT_TRUE(dxg_kill(pid));
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_SHARES, self->before.n[DXG_COUNT_SHARES]));
}

/* A descriptor on its way through a socket that nobody reads is a reference, too. */
TEST_F(dxg, descriptor_in_flight_holds_the_share)
{
	struct share share;
	int pair[2], nt;

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, pair));
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_TRUE(dxg_send_fd(pair[0], nt));
	close(nt);
	EXPECT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES] + 1, dxg_count(DXG_COUNT_SHARES));
	close(pair[0]);
	close(pair[1]);
	EXPECT_TRUE(dxg_count_becomes(DXG_COUNT_SHARES, self->before.n[DXG_COUNT_SHARES]));
}

/* Try all that a global handle allows, and that a descriptor does. */
static void try_all(struct told *told, int nt)
{
	int fd = dxg_open();
	struct d3dkmt_getsharedresourceadapterluid luid = { .global_share = told->global_share };
	struct share_open o;
	uint32_t device;

	dxg_check(fd >= 0);
	device = child_device(fd);
	told->status[0] = share_query_global(fd, device, told->global_share);
	told->status[1] = share_open_global(fd, device, told->global_share, &o);
	told->status[2] = dxg_call(fd, D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, &luid);
	told->status[3] = share_open_nt(fd, device, nt, &o);
}

static int inherited_nt;

static void other_user(void *data)
{
	dxg_check(!setgid(NOBODY));
	dxg_check(!setuid(NOBODY));
	try_all(data, inherited_nt);
}

static void same_user(void *data)
{
	try_all(data, inherited_nt);
}

static void other_namespace(void *data)
{
	FILE *f;

	dxg_check(!unshare(CLONE_NEWUSER));
	/* Root inside is the same user outside. */
	f = fopen("/proc/self/uid_map", "we");
	dxg_check(f && fputs("0 0 1", f) >= 0 && !fclose(f));
	try_all(data, inherited_nt);
}

FIXTURE(users) {
	struct dxg_counts before;
	int fd;
	uint32_t device;
	mode_t mode;
	char parameter;
	struct told *told;
};

typedef FIXTURE_DATA(users) users_data;

FIXTURE_SETUP(users)
{
	struct share share;
	struct stat st;
	int sock;

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	/* Every user may open the node, as udev would have it. */
	ASSERT_EQ(0, stat(dxg_node(), &st));
	self->mode = st.st_mode;
	ASSERT_EQ(0, chmod(dxg_node(), 0666));
	self->parameter = dxg_set_parameter("global_shares_any_user", 'N');
	ASSERT_NE(0, self->parameter);
	self->fd = dxg_open();
	self->device = dxg_create_device(self->fd, dxg_first_adapter(self->fd));
	ASSERT_NE(0, self->device);
	self->told = told_new(&sock);
	ASSERT_NE(NULL, self->told);
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_FLAGS, &share));
	self->told->global_share = share.global_share;
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	inherited_nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, inherited_nt);
}

FIXTURE_TEARDOWN(users)
{
	close(inherited_nt);
	close(self->fd);
	dxg_set_parameter("global_shares_any_user", self->parameter);
	chmod(dxg_node(), self->mode & 07777);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* Global handles have @status, and a descriptor works for whoever has it. */
static void expect_from(struct __test_metadata *_metadata, users_data *self, dxg_child_fn child,
			int status)
{
	int i;

	ASSERT_TRUE(dxg_reap(dxg_fork(child, self->told)));
	for (i = 0; i < 3; i++) {
		EXPECT_EQ(status, self->told->status[i]) {
			TH_LOG("call %d", i);
		}
	}
	EXPECT_EQ(0, self->told->status[3]);
}

TEST_F(users, same_user)
{
	expect_from(_metadata, self, same_user, 0);
}

TEST_F(users, other_user)
{
	expect_from(_metadata, self, other_user, STATUS_ACCESS_DENIED);
	dxg_set_parameter("global_shares_any_user", 'Y');
	expect_from(_metadata, self, other_user, 0);
	dxg_set_parameter("global_shares_any_user", 'N');
	expect_from(_metadata, self, other_user, STATUS_ACCESS_DENIED);
}

TEST_F(users, other_user_namespace)
{
	expect_from(_metadata, self, other_namespace, STATUS_ACCESS_DENIED);
	dxg_set_parameter("global_shares_any_user", 'Y');
	expect_from(_metadata, self, other_namespace, 0);
}

TEST_HARNESS_MAIN
