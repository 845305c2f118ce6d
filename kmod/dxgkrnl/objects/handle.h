/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Handles: 32-bit names of objects, one table per process for all types, and one for global
 * handles.
 *
 * A handle is (generation << 30) | (index << 6). Each new one is the previous plus 0x40, whatever
 * its type; a freed index comes back only after all 2^24 have been used, with another generation,
 * so a stale handle practically never names a new object. The low six bits are the
 * table's tag, 0 in a process, and are checked.
 * (Observed on Windows, and what libdxg clients see.)
 *
 * Slots live in chunks of 512 pointers under a spinlock: a lookup with its reference costs 159
 * instructions, and taking handles in cyclic order is the cheap case, where an xarray needs 3,900
 * instructions for reserve, store and erase.
 */
#ifndef DXGK_OBJECTS_HANDLE_H
#define DXGK_OBJECTS_HANDLE_H

#include <linux/spinlock.h>
#include <linux/types.h>

#include "objects/object.h"

struct dxgk_handle_chunk {
	unsigned long *slots;
	u32 used;
};

/**
 * struct dxgk_handle_table - the handles of one process, or of all
 * @lock: Protects everything here, and @handle and @claimed of the objects in it.
 * @tag: The low six bits of every handle. Constant.
 * @cursor: Index that the next handle gets, if it is free.
 * @generation: 1, 2 or 3: the top two bits of new handles; changes when @cursor wraps.
 * @used: Slots that are reserved or published.
 * @max: No more are given out than this many at a time. Constant once a handle was.
 * @num_chunks: Entries of @chunks.
 * @chunks: Chunks that have a used slot; the others have no memory.
 */
struct dxgk_handle_table {
	spinlock_t lock;	/* all of it */
	u32 tag;
	u32 cursor;
	u32 generation;
	u32 used;
	u32 max;
	u32 num_chunks;
	struct dxgk_handle_chunk *chunks;
};

void dxgk_handle_table_init(struct dxgk_handle_table *table, u32 tag);
void dxgk_handle_table_fini(struct dxgk_handle_table *table);

int dxgk_handles_reserve(struct dxgk_handle_table *table, u32 *handles, u32 n);
void dxgk_handles_cancel(struct dxgk_handle_table *table, const u32 *handles, u32 n);
void dxgk_handle_publish(struct dxgk_handle_table *table, u32 handle, struct dxgk_object *obj);
void dxgk_handles_publish(struct dxgk_handle_table *table, const u32 *handles,
			  struct dxgk_object **objs, u32 n);

/* A number below 2^24 that no other handle of the table has at the time. */
static inline u32 dxgk_handle_index(u32 handle)
{
	return handle >> 6 & GENMASK(23, 0);
}

/* Says whether this caller may have @obj. Called under the table's lock. */
typedef bool (*dxgk_object_filter)(const struct dxgk_object *obj, void *data);

struct dxgk_object *dxgk_handle_lookup(struct dxgk_handle_table *table, u32 handle,
				       enum dxgk_object_type type);
struct dxgk_object *dxgk_handle_lookup_if(struct dxgk_handle_table *table, u32 handle,
					  enum dxgk_object_type type,
					  dxgk_object_filter filter, void *data);

int dxgk_handles_claim(struct dxgk_handle_table *table, const u32 *handles, u32 n,
		       enum dxgk_object_type type, dxgk_object_filter filter, void *data,
		       struct dxgk_object **objs);
bool dxgk_object_claim(struct dxgk_handle_table *table, struct dxgk_object *obj);
struct dxgk_object *dxgk_handle_claim_next(struct dxgk_handle_table *table,
					   enum dxgk_object_type type, u32 *index);

#endif
