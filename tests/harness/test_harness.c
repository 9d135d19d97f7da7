/*
 * The harness itself: what is wrong must be seen.  Each fault has a process
 * of its own, which AddressSanitizer, where it is, may end.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"
#include "stages.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- a stage with a fault: it logs each byte with the one before ---- */

enum fault {
    NO_FAULT, PIECES, ONE_PLACE, BYTES, MIDDLE, PIECE_POINTER, BEYOND,
    SELF_POINTER, UNSET, EMPTY_PIECE, COMPLAINT
};

static const char input[] = "a fox that was seen at sea";

static const char *const faults[] = {
    "no fault", "each piece shows", "one cut in two shows",
    "pieces of one byte show", "a long piece between two others shows",
    "a pointer into the piece is kept", "a byte behind the piece is read",
    "a pointer into the state is kept", "a member is not set by init",
    "an empty piece is the end", "a promise is not kept"
};

struct state {
    char room[64];
    enum fault fault;
    unsigned pieces;
    unsigned count; /* bytes */
    unsigned *counter;
    const char *last;
    char before;
    char behind;
};

static void init(void *state, const void *with, struct log *log)
{
    struct state *s = state;

    (void)log;
    s->fault = *(const enum fault *)with;
    s->pieces = s->count = 0;
    s->counter = &s->count;
    s->last = NULL;
    if (s->fault != UNSET)
        s->before = '-';
}

static void feed_byte(struct state *s, const char *p, struct log *log)
{
    if (s->fault == PIECE_POINTER && s->last != NULL)
        s->before = *s->last;
    log_print(log, " %c%c", s->before, *p);
    s->before = *p;
    s->last = p;
    if (s->fault != SELF_POINTER)
        s->counter = &s->count;
    *s->counter += 1;
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct state *s = state;
    size_t i;

    s->pieces += n > 0;
    for (i = 0; i < n; i++)
        feed_byte(s, bytes + i, log);
    if ((s->fault == PIECES && n > 0) ||
        (s->fault == ONE_PLACE && n == 19) ||
        (s->fault == BYTES && s->pieces == sizeof input - 1) ||
        (s->fault == MIDDLE && n > 9 && s->count > n &&
         s->count < sizeof input - 1) ||
        (s->fault == EMPTY_PIECE && n == 0))
        log_print(log, "|");
    if (s->fault == BEYOND && n > 0)
        s->behind = bytes[n];
}

static void finish(void *state, struct log *log)
{
    struct state *s = state;

    log_print(log, " %u", s->count);
    if (s->fault == BEYOND)
        log_add(log, &s->behind, 1);
    if (s->fault == COMPLAINT)
        log_complain(log, "not kept");
}

static const struct stage stage = {sizeof(struct state), init, feed, finish};
/* ---- what must pass, and what must not ---- */

static const enum fault none = NO_FAULT;

static int reads(const void *fault)
{
    struct log log;
    int good = cuts_all("input", &stage, fault, input, strlen(input), &log);

    free(log.text);
    return good;
}

static int gives(const void *text)
{
    return cuts_give("text", &stage, &none, "fox", 3, text, strlen(text));
}

static int begins(const void *text)
{
    struct cut cut = {0, 3, 0};
    struct log log = cuts_read(&stage, &none, "fox", 3, &cut);
    int good = log_begins("text", &log, text, strlen(text));

    free(log.text);
    return good;
}

static int has_line(const void *text)
{
    static const struct page page = {.headline_size = 64};
    static const char html[] = "<title>Foxes</title>";
    const char *line = text;

    return page_gives("page", &page, html, strlen(html), &line, 1);
}

static int counts(const void *text)
{
    harness_check(strlen(text) == 3, text);
    return harness_summary() == 0;
}

static const struct {
    int (*run)(const void *);
    const char *text;
    int good;
} comparisons[] = {
    {gives, " -f fo ox 3", 1}, {gives, " -f fo ox 4", 0},
    {gives, " -f fo ox", 0}, {gives, " -f fo ox 3 ", 0}, {gives, "", 0},
    {begins, " -f fo ox 3", 1}, {begins, " -f", 1}, {begins, "", 1},
    {begins, " -f fo ox 3 ", 0}, {begins, "-f", 0},
    {has_line, "headline=Foxes", 1}, {has_line, "finish 0", 1},
    {has_line, "headline=Foxe", 0}, {has_line, "eadline=Foxes", 0},
    {counts, "fox", 1}, {counts, "foxes", 0}
};

/* In a process of its own, whose words are not shown. */
static int passes(int (*run)(const void *), const void *with)
{
    int status = -1;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL
            || freopen("/dev/null", "w", stderr) == NULL)
            _exit(2);
        _exit(run(with) ? 0 : 1);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("fork");
        exit(2);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(void)
{
    enum fault fault;
    size_t i;

    for (fault = NO_FAULT; fault <= COMPLAINT; fault++)
        harness_check(passes(reads, &fault) == (fault == NO_FAULT),
                      faults[fault]);
    for (i = 0; i < COUNT(comparisons); i++)
        harness_check(passes(comparisons[i].run, comparisons[i].text)
                          == comparisons[i].good, comparisons[i].text);
    return harness_summary();
}
