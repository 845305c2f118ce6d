/* SPDX-License-Identifier: MIT */
/*
 * tap.h - the Test Anything Protocol, as little of it as the tests need
 */
#ifndef _LIBD3DKMT_TAP_H
#define _LIBD3DKMT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

static int tap_tests, tap_failures;

__attribute__((format(printf, 2, 3)))
static inline bool ok(bool good, const char *format, ...)
{
	va_list args;

	if (!good)
		tap_failures++;
	printf("%sok %d - ", good ? "" : "not ", ++tap_tests);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	return good;
}

/* Compare numbers; say what they are where they differ. */
#define is(got, want, ...)								\
	do {										\
		long long got_ = (long long)(got), want_ = (long long)(want);		\
											\
		if (!ok(got_ == want_, __VA_ARGS__))					\
			printf("# %s:%d: got %lld (0x%llx), not %lld (0x%llx)\n",	\
			       __FILE__, __LINE__, got_, (unsigned long long)got_,	\
			       want_, (unsigned long long)want_);			\
	} while (0)

static inline int tap_done(void)
{
	printf("1..%d\n", tap_tests);
	return tap_failures ? 1 : 0;
}

#endif /* _LIBD3DKMT_TAP_H */
