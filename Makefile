# Galley.  `make help` lists what can be made.

VERSION := $(shell sed -n 's/^.define GALLEY_VERSION "\(.*\)"/\1/p' \
	include/galley.h)

# Everything that is built goes here; another compiler or other flags may
# have a directory of their own: make CC=clang BUILD=build/clang
BUILD = build
# CC, CXX and AR are make's own: cc, g++ and ar.
ifeq ($(origin CC)$(shell command -v cc),default)
CC = gcc
endif
CFLAGS = -O2 -g
LDFLAGS =
# What runs the programs of tests that are for another machine, if this one
# cannot: EMULATOR=qemu-s390x
EMULATOR =
PREFIX = /usr/local
LIBDIR = $(PREFIX)/lib
DESTDIR =
# Compile-time options of include/galley_config.h: CONFIG=-DGALLEY_RECORDS=40
CONFIG ?=
INCLUDES = -Isrc -Itests

# `make check` and .ci/run want warnings to be errors; whose compiler is newer
# than this project does not.
WERROR ?=
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow \
	-Wmissing-prototypes $(WERROR)
# clang would call bcmp, which not every libc has.
COMPILE = $(CC) -std=c99 -fno-builtin-bcmp $(WARNINGS) -Iinclude $(CONFIG) \
	$(CPPFLAGS) $(CFLAGS)

LIBRARY = $(BUILD)/libgalley.a
# Of the shared library: its number goes up when a program that was linked with
# the one before would no longer work (port/posix/README.md).
SONAME = libgalley.so.0
SHARED = $(BUILD)/libgalley.so.$(VERSION)
HARNESS = $(BUILD)/libharness.a
COMMAND = $(BUILD)/galley
# The command has a library of its own, with all encodings, with inflate for
# files that are gzip, and the trace for --features: its structs are larger, so
# that tests of these have objects of their own too.
TRACED = $(BUILD)/trace
TRACE = -UGALLEY_TRACE -DGALLEY_TRACE=1 -UGALLEY_INFLATE -DGALLEY_INFLATE=1 \
	-UGALLEY_CHARSET_FULL -DGALLEY_CHARSET_FULL=1
objects = $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(1)))
PIC = $(BUILD)/pic
pic = $(patsubst %.c,$(PIC)/%.o,$(wildcard $(1)))
traced = $(patsubst %.c,$(TRACED)/%.o,$(wildcard $(1)))
# The folders of tests to run: make test ONLY="page meta"
ONLY = *
tests = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard $(1:%=tests/%/test_*.c)))) \
	$(sort $(wildcard $(2:%=tests/%/test_*.py)))
TESTS = $(call tests,$(ONLY),$(ONLY))
# What a change is checked with while it is made: some seconds each.
SLOW = $(BUILD)/tests/harness/test_cuts $(BUILD)/tests/galley/test_calls \
	tests/command/test_inputs.py tests/command/test_tokens.py
QUICK = $(filter-out $(SLOW),$(call tests,*,command fixtures))

all: $(LIBRARY) $(COMMAND) ## the library and the command (the default)

demo: $(COMMAND) ## extract the article of a page kept here for that
	$(COMMAND) tests/fixtures/demo.html

test: $(LIBRARY) $(COMMAND) $(TESTS) ## all tests; with ONLY=page those of tests/page
	@GALLEY=$(COMMAND) BUILD=$(BUILD) CC="$(CC)" CXX="$(CXX)" \
	CFLAGS="$(CFLAGS)" LDFLAGS="$(LDFLAGS)" EMULATOR="$(EMULATOR)" \
	tests/run $(TESTS)

# In a directory of its own, so that WERROR does not build all anew each time.
check: ## the quick tests, warnings being errors: after each change
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/check WERROR=-Werror \
	    'TESTS=$$(QUICK)' test

# cppcheck takes a bound that a condition rules out for one that is passed.
analyze: ## gcc's analyzer and cppcheck over library and command
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/analyze CC=gcc \
	    WERROR='-fanalyzer -Werror' all
	@cppcheck --quiet --std=c99 --enable=warning,portability \
	    --suppress=arrayIndexOutOfBoundsCond --error-exitcode=1 \
	    -UGALLEY_CONFIG -Iinclude -Isrc src port/posix

compile_commands: ## build/compile_commands.json, for editors (clangd)
	@bear --output $(BUILD)/compile_commands.json -- \
	    $(MAKE) --no-print-directory --always-make all $(filter-out %.py,$(TESTS))

setup: ## install what tests make use of: Debian packages, readers of HTML by npm
	tests/setup

shared: $(SHARED) ## the shared library

install: all shared $(BUILD)/galley_config.h ## install below PREFIX (DESTDIR is put before it)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(LIBDIR)/pkgconfig \
	    $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(COMMAND) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(LIBRARY) $(SHARED) $(DESTDIR)$(LIBDIR)
	ln -sf $(notdir $(SHARED)) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libgalley.so
	install -m 644 include/*.h include/*.hpp $(DESTDIR)$(PREFIX)/include
	install -m 644 $(BUILD)/galley_config.h $(DESTDIR)$(PREFIX)/include
	install -m 644 port/posix/galley.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 port/posix/completion/galley.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/galley
	install -m 644 port/posix/completion/_galley \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 644 port/posix/completion/galley.fish \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' \
	    -e 's|@LIBDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(LIBDIR))|' \
	    port/posix/galley.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/galley.pc
	test -n '$(DESTDIR)' || ldconfig 2>/dev/null || true

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/galley \
	    $(patsubst %,$(DESTDIR)$(LIBDIR)/%,libgalley.a libgalley.so \
	    $(SONAME) $(notdir $(SHARED)) pkgconfig/galley.pc) \
	    $(DESTDIR)$(PREFIX)/share/man/man1/galley.1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/galley \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_galley \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/galley.fish \
	    $(patsubst include/%,$(DESTDIR)$(PREFIX)/include/%,\
	    $(wildcard include/*.h include/*.hpp))

completion: $(COMMAND) ## what shells complete, anew from what --help says
	port/posix/completion/generate.py $(COMMAND)

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z0-9_-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | sort | \
	    while IFS='	' read -r t d; do printf '  %-16s %s\n' "$$t" "$$d"; done

# ---- how things are built ----

archive = rm -f $@ && $(AR) rcs $@ $^
link = mkdir -p $(@D) && echo '  link $@' && \
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@
# $(call link_whole,SOURCES): for speed and, where the compiler is gcc (clang
# needs a linker for that), as a whole, with the library in it.
link_whole = mkdir -p $(@D) && echo '  link $@' && \
	$(COMPILE) $(INCLUDES) -O3 -w \
	    $(if $(findstring clang,$(CC)),,-flto=auto) \
	    $(LDFLAGS) -o $@ $(wildcard src/*.c) $(1) $(HARNESS)
compile = mkdir -p $(@D) && echo '  $(notdir $(CC)) $<' && \
	$(COMPILE) $(INCLUDES) -MMD -MP -c $< -o $@

# What a test needs may be missing here: then a program that says so takes its
# place.  $(call stand_in,REASON (package NAME))
stand_in = mkdir -p $(@D) && printf '%s\n' '\#!/bin/sh' \
	"echo 'skipped: $(1)'" "echo '0 passed, 0 failed, 1 skipped'" >$@ && \
	chmod +x $@

# The beginning of a recipe that is skipped where a program is missing:
# $(call needs,PROGRAMS,PACKAGES)
needs = for program in $(1); do \
	command -v $$program >/dev/null && continue; \
	echo "skipped: no $$program (packages $(2))"; \
	echo '0 passed, 0 failed, 1 skipped'; \
	test -z "$$NO_SKIPS"; exit; done

$(LIBRARY): $(call objects,src/*.c)
	@$(archive)

$(TRACED)/libgalley.a: $(call traced,src/*.c)
	@$(archive)

$(SHARED): $(call pic,src/*.c) port/posix/libgalley.map
	@echo '  link $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) \
	    -Wl,--version-script=port/posix/libgalley.map \
	    $(filter %.o,$^) -o $@

$(HARNESS): $(filter-out $(BUILD)/tests/harness/test_%,\
	$(call objects,tests/harness/*.c))
	@$(archive)

$(COMMAND): $(call traced,port/posix/*.c) $(TRACED)/libgalley.a
	@$(link)

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(HARNESS) $(LIBRARY)
	@$(link)

$(TRACED)/%.o: %.c $(BUILD)/flags
	@$(compile) $(TRACE)

# Nobody takes the place of a function within the library.
$(PIC)/%.o: %.c $(BUILD)/flags
	@$(compile) -fPIC -fno-semantic-interposition

$(BUILD)/%.o: %.c $(BUILD)/flags
	@$(compile)

# The header that is installed says how the library was built: what is not the
# default comes first.
macros = $(CC) -E -dM -Iinclude $(1) include/galley_config.h | \
	grep '^.define GALLEY_' | LC_ALL=C sort
$(BUILD)/galley_config.h: include/galley_config.h $(BUILD)/flags
	@$(call macros) >$@.defaults
	@$(call macros,$(CPPFLAGS) $(CONFIG)) | LC_ALL=C comm -13 $@.defaults - | \
	    sed '/define GALLEY_CONFIG /d' | cat - include/galley_config.h >$@

# Changes when the compiler or its flags do: nothing old is linked.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LDFLAGS)' | cmp -s - $@ || \
	    echo '$(COMPILE) $(LDFLAGS)' >$@

FORCE:
.PHONY: all demo test check analyze compile_commands setup shared install \
	uninstall completion clean help FORCE
.PRECIOUS: $(BUILD)/%.o $(TRACED)/%.o $(PIC)/%.o

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d $(TRACED)/*/*/*.d \
	$(TRACED)/*/*/*/*.d)
include $(wildcard tests/*/*.mk boards/*.mk)
