/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The conformance program: every rule that a source states about creating, sharing, opening and
 * destroying allocations is a row of a table: the call, what of its base is changed, the status and
 * the outputs that the source demands.
 *
 * Each row runs in a world of its own. Its base is a call that succeeds; the row names only the
 * members that it changes. All arguments are in one struct image, so that a member is an offset and
 * a size.
 */
#ifndef SELFTESTS_CONFORMANCE_H
#define SELFTESTS_CONFORMANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <dxg/d3dkmthk.h>
#include <misc/softgpu.h>

/* Rows name only the members that matter to them. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define PAGE		4096u
#define HEAP		(16 * PAGE)	/* bytes of every existing memory */

/* What fills outputs before the call. */
#define POISON		0x1eadbeedu

/* D3DKMT_CREATEALLOCATIONFLAGS by value. */
enum create_flag {
	CREATE_RESOURCE = 0x1,
	CREATE_SHARED = 0x2,
	NON_SECURE = 0x4,
	CREATE_PROTECTED = 0x8,
	RESTRICT_SHARED_ACCESS = 0x10,
	EXISTING_SYS_MEM = 0x20,
	NT_SECURITY_SHARING = 0x40,
	READ_ONLY = 0x80,
	CREATE_WRITE_COMBINED = 0x100,
	CREATE_CACHED = 0x200,
	SWAP_CHAIN_BACK_BUFFER = 0x400,
	CROSS_ADAPTER = 0x800,
	OPEN_CROSS_ADAPTER = 0x1000,
	PARTIAL_SHARED_CREATION = 0x2000,
	ZEROED = 0x4000,
	WRITE_WATCH = 0x8000,
	STANDARD_ALLOCATION = 0x10000,
	EXISTING_SECTION = 0x20000,
	ALLOW_NOT_ZEROED = 0x40000,
	PHYSICALLY_CONTIGUOUS = 0x80000,
	NO_KMD_ACCESS = 0x100000,
	SHARED_DISPLAYABLE = 0x200000,
};

#define SHARED_FLAGS	(CREATE_RESOURCE | CREATE_SHARED)
#define NT_FLAGS	(SHARED_FLAGS | NT_SECURITY_SHARING)
/* What the pages demand of a standard allocation. */
#define STANDARD_SHARED	(SHARED_FLAGS | CROSS_ADAPTER | STANDARD_ALLOCATION)

/* The arguments of all calls, and what they point to. */
struct image {
	D3DKMT_CREATEALLOCATION create;
	D3DKMT_DESTROYALLOCATION2 destroy;
	D3DKMT_QUERYRESOURCEINFO query;
	D3DKMT_QUERYRESOURCEINFOFROMNTHANDLE query_nt;
	D3DKMT_OPENRESOURCE open;
	D3DKMT_OPENRESOURCEFROMNTHANDLE open_nt;
	D3DKMT_GETSHAREDRESOURCEADAPTERLUID luid;
	D3DKMT_SETALLOCATIONPRIORITY set_priority;
	D3DKMT_GETALLOCATIONPRIORITY get_priority;
	D3DKMT_QUERYALLOCATIONRESIDENCY residency;
	D3DKMT_SHAREOBJECTS share;
	D3DKMT_CREATEPAGINGQUEUE create_queue;
	D3DDDI_DESTROYPAGINGQUEUE destroy_queue;
	D3DDDI_MAKERESIDENT make_resident;
	D3DKMT_EVICT evict;
	D3DKMT_OFFERALLOCATIONS offer;
	D3DKMT_RECLAIMALLOCATIONS2 reclaim;
	D3DDDI_UPDATEALLOCPROPERTY update;
	D3DKMT_QUERYVIDEOMEMORYINFO memory;
	D3DKMT_CHANGEVIDEOMEMORYRESERVATION reserve;
	D3DKMT_WAITFORSYNCHRONIZATIONOBJECTFROMCPU wait;
	D3DDDI_ALLOCATIONINFO info[2];
	D3DDDI_ALLOCATIONINFO2 info2[2];
	D3DDDI_OPENALLOCATIONINFO open_info[2];
	D3DDDI_OPENALLOCATIONINFO2 open_info2[2];
	D3DKMT_CREATESTANDARDALLOCATION standard;
	struct softgpu_allocation_desc desc[2];
	unsigned char runtime[16];
	unsigned char resource_data[16];
	unsigned char short_data[8];
	unsigned char total[2048];
	UINT priorities[4];
	D3DKMT_ALLOCATIONRESIDENCYSTATUS statuses[4];
	D3DKMT_HANDLE list[4];
	D3DKMT_HANDLE device, fence;	/* for what pends */
	UINT results[4];
	UINT64 values[4];
	UINT64 nt_handle;
	UINT64 attributes[6];
	UINT after[4];
};

/* What a value can be besides a number; made when a row first names it. */
enum symbol {
	SYM_ADAPTER,
	SYM_DEVICE,
	SYM_DEVICE2,		/* a second one, same adapter */
	SYM_STALE_DEVICE,
	SYM_ERROR_DEVICE,	/* marked as in error */
	SYM_GPU_DEVICE,		/* on an adapter of the program's own */
	SYM_PLAIN_DEVICE,	/* on one without cross-adapter resources */
	SYM_RESET_DEVICE,	/* on an adapter that was reset */
	SYM_REMOVED_DEVICE,	/* on an adapter that was pulled out, below too */
	SYM_REMOVED_ALLOCATION,
	SYM_REMOVED_QUEUE,
	SYM_REMOVED_FENCE,
	SYM_REMOVED_GLOBAL,
	SYM_REMOVED_NT,

	SYM_ALLOCATION,		/* standalone */
	SYM_ALLOCATION_B,	/* another */
	SYM_ALLOCATION2,	/* of DEVICE2 */
	SYM_STALE_ALLOCATION,
	SYM_RESOURCE,		/* unshared, with two allocations */
	SYM_MEMBER,		/* its first */
	SYM_MEMBER_B,
	SYM_EMPTY_RESOURCE,
	SYM_RESOURCE2,		/* unshared, of DEVICE2 */
	SYM_MEMBER2,
	SYM_OTHER_RESOURCE,	/* a second one of DEVICE */
	SYM_OTHER_MEMBER,
	SYM_STALE_RESOURCE,
	SYM_STALE_MEMBER,	/* went with its resource */

	SYM_QUEUE,		/* a paging queue of DEVICE */
	SYM_FENCE,		/* and its fence */
	SYM_QUEUE2,		/* of DEVICE2 */
	SYM_FENCE2,
	SYM_STALE_QUEUE,
	SYM_STALE_FENCE,
	SYM_ERROR_QUEUE,	/* of a device that was then marked as in error */
	SYM_GPU_QUEUE,		/* of GPU_DEVICE */
	SYM_GPU_FENCE,
	SYM_GPU_ALLOCATION,
	SYM_RESIDENT,		/* an allocation of DEVICE that was made resident once */
	SYM_OFFERED,		/* and one that was offered */
	SYM_OFFERED_RESOURCE,
	SYM_EVENT,		/* an eventfd */

	SYM_SHARED,		/* by global handle, one allocation, runtime data of 4 bytes */
	SYM_SHARED_MEMBER,
	SYM_GLOBAL,
	SYM_STALE_GLOBAL,
	SYM_OPENED,		/* opened on DEVICE by the global handle */
	SYM_OPENED_MEMBER,
	SYM_NT_RESOURCE,	/* by NT handle, else as SHARED */
	SYM_NT_MEMBER,
	SYM_NT_OPENED,		/* opened on DEVICE2 by NT handle */
	SYM_NT,			/* an NT handle with all access */
	SYM_NT_READ,
	SYM_NT_WRITE,		/* without the right to read */
	SYM_NT_ORPHAN,		/* whose creator's device is destroyed */
	SYM_NT_CLOSED,
	SYM_NT_OTHER_KIND,	/* a descriptor of something else */
	SYM_NT_PAIR,		/* of a resource of two allocations with resource data */

	SYM_PAGES,		/* HEAP bytes, page aligned */
	SYM_UNALIGNED,
	SYM_UNMAPPED,
	SYM_HALF_MAPPED,	/* the second half of HEAP is not */
	SYM_READ_ONLY_PAGES,
	SYM_DEVICE_MAPPING,	/* of a device's memory */
	SYM_LOCKED,		/* what Lock2 gave for an allocation of HEAP bytes */
	SYM_MEMFD,		/* HEAP bytes, may not shrink */
	SYM_SHORT_MEMFD,
	SYM_BIG_ARRAY,		/* 9 elements with 128 KiB of private data each */
	SYM_MANY_LIST,		/* 10241 handles */
	NUM_SYMBOLS,
};

struct world;

enum value_kind {
	VALUE_NUMBER,
	VALUE_SYMBOL,
	VALUE_ADDRESS,	/* of a member of the image */
	/* outputs only */
	VALUE_NEXT,	/* the n-th next handle of the process */
	VALUE_GLOBAL,	/* has the form of a global handle */
	VALUE_LOCAL,	/* has the form of a local handle */
	VALUE_SAME,	/* as before the call */
	VALUE_NOT,
	VALUE_BELOW,
};

struct member {
	unsigned short offset;
	unsigned char size;	/* 0 ends a list */
	enum value_kind kind;
	uint64_t value;
	const char *name;
};

#define MEMBER(m, k, v) { offsetof(struct image, m), sizeof(((struct image *)0)->m), (k), (v), #m }
#define SET(m, v)	MEMBER(m, VALUE_NUMBER, v)
#define SYM(m, s)	MEMBER(m, VALUE_SYMBOL, SYM_##s)
#define AT(m, target)	MEMBER(m, VALUE_ADDRESS, offsetof(struct image, target))
#define IS(m, v)	MEMBER(m, VALUE_NUMBER, v)
#define NEXT(m, n)	MEMBER(m, VALUE_NEXT, n)
#define GLOBAL(m)	MEMBER(m, VALUE_GLOBAL, 0)
#define LOCAL(m)	MEMBER(m, VALUE_LOCAL, 0)
#define SAME(m)		MEMBER(m, VALUE_SAME, 0)
#define NOT(m, v)	MEMBER(m, VALUE_NOT, v)
#define BELOW(m, v)	MEMBER(m, VALUE_BELOW, v)

/* Fills @image with a call that succeeds. */
typedef void (*base_fn)(struct world *world, struct image *image);
/* Returns an NTSTATUS. */
typedef int (*call_fn)(struct image *image);

struct call {
	const char *name;
	base_fn base;
	call_fn run;
};

extern const struct call create_raw, create2_raw, create_standard, create2_standard;
extern const struct call create_null, create2_null, create_wild, create2_wild;
extern const struct call destroy, destroy2;
extern const struct call query, query_nt, open_resource, open_resource2, open_nt, open_nt_pair;
extern const struct call share_objects, adapter_luid, adapter_luid_nt;
extern const struct call set_priority, get_priority, query_residency;
extern const struct call create_queue, destroy_queue, make_resident, evict, offer, reclaim;
extern const struct call update_property, memory_info, reserve, wait_cpu;

/* Which setting of the parameter windows_rules a row is for. */
#define DOCUMENTED	1u
#define WINDOWS		2u
#define BOTH		(DOCUMENTED | WINDOWS)

/**
 * struct row - one rule
 * @id: Its number or line in the source.
 * @what: The input in words.
 * @call: The call.
 * @status: What has to come back.
 * @modes: DOCUMENTED, WINDOWS or BOTH.
 * @changes: Inputs that differ from the call's base.
 * @outputs: What the call has to have written, if it succeeds.
 * @before: Further preparation, or NULL.
 * @after: A further check, or NULL; @image is as the call left it.
 * @inject: A fault of the miniport, on SYM_GPU_DEVICE.
 * @decision: Why the source isn't followed; @status is then the one decided on.
 * @source_says: What the source demands instead, in words; with @decision.
 *
 * A call that fails, as it should, must leave its arguments and the number of objects as they were.
 */
struct row {
	const char *id;
	const char *what;
	const struct call *call;
	NTSTATUS status;
	unsigned int modes;
	struct member changes[8];
	struct member outputs[12];
	bool (*before)(struct world *world, struct image *image);
	bool (*after)(struct world *world, struct image *image);
	const char *inject;
	const char *decision;
	const char *source_says;
};

struct source {
	const char *name;
	const struct row *rows;
	size_t num_rows;
};

extern const struct source documented_create, documented_create_standard, documented_destroy;
extern const struct source documented_open, documented_share, documented_properties;
extern const struct source documented_residency, documented_offer;
extern const struct source observed_create, observed_open, observed_share;

#define SOURCE(variable, title, table) \
	const struct source variable = { title, table, ARRAY_SIZE(table) }

/* The state of one row: devices, objects, memory. */
struct world *world_new(const char *inject);
void world_free(struct world *world);
/* The value of a symbol; all that can't be made ends the program. */
uint64_t world_value(struct world *world, enum symbol symbol);
/* The handle that the process's next object will have. */
D3DKMT_HANDLE world_next_handle(struct world *world);
/* What the miniport of SYM_GPU_DEVICE has, apart from the device. */
bool world_gpu_is_empty(struct world *world);
/* The adapters and files that all worlds use. */
void worlds_init(void);
void worlds_exit(void);

/* Short names for the tables. */
#define OK		STATUS_SUCCESS
#define INVALID		STATUS_INVALID_PARAMETER
#define BAD_HANDLE	STATUS_INVALID_HANDLE
#define REMOVED		STATUS_DEVICE_REMOVED
#define DENIED		STATUS_ACCESS_DENIED
#define NO_MEMORY	STATUS_NO_MEMORY
#define NO_VIDEO_MEMORY	STATUS_GRAPHICS_NO_VIDEO_MEMORY
#define MISMATCH	STATUS_GRAPHICS_DRIVER_MISMATCH
#define UNSUPPORTED	STATUS_NOT_SUPPORTED

/* Helpers of rows. */
NTSTATUS destroy_one(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation);
NTSTATUS destroy_resource(D3DKMT_HANDLE device, D3DKMT_HANDLE resource);
NTSTATUS create_one(D3DKMT_HANDLE device, uint64_t size, D3DKMT_HANDLE *allocation);
/* Wait until a call that pends is over; any other status is returned as it is. */
NTSTATUS finish(D3DKMT_HANDLE device, D3DKMT_HANDLE fence, NTSTATUS status, uint64_t value);
NTSTATUS make_one_resident(D3DKMT_HANDLE queue, D3DKMT_HANDLE device, D3DKMT_HANDLE fence,
			   D3DKMT_HANDLE allocation);
NTSTATUS evict_one(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation);
NTSTATUS offer_one(D3DKMT_HANDLE device, D3DKMT_HANDLE allocation);
/* Open on @device what @nt_handle shares: a resource of one allocation as SYM_NT's. */
NTSTATUS open_shared(D3DKMT_HANDLE device, uint64_t nt_handle, D3DKMT_HANDLE *resource);
void describe_raw(struct softgpu_allocation_desc *desc, uint64_t size);

#define die(...) die_at(__FILE__, __LINE__, __VA_ARGS__)
__attribute__((noreturn, format(printf, 3, 4)))
void die_at(const char *file, int line, const char *format, ...);

#endif
