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

#include "../lwip/url.h"
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

/* What others named, on standard error. */
static void print_foreign(const char *s, size_t size)
{
    struct utf8 at = {0, false};

    if (is_terminal(stderr))
        put(stderr, &at, s, size);
    else
        fwrite(s, 1, size, stderr);
}

/* ---- results ---- */

/* Where they go: standard output, until out_to says otherwise. */
static struct {
    FILE *file;
    const char *name;
    const char *part; /* what is left behind of it, or NULL */
} to;

static void die_writing(void)
{
    int reason = errno;

    if (to.part != NULL)
        unlink(to.part);
    fputs("galley: ", stderr);
    print_foreign(to.name, strlen(to.name));
    fprintf(stderr, ": %s\n", strerror(reason));
    /* Not exit(): what stdio still holds cannot be written either. */
    _Exit(EXIT_IO);
}

static FILE *output(void)
{
    if (to.file == NULL)
        out_to(stdout, "standard output", NULL);
    return to.file;
}

void out_to(FILE *file, const char *name, const char *part)
{
    to.file = file;
    to.name = name;
    to.part = part;
}

bool out_close(void)
{
    bool empty;

    out_end();
    empty = ftello(to.file) == 0;
    if (fclose(to.file) != 0)
        die_writing();
    to.file = NULL;
    return empty;
}

void out(const void *bytes, size_t size)
{
    static struct utf8 at;
    static int terminal = -1;
    FILE *file = output();

    if (terminal < 0)
        terminal = is_terminal(stdout);
    if (terminal && file == stdout)
        put(file, &at, bytes, size);
    else
        fwrite(bytes, 1, size, file);
    if (ferror(file))
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
    written = vfprintf(output(), format, arguments);
    va_end(arguments);
    if (written < 0)
        die_writing();
}

void out_end(void)
{
    if (fflush(output()) != 0)
        die_writing();
}

/* ---- standard error ---- */

static void print_reason(const char *name, const char *reason)
{
    out_end();
    progress_hide();
    fputs("galley: ", stderr);
    print_foreign(name, strlen(name));
    fprintf(stderr, ": %s", reason);
}

void complain(const char *name, const char *reason)
{
    print_reason(name, reason);
    fputc('\n', stderr);
}

void complain_line(const char *line, size_t size)
{
    out_end();
    progress_hide();
    print_foreign(line, size);
    fputc('\n', stderr);
}

/* Where a redirect leads, as far as it is known. */
static void print_location(const char *url, const char *location)
{
    char there[4096] = "";

    if (url != NULL)
        snprintf(there, sizeof there, "%s", url);
    if (galley_url_resolve(there, sizeof there, location) == GALLEY_OK)
        location = there;
    fprintf(stderr, ": %s", location); /* printable ASCII */
}

int report(const char *name, int result, const char *url,
           const char *location)
{
    if (result >= 0)
        return 0;
    print_reason(name, galley_strerror(result));
    if (location != NULL && *location != '\0')
        print_location(url, location);
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
