#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "harness.h"

struct reader {
    struct galley_charset charset;
    char label[32];
    uint8_t matched;
    uint8_t label_size;
    int result;
    uint32_t offset;
    struct log offsets;
};

static void init(void *state, const void *with, struct log *log)
{
    struct reader *r = state;
    const char *label = with;

    (void)log;
    memset(r, 0, sizeof *r);
    galley_charset_init(&r->charset, label, label ? strlen(label) : 0);
}

/* The caller's tokenizer, in small: <meta charset=LABEL>, and as a label
 * lang:LANGUAGE.  0: what it declared ends the text. */
static int find_meta(struct reader *r, char c)
{
    static const char meta[] = "<meta charset=";
    int error = r->charset.error;

    if (r->matched < sizeof meta - 1) {
        r->matched = (uint8_t)(c == meta[r->matched] ? r->matched + 1
                                                     : c == '<');
        r->label_size = 0;
    } else if (c == '>') {
        if (r->label_size > 5 && memcmp(r->label, "lang:", 5) == 0)
            galley_charset_language(&r->charset, r->label + 5,
                                    r->label_size - 5u);
        else
            galley_charset_declare(&r->charset, r->label, r->label_size);
        r->matched = 0;
    } else if (r->label_size < sizeof r->label) {
        r->label[r->label_size++] = c;
    } else {
        r->matched = 0;
    }
    return r->charset.error == error;
}

/* " 123"; there is one for each character. */
static void add_number(struct log *log, uint32_t n)
{
    char digits[12], *p = digits + sizeof digits;

    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    *--p = ' ';
    log_add(log, p, (size_t)(digits + sizeof digits - p));
}

static void take(struct reader *r, const struct galley_span *text,
                 struct log *log)
{
    size_t i;
    uint32_t before = r->offset;
    int goes_on = 1;

    if (text->size == 0 || !harness_is_utf8(text->data, text->size))
        log_complain(log, "a span that is no text");
    for (i = 0; i < text->size && goes_on; i++) {
        int last = i + 1 == text->size ||
                   ((unsigned char)text->data[i + 1] & 0xC0) != 0x80;
        uint32_t at = galley_charset_offset(&r->charset, i + 1);

        if (at < before || (last && at <= r->offset && at != before))
            log_complain(log, "an offset that does not go on");
        before = at;
        if (last)
            add_number(&r->offsets, at);
        goes_on = find_meta(r, text->data[i]);
    }
    r->offset = before;
    log_add(log, text->data, i);
}

static void feed(void *state, const char *bytes, size_t n, struct log *log)
{
    struct reader *r = state;
    const char *p = bytes, *end = bytes + n;
    struct galley_span text;

    if (r->result < 0) {
        if (galley_charset_next(&r->charset, &p, end, &text) != r->result)
            log_complain(log, "the error was not kept");
        return;
    }
    while ((r->result = galley_charset_next(&r->charset, &p, end, &text)) > 0)
        take(r, &text, log);
    if (r->result == 0 && p != end)
        log_complain(log, "bytes left");
}

static void finish(void *state, struct log *log)
{
    struct reader *r = state;
    struct galley_span text;
    char name[GALLEY_CHARSET_NAME];
    int result;

    while ((result = galley_charset_finish(&r->charset, &text)) > 0)
        take(r, &text, log);
    if (r->result < 0 && result != r->result)
        log_complain(log, "the error was not kept");
    galley_charset_name(&r->charset, name);
    log_print(log, "|%d|%s|", result, name);
    log_add(log, r->offsets.text, r->offsets.size);
    free(r->offsets.text);
}

const struct stage charset_stage = {sizeof(struct reader), init, feed,
                                    finish};
