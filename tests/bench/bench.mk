# The bench: Galley beside other readers of HTML (tests/bench/README.md).
BENCH = $(BUILD)/tests/bench/bench
TIMED = $(BUILD)/tests/bench/timed
BENCH_OBJECTS = $(patsubst %,$(BUILD)/tests/bench/%.o,main own peers)

# Those of Debian's libraries whose headers are found.
bench_library = $(if $(wildcard /usr/include/$(1)),$(2))
BENCH_LIBRARIES = $(call bench_library,libxml2,-lxml2) \
	$(call bench_library,gumbo.h,-lgumbo) $(call bench_library,expat.h,-lexpat)

$(BUILD)/tests/bench/peers.o $(TIMED): private INCLUDES += \
	$(call bench_library,libxml2,-I/usr/include/libxml2)

# Functions keep their names; what clang says beyond, valgrind cannot read.
$(BENCH): $(BENCH_OBJECTS) $(HARNESS) $(LIBRARY)
	@$(link) $(BENCH_LIBRARIES) -Wl,--strip-debug

$(TIMED): $(BENCH)
	@$(call link_whole,$(patsubst %,tests/bench/%.c,main own peers)) \
	    $(BENCH_LIBRARIES)

BENCH_BOARDS = board-qemu-microbit board-qemu-mps2-an385 \
	board-qemu-riscv32-virt board-avr-atmega1284p

# Every so many pages; BENCH_PAGES=full takes four to eight times as many.
BENCH_PAGES = short
bench_run = BUILD=$(BUILD) CC='$(CC)' CFLAGS='$(CFLAGS)' \
	CPPFLAGS='$(CPPFLAGS)' CONFIG='$(CONFIG)' python3 tests/bench/bench.py \
	$(BENCH)

bench: $(BENCH) $(TIMED) $(BENCH_BOARDS) $(BUILD)/boards/meter.so $(BUILD)/boards/simavr ## time beside other readers, instructions a byte; BENCH_PAGES=full: more
	@$(bench_run) all $(BENCH_PAGES)

bench-check: $(BENCH) ## instructions against the committed baseline: at most 3 % more
	@$(bench_run) check

bench-baseline: $(BENCH) ## today's instructions become the baseline
	@$(bench_run) baseline

# The figures are those of the last `make bench`.
BENCH_README = tests/bench/README.md

readme-bench:
	@$(call tables,bench,cat $(BUILD)/bench/bench.md)
	@$(call put,README.md,bench,bench,1)
	@$(call put,$(BENCH_README),sets,bench,2)
	@$(call put,$(BENCH_README),instructions,bench,5)
	@$(call put,$(BENCH_README),time,bench,3)
	@$(call put,$(BENCH_README),chunks,bench,4)
	@$(call put,$(BENCH_README),boards,bench,6)

.PHONY: bench bench-check bench-baseline readme-bench
