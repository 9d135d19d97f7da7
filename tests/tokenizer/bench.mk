$(BUILD)/bench: $(call objects,tests/tokenizer/bench.c) $(HARNESS) $(LIBRARY)
	@$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@

bench: $(BUILD)/bench ## instructions a byte of the tokenizer
	@python3 tests/tokenizer/bench.py $(BUILD)/bench

.PHONY: bench
