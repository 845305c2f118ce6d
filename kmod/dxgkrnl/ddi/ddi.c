// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>

#include "ddi/check.h"
#include "ddi/ddi.h"
#include "ddi/fault.h"
#include "objects/adapter.h"
#include "vidmm/vidmm.h"

bool dxgk_ddi_may_report(struct dxgk_adapter *adapter)
{
	return __ratelimit(&adapter->faults);
}

void dxgk_ddi_report_fault(struct dxgk_adapter *adapter, const char *callback, const char *field)
{
	if (dxgk_ddi_may_report(adapter))
		pr_err("%s: %s: bad %s\n", adapter->driver->name, callback, field);
}

int dxgk_ddi_check_error(struct dxgk_adapter *adapter, const char *callback, int ret,
			 const int *allowed, int fault)
{
	for (; *allowed; allowed++) {
		if (ret == -*allowed)
			return ret;
	}
	if (dxgk_ddi_may_report(adapter))
		pr_err("%s: %s: bad return value %d\n", adapter->driver->name, callback, ret);
	return fault;
}

/**
 * dxgk_ddi_check_driver - whether a callback table is complete
 * @driver: The table.
 *
 * Return: 0 or -EINVAL.
 */
int dxgk_ddi_check_driver(const struct dxgk_driver *driver)
{
	if (!driver || !driver->name || !driver->name[0] || !driver->dxgkddi_query_adapter_info ||
	    !driver->dxgkddi_create_allocation || !driver->dxgkddi_destroy_allocation ||
	    !driver->dxgkddi_create_device != !driver->dxgkddi_destroy_device ||
	    !driver->dxgkddi_open_allocation != !driver->dxgkddi_close_allocation) {
		pr_err("%s: incomplete callback table\n",
		       driver && driver->name ? driver->name : "(unnamed)");
		return -EINVAL;
	}
	return 0;
}

/**
 * dxgk_ddi_start_device - bring an adapter up
 * @adapter: The adapter.
 *
 * Return: 0, what the miniport returned, or -EINVAL if that is no error number.
 */
int dxgk_ddi_start_device(struct dxgk_adapter *adapter)
{
	int ret;

	if (!adapter->driver->dxgkddi_start_device)
		return 0;
	ret = adapter->driver->dxgkddi_start_device(adapter);
	if (ret > 0 || ret < -DXGK_EPRIVATE_LAST) {
		dxgk_ddi_report_fault(adapter, "start_device", "return value");
		return -EINVAL;
	}
	return ret;
}

/**
 * dxgk_ddi_stop_device - the last call of an adapter
 * @adapter: Started, and without objects.
 */
void dxgk_ddi_stop_device(struct dxgk_adapter *adapter)
{
	if (adapter->driver->dxgkddi_stop_device)
		adapter->driver->dxgkddi_stop_device(adapter);
}

static int query_adapter_info(struct dxgk_adapter *adapter, struct dxgkarg_queryadapterinfo *arg,
			      int fault)
{
	static const int errors[] = { EINVAL, ENOMEM, DXGK_ENOTSUPPORTED, 0 };
	int err = adapter->driver->dxgkddi_query_adapter_info(adapter, arg);

	return dxgk_ddi_check_return(adapter, "query_adapter_info", err, errors, fault);
}

/**
 * dxgk_ddi_query_driver_caps - what an adapter is
 * @adapter: The adapter, which is being started.
 * @caps: Zeroed; out.
 *
 * Return: 0, -EINVAL also for a bad answer, or another error that the miniport may return.
 */
int dxgk_ddi_query_driver_caps(struct dxgk_adapter *adapter, struct dxgk_drivercaps *caps)
{
	struct dxgkarg_queryadapterinfo arg = {
		.type = DXGKQAITYPE_DRIVERCAPS,
		.driver_caps = caps,
	};
	const char *bad;
	int err;

	err = query_adapter_info(adapter, &arg, -EINVAL);
	if (err)
		return err;
	bad = dxgk_check_driver_caps(caps);
	if (bad) {
		dxgk_ddi_report_fault(adapter, "query_adapter_info", bad);
		return -EINVAL;
	}
	if (guid_is_null(&caps->unique_guid))
		guid_gen(&caps->unique_guid);
	return 0;
}

/* The second of the two segment queries; @desc has room for @num. */
static int query_descriptors(struct dxgk_adapter *adapter, struct dxgk_segmentdescriptor *desc,
			     u32 num)
{
	struct dxgk_querysegmentout out = { .nb_segment = num, .segment_descriptor = desc };
	struct dxgkarg_queryadapterinfo arg = {
		.type = DXGKQAITYPE_QUERYSEGMENT,
		.segments = &out,
	};
	const char *bad;
	int err;

	err = query_adapter_info(adapter, &arg, -EINVAL);
	if (err)
		return err;
	if (out.nb_segment != num || out.segment_descriptor != desc) {
		dxgk_ddi_report_fault(adapter, "query_adapter_info", "nb_segment");
		return -EINVAL;
	}
	bad = dxgk_check_segments(desc, num);
	if (bad) {
		dxgk_ddi_report_fault(adapter, "query_adapter_info", bad);
		return -EINVAL;
	}
	return 0;
}

/**
 * dxgk_ddi_query_segments - ask for an adapter's segments and have VidMm take them over
 * @adapter: The adapter, which is being started.
 * @vidmm: Zeroed; out.
 *
 * Return: 0, -ENOMEM, -EINVAL also for a bad answer, or another error that the miniport may return.
 */
int dxgk_ddi_query_segments(struct dxgk_adapter *adapter, struct vidmm *vidmm)
{
	struct dxgk_querysegmentout out = { };
	struct dxgkarg_queryadapterinfo arg = {
		.type = DXGKQAITYPE_QUERYSEGMENT,
		.segments = &out,
	};
	struct dxgk_segmentdescriptor *desc;
	int err;

	err = query_adapter_info(adapter, &arg, -EINVAL);
	if (err)
		return err;
	if (!out.nb_segment || out.nb_segment > DXGK_MAX_SEGMENTS) {
		dxgk_ddi_report_fault(adapter, "query_adapter_info", "nb_segment");
		return -EINVAL;
	}
	desc = kcalloc(out.nb_segment, sizeof(*desc), GFP_KERNEL);
	if (!desc)
		return -ENOMEM;
	err = query_descriptors(adapter, desc, out.nb_segment);
	if (!err) {
		err = vidmm_init(vidmm, adapter, desc, out.nb_segment);
		if (err)
			dxgk_ddi_report_fault(adapter, "query_adapter_info", "sum of sizes");
	}
	kfree(desc);
	return err;
}

/**
 * dxgk_ddi_query_private - forward a client's query to the miniport
 * @adapter: The adapter.
 * @type: The client's KMTQAITYPE.
 * @data: The kernel's copy of the client's buffer, in and out.
 * @size: Its bytes.
 *
 * Return: 0; an error that the miniport may return; -DXGK_EUNSUCCESSFUL for another one.
 */
int dxgk_ddi_query_private(struct dxgk_adapter *adapter, u32 type, void *data, u32 size)
{
	struct dxgkarg_queryadapterinfo arg = {
		.type = DXGKQAITYPE_UMDRIVERPRIVATE,
		.umd_private = { .type = type, .data = data, .size = size },
	};

	return query_adapter_info(adapter, &arg, -DXGK_EUNSUCCESSFUL);
}

/**
 * dxgk_ddi_get_node_metadata - what an engine is
 * @adapter: The adapter.
 * @node: Which; it exists.
 * @arg: Zeroed; out.
 *
 * Return: 0; an error that the miniport may return; -DXGK_EUNSUCCESSFUL for a bad answer.
 */
int dxgk_ddi_get_node_metadata(struct dxgk_adapter *adapter, u32 node,
			       struct dxgkarg_getnodemetadata *arg)
{
	static const int errors[] = { EINVAL, 0 };
	const char *bad;
	int err;

	if (!adapter->driver->dxgkddi_get_node_metadata)
		return 0;
	err = adapter->driver->dxgkddi_get_node_metadata(adapter, node, arg);
	err = dxgk_ddi_check_return(adapter, "get_node_metadata", err, errors, -DXGK_EUNSUCCESSFUL);
	if (err)
		return err;
	bad = dxgk_check_node_metadata(arg);
	if (bad) {
		dxgk_ddi_report_fault(adapter, "get_node_metadata", bad);
		return -DXGK_EUNSUCCESSFUL;
	}
	return 0;
}

/**
 * dxgk_ddi_create_device - tell the miniport of a device
 * @adapter: The adapter.
 * @flags: DXGK_CREATEDEVICE_*.
 * @hdevice: Out: the miniport's cookie, or NULL if it keeps no devices.
 *
 * Return: 0; an error that the miniport may return; -DXGK_EUNSUCCESSFUL for a bad answer.
 */
int dxgk_ddi_create_device(struct dxgk_adapter *adapter, u32 flags, void **hdevice)
{
	static const int errors[] = { ENOMEM, 0 };
	struct dxgkarg_createdevice arg = { .flags = flags };
	int err;

	*hdevice = NULL;
	if (!adapter->driver->dxgkddi_create_device)
		return 0;
	err = adapter->driver->dxgkddi_create_device(adapter, &arg);
	err = dxgk_ddi_check_return(adapter, "create_device", err, errors, -DXGK_EUNSUCCESSFUL);
	if (err)
		return err;
	if (!arg.hdevice) {
		dxgk_ddi_report_fault(adapter, "create_device", "hdevice");
		return -DXGK_EUNSUCCESSFUL;
	}
	*hdevice = arg.hdevice;
	return 0;
}

/**
 * dxgk_ddi_destroy_device - have the miniport forget a device
 * @adapter: The adapter.
 * @hdevice: From dxgk_ddi_create_device().
 */
void dxgk_ddi_destroy_device(struct dxgk_adapter *adapter, void *hdevice)
{
	if (adapter->driver->dxgkddi_destroy_device)
		adapter->driver->dxgkddi_destroy_device(adapter, hdevice);
}

/**
 * dxgk_ddi_escape - forward a client's private message
 * @adapter: The adapter.
 * @arg: In and out.
 *
 * Return: 0; an error that the miniport may return; -DXGK_ENOTSUPPORTED if it takes no messages;
 * -DXGK_EUNSUCCESSFUL for another error.
 */
int dxgk_ddi_escape(struct dxgk_adapter *adapter, struct dxgkarg_escape *arg)
{
	static const int errors[] = {
		EINVAL, ENOMEM, DXGK_EDRIVERMISMATCH, DXGK_EILLEGALINSN, DXGK_EPRIVILEGEDINSN,
		DXGK_ENOTSUPPORTED, 0
	};
	int err;

	if (!adapter->driver->dxgkddi_escape)
		return -DXGK_ENOTSUPPORTED;
	err = adapter->driver->dxgkddi_escape(adapter, arg);
	return dxgk_ddi_check_return(adapter, "escape", err, errors, -DXGK_EUNSUCCESSFUL);
}

/* Undo a create whose answer was refused, as far as the miniport gave cookies. */
static void undo_create(struct dxgk_adapter *adapter, struct dxgkarg_createallocation *arg)
{
	u32 i;

	for (i = 0; i < arg->num_allocations; i++) {
		if (!arg->allocation_info[i].hallocation)
			continue;
		dxgk_ddi_destroy_allocations(adapter, arg->hresource,
					     &arg->allocation_info[i].hallocation, 1, 0);
	}
}

/**
 * dxgk_ddi_create_allocations - have a miniport describe allocations
 * @adapter: The adapter.
 * @arg: In and out; the infos' out members are zero.
 * @exact_size: Bytes that each allocation must have, because its memory exists already; or 0.
 *
 * Return: 0; an error that the miniport may return; -DXGK_EALLOCINVALID for a bad answer, after
 * which the miniport has been told to destroy what it made. Only @arg->hresource may then be new.
 */
int dxgk_ddi_create_allocations(struct dxgk_adapter *adapter,
				struct dxgkarg_createallocation *arg, u64 exact_size)
{
	static const int errors[] = {
		EINVAL, ENOMEM, DXGK_EDRIVERMISMATCH, DXGK_ENOVIDEOMEMORY, 0
	};
	void *hresource = arg->hresource;
	const char *bad;
	int err;
	u32 i;

	for (i = 0; i < arg->num_allocations; i++)
		arg->allocation_info[i].allocation_priority = DXGK_ALLOCATIONPRIORITY_NORMAL;

	err = adapter->driver->dxgkddi_create_allocation(adapter, arg);
	err = dxgk_ddi_check_return(adapter, "create_allocation", err, errors, -DXGK_EALLOCINVALID);
	if (err) {
		arg->hresource = hresource;
		return err;
	}
	for (i = 0; i < arg->num_allocations; i++) {
		bad = dxgk_check_allocation_info(&adapter->vidmm, &arg->allocation_info[i]);
		if (!bad && exact_size && PAGE_ALIGN(arg->allocation_info[i].size) != exact_size)
			bad = "size";
		if (bad) {
			dxgk_ddi_report_fault(adapter, "create_allocation", bad);
			undo_create(adapter, arg);
			return -DXGK_EALLOCINVALID;
		}
	}
	return 0;
}

/**
 * dxgk_ddi_describe_allocation - what a surface looks like
 * @adapter: The adapter.
 * @hallocation: The miniport's cookie.
 * @arg: Out.
 *
 * Return: 0, -EINVAL, -DXGK_ENOTSUPPORTED; -DXGK_EALLOCINVALID for a bad answer.
 */
int dxgk_ddi_describe_allocation(struct dxgk_adapter *adapter, void *hallocation,
				 struct dxgkarg_describeallocation *arg)
{
	static const int errors[] = { EINVAL, 0 };
	int err;

	*arg = (struct dxgkarg_describeallocation) { .hallocation = hallocation };
	if (!adapter->driver->dxgkddi_describe_allocation)
		return -DXGK_ENOTSUPPORTED;
	err = adapter->driver->dxgkddi_describe_allocation(adapter, arg);
	err = dxgk_ddi_check_return(adapter, "describe_allocation", err, errors,
				    -DXGK_EALLOCINVALID);
	if (err)
		return err;
	if (arg->multisample_count)
		return 0;
	dxgk_ddi_report_fault(adapter, "describe_allocation", "multisample_count");
	return -DXGK_EALLOCINVALID;
}

/**
 * dxgk_ddi_get_standard_data - a miniport's private data for a standard allocation
 * @adapter: The adapter.
 * @arg: In and out; called without buffers it gives the sizes.
 *
 * Return: 0, -EINVAL, -ENOMEM, -DXGK_ENOTSUPPORTED; -DXGK_EALLOCINVALID for a bad answer.
 */
int dxgk_ddi_get_standard_data(struct dxgk_adapter *adapter,
			       struct dxgkarg_getstandardallocationdriverdata *arg)
{
	static const int errors[] = { EINVAL, ENOMEM, 0 };
	struct dxgkarg_getstandardallocationdriverdata asked = *arg;
	int err;

	if (!adapter->driver->dxgkddi_get_standard_allocation_driver_data)
		return -DXGK_ENOTSUPPORTED;
	err = adapter->driver->dxgkddi_get_standard_allocation_driver_data(adapter, arg);
	err = dxgk_ddi_check_return(adapter, "get_standard_allocation_driver_data", err, errors,
				    -DXGK_EALLOCINVALID);
	if (err)
		return err;
	if (dxgk_check_standard_data(&asked, arg))
		return 0;
	dxgk_ddi_report_fault(adapter, "get_standard_allocation_driver_data", "size");
	return -DXGK_EALLOCINVALID;
}

/**
 * dxgk_ddi_destroy_allocations - have the miniport destroy allocations, or a resource without any
 * @adapter: The adapter.
 * @hresource: The miniport's cookie of their resource, or NULL.
 * @allocations: The miniport's cookies.
 * @n: How many, at most DXGK_MAX_DDI_BATCH.
 * @flags: DXGK_DESTROYALLOCATION_*.
 */
void dxgk_ddi_destroy_allocations(struct dxgk_adapter *adapter, void *hresource, void **allocations,
				  u32 n, u32 flags)
{
	struct dxgkarg_destroyallocation arg = {
		.hresource = hresource,
		.num_allocations = n,
		.allocation_list = allocations,
		.flags = flags,
	};

	adapter->driver->dxgkddi_destroy_allocation(adapter, &arg);
}

/* Undo an open whose answer was refused, as far as the miniport gave cookies. */
static noinline int undo_open(struct dxgk_adapter *adapter, struct dxgkarg_openallocation *arg)
{
	void *given[DXGK_MAX_DDI_BATCH];
	u32 i, num_given = 0;

	dxgk_ddi_report_fault(adapter, "open_allocation", "hdevice_allocation");
	for (i = 0; i < arg->num_allocations; i++) {
		if (arg->open_allocation[i].hdevice_allocation)
			given[num_given++] = arg->open_allocation[i].hdevice_allocation;
	}
	if (num_given)
		dxgk_ddi_close_allocations(adapter, arg->hdevice, given, num_given);
	return -DXGK_EALLOCINVALID;
}

/**
 * dxgk_ddi_open_allocations - open allocations on a device
 * @adapter: The adapter.
 * @arg: In and out; at most DXGK_MAX_DDI_BATCH allocations.
 *
 * Return: 0; an error that the miniport may return; -DXGK_EALLOCINVALID for a bad answer, after
 * which what it opened is closed again.
 */
int dxgk_ddi_open_allocations(struct dxgk_adapter *adapter, struct dxgkarg_openallocation *arg)
{
	static const int errors[] = { EINVAL, ENOMEM, DXGK_EDRIVERMISMATCH, 0 };
	int err;
	u32 i;

	for (i = 0; i < arg->num_allocations; i++)
		arg->open_allocation[i].hdevice_allocation = NULL;
	if (!adapter->driver->dxgkddi_open_allocation)
		return 0;
	err = adapter->driver->dxgkddi_open_allocation(adapter, arg);
	err = dxgk_ddi_check_return(adapter, "open_allocation", err, errors, -DXGK_EALLOCINVALID);
	if (err)
		return err;
	for (i = 0; i < arg->num_allocations; i++) {
		if (!arg->open_allocation[i].hdevice_allocation)
			return undo_open(adapter, arg);
	}
	return 0;
}

/**
 * dxgk_ddi_close_allocations - close the miniport's opens on a device
 * @adapter: The adapter.
 * @hdevice: The miniport's cookie of the device.
 * @cookies: From dxgk_ddi_open_allocations().
 * @n: How many, at most DXGK_MAX_DDI_BATCH.
 */
void dxgk_ddi_close_allocations(struct dxgk_adapter *adapter, void *hdevice, void **cookies, u32 n)
{
	struct dxgkarg_closeallocation arg = {
		.hdevice = hdevice,
		.num_allocations = n,
		.open_handle_list = cookies,
	};

	if (adapter->driver->dxgkddi_close_allocation)
		adapter->driver->dxgkddi_close_allocation(adapter, &arg);
}
