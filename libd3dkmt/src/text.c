// SPDX-License-Identifier: MIT
/*
 * text.c - between the kernel's UTF-16 and the header's wchar_t (UTF-32)
 */
#include <stdbool.h>

#include "internal.h"

#define REPLACEMENT	0xfffdu
#define LAST_CODE_POINT	0x10ffffu

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * dxg_text_to_wide() - from the kernel's array to a program's
 * @dst: where it goes; always ends in 0, and is cleared up to its end
 * @dst_len: elements of @dst, or 0 to only count
 * @src: the text; ends in 0 or at the end of the array
 * @src_len: elements of @src
 *
 * Half a surrogate pair becomes U+FFFD.
 *
 * Return: how many elements the whole text has, without the 0.
 */
size_t dxg_text_to_wide(WCHAR *dst, size_t dst_len, const uint16_t *src, size_t src_len)
{
	size_t i, n = 0;

	for (i = 0; i < src_len && src[i]; i++) {
		uint32_t c = src[i];

		if (is_high(c) && i + 1 < src_len && is_low(src[i + 1]))
			c = 0x10000 + ((c - 0xd800) << 10) + (src[++i] - 0xdc00);
		else if (is_high(c) || is_low(c))
			c = REPLACEMENT;

		if (n + 1 < dst_len)
			dst[n] = (WCHAR)c;
		n++;
	}

	for (i = n < dst_len ? n : dst_len - 1; i < dst_len; i++)
		dst[i] = 0;

	return n;
}

/**
 * dxg_text_to_wire() - from a program's array to the kernel's
 * @dst: where it goes; always ends in 0, and is cleared up to its end
 * @dst_len: elements of @dst, or 0 to only count
 * @src: the text; ends in 0 or at the end of the array
 * @src_len: elements of @src
 *
 * What is no character becomes U+FFFD. A pair is never cut in half.
 *
 * Return: how many elements the whole text has, without the 0.
 */
size_t dxg_text_to_wire(uint16_t *dst, size_t dst_len, const WCHAR *src, size_t src_len)
{
	size_t i, end = 0, n = 0;

	for (i = 0; i < src_len && src[i]; i++) {
		uint32_t c = (uint32_t)src[i];
		size_t units;

		if (c > LAST_CODE_POINT || is_high(c) || is_low(c))
			c = REPLACEMENT;
		units = c > 0xffff ? 2 : 1;

		if (end == n && n + units < dst_len) {
			if (units == 2) {
				dst[n] = (uint16_t)(0xd800 + ((c - 0x10000) >> 10));
				dst[n + 1] = (uint16_t)(0xdc00 + ((c - 0x10000) & 0x3ff));
			} else {
				dst[n] = (uint16_t)c;
			}
			end += units;
		}
		n += units;
	}

	for (i = end; i < dst_len; i++)
		dst[i] = 0;

	return n;
}
