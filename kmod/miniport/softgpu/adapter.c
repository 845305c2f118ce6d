// SPDX-License-Identifier: GPL-2.0-only
/*
 * An adapter: its life, and what it says of itself.
 */
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "softgpu.h"

static const char * const engine_names[] = {
	"Other", "3D", "Video Decode", "Video Encode", "Video Processing", "Scene Assembly", "Copy",
	"Overlay", "Crypto",
};

/**
 * softgpu_new() - make an adapter that is not live, in the default shape
 *
 * Return: the adapter or NULL; the caller sets up its configfs group, whose release frees it.
 */
struct softgpu *softgpu_new(void)
{
	struct softgpu *sg = kzalloc(sizeof(*sg), GFP_KERNEL);

	if (!sg)
		return NULL;
	mutex_init(&sg->lock);
	softgpu_inject_init(&sg->inject);
	softgpu_engine_init(&sg->engine);
	softgpu_config_default(&sg->config);
	return sg;
}

/**
 * softgpu_free() - free an adapter
 * @sg: not live
 */
void softgpu_free(struct softgpu *sg)
{
	softgpu_inject_clear(&sg->inject);
	mutex_destroy(&sg->lock);
	kfree(sg);
}

/**
 * softgpu_online() - plug the adapter in; nothing if it is live
 * @sg: the adapter
 *
 * Context: @sg->lock held; runs callbacks.
 * Return: 0 or what registration said.
 */
int softgpu_online(struct softgpu *sg)
{
	struct dxgk_adapter *adapter;

	lockdep_assert_held(&sg->lock);
	if (sg->adapter)
		return 0;
	softgpu_placement_init(sg->placement, sg->config.segments, sg->config.num_segments);
	adapter = dxgk_adapter_register(&softgpu_driver, sg);
	if (IS_ERR(adapter))
		return PTR_ERR(adapter);
	sg->adapter = adapter;
	return 0;
}

/**
 * softgpu_offline() - pull the adapter out, whoever uses it; nothing if it is not live
 * @sg: the adapter
 *
 * Context: @sg->lock held; waits for running callbacks.
 */
void softgpu_offline(struct softgpu *sg)
{
	lockdep_assert_held(&sg->lock);
	if (!sg->adapter)
		return;
	dxgk_adapter_unregister(sg->adapter);
	sg->adapter = NULL;
}

void softgpu_start_device(struct softgpu *sg)
{
	u32 i;

	for (i = 0; i < sg->config.num_segments; i++)
		softgpu_memory_init(&sg->memory[i], &sg->config.segments[i]);
	softgpu_engine_start(&sg->engine);
	softgpu_debugfs_add(sg);
}

/* The contents of system memory that is mapped to apertures are nobody's concern any more. */
void softgpu_cancel_command(struct softgpu *sg)
{
	u32 i;

	for (i = 0; i < sg->config.num_segments; i++)
		softgpu_memory_close(&sg->memory[i]);
	softgpu_engine_cancel(&sg->engine);
}

/* dxgkrnl has promised that nothing is left. */
void softgpu_stop_device(struct softgpu *sg)
{
	u32 i;

	softgpu_engine_stop(&sg->engine);
	softgpu_debugfs_remove(sg);
	for (i = 0; i < sg->config.num_segments; i++)
		softgpu_memory_free(&sg->memory[i]);
	WARN_ON(atomic_read(&sg->counts.opens));
	WARN_ON(atomic_read(&sg->counts.allocations));
	WARN_ON(atomic_read(&sg->counts.resources));
	WARN_ON(atomic_read(&sg->counts.devices));
}

int softgpu_query_segment(struct softgpu *sg, struct dxgk_querysegmentout *out)
{
	const struct softgpu_config *config = &sg->config;

	if (out->nb_segment < config->num_segments)
		return -EINVAL;
	memcpy(out->segment_descriptor, config->segments,
	       config->num_segments * sizeof(config->segments[0]));
	return 0;
}

int softgpu_get_node_metadata(struct softgpu *sg, u32 node, struct dxgkarg_getnodemetadata *arg)
{
	if (node >= sg->config.caps.num_nodes)
		return -EINVAL;
	arg->engine_type = sg->config.engines[node];
	strscpy(arg->friendly_name, engine_names[arg->engine_type], sizeof(arg->friendly_name));
	return 0;
}

/* What an adapter has taken from the machine. */
u64 softgpu_memory_bytes(struct softgpu *sg)
{
	u64 pages = 0;
	u32 i;

	for (i = 0; i < DXGK_MAX_SEGMENTS; i++)
		pages += atomic_long_read(&sg->memory[i].allocated);
	return pages << PAGE_SHIFT;
}

unsigned long softgpu_get_segment_pfn(struct softgpu *sg, u32 segment_id, u64 offset)
{
	struct page *page;

	if (WARN_ON_ONCE(!segment_id || segment_id > sg->config.num_segments ||
			 sg->memory[segment_id - 1].aperture))
		return 0;
	page = softgpu_memory_page(&sg->memory[segment_id - 1], offset >> PAGE_SHIFT);
	return WARN_ON_ONCE(!page) ? 0 : page_to_pfn(page);
}
