// SPDX-License-Identifier: GPL-2.0
/*
 * Fault sweeps over locking: the first lock of a process makes its store and its view file, later
 * ones only what the allocation needs.
 */
#include "create.h"
#include "fail_nth_fixture.h"
#include "lock.h"
#include "mem.h"
#include "share.h"

#define PAGES	20u
#define SIZE	(PAGES << 12)

/* What a run has made. */
static struct {
	int fd;
	uint32_t device;
	uint32_t allocation;
	void *mapped;
	size_t size;
} made;

static int lock(struct fail_world *world)
{
	void *p;
	int ret = dxg_lock(made.fd, made.device, made.allocation, &p);

	(void)world;
	if (!ret)
		made.mapped = p;
	return ret;
}

/* Where a view was unmapped, its addresses may stay behind: munmap() needs memory, too. */
static void unmap_leftover(void)
{
	if (made.mapped && dxg_is_mapped(made.mapped))
		munmap(made.mapped, made.size);
	made.mapped = NULL;
}

/* A process that has locked nothing yet, and one allocation. */
static int prepare_process(struct fail_world *world)
{
	made.mapped = NULL;
	made.size = SIZE;
	made.fd = dxg_open();
	made.device = dxg_create_device(made.fd, dxg_adapter_by_luid(made.fd, world->gpu.luid));
	return dxg_create_raw(made.fd, made.device, SIZE, &made.allocation);
}

static bool clean_up_process(struct fail_world *world, int status)
{
	(void)world;
	(void)status;
	close(made.fd);
	unmap_leftover();
	return true;
}

static const struct fail_sequence first_lock = {
	.name = "the process's first lock",
	.alone = true,
	.prepare = prepare_process,
	.run = lock,
	.clean_up = clean_up_process,
};

static int prepare_allocation(struct fail_world *world)
{
	made.mapped = NULL;
	made.size = SIZE;
	made.fd = world->fd;
	made.device = world->device;
	return dxg_create_raw(made.fd, made.device, SIZE, &made.allocation);
}

/* After whatever failed, the allocation is still there and can be locked, and is what it was. */
static bool clean_up_lock(struct fail_world *world, int status)
{
	bool ok = !lock(world);

	(void)status;
	ok = ok && mem_is(made.mapped, 0, SIZE);
	ok &= !dxg_destroy(made.fd, made.device, made.allocation);
	return ok && !dxg_is_mapped(made.mapped);
}

static const struct fail_sequence lock_again = {
	.name = "a further allocation's first lock",
	.prepare = prepare_allocation,
	.run = lock,
	.clean_up = clean_up_lock,
};

/* Page tables are filled while nothing can be had: it works, or is a SIGBUS and works later. */
static int run_touch(struct fail_world *world)
{
	char *p = made.mapped;

	(void)world;
	/* One fault fills more than a page, but not all. */
	return dxg_poke(p) || dxg_poke(p + SIZE - 1) ? STATUS_NO_MEMORY : 0;
}

static int prepare_locked(struct fail_world *world)
{
	int ret = prepare_allocation(world);

	return ret ?: lock(world);
}

static const struct fail_sequence touch = {
	.name = "writing to what was locked",
	.prepare = prepare_locked,
	.run = run_touch,
	.clean_up = clean_up_lock,
};

static void *where;

/* Addresses at which there is nothing. */
static int prepare_move(struct fail_world *world)
{
	int ret = prepare_locked(world);

	where = mem_pages(SIZE);
	munmap(where, SIZE);
	return ret;
}

static int run_move(struct fail_world *world)
{
	int ret = dxg_unlock(made.fd, made.device, made.allocation);
	void *p;

	(void)world;
	ret = ret ?: dxg_lock_at(made.fd, made.device, made.allocation, (uintptr_t)where,
				 &p);
	if (!ret)
		made.mapped = p;
	return ret ?: dxg_unlock(made.fd, made.device, made.allocation);
}

static const struct fail_sequence move_view = {
	.name = "locking at another address",
	.prepare = prepare_move,
	.run = run_move,
	.clean_up = clean_up_lock,
};

static int run_destroy(struct fail_world *world)
{
	(void)world;
	return dxg_destroy(made.fd, made.device, made.allocation);
}

/* Destroying can't fail for want of memory, except that the call is never read. */
static bool clean_up_destroy(struct fail_world *world, int status)
{
	bool ok = !status || (status == -EFAULT && !run_destroy(world));

	unmap_leftover();
	return ok;
}

static const struct fail_sequence destroy_locked = {
	.name = "destroying what is locked",
	.prepare = prepare_locked,
	.run = run_destroy,
	.clean_up = clean_up_destroy,
};

/* A process goes while it has something locked. */
static int run_close(struct fail_world *world)
{
	int ret = lock(world);

	close(made.fd);
	return ret;
}

static bool clean_up_close(struct fail_world *world, int status)
{
	(void)world;
	(void)status;
	unmap_leftover();
	return true;
}

static const struct fail_sequence close_locked = {
	.name = "closing with something locked",
	.alone = true,
	.prepare = prepare_process,
	.run = run_close,
	.clean_up = clean_up_close,
};

/* Memory that the client brought: a standard allocation over @memory, which is 0x5a throughout. */
static uint32_t resource;

static int prepare_standard(struct fail_world *world, uint32_t flag, uint64_t memory)
{
	struct create create;
	int ret;

	create_init(&create, world->device);
	create.info.private_driver_data = 0;
	create.info.private_driver_data_size = 0;
	create.info.system_mem = memory;
	create.standard.type = D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP;
	create.standard.existing_heap_data.size = FAIL_MEMORY_SIZE;
	create.args.standard_allocation = (uintptr_t)&create.standard;
	create.args.flags = SHARE_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_CROSS_ADAPTER |
			    D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION | flag;
	ret = create_call(world->fd, &create);
	made.mapped = NULL;
	made.size = FAIL_MEMORY_SIZE;
	made.fd = world->fd;
	made.device = world->device;
	made.allocation = create.info.allocation;
	resource = create.args.resource;
	return ret;
}

static bool clean_up_standard(struct fail_world *world, int status)
{
	bool ok = !lock(world);

	(void)status;
	return !dxg_destroy_resource(world->fd, world->device, resource) && ok;
}

static int prepare_heap(struct fail_world *world)
{
	return prepare_standard(world, D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM,
				(uintptr_t)world->memory);
}

static const struct fail_sequence lock_heap = {
	.name = "locking the caller's memory",
	.prepare = prepare_heap,
	.run = lock,
	.clean_up = clean_up_standard,
};

static int prepare_section(struct fail_world *world)
{
	return prepare_standard(world, D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SECTION,
				world->section);
}

/* The file's pages come with the first access; the last run leaves them to be found. */
static int run_section(struct fail_world *world)
{
	int ret = lock(world);

	if (!ret && dxg_touch(made.mapped))
		ret = STATUS_NO_MEMORY;
	return ret;
}

static const struct fail_sequence lock_section = {
	.name = "locking and reading a memory file",
	.prepare = prepare_section,
	.run = run_section,
	.clean_up = clean_up_standard,
};

FIXTURE_VARIANT_ADD(fail, first_lock) { .sequence = &first_lock };
FIXTURE_VARIANT_ADD(fail, lock_again) { .sequence = &lock_again };
FIXTURE_VARIANT_ADD(fail, touch) { .sequence = &touch };
FIXTURE_VARIANT_ADD(fail, move_view) { .sequence = &move_view };
FIXTURE_VARIANT_ADD(fail, destroy_locked) { .sequence = &destroy_locked };
FIXTURE_VARIANT_ADD(fail, close_locked) { .sequence = &close_locked };
FIXTURE_VARIANT_ADD(fail, lock_heap) { .sequence = &lock_heap };
FIXTURE_VARIANT_ADD(fail, lock_section) { .sequence = &lock_section };

TEST_HARNESS_MAIN
