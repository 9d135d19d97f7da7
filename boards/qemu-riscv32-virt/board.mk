CPU = rv32imac
COMPILER = riscv64-unknown-elf-gcc
PACKAGES = gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf \
    qemu-system-misc
FLAGS = -march=rv32imac -misa-spec=2.2 -mabi=ilp32 --specs=picolibc.specs \
    $(STACK_USE)
SOURCES = $(READER) $(SEMIHOSTED) $(HERE)/start.c
LINK = -nostartfiles -T$(HERE)/board.ld
TEST = pages
RUN = qemu-system-riscv32 -M virt -bios none -display none -monitor none \
    -semihosting-config enable=on,target=native -serial null -kernel
