/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A client process: one per mm, shared by all its descriptors and threads.
 */
#ifndef DXGK_OBJECTS_PROCESS_H
#define DXGK_OBJECTS_PROCESS_H

#include <linux/mmu_notifier.h>
#include <linux/mutex.h>
#include <linux/sched.h>

#include "objects/handle.h"
#include "vidmm/view.h"

/**
 * struct dxgk_process - what belongs to one mm
 * @mn: The tie to the mm; its reference count is the process's. @mn.mm is only compared.
 * @id: Never used again while the module is loaded; all its descriptors show it.
 * @handles: Names of everything that the process has.
 * @vidmm: Where its allocations' contents are, and its views of them.
 * @open_lock: Protects @opens, and makes rundown and a new open wait for each other.
 * @opens: Descriptors that have joined, in whatever process. The last close runs the process down,
 *	as does the death of the mm.
 */
struct dxgk_process {
	struct mmu_notifier mn;
	u64 id;
	struct dxgk_handle_table handles;
	struct vidmm_process vidmm;
	struct mutex open_lock;	/* opens */
	unsigned int opens;
};

/* Whether the caller is a thread of the process. */
static inline bool dxgk_process_is_current(const struct dxgk_process *process)
{
	return process->mn.mm == current->mm;
}

/**
 * struct dxgk_client - a descriptor
 * @mm: Of the process that opened it, kept so that it can be compared. Only its threads may call:
 *	not a fork child, nor who was passed the descriptor.
 * @process: That process, from the first call on. Set once, under the lock of @link.
 * @link: Among those that have not joined, until @process is set.
 *
 * A descriptor joins its process at the first call and not when it is opened, because the misc
 * device opens all its nodes under one lock, under which nobody may wait for this process's memory.
 * What a process has lives as long as any descriptor of it, though: one that goes leaves its place
 * to one that has not joined.
 */
struct dxgk_client {
	struct mm_struct *mm;
	struct dxgk_process *process;
	struct hlist_node link;
};

struct dxgk_client *dxgk_client_new(struct mm_struct *mm);
void dxgk_client_free(struct dxgk_client *client);
struct dxgk_process *dxgk_client_join(struct dxgk_client *client);

static inline bool dxgk_client_is_current(const struct dxgk_client *client)
{
	return client->mm == current->mm;
}

/* The process of a descriptor whoever asks, or NULL if there was no call yet. */
static inline struct dxgk_process *dxgk_client_peek(struct dxgk_client *client)
{
	/* Pairs with the release of client_join_locked(). */
	return smp_load_acquire(&client->process);
}

/* The process of a caller, or ERR_PTR as dxgk_client_join(). */
static inline struct dxgk_process *dxgk_client_process(struct dxgk_client *client)
{
	/* Pairs with the release of client_join_locked(). */
	struct dxgk_process *process = smp_load_acquire(&client->process);

	return likely(process) ? process : dxgk_client_join(client);
}

#endif
