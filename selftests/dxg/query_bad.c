// SPDX-License-Identifier: GPL-2.0
/*
 * QueryAdapterInfo: payloads that are missing, of a wrong size or not there; types that the
 * miniport answers.
 */
#include "fixture.h"
#include "gpu_fixture.h"
#include "mem.h"

#define MAX_BLOB (128 << 10)

static int query(int fd, uint32_t adapter, uint32_t type, uint64_t data, uint32_t size)
{
	struct d3dkmt_queryadapterinfo query = {
		.adapter = adapter,
		.type = type,
		.private_driver_data = data,
		.private_driver_data_size = size,
	};

	return dxg_call(fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query);
}

TEST_F(dxg, size_limits)
{
	uint32_t bad[] = { 0, MAX_BLOB + 1, MAX_BLOB * 2, 0x7fffffff, 0x80000000, 0xfffffffc, ~0u };
	unsigned char *data = mem_edge(MAX_BLOB + 1);
	size_t i;

	EXPECT_EQ(0, query(self->fd, self->adapter, KMTQAITYPE_DRIVERVERSION, (uintptr_t)data,
			   MAX_BLOB));
	EXPECT_TRUE(mem_is(data + 4, POISON, MAX_BLOB - 3));
	memset(data, POISON, 4);
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  query(self->fd, self->adapter, KMTQAITYPE_DRIVERVERSION,
				(uintptr_t)data, bad[i])) {
			TH_LOG("%u bytes", bad[i]);
		}
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  query(self->fd, self->adapter, KMTQAITYPE_UMDRIVERPRIVATE,
				(uintptr_t)data, bad[i]));
	}
	EXPECT_TRUE(mem_is(data, POISON, MAX_BLOB + 1));
}

TEST_F(dxg, payload_faults)
{
	struct softgpu_info *info = mem_edge(sizeof(*info));
	static const uint32_t types[] = { KMTQAITYPE_UMDRIVERPRIVATE, KMTQAITYPE_GETSEGMENTSIZE };
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		for (j = 0; j < mem_num_bad; j++) {
			EXPECT_EQ(-EFAULT, query(self->fd, self->adapter, types[i], mem_bad[j],
						 sizeof(*info))) {
				TH_LOG("type %u at %llx", types[i],
				       (unsigned long long)mem_bad[j]);
			}
		}
		ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ | PROT_WRITE));
		EXPECT_EQ(0, query(self->fd, self->adapter, types[i], (uintptr_t)info,
				   sizeof(*info)));
		EXPECT_EQ(-EFAULT, query(self->fd, self->adapter, types[i], (uintptr_t)info,
					 sizeof(*info) + 1));
		memset(info, POISON, sizeof(*info));
		ASSERT_TRUE(mem_protect(info, sizeof(*info), PROT_READ));
		EXPECT_EQ(-EFAULT, query(self->fd, self->adapter, types[i], (uintptr_t)info,
					 sizeof(*info)));
		EXPECT_TRUE(mem_is(info, POISON, sizeof(*info)));
	}
}

/* Before the payload's address is looked at, the handle and the size are. */
TEST_F(dxg, handles)
{
	uint32_t bad[] = { 0, self->device, self->adapter + 1, self->adapter ^ 0xc0000000, ~0u,
			   POISON32 };
	uint32_t data = POISON32;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER,
			  query(self->fd, bad[i], KMTQAITYPE_DRIVERVERSION, (uintptr_t)&data, 4)) {
			TH_LOG("%#x", bad[i]);
		}
	}
	EXPECT_EQ(POISON32, data);
	EXPECT_EQ(0, dxg_close_adapter(self->fd, self->adapter));
	EXPECT_EQ(STATUS_INVALID_PARAMETER,
		  query(self->fd, self->adapter, KMTQAITYPE_DRIVERVERSION, (uintptr_t)&data, 4));
}

/* Types beyond the interface's are the miniport's; softgpu has none. */
TEST_F(dxg, unknown_types_go_to_the_miniport)
{
	static const uint32_t types[] = { 78, 1000, 0x7fffffff, 0x80000000, ~0u };
	struct softgpu_info info;
	size_t i;

	memset(&info, POISON, sizeof(info));
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		EXPECT_EQ(STATUS_INVALID_PARAMETER, query(self->fd, self->adapter, types[i],
							  (uintptr_t)&info, sizeof(info))) {
			TH_LOG("type %u", types[i]);
		}
	}
	EXPECT_TRUE(mem_is(&info, POISON, sizeof(info)));
}

/* What the miniport answers is what the caller gets, for its own types and those nobody defines. */
TEST_F(gpu, miniport_refuses)
{
	static const struct {
		const char *rule;
		int status;
	} rules[] = {
		{ "query_umd_private fail error=ENOMEM", STATUS_NO_MEMORY },
		{ "query_umd_private fail error=EPERM", STATUS_NOT_SUPPORTED },
		{ "query_umd_private fail error=EINVAL", STATUS_INVALID_PARAMETER },
	};
	struct softgpu_info info;
	size_t i;

	memset(&info, POISON, sizeof(info));
	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		ASSERT_TRUE(dxg_gpu_inject(&self->gpu, rules[i].rule));
		EXPECT_EQ(rules[i].status,
			  query(self->fd, self->adapter, KMTQAITYPE_UMDRIVERPRIVATE,
				(uintptr_t)&info, sizeof(info)));
		EXPECT_EQ(rules[i].status, query(self->fd, self->adapter, 78, (uintptr_t)&info,
						 sizeof(info)));
	}
	EXPECT_TRUE(mem_is(&info, POISON, sizeof(info)));
}

TEST_HARNESS_MAIN
