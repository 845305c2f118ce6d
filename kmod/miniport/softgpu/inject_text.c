// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fault injection: the rules as text, and back.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "softgpu.h"

static const char * const ddi_names[SOFTGPU_DDI_COUNT] = {
	[SOFTGPU_DDI_START_DEVICE] = "start_device",
	[SOFTGPU_DDI_STOP_DEVICE] = "stop_device",
	[SOFTGPU_DDI_QUERY_DRIVER_CAPS] = "query_driver_caps",
	[SOFTGPU_DDI_QUERY_SEGMENT_COUNT] = "query_segment_count",
	[SOFTGPU_DDI_QUERY_SEGMENT] = "query_segment",
	[SOFTGPU_DDI_QUERY_UMD_PRIVATE] = "query_umd_private",
	[SOFTGPU_DDI_GET_NODE_METADATA] = "get_node_metadata",
	[SOFTGPU_DDI_CREATE_DEVICE] = "create_device",
	[SOFTGPU_DDI_DESTROY_DEVICE] = "destroy_device",
	[SOFTGPU_DDI_CREATE_ALLOCATION] = "create_allocation",
	[SOFTGPU_DDI_DESTROY_ALLOCATION] = "destroy_allocation",
	[SOFTGPU_DDI_OPEN_ALLOCATION] = "open_allocation",
	[SOFTGPU_DDI_CLOSE_ALLOCATION] = "close_allocation",
	[SOFTGPU_DDI_DESCRIBE_ALLOCATION] = "describe_allocation",
	[SOFTGPU_DDI_GET_STANDARD_ALLOCATION] = "get_standard_allocation_driver_data",
	[SOFTGPU_DDI_ESCAPE] = "escape",
	[SOFTGPU_DDI_BUILD_PAGING_BUFFER] = "build_paging_buffer",
	[SOFTGPU_DDI_CANCEL_COMMAND] = "cancel_command",
	[SOFTGPU_DDI_GET_SEGMENT_PFN] = "get_segment_pfn",
	[SOFTGPU_DDI_VALIDATE_UPDATE_ALLOCATION_PROPERTY] = "validate_update_allocation_property",
	[SOFTGPU_DDI_COMPLETE_PAGING] = "complete_paging",
};

/* Those that return no error can't fail. */
#define VOID_DDIS \
	(BIT(SOFTGPU_DDI_STOP_DEVICE) | BIT(SOFTGPU_DDI_DESTROY_DEVICE) | \
	 BIT(SOFTGPU_DDI_DESTROY_ALLOCATION) | BIT(SOFTGPU_DDI_CLOSE_ALLOCATION) | \
	 BIT(SOFTGPU_DDI_CANCEL_COMMAND) | BIT(SOFTGPU_DDI_GET_SEGMENT_PFN))

static const struct {
	const char *name;
	int error;
} errors[] = {
	{ "EINVAL", EINVAL },
	{ "ENOMEM", ENOMEM },
	{ "ENODEV", ENODEV },
	{ "EIO", EIO },
	{ "EPERM", EPERM },
	{ "EAGAIN", EAGAIN },
	{ "EBUSY", EBUSY },
	{ "ENOVIDEOMEMORY", DXGK_ENOVIDEOMEMORY },
	{ "EDRIVERMISMATCH", DXGK_EDRIVERMISMATCH },
	{ "EILLEGALINSN", DXGK_EILLEGALINSN },
	{ "EPRIVILEGEDINSN", DXGK_EPRIVILEGEDINSN },
};

static void drop_allocation(struct softgpu *sg, void *cookie)
{
	atomic_dec(&sg->counts.allocations);
}

static void drop_open(struct softgpu *sg, void *cookie)
{
	atomic_dec(&sg->counts.opens);
}

static void drop_device(struct softgpu *sg, void *cookie)
{
	atomic_dec(&sg->counts.devices);
}

#define FIELD_NAMED(_ddi, _struct, _name, _member) \
	{ .name = (_name), .ddi = SOFTGPU_DDI_##_ddi, .stride = sizeof(struct _struct), \
	  .offset = offsetof(struct _struct, _member), \
	  .size = sizeof_field(struct _struct, _member), \
	  .is_bool = __same_type(((struct _struct *)NULL)->_member, bool) }
#define FIELD(_ddi, _struct, _member) FIELD_NAMED(_ddi, _struct, #_member, _member)
#define COOKIE(_ddi, _struct, _member, _drop) \
	{ .name = #_member, .ddi = SOFTGPU_DDI_##_ddi, .stride = sizeof(struct _struct), \
	  .offset = offsetof(struct _struct, _member), .size = sizeof(void *), .drop = (_drop) }
#define PREFERRED(_n) \
	FIELD_NAMED(CREATE_ALLOCATION, dxgk_allocationinfo, "preferred_segment" #_n, \
		    preferred_segment[_n].segment_id)
#define FROM_END(_n) \
	FIELD_NAMED(CREATE_ALLOCATION, dxgk_allocationinfo, "from_end" #_n, \
		    preferred_segment[_n].from_end)

static const struct softgpu_field fields[] = {
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, flags),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, wddm_version),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, vendor_id),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, device_id),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, subvendor_id),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, subsystem_id),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, revision_id),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, bus_number),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, device_number),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, function_number),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, num_nodes),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, description),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, driver_store_path),
	FIELD(QUERY_DRIVER_CAPS, dxgk_drivercaps, unique_guid),
	FIELD(QUERY_SEGMENT_COUNT, dxgk_querysegmentout, nb_segment),
	FIELD(QUERY_SEGMENT, dxgk_segmentdescriptor, flags),
	FIELD(QUERY_SEGMENT, dxgk_segmentdescriptor, base_address),
	FIELD(QUERY_SEGMENT, dxgk_segmentdescriptor, size),
	FIELD(QUERY_SEGMENT, dxgk_segmentdescriptor, commit_limit),
	FIELD(GET_NODE_METADATA, dxgkarg_getnodemetadata, engine_type),
	FIELD(GET_NODE_METADATA, dxgkarg_getnodemetadata, friendly_name),
	FIELD(GET_NODE_METADATA, dxgkarg_getnodemetadata, gpu_mmu_supported),
	FIELD(GET_NODE_METADATA, dxgkarg_getnodemetadata, io_mmu_supported),
	COOKIE(CREATE_DEVICE, dxgkarg_createdevice, hdevice, drop_device),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, alignment),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, size),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, pitch_aligned_size),
	PREFERRED(0), FROM_END(0),
	PREFERRED(1), FROM_END(1),
	PREFERRED(2), FROM_END(2),
	PREFERRED(3), FROM_END(3),
	PREFERRED(4), FROM_END(4),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, supported_segment_set),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, eviction_segment_set),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, flags),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, allocation_priority),
	FIELD(CREATE_ALLOCATION, dxgk_allocationinfo, physical_adapter_index),
	COOKIE(CREATE_ALLOCATION, dxgk_allocationinfo, hallocation, drop_allocation),
	COOKIE(OPEN_ALLOCATION, dxgk_openallocationinfo, hdevice_allocation, drop_open),
	FIELD(DESCRIBE_ALLOCATION, dxgkarg_describeallocation, width),
	FIELD(DESCRIBE_ALLOCATION, dxgkarg_describeallocation, height),
	FIELD(DESCRIBE_ALLOCATION, dxgkarg_describeallocation, format),
	FIELD(DESCRIBE_ALLOCATION, dxgkarg_describeallocation, multisample_count),
	FIELD_NAMED(GET_STANDARD_ALLOCATION, dxgkarg_getstandardallocationdriverdata, "pitch",
		    gdi_surface.pitch),
	FIELD(GET_STANDARD_ALLOCATION, dxgkarg_getstandardallocationdriverdata,
	      allocation_private_driver_data_size),
	FIELD(GET_STANDARD_ALLOCATION, dxgkarg_getstandardallocationdriverdata,
	      resource_private_driver_data_size),
	{ .name = "pfn", .ddi = SOFTGPU_DDI_GET_SEGMENT_PFN, .stride = sizeof(unsigned long),
	  .size = sizeof(unsigned long) },
};

static int parse_error(const char *text, int *error)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errors); i++) {
		if (!strcmp(text, errors[i].name)) {
			*error = -errors[i].error;
			return 0;
		}
	}
	if (kstrtoint(text, 0, error) || !*error)
		return -EINVAL;
	return 0;
}

static int parse_field(struct softgpu_rule *rule, const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		if (fields[i].ddi == rule->ddi && !strcmp(fields[i].name, name)) {
			rule->field = &fields[i];
			return 0;
		}
	}
	return -EINVAL;
}

static int set_action(struct softgpu_rule *rule, enum softgpu_inject_action action)
{
	if (rule->action != SOFTGPU_INJECT_NONE)
		return -EINVAL;
	rule->action = action;
	return 0;
}

static int parse_option(struct softgpu_rule *rule, char *option)
{
	char *value = option;
	char *key = strsep(&value, "=");

	if (!value)
		return strcmp(key, "fail") ? -EINVAL : set_action(rule, SOFTGPU_INJECT_FAIL);
	if (!strcmp(key, "error"))
		return parse_error(value, &rule->error);
	if (!strcmp(key, "n"))
		return kstrtou32(value, 0, &rule->nth);
	if (!strcmp(key, "index"))
		return kstrtou32(value, 0, &rule->index);
	if (!strcmp(key, "value")) {
		rule->has_value = true;
		return kstrtou64(value, 0, &rule->value);
	}
	if (!strcmp(key, "delay"))
		return kstrtou32(value, 0, &rule->delay_ms) ?:
		       set_action(rule, SOFTGPU_INJECT_DELAY);
	if (!strcmp(key, "field"))
		return parse_field(rule, value) ?: set_action(rule, SOFTGPU_INJECT_FIELD);
	return -EINVAL;
}

static int check_rule(const struct softgpu_rule *rule)
{
	if (rule->action != SOFTGPU_INJECT_FAIL && rule->error)
		return -EINVAL;
	if (rule->action != SOFTGPU_INJECT_FIELD && (rule->has_value || rule->index))
		return -EINVAL;

	switch (rule->action) {
	case SOFTGPU_INJECT_FAIL:
		return rule->error && !(VOID_DDIS & BIT(rule->ddi)) ? 0 : -EINVAL;
	case SOFTGPU_INJECT_DELAY:
		/* Called in a page fault, where nothing may sleep. */
		if (rule->ddi == SOFTGPU_DDI_GET_SEGMENT_PFN)
			return -EINVAL;
		return rule->delay_ms && rule->delay_ms <= SOFTGPU_MAX_DELAY_MS ? 0 : -EINVAL;
	case SOFTGPU_INJECT_FIELD:
		if (!rule->has_value)
			return -EINVAL;
		return rule->field->drop && rule->value ? -EINVAL : 0;
	default:
		return -EINVAL;
	}
}

static int parse_rule(struct softgpu_rule *rule, char *line)
{
	char *word = strsep(&line, " \t");
	int ret;

	ret = match_string(ddi_names, SOFTGPU_DDI_COUNT, word);
	if (ret < 0)
		return -EINVAL;
	rule->ddi = ret;

	while ((word = strsep(&line, " \t"))) {
		if (!*word)
			continue;
		ret = parse_option(rule, word);
		if (ret)
			return ret;
	}
	return check_rule(rule);
}

/* The rules of a text, in order; "clear" drops those before it, a comment starts at "#". */
static int parse_text(char *text, struct list_head *rules, bool *clear)
{
	struct softgpu_rule *rule;
	char *line;
	int ret;

	while ((line = strsep(&text, "\n"))) {
		line[strcspn(line, "#")] = '\0';
		line = strim(line);
		if (!*line)
			continue;
		if (!strcmp(line, "clear")) {
			softgpu_rules_free(rules);
			INIT_LIST_HEAD(rules);
			*clear = true;
			continue;
		}
		rule = kzalloc(sizeof(*rule), GFP_KERNEL);
		if (!rule)
			return -ENOMEM;
		list_add_tail(&rule->node, rules);
		ret = parse_rule(rule, line);
		if (ret)
			return ret;
	}
	return 0;
}

/**
 * softgpu_inject_parse() - add rules
 * @inject: the adapter's rules
 * @text: lines as Documentation/softgpu.rst has them; modified
 *
 * Return: 0, -EINVAL, -ENOMEM, or -ENOSPC for too many; then nothing has changed.
 */
int softgpu_inject_parse(struct softgpu_inject *inject, char *text)
{
	bool clear = false;
	LIST_HEAD(rules);
	int ret;

	ret = parse_text(text, &rules, &clear);
	if (ret) {
		softgpu_rules_free(&rules);
		return ret;
	}
	return softgpu_inject_add(inject, &rules, clear);
}

/**
 * softgpu_inject_print() - the rules, in the syntax that makes them, with their counts
 * @inject: the adapter's rules
 * @page: result
 *
 * Return: bytes of @page.
 */
ssize_t softgpu_inject_print(struct softgpu_inject *inject, char *page)
{
	const struct softgpu_rule *rule;
	int len = 0;

	spin_lock(&inject->lock);
	list_for_each_entry(rule, &inject->rules, node) {
		len += sysfs_emit_at(page, len, "%s", ddi_names[rule->ddi]);
		if (rule->action == SOFTGPU_INJECT_FAIL)
			len += sysfs_emit_at(page, len, " fail error=%d", rule->error);
		else if (rule->action == SOFTGPU_INJECT_DELAY)
			len += sysfs_emit_at(page, len, " delay=%u", rule->delay_ms);
		else
			len += sysfs_emit_at(page, len, " field=%s value=%#llx index=%u",
					     rule->field->name, rule->value, rule->index);
		len += sysfs_emit_at(page, len, " n=%u # calls %llu hits %llu\n", rule->nth,
				     rule->calls, rule->hits);
	}
	spin_unlock(&inject->lock);
	return len;
}
