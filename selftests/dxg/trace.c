// SPDX-License-Identifier: GPL-2.0
/*
 * Trace events: what a person who looks at an event log finds of a client's allocations.
 */
#include <fcntl.h>

#include "fixture.h"

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

TEST_HARNESS_MAIN
