// SPDX-License-Identifier: GPL-2.0
/*
 * Sweeps over the miniport's answers, by softgpu's fault injection.
 */
#include <fcntl.h>

#include "fail_nth.h"

#define TRACE_EVENT	"/sys/kernel/tracing/events/dxgkrnl/adapter_allocation/enable"

/* No sequence makes so many calls: a rule that counts calls and hits none. */
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
 */
struct callback {
	const char *name;
	int fault;
	bool ignored;
	struct allowed allowed[7];
	const char *nonsense[16];
};

#define INVALID		{ "EINVAL", STATUS_INVALID_PARAMETER }
#define MEMORY		{ "ENOMEM", STATUS_NO_MEMORY }
#define MISMATCH	{ "EDRIVERMISMATCH", STATUS_GRAPHICS_DRIVER_MISMATCH }
#define NOT_SUPPORTED	{ "EPERM", STATUS_NOT_SUPPORTED }

#define BAD_ERRORS	"fail error=1", "fail error=-9999", "fail error=EIO"

static const struct callback callbacks[] = {
	{ "start_device", STATUS_INVALID_PARAMETER, false,
	  { INVALID, MEMORY, { "EIO", -EIO }, { "ENODEV", -ENODEV } },
	  { "fail error=1", "fail error=-9999" } },
	{ "query_driver_caps", STATUS_INVALID_PARAMETER, false,
	  { INVALID, MEMORY },
	  { BAD_ERRORS, "field=flags value=0x80000000", "field=wddm_version value=0",
	    "field=num_nodes value=33", "field=description value=65",
	    "field=driver_store_path value=65" } },
	{ "query_segment_count", STATUS_INVALID_PARAMETER, false,
	  { INVALID, MEMORY },
	  { BAD_ERRORS, "field=nb_segment value=0", "field=nb_segment value=0xffffffff" } },
	{ "query_segment", STATUS_INVALID_PARAMETER, false,
	  { INVALID, MEMORY },
	  { BAD_ERRORS, "field=flags value=0xc0000000", "field=size value=0",
	    "field=base_address value=1", "field=commit_limit value=4096" } },
	{ "query_umd_private", STATUS_UNSUCCESSFUL, false,
	  { INVALID, MEMORY, NOT_SUPPORTED }, { BAD_ERRORS } },
	{ "get_node_metadata", STATUS_UNSUCCESSFUL, false,
	  { INVALID }, { BAD_ERRORS, "field=friendly_name value=65" } },
	{ "create_device", STATUS_UNSUCCESSFUL, false,
	  { MEMORY }, { BAD_ERRORS, "fail error=EINVAL", "field=hdevice value=0" } },
	{ "create_allocation", STATUS_GRAPHICS_ALLOCATION_INVALID, false,
	  { INVALID, MEMORY, MISMATCH,
	    { "ENOVIDEOMEMORY", STATUS_GRAPHICS_NO_VIDEO_MEMORY } },
	  { BAD_ERRORS, "field=hallocation value=0", "field=size value=0",
	    "field=size value=0xffffffffffffffff", "field=pitch_aligned_size value=1",
	    "field=alignment value=3", "field=supported_segment_set value=0",
	    "field=supported_segment_set value=0xffffffff",
	    "field=preferred_segment0 value=255", "field=eviction_segment_set value=1",
	    "field=flags value=0x80000000", "field=allocation_priority value=0",
	    "field=physical_adapter_index value=1" } },
	{ "open_allocation", STATUS_GRAPHICS_ALLOCATION_INVALID, false,
	  { INVALID, MEMORY, MISMATCH }, { BAD_ERRORS, "field=hdevice_allocation value=0" } },
	{ "describe_allocation", 0, true,
	  { INVALID }, { BAD_ERRORS, "field=multisample_count value=0" } },
	{ "get_standard_allocation_driver_data", STATUS_GRAPHICS_ALLOCATION_INVALID, false,
	  { INVALID, MEMORY },
	  { BAD_ERRORS, "field=allocation_private_driver_data_size value=0",
	    "field=allocation_private_driver_data_size value=0xffffffff",
	    "field=resource_private_driver_data_size value=0x20001" } },
	{ "escape", STATUS_UNSUCCESSFUL, false,
	  { INVALID, MEMORY, MISMATCH, NOT_SUPPORTED,
	    { "EILLEGALINSN", STATUS_ILLEGAL_INSTRUCTION },
	    { "EPRIVILEGEDINSN", STATUS_PRIVILEGED_INSTRUCTION } },
	  { BAD_ERRORS, "fail error=259" } },
};

/* A sweep of one sequence. */
struct sweep {
	struct fail_world *world;
	const struct fail_sequence *sequence;
	struct fail_baseline base;
	unsigned int answers;
};

static const struct dxg_softgpu *gpu_of(const struct sweep *sweep)
{
	return sweep->sequence->gpu ?: &sweep->world->gpu;
}

/* Calls and hits of the rule for @callback; false if there is none. */
static bool read_rule(const struct sweep *sweep, const char *callback, unsigned int *calls,
		      unsigned int *hits)
{
	size_t len = strlen(callback);
	char path[128], line[256], *count;
	bool found = false;
	FILE *f;

	snprintf(path, sizeof(path), "%s/inject", gpu_of(sweep)->path);
	f = fopen(path, "re");
	while (f && !found && fgets(line, sizeof(line), f)) {
		count = strchr(line, '#');
		found = !strncmp(line, callback, len) && line[len] == ' ' && count &&
			sscanf(count, "# calls %u hits %u", calls, hits) == 2;
	}
	if (f)
		fclose(f);
	return found;
}

/*
 * One run with a rule, and what its miniport has seen of it. @calls may be NULL. Returns the run's
 * status; *@ok: out: everything else is as it should be.
 */
static int run(struct sweep *sweep, const struct callback *callback, const char *rule,
	       int max_lines, unsigned int *calls, unsigned int *hits, bool *ok)
{
	const struct fail_sequence *sequence = sweep->sequence;
	int status = sequence->prepare ? sequence->prepare(sweep->world) : 0;

	*ok = false;
	*calls = *hits = 0;
	if (status || !dxg_gpu_inject(gpu_of(sweep), rule)) {
		fprintf(stderr, "# can't be prepared: %#x\n", status);
		return status;
	}
	status = sequence->run(sweep->world);
	*ok = read_rule(sweep, callback->name, calls, hits);
	dxg_gpu_inject(gpu_of(sweep), NULL);
	if (!sequence->clean_up(sweep->world, status)) {
		fprintf(stderr, "# not what it should be after status %#x\n", status);
		*ok = false;
	}
	*ok &= fail_is_as_before(sweep->world, &sweep->base, max_lines);
	return status;
}

/* One answer, in the n-th call. @expected: the status. */
static bool sweep_one(struct sweep *sweep, const struct callback *callback, const char *answer,
		      unsigned int n, int expected, int max_lines)
{
	unsigned int calls, hits;
	char rule[160];
	int status;
	bool ok;

	snprintf(rule, sizeof(rule), "%s %s n=%u", callback->name, answer, n);
	status = run(sweep, callback, rule, max_lines, &calls, &hits, &ok);
	sweep->answers++;
	if (!ok || hits != 1 || status != expected) {
		fprintf(stderr, "# %s: \"%s\": status %#x, expected %#x, %u hits\n",
			sweep->sequence->name, rule, status, expected, hits);
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
		if (!sweep_one(sweep, callback, answer, n,
			       callback->ignored ? 0 : allowed->status, 0))
			return false;
	}
	for (i = 0; i < ARRAY_SIZE(callback->nonsense) && callback->nonsense[i]; i++) {
		if (!sweep_one(sweep, callback, callback->nonsense[i], n,
			       callback->ignored ? 0 : callback->fault, 1))
			return false;
	}
	return true;
}

static bool sweep_callback(struct sweep *sweep, const struct callback *callback)
{
	unsigned int calls, hits, n;
	char rule[128];
	int status;
	bool ok;

	snprintf(rule, sizeof(rule), "%s fail error=EINVAL n=%u", callback->name, NEVER);
	status = run(sweep, callback, rule, 0, &calls, &hits, &ok);
	if (!ok || status) {
		fprintf(stderr, "# %s: status %#x without a fault\n", sweep->sequence->name,
			status);
		return false;
	}
	for (n = 1; n <= calls; n++) {
		if (!sweep_answers(sweep, callback, n))
			return false;
	}
	return true;
}

/* Surfaces are described for a trace event only. */
static void trace(bool on)
{
	int fd = open(TRACE_EVENT, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, on ? "1" : "0", 1) != 1)
		fprintf(stderr, "# tracing can't be switched\n");
	close(fd);
}

bool fail_miniport_sweep(struct fail_world *world, const struct fail_sequence *sequence)
{
	struct sweep sweep = { .world = world, .sequence = sequence };
	bool ok = fail_begin(world, sequence, &sweep.base);
	size_t i;

	trace(true);
	for (i = 0; ok && i < ARRAY_SIZE(callbacks); i++)
		ok = sweep_callback(&sweep, &callbacks[i]);
	trace(false);
	printf("# %s: %u answers of the miniport\n", sequence->name, sweep.answers);
	return ok;
}
