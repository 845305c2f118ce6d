// SPDX-License-Identifier: GPL-2.0
/*
 * The argument struct of every call at addresses where it can't be read, or not be written.
 */
#include "create.h"
#include "fixture.h"
#include "lock.h"
#include "mem.h"
#include "queue.h"
#include "residency.h"
#include "share.h"

/* What a call's arguments need; a call that works gets new ones each time. */
struct setup {
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint64_t luid;
	struct create create;
	struct d3dkmt_adapterinfo infos[64];
	uint32_t version;
	struct softgpu_escape_info escape;
	uint32_t allocation;
	struct share share;		/* by NT handle */
	struct share global;
	int nt;
	uint64_t nt_out;
	struct share_open o;
	uint32_t value;
	void *locked_at;
	struct dxg_queue queue;
	uint64_t reached;
	struct dxg_pager pager;
	uint32_t own;			/* an allocation that is resident */
	uint32_t result;
};

union args {
	struct d3dkmt_openadapterfromluid open;
	struct d3dkmt_createdevice create_device;
	struct d3dkmt_createallocation create;
	struct d3dkmt_queryadapterinfo query;
	struct d3dkmt_queryvideomemoryinfo memory;
	struct d3dkmt_escape escape;
	struct d3dkmt_getdevicestate state;
	struct d3dkmt_destroyallocation2 destroy;
	struct d3dkmt_enumadapters2 enum2;
	struct d3dkmt_enumadapters3 enum3;
	struct d3dkmt_closeadapter close;
	struct d3dkmt_destroydevice destroy_device;
	struct d3dkmt_markdeviceaserror mark;
	struct d3dkmt_shareobjects share;
	struct d3dkmt_getsharedresourceadapterluid luid;
	struct d3dkmt_queryresourceinfo query_global;
	struct d3dkmt_queryresourceinfofromnthandle query_nt;
	struct d3dkmt_openresource open_global;
	struct d3dkmt_openresourcefromnthandle open_nt;
	struct d3dkmt_setallocationpriority set_priority;
	struct d3dkmt_lock2 lock;
	struct d3dkmt_unlock2 unlock;
	struct d3dkmt_createpagingqueue create_queue;
	struct d3dddi_destroypagingqueue destroy_queue;
	struct d3dkmt_waitforsynchronizationobjectfromcpu wait;
	struct d3dddi_makeresident make_resident;
	struct d3dkmt_evict evict;
	struct d3dkmt_offerallocations offer;
	struct d3dkmt_reclaimallocations2 reclaim;
	struct d3dddi_updateallocproperty update;
	struct d3dkmt_changevideomemoryreservation reserve;
	struct d3dkmt_querystatistics statistics;
};

static bool fill_open(struct setup *s, union args *args)
{
	args->open.adapter_luid.low_part = s->luid;
	args->open.adapter_luid.high_part = s->luid >> 32;
	return s->luid;
}

static bool fill_create_device(struct setup *s, union args *args)
{
	args->create_device.adapter = s->adapter;
	return true;
}

static bool fill_create2(struct setup *s, union args *args)
{
	create_init(&s->create, s->device);
	args->create = s->create.args;
	return true;
}

static bool fill_create1(struct setup *s, union args *args)
{
	create_init_v1(&s->create, s->device);
	args->create = s->create.args;
	return true;
}

static bool fill_query(struct setup *s, union args *args)
{
	args->query.adapter = s->adapter;
	args->query.type = KMTQAITYPE_DRIVERVERSION;
	args->query.private_driver_data = (uintptr_t)&s->version;
	args->query.private_driver_data_size = sizeof(s->version);
	return true;
}

static bool fill_memory(struct setup *s, union args *args)
{
	args->memory.adapter = s->adapter;
	return true;
}

static bool fill_escape(struct setup *s, union args *args)
{
	s->escape.head.magic = SOFTGPU_MAGIC;
	s->escape.head.version = SOFTGPU_VERSION;
	s->escape.head.command = SOFTGPU_ESCAPE_GET_INFO;
	s->escape.head.size = sizeof(s->escape);
	args->escape.adapter = s->adapter;
	args->escape.private_driver_data = (uintptr_t)&s->escape;
	args->escape.private_driver_data_size = sizeof(s->escape);
	return true;
}

static bool fill_state(struct setup *s, union args *args)
{
	args->state.device = s->device;
	args->state.state_type = D3DKMT_DEVICESTATE_EXECUTION;
	return true;
}

static bool fill_destroy(struct setup *s, union args *args)
{
	args->destroy.device = s->device;
	args->destroy.allocation_list = (uintptr_t)&s->allocation;
	args->destroy.allocation_count = 1;
	return !dxg_create_raw(s->fd, s->device, 4096, &s->allocation);
}

static bool fill_enum2(struct setup *s, union args *args)
{
	args->enum2.num_adapters = ARRAY_SIZE(s->infos);
	args->enum2.adapters = (uintptr_t)s->infos;
	return true;
}

static bool fill_enum3(struct setup *s, union args *args)
{
	args->enum3.num_adapters = ARRAY_SIZE(s->infos);
	args->enum3.adapters = (uintptr_t)s->infos;
	return true;
}

static bool fill_close(struct setup *s, union args *args)
{
	args->close.adapter = dxg_adapter_by_luid(s->fd, s->luid);
	return args->close.adapter;
}

static bool fill_destroy_device(struct setup *s, union args *args)
{
	args->destroy_device.device = dxg_create_device(s->fd, s->adapter);
	return args->destroy_device.device;
}

static bool fill_mark(struct setup *s, union args *args)
{
	args->mark.device = dxg_create_device(s->fd, s->adapter);
	args->mark.reason = D3DKMT_DEVICE_ERROR_REASON_GENERIC;
	return args->mark.device;
}

static bool fill_share(struct setup *s, union args *args)
{
	args->share.object_count = 1;
	args->share.object_handle_array = (uintptr_t)&s->share.resource;
	args->share.desired_access = GENERIC_ALL;
	args->share.shared_nt_handle = (uintptr_t)&s->nt_out;
	return true;
}

static bool fill_luid(struct setup *s, union args *args)
{
	args->luid.nt_handle = s->nt;
	return true;
}

static bool fill_query_global(struct setup *s, union args *args)
{
	args->query_global.device = s->device;
	args->query_global.global_share = s->global.global_share;
	return true;
}

static bool fill_query_nt(struct setup *s, union args *args)
{
	args->query_nt.device = s->device;
	args->query_nt.nt_handle = s->nt;
	return true;
}

static bool fill_open_global(struct setup *s, union args *args)
{
	share_open_global_init(&s->o, s->device, s->global.global_share);
	args->open_global = s->o.global;
	return true;
}

static bool fill_open_nt(struct setup *s, union args *args)
{
	share_open_nt_init(&s->o, s->device, s->nt);
	args->open_nt = s->o.nt;
	return true;
}

/* The structs of the three calls about priority and residency are the same. */
static bool fill_priority(struct setup *s, union args *args)
{
	s->value = 0x78000000;
	args->set_priority.device = s->device;
	args->set_priority.allocation_list = (uintptr_t)&s->share.allocations[0];
	args->set_priority.allocation_count = 1;
	args->set_priority.priorities = (uintptr_t)&s->value;
	return true;
}

/* It has been locked before, so that the lock makes nothing that would stay. */
static bool fill_lock(struct setup *s, union args *args)
{
	args->lock.device = s->device;
	args->lock.allocation = s->share.allocations[0];
	return true;
}

static bool fill_lock_at(struct setup *s, union args *args)
{
	args->lock.data = (uintptr_t)s->locked_at;
	return fill_lock(s, args);
}

static bool fill_unlock(struct setup *s, union args *args)
{
	void *p;

	args->unlock.device = s->device;
	args->unlock.allocation = s->share.allocations[0];
	return !dxg_lock(s->fd, s->device, s->share.allocations[0], &p) && p == s->locked_at;
}

static bool fill_create_queue(struct setup *s, union args *args)
{
	args->create_queue.device = s->device;
	return true;
}

static bool fill_destroy_queue(struct setup *s, union args *args)
{
	struct dxg_queue queue;
	int ret = dxg_queue_create(s->fd, s->device, &queue);

	args->destroy_queue.paging_queue = queue.queue;
	return !ret;
}

static bool fill_wait(struct setup *s, union args *args)
{
	args->wait = dxg_wait_args(s->device, &s->queue.fence, &s->reached, 1);
	return true;
}

/* What it asks for is so already, so that there is nothing to wait for. */
static bool fill_make_resident(struct setup *s, union args *args)
{
	args->make_resident.paging_queue = s->pager.handle;
	args->make_resident.num_allocations = 1;
	args->make_resident.allocation_list = (uintptr_t)&s->own;
	return true;
}

static bool fill_evict(struct setup *s, union args *args)
{
	args->evict.device = s->device;
	args->evict.num_allocations = 1;
	args->evict.allocation_list = (uintptr_t)&s->own;
	args->evict.flags = D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY;
	return !dxg_make_resident(&s->pager, &s->own, 1, 0, NULL);
}

static bool fill_offer(struct setup *s, union args *args)
{
	args->offer.device = s->device;
	args->offer.num_allocations = 1;
	args->offer.handle_list = (uintptr_t)&s->allocation;
	args->offer.priority = D3DKMT_OFFER_PRIORITY_NORMAL;
	return !dxg_create_raw(s->fd, s->device, 4096, &s->allocation);
}

static bool fill_reclaim(struct setup *s, union args *args)
{
	args->reclaim.paging_queue = s->pager.handle;
	args->reclaim.num_allocations = 1;
	args->reclaim.handle_list = (uintptr_t)&s->allocation;
	args->reclaim.results = (uintptr_t)&s->result;
	return !dxg_create_raw(s->fd, s->device, 4096, &s->allocation) &&
	       !dxg_offer_one(&s->pager, s->allocation, D3DKMT_OFFER_PRIORITY_NORMAL);
}

static bool fill_update(struct setup *s, union args *args)
{
	args->update.paging_queue = s->pager.handle;
	args->update.allocation = s->share.allocations[0];
	args->update.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT;
	return true;
}

static bool fill_reserve(struct setup *s, union args *args)
{
	args->reserve.adapter = s->adapter;
	args->reserve.reservation = 4096;
	return true;
}

static bool fill_statistics(struct setup *s, union args *args)
{
	args->statistics.type = D3DKMT_QUERYSTATISTICS_ADAPTER;
	args->statistics.adapter_luid.low_part = s->luid;
	args->statistics.adapter_luid.high_part = s->luid >> 32;
	return true;
}

static const struct call {
	const char *name;
	unsigned int cmd;
	bool (*fill)(struct setup *s, union args *args);
	bool writes;
} calls[] = {
	{ "OpenAdapterFromLuid", D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, fill_open, true },
	{ "CreateDevice", D3DKMT_IOC_CREATE_DEVICE, fill_create_device, true },
	{ "CreateAllocation2", D3DKMT_IOC_CREATE_ALLOCATION2, fill_create2, true },
	{ "CreateAllocation", D3DKMT_IOC_CREATE_ALLOCATION, fill_create1, true },
	{ "QueryAdapterInfo", D3DKMT_IOC_QUERY_ADAPTER_INFO, fill_query, false },
	{ "QueryVideoMemoryInfo", D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, fill_memory, true },
	{ "Escape", D3DKMT_IOC_ESCAPE, fill_escape, false },
	{ "GetDeviceState", D3DKMT_IOC_GET_DEVICE_STATE, fill_state, true },
	{ "DestroyAllocation2", D3DKMT_IOC_DESTROY_ALLOCATION2, fill_destroy, false },
	{ "EnumAdapters2", D3DKMT_IOC_ENUM_ADAPTERS2, fill_enum2, true },
	{ "EnumAdapters3", D3DKMT_IOC_ENUM_ADAPTERS3, fill_enum3, true },
	{ "CloseAdapter", D3DKMT_IOC_CLOSE_ADAPTER, fill_close, false },
	{ "DestroyDevice", D3DKMT_IOC_DESTROY_DEVICE, fill_destroy_device, false },
	{ "MarkDeviceAsError", D3DKMT_IOC_MARK_DEVICE_AS_ERROR, fill_mark, false },
	{ "ShareObjects", D3DKMT_IOC_SHARE_OBJECTS_INTERNAL, fill_share, false },
	{ "GetSharedResourceAdapterLuid", D3DKMT_IOC_GET_SHARED_RESOURCE_ADAPTER_LUID, fill_luid,
	  true },
	{ "QueryResourceInfo", D3DKMT_IOC_QUERY_RESOURCE_INFO, fill_query_global, true },
	{ "QueryResourceInfoFromNtHandle", D3DKMT_IOC_QUERY_RESOURCE_INFO_FROM_NT_HANDLE,
	  fill_query_nt, true },
	{ "OpenResource", D3DKMT_IOC_OPEN_RESOURCE, fill_open_global, true },
	{ "OpenResourceFromNtHandle", D3DKMT_IOC_OPEN_RESOURCE_FROM_NT_HANDLE, fill_open_nt, true },
	{ "SetAllocationPriority", D3DKMT_IOC_SET_ALLOCATION_PRIORITY, fill_priority, false },
	{ "GetAllocationPriority", D3DKMT_IOC_GET_ALLOCATION_PRIORITY, fill_priority, false },
	{ "QueryAllocationResidency", D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, fill_priority, false },
	{ "Lock2", D3DKMT_IOC_LOCK2, fill_lock, true },
	{ "Lock2At", D3DKMT_IOC_LOCK2_AT, fill_lock_at, true },
	{ "Unlock2", D3DKMT_IOC_UNLOCK2, fill_unlock, false },
	{ "CreatePagingQueue", D3DKMT_IOC_CREATE_PAGING_QUEUE, fill_create_queue, true },
	{ "DestroyPagingQueue", D3DKMT_IOC_DESTROY_PAGING_QUEUE, fill_destroy_queue, false },
	{ "WaitForSynchronizationObjectFromCpu",
	  D3DKMT_IOC_WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU, fill_wait, false },
	{ "MakeResident", D3DKMT_IOC_MAKE_RESIDENT, fill_make_resident, true },
	{ "Evict", D3DKMT_IOC_EVICT, fill_evict, true },
	{ "OfferAllocations", D3DKMT_IOC_OFFER_ALLOCATIONS, fill_offer, false },
	{ "ReclaimAllocations2", D3DKMT_IOC_RECLAIM_ALLOCATIONS2, fill_reclaim, true },
	{ "UpdateAllocationProperty", D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY, fill_update, true },
	{ "ChangeVideoMemoryReservation", D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, fill_reserve,
	  false },
	{ "QueryStatistics", D3DKMT_IOC_QUERY_STATISTICS, fill_statistics, true },
};

FIXTURE(badptr) {
	struct setup s;
	union args args;
	struct dxg_counts before;
};

FIXTURE_SETUP(badptr)
{
	struct setup *s = &self->s;
	struct d3dkmt_enumadapters2 enum2 = {
		.num_adapters = ARRAY_SIZE(s->infos),
		.adapters = (uintptr_t)s->infos,
	};

	ASSERT_EQ(0, dxg_counts_read(&self->before));
	s->fd = dxg_open();
	ASSERT_LE(0, s->fd);
	ASSERT_EQ(0, dxg_call(s->fd, D3DKMT_IOC_ENUM_ADAPTERS2, &enum2));
	s->adapter = s->infos[0].adapter;
	s->luid = (uint64_t)s->infos[0].adapter_luid.high_part << 32 |
		  s->infos[0].adapter_luid.low_part;
	s->device = dxg_create_device(s->fd, s->adapter);
	ASSERT_NE(0, s->device);
	ASSERT_EQ(0, share_create(s->fd, s->device, SHARE_NT_FLAGS, &s->share));
	ASSERT_EQ(0, share_create(s->fd, s->device, SHARE_FLAGS, &s->global));
	s->nt = share_fd(s->fd, s->share.resource, GENERIC_ALL);
	ASSERT_LE(0, s->nt);
	ASSERT_EQ(0, dxg_lock(s->fd, s->device, s->share.allocations[0], &s->locked_at));
	ASSERT_EQ(0, dxg_queue_create(s->fd, s->device, &s->queue));
	ASSERT_EQ(0, dxg_pager_create(s->fd, s->adapter, s->device, &s->pager));
	ASSERT_EQ(0, dxg_create_raw(s->fd, s->device, 4096, &s->own));
	ASSERT_EQ(0, dxg_resident_one(&s->pager, s->own));
}

FIXTURE_TEARDOWN(badptr)
{
	close(self->s.fd);
	/* Those of the calls that shared, too. */
	close_range(self->s.nt, ~0u, 0);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* Make the call with its struct at @p; whatever the status, report changes of the live objects. */
static int call_at(struct __test_metadata *_metadata, struct setup *s, const struct call *call,
		   void *p)
{
	struct dxg_counts before, after;
	int ret;

	EXPECT_EQ(0, dxg_counts_read(&before));
	ret = dxg_call(s->fd, call->cmd, p);
	EXPECT_EQ(0, dxg_counts_read(&after));
	if (ret) {
		EXPECT_EQ(0, memcmp(&before, &after, sizeof(before))) {
			TH_LOG("%s left or took something", call->name);
		}
	}
	return ret;
}

/* NULL, the end of the address space, the kernel's memory, addresses that are none. */
TEST_F(badptr, nobodys_addresses)
{
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		for (j = 0; j < mem_num_bad; j++) {
			void *p = (void *)(uintptr_t)mem_bad[j];

			if ((uintptr_t)p != mem_bad[j])
				continue;
			EXPECT_EQ(-EFAULT, call_at(_metadata, &self->s, &calls[i], p)) {
				TH_LOG("%s at %p", calls[i].name, p);
			}
		}
	}
}

TEST_F(badptr, unmapped)
{
	char *p = mem_pages(1);
	size_t i;

	ASSERT_EQ(0, munmap(p, mem_page_size()));
	for (i = 0; i < ARRAY_SIZE(calls); i++)
		EXPECT_EQ(-EFAULT, call_at(_metadata, &self->s, &calls[i], p));
}

/* Part of the struct can be read, be it all but the last byte. */
TEST_F(badptr, torn)
{
	size_t i, size, mapped;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		memset(&self->args, 0, sizeof(self->args));
		ASSERT_TRUE(calls[i].fill(&self->s, &self->args));
		size = _IOC_SIZE(calls[i].cmd);
		/* From all but the last byte down to the first one. */
		for (mapped = size - 1; mapped; mapped /= 2) {
			void *p = mem_torn(&self->args, mapped);

			EXPECT_EQ(-EFAULT, call_at(_metadata, &self->s, &calls[i], p)) {
				TH_LOG("%s, %zu of %zu bytes", calls[i].name, mapped, size);
			}
		}
	}
}

/* No byte behind the struct is looked at or written: the call works right before the abyss. */
TEST_F(badptr, struct_ends_where_memory_ends)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		memset(&self->args, 0, sizeof(self->args));
		ASSERT_TRUE(calls[i].fill(&self->s, &self->args));
		EXPECT_EQ(0, call_at(_metadata, &self->s, &calls[i],
				     mem_torn(&self->args, _IOC_SIZE(calls[i].cmd)))) {
			TH_LOG("%s", calls[i].name);
		}
	}
}

/*
 * A struct that can't be written is EFAULT where the call has something to write, with all undone.
 */
TEST_F(badptr, read_only)
{
	uint32_t next;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		size_t size = _IOC_SIZE(calls[i].cmd);
		void *p;

		memset(&self->args, 0, sizeof(self->args));
		ASSERT_TRUE(calls[i].fill(&self->s, &self->args));
		p = mem_torn(&self->args, size);
		ASSERT_TRUE(mem_protect(p, size, PROT_READ));
		next = dxg_next_handle(self->s.fd, self->s.device);
		EXPECT_EQ(calls[i].writes ? -EFAULT : 0,
			  call_at(_metadata, &self->s, &calls[i], p)) {
			TH_LOG("%s", calls[i].name);
		}
		EXPECT_EQ(0, memcmp(p, &self->args, size));
		/* No handle was consumed by the failure. */
		EXPECT_EQ(next + 0x40, dxg_next_handle(self->s.fd, self->s.device)) {
			TH_LOG("%s", calls[i].name);
		}
	}
}

/* What a client isn't told to be resident isn't. */
TEST_F(badptr, make_resident_is_undone)
{
	struct setup *s = &self->s;
	uint32_t allocation;
	void *p;

	ASSERT_EQ(0, dxg_create_raw(s->fd, s->device, 4096, &allocation));
	memset(&self->args, 0, sizeof(self->args));
	ASSERT_TRUE(fill_make_resident(s, &self->args));
	self->args.make_resident.allocation_list = (uintptr_t)&allocation;
	p = mem_torn(&self->args, sizeof(self->args.make_resident));
	ASSERT_TRUE(mem_protect(p, sizeof(self->args.make_resident), PROT_READ));
	EXPECT_EQ(-EFAULT, dxg_call(s->fd, D3DKMT_IOC_MAKE_RESIDENT, p));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, dxg_evict_one(&s->pager, allocation, 0));
}

/*
 * Alignment is not asked for: libdxg's structs are aligned, but nothing says that a client's are.
 */
TEST_F(badptr, misaligned)
{
	char buffer[sizeof(union args) + 1];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		memset(&self->args, 0, sizeof(self->args));
		ASSERT_TRUE(calls[i].fill(&self->s, &self->args));
		memcpy(buffer + 1, &self->args, sizeof(self->args));
		EXPECT_EQ(0, call_at(_metadata, &self->s, &calls[i], buffer + 1)) {
			TH_LOG("%s", calls[i].name);
		}
	}
}

TEST_HARNESS_MAIN
