// SPDX-License-Identifier: GPL-2.0
/*
 * Trace events: what a person who looks at an event log finds of a client's allocations.
 */
#include <sys/wait.h>

#include "file.h"
#include "fixture.h"
#include "residency.h"
#include "share.h"
#include "told_fixture.h"

#define TRACEFS		"/sys/kernel/tracing"

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

static bool trace_begin(void)
{
	return file_write(TRACEFS "/trace", "") &&
	       file_write(TRACEFS "/events/dxgkrnl/enable", "1");
}

static void trace_end(void)
{
	file_write(TRACEFS "/events/dxgkrnl/enable", "0");
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
	ASSERT_TRUE(trace_begin());
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_EQ(0, dxg_destroy(self->fd, self->device, info.allocation));
	trace_end();

	snprintf(handle, sizeof(handle), "allocation=%#x ", info.allocation);
	/* What the miniport alone knows is there, too. */
	EXPECT_TRUE(log_has("adapter_allocation:", "size=143360 ", "width=143360 height=1 "));
	EXPECT_TRUE(log_has("device_allocation:", handle,
			    "private_runtime_resource_handle=0x123456789abcdef0"));
	EXPECT_TRUE(log_has("device_allocation_stop:", "device=", "global_alloc="));
	EXPECT_TRUE(log_has("adapter_allocation_stop:", "global_alloc=", ""));
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
	ASSERT_TRUE(trace_begin());
	/* Enabling events may take longer than the first rundown waits; there is another then. */
	EXPECT_TRUE(log_will_have("device_allocation_dcstart:", adapter, handle));
	EXPECT_TRUE(log_will_have("adapter_allocation_dcstart:", adapter, "size=143360 "));
	EXPECT_TRUE(log_will_have("report_segment:", adapter, "segment=1 base="));
	EXPECT_TRUE(log_will_have("report_segment:", adapter, "segment=3 base="));
	EXPECT_TRUE(log_will_have("report_committed_allocation:", adapter, offset));
	/* debugfs and events call it the same. */
	EXPECT_TRUE(log_will_have("report_committed_allocation:", adapter,
				  self->segment.ranges[0].global_alloc + strlen("0x")));
	/* It isn't told as if it were new. */
	EXPECT_FALSE(log_has(" device_allocation:", adapter, handle));
	trace_end();
}

/* What the events call an allocation that is in a segment, of which it is the only one. */
static const char *global_of(told_data *self, uint32_t segment_id)
{
	if (!told_segment(self->gpu.luid, segment_id, &self->segment) ||
	    self->segment.num_ranges != 1)
		return "none";
	return self->segment.ranges[0].global_alloc + strlen("0x");
}

TEST_F(told, rundown_tells_handles_surfaces_and_requirements)
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
		.private_runtime_resource_handle = 0x123456789abcdef0,
	};
	char handle[40], global[80];
	uint32_t resident;
	int i;

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	resident = told_new(self, 0x10000);
	ASSERT_NE(0, resident);
	for (i = 0; i < 2; i++)
		ASSERT_EQ(0, dxg_resident_one(&self->pager, resident));
	ASSERT_TRUE(trace_begin());
	snprintf(handle, sizeof(handle), "allocation=%#x ", info.allocation);
	EXPECT_TRUE(log_will_have("device_allocation_dcstart:", handle,
				  "private_runtime_resource_handle=0x123456789abcdef0"));
	EXPECT_TRUE(log_will_have("adapter_allocation_dcstart:", "size=143360 ",
				  "width=143360 height=1 "));
	snprintf(global, sizeof(global), "global_alloc=%s ", global_of(self, 1));
	EXPECT_TRUE(log_will_have("vidmm_make_resident_dcstart:", global, "residency_count=3 "));
	trace_end();
}

/* Nobody has it open any more, but somebody could. */
TEST_F(told, rundown_of_what_only_an_nt_handle_keeps)
{
	char adapter[40];
	struct share share;
	int nt;

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	snprintf(adapter, sizeof(adapter), "adapter=%llx ", (unsigned long long)self->gpu.luid);
	ASSERT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	ASSERT_TRUE(trace_begin());
	EXPECT_TRUE(log_will_have("adapter_allocation_dcstart:", adapter, "size=4096 "));
	EXPECT_TRUE(log_will_have("adapter_allocation_dcstart:", adapter, "size=65536 "));
	trace_end();
	EXPECT_FALSE(log_has("device_allocation_dcstart:", adapter, ""));
	close(nt);
}

TEST_F(told, calls_and_packets_from_begin_to_end)
{
	char adapter[40], queue[40], packet[80], value[48];
	uint32_t allocation = told_new(self, MIB);
	struct d3dddi_makeresident args = {
		.paging_queue = self->pager.handle,
		.num_allocations = 1,
		.allocation_list = (uintptr_t)&allocation,
		.flags = D3DDDI_MAKERESIDENT_FLAGS_CANT_TRIM_FURTHER,
	};

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_NE(0, allocation);
	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, 0));
	/* Whatever the engine is to do takes a while, so that there is something to wait for. */
	ASSERT_TRUE(dxg_softgpu_write(&self->gpu, "paging_delay_ms", "100"));
	ASSERT_TRUE(trace_begin());
	ASSERT_EQ(STATUS_PENDING, dxg_call(self->fd, D3DKMT_IOC_MAKE_RESIDENT, &args));
	ASSERT_TRUE(dxg_pager_wait(&self->pager, args.paging_fence_value));
	trace_end();
	snprintf(adapter, sizeof(adapter), "adapter=%llx ", (unsigned long long)self->gpu.luid);
	snprintf(queue, sizeof(queue), "paging_queue=%#x ", self->pager.handle);
	snprintf(value, sizeof(value), "paging_fence_value=%llu\n",
		 (unsigned long long)args.paging_fence_value);
	snprintf(packet, sizeof(packet), "sequence_id=%llu type=make_resident",
		 (unsigned long long)args.paging_fence_value);
	EXPECT_TRUE(log_has(" make_resident:", queue, "num_allocations=1 flags=0x1"));
	EXPECT_TRUE(log_has(" make_resident_stop:", adapter, value));
	EXPECT_TRUE(log_has(" vidmm_make_resident:", "residency_count=1 ", "error=0"));
	EXPECT_TRUE(log_has("paging_queue_packet_start:", queue, packet));
	EXPECT_TRUE(log_has("paging_queue_packet_stop:", queue, packet));

	ASSERT_TRUE(trace_begin());
	args.flags = 0;
	args.allocation_list = 0;
	EXPECT_NE(0, dxg_call(self->fd, D3DKMT_IOC_MAKE_RESIDENT, &args));
	trace_end();
	/* What is refused at once is no such call. */
	EXPECT_FALSE(log_has(" make_resident:", queue, ""));
}

TEST_F(told, call_that_fails)
{
	uint32_t list[2], i;
	struct d3dddi_makeresident args = {
		.paging_queue = self->pager.handle,
		.num_allocations = ARRAY_SIZE(list),
		.allocation_list = (uintptr_t)list,
	};
	char trim[80];

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	/* Each fits into the aperture alone. */
	for (i = 0; i < ARRAY_SIZE(list); i++)
		ASSERT_EQ(0, dxg_create_desc(self->fd, self->device, dxg_upload(30 * MIB),
					     &list[i]));
	ASSERT_TRUE(trace_begin());
	ASSERT_EQ(STATUS_NO_MEMORY, dxg_call(self->fd, D3DKMT_IOC_MAKE_RESIDENT, &args));
	trace_end();
	snprintf(trim, sizeof(trim), "num_bytes_to_trim=%llu paging_fence_value=0",
		 (unsigned long long)args.num_bytes_to_trim);
	EXPECT_TRUE(log_has(" make_resident_stop:", "error=-12 ", trim));
}

TEST_F(told, what_becomes_of_an_allocation)
{
	char global[80], adapter[40], line[80];
	uint32_t allocation = told_new(self, MIB), other, priority = 0x28000000;
	struct d3dkmt_setallocationpriority set = {
		.device = self->device,
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
		.priorities = (uintptr_t)&priority,
	};

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_NE(0, allocation);
	snprintf(adapter, sizeof(adapter), "adapter=%llx ", (unsigned long long)self->gpu.luid);
	snprintf(global, sizeof(global), "global_alloc=%s", global_of(self, 1));
	ASSERT_TRUE(trace_begin());
	EXPECT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &set));
	EXPECT_EQ(0, dxg_offer_one(&self->pager, allocation, D3DKMT_OFFER_PRIORITY_NORMAL));
	/* There is room for it only when the other one has gone. */
	other = told_new(self, 16 * MIB);
	EXPECT_NE(0, other);
	trace_end();
	EXPECT_TRUE(log_has(" set_allocation_priority:", global, "priority=0x28000000"));
	EXPECT_TRUE(log_has(" offer_allocation:", global, "priority=0x2"));
	EXPECT_TRUE(log_has(" discard_allocation:", global, ""));
	EXPECT_TRUE(log_has(" evict_allocation:", global, adapter));
	snprintf(line, sizeof(line), "segment=1 total_bytes_resident=%llu\n", 0ull);
	EXPECT_TRUE(log_has(" total_bytes_resident_in_segment:", adapter, line));
	snprintf(line, sizeof(line), "segment=1 total_bytes_resident=%llu\n", 16 * MIB);
	EXPECT_TRUE(log_has(" total_bytes_resident_in_segment:", adapter, line));
	snprintf(line, sizeof(line), "process=%d group=0 old=0 new=%llu\n", getpid(), 16 * MIB);
	EXPECT_TRUE(log_has(" process_usage_change:", adapter, line));
}

/* Contents that are in system memory are discarded when that is short. */
TEST_F(told, discarded_in_system_memory)
{
	uint32_t allocation = told_new(self, MIB);
	char global[80];

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_NE(0, allocation);
	snprintf(global, sizeof(global), "global_alloc=%s", global_of(self, 1));
	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, 0));
	ASSERT_EQ(0, dxg_offer_one(&self->pager, allocation, D3DKMT_OFFER_PRIORITY_LOW));
	ASSERT_TRUE(trace_begin());
	ASSERT_TRUE(file_write("/proc/sys/vm/drop_caches", "2"));
	trace_end();
	EXPECT_TRUE(log_has(" discard_allocation:", global, ""));
}

/* What one process does changes the budgets of the others. */
TEST_F(told, budgets)
{
	char adapter[40], less[80], more[80];
	struct d3dkmt_changevideomemoryreservation reserve = {
		.reservation = 6 * MIB,
		.memory_segment_group = D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL,
	};
	int status;
	pid_t pid;

	if (access(TRACEFS "/trace", R_OK))
		SKIP(return, "no tracefs");
	ASSERT_NE(0, told_new(self, MIB));
	ASSERT_TRUE(trace_begin());
	pid = fork();
	if (!pid) {
		int fd = dxg_open();

		reserve.adapter = dxg_adapter_by_luid(fd, self->gpu.luid);
		_exit(!!dxg_call(fd, D3DKMT_IOC_CHANGE_VIDEO_MEMORY_RESERVATION, &reserve));
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	snprintf(adapter, sizeof(adapter), "adapter=%llx ", (unsigned long long)self->gpu.luid);
	/* Of 24 MiB it has half of what isn't reserved, until the other one has ended. */
	snprintf(less, sizeof(less), "process=%d group=0 old=%llu new=%llu\n", getpid(),
		 24 * MIB, 9 * MIB);
	snprintf(more, sizeof(more), "process=%d group=0 old=%llu new=%llu\n", getpid(),
		 9 * MIB, 24 * MIB);
	EXPECT_TRUE(log_has(" process_budget_change:", adapter, less));
	EXPECT_TRUE(log_will_have(" process_budget_change:", adapter, more));
	trace_end();
}

TEST_HARNESS_MAIN
