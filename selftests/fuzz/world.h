/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What an input has made so far: descriptors, handles, mappings; and the memory that its arguments
 * lie in. One world for each thread that runs steps.
 */
#ifndef SELFTESTS_FUZZ_WORLD_H
#define SELFTESTS_FUZZ_WORLD_H

#include "table.h"

#define MAX_FDS		8
#define MAX_HANDLES	512
#define MAX_RANGES	128
#define NUM_ADAPTERS	2

/**
 * struct fuzz_handle - a handle, or a descriptor of something else than the node
 * @value: It.
 * @type: enum fuzz_type.
 * @live: It names something, as far as is known.
 * @device: Index of the device that it belongs to, or -1.
 * @resource: Of an allocation, index of its resource, or -1.
 * @size: Of an allocation, bytes.
 * @view: Of an allocation, the address of its view, or 0.
 * @share: Of a resource or a share: what opening it has to name.
 */
struct fuzz_handle {
	uint32_t value;
	uint8_t type;
	bool live;
	int16_t device;
	int16_t resource;
	uint64_t size;
	uint64_t view;
	uint32_t share[NUM_SHARE_SIZES];
};

struct fuzz_range {
	uint64_t address;
	uint64_t size;
};

/**
 * struct fuzz_arena - memory for arguments
 * @base: Where it begins; behind its end nothing is mapped.
 * @read_only: The same memory, mapped for reading only.
 * @used: Bytes given out in this step.
 * @most: Bytes given out in any step of this input.
 */
struct fuzz_arena {
	uint8_t *base;
	uint8_t *read_only;
	uint32_t used;
	uint32_t most;
};

struct fuzz_world {
	int fds[MAX_FDS];
	unsigned int num_fds;
	struct fuzz_handle handles[MAX_HANDLES];
	unsigned int num_handles;
	struct fuzz_range ranges[MAX_RANGES];
	unsigned int num_ranges;
	struct fuzz_arena arena;
	/* What is left of this step, and the steps behind it. */
	const uint8_t *p, *end;
	const uint8_t *next, *last;
	/* A child or the second thread, which may not start a third. */
	bool second;
	/* A child that uses its parent's descriptors, which has to fail. */
	bool forked;
	/* Arguments were in a view, so that anything may be read there. */
	bool mixed;
};

#define ARENA_SIZE	(2u << 20)

/* The caller's memory that allocations can be made of, and where views are put. */
#define MEMORY_PAGES	64
#define FUZZ_PAGE	4096ul
#define PLACES		((uint8_t *)0x200000000000ul)
#define NUM_PLACES	64
#define PLACE_SIZE	(8ul << 20)
#define PATTERN		0xa5

extern uint8_t *fuzz_memory;

void fuzz_arena_make(struct fuzz_arena *arena);
void *fuzz_alloc(struct fuzz_world *w, size_t size);

/* Where what was allocated is to be, by a class that the input chose. */
uint64_t fuzz_relocate(struct fuzz_world *w, uint8_t class, void *p, size_t size);

/* As memcpy(), but false where nothing is mapped. One of the two is the fuzzer's own. */
bool fuzz_copy(void *to, const void *from, size_t size);
void fuzz_catch_faults(void);
/* Run fn(arg); false if it touched what it may not. */
bool fuzz_try(void (*fn)(void *arg), void *arg);

/* The next bytes of the input; zeros when there are no more. */
uint8_t fuzz_u8(struct fuzz_world *w);
uint32_t fuzz_u32(struct fuzz_world *w);
uint64_t fuzz_number(struct fuzz_world *w, uint64_t usual);

int fuzz_fd(struct fuzz_world *w, uint8_t class);
bool fuzz_open_node(struct fuzz_world *w);

/* Remember, forget, choose. */
struct fuzz_handle *fuzz_remember(struct fuzz_world *w, uint8_t type, uint32_t value);
void fuzz_forget(struct fuzz_world *w, uint8_t type, uint32_t value);
void fuzz_forget_all(struct fuzz_world *w);
void fuzz_range_add(struct fuzz_world *w, uint64_t address, uint64_t size);
struct fuzz_handle *fuzz_choose(struct fuzz_world *w, uint8_t class, uint8_t type, int device,
				uint32_t *value);
/* An allocation that is locked, or NULL. */
struct fuzz_handle *fuzz_choose_view(struct fuzz_world *w, uint8_t class);
int fuzz_index(const struct fuzz_world *w, const struct fuzz_handle *handle);

const char *fuzz_node(void);

#endif
