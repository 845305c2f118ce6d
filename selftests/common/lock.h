/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locking allocations for the CPU, and accesses that may fault.
 */
#ifndef SELFTESTS_LOCK_H
#define SELFTESTS_LOCK_H

#include "dxg.h"

/* Return the call's status; *p is NULL on failure. */
int dxg_lock(int fd, uint32_t device, uint32_t allocation, void *p);
int dxg_lock_at(int fd, uint32_t device, uint32_t allocation, uint64_t where, void *p);
int dxg_unlock(int fd, uint32_t device, uint32_t allocation);

/* Create @size bytes of raw memory and lock it; false on failure. */
bool dxg_create_locked(int fd, uint32_t device, uint64_t size, uint32_t *allocation, void *p);

/* The signal that reading (or writing) the byte raises: 0, SIGSEGV or SIGBUS. */
int dxg_touch(const void *p);
int dxg_poke(void *p);

/* Whether there is a mapping at the address, by /proc/self/maps. */
bool dxg_is_mapped(const void *p);

#endif
