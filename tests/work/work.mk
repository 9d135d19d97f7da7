# Compiled as what is timed (tests/bench); valgrind cannot read what clang says
# beyond names.
$(BUILD)/tests/work/read: tests/work/read.c $(HARNESS) $(LIBRARY)
	@$(call link_whole,$<) -Wl,--strip-debug

bench-work: $(BUILD)/tests/work/read ## instructions a byte of pages made to be slow
	@python3 tests/work/work.py $<

.PHONY: bench-work
