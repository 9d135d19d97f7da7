/*
 * Galley: the state of the stages page, blocks, classify and article.  Part
 * of struct galley and opaque: only its size is of interest, and the trace
 * at the end for those who train the classifier.
 */
#ifndef GALLEY_ARTICLE_H
#define GALLEY_ARTICLE_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"

/* Kinds of boilerplate that class names tell: see src/classify.c. */
#define GALLEY_CATEGORIES 8

/* An open element. */
struct galley_element {
    uint16_t name;       /* hash of the tag name */
    uint16_t flags;      /* inherited by what it contains; src/page.c */
    uint16_t signature;  /* hash of tag and class: the style of a block */
    uint8_t tag;         /* index into the tag table, 0: unknown */
    uint8_t container;   /* index, 0: none yet */
    uint8_t categories;  /* bit set of its own class words */
    int8_t own;          /* class score of its own words */
    int8_t sum;          /* own, and nine tenths of what is around it */
    int8_t min;          /* over the path */
};

/* The tag that is being read, until its '>', and the open elements. */
struct galley_page {
    char name[16];         /* of the tag */
    char name_of[16];      /* of the attribute */
    char key[40];          /* value of name=, property=, itemprop= */
    char value[GALLEY_DESCRIPTION_SIZE]; /* of content=, datetime=, ... */
    uint32_t hash;         /* of the name or class word being read */
    uint16_t name_hash;
    uint16_t signature;
    uint16_t value_size;
    int16_t own;           /* class score */
    uint16_t depth;        /* open elements, also those not remembered */
    uint16_t flags;        /* what the attributes said */
    uint8_t name_size;
    uint8_t name_of_size;
    uint8_t key_size;
    uint8_t tag;           /* index into the tag table */
    uint8_t attribute;     /* index into the attribute table */
    uint8_t match;         /* progress in "display:none" */
    uint8_t word_size;
    uint8_t word_lower;    /* the class word's last letter is lower case */
    uint8_t categories;
    uint8_t end_tag;
    uint8_t script;        /* where the text of a raw element goes */
    struct galley_element stack[GALLEY_STACK];
};

/* The block whose text is being read.  Counters saturate. */
struct galley_current {
    /* what the text is like; begins anew when a block is split */
    uint32_t missing;      /* bytes that found no room */
    uint32_t hash;         /* of the text */
    uint16_t text;         /* bytes in the window */
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
    uint8_t last;          /* what it ends with; blocks.h */
    uint8_t dots;          /* in a row at its end; an ellipsis is three */
    /* where reading stands */
    uint8_t word;          /* bytes of the word being read */
    uint8_t word_flags;    /* of the element it began in */
    uint8_t part;          /* of a word, in scripts without spaces */
    uint32_t word_hash;
    uint8_t breaks;        /* pending <br> */
    uint8_t space;         /* pending; SPACE, NO_BREAK, TAB of blocks.c */
    /* where the block stands */
    uint8_t flags;         /* BLOCK_* of blocks.h */
    uint8_t kind;
    uint8_t level;
    uint8_t nesting;       /* lists around it */
    uint8_t tag;           /* of the block element */
    uint8_t parent;        /* tag of the block element's parent */
    uint8_t depth;
    uint8_t tags, images;  /* before it, log-scaled */
    uint8_t distance[GALLEY_CATEGORIES];
    int8_t own, sum, min;  /* class scores */
    int8_t parent_own;
    uint16_t signature;
};

/* A block that waits for its decision. */
struct galley_record {
    uint32_t hash;         /* of the text: repeated blocks */
    uint16_t size;         /* bytes in the window, a separator not counted */
    uint8_t kind;          /* and level << 4 */
    uint8_t flags;         /* BLOCK_* of blocks.h */
    uint8_t container;     /* index, 0: none */
    uint8_t signature;     /* index */
    uint8_t score;         /* stage 1 */
    uint8_t words;         /* log-scaled */
    uint8_t gap;           /* words without a record before it, log-scaled */
    uint8_t links;         /* share of the words, 255: all */
    uint8_t shape;         /* last << 6, and sentences */
    int8_t own, sum, min;  /* class scores */
    uint8_t distance[GALLEY_CATEGORIES / 4]; /* two bits each */
    uint8_t since;         /* words since the title, its own counted,
                              log-scaled; 255: none */
    uint8_t tags, images;  /* between it and the block before, log-scaled */
#if GALLEY_TRACE
    uint16_t id;
#endif
};

/* Sums over the subtree of an element that holds recorded text.  The first
 * stands for none. */
struct galley_container {
    uint8_t parent;        /* index, 0: none */
    uint8_t depth;
    uint8_t count;         /* blocks directly inside */
    uint16_t words;
    uint16_t mass;         /* words, weighted with the stage-1 score */
    uint16_t link_words;
    uint16_t own_words;    /* directly inside */
    uint16_t own_mass;
};

/* Sums over blocks of the same style. */
struct galley_signature {
    uint16_t hash;
    uint16_t words;
    uint16_t mass;
    uint8_t count;
};

/* Scores of decided records that later ones look back to. */
#define GALLEY_HISTORY 6

/* Inputs of the classifier, at most. */
#define GALLEY_FEATURES 52

/* Texts of the body that are remembered, to drop them when they come again:
 * the variants of a page for large and small screens. */
#define GALLEY_REPEATS 24

struct galley_article {
    struct galley_page page;
    struct galley_current current;
    struct galley_record records[GALLEY_RECORDS];
    struct galley_container containers[GALLEY_CONTAINERS];
    struct galley_signature signatures[GALLEY_SIGNATURES];
    uint32_t repeats[GALLEY_REPEATS]; /* hashes, the oldest is overwritten */
    size_t kept;           /* bytes of decided text in the body buffer */
    size_t used;           /* bytes behind them in use */
    uint32_t words;        /* of records, with fallback's left out */
    uint32_t mass;
    uint32_t certainty;    /* the mass, weighted with the score again */
    uint32_t kept_words;   /* of what is kept so far */
    uint32_t kept_mass;
    uint16_t count;        /* records in use */
    uint32_t before;       /* mass of records that stage 2 has seen */
    uint16_t since;        /* words since the title; UINT16_MAX: none yet */
    uint16_t tags;         /* start tags since the last block's end */
    uint16_t images;
    uint16_t gap;          /* words without a record since the last record */
    uint16_t tail;         /* unlikely words since it was closed */
    uint8_t open;          /* what was sent last is to be continued */
    uint8_t closed;        /* the element around most of it has ended */
    uint8_t keep;          /* score of stage 2 that is enough, for now */
    uint8_t repeats_next;
    uint8_t containers_used;
    uint8_t signatures_used;
    uint8_t main;          /* container with the most text */
    uint8_t subtree;       /* smallest container with most of the mass */
    uint8_t full;          /* the body buffer can hold no more */
    uint8_t flushed;       /* blocks have left the window */
    uint8_t history[GALLEY_HISTORY]; /* scores, latest first */
    uint8_t values[GALLEY_FEATURES]; /* of the block being classified */
    int8_t best;           /* class sum of wordy blocks, the highest so far */
    uint8_t previous_words; /* of the previous block */
    uint8_t previous_links;
#if GALLEY_TRACE
    uint16_t next_id;
    uint16_t trace_count;
    uint8_t trace_words[64]; /* 16-bit hashes of the tag's class words */
#endif
};

#if GALLEY_TRACE
/* trace.what */
#define GALLEY_TRACE_TOKEN 1  /* an element opened at depth id: values are its
                                 class words' 16-bit hashes, low byte first */
#define GALLEY_TRACE_PATH 2   /* a block begins inside id open elements */
#define GALLEY_TRACE_BLOCK 3  /* stage 1: values are its inputs */
#define GALLEY_TRACE_DECISION 4 /* stage 2: values are its inputs, or none
                                   when it was dropped as junk */

/* Names of the values, separated by commas. */
extern const char galley_trace_names1[];
extern const char galley_trace_names2[];

struct galley_trace {
    uint8_t what;
    uint8_t kind;
    uint8_t level;
    uint8_t score;
    uint8_t keep;          /* the score that is enough */
    uint16_t id;
    uint16_t count;
    const uint8_t *values;
    const char *text;
    size_t size;
};
#endif

#endif
