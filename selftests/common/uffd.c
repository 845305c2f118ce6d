// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "uffd.h"

static void fill(struct dxg_uffd *uffd, unsigned int page)
{
	size_t offset = page * uffd->page_size;
	struct uffdio_copy copy = {
		.dst = (unsigned long)(uffd->area + offset),
		.src = (unsigned long)(uffd->shadow + offset),
		.len = uffd->page_size,
	};

	ioctl(uffd->fd, UFFDIO_COPY, &copy);
}

static void *serve(void *arg)
{
	struct dxg_uffd *uffd = arg;
	struct pollfd fds[] = {
		{ .fd = uffd->fd, .events = POLLIN },
		{ .fd = uffd->stop, .events = POLLIN },
	};
	struct uffd_msg msg;
	unsigned int page;
	bool write;

	while (poll(fds, 2, -1) > 0 && !fds[1].revents) {
		if (read(uffd->fd, &msg, sizeof(msg)) != sizeof(msg) ||
		    msg.event != UFFD_EVENT_PAGEFAULT)
			continue;
		page = (msg.arg.pagefault.address - (unsigned long)uffd->area) / uffd->page_size;
		write = msg.arg.pagefault.flags & UFFD_PAGEFAULT_FLAG_WRITE;
		if (write)
			__atomic_add_fetch(&uffd->writes[page], 1, __ATOMIC_SEQ_CST);
		else
			__atomic_add_fetch(&uffd->reads[page], 1, __ATOMIC_SEQ_CST);
		if (uffd->on_fault)
			uffd->on_fault(uffd, page, write);
		fill(uffd, page);
	}
	return NULL;
}

bool dxg_uffd_start(struct dxg_uffd *uffd)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register reg = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	size_t size;

	uffd->page_size = sysconf(_SC_PAGESIZE);
	size = DXG_UFFD_PAGES * uffd->page_size;
	uffd->fd = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	if (uffd->fd < 0)
		return false;
	uffd->stop = eventfd(0, EFD_CLOEXEC);
	uffd->area = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uffd->shadow = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	/* One page each, whatever the machine's policy on huge ones. */
	madvise(uffd->area, size, MADV_NOHUGEPAGE);
	reg.range.start = (unsigned long)uffd->area;
	reg.range.len = size;
	if (ioctl(uffd->fd, UFFDIO_API, &api) || ioctl(uffd->fd, UFFDIO_REGISTER, &reg))
		return false;
	return !pthread_create(&uffd->thread, NULL, serve, uffd);
}

void dxg_uffd_stop(struct dxg_uffd *uffd)
{
	size_t size = DXG_UFFD_PAGES * uffd->page_size;

	eventfd_write(uffd->stop, 1);
	pthread_join(uffd->thread, NULL);
	close(uffd->fd);
	close(uffd->stop);
	munmap(uffd->area, size);
	munmap(uffd->shadow, size);
}

void dxg_uffd_drop(struct dxg_uffd *uffd, unsigned int page)
{
	madvise(uffd->area + page * uffd->page_size, uffd->page_size, MADV_DONTNEED);
}
