// SPDX-License-Identifier: GPL-2.0
#include "lock.h"
#include "mem.h"
#include "queue.h"
#include "residency.h"

int dxg_pager_create(int fd, uint32_t adapter, uint32_t device, struct dxg_pager *pager)
{
	struct dxg_queue queue;
	int ret = dxg_queue_create(fd, device, &queue);

	*pager = (struct dxg_pager) {
		.fd = fd,
		.adapter = adapter,
		.device = device,
		.handle = queue.queue,
		.sync_object = queue.fence,
		.fence = queue.value,
	};
	return ret;
}

int dxg_pager_destroy(const struct dxg_pager *pager)
{
	struct dxg_queue queue = { .queue = pager->handle };

	return dxg_queue_destroy(pager->fd, &queue);
}

bool dxg_pager_wait(const struct dxg_pager *pager, uint64_t value)
{
	int ret = dxg_wait(pager->fd, pager->device, pager->sync_object, value);

	if (!ret && *pager->fence >= value)
		return true;
	fprintf(stderr, "# waiting for %llu: status %#x, the fence has %llu\n",
		(unsigned long long)value, ret, (unsigned long long)*pager->fence);
	return false;
}

int dxg_make_resident(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		      uint32_t flags, struct dxg_resident *out)
{
	struct d3dddi_makeresident args = {
		.paging_queue = pager->handle,
		.num_allocations = n,
		.allocation_list = (uintptr_t)list,
		.flags = flags,
		.paging_fence_value = POISON64,
		.num_bytes_to_trim = POISON64,
	};
	int ret = dxg_call(pager->fd, D3DKMT_IOC_MAKE_RESIDENT, &args);

	if (out) {
		out->num_allocations = args.num_allocations;
		out->value = args.paging_fence_value;
		out->bytes_to_trim = args.num_bytes_to_trim;
	}
	return ret;
}

int dxg_resident(const struct dxg_pager *pager, const uint32_t *list, uint32_t n)
{
	return dxg_resident_flags(pager, list, n, 0);
}

int dxg_resident_flags(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		       uint32_t flags)
{
	struct dxg_resident out;
	int ret = dxg_make_resident(pager, list, n, flags, &out);

	if (ret != STATUS_PENDING)
		return ret;
	return dxg_pager_wait(pager, out.value) ? 0 : -EIO;
}

int dxg_resident_one(const struct dxg_pager *pager, uint32_t allocation)
{
	return dxg_resident(pager, &allocation, 1);
}

int dxg_evict_trim(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		   uint32_t flags, uint64_t *bytes_to_trim)
{
	struct d3dkmt_evict args = {
		.device = pager->device,
		.num_allocations = n,
		.allocation_list = (uintptr_t)list,
		.flags = flags,
		.num_bytes_to_trim = POISON64,
	};
	int ret = dxg_call(pager->fd, D3DKMT_IOC_EVICT, &args);

	*bytes_to_trim = args.num_bytes_to_trim;
	return ret;
}

int dxg_evict(const struct dxg_pager *pager, const uint32_t *list, uint32_t n, uint32_t flags)
{
	uint64_t bytes_to_trim;

	return dxg_evict_trim(pager, list, n, flags, &bytes_to_trim);
}

int dxg_evict_one(const struct dxg_pager *pager, uint32_t allocation, uint32_t flags)
{
	return dxg_evict(pager, &allocation, 1, flags);
}

int dxg_residency(const struct dxg_pager *pager, uint32_t allocation)
{
	uint32_t status = POISON32;
	struct d3dkmt_queryallocationresidency query = {
		.device = pager->device,
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
		.residency_status = (uintptr_t)&status,
	};
	int ret = dxg_call(pager->fd, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, &query);

	return ret ?: (int)status;
}

int dxg_offer(const struct dxg_pager *pager, const uint32_t *list, uint32_t n, uint32_t priority)
{
	struct d3dkmt_offerallocations args = {
		.device = pager->device,
		.handle_list = (uintptr_t)list,
		.num_allocations = n,
		.priority = priority,
	};

	return dxg_call(pager->fd, D3DKMT_IOC_OFFER_ALLOCATIONS, &args);
}

int dxg_offer_one(const struct dxg_pager *pager, uint32_t allocation, uint32_t priority)
{
	return dxg_offer(pager, &allocation, 1, priority);
}

int dxg_reclaim(const struct dxg_pager *pager, const uint32_t *list, uint32_t n, uint32_t *results)
{
	struct d3dkmt_reclaimallocations2 args = {
		.paging_queue = pager->handle,
		.num_allocations = n,
		.handle_list = (uintptr_t)list,
		.results = (uintptr_t)results,
	};
	int ret;

	memset(results, POISON, n * sizeof(*results));
	ret = dxg_call(pager->fd, D3DKMT_IOC_RECLAIM_ALLOCATIONS2, &args);
	if (ret != STATUS_PENDING)
		return ret;
	return dxg_pager_wait(pager, args.paging_fence_value) ? 0 : -EIO;
}

int dxg_reclaim_one(const struct dxg_pager *pager, uint32_t allocation)
{
	uint32_t result;
	int ret = dxg_reclaim(pager, &allocation, 1, &result);

	return ret ?: (int)result;
}

int dxg_set_priority(const struct dxg_pager *pager, uint32_t allocation, uint32_t priority)
{
	struct d3dkmt_setallocationpriority args = {
		.device = pager->device,
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
		.priorities = (uintptr_t)&priority,
	};

	return dxg_call(pager->fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &args);
}

int dxg_update_property(const struct dxg_pager *pager, struct d3dddi_updateallocproperty *args)
{
	args->paging_queue = pager->handle;
	args->paging_fence_value = POISON64;
	return dxg_call(pager->fd, D3DKMT_IOC_UPDATE_ALLOCATION_PROPERTY, args);
}

static int update_and_wait(const struct dxg_pager *pager, struct d3dddi_updateallocproperty *args)
{
	int ret = dxg_update_property(pager, args);

	if (ret != STATUS_PENDING)
		return ret;
	return dxg_pager_wait(pager, args->paging_fence_value) ? 0 : -EIO;
}

int dxg_restrict(const struct dxg_pager *pager, uint32_t allocation, uint32_t segment_set)
{
	struct d3dddi_updateallocproperty args = {
		.allocation = allocation,
		.supported_segment_set = segment_set,
		/* The preferred one has to be in the set, too. */
		.preferred_segment = __builtin_ctz(segment_set) + 1,
		.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_SUPPORTED_SEGMENT_SET |
				       D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT,
	};

	return update_and_wait(pager, &args);
}

int dxg_prefer(const struct dxg_pager *pager, uint32_t allocation, uint32_t segment_id)
{
	struct d3dddi_updateallocproperty args = {
		.allocation = allocation,
		.preferred_segment = segment_id,
		.property_mask_value = D3DDDI_UPDATEALLOCPROPERTY_SET_PREFERRED_SEGMENT,
	};

	return update_and_wait(pager, &args);
}

int dxg_memory_info(const struct dxg_pager *pager, uint32_t group,
		    struct d3dkmt_queryvideomemoryinfo *info)
{
	memset(info, POISON, sizeof(*info));
	info->process = 0;
	info->adapter = pager->adapter;
	info->memory_segment_group = group;
	info->physical_adapter_index = 0;
	return dxg_call(pager->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, info);
}

uint64_t dxg_usage(const struct dxg_pager *pager, uint32_t group)
{
	struct d3dkmt_queryvideomemoryinfo info;

	return dxg_memory_info(pager, group, &info) ? ~0ull : info.current_usage;
}

uint64_t dxg_budget(const struct dxg_pager *pager, uint32_t group)
{
	struct d3dkmt_queryvideomemoryinfo info;

	return dxg_memory_info(pager, group, &info) ? ~0ull : info.budget;
}

int dxg_reserve(const struct dxg_pager *pager, uint32_t group, uint64_t bytes)
{
	struct d3dkmt_changevideomemoryreservation args = {
		.adapter = pager->adapter,
		.memory_segment_group = group,
		.reservation = bytes,
	};

	return dxg_call(pager->fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &args);
}

int dxg_write_contents(const struct dxg_pager *pager, uint32_t allocation, uint64_t size,
		       uint64_t seed)
{
	void *p;
	int ret = dxg_lock(pager->fd, pager->device, allocation, &p);

	if (ret)
		return ret;
	dxg_fill(p, size, seed);
	return dxg_unlock(pager->fd, pager->device, allocation);
}

int dxg_check_contents(const struct dxg_pager *pager, uint32_t allocation, uint64_t size,
		       uint64_t seed)
{
	bool same;
	void *p;
	int ret = dxg_lock(pager->fd, pager->device, allocation, &p);

	if (ret)
		return ret;
	same = dxg_filled(p, size, seed);
	return dxg_unlock(pager->fd, pager->device, allocation) ?: !same;
}

int dxg_check_zero(const struct dxg_pager *pager, uint32_t allocation, uint64_t size)
{
	bool zero;
	void *p;
	int ret = dxg_lock(pager->fd, pager->device, allocation, &p);

	if (ret)
		return ret;
	zero = mem_is(p, 0, size);
	return dxg_unlock(pager->fd, pager->device, allocation) ?: !zero;
}

struct softgpu_allocation_desc dxg_upload(uint64_t size)
{
	struct softgpu_allocation_desc desc = dxg_raw(size);

	desc.cpu_access = SOFTGPU_CPU_ACCESS_WRITE;
	return desc;
}

int dxg_create_filled(const struct dxg_pager *pager, uint64_t size, uint64_t seed,
		      uint32_t *allocation)
{
	int ret = dxg_create_desc(pager->fd, pager->device, dxg_upload(size), allocation);

	return ret ?: dxg_write_contents(pager, *allocation, size, seed);
}
