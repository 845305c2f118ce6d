/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that a call should stumble over, and a check that it left memory alone.
 */
#ifndef SELFTESTS_MEM_H
#define SELFTESTS_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

/* Fills what a call should write, or should not. */
#define POISON		0xcd
#define POISON32	0xcdcdcdcdu
#define POISON64	0xcdcdcdcdcdcdcdcdull

/*
 * @size bytes that end where inaccessible memory begins; the pages before them are inaccessible,
 * too. Never freed: a test is a process.
 */
void *mem_edge(size_t size);
/* Change the protection of the pages of such memory. */
bool mem_protect(void *p, size_t size, int prot);
/* As mem_edge(), but only the first @mapped bytes can be accessed; they are a copy of @data. */
void *mem_torn(const void *data, size_t mapped);
/* @size bytes, page aligned and zero. */
void *mem_pages(size_t size);
size_t mem_page_size(void);

/*
 * Addresses at which nobody can have memory, 0 included; (void *)address is one, too, if it fits.
 */
extern const uint64_t mem_bad[];
extern const size_t mem_num_bad;

/* Whether all of it is @byte. */
bool mem_is(const void *p, int byte, size_t size);

#endif
