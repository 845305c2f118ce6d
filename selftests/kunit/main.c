// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>

MODULE_DESCRIPTION("KUnit tests of dxgkrnl");
MODULE_LICENSE("GPL");
