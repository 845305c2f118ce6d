// SPDX-License-Identifier: GPL-2.0
/*
 * The floor, and calls that only tell something.
 */
#include <sys/syscall.h>

#include "bench.h"

struct query {
	int fd;
	unsigned long cmd;
	int expected;
	union {
		struct d3dkmt_queryallocationresidency residency;
		struct d3dkmt_getallocationpriority priority;
		struct d3dkmt_queryvideomemoryinfo memory;
	};
};

static bool run_getppid(void *ctx, unsigned int n)
{
	(void)ctx;
	while (n--)
		syscall(SYS_getppid);
	return true;
}

static bool run_query(void *ctx, unsigned int n)
{
	struct query *query = ctx;

	while (n--) {
		if (ioctl(query->fd, query->cmd, &query->residency) != query->expected)
			return false;
	}
	return true;
}

void bench_floor(const struct bench_dxg *dxg)
{
	static const struct bench_op getppid_op = { .key = "getppid", .run = run_getppid };
	static const struct bench_op fail_op = { .key = "ioctl_fail", .run = run_query };
	/* A command that the driver doesn't know. */
	struct query query = { .fd = dxg->fd, .cmd = _IO('G', 0xff), .expected = -1 };

	bench_measure(&getppid_op, NULL);
	bench_measure(&fail_op, &query);
}

static struct query priority_query(const struct bench_dxg *dxg, uint32_t *allocation,
				   uint32_t *answer)
{
	return (struct query) {
		.fd = dxg->fd,
		.cmd = D3DKMT_IOC_GET_ALLOCATION_PRIORITY,
		.priority = {
			.device = dxg->device,
			.allocation_list = (uintptr_t)allocation,
			.allocation_count = 1,
			.priorities = (uintptr_t)answer,
		},
	};
}

void bench_query_among(const struct bench_dxg *dxg, uint32_t allocation, unsigned int live)
{
	char key[48];
	struct bench_op op = { .key = key, .run = run_query };
	uint32_t answer;
	struct query query = priority_query(dxg, &allocation, &answer);

	snprintf(key, sizeof(key), "live_%u_get_priority", live);
	bench_measure(&op, &query);
}

void bench_queries(const struct bench_dxg *dxg)
{
	static const struct bench_op residency_op = { .key = "query_residency", .run = run_query };
	static const struct bench_op priority_op = { .key = "get_priority", .run = run_query };
	static const struct bench_op memory_op = { .key = "video_memory_info", .run = run_query };
	uint32_t allocation, answer;
	struct query query = { .fd = dxg->fd };

	if (dxg_create_raw(dxg->fd, dxg->device, 4096, &allocation))
		return;
	query.cmd = D3DKMT_IOC_QUERY_ALLOCATION_RESIDENCY;
	query.residency = (struct d3dkmt_queryallocationresidency) {
		.device = dxg->device,
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
		.residency_status = (uintptr_t)&answer,
	};
	bench_measure(&residency_op, &query);
	query = priority_query(dxg, &allocation, &answer);
	bench_measure(&priority_op, &query);
	query.cmd = D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO;
	query.memory = (struct d3dkmt_queryvideomemoryinfo) { .adapter = dxg->adapter };
	bench_measure(&memory_op, &query);
	dxg_destroy(dxg->fd, dxg->device, allocation);
}
