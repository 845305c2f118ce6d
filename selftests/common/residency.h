/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Residency: MakeResident and its relatives, and where allocations are.
 */
#ifndef SELFTESTS_RESIDENCY_H
#define SELFTESTS_RESIDENCY_H

#include "dxg.h"

#define KIB	(1ull << 10)
#define MIB	(1ull << 20)

#define IN_MEMORY	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINGPUMEMORY
#define IN_APERTURE	D3DKMT_ALLOCATIONRESIDENCYSTATUS_RESIDENTINSHAREDMEMORY
#define NOT_RESIDENT	D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT

#define SEGMENT(id)	(1u << ((id) - 1))

/* A paging queue, with whom it belongs to. */
struct dxg_pager {
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint32_t handle;
	uint32_t sync_object;
	const volatile uint64_t *fence;
};

int dxg_pager_create(int fd, uint32_t adapter, uint32_t device, struct dxg_pager *pager);
int dxg_pager_destroy(const struct dxg_pager *pager);
/* Wait until its fence has a value, which is then to be seen in the mapped page, too. */
bool dxg_pager_wait(const struct dxg_pager *pager, uint64_t value);

/* What MakeResident answers besides its status. */
struct dxg_resident {
	uint32_t num_allocations;
	uint64_t value;
	uint64_t bytes_to_trim;
};

/* The plain call. @out may be NULL; what the call leaves alone in it is poisoned. */
int dxg_make_resident(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		      uint32_t flags, struct dxg_resident *out);
/* Make them resident and wait until they are: 0, or the status of the failure. */
int dxg_resident(const struct dxg_pager *pager, const uint32_t *list, uint32_t n);
int dxg_resident_flags(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		       uint32_t flags);
int dxg_resident_one(const struct dxg_pager *pager, uint32_t allocation);

int dxg_evict(const struct dxg_pager *pager, const uint32_t *list, uint32_t n, uint32_t flags);
int dxg_evict_one(const struct dxg_pager *pager, uint32_t allocation, uint32_t flags);
/* The same, with its answer. */
int dxg_evict_trim(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		   uint32_t flags, uint64_t *bytes_to_trim);

/* D3DKMT_ALLOCATIONRESIDENCYSTATUS_*, or the negative status. */
int dxg_residency(const struct dxg_pager *pager, uint32_t allocation);

int dxg_offer(const struct dxg_pager *pager, const uint32_t *list, uint32_t n, uint32_t priority);
int dxg_offer_one(const struct dxg_pager *pager, uint32_t allocation, uint32_t priority);
/* Poisons @results before; waits if there is something to wait for. */
int dxg_reclaim(const struct dxg_pager *pager, const uint32_t *list, uint32_t n,
		uint32_t *results);
/* D3DDDI_RECLAIM_RESULT_*, or the negative status. */
int dxg_reclaim_one(const struct dxg_pager *pager, uint32_t allocation);

int dxg_set_priority(const struct dxg_pager *pager, uint32_t allocation, uint32_t priority);

int dxg_update_property(const struct dxg_pager *pager, struct d3dddi_updateallocproperty *args);
/* Have it be in no segment but those, and wait until it is not; 0 or the failure. */
int dxg_restrict(const struct dxg_pager *pager, uint32_t allocation, uint32_t segment_set);
/* Have it prefer a segment. */
int dxg_prefer(const struct dxg_pager *pager, uint32_t allocation, uint32_t segment_id);

/* QueryVideoMemoryInfo; a member that the call didn't answer is poisoned. */
int dxg_memory_info(const struct dxg_pager *pager, uint32_t group,
		    struct d3dkmt_queryvideomemoryinfo *info);
/* Single answers; ~0 if the call fails. */
uint64_t dxg_usage(const struct dxg_pager *pager, uint32_t group);
uint64_t dxg_budget(const struct dxg_pager *pager, uint32_t group);
int dxg_reserve(const struct dxg_pager *pager, uint32_t group, uint64_t bytes);

/*
 * Known contents: every word of @size bytes (whole pages) follows from @seed and its place.
 * Seeds differ in every word. Checked at the speed of memory.
 */
void dxg_fill(void *p, uint64_t size, uint64_t seed);
bool dxg_filled(const void *p, uint64_t size, uint64_t seed);
/* The number of bytes that are not as they should be; @first is the offset of the first one. */
uint64_t dxg_mismatches(const void *p, uint64_t size, uint64_t seed, uint64_t *first);

/* Lock, fill or check, and unlock; the status of the lock, or 1 if the contents are others. */
int dxg_write_contents(const struct dxg_pager *pager, uint32_t allocation, uint64_t size,
		       uint64_t seed);
int dxg_check_contents(const struct dxg_pager *pager, uint32_t allocation, uint64_t size,
		       uint64_t seed);
/* The same for zeros. */
int dxg_check_zero(const struct dxg_pager *pager, uint32_t allocation, uint64_t size);

/* softgpu's description of @size bytes that the CPU only writes: they go to video memory. */
struct softgpu_allocation_desc dxg_upload(uint64_t size);
/* @size bytes that go to video memory, filled by dxg_fill(); the status. */
int dxg_create_filled(const struct dxg_pager *pager, uint64_t size, uint64_t seed,
		      uint32_t *allocation);

/*
 * A segment as the GPU sees it, from softgpu's debugfs. Where the contents that dxg_fill() made
 * with @seed begin, or -1 if they are not in the segment.
 */
int64_t dxg_segment_find(const struct dxg_softgpu *gpu, uint32_t segment, uint64_t seed);
/* Whether all the contents are at @offset. */
bool dxg_segment_has(const struct dxg_softgpu *gpu, uint32_t segment, uint64_t offset,
		     uint64_t size, uint64_t seed);

/*
 * Where an allocation of this process is, by dxgkrnl's own account in debugfs, found by its size.
 * -1 if none of that size is in the segment.
 */
int64_t dxg_segment_map_find(const struct dxg_softgpu *gpu, uint32_t segment, uint64_t size);

#endif
