// SPDX-License-Identifier: GPL-2.0
/*
 * conformance [-v] - run all rows in both settings of the parameter windows_rules
 *
 * Prints KTAP: one result for each source and setting, with the rows that aren't met above it (all
 * rows with -v); then the rows that are met against a decision only; then how many rows are met.
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "conformance.h"
#include "counts.h"

#define PARAMETER "/sys/module/dxgkrnl/parameters/windows_rules"

static const struct source *const sources[] = {
	&documented_create, &documented_create_standard, &documented_destroy, &documented_open,
	&documented_share, &documented_properties, &documented_residency, &documented_offer,
	&observed_create, &observed_open, &observed_share,
};

static const struct {
	unsigned int mode;
	const char *name;
	char setting;
} modes[] = {
	{ DOCUMENTED, "documented rules", 'N' },
	{ WINDOWS, "Windows' recorded rules", 'Y' },
};

static bool verbose;
static char first_setting;

#define NAMED(status) { status, #status }
static const struct {
	NTSTATUS status;
	const char *name;
} status_names[] = {
	NAMED(STATUS_SUCCESS),
	NAMED(STATUS_INVALID_HANDLE),
	NAMED(STATUS_INVALID_PARAMETER),
	NAMED(STATUS_NO_MEMORY),
	NAMED(STATUS_ACCESS_DENIED),
	NAMED(STATUS_BUFFER_TOO_SMALL),
	NAMED(STATUS_NOT_SUPPORTED),
	NAMED(STATUS_DEVICE_REMOVED),
	NAMED(STATUS_UNSUCCESSFUL),
	NAMED(STATUS_GRAPHICS_NO_VIDEO_MEMORY),
	NAMED(STATUS_GRAPHICS_ALLOCATION_INVALID),
	NAMED(STATUS_GRAPHICS_DRIVER_MISMATCH),
};

static const char *status_name(NTSTATUS status)
{
	static char number[16];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(status_names); i++) {
		if (status_names[i].status == status)
			return status_names[i].name;
	}
	snprintf(number, sizeof(number), "0x%08x", (unsigned int)status);
	return number;
}

static uint64_t load(const struct image *image, const struct member *member)
{
	uint64_t value = 0;

	memcpy(&value, (const char *)image + member->offset, member->size);
	return value;
}

static void apply(struct world *world, struct image *image, const struct member *change)
{
	uint64_t value = change->value;

	if (change->kind == VALUE_SYMBOL)
		value = world_value(world, value);
	else if (change->kind == VALUE_ADDRESS)
		value = (uintptr_t)image + value;
	memcpy((char *)image + change->offset, &value, change->size);
}

/* What one row came to. */
struct outcome {
	struct image before, image;
	D3DKMT_HANDLE next;
	char complaint[160];
};

__attribute__((format(printf, 2, 3)))
static void complain(struct outcome *outcome, const char *format, ...)
{
	va_list args;

	if (*outcome->complaint)
		return;
	va_start(args, format);
	vsnprintf(outcome->complaint, sizeof(outcome->complaint), format, args);
	va_end(args);
}

static bool output_is_right(struct world *world, const struct outcome *outcome,
			    const struct member *output)
{
	uint64_t value = load(&outcome->image, output);

	switch (output->kind) {
	case VALUE_NUMBER:
		return value == output->value;
	case VALUE_SYMBOL:
		return value == world_value(world, output->value);
	case VALUE_ADDRESS:
		return value == (uintptr_t)&outcome->image + output->value;
	case VALUE_NEXT:
		return value == outcome->next + (output->value - 1) * 0x40;
	case VALUE_GLOBAL:
		return value & 0xc0000000 && (value & 0x3f) == 2;
	case VALUE_LOCAL:
		return value & 0xc0000000 && !(value & 0x3f);
	case VALUE_SAME:
		return value == load(&outcome->before, output);
	case VALUE_NOT:
		return value != output->value;
	case VALUE_BELOW:
		return value < output->value;
	}
	return false;
}

static void check_outputs(struct world *world, const struct row *row, struct outcome *outcome)
{
	const struct member *output;

	for (output = row->outputs; output->size; output++) {
		if (!output_is_right(world, outcome, output))
			complain(outcome, "%s is 0x%llx", output->name,
				 (unsigned long long)load(&outcome->image, output));
	}
}

/* A failed call may take handles back that it had written, to 0. */
static void forgive_zero(D3DKMT_HANDLE *handle, D3DKMT_HANDLE before)
{
	if (!*handle)
		*handle = before;
}

/* Nor does it matter what a failed open has copied. */
static void forgive(struct image *image, const struct image *before)
{
	unsigned int i;

	forgive_zero(&image->create.hResource, before->create.hResource);
	forgive_zero(&image->create.hGlobalShare, before->create.hGlobalShare);
	forgive_zero(&image->open.hResource, before->open.hResource);
	forgive_zero(&image->open_nt.hResource, before->open_nt.hResource);
	forgive_zero(&image->open_nt.hKeyedMutex, before->open_nt.hKeyedMutex);
	forgive_zero(&image->open_nt.hSyncObject, before->open_nt.hSyncObject);
	/* What MakeResident answers when it fails, and Evict before it does. */
	image->make_resident.NumAllocations = before->make_resident.NumAllocations;
	image->make_resident.NumBytesToTrim = before->make_resident.NumBytesToTrim;
	image->evict.NumBytesToTrim = before->evict.NumBytesToTrim;
	for (i = 0; i < 2; i++) {
		forgive_zero(&image->info[i].hAllocation, before->info[i].hAllocation);
		forgive_zero(&image->info2[i].hAllocation, before->info2[i].hAllocation);
		forgive_zero(&image->open_info[i].hAllocation, before->open_info[i].hAllocation);
		forgive_zero(&image->open_info2[i].hAllocation,
			     before->open_info2[i].hAllocation);
	}
	memcpy(image->runtime, before->runtime, sizeof(image->runtime));
	memcpy(image->resource_data, before->resource_data, sizeof(image->resource_data));
	memcpy(image->total, before->total, sizeof(image->total));
}

/* A failed call leaves no handle and no object, and its arguments as they were. */
static void check_failure(struct outcome *outcome, const struct dxg_counts *before)
{
	struct image image = outcome->image;
	struct dxg_counts after;
	unsigned int i;

	forgive(&image, &outcome->before);
	if (memcmp(&outcome->before, &image, sizeof(image)))
		complain(outcome, "the failed call changed its arguments");
	dxg_counts_read(&after);
	/* The process of the row before may go only now. */
	for (i = DXG_COUNT_PROCESSES + 1; i < DXG_NUM_COUNTS; i++) {
		/* A process has one from its first call on that needs it. */
		if (after.n[i] > before->n[i] && i != DXG_COUNT_STORES)
			complain(outcome, "the failed call left %s", dxg_count_names[i]);
	}
}

static void run_in_world(struct world *world, const struct row *row, struct outcome *outcome)
{
	const struct member *change;
	struct dxg_counts before;
	NTSTATUS status;

	row->call->base(world, &outcome->image);
	for (change = row->changes; change->size; change++)
		apply(world, &outcome->image, change);
	if (row->before && !row->before(world, &outcome->image))
		complain(outcome, "can't be prepared");
	outcome->next = world_next_handle(world);
	outcome->before = outcome->image;
	dxg_counts_read(&before);
	status = row->call->run(&outcome->image);
	if (status != row->status)
		complain(outcome, "%s", status_name(status));
	else if (status)
		check_failure(outcome, &before);
	else
		check_outputs(world, row, outcome);
	if (row->after && !row->after(world, &outcome->image))
		complain(outcome, "what follows is wrong");
}

static void print_row(const struct row *row, const struct outcome *outcome, unsigned int number)
{
	bool met = !*outcome->complaint;

	if (met && !verbose)
		return;
	printf("    %sok %u %s %s: %s -> %s", met ? "" : "not ", number, row->id, row->call->name,
	       row->what, status_name(row->status));
	if (row->decision)
		printf(" by decision");
	if (!met)
		printf(": %s", outcome->complaint);
	putchar('\n');
}

static bool run_row(const struct row *row, unsigned int number)
{
	static struct outcome outcome;
	struct world *world = world_new(row->inject);

	memset(&outcome, 0, sizeof(outcome));
	run_in_world(world, row, &outcome);
	world_free(world);
	print_row(row, &outcome, number);
	return !*outcome.complaint;
}

static void set_mode(char setting)
{
	FILE *f = fopen(PARAMETER, "we");

	if (!f || fputc(setting, f) == EOF || fclose(f))
		die("%s can't be written", PARAMETER);
}

static void restore_mode(void)
{
	set_mode(first_setting);
}

static void save_mode(void)
{
	FILE *f = fopen(PARAMETER, "re");

	first_setting = f ? (char)fgetc(f) : 0;
	if (first_setting != 'Y' && first_setting != 'N')
		die("%s can't be read", PARAMETER);
	fclose(f);
	atexit(restore_mode);
}

/* The rows of a source that are for a mode; @met has one flag for each row. */
static bool run_source(const struct source *source, unsigned int mode, unsigned int result,
		       const char *mode_name, bool *met)
{
	unsigned int total = 0, passed = 0;
	struct dxg_counts before;
	bool clean;
	size_t i;

	dxg_counts_read(&before);
	for (i = 0; i < source->num_rows; i++) {
		if (!(source->rows[i].modes & mode))
			continue;
		total++;
		if (run_row(&source->rows[i], total))
			passed++;
		else
			met[i] = false;
	}
	clean = dxg_counts_settle(&before);
	printf("%sok %u %s, %s: %u of %u rows%s\n", passed == total && clean ? "" : "not ", result,
	       source->name, mode_name, passed, total, clean ? "" : ", and objects are left");
	fflush(stdout);
	return passed == total && clean;
}

/* What is met against a decision only; the page of disagreements has each. */
static void print_decisions(void)
{
	const struct row *row;
	size_t s, i;

	for (s = 0; s < ARRAY_SIZE(sources); s++) {
		for (i = 0; i < sources[s]->num_rows; i++) {
			row = &sources[s]->rows[i];
			if (row->decision)
				printf("# %s %s: %s -> %s, not %s, by decision: %s\n", row->id,
				       row->call->name, row->what, status_name(row->status),
				       row->source_says, row->decision);
		}
	}
}

static bool run_all(void)
{
	unsigned int total = 0, passed = 0, result = 0;
	bool ok = true, *met;
	size_t s, m, i;

	printf("KTAP version 1\n1..%zu\n", ARRAY_SIZE(sources) * ARRAY_SIZE(modes));
	for (s = 0; s < ARRAY_SIZE(sources); s++) {
		met = malloc(sources[s]->num_rows * sizeof(*met));
		if (!met)
			die("no memory");
		for (i = 0; i < sources[s]->num_rows; i++)
			met[i] = true;
		for (m = 0; m < ARRAY_SIZE(modes); m++) {
			set_mode(modes[m].setting);
			if (!run_source(sources[s], modes[m].mode, ++result, modes[m].name, met))
				ok = false;
		}
		for (i = 0; i < sources[s]->num_rows; i++)
			passed += met[i];
		total += sources[s]->num_rows;
		free(met);
	}
	print_decisions();
	printf("conformance: %u of %u rows\n", passed, total);
	return ok;
}

int main(int argc, char **argv)
{
	bool ok;
	int c;

	while ((c = getopt(argc, argv, "v")) != -1) {
		if (c != 'v') {
			fprintf(stderr, "usage: conformance [-v]\n");
			return 2;
		}
		verbose = true;
	}
	save_mode();
	worlds_init();
	ok = run_all();
	worlds_exit();
	return !ok;
}
