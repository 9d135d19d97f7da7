# Not run here: only Galley for its CPU.
CPU = Cortex-M0+
COMPILER = arm-none-eabi-gcc
PACKAGES = gcc-arm-none-eabi libnewlib-arm-none-eabi
FLAGS = -mcpu=cortex-m0plus -mthumb
