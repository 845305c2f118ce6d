/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who begins to trace is told what lives.
 */
#ifndef DXGK_OBJECTS_RUNDOWN_H
#define DXGK_OBJECTS_RUNDOWN_H

int dxgk_rundown_begin(void);
void dxgk_rundown_exit(void);

#endif
