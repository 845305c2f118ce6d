/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fault injection: callbacks that fail, hang or answer nonsense on request.
 */
#ifndef SOFTGPU_INJECT_H
#define SOFTGPU_INJECT_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct softgpu;

/*
 * The callbacks that rules can name; a query of several kinds is several of them. The last is none,
 * but the paging engine's work on an operation.
 */
enum softgpu_ddi {
	SOFTGPU_DDI_START_DEVICE,
	SOFTGPU_DDI_STOP_DEVICE,
	SOFTGPU_DDI_QUERY_DRIVER_CAPS,
	SOFTGPU_DDI_QUERY_SEGMENT_COUNT,
	SOFTGPU_DDI_QUERY_SEGMENT,
	SOFTGPU_DDI_QUERY_UMD_PRIVATE,
	SOFTGPU_DDI_GET_NODE_METADATA,
	SOFTGPU_DDI_CREATE_DEVICE,
	SOFTGPU_DDI_DESTROY_DEVICE,
	SOFTGPU_DDI_CREATE_ALLOCATION,
	SOFTGPU_DDI_DESTROY_ALLOCATION,
	SOFTGPU_DDI_OPEN_ALLOCATION,
	SOFTGPU_DDI_CLOSE_ALLOCATION,
	SOFTGPU_DDI_DESCRIBE_ALLOCATION,
	SOFTGPU_DDI_GET_STANDARD_ALLOCATION,
	SOFTGPU_DDI_ESCAPE,
	SOFTGPU_DDI_BUILD_PAGING_BUFFER,
	SOFTGPU_DDI_CANCEL_COMMAND,
	SOFTGPU_DDI_GET_SEGMENT_PFN,
	SOFTGPU_DDI_VALIDATE_UPDATE_ALLOCATION_PROPERTY,
	SOFTGPU_DDI_COMPLETE_PAGING,
	SOFTGPU_DDI_COUNT,
};

/**
 * struct softgpu_field - an output member of a callback's argument
 * @name: as rules call it
 * @ddi: the callback
 * @stride: bytes of the struct it is in
 * @offset: in that struct
 * @size: bytes; neither 1, 4 nor 8 is an array
 * @is_bool: takes no value but 0 and 1
 * @drop: of a cookie: takes back what it stands for
 */
struct softgpu_field {
	const char *name;
	enum softgpu_ddi ddi;
	u16 stride;
	u16 offset;
	u16 size;
	bool is_bool;
	void (*drop)(struct softgpu *sg, void *cookie);
};

enum softgpu_inject_action {
	SOFTGPU_INJECT_NONE,
	SOFTGPU_INJECT_FAIL,
	SOFTGPU_INJECT_DELAY,
	SOFTGPU_INJECT_FIELD,
};

/**
 * struct softgpu_rule - one line of the inject attribute
 * @node: in struct softgpu_inject
 * @ddi: the callback
 * @action: what happens
 * @nth: to which call, counted from 1 since the rule was made; 0 for all of them
 * @calls: seen so far
 * @hits: of these, the calls it happened to
 * @error: SOFTGPU_INJECT_FAIL: the raw return value
 * @delay_ms: SOFTGPU_INJECT_DELAY
 * @field: SOFTGPU_INJECT_FIELD
 * @has_value: SOFTGPU_INJECT_FIELD: @value was given
 * @value: SOFTGPU_INJECT_FIELD: its new value; arrays are filled with the low byte
 * @index: SOFTGPU_INJECT_FIELD: which entry of the callback's array
 */
struct softgpu_rule {
	struct list_head node;
	enum softgpu_ddi ddi;
	enum softgpu_inject_action action;
	u32 nth;
	u64 calls;
	u64 hits;
	int error;
	u32 delay_ms;
	const struct softgpu_field *field;
	bool has_value;
	u64 value;
	u32 index;
};

/**
 * struct softgpu_inject - the rules of one adapter
 * @armed: bit of each enum softgpu_ddi that some rule names; read without @lock, for speed
 * @lock: protects @rules, @num_rules and writing @armed
 * @rules: struct softgpu_rule, in order of arrival
 * @num_rules: entries of @rules
 */
struct softgpu_inject {
	u32 armed;
	spinlock_t lock;	/* see above */
	struct list_head rules;
	u32 num_rules;
};

/* inject.c */
void softgpu_rules_free(struct list_head *rules);
void softgpu_inject_init(struct softgpu_inject *inject);
void softgpu_inject_clear(struct softgpu_inject *inject);
int softgpu_inject_add(struct softgpu_inject *inject, struct list_head *rules, bool clear);
int softgpu_inject_ask(struct softgpu_inject *inject, enum softgpu_ddi ddi, u32 *delay_ms);
int softgpu_inject_call(struct softgpu_inject *inject, enum softgpu_ddi ddi);

static inline bool softgpu_inject_armed(const struct softgpu_inject *inject, enum softgpu_ddi ddi)
{
	return unlikely(READ_ONCE(inject->armed) & BIT(ddi));
}

/* inject_text.c */
int softgpu_inject_parse(struct softgpu_inject *inject, char *text);
ssize_t softgpu_inject_print(struct softgpu_inject *inject, char *page);

/**
 * softgpu_inject_before() - what the rules say when a callback begins
 * @inject: the adapter's rules
 * @ddi: the callback
 *
 * Context: process; sleeps where a rule says so.
 * Return: 0, or what the callback has to return without having done anything.
 */
static inline int softgpu_inject_before(struct softgpu_inject *inject, enum softgpu_ddi ddi)
{
	return softgpu_inject_armed(inject, ddi) ? softgpu_inject_call(inject, ddi) : 0;
}

#endif
