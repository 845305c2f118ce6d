/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trace events, named and filled after those of WDDM's kernel provider: what an allocation is
 * (AdapterAllocation), each device's open of it (DeviceAllocation), where it is
 * (PageInAllocation, EvictAllocation), who requires it (MakeResident, Evict, OfferAllocation), and
 * what processes use (VidMmProcessUsageChange). When tracing begins, what lives then is told
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
#include "objects/resource.h"
#include "objects/rundown.h"
#include "vidmm/client.h"
#include "vidmm/map.h"
#include "vidmm/place.h"

/* The miniport's description of an allocation; no width is no surface, or nobody asked for it. */
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

/* It was there when tracing began; once for each open of it. */
DEFINE_EVENT_FN(dxgk_adapter_allocation, adapter_allocation_dcstart,
	TP_PROTO(const struct dxgk_adapter *adapter,
		 const struct dxgk_global_allocation *global,
		 const struct dxgkarg_describeallocation *surface),
	TP_ARGS(adapter, global, surface),
	dxgk_rundown_begin, NULL
);

/* An allocation ends: nobody has it open. */
TRACE_EVENT(adapter_allocation_stop,
	    TP_PROTO(const struct dxgk_global_allocation *global),
	    TP_ARGS(global),
	    TP_STRUCT__entry(
		__field(const void *, global_alloc)
	    ),
	    TP_fast_assign(
		__entry->global_alloc = global;
	    ),
	    TP_printk("global_alloc=%p", __entry->global_alloc)
);

/* A device has an allocation open, under a handle; for its creator or by way of a share. */
DECLARE_EVENT_CLASS(dxgk_device_allocation,
	TP_PROTO(const struct dxgk_allocation *alloc, u32 handle,
		 u64 private_runtime_resource_handle),
	TP_ARGS(alloc, handle, private_runtime_resource_handle),
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
		__entry->private_runtime_resource_handle = private_runtime_resource_handle;
	),
	TP_printk("adapter=%llx device=%#x resource=%#x allocation=%#x global_alloc=%p shared_resource=%p private_runtime_resource_handle=%#llx",
		  __entry->adapter_luid, __entry->device, __entry->resource,
		  __entry->allocation,
		  __entry->global_alloc, __entry->shared_resource,
		  __entry->private_runtime_resource_handle)
);

DEFINE_EVENT(dxgk_device_allocation, device_allocation,
	TP_PROTO(const struct dxgk_allocation *alloc, u32 handle,
		 u64 private_runtime_resource_handle),
	TP_ARGS(alloc, handle, private_runtime_resource_handle)
);

/* It had it open when tracing began; what the runtime calls it isn't known any more. */
DEFINE_EVENT_FN(dxgk_device_allocation, device_allocation_dcstart,
	TP_PROTO(const struct dxgk_allocation *alloc, u32 handle,
		 u64 private_runtime_resource_handle),
	TP_ARGS(alloc, handle, private_runtime_resource_handle),
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

#ifndef DXGK_TRACE_GLOBAL
#define DXGK_TRACE_GLOBAL
/* The name that all events have for an allocation. */
static inline const void *trace_global(const struct vidmm_alloc *alloc)
{
	return container_of(alloc, struct dxgk_global_allocation, vidmm);
}
#endif

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

DEFINE_EVENT(dxgk_residency, make_resident,
	     TP_PROTO(const struct vidmm_alloc *alloc, u32 residency_count, int error),
	     TP_ARGS(alloc, residency_count, error)
);

DEFINE_EVENT(dxgk_residency, evict,
	     TP_PROTO(const struct vidmm_alloc *alloc, u32 residency_count, int error),
	     TP_ARGS(alloc, residency_count, error)
);

TRACE_EVENT(offer_allocation,
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
	    TP_printk("global_alloc=%p priority=%u", __entry->global_alloc, __entry->priority)
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

/* What a process uses of a budget group has changed. */
TRACE_EVENT(process_usage_change,
	    TP_PROTO(const struct vidmm_client *client, u32 group, u64 old_usage),
	    TP_ARGS(client, group, old_usage),
	    TP_STRUCT__entry(
		__field(u64, adapter_luid)
		__field(pid_t, process_id)
		__field(u32, memory_segment_group)
		__field(u64, old_usage)
		__field(u64, new_usage)
		__field(u64, budget)
	    ),
	    TP_fast_assign(
		__entry->adapter_luid = client->vidmm->engine.adapter->luid;
		__entry->process_id = client->pid;
		__entry->memory_segment_group = group;
		__entry->old_usage = old_usage;
		__entry->new_usage = client->usage[group];
		__entry->budget = vidmm_client_budget(client, group);
	    ),
	    TP_printk("adapter=%llx process=%d group=%u old_usage=%llu new_usage=%llu budget=%llu",
		      __entry->adapter_luid, __entry->process_id, __entry->memory_segment_group,
		      __entry->old_usage, __entry->new_usage, __entry->budget)
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
		__entry->global_alloc = container_of(range->alloc, struct dxgk_global_allocation,
						     vidmm);
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
