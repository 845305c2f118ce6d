// SPDX-License-Identifier: GPL-2.0
/*
 * A plugin of QEMU's: how often each instruction was executed while the benchmark measured. The
 * program marks that by instructions that do nothing else (bench.c). Writes "address count" lines
 * to the file that is its argument.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What qemu-plugin.h, which Debian doesn't have, says of version 1 of the interface. */
typedef uint64_t plugin_id;
struct qemu_plugin_tb;
struct qemu_plugin_insn;

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t i);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id,
					   void (*cb)(plugin_id id, struct qemu_plugin_tb *tb));
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn, int op,
						void *counter, uint64_t imm);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
					    void (*cb)(unsigned int cpu, void *data), int flags,
					    void *data);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

/* One for each address; addresses differ in these bits, or few do not. */
#define NUM_COUNTERS	(1u << 22)

static struct counter {
	uint64_t address;
	uint64_t now;
	int64_t measured;
} counters[NUM_COUNTERS];

static const char *path;

static struct counter *find(uint64_t address)
{
	uint32_t i = (uint32_t)((address * 0x9e3779b97f4a7c15ull) >> 42);

	while (counters[i].address && counters[i].address != address)
		i = (i + 1) % NUM_COUNTERS;
	counters[i].address = address;
	return &counters[i];
}

static void start(unsigned int cpu, void *data)
{
	uint32_t i;

	(void)cpu;
	(void)data;
	for (i = 0; i < NUM_COUNTERS; i++)
		counters[i].measured -= (int64_t)counters[i].now;
}

static void stop(unsigned int cpu, void *data)
{
	FILE *f = fopen(path, "w");
	uint32_t i;

	(void)cpu;
	(void)data;
	for (i = 0; i < NUM_COUNTERS; i++) {
		counters[i].measured += (int64_t)counters[i].now;
		if (f && counters[i].measured)
			fprintf(f, "%llx %lld\n", (unsigned long long)counters[i].address,
				(long long)counters[i].measured);
	}
	if (f)
		fclose(f);
}

/* nopl with an odd displacement: BENCH_MARK() of bench.c */
static bool is_mark(const struct qemu_plugin_insn *insn, uint8_t which)
{
	const uint8_t mark[] = { 0x0f, 0x1f, 0x80, which, 0x64, 0x78, 0x67 };

	return qemu_plugin_insn_size(insn) == sizeof(mark) &&
	       !memcmp(qemu_plugin_insn_data(insn), mark, sizeof(mark));
}

static void translated(plugin_id id, struct qemu_plugin_tb *tb)
{
	size_t i, n = qemu_plugin_tb_n_insns(tb);

	(void)id;
	for (i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		struct counter *counter = find(qemu_plugin_insn_vaddr(insn));

		qemu_plugin_register_vcpu_insn_exec_inline(insn, 0, &counter->now, 1);
		if (is_mark(insn, 1))
			qemu_plugin_register_vcpu_insn_exec_cb(insn, start, 0, NULL);
		if (is_mark(insn, 2))
			qemu_plugin_register_vcpu_insn_exec_cb(insn, stop, 0, NULL);
	}
}

__attribute__((visibility("default")))
int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv)
{
	(void)info;
	if (argc < 1 || strncmp(argv[0], "out=", 4))
		return -1;
	path = strdup(argv[0] + 4);
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	return 0;
}
