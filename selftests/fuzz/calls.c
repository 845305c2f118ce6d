// SPDX-License-Identifier: GPL-2.0
/*
 * The table of calls. Those that the driver doesn't carry out are left to OP_OTHER_COMMAND.
 */
#include "table.h"

#define MEMBER(_struct, _member) \
	.name = #_member, .offset = offsetof(struct _struct, _member), \
	.size = sizeof(((struct _struct *)0)->_member)
#define COUNTED(_struct, _count)	.count = offsetof(struct _struct, _count)

#define OUT(s, m)		{ MEMBER(s, m), .kind = KIND_OUT }
#define ZERO(s, m)		{ MEMBER(s, m), .kind = KIND_ZERO }
#define NUMBER(s, m, usual)	{ MEMBER(s, m), .kind = KIND_NUMBER, .arg = (usual) }
#define BITS(s, m, mask)	{ MEMBER(s, m), .kind = KIND_BITS, .arg = (mask) }
#define ENUM(s, m, max)		{ MEMBER(s, m), .kind = KIND_ENUM, .arg = (max) }
#define HANDLE(s, m, t, ...) \
	{ MEMBER(s, m), .kind = KIND_HANDLE, .arg = TYPE_##t, ##__VA_ARGS__ }
#define NEW(s, m, t)		{ MEMBER(s, m), .kind = KIND_NEW, .arg = TYPE_##t }
#define FD(s, m, t, ...)	{ MEMBER(s, m), .kind = KIND_FD, .arg = TYPE_##t, ##__VA_ARGS__ }
#define NEW_FD(s, m, t)		{ MEMBER(s, m), .kind = KIND_NEW_FD, .arg = TYPE_##t }
#define LUID(s, m)		{ MEMBER(s, m), .kind = KIND_LUID }
#define ADDRESS(s, m)		{ MEMBER(s, m), .kind = KIND_ADDRESS }
#define MEMORY(s, m)		{ MEMBER(s, m), .kind = KIND_MEMORY }
#define SHARE_SIZE(s, m, which)	{ MEMBER(s, m), .kind = KIND_SHARE_SIZE, .arg = SHARE_##which }
#define COUNT(s, m, usual)	{ MEMBER(s, m), .kind = KIND_COUNT, .arg = (usual) }
#define SIZE(s, m)		{ MEMBER(s, m), .kind = KIND_SIZE }
#define HANDLES(s, m, t, c, ...) \
	{ MEMBER(s, m), .kind = KIND_HANDLES, .arg = TYPE_##t, COUNTED(s, c), ##__VA_ARGS__ }
#define VALUES(s, m, bytes, c, usual, ...) \
	{ MEMBER(s, m), .kind = KIND_VALUES, .element = (bytes), COUNTED(s, c), .arg = (usual), \
	  ##__VA_ARGS__ }
#define STRUCTS(s, m, what, c, ...) \
	{ MEMBER(s, m), .kind = KIND_STRUCTS, COUNTED(s, c), .of = &(what), ##__VA_ARGS__ }
#define STRUCT_AT(s, m, what, ...) \
	{ MEMBER(s, m), .kind = KIND_STRUCTS, .count = NO_COUNT, .of = &(what), ##__VA_ARGS__ }
#define DATA(s, m, what, c, ...) \
	{ MEMBER(s, m), .kind = KIND_DATA, .arg = DATA_##what, COUNTED(s, c), ##__VA_ARGS__ }
#define ROOM(s, m, c, ...) \
	{ MEMBER(s, m), .kind = KIND_ROOM, COUNTED(s, c), ##__VA_ARGS__ }

#define OPTIONAL	.flags = FIELD_OPTIONAL
#define CONSUMED	.flags = FIELD_CONSUMED

/* A struct by the name of its type, and the members of it. */
#define STRUCT(s, ...) \
	static const struct fuzz_field s##_fields[] = { __VA_ARGS__ }; \
	static const struct fuzz_struct s = { \
		.name = #s, .size = sizeof(struct s), .num = ARRAY_SIZE(s##_fields), \
		.fields = s##_fields, \
	}

/* Adapters */

STRUCT(d3dkmt_adapterinfo,
	NEW(d3dkmt_adapterinfo, adapter, ADAPTER),
	OUT(d3dkmt_adapterinfo, adapter_luid),
	OUT(d3dkmt_adapterinfo, num_of_sources),
	OUT(d3dkmt_adapterinfo, precise_present_regions_preferred));

STRUCT(d3dkmt_enumadapters2,
	COUNT(d3dkmt_enumadapters2, num_adapters, 4),
	STRUCTS(d3dkmt_enumadapters2, adapters, d3dkmt_adapterinfo, num_adapters));

STRUCT(d3dkmt_enumadapters3,
	BITS(d3dkmt_enumadapters3, filter, ~D3DKMT_ENUMADAPTERS_FILTER_RESERVED_MASK),
	COUNT(d3dkmt_enumadapters3, num_adapters, 4),
	STRUCTS(d3dkmt_enumadapters3, adapters, d3dkmt_adapterinfo, num_adapters));

STRUCT(d3dkmt_openadapterfromluid,
	LUID(d3dkmt_openadapterfromluid, adapter_luid),
	NEW(d3dkmt_openadapterfromluid, adapter, ADAPTER));

STRUCT(d3dkmt_closeadapter,
	HANDLE(d3dkmt_closeadapter, adapter, ADAPTER, CONSUMED));

STRUCT(d3dkmt_queryadapterinfo,
	HANDLE(d3dkmt_queryadapterinfo, adapter, ADAPTER),
	ENUM(d3dkmt_queryadapterinfo, type, KMTQAITYPE_WDDM_3_0_CAPS),
	DATA(d3dkmt_queryadapterinfo, private_driver_data, QUERY, private_driver_data_size),
	SIZE(d3dkmt_queryadapterinfo, private_driver_data_size));

STRUCT(d3dkmt_queryvideomemoryinfo,
	ZERO(d3dkmt_queryvideomemoryinfo, process),
	HANDLE(d3dkmt_queryvideomemoryinfo, adapter, ADAPTER),
	ENUM(d3dkmt_queryvideomemoryinfo, memory_segment_group, 1),
	OUT(d3dkmt_queryvideomemoryinfo, budget),
	OUT(d3dkmt_queryvideomemoryinfo, current_usage),
	OUT(d3dkmt_queryvideomemoryinfo, current_reservation),
	OUT(d3dkmt_queryvideomemoryinfo, available_for_reservation),
	ZERO(d3dkmt_queryvideomemoryinfo, physical_adapter_index));

STRUCT(d3dkmt_changevideomemoryreservation,
	ZERO(d3dkmt_changevideomemoryreservation, process),
	HANDLE(d3dkmt_changevideomemoryreservation, adapter, ADAPTER),
	ENUM(d3dkmt_changevideomemoryreservation, memory_segment_group, 1),
	NUMBER(d3dkmt_changevideomemoryreservation, reservation, 1 << 20),
	ZERO(d3dkmt_changevideomemoryreservation, physical_adapter_index));

STRUCT(d3dkmt_querystatistics,
	ENUM(d3dkmt_querystatistics, type, D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER),
	LUID(d3dkmt_querystatistics, adapter_luid),
	NUMBER(d3dkmt_querystatistics, process, 0),
	OUT(d3dkmt_querystatistics, query_result),
	ENUM(d3dkmt_querystatistics, query_segment, 4));

STRUCT(d3dkmt_escape,
	HANDLE(d3dkmt_escape, adapter, ADAPTER),
	HANDLE(d3dkmt_escape, device, DEVICE, OPTIONAL),
	ENUM(d3dkmt_escape, type, D3DKMT_ESCAPE_QUERY_DMA_REMAPPING_STATUS),
	BITS(d3dkmt_escape, flags, ~D3DDDI_ESCAPEFLAGS_RESERVED_MASK),
	DATA(d3dkmt_escape, private_driver_data, ESCAPE, private_driver_data_size),
	SIZE(d3dkmt_escape, private_driver_data_size),
	ZERO(d3dkmt_escape, context));

/* Devices */

STRUCT(d3dkmt_createdevice,
	HANDLE(d3dkmt_createdevice, adapter, ADAPTER),
	BITS(d3dkmt_createdevice, flags, ~D3DKMT_CREATEDEVICEFLAGS_RESERVED_MASK),
	NEW(d3dkmt_createdevice, device, DEVICE),
	OUT(d3dkmt_createdevice, command_buffer),
	OUT(d3dkmt_createdevice, command_buffer_size),
	OUT(d3dkmt_createdevice, allocation_list),
	OUT(d3dkmt_createdevice, allocation_list_size),
	OUT(d3dkmt_createdevice, patch_location_list),
	OUT(d3dkmt_createdevice, patch_location_list_size));

STRUCT(d3dkmt_destroydevice,
	HANDLE(d3dkmt_destroydevice, device, DEVICE, CONSUMED));

STRUCT(d3dkmt_getdevicestate,
	HANDLE(d3dkmt_getdevicestate, device, DEVICE),
	ENUM(d3dkmt_getdevicestate, state_type, D3DKMT_DEVICESTATE_PRESENT_QUEUE),
	NUMBER(d3dkmt_getdevicestate, execution_state, 0));

STRUCT(d3dkmt_markdeviceaserror,
	HANDLE(d3dkmt_markdeviceaserror, device, DEVICE),
	NUMBER(d3dkmt_markdeviceaserror, reason, D3DKMT_DEVICE_ERROR_REASON_GENERIC));

/* Creating and destroying */

#define STANDARD \
	.flags = FIELD_IF, .if_bits = D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION
#define NOT_STANDARD \
	.flags = FIELD_UNLESS | FIELD_OPTIONAL, \
	.if_bits = D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION

STRUCT(d3dkmt_createstandardallocation,
	NUMBER(d3dkmt_createstandardallocation, type, D3DKMT_STANDARDALLOCATIONTYPE_EXISTINGHEAP),
	NUMBER(d3dkmt_createstandardallocation, existing_heap_data, 4096),
	ZERO(d3dkmt_createstandardallocation, flags));

STRUCT(d3dddi_allocationinfo,
	NEW(d3dddi_allocationinfo, allocation, ALLOCATION),
	MEMORY(d3dddi_allocationinfo, system_mem),
	DATA(d3dddi_allocationinfo, private_driver_data, ALLOCATION, private_driver_data_size),
	SIZE(d3dddi_allocationinfo, private_driver_data_size),
	NUMBER(d3dddi_allocationinfo, vid_pn_source_id, 0),
	BITS(d3dddi_allocationinfo, flags, ~D3DDDI_ALLOCATIONINFO_FLAGS_RESERVED_MASK));

STRUCT(d3dddi_allocationinfo2,
	NEW(d3dddi_allocationinfo2, allocation, ALLOCATION),
	MEMORY(d3dddi_allocationinfo2, system_mem),
	DATA(d3dddi_allocationinfo2, private_driver_data, ALLOCATION, private_driver_data_size),
	SIZE(d3dddi_allocationinfo2, private_driver_data_size),
	NUMBER(d3dddi_allocationinfo2, vid_pn_source_id, 0),
	BITS(d3dddi_allocationinfo2, flags, ~D3DDDI_ALLOCATIONINFO2_FLAGS_RESERVED_MASK),
	OUT(d3dddi_allocationinfo2, gpu_virtual_address),
	NUMBER(d3dddi_allocationinfo2, unused, D3DDDI_ALLOCATIONPRIORITY_NORMAL),
	ZERO(d3dddi_allocationinfo2, reserved));

#define CREATE_FLAGS	(~D3DKMT_CREATEALLOCATIONFLAGS_RESERVED_MASK)

/* The two forms of creating, which differ in their elements only. */
#define CREATE_FIELDS(info_member, info) \
	HANDLE(d3dkmt_createallocation, device, DEVICE), \
	HANDLE(d3dkmt_createallocation, resource, RESOURCE, \
	       .flags = FIELD_OPTIONAL | FIELD_INOUT), \
	NEW(d3dkmt_createallocation, global_share, GLOBAL), \
	BITS(d3dkmt_createallocation, flags, CREATE_FLAGS), \
	DATA(d3dkmt_createallocation, private_runtime_data, BYTES, private_runtime_data_size, \
	     OPTIONAL), \
	SIZE(d3dkmt_createallocation, private_runtime_data_size), \
	STRUCT_AT(d3dkmt_createallocation, standard_allocation, d3dkmt_createstandardallocation, \
		  STANDARD), \
	DATA(d3dkmt_createallocation, private_driver_data, BYTES, private_driver_data_size, \
	     NOT_STANDARD), \
	SIZE(d3dkmt_createallocation, private_driver_data_size), \
	COUNT(d3dkmt_createallocation, num_allocations, 1), \
	STRUCTS(d3dkmt_createallocation, info_member, info, num_allocations), \
	NUMBER(d3dkmt_createallocation, private_runtime_resource_handle, 0)

STRUCT(d3dkmt_createallocation, CREATE_FIELDS(allocation_info2, d3dddi_allocationinfo2));

static const struct fuzz_field createallocation_v1_fields[] = {
	CREATE_FIELDS(allocation_info, d3dddi_allocationinfo),
};

static const struct fuzz_struct d3dkmt_createallocation_v1 = {
	.name = "d3dkmt_createallocation_v1",
	.size = sizeof(struct d3dkmt_createallocation),
	.num = ARRAY_SIZE(createallocation_v1_fields),
	.fields = createallocation_v1_fields,
};

STRUCT(d3dkmt_destroyallocation2,
	HANDLE(d3dkmt_destroyallocation2, device, DEVICE),
	HANDLE(d3dkmt_destroyallocation2, resource, RESOURCE,
	       .flags = FIELD_OPTIONAL | FIELD_CONSUMED),
	COUNT(d3dkmt_destroyallocation2, allocation_count, 1),
	HANDLES(d3dkmt_destroyallocation2, allocation_list, ALLOCATION, allocation_count,
		CONSUMED),
	BITS(d3dkmt_destroyallocation2, flags, ~D3DDDICB_DESTROYALLOCATION2FLAGS_RESERVED_MASK));

/* Sharing */

STRUCT(d3dkmt_shareobjects,
	COUNT(d3dkmt_shareobjects, object_count, 1),
	HANDLES(d3dkmt_shareobjects, object_handle_array, RESOURCE, object_count),
	{ MEMBER(d3dkmt_shareobjects, object_attributes), .kind = KIND_VALUES, .element = 8,
	  .count = NO_COUNT, .arg = 48, OPTIONAL },
	BITS(d3dkmt_shareobjects, desired_access, SHARED_ALLOCATION_ALL_ACCESS | 0xc0000000u),
	NEW_FD(d3dkmt_shareobjects, shared_nt_handle, SHARE_FD));

STRUCT(d3dkmt_getsharedresourceadapterluid,
	HANDLE(d3dkmt_getsharedresourceadapterluid, global_share, GLOBAL, OPTIONAL),
	FD(d3dkmt_getsharedresourceadapterluid, nt_handle, SHARE_FD),
	OUT(d3dkmt_getsharedresourceadapterluid, adapter_luid));

STRUCT(d3dkmt_queryresourceinfo,
	HANDLE(d3dkmt_queryresourceinfo, device, DEVICE),
	HANDLE(d3dkmt_queryresourceinfo, global_share, GLOBAL),
	ZERO(d3dkmt_queryresourceinfo, private_runtime_data),
	OUT(d3dkmt_queryresourceinfo, private_runtime_data_size),
	OUT(d3dkmt_queryresourceinfo, total_private_driver_data_size),
	OUT(d3dkmt_queryresourceinfo, resource_private_driver_data_size),
	OUT(d3dkmt_queryresourceinfo, num_allocations));

STRUCT(d3dkmt_queryresourceinfofromnthandle,
	HANDLE(d3dkmt_queryresourceinfofromnthandle, device, DEVICE),
	FD(d3dkmt_queryresourceinfofromnthandle, nt_handle, SHARE_FD),
	ZERO(d3dkmt_queryresourceinfofromnthandle, private_runtime_data),
	OUT(d3dkmt_queryresourceinfofromnthandle, private_runtime_data_size),
	OUT(d3dkmt_queryresourceinfofromnthandle, total_private_driver_data_size),
	OUT(d3dkmt_queryresourceinfofromnthandle, resource_private_driver_data_size),
	OUT(d3dkmt_queryresourceinfofromnthandle, num_allocations));

STRUCT(d3dddi_openallocationinfo2,
	NEW(d3dddi_openallocationinfo2, allocation, ALLOCATION),
	OUT(d3dddi_openallocationinfo2, private_driver_data),
	OUT(d3dddi_openallocationinfo2, private_driver_data_size),
	OUT(d3dddi_openallocationinfo2, gpu_virtual_address),
	OUT(d3dddi_openallocationinfo2, reserved));

STRUCT(d3dkmt_openresource,
	HANDLE(d3dkmt_openresource, device, DEVICE),
	HANDLE(d3dkmt_openresource, global_share, GLOBAL),
	SHARE_SIZE(d3dkmt_openresource, num_allocations, ALLOCATIONS),
	STRUCTS(d3dkmt_openresource, open_allocation_info2, d3dddi_openallocationinfo2,
		num_allocations),
	SHARE_SIZE(d3dkmt_openresource, private_runtime_data_size, RUNTIME),
	ROOM(d3dkmt_openresource, private_runtime_data, private_runtime_data_size),
	SHARE_SIZE(d3dkmt_openresource, resource_private_driver_data_size, RESOURCE),
	ROOM(d3dkmt_openresource, resource_private_driver_data, resource_private_driver_data_size),
	SHARE_SIZE(d3dkmt_openresource, total_private_driver_data_buffer_size, TOTAL),
	ROOM(d3dkmt_openresource, total_private_driver_data_buffer,
	     total_private_driver_data_buffer_size),
	NEW(d3dkmt_openresource, resource, RESOURCE));

STRUCT(d3dkmt_openresourcefromnthandle,
	HANDLE(d3dkmt_openresourcefromnthandle, device, DEVICE),
	FD(d3dkmt_openresourcefromnthandle, nt_handle, SHARE_FD),
	SHARE_SIZE(d3dkmt_openresourcefromnthandle, num_allocations, ALLOCATIONS),
	STRUCTS(d3dkmt_openresourcefromnthandle, open_allocation_info2,
		d3dddi_openallocationinfo2, num_allocations),
	SHARE_SIZE(d3dkmt_openresourcefromnthandle, private_runtime_data_size, RUNTIME),
	ROOM(d3dkmt_openresourcefromnthandle, private_runtime_data, private_runtime_data_size),
	SHARE_SIZE(d3dkmt_openresourcefromnthandle, resource_private_driver_data_size, RESOURCE),
	ROOM(d3dkmt_openresourcefromnthandle, resource_private_driver_data,
	     resource_private_driver_data_size),
	SHARE_SIZE(d3dkmt_openresourcefromnthandle, total_private_driver_data_buffer_size, TOTAL),
	ROOM(d3dkmt_openresourcefromnthandle, total_private_driver_data_buffer,
	     total_private_driver_data_buffer_size),
	NEW(d3dkmt_openresourcefromnthandle, resource, RESOURCE),
	NEW(d3dkmt_openresourcefromnthandle, keyed_mutex, SYNC),
	DATA(d3dkmt_openresourcefromnthandle, keyed_mutex_private_runtime_data, BYTES,
	     keyed_mutex_private_runtime_data_size, OPTIONAL),
	SIZE(d3dkmt_openresourcefromnthandle, keyed_mutex_private_runtime_data_size),
	NEW(d3dkmt_openresourcefromnthandle, sync_object, SYNC));

/* Using allocations */

STRUCT(d3dkmt_lock2,
	HANDLE(d3dkmt_lock2, device, DEVICE),
	HANDLE(d3dkmt_lock2, allocation, ALLOCATION),
	ZERO(d3dkmt_lock2, flags),
	ADDRESS(d3dkmt_lock2, data));

STRUCT(d3dkmt_unlock2,
	HANDLE(d3dkmt_unlock2, device, DEVICE),
	HANDLE(d3dkmt_unlock2, allocation, ALLOCATION));

STRUCT(d3dkmt_getwritewatch,
	HANDLE(d3dkmt_getwritewatch, device, DEVICE),
	HANDLE(d3dkmt_getwritewatch, allocation, ALLOCATION),
	BITS(d3dkmt_getwritewatch, flags, D3DKMT_GETWRITEWATCH_RESET),
	OUT(d3dkmt_getwritewatch, granularity),
	NUMBER(d3dkmt_getwritewatch, offset, 0),
	NUMBER(d3dkmt_getwritewatch, size, 4096),
	COUNT(d3dkmt_getwritewatch, count, 8),
	VALUES(d3dkmt_getwritewatch, offsets, 8, count, 0));

/* The three that name allocations by a resource or by a list are the same but for one name. */
#define LISTED(s, values, usual) \
	HANDLE(s, device, DEVICE), \
	HANDLE(s, resource, RESOURCE, OPTIONAL), \
	COUNT(s, allocation_count, 1), \
	HANDLES(s, allocation_list, ALLOCATION, allocation_count), \
	VALUES(s, values, 4, allocation_count, usual)

STRUCT(d3dkmt_setallocationpriority,
	LISTED(d3dkmt_setallocationpriority, priorities, D3DDDI_ALLOCATIONPRIORITY_NORMAL));
STRUCT(d3dkmt_getallocationpriority, LISTED(d3dkmt_getallocationpriority, priorities, 0));
STRUCT(d3dkmt_queryallocationresidency,
	LISTED(d3dkmt_queryallocationresidency, residency_status, 0));

STRUCT(d3dddi_updateallocproperty,
	HANDLE(d3dddi_updateallocproperty, paging_queue, QUEUE),
	HANDLE(d3dddi_updateallocproperty, allocation, ALLOCATION),
	BITS(d3dddi_updateallocproperty, supported_segment_set, 0xf),
	BITS(d3dddi_updateallocproperty, preferred_segment,
	     ~D3DDDI_SEGMENTPREFERENCE_RESERVED_MASK),
	BITS(d3dddi_updateallocproperty, flags,
	     ~D3DDDI_UPDATEALLOCPROPERTY_FLAGS_RESERVED_MASK),
	OUT(d3dddi_updateallocproperty, paging_fence_value),
	BITS(d3dddi_updateallocproperty, property_mask_value,
	     ~D3DDDI_UPDATEALLOCPROPERTY_RESERVED_MASK));

STRUCT(d3dkmt_offerallocations,
	HANDLE(d3dkmt_offerallocations, device, DEVICE),
	COUNT(d3dkmt_offerallocations, num_allocations, 1),
	HANDLES(d3dkmt_offerallocations, resources, RESOURCE, num_allocations, OPTIONAL),
	HANDLES(d3dkmt_offerallocations, handle_list, ALLOCATION, num_allocations),
	ENUM(d3dkmt_offerallocations, priority, D3DKMT_OFFER_PRIORITY_AUTO),
	BITS(d3dkmt_offerallocations, flags, ~D3DKMT_OFFER_FLAGS_RESERVED_MASK));

STRUCT(d3dkmt_reclaimallocations2,
	HANDLE(d3dkmt_reclaimallocations2, paging_queue, QUEUE),
	COUNT(d3dkmt_reclaimallocations2, num_allocations, 1),
	HANDLES(d3dkmt_reclaimallocations2, resources, RESOURCE, num_allocations, OPTIONAL),
	HANDLES(d3dkmt_reclaimallocations2, handle_list, ALLOCATION, num_allocations),
	VALUES(d3dkmt_reclaimallocations2, results, 4, num_allocations, 0, OPTIONAL),
	OUT(d3dkmt_reclaimallocations2, paging_fence_value));

/* Paging queues and residency */

STRUCT(d3dkmt_createpagingqueue,
	HANDLE(d3dkmt_createpagingqueue, device, DEVICE),
	NUMBER(d3dkmt_createpagingqueue, priority, D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL),
	NEW(d3dkmt_createpagingqueue, paging_queue, QUEUE),
	NEW(d3dkmt_createpagingqueue, sync_object, SYNC),
	OUT(d3dkmt_createpagingqueue, fence_value_cpu_virtual_address),
	ZERO(d3dkmt_createpagingqueue, physical_adapter_index));

STRUCT(d3dddi_destroypagingqueue,
	HANDLE(d3dddi_destroypagingqueue, paging_queue, QUEUE, CONSUMED));

STRUCT(d3dddi_makeresident,
	HANDLE(d3dddi_makeresident, paging_queue, QUEUE),
	COUNT(d3dddi_makeresident, num_allocations, 1),
	HANDLES(d3dddi_makeresident, allocation_list, ALLOCATION, num_allocations),
	VALUES(d3dddi_makeresident, priority_list, 4, num_allocations, 0, OPTIONAL),
	BITS(d3dddi_makeresident, flags, ~D3DDDI_MAKERESIDENT_FLAGS_RESERVED_MASK),
	OUT(d3dddi_makeresident, paging_fence_value),
	OUT(d3dddi_makeresident, num_bytes_to_trim));

STRUCT(d3dkmt_evict,
	HANDLE(d3dkmt_evict, device, DEVICE),
	COUNT(d3dkmt_evict, num_allocations, 1),
	HANDLES(d3dkmt_evict, allocation_list, ALLOCATION, num_allocations),
	BITS(d3dkmt_evict, flags, ~D3DDDI_EVICT_FLAGS_RESERVED_MASK),
	OUT(d3dkmt_evict, num_bytes_to_trim));

STRUCT(d3dkmt_waitforsynchronizationobjectfromcpu,
	HANDLE(d3dkmt_waitforsynchronizationobjectfromcpu, device, DEVICE),
	COUNT(d3dkmt_waitforsynchronizationobjectfromcpu, object_count, 1),
	HANDLES(d3dkmt_waitforsynchronizationobjectfromcpu, object_handle_array, SYNC,
		object_count),
	VALUES(d3dkmt_waitforsynchronizationobjectfromcpu, fence_value_array, 8, object_count, 1),
	FD(d3dkmt_waitforsynchronizationobjectfromcpu, async_event, EVENT_FD, OPTIONAL),
	BITS(d3dkmt_waitforsynchronizationobjectfromcpu, flags,
	     ~D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS_RESERVED_MASK));

#define CALL(_name, _arg, ...) \
	{ .name = #_name, .cmd = D3DKMT_IOC_##_name, .arg = &(_arg), ##__VA_ARGS__ }
#define OFTEN	.flags = CALL_OFTEN
#define WAITS	.flags = CALL_WAITS

const struct fuzz_call fuzz_calls[] = {
	CALL(OPEN_ADAPTER_FROM_LUID, d3dkmt_openadapterfromluid),
	CALL(CREATE_DEVICE, d3dkmt_createdevice, OFTEN),
	CALL(CREATE_ALLOCATION2, d3dkmt_createallocation, OFTEN),
	CALL(CREATE_PAGING_QUEUE, d3dkmt_createpagingqueue, OFTEN),
	CALL(QUERY_ADAPTER_INFO, d3dkmt_queryadapterinfo),
	CALL(QUERY_VIDEO_MEMORY_INFO, d3dkmt_queryvideomemoryinfo),
	CALL(MAKE_RESIDENT, d3dddi_makeresident, .flags = CALL_OFTEN | CALL_WAITS),
	CALL(ESCAPE, d3dkmt_escape),
	CALL(GET_DEVICE_STATE, d3dkmt_getdevicestate),
	CALL(DESTROY_ALLOCATION2, d3dkmt_destroyallocation2, OFTEN),
	CALL(ENUM_ADAPTERS2, d3dkmt_enumadapters2),
	CALL(CLOSE_ADAPTER, d3dkmt_closeadapter),
	CALL(CHANGE_VIDEO_MEMORY_RESERVATION, d3dkmt_changevideomemoryreservation),
	CALL(DESTROY_DEVICE, d3dkmt_destroydevice),
	CALL(DESTROY_PAGING_QUEUE, d3dddi_destroypagingqueue, WAITS),
	CALL(EVICT, d3dkmt_evict, OFTEN),
	CALL(GET_SHARED_RESOURCE_ADAPTER_LUID, d3dkmt_getsharedresourceadapterluid),
	CALL(LOCK2, d3dkmt_lock2, OFTEN),
	CALL(MARK_DEVICE_AS_ERROR, d3dkmt_markdeviceaserror),
	CALL(OFFER_ALLOCATIONS, d3dkmt_offerallocations),
	CALL(OPEN_RESOURCE, d3dkmt_openresource, OFTEN),
	CALL(QUERY_ALLOCATION_RESIDENCY, d3dkmt_queryallocationresidency),
	CALL(QUERY_RESOURCE_INFO, d3dkmt_queryresourceinfo),
	CALL(RECLAIM_ALLOCATIONS2, d3dkmt_reclaimallocations2, WAITS),
	CALL(SET_ALLOCATION_PRIORITY, d3dkmt_setallocationpriority),
	CALL(UNLOCK2, d3dkmt_unlock2, OFTEN),
	CALL(UPDATE_ALLOCATION_PROPERTY, d3dddi_updateallocproperty, WAITS),
	CALL(WAIT_FOR_SYNCHRONIZATION_OBJECT_FROM_CPU,
	     d3dkmt_waitforsynchronizationobjectfromcpu, WAITS),
	CALL(GET_ALLOCATION_PRIORITY, d3dkmt_getallocationpriority),
	CALL(ENUM_ADAPTERS3, d3dkmt_enumadapters3),
	CALL(SHARE_OBJECTS_INTERNAL, d3dkmt_shareobjects, OFTEN),
	CALL(QUERY_RESOURCE_INFO_FROM_NT_HANDLE, d3dkmt_queryresourceinfofromnthandle),
	CALL(OPEN_RESOURCE_FROM_NT_HANDLE, d3dkmt_openresourcefromnthandle, OFTEN),
	CALL(QUERY_STATISTICS, d3dkmt_querystatistics),
	CALL(CREATE_ALLOCATION, d3dkmt_createallocation_v1),
	CALL(LOCK2_AT, d3dkmt_lock2),
	CALL(GET_WRITE_WATCH, d3dkmt_getwritewatch),
};

const unsigned int fuzz_num_calls = ARRAY_SIZE(fuzz_calls);

const struct fuzz_call *fuzz_call_find(unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < fuzz_num_calls; i++) {
		if (_IOC_NR(fuzz_calls[i].cmd) == nr)
			return &fuzz_calls[i];
	}
	return NULL;
}

unsigned int fuzz_field_bytes(const struct fuzz_field *field)
{
	static const uint8_t bytes[NUM_KINDS] = {
		[KIND_ZERO] = 1,
		[KIND_NUMBER] = NUMBER_BYTES,
		[KIND_BITS] = 4,
		[KIND_ENUM] = 1,
		[KIND_HANDLE] = 1,
		[KIND_FD] = 1,
		[KIND_NEW_FD] = 1,
		[KIND_LUID] = 1,
		[KIND_ADDRESS] = 2,
		[KIND_MEMORY] = 2,
		[KIND_SHARE_SIZE] = NUMBER_BYTES,
		[KIND_COUNT] = NUMBER_BYTES,
		[KIND_HANDLES] = 1 + OWN_HANDLES,
		[KIND_VALUES] = 1 + OWN_VALUES * NUMBER_BYTES,
		[KIND_DATA] = 1 + NUMBER_BYTES + SHAPE_BYTES,
		[KIND_ROOM] = 1,
	};

	if (field->kind == KIND_STRUCTS)
		return 1 + OWN_STRUCTS * fuzz_struct_bytes(field->of);
	return bytes[field->kind];
}

unsigned int fuzz_struct_bytes(const struct fuzz_struct *s)
{
	unsigned int i, sum = 0;

	for (i = 0; i < s->num; i++)
		sum += fuzz_field_bytes(&s->fields[i]);
	return sum;
}
