/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What segments consist of: video memory that is pages of softgpu's own, and apertures, which
 * redirect to pages of others.
 */
#ifndef SOFTGPU_MEMORY_H
#define SOFTGPU_MEMORY_H

#include <linux/mm.h>
#include <linux/sizes.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/xarray.h>

#include <dxgk/segment.h>

/* Memory comes and is looked up in chunks of so many pages. */
#define SOFTGPU_CHUNK_PAGES	((u32)(SZ_2M >> PAGE_SHIFT))

/**
 * struct softgpu_memory - the bytes of one segment
 * @chunks: By the number of the chunk, each either one block or a table of pages. They come when
 *	they are needed and stay until the adapter stops, so that who reads needs no lock. What
 *	isn't there is zero.
 * @num_pages: The segment's size.
 * @aperture: The chunks are tables of others' pages.
 * @lock: Protects what snapshots see from going: entries of an aperture's tables, and @closed.
 * @closed: Others' pages may have gone without being unmapped.
 * @allocated: Pages that are softgpu's own, for statistics.
 */
struct softgpu_memory {
	struct xarray chunks;
	u64 num_pages;
	bool aperture;
	spinlock_t lock;	/* see above */
	bool closed;
	atomic_long_t allocated;
};

void softgpu_memory_init(struct softgpu_memory *memory,
			 const struct dxgk_segmentdescriptor *segment);
void softgpu_memory_free(struct softgpu_memory *memory);
void softgpu_memory_close(struct softgpu_memory *memory);
int softgpu_memory_populate(struct softgpu_memory *memory, u64 index, u64 num);
struct page *softgpu_memory_page(struct softgpu_memory *memory, u64 index);
bool softgpu_memory_snapshot(struct softgpu_memory *memory, u64 index, void *buf);

void softgpu_memory_copy_in(struct softgpu_memory *memory, u64 index, struct page *const *pages,
			    u32 num);
void softgpu_memory_copy_out(struct softgpu_memory *memory, u64 index, struct page *const *pages,
			     u32 num);
void softgpu_memory_fill(struct softgpu_memory *memory, u64 index, u32 num, u32 pattern);
void softgpu_memory_poison(struct softgpu_memory *memory, u64 index, u32 num);
void softgpu_memory_map(struct softgpu_memory *memory, u64 index, struct page *const *pages,
			u32 num);
void softgpu_memory_unmap(struct softgpu_memory *memory, u64 index, u32 num);

#endif
