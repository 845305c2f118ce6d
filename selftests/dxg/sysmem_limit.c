// SPDX-License-Identifier: GPL-2.0
/*
 * Pinned memory counts against the user's RLIMIT_MEMLOCK, which WSL's driver doesn't look at.
 */
#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "create.h"
#include "fixture.h"
#include "mem.h"
#include "process.h"

#define PAGE	4096
#define LIMIT	16	/* pages */
#define USER	1000

/* A process that opens an adapter and has a limit; @keep_capability leaves it without effect. */
struct limited {
	bool change_user;
	bool keep_capability;
	int pinned, done;	/* events, or 0 */
};

static void drop_cap_ipc_lock(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	dxg_check(!syscall(SYS_capget, &header, data));
	data[0].effective &= ~(1u << CAP_IPC_LOCK);
	data[0].permitted &= ~(1u << CAP_IPC_LOCK);
	dxg_check(!syscall(SYS_capset, &header, data));
}

static void set_limit(const struct limited *limited)
{
	struct rlimit limit = { LIMIT * PAGE, LIMIT * PAGE };

	dxg_check(!setrlimit(RLIMIT_MEMLOCK, &limit));
	if (limited->change_user)
		dxg_check(!setresuid(USER, USER, USER));
	else if (!limited->keep_capability)
		drop_cap_ipc_lock();
}

static int pin(int fd, uint32_t device, char *memory, uint32_t pages, uint32_t *allocation)
{
	struct create create;
	int ret;

	create_init(&create, device);
	create.desc.width = pages * PAGE;
	create.info.system_mem = (uintptr_t)memory;
	ret = create_call(fd, &create);
	*allocation = ret ? 0 : create.info.allocation;
	return ret;
}

static void use_up_limit(void *data)
{
	const struct limited *limited = data;
	char *memory = mem_pages((LIMIT + 1) * PAGE);
	uint32_t adapter, device, first, second, none;
	int fd, full;

	set_limit(limited);
	full = limited->keep_capability ? 0 : STATUS_NO_MEMORY;
	fd = dxg_open();
	dxg_check(fd >= 0);
	adapter = dxg_first_adapter(fd);
	device = dxg_create_device(fd, adapter);
	dxg_check(device);

	dxg_check(pin(fd, device, memory, LIMIT + 1, &none) == full);
	dxg_check(!full || !pin(fd, device, memory, LIMIT, &first));
	if (!full)
		return;
	dxg_check(pin(fd, device, memory, 1, &none) == full);
	/* Only pins count. */
	dxg_check(!dxg_create_raw(fd, device, 1 << 20, &none));
	dxg_check(!dxg_destroy(fd, device, first));
	dxg_check(!pin(fd, device, memory, LIMIT / 2, &first));
	dxg_check(!pin(fd, device, memory, LIMIT / 2, &second));
	dxg_check(pin(fd, device, memory, 1, &none) == full);
	/* An unaligned page is two. */
	dxg_check(!dxg_destroy(fd, device, second));
	dxg_check(!pin(fd, device, memory, LIMIT / 2 - 1, &second));
	dxg_check(pin(fd, device, memory + 1, 1, &none) == full);
	dxg_check(!pin(fd, device, memory, 1, &none));
	if (limited->pinned) {
		dxg_event_set(limited->pinned);
		dxg_check(dxg_event_wait(limited->done));
	}
	/* The end of the process gives the rest back. */
}

/* Another process of the same user finds the limit used up. */
static void find_nothing(void *data)
{
	char *memory = mem_pages(PAGE);
	uint32_t adapter, device, none;
	int fd;

	set_limit(data);
	fd = dxg_open();
	dxg_check(fd >= 0);
	adapter = dxg_first_adapter(fd);
	device = dxg_create_device(fd, adapter);
	dxg_check(device);
	dxg_check(pin(fd, device, memory, 1, &none) == STATUS_NO_MEMORY);
}

TEST_F(dxg, wsl_b_pins_are_charged)
{
	struct limited limited = { .change_user = true };
	int i;

	/* Twice: what the first process was charged, its end has given back. */
	for (i = 0; i < 2; i++)
		EXPECT_TRUE(dxg_reap(dxg_fork(use_up_limit, &limited)));
}

TEST_F(dxg, root_without_capability)
{
	struct limited limited = { };

	EXPECT_TRUE(dxg_reap(dxg_fork(use_up_limit, &limited)));
}

TEST_F(dxg, capability_lifts_the_limit)
{
	struct limited limited = { .keep_capability = true };

	EXPECT_TRUE(dxg_reap(dxg_fork(use_up_limit, &limited)));
}

TEST_F(dxg, limit_is_the_users)
{
	struct limited limited = { .change_user = true, .pinned = dxg_event(),
				   .done = dxg_event() };
	pid_t first = dxg_fork(use_up_limit, &limited);

	EXPECT_TRUE(dxg_event_wait(limited.pinned));
	EXPECT_TRUE(dxg_reap(dxg_fork(find_nothing, &limited)));
	dxg_event_set(limited.done);
	EXPECT_TRUE(dxg_reap(first));
	EXPECT_TRUE(dxg_reap(dxg_fork(use_up_limit,
				      &(struct limited){ .change_user = true })));
}

TEST_HARNESS_MAIN
