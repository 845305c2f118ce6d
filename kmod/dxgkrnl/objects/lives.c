// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>

#include "objects/lives.h"

/**
 * dxgk_lives_read - what was counted so far
 * @lives: The adapter's.
 * @life: What.
 *
 * Return: The sum over all CPUs.
 */
struct vidmm_counter dxgk_lives_read(struct dxgk_lives __percpu *lives, enum dxgk_life life)
{
	struct vidmm_counter sum = { };
	int cpu;

	for_each_possible_cpu(cpu) {
		const struct vidmm_counter *one = &per_cpu_ptr(lives, cpu)->counters[life];

		sum.count += READ_ONCE(one->count);
		sum.bytes += READ_ONCE(one->bytes);
	}
	return sum;
}
