// SPDX-License-Identifier: GPL-2.0
/*
 * What libFuzzer calls.
 *
 *   FUZZ_COARSE	only count which code was run, to choose a small corpus
 *   FUZZ_KEPT=FILE	the last inputs, in memory that outlives this process
 *   FUZZ_RESULT=FILE	"executions coverage"
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "fuzz.h"
#include "world.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct rlimit no_core = { };

	(void)argc;
	(void)argv;
	setrlimit(RLIMIT_CORE, &no_core);
	signal(SIGPIPE, SIG_IGN);
	fuzz_catch_faults();
	fuzz_watch_open();
	fuzz_memory_make();
	fuzz_gpus_make();
	atexit(fuzz_gpus_remove);
	fuzz_coverage_open();
	fuzz_thread_make();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_run_input(data, size);
	return 0;
}
