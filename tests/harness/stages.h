/*
 * The library's stages for cuts.h.  Each also complains where a promise of
 * its header is not kept: errors that stay, spans inside the piece or the
 * struct, characters in one piece, offsets that go on.
 */
#ifndef STAGES_H
#define STAGES_H

#include "cuts.h"
#include "galley.h"
#include "galley_inflate.h"

/* The log: the body, then "|result|complete|status|charset|location";
 * complete: 0, or 1 and the bytes behind the response, which stay unread. */
extern const struct stage http_stage; /* with: NULL, or an int of these */
#define HTTP_CAPTURED 1
#define HTTP_INFLATED 2 /* and "|coding" stands behind the log */

#if GALLEY_INFLATE
/* The log: the bytes, then "|result|begun|unread|" and for each span of the
 * window the offset behind it; unread: bytes behind the stream. */
struct inflate_setup {
    size_t size;   /* of the window */
    uint8_t coded;
};
extern const struct stage inflate_stage; /* with: struct inflate_setup */
#endif

/* With a caller that declares what it finds in <meta charset=LABEL> (no
 * quotes, "charset" in lower case).  The log: the text, then
 * "|result|encoding|" and for each character the offset behind it. */
extern const struct stage charset_stage; /* with: the transport's label */

/* A token is a letter, its parts each closed by 0xFF, and 0xFE; an absent
 * part is 0xFD (none of them occurs in the input's encoding):
 *     D name public system ('y' or 'n': correct)     DOCTYPE
 *     S name (name value)... ('/' or nothing)        start tag
 *     E name (name value)... ('/' or nothing)        end tag
 *     M data       comment
 *     P target data    processing instruction
 *     C data       character data */
extern const struct stage tokenizer_stage; /* with: struct tokens */

struct tokens {
    uint8_t state;         /* GALLEY_STATE_... to begin with */
    uint8_t cdata;
    uint8_t browser;       /* 1: tags switch the state as in a browser */
    uint8_t bare_end_tags; /* 1: left out is what end tags must not have */
    const char *last;      /* the last start tag, or NULL */
    size_t last_size;
};

/* The whole library.  The log, in lines: the results; each block; "copy=",
 * "headline=", "headline needs 14" and so on; "traced=" and all blocks before
 * they are classified, as kind letter, level where there is one, ':', text,
 * '|'. */
extern const struct stage galley_stage; /* with: struct page */

struct page {
    size_t headline_size; /* 0: none */
    size_t body_size;
    int sink;             /* blocks are delivered to on_block */
    int trace;
    int whole;
    int http;
    const char *charset;
    int used;             /* the struct has seen another page before */
    const char *before;   /* or this, before_size bytes; NULL: nothing */
    size_t before_size;
    int before_finished;  /* and its end */
    unsigned fail_at;     /* on_block fails at this call, 0: never */
    unsigned inside_at;   /* on_block calls the library at this call, 0: */
    int inside;           /* never */
    size_t inflate;       /* of the window, for what is compressed; 0: none */
};

#define INSIDE_FEED 0
#define INSIDE_FINISH 1
#define INSIDE_RESET 2
#define INSIDE_INIT 3

/* 1: all cuts of the page, in a fresh struct and in a used one, give the same
 * log, which has these lines (up to count of them, or NULL). */
int page_gives(const char *name, const struct page *page, const char *bytes,
               size_t n, const char *const *lines, size_t count) CUTS_RESULT;

#endif
