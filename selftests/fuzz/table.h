/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the calls of the interface take, as data. One table (calls.c) drives the fuzzer's decoder,
 * its mutator, and the syzkaller description.
 *
 * An input is a sequence of steps: a byte that says what to do, a byte that says how many bytes
 * follow, and those. A byte that is missing is 0, and zeros are always the plain choice: the newest
 * object of the right type, valid memory, the size that fits.
 */
#ifndef SELFTESTS_FUZZ_TABLE_H
#define SELFTESTS_FUZZ_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <misc/d3dkmthk.h>
#include <misc/softgpu.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* What handles and descriptors name. */
enum fuzz_type {
	TYPE_NONE,
	TYPE_ADAPTER,
	TYPE_DEVICE,
	TYPE_RESOURCE,
	TYPE_ALLOCATION,
	TYPE_QUEUE,
	TYPE_SYNC,
	TYPE_CONTEXT,
	TYPE_GLOBAL,	/* global handle of a share */
	TYPE_SHARE_FD,	/* NT handle of a share */
	TYPE_SECTION_FD,	/* memory file */
	TYPE_EVENT_FD,
	NUM_TYPES,
};

/* Private data, by who reads it. */
enum fuzz_data {
	DATA_ALLOCATION,	/* struct softgpu_allocation_desc */
	DATA_ESCAPE,		/* struct softgpu_escape_* */
	DATA_QUERY,		/* what KMTQAITYPE_* reads */
	DATA_BYTES,		/* nobody */
};

/* Sizes that an open has to name exactly, and that the fuzzer therefore remembers of shares. */
enum fuzz_share_size {
	SHARE_ALLOCATIONS,
	SHARE_RUNTIME,
	SHARE_RESOURCE,
	SHARE_TOTAL,
	NUM_SHARE_SIZES,
};

enum fuzz_kind {
	KIND_OUT,	/* only written */
	KIND_ZERO,	/* reserved */
	KIND_NUMBER,	/* arg is what it usually is */
	KIND_BITS,	/* arg is a mask of those that are defined */
	KIND_ENUM,	/* arg is the highest value */
	KIND_HANDLE,	/* arg is an enum fuzz_type */
	KIND_NEW,	/* a handle that is written; arg is an enum fuzz_type */
	KIND_NEW_FD,	/* pointer to where a new descriptor is written; arg is an enum fuzz_type */
	KIND_FD,	/* a descriptor; arg is an enum fuzz_type */
	KIND_LUID,
	KIND_ADDRESS,	/* where to map */
	KIND_MEMORY,	/* the caller's memory, or the descriptor of a memory file */
	KIND_SHARE_SIZE,	/* arg is an enum fuzz_share_size */
	KIND_COUNT,	/* elements of the arrays that follow */
	KIND_SIZE,	/* bytes of the data; set together with that */
	KIND_HANDLES,	/* pointer to handles; arg is an enum fuzz_type */
	KIND_VALUES,	/* pointer to numbers that are read or written; arg as for KIND_NUMBER */
	KIND_STRUCTS,	/* pointer to an array of @of */
	KIND_DATA,	/* pointer to private data; arg is an enum fuzz_data */
	KIND_ROOM,	/* pointer to bytes that are written */
	NUM_KINDS,
};

/* Of a field. */
#define FIELD_OPTIONAL	0x01	/* 0 is as usual as a handle or a pointer */
#define FIELD_CONSUMED	0x02	/* a success ends what it names */
#define FIELD_INOUT	0x04	/* a handle that may be written, too */
#define FIELD_IF	0x08	/* only if one of @if_bits of the struct's flags is set */
#define FIELD_UNLESS	0x10	/* only if none is */

/**
 * struct fuzz_field - a member of a struct
 * @name: Its name.
 * @offset: Where it is.
 * @size: Bytes.
 * @kind: enum fuzz_kind.
 * @flags: FIELD_*.
 * @count: Of arrays and data: offset of the member that counts elements or bytes.
 * @element: Bytes of an element of KIND_VALUES.
 * @arg: See enum fuzz_kind.
 * @if_bits: See FIELD_IF.
 * @of: Of KIND_STRUCTS.
 */
struct fuzz_field {
	const char *name;
	uint16_t offset;
	uint16_t size;
	uint8_t kind;
	uint8_t flags;
	uint16_t count;
	uint8_t element;
	uint64_t arg;
	uint32_t if_bits;
	const struct fuzz_struct *of;
};

/**
 * struct fuzz_struct - a struct
 * @name: Its name, without "struct".
 * @size: Bytes.
 * @num: Elements of @fields.
 * @fields: In the order in which they are decoded; what isn't listed is padding.
 */
struct fuzz_struct {
	const char *name;
	uint16_t size;
	uint16_t num;
	const struct fuzz_field *fields;
};

/* No member counts it: there is one. */
#define NO_COUNT	0xffff

/* The call may wait for something that the input doesn't bring about. */
#define CALL_WAITS	0x01
/* Its answer is worth more to the fuzzer than others: made more often. */
#define CALL_OFTEN	0x02

struct fuzz_call {
	const char *name;
	unsigned long cmd;
	const struct fuzz_struct *arg;
	uint8_t flags;
};

extern const struct fuzz_call fuzz_calls[];
extern const unsigned int fuzz_num_calls;

/* The call with that number, or NULL. */
const struct fuzz_call *fuzz_call_find(unsigned int nr);

/* Bytes of input that a field takes, with what it points to; of a whole struct. */
unsigned int fuzz_field_bytes(const struct fuzz_field *field);
unsigned int fuzz_struct_bytes(const struct fuzz_struct *s);

/* A pointer's class, and for data a size and twelve bytes that shape it. */
#define NUMBER_BYTES	3
#define SHAPE_BYTES	12
/* Elements of an array that have bytes of their own; further ones repeat these. */
#define OWN_HANDLES	4
#define OWN_VALUES	2
#define OWN_STRUCTS	2
/* In front of a call's fields: which descriptor, where the argument is. */
#define CALL_BYTES	2

/* Steps that aren't calls: numbers that no ioctl has. */
enum fuzz_op {
	OP_FIRST = 0xc0,
	OP_OPEN = OP_FIRST,
	OP_CLOSE,
	OP_DUP,
	OP_CLOSE_SHARE_FD,
	OP_SECTION,	/* a new memory file */
	OP_EVENT,
	OP_READ_VIEW,
	OP_WRITE_VIEW,
	OP_MUNMAP_VIEW,
	OP_MREMAP_VIEW,
	OP_MPROTECT_VIEW,
	OP_MADVISE_VIEW,
	OP_MAP_OVER_VIEW,
	OP_SYSCALL_VIEW,	/* the kernel reads or writes it for another call */
	OP_MEMORY,	/* what the caller's memory is made of */
	OP_NODE,	/* other system calls on the node */
	OP_OTHER_COMMAND,	/* an ioctl that isn't of the interface */
	OP_FORK,
	OP_THREAD,	/* the next steps run in another thread */
	OP_PLUG,
	OP_RESET,
	OP_INJECT,
	OP_FAIL_NTH,
	OP_END,
};

/* Bytes of every step that isn't a call. */
#define OP_BYTES	6

#endif
