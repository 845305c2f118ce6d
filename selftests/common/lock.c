// SPDX-License-Identifier: GPL-2.0
#include <inttypes.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>

#include "lock.h"

static int call_lock(int fd, unsigned long cmd, struct d3dkmt_lock2 *lock, void **p)
{
	int ret = dxg_call(fd, cmd, lock);

	*p = ret ? NULL : (void *)(uintptr_t)lock->data;
	return ret;
}

int dxg_lock(int fd, uint32_t device, uint32_t allocation, void *p)
{
	struct d3dkmt_lock2 lock = { .device = device, .allocation = allocation };

	return call_lock(fd, D3DKMT_IOC_LOCK2, &lock, p);
}

int dxg_lock_at(int fd, uint32_t device, uint32_t allocation, uint64_t where, void *p)
{
	struct d3dkmt_lock2 lock = {
		.device = device,
		.allocation = allocation,
		.data = where,
	};

	return call_lock(fd, D3DKMT_IOC_LOCK2_AT, &lock, p);
}

int dxg_unlock(int fd, uint32_t device, uint32_t allocation)
{
	struct d3dkmt_unlock2 unlock = { .device = device, .allocation = allocation };

	return dxg_call(fd, D3DKMT_IOC_UNLOCK2, &unlock);
}

bool dxg_create_locked(int fd, uint32_t device, uint64_t size, uint32_t *allocation, void *p)
{
	return !dxg_create_raw(fd, device, size, allocation) &&
	       !dxg_lock(fd, device, *allocation, p);
}

static __thread sigjmp_buf on_fault;
/* Handlers belong to the process: one thread must not restore them under another. */
static pthread_mutex_t handlers = PTHREAD_MUTEX_INITIALIZER;

static void fault(int signal)
{
	siglongjmp(on_fault, signal);
}

static int access_byte(char *p, bool write)
{
	struct sigaction sa = { .sa_handler = fault }, old_segv, old_bus;
	int signal;

	pthread_mutex_lock(&handlers);
	sigaction(SIGSEGV, &sa, &old_segv);
	sigaction(SIGBUS, &sa, &old_bus);
	signal = sigsetjmp(on_fault, 1);
	if (!signal) {
		char c = __atomic_load_n(p, __ATOMIC_RELAXED);

		if (write)
			__atomic_store_n(p, c, __ATOMIC_RELAXED);
	}
	sigaction(SIGSEGV, &old_segv, NULL);
	sigaction(SIGBUS, &old_bus, NULL);
	pthread_mutex_unlock(&handlers);
	return signal;
}

int dxg_touch(const void *p)
{
	return access_byte((char *)p, false);
}

int dxg_poke(void *p)
{
	return access_byte(p, true);
}

bool dxg_is_mapped(const void *p)
{
	FILE *f = fopen("/proc/self/maps", "r");
	uintptr_t start, end, addr = (uintptr_t)p;
	bool found = false;
	char line[512];

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR, &start, &end) == 2)
			found |= addr >= start && addr < end;
	}
	if (f)
		fclose(f);
	return found;
}
