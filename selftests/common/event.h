/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events, and threads that sleep. Needs no header of the interface, so tests of ioctls and of the
 * library share it.
 */
#ifndef SELFTESTS_EVENT_H
#define SELFTESTS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

/* An event that works between threads and processes. Waiting gives up, false, after 20 seconds. */
int dxg_event(void);
void dxg_event_set(int event);
bool dxg_event_wait(int event);

/* How often an eventfd has been signaled since it was last asked. */
uint64_t dxg_event_count(int event);

/* Wait until a thread sleeps in an ioctl that signals can end; false if it doesn't. */
bool dxg_sleeps_in_ioctl(int pid, int tid);

#endif
