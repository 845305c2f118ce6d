/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trace events, named and filled after those of WDDM's kernel provider: what an allocation is
 * (AdapterAllocation), each device's open of it (DeviceAllocation), where it is
 * (PageInAllocation, EvictAllocation, DiscardAllocation, TotalBytesResidentInSegment), who requires
 * it (VidMmMakeResident, VidMmEvict, OfferAllocation, SetAllocationPriority), by which calls and
 * when they are done (MakeResident, PagingQueuePacket), and what processes use and may use
 * (VidMmProcessUsageChange, VidMmProcessBudgetChange). When tracing begins, what lives then is told
 * (DCStart, ReportSegment, ReportCommittedAllocation).
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM dxgkrnl

#if !defined(DXGK_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define DXGK_TRACE_H

#include <linux/tracepoint.h>

#include "objects/adapter.h"
#include "objects/allocation.h"
#include "objects/device.h"
#include "objects/paging_queue.h"
#include "objects/resource.h"
#include "objects/rundown.h"
#include "vidmm/client.h"
#include "vidmm/map.h"
#include "vidmm/place.h"

#ifndef DXGK_TRACE_GLOBAL
#define DXGK_TRACE_GLOBAL
/* The name that all events have for an allocation. */
static inline const void *trace_global(const struct vidmm_alloc *alloc)
{
	return container_of(alloc, struct dxgk_global_allocation, vidmm);
}
#endif

/* The miniport's description of an allocation; no width is no surface. */
DECLARE_EVENT_CLASS(dxgk_adapter_allocation,
	TP_PROTO(const struct dxgk_adapter *adapter,
		 const struct dxgk_global_allocation *global,
		 const struct dxgkarg_describeallocation *surface),
	TP_ARGS(adapter, global, surface),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(const void *, global_alloc)
		__field(u64, alloc_size)
		__field(u32, flags)
		__field(u32, alignment)
		__field(u32, segment_set)
		__field(u32, eviction_segment_set)
		__field(u8, preferred_segment)
		__field(u32, priority)
		__field(bool, backing_store_was_pinned)
		__field(u32, width)
		__field(u32, height)
		__field(u32, format)
		__field(u32, multisample_count)
	),
	TP_fast_assign(
		__entry->adapter_luid = adapter->luid;
		__entry->global_alloc = global;
		__entry->alloc_size = global->vidmm.size;
		__entry->flags = global->vidmm.flags;
		__entry->alignment = global->vidmm.alignment;
		__entry->segment_set = global->vidmm.segment_set;
		__entry->eviction_segment_set = global->vidmm.eviction_set;
		__entry->preferred_segment = global->vidmm.preferred[0].segment_id;
		__entry->priority = vidmm_get_priority(&global->vidmm);
		__entry->backing_store_was_pinned = global->vidmm.pin;
		__entry->width = surface->width;
		__entry->height = surface->height;
		__entry->format = surface->format;
		__entry->multisample_count = surface->multisample_count;
	),
	TP_printk("adapter=%llx global_alloc=%p size=%llu flags=%#x alignment=%u segments=%#x eviction_segments=%#x preferred=%u priority=%#x pinned=%d width=%u height=%u format=%u samples=%u",
		  __entry->adapter_luid, __entry->global_alloc, __entry->alloc_size,
		  __entry->flags, __entry->alignment, __entry->segment_set,
		  __entry->eviction_segment_set, __entry->preferred_segment, __entry->priority,
		  __entry->backing_store_was_pinned, __entry->width, __entry->height,
		  __entry->format, __entry->multisample_count)
);

/* An allocation begins. */
DEFINE_EVENT(dxgk_adapter_allocation, adapter_allocation,
	TP_PROTO(const struct dxgk_adapter *adapter,
		 const struct dxgk_global_allocation *global,
		 const struct dxgkarg_describeallocation *surface),
	TP_ARGS(adapter, global, surface)
);

/* It was there when tracing began; once for each open of it, or once if it is shared. */
DEFINE_EVENT_FN(dxgk_adapter_allocation, adapter_allocation_dcstart,
	TP_PROTO(const struct dxgk_adapter *adapter,
		 const struct dxgk_global_allocation *global,
		 const struct dxgkarg_describeallocation *surface),
	TP_ARGS(adapter, global, surface),
	dxgk_rundown_begin, NULL
);

/* An allocation by its name alone. */
DECLARE_EVENT_CLASS(dxgk_global,
	TP_PROTO(const struct vidmm_alloc *alloc),
	TP_ARGS(alloc),
	TP_STRUCT__entry(
		__field(const void *, global_alloc)
	),
	TP_fast_assign(
		__entry->global_alloc = trace_global(alloc);
	),
	TP_printk("global_alloc=%p", __entry->global_alloc)
);

/* An allocation ends: nobody has it open. */
DEFINE_EVENT(dxgk_global, adapter_allocation_stop,
	TP_PROTO(const struct vidmm_alloc *alloc),
	TP_ARGS(alloc)
);

/* Contents that were offered are lost. */
DEFINE_EVENT(dxgk_global, discard_allocation,
	TP_PROTO(const struct vidmm_alloc *alloc),
	TP_ARGS(alloc)
);

/* A device has an allocation open, under a handle; for its creator or by way of a share. */
DECLARE_EVENT_CLASS(dxgk_device_allocation,
	TP_PROTO(const struct dxgk_allocation *alloc, u32 handle),
	TP_ARGS(alloc, handle),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, device)
		__field(u32, resource)
		__field(u32, allocation)
		__field(const void *, global_alloc)
		__field(const void *, shared_resource)
		__field(u64, private_runtime_resource_handle)
	),
	TP_fast_assign(
		__entry->adapter_luid = alloc->device->adapter->luid;
		__entry->device = alloc->device->obj.handle;
		__entry->resource = alloc->resource ? alloc->resource->obj.handle : 0;
		__entry->allocation = handle;
		__entry->global_alloc = alloc->global;
		__entry->shared_resource = alloc->resource ? alloc->resource->share : NULL;
		__entry->private_runtime_resource_handle =
			alloc->private_runtime_resource_handle;
	),
	TP_printk("adapter=%llx device=%#x resource=%#x allocation=%#x global_alloc=%p shared_resource=%p private_runtime_resource_handle=%#llx",
		  __entry->adapter_luid, __entry->device, __entry->resource,
		  __entry->allocation,
		  __entry->global_alloc, __entry->shared_resource,
		  __entry->private_runtime_resource_handle)
);

DEFINE_EVENT(dxgk_device_allocation, device_allocation,
	TP_PROTO(const struct dxgk_allocation *alloc, u32 handle),
	TP_ARGS(alloc, handle)
);

/* It had it open when tracing began. */
DEFINE_EVENT_FN(dxgk_device_allocation, device_allocation_dcstart,
	TP_PROTO(const struct dxgk_allocation *alloc, u32 handle),
	TP_ARGS(alloc, handle),
	dxgk_rundown_begin, NULL
);

/* A device's open ends. */
TRACE_EVENT(device_allocation_stop,
	    TP_PROTO(const struct dxgk_allocation *alloc),
	    TP_ARGS(alloc),
	    TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, device)
		__field(const void *, global_alloc)
	    ),
	    TP_fast_assign(
		__entry->adapter_luid = alloc->device->adapter->luid;
		__entry->device = alloc->device->obj.handle;
		__entry->global_alloc = alloc->global;
	    ),
	    TP_printk("adapter=%llx device=%#x global_alloc=%p", __entry->adapter_luid,
		      __entry->device, __entry->global_alloc)
);

/* Where an allocation is, or was. */
DECLARE_EVENT_CLASS(dxgk_placement,
		    TP_PROTO(const struct vidmm_alloc *alloc, const struct vidmm_place *place),
		    TP_ARGS(alloc, place),
		    TP_STRUCT__entry(
			__field(u64, adapter_luid)
			__field(const void *, global_alloc)
			__field(pid_t, process_id)
			__field(u32, segment_id)
			__field(u64, segment_offset)
			__field(u64, size)
			__field(u32, priority)
		    ),
		    TP_fast_assign(
			__entry->adapter_luid = place->vidmm->engine.adapter->luid;
			__entry->global_alloc = trace_global(alloc);
			__entry->process_id = place->client->pid;
			__entry->segment_id = place->segment_id;
			__entry->segment_offset = vidmm_place_offset(place);
			__entry->size = alloc->size;
			__entry->priority = vidmm_get_priority(alloc);
		    ),
		    TP_printk("adapter=%llx global_alloc=%p process=%d segment=%u offset=%#llx size=%llu priority=%#x",
			      __entry->adapter_luid, __entry->global_alloc, __entry->process_id,
			      __entry->segment_id, __entry->segment_offset, __entry->size,
			      __entry->priority)
);

/* Contents begin to move to a segment. */
DEFINE_EVENT(dxgk_placement, page_in_allocation,
	     TP_PROTO(const struct vidmm_alloc *alloc, const struct vidmm_place *place),
	     TP_ARGS(alloc, place)
);

/* Contents begin to leave one. */
DEFINE_EVENT(dxgk_placement, evict_allocation,
	     TP_PROTO(const struct vidmm_alloc *alloc, const struct vidmm_place *place),
	     TP_ARGS(alloc, place)
);

/* How often an allocation is required, after a call. */
DECLARE_EVENT_CLASS(dxgk_residency,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 residency_count, int error),
	TP_ARGS(alloc, residency_count, error),
	TP_STRUCT__entry(
		__field(const void *, global_alloc)
		__field(u32, residency_count)
		__field(int, error)
	),
	TP_fast_assign(
		__entry->global_alloc = trace_global(alloc);
		__entry->residency_count = residency_count;
		__entry->error = error;
	),
	TP_printk("global_alloc=%p residency_count=%u error=%d", __entry->global_alloc,
		  __entry->residency_count, __entry->error)
);

DEFINE_EVENT(dxgk_residency, vidmm_make_resident,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 residency_count, int error),
	TP_ARGS(alloc, residency_count, error)
);

DEFINE_EVENT(dxgk_residency, vidmm_evict,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 residency_count, int error),
	TP_ARGS(alloc, residency_count, error)
);

/* It was required when tracing began; by a device, as often as that has asked for it. */
DEFINE_EVENT_FN(dxgk_residency, vidmm_make_resident_dcstart,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 residency_count, int error),
	TP_ARGS(alloc, residency_count, error),
	dxgk_rundown_begin, NULL
);

/* A call that wants allocations to be resident. */
TRACE_EVENT(make_resident,
	TP_PROTO(const struct dxgk_paging_queue *queue, u32 num_allocations, u32 flags),
	TP_ARGS(queue, num_allocations, flags),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, device)
		__field(u32, paging_queue)
		__field(u32, num_allocations)
		__field(u32, flags)
	),
	TP_fast_assign(
		__entry->adapter_luid = queue->device->adapter->luid;
		__entry->device = queue->device->obj.handle;
		__entry->paging_queue = queue->obj.handle;
		__entry->num_allocations = num_allocations;
		__entry->flags = flags;
	),
	TP_printk("adapter=%llx device=%#x paging_queue=%#x num_allocations=%u flags=%#x",
		  __entry->adapter_luid, __entry->device, __entry->paging_queue,
		  __entry->num_allocations, __entry->flags)
);

/* Its answer: no fence value if nothing is on its way. */
TRACE_EVENT(make_resident_stop,
	TP_PROTO(const struct dxgk_paging_queue *queue, int error, u64 num_bytes_to_trim,
		 u64 paging_fence_value),
	TP_ARGS(queue, error, num_bytes_to_trim, paging_fence_value),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, paging_queue)
		__field(int, error)
		__field(u64, num_bytes_to_trim)
		__field(u64, paging_fence_value)
	),
	TP_fast_assign(
		__entry->adapter_luid = queue->device->adapter->luid;
		__entry->paging_queue = queue->obj.handle;
		__entry->error = error;
		__entry->num_bytes_to_trim = num_bytes_to_trim;
		__entry->paging_fence_value = paging_fence_value;
	),
	TP_printk("adapter=%llx paging_queue=%#x error=%d num_bytes_to_trim=%llu paging_fence_value=%llu",
		  __entry->adapter_luid, __entry->paging_queue, __entry->error,
		  __entry->num_bytes_to_trim, __entry->paging_fence_value)
);

TRACE_DEFINE_ENUM(VIDSCH_PACKET_MAKE_RESIDENT);
TRACE_DEFINE_ENUM(VIDSCH_PACKET_RECLAIM);
TRACE_DEFINE_ENUM(VIDSCH_PACKET_UPDATE_PROPERTY);

/* What a call has begun, from when it is queued until the queue's fence tells that it is done. */
DECLARE_EVENT_CLASS(dxgk_paging_queue_packet,
	TP_PROTO(const struct vidsch_queue *queue, const void *packet, u64 sequence_id,
		 enum vidsch_packet_type type),
	TP_ARGS(queue, packet, sequence_id, type),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, device)
		__field(u32, paging_queue)
		__field(const void *, packet)
		__field(u64, sequence_id)
		__field(u32, type)
	),
	TP_fast_assign(
		const struct dxgk_paging_queue *owner =
			container_of(queue, struct dxgk_paging_queue, vidsch);

		__entry->adapter_luid = owner->device->adapter->luid;
		__entry->device = owner->device->obj.handle;
		__entry->paging_queue = owner->obj.handle;
		__entry->packet = packet;
		__entry->sequence_id = sequence_id;
		__entry->type = type;
	),
	TP_printk("adapter=%llx device=%#x paging_queue=%#x packet=%p sequence_id=%llu type=%s",
		  __entry->adapter_luid, __entry->device, __entry->paging_queue,
		  __entry->packet, __entry->sequence_id,
		  __print_symbolic(__entry->type,
				   { VIDSCH_PACKET_MAKE_RESIDENT, "make_resident" },
				   { VIDSCH_PACKET_RECLAIM, "reclaim" },
				   { VIDSCH_PACKET_UPDATE_PROPERTY, "update_property" }))
);

DEFINE_EVENT(dxgk_paging_queue_packet, paging_queue_packet_start,
	TP_PROTO(const struct vidsch_queue *queue, const void *packet, u64 sequence_id,
		 enum vidsch_packet_type type),
	TP_ARGS(queue, packet, sequence_id, type)
);

DEFINE_EVENT(dxgk_paging_queue_packet, paging_queue_packet_stop,
	TP_PROTO(const struct vidsch_queue *queue, const void *packet, u64 sequence_id,
		 enum vidsch_packet_type type),
	TP_ARGS(queue, packet, sequence_id, type)
);

/* What says who leaves first. */
DECLARE_EVENT_CLASS(dxgk_priority,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 priority),
	TP_ARGS(alloc, priority),
	TP_STRUCT__entry(
		__field(const void *, global_alloc)
		__field(u32, priority)
	),
	TP_fast_assign(
		__entry->global_alloc = trace_global(alloc);
		__entry->priority = priority;
	),
	TP_printk("global_alloc=%p priority=%#x", __entry->global_alloc, __entry->priority)
);

DEFINE_EVENT(dxgk_priority, offer_allocation,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 priority),
	TP_ARGS(alloc, priority)
);

DEFINE_EVENT(dxgk_priority, set_allocation_priority,
	TP_PROTO(const struct vidmm_alloc *alloc, u32 priority),
	TP_ARGS(alloc, priority)
);

TRACE_EVENT(reclaim_allocation,
	    TP_PROTO(const struct vidmm_alloc *alloc, u32 result),
	    TP_ARGS(alloc, result),
	    TP_STRUCT__entry(
		__field(const void *, global_alloc)
		__field(u32, result)
	    ),
	    TP_fast_assign(
		__entry->global_alloc = trace_global(alloc);
		__entry->result = result;
	    ),
	    TP_printk("global_alloc=%p result=%u", __entry->global_alloc, __entry->result)
);

/* Of a process and a budget group, in bytes. */
DECLARE_EVENT_CLASS(dxgk_process_change,
	TP_PROTO(const struct vidmm_client *client, u32 group, u64 old, u64 new),
	TP_ARGS(client, group, old, new),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(pid_t, process_id)
		__field(u32, memory_segment_group)
		__field(u64, old)
		__field(u64, new)
	),
	TP_fast_assign(
		__entry->adapter_luid = client->vidmm->engine.adapter->luid;
		__entry->process_id = client->pid;
		__entry->memory_segment_group = group;
		__entry->old = old;
		__entry->new = new;
	),
	TP_printk("adapter=%llx process=%d group=%u old=%llu new=%llu",
		  __entry->adapter_luid, __entry->process_id, __entry->memory_segment_group,
		  __entry->old, __entry->new)
);

/* What it uses has changed. */
DEFINE_EVENT(dxgk_process_change, process_usage_change,
	TP_PROTO(const struct vidmm_client *client, u32 group, u64 old, u64 new),
	TP_ARGS(client, group, old, new)
);

/* What it may use has changed, by what it has done itself or another one. */
DEFINE_EVENT(dxgk_process_change, process_budget_change,
	TP_PROTO(const struct vidmm_client *client, u32 group, u64 old, u64 new),
	TP_ARGS(client, group, old, new)
);

/* What is in a segment has changed. */
TRACE_EVENT(total_bytes_resident_in_segment,
	TP_PROTO(const struct vidmm *vidmm, u32 segment_id),
	TP_ARGS(vidmm, segment_id),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, segment_id)
		__field(u64, total_bytes_resident)
	),
	TP_fast_assign(
		__entry->adapter_luid = vidmm->engine.adapter->luid;
		__entry->segment_id = segment_id;
		__entry->total_bytes_resident = vidmm->segments[segment_id - 1].resident;
	),
	TP_printk("adapter=%llx segment=%u total_bytes_resident=%llu", __entry->adapter_luid,
		  __entry->segment_id, __entry->total_bytes_resident)
);

/* A segment, when tracing begins. */
TRACE_EVENT_FN(report_segment,
	TP_PROTO(const struct dxgk_adapter *adapter, u32 segment_id),
	TP_ARGS(adapter, segment_id),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(u32, segment_id)
		__field(u32, flags)
		__field(u64, base_address)
		__field(u64, size)
		__field(u64, commit_limit)
		__field(u32, memory_segment_group)
	),
	TP_fast_assign(
		const struct vidmm_segment *segment = &adapter->vidmm.segments[segment_id - 1];

		__entry->adapter_luid = adapter->luid;
		__entry->segment_id = segment_id;
		__entry->flags = segment->flags;
		__entry->base_address = segment->base;
		__entry->size = segment->size;
		__entry->commit_limit = segment->commit_limit;
		__entry->memory_segment_group = segment->group;
	),
	TP_printk("adapter=%llx segment=%u base=%#llx size=%llu commit_limit=%llu flags=%#x group=%u",
		  __entry->adapter_luid, __entry->segment_id, __entry->base_address,
		  __entry->size, __entry->commit_limit, __entry->flags,
		  __entry->memory_segment_group),
	dxgk_rundown_begin, NULL
);

/* A range of a segment that was in use when tracing began. */
TRACE_EVENT_FN(report_committed_allocation,
	TP_PROTO(const struct dxgk_adapter *adapter, u32 segment_id,
		 const struct vidmm_range *range),
	TP_ARGS(adapter, segment_id, range),
	TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(const void *, global_alloc)
		__field(pid_t, process_id)
		__field(u32, segment_id)
		__field(u64, segment_offset)
		__field(u64, size)
		__field(u32, priority)
		__field(bool, pinned)
	),
	TP_fast_assign(
		__entry->adapter_luid = adapter->luid;
		__entry->global_alloc = trace_global(range->alloc);
		__entry->process_id = range->pid;
		__entry->segment_id = segment_id;
		__entry->segment_offset = range->offset;
		__entry->size = range->size;
		__entry->priority = range->priority;
		__entry->pinned = range->state == VIDMM_RANGE_PINNED;
	),
	TP_printk("adapter=%llx global_alloc=%p process=%d segment=%u offset=%#llx size=%llu priority=%#x pinned=%d",
		  __entry->adapter_luid, __entry->global_alloc, __entry->process_id,
		  __entry->segment_id, __entry->segment_offset, __entry->size, __entry->priority,
		  __entry->pinned),
	dxgk_rundown_begin, NULL
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
