// SPDX-License-Identifier: GPL-2.0
/*
 * What must not happen: a complaint of the kernel, something that is left behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fuzz.h"
#include "table.h"

/* Inputs that are kept for whoever finds the machine dead, and the room for each. */
#define KEPT		16
#define KEPT_SIZE	8192

/* Inputs between two looks at what is left behind. */
#define LOOK_EVERY	256

struct kept {
	uint32_t number;
	uint32_t size;
	uint8_t data[KEPT_SIZE - 8];
};

static int kmsg = -1, fail_nth = -1;
static struct kept *kept;
static uint32_t num_inputs;
static pid_t parent;
static bool defect_elsewhere;

void fuzz_die(const char *what)
{
	fprintf(stderr, "fuzz: %s: %s\n", what, strerror(errno));
	_exit(1);
}

bool fuzz_is_parent(void)
{
	return getpid() == parent;
}

void fuzz_defect(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "fuzz: DEFECT: ");
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	if (!fuzz_is_parent())
		_exit(99);
	if (syscall(SYS_gettid) != parent)
		__atomic_store_n(&defect_elsewhere, true, __ATOMIC_RELAXED);
	else
		abort();
}

static int open_high(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC), high;

	if (fd < 0)
		return -1;
	high = fcntl(fd, F_DUPFD_CLOEXEC, 500);
	close(fd);
	return high;
}

static void write_file(const char *path, const char *value)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, value, strlen(value)) < 0)
		fprintf(stderr, "fuzz: %s: %s\n", path, strerror(errno));
	close(fd);
}

static void open_kept(void)
{
	const char *path = getenv("FUZZ_KEPT");
	int fd;

	if (!path)
		return;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, KEPT * sizeof(*kept)))
		fuzz_die(path);
	kept = mmap(NULL, KEPT * sizeof(*kept), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (kept == MAP_FAILED)
		fuzz_die(path);
	close(fd);
}

static void print_result(void)
{
	const char *path = getenv("FUZZ_RESULT");
	char text[64];
	int fd, len;

	if (!path || !fuzz_is_parent())
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	len = snprintf(text, sizeof(text), "%u %u\n", num_inputs, fuzz_coverage());
	if (fd < 0 || write(fd, text, len) != len)
		fuzz_die(path);
	close(fd);
}

void fuzz_watch_open(void)
{
	static const char *const injection[] = { "failslab", "fail_page_alloc", "fail_usercopy" };
	static const char *const attributes[][2] = {
		{ "ignore-gfp-wait", "N" }, { "ignore-gfp-highmem", "N" }, { "verbose", "0" },
	};
	char path[96];
	size_t i, j;

	parent = getpid();
	kmsg = open_high("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	if (kmsg >= 0)
		lseek(kmsg, 0, SEEK_END);
	open_kept();
	for (i = 0; i < ARRAY_SIZE(injection); i++) {
		for (j = 0; j < ARRAY_SIZE(attributes); j++) {
			snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s", injection[i],
				 attributes[j][0]);
			write_file(path, attributes[j][1]);
		}
	}
	fail_nth = open_high("/proc/thread-self/fail-nth", O_RDWR);
	atexit(print_result);
}

/* In the main thread; its next call fails where @n says. */
void fuzz_fail_nth(unsigned int n)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", n);

	if (fail_nth < 0 || syscall(SYS_gettid) != parent)
		return;
	/* This very write may be what fails. */
	while (pwrite(fail_nth, text, len, 0) < 0 && errno == EFAULT)
		;
}

void fuzz_fail_nth_off(void)
{
	fuzz_fail_nth(0);
}

void fuzz_watch_input(const uint8_t *data, size_t size)
{
	struct kept *k;

	num_inputs++;
	if (!kept || size > sizeof(k->data))
		return;
	k = &kept[num_inputs % KEPT];
	k->number = num_inputs;
	k->size = size;
	memcpy(k->data, data, size);
}

static bool is_bad(const char *text)
{
	static const char *const words[] = {
		"WARNING:", "BUG:", "BUG ", "Oops", "KASAN", "KFENCE", "UBSAN",
		"general protection", "nable to handle", "refcount_t", "corrupt", "INFO: ", "ODEBUG", "bad page",
		"Bad page", "still has objects", "sleeping function", "lock held when returning",
		"blocked for more than", "soft lockup", "Redzone", "sercopy: ", "oom-kill",
		"page allocation failure", "Bad rss",
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(words); i++) {
		if (strstr(text, words[i]))
			return true;
	}
	return false;
}

static void look_at_log(void)
{
	char record[2048], *text;
	ssize_t len;

	while (kmsg >= 0) {
		len = read(kmsg, record, sizeof(record) - 1);
		if (len < 0 && errno == EPIPE)
			continue;
		if (len <= 0)
			return;
		record[len] = 0;
		text = strchr(record, ';');
		if (text && atoi(record) < 8 && is_bad(text))
			fuzz_defect("the kernel complains: %s", text + 1);
	}
}

static bool counts_are_zero(char *text, size_t size)
{
	int fd = open("/sys/kernel/debug/dxgkrnl/objects", O_RDONLY | O_CLOEXEC);
	char *line, *saved, copy[1024];
	bool zero = true;
	ssize_t len;

	if (fd < 0)
		return true;
	len = read(fd, text, size - 1);
	close(fd);
	if (len <= 0)
		return true;
	text[len] = 0;
	snprintf(copy, sizeof(copy), "%s", text);
	for (line = strtok_r(copy, "\n", &saved); line; line = strtok_r(NULL, "\n", &saved)) {
		char *value = strchr(line, ' ');

		if (strncmp(line, "adapters ", 9) && value && atol(value))
			zero = false;
	}
	return zero;
}

/* A process is freed a grace period after its last descriptor. */
static void look_at_objects(void)
{
	char text[1024];
	int i;

	for (i = 0; i < 1000; i++) {
		if (counts_are_zero(text, sizeof(text)))
			return;
		usleep(10000);
	}
	fuzz_defect("objects are left behind:\n%s", text);
}

/* The next mapping of a view's at or behind @p in the text of /proc/self/maps. */
static char *find_view(char *p, uint64_t *from, uint64_t *to)
{
	char *name = strstr(p, "dxgk_view"), *fence = strstr(p, "[dxgfence]"), *line;

	if (!name || (fence && fence < name))
		name = fence;
	line = name;

	while (line && line > p && line[-1] != '\n')
		line--;
	if (!line || sscanf(line, "%lx-%lx", from, to) != 2)
		return NULL;
	return name + 1;
}

static void read_maps(char *text, size_t size)
{
	int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	ssize_t len, sum = 0;

	while (fd >= 0 && (len = read(fd, text + sum, size - 1 - sum)) > 0)
		sum += len;
	if (fd >= 0)
		close(fd);
	text[sum] = 0;
}

static char maps[1 << 17];

/*
 * When another process closes the last descriptor, its views are left where they are, and an access
 * is SIGBUS. That is so by design, and for the process to clean up.
 */
void fuzz_watch_unmap_views(void)
{
	uint64_t from, to;
	char *p = maps;

	read_maps(maps, sizeof(maps));
	while ((p = find_view(p, &from, &to)))
		munmap((void *)from, to - from);
}

/* If it was this process, no view may be left. */
static void look_at_mappings(void)
{
	uint64_t from, to;

	read_maps(maps, sizeof(maps));
	if (find_view(maps, &from, &to))
		fuzz_defect("a view is left behind at %lx", from);
}

void fuzz_watch_check(void)
{
	if (__atomic_load_n(&defect_elsewhere, __ATOMIC_RELAXED))
		abort();
	look_at_log();
	if (num_inputs % LOOK_EVERY)
		return;
	look_at_mappings();
	look_at_objects();
	print_result();
}
