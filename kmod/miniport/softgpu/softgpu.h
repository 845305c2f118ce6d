/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * softgpu: a GPU without hardware, the reference miniport and the tests' instrument.
 */
#ifndef SOFTGPU_H
#define SOFTGPU_H

#include <linux/atomic.h>
#include <linux/configfs.h>
#include <linux/mutex.h>
#include <linux/types.h>

#include <dxgk/driver.h>
#include <misc/softgpu.h>

#include "engine.h"
#include "inject.h"
#include "layout.h"
#include "memory.h"

/* Who reads and writes an allocation; decides where it may be and where it had best be. */
enum softgpu_placement_class {
	SOFTGPU_PLACE_GPU,	/* no CPU access */
	SOFTGPU_PLACE_UPLOAD,	/* the CPU writes */
	SOFTGPU_PLACE_READBACK,	/* the CPU reads */
	SOFTGPU_PLACE_SYSTEM,	/* other adapters, or the client's own memory */
	SOFTGPU_PLACE_COUNT,
};

/**
 * struct softgpu_placement - the answer for one class on one adapter
 * @set: Segments that may hold it; 0 if this adapter has none.
 * @flags: DXGK_ALLOCATIONINFOFLAGS_*.
 * @preferred: Best first.
 */
struct softgpu_placement {
	u32 set;
	u32 flags;
	struct dxgk_segmentpreference preferred[DXGK_MAX_PREFERENCES];
};

/**
 * struct softgpu_config - the shape of an adapter, constant while it is live
 * @caps: as reported
 * @num_segments: entries of @segments
 * @segments: as reported
 * @engines: DXGK_ENGINE_TYPE of each of @caps.num_nodes nodes
 */
struct softgpu_config {
	struct dxgk_drivercaps caps;
	u32 num_segments;
	struct dxgk_segmentdescriptor segments[DXGK_MAX_SEGMENTS];
	u8 engines[DXGK_MAX_NODES];
};

/* What the client's objects amount to at this moment; all 0 when the adapter stops. */
struct softgpu_counts {
	atomic_t devices;
	atomic_t resources;
	atomic_t allocations;
	atomic_t opens;
};

/**
 * struct softgpu - one adapter, live or not
 * @group: its configfs directory; holds the memory
 * @lock: serialises configfs: @config and @adapter. Held over registration and unregistration,
 *	which wait for callbacks: no callback takes it.
 * @adapter: non-NULL while live; callbacks have their own pointer
 * @config: written under @lock while not live, read by callbacks without
 * @placement: computed by softgpu_online() from @config
 * @counts: see there
 * @inject: the faults to inject, with a lock of its own
 * @memory: of each segment, while it is live
 * @engine: the paging engine
 * @debugfs: the directory while it is live
 */
struct softgpu {
	struct config_group group;
	struct mutex lock;	/* see above */
	struct dxgk_adapter *adapter;
	struct softgpu_config config;
	struct softgpu_placement placement[SOFTGPU_PLACE_COUNT];
	struct softgpu_counts counts;
	struct softgpu_inject inject;
	struct softgpu_memory memory[DXGK_MAX_SEGMENTS];
	struct softgpu_engine engine;
	struct dentry *debugfs;
};

/* adapter.c */
struct softgpu *softgpu_new(void);
void softgpu_free(struct softgpu *sg);
int softgpu_online(struct softgpu *sg);
void softgpu_offline(struct softgpu *sg);
void softgpu_start_device(struct softgpu *sg);
void softgpu_stop_device(struct softgpu *sg);
void softgpu_cancel_command(struct softgpu *sg);
int softgpu_query_segment(struct softgpu *sg, struct dxgk_querysegmentout *out);
int softgpu_get_node_metadata(struct softgpu *sg, u32 node, struct dxgkarg_getnodemetadata *arg);
u64 softgpu_memory_bytes(struct softgpu *sg);
unsigned long softgpu_get_segment_pfn(struct softgpu *sg, u32 segment_id, u64 offset);

/* allocation.c */
int softgpu_describe_desc(struct softgpu *sg, struct softgpu_allocation_desc *desc,
			  struct softgpu_layout *layout,
			  const struct softgpu_placement **placement);
int softgpu_create_allocation(struct softgpu *sg, struct dxgkarg_createallocation *arg);
void softgpu_destroy_allocation(struct softgpu *sg, const struct dxgkarg_destroyallocation *arg);
void softgpu_open_allocation(struct softgpu *sg, struct dxgkarg_openallocation *arg);
void softgpu_close_allocation(struct softgpu *sg, const struct dxgkarg_closeallocation *arg);
void softgpu_describe_allocation(struct dxgkarg_describeallocation *arg);
void softgpu_check_allocation(void *hallocation);
int softgpu_validate_update(struct softgpu *sg,
			    const struct dxgkarg_validateupdateallocproperty *arg);

/* config.c */
int softgpu_config_init(bool default_adapter);
void softgpu_config_exit(void);

/* config_text.c */
void softgpu_config_default(struct softgpu_config *config);
ssize_t softgpu_config_caps_show(const struct softgpu_config *config, char *page);
int softgpu_config_caps_store(struct softgpu_config *config, char *text);
ssize_t softgpu_config_nodes_show(const struct softgpu_config *config, char *page);
int softgpu_config_nodes_store(struct softgpu_config *config, char *text);
ssize_t softgpu_config_segments_show(const struct softgpu_config *config, char *page);
int softgpu_config_segments_store(struct softgpu_config *config, char *text);

/* ddi.c */
extern const struct dxgk_driver softgpu_driver;

/* debugfs.c */
void softgpu_debugfs_init(void);
void softgpu_debugfs_exit(void);
void softgpu_debugfs_add(struct softgpu *sg);
void softgpu_debugfs_remove(struct softgpu *sg);

/* escape.c */
int softgpu_query_umd_private(struct softgpu *sg, u32 type, void *data, u32 size);
int softgpu_escape(struct softgpu *sg, struct dxgkarg_escape *arg);

/* inject.c */
void softgpu_inject_fields(struct softgpu *sg, enum softgpu_ddi ddi, void *array, u32 num);

/* placement.c */
void softgpu_placement_init(struct softgpu_placement *placement,
			    const struct dxgk_segmentdescriptor *segments, u32 num_segments);
enum softgpu_placement_class softgpu_placement_class(const struct softgpu_allocation_desc *desc);
u32 softgpu_placement_priority(const struct softgpu_allocation_desc *desc);

/* standard.c */
u32 softgpu_d3dddi_format(u32 format);
int softgpu_get_standard_allocation(struct softgpu *sg,
				    struct dxgkarg_getstandardallocationdriverdata *arg);

/**
 * softgpu_inject_after() - overwrite answers as the rules say
 * @sg: the adapter
 * @ddi: the callback
 * @array: the structs that hold the answers
 * @num: entries of @array
 *
 * A cookie that is overwritten is dropped first: dxgkrnl can't hand it back.
 */
static inline void softgpu_inject_after(struct softgpu *sg, enum softgpu_ddi ddi, void *array,
					u32 num)
{
	if (softgpu_inject_armed(&sg->inject, ddi))
		softgpu_inject_fields(sg, ddi, array, num);
}

#endif
