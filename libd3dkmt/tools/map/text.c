// SPDX-License-Identifier: MIT
/*
 * text.c - draw the map of the segments in a terminal
 *
 * A bar for each segment. A column of it is a piece of the segment, and shows
 * the letter of who has most of it; a second line, if there is something to
 * mark, what is offered and what is pinned.
 */
#include "map.h"

#define MIN_WIDTH	20
#define FRAME		4	/* "  |" and "|" */

/**
 * struct cell - a column of a bar
 * @used: bytes of it that are in use
 * @most: the range that has most of it, or NULL
 */
struct cell {
	uint64_t used;
	const struct map_range *most;
};

char map_letter(size_t process)
{
	return process < 26 ? (char)('A' + process) : '*';
}

const char *map_size(char *buf, size_t size, uint64_t bytes)
{
	static const char * const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	double value = (double)bytes;
	unsigned int unit = 0;

	while (value >= 1024 && unit < 4) {
		value /= 1024;
		unit++;
	}
	snprintf(buf, size, "%.*f %s", unit ? 1 : 0, value, units[unit]);
	return buf;
}

/* Where column @i of @columns begins, without overflow. */
static uint64_t column_start(uint64_t size, int columns, int i)
{
	return size / (unsigned int)columns * (unsigned int)i +
	       size % (unsigned int)columns * (unsigned int)i / (unsigned int)columns;
}

static uint64_t overlap(const struct map_range *range, uint64_t start, uint64_t end)
{
	uint64_t from = range->offset > start ? range->offset : start;
	uint64_t to = range->offset + range->size < end ? range->offset + range->size : end;

	return from < to ? to - from : 0;
}

/* What is between @start and @end. @range is the first that may be there, and moves on. */
static struct cell look(const struct map_range **range, const struct map_range *last,
			uint64_t start, uint64_t end)
{
	struct cell cell = { 0, NULL };
	const struct map_range *r;
	uint64_t bytes, most = 0;

	while (*range < last && (*range)->offset + (*range)->size <= start)
		(*range)++;
	for (r = *range; r < last && r->offset < end; r++) {
		bytes = overlap(r, start, end);
		cell.used += bytes;
		if (bytes <= most)
			continue;
		most = bytes;
		cell.most = r;
	}
	return cell;
}

static void put_cell(FILE *out, const struct cell *cell, uint64_t size, bool colour)
{
	char c = '.';

	if (!cell->most || cell->used * 2 < size) {
		putc(cell->most ? ':' : '.', out);
		return;
	}
	c = map_letter(cell->most->process);
	if (cell->most->state == MAP_UNNEEDED && c != '*')
		c = (char)(c - 'A' + 'a');
	if (colour)
		fprintf(out, "\033[30;%dm%c\033[0m", 41 + (int)(cell->most->process % 6), c);
	else
		putc(c, out);
}

static char mark(const struct cell *cell, uint64_t size)
{
	if (!cell->most || cell->used * 2 < size)
		return ' ';
	if (cell->most->state == MAP_OFFERED)
		return '~';
	return cell->most->state == MAP_PINNED ? '#' : ' ';
}

static void put_bar(const struct map *map, const struct map_segment *segment, FILE *out,
		    int columns, bool colour)
{
	const struct map_range *range = map->ranges + segment->first;
	const struct map_range *last = range + segment->num;
	uint64_t start, end;
	struct cell cell;
	int i;

	fprintf(out, "  |");
	for (i = 0; i < columns; i++) {
		start = column_start(segment->size, columns, i);
		end = column_start(segment->size, columns, i + 1);
		cell = look(&range, last, start, end);
		put_cell(out, &cell, end - start, colour);
	}
	fprintf(out, "|\n");
}

static void put_marks(const struct map *map, const struct map_segment *segment, FILE *out,
		      int columns)
{
	const struct map_range *range = map->ranges + segment->first;
	const struct map_range *last = range + segment->num;
	uint64_t start, end;
	struct cell cell;
	int i, blanks = 3;
	bool any = false;

	for (i = 0; i < columns; i++) {
		start = column_start(segment->size, columns, i);
		end = column_start(segment->size, columns, i + 1);
		cell = look(&range, last, start, end);
		if (mark(&cell, end - start) == ' ') {
			blanks++;
			continue;
		}
		fprintf(out, "%*s%c", blanks, "", mark(&cell, end - start));
		blanks = 0;
		any = true;
	}
	if (any)
		putc('\n', out);
}

static void put_legend(const struct map *map, FILE *out, bool colour)
{
	char size[32];
	size_t i;

	fprintf(out, "\n  Process        Pid        Bytes  Name\n");
	for (i = 0; i < map->num_processes; i++) {
		const struct map_process *process = &map->processes[i];

		fprintf(out, "  ");
		if (colour)
			fprintf(out, "\033[30;%dm", 41 + (int)(i % 6));
		putc(map_letter(i), out);
		if (colour)
			fprintf(out, "\033[0m");
		fprintf(out, "       %10d  %11s  %s\n", process->pid,
			map_size(size, sizeof(size), process->bytes), process->comm);
	}
	fprintf(out, "\n  A required  a not required  . free  : mostly free  ~ offered  "
		"# pinned\n");
}

void map_text(const struct map *map, FILE *out, int width, bool colour)
{
	int columns = (width < MIN_WIDTH ? MIN_WIDTH : width) - FRAME;
	char resident[32], size[32];
	size_t i;

	for (i = 0; i < map->num_segments; i++) {
		const struct map_segment *segment = &map->segments[i];

		fprintf(out, "%sAdapter %s, segment %u (%s): %s of %s in use, "
			"%zu allocation%s\n",
			i ? "\n" : "", segment->luid, segment->id,
			segment->aperture ? "aperture" : "memory",
			map_size(resident, sizeof(resident), segment->resident),
			map_size(size, sizeof(size), segment->size), segment->num,
			segment->num == 1 ? "" : "s");
		put_bar(map, segment, out, columns, colour);
		put_marks(map, segment, out, columns);
	}
	if (map->num_processes)
		put_legend(map, out, colour);
}
