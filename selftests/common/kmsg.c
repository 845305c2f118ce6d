// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kmsg.h"

/* The next record: "priority,sequence,microseconds,flags;text". False at the end. */
static bool next_record(int kmsg, unsigned int *priority, char *text, size_t size)
{
	char record[2048], *p;
	ssize_t len;

	do {
		len = read(kmsg, record, sizeof(record) - 1);
	} while (len < 0 && errno == EPIPE);	/* records were overwritten before we got to them */
	if (len <= 0)
		return false;
	record[len] = 0;
	*strchrnul(record, '\n') = 0;
	if (sscanf(record, "%u", priority) != 1)
		*priority = ~0u;
	p = strchr(record, ';');
	snprintf(text, size, "%s", p ? p + 1 : "");
	return true;
}

static bool is_ours(unsigned int priority, const char *text)
{
	if (priority >> 3)	/* not the kernel's */
		return false;
	return (strstr(text, "dxgk") || strstr(text, "softgpu")) &&
	       !strstr(text, "callbacks suppressed") &&
	       /* Of the shrinkers' own files in debugfs, without memory for them. */
	       !strstr(text, "out of free dentries");
}

int dxg_kmsg_open(void)
{
	int kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (kmsg < 0)
		return -errno;
	lseek(kmsg, 0, SEEK_END);
	return kmsg;
}

int dxg_kmsg_lines(int kmsg, char *line, unsigned int size)
{
	unsigned int priority;
	char text[1024];
	int n = 0;

	*line = 0;
	while (next_record(kmsg, &priority, text, sizeof(text))) {
		if (is_ours(priority, text) && !n++)
			snprintf(line, size, "%s", text);
	}
	return n;
}
