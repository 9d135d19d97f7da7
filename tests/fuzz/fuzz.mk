# Each tests/*/fuzz*.c is a fuzz target, a program of its own: by libFuzzer
# (make fuzz), by AFL++ (make afl), or for another engine (oss-fuzz/).
# Of the two libraries in each, one is measured by the engine; the other has
# no scan and no sanitizers, and its names and those of its stages begin with
# noscan_.
FUZZ_SECONDS = 60
# Draws the inputs; 0: other ones each time.
FUZZ_SEED = 0
FUZZ_DIR = $(BUILD)/fuzz
FUZZ_CC = clang-19
FUZZ_FLAGS = -g -O2 -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fsanitize-address-use-after-return=never
# For the library that is measured.  Comparisons are not traced: that took
# half of the time and reached no more.
FUZZ_COVER_CC = $(FUZZ_CC)
FUZZ_COVER = -fsanitize-coverage=inline-8bit-counters,pc-table
# For the one that it is compared with.
FUZZ_PLAIN = -O2
FUZZ_LINK = $(FUZZ_CC)
# Where there is zlib, the inflate stage is compared with it.
FUZZ_ZLIB = $(if $(wildcard /usr/include/zlib.h),-lz)
FUZZ_ENGINE = -fsanitize=fuzzer

FUZZ_TARGETS = $(patsubst tests/%.c,$(FUZZ_DIR)/%,$(wildcard \
	tests/*/fuzz*.c))
FUZZ_STAGES = $(wildcard tests/harness/stage_*.c)
FUZZ_PARTS = $(filter-out tests/harness/test_%,\
	$(wildcard tests/harness/*.c)) tests/fuzz/target.c tests/fuzz/page.c \
	tests/tokenizer/plain.c
# Of the command: what reads many pages.
FUZZ_BATCH = $(patsubst %,port/posix/%.c,warc lines jsonl spool)
FUZZ_LIBRARIES = $(patsubst %,$(FUZZ_DIR)/lib%.a,parts noscan galley batch)

fuzz_objects = $(patsubst %.c,$(FUZZ_DIR)/$(1)/%.o,$(2))
fuzz_compile = mkdir -p $(@D) && echo '  $(notdir $(1)) $<' && \
	$(1) -std=c99 -DGALLEY_CHARSET_FULL=1 -DGALLEY_INFLATE=1 \
	$(if $(FUZZ_ZLIB),-DFUZZ_ZLIB) $(2) -Iinclude -Itests -I$(FUZZ_DIR) \
	-MMD -MP -c $< -o $@

fuzz: fuzz-programs ## FUZZ_SECONDS=60 of libFuzzer for each target
	@python3 tests/fuzz/run.py --seed=$(FUZZ_SEED) \
	    --seconds=$(FUZZ_SECONDS) $(FUZZ_DIR) $(FUZZ_TARGETS)

# AFL++ of Debian 12 is made for clang 14.
AFL = FUZZ_DIR=$(BUILD)/afl FUZZ_CC=clang-14 FUZZ_COVER_CC=afl-clang-fast \
	FUZZ_COVER= FUZZ_LINK=afl-clang-fast

afl: ## FUZZ_SECONDS=60 of AFL++ for each fuzz target
	@+$(call needs,afl-fuzz afl-clang-fast clang-14,afl++); \
	AFL_QUIET=1 $(MAKE) --no-print-directory $(AFL) afl-run

afl-run: fuzz-programs
	@python3 tests/fuzz/run.py --afl --seed=$(FUZZ_SEED) \
	    --seconds=$(FUZZ_SECONDS) $(FUZZ_DIR) $(FUZZ_TARGETS)

fuzz-programs: $(FUZZ_TARGETS)

$(FUZZ_TARGETS): $(FUZZ_DIR)/%: $(FUZZ_DIR)/parts/tests/%.o \
	$(filter %.o,$(FUZZ_ENGINE)) $(FUZZ_LIBRARIES)
	@mkdir -p $(@D)
	@echo '  link $@'
	@$(FUZZ_LINK) $(FUZZ_FLAGS) $< -Wl,--start-group $(FUZZ_LIBRARIES) \
	    -Wl,--end-group $(FUZZ_ENGINE) $(FUZZ_ZLIB) -o $@

$(FUZZ_DIR)/libparts.a: $(call fuzz_objects,parts,$(FUZZ_PARTS))
	@$(archive)

$(FUZZ_DIR)/libgalley.a: $(call fuzz_objects,covered,$(wildcard src/*.c))
	@$(archive)

$(FUZZ_DIR)/libbatch.a: $(call fuzz_objects,covered,$(FUZZ_BATCH))
	@$(archive)

$(FUZZ_DIR)/libnoscan.a: $(call fuzz_objects,noscan,\
	$(wildcard src/*.c) $(FUZZ_STAGES))
	@$(archive)

$(FUZZ_DIR)/parts/%.o: %.c $(FUZZ_DIR)/flags | $(FUZZ_DIR)/names.h
	@$(call fuzz_compile,$(FUZZ_CC),$(FUZZ_FLAGS))

$(FUZZ_DIR)/covered/%.o: %.c $(FUZZ_DIR)/flags
	@$(call fuzz_compile,$(FUZZ_COVER_CC),$(FUZZ_FLAGS) $(FUZZ_COVER))

$(FUZZ_DIR)/noscan/%.o: %.c $(FUZZ_DIR)/noscan.h $(FUZZ_DIR)/flags
	@$(call fuzz_compile,$(FUZZ_CC),$(FUZZ_PLAIN) -DGALLEY_SCAN=0 \
	    -include $(FUZZ_DIR)/noscan.h)

# Every name that the library and its stages give to the linker.
$(FUZZ_DIR)/noscan.h: $(FUZZ_DIR)/libgalley.a \
	$(call fuzz_objects,parts,$(FUZZ_STAGES))
	@nm -g --defined-only $^ | sed -n \
	    's/^[0-9a-f]* [A-Z] \([a-z].*\)/#define \1 noscan_\1/p' >$@

$(FUZZ_DIR)/names.h: tests/tokenizer/plain_names.py
	@mkdir -p $(@D)
	@python3 $< >$@

# As $(BUILD)/flags.
fuzz_settings = $(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_COVER_CC) $(FUZZ_COVER) \
	$(FUZZ_PLAIN) $(FUZZ_LINK) $(FUZZ_ENGINE)
$(FUZZ_DIR)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(fuzz_settings)' | cmp -s - $@ || echo '$(fuzz_settings)' >$@

.PHONY: fuzz afl afl-run fuzz-programs

-include $(wildcard $(FUZZ_DIR)/*/src/*.d $(FUZZ_DIR)/*/port/*/*.d \
	$(FUZZ_DIR)/*/tests/*/*.d)
