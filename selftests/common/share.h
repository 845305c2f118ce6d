/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A shared resource of two allocations, and how others open it.
 */
#ifndef SELFTESTS_SHARE_H
#define SELFTESTS_SHARE_H

#include "dxg.h"

#define GENERIC_ALL		0x10000000u
#define STANDARD_RIGHTS_READ	0x00020000u

#define SHARE_FLAGS	(D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE | \
			 D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED)
#define SHARE_NT_FLAGS	(SHARE_FLAGS | D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING)

#define SHARE_SIZE0	4096u
#define SHARE_SIZE1	65536u

#define SHARE_RUNTIME_DATA	"runtime"
#define SHARE_RESOURCE_DATA	"resource data"

struct share {
	uint32_t resource;
	uint32_t allocations[2];
	uint32_t global_share;
};

/* What an open wants to know, and where it is put. */
struct share_open {
	struct d3dddi_openallocationinfo2 infos[2];
	char runtime[sizeof(SHARE_RUNTIME_DATA)];
	char resource[sizeof(SHARE_RESOURCE_DATA)];
	struct softgpu_allocation_desc desc[2];
	union {
		struct d3dkmt_openresourcefromnthandle nt;
		struct d3dkmt_openresource global;
	};
};

int share_create(int fd, uint32_t device, uint32_t flags, struct share *share);
/* D3DKMTShareObjects: the descriptor, or the negative status. */
int share_fd(int fd, uint32_t resource, uint32_t access);

/* Fill in an open that succeeds; @open points into itself, outputs are poisoned. */
void share_open_nt_init(struct share_open *open, uint32_t device, int nt_handle);
void share_open_global_init(struct share_open *open, uint32_t device, uint32_t global_share);
/* Both in one; return the status. */
int share_open_nt(int fd, uint32_t device, int nt_handle, struct share_open *open);
int share_open_global(int fd, uint32_t device, uint32_t global_share, struct share_open *open);

int share_query_nt(int fd, uint32_t device, int nt_handle);
int share_query_global(int fd, uint32_t device, uint32_t global_share);

/*
 * Write a module parameter of dxgkrnl, 'Y' or 'N'; returns what it was before, or 0 if it can't be
 * written.
 */
char dxg_set_parameter(const char *name, char value);

#endif
