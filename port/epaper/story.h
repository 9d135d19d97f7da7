/* SPDX-License-Identifier: MIT */
/*
 * A story: the decided blocks of an article, kept in a buffer of the caller
 * until they are typeset.
 *
 * galley_story_block is an on_block sink: it never stops the extraction.
 * What no longer fits is cut at a word, ended with an ellipsis, and counted.
 * The fields (headline, byline...) are pointers that the caller sets, most
 * simply to galley_field(): they must stay valid while the story is typeset.
 */
#ifndef GALLEY_EPAPER_STORY_H
#define GALLEY_EPAPER_STORY_H

#include <stddef.h>
#include <stdint.h>

#include "galley.h"

struct galley_story {
    const char *headline;  /* NUL-terminated UTF-8, or NULL, as the others */
    const char *byline;
    const char *published; /* ISO 8601: its date is set; else as it is */
    const char *site;
    char *buffer;
    uint32_t size;         /* bytes of the buffer */
    uint32_t used;
    uint32_t needed;       /* the size that would have held all of it */
    uint32_t last;         /* where the last record begins */
    uint8_t truncated;     /* 1: something was cut */
};

/* One block of a story, read back. */
struct galley_story_record {
    const char *text;
    const char *marker;  /* an item's number as it is set: "3." */
    uint32_t next;       /* where the next record begins */
    uint16_t size;       /* bytes of text */
    uint8_t marker_size; /* 2 to 6; 0: no number */
    uint8_t kind;        /* of struct galley_block */
    uint8_t level;
    uint8_t joined;      /* 1: goes on where the record before ends */
};

/* An empty story with no fields.  A record costs 4 bytes, its marker and its
 * text; size is below 4 GB. */
void galley_story_init(struct galley_story *story, void *buffer,
                       size_t size);

/* on_block: user is the struct galley_story.  A block that continues the one
 * before goes into its record.  Captions are left out: a panel shows no
 * pictures.  Always returns 0. */
int galley_story_block(void *user, const struct galley_block *block);

/* Reads the record at a place: 0 is the first.  1, or 0 at the end. */
int galley_story_read(const struct galley_story *story, uint32_t place,
                      struct galley_story_record *record);

#endif
