/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters that a test makes by configfs. Needs no header of the interface, so tests of ioctls and
 * of the library share it.
 */
#ifndef SELFTESTS_SOFTGPU_ADAPTER_H
#define SELFTESTS_SOFTGPU_ADAPTER_H

#include <stdbool.h>
#include <stdint.h>

/* A further softgpu adapter, made by configfs. */
struct dxg_softgpu {
	char path[96];
	uint64_t luid;
};

bool dxg_softgpu_add(struct dxg_softgpu *gpu, const char *name);
bool dxg_softgpu_write(const struct dxg_softgpu *gpu, const char *attribute, const char *value);
bool dxg_softgpu_live(struct dxg_softgpu *gpu, bool live);
void dxg_softgpu_remove(struct dxg_softgpu *gpu);

#endif
