/*
 * The five functions of string.h that Galley's core calls, for toolchains
 * that come without a C library (-ffreestanding -Iport/freestanding).  The
 * firmware provides them.
 */
#ifndef GALLEY_FREESTANDING_STRING_H
#define GALLEY_FREESTANDING_STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
size_t strlen(const char *s);

#endif
