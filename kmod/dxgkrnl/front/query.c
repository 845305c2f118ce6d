// SPDX-License-Identifier: GPL-2.0-only
/*
 * D3DKMTQueryAdapterInfo, and what is told of video memory.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/nls.h>
#include <linux/nospec.h>
#include <linux/uaccess.h>

#include "ddi/ddi.h"
#include "front/front.h"
#include "objects/adapter.h"
#include "objects/process.h"

/* The kernel's copy of the client's buffer; a query fills it in place. */
struct dxgk_query {
	struct dxgk_adapter *adapter;
	u32 type;
	void *data;
	u32 size;
};

struct dxgk_query_desc {
	u32 size;
	int (*fn)(struct dxgk_query *query);
};

/*
 * UTF-8 to zero-terminated UTF-16 in a cleared array of @len units; returns the units before the
 * zero.
 */
static u32 to_utf16(u16 *out, u32 len, const char *s)
{
	int n = utf8s_to_utf16s(s, strlen(s), UTF16_HOST_ENDIAN, (wchar_t *)out, len - 1);

	return max(n, 0);
}

static int query_adapter_type(struct dxgk_query *query)
{
	static const struct {
		u32 cap, type;
	} map[] = {
		{ DXGK_DRIVERCAPS_RENDER, D3DKMT_ADAPTERTYPE_RENDER_SUPPORTED },
		{ DXGK_DRIVERCAPS_SOFTWARE_DEVICE, D3DKMT_ADAPTERTYPE_SOFTWARE_DEVICE },
		{ DXGK_DRIVERCAPS_DETACHABLE, D3DKMT_ADAPTERTYPE_DETACHABLE },
		{ DXGK_DRIVERCAPS_COMPUTE_ONLY, D3DKMT_ADAPTERTYPE_COMPUTE_ONLY },
	};
	u32 *type = query->data;
	u32 i;

	*type = 0;
	for (i = 0; i < ARRAY_SIZE(map); i++) {
		if (query->adapter->caps.flags & map[i].cap)
			*type |= map[i].type;
	}
	return 0;
}

static int query_physical_adapter_count(struct dxgk_query *query)
{
	*(u32 *)query->data = 1;
	return 0;
}

static int query_device_ids(struct dxgk_query *query)
{
	const struct dxgk_drivercaps *caps = &query->adapter->caps;
	struct d3dkmt_query_device_ids *ids = query->data;

	if (ids->physical_adapter_index)
		return -EINVAL;
	ids->device_ids.vendor_id = caps->vendor_id;
	ids->device_ids.device_id = caps->device_id;
	ids->device_ids.sub_vendor_id = caps->subvendor_id;
	ids->device_ids.sub_system_id = caps->subsystem_id;
	ids->device_ids.revision_id = caps->revision_id;
	ids->device_ids.bus_type = caps->bus_number == ~0u ? 0 : 1;
	return 0;
}

static int query_adapter_address(struct dxgk_query *query)
{
	const struct dxgk_drivercaps *caps = &query->adapter->caps;
	struct d3dkmt_adapteraddress *address = query->data;

	address->bus_number = caps->bus_number;
	address->device_number = caps->device_number;
	address->function_number = caps->function_number;
	return 0;
}

static int query_driver_version(struct dxgk_query *query)
{
	*(u32 *)query->data = query->adapter->caps.wddm_version;
	return 0;
}

static int query_driver_description(struct dxgk_query *query)
{
	struct d3dkmt_driver_description *description = query->data;

	memset(description, 0, sizeof(*description));
	to_utf16(description->driver_description, ARRAY_SIZE(description->driver_description),
		 query->adapter->caps.description);
	return 0;
}

static int query_wddm_2_7_caps(struct dxgk_query *query)
{
	u32 flags = query->adapter->caps.flags, *caps = query->data;

	*caps = 0;
	if (flags & DXGK_DRIVERCAPS_HW_SCH_SUPPORTED)
		*caps |= D3DKMT_WDDM_2_7_CAPS_HW_SCH_SUPPORTED;
	if (flags & DXGK_DRIVERCAPS_HW_SCH_ENABLED)
		*caps |= D3DKMT_WDDM_2_7_CAPS_HW_SCH_ENABLED;
	return 0;
}

static void segment_sizes(const struct dxgk_adapter *adapter, struct d3dkmt_segmentsizeinfo *info)
{
	struct vidmm_sizes sizes;

	vidmm_query_sizes(&adapter->vidmm, &sizes);
	info->dedicated_video_memory_size = sizes.dedicated_video;
	info->dedicated_system_memory_size = sizes.dedicated_system;
	info->shared_system_memory_size = sizes.shared_system;
}

static int query_segment_size(struct dxgk_query *query)
{
	segment_sizes(query->adapter, query->data);
	return 0;
}

static int query_segment_group_size(struct dxgk_query *query)
{
	struct d3dkmt_segmentgroupsizeinfo *info = query->data;

	if (info->physical_adapter_index)
		return -EINVAL;
	segment_sizes(query->adapter, &info->legacy_info);
	info->local_memory = query->adapter->vidmm.groups[VIDMM_GROUP_LOCAL].size;
	info->non_local_memory = query->adapter->vidmm.groups[VIDMM_GROUP_NON_LOCAL].size;
	info->non_budget_memory = 0;
	return 0;
}

/* The low half of the ordinal is the node, the high half the physical adapter. */
static int query_node_metadata(struct dxgk_query *query)
{
	struct d3dkmt_nodemetadata *metadata = query->data;
	u32 ordinal = metadata->node_ordinal_and_adapter_index;
	struct dxgkarg_getnodemetadata arg = { };
	int err, idx;

	if (ordinal >> 16 || (ordinal & 0xffff) >= query->adapter->caps.num_nodes)
		return -EINVAL;
	if (!dxgk_adapter_enter(query->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = dxgk_ddi_get_node_metadata(query->adapter, ordinal & 0xffff, &arg);
	dxgk_adapter_exit(query->adapter, idx);
	if (err)
		return err;
	memset(&metadata->node_data, 0, sizeof(metadata->node_data));
	metadata->node_data.engine_type = arg.engine_type;
	metadata->node_data.gpu_mmu_supported = arg.gpu_mmu_supported;
	metadata->node_data.io_mmu_supported = arg.io_mmu_supported;
	to_utf16(metadata->node_data.friendly_name,
		 ARRAY_SIZE(metadata->node_data.friendly_name), arg.friendly_name);
	return 0;
}

static int query_registry_info(struct dxgk_query *query)
{
	struct d3dkmt_adapterregistryinfo *info = query->data;
	const char *description = query->adapter->caps.description;

	memset(info, 0, sizeof(*info));
	to_utf16(info->adapter_string, ARRAY_SIZE(info->adapter_string), description);
	to_utf16(info->chip_type, ARRAY_SIZE(info->chip_type), description);
	return 0;
}

static int query_unique_guid(struct dxgk_query *query)
{
	struct d3dkmt_query_adapter_unique_guid *guid = query->data;
	char text[UUID_STRING_LEN + 3];

	memset(guid, 0, sizeof(*guid));
	snprintf(text, sizeof(text), "{%pUL}", &query->adapter->caps.unique_guid);
	to_utf16(guid->adapter_unique_guid, ARRAY_SIZE(guid->adapter_unique_guid), text);
	return 0;
}

/*
 * The path of the driver store, in two steps: without room for it, the first call learns the size.
 * There is no registry, so the other keys have no values.
 */
static int query_registry(struct dxgk_query *query)
{
	struct d3dddi_queryregistry_info *info = query->data;
	u32 offset = offsetof(struct d3dddi_queryregistry_info, output_string);
	u16 path[DXGK_STORE_PATH_LEN] = { };
	u32 bytes;

	if (info->query_flags & D3DDDI_QUERYREGISTRY_FLAGS_RESERVED_MASK ||
	    info->physical_adapter_index || info->query_type >= D3DDDI_QUERYREGISTRY_MAX)
		return -EINVAL;
	info->output_value_size = 0;
	info->status = D3DDDI_QUERYREGISTRY_STATUS_FAIL;
	if (info->query_type != D3DDDI_QUERYREGISTRY_DRIVERSTOREPATH ||
	    !query->adapter->caps.driver_store_path[0])
		return 0;

	bytes = to_utf16(path, ARRAY_SIZE(path), query->adapter->caps.driver_store_path);
	bytes = (bytes + 1) * sizeof(path[0]);
	info->output_value_size = bytes;
	if (query->size - offset < bytes) {
		info->status = D3DDDI_QUERYREGISTRY_STATUS_BUFFER_OVERFLOW;
		return 0;
	}
	/* The text goes on behind the struct. */
	memcpy(query->data + offset, path, bytes);
	info->status = D3DDDI_QUERYREGISTRY_STATUS_SUCCESS;
	return 0;
}

/* A private contract of the miniport and its user-mode driver. */
static int query_private(struct dxgk_query *query)
{
	int err, idx;

	if (!dxgk_adapter_enter(query->adapter, &idx))
		return -DXGK_EDEVICEREMOVED;
	err = dxgk_ddi_query_private(query->adapter, query->type, query->data, query->size);
	dxgk_adapter_exit(query->adapter, idx);
	return err;
}

#define QUERY(type, bytes, handler) \
	[KMTQAITYPE_##type] = { .size = bytes, .fn = handler }

/*
 * Types that are answered here; a hole is a type that has no meaning without a display or a
 * registry.
 */
static const struct dxgk_query_desc queries[] = {
	QUERY(UMDRIVERPRIVATE, 1, query_private),
	QUERY(GETSEGMENTSIZE, sizeof(struct d3dkmt_segmentsizeinfo), query_segment_size),
	QUERY(ADAPTERADDRESS, sizeof(struct d3dkmt_adapteraddress), query_adapter_address),
	QUERY(ADAPTERADDRESS_RENDER, sizeof(struct d3dkmt_adapteraddress), query_adapter_address),
	QUERY(ADAPTERREGISTRYINFO, sizeof(struct d3dkmt_adapterregistryinfo), query_registry_info),
	QUERY(ADAPTERREGISTRYINFO_RENDER, sizeof(struct d3dkmt_adapterregistryinfo),
	      query_registry_info),
	QUERY(DRIVERVERSION, sizeof(u32), query_driver_version),
	QUERY(DRIVERVERSION_RENDER, sizeof(u32), query_driver_version),
	QUERY(ADAPTERTYPE, sizeof(u32), query_adapter_type),
	QUERY(ADAPTERTYPE_RENDER, sizeof(u32), query_adapter_type),
	QUERY(NODEMETADATA, sizeof(struct d3dkmt_nodemetadata), query_node_metadata),
	QUERY(PHYSICALADAPTERCOUNT, sizeof(u32), query_physical_adapter_count),
	QUERY(PHYSICALADAPTERDEVICEIDS, sizeof(struct d3dkmt_query_device_ids), query_device_ids),
	QUERY(GETSEGMENTGROUPSIZE, sizeof(struct d3dkmt_segmentgroupsizeinfo),
	      query_segment_group_size),
	QUERY(QUERYREGISTRY, sizeof(struct d3dddi_queryregistry_info), query_registry),
	QUERY(QUERY_ADAPTER_UNIQUE_GUID, sizeof(struct d3dkmt_query_adapter_unique_guid),
	      query_unique_guid),
	QUERY(DRIVER_DESCRIPTION, sizeof(struct d3dkmt_driver_description),
	      query_driver_description),
	QUERY(DRIVER_DESCRIPTION_RENDER, sizeof(struct d3dkmt_driver_description),
	      query_driver_description),
	QUERY(WDDM_2_7_CAPS, sizeof(u32), query_wddm_2_7_caps),
};

/* The last type that the interface defines; types beyond it are private to a driver. */
#define LAST_KNOWN_TYPE	KMTQAITYPE_WDDM_3_0_CAPS

static int run_query(struct dxgk_query *query)
{
	const struct dxgk_query_desc *desc;

	if (query->type > LAST_KNOWN_TYPE)
		return query_private(query);
	if (query->type >= ARRAY_SIZE(queries) || !queries[query->type].fn)
		return -DXGK_ENOTSUPPORTED;
	desc = &queries[array_index_nospec(query->type, ARRAY_SIZE(queries))];
	return query->size < desc->size ? -EINVAL : desc->fn(query);
}

int dxgk_ioctl_query_adapter_info(struct dxgk_process *process, void *args, void __user *user)
{
	struct d3dkmt_queryadapterinfo *in = args;
	struct dxgk_query query = { .type = in->type, .size = in->private_driver_data_size };
	int err = 0;

	if (!query.size)
		return -EINVAL;
	query.adapter = dxgk_adapter_lookup(&process->handles, in->adapter);
	if (!query.adapter)
		return -EINVAL;
	query.data = dxgk_blob_copy_in(in->private_driver_data, query.size);
	if (IS_ERR(query.data)) {
		err = PTR_ERR(query.data);
		goto put;
	}
	err = dxgk_adapter_is_gone(query.adapter) ? -DXGK_EDEVICEREMOVED : run_query(&query);
	if (!err && copy_to_user(u64_to_user_ptr(in->private_driver_data), query.data, query.size))
		err = -EFAULT;
	kvfree(query.data);
put:
	dxgk_adapter_put(query.adapter);
	return err;
}

/*
 * Nothing is placed in a segment, so a group's whole size is everybody's budget and none of it is
 * used.
 */
