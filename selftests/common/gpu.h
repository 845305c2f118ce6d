/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A softgpu adapter of the test's own, which it may pull out, reset and make misbehave.
 */
#ifndef SELFTESTS_GPU_H
#define SELFTESTS_GPU_H

#include "dxg.h"

/* What the miniport itself counts. */
struct dxg_gpu_stats {
	int devices;
	int resources;
	int allocations;
	int opens;
};

bool dxg_gpu_stats(const struct dxg_softgpu *gpu, struct dxg_gpu_stats *stats);
/* A number of the attribute "stats" by its name, -1 if it isn't there. */
long long dxg_gpu_stat(const struct dxg_softgpu *gpu, const char *name);
/* Wait until the paging engine has nothing to do: an eviction's call doesn't. */
bool dxg_gpu_engine_settles(const struct dxg_softgpu *gpu);
/* The miniport has no object; says on stderr which it has. */
bool dxg_gpu_is_idle(const struct dxg_softgpu *gpu);
/* Replace all rules of fault injection by one; NULL for none. */
bool dxg_gpu_inject(const struct dxg_softgpu *gpu, const char *rule);

/* D3DKMT_DEVICEEXECUTION_*, or the negative status. */
int dxg_execution_state(int fd, uint32_t device);

/* What softgpu says of itself by escape; @device may be 0. */
int dxg_escape_info(int fd, uint32_t adapter, uint32_t device);
/* The driver version, a query that needs no miniport. */
int dxg_query_version(int fd, uint32_t adapter);

#endif
