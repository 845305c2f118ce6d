// SPDX-License-Identifier: MIT
/*
 * uapi_check.c - the library's idea of the kernel's interface is the kernel's
 *
 * Compiled, not run.
 */
#include <stddef.h>

#include <misc/d3dkmthk.h>

#include "../src/commands.h"
#include "../src/wire.h"

#define SAME(a, b, why)	_Static_assert((a) == (b), why)

/* The lines come from commands.h, by way of the shell. */
#define COMMAND(name)	SAME(DXG_##name, D3DKMT_IOC_##name, #name)
#include "uapi_commands.h"

#define WIRE(member, uapi_member)								\
	SAME(offsetof(struct wire_queryregistry, member),					\
	     offsetof(struct d3dddi_queryregistry_info, uapi_member), #member)

SAME(sizeof(struct wire_queryregistry), sizeof(struct d3dddi_queryregistry_info), "size");
WIRE(query_type, query_type);
WIRE(query_flags, query_flags);
WIRE(value_name, value_name);
WIRE(value_type, value_type);
WIRE(physical_adapter_index, physical_adapter_index);
WIRE(output_value_size, output_value_size);
WIRE(status, status);
WIRE(output, output_qword);

#undef WIRE
#define WIRE(member)										\
	SAME(offsetof(struct wire_gpuversion, member),						\
	     offsetof(struct d3dkmt_gpuversion, member), #member)

SAME(sizeof(struct wire_gpuversion), sizeof(struct d3dkmt_gpuversion), "size");
WIRE(physical_adapter_index);
WIRE(bios_version);
WIRE(gpu_architecture);

/* The answers that query.c has lists of fields for. */
SAME(sizeof(struct d3dkmt_umdfilenameinfo), 524, "UMDRIVERNAME");
SAME(sizeof(struct d3dkmt_adapterregistryinfo), 2080, "ADAPTERREGISTRYINFO");
SAME(sizeof(struct d3dkmt_nodemetadata), 78, "NODEMETADATA");
SAME(sizeof(struct d3dkmt_query_adapter_unique_guid), 80, "QUERY_ADAPTER_UNIQUE_GUID");
SAME(sizeof(struct d3dkmt_driver_description), 8192, "DRIVER_DESCRIPTION");
