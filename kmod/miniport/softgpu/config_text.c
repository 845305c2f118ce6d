// SPDX-License-Identifier: GPL-2.0-only
/*
 * The attributes that are lists: capabilities, nodes and segments, as text and back. A text that
 * can't be understood changes nothing.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sizes.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include <misc/d3dkmthk.h>

#include "softgpu.h"

#define SEGMENT_BASE_ALIGN	SZ_64K

struct word {
	const char *name;
	u32 value;
};

static const struct word cap_words[] = {
	{ "render", DXGK_DRIVERCAPS_RENDER },
	{ "software_device", DXGK_DRIVERCAPS_SOFTWARE_DEVICE },
	{ "compute_only", DXGK_DRIVERCAPS_COMPUTE_ONLY },
	{ "detachable", DXGK_DRIVERCAPS_DETACHABLE },
	{ "cross_adapter_resource", DXGK_DRIVERCAPS_CROSS_ADAPTER_RESOURCE },
	{ "hw_sch_supported", DXGK_DRIVERCAPS_HW_SCH_SUPPORTED },
	{ "hw_sch_enabled", DXGK_DRIVERCAPS_HW_SCH_ENABLED },
};

static const struct word engine_words[] = {
	{ "other", DXGK_ENGINE_TYPE_OTHER },
	{ "3d", DXGK_ENGINE_TYPE_3D },
	{ "video_decode", DXGK_ENGINE_TYPE_VIDEO_DECODE },
	{ "video_encode", DXGK_ENGINE_TYPE_VIDEO_ENCODE },
	{ "video_processing", DXGK_ENGINE_TYPE_VIDEO_PROCESSING },
	{ "scene_assembly", DXGK_ENGINE_TYPE_SCENE_ASSEMBLY },
	{ "copy", DXGK_ENGINE_TYPE_COPY },
	{ "overlay", DXGK_ENGINE_TYPE_OVERLAY },
	{ "crypto", DXGK_ENGINE_TYPE_CRYPTO },
};

static const struct word segment_words[] = {
	{ "aperture", DXGK_SEGMENTFLAGS_APERTURE },
	{ "cpu_visible", DXGK_SEGMENTFLAGS_CPU_VISIBLE },
	{ "cache_coherent", DXGK_SEGMENTFLAGS_CACHE_COHERENT },
	{ "populated_from_system_memory", DXGK_SEGMENTFLAGS_POPULATED_FROM_SYSTEM_MEMORY },
	{ "local", DXGK_SEGMENTFLAGS_LOCAL_BUDGET_GROUP },
	{ "non_local", DXGK_SEGMENTFLAGS_NON_LOCAL_BUDGET_GROUP },
};

static const struct word *find_word(const struct word *words, size_t num, const char *name)
{
	size_t i;

	for (i = 0; i < num; i++) {
		if (!strcmp(words[i].name, name))
			return &words[i];
	}
	return NULL;
}

/* The next word of a text, or NULL. */
static char *next_word(char **text)
{
	char *word;

	do {
		word = strsep(text, " \t\n");
	} while (word && !*word);
	return word;
}

ssize_t softgpu_config_caps_show(const struct softgpu_config *config, char *page)
{
	const char *space = "";
	int len = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cap_words); i++) {
		if (!(config->caps.flags & cap_words[i].value))
			continue;
		len += sysfs_emit_at(page, len, "%s%s", space, cap_words[i].name);
		space = " ";
	}
	return len + sysfs_emit_at(page, len, "\n");
}

int softgpu_config_caps_store(struct softgpu_config *config, char *text)
{
	const struct word *cap;
	u32 flags = 0;
	char *word;

	while ((word = next_word(&text))) {
		cap = find_word(cap_words, ARRAY_SIZE(cap_words), word);
		if (!cap)
			return -EINVAL;
		flags |= cap->value;
	}
	config->caps.flags = flags;
	return 0;
}

ssize_t softgpu_config_nodes_show(const struct softgpu_config *config, char *page)
{
	int len = 0;
	u32 i;

	for (i = 0; i < config->caps.num_nodes; i++)
		len += sysfs_emit_at(page, len, "%s%s", i ? " " : "",
				     engine_words[config->engines[i]].name);
	return len + sysfs_emit_at(page, len, "\n");
}

int softgpu_config_nodes_store(struct softgpu_config *config, char *text)
{
	u8 engines[DXGK_MAX_NODES];
	const struct word *engine;
	u32 num = 0;
	char *word;

	while ((word = next_word(&text))) {
		engine = find_word(engine_words, ARRAY_SIZE(engine_words), word);
		if (!engine || num == DXGK_MAX_NODES)
			return -EINVAL;
		engines[num++] = engine->value;
	}
	memcpy(config->engines, engines, num);
	config->caps.num_nodes = num;
	return 0;
}

ssize_t softgpu_config_segments_show(const struct softgpu_config *config, char *page)
{
	const struct dxgk_segmentdescriptor *segment;
	int len = 0;
	size_t w;
	u32 i;

	for (i = 0; i < config->num_segments; i++) {
		segment = &config->segments[i];
		len += sysfs_emit_at(page, len, "%llu", segment->size);
		for (w = 0; w < ARRAY_SIZE(segment_words); w++) {
			if (segment->flags & segment_words[w].value)
				len += sysfs_emit_at(page, len, " %s", segment_words[w].name);
		}
		if (segment->commit_limit)
			len += sysfs_emit_at(page, len, " commit_limit=%llu",
					     segment->commit_limit);
		len += sysfs_emit_at(page, len, "\n");
	}
	return len;
}

static int parse_size(const char *text, u64 *size)
{
	char *end;

	*size = memparse(text, &end);
	return end == text || *end ? -EINVAL : 0;
}

static int parse_segment(char *line, struct dxgk_segmentdescriptor *segment)
{
	const struct word *flag;
	char *word;
	int ret;

	ret = parse_size(next_word(&line), &segment->size);
	if (ret)
		return ret;
	while ((word = next_word(&line))) {
		if (strstarts(word, "commit_limit=")) {
			ret = parse_size(word + strlen("commit_limit="), &segment->commit_limit);
			if (ret)
				return ret;
			continue;
		}
		flag = find_word(segment_words, ARRAY_SIZE(segment_words), word);
		if (!flag)
			return -EINVAL;
		segment->flags |= flag->value;
	}
	return 0;
}

/*
 * One line per segment, segment 1 first; they lie one behind the other in the GPU's view. Commas do
 * for line ends, because bash writes line by line and each write would be the whole.
 */
int softgpu_config_segments_store(struct softgpu_config *config, char *text)
{
	struct dxgk_segmentdescriptor segments[DXGK_MAX_SEGMENTS] = {};
	u64 base = 0;
	u32 num = 0;
	char *line;
	int ret;

	while ((line = strsep(&text, "\n,"))) {
		line = strim(line);
		if (!*line)
			continue;
		if (num == DXGK_MAX_SEGMENTS)
			return -EINVAL;
		ret = parse_segment(line, &segments[num]);
		if (ret)
			return ret;
		segments[num].base_address = base;
		base = ALIGN(base + segments[num].size, (u64)SEGMENT_BASE_ALIGN);
		num++;
	}
	memcpy(config->segments, segments, sizeof(segments));
	config->num_segments = num;
	return 0;
}

/**
 * softgpu_config_default() - the shape of an adapter that nobody has shaped
 * @config: zeroed
 */
void softgpu_config_default(struct softgpu_config *config)
{
	struct dxgk_drivercaps *caps = &config->caps;
	char segments[] = "256M cpu_visible\n"
			  "256M\n"
			  "512M aperture cache_coherent\n";
	char nodes[] = "3d copy";

	caps->flags = DXGK_DRIVERCAPS_RENDER | DXGK_DRIVERCAPS_SOFTWARE_DEVICE |
		      DXGK_DRIVERCAPS_CROSS_ADAPTER_RESOURCE;
	caps->wddm_version = 3000;
	caps->vendor_id = 0x1414;
	caps->device_id = 0x88;
	caps->bus_number = U32_MAX;
	caps->device_number = U32_MAX;
	caps->function_number = U32_MAX;
	strscpy(caps->description, "softgpu software adapter", sizeof(caps->description));
	softgpu_config_segments_store(config, segments);
	softgpu_config_nodes_store(config, nodes);
}
