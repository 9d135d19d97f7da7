/* SPDX-License-Identifier: MIT */
/*
 * The options of the galley command: one table, from which getopt's and
 * --help are made, and from --help what shells complete.
 */
#define _POSIX_C_SOURCE 200809L

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "../lwip/url.h"
#include "command.h"

static const char before[] =
    "Usage: galley [OPTION]... [FILE]...\n"
    "Print the article of each HTML page: its headline, a blank line, its\n"
    "paragraphs.  Standard input is read when there is no FILE or FILE is "
    "-.\n"
    "\n";

static const char behind[] =
    "\n"
    "Exit status: 0 ok, 1 no article in some input, 64 usage, 65 data error,"
    "\n"
    "66 cannot open an input, 73 cannot create a file, 74 I/O error; of "
    "several\nthe highest.\n";

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

/* ---- values ---- */

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

/* ---- what each option does ---- */

static void set_format(struct command *c, const char *value)
{
    static const char *const formats[] = {
        "text", "markdown", "html", "json", "blocks", "tokens"
    };
    int n = (int)(sizeof formats / sizeof *formats);

    c->format_given = true;
    c->format = 0;
    while (c->format < n && strcmp(formats[c->format], value) != 0)
        c->format++;
    if (c->format == n)
        bad_option("--format", value,
                   "not text, markdown, html, json, blocks or tokens");
}

static void set_folder(struct command *c, const char *value)
{
    if (*value == '\0')
        bad_option("--output", value, "not a folder");
    c->folder = value;
}

/* In the form that a reader of links makes of it. */
static void set_url(struct command *c, const char *value)
{
    static char url[2048];
    struct galley_url parts;
    int result = galley_url_resolve(url, sizeof url, value);

    if (result == GALLEY_OK)
        result = galley_url_parse(url, &parts);
    if (result == GALLEY_ERR_URL_USER)
        bad_option("--url", value, "a URL that names a user");
    if (result == GALLEY_ERR_URL_LONG)
        bad_option("--url", value, "too long");
    if (result != GALLEY_OK)
        bad_option("--url", value, "not an http or https URL");
    c->url = url;
}

static void set_dates(struct command *c, const char *value)
{
    c->iso_dates = strcmp(value, "iso") == 0;
    if (!c->iso_dates && strcmp(value, "found") != 0)
        bad_option("--dates", value, "not iso or found");
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

static void set_headline_size(struct command *c, const char *value)
{
    c->headline_size = size_option("--headline-size", value, 1);
}

static void set_body_size(struct command *c, const char *value)
{
    c->body_size = size_option("--body-size", value, GALLEY_BODY_MIN);
}

static void set_http(struct command *c, const char *value)
{
    (void)value;
    c->http = true;
}

static void set_charset(struct command *c, const char *value)
{
    c->charset = value;
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

static void set_last_start_tag(struct command *c, const char *value)
{
    c->last_start_tag = value;
}

static void set_features(struct command *c, const char *value)
{
    (void)value;
    c->features = true;
}

static void set_input(struct command *c, const char *value)
{
    static const char *const inputs[] = {"page", "warc", "jsonl"};
    int n = (int)(sizeof inputs / sizeof *inputs);

    c->input = 0;
    while (c->input < n && strcmp(inputs[c->input], value) != 0)
        c->input++;
    if (c->input == n)
        bad_option("--input", value, "not page, warc or jsonl");
}

static void set_jobs(struct command *c, const char *value)
{
    c->jobs = (int)number("--jobs", value, value, 1, 256);
}

static void set_exit_zero(struct command *c, const char *value)
{
    (void)value;
    c->exit_zero = true;
}

static void show_version(struct command *c, const char *value)
{
    (void)c;
    (void)value;
    print_version();
    out_end();
    exit(0);
}

static void show_help(struct command *c, const char *value);

/* ---- the table ---- */

static const struct row {
    char letter;       /* of the short option, or 0 */
    const char *name;
    const char *value; /* as --help shows it; NULL: takes none */
    const char *help;
    void (*set)(struct command *c, const char *value);
} table[] = {
    {'f', "format", "text|markdown|html|json|blocks|tokens",
     "what to print; text is the default", set_format},
    {'o', "output", "FOLDER",
     "write a file for each input there: named as the\n"
     "input, or by --url, and .txt, .md and so on",
     set_folder},
    {0, "url", "URL",
     "where the page is from: json's url, HTML's\n"
     "canonical link, what redirects are relative to",
     set_url},
    {0, "dates", "iso|found",
     "how to write dates of publication: iso, as\n"
     "2024-09-12T06:30:00+02:00; as found is the default",
     set_dates},
    {0, "chunk", "N|random[:SEED]",
     "feed N bytes at a time, as a network would;\n"
     "random cuts are the same for the same SEED\n(default 1)", set_chunk},
    {0, "headline-size", "BYTES", "a fixed buffer for the headline",
     set_headline_size},
    {0, "body-size", "BYTES",
     "a fixed buffer for the body; of formats that\n"
     "show blocks the size of the window", set_body_size},
    {0, "http", NULL, "the input is a raw HTTP response", set_http},
    {0, "charset", "LABEL", "what the transport said", set_charset},
    {0, "state", "NAME",
     "where tokens begin, named as in html5lib-tests:\n"
     "\"RCDATA state\"", set_state},
    {0, "last-start-tag", "NAME", "the tag that was open where tokens begin",
     set_last_start_tag},
    {0, "features", NULL,
     "one line a block of what the classifier saw,\nfor training",
     set_features},
    {0, "input", "page|warc|jsonl",
     "what an input holds: a page, or many, which are\n"
     "WARC records or {\"url\",\"html\"} a line: a line of\n"
     "JSON for each", set_input},
    {0, "jobs", "N", "of these, N pages at a time", set_jobs},
    {0, "exit-zero", NULL,
     "status 0 also where pages have no article or are\n"
     "broken: the lines say it", set_exit_zero},
    {'V', "version", NULL, "print the version and the configuration",
     show_version},
    {'h', "help", NULL, "print this", show_help}
};

#define ROWS (sizeof table / sizeof *table)
#define HELP_COLUMN 28

static void show_row(const struct row *row)
{
    char head[80];
    int used = snprintf(head, sizeof head, "  %c%c%s--%s%s%s",
                        row->letter ? '-' : ' ',
                        row->letter ? row->letter : ' ',
                        row->letter ? ", " : "  ", row->name,
                        row->value ? "=" : "", row->value ? row->value : "");

    out_string(head);
    if (used > HELP_COLUMN - 2) {
        out("\n", 1);
        used = 0;
    }
    for (const char *p = row->help; *p != '\0'; used = 0) {
        size_t line = strcspn(p, "\n");

        out_format("%*s%.*s\n", HELP_COLUMN - used, "", (int)line, p);
        p += line + (p[line] == '\n');
    }
}

static void show_help(struct command *c, const char *value)
{
    (void)c;
    (void)value;
    out_string(before);
    for (size_t i = 0; i < ROWS; i++)
        show_row(&table[i]);
    out_string(behind);
    out_end();
    exit(0);
}

/* ---- reading them ---- */

/* What getopt_long answers is the place in the table, and of a letter the
 * letter. */
static const struct row *find_row(int answer)
{
    for (size_t i = 0; i < ROWS; i++)
        if (answer == (int)i + 256 || answer == table[i].letter)
            return &table[i];
    fputs("galley --help says what there is\n", stderr);
    exit(EXIT_USAGE);
}

static void make_getopt(struct option *names, char *letters)
{
    for (size_t i = 0; i < ROWS; i++) {
        names[i].name = table[i].name;
        names[i].has_arg = table[i].value ? required_argument : no_argument;
        names[i].val = (int)i + 256;
        if (table[i].letter)
            *letters++ = table[i].letter;
        if (table[i].letter && table[i].value)
            *letters++ = ':';
    }
}

/* Of many pages in one input. */
static void check_input(struct command *c)
{
    if (c->input == INPUT_PAGE) {
        if (c->jobs > 0)
            bad_use("--jobs goes with --input=warc and --input=jsonl");
        return;
    }
    if (!c->format_given)
        c->format = FORMAT_JSON;
    if (c->format != FORMAT_JSON || c->features)
        bad_use("--input=warc and --input=jsonl print JSON alone");
    if (c->http || c->charset != NULL)
        bad_use("--input=warc and --input=jsonl: no --http, no --charset");
    if (c->folder != NULL || c->url != NULL)
        bad_use("--input=warc and --input=jsonl: no --output, no --url");
}

static void check_use(const struct command *c, char **inputs)
{
    bool several = inputs[0] != NULL && inputs[1] != NULL;

    if (c->url != NULL && several)
        bad_use("--url is that of one page: several inputs have more");
    if (c->format == FORMAT_HTML && !c->features && several
        && c->folder == NULL)
        bad_use("--format=html of several inputs needs --output");
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

char **options_read(struct command *c, int argc, char **argv)
{
    static char name[] = "galley";
    struct option names[ROWS + 1] = {{NULL, 0, NULL, 0}};
    char letters[2 * ROWS + 1] = "";
    int answer;

    argv[0] = name;  /* getopt's messages begin with it */
    memset(c, 0, sizeof *c);
    c->chunk = 65536;
    make_getopt(names, letters);
    while ((answer = getopt_long(argc, argv, letters, names, NULL)) >= 0)
        find_row(answer)->set(c, optarg);
    check_input(c);
    check_use(c, argv + optind);
    return argv + optind;
}
