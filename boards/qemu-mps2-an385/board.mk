include boards/common/cortex_m.mk
CPU = Cortex-M3
FLAGS += -mcpu=cortex-m3
SOURCES = $(READER) $(SEMIHOSTED) $(CORTEX_M)
RUN = $(QEMU_ARM) -serial null -M mps2-an385 -kernel
