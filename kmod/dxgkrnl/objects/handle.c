// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/nospec.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "objects/counts.h"
#include "objects/handle.h"

#define CHUNK_SHIFT	9
#define CHUNK_SLOTS	512u
#define NUM_INDICES	0x1000000u
#define MAX_CHUNKS	(NUM_INDICES >> CHUNK_SHIFT)
#define HANDLE_SHIFT	6
#define GENERATION_SHIFT 30

/*
 * A slot is 0 (free) or a generation in its two low bits and an object pointer above them; no
 * pointer with a generation is a reserved slot.
 */
#define SLOT_GENERATION	3ul

static u32 handle_index(u32 handle)
{
	return (handle >> HANDLE_SHIFT) & (NUM_INDICES - 1);
}

static u32 make_handle(const struct dxgk_handle_table *table, u32 index)
{
	return (table->generation << GENERATION_SHIFT) | (index << HANDLE_SHIFT) | table->tag;
}

static struct dxgk_object *slot_object(unsigned long slot)
{
	return (struct dxgk_object *)(slot & ~SLOT_GENERATION);
}

/**
 * dxgk_handle_table_init - an empty table
 * @table: Zeroed.
 * @tag: What the low six bits of its handles are.
 */
void dxgk_handle_table_init(struct dxgk_handle_table *table, u32 tag)
{
	spin_lock_init(&table->lock);
	table->tag = tag;
	table->generation = 1;
	table->max = NUM_INDICES - 1;
}

/**
 * dxgk_handle_table_fini - give a table's memory back
 * @table: Without a handle in it.
 */
void dxgk_handle_table_fini(struct dxgk_handle_table *table)
{
	u32 i;

	WARN_ON(table->used);
	for (i = 0; i < table->num_chunks; i++)
		kfree(table->chunks[i].slots);
	kvfree(table->chunks);
}

/* The slot of a handle that has the right form and a live chunk, or NULL. */
static unsigned long *find_slot(struct dxgk_handle_table *table, u32 handle)
{
	u32 index = handle_index(handle), chunk = index >> CHUNK_SHIFT;
	unsigned long *slot;

	lockdep_assert_held(&table->lock);
	if ((handle & ((1u << HANDLE_SHIFT) - 1)) != table->tag || chunk >= table->num_chunks)
		return NULL;
	chunk = array_index_nospec(chunk, table->num_chunks);
	if (!table->chunks[chunk].slots)
		return NULL;
	slot = &table->chunks[chunk].slots[index & (CHUNK_SLOTS - 1)];
	return (*slot & SLOT_GENERATION) == handle >> GENERATION_SHIFT ? slot : NULL;
}

/* The live, unclaimed object of that name and type, or NULL. */
static struct dxgk_object *find_object(struct dxgk_handle_table *table, u32 handle,
				       enum dxgk_object_type type)
{
	unsigned long *slot = find_slot(table, handle);
	struct dxgk_object *obj;

	if (!slot)
		return NULL;
	obj = slot_object(*slot);
	if (!obj || obj->type != type || obj->claimed)
		return NULL;
	return obj;
}

/*
 * Make sure that @chunk has memory. Drops and retakes the lock, so everything that the caller read
 * before is stale afterwards.
 */
static int add_chunk(struct dxgk_handle_table *table, u32 chunk)
	__must_hold(&table->lock)
{
	struct dxgk_handle_chunk *chunks = NULL, *old = NULL;
	u32 num = table->num_chunks;
	unsigned long *slots;

	spin_unlock(&table->lock);
	slots = kcalloc(CHUNK_SLOTS, sizeof(*slots), DXGK_GFP_CLIENT);
	if (slots && chunk >= num) {
		num = min(max(num * 2, roundup_pow_of_two(chunk + 1)), MAX_CHUNKS);
		chunks = kvcalloc(num, sizeof(*chunks), DXGK_GFP_CLIENT);
		if (!chunks) {
			kfree(slots);
			slots = NULL;
		}
	}
	spin_lock(&table->lock);
	if (!slots)
		return -ENOMEM;

	if (chunks && num > table->num_chunks) {
		if (table->num_chunks)
			memcpy(chunks, table->chunks, table->num_chunks * sizeof(*chunks));
		old = table->chunks;
		table->chunks = chunks;
		table->num_chunks = num;
		chunks = NULL;
	}
	/*
	 * Another thread may have grown the table by less, or added the chunk: the caller looks
	 * again.
	 */
	if (chunk < table->num_chunks && !table->chunks[chunk].slots) {
		table->chunks[chunk].slots = slots;
		slots = NULL;
	}
	if (slots || chunks || old) {
		spin_unlock(&table->lock);
		kfree(slots);
		kvfree(chunks);
		kvfree(old);
		spin_lock(&table->lock);
	}
	return 0;
}

static void free_slot(struct dxgk_handle_table *table, u32 handle)
{
	u32 index = handle_index(handle);
	struct dxgk_handle_chunk *chunk = &table->chunks[index >> CHUNK_SHIFT];

	chunk->slots[index & (CHUNK_SLOTS - 1)] = 0;
	table->used--;
	/*
	 * The chunk in which handles are being handed out stays, or each create would allocate it.
	 */
	if (--chunk->used == 0 && index >> CHUNK_SHIFT != table->cursor >> CHUNK_SHIFT) {
		kfree(chunk->slots);
		chunk->slots = NULL;
	}
	dxgk_count_sub(DXGK_COUNT_HANDLE, 1);
}

static void advance_cursor(struct dxgk_handle_table *table)
{
	if (++table->cursor < NUM_INDICES)
		return;
	table->cursor = 0;
	table->generation = table->generation % 3 + 1;
}

/* Reserve the next free handle. May drop and retake the lock. */
static int reserve_one(struct dxgk_handle_table *table, u32 *handle)
{
	struct dxgk_handle_chunk *chunk;
	unsigned long *slot;
	u32 index;
	int err;

	for (;;) {
		if (table->used >= table->max)
			return -ENOMEM;
		index = table->cursor;
		if (index >> CHUNK_SHIFT >= table->num_chunks ||
		    !table->chunks[index >> CHUNK_SHIFT].slots) {
			err = add_chunk(table, index >> CHUNK_SHIFT);
			if (err)
				return err;
			continue;
		}
		*handle = make_handle(table, index);
		chunk = &table->chunks[index >> CHUNK_SHIFT];
		slot = &chunk->slots[index & (CHUNK_SLOTS - 1)];
		advance_cursor(table);
		if (*slot) {
			/* There may be millions of used ones in a row. */
			if (!(table->cursor & (CHUNK_SLOTS - 1)))
				cond_resched_lock(&table->lock);
			continue;
		}
		*slot = *handle >> GENERATION_SHIFT;
		chunk->used++;
		table->used++;
		dxgk_count_add(DXGK_COUNT_HANDLE, 1);
		return 0;
	}
}

/**
 * dxgk_handles_reserve - take handles that nobody can look up yet
 * @table: The process's handles.
 * @handles: Out: @n handles, in the order in which they were handed out.
 * @n: How many.
 *
 * Context: process context; allocates.
 * Return: 0, or -ENOMEM without memory or if there would be too many; none is reserved then.
 */
int dxgk_handles_reserve(struct dxgk_handle_table *table, u32 *handles, u32 n)
{
	int err = 0;
	u32 i;

	spin_lock(&table->lock);
	for (i = 0; i < n; i++) {
		err = reserve_one(table, &handles[i]);
		if (err)
			break;
	}
	spin_unlock(&table->lock);
	if (err)
		dxgk_handles_cancel(table, handles, i);
	return err;
}

/**
 * dxgk_handles_cancel - give reserved handles back
 * @table: The process's handles.
 * @handles: As dxgk_handles_reserve() gave them.
 * @n: How many.
 *
 * If nobody reserved any since, the next call gets the same ones: a failed call consumes no handle
 * (observed on Windows).
 */
void dxgk_handles_cancel(struct dxgk_handle_table *table, const u32 *handles, u32 n)
{
	u32 i;

	spin_lock(&table->lock);
	for (i = n; i-- > 0;) {
		u32 index = handle_index(handles[i]);

		if (table->cursor == index + 1 &&
		    table->generation == handles[i] >> GENERATION_SHIFT)
			table->cursor = index;
		free_slot(table, handles[i]);
	}
	spin_unlock(&table->lock);
}

static void publish_one(struct dxgk_handle_table *table, u32 handle, struct dxgk_object *obj)
{
	u32 index = handle_index(handle);
	unsigned long *slot = &table->chunks[index >> CHUNK_SHIFT].slots[index & (CHUNK_SLOTS - 1)];

	BUILD_BUG_ON(__alignof__(struct dxgk_object) <= SLOT_GENERATION);
	obj->handle = handle;
	*slot |= (unsigned long)obj;
}

/**
 * dxgk_handle_publish - let a reserved handle name its object
 * @table: The process's handles.
 * @handle: From dxgk_handles_reserve().
 * @obj: The object; a process's table takes over the caller's reference, a global handle has none.
 */
void dxgk_handle_publish(struct dxgk_handle_table *table, u32 handle, struct dxgk_object *obj)
{
	spin_lock(&table->lock);
	publish_one(table, handle, obj);
	spin_unlock(&table->lock);
}

/**
 * dxgk_handles_publish - let reserved handles name their objects
 * @table: The process's handles.
 * @handles: From dxgk_handles_reserve().
 * @objs: The objects; the table takes over the caller's references.
 * @n: How many.
 */
void dxgk_handles_publish(struct dxgk_handle_table *table, const u32 *handles,
			  struct dxgk_object **objs, u32 n)
{
	u32 i;

	spin_lock(&table->lock);
	for (i = 0; i < n; i++)
		publish_one(table, handles[i], objs[i]);
	spin_unlock(&table->lock);
}

/**
 * dxgk_handle_lookup - find an object and keep it usable
 * @table: The process's handles.
 * @handle: A client's word.
 * @type: What it must be.
 *
 * Return: The object with a reference of the caller's, or NULL if the handle is 0, stale, of
 * another type, has junk in its low bits or is being destroyed.
 */
struct dxgk_object *dxgk_handle_lookup(struct dxgk_handle_table *table, u32 handle,
				       enum dxgk_object_type type)
{
	struct dxgk_object *obj;

	spin_lock(&table->lock);
	obj = find_object(table, handle, type);
	/* Only a global handle can name an object whose last reference has just gone. */
	if (obj && !refcount_inc_not_zero(&obj->users))
		obj = NULL;
	spin_unlock(&table->lock);
	return obj;
}

/**
 * dxgk_handle_lookup_if - find an object that meets a condition
 * @table: The process's handles.
 * @handle: A client's word.
 * @type: What it must be.
 * @filter: The condition. No reference is taken on an object that fails it.
 * @data: For @filter.
 *
 * Return: As dxgk_handle_lookup().
 */
struct dxgk_object *dxgk_handle_lookup_if(struct dxgk_handle_table *table, u32 handle,
					  enum dxgk_object_type type,
					  dxgk_object_filter filter, void *data)
{
	struct dxgk_object *obj;

	spin_lock(&table->lock);
	obj = find_object(table, handle, type);
	if (obj && !filter(obj, data))
		obj = NULL;
	if (obj)
		refcount_inc(&obj->users);
	spin_unlock(&table->lock);
	return obj;
}

/* Take a claimed object's handle out of the table; the table's reference passes to the caller. */
static void remove_handle(struct dxgk_handle_table *table, struct dxgk_object *obj)
{
	free_slot(table, obj->handle);
	obj->handle = 0;
}

/**
 * dxgk_handles_claim - win the right to destroy objects, all or none
 * @table: The process's handles.
 * @handles: Client's words; may hold duplicates, which fail the call.
 * @n: How many.
 * @type: What they must be.
 * @filter: Further condition on each object, or NULL.
 * @data: For @filter.
 * @objs: Out: the objects, each with the table's reference, which is now the caller's.
 *
 * On success the handles are gone. Everything happens under one hold of the table's lock, so no
 * other thread sees a claim that is given back, and the same object is never claimed twice.
 *
 * Return: 0, or -EINVAL with nothing changed.
 */
int dxgk_handles_claim(struct dxgk_handle_table *table, const u32 *handles, u32 n,
		       enum dxgk_object_type type, dxgk_object_filter filter, void *data,
		       struct dxgk_object **objs)
{
	u32 i;

	spin_lock(&table->lock);
	for (i = 0; i < n; i++) {
		objs[i] = find_object(table, handles[i], type);
		if (!objs[i] || (filter && !filter(objs[i], data)))
			goto give_back;
		objs[i]->claimed = true;
	}
	for (i = 0; i < n; i++)
		remove_handle(table, objs[i]);
	spin_unlock(&table->lock);
	return 0;

give_back:
	while (i-- > 0)
		objs[i]->claimed = false;
	spin_unlock(&table->lock);
	return -EINVAL;
}

/**
 * dxgk_object_claim - win the right to destroy an object that is at hand
 * @table: The process's handles.
 * @obj: Something that keeps it from being freed is held by the caller.
 *
 * Return: true with the table's reference, which is now the caller's; false if another thread was
 * first, or the object was never published.
 */
bool dxgk_object_claim(struct dxgk_handle_table *table, struct dxgk_object *obj)
{
	bool won;

	spin_lock(&table->lock);
	won = obj->handle && !obj->claimed;
	if (won) {
		obj->claimed = true;
		remove_handle(table, obj);
	}
	spin_unlock(&table->lock);
	return won;
}

/* Claim the first object of a type from @index to the end of its chunk. */
static struct dxgk_object *claim_in_chunk(struct dxgk_handle_table *table, u32 index,
					  enum dxgk_object_type type, u32 *handle)
{
	unsigned long *slots = table->chunks[index >> CHUNK_SHIFT].slots;
	struct dxgk_object *obj;
	u32 i;

	lockdep_assert_held(&table->lock);
	for (i = index & (CHUNK_SLOTS - 1); slots && i < CHUNK_SLOTS; i++) {
		obj = slot_object(slots[i]);
		if (!obj || obj->type != type || obj->claimed)
			continue;
		obj->claimed = true;
		*handle = obj->handle;
		remove_handle(table, obj);
		return obj;
	}
	return NULL;
}

/**
 * dxgk_handle_claim_next - claim all objects of a type one after the other, for rundown
 * @table: The process's handles, to which nobody adds any more.
 * @type: The type.
 * @index: Where to go on; 0 in the first call.
 *
 * Context: process context; lets go of the lock between chunks.
 * Return: An object with the table's reference, or NULL when there is none left.
 */
struct dxgk_object *dxgk_handle_claim_next(struct dxgk_handle_table *table,
					   enum dxgk_object_type type, u32 *index)
{
	struct dxgk_object *obj;
	u32 handle;

	while (*index >> CHUNK_SHIFT < table->num_chunks) {
		spin_lock(&table->lock);
		obj = claim_in_chunk(table, *index, type, &handle);
		spin_unlock(&table->lock);
		if (obj) {
			*index = handle_index(handle);
			return obj;
		}
		*index = round_up(*index + 1, CHUNK_SLOTS);
		cond_resched();
	}
	return NULL;
}
