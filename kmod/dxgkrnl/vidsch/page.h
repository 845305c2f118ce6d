/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The page in which a client reads the value of one of its fences.
 */
#ifndef DXGK_VIDSCH_PAGE_H
#define DXGK_VIDSCH_PAGE_H

#include <linux/types.h>

struct vidsch_page;

struct vidsch_page *vidsch_page_new(void);
void vidsch_page_put(struct vidsch_page *page);

int vidsch_page_map(struct vidsch_page *page, unsigned long *addr);
void vidsch_page_unmap(struct vidsch_page *page);
void vidsch_page_write(struct vidsch_page *page, u64 value);

#endif
