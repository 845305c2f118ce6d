// SPDX-License-Identifier: GPL-2.0
/*
 * User memory that takes its time, or changes while a call runs. Every argument lies across the
 * border of two pages. When the second is read, the first is taken away and its contents are
 * replaced, so that reading anything twice is seen for certain; and a call can be held at each of
 * its page faults.
 */
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

static void setup_create(struct call *call, unsigned long cmd, const void *info, size_t size)
{
	const char resource_data[64] = { };
	struct d3dkmt_createallocation args = {
		.device = call->device,
		.private_driver_data = (uintptr_t)put(call, 4, resource_data, 64, 32),
		.private_driver_data_size = 64,
		.num_allocations = 1,
		.flags = D3DKMT_CREATEALLOCATIONFLAGS_CREATE_RESOURCE,
	};

	args.allocation_info = (uintptr_t)put(call, 2, info, size, 8);
	put_args(call, cmd, &args);
}

static void setup_create2(struct call *call)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo2 info = {
		.private_driver_data = (uintptr_t)put(call, 6, &desc, sizeof(desc), 64),
		.private_driver_data_size = sizeof(desc),
	};

	setup_create(call, D3DKMT_IOC_CREATE_ALLOCATION2, &info, sizeof(info));
}

static void setup_create1(struct call *call)
{
	struct softgpu_allocation_desc desc = dxg_raw(4096);
	struct d3dddi_allocationinfo info = {
		.private_driver_data = (uintptr_t)put(call, 6, &desc, sizeof(desc), 64),
		.private_driver_data_size = sizeof(desc),
	};

	setup_create(call, D3DKMT_IOC_CREATE_ALLOCATION, &info, sizeof(info));
}

static bool check_create(struct call *call)
{
	const struct d3dkmt_createallocation *args = args_of(call);
	const struct softgpu_allocation_desc *desc =
		(void *)(call->uffd.area + 7 * call->uffd.page_size - sizeof(*desc) + 64);

	return desc->magic == SOFTGPU_MAGIC && desc->total_size == 4096 &&
	       !dxg_destroy_resource(call->fd, call->device, args->resource);
}

static void setup_destroy(struct call *call)
{
	struct d3dkmt_destroyallocation2 args = {
		.device = call->device,
		.allocation_count = ARRAY_SIZE(call->list),
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(call->list); i++)
		dxg_create_raw(call->fd, call->device, 4096, &call->list[i]);
	args.allocation_list = (uintptr_t)put(call, 2, call->list, sizeof(call->list), 8);
	put_args(call, D3DKMT_IOC_DESTROY_ALLOCATION2, &args);
}

static bool check_destroy(struct call *call)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(call->list); i++) {
		if (!dxg_destroy(call->fd, call->device, call->list[i]))
			return false;
	}
	return true;
}

static void setup_escape(struct call *call)
{
	struct softgpu_escape_info info = {
		.head = {
			.magic = SOFTGPU_MAGIC,
			.version = SOFTGPU_VERSION,
			.command = SOFTGPU_ESCAPE_GET_INFO,
			.size = sizeof(info),
		},
	};
	struct d3dkmt_escape args = {
		.adapter = call->adapter,
		.device = call->device,
		.type = D3DKMT_ESCAPE_DRIVERPRIVATE,
		.private_driver_data = (uintptr_t)put(call, 2, &info, sizeof(info), 32),
		.private_driver_data_size = sizeof(info),
	};

	put_args(call, D3DKMT_IOC_ESCAPE, &args);
}

static bool check_escape(struct call *call)
{
	const struct softgpu_escape_info *info =
		(void *)(call->uffd.area + 3 * call->uffd.page_size - sizeof(*info) + 32);

	return info->head.magic == SOFTGPU_MAGIC && info->info.magic == SOFTGPU_MAGIC;
}

static void setup_query(struct call *call)
{
	struct softgpu_info info = { };
	struct d3dkmt_queryadapterinfo args = {
		.adapter = call->adapter,
		.type = KMTQAITYPE_UMDRIVERPRIVATE,
		.private_driver_data = (uintptr_t)put(call, 2, &info, sizeof(info), 32),
		.private_driver_data_size = sizeof(info),
	};

	put_args(call, D3DKMT_IOC_QUERY_ADAPTER_INFO, &args);
}

static bool check_query(struct call *call)
{
	const struct softgpu_info *info =
		(void *)(call->uffd.area + 3 * call->uffd.page_size - sizeof(*info) + 32);

	return info->magic == SOFTGPU_MAGIC;
}

static void setup_memory_info(struct call *call)
{
	struct d3dkmt_queryvideomemoryinfo args = { .adapter = call->adapter };

	put_args(call, D3DKMT_IOC_QUERY_VIDEO_MEMORY_INFO, &args);
}

static bool check_memory_info(struct call *call)
{
	const struct d3dkmt_queryvideomemoryinfo *args = args_of(call);

	return args->budget && args->budget == args->available_for_reservation;
}

static void setup_enum(struct call *call)
{
	struct d3dkmt_adapterinfo infos[16] = { };
	struct d3dkmt_enumadapters2 args = {
		.num_adapters = ARRAY_SIZE(infos),
		.adapters = (uintptr_t)put(call, 2, infos, sizeof(infos), sizeof(infos) - 16),
	};

	put_args(call, D3DKMT_IOC_ENUM_ADAPTERS2, &args);
}

static bool check_enum(struct call *call)
{
	const struct d3dkmt_enumadapters2 *args = args_of(call);
	const struct d3dkmt_adapterinfo *infos =
		(void *)(call->uffd.area + 3 * call->uffd.page_size - 16);
	uint32_t i, closed = 0;

	for (i = 0; i < args->num_adapters && i < 16; i++)
		closed += !dxg_close_adapter(call->fd, infos[i].adapter);
	return closed && closed == args->num_adapters;
}

static void setup_open(struct call *call)
{
	struct d3dkmt_openadapterfromluid args = {
		.adapter_luid = { .low_part = call->luid, .high_part = call->luid >> 32 },
	};

	put_args(call, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &args);
}

static bool check_open(struct call *call)
{
	const struct d3dkmt_openadapterfromluid *args = args_of(call);

	return !dxg_close_adapter(call->fd, args->adapter);
}

static void setup_create_device(struct call *call)
{
	struct d3dkmt_createdevice args = { .adapter = call->adapter };

	put_args(call, D3DKMT_IOC_CREATE_DEVICE, &args);
}

static bool check_create_device(struct call *call)
{
	const struct d3dkmt_createdevice *args = args_of(call);

	return !dxg_destroy_device(call->fd, args->device);
}

static void setup_device_state(struct call *call)
{
	struct d3dkmt_getdevicestate args = {
		.device = call->device,
		.state_type = D3DKMT_DEVICESTATE_EXECUTION,
	};

	put_args(call, D3DKMT_IOC_GET_DEVICE_STATE, &args);
}

static bool check_device_state(struct call *call)
{
	const struct d3dkmt_getdevicestate *args = args_of(call);

	return args->execution_state == D3DKMT_DEVICEEXECUTION_ACTIVE;
}

static void on_fault(struct dxg_uffd *uffd, unsigned int page, bool write)
{
	struct call *call = uffd->data;
	unsigned int p;

	if (call->faults++ == call->hold_at) {
		call->hold_is_write = write;
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
	unsigned int pages_read;		/* a bit each */
	int removed;	/* status when the adapter goes before the call has read everything */
	int written;	/* ... and when it goes while the call writes */
};

FIXTURE_VARIANT_ADD(gpu, create_allocation2) {
	.setup = setup_create2, .check = check_create, .pages_read = 0xff,
	.removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, create_allocation) {
	.setup = setup_create1, .check = check_create, .pages_read = 0xff,
	.removed = STATUS_DEVICE_REMOVED, .written = STATUS_DEVICE_REMOVED,
};

FIXTURE_VARIANT_ADD(gpu, destroy_allocation2) {
	.setup = setup_destroy, .check = check_destroy, .pages_read = 0x0f,
	.removed = 0, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, escape) {
	.setup = setup_escape, .check = check_escape, .pages_read = 0x0f,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, query_adapter_info) {
	.setup = setup_query, .check = check_query, .pages_read = 0x0f,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, query_video_memory_info) {
	.setup = setup_memory_info, .check = check_memory_info, .pages_read = 0x03,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, enum_adapters2) {
	.setup = setup_enum, .check = check_enum, .pages_read = 0x03,
	.removed = 0, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, open_adapter_from_luid) {
	.setup = setup_open, .check = check_open, .pages_read = 0x03,
	.removed = STATUS_INVALID_PARAMETER, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, create_device) {
	.setup = setup_create_device, .check = check_create_device, .pages_read = 0x03,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
};

FIXTURE_VARIANT_ADD(gpu, get_device_state) {
	.setup = setup_device_state, .check = check_device_state, .pages_read = 0x03,
	.removed = STATUS_DEVICE_REMOVED, .written = 0,
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
	struct dxg_counts before;
	struct call call;
	unsigned int at;

	for (at = 0; ; at++) {
		ASSERT_EQ(0, dxg_counts_read(&before));
		if (!call_init(&call, self, variant, at))
			SKIP(return, "no userfaultfd");
		if (!start(&call))
			break;
		EXPECT_TRUE(dxg_softgpu_live(&self->gpu, false));
		EXPECT_TRUE(dxg_gpu_is_idle(&self->gpu));
		finish(&call);
		EXPECT_EQ(call.hold_is_write ? variant->written : variant->removed, call.ret);
		call_fini(&call);

		/* Once more with an adapter that is there. */
		close(self->fd);
		EXPECT_EQ(self->before.n[DXG_COUNT_HANDLES], dxg_count(DXG_COUNT_HANDLES));
		ASSERT_TRUE(dxg_softgpu_live(&self->gpu, true));
		self->fd = dxg_open();
		self->adapter = dxg_adapter_by_luid(self->fd, self->gpu.luid);
		self->device = dxg_create_device(self->fd, self->adapter);
		ASSERT_NE(0, self->device);
	}
	EXPECT_LE(__builtin_popcount(variant->pages_read), at);
	call_fini(&call);
}

TEST_HARNESS_MAIN
