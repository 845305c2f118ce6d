/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The same with sweeps over the kernel's own failures, which are skipped where it can't fail on
 * demand.
 */
#ifndef SELFTESTS_FAIL_NTH_FIXTURE_H
#define SELFTESTS_FAIL_NTH_FIXTURE_H

#include "fail_miniport_fixture.h"

TEST_F_TIMEOUT(fail, sweep, 300)
{
	if (!fail_nth_is_available())
		SKIP(return, "this kernel has no fault injection");
	EXPECT_TRUE(fail_nth_sweep(&self->world, variant->sequence));
}

#endif
