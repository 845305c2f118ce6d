// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "front/front.h"

/**
 * dxgk_blob_copy_in - copy a client's buffer
 * @user: Its address.
 * @size: Its bytes.
 *
 * Return: The copy, for kvfree(); NULL if @size is 0; ERR_PTR: -EINVAL beyond DXGK_MAX_BLOB,
 * -ENOMEM, -EFAULT.
 */
void *dxgk_blob_copy_in(u64 user, u32 size)
{
	void *blob;

	if (!size)
		return NULL;
	if (size > DXGK_MAX_BLOB)
		return ERR_PTR(-EINVAL);
	blob = kvmalloc(size, DXGK_GFP_CLIENT);
	if (!blob)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(blob, u64_to_user_ptr(user), size)) {
		kvfree(blob);
		return ERR_PTR(-EFAULT);
	}
	return blob;
}
