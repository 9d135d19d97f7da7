# gcc 5.4 knows neither -fcallgraph-info nor that a constant fits.
CPU = AVR
COMPILER = avr-gcc
PACKAGES = gcc-avr avr-libc libsimavr-dev libelf-dev
FLAGS = -mmcu=atmega1284p -DGALLEY_CONFIG='"galley_board.h"' -fstack-usage
OMIT = -Wconversion
SOURCES = boards/common/reader.c $(HERE)/board.c
TEST = pages
REFERENCE = host-avr
RUN = $(BUILD)/boards/simavr
