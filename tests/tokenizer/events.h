/*
 * For the tests: runs the tokenizer over an input cut in pieces and writes
 * its tokens, joined, as one string of bytes that can be compared.
 *
 * A token is a letter, its parts each closed by 0xFF, and 0xFE; an absent
 * part is 0xFD (none of them occurs in the input's encoding):
 *     D name public system ('y' or 'n': correct)     DOCTYPE
 *     S name (name value)... ('/' or nothing)        start tag
 *     E name (name value)... ('/' or nothing)        end tag
 *     M data       comment
 *     P target data    processing instruction
 *     C data       character data
 */
#ifndef EVENTS_H
#define EVENTS_H

#include <stddef.h>

#include "../../include/galley_tokenizer.h"

struct events {
    unsigned char *data;
    size_t size;
    size_t room;
    size_t open;       /* where an unfinished token begins */
    size_t attribute;  /* where the attribute's name begins */
    int type;          /* of the token that is open, 0: none */
    int parts;         /* of a DOCTYPE that are written */
    int in_value;
    int drop;          /* the attribute is a duplicate */
    int bare_end_tags; /* leave out what end tags must not have */
    int utf8;          /* the input is UTF-8, as it should be */
    size_t tokens;     /* made by the tokenizer */
    const char *broken; /* a promise of the header that was not kept */
};

/* How an input is run. */
struct run {
    unsigned char state; /* GALLEY_STATE_... */
    unsigned char cdata;
    unsigned char browser; /* 1: tags switch the state as in a browser */
    const char *last;    /* last start tag, or NULL */
    size_t last_size;
    size_t chunk;        /* bytes a piece; 0: by cuts */
    const size_t *cuts;  /* ascending offsets; the last is the size */
    size_t cut_count;
};

/* Runs the input; each piece stands in a malloc'd block of its exact size,
 * and the tokenizer moves to a new place after each, its old one poisoned. */
void events_run(struct events *e, const struct run *run,
                const unsigned char *input, size_t size);

void events_free(struct events *e);

#endif
