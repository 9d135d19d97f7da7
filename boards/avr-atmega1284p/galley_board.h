/*
 * The limits of port/arduino, and a window and chunks to go with them.
 */
#include "../../port/arduino/galley_avr.h"

#define READER_WINDOW 2048
#define READER_CHUNK 64
