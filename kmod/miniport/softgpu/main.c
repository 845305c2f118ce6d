// SPDX-License-Identifier: GPL-2.0-only
/*
 * Module entry and exit.
 */
#include <linux/module.h>

#include "softgpu.h"

static bool default_adapter = true;
module_param(default_adapter, bool, 0444);
MODULE_PARM_DESC(default_adapter, "plug in an adapter at load (default: y)");

static int __init softgpu_init(void)
{
	int ret = softgpu_engines_init();

	if (ret)
		return ret;
	softgpu_debugfs_init();
	ret = softgpu_config_init(default_adapter);
	if (ret) {
		softgpu_debugfs_exit();
		softgpu_engines_exit();
	}
	return ret;
}

static void __exit softgpu_exit(void)
{
	softgpu_config_exit();
	softgpu_debugfs_exit();
	softgpu_engines_exit();
}

module_init(softgpu_init);
module_exit(softgpu_exit);

MODULE_DESCRIPTION("WDDM miniport of a GPU without hardware");
MODULE_AUTHOR("The dxgkrnl authors");
MODULE_LICENSE("GPL");
DXGK_MODULE_IMPORT_NS();
