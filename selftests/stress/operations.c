// SPDX-License-Identifier: GPL-2.0
/*
 * Calls on handles that all threads of a process share, and that another thread may be destroying.
 */
#include <sys/mman.h>
#include <sys/wait.h>

#include "create.h"
#include "gpu.h"
#include "lock.h"
#include "process.h"
#include "stress.h"

bool sensible(const char *operation, int status)
{
	static const int statuses[] = {
		0, STATUS_PENDING, STATUS_INVALID_PARAMETER, STATUS_INVALID_HANDLE,
		STATUS_NO_MEMORY, STATUS_DEVICE_REMOVED, STATUS_NOT_SUPPORTED,
		STATUS_ACCESS_DENIED, STATUS_BUFFER_TOO_SMALL, STATUS_GRAPHICS_NO_VIDEO_MEMORY,
		STATUS_GRAPHICS_TOO_MANY_REFERENCES,
	};
	size_t i;

	__atomic_add_fetch(&shared->operations, 1, __ATOMIC_RELAXED);
	if (status >= 0)
		__atomic_add_fetch(&shared->succeeded, 1, __ATOMIC_RELAXED);
	for (i = 0; i < ARRAY_SIZE(statuses); i++) {
		if (status == statuses[i])
			return true;
	}
	fail("%s: %#x", operation, status);
	return false;
}

/* A place of the pool, whose handle may be gone, of another device, or 0. */
static uint32_t *pick(struct thread *t, enum pool_type type)
{
	return &t->worker->pool[type][rng_below(&t->rng, POOL)];
}

static uint32_t any(struct thread *t, enum pool_type type)
{
	return __atomic_load_n(pick(t, type), __ATOMIC_RELAXED);
}

static void put(struct thread *t, enum pool_type type, uint32_t handle)
{
	__atomic_store_n(pick(t, type), handle, __ATOMIC_RELAXED);
}

static void open_adapter(struct thread *t)
{
	uint64_t luid = shared->luids[rng_below(&t->rng, ADAPTERS)];
	struct d3dkmt_openadapterfromluid args = {
		.adapter_luid = { .low_part = luid, .high_part = luid >> 32 },
	};
	int status = dxg_call(t->fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &args);

	if (sensible("OpenAdapterFromLuid", status) && !status)
		put(t, POOL_ADAPTER, args.adapter);
}

static void enumerate(struct thread *t)
{
	uint32_t adapter = dxg_first_adapter(t->fd);

	sensible("EnumAdapters2", 0);
	if (adapter)
		put(t, POOL_ADAPTER, adapter);
}

static void close_adapter(struct thread *t)
{
	sensible("CloseAdapter", dxg_close_adapter(t->fd, any(t, POOL_ADAPTER)));
}

static void create_device(struct thread *t)
{
	struct d3dkmt_createdevice args = { .adapter = any(t, POOL_ADAPTER) };
	int status = dxg_call(t->fd, D3DKMT_IOC_CREATE_DEVICE, &args);

	if (sensible("CreateDevice", status) && !status)
		put(t, POOL_DEVICE, args.device);
}

static void destroy_device(struct thread *t)
{
	sensible("DestroyDevice", dxg_destroy_device(t->fd, any(t, POOL_DEVICE)));
}

static void keep_allocation(struct thread *t, uint32_t device, uint32_t allocation)
{
	uint32_t i = rng_below(&t->rng, POOL);

	__atomic_store_n(&t->worker->pool[POOL_ALLOCATION][i], allocation, __ATOMIC_RELAXED);
	__atomic_store_n(&t->worker->device_of[i], device, __ATOMIC_RELAXED);
}

/* An allocation, and most probably its device. */
static uint32_t any_allocation(struct thread *t, uint32_t *device)
{
	uint32_t i = rng_below(&t->rng, POOL);

	*device = __atomic_load_n(&t->worker->device_of[i], __ATOMIC_RELAXED);
	if (!rng_below(&t->rng, 16))
		*device = any(t, POOL_DEVICE);
	return __atomic_load_n(&t->worker->pool[POOL_ALLOCATION][i], __ATOMIC_RELAXED);
}

static void create_allocation(struct thread *t)
{
	static const uint32_t flags[] = {
		0, 0, D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
		D3DKMT_CREATEALLOCATIONFLAGS_WRITE_WATCH,
	};
	static char memory[16 << 10] __attribute__((aligned(4096)));
	struct create create;
	int status;

	if (rng_below(&t->rng, 2))
		create_init(&create, any(t, POOL_DEVICE));
	else
		create_init_v1(&create, any(t, POOL_DEVICE));
	create.desc.width = (1 + rng_below(&t->rng, 16)) << 12;
	create.args.flags = flags[rng_below(&t->rng, ARRAY_SIZE(flags))];
	if (!rng_below(&t->rng, 4)) {
		create.desc.width = sizeof(memory);
		if (create.v1)
			create.info1.system_mem = (uintptr_t)memory;
		else
			create.info.system_mem = (uintptr_t)memory;
	}
	if (!rng_below(&t->rng, 4))
		create.args.resource = any(t, POOL_RESOURCE);
	status = create_call(t->fd, &create);
	if (!sensible("CreateAllocation", status) || status)
		return;
	keep_allocation(t, create.args.device,
			create.v1 ? create.info1.allocation : create.info.allocation);
	if (create.args.flags & D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE)
		put(t, POOL_RESOURCE, create.args.resource);
}

static void create_many(struct thread *t)
{
	uint32_t device = any(t, POOL_DEVICE), resource, allocations[16], i;
	uint32_t n = rng_below(&t->rng, 17);
	int status = dxg_create_resource(t->fd, device, &resource, allocations, n);

	if (!sensible("CreateAllocation2", status) || status)
		return;
	put(t, POOL_RESOURCE, resource);
	for (i = 0; i < n; i += 4)
		keep_allocation(t, device, allocations[i]);
}

static void destroy_allocation(struct thread *t)
{
	uint32_t device, allocation = any_allocation(t, &device);

	sensible("DestroyAllocation2", dxg_destroy(t->fd, device, allocation));
}

static void destroy_list(struct thread *t)
{
	uint32_t device, list[3], i;

	for (i = 0; i < ARRAY_SIZE(list); i++)
		list[i] = any_allocation(t, &device);
	sensible("DestroyAllocation2",
		 dxg_destroy_list(t->fd, device, list, 1 + rng_below(&t->rng, ARRAY_SIZE(list))));
}

static void destroy_resource(struct thread *t)
{
	sensible("DestroyAllocation2",
		 dxg_destroy_resource(t->fd, any(t, POOL_DEVICE), any(t, POOL_RESOURCE)));
}

/* Another thread may have something else at the address by then, so it is read only. */
static void lock_and_read(struct thread *t)
{
	uint32_t device, allocation = any_allocation(t, &device);
	uint8_t *p;
	int status = dxg_lock(t->fd, device, allocation, &p);

	if (!sensible("Lock2", status) || status)
		return;
	guard_check_bytes(p, 4096, 0);
	if (rng_below(&t->rng, 4))
		sensible("Unlock2", dxg_unlock(t->fd, device, allocation));
}

static void unlock(struct thread *t)
{
	uint32_t device, allocation = any_allocation(t, &device);

	sensible("Unlock2", dxg_unlock(t->fd, device, allocation));
}

static void set_priority(struct thread *t)
{
	uint32_t priority = D3DDDI_ALLOCATIONPRIORITY_HIGH, device;
	uint32_t allocation = any_allocation(t, &device);
	struct d3dkmt_setallocationpriority args = {
		.device = device,
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
		.priorities = (uintptr_t)&priority,
	};

	sensible("SetAllocationPriority",
		 dxg_call(t->fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &args));
}

static void query(struct thread *t)
{
	uint32_t adapter = any(t, POOL_ADAPTER), version = 0;
	struct d3dkmt_queryvideomemoryinfo memory = { .adapter = adapter };
	struct d3dkmt_queryadapterinfo info = {
		.adapter = adapter,
		.type = rng_below(&t->rng, 80),
		.private_driver_data = (uintptr_t)&version,
		.private_driver_data_size = sizeof(version),
	};

	sensible("QueryVideoMemoryInfo",
		 dxg_call(t->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &memory));
	sensible("QueryAdapterInfo", dxg_call(t->fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &info));
}

static void mark_as_error(struct thread *t)
{
	struct d3dkmt_markdeviceaserror args = {
		.device = any(t, POOL_DEVICE),
		.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC,
	};

	if (!rng_below(&t->rng, 16))
		sensible("MarkDeviceAsError",
			 dxg_call(t->fd, D3DKMT_IOC_MARK_DEVICE_AS_ERROR, &args));
}

static void reopen(struct thread *t)
{
	int fd = t->fd;

	if (rng_below(&t->rng, 8))
		return;
	/* Sometimes the process is without a descriptor, and all that it has goes. */
	if (rng_below(&t->rng, 2)) {
		own_drop(t);
		close(fd);
		t->fd = dxg_open();
	} else {
		t->fd = dxg_open();
		close(fd);
	}
	if (t->fd < 0)
		fail("the node can't be opened: %s", strerror(errno));
}

/* A child finds the descriptor of no use, has nothing of its parent's, and makes its own. */
static void child(struct thread *t)
{
	struct worker worker = { };
	struct thread own = { .worker = &worker, .rng = t->rng, .fd = dxg_open() };
	int i, status = dxg_query_version(t->fd, t->own.adapter);

	if (status != -ENOTTY)
		fail("a forked process calls with an inherited descriptor: %#x", status);
	if (t->own.contents && guard_check(t->own.contents, 1, t->own.seed) != GUARD_FAULT)
		fail("a forked process has inherited a view");
	for (i = 0; i < 20; i++)
		operate(&own);
	_exit(0);
}

static void fork_child(struct thread *t)
{
	pid_t pid;

	if (rng_below(&t->rng, 16))
		return;
	pid = fork();
	if (!pid)
		child(t);
	if (pid > 0)
		waitpid(pid, NULL, 0);
}

void operate(struct thread *t)
{
	static void (*const operations[])(struct thread *t) = {
		open_adapter, open_adapter, enumerate, close_adapter, create_device, create_device,
		destroy_device, create_allocation, create_allocation, create_allocation,
		create_many, destroy_allocation, destroy_list, destroy_resource, lock_and_read,
		lock_and_read, unlock, set_priority, query, mark_as_error, reopen, fork_child,
		own_operate, own_operate, own_operate, own_operate, share_operate, share_operate,
		page_operate, page_operate,
	};

	operations[rng_below(&t->rng, ARRAY_SIZE(operations))](t);
}
