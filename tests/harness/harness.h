/*
 * What all test programs share: counting, files, chance.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include <stddef.h>
#include <stdint.h>

/* Counts a test; what is printed when it failed.  1 when it passed. */
int harness_check(int ok, const char *what);

/* Counts a test that cannot run here. */
void harness_skip(const char *reason);

/* Prints the last line; the exit status of the program. */
int harness_summary(void);

/* The whole file, in memory to be freed, a NUL behind it that size does not
 * count.  Ends the program when the file cannot be read. */
char *harness_file(const char *path, size_t *size);

/* Memory, or the end of the program. */
void *harness_allocate(size_t size);

/* Text that grows, a NUL behind it; begins as {NULL, 0, 0}, bytes are to be
 * freed.  Ends the program when there is no memory. */
struct text {
    char *bytes;
    size_t size, room;
};

void text_add(struct text *t, const char *s);
void text_bytes(struct text *t, const char *bytes, size_t size);

/* 24 random bits; the same seed gives the same ones everywhere. */
uint32_t harness_random(uint32_t *seed);

/* 1: well-formed UTF-8. */
int harness_is_utf8(const char *bytes, size_t n);

#endif
