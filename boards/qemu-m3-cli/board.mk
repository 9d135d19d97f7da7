# The galley command on newlib.
include boards/common/cortex_m.mk
CPU = Cortex-M3
FLAGS += -mcpu=cortex-m3 $(CONFIG) -UGALLEY_TRACE -DGALLEY_TRACE=1 \
    -UGALLEY_CHARSET_FULL -DGALLEY_CHARSET_FULL=1 -UGALLEY_INFLATE -DGALLEY_INFLATE=1
SOURCES = $(filter-out port/posix/jobs.c,$(wildcard port/posix/*.c)) \
    port/semihosting/semihosting.c $(HERE)/start.c $(HERE)/lacks.c
LINK = --specs=rdimon.specs -T$(HERE)/board.ld
TEST = command
RUN = $(QEMU_ARM) -serial null -M mps2-an385 -kernel
