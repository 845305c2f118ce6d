/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that take of something until they get no more, and one that sees whether all is well
 * for others.
 */
#ifndef SELFTESTS_CONSUME_H
#define SELFTESTS_CONSUME_H

#include "queue.h"
#include "residency.h"

/* What a process that takes has to begin with. */
struct consumer {
	uint64_t luid;
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint32_t other_device;
	int nt_handle;		/* of a shared resource */
	unsigned int queues;
	uint32_t queue_device;
	struct dxg_queue queue;	/* the last one */
	unsigned int waits;
	uint32_t wait_device;
	uint32_t fence;
	int event;
	struct dxg_pager pager;
};

/* Takes one more; returns the status. */
typedef int (*consume_fn)(struct consumer *consumer);

/* What can be taken, by name. */
struct consumable {
	const char *name;
	consume_fn one;
};

extern const struct consumable consume_opens;
extern const struct consumable consume_devices;
extern const struct consumable consume_resources;
extern const struct consumable consume_allocations;
extern const struct consumable consume_batches;
extern const struct consumable consume_shares;
extern const struct consumable consume_global_shares;
extern const struct consumable consume_shared_opens;
extern const struct consumable consume_mappings;
extern const struct consumable consume_queues;
extern const struct consumable consume_waits;
extern const struct consumable consume_contents;
extern const struct consumable consume_residents;

/* In a child: open the node and the adapter; fails by dxg_check(). */
void consumer_open(struct consumer *consumer, uint64_t luid);

/* Takes until there is an error, which is returned; 0 if @max were had. @n: out: how many. */
int consume_all(struct consumer *consumer, const struct consumable *what, unsigned int max,
		unsigned int *n);

/* Another process does, and undoes, one of each. */
bool consume_others_go_on(uint64_t luid);

/* Write a number to a file, such as a module's parameter; returns what it was, or -1. */
long long dxg_set_number(const char *path, long long value);

#endif
