/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A create-allocation call while it runs: the kernel's copy of all that the client gave.
 */
#ifndef DXGK_FRONT_CREATE_H
#define DXGK_FRONT_CREATE_H

#include <dxgk/allocation.h>

#include <misc/d3dkmthk.h>

struct dxgk_allocation;

/* Room for the buffers of a small call, so that the usual one allocates nothing for its copies. */
#define DXGK_INLINE_BLOBS	256

/**
 * struct dxgk_create - the copies
 * @args: The argument struct.
 * @v1: The array has the elements of D3DKMTCreateAllocation, 40 bytes each; they are widened.
 * @infos: The array.
 * @ddi_infos: The same for the miniport; their private data are the copies of the client's.
 * @allocs: For the allocations.
 * @handles: For the handles: the resource's first, if there is a new one.
 * @system_memory: Addresses of the client's memory; NULL if no element has one.
 * @private_data: The resource's private data, or NULL.
 * @private_data_size: Its bytes.
 * @runtime_data: The runtime's private data, or NULL.
 * @standard: The standard allocation, if the call is for one.
 * @global_share: The global handle that the client gets, or 0.
 * @arrays: What the arrays above are in, if the call has more than one element.
 * @blobs: What the buffers are in, if they don't fit into @inline_blobs.
 * @one: The arrays of a call that has one element.
 * @inline_blobs: The buffers of a small call.
 */
struct dxgk_create {
	const struct d3dkmt_createallocation *args;
	bool v1;
	struct d3dddi_allocationinfo2 *infos;
	struct dxgk_allocationinfo *ddi_infos;
	struct dxgk_allocation **allocs;
	u32 *handles;
	u64 *system_memory;
	void *private_data;
	u32 private_data_size;
	void *runtime_data;
	struct d3dkmt_createstandardallocation standard;
	u32 global_share;
	void *arrays;
	void *blobs;
	struct {
		struct d3dddi_allocationinfo2 info;
		struct dxgk_allocationinfo ddi_info;
		struct dxgk_allocation *alloc;
		u64 system_memory;
		u32 handles[2];
	} one;
	u8 inline_blobs[DXGK_INLINE_BLOBS] __aligned(8);
};

int dxgk_create_copy_in(struct dxgk_create *create, const struct d3dkmt_createallocation *args,
			bool v1);
void dxgk_create_free(struct dxgk_create *create);
int dxgk_create_copy_out(const struct dxgk_create *create,
			 struct d3dkmt_createallocation __user *user);
void dxgk_create_zero_out(const struct dxgk_create *create,
			  struct d3dkmt_createallocation __user *user);

static inline bool dxgk_create_has_flag(const struct dxgk_create *create, u32 flag)
{
	return create->args->flags & flag;
}

static inline u32 dxgk_create_num_handles(const struct dxgk_create *create)
{
	return create->args->num_allocations +
	       !!(create->args->flags & D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE);
}

/* The handle of allocation @i. */
static inline u32 *dxgk_create_handle(const struct dxgk_create *create, u32 i)
{
	return &create->handles[dxgk_create_num_handles(create) -
				create->args->num_allocations + i];
}

#endif
