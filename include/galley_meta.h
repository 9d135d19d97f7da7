/*
 * Galley: what the page says about itself: headline candidates, byline,
 * date, site, description, language.  A stage of struct galley; the fields
 * are read with galley_field().
 */
#ifndef GALLEY_META_H
#define GALLEY_META_H

#include <stdint.h>

#include "galley_config.h"

/* Words of the title that are remembered, 2 bytes each. */
#define GALLEY_TITLE_WORDS 24

/* JSON-LD, parsed as a stream inside <script type="application/ld+json">;
 * what is nested deeper than 16 is passed over. */
struct galley_jsonld {
    uint8_t state;
    uint8_t depth;
    uint8_t beyond;      /* open ones deeper than the stack; saturates */
    uint8_t key;         /* whose value comes next */
    uint8_t expect_key;  /* a string is a key */
    uint8_t target;      /* what the open string is */
    uint8_t field;       /* where it goes */
    uint8_t digits;      /* of \u so far */
    uint16_t code;       /* their value */
    uint16_t surrogate;  /* first half of a pair, 0: none */
    uint16_t mark;       /* where the open name begins in the byline */
    uint8_t authors;     /* names of this "author" were met */
    uint8_t author_rank;
    uint8_t body;        /* articleBody: rank of the one passed on */
    uint8_t word_size;
    uint8_t reference_size;
    uint8_t stack[16];   /* open objects and arrays */
    char word[28];       /* the key or type being read */
    char reference[12];  /* the character reference being read */
};

/* Candidates and fields that are kept as text. */
#define GALLEY_META_FIELDS 12

struct galley_meta {
    uint8_t capture;     /* what scratch is filled for */
    uint8_t outer;       /* what it was for before, while nothing was read */
    uint8_t expected;    /* the text before introduces a name */
    uint8_t fresh;       /* the open element has no text yet */
    uint8_t gap;         /* bytes of text since the last capture; saturates */
    uint8_t labelled;    /* twitter:data1 is the author */
    uint8_t product;     /* og:type says so: no article */
    uint8_t h1_count;
    uint8_t h1_like;     /* likeness of h1 and the titles + 1 */
    uint8_t headline;    /* candidate that was chosen */
    uint8_t words_used;
    char nothing;        /* a NUL: a field that is absent */
    uint16_t since;      /* bytes of text since the headline or a date before
                            it, no more counted than matter */
    uint8_t rank[GALLEY_META_FIELDS];    /* how good the source is, 0: none */
    uint16_t length[GALLEY_META_FIELDS]; /* bytes without end of buffer */
    uint16_t words[GALLEY_TITLE_WORDS];  /* hashes of the title's words */
    struct galley_jsonld jsonld;
    char title[GALLEY_TITLE_SIZE];    /* <title> */
    char og_title[GALLEY_TITLE_SIZE]; /* og:title, twitter:title */
    char ld_title[GALLEY_TITLE_SIZE]; /* JSON-LD headline */
    char h1[GALLEY_TITLE_SIZE];       /* the best h1 so far */
    char scratch[GALLEY_TITLE_SIZE];  /* text of the open element */
    char byline[GALLEY_BYLINE_SIZE];
    char ld_byline[GALLEY_BYLINE_SIZE];
    char published[GALLEY_PUBLISHED_SIZE];
    char ld_published[GALLEY_PUBLISHED_SIZE];
    char site[GALLEY_SITE_SIZE];
    char description[GALLEY_DESCRIPTION_SIZE];
    char lang[GALLEY_LANG_SIZE];
};

#endif
