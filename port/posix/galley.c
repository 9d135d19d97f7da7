/* SPDX-License-Identifier: MIT */
/*
 * The galley command: options in, one article (or its tokens) after another
 * out.  Never touches the network.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <string.h>

#include "command.h"

static int read_input(const struct command *c, const char *name)
{
    struct input in;
    int status;

    if (input_open(&in, name, c) < 0) {
        complain(name, strerror(errno));
        if (c->format == FORMAT_JSON && !c->features)
            print_nothing(name, c->url, "cannot_open");
        return EXIT_NO_INPUT;
    }
    if (c->format == FORMAT_TOKENS)
        status = tokens_input(c, &in);
    else if (c->input != INPUT_PAGE)
        status = batch_input(c, &in);
#if GALLEY_TRACE
    else if (c->features)
        status = features_input(c, &in);
#endif
    else
        status = extract_input(c, &in);
    input_close(&in);
    out_end();
    return status;
}

static const char *suffix(const struct command *c)
{
    static const char *const suffixes[] = {".txt", ".md", ".html", ".json",
                                           ".tsv", ".jsonl"};

    return c->features ? ".jsonl" : suffixes[c->format];
}

/* Of two exit statuses the one that is told. */
static int worse(int a, int b)
{
    return a > b ? a : b;
}

static int read_to_file(const struct command *c, const char *name)
{
    int status = folder_begin(name, c->url);

    if (status == 0) {
        status = read_input(c, name);
        status = worse(status, folder_end());
    }
    return status;
}

int main(int argc, char **argv)
{
    static char standard_input[] = "-";
    static char *none[] = {standard_input, NULL};
    struct command command;
    char **names = options_read(&command, argc, argv);
    int worst = 0;

    if (*names == NULL)
        names = none;
    if (command.input != INPUT_PAGE)
        batch_start();
    if (command.folder != NULL)
        folder_open(command.folder, suffix(&command), names);
    for (; *names != NULL; names++)
        worst = worse(worst, command.folder != NULL
                                 ? read_to_file(&command, *names)
                                 : read_input(&command, *names));
    progress_end();
    if (command.exit_zero && worst <= EXIT_DATA && worst != EXIT_USAGE)
        worst = 0;
    return worst;
}
