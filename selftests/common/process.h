/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Other processes, and how to wait for them: children, passed descriptors.
 */
#ifndef SELFTESTS_PROCESS_H
#define SELFTESTS_PROCESS_H

#include <sys/types.h>

#include "dxg.h"
#include "event.h"

typedef void (*dxg_child_fn)(void *data);

/* Fork; the child runs @fn and exits with 0, or with 1 when a dxg_check() in it fails. */
pid_t dxg_fork(dxg_child_fn fn, void *data);
/* Wait for a child; true if it exited with 0. */
bool dxg_reap(pid_t pid);
/* SIGKILL a child and wait until it is gone; true if that is what it died of. */
bool dxg_kill(pid_t pid);

#define dxg_check(cond) dxg_check_at((cond), __FILE__, __LINE__, #cond)
void dxg_check_at(bool ok, const char *file, int line, const char *what);

bool dxg_send_fd(int sock, int fd);
int dxg_recv_fd(int sock);

/* One kind of live object. */
long dxg_count(enum dxg_count kind);
bool dxg_count_becomes(enum dxg_count kind, long value);

/* Zeroed memory that fork doesn't copy. */
void *dxg_shared(size_t size);

#endif
