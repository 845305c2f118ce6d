/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Small copies from and to user memory, inline.
 *
 * copy_from_user() of a size that isn't constant looks up what kind of memory the kernel's side is,
 * which takes longer than to copy the few words of an argument struct. Here the caller knows that
 * there is room.
 */
#ifndef DXGK_FRONT_USERCOPY_H
#define DXGK_FRONT_USERCOPY_H

#include <linux/types.h>
#include <linux/uaccess.h>

/* No more than so many bytes at a time: nothing is scheduled while user memory is accessible. */
#define DXGK_MAX_WORDS	512u

/* Four words at a time, then one, then half of one; @op is unsafe_get_user() or _put_user(). */
#define DXGK_COPY_WORDS(op, kernel, user, size, label)					\
do {											\
	size_t at_ = 0;									\
											\
	for (; at_ + 4 * sizeof(u64) <= (size); at_ += 4 * sizeof(u64)) {		\
		op(((u64 *)((kernel) + at_))[0], ((u64 __user *)((user) + at_)) + 0, label); \
		op(((u64 *)((kernel) + at_))[1], ((u64 __user *)((user) + at_)) + 1, label); \
		op(((u64 *)((kernel) + at_))[2], ((u64 __user *)((user) + at_)) + 2, label); \
		op(((u64 *)((kernel) + at_))[3], ((u64 __user *)((user) + at_)) + 3, label); \
	}										\
	for (; at_ + sizeof(u64) <= (size); at_ += sizeof(u64))				\
		op(*(u64 *)((kernel) + at_), (u64 __user *)((user) + at_), label);	\
	if (at_ < (size))								\
		op(*(u32 *)((kernel) + at_), (u32 __user *)((user) + at_), label);	\
} while (0)

/**
 * dxgk_copy_words_in - copy a few words from user memory
 * @to: Where to.
 * @from: The client's address.
 * @size: Bytes, a multiple of 4, not 0, at most DXGK_MAX_WORDS.
 *
 * Return: 0 or -EFAULT, after which @to may have been written in part.
 */
static inline int dxgk_copy_words_in(void *to, const void __user *from, size_t size)
{
	if (!user_access_begin(from, size))
		return -EFAULT;
	DXGK_COPY_WORDS(unsafe_get_user, to, from, size, fault);
	user_access_end();
	return 0;

fault:
	user_access_end();
	return -EFAULT;
}

/**
 * dxgk_copy_words_out - copy a few words to user memory
 * @to: The client's address.
 * @from: Where from.
 * @size: Bytes, a multiple of 4, not 0, at most DXGK_MAX_WORDS.
 *
 * Return: 0 or -EFAULT, after which @to may have been written in part.
 */
static inline int dxgk_copy_words_out(void __user *to, const void *from, size_t size)
{
	if (!user_access_begin(to, size))
		return -EFAULT;
	DXGK_COPY_WORDS(unsafe_put_user, from, to, size, fault);
	user_access_end();
	return 0;

fault:
	user_access_end();
	return -EFAULT;
}

/* The same for any size but 0: small and whole words are copied here, the rest by the kernel. */
static inline int dxgk_copy_in(void *to, const void __user *from, size_t size)
{
	if (likely(size <= DXGK_MAX_WORDS && !(size % sizeof(u32))))
		return dxgk_copy_words_in(to, from, size);
	return copy_from_user(to, from, size) ? -EFAULT : 0;
}

static inline int dxgk_copy_out(void __user *to, const void *from, size_t size)
{
	if (likely(size <= DXGK_MAX_WORDS && !(size % sizeof(u32))))
		return dxgk_copy_words_out(to, from, size);
	return copy_to_user(to, from, size) ? -EFAULT : 0;
}

#endif
