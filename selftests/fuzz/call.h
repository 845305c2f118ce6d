/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One call while it is made: fill.c prepares it, call.c makes it, learn.c looks at the answer.
 */
#ifndef SELFTESTS_FUZZ_CALL_H
#define SELFTESTS_FUZZ_CALL_H

#include <string.h>

#include "world.h"

/* Elements that are really there, however many the call says there are. */
#define MAX_ELEMENTS	1100
#define MAX_PLACED	8

/* An array that the call may write to. */
struct placed {
	const struct fuzz_field *field;
	uint64_t address;
	uint32_t num;
};

struct call {
	struct fuzz_world *w;
	const struct fuzz_call *desc;
	int device;	/* index of the one that it names */
	struct fuzz_handle *share;	/* or resource */
	bool by_resource;
	uint32_t flags;
	uint64_t count;
	unsigned int depth;
	unsigned int num_placed;
	struct placed placed[MAX_PLACED];
	uint32_t sizes[NUM_SHARE_SIZES];	/* of what it creates */
	uint64_t standard_size;
	uint8_t arg[1024];
};

static inline uint64_t get_member(const uint8_t *base, const struct fuzz_field *field)
{
	uint64_t value = 0;

	memcpy(&value, base + field->offset, field->size < 8 ? field->size : 8);
	return value;
}

/* How many elements of an array are there. */
uint32_t fuzz_num_elements(const struct call *c, const struct fuzz_field *field);

/* Fill the argument as the input says. */
void fuzz_fill(struct call *c);

/* The call has succeeded; its argument is at @address. */
void fuzz_learn(struct call *c, uint64_t address);

#endif
