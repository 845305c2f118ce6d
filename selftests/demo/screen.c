// SPDX-License-Identifier: GPL-2.0
/*
 * What the scenes put on the screen.
 */
#include <stdarg.h>
#include <stdio.h>

#include "demo.h"

static bool failed;

/* Statuses that the scenes may meet; an unexpected one is shown as a number at least. */
static const struct {
	NTSTATUS status;
	const char *name;
} names[] = {
	{ STATUS_SUCCESS, "STATUS_SUCCESS" },
	{ STATUS_UNSUCCESSFUL, "STATUS_UNSUCCESSFUL" },
	{ STATUS_INVALID_HANDLE, "STATUS_INVALID_HANDLE" },
	{ STATUS_INVALID_PARAMETER, "STATUS_INVALID_PARAMETER" },
	{ STATUS_NO_MEMORY, "STATUS_NO_MEMORY" },
	{ STATUS_NOT_SUPPORTED, "STATUS_NOT_SUPPORTED" },
	{ STATUS_DEVICE_REMOVED, "STATUS_DEVICE_REMOVED" },
	{ STATUS_GRAPHICS_NO_VIDEO_MEMORY, "STATUS_GRAPHICS_NO_VIDEO_MEMORY" },
	{ STATUS_GRAPHICS_ALLOCATION_INVALID, "STATUS_GRAPHICS_ALLOCATION_INVALID" },
};

static const char *status_name(NTSTATUS status)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (names[i].status == status)
			return names[i].name;
	}
	return "an unexpected status";
}

/* title() - begin a scene */
void title(const char *text)
{
	static int number;

	printf("\n%d. %s\n\n", ++number, text);
}

/**
 * check() - print a sentence, and whether it is true
 * @holds: is it?
 * @format: the sentence
 *
 * Return: @holds.
 */
bool check(bool holds, const char *format, ...)
{
	va_list args;

	printf("  %-6s", holds ? "ok" : "WRONG");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	if (!holds)
		failed = true;
	return holds;
}

/**
 * check_status() - print a call and its status, and whether that is right
 * @expected: the right one
 * @status: what the call answered
 * @what: the call, in words
 *
 * Return: whether they are the same.
 */
bool check_status(NTSTATUS expected, NTSTATUS status, const char *what)
{
	return check(status == expected, "%s: %s (0x%08x)", what, status_name(status),
		     (unsigned int)status);
}

/* all_held() - was every check true? */
bool all_held(void)
{
	return !failed;
}

/* A few texts are in use at a time: the arguments of one printf(). */
static char *next_text(void)
{
	static char texts[4][64];
	static unsigned int next;

	return texts[next++ % ARRAY_SIZE(texts)];
}

/* size_text() - bytes in the largest unit of which they are a multiple */
const char *size_text(uint64_t bytes)
{
	static const char * const units[] = { "B", "KiB", "MiB", "GiB" };
	char *text = next_text();
	unsigned int unit = 0;

	while (bytes && bytes % 1024 == 0 && unit + 1 < ARRAY_SIZE(units)) {
		bytes /= 1024;
		unit++;
	}
	snprintf(text, sizeof(char[64]), "%llu %s", (unsigned long long)bytes, units[unit]);
	return text;
}

/* set_text() - the ids in a segment set */
const char *set_text(uint32_t segment_set)
{
	char *text = next_text();
	size_t len = 0;
	unsigned int id;

	*text = 0;
	for (id = 1; segment_set && id <= 32 && len < 56; id++) {
		if (segment_set & 1u << (id - 1))
			len += (size_t)snprintf(text + len, 64 - len, "%s%u", len ? " " : "", id);
	}
	return text;
}
