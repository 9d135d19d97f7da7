# Each tests/*/fuzz*.c is a fuzz target, a program of its own: by libFuzzer
# (make fuzz), by AFL++ (make fuzz-afl), or for another engine (oss-fuzz).
# Of the two libraries in each, one is measured by the engine; the other has
# no scan, and its names and those of its stages begin with noscan_.
FUZZ_SECONDS = 60
FUZZ_DIR = $(BUILD)/fuzz
FUZZ_CC = clang-19
FUZZ_FLAGS = -g -O2 -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fsanitize-address-use-after-return=never
# For the library that is measured, and for the program.  Comparisons are not
# traced: that took half of the time and reached no more.
FUZZ_COVER = -fsanitize-coverage=inline-8bit-counters,pc-table
FUZZ_ENGINE = -fsanitize=fuzzer
FUZZ_LINK = $(FUZZ_CC)

FUZZ_TARGETS = $(patsubst tests/%.c,$(FUZZ_DIR)/%,$(wildcard \
	tests/*/fuzz*.c))
FUZZ_STAGES = $(wildcard tests/harness/stage_*.c)
FUZZ_PARTS = $(filter-out tests/harness/test_%,\
	$(wildcard tests/harness/*.c)) tests/fuzz/target.c tests/fuzz/page.c \
	tests/tokenizer/plain.c

fuzz_objects = $(patsubst %.c,$(FUZZ_DIR)/$(1)/%.o,$(2))
fuzz_compile = mkdir -p $(@D) && echo '  $(FUZZ_CC) $<' && \
	$(FUZZ_CC) -std=c99 $(FUZZ_FLAGS) $(1) -Iinclude -Itests \
	    -I$(FUZZ_DIR) -MMD -MP -c $< -o $@

fuzz: fuzz-programs ## FUZZ_SECONDS=60 of libFuzzer for each of its targets
	@python3 tests/fuzz/run.py --seconds=$(FUZZ_SECONDS) $(FUZZ_DIR) \
	    $(FUZZ_TARGETS)

# afl-clang-fast is clang 14's: the package libclang-rt-14-dev is needed, too.
fuzz-afl: ## the same by AFL++
	@if command -v afl-clang-fast >/dev/null; then \
	    AFL_QUIET=1 $(MAKE) --no-print-directory FUZZ_DIR=$(BUILD)/fuzz-afl \
	        FUZZ_CC=clang-14 FUZZ_COVER= FUZZ_LINK=afl-clang-fast \
	        FUZZ_COVER_CC=afl-clang-fast fuzz-programs && \
	    python3 tests/fuzz/run.py --afl --seconds=$(FUZZ_SECONDS) \
	        $(BUILD)/fuzz-afl $(FUZZ_TARGETS:$(FUZZ_DIR)/%=$(BUILD)/fuzz-afl/%); \
	else \
	    echo 'skipped: no AFL++ (package afl++)'; \
	    echo '0 passed, 0 failed, 1 skipped'; \
	fi

fuzz-programs: $(FUZZ_TARGETS)

$(FUZZ_TARGETS): $(FUZZ_DIR)/%: $(FUZZ_DIR)/parts/tests/%.o \
	$(filter %.o,$(FUZZ_ENGINE)) $(FUZZ_DIR)/libparts.a $(FUZZ_DIR)/libnoscan.a $(FUZZ_DIR)/libgalley.a
	@mkdir -p $(@D)
	@echo '  link $@'
	@$(FUZZ_LINK) $(FUZZ_FLAGS) $< -Wl,--start-group $(filter %.a,$^) \
	    -Wl,--end-group $(FUZZ_ENGINE) -o $@

$(FUZZ_DIR)/libparts.a: $(call fuzz_objects,parts,$(FUZZ_PARTS))
	@$(archive)

$(FUZZ_DIR)/libgalley.a: $(call fuzz_objects,covered,$(wildcard src/*.c))
	@$(archive)

$(FUZZ_DIR)/libnoscan.a: $(call fuzz_objects,noscan,\
	$(wildcard src/*.c) $(FUZZ_STAGES))
	@$(archive)

$(FUZZ_DIR)/parts/%.o: %.c | $(FUZZ_DIR)/names.h
	@$(call fuzz_compile)

$(FUZZ_DIR)/covered/%.o: %.c
	@$(call fuzz_compile,$(FUZZ_COVER))

$(FUZZ_DIR)/noscan/%.o: %.c $(FUZZ_DIR)/noscan.h
	@$(call fuzz_compile,-DGALLEY_SCAN=0 -include $(FUZZ_DIR)/noscan.h)

# Every name that the library and its stages give to the linker.
$(FUZZ_DIR)/noscan.h: $(FUZZ_DIR)/libgalley.a \
	$(call fuzz_objects,parts,$(FUZZ_STAGES))
	@nm -g --defined-only $^ | sed -n \
	    's/^[0-9a-f]* [A-Z] \([a-z].*\)/#define \1 noscan_\1/p' >$@

$(FUZZ_DIR)/names.h: tests/tokenizer/plain_names.py
	@mkdir -p $(@D)
	@python3 $< >$@

.PHONY: fuzz fuzz-afl fuzz-programs

-include $(wildcard $(FUZZ_DIR)/*/src/*.d $(FUZZ_DIR)/*/tests/*/*.d)
