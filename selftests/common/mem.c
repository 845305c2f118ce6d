// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dxg.h"
#include "mem.h"

const uint64_t mem_bad[] = {
	0,
	1,
	/* below vm.mmap_min_addr */
	0x800,
#ifdef __LP64__
	/*
	 * the last byte of user memory, the guard page behind it, the hole, the kernel, the
	 * vsyscalls
	 */
	0x00007fffffffefff,
	0x00007ffffffff000,
	0x00007fffffffffff,
	0x0000800000000000,
	0x8000000000000000,
	0xffff800000000000,
	0xffff888000000000,
	0xffffffff81000000,
#else
	/* what a 32-bit process can name but not have, and the same with bits it can't even name */
	0xffffe000,
	0xfffffffc,
	0xffffffff,
	0x0000000100000000,
	0x00007ffffffff000,
	0x8000000000000000,
	0xffffffff00001000,
#endif
	0xfffffffffffff000,
	0xfffffffffffffff8,
	0xffffffffffffffff,
};

const size_t mem_num_bad = ARRAY_SIZE(mem_bad);

size_t mem_page_size(void)
{
	return sysconf(_SC_PAGESIZE);
}

static size_t round_up_to_page(size_t size)
{
	return (size + mem_page_size() - 1) & ~(mem_page_size() - 1);
}

static void *map(size_t size, int prot)
{
	void *p = mmap(NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		abort();
	return p;
}

void *mem_edge(size_t size)
{
	size_t page = mem_page_size(), len = round_up_to_page(size);
	char *p = map(len + 2 * page, PROT_NONE);

	if (mprotect(p + page, len, PROT_READ | PROT_WRITE))
		abort();
	memset(p + page, POISON, len);
	return p + page + len - size;
}

bool mem_protect(void *p, size_t size, int prot)
{
	uintptr_t start = (uintptr_t)p & ~(mem_page_size() - 1);

	return !mprotect((void *)start, round_up_to_page((uintptr_t)p + size - start), prot);
}

void *mem_torn(const void *data, size_t mapped)
{
	return memcpy(mem_edge(mapped), data, mapped);
}

void *mem_pages(size_t size)
{
	return map(round_up_to_page(size), PROT_READ | PROT_WRITE);
}

bool mem_is(const void *p, int byte, size_t size)
{
	const unsigned char *bytes = p;
	size_t i;

	for (i = 0; i < size; i++) {
		if (bytes[i] != (unsigned char)byte)
			return false;
	}
	return true;
}
