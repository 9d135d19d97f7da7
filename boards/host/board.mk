# This machine, which the others are compared with.
CPU = host
COMPILER = $(HOST_CC)
SOURCES = $(READER) $(HERE)/board.c
