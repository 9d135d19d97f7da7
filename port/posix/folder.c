/* SPDX-License-Identifier: MIT */
/*
 * --output of the galley command: a file for each input in one folder, whole
 * or not at all.  No two inputs get the same name, and none is written over.
 */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <search.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

/* A name that this run has used. */
struct used {
    unsigned count;  /* of inputs that wanted it */
    char name[NAME_BYTES + 16];
};

/* What tells a file from all others. */
struct identity {
    dev_t device;
    ino_t file;
};

static struct {
    const char *path;
    const char *suffix;
    void *used;                /* a tree of struct used */
    struct identity *inputs;   /* in their order */
    size_t input_count;
    char file[4096], part[4096]; /* the file, and its name until it is whole */
} folder;

/* ---- which files are inputs ---- */

static int compare_identity(const void *a, const void *b)
{
    const struct identity *x = a, *y = b;

    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    return x->file < y->file ? -1 : x->file > y->file;
}

static void note_inputs(char **names)
{
    size_t count = 0;
    struct stat info;

    while (names[count] != NULL)
        count++;
    folder.inputs = allocate((count + 1) * sizeof *folder.inputs);
    for (; *names != NULL; names++) {
        if (stat(*names, &info) != 0)
            continue;
        folder.inputs[folder.input_count].device = info.st_dev;
        folder.inputs[folder.input_count++].file = info.st_ino;
    }
    qsort(folder.inputs, folder.input_count, sizeof *folder.inputs,
          compare_identity);
}

static bool is_input(const char *path)
{
    struct stat info;
    struct identity identity;

    if (stat(path, &info) != 0)
        return false;
    identity.device = info.st_dev;
    identity.file = info.st_ino;
    return bsearch(&identity, folder.inputs, folder.input_count,
                   sizeof identity, compare_identity) != NULL;
}

/* ---- a name that is free ---- */

/* Some file systems take A for a. */
static int compare_used(const void *a, const void *b)
{
    const struct used *x = a, *y = b;

    return strcasecmp(x->name, y->name);
}

/* The record of a name; its count is 0 when it is new. */
static struct used *find_used(const char *name)
{
    struct used *wanted = allocate(sizeof *wanted), **found;

    wanted->count = 0;
    snprintf(wanted->name, sizeof wanted->name, "%s", name);
    found = tsearch(wanted, &folder.used, compare_used);
    if (found == NULL) {
        complain("memory", strerror(errno));
        exit(EXIT_SYSTEM);
    }
    if (*found != wanted)
        free(wanted);
    return *found;
}

/* The name, or with -2, -3 and so on behind it. */
static void take_name(const char *name)
{
    struct used *base = find_used(name), *other;
    char numbered[NAME_BYTES + 16];

    do {
        base->count++;
        other = base;
        snprintf(numbered, sizeof numbered, "%s", name);
        if (base->count > 1) {
            snprintf(numbered, sizeof numbered, "%s-%u", name, base->count);
            other = find_used(numbered);
            other->count++;
        }
        snprintf(folder.file, sizeof folder.file, "%s/%s%s", folder.path,
                 numbered, folder.suffix);
    } while ((other != base && other->count > 1) || is_input(folder.file));
}

/* ---- files ---- */

/* Nothing is left behind of a file that was interrupted. */
static void interrupted(int number)
{
    unlink(folder.part);
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM};
    struct sigaction action, before;

    memset(&action, 0, sizeof action);
    action.sa_handler = interrupted;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], NULL, &before) == 0
            && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

void folder_open(const char *path, const char *suffix, char **inputs)
{
    struct stat info;

    folder.path = path;
    folder.suffix = suffix;
    if (mkdir(path, 0777) != 0
        && (errno != EEXIST || stat(path, &info) != 0
            || (!S_ISDIR(info.st_mode) && (errno = ENOTDIR) != 0))) {
        complain(path, strerror(errno));
        exit(EXIT_CANNOT_CREATE);
    }
    note_inputs(inputs);
    catch_signals();
}

/* As fopen makes it: for whom the umask says. */
static FILE *open_part(void)
{
    mode_t mask = umask(0);
    int file;

    umask(mask);
    snprintf(folder.part, sizeof folder.part, "%s/.galley-XXXXXX",
             folder.path);
    if ((file = mkstemp(folder.part)) < 0)
        return NULL;
    fchmod(file, 0666 & ~mask);
    return fdopen(file, "wb");
}

int folder_begin(const char *input, const char *url)
{
    char name[NAME_BYTES];
    FILE *part;

    file_name(name, input, url);
    take_name(name);
    if ((part = open_part()) == NULL) {
        complain(folder.file, strerror(errno));
        return EXIT_CANNOT_CREATE;
    }
    out_to(part, folder.file, folder.part);
    return 0;
}

int folder_end(void)
{
    bool empty = out_close();

    if (!empty && rename(folder.part, folder.file) == 0)
        return 0;
    if (!empty)
        complain(folder.file, strerror(errno));
    unlink(folder.part);
    return empty ? 0 : EXIT_CANNOT_CREATE;
}
