/* SPDX-License-Identifier: MIT */
/*
 * Galley: the state of the stages behind the tokenizer, one struct for each,
 * named after its file in src/, which alone writes it.  Parts of struct
 * galley and opaque: only their size is of interest.  Small members stand
 * first and arrays last: Cortex-M0 and AVR reach only near offsets.
 */
#ifndef GALLEY_STATE_H
#define GALLEY_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"
#include "galley_tokenizer.h"

/* Kinds of boilerplate that class names tell; src/class_words.h. */
#define GALLEY_CATEGORIES 8

/* ---- elements ---- */

/* The tag that is being read, until its '>'. */
struct galley_tag {
    uint32_t hash;          /* of the class word being read */
    uint16_t name_hash;
    uint16_t word;          /* hash of '<' and the name */
    uint16_t style;         /* hash of tag and class */
    uint16_t value_size;    /* while it is read, all of it: see text.h */
    uint16_t value_more;    /* bytes that found no room */
    uint16_t says;          /* what the attributes said; src/tag.h */
    uint16_t number;        /* start= or value= */
    int16_t own;            /* class score */
    uint8_t key_size;
    uint8_t tag;            /* index into the tag table, 0: unknown */
    uint8_t attribute;      /* index into the attribute table */
    uint8_t match;          /* progress in a pattern; of class=: the word
                               before it was "screen" */
    uint8_t word_size;
    uint8_t word_lower;     /* the class word's last letter is lower case */
    uint8_t categories;     /* bit set of its own class words */
    uint8_t end_tag;
    uint8_t open;           /* the name is being read */
    uint8_t custom;         /* it has a hyphen: a custom element */
#if GALLEY_TRACE
    uint8_t traced;         /* bytes in words */
    uint8_t words[64];      /* 16-bit hashes of the class words */
#endif
    char key[40];           /* value of name=, property=, itemprop= */
    union {
        char text[GALLEY_DESCRIPTION_SIZE]; /* of content=, datetime=, ... */
        struct galley_tokenizer inner; /* between two tags: src/fallback.c,
                                        * at the end: src/meta.c */
    } value;
};

/* An open element. */
struct galley_element {
    uint16_t name_or_kind; /* hash of its name; of a block the tag that says
                            * what kind a block in it is, or 0, and a flag */
    uint16_t flags;      /* inherited by what it contains; src/elements.h */
    uint16_t style;      /* hash of tag and class */
    uint8_t tag;         /* index into the tag table, 0: unknown */
    uint8_t container;   /* index, of what blocks in it add to; 0: none yet */
    uint8_t categories;  /* bit set of its own class words */
    int8_t own_or_up;    /* of a block the class score of its own words; else
                          * the number of the block around it, from 1, or 0 */
    int8_t sum;          /* own, and nine tenths of what is around it */
    int8_t min;          /* over the path */
};

/* Nested lists whose items are counted. */
#define GALLEY_LISTS 8

struct galley_elements {
    uint32_t depth;      /* open ones, also those not remembered */
    uint16_t number;     /* of the open item, until a block has it; 0: none */
    uint16_t inherited;  /* what the innermost remembered one hands down */
    uint8_t lists;       /* open ones among those remembered */
    uint8_t ordered;     /* of these, a bit each */
    uint8_t reversed;
    uint8_t categories;  /* bit set: no other has a remembered one */
    uint16_t next[GALLEY_LISTS]; /* item's number, by nesting */
    struct galley_element stack[GALLEY_STACK];
};

struct galley_page {
    uint8_t raw;         /* where the text of a raw element goes */
    uint8_t cdata;       /* the tokenizer may meet CDATA sections */
};

/* ---- what the page says of itself ---- */

/* What shops have; saturates. */
struct galley_judge {
    uint8_t shop;        /* elements with its class words */
    uint8_t controls;    /* of forms */
};

/* JSON, parsed as a stream inside <script type="application/ld+json">. */
struct galley_json {
    uint16_t code;          /* value of the digits behind \u */
    uint16_t surrogate;     /* first half of a pair, 0: none */
    uint8_t state;
    uint8_t digits;         /* of \u so far */
    uint8_t wanted;         /* what is done with the open string */
    uint8_t reference_size;
    char reference[12];     /* the character reference being read */
};

/* schema.org's objects in it; what is nested deeper than 16 is skipped. */
struct galley_jsonld {
    uint16_t mark;       /* where the open name begins in the byline */
    uint8_t depth;
    uint8_t beyond;      /* open ones deeper than the stack; saturates */
    uint8_t key;         /* whose value comes next */
    uint8_t expect_key;  /* a string is a key */
    uint8_t target;      /* what the open string is */
    uint8_t field;       /* where it goes */
    uint8_t authors;     /* names of this "author" were met */
    uint8_t author_rank;
    uint8_t body;        /* articleBody: rank of the one passed on */
    uint8_t word_size;
    uint8_t stack[16];   /* open objects and arrays */
    char word[28];       /* the key or type being read */
};

/* Text that is captured for a field. */
struct galley_meta {
    uint16_t since;      /* bytes of text since the headline or a date before
                            it, no more counted than matter */
    uint8_t capture;     /* what scratch is filled for */
    uint8_t outer;       /* what it was for before, while nothing was read */
    uint8_t fresh;       /* the open element has no text yet */
    uint8_t gap;         /* bytes of text since the last capture; saturates */
    uint8_t labelled;    /* twitter:data1 is the author */
    uint8_t type;        /* what og:type says; src/meta.h */
    uint8_t part;        /* an element began or ended since the last text */
    uint8_t unlinked;    /* some of the captured text is no link */
    uint8_t signed_line; /* the last text says who or when, no more */
};

struct galley_headline {
    uint8_t h1_count;
    uint8_t h1_like;     /* likeness of h1 and the titles + 1 */
    uint8_t chosen;      /* candidate */
    uint8_t shown;       /* the caller may have seen it */
    uint8_t trail;       /* the best h1 is a breadcrumb, or a logo */
};

struct galley_byline {
    uint8_t expected;    /* the text before introduces a name */
};

/* Candidates and fields that are kept as text; src/fields.h. */
#define GALLEY_FIELDS_KEPT 12

/* Words of the title that are remembered, 2 bytes each. */
#define GALLEY_TITLE_WORDS 24

/* Of the candidates the first are titles, whose ends may be cut off. */
#define GALLEY_FIELDS_TITLES 3

struct galley_fields {
    char nothing;        /* a NUL: a field that is absent */
    uint8_t open;        /* whose value is being read, + 1; 0: none's */
    uint8_t words_used;
    char mark[GALLEY_FIELDS_TITLES];     /* the byte where it is cut */
    uint16_t from[GALLEY_FIELDS_TITLES]; /* offset where a title begins */
    uint16_t cut[GALLEY_FIELDS_TITLES];  /* where it is cut, 0: nowhere */
    uint8_t rank[GALLEY_FIELDS_KEPT];    /* how good the source is, 0: none */
    uint16_t length[GALLEY_FIELDS_KEPT]; /* bytes without end of buffer */
    uint8_t word_bits[16]; /* one for each of the title's words */
    uint16_t words[GALLEY_TITLE_WORDS];  /* hashes of the title's words */
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

/* ---- blocks of text ---- */

/* Where a block stands. */
struct galley_place {
    uint16_t style;
    uint16_t number;     /* of an ordered list's item, 0: none */
    uint8_t kind;
    uint8_t level;
    uint8_t nesting;     /* lists around it */
    uint8_t tag;         /* of the block element */
    uint8_t parent;      /* tag of the block element's parent */
    uint8_t depth;
    int8_t own, sum, min; /* class scores */
    int8_t parent_own;
    uint8_t distance[GALLEY_CATEGORIES];
};

/* What the text of a block is like; begins anew when a block is split.
 * Counters saturate. */
struct galley_counts {
    uint32_t missing;    /* bytes that found no room */
    uint32_t hash;       /* of the text */
    uint16_t size;       /* bytes in the window */
    uint16_t words;
    uint16_t link_words;
    uint16_t bold_words;
    uint16_t title_words;
    uint16_t capital_words;
    uint16_t chars;
    uint16_t digits;
    uint16_t upper;
    uint8_t commas;
    uint8_t sentences;
    uint8_t symbols;
    uint8_t last;        /* what it ends with; src/blocks.h */
    uint8_t dots;        /* in a row at its end; an ellipsis is three */
    uint8_t mark;        /* chars where an inline element ended, modulo 256 */
};

/* The block whose text is being read. */
struct galley_blocks {
    uint32_t word_hash;
    uint16_t tags_since;   /* start tags since the last block's end */
    uint16_t images_since;
    uint8_t word;          /* one is being read */
    uint8_t word_flags;    /* of the element it began in */
    uint8_t part;          /* of a word, in scripts without spaces */
    uint8_t breaks;        /* pending <br> */
    uint8_t space;         /* pending; PLAIN_SPACE and others of blocks.c */
    uint8_t flags;         /* BLOCK_* of src/blocks.h */
    uint8_t tags, images;  /* before it, log-scaled */
    uint8_t plain;         /* some word is neither small nor in italics */
    uint8_t broken;        /* lines of the open cell are paragraphs */
    struct galley_place place;
    struct galley_counts counts;
};

/* ---- what leaves, and when ---- */

struct galley_article {
    uint8_t open;          /* what was sent last is to be continued */
    uint8_t full;          /* the body buffer can hold no more */
    uint8_t flushed;       /* blocks have left the window */
    uint8_t refused;       /* on_block said stop */
    uint8_t inside;        /* on_block is running */
    uint8_t holes;         /* sources of the fallback that lost text: bits;
                              the highest: some of it may be a record */
    uint32_t needed;       /* bytes of the whole body */
    uint32_t lost;         /* of the fallback */
};

/* Texts of the body that are remembered, to drop them when they come again:
 * the variants of a page for large and small screens. */
#define GALLEY_REPEATS 23

struct galley_decide {
    uint32_t body_words;   /* of what seems body so far: a long page keeps */
    uint32_t body_mass;    /* less of it */
    uint16_t tail;         /* unlikely words since it was closed */
    uint16_t line;         /* style of the line below the title, 0: none */
    uint16_t talk;         /* where the record of the last heading is */
    uint16_t speaker;      /* style of the lines below it */
    uint8_t lines;         /* of them, + 1; 0: it counts no comments */
    uint8_t story;         /* STORY_* of src/decide.c */
    uint8_t fallback;      /* the article is the fallback */
    uint8_t repeats_next;
    uint32_t repeats[GALLEY_REPEATS]; /* hashes, the oldest is overwritten */
};

/* Scores of decided records that later ones look back to. */
#define GALLEY_HISTORY 6

/* Inputs of the classifier, at most. */
#define GALLEY_FEATURES 52

struct galley_classify {
    uint32_t before;        /* mass of records that stage 2 has seen */
    uint16_t since;         /* words since the title; UINT16_MAX: none yet */
    uint16_t place;         /* container and style that values are of */
    int8_t best;            /* class sum of wordy blocks, the highest so far */
    uint8_t since_scale;    /* since as galley_count_scale has it, or 255 */
    uint8_t previous_words; /* of the previous block */
    uint8_t previous_links;
    uint8_t keep;           /* score of stage 2 that is enough, for now */
    uint8_t main;           /* container with the most text */
    uint8_t subtree;        /* smallest container with most of the mass */
#if GALLEY_TRACE
    uint16_t next_id;
#endif
    uint8_t history[GALLEY_HISTORY]; /* scores, latest first */
    uint8_t values[GALLEY_FEATURES]; /* of the block being classified */
};

/* ---- records ---- */

/* A block that waits for its decision. */
struct galley_record {
    uint32_t hash;         /* of the text: repeated blocks */
    uint16_t size;         /* bytes in the window, a separator not counted */
    uint8_t kind_level;    /* packed; src/records.h has what reads them */
    uint8_t flags;         /* BLOCK_* of src/blocks.h */
    uint8_t container;     /* index, 0: none */
    uint8_t style;         /* index */
    uint8_t score;         /* stage 1 */
    uint8_t words;         /* log-scaled */
    uint8_t gap;           /* words without a record before it, log-scaled */
    uint8_t links;         /* share of the words, 255: all */
    uint8_t last_sentences; /* packed */
    int8_t own, sum, min;  /* class scores */
    uint8_t distance[GALLEY_CATEGORIES / 4]; /* packed */
    uint8_t since;         /* words since the title, its own counted,
                              log-scaled; 255: none */
    uint8_t tags, images;  /* between it and the block before, log-scaled */
#if GALLEY_TRACE
    uint16_t id;
#endif
};

/* Words, and the same weighted with the stage-1 score: no more. */
struct galley_sum {
    uint16_t words;
    uint16_t mass;
};

/* Sums over the subtree of an element that holds recorded text.  The first
 * stands for none. */
struct galley_container {
    uint8_t parent;        /* index, 0: none */
    uint8_t depth;
    uint8_t count;         /* blocks directly inside */
    uint8_t button;        /* there is one directly inside */
    uint16_t link_words;
    struct galley_sum all;
    struct galley_sum own; /* directly inside */
};

/* Sums over blocks of the same style. */
struct galley_style {
    uint16_t hash;
    struct galley_sum sum;
    uint8_t count;
};

/* The window is the part of the body buffer behind the decided text. */
struct galley_records {
    size_t kept;           /* bytes of decided text in the body buffer */
    size_t used;           /* bytes behind them in use */
    uint32_t words;        /* of records, except the fallback's */
    uint32_t mass;
    uint32_t certainty;    /* the mass, weighted with the score again */
    uint16_t count;        /* records in use */
    uint16_t gap;          /* words without a record since the last record */
    uint8_t containers_used;
    uint8_t styles_used;
    struct galley_style styles[GALLEY_STYLES];
    struct galley_container containers[GALLEY_CONTAINERS];
    struct galley_record records[GALLEY_RECORDS];
};

#endif
