/*
 * https for the newsboard.
 */
#ifndef HTTPS_H
#define HTTPS_H

#include "galley_fetch.h"

/* Https for a fetch, from hosts that the authorities in a file of the
 * emulator's machine (PEM) vouch for.  The room is for reading the file, and
 * free again afterwards.  0, or -1: no such file, too large, or nothing that
 * mbedTLS can read. */
int https_allow(struct galley_fetch_options *options, const char *path,
                char *room, size_t size);

#endif
