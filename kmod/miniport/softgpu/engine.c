// SPDX-License-Identifier: GPL-2.0-only
/*
 * The paging engine. One work item per adapter takes operations off a queue and carries them out
 * one after the other. All that can fail for want of memory is done before an operation is queued.
 */
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "softgpu.h"

#define DEFAULT_LENGTH	1024

/**
 * struct operation - a paging operation on its way
 * @node: in the engine's queue
 * @paging: dxgkrnl's name of it
 * @memory: the segment that it is about
 * @kind: what to do
 * @pattern: SOFTGPU_FILL: with what
 * @index: first page of the segment
 * @num: pages
 * @pages: system memory: the other side of a transfer, or what is mapped
 */
struct operation {
	struct list_head node;
	struct dxgk_paging *paging;
	struct softgpu_memory *memory;
	enum softgpu_operation_kind kind;
	u32 pattern;
	u64 index;
	u64 num;
	struct page *const *pages;
};

static const char * const names[SOFTGPU_OPERATION_COUNT] = {
	[SOFTGPU_TRANSFER_IN] = "in",
	[SOFTGPU_TRANSFER_OUT] = "out",
	[SOFTGPU_FILL] = "filled",
	[SOFTGPU_DISCARD] = "discarded",
	[SOFTGPU_MAP] = "mapped",
	[SOFTGPU_UNMAP] = "unmapped",
};

/* Of all engines, since each has but one work item. Evictions make memory free: with a rescuer. */
static struct workqueue_struct *engines;

int softgpu_engines_init(void)
{
	engines = alloc_workqueue("softgpu", WQ_UNBOUND | WQ_MEM_RECLAIM, 0);
	return engines ? 0 : -ENOMEM;
}

void softgpu_engines_exit(void)
{
	destroy_workqueue(engines);
}

/*
 * A delay. It ends early when @delay_ms, as it was, is changed, so that whoever has set a long one
 * can let the operation go, and when the adapter goes.
 */
static void take_time(struct softgpu_engine *engine, u32 delay_ms, u32 more_ms)
{
	if (delay_ms || more_ms)
		wait_event_idle_timeout(engine->wait, READ_ONCE(engine->canceled) ||
					READ_ONCE(engine->delay_ms) != delay_ms,
					msecs_to_jiffies(delay_ms + more_ms));
}

/* Pages within one chunk of the segment; @done of the operation's have been seen to. */
static void carry_out_part(const struct operation *op, u64 done, u32 num)
{
	u64 index = op->index + done;

	switch (op->kind) {
	case SOFTGPU_TRANSFER_IN:
		softgpu_memory_copy_in(op->memory, index, op->pages + done, num);
		break;
	case SOFTGPU_TRANSFER_OUT:
		softgpu_memory_copy_out(op->memory, index, op->pages + done, num);
		softgpu_memory_poison(op->memory, index, num);
		break;
	case SOFTGPU_FILL:
		softgpu_memory_fill(op->memory, index, num, op->pattern);
		break;
	case SOFTGPU_DISCARD:
		softgpu_memory_poison(op->memory, index, num);
		break;
	case SOFTGPU_MAP:
		softgpu_memory_map(op->memory, index, op->pages + done, num);
		break;
	case SOFTGPU_UNMAP:
		softgpu_memory_unmap(op->memory, index, num);
		break;
	default:
		break;
	}
}

/* False if it was canceled on the way. Unmapping never is: the pages are going to be freed. */
static bool carry_out(struct softgpu_engine *engine, const struct operation *op)
{
	u64 done = 0;
	u32 num;

	while (done < op->num) {
		if (READ_ONCE(engine->canceled) && op->kind != SOFTGPU_UNMAP)
			return false;
		num = SOFTGPU_CHUNK_PAGES - (op->index + done) % SOFTGPU_CHUNK_PAGES;
		num = min_t(u64, num, op->num - done);
		carry_out_part(op, done, num);
		done += num;
		cond_resched();
	}
	return true;
}

static void count(u64 *counter, u64 num)
{
	WRITE_ONCE(*counter, *counter + num);
}

/* An operation that the rules make fail leaves everything as it was, but for unmapping. */
static int execute(struct softgpu *sg, const struct operation *op)
{
	struct softgpu_engine *engine = &sg->engine;
	u32 delay_ms = READ_ONCE(engine->delay_ms);
	u32 more_ms = 0;
	int error = 0;

	if (softgpu_inject_armed(&sg->inject, SOFTGPU_DDI_COMPLETE_PAGING))
		error = softgpu_inject_ask(&sg->inject, SOFTGPU_DDI_COMPLETE_PAGING, &more_ms);
	take_time(engine, delay_ms, more_ms);
	if (error) {
		if (op->kind == SOFTGPU_UNMAP)
			carry_out(engine, op);
		count(&engine->stats.failed, 1);
		return error;
	}
	if (!carry_out(engine, op)) {
		count(&engine->stats.canceled, 1);
		return 0;
	}
	count(&engine->stats.operations[op->kind], 1);
	count(&engine->stats.bytes[op->kind], op->num << PAGE_SHIFT);
	return 0;
}

static struct operation *next_operation(struct softgpu_engine *engine)
{
	struct operation *op;

	spin_lock(&engine->lock);
	op = list_first_entry_or_null(&engine->queue, struct operation, node);
	if (op)
		list_del(&op->node);
	spin_unlock(&engine->lock);
	return op;
}

static void engine_work(struct work_struct *work)
{
	struct softgpu *sg = container_of(work, struct softgpu, engine.work);
	struct softgpu_engine *engine = &sg->engine;
	struct dxgk_paging *paging;
	struct operation *op;
	int error;

	while ((op = next_operation(engine))) {
		error = execute(sg, op);
		paging = op->paging;
		kfree(op);
		/* Before dxgkrnl hears of it: it may have waited for room. */
		spin_lock(&engine->lock);
		engine->length--;
		spin_unlock(&engine->lock);
		dxgk_paging_complete(paging, error);
	}
}

/**
 * softgpu_engine_init() - an engine with nothing to do
 * @engine: in a struct softgpu, zeroed
 */
void softgpu_engine_init(struct softgpu_engine *engine)
{
	spin_lock_init(&engine->lock);
	INIT_LIST_HEAD(&engine->queue);
	engine->max_length = DEFAULT_LENGTH;
	init_waitqueue_head(&engine->wait);
	INIT_WORK(&engine->work, engine_work);
}

void softgpu_engine_start(struct softgpu_engine *engine)
{
	WRITE_ONCE(engine->canceled, false);
	memset(&engine->stats, 0, sizeof(engine->stats));
}

/**
 * softgpu_engine_cancel() - have all operations complete soon, without results
 * @engine: the engine
 */
void softgpu_engine_cancel(struct softgpu_engine *engine)
{
	WRITE_ONCE(engine->canceled, true);
	wake_up_all(&engine->wait);
}

/**
 * softgpu_engine_stop() - wait until an engine is quiet
 * @engine: the engine, which dxgkrnl has promised to have nothing to do
 */
void softgpu_engine_stop(struct softgpu_engine *engine)
{
	WARN_ON(READ_ONCE(engine->length));
	softgpu_engine_cancel(engine);
	flush_work(&engine->work);
}

void softgpu_engine_set_delay(struct softgpu_engine *engine, u32 delay_ms)
{
	WRITE_ONCE(engine->delay_ms, delay_ms);
	wake_up_all(&engine->wait);
}

/**
 * softgpu_engine_print() - the statistics
 * @engine: the engine
 * @page: result
 * @len: bytes of it that are in use
 *
 * Return: bytes that were added.
 */
ssize_t softgpu_engine_print(struct softgpu_engine *engine, char *page, int len)
{
	const struct softgpu_engine_stats *stats = &engine->stats;
	int start = len;
	u32 i;

	len += sysfs_emit_at(page, len, "paging_queued %u\n", READ_ONCE(engine->length));
	for (i = 0; i < SOFTGPU_OPERATION_COUNT; i++)
		len += sysfs_emit_at(page, len, "paging_%s %llu\npaging_%s_bytes %llu\n",
				     names[i], READ_ONCE(stats->operations[i]),
				     names[i], READ_ONCE(stats->bytes[i]));
	len += sysfs_emit_at(page, len, "paging_failed %llu\npaging_canceled %llu\n",
			     READ_ONCE(stats->failed), READ_ONCE(stats->canceled));
	return len - start;
}

/* The range of the segment that an operation is about, and the system memory, if any. */
static enum softgpu_operation_kind sides_of(const struct dxgkarg_buildpagingbuffer *arg,
					    const struct dxgk_pagingrange **segment,
					    const struct dxgk_pagingrange **system)
{
	*segment = &arg->source;
	*system = NULL;
	switch (arg->operation) {
	case DXGK_OPERATION_TRANSFER:
		if (!arg->destination.segment_id) {
			*system = &arg->destination;
			return SOFTGPU_TRANSFER_OUT;
		}
		*segment = &arg->destination;
		*system = &arg->source;
		return SOFTGPU_TRANSFER_IN;
	case DXGK_OPERATION_FILL:
		*segment = &arg->destination;
		return SOFTGPU_FILL;
	case DXGK_OPERATION_DISCARD_CONTENT:
		return SOFTGPU_DISCARD;
	case DXGK_OPERATION_MAP_APERTURE_SEGMENT:
		*segment = &arg->destination;
		*system = &arg->source;
		return SOFTGPU_MAP;
	case DXGK_OPERATION_UNMAP_APERTURE_SEGMENT:
		return SOFTGPU_UNMAP;
	default:
		return SOFTGPU_OPERATION_COUNT;
	}
}

static bool range_ok(const struct softgpu_memory *memory, u64 offset, u64 size)
{
	u64 num_pages = size >> PAGE_SHIFT;

	return num_pages && PAGE_ALIGNED(offset | size) && num_pages <= memory->num_pages &&
	       offset >> PAGE_SHIFT <= memory->num_pages - num_pages;
}

/* Fails only if dxgkrnl has broken its word. */
static int translate(struct softgpu *sg, const struct dxgkarg_buildpagingbuffer *arg,
		     struct operation *op)
{
	const struct dxgk_pagingrange *segment, *system;
	struct softgpu_memory *memory;
	bool aperture;

	op->kind = sides_of(arg, &segment, &system);
	if (op->kind == SOFTGPU_OPERATION_COUNT || !segment->segment_id ||
	    segment->segment_id > sg->config.num_segments)
		return -EINVAL;
	memory = &sg->memory[segment->segment_id - 1];
	aperture = op->kind == SOFTGPU_MAP || op->kind == SOFTGPU_UNMAP;
	if (aperture != memory->aperture || !range_ok(memory, segment->offset, arg->size))
		return -EINVAL;
	if (system && (system->segment_id || !system->pages))
		return -EINVAL;

	op->paging = arg->paging;
	op->memory = memory;
	op->pattern = arg->fill_pattern;
	op->index = segment->offset >> PAGE_SHIFT;
	op->num = arg->size >> PAGE_SHIFT;
	op->pages = system ? system->pages : NULL;
	return 0;
}

static bool is_full(struct softgpu_engine *engine)
{
	return READ_ONCE(engine->length) >= READ_ONCE(engine->max_length);
}

/* What an operation writes to has to be there. */
static int populate(const struct operation *op)
{
	switch (op->kind) {
	case SOFTGPU_TRANSFER_IN:
	case SOFTGPU_FILL:
	case SOFTGPU_MAP:
		return softgpu_memory_populate(op->memory, op->index, op->num);
	default:
		return 0;
	}
}

/**
 * softgpu_build_paging_buffer() - see struct dxgk_driver
 * @sg: the adapter
 * @arg: arguments
 *
 * dxgkrnl calls it for one operation at a time, so the queue doesn't get any longer meanwhile.
 *
 * Return: 0, -ENOMEM or -EBUSY.
 */
int softgpu_build_paging_buffer(struct softgpu *sg, const struct dxgkarg_buildpagingbuffer *arg)
{
	struct softgpu_engine *engine = &sg->engine;
	struct operation *op;
	int err;

	if (is_full(engine))
		return -EBUSY;
	op = kzalloc(sizeof(*op), GFP_KERNEL);
	if (!op)
		return -ENOMEM;
	err = translate(sg, arg, op);
	if (WARN_ON_ONCE(err))
		goto free;
	softgpu_check_allocation(arg->hallocation);
	err = populate(op);
	if (err)
		goto free;

	spin_lock(&engine->lock);
	list_add_tail(&op->node, &engine->queue);
	engine->length++;
	spin_unlock(&engine->lock);
	queue_work(engines, &engine->work);
	return 0;

free:
	kfree(op);
	return err;
}
