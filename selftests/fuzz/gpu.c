// SPDX-License-Identifier: GPL-2.0
/*
 * Two adapters with little memory, so that limits are near and no input uses up the machine's. Who
 * may not make any uses those that are there.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "world.h"

#define CONFIGFS	"/sys/kernel/config/softgpu/"

static struct {
	const char *name, *segments;
	bool made, live, injected;
	uint64_t luid;
} gpus[NUM_ADAPTERS] = {
	{ .name = "fuzz0", .segments = "1M cpu_visible, 2M, 2M aperture cache_coherent" },
	{ .name = "fuzz1", .segments = "512K cpu_visible, 3M aperture" },
};

static bool write_attribute(unsigned int i, const char *attribute, const char *value)
{
	char path[128];
	bool ok;
	int fd;

	snprintf(path, sizeof(path), CONFIGFS "%s/%s", gpus[i].name, attribute);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	ok = write(fd, value, strlen(value)) > 0;
	close(fd);
	return ok;
}

static void read_luid(unsigned int i)
{
	char path[128], text[32] = "";
	int fd;

	snprintf(path, sizeof(path), CONFIGFS "%s/luid", gpus[i].name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (read(fd, text, sizeof(text) - 1) > 0) {
		char *low = strchr(text, '-');

		gpus[i].luid = strtoull(text, NULL, 16) << 32;
		gpus[i].luid |= low ? strtoull(low + 1, NULL, 16) : 0;
	}
	close(fd);
}

void fuzz_gpu_plug(unsigned int i, bool on)
{
	if (!gpus[i].made)
		return;
	if (write_attribute(i, "live", on ? "1" : "0"))
		gpus[i].live = on;
	if (on)
		read_luid(i);
}

void fuzz_gpu_reset(unsigned int i)
{
	if (gpus[i].made)
		write_attribute(i, "reset", "1");
}

/* A rule that the input chose: a callback, and what it does wrong at which of its next calls. */
void fuzz_gpu_inject(unsigned int i, const uint8_t *choice)
{
	static const char *const callbacks[] = {
		"create_device", "create_allocation", "open_allocation", "describe_allocation",
		"get_standard_allocation_driver_data", "escape", "query_umd_private",
		"start_device", "query_segment", "query_driver_caps", "build_paging_buffer",
		"validate_update_allocation_property", "complete_paging",
	};
	static const char *const errors[] = {
		"EINVAL", "ENOMEM", "ENODEV", "EIO", "EPERM", "EAGAIN", "ENOVIDEOMEMORY",
		"EDRIVERMISMATCH", "EILLEGALINSN", "EPRIVILEGEDINSN", "5", "-9999",
	};
	static const char *const fields[] = {
		"create_allocation field=alignment", "create_allocation field=size",
		"create_allocation field=preferred_segment0",
		"create_allocation field=preferred_segment1",
		"create_allocation field=supported_segment_set",
		"create_allocation field=eviction_segment_set", "create_allocation field=flags",
		"create_allocation field=allocation_priority",
		"create_allocation field=physical_adapter_index",
		"create_allocation field=hallocation", "open_allocation field=hdevice_allocation",
		"create_device field=hdevice", "describe_allocation field=format",
		"get_standard_allocation_driver_data field=pitch",
		"get_standard_allocation_driver_data field=allocation_private_driver_data_size",
		"get_standard_allocation_driver_data field=resource_private_driver_data_size",
	};
	static const char *const values[] = {
		"0", "1", "2", "3", "0x1000", "0x10000", "0x7fffffff", "0x80000000", "0xffffffff",
		"0x41", "0xff", "0x78000000",
	};
	char rule[160];

	if (!gpus[i].made)
		return;
	if (choice[0] & 1)
		snprintf(rule, sizeof(rule), "%s value=%s n=%u",
			 fields[choice[1] % ARRAY_SIZE(fields)],
			 values[choice[2] % ARRAY_SIZE(values)], choice[3] & 3);
	else
		snprintf(rule, sizeof(rule), "%s fail error=%s n=%u",
			 callbacks[choice[1] % ARRAY_SIZE(callbacks)],
			 errors[choice[2] % ARRAY_SIZE(errors)], choice[3] & 3);
	gpus[i].injected = true;
	write_attribute(i, "inject", rule);
}

bool fuzz_gpu_lies(void)
{
	unsigned int i;

	for (i = 0; i < NUM_ADAPTERS; i++) {
		if (gpus[i].injected)
			return true;
	}
	return false;
}

bool fuzz_gpu_luid(unsigned int i, uint64_t *luid)
{
	*luid = gpus[i].luid;
	return gpus[i].made;
}

void fuzz_gpus_make(void)
{
	char path[128];
	unsigned int i;

	for (i = 0; i < NUM_ADAPTERS; i++) {
		snprintf(path, sizeof(path), CONFIGFS "%s", gpus[i].name);
		rmdir(path);
		gpus[i].made = !mkdir(path, 0755);
		if (!gpus[i].made)
			return;
		write_attribute(i, "segments", gpus[i].segments);
		fuzz_gpu_plug(i, true);
	}
}

/* As every input finds them. */
void fuzz_gpus_restore(void)
{
	unsigned int i;

	for (i = 0; i < NUM_ADAPTERS; i++) {
		if (gpus[i].injected)
			write_attribute(i, "inject", "clear");
		gpus[i].injected = false;
		if (gpus[i].made && !gpus[i].live)
			fuzz_gpu_plug(i, true);
	}
}

void fuzz_gpus_remove(void)
{
	char path[128];
	unsigned int i;

	for (i = 0; i < NUM_ADAPTERS; i++) {
		snprintf(path, sizeof(path), CONFIGFS "%s", gpus[i].name);
		if (gpus[i].made)
			rmdir(path);
	}
}
