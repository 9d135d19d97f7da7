# Builds one board, BOARD: the library, and the board's images on top of it.
# boards/boards.mk calls this for each folder that has a board.mk.

HERE = boards/$(BOARD)
OUT = $(BUILD)/boards/$(BOARD)

# Parts of the image that most boards share, to choose SOURCES from.
READER = boards/common/reader.c boards/common/meter.c
SEMIHOSTED = boards/common/semihosted.c port/semihosting/semihosting.c
CORTEX_M = boards/common/cortex_m.c
# For a gcc that writes call graphs: the stack is proved from them.
STACK_USE = -fcallgraph-info=su

# What board.mk may assign.
CPU =              # the name in tables
COMPILER =
PACKAGES =         # Debian's, for compiler, C library, emulator
FLAGS =            # of the compiler, for this CPU
OMIT =             # warnings that this compiler is wrong about
HEADERS = string.h # that must be found, or the board is skipped
HINT =             # where to get what is in no package
SOURCES =          # of image.elf beside the library; none: no image
CORPUS =           # of corpus.elf, if image.elf reads too slowly
LINK =             # flags of the linker
TEST =             # which test of tests/boards/run.py runs it
REFERENCE = host   # the board whose hashes it must give
RUN =              # the command that runs an image
SERIAL =           # with CORPUS: the command that runs image.elf
include $(HERE)/board.mk

COMPILE = $(COMPILER) -Os -g -ffunction-sections -fdata-sections $(FLAGS)
INCLUDES = -Iinclude -Iboards/common -Iport/semihosting -I$(HERE)
LIBRARY = $(OUT)/libgalley.a
IMAGES = $(if $(SOURCES),$(OUT)/image.elf) $(if $(CORPUS),$(OUT)/corpus.elf)
objects = $(patsubst %.c,$(OUT)/%.o,$(1))
LIBRARY_OBJECTS = $(call objects,$(wildcard src/*.c))
IMAGE_OBJECTS = $(call objects,$(SOURCES))
CORPUS_OBJECTS = $(call objects,$(CORPUS))

# The headers that this compiler does not find.
MISSING := $(strip $(foreach header,$(HEADERS),$(shell \
    $(COMPILE) $(INCLUDES) -include $(header) -E -x c /dev/null \
    >/dev/null 2>&1 || echo $(header))))

all: $(if $(MISSING),,$(LIBRARY) $(IMAGES))

$(OUT)/%.o: %.c $(MAKEFILE_LIST)
	@mkdir -p $(@D)
	@echo '  gcc for $(BOARD): $<'
	@$(COMPILE) -std=c99 $(filter-out $(OMIT),$(WARNINGS)) $(INCLUDES) \
	    -MD -MP -c $< -o $@

$(LIBRARY): $(LIBRARY_OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

$(OUT)/image.elf: $(IMAGE_OBJECTS)
$(OUT)/corpus.elf: $(CORPUS_OBJECTS)
$(OUT)/image.elf $(OUT)/corpus.elf: $(LIBRARY) $(wildcard $(HERE)/*.ld)
	@echo '  link $@'
	@$(COMPILE) -Wl,--gc-sections -Wl,--fatal-warnings \
	    $(filter %.o,$^) $(LIBRARY) $(LINK) -o $@

LISTED = BOARD CPU COMPILER PACKAGES HINT TEST REFERENCE RUN SERIAL CORPUS \
    MISSING

list:
	@:$(foreach name,$(LISTED),$(info $(name) = $(strip $($(name)))))$(info )

.PHONY: all list
-include $(patsubst %.o,%.d,$(sort $(LIBRARY_OBJECTS) $(IMAGE_OBJECTS) \
    $(CORPUS_OBJECTS)))
