// SPDX-License-Identifier: GPL-2.0
/*
 * How inputs become other inputs: steps are added, removed, moved and taken from other inputs, and
 * single members get values of their kind.
 */
#include <string.h>

#include "table.h"

#define MAX_STEPS	48
#define MAX_PAYLOAD	255

struct step {
	uint8_t op;
	uint8_t len;
	uint8_t bytes[MAX_PAYLOAD];
};

struct program {
	unsigned int num;
	struct step steps[MAX_STEPS];
};

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
				 uint8_t *out, size_t max_size, unsigned int seed);

static uint64_t state;

static uint32_t any(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state >> 16) % below;
}

static void seed_with(unsigned int seed)
{
	state = seed * 0x9e3779b97f4a7c15ull + 0x1234567;
}

static void parse(const uint8_t *p, size_t size, struct program *program)
{
	const uint8_t *end = p + size;

	program->num = 0;
	while (end - p >= 2 && program->num < MAX_STEPS) {
		struct step *step = &program->steps[program->num++];
		size_t len;

		step->op = *p++;
		step->len = *p++;
		len = (size_t)(end - p) < step->len ? (size_t)(end - p) : step->len;
		memset(step->bytes, 0, sizeof(step->bytes));
		memcpy(step->bytes, p, len);
		p += len;
	}
}

/* Zeros at a step's end mean the same as nothing. */
static size_t write_out(const struct program *program, uint8_t *out, size_t max_size)
{
	size_t used = 0;
	unsigned int i;

	for (i = 0; i < program->num; i++) {
		const struct step *step = &program->steps[i];
		uint8_t len = step->len;

		while (len && !step->bytes[len - 1])
			len--;
		if (used + 2 + len > max_size)
			break;
		out[used++] = step->op;
		out[used++] = len;
		memcpy(out + used, step->bytes, len);
		used += len;
	}
	return used;
}

/* --- values of each kind, mostly sensible ones --- */

static void make_number(uint8_t *p)
{
	p[0] = any(2) ? 0 : any(13);
	p[1] = any(3) ? any(16) : any(256);
	p[2] = any(256);
}

static uint8_t make_class(void)
{
	return any(12) ? 0x20 + any(0xa0) : any(256);
}

static uint8_t make_choice(void)
{
	return any(8) ? any(4) : any(256);
}

static void make_bits(const struct fuzz_field *field, uint8_t *p)
{
	uint32_t value = 0;
	unsigned int i;

	memcpy(&value, p, sizeof(value));
	if (any(3) == 0)
		value = 0;
	for (i = 0; i < 1 + any(3); i++) {
		uint32_t bit = 1u << any(32);

		if (field->arg & bit || !any(24))
			value ^= bit;
	}
	memcpy(p, &value, sizeof(value));
}

static void make_struct(const struct fuzz_struct *s, uint8_t *p);

static void make_field(const struct fuzz_field *field, uint8_t *p)
{
	unsigned int i, n = fuzz_field_bytes(field);

	switch (field->kind) {
	case KIND_ZERO:
		p[0] = any(20) ? 0 : any(256);
		break;
	case KIND_NUMBER:
	case KIND_SHARE_SIZE:
	case KIND_COUNT:
		make_number(p);
		break;
	case KIND_BITS:
		make_bits(field, p);
		break;
	case KIND_ENUM:
		p[0] = any(10) ? any(field->arg + 2) : any(256);
		break;
	case KIND_HANDLE:
	case KIND_FD:
		p[0] = make_choice();
		if (field->flags & FIELD_OPTIONAL && any(2))
			p[0] += 0x60;
		break;
	case KIND_NEW_FD:
	case KIND_ROOM:
		p[0] = make_class();
		break;
	case KIND_LUID:
	case KIND_ADDRESS:
	case KIND_MEMORY:
		for (i = 0; i < n; i++)
			p[i] = any(4) ? any(8) : any(256);
		break;
	case KIND_HANDLES:
		p[0] = make_class();
		for (i = 0; i < OWN_HANDLES; i++)
			p[1 + i] = any(4) ? 0 : make_choice();
		break;
	case KIND_VALUES:
		p[0] = make_class();
		for (i = 0; i < OWN_VALUES; i++)
			make_number(p + 1 + i * NUMBER_BYTES);
		break;
	case KIND_STRUCTS:
		p[0] = make_class();
		for (i = 0; i < OWN_STRUCTS; i++)
			make_struct(field->of, p + 1 + i * fuzz_struct_bytes(field->of));
		break;
	case KIND_DATA:
		p[0] = make_class();
		if (any(4))
			memset(p + 1, 0, NUMBER_BYTES);
		else
			make_number(p + 1);
		memset(p + 1 + NUMBER_BYTES, 0, SHAPE_BYTES);
		p[1 + NUMBER_BYTES] = any(32);
		for (i = 1; i < SHAPE_BYTES; i++) {
			if (!any(12))
				p[1 + NUMBER_BYTES + i] = any(3) ? any(16) : any(256);
		}
		break;
	}
}

/* About half of the members are plain. */
static void make_struct(const struct fuzz_struct *s, uint8_t *p)
{
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		if (any(2))
			make_field(&s->fields[i], p);
		p += fuzz_field_bytes(&s->fields[i]);
	}
}

static uint8_t choose_op(void)
{
	const struct fuzz_call *call;

	if (!any(4))
		return OP_FIRST + any(OP_END - OP_FIRST);
	call = &fuzz_calls[any(fuzz_num_calls)];
	if (!(call->flags & CALL_OFTEN) && any(2))
		call = &fuzz_calls[any(fuzz_num_calls)];
	return _IOC_NR(call->cmd);
}

static void make_step(struct step *step)
{
	const struct fuzz_call *call;
	unsigned int i;

	memset(step, 0, sizeof(*step));
	step->op = choose_op();
	call = fuzz_call_find(step->op);
	if (!call) {
		step->len = OP_BYTES;
		for (i = 0; i < OP_BYTES; i++)
			step->bytes[i] = any(3) ? any(8) : any(256);
		return;
	}
	step->len = CALL_BYTES + fuzz_struct_bytes(call->arg);
	if (!any(30))
		step->bytes[0] = any(256);
	if (!any(20))
		step->bytes[1] = make_class();
	make_struct(call->arg, step->bytes + CALL_BYTES);
}

/* Give one member, which may be one of an array's, another value. */
static void change_member(const struct fuzz_struct *s, uint8_t *p)
{
	unsigned int i, which = any(s->num);

	for (i = 0; i < which; i++)
		p += fuzz_field_bytes(&s->fields[i]);
	if (s->fields[i].kind == KIND_STRUCTS && any(4))
		change_member(s->fields[i].of,
			      p + 1 + any(OWN_STRUCTS) * fuzz_struct_bytes(s->fields[i].of));
	else
		make_field(&s->fields[i], p);
}

static void change_step(struct step *step)
{
	const struct fuzz_call *call = fuzz_call_find(step->op);

	if (!any(8)) {
		step->len = LLVMFuzzerMutate(step->bytes, step->len, MAX_PAYLOAD);
		return;
	}
	if (!call) {
		step->len = OP_BYTES;
		step->bytes[any(OP_BYTES)] = any(3) ? any(8) : any(256);
		return;
	}
	step->len = CALL_BYTES + fuzz_struct_bytes(call->arg);
	if (any(16))
		change_member(call->arg, step->bytes + CALL_BYTES);
	else
		step->bytes[any(CALL_BYTES)] = make_class();
}

/* --- programs --- */

static void insert(struct program *program, unsigned int at, const struct step *step)
{
	if (program->num == MAX_STEPS)
		return;
	memmove(&program->steps[at + 1], &program->steps[at],
		(program->num - at) * sizeof(*step));
	program->steps[at] = *step;
	program->num++;
}

static void drop(struct program *program, unsigned int at)
{
	memmove(&program->steps[at], &program->steps[at + 1],
		(program->num - at - 1) * sizeof(struct step));
	program->num--;
}

static void mutate(struct program *program)
{
	unsigned int at = program->num ? any(program->num) : 0, other;
	struct step step;

	switch (program->num ? any(8) : 0) {
	case 0:
	case 1:
		make_step(&step);
		insert(program, any(program->num + 1), &step);
		break;
	case 2:
		drop(program, at);
		break;
	case 3:
		step = program->steps[at];
		insert(program, any(program->num + 1), &step);
		break;
	case 4:
		other = any(program->num);
		step = program->steps[at];
		program->steps[at] = program->steps[other];
		program->steps[other] = step;
		break;
	default:
		change_step(&program->steps[at]);
		break;
	}
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	static struct program program;
	unsigned int n;

	seed_with(seed);
	parse(data, size, &program);
	for (n = 1 + any(4); n; n--)
		mutate(&program);
	return write_out(&program, data, max_size);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
				 uint8_t *out, size_t max_size, unsigned int seed)
{
	static struct program one, other;
	unsigned int at, from, n;

	seed_with(seed);
	parse(a, a_size, &one);
	parse(b, b_size, &other);
	if (other.num) {
		at = any(one.num + 1);
		from = any(other.num);
		for (n = 1 + any(other.num - from); n; n--, from++)
			insert(&one, at++ > one.num ? one.num : at - 1, &other.steps[from]);
	}
	return write_out(&one, out, max_size);
}
