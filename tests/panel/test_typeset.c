/*
 * Text, lines, stories, pages, strips and drivers, against what their
 * headers promise.  All buffers are of exact size, from malloc, so that the
 * sanitizers see one byte too many.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "harness/harness.h"
#include "headline.h"
#include "mono.h"
#include "panel.h"
#include "small.h"
#include "story.h"
#include "strong.h"
#include "typeset.h"
#include "unicode.h"
#include "wrap.h"

static void check_at(int ok, const char *what, int line)
{
    if (!harness_check(ok, what))
        printf("  test_typeset.c:%d\n", line);
}
#define CHECK(ok) check_at((ok), #ok, __LINE__)

static uint32_t seed = 1;

static uint32_t dice(uint32_t sides)
{
    return harness_random(&seed) % sides;
}

/* The text in a block of its own, so that reading on is seen. */
static char *exact(const char *text, size_t size)
{
    char *p = harness_allocate(size);

    memcpy(p, text, size);
    return p;
}

/* ---- UTF-8 ---- */

/* Decodes all of it; "U+" numbers in hexadecimal, one blank between. */
static void decoded(const char *bytes, size_t size, char *out)
{
    char *text = exact(bytes, size);
    const char *at = text;

    *out = '\0';
    while (at < text + size)
        out += sprintf(out, "%lx ",
                       (unsigned long)galley_unicode_next(&at, text + size));
    free(text);
}

static void test_utf8(void)
{
    static const char *const cases[][2] = {
        {"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82", "61 e9 20ac 1f642 "},
        {"\x80", "fffd "},
        {"\xc0\xaf", "fffd fffd "},
        {"\xc3", "fffd "},
        {"\xc3(", "fffd 28 "},
        {"\xe2\x82", "fffd "},
        {"\xe2\x82x", "fffd 78 "},
        {"\xe0\x80\x80", "fffd fffd fffd "},
        {"\xed\xa0\x80", "fffd fffd fffd "},
        {"\xf0\x80\x80\x80", "fffd fffd fffd fffd "},
        {"\xf0\x9f\x99", "fffd "},
        {"\xf4\x90\x80\x80", "fffd fffd fffd fffd "},
        {"\xf4\x8f\xbf\xbf", "10ffff "},
        {"\xf5\xff", "fffd fffd "},
    };
    char out[256];
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        decoded(cases[i][0], strlen(cases[i][0]), out);
        check_at(strcmp(out, cases[i][1]) == 0, cases[i][1], __LINE__);
    }
}

static void test_classes(void)
{
    CHECK(galley_unicode_class('a') == GALLEY_UNICODE_LETTER);
    CHECK(galley_unicode_class(' ') == GALLEY_UNICODE_SPACE);
    CHECK(galley_unicode_class(0xa0) == GALLEY_UNICODE_GLUE);
    CHECK(galley_unicode_class(0xad) == GALLEY_UNICODE_SHY);
    CHECK(galley_unicode_class(0x301) == GALLEY_UNICODE_ZERO);
    CHECK(galley_unicode_class(0x200b) == GALLEY_UNICODE_BREAK);
    CHECK(galley_unicode_class(0x3042) == GALLEY_UNICODE_WIDE);
    CHECK(galley_unicode_class(0xff21) == GALLEY_UNICODE_WIDE);
    CHECK(galley_unicode_class(0xff0c) == GALLEY_UNICODE_CLOSE);
    CHECK(galley_unicode_class(0x1f642) == GALLEY_UNICODE_WIDE);
    CHECK(galley_unicode_class(0x10400) == GALLEY_UNICODE_LETTER);
    CHECK(galley_unicode_class(0xe0041) == GALLEY_UNICODE_ZERO);
}

/* ---- fonts ---- */

static int32_t ink_in(const struct galley_strip *strip)
{
    size_t i, size = GALLEY_STRIDE(strip->width) * strip->rows;
    int32_t count = 0;

    for (i = 0; i < size; i++) {
        uint8_t b = (uint8_t)~strip->bits[i];

        for (; b != 0; b &= (uint8_t)(b - 1))
            count++;
    }
    return count;
}

static struct galley_strip strip_of(uint16_t width, uint16_t rows)
{
    struct galley_strip strip;

    strip.bits = harness_allocate(GALLEY_STRIDE(width) * rows);
    strip.width = width;
    strip.top = 0;
    strip.rows = rows;
    galley_strip_clear(&strip);
    return strip;
}

static int32_t ink_of(uint32_t c)
{
    struct galley_strip strip = strip_of(64, 64);
    int32_t count;

    galley_font_draw(&galley_font_body, c, 20, 40, &strip);
    count = ink_in(&strip);
    free(strip.bits);
    return count;
}

static void test_font(void)
{
    static const uint16_t must[][2] = {
        {0x20, 0x7e}, {0xa0, 0xff}, {0x2013, 0x2014}, {0x2018, 0x201a},
        {0x201c, 0x201e}, {0x2022, 0x2022}, {0x2026, 0x2026},
        {0x20ac, 0x20ac},
    };
    const struct galley_font *font = &galley_font_body;
    uint32_t c, extended = 0;
    int32_t height = font->ascent - font->ascent / 4;
    size_t i;

    for (i = 0; i < sizeof must / sizeof *must; i++)
        for (c = must[i][0]; c <= must[i][1]; c++)
            if (!galley_font_has(font, c))
                break;
            else
                CHECK(c == 0x20 || c == 0xa0 || c == 0xad || ink_of(c) > 0);
    for (c = 0x100; c < 0x180; c++)
        extended += (uint32_t)galley_font_has(font, c);
    CHECK(extended >= 127);
    /* A box, visible and hollow. */
    CHECK(!galley_font_has(font, 0x416));
    CHECK(ink_of(0x416) == 2 * height + 2 * (height - height / 3) - 4);
    CHECK(ink_of(0x4e00) > ink_of(0x416));
    CHECK(galley_font_advance(font, 0x4e00) >
          galley_font_advance(font, 0x416));
    /* What stands for something has its ink. */
    CHECK(!galley_font_has(font, 0x2043));
    CHECK(ink_of(0x2043) == ink_of(0x2013));
    CHECK(galley_font_advance(font, 0x2009) ==
          galley_font_advance(font, ' '));
}

/* Drawing partly outside writes nothing outside: the buffer is exact. */
static void test_clipping(void)
{
    struct galley_strip whole = strip_of(40, 40), cut;
    int32_t dx, dy, all, sum;

    galley_font_draw(&galley_font_headline, 'W', 4, 30, &whole);
    all = ink_in(&whole);
    for (dx = -40; dx <= 40; dx += 5)
        for (dy = -40; dy <= 40; dy += 5) {
            cut = strip_of(19, 11);
            galley_font_draw(&galley_font_headline, 'W', dx, dy, &cut);
            CHECK(ink_in(&cut) <= all);
            free(cut.bits);
        }
    sum = 0;
    for (dy = 0; dy < 40; dy += 8) {
        cut = strip_of(40, 8);
        cut.top = (uint16_t)dy;
        galley_font_draw(&galley_font_headline, 'W', 4, 30, &cut);
        sum += ink_in(&cut);
        CHECK(memcmp(cut.bits, whole.bits + 5 * dy, 40) == 0);
        free(cut.bits);
    }
    CHECK(sum == all);
    free(whole.bits);
}

/* ---- lines ---- */

/* The lines of a text, separated by |, a hyphen where one is added. */
static void lines_of(const char *source, size_t size, uint16_t measure,
                     uint8_t flags, char *out)
{
    struct galley_type type = {&galley_font_body, 0, 0};
    char *copy = exact(source, size);
    const char *text = copy;
    struct galley_fit fit;

    type.flags = flags;
    *out = '\0';
    while (size > 0) {
        galley_wrap(&type, text, size, measure, &fit);
        if (fit.taken == 0 || fit.taken > size || fit.shown > fit.taken) {
            strcpy(out, "no progress");
            break;
        }
        memcpy(out, text, fit.shown);
        out += fit.shown;
        out += sprintf(out, "%s|", fit.hyphen ? "-" : "");
        text += fit.taken;
        size -= fit.taken;
    }
    free(copy);
}

static uint16_t width_of(const char *text)
{
    struct galley_type type = {&galley_font_body, 0, 0};
    struct galley_fit fit;

    galley_wrap(&type, text, strlen(text), 0xffff, &fit);
    return fit.width;
}

/* text, what the measure is the width of, pixels more, the lines */
struct wrap_case {
    const char *text, *wide;
    int more;
    const char *lines;
};

static const struct wrap_case wrap_cases[] = {
    {"one two", "one two", 0, "one two|"},
    {"one two", "one two", -1, "one|two|"},
    {"one two ", "one two", 0, "one two|"},
    {"one  two", "two", 0, "one|two|"},
    {"  one", "one", 0, "  one|"},
    {"one\ntwo", "one two", 0, "one|two|"},
    {"one\r\n\ntwo", "one two", 0, "one||two|"},
    {"a\xc2\xa0" "b c", "a b", 0, "a\xc2\xa0" "b|c|"},
    {"a b\xc2\xa0" "c", "a b", 0, "a|b\xc2\xa0" "c|"},
    {"half-time", "half-tim", 0, "half-|time|"},
    {"x -5", "x -", 0, "x|-5|"},
    {"on 08-14", "on 08-", 0, "on|08-14|"},
    {"abc\xc2\xad" "def", "abcdef", 0, "abc\xc2\xad" "def|"},
    {"abc\xc2\xad" "def", "abcdef", -1, "abc\xc2\xad-|def|"},
    {"abc\xc2\xad" "def", "abc-", 0, "abc\xc2\xad-|def|"},
    {"ab c\xc2\xad" "def", "ab c", 0, "ab|c\xc2\xad-|def|"},
    {"abc\xe2\x80\x8b" "def", "abcde", 0, "abc\xe2\x80\x8b|def|"},
    {"unbreakable", "unbr", 0, "unbr|eaka|ble|"},
    {"e\xcc\x81" "e", "e", 0, "e\xcc\x81|e|"},
    {"\xe4\xb8\x80\xe4\xb8\x80", "\xe4\xb8\x80", 0,
     "\xe4\xb8\x80|\xe4\xb8\x80|"},
    {"\xe4\xb8\x80\xe4\xb8\x80\xe3\x80\x82", "\xe4\xb8\x80\xe4\xb8\x80", 0,
     "\xe4\xb8\x80|\xe4\xb8\x80\xe3\x80\x82|"},
    {"\xe4\xb8\x80\xe3\x80\x8c\xe4\xb8\x80", "\xe4\xb8\x80\xe3\x80\x8c", 0,
     "\xe4\xb8\x80|\xe3\x80\x8c\xe4\xb8\x80|"},
    {"a \xe4\xb8\x80\xc2\xa0\xe4\xb8\x80", "\xe4\xb8\x80 \xe4\xb8\x80", 0,
     "a|\xe4\xb8\x80\xc2\xa0\xe4\xb8\x80|"},
    {"wide", "i", 0, "w|i|d|e|"},
};

static void test_wrap(void)
{
    char out[256];
    size_t i;

    for (i = 0; i < sizeof wrap_cases / sizeof *wrap_cases; i++) {
        const struct wrap_case *c = &wrap_cases[i];

        lines_of(c->text, strlen(c->text),
                 (uint16_t)(width_of(c->wide) + c->more), 0, out);
        if (strcmp(out, c->lines) != 0)
            printf("%s: got %s\n", c->text, out);
        check_at(strcmp(out, c->lines) == 0, c->lines, __LINE__);
    }
    lines_of("  a", 3, 100, GALLEY_TYPE_PRE, out);
    CHECK(strcmp(out, "  a|") == 0);
}

/* Any bytes, any measure: every byte is taken once, in order, no line is
 * wider than the measure, and it is drawn as wide as it was measured. */
static void test_wrap_random(void)
{
    static const char *const bits[] = {
        "a", "word", " ", " ", "-", "\xc2\xad", "\xc2\xa0", "\xe2\x80\x8b",
        "\xe4\xb8\x80", "\xcc\x81", "\t", "\xff", "\xe2\x82", "\n", "W",
        "\xe3\x80\x82", "\xf0\x9f\x99\x82",
    };
    int round;

    for (round = 0; round < 3000; round++) {
        char text[256];
        size_t size = 0, at = 0, pieces = dice(40);
        struct galley_type type = {&galley_font_body, 0, 0};
        struct galley_strip none = {NULL, 0, 0, 0};
        uint16_t measure = (uint16_t)(20 + dice(200));
        char *copy;
        int bad = 0;

        while (pieces-- > 0) {
            const char *bit = bits[dice(sizeof bits / sizeof *bits)];

            memcpy(text + size, bit, strlen(bit));
            size += strlen(bit);
        }
        type.flags = (uint8_t)dice(4);
        type.tab = (uint16_t)(dice(2) * 40);
        copy = exact(text, size);
        while (at < size && !bad) {
            struct galley_fit fit;
            int32_t pen;

            galley_wrap(&type, copy + at, size - at, measure, &fit);
            pen = galley_set(&type, copy + at, fit.shown, 7, 0, &none) - 7;
            bad = fit.taken == 0 || fit.taken > size - at ||
                  fit.shown > fit.taken || fit.width > measure ||
                  pen + (fit.hyphen ? galley_font_advance(type.font, '-')
                                    : 0) != fit.width;
            at += fit.taken;
        }
        CHECK(!bad);
        free(copy);
    }
}

/* ---- stories ---- */

static struct galley_block block_of(uint8_t kind, uint8_t level,
                                    const char *text)
{
    struct galley_block block = {0, 0, 0, 0, NULL, 0};

    block.kind = kind;
    block.level = level;
    block.text = text;
    block.size = strlen(text);
    return block;
}

static void test_story(void)
{
    struct galley_block one = block_of(GALLEY_KIND_HEADING, 2, "Heads up");
    struct galley_block two = block_of(GALLEY_KIND_PARAGRAPH, 0, "eins zwei drei");
    size_t size, full = 4 + 8 + 4 + 14 + 3;

    for (size = 0; size <= full + 1; size++) {
        struct galley_story story;
        struct galley_story_record r;
        char *buffer = harness_allocate(size);
        char text[64] = "";
        uint32_t place;

        galley_story_init(&story, buffer, size);
        CHECK(galley_story_block(&story, &one) == 0);
        CHECK(galley_story_block(&story, &two) == 0);
        CHECK(story.needed == full && story.used <= size);
        CHECK(story.truncated == (size < full));
        for (place = 0; galley_story_read(&story, place, &r); place = r.next)
            sprintf(text + strlen(text), "%u%u:%.*s|", r.kind, r.level,
                    (int)r.size, r.text);
        CHECK(place == story.used);
        if (size >= full)
            CHECK(strcmp(text, "12:Heads up|00:eins zwei drei|") == 0);
        else if (size == full - 1)
            CHECK(strcmp(text, "12:Heads up|00:eins zwei\xe2\x80\xa6|") == 0);
        else if (size == 4 + 8 + 3)
            CHECK(strcmp(text, "12:Heads up\xe2\x80\xa6|") == 0);
        else if (size == 4 + 8 + 2)
            CHECK(strcmp(text, "12:Heads\xe2\x80\xa6|") == 0);
        else if (size < 8)
            CHECK(strcmp(text, "") == 0);
        free(buffer);
    }
}

/* Every record of a story: kind, level, + where it is joined, marker and
 * text. */
static void told(const struct galley_story *story, char *out)
{
    struct galley_story_record r;
    uint32_t place;

    *out = '\0';
    for (place = 0; galley_story_read(story, place, &r); place = r.next)
        out += sprintf(out, "%u%u%s:%.*s%.*s|", r.kind, r.level,
                       r.joined ? "+" : "", (int)r.marker_size, r.marker,
                       (int)r.size, r.text);
    CHECK(place == story->used);
}

static void put_piece(struct galley_story *story, struct galley_block block,
                      uint8_t flags, const char *text)
{
    block.flags = flags;
    block.text = text;
    block.size = strlen(text);
    CHECK(galley_story_block(story, &block) == 0);
}

/* What continues a text is one record with it, whatever the size of the
 * buffer; what only follows a text that was to be continued is not. */
static void test_story_pieces(void)
{
    struct galley_block quote = block_of(GALLEY_KIND_QUOTE, 0, "");
    struct galley_block caption = block_of(GALLEY_KIND_CAPTION, 0, "a boat");
    struct galley_story story;
    size_t size, full = 4 + 13 + 4 + 5 + 3;
    char out[64], *buffer;

    for (size = 0; size <= full + 1; size++) {
        buffer = harness_allocate(size);
        galley_story_init(&story, buffer, size);
        galley_story_block(&story, &caption);
        put_piece(&story, quote, GALLEY_BLOCK_CONTINUES, "in ");
        put_piece(&story, quote,
                  GALLEY_BLOCK_CONTINUES | GALLEY_BLOCK_CONTINUED, "three ");
        put_piece(&story, quote, GALLEY_BLOCK_CONTINUED, "bits");
        galley_story_block(&story, &caption);
        put_piece(&story, quote, 0, "after");
        told(&story, out);
        CHECK(story.needed == full && story.used <= size);
        CHECK(story.truncated == (size < full));
        if (size >= full)
            CHECK(strcmp(out, "30:in three bits|30:after|") == 0);
        free(buffer);
    }
    buffer = harness_allocate(full);
    galley_story_init(&story, buffer, full);
    put_piece(&story, quote, GALLEY_BLOCK_CONTINUED, "in");
    put_piece(&story, quote, GALLEY_BLOCK_CONTINUES, "three");
    put_piece(&story, quote, 0, "bits");
    told(&story, out);
    CHECK(strcmp(out, "30:in|30:three|30:bits|") == 0);
    free(buffer);
}

/* A number is kept as it is set, once an item, and counted. */
static void test_story_numbers(void)
{
    static const struct {
        uint16_t number;
        const char *marker;
    } cases[] = {
        {0, ""}, {1, "1."}, {9, "9."}, {10, "10."}, {99, "99."},
        {100, "100."}, {65535, "65535."},
    };
    struct galley_block item = block_of(GALLEY_KIND_LIST_ITEM, 15, "");
    size_t i, size, full;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        full = 4 + strlen(cases[i].marker) + 7 + 4 + 2 + 3;
        for (size = 0; size <= full + 1; size++) {
            char out[64], want[64], *buffer = harness_allocate(size);
            struct galley_story story;

            galley_story_init(&story, buffer, size);
            item.number = cases[i].number;
            put_piece(&story, item, GALLEY_BLOCK_CONTINUES, "one ");
            item.number = (uint16_t)(size % 2 * item.number);
            put_piece(&story, item, GALLEY_BLOCK_CONTINUED, "two");
            item.number = 0;
            put_piece(&story, item, 0, "no");
            told(&story, out);
            CHECK(story.needed == full && story.used <= size);
            CHECK(story.truncated == (size < full));
            sprintf(want, "215:%sone two|215:no|", cases[i].marker);
            CHECK(size < full || strcmp(out, want) == 0);
            sprintf(want, "215:%sone\xe2\x80\xa6|", cases[i].marker);
            CHECK(size != full - 8 || strcmp(out, want) == 0);
            CHECK(size != 4 + strlen(cases[i].marker) + 3
                  || out[0] == '\0');
            free(buffer);
        }
    }
}

/* Cut at a word, also where a piece begins with the word that is cut. */
static void test_story_cut(void)
{
    static const char text[] = "one \xc3\xa9t\xc3\xa9 three-and-a-half";
    size_t size, from, all = sizeof text - 1;

    for (size = 0; size <= 4 + all + 3; size++)
        for (from = 1; from < all; from++) {
            struct galley_block whole = block_of(GALLEY_KIND_QUOTE, 0, text);
            struct galley_block piece = whole;
            char *one = harness_allocate(size), *two = harness_allocate(size);
            struct galley_story story, pieces;

            galley_story_init(&story, one, size);
            galley_story_block(&story, &whole);
            galley_story_init(&pieces, two, size);
            piece.flags = GALLEY_BLOCK_CONTINUES;
            piece.size = from;
            galley_story_block(&pieces, &piece);
            piece.flags = GALLEY_BLOCK_CONTINUED;
            piece.text = text + from;
            piece.size = all - from;
            galley_story_block(&pieces, &piece);
            CHECK(story.used == pieces.used && story.needed == pieces.needed
                  && story.truncated == pieces.truncated
                  && memcmp(one, two, story.used) == 0);
            free(one);
            free(two);
        }
}

/* A text larger than a record goes on in a second one, without a number. */
static void test_story_joined(void)
{
    struct galley_block block = block_of(GALLEY_KIND_QUOTE, 0, "before");
    struct galley_story story;
    struct galley_story_record r;
    char *buffer = harness_allocate(200000), *big = harness_allocate(70000);
    size_t i;

    galley_story_init(&story, buffer, 200000);
    galley_story_block(&story, &block);
    for (i = 0; i < 70000; i++)
        big[i] = i % 7 == 6 ? ' ' : 'x';
    block.kind = GALLEY_KIND_LIST_ITEM;
    block.number = 7;
    block.text = big;
    block.size = 70000;
    galley_story_block(&story, &block);
    CHECK(galley_story_read(&story, 10, &r) && !r.joined &&
          r.marker_size == 2 && memcmp(r.marker, "7.", 2) == 0);
    i = r.size;
    CHECK(galley_story_read(&story, r.next, &r) && r.joined &&
          r.marker_size == 0);
    CHECK(i + r.size == 70000 && !story.truncated);
    CHECK(memcmp(r.text, big + i, r.size) == 0);
    CHECK(story.needed == story.used + 3);
    free(buffer);
    free(big);
}

/* ---- pages ---- */

static const struct galley_font *const faces[GALLEY_FACES] = {
    &galley_font_body, &galley_font_headline, &galley_font_strong,
    &galley_font_small, &galley_font_mono,
};
static const struct galley_font *const one_face[GALLEY_FACES] = {
    &galley_font_small, NULL, NULL, NULL, NULL,
};

static const uint16_t sizes[][2] = {
    {800, 480}, {480, 800}, {200, 200}, {250, 122}, {122, 250}, {296, 128},
    {1200, 825},
};

/* The words of a story are w0 w1 w2...: so their order can be checked. */
static unsigned fill_story(struct galley_story *story, unsigned words)
{
    unsigned number = 0;

    while (number < words) {
        uint8_t kind = (uint8_t)dice(6);
        struct galley_block block;
        char text[2048] = "";
        unsigned count = 1 + dice(60), i;

        for (i = 0; i < count && number < words; i++)
            sprintf(text + strlen(text), "%s%sw%u", i ? " " : "",
                    kind == GALLEY_KIND_TABLE_ROW && i && dice(4) == 0 ? "\t" : "",
                    number++);
        if (dice(20) == 0)
            strcat(text, "\n");
        block = block_of(kind, (uint8_t)(1 + dice(5)), text);
        if (dice(2) == 0)
            block.number = (uint16_t)dice(dice(4) == 0 ? 65536 : 30);
        galley_story_block(story, &block);
    }
    return number;
}

/* Reads the words of a line on from the number expected next. */
static int words_follow(const struct galley_line *line, unsigned *next)
{
    char text[4096];
    char *word;

    memcpy(text, line->text, line->size);
    text[line->size] = '\0';
    for (word = strtok(text, " \t\n"); word; word = strtok(NULL, " \t\n")) {
        char want[24];

        sprintf(want, "w%u", *next);
        if (strcmp(word, want) != 0)
            return 0;
        (*next)++;
    }
    return 1;
}

static int line_inside(const struct galley_line *line,
                       const struct galley_format *format)
{
    struct galley_type type;
    struct galley_strip none = {NULL, 0, 0, 0};
    int32_t end;

    galley_line_type(line, format, &type);
    end = galley_set(&type, line->text, line->size, line->x, line->y, &none);
    if (line->flags & GALLEY_LINE_HYPHEN)
        end += galley_font_advance(type.font, '-');
    if (line->flags & GALLEY_LINE_ELLIPSIS)
        end += galley_font_advance(type.font, 0x2026);
    return line->x >= format->side && end <= format->width - format->side &&
           line->y >= format->top + type.font->ascent &&
           line->y + type.font->descent <= format->height;
}

static int same_column(const struct galley_line *a,
                       const struct galley_line *b)
{
    return a->y < b->y;
}

/* Every word once and in order; nothing outside; nothing set twice at one
 * place; the pages the walk counts are the pages there are. */
static void check_pages(const struct galley_story *story,
                        const struct galley_format *format, unsigned words)
{
    struct galley_cursor at = {0, 0, 0, 0};
    struct galley_sheet *sheet = harness_allocate(sizeof *sheet);
    unsigned next = 0, pages = 0, bad = 0;
    uint8_t i;

    do {
        const struct galley_line *before = NULL;

        CHECK(galley_typeset(sheet, format, story, &at) == 0);
        pages++;
        for (i = 0; i < sheet->count; i++) {
            const struct galley_line *line = &sheet->lines[i];

            bad += !line_inside(line, format);
            if (line->flags & GALLEY_LINE_MARK ||
                line->text < story->buffer ||
                line->text >= story->buffer + story->size)
                continue;
            if (before != NULL && !same_column(before, line))
                bad += line->x <= before->x && format->columns == 1;
            before = line;
            bad += !words_follow(line, &next);
        }
        bad += sheet->next.place == at.place && sheet->next.at == at.at &&
               sheet->next.headed == at.headed && !sheet->last;
        at = sheet->next;
    } while (!sheet->last && !bad && pages < 5000);
    CHECK(!bad);
    CHECK(next == words);
    CHECK(galley_typeset_page(sheet, format, story, 0xffff) == 0 &&
          sheet->total == pages && sheet->number == pages && sheet->last);
    free(sheet);
}

static void test_pages(void)
{
    unsigned round;

    for (round = 0; round < 120; round++) {
        struct galley_format format;
        struct galley_story story;
        size_t size = round % (sizeof sizes / sizeof *sizes);
        unsigned words;
        char *buffer = harness_allocate(30000);

        galley_story_init(&story, buffer, 30000);
        words = fill_story(&story, dice(1500));
        CHECK(!story.truncated);
        if (dice(3) > 0)
            story.headline = "A headline of some words, more than a line";
        if (dice(3) > 0)
            story.byline = "By Somebody";
        if (dice(3) > 0)
            story.published = "2026-03-07T10:00:00Z";
        if (dice(3) > 0)
            story.site = "Site";
        galley_format_init(&format, sizes[size][0] > 300 ? faces : one_face,
                           sizes[size][0], sizes[size][1]);
        format.gap = (uint8_t)(dice(2) * 8);
        if (sizes[size][0] >= 200 && dice(3) == 0)
            format.columns = 2;
        check_pages(&story, &format, words);
        free(buffer);
    }
}

/* Pages whose head leaves little or nothing for the columns. */
static void test_full_heads(void)
{
    uint16_t height;

    for (height = 60; height < 160; height++) {
        struct galley_format format;
        struct galley_story story;
        char *buffer = harness_allocate(4096);
        unsigned words;

        galley_story_init(&story, buffer, 4096);
        words = fill_story(&story, 60);
        story.headline = "A headline of two lines";
        story.byline = height % 2 ? "By Somebody" : "";
        galley_format_init(&format, one_face, 250, height);
        format.columns = 2;
        check_pages(&story, &format, words);
        free(buffer);
    }
}

/* No paragraph's first line alone at the foot of a page, no last one alone
 * at the head, no heading at the foot. */
static void test_widows(void)
{
    unsigned before;

    for (before = 1; before < 60; before++) {
        struct galley_format format;
        struct galley_story story;
        struct galley_sheet sheet;
        struct galley_cursor at = {0, 0, 0, 0};
        char *buffer = harness_allocate(4096);
        struct galley_block line = block_of(GALLEY_KIND_PARAGRAPH, 0, "line");
        struct galley_block head = block_of(GALLEY_KIND_HEADING, 2, "Heading");
        struct galley_block text = block_of(GALLEY_KIND_PARAGRAPH, 0,
            "one\ntwo\nthree\nfour\nfive");
        unsigned i, run = 0;

        galley_format_init(&format, faces, 480, 800);
        galley_story_init(&story, buffer, 4096);
        for (i = 0; i < before; i++)
            galley_story_block(&story, &line);
        galley_story_block(&story, &head);
        galley_story_block(&story, &text);
        do {
            CHECK(galley_typeset(&sheet, &format, &story, &at) == 0);
            run = 0;
            for (i = 0; i < sheet.count; i++)
                if (sheet.lines[i].size != 4 ||
                    memcmp(sheet.lines[i].text, "line", 4) != 0)
                    run++;
            CHECK(run == 0 || run == 3 || run == 4 || run == 6 || run == 2);
            CHECK(run != 2 || at.at > 0);
            at = sheet.next;
        } while (!sheet.last);
        free(buffer);
    }
}

/* ---- lists ---- */

static void put_item(struct galley_story *story, uint8_t level,
                     uint16_t number, const char *text)
{
    struct galley_block block = block_of(GALLEY_KIND_LIST_ITEM, level, text);

    block.number = number;
    galley_story_block(story, &block);
}

static int32_t end_of(const struct galley_line *line,
                      const struct galley_format *format)
{
    struct galley_strip none = {NULL, 0, 0, 0};
    struct galley_type type;

    galley_line_type(line, format, &type);
    return galley_set(&type, line->text, line->size, line->x, 0, &none);
}

static int says(const struct galley_line *line, const char *text)
{
    return line->size == strlen(text)
           && memcmp(line->text, text, line->size) == 0;
}

/* The first line of a sheet that begins so. */
static int find_line(const struct galley_sheet *sheet, const char *start)
{
    int i = 0;

    while (i < sheet->count && (sheet->lines[i].size < strlen(start) ||
           memcmp(sheet->lines[i].text, start, strlen(start)) != 0))
        i++;
    CHECK(i < sheet->count);
    return i;
}

/* The first page; what is cut off it is not wanted here. */
static void set_first(struct galley_sheet *sheet,
                      const struct galley_format *format,
                      const struct galley_story *story)
{
    struct galley_cursor at = {0, 0, 0, 0};

    CHECK(galley_typeset(sheet, format, story, &at) == 0);
}

/* The line that begins so has this marker: on its baseline, in its type,
 * with a little white between, in the column.  "" is no marker. */
static void check_marker(const struct galley_sheet *sheet,
                         const struct galley_format *format,
                         const char *start, const char *marker)
{
    int i = find_line(sheet, start);
    const struct galley_line *line = &sheet->lines[i], *mark = line - 1;
    int32_t white;
    int marked = i > 0 && mark->flags & GALLEY_LINE_MARK && mark->y == line->y;
    CHECK(marked == (*marker != '\0'));
    if (!marked)
        return;
    white = line->x - end_of(mark, format);
    CHECK(says(mark, marker) && mark->face == line->face);
    CHECK(mark->x >= format->side && white > 1 && white < format->indent);
}

#define BULLET "\xe2\x80\xa2"
#define DASH "\xe2\x80\x93"

/* One item of any number: it hangs beside its marker, at the indent where the
 * marker is no wider. */
static void test_markers(void)
{
    static const struct {
        uint16_t number;
        const char *marker;
    } cases[] = {
        {0, BULLET}, {1, "1."}, {9, "9."}, {10, "10."}, {100, "100."},
        {9999, "9999."}, {65535, "65535."},
    };
    size_t i, size;

    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size = 0; size < sizeof sizes / sizeof *sizes; size++) {
            struct galley_format format;
            struct galley_story story;
            struct galley_sheet sheet;
            char *buffer = harness_allocate(512);
            int first, j;

            galley_story_init(&story, buffer, 512);
            put_item(&story, 1, cases[i].number,
                     "one\nitem of some words, but not of many");
            galley_format_init(&format, sizes[size][0] > 300 ? faces
                                                             : one_face,
                               sizes[size][0], sizes[size][1]);
            set_first(&sheet, &format, &story);
            check_marker(&sheet, &format, "one", cases[i].marker);
            first = find_line(&sheet, "one");
            CHECK(sheet.count > first + 1);
            for (j = first; j < sheet.count; j++)
                CHECK(sheet.lines[j].x == sheet.lines[first].x);
            if (cases[i].number < 10)
                CHECK(sheet.lines[first].x == format.side + format.indent);
            else
                CHECK(sheet.lines[0].x == format.side);
            free(buffer);
        }
}

/* The items of a list begin at one x, which leaves room for its widest
 * number, on each of its pages; another list has its own. */
static void test_lists(void)
{
    struct galley_format format;
    struct galley_story story;
    struct galley_sheet *sheet = harness_allocate(sizeof *sheet);
    struct galley_block between = block_of(GALLEY_KIND_PARAGRAPH, 0, "text");
    struct galley_cursor at = {0, 0, 0, 0};
    char *buffer = harness_allocate(8192);
    unsigned pages = 0, numbers = 0, bullets = 0;
    uint16_t number;
    uint8_t i;

    galley_story_init(&story, buffer, 8192);
    for (number = 1; number < 10; number++)
        put_item(&story, 1, number, "narrow");
    galley_story_block(&story, &between);
    for (number = 1; number <= 120; number++) {
        put_item(&story, 1, number, "wide");
        if (number % 10 == 0)
            put_item(&story, 1, 0, "wide");
    }
    galley_format_init(&format, faces, 480, 800);
    do {
        CHECK(galley_typeset(sheet, &format, &story, &at) == 0);
        for (i = 0; i < sheet->count; i++) {
            const struct galley_line *mark = &sheet->lines[i];
            int32_t left;

            if (!(mark->flags & GALLEY_LINE_MARK))
                continue;
            left = mark[1].x - format.side;
            CHECK(says(mark + 1, "wide") ? left > format.indent
                                         : left == format.indent);
            CHECK(mark->y == mark[1].y);
            numbers += *mark->text >= '1' && *mark->text <= '9' &&
                       mark[1].x == end_of(mark, &format) + format.indent / 4;
            bullets += says(mark, BULLET) && mark[1].x > end_of(mark, &format);
            if (says(mark, "120."))
                CHECK(mark->x == format.side);
        }
        pages++;
        at = sheet->next;
    } while (!sheet->last && pages < 10);
    CHECK(pages == 4 || pages == 5);
    CHECK(numbers == 9 + 120 && bullets == 12);
    free(buffer);
    free(sheet);
}

/* A list in a list begins where the text of the outer one does. */
static void test_nested(void)
{
    struct galley_format format;
    struct galley_story story;
    struct galley_sheet sheet;
    char *buffer = harness_allocate(512);
    const struct galley_line *lines = sheet.lines;
    int outer, inner, inmost;

    galley_story_init(&story, buffer, 512);
    put_item(&story, 1, 9, "outer");
    put_item(&story, 2, 0, "dashed");
    put_item(&story, 3, 12, "inmost");
    put_item(&story, 2, 7, "inner");
    put_item(&story, 1, 10, "last");
    galley_format_init(&format, faces, 480, 800);
    set_first(&sheet, &format, &story);
    check_marker(&sheet, &format, "outer", "9.");
    check_marker(&sheet, &format, "dashed", DASH);
    check_marker(&sheet, &format, "inmost", "12.");
    check_marker(&sheet, &format, "inner", "7.");
    check_marker(&sheet, &format, "last", "10.");
    outer = find_line(&sheet, "outer");
    inner = find_line(&sheet, "inner");
    inmost = find_line(&sheet, "inmost");
    CHECK(lines[find_line(&sheet, "last")].x == lines[outer].x);
    CHECK(lines[find_line(&sheet, "dashed")].x == lines[inner].x);
    CHECK(lines[find_line(&sheet, "dashed") - 1].x >= lines[outer].x);
    CHECK(lines[inner - 1].x >= lines[outer].x);
    CHECK(lines[inmost - 1].x == lines[inner].x);
    free(buffer);
}

/* A number stands beside whatever begins an item. */
static void test_numbered_kinds(void)
{
    uint8_t kind;

    for (kind = 0; kind < GALLEY_KIND_CAPTION; kind++) {
        struct galley_block block = block_of(kind, 1, "first\nsecond");
        struct galley_format format;
        struct galley_story story;
        struct galley_sheet sheet;
        char *buffer = harness_allocate(64);
        int first;

        block.number = 65535;
        galley_story_init(&story, buffer, 64);
        galley_story_block(&story, &block);
        galley_format_init(&format, faces, 480, 800);
        set_first(&sheet, &format, &story);
        first = find_line(&sheet, "first");
        CHECK(sheet.count == 3 && first == 1);
        CHECK(says(&sheet.lines[0], "65535.")
              && sheet.lines[0].x == format.side
              && sheet.lines[0].y == sheet.lines[1].y
              && sheet.lines[0].face == sheet.lines[1].face);
        CHECK(sheet.lines[1].x == sheet.lines[2].x);
        /* Beside the bar, too. */
        CHECK(end_of(&sheet.lines[0], &format) < sheet.lines[1].x
              - (kind == GALLEY_KIND_QUOTE ? format.indent * 2 / 3 : 0));
        free(buffer);
    }
}

/* Columns of any width: what leaves no half of one to the text is left out;
 * a deep item comes nearer to the edge before it loses its number. */
static void test_narrow_lists(void)
{
    uint16_t width, measure, need;
    uint8_t level;

    for (width = 30; width < 300; width++)
        for (level = 1; level <= 6; level++) {
            struct galley_format format;
            struct galley_story story;
            struct galley_sheet *sheet = harness_allocate(sizeof *sheet);
            char *buffer = harness_allocate(256);
            struct galley_line mark = {"65535.", 6, 0, 0, 0, 0, 0};
            uint8_t i;

            galley_story_init(&story, buffer, 256);
            for (i = 1; i < level; i++)
                put_item(&story, i, i, "o");
            put_item(&story, level, 65535, "a bc");
            put_item(&story, level, 0, "d");
            galley_format_init(&format, one_face, width, 800);
            measure = (uint16_t)(width - 2 * format.side);
            need = (uint16_t)(end_of(&mark, &format) + format.indent / 4);
            set_first(sheet, &format, &story);
            CHECK(sheet->last);
            check_marker(sheet, &format, "a",
                         need <= measure / 2 ? "65535." : "");
            check_marker(sheet, &format, "d",
                         need <= measure / 2 ? level > 1 ? DASH : BULLET : "");
            for (i = 0; i < sheet->count; i++)
                CHECK(line_inside(&sheet->lines[i], &format));
            free(buffer);
            free(sheet);
        }
}

/* An item of more than a record goes on beside its number on each page. */
static void test_long_item(void)
{
    struct galley_format format;
    struct galley_story story;
    struct galley_sheet *sheet = harness_allocate(sizeof *sheet);
    struct galley_cursor at = {0, 0, 0, 0};
    char *buffer = harness_allocate(80000), *big = harness_allocate(70001);
    unsigned markers = 0, lines = 0, pages = 0;
    size_t i;

    for (i = 0; i < 70000; i++)
        big[i] = i % 7 == 6 ? ' ' : 'x';
    big[i] = '\0';
    galley_story_init(&story, buffer, 80000);
    put_item(&story, 1, 65535, big);
    put_item(&story, 1, 1, "last");
    galley_format_init(&format, faces, 480, 800);
    do {
        CHECK(galley_typeset(sheet, &format, &story, &at) == 0);
        for (i = 0; i < sheet->count; i++)
            if (sheet->lines[i].flags & GALLEY_LINE_MARK)
                markers++;
            else
                lines += sheet->lines[i].x == format.side + 55 + 5;
        if (pages++ == 0)
            check_marker(sheet, &format, "x", "65535.");
        at = sheet->next;
    } while (!sheet->last && pages < 1000);
    check_marker(sheet, &format, "last", "1.");
    CHECK(markers == 2 && lines > 70000 / 42);
    free(buffer);
    free(big);
    free(sheet);
}

static void test_too_small(void)
{
    struct galley_format format;
    struct galley_story story;
    struct galley_sheet sheet;
    struct galley_cursor at = {0, 0, 0, 0};
    struct galley_block block = block_of(GALLEY_KIND_PARAGRAPH, 0, "word");
    char *buffer = harness_allocate(64);
    uint16_t height, first = 0;

    galley_story_init(&story, buffer, 64);
    galley_story_block(&story, &block);
    for (height = 1; height < 100; height++) {
        galley_format_init(&format, faces, 200, height);
        if (galley_typeset(&sheet, &format, &story, &at) == 0) {
            CHECK(sheet.count == 1 && sheet.last);
            if (first == 0)
                first = height;
        } else {
            CHECK(first == 0);
        }
    }
    CHECK(first >= format.leading[0] && first < 2u * format.leading[0]);
    galley_format_init(&format, faces, 8, 400);
    CHECK(galley_typeset(&sheet, &format, &story, &at) <= 0);
    /* An empty story is an empty page, and the last. */
    galley_story_init(&story, buffer, 64);
    galley_format_init(&format, faces, 480, 800);
    CHECK(galley_typeset_page(&sheet, &format, &story, 1) == 0 &&
          sheet.total == 1 && sheet.count == 0);
    free(buffer);
}

/* A date is cut out of ISO 8601 only; byline and date share a line. */
static void test_head(void)
{
    static const char *const dates[][2] = {
        {"2026-03-07T06:30:00+01:00", "2026-03-07"},
        {"2026-03-07", "2026-03-07"},
        {"2026-03-07 06:30", "2026-03-07"},
        {"2026-03-071", "2026-03-071"},
        {"7 March 2026", "7 March 2026"},
        {"2026", "2026"},
    };
    size_t i;

    for (i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct galley_format format;
        struct galley_story story;
        struct galley_sheet sheet;
        char none[8];

        galley_story_init(&story, none, sizeof none);
        story.byline = "By Me";
        story.published = dates[i][0];
        galley_format_init(&format, faces, 480, 800);
        CHECK(galley_typeset_page(&sheet, &format, &story, 1) == 0);
        CHECK(sheet.count == 3 && sheet.rule > 0);
        CHECK(sheet.lines[2].size == strlen(dates[i][1]) &&
              memcmp(sheet.lines[2].text, dates[i][1],
                     sheet.lines[2].size) == 0);
        CHECK(sheet.lines[0].y == sheet.lines[2].y &&
              sheet.lines[2].x > sheet.lines[1].x);
    }
}

/* ---- strips and panels ---- */

/* A page in strips of any height is the page in one piece, and moving the
 * sheet changes nothing. */
static void test_strips(void)
{
    struct galley_format format;
    struct galley_story story;
    struct galley_sheet sheet, moved;
    struct galley_strip whole;
    char *buffer = harness_allocate(8192);
    uint16_t rows;

    galley_story_init(&story, buffer, 8192);
    fill_story(&story, 900);
    story.headline = "\xc3\x85ngstr\xc3\xb6m gjpqy";
    story.site = "Site";
    galley_format_init(&format, faces, 483, 799);
    CHECK(galley_typeset_page(&sheet, &format, &story, 1) == 0);
    whole = strip_of(483, 799);
    galley_sheet_draw(&sheet, &format, &whole);
    CHECK(ink_in(&whole) > 5000);
    memcpy(&moved, &sheet, sizeof moved);
    memset(&sheet, 0xa5, sizeof sheet);
    for (rows = 1; rows < 64; rows = (uint16_t)(rows * 2 + 1)) {
        struct galley_strip strip = strip_of(483, rows);
        size_t stride = GALLEY_STRIDE(483);
        uint16_t y;
        int same = 1;

        for (y = 0; y < 799; y = (uint16_t)(y + rows)) {
            size_t left = 799u - y;

            strip.top = y;
            galley_sheet_draw(&moved, &format, &strip);
            same &= memcmp(strip.bits, whole.bits + y * stride,
                           (rows < left ? rows : left) * stride) == 0;
        }
        CHECK(same);
        free(strip.bits);
    }
    free(whole.bits);
    free(buffer);
}

/* An SPI that fails its n-th wait and counts what comes after. */
struct faulty {
    int waits, fail_at, after, failed;
};

static void no_reset(void *user)
{
    (void)user;
}

static void faulty_command(void *user, uint8_t code)
{
    struct faulty *f = user;

    (void)code;
    f->after += f->failed;
}

static void faulty_data(void *user, const uint8_t *bytes, size_t size)
{
    struct faulty *f = user;

    (void)bytes;
    (void)size;
    f->after += f->failed;
}

static int faulty_wait(void *user, int busy)
{
    struct faulty *f = user;

    (void)busy;
    if (f->waits++ == f->fail_at) {
        f->failed = 1;
        return -7;
    }
    return 0;
}

/* A panel that never gets ready: the error comes out, nothing more is sent,
 * and the next page starts anew. */
static void test_stuck_panel(void)
{
    static const struct galley_controller *const all[] = {
        &galley_uc8179, &galley_ssd1680, &galley_ssd1681,
    };
    size_t i;
    int n;

    for (i = 0; i < sizeof all / sizeof *all; i++)
        for (n = 0; n < 6; n++) {
            struct faulty f = {0, 0, 0, 0};
            struct galley_spi spi = {NULL, no_reset, faulty_command,
                                     faulty_data, faulty_wait};
            struct galley_panel panel = {NULL, NULL, 200, 200, 0, 0, 0};
            struct galley_format format;
            struct galley_story story;
            struct galley_sheet sheet;
            char strip[25 * 8];
            int result;

            f.fail_at = n;
            spi.user = &f;
            panel.controller = all[i];
            panel.spi = &spi;
            galley_story_init(&story, strip, 0);
            galley_format_init(&format, faces, 200, 200);
            CHECK(galley_typeset_page(&sheet, &format, &story, 1) == 0);
            result = galley_panel_page(&panel, &sheet, &format, strip,
                                       sizeof strip);
            CHECK(result == (f.failed ? -7 : 0) && f.after == 0);
            CHECK(f.failed == (n < f.waits) && (n > 1 || f.failed));
            f.fail_at = -1;
            f.failed = 0;
            CHECK(galley_panel_page(&panel, &sheet, &format, strip,
                                    sizeof strip) == 0);
            CHECK(galley_panel_page(&panel, &sheet, &format, strip,
                                    sizeof strip - 1) == -1);
        }
}

int main(void)
{
    test_utf8();
    test_classes();
    test_font();
    test_clipping();
    test_wrap();
    test_wrap_random();
    test_story();
    test_story_pieces();
    test_story_numbers();
    test_story_cut();
    test_story_joined();
    test_pages();
    test_full_heads();
    test_widows();
    test_markers();
    test_lists();
    test_nested();
    test_numbered_kinds();
    test_narrow_lists();
    test_long_item();
    test_too_small();
    test_head();
    test_strips();
    test_stuck_panel();
    return harness_summary();
}
