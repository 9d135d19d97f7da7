/* SPDX-License-Identifier: MIT */
/*
 * How far the galley command is with many pages: one line on standard error,
 * written again and again, if that is a terminal and the results go elsewhere.
 */
#define _POSIX_C_SOURCE 200809L

#include <sys/time.h>
#include <unistd.h>

#include "command.h"

/* Between two writings, seconds. */
#define INTERVAL 0.25

static struct {
    bool begun;
    bool shown;      /* the line is on the terminal */
    bool wanted;
    double start;
    double written;
    unsigned long long pages, errors;
} progress;

static double now(void)
{
    struct timeval t;

    gettimeofday(&t, NULL);
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void begin(void)
{
    progress.begun = true;
    progress.wanted = isatty(STDERR_FILENO) == 1
                      && isatty(STDOUT_FILENO) != 1;
    progress.start = progress.written = now();
}

static void write_line(double at)
{
    double seconds = at - progress.start;
    double rate = seconds > 0 ? (double)progress.pages / seconds : 0;

    fprintf(stderr, "\r%llu pages, %.0f a second, %llu errors\033[K",
            progress.pages, rate, progress.errors);
    fflush(stderr);
    progress.shown = true;
    progress.written = at;
}

void progress_count(bool failed)
{
    double at;

    if (!progress.begun)
        begin();
    progress.pages++;
    progress.errors += failed;
    if (!progress.wanted)
        return;
    at = now();
    if (at - progress.written >= INTERVAL)
        write_line(at);
}

void progress_hide(void)
{
    if (progress.shown)
        fputs("\r\033[K", stderr);
    progress.shown = false;
}

void progress_end(void)
{
    if (!progress.wanted)
        return;
    write_line(now());
    fputc('\n', stderr);
    progress.shown = false;
}
