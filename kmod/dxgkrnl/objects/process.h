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
 * @handles: Names of everything that the process has.
 * @vidmm: Where its allocations' contents are, and its views of them.
 * @open_lock: Protects @opens, and makes rundown and a new open wait for each other.
 * @opens: Descriptors that exist, in whatever process. The last close runs the process down, as
 *	does the death of the mm.
 */
struct dxgk_process {
	struct mmu_notifier mn;
	struct dxgk_handle_table handles;
	struct vidmm_process vidmm;
	struct mutex open_lock;	/* opens */
	unsigned int opens;
};

struct dxgk_process *dxgk_process_open(struct mm_struct *mm);
void dxgk_process_close(struct dxgk_process *process);

/*
 * Only threads of the process itself may call: not a fork child, nor who was passed a descriptor.
 */
static inline bool dxgk_process_is_current(const struct dxgk_process *process)
{
	return process->mn.mm == current->mm;
}

#endif
