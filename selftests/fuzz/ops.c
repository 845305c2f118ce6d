// SPDX-License-Identifier: GPL-2.0
/*
 * The steps that aren't calls of the interface: what else a process can do with what it got.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../common/commands.h"
#include "fuzz.h"
#include "world.h"

#define PROT_RW		(PROT_READ | PROT_WRITE)
#define MAP_ANON_AT	(MAP_ANONYMOUS | MAP_FIXED)
#define MEMORY_SIZE	(MEMORY_PAGES * FUZZ_PAGE)

static bool memory_is_dirty;

/* --- memory of the caller --- */

void fuzz_memory_make(void)
{
	fuzz_memory = mmap(NULL, MEMORY_SIZE, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fuzz_memory == MAP_FAILED)
		fuzz_die("mmap");
	memset(fuzz_memory, PATTERN, MEMORY_SIZE);
}

void fuzz_memory_clean(void)
{
	if (!memory_is_dirty)
		return;
	memory_is_dirty = false;
	if (mmap(fuzz_memory, MEMORY_SIZE, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
		fuzz_die("mmap");
	memset(fuzz_memory, PATTERN, MEMORY_SIZE);
}

/* A memory file with @pages of the pattern, which can't shrink. */
static int new_section(unsigned int pages, bool sealed)
{
	uint8_t page[FUZZ_PAGE];
	unsigned int i;
	int fd;

	fd = memfd_create("section", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return -1;
	memset(page, PATTERN, sizeof(page));
	for (i = 0; i < pages; i++) {
		if (write(fd, page, sizeof(page)) != sizeof(page))
			break;
	}
	if (sealed)
		fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK);
	return fd;
}

static void op_section(struct fuzz_world *w, const uint8_t *b)
{
	int fd = b[1] == 0xff ? open("/proc/self/exe", O_RDONLY | O_CLOEXEC) :
				new_section(b[0] ? b[0] & 0x3f : 1, !(b[1] & 1));

	if (fd < 0)
		return;
	if (b[1] & 2)
		fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE);
	fuzz_remember(w, TYPE_SECTION_FD, fd);
}

static void op_memory(struct fuzz_world *w, const uint8_t *b)
{
	uint8_t *at = fuzz_memory + b[1] % MEMORY_PAGES * FUZZ_PAGE;
	size_t size = (1 + b[2] % (MEMORY_PAGES - b[1] % MEMORY_PAGES)) * FUZZ_PAGE;
	uint32_t section;

	memory_is_dirty = true;
	switch (b[0] & 7) {
	case 0:
		mprotect(at, size, b[3] & (PROT_READ | PROT_WRITE));
		break;
	case 1:
		munmap(at, size);
		break;
	case 2:
		mmap(at, size, PROT_RW, MAP_SHARED | MAP_ANON_AT, -1, 0);
		break;
	case 3:
		fuzz_choose(w, b[3], TYPE_SECTION_FD, -1, &section);
		mmap(at, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, section, 0);
		break;
	case 4:
		madvise(at, size, MADV_DONTNEED);
		break;
	case 5:
		madvise(at, size, MADV_PAGEOUT);
		break;
	case 6:
		mmap(at, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fuzz_fd(w, 0), 0);
		break;
	default:
		mmap(at, size, PROT_RW, MAP_PRIVATE | MAP_ANON_AT, -1, 0);
		break;
	}
}

/* --- views --- */

struct view_range {
	uint8_t *p;
	size_t size;
	bool contents;	/* an allocation's, not a fence's value */
	bool bad;
};

/* A part of the view that two bytes choose; whole pages, or a few bytes. */
static bool choose_range(struct fuzz_world *w, const uint8_t *b, bool pages, struct view_range *r)
{
	struct fuzz_handle *alloc = fuzz_choose_view(w, b[0]);
	size_t size, offset;

	if (!alloc)
		return false;
	/* Behind its end there may be something of the fuzzer's. */
	size = fuzz_gpu_lies() ? FUZZ_PAGE : (alloc->size + FUZZ_PAGE - 1) & ~(FUZZ_PAGE - 1);
	if (!size)
		return false;
	offset = b[1] * FUZZ_PAGE % size;
	*r = (struct view_range){ (uint8_t *)(alloc->view & ~(FUZZ_PAGE - 1)) + offset,
				  size - offset, alloc->type == TYPE_ALLOCATION, false };
	if (!pages && r->size > b[2] * 16u + 16)
		r->size = b[2] * 16u + 16;
	else if (pages && b[2] & 1)
		r->size = FUZZ_PAGE;
	return true;
}

static void read_range(void *arg)
{
	struct view_range *r = arg;
	size_t i;

	for (i = 0; i < r->size; i++) {
		uint8_t v = ((volatile uint8_t *)r->p)[i];

		r->bad |= v && v != PATTERN;
	}
}

static void write_range(void *arg)
{
	struct view_range *r = arg;

	memset(r->p, PATTERN, r->size);
}

/* Nobody has written anything but the pattern, so anything else is somebody else's. */
static void op_read_view(struct fuzz_world *w, const uint8_t *b)
{
	struct view_range r;

	if (choose_range(w, b, false, &r) && fuzz_try(read_range, &r) && r.bad &&
	    r.contents && !w->mixed)
		fuzz_defect("a view shows what nobody has written");
}

static void op_write_view(struct fuzz_world *w, const uint8_t *b)
{
	struct view_range r;

	if (choose_range(w, b, false, &r))
		fuzz_try(write_range, &r);
}

static void op_mremap_view(struct fuzz_world *w, const uint8_t *b)
{
	struct fuzz_handle *alloc = fuzz_choose_view(w, b[0]);
	void *to = PLACES + b[3] % NUM_PLACES * PLACE_SIZE, *p;
	struct view_range r;
	size_t new_size;
	int flags;

	if (!choose_range(w, b, true, &r))
		return;
	new_size = b[4] & 1 ? r.size + FUZZ_PAGE : b[4] & 2 ? FUZZ_PAGE : r.size;
	/* Where it goes must be known, so that it can be unmapped in the end. */
	flags = b[4] & 4 ? 0 : MREMAP_MAYMOVE | MREMAP_FIXED;
	if (b[4] == 0xff)
		flags |= MREMAP_DONTUNMAP;
	p = mremap(r.p, r.size, new_size, flags, to);
	if (p != MAP_FAILED && alloc)
		alloc->view = (uintptr_t)p;
}

static void op_map_over_view(struct fuzz_world *w, const uint8_t *b)
{
	struct view_range r;
	void *p;

	if (!choose_range(w, b, true, &r))
		return;
	p = mmap(r.p, r.size, PROT_RW, MAP_PRIVATE | MAP_ANON_AT, -1, 0);
	if (p != MAP_FAILED)
		fuzz_range_add(w, (uintptr_t)p, r.size);
}

static void op_madvise_view(struct fuzz_world *w, const uint8_t *b)
{
	static const int advice[] = {
		MADV_DONTNEED, MADV_FREE, MADV_REMOVE, MADV_HUGEPAGE, MADV_DONTFORK, MADV_DOFORK,
		MADV_COLD, MADV_PAGEOUT, MADV_POPULATE_READ, MADV_POPULATE_WRITE, MADV_MERGEABLE,
		MADV_WIPEONFORK, MADV_DODUMP, MADV_WILLNEED,
	};
	struct view_range r;

	if (choose_range(w, b, true, &r))
		madvise(r.p, r.size, advice[b[3] % ARRAY_SIZE(advice)]);
}

static void through_proc(struct view_range *r, bool write)
{
	int fd = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
	uint8_t page[FUZZ_PAGE];
	size_t size = r->size < sizeof(page) ? r->size : sizeof(page);

	memset(page, PATTERN, sizeof(page));
	if (write)
		(void)!pwrite(fd, page, size, (uintptr_t)r->p);
	else
		(void)!pread(fd, page, size, (uintptr_t)r->p);
	close(fd);
}

static void through_vm(struct view_range *r, bool write)
{
	uint8_t page[FUZZ_PAGE];
	struct iovec local = { page, sizeof(page) }, remote = { r->p, sizeof(page) };

	memset(page, PATTERN, sizeof(page));
	if (r->size < sizeof(page))
		local.iov_len = remote.iov_len = r->size;
	if (write)
		process_vm_writev(getpid(), &local, 1, &remote, 1, 0);
	else
		process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
}

/* The kernel accesses the view on behalf of another call. */
static void op_syscall_view(struct fuzz_world *w, const uint8_t *b)
{
	unsigned char resident[PLACE_SIZE / FUZZ_PAGE];
	struct view_range r;
	int fd;

	if (!choose_range(w, b, true, &r) || r.size > PLACE_SIZE)
		return;
	switch (b[3] % 11) {
	case 0:
	case 1:
		fd = new_section(1, false);
		if (b[3] % 11)
			(void)!pread(fd, r.p, FUZZ_PAGE, 0);
		else
			(void)!pwrite(fd, r.p, FUZZ_PAGE, 0);
		close(fd);
		break;
	case 2:
	case 3:
		through_vm(&r, b[3] % 11 == 3);
		break;
	case 4:
	case 5:
		through_proc(&r, b[3] % 11 == 5);
		break;
	case 6:
		mlock(r.p, r.size);
		break;
	case 7:
		mincore(r.p, r.size, resident);
		break;
	case 8:
		syscall(SYS_remap_file_pages, r.p, r.size, 0, b[4], 0);
		break;
	case 9:
		msync(r.p, r.size, MS_SYNC | MS_INVALIDATE);
		break;
	default:
		madvise(r.p, r.size, MADV_MERGEABLE);
		break;
	}
}

static void op_munmap_view(struct fuzz_world *w, const uint8_t *b)
{
	struct view_range r;

	if (choose_range(w, b, true, &r))
		munmap(r.p, r.size);
}

static void op_mprotect_view(struct fuzz_world *w, const uint8_t *b)
{
	struct view_range r;

	if (choose_range(w, b, true, &r))
		mprotect(r.p, r.size, b[3] & 7);
}

/* --- descriptors --- */

static void op_open(struct fuzz_world *w, const uint8_t *b)
{
	(void)b;
	fuzz_open_node(w);
}

static void op_close(struct fuzz_world *w, const uint8_t *b)
{
	unsigned int i;

	if (!w->num_fds)
		return;
	i = b[0] % w->num_fds;
	close(w->fds[i]);
	w->fds[i] = w->fds[--w->num_fds];
	if (!w->num_fds)
		fuzz_forget_all(w);
}

static void op_dup(struct fuzz_world *w, const uint8_t *b)
{
	int fd;

	if (!w->num_fds || w->num_fds == MAX_FDS)
		return;
	fd = fcntl(w->fds[b[0] % w->num_fds], F_DUPFD_CLOEXEC, 0);
	if (fd >= 0)
		w->fds[w->num_fds++] = fd;
}

static void op_close_share_fd(struct fuzz_world *w, const uint8_t *b)
{
	uint32_t fd;

	if (!fuzz_choose(w, b[0] & 0x3f, b[1] & 1 ? TYPE_SECTION_FD : TYPE_SHARE_FD, -1, &fd))
		return;
	close(fd);
	fuzz_forget(w, b[1] & 1 ? TYPE_SECTION_FD : TYPE_SHARE_FD, fd);
}

static void op_event(struct fuzz_world *w, const uint8_t *b)
{
	int fd = eventfd(b[0], EFD_CLOEXEC | EFD_NONBLOCK);

	if (fd >= 0)
		fuzz_remember(w, TYPE_EVENT_FD, fd);
}

static void read_fdinfo(int fd)
{
	char path[64], text[512];
	int info;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	info = open(path, O_RDONLY | O_CLOEXEC);
	if (info < 0)
		return;
	(void)!read(info, text, sizeof(text));
	close(info);
}

/* What else can be done with a descriptor: of the node, or of a share. */
static void op_node(struct fuzz_world *w, const uint8_t *b)
{
	struct pollfd pollfd = { .events = POLLIN | POLLOUT };
	uint8_t bytes[64] = { };
	struct stat st;
	uint32_t fd = fuzz_fd(w, b[1]);
	void *p;

	if (b[1] & 1)
		fuzz_choose(w, b[1] & 0x3f, TYPE_SHARE_FD, -1, &fd);
	switch (b[0] % 9) {
	case 0:
		p = mmap(NULL, FUZZ_PAGE, b[2] & 3, b[3] & 1 ? MAP_PRIVATE : MAP_SHARED, fd,
			 b[4] * FUZZ_PAGE);
		if (p != MAP_FAILED)
			munmap(p, FUZZ_PAGE);
		break;
	case 1:
		(void)!read(fd, bytes, sizeof(bytes));
		break;
	case 2:
		(void)!write(fd, bytes, sizeof(bytes));
		break;
	case 3:
		pollfd.fd = fd;
		poll(&pollfd, 1, 0);
		break;
	case 4:
		lseek(fd, b[2], b[3] % 5);
		break;
	case 5:
		fcntl(fd, F_SETFL, b[2] & 1 ? O_NONBLOCK : O_ASYNC);
		break;
	case 6:
		fstat(fd, &st);
		break;
	case 7:
		read_fdinfo(fd);
		break;
	default:
		ftruncate(fd, b[2]);
		break;
	}
}

/*
 * Commands that aren't carried out, and ones with another size, direction or type. The argument is
 * one byte again and again, which is no address of the fuzzer's.
 */
static void op_other_command(struct fuzz_world *w, const uint8_t *b)
{
	unsigned long cmd = dxg_commands[b[0] % ARRAY_SIZE(dxg_commands)];
	uint8_t *arg;
	long ret;

	if (b[1] & 1)
		cmd = _IOC(b[1] >> 1 & 3, b[1] & 8 ? b[2] : 'G', b[0], b[2] | (b[3] & 0x3f) << 8);
	else if (b[1] & 2)
		cmd += (unsigned long)(int8_t)b[2] << _IOC_SIZESHIFT;
	w->arena.used = 0;
	arg = fuzz_alloc(w, 1 << _IOC_SIZEBITS);
	memset(arg, b[4], 1 << _IOC_SIZEBITS);
	fuzz_alarm(true);
	ret = ioctl(fuzz_fd(w, 0), cmd, arg);
	fuzz_alarm(false);
	fuzz_coverage_answer(_IOC_NR(cmd) + 256, ret == -1 ? -errno : ret);
}

/* --- processes and threads --- */

/* In the child; what it was born with isn't its own. */
static void child(struct fuzz_world *w, const uint8_t *b)
{
	struct view_range r;
	unsigned int i;

	/* Descriptors of shares are of use to it, too. */
	fuzz_forget_all(w);
	w->second = true;
	if (b[1] & 1) {
		w->forked = true;
		fuzz_run_steps(w, 1);
		_exit(0);
	}
	if (b[1] & 2) {
		signal(SIGSEGV, SIG_DFL);
		if (choose_range(w, b + 2, false, &r))
			read_range(&r);
		_exit(0);
	}
	for (i = 0; i < w->num_fds; i++)
		close(w->fds[i]);
	w->num_fds = 0;
	if (fuzz_open_node(w))
		fuzz_run_steps(w, 1 + (b[0] & 15));
	_exit(0);
}

/* The child does what the parent does next, or dies while it does. */
static void op_fork(struct fuzz_world *w, const uint8_t *b)
{
	pid_t pid;

	if (w->second)
		return;
	pid = fork();
	if (!pid)
		child(w, b);
	if (pid < 0)
		return;
	fuzz_child_add(pid);
	if (b[1] & 4) {
		usleep(b[2] * 64);
		kill(pid, SIGKILL);
	}
}

static void op_thread(struct fuzz_world *w, const uint8_t *b)
{
	if (!w->second)
		fuzz_thread_start(w, 1 + (b[0] & 15));
}

/* --- adapters: the state of theirs is the parent's --- */

static void op_plug(struct fuzz_world *w, const uint8_t *b)
{
	(void)w;
	if (fuzz_is_parent())
		fuzz_gpu_plug(b[0] % NUM_ADAPTERS, b[1] & 1);
}

static void op_reset(struct fuzz_world *w, const uint8_t *b)
{
	(void)w;
	if (fuzz_is_parent())
		fuzz_gpu_reset(b[0] % NUM_ADAPTERS);
}

static void op_inject(struct fuzz_world *w, const uint8_t *b)
{
	(void)w;
	if (fuzz_is_parent())
		fuzz_gpu_inject(b[0] % NUM_ADAPTERS, b + 1);
}

static void op_fail_nth(struct fuzz_world *w, const uint8_t *b)
{
	if (!w->second)
		fuzz_fail_nth(1 + b[0] + (b[1] & 1) * 256);
}

void fuzz_run_op(struct fuzz_world *w, uint8_t op)
{
	static void (*const ops[])(struct fuzz_world *w, const uint8_t *b) = {
		[OP_OPEN - OP_FIRST] = op_open,
		[OP_CLOSE - OP_FIRST] = op_close,
		[OP_DUP - OP_FIRST] = op_dup,
		[OP_CLOSE_SHARE_FD - OP_FIRST] = op_close_share_fd,
		[OP_SECTION - OP_FIRST] = op_section,
		[OP_EVENT - OP_FIRST] = op_event,
		[OP_READ_VIEW - OP_FIRST] = op_read_view,
		[OP_WRITE_VIEW - OP_FIRST] = op_write_view,
		[OP_MUNMAP_VIEW - OP_FIRST] = op_munmap_view,
		[OP_MREMAP_VIEW - OP_FIRST] = op_mremap_view,
		[OP_MPROTECT_VIEW - OP_FIRST] = op_mprotect_view,
		[OP_MADVISE_VIEW - OP_FIRST] = op_madvise_view,
		[OP_MAP_OVER_VIEW - OP_FIRST] = op_map_over_view,
		[OP_SYSCALL_VIEW - OP_FIRST] = op_syscall_view,
		[OP_MEMORY - OP_FIRST] = op_memory,
		[OP_NODE - OP_FIRST] = op_node,
		[OP_OTHER_COMMAND - OP_FIRST] = op_other_command,
		[OP_FORK - OP_FIRST] = op_fork,
		[OP_THREAD - OP_FIRST] = op_thread,
		[OP_PLUG - OP_FIRST] = op_plug,
		[OP_RESET - OP_FIRST] = op_reset,
		[OP_INJECT - OP_FIRST] = op_inject,
		[OP_FAIL_NTH - OP_FIRST] = op_fail_nth,
	};
	uint8_t b[OP_BYTES];
	unsigned int i;

	for (i = 0; i < OP_BYTES; i++)
		b[i] = fuzz_u8(w);
	if (op >= OP_FIRST && op < OP_END)
		ops[op - OP_FIRST](w, b);
}
