# Each tests/*/fuzz*.c is a libFuzzer target, built with the whole library
# and the harness.  Inputs that fail are kept in build/fuzz.
FUZZ_CC = clang-19
FUZZ_SECONDS = 60
FUZZ_FLAGS = -g -O1 -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=all
FUZZ_DIR = $(BUILD)/fuzz
FUZZ_TARGETS = $(patsubst tests/%.c,$(FUZZ_DIR)/%,$(wildcard \
	tests/*/fuzz*.c))

FUZZ_PARTS = $(filter-out tests/harness/test_%,\
	$(wildcard tests/harness/*.c))

fuzz: $(FUZZ_TARGETS) ## FUZZ_SECONDS=60 of libFuzzer for each of its targets
	@python3 tests/fuzz/seeds.py $(FUZZ_DIR)/seeds
	@for target in $(FUZZ_TARGETS); do \
	    mkdir -p $$target.corpus && \
	    echo "$$target" && \
	    $$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
	        -rss_limit_mb=1024 -max_len=16384 -verbosity=0 \
	        -print_final_stats=1 -dict=tests/fuzz/html.dict \
	        -artifact_prefix=$(FUZZ_DIR)/ $$target.corpus \
	        $(FUZZ_DIR)/seeds >$$target.log 2>&1 </dev/null || \
	        { tail -40 $$target.log; exit 1; }; \
	    grep number_of_executed_units $$target.log; \
	done

$(FUZZ_DIR)/%: tests/%.c $(FUZZ_PARTS) $(wildcard src/*.[ch] include/*.h)
	@mkdir -p $(@D)
	$(FUZZ_CC) -std=c99 $(FUZZ_FLAGS) -Iinclude -Itests \
	    $(filter-out src/%.c,$(filter %.c,$^)) src/*.c -o $@

.PHONY: fuzz
