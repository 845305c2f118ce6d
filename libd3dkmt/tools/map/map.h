/* SPDX-License-Identifier: MIT */
/*
 * map.h - the live map of the segments, as dxgkrnl has it in debugfs
 */
#ifndef D3DKMTINFO_MAP_H
#define D3DKMTINFO_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define MAP_FILE	"/sys/kernel/debug/dxgkrnl/segments"

enum map_state {
	MAP_REQUIRED,
	MAP_UNNEEDED,
	MAP_OFFERED,
	MAP_PINNED,
};

/**
 * struct map_range - what an allocation has of a segment
 * @process: index of whose it is
 */
struct map_range {
	uint64_t offset;
	uint64_t size;
	enum map_state state;
	size_t process;
};

/**
 * struct map_segment - one segment
 * @first: index of its first range
 * @num: how many it has, in the order of addresses
 */
struct map_segment {
	char luid[24];
	unsigned int id;
	uint64_t size;
	uint64_t resident;
	bool aperture;
	size_t first;
	size_t num;
};

/**
 * struct map_process - who has something in a segment
 * @comm: its name, or "?" if it has ended
 */
struct map_process {
	int pid;
	char comm[32];
	uint64_t bytes;
};

struct map {
	struct map_segment *segments;
	size_t num_segments;
	struct map_range *ranges;
	size_t num_ranges;
	struct map_process *processes;
	size_t num_processes;
};

/* 0; -1 and errno (EINVAL: not such a file). What was read is to be freed in any case. */
int map_read(struct map *map, FILE *in);
void map_free(struct map *map);

void map_text(const struct map *map, FILE *out, int width, bool colour);
void map_svg(const struct map *map, FILE *out);

/* The letter of a process. */
char map_letter(size_t process);
const char *map_size(char *buf, size_t size, uint64_t bytes);

#endif
