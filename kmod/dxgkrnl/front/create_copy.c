// SPDX-License-Identifier: GPL-2.0-only
/*
 * Create-allocation's user memory: everything is read once, into memory of a bounded size.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "front/create.h"
#include "front/front.h"
#include "front/usercopy.h"
#include "front/validate.h"

/* Where the arrays are: in the struct for one element, else in one piece of memory. */
static int allocate_arrays(struct dxgk_create *create)
{
	u32 n = create->args->num_allocations;
	char *p;

	if (n <= 1) {
		memset(&create->one.ddi_info, 0, sizeof(create->one.ddi_info));
		create->infos = &create->one.info;
		create->ddi_infos = &create->one.ddi_info;
		create->allocs = &create->one.alloc;
		create->system_memory = &create->one.system_memory;
		create->handles = create->one.handles;
		return 0;
	}
	p = kvzalloc(n * (sizeof(*create->infos) + sizeof(*create->ddi_infos) +
			  sizeof(*create->allocs) + sizeof(*create->system_memory)) +
		     (n + 1) * sizeof(*create->handles), DXGK_GFP_CLIENT);
	if (!p)
		return -ENOMEM;
	create->arrays = p;
	create->infos = (void *)p;
	p += n * sizeof(*create->infos);
	create->ddi_infos = (void *)p;
	p += n * sizeof(*create->ddi_infos);
	create->allocs = (void *)p;
	p += n * sizeof(*create->allocs);
	create->system_memory = (void *)p;
	p += n * sizeof(*create->system_memory);
	create->handles = (void *)p;
	return 0;
}

/*
 * The elements of D3DKMTCreateAllocation, which were copied to the start of the array, in the form
 * of D3DKMTCreateAllocation2. Each one grows, so the last comes first. The wider struct's own
 * members are zero, and of the flags only those that the narrow one defines are kept.
 */
static void widen_infos(struct d3dddi_allocationinfo2 *infos, u32 n)
{
	const struct d3dddi_allocationinfo *narrow = (const void *)infos;
	struct d3dddi_allocationinfo one;

	while (n-- > 0) {
		one = narrow[n];
		memset(&infos[n], 0, sizeof(infos[n]));
		infos[n].system_mem = one.system_mem;
		infos[n].private_driver_data = one.private_driver_data;
		infos[n].private_driver_data_size = one.private_driver_data_size;
		infos[n].vid_pn_source_id = one.vid_pn_source_id;
		infos[n].flags = one.flags & (D3DDDI_ALLOCATIONINFO_FLAGS_PRIMARY |
					      D3DDDI_ALLOCATIONINFO_FLAGS_STEREO);
	}
}

static int copy_infos(struct dxgk_create *create)
{
	u32 i, n = create->args->num_allocations;
	size_t size = create->v1 ? sizeof(struct d3dddi_allocationinfo) : sizeof(*create->infos);
	bool any_system_memory = false;
	int err;

	/* Whatever the array's address is then. */
	if (!n) {
		create->system_memory = NULL;
		return 0;
	}
	err = dxgk_copy_in(create->infos, u64_to_user_ptr(create->args->allocation_info), n * size);
	if (err)
		return err;
	if (create->v1)
		widen_infos(create->infos, n);
	for (i = 0; i < n; i++) {
		err = dxgk_validate_create_info(&create->infos[i], create->v1);
		if (err)
			return err;
		create->system_memory[i] = create->infos[i].system_mem;
		any_system_memory |= create->infos[i].system_mem;
	}
	if (!any_system_memory)
		create->system_memory = NULL;
	return 0;
}

/* All buffers lie one after the other, each aligned to 8 bytes. */
static int allocate_blobs(struct dxgk_create *create, char **blobs)
{
	u32 total = ALIGN(create->args->private_driver_data_size, 8) +
		    ALIGN(create->args->private_runtime_data_size, 8);
	u32 i;

	for (i = 0; i < create->args->num_allocations; i++) {
		total += ALIGN(create->infos[i].private_driver_data_size, 8);
		if (total > DXGK_MAX_CALL_DATA)
			return -EINVAL;
	}
	*blobs = create->inline_blobs;
	if (total <= sizeof(create->inline_blobs))
		return 0;
	create->blobs = kvmalloc(total, DXGK_GFP_CLIENT);
	*blobs = create->blobs;
	return create->blobs ? 0 : -ENOMEM;
}

static void *copy_blob(char **blobs, u64 user, u32 size)
{
	void *blob = *blobs;

	if (!size)
		return NULL;
	*blobs += ALIGN(size, 8);
	return dxgk_copy_in(blob, u64_to_user_ptr(user), size) ? ERR_PTR(-EFAULT) : blob;
}

/* The client's private data of element @i, which the miniport may write to. */
static int copy_info_blob(struct dxgk_create *create, u32 i, char **blobs)
{
	struct dxgk_allocationinfo *info = &create->ddi_infos[i];

	info->primary = create->infos[i].flags & D3DDDI_ALLOCATIONINFO_FLAGS_PRIMARY;
	info->private_driver_data_size = create->infos[i].private_driver_data_size;
	info->private_driver_data = copy_blob(blobs, create->infos[i].private_driver_data,
					      info->private_driver_data_size);
	return PTR_ERR_OR_ZERO(info->private_driver_data);
}

static int copy_blobs(struct dxgk_create *create)
{
	const struct d3dkmt_createallocation *args = create->args;
	char *blobs;
	int err;
	u32 i;

	err = allocate_blobs(create, &blobs);
	if (err)
		return err;
	create->runtime_data = copy_blob(&blobs, args->private_runtime_data,
					 args->private_runtime_data_size);
	if (IS_ERR(create->runtime_data))
		return PTR_ERR(create->runtime_data);
	/* Its size is 0 in a call for a standard allocation, whose union holds that instead. */
	create->private_data_size = args->private_driver_data_size;
	create->private_data = copy_blob(&blobs, args->private_driver_data,
					 args->private_driver_data_size);
	if (IS_ERR(create->private_data))
		return PTR_ERR(create->private_data);
	for (i = 0; i < args->num_allocations; i++) {
		err = copy_info_blob(create, i, &blobs);
		if (err)
			return err;
	}
	return 0;
}

/**
 * dxgk_create_copy_in - copy and check all that a create call gives
 * @create: Out; give back with dxgk_create_free(), also on failure.
 * @args: The dispatcher's copy of the argument struct.
 * @v1: The call is D3DKMTCreateAllocation.
 *
 * Return: 0, -EINVAL, -EFAULT or -ENOMEM.
 */
int dxgk_create_copy_in(struct dxgk_create *create, const struct d3dkmt_createallocation *args,
			bool v1)
{
	int err;

	create->args = args;
	create->v1 = v1;
	create->global_share = 0;
	create->arrays = NULL;
	create->blobs = NULL;

	err = dxgk_validate_create_args(args, dxgk_rules());
	if (err)
		return err;
	err = allocate_arrays(create);
	if (err)
		return err;
	err = copy_infos(create);
	if (err)
		return err;
	if (args->flags & D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION) {
		if (copy_from_user(&create->standard, u64_to_user_ptr(args->standard_allocation),
				   sizeof(create->standard)))
			return -EFAULT;
		err = dxgk_validate_standard(args, &create->standard, create->infos);
		if (err)
			return err;
	}
	return copy_blobs(create);
}

void dxgk_create_free(struct dxgk_create *create)
{
	kvfree(create->blobs);
	kvfree(create->arrays);
}

/* Where element @i is in user memory. Its first member is the handle in both forms. */
static u32 __user *user_handle(const struct dxgk_create *create, u32 i)
{
	size_t size = create->v1 ? sizeof(struct d3dddi_allocationinfo) :
				   sizeof(struct d3dddi_allocationinfo2);

	return u64_to_user_ptr(create->args->allocation_info + i * size);
}

/*
 * The outputs of element @i. GpuVirtualAddress is one of the wide form; no allocation has one
 * before it is mapped.
 */
static int put_info(const struct dxgk_create *create, u32 i)
{
	struct d3dddi_allocationinfo2 __user *info =
		u64_to_user_ptr(create->args->allocation_info2);
	u32 handle = *dxgk_create_handle(create, i);

	if (create->v1)
		return put_user(handle, user_handle(create, i));
	info += i;
	if (!user_access_begin(info, sizeof(*info)))
		return -EFAULT;
	unsafe_put_user(handle, &info->allocation, fault);
	unsafe_put_user(0, &info->gpu_virtual_address, fault);
	user_access_end();
	return 0;

fault:
	user_access_end();
	return -EFAULT;
}

/* Zeroed is an output: all allocations are new memory, which always begins as zeros. */
static u32 flags_out(const struct dxgk_create *create)
{
	u32 flags = create->args->flags & ~D3DKMT_CREATEALLOCATIONFLAGS_ZEROED;

	if (create->args->num_allocations && !create->system_memory &&
	    !dxgk_create_has_flag(create, D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SECTION))
		flags |= D3DKMT_CREATEALLOCATIONFLAGS_ZEROED;
	return flags;
}

/* The outputs of the argument struct but the new resource's handle. */
static int put_args(const struct dxgk_create *create, struct d3dkmt_createallocation __user *user)
{
	u32 flags = flags_out(create);

	if (!user_access_begin(user, sizeof(*user)))
		return -EFAULT;
	unsafe_put_user(create->global_share, &user->global_share, fault);
	unsafe_put_user(flags, &user->flags, fault);
	user_access_end();
	return 0;

fault:
	user_access_end();
	return -EFAULT;
}

/**
 * dxgk_create_copy_out - write what the client gets
 * @create: The call; handles are reserved.
 * @user: The client's argument struct.
 *
 * Return: 0 or -EFAULT.
 */
int dxgk_create_copy_out(const struct dxgk_create *create,
			 struct d3dkmt_createallocation __user *user)
{
	bool standard = dxgk_create_has_flag(create,
					     D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION);
	u32 i;

	BUILD_BUG_ON(offsetof(struct d3dddi_allocationinfo, allocation));
	BUILD_BUG_ON(offsetof(struct d3dddi_allocationinfo2, allocation));
	if (dxgk_create_has_flag(create, D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE) &&
	    put_user(create->handles[0], &user->resource))
		return -EFAULT;
	if (put_args(create, user))
		return -EFAULT;
	for (i = 0; i < create->args->num_allocations; i++) {
		const struct dxgk_allocationinfo *info = &create->ddi_infos[i];

		/* A standard allocation's private data are the miniport's own. */
		if (info->private_driver_data_size && !standard &&
		    dxgk_copy_out(u64_to_user_ptr(create->infos[i].private_driver_data),
				  info->private_driver_data, info->private_driver_data_size))
			return -EFAULT;
		if (put_info(create, i))
			return -EFAULT;
	}
	return 0;
}

/**
 * dxgk_create_zero_out - take back what was written, handles above all
 * @create: The call.
 * @user: The client's argument struct.
 *
 * A client that looks anyway finds no handle. What can't be written is left.
 */
void dxgk_create_zero_out(const struct dxgk_create *create,
			  struct d3dkmt_createallocation __user *user)
{
	u32 i;

	/* In the order in which they were written: what comes after a fault was not. */
	if ((dxgk_create_has_flag(create, D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE) &&
	     put_user(0, &user->resource)) ||
	    (create->global_share && put_user(0, &user->global_share)) ||
	    put_user(create->args->flags, &user->flags))
		return;
	for (i = 0; i < create->args->num_allocations; i++) {
		if (put_user(0, user_handle(create, i)))
			return;
	}
}
