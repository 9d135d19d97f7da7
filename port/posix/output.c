/* SPDX-License-Identifier: MIT */
/*
 * What the galley command says: results on standard output, reasons on
 * standard error, and the end of the program where neither can go on.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

static void die_writing(void)
{
    fprintf(stderr, "galley: standard output: %s\n", strerror(errno));
    /* Not exit(): what stdio still holds cannot be written either. */
    _Exit(EXIT_IO);
}

void out(const void *bytes, size_t size)
{
    if (fwrite(bytes, 1, size, stdout) != size)
        die_writing();
}

void out_sink(void *user, const void *bytes, size_t size)
{
    (void)user;
    out(bytes, size);
}

void out_string(const char *s)
{
    out(s, strlen(s));
}

void out_format(const char *format, ...)
{
    va_list arguments;
    int written;

    va_start(arguments, format);
    written = vprintf(format, arguments);
    va_end(arguments);
    if (written < 0)
        die_writing();
}

void out_end(void)
{
    if (fflush(stdout) != 0)
        die_writing();
}

void complain(const char *name, const char *reason)
{
    out_end();
    fprintf(stderr, "galley: %s: %s\n", name, reason);
}

int report(const char *name, int result, const char *location)
{
    if (result >= 0)
        return 0;
    out_end();
    fprintf(stderr, "galley: %s: %s", name, galley_strerror(result));
    if (result == GALLEY_ERR_HTTP_REDIRECT && location != NULL
        && *location != '\0')
        fprintf(stderr, ": %s", location);
    fputc('\n', stderr);
    return result == GALLEY_ERR_NO_ARTICLE ? EXIT_NO_ARTICLE : EXIT_DATA;
}

int report_read(const char *name)
{
    complain(name, strerror(errno));
    return EXIT_IO;
}

void *allocate(size_t size)
{
    void *p = malloc(size);

    if (p == NULL) {
        complain("memory", strerror(errno));
        exit(EXIT_SYSTEM);
    }
    return p;
}
