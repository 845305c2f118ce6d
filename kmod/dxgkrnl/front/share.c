// SPDX-License-Identifier: GPL-2.0-only
/*
 * Making NT handles of shared resources, and telling where a shared resource is.
 */
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/uaccess.h>

#include "front/front.h"
#include "objects/adapter.h"
#include "objects/device.h"
#include "objects/nthandle.h"
#include "objects/process.h"
#include "objects/resource.h"
#include "objects/share.h"

/* The start of a 64-bit OBJECT_ATTRIBUTES. */
struct object_attributes {
	u32 length;
	u32 pad0;
	u64 root_directory;
	u64 object_name;
};

#define OBJECT_ATTRIBUTES_SIZE	48

/*
 * Clients pass object attributes that say nothing, which is accepted. A name can't be given to a
 * descriptor.
 */
static int check_object_attributes(u64 user)
{
	struct object_attributes attributes;

	if (!user)
		return 0;
	if (copy_from_user(&attributes, u64_to_user_ptr(user), sizeof(attributes)))
		return -EFAULT;
	if (attributes.length == OBJECT_ATTRIBUTES_SIZE && attributes.object_name)
		return -DXGK_ENOTSUPPORTED;
	return 0;
}

struct share_match {
	struct dxgk_share *share;
	bool read_only;
};

static bool resource_has_nt_security(const struct dxgk_object *obj, void *data)
{
	const struct dxgk_resource *resource = container_of(obj, struct dxgk_resource, obj);
	struct share_match *match = data;

	if (!resource->share || !resource->share->nt_security)
		return false;
	/* The object's reference alone would not keep its device usable. */
	refcount_inc(&resource->share->obj.users);
	match->share = resource->share;
	match->read_only = resource->read_only;
	return false;
}

/*
 * The share of a resource that was created for NT handles, with a reference, or NULL; and whether
 * the process has opened it without the right to write.
 */
static struct dxgk_share *find_share(struct dxgk_process *process, u32 handle, bool *read_only)
{
	struct share_match match = { };

	dxgk_handle_lookup_if(&process->handles, handle, DXGK_OBJECT_RESOURCE,
			      resource_has_nt_security, &match);
	*read_only = match.read_only;
	return match.share;
}

/* Give the client a descriptor of @file, which is consumed. */
static int install_file(struct file *file, u64 user)
{
	int fd = get_unused_fd_flags(O_CLOEXEC);

	if (fd < 0) {
		fput(file);
		return fd == -EMFILE || fd == -ENFILE ? -ENOMEM : fd;
	}
	if (put_user((u64)fd, (u64 __user *)u64_to_user_ptr(user))) {
		put_unused_fd(fd);
		fput(file);
		return -EFAULT;
	}
	fd_install(fd, file);
	return 0;
}

/*
 * D3DKMTShareObjects. Of the sets that may be shared, {resource} is the one whose objects exist;
 * the other sets need a keyed mutex or a synchronization object, whose handles can't be valid.
 */
int dxgk_ioctl_share_objects(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_shareobjects *in = args;
	struct dxgk_share *share;
	struct file *file;
	bool read_only;
	u32 handle;
	int err;

	if (in->object_count != 1)
		return -EINVAL;
	if (get_user(handle, (u32 __user *)u64_to_user_ptr(in->object_handle_array)))
		return -EFAULT;
	err = check_object_attributes(in->object_attributes);
	if (err)
		return err;
	share = find_share(process, handle, &read_only);
	if (!share)
		return -EINVAL;
	if (dxgk_adapter_is_gone(share->adapter)) {
		dxgk_share_put(share);
		return -DXGK_EDEVICEREMOVED;
	}
	file = dxgk_nt_handle_new(share, in->desired_access, read_only);
	dxgk_share_put(share);
	if (IS_ERR(file))
		return PTR_ERR(file);
	return install_file(file, in->shared_nt_handle);
}

/* D3DKMTGetSharedResourceAdapterLuid: by global handle, or else by NT handle. */
int dxgk_ioctl_get_shared_resource_adapter_luid(struct dxgk_process *process, void *args,
						void __user *user)
{
	struct d3dkmt_getsharedresourceadapterluid *in = args;
	struct d3dkmt_getsharedresourceadapterluid __user *out = user;
	struct d3dkmt_luid luid;
	struct dxgk_share *share;
	u32 access;

	share = in->global_share ? dxgk_share_lookup(in->global_share) :
				   dxgk_nt_handle_share(in->nt_handle, &access);
	if (IS_ERR(share))
		return PTR_ERR(share);
	luid.low_part = lower_32_bits(share->adapter->luid);
	luid.high_part = upper_32_bits(share->adapter->luid);
	dxgk_share_put(share);
	return copy_to_user(&out->adapter_luid, &luid, sizeof(luid)) ? -EFAULT : 0;
}
