/* SPDX-License-Identifier: MIT */
/*
 * wire.h - structs with text, as the kernel has them (UTF-16)
 *
 * Only those that query.c has to take apart member by member; the others are
 * lists of fields there. tests/uapi_check.c compares these with the kernel's.
 */
#ifndef _LIBD3DKMT_WIRE_H
#define _LIBD3DKMT_WIRE_H

#include <stdint.h>

struct wire_queryregistry {
	uint32_t query_type;
	uint32_t query_flags;
	uint16_t value_name[260];
	uint32_t value_type;
	uint32_t physical_adapter_index;
	uint32_t output_value_size;
	uint32_t status;
	uint64_t output;
};

struct wire_gpuversion {
	uint32_t physical_adapter_index;
	uint16_t bios_version[32];
	uint16_t gpu_architecture[32];
};

#endif /* _LIBD3DKMT_WIRE_H */
