/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What dxgkrnl and softgpu say in the kernel log.
 */
#ifndef SELFTESTS_KMSG_H
#define SELFTESTS_KMSG_H

/* From here on; negative errno where the log can't be read. */
int dxg_kmsg_open(void);
/*
 * Lines of the modules that came since the open or the last call. The first is copied to @line, or
 * "" if there is none.
 */
int dxg_kmsg_lines(int kmsg, char *line, unsigned int size);

#endif
