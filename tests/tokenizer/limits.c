/*
 * The tokenizer's limits, each at N-1, N and N+1, at every cut; and that
 * neither time nor memory grows with hostile input.
 *
 *     limits
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "galley_config.h"

/* Counts what entities.c reads of its tables. */
static unsigned long reads;

static uint8_t read_counted(const uint8_t *p)
{
    reads++;
    return GALLEY_READ8(p);
}
#undef GALLEY_READ8
#define GALLEY_READ8(p) read_counted(p)
#include "../../src/entities.c"

#include "harness/harness.h"
#include "harness/stages.h"

/* Table bytes that one character of a reference may cost. */
#define READS_MAX 700

static void check(int good, const char *what, unsigned long n)
{
    if (!harness_check(good, what))
        printf("  (%lu)\n", n);
}

/* ---- inputs ---- */

static char text[1 << 16];
static size_t text_size;

static void add(const char *piece)
{
    size_t size = strlen(piece);

    memcpy(text + text_size, piece, size);
    text_size += size;
}

static int gives(const char *expected, size_t size)
{
    static const struct tokens tokens = {.browser = 1};

    return cuts_give("limits", &tokenizer_stage, &tokens, text, text_size,
                     expected, size);
}

/* ---- limits ---- */

/* A tag with n different attributes and then the last of them again: it is
 * dropped up to the limit, and delivered twice beyond. */
static void check_attributes(unsigned n)
{
    char expected[1 << 12];
    size_t size = 0;
    unsigned i;

    text_size = 0;
    add("<p");
    size += (size_t)sprintf(expected, "Sp\xff");
    for (i = 1; i <= n + 1; i++) {
        char attribute[32];
        unsigned number = i > n ? n : i;

        sprintf(attribute, " Name%u=%u", number, i);
        add(attribute);
        if (i <= n || n > GALLEY_ATTRIBUTES)
            size += (size_t)sprintf(expected + size, "name%u\xff%u\xff",
                                    number, i);
    }
    add(">");
    size += (size_t)sprintf(expected + size, "\xfe");
    check(gives(expected, size), "attributes", n);
}

/* A start tag whose name has n bytes; its text ends at its end tag up to the
 * limit, and never beyond. */
static void check_last_tag(size_t n)
{
    struct galley_tokenizer t;
    struct galley_token token;
    char name[64];
    const char *p = text;
    unsigned long tags = 0;

    memset(name, 'q', n);
    name[n] = 0;
    text_size = 0;
    add("<");
    add(name);
    add("></");
    add(name);
    add("><b>");
    galley_tokenizer_init(&t);
    while (galley_tokenizer_next(&t, &p, text + text_size, &token))
        if (token.type == GALLEY_TOKEN_TAG && ++tags == 1)
            galley_tokenizer_switch(&t, GALLEY_STATE_RCDATA);
    check(tags == (n <= GALLEY_LAST_TAG ? 3 : 1), "last start tag",
          (unsigned long)n);
}

/* Tags that switch the state, at every cut. */
static void check_switch(void)
{
    static const char expected[] =
        "Stitle\xff\xfe" "C&<b></titl>\xfe" "Etitle\xff\xfe"
        "Sscript\xff" "src\xff" "a&b\xff\xfe" "Ca</b>&amp;\n<!--<script>"
        "</script>-->\xfe" "Escript\xff\xfe" "Sp\xff\xfe"
        "Splaintext\xff\xfe" "C</plaintext>\xfe";

    text_size = 0;
    add("<TITLE>&amp;<b></titl></Title ><script src=a&amp;b src=c>a</b>&amp;"
        "\r\n<!--<script></script>--></SCRIPT\n><p><plaintext>"
        "</plaintext>");
    check(gives(expected, sizeof expected - 1), "switched states", 0);
}

/* A processing instruction whose target has n bytes. */
static void check_target(size_t n)
{
    char expected[256];
    size_t size = 0;
    size_t i;

    text_size = 0;
    add("<?");
    expected[size++] = n < GALLEY_HELD ? 'P' : 'M';
    if (n >= GALLEY_HELD)
        expected[size++] = '?';
    for (i = 0; i < n; i++) {
        add(i % 2 == 0 ? "T" : "t");
        expected[size++] = i % 2 == 0 ? 'T' : 't';
    }
    add(" d?>");
    size += (size_t)sprintf(expected + size, n < GALLEY_HELD
                            ? "\xff" "d\xff\xfe" : " d?\xff\xfe");
    check(gives(expected, size), "target",
          (unsigned long)n);
}

/* ---- hostile input ---- */

/* Feeds `times` copies of a piece, in one go; returns the tokens.  Time that
 * grows with the square would be hours here. */
static unsigned long feed(const char *before, const char *piece,
                          unsigned long times, int numbered)
{
    struct galley_tokenizer t;
    struct galley_token token;
    size_t room = strlen(before) + times * (strlen(piece) + 12) + 1;
    char *input = harness_allocate(room);
    char *at = input;
    const char *p = input;
    unsigned long tokens = 0;
    clock_t begin;

    at += sprintf(at, "%s", before);
    while (times--)
        at += numbered ? sprintf(at, "%s%lu", piece, times)
                       : sprintf(at, "%s", piece);
    begin = clock();
    galley_tokenizer_init(&t);
    while (galley_tokenizer_next(&t, &p, at, &token))
        tokens++;
    while (galley_tokenizer_finish(&t, &token))
        tokens++;
    check(clock() - begin < 20 * CLOCKS_PER_SEC, piece, tokens);
    free(input);
    return tokens;
}

static void check_hostile(void)
{
    unsigned long n = 20000;

    /* a name, its last piece, each attribute in one or two pieces */
    check(feed("<p", " a", n, 1) >= n, "20,000 attributes", n);
    check(feed("<p", " a", 20 * n, 1) >= n, "400,000 attributes", n);
    check(feed("", "<", 250000, 0) >= 249999, "250 KB of '<'", n);
    check(feed("", "<", 5000000, 0) >= 4999999, "5 MB of '<'", n);
    feed("", "&n", 1000000, 0);
    feed("", "&CounterClockwiseContourIntegra ", 500000, 0);
    feed("<!--", "--!-", 1000000, 0);
    feed("<!DOCTYPE ", "PUBLIC'", 1000000, 0);
    feed("<?", "x?", 1000000, 0);
}

/* ---- references ---- */

static unsigned long most_reads;

/* From each place that a name's begin leads to, each next character. */
static void walk(struct galley_entity e)
{
    unsigned c;

    for (c = '0'; c <= 'z'; c++) {
        struct galley_entity next = e;
        int goes_on;

        reads = 0;
        goes_on = galley_entity_next(&next, (uint8_t)c);
        if (reads > most_reads)
            most_reads = reads;
        if (goes_on && next.size <= 31)
            walk(next);
    }
}

static void check_references(void)
{
    struct galley_entity e;

    galley_entity_start(&e);
    walk(e);
    check(most_reads > 1 && most_reads <= READS_MAX,
          "table bytes read for a character of a reference", most_reads);
}

int main(void)
{
    size_t size = sizeof(struct galley_tokenizer);
    unsigned n;

    for (n = GALLEY_ATTRIBUTES - 1; n <= GALLEY_ATTRIBUTES + 1; n++)
        check_attributes(n);
    for (n = GALLEY_LAST_TAG - 1; n <= GALLEY_LAST_TAG + 1; n++)
        check_last_tag(n);
    for (n = GALLEY_HELD - 2; n <= GALLEY_HELD; n++)
        check_target(n);
    check_switch();
    check_hostile();
    check_references();
    check(size <= 256 || GALLEY_ATTRIBUTES > 24, "bytes of the struct",
          (unsigned long)size);
    printf("struct galley_tokenizer: %lu bytes; a character of a reference "
           "reads at most %lu bytes of the table\n",
           (unsigned long)size, most_reads);
    return harness_summary();
}
