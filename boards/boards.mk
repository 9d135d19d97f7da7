# The boards: each folder with a board.mk is one.  boards/common/rules.mk
# builds it; where its compiler is not installed, tests/boards/run.py says so.

BOARDS = $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk))
BOARD_RULES = --no-print-directory -f boards/common/rules.mk \
    BUILD='$(BUILD)' HOST_CC='$(CC)' AR='$(AR)' CONFIG='$(CONFIG)' \
    WARNINGS='$(WARNINGS)'

# $(1) name, $(2) compiler, $(3) flags of the CPU, $(4) sources, $(5) flags of
# the linker, $(6) warnings, $(7) sources of a second image, corpus.elf
define board
ifneq ($$(shell command -v $(2)),)
$(1)_OBJECTS := $$(patsubst %.c,$(BOARDS_BUILD)/$(1)/%.o,$(4))
$(1)_LIBRARY := $$(patsubst %.c,$(BOARDS_BUILD)/$(1)/%.o,$$(wildcard src/*.c))
$(1)_LINK = $(2) $(BOARD_CFLAGS) $(3) $(BOARD_LDFLAGS) \
    $$(filter %.o %.a,$$^) $(5) -o $$@
BOARD_IMAGES += $(BOARDS_BUILD)/$(1)/reader.elf

$(BOARDS_BUILD)/$(1)/%.o: %.c boards/boards.mk
	@mkdir -p $$(@D)
	$(2) -std=c99 $(6) $(BOARD_CFLAGS) $(3) -Iinclude -Isrc -Iboards/common \
	    -Iport/semihosting -Iboards/$(1) -MMD -MP -c $$< -o $$@

$(BOARDS_BUILD)/$(1)/libgalley.a: $$($(1)_LIBRARY)
	rm -f $$@
	$(AR) rcs $$@ $$^

$(BOARDS_BUILD)/$(1)/reader.elf: $$($(1)_OBJECTS) \
    $(BOARDS_BUILD)/$(1)/libgalley.a $$(wildcard boards/$(1)/*.ld)
	$$($(1)_LINK)
ifneq ($(7),)
$(1)_CORPUS := $$(patsubst %.c,$(BOARDS_BUILD)/$(1)/%.o,$(7))
BOARD_IMAGES += $(BOARDS_BUILD)/$(1)/corpus.elf

$(BOARDS_BUILD)/$(1)/corpus.elf: $$($(1)_CORPUS) \
    $(BOARDS_BUILD)/$(1)/libgalley.a $$(wildcard boards/$(1)/*.ld)
	$$($(1)_LINK)
endif
endif
-include $$(wildcard $(BOARDS_BUILD)/$(1)/*/*.d $(BOARDS_BUILD)/$(1)/*/*/*.d)
endef

# Only the library: $(1) name, $(2) compiler, $(3) flags of the CPU
define library
ifneq ($$(shell command -v $(2)),)
BOARD_IMAGES += $(BOARDS_BUILD)/$(1)/libgalley.a

$(BOARDS_BUILD)/$(1)/%.o: %.c boards/boards.mk
	@mkdir -p $$(@D)
	$(2) -std=c99 $(WARNINGS) $(BOARD_CFLAGS) $(3) -Iinclude -MMD -MP \
	    -c $$< -o $$@

$(BOARDS_BUILD)/$(1)/libgalley.a: \
    $$(patsubst %.c,$(BOARDS_BUILD)/$(1)/%.o,$$(wildcard src/*.c))
	rm -f $$@
	$(AR) rcs $$@ $$^
endif
-include $$(wildcard $(BOARDS_BUILD)/$(1)/*/*.d)
endef

STACK_USE = -fcallgraph-info=su
ARM = -mthumb $(STACK_USE)
ARM_LINK = --specs=nano.specs -nostartfiles -Tboards/$(1)/board.ld

# ---- the boards ----

$(eval $(call board,qemu-mps2-an385,arm-none-eabi-gcc,\
    -mcpu=cortex-m3 $(ARM),$(BOARD_COMMON) $(SEMIHOSTED) $(CORTEX_M),\
    $(call ARM_LINK,qemu-mps2-an385),$(WARNINGS)))
$(eval $(call board,qemu-mps2-an386,arm-none-eabi-gcc,\
    -mcpu=cortex-m4 $(ARM),$(BOARD_COMMON) $(SEMIHOSTED) $(CORTEX_M),\
    $(call ARM_LINK,qemu-mps2-an386),$(WARNINGS)))
$(eval $(call board,qemu-mps2-an505,arm-none-eabi-gcc,\
    -mcpu=cortex-m33 $(ARM),$(BOARD_COMMON) $(SEMIHOSTED) $(CORTEX_M),\
    $(call ARM_LINK,qemu-mps2-an505),$(WARNINGS)))
# Its UART takes some bytes a millisecond: a second image reads the many
# pages from the debugger.
$(eval $(call board,qemu-microbit,arm-none-eabi-gcc,\
    -mcpu=cortex-m0 $(ARM),$(BOARD_COMMON) $(CORTEX_M) \
    boards/qemu-microbit/board.c port/semihosting/semihosting.c,\
    $(call ARM_LINK,qemu-microbit),$(WARNINGS),\
    $(BOARD_COMMON) $(CORTEX_M) $(SEMIHOSTED)))
$(eval $(call board,qemu-riscv32-virt,riscv64-unknown-elf-gcc,\
    -march=rv32imac -misa-spec=2.2 -mabi=ilp32 --specs=picolibc.specs \
    $(STACK_USE),\
    $(BOARD_COMMON) $(SEMIHOSTED) boards/qemu-riscv32-virt/start.c,\
    -nostartfiles -Tboards/qemu-riscv32-virt/board.ld,$(WARNINGS)))
$(eval $(call board,esp8266-isa,xtensa-lx106-elf-gcc,\
    -ffreestanding -mtext-section-literals -Iboards/common/freestanding \
    -fno-tree-loop-distribute-patterns $(STACK_USE),\
    $(BOARD_COMMON) boards/common/freestanding/string.c \
    boards/esp8266-isa/board.c boards/esp8266-isa/helpers.c,\
    -nostdlib -Tboards/esp8266-isa/board.ld -lgcc,$(WARNINGS)))
# gcc 5.4 knows neither -fcallgraph-info nor that a constant fits.
$(eval $(call board,avr-atmega1284p,avr-gcc,\
    -mmcu=atmega1284p $(AVR_CONFIG) -fstack-usage,\
    boards/common/reader.c boards/avr-atmega1284p/board.c,,\
    $(filter-out -Wconversion,$(WARNINGS))))
# What the others are compared with: this machine, with the default limits
# and with those of the AVR.
$(eval $(call board,host,$(CC),,$(BOARD_COMMON) tests/boards/host.c,,\
    $(WARNINGS)))
$(eval $(call board,host-avr,$(CC),$(AVR_CONFIG),\
    $(BOARD_COMMON) tests/boards/host.c,,$(WARNINGS)))
# The galley command on newlib, as the host has it.
$(eval $(call board,qemu-m3-cli,arm-none-eabi-gcc,\
    -mcpu=cortex-m3 -mthumb $(CONFIG) $(TRACE),\
    $(wildcard port/posix/*.c) port/semihosting/semihosting.c \
    boards/qemu-m3-cli/start.c,\
    --specs=rdimon.specs -Tboards/qemu-m3-cli/board.ld,$(WARNINGS)))

# ---- the newsboard: an emulated Cortex-M3 on the network ----
# lwIP's source ($(LWIP)) and the fonts come by tests/lwip and tests/panel.

NEWSBOARD = $(BOARDS_BUILD)/newsboard
NEWSBOARD_FONTS = $(FONTS)/body.h
NEWSBOARD_SOURCES = boards/qemu-mps2-an385/newsboard.c $(CORTEX_M) \
    port/semihosting/semihosting.c $(wildcard port/lwip/*.c port/epaper/*.c)
NEWSBOARD_OBJECTS = $(NEWSBOARD_SOURCES:%.c=$(NEWSBOARD)/%.o) $(addprefix \
    $(NEWSBOARD)/lwip/,init.o def.o dns.o inet_chksum.o ip.o mem.o memp.o \
    netif.o pbuf.o tcp.o tcp_in.o tcp_out.o timeouts.o udp.o altcp.o \
    altcp_alloc.o altcp_tcp.o ipv4/dhcp.o ipv4/etharp.o ipv4/icmp.o \
    ipv4/ip4.o ipv4/ip4_addr.o netif/ethernet.o)
NEWSBOARD_FLAGS = -std=c99 $(BOARD_CFLAGS) -mcpu=cortex-m3 -mthumb -Iinclude \
    -Iport/lwip -Iport/epaper -Iport/semihosting -Iboards/qemu-mps2-an385 \
    -I$(FONTS) -isystem $(LWIP)/src/include

$(NEWSBOARD)/lwip/%.o: $(LWIP)/src/include/lwip/init.h boards/boards.mk
	@mkdir -p $(@D)
	arm-none-eabi-gcc $(NEWSBOARD_FLAGS) \
	    -c $$(ls $(LWIP)/src/core/$*.c $(LWIP)/src/$*.c 2>/dev/null) -o $@

$(NEWSBOARD)/%.o: %.c $(NEWSBOARD_FONTS) boards/boards.mk \
    $(LWIP)/src/include/lwip/init.h
	@mkdir -p $(@D)
	arm-none-eabi-gcc $(NEWSBOARD_FLAGS) $(WARNINGS) -MMD -MP -c $< -o $@

$(NEWSBOARD)/newsboard.elf: $(NEWSBOARD_OBJECTS) \
    $(BOARDS_BUILD)/qemu-mps2-an385/libgalley.a \
    boards/qemu-mps2-an385/newsboard.ld
	arm-none-eabi-gcc $(NEWSBOARD_FLAGS) $(BOARD_LDFLAGS) \
	    $(filter %.o %.a,$^) --specs=nano.specs -nostartfiles \
	    -Tboards/qemu-mps2-an385/newsboard.ld -o $@
-include $(wildcard $(NEWSBOARD)/*/*/*.d)

demo-device: $(COMMAND) $(BUILD)/tests/panel/render
demo-device: $(NEWSBOARD)/newsboard.elf ## a page, over the network, on a panel
	@BUILD=$(BUILD) python3 tests/boards/newsboard.py tests/fixtures/demo.html

# ---- the examples that are not run here: Galley for their CPUs ----

$(eval $(call library,esp32,riscv64-unknown-elf-gcc,\
    -march=rv32imc -misa-spec=2.2 -mabi=ilp32 --specs=picolibc.specs))
$(eval $(call library,pico-w,arm-none-eabi-gcc,-mcpu=cortex-m0plus -mthumb))

# ---- what runs them ----

BOARD_TOOLS = $(BOARDS_BUILD)/meter.so $(BOARDS_BUILD)/simavr

$(BOARDS_BUILD)/meter.so: tests/boards/meter.c
	@mkdir -p $(@D)
	$(CC) $(WARNINGS) -O2 -shared -fPIC $< -o $@

# Without libsimavr the AVR is left out.
$(BOARDS_BUILD)/simavr: tests/boards/simavr.c
	@mkdir -p $(@D)
	-$(CC) -Wall -Wextra -O2 $< -o $@ -lsimavr -lelf

# The newsboard is left out where lwIP or the fonts cannot be had.
boards: $(BOARD_IMAGES) $(BOARD_TOOLS) $(COMMAND) ## build and run every board
	-@$(MAKE) --no-print-directory $(NEWSBOARD)/newsboard.elf \
	    $(BUILD)/tests/panel/render
	@BUILD=$(BUILD) python3 tests/boards/run.py

$(BOARDS:%=board-%): board-%:
	@$(MAKE) $(BOARD_RULES) BOARD=$*

board-list: ## what is known of each board
	@for board in $(BOARDS); do \
	    $(MAKE) $(BOARD_RULES) BOARD=$$board list || exit 1; done

board-table: ## the figures of the last run of the boards
	@BUILD=$(BUILD) python3 tests/boards/table.py

# The newsboard is skipped where lwIP or the fonts are not available.
board-newsboard: $(PANEL_RENDER) newsboard-lwip

newsboard-lwip:
	-@$(MAKE) -s lwip-source

demo-device: board-newsboard $(COMMAND) ## a page, over the network, on a panel
	@BUILD=$(BUILD) python3 tests/boards/newsboard.py tests/fixtures/demo.html

# ---- what runs them ----

$(BUILD)/boards/meter.so: tests/boards/meter.c
	@mkdir -p $(@D)
	$(CC) $(WARNINGS) -O2 -shared -fPIC $< -o $@

# Without libsimavr the AVR is skipped.
$(BUILD)/boards/simavr: tests/boards/simavr.c
	@mkdir -p $(@D)
	-$(CC) -Wall -Wextra -O2 $< -o $@ -lsimavr -lelf

.PHONY: boards board-list board-table demo-device newsboard-lwip \
    $(BOARDS:%=board-%)
