// SPDX-License-Identifier: MIT
/*
 * null_test.c - every exported function with NULL
 *
 * Usage: null_test LIBRARY, the names on standard input.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include <dxg/d3dkmthk.h>

#include "tap.h"

int main(int argc, char **argv)
{
	PFND3DKMT_CLOSEDXCOREDEVICE close_device;
	PFND3DKMT_SHAREOBJECTS share;
	PFND3DKMT_CREATEDEVICE one;
	void *lib;
	char name[128];

	if (argc < 2)
		return 2;

	/* A device that can't be opened: NULL must be found before it is needed. */
	setenv("D3DKMT_DEVICE", "/nonexistent/dxg", 1);
	lib = dlopen(argv[1], RTLD_NOW);
	if (!ok(lib, "the library loads"))
		return tap_done();

	while (scanf("%127s", name) == 1) {
		void *func = dlsym(lib, name);

		if (!strcmp(name, "D3DKMTCloseDxCoreDevice")) {
			close_device = (PFND3DKMT_CLOSEDXCOREDEVICE)func;
			close_device();
			ok(true, "%s", name);
		} else if (!strcmp(name, "D3DKMTShareObjects")) {
			share = (PFND3DKMT_SHAREOBJECTS)func;
			is(share(0, NULL, NULL, 0, NULL), STATUS_INVALID_PARAMETER, "%s", name);
		} else {
			/* All others take one pointer, to whatever struct. */
			one = (PFND3DKMT_CREATEDEVICE)func;
			is(one ? one(NULL) : 0, STATUS_INVALID_PARAMETER, "%s", name);
		}
	}

	dlclose(lib);
	return tap_done();
}
