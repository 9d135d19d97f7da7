# This machine with the AVR's limits, for the AVR to be compared with.
CPU = host
COMPILER = $(HOST_CC)
FLAGS = -Iboards/avr-atmega1284p -DGALLEY_CONFIG='"galley_board.h"'
SOURCES = $(READER) boards/host/board.c
