/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A create-allocation call of one raw page, complete and right, for tests that then break one
 * thing.
 */
#ifndef SELFTESTS_CREATE_H
#define SELFTESTS_CREATE_H

#include "dxg.h"

struct create {
	struct softgpu_allocation_desc desc;
	union {
		struct d3dddi_allocationinfo2 info;
		struct d3dddi_allocationinfo info1;
	};
	struct d3dkmt_createstandardallocation standard;
	struct d3dkmt_createallocation args;
	bool v1;
};

/* Outputs are poisoned. The struct points into itself, so it can't be copied. */
void create_init(struct create *create, uint32_t device);
/* The same as D3DKMTCreateAllocation. */
void create_init_v1(struct create *create, uint32_t device);
int create_call(int fd, struct create *create);

#endif
