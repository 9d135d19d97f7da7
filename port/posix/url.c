/* SPDX-License-Identifier: MIT */
/* The command takes URLs apart as the port for lwIP does. */
#include "../lwip/url.c"
