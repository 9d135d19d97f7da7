/*
 * All that Galley wants of a C library, for compilers that come without one.
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
