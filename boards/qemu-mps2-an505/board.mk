include boards/common/cortex_m.mk
CPU = Cortex-M33
FLAGS += -mcpu=cortex-m33
SOURCES = $(READER) $(SEMIHOSTED) $(CORTEX_M)
RUN = $(QEMU_ARM) -serial null -M mps2-an505 -kernel
