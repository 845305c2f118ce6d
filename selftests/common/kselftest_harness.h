/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's harness, whose tests end after 30 seconds unless they say otherwise. That is little
 * for a debug kernel on a busy machine, and a test that hangs is as wrong later.
 */
#include_next <kselftest_harness.h>

#undef TEST_TIMEOUT_DEFAULT
#define TEST_TIMEOUT_DEFAULT 120
