# How much of src/ the tests of its stages reach, and the labelled pages.  The
# command has to be built with GALLEY_TRACE, GALLEY_INFLATE and all encodings:
# so is the library here, for one count of each line.
COVERAGE = $(BUILD)/coverage
COVERAGE_FLAGS = -g -O1 -fprofile-instr-generate -fcoverage-mapping \
	-fcoverage-mcdc
COVERAGE_TESTS = $$(filter-out $$(SLOW),$$(call tests,charset command \
	fixtures galley harness http inflate meta page tokenizer,command fixtures \
	inflate)) \
	tests/command/test_tokens.py

coverage: ## lines, branches and MC/DC of src/ that tests reach
	@tests/coverage/coverage.py $(COVERAGE) $(MAKE) --no-print-directory \
	    BUILD=$(COVERAGE) CC=clang-19 CONFIG='-DGALLEY_TRACE=1 \
	    -DGALLEY_INFLATE=1 -DGALLEY_CHARSET_FULL=1' \
	    CFLAGS='$(COVERAGE_FLAGS)' LDFLAGS= PANEL_RENDER= EARLY= \
	    'TESTS=$(COVERAGE_TESTS)' test

mutants: ## faults put into a copy of src/, which tests must find
	@tests/coverage/mutants.py $(BUILD)/mutants

.PHONY: coverage mutants
