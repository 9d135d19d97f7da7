/* SPDX-License-Identifier: MIT */
/*
 * Galley: bytes of the page in, valid UTF-8 out.  Holds the few bytes of
 * input that are not decided, and a span of output where that differs from
 * the input.
 *
 * What decides, in this order:
 *  1. The first four bytes: a byte order mark, ASCII as UTF-16, or a magic
 *     number (an error).
 *  2. The transport's label, else the first <meta> that is handed in.
 *  3. The bytes.  As long as the page may be UTF-8, well-formed sequences are
 *     passed on as such and counted as evidence.  An ill-formed one that
 *     comes before any evidence means the encoding of the page's language, or
 *     windows-1252; where another encoding was declared, before EVIDENCE
 *     sequences, it means that one.  After that it is U+FFFD.  So a label
 *     that is wrong about UTF-8 text gives way to the text.
 *  4. UTF-8 that was declared is what the page is with its first well-formed
 *     sequence.  Ill-formed ones before that are read in the language's
 *     encoding, which the page is in with the third: one may be a character
 *     that was cut, in a title.
 *
 * With EVIDENCE sequences the page is UTF-8 and a later <meta> is too late;
 * before that it counts, also in place of the windows-1252 of rule 3.  Four
 * are asked for because two bytes of Thai or Chinese often look like UTF-8;
 * where a multi-byte encoding was declared, those of two bytes do not count
 * and are read as it has them.
 *
 * A <meta> can only be known to the caller up to the text it was given.  So a
 * span ends where bytes other than ASCII begin, for as long as a <meta> may
 * still count: no byte is judged before the caller has seen all that is in
 * front of it, and any cut of the input gives the same text.
 */
#include "charset.h"

#include <string.h>

#include "charset_numbers.h"
#include "charset_tables.h"
#include "multibyte.h"
#include "references.h"
#include "text.h"
#include "vector.h"

/* Well-formed sequences that settle the matter, and ill-formed ones where
 * UTF-8 was declared. */
#define EVIDENCE 4
#define DOUBTS 3

/* Control characters that no text has are passed on (the tokenizer knows NUL),
 * but the fourth among the first 256 bytes makes the input binary: one byte
 * in ten is such a character where the input is compressed. */
#define HEAD 256
#define CONTROLS 4

/* A <meta> behind so many bytes that says ISO-2022-JP is an error: what is
 * looked at for escape sequences costs time. */
#define LATE 4096


/* First bytes: what they mean (an encoding or an error), how many, which. */
#define MAGIC_SIZE 6
static const uint8_t magics[][MAGIC_SIZE] GALLEY_FLASH = {
    {(uint8_t)GALLEY_ERR_CHARSET, 4, 0xFF, 0xFE, 0, 0}, /* UTF-32 */
    {(uint8_t)GALLEY_ERR_CHARSET, 4, 0, 0, 0xFE, 0xFF},
    {UTF_8, 3, 0xEF, 0xBB, 0xBF, 0},
    {UTF_16BE, 2, 0xFE, 0xFF, 0, 0},
    {UTF_16LE, 2, 0xFF, 0xFE, 0, 0},
    {(uint8_t)GALLEY_ERR_COMPRESSED, 2, 0x1F, 0x8B, 0, 0}, /* gzip */
    {(uint8_t)GALLEY_ERR_COMPRESSED, 2, 0x1F, 0x9D, 0, 0}, /* compress */
    {(uint8_t)GALLEY_ERR_COMPRESSED, 2, 'x', 0x01, 0, 0},  /* zlib */
    {(uint8_t)GALLEY_ERR_COMPRESSED, 2, 'x', 0x9C, 0, 0},
    {(uint8_t)GALLEY_ERR_COMPRESSED, 2, 'x', 0xDA, 0, 0},
    {(uint8_t)GALLEY_ERR_COMPRESSED, 4, 0x28, 0xB5, 0x2F, 0xFD}, /* zstd */
    {(uint8_t)GALLEY_ERR_COMPRESSED, 4, 0xFD, '7', 'z', 'X'},    /* xz */
    {(uint8_t)GALLEY_ERR_COMPRESSED, 3, 'B', 'Z', 'h', 0},       /* bzip2 */
    {(uint8_t)GALLEY_ERR_BINARY, 4, 'P', 'K', 3, 4},             /* ZIP */
    {(uint8_t)GALLEY_ERR_BINARY, 4, '%', 'P', 'D', 'F'},
    {(uint8_t)GALLEY_ERR_BINARY, 4, 0x89, 'P', 'N', 'G'},
    {(uint8_t)GALLEY_ERR_BINARY, 3, 0xFF, 0xD8, 0xFF, 0}, /* JPEG */
    {(uint8_t)GALLEY_ERR_BINARY, 4, 'G', 'I', 'F', '8'},
    {(uint8_t)GALLEY_ERR_BINARY, 4, 'R', 'I', 'F', 'F'}, /* WebP, WAV */
    {(uint8_t)GALLEY_ERR_BINARY, 4, 'O', 'g', 'g', 'S'},
    {(uint8_t)GALLEY_ERR_BINARY, 3, 'I', 'D', '3', 0}, /* MP3 */
    {(uint8_t)GALLEY_ERR_BINARY, 3, 'w', 'O', 'F', 0}, /* WOFF, WOFF2 */
    {(uint8_t)GALLEY_ERR_BINARY, 4, 0x1A, 0x45, 0xDF, 0xA3}, /* WebM */
};

/* ---- labels ---- */

/* The standard's ASCII white space, which has no vertical tab. */
static bool is_space(uint8_t b)
{
    return galley_is_space(b) && b != '\v';
}

/* The encoding of a label that is no name, by 24 bits of its hash; 0: none. */
static uint8_t other_label(const char *label, size_t size)
{
    const uint8_t *p = labels;
    uint32_t hash = galley_hash_bytes(GALLEY_HASH_START, label, size) >> 8;
    uint8_t number, n;

    for (number = 1; p != labels + sizeof labels; number++)
        for (n = GALLEY_READ8(p++); n > 0; n--, p += 3)
            if ((GALLEY_READ8(p) | (uint32_t)GALLEY_READ8(p + 1) << 8
                 | (uint32_t)GALLEY_READ8(p + 2) << 16) == hash)
                return number;
    return 0;
}

/* "Get an encoding": its number, 0: none. */
static uint8_t lookup(const char *label, size_t size)
{
    uint8_t number;

    while (size > 0 && is_space((uint8_t)label[0])) {
        label++;
        size--;
    }
    while (size > 0 && is_space((uint8_t)label[size - 1]))
        size--;
    number = galley_text_listed(encodings, label, size, LISTED_WHOLE);
    return number != 0 ? number : other_label(label, size);
}

void galley_charset_name(const struct galley_charset *c,
                         char name[GALLEY_CHARSET_NAME])
{
    uint8_t wanted = c->error != 0 && c->declared != 0 ? c->declared
                                                        : c->encoding;
    const uint8_t *p = (const uint8_t *)galley_text_nth(
        encodings, (uint8_t)(wanted - 1));
    uint8_t size = GALLEY_READ8(p - 1), i;

    for (i = 0; i < size; i++)
        name[i] = (char)GALLEY_READ8(p + i);
    name[i] = '\0';
}

/* ---- decoding ---- */

static void put_code_point(struct galley_charset *c, uint32_t code)
{
    c->out_size = (uint8_t)(
        c->out_size
        + galley_text_encode(code, (char *)c->out + c->out_size));
}

/* How the n bytes at p begin: the length of a well-formed sequence, less than
 * 0: that of an ill-formed one ("maximal subpart"), 0: more must be seen. */
static int sequence(const uint8_t *p, size_t n)
{
    unsigned lead = p[0], low = 0x80, high = 0xBF;
    int i, tail;

    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return -1;
    tail = galley_text_character((uint8_t)lead) - 1;
    if (lead == 0xE0)
        low = 0xA0;
    else if (lead == 0xED)
        high = 0x9F;
    else if (lead == 0xF0)
        low = 0x90;
    else if (lead == 0xF4)
        high = 0x8F;
    for (i = 1; i <= tail; i++) {
        if ((size_t)i == n)
            return 0;
        if (p[i] < low || p[i] > high)
            return -i;
        low = 0x80;
        high = 0xBF;
    }
    return tail + 1;
}

/* From 0x80 up. */
static uint16_t of_windows_1252(uint8_t byte)
{
    return byte < 0xA0 ? galley_reference_windows_1252(byte) : byte;
}

#if GALLEY_CHARSET_SINGLE_BYTE
/* An entry of code_points; charset_tables.h describes them.  Returns how many
 * bytes it is for. */
static uint8_t read_entry(unsigned *at, uint8_t first, uint16_t *code)
{
    if (first >= FAR) {
        *code = (uint16_t)((first & 0x3F) << 8
                           | GALLEY_READ8(&code_points[(*at)++]));
        return first & RUN ? GALLEY_READ8(&code_points[(*at)++]) : 1;
    }
    if (first >= OWN)
        return (uint8_t)(first - (first >= LIKE ? LIKE : OWN) + 1);
    *code = (uint16_t)(*code + first - CLOSE);
    return 1;
}

/* The code point of a byte above 0x7F, 0: none.  The tables have them from
 * 0xFF down. */
GALLEY_APART static uint16_t single_byte(uint8_t encoding, uint8_t byte)
{
    unsigned table = encoding - WINDOWS_1252;

    while (table > 0) {
        uint16_t begin = GALLEY_READ16(&tables[table - 1]), code = 0;
        unsigned at = begin % PARENT;
        uint8_t first, size = 0, above = (uint8_t)(0xFF - byte);

        do {
            above = (uint8_t)(above - size);
            first = GALLEY_READ8(&code_points[at++]);
            size = read_entry(&at, first, &code);
        } while (above >= size);
        if (first < OWN || first >= FAR) {
            if (code >= 0x3000)
                code = (uint16_t)(code + 0xC000);
            return code != 0 ? (uint16_t)(code - above) : 0;
        }
        if (first < LIKE)
            return byte;
        table = begin / PARENT;
    }
    return of_windows_1252(byte);
}
#else
#define single_byte(encoding, byte) of_windows_1252(byte)
#endif

/* "Binary data byte" of MIME Sniffing, section 3, near the start. */
static bool is_control(const struct galley_charset *c, uint8_t b)
{
    return b < 0x20 && b != 0x1B && !is_space(b) && c->offset < HEAD;
}

/* Counts the byte if it is one; whether it was the last that text has. */
GALLEY_APART static bool is_binary(struct galley_charset *c)
{
    if (!is_control(c, c->hold[0]) || ++c->controls < CONTROLS)
        return false;
    c->error = GALLEY_ERR_BINARY;
    return true;
}

/* The next ones decode what c->hold begins with; they return how many bytes
 * that was, 0: more must be seen (last: there is no more), or c->error.
 * STOP: it has no place in this span. */
#define STOP 0xFF

static uint8_t refuse(struct galley_charset *c)
{
    c->error = GALLEY_ERR_CHARSET;
    return 0;
}

static uint8_t single_byte_unit(struct galley_charset *c, uint8_t encoding)
{
    uint8_t byte = c->hold[0];
    uint16_t code = byte;

    if (byte >= 0x80) {
        if ((size_t)encoding - WINDOWS_1252 >= SINGLE_BYTES)
            return refuse(c); /* unreachable: with all encodings built in */
        code = single_byte(encoding, byte);
        if (code == 0)
            code = REPLACEMENT_CHARACTER;
    }
    put_code_point(c, code);
    return 1;
}

static bool is_utf16(const struct galley_charset *c)
{
    return c->encoding == UTF_16LE || c->encoding == UTF_16BE;
}

static void advance(struct galley_charset *c, size_t n)
{
    uint32_t room = UINT32_MAX - c->offset;

    c->span += (uint32_t)n;
    c->offset += n < room ? (uint32_t)n : room;
}

static void drop_held(struct galley_charset *c, uint8_t n)
{
    c->hold_size = (uint8_t)(c->hold_size - n);
    memmove(c->hold, c->hold + n, c->hold_size);
    advance(c, n);
}

#if MULTIBYTE
/* The characters of a span take up the same number of bytes each, so that
 * galley_charset_offset can tell where they are; one that gives two code
 * points is a span of its own. */
static uint8_t multi_byte_unit(struct galley_charset *c, uint8_t encoding,
                               bool last)
{
    struct galley_decoded d;

    galley_multibyte_decode(encoding, c->state, c->hold, c->hold_size, last,
                            &d);
    if (d.used == 0)
        return 0;
    if (c->out_size > 0 && (d.nothing || d.second != 0 || d.used != c->unit))
        return STOP;
    if (is_binary(c))
        return 0;
    c->state = d.state;
    c->unit = d.second == 0 ? d.used : 0;
    if (!d.nothing)
        put_code_point(c, d.code);
    if (d.second != 0)
        put_code_point(c, d.second);
    return d.used;
}
#else
#define multi_byte_unit(c, encoding, last) 0
#endif

/* Of any encoding but UTF-8 and UTF-16. */
static uint8_t legacy_unit(struct galley_charset *c, uint8_t encoding,
                           bool last)
{
    (void)last;
    if (galley_multibyte_has(encoding))
        return multi_byte_unit(c, encoding, last);
    return is_binary(c) ? 0 : single_byte_unit(c, encoding);
}

static uint8_t utf16_unit(struct galley_charset *c, bool last)
{
    const uint8_t *p = c->hold;
    uint8_t first = c->encoding == UTF_16BE ? 0 : 1; /* the high byte */
    uint32_t code, low;

    if (c->hold_size < 2) {
        if (last)
            put_code_point(c, REPLACEMENT_CHARACTER);
        return last ? c->hold_size : 0;
    }
    code = (uint32_t)p[first] << 8 | p[1 - first];
    if (code < 0xD800 || code > 0xDFFF) {
        put_code_point(c, code);
        return 2;
    }
    if (code < 0xDC00 && c->hold_size < 4 && !last)
        return 0;
    if (code < 0xDC00 && c->hold_size == 4) {
        low = (uint32_t)p[2 + first] << 8 | p[3 - first];
        if (low >= 0xDC00 && low <= 0xDFFF) {
            put_code_point(c, 0x10000 + ((code - 0xD800) << 10)
                                  + (low - 0xDC00));
            return 4;
        }
    }
    put_code_point(c, REPLACEMENT_CHARACTER);
    return code < 0xDC00 && c->hold_size == 3 ? 3 : 2;
}

/* A well-formed sequence of n bytes; an ill-formed one of -n. */
static uint8_t pass(struct galley_charset *c, uint8_t n)
{
    memcpy(c->out + c->out_size, c->hold, n);
    c->out_size = (uint8_t)(c->out_size + n);
    return n;
}

static uint8_t reject(struct galley_charset *c, int n)
{
    put_code_point(c, REPLACEMENT_CHARACTER);
    return n < 0 ? (uint8_t)-n : c->hold_size;
}

/* Whether a well-formed sequence of n bytes may be something else: many
 * characters of two bytes look like UTF-8, few like a sequence of three with
 * another, or ASCII, behind it. */
static bool is_doubtful(const struct galley_charset *c, int n)
{
    const uint8_t *p = c->hold;

    return n == 2 || (n == 3 && c->hold_size == 4 && p[3] >= 0x80
                      && (p[3] < 0xC2 || p[3] > 0xF4));
}

/* UTF-8 was declared, and a sequence is not. */
static uint8_t doubt_unit(struct galley_charset *c, bool last)
{
    uint8_t lead = c->hold[0];
    uint8_t n = legacy_unit(c, c->fallback, last);

    if (n != 0 && lead >= 0xC0 && ++c->evidence == DOUBTS)
        c->encoding = c->fallback;
    return n;
}

/* Not settled yet: a sequence of UTF-8, as the declared encoding has it, or
 * as the language's has. */
static uint8_t open_unit(struct galley_charset *c, int n, bool last)
{
    bool declared = c->declared > UTF_16BE;
    uint8_t legacy = declared ? c->declared : c->fallback;
    bool multi_byte = galley_multibyte_has(legacy);
    bool doubtful = multi_byte && is_doubtful(c, n);

    if (n == 3 && multi_byte && c->hold_size < 4 && !last)
        return 0;
    if (n > 0 && !(doubtful && declared)) {
        if (!doubtful)
            c->evidence = c->declared == UTF_8 ? EVIDENCE
                                               : (uint8_t)(c->evidence + 1);
        return pass(c, (uint8_t)n);
    }
    if (c->declared == UTF_8)
        return n < 0 ? doubt_unit(c, last) : reject(c, n);
    if (!declared && c->evidence > 0)
        return reject(c, n);
    if (n != 2)
        c->encoding = legacy;
    return legacy_unit(c, legacy, last);
}

static uint8_t utf8_unit(struct galley_charset *c, bool last)
{
    int n = sequence(c->hold, c->hold_size);

    if ((n == 0 && !last) || (n == 1 && is_binary(c)))
        return 0;
    if (n != 1 && c->evidence < EVIDENCE)
        return open_unit(c, n, last);
    return n > 0 ? pass(c, (uint8_t)n) : reject(c, n);
}

GALLEY_APART static uint8_t unit(struct galley_charset *c, bool last)
{
    uint8_t n;

    if (c->hold_size == 0)
        return 0;
    if (is_utf16(c))
        n = utf16_unit(c, last);
    else if (c->encoding == UTF_8)
        n = utf8_unit(c, last);
    else
        n = legacy_unit(c, c->encoding, last);
    if (n == STOP)
        return n;
    drop_held(c, n);
    if (c->out_size == 0) /* an escape sequence is no part of a span */
        c->span = 0;
    return n;
}

/* Fills c->out with a character of UTF-8, a run of bytes other than ASCII, or
 * as much UTF-16 as it holds. */
static int transcode(struct galley_charset *c, const char **p,
                     const char *end, bool last, struct galley_span *text)
{
    uint8_t next;

    for (;;) {
        uint8_t n;

        while ((n = unit(c, last)) == 0 && c->error == 0 && *p != end)
            c->hold[c->hold_size++] = (uint8_t)*(*p)++;
        if (n == 0 || n == STOP || c->encoding == UTF_8
            || c->out_size > sizeof c->out - 4)
            break;
        next = c->hold_size > 0 ? c->hold[0] : *p != end ? (uint8_t)**p : 0;
        if (!is_utf16(c) && next < 0x80 && c->state == 0 && c->out_size > 0)
            break;
    }
    text->data = (const char *)c->out;
    text->size = c->out_size;
    return c->out_size > 0 ? 1 : c->error;
}

/* ---- runs that are UTF-8 already ---- */

/* Bytes of ASCII that the n bytes at p begin with. */
GALLEY_APART static size_t ascii(const uint8_t *p, size_t n)
{
    size_t i = 0;

#if GALLEY_SCAN && defined VECTOR_BYTES
    vector_mask found;

    for (; n - i >= 4 * VECTOR_BYTES; i += 4 * VECTOR_BYTES) {
        vector v = VECTOR_OR(VECTOR_LOAD(p + i),
                             VECTOR_LOAD(p + i + VECTOR_BYTES));
        vector w = VECTOR_OR(VECTOR_LOAD(p + i + 2 * VECTOR_BYTES),
                             VECTOR_LOAD(p + i + 3 * VECTOR_BYTES));
        if (VECTOR_HIGH(VECTOR_OR(v, w)) != 0)
            break;
    }
    for (; n - i >= VECTOR_BYTES; i += VECTOR_BYTES) {
        found = VECTOR_HIGH(VECTOR_LOAD(p + i));
        if (found != 0)
            return i + (size_t)VECTOR_FIRST(found);
    }
#elif GALLEY_SCAN && defined WORD_BYTES
    size_t v, w;

    for (; i < n && (uintptr_t)(p + i) % WORD_BYTES != 0; i++)
        if (p[i] >= 0x80)
            return i;
    for (; n - i >= 2 * WORD_BYTES; i += 2 * WORD_BYTES) {
        WORD_LOAD(&v, p + i);
        WORD_LOAD(&w, p + i + WORD_BYTES);
        if ((v | w) & WORD_EACH(0x80))
            break;
    }
#endif
    while (i < n && p[i] < 0x80)
        i++;
    return i;
}

/* Whether the page is in ISO-2022-JP or a <meta> may still say so.  Then a
 * span ends where its escape sequences begin. */
static bool may_shift(const struct galley_charset *c)
{
    return GALLEY_CHARSET_ISO_2022_JP
           && (c->encoding == ISO_2022_JP
               || (c->declared == 0 && c->evidence < EVIDENCE
                   && c->offset < LATE));
}

/* Bytes at p that can be handed on as they are where not every byte of ASCII
 * is. */
static size_t careful_run(const struct galley_charset *c, const uint8_t *p,
                          size_t n)
{
    bool shifts = may_shift(c);
    size_t i = 0;

    if (is_utf16(c) || c->state != 0)
        return 0;
    if (c->offset < HEAD && n > HEAD)
        n = HEAD;
    else if (c->offset < LATE && n > LATE - c->offset)
        n = (size_t)(LATE - c->offset);
    while (i < n && p[i] < 0x80 && !is_control(c, p[i])
           && !(shifts && galley_multibyte_shifts(p[i])))
        i++;
    return i;
}

/* Bytes at p that can be handed on as they are; nothing is held. */
static size_t run(struct galley_charset *c, const uint8_t *p, size_t n)
{
    size_t i = 0;
    int size;

    if (c->settled == 0
        && (c->offset < HEAD || is_utf16(c) || may_shift(c)))
        return careful_run(c, p, n);
    c->settled = 1;
    for (;;) {
        if (i < n && p[i] < 0x80)
            i += ascii(p + i, n - i);
        if (i == n || c->evidence < EVIDENCE)
            return i;
        size = sequence(p + i, n - i);
        if (size <= 0)
            return i;
        i += (size_t)size;
    }
}

/* ---- deciding ---- */

/* Transport or <meta> said so and nothing speaks against it. */
static void declare(struct galley_charset *c, uint8_t encoding)
{
    c->declared = encoding;
    c->settled = 0;
    if (encoding == UTF_8) {
        c->encoding = UTF_8;
        c->evidence = c->evidence > 0 ? EVIDENCE : 0;
    } else if (encoding <= UTF_16BE) {
        c->encoding = encoding;
        c->evidence = EVIDENCE;
    } else if (encoding >= ISO_2022_JP && encoding <= REPLACEMENT
               && (!galley_multibyte_has(encoding) || c->offset > LATE)) {
        refuse(c); /* its ASCII bytes are not ASCII */
    } else if (encoding == ISO_2022_JP || c->encoding != UTF_8) {
        c->encoding = encoding;
    }
}

/* The meaning of the first bytes, and how many they are; 0: none. */
static int magic(const struct galley_charset *c, uint8_t *size)
{
    uint8_t row, i;

    for (row = 0; row < sizeof magics / MAGIC_SIZE; row++) {
        *size = GALLEY_READ8(&magics[row][1]);
        i = 0;
        while (i < *size && i < c->hold_size
               && c->hold[i] == GALLEY_READ8(&magics[row][2 + i]))
            i++;
        if (i == *size)
            return (int8_t)GALLEY_READ8(&magics[row][0]);
    }
    *size = 0;
    if (c->hold_size == 4) {
        const uint8_t *p = c->hold;
        unsigned high = p[0] != 0;

        if (p[high] == 0 && p[1 - high] != 0 && p[1 - high] < 0x80
            && p[2 + high] == 0 && p[3 - high] != 0 && p[3 - high] < 0x80)
            return high > 0 ? UTF_16LE : UTF_16BE;
    }
    return 0;
}

/* Judges the first four bytes, or what there is of them; false: not yet. */
static bool begin_input(struct galley_charset *c, const char **p,
                        const char *end, bool last)
{
    int found;
    uint8_t size;

    while (c->hold_size < sizeof c->hold && *p != end)
        c->hold[c->hold_size++] = (uint8_t)*(*p)++;
    if (c->hold_size < sizeof c->hold && !last)
        return false;
    c->begun = 1;
    found = magic(c, &size);
    if (found < 0) {
        c->error = (int8_t)found;
    } else if (found > 0) {
        c->encoding = (uint8_t)found;
        c->evidence = EVIDENCE;
        drop_held(c, size);
        c->span = 0;
    } else if (c->declared != 0) {
        declare(c, c->declared);
    }
    return true;
}

/* ---- the stage ---- */

void galley_charset_init(struct galley_charset *c, const char *label,
                         size_t size)
{
    memset(c, 0, sizeof *c);
    c->encoding = UTF_8;
    c->fallback = WINDOWS_1252;
    c->declared = lookup(label, size);
}

void galley_charset_declare(struct galley_charset *c, const char *label,
                            size_t size)
{
    uint8_t encoding;

    if (c->declared != 0 || c->evidence == EVIDENCE)
        return;
    encoding = lookup(label, size);
    /* HTML standard: a <meta> that can be read is not UTF-16. */
    if (encoding == UTF_16LE || encoding == UTF_16BE)
        encoding = UTF_8;
    if (encoding == X_USER_DEFINED)
        encoding = WINDOWS_1252;
    if (encoding != 0)
        declare(c, encoding);
}

void galley_charset_language(struct galley_charset *c, const char *lang,
                             size_t size)
{
#if GALLEY_CHARSET_SINGLE_BYTE || MULTIBYTE
    size_t at = 0;

    while (at < sizeof languages - 1) {
        uint8_t b, encoding;
        size_t i = 0;
        bool same = true;

        do {
            b = GALLEY_READ8(&languages[at++]);
            same = same && i < size
                   && galley_lower((uint8_t)lang[i]) == (b & 0x7F);
            i++;
        } while (b < 0x80);
        encoding = GALLEY_READ8(&languages[at++]);
        if (same && (i == size || lang[i] == '-')) {
            if (galley_multibyte_has(encoding)
                || (size_t)encoding - WINDOWS_1252 < SINGLE_BYTES)
                c->fallback = encoding;
            return;
        }
    }
#else
    (void)c;
    (void)lang;
    (void)size;
#endif
}

/* false: there is none. */
static bool begin_span(struct galley_charset *c, const char **p,
                       const char *end, bool last)
{
    c->span = 0;
    c->out_size = 0;
    if (c->error == 0 && !c->begun && !begin_input(c, p, end, last))
        return false;
    return c->error == 0;
}

int galley_charset_next(struct galley_charset *c, const char **p,
                        const char *end, struct galley_span *text)
{
    if (!begin_span(c, p, end, false))
        return c->error;
    if (c->hold_size == 0) {
        size_t n = run(c, (const uint8_t *)*p, (size_t)(end - *p));

        if (n > 0) {
            text->data = *p;
            text->size = n;
            *p += n;
            advance(c, n);
            return 1;
        }
    }
    return transcode(c, p, end, false, text);
}

int galley_charset_finish(struct galley_charset *c, struct galley_span *text)
{
    const char *p = "";

    return begin_span(c, &p, p, true) ? transcode(c, &p, p, true, text)
                                      : c->error;
}

uint32_t galley_charset_offset(const struct galley_charset *c, size_t size)
{
    uint32_t at = c->offset - c->span;
    size_t i = 0;

    if (c->offset == UINT32_MAX || (c->out_size > 0 && size >= c->out_size))
        return c->offset;
    if (c->out_size == 0)
        return size < c->span ? at + (uint32_t)size : c->offset;
    if (c->encoding == UTF_8) /* one character */
        return at;
    for (;;) {
        uint8_t n = galley_text_character(c->out[i]);

        i += n;
        if (i > size)
            return at;
        at += is_utf16(c) ? (n == 4 ? 4 : 2)
            : galley_multibyte_has(c->encoding) && c->unit != 0 ? c->unit : 1;
    }
}
