# SPDX-License-Identifier: GPL-2.0
#
# The modules are built by Kbuild against KDIR; what runs in user space goes to
# build/. "make help" lists the targets.

KDIR ?= /lib/modules/$(shell uname -r)/build
BUILD ?= $(CURDIR)/build
KERNELS ?= 6.1
MINUTES ?= 1
TESTS ?=

prefix ?= /usr/local
includedir ?= $(prefix)/include
uapi := $(wildcard uapi/misc/*.h)

export BUILD

all: modules lib	## build the modules and the library (default)

# One line that helps, instead of the many that a missing tree would give
define no_headers
no kernel headers at $(KDIR): install them (Debian: apt install linux-headers-$(shell uname -r)) \
or give KDIR=<a kernel's build folder>
endef
kdir = $(if $(wildcard $(KDIR)/Makefile),$(KDIR),$(error $(no_headers)))
kbuild = $(MAKE) -C $(kdir) M=$(CURDIR)

modules:	## build dxgkrnl.ko and softgpu.ko against KDIR (default: this kernel's headers)
	$(kbuild) modules

lib:	## build libd3dkmt and its tools into build/
	$(MAKE) -C libd3dkmt O=$(BUILD)/lib

install:	## install the library, its tools, and all headers (prefix, DESTDIR)
	$(MAKE) -C libd3dkmt O=$(BUILD)/lib install
	install -d $(DESTDIR)$(includedir)/misc
	install -m 644 $(uapi) $(DESTDIR)$(includedir)/misc

uninstall:	## remove what "install" installed
	$(MAKE) -C libd3dkmt O=$(BUILD)/lib uninstall
	rm -f $(addprefix $(DESTDIR)$(includedir)/misc/,$(notdir $(uapi)))
	-rmdir $(DESTDIR)$(includedir)/misc 2>/dev/null

# Debian's headers have no key to sign with and no System.map, for which
# modules_install would complain and leave out depmod.
release = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)".*/\1/p' $(kdir)/include/generated/utsrelease.h)
depmod = depmod $(if $(INSTALL_MOD_PATH),-b $(INSTALL_MOD_PATH)) $(release)

modules_install: modules	## install the modules for KDIR's kernel (INSTALL_MOD_PATH)
	$(kbuild) $(if $(wildcard $(KDIR)/certs/signing_key.pem),,CONFIG_MODULE_SIG_ALL=) modules_install
	$(depmod)

modules_uninstall:	## remove the modules from KDIR's kernel
	find $(INSTALL_MOD_PATH)/lib/modules/$(release) -path '*/kmod/*' \
		\( -name 'dxgk*.ko*' -o -name 'softgpu.ko*' \) -print -delete
	find $(INSTALL_MOD_PATH)/lib/modules/$(release) -path '*/kmod*' -type d -empty -delete
	$(depmod)

demo:	## show the driver at work, in a virtual machine
	selftests/vm/demo

test:	## run all tests in a virtual machine (KERNELS="6.1 6.12 7 debug", TESTS=regex, SKIP=regex)
	selftests/vm/suite --host $(KERNELS:%=--kernel %) $(if $(TESTS),--tests '$(TESTS)')

test-debug:	## the same tests on a kernel with KASAN, lockdep, kmemleak and more
	selftests/vm/suite --kernel debug $(if $(TESTS),--tests '$(TESTS)')

coverage:	## test-debug, and then which lines and branches of the modules were run
	selftests/coverage/run

stress:	## everything at once, on adapters that come and go, by processes that are killed (MINUTES=n)
	selftests/vm/stress $(KERNELS:%=--kernel %) --minutes $(MINUTES)

fuzz:	## fuzz the ioctls on the debug kernel (MINUTES=n, FUZZ_KERNEL=6.1)
	selftests/fuzz/run --kernel $(or $(FUZZ_KERNEL),debug) --minutes $(MINUTES)

fuzz-replay:	## run each input of the fuzzer's corpus once, on the debug kernel
	selftests/fuzz/run --kernel $(or $(FUZZ_KERNEL),debug)

conformance:	## check every rule that the sources state, in a virtual machine
	$(MAKE) -s -C selftests BUILD=$(BUILD) $(BUILD)/tests/conformance/conformance
	selftests/vm/run --add $(BUILD)/tests/conformance/conformance -- conformance

bench:	## what a call costs, against peers, in a virtual machine (KERNEL=6.1, 6.12 or 7; SHORT=y)
	selftests/bench/run --kernel $(or $(KERNEL),6.1) $(if $(SHORT),--short)

torture:	## overcommit an adapter from several processes, verify every byte (MINUTES=n, 1)
	selftests/vm/torture $(MINUTES)

check:	## static checks: checkpatch, gcc and clang W=1, sparse, coccinelle, kernel-doc, shellcheck
	selftests/check

docs:	## build the documentation as HTML in build/docs/html
	Documentation/tools/build

abi:	## compare the headers with the tables of the Windows layouts, if they are there
	$(MAKE) -C selftests/abi abi

clean:	## remove what was built, but not what was downloaded
	-[ ! -e $(KDIR)/Makefile ] || $(MAKE) -s -C $(KDIR) M=$(CURDIR) clean
	for entry in $(BUILD)/*; do \
		case $$entry in */apt|*/kernels) ;; *) rm -rf "$$entry" ;; esac \
	done

help:	## this list
	@sed -n 's/^\([a-z_-]*\):.*	## /\1	/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='	' read -r target text; do printf '  %-18s %s\n' "$$target" "$$text"; done

.PHONY: all modules lib install uninstall modules_install modules_uninstall demo test \
	test-debug coverage torture stress fuzz fuzz-replay bench check docs abi clean help
