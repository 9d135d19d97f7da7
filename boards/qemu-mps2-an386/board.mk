include boards/common/cortex_m.mk
CPU = Cortex-M4
FLAGS += -mcpu=cortex-m4
SOURCES = $(READER) $(SEMIHOSTED) $(CORTEX_M)
RUN = $(QEMU_ARM) -serial null -M mps2-an386 -kernel
