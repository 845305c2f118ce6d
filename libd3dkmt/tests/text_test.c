// SPDX-License-Identifier: MIT
/*
 * text_test.c - between UTF-16 and wchar_t
 */
#include <string.h>
#include <wchar.h>

#include "../src/internal.h"
#include "tap.h"

static void to_wide(const char *name, const uint16_t *src, size_t src_len, size_t dst_len,
		    const WCHAR *want, size_t want_len, size_t want_return)
{
	WCHAR dst[16], guard = 0x5a5a5a5a;
	size_t i, ret;
	bool good = true;

	for (i = 0; i < ARRAY_SIZE(dst); i++)
		dst[i] = guard;
	ret = dxg_text_to_wide(dst, dst_len, src, src_len);
	for (i = 0; i < dst_len; i++)
		good &= dst[i] == (i < want_len ? want[i] : 0);
	for (; i < ARRAY_SIZE(dst); i++)
		good &= dst[i] == guard;
	ok(good, "to wchar_t: %s", name);
	is(ret, want_return, "to wchar_t: length of %s", name);
}

static void to_wire(const char *name, const WCHAR *src, size_t src_len, size_t dst_len,
		    const uint16_t *want, size_t want_len, size_t want_return)
{
	uint16_t dst[16], guard = 0x5a5a;
	size_t i, ret;
	bool good = true;

	for (i = 0; i < ARRAY_SIZE(dst); i++)
		dst[i] = guard;
	ret = dxg_text_to_wire(dst, dst_len, src, src_len);
	for (i = 0; i < dst_len; i++)
		good &= dst[i] == (i < want_len ? want[i] : 0);
	for (; i < ARRAY_SIZE(dst); i++)
		good &= dst[i] == guard;
	ok(good, "to UTF-16: %s", name);
	is(ret, want_return, "to UTF-16: length of %s", name);
}

static void test_to_wide(void)
{
	static const uint16_t plain[] = { 'G', 'P', 'U', 0, 'x', 'y' };
	static const uint16_t full[] = { 'a', 'b', 'c', 'd' };
	static const uint16_t pair[] = { 0xd83d, 0xde00, '!', 0 };
	static const uint16_t high[] = { 0xd83d, 'x', 0 };
	static const uint16_t low[] = { 0xde00, 'x', 0 };
	static const uint16_t cut[] = { 'a', 0xd83d };
	static const uint16_t swapped[] = { 0xde00, 0xd83d, 0 };
	static const uint16_t last[] = { 0xdbff, 0xdfff, 0xffff, 0xe000, 0 };
	static const uint16_t empty[] = { 0 };
	static const WCHAR last_wide[] = { 0x10ffff, 0xffff, 0xe000 };
	static const WCHAR pair_wide[] = { 0x1f600, '!' };
	static const WCHAR bad_x[] = { 0xfffd, 'x' };
	static const WCHAR a_bad[] = { 'a', 0xfffd };
	static const WCHAR bad_bad[] = { 0xfffd, 0xfffd };

	to_wide("a text, and nothing behind its 0", plain, ARRAY_SIZE(plain), 6, L"GPU", 3, 3);
	to_wide("an empty text", empty, 1, 4, L"", 0, 0);
	to_wide("no elements", plain, 0, 4, L"", 0, 0);
	to_wide("an array without a 0", full, 4, 8, L"abcd", 4, 4);
	to_wide("an array without a 0, into one as long", full, 4, 4, L"abc", 3, 4);
	to_wide("a text that is too long", plain, ARRAY_SIZE(plain), 2, L"G", 1, 3);
	to_wide("into one element", plain, ARRAY_SIZE(plain), 1, L"", 0, 3);
	to_wide("only counting", plain, ARRAY_SIZE(plain), 0, L"", 0, 3);
	to_wide("a surrogate pair", pair, ARRAY_SIZE(pair), 8, pair_wide, 2, 2);
	to_wide("half a pair, the first", high, ARRAY_SIZE(high), 8, bad_x, 2, 2);
	to_wide("half a pair, the second", low, ARRAY_SIZE(low), 8, bad_x, 2, 2);
	to_wide("half a pair at the end of the array", cut, ARRAY_SIZE(cut), 8, a_bad, 2, 2);
	to_wide("a pair the wrong way round", swapped, ARRAY_SIZE(swapped), 8, bad_bad, 2, 2);
	to_wide("the last character of all", last, ARRAY_SIZE(last), 8, last_wide, 3, 3);
}

static void test_to_wire(void)
{
	static const WCHAR pair[] = { 'a', 0x1f600, 'b', 0 };
	static const WCHAR surrogate[] = { 0xd83d, 0xde00, 0 };
	static const WCHAR beyond[] = { 0x110000, -1, 0 };
	static const WCHAR full[] = { 'a', 'b', 'c' };
	static const uint16_t pair_wire[] = { 'a', 0xd83d, 0xde00, 'b' };
	static const uint16_t bad[] = { 0xfffd, 0xfffd };
	static const uint16_t gpu[] = { 'G', 'P', 'U' };
	static const uint16_t abc[] = { 'a', 'b', 'c' };

	to_wire("a text", L"GPU", 4, 8, gpu, 3, 3);
	to_wire("an array without a 0", full, 3, 8, abc, 3, 3);
	to_wire("an array without a 0, into one as long", full, 3, 3, abc, 2, 3);
	to_wire("a pair", pair, ARRAY_SIZE(pair), 8, pair_wire, 4, 4);
	to_wire("a pair that fits exactly", pair, ARRAY_SIZE(pair), 5, pair_wire, 4, 4);
	to_wire("a pair that would be cut", pair, ARRAY_SIZE(pair), 3, pair_wire, 1, 4);
	to_wire("surrogates, which are no characters", surrogate, 3, 8, bad, 2, 2);
	to_wire("numbers beyond the last character", beyond, 3, 8, bad, 2, 2);
	to_wire("only counting", pair, ARRAY_SIZE(pair), 0, bad, 0, 4);
}

int main(void)
{
	test_to_wide();
	test_to_wire();
	return tap_done();
}
