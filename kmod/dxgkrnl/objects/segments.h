/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The live map of all adapters' segments, in debugfs.
 */
#ifndef DXGK_OBJECTS_SEGMENTS_H
#define DXGK_OBJECTS_SEGMENTS_H

struct dentry;

void dxgk_segments_debugfs_init(struct dentry *root);

#endif
