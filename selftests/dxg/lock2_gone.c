// SPDX-License-Identifier: GPL-2.0
/*
 * Views of allocations whose adapter has gone or was reset.
 */
#include <signal.h>

#include "gpu_fixture.h"
#include "lock.h"
#include "mem.h"

#define SIZE	(4 * mem_page_size())

TEST_F(gpu, wsl_b_removal_leaves_no_stale_mapping)
{
	uint32_t allocation, touched;
	uint8_t *p, *q;

	ASSERT_TRUE(dxg_create_locked(self->fd, self->device, SIZE, &allocation, &p));
	ASSERT_TRUE(dxg_create_locked(self->fd, self->device, SIZE, &touched, &q));
	memset(q, 1, SIZE);
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(SIGBUS, dxg_touch(p));
	EXPECT_EQ(SIGBUS, dxg_touch(q));
	EXPECT_EQ(SIGBUS, dxg_poke(q + SIZE - 1));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_lock(self->fd, self->device, touched, &p));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, touched));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, touched));
	EXPECT_FALSE(dxg_is_mapped(q));
}

TEST_F(gpu, reset_leaves_the_contents_to_be_read)
{
	uint32_t allocation;
	uint8_t *p, *again;

	ASSERT_TRUE(dxg_create_locked(self->fd, self->device, SIZE, &allocation, &p));
	memset(p, 1, SIZE);
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "reset", "1"));
	EXPECT_EQ(STATUS_DEVICE_REMOVED, dxg_lock(self->fd, self->device, allocation, &again));
	EXPECT_TRUE(mem_is(p, 1, SIZE));
	EXPECT_EQ(0, dxg_unlock(self->fd, self->device, allocation));
}

TEST_HARNESS_MAIN
