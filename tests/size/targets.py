"""The targets that the core is compiled for, whatever board is built of them,
and what it may use there."""

WARNINGS = ('-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow '
            '-Wmissing-prototypes -Werror').split()
FLAGS = '-Os -ffreestanding -ffunction-sections -Iinclude'.split()

# Name, prefix of the tools, flags, Debian package.
M0 = ('Cortex-M0+', 'arm-none-eabi-', '-mcpu=cortex-m0plus -mthumb',
      'gcc-arm-none-eabi')
M4 = ('Cortex-M4', 'arm-none-eabi-', '-mcpu=cortex-m4 -mthumb',
      'gcc-arm-none-eabi')
RV32 = ('rv32imac', 'riscv64-unknown-elf-',
        '-march=rv32imac -misa-spec=2.2 -mabi=ilp32 -Iboards/common/freestanding',
        'gcc-riscv64-unknown-elf')
LX106 = ('ESP8266 (lx106)', 'xtensa-lx106-elf-',
         '-mlongcalls -DESP8266 -Iboards/common/freestanding',
         'gcc-xtensa-lx106')
AVR = ('AVR (ATmega1284P)', 'avr-', '-mmcu=atmega1284p', 'gcc-avr')

LIBC = {'memcpy', 'memmove', 'memset', 'memcmp', 'strlen'}


def warnings(target):
    """AVR's gcc 5.4 does not see that a constant fits."""
    return [w for w in WARNINGS if target is not AVR or w != '-Wconversion']
