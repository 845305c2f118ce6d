// SPDX-License-Identifier: GPL-2.0
/*
 * The table of calls as a syzkaller description, on stdout. Structs are packed and their padding is
 * written out, so that their layout is that of the header, and numbers stand in place of the
 * header's names, so that syz-extract isn't needed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

#define MAX_STRUCTS	64
#define MAX_FIELDS	32

static const char *const types[NUM_TYPES] = {
	[TYPE_ADAPTER] = "dxg_adapter",
	[TYPE_DEVICE] = "dxg_device",
	[TYPE_RESOURCE] = "dxg_resource",
	[TYPE_ALLOCATION] = "dxg_allocation",
	[TYPE_QUEUE] = "dxg_paging_queue",
	[TYPE_SYNC] = "dxg_sync_object",
	[TYPE_GLOBAL] = "dxg_global_share",
	[TYPE_SHARE_FD] = "dxg_share",
	[TYPE_SECTION_FD] = "dxg_section",
	[TYPE_EVENT_FD] = "dxg_event",
};

static const char preamble[] =
	"# SPDX-License-Identifier: GPL-2.0\n"
	"#\n"
	"# /dev/dxg for syzkaller; made from calls.c by \"make -C selftests/fuzz syzlang\".\n"
	"\n"
	"resource fd_dxg[fd]\n"
	"resource fd_dxg_share[fd]\n"
	"resource dxg_adapter[int32]: 0\n"
	"resource dxg_device[int32]: 0\n"
	"resource dxg_resource[int32]: 0\n"
	"resource dxg_allocation[int32]: 0\n"
	"resource dxg_paging_queue[int32]: 0\n"
	"resource dxg_sync_object[int32]: 0\n"
	"resource dxg_global_share[int32]: 0\n"
	"resource dxg_luid[int64]: 1\n"
	"\n"
	"openat$dxg(fd const[AT_FDCWD], file ptr[in, string[\"/dev/dxg\"]], "
	"flags const[O_RDWR], mode const[0]) fd_dxg\n";

/* What the table doesn't describe: descriptors as 64-bit numbers, and softgpu's private data. */
static const char epilogue[] =
	"dxg_share {\n"
	"	fd	fd_dxg_share\n"
	"	high	const[0, int32]\n"
	"} [packed]\n"
	"\n"
	"dxg_section {\n"
	"	fd	fd\n"
	"	high	const[0, int32]\n"
	"} [packed]\n"
	"\n"
	"dxg_event {\n"
	"	fd	fd_event\n"
	"	high	const[0, int32]\n"
	"} [packed]\n"
	"\n"
	"dxg_memory [\n"
	"	none	const[0, int64]\n"
	"	address	vma64\n"
	"	section	dxg_section\n"
	"]\n"
	"\n"
	"softgpu_allocation_desc {\n"
	"	magic	const[0x55504753, int32]\n"
	"	version	const[0x1, int32]\n"
	"	size	const[0x80, int32]\n"
	"	kind	int32[1:4]\n"
	"	dimension	int32[0:4]\n"
	"	format	int32[0:18]\n"
	"	layout	int32[0:1]\n"
	"	usage	flags[softgpu_usage, int32]\n"
	"	cpu_access	int32[0:3]\n"
	"	height	int32[1:256]\n"
	"	width	int64[1:65536]\n"
	"	depth	int32[1:64]\n"
	"	mip_levels	int32[1:16]\n"
	"	array_size	int32[1:16]\n"
	"	samples	int32[1:16]\n"
	"	reserved	array[const[0, int32], 4]\n"
	"	answers	array[int8, 48]\n"
	"} [packed]\n"
	"\n"
	"softgpu_usage = 0x1, 0x2, 0x4, 0x8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200\n";

static const struct fuzz_struct *done[MAX_STRUCTS];
static unsigned int num_done;

/* A member's name, if it is no word of the language. */
static const char *name_of(const struct fuzz_field *field)
{
	return strcmp(field->name, "resource") ? field->name : "resource_handle";
}

/* The arrays and data that a member counts. */
static const struct fuzz_field *counted_by(const struct fuzz_struct *s,
					   const struct fuzz_field *count)
{
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		const struct fuzz_field *field = &s->fields[i];

		if (field->count == count->offset && field->kind >= KIND_HANDLES)
			return field;
	}
	return NULL;
}

static bool shares_offset(const struct fuzz_struct *s, const struct fuzz_field *field)
{
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		if (&s->fields[i] != field && s->fields[i].offset == field->offset)
			return true;
	}
	return false;
}

static void print_counter(const struct fuzz_struct *s, const struct fuzz_field *field)
{
	const struct fuzz_field *counted = counted_by(s, field);
	bool bytes = counted && (counted->kind == KIND_DATA || counted->kind == KIND_ROOM);

	if (!counted || shares_offset(s, counted))
		printf("int%u", field->size * 8);
	else
		printf("%s[%s, int%u]", bytes ? "bytesize" : "len", counted->name, field->size * 8);
}

static void print_pointer(const struct fuzz_field *field)
{
	const char *opt = field->flags & FIELD_OPTIONAL ? ", opt" : "";

	switch (field->kind) {
	case KIND_NEW_FD:
		printf("ptr64[out, %s]", types[field->arg]);
		break;
	case KIND_HANDLES:
		printf("ptr64[in, array[%s]%s]", types[field->arg], opt);
		break;
	case KIND_VALUES:
		printf("ptr64[inout, array[int%u]%s]", field->element * 8, opt);
		break;
	case KIND_STRUCTS:
		if (field->count == NO_COUNT)
			printf("ptr64[inout, %s%s]", field->of->name, opt);
		else
			printf("ptr64[inout, array[%s]%s]", field->of->name, opt);
		break;
	case KIND_DATA:
		if (field->arg == DATA_ALLOCATION)
			printf("ptr64[inout, softgpu_allocation_desc%s]", opt);
		else
			printf("ptr64[inout, array[int8]%s]", opt);
		break;
	case KIND_ROOM:
		printf("ptr64[out, array[int8]%s]", opt);
		break;
	}
}

static void print_bytes(const char *before, const char *after, unsigned int size)
{
	if (size == 4 || size == 8)
		printf("%sint%u%s", before, size * 8, after);
	else if (size % 8)
		printf("array[%sint8%s, %u]", before, after, size);
	else
		printf("array[%sint64%s, %u]", before, after, size / 8);
}

static void print_type(const struct fuzz_struct *s, const struct fuzz_field *field)
{
	switch (field->kind) {
	case KIND_OUT:
		if (!strcmp(field->name, "adapter_luid"))
			printf("dxg_luid");
		else
			print_bytes("", "", field->size);
		printf("	(out)");
		break;
	case KIND_ZERO:
		print_bytes("const[0, ", "]", field->size);
		break;
	case KIND_NUMBER:
		printf("int%u", field->size * 8);
		break;
	case KIND_BITS:
		printf("flags[%s_%s, int%u]", s->name, field->name, field->size * 8);
		break;
	case KIND_ENUM:
		printf("int32[0:%u]", (unsigned int)field->arg);
		break;
	case KIND_HANDLE:
		printf("%s%s", types[field->arg], field->flags & FIELD_OPTIONAL ? "[opt]" : "");
		break;
	case KIND_NEW:
		printf("%s	(out)", types[field->arg]);
		break;
	case KIND_FD:
		printf("%s", types[field->arg]);
		break;
	case KIND_LUID:
		printf("dxg_luid");
		break;
	case KIND_ADDRESS:
		printf("vma64");
		break;
	case KIND_MEMORY:
		printf("dxg_memory");
		break;
	case KIND_SHARE_SIZE:
	case KIND_COUNT:
	case KIND_SIZE:
		print_counter(s, field);
		break;
	default:
		print_pointer(field);
		break;
	}
}

static int by_offset(const void *a, const void *b)
{
	const struct fuzz_field *const *x = a, *const *y = b;

	return (*x)->offset - (*y)->offset;
}

static void print_padding(unsigned int from, unsigned int to)
{
	if (to <= from)
		return;
	printf("	pad%u	", from);
	print_bytes("const[0, ", "]", to - from);
	putchar('\n');
}

static void print_bits(const struct fuzz_struct *s, const struct fuzz_field *field)
{
	const char *before = "";
	unsigned int i;

	printf("%s_%s = ", s->name, field->name);
	for (i = 0; i < 32; i++) {
		if (field->arg >> i & 1) {
			printf("%s0x%x", before, 1u << i);
			before = ", ";
		}
	}
	printf("\n\n");
}

static void print_union(const struct fuzz_struct *s, const struct fuzz_field *const *fields)
{
	printf("%s_%s [\n", s->name, fields[0]->name);
	printf("	%s	", fields[0]->name);
	print_type(s, fields[0]);
	printf("\n	%s	", fields[1]->name);
	print_type(s, fields[1]);
	printf("\n]\n\n");
}

static void print_struct(const struct fuzz_struct *s)
{
	const struct fuzz_field *sorted[MAX_FIELDS];
	unsigned int i, end = 0;

	for (i = 0; i < num_done; i++) {
		if (done[i] == s)
			return;
	}
	if (num_done == MAX_STRUCTS || s->num > MAX_FIELDS)
		abort();
	done[num_done++] = s;
	for (i = 0; i < s->num; i++)
		sorted[i] = &s->fields[i];
	qsort(sorted, s->num, sizeof(sorted[0]), by_offset);

	printf("%s {\n", s->name);
	for (i = 0; i < s->num; i++) {
		print_padding(end, sorted[i]->offset);
		printf("	%s	", name_of(sorted[i]));
		end = sorted[i]->offset + sorted[i]->size;
		if (i + 1 < s->num && sorted[i + 1]->offset == sorted[i]->offset)
			printf("%s_%s", s->name, sorted[i++]->name);
		else
			print_type(s, sorted[i]);
		putchar('\n');
	}
	print_padding(end, s->size);
	printf("} [packed]\n\n");

	for (i = 0; i < s->num; i++) {
		if (sorted[i]->kind == KIND_BITS)
			print_bits(s, sorted[i]);
		if (i + 1 < s->num && sorted[i + 1]->offset == sorted[i]->offset)
			print_union(s, &sorted[i]);
	}
	for (i = 0; i < s->num; i++) {
		if (sorted[i]->of)
			print_struct(sorted[i]->of);
	}
}

int main(void)
{
	unsigned int i;

	fputs(preamble, stdout);
	for (i = 0; i < fuzz_num_calls; i++)
		printf("ioctl$DXG_%s(fd fd_dxg, cmd const[0x%lx], arg ptr[inout, %s])\n",
		       fuzz_calls[i].name, fuzz_calls[i].cmd, fuzz_calls[i].arg->name);
	putchar('\n');
	for (i = 0; i < fuzz_num_calls; i++)
		print_struct(fuzz_calls[i].arg);
	fputs(epilogue, stdout);
	return 0;
}
