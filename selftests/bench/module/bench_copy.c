// SPDX-License-Identifier: GPL-2.0-only
/*
 * A peer for paging: writing to the parameter copies 16 MiB from one set of pages to another by
 * memcpy(), page by page.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/vmalloc.h>

#define COPY_SIZE	(16 << 20)

static void *from, *to;

static int copy_set(const char *value, const struct kernel_param *kp)
{
	unsigned long offset;

	for (offset = 0; offset < COPY_SIZE; offset += PAGE_SIZE) {
		memcpy(to + offset, from + offset, PAGE_SIZE);
		cond_resched();
	}
	return 0;
}

static const struct kernel_param_ops copy_ops = { .set = copy_set };

module_param_cb(copy, &copy_ops, NULL, 0200);
MODULE_PARM_DESC(copy, "write to it to copy 16 MiB");

static int __init bench_copy_init(void)
{
	from = vzalloc(COPY_SIZE);
	to = vzalloc(COPY_SIZE);
	if (from && to)
		return 0;
	vfree(from);
	vfree(to);
	return -ENOMEM;
}

static void __exit bench_copy_exit(void)
{
	vfree(from);
	vfree(to);
}

module_init(bench_copy_init);
module_exit(bench_copy_exit);

MODULE_DESCRIPTION("Copies memory for the benchmark of dxgkrnl");
MODULE_AUTHOR("The dxgkrnl authors");
MODULE_LICENSE("GPL");
