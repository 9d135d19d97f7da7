/* SPDX-License-Identifier: MIT */
/*
 * A line of JSON (RFC 8259) in: an object, whose members "url" and "html" go
 * on as UTF-8, the latter as it is read; all others are passed over.  Holds
 * the URL, some text, and a bit for each object or array that is open.
 */
#include <string.h>

#include "batch.h"

/* j->state */
enum {
    LINE,          /* the object that the line is */
    VALUE,
    VALUE_OR_END,  /* behind '[' */
    KEY,
    KEY_OR_END,    /* behind '{' */
    COLON,
    COMMA_OR_END,
    STRING,
    ESCAPE,
    HEX,           /* part: digits read */
    LITERAL,       /* part: letters read */
    NUMBER,        /* part: N_... */
    COMPLETE
};

/* j->part of a number */
enum { N_MINUS, N_ZERO, N_INTEGER, N_POINT, N_FRACTION, N_E, N_SIGN, N_POWER };

/* j->string, j->member */
enum { OTHER, URL, HTML, NAME };

void jsonl_init(struct jsonl *j, char *url, byte_sink *html, void *user)
{
    memset(j, 0, sizeof *j);
    j->html = html;
    j->user = user;
    j->url = url;
    url[0] = '\0';
}

static void fail(struct jsonl *j, uint8_t fault)
{
    if (j->fault == FAULT_NONE)
        j->fault = fault;
}

/* ---- the text of strings ---- */

/* A name that does not fit is none of those looked for. */
static void add_to_key(struct jsonl *j, const char *bytes, size_t size)
{
    size_t room = sizeof j->key - j->key_size;
    size_t n = size < room ? size : room;

    memcpy(j->key + j->key_size, bytes, n);
    j->key_size += n;
}

static void add_to_url(struct jsonl *j, const char *bytes, size_t size)
{
    if (size >= URL_SIZE - j->url_size) {
        fail(j, FAULT_URL);
        return;
    }
    memcpy(j->url + j->url_size, bytes, size);
    j->url_size += size;
    j->url[j->url_size] = '\0';
}

static void flush(struct jsonl *j)
{
    if (j->text_size > 0)
        j->html(j->user, j->text, j->text_size);
    j->text_size = 0;
}

/* Between two escapes there is little: it is gathered. */
static void add_to_text(struct jsonl *j, const char *bytes, size_t size)
{
    if (size > sizeof j->text - j->text_size)
        flush(j);
    if (size > sizeof j->text) {
        j->html(j->user, bytes, size);
        return;
    }
    memcpy(j->text + j->text_size, bytes, size);
    j->text_size += size;
}

static void put(struct jsonl *j, const char *bytes, size_t size)
{
    if (j->string == NAME)
        add_to_key(j, bytes, size);
    else if (j->string == URL)
        add_to_url(j, bytes, size);
    else if (j->string == HTML)
        add_to_text(j, bytes, size);
}

static void put_character(struct jsonl *j, uint32_t c)
{
    static const uint8_t marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    char utf8[4];

    for (size_t i = n; i-- > 1; c >>= 6)
        utf8[i] = (char)(0x80 | (c & 0x3F));
    utf8[0] = (char)(marks[n] | c);
    put(j, utf8, n);
}

/* Half a surrogate pair is no character. */
static void end_pair(struct jsonl *j)
{
    if (j->high != 0)
        put_character(j, 0xFFFD);
    j->high = 0;
}

static void put_unit(struct jsonl *j, uint16_t unit)
{
    bool low = unit >= 0xDC00 && unit <= 0xDFFF;

    if (low && j->high != 0) {
        put_character(j, UINT32_C(0x10000) + ((j->high - 0xD800u) << 10)
                             + (unit - 0xDC00u));
        j->high = 0;
        return;
    }
    end_pair(j);
    if (unit >= 0xD800 && unit <= 0xDBFF)
        j->high = unit;
    else
        put_character(j, low ? 0xFFFD : unit);
}

static void begin_string(struct jsonl *j, uint8_t which)
{
    j->state = STRING;
    j->string = which;
    if (which == NAME)
        j->key_size = 0;
    if (which == URL) {
        j->url_size = 0;
        j->url[0] = '\0';
    }
    if (which == HTML) {
        if (j->seen)
            fail(j, FAULT_HTML_TWICE);
        j->seen = true;
    }
}

static bool key_is(const struct jsonl *j, const char *name)
{
    return j->key_size == strlen(name)
           && memcmp(j->key, name, j->key_size) == 0;
}

static void end_string(struct jsonl *j)
{
    end_pair(j);
    if (j->string != NAME) {
        j->state = COMMA_OR_END;
        return;
    }
    j->state = COLON;
    j->member = j->depth > 1       ? OTHER
                : key_is(j, "url")  ? URL
                : key_is(j, "html") ? HTML
                                    : OTHER;
}

/* How many bytes. */
static size_t string(struct jsonl *j, const char *bytes, size_t size)
{
    size_t n = 0;

    while (n < size && bytes[n] != '"' && bytes[n] != '\\'
           && (unsigned char)bytes[n] >= 0x20)
        n++;
    if (n > 0)
        end_pair(j);
    put(j, bytes, n);
    if (n == size)
        return n;
    if (bytes[n] == '"')
        end_string(j);
    else if (bytes[n] == '\\')
        j->state = ESCAPE;
    else
        fail(j, FAULT_JSON);
    return n + 1;
}

static void escape(struct jsonl *j, char c)
{
    static const char names[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    const char *name = names;

    j->state = STRING;
    if (c == 'u') {
        j->state = HEX;
        j->part = 0;
        j->unit = 0;
        return;
    }
    end_pair(j);
    while (*name != '\0' && *name != c)
        name += 2;
    if (*name == '\0')
        fail(j, FAULT_JSON);
    else
        put(j, name + 1, 1);
}

static void hex(struct jsonl *j, char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *digit = c != '\0' ? strchr(digits, c) : NULL;

    if (digit == NULL) {
        fail(j, FAULT_JSON);
        return;
    }
    j->unit = (uint16_t)(j->unit << 4 | ((digit - digits) & 15));
    if (++j->part < 4)
        return;
    j->state = STRING;
    put_unit(j, j->unit);
}

/* ---- other values ---- */

static bool is_array(const struct jsonl *j)
{
    unsigned at = j->depth - 1u;

    return j->arrays[at / 8] >> at % 8 & 1;
}

static void open_nested(struct jsonl *j, bool array)
{
    unsigned at = j->depth, bit = 1u << at % 8;

    if (at == JSON_DEPTH) {
        fail(j, FAULT_JSON);
        return;
    }
    j->arrays[at / 8] = (uint8_t)((j->arrays[at / 8] & ~bit)
                                  | (array ? bit : 0));
    j->depth++;
    j->state = array ? VALUE_OR_END : KEY_OR_END;
}

static void close_nested(struct jsonl *j, char c)
{
    if (is_array(j) != (c == ']')) {
        fail(j, FAULT_JSON);
        return;
    }
    j->depth--;
    j->state = j->depth > 0 ? COMMA_OR_END : COMPLETE;
}

static void literal(struct jsonl *j, char c)
{
    if (c != j->literal[j->part])
        fail(j, FAULT_JSON);
    else if (j->literal[++j->part] == '\0')
        j->state = COMMA_OR_END;
}

static void begin_literal(struct jsonl *j, char c)
{
    static const char *const literals[] = {"true", "false", "null"};
    size_t i = 0;

    while (i < 3 && literals[i][0] != c)
        i++;
    if (i == 3) {
        fail(j, FAULT_JSON);
        return;
    }
    j->state = LITERAL;
    j->literal = literals[i];
    j->part = 1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What a character makes of a number, or -1. */
static int number_goes_on(uint8_t part, char c)
{
    bool e = c == 'e' || c == 'E';

    switch (part) {
    case N_MINUS:
        return c == '0' ? N_ZERO : is_digit(c) ? N_INTEGER : -1;
    case N_INTEGER:
        if (is_digit(c))
            return N_INTEGER;
        return c == '.' ? N_POINT : e ? N_E : -1;
    case N_ZERO:
        return c == '.' ? N_POINT : e ? N_E : -1;
    case N_POINT:
        return is_digit(c) ? N_FRACTION : -1;
    case N_FRACTION:
        return is_digit(c) ? N_FRACTION : e ? N_E : -1;
    case N_E:
        if (c == '+' || c == '-')
            return N_SIGN;
        return is_digit(c) ? N_POWER : -1;
    default:
        return is_digit(c) ? N_POWER : -1;
    }
}

/* Whether c was a part of it: a number has no end of its own. */
static bool number(struct jsonl *j, char c)
{
    int part = number_goes_on(j->part, c);

    if (part >= 0) {
        j->part = (uint8_t)part;
        return true;
    }
    if (j->part != N_ZERO && j->part != N_INTEGER && j->part != N_FRACTION
        && j->part != N_POWER)
        fail(j, FAULT_JSON);
    j->state = COMMA_OR_END;
    return false;
}

static void value(struct jsonl *j, char c)
{
    uint8_t member = j->member;

    j->member = OTHER;
    if (c == '"') {
        begin_string(j, member);
    } else if (c == '{' || c == '[') {
        open_nested(j, c == '[');
    } else if (c == '-' || is_digit(c)) {
        j->state = NUMBER;
        j->part = N_MINUS;
        if (c != '-')
            number(j, c);
    } else {
        begin_literal(j, c);
    }
}

/* ---- between values ---- */

static void between(struct jsonl *j, char c)
{
    uint8_t state = j->state;

    if (j->bom % 3 != 0)
        fail(j, FAULT_JSON);
    if (c == ' ' || c == '\t' || c == '\r')
        return;
    if (state == LINE && c == '{')
        open_nested(j, false);
    else if ((state == VALUE_OR_END && c == ']')
             || (state == KEY_OR_END && c == '}')
             || (state == COMMA_OR_END && (c == ']' || c == '}')))
        close_nested(j, c);
    else if (state == VALUE || state == VALUE_OR_END)
        value(j, c);
    else if ((state == KEY || state == KEY_OR_END) && c == '"')
        begin_string(j, NAME);
    else if (state == COLON && c == ':')
        j->state = VALUE;
    else if (state == COMMA_OR_END && c == ',')
        j->state = is_array(j) ? VALUE : KEY;
    else
        fail(j, FAULT_JSON);
}

/* A byte order mark may begin the line. */
static bool is_bom(struct jsonl *j, char c)
{
    static const char bom[] = "\xEF\xBB\xBF";

    if (j->state != LINE || j->bom == 3 || c != bom[j->bom])
        return false;
    j->bom++;
    return true;
}

static void feed_byte(struct jsonl *j, char c)
{
    if (j->state == ESCAPE)
        escape(j, c);
    else if (j->state == HEX)
        hex(j, c);
    else if (j->state == LITERAL)
        literal(j, c);
    else if (!(j->state == NUMBER && number(j, c)) && !is_bom(j, c))
        between(j, c);
}

void jsonl_feed(struct jsonl *j, const char *bytes, size_t size)
{
    while (size > 0 && j->fault == FAULT_NONE) {
        size_t n = 1;

        if (j->state == STRING)
            n = string(j, bytes, size);
        else
            feed_byte(j, *bytes);
        bytes += n;
        size -= n;
    }
}

int jsonl_finish(struct jsonl *j)
{
    flush(j);
    if (j->state != COMPLETE)
        fail(j, FAULT_JSON);
    if (!j->seen)
        fail(j, FAULT_HTML);
    return j->fault;
}
