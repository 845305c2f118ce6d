// SPDX-License-Identifier: GPL-2.0
/*
 * Priorities and residency: SetAllocationPriority, GetAllocationPriority, QueryAllocationResidency.
 * They name allocations in one way, by a list or by a resource.
 */
#include "create.h"
#include "gpu_fixture.h"
#include "mem.h"
#include "share.h"

#define MINIMUM	0x28000000u
#define LOW	0x50000000u
#define NORMAL	0x78000000u
#define HIGH	0xa0000000u
#define MAXIMUM	0xc8000000u

typedef FIXTURE_DATA(gpu) gpu_data;

/* The three calls have the same struct, but for the name of the last member. */
static const unsigned long commands[] = {
	D3DKMT_IOC_SET_ALLOCATION_PRIORITY, D3DKMT_IOC_GET_ALLOCATION_PRIORITY,
	D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY,
};

static int property(gpu_data *self, unsigned long command, uint32_t resource,
		    const uint32_t *list, uint32_t count, uint32_t *values)
{
	struct d3dkmt_getallocationpriority args = {
		.device = self->device,
		.resource = resource,
		.allocation_list = (uintptr_t)list,
		.allocation_count = count,
		.priorities = (uintptr_t)values,
	};
	union {
		struct d3dkmt_setallocationpriority set;
		struct d3dkmt_getallocationpriority get;
		struct d3dkmt_queryallocationresidency query;
	} any = { .get = args };

	return dxg_call(self->fd, command, &any);
}

static int set(gpu_data *self, const uint32_t *list, uint32_t count, uint32_t *values)
{
	return property(self, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, 0, list, count, values);
}

static uint32_t get_one(gpu_data *self, uint32_t allocation)
{
	uint32_t value = POISON32;

	if (property(self, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, 0, &allocation, 1, &value))
		return 0;
	return value;
}

TEST_F(gpu, priority_of_a_list)
{
	uint32_t values[] = { MINIMUM, LOW, HIGH, MAXIMUM, 1, NORMAL + 1, NORMAL - 1, 0x12345678 };
	uint32_t list[ARRAY_SIZE(values)], got[ARRAY_SIZE(values) + 1];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(list); i++) {
		ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[i]));
		EXPECT_EQ(NORMAL, get_one(self, list[i]));
	}
	EXPECT_EQ(0, set(self, list, ARRAY_SIZE(list), values));
	memset(got, POISON, sizeof(got));
	EXPECT_EQ(0, property(self, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, 0, list, ARRAY_SIZE(list),
			      got));
	EXPECT_EQ(0, memcmp(values, got, sizeof(values)));
	EXPECT_EQ(POISON32, got[ARRAY_SIZE(list)]);
}

TEST_F(gpu, priority_of_a_resource)
{
	uint32_t resource, members[3], other, value = HIGH, got[2] = { POISON32, POISON32 };
	size_t i;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, members, 3));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &other));
	EXPECT_EQ(0, property(self, D3DKMT_IOC_SET_ALLOCATION_PRIORITY, resource, NULL, 0, &value));
	for (i = 0; i < ARRAY_SIZE(members); i++)
		EXPECT_EQ(HIGH, get_one(self, members[i]));
	EXPECT_EQ(NORMAL, get_one(self, other));
	/* Members keep values of their own; the resource has one answer. */
	value = MAXIMUM;
	EXPECT_EQ(0, set(self, &members[1], 1, &value));
	EXPECT_EQ(HIGH, get_one(self, members[0]));
	EXPECT_EQ(0, property(self, D3DKMT_IOC_GET_ALLOCATION_PRIORITY, resource, NULL, 0, got));
	EXPECT_EQ(MAXIMUM, got[0]);
	EXPECT_EQ(POISON32, got[1]);
}

/* Priority is the allocation's, whoever has it open. */
TEST_F(gpu, priority_of_a_share)
{
	uint32_t device2 = dxg_create_device(self->fd, self->adapter), value = LOW;
	struct share_open o;
	struct share share;
	int nt;

	ASSERT_EQ(0, share_create(self->fd, self->device, SHARE_NT_FLAGS, &share));
	nt = share_fd(self->fd, share.resource, GENERIC_ALL);
	ASSERT_EQ(0, share_open_nt(self->fd, device2, nt, &o));
	close(nt);
	EXPECT_EQ(0, set(self, &share.allocations[0], 1, &value));
	self->device = device2;
	EXPECT_EQ(LOW, get_one(self, o.infos[0].allocation));
	EXPECT_EQ(NORMAL, get_one(self, o.infos[1].allocation));
}

TEST_F(gpu, priority_at_creation)
{
	struct create create;

	create_init(&create, self->device);
	create.info.flags = D3DDDI_ALLOCATIONINFO2_FLAGS_OVERRIDE_PRIORITY;
	create.info.priority = HIGH;
	ASSERT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(HIGH, get_one(self, create.info.allocation));
	/* Without the flag the member says nothing. */
	create_init(&create, self->device);
	create.info.priority = HIGH;
	ASSERT_EQ(0, create_call(self->fd, &create));
	EXPECT_EQ(NORMAL, get_one(self, create.info.allocation));
}

TEST_F(gpu, values_refused)
{
	static const uint32_t bad[] = { 0, MAXIMUM + 1, 0xffffffff };
	uint32_t list[2], values[2];
	size_t i;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[0]));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[1]));
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		values[0] = HIGH;
		values[1] = bad[i];
		EXPECT_EQ(STATUS_INVALID_PARAMETER, set(self, list, 2, values));
		/* None of a failed call's list has changed. */
		EXPECT_EQ(NORMAL, get_one(self, list[0]));
		EXPECT_EQ(NORMAL, get_one(self, list[1]));
	}
}

/* Nothing was made resident. */
TEST_F(gpu, residency)
{
	const unsigned long query = D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY;
	const uint32_t not_resident = D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT;
	uint32_t resource, list[2], got[3] = { POISON32, POISON32, POISON32 };

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, list, 2));
	EXPECT_EQ(0, property(self, query, 0, list, 2, got));
	EXPECT_EQ(not_resident, got[0]);
	EXPECT_EQ(not_resident, got[1]);
	EXPECT_EQ(POISON32, got[2]);
	got[0] = POISON32;
	got[1] = POISON32;
	EXPECT_EQ(0, property(self, query, resource, NULL, 0, got));
	EXPECT_EQ(not_resident, got[0]);
	EXPECT_EQ(POISON32, got[1]);
}

/* Nothing to set is no failure, but there is no answer either. */
TEST_F(gpu, resource_without_allocations)
{
	uint32_t resource, value = HIGH;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, NULL, 0));
	EXPECT_EQ(0, property(self, commands[0], resource, NULL, 0, &value));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, commands[1], resource, NULL, 0, &value));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, commands[2], resource, NULL, 0, &value));
	EXPECT_EQ(HIGH, value);
}

/* What all three refuse: the ways to name nothing, or not clearly. */
TEST_F(gpu, selection)
{
	uint32_t device2 = dxg_create_device(self->fd, self->adapter);
	uint32_t resource, members[2], foreign, stale, value[2] = { HIGH, HIGH }, list[2];
	size_t i;

	ASSERT_EQ(0, dxg_create_resource(self->fd, self->device, &resource, members, 2));
	ASSERT_EQ(0, dxg_create_raw(self->fd, device2, 4096, &foreign));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &stale));
	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, stale));
	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		const unsigned long c = commands[i];

		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, NULL, 0, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, members, 0, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, NULL, 1, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, resource, members, 0, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, resource, NULL, 1, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, resource, members, 2, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, members[0], NULL, 0, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, &resource, 1, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, members, 10241, value));
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, members, ~0u, value));
		list[0] = members[0];
		list[1] = foreign;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, list, 2, value));
		list[1] = stale;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, list, 2, value));
		list[1] = members[0] | 1;
		EXPECT_EQ(STATUS_INVALID_PARAMETER, property(self, c, 0, list, 2, value));
	}
	EXPECT_EQ(NORMAL, get_one(self, members[0]));
}

/* Lists and values that can't be read or written, whole or in part. */
TEST_F(gpu, faults)
{
	uint32_t list[2], values[2] = { HIGH, HIGH }, *edge;
	size_t i, j;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[0]));
	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &list[1]));
	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		for (j = 0; j < mem_num_bad; j++) {
			EXPECT_EQ(-EFAULT, property(self, commands[i], 0, list, 2,
						    (void *)(uintptr_t)mem_bad[j]));
			if (!mem_bad[j])
				continue;
			EXPECT_EQ(-EFAULT, property(self, commands[i], 0,
						    (void *)(uintptr_t)mem_bad[j], 2, values));
		}
		edge = mem_edge(sizeof(*edge));
		*edge = HIGH;
		EXPECT_EQ(-EFAULT, property(self, commands[i], 0, list, 2, edge));
		*edge = list[0];
		EXPECT_EQ(-EFAULT, property(self, commands[i], 0, edge, 2, values));
		EXPECT_EQ(0, property(self, commands[i], 0, edge, 1, values));
		values[0] = NORMAL;
		EXPECT_EQ(0, set(self, list, 1, values));
		values[0] = HIGH;
	}
	EXPECT_EQ(NORMAL, get_one(self, list[0]));
	EXPECT_EQ(NORMAL, get_one(self, list[1]));
}

/* As long a list as there can be; the same allocation may be on it more than once. */
TEST_F(gpu, long_list)
{
	uint32_t *list = calloc(10240, sizeof(*list)), *values = calloc(10240, sizeof(*values));
	uint32_t allocation, i;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	for (i = 0; i < 10240; i++) {
		list[i] = allocation;
		values[i] = NORMAL + i;
	}
	EXPECT_EQ(0, set(self, list, 10240, values));
	EXPECT_EQ(NORMAL + 10239, get_one(self, allocation));
	EXPECT_EQ(0, property(self, D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY, 0, list, 10240, values));
	EXPECT_EQ(D3DKMT_ALLOCATIONRESIDENCYSTATUS_NOTRESIDENT, values[10239]);
	free(values);
	free(list);
}

TEST_F(gpu, gone)
{
	uint32_t allocation, value = HIGH;
	size_t i;

	ASSERT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		EXPECT_EQ(STATUS_DEVICE_REMOVED,
			  property(self, commands[i], 0, &allocation, 1, &value));
}

TEST_HARNESS_MAIN
