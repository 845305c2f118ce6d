// SPDX-License-Identifier: GPL-2.0
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "event.h"

#define WAIT_MS	100000

int dxg_event(void)
{
	return eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC);
}

void dxg_event_set(int event)
{
	eventfd_write(event, 1);
}

bool dxg_event_wait(int event)
{
	struct pollfd pollfd = { .fd = event, .events = POLLIN };
	eventfd_t value;

	return poll(&pollfd, 1, WAIT_MS) == 1 && !eventfd_read(event, &value);
}

uint64_t dxg_event_count(int event)
{
	struct pollfd pollfd = { .fd = event, .events = POLLIN };
	uint64_t value = 0;

	if (poll(&pollfd, 1, 0) == 1 && read(event, &value, sizeof(value)) != sizeof(value))
		abort();
	return value;
}

static bool read_line(int pid, int tid, const char *name, char *line, size_t size)
{
	char path[64];
	bool ok;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/%s", pid, tid, name);
	f = fopen(path, "r");
	if (!f)
		return false;
	ok = fgets(line, size, f);
	fclose(f);
	return ok;
}

/* No sleep of ours in an ioctl can be ended by a signal but that of a wait. */
static bool waits_in_ioctl(int pid, int tid)
{
	char line[256], state, *end;
	long nr;

	if (!read_line(pid, tid, "syscall", line, sizeof(line)))
		return false;
	nr = strtol(line, &end, 0);
	if (end == line || nr != SYS_ioctl || !read_line(pid, tid, "stat", line, sizeof(line)))
		return false;
	end = strrchr(line, ')');
	return end && sscanf(end, ") %c", &state) == 1 && state == 'S';
}

bool dxg_sleeps_in_ioctl(int pid, int tid)
{
	int tries;

	for (tries = 0; tries < WAIT_MS; tries++) {
		if (waits_in_ioctl(pid, tid))
			return true;
		usleep(1000);
	}
	return false;
}
