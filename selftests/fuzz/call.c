// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <sys/ioctl.h>

#include "call.h"
#include "fuzz.h"

static bool is_creation(const struct fuzz_call *desc)
{
	return desc->cmd == D3DKMT_IOC_CREATE_ALLOCATION2 ||
	       desc->cmd == D3DKMT_IOC_CREATE_ALLOCATION;
}

static long do_ioctl(const struct call *c, int fd, uint64_t address)
{
	long ret;

	if (c->desc->flags & CALL_WAITS)
		fuzz_alarm(true);
	ret = ioctl(fd, c->desc->cmd, address);
	if (ret == -1)
		ret = -errno;
	if (c->desc->flags & CALL_WAITS)
		fuzz_alarm(false);
	return ret;
}

void fuzz_run_call(struct fuzz_world *w, const struct fuzz_call *desc)
{
	uint8_t fd_class = fuzz_u8(w), class = fuzz_u8(w);
	struct call c = { .w = w, .desc = desc, .device = -1 };
	uint64_t address;
	void *arg;
	long ret;

	w->arena.used = 0;
	arg = fuzz_alloc(w, desc->arg->size);
	fuzz_fill(&c);
	if (is_creation(desc) && c.flags & D3DKMT_CREATEALLOCATIONFLAGS_STANDARD_ALLOCATION)
		c.standard_size = FUZZ_PAGE;
	memcpy(arg, c.arg, desc->arg->size);
	address = fuzz_relocate(w, class, arg, desc->arg->size);
	ret = do_ioctl(&c, fuzz_fd(w, fd_class), address);
	fuzz_fail_nth_off();
	if (w->forked && ret != -ENOTTY && w->num_fds && fd_class < 0xff)
		fuzz_defect("a child's call on its parent's descriptor: %s: %ld", desc->name, ret);
	fuzz_coverage_answer(_IOC_NR(desc->cmd), ret);
	if (ret >= 0)
		fuzz_learn(&c, address);
}
