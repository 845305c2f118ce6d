/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The symbol namespace of the miniport interface. The argument of the kernel's macros is a token
 * before 6.13 and a string since.
 */
#ifndef DXGK_NAMESPACE_H
#define DXGK_NAMESPACE_H

#include <linux/export.h>
#include <linux/module.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define EXPORT_SYMBOL_DXGK(sym)		EXPORT_SYMBOL_NS_GPL(sym, DXGK)
#define DXGK_MODULE_IMPORT_NS()		MODULE_IMPORT_NS(DXGK)
#else
#define EXPORT_SYMBOL_DXGK(sym)		EXPORT_SYMBOL_NS_GPL(sym, "DXGK")
#define DXGK_MODULE_IMPORT_NS()		MODULE_IMPORT_NS("DXGK")
#endif

#endif
