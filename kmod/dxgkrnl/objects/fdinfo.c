// SPDX-License-Identifier: GPL-2.0-only
/*
 * What /proc/PID/fdinfo tells of a descriptor: the memory of its process, by the keys of the
 * kernel's Documentation/gpu/drm-usage-stats.rst, which tools know. Regions are segments, vram1 or
 * gtt3 with the segment's number, and the process's own memory, system. A process that has several
 * adapters open has the LUID in the names of regions of all of them: luid2-vram1.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/sizes.h>

#include "objects/adapter.h"
#include "objects/fdinfo.h"
#include "objects/process.h"
#include "vidmm/statistics.h"

/* Longest name of a region. */
#define NAME_SIZE	40

static void show_bytes(struct seq_file *m, const char *key, const char *region, u64 bytes)
{
	seq_printf(m, "drm-%s-%s:\t%llu KiB\n", key, region, bytes / SZ_1K);
}

static void show_segment(struct seq_file *m, const char *region,
			 const struct vidmm_client_statistics *statistics)
{
	show_bytes(m, "total", region, statistics->resident.bytes);
	show_bytes(m, "shared", region, statistics->shared);
	show_bytes(m, "resident", region, statistics->resident.bytes);
	show_bytes(m, "purgeable", region, statistics->offered);
	/* No engine runs commands. */
	show_bytes(m, "active", region, 0);
}

static void show_adapter(struct seq_file *m, struct dxgk_process *process,
			 struct dxgk_adapter *adapter, bool several)
{
	struct vidmm_client_statistics statistics;
	char region[NAME_SIZE], luid[NAME_SIZE / 2] = "";
	bool aperture;
	u32 id;

	if (several)
		snprintf(luid, sizeof(luid), "luid%llx-", adapter->luid);
	for (id = 1; id <= adapter->vidmm.num_segments; id++) {
		if (!vidmm_process_segment_statistics(&adapter->vidmm, &process->vidmm, id,
						      &statistics))
			return;
		aperture = adapter->vidmm.segments[id - 1].flags & DXGK_SEGMENTFLAGS_APERTURE;
		snprintf(region, sizeof(region), "%s%s%u", luid, aperture ? "gtt" : "vram", id);
		show_segment(m, region, &statistics);
	}
}

static bool has_open(struct dxgk_process *process, struct dxgk_adapter *adapter)
{
	struct vidmm_client_statistics statistics;

	return vidmm_process_segment_statistics(&adapter->vidmm, &process->vidmm, 1, &statistics);
}

static void show_adapters(struct seq_file *m, struct dxgk_process *process)
{
	struct dxgk_adapter **adapters;
	u32 i, num, opens = 0;

	adapters = dxgk_adapters_snapshot(true, &num);
	if (IS_ERR(adapters))
		return;
	for (i = 0; i < num; i++)
		opens += has_open(process, adapters[i]);
	for (i = 0; i < num; i++)
		show_adapter(m, process, adapters[i], opens > 1);
	dxgk_adapters_snapshot_free(adapters, num);
}

static void show_system(struct seq_file *m, struct dxgk_process *process)
{
	struct vidmm_process_statistics statistics;

	vidmm_process_statistics(&process->vidmm, &statistics);
	show_bytes(m, "total", "system", statistics.committed);
	show_bytes(m, "resident", "system", statistics.resident);
}

/**
 * dxgk_show_fdinfo - ->show_fdinfo of the node
 * @m: Where to.
 * @file: The descriptor. One on which there was no call has no process yet, and shows only the
 *	driver.
 */
void dxgk_show_fdinfo(struct seq_file *m, struct file *file)
{
	struct dxgk_process *process = dxgk_client_peek(file->private_data);

	seq_puts(m, "drm-driver:\tdxgkrnl\n");
	if (!process)
		return;
	seq_printf(m, "drm-client-id:\t%llu\n", process->id);
	show_adapters(m, process);
	show_system(m, process);
}
