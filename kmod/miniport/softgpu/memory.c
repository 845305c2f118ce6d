// SPDX-License-Identifier: GPL-2.0-only
/*
 * The bytes of segments. A chunk of video memory is one block of pages where the kernel has such a
 * block, else a table of single pages; a chunk of an aperture is a table of pages that aren't ours.
 * The functions that move contents work on pages within one chunk, which they look up once.
 */
#include <linux/atomic.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "memory.h"

#define CHUNK_ORDER	get_order(SZ_2M)

/* Tag of an entry that is the first page of a block; without it, the entry is a table. */
#define TAG_BLOCK	1

/* Mark of chunks that the current call of softgpu_memory_populate() made. */
#define MARK_NEW	XA_MARK_0

/* Fails instead of having a process killed: a full GPU is nobody's fault. */
#define GFP_CHUNK	(GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

/* What has left video memory is made unusable where somebody looks for such mistakes. */
#define POISON		(IS_ENABLED(CONFIG_DEBUG_VM) || IS_ENABLED(CONFIG_KASAN))
#define POISON_PATTERN	0xdbdbdbdb

/**
 * softgpu_memory_init() - a segment of which nothing is there yet
 * @memory: result
 * @segment: what it is
 */
void softgpu_memory_init(struct softgpu_memory *memory,
			 const struct dxgk_segmentdescriptor *segment)
{
	xa_init(&memory->chunks);
	memory->num_pages = segment->size >> PAGE_SHIFT;
	memory->aperture = segment->flags & DXGK_SEGMENTFLAGS_APERTURE;
	spin_lock_init(&memory->lock);
	memory->closed = false;
	atomic_long_set(&memory->allocated, 0);
}

static void free_table(struct page **table, u32 num)
{
	u32 i;

	for (i = 0; i < num; i++)
		__free_page(table[i]);
	kfree(table);
}

static void free_chunk(struct softgpu_memory *memory, void *chunk)
{
	if (memory->aperture) {
		kfree(chunk);
		return;
	}
	atomic_long_sub(SOFTGPU_CHUNK_PAGES, &memory->allocated);
	if (xa_pointer_tag(chunk) == TAG_BLOCK)
		__free_pages(xa_untag_pointer(chunk), CHUNK_ORDER);
	else
		free_table(chunk, SOFTGPU_CHUNK_PAGES);
}

/**
 * softgpu_memory_free() - give all of a segment's memory back
 * @memory: nobody uses it
 */
void softgpu_memory_free(struct softgpu_memory *memory)
{
	unsigned long number;
	void *chunk;

	xa_for_each(&memory->chunks, number, chunk)
		free_chunk(memory, chunk);
	xa_destroy(&memory->chunks);
}

/**
 * softgpu_memory_close() - end snapshots, because the adapter goes
 * @memory: the segment
 *
 * Context: any; when it has returned, no snapshot looks at pages of others.
 */
void softgpu_memory_close(struct softgpu_memory *memory)
{
	spin_lock(&memory->lock);
	memory->closed = true;
	spin_unlock(&memory->lock);
}

static struct page **new_table(void)
{
	return kcalloc(SOFTGPU_CHUNK_PAGES, sizeof(struct page *), GFP_CHUNK);
}

/* Zeroed, so that nobody ever sees what the pages held before. */
static void *new_pages(void)
{
	struct page *block, **table;
	u32 i;

	/* Not worth much work: single pages do. */
	block = alloc_pages(GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN | __GFP_ZERO, CHUNK_ORDER);
	if (block)
		return xa_tag_pointer(block, TAG_BLOCK);

	table = new_table();
	if (!table)
		return NULL;
	for (i = 0; i < SOFTGPU_CHUNK_PAGES; i++) {
		table[i] = alloc_page(GFP_CHUNK | __GFP_ZERO);
		if (!table[i]) {
			free_table(table, i);
			return NULL;
		}
	}
	return table;
}

static int add_chunk(struct softgpu_memory *memory, unsigned long number)
{
	void *chunk = memory->aperture ? new_table() : new_pages();
	int err;

	if (!chunk)
		return -ENOMEM;
	if (!memory->aperture)
		atomic_long_add(SOFTGPU_CHUNK_PAGES, &memory->allocated);
	err = xa_insert(&memory->chunks, number, chunk, GFP_CHUNK);
	if (err) {
		free_chunk(memory, chunk);
		return err;
	}
	xa_set_mark(&memory->chunks, number, MARK_NEW);
	return 0;
}

/* The new chunks have come to stay. */
static void keep_new(struct softgpu_memory *memory)
{
	unsigned long number;
	void *chunk;

	xa_for_each_marked(&memory->chunks, number, chunk, MARK_NEW)
		xa_clear_mark(&memory->chunks, number, MARK_NEW);
}

static void drop_new(struct softgpu_memory *memory)
{
	unsigned long number;
	void *chunk;

	xa_for_each_marked(&memory->chunks, number, chunk, MARK_NEW) {
		/* A snapshot may just be looking. */
		spin_lock(&memory->lock);
		xa_erase(&memory->chunks, number);
		spin_unlock(&memory->lock);
		free_chunk(memory, chunk);
	}
}

/**
 * softgpu_memory_populate() - have memory where something is going to be
 * @memory: the segment
 * @index: first page
 * @num: pages, not 0
 *
 * Context: process; may sleep. One call at a time for a segment.
 * Return: 0, or -ENOMEM, and nothing has changed.
 */
int softgpu_memory_populate(struct softgpu_memory *memory, u64 index, u64 num)
{
	unsigned long number = index / SOFTGPU_CHUNK_PAGES;
	unsigned long last = (index + num - 1) / SOFTGPU_CHUNK_PAGES;
	int err;

	for (; number <= last; number++) {
		if (xa_load(&memory->chunks, number))
			continue;
		err = add_chunk(memory, number);
		if (err) {
			drop_new(memory);
			return err;
		}
	}
	if (xa_marked(&memory->chunks, MARK_NEW))
		keep_new(memory);
	return 0;
}

static void *find_chunk(struct softgpu_memory *memory, u64 index)
{
	return xa_load(&memory->chunks, index / SOFTGPU_CHUNK_PAGES);
}

/* Page of a chunk; of an aperture's, NULL if nothing is mapped. */
static struct page *chunk_page(void *chunk, u64 index)
{
	u32 i = index % SOFTGPU_CHUNK_PAGES;

	if (xa_pointer_tag(chunk) == TAG_BLOCK)
		return (struct page *)xa_untag_pointer(chunk) + i;
	return ((struct page **)chunk)[i];
}

/**
 * softgpu_memory_page() - a page of video memory
 * @memory: a memory segment
 * @index: which page
 *
 * Context: any; neither sleeps nor allocates.
 * Return: the page, or NULL if nothing has ever been there.
 */
struct page *softgpu_memory_page(struct softgpu_memory *memory, u64 index)
{
	void *chunk = find_chunk(memory, index);

	return chunk ? chunk_page(chunk, index) : NULL;
}

/**
 * softgpu_memory_snapshot() - a page as the GPU sees it at this moment
 * @memory: the segment
 * @index: which page
 * @buf: result, a page
 *
 * Context: process.
 * Return: false if the adapter is on its way out.
 */
bool softgpu_memory_snapshot(struct softgpu_memory *memory, u64 index, void *buf)
{
	struct page *page;
	bool open;

	spin_lock(&memory->lock);
	open = !memory->closed;
	page = open ? softgpu_memory_page(memory, index) : NULL;
	if (page)
		memcpy_from_page(buf, page, 0, PAGE_SIZE);
	else
		memset(buf, 0, PAGE_SIZE);
	spin_unlock(&memory->lock);
	return open;
}

/**
 * softgpu_memory_copy_in() - copy from system memory to video memory
 * @memory: a memory segment, populated
 * @index: first page
 * @pages: the source
 * @num: pages, of one chunk
 */
void softgpu_memory_copy_in(struct softgpu_memory *memory, u64 index, struct page *const *pages,
			    u32 num)
{
	void *chunk = find_chunk(memory, index);
	u32 i;

	for (i = 0; i < num; i++)
		copy_highpage(chunk_page(chunk, index + i), pages[i]);
}

/**
 * softgpu_memory_copy_out() - copy from video memory to system memory
 * @memory: a memory segment
 * @index: first page
 * @pages: the destination
 * @num: pages, of one chunk
 */
void softgpu_memory_copy_out(struct softgpu_memory *memory, u64 index, struct page *const *pages,
			     u32 num)
{
	void *chunk = find_chunk(memory, index);
	u32 i;

	for (i = 0; i < num; i++) {
		if (chunk)
			copy_highpage(pages[i], chunk_page(chunk, index + i));
		else
			clear_highpage(pages[i]);
	}
}

/**
 * softgpu_memory_fill() - fill video memory
 * @memory: a memory segment, populated
 * @index: first page
 * @num: pages, of one chunk
 * @pattern: with what
 */
void softgpu_memory_fill(struct softgpu_memory *memory, u64 index, u32 num, u32 pattern)
{
	void *chunk = find_chunk(memory, index);
	void *address;
	u32 i;

	for (i = 0; i < num; i++) {
		struct page *page = chunk_page(chunk, index + i);

		if (!pattern) {
			clear_highpage(page);
			continue;
		}
		address = kmap_local_page(page);
		memset32(address, pattern, PAGE_SIZE / sizeof(pattern));
		kunmap_local(address);
	}
}

/**
 * softgpu_memory_poison() - on a debug kernel, overwrite what nobody may read any more
 * @memory: a memory segment
 * @index: first page
 * @num: pages, of one chunk
 */
void softgpu_memory_poison(struct softgpu_memory *memory, u64 index, u32 num)
{
	if (POISON && find_chunk(memory, index))
		softgpu_memory_fill(memory, index, num, POISON_PATTERN);
}

/**
 * softgpu_memory_map() - have an aperture redirect to pages
 * @memory: an aperture segment, populated
 * @index: first page
 * @pages: where to; they stay until they are unmapped
 * @num: pages, of one chunk
 */
void softgpu_memory_map(struct softgpu_memory *memory, u64 index, struct page *const *pages,
			u32 num)
{
	struct page **table = find_chunk(memory, index);

	spin_lock(&memory->lock);
	memcpy(table + index % SOFTGPU_CHUNK_PAGES, pages, num * sizeof(*pages));
	spin_unlock(&memory->lock);
}

/**
 * softgpu_memory_unmap() - have an aperture redirect to nothing
 * @memory: an aperture segment
 * @index: first page
 * @num: pages, of one chunk
 */
void softgpu_memory_unmap(struct softgpu_memory *memory, u64 index, u32 num)
{
	struct page **table = find_chunk(memory, index);

	if (!table)
		return;
	spin_lock(&memory->lock);
	memset(table + index % SOFTGPU_CHUNK_PAGES, 0, num * sizeof(*table));
	spin_unlock(&memory->lock);
}
