CPU = ESP8266 (lx106)
COMPILER = xtensa-lx106-elf-gcc
PACKAGES = gcc-xtensa-lx106 qemu-system-misc
# ESP8266: as the Arduino core says it.
FLAGS = -DESP8266 -ffreestanding -mtext-section-literals \
    -Iboards/common/freestanding -fno-tree-loop-distribute-patterns \
    $(STACK_USE)
SOURCES = $(READER) boards/common/freestanding/string.c $(HERE)/board.c \
    $(HERE)/helpers.c
LINK = -nostdlib -T$(HERE)/board.ld -lgcc
TEST = pages
RUN = qemu-system-xtensa -M sim -cpu lx106 -nographic -monitor none \
    -semihosting -kernel
