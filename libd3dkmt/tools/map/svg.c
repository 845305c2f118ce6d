// SPDX-License-Identifier: MIT
/*
 * svg.c - draw the map of the segments as a picture
 */
#include "map.h"

#define WIDTH		960
#define MARGIN		20
#define BAR		40
#define ROW		76	/* a segment: its title and its bar */
#define LINE		22	/* a line of the legend */

/* Neighbours in the legend are far from each other on the circle of hues. */
static unsigned int hue(size_t process)
{
	return (unsigned int)(process * 137 % 360);
}

static double x_of(const struct map_segment *segment, uint64_t bytes)
{
	return (double)bytes / (double)segment->size * WIDTH;
}

static void put_range(const struct map *map, const struct map_segment *segment,
		      const struct map_range *range, double y, FILE *out)
{
	static const char * const names[] = { "required", "not required", "offered", "pinned" };
	const struct map_process *process = &map->processes[range->process];
	double x = MARGIN + x_of(segment, range->offset), width = x_of(segment, range->size);
	char size[32];

	fprintf(out, "<g><title>%s (%d): %s at %#llx, %s</title>\n", process->comm, process->pid,
		map_size(size, sizeof(size), range->size), (unsigned long long)range->offset,
		names[range->state]);
	fprintf(out, "<rect x=\"%.2f\" y=\"%.0f\" width=\"%.2f\" height=\"%d\" ", x, y,
		width < 0.5 ? 0.5 : width, BAR);
	fprintf(out, "fill=\"hsl(%u,65%%,%d%%)\" stroke=\"%s\" stroke-width=\"%s\"/>\n",
		hue(range->process), range->state == MAP_UNNEEDED ? 80 : 55,
		range->state == MAP_PINNED ? "black" : "white",
		range->state == MAP_PINNED ? "2" : "0.3");
	if (range->state == MAP_OFFERED)
		fprintf(out, "<rect x=\"%.2f\" y=\"%.0f\" width=\"%.2f\" height=\"%d\" "
			"fill=\"url(#offered)\"/>\n",
			x, y, width < 0.5 ? 0.5 : width, BAR);
	fprintf(out, "</g>\n");
}

static void put_segment(const struct map *map, const struct map_segment *segment, double y,
			FILE *out)
{
	char resident[32], size[32];
	size_t i;

	fprintf(out, "<text x=\"%d\" y=\"%.0f\">Adapter %s, segment %u (%s): "
		"%s of %s in use, %zu allocation%s</text>\n",
		MARGIN, y + 20, segment->luid, segment->id,
		segment->aperture ? "aperture" : "memory",
		map_size(resident, sizeof(resident), segment->resident),
		map_size(size, sizeof(size), segment->size), segment->num,
		segment->num == 1 ? "" : "s");
	y += 28;
	fprintf(out, "<rect x=\"%d\" y=\"%.0f\" width=\"%d\" height=\"%d\" "
		"fill=\"#eee\" stroke=\"#555\"/>\n",
		MARGIN, y, WIDTH, BAR);
	for (i = 0; i < segment->num; i++)
		put_range(map, segment, &map->ranges[segment->first + i], y, out);
}

static void put_process(const struct map *map, size_t i, double y, FILE *out)
{
	const struct map_process *process = &map->processes[i];
	char size[32];

	fprintf(out, "<rect x=\"%d\" y=\"%.0f\" width=\"14\" height=\"14\" "
		"fill=\"hsl(%u,65%%,55%%)\"/>\n",
		MARGIN, y, hue(i));
	fprintf(out, "<text x=\"%d\" y=\"%.0f\">%s, pid %d: %s</text>\n", MARGIN + 22, y + 12,
		process->comm, process->pid, map_size(size, sizeof(size), process->bytes));
}

void map_svg(const struct map *map, FILE *out)
{
	double y = MARGIN;
	size_t i;

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%zu\" "
		"font-family=\"sans-serif\" font-size=\"14\">\n",
		WIDTH + 2 * MARGIN,
		2 * MARGIN + map->num_segments * ROW + (map->num_processes + 1) * LINE);
	fprintf(out, "<defs><pattern id=\"offered\" width=\"6\" height=\"6\" "
		"patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
		"<rect width=\"3\" height=\"6\" fill=\"white\" fill-opacity=\"0.7\"/>"
		"</pattern></defs>\n");
	fprintf(out, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n");
	for (i = 0; i < map->num_segments; i++, y += ROW)
		put_segment(map, &map->segments[i], y, out);
	for (i = 0; i < map->num_processes; i++, y += LINE)
		put_process(map, i, y, out);
	fprintf(out, "<text x=\"%d\" y=\"%.0f\">pale: not required; striped: offered; "
		"framed: pinned; grey: free</text>\n",
		MARGIN, y + 12);
	fprintf(out, "</svg>\n");
}
