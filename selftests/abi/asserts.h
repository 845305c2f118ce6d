/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the generated asserts are made of. All but BITS are checked by the
 * compiler. The place of a bit field is no constant expression in C, so a
 * program looks at those, and lists the fields that are misplaced.
 */
#ifndef _SELFTESTS_ABI_ASSERTS_H
#define _SELFTESTS_ABI_ASSERTS_H

#ifdef __cplusplus
#define ASSERT(expr)	static_assert(expr, #expr)
#else
#define ASSERT(expr)	_Static_assert(expr, #expr)
#endif

#define SIZE(type, bytes)	ASSERT(sizeof(type) == (bytes))

#define MEMBER(type, member, at, bytes)				\
	ASSERT(__builtin_offsetof(type, member) == (at) &&	\
	       sizeof(((type *)0)->member) == (bytes))

/* A pointer is as large as the compiler's, whatever room it has. */
#define POINTER(type, member, at)	MEMBER(type, member, at, sizeof(void *))

/* All values have 32 bits at most, but for masks of 64-bit flags. */
#define VALUE(name, value)							\
	ASSERT(sizeof(name) > 4 ? (unsigned long long)(name) == (value##ull) :	\
	       (unsigned int)(name) == (unsigned int)(value))

#ifndef __cplusplus
#include <stdio.h>
#include <string.h>

static inline int bits_misplaced(const char *name, const unsigned char *bytes, size_t size,
				 unsigned int first, unsigned int count)
{
	unsigned int bit;

	for (bit = 0; bit < size * 8; bit++) {
		int set = bytes[bit / 8] >> bit % 8 & 1;

		if (set == (bit >= first && bit < first + count))
			continue;
		printf("# %s: bit %u is %s\n", name, bit, set ? "set" : "clear");
		return 1;
	}
	return 0;
}

#define BITS(type, member, first, count)				\
	do {								\
		type v;							\
									\
		memset(&v, 0, sizeof(v));				\
		v.member = ~0ull >> (64 - (count));			\
		bad += bits_misplaced(#type "." #member,		\
				      (const unsigned char *)&v,	\
				      sizeof(v), first, count);		\
	} while (0)
#endif

#endif /* _SELFTESTS_ABI_ASSERTS_H */
