/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tests of calls whose user memory takes its time, or changes while they run. Every argument lies
 * across the border of two pages. When the second is read, the first is taken away and its contents
 * are replaced, so that reading anything twice is seen for certain; and a call can be held at each
 * of its page faults.
 *
 * The calls are variants of the fixture, which the includer adds.
 */
#ifndef SELFTESTS_UFFD_CALL_H
#define SELFTESTS_UFFD_CALL_H

#include "gpu_fixture.h"
#include "process.h"
#include "uffd.h"

#define GARBAGE	0xee

/* A call whose arguments are in such memory. */
struct call {
	struct dxg_uffd uffd;
	int fd;
	uint32_t adapter;
	uint32_t device;
	uint64_t luid;
	uint32_t list[4];
	unsigned int hold_at;
	unsigned int faults;
	bool hold_is_write;
	unsigned int hold_page;
	int nt_handle;		/* closed after the call, if not negative */
	int held;
	int go_on;
	unsigned long cmd;
	size_t args;
	int ret;
	pthread_t thread;
};

/* Put @size bytes across the border at the end of @page, all but @beyond of them before it. */
static void *put(struct call *call, unsigned int page, const void *data, size_t size, size_t beyond)
{
	size_t offset = (page + 1) * call->uffd.page_size - (size - beyond);

	memcpy(dxg_uffd_shadow(&call->uffd, offset), data, size);
	return call->uffd.area + offset;
}

/*
 * The last up to eight bytes of the arguments are beyond the border. No word is cut: the processor
 * would read its first half again itself.
 */
static void put_args(struct call *call, unsigned long cmd, const void *args)
{
	size_t size = _IOC_SIZE(cmd);

	call->cmd = cmd;
	call->args = (char *)put(call, 0, args, size, size % 8 ?: 8) - call->uffd.area;
}

static const void *args_of(struct call *call)
{
	return call->uffd.area + call->args;
}

static void on_fault(struct dxg_uffd *uffd, unsigned int page, bool write)
{
	struct call *call = uffd->data;
	unsigned int p;

	if (call->faults++ == call->hold_at) {
		call->hold_is_write = write;
		call->hold_page = page;
		dxg_event_set(call->held);
		dxg_event_wait(call->go_on);
	}
	if (write)
		return;
	/*
	 * All before this page has been read: whoever looks again waits for us, and gets garbage.
	 */
	for (p = 0; p < page; p++) {
		memset(dxg_uffd_shadow(uffd, p * uffd->page_size), GARBAGE, uffd->page_size);
		dxg_uffd_drop(uffd, p);
	}
}

static void *run(void *data)
{
	struct call *call = data;

	call->ret = dxg_call(call->fd, call->cmd, call->uffd.area + call->args);
	return NULL;
}

/*
 * Start the call in a thread; false if it ends without having come to the fault where it is to
 * wait.
 */
static bool start(struct call *call)
{
	if (pthread_create(&call->thread, NULL, run, call))
		abort();
	for (;;) {
		if (__atomic_load_n(&call->faults, __ATOMIC_SEQ_CST) > call->hold_at)
			return dxg_event_wait(call->held);
		if (!pthread_tryjoin_np(call->thread, NULL))
			return false;
		usleep(1000);
	}
}

static void finish(struct call *call)
{
	dxg_event_set(call->go_on);
	pthread_join(call->thread, NULL);
}

FIXTURE_VARIANT(gpu) {
	void (*setup)(struct call *call);
	bool (*check)(struct call *call);	/* of what a call that succeeded gave */
	bool (*undone)(struct call *call);	/* what a call that failed leaves; may be NULL */
	unsigned int pages_read;		/* a bit each */
	unsigned int pages_late;		/* read when the adapter is no longer asked for */
	int removed;	/* status when the adapter goes before the call has read everything */
	int written;	/* ... and when it goes while the call writes, or reads a late page */
};

typedef FIXTURE_VARIANT(gpu) gpu_variant;

/* False without userfaultfd. */
static bool call_init(struct call *call, gpu_data *self, const gpu_variant *variant,
		      unsigned int hold_at)
{
	memset(call, 0, sizeof(*call));
	call->fd = self->fd;
	call->adapter = self->adapter;
	call->device = self->device;
	call->luid = self->gpu.luid;
	call->hold_at = hold_at;
	call->nt_handle = -1;
	call->held = dxg_event();
	call->go_on = dxg_event();
	call->uffd.on_fault = on_fault;
	call->uffd.data = call;
	if (!dxg_uffd_start(&call->uffd))
		return false;
	variant->setup(call);
	return true;
}

static void call_fini(struct call *call)
{
	dxg_uffd_stop(&call->uffd);
	close(call->held);
	close(call->go_on);
	if (call->nt_handle >= 0)
		close(call->nt_handle);
}

/* The status of a call during which the adapter went. */
static int removed_status(const struct call *call, const gpu_variant *variant)
{
	bool late = call->hold_is_write || variant->pages_late & 1u << call->hold_page;

	return late ? variant->written : variant->removed;
}

/* The WSL driver reads private data and handle arrays two or three times. */
TEST_F(gpu, wsl_b_every_byte_is_read_once)
{
	struct call call;
	unsigned int p;

	if (!call_init(&call, self, variant, ~0u))
		SKIP(return, "no userfaultfd");
	EXPECT_FALSE(start(&call));
	EXPECT_EQ(0, call.ret);
	for (p = 0; p < DXG_UFFD_PAGES; p++)
		EXPECT_EQ(variant->pages_read >> p & 1, call.uffd.reads[p]);
	EXPECT_TRUE(variant->check(&call));
	call_fini(&call);
}

static void whole_life(void *data)
{
	const uint64_t *luid = data;
	uint32_t adapter, device, resource, allocations[8];
	int fd = dxg_open();

	dxg_check(dxg_first_adapter(fd));
	adapter = dxg_adapter_by_luid(fd, *luid);
	device = dxg_create_device(fd, adapter);
	dxg_check(!dxg_create_resource(fd, device, &resource, allocations, 8));
	dxg_check(!dxg_escape_info(fd, adapter, device));
	dxg_check(!dxg_destroy_resource(fd, device, resource));
	dxg_check(!dxg_destroy_device(fd, device));
	dxg_check(!close(fd));
}

/*
 * At every page fault of the call: another process does all that a process does, and so do other
 * threads of this one, on the same device. The WSL driver holds a global lock in some, and the
 * process's in others.
 */
TEST_F(gpu, wsl_b_hung_call_blocks_nobody)
{
	uint32_t allocation;
	unsigned int at;
	struct call call;

	for (at = 0; ; at++) {
		if (!call_init(&call, self, variant, at))
			SKIP(return, "no userfaultfd");
		if (!start(&call))
			break;
		EXPECT_TRUE(dxg_reap(dxg_fork(whole_life, &self->gpu.luid)));
		EXPECT_EQ(0, dxg_create_raw(self->fd, self->device, 4096, &allocation));
		EXPECT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
		EXPECT_EQ(0, dxg_escape_info(self->fd, self->adapter, self->device));
		EXPECT_EQ(0, dxg_query_version(self->fd, self->adapter));
		EXPECT_NE(0, dxg_first_adapter(self->fd));
		finish(&call);
		EXPECT_EQ(0, call.ret);
		EXPECT_TRUE(variant->check(&call));
		call_fini(&call);
	}
	/* Each page that was to be read was such a place. */
	EXPECT_LE(__builtin_popcount(variant->pages_read), at);
	EXPECT_EQ(0, call.ret);
	EXPECT_TRUE(variant->check(&call));
	call_fini(&call);
}

/* At every page fault of the call the adapter goes, which waits for no user memory. */
TEST_F(gpu, adapter_removed_while_a_call_hangs)
{
	struct call call;
	unsigned int at;

	for (at = 0; ; at++) {
		if (!call_init(&call, self, variant, at))
			SKIP(return, "no userfaultfd");
		if (!start(&call))
			break;
		EXPECT_TRUE(dxg_softgpu_live(&self->gpu, false));
		EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
		finish(&call);
		EXPECT_EQ(removed_status(&call, variant), call.ret);
		if (call.ret && variant->undone)
			EXPECT_TRUE(variant->undone(&call));
		/* Takes the descriptor that the call may have made; the rest is removed. */
		if (!call.ret)
			variant->check(&call);
		call_fini(&call);

		/* Once more with an adapter that is there. */
		close(self->fd);
		EXPECT_EQ(self->before.n[DXG_COUNT_HANDLES], dxg_count(DXG_COUNT_HANDLES));
		EXPECT_EQ(self->before.n[DXG_COUNT_SHARES], dxg_count(DXG_COUNT_SHARES));
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
		self->fd = dxg_open();
		self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		self->device = dxg_create_device(self->fd, self->adapter);
		ASSERT_NE(0, self->device);
	}
	EXPECT_LE(__builtin_popcount(variant->pages_read), at);
	EXPECT_TRUE(variant->check(&call));
	call_fini(&call);
}

#endif
