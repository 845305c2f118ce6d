// SPDX-License-Identifier: GPL-2.0
/*
 * The argument of a call, as the table and the input say.
 */
#include "call.h"
#include "fuzz.h"

static void set_member(uint8_t *base, const struct fuzz_field *field, uint64_t value)
{
	memcpy(base + field->offset, &value, field->size < 8 ? field->size : 8);
}

static void set_u32(uint8_t *base, uint16_t offset, uint32_t value)
{
	if (offset != NO_COUNT)
		memcpy(base + offset, &value, sizeof(value));
}

static uint32_t get_u32(const uint8_t *base, uint16_t offset)
{
	uint32_t value;

	memcpy(&value, base + offset, sizeof(value));
	return value;
}

static void fill_struct(struct call *c, const struct fuzz_struct *s, uint8_t *base);

static bool is_absent(const struct fuzz_field *field, uint8_t class)
{
	return field->flags & FIELD_OPTIONAL && class < 0x20;
}

static void note_place(struct call *c, const struct fuzz_field *field, uint64_t address,
		       uint32_t num)
{
	if (c->num_placed < MAX_PLACED)
		c->placed[c->num_placed++] = (struct placed){ field, address, num };
}

uint32_t fuzz_num_elements(const struct call *c, const struct fuzz_field *field)
{
	if (field->count == NO_COUNT || (c->by_resource && field->kind == KIND_VALUES))
		return 1;
	return c->count < MAX_ELEMENTS ? c->count : MAX_ELEMENTS;
}

static void fill_handle(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	struct fuzz_world *w = c->w;
	uint8_t class = fuzz_u8(w);
	struct fuzz_handle *handle;
	uint32_t value;

	if (field->flags & FIELD_OPTIONAL) {
		if (class < 0x60)
			return;
		class -= 0x60;
	}
	handle = fuzz_choose(w, class, field->arg, c->device, &value);
	set_member(base, field, value);
	if (field->arg == TYPE_DEVICE)
		c->device = fuzz_index(w, handle);
	else if (field->arg == TYPE_QUEUE && handle)
		c->device = handle->device;
	else if (field->arg == TYPE_GLOBAL || field->arg == TYPE_RESOURCE)
		c->share = handle;
	c->by_resource |= field->arg == TYPE_RESOURCE && !(field->flags & FIELD_INOUT);
}

static void fill_fd(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	static const uint64_t wrong[] = { ~0ull, 0, 0x7fffffff, 0x100000000ull };
	uint8_t class = fuzz_u8(c->w);
	uint32_t value;

	if (is_absent(field, class))
		return;
	if (class >= 0xf0 && class < 0xf4) {
		set_member(base, field, class == 0xf1 ? (uint64_t)fuzz_fd(c->w, 0) :
			   wrong[class & 3]);
		return;
	}
	c->share = fuzz_choose(c->w, class, field->arg, -1, &value);
	set_member(base, field, value);
}

static void fill_luid(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint8_t class = fuzz_u8(c->w);
	uint64_t luid = class;

	if (class < 0xe0 && !fuzz_gpu_luid(class % NUM_ADAPTERS, &luid))
		luid = 1;
	set_member(base, field, luid);
}

static void fill_address(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint8_t class = fuzz_u8(c->w), lo = fuzz_u8(c->w);
	uint64_t address = (uintptr_t)PLACES + lo % NUM_PLACES * PLACE_SIZE;
	struct fuzz_handle *view = fuzz_choose_view(c->w, lo);

	if (class >= 0xc0) {
		switch (class & 7) {
		case 0:
			address += lo;
			break;
		case 1:
			address = view ? view->view : 0;
			break;
		case 2:
			address = view ? view->view + FUZZ_PAGE : 0;
			break;
		case 3:
			address = (uintptr_t)fuzz_memory;
			break;
		case 4:
			address = 0x7ffffffff000ull - lo * FUZZ_PAGE;
			break;
		case 5:
			address = 0xffff888000000000ull + lo * FUZZ_PAGE;
			break;
		case 6:
			address = lo * FUZZ_PAGE;
			break;
		default:
			address = ~0xfffull;
			break;
		}
	}
	set_member(base, field, address);
}

/* The plain choice is what the flags ask for. */
static void fill_memory(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint8_t class = fuzz_u8(c->w), lo = fuzz_u8(c->w);
	uint64_t memory = (uintptr_t)fuzz_memory + lo % MEMORY_PAGES * FUZZ_PAGE;
	struct fuzz_handle *view = fuzz_choose_view(c->w, lo);
	uint32_t section;

	fuzz_choose(c->w, lo, TYPE_SECTION_FD, -1, &section);
	if (class < 0x80) {
		if (c->flags & D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SECTION)
			memory = section;
		else if (!(c->flags & D3DKMT_CREATEALLOCATIONFLAGS_EXISTING_SYS_MEM))
			memory = 0;
	} else if (class >= 0xc0) {
		switch (class & 7) {
		case 0:
			memory = section;
			break;
		case 1:
			memory = view ? view->view : 0;
			break;
		case 2:
			memory += lo;
			break;
		case 3:
			memory = (uintptr_t)c->w->arena.base + ARENA_SIZE;
			break;
		case 4:
			memory = 0xffff888000000000ull;
			break;
		case 5:
			memory = fuzz_fd(c->w, 0);
			break;
		case 6:
			memory = ~0xfffull;
			break;
		default:
			memory = (uintptr_t)fuzz_memory + (MEMORY_PAGES - 1) * FUZZ_PAGE;
			break;
		}
	}
	set_member(base, field, memory);
}

static void fill_handles(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint32_t i, n = fuzz_num_elements(c, field), *list = fuzz_alloc(c->w, n * sizeof(*list));
	uint8_t class = fuzz_u8(c->w), own[OWN_HANDLES];

	for (i = 0; i < OWN_HANDLES; i++)
		own[i] = fuzz_u8(c->w);
	if (is_absent(field, class))
		return;
	/* Either a resource or a list. */
	if (c->by_resource && class < 0xa0) {
		set_u32(base, field->count, 0);
		return;
	}
	for (i = 0; list && i < n; i++) {
		uint8_t one = own[i % OWN_HANDLES];
		struct fuzz_handle *handle;

		/* A list of zeros is one of different objects. */
		if (one < 0x80)
			one = (one + i) & 0x7f;
		handle = fuzz_choose(c->w, one, field->arg, c->device, &list[i]);
		if (field->arg == TYPE_RESOURCE)
			c->share = handle;
	}
	set_member(base, field, fuzz_relocate(c->w, class, list, n * sizeof(*list)));
}

static void fill_values(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint32_t i, n = fuzz_num_elements(c, field);
	uint8_t *values = fuzz_alloc(c->w, n * field->element);
	uint8_t class = fuzz_u8(c->w);
	uint64_t own[OWN_VALUES];

	for (i = 0; i < OWN_VALUES; i++)
		own[i] = fuzz_number(c->w, field->arg);
	if (is_absent(field, class))
		return;
	for (i = 0; values && i < n; i++)
		memcpy(values + i * field->element, &own[i % OWN_VALUES], field->element);
	set_member(base, field, fuzz_relocate(c->w, class, values, n * field->element));
}

static void fill_structs(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint32_t i, n = fuzz_num_elements(c, field), bytes = fuzz_struct_bytes(field->of);
	uint8_t *array = fuzz_alloc(c->w, n * field->of->size);
	uint8_t class = fuzz_u8(c->w);
	const uint8_t *own = c->w->p;
	uint64_t address;

	if (array)
		memset(array, 0, n * field->of->size);
	c->depth++;
	for (i = 0; array && i < n; i++) {
		c->w->p = own + i % OWN_STRUCTS * bytes;
		if (c->w->p > c->w->end)
			c->w->p = c->w->end;
		fill_struct(c, field->of, array + i * field->of->size);
	}
	c->depth--;
	c->w->p = own + OWN_STRUCTS * bytes;
	if (c->w->p > c->w->end)
		c->w->p = c->w->end;
	if (is_absent(field, class))
		return;
	address = fuzz_relocate(c->w, class, array, n * field->of->size);
	set_member(base, field, address);
	if (array)
		note_place(c, field, address, n);
}

static void fill_data(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint8_t class = fuzz_u8(c->w), shape[SHAPE_BYTES];
	uint64_t size = fuzz_number(c->w, fuzz_data_size(field->arg));
	uint32_t i, real = size < 4096 ? size : 4096;
	void *data;

	for (i = 0; i < SHAPE_BYTES; i++)
		shape[i] = fuzz_u8(c->w);
	if (is_absent(field, class))
		return;
	if (size <= (128 << 10) + 1)
		real = size;
	data = fuzz_alloc(c->w, real);
	if (data)
		fuzz_data_fill(field->arg, shape, data, real);
	set_u32(base, field->count, size);
	set_member(base, field, fuzz_relocate(c->w, class, data, real));
	if (c->depth)
		c->sizes[SHARE_TOTAL] += size;
	else if (!strcmp(field->name, "private_runtime_data"))
		c->sizes[SHARE_RUNTIME] = size;
	else
		c->sizes[SHARE_RESOURCE] = size;
}

static void fill_room(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint32_t size = get_u32(base, field->count);
	uint8_t class = fuzz_u8(c->w);
	void *room;

	if (size > 256 << 10)
		size = FUZZ_PAGE;
	room = fuzz_alloc(c->w, size);
	size = size < FUZZ_PAGE ? size : FUZZ_PAGE;
	set_member(base, field, fuzz_relocate(c->w, class, room, size));
}

static void fill_zero(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint8_t class = fuzz_u8(c->w);

	if (class >= 0xf0)
		set_member(base, field, 1ull << (class & 7) * 4);
}

static void fill_enum(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint8_t v = fuzz_u8(c->w);

	set_member(base, field, v >= 0xf8 ? 0xffffffffu >> (v & 7) * 4 : v % (field->arg + 2));
}

static void fill_share_size(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint64_t size = fuzz_number(c->w, c->share ? c->share->share[field->arg] : 0);

	set_member(base, field, size);
	if (field->arg == SHARE_ALLOCATIONS)
		c->count = size;
}

static void fill_new_fd(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint64_t *p = fuzz_alloc(c->w, sizeof(*p)), address;

	address = fuzz_relocate(c->w, fuzz_u8(c->w), p, sizeof(*p));
	set_member(base, field, address);
	note_place(c, field, address, 1);
}

static void fill_field(struct call *c, const struct fuzz_field *field, uint8_t *base)
{
	uint32_t bits;

	switch (field->kind) {
	case KIND_ZERO:
		return fill_zero(c, field, base);
	case KIND_NUMBER:
		return set_member(base, field, fuzz_number(c->w, field->arg));
	case KIND_BITS:
		bits = fuzz_u32(c->w);
		if (!c->depth)
			c->flags = bits;
		return set_member(base, field, bits);
	case KIND_ENUM:
		return fill_enum(c, field, base);
	case KIND_HANDLE:
		return fill_handle(c, field, base);
	case KIND_FD:
		return fill_fd(c, field, base);
	case KIND_NEW_FD:
		return fill_new_fd(c, field, base);
	case KIND_LUID:
		return fill_luid(c, field, base);
	case KIND_ADDRESS:
		return fill_address(c, field, base);
	case KIND_MEMORY:
		return fill_memory(c, field, base);
	case KIND_SHARE_SIZE:
		return fill_share_size(c, field, base);
	case KIND_COUNT:
		c->count = (uint32_t)fuzz_number(c->w, field->arg);
		return set_member(base, field, c->count);
	case KIND_HANDLES:
		return fill_handles(c, field, base);
	case KIND_VALUES:
		return fill_values(c, field, base);
	case KIND_STRUCTS:
		return fill_structs(c, field, base);
	case KIND_DATA:
		return fill_data(c, field, base);
	case KIND_ROOM:
		return fill_room(c, field, base);
	}
}

static bool applies(const struct call *c, const struct fuzz_field *field)
{
	bool set = c->flags & field->if_bits;

	return !(field->flags & FIELD_IF && !set) && !(field->flags & FIELD_UNLESS && set);
}

static void skip(struct fuzz_world *w, unsigned int bytes)
{
	w->p = (size_t)(w->end - w->p) < bytes ? w->end : w->p + bytes;
}

static void fill_struct(struct call *c, const struct fuzz_struct *s, uint8_t *base)
{
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		if (applies(c, &s->fields[i]))
			fill_field(c, &s->fields[i], base);
		else
			skip(c->w, fuzz_field_bytes(&s->fields[i]));
	}
}

void fuzz_fill(struct call *c)
{
	fill_struct(c, c->desc->arg, c->arg);
}
