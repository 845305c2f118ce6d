// SPDX-License-Identifier: GPL-2.0
#include "create.h"
#include "mem.h"

static void init(struct create *create, uint32_t device)
{
	memset(create, 0, sizeof(*create));
	create->desc = dxg_raw(4096);
	create->desc.total_size = POISON64;
	create->desc.slice_pitch = POISON64;
	create->desc.pitch = POISON32;
	create->desc.alignment = POISON32;
	create->desc.supported_segment_set = POISON32;
	create->desc.preferred_segment = POISON32;
	memset(create->desc.reserved_out, POISON, sizeof(create->desc.reserved_out));
	create->args.device = device;
	create->args.global_share = POISON32;
	create->args.num_allocations = 1;
	create->args.allocation_info = (uintptr_t)&create->info;
	create->args.private_runtime_resource_handle = 0x123456789abcdef0;
}

void create_init(struct create *create, uint32_t device)
{
	init(create, device);
	create->info.allocation = POISON32;
	create->info.private_driver_data = (uintptr_t)&create->desc;
	create->info.private_driver_data_size = sizeof(create->desc);
}

void create_init_v1(struct create *create, uint32_t device)
{
	init(create, device);
	create->v1 = true;
	/* What lies behind the narrower struct has to stay as it is. */
	memset(&create->info, POISON, sizeof(create->info));
	create->info1 = (struct d3dddi_allocationinfo) {
		.allocation = POISON32,
		.private_driver_data = (uintptr_t)&create->desc,
		.private_driver_data_size = sizeof(create->desc),
	};
}

int create_call(int fd, struct create *create)
{
	return dxg_call(fd, create->v1 ? D3DKMT_IOC_CREATE_ALLOCATION :
					 D3DKMT_IOC_CREATE_ALLOCATION2, &create->args);
}
