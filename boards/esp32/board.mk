# Not run here: only Galley for its CPU.
CPU = rv32imc
COMPILER = riscv64-unknown-elf-gcc
PACKAGES = gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf
FLAGS = -march=rv32imc -misa-spec=2.2 -mabi=ilp32 --specs=picolibc.specs
