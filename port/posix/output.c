/* SPDX-License-Identifier: MIT */
/*
 * What the galley command says: results on standard output, reasons on
 * standard error, and the end of the program where neither can go on.  To a
 * terminal no control characters are written: they might drive it.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"

/* ---- terminals ---- */

/* Between two bytes of UTF-8. */
struct utf8 {
    uint8_t more; /* bytes of the character that are still to come */
    bool held;    /* C2 was read: a control character (C1) may follow */
};

static bool is_terminal(FILE *to)
{
    return isatty(fileno(to)) == 1;
}

/* A byte that belongs to no character is taken for one of C1. */
static bool is_control(const struct utf8 *at, unsigned char c)
{
    if (c >= 0x80 && c < 0xC0)
        return at->more == 0 || (at->held && c < 0xA0);
    return c == 0x7F || (c < 0x20 && c != '\n' && c != '\t');
}

static void put_byte(FILE *to, struct utf8 *at, unsigned char c)
{
    bool control = is_control(at, c);

    if (at->held && !control)
        putc(0xC2, to);
    at->held = c == 0xC2;
    if (control)
        fputs("\xEF\xBF\xBD", to);
    else if (!at->held)
        putc(c, to);
    if (c >= 0xC0)
        at->more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    else if (c < 0x80)
        at->more = 0;
    else if (at->more > 0)
        at->more--;
}

/* All but control characters, which become U+FFFD. */
static void put(FILE *to, struct utf8 *at, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        put_byte(to, at, (unsigned char)bytes[i]);
}

/* ---- standard output ---- */

static void die_writing(void)
{
    fprintf(stderr, "galley: standard output: %s\n", strerror(errno));
    /* Not exit(): what stdio still holds cannot be written either. */
    _Exit(EXIT_IO);
}

void out(const void *bytes, size_t size)
{
    static struct utf8 at;
    static int terminal = -1;

    if (terminal < 0)
        terminal = is_terminal(stdout);
    if (terminal)
        put(stdout, &at, bytes, size);
    else
        fwrite(bytes, 1, size, stdout);
    if (ferror(stdout))
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

/* ---- standard error ---- */

static void print_foreign(const char *s)
{
    struct utf8 at = {0, false};

    if (is_terminal(stderr))
        put(stderr, &at, s, strlen(s));
    else
        fputs(s, stderr);
}

static void print_reason(const char *name, const char *reason)
{
    out_end();
    fputs("galley: ", stderr);
    print_foreign(name);
    fprintf(stderr, ": %s", reason);
}

void complain(const char *name, const char *reason)
{
    print_reason(name, reason);
    fputc('\n', stderr);
}

int report(const char *name, int result, const char *location)
{
    if (result >= 0)
        return 0;
    print_reason(name, galley_strerror(result));
    if (location != NULL && *location != '\0')
        fprintf(stderr, ": %s", location); /* printable ASCII */
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
