// SPDX-License-Identifier: GPL-2.0
/*
 * Trace events: what a person who looks at an event log finds of a client's allocations.
 */
#include <fcntl.h>

#include "fixture.h"
#include "told_fixture.h"

#define TRACEFS		"/sys/kernel/tracing"

static bool write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC);
	bool ok;

	if (fd < 0)
		return false;
	ok = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	close(fd);
	return ok;
}

/* Whether the log has a line with all of the words. */
static bool log_has(const char *event, const char *word1, const char *word2)
{
	FILE *f = fopen(TRACEFS "/trace", "r");
	char line[1024];
	bool found = false;

	while (f && !found && fgets(line, sizeof(line), f))
		found = strstr(line, event) && strstr(line, word1) && strstr(line, word2);
	if (f)
		fclose(f);
	return found;
}

TEST_F(dxg, events_tell_the_runtime_handle_and_the_description)
{
	struct softgpu_allocation_desc desc = dxg_raw(0x23000);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
		.private_runtime_resource_handle = 0x123456789abcdef0,
	};
	char handle[32];

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_TRUE(write_file(TRACEFS "/trace", ""));
	ASSERT_TRUE(write_file(TRACEFS "/events/dxgkrnl/enable", "1"));
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, info.allocation));
	write_file(TRACEFS "/events/dxgkrnl/enable", "0");

	snprintf(handle, sizeof(handle), "allocation=%#x ", info.allocation);
	/* What the miniport alone knows is there, too. */
	EXPECT_TRUE(log_has("adapter_allocation:", "size=143360 ", "width=143360 height=1 "));
	EXPECT_TRUE(log_has("device_allocation:", handle,
			    "private_runtime_resource_handle=0x123456789abcdef0"));
	EXPECT_TRUE(log_has("device_allocation_stop:", "device=", "global_alloc="));
	EXPECT_TRUE(log_has("adapter_allocation_stop:", "global_alloc=", ""));
}

/* Whether the log has it soon. */
static bool log_will_have(const char *event, const char *word1, const char *word2)
{
	int tries;

	for (tries = 0; tries < 500; tries++) {
		if (log_has(event, word1, word2))
			return true;
		usleep(10000);
	}
	return false;
}

/* What was there before. */
TEST_F(told, rundown_of_what_lives_when_tracing_begins)
{
	char adapter[40], handle[40], offset[40];
	uint32_t allocation;

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	allocation = told_new(self, 0x23000);
	ASSERT_NE(0, allocation);
	ASSERT_TRUE(told_segment(self->gpu.luid, 1, &self->segment));
	ASSERT_EQ(1, self->segment.num_ranges);
	snprintf(adapter, sizeof(adapter), "adapter=%llx ", (unsigned long long)self->gpu.luid);
	snprintf(handle, sizeof(handle), "allocation=%#x ", allocation);
	snprintf(offset, sizeof(offset), "offset=0x%llx size=143360 ",
		 (unsigned long long)self->segment.ranges[0].offset);
	ASSERT_TRUE(write_file(TRACEFS "/trace", ""));
	ASSERT_TRUE(write_file(TRACEFS "/events/dxgkrnl/enable", "1"));
	EXPECT_TRUE(log_will_have("device_allocation_dcstart:", adapter, handle));
	EXPECT_TRUE(log_has("adapter_allocation_dcstart:", adapter, "size=143360 "));
	EXPECT_TRUE(log_has("report_segment:", adapter, "segment=1 base="));
	EXPECT_TRUE(log_has("report_segment:", adapter, "segment=3 base="));
	EXPECT_TRUE(log_has("report_committed_allocation:", adapter, offset));
	/* debugfs and events call it the same. */
	EXPECT_TRUE(log_has("report_committed_allocation:", adapter,
			    self->segment.ranges[0].global_alloc + strlen("0x")));
	/* It isn't told as if it were new. */
	EXPECT_FALSE(log_has(" device_allocation:", adapter, handle));
	write_file(TRACEFS "/events/dxgkrnl/enable", "0");
}

TEST_HARNESS_MAIN
