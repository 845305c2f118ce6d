// SPDX-License-Identifier: GPL-2.0
#include "gpu.h"

bool dxg_gpu_stats(const struct dxg_softgpu *gpu, struct dxg_gpu_stats *stats)
{
	char path[128];
	FILE *f;
	int n;

	snprintf(path, sizeof(path), "%s/stats", gpu->path);
	f = fopen(path, "r");
	if (!f)
		return false;
	n = fscanf(f, "devices %d resources %d allocations %d opens %d", &stats->devices,
		   &stats->resources, &stats->allocations, &stats->opens);
	fclose(f);
	return n == 4;
}

long long dxg_gpu_stat(const struct dxg_softgpu *gpu, const char *name)
{
	long long value = -1, number;
	char path[128], word[64];
	FILE *f;

	snprintf(path, sizeof(path), "%s/stats", gpu->path);
	f = fopen(path, "r");
	if (!f)
		return -1;
	while (fscanf(f, "%63s %lld", word, &number) == 2) {
		if (!strcmp(word, name))
			value = number;
	}
	fclose(f);
	return value;
}

bool dxg_gpu_engine_settles(const struct dxg_softgpu *gpu)
{
	int tries;

	for (tries = 0; tries < 2000; tries++) {
		if (!dxg_gpu_stat(gpu, "paging_queued"))
			return true;
		usleep(10000);
	}
	return false;
}

bool dxg_gpu_is_idle(const struct dxg_softgpu *gpu)
{
	struct dxg_gpu_stats stats;

	if (!dxg_gpu_stats(gpu, &stats))
		return false;
	if (!stats.devices && !stats.resources && !stats.allocations && !stats.opens)
		return true;
	fprintf(stderr, "# the miniport has %d devices, %d resources, %d allocations, %d opens\n",
		stats.devices, stats.resources, stats.allocations, stats.opens);
	return false;
}

bool dxg_gpu_inject(const struct dxg_softgpu *gpu, const char *rule)
{
	char text[256];

	snprintf(text, sizeof(text), "clear\n%s", rule ? rule : "");
	return dxg_softgpu_write(gpu, "inject", text);
}

int dxg_execution_state(int fd, uint32_t device)
{
	struct d3dkmt_getdevicestate state = {
		.device = device,
		.state_type = D3DKMT_DEVICESTATE_EXECUTION,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_GET_DEVICE_STATE, &state);

	return ret ? ret : (int)state.execution_state;
}

int dxg_escape_info(int fd, uint32_t adapter, uint32_t device)
{
	struct softgpu_escape_info info = {
		.head = {
			.magic = SOFTGPU_MAGIC,
			.version = SOFTGPU_VERSION,
			.command = SOFTGPU_ESCAPE_GET_INFO,
			.size = sizeof(info),
		},
	};
	struct d3dkmt_escape escape = {
		.adapter = adapter,
		.device = device,
		.type = D3DKMT_ESCAPE_DRIVERPRIVATE,
		.private_driver_data = (uintptr_t)&info,
		.private_driver_data_size = sizeof(info),
	};

	return dxg_call(fd, D3DKMT_IOC_ESCAPE, &escape);
}

int dxg_query_version(int fd, uint32_t adapter)
{
	uint32_t version = 0;
	struct d3dkmt_queryadapterinfo query = {
		.adapter = adapter,
		.type = KMTQAITYPE_DRIVERVERSION,
		.private_driver_data = (uintptr_t)&version,
		.private_driver_data_size = sizeof(version),
	};

	return dxg_call(fd, D3DKMT_IOC_QUERY_ADAPTER_INFO, &query);
}
