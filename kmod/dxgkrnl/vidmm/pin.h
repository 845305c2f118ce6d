/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A client's own memory as an allocation's backing.
 */
#ifndef DXGK_VIDMM_PIN_H
#define DXGK_VIDMM_PIN_H

#include <linux/types.h>

struct page;
struct user_struct;

/**
 * struct vidmm_pin - pinned pages
 * @user: Who is charged for them; a pin may outlive the process that made it.
 * @pages: In order.
 * @num_pages: How many.
 * @offset: Where in the first page the client's memory begins.
 * @writable: The allocation may change them.
 */
struct vidmm_pin {
	struct user_struct *user;
	struct page **pages;
	unsigned long num_pages;
	u32 offset;
	bool writable;
};

struct vidmm_pin *vidmm_pin(u64 address, u64 size, bool read_only);
void vidmm_unpin(struct vidmm_pin *pin);

#endif
