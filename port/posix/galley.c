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
            print_nothing(name, "cannot_open");
        return EXIT_NO_INPUT;
    }
    if (c->format == FORMAT_TOKENS)
        status = tokens_input(c, &in);
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

int main(int argc, char **argv)
{
    static char standard_input[] = "-";
    static char *none[] = {standard_input, NULL};
    struct command command;
    char **name = options_read(&command, argc, argv);
    int worst = 0;

    for (name = *name != NULL ? name : none; *name != NULL; name++) {
        int status = read_input(&command, *name);

        if (status > worst)
            worst = status;
    }
    return worst;
}
