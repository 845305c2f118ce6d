// SPDX-License-Identifier: GPL-2.0
#include <inttypes.h>

#include "mem.h"
#include "told.h"

static bool read_range(const char *line, struct told_range *range)
{
	return sscanf(line,
		      "  offset %" SCNx64 " size %" SCNu64 " pid %d priority %" SCNx32
		      " state %15s global_alloc %23s",
		      &range->offset, &range->size, &range->pid, &range->priority, range->state,
		      range->global_alloc) == 6;
}

static bool read_segment(const char *line, uint64_t *luid, uint32_t *id,
			 struct told_segment *segment)
{
	uint32_t high, low;
	int n;

	n = sscanf(line,
		   "adapter %" SCNx32 "-%" SCNx32 " segment %" SCNu32 " base %" SCNx64
		   " size %" SCNu64 " commit_limit %" SCNu64 " resident %" SCNu64 " flags %" SCNx32,
		   &high, &low, id, &segment->base, &segment->size, &segment->commit_limit,
		   &segment->resident, &segment->flags);
	*luid = (uint64_t)high << 32 | low;
	return n == 8;
}

bool told_segment(uint64_t luid, uint32_t segment_id, struct told_segment *segment)
{
	static struct told_segment other;
	FILE *f = fopen(TOLD_SEGMENTS, "r");
	bool ok = true, found = false, in = false;
	uint64_t its_luid;
	char line[256];
	uint32_t id;

	while (f && ok && fgets(line, sizeof(line), f)) {
		if (line[0] == ' ') {
			struct told_segment *to = in ? segment : &other;
			uint32_t i = in ? segment->num_ranges++ : 0;

			ok = i < ARRAY_SIZE(to->ranges) && read_range(line, &to->ranges[i]);
			continue;
		}
		ok = read_segment(line, &its_luid, &id, &other);
		in = its_luid == luid && id == segment_id;
		if (!in)
			continue;
		found = true;
		*segment = other;
		segment->num_ranges = 0;
	}
	if (!ok)
		fprintf(stderr, "# a line of the map: %s", line);
	if (f)
		fclose(f);
	return ok && found;
}

int told_statistics(int fd, uint64_t luid, uint32_t type, uint32_t index,
		    struct d3dkmt_querystatistics *args)
{
	memset(args, POISON, sizeof(*args));
	args->type = type;
	args->adapter_luid.low_part = (uint32_t)luid;
	args->adapter_luid.high_part = (int32_t)(luid >> 32);
	args->process = 0;
	args->query_segment.segment_id = index;
	return dxg_call(fd, D3DKMT_IOC_QUERY_STATISTICS, args);
}

bool told_fdinfo_text(int fd, const char *key, char *text, size_t size)
{
	char path[64], line[256];
	bool found = false;
	size_t n = strlen(key);
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	f = fopen(path, "r");
	while (f && !found && fgets(line, sizeof(line), f)) {
		if (strncmp(line, key, n) || line[n] != ':' || line[n + 1] != '\t')
			continue;
		line[strcspn(line, "\n")] = 0;
		snprintf(text, size, "%s", line + n + 2);
		found = true;
	}
	if (f)
		fclose(f);
	return found;
}

int64_t told_fdinfo(int fd, const char *key)
{
	char text[64], unit[8];
	int64_t number;

	if (!told_fdinfo_text(fd, key, text, sizeof(text)) ||
	    sscanf(text, "%" SCNd64 " %7s", &number, unit) != 2 || strcmp(unit, "KiB"))
		return -1;
	return number << 10;
}
