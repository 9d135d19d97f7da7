bench-work: $(BUILD)/tests/work/read ## instructions a byte of pages made to be slow
	@python3 tests/work/work.py $<

.PHONY: bench-work
