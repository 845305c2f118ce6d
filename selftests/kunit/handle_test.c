// SPDX-License-Identifier: GPL-2.0-only
/*
 * Handle arithmetic: which word comes next, what a table makes of a client's word, and what is
 * left when all are gone.
 */
#include <kunit/test.h>
#include <linux/prandom.h>

#include "objects/handle.c"

/* handle.c counts; the module that it is part of has the real ones. */
DEFINE_PER_CPU(long [DXGK_NUM_COUNTS], dxgk_counts);

#define STEP		0x40u
#define FIRST		0x40000000u
#define TAG		0x2au

static long live_handles(void)
{
	long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu(dxgk_counts, cpu)[DXGK_COUNT_HANDLE];
	return sum;
}

static struct dxgk_handle_table *new_table(struct kunit *test, u32 tag)
{
	struct dxgk_handle_table *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, table);
	dxgk_handle_table_init(table, tag);
	return table;
}

/* To be called with an empty table: nothing may be left of it. */
static void drop_table(struct kunit *test, struct dxgk_handle_table *table)
{
	KUNIT_EXPECT_EQ(test, table->used, 0u);
	KUNIT_EXPECT_EQ(test, live_handles(), 0l);
	dxgk_handle_table_fini(table);
}

static u32 reserve(struct kunit *test, struct dxgk_handle_table *table)
{
	u32 handle = 0;

	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, &handle, 1), 0);
	return handle;
}

static u32 publish(struct kunit *test, struct dxgk_handle_table *table, struct dxgk_object *obj,
		   enum dxgk_object_type type)
{
	u32 handle = reserve(test, table);

	dxgk_object_init(obj, type);
	dxgk_handle_publish(table, handle, obj);
	return handle;
}

static void each_is_the_last_plus_0x40(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 *handles = kunit_kcalloc(test, 3 * CHUNK_SLOTS, sizeof(*handles), GFP_KERNEL);
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, handles);
	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, handles, 3 * CHUNK_SLOTS), 0);
	for (i = 0; i < 3 * CHUNK_SLOTS; i++) {
		KUNIT_EXPECT_EQ(test, handles[i], FIRST + i * STEP);
		KUNIT_EXPECT_EQ(test, dxgk_handle_index(handles[i]), i);
	}
	KUNIT_EXPECT_EQ(test, live_handles(), 3l * CHUNK_SLOTS);
	dxgk_handles_cancel(table, handles, 3 * CHUNK_SLOTS);
	drop_table(test, table);
}

static void tag_is_in_the_low_bits(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, TAG);
	struct dxgk_object obj;
	u32 handle = publish(test, table, &obj, DXGK_OBJECT_SHARE);

	KUNIT_EXPECT_EQ(test, handle, FIRST | TAG);
	KUNIT_EXPECT_PTR_EQ(test, dxgk_handle_lookup(table, handle, DXGK_OBJECT_SHARE), &obj);
	KUNIT_EXPECT_NULL(test, dxgk_handle_lookup(table, FIRST, DXGK_OBJECT_SHARE));
	KUNIT_EXPECT_TRUE(test, dxgk_object_claim(table, &obj));
	drop_table(test, table);
}

static void cancelled_ones_come_again(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 handles[3], again[3], other;

	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, handles, 3), 0);
	dxgk_handles_cancel(table, handles, 3);
	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, again, 3), 0);
	KUNIT_EXPECT_EQ(test, memcmp(handles, again, sizeof(handles)), 0);

	/* Not so when somebody else has taken one since. */
	other = reserve(test, table);
	dxgk_handles_cancel(table, again, 3);
	KUNIT_EXPECT_EQ(test, reserve(test, table), other + STEP);
	dxgk_handles_cancel(table, &other, 1);
	other += STEP;
	dxgk_handles_cancel(table, &other, 1);
	drop_table(test, table);
}

static void freed_ones_dont_come_again(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object obj;
	u32 first = publish(test, table, &obj, DXGK_OBJECT_DEVICE), second;

	KUNIT_EXPECT_TRUE(test, dxgk_object_claim(table, &obj));
	KUNIT_EXPECT_EQ(test, obj.handle, 0u);
	second = reserve(test, table);
	KUNIT_EXPECT_EQ(test, second, first + STEP);
	dxgk_handles_cancel(table, &second, 1);
	drop_table(test, table);
}

/* After the last index comes the first one with the next of the generations 1, 2 and 3. */
static void generations_turn_with_the_index(struct kunit *test)
{
	static const u32 next[] = { [1] = 2, [2] = 3, [3] = 1 };
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 handles[2], generation;

	for (generation = 1; generation <= 3; generation++) {
		table->generation = generation;
		table->cursor = NUM_INDICES - 1;
		KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, handles, 2), 0);
		KUNIT_EXPECT_EQ(test, handles[0],
				generation << 30 | (NUM_INDICES - 1) << HANDLE_SHIFT);
		KUNIT_EXPECT_EQ(test, handles[1], next[generation] << 30);
		dxgk_handles_cancel(table, handles, 2);
	}
	drop_table(test, table);
}

/* A cancelled word of the last generation mustn't turn the cursor back into this one. */
static void cancel_looks_at_the_generation(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 old = reserve(test, table), handle;

	/* Once around, without the 16 million reservations */
	table->cursor = 0;
	table->generation = 2;
	handle = reserve(test, table);
	KUNIT_EXPECT_EQ(test, handle, 2u << 30 | STEP);
	table->cursor = 1;
	dxgk_handles_cancel(table, &old, 1);
	KUNIT_EXPECT_EQ(test, table->cursor, 1u);
	dxgk_handles_cancel(table, &handle, 1);
	drop_table(test, table);
}

static void a_stale_word_names_nothing(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object old, new;
	u32 stale = publish(test, table, &old, DXGK_OBJECT_DEVICE), fresh;

	KUNIT_EXPECT_TRUE(test, dxgk_object_claim(table, &old));
	table->cursor = 0;
	table->generation = 2;
	fresh = publish(test, table, &new, DXGK_OBJECT_DEVICE);
	KUNIT_EXPECT_EQ(test, dxgk_handle_index(fresh), dxgk_handle_index(stale));
	KUNIT_EXPECT_NULL(test, dxgk_handle_lookup(table, stale, DXGK_OBJECT_DEVICE));
	KUNIT_EXPECT_PTR_EQ(test, dxgk_handle_lookup(table, fresh, DXGK_OBJECT_DEVICE), &new);
	KUNIT_EXPECT_TRUE(test, dxgk_object_claim(table, &new));
	drop_table(test, table);
}

/* Indices that are in use are passed by, across the end of a chunk and of the numbers. */
static void used_indices_are_skipped(struct kunit *test)
{
	const u32 n = CHUNK_SLOTS + 5;
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 *handles = kunit_kcalloc(test, n, sizeof(*handles), GFP_KERNEL), last[2];

	KUNIT_ASSERT_NOT_NULL(test, handles);
	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, handles, n), 0);
	table->cursor = NUM_INDICES - 1;
	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, last, 2), 0);
	KUNIT_EXPECT_EQ(test, dxgk_handle_index(last[0]), NUM_INDICES - 1);
	KUNIT_EXPECT_EQ(test, last[1], 2u << 30 | n << HANDLE_SHIFT);
	dxgk_handles_cancel(table, handles, n);
	dxgk_handles_cancel(table, last, 2);
	drop_table(test, table);
}

static void a_full_table_refuses(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 handles[2] = { };

	/* One place is left. */
	table->used = NUM_INDICES - 2;
	KUNIT_EXPECT_EQ(test, dxgk_handles_reserve(table, handles, 2), -ENOMEM);
	KUNIT_EXPECT_EQ(test, table->used, NUM_INDICES - 2);
	KUNIT_EXPECT_EQ(test, dxgk_handles_reserve(table, handles, 1), 0);
	KUNIT_EXPECT_EQ(test, handles[0], FIRST);
	dxgk_handles_cancel(table, handles, 1);
	table->used = 0;
	drop_table(test, table);
}

struct word_case {
	const char *name;
	u32 change;	/* of the right word, by exclusive or */
	enum dxgk_object_type type;
	bool found;
};

static const struct word_case word_cases[] = {
	{ "the right word", 0, DXGK_OBJECT_DEVICE, true },
	{ "another type", 0, DXGK_OBJECT_RESOURCE },
	{ "lowest bit", 1, DXGK_OBJECT_DEVICE },
	{ "bit 5", 1u << 5, DXGK_OBJECT_DEVICE },
	{ "a neighbour", 1u << 6, DXGK_OBJECT_DEVICE },
	{ "in the same chunk", 1u << 14, DXGK_OBJECT_DEVICE },
	{ "in a chunk without memory", 1u << 15, DXGK_OBJECT_DEVICE },
	{ "in no chunk", 1u << 29, DXGK_OBJECT_DEVICE },
	{ "generation 0", 1u << 30, DXGK_OBJECT_DEVICE },
	{ "generation 2", 3u << 30, DXGK_OBJECT_DEVICE },
	{ "generation 3", 2u << 30, DXGK_OBJECT_DEVICE },
	{ "zero", FIRST, DXGK_OBJECT_DEVICE },
	{ "all ones", ~FIRST, DXGK_OBJECT_DEVICE },
};

static void word_to_text(const struct word_case *word, char *text)
{
	strscpy(text, word->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(words, word_cases, word_to_text);

static bool accept(const struct dxgk_object *obj, void *data)
{
	return !data || obj == data;
}

static void a_word_is_looked_up(struct kunit *test)
{
	const struct word_case *word = test->param_value;
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object obj, *expected = word->found ? &obj : NULL, *claimed = NULL;
	u32 handle = publish(test, table, &obj, DXGK_OBJECT_DEVICE) ^ word->change, far;

	/* A table with two chunks, of which the second has had its memory given back */
	table->cursor = CHUNK_SLOTS;
	far = reserve(test, table);
	table->cursor = 1;
	dxgk_handles_cancel(table, &far, 1);
	KUNIT_EXPECT_PTR_EQ(test, dxgk_handle_lookup(table, handle, word->type), expected);
	KUNIT_EXPECT_PTR_EQ(test, dxgk_handle_lookup_if(table, handle, word->type, accept, NULL),
			    expected);
	KUNIT_EXPECT_EQ(test, refcount_read(&obj.users), word->found ? 3u : 1u);
	KUNIT_EXPECT_EQ(test, dxgk_handles_claim(table, &handle, 1, word->type, NULL, NULL,
						 &claimed), word->found ? 0 : -EINVAL);
	KUNIT_EXPECT_EQ(test, dxgk_object_claim(table, &obj), !word->found);
	drop_table(test, table);
}

static void a_reserved_word_names_nothing(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object obj;
	u32 handle = reserve(test, table), type;

	for (type = 0; type <= DXGK_OBJECT_SHARE; type++)
		KUNIT_EXPECT_NULL(test, dxgk_handle_lookup(table, handle, type));
	dxgk_object_init(&obj, DXGK_OBJECT_DEVICE);
	KUNIT_EXPECT_FALSE(test, dxgk_object_claim(table, &obj));
	dxgk_handles_cancel(table, &handle, 1);
	drop_table(test, table);
}

static void a_filter_decides(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object obj, other, *objs[1];
	u32 handle = publish(test, table, &obj, DXGK_OBJECT_DEVICE);

	KUNIT_EXPECT_NULL(test, dxgk_handle_lookup_if(table, handle, DXGK_OBJECT_DEVICE, accept,
						      &other));
	KUNIT_EXPECT_EQ(test, refcount_read(&obj.users), 1u);
	KUNIT_EXPECT_EQ(test, dxgk_handles_claim(table, &handle, 1, DXGK_OBJECT_DEVICE, accept,
						 &other, objs), -EINVAL);
	KUNIT_EXPECT_EQ(test, dxgk_handles_claim(table, &handle, 1, DXGK_OBJECT_DEVICE, accept,
						 &obj, objs), 0);
	KUNIT_EXPECT_PTR_EQ(test, objs[0], &obj);
	drop_table(test, table);
}

static void a_dying_object_is_not_found(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, TAG);
	struct dxgk_object obj;
	u32 handle = publish(test, table, &obj, DXGK_OBJECT_SHARE);

	refcount_set(&obj.users, 0);
	KUNIT_EXPECT_NULL(test, dxgk_handle_lookup(table, handle, DXGK_OBJECT_SHARE));
	KUNIT_EXPECT_EQ(test, refcount_read(&obj.users), 0u);
	KUNIT_EXPECT_TRUE(test, dxgk_object_claim(table, &obj));
	drop_table(test, table);
}

/* Whatever is wrong with one of them, at whichever place: none is claimed. */
static void claims_are_all_or_none(struct kunit *test)
{
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object objs[4], *claimed[4];
	u32 handles[4], words[4], i, bad;

	for (i = 0; i < 4; i++)
		handles[i] = publish(test, table, &objs[i], DXGK_OBJECT_ALLOCATION);
	for (i = 0; i < 4; i++) {
		for (bad = 0; bad < 2; bad++) {
			memcpy(words, handles, sizeof(words));
			words[i] = bad ? handles[(i + 1) % 4] : handles[3] + STEP;
			KUNIT_EXPECT_EQ(test, dxgk_handles_claim(table, words, 4,
								 DXGK_OBJECT_ALLOCATION, NULL,
								 NULL, claimed), -EINVAL);
		}
	}
	KUNIT_EXPECT_EQ(test, table->used, 4u);
	KUNIT_EXPECT_EQ(test, dxgk_handles_claim(table, handles, 4, DXGK_OBJECT_ALLOCATION, NULL,
						 NULL, claimed), 0);
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_PTR_EQ(test, claimed[i], &objs[i]);
		KUNIT_EXPECT_FALSE(test, dxgk_object_claim(table, &objs[i]));
	}
	drop_table(test, table);
}

/* Rundown finds each object of its type once, wherever it is, and no other. */
static void rundown_finds_each_once(struct kunit *test)
{
	enum { SPREAD = 100, NUM = 20 };
	struct dxgk_handle_table *table = new_table(test, 0);
	struct dxgk_object *objs = kunit_kcalloc(test, NUM, sizeof(*objs), GFP_KERNEL), *obj;
	u32 index = 0, i, found = 0;

	KUNIT_ASSERT_NOT_NULL(test, objs);
	for (i = 0; i < NUM; i++) {
		table->cursor = i * SPREAD;
		publish(test, table, &objs[i], i % 2 ? DXGK_OBJECT_DEVICE : DXGK_OBJECT_RESOURCE);
	}
	while ((obj = dxgk_handle_claim_next(table, DXGK_OBJECT_DEVICE, &index))) {
		KUNIT_EXPECT_PTR_EQ(test, obj, &objs[2 * found + 1]);
		found++;
	}
	KUNIT_EXPECT_EQ(test, found, NUM / 2u);
	index = 0;
	KUNIT_EXPECT_NULL(test, dxgk_handle_claim_next(table, DXGK_OBJECT_DEVICE, &index));
	index = 0;
	for (i = 0; i < NUM; i += 2)
		KUNIT_EXPECT_PTR_EQ(test, dxgk_handle_claim_next(table, DXGK_OBJECT_RESOURCE,
								 &index), &objs[i]);
	drop_table(test, table);
}

/* Memory goes with the last handle of a chunk, but for the one in which the next will be. */
static void empty_chunks_have_no_memory(struct kunit *test)
{
	const u32 n = 2 * CHUNK_SLOTS;
	struct dxgk_handle_table *table = new_table(test, 0);
	u32 *handles = kunit_kcalloc(test, n, sizeof(*handles), GFP_KERNEL), last;

	KUNIT_ASSERT_NOT_NULL(test, handles);
	KUNIT_ASSERT_EQ(test, dxgk_handles_reserve(table, handles, n), 0);
	last = reserve(test, table);
	dxgk_handles_cancel(table, handles, n);
	KUNIT_EXPECT_NULL(test, table->chunks[0].slots);
	KUNIT_EXPECT_NULL(test, table->chunks[1].slots);
	KUNIT_EXPECT_NOT_NULL(test, table->chunks[2].slots);
	dxgk_handles_cancel(table, &last, 1);
	KUNIT_EXPECT_NOT_NULL(test, table->chunks[2].slots);
	drop_table(test, table);
}

/* A thousand random steps, against a list of what is live. */
static void random_steps_agree_with_a_list(struct kunit *test)
{
	enum { NUM = 64, STEPS = 1000 };
	struct dxgk_object *objs = kunit_kcalloc(test, NUM, sizeof(*objs), GFP_KERNEL), *found;
	struct dxgk_handle_table *table = new_table(test, 0);
	struct rnd_state random;
	u32 live = 0, i, k;

	KUNIT_ASSERT_NOT_NULL(test, objs);
	prandom_seed_state(&random, 1);
	for (i = 0; i < STEPS; i++) {
		struct dxgk_object *obj = &objs[prandom_u32_state(&random) % NUM];

		if (prandom_u32_state(&random) % 100 == 0)
			table->cursor = prandom_u32_state(&random) % NUM_INDICES;
		if (obj->handle) {
			KUNIT_EXPECT_TRUE(test, dxgk_object_claim(table, obj));
			live--;
		} else {
			publish(test, table, obj, DXGK_OBJECT_DEVICE);
			live++;
		}
		KUNIT_ASSERT_EQ(test, table->used, live);
		k = prandom_u32_state(&random) % NUM;
		found = dxgk_handle_lookup(table, objs[k].handle, DXGK_OBJECT_DEVICE);
		KUNIT_ASSERT_PTR_EQ(test, found, objs[k].handle ? &objs[k] : NULL);
	}
	for (k = 0; k < NUM; k++)
		dxgk_object_claim(table, &objs[k]);
	drop_table(test, table);
}

static struct kunit_case handle_cases[] = {
	KUNIT_CASE(each_is_the_last_plus_0x40),
	KUNIT_CASE(tag_is_in_the_low_bits),
	KUNIT_CASE(cancelled_ones_come_again),
	KUNIT_CASE(freed_ones_dont_come_again),
	KUNIT_CASE(generations_turn_with_the_index),
	KUNIT_CASE(cancel_looks_at_the_generation),
	KUNIT_CASE(a_stale_word_names_nothing),
	KUNIT_CASE(used_indices_are_skipped),
	KUNIT_CASE(a_full_table_refuses),
	KUNIT_CASE_PARAM(a_word_is_looked_up, words_gen_params),
	KUNIT_CASE(a_reserved_word_names_nothing),
	KUNIT_CASE(a_filter_decides),
	KUNIT_CASE(a_dying_object_is_not_found),
	KUNIT_CASE(claims_are_all_or_none),
	KUNIT_CASE(rundown_finds_each_once),
	KUNIT_CASE(empty_chunks_have_no_memory),
	KUNIT_CASE(random_steps_agree_with_a_list),
	{ }
};

static struct kunit_suite handle_suite = {
	.name = "dxgk_handle",
	.test_cases = handle_cases,
};

kunit_test_suite(handle_suite);
