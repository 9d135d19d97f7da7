/* SPDX-License-Identifier: MIT */
/*
 * The galley command: options in, one article (or its tokens) after another
 * out.  Never touches the network.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

static const char usage[] =
    "Usage: galley [OPTION]... [FILE]...\n"
    "Print the article of each HTML page: its headline, a blank line, its\n"
    "paragraphs.  Standard input is read when there is no FILE or FILE is "
    "-.\n"
    "\n"
    "  --format=text|json|blocks|tokens  what to print; text is the default\n"
    "  --chunk=N | --chunk=random[:SEED] feed N bytes at a time, as a network"
    "\n"
    "                                    would; random cuts are the same for"
    "\n"
    "                                    the same SEED (default 1)\n"
    "  --headline-size=BYTES             a fixed buffer for the headline\n"
    "  --body-size=BYTES                 a fixed buffer for the body; with\n"
    "                                    blocks, the size of the window\n"
    "  --http                            the input is a raw HTTP/1.x "
    "response\n"
    "  --charset=LABEL                   what the transport said\n"
    "  --state=NAME                      with tokens: the initial state, as "
    "in\n"
    "                                    html5lib-tests (\"RCDATA state\")\n"
    "  --last-start-tag=NAME             with tokens: the tag that was open\n"
    "  --features                        one line a block: what the "
    "classifier\n"
    "                                    saw, for training\n"
    "  -V, --version                     print the version and the "
    "configuration\n"
    "  -h, --help                        print this\n"
    "\n"
    "Exit status: 0 ok, 1 no article in some input, 64 usage, 65 data error,"
    "\n"
    "66 cannot open an input, 74 I/O error; of several the highest.\n";

static const char *const formats[] = {"text", "json", "blocks", "tokens"};

static const struct {
    const char *name;
    uint8_t state;
} states[] = {
    {"Data state", GALLEY_STATE_DATA},
    {"RCDATA state", GALLEY_STATE_RCDATA},
    {"RAWTEXT state", GALLEY_STATE_RAWTEXT},
    {"Script data state", GALLEY_STATE_SCRIPT_DATA},
    {"PLAINTEXT state", GALLEY_STATE_PLAINTEXT},
    {"CDATA section state", GALLEY_STATE_CDATA}
};

/* Values of getopt_long. */
enum { FORMAT = 256, CHUNK, HEADLINE_SIZE, BODY_SIZE, HTTP, CHARSET, STATE,
       LAST_START_TAG, FEATURES };

static const struct option long_options[] = {
    {"format", required_argument, NULL, FORMAT},
    {"chunk", required_argument, NULL, CHUNK},
    {"headline-size", required_argument, NULL, HEADLINE_SIZE},
    {"body-size", required_argument, NULL, BODY_SIZE},
    {"http", no_argument, NULL, HTTP},
    {"charset", required_argument, NULL, CHARSET},
    {"state", required_argument, NULL, STATE},
    {"last-start-tag", required_argument, NULL, LAST_START_TAG},
    {"features", no_argument, NULL, FEATURES},
    {"version", no_argument, NULL, 'V'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0}
};

static void bad_option(const char *option, const char *value,
                       const char *reason)
{
    fprintf(stderr, "galley: %s=%s: %s\n", option, value, reason);
    exit(EXIT_USAGE);
}

static void bad_use(const char *message)
{
    fprintf(stderr, "galley: %s\n", message);
    exit(EXIT_USAGE);
}

/* A decimal number and nothing else. */
static uint32_t number(const char *option, const char *value,
                       const char *digits, uint32_t min, uint32_t max)
{
    char reason[64];
    unsigned long long n = 0;
    const char *p = digits;

    while (*p >= '0' && *p <= '9' && n <= max)
        n = 10 * n + (unsigned)(*p++ - '0');
    if (p == digits || *p != '\0' || n < min || n > max) {
        snprintf(reason, sizeof reason, "not a number from %lu to %lu",
                 (unsigned long)min, (unsigned long)max);
        bad_option(option, value, reason);
    }
    return (uint32_t)n;
}

/* At most 1 GB: a buffer of that size is to be had or the program ends. */
static size_t size_option(const char *option, const char *value, uint32_t min)
{
    return number(option, value, value, min, UINT32_C(1) << 30);
}

static void set_chunk(struct command *c, const char *value)
{
    c->random = strncmp(value, "random", 6) == 0
                && (value[6] == '\0' || value[6] == ':');
    if (!c->random) {
        c->chunk = size_option("--chunk", value, 1);
    } else {
        c->chunk = 4096;
        /* 0 would stay 0: it counts as the number behind the last. */
        c->seed = 1;
        if (value[6] == ':')
            c->seed = number("--chunk", value, value + 7, 0, UINT32_MAX - 1);
        if (c->seed == 0)
            c->seed = UINT32_MAX;
    }
}

static void set_format(struct command *c, const char *value)
{
    int n = (int)(sizeof formats / sizeof *formats);

    c->format = 0;
    while (c->format < n && strcmp(formats[c->format], value) != 0)
        c->format++;
    if (c->format == n)
        bad_option("--format", value, "not text, json, blocks or tokens");
}

static void set_state(struct command *c, const char *value)
{
    size_t i, n = sizeof states / sizeof *states;

    for (i = 0; i < n && strcmp(states[i].name, value) != 0; i++)
        ;
    if (i == n)
        bad_option("--state", value, "no initial state of html5lib-tests");
    c->state = states[i].state;
}

static void set_option(struct command *c, int option, const char *value)
{
    switch (option) {
    case FORMAT:
        set_format(c, value);
        break;
    case CHUNK:
        set_chunk(c, value);
        break;
    case HEADLINE_SIZE:
        c->headline_size = size_option("--headline-size", value, 1);
        break;
    case BODY_SIZE:
        c->body_size = size_option("--body-size", value, GALLEY_BODY_MIN);
        break;
    case HTTP:
        c->http = true;
        break;
    case CHARSET:
        c->charset = value;
        break;
    case STATE:
        set_state(c, value);
        break;
    case LAST_START_TAG:
        c->last_start_tag = value;
        break;
    case FEATURES:
        c->features = true;
        break;
    case 'V':
        print_version();
        out_end();
        exit(0);
    case 'h':
        out_string(usage);
        out_end();
        exit(0);
    default:
        fputs("galley --help says what there is\n", stderr);
        exit(EXIT_USAGE);
    }
}

static void parse_options(struct command *c, int argc, char **argv)
{
    static char name[] = "galley";
    int option;

    argv[0] = name;  /* getopt's messages begin with it */
    memset(c, 0, sizeof *c);
    c->chunk = 65536;
    while ((option = getopt_long(argc, argv, "Vh", long_options, NULL)) >= 0)
        set_option(c, option, optarg);
    if (c->format != FORMAT_TOKENS
        && (c->state != GALLEY_STATE_DATA || c->last_start_tag != NULL))
        bad_use("--state and --last-start-tag go with --format=tokens");
    if (c->format == FORMAT_TOKENS
        && (c->headline_size > 0 || c->body_size > 0 || c->features))
        bad_use("--format=tokens reads no article: no sizes, no --features");
#if !GALLEY_TRACE
    if (c->features)
        bad_use("--features: built without GALLEY_TRACE");
#endif
}

static int read_input(const struct command *c, const char *name)
{
    struct input in;
    int status;

    if (input_open(&in, name, c) < 0) {
        complain(name, strerror(errno));
        if (c->format == FORMAT_JSON && !c->features)
            extract_nothing(name, "cannot_open");
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
    int worst = 0;

    parse_options(&command, argc, argv);
    for (char **name = optind < argc ? argv + optind : none; *name != NULL;
         name++) {
        int status = read_input(&command, *name);

        if (status > worst)
            worst = status;
    }
    return worst;
}
