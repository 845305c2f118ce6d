// SPDX-License-Identifier: GPL-2.0
/*
 * QueryStatistics: what it answers agrees with QueryVideoMemoryInfo and with the map in debugfs.
 */
#include <sys/wait.h>

#include "mem.h"
#include "share.h"
#include "told_fixture.h"

static struct d3dkmt_querystatistics args;
static const struct d3dkmt_querystatistics_result zero;

static int ask(told_data *self, uint32_t type, uint32_t index)
{
	return told_statistics(self->fd, self->gpu.luid, type, index, &args);
}

static const struct d3dkmt_querystatistics_segment_information *segment(told_data *self, uint32_t i)
{
	return ask(self, D3DKMT_QUERYSTATISTICS_SEGMENT, i) ?
	       &zero.segment_information : &args.query_result.segment_information;
}

static const struct d3dkmt_querystatistics_adapter_information *adapter(told_data *self)
{
	return ask(self, D3DKMT_QUERYSTATISTICS_ADAPTER, 0) ?
	       &zero.adapter_information : &args.query_result.adapter_information;
}

static const struct d3dkmt_querystatistics_process_segment_information *own(told_data *self,
									    uint32_t i)
{
	return ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT, i) ?
	       &zero.process_segment_information : &args.query_result.process_segment_information;
}

static struct d3dkmt_queryvideomemoryinfo memory_info(told_data *self, uint32_t group)
{
	struct d3dkmt_queryvideomemoryinfo info = {
		.adapter = self->adapter,
		.memory_segment_group = group,
	};

	if (dxg_call(self->fd, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &info))
		info.budget = ~0ull;
	return info;
}

TEST_F(told, what_an_adapter_is)
{
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_ADAPTER, POISON32));
	EXPECT_EQ(3, args.query_result.adapter_information.nb_segments);
	EXPECT_LE(1, args.query_result.adapter_information.node_count);
	EXPECT_EQ(0, args.query_result.adapter_information.vid_pn_source_count);
	EXPECT_EQ(2, args.query_result.adapter_information.flags);
	/* What goes in comes back as it was; what isn't known is 0. */
	EXPECT_EQ(D3DKMT_QUERYSTATISTICS_ADAPTER, args.type);
	EXPECT_EQ(POISON32, args.pad0);
	EXPECT_EQ(POISON32, args.query_segment.segment_id);
	EXPECT_EQ(0, args.query_result.adapter_information.tdr_detected_count);

	EXPECT_EQ(16 * MIB, segment(self, 0)->commit_limit);
	EXPECT_EQ(0, segment(self, 0)->aperture);
	EXPECT_EQ(0, segment(self, 0)->segment_properties);
	EXPECT_EQ(8 * MIB, segment(self, 1)->commit_limit);
	EXPECT_EQ(32 * MIB, segment(self, 2)->commit_limit);
	EXPECT_EQ(1, segment(self, 2)->aperture);
	EXPECT_EQ(D3DKMT_QUERYSTATISTICS_SEGMENT_PROPERTIES_SYSTEM_MEMORY,
		  segment(self, 2)->segment_properties);
}

TEST_F(told, all_that_is_told_of_a_segment_agrees)
{
	uint32_t allocation = told_new(self, 3 * MIB);
	struct d3dkmt_queryvideomemoryinfo info;

	ASSERT_NE(0, allocation);
	ASSERT_NE(0, told_new(self, 2 * MIB));
	info = memory_info(self, D3DKMT_MEMORY_SEGMENT_GROUP_LOCAL);
	ASSERT_TRUE(told_segment(self->gpu.luid, 1, &self->segment));
	EXPECT_EQ(5 * MIB, info.current_usage);
	EXPECT_EQ(5 * MIB, self->segment.resident);
	EXPECT_EQ(5 * MIB, segment(self, 0)->bytes_resident);
	EXPECT_EQ(5 * MIB, segment(self, 0)->bytes_committed);
	EXPECT_EQ(2, segment(self, 0)->memory.allocs_resident);
	EXPECT_EQ(0, segment(self, 1)->bytes_resident);
	EXPECT_EQ(5 * MIB, own(self, 0)->bytes_committed);
	/* It is the first that they prefer. */
	EXPECT_EQ(2, own(self, 0)->video_memory.allocs_resident_in_p[0].count);
	EXPECT_EQ(5 * MIB, own(self, 0)->video_memory.allocs_resident_in_p[0].bytes);
	EXPECT_EQ(0, own(self, 0)->video_memory.allocs_resident_in_non_preferred.count);

	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER, 0));
	EXPECT_EQ(3, args.query_result.process_adapter_information.nb_segments);
	EXPECT_EQ(5 * MIB, args.query_result.process_adapter_information.commitment_data
				   .bytes_by_segment_preference[0]);
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP, 0));
	EXPECT_EQ(info.budget, args.query_result.process_segment_group_information.budget);
	EXPECT_EQ(5 * MIB, args.query_result.process_segment_group_information.usage);
	EXPECT_EQ(5 * MIB, args.query_result.process_segment_group_information.requested);

	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	EXPECT_EQ(2 * MIB, segment(self, 0)->bytes_resident);
	EXPECT_EQ(1, segment(self, 0)->memory.allocs_resident);
	/* It has gone, but nothing was evicted. */
	EXPECT_EQ(0, segment(self, 0)->memory.total_bytes_evicted);
}

TEST_F(told, evicted_bytes_by_class_of_priority)
{
	static const struct {
		uint32_t priority, class;
	} rows[] = {
		{ 0x28000000, 0 }, { 0x50000000, 1 }, { 0x78000000, 2 }, { 0xa0000000, 3 },
		{ 0xc8000000, 4 },
	};
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		uint64_t size = (i + 1) * 0x10000;
		uint32_t priority = rows[i].priority;
		uint32_t allocation = told_new(self, size);
		struct d3dkmt_setallocationpriority set = {
			.device = self->device,
			.allocation_list = (uintptr_t)&allocation,
			.allocation_count = 1,
			.priorities = (uintptr_t)&priority,
		};

		ASSERT_NE(0, allocation);
		ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, &set));
		ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, 0));
		sum += size;
		EXPECT_EQ(size, segment(self, 0)->total_bytes_evicted_by_priority[rows[i].class]) {
			TH_LOG("%#x", rows[i].priority);
		}
		EXPECT_EQ(sum, segment(self, 0)->memory.total_bytes_evicted);
	}
	EXPECT_EQ(0, segment(self, 0)->bytes_resident);
	EXPECT_EQ(i, adapter(self)->paging_fault.evictions.count);
	EXPECT_EQ(sum, adapter(self)->paging_fault.evictions.bytes);
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_ADAPTER, 0));
	EXPECT_EQ(sum, args.query_result.process_adapter_information.commitment_data
			       .total_bytes_evicted_from_process);
}

TEST_F(told, bytes_that_are_paged)
{
	uint32_t allocation = told_new(self, MIB);

	ASSERT_NE(0, allocation);
	/* It never had contents. */
	EXPECT_EQ(MIB, adapter(self)->paging_transfer.bytes_filled);
	EXPECT_EQ(0, adapter(self)->paging_transfer.bytes_transferred_from_mdl_to_memory);
	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, 0));
	EXPECT_EQ(MIB, adapter(self)->paging_transfer.bytes_transferred_from_memory_to_mdl);
	ASSERT_EQ(0, dxg_resident_one(&self->pager, allocation));
	EXPECT_EQ(MIB, adapter(self)->paging_transfer.bytes_transferred_from_mdl_to_memory);
	EXPECT_EQ(MIB, adapter(self)->paging_transfer.bytes_filled);
	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, D3DDDI_EVICT_FLAGS_NOT_WRITTEN_TO));
	EXPECT_EQ(MIB, adapter(self)->paging_transfer.bytes_discarded);
}

/* Whether a counter has grown by so much. */
static bool grew(struct d3dkmt_querystatistics_counter now,
		 struct d3dkmt_querystatistics_counter before, uint32_t count, uint64_t bytes)
{
	if (now.count - before.count == count && now.bytes - before.bytes == bytes)
		return true;
	fprintf(stderr, "# %u more, %llu bytes\n", now.count - before.count,
		(unsigned long long)(now.bytes - before.bytes));
	return false;
}

#define LIVES(name)		(adapter(self)->allocations.name)
#define TERMINATIONS(name)	(adapter(self)->terminations.name)

TEST_F(told, lives_of_allocations)
{
	const struct d3dkmt_querystatistics_counter none = { };
	struct softgpu_allocation_desc descs[2] = { dxg_raw(0x10000), dxg_raw(0x3000) };
	struct d3dddi_allocationinfo2 infos[2] = {
		{ .private_driver_data = (uintptr_t)&descs[0],
		  .private_driver_data_size = sizeof(descs[0]) },
		{ .private_driver_data = (uintptr_t)&descs[1],
		  .private_driver_data_size = sizeof(descs[1]) },
	};
	struct d3dkmt_createallocation create = {
		.device = self->device,
		.num_allocations = 2,
		.allocation_info2 = (uintptr_t)infos,
	};
	uint32_t one;

	EXPECT_TRUE(grew(LIVES(created), none, 0, 0));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 0x5000, &one));
	ASSERT_EQ(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_TRUE(grew(LIVES(created), none, 3, 0x18000));
	EXPECT_TRUE(grew(LIVES(opened), none, 3, 0x18000));
	EXPECT_TRUE(grew(LIVES(closed), none, 0, 0));
	EXPECT_TRUE(grew(LIVES(destroyed), none, 0, 0));
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, one));
	EXPECT_TRUE(grew(LIVES(closed), none, 1, 0x5000));
	EXPECT_TRUE(grew(LIVES(destroyed), none, 1, 0x5000));
	/* What is refused never was. */
	descs[1].magic++;
	EXPECT_NE(0, dxg_call(self->fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create));
	EXPECT_TRUE(grew(LIVES(created), none, 3, 0x18000));
	/* The others end with their device. */
	ASSERT_EQ(0, dxg_pager_destroy(&self->pager));
	ASSERT_EQ(0, dxg_destroy_device(self->fd, self->device));
	EXPECT_TRUE(grew(LIVES(closed), none, 3, 0x18000));
	EXPECT_TRUE(grew(LIVES(destroyed), none, 3, 0x18000));
	EXPECT_TRUE(grew(TERMINATIONS(destroyed_non_shared), none, 3, 0x18000));
	EXPECT_TRUE(grew(TERMINATIONS(terminated_non_shared), none, 3, 0x18000));
	EXPECT_TRUE(grew(TERMINATIONS(destroyed_shared), none, 0, 0));
	EXPECT_TRUE(grew(LIVES(created), none, 3, 0x18000));
	EXPECT_TRUE(grew(LIVES(opened), none, 3, 0x18000));
}

/* An allocation that several have open is closed by each, and ends once. */
TEST_F(told, lives_of_shared_allocations)
{
	const uint64_t bytes = SHARE_SIZE0 + SHARE_SIZE1;
	const struct d3dkmt_querystatistics_counter none = { };
	struct share_open open;
	struct share share;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_LE(0, nt);
	ASSERT_EQ(0, share_open_nt(self->fd, self->device, nt, &open));
	EXPECT_TRUE(grew(LIVES(created), none, 2, bytes));
	EXPECT_TRUE(grew(LIVES(opened), none, 4, 2 * bytes));
	ASSERT_EQ(0, dxg_destroy_resource(self->fd, self->device, share.resource));
	EXPECT_TRUE(grew(LIVES(closed), none, 2, bytes));
	ASSERT_EQ(0, dxg_destroy_resource(self->fd, self->device, open.nt.resource));
	EXPECT_TRUE(grew(LIVES(closed), none, 4, 2 * bytes));
	EXPECT_TRUE(grew(LIVES(destroyed), none, 0, 0));
	close(nt);
	EXPECT_TRUE(grew(LIVES(destroyed), none, 2, bytes));
	EXPECT_TRUE(grew(TERMINATIONS(destroyed_shared), none, 2, bytes));
	EXPECT_TRUE(grew(TERMINATIONS(terminated_shared), none, 2, bytes));
	EXPECT_TRUE(grew(TERMINATIONS(destroyed_non_shared), none, 0, 0));
}

/* System memory that has contents. */
TEST_F(told, memory_of_a_process)
{
	const struct d3dkmt_querystatistics_system_memory *memory =
		&args.query_result.process_information.system_memory;
	uint32_t allocation = told_new(self, MIB);

	ASSERT_NE(0, allocation);
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS, 0));
	EXPECT_EQ(0, memory->bytes_allocated);
	EXPECT_EQ(MIB, memory->bytes_reserved);
	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation, 0));
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS, 0));
	EXPECT_EQ(MIB, memory->bytes_allocated);
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS, 0));
	EXPECT_EQ(0, memory->bytes_allocated);
	EXPECT_EQ(0, memory->bytes_reserved);
}

/* Nobody else's memory is told of, and the adapter need not be open. */
TEST_F(told, another_process)
{
	int fd = dxg_open(), status;
	pid_t pid;

	ASSERT_LE(0, fd);
	ASSERT_NE(0, told_new(self, MIB));
	pid = fork();
	if (!pid) {
		self->fd = dxg_open();
		_exit(!(segment(self, 0)->bytes_resident == MIB &&
			own(self, 0)->bytes_committed == 0 &&
			!ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP, 0) &&
			args.query_result.process_segment_group_information.budget == 12 * MIB &&
			args.query_result.process_segment_group_information.usage == 0));
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	close(fd);
}

TEST_F(told, engines_and_what_there_is_none_of)
{
	uint32_t nodes = adapter(self)->node_count;

	EXPECT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_NODE, nodes - 1));
	EXPECT_EQ(0, args.query_result.node_information.global_information.running_time);
	EXPECT_EQ(nodes - 1, args.query_result.node_information.node_perf_data.node_ordinal);
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_NODE, nodes));
	EXPECT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_NODE, nodes - 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_NODE, nodes));
	EXPECT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER, 0));
	EXPECT_EQ(0, memcmp(&zero, &args.query_result, sizeof(zero)));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER, 1));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_VIDPNSOURCE, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_VIDPNSOURCE, 0));
}

TEST_F(told, refused)
{
	struct d3dkmt_querystatistics before;

	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_SEGMENT, 3));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_SEGMENT, ~0u));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT, 3));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  ask(self, D3DKMT_QUERYSTATISTICS_PROCESS_SEGMENT_GROUP, 2));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  ask(self, D3DKMT_QUERYSTATISTICS_PHYSICAL_ADAPTER + 1, 0));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, ~0u, 0));
	EXPECT_EQ(POISON64, args.query_result.adapter_information.flags);

	before = args;
	EXPECT_EQ(STATUS_INVALID_PARAMETER, told_statistics(self->fd, 0xdeadbeef0000ull,
							    D3DKMT_QUERYSTATISTICS_ADAPTER, 0,
							    &args));
	EXPECT_EQ(0, memcmp(&before.query_result, &args.query_result, sizeof(zero)));
	/* Only of oneself. */
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_PROCESS, 0));
	args.process = getpid();
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_QUERY_STATISTICS, &args));
	args.process = 1ull << 32;
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  dxg_call(self->fd, D3DKMT_IOC_QUERY_STATISTICS, &args));
}

TEST_F(told, the_adapter_goes)
{
	ASSERT_EQ(0, ask(self, D3DKMT_QUERYSTATISTICS_ADAPTER, 0));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, ask(self, D3DKMT_QUERYSTATISTICS_ADAPTER, 0));
}

TEST_HARNESS_MAIN
