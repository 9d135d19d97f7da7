/* SPDX-License-Identifier: MIT */
/*
 * Galley: what is known of each tag, by its index in the table of tags.c; 0
 * stands for all that are not there.
 */
#ifndef GALLEY_TAGS_H
#define GALLEY_TAGS_H

#include <stdbool.h>

#include "../include/galley.h"

/* Flags.  The first are inherited by what is inside (elements.h). */
#define TAG_HIDDEN 0x0001u   /* display: none, or content no reader sees */
#define TAG_LINK 0x0002u
#define TAG_BOLD 0x0004u
#define TAG_PRE 0x0008u
#define TAG_FOREIGN 0x0010u  /* svg, math */
#define TAG_VOID 0x0020u     /* no content, no end tag */
#define TAG_BLOCK 0x0040u    /* display: block, list-item, table-* */
#define TAG_LEAF 0x0080u     /* a block that is no container of blocks */
#define TAG_FINE 0x0080u     /* no block: in small print or italics */
#define TAG_SCOPE 0x0100u    /* implied end tags stop here */
#define TAG_LIST 0x0200u     /* so do those of list items */
#define TAG_TABLE 0x0400u    /* so do those of rows and cells */
#define TAG_BREAKOUT 0x0800u /* leaves svg and math */
#define TAG_CELL 0x1000u
#define TAG_ROOT 0x2000u     /* html, head, body: never on the stack */
#define TAG_FRAME 0x4000u    /* of a table: has parts of it, but no text */
#define TAG_BUTTON 0x8000u   /* implied ends of paragraphs stop here, too */

/* End with all that is still open inside; other elements format. */
#define TAG_WHOLE \
    (TAG_BLOCK | TAG_SCOPE | TAG_HIDDEN | TAG_FOREIGN | TAG_BUTTON)

/* Implied end tags: a start tag ends an open element of its group. */
#define GROUP_LI 1
#define GROUP_DD 2
#define GROUP_TD 3 /* this and the next two: parts of a table */
#define GROUP_TR 4
#define GROUP_SECTION 5
#define GROUP_TABLE 6
#define GROUP_OPTION 7
#define GROUP_HEADING 8
#define GROUP_P 9
#define GROUP_SELECT 10

/* Tokenizer states that a start tag asks for. */
#define MODE_RCDATA (GALLEY_STATE_RCDATA << 4)
#define MODE_RAWTEXT (GALLEY_STATE_RAWTEXT << 4)
#define MODE_SCRIPT (GALLEY_STATE_SCRIPT_DATA << 4)
#define MODE_PLAINTEXT (GALLEY_STATE_PLAINTEXT << 4)

/* In their place, of a heading. */
#define LEVEL(level) (0x80 | (level) << 4)

/* Tags that the page stage knows one by one. */
#define ROLE_BR 1
#define ROLE_HTML 2
#define ROLE_META 3
#define ROLE_TIME 4
#define ROLE_TITLE 5
#define ROLE_INPUT 6
#define ROLE_IMG 7
#define ROLE_OL 8
#define ROLE_POINT 9 /* has HTML inside of svg */
#define ROLE_Q 10
#define ROLE_NAV 11
#define ROLE_SPAN 12
#define ROLE_NOSCRIPT 13

/* The tag says nothing of the kind of its block. */
#define KIND_NONE 15

/* What is known of a tag: a row of the table, which is in flash. */
struct galley_tags_row {
    uint16_t flags; /* TAG_* */
    uint8_t group;  /* GROUP_*; in the high four bits MODE_* or LEVEL() */
    uint8_t kind;   /* of a block; in the high four bits ROLE_* */
};

extern const struct galley_tags_row galley_tags_table[];
extern const uint8_t galley_tags_orders[]; /* see tags.c */

/* The index of a name, by the hash that its token has. */
uint8_t galley_tags_find(uint32_t hash);

/* By the index. */
static inline const struct galley_tags_row *galley_tags_row(uint8_t tag)
{
    return &galley_tags_table[tag];
}

/* TAG_* */
static inline uint16_t galley_tags_flags(const struct galley_tags_row *row)
{
    return GALLEY_READ16(&row->flags);
}

/* GROUP_*, 0: none. */
static inline uint8_t galley_tags_group(const struct galley_tags_row *row)
{
    return GALLEY_READ8(&row->group) & 15;
}

/* GALLEY_STATE_*, 0: as it is. */
static inline uint8_t galley_tags_mode(const struct galley_tags_row *row)
{
    uint8_t mode = (uint8_t)(GALLEY_READ8(&row->group) >> 4);

    return mode & 8 ? 0 : mode;
}

/* ROLE_*, 0: none. */
static inline uint8_t galley_tags_role(const struct galley_tags_row *row)
{
    return (uint8_t)(GALLEY_READ8(&row->kind) >> 4);
}

/* Whether it ends a line: a block's or <br>. */
static inline bool galley_tags_separates(const struct galley_tags_row *row)
{
    return (galley_tags_flags(row) & TAG_BLOCK)
           || galley_tags_role(row) == ROLE_BR;
}

/* GALLEY_KIND_*, KIND_NONE. */
static inline uint8_t galley_tags_kind(const struct galley_tags_row *row)
{
    return GALLEY_READ8(&row->kind) & 15;
}

/* Of a heading, else 0. */
static inline uint8_t galley_tags_level(const struct galley_tags_row *row)
{
    uint8_t level = (uint8_t)(GALLEY_READ8(&row->group) >> 4);

    return level & 8 ? level & 7 : 0;
}

/* A feature of tags that are blocks, by the index. */
static inline uint8_t galley_tags_order(uint8_t tag)
{
    return GALLEY_READ8(&galley_tags_orders[tag]);
}

/* Whether elements of the group are parts of a table. */
static inline bool galley_tags_is_part(uint8_t group)
{
    return group >= GROUP_TD && group <= GROUP_SECTION;
}

#endif
