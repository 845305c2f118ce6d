// SPDX-License-Identifier: MIT
/*
 * read.c - read the map of the segments
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "map.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define APERTURE	0x1u	/* DXGK_SEGMENTFLAGS_APERTURE */

/* One more element of an array, zeroed; NULL without memory. */
static void *append(void *array_of_pointer, size_t *num, size_t size)
{
	void **array = array_of_pointer;
	char *grown = *array;

	/* At 0 and each power of two it is full. */
	if (!(*num & (*num - 1))) {
		grown = realloc(*array, (*num ? *num * 2 : 1) * size);
		if (!grown)
			return NULL;
		*array = grown;
	}
	grown += (*num)++ * size;
	memset(grown, 0, size);
	return grown;
}

/* What a terminal or an SVG reader would act on becomes '?'. */
static void read_comm(struct map_process *process)
{
	char path[40];
	char *p;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/comm", process->pid);
	f = fopen(path, "r");
	if (!f || !fgets(process->comm, sizeof(process->comm), f))
		snprintf(process->comm, sizeof(process->comm), "?");
	if (f)
		fclose(f);
	process->comm[strcspn(process->comm, "\n")] = 0;
	for (p = process->comm; *p; p++) {
		if (*p < ' ' || *p > '~' || strchr("<>&\"'", *p))
			*p = '?';
	}
}

static int find_process(struct map *map, int pid, size_t *index)
{
	struct map_process *process;

	for (*index = 0; *index < map->num_processes; (*index)++) {
		if (map->processes[*index].pid == pid)
			return 0;
	}
	process = append(&map->processes, &map->num_processes, sizeof(*process));
	if (!process)
		return -1;
	process->pid = pid;
	read_comm(process);
	return 0;
}

static int read_state(const char *text, enum map_state *state)
{
	static const char * const names[] = { "required", "unneeded", "offered", "pinned" };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (strcmp(text, names[i]))
			continue;
		*state = (enum map_state)i;
		return 0;
	}
	return -1;
}

static int read_range(struct map *map, const char *line)
{
	struct map_range *range;
	char state[16];
	int pid;

	errno = ENOMEM;
	range = append(&map->ranges, &map->num_ranges, sizeof(*range));
	if (!range)
		return -1;
	errno = EINVAL;
	if (!map->num_segments ||
	    sscanf(line, " offset %" SCNx64 " size %" SCNu64 " pid %d priority %*x state %15s",
		   &range->offset, &range->size, &pid, state) != 4 ||
	    read_state(state, &range->state))
		return -1;
	errno = ENOMEM;
	if (find_process(map, pid, &range->process))
		return -1;
	map->processes[range->process].bytes += range->size;
	map->segments[map->num_segments - 1].num++;
	return 0;
}

static int read_segment(struct map *map, const char *line)
{
	struct map_segment *segment;
	unsigned int flags;

	errno = ENOMEM;
	segment = append(&map->segments, &map->num_segments, sizeof(*segment));
	if (!segment)
		return -1;
	errno = EINVAL;
	if (sscanf(line, "adapter %23s segment %u base %*x size %" SCNu64
		   " commit_limit %*u resident %" SCNu64 " flags %x",
		   segment->luid, &segment->id, &segment->size, &segment->resident, &flags) != 5 ||
	    !segment->size)
		return -1;
	segment->aperture = flags & APERTURE;
	segment->first = map->num_ranges;
	return 0;
}

int map_read(struct map *map, FILE *in)
{
	char line[512];
	int ret = 0;

	memset(map, 0, sizeof(*map));
	while (!ret && fgets(line, sizeof(line), in))
		ret = *line == ' ' ? read_range(map, line) : read_segment(map, line);
	return ret || ferror(in) ? -1 : 0;
}

void map_free(struct map *map)
{
	free(map->segments);
	free(map->ranges);
	free(map->processes);
}
