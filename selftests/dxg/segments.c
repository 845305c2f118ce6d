// SPDX-License-Identifier: GPL-2.0
/*
 * debugfs dxgkrnl/segments: the live map of the segments.
 */
#include "told_fixture.h"

static bool look(told_data *self, uint32_t segment_id)
{
	return told_segment(self->gpu.luid, segment_id, &self->segment);
}

TEST_F(told, empty_segments)
{
	ASSERT_TRUE(look(self, 1));
	EXPECT_EQ(0, self->segment.base);
	EXPECT_EQ(16 * MIB, self->segment.size);
	EXPECT_EQ(16 * MIB, self->segment.commit_limit);
	EXPECT_EQ(0, self->segment.resident);
	EXPECT_EQ(4, self->segment.flags & 0x5);
	EXPECT_EQ(0, self->segment.num_ranges);
	ASSERT_TRUE(look(self, 2));
	EXPECT_EQ(16 * MIB, self->segment.base);
	EXPECT_EQ(8 * MIB, self->segment.size);
	ASSERT_TRUE(look(self, 3));
	EXPECT_EQ(1, self->segment.flags & 1);
	EXPECT_FALSE(look(self, 4));
}

TEST_F(told, a_range_and_its_states)
{
	const struct told_range *range = &self->segment.ranges[0];
	uint32_t allocation = told_new(self, MIB);

	ASSERT_NE(0, allocation);
	ASSERT_TRUE(look(self, 1));
	ASSERT_EQ(1, self->segment.num_ranges);
	EXPECT_EQ(MIB, self->segment.resident);
	EXPECT_EQ(MIB, range->size);
	EXPECT_EQ(getpid(), range->pid);
	EXPECT_EQ(0x78000000, range->priority);
	EXPECT_STREQ("required", range->state);

	ASSERT_EQ(0, dxg_evict_one(&self->pager, allocation,
				   D3DDDI_EVICT_FLAGS_EVICT_ONLY_IF_NECESSARY));
	ASSERT_TRUE(look(self, 1));
	ASSERT_EQ(1, self->segment.num_ranges);
	EXPECT_STREQ("unneeded", range->state);

	ASSERT_EQ(0, dxg_offer_one(&self->pager, allocation, D3DKMT_OFFER_PRIORITY_LOW));
	ASSERT_TRUE(look(self, 1));
	ASSERT_EQ(1, self->segment.num_ranges);
	EXPECT_STREQ("offered", range->state);

	ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocation));
	ASSERT_TRUE(look(self, 1));
	EXPECT_EQ(0, self->segment.num_ranges);
	EXPECT_EQ(0, self->segment.resident);
}

/* More than are looked at under one hold of the lock, and than one read returns. */
TEST_F(told, many_ranges)
{
	uint32_t allocations[200];
	uint64_t end = 0;
	uint32_t i;

	for (i = 0; i < ARRAY_SIZE(allocations); i++) {
		allocations[i] = told_new(self, 0x1000 * (1 + i % 3));
		ASSERT_NE(0, allocations[i]);
	}
	/* With holes. */
	for (i = 0; i < ARRAY_SIZE(allocations); i += 5)
		ASSERT_EQ(0, dxg_destroy(self->fd, self->device, allocations[i]));
	ASSERT_TRUE(look(self, 1));
	ASSERT_EQ(160, self->segment.num_ranges);
	for (i = 0; i < self->segment.num_ranges; i++) {
		EXPECT_LE(end, self->segment.ranges[i].offset);
		end = self->segment.ranges[i].offset + self->segment.ranges[i].size;
	}
	EXPECT_GE(self->segment.size, end);
	EXPECT_LT(self->segment.resident, end);
}

/* A few bytes at a time, which seq_file has to put together. */
TEST_F(told, read_in_pieces)
{
	static char whole[65536], pieces[65536];
	size_t n = 0, size;
	uint32_t i;
	ssize_t ret;
	FILE *f;

	for (i = 0; i < 100; i++)
		ASSERT_NE(0, told_new(self, 0x1000));
	f = fopen(TOLD_SEGMENTS, "r");
	ASSERT_NE(NULL, f);
	size = fread(whole, 1, sizeof(whole), f);
	EXPECT_LT(100 * 80u, size);
	ASSERT_EQ(0, lseek(fileno(f), 0, SEEK_SET));
	while (n < sizeof(pieces) && (ret = read(fileno(f), pieces + n, n % 97 + 1)) > 0)
		n += ret;
	EXPECT_EQ(size, n);
	EXPECT_EQ(0, memcmp(whole, pieces, size));
	/* From the middle. */
	ASSERT_EQ(1000, lseek(fileno(f), 1000, SEEK_SET));
	EXPECT_EQ(50, read(fileno(f), pieces, 50));
	EXPECT_EQ(0, memcmp(whole + 1000, pieces, 50));
	fclose(f);
}

/* The adapter goes while somebody reads. */
TEST_F(told, removal_while_the_file_is_open)
{
	static char text[65536];
	FILE *f = fopen(TOLD_SEGMENTS, "r");

	ASSERT_NE(NULL, f);
	ASSERT_NE(0, told_new(self, MIB));
	ASSERT_TRUE(dxg_softgpu_live(&self->gpu, false));
	EXPECT_LT(0, fread(text, 1, sizeof(text), f));
	fclose(f);
	EXPECT_FALSE(look(self, 1));
}

TEST_HARNESS_MAIN
