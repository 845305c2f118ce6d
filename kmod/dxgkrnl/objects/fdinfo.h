/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DXGK_OBJECTS_FDINFO_H
#define DXGK_OBJECTS_FDINFO_H

struct file;
struct seq_file;

void dxgk_show_fdinfo(struct seq_file *m, struct file *file);

#endif
