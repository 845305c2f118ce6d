// SPDX-License-Identifier: GPL-2.0
/*
 * A resource that another process opens, has resident, reads, and is killed over.
 */
#include <signal.h>
#include <sys/wait.h>

#include "lock.h"
#include "share.h"
#include "torture.h"

static bool open_and_verify(struct worker *w, int nt_handle, uint64_t seed)
{
	uint32_t adapter, device;
	struct share_open open;
	struct dxg_pager q;
	int fd = dxg_open();
	void *p;

	adapter = dxg_adapter_by_luid(fd, torture_gpu->luid);
	device = dxg_create_device(fd, adapter);
	if (!device || dxg_pager_create(fd, adapter, device, &q) ||
	    share_open_nt(fd, device, nt_handle, &open))
		return false;
	if (!expect(w, "Lock2 of what is shared",
		    dxg_lock(fd, device, open.infos[1].allocation, &p), STATUS_NO_MEMORY))
		return true;
	verify(w, p, SHARE_SIZE1, seed, "shared memory");
	expect(w, "MakeResident of what is shared",
	       dxg_resident_one(&q, open.infos[1].allocation), STATUS_NO_MEMORY);
	verify(w, p, SHARE_SIZE1, seed, "shared memory");
	/* A close by exit, with everything in use. */
	return true;
}

void share_with_child(struct worker *w)
{
	uint64_t seed = (uint64_t)(w->number + 1) << 48 | (uint32_t)rand_r(&w->random) | 1;
	struct share share;
	int status = 0, nt;
	bool killed;
	pid_t pid;

	if (!expect(w, "creating what is shared",
		    share_create(w->q.fd, w->q.device, SHARE_NT_FLAGS, &share), 0))
		return;
	nt = share_fd(w->q.fd, share.resource, GENERIC_ALL);
	expect(w, "writing what is shared",
	       dxg_write_contents(&w->q, share.allocations[1], SHARE_SIZE1, seed),
	       STATUS_NO_MEMORY);
	killed = !worker_any(w, 3);
	pid = fork();
	if (!pid)
		_exit(!open_and_verify(w, nt, seed));
	__atomic_add_fetch(&totals->children, 1, __ATOMIC_RELAXED);
	if (killed) {
		usleep(worker_any(w, 20000));
		kill(pid, SIGKILL);
	}
	/* Meanwhile it goes in and out. */
	if (expect(w, "MakeResident of what it shares",
		   dxg_resident_one(&w->q, share.allocations[1]), STATUS_NO_MEMORY))
		expect(w, "Evict of what it shares",
		       dxg_evict_one(&w->q, share.allocations[1], 0), 0);
	close(nt);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || (status && !killed))
		expect(w, "a child that opens", -EIO, 0);
	expect(w, "DestroyAllocation2 of what it shares",
	       dxg_destroy_resource(w->q.fd, w->q.device, share.resource), 0);
}
