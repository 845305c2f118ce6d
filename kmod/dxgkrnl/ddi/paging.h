/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Paging operations on their way to a miniport's engine and back.
 */
#ifndef DXGK_DDI_PAGING_H
#define DXGK_DDI_PAGING_H

#include <linux/dma-fence.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

#include <dxgk/paging.h>

struct dxgk_adapter;

/**
 * struct dxgk_paging_engine - the paging engine of an adapter, as dxgkrnl sees it
 * @adapter: Whose.
 * @submit: One operation at a time is given to the miniport, so that the order of fences is that
 *	of the operations. Taken inside reservations.
 * @lock: Protects @in_flight, and is the lock of the fences. Taken in interrupts.
 * @in_flight: Operations that are not complete, in order.
 * @context: Of the fences.
 * @seqno: Of the last operation. Protected by @submit.
 */
struct dxgk_paging_engine {
	struct dxgk_adapter *adapter;
	struct mutex submit;	/* seqno, the order of operations */
	spinlock_t lock;	/* in_flight */
	struct list_head in_flight;
	u64 context;
	u64 seqno;
};

/**
 * struct dxgk_paging - an operation
 * @fence: Signaled when it and all before it are complete.
 * @link: In the engine's list.
 * @engine: Whose.
 * @complete: The miniport has said so.
 * @error: What went wrong, or 0.
 * @on_complete: Called under the engine's lock, before @fence is signaled; or NULL.
 * @data: For @on_complete.
 * @tag: As above.
 */
struct dxgk_paging {
	struct dma_fence fence;
	struct list_head link;
	struct dxgk_paging_engine *engine;
	bool complete;
	int error;
	void (*on_complete)(struct dxgk_paging *paging);
	void *data;
	u32 tag;
};

void dxgk_paging_engine_init(struct dxgk_paging_engine *engine, struct dxgk_adapter *adapter);
void dxgk_paging_engine_stop(struct dxgk_paging_engine *engine);

struct dxgk_paging *dxgk_paging_new(void);
void dxgk_paging_discard(struct dxgk_paging *paging);
int dxgk_ddi_build_paging_buffer(struct dxgk_paging_engine *engine, struct dxgk_paging *paging,
				 struct dxgkarg_buildpagingbuffer *arg);

void dxgk_ddi_cancel_command(struct dxgk_adapter *adapter);
bool dxgk_ddi_can_page(const struct dxgk_adapter *adapter);
bool dxgk_ddi_can_show_segments(const struct dxgk_adapter *adapter);
unsigned long dxgk_ddi_get_segment_pfn(struct dxgk_adapter *adapter, u32 segment_id, u64 offset);
int dxgk_ddi_validate_update(struct dxgk_adapter *adapter,
			     const struct dxgkarg_validateupdateallocproperty *arg);

#endif
