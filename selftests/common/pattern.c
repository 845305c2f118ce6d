// SPDX-License-Identifier: GPL-2.0
/*
 * Known contents, in memory and in what softgpu shows of a segment. The inner loops have neither a
 * branch nor a call and a length that is known, so that the compiler makes vector code of them.
 */
#include <fcntl.h>
#include <inttypes.h>

#include "residency.h"

#define BLOCK	(64 * KIB)
#define PAGE	4096
#define WORDS	(PAGE / sizeof(uint64_t))

/* Words of different seeds differ by more than any offset. */
static uint64_t first_word(uint64_t seed)
{
	return seed * 0x9e3779b97f4a7c15ull;
}

void dxg_fill(void *p, uint64_t size, uint64_t seed)
{
	uint64_t word = first_word(seed), *words = p;
	uint64_t page;
	unsigned int i;

	for (page = 0; page < size / PAGE; page++, words += WORDS, word += WORDS) {
		for (i = 0; i < WORDS; i++)
			words[i] = word + i;
	}
}

static bool same(const void *p, uint64_t size, uint64_t word)
{
	const uint64_t *words = p;
	uint64_t page, differ = 0;
	unsigned int i;

	for (page = 0; page < size / PAGE; page++, words += WORDS, word += WORDS) {
		for (i = 0; i < WORDS; i++)
			differ |= words[i] ^ (word + i);
	}
	return !differ;
}

bool dxg_filled(const void *p, uint64_t size, uint64_t seed)
{
	return same(p, size, first_word(seed));
}

uint64_t dxg_mismatches(const void *p, uint64_t size, uint64_t seed, uint64_t *first)
{
	uint64_t word = first_word(seed), n = 0;
	const uint64_t *words = p;
	size_t i;

	*first = size;
	if (same(p, size, word))
		return 0;
	for (i = 0; i < size / sizeof(*words); i++) {
		/* The memory may be right by now; then it wasn't a moment ago. */
		if (__atomic_load_n(&words[i], __ATOMIC_RELAXED) == word + i)
			continue;
		if (!n)
			*first = i * sizeof(*words);
		n += sizeof(*words);
	}
	return n ?: sizeof(*words);
}

static int open_segment(const struct dxg_softgpu *gpu, uint32_t segment)
{
	const char *name = strrchr(gpu->path, '/');
	char path[160];

	snprintf(path, sizeof(path), "/sys/kernel/debug/softgpu%s/segment%u", name, segment);
	return open(path, O_RDONLY | O_CLOEXEC);
}

int64_t dxg_segment_find(const struct dxg_softgpu *gpu, uint32_t segment, uint64_t seed)
{
	int fd = open_segment(gpu, segment);
	char *block = malloc(BLOCK);
	int64_t at, found = -1;
	ssize_t len, i;

	if (fd < 0 || !block)
		abort();
	for (at = 0; found < 0; at += len) {
		len = pread(fd, block, BLOCK, at);
		if (len <= 0)
			break;
		for (i = 0; found < 0 && i + PAGE <= len; i += PAGE) {
			if (same(block + i, PAGE, first_word(seed)))
				found = at + i;
		}
	}
	free(block);
	close(fd);
	return found;
}

bool dxg_segment_has(const struct dxg_softgpu *gpu, uint32_t segment, uint64_t offset,
		     uint64_t size, uint64_t seed)
{
	uint64_t at, len, word = first_word(seed);
	int fd = open_segment(gpu, segment);
	char *block = malloc(BLOCK);
	bool ok = true;

	if (fd < 0 || !block)
		abort();
	for (at = 0; ok && at < size; at += len) {
		len = size - at < BLOCK ? size - at : BLOCK;
		ok = pread(fd, block, len, offset + at) == (ssize_t)len &&
		     same(block, len, word + at / sizeof(word));
	}
	free(block);
	close(fd);
	return ok;
}

int64_t dxg_segment_map_find(const struct dxg_softgpu *gpu, uint32_t segment, uint64_t size)
{
	FILE *f = fopen("/sys/kernel/debug/dxgkrnl/segments", "r");
	unsigned int high, low, number;
	uint64_t offset, bytes;
	int64_t found = -1;
	bool in = false;
	char line[256];
	int pid;

	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "adapter %x-%x segment %u", &high, &low, &number) == 3)
			in = number == segment && gpu->luid == ((uint64_t)high << 32 | low);
		else if (in && sscanf(line, " offset %" SCNx64 " size %" SCNu64 " pid %d", &offset,
				      &bytes, &pid) == 3 &&
			 bytes == size && pid == getpid())
			found = offset;
	}
	if (f)
		fclose(f);
	return found;
}
