/* SPDX-License-Identifier: MIT */
/*
 * Galley: bytes of an HTTP response in (RFC 9112), bytes of its body out, as
 * spans of the caller's chunk.  Of the head only what matters is kept: the
 * status, the charset, the Location of a redirect.
 *
 * Lenient where a reader loses nothing, as browsers and curl are: lines may
 * end in LF alone, values may be folded, a stray CR in a head is a space, a
 * line without a name is no field, a content coding that nobody knows is none,
 * and the status line may be one that tools print for HTTP/2 and HTTP/3, whose
 * body is as little chunked as that which they have decoded.  Strict where
 * another reading of the framing would be another page.
 */
#include "../include/galley_http.h"

#include <stdbool.h>
#include <string.h>

#include "text.h"

/* h->state; the order counts */
enum {
    STATUS_LINE, /* part: how many characters have matched */
    REASON,
    LINE_START, /* a field may end here, or go on */
    FIELD_NAME,
    FIELD_VALUE,
    HEAD_END,   /* CR was read, LF must follow */
    FIRST_SIZE, /* of a chunk, or the body itself */
    CHUNK_SIZE,
    CHUNK_END,
    TRAILER,    /* behind the last chunk: the connection may end here */
    CHUNK_DATA, /* from here on bytes come in runs */
    BODY_LENGTH,
    BODY_CLOSE, /* until the connection ends */
    COMPLETE
};

/* h->flags */
#define BAD_TRANSFER 0x01
#define HAS_LENGTH 0x02
#define BAD_LENGTH 0x04
#define LONG_LENGTH 0x08
#define CODED 0x10
#define NOT_TEXT 0x20
#define LONG_LOCATION 0x40
#define WANTED 0x80 /* the parameter being read is the charset */

/* h->transfer: Transfer-Encoding; the order counts */
enum { ABSENT, PRESENT, CHUNKED /* by its last coding */ };

/* h->field: the names that matter, in lower case; NO_FIELD: another one. */
#define FIELDS(F)                                \
    F(CONTENT_LENGTH, "\16content-length")       \
    F(CONTENT_TYPE, "\14content-type")           \
    F(CONTENT_ENCODING, "\20content-encoding")   \
    F(TRANSFER_ENCODING, "\21transfer-encoding") \
    F(LOCATION, "\10location")
#define NUMBER_OF(number, name) number,
#define NAME_OF(number, name) name

enum { NO_FIELD, FIELDS(NUMBER_OF) };
static const char names[] GALLEY_FLASH = FIELDS(NAME_OF);

/* How the types begin that no article has. */
static const char other_types[] GALLEY_FLASH =
    "\6image/" "\6audio/" "\6video/" "\5font/" "\17application/pdf"
    "\17application/zip" "\20application/gzip" "\20application/x-gz";

/* The content codings of IANA's registry that were ever in use; in front those
 * that can be inflated. */
static const char codings[] GALLEY_FLASH =
    "\4gzip" "\6x-gzip" "\7deflate" "\10compress" "\12x-compress" "\2br"
    "\4zstd" "\3dcb" "\3dcz";
#define DEFLATE 3 /* its number */

static const char identity[] GALLEY_FLASH = "identity";
static const char chunked[] GALLEY_FLASH = "chunked";
static const char charset_name[] GALLEY_FLASH = "charset";

/* '#' stands for a digit.  Behind the NUL is what may follow the version's
 * first one. */
static const char status_line[] GALLEY_FLASH = "HTTP/# ###\0.# ";
enum { MAJOR = 5, BEHIND_MAJOR, STATUS, MINOR = 12, BEHIND_MINOR };

/* ---- words ---- */

static bool equals(const struct galley_http *h, const char *s)
{
    return galley_text_equal(h->word, h->word_size, s);
}

/* A word that is too long is not a known one, but may begin as one: its size
 * is one more than what is kept, and all known ones are shorter than that. */
static void add_to_word(struct galley_http *h, char c)
{
    if (h->word_size < sizeof h->word)
        h->word[h->word_size] = (char)galley_lower((uint8_t)c);
    if (h->word_size <= sizeof h->word)
        h->word_size++;
}

/* The number is 2.6 GB at least before it does not fit. */
static void add_digit(struct galley_http *h, uint8_t base, uint8_t digit)
{
    if (h->number > UINT32_MAX / 16)
        h->flags |= LONG_LENGTH;
    h->number = h->number * base + digit;
}

/* ---- values: a byte at a time, white space as ' ', the end as '\0' ---- */

/* Parts of Content-Length. */
enum { BEFORE_NUMBER, IN_NUMBER, BEHIND_NUMBER };

/* Possibly a list of equal numbers. */
static void content_length(struct galley_http *h, char c)
{
    if (galley_is_digit((uint8_t)c) && h->part < BEHIND_NUMBER) {
        h->part = IN_NUMBER;
        add_digit(h, 10, (uint8_t)(c - '0'));
    } else if (c == ' ') {
        if (h->part == IN_NUMBER)
            h->part = BEHIND_NUMBER;
    } else if ((c == ',' || c == '\0') && h->part != BEFORE_NUMBER) {
        if ((h->flags & HAS_LENGTH) && h->left != h->number)
            h->flags |= BAD_LENGTH;
        h->flags |= HAS_LENGTH;
        h->left = h->number;
        h->number = 0;
        h->part = BEFORE_NUMBER;
    } else {
        h->flags |= BAD_LENGTH;
    }
}

/* Parts of a coding; the order counts. */
enum { BEFORE_CODING, IN_CODING, BEHIND_CODING, IN_PARAMETERS };

/* A transfer coding: chunked must be the last one, once. */
static void end_transfer(struct galley_http *h)
{
    if (h->transfer == CHUNKED)
        h->flags |= BAD_TRANSFER;
    else if (equals(h, chunked))
        h->transfer = CHUNKED;
    else if (!equals(h, identity))
        h->flags |= CODED;
}

/* A content coding: one, of those that can be inflated. */
static void end_content(struct galley_http *h)
{
    uint8_t number = galley_text_listed(codings, h->word, h->word_size,
                                        LISTED_WHOLE);

    if (number == 0)
        return;
    if (number > DEFLATE || !h->inflated || h->coding != GALLEY_HTTP_PLAIN)
        h->flags |= CODED;
    if (number <= DEFLATE)
        h->coding = number < DEFLATE ? GALLEY_HTTP_GZIP : GALLEY_HTTP_DEFLATE;
}

static void end_coding(struct galley_http *h)
{
    if (h->word_size == 0)
        return;
    if (h->field == TRANSFER_ENCODING)
        end_transfer(h);
    else
        end_content(h);
    h->word_size = 0;
}

/* Content-Encoding and Transfer-Encoding. */
static void coding(struct galley_http *h, char c)
{
    if (c == ',' || c == '\0') {
        end_coding(h);
        h->part = BEFORE_CODING;
    } else if (c == ';') {
        h->part = IN_PARAMETERS;
    } else if (c == ' ') {
        if (h->part == IN_CODING)
            h->part = BEHIND_CODING;
    } else if (h->part == BEHIND_CODING) { /* no coding is two words */
        if (h->field == TRANSFER_ENCODING)
            h->flags |= BAD_TRANSFER;
    } else if (h->part < BEHIND_CODING) {
        h->part = IN_CODING;
        add_to_word(h, c);
    }
}

/* Parts of Content-Type; the order counts. */
enum { MEDIA_TYPE, PARAMETER, PARAMETER_VALUE, QUOTED, QUOTED_PAIR };

static void parameter_byte(struct galley_http *h, char c)
{
    if (!(h->flags & WANTED))
        return;
    if (h->word_size == sizeof h->charset - 1) {
        h->charset[0] = '\0'; /* no label is that long */
        h->flags &= (uint8_t)~WANTED;
        return;
    }
    h->charset[h->word_size++] = c;
    h->charset[h->word_size] = '\0';
}

static void content_type(struct galley_http *h, char c)
{
    bool quoted = h->part == QUOTED;

    if (c == '\0' || (c == ';' && h->part < QUOTED)) {
        if (h->part == MEDIA_TYPE
            && galley_text_listed(other_types, h->word, h->word_size,
                                  LISTED_START))
            h->flags |= NOT_TEXT;
        h->part = PARAMETER;
        h->word_size = 0;
    } else if (h->part == QUOTED_PAIR || (quoted && c != '"' && c != '\\')) {
        h->part = QUOTED;
        parameter_byte(h, c);
    } else if (quoted) {
        h->part = c == '"' ? PARAMETER_VALUE : QUOTED_PAIR;
    } else if (h->part == PARAMETER_VALUE && c == '"') {
        h->part = QUOTED;
    } else if (h->part == PARAMETER_VALUE && c != ' ') {
        parameter_byte(h, c);
    } else if (h->part == PARAMETER && c == '=') {
        h->part = PARAMETER_VALUE;
        h->flags &= (uint8_t)~WANTED;
        if (equals(h, charset_name) && h->charset[0] == '\0')
            h->flags |= WANTED;
        h->word_size = 0;
    } else if (c != ' ') {
        add_to_word(h, c);
    }
}

static void location_byte(struct galley_http *h, char c)
{
    if (!(h->flags & LONG_LOCATION)
        && !galley_text_put_url(h->location, sizeof h->location,
                                &h->location_size, c))
        h->flags |= LONG_LOCATION;
}

/* Without the white space around it.  number: spaces that may be inside. */
static void location(struct galley_http *h, char c)
{
    if (c == '\0')
        return;
    if (c == ' ') {
        h->number += h->location_size > 0;
        return;
    }
    for (; h->number > 0 && !(h->flags & LONG_LOCATION); h->number--)
        location_byte(h, ' ');
    location_byte(h, c);
}

static void value(struct galley_http *h, char c)
{
    if (h->field == CONTENT_LENGTH)
        content_length(h, c);
    else if (h->field == CONTENT_TYPE)
        content_type(h, c);
    else if (h->field == LOCATION)
        location(h, c);
    else if (h->field != NO_FIELD)
        coding(h, c);
}

/* ---- the head ---- */

/* A head begins: nothing is left of one before. */
GALLEY_APART static void restart(struct galley_http *h)
{
    uint8_t captured = h->captured, inflated = h->inflated, heads = h->heads;
    uint16_t lines = h->lines;

    galley_http_init(h);
    h->captured = captured;
    h->inflated = inflated;
    h->heads = heads;
    h->lines = lines;
}

/* No status line: behind a redirect that is its body, or its end. */
static int8_t no_status(const struct galley_http *h)
{
    return h->location[0] != '\0' ? GALLEY_ERR_HTTP_REDIRECT
                                  : GALLEY_ERR_HTTP_SYNTAX;
}

static void end_status(struct galley_http *h, char c)
{
    uint32_t status = h->number;

    if (status < 100 || status > 599) {
        h->error = no_status(h);
        return;
    }
    restart(h);
    h->status = (uint16_t)status;
    h->state = c == '\n' ? LINE_START : REASON;
}

static void status_byte(struct galley_http *h, char c)
{
    char wanted = (char)GALLEY_READ8(status_line + h->part);

    if (h->part == 0 && (c == '\r' || c == '\n'))
        return; /* an empty line in front */
    if (h->part == BEHIND_MAJOR && c == '.') {
        h->part = MINOR;
    } else if (wanted == '#' && galley_is_digit((uint8_t)c)
               && (h->part != MAJOR || (c > '0' && c < '4'))) {
        if (h->part >= STATUS && h->part < MINOR)
            h->number = h->number * 10 + (uint8_t)(c - '0');
        h->part++;
    } else if (wanted == c) { /* which is no NUL */
        h->part = h->part == BEHIND_MINOR ? STATUS : h->part + 1;
    } else if (wanted == '\0' && (c == ' ' || c == '\r' || c == '\n')) {
        end_status(h, c);
    } else {
        h->error = no_status(h);
    }
}

/* The name is read: does the field matter? */
static void begin_value(struct galley_http *h)
{
    h->field = galley_text_listed(names, h->word, h->word_size,
                                  LISTED_WHOLE);
    if (h->field == LOCATION
        && (h->status < 300 || h->status > 399 || h->location_size > 0))
        h->field = NO_FIELD; /* no redirect, or the second one */
    if (h->field == CONTENT_TYPE) {
        h->charset[0] = '\0'; /* the last one counts */
        h->flags &= (uint8_t)~NOT_TEXT;
    }
    if (h->field == TRANSFER_ENCODING) {
        if (h->transfer != ABSENT)
            h->flags |= BAD_TRANSFER; /* two fields */
        h->transfer = PRESENT;
    }
    h->word_size = 0;
    h->number = 0;
    h->part = 0;
    h->state = FIELD_VALUE;
}

GALLEY_APART static int8_t judge(struct galley_http *h)
{
    if (h->location[0] != '\0' && h->status != 304)
        return h->flags & LONG_LOCATION ? GALLEY_ERR_LIMIT
                                        : GALLEY_ERR_HTTP_REDIRECT;
    if (h->status < 200 || h->status > 299)
        return GALLEY_ERR_HTTP_STATUS;
    if (h->status == 204 || h->status == 205) {
        h->state = COMPLETE;
        return 0;
    }
    if (h->flags & BAD_TRANSFER)
        return GALLEY_ERR_HTTP_SYNTAX;
    if (h->flags & CODED)
        return GALLEY_ERR_COMPRESSED;
    if (h->flags & NOT_TEXT)
        return GALLEY_ERR_BINARY;
    if (h->transfer == CHUNKED) {
        h->flags &= (uint8_t)~LONG_LENGTH;
        h->state = FIRST_SIZE;
        return 0;
    }
    if (h->flags & BAD_LENGTH)
        return GALLEY_ERR_HTTP_SYNTAX;
    if (h->flags & LONG_LENGTH)
        return GALLEY_ERR_LIMIT;
    if (!(h->flags & HAS_LENGTH))
        h->state = BODY_CLOSE;
    else
        h->state = h->left > 0 ? BODY_LENGTH : COMPLETE;
    return 0;
}

/* Another head follows, or may. */
static void next_head(struct galley_http *h)
{
    if (h->heads == GALLEY_HTTP_INTERIM_MAX)
        h->error = GALLEY_ERR_LIMIT;
    h->heads++;
    h->state = STATUS_LINE;
}

static void end_head(struct galley_http *h)
{
    h->number = 0;
    h->part = 0;
    h->lines = 0;
    if (h->status < 200 && h->status != 101) {
        next_head(h);
        if (h->error == 0)
            restart(h);
        return;
    }
    h->error = judge(h);
    if (h->captured && h->error == GALLEY_ERR_HTTP_REDIRECT) {
        h->error = 0;
        next_head(h);
    }
    if (h->flags & LONG_LOCATION)
        h->location[0] = '\0';
}

/* A line without a colon, a name, or with a name of two words is skipped. */
static void name_byte(struct galley_http *h, char c)
{
    if (c == ':' && h->word_size > 0)
        begin_value(h);
    else if (c == ' ' || c == '\t') /* none begins a line */
        h->part = 1; /* tolerated in front of the colon */
    else if (c == '\n')
        h->state = LINE_START;
    else if (c == '\r' || c == ':' || h->part > 0)
        h->state = FIELD_VALUE; /* of no field */
    else if ((uint8_t)c <= ' ')
        h->error = GALLEY_ERR_HTTP_SYNTAX;
    else
        add_to_word(h, c);
}

/* The first byte of a line says whether the field before has ended. */
static void line_start(struct galley_http *h, char c)
{
    if (c == ' ' || c == '\t') {
        h->state = FIELD_VALUE;
        value(h, ' ');
        return;
    }
    value(h, '\0');
    h->field = NO_FIELD;
    h->word_size = 0;
    h->part = 0;
    if (c == '\n') {
        end_head(h);
    } else if (c == '\r') {
        h->state = HEAD_END;
    } else {
        h->state = FIELD_NAME;
        name_byte(h, c);
    }
}

static void head_byte(struct galley_http *h, char c)
{
    if (c == '\0')
        h->error = GALLEY_ERR_HTTP_SYNTAX;
    else if (h->state == STATUS_LINE)
        status_byte(h, c);
    else if (h->state == LINE_START)
        line_start(h, c);
    else if (h->state == FIELD_NAME)
        name_byte(h, c);
    else if (h->state == HEAD_END && c != '\n')
        h->error = GALLEY_ERR_HTTP_SYNTAX;
    else if (h->state == HEAD_END)
        end_head(h);
    else if (c == '\n') /* REASON, FIELD_VALUE */
        h->state = LINE_START;
    else if (h->state == FIELD_VALUE)
        value(h, c == '\r' || c == '\t' ? ' ' : c);
}

/* ---- the body ---- */

/* Parts of the line of a chunk's size; the order counts. */
enum { BEFORE_SIZE, IN_SIZE, BEHIND_SIZE, IN_EXTENSION, BEHIND_CR };

/* Parts of a line of the trailer section. */
enum { BEFORE_LINE, IN_LINE, EMPTY_LINE };

static void chunk_end_byte(struct galley_http *h, char c)
{
    if (c == '\n') {
        h->state = CHUNK_SIZE;
        h->part = 0;
    } else if (c == '\r' && h->part == 0) {
        h->part = 1;
    } else {
        h->error = GALLEY_ERR_HTTP_SYNTAX;
    }
}

static void add_size_digit(struct galley_http *h, uint8_t digit)
{
    h->part = IN_SIZE;
    add_digit(h, 16, digit);
    if (h->flags & LONG_LENGTH)
        h->error = GALLEY_ERR_LIMIT;
}

static void end_chunk_size(struct galley_http *h)
{
    h->left = h->number;
    h->number = 0;
    h->part = 0;
    h->state = h->left > 0 ? CHUNK_DATA : TRAILER;
}

static void chunk_size_byte(struct galley_http *h, char c)
{
    uint8_t digit = galley_hex((uint8_t)c);

    if (h->part <= IN_SIZE && digit < 16)
        add_size_digit(h, digit);
    else if (h->part == BEFORE_SIZE || (h->part == BEHIND_CR && c != '\n'))
        h->error = GALLEY_ERR_HTTP_SYNTAX;
    else if (c == '\n')
        end_chunk_size(h);
    else if (c == '\r')
        h->part = BEHIND_CR;
    else if (c == ';' || h->part == IN_EXTENSION)
        h->part = IN_EXTENSION;
    else if (c == ' ' || c == '\t')
        h->part = BEHIND_SIZE;
    else
        h->error = GALLEY_ERR_HTTP_SYNTAX;
}

/* Of the trailer section only the end matters: an empty line. */
static void trailer_byte(struct galley_http *h, char c)
{
    if (c == '\n' && h->part != IN_LINE)
        h->state = COMPLETE;
    else if (c == '\n')
        h->part = BEFORE_LINE;
    else if (c == '\r' && h->part == BEFORE_LINE)
        h->part = EMPTY_LINE;
    else
        h->part = IN_LINE;
}

/* Of a capture in which the chunks are put together already, the head still
 * says that they come: the body begins with no size. */
static void begin_chunks(struct galley_http *h, char c)
{
    h->state = galley_hex((uint8_t)c) < 16 ? CHUNK_SIZE : BODY_CLOSE;
}

/* A run of body bytes, of size at least 1. */
static void body_bytes(struct galley_http *h, const char **p, size_t size,
                       struct galley_span *body)
{
    if (h->state != BODY_CLOSE) {
        if (size > h->left)
            size = (size_t)h->left;
        h->left -= (uint32_t)size;
        if (h->left == 0)
            h->state = h->state == CHUNK_DATA ? CHUNK_END : COMPLETE;
    }
    h->lines = 0;
    body->data = *p;
    body->size = size;
    *p += size;
}

/* ---- the stage ---- */

void galley_http_init(struct galley_http *h)
{
    memset(h, 0, sizeof *h);
}

/* Lines are read byte by byte, so many of them in a row. */
static void line_byte(struct galley_http *h, char c)
{
    if (h->lines == GALLEY_HTTP_HEAD_MAX) {
        h->error = GALLEY_ERR_LIMIT;
        return;
    }
    h->lines++;
    if (h->state < CHUNK_SIZE)
        head_byte(h, c);
    else if (h->state == CHUNK_SIZE)
        chunk_size_byte(h, c);
    else if (h->state == CHUNK_END)
        chunk_end_byte(h, c);
    else
        trailer_byte(h, c);
}

int galley_http_next(struct galley_http *h, const char **p, const char *end,
                     struct galley_span *body)
{
    while (h->error == 0 && h->state != COMPLETE && *p != end) {
        if (h->state == FIRST_SIZE)
            begin_chunks(h, **p);
        if (h->state >= CHUNK_DATA) {
            body_bytes(h, p, (size_t)(end - *p), body);
            return 1;
        }
        line_byte(h, *(*p)++);
    }
    return h->error;
}

int galley_http_complete(const struct galley_http *h)
{
    return h->state == COMPLETE;
}

int galley_http_finish(struct galley_http *h)
{
    if (h->error == 0 && h->state < BODY_CLOSE && h->state != TRAILER)
        h->error = h->state == STATUS_LINE ? no_status(h)
                                           : GALLEY_ERR_HTTP_LENGTH;
    return h->error;
}
