/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of most tests: a descriptor, an open adapter, a device. Its teardown proves that
 * nothing is left once they are closed.
 */
#ifndef SELFTESTS_FIXTURE_H
#define SELFTESTS_FIXTURE_H

#include "dxg.h"
#include "kselftest_harness.h"

FIXTURE(dxg) {
	struct dxg_counts before;
	int fd;
	uint32_t adapter;
	uint32_t device;
};

typedef FIXTURE_DATA(dxg) dxg_data;

FIXTURE_SETUP(dxg)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	self->fd = dxg_open();
	ASSERT_LE(0, self->fd);
	self->adapter = dxg_first_adapter(self->fd);
	ASSERT_NE(0, self->adapter);
	self->device = dxg_create_device(self->fd, self->adapter);
	ASSERT_NE(0, self->device);
}

FIXTURE_TEARDOWN(dxg)
{
	close(self->fd);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

#endif
