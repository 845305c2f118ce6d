// SPDX-License-Identifier: GPL-2.0
/*
 * What a user would take instead: memory of Linux's own graphics drivers, and files in memory.
 */
#include <fcntl.h>
#include <linux/dma-heap.h>
#include <linux/udmabuf.h>
#include <sys/mman.h>

#include <xf86drm.h>
#include <xf86drmMode.h>
#include <qxl_drm.h>

#include "bench.h"

#define PAGE	4096u
#define SIZE	65536u

/* The node of a DRM driver; -1 if there is none. */
static int open_drm(const char *driver)
{
	char path[32];
	int i, fd;

	for (i = 0; i < 8; i++) {
		drmVersionPtr version;
		bool found;

		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			continue;
		version = drmGetVersion(fd);
		found = version && !strcmp(version->name, driver);
		drmFreeVersion(version);
		if (found)
			return fd;
		close(fd);
	}
	return -1;
}

static bool touch_mapping(int fd, uint64_t offset)
{
	char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
	bool ok;

	if (p == MAP_FAILED)
		return false;
	ok = bench_touch(p, SIZE);
	munmap(p, SIZE);
	return ok;
}

static bool run_drm_ioctl(void *ctx, unsigned int n)
{
	uint64_t value;

	while (n--) {
		if (drmGetCap(*(int *)ctx, DRM_CAP_PRIME, &value))
			return false;
	}
	return true;
}

static bool vgem_create(int fd, uint32_t size, uint32_t *handle)
{
	uint32_t pitch;
	uint64_t bytes;

	return !drmModeCreateDumbBuffer(fd, size / 4, 1, 32, 0, handle, &pitch, &bytes);
}

static bool run_vgem(void *ctx, unsigned int n)
{
	int fd = *(int *)ctx;
	uint32_t handle;

	while (n--) {
		if (!vgem_create(fd, PAGE, &handle) || drmCloseBufferHandle(fd, handle))
			return false;
	}
	return true;
}

static bool run_vgem_touch(void *ctx, unsigned int n)
{
	int fd = *(int *)ctx;
	uint32_t handle;
	uint64_t offset;

	while (n--) {
		if (!vgem_create(fd, SIZE, &handle) ||
		    drmModeMapDumbBuffer(fd, handle, &offset) || !touch_mapping(fd, offset) ||
		    drmCloseBufferHandle(fd, handle))
			return false;
	}
	return true;
}

struct prime {
	int fd;
	int importer;
	uint32_t handle;
};

static bool run_prime(void *ctx, unsigned int n)
{
	struct prime *prime = ctx;
	uint32_t handle;
	int buf;

	while (n--) {
		if (drmPrimeHandleToFD(prime->fd, prime->handle, DRM_CLOEXEC, &buf) ||
		    drmPrimeFDToHandle(prime->importer, buf, &handle) ||
		    drmCloseBufferHandle(prime->importer, handle))
			return false;
		close(buf);
	}
	return true;
}

/* Only a first export makes a file, so each gets a new buffer, whose cost is subtracted. */
static bool run_first_prime(void *ctx, unsigned int n)
{
	struct prime *prime = ctx;

	while (n--) {
		if (!vgem_create(prime->fd, PAGE, &prime->handle) || !run_prime(prime, 1) ||
		    drmCloseBufferHandle(prime->fd, prime->handle))
			return false;
	}
	return true;
}

static void measure_prime(int fd, double create)
{
	static const struct bench_op first_op = { .key = "vgem_create_prime",
						  .run = run_first_prime };
	static const struct bench_op again_op = { .key = "vgem_prime_again", .run = run_prime };
	struct prime prime = { .fd = fd, .importer = open_drm("vgem") };
	double first = bench_measure(&first_op, &prime);

	if (first && create)
		bench_result("vgem_prime", first - create);
	if (vgem_create(fd, PAGE, &prime.handle))
		bench_measure(&again_op, &prime);
	close(prime.importer);
}

static void measure_vgem(void)
{
	static const struct bench_op drm_op = { .key = "drm_ioctl", .run = run_drm_ioctl };
	static const struct bench_op create_op = { .key = "vgem_create_close", .run = run_vgem };
	static const struct bench_op touch_op = { .key = "vgem_touch", .run = run_vgem_touch };
	int fd = open_drm("vgem");

	if (fd < 0) {
		bench_missing("vgem", "no vgem");
		return;
	}
	bench_measure(&drm_op, &fd);
	measure_prime(fd, bench_measure(&create_op, &fd));
	bench_measure(&touch_op, &fd);
	close(fd);
}

static bool qxl_create(int fd, uint32_t size, uint32_t *handle)
{
	struct drm_qxl_alloc alloc = { .size = size };

	if (drmIoctl(fd, DRM_IOCTL_QXL_ALLOC, &alloc))
		return false;
	*handle = alloc.handle;
	return true;
}

static bool run_qxl(void *ctx, unsigned int n)
{
	int fd = *(int *)ctx;
	uint32_t handle;

	while (n--) {
		if (!qxl_create(fd, PAGE, &handle) || drmCloseBufferHandle(fd, handle))
			return false;
	}
	return true;
}

static bool run_qxl_touch(void *ctx, unsigned int n)
{
	struct drm_qxl_map map = { };
	int fd = *(int *)ctx;

	while (n--) {
		if (!qxl_create(fd, SIZE, &map.handle))
			return false;
		if (drmIoctl(fd, DRM_IOCTL_QXL_MAP, &map) || !touch_mapping(fd, map.offset) ||
		    drmCloseBufferHandle(fd, map.handle))
			return false;
	}
	return true;
}

static void measure_qxl(void)
{
	static const struct bench_op create_op = { .key = "qxl_create_close", .run = run_qxl };
	static const struct bench_op touch_op = { .key = "qxl_touch", .run = run_qxl_touch };
	int fd = open_drm("qxl");

	if (fd < 0) {
		bench_missing("qxl", "no qxl");
		return;
	}
	bench_measure(&create_op, &fd);
	bench_measure(&touch_op, &fd);
	close(fd);
}

static bool run_memfd(void *ctx, unsigned int n)
{
	(void)ctx;
	while (n--) {
		int fd = memfd_create("bench", MFD_CLOEXEC);

		if (fd < 0 || ftruncate(fd, PAGE))
			return false;
		close(fd);
	}
	return true;
}

static bool run_memfd_touch(void *ctx, unsigned int n)
{
	(void)ctx;
	while (n--) {
		int fd = memfd_create("bench", MFD_CLOEXEC);

		if (fd < 0 || ftruncate(fd, SIZE) || !touch_mapping(fd, 0))
			return false;
		close(fd);
	}
	return true;
}

static bool run_heap(void *ctx, unsigned int n)
{
	while (n--) {
		struct dma_heap_allocation_data data = {
			.len = PAGE,
			.fd_flags = O_RDWR | O_CLOEXEC,
		};

		if (ioctl(*(int *)ctx, DMA_HEAP_IOCTL_ALLOC, &data))
			return false;
		close(data.fd);
	}
	return true;
}

static bool run_heap_touch(void *ctx, unsigned int n)
{
	while (n--) {
		struct dma_heap_allocation_data data = {
			.len = SIZE,
			.fd_flags = O_RDWR | O_CLOEXEC,
		};

		if (ioctl(*(int *)ctx, DMA_HEAP_IOCTL_ALLOC, &data) ||
		    !touch_mapping(data.fd, 0))
			return false;
		close(data.fd);
	}
	return true;
}

struct udmabuf_peer {
	int fd;
	int memfd;
};

static bool run_udmabuf(void *ctx, unsigned int n)
{
	struct udmabuf_peer *peer = ctx;
	struct udmabuf_create create = { .memfd = peer->memfd, .size = PAGE };

	while (n--) {
		int buf = ioctl(peer->fd, UDMABUF_CREATE, &create);

		if (buf < 0)
			return false;
		close(buf);
	}
	return true;
}

static void measure_files(void)
{
	static const struct bench_op memfd_ops[] = {
		{ .key = "memfd_create_close", .run = run_memfd },
		{ .key = "memfd_touch", .run = run_memfd_touch },
	};
	static const struct bench_op heap_ops[] = {
		{ .key = "dma_heap_create_close", .run = run_heap },
		{ .key = "dma_heap_touch", .run = run_heap_touch },
	};
	static const struct bench_op udmabuf_op = { .key = "udmabuf_create_close",
						    .run = run_udmabuf };
	struct udmabuf_peer peer = { .fd = open("/dev/udmabuf", O_RDWR | O_CLOEXEC) };
	int heap = open("/dev/dma_heap/system", O_RDWR | O_CLOEXEC);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(memfd_ops); i++)
		bench_measure(&memfd_ops[i], NULL);
	for (i = 0; heap >= 0 && i < ARRAY_SIZE(heap_ops); i++)
		bench_measure(&heap_ops[i], &heap);
	if (peer.fd < 0)
		return;
	peer.memfd = memfd_create("bench", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (!ftruncate(peer.memfd, PAGE) &&
	    !fcntl(peer.memfd, F_ADD_SEALS, F_SEAL_SHRINK))
		bench_measure(&udmabuf_op, &peer);
}

/* The kernel's header is newer than Debian 12: struct ntsync_event_args, and its query. */
struct ntsync_event {
	uint32_t manual;
	uint32_t signaled;
};

#define NTSYNC_CREATE_EVENT	_IOW('N', 0x87, struct ntsync_event)
#define NTSYNC_EVENT_READ	_IOR('N', 0x8d, struct ntsync_event)

static bool run_ntsync(void *ctx, unsigned int n)
{
	struct ntsync_event event;

	while (n--) {
		if (ioctl(*(int *)ctx, NTSYNC_EVENT_READ, &event))
			return false;
	}
	return true;
}

static void measure_ntsync(void)
{
	static const struct bench_op op = { .key = "ntsync_event_read", .run = run_ntsync };
	struct ntsync_event args = { .manual = 1 };
	int fd = open("/dev/ntsync", O_RDWR | O_CLOEXEC), event;

	if (fd < 0)
		return;
	event = ioctl(fd, NTSYNC_CREATE_EVENT, &args);
	if (event >= 0)
		bench_measure(&op, &event);
}

/* 16 MiB from page to page by the kernel's memcpy(). */
static bool run_copy(void *ctx, unsigned int n)
{
	while (n--) {
		if (pwrite(*(int *)ctx, "1", 1, 0) != 1)
			return false;
	}
	return true;
}

static void measure_copy(void)
{
	static const struct bench_op op = { .key = "memcpy_16m", .run = run_copy };
	int fd = open("/sys/module/bench_copy/parameters/copy", O_WRONLY | O_CLOEXEC);

	if (fd < 0) {
		bench_missing("memcpy_16m", "no module bench_copy");
		return;
	}
	bench_measure(&op, &fd);
	close(fd);
}

void bench_peers(void)
{
	measure_vgem();
	measure_qxl();
	measure_files();
	measure_ntsync();
	measure_copy();
}
