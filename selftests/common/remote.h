/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Other processes that do what a test tells them, one step at a time.
 */
#ifndef SELFTESTS_REMOTE_H
#define SELFTESTS_REMOTE_H

#include <sys/types.h>

#include "residency.h"

#define DXG_REMOTE_ARGS	16

struct dxg_remote {
	pid_t pid;
	int socket;
};

/* A step. Runs in the other process, on its own queue; may change @args, which come back. */
typedef int64_t (*dxg_remote_fn)(const struct dxg_pager *queue, uint64_t *args);

/* A process that opens the adapter, and has a device and a queue on it. */
bool dxg_remote_start(struct dxg_remote *remote, const struct dxg_softgpu *gpu);
/* Have it run a step. @args may be NULL. What the step returns, or INT64_MIN if it has died. */
int64_t dxg_remote_call(struct dxg_remote *remote, dxg_remote_fn fn, uint64_t *args);
/* It closes its descriptor and ends; whether it did well. */
bool dxg_remote_end(struct dxg_remote *remote);

#endif
