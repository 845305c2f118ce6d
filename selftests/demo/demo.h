/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The demonstration: scenes that show what the driver does, and check what they show.
 */
#ifndef SELFTESTS_DEMO_H
#define SELFTESTS_DEMO_H

#include <stdbool.h>
#include <stdint.h>

#include <dxg/d3dkmthk.h>
#include <misc/softgpu.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define KIB(n)	((uint64_t)(n) << 10)
#define MIB(n)	((uint64_t)(n) << 20)

/**
 * struct demo - what all scenes work with
 * @luid: of the adapter
 * @adapter: its handle
 * @device: a device on it
 * @num_segments: segments that the adapter has
 * @memory: what the device's allocations use of the program's own memory; may be freed after them
 */
struct demo {
	LUID luid;
	D3DKMT_HANDLE adapter;
	D3DKMT_HANDLE device;
	uint32_t num_segments;
	void *memory;
};

/*
 * A scene prints and checks; what fails is remembered by check(). What it leaves on the device goes
 * with that.
 */
void scene_segments(struct demo *demo);
void scene_standalone(struct demo *demo);
void scene_system_memory(struct demo *demo);
void scene_batch(struct demo *demo);
void scene_share(struct demo *demo);
void scene_refused(struct demo *demo);
void scene_paging(struct demo *demo);

/* screen.c */
void title(const char *text);
bool check(bool holds, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool check_status(NTSTATUS expected, NTSTATUS status, const char *what);
bool all_held(void);
const char *size_text(uint64_t bytes);
const char *set_text(uint32_t segment_set);

/* adapter.c */
bool demo_open(struct demo *demo);
void demo_close(struct demo *demo);

/* describe.c */
struct softgpu_allocation_desc describe_bytes(uint32_t kind, uint64_t bytes, uint32_t cpu_access);
struct softgpu_allocation_desc describe_texture(uint32_t format, uint32_t width, uint32_t height);
void answers_head(void);
void answers_row(const char *what, D3DKMT_HANDLE handle,
		 const struct softgpu_allocation_desc *desc);

/* counts.c */
enum count {
	COUNT_PROCESSES,
	COUNT_ADAPTER_OPENS,
	COUNT_DEVICES,
	COUNT_RESOURCES,
	COUNT_ALLOCATIONS,
	COUNT_SHARES,
	COUNT_HANDLES,
	COUNT_PINNED_PAGES,
	NUM_COUNTS,
};

struct counts {
	long n[NUM_COUNTS];
};

struct counts counts_now(void);
bool counts_become(const struct counts *wanted);
void counts_finish(const struct counts *before);

#endif
