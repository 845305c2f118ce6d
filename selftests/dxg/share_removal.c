// SPDX-License-Identifier: GPL-2.0
/*
 * A share's last holder lets go of it in the moment in which its adapter is removed.
 */
#include <pthread.h>

#include "gpu_fixture.h"
#include "process.h"

static int create_shared(int fd, uint32_t device, uint32_t *resource)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE |
			 D3DKMT_CREATEALLOCATIONFLAGS_CREATE_SHARED |
			 D3DKMT_CREATEALLOCATIONFLAGS_NT_SECURITY_SHARING,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);

	*resource = create.resource;
	return ret;
}

struct destroyer {
	int fd;
	uint32_t device;
	uint32_t resource;
	int status;
};

static void *destroy(void *data)
{
	struct destroyer *destroyer = data;

	destroyer->status = dxg_destroy_resource(destroyer->fd, destroyer->device,
						 destroyer->resource);
	return NULL;
}

/*
 * The miniport takes its time to destroy the allocation. The removal begins meanwhile, and goes on
 * as soon as that is over: it must then find neither the allocation nor the share.
 */
TEST_F(gpu, share_ends_while_the_adapter_goes)
{
	struct destroyer destroyer = { .fd = self->fd, .device = self->device };
	struct dxg_gpu_stats stats;
	pthread_t thread;
	int i;

	ASSERT_EQ(0, create_shared(self->fd, self->device, &destroyer.resource));
	ASSERT_TRUE(dxg_gpu_inject(&self->gpu, "destroy_allocation delay=500 n=1"));
	ASSERT_EQ(0, pthread_create(&thread, NULL, destroy, &destroyer));
	/* The miniport's close comes right before. */
	for (i = 0; i < 1000; i++) {
		ASSERT_TRUE(dxg_gpu_stats(&self->gpu, &stats));
		if (!stats.opens)
			break;
		usleep(1000);
	}
	usleep(100000);
	EXPECT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(0, pthread_join(thread, NULL));
	EXPECT_EQ(0, destroyer.status);
	EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
	EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
}

TEST_HARNESS_MAIN
