// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <sys/stat.h>

#include "dxg.h"
#include "file.h"

const char *dxg_node(void)
{
	const char *node = getenv("D3DKMT_DEVICE");

	return node ? node : "/dev/dxg";
}

int dxg_open(void)
{
	return open(dxg_node(), O_RDWR | O_CLOEXEC);
}

int dxg_call(int fd, unsigned long cmd, void *arg)
{
	int ret = ioctl(fd, cmd, arg);

	return ret == -1 ? -errno : ret;
}

const char *const dxg_count_names[DXG_NUM_COUNTS] = {
	"processes", "adapters", "adapter_opens", "devices", "resources", "allocations",
	"shares", "paging_queues", "fences", "handles", "pinned_pages", "stores", "views",
};

int dxg_counts_read(struct dxg_counts *counts)
{
	FILE *f = fopen("/sys/kernel/debug/dxgkrnl/objects", "r");
	char name[32];
	long value;
	int i;

	memset(counts, 0, sizeof(*counts));
	if (!f)
		return -errno;
	while (fscanf(f, "%31s %ld", name, &value) == 2) {
		for (i = 0; i < DXG_NUM_COUNTS; i++) {
			if (!strcmp(name, dxg_count_names[i]))
				counts->n[i] = value;
		}
	}
	fclose(f);
	return 0;
}

bool dxg_counts_settle(const struct dxg_counts *before)
{
	struct dxg_counts now;
	int i, tries;

	/* A process is freed a grace period after its last descriptor. */
	for (tries = 0; tries < 500; tries++) {
		if (dxg_counts_read(&now))
			return false;
		if (!memcmp(&now, before, sizeof(now)))
			return true;
		usleep(10000);
	}
	for (i = 0; i < DXG_NUM_COUNTS; i++) {
		if (now.n[i] != before->n[i])
			fprintf(stderr, "# %s: %ld, were %ld\n", dxg_count_names[i], now.n[i],
				before->n[i]);
	}
	return false;
}

uint32_t dxg_first_adapter(int fd)
{
	struct d3dkmt_adapterinfo infos[64];
	struct d3dkmt_enumadapters2 enum2 = {
		.num_adapters = ARRAY_SIZE(infos),
		.adapters = (uintptr_t)infos,
	};
	uint32_t i;

	if (dxg_call(fd, D3DKMT_IOC_ENUM_ADAPTERS2, &enum2) || !enum2.num_adapters)
		return 0;
	for (i = 1; i < enum2.num_adapters; i++) {
		struct d3dkmt_closeadapter close_adapter = { .adapter = infos[i].adapter };

		dxg_call(fd, D3DKMT_IOC_CLOSE_ADAPTER, &close_adapter);
	}
	return infos[0].adapter;
}

uint32_t dxg_adapter_by_luid(int fd, uint64_t luid)
{
	struct d3dkmt_openadapterfromluid open_adapter = {
		.adapter_luid = { .low_part = luid, .high_part = luid >> 32 },
	};

	if (dxg_call(fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &open_adapter))
		return 0;
	return open_adapter.adapter;
}

uint32_t dxg_create_device(int fd, uint32_t adapter)
{
	struct d3dkmt_createdevice create = { .adapter = adapter };

	return dxg_call(fd, D3DKMT_IOC_CREATE_DEVICE, &create) ? 0 : create.device;
}

struct softgpu_allocation_desc dxg_raw(uint64_t size)
{
	return (struct softgpu_allocation_desc) {
		.magic = SOFTGPU_MAGIC,
		.version = SOFTGPU_VERSION,
		.size = sizeof(struct softgpu_allocation_desc),
		.kind = SOFTGPU_KIND_RAW,
		.width = size,
		.height = 1,
		.depth = 1,
		.mip_levels = 1,
		.array_size = 1,
		.samples = 1,
		.cpu_access = SOFTGPU_CPU_ACCESS_READ | SOFTGPU_CPU_ACCESS_WRITE,
	};
}

int dxg_create_desc(int fd, uint32_t device, struct softgpu_allocation_desc desc,
		    uint32_t *allocation)
{
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)&desc,
		.private_driver_data_size = sizeof(desc),
	};
	struct d3dkmt_createallocation create = {
		.device = device,
		.num_allocations = 1,
		.allocation_info2 = (uintptr_t)&info,
	};
	int ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);

	*allocation = ret ? 0 : info.allocation;
	return ret;
}

int dxg_create_raw(int fd, uint32_t device, uint64_t size, uint32_t *allocation)
{
	return dxg_create_desc(fd, device, dxg_raw(size), allocation);
}

int dxg_destroy(int fd, uint32_t device, uint32_t allocation)
{
	struct d3dkmt_destroyallocation2 destroy = {
		.device = device,
		.allocation_list = (uintptr_t)&allocation,
		.allocation_count = 1,
	};

	return dxg_call(fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &destroy);
}

int dxg_destroy_list(int fd, uint32_t device, const uint32_t *allocations, uint32_t n)
{
	struct d3dkmt_destroyallocation2 destroy = {
		.device = device,
		.allocation_list = (uintptr_t)allocations,
		.allocation_count = n,
	};

	return dxg_call(fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &destroy);
}

int dxg_destroy_resource(int fd, uint32_t device, uint32_t resource)
{
	struct d3dkmt_destroyallocation2 destroy = { .device = device, .resource = resource };

	return dxg_call(fd, D3DKMT_IOC_DESTROY_ALLOCATION2, &destroy);
}

int dxg_destroy_device(int fd, uint32_t device)
{
	struct d3dkmt_destroydevice destroy = { .device = device };

	return dxg_call(fd, D3DKMT_IOC_DESTROY_DEVICE, &destroy);
}

int dxg_close_adapter(int fd, uint32_t adapter)
{
	struct d3dkmt_closeadapter close_adapter = { .adapter = adapter };

	return dxg_call(fd, D3DKMT_IOC_CLOSE_ADAPTER, &close_adapter);
}

int dxg_create_resource(int fd, uint32_t device, uint32_t *resource, uint32_t *allocations,
			uint32_t n)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 infos[16] = { };
	struct d3dkmt_createallocation create = {
		.device = device,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
		.num_allocations = n,
		.allocation_info2 = (uintptr_t)infos,
	};
	uint32_t i;
	int ret;

	if (n > ARRAY_SIZE(infos))
		abort();
	for (i = 0; i < n; i++) {
		infos[i].private_driver_data = (uintptr_t)&desc;
		infos[i].private_driver_data_size = sizeof(desc);
	}
	ret = dxg_call(fd, D3DKMT_IOC_CREATE_ALLOCATION2, &create);
	*resource = ret ? 0 : create.resource;
	for (i = 0; i < n; i++)
		allocations[i] = ret ? 0 : infos[i].allocation;
	return ret;
}

uint32_t dxg_next_handle(int fd, uint32_t device)
{
	uint32_t allocation;

	if (dxg_create_raw(fd, device, 4096, &allocation) || dxg_destroy(fd, device, allocation))
		return 0;
	return allocation + 0x40;
}

bool dxg_softgpu_write(const struct dxg_softgpu *gpu, const char *attribute, const char *value)
{
	char path[192];

	snprintf(path, sizeof(path), "%s/%s", gpu->path, attribute);
	return file_write(path, value);
}

bool dxg_softgpu_add(struct dxg_softgpu *gpu, const char *name)
{
	memset(gpu, 0, sizeof(*gpu));
	snprintf(gpu->path, sizeof(gpu->path), "/sys/kernel/config/softgpu/%s", name);
	rmdir(gpu->path);
	return !mkdir(gpu->path, 0755);
}

bool dxg_softgpu_live(struct dxg_softgpu *gpu, bool live)
{
	unsigned int high, low;
	char path[128];
	FILE *f;

	if (!dxg_softgpu_write(gpu, "live", live ? "1" : "0"))
		return false;
	if (!live)
		return true;
	snprintf(path, sizeof(path), "%s/luid", gpu->path);
	f = fopen(path, "r");
	if (!f)
		return false;
	gpu->luid = 0;
	if (fscanf(f, "%x-%x", &high, &low) == 2)
		gpu->luid = (uint64_t)high << 32 | low;
	fclose(f);
	return gpu->luid;
}

void dxg_softgpu_remove(struct dxg_softgpu *gpu)
{
	rmdir(gpu->path);
}
