/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of sweeps over the miniport's answers.
 */
#ifndef SELFTESTS_FAIL_MINIPORT_FIXTURE_H
#define SELFTESTS_FAIL_MINIPORT_FIXTURE_H

#include "fail_nth.h"
#include "kselftest_harness.h"

FIXTURE(fail) {
	struct dxg_counts before;
	struct fail_world world;
};

/* Each sequence of a program is a variant of the one test. */
FIXTURE_VARIANT(fail) {
	const struct fail_sequence *sequence;
};

FIXTURE_SETUP(fail)
{
	ASSERT_EQ(0, dxg_counts_read(&self->before));
	ASSERT_TRUE(fail_world_open(&self->world, variant->sequence->segments));
}

FIXTURE_TEARDOWN(fail)
{
	fail_world_close(&self->world);
	EXPECT_TRUE(dxg_counts_settle(&self->before));
}

/* Leaks are looked for by the machine that the tests run in, at the end. */
TEST_F_TIMEOUT(fail, miniport, 300)
{
	EXPECT_TRUE(fail_miniport_sweep(&self->world, variant->sequence));
}

#endif
