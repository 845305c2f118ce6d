// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "world.h"

uint8_t *fuzz_memory;

static __thread sigjmp_buf fault_jump;
static __thread volatile bool fault_expected;

static void on_fault(int signal, siginfo_t *info, void *context)
{
	(void)info;
	(void)context;
	if (fault_expected)
		siglongjmp(fault_jump, 1);
	/* Again, and this time it kills. */
	sigaction(signal, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
}

/* Before libFuzzer, which leaves handlers alone that are there. */
void fuzz_catch_faults(void)
{
	struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO };

	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}

bool fuzz_try(void (*fn)(void *arg), void *arg)
{
	if (sigsetjmp(fault_jump, 1)) {
		fault_expected = false;
		return false;
	}
	fault_expected = true;
	fn(arg);
	fault_expected = false;
	return true;
}

struct copy {
	void *to;
	const void *from;
	size_t size;
};

static void copy(void *arg)
{
	struct copy *c = arg;

	memcpy(c->to, c->from, c->size);
}

bool fuzz_copy(void *to, const void *from, size_t size)
{
	return fuzz_try(copy, &(struct copy){ to, from, size });
}

static void *map(void *at, size_t size, int prot, int flags, int fd)
{
	void *p = mmap(at, size, prot, flags, fd, 0);

	if (p == MAP_FAILED)
		fuzz_die("mmap");
	return p;
}

void fuzz_arena_make(struct fuzz_arena *arena)
{
	int fd = memfd_create("arena", MFD_CLOEXEC);
	uint8_t *p;

	if (fd < 0 || ftruncate(fd, ARENA_SIZE))
		fuzz_die("memfd_create");
	p = map(NULL, 2 * (ARENA_SIZE + FUZZ_PAGE), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	arena->base = map(p, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd);
	arena->read_only = map(p + ARENA_SIZE + FUZZ_PAGE, ARENA_SIZE, PROT_READ,
			       MAP_SHARED | MAP_FIXED, fd);
	close(fd);
}

/* Always 8 bytes behind what was given out before, so that no two touch. NULL: there is no more. */
void *fuzz_alloc(struct fuzz_world *w, size_t size)
{
	struct fuzz_arena *arena = &w->arena;
	uint32_t at = arena->used;

	size = ((size + 7) & ~7ul) + 8;
	if (size > ARENA_SIZE - at)
		return NULL;
	arena->used = at + size;
	if (arena->used > arena->most)
		arena->most = arena->used;
	return arena->base + at;
}

static bool is_place(uint64_t address)
{
	return address - (uintptr_t)PLACES < NUM_PLACES * PLACE_SIZE;
}

/*
 * Only one that a step has put where it is: behind others there may be the fuzzer's own memory, to
 * which a call would write that is told of more room than there is.
 */
static uint64_t into_view(struct fuzz_world *w, uint8_t class, void *p, size_t size)
{
	struct fuzz_handle *alloc = fuzz_choose_view(w, class);

	if (!alloc || !is_place(alloc->view))
		return (uintptr_t)p;
	w->mixed = true;
	fuzz_copy((void *)alloc->view, p, size);
	return alloc->view;
}

uint64_t fuzz_relocate(struct fuzz_world *w, uint8_t class, void *p, size_t size)
{
	struct fuzz_arena *arena = &w->arena;
	size_t half = size > 1 ? (size / 2 < FUZZ_PAGE ? size / 2 : FUZZ_PAGE) : size;
	uint8_t *end = arena->base + ARENA_SIZE;

	if (!p)
		return (uintptr_t)end;
	if (class < 0xc0)
		return (uintptr_t)p;
	switch (class >> 3 & 7) {
	case 0:
		return 0;
	case 1:
		return (uintptr_t)end;
	case 2:
		return (uintptr_t)arena->read_only + ((uint8_t *)p - arena->base);
	case 3:
		memcpy(end - half, p, half);
		return (uintptr_t)end - half;
	case 4:
		return class & 1 ? 0xffff888000001000ull : 0xffffffffffffff00ull;
	case 5:
		return class & 1 ? 0x8000000000000000ull : 0x00007ffffffff000ull;
	case 6:
		return into_view(w, class & 7, p, size);
	default:
		memmove((uint8_t *)p + 1, p, size);
		return (uintptr_t)p + 1;
	}
}

uint8_t fuzz_u8(struct fuzz_world *w)
{
	return w->p < w->end ? *w->p++ : 0;
}

uint32_t fuzz_u32(struct fuzz_world *w)
{
	uint32_t v = fuzz_u8(w);

	v |= (uint32_t)fuzz_u8(w) << 8;
	v |= (uint32_t)fuzz_u8(w) << 16;
	return v | (uint32_t)fuzz_u8(w) << 24;
}

/* A number that is likely to matter: small, a limit, a power of two, or next to one of these. */
uint64_t fuzz_number(struct fuzz_world *w, uint64_t usual)
{
	static const uint64_t limits[] = {
		1024, 1025, 128 << 10, (128 << 10) + 1, 1 << 20, (1 << 20) + 1, 4095, 4097,
		0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 16384, 16385, 2048, 2049,
		64, 65, 16ull << 30, (16ull << 30) + 1, 0x7ffffffffffff000, 0x8000000000000000,
		~0xfffull, ~0ull, SOFTGPU_MAGIC, 0x28000000, 0xc8000000, 0xc8000001,
	};
	uint8_t class = fuzz_u8(w), lo = fuzz_u8(w), hi = fuzz_u8(w);
	uint32_t both = (uint32_t)hi << 8 | lo;

	switch (class & 0xf) {
	case 0:
		return usual;
	case 1:
		return lo;
	case 2:
		return (uint64_t)lo << 12;
	case 3:
		return 1ull << (lo & 63);
	case 4:
		return (1ull << (lo & 63)) + (hi & 1 ? 1 : -1);
	case 5:
		return limits[lo % ARRAY_SIZE(limits)];
	case 6:
		return both;
	case 7:
		return (uint64_t)both << 12;
	case 8:
		return usual + (int8_t)lo;
	case 9:
		return usual * lo;
	case 10:
		return 0xffffffffu - lo;
	case 11:
		return ~0ull - lo;
	case 12:
		return 0;
	default:
		return usual;
	}
}

const char *fuzz_node(void)
{
	const char *node = getenv("D3DKMT_DEVICE");

	return node ? node : "/dev/dxg";
}

bool fuzz_open_node(struct fuzz_world *w)
{
	int fd;

	if (w->num_fds == MAX_FDS)
		return false;
	fd = open(fuzz_node(), O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return false;
	w->fds[w->num_fds++] = fd;
	return true;
}

/* Almost always the first; -1 if there is none. */
int fuzz_fd(struct fuzz_world *w, uint8_t class)
{
	if (class == 0xff || !w->num_fds)
		return -1;
	return w->fds[class < 0xc0 ? 0 : class % w->num_fds];
}

int fuzz_index(const struct fuzz_world *w, const struct fuzz_handle *handle)
{
	return handle ? (int)(handle - w->handles) : -1;
}

struct fuzz_handle *fuzz_remember(struct fuzz_world *w, uint8_t type, uint32_t value)
{
	struct fuzz_handle *handle;

	if (w->num_handles == MAX_HANDLES)
		return NULL;
	handle = &w->handles[w->num_handles++];
	memset(handle, 0, sizeof(*handle));
	handle->type = type;
	handle->value = value;
	handle->live = true;
	handle->device = -1;
	handle->resource = -1;
	return handle;
}

/* What was destroyed, and what belonged to it. */
void fuzz_forget(struct fuzz_world *w, uint8_t type, uint32_t value)
{
	unsigned int i;
	int index;

	for (index = w->num_handles - 1; index >= 0; index--) {
		if (w->handles[index].live && w->handles[index].type == type &&
		    w->handles[index].value == value)
			break;
	}
	if (index < 0)
		return;
	w->handles[index].live = false;
	for (i = 0; i < w->num_handles; i++) {
		if (w->handles[i].device == index || w->handles[i].resource == index)
			w->handles[i].live = false;
	}
}

/* The last descriptor was closed: handles of the process are gone, other descriptors aren't. */
void fuzz_forget_all(struct fuzz_world *w)
{
	unsigned int i;

	for (i = 0; i < w->num_handles; i++) {
		if (w->handles[i].type < TYPE_SHARE_FD)
			w->handles[i].live = false;
	}
}

void fuzz_range_add(struct fuzz_world *w, uint64_t address, uint64_t size)
{
	if (w->num_ranges < MAX_RANGES)
		w->ranges[w->num_ranges++] = (struct fuzz_range){ address, size };
}

static bool fits(const struct fuzz_handle *handle, bool live, int type, int device)
{
	return handle->live == live && (!type || handle->type == type) &&
	       (device < 0 || handle->device == device);
}

/* The @nth newest that fits, counted round. Type 0 and device -1 are any. */
static struct fuzz_handle *nth_newest(struct fuzz_world *w, unsigned int nth, bool live, int type,
				      int device)
{
	unsigned int i, n = 0;

	for (i = 0; i < w->num_handles; i++)
		n += fits(&w->handles[i], live, type, device);
	if (!n)
		return NULL;
	nth %= n;
	for (i = w->num_handles; i-- > 0;) {
		if (fits(&w->handles[i], live, type, device) && !nth--)
			return &w->handles[i];
	}
	return NULL;
}

/*
 * The value that an input's byte stands for: mostly of the right type, and of the device that the
 * call names; also dead ones, ones of another type, 0, and nonsense.
 */
struct fuzz_handle *fuzz_choose(struct fuzz_world *w, uint8_t class, uint8_t type, int device,
				uint32_t *value)
{
	struct fuzz_handle *handle = NULL;

	if (class < 0x80)
		handle = nth_newest(w, class, true, type, device);
	if (!handle && class < 0xc0)
		handle = nth_newest(w, class & 0x3f, true, type, -1);
	else if (class >= 0xc0 && class < 0xd8)
		handle = nth_newest(w, class - 0xc0, true, 0, -1);
	else if (class >= 0xd8 && class < 0xf0)
		handle = nth_newest(w, class - 0xd8, false, class & 1 ? type : 0, -1);
	*value = handle ? handle->value : 0;
	if (class >= 0xf4) {
		handle = nth_newest(w, 0, true, type, -1);
		*value = (handle ? handle->value : 0x40000000) ^ 1u << (class - 0xf4) * 3;
	}
	return handle;
}

struct fuzz_handle *fuzz_choose_view(struct fuzz_world *w, uint8_t class)
{
	unsigned int i, n = 0;

	/* One that is gone is worth a try, too. */
	for (i = w->num_handles; i > 0; i--) {
		if (w->handles[i - 1].view && n++ == (class & 7))
			return &w->handles[i - 1];
	}
	for (i = w->num_handles; i > 0; i--) {
		if (w->handles[i - 1].view)
			return &w->handles[i - 1];
	}
	return NULL;
}
