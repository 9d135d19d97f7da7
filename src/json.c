/* SPDX-License-Identifier: MIT */
/*
 * Galley: JSON as a stream.  The content of a script element comes in, in
 * pieces of any size; out go brackets, commas, colons and the decoded bytes
 * of strings to the JSON-LD stage.  Holds what an escape or a character
 * reference needs.
 *
 * RFC 8259, read with indulgence: what stands outside strings and is neither
 * a bracket nor a comma or colon is skipped, and so are comments and CDATA
 * marks.
 */
#include "json.h"

#include <string.h>

#include "entities.h"
#include "jsonld.h"
#include "references.h"
#include "text.h"

/* json.state */
#define OUTSIDE 0
#define STRING 1
#define ESCAPE 2 /* behind a backslash */
#define HEX_DIGITS 3    /* behind \u */
#define MARKUP 4 /* in "<!--" or "<![CDATA[" */
#define SLASH 5
#define LINE_COMMENT 6
#define COMMENT 7
#define STAR 8

/* ---- character references in strings: pages have them ---- */

/* The held "&name" is no reference, or the string has ended. */
static void release_reference(struct galley *g)
{
    struct galley_json *j = &g->json;
    uint8_t size = j->reference_size;

    j->reference_size = 0;
    if (size > 0)
        galley_jsonld_put(g, j->reference, size);
}

/* "#38" or "#x26", n bytes; 0 when it is none. */
static uint8_t decode_number(const char *p, unsigned n, char *out)
{
    bool hex = n > 2 && (p[1] | 32) == 'x';
    unsigned i = hex ? 2 : 1;
    uint32_t code = 0;

    if (i >= n)
        return 0;
    for (; i < n; i++) {
        uint8_t digit = galley_hex((uint8_t)p[i]);

        if (digit > (hex ? 15 : 9))
            return 0;
        code = code * (hex ? 16u : 10u) + digit;
    }
    return galley_reference_number(code, out);
}

static uint8_t decode_name(const char *p, uint8_t n, char *out)
{
    struct galley_entity e;

    galley_entity_start(&e);
    for (; n > 0; n--)
        if (!galley_entity_next(&e, (uint8_t)*p++))
            return 0;
    if (!galley_entity_semicolon(&e))
        return 0;
    return galley_reference_name(&e, out);
}

/* A ';' ends the held reference: what it stands for takes its place.  (Not
 * inlined: what it needs would lie below the text that goes on.) */
GALLEY_NOINLINE static void decode_reference(struct galley_json *j)
{
    char *p = j->reference;
    uint8_t n = (uint8_t)(j->reference_size - 1);

    if (n > 0 && p[1] == '#')
        n = decode_number(p + 1, n, p);
    else
        n = decode_name(p + 1, n, p);
    if (n > 0)
        j->reference_size = n;
    else
        p[j->reference_size++] = ';';
}

/* The next byte behind a held '&': true when the reference has used it. */
static bool read_reference(struct galley *g, uint8_t c)
{
    struct galley_json *j = &g->json;

    if (c == ';') {
        decode_reference(j);
        release_reference(g);
        return true;
    }
    if (j->reference_size < sizeof j->reference - 1 && c < 0x80
        && (galley_word_byte(c) || c == '#')) {
        j->reference[j->reference_size++] = (char)c;
        return true;
    }
    release_reference(g);
    return false;
}

GALLEY_APART static void put_raw(struct galley *g, const char *p, size_t n)
{
    if (n > 0)
        galley_jsonld_put(g, p, n);
}

/* Bytes of a string, escapes decoded. */
static void put_string(struct galley *g, const char *p, size_t n)
{
    struct galley_json *j = &g->json;
    const char *end = p + n, *run = p;

    if (j->wanted != WANTED_TEXT) {
        if (j->wanted != WANTED_NOT)
            put_raw(g, p, n);
        return;
    }
    for (; p < end; p++) {
        if (j->reference_size > 0) {
            run = p + 1;
            if (read_reference(g, (uint8_t)*p))
                continue;
            run = p;
        }
        if (*p == '&') {
            put_raw(g, run, (size_t)(p - run));
            j->reference[j->reference_size++] = '&';
            run = p + 1;
        }
    }
    put_raw(g, run, (size_t)(end - run));
}

/* ---- escapes ---- */

/* Behind the first half of a surrogate pair that has found no second, if
 * there is one; 0: only that. */
static void put_code(struct galley *g, uint32_t code)
{
    struct galley_json *j = &g->json;
    char out[2 * GALLEY_ENTITY_MAX];
    uint8_t n = 0;

    if (j->surrogate != 0)
        n = galley_reference_number(0xFFFD, out);
    j->surrogate = 0;
    if (code != 0)
        n = (uint8_t)(n + galley_reference_number(code, out + n));
    put_string(g, out, n);
}

/* A UTF-16 code unit is complete. */
static void code_unit(struct galley *g)
{
    struct galley_json *j = &g->json;
    uint32_t code = j->code;

    if (j->surrogate != 0 && (code & 0xFC00u) == 0xDC00u) {
        code = 0x10000 + ((uint32_t)(j->surrogate & 0x3FFu) << 10)
               + (code & 0x3FFu);
        j->surrogate = 0;
    }
    if ((code >> 10) == 0xD800u >> 10) {
        put_code(g, 0);
        j->surrogate = j->code;
    } else {
        put_code(g, code != 0 ? code : 0xFFFD);
    }
}

/* Behind \u: the fourth digit completes a code unit; anything else breaks
 * the escape off.  Returns how many bytes were used. */
static size_t hex(struct galley *g, uint8_t c)
{
    struct galley_json *j = &g->json;
    uint8_t digit = galley_hex(c);

    if (digit > 15) {
        j->state = STRING;
        put_code(g, 0xFFFD);
        return 0;
    }
    j->code = (uint16_t)((uint32_t)j->code << 4 | digit);
    if (++j->digits == 4) {
        j->state = STRING;
        code_unit(g);
    }
    return 1;
}

static void escape(struct galley *g, char c)
{
    struct galley_json *j = &g->json;

    j->state = STRING;
    if (c == 'u') {
        j->state = HEX_DIGITS;
        j->digits = 0;
        j->code = 0;
        return;
    }
    put_code(g, 0);
    if (c == 'n' || c == 'r')
        c = '\n';
    else if (c == 't' || c == 'b' || c == 'f')
        c = ' ';
    put_string(g, &c, 1);
}

/* ---- strings ---- */

static void begin_string(struct galley *g)
{
    g->json.state = STRING;
    g->json.wanted = galley_jsonld_string(g);
}

static void end_string(struct galley *g)
{
    if (g->json.surrogate != 0)
        put_code(g, 0);
    release_reference(g);
    galley_jsonld_string_end(g);
    g->json.state = OUTSIDE;
}

/* Reads on in a string; returns how many bytes were used. */
static size_t string(struct galley *g, const char *p, size_t n)
{
    size_t i = 0;

    while (i < n && p[i] != '"' && p[i] != '\\')
        i++;
    if (i > 0) {
        put_code(g, 0);
        put_string(g, p, i);
        return i;
    }
    if (*p == '\\')
        g->json.state = ESCAPE;
    else
        end_string(g);
    return 1;
}

/* ---- what is between strings ---- */

static void between(struct galley *g, char c)
{
    switch (c) {
    case '"':
        begin_string(g);
        break;
    case '{':
    case '[':
        galley_jsonld_open(g, c == '[');
        break;
    case '}':
    case ']':
        galley_jsonld_close(g, c == ']');
        break;
    case ',':
        galley_jsonld_comma(g);
        break;
    case ':':
        galley_jsonld_colon(g);
        break;
    case '/':
        g->json.state = SLASH;
        break;
    case '<':
        g->json.state = MARKUP;
        break;
    default:
        break;
    }
}

/* Comments and CDATA marks. */
GALLEY_APART static void skip(struct galley *g, char c)
{
    struct galley_json *j = &g->json;

    if (j->state == MARKUP) {
        if (c != '!' && c != '-' && c != '['
            && !galley_is_upper((uint8_t)c)) {
            j->state = OUTSIDE;
            between(g, c);
        }
    } else if (j->state == SLASH) {
        j->state = c == '/' ? LINE_COMMENT : c == '*' ? COMMENT : OUTSIDE;
        if (j->state == OUTSIDE)
            between(g, c);
    } else if (j->state == LINE_COMMENT) {
        if (c == '\n') /* the tokenizer leaves no CR */
            j->state = OUTSIDE;
        else if (c == '<')
            j->state = MARKUP;
    } else if (c == '*') {
        j->state = STAR;
    } else {
        j->state = j->state == STAR && c == '/' ? OUTSIDE : COMMENT;
    }
}

void galley_json_begin(struct galley *g)
{
    memset(&g->json, 0, sizeof g->json);
    galley_jsonld_begin(g);
}

void galley_json_text(struct galley *g, const char *p, size_t n)
{
    while (n > 0) {
        uint8_t state = g->json.state;
        size_t used = 1;

        if (state == STRING)
            used = string(g, p, n);
        else if (state == ESCAPE)
            escape(g, *p);
        else if (state == HEX_DIGITS)
            used = hex(g, (uint8_t)*p);
        else if (state == OUTSIDE)
            between(g, *p);
        else
            skip(g, *p);
        p += used;
        n -= used;
    }
}

/* A script that was cut short: what was read counts. */
void galley_json_end(struct galley *g)
{
    uint8_t state = g->json.state;

    if (state == STRING || state == ESCAPE || state == HEX_DIGITS)
        end_string(g);
    galley_jsonld_end(g);
}
