// SPDX-License-Identifier: GPL-2.0
/*
 * Sweeps over the miniport's answers, by softgpu's fault injection.
 */
#include "fail_nth.h"
#include "file.h"

#define TRACE_EVENT	"/sys/kernel/tracing/events/dxgkrnl/adapter_allocation/enable"

/* No sequence makes so many calls. */
#define NEVER		1000000

/* An error that a callback may return, and what the client is told. */
struct allowed {
	const char *error;
	int status;
};

/**
 * struct callback - what a callback may answer, and what not
 * @name: In rules.
 * @fault: The status of a nonsensical answer.
 * @ignored: No answer makes a call fail.
 * @allowed: Its errors.
 * @nonsense: Rules, behind the name, for answers that make no sense.
 * @paging: The sequence says of which calls the client hears.
 * @loses: Whatever else it answers, the adapter's devices are lost.
 * @first: The client hears of the first call only.
 */
struct callback {
	const char *name;
	int fault;
	bool ignored;
	struct allowed allowed[7];
	const char *nonsense[16];
	bool paging;
	bool loses;
	bool first;
};

#define INVALID		{ "EINVAL", STATUS_INVALID_PARAMETER }
#define MEMORY		{ "ENOMEM", STATUS_NO_MEMORY }
#define MISMATCH	{ "EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH }
#define NOT_SUPPORTED	{ "EPERM", STATUS_NOT_SUPPORTED }

#define BAD_ERRORS	"fail error=1", "fail error=-9999", "fail error=EIO"

static const struct callback callbacks[] = {
	{ .name = "start_device", .fault = STATUS_INVALID_PARAMETER,
	  .allowed = { INVALID, MEMORY, { "EIO", -EIO }, { "ENODEV", -ENODEV } },
	  .nonsense = { "fail error=1", "fail error=-9999" } },
	{ .name = "query_driver_caps", .fault = STATUS_INVALID_PARAMETER,
	  .allowed = { INVALID, MEMORY },
	  .nonsense = { BAD_ERRORS, "field=flags value=0x80000000", "field=wddm_version value=0",
			"field=num_nodes value=33", "field=description value=65",
			"field=driver_store_path value=65" } },
	{ .name = "query_segment_count", .fault = STATUS_INVALID_PARAMETER,
	  .allowed = { INVALID, MEMORY },
	  .nonsense = { BAD_ERRORS, "field=nb_segment value=0",
			"field=nb_segment value=0xffffffff" } },
	{ .name = "query_segment", .fault = STATUS_INVALID_PARAMETER,
	  .allowed = { INVALID, MEMORY },
	  .nonsense = { BAD_ERRORS, "field=flags value=0xc0000000", "field=size value=0",
			"field=base_address value=1", "field=commit_limit value=4096" } },
	{ .name = "query_umd_private", .fault = STATUS_UNSUCCESSFUL,
	  .allowed = { INVALID, MEMORY, NOT_SUPPORTED }, .nonsense = { BAD_ERRORS } },
	{ .name = "get_node_metadata", .fault = STATUS_UNSUCCESSFUL,
	  .allowed = { INVALID }, .nonsense = { BAD_ERRORS, "field=friendly_name value=65" } },
	{ .name = "create_device", .fault = STATUS_UNSUCCESSFUL,
	  .allowed = { MEMORY },
	  .nonsense = { BAD_ERRORS, "fail error=EINVAL", "field=hdevice value=0" } },
	{ .name = "create_allocation", .fault = STATUS_GRAPHICS_ALLOCATION_INVALID,
	  .allowed = { INVALID, MEMORY, MISMATCH,
		       { "ENOVIDEOMEMORY", STATUS_GRAPHICS_NO_VIDEO_MEMORY } },
	  .nonsense = { BAD_ERRORS, "field=hallocation value=0", "field=size value=0",
			"field=size value=0xffffffffffffffff", "field=pitch_aligned_size value=1",
			"field=alignment value=3", "field=supported_segment_set value=0",
			"field=supported_segment_set value=0xffffffff",
			"field=preferred_segment0 value=255",
			"field=eviction_segment_set value=1", "field=flags value=0x80000000",
			"field=allocation_priority value=0",
			"field=physical_adapter_index value=1" } },
	{ .name = "open_allocation", .fault = STATUS_GRAPHICS_ALLOCATION_INVALID,
	  .allowed = { INVALID, MEMORY, MISMATCH },
	  .nonsense = { BAD_ERRORS, "field=hdevice_allocation value=0" } },
	{ .name = "describe_allocation", .ignored = true,
	  .allowed = { INVALID }, .nonsense = { BAD_ERRORS, "field=multisample_count value=0" } },
	{ .name = "get_standard_allocation_driver_data",
	  .fault = STATUS_GRAPHICS_ALLOCATION_INVALID,
	  .allowed = { INVALID, MEMORY },
	  .nonsense = { BAD_ERRORS, "field=allocation_private_driver_data_size value=0",
			"field=allocation_private_driver_data_size value=0xffffffff",
			"field=resource_private_driver_data_size value=0x20001" } },
	{ .name = "escape", .fault = STATUS_UNSUCCESSFUL,
	  .allowed = { INVALID, MEMORY, MISMATCH, NOT_SUPPORTED,
		       { "EILLEGALINSN", STATUS_ILLEGAL_INSTRUCTION },
		       { "EPRIVILEGEDINSN", STATUS_PRIVILEGED_INSTRUCTION } },
	  .nonsense = { BAD_ERRORS, "fail error=259" } },
	{ .name = "build_paging_buffer", .fault = STATUS_UNSUCCESSFUL, .paging = true,
	  .allowed = { MEMORY, { "EBUSY", 0 }, { "EAGAIN", 0 } },
	  .nonsense = { BAD_ERRORS, "fail error=EINVAL" } },
	{ .name = "complete_paging", .loses = true,
	  .nonsense = { "fail error=EIO", "fail error=ENOMEM", "fail error=1" } },
	{ .name = "validate_update_allocation_property", .fault = STATUS_UNSUCCESSFUL,
	  .allowed = { INVALID }, .nonsense = { BAD_ERRORS, "fail error=ENOMEM" } },
	/* Not a status, but what a view of it raises. Further pages are those around the first. */
	{ .name = "get_segment_pfn", .fault = STATUS_BUS_ERROR, .first = true,
	  .nonsense = { "field=pfn value=0", "field=pfn value=0xffffffffffffffff",
			"field=pfn value=0x10000000000" } },
};

/* A sweep of one sequence, and what the rules of its last run have seen. */
struct sweep {
	struct fail_world *world;
	const struct fail_sequence *sequence;
	struct fail_baseline base;
	unsigned int answers;
	unsigned int calls[ARRAY_SIZE(callbacks)];
	unsigned int hits[ARRAY_SIZE(callbacks)];
};

static const struct dxg_softgpu *gpu_of(const struct sweep *sweep)
{
	return sweep->sequence->gpu ?: &sweep->world->gpu;
}

/* What a line of the rules' file says of its callback. */
static void read_rule(struct sweep *sweep, const char *line)
{
	const char *count = strchr(line, '#');
	size_t len = strcspn(line, " "), i;

	for (i = 0; count && i < ARRAY_SIZE(callbacks); i++) {
		if (strlen(callbacks[i].name) == len && !strncmp(line, callbacks[i].name, len))
			sscanf(count, "# calls %u hits %u", &sweep->calls[i], &sweep->hits[i]);
	}
}

static bool read_rules(struct sweep *sweep)
{
	char path[128], line[256];
	FILE *f;

	memset(sweep->calls, 0, sizeof(sweep->calls));
	memset(sweep->hits, 0, sizeof(sweep->hits));
	snprintf(path, sizeof(path), "%s/inject", gpu_of(sweep)->path);
	f = fopen(path, "re");
	if (!f)
		return false;
	while (fgets(line, sizeof(line), f))
		read_rule(sweep, line);
	fclose(f);
	return true;
}

/* Whether the adapter has failed in a way that loses its devices. */
static bool is_lost(const struct sweep *sweep)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(callbacks); i++) {
		if (callbacks[i].loses && sweep->hits[i])
			return true;
	}
	return false;
}

/* One run with rules. Returns its status; *@ok: out: everything else is as it should be. */
static int run(struct sweep *sweep, const char *rules, int max_lines, bool *ok)
{
	const struct fail_sequence *sequence = sweep->sequence;
	int status = sequence->prepare ? sequence->prepare(sweep->world) : 0;

	*ok = false;
	if (status || !dxg_softgpu_write(gpu_of(sweep), "inject", rules)) {
		fprintf(stderr, "# can't be prepared: %#x\n", status);
		return status;
	}
	status = sequence->run(sweep->world);
	*ok = read_rules(sweep);
	dxg_gpu_inject(gpu_of(sweep), NULL);
	sweep->world->lost = is_lost(sweep);
	if (!sequence->clean_up(sweep->world, status)) {
		fprintf(stderr, "# not what it should be after status %#x\n", status);
		*ok = false;
	}
	*ok &= fail_is_as_before(sweep->world, &sweep->base, max_lines);
	return status;
}

/* What the client is told when the n-th call ends with @status. */
static bool is_told(const struct sweep *sweep, const struct callback *callback, unsigned int n,
		    int expected, int status)
{
	const char *paging = sweep->sequence->paging;

	if (callback->ignored || (callback->first && n > 1))
		return !status;
	/* Whoever comes too late; what the device is then, the sequence looks at. */
	if (callback->loses)
		return true;
	if (callback->paging && !paging)
		return !status || status == expected;
	if (callback->paging && paging[n - 1] == '-')
		return !status;
	return status == expected;
}

/* One answer, in the n-th call. @expected: the status, if it is told. */
static bool sweep_one(struct sweep *sweep, const struct callback *callback, const char *answer,
		      unsigned int n, int expected, int max_lines)
{
	unsigned int *hits = &sweep->hits[callback - callbacks];
	char rule[160];
	int status;
	bool ok;

	snprintf(rule, sizeof(rule), "clear\n%s %s n=%u", callback->name, answer, n);
	status = run(sweep, rule, max_lines, &ok);
	sweep->answers++;
	if (!ok || *hits != 1 || !is_told(sweep, callback, n, expected, status)) {
		fprintf(stderr, "# %s: \"%s\": status %#x, expected %#x, %u hits\n",
			sweep->sequence->name, rule + strlen("clear\n"), status, expected, *hits);
		return false;
	}
	return true;
}

static bool sweep_answers(struct sweep *sweep, const struct callback *callback, unsigned int n)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(callback->allowed) && callback->allowed[i].error; i++) {
		const struct allowed *allowed = &callback->allowed[i];
		char answer[64];

		snprintf(answer, sizeof(answer), "fail error=%s", allowed->error);
		if (!sweep_one(sweep, callback, answer, n, allowed->status, 0))
			return false;
	}
	for (i = 0; i < ARRAY_SIZE(callback->nonsense) && callback->nonsense[i]; i++) {
		if (!sweep_one(sweep, callback, callback->nonsense[i], n, callback->fault, 1))
			return false;
	}
	return true;
}

/* How often each callback is called, found out by rules that hit none of the calls. */
static bool count_calls(struct sweep *sweep)
{
	const char *paging = sweep->sequence->paging;
	char rules[ARRAY_SIZE(callbacks) * 96] = "clear\n";
	size_t i, len = strlen(rules);
	int status;
	bool ok;

	for (i = 0; i < ARRAY_SIZE(callbacks); i++) {
		const struct callback *callback = &callbacks[i];

		len += snprintf(rules + len, sizeof(rules) - len, "%s %s n=%u\n", callback->name,
				callback->nonsense[0], NEVER);
	}
	status = run(sweep, rules, 0, &ok);
	if (!ok || status) {
		fprintf(stderr, "# %s: status %#x without a fault\n", sweep->sequence->name,
			status);
		return false;
	}
	for (i = 0; i < ARRAY_SIZE(callbacks); i++) {
		if (!callbacks[i].paging || !paging || sweep->calls[i] == strlen(paging))
			continue;
		fprintf(stderr, "# %s: %u paging operations\n", sweep->sequence->name,
			sweep->calls[i]);
		return false;
	}
	return true;
}

static bool sweep_callback(struct sweep *sweep, const struct callback *callback,
			   unsigned int calls)
{
	unsigned int n;

	if (callback->loses && !sweep->sequence->gpu)
		return true;
	for (n = 1; n <= calls; n++) {
		if (!sweep_answers(sweep, callback, n))
			return false;
	}
	return true;
}

bool fail_miniport_sweep(struct fail_world *world, const struct fail_sequence *sequence)
{
	struct sweep sweep = { .world = world, .sequence = sequence };
	unsigned int calls[ARRAY_SIZE(callbacks)];
	bool ok = fail_begin(world, sequence, &sweep.base);
	size_t i;

	/* Surfaces are described for a trace event only. */
	file_write(TRACE_EVENT, "1");
	ok = ok && count_calls(&sweep);
	memcpy(calls, sweep.calls, sizeof(calls));
	for (i = 0; ok && i < ARRAY_SIZE(callbacks); i++)
		ok = sweep_callback(&sweep, &callbacks[i], calls[i]);
	file_write(TRACE_EVENT, "0");
	printf("# %s: %u answers of the miniport\n", sequence->name, sweep.answers);
	return ok;
}
