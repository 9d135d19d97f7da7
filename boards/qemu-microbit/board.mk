# Its UART takes some bytes a millisecond: a second image reads the many
# pages from the debugger.
include boards/common/cortex_m.mk
CPU = Cortex-M0
FLAGS += -mcpu=cortex-m0
SOURCES = $(READER) $(CORTEX_M) $(HERE)/board.c \
    port/semihosting/semihosting.c
CORPUS = $(READER) $(CORTEX_M) $(SEMIHOSTED)
RUN = $(QEMU_ARM) -serial null -M microbit -kernel
SERIAL = $(QEMU_ARM) -serial stdio -M microbit -kernel
