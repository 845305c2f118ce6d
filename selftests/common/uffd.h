/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages whose first access by the kernel is seen, and waits for the test.
 */
#ifndef SELFTESTS_UFFD_H
#define SELFTESTS_UFFD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define DXG_UFFD_PAGES 8

/**
 * struct dxg_uffd - some pages
 * @area: The pages. They are missing until they are touched.
 * @shadow: What a missing page is filled with when it is touched, page by page.
 * @page_size: Bytes.
 * @reads: Times that each page was missing when it was read.
 * @writes: The same for writes.
 * @on_fault: Called in a thread of its own, before the page is filled; may take its time.
 * @data: For @on_fault.
 */
struct dxg_uffd {
	char *area;
	char *shadow;
	size_t page_size;
	unsigned int reads[DXG_UFFD_PAGES];
	unsigned int writes[DXG_UFFD_PAGES];
	void (*on_fault)(struct dxg_uffd *uffd, unsigned int page, bool write);
	void *data;
	int fd;
	int stop;
	pthread_t thread;
};

/* False if this kernel has no userfaultfd for faults of the kernel's own. */
bool dxg_uffd_start(struct dxg_uffd *uffd);
void dxg_uffd_stop(struct dxg_uffd *uffd);

/* Make a page missing again. */
void dxg_uffd_drop(struct dxg_uffd *uffd, unsigned int page);

static inline void *dxg_uffd_page(struct dxg_uffd *uffd, unsigned int page)
{
	return uffd->area + page * uffd->page_size;
}

/* Where to write what is to be found at @offset of the area. */
static inline void *dxg_uffd_shadow(struct dxg_uffd *uffd, size_t offset)
{
	return uffd->shadow + offset;
}

#endif
