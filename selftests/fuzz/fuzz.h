/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of the fuzzer.
 */
#ifndef SELFTESTS_FUZZ_H
#define SELFTESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fuzz_world;
struct fuzz_call;

/* call.c: one ioctl, out of the input. */
void fuzz_run_call(struct fuzz_world *w, const struct fuzz_call *call);

/* data.c: private data of @size bytes, shaped by the input's bytes; returns its natural size. */
size_t fuzz_data_size(uint64_t what);
void fuzz_data_fill(uint64_t what, const uint8_t *shape, void *data, size_t size);

/* ops.c: every other step. */
void fuzz_run_op(struct fuzz_world *w, uint8_t op);
void fuzz_memory_make(void);
void fuzz_memory_clean(void);

/* run.c: the steps of an input. */
void fuzz_run_steps(struct fuzz_world *w, unsigned int most);
void fuzz_run_input(const uint8_t *data, size_t size);
void fuzz_children_wait(void);
void fuzz_child_add(int pid);
/* Run up to @steps steps of @w's input in the second thread; wait for it. */
void fuzz_thread_make(void);
void fuzz_thread_start(const struct fuzz_world *w, unsigned int steps);
void fuzz_thread_wait(void);
/* The fuzzer itself, not a child of it. */
bool fuzz_is_parent(void);
/* So that a call that waits is interrupted. */
void fuzz_alarm(bool on);

/* gpu.c: adapters in configfs, for who may make them. */
void fuzz_gpus_make(void);
void fuzz_gpus_restore(void);
void fuzz_gpus_remove(void);
bool fuzz_gpu_luid(unsigned int i, uint64_t *luid);
void fuzz_gpu_plug(unsigned int i, bool on);
void fuzz_gpu_reset(unsigned int i);
void fuzz_gpu_inject(unsigned int i, const uint8_t *choice);
/* The miniport may have given an allocation another size than its private data says. */
bool fuzz_gpu_lies(void);

/* coverage.c */
void fuzz_coverage_open(void);
void fuzz_coverage_begin(void);
void fuzz_coverage_end(void);
/* An answer counts as coverage, too: all that there is without KCOV. */
void fuzz_coverage_answer(unsigned int nr, long status);
unsigned int fuzz_coverage(void);
/* Of a second thread, which calls it itself. */
void fuzz_coverage_open_second(void);

/* watch.c: what must not happen. */
void fuzz_watch_open(void);
void fuzz_watch_input(const uint8_t *data, size_t size);
void fuzz_watch_check(void);
void fuzz_watch_unmap_views(void);
void fuzz_fail_nth(unsigned int n);
void fuzz_fail_nth_off(void);
/* A defect: say what, and have libFuzzer keep the input. */
void fuzz_defect(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The fuzzer itself can't go on. */
void fuzz_die(const char *what) __attribute__((noreturn));

/* syzlang.c */
void fuzz_print_syzlang(void);

#endif
