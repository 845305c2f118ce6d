// SPDX-License-Identifier: GPL-2.0-only
/*
 * configfs: one directory per adapter. The directory "default" is there from the start and can't
 * be removed; mkdir makes others. A directory's adapter is plugged in and out by its attribute
 * "live" and pulled out by rmdir.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/uuid.h>

#include "softgpu.h"

typedef ssize_t (*show_fn)(const struct softgpu_config *config, char *page);
typedef int (*store_fn)(struct softgpu_config *config, char *text);

static struct softgpu *to_softgpu(struct config_item *item)
{
	return container_of(to_config_group(item), struct softgpu, group);
}

static ssize_t config_show(struct config_item *item, char *page, show_fn show)
{
	struct softgpu *sg = to_softgpu(item);
	ssize_t len;

	mutex_lock(&sg->lock);
	len = show(&sg->config, page);
	mutex_unlock(&sg->lock);
	return len;
}

/* A live adapter keeps its shape: the callbacks read it without a lock. */
static ssize_t config_store(struct config_item *item, const char *page, size_t count,
			    store_fn store)
{
	struct softgpu *sg = to_softgpu(item);
	char *text;
	int ret;

	text = kmemdup_nul(page, count, GFP_KERNEL);
	if (!text)
		return -ENOMEM;
	mutex_lock(&sg->lock);
	ret = sg->adapter ? -EBUSY : store(&sg->config, strim(text));
	mutex_unlock(&sg->lock);
	kfree(text);
	return ret ?: count;
}

/* An attribute of the configuration, from name_get() and name_set(). */
#define CONFIG_ATTR(_name)									\
static ssize_t softgpu_##_name##_show(struct config_item *item, char *page)			\
{												\
	return config_show(item, page, _name##_get);						\
}												\
												\
static ssize_t softgpu_##_name##_store(struct config_item *item, const char *page,		\
				       size_t count)						\
{												\
	return config_store(item, page, count, _name##_set);					\
}												\
CONFIGFS_ATTR(softgpu_, _name)

#define CONFIG_ATTR_U32(_name, _format)								\
static ssize_t _name##_get(const struct softgpu_config *config, char *page)			\
{												\
	return sysfs_emit(page, _format "\n", config->caps._name);				\
}												\
												\
static int _name##_set(struct softgpu_config *config, char *text)				\
{												\
	return kstrtou32(text, 0, &config->caps._name);						\
}												\
CONFIG_ATTR(_name)

#define CONFIG_ATTR_STRING(_name)								\
static ssize_t _name##_get(const struct softgpu_config *config, char *page)			\
{												\
	return sysfs_emit(page, "%s\n", config->caps._name);					\
}												\
												\
static int _name##_set(struct softgpu_config *config, char *text)				\
{												\
	if (strlen(text) >= sizeof(config->caps._name))						\
		return -EINVAL;									\
	strscpy_pad(config->caps._name, text, sizeof(config->caps._name));			\
	return 0;										\
}												\
CONFIG_ATTR(_name)

#define CONFIG_ATTR_LIST(_name)									\
static ssize_t _name##_get(const struct softgpu_config *config, char *page)			\
{												\
	return softgpu_config_##_name##_show(config, page);					\
}												\
												\
static int _name##_set(struct softgpu_config *config, char *text)				\
{												\
	return softgpu_config_##_name##_store(config, text);					\
}												\
CONFIG_ATTR(_name)

static ssize_t unique_guid_get(const struct softgpu_config *config, char *page)
{
	return sysfs_emit(page, "%pUl\n", &config->caps.unique_guid);
}

static int unique_guid_set(struct softgpu_config *config, char *text)
{
	return guid_parse(text, &config->caps.unique_guid);
}

CONFIG_ATTR_LIST(caps);
CONFIG_ATTR_LIST(nodes);
CONFIG_ATTR_LIST(segments);
CONFIG_ATTR_STRING(description);
CONFIG_ATTR_STRING(driver_store_path);
CONFIG_ATTR_U32(wddm_version, "%u");
CONFIG_ATTR_U32(vendor_id, "0x%04x");
CONFIG_ATTR_U32(device_id, "0x%04x");
CONFIG_ATTR_U32(subvendor_id, "0x%04x");
CONFIG_ATTR_U32(subsystem_id, "0x%04x");
CONFIG_ATTR_U32(revision_id, "0x%02x");
CONFIG_ATTR_U32(bus_number, "0x%x");
CONFIG_ATTR_U32(device_number, "0x%x");
CONFIG_ATTR_U32(function_number, "0x%x");
CONFIG_ATTR(unique_guid);

static ssize_t softgpu_live_show(struct config_item *item, char *page)
{
	struct softgpu *sg = to_softgpu(item);
	bool live;

	mutex_lock(&sg->lock);
	live = sg->adapter;
	mutex_unlock(&sg->lock);
	return sysfs_emit(page, "%d\n", live);
}

static ssize_t softgpu_live_store(struct config_item *item, const char *page, size_t count)
{
	struct softgpu *sg = to_softgpu(item);
	bool live;
	int ret;

	ret = kstrtobool(page, &live);
	if (ret)
		return ret;
	mutex_lock(&sg->lock);
	if (live)
		ret = softgpu_online(sg);
	else
		softgpu_offline(sg);
	mutex_unlock(&sg->lock);
	return ret ?: count;
}

/* As Windows prints it. */
static ssize_t softgpu_luid_show(struct config_item *item, char *page)
{
	struct softgpu *sg = to_softgpu(item);
	ssize_t ret = -ENODEV;
	u64 luid;

	mutex_lock(&sg->lock);
	if (sg->adapter) {
		luid = dxgk_adapter_luid(sg->adapter);
		ret = sysfs_emit(page, "%08x-%08x\n", upper_32_bits(luid), lower_32_bits(luid));
	}
	mutex_unlock(&sg->lock);
	return ret;
}

static ssize_t softgpu_reset_store(struct config_item *item, const char *page, size_t count)
{
	struct softgpu *sg = to_softgpu(item);
	bool reset;
	int ret;

	ret = kstrtobool(page, &reset);
	if (ret || !reset)
		return -EINVAL;
	ret = -ENODEV;
	mutex_lock(&sg->lock);
	if (sg->adapter) {
		dxgk_adapter_reset(sg->adapter);
		ret = 0;
	}
	mutex_unlock(&sg->lock);
	return ret ?: count;
}

static ssize_t softgpu_stats_show(struct config_item *item, char *page)
{
	struct softgpu *sg = to_softgpu(item);

	ssize_t len;

	len = sysfs_emit(page, "devices %d\nresources %d\nallocations %d\nopens %d\n",
			 atomic_read(&sg->counts.devices), atomic_read(&sg->counts.resources),
			 atomic_read(&sg->counts.allocations), atomic_read(&sg->counts.opens));
	len += sysfs_emit_at(page, len, "memory_bytes %llu\n", softgpu_memory_bytes(sg));
	return len + softgpu_engine_print(&sg->engine, page, len);
}

static ssize_t softgpu_paging_delay_ms_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%u\n", READ_ONCE(to_softgpu(item)->engine.delay_ms));
}

/* These two are no part of the adapter's shape: the engine looks at them with each operation. */
static ssize_t softgpu_paging_delay_ms_store(struct config_item *item, const char *page,
					     size_t count)
{
	u32 delay_ms;
	int ret = kstrtou32(page, 0, &delay_ms);

	if (ret)
		return ret;
	if (delay_ms > SOFTGPU_MAX_DELAY_MS)
		return -EINVAL;
	softgpu_engine_set_delay(&to_softgpu(item)->engine, delay_ms);
	return count;
}

static ssize_t softgpu_paging_queue_length_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%u\n", READ_ONCE(to_softgpu(item)->engine.max_length));
}

static ssize_t softgpu_paging_queue_length_store(struct config_item *item, const char *page,
						 size_t count)
{
	u32 length;
	int ret = kstrtou32(page, 0, &length);

	if (ret)
		return ret;
	if (!length)
		return -EINVAL;
	WRITE_ONCE(to_softgpu(item)->engine.max_length, length);
	return count;
}

/*
 * Rules come and go at any time, also while the adapter is on its way in or out: not under the
 * mutex.
 */
static ssize_t softgpu_inject_show(struct config_item *item, char *page)
{
	return softgpu_inject_print(&to_softgpu(item)->inject, page);
}

static ssize_t softgpu_inject_store(struct config_item *item, const char *page, size_t count)
{
	char *text;
	int ret;

	text = kmemdup_nul(page, count, GFP_KERNEL);
	if (!text)
		return -ENOMEM;
	ret = softgpu_inject_parse(&to_softgpu(item)->inject, text);
	kfree(text);
	return ret ?: count;
}

CONFIGFS_ATTR(softgpu_, live);
CONFIGFS_ATTR_RO(softgpu_, luid);
CONFIGFS_ATTR_WO(softgpu_, reset);
CONFIGFS_ATTR_RO(softgpu_, stats);
CONFIGFS_ATTR(softgpu_, paging_delay_ms);
CONFIGFS_ATTR(softgpu_, paging_queue_length);
CONFIGFS_ATTR(softgpu_, inject);

static struct configfs_attribute *softgpu_attrs[] = {
	&softgpu_attr_caps,
	&softgpu_attr_nodes,
	&softgpu_attr_segments,
	&softgpu_attr_description,
	&softgpu_attr_driver_store_path,
	&softgpu_attr_wddm_version,
	&softgpu_attr_vendor_id,
	&softgpu_attr_device_id,
	&softgpu_attr_subvendor_id,
	&softgpu_attr_subsystem_id,
	&softgpu_attr_revision_id,
	&softgpu_attr_bus_number,
	&softgpu_attr_device_number,
	&softgpu_attr_function_number,
	&softgpu_attr_unique_guid,
	&softgpu_attr_live,
	&softgpu_attr_luid,
	&softgpu_attr_reset,
	&softgpu_attr_stats,
	&softgpu_attr_paging_delay_ms,
	&softgpu_attr_paging_queue_length,
	&softgpu_attr_inject,
	NULL
};

static void softgpu_release(struct config_item *item)
{
	softgpu_free(to_softgpu(item));
}

static struct configfs_item_operations softgpu_item_ops = {
	.release = softgpu_release,
};

static const struct config_item_type softgpu_type = {
	.ct_owner = THIS_MODULE,
	.ct_item_ops = &softgpu_item_ops,
	.ct_attrs = softgpu_attrs,
};

static struct config_group *subsys_make_group(struct config_group *group, const char *name)
{
	struct softgpu *sg = softgpu_new();

	if (!sg)
		return ERR_PTR(-ENOMEM);
	config_group_init_type_name(&sg->group, name, &softgpu_type);
	return &sg->group;
}

static void pull_out(struct softgpu *sg)
{
	mutex_lock(&sg->lock);
	softgpu_offline(sg);
	mutex_unlock(&sg->lock);
}

static void subsys_drop_item(struct config_group *group, struct config_item *item)
{
	pull_out(to_softgpu(item));
	config_item_put(item);
}

static struct configfs_group_operations subsys_group_ops = {
	.make_group = subsys_make_group,
	.drop_item = subsys_drop_item,
};

static const struct config_item_type subsys_type = {
	.ct_owner = THIS_MODULE,
	.ct_group_ops = &subsys_group_ops,
};

static struct configfs_subsystem subsys = {
	.su_group = {
		.cg_item = {
			.ci_namebuf = "softgpu",
			.ci_type = &subsys_type,
		},
	},
};

/* The adapter of the directory "default", or NULL. */
static struct softgpu *default_softgpu;

static int add_default(void)
{
	default_softgpu = softgpu_new();
	if (!default_softgpu)
		return -ENOMEM;
	config_group_init_type_name(&default_softgpu->group, "default", &softgpu_type);
	configfs_add_default_group(&default_softgpu->group, &subsys.su_group);
	return 0;
}

static int plug_in_default(void)
{
	int ret;

	mutex_lock(&default_softgpu->lock);
	ret = softgpu_online(default_softgpu);
	mutex_unlock(&default_softgpu->lock);
	return ret;
}

/**
 * softgpu_config_init() - show the configfs subsystem
 * @default_adapter: with a directory "default" whose adapter is live
 */
int softgpu_config_init(bool default_adapter)
{
	int ret = 0;

	config_group_init(&subsys.su_group);
	mutex_init(&subsys.su_mutex);
	if (default_adapter)
		ret = add_default();
	if (ret)
		return ret;

	ret = configfs_register_subsystem(&subsys);
	if (ret) {
		configfs_remove_default_groups(&subsys.su_group);
		return ret;
	}
	if (default_softgpu)
		ret = plug_in_default();
	if (ret)
		softgpu_config_exit();
	return ret;
}

/*
 * Directories that mkdir made hold the module, so only "default" can be left. It is pulled out
 * after its attributes have gone, so that nobody plugs it in again.
 */
void softgpu_config_exit(void)
{
	configfs_unregister_subsystem(&subsys);
	if (default_softgpu)
		pull_out(default_softgpu);
	configfs_remove_default_groups(&subsys.su_group);
}
