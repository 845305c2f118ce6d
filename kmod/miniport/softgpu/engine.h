/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The paging engine: carries paging operations out, in order, apart from who asked for them.
 */
#ifndef SOFTGPU_ENGINE_H
#define SOFTGPU_ENGINE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct dxgkarg_buildpagingbuffer;
struct softgpu;

#define SOFTGPU_MAX_DELAY_MS	60000

/* What the engine can do; a transfer is two, by its direction. */
enum softgpu_operation_kind {
	SOFTGPU_TRANSFER_IN,
	SOFTGPU_TRANSFER_OUT,
	SOFTGPU_FILL,
	SOFTGPU_DISCARD,
	SOFTGPU_MAP,
	SOFTGPU_UNMAP,
	SOFTGPU_OPERATION_COUNT,
};

/**
 * struct softgpu_engine_stats - what an engine has done since the adapter was plugged in
 * @operations: that were carried out, by kind
 * @bytes: that these were about, by kind
 * @failed: operations that the rules made fail
 * @canceled: operations that were not carried out because the adapter went
 */
struct softgpu_engine_stats {
	u64 operations[SOFTGPU_OPERATION_COUNT];
	u64 bytes[SOFTGPU_OPERATION_COUNT];
	u64 failed;
	u64 canceled;
};

/**
 * struct softgpu_engine - the engine of one adapter
 * @lock: protects @queue and @length
 * @queue: operations that wait, first come first
 * @length: operations that were taken on and are not complete
 * @max_length: of @length; set by configfs at any time
 * @delay_ms: how long an operation takes; set by configfs at any time
 * @canceled: nobody needs the results any more
 * @wait: woken by changes of @delay_ms and @canceled
 * @work: carries operations out, and is the only one that does
 * @stats: written by @work alone
 */
struct softgpu_engine {
	spinlock_t lock;	/* see above */
	struct list_head queue;
	u32 length;
	u32 max_length;
	u32 delay_ms;
	bool canceled;
	wait_queue_head_t wait;
	struct work_struct work;
	struct softgpu_engine_stats stats;
};

int softgpu_engines_init(void);
void softgpu_engines_exit(void);
void softgpu_engine_init(struct softgpu_engine *engine);
void softgpu_engine_start(struct softgpu_engine *engine);
void softgpu_engine_cancel(struct softgpu_engine *engine);
void softgpu_engine_stop(struct softgpu_engine *engine);
void softgpu_engine_set_delay(struct softgpu_engine *engine, u32 delay_ms);
ssize_t softgpu_engine_print(struct softgpu_engine *engine, char *page, int len);
int softgpu_build_paging_buffer(struct softgpu *sg, const struct dxgkarg_buildpagingbuffer *arg);

#endif
