/* SPDX-License-Identifier: GPL-2.0 */
/* What kmod/miniport/softgpu/layout.c uses of the kernel's headers, for user space. */
#ifndef SHIM_LINUX_KERNEL_H
#define SHIM_LINUX_KERNEL_H

#include <linux/types.h>

#define BIT(n)			(1u << (n))
#define GENMASK_ULL(h, l)	((~0ull << (l)) & (~0ull >> (63 - (h))))
#define SZ_4K			0x1000u
#define SZ_64K			0x10000u
#define SZ_4M			0x400000u

#define ALIGN(x, a)		(((x) + (a) - 1) & ~((__typeof__(x))(a) - 1))
#define max(a, b)		((a) > (b) ? (a) : (b))
#define max3(a, b, c)		max(max(a, b), c)

#define array_index_nospec(index, size)	(index)
#define check_add_overflow(a, b, d)	__builtin_add_overflow(a, b, d)
#define check_mul_overflow(a, b, d)	__builtin_mul_overflow(a, b, d)

static inline u32 ilog2(u32 n)
{
	return 31 - __builtin_clz(n);
}

static inline bool is_power_of_2(u32 n)
{
	return n && !(n & (n - 1));
}

#endif
