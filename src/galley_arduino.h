/* SPDX-License-Identifier: MIT */
#include "../port/arduino/galley_arduino.h"
