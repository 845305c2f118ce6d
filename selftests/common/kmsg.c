// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "kmsg.h"

#define BURST		10
#define INTERVAL_US	5500000

/* The next record: "priority,sequence,microseconds,flags;text". False at the end. */
static bool next_record(int kmsg, unsigned int *priority, unsigned long long *time, char *text,
			size_t size)
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
	if (sscanf(record, "%u,%*u,%llu", priority, time) != 2)
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
	unsigned long long time;
	unsigned int priority;
	char text[1024];
	int n = 0;

	*line = 0;
	while (next_record(kmsg, &priority, &time, text, sizeof(text))) {
		if (is_ours(priority, text) && !n++)
			snprintf(line, size, "%s", text);
	}
	return n;
}

/* When the last BURST lines with @text were printed, oldest first; 0 for what isn't there. */
static void last_lines(const char *text, unsigned long long times[BURST])
{
	int kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	unsigned long long time;
	unsigned int priority;
	char line[1024];

	memset(times, 0, BURST * sizeof(*times));
	if (kmsg < 0)
		return;
	while (next_record(kmsg, &priority, &time, line, sizeof(line))) {
		if (!is_ours(priority, line) || !strstr(line, text))
			continue;
		memmove(times, times + 1, (BURST - 1) * sizeof(*times));
		times[BURST - 1] = time;
	}
	close(kmsg);
}

void dxg_kmsg_make_room(const char *text)
{
	unsigned long long times[BURST], now;
	struct timespec ts;

	for (;;) {
		last_lines(text, times);
		clock_gettime(CLOCK_MONOTONIC, &ts);
		now = ts.tv_sec * 1000000ull + ts.tv_nsec / 1000;
		/* Of the last nine, the oldest must be out of the window. */
		if (!times[1] || now - times[1] > INTERVAL_US)
			return;
		usleep(100000);
	}
}
