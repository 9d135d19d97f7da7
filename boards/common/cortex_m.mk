# What boards with a Cortex-M have in common.
COMPILER = arm-none-eabi-gcc
PACKAGES = gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm
FLAGS = -mthumb $(STACK_USE)
LINK = --specs=nano.specs -nostartfiles -T$(HERE)/board.ld
TEST = pages

SEMIHOSTING = -semihosting-config enable=on,target=native
QEMU_ARM = qemu-system-arm -display none -monitor none $(SEMIHOSTING)
